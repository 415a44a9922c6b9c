//! How counters and bullets are written.

use crate::text::numerals;

/// How a counter is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::readers) enum NumberFormat {
    #[default]
    Decimal,
    DecimalZero,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// `một`, `hai`, `ba`: the words of Vietnamese.
    Vietnamese,
    Bullet,
    None,
    /// Written as decimal, with a notice.
    Unknown(String),
}

/// Adds `number` to `into`.
pub(in crate::readers) fn write_number(format: &NumberFormat, number: u32, into: &mut String) {
    let written = match format {
        NumberFormat::UpperRoman => numerals::roman(number),
        NumberFormat::LowerRoman => numerals::roman(number).map(|roman| roman.to_ascii_lowercase()),
        NumberFormat::UpperLetter => letters(number, b'A'),
        NumberFormat::LowerLetter => letters(number, b'a'),
        NumberFormat::Vietnamese => numerals::vietnamese(number),
        NumberFormat::DecimalZero if number < 10 => Some(format!("0{number}")),
        NumberFormat::Bullet | NumberFormat::None => Some(String::new()),
        NumberFormat::Decimal | NumberFormat::DecimalZero | NumberFormat::Unknown(_) => None,
    };
    match written {
        Some(text) => into.push_str(&text),
        None => into.push_str(&number.to_string()),
    }
}

/// a to z, then aa, bb to zz, then aaa: as Word counts, with every letter of the English alphabet.
fn letters(number: u32, first: u8) -> Option<String> {
    const MOST: usize = 30;
    let index = number.checked_sub(1)?;
    let letter = char::from(first + (index % 26) as u8);
    let times = (index / 26) as usize + 1;
    (times <= MOST).then(|| std::iter::repeat_n(letter, times).collect())
}

/// The mark of a bullet. Pictures of symbol fonts are all shown as a round bullet, because their
/// code points mean nothing outside of their font.
pub(in crate::readers) fn bullet(text: &str, in_symbol_font: bool) -> String {
    let text = text.trim();
    let mut shown = text.chars();
    match (shown.next(), shown.next()) {
        (None, _) => String::new(),
        (Some(mark @ ('-' | '+' | '*' | '•' | '–' | '—')), None) => mark.to_string(),
        // In Symbol, the code points behind U+F000 are those of the plain marks.
        (Some('\u{f02d}'), None) => "-".to_owned(),
        (Some('\u{f02b}'), None) => "+".to_owned(),
        (Some(mark), None) if in_symbol_font || mark.is_alphanumeric() || is_private(mark) => "•".to_owned(),
        (Some('·' | '●' | '○' | '▪' | '■' | '◦'), None) => "•".to_owned(),
        _ => text.chars().map(|mark| if is_private(mark) { '•' } else { mark }).collect(),
    }
}

const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}')
}

/// True for fonts whose letters are pictures.
pub(in crate::readers) fn is_symbol_font(name: &str) -> bool {
    name.starts_with("Wingdings") || name.starts_with("Webdings") || name == "Symbol"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_repeat_after_z() {
        let mut text = String::new();
        for number in [1, 26, 27, 28] {
            write_number(&NumberFormat::LowerLetter, number, &mut text);
            text.push(' ');
        }
        assert_eq!(text, "a z aa bb ");
    }

    #[test]
    fn bullets_of_symbol_fonts_are_round() {
        assert_eq!(bullet("-", false), "-");
        assert_eq!(bullet("+", true), "+");
        assert_eq!(bullet("\u{f0b7}", true), "•");
        assert_eq!(bullet("o", false), "•");
        assert_eq!(bullet("\u{f02d}", true), "-");
    }
}
