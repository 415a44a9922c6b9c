//! From lines to paragraphs.

use super::lines::Stretch;

/// Left and right end of the lines of a page or a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Usual distance of two baselines.
    pub(super) pitch: f64,
    /// A cell, whose lines are few and mostly not full.
    pub(super) is_cell: bool,
    /// Lines it was told from.
    pub(super) lines: usize,
    /// Lines that end where the longest do.
    pub(super) full: usize,
}

/// Ends of lines this near, in points, are the same.
const SAME_END: f64 = 2.0;

/// Fewest lines from which the ends of the lines of a page are told.
pub(super) const LINES_OF_A_FRAME: usize = 8;

impl Frame {
    /// The frame around `lines`.
    pub(super) fn around<'a>(lines: impl Iterator<Item = &'a Stretch> + Clone, is_cell: bool) -> Self {
        let left = edge(lines.clone().map(|line| line.left), f64::min).unwrap_or(0.0);
        let right = edge(lines.clone().map(|line| line.right), f64::max).unwrap_or(left);
        let mut pitches: Vec<f64> =
            lines.clone().zip(lines.clone().skip(1)).map(|(line, next)| next.baseline - line.baseline).collect();
        pitches.retain(|pitch| *pitch > 0.0);
        pitches.sort_by(f64::total_cmp);
        let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or(0.0);
        let full = lines.filter(|line| (line.right - right).abs() < SAME_END).count();
        Self { left, right, pitch, is_cell, lines: pitches.len() + 1, full }
    }

    /// True if enough of its lines are full to tell where lines end; on a page of short items two of
    /// them may end at one place by chance.
    pub(super) fn is_sure(&self) -> bool {
        self.lines >= LINES_OF_A_FRAME && self.full * 5 >= self.lines
    }

    fn is_centred(&self, line: &Stretch) -> bool {
        let off = line.middle() - f64::midpoint(self.left, self.right);
        off.abs() < 0.6 * line.size
            && line.left - self.left > 1.2 * line.size
            && self.right - line.right > 1.2 * line.size
    }
}

/// The outermost place where at least two lines end; a lone one if there is no other.
fn edge(ends: impl Iterator<Item = f64> + Clone, outer: fn(f64, f64) -> f64) -> Option<f64> {
    let mut sorted: Vec<f64> = ends.collect();
    sorted.sort_by(f64::total_cmp);
    let shared = sorted.windows(2).filter(|pair| pair[1] - pair[0] < SAME_END).map(|pair| outer(pair[0], pair[1]));
    shared.reduce(outer).or_else(|| sorted.iter().copied().reduce(outer))
}

/// How two lines of one paragraph hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Whether the author broke the line is not known.
    Break,
    /// The layout broke the line at a space.
    Space,
    /// The layout broke the line behind a hyphen.
    Nothing,
}

impl Join {
    /// What stands between the lines.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Break => "\n",
            Self::Space => " ",
            Self::Nothing => "",
        }
    }
}

/// Two lines, one after the other, and the frames they stand in.
pub(super) struct Pair<'a> {
    pub(super) line: &'a Stretch,
    pub(super) frame: Frame,
    pub(super) next: &'a Stretch,
    pub(super) next_frame: Frame,
    /// A page ends between them.
    pub(super) across_pages: bool,
    /// The paragraph has no line before the first of them.
    pub(super) is_first_line: bool,
}

