//! `citation-variant`: one instrument whose symbol is written in several ways.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::citation_kinds::is_kind_code;
use crate::lexicon::instruments::{Registry, number_key};
use crate::model::Span;
use crate::model::citation::Citation;
use crate::text::fold;

/// Finds symbols with one kind, number and year that have the same groups of letters in another
/// order or with other marks between them, or of which one leaves out the last groups of the other.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationVariant {
    /// Folded words in the name of an issuer that tell its level, each level with its words, the
    /// lowest first. Bodies of two levels may well use one symbol.
    levels: Vec<Vec<String>>,
}

/// One writing of a symbol.
struct Writing<'a> {
    key: String,
    mentions: Vec<(&'a Citation, Span)>,
}

/// What tells two writings apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Difference {
    /// The same groups in another order, or with other marks.
    Order,
    /// The first is the second without its last groups.
    Shortened,
    /// The second is the first without its last groups.
    Lengthened,
}

impl Check for CitationVariant {
    const NAME: &'static str = "citation-variant";
    const VALUES: &'static [&'static str] = &["symbol", "right", "elsewhere"];
    const LABELS: &'static [&'static str] = &["other"];
    const CASES: &'static [&'static str] = &["shortened", "undecided"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for group in groups(cx).into_values().filter(|group| group.len() > 1) {
            for writing in &group {
                let Some((other, difference)) = self.better(cx.registry, writing, &group) else { continue };
                let decided =
                    difference == Difference::Shortened || weight(cx.registry, writing) < weight(cx.registry, other);
                let Some((first, place)) = other.mentions.first() else { continue };
                let Some(right) = first.symbol.as_ref().map(crate::model::citation::Symbol::right_form) else {
                    continue;
                };
                for (citation, span) in &writing.mentions {
                    let symbol = citation.symbol.as_ref().map_or("", |symbol| symbol.text.as_str());
                    let draft = findings.report(*span);
                    draft.value("symbol", symbol).value("right", right.clone()).label("other", *place);
                    draft.value("elsewhere", cx.document.clean_text(*place));
                    if decided {
                        draft.edit(Edit::replace(*span, right.clone()));
                    }
                    match (difference, decided) {
                        (Difference::Shortened, _) => draft.case("shortened"),
                        (_, false) => draft.case("undecided"),
                        (_, true) => draft,
                    };
                }
            }
        }
    }
}

impl CitationVariant {
    /// The writing of `group` that shows `writing` to be a slip.
    fn better<'g, 'a>(
        &self,
        registry: &Registry,
        writing: &Writing<'a>,
        group: &'g [Writing<'a>],
    ) -> Option<(&'g Writing<'a>, Difference)> {
        let others = group.iter().filter(|other| other.key != writing.key);
        others
            .filter_map(|other| Some((other, difference(&writing.key, &other.key)?)))
            .filter(|(other, difference)| self.may_be_one(writing, other, *difference))
            .find(|(other, difference)| match difference {
                Difference::Shortened => true,
                Difference::Lengthened => false,
                // Of two that weigh the same the later one is shown.
                Difference::Order => {
                    let (mine, its) = (weight(registry, writing), weight(registry, other));
                    mine < its || mine == its && other.first_place() < writing.first_place()
                }
            })
    }

    /// True if nothing that stands beside the two symbols tells two instruments.
    fn may_be_one(&self, left: &Writing<'_>, right: &Writing<'_>, difference: Difference) -> bool {
        let dates = |writing: &Writing<'_>| writing.mentions.iter().find_map(|(citation, _)| citation.full_date());
        let levels = |writing: &Writing<'_>| {
            writing.mentions.iter().find_map(|(citation, _)| self.level(&citation.issuer.as_ref()?.text))
        };
        // Without a year a number comes back, and `12/KH-UBND` is complete without the unit of `12/KH-UBND-VX`.
        let complete = difference != Difference::Order
            && [left, right]
                .iter()
                .all(|writing| number_and_year(&writing.key).is_some_and(|number| !number.contains('/')))
            && [left, right].iter().all(|writing| names_issuer(&writing.key));
        let agree_on_dates = dates(left).zip(dates(right)).map_or(!complete, |(left, right)| left == right);
        agree_on_dates && levels(left).zip(levels(right)).is_none_or(|(left, right)| left == right)
    }

    fn level(&self, issuer: &str) -> Option<usize> {
        let folded = fold::key(issuer);
        self.levels.iter().position(|words| words.iter().any(|word| fold::find_words(&folded, word).next().is_some()))
    }
}

