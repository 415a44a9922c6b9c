//! Changes the XML of a DOCX package in place: everything that is not changed stays byte for byte.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;
use rasoat::model::{Block, BlockId, Document, Origin, Span};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::change::Change;

/// Parts of a package by name.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// The parts of a zipped package; `None` if it cannot be read.
pub(crate) fn unzip(bytes: &[u8]) -> Option<Parts> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().ok()?.to_string();
        let mut content = Vec::new();
        file.read_to_end(&mut content).ok()?;
        parts.insert(name, content);
    }
    Some(parts)
}

/// A package of `parts`, stored: a benchmark need not pack well.
pub(crate) fn zip(parts: &Parts) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), stored).ok()?;
        writer.write_all(bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// An element that shows text.
#[derive(Debug)]
struct Shown {
    element: Range<usize>,
    text: String,
}

#[derive(Debug, Default)]
struct Run {
    inner: usize,
    properties: Option<Range<usize>>,
    shown: Vec<Shown>,
}

#[derive(Debug, Default)]
struct Paragraph {
    all: Range<usize>,
    inner: usize,
    closed: bool,
    properties: Option<Range<usize>>,
    runs: Vec<Run>,
    in_cell: bool,
}

/// Paragraphs and runs of one part, counted as the reader of the library counts them.
#[derive(Debug, Default)]
struct Index {
    paragraphs: Vec<Paragraph>,
}

/// An element that is open.
struct Open {
    name: String,
    start: usize,
    inner: usize,
    keep: bool,
    branch_taken: bool,
    paragraph: Option<usize>,
    is_run: bool,
}

impl Index {
    fn new(xml: &str) -> Option<Self> {
        let mut index = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut stack: Vec<Open> = Vec::new();
        let mut skipping = 0_usize;
        loop {
            let start = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let end = usize::try_from(reader.buffer_position()).ok()?;
            match event {
                Event::Eof => break,
                Event::Start(_) if skipping > 0 => skipping += 1,
                Event::End(_) if skipping > 0 => skipping -= 1,
                _ if skipping > 0 => {}
                Event::Start(element) => {
                    let name = std::str::from_utf8(element.name().0.as_ref()).ok()?.to_owned();
                    if matches!(name.as_str(), "mc:Choice" | "mc:Fallback")
                        && let Some(parent) = stack.last_mut()
                    {
                        if parent.branch_taken {
                            skipping = 1;
                            continue;
                        }
                        parent.branch_taken = true;
                    }
                    let keep = element.as_ref().contains("preserve");
                    let mut open =
                        Open { name, start, inner: end, keep, branch_taken: false, paragraph: None, is_run: false };
                    index.open(&mut open, &stack);
                    stack.push(open);
                }
                Event::Empty(element) => {
                    let name = std::str::from_utf8(element.name().0.as_ref()).ok()?.to_owned();
                    index.empty(&name, start..end, &stack);
                }
                Event::End(_) => {
                    let open = stack.pop()?;
                    index.close(&open, start, end, xml, &stack)?;
                }
                _ => {}
            }
        }
        Some(index)
    }

    fn open(&mut self, open: &mut Open, stack: &[Open]) {
        match open.name.as_str() {
            "w:p" => {
                open.paragraph = Some(self.paragraphs.len());
                self.paragraphs.push(Paragraph {
                    all: open.start..open.inner,
                    inner: open.inner,
                    in_cell: stack.iter().rev().any(|outer| outer.name == "w:tc"),
                    ..Paragraph::default()
                });
            }
            "w:r" if !in_run(stack) => {
                open.is_run = true;
                if let Some(paragraph) = self.innermost(stack) {
                    paragraph.runs.push(Run { inner: open.inner, ..Run::default() });
                }
            }
            _ => {}
        }
    }

    fn empty(&mut self, name: &str, element: Range<usize>, stack: &[Open]) {
        if name == "w:p" {
            let in_cell = stack.iter().rev().any(|outer| outer.name == "w:tc");
            let inner = element.end;
            self.paragraphs.push(Paragraph { all: element, inner, closed: true, in_cell, ..Paragraph::default() });
            return;
        }
        let in_properties = stack.iter().rev().any(|outer| matches!(outer.name.as_str(), "w:rPr" | "w:pPr"));
        let text = match name {
            "w:tab" if !in_properties => "\t",
            "w:br" | "w:cr" => "\n",
            "w:noBreakHyphen" => "\u{2011}",
            "w:softHyphen" => "\u{ad}",
            "w:t" => "",
            "w:r" if !in_run(stack) => {
                if let Some(paragraph) = self.innermost(stack) {
                    paragraph.runs.push(Run { inner: element.end, ..Run::default() });
                }
                return;
            }
            _ => return,
        };
        self.show(Shown { element, text: text.to_owned() }, stack);
    }

    fn close(&mut self, open: &Open, start: usize, end: usize, xml: &str, stack: &[Open]) -> Option<()> {
        let parent = stack.last().map_or("", |outer| outer.name.as_str());
        match open.name.as_str() {
            "w:p" => self.paragraphs.get_mut(open.paragraph?)?.all.end = end,
            "w:pPr" if parent == "w:p" => self.innermost(stack)?.properties = Some(open.start..end),
            "w:rPr" if parent == "w:r" => {
                if let Some(run) = self.innermost(stack)?.runs.last_mut() {
                    run.properties = Some(open.start..end);
                }
            }
            "w:t" => {
                let text = unescape(xml.get(open.inner..start)?).ok()?.replace(['\n', '\r'], " ");
                let text = if open.keep { text } else { text.trim_matches([' ', '\t']).to_owned() };
                self.show(Shown { element: open.start..end, text }, stack);
            }
            "w:br" => self.show(Shown { element: open.start..end, text: "\n".to_owned() }, stack),
            "w:tab" if parent == "w:r" => {
                self.show(Shown { element: open.start..end, text: "\t".to_owned() }, stack);
            }
            _ => {}
        }
        Some(())
    }

    fn show(&mut self, shown: Shown, stack: &[Open]) {
        if in_run(stack)
            && let Some(run) = self.innermost(stack).and_then(|paragraph| paragraph.runs.last_mut())
        {
            run.shown.push(shown);
        }
    }

    fn innermost(&mut self, stack: &[Open]) -> Option<&mut Paragraph> {
        let at = stack.iter().rev().find_map(|open| open.paragraph)?;
        self.paragraphs.get_mut(at)
    }
}

/// True if the innermost paragraph or run is a run.
fn in_run(stack: &[Open]) -> bool {
    stack.iter().rev().find(|open| open.is_run || open.paragraph.is_some()).is_some_and(|open| open.is_run)
}

/// Stretches of a text and what stands in their place.
type Splices = Vec<(Range<usize>, String)>;

fn spliced(xml: &str, mut splices: Splices) -> Option<String> {
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(xml.len() + 256);
    let mut at = 0;
    for (range, text) in splices {
        out.push_str(xml.get(at..range.start)?);
        out.push_str(&text);
        at = range.end;
    }
    out.push_str(xml.get(at..)?);
    Some(out)
}

/// The package with `change` made; `None` if the place is not stored as simple text.
pub(crate) fn apply(parts: &Parts, document: &Document, change: &Change) -> Option<Vec<u8>> {
    if let Change::Parts(change) = change {
        return zip(&change(parts)?);
    }
    let name = document.raw.parts.first()?;
    let xml = std::str::from_utf8(parts.get(name)?).ok()?;
    let index = Index::new(xml)?;
    let splices = match change {
        Change::Words(edits) => words(xml, &index, document, edits.iter().map(|edit| (edit.span, &*edit.replacement)))?,
        Change::Remove(first, last) => {
            let range = stretch(xml, &index, document, *first, *last)?;
            vec![(range, String::new())]
        }
        Change::Move(first, last, before) => {
            let range = stretch(xml, &index, document, *first, *last)?;
            let target = paragraph(&index, document, *before)?.all.start;
            if paragraph(&index, document, *before)?.in_cell || range.contains(&target) {
                return None;
            }
            vec![(target..target, xml.get(range.clone())?.to_owned()), (range, String::new())]
        }
        Change::Insert(after, text) => {
            let paragraph = paragraph(&index, document, *after)?;
            vec![(paragraph.all.end..paragraph.all.end, like(xml, paragraph, text))]
        }
        Change::Split(tail) => {
            let block = document.block(tail.block);
            let text = block.text().get(tail.range.usize())?;
            let mut splices = words(xml, &index, document, std::iter::once((*tail, "")))?;
            let paragraph = paragraph(&index, document, tail.block)?;
            splices.push((paragraph.all.end..paragraph.all.end, like(xml, paragraph, text.trim())));
            splices
        }
        Change::Runs(blocks, name, property) => runs(xml, &index, document, blocks, name, property)?,
        Change::Paragraphs(blocks, name, property) => paragraphs(xml, &index, document, blocks, name, property)?,
        Change::Parts(_) => return None,
    };
    let mut changed = parts.clone();
    changed.insert(name.clone(), spliced(xml, splices)?.into_bytes());
    zip(&changed)
}

fn paragraph<'i>(index: &'i Index, document: &Document, id: BlockId) -> Option<&'i Paragraph> {
    let block = document.block(id);
    if block.part != 0 {
        return None;
    }
    index.paragraphs.get(usize::try_from(block.paragraph).ok()?.checked_sub(1)?)
}

