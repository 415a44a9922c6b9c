//! Which percentage belongs to which count.

use super::reading::{At, Reading};
use super::scan::Found;
use crate::lexicon::quantities;
use crate::model::figure::{FigureKind, Role};

/// How a percentage is joined to its count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `24 nam (75%)`.
    Bracket,
    /// `chiếm 25%`: a share of a whole.
    Share,
    /// `tỷ lệ 25%`.
    Rate,
    /// `đạt 25%`: a share, or a degree of something else.
    Reach,
}

/// A percentage and its count, as indices into the figures of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tie {
    pub(super) count: usize,
    pub(super) percent: usize,
    pub(super) link: Link,
    /// What the words after the percentage say of its whole.
    pub(super) whole: Whole,
}

/// What the words after a percentage say of its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// Nothing.
    Unsaid,
    /// `tổng số`.
    Total,
    /// A whole of its own: `25% số nữ`.
    Other,
}

/// Words between a count and its percentage at most.
const REACH: usize = 16;

/// The words that introduce a percentage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Introduction {
    /// The first of them.
    pub(super) start: At,
    pub(super) share: bool,
    pub(super) rate: bool,
    pub(super) reach: bool,
}

/// The words right before the percentage at `start` that introduce it.
pub(super) fn introduction(reading: &Reading<'_>, start: At) -> Introduction {
    let mut intro = Introduction { start, share: false, rate: false, reach: false };
    while let Some(before) = intro.start.checked_sub(1) {
        match reading.word(before) {
            "chiếm" => intro.share = true,
            "lệ" if matches!(reading.word_before(before, 1), "tỷ" | "tỉ") => intro.rate = true,
            "đạt" | "bằng" | "đương" | "ứng" => intro.reach = true,
            "tỷ" | "tỉ" | "tương" | "với" | "là" => {}
            _ if reading.mark(before) == ':' && (intro.start == start) && reading.word_before(before, 1) == "lệ" => {}
            _ => break,
        }
        intro.start = before;
    }
    intro
}

/// Ties percentages to counts within one block.
pub(super) fn tie(reading: &Reading<'_>, found: &[Found]) -> Vec<Tie> {
    let mut ties: Vec<Tie> = Vec::new();
    for (index, percent) in found.iter().enumerate() {
        if percent.kind != FigureKind::Percent || percent.role != Role::Plain {
            continue;
        }
        let taken = |count: usize| ties.iter().rev().take(4).any(|tie| tie.count == count);
        let before = index.checked_sub(1).filter(|count| !taken(*count));
        let joined = before
            .and_then(|count| Some((count, link_before(reading, found.get(count)?, percent)?)))
            .or_else(|| Some((index + 1, link_after(reading, percent, found.get(index + 1)?)?)));
        if let Some((count, link)) = joined {
            ties.push(Tie { count, percent: index, link, whole: whole(reading, percent.tokens.end) });
        }
    }
    ties
}

fn is_plain_count(found: &Found) -> bool {
    found.kind != FigureKind::Percent && found.role == Role::Plain
}

/// `24 nam (tỷ lệ 75%)`, `08 hồ sơ, chiếm 25%`.
fn link_before(reading: &Reading<'_>, count: &Found, percent: &Found) -> Option<Link> {
    if !is_plain_count(count) || count.sentence != percent.sentence {
        return None;
    }
    let intro = introduction(reading, percent.number.start);
    let before = intro.start.checked_sub(1)?;
    let bracketed = reading.mark(before) == '(';
    let comma = matches!(reading.mark(before), ',' | '-' | '–' | ';');
    let named = intro.share || intro.rate || intro.reach;
    let depth = count.depth + u8::from(bracketed);
    if percent.depth != depth || !bracketed && !named {
        return None;
    }
    // `12 xã đạt 100%` says how far each came; only `12 xã, đạt 80%` can be a share.
    if !bracketed && !comma && !intro.share && intro.reach && !intro.rate {
        return None;
    }
    let end = if bracketed || comma { before } else { intro.start };
    let gap = count.tokens.end..end;
    let clear = gap.len() <= REACH && gap.clone().all(|at| belongs(reading, count, at, bracketed));
    if !clear || gap.end < gap.start {
        return None;
    }
    Some(match intro {
        Introduction { share: true, .. } => Link::Share,
        Introduction { reach: true, .. } => Link::Reach,
        Introduction { rate: true, .. } => Link::Rate,
        _ => Link::Bracket,
    })
}

/// True if the token may stand between a count and its percentage.
fn belongs(reading: &Reading<'_>, count: &Found, at: At, bracketed: bool) -> bool {
    if count.noun.contains(&at) {
        return true;
    }
    let word = reading.word(at);
    if word.is_empty() {
        return bracketed
            && matches!(reading.mark(at), ',' | '"' | '“' | '”' | '-' | '/')
            && !starts_clause(reading, at + 1);
    }
    !matches!(word, "còn" | "trong" | "gồm" | "tăng" | "giảm" | "nhưng" | "chiếm")
        && !reading.has_phrase(at, "tỷ lệ")
        && !reading.has_phrase(at, "tỉ lệ")
}

