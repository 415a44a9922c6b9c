//! Open documents and what is known of them.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_types::{Position, Range, SemanticToken, TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::findings::Teller;
use super::paths;
use super::stop::Stop;
use super::terms::Terms;
use serde_json::value::{RawValue, to_raw_value};

use crate::engine::Outcome;
use crate::model::SourceFile;
use crate::report::Failure;
use crate::text::{Buffer, Caret, TextRange, Unit};

/// A check that takes longer than this is not begun anew with every letter.
const AT_ONCE: Duration = Duration::from_millis(100);
/// The longest wait for the next letter.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// An open document.
pub(super) struct Open {
    /// Its address as the editor writes it.
    pub(super) uri: Uri,
    /// Its path, if it is a file.
    pub(super) path: Option<PathBuf>,
    /// What the editor takes it for.
    language: String,
    /// The editor's number of this state of the text.
    pub(super) version: i32,
    /// The server's own number of this state: it also counts changes of the settings.
    pub(super) revision: u64,
    /// The text.
    pub(super) buffer: Arc<Buffer>,
    /// By what it is checked.
    pub(super) terms: Arc<Terms>,
    /// The last check, perhaps of an earlier state.
    pub(super) checked: Option<Checked>,
    /// The tokens that the editor was given last, with their name.
    pub(super) tokens: RefCell<(String, Vec<SemanticToken>)>,
    /// The check that is running: the state it is of, and how to stop it.
    pub(super) running: Option<(u64, Stop)>,
    /// When the next check is due.
    pub(super) due: Option<Instant>,
}

/// A check of one state of a document.
pub(super) struct Checked {
    /// The state, see [`Open::revision`].
    pub(super) revision: u64,
    /// The editor's number of the state.
    pub(super) version: i32,
    /// The text of that state.
    pub(super) buffer: Arc<Buffer>,
    /// By what it was checked.
    pub(super) terms: Arc<Terms>,
    /// What the check gave.
    pub(super) result: Result<Outcome, Failure>,
    /// The findings as the protocol writes them.
    pub(super) told: Box<RawValue>,
    /// How long it took.
    took: Duration,
}

/// A check that is to run on another thread.
pub(super) struct Job {
    /// The state, see [`Open::revision`].
    pub(super) revision: u64,
    version: i32,
    uri: Uri,
    /// Tells Markdown from plain text.
    name: &'static str,
    buffer: Arc<Buffer>,
    terms: Arc<Terms>,
    stop: Stop,
}

impl Open {
    /// A document that the editor opened.
    pub(super) fn new(item: TextDocumentItem, revision: u64, terms: Arc<Terms>) -> Self {
        Self {
            path: paths::path(item.uri.as_str()),
            uri: item.uri,
            language: item.language_id,
            version: item.version,
            revision,
            buffer: Arc::new(Buffer::new(item.text)),
            terms,
            checked: None,
            tokens: RefCell::default(),
            running: None,
            due: None,
        }
    }

    /// Takes changes of the text in their order.
    pub(super) fn apply(&mut self, changes: Vec<TextDocumentContentChangeEvent>, unit: Unit) {
        let buffer = Arc::make_mut(&mut self.buffer);
        for change in changes {
            match change.range {
                Some(range) => buffer.replace(bytes(buffer, range, unit), &change.text),
                None => *buffer = Buffer::new(change.text),
            }
        }
    }

    /// True for a document that is checked. Editors call every file plain text that they know nothing
    /// better for, so the name of a file decides first.
    pub(super) fn is_text(&self) -> bool {
        match self.extension() {
            Some(extension) => matches!(extension, "txt" | "md" | "markdown"),
            None => matches!(self.language.as_str(), "plaintext" | "text" | "markdown" | ""),
        }
    }

    fn extension(&self) -> Option<&str> {
        self.path.as_ref()?.extension()?.to_str()
    }

    /// The check of the present state, which then counts as running.
    pub(super) fn begin(&mut self) -> Job {
        let is_markdown = self.language == "markdown"
            || self.extension().is_some_and(|extension| matches!(extension, "md" | "markdown"));
        let stop = Stop::default();
        self.running = Some((self.revision, stop.clone()));
        self.due = None;
        Job {
            revision: self.revision,
            version: self.version,
            uri: self.uri.clone(),
            name: if is_markdown { "document.md" } else { "document.txt" },
            buffer: Arc::clone(&self.buffer),
            terms: Arc::clone(&self.terms),
            stop,
        }
    }

