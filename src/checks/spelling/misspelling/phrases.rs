//! Words that are known to be written for others.

use super::row::Row;
use super::{Judge, Layer, Misspelling, in_case_of};
use crate::lexicon::counts::Counted;
use crate::lexicon::spelling::{Confusion, Phrase, PhraseKey};
use crate::model::Block;
use crate::text::TextRange;
use crate::text::shape::Shape;

/// Odds, as a logarithm, from which words that can be right elsewhere are surely wrong here.
const SURE: f32 = 6.0;
/// How far behind a phrase the code of its kind of document may stand, in bytes.
const CODE: usize = 40;

impl Judge<'_> {
    /// Finds known confusions and marks their words as done.
    pub(super) fn phrases(&self, block: &Block, row: &mut Row, found: &mut Vec<Misspelling>) {
        for at in 0..row.words.len() {
            let word = &row.words[at];
            if !word.known.opens_phrase || word.done {
                continue;
            }
            let key = word
                .known
                .shape
                .map_or_else(|| PhraseKey::of(&block.folded()[word.range().usize()]), PhraseKey::Syllable);
            let Some(phrases) = self.lists.phrases.get(&key) else { continue };
            let Some((phrase, last)) =
                phrases.iter().find_map(|phrase| Some((phrase, self.stands(phrase, block, row, at)?)))
            else {
                continue;
            };
            let range = TextRange::new(row.words[at].range().start(), row.words[last].range().end());
            let written = &block.clean()[range.usize()];
            for word in &mut row.words[at..=last] {
                word.done = true;
            }
            let layer = match phrase.confusion {
                Confusion::Never => Layer::Confused,
                Confusion::ByContext if self.odds(phrase, row, at, last).is_none_or(|odds| odds >= SURE) => {
                    Layer::Confused
                }
                Confusion::ByContext => Layer::PerhapsConfused,
                Confusion::WordLost => Layer::WordLost,
            };
            found.push(Misspelling {
                layer,
                block: block.id(),
                range,
                found: written.to_owned(),
                right: self.right(phrase, written),
                pair: None,
            });
        }
    }

    /// The last word of `phrase`, if it stands at word `at` and is meant.
    fn stands(&self, phrase: &Phrase, block: &Block, row: &Row, at: usize) -> Option<usize> {
        let last = at + phrase.wrong.len() - 1;
        let words = row.words.get(at..=last)?;
        let folded = block.folded();
        let wrong = phrase.wrong.iter().zip(&phrase.shapes);
        let same = words.iter().zip(wrong).all(|(word, (wrong, shape))| {
            word.is_word()
                && !word.glued
                && (shape.is_some() && word.known.shape == *shape || folded[word.range().usize()] == **wrong)
        });
        // A capital inside is a name's, unless all is written so or the phrase itself asks for it.
        let names = words.iter().skip(1).any(|word| word.capital && word.known.shape.is_some());
        if !same || names && !row.in_capitals {
            return None;
        }
        let around = row.around(at, last);
        // Words that belong to others outside the phrase meet by chance: `vận chuyển dao`. Where much speaks
        // for the mending, its neighbour belongs to the right words: `an ninh trật tư`.
        let (first, final_word) = (words.first()?.known.first[0], words.last()?.known.last[0]);
        let bound = [self.counts.binds(around.before[0], first), self.counts.binds(final_word, around.after[0])];
        // Both do: `chức năng xuất bản`.
        if bound == [true, true] && phrase.confusion != Confusion::WordLost {
            return None;
        }
        let by_chance = bound.contains(&true) && self.odds(phrase, row, at, last).is_none_or(|odds| odds < SURE);
        let enough = match phrase.confusion {
            Confusion::Never => !by_chance || self.counts.binds(first, words.get(1)?.known.first[0]),
            Confusion::ByContext => self.odds(phrase, row, at, last).is_none_or(|odds| odds >= 0.0),
            Confusion::WordLost => {
                let code = |code: &String| {
                    let rest = block.clean().get(row.words[last].range().end() as usize..).unwrap_or("");
                    let near: String = rest.chars().take(CODE).collect();
                    near.contains(code.as_str())
                };
                match &phrase.followed_by {
                    Some(following) => !by_chance && code(following),
                    None => !by_chance,
                }
            }
        };
        enough.then_some(last)
    }

    /// How much better the right words fit their place, as a logarithm; `None` if that cannot be told.
    fn odds(&self, phrase: &Phrase, row: &Row, at: usize, last: usize) -> Option<f32> {
        let id = |word: &str| -> Option<Counted> { self.counts.id(Shape::of(word)?) };
        let wrong: Option<Vec<Counted>> = row.words[at..=last].iter().map(|word| word.known.first[0]).collect();
        let right: Option<Vec<Counted>> = phrase
            .right
            .split([' ', ',', '-'])
            .filter(|word| !word.is_empty())
            .map(|word| id(&crate::text::fold::fold(word)))
            .collect();
        let around = row.around(at, last);
        let (wrong, right) = (wrong?, right?);
        // A longer row is less likely in itself.
        let longer = right.len().saturating_sub(wrong.len()) as f32 * 4.0;
        Some(self.counts.fit_row(&right, &around) - self.counts.fit_row(&wrong, &around) + longer)
    }

    /// The right words with the writer's i and y, capitals and places of tone marks.
    fn right(&self, phrase: &Phrase, written: &str) -> String {
        let models: Vec<&str> = written.split_whitespace().collect();
        let right: Vec<&str> = phrase.right.split_whitespace().collect();
        if models.len() != right.len() {
            let model: String = written.chars().filter(|letter| letter.is_alphabetic()).collect();
            let capitals = !model.chars().any(char::is_lowercase);
            let model = if capitals {
                "AA"
            } else if model.starts_with(char::is_uppercase) {
                "Aa"
            } else {
                "aa"
            };
            return if phrase.right.starts_with(char::is_uppercase) {
                phrase.right.clone()
            } else {
                in_case_of(&phrase.right, model)
            };
        }
        let words = right.iter().zip(models).map(|(right, model)| match Shape::of(right) {
            Some(shape) if Shape::of(model) == Some(shape) => model.to_owned(),
            Some(shape) => self.written(shape, model),
            None => in_case_of(right, model),
        });
        words.collect::<Vec<String>>().join(" ")
    }
}
