//! The same draft in another dress: wrapped by a program, with other line ends, spaces or letters. The same parts
//! are recognised, and the same is found but what the dress itself is.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

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
    /// As Markdown, wrapped at so many letters: lines in capitals are bold, the date and the grounds slant.
    Marked(usize),
    /// As a DOCX: a paragraph for each line.
    Paragraphs,
    /// The same, and long lines are broken with Shift and Enter at so many letters, before words in small letters:
    /// before a capital such a break may be the author's.
    Breaks(usize),
}

const DRESSES: [Dress; 13] = [
    Dress::Wrapped(100),
    Dress::Wrapped(80),
    Dress::Wrapped(72),
    Dress::Wrapped(60),
    Dress::Wrapped(40),
    Dress::CarriageReturns,
    Dress::NoBreakSpaces,
    Dress::Decomposed,
    Dress::DoubledSpace,
    Dress::Marked(120),
    Dress::Marked(70),
    Dress::Paragraphs,
    Dress::Breaks(80),
];

/// Drafts that are copies already, with two columns glued on a line or lines cut at a width: a second dress over
/// the first is none that a program makes.
const COPIES: [&str; 2] = ["ke-hoach-cot-dinh-nhau", "quyet-dinh-ngat-dong"];

impl Dress {
    /// `text` of the file `name` in this dress.
    fn on(self, name: &str, text: &str) -> SourceFile {
        let (name, bytes) = match self {
            Self::Marked(width) => (format!("{name}.md"), marked(text, width).into_bytes()),
            Self::Paragraphs => (format!("{name}.docx"), docx(text, usize::MAX)),
            Self::Breaks(width) => (format!("{name}.docx"), docx(text, width)),
            _ => (name.to_owned(), self.text(text).into_bytes()),
        };
        SourceFile { name, bytes }
    }

    fn text(self, text: &str) -> String {
        match self {
            Self::Wrapped(width) => text.lines().map(|line| wrapped(line, width) + "\n").collect(),
            Self::CarriageReturns => text.replace('\n', "\r\n"),
            Self::NoBreakSpaces => text.lines().map(|line| inside(line, "\u{a0}") + "\n").collect(),
            Self::Decomposed => text.nfd().collect(),
            Self::DoubledSpace => text.lines().map(|line| doubled(line) + "\n").collect(),
            Self::Marked(_) | Self::Paragraphs | Self::Breaks(_) => text.to_owned(),
        }
    }

    /// True if a draft in `name` can wear it.
    fn fits(self, name: &str) -> bool {
        let is_markdown = std::path::Path::new(name).extension().is_some_and(|extension| extension == "md");
        !(is_markdown && matches!(self, Self::Marked(_) | Self::Paragraphs | Self::Breaks(_)))
    }

    /// True if a finding of `rule` may be about the dress itself.
    fn explains(self, rule: &str) -> bool {
        let groups: &[&str] = match self {
            Self::Wrapped(_) | Self::CarriageReturns => &[],
            // Line ends are not the author's there, and marks of Markdown are its own.
            Self::Marked(_) => &["typing/"],
            Self::Paragraphs | Self::Breaks(_) => &["typing/", "page/", "font/"],
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

/// `text` as Markdown that a program wrapped at `width`: a paragraph for each line, capitals in bold.
fn marked(text: &str, width: usize) -> String {
    let mut markdown = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let capitals = line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase);
        let slanted = line.starts_with("Căn cứ ") || line.contains(", ngày ") && line.chars().count() < 60;
        // A space at the edge would leave the stars as letters.
        let line = line.trim();
        let dressed = match (capitals, slanted) {
            (true, _) => format!("**{line}**"),
            (_, true) => format!("*{line}*"),
            _ => line.to_owned(),
        };
        markdown.push_str(&wrapped(&dressed, width));
        markdown.push_str("\n\n");
    }
    markdown
}

/// The lines of `line` when it is broken at `width` letters or behind, each time before a small letter.
fn broken_inside(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("there is a line");
        let full = last.chars().count() + 1 + word.chars().count() > width;
        // Behind a semicolon the break may be the author's too.
        if full && word.starts_with(char::is_lowercase) && !last.ends_with([';', ':', '.']) {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

/// `text` as a DOCX with a paragraph for each line, broken by hand at `width` letters.
fn docx(text: &str, width: usize) -> Vec<u8> {
    const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let mut body = String::new();
    for line in text.lines() {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
        let runs: Vec<String> = broken_inside(&escaped, width)
            .iter()
            .map(|part| format!(r#"<w:r><w:t xml:space="preserve">{part}</w:t></w:r>"#))
            .collect();
        let _ = write!(body, "<w:p>{}</w:p>", runs.join("<w:r><w:br/></w:r>"));
    }
    let mut parts = support::fixture("common");
    let document = format!("<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>");
    parts.insert("word/document.xml".to_owned(), document.into_bytes());
    support::zip(&parts)
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

/// What a file gives: facts, findings, and the rules that could not be checked.
struct Told {
    facts: BTreeSet<String>,
    findings: Vec<(String, String)>,
    unchecked: BTreeSet<String>,
}

fn told(file: &SourceFile, dress: Dress) -> Told {
    let outcome = engine::check(file, &Settings::new()).unwrap_or_else(|error| panic!("{}: {error}", file.name));
    let document = &outcome.document;
    let told = outcome.diagnostics.iter().filter(|finding| !dress.explains(finding.rule.as_str()));
    let findings = told.map(|it| (it.rule.to_string(), bare(document.quote(it.span)))).collect();
    let unchecked = outcome.not_checked.iter().map(|it| it.rule.to_string()).collect();
    Told { facts: facts(document), findings, unchecked }
}

/// What is not the same in `dress`, in words; nothing if all is. A rule that one of the two cannot check has
/// nothing to say about the other.
fn changes(name: &str, draft: &str, dress: Dress) -> Option<String> {
    let plain = told(&SourceFile { name: name.to_owned(), bytes: draft.as_bytes().to_vec() }, dress);
    let dressed = told(&dress.on(name, draft), dress);
    let facts: Vec<&String> = plain.facts.symmetric_difference(&dressed.facts).collect();
    let only = |one: &Told, other: &Told| -> Vec<String> {
        let new = one.findings.iter().filter(|it| !other.findings.contains(it) && !other.unchecked.contains(&it.0));
        new.map(|(rule, quote)| format!("{rule} {quote}")).collect()
    };
    let found = [only(&plain, &dressed), only(&dressed, &plain)].concat();
    (!facts.is_empty() || !found.is_empty()).then(|| format!("{name}, {dress:?}: {facts:#?} {found:#?}"))
}

/// Dresses in which a draft is not yet read as it is without them. The list may only become shorter.
const KNOWN: [(&str, Dress); 1] = [("bao-cao-bang.md", Dress::Wrapped(72))];

#[test]
fn right_drafts_are_the_same_in_any_dress() {
    let mut failed = Vec::new();
    for (name, draft) in drafts().iter().filter(|(name, _)| !COPIES.iter().any(|copy| name.starts_with(copy))) {
        for dress in DRESSES.into_iter().filter(|dress| dress.fits(name)) {
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
