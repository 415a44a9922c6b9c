//! How wide the lines of a stretch are, where a program wrapped them.

use super::rows::{Gap, Look, Row};

/// No program wraps at more letters; a longer line is a paragraph of its own.
pub(super) const WIDEST: usize = 130;
/// Sentences that go on over a line end must show a width so many times.
const NEEDED: usize = 3;

/// How the lines around a line are wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wrapping {
    /// They are not, or nothing shows it.
    #[default]
    None,
    /// At about so many letters; the program counted markup that is gone.
    Near(usize),
    /// At so many letters.
    At(usize),
}

/// A stretch of lines that are wrapped alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stretch {
    pub wrapping: Wrapping,
    /// Paragraphs are parted by empty lines.
    pub spaced: bool,
}

/// The stretch of each of `rows`.
pub(super) fn stretches(rows: &[Row], looks: &[Option<Look>]) -> Vec<Stretch> {
    let mut found = vec![Stretch::default(); rows.len()];
    let mut start = 0;
    while start < rows.len() {
        let length = rows[start..].iter().take_while(|row| row.width <= WIDEST).count();
        if length > 1 {
            let stretch = stretch(&rows[start..start + length], &looks[start..start + length]);
            found[start..start + length].fill(stretch);
        }
        start += length.max(1);
    }
    found
}

fn stretch(rows: &[Row], looks: &[Option<Look>]) -> Stretch {
    let widest = rows.iter().map(|row| row.width).max().unwrap_or(0);
    let pairs = || {
        (1..rows.len()).filter(|at| matches!(rows[*at].gap, Gap::LineEnd { .. })).filter_map(|at| {
            let (before, after) = (looks[at - 1].as_ref()?, looks[at].as_ref()?);
            Some((rows[at - 1].width, before, after))
        })
    };
    // A sentence goes on: the line before is open and the line after begins with a small letter.
    let going_on = pairs().filter(|(_, before, after)| {
        let small = after.first().is_some_and(char::is_lowercase);
        is_open(before) && !before.is_upper() && after.mark.is_none() && small
    });
    let (mut all, mut full) = (0usize, 0usize);
    for (width, _, after) in going_on {
        all += 1;
        full += usize::from(!has_room(width, after, widest));
    }
    let wrapping = if full >= NEEDED && full * 20 >= all * 17 || full == all && (full > 1 || full == 1 && widest >= 60)
    {
        Wrapping::At(widest)
    } else if all > NEEDED && all * 8 >= rows.len() {
        Wrapping::Near(widest)
    } else {
        Wrapping::None
    };
    let closed = |look: &Option<Look>| {
        look.as_ref().is_none_or(|look| look.last().is_some_and(|last| matches!(last, '.' | ';')))
    };
    let (mut ends, mut apart) = (0usize, 0usize);
    for at in 1..rows.len() {
        if closed(&looks[at - 1]) {
            ends += 1;
            apart += usize::from(rows[at].gap == Gap::Apart);
        }
    }
    Stretch { wrapping, spaced: ends >= NEEDED && apart * 5 >= ends * 3 }
}

/// True if the sentence of the line may go on.
pub(super) fn is_open(look: &Look) -> bool {
    look.last().is_some_and(|last| last.is_alphanumeric() || matches!(last, ',' | ')' | '”' | '"' | '%' | '-' | '–'))
}

/// True if the first word of `after` would have stood on a line of `width` letters before it, where lines
/// have `widest`.
pub(super) fn has_room(width: usize, after: &Look, widest: usize) -> bool {
    let word = after.text.split(' ').next().map_or(0, |word| word.chars().count());
    width + 1 + word <= widest
}
