//! Blocks anew from printed lines and how they stand to each other.

use std::ops::Range;
use std::sync::Arc;

use super::rows::Row;
use super::{Relation, join};
use crate::model::block::Stored;
use crate::model::joins::Join;
use crate::model::{Block, BlockId, BlockKind, Generator, Origin, Piece, RawDocument, Span};
use crate::text::TextRange;

/// Where a stretch of an old block went.
struct Moved {
    from: Range<usize>,
    to: BlockId,
    at: usize,
}

/// `raw` with the blocks that `relations` make of its `rows`.
pub(super) fn rebuild(mut raw: RawDocument, rows: &[Row], relations: &[Relation]) -> RawDocument {
    let old = std::mem::take(&mut raw.blocks);
    let mut moved: Vec<Vec<Moved>> = Vec::new();
    moved.resize_with(old.len(), Vec::new);
    let mut blocks: Vec<Block> = Vec::with_capacity(old.len());
    let mut at = 0;
    let mut old: Vec<Option<Block>> = old.into_iter().map(Some).collect();
    for index in 0..old.len() {
        if rows.get(at).is_none_or(|row| row.block != index) && rows[..at].last().is_none_or(|row| row.block < index) {
            // Furniture of the page.
            take_whole(&mut old, index, &mut blocks, &mut moved);
            continue;
        }
        while rows.get(at).is_some_and(|row| row.block == index) {
            let end = at + 1 + count_of_unit(rows, relations, at + 1);
            let unit = Unit { rows: &rows[at..end], relations: &relations[at..end] };
            if unit.is_block(&old, rows.get(end)) && (at == 0 || rows[at - 1].block != index) {
                take_whole(&mut old, index, &mut blocks, &mut moved);
                if let Some(block) = blocks.pop() {
                    let id = block.id();
                    let joins = unit.joins_inside(block.text());
                    blocks.push(block.laid_out(id, joins));
                }
            } else {
                unit.build(&raw, &old, &mut blocks, &mut moved);
            }
            at = end;
        }
    }
    raw.blocks = blocks;
    settle(&mut raw, &moved);
    raw
}

/// Rows from `from` on that belong to the block of the row before.
fn count_of_unit(rows: &[Row], relations: &[Relation], from: usize) -> usize {
    let goes_on = |at: usize| match relations[at] {
        Relation::Joined { .. } => true,
        Relation::Kept => rows[at].block == rows[at - 1].block,
        Relation::Apart => false,
    };
    (from..rows.len()).take_while(|at| goes_on(*at)).count()
}

fn take_whole(old: &mut [Option<Block>], index: usize, blocks: &mut Vec<Block>, moved: &mut [Vec<Moved>]) {
    let Some(block) = old[index].take() else { return };
    let id = BlockId(blocks.len() as u32);
    moved[index].push(Moved { from: 0..block.text().len(), to: id, at: 0 });
    blocks.push(block.laid_out(id, Vec::new()));
}

/// The printed lines of one new block.
struct Unit<'a> {
    rows: &'a [Row],
    relations: &'a [Relation],
}

