//! `citation-units`: pointers to *điểm*, *khoản* and *Điều*.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::citation::{UnitLevel, UnitPart, UnitReference};
use crate::model::{Document, Span};
use crate::text::TextRange;
use crate::text::letters::point_number;

/// Looks at pointers to parts of instruments.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationUnits {
    /// What is reported.
    report: Slip,
    /// Folded words of the sentence that make the order one of rank (`theo thứ tự`).
    #[serde(default)]
    ranked: Vec<String>,
}

/// Letters behind a pointer that belong to its sentence at most: thousands of pointers may stand in one.
const MOST_LETTERS: usize = 500;

impl CitationUnits {
    /// True if the sentence says that the points stand in an order of rank.
    fn is_ranked(&self, document: &Document, reference: &UnitReference) -> bool {
        let block = document.block(reference.span.block);
        let after = block.folded().get(block.clean_range(reference.span).usize().end..).unwrap_or("");
        let near = after.char_indices().nth(MOST_LETTERS).map_or(after, |(end, _)| &after[..end]);
        let sentence = near.split(['.', ';']).next().unwrap_or("");
        self.ranked.iter().any(|words| sentence.contains(words.as_str()))
    }
}

/// What can be wrong with a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Slip {
    /// A letter that does not number *điểm*: f, j, w, z.
    Letter,
    /// The largest unit stands first.
    Order,
    /// *khoản* with a letter, or *điểm* of a *khoản* with a number.
    Value,
    /// A list of one level that names a unit twice or runs backwards (`các khoản 3, 2 và 2`).
    Sequence,
    /// A small letter in *Điều*, a capital in *khoản* and *điểm* within a pointer.
    Capital,
}

impl Check for CitationUnits {
    const NAME: &'static str = "citation-units";
    const VALUES: &'static [&'static str] = &["written", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let references = &cx.document.citations.units;
        for reference in references.iter().filter(|reference| !reference.quoted) {
            if reference.parts.len() < 2 && self.report != Slip::Sequence {
                continue;
            }
            match self.report {
                Slip::Sequence if reference.parts.iter().all(|part| out_of_order(part).is_none()) => {}
                Slip::Sequence if self.is_ranked(cx.document, reference) => {}
                Slip::Sequence => {
                    for (part, value) in reference.parts.iter().filter_map(|part| Some((part, out_of_order(part)?))) {
                        findings
                            .report(part.span)
                            .value("written", cx.document.clean_text(part.span).to_owned())
                            .value("right", value.text.clone());
                    }
                }
                Slip::Capital => {
                    for part in reference.parts.iter().filter(|part| !is_listed(cx.document, part)) {
                        let written = cx.document.clean_text(part.span);
                        let Some(right) = right_case(part.level, written) else { continue };
                        let word = written.split(' ').next().unwrap_or("");
                        findings.report(part.span).value("written", written.to_owned()).value("right", right).edit(
                            Edit::replace(
                                Span::new(part.span.block, head_of(cx.document, part.span, word.len())),
                                right,
                            ),
                        );
                    }
                }
                Slip::Letter => {
                    for letter in reference.parts.iter().flat_map(wrong_letters) {
                        findings.report(letter.span).value("written", letter.text.clone()).value("right", "");
                    }
                }
                Slip::Order if is_largest_first(reference) || is_clause_first(cx.document, reference) => {
                    let mut parts: Vec<&UnitPart> = reference.parts.iter().collect();
                    parts.sort_by_key(|part| part.level);
                    let right: Vec<&str> = parts.iter().map(|part| cx.document.clean_text(part.span).trim()).collect();
                    findings
                        .report(reference.span)
                        .value("written", cx.document.clean_text(reference.span).to_owned())
                        .value("right", right.join(" "));
                }
                Slip::Order => {}
                Slip::Value => {
                    for part in wrong_values(reference) {
                        findings
                            .report(part.span)
                            .value("written", cx.document.clean_text(part.span).to_owned())
                            .value("right", "");
                    }
                }
            }
        }
    }
}

/// The first value of a list that repeats an earlier one or is smaller than the one before it.
fn out_of_order(part: &UnitPart) -> Option<&crate::model::values::Located> {
    let values: Vec<(u32, u32)> =
        part.values.iter().map(|value| place_in_series(part.level, &value.text)).collect::<Option<_>>()?;
    let at = (1..values.len()).find(|at| values[*at] <= values[*at - 1])?;
    part.values.get(at)
}

