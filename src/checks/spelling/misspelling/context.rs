//! Whether a syllable belongs where it stands. What is written is weighed against what may have been
//! meant by the counts of the pairs and triples around it.

use std::cell::RefCell;

use super::candidates::candidates;
use super::odds::{
    Best, SURE, Written, is_enough, is_enough_for_unknown, is_explained, is_in_compound, is_plain, needed,
};
use super::row::{Row, Word};
use super::{Judge, Layer, Misspelling, Pair};
use crate::lexicon::counts::{Around, Counted, NUMBER};
use crate::lexicon::layout::layout;
use crate::lexicon::places;
use crate::model::Block;
use crate::text::mendings::Slip;
use crate::text::shape::Shape;

/// A word as likely as this (its logarithm) after those before it is no surprise.
const NO_SURPRISE: f32 = -5.0;

/// Places that a thread keeps.
const PLACES_KEPT: usize = 1 << 13;

thread_local! {
    /// Words that are no surprise between those around them: the same phrases make up all documents. Of
    /// those that share a slot the last one.
    static UNSURPRISING: RefCell<Vec<u64>> = RefCell::new(vec![0; PLACES_KEPT]);
}

/// How many times oftener than what is written the mending must be met to be believed on less.
const FAR_RARER: u32 = 300;

/// A syllable that was met no more often in all texts is next to never right.
const NEXT_TO_NEVER: u32 = 10;

/// A word that was met less often is looked at wherever it stands.
const RARELY_MET: u32 = 2_500;

