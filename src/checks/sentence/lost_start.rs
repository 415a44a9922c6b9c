//! `lost-start`: a line whose first words are lost.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::sentences::{is_marked, is_running};
use crate::checks::{Check, Context, Findings};
use crate::model::Format;
use crate::text::syllable;

/// Flags a line that begins with a small letter behind one that ended its sentence: its first words are lost, or a
/// mark stands wrongly above it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LostStart {}

/// Words of the shortest line that is a sentence, not a name or an address.
const SHORTEST_REST: usize = 5;

impl Check for LostStart {
    const NAME: &'static str = "lost-start";
    const VALUES: &'static [&'static str] = &["end", "start"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // Where lines end in the text layer of a PDF says nothing.
        if document.raw.format == Format::Pdf {
            return;
        }
        let mut above: Option<&str> = None;
        let blocks = document.blocks().iter().filter(|block| !block.is_blank());
        for block in blocks {
            if !is_running(document, block) {
                above = None;
                continue;
            }
            for line in block.lines() {
                let text = &block.clean()[line.usize()];
                if let Some(above) = above.filter(|above| ends_sentence(above))
                    && begins_inside(text)
                    && has_marks(text)
                    && !(block.is_auto_numbered() && block.lines().next() == Some(line))
                {
                    let end = text.match_indices(' ').nth(2).map_or(text.len(), |(at, _)| at);
                    let start = line.usize().start;
                    let draft = findings.report(block.span(start..start + end));
                    let last = above.rsplit(' ').next().unwrap_or(above);
                    draft.value("end", last).value("start", &text[..end]);
                }
                above = Some(text);
            }
        }
    }
}

/// True for a line with a whole sentence that a full stop closes.
fn ends_sentence(line: &str) -> bool {
    let body = line.trim_end_matches('.');
    let last = body.rsplit(' ').next().unwrap_or("");
    line.len() == body.len() + 1
        && line.starts_with(|first: char| !first.is_lowercase())
        && body.split(' ').count() >= SHORTEST_REST
        && (syllable::is_syllable(last) || last.ends_with(|letter: char| letter.is_ascii_digit() || letter == ')'))
}

/// False for a line that a machine read without its marks: two words of three have one.
fn has_marks(line: &str) -> bool {
    let (mut words, mut marked) = (0usize, 0usize);
    for word in line.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)) {
        words += 1;
        marked += usize::from(!word.is_ascii());
    }
    marked * 2 >= words
}

/// True for a line that goes on in the middle of a sentence: two small Vietnamese words and more, no marker.
fn begins_inside(line: &str) -> bool {
    let mut words = line.split(' ');
    let small = |word: Option<&str>| {
        let word = word.unwrap_or("").trim_end_matches([',', ';']);
        word.chars().count() >= 2 && word.chars().all(char::is_lowercase) && syllable::is_syllable(word)
    };
    !is_marked(line) && small(words.next()) && small(words.next()) && words.count() + 2 >= SHORTEST_REST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_read_without_its_marks_tells_nothing() {
        assert!(has_marks("thuộc phạm vi quản lý của xã được rà soát."));
        assert!(!has_marks("sua dói, b6 sung mot so diéu cua Nghi dinh nay."));
    }
}
