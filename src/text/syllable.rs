//! The Vietnamese syllable: first consonant, rime, tone, and where the tone mark may stand.

use std::sync::LazyLock;

/// Rimes without tone, sorted by bytes.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt",
    "uâc", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "y",
    "ych", "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê",
    "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn",
    "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc",
    "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// [`RIMES`] as numbers: sixteen bits for each of at most four letters.
static RIME_KEYS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut keys: Vec<u64> = RIMES.iter().map(|rime| key(&rime.chars().collect::<Vec<_>>())).collect();
    keys.sort_unstable();
    keys
});

fn key(letters: &[char]) -> u64 {
    letters.iter().fold(0, |key, letter| key << 16 | u64::from(u32::from(*letter) & 0xffff))
}

/// Vowels and their five toned forms: huyền, sắc, hỏi, ngã, nặng.
const TONED: [(char, [char; 5]); 12] = [
    ('a', ['à', 'á', 'ả', 'ã', 'ạ']),
    ('ă', ['ằ', 'ắ', 'ẳ', 'ẵ', 'ặ']),
    ('â', ['ầ', 'ấ', 'ẩ', 'ẫ', 'ậ']),
    ('e', ['è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    ('ê', ['ề', 'ế', 'ể', 'ễ', 'ệ']),
    ('i', ['ì', 'í', 'ỉ', 'ĩ', 'ị']),
    ('o', ['ò', 'ó', 'ỏ', 'õ', 'ọ']),
    ('ô', ['ồ', 'ố', 'ổ', 'ỗ', 'ộ']),
    ('ơ', ['ờ', 'ớ', 'ở', 'ỡ', 'ợ']),
    ('u', ['ù', 'ú', 'ủ', 'ũ', 'ụ']),
    ('ư', ['ừ', 'ứ', 'ử', 'ữ', 'ự']),
    ('y', ['ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
];

/// One of the five tone marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tone(u8);

impl Tone {
    /// Sắc and nặng, the only tones before a final c, ch, p or t.
    const fn goes_before_stop(self) -> bool {
        matches!(self.0, 1 | 4)
    }
}

/// The right writing of a word that has one horn of *ươ* only (`nguời`, `đựoc`); `None` for a word
/// that is right or does not become a Vietnamese syllable.
pub fn with_both_horns(word: &str) -> Option<String> {
    let bare = |letter: char| split(letter).map_or(letter, |(bare, _)| bare);
    let mut before = ' ';
    let half = word.chars().position(|letter| {
        let vowel = bare(lower(letter));
        matches!((std::mem::replace(&mut before, vowel), vowel), ('u', 'ơ') | ('ư', 'o'))
    });
    let half = half?.checked_sub(1)?;
    if is_syllable(word) {
        return None;
    }
    let letters: Vec<char> = word.chars().collect();
    let horned = |letter: char| {
        let small = lower(letter);
        let vowel = if matches!(bare(small), 'u' | 'ư') { 'ư' } else { 'ơ' };
        let toned = split(small).map_or(Some(vowel), |(_, tone)| with_tone(vowel, tone));
        toned.map_or(letter, |toned| same_case(toned, letter))
    };
    let pair = half..half + 2;
    let whole = |(at, letter): (usize, &char)| if pair.contains(&at) { horned(*letter) } else { *letter };
    let right: String = letters.iter().enumerate().map(whole).collect();
    if is_syllable(&right) { Some(right) } else { with_tone_moved(&right) }
}

/// What may be wrong with words, and how they are written where two ways are right: a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits(u8);

impl Traits {
    /// See [`with_tone_moved`].
    pub const TONE_MISPLACED: Self = Self(1);
    /// See [`with_both_horns`].
    pub const HORN_MISSING: Self = Self(1 << 1);
    /// See [`Placement::First`].
    pub const MARK_FIRST: Self = Self(1 << 2);
    /// See [`Placement::Second`].
    pub const MARK_SECOND: Self = Self(1 << 3);

    /// Those of `word`.
    pub fn of(word: &str) -> Self {
        let placed = match placement(word) {
            Some(Placement::First) => Self::MARK_FIRST,
            Some(Placement::Second) => Self::MARK_SECOND,
            None => Self::default(),
        };
        let tone = with_tone_moved(word).map_or(Self::default(), |_| Self::TONE_MISPLACED);
        let horn = with_both_horns(word).map_or(Self::default(), |_| Self::HORN_MISSING);
        placed.and(tone).and(horn)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if all of `other` are among them.
    pub const fn hold(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Where the tone mark of an open *oa*, *oe*, *uy* stands. Both are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placement {
    /// On the first vowel: `hòa`, `ủy`.
    First,
    /// On the second vowel: `hoà`, `uỷ`.
    Second,
}

/// The longest word that is taken apart, in bytes; the longest syllable is `nghiêng`.
const LONGEST: usize = 24;

/// A word taken apart.
struct Parsed {
    /// The letters in lower case without tone.
    letters: [char; LONGEST],
    /// How many they are.
    length: usize,
    /// Number of letters before the rime.
    onset: usize,
    /// The tone and the letter that carries its mark.
    tone: Option<(Tone, usize)>,
}

impl Parsed {
    fn bare(&self) -> &[char] {
        &self.letters[..self.length]
    }

    /// The letters that may carry the tone mark: the main vowel, and for an open *oa*, *oe*, *uy*
    /// either vowel.
    fn places(&self) -> (usize, Option<usize>) {
        let rime = &self.bare()[self.onset..];
        let vowels = rime.iter().take_while(|letter| is_vowel(**letter)).count();
        let marked = rime[..vowels].iter().rposition(|letter| matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
        let closed = vowels < rime.len();
        let open_pair = matches!(rime, ['o', 'a' | 'e'] | ['u', 'y']);
        let main = match (marked, vowels) {
            (Some(at), _) => at,
            (None, 0 | 1) => 0,
            (None, _) if closed => vowels - 1,
            (None, 3) => 1,
            (None, _) => 0,
        };
        (self.onset + main, open_pair.then_some(self.onset + 1))
    }

    /// True if the tone can stand before this syllable's end.
    fn tone_fits(&self) -> bool {
        let stops = matches!(self.bare().last(), Some('c' | 'p' | 't')) || self.bare().ends_with(&['c', 'h']);
        self.tone.is_none_or(|(tone, _)| !stops || tone.goes_before_stop()) && (!stops || self.tone.is_some())
    }
}

/// True if `word` is written as a Vietnamese syllable can be: known parts, the tone mark where it
/// may stand, `k`, `gh`, `ngh` before e, ê, i, y only. The case of the letters does not matter.
pub fn is_syllable(word: &str) -> bool {
    let Some(parsed) = parse(word) else { return false };
    let (main, second) = parsed.places();
    let placed = parsed.tone.is_none_or(|(_, at)| at == main || Some(at) == second);
    let bare = parsed.bare();
    let front = matches!(bare.get(parsed.onset), Some('e' | 'ê' | 'i' | 'y'));
    let onset = &bare[..parsed.onset];
    let spelled = match onset {
        ['k'] | ['g', 'h'] | ['n', 'g', 'h'] => front,
        ['c'] | ['n', 'g'] => !front,
        ['g'] => !matches!(bare.get(1), Some('e' | 'ê')),
        _ => true,
    };
    placed && spelled && parsed.tone_fits()
}

/// The right writing of a word whose tone mark stands on a letter that cannot carry it (`qúy`,
/// `tòan`) or stands twice (`thúyết`); `None` for a word that is right or is no Vietnamese syllable.
pub fn with_tone_moved(word: &str) -> Option<String> {
    if word.chars().all(|letter| split(lower(letter)).is_none()) {
        return None;
    }
    let Some(parsed) = parse(word) else { return without_second_mark(word) };
    let (tone, at) = parsed.tone?;
    let (main, second) = parsed.places();
    if at == main || Some(at) == second || !parsed.tone_fits() {
        return None;
    }
    Some(rewrite(word, at, main, tone))
}

/// `word`, which carries one tone mark twice, without the mark on the letter that cannot carry it.
fn without_second_mark(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let toned = letters.iter().enumerate().filter_map(|(at, letter)| Some((at, split(lower(*letter))?)));
    let toned: Vec<(usize, (char, Tone))> = toned.collect();
    let [(first, (first_bare, first_tone)), (second, (second_bare, second_tone))] = toned[..] else { return None };
    if first_tone != second_tone {
        return None;
    }
    [(first, first_bare), (second, second_bare)].into_iter().find_map(|(removed, bare)| {
        let keep = |(at, letter): (usize, &char)| if at == removed { same_case(bare, *letter) } else { *letter };
        let single: String = letters.iter().enumerate().map(keep).collect();
        is_syllable(&single).then_some(single)
    })
}

/// Where the tone mark of an open *oa*, *oe*, *uy* stands; `None` for every other word.
pub fn placement(word: &str) -> Option<Placement> {
    // Most words end otherwise and need no taking apart.
    let mut ending = word.chars().rev().map(|letter| {
        let letter = lower(letter);
        split(letter).map_or((letter, false), |(bare, _)| (bare, true))
    });
    let ((last, last_toned), (before, before_toned)) = (ending.next()?, ending.next()?);
    if !matches!((before, last), ('o', 'a' | 'e') | ('u', 'y')) || last_toned == before_toned {
        return None;
    }
    let parsed = parse(word)?;
    let (_, at) = parsed.tone?;
    match parsed.places() {
        (_, None) => None,
        (main, _) if at == main => Some(Placement::First),
        (_, Some(second)) if at == second => Some(Placement::Second),
        _ => None,
    }
}

/// `word`, an open *oa*, *oe*, *uy*, with its tone mark on the other vowel.
pub fn with_placement(word: &str, wanted: Placement) -> Option<String> {
    let parsed = parse(word)?;
    let (tone, at) = parsed.tone?;
    let (first, second) = parsed.places();
    let target = match wanted {
        Placement::First => first,
        Placement::Second => second?,
    };
    Some(rewrite(word, at, target, tone))
}

/// `word` with the tone mark of letter `from` on letter `to`, the case of every letter kept.
fn rewrite(word: &str, from: usize, to: usize, tone: Tone) -> String {
    let moved = |(at, letter): (usize, char)| {
        let bare =
            if at == from { split(lower(letter)).map_or(letter, |(bare, _)| same_case(bare, letter)) } else { letter };
        if at == to { with_tone(lower(bare), tone).map_or(bare, |toned| same_case(toned, letter)) } else { bare }
    };
    word.chars().enumerate().map(moved).collect()
}

fn parse(word: &str) -> Option<Parsed> {
    if word.len() > LONGEST {
        return None;
    }
    let mut letters = ['\0'; LONGEST];
    let mut length = 0;
    let mut tone = None;
    for (place, letter) in letters.iter_mut().zip(word.chars()) {
        let letter = lower(letter);
        *place = match split(letter) {
            Some((_, _)) if tone.is_some() => return None,
            Some((vowel, mark)) => {
                tone = Some((mark, length));
                vowel
            }
            None => letter,
        };
        length += 1;
    }
    let bare = &letters[..length];
    let onset = onset_length(bare);
    let rime = &bare[onset..];
    let known = rime.len() <= 4 && RIME_KEYS.binary_search(&key(rime)).is_ok()
        || bare.starts_with(&['g', 'i']) && onset == 2 && rime.starts_with(&['ê']);
    known.then_some(Parsed { letters, length, onset, tone })
}

/// Number of letters of the first consonant. In `gì` and `gìn` the `i` is the vowel.
fn onset_length(bare: &[char]) -> usize {
    match bare {
        ['n', 'g', 'h', ..] => 3,
        ['g', 'i', rest @ ..] | ['q', 'u', rest @ ..] => {
            if rest.first().is_some_and(|next| is_vowel(*next)) {
                2
            } else {
                1
            }
        }
        ['c' | 'g' | 'k' | 'n' | 'p' | 't', 'h', ..] | ['n', 'g', ..] | ['t', 'r', ..] => 2,
        ['b' | 'c' | 'd' | 'đ' | 'g' | 'h' | 'k' | 'l' | 'm' | 'n' | 'p' | 'r' | 's' | 't' | 'v' | 'x', ..] => 1,
        _ => 0,
    }
}

/// True if `rime`, without tone, is one that Vietnamese has.
pub(super) fn is_rime(rime: &[char]) -> bool {
    (1..=4).contains(&rime.len()) && RIME_KEYS.binary_search(&key(rime)).is_ok()
}

/// `letter`, a small one, without its tone mark, and the tone: 0 for none, else 1 to 5 in the order huyền, sắc,
/// hỏi, ngã, nặng.
pub fn untoned(letter: char) -> (char, u8) {
    split(letter).map_or((letter, 0), |(bare, tone)| (bare, tone.0 + 1))
}

/// `letter`, a small vowel, with the mark of `tone` as [`untoned`] counts; other letters stay.
pub(super) fn toned(letter: char, tone: u8) -> char {
    tone.checked_sub(1).and_then(|tone| with_tone(letter, Tone(tone))).unwrap_or(letter)
}

pub(super) const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

fn split(letter: char) -> Option<(char, Tone)> {
    if letter.is_ascii() {
        return None;
    }
    SPLIT.get((letter as usize).checked_sub(FIRST_TONED)?).copied().flatten()
}

/// The first letter of [`SPLIT`].
const FIRST_TONED: usize = 'À' as usize;

/// [`TONED`] the other way round: for each letter from [`FIRST_TONED`] on the bare one and its tone.
static SPLIT: [Option<(char, Tone)>; 'ỹ' as usize - FIRST_TONED + 1] = {
    let mut table = [None; 'ỹ' as usize - FIRST_TONED + 1];
    let mut vowel = 0;
    while vowel < TONED.len() {
        let (bare, toned) = TONED[vowel];
        let mut tone = 0;
        while tone < toned.len() {
            table[toned[tone] as usize - FIRST_TONED] = Some((bare, Tone(tone as u8)));
            tone += 1;
        }
        vowel += 1;
    }
    table
};

fn with_tone(bare: char, tone: Tone) -> Option<char> {
    TONED.iter().find(|(letter, _)| *letter == bare).map(|(_, toned)| toned[usize::from(tone.0)])
}

fn lower(letter: char) -> char {
    super::fold::lower(letter)
}

/// `letter`, a small letter, in the case of `model`.
fn same_case(letter: char, model: char) -> char {
    if model.is_uppercase() { super::fold::upper(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rimes_are_sorted() {
        assert!(RIMES.is_sorted());
    }

    #[test]
    fn misplaced_marks_move_to_the_main_vowel() {
        let pairs = [
            ("qúy", "quý"),
            ("Qúy", "Quý"),
            ("TÒAN", "TOÀN"),
            ("tòan", "toàn"),
            ("thúyết", "thuyết"),
            ("thuýêt", "thuyết"),
            ("gìa", "già"),
            ("cuả", "của"),
            ("hiêú", "hiếu"),
            ("đựơc", "được"),
            ("qùa", "quà"),
            ("khỏan", "khoản"),
            ("giaó", "giáo"),
            ("hòan", "hoàn"),
            ("nguời", ""),
            ("ngừơi", "người"),
            ("thùy", ""),
            ("huỵên", "huyện"),
            ("mùa", ""),
            ("mưà", "mừa"),
        ];
        for (wrong, right) in pairs {
            assert_eq!(with_tone_moved(wrong).unwrap_or_default(), right, "{wrong}");
        }
    }

    #[test]
    fn half_horns_are_completed() {
        let pairs = [
            ("nguời", "người"),
            ("đựoc", "được"),
            ("đuợc", "được"),
            ("TRUỜNG", "TRƯỜNG"),
            ("ngưòi", "người"),
            ("ưong", "ương"),
            ("hưong", "hương"),
        ];
        for (wrong, right) in pairs {
            assert_eq!(with_both_horns(wrong).unwrap_or_default(), right, "{wrong}");
        }
        for word in ["thuở", "huơ", "quới", "mua", "người", "buôn", "tươm", "quơ"] {
            assert_eq!(with_both_horns(word), None, "{word}");
        }
    }

    #[test]
    fn right_words_stay() {
        let words = "quý quỹ quả già giá gì gìn giữ giếng giết giường hòa hoà khỏe khoẻ ủy uỷ thủy thuỷ thúy hoàn khoản \
            toàn thuyền nguyễn khuya khuỷu huế thuở thuế tuần quốc quyết quýt quỳnh quận mía của múa mưa ngoài xoáy ngoèo \
            yếu yên ý nghĩa kỷ lịch địa được người hươu rượu ruộng việc tiếp đường xoong kính nghiệm ghế ngày oán uống \
            ướt ấy ổn kiểm chuyển huỳnh huých luật khuất khuấy hoặc xoăn quặng quắt loét đoái Úy Ủy ỦY gì Gìn";
        for word in words.split_whitespace() {
            assert_eq!(with_tone_moved(word), None, "{word}");
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_no_syllables() {
        for word in
            ["nghò", "ñònh", "café", "über", "Kạnh", "cướp2", "abc", "bat", "nge", "JSON", "señor", "", "đ", "ng"]
        {
            assert!(!is_syllable(word), "{word}");
            assert_eq!(with_tone_moved(word), None, "{word}");
        }
    }

    #[test]
    fn open_syllables_have_two_habits() {
        assert_eq!(placement("hóa"), Some(Placement::First));
        assert_eq!(placement("Uỷ"), Some(Placement::Second));
        for word in ["quý", "hoàn", "thuyền", "già", "của", "hoa", "uy", "tùy2"] {
            assert_eq!(placement(word), None, "{word}");
        }
        assert_eq!(with_placement("UỶ", Placement::First).as_deref(), Some("ỦY"));
        assert_eq!(with_placement("hóa", Placement::Second).as_deref(), Some("hoá"));
    }
}
