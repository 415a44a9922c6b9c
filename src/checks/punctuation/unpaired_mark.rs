//! Brackets and quotation marks without their partner, or with another one.

use memchr::{memchr, memchr2, memchr3};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::{Block, BlockId, Format, Place, Regime, Zone};
use crate::text::{TextRange, Token, TokenKind};

/// Flags marks that open and never close, that close what was not opened, or that close something else.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct UnpairedMark {
    /// The marks to look at.
    marks: Marks,
    /// The fault to report.
    fault: Fault,
}

/// Marks that come in pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Marks {
    /// `( )`, `[ ]`
    Brackets,
    /// `“ ”`
    Quotes,
}

/// What may be wrong with a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// Opened and never closed.
    Open,
    /// Closed without having been opened.
    Closed,
    /// Closed by a mark of another pair.
    Mixed,
    /// What closes the number of an item: no fault, but it may close what was opened before.
    #[serde(skip)]
    Item,
}

/// A fault in one block.
struct Found {
    block: BlockId,
    fault: Fault,
    /// The mark with the word beside it, or the pair with what it holds.
    place: TextRange,
}

impl Check for UnpairedMark {
    const NAME: &'static str = "unpaired-mark";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // The text layer of a PDF breaks paragraphs and puts other text between their parts.
        let unsure = document.regime == Regime::Form || document.raw.format == Format::Pdf;
        if unsure || document.legacy.is_some() {
            return;
        }
        let mut found = Vec::new();
        for block in document.prose() {
            let Some((opening, closing)) = self.signs(block) else { continue };
            if !matches!(block.place, Place::Body | Place::Note) || document.zone(block.id()) == Zone::Header {
                continue;
            }
            faults(block, opening, closing, &mut found);
        }
        let apart = if self.marks == Marks::Quotes { usize::MAX } else { REACH };
        settle(&mut found, apart);
        for one in found.iter().filter(|one| one.fault == self.fault) {
            let block = document.block(one.block);
            findings.report(block.span(one.place)).value("found", &block.clean()[one.place.usize()]);
        }
    }
}

/// Blocks behind an open bracket among which it may be closed.
const REACH: usize = 4;

impl UnpairedMark {
    /// The marks that open and close, if `block` may hold any.
    fn signs(&self, block: &Block) -> Option<(&'static [char], &'static [char])> {
        let bytes = block.clean().as_bytes();
        let (may_hold, opening, closing): (bool, &'static [char], &'static [char]) = match self.marks {
            Marks::Brackets => {
                let any = memchr3(b'(', b')', b'[', bytes).or_else(|| memchr(b']', bytes));
                (any.is_some(), &['(', '['], &[')', ']'])
            }
            // Curly marks begin with a byte that no letter of Vietnamese begins with.
            Marks::Quotes => (memchr2(b'"', 0xe2, bytes).is_some(), &['“'], &['”', '"']),
        };
        may_hold.then_some((opening, closing))
    }
}

/// The faults of one block, in order.
fn faults(block: &Block, opening: &[char], closing: &[char], found: &mut Vec<Found>) {
    let tokens = block.tokens();
    let id = block.id();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut items: Vec<usize> = Vec::new();
    let mut straight = false;
    let last_curly = tokens.iter().rposition(|token| token.kind() == TokenKind::Mark('”'));
    let first = found.len();
    let pair = |start: usize, end: usize| tokens[start].range().cover(tokens[end].range());
    for (at, token) in tokens.iter().enumerate() {
        let TokenKind::Mark(mark) = token.kind() else { continue };
        if opening.contains(&mark) {
            open.push((at, mark));
            continue;
        }
        if !closing.contains(&mark) {
            continue;
        }
        if mark == '"' {
            // Straight marks open and close alike: one closes a curly one only where it touches the word before and
            // no curly one closes later.
            let closes = !straight && touches_word(tokens, at) && last_curly.is_none_or(|last| last < at);
            let curly = open.last().filter(|_| closes).copied();
            if let Some((start, _)) = curly {
                open.pop();
                found.push(Found { block: id, fault: Fault::Mixed, place: pair(start, at) });
            } else {
                straight = !straight;
            }
        } else if mark == ')' && open.last().is_none_or(|(start, _)| start + 2 < at) && is_item_mark(block, tokens, at)
        {
            items.push(at);
        } else if let Some((start, opened)) = open.pop() {
            if !matches!((opened, mark), ('(', ')') | ('[', ']') | ('“', '”')) {
                found.push(Found { block: id, fault: Fault::Mixed, place: pair(start, at) });
            }
        } else {
            found.push(Found { block: id, fault: Fault::Closed, place: with_word(tokens, at, true) });
        }
    }
    // What looks like the number of an item may be the end of a remark: `(xem Phụ lục 1)`.
    for (start, opened) in open.into_iter().rev() {
        let closes = items.iter().rposition(|at| opened == '(' && *at > start);
        if let Some(item) = closes {
            items.remove(item);
        } else {
            found.push(Found { block: id, fault: Fault::Open, place: with_word(tokens, start, false) });
        }
    }
    let silent = items.iter().map(|at| Found { block: id, fault: Fault::Item, place: tokens[*at].range() });
    found.extend(silent);
    found[first..].sort_by_key(|one| one.place);
}

