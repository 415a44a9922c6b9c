//! What a word that is misspelled may have been meant to be: the slips of hand, keyboard and ear,
//! undone. Which of the mendings are words, and which fits its place, others know.

use super::fold;
use super::shape::{Bare, ONSETS, Shape, Spelled};
use super::syllable::{self, is_vowel};

/// How a word went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// Keys of Telex were left as letters: `nghieepj`.
    KeysLeft,
    /// The tone mark is missing or another.
    Tone,
    /// The mark of one letter is missing or another: `điêu` for `điều` is a tone, `nhiệm` for `nhiêm` too;
    /// `cán bô` is a mark.
    Mark,
    /// Two tone marks on one word.
    TwoTones,
    /// Several marks are missing.
    MarksLost,
    /// First consonants that sound alike: `sử lý`, `ngành` and `nghành`.
    Onset,
    /// Endings that sound alike: `bàng giao`.
    Ending,
    /// A mark and the tone.
    MarkAndTone,
    /// Vowels that sound alike.
    Vowel,
    /// One letter too many, too few, another, or two swapped.
    Letter,
    /// One letter and the tone.
    LetterAndTone,
}

impl Slip {
    /// How seldom it happens, as what it takes from the logarithm of the odds.
    pub const fn cost(self) -> f32 {
        match self {
            Self::KeysLeft => 0.3,
            Self::Tone | Self::Mark | Self::TwoTones => 1.0,
            Self::MarksLost | Self::Onset => 1.5,
            Self::Ending => 1.8,
            Self::MarkAndTone => 2.0,
            Self::Vowel | Self::Letter => 2.2,
            Self::LetterAndTone => 3.5,
        }
    }

    /// True for slips that only a strong surprise makes likely.
    pub const fn is_weak(self) -> bool {
        matches!(self, Self::LetterAndTone | Self::MarkAndTone | Self::Vowel | Self::MarksLost)
    }
}

/// Letters that differ by their mark only.
const MARKED: [&[char]; 5] = [&['a', 'ă', 'â'], &['e', 'ê'], &['o', 'ô', 'ơ'], &['u', 'ư'], &['d', 'đ']];

/// Every letter of syllables.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxyăâêôơư";
const VOWELS: &str = "aăâeêioôơuưy";

/// First consonants that are taken for one another.
const ALIKE_ONSETS: &[(&str, &[&str])] = &[
    ("s", &["x"]),
    ("x", &["s"]),
    ("ch", &["tr"]),
    ("tr", &["ch"]),
    ("d", &["gi", "r", "v"]),
    ("gi", &["d", "r", "v"]),
    ("r", &["d", "gi", "v"]),
    ("n", &["l"]),
    ("l", &["n"]),
    ("v", &["d", "gi"]),
    ("c", &["k", "qu"]),
    ("k", &["c"]),
    ("qu", &["k", "c"]),
    ("g", &["gh"]),
    ("gh", &["g"]),
    ("ng", &["ngh"]),
    ("ngh", &["ng"]),
    ("", &["h"]),
    ("h", &["qu"]),
    ("kh", &["ph", "h"]),
];

/// Endings that are taken for one another.
const ALIKE_ENDINGS: &[(&str, &[&str])] = &[
    ("n", &["ng", "nh"]),
    ("ng", &["n"]),
    ("nh", &["n", "ng"]),
    ("t", &["c"]),
    ("c", &["t", "ch"]),
    ("ch", &["t", "c"]),
    ("i", &["y"]),
    ("y", &["i"]),
    ("o", &["u"]),
    ("u", &["o"]),
    ("m", &["p"]),
    ("p", &["m", "t"]),
];

/// Vowels that are taken for one another.
const ALIKE_VOWELS: &[(&str, &str)] = &[
    ("iê", "i"),
    ("i", "iê"),
    ("ươ", "ư"),
    ("ư", "ươ"),
    ("uô", "u"),
    ("u", "uô"),
    ("ă", "â"),
    ("o", "oo"),
    ("au", "ao"),
    ("ao", "au"),
    ("ai", "ay"),
    ("ay", "ai"),
    ("âu", "au"),
    ("iu", "iêu"),
    ("iêu", "iu"),
    ("ưu", "ươu"),
    ("ê", "i"),
    ("oa", "o"),
    ("uy", "i"),
    ("ua", "uô"),
];

/// Rows of the keyboard.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Letters that a scanner takes for one another.
const LOOK_ALIKE: &[(char, &str)] = &[
    ('i', "l"),
    ('l', "i"),
    ('c', "eo"),
    ('e', "co"),
    ('o', "c"),
    ('m', "n"),
    ('n', "mu"),
    ('u', "n"),
    ('h', "b"),
    ('b', "h"),
    ('t', "r"),
];

