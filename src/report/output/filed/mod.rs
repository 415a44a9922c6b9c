//! The review sheet as a paper to be filed: a Word file with the letterhead left blank, what to mend by weight in
//! tables, and room for two signatures. The same findings give the same bytes.

mod wordml;

use std::collections::BTreeSet;
use std::io;

use self::wordml::{BEGIN, END, Lines, Look, Table, WIDTH, paragraph};
use super::place::{faults, not_checked, one_line};
use super::{End, FileReport, Run, Writer};
use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::report::across::basis;
use crate::report::json::Entry;
use crate::report::json::v1::{Diagnostic, File};
use crate::report::layout::clipped;
use crate::report::words::{self, FiledWord, PageWord, Word};
use crate::report::{Tally, config};

/// Widths of the table of findings: number, place, finding, what to do, basis.
const FINDINGS: [usize; 5] = [520, 1650, 3035, 2350, 1800];
/// Widths of the facts about a document.
const FACTS: [usize; 2] = [2400, WIDTH - 2400];
/// Widths of the letterhead and of the signatures.
const HALVES: [usize; 2] = [WIDTH / 2 - 500, WIDTH - WIDTH / 2 + 500];
/// Letters of tables.
const SMALL: usize = 22;
/// Hints that a paper lists; what is to be mended is listed whole.
const MOST_HINTS: usize = 60;
/// Entries of the other lists.
const MOST: usize = 30;
/// Letters of a quotation.
const QUOTE: usize = 90;

/// The writer; what it gives has to be [`packed`].
#[derive(Default)]
pub(super) struct Filed {
    documents: usize,
}

/// The file of what the writer gave.
pub(super) fn packed(written: &str) -> io::Result<Vec<u8>> {
    wordml::package(written).map_err(|error| io::Error::other(error.to_string()))
}

impl Writer for Filed {
    fn begin(&mut self, run: &Run<'_>) -> String {
        let lang = run.look.lang;
        let mut out = BEGIN.to_owned();
        letterhead(&mut out, lang);
        let title = Word::ReviewSheet.text(lang).to_uppercase();
        paragraph(&mut out, &title, Look::default().centered().bold().size(28).spaced(240, 120));
        let deviations = run.deviations.iter().map(|deviation| config::departure(deviation, lang));
        list(&mut out, Word::Deviations.text(lang), deviations.collect(), lang);
        out
    }

    fn file(&mut self, run: &Run<'_>, report: &FileReport, _drawn: &str) -> String {
        let lang = run.look.lang;
        let mut out = String::new();
        self.documents += 1;
        match &report.entry {
            Entry::File(file) => document(&mut out, file, report.tally, lang),
            Entry::Unreadable(file) => {
                let told = format!("{} {}", file.message, file.help);
                let unreadable = words::capitalized(Word::Unreadable.text(lang));
                facts(&mut out, &[(FiledWord::Document.text(lang), &file.path), (&unreadable, told.trim())]);
            }
        }
        out
    }

    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        let lang = run.look.lang;
        let mut out = String::new();
        for report in reports {
            let Entry::File(file) = &report.entry else { continue };
            facts(&mut out, &[(FiledWord::Document.text(lang), &file.path)]);
            findings(&mut out, file, lang);
        }
        if out.is_empty() {
            return out;
        }
        let mut titled = String::new();
        heading(&mut titled, Word::AcrossFiles.text(lang));
        titled + &out
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let lang = run.look.lang;
        let mut out = String::new();
        if self.documents > 1 {
            paragraph(&mut out, &words::summary(end.tally, lang), Look::default().spaced(240, 60));
        }
        let unused = end.unused.iter().map(|unused| format!("{}: {}", unused.config, unused.message));
        list(&mut out, Word::SuppressionFaults.text(lang), unused.collect(), lang);
        let departures = end.departures.iter().map(|departure| words::departure(departure, lang));
        list(&mut out, Word::Departures.text(lang), departures.collect(), lang);
        let made = words::made_by(env!("CARGO_PKG_VERSION"), lang);
        paragraph(&mut out, &made, Look::default().italic().size(SMALL).spaced(120, 240).kept());
        signatures(&mut out, lang);
        out + END
    }
}

/// The head of every paper of an office, with room for its name, the number and the day.
fn letterhead(out: &mut String, lang: Lang) {
    let (plain, bold) = (Look::default().centered().size(24), Look::default().centered().bold().size(24));
    let mut table = Table::new(out, &HALVES, Lines::None);
    let blank = "……………………".to_owned();
    table.row(&[
        vec![(blank.clone(), plain), (blank, bold)],
        vec![
            (FiledWord::NationalName.text(lang).to_owned(), bold),
            (FiledWord::Motto.text(lang).to_owned(), bold.size(26).ruled()),
        ],
    ]);
    table.row(&[
        vec![(FiledWord::Number.text(lang).to_owned(), plain.spaced(120, 0))],
        vec![(FiledWord::PlaceAndDate.text(lang).to_owned(), plain.italic().size(26).spaced(120, 0))],
    ]);
    table.end();
}

fn signatures(out: &mut String, lang: Lang) {
    let title = |word: Word| {
        let hint = FiledWord::HowToSign.text(lang).to_owned();
        let room = (String::new(), Look::default().spaced(1200, 0));
        vec![
            (word.text(lang).to_uppercase(), Look::default().centered().bold().size(26)),
            (hint, Look::default().centered().italic().size(24)),
            room,
        ]
    };
    let mut table = Table::new(out, &HALVES, Lines::None);
    table.row(&[title(Word::Author), title(Word::Reviewer)]);
    table.end();
}

