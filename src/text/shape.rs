//! The shape of a syllable: its bare letters and its tone, as one number. Two ways of writing one
//! syllable (`hoà`, `hòa`; `lý`, `lí`; `quy`, `qui`) have one shape.

use super::fold;
use super::syllable::{self, Placement};

/// Letters that are taken; what is longer is no syllable, however it is mended.
const LONGEST: usize = 12;

/// The letters of syllables; the number of a letter is its place here, from 1.
const ALPHABET: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ', 'p', 'q', 'r', 's',
    't', 'u', 'ư', 'v', 'x', 'y',
];

/// Bits of a letter, and of the tone below all letters.
const LETTER: u32 = 6;
const TONE: u32 = 3;

/// First consonants: those that begin alike stand together, those of more letters first; the empty one last.
pub(super) const ONSETS: [&[char]; 28] = [
    &['b'],
    &['c', 'h'],
    &['c'],
    &['d'],
    &['đ'],
    &['g', 'h'],
    &['g', 'i'],
    &['g'],
    &['h'],
    &['k', 'h'],
    &['k'],
    &['l'],
    &['m'],
    &['n', 'g', 'h'],
    &['n', 'g'],
    &['n', 'h'],
    &['n'],
    &['p', 'h'],
    &['p'],
    &['q', 'u'],
    &['r'],
    &['s'],
    &['t', 'h'],
    &['t', 'r'],
    &['t'],
    &['v'],
    &['x'],
    &[],
];

/// Where in [`ONSETS`] those with a first letter begin, and how many they are.
static BEGINNING_WITH: [(u8, u8); 'đ' as usize + 1] = {
    let mut all = [(0, 0); 'đ' as usize + 1];
    let mut at = 0;
    while at < ONSETS.len() {
        if let [first, ..] = ONSETS[at] {
            let (start, count) = all[*first as usize];
            all[*first as usize] = (if count == 0 { at as u8 } else { start }, count + 1);
        }
        at += 1;
    }
    all
};

/// A syllable that can be written: letters and tone as one number, one for all ways of writing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape(u64);

/// Letters without tone marks, and the tone they bear: 0 for none, then huyền, sắc, hỏi, ngã, nặng.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bare {
    letters: [char; LONGEST],
    length: usize,
    tone: u8,
}

impl Bare {
    /// Takes a word apart; `None` if two of its letters bear a tone mark, or if it is too long.
    pub fn of(word: &str) -> Option<Self> {
        let mut bare = Self { letters: ['\0'; LONGEST], length: 0, tone: 0 };
        for letter in word.chars() {
            let (letter, tone) = syllable::untoned(fold::lower(letter));
            if tone != 0 && bare.tone != 0 {
                return None;
            }
            bare.tone = bare.tone.max(tone);
            *bare.letters.get_mut(bare.length)? = letter;
            bare.length += 1;
        }
        Some(bare)
    }

    /// `letters` with `tone`; `None` if they are too many.
    pub(super) fn new(letters: &[char], tone: u8) -> Option<Self> {
        let mut bare = Self { letters: ['\0'; LONGEST], length: letters.len(), tone };
        bare.letters.get_mut(..letters.len())?.copy_from_slice(letters);
        Some(bare)
    }

    /// Its letters.
    pub fn letters(&self) -> &[char] {
        &self.letters[..self.length]
    }

    /// Its tone, 0 for none.
    pub const fn tone(&self) -> u8 {
        self.tone
    }

    /// The same letters with another tone.
    #[must_use]
    pub const fn with_tone(self, tone: u8) -> Self {
        Self { tone, ..self }
    }

    /// Its shape, if Vietnamese can have such a syllable. Where the tone mark stood does not matter.
    pub fn shape(&self) -> Option<Shape> {
        Spelled::of(self.letters())?.with_tone(self.tone)
    }
}

/// The letters of a syllable that Vietnamese can have, still without a tone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelled {
    packed: u64,
    /// It ends with c, ch, p or t and bears sắc or nặng.
    stops: bool,
}

impl Spelled {
    /// Known parts; `k`, `gh`, `ngh` before e, ê, i, y only. `None` also for letters that are too many.
    pub(super) fn of(own: &[char]) -> Option<Self> {
        let mut letters = ['\0'; LONGEST];
        let letters = letters.get_mut(..own.len())?;
        letters.copy_from_slice(own);
        let (onset, rime) = parts(own)?;
        let front = matches!(rime, ['e' | 'ê' | 'i' | 'y', ..]);
        let spelled = match onset {
            ['k'] | ['g', 'h'] | ['n', 'g', 'h'] => front,
            ['c'] | ['n', 'g'] => !front,
            ['g'] => !matches!(rime, ['e' | 'ê', ..]),
            _ => true,
        };
        if !spelled {
            return None;
        }
        match (onset, rime) {
            (['q', 'u'], ['i', ..]) => letters[2] = 'y',
            ([_, ..], ['y']) if onset != ['q', 'u'] => letters[own.len() - 1] = 'i',
            _ => {}
        }
        let packed = letters.iter().try_fold(0_u64, |packed, letter| {
            let number = ALPHABET.iter().position(|known| known == letter)? as u64 + 1;
            Some(packed << LETTER | number)
        })?;
        Some(Self { packed, stops: matches!(rime, [.., 'c' | 'p' | 't'] | [.., 'c', 'h']) })
    }

