//! The report for people: each finding with the text around it, what to do, and the clause.

use std::fmt::Write as _;

use super::layout::{Ink, clipped, name, one_line, paint, wrapped};
use super::location::line_and_column;
use super::snippet::{Drawn, FRAME, Snippet};
use super::words::{self, Word};
use super::{Checked, Look, Tally, message, places};
use unicode_normalization::UnicodeNormalization as _;

use crate::catalogue::{Basis, Catalogue, Lang, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::engine::Outcome;
use crate::lexicon;
use crate::model::{Document, Span};

/// Columns of a quotation inside a sentence.
const QUOTE: usize = 60;
/// Most lines or edits that are listed for one finding.
const MOST: usize = 8;

/// The report on one input; empty if there is nothing to say.
pub fn file(checked: &Checked, catalogue: &Catalogue, look: Look) -> String {
    let mut out = String::new();
    let outcome = match &checked.result {
        Ok(outcome) => outcome,
        Err(failure) => {
            let told = words::failure(failure, look.lang);
            let title = format!("{}: {}", name(&checked.path), Word::Unreadable.text(look.lang));
            let _ = writeln!(out, "{}", paint(&title, Ink::Of(Severity::Error), look));
            out.push_str(&wrapped("  ", &format!("{} {}", told.message, told.help), look.width));
            out.push('\n');
            return out;
        }
    };
    let nothing = outcome.diagnostics.is_empty()
        && outcome.left_out == 0
        && outcome.notices.is_empty()
        && outcome.not_checked.is_empty()
        && outcome.evidence.is_empty()
        && outcome.suppressions.iter().all(|suppression| suppression.faults.is_empty());
    if nothing {
        return out;
    }
    let _ = writeln!(out, "{}", paint(&title(checked, outcome, catalogue, look), Ink::Bold, look));
    let form = words::form(outcome.document.form, outcome.left_out, look.lang);
    out.push_str(&wrapped(&format!("  {}: ", Word::Regime.text(look.lang)), &form, look.width));
    for notice in &outcome.notices {
        let first = format!("  {}: ", Word::Notice.text(look.lang));
        out.push_str(&wrapped(&first, &words::notice(notice, look.lang), look.width));
    }
    out.push('\n');
    // Who reads the long form mends the worst first.
    let mut by_weight: Vec<&Diagnostic> = outcome.diagnostics.iter().collect();
    by_weight.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    for diagnostic in by_weight {
        finding(&mut out, &checked.path, &outcome.document, diagnostic, catalogue, look);
        out.push('\n');
    }
    suppression_faults(&mut out, outcome, look);
    proved(&mut out, outcome, catalogue, look);
    not_checked(&mut out, outcome, look);
    out
}

/// The last lines: counts, and where to read on.
pub fn summary(tally: Tally, look: Look) -> String {
    let ink = tally.worst().map_or(Ink::Good, Ink::Of);
    let ink = if tally.unreadable > 0 { Ink::Of(Severity::Error) } else { ink };
    let mut out = format!("{}\n", paint(&words::summary(tally, look.lang), ink, look));
    if let Some(hint) = words::could_mend(tally, look.lang) {
        let _ = writeln!(out, "{}", paint(&hint, Ink::Dim, look));
    }
    if tally.worst().is_some() {
        let _ = writeln!(out, "{}", paint(Word::ExplainHint.text(look.lang), Ink::Dim, look));
    }
    out
}

/// Path, kind and profile: what the file was taken for.
fn title(checked: &Checked, outcome: &Outcome, catalogue: &Catalogue, look: Look) -> String {
    let mut title = name(&checked.path);
    let kind = outcome.document.kind_slug().and_then(lexicon::kind_by_slug);
    let profile = outcome.profile.as_deref().and_then(|name| {
        let found = catalogue.profiles.iter().find(|profile| profile.name == name)?;
        Some(words::bilingual(&found.title, look.lang))
    });
    let mut facts: Vec<&str> = kind.map(|kind| words::kind(kind, look.lang)).into_iter().chain(profile).collect();
    // A profile for all papers of a kind is called like the kind.
    facts.dedup();
    if !facts.is_empty() {
        let _ = write!(title, " ({})", facts.join("; "));
    }
    title
}

fn finding(out: &mut String, path: &str, document: &Document, finding: &Diagnostic, catalogue: &Catalogue, look: Look) {
    let lang = look.lang;
    let told = message::finding(catalogue, finding, lang);
    let related: Vec<(Span, String)> = finding
        .labels
        .iter()
        .map(|label| (label.span, one_line(&message::label(catalogue, finding, label, lang))))
        .collect();
    let name = place_name(path, document, finding.span, look);
    let snippet = Snippet::new(document, finding.span, &related, name, look.width.saturating_sub(FRAME));
    let far: Vec<&(Span, String)> =
        related.iter().enumerate().filter(|(at, _)| !snippet.drawn.contains(at)).map(|(_, label)| label).collect();
    let ink = Ink::Of(finding.severity);
    let _ = writeln!(
        out,
        "{}[{}]",
        paint(words::severity(finding.severity, lang), ink, look),
        paint(finding.rule.as_str(), Ink::Bold, look)
    );
    Drawn { message: one_line(&told.message), severity: finding.severity, snippet }.render(out, look);
    let mut note = |word: Word, text: &str| {
        let first = format!("  {}: ", paint(word.text(lang), Ink::Dim, look));
        out.push_str(&wrapped(&first, text, look.width));
    };
    for text in far_places(document, &far, look) {
        note(Word::See, &text);
    }
    if !told.help.is_empty() {
        note(Word::Help, &told.help);
    }
    for text in finding.fix.iter().flat_map(|fix| edits(document, fix, look)) {
        note(Word::Replacement, &text);
    }
    let clauses: Vec<String> = catalogue
        .rule(finding.rule.as_str())
        .map(|rule| binding_clauses(rule, document, finding, lang))
        .unwrap_or_default();
    if !clauses.is_empty() {
        note(Word::Basis, &clauses.join("; "));
    }
}

/// Further places that are not drawn: one with its text, several with one label as a list of lines.
pub(super) fn far_places(document: &Document, far: &[&(Span, String)], look: Look) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<Span>)> = Vec::new();
    for (span, label) in far {
        match groups.iter_mut().find(|(known, _)| known == label) {
            Some((_, spans)) => spans.push(*span),
            None => groups.push((label, vec![*span])),
        }
    }
    let text = |(label, spans): (&str, Vec<Span>)| {
        if let [span] = spans[..] {
            // A quotation of what nobody sees tells nothing.
            let is_seen = !document.clean_text(span).trim().is_empty();
            let quote = if is_seen { clipped(document.quote(span), QUOTE) } else { String::new() };
            let place = places::brief(document, span, look.lang);
            return if quote.is_empty() {
                format!("{label}: {place}")
            } else {
                format!("{label}: “{quote}” ({place})")
            };
        }
        format!("{label}: {}", places::told_together(document, &spans, MOST, look.lang))
    };
    groups.into_iter().map(text).collect()
}

