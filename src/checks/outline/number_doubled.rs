//! `number-doubled`: a number typed twice before its words.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::Marker;
use crate::model::{Document, Span};
use crate::text::TextRange;

/// Flags a number that stands twice before its words: `1. 1. Tình hình`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NumberDoubled {}

impl Check for NumberDoubled {
    const NAME: &'static str = "number-doubled";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for division in &cx.document.outline.divisions {
            let Some(marker) = &division.marker else { continue };
            let Some(place) = second(cx.document, marker) else { continue };
            let (found, expected) = (cx.document.clean_text(place), cx.document.clean_text(marker.span));
            findings
                .report(place)
                .value("found", found)
                .value("expected", expected)
                .edit(Edit::replace(place, expected));
        }
    }
}

/// The number with its double behind it.
fn second(document: &Document, marker: &Marker) -> Option<Span> {
    // A number that the program writes is another rule's business.
    if marker.automatic {
        return None;
    }
    let block = document.block(marker.span.block);
    let number = document.clean_text(marker.digits);
    let range = block.clean_range(marker.span);
    let rest = block.clean().get(range.end() as usize..)?;
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let after = rest[gap..].strip_prefix(number)?.strip_prefix(['.', ')', '/'])?;
    // `1. 1.200 hộ` and `2. 2.1. Nội dung` are other numbers.
    let apart = after.starts_with(' ') || after.starts_with(char::is_uppercase);
    let end = range.end() as usize + gap + number.len() + 1;
    (apart && !number.is_empty()).then(|| block.span(TextRange::from(range.start() as usize..end)))
}
