//! `instrument-law-number`: the number of a law against its name.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings, candidates};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::{Fact, Instrument, law_key};
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::text::{fold, syllable};

/// Reports laws that are cited by name with the number of another law.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentLawNumber {}

impl Check for InstrumentLawNumber {
    const NAME: &'static str = "instrument-law-number";
    const VALUES: &'static [&'static str] = &["name", "symbol", "other", "right"];
    const CASES: &'static [&'static str] = &["of-another", "of-another-only"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            // Before 1997 laws bore the numbers of the orders that announced them, in several forms.
            let regular = symbol.family == SymbolFamily::Normative && !citation.quoted;
            let Some(name) = citation.name.as_ref().filter(|_| regular) else { continue };
            let named = cx.registry.named(&name.text);
            let known = candidates(cx.registry, citation, symbol);
            let key = law_key(&name.text);
            let fits = known.iter().any(|entry| is_called(entry, &key));
            let foreign = named.is_empty() && known.first().is_some_and(|entry| is_strange(&name.text, entry));
            if named.is_empty() && !foreign || fits || named.iter().any(|entry| known.contains(entry)) {
                continue;
            }
            let right = meant(&named, citation, symbol);
            let draft = match (known.first(), right) {
                (Some(other), right) => {
                    let draft = findings.report(citation.span);
                    let case = if right.is_some() { "of-another" } else { "of-another-only" };
                    draft.case(case).value("other", other.name())
                }
                (None, Some(_)) => findings.report(citation.span).value("other", ""),
                (None, None) => continue,
            };
            let kind = citation.kind.as_ref().map_or("", |kind| kind.text.as_str());
            draft
                .value("name", format!("{kind} {}", name.text))
                .value("symbol", symbol.text.clone())
                .value("right", right.map_or(String::new(), Instrument::full_form));
            // Name and day agree: the number is the slip.
            if let Some(right) = right.filter(|right| citation.full_date() == Some(right.date)) {
                draft.edit(Edit::replace(symbol.span, right.number.to_string()));
            }
        }
    }
}

/// Names are shortened and amended (`Luật Đất đai (sửa đổi)`): one may go on where the other ends.
fn is_called(entry: &Instrument, key: &str) -> bool {
    let own = law_key(&entry.name());
    own.contains(key) || key.contains(&own)
}

/// True if a name that no known law has, written out in full, holds a word that is not in the name of the law
/// with this number. The lists of laws that one law amends are long, and each of them may be named for it.
fn is_strange(name: &str, entry: &Instrument) -> bool {
    let own = law_key(&entry.name());
    let plain = !own.starts_with("sửa đổi") && entry.is_sure(Fact::Title);
    let short = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let in_full = !name.split_whitespace().any(short);
    let key = law_key(name);
    let strange = key.split(' ').filter(|word| syllable::is_syllable(word) && !fold::has_words(&own, word)).count();
    plain && in_full && strange > 0 && key.split(' ').count() >= 2
}

/// The law of that name that was passed on the cited day or in the year of the symbol.
fn meant<'a>(named: &[&'a Instrument], citation: &Citation, symbol: &Symbol) -> Option<&'a Instrument> {
    let of_day = named.iter().find(|entry| citation.full_date() == Some(entry.date));
    let of_year = named.iter().find(|entry| symbol.year_number() == Some(entry.date.year()));
    of_day.or(of_year).copied()
}