/// The edits of `fix`, equal ones once with their number.
pub(super) fn edits(document: &Document, fix: &Fix, look: Look) -> Vec<String> {
    let mut texts: Vec<(String, usize)> = Vec::new();
    // An edit that changes the code points and not the look would be shown as “a” for “a”.
    let seen = fix.edits.iter().filter(|edit| !document.quote(edit.span).nfc().eq(edit.replacement.nfc()));
    for edit in seen {
        let (old, new) = told_apart(document.quote(edit.span), &edit.replacement);
        let text = words::replacement(&old, &new, look.lang);
        // Words that look the same are the same to the reader, composed or not.
        let text: String = text.nfc().collect();
        match texts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => texts.push((text, 1)),
        }
    }
    let counted = |(text, count): (String, usize)| {
        if count == 1 { text } else { format!("{text} ({})", words::times(count, look.lang)) }
    };
    texts.into_iter().take(MOST).map(counted).collect()
}

/// What an edit takes out and puts in, for quotations: the white space around words that come, go or change says
/// nothing; where it is what changes, it is made visible.
fn told_apart(old: &str, new: &str) -> (String, String) {
    let has_words = |text: &str| text.contains(char::is_alphanumeric);
    if old.trim() != new.trim() && (has_words(old) || has_words(new)) {
        return (clipped(old.trim(), QUOTE), clipped(new.trim(), QUOTE));
    }
    (visible(old), visible(new))
}

/// `text` for a quotation; white space at its ends is made visible.
fn visible(text: &str) -> String {
    let spaces = |bytes: usize, from: &str| "␣".repeat(from.get(..bytes).map_or(0, |part| part.chars().count()));
    let inner = text.trim();
    if inner.is_empty() {
        return spaces(text.len(), text);
    }
    let before = spaces(text.len() - text.trim_start().len(), text);
    let after = spaces(text.len() - text.trim_end().len(), &text[text.trim_end().len()..]);
    format!("{before}{}{after}", clipped(inner, QUOTE))
}

