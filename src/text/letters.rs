//! Letters as lists and names use them.

use unicode_normalization::UnicodeNormalization as _;

use super::fold;

/// The letters that number *điểm* in Vietnamese documents, in order: after `d` comes `đ`, and
/// ă, â, ê, ô, ơ, ư are not used (as Điều 8 khoản 2 of Nghị định 30/2020/NĐ-CP counts).
pub const POINT_LETTERS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// The number, from 1, of a *điểm* letter; `None` for f, j, w, z and toned letters.
pub fn point_number(letter: char) -> Option<u32> {
    POINT_LETTERS.iter().position(|candidate| *candidate == letter).map(|at| at as u32 + 1)
}

/// The letter of *điểm* number `number`, from 1.
pub fn point_letter(number: u32) -> Option<char> {
    POINT_LETTERS.get((number as usize).checked_sub(1)?).copied()
}

/// The capitals that number parts of a document, in one order: some leave out `Đ`, some `F`, `J`, `W`, `Z`.
const CAPITALS: [char; 27] = [
    'A', 'B', 'C', 'D', 'Đ', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V',
    'W', 'X', 'Y', 'Z',
];

/// The number of a capital in the order of [`CAPITALS`], from 1.
pub fn capital_number(letter: char) -> Option<u32> {
    CAPITALS.iter().position(|candidate| *candidate == letter).map(|at| at as u32 + 1)
}

/// The capital with number `number`.
pub fn capital_letter(number: u32) -> Option<char> {
    CAPITALS.get((number as usize).checked_sub(1)?).copied()
}

/// True if capital `next` may stand right behind `before`: only letters that may be left out stand between.
pub fn capital_follows(before: u32, next: u32) -> bool {
    let optional =
        |number: u32| capital_letter(number).is_some_and(|letter| matches!(letter, 'Đ' | 'F' | 'J' | 'W' | 'Z'));
    next > before && (before + 1..next).all(optional)
}

/// The capital that stands behind `before` in a list that leaves out what may be left out.
pub fn next_capital(before: u32) -> u32 {
    (before + 1..=CAPITALS.len() as u32)
        .find(|number| capital_letter(*number).is_some_and(|letter| !matches!(letter, 'Đ' | 'F' | 'J' | 'W' | 'Z')))
        .unwrap_or(before + 1)
}

/// As `char::is_alphabetic`, at once for the letters Vietnamese is written with. The tables of all
/// scripts take fifty steps for a letter beyond ASCII, and every other letter of a text is one.
pub fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || !letter.is_ascii() && (is_latin_beyond_ascii(letter) || letter.is_alphabetic())
}

/// As `char::is_alphanumeric`, as quick as [`is_letter`].
pub fn is_letter_or_digit(letter: char) -> bool {
    is_letter(letter) || letter.is_numeric()
}

/// The letter without tone and other marks: `a` for `ặ`, `d` for `đ`; its case is kept.
pub fn base(letter: char) -> char {
    match letter {
        'đ' => 'd',
        'Đ' => 'D',
        _ if letter.is_ascii() => letter,
        _ => letter.nfd().next().unwrap_or(letter),
    }
}

/// `text` in small letters without marks, `d` for `đ`.
pub fn bare(text: &str) -> String {
    text.chars().map(|letter| fold::lower(base(letter))).collect()
}

/// True for an accent that no letter takes up, as after `đ`. It belongs to the word it stands in:
/// what the eye sees as one letter is never cut.
pub const fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// The accented letters of Latin-1, Latin Extended-A and -B, and Latin Extended Additional.
const fn is_latin_beyond_ascii(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && !matches!(letter, '×' | '÷')
}

/// How a text uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// Every letter is a capital.
    Upper,
    /// Capitals and small letters, or small letters only.
    Mixed,
    /// No letter at all.
    None,
}

/// The case of the letters of `text`. One or two small letters in a long line of capitals (as in
/// `QyĐ` or a slip of the shift key) still count as `Upper` when capitals are at least nine in ten.
pub fn case_of(text: &str) -> Case {
    // So many small letters outweigh whatever follows them.
    let enough = text.len() / 9;
    let small = text.chars().filter(|letter| is_letter(*letter) && letter.is_lowercase());
    if small.take(enough + 1).count() > enough {
        return Case::Mixed;
    }
    let (mut upper, mut lower) = (0usize, 0usize);
    for letter in text.chars().filter(|letter| is_letter(*letter)) {
        if letter.is_uppercase() {
            upper += 1;
        } else if letter.is_lowercase() {
            lower += 1;
        }
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (upper, lower) if lower == 0 || upper >= lower * 9 => Case::Upper,
        _ => Case::Mixed,
    }
}

/// True if most letters are small ones: a title with a remark in brackets may be in capitals and have
/// a few of them.
pub fn is_mostly_small(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|letter| is_letter(*letter) && is(*letter)).count();
    count(char::is_lowercase) > count(char::is_uppercase)
}

/// True if `text` ends with a field that a program or the drafter is still to fill: `{{noi_nhan}}`,
/// `[tên cơ quan]`, `…`.
pub fn ends_with_field(text: &str) -> bool {
    text.trim_end().ends_with(['}', ']', '>', '…']) || text.trim_end().ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_follow_each_other_in_both_orders() {
        let follows =
            |before, next| capital_follows(capital_number(before).expect("one"), capital_number(next).expect("one"));
        assert!(follows('D', 'Đ') && follows('D', 'E') && follows('E', 'F') && follows('E', 'G'));
        assert!(!follows('C', 'E') && !follows('D', 'D') && !follows('G', 'E'));
        assert_eq!(capital_letter(next_capital(capital_number('E').expect("one"))), Some('G'));
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for letter in '\0'..='\u{3000}' {
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
            assert_eq!(is_letter_or_digit(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    #[test]
    fn few_small_letters_among_capitals_are_a_slip() {
        for (text, case) in [
            ("QUYẾT ĐỊNH", Case::Upper),
            ("QUYẾT ĐỊNHs VỀ VIỆC", Case::Upper),
            ("QUYẾT Định", Case::Mixed),
            ("a", Case::Mixed),
            ("12/2026", Case::None),
            ("", Case::None),
        ] {
            assert_eq!(case_of(text), case, "{text}");
        }
    }

    #[test]
    fn a_remark_in_small_letters_does_not_make_a_title_small() {
        assert!(!is_mostly_small("ĐỐI VỚI CÁC THÔN (mười thôn)"));
        assert!(is_mostly_small("Đối với các thôn"));
        assert!(!is_mostly_small("12/2026"));
    }

    #[test]
    fn d_with_stroke_follows_d() {
        assert_eq!(point_number('đ'), Some(5));
        assert_eq!(point_letter(6), Some('e'));
        assert_eq!(point_number('f'), None);
    }
}
