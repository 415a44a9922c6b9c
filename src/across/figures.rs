//! Figures with the words that name them.

use std::collections::BTreeMap;

use super::{Counted, Kept, Place};
use crate::model::figure::{Figure, FigureKind, Role};
use crate::model::{Block, CellRef, Document, Span, TableId, Zone};
use crate::text::{TokenKind, fold};

/// Words kept on either side of a figure.
const REACH: usize = 12;
/// Words a name has at least: shorter ones name many things.
const SHORTEST: usize = 3;

/// Words that make the number one of a part.
const PARTS: [&str; 5] = ["tại", "riêng", "trong đó", "còn", "so với"];

/// Words between a name and its number.
const LINKS: [&str; 9] = ["là", "có", "đạt", "được", "gồm", "ước", "với", "tổng", "cộng"];
/// What a name may begin with, and what stands for it in a name. A total is not a number beside it.
const OPENERS: [(&str, &str); 5] = [
    ("tổng số lượng ", "tổng số "),
    ("tổng cộng ", "tổng số "),
    ("tổng số ", "tổng số "),
    ("số lượng ", ""),
    ("số ", ""),
];
/// The time that a whole document speaks of, after a name.
const TIMES: [&str; 6] =
    [" trong tháng", " trong quý", " trong năm", " trong kỳ", " trong kỳ báo cáo", " trong 6 tháng đầu năm"];

/// The plain counts and amounts of `document` that are kept.
pub(super) fn counted(document: &Document, kept: Kept, place: &dyn Fn(Span) -> Place) -> Vec<Counted> {
    let mut per_row: BTreeMap<(TableId, u16), usize> = BTreeMap::new();
    for cell in document.figures.all.iter().filter_map(|figure| figure.cell) {
        *per_row.entry((cell.table, cell.row)).or_default() += 1;
    }
    let alone = |cell: CellRef| per_row.get(&(cell.table, cell.row)).is_some_and(|figures| *figures == 1);
    let plain = |figure: &&Figure| {
        matches!(figure.kind, FigureKind::Count | FigureKind::Amount)
            && figure.role == Role::Plain
            && !figure.in_words
            && figure.whole.is_none()
            && !figure.share
    };
    let figures = document.figures.all.iter().filter(plain);
    figures.filter_map(|figure| one(document, figure, &alone, (kept, place))).collect()
}

/// How surely words name a figure; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// They are its full name.
    Full,
    /// They stand beside it.
    Beside,
}

impl Counted {
    /// Whether the folded words `name` mean this figure: `480 hồ sơ tiếp nhận`, `hồ sơ tiếp nhận: 480`.
    pub fn naming(&self, name: &str) -> Option<Naming> {
        // A heading keeps its words only.
        let words = name.replace(',', "");
        let plain = |own: &str| own == words || own.strip_prefix("tổng số ") == Some(words.as_str());
        if self.name.as_deref().is_some_and(plain) || self.after.is_empty() && plain(&self.before) {
            return Some(Naming::Full);
        }
        if PARTS.iter().any(|word| fold::has_words(&self.before, word)) {
            return None;
        }
        let ends = self.after.strip_prefix(name).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(',') || TIMES.iter().any(|time| rest.starts_with(time))
        });
        let led = unlinked(&self.before).strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        (ends || led).then_some(Naming::Beside)
    }
}

fn one(
    document: &Document,
    figure: &Figure,
    alone: &dyn Fn(CellRef) -> bool,
    (kept, place): (Kept, &dyn Fn(Span) -> Place),
) -> Option<Counted> {
    let block = document.block(figure.number.block);
    let (name, before, after) = match (figure.cell, &figure.label) {
        (Some(cell), Some(label)) if alone(cell) => {
            let heading = document.block(label.span.block);
            let words = words_of(heading, heading.clean_range(label.span).usize());
            (named(&words), words, String::new())
        }
        // Among several numbers in a row the columns tell what each of them counts.
        (Some(_), _) => return None,
        (None, _) => in_text(block, figure, kept)?,
    };
    if name.is_none() && kept == Kept::Named {
        return None;
    }
    Some(Counted {
        digits: figure.value.digits,
        decimals: figure.value.decimals,
        scale: figure.scale,
        unit: figure.unit.clone(),
        name,
        before,
        after,
        in_annex: document.zone(figure.number.block) == Zone::Attachment,
        place: place(figure.number),
    })
}

