//! ODT: remarks and tracked changes.
//!
//! The format remembers of a changed look that it was changed, not how it was, so nobody could reject such a
//! change: what is about looks stays a remark.

mod clean;
mod meta;
mod names;
mod returned;
mod splice;
mod story;

use std::collections::{BTreeMap, BTreeSet};

pub use clean::clean;
pub use returned::returned;

use super::edit::{narrowed, seen};
use super::{Marks, Obstacle, Signature, WriteError, Written};
use crate::diagnostic::Remark;
use crate::engine::fix::Planned;
use crate::model::{Block, Document, Origin, Place, Span};
use crate::ooxml::{Package, PackageError, Xml, XmlError, rewrite};
use crate::text::TextRange;
use crate::writeback::Bounds;
use splice::Splices;
use story::{Drawn, Paragraph, Story, Way};

/// The part with the text.
pub(super) const CONTENT: &str = "content.xml";
const META: &str = "meta.xml";
const SETTINGS: &str = "settings.xml";
/// Parts that hold signatures.
const SIGNATURES: &[&str] = &["META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml"];

/// Writes `marks` into the ODT in `bytes`, which `document` was read from.
pub fn annotate(
    bytes: &[u8],
    document: &Document,
    marks: &Marks<'_>,
    (limits, depth): Bounds,
) -> Result<Written, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    let is_signed = SIGNATURES.iter().any(|part| package.contains(part));
    if is_signed && marks.signature == Signature::Keep {
        return Err(WriteError::Signed);
    }
    if package.contains(SETTINGS) && is_read_only(&package.xml(SETTINGS)?, depth).map_err(PackageError::from)? {
        return Err(WriteError::Protected);
    }
    let xml = String::from_utf8(package.bytes(CONTENT)?).map_err(|_| WriteError::Form)?;
    let story = Story::read(&xml, &wanted(document, marks), depth).map_err(PackageError::from)?;
    let story = story.ok_or(WriteError::Form)?;
    let mut written = Written { bytes: Vec::new(), remarks: 0, at_head: 0, changes: 0, refused: Vec::new() };
    let mut splices = Splices::new(&story, &xml, marks.author);
    place_remarks(document, marks, &story, &mut splices, &mut written);
    for planned in &marks.fixes.taken {
        match write_fix(document, planned, &story, &mut splices) {
            Ok(()) => written.changes += 1,
            Err(obstacle) => written.refused.push((planned.finding, obstacle)),
        }
    }
    written.refused.extend(marks.fixes.restyled.iter().map(|restyled| (restyled.finding, Obstacle::Form)));
    let mut changed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    if let Some(content) = splices.written()? {
        changed.insert(CONTENT.to_owned(), content.into_bytes());
    }
    if !marks.recorded.is_empty() && package.contains(META) {
        let known = package.xml(META)?;
        if let Some(text) = meta::with(&known, marks.recorded, depth).map_err(PackageError::from)? {
            changed.insert(META.to_owned(), text.into_bytes());
        }
    }
    let is_dropped = |name: &str| is_signed && SIGNATURES.contains(&name);
    written.bytes = rewrite::rewritten(bytes, &changed, &is_dropped)?;
    Ok(written)
}

/// True if the settings say that the document is opened for reading only.
fn is_read_only(text: &str, depth: usize) -> Result<bool, XmlError> {
    fn look(xml: &mut Xml<'_>) -> Result<bool, XmlError> {
        let mut found = false;
        while let Some(element) = xml.child()? {
            if clean::attribute(&element, "name").as_deref() == Some("LoadReadonly") {
                let mut value = String::new();
                xml.text(|part| value.push_str(part))?;
                found |= value.trim() == "true";
            } else {
                found |= look(xml)?;
            }
        }
        Ok(found)
    }
    let mut xml = Xml::new(text, depth);
    xml.root()?;
    look(&mut xml)
}

/// The paragraphs that something may be written into, by their numbers in the content.
fn wanted(document: &Document, marks: &Marks<'_>) -> BTreeSet<u32> {
    let remarks = marks.remarks.iter().filter_map(|remark| remark.about);
    let edits = marks.fixes.taken.iter().flat_map(|planned| &planned.fix.edits).map(|edit| edit.span);
    let blocks = remarks.chain(edits).map(|span| document.block(span.block));
    let all = blocks.chain(heads(document).take(MOST_HEADS)).filter(|block| block.part == 0);
    all.map(|block| block.paragraph).collect()
}

/// Paragraphs that are looked at for a place for remarks on the whole document.
const MOST_HEADS: usize = 16;

