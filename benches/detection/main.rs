//! Mutation benchmark: how many known defects are found, by operator and by rule.
//!
//! ```text
//! cargo bench --bench detection -- [--corpus DIR]… [--limit N] [--seed N] [--per-operator N] [--operator NAME]
//!     [--kinds docx,txt,md] [--json FILE] [--show-missed]
//! ```
//!
//! Without `--corpus` it runs over the documents of the project that give no finding.

#[path = "../../tests/support/mod.rs"]
mod support;

mod suite;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use rasoat::model::SourceFile;

use suite::runner::{self, Plan, Trial};
use suite::subject::Subject;
use suite::table::Summary;

/// What was asked for.
struct Args {
    corpora: Vec<PathBuf>,
    plan: Plan,
    json: PathBuf,
    show_missed: bool,
    kinds: Vec<String>,
}

impl Args {
    fn parse() -> Result<Self, String> {
        let mut args = Self {
            corpora: Vec::new(),
            plan: Plan { per_document: 3, per_operator: 60, seed: 1, only: None },
            json: PathBuf::from("target/quality/detection.json"),
            show_missed: false,
            kinds: ["docx", "txt", "md"].map(str::to_owned).to_vec(),
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
            match word.as_str() {
                "--corpus" => args.corpora.push(PathBuf::from(value()?)),
                "--limit" => args.plan.per_document = value()?.parse().map_err(|_| "--limit wants a number")?,
                "--per-operator" => {
                    args.plan.per_operator = value()?.parse().map_err(|_| "--per-operator wants a number")?;
                }
                "--seed" => args.plan.seed = value()?.parse().map_err(|_| "--seed wants a number")?,
                "--operator" => args.plan.only = Some(value()?),
                "--json" => args.json = PathBuf::from(value()?),
                "--kinds" => args.kinds = value()?.split(',').map(str::to_owned).collect(),
                "--show-missed" => args.show_missed = true,
                // Passed by `cargo bench`.
                "--bench" => {}
                _ => return Err(format!("unknown option {word}")),
            }
        }
        Ok(args)
    }
}

fn main() -> Result<(), String> {
    let args = Args::parse()?;
    let settings = suite::settings();
    let operators = suite::operators::all();
    let names: Vec<&str> = operators.iter().map(|operator| operator.name).collect();
    let corpora: Vec<(String, Vec<SourceFile>)> = if args.corpora.is_empty() {
        vec![("fixtures".to_owned(), suite::fixtures())]
    } else {
        args.corpora.iter().map(|folder| (folder.display().to_string(), files_below(folder, &args.kinds))).collect()
    };
    let mut summaries = Vec::new();
    let mut out = std::io::stdout().lock();
    for (name, files) in corpora {
        let subjects: Vec<Subject> = files.iter().filter_map(|file| Subject::new(file, &settings)).collect();
        let trials = runner::run(&subjects, &operators, &args.plan, &settings);
        if args.show_missed {
            show_missed(&mut out, &trials).map_err(|error| error.to_string())?;
        }
        let summary = Summary::new(&name, &trials, &names);
        write!(out, "{}", summary.table()).map_err(|error| error.to_string())?;
        summaries.push(summary);
    }
    if let Some(folder) = args.json.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let json = serde_json::to_string_pretty(&summaries).map_err(|error| error.to_string())?;
    std::fs::write(&args.json, json + "\n").map_err(|error| format!("{}: {error}", args.json.display()))
}

/// Defects that were not found, and findings that nobody expected.
fn show_missed(out: &mut impl std::io::Write, trials: &[Trial]) -> std::io::Result<()> {
    for trial in trials {
        if trial.found.is_none() {
            let unchecked = if trial.unchecked { " (not checked)" } else { "" };
            writeln!(out, "MISSED{unchecked}\t{}\t{}\t{}", trial.operator, trial.document, trial.deed)?;
        }
        for (rule, quote) in &trial.collateral {
            writeln!(out, "COLLATERAL\t{}\t{}\t{rule}\t{quote:?}\t{}", trial.operator, trial.document, trial.deed)?;
        }
    }
    Ok(())
}

/// Files of a folder that can be changed, by name.
fn files_below(folder: &Path, kinds: &[String]) -> Vec<SourceFile> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kinds.iter().any(|known| kind == known.as_str())))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
    paths
        .into_iter()
        .filter_map(|path| Some(SourceFile { name: name(&path), bytes: std::fs::read(&path).ok()? }))
        .collect()
}
