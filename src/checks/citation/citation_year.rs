//! `citation-year`: whether the symbol of a citation carries a year.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::citation::{Citation, Citations, Symbol, SymbolFamily};

/// Reports cited symbols whose year is missing, or stands where that series has none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationYear {
    /// Series whose symbols always carry a year.
    #[serde(default)]
    always: Vec<Series>,
    /// Series whose symbols carry none in some years.
    #[serde(default)]
    never: Vec<Series>,
}

/// A series of instruments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Series {
    /// Kind code.
    kind: String,
    /// Kind words that may stand before it (slugs); all if empty.
    #[serde(default)]
    words: Vec<String>,
    /// Issuer code; all if empty.
    #[serde(default)]
    issuer: String,
    /// First year.
    from: i16,
    /// Last year.
    #[serde(default = "open_end")]
    to: i16,
}

const fn open_end() -> i16 {
    9999
}

impl Check for CitationYear {
    const NAME: &'static str = "citation-year";
    const VALUES: &'static [&'static str] = &["symbol", "right", "year"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let citations = &cx.document.citations;
        let years = cited_years(citations);
        for (_, citation, symbol) in citations.numbered() {
            if citation.quoted || symbol.number.is_none() {
                continue;
            }
            match (symbol.family, symbol.year_number()) {
                (SymbolFamily::Administrative, None) => self.missing(&years, citation, symbol, findings),
                (SymbolFamily::Normative, Some(year))
                    if self.never.iter().any(|series| series.holds(citation, symbol, year)) =>
                {
                    findings.report(symbol.span).value("symbol", symbol.text.clone()).value("year", year.to_string());
                }
                _ => {}
            }
        }
    }
}

impl CitationYear {
    fn missing(
        &self,
        years: &BTreeMap<Key, BTreeSet<i16>>,
        citation: &Citation,
        symbol: &Symbol,
        findings: &mut Findings,
    ) {
        let cited = self.always.iter().any(|series| series.holds(citation, symbol, series.from));
        if !cited {
            return;
        }
        let year = match citation.date_year() {
            Some(year) => self.always.iter().any(|series| series.holds(citation, symbol, year)).then_some(year),
            None => years.get(&key(symbol)).filter(|years| years.len() == 1).and_then(|years| years.first().copied()),
        };
        let Some(year) = year else { return };
        let number = symbol.number.as_ref().map_or("", |number| number.text.as_str());
        let right = format!("{number}/{year}/{}-{}", symbol.kind_code(), symbol.issuer_code());
        findings
            .report(symbol.span)
            .value("symbol", symbol.text.clone())
            .value("right", right.clone())
            .value("year", year.to_string())
            .edit(Edit::replace(symbol.span, right));
    }
}

impl Series {
    fn holds(&self, citation: &Citation, symbol: &Symbol, year: i16) -> bool {
        let word = self.words.is_empty()
            || citation.kind_slug.is_some_and(|slug| self.words.iter().any(|known| known == slug));
        self.kind == symbol.kind_code()
            && (self.issuer.is_empty() || self.issuer == symbol.issuer_code())
            && word
            && (self.from..=self.to).contains(&year)
    }
}

/// Number, kind code and issuer code.
type Key = (String, String, String);

fn key(symbol: &Symbol) -> Key {
    (symbol.serial().unwrap_or("").to_owned(), symbol.kind_code().to_owned(), symbol.issuer_code().to_owned())
}

/// The years under which each number is cited, for mentions that leave the year out.
fn cited_years(citations: &Citations) -> BTreeMap<Key, BTreeSet<i16>> {
    let mut years: BTreeMap<Key, BTreeSet<i16>> = BTreeMap::new();
    for (_, _, symbol) in citations.numbered() {
        if let Some(year) = symbol.year_number() {
            years.entry(key(symbol)).or_default().insert(year);
        }
    }
    years
}
