//! `division-form`: how phần, chương, mục, tiểu mục and điều are numbered and titled.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::outline::{Division, Marker, MarkerStyle, Outline};
use crate::model::{Document, Span};
use crate::text::letters::{Case, case_of, is_mostly_small};
use crate::text::{TextRange, fold, numerals};

/// Looks at one point of the divisions that are named by a word. All places are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DivisionForm {
    /// The point.
    fault: Fault,
}

/// What may be wrong with a division.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// `Chương 2`, `Mục II`, `Điều II`: the other kind of number.
    Numeral,
    /// `CHƯƠNG II`: the word in capitals.
    WordInCapitals,
    /// `Chương II. QUY ĐỊNH`: the title on the line of the number.
    TitleOnLine,
    /// A title in small letters.
    TitleInSmallLetters,
    /// A number right above the first division that it holds, without a title.
    TitleMissing,
}

impl Check for DivisionForm {
    const NAME: &'static str = "division-form";
    const VALUES: &'static [&'static str] = &["count", "found", "expected"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // Numbers and letters that the program makes are not read: neither is what is typed beside them.
        if document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        let mut wrong = Vec::new();
        for (at, division) in document.outline.divisions.iter().enumerate() {
            let Some(marker) = &division.marker else { continue };
            wrong.extend(self.judge(document, at, division, marker));
        }
        let Some(first) = wrong.first() else { return };
        // A number is told with its word: `Chương 2`.
        let word = if matches!(self.fault, Fault::Numeral) { word_before(document, first.place) } else { "" };
        let found = format!("{word}{}", document.shown_text(first.place)).trim_end().to_owned();
        let expected = format!("{word}{}", first.expected).trim_end().to_owned();
        let places: Vec<Occurrence> = wrong.into_iter().map(Wrong::into).collect();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found).value("expected", expected);
        }
    }
}

/// A place with what it should say; nothing where that is not decided.
struct Wrong {
    place: Span,
    expected: String,
    /// The text is stored as it is shown, so that it can be replaced.
    is_typed: bool,
}

impl Wrong {
    const fn bare(place: Span) -> Self {
        Self { place, expected: String::new(), is_typed: false }
    }
}

impl From<Wrong> for Occurrence {
    fn from(wrong: Wrong) -> Self {
        if wrong.is_typed { Self::replaced(wrong.place, wrong.expected) } else { Self::new(wrong.place) }
    }
}

impl DivisionForm {
    /// What is wrong with one division.
    fn judge(&self, document: &Document, at: usize, division: &Division, marker: &Marker) -> Vec<Wrong> {
        let one = |place: Option<Wrong>| place.into_iter().collect();
        match self.fault {
            Fault::Numeral => one(wrong_numeral(document, marker)),
            Fault::WordInCapitals => one(word_in_capitals(document, marker)),
            _ if !marker.style.has_title_below() => Vec::new(),
            Fault::TitleOnLine => one((!division.title.range.is_empty()).then(|| Wrong::bare(division.title))),
            Fault::TitleInSmallLetters => small_title(document, division),
            Fault::TitleMissing => one(lacks_title(&document.outline, at, division).then(|| Wrong::bare(marker.span))),
        }
    }
}

/// What stands before `place` on its line.
fn word_before(document: &Document, place: Span) -> &str {
    let block = document.block(place.block);
    let before = document.line_range(place).start()..block.clean_range(place).start();
    block.shown().get(before.start as usize..before.end as usize).unwrap_or("")
}

/// The number, if it is of the wrong kind.
fn wrong_numeral(document: &Document, marker: &Marker) -> Option<Wrong> {
    let written = document.shown_text(marker.digits);
    let is_arabic = written.bytes().all(|byte| byte.is_ascii_digit());
    // `IIII` is out of order, which says more.
    let expected = match marker.style {
        _ if marker.value == 0 => None,
        // `Phần thứ nhất` is a form of its own, old and common.
        MarkerStyle::Part | MarkerStyle::Chapter => numerals::roman(marker.value).filter(|_| is_arabic),
        MarkerStyle::Section | MarkerStyle::Subsection | MarkerStyle::Article => {
            (!is_arabic).then(|| marker.value.to_string())
        }
        _ => None,
    }?;
    Some(Wrong { place: marker.digits, expected, is_typed: !marker.automatic })
}

/// The word before the number, if it is in capitals.
fn word_in_capitals(document: &Document, marker: &Marker) -> Option<Wrong> {
    if !(marker.style.has_title_below() || marker.style == MarkerStyle::Article) {
        return None;
    }
    let range = TextRange::new(marker.span.range.start(), marker.digits.range.start());
    let place = Span::new(marker.span.block, range);
    let shown = document.shown_text(place);
    if case_of(shown) != Case::Upper {
        return None;
    }
    let mut letters = shown.chars();
    let expected = letters.next().into_iter().chain(letters.map(fold::lower)).collect();
    // Capitals that the font makes are mended in the font.
    Some(Wrong { place, expected, is_typed: !marker.automatic && document.clean_text(place) == shown })
}

/// The lines of a title that are not in capitals.
fn small_title(document: &Document, division: &Division) -> Vec<Wrong> {
    let inline = (!division.title.range.is_empty()).then_some(division.title);
    let lines = inline.into_iter().chain(division.below.iter().copied());
    lines
        .filter(|line| is_mostly_small(document.shown_text(*line)))
        .map(|place| Wrong {
            place,
            expected: document.clean_text(place).chars().map(fold::upper).collect(),
            is_typed: true,
        })
        .collect()
}

/// True if nothing names the division, and what it holds begins right below.
fn lacks_title(outline: &Outline, at: usize, division: &Division) -> bool {
    let bare = division.title.range.is_empty() && division.below.is_empty();
    // In a table of contents its like follows.
    let holds = |next: &Division| next.parent == Some(at) && next.block.0 == division.block.0 + 1;
    bare && outline.divisions.get(at + 1).is_some_and(holds)
}
