//! A paragraph while it is read.

use super::lists::Label;
use super::properties::TextProps;
use super::styles::Style;
use crate::model::format::ParagraphFormat;
use crate::model::{BlockKind, Fact, Generator, Origin, Piece};
use crate::text::TextRange;

/// A block without its number.
pub(super) type Draft = crate::readers::draft::Draft<TextProps>;

/// A paragraph that is not finished.
#[derive(Debug)]
pub(super) struct Open {
    /// Where its draft belongs; text boxes inside of it come after.
    pub(super) at: usize,
    pub(super) ordinal: u32,
    pub(super) kind: BlockKind,
    pub(super) format: ParagraphFormat,
    /// The text properties of the paragraph's style.
    pub(super) base: TextProps,
    pub(super) text: String,
    pub(super) runs: Vec<(TextRange, TextProps)>,
    /// Bytes of the label of automatic numbering.
    pub(super) label_len: usize,
    is_numbered: bool,
    /// White space that follows is not shown: it begins the paragraph or repeats.
    after_space: bool,
    pub(super) sight: Sight,
}

/// What is seen of a paragraph beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Plain,
    /// A line of this length is drawn in it.
    WithLine(Fact<u32>),
    /// A condition hides it.
    Hidden,
}

impl Open {
    pub(super) fn new(
        at: usize,
        ordinal: u32,
        kind: BlockKind,
        format: ParagraphFormat,
        style: &Style,
        label: &Label,
    ) -> Self {
        let mut open = Self {
            at,
            ordinal,
            kind,
            format,
            base: style.text,
            text: String::new(),
            runs: Vec::new(),
            label_len: label.text.len(),
            is_numbered: !label.text.is_empty() && !label.is_bullet,
            after_space: true,
            sight: Sight::Plain,
        };
        open.append(&label.text, style.text);
        open
    }

    /// Adds text as it stands in the XML: white space of any kind and length is one space.
    pub(super) fn push_flowing(&mut self, text: &str, props: TextProps) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = if is_space(first) {
                let end = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
                if !self.after_space {
                    self.append(" ", props);
                    self.after_space = true;
                }
                end
            } else {
                let end = rest.find(is_space).unwrap_or(rest.len());
                self.append(&rest[..end], props);
                self.after_space = false;
                end
            };
            rest = &rest[end..];
        }
    }

    /// Adds text that an element stands for.
    pub(super) fn push_exact(&mut self, text: &str, props: TextProps) {
        self.append(text, props);
        self.after_space = false;
    }

    fn append(&mut self, text: &str, props: TextProps) {
        if text.is_empty() {
            return;
        }
        let range = TextRange::from(self.text.len()..self.text.len() + text.len());
        self.text.push_str(text);
        match self.runs.last_mut() {
            Some((before, same)) if *same == props => *before = before.cover(range),
            _ => self.runs.push((range, props)),
        }
    }

    /// True if there is nothing to read here. A number alone is something: the next number shows
    /// that it was counted.
    pub(super) fn is_blank(&self) -> bool {
        !self.is_numbered && self.text.get(self.label_len..).is_none_or(|text| text.trim().is_empty())
    }

    /// Where the text came from.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let (label, length) = (self.label_len as u32, self.text.len() as u32);
        let mut pieces = Vec::new();
        if label > 0 {
            let origin = Origin::Generated { by: Generator::Numbering };
            pieces.push(Piece { range: TextRange::new(0, label), origin });
        }
        if length > label {
            let origin = Origin::Paragraph { bytes: TextRange::new(0, length - label) };
            pieces.push(Piece { range: TextRange::new(label, length), origin });
        }
        pieces
    }
}
