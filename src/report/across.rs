//! What the rules over several files found, as reports that every form of output can write.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::json::{Entry, placed, v1};
use super::layout::{Ink, clipped, name, one_line, paint, wrapped};
use super::output::{FileReport, Kind};
use super::words::{self, Word};
use super::{Look, Tally, concise, message};
use crate::across::{Packed, Place};
use crate::catalogue::{Catalogue, Lang};
use crate::checks::Stage;
use crate::diagnostic::{Label, Severity};
use crate::engine::{AcceptedBy, FolderFinding, FolderOutcome, KnownBy};

/// Columns of a quotation.
const QUOTE: usize = 60;

/// One file as the report names it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Its path.
    pub path: &'a str,
    /// Words of the rules.
    pub catalogue: &'a Catalogue,
    /// Its stage.
    pub stage: Stage,
}

/// A report for each file that something was found about, with its index, in the order of the files. `known` says
/// which findings were there before.
pub fn reports(
    outcome: FolderOutcome,
    files: &[Told<'_>],
    known: &dyn Fn(&FolderFinding) -> Option<KnownBy>,
    outputs: &[(Kind, Look)],
    lang: Lang,
) -> Vec<(usize, FileReport)> {
    let mut by_file: BTreeMap<usize, v1::File> = BTreeMap::new();
    let wire = |finding: &FolderFinding| Some((finding.file, diagnostic(finding, files, lang)?));
    for finding in &outcome.findings {
        let Some((at, found)) = wire(finding) else { continue };
        let Some(file) = entry(&mut by_file, at, files) else { continue };
        match known(finding) {
            Some(KnownBy::Baseline) => file.known.push(v1::Known { finding: found, why: "baseline".to_owned() }),
            Some(KnownBy::Unchanged) => file.known.push(v1::Known { finding: found, why: "unchanged".to_owned() }),
            None => file.diagnostics.push(found),
        }
    }
    for (finding, AcceptedBy { config, reason }) in outcome.suppressed {
        let Some((at, found)) = wire(&finding) else { continue };
        let Some(file) = entry(&mut by_file, at, files) else { continue };
        let kind = if config.is_some() { "config" } else { "comment" };
        file.suppressed.push(v1::Suppressed { finding: found, kind: kind.to_owned(), reason });
    }
    by_file.into_iter().map(|(at, file)| (at, report(file, outputs))).collect()
}

fn entry<'m>(by_file: &'m mut BTreeMap<usize, v1::File>, at: usize, files: &[Told<'_>]) -> Option<&'m mut v1::File> {
    let told = files.get(at)?;
    Some(by_file.entry(at).or_insert_with(|| v1::File::bare(told.path, told.stage)))
}

fn report(file: v1::File, outputs: &[(Kind, Look)]) -> FileReport {
    let count = |severity| file.diagnostics.iter().filter(|finding| finding.severity == severity).count();
    let tally = Tally {
        error: count(Severity::Error),
        warning: count(Severity::Warning),
        info: count(Severity::Info),
        suppressed: file.suppressed.len(),
        known: file.known.len(),
        ..Tally::default()
    };
    let drawn = outputs.iter().map(|(kind, look)| match kind {
        Kind::Full => file.diagnostics.iter().map(|finding| full(&file.path, finding, *look)).collect(),
        Kind::Concise => file.diagnostics.iter().map(|finding| concise(&file.path, finding, *look)).collect(),
        _ => String::new(),
    });
    FileReport { drawn: drawn.collect(), entry: Entry::File(file), tally, told: Packed::default(), fails_from: None }
}

fn diagnostic(finding: &FolderFinding, files: &[Told<'_>], lang: Lang) -> Option<v1::Diagnostic> {
    let catalogue = files.get(finding.file)?.catalogue;
    let rule = catalogue.rule(finding.diagnostic.rule.as_str())?;
    let told = message::finding(catalogue, &finding.diagnostic, lang);
    let related = finding.related.iter().map(|related| {
        let label = Label { name: related.name, span: related.place.position.into() };
        v1::Related {
            message: message::label(catalogue, &finding.diagnostic, &label, lang),
            quote: related.place.quote.clone(),
            path: files.get(related.file).filter(|_| related.file != finding.file).map(|file| file.path.to_owned()),
            location: placed(&related.place),
        }
    });
    Some(v1::Diagnostic {
        rule: finding.diagnostic.rule.to_string(),
        severity: finding.diagnostic.severity,
        tier: rule.meta.tier,
        message: told.message,
        help: told.help,
        basis: super::json::basis(rule.meta.basis.iter()),
        quote: finding.place.quote.clone(),
        location: placed(&finding.place),
        place: lasting_place(&finding.place, lang),
        section: finding.place.section.clone(),
        related: related.collect(),
        fix: None,
        fingerprint: finding.diagnostic.fingerprint.clone(),
    })
}

/// A finding for people, without the text around it: the documents are no longer at hand.
fn full(path: &str, finding: &v1::Diagnostic, look: Look) -> String {
    let lang = look.lang;
    let ink = Ink::Of(finding.severity);
    let mut out = format!(
        "{}[{}]\n",
        paint(words::severity(finding.severity, lang), ink, look),
        paint(&finding.rule, Ink::Bold, look)
    );
    out.push_str(&wrapped(&format!("  {} ", paint("×", ink, look)), &one_line(&finding.message), look.width));
    let _ = writeln!(out, "    {}", place(path, &finding.location, &finding.quote, lang));
    let mut note = |word: Word, text: &str| {
        let first = format!("  {}: ", paint(word.text(lang), Ink::Dim, look));
        out.push_str(&wrapped(&first, text, look.width));
    };
    for related in &finding.related {
        let path = related.path.as_deref().unwrap_or(path);
        note(Word::See, &format!("{}: {}", related.message, place(path, &related.location, &related.quote, lang)));
    }
    if !finding.help.is_empty() {
        note(Word::Help, &finding.help);
    }
    note(Word::Basis, &basis(&finding.basis, lang));
    out.push('\n');
    out
}

fn concise(path: &str, finding: &v1::Diagnostic, look: Look) -> String {
    let v1::Location { line, column, paragraph, .. } = finding.location;
    let at = match paragraph {
        None => format!(":{line}:{column}"),
        Some(_) => concise::in_words(&finding.place, &finding.quote),
    };
    let severity = paint(words::severity(finding.severity, look.lang), Ink::Of(finding.severity), look);
    format!("{}{at}: {severity}[{}] {}\n", name(path), finding.rule, one_line(&finding.message))
}

/// A place that outlived its document, in words.
fn lasting_place(place: &Place, lang: Lang) -> String {
    let spot = match place.paragraph {
        None => words::spot(place.line, place.column, lang),
        Some(paragraph) => words::line(paragraph, false, lang),
    };
    if place.section.is_empty() { spot } else { format!("{spot}, {}", words::section(&place.section, lang)) }
}

/// File, place and quotation on one line.
pub(super) fn place(path: &str, location: &v1::Location, quote: &str, lang: Lang) -> String {
    let spot = match location.paragraph {
        None => words::spot(location.line, location.column, lang),
        Some(_) => words::line(location.line, false, lang),
    };
    let quote = clipped(quote, QUOTE);
    let quote = if quote.is_empty() { quote } else { format!(": “{quote}”") };
    format!("{}, {spot}{quote}", name(path))
}

/// The clauses on one line.
pub(super) fn basis(clauses: &[v1::Basis], lang: Lang) -> String {
    words::clauses(clauses.iter().map(|basis| (basis.instrument.as_str(), basis.locator.as_str())), lang).join("; ")
}