    /// Takes the number of a new state. What is found in the one before is of no use any more.
    pub(super) fn renew(&mut self, revision: u64) {
        self.revision = revision;
        if let Some((_, stop)) = &self.running {
            stop.stop();
        }
    }

    /// The check of the present state, if it is there.
    pub(super) fn current(&self) -> Option<&Checked> {
        self.checked.as_ref().filter(|checked| checked.revision == self.revision)
    }

    /// When to check a change that came `now`: at once, but if the last check was slow the next letter
    /// is waited for, which would stop this one.
    pub(super) fn next_check(&self, now: Instant) -> Instant {
        let slow = self.checked.as_ref().filter(|checked| checked.took >= AT_ONCE);
        slow.map_or(now, |checked| now + (checked.took / 4).min(LONGEST_PAUSE))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some((_, stop)) = &self.running {
            stop.stop();
        }
    }
}

impl Job {
    /// Runs `check` on the document; `None` if it was stopped.
    pub(super) fn run(self, check: super::Check, teller: &Teller) -> Option<Checked> {
        let Self { revision, version, uri, name, buffer, terms, stop } = self;
        let start = Instant::now();
        let file = SourceFile { name: name.to_owned(), bytes: buffer.text().as_bytes().to_vec() };
        let result = terms.check(file, check, &stop);
        if stop.is_stopped() {
            return None;
        }
        // What the engine decoded otherwise has other places than the editor's text.
        let result =
            result.and_then(
                |outcome| {
                    if *outcome.document.raw.decoded == *buffer.text() { Ok(outcome) } else { Err(NO_TEXT) }
                },
            );
        let (told, ()) = teller.tell(&uri, &buffer, &terms, &result, |_| ());
        let told = to_raw_value(&told).unwrap_or_default();
        Some(Checked { revision, version, buffer, terms, result, told, took: start.elapsed() })
    }
}

/// The text of an editor that the engine takes for something else.
const NO_TEXT: Failure = Failure::Read(crate::readers::ReadError::NotWhatNameSays { found: "binary" });

/// The bytes behind a range of the protocol.
pub(super) fn bytes(buffer: &Buffer, range: Range, unit: Unit) -> TextRange {
    TextRange::new(offset(buffer, range.start, unit), offset(buffer, range.end, unit))
}

/// The byte at a position of the protocol.
pub(super) fn offset(buffer: &Buffer, position: Position, unit: Unit) -> u32 {
    buffer.offset(Caret { line: position.line, column: position.character }, unit)
}

/// The range of the protocol behind bytes.
pub(super) fn range(buffer: &Buffer, bytes: TextRange, unit: Unit) -> Range {
    Range::new(position(buffer, bytes.start(), unit), position(buffer, bytes.end(), unit))
}

/// The position of the protocol at a byte.
pub(super) fn position(buffer: &Buffer, offset: u32, unit: Unit) -> Position {
    let caret = buffer.place(offset, unit);
    Position::new(caret.line, caret.column)
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use std::path::Path;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::config::{Plan, Resolved};

    fn open(text: &str) -> Open {
        let uri = Uri::from_str("untitled:a").expect("an address");
        let plan = Plan::new(&Resolved::new(&[], Path::new("")), Catalogue::builtin());
        let terms = Arc::new(Terms::new(Arc::new(plan), 0));
        Open::new(TextDocumentItem::new(uri, "plaintext".to_owned(), 1, text.to_owned()), 1, terms)
    }

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_are_applied_in_order() {
        let mut document = open("😀 Điều 1\nĐiều 2");
        document.apply(vec![change((0, 3), (0, 7), "Mục"), change((1, 5), (1, 6), "3")], Unit::Utf16);
        assert_eq!(document.buffer.text(), "😀 Mục 1\nĐiều 3");
        document.apply(vec![change((0, 5), (0, 9), "")], Unit::Utf8);
        assert_eq!(document.buffer.text(), "😀 c 1\nĐiều 3");
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "mới".to_owned() };
        document.apply(vec![whole], Unit::Utf32);
        assert_eq!(document.buffer.text(), "mới");
    }
}
