//! From letters to words and to stretches of words on one baseline.

use unicode_normalization::UnicodeNormalization as _;

use super::content::{Glyph, Page, Rule};
use super::paragraphs::has_marker;

/// A wider gap, in ems, parts words. A narrow space between justified words has 0.2.
const WORD_GAP: f64 = 0.15;
/// A wider gap, in ems, parts stretches: columns, cells, tabs.
const STRETCH_GAP: f64 = 1.5;
/// A wider gap, in ems, may part columns, where another row shows them.
const COLUMN_GAP: f64 = 0.7;
/// Farthest distance, in points, of two lines that are the side of two cells.
const SAME_SIDE: f64 = 3.0;
/// Gaps, in ems, between a letter and the one that another font had to lend, which is drawn afterwards.
const LENT: std::ops::RangeInclusive<f64> = -0.12..=0.08;
/// Widest gap, in ems, behind the marker of an item.
const MARKER_GAP: f64 = 4.0;

/// Letters of one look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) font: usize,
    pub(super) size: f64,
}

/// Words beside each other on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    pub(super) text: String,
    /// Ends, in bytes of the text, of stretches of one look.
    pub(super) looks: Vec<(usize, Look)>,
    /// Width of its first word.
    pub(super) first_word: f64,
    /// The file says that it stands in a page header or footer.
    pub(super) furniture: bool,
    /// Its last word was filled in later.
    pub(super) stamped: bool,
    /// Gaps between its words that could part columns.
    gaps: Vec<Gap>,
}

/// A gap between two words.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Bytes of the text before it.
    at: usize,
    /// Its left and right end.
    left: f64,
    right: f64,
}

/// Stretches on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) baseline: f64,
    pub(super) size: f64,
    pub(super) stretches: Vec<Stretch>,
    /// The sides of cells that it runs through, from left to right.
    pub(super) sides: Vec<f64>,
}

impl Stretch {
    /// Adds a word on the right.
    pub(super) fn push(&mut self, word: &Stretch) {
        // A number is filled into a blank that was left before the slash.
        if !(self.stamped && word.text.starts_with('/')) {
            self.text.push(' ');
        }
        self.append(word);
    }

    /// Adds the next letters of the same word.
    fn lengthen(&mut self, rest: &Stretch) {
        self.append(rest);
        self.first_word = self.right - self.left;
    }

    /// True if `rest` are the next letters of the same word: its font had not all of them.
    fn lends(&self, rest: &Stretch) -> bool {
        let fonts = || Some((self.looks.last()?.1.font, rest.looks.first()?.1.font));
        let alike = (self.size / rest.size - 1.0).abs() < 0.05;
        // Only letters with marks are lent; `ngày14` is two words set close.
        let marked = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphabetic() && !letter.is_ascii());
        let edges = marked(self.text.chars().next_back()) || marked(rest.text.chars().next());
        alike
            && edges
            && LENT.contains(&((rest.left - self.right) / self.size))
            && fonts().is_some_and(|(own, other)| own != other)
    }

    fn append(&mut self, word: &Stretch) {
        self.stamped = word.stamped;
        let shift = self.text.len();
        if word.left - self.right > COLUMN_GAP * self.size.max(word.size) {
            self.gaps.push(Gap { at: shift, left: self.right, right: word.left });
        }
        self.gaps.extend(word.gaps.iter().map(|gap| Gap { at: gap.at + shift, ..*gap }));
        if let Some((end, _)) = self.looks.last_mut() {
            *end = shift;
        }
        self.text.push_str(&word.text);
        for (end, look) in &word.looks {
            match self.looks.last_mut() {
                Some((last, same)) if same == look => *last = shift + end,
                _ => self.looks.push((shift + end, *look)),
            }
        }
        self.right = self.right.max(word.right);
        self.size = self.size.max(word.size);
        self.furniture &= word.furniture;
    }

    /// The words left and right of a gap.
    fn parted(&self, gap: Gap) -> (Self, Self) {
        let (mut left, mut right) = (self.clone(), self.clone());
        left.text.truncate(gap.at);
        left.text.truncate(left.text.trim_end().len());
        let end = left.text.len();
        left.looks.retain(|(from, _)| *from < end);
        if let Some((_, look)) = self.looks.iter().find(|(to, _)| *to >= end) {
            left.looks.push((end, *look));
        }
        left.right = gap.left;
        left.gaps.retain(|other| other.at < gap.at);
        right.drop_front(gap.at);
        right.left = gap.right;
        right.first_word = 0.0;
        right.gaps.clear();
        (left, right)
    }

    /// Leaves out the first `bytes` of its text and the space behind them.
    pub(super) fn drop_front(&mut self, bytes: usize) {
        let rest = self.text.get(bytes..).unwrap_or("").trim_start();
        let gone = self.text.len() - rest.len();
        self.text = rest.to_owned();
        self.looks.retain(|(end, _)| *end > gone);
        for (end, _) in &mut self.looks {
            *end -= gone;
        }
    }

    /// True if some of its letters are about as large as some of `other`.
    pub(super) fn shares_size(&self, other: &Self) -> bool {
        let near = |one: f64, two: f64| (one - two).abs() <= 0.12 * one;
        self.looks.iter().any(|(_, own)| other.looks.iter().any(|(_, look)| near(own.size, look.size)))
    }

    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }
}