/// The XML from the first paragraph to the last, if it is whole elements of the body.
fn stretch(xml: &str, index: &Index, document: &Document, first: BlockId, last: BlockId) -> Option<Range<usize>> {
    let (first, last) = (paragraph(index, document, first)?, paragraph(index, document, last)?);
    let range = first.all.start..last.all.end;
    let text = xml.get(range.clone())?;
    let opened = |name: &str| text.matches(&format!("<{name}>")).count() + text.matches(&format!("<{name} ")).count();
    let whole = ["w:tbl", "w:tr", "w:tc", "w:sdt", "w:txbxContent"]
        .iter()
        .all(|name| opened(name) == text.matches(&format!("</{name}>")).count());
    (whole && !first.in_cell && !last.in_cell && !text.contains("<w:sectPr")).then_some(range)
}

/// A paragraph set like `paragraph` that says `text`.
fn like(xml: &str, paragraph: &Paragraph, text: &str) -> String {
    let cut = |range: &Option<Range<usize>>| range.clone().and_then(|range| xml.get(range)).unwrap_or("");
    let mut properties = cut(&paragraph.properties).to_owned();
    for numbered in ["<w:numPr>", "<w:sectPr"] {
        if let Some(at) = properties.find(numbered) {
            let close = if numbered == "<w:numPr>" { "</w:numPr>" } else { "</w:sectPr>" };
            if let Some(end) = properties.find(close) {
                properties.replace_range(at..end + close.len(), "");
            }
        }
    }
    let run = paragraph.runs.iter().find(|run| run.shown.iter().any(|shown| !shown.text.trim().is_empty()));
    let run = run.map_or("", |run| cut(&run.properties));
    format!("<w:p>{properties}<w:r>{run}<w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text))
}

/// Splices that put other words in place.
fn words<'e>(
    xml: &str,
    index: &Index,
    document: &Document,
    edits: impl Iterator<Item = (Span, &'e str)>,
) -> Option<Splices> {
    // Which bytes of which element that shows text become what.
    let mut places: BTreeMap<(u32, u32, usize), Splices> = BTreeMap::new();
    let mut left: BTreeMap<BlockId, String> = BTreeMap::new();
    for (span, replacement) in edits {
        let block = document.block(span.block);
        let paragraph = paragraph(index, document, span.block)?;
        let text = left.entry(span.block).or_insert_with(|| block.text().to_owned());
        if text.len() == block.text().len() && text.get(span.range.usize()).is_some() {
            text.replace_range(span.range.usize(), replacement);
        }
        let mut replacement = Some(replacement);
        for (run, bytes) in run_ranges(block, span)? {
            let stored = paragraph.runs.get(run as usize)?;
            let mut start = 0;
            for (at, shown) in stored.shown.iter().enumerate() {
                let end = start + shown.text.len();
                let (from, to) = (bytes.start.max(start), bytes.end.min(end));
                if from < to || bytes.is_empty() && start <= bytes.start && bytes.start <= end && replacement.is_some()
                {
                    let text = replacement.take().unwrap_or("").to_owned();
                    let slot = places.entry((block.paragraph, run, at)).or_default();
                    slot.push((from - start..to.max(from) - start, text));
                }
                start = end;
            }
        }
        if replacement.is_some() {
            return None;
        }
    }
    let emptied = |id: &BlockId| left.get(id).is_some_and(|text| text.trim().is_empty());
    let mut splices = Splices::new();
    let mut gone = Vec::new();
    for id in left.keys().filter(|id| emptied(id)) {
        let paragraph = paragraph(index, document, *id)?;
        gone.push(document.block(*id).paragraph);
        let section = xml.get(paragraph.all.clone())?.contains("<w:sectPr");
        let rest = if paragraph.in_cell || section { "<w:p/>" } else { "" };
        splices.push((paragraph.all.clone(), rest.to_owned()));
    }
    for ((ordinal, run, at), mut edits) in places {
        if gone.contains(&ordinal) {
            continue;
        }
        let paragraph = index.paragraphs.get(ordinal.checked_sub(1)? as usize)?;
        let shown = paragraph.runs.get(run as usize)?.shown.get(at)?;
        let mut text = shown.text.clone();
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, replacement) in edits {
            text.get(range.clone())?;
            text.replace_range(range, &replacement);
        }
        splices.push((shown.element.clone(), format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(&text))));
    }
    Some(splices)
}