impl Judge<'_> {
    /// What is wrong with word `at` where it stands.
    pub(super) fn in_context(&self, block: &Block, row: &Row, at: usize) -> Option<Misspelling> {
        let word = &row.words[at];
        let (left, right) = (row.pair_before(at), row.pair_after(at));
        let around = row.around(at, at);
        // A capital may be wrong where the word is no surprise.
        if word.known.shape.is_some() && !word.capital && self.is_no_surprise(word, &around) {
            return None;
        }
        if self.is_known_beside(row, at) {
            return None;
        }
        let text = &block.folded()[word.range().usize()];
        let shown = &block.shown()[word.range().usize()];
        let head = self.is_misspelled_head(row, at, text);
        if !head && self.is_let_alone(block, row, at, text, shown) {
            return None;
        }
        let sides = usize::from(row.neighbour(at, -1).is_some()) + usize::from(row.neighbour(at, 1).is_some());
        let known = usize::from(around.before[0].is_some()) + usize::from(around.after[0].is_some());
        let (written, base) = match word.known.shape {
            Some(_) => (self.written_syllable(row, at, known, &around)?, self.counts.fit(word.known.id(), &around)),
            None => (self.written_other(text, shown, word, row, &around)?, self.strange(&around)),
        };
        let best = self.best(text, &around, word.known.shape.is_none())?;
        let odds = best.score - base;
        if word.known.shape.is_some() && !head && self.ends_badly(row, at, &best) {
            return None;
        }
        let enough = if word.known.shape.is_some() {
            let pairs = [left.filter(|_| around.before[0].is_some()), right.filter(|_| around.after[0].is_some())];
            // `cua` for `của`: what is written is next to never written.
            let written_seen = word.known.id().map_or(0, |id| self.counts.seen(id));
            let far_rarer = self.counts.seen(best.id) >= FAR_RARER * written_seen.max(1);
            is_enough(written, &best, odds, pairs, known) && !is_explained(written, &best, odds, pairs, far_rarer)
                || written != Written::BesideName && is_plain(&best, odds, [left, right], far_rarer)
                || written != Written::BesideName
                    && word.known.shape.is_none_or(|shape| !self.lists.anywhere.contains(&shape))
                    && is_in_compound(&best, odds, [left, right])
                || written_seen <= NEXT_TO_NEVER && is_enough_for_unknown(&best, odds, known)
        } else {
            self.is_enough_for_strange(written, &best, odds, text, shown, sides)
        };
        if !(enough || head && odds > 0.0) {
            return None;
        }
        let layer = match (word.known.shape.is_some(), best.slip) {
            (_, Slip::KeysLeft) => Layer::KeysLeft,
            (false, Slip::Tone | Slip::Mark | Slip::MarksLost) if written == Written::Unmarked => Layer::MarksLost,
            (false, _) => Layer::Impossible,
            (true, Slip::MarksLost) if !word.known.marked => Layer::MarksLost,
            (true, _) if odds >= SURE || head => Layer::Unlikely,
            (true, _) => Layer::Doubtful,
        };
        let right = self.written(self.counts.shape(best.id), shown);
        let pair = pair(block, row, at, &best, &right);
        Some(Misspelling { layer, block: block.id(), range: word.range(), found: shown.to_owned(), right, pair })
    }

    /// True if the word and one beside it are known to go together.
    fn is_known_beside(&self, row: &Row, at: usize) -> bool {
        let shape = |word: Option<&Word>| word.and_then(|word| word.known.shape);
        let own = row.words[at].known.shape;
        let known = |pair: Option<(Shape, Shape)>| pair.is_some_and(|pair| self.lists.pairs.contains(&pair));
        known(shape(row.neighbour(at, -1)).zip(own)) || known(own.zip(shape(row.neighbour(at, 1))))
    }

    /// True if the mending would end its clause with a word that wants another one: `thành viên là;`.
    fn ends_badly(&self, row: &Row, at: usize, best: &Best) -> bool {
        let closes = row.words.get(at + 1).is_none_or(|next| next.kind == super::row::Kind::Mark);
        closes && layout().cannot_end(&self.counts.shape(best.id).written(self.placement))
    }

    /// Names, abbreviations, letters that number something.
    fn is_let_alone(&self, block: &Block, row: &Row, at: usize, text: &str, shown: &str) -> bool {
        let word = &row.words[at];
        let capitals = row.in_capitals;
        let upper = shown.chars().nth(1).is_some() && !shown.chars().any(char::is_lowercase);
        let inner = shown.chars().skip(1).any(char::is_uppercase);
        if !capitals && (word.is_name_like() && word.known.shape.is_some() || upper || inner) || inner && !upper {
            return true;
        }
        if text.chars().nth(1).is_none() && !(word.known.shape.is_some() && has_tone(text)) {
            return true;
        }
        // In a line of capitals a short form tells nothing of the word beside it: `CỔNG TTĐT`.
        let short = |place: Option<usize>| {
            let beside = place.and_then(|place| row.words.get(place));
            beside.is_some_and(|beside| {
                let text = &block.folded()[beside.range().usize()];
                beside.is_word() && beside.known.shape.is_none() && is_without_vowel(text)
            })
        };
        if capitals && (short(Some(at + 1)) || short(at.checked_sub(1))) {
            return true;
        }
        word.capital && self.is_after_unit(row, at)
            || capitals && (self.is_after_unit(row, at) || is_in_province(block, word))
    }

    /// In a line of capitals nothing tells a name but the word before it.
    fn is_after_unit(&self, row: &Row, at: usize) -> bool {
        let before = row.words.get(at.saturating_sub(3)..at).unwrap_or_default();
        before.iter().any(|word| word.known.shape.is_some_and(|shape| self.lists.before_names.contains(&shape)))
    }

    /// A word of two syllables with one capital that is no name, one slip away: `Chinh phủ`.
    fn is_misspelled_head(&self, row: &Row, at: usize, text: &str) -> bool {
        let word = &row.words[at];
        let next = row.words.get(at + 1).filter(|next| next.is_word());
        let Some((own, next)) = word.known.shape.zip(next) else { return false };
        let Some(following) = next.known.shape.filter(|_| word.capital && !next.capital) else { return false };
        if self.lists.heads.contains(&(own, following)) || row.pair_after(at).is_none_or(|count| count > 20) {
            return false;
        }
        if !self.lists.heads.iter().any(|(_, second)| *second == following) {
            return false;
        }
        let near = candidates(text, self.counts, self.lists);
        near.iter().any(|(id, slip)| {
            slip.cost() <= Slip::Mark.cost() && self.lists.heads.contains(&(self.counts.shape(*id), following))
        })
    }

    /// A syllable that may be wrong; `None` if it is no surprise.
    fn written_syllable(&self, row: &Row, at: usize, known: usize, around: &Around) -> Option<Written> {
        let word = &row.words[at];
        if known == 0 {
            return None;
        }
        let is_numeral = word.known.shape.is_some_and(|shape| self.lists.numerals.contains(&shape));
        let bracket = |place: Option<usize>| {
            place.and_then(|place| row.words.get(place)).is_some_and(|word| word.kind == super::row::Kind::Mark)
        };
        if is_numeral && (bracket(Some(at + 1)) || bracket(at.checked_sub(1))) {
            return None;
        }
        if self.is_no_surprise(word, around) {
            return None;
        }
        if !row.in_capitals && is_beside_name(row, at) {
            return Some(Written::BesideName);
        }
        Some(if word.known.common { Written::Common } else { Written::Rare })
    }

    /// True if a word belongs where it stands. A rare one may have been met there by the same slip.
    fn is_no_surprise(&self, word: &Word, around: &Around) -> bool {
        let id = word.known.id();
        id.is_some_and(|id| self.counts.seen(id) >= RARELY_MET) && !self.is_surprise(id, around)
    }

    /// True if a word is unlikely where it stands.
    fn is_surprise(&self, id: Option<Counted>, around: &Around) -> bool {
        UNSURPRISING.with_borrow_mut(|known| {
            let [before, earlier] = around.before;
            let [after, _] = around.after;
            let key = [earlier, before, id, after]
                .iter()
                .fold(0, |key, word| key << 16 | u64::from(word.map_or(u16::MAX, |word| word.0)));
            let slot = &mut known[(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % PLACES_KEPT];
            if *slot == key {
                return false;
            }
            let here = match before {
                Some(_) => self.counts.after_two(id, earlier, before),
                None => self.counts.after_two(after, None, id),
            };
            let next = after.map_or(here, |_| self.counts.after_two(after, before, id));
            let surprise = here.ln().min(next.ln()) <= NO_SURPRISE;
            if !surprise {
                *slot = key;
            }
            surprise
        })
    }

    /// What is no syllable; `None` if it is a loanword, a short form or a name.
    fn written_other(&self, text: &str, shown: &str, word: &Word, row: &Row, around: &Around) -> Option<Written> {
        if word.known.first[0].is_some() || self.lists.loanwords.contains(text) || !text.chars().all(is_of_words) {
            return None;
        }
        let small = !shown.chars().any(char::is_uppercase);
        // Pieces of words that a space has cut.
        if text.chars().nth(2).is_none() && !text.starts_with(is_consonant) {
            return None;
        }
        if is_without_vowel(text) && !small {
            return None;
        }
        let upper = !shown.chars().any(char::is_lowercase);
        if upper && !row.in_capitals {
            return None;
        }
        if !word.known.marked {
            let number = |word: Option<Counted>| word.is_none_or(|word| word == NUMBER);
            let lone = number(around.before[0]) && number(around.after[0]);
            return (!lone && !word.is_name_like()).then_some(Written::Unmarked);
        }
        let name = word.capital && !word.opens && !row.in_capitals;
        Some(if name { Written::ImpossibleName } else { Written::Impossible })
    }

    /// The likelihood of the words after one that was never met.
    fn strange(&self, around: &Around) -> f32 {
        let [after, later] = around.after;
        let mut sum = (1e-9_f32).ln();
        if after.is_some() {
            sum += self.counts.after_two(after, None, None).ln();
            if later.is_some() {
                sum += self.counts.after_two(later, None, after).ln();
            }
        }
        sum
    }

    fn best(&self, text: &str, around: &Around, strange: bool) -> Option<Best> {
        let mut best: Option<Best> = None;
        for (id, slip) in candidates(text, self.counts, self.lists).iter() {
            let pairs =
                [self.counts.pair_of(around.before[0], Some(*id)), self.counts.pair_of(Some(*id), around.after[0])];
            let alone = strange && matches!(slip, Slip::KeysLeft | Slip::TwoTones | Slip::Letter | Slip::Onset);
            if pairs == [0, 0] && !alone {
                continue;
            }
            let score = self.counts.fit(Some(*id), around) - slip.cost();
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Best { id: *id, slip: *slip, score, lift: 0.0, lifts: [0.0; 2], pairs, triples: 0 });
            }
        }
        let mut best = best?;
        best.triples = self.counts.triples_at(best.id, around);
        // A figure beside a word says little of it.
        let lift = |one: Option<Counted>, two: Option<Counted>| match (one, two) {
            (Some(one), Some(two)) if one != NUMBER && two != NUMBER => self.counts.lift(one, two),
            _ => 0.0,
        };
        let own = Some(best.id);
        best.lifts = [lift(around.before[0], own), lift(own, around.after[0])];
        best.lift = best.lifts[0].max(best.lifts[1]);
        Some(best)
    }

    /// True if the odds suffice to mend what is no syllable.
    fn is_enough_for_strange(
        &self,
        written: Written,
        best: &Best,
        odds: f32,
        text: &str,
        shown: &str,
        sides: usize,
    ) -> bool {
        let top = best.pairs[0].max(best.pairs[1]);
        let both = best.pairs[0].min(best.pairs[1]);
        let small = !shown.chars().any(char::is_uppercase);
        if is_without_vowel(text) {
            let short = self.lists.short_forms.contains(text);
            let enough = if short { both >= 100 && best.triples >= 300 } else { both >= 10 && best.triples >= 30 };
            return odds >= 12.0 && enough;
        }
        match written {
            Written::Impossible => {
                let plain = matches!(best.slip, Slip::KeysLeft | Slip::TwoTones)
                    || best.slip == Slip::Letter && has_doubled_letter(text);
                odds >= needed::IMPOSSIBLE && top >= 3
                    || plain && (sides == 0 || odds >= needed::IMPOSSIBLE)
                    // Spelled against the rule of the first letter: `nghành`.
                    || best.slip == Slip::Onset && small && text.starts_with(['n', 'g', 'k', 'c', 'q'])
            }
            Written::ImpossibleName => {
                let marks = matches!(best.slip, Slip::Tone | Slip::Mark | Slip::TwoTones | Slip::KeysLeft);
                odds >= needed::CAPITAL && top >= 30 && marks
            }
            _ => {
                let marks = matches!(best.slip, Slip::Tone | Slip::Mark | Slip::MarksLost);
                let told = both >= 100 && best.triples >= 300;
                let foreign = self.lists.foreign.contains(text) && !marks && !told && best.slip != Slip::KeysLeft;
                let apart = odds >= 12.0 && (top >= 100 && best.lift >= 20.0 || marks && best.triples >= 100);
                let supported = both >= 3 && best.triples >= 3
                    || top >= 2_000 && marks
                    || best.slip == Slip::KeysLeft && top >= 30 && odds >= 10.0
                    || apart;
                odds >= needed::UNMARKED && !foreign && supported
            }
        }
    }
}

