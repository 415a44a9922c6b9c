//! Word comments: what they say, and the text they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::story::Story;
use crate::model::source::OWN_NAME;
use crate::model::{Comment, RawDocument, Span};
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::within;
use crate::text::TextRange;

/// What the comments of the part say, by id, but for those of the tool itself.
pub(super) fn read(text: &str, depth: usize) -> Result<BTreeMap<i64, String>, XmlError> {
    let mut comments = BTreeMap::new();
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    while let Some(element) = xml.child()? {
        let id = xml.attribute(&element, Namespace::Word, "id").and_then(|id| id.parse().ok());
        let is_own = xml.attribute(&element, Namespace::Word, "author").as_deref() == Some(OWN_NAME);
        let mut said = String::new();
        words(&mut xml, &mut said)?;
        if let Some(id) = id.filter(|_| !is_own) {
            comments.insert(id, said.trim().to_owned());
        }
    }
    Ok(comments)
}

/// The words inside the current element; paragraphs are parted by a space.
fn words(xml: &mut Xml<'_>, said: &mut String) -> Result<(), XmlError> {
    while let Some(element) = xml.child()? {
        match element.name() {
            (Namespace::Word, "t") => xml.text(|part| said.push_str(part))?,
            (Namespace::Word, "p" | "tab" | "br") => {
                said.push(' ');
                words(xml, said)?;
            }
            _ => words(xml, said)?,
        }
    }
    Ok(())
}

/// A letter of a paragraph: part, ordinal of the paragraph, bytes before it.
type Position = (u32, u32, usize);

/// Where the ranges of comments begin and end.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    starts: BTreeMap<i64, Position>,
    ends: BTreeMap<i64, Position>,
    /// Comments whose sign stands in the text.
    signs: BTreeSet<i64>,
}

impl Ranges {
    /// Notes the mark `element` at `position`.
    pub(super) fn mark(&mut self, xml: &Xml<'_>, element: &Element<'_>, position: Position) {
        let id = xml.attribute(element, Namespace::Word, "id").and_then(|id| id.parse().ok());
        let Some(id) = id else { return };
        let marks = if element.local() == "commentRangeStart" { &mut self.starts } else { &mut self.ends };
        marks.entry(id).or_insert(position);
    }

    /// Notes the sign `element` of a comment.
    pub(super) fn sign(&mut self, xml: &Xml<'_>, element: &Element<'_>) {
        let id = xml.attribute(element, Namespace::Word, "id").and_then(|id| id.parse::<i64>().ok());
        self.signs.extend(id);
    }

    /// True if the text holds the sign of a comment that says something.
    pub(super) fn has_any(&self, said: &BTreeMap<i64, String>) -> bool {
        self.signs.iter().any(|id| said.contains_key(id))
    }
}

impl Story {
    /// The position before the next paragraph.
    pub(super) const fn before_next(&self) -> Position {
        (self.part, self.paragraphs() + 1, 0)
    }
}

/// Places of all comments of a file. A person comments on a few lines; ten thousand comments that each span the whole
/// file are made to take the machine.
const MOST_PLACES: usize = 500_000;

/// The comments in the order of their text, each with the blocks or parts of blocks it is about.
pub(super) fn settle(
    raw: &RawDocument,
    ranges: &Ranges,
    said: &BTreeMap<i64, String>,
) -> Result<Vec<Comment>, XmlError> {
    let mut paragraphs: Vec<(u32, u32, usize)> =
        raw.blocks.iter().enumerate().map(|(at, block)| (block.part, block.paragraph, at)).collect();
    paragraphs.sort_unstable();
    let mut spans = 0;
    let mut placed: Vec<(Option<Position>, Comment)> = Vec::with_capacity(said.len());
    for (id, text) in said {
        let (start, end) = (ranges.starts.get(id), ranges.ends.get(id));
        let about = match (start, end) {
            (Some(start), Some(end)) => {
                let from = paragraphs.partition_point(|(part, paragraph, _)| (*part, *paragraph) < (start.0, start.1));
                let to = paragraphs.partition_point(|(part, paragraph, _)| (*part, *paragraph) <= (start.0, end.1));
                let covered = paragraphs.get(from..to).unwrap_or_default();
                spans += covered.len();
                within(spans, MOST_PLACES, "comments")?;
                about(raw, covered, *start, *end)
            }
            _ => Vec::new(),
        };
        placed.push((start.copied(), Comment { text: text.clone(), about, bytes: None }));
    }
    placed.sort_by_key(|(position, _)| *position);
    Ok(placed.into_iter().map(|(_, comment)| comment).collect())
}

/// What a comment from `start` to `end` is about, of the blocks of the paragraphs it covers.
fn about(raw: &RawDocument, covered: &[(u32, u32, usize)], start: Position, end: Position) -> Vec<Span> {
    let mut blocks: Vec<usize> = covered.iter().map(|(.., at)| *at).collect();
    blocks.sort_unstable();
    let covered = blocks.into_iter().filter_map(|at| raw.blocks.get(at)).filter_map(|block| {
        let from = if block.paragraph == start.1 { start.2 } else { 0 };
        let to = if block.paragraph == end.1 { end.2.min(block.text().len()) } else { block.text().len() };
        (from <= to && !(to == 0 && block.paragraph != start.1))
            .then(|| Span::new(block.id(), TextRange::new(from as u32, to as u32)))
    });
    covered.collect()
}