/// True if a clause of its own begins at `at`: its percentage is not that of a count before it.
fn starts_clause(reading: &Reading<'_>, at: At) -> bool {
    matches!(
        reading.word(at),
        "đã" | "đang"
            | "đạt"
            | "được"
            | "có"
            | "không"
            | "nữ"
            | "nam"
            | "số"
            | "tỷ"
            | "tỉ"
            | "hoàn"
            | "giải"
            | "trong"
            | "đúng"
            | "trước"
            | "quá"
    )
}

/// `đạt 75% (24/32)`, `25% (08 người)`.
fn link_after(reading: &Reading<'_>, percent: &Found, count: &Found) -> Option<Link> {
    // A count must follow at once; a fraction cannot belong to anything else in between.
    let open = if count.kind == FigureKind::Fraction { percent.noun.end } else { percent.tokens.end };
    let first = (open + 1..open + 3)
        .find(|at| !matches!(reading.word(*at), "tương" | "ứng" | "bằng" | "tức" | "là" | "với"))?;
    let fits = is_plain_count(count)
        && reading.mark(open) == '('
        && count.tokens.start == first
        && count.sentence == percent.sentence
        && matches!(reading.mark(count.noun.end), ')' | ',' | ';');
    let intro = introduction(reading, percent.number.start);
    fits.then_some(if intro.share {
        Link::Share
    } else if intro.reach {
        Link::Reach
    } else {
        Link::Bracket
    })
}

/// What the words after the percentage that ends before `at` say of its whole.
pub(super) fn whole(reading: &Reading<'_>, at: At) -> Whole {
    match reading.word(at) {
        "" if reading.mark(at) == '/' => Whole::Other,
        "" | "và" | "còn" | "nhưng" | "nữ" | "nam" => Whole::Unsaid,
        "tổng" if reading.word(at + 1) == "số" => Whole::Total,
        "trên" | "so" if reading.has_phrase(at + 1, "tổng số") => Whole::Total,
        "theo" if quantities::sources().iter().any(|source| reading.has_phrase(at + 1, source)) => Whole::Unsaid,
        _ => Whole::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;
    use crate::model::{Block, BlockId, BlockKind, Place};

    fn ties(text: &str) -> Vec<(String, String)> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let reading = Reading::new(&block);
        let found = scan(&reading, &super::super::numbers::read(&reading), &[]);
        let text = |index: usize| reading.slice(&found[index].tokens).to_owned();
        tie(&reading, &found).iter().map(|tie| (text(tie.count), text(tie.percent))).collect()
    }

    #[test]
    fn every_way_of_joining() {
        for (text, count, percent) in [
            ("24 nam (tỷ lệ 75%)", "24", "75%"),
            ("nữ 08 (25%)", "08", "25%"),
            ("08 hồ sơ, chiếm 25%", "08", "25%"),
            ("08 hồ sơ chiếm tỷ lệ 25%", "08", "25%"),
            ("đạt 75% (24/32)", "24/32", "75%"),
            ("24/32 hồ sơ, đạt 75%", "24/32", "75%"),
            ("06 người dưới 40 tuổi (tỷ lệ: 18,75%)", "06", "18,75%"),
            ("24 cán bộ, công chức (75%)", "24", "75%"),
            ("25% (08 người)", "08", "25%"),
        ] {
            assert_eq!(ties(text), [(count.to_owned(), percent.to_owned())], "{text}");
        }
    }

    #[test]
    fn percentages_of_something_else() {
        for text in [
            "17/19 tiêu chí đạt 100%",
            "tiếp nhận 40 hồ sơ, đã giải quyết đúng hạn (90%)",
            "tổ chức 12 lớp, đạt 105% kế hoạch",
            "tăng 12,5% (05 vụ) so với cùng kỳ",
            "05 xã có tỷ lệ hộ nghèo trên 10%",
            "gần 24 người (75%)",
        ] {
            assert_eq!(ties(text), [], "{text}");
        }
    }

    #[test]
    fn the_source_of_a_percentage_is_no_whole() {
        let whole_of = |text: &str| {
            let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
            let reading = Reading::new(&block);
            let found = scan(&reading, &super::super::numbers::read(&reading), &[]);
            tie(&reading, &found).first().map(|tie| tie.whole)
        };
        assert_eq!(whole_of("24/32 hồ sơ, đạt 75% theo thống kê của thôn"), Some(Whole::Unsaid));
        assert_eq!(whole_of("24 nam, chiếm 75% tổ viên"), Some(Whole::Other));
    }
}
