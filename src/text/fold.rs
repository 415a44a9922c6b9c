//! Folding for comparison. The folded text has the byte length of the clean text, letter by
//! letter, so a place found in one is the same place in the other.

use memchr::memchr_iter;

/// Folds clean text: lower case, and the tone mark of an open `oa`, `oe`, `uy` on the first vowel
/// (`hoà` and `hòa`, `uỷ` and `ủy` compare equal). Byte offsets stay what they were, except inside
/// such a pair of vowels. The three pairs whose two spellings differ in length (`uỳ`, `uỹ`, `oẽ`)
/// are left as they are; [`key`] joins them too.
pub fn fold(clean: &str) -> String {
    fold_in_place(clean).unwrap_or_else(|| place_tones(clean, Length::Kept))
}

/// [`fold`] over the bytes of a text of the letters Vietnamese is written with; `None` for any other
/// text. Most letters stay what they are, so the stretches between the others are copied whole.
fn fold_in_place(clean: &str) -> Option<String> {
    let bytes = clean.as_bytes();
    let mut folded = String::with_capacity(bytes.len());
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        let length = match FIRST_BYTES[usize::from(bytes[at])] {
            FirstByte::Kept => {
                at += 1;
                continue;
            }
            FirstByte::Capital => {
                folded.push_str(&clean[copied..at]);
                folded.push(char::from(bytes[at].to_ascii_lowercase()));
                at += 1;
                copied = at;
                continue;
            }
            FirstByte::OfTwo => 2,
            FirstByte::OfThree => 3,
            FirstByte::Other => return None,
        };
        let small = match *bytes.get(at..at + length)? {
            // Small letters, whose tone mark only a vowel before them could take.
            [0xc3, 0xa0..=0xb6 | 0xb8..=0xbf] | [0xc4, 0x83 | 0x91 | 0xa9] | [0xc5, 0xa9] | [0xc6, 0xa1 | 0xb0]
                if !follows_o_or_u(bytes, at) =>
            {
                at += length;
                continue;
            }
            [0xe1, 0xba, last @ 0xa0..=0xbf] | [0xe1, 0xbb, last @ 0x80..=0xb9]
                if last % 2 == 1 && !follows_o_or_u(bytes, at) =>
            {
                at += length;
                continue;
            }
            // Dashes, marks of quotation, the ellipsis.
            [0xe2, 0x80, _] => {
                at += length;
                continue;
            }
            // À to Þ, and the multiplication sign among them.
            [0xc3, 0x80..=0x9e | 0xa0..=0xbf]
            | [0xc4, 0x82 | 0x83 | 0x90 | 0x91 | 0xa8 | 0xa9]
            | [0xc5, 0xa8 | 0xa9]
            | [0xc6, 0xa0 | 0xa1 | 0xaf | 0xb0]
            | [0xe1, 0xba, 0xa0..=0xbf]
            | [0xe1, 0xbb, 0x80..=0xb9] => lower(clean[at..].chars().next()?),
            _ => return None,
        };
        let tone = if follows_o_or_u(bytes, at) { tone_of(bytes, at, length, small) } else { Tone::Stays };
        match tone {
            Tone::Moves { plain, toned } => {
                folded.push_str(&clean[copied.min(at - 1)..at - 1]);
                folded.truncate(at - 1);
                folded.push(toned);
                folded.push(plain);
            }
            Tone::Stays => {
                folded.push_str(&clean[copied..at]);
                folded.push(small);
            }
            Tone::Undecided => return None,
        }
        at += length;
        copied = at;
    }
    folded.push_str(&clean[copied..]);
    Some(folded)
}

/// True if the letter at `at` stands after an `o` or `u` of either case.
fn follows_o_or_u(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(bytes[before], b'o' | b'u' | b'O' | b'U'))
}

/// What the first byte of a character says of it.
#[derive(Clone, Copy)]
enum FirstByte {
    /// ASCII without capitals.
    Kept,
    /// An ASCII capital.
    Capital,
    OfTwo,
    OfThree,
    Other,
}

