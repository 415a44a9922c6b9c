//! Pointers to parts of the document itself that are not there.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::lexicon;
use crate::model::outline::{Marker, MarkerStyle};
use crate::model::{Block, Document, Place, Zone};
use crate::text::{TextRange, Token, TokenKind, numerals};

/// Flags `mục V Báo cáo này` where the report has no section V. Only numbers of a kind that the document uses are
/// judged, and only where its own kind with `này` follows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct OwnPartMissing {}

impl Check for OwnPartMissing {
    const NAME: &'static str = "own-part-missing";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        let Some(kind) = document.kind_slug().and_then(lexicon::kind_by_slug) else { return };
        let (romans, articles) = (numbers(document, MarkerStyle::Roman), numbers(document, MarkerStyle::Article));
        for block in document.zone_blocks(Zone::Body).filter(|block| block.place == Place::Body) {
            let tokens = block.tokens();
            for (at, token) in tokens.iter().enumerate() {
                let word = block.folded().get(token.range().usize()).unwrap_or("");
                let known = match word {
                    "mục" | "phần" => &romans,
                    "điều" => &articles,
                    _ => continue,
                };
                let Some(number) = tokens.get(at + 1).and_then(|number| value(block, *number)) else { continue };
                let missing = !known.is_empty() && !known.contains(&number);
                if missing && points_here(block, tokens, at + 2, &kind.folded) {
                    let range = token.range().cover(tokens[at + 1].range());
                    let span = block.span(range);
                    findings.report(span).value("found", &block.clean()[range.usize()]);
                }
            }
        }
    }
}

/// The numbers of the divisions of `style` in the content.
fn numbers(document: &Document, style: MarkerStyle) -> BTreeSet<u32> {
    let own = document.outline.divisions.iter().filter(|division| document.zone(division.block) == Zone::Body);
    let markers = own.filter_map(|division| division.marker.as_ref());
    markers.filter(|marker: &&Marker| marker.style == style).map(|marker| marker.value).collect()
}

fn value(block: &Block, token: Token) -> Option<u32> {
    let text = block.clean().get(token.range().usize())?;
    match token.kind() {
        TokenKind::Word => numerals::roman_value(text),
        TokenKind::Number => text.parse().ok(),
        _ => None,
    }
}

/// True if the document's own kind with `này` stands at token `at`, or behind `của`.
fn points_here(block: &Block, tokens: &[Token], at: usize, kind: &str) -> bool {
    let Some(first) = tokens.get(at) else { return false };
    let rest =
        block.folded().get(TextRange::new(first.range().start(), block.folded().len() as u32).usize()).unwrap_or("");
    let rest = rest.strip_prefix("của ").unwrap_or(rest);
    rest.strip_prefix(kind)
        .is_some_and(|rest| rest.strip_prefix(" này").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}
