//! `invisible-character`: characters that nobody sees, and those that turn the direction of what is shown.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::Span;
use crate::text::TextRange;
use crate::text::clean::turns_direction;

/// Flags characters that no reader sees, such as zero-width spaces and soft hyphens, and characters that
/// turn the direction of what is shown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InvisibleCharacter {
    /// Which characters.
    #[serde(default)]
    characters: Characters,
    /// Where they stand.
    #[serde(default)]
    within: Within,
}

/// Kinds of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Characters {
    /// Zero-width spaces and joiners, soft hyphens, byte order marks.
    #[default]
    Unseen,
    /// Embeddings, overrides and isolates of the direction of writing.
    Direction,
}

/// Where a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Within {
    /// Anywhere but in a number.
    #[default]
    Text,
    /// Inside a number or a symbol with digits, or where it turns digits round.
    Number,
}

impl Check for InvisibleCharacter {
    const NAME: &'static str = "invisible-character";
    const VALUES: &'static [&'static str] = &["count", "code", "text"];
    const LABELS: &'static [&'static str] = &["again"];
    // TCVN3 writes `ư` with the code of the soft hyphen.
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut places = Vec::new();
        let (mut code, mut about) = (String::new(), String::new());
        for block in cx.document.own_blocks().filter(|block| !block.is_plain()) {
            for (range, letter, touched) in self.found(block.text()) {
                if code.is_empty() {
                    code = format!("U+{:04X}", letter as u32);
                    about = touched.chars().filter(|letter| !is_unseen(*letter) && !turns_direction(*letter)).collect();
                }
                places.push(Occurrence::replaced(Span::new(block.id(), range), ""));
            }
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("code", code).value("text", about);
        }
    }
}

impl InvisibleCharacter {
    /// The characters in `text`, each with the word or stretch that it changes.
    fn found<'a>(&self, text: &'a str) -> Vec<(TextRange, char, &'a str)> {
        let mut found = Vec::new();
        let mut word = 0..0;
        for (at, letter) in text.char_indices() {
            let is_meant = match self.characters {
                Characters::Unseen => is_unseen(letter),
                Characters::Direction => turns_direction(letter),
            };
            if !is_meant {
                continue;
            }
            let after = at + letter.len_utf8();
            if self.characters == Characters::Unseen && !word.contains(&at) {
                word = word_around(text, at);
            }
            let (touched, in_number) = match self.characters {
                Characters::Unseen => {
                    let touched = text.get(word.clone()).unwrap_or("");
                    (touched, is_in_number(&text[word.start..at], &text[after..word.end]))
                }
                Characters::Direction => {
                    let turned = turned(letter, &text[after..]);
                    (turned, turns_back(letter) && turned.contains(|letter: char| letter.is_ascii_digit()))
                }
            };
            if in_number == (self.within == Within::Number) {
                found.push((TextRange::from(at..after), letter, touched));
            }
        }
        found
    }
}

/// The stretch between white space around `at`.
fn word_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text[..at].char_indices().rev().find(|(_, letter)| letter.is_whitespace());
    let start = start.map_or(0, |(space, letter)| space + letter.len_utf8());
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    start..end
}

/// Most unseen characters in a row behind which a number is sought.
const IN_A_ROW: usize = 16;

/// True if what stands `before` and `after` in one word is a number or a symbol with digits that goes on.
fn is_in_number(before: &str, after: &str) -> bool {
    let seen = |letter: &char| !is_unseen(*letter) && !turns_direction(*letter);
    let last = before.chars().rev().take(IN_A_ROW).find(seen);
    let first = after.chars().take(IN_A_ROW).find(seen);
    let joins = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '/' | '-');
    let (Some(last), Some(first)) = (last, first) else { return false };
    joins(last) && joins(first) && (last.is_ascii_digit() || first.is_ascii_digit())
}

/// Characters after which left-to-right text is shown from right to left.
const fn turns_back(letter: char) -> bool {
    matches!(letter, '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// Most letters that a control is taken to turn: more makes no number.
const TURNED: usize = 200;

/// What the control `letter` turns of the text behind it: up to its end, or the end of the line.
fn turned(letter: char, rest: &str) -> &str {
    let ends = |end: char| match letter {
        '\u{2066}'..='\u{2068}' => matches!(end, '\u{2069}' | '\n'),
        _ => matches!(end, '\u{202c}' | '\n'),
    };
    let end = rest.char_indices().take(TURNED).find(|(_, letter)| ends(*letter)).map(|(at, _)| at);
    let most = || rest.char_indices().nth(TURNED).map_or(rest.len(), |(at, _)| at);
    rest.get(..end.unwrap_or_else(most)).unwrap_or("")
}

const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_a_word() {
        let number = InvisibleCharacter { characters: Characters::Unseen, within: Within::Number };
        assert_eq!(number.found("số 73/20\u{200b}23/NĐ-CP").len(), 1);
        assert!(number.found("thực\u{200b}hiện 20\u{200b} xã").is_empty());
        let turned = InvisibleCharacter { characters: Characters::Direction, within: Within::Number };
        assert_eq!(turned.found("Số tiền \u{202e}0001\u{202c} đồng").len(), 1);
        assert!(turned.found("Số máy \u{202a}0912\u{202c}").is_empty());
    }
}
