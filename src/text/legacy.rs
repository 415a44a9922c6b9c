//! Text in the encodings of old fonts: TCVN3 (`.VnTime`) and VNI (`VNI-Times`). Their letters reach
//! us as Latin ones (`NghÞ ®Þnh`, `Nghò ñònh`), so nothing in such a text is what it looks like.

use super::syllable;

/// An encoding of old fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegacyEncoding {
    /// TCVN 5712 (ABC), one byte a letter.
    Tcvn3,
    /// VNI for Windows, a vowel and its mark as two letters.
    Vni,
}

impl LegacyEncoding {
    /// The name people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    /// The encoding that a font is made for, by its name.
    pub fn of_font(name: &str) -> Option<Self> {
        if name.starts_with(".Vn") || name.starts_with(".VN") {
            Some(Self::Tcvn3)
        } else if name.starts_with("VNI-") {
            Some(Self::Vni)
        } else {
            None
        }
    }
}

/// True if a word of `text` is no Vietnamese as it stands and is when read in `encoding`. A text
/// with letters that only Unicode has is never legacy.
pub fn decodes(text: &str, encoding: LegacyEncoding) -> bool {
    let mut words = text.split(is_edge).filter(|word| !word.is_ascii());
    !text.is_ascii() && !text.chars().any(is_unicode_vietnamese) && words.any(|word| is_evidence(word, encoding))
}

/// The legacy encoding of `text`, if its words make no sense as they stand and become Vietnamese
/// when decoded. At least `needed` different words must agree, and most words with letters beyond
/// ASCII; a text with letters that only Unicode has is never legacy. Foreign words do not decode
/// into syllables.
pub fn detect(text: &str, needed: usize) -> Option<LegacyEncoding> {
    if text.is_ascii() || text.chars().any(is_unicode_vietnamese) {
        return None;
    }
    let words: Vec<&str> = text.split(is_edge).filter(|word| !word.is_ascii()).collect();
    let decoded = |encoding| words.iter().filter(move |word| is_evidence(word, encoding));
    let best = [LegacyEncoding::Tcvn3, LegacyEncoding::Vni].into_iter().max_by_key(|found| decoded(*found).count())?;
    let mut distinct: Vec<&&str> = decoded(best).collect();
    let agreeing = distinct.len();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() >= needed.max(1) && agreeing * 3 >= words.len() * 2).then_some(best)
}

/// True if `word` is no Vietnamese as it stands and is when decoded.
fn is_evidence(word: &str, encoding: LegacyEncoding) -> bool {
    // `tÊt` is `tết` in letters that no one writes so.
    if syllable::is_syllable(word) && !has_inner_capital(word) {
        return false;
    }
    let decoded = match encoding {
        LegacyEncoding::Tcvn3 => word.chars().map(from_tcvn3).collect(),
        LegacyEncoding::Vni => from_vni(word),
    };
    decoded != word && decoded.chars().count() > 1 && syllable::is_syllable(&decoded)
}

/// True if a capital follows a small letter.
fn has_inner_capital(word: &str) -> bool {
    word.chars().skip_while(|letter| !letter.is_lowercase()).any(char::is_uppercase)
}

/// Letters that neither encoding can show, because their fonts had no place for them.
const fn is_unicode_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
}

/// Ends of words in legacy text, where `®`, `µ` or `¸` are letters.
const fn is_edge(letter: char) -> bool {
    letter.is_ascii() && !letter.is_ascii_alphabetic() || matches!(letter, '\u{a0}' | '–' | '—' | '“' | '”' | '…')
}

const fn from_tcvn3(letter: char) -> char {
    match letter {
        '¡' => 'Ă',
        '¢' => 'Â',
        '£' => 'Ê',
        '¤' => 'Ô',
        '¥' => 'Ơ',
        '¦' => 'Ư',
        '§' => 'Đ',
        '¨' => 'ă',
        '©' => 'â',
        'ª' => 'ê',
        '«' => 'ô',
        '¬' => 'ơ',
        '\u{ad}' => 'ư',
        '®' => 'đ',
        'µ' => 'à',
        '¶' => 'ả',
        '·' => 'ã',
        '¸' => 'á',
        '¹' => 'ạ',
        '»' => 'ằ',
        '¼' => 'ẳ',
        '½' => 'ẵ',
        '¾' => 'ắ',
        'Æ' => 'ặ',
        'Ç' => 'ầ',
        'È' => 'ẩ',
        'É' => 'ẫ',
        'Ê' => 'ấ',
        'Ë' => 'ậ',
        'Ì' => 'è',
        'Î' => 'ẻ',
        'Ï' => 'ẽ',
        'Ð' => 'é',
        'Ñ' => 'ẹ',
        'Ò' => 'ề',
        'Ó' => 'ể',
        'Ô' => 'ễ',
        'Õ' => 'ế',
        'Ö' => 'ệ',
        '×' => 'ì',
        'Ø' => 'ỉ',
        'Ü' => 'ĩ',
        'Ý' => 'í',
        'Þ' => 'ị',
        'ß' => 'ò',
        'á' => 'ỏ',
        'â' => 'õ',
        'ã' => 'ó',
        'ä' => 'ọ',
        'å' => 'ồ',
        'æ' => 'ổ',
        'ç' => 'ỗ',
        'è' => 'ố',
        'é' => 'ộ',
        'ê' => 'ờ',
        'ë' => 'ở',
        'ì' => 'ỡ',
        'í' => 'ớ',
        'î' => 'ợ',
        'ï' => 'ù',
        'ñ' => 'ủ',
        'ò' => 'ũ',
        'ó' => 'ú',
        'ô' => 'ụ',
        'õ' => 'ừ',
        'ö' => 'ử',
        '÷' => 'ữ',
        'ø' => 'ứ',
        'ù' => 'ự',
        'ú' => 'ỳ',
        'û' => 'ỷ',
        'ü' => 'ỹ',
        'ý' => 'ý',
        'þ' => 'ỵ',
        other => other,
    }
}

