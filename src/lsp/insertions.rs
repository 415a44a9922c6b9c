//! Text for what a document lacks: a section of the required outline, a part of *thể thức*.

use serde::Deserialize;

use super::edits::Replacement;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::lexicon;
use crate::model::outline::{Division, Marker, MarkerStyle};
use crate::model::{BlockId, ComponentKind, Document, Zone};
use crate::text::TextRange;
use crate::text::fold;
use crate::text::letters::{self, Case};

/// The parts in the order in which plain text has them (Điều 8 of Nghị định 30/2020/NĐ-CP; the two
/// columns of the header and of the end are read one after the other).
const ORDER: [ComponentKind; 14] = [
    ComponentKind::ParentAuthority,
    ComponentKind::IssuingAuthority,
    ComponentKind::NationalName,
    ComponentKind::Motto,
    ComponentKind::DocumentNumber,
    ComponentKind::PlaceAndDate,
    ComponentKind::DocumentType,
    ComponentKind::Subject,
    ComponentKind::Addressees,
    ComponentKind::Grounds,
    ComponentKind::Body,
    ComponentKind::EndMark,
    ComponentKind::Recipients,
    ComponentKind::Signature,
];

/// A text to insert and its name for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Insertion {
    /// The first line of the text.
    pub(super) name: String,
    /// The edit.
    pub(super) edit: Replacement,
}

/// What would mend `finding` by adding text, if it is about something missing.
pub(super) fn for_finding(view: &View<'_>, finding: &Diagnostic) -> Option<Insertion> {
    /// The parameter that says which part is missing.
    #[derive(Deserialize)]
    struct Missing {
        component: ComponentKind,
    }
    let rule = view.settings.catalogue.rule(finding.rule.as_str())?;
    match rule.kind.name {
        "missing-component" => component(view, serde_json::from_str::<Missing>(&rule.meta.with).ok()?.component),
        "missing-addressee" => component(view, ComponentKind::Addressees),
        "missing-section" => {
            let (_, title) = finding.values.iter().find(|(name, _)| *name == "title")?;
            let rows = &view.document().alignment.rows;
            section(view, rows.iter().position(|row| row.division.is_none() && row.title.vi == *title)?)
        }
        _ => None,
    }
}

/// The heading of row `at` of the profile, numbered like its neighbours.
pub(super) fn section(view: &View<'_>, at: usize) -> Option<Insertion> {
    let document = view.document();
    let rows = &document.alignment.rows;
    let row = rows.get(at)?;
    let found = |at: &usize| rows.get(*at).and_then(|row| document.outline.divisions.get(row.division?));
    let is_sibling = |at: &usize| rows.get(*at).is_some_and(|other| other.parent == row.parent);
    let before = (0..at).rev().filter(is_sibling).find_map(|at| found(&at));
    let after = (at + 1..rows.len()).filter(is_sibling).find_map(|at| found(&at));
    let parent = row.parent.and_then(|parent| found(&parent));
    let heading = heading(view, before, after, parent, &row.title.vi)?;
    let edit = match (after, before.or(parent)) {
        (Some(after), _) => at_line_start(view, after.block, &heading),
        (None, Some(before)) => at_end_of(view, before, &heading)?,
        (None, None) => return None,
    };
    Some(Insertion { name: heading, edit })
}

/// Number and title as the neighbours write theirs.
fn heading(
    view: &View<'_>,
    before: Option<&Division>,
    after: Option<&Division>,
    parent: Option<&Division>,
    title: &str,
) -> Option<String> {
    let neighbour = before.or(after);
    let prefix = neighbour.or(parent).map_or("", |division| heading_mark(view, division));
    let Some(marker) = neighbour.and_then(|division| division.marker.as_ref()) else {
        // The first of its kind below a heading: numbered as most reports do.
        let style = parent?.marker.as_ref()?.style;
        let first = if matches!(style, MarkerStyle::Roman | MarkerStyle::CapitalLetter) { "1. " } else { "" };
        return Some(format!("{prefix}{first}{title}"));
    };
    let spelled = matches!(
        marker.style,
        MarkerStyle::Part
            | MarkerStyle::Chapter
            | MarkerStyle::Section
            | MarkerStyle::Subsection
            | MarkerStyle::Article
    );
    if spelled {
        return None;
    }
    let value = if before.is_some() { marker.value + 1 } else { marker.value };
    let number = Marker::write(marker.style, &marker.prefix, value);
    let closing = marker.closing.map(String::from).unwrap_or_default();
    let in_capitals = neighbour.is_some_and(|division| letters::case_of(&division.title_text) == Case::Upper);
    let title = if in_capitals { title.chars().map(fold::upper).collect() } else { title.to_owned() };
    Some(format!("{prefix}{number}{closing} {title}"))
}

