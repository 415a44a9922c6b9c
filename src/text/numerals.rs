//! Roman numerals and the counting words of Vietnamese.

/// The value of a capital Roman numeral written in its one right form (`IV`, not `IIII`).
pub fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut value = 0u32;
    for (at, &current) in digits.iter().enumerate().rev() {
        let larger_follows = digits.get(at + 1).is_some_and(|next| *next > current);
        value = if larger_follows { value.checked_sub(current)? } else { value + current };
    }
    (roman(value).as_deref() == Some(text)).then_some(value)
}

const fn digit(letter: char) -> Option<u32> {
    Some(match letter {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        _ => return None,
    })
}

/// `number` as a Roman numeral, from 1 to 399; no document has more sections.
pub fn roman(number: u32) -> Option<String> {
    if number == 0 || number > 399 {
        return None;
    }
    let steps = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in steps {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    Some(text)
}

/// `number` in Vietnamese words, from 1 to 99; no list has more items that are counted in words.
pub fn vietnamese(number: u32) -> Option<String> {
    const ONES: [&str; 10] = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let (tens, ones) = (number / 10, number % 10);
    let unit = match ones {
        1 if tens > 1 => "mốt",
        5 if tens > 0 => "lăm",
        _ => ONES.get(ones as usize)?,
    };
    let ten = match tens {
        0 if ones == 0 => return None,
        0 => return Some(unit.to_owned()),
        1 => "mười".to_owned(),
        _ => format!("{} mươi", ONES.get(tens as usize)?),
    };
    Some(if ones == 0 { ten } else { format!("{ten} {unit}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_words() {
        let words = [1, 5, 10, 11, 15, 20, 21, 34, 99].map(|number| vietnamese(number).expect("in range"));
        let wanted =
            ["một", "năm", "mười", "mười một", "mười lăm", "hai mươi", "hai mươi mốt", "ba mươi bốn", "chín mươi chín"];
        assert_eq!(words, wanted);
        assert_eq!((vietnamese(0), vietnamese(100)), (None, None));
    }

    #[test]
    fn reads_back_what_it_writes() {
        for number in 1..=399 {
            let text = roman(number).expect("in range");
            assert_eq!(roman_value(&text), Some(number), "{text}");
        }
        assert_eq!(roman_value("IIII"), None);
        assert_eq!(roman_value("VX"), None);
    }
}
