//! Which form a paper has: the one that something in it speaks for most strongly.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::lines::Line;
use super::{Parts, header};
use crate::lexicon;
use crate::model::ComponentKind;
use crate::model::form::{Clue, Form, FormReading, Speaks};
use crate::text::fold;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let read = |text: &&str| serde_json::from_str(text).ok();
    lexicon::form_files().iter().filter_map(read).collect()
});

/// What a paper shows of its form.
struct Shown<'a> {
    clues: BTreeSet<Clue>,
    /// Folded lines above the title.
    header: Vec<&'a str>,
    kind: &'a str,
}

/// The form of the paper, if anything speaks for one.
pub(super) fn read(lines: &[Line<'_>], parts: &Parts) -> Option<FormReading> {
    let shown = Shown {
        clues: clues(lines, parts),
        header: lines.iter().take(parts.title.end.clamp(1, header::WINDOW)).map(|line| line.folded()).collect(),
        kind: parts.title.kind.as_ref().map_or("", |kind| kind.slug.as_str()),
    };
    best(&shown)
}

fn best(shown: &Shown<'_>) -> Option<FormReading> {
    let strongest = |form: &'static Form| {
        let holding = form.speaks.iter().filter(|speaks| holds(speaks, shown));
        holding.max_by_key(|speaks| speaks.points).map(|speaks| (form, speaks))
    };
    let mut found: Vec<(&'static Form, &'static Speaks)> = FORMS.iter().filter_map(strongest).collect();
    found.sort_by_key(|(_, speaks)| std::cmp::Reverse(speaks.points));
    let mut found = found.into_iter();
    let (form, because) = found.next()?;
    Some(FormReading { form, because, second: found.next().map(|(form, _)| form) })
}

fn holds(speaks: &Speaks, shown: &Shown<'_>) -> bool {
    let there = |clue: &Clue| shown.clues.contains(clue);
    let named = |line: &&str| speaks.header.iter().any(|words| fold::has_words(line, words));
    speaks.when.iter().all(there)
        && !speaks.unless.iter().any(there)
        && (speaks.header.is_empty() || shown.header.iter().any(named))
        && (speaks.kinds.is_empty() || speaks.kinds.iter().any(|kind| kind == shown.kind))
}

fn clues(lines: &[Line<'_>], parts: &Parts) -> BTreeSet<Clue> {
    let header = &parts.header;
    let has = |kind| header.components.iter().any(|component| component.kind == kind);
    let number = header.number.as_ref();
    let symbol = number.and_then(|number| number.symbol.as_ref()).map_or("", |symbol| symbol.text.as_str());
    let year_first =
        symbol.split('/').next().is_some_and(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let kind = parts.title.kind.as_ref().and_then(|kind| lexicon::kind_by_slug(&kind.slug));
    let signature = parts.closing.signature.as_ref();
    let issuer = || {
        let own = |component: &&crate::model::Component| component.kind == ComponentKind::IssuingAuthority;
        let spans = header.components.iter().filter(own).flat_map(|component| &component.spans);
        let text =
            |span: &crate::model::Span| lines.iter().find(|line| line.span().touches(*span)).map(|line| line.folded());
        spans.filter_map(text).any(super::is_named_by_analogy)
    };
    let articles = || lines.iter().any(|line| line.folded().starts_with("điều 1."));
    let table = [
        (Clue::NationalName, has(ComponentKind::NationalName)),
        (Clue::PartyName, header.party),
        (Clue::Issuer, has(ComponentKind::IssuingAuthority)),
        (Clue::AnalogousIssuer, issuer()),
        (Clue::Number, number.is_some()),
        (
            Clue::PartySymbol,
            number.is_some_and(|number| number.serial.is_some()) && symbol.contains('/') && !year_first,
        ),
        (Clue::YearFirst, year_first),
        (Clue::YearSlip, year_first && is_administrative_with_year(symbol)),
        (Clue::Consolidated, symbol.contains("VBHN")),
        (Clue::AdministrativeKind, kind.is_some_and(|kind| kind.administrative)),
        (Clue::NormativeKind, kind.is_some_and(|kind| kind.normative)),
        (Clue::FormTitle, parts.title.form),
        (Clue::Agenda, parts.title.agenda),
        (Clue::Addressees, parts.addressees.is_some()),
        (Clue::Grounds, !parts.grounds.is_empty()),
        (Clue::Articles, articles()),
        (Clue::Recipients, parts.closing.recipients.is_some()),
        (Clue::Signature, signature.is_some()),
        (Clue::Capacity, signature.is_some_and(|block| block.offices.iter().any(|line| line.capacity.is_some()))),
        (Clue::AnnexAlone, parts.annex_alone),
    ];
    table.into_iter().filter(|(_, there)| *there).map(|(clue, _)| clue).collect()
}

/// True for `2026/BC-UBND`: a report or plan is never a normative document, so the year is a slip.
fn is_administrative_with_year(symbol: &str) -> bool {
    let code = symbol.split('/').nth(1).and_then(|rest| rest.split(['-', '–']).next()).unwrap_or("").trim();
    // Decisions, resolutions and directives with the year are normative.
    !matches!(code, "QĐ" | "NQ" | "CT") && lexicon::kinds_by_code(code).any(|kind| kind.administrative)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(clues: &[Clue], header: &[&str], kind: &str) -> &'static str {
        let shown = Shown { clues: clues.iter().copied().collect(), header: header.to_vec(), kind };
        best(&shown).map_or("", |reading| reading.form.id.as_str())
    }

    #[test]
    fn every_file_is_a_form() {
        assert_eq!(FORMS.len(), lexicon::form_files().len());
        let mut ids: Vec<&str> = FORMS.iter().map(|form| form.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), FORMS.len());
    }

    #[test]
    fn the_strongest_clue_tells_the_form() {
        let decision = [Clue::NationalName, Clue::AdministrativeKind, Clue::Grounds, Clue::Articles];
        assert_eq!(form(&decision, &[], "quyet-dinh"), "administrative", "its issuer and number are forgotten");
        assert_eq!(form(&decision, &[], "hop-dong"), "form", "a contract has grounds and articles too");
        assert_eq!(form(&[Clue::PartyName, Clue::Number, Clue::Issuer], &[], "nghi-quyet"), "party");
        assert_eq!(form(&[Clue::Number, Clue::Issuer], &["đoàn tncs hồ chí minh"], ""), "youth-union");
        assert_eq!(form(&[Clue::Number, Clue::NationalName], &["đoàn tncs hồ chí minh"], ""), "administrative");
        assert_eq!(form(&[Clue::Number, Clue::YearFirst, Clue::YearSlip], &[], "bao-cao"), "administrative");
        assert_eq!(form(&[Clue::Number], &[], "ban-sao-y"), "copy");
        assert_eq!(form(&[], &[], ""), "");
    }
}