impl Row {
    /// The whole row as one stretch.
    pub(super) fn joined(&self) -> Option<Stretch> {
        let (first, rest) = self.stretches.split_first()?;
        let mut whole = first.clone();
        for stretch in rest {
            whole.push(stretch);
        }
        Some(whole)
    }
}

/// The rows of a page, top down.
pub(super) fn rows(page: &Page) -> Vec<Row> {
    let mut words = words(page);
    words.sort_by(|left, right| left.baseline.total_cmp(&right.baseline));
    let mut rows = Vec::new();
    let mut open: Vec<Stretch> = Vec::new();
    for word in words {
        let near = open.first().is_some_and(|first| word.baseline - first.baseline <= 0.25 * first.size.min(word.size));
        if !near {
            rows.extend(row(std::mem::take(&mut open), &page.rules));
        }
        open.push(word);
    }
    rows.extend(row(open, &page.rules));
    part_heads(&mut rows);
    rows
}

/// Parts the rows in capitals of a head whose columns stand close, where the row above or below shows
/// them: the superior body and the national name.
fn part_heads(rows: &mut [Row]) {
    /// Farthest distance, in line heights, to the row that shows the columns.
    const NEAR: f64 = 2.2;
    for at in 0..rows.len() {
        let [line] = rows[at].stretches.as_slice() else { continue };
        if line.gaps.is_empty() || line.text.contains(char::is_lowercase) {
            continue;
        }
        let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| rows.get(at));
        let near = neighbours.filter(|row| (row.baseline - rows[at].baseline).abs() < NEAR * rows[at].size);
        let mut gutters = near.flat_map(|row| row.stretches.windows(2)).map(|pair| (pair[0].right, pair[1].left));
        let shown = |gap: &&Gap| gutters.any(|(left, right)| left < gap.left + 1.0 && gap.right - 1.0 < right);
        let Some(gap) = line.gaps.iter().find(shown).copied() else { continue };
        let (left, right) = line.parted(gap);
        rows[at].stretches = vec![left, right];
    }
}

/// How far, in ems, the next word may stand: a list leaves more room behind its marker.
fn reach(stretch: &Stretch) -> f64 {
    if !stretch.text.contains(' ') && has_marker(&stretch.text) { MARKER_GAP } else { STRETCH_GAP }
}

