//! Defects of the outline and of the content: numbers of divisions, sections, sentences.

use rasoat::diagnostic::Edit;
use rasoat::model::outline::{Division, Marker, MarkerStyle, Sequence};
use rasoat::model::profile::Required;
use rasoat::model::{BlockId, BlockKind, Span, Zone};

use super::{Operator, capitals, end_of, small};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

fn divisions(subject: &Subject) -> &[Division] {
    &subject.document().outline.divisions
}

/// Divisions with a typed number that follows rightly on another of its series, with that one.
fn followers(subject: &Subject) -> Vec<(&Division, &Division, &Marker)> {
    let all = divisions(subject);
    let mut pairs = Vec::new();
    for (at, division) in all.iter().enumerate() {
        let Some(marker) = division.marker.as_ref().filter(|marker| !marker.automatic) else { continue };
        let previous = all[..at].iter().rev().find(|earlier| earlier.series == division.series);
        let Some(previous) = previous else { continue };
        let follows = previous.marker.as_ref().is_some_and(|before| before.value + 1 == marker.value);
        if follows && division.sequence == Sequence::Right && previous.sequence == Sequence::Right {
            pairs.push((previous, division, marker));
        }
    }
    pairs
}

fn is_last(subject: &Subject, division: &Division) -> bool {
    let last = divisions(subject).iter().rev().find(|other| other.series == division.series);
    last.is_some_and(|last| last.block == division.block)
}

fn numbered(marker: &Marker, value: u32) -> Change {
    Change::replace(marker.digits, Marker::write(marker.style, &marker.prefix, value))
}

const fn is_point(marker: &Marker) -> bool {
    matches!(marker.style, MarkerStyle::Letter)
}

fn heading_twice(subject: &Subject) -> Vec<Change> {
    let headings =
        followers(subject).into_iter().filter(|(_, division, marker)| division.is_heading && !is_point(marker));
    headings.map(|(_, _, marker)| numbered(marker, marker.value - 1)).collect()
}

fn heading_gap(subject: &Subject) -> Vec<Change> {
    let headings =
        followers(subject).into_iter().filter(|(_, division, marker)| division.is_heading && !is_point(marker));
    headings
        .filter(|(_, division, _)| is_last(subject, division))
        .map(|(_, _, marker)| numbered(marker, marker.value + 1))
        .collect()
}

fn heading_swap(subject: &Subject) -> Vec<Change> {
    let headings =
        followers(subject).into_iter().filter(|(_, division, marker)| division.is_heading && !is_point(marker));
    headings
        .filter_map(|(previous, _, marker)| {
            let before = previous.marker.as_ref().filter(|before| !before.automatic)?;
            let swapped = |marker: &Marker, value| {
                Edit::replace(marker.digits, Marker::write(marker.style, &marker.prefix, value))
            };
            Some(Change::Words(vec![swapped(before, marker.value), swapped(marker, before.value)]))
        })
        .collect()
}

fn paragraph_gap(subject: &Subject) -> Vec<Change> {
    let items =
        followers(subject).into_iter().filter(|(_, division, marker)| !division.is_heading && !is_point(marker));
    items
        .filter(|(_, division, _)| is_last(subject, division))
        .map(|(_, _, marker)| numbered(marker, marker.value + 1))
        .collect()
}

fn paragraph_twice(subject: &Subject) -> Vec<Change> {
    let items =
        followers(subject).into_iter().filter(|(_, division, marker)| !division.is_heading && !is_point(marker));
    items.map(|(_, _, marker)| numbered(marker, marker.value - 1)).collect()
}

fn points(subject: &Subject) -> impl Iterator<Item = (&Division, &Marker)> {
    followers(subject)
        .into_iter()
        .filter(|(_, _, marker)| is_point(marker))
        .map(|(_, division, marker)| (division, marker))
}

fn point_gap(subject: &Subject) -> Vec<Change> {
    points(subject)
        .filter(|(division, _)| is_last(subject, division))
        .map(|(_, marker)| numbered(marker, marker.value + 1))
        .collect()
}

fn point_twice(subject: &Subject) -> Vec<Change> {
    points(subject).map(|(_, marker)| numbered(marker, marker.value - 1)).collect()
}

fn point_latin(subject: &Subject) -> Vec<Change> {
    // After *e* comes *g* in the Vietnamese alphabet; *đ* comes after *d*.
    points(subject)
        .filter_map(|(_, marker)| match Marker::write(marker.style, &[], marker.value).as_str() {
            "g" => Some(Change::replace(marker.digits, "f")),
            "đ" => Some(Change::replace(marker.digits, "e")),
            _ => None,
        })
        .collect()
}

