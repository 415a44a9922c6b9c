//! The lines around a finding, cut to a window, with marks under the right letters.
//!
//! A paragraph is one line of a thousand characters, and `miette` neither trims lines nor counts
//! columns in characters. So it is given a [`SourceCode`] of our own: a small text made of windows
//! of the lines that matter, with the name and the line number it should show.

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};
use unicode_width::UnicodeWidthChar;

use super::Look;
use super::layout::shown;
use super::location::locate;
use crate::diagnostic::Severity;
use crate::model::{Block, Document, Span};
use crate::text::LineIndex;

/// Lines further away than this from the finding are not drawn with it.
const NEAR_LINES: u32 = 4;
/// Columns kept before a mark when its line is cut.
const BEFORE: usize = 30;
/// Columns that line numbers and the frame take beside the text.
pub(super) const FRAME: usize = 10;
/// Least columns of a window.
const LEAST: usize = 50;

/// A mark under some letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    line: u32,
    /// Bytes of the line.
    start: usize,
    end: usize,
    label: Option<String>,
}

/// A small text to draw, with its marks.
#[derive(Debug)]
pub(super) struct Snippet {
    name: String,
    text: String,
    first_line: u32,
    marks: Vec<LabeledSpan>,
    /// Indices of the related places that are drawn; the others are too far away.
    pub(super) drawn: Vec<usize>,
}

impl Snippet {
    /// The surroundings of `place`, named `name`, with those of `related` that are near. `width` is
    /// the number of columns for text.
    pub(super) fn new(
        document: &Document,
        place: Span,
        related: &[(Span, String)],
        name: String,
        width: usize,
    ) -> Self {
        let width = width.max(LEAST);
        let page = Page::new(document, place);
        let main = page.mark(place, None);
        let mut marks = vec![main.clone()];
        let mut drawn = Vec::new();
        for (at, (span, label)) in related.iter().enumerate() {
            let mark = page.mark(*span, Some(label.clone()));
            let with_new: Vec<&Mark> = marks.iter().chain([&mark]).filter(|known| known.line == mark.line).collect();
            let near = page.holds(*span) && mark.line.abs_diff(main.line) <= NEAR_LINES;
            let apart = marks.iter().all(|known| !overlap(known, &mark));
            if near && apart && fits(page.line(mark.line), &with_new, width) {
                marks.push(mark);
                drawn.push(at);
            }
        }
        let first_line = marks.iter().map(|mark| mark.line).min().unwrap_or(main.line);
        let last_line = marks.iter().map(|mark| mark.line).max().unwrap_or(main.line);
        let mut snippet = Self { name, text: String::new(), first_line, marks: Vec::new(), drawn };
        for line in first_line..=last_line {
            let here: Vec<&Mark> = marks.iter().filter(|mark| mark.line == line).collect();
            snippet.draw(page.line(line), &here, width);
        }
        snippet
    }

    /// The line of `text` that holds the first byte of `range`, with its number and column, both
    /// from 1, put behind `path`.
    pub(super) fn of_text(text: &str, range: &std::ops::Range<usize>, path: &str, width: usize) -> Self {
        let index = LineIndex::new(text);
        let at = index.line_column(text, range.start as u32);
        let first = index.line_start(at.line - 1) as usize;
        let line = text.get(first..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let start = range.start.saturating_sub(first).min(line.len());
        let end = range.end.saturating_sub(first).clamp(start, line.len());
        let name = format!("{path}:{}:{}", at.line, at.column);
        let mut snippet = Self { name, text: String::new(), first_line: at.line, marks: Vec::new(), drawn: Vec::new() };
        snippet.draw(line, &[&Mark { line: at.line, start, end, label: None }], width.max(LEAST));
        snippet
    }

    /// The marks, the finding's own first.
    pub(super) fn labels(&self) -> Vec<LabeledSpan> {
        self.marks.clone()
    }

    /// Adds one line, cut to its window.
    fn draw(&mut self, line: &str, marks: &[&Mark], width: usize) {
        let window = window(line, marks, width);
        let mut places: Vec<(usize, usize)> = marks.iter().map(|_| (0, 0)).collect();
        if window.start > 0 {
            self.text.push('…');
        }
        let mut note = |at: usize, offset: usize| {
            for (mark, place) in marks.iter().zip(&mut places) {
                if at <= mark.start.max(window.start) {
                    place.0 = offset;
                }
                if at <= mark.end.min(window.end) {
                    place.1 = offset;
                }
            }
        };
        for (at, letter) in line[window.clone()].char_indices() {
            note(window.start + at, self.text.len());
            self.text.push(shown(letter));
        }
        note(window.end, self.text.len());
        if window.end < line.len() {
            self.text.push('…');
        }
        self.text.push('\n');
        for (mark, (start, end)) in marks.iter().zip(places) {
            let span = SourceSpan::from((start, end.saturating_sub(start)));
            self.marks.push(if mark.label.is_none() {
                LabeledSpan::new_primary_with_span(None, span)
            } else {
                LabeledSpan::new_with_span(mark.label.clone(), span)
            });
        }
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from((0, self.text.len()));
        let first = self.first_line.saturating_sub(1) as usize;
        let lines = self.text.lines().count();
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.text.as_bytes(), whole, first, 0, lines)))
    }
}