impl Unit<'_> {
    /// True if the unit is all there is of one old block.
    fn is_block(&self, old: &[Option<Block>], next: Option<&Row>) -> bool {
        let first = self.rows[0].block;
        let alone = self.rows.iter().all(|row| row.block == first) && next.is_none_or(|next| next.block != first);
        alone && old[first].is_some()
    }

    /// The joins in `text`, the old block that the unit is.
    fn joins_inside(&self, text: &str) -> Vec<Join> {
        let mut joins = Vec::new();
        for (pair, relation) in self.rows.windows(2).zip(&self.relations[1..]) {
            if let Relation::Joined { shown, because } = relation {
                joins.push(join(seam(text, pair[0].range.end..pair[1].range.start), *shown, because.clone()));
            }
        }
        joins
    }

    fn build(&self, raw: &RawDocument, old: &[Option<Block>], blocks: &mut Vec<Block>, moved: &mut [Vec<Moved>]) {
        let id = BlockId(blocks.len() as u32);
        let Some(first) = old[self.rows[0].block].as_ref() else { return };
        let mut maker = Maker::default();
        let mut gaps: Vec<Range<usize>> = Vec::new();
        let mut before: Option<&Row> = None;
        for row in self.rows {
            let Some(block) = old[row.block].as_ref() else { continue };
            if let Some(before) = before {
                let from = maker.text.len();
                if before.block == row.block {
                    maker.copy(block, before.range.end..row.range.start);
                } else {
                    maker.line_end(raw, old[before.block].as_ref(), before.range.end, block, row.range.start);
                }
                gaps.push(from..maker.text.len());
            }
            let range = self.without_stars(row, old);
            moved[row.block].push(Moved { from: range.clone(), to: id, at: maker.text.len() });
            maker.copy(block, range);
            before = Some(row);
        }
        let mut joins = Vec::new();
        for (gap, relation) in gaps.into_iter().zip(&self.relations[1..]) {
            if let Relation::Joined { shown, because } = relation {
                joins.push(join(seam(&maker.text, gap), *shown, because.clone()));
            }
        }
        let begins = self.rows[0].range.start == 0;
        let kind = match first.kind {
            BlockKind::ListItem if !begins => BlockKind::Paragraph,
            kind => kind,
        };
        let Maker { text, pieces, runs } = maker;
        let mut block = Block::new(id, kind, first.place, stored(raw, text, &pieces), pieces);
        block.blank_before = begins && first.blank_before;
        block.part = first.part;
        block.paragraph = first.paragraph;
        block.format = first.format;
        block.runs = runs;
        blocks.push(block.laid_out(id, joins));
    }
}

impl Unit<'_> {
    /// The range of `row` without the stars of Markdown around the whole unit, which the reader left as text
    /// where it took them for those of two paragraphs.
    fn without_stars(&self, row: &Row, old: &[Option<Block>]) -> Range<usize> {
        let shown =
            |row: &Row| old[row.block].as_ref().and_then(|block| block.text().get(row.range.clone())).unwrap_or("");
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return row.range.clone() };
        let around = first.block != last.block && shown(first).starts_with("**") && shown(last).ends_with("**");
        let start = if around && std::ptr::eq(row, first) { 2 } else { 0 };
        let end = if around && std::ptr::eq(row, last) { 2 } else { 0 };
        row.range.start + start..row.range.end - end
    }
}

/// `text` itself, or the stretch of the file that it is.
fn stored(raw: &RawDocument, text: String, pieces: &[Piece]) -> Stored {
    if let [Piece { origin: Origin::Text { bytes }, .. }] = pieces
        && bytes.len() as usize == text.len()
    {
        return Stored::Part(Arc::clone(&raw.decoded), *bytes);
    }
    Stored::Own(text)
}

/// `gap` of `text` with the white space on both its sides.
fn seam(text: &str, gap: Range<usize>) -> Range<usize> {
    let blank = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let start = text[..gap.start].trim_end_matches(blank).len();
    let end = text.len() - text[gap.end..].trim_start_matches(blank).len();
    start..end
}

/// A text put together of stretches of others.
#[derive(Default)]
struct Maker {
    text: String,
    pieces: Vec<Piece>,
    runs: Vec<crate::model::format::RunFormat>,
}

impl Maker {
    /// Adds `range` of the stored text of `block` with what is known of it.
    fn copy(&mut self, block: &Block, range: Range<usize>) {
        let start = self.text.len() as u32;
        let stretch = TextRange::from(range.clone());
        self.text.push_str(block.text().get(range).unwrap_or(""));
        let first = block.pieces().partition_point(|piece| piece.range.end() <= stretch.start());
        for piece in block.pieces()[first..].iter().take_while(|piece| piece.range.start() < stretch.end()) {
            let (from, to) = (piece.range.start().max(stretch.start()), piece.range.end().min(stretch.end()));
            let origin = part_of(piece, from..to);
            self.push(TextRange::new(from - stretch.start(), to - stretch.start()).shifted(start), origin);
        }
        for run in
            block.runs.iter().filter(|run| run.range.start() < stretch.end() && run.range.end() > stretch.start())
        {
            let (from, to) = (run.range.start().max(stretch.start()), run.range.end().min(stretch.end()));
            let range = TextRange::new(from - stretch.start(), to - stretch.start()).shifted(start);
            self.runs.push(crate::model::format::RunFormat { range, ..run.clone() });
        }
    }

