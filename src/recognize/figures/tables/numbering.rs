//! How rows are numbered, and which rows stand below which: `1.4.1` and `1.4.2` below `1.4`, the
//! numbers `1` to `5` below `II`.

use crate::text::numerals::roman_value;

/// The style of a row's number; rows of one style stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Roman,
    Number(u8),
    Letter,
    Dash,
    None,
}

/// The number of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) level: Level,
    /// Its pieces: 1, 4 and 2 of `1.4.2`, 2 of `II` and of `b`; none of a dash.
    pub(super) path: Vec<u32>,
}

impl Mark {
    pub(super) const NONE: Self = Self { level: Level::None, path: Vec::new() };

    /// Reads the folded text of a row's number.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim().trim_end_matches(['.', ')', '/']).trim_start_matches('(');
        let mut letters = text.chars();
        let (level, path) = match (letters.next(), letters.next()) {
            (None, _) => return Self::NONE,
            (Some('-' | '–' | '+' | '*' | '•'), None) => (Level::Dash, Vec::new()),
            (Some('i' | 'v' | 'x'), _) if text.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x')) => {
                (Level::Roman, roman_value(&text.to_ascii_uppercase()).into_iter().collect())
            }
            (Some(letter @ ('a'..='h' | 'đ')), None) => (Level::Letter, ordinal(letter).into_iter().collect()),
            _ => {
                let pieces: Option<Vec<u32>> = text.split('.').map(|piece| piece.trim().parse().ok()).collect();
                let Some(pieces) = pieces.filter(|_| text.starts_with(|letter: char| letter.is_ascii_digit())) else {
                    return Self::NONE;
                };
                (Level::Number(u8::try_from(pieces.len()).unwrap_or(u8::MAX)), pieces)
            }
        };
        Self { level, path }
    }

    /// True if this number comes right after `other` in one list.
    fn follows(&self, other: &Self) -> bool {
        match (self.path.split_last(), other.path.split_last()) {
            (Some((own, over)), Some((before, above))) => {
                self.level == other.level && over == above && *own == before + 1
            }
            _ => self.level == other.level,
        }
    }

    /// True if this number may stand right after `other` in one table: next to it, below it, or next to
    /// what it stands below.
    pub(super) fn goes_on_from(&self, other: &Self) -> bool {
        let (Level::Number(own), Level::Number(_)) = (self.level, other.level) else {
            return self.level == Level::Roman && self.follows(other);
        };
        let above = other.path.get(..usize::from(own)).map(|path| Self { level: self.level, path: path.to_vec() });
        above.is_some_and(|above| self.follows(&above)) || own > 1 && self.begins() && self.may_stand_below(other)
    }

    /// True if this number is the first of a list.
    fn begins(&self) -> bool {
        self.path.last() == Some(&1)
    }

    /// True if a row with this number may stand right below `parent`.
    fn may_stand_below(&self, parent: &Self) -> bool {
        match (self.level, parent.level) {
            (Level::Number(own), Level::Number(above)) if own > 1 => {
                own == above + 1 && self.path.starts_with(&parent.path)
            }
            (Level::Number(own), _) if own > 1 => false,
            (_, Level::None) => false,
            _ => true,
        }
    }
}

/// The place of a letter in the order of points: a, b, c, d, đ, e.
fn ordinal(letter: char) -> Option<u32> {
    "abcdđefgh".chars().position(|each| each == letter).and_then(|at| u32::try_from(at + 1).ok())
}

/// A row and the rows right below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Family {
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
}

/// The families of rows with the numbers `marks`. A row of which `ends` is true, such as a total,
/// belongs to none and closes all before it.
pub(super) fn families(marks: &[&Mark], ends: impl Fn(usize) -> bool) -> Vec<Family> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); marks.len()];
    // Rows that are open, each below the one before it.
    let mut open: Vec<usize> = Vec::new();
    for (row, mark) in marks.iter().enumerate() {
        if ends(row) {
            open.clear();
            continue;
        }
        let sibling = open.iter().rposition(|other| {
            let other = marks[*other];
            mark.follows(other) || mark.level == other.level && !mark.begins()
        });
        if let Some(at) = sibling {
            open.truncate(at);
        } else {
            // A list that begins again stands below the last row, or in the place of a finished one.
            let same = open.iter().rposition(|other| marks[*other].level == mark.level);
            if let Some(at) = same.filter(|at| at + 1 == open.len() || !mark.begins()) {
                open.truncate(at);
            }
        }
        if let Some(parent) = open.last().filter(|parent| mark.may_stand_below(marks[**parent])) {
            children[*parent].push(row);
        }
        open.push(row);
    }
    let families = children.into_iter().enumerate().filter(|(_, children)| !children.is_empty());
    families.map(|(parent, children)| Family { parent, children }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(marks: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let marks: Vec<Mark> = marks.iter().map(|mark| Mark::read(mark)).collect();
        let marks: Vec<&Mark> = marks.iter().collect();
        let families = families(&marks, |_| false).into_iter().filter(|family| family.children.len() >= 2);
        families.map(|family| (family.parent, family.children)).collect()
    }

    #[test]
    fn decimals_stand_below_their_beginning() {
        assert_eq!(shown(&["1", "1.1", "1.2", "2", "2.1", "2.2"]), [(0, vec![1, 2]), (3, vec![4, 5])]);
        assert_eq!(shown(&["1.4.", "1.4.1.", "1.4.2.", "1.5"]), [(0, vec![1, 2])]);
        assert_eq!(shown(&["3.3", "3.3.1", "3.3.2", "7.1", "7.2", "7.3"]), [(0, vec![1, 2])]);
        assert_eq!(shown(&["1", "2.1", "2.2"]), []);
    }

    #[test]
    fn numbers_go_on_on_the_next_page() {
        let goes_on = |next: &str, last: &str| Mark::read(next).goes_on_from(&Mark::read(last));
        assert!(goes_on("8", "7") && goes_on("2", "1.4") && goes_on("1.4.1", "1.4") && goes_on("iv", "iii"));
        assert!(!goes_on("1", "7") && !goes_on("9", "7") && !goes_on("2.2", "1.1") && !goes_on("i", "7"));
    }

    #[test]
    fn numbers_stand_below_roman_ones() {
        assert_eq!(shown(&["i", "1", "2", "3", "ii", "1", "2"]), [(0, vec![1, 2, 3]), (4, vec![5, 6])]);
        assert_eq!(
            shown(&["a", "i", "1", "2", "ii", "1", "2", "b"]),
            [(0, vec![1, 4]), (1, vec![2, 3]), (4, vec![5, 6])]
        );
        assert_eq!(shown(&["i", "1", "a", "b", "2", "ii"]), [(0, vec![1, 4]), (1, vec![2, 3])]);
    }

    #[test]
    fn rows_without_numbers_stand_below_numbered_ones() {
        assert_eq!(shown(&["i", "", "", "ii", "", ""]), [(0, vec![1, 2]), (3, vec![4, 5])]);
        assert_eq!(shown(&["", "", ""]), []);
        assert_eq!(shown(&["1", "2", "3"]), []);
    }
}