/// The lines around a place: of the file, or the paragraphs of a package part.
struct Page<'a> {
    document: &'a Document,
    part: u32,
    /// Blocks that stand near the place, for formats without lines.
    near: &'a [Block],
}

impl<'a> Page<'a> {
    fn new(document: &'a Document, place: Span) -> Self {
        let blocks = document.blocks();
        let at = place.block.index();
        let reach = NEAR_LINES as usize;
        let near = blocks.get(at.saturating_sub(reach)..(at + reach + 1).min(blocks.len())).unwrap_or(&[]);
        Self { document, part: document.block(place.block).part, near }
    }

    fn holds(&self, span: Span) -> bool {
        self.document.raw.format.has_lines() || self.document.block(span.block).part == self.part
    }

    fn line(&self, line: u32) -> &'a str {
        if self.document.raw.format.has_lines() {
            let start = self.start(line);
            let text = &self.document.raw.decoded[start..];
            return text.lines().next().unwrap_or("");
        }
        let block = self.near.iter().find(|block| block.paragraph == line && block.part == self.part);
        block.map_or("", Block::text)
    }

    /// First byte of a line of the file, after a byte order mark.
    fn start(&self, line: u32) -> usize {
        let start = self.document.raw.lines.line_start(line.saturating_sub(1)) as usize;
        let mark = '\u{feff}';
        if start == 0 && self.document.raw.decoded.starts_with(mark) { mark.len_utf8() } else { start }
    }

    /// A mark under `span`, which is cut at the end of its first line.
    fn mark(&self, span: Span, label: Option<String>) -> Mark {
        let location = locate(self.document, span);
        let start = if self.document.raw.format.has_lines() { self.start(location.line) } else { 0 };
        let length = self.line(location.line).len();
        let from = (location.offset as usize).saturating_sub(start).min(length);
        let to = (from + location.length as usize).min(length);
        Mark { line: location.line, start: from, end: to, label }
    }
}

/// Two marks that share letters would be drawn over each other.
fn overlap(left: &Mark, right: &Mark) -> bool {
    left.line == right.line && left.start < right.end && right.start < left.end
}

/// True if one window can hold all of `marks`.
fn fits(line: &str, marks: &[&Mark], width: usize) -> bool {
    let (start, end) = cover(marks);
    line.get(start..end).is_some_and(|text| is_within(text, width.saturating_sub(BEFORE)))
}

fn cover(marks: &[&Mark]) -> (usize, usize) {
    let start = marks.iter().map(|mark| mark.start).min().unwrap_or(0);
    let end = marks.iter().map(|mark| mark.end).max().unwrap_or(0);
    (start, end)
}

/// True if `text` takes at most `width` columns. Of a line of a million letters only the first are looked at.
fn is_within(text: &str, width: usize) -> bool {
    let mut room = width;
    text.chars().all(|letter| {
        let taken = shown(letter).width().unwrap_or(0);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    })
}

