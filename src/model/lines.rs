//! Questions about the lines around a place, and about the text of a part as a whole.

use super::block::{Block, Place, Span, trimmed};
use super::component::ComponentKind;
use super::document::{Document, Zone};
use crate::text::TextRange;

/// One of the two ends of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// The beginning.
    #[default]
    Start,
    /// The end.
    End,
}

impl Document {
    /// The shown text of the first component of `kind`, its places joined by spaces.
    pub fn component_text(&self, kind: ComponentKind) -> Option<String> {
        let component = self.component(kind)?;
        let parts: Vec<&str> = component.spans.iter().map(|span| self.shown_text(*span)).collect();
        Some(parts.join(" "))
    }

    /// The clean range of the line, without white space at both ends, in which `span` begins.
    pub fn line_range(&self, span: Span) -> TextRange {
        let block = self.block(span.block);
        let clean = block.clean();
        let at = (block.clean_range(span).start() as usize).min(clean.len());
        let start = clean[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = clean[at..].find('\n').map_or(clean.len(), |found| at + found);
        TextRange::from(trimmed(clean, start..end))
    }

    /// True if nothing but white space stands before `span` on its line.
    pub fn begins_line(&self, span: Span) -> bool {
        let block = self.block(span.block);
        let before = block.clean().get(..block.clean_range(span).start() as usize).unwrap_or("");
        let before = before.trim_end_matches(|letter: char| letter.is_whitespace() && letter != '\n');
        before.is_empty() || before.ends_with('\n')
    }

    /// The place from the beginning of `span` to the end of its last line: with the marks that
    /// close it, whether or not `span` holds them.
    pub fn to_line_end(&self, span: Span) -> Span {
        let block = self.block(span.block);
        let range = block.clean_range(span);
        let clean = block.clean();
        let from = (range.end() as usize).min(clean.len());
        let end = clean[from..].find('\n').map_or(clean.len(), |found| from + found);
        block.span(trimmed(clean, range.start() as usize..end))
    }

    /// True if a copy has put header and content into one paragraph: parts that are not found may
    /// still be there.
    pub fn is_glued(&self) -> bool {
        const HEADER_LIMIT: usize = 600;
        let number = self.number.as_ref().map(|number| self.block(number.span.block));
        number.is_some_and(|block| block.clean().chars().count() > HEADER_LIMIT)
    }

    /// True if the running line of a page, or a line above the document, names a gazette (*Công báo*).
    pub fn is_reprint(&self) -> bool {
        let outside = |block: &&Block| matches!(self.zone(block.id()), Zone::Preface | Zone::Furniture);
        let names = |block: &Block| {
            let line = block.folded().trim_start_matches(|letter: char| !letter.is_alphabetic());
            line.strip_prefix("công báo").is_some_and(|rest| rest.contains("số") && rest.contains("ngày"))
        };
        self.blocks().iter().filter(outside).any(names)
    }

    /// The lines of a page footer that tell how the issuer is reached: address, telephone, mail. A footer that
    /// names only one of them may be about something else.
    pub fn contact_lines(&self) -> Vec<Span> {
        const WAYS: [&str; 8] =
            ["địa chỉ", "điện thoại", "đt:", "email", "e-mail", "thư điện tử", "fax", "trang thông tin điện tử"];
        let ways = |block: &Block| WAYS.iter().filter(|way| block.folded().contains(**way)).count();
        let footers = self.own_blocks().filter(|block| block.place == Place::Footer);
        let told: Vec<&Block> = footers.filter(|block| ways(block) > 0).collect();
        let all: usize = told.iter().map(|block| ways(block)).sum();
        told.into_iter().filter(|_| all > 1).map(Block::whole).collect()
    }

    /// True if the lines around the title say that it is issued with another document:
    /// `(Ban hành kèm theo Quyết định số …)`.
    pub fn is_attached(&self) -> bool {
        const OPENING_BLOCKS: usize = 8;
        let opening = self.own_blocks().filter(|block| !block.is_blank()).take(OPENING_BLOCKS);
        let says = |block: &Block| {
            let line = block.folded().trim_start().trim_start_matches('(').trim_start();
            line.starts_with("kèm theo") || line.starts_with("ban hành kèm theo")
        };
        opening.into_iter().any(says)
    }

    /// True if the document breaks off inside a sentence: its last line is running text without a mark at
    /// its end, as in an extract or a file that lost its end.
    pub fn breaks_off(&self) -> bool {
        /// Fewer words may be an item or a heading.
        const SENTENCE: usize = 10;
        let Some(last) = self.edge_line(Edge::End) else { return false };
        let text = self.clean_text(last).trim_end();
        self.block(last.block).place == Place::Body
            && text.ends_with(char::is_lowercase)
            && text.split_whitespace().count() >= SENTENCE
    }

    /// The first or last line of the document itself, without preface, attachments and furniture.
    pub fn edge_line(&self, edge: Edge) -> Option<Span> {
        let own = |block: &&Block| {
            let zone = self.zone(block.id());
            !matches!(zone, Zone::Preface | Zone::Attachment | Zone::Furniture | Zone::Elsewhere)
        };
        let mut blocks = self.raw.blocks.iter().filter(own).filter(|block| !block.is_blank());
        match edge {
            Edge::Start => blocks.next().and_then(|block| Some(block.span(block.lines().next()?))),
            Edge::End => blocks.next_back().and_then(|block| Some(block.span(block.lines().last()?))),
        }
    }
}