/// Calls `add` for every syllable that `word` may have been meant to be, some more than once.
pub fn mendings(word: &str, add: &mut impl FnMut(Shape, Slip)) {
    let word: String = word.chars().map(fold::lower).collect();
    keys_left(&word, add);
    let bare = match Bare::of(&word) {
        Some(bare) => bare,
        None => match one_tone_each(&word, add) {
            Some(first) => first,
            None => return,
        },
    };
    let is_syllable = Bare::of(&word).is_some_and(|bare| bare.shape().is_some());
    marks(&bare, add);
    sounds(&bare, add);
    letters(&bare, add);
    if bare.tone() == 0 {
        let own = bare.letters();
        for at in 0..=own.len() {
            for vowel in VOWELS.chars() {
                with_tones(&inserted(own, at, vowel), 1..=5, Slip::LetterAndTone, add);
            }
        }
    }
    if !is_syllable {
        letter_and_tone(&bare, add);
    }
}

/// Adds the syllable of `letters` and `tone`, if it is one.
fn put(letters: &[char], tone: u8, slip: Slip, add: &mut impl FnMut(Shape, Slip)) {
    with_tones(letters, std::iter::once(tone), slip, add);
}

/// As [`put`], with each of `tones`.
fn with_tones(letters: &[char], tones: impl Iterator<Item = u8>, slip: Slip, add: &mut impl FnMut(Shape, Slip)) {
    let Some(spelled) = Spelled::of(letters) else { return };
    for shape in tones.filter_map(|tone| spelled.with_tone(tone)) {
        add(shape, slip);
    }
}

/// A word with tone marks on several letters, with one of them only; the first of these.
fn one_tone_each(word: &str, add: &mut impl FnMut(Shape, Slip)) -> Option<Bare> {
    let split: Vec<(char, u8)> = word.chars().map(syllable::untoned).collect();
    let letters: Vec<char> = split.iter().map(|(letter, _)| *letter).collect();
    let tones: Vec<u8> = split.iter().map(|(_, tone)| *tone).filter(|tone| *tone != 0).collect();
    for tone in &tones {
        put(&letters, *tone, Slip::TwoTones, add);
    }
    Bare::new(&letters, *tones.first()?)
}

fn marks_of(letter: char) -> &'static [char] {
    MARKED.iter().find(|group| group.contains(&letter)).copied().unwrap_or(&[])
}

