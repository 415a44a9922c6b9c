//! `instrument-date`: the date of a citation against the registry.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{Check, Context, Evidence, Findings, candidates, date_like};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::{Fact, Instrument, Registry, written};
use crate::model::Span;
use crate::model::citation::{Citation, Mention, SymbolFamily};
use crate::text::fold;

/// Reports citations of a known instrument under another date. A number without a year comes back
/// in another year, one of the Party in another term, so the date must lie in the same one, or
/// differ from the right date in the year alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentDate {
    /// How well the right date must be known.
    evidence: Evidence,
    /// Tenths of the words of the cited subject that the title must hold for the number to be right.
    title_shared: usize,
    /// First days of the terms of the Party's Central Committee.
    #[serde(deserialize_with = "days")]
    #[schemars(with = "Vec<String>")]
    terms: Vec<Date>,
}

/// The laws that bear the name of `citation`.
fn of_name<'a>(registry: &'a Registry, citation: &Citation) -> Vec<&'a Instrument> {
    let name = citation.name.as_ref().filter(|_| citation.mention == Mention::Named && !citation.quoted);
    let mut known = name.map(|name| registry.named(&name.text)).unwrap_or_default();
    known.retain(|entry| Some(&*entry.kind) == citation.kind_slug);
    known
}

/// The numbers that the document cites with each date, by kind.
type Numbers<'a> = BTreeMap<(Option<&'a str>, Date), BTreeSet<&'a str>>;

fn numbers(all: &[Citation]) -> Numbers<'_> {
    let mut numbers = Numbers::new();
    for citation in all {
        if let (Some(date), Some(symbol)) = (citation.full_date(), &citation.symbol) {
            numbers.entry((citation.kind_slug, date)).or_default().insert(&symbol.text);
        }
    }
    numbers
}

fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Date>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| text.parse().map_err(serde::de::Error::custom)).collect()
}

impl Check for InstrumentDate {
    const NAME: &'static str = "instrument-date";
    const VALUES: &'static [&'static str] = &["citation", "date", "right", "title"];
    const CASES: &'static [&'static str] = &["either"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let numbers = numbers(&document.citations.all);
        for citation in &document.citations.all {
            let (Some(date), Some(cited)) = (citation.full_date(), &citation.date) else { continue };
            let known = match &citation.symbol {
                Some(symbol) => candidates(cx.registry, citation, symbol),
                None => of_name(cx.registry, citation),
            };
            if known.iter().any(|entry| entry.date == date) {
                continue;
            }
            let family = citation.symbol.as_ref().map(|symbol| symbol.family);
            let Some(right) = self.meant(&known, date, family) else { continue };
            if !self.evidence.is_of(right, Fact::Date) {
                continue;
            }
            let text = document.clean_text(cited.span);
            let kind = citation.kind.as_ref().map(|kind| kind.span);
            let law = kind
                .zip(citation.name.as_ref())
                .map(|(kind, name)| Span::new(kind.block, kind.range.cover(name.span.range)));
            let name = citation.head().or(law);
            let draft = findings.report(cited.span);
            draft
                .value("citation", document.clean_text(name.unwrap_or(citation.span)))
                .value("date", written(date))
                .value("right", written(right.date))
                .value("title", right.title.clone());
            // Without a subject that shows the instrument to be meant, or where another number has this date elsewhere
            // in the document (`225` for `255`), the number may be the slip.
            let twin = numbers.get(&(citation.kind_slug, date)).is_some_and(|numbers| numbers.len() > 1);
            let shown = self.is_shown(citation, right) && !twin;
            if citation.symbol.is_none() || shown {
                draft.edit(Edit::replace(cited.span, date_like(text, right.date)));
            } else {
                draft.case("either");
            }
        }
    }
}

impl InstrumentDate {
    /// True if the words of the citation that name the matter, or a law, are those of `right`.
    fn is_shown(&self, citation: &Citation, right: &Instrument) -> bool {
        let words = |text: &str| -> Vec<String> { fold::key(text).split_whitespace().map(str::to_owned).collect() };
        let said = citation.title.as_ref().or(citation.name.as_ref()).map(|said| words(&said.text)).unwrap_or_default();
        let title = words(&right.title);
        let shared = said.iter().filter(|word| title.contains(word)).count();
        said.len() > 2 && shared * 10 >= said.len().min(title.len()) * self.title_shared
    }

    /// The instrument that a citation of `date` can only mean; a law by its name has no family of symbols.
    fn meant<'a>(&self, known: &[&'a Instrument], date: Date, family: Option<SymbolFamily>) -> Option<&'a Instrument> {
        let same_period = |entry: &&&Instrument| match family {
            Some(SymbolFamily::Normative) => true,
            Some(SymbolFamily::Party) => self.term(entry.date) == self.term(date),
            _ => entry.date.year() == date.year(),
        };
        let in_period: Vec<&&Instrument> = known.iter().filter(same_period).collect();
        if let [only] = in_period[..] {
            return Some(only);
        }
        // Two laws of one year have one name only where the second soon replaced the first.
        if family.is_none() {
            let mut of_month = in_period.iter().filter(|entry| entry.date.month() == date.month());
            if let (Some(only), None) = (of_month.next(), of_month.next()) {
                return Some(only);
            }
        }
        let same_day = |entry: &&&Instrument| (entry.date.month(), entry.date.day()) == (date.month(), date.day());
        let in_other_year: Vec<&&Instrument> = known.iter().filter(same_day).collect();
        if let [only] = in_other_year[..] { Some(only) } else { None }
    }

    fn term(&self, date: Date) -> usize {
        self.terms.iter().filter(|first| **first <= date).count()
    }
}
