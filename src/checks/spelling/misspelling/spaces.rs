//! Spaces that are missing between words or stand inside one, and digits among letters.

use super::row::{Kind, Row};
use super::{Judge, Layer, Misspelling};
use crate::lexicon::counts::Counted;
use crate::model::Block;
use crate::text::TextRange;
use crate::text::fold;
use crate::text::letters::is_letter;
use crate::text::shape::{Bare, Shape};
use crate::text::syllable;

/// The longest syllable, in letters.
const LONGEST: usize = 7;
/// How often a pair must have been met to part or join words on its word.
const MET: u32 = 5;
/// Odds, as a logarithm, from which two syllables were one.
const ONE: f32 = 8.0;

impl Judge<'_> {
    /// A space inside a word: `nghiên cứ u`.
    pub(super) fn space_inside(&self, block: &Block, row: &Row, at: usize) -> Option<Misspelling> {
        let (word, next) = (&row.words[at], row.words.get(at + 1)?);
        if !next.is_word() || next.glued || next.done || next.capital {
            return None;
        }
        // Two syllables that were met in a row are two.
        let both = word.known.shape.is_some() && next.known.shape.is_some();
        if both && row.pair_after(at) != Some(0) {
            return None;
        }
        let folded = block.folded();
        let (first, second) = (&folded[word.range().usize()], &folded[next.range().usize()]);
        let letters = first.chars().count();
        if letters + second.chars().count() > LONGEST || next.range().start() != word.range().end() + 1 {
            return None;
        }
        let mark = |text: &str| text.chars().any(|letter| syllable::untoned(letter).1 > 0);
        if letters == 1 && (word.capital && !word.opens || word.opens && !mark(second)) {
            return None;
        }
        // `0,12 x e` is arithmetic.
        if letters == 1 && row.neighbour(at, -1).is_some_and(|before| before.kind == Kind::Number) {
            return None;
        }
        let joined = format!("{first}{second}");
        if syllable::with_tone_moved(&joined).is_some() {
            return None;
        }
        let shape = Shape::of(&joined)?;
        let id = self.counts.id(shape).filter(|id| self.counts.is_common(*id))?;
        let around = row.around(at, at + 1);
        let before = around.before[0].map(|before| self.counts.pair(before, id));
        let after = around.after[0].map(|after| self.counts.pair(id, after));
        let (least, most) = (before.min(after).unwrap_or(0), before.max(after).unwrap_or(0));
        let believed = if both {
            let row = [word.known.id(), next.known.id()];
            let apart = row[0].zip(row[1]).map(|(one, two)| self.counts.fit_row(&[one, two], &around));
            let odds = apart.map(|apart| self.counts.fit(Some(id), &around) - apart);
            // A syllable that was never met parts nothing: `kế ho ạch`.
            odds.is_none_or(|odds| odds >= ONE) && (least >= 3 || most >= 100)
        } else {
            let second_is_word = next.known.id().is_some_and(|next| self.counts.seen(next) > 2_000);
            let chance =
                next.known.shape.is_some() && letters <= 2 && !word.known.marked && second_is_word && most < 100;
            most >= MET && !chance
        };
        if !believed || self.lists.loanwords.contains(first) {
            return None;
        }
        let range = TextRange::new(word.range().start(), next.range().end());
        let shown = &block.shown()[range.usize()];
        Some(Misspelling {
            layer: Layer::SpaceInside,
            block: block.id(),
            range,
            found: shown.to_owned(),
            right: self.written(shape, shown),
            pair: None,
        })
    }

    /// Two words without a space: `banhành`.
    pub(super) fn space_missing(&self, block: &Block, row: &Row, at: usize) -> Option<Misspelling> {
        let word = &row.words[at];
        if word.known.shape.is_some() || word.known.first[0].is_some() {
            return None;
        }
        let folded = &block.folded()[word.range().usize()];
        let shown = &block.shown()[word.range().usize()];
        if folded.chars().nth(3).is_none() || self.lists.loanwords.contains(folded) {
            return None;
        }
        // A capital inside shows where the second word begins; all capitals show nothing.
        let upper = !shown.chars().any(char::is_lowercase);
        let inner: Vec<usize> =
            shown.char_indices().skip(1).filter(|(_, letter)| letter.is_uppercase()).map(|(place, _)| place).collect();
        let around = row.around(at, at);
        let named = word.is_name_like() && inner.is_empty() && !row.in_capitals;
        if upper && !row.in_capitals || !upper && inner.len() > 1 || named {
            return None;
        }
        let mut best: Option<(f32, usize)> = None;
        for (cut, _) in folded.char_indices().skip(2) {
            let (left, right) = folded.split_at(cut);
            if right.chars().nth(1).is_none() || !upper && inner.first().is_some_and(|inner| *inner != cut) {
                continue;
            }
            let (Some(one), Some(two)) = (self.common(left), self.common(right)) else { continue };
            let met = self.counts.pair(one, two);
            let sure = if word.known.marked { MET } else { 100 };
            // Names were not counted; what has a capital of its own needs no count.
            if met < sure && (inner.is_empty() || upper) {
                continue;
            }
            let fit = self.counts.fit_row(&[one, two], &around);
            if best.is_none_or(|(known, _)| fit > known) {
                best = Some((fit, cut));
            }
        }
        let (_, cut) = best?;
        if !word.known.marked && (around.before[0].is_none() || around.after[0].is_none()) {
            return None;
        }
        let right = format!("{} {}", &shown[..cut], &shown[cut..]);
        Some(Misspelling {
            layer: Layer::SpaceMissing,
            block: block.id(),
            range: word.range(),
            found: shown.to_owned(),
            right,
            pair: None,
        })
    }

    pub(super) fn common(&self, word: &str) -> Option<Counted> {
        if syllable::with_tone_moved(word).is_some() {
            return None;
        }
        self.counts.id(Shape::of(word)?).filter(|id| self.counts.is_common(*id))
    }

    /// Digits among letters: `h0à`, and the number of a VNI tone: `nươc1`.
    pub(super) fn digits(&self, block: &Block, row: &Row, at: usize) -> Option<(Misspelling, usize)> {
        let touching = |one: usize, next: usize| {
            let (one, next) = (row.words.get(one)?, row.words.get(next)?);
            (one.range().end() == next.range().start() && next.kind != Kind::Mark && one.kind != Kind::Mark)
                .then_some(())
        };
        let mut first = at;
        while first > 0 && touching(first - 1, first).is_some() {
            first -= 1;
        }
        let mut last = at;
        while touching(last, last + 1).is_some() {
            last += 1;
        }
        let range = TextRange::new(row.words[first].range().start(), row.words[last].range().end());
        let clean = block.clean();
        let text = clean.get(range.usize())?;
        let outside = |letter: Option<char>| {
            letter.is_none_or(|letter| letter == ' ' || ",;:)(\n".contains(letter) || letter == '.')
        };
        let bordered = outside(clean[..range.usize().start].chars().next_back())
            && outside(clean[range.usize().end..].chars().next());
        if first == last
            || !bordered
            || text.chars().count() > LONGEST + 1
            || first != at && row.words[first].kind == Kind::Word
        {
            return None;
        }
        let small: String = text.chars().map(fold::lower).collect();
        let around = row.around(first, last);
        let (shape, layer) = self.tone_digit(&small, row, at, &around).or_else(|| self.letter_digit(&small))?;
        let id = self.counts.id(shape).filter(|id| self.counts.is_common(*id))?;
        let met = self.counts.pair_of(around.before[0], Some(id)) + self.counts.pair_of(Some(id), around.after[0]);
        if met < MET {
            return None;
        }
        let misspelling = Misspelling {
            layer,
            block: block.id(),
            range,
            found: text.to_owned(),
            right: self.written(shape, text),
            pair: None,
        };
        Some((misspelling, last + 1 - at))
    }

    /// 0 and 1 for o and l or i inside a word with a mark.
    fn letter_digit(&self, text: &str) -> Option<(Shape, Layer)> {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        if text.is_ascii() || digits.is_empty() || digits.iter().any(|digit| !matches!(digit, '0' | '1')) {
            return None;
        }
        let round = text.replace('0', "o");
        ["l", "i"].iter().find_map(|one| {
            let shape = Shape::of(&round.replace('1', one))?;
            self.counts.id(shape).filter(|id| self.counts.is_common(*id))?;
            Some((shape, Layer::DigitForLetter))
        })
    }

    /// Keys of VNI in a word: `nuoc1`, `ke61`.
    fn tone_digit(
        &self,
        text: &str,
        row: &Row,
        at: usize,
        around: &crate::lexicon::counts::Around,
    ) -> Option<(Shape, Layer)> {
        let (word, tone) = of_vni(text)?;
        if word.chars().nth(1).is_none() || row.words[at].capital || !word.chars().all(is_letter) {
            return None;
        }
        let bare = Bare::of(&word).filter(|bare| bare.tone() == 0)?;
        let shape = bare.with_tone(tone).shape()?;
        let id = self.counts.id(shape)?;
        let own = bare.shape().and_then(|own| self.counts.id(own));
        let unmended = own.map_or(-20.0, |own| self.counts.fit(Some(own), around));
        (self.counts.fit(Some(id), around) - unmended >= 4.0).then_some((shape, Layer::KeysLeft))
    }
}

