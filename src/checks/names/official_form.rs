//! `official-form`: names of products and organisations that have one way to be written.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::letters::Case;
use crate::text::{TextRange, Token, TokenKind, WordMap, fold};

/// Flags a name written with other letters or cut in two, each wrong form once with all its places. Addresses
/// and lines in capitals are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct OfficialForm {
    /// The names as they are written: letters only.
    names: Vec<String>,
    #[serde(skip)]
    index: OnceLock<Names>,
}

impl Check for OfficialForm {
    const NAME: &'static str = "official-form";
    const VALUES: &'static [&'static str] = &["found", "right", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let names = self.index.get_or_init(|| Names::of(&self.names));
        let mut forms: Vec<(&str, String, Vec<Span>)> = Vec::new();
        for block in cx.document.prose() {
            if cx.document.zone(block.id()) == Zone::Header {
                continue;
            }
            for (right, range) in names.wrong(&self.names, block) {
                let found = &block.shown()[range.usize()];
                let span = block.span(range);
                match forms.iter_mut().find(|(_, form, _)| form == found) {
                    Some((_, _, spans)) => spans.push(span),
                    None => forms.push((right, found.to_owned(), vec![span])),
                }
            }
        }
        for (right, found, spans) in forms {
            let places: Vec<Occurrence> = spans.into_iter().map(|span| Occurrence::replaced(span, right)).collect();
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("found", found).value("right", right);
            }
        }
    }
}

/// The names by what their first word may be: the whole name, or a part of it where it is cut in two. Made
/// once, not once a document.
#[derive(Debug)]
struct Names {
    by_first: WordMap<Vec<(usize, String)>>,
}

/// Letters of the shorter half of a name that is cut in two.
const HALF: usize = 2;

impl Names {
    fn of(names: &[String]) -> Self {
        let mut all = Vec::new();
        for (name, written) in names.iter().enumerate() {
            let key = fold::fold(written);
            for (cut, _) in key.char_indices().skip(HALF) {
                if key.len() - cut >= HALF {
                    all.push((key[..cut].to_owned(), (name, key[cut..].to_owned())));
                }
            }
            all.push((key, (name, String::new())));
        }
        Self { by_first: WordMap::grouped(all) }
    }

    /// The wrongly written names of `block`, with the right form.
    fn wrong<'a>(&self, all: &'a [String], block: &Block) -> Vec<(&'a str, TextRange)> {
        let (shown, folded, tokens) = (block.shown(), block.folded(), block.tokens());
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let range = token.range();
            if token.kind() != TokenKind::Word {
                continue;
            }
            let Some(names) = self.by_first.get(&folded[range.usize()]) else { continue };
            let end = names.iter().find_map(|(name, rest)| Some((*name, end_of(block, tokens, at, rest)?)));
            let Some((name, end)) = end.and_then(|(name, end)| Some((all.get(name)?.as_str(), end))) else { continue };
            let place = TextRange::new(range.start(), tokens[end].range().end());
            if shown[place.usize()] != *name && !is_in_address(shown, place) && !is_in_capitals(block, tokens, at, end)
            {
                found.push((name, place));
            }
        }
        found
    }
}

/// The last token of a name whose first word is token `at`.
fn end_of(block: &Block, tokens: &[Token], at: usize, rest: &str) -> Option<usize> {
    if rest.is_empty() {
        return Some(at);
    }
    // Only a space or a hyphen parts the halves.
    let mut next = at + 1;
    if tokens.get(next)?.kind() == TokenKind::Mark('-') {
        next += 1;
    }
    let token = tokens.get(next).filter(|token| token.kind() == TokenKind::Word)?;
    (block.folded().get(token.range().usize())? == rest).then_some(next)
}

/// True for a part of an address or of a longer word: `zalo.me`, `@zalo`, `zalo_oa`.
fn is_in_address(shown: &str, place: TextRange) -> bool {
    let before = shown[..place.usize().start].chars().next_back();
    let mut after = shown[place.usize().end..].chars();
    let (next, second) = (after.next(), after.next());
    let joins = |letter: char| matches!(letter, '/' | '@' | '_' | '.' | ':' | '\\');
    before.is_some_and(joins)
        || next.is_some_and(|letter| {
            matches!(letter, '/' | '@' | '_') || letter == '.' && second.is_some_and(char::is_alphanumeric)
        })
}

/// True beside words set in capitals, where capitals say nothing of the name.
fn is_in_capitals(block: &Block, tokens: &[Token], first: usize, last: usize) -> bool {
    let shouts = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at)).filter(|token| token.kind() == TokenKind::Word);
        token.is_some_and(|token| block.shown_case(token.range()) == Case::Upper)
    };
    shouts(Some(first)) && (shouts(first.checked_sub(1)) || shouts(Some(last + 1)))
}