static FIRST_BYTES: [FirstByte; 256] = {
    let mut table = [FirstByte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'A'..=b'Z' => FirstByte::Capital,
            0..0x80 => FirstByte::Kept,
            0xc3..=0xc6 => FirstByte::OfTwo,
            0xe1 | 0xe2 => FirstByte::OfThree,
            _ => FirstByte::Other,
        };
        byte += 1;
    }
    table
};

/// Where [`fold`] wants the tone mark of a vowel that follows an `o` or `u`.
enum Tone {
    /// Where it is, or there is none.
    Stays,
    /// On the vowel before: both as they then are.
    Moves { plain: char, toned: char },
    /// Only the tables of Unicode can tell.
    Undecided,
}

/// Where the tone mark goes, for the letter `small` at `at` after an `o` or `u`.
fn tone_of(bytes: &[u8], at: usize, length: usize, small: char) -> Tone {
    if split_tone(small).is_none() {
        return Tone::Stays;
    }
    match &bytes[at + length..] {
        // A letter after it closes the syllable.
        [next, ..] if next.is_ascii_alphabetic() => return Tone::Stays,
        [] | [0..0x80, ..] | [0xe2, 0x80, ..] => {}
        _ => return Tone::Undecided,
    }
    let byte = |back: usize| at.checked_sub(back).map_or(' ', |place| char::from(bytes[place].to_ascii_lowercase()));
    match tone_on_second(byte(2), byte(1), small) {
        Some((plain, toned)) if toned.len_utf8() == length => Tone::Moves { plain, toned },
        _ => Tone::Stays,
    }
}

/// Whether folding may change the length of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Kept,
    Free,
}

fn place_tones(clean: &str, length: Length) -> String {
    let mut folded: String = String::with_capacity(clean.len());
    let mut previous = ' ';
    let mut letters = clean.chars().peekable();
    while let Some(letter) = letters.next() {
        let lower = lower(letter);
        // Only a toned letter after one of these two is looked at closely.
        if !lower.is_ascii()
            && matches!(previous, 'o' | 'u')
            && !letters.peek().is_some_and(|next| next.is_alphabetic())
            && let Some((plain, toned)) = tone_on_second(previous_pair(&folded), previous, lower)
            && (length == Length::Free || toned.len_utf8() == lower.len_utf8())
        {
            folded.pop();
            folded.push(toned);
            folded.push(plain);
            previous = plain;
            continue;
        }
        folded.push(lower);
        previous = lower;
    }
    folded
}

/// A key for comparing short texts: folded, spaces collapsed and trimmed, dashes made hyphens.
pub fn key(text: &str) -> String {
    let clean = super::Clean::new(text);
    let folded = place_tones(clean.text(text), Length::Free);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(|letter| if matches!(letter, '–' | '—' | '−') { '-' } else { letter }));
    }
    key
}

/// Lower case of one letter, or the letter itself where lower case would change its length.
pub fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    match letter {
        // Here a capital and its small letter stand side by side.
        '\u{1ea0}'..='\u{1ef9}' => return char::from_u32(letter as u32 | 1).unwrap_or(letter),
        '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}' | 'đ' | 'ă' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | '–' | '“' | '”' => {
            return letter;
        }
        _ => {}
    }
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) if single.len_utf8() == letter.len_utf8() => single,
        _ => letter,
    }
}

/// Upper case of one letter, or the letter itself where upper case would change its length.
pub fn upper(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_uppercase();
    }
    let mut upper = letter.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(single), None) if single.len_utf8() == letter.len_utf8() => single,
        _ => letter,
    }
}

/// The letter two before the end of `folded`, to tell `quỷ` from `uỷ`.
fn previous_pair(folded: &str) -> char {
    folded.chars().rev().nth(1).unwrap_or(' ')
}

/// For a syllable end `first` + toned `second`: the bare second vowel and the toned first one.
fn tone_on_second(before: char, first: char, second: char) -> Option<(char, char)> {
    let (bare, tone) = split_tone(second)?;
    let toned = match (first, bare) {
        ('o', 'a' | 'e') => with_tone('o', tone)?,
        ('u', 'y') if before != 'q' => with_tone('u', tone)?,
        _ => return None,
    };
    Some((bare, toned))
}

