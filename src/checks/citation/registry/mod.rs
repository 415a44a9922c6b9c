//! Citations against the registry of instruments. What the registry does not hold is never wrong.

mod cited;
mod instrument_date;
mod instrument_force;
mod instrument_issuer;
mod instrument_kind;
mod instrument_law_name;
mod instrument_law_number;
mod instrument_law_year;
mod instrument_near_title;
mod instrument_nickname;
mod instrument_order;
mod instrument_parent;
mod instrument_short_name;
mod instrument_title;

pub(in crate::checks) use instrument_date::InstrumentDate;
pub(in crate::checks) use instrument_force::InstrumentForce;
pub(in crate::checks) use instrument_issuer::InstrumentIssuer;
pub(in crate::checks) use instrument_kind::InstrumentKind;
pub(in crate::checks) use instrument_law_name::InstrumentLawName;
pub(in crate::checks) use instrument_law_number::InstrumentLawNumber;
pub(in crate::checks) use instrument_law_year::InstrumentLawYear;
pub(in crate::checks) use instrument_near_title::InstrumentNearTitle;
pub(in crate::checks) use instrument_nickname::InstrumentNickname;
pub(in crate::checks) use instrument_order::InstrumentOrder;
pub(in crate::checks) use instrument_parent::InstrumentParent;
pub(in crate::checks) use instrument_short_name::InstrumentShortName;
pub(in crate::checks) use instrument_title::InstrumentTitle;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

pub use cited::{Cited, Known, Validity, cited, validity};

use crate::checks::api::{Check, Context, Findings};
use crate::lexicon::citation_kinds::{Agreement, agreement};
use crate::lexicon::instruments::{Fact, Instrument, Registry, number_key};
use crate::model::citation::{Citation, Mention, Symbol, SymbolFamily};
use crate::model::{Document, Span};

/// How well a fact of the registry must be known for a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Evidence {
    /// On good evidence.
    Sure,
    /// On weak evidence only.
    Doubtful,
}

impl Evidence {
    fn is_of(self, instrument: &Instrument, fact: Fact) -> bool {
        instrument.is_sure(fact) == (self == Self::Sure)
    }
}

/// The instruments that bear the number of `citation` and are of its kind. None if word and symbol
/// disagree: that is a plainer mistake, with a rule of its own.
fn candidates<'a>(registry: &'a Registry, citation: &Citation, symbol: &Symbol) -> Vec<&'a Instrument> {
    let regular = matches!(
        symbol.family,
        SymbolFamily::Normative | SymbolFamily::Administrative | SymbolFamily::Party | SymbolFamily::Legacy
    );
    let at_odds = symbol.kind.is_some()
        && citation.kind_slug.is_some_and(|slug| agreement(slug, symbol.kind_code()) == Agreement::Conflicts);
    if !regular || at_odds || citation.quoted || symbol.number.is_none() {
        return Vec::new();
    }
    let mut found = registry.numbered(&symbol.right_form());
    found.retain(|entry| is_of_kind(entry, citation, symbol));
    found
}

fn is_of_kind(entry: &Instrument, citation: &Citation, symbol: &Symbol) -> bool {
    if symbol.kind.is_some() {
        return agreement(&entry.kind, symbol.kind_code()) == Agreement::Agrees;
    }
    // Laws and resolutions of the National Assembly are two series under one form of symbol.
    match citation.kind_slug {
        Some("luat" | "bo-luat") => matches!(&*entry.kind, "luat" | "bo-luat"),
        Some(slug) => entry.kind == slug,
        None => false,
    }
}

/// The one instrument that `citation` means: the one of its date, or the only one its symbol can
/// belong to.
pub(in crate::checks) fn entry<'a>(registry: &'a Registry, citation: &Citation) -> Option<&'a Instrument> {
    if let Some(symbol) = &citation.symbol {
        let known = candidates(registry, citation, symbol);
        return match citation.full_date() {
            Some(date) => known.into_iter().find(|entry| entry.date == date),
            None if symbol.year.is_some() && known.len() == 1 => known.first().copied(),
            None => None,
        };
    }
    if citation.mention != Mention::Named || citation.quoted {
        return None;
    }
    let of_the_day = |entry: &&Instrument| match (citation.full_date(), &citation.number) {
        (Some(date), _) => entry.date == date,
        (None, Some(year)) => year.text.parse() == Ok(entry.date.year()),
        (None, None) => false,
    };
    let mut known = registry.named(&citation.name.as_ref()?.text);
    known.retain(|entry| of_the_day(entry) && Some(&*entry.kind) == citation.kind_slug);
    if known.len() == 1 { known.first().copied() } else { None }
}

/// True for `quy định của Nghị định số … về …` in running text: what follows may say what the provision is about.
fn is_spoken_of(document: &Document, citation: &Citation) -> bool {
    let block = document.block(citation.span.block);
    let before = block.folded().get(..block.clean_range(citation.span).usize().start).unwrap_or("");
    !document.in_grounds(citation.span.block) && before.trim_end().ends_with(" của")
}

/// True if a mark that ends a line of grounds stands behind the title at `span`, so that this is all of it.
fn is_closed(document: &Document, span: Span) -> bool {
    let block = document.block(span.block);
    let rest = block.clean().get(block.clean_range(span).usize().end..).unwrap_or("").trim_start();
    rest.is_empty() || rest.starts_with([';', '.'])
}

/// The instrument with the number and symbol as written, whatever word stands before them, if the date
/// is well known and no other bears it.
pub(super) fn of_symbol<'a>(registry: &'a Registry, symbol: &Symbol) -> Option<&'a Instrument> {
    let known = registry.numbered(&symbol.right_form());
    if let [only] = known[..] { Some(only).filter(|only| only.is_sure(Fact::Date)) } else { None }
}

/// The instrument with the number, kind and issuer of `symbol` that was issued on the day `date`.
pub(super) fn of_day<'a>(registry: &'a Registry, symbol: &Symbol, date: Date) -> Option<&'a Instrument> {
    let serial = symbol.serial()?;
    let tail = |key: &str| -> String {
        let letters = key.split(['/', '-']).filter(|part| part.starts_with(char::is_alphabetic));
        let letters = letters.map(|part| part.trim_end_matches(|letter: char| letter.is_ascii_digit()));
        letters.collect::<Vec<_>>().join("-")
    };
    let wanted = tail(&number_key(&symbol.right_form()));
    let mut known = registry
        .with_serial(serial)
        .into_iter()
        .filter(|entry| entry.date == date && entry.is_sure(Fact::Date) && tail(&entry.key) == wanted);
    let only = known.next()?;
    known.next().is_none().then_some(only)
}

/// `date` in the form in which `like` is written.
pub(super) fn date_like(like: &str, date: Date) -> String {
    let zero = if date.month() < 3 { "0" } else { "" };
    let lead = if like.starts_with("ngày") { "ngày " } else { "" };
    if like.contains("tháng") {
        format!("{lead}{:02} tháng {zero}{} năm {}", date.day(), date.month(), date.year())
    } else {
        format!("{lead}{:02}/{zero}{}/{}", date.day(), date.month(), date.year())
    }
}
