//! Spaces around punctuation and between words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::format::Alignment;
use crate::model::{Block, Document, Format, Place, Regime, Span, Zone};
use crate::text::{Signs, TextRange, syllable};

/// Which slip of the space bar to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::checks) enum Slip {
    /// A space before a punctuation mark.
    BeforePunctuation,
    /// No space after a punctuation mark.
    AfterPunctuation,
    /// Two or more spaces inside a line.
    Double,
    /// Spaces that push words of a sentence onto the next line: many in a row, in files that wrap lines themselves.
    Run,
    /// A space before the first word of a paragraph, where nearly all others have none.
    Leading,
}

/// Flags slips of the space bar in running text, once a document. Lines with blanks to fill in,
/// the header and table cells are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct Spacing {
    /// The slip.
    slip: Slip,
    /// Folded words behind which spaces are a blank to fill in.
    #[serde(default)]
    blanked: Vec<String>,
}

impl Check for Spacing {
    const NAME: &'static str = "spacing";
    const VALUES: &'static [&'static str] = &["count", "around"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut places = Vec::new();
        let mut around = String::new();
        let sign = match self.slip {
            Slip::BeforePunctuation => Signs::SPACE_BEFORE_MARK,
            Slip::AfterPunctuation => Signs::MARK_BEFORE_LETTER,
            Slip::Double | Slip::Run => Signs::TWO_SPACES,
            Slip::Leading => return leading(cx.document, findings),
        };
        // Columns of a printed page are spaces in a text layer.
        if self.slip == Slip::Run && (cx.document.raw.format.has_lines() || cx.document.raw.format == Format::Pdf) {
            return;
        }
        for block in cx.document.prose().filter(|block| block.signs().hold(sign)) {
            // Cells hold formulas and spaces that fill a width; the header is not running text.
            let open = matches!(self.slip, Slip::BeforePunctuation | Slip::Run);
            let in_cell = !open && matches!(block.place, Place::Cell(_));
            if in_cell || cx.document.zone(block.id()) == Zone::Header {
                continue;
            }
            for line in block.lines() {
                let text = &block.clean()[line.usize()];
                let found = match self.slip {
                    Slip::BeforePunctuation => before_punctuation(text),
                    Slip::AfterPunctuation => after_punctuation(text),
                    Slip::Double => double(text),
                    Slip::Run if is_wide(text) => runs(block, line, &self.blanked),
                    Slip::Run | Slip::Leading => continue,
                };
                // Few lines have a slip; only those need the closer look.
                let layout = self.slip != Slip::Run && is_layout(block, line);
                if found.is_empty() || layout && (self.slip == Slip::Double || is_wide(text)) {
                    continue;
                }
                for (range, replacement) in found {
                    let span = block.span(range.shifted(line.start()));
                    if !matches!(self.slip, Slip::Double | Slip::Run) && is_beside_blank(block.text(), span.range) {
                        continue;
                    }
                    // How `Nơi nhận:` and `Kính gửi:` are written is for the rules on those parts.
                    if labels(cx.document).any(|label| label.touches(span)) {
                        continue;
                    }
                    if around.is_empty() {
                        neighbourhood(text, range).clone_into(&mut around);
                    }
                    places.push(Occurrence::replaced(span, replacement));
                }
            }
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("around", around);
        }
    }
}

/// Reports paragraphs that begin with a space. A document in which many do so uses spaces for an indent, and one of
/// lines or pages has spaces for its layout.
fn leading(document: &Document, findings: &mut Findings) {
    /// Paragraphs without a space for each one with it.
    const USUAL: usize = 8;
    let unsure = document.raw.format.has_lines() || document.raw.format == Format::Pdf;
    if unsure || document.regime == Regime::Form {
        return;
    }
    let paragraphs = document.prose().filter(|block| document.in_running_text(block.id()) && !block.is_blank());
    let (with, without): (Vec<&Block>, Vec<&Block>) = paragraphs.partition(|block| block.clean().starts_with(' '));
    if with.len() * USUAL > without.len() {
        return;
    }
    let centered = |block: &&Block| block.format.alignment.known() == Some(Alignment::Center);
    // More than one is a typed indent, which has a rule of its own.
    let single = |block: &&Block| {
        let mut letters = block.text().chars();
        letters.next() == Some(' ') && letters.next().is_some_and(|second| !second.is_whitespace())
    };
    let off = with.into_iter().filter(|block| !centered(block)).filter(single);
    let places: Vec<Occurrence> = off.map(|block| Occurrence::replaced(block.span(0..1), "")).collect();
    let around = places.first().map(|place| document.block(place.span.block).clean().trim_start());
    let around = around.and_then(|text| text.split_whitespace().next()).unwrap_or("").to_owned();
    if let Some(draft) = extent::report(findings, &places) {
        draft.value("around", around);
    }
}

