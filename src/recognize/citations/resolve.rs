//! Which mentions mean one instrument.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::citation_kinds::citation_kind_by_code;
use crate::model::Document;
use crate::model::citation::{Alias, Citation, Mention, Symbol, SymbolFamily};
use crate::text::fold;

/// Gives every citation its instrument, and every short name the mentions in another form.
pub(super) fn resolve(document: &Document, citations: &mut [Citation], aliases: &mut [Alias]) {
    let mut keys = Keys::default();
    let dated = dates_of_yearless(citations);
    for citation in citations.iter_mut() {
        citation.instrument = match (&citation.symbol, citation.mention) {
            (Some(symbol), _) => keys.number(dated_key(citation, symbol, &dated)),
            (None, Mention::Named) => keys.number(format!("named|{}", fold::key(document.clean_text(citation.span)))),
            (None, _) => continue,
        };
    }
    let by_number = by_kind_and_number(citations);
    let mut declared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for alias in aliases.iter() {
        let Some(target) = citations.get(alias.citation) else { continue };
        for place in &alias.uses {
            declared.insert((place.block.0, place.range.start()), target.instrument);
        }
    }
    for citation in citations.iter_mut().filter(|citation| citation.mention == Mention::Short) {
        let serial = citation.number.as_ref().map_or("", |number| number.text.trim_start_matches('0')).to_owned();
        let slug = citation.kind_slug.unwrap_or("");
        let fitting = by_number.get(&(slug.to_owned(), serial.clone()));
        let only = fitting.and_then(|fitting| if fitting.len() == 1 { fitting.first().copied() } else { None });
        let alias = declared.get(&(citation.span.block.0, citation.span.range.start())).copied();
        citation.instrument = alias.or(only).unwrap_or_else(|| keys.number(format!("short|{slug}|{serial}")));
    }
    note_other_forms(document, citations, aliases);
}

/// Notes the short mentions after a declaration that do not use the declared name.
fn note_other_forms(document: &Document, citations: &[Citation], aliases: &mut [Alias]) {
    let mut by_instrument: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, alias) in aliases.iter().enumerate() {
        if let Some(target) = citations.get(alias.citation) {
            by_instrument.entry(target.instrument).or_insert(at);
        }
    }
    for (at, citation) in citations.iter().enumerate() {
        let alias = by_instrument.get(&citation.instrument).and_then(|alias| aliases.get_mut(*alias));
        let Some(alias) = alias.filter(|alias| citation.span > alias.span) else { continue };
        let short = citation.mention == Mention::Short && !citation.quoted;
        if short && fold::key(document.clean_text(citation.span)) != fold::key(&alias.name.text) {
            alias.other_forms.push(at);
        }
    }
}

/// Numbers for keys, in the order in which they come.
#[derive(Default)]
struct Keys {
    numbers: BTreeMap<String, usize>,
}

impl Keys {
    fn number(&mut self, key: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(key).or_insert(next)
    }
}

/// What tells one symbol from another, without the date.
fn symbol_key(citation: &Citation, symbol: &Symbol) -> String {
    let shape = match symbol.family {
        SymbolFamily::Party => 'p',
        SymbolFamily::Legacy => 'l',
        _ => 's',
    };
    let kind = if symbol.term.is_some() && symbol.kind.is_none() {
        // Laws and resolutions of one term are two series under one symbol.
        if citation.kind_slug.is_some_and(|slug| slug.starts_with("nghi-quyet")) { "NQ" } else { "QH" }
    } else {
        symbol.kind_code()
    };
    if symbol.serial().is_none() || symbol.issuer.is_none() {
        return format!("{shape}|{}", fold::key(&symbol.right_form()));
    }
    let year = symbol.year.as_ref().map_or("", |year| year.text.as_str());
    format!("{shape}|{}|{year}|{kind}|{}", symbol.serial().unwrap_or(""), symbol.issuer_code())
}

/// The key with the date, where the number alone is used again in other years or terms. A mention
/// without a date means the only dated one, if there is only one.
fn dated_key(citation: &Citation, symbol: &Symbol, dated: &BTreeMap<String, BTreeSet<String>>) -> String {
    let key = symbol_key(citation, symbol);
    if symbol.year.is_some() {
        return key;
    }
    let own = citation.full_date().map(|date| date.to_string());
    let only = dated.get(&key).filter(|dates| dates.len() == 1).and_then(|dates| dates.first().cloned());
    match own.or(only) {
        Some(date) => format!("{key}|{date}"),
        None => key,
    }
}

/// The dates under which each symbol without a year is cited.
fn dates_of_yearless(citations: &[Citation]) -> BTreeMap<String, BTreeSet<String>> {
    let mut dated: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for citation in citations {
        let Some(symbol) = citation.symbol.as_ref().filter(|symbol| symbol.year.is_none()) else { continue };
        if let Some(date) = citation.full_date() {
            dated.entry(symbol_key(citation, symbol)).or_default().insert(date.to_string());
        }
    }
    dated
}

/// Instruments with a full number, by kind and number without leading zeros.
fn by_kind_and_number(citations: &[Citation]) -> BTreeMap<(String, String), BTreeSet<usize>> {
    let mut known: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    for citation in citations {
        let Some(symbol) = &citation.symbol else { continue };
        let Some(serial) = symbol.serial() else { continue };
        let by_code = citation_kind_by_code(symbol.kind_code()).map(|kind| kind.slug.as_str());
        for slug in [citation.kind_slug, by_code].into_iter().flatten() {
            known.entry((slug.to_owned(), serial.to_owned())).or_default().insert(citation.instrument);
        }
    }
    known
}