/// What the keys of VNI in `text` would have made of it, and its tone; `None` without any, or with two tones.
fn of_vni(text: &str) -> Option<(String, u8)> {
    let mut word: Vec<char> = Vec::new();
    let mut tone = None;
    let mut keys = 0;
    for letter in text.chars() {
        let mut mark = |pairs: &[(char, char)]| {
            let at = word.iter().rposition(|one| pairs.iter().any(|(plain, _)| plain == one))?;
            let (_, marked) = pairs.iter().find(|(plain, _)| *plain == word[at])?;
            word[at] = *marked;
            // One key makes both letters of `ươ`.
            if *marked == 'ơ' && at > 0 && word[at - 1] == 'u' {
                word[at - 1] = 'ư';
            }
            Some(())
        };
        match letter {
            '1'..='5' => {
                let own = [2, 1, 3, 4, 5][letter as usize - '1' as usize];
                if tone.replace(own).is_some() {
                    return None;
                }
            }
            '6' => mark(&[('a', 'â'), ('e', 'ê'), ('o', 'ô')])?,
            '7' => mark(&[('o', 'ơ'), ('u', 'ư')])?,
            '8' => mark(&[('a', 'ă')])?,
            '9' => mark(&[('d', 'đ')])?,
            _ => {
                word.push(letter);
                continue;
            }
        }
        keys += 1;
    }
    (keys > 0).then(|| (word.into_iter().collect(), tone.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_vni_are_read() {
        let read = |text: &str| of_vni(text).map(|(word, tone)| format!("{word} {tone}"));
        assert_eq!(read("ke61").as_deref(), Some("kê 2"));
        assert_eq!(read("d9uo7ng2").as_deref(), Some("đương 1"));
        assert_eq!(read("nuoc1").as_deref(), Some("nuoc 2"));
        assert_eq!(read("km12"), None);
        assert_eq!(read("hoach"), None);
    }
}