/// Name, words before and words after a figure in running text; `None` if it is not kept.
fn in_text(block: &Block, figure: &Figure, kept: Kept) -> Option<(Option<String>, String, String)> {
    let number = block.clean_range(figure.number).usize();
    let tokens = block.tokens();
    let first = tokens.partition_point(|token| (token.range.start() as usize) < number.start);
    let next = tokens.partition_point(|token| (token.range.start() as usize) < number.end);
    let mut start = first;
    let mut before_start = first;
    // The mark between a name and its number belongs to neither.
    let inner = tokens[..first].last().is_some_and(|token| token.kind == TokenKind::Mark(':'));
    if inner {
        start -= 1;
        before_start -= 1;
    }
    while start > 0 && tokens[start - 1].kind == TokenKind::Word {
        start -= 1;
    }
    let may_be_named = begins_sentence(block, start);
    if !may_be_named && kept == Kept::Named {
        return None;
    }
    let leading = tokens.get(..before_start).unwrap_or_default().iter().rev().take(REACH);
    let before = before_start - leading.take_while(|token| is_of_phrase(token.kind)).count()..before_start;
    let text = |range: std::ops::Range<usize>| -> String {
        let words = tokens.get(range).unwrap_or_default().iter();
        let words = words.map(|token| block.folded().get(token.range.usize()).unwrap_or(""));
        words.collect::<Vec<_>>().join(" ").replace(" ,", ",")
    };
    let words = tokens.get(next..).unwrap_or_default().iter();
    let following = words.take(REACH).take_while(|token| is_of_phrase(token.kind)).count();
    let name = may_be_named.then(|| named(&text(start..before_start))).flatten();
    Some((name, text(before), text(next..next + following)))
}

/// A comma may stand inside what is counted: `24 cán bộ, công chức`.
const fn is_of_phrase(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Mark(','))
}

/// True if nothing but the marker of an item stands before token `at` in its sentence.
fn begins_sentence(block: &Block, at: usize) -> bool {
    let tokens = block.tokens();
    let Some(last) = at.checked_sub(1) else { return true };
    match tokens[last].kind {
        // The words after the number of an item, or after a full stop that ends a sentence.
        TokenKind::Mark('.' | ')') => {
            let gap = tokens.get(at).is_some_and(|token| token.range.start() > tokens[last].range.end());
            gap && (last <= 4 || tokens[last].kind == TokenKind::Mark('.'))
        }
        TokenKind::Mark('-' | '–' | '+' | '•' | '*') => last == 0,
        TokenKind::Break => true,
        _ => false,
    }
}

/// What the folded words `phrase` name: without what opens and what links; `None` if too little is
/// left to tell it from other things.
fn named(phrase: &str) -> Option<String> {
    let name = unlinked(phrase);
    let opened = OPENERS.iter().find_map(|(opener, short)| Some((name.strip_prefix(opener)?, *short)));
    let (rest, short) = opened.unwrap_or((name, ""));
    (rest.split(' ').count() >= SHORTEST).then(|| format!("{short}{rest}"))
}

/// `phrase` without the words that link it to a number, and without the time of the whole document.
fn unlinked(phrase: &str) -> &str {
    let mut name = phrase.trim();
    while let Some((rest, last)) = name.rsplit_once(' ')
        && LINKS.contains(&last)
    {
        name = rest;
    }
    TIMES.iter().find_map(|time| name.strip_suffix(time)).unwrap_or(name)
}

/// The folded words of a clean range of `block`, without what brackets add.
fn words_of(block: &Block, range: std::ops::Range<usize>) -> String {
    let inside = block.tokens().iter().filter(|token| {
        let (start, end) = (token.range.start() as usize, token.range.end() as usize);
        start >= range.start && end <= range.end
    });
    let plain = inside.take_while(|token| token.kind != TokenKind::Mark('('));
    let words = plain.filter(|token| token.kind == TokenKind::Word);
    words.map(|token| block.folded().get(token.range.usize()).unwrap_or("")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_phrase_names() {
        assert_eq!(named("tổng số hồ sơ tiếp nhận trong tháng là").as_deref(), Some("tổng số hồ sơ tiếp nhận"));
        assert_eq!(named("số hồ sơ tiếp nhận").as_deref(), Some("hồ sơ tiếp nhận"));
        assert_eq!(named("hồ sơ tiếp nhận").as_deref(), Some("hồ sơ tiếp nhận"));
        assert_eq!(named("số hồ sơ"), None);
        assert_eq!(named("là"), None);
        assert_eq!(named(""), None);
    }
}
