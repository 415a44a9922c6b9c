//! Questions about how text looks: which letters have a property, which paragraphs are running
//! text, and which pages the document itself stands on.

use std::collections::BTreeSet;

use super::block::{Block, BlockId, BlockKind, Place, Span};
use super::document::{Document, Zone};
use super::format::{PageSetup, RunFormat};
use super::outline::{Division, MarkerStyle};
use crate::text::times;

/// Fewer characters fill no line of print; such a line shows neither its alignment nor its indent.
const LINE_OF_PRINT: usize = 100;

/// A stretch of text that looks the same throughout.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'a> {
    /// How it looks.
    pub run: &'a RunFormat,
    /// Where it stands.
    pub span: Span,
    /// Letters and digits in it.
    pub letters: usize,
}

/// How many letters of a text look right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters that look right.
    pub right: usize,
    /// Letters that look wrong.
    pub wrong: usize,
    /// Letters whose looks are not known.
    pub unknown: usize,
    /// Places of the wrong letters; adjoining ones are one place.
    pub places: Vec<Span>,
}

impl Tally {
    /// All letters.
    pub const fn total(&self) -> usize {
        self.right + self.wrong + self.unknown
    }

    /// Wrong letters in a hundred.
    pub fn percent_wrong(&self) -> usize {
        percent(self.wrong, self.total())
    }

    /// True if too little is known to say anything of the whole: more than half.
    pub const fn is_unknown(&self) -> bool {
        self.unknown * 2 > self.total()
    }
}

/// A length as a file stores it: rounded, and 0 for what would be negative.
#[expect(clippy::cast_sign_loss, reason = "it is not negative here")]
pub fn rounded(length: f32) -> u32 {
    length.round().max(0.0) as u32
}

/// `part` of `whole` in a hundred, rounded, 0 of nothing.
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// A section that holds the document itself.
#[derive(Debug, Clone, Copy)]
pub struct OwnSection<'a> {
    /// Its page set-up.
    pub page: &'a PageSetup,
    /// Its first block with text.
    pub first: BlockId,
}

impl Block {
    /// The parts of `span` that look the same throughout, in order; nothing if looks are not known.
    pub fn stretches(&self, span: Span) -> impl Iterator<Item = Stretch<'_>> {
        self.runs.iter().filter_map(move |run| {
            let range = run.range.common(span.range)?;
            let text = self.text().get(range.usize())?;
            let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
            (letters > 0).then(|| Stretch { run, span: Span::new(self.id(), range), letters })
        })
    }

    /// Width of the line that the text of `span` would fill, in twentieths of a point; `None` unless all of it
    /// is Times New Roman of a known size.
    pub fn printed_width(&self, span: Span) -> Option<f32> {
        let mut width = 0.0;
        for run in &self.runs {
            let Some(range) = run.range.common(span.range) else { continue };
            let text = self.shown_text(Span::new(self.id(), range));
            if text.trim().is_empty() {
                continue;
            }
            if !run.font.as_deref().is_some_and(times::is_alike) {
                return None;
            }
            let size = f32::from(run.half_points.known()?) / 2.0;
            // Thousandths of the size, in points; twenty of the unit are one.
            width += times::width(text, run.bold.known()?) as f32 / 1000.0 * size * 20.0;
        }
        (width > 0.0).then_some(width)
    }

    /// Letters of the whole block.
    pub fn letters(&self) -> usize {
        self.text().chars().filter(|letter| letter.is_alphanumeric()).count()
    }
}

impl Document {
    /// True if the reader told how text looks.
    pub fn knows_appearance(&self) -> bool {
        self.blocks().iter().any(|block| !block.runs.is_empty())
    }

    /// As [`Block::printed_width`] for a span of any block.
    pub fn printed_width(&self, span: Span) -> Option<f32> {
        self.block(span.block).printed_width(span)
    }

    /// Counts the letters of `spans` that `judge` finds right (`Some(true)`), wrong or unknown.
    pub fn tally(&self, spans: &[Span], judge: impl Fn(&RunFormat) -> Option<bool>) -> Tally {
        let mut tally = Tally::default();
        for span in spans {
            let block = self.block(span.block);
            let mut seen = 0;
            for stretch in block.stretches(*span) {
                seen += stretch.letters;
                match judge(stretch.run) {
                    Some(true) => tally.right += stretch.letters,
                    None => tally.unknown += stretch.letters,
                    Some(false) => {
                        tally.wrong += stretch.letters;
                        match tally.places.last_mut() {
                            Some(last) if self.only_space_between(*last, stretch.span) => {
                                last.range = last.range.cover(stretch.span.range);
                            }
                            _ => tally.places.push(stretch.span),
                        }
                    }
                }
            }
            if block.runs.is_empty() {
                let all = block.text().get(span.range.usize()).unwrap_or("");
                tally.unknown += all.chars().filter(|letter| letter.is_alphanumeric()).count().saturating_sub(seen);
            }
        }
        tally
    }

    fn only_space_between(&self, left: Span, right: Span) -> bool {
        let between = || self.block(left.block).text().get(left.range.end() as usize..right.range.start() as usize);
        left.block == right.block
            && between().is_some_and(|between| !between.contains('\n') && !between.chars().any(char::is_alphanumeric))
    }

    /// Paragraphs of the content that fill at least a line: no headings, no automatic lists, no
    /// cells, no attachments.
    pub fn running_paragraphs(&self) -> impl Iterator<Item = &Block> {
        // In a decision the text of an article follows its number, and most have no title.
        let is_heading = |division: &&Division| {
            let article = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Article);
            division.is_heading && division.inline.is_none() && !article
        };
        let headings: BTreeSet<BlockId> =
            self.outline.divisions.iter().filter(is_heading).map(|division| division.block).collect();
        self.zone_blocks(Zone::Body).filter(move |block| {
            block.place == Place::Body
                && block.kind == BlockKind::Paragraph
                && !block.is_auto_numbered()
                && !headings.contains(&block.id())
                && block.clean().chars().nth(LINE_OF_PRINT).is_some()
                && !self.is_legacy(block.id())
        })
    }

    /// True if block `id` is written in the encoding of an old font.
    pub fn is_legacy(&self, id: BlockId) -> bool {
        self.legacy.as_ref().is_some_and(|legacy| legacy.blocks.binary_search(&id).is_ok())
    }

    /// The sections that hold the document itself: those of attachments alone have their own size
    /// and direction.
    pub fn own_sections(&self) -> Vec<OwnSection<'_>> {
        let mut sections: Vec<OwnSection<'_>> = Vec::new();
        let mut seen = BTreeSet::new();
        for block in self.blocks() {
            let zone = self.zone(block.id());
            if block.is_blank() || matches!(zone, Zone::Attachment | Zone::Furniture) {
                continue;
            }
            // A section in which another document of the file begins is judged there.
            if seen.insert(block.format.section) && zone != Zone::Elsewhere {
                let page = self.raw.pages.get(usize::from(block.format.section));
                sections.extend(page.map(|page| OwnSection { page, first: block.id() }));
            }
        }
        sections
    }
}
