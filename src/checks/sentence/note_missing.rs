//! Marks of notes without their note.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Format, Place, Zone};
use crate::text::TextRange;

/// Flags a mark that points to a note (`[2]`, `²`, `(*)`, `đồng*`) where no note begins with it. A raised digit behind a
/// unit of measure is none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NoteMissing {
    /// Units of measure that a raised digit belongs to.
    units: Vec<String>,
}

/// Digits of the longest number of a note.
const LONGEST: usize = 2;

impl Check for NoteMissing {
    const NAME: &'static str = "note-missing";
    const VALUES: &'static [&'static str] = &["found"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // A page of a PDF has its notes at its foot, and a page header is read apart.
        if document.raw.format == Format::Pdf {
            return;
        }
        let mut notes: BTreeSet<&str> = BTreeSet::new();
        let mut marks: Vec<(&Block, TextRange)> = Vec::new();
        for block in document.own_blocks() {
            let clean = block.clean();
            if block.place == Place::Note {
                // Notes that the program numbers belong to marks that it numbers.
                return;
            }
            for range in self.marks(block) {
                let begins = clean[..range.start() as usize].rsplit('\n').next().is_some_and(|line| {
                    let before = line.trim_end_matches(['*', ' ']);
                    // A copy puts a note behind the paragraph: a space parts it from the sentence before.
                    before.is_empty() || line.ends_with(' ') && before.ends_with(['.', ';'])
                });
                if begins {
                    notes.insert(&clean[range.usize()]);
                } else if document.zone(block.id()) == Zone::Body && block.place == Place::Body {
                    marks.push((block, range));
                }
            }
        }
        for (block, range) in marks {
            let mark = &block.clean()[range.usize()];
            if !notes.contains(mark) {
                findings.report(block.span(range)).value("found", mark);
            }
        }
    }
}

impl NoteMissing {
    /// Places of marks in `block`.
    fn marks(&self, block: &Block) -> Vec<TextRange> {
        let clean = block.clean();
        let mut found = Vec::new();
        // A star that opens or closes emphasis has a second one.
        let lone = clean.bytes().filter(|byte| *byte == b'*').count() == 1;
        for (at, sign) in clean.char_indices() {
            let length = match sign {
                '[' => boxed(&clean[at..]),
                '(' if clean[at..].starts_with("(*)") => Some(3),
                '*' if lone && marks_note(clean, at) => Some(1),
                '¹' | '²' | '³' | '⁴'..='⁹' if !self.is_power(&clean[..at]) => Some(sign.len_utf8()),
                _ => None,
            };
            if let Some(length) = length {
                found.push(TextRange::from(at..at + length));
            }
        }
        found
    }

    /// True if the text ends with a unit, a digit or a raised digit.
    fn is_power(&self, before: &str) -> bool {
        let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
        let digit = before.chars().next_back().is_some_and(|last| {
            last.is_numeric() || !last.is_alphanumeric() && !matches!(last, '.' | ',' | ';' | ')' | '”')
        });
        digit || before.is_empty() || word.chars().count() == 1 || self.units.iter().any(|unit| unit == word)
    }
}

/// True for the star at `at` behind a word (`triệu đồng*`) or at the beginning of a line, as a note has it.
fn marks_note(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let ends = !after.starts_with(|next: char| next.is_alphanumeric() || next == ')');
    let opens = before.is_empty() || before.ends_with('\n');
    opens || ends && before.ends_with(|last: char| last.is_alphabetic() || last == '%')
}

/// The length of `[12]` at the beginning of `text`.
fn boxed(text: &str) -> Option<usize> {
    let digits = text[1..].bytes().take_while(u8::is_ascii_digit).count();
    let closed = text[1 + digits..].starts_with(']');
    let link = text[1 + digits..].starts_with("](");
    ((1..=LONGEST).contains(&digits) && closed && !link).then_some(digits + 2)
}