/// The runs behind `span` with the bytes of their text; `None` if some of it is not stored.
fn run_ranges(block: &Block, span: Span) -> Option<Vec<(u32, Range<usize>)>> {
    let mut ranges = Vec::new();
    for piece in block.pieces() {
        let inside = piece.range.common(span.range);
        let holds = inside.is_some()
            || span.range.is_empty()
                && ranges.is_empty()
                && piece.range.start() <= span.range.start()
                && span.range.start() <= piece.range.end();
        if !holds {
            continue;
        }
        match piece.origin {
            Origin::Docx { run, bytes } => {
                let part = inside.unwrap_or(span.range);
                let from = (bytes.start() + part.start() - piece.range.start()) as usize;
                ranges.push((run, from..from + part.len() as usize));
            }
            // Before the first stored letter stands the label of a list.
            _ if span.range.is_empty() => {}
            _ => return None,
        }
    }
    (!ranges.is_empty()).then_some(ranges)
}

/// Splices that give every run of `blocks` the property.
fn runs(
    xml: &str,
    index: &Index,
    document: &Document,
    blocks: &[BlockId],
    name: &str,
    property: &str,
) -> Option<Splices> {
    let mut splices = Splices::new();
    if property.is_empty() {
        return without(xml, index, document, blocks, name);
    }
    for block in blocks {
        for run in &paragraph(index, document, *block)?.runs {
            if run.shown.is_empty() {
                continue;
            }
            splices.push(match &run.properties {
                Some(range) => (range.clone(), with_property(xml.get(range.clone())?, name, property)),
                None => (run.inner..run.inner, format!("<w:rPr>{property}</w:rPr>")),
            });
        }
    }
    (!splices.is_empty()).then_some(splices)
}