/// Other tones, and other marks on the same letters.
fn marks(bare: &Bare, add: &mut impl FnMut(Shape, Slip)) {
    let own = bare.letters();
    with_tones(own, 0..=5, Slip::Tone, add);
    let unmarked =
        bare.tone() == 0 && !own.iter().any(|letter| matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư' | 'đ'));
    let mut ways = vec![own.to_vec()];
    for (at, letter) in own.iter().enumerate() {
        let further: Vec<Vec<char>> = marks_of(*letter)
            .iter()
            .filter(|other| *other != letter)
            .flat_map(|other| ways.iter().map(move |way| replaced(way, at, *other)))
            .collect();
        ways.extend(further);
        // Only what is no syllable at all has more vowels than this.
        if ways.len() > 200 {
            return;
        }
    }
    for way in ways.iter().skip(1) {
        let differing = own.iter().zip(way).filter(|(one, other)| one != other).count();
        let few = differing == 1 || differing == 2 && changes_both_horns(own, way);
        let Some(spelled) = Spelled::of(way) else { continue };
        for tone in 0..=5 {
            let slip = match (tone == bare.tone(), few) {
                (true, true) => Slip::Mark,
                (true, false) => Slip::MarksLost,
                (false, _) if unmarked => Slip::MarksLost,
                (false, true) => Slip::MarkAndTone,
                (false, false) => continue,
            };
            if let Some(shape) = spelled.with_tone(tone) {
                add(shape, slip);
            }
        }
    }
}

/// `uo` and `ươ` differ in two letters by one slip.
fn changes_both_horns(one: &[char], other: &[char]) -> bool {
    let has = |letters: &[char], pair: [char; 2]| letters.windows(2).any(|window| window == pair);
    has(one, ['u', 'o']) && has(other, ['ư', 'ơ']) || has(one, ['ư', 'ơ']) && has(other, ['u', 'o'])
}

/// First consonants, endings and vowels that sound alike.
fn sounds(bare: &Bare, add: &mut impl FnMut(Shape, Slip)) {
    let (own, tone) = (bare.letters(), bare.tone());
    let onset = ONSETS.iter().find_map(|onset| own.strip_prefix(*onset).map(|rest| (*onset, rest)));
    if let Some((onset, rest)) = onset {
        let alike = ALIKE_ONSETS.iter().filter(|(one, _)| one.chars().eq(onset.iter().copied()));
        for other in alike.flat_map(|(_, others)| others.iter()) {
            let letters: Vec<char> = other.chars().chain(rest.iter().copied()).collect();
            put(&letters, tone, Slip::Onset, add);
        }
    }
    for (ending, others) in ALIKE_ENDINGS {
        let ending: Vec<char> = ending.chars().collect();
        let Some(start) = own.strip_suffix(ending.as_slice()) else { continue };
        if start.last().is_some_and(|letter| is_vowel(*letter)) {
            for other in *others {
                let letters: Vec<char> = start.iter().copied().chain(other.chars()).collect();
                put(&letters, tone, Slip::Ending, add);
            }
        }
    }
    let text: String = own.iter().collect();
    for (vowel, other) in ALIKE_VOWELS.iter().filter(|(vowel, _)| text.contains(vowel)) {
        let letters: Vec<char> = text.replacen(vowel, other, 1).chars().collect();
        put(&letters, tone, Slip::Vowel, add);
    }
}

/// One letter too many, too few, another, or two swapped.
fn letters(bare: &Bare, add: &mut impl FnMut(Shape, Slip)) {
    let (own, tone) = (bare.letters(), bare.tone());
    for (at, letter) in own.iter().enumerate() {
        put(&without(own, at), tone, Slip::Letter, add);
        if at + 1 < own.len() {
            let mut swapped = own.to_vec();
            swapped.swap(at, at + 1);
            put(&swapped, tone, Slip::Letter, add);
        }
        let near = neighbours(*letter)
            .chain(LOOK_ALIKE.iter().filter(|(one, _)| one == letter).flat_map(|(_, others)| others.chars()));
        for other in near {
            put(&replaced(own, at, other), tone, Slip::Letter, add);
        }
    }
    for at in 0..=own.len() {
        for letter in LETTERS.chars() {
            put(&inserted(own, at, letter), tone, Slip::Letter, add);
        }
    }
}

/// Of what is no syllable: a letter that is another, or lost with the tone.
fn letter_and_tone(bare: &Bare, add: &mut impl FnMut(Shape, Slip)) {
    let (own, tone) = (bare.letters(), bare.tone());
    for at in 0..own.len() {
        for other in LETTERS.chars() {
            let letters = replaced(own, at, other);
            let lost = tone == 0 && is_vowel(other);
            with_tones(&letters, (0..=5).filter(|one| *one == tone || lost), Slip::LetterAndTone, add);
        }
        with_tones(&without(own, at), 0..=5, Slip::LetterAndTone, add);
        if at + 1 < own.len() {
            let mut swapped = own.to_vec();
            swapped.swap(at, at + 1);
            with_tones(&swapped, 0..=5, Slip::LetterAndTone, add);
        }
    }
}

/// Keys beside and below a letter's.
fn neighbours(letter: char) -> impl Iterator<Item = char> {
    let place =
        ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.chars().position(|key| key == letter)?)));
    let (row, at) = place.unwrap_or((ROWS.len(), 0));
    let key = |row: usize, at: Option<usize>| ROWS.get(row).zip(at).and_then(|(keys, at)| keys.chars().nth(at));
    let above = row.checked_sub(1).filter(|_| row < ROWS.len());
    [
        key(row, at.checked_sub(1)),
        key(row, Some(at + 1)),
        key(row + 1, Some(at)),
        above.and_then(|above| key(above, Some(at))),
    ]
    .into_iter()
    .flatten()
}

/// Syllables that Telex would have made of the keys in `word`.
fn keys_left(word: &str, add: &mut impl FnMut(Shape, Slip)) {
    let Some(bare) = Bare::of(word) else { return };
    let text: String = bare.letters().iter().collect();
    let own = bare.shape();
    let (rest, tone) = tone_key(&text, bare.tone());
    let mut marked = rest.clone();
    for (keys, letter) in [
        ("aa", "â"),
        ("ee", "ê"),
        ("oo", "ô"),
        ("dd", "đ"),
        ("uow", "ươ"),
        ("uơ", "ươ"),
        ("ưo", "ươ"),
        ("aw", "ă"),
        ("ow", "ơ"),
        ("uw", "ư"),
    ] {
        // A horn that only one of the two letters has is a mark left out, unless a key of a tone is there too.
        let is_half = keys.contains(['ơ', 'ư']);
        if !is_half || tone != bare.tone() {
            marked = marked.replace(keys, letter);
        }
    }
    if let Some(start) = marked.strip_suffix('w') {
        let horned = [("uo", "ươ"), ("u", "ư"), ("o", "ơ"), ("a", "ă")].into_iter().find_map(|(plain, horned)| {
            let at = start.rfind(plain)?;
            Some(format!("{}{horned}{}", &start[..at], &start[at + plain.len()..]))
        });
        marked = horned.unwrap_or_else(|| start.to_owned());
    }
    let mut ways = vec![marked.clone()];
    ways.extend(late_mark(&marked));
    if marked.len() > 2 && marked.starts_with('d') && marked.ends_with('d') {
        ways.push(format!("đ{}", &marked[1..marked.len() - 1]));
    }
    for way in ways.iter().filter(|way| **way != text || tone != bare.tone()) {
        let letters: Vec<char> = way.chars().collect();
        if let Some(shape) = Bare::new(&letters, tone).and_then(|bare| bare.shape()).filter(|shape| Some(*shape) != own)
        {
            add(shape, Slip::KeysLeft);
        }
    }
}