    /// Adds the line end between byte `end` of the block `before` and byte `start` of `after`.
    fn line_end(&mut self, raw: &RawDocument, before: Option<&Block>, end: usize, after: &Block, start: usize) {
        let at = self.text.len() as u32;
        let last = before.and_then(|block| source_at(block, end, Side::End));
        let bytes = last.zip(source_at(after, start, Side::Start)).map(|(from, to)| TextRange::new(from, to));
        let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
            self.text.push('\n');
            self.push(TextRange::from_length(at, 1), Origin::Generated { by: Generator::Separator });
            return;
        };
        // The file has white space there, or markup.
        let written =
            raw.decoded.get(bytes.usize()).filter(|written| written.trim().is_empty() && written.contains('\n'));
        self.text.push_str(written.unwrap_or("\n"));
        self.push(TextRange::new(at, self.text.len() as u32), Origin::Text { bytes });
    }

    /// Adds a piece; one that goes on with the last, in the file too, lengthens it.
    fn push(&mut self, range: TextRange, origin: Origin) {
        if let (Some(Piece { range: last, origin: Origin::Text { bytes: known } }), Origin::Text { bytes }) =
            (self.pieces.last_mut(), &origin)
            && known.end() == bytes.start()
            && last.len() == known.len()
            && range.len() == bytes.len()
        {
            *last = last.cover(range);
            *known = known.cover(*bytes);
            return;
        }
        self.pieces.push(Piece { range, origin });
    }
}

/// The origin of `part` of the text of `piece`. A piece that is not written letter for letter stays whole.
fn part_of(piece: &Piece, part: Range<u32>) -> Origin {
    let skipped = part.start - piece.range.start();
    let length = part.end - part.start;
    let cut = |bytes: TextRange| {
        if bytes.len() == piece.range.len() { TextRange::from_length(bytes.start() + skipped, length) } else { bytes }
    };
    match &piece.origin {
        Origin::Text { bytes } => Origin::Text { bytes: cut(*bytes) },
        Origin::Docx { run, bytes } => Origin::Docx { run: *run, bytes: cut(*bytes) },
        Origin::Paragraph { bytes } => Origin::Paragraph { bytes: cut(*bytes) },
        other => other.clone(),
    }
}

/// Which side of a place is asked for.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// The byte of the file at byte `at` of the stored text of `block`.
fn source_at(block: &Block, at: usize, side: Side) -> Option<u32> {
    let at = at as u32;
    let pieces = block.pieces();
    let index = match side {
        Side::Start => pieces.partition_point(|piece| piece.range.end() <= at),
        Side::End => pieces.partition_point(|piece| piece.range.end() < at),
    };
    let piece = pieces.get(index)?;
    let Origin::Text { bytes } = piece.origin else { return None };
    let inside = at.saturating_sub(piece.range.start());
    Some(match side {
        _ if bytes.len() == piece.range.len() => bytes.start() + inside,
        Side::Start => bytes.start(),
        Side::End => bytes.end(),
    })
}

/// Points cells and remarks to the new blocks.
fn settle(raw: &mut RawDocument, moved: &[Vec<Moved>]) {
    for cell in raw.tables.iter_mut().flat_map(|table| &mut table.cells) {
        let mut blocks: Vec<BlockId> =
            cell.blocks.iter().flat_map(|id| moved[id.index()].iter().map(|moved| moved.to)).collect();
        blocks.dedup();
        cell.blocks = blocks;
    }
    for comment in &mut raw.comments {
        comment.about = comment.about.iter().flat_map(|span| follow(*span, &moved[span.block.index()])).collect();
    }
}

/// Where `span` went.
fn follow(span: Span, moved: &[Moved]) -> Vec<Span> {
    let range = span.range.usize();
    let parts = moved.iter().filter(|moved| moved.from.start <= range.end && range.start <= moved.from.end);
    parts
        .map(|moved| {
            let place = |at: usize| moved.at + at.clamp(moved.from.start, moved.from.end) - moved.from.start;
            Span::new(moved.to, TextRange::from(place(range.start)..place(range.end)))
        })
        .collect()
}