/// Splices that take the elements `name` out of `blocks`.
fn without(xml: &str, index: &Index, document: &Document, blocks: &[BlockId], name: &str) -> Option<Splices> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let mut splices = Splices::new();
    for block in blocks {
        let all = paragraph(index, document, *block)?.all.clone();
        let mut at = all.start;
        while let Some(start) = xml.get(at..all.end)?.find(&open).map(|start| at + start) {
            let end = start + xml.get(start..all.end)?.find(&close)? + close.len();
            splices.push((start..end, String::new()));
            at = end;
        }
    }
    (!splices.is_empty()).then_some(splices)
}

/// Splices that give the paragraphs `blocks` the property.
fn paragraphs(
    xml: &str,
    index: &Index,
    document: &Document,
    blocks: &[BlockId],
    name: &str,
    property: &str,
) -> Option<Splices> {
    let mut splices = Splices::new();
    for block in blocks {
        let paragraph = paragraph(index, document, *block)?;
        if paragraph.closed {
            return None;
        }
        splices.push(match &paragraph.properties {
            Some(range) => (range.clone(), with_property(xml.get(range.clone())?, name, property)),
            None => (paragraph.inner..paragraph.inner, format!("<w:pPr>{property}</w:pPr>")),
        });
    }
    (!splices.is_empty()).then_some(splices)
}

/// `properties` with `property` in place of the element `name`.
fn with_property(properties: &str, name: &str, property: &str) -> String {
    let mut text = properties.to_owned();
    for start in [format!("<{name}/>"), format!("<{name} ")] {
        while let Some(at) = text.find(&start) {
            let Some(close) = text[at..].find('>') else { break };
            text.replace_range(at..=at + close, "");
        }
    }
    if text.ends_with("/>") {
        return text;
    }
    // Properties of a paragraph may end in those of its mark, which must stay last.
    let end = text.rfind("</").unwrap_or(text.len());
    let at = if text.starts_with("<w:pPr") { text.find("<w:rPr").unwrap_or(end) } else { end };
    text.insert_str(at, property);
    text
}