impl Pair<'_> {
    /// True if more room than between two lines stands between them. In running text it is the
    /// space before a paragraph.
    pub(super) fn is_apart(&self) -> bool {
        let gap = self.next.baseline - self.line.baseline;
        !self.across_pages && self.is_loose() && gap > 1.7 * self.line.size.max(self.frame.pitch * 0.75)
    }

    /// How the next line goes on with the paragraph of the line, if it does.
    pub(super) fn join(&self) -> Option<Join> {
        if !self.joins() {
            return None;
        }
        Some(match self {
            pair if pair.is_glued() => Join::Nothing,
            pair if pair.is_loose() => Join::Break,
            _ => Join::Space,
        })
    }

    /// True if the layout broke the line at the hyphen of a word or a symbol.
    fn is_glued(&self) -> bool {
        let (text, next) = (self.line.text.as_str(), self.next.text.as_str());
        let hyphen = text.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
        let symbol = text.split_whitespace().next_back().is_some_and(|word| word.contains('/'));
        let before = next.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_uppercase));
        hyphen && next.starts_with(char::is_alphanumeric) || symbol && before && text.ends_with(char::is_alphanumeric)
    }

    /// True in cells and among centred lines, where lines end at any width.
    fn is_loose(&self) -> bool {
        let loose = |frame: Frame, line: &Stretch| {
            // A line that starts far to the right belongs to a signature without recipients.
            frame.is_centred(line) || line.left > frame.left + 0.35 * (frame.right - frame.left)
        };
        // A first line may lie in the middle of the page by chance.
        let flush = self.next.left - self.next_frame.left < 0.3 * self.next.size;
        let by_chance = flush && goes_on(&self.line.text, &self.next.text);
        self.frame.is_cell || loose(self.frame, self.line) && !by_chance || loose(self.next_frame, self.next)
    }

    fn joins(&self) -> bool {
        let Self { line, frame, next, next_frame, .. } = self;
        let gap = next.baseline - line.baseline;
        let far = !self.across_pages && (gap > 1.45 * frame.pitch && gap > 1.3 * line.size || gap > 2.5 * line.size);
        let other_size = !line.shares_size(next);
        if far || other_size {
            return false;
        }
        // The end mark of a document ends its last paragraph.
        if line.text.trim_end().ends_with("./.") {
            return false;
        }
        if self.across_pages {
            let indented = next.left - next_frame.left > 0.8 * next.size;
            if !indented && !self.is_loose() && goes_on(&line.text, &next.text) {
                return true;
            }
            // The ends of the lines of a page are told by its lines.
            if frame.lines < LINES_OF_A_FRAME || next_frame.lines < LINES_OF_A_FRAME {
                return false;
            }
        }
        if self.is_first_line && is_heading(&line.text) && !is_heading(&next.text) && starts_sentence(&next.text) {
            return false;
        }
        if self.is_loose() {
            return (self.is_glued() || goes_on(&line.text, &next.text)) && !self.across_pages;
        }
        let room = frame.right - line.right;
        if next.first_word + 0.2 * line.size < room - 0.3 * line.size {
            return false;
        }
        let indent = next.left - next_frame.left;
        let own_indent = line.left - frame.left;
        let ended = ends_sentence(&line.text);
        if indent > 0.8 * next.size {
            // Indented as a first line is: a new paragraph, unless the whole paragraph hangs.
            let hangs = self.is_first_line && has_marker(&line.text) && indent > own_indent + 0.5 * next.size;
            let same_indent = (indent - own_indent).abs() < 0.3 * next.size;
            // A paragraph moved to the right as a whole: its first line is full and its sentence goes on.
            let lies_under = same_indent && (!self.is_first_line || goes_on(&line.text, &next.text));
            return (hangs || lies_under) && !ended && !has_marker(&next.text);
        }
        if self.is_first_line && own_indent > 0.8 * line.size {
            return true;
        }
        !(ended && has_marker(&next.text))
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ':', '!', '?'])
}

/// True if the words of `next` go on with those of `line`, where the layout does not tell.
fn goes_on(line: &str, next: &str) -> bool {
    let starts_small = next.chars().next().is_some_and(char::is_lowercase);
    (starts_small && !has_marker(next) || ends_with_year(line, next)) && !ends_sentence(line)
}

/// True for a year alone below the words of its date: `ngày 12 tháng 10 năm` and `2026`.
fn ends_with_year(line: &str, next: &str) -> bool {
    let year = next.len() == 4
        && next.bytes().all(|letter| letter.is_ascii_digit())
        && (next.starts_with("19") || next.starts_with("20"));
    year && line.contains(|letter: char| letter.is_ascii_digit()) && line.ends_with(char::is_lowercase)
}

/// True for `II. PHƯƠNG HƯỚNG`: numbered words in capitals that are a heading whatever their width.
fn is_heading(text: &str) -> bool {
    has_marker(text) && text.matches(' ').count() > 1 && !text.contains(char::is_lowercase)
}

/// True for `Đổi mới …`: a word with a capital and small letters, as a sentence begins.
fn starts_sentence(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// True for `- …`, `a) …`, `1. …`, `1.2. …`, `III. …`: the start of an item.
pub(super) fn has_marker(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    if matches!(first, "-" | "–" | "+" | "•" | "*") {
        return true;
    }
    let body = first.trim_end_matches([')', '.']);
    let letter = body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    let number = body.starts_with(|letter: char| letter.is_ascii_digit())
        && body.split('.').all(|part| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let roman = (2..=5).contains(&body.len()) && body.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    body.len() < first.len() && (letter || number || roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_items() {
        for text in ["- Sở Nội vụ;", "a) Nội dung", "đ) Nội dung", "1. Mục", "1.2. Mục", "III. MỤC"] {
            assert!(has_marker(text), "{text}");
        }
        for text in ["năm 2025", "2025. Sau", "Điều", "và", "XIII", "-"] {
            assert_eq!(has_marker(text), text == "-", "{text}");
        }
    }
}
