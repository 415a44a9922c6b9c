//! From blocks to a [`Document`]: components, outline, citations, figures. Pure and total: any
//! text gives a document, the same text always the same one.

mod abbreviations;
mod attached;
mod blanks;
pub mod citations;
mod closing;
mod dates;
pub mod figures;
mod forms;
mod header;
mod layout;
pub mod legacy;
mod lines;
mod marker;
mod opening;
mod outline;
#[cfg(test)]
mod sample;
mod several;
mod signature;
pub mod structure;
mod title;
mod traces;

use crate::lexicon;
use crate::lexicon::classes::{self, Labelled, Mark, label_end};
use crate::model::{BlockId, Certainty, Component, ComponentKind, Document, Place, RawDocument, Regime, Span, Zone};
use crate::text::fold;
use std::sync::Arc;

use header::Header;
use lines::Line;
use opening::Setting;
use title::Title;

/// What recognition consists of, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognizer {
    /// Text in the encoding of an old font.
    Legacy,
    /// Parts of *thể thức*, kind and regime.
    Components,
    /// Outline.
    Outline,
    /// Citations.
    Citations,
    /// Abbreviations.
    Abbreviations,
    /// Figures.
    Figures,
}

impl Recognizer {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Legacy => "legacy",
            Self::Components => "components",
            Self::Outline => "outline",
            Self::Citations => "citations",
            Self::Abbreviations => "abbreviations",
            Self::Figures => "figures",
        }
    }
}

/// Recognises everything rules may ask about, once, in each document of a file.
pub fn recognize(raw: RawDocument) -> Document {
    recognize_in_steps(raw, &mut |_| {})
}

/// As [`recognize`], and tells `ended` each recogniser that has ended.
pub fn recognize_in_steps(raw: RawDocument, ended: &mut dyn FnMut(Recognizer)) -> Document {
    let raw = Arc::new(layout::lay_out(raw));
    let ranges = several::documents(&raw);
    let mut documents = ranges.into_iter().map(|range| one(several::alone(&raw, range), ended));
    // There is always a first one: the file.
    let Some(mut document) = documents.next() else { return Document::unrecognized(raw) };
    document.further = documents.collect();
    document
}

fn one(mut document: Document, ended: &mut dyn FnMut(Recognizer)) -> Document {
    document.legacy = legacy::recognize(&document);
    ended(Recognizer::Legacy);
    parts(&mut document);
    document.attached = attached::recognize(&document);
    ended(Recognizer::Components);
    document.outline = outline::recognize(&document);
    ended(Recognizer::Outline);
    document.citations = citations::recognize(&document);
    ended(Recognizer::Citations);
    document.abbreviations = abbreviations::recognize(&document);
    ended(Recognizer::Abbreviations);
    document.figures = figures::recognize(&document);
    ended(Recognizer::Figures);
    document
}

/// Everything [`parts`] finds before it is written into the document.
struct Parts {
    header: Header,
    title: Title,
    addressees: Option<(crate::model::values::Addressees, std::ops::Range<usize>)>,
    grounds: Vec<crate::model::values::Ground>,
    grounds_range: std::ops::Range<usize>,
    closing: closing::Closing,
    end_mark: Option<crate::model::values::EndMark>,
    extra: Vec<Component>,
    /// The text begins with the title of an annex.
    annex_alone: bool,
}