const TONED: [(char, [char; 5]); 5] = [
    ('a', ['à', 'á', 'ả', 'ã', 'ạ']),
    ('e', ['è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    ('y', ['ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
    ('o', ['ò', 'ó', 'ỏ', 'õ', 'ọ']),
    ('u', ['ù', 'ú', 'ủ', 'ũ', 'ụ']),
];

fn split_tone(letter: char) -> Option<(char, usize)> {
    TONED
        .iter()
        .find_map(|(bare, toned)| toned.iter().position(|candidate| *candidate == letter).map(|tone| (*bare, tone)))
}

fn with_tone(bare: char, tone: usize) -> Option<char> {
    TONED.iter().find(|(letter, _)| *letter == bare).map(|(_, toned)| toned[tone])
}

/// Places where the folded phrase `needle` stands in `folded` as whole words, left to right.
pub fn find_words<'a>(folded: &'a str, needle: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    // An empty phrase stands nowhere. Phrases are short, so each place of the first byte is looked
    // at; preparing a cleverer search takes longer than that.
    let initial = needle.as_bytes().first();
    let haystack = if initial.is_some() { folded } else { "" };
    let mut end = 0;
    memchr_iter(initial.copied().unwrap_or_default(), haystack.as_bytes())
        .filter(move |at| {
            let found = *at >= end && folded.as_bytes()[*at..].starts_with(needle.as_bytes());
            if found {
                end = at + needle.len();
            }
            found
        })
        .map(|at| at..at + needle.len())
        .filter(|range| {
            !folded[..range.start].ends_with(char::is_alphanumeric)
                && !folded[range.end..].starts_with(char::is_alphanumeric)
        })
}

/// True if the folded phrase `needle` stands in `folded` as whole words.
pub fn has_words(folded: &str, needle: &str) -> bool {
    find_words(folded, needle).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tone_placements_meet() {
        assert_eq!(fold("Hoà UỶ quỷ thuý hoàn Khoẻ"), "hòa ủy quỷ thúy hoàn khỏe");
        assert_eq!(key("tuỳ"), key("tùy"));
        assert_eq!(key("  Độc lập –  Tự\u{a0}do"), "độc lập - tự do");
    }

    #[test]
    fn the_quick_way_to_small_letters_is_that_of_the_tables() {
        for letter in ('\u{80}'..='\u{2fff}').filter(|letter| !letter.is_ascii()) {
            let mut tables = letter.to_lowercase();
            let wanted = match (tables.next(), tables.next()) {
                (Some(single), None) if single.len_utf8() == letter.len_utf8() => single,
                _ => letter,
            };
            assert_eq!(lower(letter), wanted, "{letter:?}");
        }
    }

    #[test]
    fn the_way_over_bytes_is_that_over_letters() {
        let mut texts: Vec<String> = (' '..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').map(String::from).collect();
        texts.extend(('\u{c0}'..='\u{1ef9}').flat_map(|letter| [format!("o{letter}"), format!("QU{letter} b")]));
        for text in ["Hoà UỶ quỷ thuý hoàn Khoẻ", "TUỲ luỹ ngoẽ", "oà", "xoà́", "hoàđ", "“Khoá” – …", "oàѐ"]
        {
            texts.push(text.to_owned());
        }
        for text in texts {
            if let Some(folded) = fold_in_place(&text) {
                assert_eq!(folded, place_tones(&text, Length::Kept), "{text}");
            }
        }
        assert!(fold_in_place("Ủy ban nhân dân; 10 %").is_some());
    }

    #[test]
    fn length_is_kept() {
        for text in ["tuỳ luỹ ngoẽ tùy", "ỦY BAN NHÂN DÂN", "Hoà bình İ Kelvin K ẞ", "Điều 1. Ốc"]
        {
            assert_eq!(fold(text).len(), text.len(), "{text}");
        }
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(has_words("báo cáo kết quả", "kết quả"));
        assert!(!has_words("kết quảng", "kết quả"));
        assert!(!has_words("kết quả", ""));
        assert_eq!(find_words("đã đã đã đã", "đã đã").collect::<Vec<_>>(), [0..9, 10..19]);
    }
}