/// The part of `line` to show: all of it if it fits, else up to `width` columns that begin some
/// words before the first mark.
fn window(line: &str, marks: &[&Mark], width: usize) -> std::ops::Range<usize> {
    if is_within(line, width) {
        return 0..line.len();
    }
    let (first, _) = cover(marks);
    let mut start = first;
    let mut room = BEFORE;
    for (at, letter) in line[..first].char_indices().rev() {
        let taken = shown(letter).width().unwrap_or(0);
        if taken > room {
            break;
        }
        room -= taken;
        start = at;
    }
    if start > 0 {
        // Begin with a whole word, unless there is no space before the mark.
        start = line[start..first].find(' ').map_or(start, |space| start + space + 1);
    }
    let mut end = start;
    let mut room = width;
    for (at, letter) in line[start..].char_indices() {
        let taken = shown(letter).width().unwrap_or(0);
        if taken > room {
            break;
        }
        room -= taken;
        end = start + at + letter.len_utf8();
    }
    start..end
}

/// A message over a snippet, as `miette` draws it. Help and clause are written by ourselves: its own
/// headings are English.
#[derive(Debug)]
pub(super) struct Drawn {
    /// What is wrong.
    pub(super) message: String,
    /// How much it weighs.
    pub(super) severity: Severity,
    /// Where it stands.
    pub(super) snippet: Snippet,
}

impl Drawn {
    /// Appends the drawing to `out`.
    pub(super) fn render(&self, out: &mut String, look: Look) {
        let drawn = handler(look).render_report(out, self);
        debug_assert!(drawn.is_ok(), "a string takes every write");
    }
}

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .with_context_lines(0)
        .without_primary_span_start()
        .without_syntax_highlighting()
}

impl std::fmt::Display for Drawn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl miette::Diagnostic for Drawn {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippet.labels().into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceFile;
    use crate::readers::{self, Limits};

    fn document(text: &str) -> Document {
        let file = SourceFile { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        let (raw, _) = readers::read(&file, &Limits::default()).expect("reads");
        Document::unrecognized(raw)
    }

    fn span(document: &Document, needle: &str) -> Span {
        let found = document.blocks().iter().find_map(|block| block.clean().find(needle).map(|at| (block, at)));
        let (block, at) = found.unwrap_or_else(|| panic!("{needle} is not there"));
        block.span(at..at + needle.len())
    }

    fn marked(snippet: &Snippet) -> Vec<&str> {
        snippet.marks.iter().map(|mark| &snippet.text[mark.offset()..mark.offset() + mark.len()]).collect()
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{} Nghị quyết số 73/NQ-CP {}", "một hai ba ".repeat(40), "bốn năm ".repeat(40));
        let document = document(&text);
        let snippet = Snippet::new(&document, span(&document, "Nghị quyết"), &[], "a".to_owned(), 80);
        assert!(snippet.text.chars().count() < 90, "{}", snippet.text);
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with("…\n"), "{}", snippet.text);
        assert_eq!(marked(&snippet), ["Nghị quyết"]);
    }

    #[test]
    fn decomposed_letters_stay_whole() {
        use unicode_normalization::UnicodeNormalization as _;
        let text: String = format!("{}Nghị quyết{}", "đã nêu rõ ".repeat(30), " tiếp".repeat(30)).nfd().collect();
        let document = document(&text);
        let snippet = Snippet::new(&document, span(&document, "quyết"), &[], "a".to_owned(), 60);
        assert_eq!(marked(&snippet)[0].nfc().collect::<String>(), "quyết");
    }

    #[test]
    fn near_places_are_drawn_and_far_ones_are_left() {
        let document = document("I. MỘT\n\nII. HAI\n\nII. BA\n\n1\n\n2\n\n3\n\nII. BỐN\n");
        let related =
            [(span(&document, "II. HAI"), "trước đó".to_owned()), (span(&document, "II. BỐN"), "xa".to_owned())];
        let snippet = Snippet::new(&document, span(&document, "II. BA"), &related, "a".to_owned(), 80);
        assert_eq!(snippet.drawn, [0]);
        assert_eq!(snippet.first_line, 3);
        assert_eq!(snippet.text, "II. HAI\n\nII. BA\n");
    }

    #[test]
    fn a_place_at_the_end_of_a_line_has_a_mark() {
        let document = document("Hết bài\n");
        let block = &document.blocks()[0];
        let end = block.clean().len();
        let snippet = Snippet::new(&document, block.span(end..end), &[], "a".to_owned(), 80);
        assert_eq!(snippet.marks[0].offset(), "Hết bài".len());
    }
}