fn labels(document: &Document) -> impl Iterator<Item = Span> {
    let recipients = document.recipients.iter().map(|found| found.label);
    recipients.chain(document.addressees.iter().map(|found| found.label))
}

/// True for a line whose spaces are layout: tabs, dotted or underlined blanks, wide gaps, a date
/// or number left blank.
fn is_layout(block: &Block, line: TextRange) -> bool {
    let text = &block.clean()[line.usize()];
    let stored = block.text().get(block.span(line).range.usize()).unwrap_or("");
    let folded = &block.folded()[line.usize()];
    let blank_date = ["ngày  ", "tháng  ", "ngày tháng", "số:  ", "số  "].iter().any(|blank| folded.contains(blank));
    blank_date
        || stored.contains('\t')
        || is_wide(text)
        || ["....", "……", "…..", "__", "---"].iter().any(|gap| text.contains(gap))
}

/// True for a line that spaces part into columns.
fn is_wide(text: &str) -> bool {
    text.contains("    ")
}

/// Letters between a blank to fill in and a slip that has nothing to do with it.
const CLEAR: usize = 12;

/// True if a blank to fill in stands near `place`: a tab, dots, a line, some spaces.
fn is_beside_blank(text: &str, place: TextRange) -> bool {
    let place = place.usize();
    let before: String = text.get(..place.start).unwrap_or("").chars().rev().take(CLEAR).collect();
    let after: String = text.get(place.end..).unwrap_or("").chars().take(CLEAR).collect();
    [before, after].iter().any(|near| ["\t", "  ", "..", "…", "__", "--"].iter().any(|blank| near.contains(blank)))
}

/// Spaces before a mark: the spaces, to be removed or put behind it.
fn before_punctuation(text: &str) -> Vec<(TextRange, &'static str)> {
    let mut found = Vec::new();
    // The marks are ASCII, so bytes find them.
    let mut previous = 0;
    for (at, byte) in text.bytes().enumerate() {
        let after_space = previous == b' ';
        previous = byte;
        if !after_space || !matches!(byte, b',' | b';' | b':' | b'.' | b'!' | b'?' | b')') {
            continue;
        }
        let mark = char::from(byte);
        let before = &text[..at];
        let word = before.trim_end_matches(' ');
        let after = text[at + 1..].chars().next();
        let follows_word =
            word.ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ')' | '”' | '"' | '%'));
        let stands_alone = match mark {
            // `...` after a space is an enumeration cut short; `.docx` is a name.
            '.' => {
                after.is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '.' | '…' | '/'))
                    && !text[at + 1..].trim_start().starts_with('.')
            }
            // A ratio or a scale: `1 : 500`.
            ':' => {
                !(word.ends_with(|letter: char| letter.is_ascii_digit())
                    && text[at + 1..].trim_start().starts_with(|next: char| next.is_ascii_digit()))
            }
            // The end of a marker: `1 )`.
            ')' => before.rfind(['(', ')']).is_some_and(|bracket| before[bracket..].starts_with('(')),
            _ => true,
        };
        if follows_word && stands_alone {
            // The space stands on the wrong side: `hai ,ba`.
            let moved = match mark {
                ',' => Some(", "),
                ';' => Some("; "),
                _ => None,
            };
            found.push(match moved.filter(|_| after.is_some_and(char::is_alphabetic)) {
                Some(moved) => (TextRange::from(word.len()..at + 1), moved),
                None => (TextRange::from(word.len()..at), ""),
            });
        }
    }
    found
}

