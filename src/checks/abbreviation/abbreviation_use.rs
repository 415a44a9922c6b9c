//! `abbreviation-use`: abbreviations against their own explanations.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::abbreviation::{Abbreviation, Definition, Manner};
use crate::model::{Document, Span, Zone};
use crate::text::clean::on_one_line;
use crate::text::fold;

/// Compares the places that use an abbreviation with those that explain it. One finding an abbreviation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AbbreviationUse {
    /// What is wrong.
    fault: Fault,
    /// So many places write the words out (or, of two forms, use each) before it is told.
    #[serde(default)]
    least: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// Nothing explains it and it is not generally known.
    Undefined,
    /// It is explained and never used.
    Unused,
    /// It is used before it is explained.
    UsedBefore,
    /// It is explained twice.
    DefinedTwice,
    /// It stands for two things.
    TwoMeanings,
    /// Its words are written out again after the explanation.
    WrittenOutAgain,
    /// It is generally known, and its words are written out by turns.
    Mixed,
    /// The same words are abbreviated as a whole and in part.
    TwoForms,
}

/// What one abbreviation has to say for itself: the places of the fault, the first one telling, and what
/// stands beside them.
struct Found<'a> {
    places: Vec<Span>,
    /// The words or the other form.
    other: &'a str,
    /// How often the other form stands, or in how many places.
    others: usize,
    /// Where the other form stands.
    label: Option<Span>,
}

impl Check for AbbreviationUse {
    const NAME: &'static str = "abbreviation-use";
    const VALUES: &'static [&'static str] = &["name", "count", "other", "others", "found"];
    const LABELS: &'static [&'static str] = &["again", "other"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let all = &cx.document.abbreviations.all;
        // `GD&ĐT` uses what `GDĐT` explains.
        let used: BTreeSet<String> = all.iter().filter(|one| !one.uses.is_empty()).map(letters).collect();
        for abbreviation in all {
            if self.fault == Fault::Unused && used.contains(&letters(abbreviation)) {
                continue;
            }
            let Some(found) = self.judge(cx.document, abbreviation) else { continue };
            let places: Vec<Occurrence> = found.places.iter().map(|span| Occurrence::new(*span)).collect();
            let written = found.places.first().map_or("", |span| cx.document.clean_text(*span));
            let Some(draft) = extent::report(findings, &places) else { continue };
            draft.value("name", abbreviation.name.clone()).value("found", on_one_line(written));
            draft.value("other", on_one_line(found.other)).value("others", found.others.to_string());
            if let Some(span) = found.label {
                draft.label("other", span);
            }
        }
    }
}

