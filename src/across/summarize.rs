//! From a recognised document to its summary.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Cited, Kept, OwnNumber, Paper, Place, Reference, Sketch, Summary, figures};
use crate::lexicon::issuers::issuer_by_code;
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::model::{ComponentKind, Document, Span, Zone};
use crate::text::{TokenKind, fold};

/// Words of a title that tell one instrument from all others with its number.
const TELLING: usize = 5;

/// The summary of a file; `place` tells where a span is in it. Comments are left to those who know
/// what they mean.
pub fn summarize(document: &Document, kept: Kept, place: &dyn Fn(Span) -> Place) -> Summary {
    let documents = std::iter::once(document).chain(&document.further);
    let papers = documents.map(|document| paper(document, kept, place)).collect();
    Summary { papers, comments: Vec::new() }
}

fn paper(document: &Document, kept: Kept, place: &dyn Fn(Span) -> Place) -> Paper {
    let number = document.number.as_ref().and_then(|number| {
        let symbol = number.symbol.as_ref()?;
        Some(OwnNumber {
            serial: number.serial.as_ref().map(|serial| plain_number(&serial.text)).filter(|serial| !serial.is_empty()),
            symbol: symbol_key(&symbol.text),
            shown: document.clean_text(number.span).trim_start_matches(['S', 's', 'ố', ':', ' ']).to_owned(),
            place: place(number.span),
        })
    });
    let issuer = [ComponentKind::ParentAuthority, ComponentKind::IssuingAuthority].into_iter();
    let issuer: Vec<&str> = issuer.flat_map(|kind| texts(document, kind)).collect();
    let subject = texts(document, ComponentKind::Subject).collect::<Vec<_>>().join(" ");
    let title = document.kind.as_ref().and_then(|kind| kind.title.as_ref()).map(|title| title.span);
    let first = document.own_blocks().find(|block| !block.is_blank()).map(crate::model::Block::whole);
    let year = document.place_and_date.as_ref().and_then(|line| line.date.year.as_ref());
    let issuer_shown = issuer.join(" ");
    let issuer = body_key(&issuer_shown);
    Paper {
        regime: document.regime,
        kind: document.kind_slug().map(str::to_owned),
        head: title.or_else(|| document.number.as_ref().map(|number| number.span)).or(first).map(place),
        annex_of: annex_of(document, place),
        citations: citations(document, &issuer, place),
        issuer,
        issuer_shown,
        number,
        date: document.own_date(),
        year: document.own_date().map(Date::year).or_else(|| year?.text.parse().ok().filter(|year| *year >= 1900)),
        subject: fold::key(&subject),
        is_secret: document.component(ComponentKind::SecrecyMark).is_some(),
        sketch: Sketch::of(words(document)),
        figures: figures::counted(document, kept, place),
    }
}

/// The clean texts of a part.
fn texts(document: &Document, kind: ComponentKind) -> impl Iterator<Item = &str> {
    let spans = document.component(kind).into_iter().flat_map(|component| &component.spans);
    spans.map(|span| document.clean_text(*span))
}

/// The folded words of the content.
fn words(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.own_blocks().filter(|block| document.zone(block.id()) != Zone::Furniture);
    blocks.flat_map(|block| {
        let words = block.tokens().iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        words.filter_map(|token| block.folded().get(token.range.usize()))
    })
}

