//! `instrument-date`: the date of a citation against the registry.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{Check, Context, Evidence, Findings, candidates, date_like};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::{Fact, Instrument, written};
use crate::model::citation::{Symbol, SymbolFamily};

/// Reports citations of a known instrument under another date. A number without a year comes back
/// in another year, one of the Party in another term, so the date must lie in the same one, or
/// differ from the right date in the year alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentDate {
    /// How well the right date must be known.
    evidence: Evidence,
    /// First days of the terms of the Party's Central Committee.
    #[serde(deserialize_with = "days")]
    #[schemars(with = "Vec<String>")]
    terms: Vec<Date>,
}

fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Date>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| text.parse().map_err(serde::de::Error::custom)).collect()
}

impl Check for InstrumentDate {
    const NAME: &'static str = "instrument-date";
    const VALUES: &'static [&'static str] = &["citation", "date", "right", "title"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for (_, citation, symbol) in document.citations.numbered() {
            let (Some(date), Some(cited)) = (citation.full_date(), &citation.date) else { continue };
            let known = candidates(cx.registry, citation, symbol);
            if known.iter().any(|entry| entry.date == date) {
                continue;
            }
            let Some(right) = self.meant(&known, date, symbol) else { continue };
            if !self.evidence.is_of(right, Fact::Date) {
                continue;
            }
            let text = document.clean_text(cited.span);
            findings
                .report(cited.span)
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("date", written(date))
                .value("right", written(right.date))
                .value("title", right.title.clone())
                .edit(Edit::replace(cited.span, date_like(text, right.date)));
        }
    }
}

impl InstrumentDate {
    /// The instrument that a citation of `date` can only mean.
    fn meant<'a>(&self, known: &[&'a Instrument], date: Date, symbol: &Symbol) -> Option<&'a Instrument> {
        let same_period = |entry: &&&Instrument| match symbol.family {
            SymbolFamily::Normative => true,
            SymbolFamily::Party => self.term(entry.date) == self.term(date),
            _ => entry.date.year() == date.year(),
        };
        let in_period: Vec<&&Instrument> = known.iter().filter(same_period).collect();
        if let [only] = in_period[..] {
            return Some(only);
        }
        let same_day = |entry: &&&Instrument| (entry.date.month(), entry.date.day()) == (date.month(), date.day());
        let in_other_year: Vec<&&Instrument> = known.iter().filter(same_day).collect();
        if let [only] = in_other_year[..] { Some(only) } else { None }
    }

    fn term(&self, date: Date) -> usize {
        self.terms.iter().filter(|first| **first <= date).count()
    }
}