/// True if the mark at `at` touches what stands before it.
fn touches_word(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens[at - 1].range().end() == tokens[at].range().start()
}

/// Takes out what opens in one block and closes in one of the next.
fn settle(found: &mut Vec<Found>, apart: usize) {
    let mut paired = vec![false; found.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        match one.fault {
            Fault::Open => open.push(at),
            Fault::Closed | Fault::Item => {
                let near = |first: &usize| one.block.index().saturating_sub(found[*first].block.index()) <= apart;
                if let Some(first) = open.last().copied().filter(near) {
                    open.pop();
                    paired[first] = true;
                    paired[at] = true;
                }
            }
            Fault::Mixed => {}
        }
    }
    let mut paired = paired.into_iter();
    found.retain(|_| !paired.next().unwrap_or(false));
}

/// True for the bracket of `a)`, `1)`, `b2)`, `iv)`, and for that of a note behind a word.
fn is_item_mark(block: &Block, tokens: &[Token], at: usize) -> bool {
    /// Letters of the longest number of an item.
    const LONGEST: usize = 4;
    let before = &block.clean()[..tokens[at].range().start() as usize];
    let body = before.trim_end_matches(char::is_alphanumeric);
    let number = &before[body.len()..];
    let digits = number.len() - number.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let roman = || number.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
    let letter = number.chars().nth(1).is_none() && number.chars().all(char::is_alphabetic);
    matches!(digits, 1 | 2) || letter || number.chars().count() <= LONGEST && roman()
}

/// The mark at `at` with the word that it touches or stands next to.
fn with_word(tokens: &[Token], at: usize, before: bool) -> TextRange {
    let other = if before { at.checked_sub(1) } else { Some(at + 1) };
    let word = other.and_then(|other| tokens.get(other)).filter(|word| word.kind() != TokenKind::Break);
    word.map_or(tokens[at].range(), |word| tokens[at].range().cover(word.range()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    fn found(text: &str) -> Vec<String> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let mut found = Vec::new();
        faults(&block, &['(', '['], &[')', ']'], &mut found);
        faults(&block, &['“'], &['”', '"'], &mut found);
        found.iter().filter(|one| one.fault != Fault::Item).map(|one| text[one.place.usize()].to_owned()).collect()
    }

    #[test]
    fn pairs_are_told_from_single_marks() {
        assert_eq!(found("Có 12 lớp (trong đó 03 lớp đêm đã mở."), ["(trong"]);
        assert_eq!(found("Có 12 lớp, trong đó 03 lớp đêm) đã mở."), ["đêm)"]);
        assert_eq!(found("Có 12 (mười hai] lớp"), ["(mười hai]"]);
        assert_eq!(found("mẫu (số 4; (5) đơn (năm 2025)"), ["(số"]);
        assert_eq!(found("mô hình “Ngõ xanh\" và “Nhà sạch đã mở"), ["“Ngõ xanh\"", "“Nhà"]);
    }

    #[test]
    fn numbers_of_items_and_whole_pairs_are_right() {
        for text in [
            "a) một; b) hai; (c) ba",
            "iv) bốn",
            "(một (hai) ba)",
            "1) một 2) hai",
            "(gồm: a) một; b) hai)",
            "b2) hai",
            "(xem Phụ lục 1).",
            "(năm 2015 (sửa đổi năm 2025))",
            "(1) một; (2) hai (ba)",
            "DOANH NGHIỆP1)",
            "mẫu “A” và \"B\"",
            "“ống 2\" dài”",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
