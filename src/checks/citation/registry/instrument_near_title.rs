//! `instrument-near-title`: the title of a citation, word by word, against the registry.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings, entry, is_closed};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::Fact;
use crate::text::fold;
use crate::text::letters::{Case, base, case_of};

/// Reports citations whose title is nearly that of the instrument. A title of another matter is the
/// business of `instrument-title`, and what goes on behind the whole title is the sentence.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentNearTitle {
    /// What differs.
    difference: Difference,
    /// Folded words that say nothing of the matter, as single words.
    empty_words: Vec<String>,
    /// Folded words that one writer sets and another leaves out, as single words.
    small_words: Vec<String>,
    /// Folded words before the title that either writer may leave out, the longest first.
    openers: Vec<String>,
    /// Most words, on either side, in which two near titles differ.
    most_words: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Difference {
    /// Words that tell the matter stand for others.
    Matter,
    /// Words are missing, are too many, or say how the matter is put.
    Wording,
}

impl Check for InstrumentNearTitle {
    const NAME: &'static str = "instrument-near-title";
    const VALUES: &'static [&'static str] = &["citation", "written", "right", "title"];
    const CASES: &'static [&'static str] = &["missing", "extra"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for (at, citation, symbol) in document.citations.numbered() {
            let Some(cited) = citation.title.as_ref().filter(|_| !document.citations.is_in_title(at)) else { continue };
            let known = entry(cx.registry, citation).filter(|known| known.is_sure(Fact::Title) && !known.is_named());
            let Some(known) = known else { continue };
            let grounds = document.in_grounds(cited.span.block);
            let pointed = document.citations.units.iter().any(|unit| unit.citation == Some(at));
            if pointed || !grounds && !fold::fold(&cited.text).starts_with("về ") {
                continue;
            }
            let block = document.block(cited.span.block);
            let range = block.clean_range(cited.span).usize();
            let whole = grounds && is_closed(document, cited.span);
            let (mine, its) = (self.words(&cited.text), self.words(&known.title));
            let Some(found) = self.compare(&mine, &its, whole) else { continue };
            if self.difference != found.difference {
                continue;
            }
            let (start, end) = (mine[found.mine.clone()].first(), mine[found.mine.clone()].last());
            let place = match (start, end) {
                (Some(start), Some(end)) => block.span(range.start + start.range.start..range.start + end.range.end),
                _ => cited.span,
            };
            let wanted = match (its.get(found.its.start), its.get(found.its.end.wrapping_sub(1))) {
                (Some(first), Some(last)) if !found.its.is_empty() => &known.title[first.range.start..last.range.end],
                _ => "",
            };
            let draft = findings
                .report(place)
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("written", document.clean_text(place))
                .value("right", wanted)
                .value("title", known.title.clone());
            match (found.mine.is_empty(), wanted.is_empty()) {
                (true, _) => draft.case("missing"),
                (_, true) => draft.case("extra"),
                // Words of the same matter fit the rest of a title only together with it.
                _ if self.difference == Difference::Wording => draft,
                _ => draft.edit(Edit::replace(place, wanted)),
            };
        }
    }
}

/// A word of a title.
struct Word {
    key: String,
    /// It is written in capitals, as an abbreviation is.
    short: bool,
    range: Range<usize>,
}

/// Where two titles differ: the words of each.
struct Found {
    mine: Range<usize>,
    its: Range<usize>,
    difference: Difference,
}

impl InstrumentNearTitle {
    /// The words of a title behind those that may be left out.
    fn words(&self, title: &str) -> Vec<Word> {
        let folded = fold::fold(title);
        let mut start = 0;
        while let Some(opener) = self
            .openers
            .iter()
            .find(|opener| folded[start..].strip_prefix(opener.as_str()).is_some_and(|rest| rest.starts_with(' ')))
        {
            start += opener.len() + 1;
        }
        let mut words = Vec::new();
        let mut at = start;
        for part in folded[start..].split(|letter: char| !letter.is_alphanumeric()) {
            if !part.is_empty() {
                let range = at..at + part.len();
                let short = part.len() > 1 && title.get(range.clone()).is_some_and(|word| case_of(word) == Case::Upper);
                let key = loose(part);
                if !DAY_WORDS.contains(&key.as_str()) {
                    words.push(Word { key, short, range });
                }
            }
            at += part.len() + folded[at + part.len()..].chars().next().map_or(0, char::len_utf8);
        }
        words
    }

