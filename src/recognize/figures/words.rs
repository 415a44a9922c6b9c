//! Numbers in words: `hai`, `mười lăm`, `một triệu năm trăm nghìn`.

use crate::text::hash::Sketches;

/// The value of a number written in Vietnamese words, all of `words`; `None` if they are not one
/// well-formed number.
pub(super) fn value(words: &[&str]) -> Option<i64> {
    if words.is_empty() || words.len() > 24 {
        return None;
    }
    let mut total = 0i64;
    let mut limit = i64::MAX;
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let Some(scale) = scale(word) else { continue };
        // Larger units come first: `một nghìn hai triệu` is not a number.
        if scale >= limit {
            return None;
        }
        total = total.checked_add(below_thousand(&words[start..at], total > 0)?.checked_mul(scale)?)?;
        limit = scale;
        start = at + 1;
    }
    if start < words.len() {
        total = total.checked_add(below_thousand(&words[start..], total > 0)?)?;
    }
    Some(total)
}

fn scale(word: &str) -> Option<i64> {
    match word {
        "nghìn" | "ngàn" => Some(1_000),
        "triệu" => Some(1_000_000),
        "tỷ" | "tỉ" => Some(1_000_000_000),
        _ => None,
    }
}

/// A number below a thousand. `follows` allows `không trăm lẻ năm` and `lẻ năm` after a larger unit.
fn below_thousand(words: &[&str], follows: bool) -> Option<i64> {
    match words {
        [] => None,
        [hundreds, "trăm"] => Some(digit(hundreds)? * 100),
        [hundreds, "trăm", "linh" | "lẻ", unit] => Some(digit(hundreds)? * 100 + unit_digit(unit)?),
        [hundreds, "trăm", rest @ ..] => Some(digit(hundreds)? * 100 + below_hundred(rest).filter(|rest| *rest > 9)?),
        ["linh" | "lẻ", unit] if follows => unit_digit(unit),
        rest => below_hundred(rest),
    }
}

fn below_hundred(words: &[&str]) -> Option<i64> {
    match words {
        [unit] => {
            if *unit == "mười" {
                Some(10)
            } else {
                digit(unit)
            }
        }
        ["mười", unit] => Some(10 + unit_digit(unit)?),
        [tens, "mươi"] => Some(tens_digit(tens)? * 10),
        [tens, "mươi", unit] | [tens, unit @ ("mốt" | "lăm" | "tư")] => {
            Some(tens_digit(tens)? * 10 + unit_digit(unit)?)
        }
        _ => None,
    }
}

fn tens_digit(word: &str) -> Option<i64> {
    digit(word).filter(|digit| *digit >= 2)
}

fn unit_digit(word: &str) -> Option<i64> {
    match word {
        "mốt" => Some(1),
        "tư" => Some(4),
        "lăm" | "nhăm" => Some(5),
        _ => digit(word).filter(|digit| *digit > 0),
    }
}

/// The words that can stand in a number.
const NUMERALS: Sketches = Sketches::of(&[
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "mươi", "trăm", "linh",
    "lẻ", "mốt", "tư", "lăm", "nhăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ",
]);

/// The digit a word names.
pub(super) fn digit(word: &str) -> Option<i64> {
    if !NUMERALS.may_hold(word.as_bytes()) {
        return None;
    }
    Some(match word {
        "không" => 0,
        "một" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "năm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

/// True if `word` can stand in a number.
pub(super) fn is_numeral(word: &str) -> bool {
    NUMERALS.may_hold(word.as_bytes())
        && (digit(word).is_some()
            || scale(word).is_some()
            || matches!(word, "mười" | "mươi" | "trăm" | "linh" | "lẻ" | "mốt" | "tư" | "lăm" | "nhăm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<i64> {
        value(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn numbers_in_words() {
        for (text, number) in [
            ("hai", 2),
            ("năm", 5),
            ("mười", 10),
            ("mười lăm", 15),
            ("hai mươi", 20),
            ("hai mươi mốt", 21),
            ("hai mươi bốn", 24),
            ("ba lăm", 35),
            ("một trăm", 100),
            ("một trăm lẻ năm", 105),
            ("ba trăm sáu mươi lăm", 365),
            ("một triệu năm trăm nghìn", 1_500_000),
            ("hai tỷ không trăm linh năm triệu", 2_005_000_000),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number() {
        for text in ["năm hai", "trăm", "một nghìn hai triệu", "năm báo cáo", "mươi", "linh", "hai hai"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