/// The marks of Markdown before a heading.
fn heading_mark<'a>(view: &View<'a>, division: &Division) -> &'a str {
    let line = view.range(view.document().block(division.block).whole()).start.line;
    let line = view.buffer.line(line);
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    let space = rest.len() - rest.trim_start().len();
    if marks > 0 { &line[..marks + space] } else { "" }
}

fn at_line_start(view: &View<'_>, block: BlockId, text: &str) -> Replacement {
    let line = view.range(view.document().block(block).whole()).start;
    let start = view.offset(lsp_types::Position::new(line.line, 0));
    Replacement { bytes: TextRange::empty(start), text: format!("{text}\n\n") }
}

/// Behind all that `division` holds, but before the lines that close the document.
fn at_end_of(view: &View<'_>, division: &Division, text: &str) -> Option<Replacement> {
    let document = view.document();
    let is_behind = |block: &&crate::model::Block| {
        let id = block.id();
        id > division.block
            && (id >= division.end || matches!(document.zone(id), Zone::Closing | Zone::Attachment | Zone::Furniture))
    };
    let Some(next) = document.blocks().iter().find(is_behind) else {
        let last = document.blocks().last()?;
        let end = view.bytes(last.whole()).end();
        return Some(Replacement { bytes: TextRange::empty(end), text: format!("\n\n{text}") });
    };
    Some(at_line_start(view, next.id(), text))
}

/// The part `kind` as the decree words it, with dots for what the author fills in.
fn component(view: &View<'_>, kind: ComponentKind) -> Option<Insertion> {
    let document = view.document();
    let text = template(document, kind)?;
    let at = ORDER.iter().position(|known| *known == kind)?;
    let line_end = |kind: &ComponentKind| {
        let span = document.to_line_end(*document.component(*kind)?.spans.last()?);
        Some(view.bytes(span).end())
    };
    let line_start = |kind: &ComponentKind| {
        let span = *document.component(*kind)?.spans.first()?;
        let line = view.range(span).start.line;
        Some(view.offset(lsp_types::Position::new(line, 0)))
    };
    // The national name and the motto are one unit; other parts stand apart.
    let gap = if kind == ComponentKind::Motto { "\n" } else { "\n\n" };
    let before = ORDER[..at].iter().filter_map(line_end).max();
    let edit = if let Some(end) = before {
        Replacement { bytes: TextRange::empty(end), text: format!("{gap}{text}") }
    } else {
        let start = ORDER[at + 1..].iter().filter_map(line_start).min()?;
        let above_motto = kind == ComponentKind::NationalName && document.component(ComponentKind::Motto).is_some();
        let gap = if above_motto { "\n" } else { "\n\n" };
        Replacement { bytes: TextRange::empty(start), text: format!("{text}{gap}") }
    };
    Some(Insertion { name: text.lines().next().unwrap_or_default().to_owned(), edit })
}

/// What stands in the place of a missing part. The words are those of Phụ lục I, Phần I, Mục II of
/// Nghị định 30/2020/NĐ-CP.
fn template(document: &Document, kind: ComponentKind) -> Option<String> {
    let text = match kind {
        ComponentKind::NationalName => "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
        ComponentKind::Motto => "Độc lập - Tự do - Hạnh phúc".to_owned(),
        ComponentKind::DocumentNumber => {
            let code = document.kind_slug().and_then(lexicon::kind_by_slug).map_or("", |kind| kind.code.as_str());
            if code.is_empty() { "Số:      /".to_owned() } else { format!("Số:      /{code}-") }
        }
        ComponentKind::PlaceAndDate => "………, ngày … tháng … năm ……".to_owned(),
        ComponentKind::Addressees => "Kính gửi: ………".to_owned(),
        ComponentKind::Recipients if document.addressees.is_some() => "Nơi nhận:\n- Như trên;\n- Lưu: VT.".to_owned(),
        ComponentKind::Recipients => "Nơi nhận:\n- ………;\n- Lưu: VT.".to_owned(),
        _ => return None,
    };
    Some(text)
}
