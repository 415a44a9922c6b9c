//! The catalogue for people: one rule explained, lists of rules and profiles.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::Look;
use super::full::clauses;
use super::json::lists_v1;
use super::layout::{Ink, clipped, padded, paint, wrapped};
use super::words::{self, Word};
use crate::catalogue::{Catalogue, Rule};
use crate::checks::Stage;

/// Everything about one rule.
pub fn explain(rule: &Rule, look: Look) -> String {
    let lang = look.lang;
    let meta = &rule.meta;
    let text = meta.words(lang);
    let mut out = format!("{}\n", paint(meta.id.as_str(), Ink::Bold, look));
    out.push_str(&wrapped("  ", &text.title, look.width));
    if meta.only.is_some_and(|only| only != lang) {
        out.push_str(&wrapped("  ", words::other_language(lang), look.width));
    }
    out.push('\n');
    let mut fact = |word: Word, value: &str| {
        out.push_str(&wrapped(&format!("  {}: ", paint(word.text(lang), Ink::Dim, look)), value, look.width));
    };
    let mut severity = words::severity(meta.severity, lang).to_owned();
    let mut before = meta.severity;
    for stage in [Stage::Final, Stage::Issued] {
        let at = meta.severity_at(stage);
        if at != before {
            let _ = write!(severity, " ({})", words::at_stage(at, stage, lang));
        }
        before = at;
    }
    fact(Word::Severity, &severity);
    fact(Word::Tier, words::tier(meta.tier, lang));
    if let Some(fix) = meta.fix {
        fact(Word::Replacement, words::applicability(fix, lang));
    }
    if !text.help.is_empty() {
        fact(Word::Help, &words::without_values(&text.help));
    }
    out.push('\n');
    out.push_str(&prose(&text.why, look));
    section(&mut out, Word::Basis, look);
    for clause in clauses(rule, lang) {
        out.push_str(&wrapped("  - ", &clause, look.width));
    }
    for example in meta.examples.iter() {
        let shown = [
            (Word::ExampleBeside, &example.beside),
            (Word::BadExample, &example.bad),
            (Word::GoodExample, &example.good),
        ];
        for (word, shown) in shown {
            if !shown.is_empty() {
                section(&mut out, word, look);
                out.push_str(&quoted(shown, look));
            }
        }
    }
    section(&mut out, Word::Silence, look);
    let _ = writeln!(out, "  rasoat check --ignore {} …", meta.id);
    out
}

/// The rules, one a line.
pub fn rules(catalogue: &Catalogue, look: Look) -> String {
    let lang = look.lang;
    let columns = [Word::Rule, Word::Severity, Word::Tier, Word::Title].map(|word| word.text(lang).to_owned());
    let rows = catalogue.rules.iter().map(|rule| {
        let meta = &rule.meta;
        [
            meta.id.to_string(),
            words::severity(meta.severity, lang).to_owned(),
            words::tier(meta.tier, lang).to_owned(),
            meta.words(lang).title.to_string(),
        ]
    });
    let mut out = table(&columns, &rows.collect::<Vec<_>>(), look);
    let _ = writeln!(out, "\n{}", words::rule_count(catalogue.rules.len(), lang));
    out
}

/// The profiles, one a line.
pub fn profiles(catalogue: &Catalogue, look: Look) -> String {
    let lang = look.lang;
    let columns = [Word::Profile, Word::Sections, Word::Facts, Word::Title].map(|word| word.text(lang).to_owned());
    let rows = lists_v1::profiles(catalogue, lang)
        .profiles
        .into_iter()
        .map(|profile| [profile.name, profile.sections.to_string(), profile.facts.to_string(), profile.title]);
    table(&columns, &rows.collect::<Vec<_>>(), look)
}

/// Rows under a heading; the last column is cut at the edge of the terminal.
fn table(heading: &[String; 4], rows: &[[String; 4]], look: Look) -> String {
    let mut widths = [0; 4];
    for row in std::iter::once(heading).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |row: &[String; 4]| {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(widths).take(3) {
            let _ = write!(text, "{}  ", padded(cell, width));
        }
        let room = look.width.saturating_sub(text.width()).max(20);
        text + &clipped(&row[3], room)
    };
    let mut out = format!("{}\n", paint(line(heading).trim_end(), Ink::Bold, look));
    for row in rows {
        out.push_str(line(row).trim_end());
        out.push('\n');
    }
    out
}

fn section(out: &mut String, word: Word, look: Look) {
    let title = words::capitalized(word.text(look.lang));
    let _ = writeln!(out, "\n{}", paint(&title, Ink::Bold, look));
}

/// A text in Markdown as lines for a terminal: paragraphs joined, marks of emphasis dropped.
fn prose(markdown: &str, look: Look) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in markdown.lines().map(str::trim) {
        let starts_item = line.starts_with("- ");
        match paragraphs.last_mut() {
            Some(last) if open && !line.is_empty() && !starts_item => {
                last.push(' ');
                last.push_str(line);
            }
            _ if line.is_empty() => {}
            _ => paragraphs.push(line.to_owned()),
        }
        open = !line.is_empty();
    }
    let plain = paragraphs.iter().map(|paragraph| paragraph.replace("**", "").replace(['`', '*'], ""));
    plain.map(|paragraph| wrapped("  ", &paragraph, look.width)).collect()
}

fn quoted(text: &str, look: Look) -> String {
    let bar = format!("  {} ", paint("│", Ink::Dim, look));
    text.trim_end().lines().flat_map(|line| [bar.clone(), super::layout::plain(line), "\n".to_owned()]).collect()
}
