//! `instrument-order`: the date of a citation against the dates of its neighbours in the registry.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::lexicon::instruments::{Fact, Registry, number_key, written};
use crate::model::Span;
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::text::fold;

/// Reports citations whose number lies between known instruments of one series and whose date does not:
/// an issuer numbers its instruments day by day. Two neighbours on either side must agree with each
/// other, so that one reserved or misread number condemns nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentOrder {
    /// Codes of the issuers whose series are known well enough.
    issuers: Vec<String>,
    /// Days by which a number may come too early or too late.
    slack_days: i32,
    /// Folded words of a title that put an instrument into another series (`bộ quốc phòng`).
    counted_apart: Vec<String>,
}

/// The instruments of one series and year, by number.
type Series = BTreeMap<u32, (Date, String)>;

impl Check for InstrumentOrder {
    const NAME: &'static str = "instrument-order";
    const VALUES: &'static [&'static str] = &["citation", "date", "before", "before-date", "after", "after-date"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut known: Option<BTreeMap<(String, i16), Series>> = None;
        for (_, citation, symbol) in document.citations.numbered() {
            let Some((series, serial, date)) = self.place(cx.registry, citation, symbol) else { continue };
            let Some(cited) = &citation.date else { continue };
            let all = known.get_or_insert_with(|| self.series(cx.registry));
            let Some(series) = all.get(&(series, date.year())) else { continue };
            let mut below = series.range(..serial).rev().map(|(_, known)| known);
            let mut above = series.range(serial + 1..).map(|(_, known)| known);
            let (Some((first, before)), Some((last, after))) = (below.next(), above.next()) else { continue };
            let (Some((earlier, _)), Some((later, _))) = (below.next(), above.next()) else { continue };
            let agree = [earlier, first, last, later].is_sorted();
            if !agree || self.lies_between(date, *first, *last) {
                continue;
            }
            let head = citation.head().unwrap_or(cited.span);
            findings
                .report(Span::new(cited.span.block, head.range.cover(cited.span.range)))
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("date", written(date))
                .value("before", before.clone())
                .value("before-date", written(*first))
                .value("after", after.clone())
                .value("after-date", written(*last));
        }
    }
}

impl InstrumentOrder {
    /// Series, number and date of a citation that the registry does not know itself.
    fn place(&self, registry: &Registry, citation: &Citation, symbol: &Symbol) -> Option<(String, u32, Date)> {
        let regular = matches!(symbol.family, SymbolFamily::Normative | SymbolFamily::Administrative);
        let date = citation.full_date().filter(|_| regular && !citation.quoted)?;
        let contradicts_itself = symbol.year_number().is_some_and(|year| year != date.year());
        let number = symbol.right_form();
        let title = citation.title.as_ref().map_or(String::new(), |title| fold::key(&title.text));
        if self.counted_apart.iter().any(|words| title.contains(words.as_str())) {
            return None;
        }
        if contradicts_itself || !self.issuers.iter().any(|code| code == symbol.issuer_code()) {
            return None;
        }
        let unknown = registry.numbered(&number).iter().all(|entry| entry.date.year() != date.year());
        let (serial, series) = split(&number_key(&number))?;
        unknown.then_some((series, serial, date))
    }

    fn series(&self, registry: &Registry) -> BTreeMap<(String, i16), Series> {
        let mut all: BTreeMap<(String, i16), Series> = BTreeMap::new();
        for entry in registry.all().filter(|entry| entry.is_sure(Fact::Date)) {
            let of_issuer = self
                .issuers
                .iter()
                .any(|code| entry.key.strip_suffix(code.as_str()).is_some_and(|rest| rest.ends_with('-')));
            if let Some((serial, series)) = split(&entry.key).filter(|_| of_issuer) {
                let place = all.entry((series, entry.date.year())).or_default();
                place.insert(serial, (entry.date, entry.number.to_string()));
            }
        }
        all
    }

    fn lies_between(&self, date: Date, first: Date, last: Date) -> bool {
        let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
        days(date, first) <= self.slack_days && days(last, date) <= self.slack_days
    }
}

/// Number and series of a key: `73` and `/2023/NĐ-CP`. Numbers with a fraction are a series of their own.
fn split(key: &str) -> Option<(u32, String)> {
    let (serial, series) = key.split_at(key.find('/')?);
    Some((serial.parse().ok()?, series.to_owned()))
}
