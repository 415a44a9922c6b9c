//! Roman numerals.

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

#[cfg(test)]
mod tests {
    use super::*;

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
