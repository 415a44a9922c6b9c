//! Which signs stand side by side in a text. What looks for slips of typing asks this first: nearly
//! no paragraph has one, and one look at its bytes tells so to all who ask.

/// What a text holds: each a bit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs(u16);

impl Signs {
    /// Two spaces.
    pub const TWO_SPACES: Self = Self(1);
    /// A space before a comma, a full stop or another closing mark.
    pub const SPACE_BEFORE_MARK: Self = Self(1 << 1);
    /// A comma, semicolon, colon or full stop right before a letter.
    pub const MARK_BEFORE_LETTER: Self = Self(1 << 2);
    /// Two of comma, semicolon, colon and full stop.
    pub const TWO_MARKS: Self = Self(1 << 3);
    /// An opening bracket.
    pub const BRACKET: Self = Self(1 << 4);
    /// `*`, `<`, `&` or `#`.
    pub const MARKUP: Self = Self(1 << 5);
    /// Two crosses, `xx`.
    pub const TWO_CROSSES: Self = Self(1 << 6);

    /// A digit right before a letter.
    pub const DIGIT_BEFORE_LETTER: Self = Self(1 << 7);
    /// A quotation mark, a long dash, an ellipsis.
    pub const GENERAL_PUNCTUATION: Self = Self(1 << 8);
    /// A slash after or before a space.
    pub const SLASH_BESIDE_SPACE: Self = Self(1 << 9);
    /// A hyphen right before a letter.
    pub const DASH_BEFORE_LETTER: Self = Self(1 << 10);
    /// A comma or another mark right before dots, which may be one character.
    pub const MARK_BEFORE_DOTS: Self = Self(1 << 11);
    /// A comma or another mark right before a digit.
    pub const MARK_BEFORE_DIGIT: Self = Self(1 << 12);
    /// A comma or another mark before a space.
    pub const MARK_BEFORE_SPACE: Self = Self(1 << 13);

    /// What `text` holds.
    pub fn of(text: &str) -> Self {
        let mut signs = 0;
        let mut before = Class::Other;
        for byte in text.bytes() {
            let class = CLASSES[usize::from(byte)];
            signs |= PAIRS[before as usize][class as usize];
            before = class;
        }
        Self(signs)
    }

    /// True if the text may hold `sign`.
    pub const fn hold(self, sign: Self) -> bool {
        self.0 & sign.0 != 0
    }
}

/// What a byte is.
#[derive(Clone, Copy)]
enum Class {
    Other,
    Space,
    /// Comma, semicolon, colon, full stop.
    Mark,
    /// The other marks that close.
    Closing,
    /// A letter, or a part of any character beyond ASCII.
    Letter,
    Cross,
    Bracket,
    Markup,
    Digit,
    Slash,
    Dash,
    /// The first byte of quotation marks, long dashes and the ellipsis.
    General,
}

const KINDS: usize = Class::General as usize + 1;

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' => Class::Space,
            b',' | b';' | b':' | b'.' => Class::Mark,
            b'!' | b'?' | b')' => Class::Closing,
            b'x' | b'X' => Class::Cross,
            b'{' | b'[' | b'(' => Class::Bracket,
            b'*' | b'<' | b'&' | b'#' => Class::Markup,
            b'0'..=b'9' => Class::Digit,
            b'/' => Class::Slash,
            b'-' => Class::Dash,
            0xe2 => Class::General,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Class::Letter,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// What two bytes that follow each other hold.
static PAIRS: [[u16; KINDS]; KINDS] = {
    let mut pairs = [[0; KINDS]; KINDS];
    let mut before = 0;
    while before < KINDS {
        pairs[before][Class::Bracket as usize] = Signs::BRACKET.0;
        pairs[before][Class::Markup as usize] = Signs::MARKUP.0;
        pairs[before][Class::General as usize] = Signs::GENERAL_PUNCTUATION.0;
        before += 1;
    }
    let (slash, digit, dash, general) =
        (Class::Slash as usize, Class::Digit as usize, Class::Dash as usize, Class::General as usize);
    let (letter, cross) = (Class::Letter as usize, Class::Cross as usize);
    pairs[Class::Space as usize][slash] = Signs::SLASH_BESIDE_SPACE.0;
    pairs[slash][Class::Space as usize] = Signs::SLASH_BESIDE_SPACE.0;
    pairs[digit][letter] = Signs::DIGIT_BEFORE_LETTER.0;
    pairs[digit][cross] = Signs::DIGIT_BEFORE_LETTER.0;
    pairs[dash][letter] = Signs::DASH_BEFORE_LETTER.0;
    pairs[dash][cross] = Signs::DASH_BEFORE_LETTER.0;
    pairs[Class::Mark as usize][general] |= Signs::MARK_BEFORE_DOTS.0 | Signs::MARK_BEFORE_LETTER.0;
    pairs[Class::Mark as usize][digit] = Signs::MARK_BEFORE_DIGIT.0;
    pairs[Class::Mark as usize][Class::Space as usize] = Signs::MARK_BEFORE_SPACE.0;
    let (space, mark) = (Class::Space as usize, Class::Mark as usize);
    pairs[space][space] = Signs::TWO_SPACES.0;
    pairs[space][mark] = Signs::SPACE_BEFORE_MARK.0;
    pairs[space][Class::Closing as usize] = Signs::SPACE_BEFORE_MARK.0;
    pairs[mark][Class::Letter as usize] = Signs::MARK_BEFORE_LETTER.0;
    pairs[mark][Class::Cross as usize] = Signs::MARK_BEFORE_LETTER.0;
    pairs[mark][mark] = Signs::TWO_MARKS.0 | Signs::MARK_BEFORE_DOTS.0;
    pairs[Class::Cross as usize][Class::Cross as usize] = Signs::TWO_CROSSES.0;
    pairs
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_is_seen() {
        let pairs = [
            ("a  b", Signs::TWO_SPACES),
            ("a , b", Signs(Signs::SPACE_BEFORE_MARK.0 | Signs::MARK_BEFORE_SPACE.0)),
            ("a )", Signs::SPACE_BEFORE_MARK),
            ("a,b", Signs::MARK_BEFORE_LETTER),
            ("a.x", Signs::MARK_BEFORE_LETTER),
            ("a;đ", Signs::MARK_BEFORE_LETTER),
            ("8a", Signs::DIGIT_BEFORE_LETTER),
            ("a”", Signs::GENERAL_PUNCTUATION),
            ("a/ b", Signs::SLASH_BESIDE_SPACE),
            ("a-b", Signs::DASH_BEFORE_LETTER),
            ("a,8", Signs::MARK_BEFORE_DIGIT),
            ("a, b", Signs::MARK_BEFORE_SPACE),
            ("[a", Signs::BRACKET),
            ("a *b", Signs::MARKUP),
            ("xxa", Signs::TWO_CROSSES),
        ];
        for (text, sign) in pairs {
            assert_eq!(Signs::of(text), sign, "{text}");
            assert!(Signs::of(text).hold(sign));
        }
        assert!(Signs::of("a.;").hold(Signs::TWO_MARKS));
        assert!(Signs::of("a,…").hold(Signs::MARK_BEFORE_DOTS));
        let usual = Signs::BRACKET.0 | Signs::MARK_BEFORE_SPACE.0 | Signs::MARK_BEFORE_DIGIT.0;
        assert_eq!(Signs::of("Đạt 97,5% (x), đúng hạn: 24; còn lại 8 hồ sơ.").0, usual);
        assert_eq!(Signs::of("").0, 0);
    }
}
