//! False alarms: findings on real documents, drawn for reading, and how many of those read are right.
//!
//! ```text
//! cargo bench --bench precision -- sample DIR… [--per-rule N] [--severity error] [--draw N] [--seed N] [--out FILE]
//! cargo bench --bench precision -- score FILE… [--json FILE]
//! ```
//!
//! `sample` writes a table with an empty first column; the reader puts `true`, `false` or `unsure`
//! there. `score` turns read tables into precision with its 95 % interval.

mod marks;
mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rasoat::catalogue::rule::Lang;
use rasoat::diagnostic::Diagnostic;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use rayon::prelude::*;

use marks::Mark;

fn main() -> Result<(), String> {
    let mut words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if words.is_empty() {
        // A plain `cargo bench` runs every benchmark; this one needs to be told what to do.
        return say(
            "usage: sample DIR… [--per-rule N] [--severity NAME] [--draw N] [--seed N] [--out FILE]\n       score FILE… [--json FILE]\n",
        );
    }
    match words.remove(0).as_str() {
        "sample" => sample(words),
        "score" => score_files(words),
        other => Err(format!("unknown command {other}")),
    }
}

fn say(text: &str) -> Result<(), String> {
    std::io::stdout().lock().write_all(text.as_bytes()).map_err(|error| error.to_string())
}

/// Options of `sample`.
struct Sample {
    inputs: Vec<PathBuf>,
    per_rule: usize,
    draw: usize,
    severity: Option<String>,
    seed: u64,
    out: Option<PathBuf>,
}

impl Sample {
    fn parse(words: Vec<String>) -> Result<Self, String> {
        let mut options =
            Self { inputs: Vec::new(), per_rule: usize::MAX, draw: usize::MAX, severity: None, seed: 1, out: None };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
            let number = |text: String| text.parse().map_err(|_| format!("{text} is no number"));
            match word.as_str() {
                "--per-rule" => options.per_rule = number(value()?)?,
                "--draw" => options.draw = number(value()?)?,
                "--severity" => options.severity = Some(value()?),
                "--seed" => options.seed = value()?.parse().map_err(|_| "--seed wants a number".to_owned())?,
                "--out" => options.out = Some(PathBuf::from(value()?)),
                _ => options.inputs.push(PathBuf::from(word)),
            }
        }
        Ok(options)
    }
}

fn sample(words: Vec<String>) -> Result<(), String> {
    let options = Sample::parse(words)?;
    let settings = Settings { today: Some(jiff::civil::date(2026, 11, 1)), ..Settings::new() };
    let mut paths: Vec<PathBuf> = options.inputs.iter().flat_map(|input| files(input)).collect();
    paths.sort();
    let found: Vec<Vec<Mark>> = paths.par_iter().map(|path| marks_of(path, &settings)).collect();
    let read = found.iter().filter(|marks| !marks.is_empty()).count();
    let all: Vec<Mark> = found.into_iter().flatten().collect();
    let chosen: Vec<Mark> = all
        .iter()
        .filter(|mark| options.severity.as_ref().is_none_or(|name| mark.severity == *name))
        .cloned()
        .collect();
    let drawn = draw(chosen, &options);
    say(&overview(&all, paths.len(), read))?;
    let table = marks::write(&drawn);
    match options.out {
        Some(path) => std::fs::write(&path, table).map_err(|error| format!("{}: {error}", path.display())),
        None => say(&table),
    }
}

/// The files of a folder, or the file itself.
fn files(input: &Path) -> Vec<PathBuf> {
    if input.is_file() {
        return vec![input.to_owned()];
    }
    let entries = std::fs::read_dir(input).into_iter().flatten().flatten().map(|entry| entry.path());
    let known = |path: &PathBuf| {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
        ["docx", "odt", "doc", "pdf", "md", "txt"].contains(&kind)
    };
    entries.filter(known).collect()
}

fn marks_of(path: &Path, settings: &Settings) -> Vec<Mark> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
    let Ok(outcome) = engine::check(&SourceFile { name: name.clone(), bytes }, settings) else { return Vec::new() };
    outcome.diagnostics.iter().map(|finding| mark(&name, &outcome, finding, settings)).collect()
}

