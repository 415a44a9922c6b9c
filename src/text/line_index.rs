//! Line and column of a byte offset, in code points or UTF-16 units.
//!
//! "Điều" is 7 bytes and 4 UTF-16 units in NFC, so a wrong unit shows on nearly every Vietnamese
//! line. All conversions live here.

/// Starts of the lines of a text. Columns are counted on demand over one line only.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

/// A place for people: both numbers count from 1, the column counts Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

impl LineIndex {
    /// Indexes `text`. Lines end at LF; the CR of a CRLF belongs to its line.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { starts }
    }

    /// Number of lines; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Line of `offset` (bytes), from 0.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1) as u32
    }

    /// Byte offset at which line `line` (from 0) starts; the last line's start for larger numbers.
    pub fn line_start(&self, line: u32) -> u32 {
        let last = self.starts.last().copied().unwrap_or(0);
        self.starts.get(line as usize).copied().unwrap_or(last)
    }

    /// Line and column of `offset` (bytes) in `text`, which must be the indexed text.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line_of(offset);
        let before = before(text, self.line_start(line), offset);
        LineColumn { line: line + 1, column: before.chars().count() as u32 + 1 }
    }

    /// UTF-16 units between the start of the line and `offset` (bytes).
    pub fn utf16_column(&self, text: &str, offset: u32) -> u32 {
        let before = before(text, self.line_start(self.line_of(offset)), offset);
        before.chars().map(char::len_utf16).sum::<usize>() as u32
    }
}

/// The part of `text` from `start` to `offset`, shortened to a character boundary.
fn before(text: &str, start: u32, offset: u32) -> &str {
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // A byte order mark is no character of the first line.
    text.get(start as usize..end).unwrap_or("").trim_start_matches('\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_and_utf16_units() {
        let text = "một\r\nĐiều 😀 hai";
        let index = LineIndex::new(text);
        let at = text.find("hai").expect("present") as u32;
        assert_eq!(index.line_column(text, at), LineColumn { line: 2, column: 8 });
        assert_eq!(index.utf16_column(text, at), 8);
        assert_eq!(index.line_count(), 2);
    }
}
