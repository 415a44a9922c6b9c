//! `citation-date`: the date of each citation against the calendar, its own symbol, the document
//! and the bodies' terms.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::registry::{date_like, of_day, of_symbol};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::instruments::number_key;
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::model::{Document, Span};

/// Compares the dates of citations with something that they must agree with.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationDate {
    /// What the date is compared with.
    against: Yardstick,
    /// Kind codes whose symbols carry the year of issue, for `symbol-year`. Symbols of the National
    /// Assembly always do.
    #[serde(default)]
    codes: Vec<String>,
    /// Terms of office, for `assembly-term` and `congress`.
    #[serde(default)]
    terms: Vec<Term>,
    /// Days by which a date may lie outside a term.
    #[serde(default)]
    slack_days: i64,
}

/// What a date is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Yardstick {
    /// The calendar.
    Calendar,
    /// The year in the symbol.
    SymbolYear,
    /// The document's own date.
    DocumentDate,
    /// The day of checking, where the document's own date is blank.
    Today,
    /// The term of the National Assembly in the symbol.
    AssemblyTerm,
    /// The Party congress named after the issuer.
    Congress,
}

/// A term of office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Term {
    /// Its number: `15`, `XIII`.
    name: String,
    /// First day.
    #[serde(deserialize_with = "day")]
    #[schemars(with = "String")]
    from: Date,
    /// Last day; open if not given.
    #[serde(default, deserialize_with = "some_day")]
    #[schemars(with = "Option<String>")]
    to: Option<Date>,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn some_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}

/// What is wrong with a date: where, and the other date or number.
struct Fault {
    span: Span,
    other: String,
}

impl Check for CitationDate {
    const NAME: &'static str = "citation-date";
    const VALUES: &'static [&'static str] = &["symbol", "date", "other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if self.against == Yardstick::DocumentDate && own_limit(document).is_none() {
            if document.citations.all.iter().any(|citation| citation.full_date().is_some()) {
                findings.not_checked(Reason::DateBlank);
            }
            return;
        }
        for (_, citation, symbol) in document.citations.numbered() {
            let Some(fault) = self.judge(cx, citation, symbol) else { continue };
            let date = citation.date.as_ref().map_or("", |date| document.clean_text(date.span));
            let draft = findings.report(fault.span);
            draft
                .value("symbol", symbol.text.clone())
                .value("date", date.trim_start_matches("ngày ").to_owned())
                .value("other", fault.other);
            if let Some(edit) = mended(cx, citation, symbol) {
                draft.edit(edit);
            }
        }
    }
}

impl CitationDate {
    fn judge(&self, cx: &Context<'_>, citation: &Citation, symbol: &Symbol) -> Option<Fault> {
        let fault = |other: String| Some(Fault { span: citation.span, other });
        match self.against {
            Yardstick::Calendar => {
                let date = citation.date.as_ref()?;
                let (day, month, _) = date.numbers()?;
                let swapped = month > 12 && day <= 12;
                let other = if swapped { format!("{month}/{day}") } else { String::new() };
                date.is_impossible().then_some(Fault { span: date.span, other })
            }
            Yardstick::SymbolYear => {
                let carries =
                    symbol.kind.as_ref().map_or(symbol.term.is_some(), |kind| self.codes.contains(&kind.text));
                let year = symbol.year_number()?;
                let wrong = symbol.family == SymbolFamily::Normative && carries && citation.date_year()? != year;
                if wrong { fault(year.to_string()) } else { None }
            }
            Yardstick::DocumentDate => match own_limit(cx.document)? {
                Limit::Day(own) => {
                    let date = citation.full_date()?;
                    if date > own { fault(written(own)) } else { None }
                }
                Limit::Year(own) => {
                    if citation.date_year()? > own {
                        fault(own.to_string())
                    } else {
                        None
                    }
                }
            },
            Yardstick::Today => {
                let today = cx.today.filter(|_| own_limit(cx.document).is_none())?;
                if citation.full_date()? > today { fault(written(today)) } else { None }
            }
            Yardstick::AssemblyTerm => {
                let name = symbol.term?.to_string();
                self.outside(citation, symbol.year_number(), &name)
            }
            Yardstick::Congress => {
                let congress = citation.congress.as_ref()?;
                let party = symbol.family == SymbolFamily::Party && symbol.issuer_code() == "TW";
                if party { self.outside(citation, None, &congress.text) } else { None }
            }
        }
    }

    /// The term `name`, if the date or at least the year of the symbol lies outside it.
    fn outside(&self, citation: &Citation, symbol_year: Option<i16>, name: &str) -> Option<Fault> {
        let term = self.terms.iter().find(|term| term.name == name)?;
        let wrong = match (citation.full_date(), symbol_year) {
            (Some(date), _) => {
                let early = days_between(date, term.from) > self.slack_days;
                let late = term.to.is_some_and(|to| days_between(to, date) > self.slack_days);
                early || late
            }
            (None, Some(year)) => year < term.from.year() || term.to.is_some_and(|to| year > to.year()),
            (None, None) => false,
        };
        wrong.then(|| Fault { span: citation.span, other: name.to_owned() })
    }
}

/// The slip mended by the registry: it holds the number under another symbol on the cited day, or else
/// the symbol under a day that differs from the cited one in one part.
fn mended(cx: &Context<'_>, citation: &Citation, symbol: &Symbol) -> Option<Edit> {
    if symbol.year.is_none() || symbol.family != SymbolFamily::Normative {
        return None;
    }
    let cited = citation.date.as_ref()?;
    if let Some(known) = citation.full_date().and_then(|date| of_day(cx.registry, symbol, date)) {
        let differs = known.key != number_key(&symbol.right_form());
        return differs.then(|| Edit::replace(symbol.span, known.number.to_string()));
    }
    let known = of_symbol(cx.registry, symbol)?;
    let right = (known.date.day(), known.date.month(), known.date.year());
    let same = match cited.numbers() {
        Some((day, month, year)) => {
            usize::from(i64::from(day) == i64::from(right.0))
                + usize::from(i64::from(month) == i64::from(right.1))
                + usize::from(i64::from(year) == i64::from(right.2))
        }
        None => 0,
    };
    let text = cx.document.clean_text(cited.span);
    (same == 2).then(|| Edit::replace(cited.span, date_like(text, known.date)))
}

/// What the document says of its own date.
enum Limit {
    Day(Date),
    Year(i16),
}

fn own_limit(document: &Document) -> Option<Limit> {
    if let Some(date) = document.own_date() {
        return Some(Limit::Day(date));
    }
    let year = document.place_and_date.as_ref()?.date.year.as_ref()?.text.parse().ok()?;
    (year >= 1900).then_some(Limit::Year(year))
}

/// Days from `first` to `second`; negative if `second` is earlier.
fn days_between(first: Date, second: Date) -> i64 {
    i64::from(first.until(second).map_or(0, |span| span.get_days()))
}

fn written(date: Date) -> String {
    let day = date.day();
    let month = date.month();
    let zero = if month < 3 { "0" } else { "" };
    format!("{day:02}/{zero}{month}/{}", date.year())
}
