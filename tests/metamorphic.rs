//! The same draft in another dress: wrapped by a program, with other line ends, spaces or letters. The same parts
//! are recognised, and the same is found but what the dress itself is.

use std::collections::BTreeSet;

use rasoat::engine::{self, Settings};
use rasoat::model::{Document, SourceFile, Span};
use unicode_normalization::UnicodeNormalization as _;

/// What is done to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dress {
    /// Lines are wrapped at so many letters.
    Wrapped(usize),
    /// Lines end with CR and LF.
    CarriageReturns,
    /// No-break spaces stand for spaces.
    NoBreakSpaces,
    /// Letters and marks are apart.
    Decomposed,
    /// In the middle of long lines a space is typed twice.
    DoubledSpace,
}

const DRESSES: [Dress; 9] = [
    Dress::Wrapped(100),
    Dress::Wrapped(80),
    Dress::Wrapped(72),
    Dress::Wrapped(60),
    Dress::Wrapped(40),
    Dress::CarriageReturns,
    Dress::NoBreakSpaces,
    Dress::Decomposed,
    Dress::DoubledSpace,
];

/// Drafts that are copies already, with two columns glued on a line or lines cut at a width: a second dress over
/// the first is none that a program makes.
const COPIES: [&str; 2] = ["ke-hoach-cot-dinh-nhau", "quyet-dinh-ngat-dong"];

impl Dress {
    fn on(self, text: &str) -> String {
        match self {
            Self::Wrapped(width) => text.lines().map(|line| wrapped(line, width) + "\n").collect(),
            Self::CarriageReturns => text.replace('\n', "\r\n"),
            Self::NoBreakSpaces => text.lines().map(|line| inside(line, "\u{a0}") + "\n").collect(),
            Self::Decomposed => text.nfd().collect(),
            Self::DoubledSpace => text.lines().map(|line| doubled(line) + "\n").collect(),
        }
    }

    /// True if a finding of `rule` may be about the dress itself.
    fn explains(self, rule: &str) -> bool {
        let groups: &[&str] = match self {
            Self::Wrapped(_) | Self::CarriageReturns => &[],
            Self::NoBreakSpaces => &["typing/", "encoding/", "number/", "date/", "citation/symbol-spacing"],
            Self::Decomposed => &["encoding/"],
            Self::DoubledSpace => &["typing/", "number/", "date/", "header/", "citation/"],
        };
        groups.iter().any(|group| rule.starts_with(group))
    }
}

/// `line` as a program wraps it; rows of tables stay.
fn wrapped(line: &str, width: usize) -> String {
    if line.starts_with('|') {
        return line.to_owned();
    }
    let mut text = String::new();
    let mut length = 0;
    for word in line.split(' ') {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            text.push('\n');
            length = 0;
        } else if length > 0 {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += letters;
    }
    text
}

/// `line` with a second space behind a word in its middle, if it is long.
fn doubled(line: &str) -> String {
    let middle = line.char_indices().nth(60).map(|(at, _)| at).filter(|_| !line.starts_with('|'));
    match middle.and_then(|middle| Some(middle + line[middle..].find(' ')?)) {
        Some(space) => format!("{} {}", &line[..space], &line[space..]),
        None => line.to_owned(),
    }
}

/// `line` with `space` between its words; the markup of Markdown at its start stays.
fn inside(line: &str, space: &str) -> String {
    match line.split_once(' ') {
        Some((first, rest)) if !line.starts_with('|') => format!("{first} {}", rest.replace(' ', space)),
        _ => line.to_owned(),
    }
}

fn drafts() -> Vec<(String, String)> {
    let folder = std::fs::read_dir("fixtures/drafts/dung").expect("a folder");
    let mut drafts: Vec<(String, String)> = folder
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            (name, std::fs::read_to_string(&path).expect("reads"))
        })
        .collect();
    drafts.sort();
    drafts
}

/// Letters without their dress.
fn bare(text: &str) -> String {
    let text: String = text.nfc().collect();
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Everything recognised, as texts.
fn facts(document: &Document) -> BTreeSet<String> {
    let text = |span: Span| bare(document.clean_text(span));
    let mut facts = BTreeSet::new();
    facts.insert(format!("regime {:?}, kind {:?}", document.regime, document.kind_slug()));
    for part in &document.components {
        // Where paragraphs of the body part is told by the outline.
        if matches!(part.kind.name(), "body" | "attachment") {
            continue;
        }
        let words: Vec<String> = part.spans.iter().map(|span| text(*span)).collect();
        facts.insert(format!("{} {}", part.kind.name(), words.join(" ")));
    }
    for (at, division) in document.outline.divisions.iter().enumerate() {
        let marker = division.marker.as_ref().map(|marker| text(marker.span));
        facts.insert(format!("division {at} {marker:?} {} {:?}", bare(&division.title_text), division.sequence));
    }
    for recipient in document.recipients.iter().flat_map(|recipients| &recipients.lines) {
        facts.insert(format!("recipient {} {}", bare(&recipient.text), recipient.is_archive));
    }
    for office in document.signature.iter().flat_map(|signature| &signature.offices) {
        let capacity = office.capacity.map(|(capacity, _)| capacity);
        facts.insert(format!("office {capacity:?} {}", bare(&office.office)));
    }
    for citation in &document.citations.all {
        facts.insert(format!("citation {}", text(citation.span)));
    }
    for (at, figure) in document.figures.all.iter().enumerate() {
        facts.insert(format!("figure {at} {}", text(figure.span)));
    }
    facts
}

/// What `name` with `text` gives: facts and findings.
fn checked(name: &str, text: &str, dress: Option<Dress>) -> (BTreeSet<String>, Vec<String>) {
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let outcome = engine::check(&file, &Settings::new()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let document = &outcome.document;
    let told = outcome.diagnostics.iter().filter(|finding| !dress.is_some_and(|it| it.explains(finding.rule.as_str())));
    let findings = told.map(|finding| format!("{} {}", finding.rule, bare(document.quote(finding.span)))).collect();
    (facts(document), findings)
}

/// What is not the same in `dress`, in words; nothing if all is.
fn changes(name: &str, draft: &str, dress: Dress) -> Option<String> {
    let plain = checked(name, draft, Some(dress));
    let dressed = checked(name, &dress.on(draft), Some(dress));
    let facts: Vec<&String> = plain.0.symmetric_difference(&dressed.0).collect();
    let found: Vec<&String> =
        plain.1.iter().chain(&dressed.1).filter(|it| plain.1.contains(it) != dressed.1.contains(it)).collect();
    (!facts.is_empty() || !found.is_empty()).then(|| format!("{name}, {dress:?}: {facts:#?} {found:#?}"))
}

/// Dresses in which a draft is not yet read as it is without them. The list may only become shorter.
const KNOWN: [(&str, Dress); 1] = [("bao-cao-bang.md", Dress::Wrapped(72))];

#[test]
fn right_drafts_are_the_same_in_any_dress() {
    let mut failed = Vec::new();
    for (name, draft) in drafts().iter().filter(|(name, _)| !COPIES.iter().any(|copy| name.starts_with(copy))) {
        for dress in DRESSES {
            let known = KNOWN.iter().any(|(other, it)| name == other && *it == dress);
            match changes(name, draft, dress) {
                Some(change) if !known => failed.push(change),
                None if known => failed.push(format!("{name}, {dress:?} is known to fail and does not")),
                _ => {}
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