fn row(mut words: Vec<Stretch>, rules: &[Rule]) -> Option<Row> {
    let baseline = words.first()?.baseline;
    let mut sides: Vec<f64> = rules.iter().filter(|rule| rule.crosses(baseline)).map(|rule| rule.x).collect();
    sides.sort_by(f64::total_cmp);
    // Each cell may draw a side of its own.
    sides.dedup_by(|next, before| *next - *before < SAME_SIDE);
    let parted = |left: f64, right: f64| sides.iter().any(|x| left - 1.0 < *x && *x < right + 1.0);
    words.sort_by(|left, right| left.left.total_cmp(&right.left));
    let mut whole: Vec<Stretch> = Vec::with_capacity(words.len());
    for word in words {
        match whole.last_mut() {
            // A printer that has no bold font draws a word twice, a hair apart.
            Some(before) if before.text == word.text && word.left - before.left < 0.15 * word.size => {}
            Some(before) if before.lends(&word) && !parted(before.right, word.left) => before.lengthen(&word),
            _ => whole.push(word),
        }
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for word in whole {
        match stretches.last_mut() {
            Some(last)
                if word.left - last.right <= reach(last) * word.size.max(last.size)
                    && !parted(last.right, word.left) =>
            {
                last.push(&word);
            }
            _ => stretches.push(word),
        }
    }
    let largest = stretches.iter().max_by(|left, right| left.size.total_cmp(&right.size))?;
    Some(Row { baseline: largest.baseline, size: largest.size, sides, stretches })
}

/// The words of a page in the order of drawing.
fn words(page: &Page) -> Vec<Stretch> {
    let mut words: Vec<Stretch> = Vec::new();
    let mut open = false;
    for glyph in &page.glyphs {
        let text = page.shown(glyph);
        if text.trim().is_empty() {
            // A letter that shows nothing at all parts nothing.
            open &= text.is_empty();
            continue;
        }
        match words.last_mut() {
            Some(word) if open && continues(word, glyph, text) => add(word, glyph, text),
            Some(word) if is_raised_digit(word, glyph, text) => {
                match power(&word.text, text) {
                    Some(power) => add_power(word, glyph, power),
                    // The room of the mark parts nothing: a full stop may follow it.
                    None => word.right = word.right.max(glyph.right),
                }
                continue;
            }
            _ => words.push(word_of(glyph, text)),
        }
        open = !text.ends_with(' ');
    }
    for word in &mut words {
        word.first_word = word.right - word.left;
    }
    words
}

fn continues(word: &Stretch, glyph: &Glyph, text: &str) -> bool {
    let gap = (glyph.left - word.right) / word.size;
    let drop = (glyph.baseline - word.baseline).abs() / word.size;
    let combining = text.chars().all(|letter| matches!(letter, '\u{300}'..='\u{36f}'));
    if combining {
        return gap.abs() < 1.2 && drop < 0.5;
    }
    let alike = (glyph.size / word.size - 1.0).abs() < 0.35;
    drop < 0.1 && alike && (-0.4..=WORD_GAP).contains(&gap)
}

/// True for a small raised digit: it points to a footnote, and is no part of the sentence, or it is the
/// power of a unit.
fn is_raised_digit(word: &Stretch, glyph: &Glyph, text: &str) -> bool {
    let gap = (glyph.left - word.right) / word.size;
    let rise = (word.baseline - glyph.baseline) / word.size;
    let small = glyph.size < 0.75 * word.size;
    small
        && (0.2..0.8).contains(&rise)
        && (-0.2..0.5).contains(&gap)
        && text.chars().all(|letter| letter.is_ascii_digit())
}

/// The sign of a raised digit behind a unit of length: `m²`, `đồng/m²`, `1.200m³`.
fn power(word: &str, digit: &str) -> Option<char> {
    let unit = word.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    if !matches!(unit, "m" | "km" | "hm" | "dm" | "cm" | "mm") {
        return None;
    }
    match digit {
        "2" => Some('²'),
        "3" => Some('³'),
        _ => None,
    }
}

/// Adds the power of a unit. Its size says nothing about that of the text.
fn add_power(word: &mut Stretch, glyph: &Glyph, power: char) {
    word.right = word.right.max(glyph.right);
    word.text.push(power);
    if let Some((end, _)) = word.looks.last_mut() {
        *end = word.text.len();
    }
}

fn word_of(glyph: &Glyph, text: &str) -> Stretch {
    let look = Look { font: glyph.font, size: glyph.size };
    Stretch {
        left: glyph.left,
        right: glyph.right,
        baseline: glyph.baseline,
        size: glyph.size,
        text: text.trim_end().to_owned(),
        looks: vec![(text.trim_end().len(), look)],
        first_word: 0.0,
        furniture: glyph.furniture,
        stamped: glyph.stamped,
        gaps: Vec::new(),
    }
}

fn add(word: &mut Stretch, glyph: &Glyph, text: &str) {
    let look = Look { font: glyph.font, size: glyph.size };
    word.right = word.right.max(glyph.right);
    if compose(&mut word.text, text) {
        if let Some((end, _)) = word.looks.last_mut() {
            *end = word.text.len();
        }
        return;
    }
    word.text.push_str(text.trim_end());
    match word.looks.last_mut() {
        Some((end, same)) if *same == look => *end = word.text.len(),
        _ => word.looks.push((word.text.len(), look)),
    }
    word.furniture &= glyph.furniture;
}

/// Puts a mark that was drawn apart onto the last letter of `text`; false if `mark` is none. What the
/// author typed is not kept in a drawing, so the letter is written as usual.
fn compose(text: &mut String, mark: &str) -> bool {
    let Some(letter) = text.chars().next_back() else { return false };
    let mut whole = std::iter::once(letter).chain(mark.chars()).nfc();
    let (Some(composed), None) = (whole.next(), whole.next()) else { return false };
    text.pop();
    text.push(composed);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_behind_units_are_powers() {
        assert_eq!(power("đồng/m", "2"), Some('²'));
        assert_eq!(power("1.200m", "3"), Some('³'));
        for (word, digit) in [("thôn", "2"), ("m", "1"), ("am", "2"), ("", "2")] {
            assert_eq!(power(word, digit), None, "{word} {digit}");
        }
    }
}
