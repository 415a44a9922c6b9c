//! `citation-units`: pointers to *điểm*, *khoản* and *Điều*.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::model::citation::{UnitLevel, UnitPart, UnitReference};
use crate::text::letters::point_number;

/// Looks at pointers to parts of instruments.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CitationUnits {
    /// What is reported.
    report: Slip,
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
}

impl Check for CitationUnits {
    const NAME: &'static str = "citation-units";
    const VALUES: &'static [&'static str] = &["written", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let references = &cx.document.citations.units;
        for reference in references.iter().filter(|reference| !reference.quoted && reference.parts.len() > 1) {
            match self.report {
                Slip::Letter => {
                    for letter in reference.parts.iter().flat_map(wrong_letters) {
                        findings.report(letter.span).value("written", letter.text.clone()).value("right", "");
                    }
                }
                Slip::Order if is_largest_first(reference) => {
                    let part = |part: &UnitPart| cx.document.clean_text(part.span).trim().to_owned();
                    let right: Vec<String> = reference.parts.iter().rev().map(part).collect();
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