fn mark(name: &str, outcome: &Outcome, finding: &Diagnostic, settings: &Settings) -> Mark {
    let document = &outcome.document;
    let block = document.block(finding.span.block);
    let range = block.clean_range(finding.span).usize();
    let around = |from: usize, to: usize| block.clean().get(from..to).unwrap_or("").to_owned();
    let before: String = around(0, range.start).chars().rev().take(120).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = around(range.end, block.clean().len()).chars().take(120).collect();
    let neighbour = |step: i64| {
        let at = i64::from(finding.span.block.0) + step;
        let block = usize::try_from(at).ok().and_then(|at| document.blocks().get(at));
        block.map(|block| block.clean().chars().take(80).collect::<String>()).unwrap_or_default()
    };
    let quote: String = document.quote(finding.span).chars().take(160).collect();
    let context = format!("{} ⏎ {before}⟦{quote}⟧{after} ⏎ {}", neighbour(-1), neighbour(1));
    Mark {
        verdict: String::new(),
        rule: finding.rule.to_string(),
        severity: finding.severity.name().to_owned(),
        file: name.to_owned(),
        place: format!("{}:{}", finding.span.block.0, finding.span.range.start()),
        quote,
        message: message(finding, settings),
        context,
    }
}

/// The message in Vietnamese with its values.
fn message(finding: &Diagnostic, settings: &Settings) -> String {
    let Some(rule) = settings.catalogue.rule(finding.rule.as_str()) else { return String::new() };
    let words = rule.meta.words(Lang::Vi);
    let case = finding.case.and_then(|name| words.cases.iter().find(|case| case.name == name));
    let mut text = case.map_or(&words.message, |case| &case.message).to_string();
    for (name, value) in &finding.values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// At most so many findings of a rule, and of these so many in all, drawn at random.
fn draw(mut marks: Vec<Mark>, options: &Sample) -> Vec<Mark> {
    let order = |mark: &Mark| {
        let key = format!("{}\n{}\n{}\n{}\n{}", options.seed, mark.rule, mark.file, mark.place, mark.quote);
        *blake3::hash(key.as_bytes()).as_bytes()
    };
    marks.sort_by_cached_key(order);
    let mut of_rule: BTreeMap<String, usize> = BTreeMap::new();
    marks.retain(|mark| {
        let count = of_rule.entry(mark.rule.clone()).or_default();
        *count += 1;
        *count <= options.per_rule
    });
    marks.truncate(options.draw);
    marks.sort_by(|left, right| (&left.rule, &left.file, &left.place).cmp(&(&right.rule, &right.file, &right.place)));
    marks
}

/// Per rule: documents hit and hits per document.
fn overview(marks: &[Mark], files: usize, hit: usize) -> String {
    let mut rules: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for mark in marks {
        *rules.entry((&mark.severity, &mark.rule)).or_default().entry(&mark.file).or_default() += 1;
    }
    let mut text = format!("{files} files, {hit} with findings, {} findings\n", marks.len());
    for ((severity, rule), documents) in rules {
        let hits: usize = documents.values().sum();
        let each = hits as f64 / documents.len() as f64;
        let _ = writeln!(
            text,
            "{severity:<8} {rule:<38} {:>4} documents {hits:>5} findings {each:>6.1} each",
            documents.len()
        );
    }
    text
}

fn score_files(words: Vec<String>) -> Result<(), String> {
    let mut json = PathBuf::from("target/quality/precision.json");
    let mut marks = Vec::new();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if word == "--json" {
            json = PathBuf::from(words.next().ok_or("--json wants a file")?);
            continue;
        }
        let text = std::fs::read_to_string(&word).map_err(|error| format!("{word}: {error}"))?;
        marks.extend(marks::read(&text).map_err(|error| format!("{word}: {error}"))?);
    }
    let score = score::Score::new(&marks);
    say(&score.table())?;
    if let Some(folder) = json.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let text = serde_json::to_string_pretty(&score).map_err(|error| error.to_string())?;
    std::fs::write(&json, text + "\n").map_err(|error| format!("{}: {error}", json.display()))
}