/// Marks without a space after them: the mark, to be followed by one.
fn after_punctuation(text: &str) -> Vec<(TextRange, &'static str)> {
    let mut found: Vec<(TextRange, &'static str)> = Vec::new();
    // The marks are ASCII, so bytes find them; nearly all are followed by a space or a digit.
    let glued = text.as_bytes().windows(2).enumerate().filter(
        |(_, pair)| matches!(pair, [b',' | b';' | b':' | b'.', next] if next.is_ascii_alphabetic() || !next.is_ascii()),
    );
    let mut chunk = 0..0;
    let mut address = None;
    for (at, pair) in glued {
        let mark = char::from(pair[0]);
        let replacement = match mark {
            ',' => ", ",
            ';' => "; ",
            ':' => ": ",
            _ => ". ",
        };
        if at >= chunk.end {
            chunk = chunk_around(text, chunk.end, at);
            address = None;
        }
        let before = text[chunk.start..at].rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
        let after = text[at + 1..chunk.end].split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
        if is_glued(text[chunk.start..at].chars().next_back(), before, mark, after)
            && !*address.get_or_insert_with(|| is_address(&text[chunk.clone()]))
        {
            found.push((TextRange::from(at..at + 1), replacement));
        }
    }
    found
}

/// The stretch between spaces that holds byte `at`; none begins before `from`.
fn chunk_around(text: &str, from: usize, at: usize) -> std::ops::Range<usize> {
    let start = text[from..at].rfind(' ').map_or(from, |space| from + space + 1);
    let end = text[at..].find(' ').map_or(text.len(), |space| at + space);
    start..end
}

/// Web and mail addresses, paths and times.
fn is_address(chunk: &str) -> bool {
    ["://", "@", "www.", "\\", ".vn", ".com", ".gov"].iter().any(|part| chunk.contains(part))
}

/// True if `mark` between the words `before` and `after` lacks its space. A full stop also stands
/// in abbreviations and names, so it counts only between two whole Vietnamese words, the second
/// with a capital.
fn is_glued(previous: Option<char>, before: &str, mark: char, after: &str) -> bool {
    if !after.starts_with(char::is_alphabetic) {
        return false;
    }
    let closes = before.is_empty() && matches!(previous, Some(')' | '”' | '"' | '%'));
    if mark != '.' {
        // `VH,TT&DL` is one short form, `file:line` is code.
        let short = |word: &str| word.chars().all(char::is_uppercase);
        let code = mark == ':' && before.is_ascii() && after.is_ascii() && !syllable::is_syllable(before);
        // The indices of a formula: `X(k,i)`.
        let index = |word: &str| word.is_ascii() && matches!(word.len(), 1 | 2);
        let word = |word: &str| word.len() == 2 && syllable::is_syllable(word);
        let named = before.is_ascii() && after.len() == 1 && !syllable::is_syllable(before) && !before.is_empty();
        if mark == ',' && index(after) && (named || index(before) && !(word(before) && word(after))) {
            return false;
        }
        let one_name = mark == ',' && short(before) && short(after) && before.chars().count() <= 3;
        return (!before.is_empty() || closes) && !code && (!one_name || before.is_empty());
    }
    let whole = |word: &str| word.chars().count() >= 2 && syllable::is_syllable(word);
    let small = before.chars().all(char::is_lowercase);
    let capital = after.starts_with(char::is_uppercase) && after.chars().skip(1).all(char::is_lowercase);
    small && capital && whole(before) && whole(after)
}

/// Runs of spaces inside a line, to become one.
fn double(text: &str) -> Vec<(TextRange, &'static str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = two_spaces(text, from) {
        let run = text[start..].len() - text[start..].trim_start_matches(' ').len();
        from = start + run;
        // Spaces after a list marker align the items.
        if !is_marker(&text[..start]) {
            found.push((TextRange::from(start..start + run), " "));
        }
    }
    found
}