    /// The syllable with `tone`: sắc or nặng before c, ch, p, t.
    pub(super) fn with_tone(self, tone: u8) -> Option<Shape> {
        (!self.stops || matches!(tone, 2 | 5)).then_some(Shape(self.packed << TONE | u64::from(tone)))
    }
}

fn parts(letters: &[char]) -> Option<(&[char], &[char])> {
    let (start, count) = *BEGINNING_WITH.get(*letters.first()? as usize).unwrap_or(&(0, 0));
    let beginning = &ONSETS[usize::from(start)..usize::from(start + count)];
    for onset in beginning.iter().chain(ONSETS.last()).copied() {
        let Some(rime) = letters.strip_prefix(onset) else { continue };
        match (onset, rime) {
            // The i of `gì`, `gìn`, `giếng` is that of the rime.
            (['g', 'i'], []) => return Some((&letters[..1], &letters[1..])),
            (['g', 'i'], [first, ..]) if !syllable::is_vowel(*first) => {
                let rime = &letters[1..];
                return syllable::is_rime(rime).then_some((&letters[..1], rime));
            }
            (['g', 'i'], _) => {
                let whole = rime.first() == Some(&'ê') && syllable::is_rime(&letters[1..]);
                return (syllable::is_rime(rime) || whole).then_some((&letters[..2], rime));
            }
            (['q', 'u'], _) => {
                let own = syllable::is_rime(rime) && !matches!(rime, ['o' | 'u', ..]) || rime == ['ô', 'c'];
                let shared = rime.first() == Some(&'y') && syllable::is_rime(&letters[1..]);
                return (own || shared).then_some((&letters[..2], rime));
            }
            (_, []) => {}
            _ if syllable::is_rime(rime) => return Some((&letters[..onset.len()], rime)),
            _ => {}
        }
    }
    None
}

impl Shape {
    /// The shape of a word as it is written; `None` if it is no syllable.
    pub fn of(word: &str) -> Option<Self> {
        Bare::of(word)?.shape()
    }

    /// The number, for tables.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The shape of this number. Only numbers of [`Self::number`] make sense.
    pub const fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// The syllable in small letters, its tone mark where it belongs.
    pub fn written(self, placement: Placement) -> String {
        let mut letters = Vec::with_capacity(7);
        let mut rest = self.0 >> TONE;
        while rest > 0 {
            let number = (rest & ((1 << LETTER) - 1)) as usize;
            letters.push(number.checked_sub(1).and_then(|at| ALPHABET.get(at)).copied().unwrap_or(' '));
            rest >>= LETTER;
        }
        letters.reverse();
        let tone = (self.0 & ((1 << TONE) - 1)) as u8;
        with_usual_y(&mut letters, tone);
        if tone > 0 {
            let at = main_vowel(&letters, placement);
            letters[at] = syllable::toned(letters[at], tone);
        }
        letters.into_iter().collect()
    }
}

/// `lí` is written `lý` by most; so are the others after these consonants, but not `tỉ mỉ`.
fn with_usual_y(letters: &mut [char], tone: u8) {
    const HOI: u8 = 3;
    if let [onset, last @ 'i'] = letters {
        let usual = match onset {
            'h' | 'k' | 'l' => true,
            'm' => tone != HOI,
            't' => tone == 0 || tone == HOI,
            _ => false,
        };
        if usual {
            *last = 'y';
        }
    }
}

/// The index of the letter that bears the tone mark.
fn main_vowel(letters: &[char], placement: Placement) -> usize {
    let Some((onset, rime)) = parts(letters) else { return 0 };
    let start = onset.len();
    let vowels = rime.iter().take_while(|letter| syllable::is_vowel(**letter)).count();
    let marked = rime[..vowels].iter().rposition(|letter| matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    let open_pair = matches!(rime, ['o', 'a' | 'e'] | ['u', 'y']);
    start
        + match (marked, vowels) {
            (Some(at), _) => at,
            (None, 0 | 1) => 0,
            (None, _) if vowels < rime.len() => vowels - 1,
            (None, 3) => 1,
            (None, _) => usize::from(open_pair && placement == Placement::Second),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_one_syllable_have_one_shape() {
        for (one, other) in
            [("hoà", "hòa"), ("lý", "lí"), ("quy", "qui"), ("Uỷ", "ủy"), ("quýt", "quít"), ("qúy", "quý")]
        {
            assert!(Shape::of(one).is_some(), "{one}");
            assert_eq!(Shape::of(one), Shape::of(other), "{one}");
        }
    }

    #[test]
    fn what_cannot_be_a_syllable_has_no_shape() {
        let words = ["tuc", "viêc", "triểt", "nghành", "ngiệp", "kác", "cế", "gế", "đồg", "thúyết", "abc", "", "nguời"];
        for word in words {
            assert_eq!(Shape::of(word), None, "{word}");
        }
    }

    #[test]
    fn shapes_are_written_back() {
        let words = "gì gìn giếng giết giữ quý quốc quyền quyển khuỷu huế thuở hòa ủy khỏe toàn nghiêng nghĩa người \
            được mía của mua yêu ý kỷ lý tỷ mỉ sĩ chí thì ngoài xoáy trước uống ếch";
        for word in words.split_whitespace() {
            let shape = Shape::of(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!(shape.written(Placement::First), word);
        }
        let second = ["hoà", "uỷ", "khoẻ", "thuý"];
        for word in second {
            assert_eq!(Shape::of(word).map(|shape| shape.written(Placement::Second)).as_deref(), Some(word));
        }
    }
}