fn decimal_parent(subject: &Subject) -> Vec<Change> {
    let all = divisions(subject);
    all.iter()
        .filter_map(|division| {
            let marker = division.marker.as_ref().filter(|marker| !marker.automatic)?;
            let parent = all.get(division.parent?)?.marker.as_ref()?;
            let [own] = marker.prefix[..] else { return None };
            let fits =
                marker.style == MarkerStyle::Decimal(2) && parent.style == MarkerStyle::Arabic && parent.value == own;
            // Only beside a sister that keeps the right number.
            let sisters = all.iter().filter(|other| other.series == division.series).count();
            (fits && sisters > 1)
                .then(|| Change::replace(marker.digits, Marker::write(marker.style, &[own + 1], marker.value)))
        })
        .collect()
}

/// Changes of what closes the number of typed divisions of `style`.
fn closing(subject: &Subject, style: MarkerStyle, from: &str, to: &str) -> Vec<Change> {
    let all = divisions(subject);
    let in_body = all.iter().filter(|division| subject.document().zone(division.block) == Zone::Body);
    let markers = in_body.filter_map(|division| division.marker.as_ref());
    markers
        .filter(|marker| !marker.automatic && marker.style == style)
        .filter_map(|marker| super::swap(subject, marker.span, from, to))
        .collect()
}

fn item_slash(subject: &Subject) -> Vec<Change> {
    closing(subject, MarkerStyle::Arabic, ".", "/")
}

fn point_stop(subject: &Subject) -> Vec<Change> {
    closing(subject, MarkerStyle::Letter, ")", ".")
}

fn roman_headings(subject: &Subject) -> impl Iterator<Item = &Division> {
    divisions(subject).iter().filter(|division| {
        let roman = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Roman);
        roman && division.is_heading && division.inline.is_none() && !division.title.range.is_empty()
    })
}

fn heading_stop(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let plain = roman_headings(subject).filter(|division| {
        let text = document.clean_text(division.title);
        text.ends_with(char::is_alphanumeric) && text == capitals(text)
    });
    plain.map(|division| Change::replace(end_of(division.title), ".")).collect()
}

fn heading_small(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let upper: Vec<&Division> = roman_headings(subject)
        .filter(|division| {
            let text = document.clean_text(division.title);
            text == capitals(text) && text.split_whitespace().count() > 2
        })
        .collect();
    if upper.len() < 3 {
        return Vec::new();
    }
    upper
        .into_iter()
        .map(|division| Change::replace(division.title, small(document.clean_text(division.title))))
        .collect()
}

/// Top sections that the profile wants, as divisions.
fn wanted(subject: &Subject) -> Vec<&Division> {
    let document = subject.document();
    let rows = document.alignment.rows.iter();
    let top = rows.filter(|row| row.depth == 0 && row.required == Required::Yes && row.in_text.is_none());
    top.filter_map(|row| document.outline.divisions.get(row.division?)).collect()
}

fn before(id: BlockId) -> BlockId {
    BlockId(id.0.saturating_sub(1))
}

/// The last block of a section, without what closes the document.
fn last_of(subject: &Subject, division: &Division) -> BlockId {
    let document = subject.document();
    let mut last = before(division.end);
    while last > division.block && document.zone(last) != document.zone(division.block) {
        last = before(last);
    }
    // The closing paragraph belongs to the document, not to its last section.
    if document.end_mark.as_ref().is_some_and(|mark| mark.span.block == last) {
        last = before(last);
    }
    last.max(division.block)
}

fn section_removed(subject: &Subject) -> Vec<Change> {
    wanted(subject).into_iter().map(|section| Change::Remove(section.block, last_of(subject, section))).collect()
}

fn section_renamed(subject: &Subject) -> Vec<Change> {
    wanted(subject).into_iter().map(|section| Change::replace(section.title, "NHỮNG VẤN ĐỀ THAM KHẢO")).collect()
}

fn section_moved(subject: &Subject) -> Vec<Change> {
    let wanted = wanted(subject);
    wanted.windows(2).map(|pair| Change::Move(pair[1].block, last_of(subject, pair[1]), pair[0].block)).collect()
}

fn section_emptied(subject: &Subject) -> Vec<Change> {
    let sections = wanted(subject).into_iter().filter(|section| last_of(subject, section) > section.block);
    sections.map(|section| Change::Remove(BlockId(section.block.0 + 1), last_of(subject, section))).collect()
}

/// Long paragraphs of one sentence or more, in running text.
fn long_paragraphs(subject: &Subject) -> impl Iterator<Item = &rasoat::model::Block> {
    subject.prose().filter(|block| {
        let text = block.clean().trim();
        subject.document().in_running_text(block.id())
            && subject.document().zone(block.id()) == Zone::Body
            && block.lines().count() == 1
            && text.chars().count() > 220
            && text.ends_with(['.', ';'])
    })
}

