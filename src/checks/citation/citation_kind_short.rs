//! `citation-kind-short`: kinds of instruments that are cited by an abbreviation.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{Block, Document, Place, Span};
use crate::text::{TokenKind, WordMap};

/// Reports `NĐ số 73/2023/NĐ-CP` and `NĐ 73`. A short name that the text has declared is its own affair.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationKindShort {
    /// Abbreviations with the words they stand for, letter for letter.
    kinds: BTreeMap<String, String>,
    /// The word between kind and number.
    number_word: String,
    /// Where it looks.
    within: Within,
    /// The same, quickly looked up.
    #[serde(skip)]
    words: OnceLock<WordMap<String>>,
}

/// A part of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Within {
    /// The grounds.
    Grounds,
    /// Running text outside them.
    Text,
}

impl Check for CitationKindShort {
    const NAME: &'static str = "citation-kind-short";
    const VALUES: &'static [&'static str] = &["written", "kind"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for block in cx.document.prose().filter(|block| self.is_here(cx.document, block)) {
            for (span, kind) in self.places(block) {
                let declared = cx
                    .document
                    .citations
                    .aliases
                    .iter()
                    .any(|alias| alias.span.touches(span) || alias.name.text.starts_with(block.clean_text(span)));
                if !declared {
                    findings
                        .report(span)
                        .value("written", block.clean_text(span))
                        .value("kind", kind)
                        .edit(Edit::replace(span, kind));
                }
            }
        }
    }
}

impl CitationKindShort {
    fn is_here(&self, document: &Document, block: &Block) -> bool {
        let grounds = document.in_grounds(block.id());
        match self.within {
            Within::Grounds => grounds,
            Within::Text => !grounds && block.place == Place::Body && document.in_running_text(block.id()),
        }
    }

    /// The abbreviations that a number follows, with their words. Behind a slash or a hyphen, and before
    /// one, the letters belong to a symbol.
    fn places<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = (Span, &'a str)> + 'a {
        let clean = block.clean();
        let tokens = block.tokens();
        let words = self.words.get_or_init(|| self.kinds.clone().into_iter().collect());
        tokens.iter().enumerate().filter_map(move |(at, token)| {
            let range = token.range().usize();
            let kind = words.get(clean.get(range.clone())?)?;
            let apart =
                clean[..range.start].chars().next_back().is_none_or(|before| matches!(before, ' ' | '\n' | '('));
            let next = tokens.get(at + 1)?;
            let spaced = next.range().start() > token.range().end();
            let number = if clean.get(next.range().usize())? == self.number_word { tokens.get(at + 2)? } else { next };
            (apart && spaced && number.kind() == TokenKind::Number).then(|| (block.span(range), kind.as_str()))
        })
    }
}
