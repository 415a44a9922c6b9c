//! Where a check looks: parts of a document, sections, headings, cells.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::table::TableView;
use super::words::is_about;
use crate::checks::headings::{heading_span, title_span};
use crate::model::outline::Division;
use crate::model::{Block, BlockId, BlockKind, ComponentKind, Document, Place, Span, Zone};
use crate::text::{TextRange, fold, quotes};

/// Where a rule looks. All conditions that are given must hold; without any, it looks everywhere.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct Scope {
    /// Parts of the document by their place: `header`, `grounds`, `body`, `attachment` …
    zones: Vec<Zone>,
    /// Parts of *thể thức*: `subject`, `recipients`, `signature` …
    components: Vec<ComponentKind>,
    /// Sections whose heading has one of these phrases, with all they hold.
    sections: Vec<String>,
    /// Text of these kinds.
    kinds: Vec<TextKind>,
    /// Headings of these levels, from 1 for the outermost.
    levels: Vec<u8>,
    /// Cells of tables below a heading with one of these phrases.
    columns: Vec<String>,
    /// Cells of tables in a row whose name has one of these phrases.
    rows: Vec<String>,
    /// `true`: only in quotation marks; `false`: only outside them.
    quoted: Option<bool>,
}

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum TextKind {
    /// The words of a heading, without its number.
    Heading,
    /// A paragraph that begins with a dash, a bullet, a letter or a number.
    ListItem,
    /// The text of a cell of a table.
    Cell,
    /// A paragraph that is none of these.
    Paragraph,
    /// A footnote or endnote.
    Note,
}

/// A stretch of text that a check looks at.
#[derive(Debug, Clone, Copy)]
pub(in crate::checks) struct Stretch<'d> {
    /// Its block.
    pub(in crate::checks) block: &'d Block,
    /// Its range of the clean text.
    pub(in crate::checks) range: TextRange,
}

impl Stretch<'_> {
    /// Its clean text.
    pub(in crate::checks) fn text(&self) -> &str {
        self.block.clean().get(self.range.usize()).unwrap_or("")
    }

    /// Its place.
    pub(in crate::checks) fn span(&self) -> Span {
        self.block.span(self.range)
    }
}

/// Stretches that belong together: those of a section, or one alone.
pub(in crate::checks) struct Group<'d> {
    /// What to point at where something is missing in it.
    pub(in crate::checks) place: Span,
    /// Its stretches.
    pub(in crate::checks) stretches: Vec<Stretch<'d>>,
}

impl Scope {
    /// True if it leaves nothing out.
    pub(in crate::checks) fn is_everywhere(&self) -> bool {
        let Self { zones, components, sections, kinds, levels, columns, rows, quoted } = self;
        zones.is_empty()
            && components.is_empty()
            && sections.is_empty()
            && kinds.is_empty()
            && levels.is_empty()
            && columns.is_empty()
            && rows.is_empty()
            && quoted.is_none()
    }

    /// What it covers, in reading order.
    pub(in crate::checks) fn stretches<'d>(&self, document: &'d Document) -> Vec<Stretch<'d>> {
        let mut cover = Cover::new(self, document);
        document.own_blocks().flat_map(|block| cover.of(block)).collect()
    }

    /// What it covers, section by section where it names sections, else stretch by stretch.
    pub(in crate::checks) fn groups<'d>(&self, document: &'d Document) -> Vec<Group<'d>> {
        let stretches = self.stretches(document);
        let divisions: Vec<&Division> = self.divisions(document).collect();
        if divisions.is_empty() || !self.kinds.is_empty() || !self.columns.is_empty() || !self.rows.is_empty() {
            return stretches
                .into_iter()
                .map(|stretch| Group { place: stretch.span(), stretches: vec![stretch] })
                .collect();
        }
        let group = |division: &&Division| {
            let inside = |stretch: &&Stretch<'d>| is_in(division, stretch.block.id());
            Group { place: heading_span(division), stretches: stretches.iter().filter(inside).copied().collect() }
        };
        divisions.iter().map(group).collect()
    }

    /// The headings of the sections that it names.
    fn divisions<'d>(&self, document: &'d Document) -> impl Iterator<Item = &'d Division> {
        let is_named =
            |division: &&Division| division.is_heading && is_about(&fold::key(&division.title_text), &self.sections);
        document.outline.divisions.iter().filter(move |_| !self.sections.is_empty()).filter(is_named)
    }

    /// What to point at where something is missing in the whole of it: the heading of its section, its part, or the
    /// title of the document.
    pub(in crate::checks) fn anchor(&self, document: &Document) -> Option<Span> {
        let section = self.divisions(document).next().map(heading_span);
        let part = || {
            let mut parts = self.components.iter().filter_map(|kind| document.component(*kind));
            parts.find_map(|part| part.spans.first().copied())
        };
        section.or_else(part).or_else(|| title_span(document))
    }

    /// The quotations of a block, where they decide.
    pub(in crate::checks) fn quotations(&self, block: &Block) -> Quotations {
        Quotations { wanted: self.quoted.map(|wanted| (wanted, quotes::quoted(block.clean()))) }
    }
}

/// The quotations of a block, if a rule looks only inside or only outside them.
pub(in crate::checks) struct Quotations {
    wanted: Option<(bool, Vec<TextRange>)>,
}

