//! The review sheet (*phiếu rà soát*): what a reviewer hands back to the author, in Markdown.

use std::fmt::Write as _;

use super::github::cell;
use super::place::{faults, not_checked};
use super::{End, FileReport, Run, Writer};
use crate::report::across::basis;
use crate::report::json::Entry;
use crate::report::json::v1::{Diagnostic, File};
use crate::report::words::{self, Word};

/// One section an input.
#[derive(Default)]
pub(super) struct Sheet {
    number: usize,
}

impl Writer for Sheet {
    fn begin(&mut self, run: &Run<'_>) -> String {
        let title = Word::ReviewSheet.text(run.look.lang);
        let mut out = format!("# {title}\n\n");
        if !run.deviations.is_empty() {
            let _ = writeln!(out, "**{}**\n", Word::Deviations.text(run.look.lang));
            for deviation in run.deviations {
                let _ = writeln!(out, "- {}", cell(&crate::report::config::departure(deviation, run.look.lang)));
            }
            out.push('\n');
        }
        out
    }

    fn file(&mut self, run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        self.number += 1;
        let path = match &report.entry {
            Entry::File(file) => &file.path,
            Entry::Unreadable(file) => &file.path,
        };
        let mut out = format!("## {}. {}\n\n", self.number, cell(path));
        match &report.entry {
            Entry::File(file) => self::file(&mut out, file, run),
            Entry::Unreadable(file) => {
                let title = words::capitalized(Word::Unreadable.text(run.look.lang));
                let _ = writeln!(out, "{title}: {} {}\n", cell(&file.message), cell(&file.help));
            }
        }
        out
    }

    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        let mut out = String::new();
        for report in reports {
            let Entry::File(found) = &report.entry else { continue };
            let _ = writeln!(out, "### {}\n", cell(&found.path));
            file(&mut out, found, run);
        }
        let title = Word::AcrossFiles.text(run.look.lang);
        if out.is_empty() { out } else { format!("## {title}\n\n{out}") }
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let lang = run.look.lang;
        let mut out = format!("---\n\n{}\n", words::summary(end.tally, lang));
        for unused in &end.unused {
            let _ = write!(out, "\n- {}: {}\n", cell(&unused.config), cell(&unused.message));
        }
        if !end.departures.is_empty() {
            let _ = write!(out, "\n**{}**\n\n", Word::Departures.text(lang));
            for departure in &end.departures {
                let _ = writeln!(out, "- {}", cell(&words::departure(departure, lang)));
            }
        }
        let signers = format!("\n| {} | {} |\n|---|---|\n| | |\n", Word::Reviewer.text(lang), Word::Author.text(lang));
        out.push_str(&signers);
        out
    }
}

fn file(out: &mut String, file: &File, run: &Run<'_>) {
    let lang = run.look.lang;
    if file.diagnostics.is_empty() {
        let _ = writeln!(out, "{}\n", Word::NothingFound.text(lang));
    } else {
        let titles = [Word::Number, Word::Where, Word::Severity, Word::Content, Word::Help, Word::Basis];
        let titles: Vec<String> = titles.iter().map(|word| words::capitalized(word.text(lang))).collect();
        let _ = write!(out, "| {} |\n|---:|---|---|---|---|---|\n", titles.join(" | "));
        for (at, finding) in file.diagnostics.iter().enumerate() {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} |",
                at + 1,
                cell(&finding.place),
                words::severity(finding.severity, lang),
                content(finding),
                cell(&finding.help),
                cell(&basis(&finding.basis, lang)),
            );
        }
        out.push('\n');
    }
    let mut list = |title: Word, items: Vec<String>| {
        if !items.is_empty() {
            let _ = writeln!(out, "**{}**\n", words::capitalized(title.text(lang)));
            for item in items {
                let _ = writeln!(out, "- {item}");
            }
            out.push('\n');
        }
    };
    list(Word::Regime, vec![cell(&file.form.message)]);
    let suppressed = file.suppressed.iter().map(|accepted| {
        let finding = &accepted.finding;
        format!("{}: {} – *{}*", cell(&finding.place), content(finding), cell(&accepted.reason))
    });
    list(Word::Accepted, suppressed.collect());
    list(Word::SuppressionFaults, faults(file).map(|(_, said)| cell(said)).collect());
    list(Word::ProvedTitle, file.evidence.iter().map(|evidence| cell(&evidence.message)).collect());
    let reasons = not_checked(file).into_iter();
    let not_checked = reasons.map(|(reason, rules)| format!("{}: `{}`", cell(reason), rules.join("`, `")));
    let citations = (!file.citations.missing.is_empty()).then(|| cell(&file.citations.message));
    list(Word::NotCheckedTitle, not_checked.chain(citations).collect());
}

/// What is wrong, with the words it is about.
fn content(finding: &Diagnostic) -> String {
    format!("{} (`{}`)", cell(&finding.message), finding.rule)
}