fn parts(document: &mut Document) {
    let lines = lines::unglue_closing(lines::lines(document));
    let parts = find_parts(&lines);
    let zones = zones(document, &lines, &parts);
    let form = forms::read(&lines, &parts);
    let below = parts.addressees.as_ref().map_or(parts.header.end, |(_, range)| range.start);
    let top = parts.title.first.unwrap_or(below);
    let mut components = parts.header.components;
    let mut add = |kind, clue, certainty, spans: Vec<Span>| {
        if !spans.is_empty() {
            components.push(Component { kind, spans, certainty, clue });
        }
    };
    let sure = Certainty::Certain;
    if let Some(title) = parts.title.kind.as_ref().and_then(|kind| kind.title.as_ref()) {
        add(ComponentKind::DocumentType, parts.title.clue, sure, vec![title.span]);
    }
    add(ComponentKind::Subject, "subject/below-the-kind", sure, parts.title.subject);
    let addressees = parts.addressees.map(|(addressees, _)| addressees);
    if let Some(found) = &addressees {
        add(
            ComponentKind::Addressees,
            "addressees/label",
            sure,
            std::iter::once(found.label).chain(found.items.iter().map(|item| item.span)).collect(),
        );
    }
    add(ComponentKind::Grounds, "grounds/opener", sure, parts.grounds.iter().map(|ground| ground.span).collect());
    if let Some(mark) = &parts.end_mark {
        add(ComponentKind::EndMark, "end-mark/last-line", sure, vec![mark.span]);
    }
    if let Some(found) = &parts.closing.signature {
        let name = found.name.as_ref().map(|name| name.span);
        let labelled = parts.closing.recipients.is_some() || parts.end_mark.is_some();
        let behalf = found.offices.iter().any(|line| line.capacity.is_some());
        let (clue, certainty) = match (behalf, labelled) {
            (true, _) => ("signature/capacity", sure),
            (false, true) => ("signature/office-behind-the-content", sure),
            (false, false) => ("signature/office-above-a-name", Certainty::Likely),
        };
        add(
            ComponentKind::Signature,
            clue,
            certainty,
            found.offices.iter().map(|line| line.span).chain(name).collect(),
        );
    }
    if let Some(found) = &parts.closing.recipients {
        add(
            ComponentKind::Recipients,
            "recipients/label",
            sure,
            std::iter::once(found.label).chain(found.lines.iter().map(|line| line.span)).collect(),
        );
    }
    components.extend(parts.extra);
    document.traces = traces::find(&lines, top, &components);
    document.components = components;
    document.by_analogy = is_by_analogy(document);
    document.zones = zones;
    document.regime = form.map_or(Regime::Unknown, |reading| reading.form.regime);
    document.form = form;
    document.kind = parts.title.kind;
    document.number = parts.header.number;
    document.place_and_date = parts.header.place_and_date;
    document.addressees = addressees;
    document.grounds = parts.grounds;
    document.end_mark = parts.end_mark;
    document.signature = parts.closing.signature;
    document.recipients = parts.closing.recipients;
    let body: Vec<Span> = document.zone_blocks(Zone::Body).map(crate::model::Block::whole).collect();
    if !body.is_empty() {
        document.components.push(Component::rest(ComponentKind::Body, body));
    }
    let attachment: Vec<Span> = document.zone_blocks(Zone::Attachment).map(crate::model::Block::whole).collect();
    if !attachment.is_empty() {
        document.components.push(Component::rest(ComponentKind::Attachment, attachment));
    }
}

/// True if the issuer is one that Điều 2 khoản 2 of the decree names.
fn is_by_analogy(document: &Document) -> bool {
    let issuer = document.component(ComponentKind::IssuingAuthority);
    let lines = issuer.iter().flat_map(|issuer| &issuer.spans).map(|span| {
        let block = document.block(span.block);
        block.folded().get(block.clean_range(*span).usize()).unwrap_or("")
    });
    lines.into_iter().any(is_named_by_analogy)
}

fn is_named_by_analogy(line: &str) -> bool {
    lexicon::opening().by_analogy.iter().any(|words| fold::has_words(line, words))
}