fn broken_sentence(subject: &Subject) -> Vec<Change> {
    let heading = |id: BlockId| divisions(subject).iter().any(|division| division.block == id && division.is_heading);
    long_paragraphs(subject)
        .filter(|block| !block.is_auto_numbered() && !heading(block.id()) && block.kind != BlockKind::ListItem)
        // Items of a list without markers start with small letters too.
        .filter(|block| !block.clean().trim_start().starts_with(char::is_lowercase))
        .filter_map(|block| {
            let text = block.clean();
            // In the middle of a sentence: a small word on both sides and no mark between.
            let middle = text.char_indices().map(|(at, _)| at).find(|at| *at >= text.len() / 2)?;
            let cut = text[middle..].match_indices(' ').map(|(at, _)| middle + at).find(|at| {
                let (left, right) = (&text[..*at], &text[*at + 1..]);
                let word = left.rsplit(' ').next().unwrap_or("");
                word.chars().count() > 2
                    && word.chars().all(char::is_lowercase)
                    && right.starts_with(char::is_lowercase)
                    && left.matches('(').count() == left.matches(')').count()
                    && left.matches('“').count() == left.matches('”').count()
            })?;
            Some(Change::Split(block.span(cut..text.len())))
        })
        .collect()
}

fn repeated_passage(subject: &Subject) -> Vec<Change> {
    let blocks: Vec<_> = long_paragraphs(subject).collect();
    let plain = blocks.iter().enumerate().filter(|(_, block)| {
        let text = block.clean().trim();
        // A numbered paragraph would be a repeated number first.
        // Titles in quotes and those of cited documents are repeated rightly.
        let own_words = !text.contains(['“', '/']);
        own_words
            && text.starts_with(char::is_uppercase)
            && !block.is_auto_numbered()
            && text.split_whitespace().count() > 40
    });
    plain
        .filter_map(|(at, block)| {
            let later = blocks.get(at + 2)?;
            Some(Change::Insert(later.id(), block.clean().trim().to_owned()))
        })
        .collect()
}

fn colon_content(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let mut changes = Vec::new();
    for division in roman_headings(subject) {
        let text = document.clean_text(division.title);
        if text == capitals(text) && text.ends_with(char::is_alphanumeric) {
            let end: Span = end_of(division.title);
            changes.push(Change::replace(end, ": Thực hiện đầy đủ theo kế hoạch đã đề ra."));
        }
    }
    changes
}

/// What a gap among the numbers of sections is called.
const NUMBERS: &[&str] = &["outline/number-gap", "outline/number-order", "outline/duplicate-number"];
const HEADING: &[&str] =
    &["outline/duplicate-number", "outline/number-gap", "outline/number-order", "outline/wrong-level"];
const PARAGRAPH: &[&str] = &[
    "outline/paragraph-number",
    "outline/duplicate-number",
    "outline/number-gap",
    "outline/number-order",
    "outline/wrong-level",
];

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("outline: heading number twice", HEADING, heading_twice),
    Operator::new("outline: heading number skipped", HEADING, heading_gap),
    Operator::new("outline: heading numbers swapped", HEADING, heading_swap)
        // The other of the two may be the number of a paragraph.
        .also(PARAGRAPH)
        .reach(Reach::Block),
    Operator::new("outline: paragraph number skipped", PARAGRAPH, paragraph_gap),
    Operator::new("outline: paragraph number twice", PARAGRAPH, paragraph_twice),
    Operator::new("outline: point skipped", &["outline/point-order"], point_gap),
    Operator::new("outline: point twice", &["outline/point-order"], point_twice),
    Operator::new("outline: point of Latin alphabet", &["outline/point-order"], point_latin),
    Operator::new("outline: decimal under another", PARAGRAPH, decimal_parent),
    Operator::new("outline: slash after number", &["outline/item-number-form"], item_slash),
    Operator::new("outline: full stop after point", &["outline/point-form"], point_stop),
    Operator::new("outline: full stop after heading", &["outline/heading-final-punctuation"], heading_stop),
    Operator::new("outline: heading in small letters", &["outline/heading-case-mixed"], heading_small),
    Operator::new("outline: content on heading line", &["outline/inline-content"], colon_content).reach(Reach::Block),
    Operator::new("section: removed", &["structure/missing-section"], section_removed)
        .also(NUMBERS)
        .also(&[
            "outline/number-gap",
            "outline/number-order",
            "outline/duplicate-number",
            "structure/suggested-section-missing",
            "structure/missing-fact",
            "figures/parts-total-mismatch",
        ])
        .reach(Reach::Document),
    Operator::new("section: renamed", &["structure/missing-section"], section_renamed)
        .also(&["structure/unexpected-section", "structure/suggested-section-missing", "structure/missing-fact"])
        .reach(Reach::Document),
    Operator::new("section: moved", &["structure/section-order"], section_moved)
        .also(&["outline/number-gap", "outline/number-order", "outline/duplicate-number"])
        .reach(Reach::Document),
    Operator::new("section: emptied", &["structure/empty-section"], section_emptied)
        .also(&["structure/missing-section", "structure/suggested-section-missing", "structure/missing-fact"])
        .reach(Reach::Near(1)),
    Operator::new("body: broken sentence", &["body/broken-sentence"], broken_sentence).reach(Reach::Block),
    Operator::new("body: repeated passage", &["body/repeated-passage"], repeated_passage).reach(Reach::Block),
];