/// `letters` without a key of a tone, and its tone; the letters and `tone` if there is none.
fn tone_key(text: &str, tone: u8) -> (String, u8) {
    let key = |letter: char| match letter {
        'f' => Some(1),
        's' => Some(2),
        'r' => Some(3),
        'x' => Some(4),
        'j' => Some(5),
        _ => None,
    };
    let letters: Vec<char> = text.chars().collect();
    let last = letters.len().checked_sub(1).filter(|last| *last > 0 && key(letters[*last]).is_some());
    let inside =
        || (1..letters.len().saturating_sub(1)).find(|at| key(letters[*at]).is_some() && is_vowel(letters[*at - 1]));
    match last.or_else(inside) {
        Some(at) => (without(&letters, at).into_iter().collect(), key(letters[at]).unwrap_or(tone)),
        None => (text.to_owned(), tone),
    }
}

/// The circumflex typed after the ending: `tiene` is `tiên`.
fn late_mark(text: &str) -> Option<String> {
    let (start, vowel) = text.char_indices().last()?;
    let circumflex = match vowel {
        'a' => 'â',
        'e' => 'ê',
        'o' => 'ô',
        _ => return None,
    };
    let rest = &text[..start];
    let at = rest.rfind(vowel)?;
    let ending = &rest[at + vowel.len_utf8()..];
    let consonants = (1..=2).contains(&ending.len()) && ending.bytes().all(|letter| b"bcdghklmnpt".contains(&letter));
    consonants.then(|| format!("{}{circumflex}{ending}", &rest[..at]))
}

fn without(letters: &[char], at: usize) -> Vec<char> {
    letters.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, letter)| *letter).collect()
}

fn replaced(letters: &[char], at: usize, other: char) -> Vec<char> {
    let mut letters = letters.to_vec();
    letters[at] = other;
    letters
}

fn inserted(letters: &[char], at: usize, other: char) -> Vec<char> {
    let mut letters = letters.to_vec();
    letters.insert(at, other);
    letters
}

#[cfg(test)]
mod tests {
    use super::super::syllable::Placement;
    use super::*;

    /// The least costly slip that makes `wrong` of `right`.
    fn slip(wrong: &str, right: &str) -> Option<Slip> {
        let mut found: Option<Slip> = None;
        mendings(wrong, &mut |shape, slip| {
            if shape.written(Placement::First) == right && found.is_none_or(|known| slip.cost() < known.cost()) {
                found = Some(slip);
            }
        });
        found
    }

    #[test]
    fn slips_are_undone() {
        let cases = [
            ("tuc", "tục", Slip::Tone),
            ("triểt", "triệt", Slip::Tone),
            ("bô", "bộ", Slip::Tone),
            ("nguòi", "người", Slip::Mark),
            ("trương", "trường", Slip::Tone),
            ("truờng", "trường", Slip::Mark),
            ("dịnh", "định", Slip::Mark),
            ("nguoi", "người", Slip::MarksLost),
            ("thúyết", "thuyết", Slip::TwoTones),
            ("nghành", "ngành", Slip::Onset),
            ("sử", "xử", Slip::Onset),
            ("bàng", "bàn", Slip::Ending),
            ("muôn", "môn", Slip::Letter),
            ("đồg", "đồng", Slip::Letter),
            ("nghieepj", "nghiệp", Slip::KeysLeft),
            ("ddinhj", "định", Slip::KeysLeft),
            ("truowngf", "trường", Slip::KeysLeft),
            ("quyeets", "quyết", Slip::KeysLeft),
            ("tiene", "tiên", Slip::KeysLeft),
            ("trướcs", "trước", Slip::KeysLeft),
            ("cải", "cải", Slip::Tone),
        ];
        for (wrong, right, expected) in cases {
            assert_eq!(slip(wrong, right), Some(expected), "{wrong} {right}");
        }
    }

    #[test]
    fn nothing_is_made_of_what_is_no_word() {
        for word in ["", "x", "bcdfghjklmnpqrst", "ááááááááá", "ươươươươươươ"] {
            mendings(word, &mut |_, _| ());
        }
    }
}
