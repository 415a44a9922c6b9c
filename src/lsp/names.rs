//! Instruments and the short names that a document declares for them: where they are declared,
//! where they are used, and their renaming.

use lsp_types::{Location, Position, PrepareRenameResponse, WorkspaceEdit};

use super::edits::{self, Replacement};
use super::view::View;
use crate::model::Span;
use crate::model::citation::{Alias, Citation, Mention};
use crate::report::json::cite_v1;
use crate::report::{Look, registry};

/// What stands at a byte.
enum Named<'a> {
    /// A short name, where it is declared or used.
    Alias(&'a Alias, Span),
    /// A mention of an instrument.
    Citation(&'a Citation),
}

fn named<'a>(view: &View<'a>, offset: u32) -> Option<Named<'a>> {
    let citations = &view.document().citations;
    let alias = citations.aliases.iter().find_map(|alias| {
        let places = std::iter::once(&alias.name.span).chain(&alias.uses);
        let span = places.copied().find(|span| view.is_at(*span, offset))?;
        Some(Named::Alias(alias, span))
    });
    let citation = || citations.all.iter().find(|citation| view.is_at(citation.span, offset)).map(Named::Citation);
    alias.or_else(citation)
}

/// The instrument of `alias`.
fn instrument(view: &View<'_>, alias: &Alias) -> Option<usize> {
    view.document().citations.all.get(alias.citation).map(|citation| citation.instrument)
}

/// The first mention of `instrument` that gives its number and symbol, or its first mention at all.
fn first_full<'a>(view: &View<'a>, instrument: usize) -> Option<&'a Citation> {
    let mut mentions = view.document().citations.all.iter().filter(|citation| citation.instrument == instrument);
    let full = mentions.clone().find(|citation| citation.mention == Mention::Numbered);
    full.or_else(|| mentions.next())
}

/// The short name or mention at `offset`, and the words it stands for.
pub(super) fn long_form<'a>(view: &View<'a>, offset: u32) -> Option<(Span, &'a str)> {
    let (span, citation) = match named(view, offset)? {
        Named::Alias(alias, span) => (span, view.document().citations.all.get(alias.citation)?),
        Named::Citation(citation) if citation.mention == Mention::Short => {
            (citation.span, first_full(view, citation.instrument)?)
        }
        Named::Citation(_) => return None,
    };
    (citation.span != span).then(|| (span, view.document().clean_text(citation.span)))
}

/// The numbered mention at `offset`, and what the registry knows of its instrument.
pub(super) fn registered(view: &View<'_>, offset: u32) -> Option<(Span, String)> {
    /// Columns of the entry.
    const COLUMNS: usize = 80;
    let Some(Named::Citation(citation)) = named(view, offset) else { return None };
    let number = citation.symbol.as_ref()?.right_form();
    let registry = &view.settings.registry;
    let mut found = registry.numbered(&number);
    found.retain(|known| citation.kind_slug.is_none_or(|kind| kind == known.kind));
    // A document is judged on its own day.
    let day = view.document().own_date().or(view.settings.today)?;
    let look = Look { lang: view.lang, color: false, width: COLUMNS };
    let entry = registry::found(&cite_v1::found(&number, &found, registry, day), look);
    (!found.is_empty()).then_some((citation.span, entry))
}

/// Where the name at `position` is declared: a short name in its brackets, another mention where the
/// instrument is first cited in full.
pub(super) fn definition(view: &View<'_>, position: Position) -> Option<Location> {
    let span = match named(view, view.offset(position))? {
        Named::Alias(alias, span) if alias.name.span != span => alias.name.span,
        Named::Alias(alias, _) => view.document().citations.all.get(alias.citation)?.span,
        Named::Citation(citation) => first_full(view, citation.instrument)?.span,
    };
    Some(view.location(span))
}

/// All places that speak of the instrument at `position`, in reading order.
pub(super) fn references(view: &View<'_>, position: Position, with_declaration: bool) -> Option<Vec<Location>> {
    let citations = &view.document().citations;
    let wanted = match named(view, view.offset(position))? {
        Named::Alias(alias, _) => instrument(view, alias)?,
        Named::Citation(citation) => citation.instrument,
    };
    let mentions = citations.all.iter().filter(|citation| citation.instrument == wanted).map(|citation| citation.span);
    let aliases = citations.aliases.iter().filter(|alias| instrument(view, alias) == Some(wanted));
    let mut spans: Vec<Span> = mentions.collect();
    for alias in aliases {
        // A use that is a mention of its own is listed once.
        let uses = alias.uses.iter().filter(|used| !citations.all.iter().any(|citation| citation.span.touches(**used)));
        spans.extend(uses);
        spans.extend(with_declaration.then_some(alias.name.span));
    }
    if !with_declaration && let Some(first) = first_full(view, wanted) {
        spans.retain(|span| *span != first.span);
    }
    spans.sort_unstable();
    spans.dedup();
    Some(spans.into_iter().map(|span| view.location(span)).collect())
}

/// The short name at `position`, if it can be renamed.
pub(super) fn prepare_rename(view: &View<'_>, position: Position) -> Option<PrepareRenameResponse> {
    match named(view, view.offset(position))? {
        Named::Alias(alias, span) => Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: view.range(span),
            placeholder: alias.name.text.clone(),
        }),
        Named::Citation(_) => None,
    }
}

/// Renames the short name at `position` where it is declared and used.
pub(super) fn rename(view: &View<'_>, position: Position, name: &str) -> Option<WorkspaceEdit> {
    let Named::Alias(alias, _) = named(view, view.offset(position))? else { return None };
    let mut spans: Vec<Span> = std::iter::once(&alias.name.span).chain(&alias.uses).copied().collect();
    spans.sort_unstable();
    spans.dedup();
    let replace = |span: Span| Replacement { bytes: view.bytes(span), text: name.to_owned() };
    let replacements: Vec<Replacement> = spans.into_iter().map(replace).collect();
    Some(edits::workspace_edit(view, &replacements))
}