/// True if one of the words beside it has a capital that no sentence asks for.
fn is_beside_name(row: &Row, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| row.words.get(before)).is_some_and(|before| {
        let known = row.pair_before(at) == Some(0) || before.known.common;
        let opens_sentence = before.opens && known && before.known.id().is_some();
        before.is_word() && before.capital && !opens_sentence
    });
    let after = row.words.get(at + 1).is_some_and(|after| after.is_word() && after.capital);
    before || after
}

/// The word with the neighbour that tells most.
fn pair(block: &Block, row: &Row, at: usize, best: &Best, right: &str) -> Option<Pair> {
    let by = if best.pairs[0] >= best.pairs[1] { -1 } else { 1 };
    let beside = row.neighbour(at, by)?;
    let clean = block.clean();
    let (own, other) = (&clean[row.words[at].range().usize()], &clean[beside.range().usize()]);
    let (found, usual) = if by < 0 {
        (format!("{other} {own}"), format!("{other} {right}"))
    } else {
        (format!("{own} {other}"), format!("{right} {other}"))
    };
    let found_count = if by < 0 { row.pair_before(at) } else { row.pair_after(at) };
    Some(Pair {
        found,
        right: usual,
        found_count: found_count.unwrap_or(0),
        right_count: best.pairs[usize::from(by > 0)],
    })
}