impl Writing<'_> {
    fn first_place(&self) -> Option<Span> {
        self.mentions.first().map(|(_, span)| *span)
    }
}

/// The writings of each kind, number and year.
fn groups<'a>(cx: &Context<'a>) -> BTreeMap<(&'static str, String), Vec<Writing<'a>>> {
    let mut groups: BTreeMap<(&'static str, String), Vec<Writing<'_>>> = BTreeMap::new();
    for (_, citation, symbol) in cx.document.citations.numbered() {
        let Some(slug) = citation.kind_slug.filter(|_| !citation.quoted && !citation.is_historic()) else { continue };
        let key = number_key(&symbol.right_form());
        let Some(number) = number_and_year(&key) else { continue };
        let group = groups.entry((slug, number.to_owned())).or_default();
        match group.iter_mut().find(|writing| writing.key == key) {
            Some(writing) => writing.mentions.push((citation, symbol.span)),
            None => group.push(Writing { key, mentions: vec![(citation, symbol.span)] }),
        }
    }
    groups
}

/// `102/2025` of `102/2025/NQLT-…`, `16` of `16/KH-…`; `None` if the number is blank.
fn number_and_year(key: &str) -> Option<&str> {
    let end = key.find(|letter: char| letter.is_alphabetic())?;
    let number = key.get(..end)?.trim_end_matches(['/', '-']);
    (!number.is_empty()).then_some(number)
}

/// True if something stands after the kind code.
fn names_issuer(key: &str) -> bool {
    let mut letters = key.split(['/', '-']).filter(|group| group.starts_with(char::is_alphabetic));
    letters.next().is_some_and(|first| !is_kind_code(first)) || letters.next().is_some()
}

/// How the symbols of one number and year differ, if they can be one.
fn difference(left: &str, right: &str) -> Option<Difference> {
    let groups = |key: &str| -> Vec<String> { key.split(['/', '-']).map(str::to_owned).collect() };
    let (left, right) = (groups(left), groups(right));
    if left.len() < right.len() {
        return right.starts_with(&left).then_some(Difference::Shortened);
    }
    if right.len() < left.len() {
        return left.starts_with(&right).then_some(Difference::Lengthened);
    }
    let sorted = |groups: &[String]| {
        let mut groups = groups.to_vec();
        groups.sort();
        groups
    };
    (sorted(&left) == sorted(&right)).then_some(Difference::Order)
}

/// What speaks for a writing: the registry knows it, it stands with a date, it is used more often.
fn weight(registry: &Registry, writing: &Writing<'_>) -> (bool, bool, usize) {
    let known = !registry.numbered(&writing.key).is_empty();
    let dated = writing.mentions.iter().any(|(citation, _)| citation.date.is_some());
    (known, dated, writing.mentions.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_may_stand_in_another_order_or_be_missing() {
        assert_eq!(difference("16/KH-BTT-MTTQ", "16/KH-MTTQ-BTT"), Some(Difference::Order));
        assert_eq!(difference("102/2025/NQLT/CP-QH", "102/2025/NQLT-CP-QH"), Some(Difference::Order));
        assert_eq!(difference("102/2025/NQLT", "102/2025/NQLT-CP-QH"), Some(Difference::Shortened));
        assert_eq!(difference("16/KH-UBND", "16/KH-SNV"), None);
        assert_eq!(difference("16/KH-UBND", "16/QĐ-UBND"), None);
    }

    #[test]
    fn number_and_year_are_one_key() {
        assert_eq!(number_and_year("102/2025/NQLT"), Some("102/2025"));
        assert_eq!(number_and_year("14-KL/TW"), Some("14"));
        assert_eq!(number_and_year("/KH-UBND"), None);
    }
}