/// Blocks at whose start a remark on the whole document may stand.
fn heads(document: &Document) -> impl Iterator<Item = &Block> {
    let takes_remarks = |block: &&Block| block.part == 0 && matches!(block.place, Place::Body | Place::Cell(_));
    document.blocks().iter().filter(takes_remarks)
}

fn place_remarks(
    document: &Document,
    marks: &Marks<'_>,
    story: &Story,
    splices: &mut Splices<'_>,
    written: &mut Written,
) {
    let whole = |block: &Block| Span::new(block.id(), TextRange::from(0..block.text().len()));
    let mut heads = heads(document).take(MOST_HEADS);
    let Some(head) = heads.find_map(|block| stretch(document, whole(block), story)) else { return };
    for remark in marks.remarks {
        let anchor = anchor(document, remark, story);
        written.at_head += usize::from(anchor.is_none());
        let (start, end) = anchor.unwrap_or((head.0, Some(head.1)));
        splices.remark(remark, start, end);
        written.remarks += 1;
    }
}

/// Where the words of a remark stand, if a remark can stand there: the first byte and the one behind the last.
fn anchor(document: &Document, remark: &Remark, story: &Story) -> Option<(usize, Option<usize>)> {
    let span = remark.about?;
    let block = document.block(span.block);
    let takes_remarks = matches!(block.place, Place::Body | Place::Cell(_) | Place::TextBox);
    if block.part != 0 || !takes_remarks {
        return None;
    }
    let paragraph = story.paragraphs.get(&block.paragraph)?;
    match paragraph.drawn {
        Drawn::Not => {}
        Drawn::Before(at) => return Some((at, None)),
        Drawn::Apart => return None,
    }
    let span = seen(document, span);
    let whole = || Span::new(span.block, TextRange::from(0..block.text().len()));
    let (start, end) = stretch(document, span, story).or_else(|| stretch(document, whole(), story))?;
    Some((start, Some(end)))
}

/// The bytes around the words of `span`.
fn stretch(document: &Document, span: Span, story: &Story) -> Option<(usize, usize)> {
    let (paragraph, range) = stored(document, span, story)?;
    let touched = |stretch: &&story::Stretch| stretch.text.start() < range.end() && range.start() < stretch.text.end();
    let first = paragraph.stretches.iter().find(touched)?;
    let last = paragraph.stretches.iter().rev().find(touched)?;
    let field = |within| story.around(within).into_iter().find(|inline| inline.is_field);
    let start = match (field(first.within), first.way) {
        (Some(field), _) => field.xml.start,
        (None, Way::Letters) => first.xml.start + range.start().saturating_sub(first.text.start()) as usize,
        (None, Way::Whole | Way::Fixed) => first.xml.start,
    };
    let end = match (field(last.within), last.way) {
        (Some(field), _) => field.xml.end,
        (None, Way::Letters) => last.xml.end - last.text.end().saturating_sub(range.end()) as usize,
        (None, Way::Whole | Way::Fixed) => last.xml.end,
    };
    Some((start, end))
}

/// The paragraph behind `span` with the bytes of its text, if it says there what was read.
fn stored<'s>(document: &Document, span: Span, story: &'s Story) -> Option<(&'s Paragraph, TextRange)> {
    let block = document.block(span.block);
    let paragraph = story.paragraphs.get(&block.paragraph).filter(|_| block.part == 0)?;
    block.pieces().iter().find_map(|piece| {
        let Origin::Paragraph { bytes } = piece.origin else { return None };
        let is_same = paragraph.text.get(bytes.usize()).is_some() && {
            paragraph.text.get(bytes.usize()) == block.text().get(piece.range.usize())
        };
        let start = span.range.start().max(piece.range.start());
        let end = span.range.end().min(piece.range.end());
        let is_inside = start <= end && (start < end || span.range.is_empty());
        let moved = |at: u32| at - piece.range.start() + bytes.start();
        (is_same && is_inside).then(|| (paragraph, TextRange::new(moved(start), moved(end))))
    })
}

/// Writes the edits of a fix, all of them or none.
fn write_fix(
    document: &Document,
    planned: &Planned<'_>,
    story: &Story,
    splices: &mut Splices<'_>,
) -> Result<(), Obstacle> {
    let mut changes = Vec::new();
    for edit in &planned.fix.edits {
        let (span, replacement) = narrowed(document, edit);
        if span.range.is_empty() && replacement.is_empty() {
            continue;
        }
        let (paragraph, range) = stored(document, span, story).ok_or(Obstacle::Form)?;
        // The label of a list before the words is nothing that is stored.
        if range.len() != span.range.len() {
            return Err(Obstacle::Form);
        }
        changes.push(splices.change(paragraph, range, replacement)?);
    }
    for change in &changes {
        splices.make(change);
    }
    Ok(())
}
