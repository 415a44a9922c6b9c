//! Abbreviations with and without their full stop.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::model::{Block, Document, Span};
use crate::text::{TokenKind, fold};

/// Flags an abbreviation that the recipients write both with a full stop and without.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AbbreviationDot {
    /// The abbreviations, in capitals.
    abbreviations: Vec<String>,
}

impl Check for AbbreviationDot {
    const NAME: &'static str = "abbreviation-dot";
    const VALUES: &'static [&'static str] = &["abbreviation"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for abbreviation in &self.abbreviations {
            let (dotted, plain) = uses(cx.document, abbreviation);
            let (Some(dotted), Some(plain)) = (dotted.first(), plain.first()) else { continue };
            findings.report(*dotted).value("abbreviation", abbreviation).label("other", *plain);
        }
    }
}

/// Places where `abbreviation` stands before another word, with and without a full stop.
fn uses(document: &Document, abbreviation: &str) -> (Vec<Span>, Vec<Span>) {
    let (mut dotted, mut plain) = (Vec::new(), Vec::new());
    let lines = document.recipients.iter().flat_map(|recipients| &recipients.lines);
    for line in lines {
        let block = document.block(line.span.block);
        let range = block.clean_range(line.span);
        for found in fold::find_words(block.clean(), abbreviation) {
            if found.start < range.start() as usize || found.end > range.end() as usize {
                continue;
            }
            match follows(block, found.end) {
                Some(Follows::Word) => plain.push(block.span(found)),
                Some(Follows::DotAndWord) => dotted.push(block.span(found.start..found.end + 1)),
                None => {}
            }
        }
    }
    (dotted, plain)
}

enum Follows {
    Word,
    DotAndWord,
}

fn follows(block: &Block, end: usize) -> Option<Follows> {
    let mut next = block.tokens().iter().filter(|token| token.range.start() as usize >= end);
    let first = next.next()?;
    match first.kind {
        TokenKind::Word => Some(Follows::Word),
        TokenKind::Mark('.') if first.range.start() as usize == end => {
            (next.next()?.kind == TokenKind::Word).then_some(Follows::DotAndWord)
        }
        _ => None,
    }
}