/// Runs of spaces between two words of a sentence, to become one: a small word stands before, and the line holds no
/// blank to fill in and no word of `blanked` before the spaces.
fn runs(block: &Block, line: TextRange, blanked: &[String]) -> Vec<(TextRange, &'static str)> {
    /// Words of the shortest sentence; fewer are two columns.
    const SHORTEST: usize = 6;
    let text = &block.clean()[line.usize()];
    let stored = block.text().get(block.span(line).range.usize()).unwrap_or("");
    let blank = ["....", "……", "…..", "__", "---", "(  ", "/ "].iter().any(|gap| text.contains(gap));
    if blank || stored.contains('\t') || text.split_whitespace().count() < SHORTEST {
        return Vec::new();
    }
    let mut found = double(text);
    found.retain(|(range, _)| {
        let before = text[..range.start() as usize].rsplit(' ').next().unwrap_or("");
        let after = text[range.end() as usize..].split(' ').next().unwrap_or("");
        let word = before.trim_end_matches([',', ';']);
        let small =
            word.chars().nth(1).is_some() && word.chars().all(char::is_lowercase) && syllable::is_syllable(word);
        let goes_on = after.starts_with(|first: char| first.is_alphanumeric() || first == '(');
        let in_cell = matches!(block.place, Place::Cell(_));
        small
            && goes_on
            && !blanked.iter().any(|blank| blank == word)
            && (!in_cell || after.starts_with(char::is_lowercase))
    });
    found
}

/// Where two spaces stand at or after `from`.
fn two_spaces(text: &str, from: usize) -> Option<usize> {
    let mut after_space = false;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        let is_space = byte == b' ';
        if is_space && after_space {
            return Some(at - 1);
        }
        after_space = is_space;
    }
    None
}

/// True if `text` is a list marker and nothing else: `-`, `1.`, `a)`.
fn is_marker(text: &str) -> bool {
    text.chars().count() <= 4 && !text.contains(' ') && text.ends_with(|letter: char| !letter.is_alphanumeric())
}

/// The words on both sides of `range`, for the message.
fn neighbourhood(text: &str, range: TextRange) -> &str {
    let before = text[..range.start() as usize].trim_end();
    let start = before.rfind(' ').map_or(0, |at| at + 1);
    let rest = &text[range.end() as usize..];
    let skipped = rest.len() - rest.trim_start().len();
    let end = rest[skipped..].find(' ').map_or(rest.len(), |at| skipped + at);
    text[start..range.end() as usize + end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(found: &[(TextRange, &'static str)]) -> Vec<u32> {
        found.iter().map(|(range, _)| range.start()).collect()
    }

    #[test]
    fn spaces_before_marks() {
        assert_eq!(places(&before_punctuation("mot , hai ; ba")), [3, 9]);
        for right in ["v.v. ...", "tep .docx", "ti le 1 : 500", "./ .", "het. /.", "- , -", "1) a 2) b"] {
            assert_eq!(places(&before_punctuation(right)), Vec::<u32>::new(), "{right}");
        }
    }

    #[test]
    fn marks_without_space() {
        let found = |text: &'static str| places(&after_punctuation(text)).len();
        assert_eq!(found("cán bộ,công chức;viên chức"), 2);
        assert_eq!(found("theo quy định.Các đơn vị"), 1);
        assert_eq!(found("cho to,ta nhận"), 1);
        for right in [
            "18,75%",
            "7:30",
            "X(k,i)",
            "re,pt",
            "rd,F",
            "ACTbq,j",
            "https://a.b:c",
            "TT.Đảng",
            "TP.Hồ Chí Minh",
            "U.B.N.D",
            "Th.S",
            "a@b,c",
            "12.Các",
            "v.v.Các",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }

    #[test]
    fn a_blank_excuses_only_what_stands_beside_it() {
        let slips = |text: &str| {
            let found = before_punctuation(text);
            found.iter().filter(|(range, _)| !is_beside_blank(text, *range)).count()
        };
        assert_eq!(slips("Do mâu thuẫn kéo dài , tôi đề nghị tòa án ........ giải quyết"), 1);
        assert_eq!(slips("Tôi tên là ........ Hoa , sinh ngày ........"), 0);
        assert_eq!(slips("Tên vợ\t , sinh ngày"), 0);
    }

    #[test]
    fn runs_of_spaces() {
        assert_eq!(places(&double("mot  hai   ba")), [3, 8]);
        assert_eq!(places(&double("1.  mot")), Vec::<u32>::new());
        assert_eq!(neighbourhood("mot hai  ba bon", TextRange::new(7, 9)), "hai  ba");
    }
}