    /// What differs between the cited title and the right one; None where nothing does or too much.
    fn compare(&self, mine: &[Word], its: &[Word], whole: bool) -> Option<Found> {
        let same = |(left, right): &(&Word, &Word)| left.key == right.key;
        let head = mine.iter().zip(its).take_while(same).count();
        // The title is there, and the sentence may go on.
        if head == its.len() || mine.is_empty() {
            return None;
        }
        if !whole {
            return self.compare_inside(mine, its, head);
        }
        let tail = if whole {
            let rest = (mine.len() - head).min(its.len() - head);
            mine.iter().rev().zip(its.iter().rev()).take(rest).take_while(same).count()
        } else {
            0
        };
        let middle = (head..mine.len() - tail, head..its.len() - tail);
        if middle.0.len() > self.most_words || middle.1.len() > self.most_words {
            return None;
        }
        if (head + tail) * 2 < its.len() {
            return None;
        }
        let (left, right) = (&mine[middle.0.clone()], &its[middle.1.clone()]);
        let difference = self.judge(left, right)?;
        Some(Found { mine: middle.0, its: middle.1, difference })
    }

    /// What differs where the sentence goes on behind the title: the words after the difference must be those that
    /// end the right title, so that no more than a few words in its middle are others.
    fn compare_inside(&self, mine: &[Word], its: &[Word], head: usize) -> Option<Found> {
        /// Words on both sides of the difference without which the title is not the one that is meant.
        const SURE: (usize, usize) = (4, 2);
        let ends = |left: usize, right: usize| {
            let tail = its.get(head + right..).filter(|tail| tail.len() >= SURE.1)?;
            let own = mine.get(head + left..head + left + tail.len())?;
            own.iter().zip(tail).all(|(left, right)| left.key == right.key).then_some((left, right))
        };
        let sizes = (1..=self.most_words).flat_map(|size| (0..=size).map(move |left| (left, size)));
        let (left, right) = { sizes }.find_map(|(left, size)| ends(left, size).or_else(|| ends(size, left)))?;
        let (mine_part, its_part) = (head..head + left, head..head + right);
        let difference = self.judge(&mine[mine_part.clone()], &its[its_part.clone()])?;
        (head >= SURE.0).then_some(Found { mine: mine_part, its: its_part, difference })
    }

    /// What it means that `left` is written for `right`; None for what nobody would mend: a small word, the
    /// number of a law, the way in which a day is written.
    fn judge(&self, left: &[Word], right: &[Word]) -> Option<Difference> {
        let is_in = |list: &[String], word: &Word| list.iter().any(|known| loose(known) == word.key);
        let petty = |words: &[Word]| words.iter().all(|word| is_in(&self.small_words, word));
        let numbered =
            |words: &[Word]| words.iter().any(|word| word.key.starts_with(|sign: char| sign.is_ascii_digit()));
        if petty(left) && petty(right) || numbered(left) || numbered(right) {
            return None;
        }
        let tells = |words: &[Word]| words.iter().any(|word| !is_in(&self.empty_words, word));
        let shared = left.iter().any(|word| right.iter().any(|other| other.key == word.key));
        // One syllable for a like one may be the slip of either writer.
        let slip = matches!((left, right), ([left], [right]) if are_alike(&left.key, &right.key));
        // A foreign name is written in one word or by its syllables: `Campuchia`, `Căm-pu-chi-a`.
        let joined = |words: &[Word]| -> String { words.iter().flat_map(|word| word.key.chars().map(base)).collect() };
        if slip || left.len() != right.len() && joined(left) == joined(right) {
            return None;
        }
        let matter = tells(left) && tells(right) && !shared && !left.iter().any(|word| word.short);
        Some(if matter { Difference::Matter } else { Difference::Wording })
    }
}

