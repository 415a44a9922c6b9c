//! `citation-twin`: one number, date and issuer under two kinds or symbols.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::citation_kinds::{citation_kind_by_code, citation_kind_name};
use crate::lexicon::instruments::{self, Registry};
use crate::lexicon::issuers::issuer_by_code;
use crate::model::citation::{Citation, Citations, Symbol, SymbolFamily};
use crate::model::{Document, Zone};
use crate::text::fold;

/// Finds instruments that are cited under two symbols: an issuer does not give one number to two
/// instruments on one day, so one of the two is a slip.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationTwin {
    /// For issuers of a locality, who number every kind from 01 each year, only numbers with at
    /// least this many digits count: small ones meet by chance.
    local_digits: usize,
}

/// One of the symbols of a pair.
struct Side<'a> {
    symbol: &'a Symbol,
    /// Kind it names, by its code.
    slug: &'static str,
    instrument: usize,
    /// Its mentions in the document.
    mentions: usize,
    /// It stands in the title or the grounds.
    leading: bool,
    /// Its first full mention.
    first: &'a Citation,
    /// All its numbered mentions.
    places: Vec<&'a Citation>,
}

impl Check for CitationTwin {
    const NAME: &'static str = "citation-twin";
    const VALUES: &'static [&'static str] = &["symbol", "right", "count", "date"];
    const LABELS: &'static [&'static str] = &["twin"];
    const CASES: &'static [&'static str] = &["undecided"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for group in self.groups(cx.document) {
            if group.len() < 2 {
                continue;
            }
            // What the registry knows is right; else what the text says more often.
            let weight = |side: &&Side<'_>| (is_known(cx.registry, side), side.mentions, side.leading);
            let Some(best) = group.iter().max_by_key(weight) else { continue };
            let known = group.iter().filter(|side| is_known(cx.registry, side)).count();
            let heaviest = weight(&best);
            let decided = known < 2 && group.iter().filter(|side| weight(side) == heaviest).count() == 1;
            for side in &group {
                if decided && side.instrument == best.instrument {
                    continue;
                }
                let other = if side.instrument == best.instrument {
                    group.iter().find(|other| other.instrument != side.instrument)
                } else {
                    Some(best)
                };
                let Some(other) = other else { continue };
                for citation in &side.places {
                    report(cx.document, side, other, citation, decided, findings);
                }
            }
        }
    }
}

impl CitationTwin {
    /// Instruments with one number, date and issuer, by these.
    fn groups<'a>(&self, document: &'a Document) -> Vec<Vec<Side<'a>>> {
        let citations = &document.citations;
        let mentions = mentions(citations);
        let mut groups: BTreeMap<(String, Date, String), Vec<Side<'a>>> = BTreeMap::new();
        let mut place_of: BTreeMap<usize, (String, Date, String)> = BTreeMap::new();
        for (_, citation, symbol) in citations.numbered() {
            let Some(key) = self.key(citation, symbol) else { continue };
            let Some(slug) = slug_of(citation, symbol) else { continue };
            let known = place_of.get(&citation.instrument);
            if known.is_some_and(|known| *known != key) {
                continue;
            }
            let sides = groups.entry(key.clone()).or_default();
            place_of.insert(citation.instrument, key);
            let leading = is_leading(document, citation);
            if let Some(side) = sides.iter_mut().find(|side| side.instrument == citation.instrument) {
                side.leading |= leading;
                side.places.push(citation);
                continue;
            }
            sides.push(Side {
                symbol,
                slug,
                instrument: citation.instrument,
                mentions: mentions.get(&citation.instrument).copied().unwrap_or(1),
                leading,
                first: citation,
                places: vec![citation],
            });
        }
        // Mentions without a date belong to their instrument all the same.
        for (_, citation, symbol) in citations.numbered() {
            if self.key(citation, symbol).is_some() || citation.quoted {
                continue;
            }
            let side = place_of
                .get(&citation.instrument)
                .and_then(|key| groups.get_mut(key))
                .and_then(|sides| sides.iter_mut().find(|side| side.instrument == citation.instrument));
            if let Some(side) = side {
                side.places.push(citation);
            }
        }
        groups.into_values().collect()
    }

    /// Number, date and issuer, where a second instrument with the same would be a slip.
    fn key(&self, citation: &Citation, symbol: &Symbol) -> Option<(String, Date, String)> {
        let regular =
            matches!(symbol.family, SymbolFamily::Normative | SymbolFamily::Administrative | SymbolFamily::Party);
        let date = citation.full_date()?;
        // A year that contradicts its own date is a plainer mistake, with a rule of its own.
        let contradicts_itself = symbol.year_number().is_some_and(|year| year != date.year());
        if !regular || citation.quoted || contradicts_itself {
            return None;
        }
        let serial = symbol.serial()?;
        let code = symbol.issuer_code();
        let central = issuer_by_code(code).is_some_and(|issuer| issuer.class.is_central());
        let issuer = if central {
            code.to_owned()
        } else {
            // Every commune writes `UBND`: only the name tells them apart.
            let name = citation.issuer.as_ref()?;
            if serial.len() < self.local_digits {
                return None;
            }
            format!("{code}|{}", fold::key(&name.text))
        };
        Some((serial.to_owned(), date, issuer))
    }
}

/// True if the registry holds the instrument with this symbol and date.
fn is_known(registry: &Registry, side: &Side<'_>) -> bool {
    let known = registry.numbered(&side.symbol.right_form());
    known.iter().any(|entry| side.first.full_date() == Some(entry.date))
}

fn slug_of(citation: &Citation, symbol: &Symbol) -> Option<&'static str> {
    citation_kind_by_code(symbol.kind_code()).map(|kind| kind.slug.as_str()).or(citation.kind_slug)
}

/// How often each instrument is mentioned outside quotations.
fn mentions(citations: &Citations) -> BTreeMap<usize, usize> {
    let mut mentions = BTreeMap::new();
    for citation in citations.all.iter().filter(|citation| !citation.quoted) {
        *mentions.entry(citation.instrument).or_insert(0) += 1;
    }
    mentions
}

fn is_leading(document: &Document, citation: &Citation) -> bool {
    matches!(document.zone(citation.span.block), Zone::Title | Zone::Grounds)
        || document.block(citation.span.block).folded().trim_start().starts_with("căn cứ")
}

fn report(
    document: &Document,
    side: &Side<'_>,
    other: &Side<'_>,
    citation: &Citation,
    decided: bool,
    findings: &mut Findings,
) {
    let right = format!("{} số {}", citation_kind_name(other.slug), other.symbol.right_form());
    let date = side.first.full_date().map_or(String::new(), instruments::written);
    let written = citation.head().map_or("", |head| document.clean_text(head));
    let draft = findings.report(citation.span);
    draft
        .value("symbol", written.to_owned())
        .value("right", right.clone())
        .value("count", other.mentions.to_string())
        .value("date", date)
        .label("twin", other.first.span);
    if !decided {
        draft.case("undecided");
        return;
    }
    if let Some(head) = citation.head().filter(|_| citation.kind.is_some() && !citation.kind_shared) {
        draft.edit(Edit::replace(head, right));
    }
}
