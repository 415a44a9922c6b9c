//! `number-form`: how the line of number and symbol is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::values::{DocumentNumber, Located};
use crate::model::{Block, Document, Span};
use crate::text::TextRange;

/// Looks at one point of the number line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NumberForm {
    /// What the line must keep.
    requirement: Requirement,
}

/// What a number line must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// A number is written.
    Filled,
    /// A colon follows `Số`.
    Colon,
    /// Numbers below ten have a leading zero.
    LeadingZero,
    /// Numbers from ten on have none.
    NoExtraZero,
    /// The groups of the symbol are joined by hyphens without spaces.
    TightHyphens,
    /// Number and symbol are joined by a slash without spaces.
    TightSlash,
    /// `Số` has its capital and small letters.
    LabelCase,
    /// A slash behind the number and a hyphen in the symbol, not as Party papers write them.
    StateOrder,
}

impl Check for NumberForm {
    const NAME: &'static str = "number-form";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(number) = &cx.document.number else { return };
        let Some((span, expected)) = self.requirement.broken(cx.document, number) else { return };
        let found = match self.requirement {
            Requirement::Filled => blanks(cx.document, span),
            _ => cx.document.clean_text(span).to_owned(),
        };
        let draft = findings.report(span).value("found", found);
        draft.value("expected", expected.as_deref().unwrap_or_default());
        if let Some(expected) = expected {
            draft.edit(Edit::replace(span, expected));
        }
    }
}

impl Requirement {
    /// The place that breaks the requirement and what should stand there, if that can be told.
    fn broken(self, document: &Document, number: &DocumentNumber) -> Option<(Span, Option<String>)> {
        let block = document.block(number.span.block);
        match self {
            Self::Filled => number.serial.is_none().then_some((number.span, None)),
            Self::Colon => {
                if number.colon {
                    return None;
                }
                let word = label_word(block, number.label)?;
                Some((word, Some(format!("{}:", block.clean_text(word)))))
            }
            Self::LeadingZero | Self::NoExtraZero => {
                let serial = number.serial.as_ref()?;
                let right = if self == Self::LeadingZero { padded(&serial.text) } else { stripped(&serial.text) }?;
                Some((serial.span, Some(right)))
            }
            Self::TightHyphens => {
                let symbol = number.symbol.as_ref()?;
                Some((symbol.span, Some(tight(&symbol.text)?)))
            }
            Self::TightSlash => {
                let (serial, symbol) = (number.serial.as_ref()?, number.symbol.as_ref()?);
                let joint = block.clean_text(between(block, serial, symbol)?);
                if joint == "/" || is_party_order(joint, &symbol.text) {
                    return None;
                }
                let range = TextRange::new(serial.span.range.start(), symbol.span.range.end());
                Some((Span::new(serial.span.block, range), Some(format!("{}/{}", serial.text, symbol.text))))
            }
            Self::LabelCase => {
                let word = label_word(block, number.label)?;
                (block.clean_text(word) != "Số").then(|| (word, Some(String::from("Số"))))
            }
            Self::StateOrder => {
                let (serial, symbol) = (number.serial.as_ref()?, number.symbol.as_ref()?);
                let joint = block.clean_text(between(block, serial, symbol)?);
                let range = TextRange::new(serial.span.range.start(), symbol.span.range.end());
                let right = format!("{}/{}", serial.text, symbol.text.replacen('/', "-", 1));
                is_party_order(joint, &symbol.text).then(|| (Span::new(serial.span.block, range), Some(right)))
            }
        }
    }
}

/// What is left blank in the head of a draft: the number, and the date if that is blank too.
fn blanks(document: &Document, number: Span) -> String {
    let date = document.place_and_date.as_ref().map(|line| &line.date).filter(|date| date.is_blank());
    let parts = std::iter::once(number).chain(date.map(|date| date.span));
    let quoted = |span| {
        let words: Vec<&str> = document.clean_text(span).split_whitespace().collect();
        format!("“{}”", words.join(" "))
    };
    parts.map(quoted).collect::<Vec<_>>().join(", ")
}

/// The word `Số` without what follows it.
fn label_word(block: &Block, label: Span) -> Option<Span> {
    let range = block.clean_range(label).usize();
    let text = block.clean().get(range.clone())?;
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    (end > 0).then(|| block.span(range.start..range.start + end))
}

fn between(block: &Block, serial: &Located, symbol: &Located) -> Option<Span> {
    if serial.span.block != symbol.span.block {
        return None;
    }
    let (from, to) = (serial.span.range.end(), symbol.span.range.start());
    (from <= to).then(|| Span::new(block.id(), TextRange::new(from, to)))
}

/// True for `15-BC/UBND`: a hyphen behind the number and a slash in the symbol.
fn is_party_order(joint: &str, symbol: &str) -> bool {
    joint.trim() == "-" && symbol.contains('/')
}

/// A number below ten with its zero; `None` if nothing is to be changed.
fn padded(serial: &str) -> Option<String> {
    (serial.len() == 1 && serial.as_bytes()[0].is_ascii_digit()).then(|| format!("0{serial}"))
}

/// A number from ten on without zeros before it; `None` if nothing is to be changed.
fn stripped(serial: &str) -> Option<String> {
    let digits = serial.bytes().all(|byte| byte.is_ascii_digit());
    let bare = serial.trim_start_matches('0');
    let right = if bare.len() == 1 { format!("0{bare}") } else { bare.to_owned() };
    (digits && !bare.is_empty() && right != serial && serial.starts_with('0')).then_some(right)
}

/// The symbol with hyphens for its dashes and no spaces around them; `None` if it is so already.
fn tight(symbol: &str) -> Option<String> {
    let parts: Vec<&str> = symbol.split(['-', '–', '—', '−']).map(str::trim).collect();
    let right = parts.join("-");
    (right != symbol).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros() {
        assert_eq!(padded("5").as_deref(), Some("05"));
        assert_eq!(padded("05"), None);
        assert_eq!(stripped("015").as_deref(), Some("15"));
        assert_eq!(stripped("005").as_deref(), Some("05"));
        assert_eq!(stripped("05"), None);
        assert_eq!(stripped("150"), None);
        assert_eq!(stripped("0"), None);
    }

    #[test]
    fn hyphens() {
        assert_eq!(tight("BC – UBND").as_deref(), Some("BC-UBND"));
        assert_eq!(tight("BC-UBND"), None);
        assert_eq!(tight("BKH&CN-VP"), None);
    }
}
