//! Lines as a reader sees them: blocks cut at line breaks, cells kept apart, decoration told from
//! text.

use crate::model::{Block, BlockId, Document, Place, Span};
use crate::text::TextRange;
use crate::text::letters::Case;

/// One visible line of the flow: body, cells and text boxes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The block it stands in.
    pub block: &'a Block,
    /// Bytes of the block's clean text, trimmed.
    pub range: TextRange,
    /// Blank lines stand before it.
    pub blank_before: bool,
}

impl<'a> Line<'a> {
    /// Its clean text, as it is shown.
    pub(super) fn text(self) -> &'a str {
        &self.block.shown()[self.range.usize()]
    }

    /// Its folded text; same offsets as [`Self::text`].
    pub(super) fn folded(self) -> &'a str {
        &self.block.folded()[self.range.usize()]
    }

    /// Its place.
    pub(super) fn span(self) -> Span {
        self.block.span(self.range)
    }

    /// The place of `part`, a range of [`Self::text`].
    pub(super) fn part(self, part: std::ops::Range<usize>) -> Span {
        self.block.span(TextRange::from(part).shifted(self.range.start()))
    }

    /// The line that covers only `part` of it.
    pub(super) fn narrowed(self, part: std::ops::Range<usize>) -> Self {
        let part = crate::model::block::trimmed(self.text(), part);
        Self { range: TextRange::from(part).shifted(self.range.start()), ..self }
    }

    /// Its block.
    pub(super) fn id(self) -> BlockId {
        self.block.id()
    }

    /// The cell it stands in.
    pub(super) fn cell(self) -> Option<crate::model::CellRef> {
        match self.block.place {
            Place::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// True if all its letters are shown as capitals.
    pub(super) fn is_upper(self) -> bool {
        self.block.shown_case(self.range) == Case::Upper
    }
}

/// All lines of the flow, in reading order. A drawn rule made of characters is no line.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(document.blocks().len());
    for block in document.own_blocks() {
        if !matches!(block.place, Place::Body | Place::Cell(_) | Place::TextBox) {
            continue;
        }
        for (at, range) in block.lines().enumerate() {
            let line =
                Line { block, range: without_rule(block.clean(), range), blank_before: at == 0 && block.blank_before };
            if !line.range.is_empty() {
                lines.push(line);
            }
        }
    }
    lines
}

/// Undoes the row-wise gluing of a copied signature table: the right part of each line of *Nơi nhận*
/// that goes on with an authority or office is moved behind the list.
pub(super) fn unglue_closing(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let Some(label) = lines.iter().position(|line| line.cell().is_none() && line.folded().starts_with("nơi nhận"))
    else {
        return lines;
    };
    let mut left = Vec::new();
    let mut right = Vec::new();
    let mut end = label;
    // A copy by columns sets the lines of the right one between the label and its list, and its
    // first line above the label.
    let between = lines[label + 1..].iter().take_while(|line| super::signature::is_office_line(**line)).count();
    let interleaved = between > 0 && lines.get(label + 1 + between).is_some_and(|line| line.text().starts_with('-'));
    let above = usize::from(interleaved && label > 0 && super::signature::is_office_line(lines[label - 1]));
    for line in &lines[label..] {
        if interleaved && (label + 1..=label + between).contains(&end) {
            right.push(*line);
            end += 1;
            continue;
        }
        let listed = end == label || line.text().starts_with(['-', '–', '+', '•']);
        if !listed {
            break;
        }
        let office = super::signature::office_tail(*line);
        let cut = office.or_else(|| super::signature::name_tail(*line).filter(|_| !right.is_empty()));
        let text_end = line.text().len();
        left.push(line.narrowed(0..cut.unwrap_or(text_end)));
        right.extend(cut.map(|cut| line.narrowed(cut..text_end)));
        end += 1;
    }
    if right.is_empty() {
        return lines;
    }
    let mut ordered = lines[..label - above].to_vec();
    ordered.extend(left);
    ordered.extend_from_slice(&lines[label - above..label]);
    ordered.extend(right);
    ordered.extend_from_slice(&lines[end..]);
    ordered
}

/// `range` without a drawn rule (`-----`, `____`, `* * *`) at its ends.
fn without_rule(clean: &str, range: TextRange) -> TextRange {
    let text = &clean[range.usize()];
    let is_rule = |letter: char| matches!(letter, '-' | '_' | '–' | '—' | '=' | '*' | '~' | ' ' | '|');
    let trailing = text.len() - text.trim_end_matches(is_rule).len();
    let leading = text.len() - text.trim_start_matches(is_rule).len();
    // A copy of a table leaves its strokes.
    if text.chars().all(|letter| matches!(letter, '|' | ' ')) {
        return TextRange::empty(range.start());
    }
    let drawn = |part: &str| part.chars().filter(|letter| *letter != ' ').count() >= 3;
    if trailing == text.len() {
        return if drawn(text) { TextRange::empty(range.start()) } else { range };
    }
    let start = if drawn(&text[..leading]) { leading } else { 0 };
    let end = if drawn(&text[text.len() - trailing..]) { text.len() - trailing } else { text.len() };
    TextRange::from(start..end).shifted(range.start())
}
