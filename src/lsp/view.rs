//! A checked document as the features look at it: spans become ranges of the protocol.

use lsp_types::{Location, Position, Range, Uri};

use super::document;
use super::options::Client;
use super::terms::Terms;
use crate::catalogue::Lang;
use crate::engine::{Outcome, Settings};
use crate::model::{Document, Span};
use crate::report::location;
use crate::text::{Buffer, TextRange};

/// A checked document and all that is needed to speak of it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// Its address.
    pub(super) uri: &'a Uri,
    /// The editor's number of the state that was checked; `None` for a file that is not open.
    pub(super) version: Option<i32>,
    /// The text that was checked; empty for formats without lines.
    pub(super) buffer: &'a Buffer,
    /// What the check gave.
    pub(super) outcome: &'a Outcome,
    /// Rules and registry that judged it.
    pub(super) settings: &'a Settings,
    /// The number of the plan that they come from.
    pub(super) number: usize,
    /// What the editor can do.
    pub(super) client: &'a Client,
    /// Language of the tool's words.
    pub(super) lang: Lang,
}

impl<'a> View<'a> {
    /// What a check by `terms` gave, for an editor that can do what `client` can.
    pub(super) fn new(
        uri: &'a Uri,
        version: Option<i32>,
        buffer: &'a Buffer,
        outcome: &'a Outcome,
        terms: &'a Terms,
        client: &'a Client,
    ) -> Self {
        let (settings, number, lang) = (terms.settings(), terms.number, terms.lang());
        Self { uri, version, buffer, outcome, settings, number, client, lang }
    }

    /// The document.
    pub(super) const fn document(&self) -> &'a Document {
        &self.outcome.document
    }

    /// The bytes of the text behind `span`.
    pub(super) fn bytes(&self, span: Span) -> TextRange {
        location::bytes(self.document(), span)
    }

    /// Where `span` is shown. A Word file has no lines: its line is the number of the paragraph and
    /// its column the character in it.
    pub(super) fn range(&self, span: Span) -> Range {
        let document = self.document();
        if document.raw.format.has_lines() {
            return self.range_of(self.bytes(span));
        }
        let block = document.block(span.block);
        let column = |at: u32| {
            let before = block.text().get(..at as usize).unwrap_or_else(|| block.text());
            self.client.unit.columns(before)
        };
        let line = block.paragraph.saturating_sub(1);
        Range::new(Position::new(line, column(span.range.start())), Position::new(line, column(span.range.end())))
    }

    /// Where bytes of the text are.
    pub(super) fn range_of(&self, bytes: TextRange) -> Range {
        document::range(self.buffer, bytes, self.client.unit)
    }

    /// `span` as a place in this file.
    pub(super) fn location(&self, span: Span) -> Location {
        Location::new(self.uri.clone(), self.range(span))
    }

    /// The byte at `position`.
    pub(super) fn offset(&self, position: Position) -> u32 {
        document::offset(self.buffer, position, self.client.unit)
    }

    /// True if `span` holds or touches the byte `offset`.
    pub(super) fn is_at(&self, span: Span, offset: u32) -> bool {
        self.bytes(span).touches(TextRange::empty(offset))
    }
}