impl Quotations {
    /// True if the rule looks at the clean range.
    pub(in crate::checks) fn takes(&self, range: TextRange) -> bool {
        self.wanted.as_ref().is_none_or(|(inside, quoted)| quotes::is_within(quoted, range.start()) == *inside)
    }
}

fn is_in(division: &Division, block: BlockId) -> bool {
    division.block <= block && block < division.end
}

/// A scope with what it needs to know of the document.
struct Cover<'s, 'd> {
    scope: &'s Scope,
    document: &'d Document,
    sections: Vec<&'d Division>,
    headings: HashMap<BlockId, Vec<&'d Division>>,
    tables: Vec<TableView<'d>>,
    parts: HashMap<BlockId, Vec<Span>>,
    numbered: Vec<BlockId>,
}

impl<'s, 'd> Cover<'s, 'd> {
    fn new(scope: &'s Scope, document: &'d Document) -> Self {
        let mut cover = Self {
            scope,
            document,
            sections: scope.divisions(document).collect(),
            headings: HashMap::new(),
            tables: Vec::new(),
            parts: HashMap::new(),
            numbered: Vec::new(),
        };
        if !scope.kinds.is_empty() || !scope.levels.is_empty() {
            for division in &document.outline.divisions {
                if division.is_heading {
                    cover.headings.entry(division.block).or_default().push(division);
                } else {
                    cover.numbered.push(division.block);
                }
            }
        }
        if !scope.columns.is_empty() || !scope.rows.is_empty() {
            cover.tables = TableView::all(document);
        }
        for span in scope.components.iter().filter_map(|kind| document.component(*kind)).flat_map(|part| &part.spans) {
            cover.parts.entry(span.block).or_default().push(*span);
        }
        cover
    }

    /// What of `block` is covered.
    fn of(&mut self, block: &'d Block) -> Vec<Stretch<'d>> {
        let scope = self.scope;
        let id = block.id();
        let is_out = block.is_blank()
            || !scope.zones.is_empty() && !scope.zones.contains(&self.document.zone(id))
            || !scope.sections.is_empty() && !self.sections.iter().any(|division| is_in(division, id))
            || !self.is_in_table(block);
        if is_out {
            return Vec::new();
        }
        let whole = TextRange::from(0..block.clean().len());
        let ranges = if scope.components.is_empty() {
            vec![whole]
        } else {
            let spans = self.parts.get(&id).map(Vec::as_slice).unwrap_or_default();
            spans.iter().map(|span| block.clean_range(*span)).collect()
        };
        let ranges = ranges.into_iter().flat_map(|range| self.of_kind(block, range));
        ranges.map(|range| Stretch { block, range }).collect()
    }

    fn is_in_table(&self, block: &Block) -> bool {
        let scope = self.scope;
        if scope.columns.is_empty() && scope.rows.is_empty() {
            return true;
        }
        let Place::Cell(cell) = block.place else { return false };
        let Some(table) = TableView::of(&self.tables, cell) else { return false };
        let column = || is_about(table.column_words(cell.column), &scope.columns);
        let row = || is_about(&table.row_words(cell.row), &scope.rows);
        !table.is_heading(cell) && (scope.columns.is_empty() || column()) && (scope.rows.is_empty() || row())
    }

    /// The parts of `range` that are of a wanted kind.
    fn of_kind(&self, block: &'d Block, range: TextRange) -> Vec<TextRange> {
        let scope = self.scope;
        let headings = self.headings.get(&block.id()).map(Vec::as_slice).unwrap_or_default();
        let is_wanted = |kind| scope.kinds.contains(&kind);
        if scope.kinds.is_empty() && scope.levels.is_empty() {
            return vec![range];
        }
        let mut parts = Vec::new();
        if is_wanted(TextKind::Heading) || scope.kinds.is_empty() {
            let level = |division: &&&Division| {
                scope.levels.is_empty() || scope.levels.contains(&division.depth.saturating_add(1))
            };
            let titles = headings.iter().filter(level).flat_map(|division| {
                std::iter::once(division.title)
                    .chain(division.below.iter().copied())
                    .filter(|span| span.block == block.id())
            });
            parts.extend(titles.map(|span| block.clean_range(span)));
        }
        let kind = match block.place {
            Place::Cell(_) => TextKind::Cell,
            Place::Note => TextKind::Note,
            _ if self.is_item(block) => TextKind::ListItem,
            _ => TextKind::Paragraph,
        };
        if is_wanted(kind) {
            // Behind the words of a heading its text may follow on the line.
            match headings {
                [] => parts.push(range),
                _ => parts
                    .extend(headings.iter().filter_map(|division| division.inline).map(|span| block.clean_range(span))),
            }
        }
        parts.retain(|part| !part.is_empty() && part.common(range).is_some());
        parts
    }

    fn is_item(&self, block: &Block) -> bool {
        let text = block.clean().trim_start();
        let marked =
            text.strip_prefix(['-', '–', '—', '+', '*', '•', '●', '▪']).is_some_and(|rest| rest.starts_with(' '));
        block.kind == BlockKind::ListItem || marked || self.numbered.binary_search(&block.id()).is_ok()
    }
}
