//! Folding for comparison. The folded text has the byte length of the clean text, letter by
//! letter, so a place found in one is the same place in the other.

use memchr::memmem;

/// Folds clean text: lower case, and the tone mark of an open `oa`, `oe`, `uy` on the first vowel
/// (`hoà` and `hòa`, `uỷ` and `ủy` compare equal). Byte offsets stay what they were, except inside
/// such a pair of vowels. The three pairs whose two spellings differ in length (`uỳ`, `uỹ`, `oẽ`)
/// are left as they are; [`key`] joins them too.
pub fn fold(clean: &str) -> String {
    fold_in_place(clean.as_bytes()).unwrap_or_else(|| place_tones(clean, Length::Kept))
}

/// [`fold`] over the bytes of a text of the letters Vietnamese is written with, whose capitals and
/// small letters are as long as each other; `None` for any other text.
fn fold_in_place(clean: &[u8]) -> Option<String> {
    let mut bytes = clean.to_ascii_lowercase();
    let mut at = 0;
    while let Some(first) = bytes.get(at).copied() {
        let length = match first {
            0..0x80 => {
                at += 1;
                continue;
            }
            0xc3..=0xc6 => 2,
            0xe1 | 0xe2 => 3,
            _ => return None,
        };
        let letter = bytes.get_mut(at..at + length)?;
        match letter {
            // À to Þ without the multiplication sign.
            [0xc3, second @ 0x80..=0x9e] if *second != 0x97 => *second |= 0x20,
            [0xc3, 0x97 | 0xa0..=0xbf] => {}
            // Ă, Đ, Ĩ, Ũ, Ơ stand right before their small letters.
            [0xc4, second @ (0x82 | 0x90 | 0xa8)] | [0xc5, second @ 0xa8] | [0xc6, second @ 0xa0] => *second |= 1,
            [0xc4, 0x83 | 0x91 | 0xa9] | [0xc5, 0xa9] | [0xc6, 0xa1 | 0xb0] => {}
            [0xc6, second @ 0xaf] => *second = 0xb0,
            [0xe1, 0xba, third @ 0xa0..=0xbf] | [0xe1, 0xbb, third @ 0x80..=0xb9] => *third |= 1,
            // Dashes, marks of quotation, the ellipsis.
            [0xe2, 0x80, _] => {}
            _ => return None,
        }
        if at > 0 && matches!(bytes[at - 1], b'o' | b'u') {
            move_tone(&mut bytes, at, length)?;
        }
        at += length;
    }
    String::from_utf8(bytes).ok()
}

/// Moves the tone mark of the letter at `at` to the `o` or `u` before it, where [`fold`] wants it.
fn move_tone(bytes: &mut [u8], at: usize, length: usize) -> Option<()> {
    let letter = std::str::from_utf8(bytes.get(at..at + length)?).ok()?.chars().next()?;
    if split_tone(letter).is_none() {
        return Some(());
    }
    match &bytes[at + length..] {
        // A letter after it closes the syllable.
        [next, ..] if next.is_ascii_alphabetic() => return Some(()),
        [] | [0..0x80, ..] | [0xe2, 0x80, ..] => {}
        _ => return None,
    }
    let before = at.checked_sub(2).map_or(' ', |before| char::from(bytes[before]));
    let Some((plain, toned)) = tone_on_second(before, char::from(bytes[at - 1]), letter) else { return Some(()) };
    if toned.len_utf8() == length {
        toned.encode_utf8(&mut bytes[at - 1..]);
        plain.encode_utf8(&mut bytes[at - 1 + length..]);
    }
    Some(())
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
    memmem::find_iter(folded.as_bytes(), needle).map(|at| at..at + needle.len()).filter(move |range| {
        // An empty phrase stands nowhere.
        !needle.is_empty()
            && !folded[..range.start].ends_with(char::is_alphanumeric)
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
            if let Some(folded) = fold_in_place(text.as_bytes()) {
                assert_eq!(folded, place_tones(&text, Length::Kept), "{text}");
            }
        }
        assert!(fold_in_place("Ủy ban nhân dân; 10 %".as_bytes()).is_some());
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
    }
}
