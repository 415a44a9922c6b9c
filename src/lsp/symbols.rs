//! The outline of a document, for the list of symbols and for folding.

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, Location, Range, SymbolInformation,
    SymbolKind,
};

use super::view::View;
use crate::model::outline::Division;
use crate::model::{BlockId, Component, ComponentKind, Document, Span, Zone};
use crate::report::words;
use crate::text::fold;

/// Letters of a name in the list.
const NAME: usize = 80;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is called.
    pub(super) name: String,
    /// What it is, beside the name.
    detail: Option<String>,
    /// The nearest thing that the protocol has a sign for.
    kind: SymbolKind,
    /// All of it.
    range: Range,
    /// Its name in the text.
    selection: Range,
    children: Vec<Entry>,
}

/// Parts of *thể thức* and the headings, in reading order.
pub(super) fn entries(view: &View<'_>) -> Vec<Entry> {
    let documents = std::iter::once(view.document()).chain(&view.document().further);
    let mut entries: Vec<Entry> = documents.flat_map(|document| of_document(view, document)).collect();
    entries.sort_by_key(|entry| (entry.range.start.line, entry.range.start.character));
    entries
}

/// The entries of one document of the file.
fn of_document(view: &View<'_>, document: &Document) -> Vec<Entry> {
    let shown = |component: &&Component| component.kind != ComponentKind::Body;
    let mut entries: Vec<Entry> =
        document.components.iter().filter(shown).filter_map(|part| of_part(view, part)).collect();
    entries.extend(below(view, document, None));
    entries
}

fn of_part(view: &View<'_>, part: &Component) -> Option<Entry> {
    let (first, last) = (part.spans.first()?, part.spans.last()?);
    let selection = view.range(*first);
    let end = view.range(*last).end;
    Some(Entry {
        name: words::component(part.kind, view.lang).to_owned(),
        detail: Some(shortened(view.document().clean_text(*first))),
        kind: SymbolKind::FIELD,
        range: Range::new(selection.start, end.max(selection.end)),
        selection,
        children: Vec::new(),
    })
}

/// Headings under `parent`; numbered paragraphs are text.
fn below(view: &View<'_>, document: &Document, parent: Option<usize>) -> Vec<Entry> {
    let headings = document.outline.children(parent).filter(|(_, division)| division.is_heading);
    let entry = |(at, division): (usize, &Division)| {
        let start = document.block(division.block).whole();
        let title = Span::new(
            division.block,
            division
                .marker
                .as_ref()
                .map_or(division.title.range, |marker| marker.span.range.cover(division.title.range)),
        );
        let selection = view.range(title);
        let end = view.range(last_of(document, division)).end;
        let range = Range::new(view.range(start).start.min(selection.start), end.max(selection.end));
        let name = shortened(document.clean_text(title));
        Entry {
            name: if name.is_empty() { document.outline.path(at) } else { name },
            detail: None,
            kind: SymbolKind::NAMESPACE,
            range,
            selection,
            children: below(view, document, Some(at)),
        }
    };
    headings.map(entry).collect()
}

/// The last block that `division` holds; what closes the document belongs to no heading.
fn last_of(document: &Document, division: &Division) -> Span {
    let own = |id: &u32| {
        let id = BlockId(*id);
        let block = document.blocks().get(id.index());
        block.is_some_and(|block| !block.is_blank()) && !matches!(document.zone(id), Zone::Closing | Zone::Furniture)
    };
    let last = (division.block.0..division.end.0).rev().find(own).unwrap_or(division.block.0);
    document.block(BlockId(last)).whole()
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= NAME {
        return line;
    }
    let mut cut: String = line.chars().take(NAME - 1).collect();
    cut.push('…');
    cut
}

/// The entries as the protocol has them: as a tree, or flat for an editor that knows no tree.
pub(super) fn document_symbols(view: &View<'_>) -> DocumentSymbolResponse {
    let entries = entries(view);
    if view.client.tree {
        return DocumentSymbolResponse::Nested(entries.into_iter().map(symbol).collect());
    }
    let place = |range| Location::new(view.uri.clone(), range);
    DocumentSymbolResponse::Flat(
        flat(&entries).into_iter().map(|(entry, parent)| information(entry, parent, place(entry.range))).collect(),
    )
}

fn symbol(entry: Entry) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = entry.children.into_iter().map(symbol).collect();
    #[expect(deprecated, reason = "the field must be written")]
    DocumentSymbol {
        name: entry.name,
        detail: entry.detail,
        kind: entry.kind,
        tags: None,
        deprecated: None,
        range: entry.range,
        selection_range: entry.selection,
        children: (!children.is_empty()).then_some(children),
    }
}

/// All entries with the name of the one above.
fn flat(entries: &[Entry]) -> Vec<(&Entry, Option<&str>)> {
    fn add<'a>(entries: &'a [Entry], parent: Option<&'a str>, out: &mut Vec<(&'a Entry, Option<&'a str>)>) {
        for entry in entries {
            out.push((entry, parent));
            add(&entry.children, Some(&entry.name), out);
        }
    }
    let mut out = Vec::new();
    add(entries, None, &mut out);
    out
}

fn information(entry: &Entry, parent: Option<&str>, location: Location) -> SymbolInformation {
    #[expect(deprecated, reason = "the field must be written")]
    SymbolInformation {
        name: entry.name.clone(),
        kind: entry.kind,
        tags: None,
        deprecated: None,
        location,
        container_name: parent.map(str::to_owned).or_else(|| entry.detail.clone()),
    }
}

/// Entries whose name or words hold `query`, whatever its case and tone placement.
pub(super) fn matching(entries: &[Entry], query: &str, uri: &lsp_types::Uri) -> Vec<SymbolInformation> {
    let key = fold::key(query);
    let holds = |text: &str| fold::key(text).contains(&key);
    let found =
        flat(entries).into_iter().filter(|(entry, _)| holds(&entry.name) || entry.detail.as_deref().is_some_and(holds));
    found.map(|(entry, parent)| information(entry, parent, Location::new(uri.clone(), entry.selection))).collect()
}

/// What can be folded: divisions, and parts of several lines.
pub(super) fn folds(view: &View<'_>) -> Vec<FoldingRange> {
    let entries = entries(view);
    let all = flat(&entries);
    let folds =
        all.iter().filter(|(entry, _)| entry.range.end.line > entry.range.start.line).map(|(entry, _)| FoldingRange {
            start_line: entry.range.start.line,
            end_line: entry.range.end.line,
            kind: Some(FoldingRangeKind::Region),
            ..FoldingRange::default()
        });
    folds.collect()
}