fn from_vni(word: &str) -> String {
    let mut decoded: Vec<char> = Vec::with_capacity(word.len());
    for letter in word.chars().map(super::fold::lower) {
        let joined = decoded.last().and_then(|before| vni_pair(*before, letter));
        match joined {
            Some(vowel) => {
                decoded.pop();
                decoded.push(vowel);
            }
            None => decoded.push(vni_single(letter)),
        }
    }
    decoded.into_iter().collect()
}

const fn vni_single(letter: char) -> char {
    match letter {
        'ñ' => 'đ',
        'ô' => 'ơ',
        'ö' => 'ư',
        'æ' => 'ỉ',
        'ó' => 'ĩ',
        'ò' => 'ị',
        'î' => 'ỵ',
        other => other,
    }
}

/// The vowel that `before` and the mark letter after it stand for.
fn vni_pair(before: char, mark: char) -> Option<char> {
    let marks: &[(char, char)] = match before {
        'a' => &[
            ('ø', 'à'),
            ('ù', 'á'),
            ('û', 'ả'),
            ('õ', 'ã'),
            ('ï', 'ạ'),
            ('ê', 'ă'),
            ('è', 'ằ'),
            ('é', 'ắ'),
            ('ú', 'ẳ'),
            ('ü', 'ẵ'),
            ('ë', 'ặ'),
            ('â', 'â'),
            ('à', 'ầ'),
            ('á', 'ấ'),
            ('å', 'ẩ'),
            ('ã', 'ẫ'),
            ('ä', 'ậ'),
        ],
        'e' => &[
            ('ø', 'è'),
            ('ù', 'é'),
            ('û', 'ẻ'),
            ('õ', 'ẽ'),
            ('ï', 'ẹ'),
            ('â', 'ê'),
            ('à', 'ề'),
            ('á', 'ế'),
            ('å', 'ể'),
            ('ã', 'ễ'),
            ('ä', 'ệ'),
        ],
        'o' => &[
            ('ø', 'ò'),
            ('ù', 'ó'),
            ('û', 'ỏ'),
            ('õ', 'õ'),
            ('ï', 'ọ'),
            ('â', 'ô'),
            ('à', 'ồ'),
            ('á', 'ố'),
            ('å', 'ổ'),
            ('ã', 'ỗ'),
            ('ä', 'ộ'),
        ],
        'ơ' => &[('ø', 'ờ'), ('ù', 'ớ'), ('û', 'ở'), ('õ', 'ỡ'), ('ï', 'ợ')],
        'u' => &[('ø', 'ù'), ('ù', 'ú'), ('û', 'ủ'), ('õ', 'ũ'), ('ï', 'ụ')],
        'ư' => &[('ø', 'ừ'), ('ù', 'ứ'), ('û', 'ử'), ('õ', 'ữ'), ('ï', 'ự')],
        'y' => &[('ø', 'ỳ'), ('ù', 'ý'), ('û', 'ỷ'), ('õ', 'ỹ')],
        _ => return None,
    };
    marks.iter().find(|(candidate, _)| *candidate == mark).map(|(_, vowel)| *vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_fonts_are_told_apart() {
        assert_eq!(detect("NghÞ ®Þnh sè 12 cña ChÝnh phñ vÒ v¨n b¶n", 3), Some(LegacyEncoding::Tcvn3));
        assert_eq!(detect("céng hßa x· héi chñ nghÜa viÖt nam", 3), Some(LegacyEncoding::Tcvn3));
        assert_eq!(detect("Nghò ñònh soá 12 cuûa Chính phuû veà vaên baûn", 3), Some(LegacyEncoding::Vni));
        assert_eq!(detect("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", 3), Some(LegacyEncoding::Vni));
    }

    #[test]
    fn words_that_are_none_only_by_their_capitals_count() {
        let text = "T«i xin göi kÌm tÊt c¶ giÊy tê cã liªn quan ®Õn vô viÖc vµ vÒ vô viÖc còng nh\u{ad} sau";
        assert_eq!(detect(text, 3), Some(LegacyEncoding::Tcvn3));
        assert!(has_inner_capital("tÊt") && !has_inner_capital("Tết") && !has_inner_capital("TẾT"));
    }

    #[test]
    fn foreign_words_and_unicode_are_left_alone() {
        for text in [
            "Nghị định số 12 của Chính phủ",
            "Dự án với El Niño, São Paulo, Zürich và Málaga",
            "Señor Muñoz, Curaçao, façade, Äpfel, Øresund",
            "Các cơ quan và nhân dân. © 2020 ® 5 µm",
            "cá nhân và gia đình, xã hội",
            "à là và cá xã",
            "Diện tích 12 m² ± 0,5; góc 30°",
        ] {
            assert_eq!(detect(text, 1), None, "{text}");
        }
    }
}