fn find_parts(lines: &[Line<'_>]) -> Parts {
    let top = after_letter(lines);
    let content = lines[top..].iter().position(|line| opens_content(*line)).map_or(lines.len(), |at| top + at);
    let header = header::read(lines, content);
    let title = title::read(lines, &header);
    let after_title = title.end;
    let addressees = opening::addressees(lines, header.end.min(after_title));
    let after_addressees = addressees.as_ref().map_or(after_title, |(_, range)| range.end.max(after_title));
    let closing = closing::read(lines, after_addressees);
    let closing_start = closing.start.unwrap_or(lines.len());
    let setting = match title.kind.as_ref().map(|kind| kind.slug.as_str()) {
        Some("cong-van" | "thu-cong" | "cong-dien") => Setting::Letter,
        Some(slug) if lexicon::opening().with_articles.iter().any(|kind| kind == slug) => Setting::Articles,
        _ => Setting::Other,
    };
    let (grounds, grounds_end) = opening::grounds(lines, after_addressees, closing_start, setting);
    let grounds_range =
        if grounds.is_empty() { after_addressees..after_addressees } else { after_addressees..grounds_end };
    let end_mark = closing::end_mark(lines, grounds_range.end, closing_start);
    let extra = marks(lines, after_title);
    let annex_alone =
        lines.first().is_some_and(|line| outline::starts_attachment(line.block)) && header.first.is_none();
    Parts { header, title, addressees, grounds, grounds_range, closing, end_mark, extra, annex_alone }
}

/// Where the document starts below the words of a mail that it was sent with: at a national name
/// before which neither a number nor *Nơi nhận* shows that a document has begun.
fn after_letter(lines: &[Line<'_>]) -> usize {
    let begun = |line: &Line<'_>| {
        header::number_label(line.folded()).is_some() || label_end(Labelled::Recipients, line.folded()).is_some()
    };
    let national = |line: &Line<'_>| line.is_upper() && header::national_name(line.folded()).is_some();
    let first = lines.iter().take(header::WINDOW).position(|line| begun(line) || national(line));
    first.filter(|at| national(&lines[*at])).unwrap_or(0)
}

/// True for a line before which the header must have ended.
fn opens_content(line: Line<'_>) -> bool {
    let folded = line.folded();
    label_end(Labelled::Addressees, folded).is_some()
        || folded.starts_with("điều 1.")
        || folded.starts_with("i. ")
        || opening::grounds_opener(folded) == Some("căn cứ")
}

/// Stamps that stand as a line of their own above the content.
fn marks(lines: &[Line<'_>], limit: usize) -> Vec<Component> {
    let stamps = lines.iter().take(limit);
    let found = |line: &Line<'_>| {
        let (clue, certainty) = ("mark/line-in-capitals", Certainty::Certain);
        Some(Component { kind: mark(*line)?, spans: vec![line.span()], certainty, clue })
    };
    stamps.filter_map(found).collect()
}

/// The kind of stamp that a line is, if it is one.
fn mark(line: Line<'_>) -> Option<ComponentKind> {
    let found = classes::mark(line.folded()).filter(|_| line.is_upper())?;
    Some(match found {
        Mark::Secrecy => ComponentKind::SecrecyMark,
        Mark::Urgency => ComponentKind::UrgencyMark,
        Mark::Circulation => ComponentKind::CirculationMark,
        Mark::Draft => ComponentKind::DraftMark,
    })
}

/// The zone of each block, by the first line of it that belongs to a part.
fn zones(document: &Document, lines: &[Line<'_>], parts: &Parts) -> Vec<Zone> {
    let mut zones: Vec<Zone> = document
        .blocks()
        .iter()
        .map(|block| match block.place {
            _ if document.zone(block.id()) == Zone::Elsewhere => Zone::Elsewhere,
            Place::Header | Place::Footer | Place::Note => Zone::Furniture,
            Place::Body | Place::Cell(_) | Place::TextBox => Zone::Body,
        })
        .collect();
    let mut set = |range: std::ops::Range<usize>, zone: Zone| {
        for line in lines.get(range).unwrap_or_default() {
            zones[line.id().index()] = zone;
        }
    };
    let top_end = parts.title.end.max(parts.header.end);
    let top = parts.header.first.or(parts.title.first).unwrap_or(0);
    set(0..top, Zone::Preface);
    set(top..parts.header.end, Zone::Header);
    if let Some(first) = parts.title.first {
        let header_end = parts.header.end.min(first);
        set(header_end..first, Zone::Header);
        set(first..parts.title.end, Zone::Title);
    }
    set(parts.grounds_range.clone(), Zone::Grounds);
    if let Some((_, range)) = &parts.addressees {
        set(range.clone(), Zone::Addressees);
    }
    if let Some(start) = parts.closing.start {
        // A row-wise copy shares blocks between the two; the closing has them.
        set(parts.closing.end..lines.len(), Zone::Attachment);
        set(start..parts.closing.end, Zone::Closing);
    }
    let annex = lines.iter().skip(top_end).find(|line| outline::starts_attachment(line.block));
    if let Some(annex) = annex
        && (parts.closing.start.is_none() || zones[annex.id().index()] == Zone::Attachment)
    {
        let from: BlockId = annex.id();
        for zone in zones.iter_mut().skip(from.index()).filter(|zone| **zone == Zone::Body) {
            *zone = Zone::Attachment;
        }
    }
    zones
}
