//! Line and column of a byte offset, in code points or UTF-16 units.
//!
//! "Điều" is 7 bytes and 4 UTF-16 units in NFC, so a wrong unit shows on nearly every Vietnamese
//! line. All conversions live here.

/// Starts of the lines of a text. Columns are counted on demand, from the nearest of the marks that stand
/// at even distances: a file can be one line, with a finding at every word.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters and UTF-16 units before every [`STEP`] bytes.
    marks: Vec<(u32, u32)>,
}

/// Bytes between two marks.
const STEP: usize = 1 << 10;

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
        let (mut letters, mut units) = (0, 0);
        let marks = text.as_bytes().chunks(STEP).map(|chunk| {
            let mark = (letters, units);
            let (more_letters, more_units) = counts(chunk);
            letters += more_letters;
            units += more_units;
            mark
        });
        Self { marks: marks.collect(), starts }
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
        let (letters, _) = self.between(text, self.line_start(line), offset);
        LineColumn { line: line + 1, column: letters + 1 }
    }

    /// UTF-16 units between the start of the line and `offset` (bytes).
    pub fn utf16_column(&self, text: &str, offset: u32) -> u32 {
        self.between(text, self.line_start(self.line_of(offset)), offset).1
    }

    /// Characters and UTF-16 units from `start` to `offset`, which counts from the boundary before it.
    fn between(&self, text: &str, start: u32, offset: u32) -> (u32, u32) {
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut start = (start as usize).min(end);
        // A byte order mark is no character of the first line.
        if start == 0 && text.starts_with('\u{feff}') {
            start = '\u{feff}'.len_utf8().min(end);
        }
        if end - start <= STEP {
            return counts(&text.as_bytes()[start..end]);
        }
        let (letters, units) = self.before(text, end);
        let (letters_before, units_before) = self.before(text, start);
        (letters - letters_before, units - units_before)
    }

    /// Characters and UTF-16 units before byte `at`, a boundary.
    fn before(&self, text: &str, at: usize) -> (u32, u32) {
        let mark = (at / STEP).min(self.marks.len().saturating_sub(1));
        let (letters, units) = self.marks.get(mark).copied().unwrap_or((0, 0));
        let (more_letters, more_units) = counts(text.as_bytes().get(mark * STEP..at).unwrap_or_default());
        (letters + more_letters, units + more_units)
    }
}

/// Characters that begin in `bytes` of UTF-8, and their UTF-16 units.
fn counts(bytes: &[u8]) -> (u32, u32) {
    let letters = bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32;
    let pairs = bytes.iter().filter(|byte| **byte >= 0xf0).count() as u32;
    (letters, letters + pairs)
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

    #[test]
    fn marks_count_as_one_would_by_hand() {
        let text = format!("\u{feff}{}\n{}", "Điều 😀 ".repeat(700), "và ".repeat(2_000));
        let index = LineIndex::new(&text);
        for (at, _) in text.char_indices().skip(1).step_by(97) {
            let line = &text[index.line_start(index.line_of(at as u32)) as usize..at];
            let line = line.trim_start_matches('\u{feff}');
            assert_eq!(index.line_column(&text, at as u32).column as usize, line.chars().count() + 1);
            assert_eq!(index.utf16_column(&text, at as u32) as usize, line.chars().map(char::len_utf16).sum::<usize>());
        }
    }
}
