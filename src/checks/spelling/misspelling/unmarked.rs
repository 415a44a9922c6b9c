//! Words that lost all their marks, as they do while the input method is off: two in a row, or a whole sentence.

use super::candidates::candidates;
use super::row::{Row, Word};
use super::{Judge, Layer, Misspelling};
use crate::lexicon::counts::{Counted, NUMBER};
use crate::model::Block;
use crate::text::TextRange;
use crate::text::mendings::Slip;

/// Fewer words than these are no row.
const ROW: usize = 4;
/// Words of a longer row are told apart.
const LONGEST_ROW: usize = 48;
/// A pair that was met as often as this is Vietnamese beyond doubt.
const USUAL: u32 = 1_000;
/// How much likelier, as a logarithm for each of its pairs, a row must be with its marks than without.
const LIKELIER: f32 = 3.0;
/// Words of a row that a finding shows; more are left out.
const SHOWN: usize = 8;

/// A word of a row and what it may have been.
struct Step {
    options: Vec<Counted>,
    /// For each option: the best sum of logarithms up to here, and the option before it.
    best: Vec<(f32, usize)>,
}

impl Judge<'_> {
    /// Words in a row of which none bears a mark and most would: `De nghi cac don vi quan tam`. Gives their number too.
    pub(super) fn bare_row(&self, block: &Block, row: &Row, at: usize) -> Option<(Misspelling, usize)> {
        let words = self.row_at(block, row, at)?;
        let folded = block.folded();
        // A row that was no Vietnamese from the word before on is none from here on.
        let tried = at.checked_sub(1).and_then(|before| self.row_at(block, row, before)?.first());
        if tried.is_some_and(|word| !self.with_marks(&folded[word.range().usize()]).is_empty()) {
            return None;
        }
        let mut steps: Vec<Step> = Vec::new();
        for word in words {
            let options = self.with_marks(&folded[word.range().usize()]);
            if options.is_empty() {
                break;
            }
            let best = options.iter().map(|option| steps.last().map_or((0.0, 0), |before| self.onto(before, *option)));
            let best = best.collect();
            steps.push(Step { options, best });
        }
        if steps.len() < ROW {
            return None;
        }
        let mended = likeliest(&steps);
        let met: Vec<u32> = mended.windows(2).map(|pair| self.counts.pair(pair[0], pair[1])).collect();
        let usual = met.iter().filter(|met| **met >= USUAL).count();
        let logarithm = |met: u32| (met as f32 + 1.0).ln();
        let after: f32 = met.iter().copied().map(logarithm).sum();
        let before: f32 = (at..at + met.len()).map(|place| logarithm(row.pair_after(place).unwrap_or(0))).sum();
        if 4 * usual < met.len() || after - before < LIKELIER * met.len() as f32 {
            return None;
        }
        let words = &words[..steps.len()];
        let shown = block.shown();
        let as_written = |word: &Word| &shown[word.range().usize()];
        let right: Vec<String> = words
            .iter()
            .zip(&mended)
            .map(|(word, id)| self.written(self.counts.shape(*id), as_written(word)))
            .collect();
        let range = TextRange::new(words.first()?.range().start(), words.last()?.range().end());
        let mut found: Vec<&str> = words.iter().take(SHOWN).map(as_written).collect();
        if words.len() > SHOWN {
            found.push("…");
        }
        let misspelling = Misspelling {
            layer: Layer::MarksLost,
            block: block.id(),
            range,
            found: found.join(" "),
            right: right.join(" "),
            pair: None,
        };
        Some((misspelling, words.len()))
    }

    /// The words without marks from `at` on, if there are enough of them and most were never met beside each other as
    /// they are.
    fn row_at<'r>(&self, block: &Block, row: &'r Row, at: usize) -> Option<&'r [Word]> {
        let folded = block.folded();
        let bare = |word: &Word| {
            let text = &folded[word.range().usize()];
            let listed = self.lists.short_forms.contains(text) || self.lists.loanwords.contains(text);
            is_bare(word) && !word.is_name_like() && text.len() >= 2 && (!listed || word.known.shape.is_some())
        };
        let words = row.words.get(at..)?;
        let words = &words[..words.iter().take(LONGEST_ROW).take_while(|word| bare(word)).count()];
        let unmet = || (at..at + words.len() - 1).filter(|place| row.pair_after(*place) == Some(0)).count();
        (words.len() >= ROW && 2 * unmet() >= words.len() - 1).then_some(words)
    }

    /// The best way to `option` through the options of the word before it.
    fn onto(&self, before: &Step, option: Counted) -> (f32, usize) {
        let sums = before
            .options
            .iter()
            .zip(&before.best)
            .enumerate()
            .map(|(place, (one, (sum, _)))| (sum + (self.counts.pair(*one, option) as f32 + 1.0).ln(), place));
        sums.fold((f32::MIN, 0), |best, next| if next.0 > best.0 { next } else { best })
    }

    /// Two words in a row that lost their marks: `nguoi dan`. Neither is known to the other as it is
    /// written, and there is one usual pair that loses its marks so.
    pub(super) fn bare_pair(&self, block: &Block, row: &Row, at: usize) -> Option<Misspelling> {
        let (word, next) = (&row.words[at], row.words.get(at + 1)?);
        if !is_bare(word)
            || !is_bare(next)
            || next.capital
            || word.is_name_like()
            || row.pair_after(at).unwrap_or(1) > 0
        {
            return None;
        }
        let folded = block.folded();
        let (first, second) = (&folded[word.range().usize()], &folded[next.range().usize()]);
        if [first, second].iter().any(|word| word.len() < 2 || self.lists.short_forms.contains(*word)) {
            return None;
        }
        // Words that belong to their other neighbours as they are have lost nothing.
        let around = row.around(at, at + 1);
        let known = |one: Option<Counted>, other: Option<Counted>| self.counts.pair_of(one, other) >= 20;
        if known(around.before[0], word.known.id()) || known(next.known.id(), around.after[0]) {
            return None;
        }
        let (ones, twos) = (self.with_marks(first), self.with_marks(second));
        let mut best: Option<(u32, Counted, Counted)> = None;
        for one in &ones {
            for two in &twos {
                let met = self.counts.pair(*one, *two);
                if best.is_none_or(|(known, _, _)| met > known) {
                    best = Some((met, *one, *two));
                }
            }
        }
        let (met, one, two) = best?;
        if met < USUAL || one == NUMBER {
            return None;
        }
        let range = TextRange::new(word.range().start(), next.range().end());
        let shown = block.shown();
        let (left, right) = (&shown[word.range().usize()], &shown[next.range().usize()]);
        let mended =
            format!("{} {}", self.written(self.counts.shape(one), left), self.written(self.counts.shape(two), right));
        Some(Misspelling {
            layer: Layer::MarksLost,
            block: block.id(),
            range,
            found: shown[range.usize()].to_owned(),
            right: mended,
            pair: None,
        })
    }

    /// Common syllables that are `word`, which has no marks, without their marks.
    fn with_marks(&self, word: &str) -> Vec<Counted> {
        let all = candidates(word, self.counts, self.lists);
        let marks = all.iter().filter(|(_, slip)| matches!(slip, Slip::Tone | Slip::Mark | Slip::MarksLost));
        let own = self.common(word);
        marks.map(|(id, _)| *id).chain(own).collect()
    }
}

/// True for a word that bears no mark and belongs to no finding yet.
fn is_bare(word: &Word) -> bool {
    word.is_word() && !word.glued && !word.done && !word.known.marked
}

/// The options that make the likeliest row.
fn likeliest(steps: &[Step]) -> Vec<Counted> {
    let mut row = Vec::with_capacity(steps.len());
    let last = steps.last().map_or(&[][..], |step| &step.best);
    let mut place = (0..last.len()).max_by(|one, other| last[*one].0.total_cmp(&last[*other].0)).unwrap_or(0);
    for step in steps.iter().rev() {
        row.push(step.options[place]);
        place = step.best[place].1;
    }
    row.reverse();
    row
}