/// The clauses of `rule`, as people write them; those of one instrument together.
pub fn clauses(rule: &Rule, lang: Lang) -> Vec<String> {
    written(rule.meta.basis.iter(), lang)
}

/// The clauses of `rule` that bind the document in which `finding` stands.
pub fn binding_clauses(rule: &Rule, document: &Document, finding: &Diagnostic, lang: Lang) -> Vec<String> {
    written(rule.binding(document.owner(finding.span.block).form), lang)
}

fn written<'a>(clauses: impl Iterator<Item = &'a Basis>, lang: Lang) -> Vec<String> {
    words::clauses(clauses.map(|basis| (&*basis.instrument, &*basis.locator)), lang)
}

/// `path:line:column` and the section, or the path and the place in words, to stand over a snippet.
fn place_name(path: &str, document: &Document, span: Span, look: Look) -> String {
    let path = name(path);
    if !document.raw.format.has_lines() {
        return format!("{path}: {}", places::told(document, span, look.lang));
    }
    let (line, column) = line_and_column(document, span);
    let place = places::told(document, span, look.lang);
    // The numbers stand before it already.
    let rest = place.strip_prefix(&words::spot(line, column, look.lang)).unwrap_or(&place);
    format!("{path}:{line}:{column}{rest}")
}

fn suppression_faults(out: &mut String, outcome: &Outcome, look: Look) {
    if outcome.suppressions.iter().all(|suppression| suppression.faults.is_empty()) {
        return;
    }
    let _ = writeln!(out, "{}", paint(Word::SuppressionFaults.text(look.lang), Ink::Of(Severity::Warning), look));
    for suppression in &outcome.suppressions {
        let place = places::of_suppression(&outcome.document, suppression, look.lang)
            .map(|place| format!("{place}: "))
            .unwrap_or_default();
        for fault in &suppression.faults {
            out.push_str(&wrapped(
                "  - ",
                &format!("{place}{}", words::suppression_fault(fault, look.lang)),
                look.width,
            ));
        }
    }
    out.push('\n');
}

fn proved(out: &mut String, outcome: &Outcome, catalogue: &Catalogue, look: Look) {
    let coverage = outcome.document.figures.coverage();
    if outcome.evidence.is_empty() && coverage.all() == 0 {
        return;
    }
    // Where nothing was proved, how much was compared must not stand under a title that says so.
    let title = if outcome.evidence.is_empty() { Word::Figures } else { Word::ProvedTitle };
    let _ = writeln!(out, "{}", paint(title.text(look.lang), Ink::Bold, look));
    let tick = format!("  {} ", paint("✓", Ink::Good, look));
    for evidence in &outcome.evidence {
        let said = message::evidence(catalogue, evidence, look.lang);
        let place = places::brief(&outcome.document, evidence.span, look.lang);
        out.push_str(&wrapped(&tick, &format!("{place}: {said}"), look.width));
    }
    if coverage.all() > 0 {
        out.push_str(&wrapped("  - ", &words::coverage(&coverage, look.lang), look.width));
    }
    out.push('\n');
}

fn not_checked(out: &mut String, outcome: &Outcome, look: Look) {
    let unknown = outcome.cited.iter().any(|cited| !cited.is_compared());
    let citations = if unknown { words::citations_of(outcome, look.lang) } else { String::new() };
    if outcome.not_checked.is_empty() && citations.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", paint(Word::NotCheckedTitle.text(look.lang), Ink::Bold, look));
    for (reason, rules) in words::by_reason(&outcome.not_checked) {
        out.push_str(&wrapped("  - ", &format!("{}:", words::reason(reason, look.lang)), look.width));
        out.push_str(&wrapped("    ", &words::rules(&rules, look.lang), look.width));
    }
    if !citations.is_empty() {
        out.push_str(&wrapped("  - ", &citations, look.width));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_an_edit_changes_are_visible() {
        assert_eq!(visible(", "), ",␣");
        assert_eq!(visible(" \u{a0}"), "␣␣");
        assert_eq!(visible(" một hai"), "␣một hai");
        assert_eq!(visible(""), "");
    }

    #[test]
    fn spaces_around_words_that_an_edit_adds_are_not_told() {
        assert_eq!(told_apart("", "số "), (String::new(), "số".to_owned()));
        assert_eq!(told_apart(" tên", ""), ("tên".to_owned(), String::new()));
        assert_eq!(told_apart("báo cáo ", "báo cáo"), ("báo cáo␣".to_owned(), "báo cáo".to_owned()));
        assert_eq!(told_apart("", " "), (String::new(), "␣".to_owned()));
    }
}