/// Where a value stands in the series of its level: `12a` after `12`, `đ` after `d`.
fn place_in_series(level: UnitLevel, text: &str) -> Option<(u32, u32)> {
    let first = text.chars().next()?;
    if level == UnitLevel::Point && first.is_alphabetic() {
        let rest = text[first.len_utf8()..].trim_start_matches('.');
        return Some((point_number(first)?, if rest.is_empty() { 0 } else { rest.parse().ok()? }));
    }
    let digits = text.trim_end_matches(char::is_alphabetic);
    let letter = text[digits.len()..].chars().next().and_then(point_number);
    Some((digits.parse().ok()?, letter.unwrap_or(0)))
}

/// True if a word for several stands before it: laws write `bãi bỏ các điều 8, 11 và 12`.
fn is_listed(document: &Document, part: &UnitPart) -> bool {
    let block = document.block(part.span.block);
    let start = block.clean_range(part.span).start() as usize;
    let before = block.folded().get(..start).unwrap_or("").trim_end();
    ["các", "những"].iter().any(|word| before.ends_with(word))
}

/// The level word in its right case, if `written` begins with another.
fn right_case(level: UnitLevel, written: &str) -> Option<&'static str> {
    let right = match level {
        UnitLevel::Article => "Điều",
        UnitLevel::Clause => "khoản",
        UnitLevel::Point => "điểm",
        _ => return None,
    };
    let word = written.split([' ', '\n']).next().unwrap_or("");
    // Only articles are told from common nouns by their capital; the first word of a line may have one.
    (level == UnitLevel::Article && word == "điều").then_some(right)
}

/// The first `length` bytes of a place.
fn head_of(document: &Document, span: Span, length: usize) -> TextRange {
    let block = document.block(span.block);
    let start = block.clean_range(span).start() as usize;
    block.span(start..start + length).range
}

fn wrong_letters(part: &UnitPart) -> impl Iterator<Item = &crate::model::values::Located> {
    let points = part.level == UnitLevel::Point;
    part.values.iter().filter(move |value| {
        let letter = value.text.chars().next().unwrap_or('a');
        points && letter.is_ascii_alphabetic() && point_number(letter).is_none()
    })
}

/// True for `Điều 5 khoản 2 điểm a`, and not for lists such as `Điều 4, khoản 2 Điều 5`.
fn is_largest_first(reference: &UnitReference) -> bool {
    let one_each = reference.parts.iter().all(|part| part.values.len() == 1);
    one_each && reference.parts.windows(2).all(|pair| pair[0].level > pair[1].level)
}

/// True for `khoản 3 điểm c Điều 12`: the clause stands before its point, and both before their article. With a
/// comma or another clause behind it the point may be that of the other one.
fn is_clause_first(document: &Document, reference: &UnitReference) -> bool {
    let levels: Vec<UnitLevel> = reference.parts.iter().map(|part| part.level).collect();
    levels == [UnitLevel::Clause, UnitLevel::Point, UnitLevel::Article]
        && reference.parts.iter().all(|part| part.values.len() == 1)
        // `khoản a điểm 2`: each has the value of the other, which is told by itself.
        && reference.parts[0].values[0].text.starts_with(|sign: char| sign.is_ascii_digit())
        && !document.clean_text(reference.span).contains([',', '\n'])
}

/// Kinds of instrument whose points have letters. Older decisions and Party documents number them.
const LETTERED: [&str; 5] = ["luat", "bo-luat", "phap-lenh", "nghi-dinh", "thong-tu"];

/// Parts whose value belongs to another level.
fn wrong_values(reference: &UnitReference) -> Vec<&UnitPart> {
    let lettered = reference.owner.is_some_and(|owner| LETTERED.contains(&owner));
    let in_article = lettered && reference.parts.iter().any(|part| part.level == UnitLevel::Article);
    let is_letter = |part: &UnitPart| part.values.iter().all(|value| value.text.starts_with(char::is_alphabetic));
    reference
        .parts
        .iter()
        .filter(|part| match part.level {
            UnitLevel::Clause => is_letter(part),
            UnitLevel::Point => in_article && !is_letter(part),
            _ => false,
        })
        .collect()
}