fn has_tone(text: &str) -> bool {
    text.chars().any(|letter| crate::text::syllable::untoned(letter).1 > 0)
}

/// Letters of Vietnamese words, and those that a scanner makes of them.
fn is_of_words(letter: char) -> bool {
    letter.is_ascii_lowercase()
        || matches!(letter, 'đ' | 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư' | 'ǎ' | 'ä' | 'ö' | 'ü')
        || crate::text::syllable::untoned(letter).1 > 0
}

fn is_consonant(letter: char) -> bool {
    letter == 'đ' || letter.is_ascii_alphabetic() && !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_without_vowel(text: &str) -> bool {
    !text.chars().any(|letter| {
        matches!(
            crate::text::syllable::untoned(letter).0,
            'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
        )
    })
}

fn has_doubled_letter(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(one, next)| one == next)
}

/// Most bytes of a letter.
const LETTER: usize = 4;

/// True if the word belongs to the name of a province.
fn is_in_province(block: &Block, word: &Word) -> bool {
    let folded = block.folded();
    let range = word.range().usize();
    let names = places::provinces().all.iter().map(|province| province.folded.as_str());
    names.filter(|name| name.contains(&folded[range.clone()])).any(|name| {
        // A name around the word lies within its own length of it; one letter more tells where words end.
        let mut from = range.end.saturating_sub(name.len() + LETTER);
        let mut to = folded.len().min(range.start + name.len() + LETTER);
        while !folded.is_char_boundary(from) {
            from -= 1;
        }
        while !folded.is_char_boundary(to) {
            to += 1;
        }
        let found = crate::text::fold::find_words(&folded[from..to], name);
        found
            .map(|place| from + place.start..from + place.end)
            .any(|place| place.start <= range.start && range.end <= place.end)
    })
}