/// The name of a body for comparing: folded, and the usual abbreviations written out.
pub fn body_key(name: &str) -> String {
    let key = fold::key(name);
    let words = key.split(' ').map(|word| match word {
        "ubnd" => "ủy ban nhân dân",
        "hđnd" => "hội đồng nhân dân",
        "tp" | "tp." => "thành phố",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn plain_number(text: &str) -> String {
    let digits: String = text.split_whitespace().collect();
    digits.trim_start_matches('0').to_owned()
}

fn symbol_key(text: &str) -> String {
    let key: String = fold::key(text).split_whitespace().collect();
    key.trim_matches('/').to_owned()
}

/// The document that this one, which has no number of its own, says it goes with.
fn annex_of(document: &Document, place: &dyn Fn(Span) -> Place) -> Option<Reference> {
    if document.number.is_some() || document.component(ComponentKind::NationalName).is_some() {
        return None;
    }
    let note = document.attached.iter().find_map(|attached| attached.note)?;
    let citation = document.citations.all.iter().find(|citation| citation.span.block == note.block)?;
    let symbol = citation.symbol.as_ref()?;
    Some(Reference {
        serial: symbol.serial().map(str::to_owned),
        symbol: after_slash(symbol),
        date: citation.full_date(),
        issuer: citation.issuer.as_ref().map(|issuer| body_key(&issuer.text)).unwrap_or_default(),
        place: place(note),
    })
}

/// The symbol without its serial number.
fn after_slash(symbol: &Symbol) -> String {
    let key = symbol_key(&symbol.right_form());
    key.split_once('/').map_or_else(|| key.clone(), |(_, rest)| rest.to_owned())
}

fn citations(document: &Document, own_issuer: &str, place: &dyn Fn(Span) -> Place) -> Vec<Cited> {
    let mut found: BTreeMap<(String, Date), Cited> = BTreeMap::new();
    for (_, citation, symbol) in document.citations.numbered() {
        let (Some(date), Some(written)) = (citation.full_date(), citation.date.as_ref()) else { continue };
        let Some((key, is_local)) = series(citation, symbol, own_issuer) else { continue };
        found.entry((key.clone(), date)).or_insert_with(|| Cited {
            key,
            symbol: symbol.right_form(),
            date,
            is_local,
            shown: document.clean_text(written.span).trim_start_matches("ngày ").to_owned(),
            place: place(written.span),
        });
    }
    let mut found: Vec<Cited> = found.into_values().collect();
    found.sort_by_key(|cited| cited.place.position);
    found
}

/// A key that only one instrument has in any document, and whether a local body issued it; `None`
/// where several may share the symbol.
fn series(citation: &Citation, symbol: &Symbol, own_issuer: &str) -> Option<(String, bool)> {
    if citation.quoted || citation.enclosing {
        return None;
    }
    let serial = symbol.serial()?;
    let code = symbol.issuer_code();
    let central = issuer_by_code(code).is_some_and(|issuer| issuer.class.is_central());
    let issuer = match (&citation.issuer, central) {
        (_, true) => String::new(),
        (Some(name), false) if is_named(&name.text) => body_key(&name.text),
        // `của UBND tỉnh` is another body elsewhere: its title, or else the one who writes, tells which.
        (Some(name), false) => {
            let title = citation.title.as_ref().map(|title| fold::key(&title.text));
            let title = title.filter(|title| title.split(' ').count() >= TELLING);
            let scope = title.or_else(|| Some(own_issuer.to_owned()).filter(|issuer| !issuer.is_empty()))?;
            format!("{}|{scope}", body_key(&name.text))
        }
        (None, false) => return None,
    };
    let period = match symbol.family {
        SymbolFamily::Normative => symbol.year.as_ref()?.text.clone(),
        // The same number comes back in another year: only dates of one year contradict.
        SymbolFamily::Administrative | SymbolFamily::Letter => citation.full_date()?.year().to_string(),
        // The Party counts by terms, which begin in the middle of a year.
        SymbolFamily::Party | SymbolFamily::Legacy | SymbolFamily::Malformed => return None,
    };
    let kind = citation.kind_slug.unwrap_or("");
    Some((format!("{serial}|{:?}|{period}|{kind}|{}|{code}|{issuer}", symbol.family, symbol.kind_code()), !central))
}

/// True if the name of a body ends in a name of its own: `UBND phường Tân An`, not `UBND tỉnh`.
fn is_named(body: &str) -> bool {
    let last = body.split_whitespace().last().unwrap_or("");
    let level = ["tỉnh", "phố", "xã", "phường", "huyện", "quận", "khu", "trấn", "ủy", "dân"];
    last.starts_with(char::is_uppercase) && !level.contains(&fold::key(last).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_compared_by_their_full_name() {
        assert_eq!(body_key("UBND phường Tân An"), body_key("ỦY BAN NHÂN DÂN PHƯỜNG TÂN AN"));
        assert_ne!(body_key("UBND phường Tân An"), body_key("UBND xã Tân An"));
    }

    #[test]
    fn a_level_is_not_a_name() {
        assert!(is_named("UBND phường Tân An"));
        assert!(!is_named("Ủy ban nhân dân tỉnh"));
        assert!(!is_named("UBND Tỉnh"));
        assert!(!is_named("Sở Nội vụ"));
        assert!(!is_named(""));
    }

    #[test]
    fn symbols_and_numbers_without_what_typists_add() {
        assert_eq!(symbol_key("BC - UBND"), "bc-ubnd");
        assert_eq!(plain_number("012"), "12");
        assert_eq!(plain_number("0"), "");
    }
}