impl AbbreviationUse {
    fn judge<'a>(&self, document: &'a Document, abbreviation: &'a Abbreviation) -> Option<Found<'a>> {
        let definitions = &abbreviation.definitions;
        let first = definitions.first();
        match self.fault {
            Fault::Undefined => {
                let places: Vec<Span> = abbreviation.running().collect();
                let unknown = first.is_none() && !abbreviation.known && !places.is_empty();
                unknown.then(|| Found::at(places))
            }
            Fault::Unused => {
                let sure = |definition: &&Definition| definition.full.is_some() && definition.manner != Manner::Listed;
                let definition = definitions.iter().find(sure).filter(|_| abbreviation.uses.is_empty())?;
                let used_again = definitions.iter().any(|other| other.manner == Manner::Listed);
                (!used_again).then(|| Found::at(vec![definition.span]).beside(definition))
            }
            Fault::UsedBefore => {
                let definition = first?;
                let attached = |span: &Span| document.zone(span.block) == Zone::Attachment;
                let before: Vec<Span> = abbreviation
                    .running()
                    .filter(|span| *span < definition.span && attached(span) == attached(&definition.span))
                    .collect();
                let explained = definition.full.is_some() && definition.manner != Manner::Listed;
                (explained && !before.is_empty()).then(|| Found { label: Some(definition.span), ..Found::at(before) })
            }
            Fault::DefinedTwice => {
                let (first, second) = pair(document, abbreviation, |first, other| {
                    key(first).is_none() || key(other).is_none() || key(first) == key(other)
                })?;
                // A bracket that is no explanation stands again and again: `(KTV)` behind the names of a list.
                let remark = first.full.is_none() && (definitions.len() > 2 || abbreviation.uses.is_empty());
                (!remark).then(|| Found { label: Some(first.span), ..Found::at(vec![second.span]).beside(second) })
            }
            Fault::TwoMeanings => {
                let (first, second) = pair(document, abbreviation, |first, other| {
                    key(first).is_some() && key(other).is_some() && key(first) != key(other)
                })?;
                Some(Found { label: Some(first.span), ..Found::at(vec![second.span]).beside(first) })
            }
            Fault::WrittenOutAgain => {
                let definition = first.filter(|first| first.full.is_some() && first.manner != Manner::Listed)?;
                let after: Vec<Span> = abbreviation
                    .written_out
                    .iter()
                    .copied()
                    .filter(|span| *span > definition.span && !document.in_grounds(span.block))
                    .collect();
                let used = abbreviation.running().next().is_some();
                (used && after.len() >= self.least.max(1))
                    .then(|| Found { label: Some(definition.span), ..Found::at(after) })
            }
            Fault::Mixed => {
                if !abbreviation.known || first.is_some() {
                    return None;
                }
                let content = |span: &Span| document.zone(span.block) == Zone::Body && !document.in_grounds(span.block);
                let short: Vec<Span> = abbreviation.running().filter(content).collect();
                let long: Vec<Span> = abbreviation.written_out.iter().copied().filter(content).collect();
                self.both(document, short, &long)
            }
            Fault::TwoForms => {
                let whole: Vec<Span> = abbreviation.running().collect();
                let half = abbreviation.half_written.clone();
                let (rare, common) = if whole.len() <= half.len() { (whole, half) } else { (half, whole) };
                self.both(document, rare, &common)
            }
        }
    }

    /// The places of one form beside those of another; nothing where one of them stands alone.
    fn both<'a>(&self, document: &'a Document, places: Vec<Span>, others: &[Span]) -> Option<Found<'a>> {
        let other = others.first().copied().filter(|_| !places.is_empty())?;
        let enough = places.len() + others.len() >= self.least;
        let found = Found { other: document.clean_text(other), others: others.len(), label: Some(other), places };
        enough.then_some(found)
    }
}

impl<'a> Found<'a> {
    fn at(places: Vec<Span>) -> Self {
        Self { places, other: "", others: 0, label: None }
    }

    fn beside(self, definition: &'a Definition) -> Self {
        Self { other: definition.full.as_ref().map_or("", |full| &full.text), ..self }
    }
}

/// The first definition and the first later one for which `judge` holds. An attached document explains its
/// abbreviations anew, and a list of them explains nothing twice.
fn pair<'a>(
    document: &Document,
    abbreviation: &'a Abbreviation,
    judge: impl Fn(&Definition, &Definition) -> bool,
) -> Option<(&'a Definition, &'a Definition)> {
    let spoken = abbreviation.definitions.iter().filter(|definition| definition.manner != Manner::Listed);
    let mut in_content = spoken.filter(|definition| document.zone(definition.span.block) != Zone::Attachment);
    let first = in_content.next()?;
    in_content.find(|other| judge(first, other)).map(|other| (first, other))
}

/// The letters of a name without its marks.
fn letters(abbreviation: &Abbreviation) -> String {
    abbreviation.name.chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// What a definition stands for, for comparison: its words without marks.
fn key(definition: &Definition) -> Option<String> {
    let letters = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    definition.full.as_ref().map(|full| on_one_line(&fold::key(&full.text).chars().map(letters).collect::<String>()))
}