fn heading(out: &mut String, text: &str) {
    paragraph(out, text, Look::default().bold().spaced(180, 60).kept());
}

fn facts(out: &mut String, facts: &[(&str, &str)]) {
    let look = Look::default().size(24).spaced(20, 20);
    let mut table = Table::new(out, &FACTS, Lines::All);
    for (name, value) in facts {
        table.row(&[vec![((*name).to_owned(), look.bold())], vec![((*value).to_owned(), look)]]);
    }
    table.end();
}

fn document(out: &mut String, file: &File, tally: Tally, lang: Lang) {
    let stage = words::capitalized(words::stage(file.stage, lang));
    let regime = words::capitalized(Word::Regime.text(lang));
    facts(
        out,
        &[
            (FiledWord::Document.text(lang), &file.path),
            (&regime, &file.form.message),
            (PageWord::Stage.text(lang), &stage),
        ],
    );
    paragraph(out, &words::verdict(tally, lang), Look::default().bold().spaced(60, 120));
    findings(out, file, lang);
    let notices = file.notices.iter().map(|notice| notice.message.clone());
    list(out, Word::NoticesTitle.text(lang), notices.collect(), lang);
    let accepted = file
        .suppressed
        .iter()
        .map(|accepted| format!("{}: {} – {}", accepted.finding.place, accepted.finding.message, accepted.reason));
    list(out, Word::Accepted.text(lang), accepted.collect(), lang);
    list(out, Word::SuppressionFaults.text(lang), faults(file).map(|(_, said)| said.to_owned()).collect(), lang);
    list(out, Word::NotCheckedTitle.text(lang), not_told(file, lang), lang);
    let proved = file.evidence.iter().map(|evidence| evidence.message.clone());
    list(out, Word::ProvedTitle.text(lang), proved.collect(), lang);
}

/// The findings, the weightiest first, in a table for each severity.
fn findings(out: &mut String, file: &File, lang: Lang) {
    let small = Look::default().size(SMALL).spaced(20, 20);
    let heads = [Word::Number, Word::Where, Word::Content, Word::Help, Word::Basis];
    let heads = heads.map(|word| words::capitalized(word.text(lang)));
    for (severity, title) in [
        (Severity::Error, PageWord::MustMend.text(lang)),
        (Severity::Warning, PageWord::ShouldMend.text(lang)),
        (Severity::Info, FiledWord::Hints.text(lang)),
    ] {
        let found: Vec<&Diagnostic> = file.diagnostics.iter().filter(|found| found.severity == severity).collect();
        if found.is_empty() {
            continue;
        }
        heading(out, &format!("{title} ({})", found.len()));
        let most = if severity == Severity::Info { MOST_HINTS } else { found.len() };
        let mut table = Table::new(out, &FINDINGS, Lines::All);
        table.head(&heads, small.bold().centered());
        for (at, finding) in found.iter().take(most).enumerate() {
            let clauses = words::capitalized(&basis(&finding.basis, lang));
            table.row(&[
                vec![((at + 1).to_string(), small.centered())],
                vec![(one_line(&finding.place), small)],
                content(finding, small, lang),
                vec![(words::capitalized(&one_line(&finding.help)), small)],
                vec![(one_line(&clauses), small), (finding.rule.clone(), small.italic().size(SMALL - 4))],
            ]);
        }
        table.end();
        if found.len() > most {
            paragraph(out, &format!("… {}", words::and_more(found.len() - most, lang)), Look::default().italic());
        }
    }
}

/// What is wrong, the words it is about unless the message names them, and how often else.
fn content(finding: &Diagnostic, look: Look, lang: Lang) -> Vec<(String, Look)> {
    let message = one_line(&finding.message);
    let quote = clipped(&one_line(&finding.quote), QUOTE);
    let is_named = quote.trim().is_empty() || message.contains(quote.trim());
    let mut lines = vec![(words::capitalized(&message), look)];
    if !is_named {
        lines.push((format!("“{quote}”"), look.italic()));
    }
    if !finding.related.is_empty() {
        lines.push((format!("({})", words::more_places(finding.related.len(), lang)), look));
    }
    lines
}

/// The rules that were not checked, by reason, and the citations that the registry does not hold.
fn not_told(file: &File, lang: Lang) -> Vec<String> {
    let told = not_checked(file).into_iter().map(|(reason, rules)| {
        let groups: BTreeSet<&str> = rules.iter().filter_map(|rule| rule.split('/').next()).collect();
        let groups: Vec<&str> = groups.into_iter().map(|name| words::group(name, lang)).collect();
        format!("{}: {reason} ({})", words::capitalized(&groups.join(", ")), words::rules_of(rules.len(), lang))
    });
    let citations = (!file.citations.missing.is_empty()).then(|| words::capitalized(&file.citations.message));
    told.chain(citations).collect()
}

/// A titled list; nothing if it is empty.
fn list(out: &mut String, title: &str, items: Vec<String>, lang: Lang) {
    if items.is_empty() {
        return;
    }
    heading(out, title);
    let count = items.len();
    let look = Look::default().size(24).spaced(20, 20);
    for item in items.into_iter().take(MOST) {
        paragraph(out, &format!("- {}", one_line(&item)), look);
    }
    if count > MOST {
        paragraph(out, &format!("- … {}", words::and_more(count - MOST, lang)), look);
    }
}