/// True if two syllables differ in one letter.
fn are_alike(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    left.len() == right.len() && left.iter().zip(&right).filter(|(left, right)| left != right).count() <= 1
}

/// Words of a day, which one writer sets in figures and another in words.
const DAY_WORDS: [&str; 3] = ["ngài", "tháng", "năm"];

/// A word for comparing: `kỹ` and `kĩ`, `06` and `6` are one to a reader.
fn loose(word: &str) -> String {
    let key = fold::key(word.trim_start_matches('0'));
    key.chars()
        .map(|letter| match letter {
            'y' => 'i',
            'ý' => 'í',
            'ỳ' => 'ì',
            'ỷ' => 'ỉ',
            'ỹ' => 'ĩ',
            'ỵ' => 'ị',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(mine: &str, its: &str) -> Option<(String, String, Difference)> {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let check = InstrumentNearTitle {
            difference: Difference::Matter,
            empty_words: strings(&["quy", "định", "một", "số", "về"]),
            small_words: strings(&["về", "của"]),
            openers: strings(&["về việc", "về", "quy định về"]),
            most_words: 4,
        };
        let (mine, its) = (check.words(mine), check.words(its));
        let found = check.compare(&mine, &its, true)?;
        let text = |words: &[Word]| words.iter().map(|word| word.key.as_str()).collect::<Vec<_>>().join(" ");
        Some((text(&mine[found.mine]), text(&its[found.its]), found.difference))
    }

    #[test]
    fn a_title_in_running_text_is_known_by_its_end() {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let check = InstrumentNearTitle {
            difference: Difference::Matter,
            empty_words: strings(&["quy", "định"]),
            small_words: strings(&["về"]),
            openers: strings(&["về"]),
            most_words: 4,
        };
        let its = check.words("Về tiếp nhận phản ánh, kiến nghị của tổ chức về thủ tục hành chính");
        let found = |text: &str| {
            let mine = check.words(text);
            check.compare(&mine, &its, false).map(|found| (found.mine.len(), found.its.len()))
        };
        let other = "về tiếp nhận phản ánh, kiến nghị của tổ chức về vi phạm hành chính, phường đã làm";
        assert_eq!(found(other), Some((2, 2)));
        assert_eq!(found("về tiếp nhận phản ánh, kiến nghị của công dân, phường đã làm"), None);
        assert_eq!(found("về tiếp nhận phản ánh, kiến nghị của tổ chức về thủ tục hành chính, phường"), None);
    }

    #[test]
    fn near_titles_differ_in_a_few_words() {
        let found = difference("về công tác lưu trữ", "Về công tác văn thư");
        assert_eq!(found, Some(("lưu trữ".into(), "văn thư".into(), Difference::Matter)));
        let found = difference("về thủ tục cấp phép nổ mìn", "Quy định về thủ tục cấp phép nổ mìn");
        assert_eq!(found, None, "openers are no part of what it is about");
        let found = difference("thủ tục cấp nổ mìn", "Về thủ tục cấp phép nổ mìn");
        assert_eq!(found, Some((String::new(), "phép".into(), Difference::Wording)));
        let found = difference("về công tác lưu trữ của CNTT", "Về công tác lưu trữ của công nghệ thông tin");
        assert_eq!(found.map(|(.., difference)| difference), Some(Difference::Wording));
        assert_eq!(difference("đánh giá của Bộ tháng 6 năm 2025", "đánh giá Bộ 06/2025"), None);
        assert_eq!(difference("về việc cấp phép nổ mìn", "Cấp phép nổ mìn"), None);
        assert_eq!(difference("về giúp bạn Lào, Campuchia", "Về giúp bạn Lào, Căm-pu-chi-a"), None);
    }
}
