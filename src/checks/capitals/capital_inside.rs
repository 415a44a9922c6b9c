//! `capital-inside`: a capital within a sentence where no name begins.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, BlockKind, Document, Span, Zone};
use crate::text::letters::Case;
use crate::text::{TextRange, Token, TokenKind, fold, quotes};

/// Flags words with a capital within a sentence that begin no name: behind a semicolon, or verbs behind words
/// that lead to one. One finding a document; of semicolons only where small letters are the habit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CapitalInside {
    /// Folded words of two syllables that begin no name here; any two words if empty, behind marks only.
    #[serde(default)]
    verbs: BTreeSet<String>,
    /// Folded words or marks right before which no name goes on.
    after: BTreeSet<String>,
    /// Folded words or marks right before which a name may go on (`Giáo dục và Đào tạo`): there no word before
    /// in the clause has a capital.
    #[serde(default)]
    linking: BTreeSet<String>,
    /// Folded words behind which the two words are no verb: `Hướng dẫn này` is a paper.
    #[serde(default)]
    pointing: BTreeSet<String>,
    /// Folded first words of names: what they open is left alone.
    #[serde(default)]
    unless: BTreeSet<String>,
    /// Folded names that begin with a verb (`tổ chức y tế thế giới`).
    #[serde(default)]
    names: Vec<String>,
}

/// Words behind the place in which another capital shows a name.
const NAME: usize = 4;

/// Words before the place in which a capital shows that a name goes on.
const BEFORE: usize = 8;

impl Check for CapitalInside {
    const NAME: &'static str = "capital-inside";
    const VALUES: &'static [&'static str] = &["found", "right", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut found = Found::default();
        for block in cx.document.prose().filter(|block| block.kind != BlockKind::Verbatim) {
            let content = matches!(cx.document.zone(block.id()), Zone::Body | Zone::Grounds | Zone::Attachment);
            let whole = TextRange::from(0..block.clean().len());
            if content && block.shown_case(whole) != Case::Upper {
                self.read(cx.document, block, &mut found);
            }
        }
        let Found { places, small: others } = found;
        let Some(first) = places.first().filter(|_| !self.verbs.is_empty() || others >= places.len()) else { return };
        let found = cx.document.shown_text(first.span).to_owned();
        let right: String = small(&found);
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found).value("right", right);
        }
    }
}

/// The places of a document, and how many others have a small letter.
#[derive(Default)]
struct Found {
    places: Vec<Occurrence>,
    small: usize,
}

/// The same words with a small first letter.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(fold::lower).into_iter().chain(letters).collect()
}

impl CapitalInside {
    fn read(&self, document: &Document, block: &Block, found: &mut Found) {
        let (tokens, shown, folded) = (block.tokens(), block.shown(), block.folded());
        let mut quoted: Option<Vec<TextRange>> = None;
        for at in 1..tokens.len() {
            let before = tokens[at - 1];
            // Where any word counts, only marks lead to it.
            if self.verbs.is_empty() && !matches!(before.kind(), TokenKind::Mark(_)) {
                continue;
            }
            let range = tokens[at].range().usize();
            let capital = is_capitalised(shown, tokens[at]);
            // The habit is judged of what stands behind a mark; verbs nearly always are small.
            if !capital && (!self.verbs.is_empty() || !is_small(shown, tokens[at])) {
                continue;
            }
            let written = &folded[before.range().usize()];
            let (leads, links) = (self.after.contains(written), self.linking.contains(written));
            if before.kind() == TokenKind::Break || !(leads || links) {
                continue;
            }
            if !capital {
                found.small += 1;
                continue;
            }
            let Some(next) = tokens.get(at + 1).copied().filter(|next| is_small(shown, *next)) else { continue };
            let pair = format!("{} {}", &folded[range.clone()], &folded[next.range().usize()]);
            let verb = self.verbs.is_empty() || self.verbs.contains(&pair);
            if !verb || self.unless.contains(&folded[range.clone()]) || self.unless.contains(&pair) {
                continue;
            }
            if self.names.iter().any(|name| folded[range.start..].starts_with(name.as_str())) {
                continue;
            }
            if tokens.get(at + 2).is_some_and(|next| self.pointing.contains(&folded[next.range().usize()])) {
                continue;
            }
            let named = if self.verbs.is_empty() {
                names_follow(shown, &tokens[at + 1..])
            } else {
                is_named(shown, &tokens[..at])
            };
            if named || links && goes_on_with_name(shown, &tokens[..at]) {
                continue;
            }
            let quoted = quoted.get_or_insert_with(|| quotes::quoted(block.clean()));
            let span = block.span(range.start..next.range().usize().end);
            if !quotes::is_within(quoted, range.start as u32) && !is_cited(document, span) {
                found.places.push(Occurrence::replaced(span, small(block.clean_text(span))));
            }
        }
    }
}

/// True for `Phối`, not for `phối`, `PHỐI` or `UBND`.
fn is_capitalised(shown: &str, token: Token) -> bool {
    let range = token.range().usize();
    // Most words begin with one of these.
    if shown.as_bytes()[range.start].is_ascii_lowercase() {
        return false;
    }
    let mut letters = shown[range].chars();
    token.kind() == TokenKind::Word
        && letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(|letter| !letter.is_uppercase())
}

fn is_small(shown: &str, token: Token) -> bool {
    token.kind() == TokenKind::Word && shown[token.range().usize()].chars().all(|letter| !letter.is_uppercase())
}

/// True if a capital or a number stands among the next words of the clause.
fn names_follow(shown: &str, tokens: &[Token]) -> bool {
    let clause = tokens.iter().take(NAME).take_while(|token| !ends_clause(token.kind()));
    let mut clause = clause.filter(|token| matches!(token.kind(), TokenKind::Word | TokenKind::Number));
    clause
        .any(|token| token.kind() == TokenKind::Number || shown[token.range().usize()].starts_with(char::is_uppercase))
}

/// True if one of the two words right before has a capital: `Kế hoạch Tuyên truyền` is a name.
fn is_named(shown: &str, before: &[Token]) -> bool {
    before.iter().rev().take(2).any(|token| is_capitalised(shown, *token))
}

/// True if a word before, in the same clause and not its first one, has a capital: `Giáo dục và Đào tạo`.
fn goes_on_with_name(shown: &str, before: &[Token]) -> bool {
    let Some((_, before)) = before.split_last() else { return false };
    let opens = |at: usize| {
        let previous = at.checked_sub(1).and_then(|previous| before.get(previous));
        // An item's marker opens as the start of the block does.
        previous.is_none_or(|token| !matches!(token.kind(), TokenKind::Word | TokenKind::Mark(',')))
    };
    let clause = before.iter().enumerate().rev().take(BEFORE).take_while(|(_, token)| !ends_clause(token.kind()));
    clause.into_iter().any(|(at, token)| is_capitalised(shown, *token) && !opens(at))
}

fn ends_clause(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Mark('.' | ';' | ':' | '?' | '!' | '(' | ')' | '|') | TokenKind::Break)
}

/// True if a citation covers `span`: its title is written as it was issued.
fn is_cited(document: &Document, span: Span) -> bool {
    let all = &document.citations.all;
    let next = all.partition_point(|citation| {
        (citation.span.block, citation.span.range.start()) <= (span.block, span.range.start())
    });
    let touches = |citation: &crate::model::citation::Citation| {
        citation.span.block == span.block && citation.span.range.contains(span.range)
            || citation.title.as_ref().is_some_and(|title| title.span.touches(span))
    };
    next.checked_sub(1).and_then(|last| all.get(last)).is_some_and(touches)
}
