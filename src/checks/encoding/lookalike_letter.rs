//! `lookalike-letter`: letters of other scripts that look like Latin ones.

use schemars::JsonSchema;
use serde::Deserialize;

use super::stored_words;
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span};
use crate::text::TextRange;

/// Flags letters of other scripts that look like Latin ones, inside words with Latin letters: eth
/// for `Đ`, Cyrillic, Greek and full-width letters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LookalikeLetter {}

impl Check for LookalikeLetter {
    const NAME: &'static str = "lookalike-letter";
    const VALUES: &'static [&'static str] = &["count", "wrong", "right", "word"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // One finding for each wrong letter, in order of first appearance.
        let mut kinds: Vec<(char, char, String, Vec<Occurrence>)> = Vec::new();
        for block in cx.document.own_blocks().filter(|block| !block.is_plain()) {
            for (range, wrong, right, word) in lookalikes(block) {
                let place = Occurrence::replaced(Span::new(block.id(), range), right);
                // Two wrong letters of one word are one finding.
                let same_word = |kind: &&mut (char, char, String, Vec<Occurrence>)| kind.2 == word;
                let known = kinds.iter().position(|kind| kind.0 == wrong);
                match (known, kinds.iter_mut().find(same_word)) {
                    (_, Some(kind)) => kind.3.push(place),
                    (Some(known), None) => kinds[known].3.push(place),
                    (None, None) => kinds.push((wrong, right, word.to_owned(), vec![place])),
                }
            }
        }
        for (wrong, right, word, places) in kinds {
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("wrong", wrong).value("right", right).value("word", word);
            }
        }
    }
}

/// Stored places of look-alike letters in `block`: the letter, the one it stands for, its word.
fn lookalikes(block: &Block) -> Vec<(TextRange, char, char, &str)> {
    let text = block.text();
    let mut found = Vec::new();
    if text.chars().all(|letter| latin_twin(letter).is_none()) {
        return found;
    }
    for range in stored_words(text) {
        let word = &text[range.clone()];
        let has_latin = word.chars().any(|letter| letter.is_alphabetic() && is_latin(letter));
        for (at, letter) in word.char_indices() {
            let Some(right) = latin_twin(letter) else { continue };
            let beside_latin = has_latin || matches!(letter, 'Ð' | 'ð' | 'Ɖ');
            if beside_latin && in_one_part(word, at) {
                let start = range.start + at;
                found.push((TextRange::from(start..start + letter.len_utf8()), letter, right, word));
            }
        }
    }
    found
}

/// True if the letter at `at` stands in one run of letters with a Latin one, or is an eth, which
/// no Vietnamese text means. `β-lactam` and `5 μg` are right.
fn in_one_part(word: &str, at: usize) -> bool {
    let letter = word[at..].chars().next().unwrap_or(' ');
    if matches!(letter, 'Ð' | 'ð' | 'Ɖ') {
        return true;
    }
    let before = word[..at].chars().rev().take_while(|letter| letter.is_alphabetic());
    let after = word[at..].chars().take_while(|letter| letter.is_alphabetic());
    before.chain(after).any(is_latin)
}

/// Latin letters, those of Vietnamese included, that are not themselves look-alikes.
fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || (matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && latin_twin(letter).is_none())
}

/// The Latin letter that `letter`, of another script, has the shape of.
const fn latin_twin(letter: char) -> Option<char> {
    Some(match letter {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' => 'đ',
        // Old fonts drew Ư there.
        'Ƣ' => 'Ư',
        'ƣ' => 'ư',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        '\u{ff21}'..='\u{ff3a}' => return char::from_u32(letter as u32 - 0xff21 + 'A' as u32),
        '\u{ff41}'..='\u{ff5a}' => return char::from_u32(letter as u32 - 0xff41 + 'a' as u32),
        _ => return None,
    })
}
