//! `instrument-order`: the date of a citation against the dates of its neighbours in the registry.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::lexicon::instruments::{Registry, number_key, split_number, written};
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

impl Check for InstrumentOrder {
    const NAME: &'static str = "instrument-order";
    const VALUES: &'static [&'static str] = &["citation", "date", "before", "before-date", "after", "after-date"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        for (_, citation, symbol) in document.citations.numbered() {
            let Some((series, serial, date)) = self.place(cx.registry, citation, symbol) else { continue };
            let Some(cited) = &citation.date else { continue };
            let known = cx.registry.series(&series, date.year());
            let below = known.partition_point(|(other, _)| *other < serial);
            let above = known.partition_point(|(other, _)| *other <= serial);
            let (Some([(_, earlier), (_, before)]), Some([(_, after), (_, later), ..])) =
                (known[..below].last_chunk(), known.get(above..))
            else {
                continue;
            };
            let agree = [earlier, before, after, later].is_sorted_by_key(|entry| entry.date);
            if !agree || self.lies_between(date, before.date, after.date) {
                continue;
            }
            let head = citation.head().unwrap_or(cited.span);
            findings
                .report(Span::new(cited.span.block, head.range.cover(cited.span.range)))
                .value("citation", citation.head().map_or(symbol.text.as_str(), |head| document.clean_text(head)))
                .value("date", written(date))
                .value("before", before.number.to_string())
                .value("before-date", written(before.date))
                .value("after", after.number.to_string())
                .value("after-date", written(after.date));
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
        let key = number_key(&number);
        let (serial, series) = split_number(&key)?;
        unknown.then(|| (series.to_owned(), serial, date))
    }

    fn lies_between(&self, date: Date, first: Date, last: Date) -> bool {
        let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
        days(date, first) <= self.slack_days && days(last, date) <= self.slack_days
    }
}
