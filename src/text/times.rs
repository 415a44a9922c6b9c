//! Widths of the letters of Times New Roman, to tell how long a line of print is.

use super::letters;

/// Widths of the characters from space to tilde, upright, in thousandths of the size.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The same in bold.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
    556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// True for the name of a font whose letters are as wide.
pub fn is_alike(font: &str) -> bool {
    ["Times New Roman", "Liberation Serif", "Tinos"].contains(&font)
}

/// Width of `text` in thousandths of the size. Marks above and below a letter take no room of their own.
pub fn width(text: &str, bold: bool) -> u32 {
    text.chars().map(|letter| letter_width(letter, bold)).sum()
}

fn letter_width(letter: char, bold: bool) -> u32 {
    const MIDDLING: u32 = 500;
    let widths = if bold { &BOLD } else { &REGULAR };
    let base = match letter {
        '\u{300}'..='\u{36f}' => return 0,
        '\u{a0}' => ' ',
        '—' | '…' => return 2 * MIDDLING,
        _ => letters::base(letter),
    };
    let at = (base as usize).checked_sub(' ' as usize);
    at.and_then(|at| widths.get(at)).map_or(MIDDLING, |width| u32::from(*width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_as_wide_as_without_its_marks() {
        assert_eq!(width("ệ", false), width("e", false));
        assert_eq!(width("e\u{323}\u{302}", false), width("e", false));
        assert_eq!(width("Ủ", true), 722);
        assert_eq!(width("đ", true), 556);
    }

    #[test]
    fn the_motto_is_some_seven_centimetres_long() {
        let centimetres = f64::from(width("Độc lập - Tự do - Hạnh phúc", true)) * 14.0 / 1000.0 / 72.0 * 2.54;
        assert!((5.5..6.5).contains(&centimetres), "{centimetres}");
    }
}
