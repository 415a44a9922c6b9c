//! `lookalike-digit`: letters and signs that look like digits, inside numbers.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::{Block, Span};
use crate::text::TextRange;

/// Flags letters that stand for digits inside a number (`2O24`) and digits of other scripts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LookalikeDigit {}

impl Check for LookalikeDigit {
    const NAME: &'static str = "lookalike-digit";
    const VALUES: &'static [&'static str] = &["wrong", "right", "number"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for block in cx.document.own_blocks() {
            for number in numbers(block.text()) {
                report(block, number, findings);
            }
        }
    }
}

fn report(block: &Block, number: std::ops::Range<usize>, findings: &mut Findings) {
    let text = &block.text()[number.clone()];
    let Some((wrong, right)) = text.chars().find_map(|letter| Some((letter, digit_twin(letter)?))) else { return };
    let mended: String = text.chars().map(|letter| digit_twin(letter).unwrap_or(letter)).collect();
    let span = Span::new(block.id(), TextRange::from(number));
    findings
        .report(span)
        .value("wrong", wrong)
        .value("right", right)
        .value("number", mended.as_str())
        .edit(Edit::replace(span, mended));
}

/// Stretches of digits and what looks like them, which hold both, or a digit of another script.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, first)) = letters.next() {
        if !is_of_number(first) {
            before = first;
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| is_of_number(*letter) || *letter == '.') {
            end = at + letter.len_utf8();
        }
        let run = text[start..end].trim_end_matches('.');
        let last = run.chars().next_back().unwrap_or(first);
        let after = text[start + run.len()..].chars().next().unwrap_or(' ');
        let foreign = run.chars().any(is_foreign_digit);
        // `Al2O3`, `H2O` and `10l` are no slips: the letter must stand between digits, alone.
        let inside =
            first.is_ascii_digit() && last.is_ascii_digit() && !before.is_alphabetic() && !after.is_alphabetic();
        let letter = run.chars().any(|letter| letter.is_alphabetic() && digit_twin(letter).is_some());
        if foreign || inside && letter {
            found.push(start..start + run.len());
        }
        before = text[..end].chars().next_back().unwrap_or(' ');
    }
    found
}

const fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || digit_twin(letter).is_some()
}

/// Digits of other scripts and forms.
const fn is_foreign_digit(letter: char) -> bool {
    matches!(letter, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}' | '\u{ff10}'..='\u{ff19}' | '\u{1d7ce}'..='\u{1d7ff}')
}

/// The digit that `letter` looks like, or is in another script.
const fn digit_twin(letter: char) -> Option<char> {
    let code = letter as u32;
    let value = match letter {
        'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο' => 0,
        'l' | 'I' | 'І' | 'Ι' => 1,
        'З' | 'з' => 3,
        '\u{660}'..='\u{669}' => code - 0x660,
        '\u{6f0}'..='\u{6f9}' => code - 0x6f0,
        '\u{966}'..='\u{96f}' => code - 0x966,
        '\u{ff10}'..='\u{ff19}' => code - 0xff10,
        '\u{1d7ce}'..='\u{1d7ff}' => (code - 0x1d7ce) % 10,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn letters_between_digits_are_slips() {
        assert_eq!(slips("năm 2O24. Tổng 1.O00 đồng"), ["2O24", "1.O00"]);
        assert_eq!(slips("số １２"), ["１２"]);
        for right in ["H2O", "Al2O3", "10l nước", "I.1", "QH15", "1|2", "5.Ol", "1. O"] {
            assert!(slips(right).is_empty(), "{right}");
        }
    }
}
