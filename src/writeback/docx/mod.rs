//! DOCX: comments and tracked changes.

mod clean;
mod comments;
mod drawn_line;
mod looks;
mod page_number;
mod page_top;
mod properties;
mod record;
mod restart;
mod returned;
mod splice;
mod story;

use std::collections::BTreeMap;

pub use clean::clean;
pub use returned::returned;

use super::edit::{narrowed, seen};
use super::{Marks, Obstacle, Signature, WriteError, Written};
use crate::diagnostic::{Look, Remark, Restyle};
use crate::engine::fix::{FixPlan, Planned};
use crate::model::{Document, Origin, Place, Span};
use crate::ooxml::{Namespace, Package, PackageError, Relationships, Xml, rewrite};
use crate::text::TextRange;
use crate::writeback::Bounds;
use comments::Comments;
use restart::Restarts;
use splice::Splices;
use story::Story;

/// Writes `marks` into the DOCX in `bytes`, which `document` was read from.
pub fn annotate(
    bytes: &[u8],
    document: &Document,
    marks: &Marks<'_>,
    (limits, depth): Bounds,
) -> Result<Written, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    let is_signed = package.has_folder("_xmlsignatures/");
    if is_signed && marks.signature == Signature::Keep {
        return Err(WriteError::Signed);
    }
    let main = main_part(&mut package, depth)?;
    let relationships = package.relationships(Some(&main), depth)?;
    // A package that has lost what leads to its parts would be read in another way with one more of them.
    if relationships.iter().next().is_none() && package.has_part_named("styles.xml") {
        return Err(WriteError::Form);
    }
    if is_protected(&mut package, &relationships, depth)? {
        return Err(WriteError::Protected);
    }
    let has_record = record::part(&mut package, &relationships).is_some();
    let mut parts = Parts::read(&mut package, document, marks, (&main, has_record), depth)?;
    let mut written = Written { bytes: Vec::new(), remarks: 0, at_head: 0, changes: 0, refused: Vec::new() };
    let mut changed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let comments = parts.read_comments(&mut package, (&main, &relationships), depth)?;
    let restarts = Restarts::of(document, marks.fixes, &mut package, &relationships, depth)?;
    let added = (comments, &restarts);
    parts.write(document, marks, added, &mut written, &mut changed, (&mut package, &main, &relationships))?;
    restarts.write(&mut changed);
    let signatures = |name: &str| is_signed && is_of_signature(name);
    if is_signed {
        drop_signature(&mut package, &mut changed)?;
    }
    written.bytes = rewrite::rewritten(bytes, &changed, &signatures)?;
    Ok(written)
}

fn main_part(package: &mut Package<'_>, depth: usize) -> Result<String, WriteError> {
    let relationships = package.relationships(None, depth)?;
    let main = relationships.part_of_kind("officeDocument").map(str::to_owned);
    main.ok_or_else(|| WriteError::Package(PackageError::Missing("officeDocument".to_owned())))
}

/// True if the settings forbid editing.
fn is_protected(package: &mut Package<'_>, relationships: &Relationships, depth: usize) -> Result<bool, WriteError> {
    let Some(settings) = relationships.part_of_kind("settings").filter(|part| package.contains(part)) else {
        return Ok(false);
    };
    let text = package.xml(settings)?;
    let mut xml = Xml::new(&text, depth);
    let read = |error| WriteError::Package(PackageError::from(error));
    xml.root().map_err(read)?;
    while let Some(element) = xml.child().map_err(read)? {
        if element.is(Namespace::Word, "documentProtection") {
            let value = |name| xml.attribute(&element, Namespace::Word, name).map(std::borrow::Cow::into_owned);
            let is_enforced = value("enforcement").is_some_and(|on| matches!(on.as_str(), "1" | "true" | "on"));
            // Who may only track changes or comment may do what is done here.
            let forbids = value("edit").is_some_and(|edit| matches!(edit.as_str(), "readOnly" | "forms"));
            return Ok(is_enforced && forbids);
        }
        xml.skip().map_err(read)?;
    }
    Ok(false)
}

fn is_of_signature(name: &str) -> bool {
    name.trim_start_matches('/').to_ascii_lowercase().starts_with("_xmlsignatures/")
}

/// Takes out what leads to a signature.
fn drop_signature(package: &mut Package<'_>, changed: &mut BTreeMap<String, Vec<u8>>) -> Result<(), WriteError> {
    for (name, element) in [("_rels/.rels", "Relationship"), ("[Content_Types].xml", "Override")] {
        let known = match changed.get(name) {
            Some(written) => String::from_utf8_lossy(written).into_owned(),
            None => package.xml(name)?,
        };
        let written = without_elements(&known, element, |element| {
            element.contains("digital-signature/origin") || element.to_ascii_lowercase().contains("/_xmlsignatures/")
        });
        changed.insert(name.to_owned(), written.into_bytes());
    }
    Ok(())
}

/// `xml` without the empty elements `name` that `is_wanted` does not want.
fn without_elements(xml: &str, name: &str, is_unwanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let end = rest.get(at..).and_then(|tail| tail.find('>')).map_or(rest.len(), |end| at + end + 1);
        let tag = rest.get(at..end).unwrap_or("");
        out.push_str(rest.get(..at).unwrap_or(""));
        if !(tag.trim_start_matches('<').starts_with(name) && is_unwanted(tag)) {
            out.push_str(tag);
        }
        rest = rest.get(end..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// A part that is written into.
struct Part {
    name: String,
    xml: String,
    story: Story,
}

impl Part {
    /// A header or a footer.
    fn is_margin(&self) -> bool {
        ["hdr", "ftr"].iter().any(|root| self.xml.contains(&format!("<{}{root}", self.story.prefix)))
    }
}

/// The parts that are written into, by their number in the document.
struct Parts {
    all: BTreeMap<u32, Part>,
    /// The package remembers an earlier run, which is what people decide on.
    has_record: bool,
    next_revision: i64,
}

/// Every place that is asked to look otherwise.
fn restyles_in<'a>(plan: &FixPlan<'a>) -> impl Iterator<Item = &'a Restyle> {
    plan.restyled.iter().flat_map(|restyled| restyled.restyles)
}

impl Parts {
    fn read(
        package: &mut Package<'_>,
        document: &Document,
        marks: &Marks<'_>,
        (main, has_record): (&str, bool),
        depth: usize,
    ) -> Result<Self, WriteError> {
        let mut wanted: Vec<u32> = vec![0];
        let edits = marks.fixes.taken.iter().flat_map(|planned| &planned.fix.edits);
        wanted.extend(edits.map(|edit| document.block(edit.span.block).part));
        wanted.extend(restyles_in(marks.fixes).map(|restyle| document.block(restyle.span.block).part));
        wanted.sort_unstable();
        wanted.dedup();
        let mut parts = BTreeMap::new();
        let mut next_revision = 1;
        let in_margins = restyles_in(marks.fixes).any(|restyle| matches!(restyle.look, Look::PageNumber(_)));
        let names = document.raw.parts.iter().enumerate();
        for (number, name) in names {
            let number = number as u32;
            let is_wanted = wanted.contains(&number);
            // Revisions of all parts are counted together.
            if !is_wanted && marks.fixes.taken.is_empty() && marks.fixes.restyled.is_empty() {
                continue;
            }
            let bytes = package.bytes(name)?;
            let xml = String::from_utf8(bytes).map_err(|_| WriteError::Form)?;
            let story = Story::read(&xml, depth).map_err(PackageError::from)?;
            let Some(story) = story else {
                if number == 0 || is_wanted {
                    return Err(WriteError::Form);
                }
                continue;
            };
            next_revision = next_revision.max(story.last_revision.saturating_add(1));
            let part = Part { name: name.clone(), xml, story };
            if is_wanted || in_margins && part.is_margin() {
                parts.insert(number, part);
            }
        }
        if parts.get(&0).is_none_or(|part| part.name != main) {
            return Err(WriteError::Form);
        }
        Ok(Self { all: parts, has_record, next_revision })
    }

    fn read_comments(
        &self,
        package: &mut Package<'_>,
        main: (&str, &Relationships),
        depth: usize,
    ) -> Result<Comments, WriteError> {
        let namespace = self.all.get(&0).map_or("", |part| part.story.namespace.as_str());
        Comments::read(package, main, namespace, depth)
    }

    /// Writes all parts; what is known of them is given back on the way.
    fn write(
        &mut self,
        document: &Document,
        marks: &Marks<'_>,
        (mut comments, restarts): (Comments, &Restarts),
        written: &mut Written,
        changed: &mut BTreeMap<String, Vec<u8>>,
        (package, main, relationships): (&mut Package<'_>, &str, &Relationships),
    ) -> Result<(), WriteError> {
        let mut next_revision = self.next_revision;
        let mut looked = vec![false; marks.fixes.restyled.len()];
        let asking = page_top::asking(marks.fixes);
        let on_top = if asking.is_empty() { None } else { page_top::OnTop::of(self, relationships) };
        // Nothing is done by half.
        let refused = if on_top.is_some() { &[] } else { asking.as_slice() };
        let scope = looks::Scope { refused, numbers_move: on_top.is_some(), restarts };
        for (number, part) in &mut self.all {
            let mut splices = Splices::new(&part.story, &part.xml, marks.author, next_revision);
            if *number == 0 {
                place_remarks(document, marks, part, &mut splices, &mut comments, written);
            }
            for planned in &marks.fixes.taken {
                // The edits of a fix stand in one part, or the fix is advice.
                let blocks = planned.fix.edits.iter().map(|edit| document.block(edit.span.block).part);
                let (is_here, is_elsewhere) = blocks.fold((false, false), |(here, elsewhere), part| {
                    (here || part == *number, elsewhere || part != *number)
                });
                if !is_here {
                    continue;
                }
                let obstacle =
                    if is_elsewhere { Some(Obstacle::Form) } else { write_fix(document, planned, part, &mut splices) };
                match obstacle {
                    None => written.changes += 1,
                    Some(obstacle) => written.refused.push((planned.finding, obstacle)),
                }
            }
            let restyled = looks::write(document, marks.fixes, scope, (*number, &*part), &mut splices);
            if let Some(on_top) = &on_top {
                on_top.write((*number, part), &mut splices);
            }
            looked.iter_mut().zip(restyled).for_each(|(all, here)| *all |= here);
            next_revision = splices.next_revision();
            if !splices.is_empty() {
                // Counted while writing, because the bytes of a deletion are put together last.
                let (pieces, next) = splices.written();
                next_revision = next;
                part.story.forget_runs();
                changed.insert(part.name.clone(), splice::joined(&part.xml, pieces).into_bytes());
                part.xml = String::new();
            }
        }
        if on_top.is_some() {
            for by in asking {
                looked[by] = true;
            }
        }
        for (restyled, is_written) in marks.fixes.restyled.iter().zip(looked) {
            if is_written {
                written.changes += 1;
            } else {
                written.refused.push((restyled.finding, Obstacle::Form));
            }
        }
        comments.write(package, main, changed)?;
        if let Some(on_top) = &on_top {
            let namespace = self.all.get(&0).map_or("", |part| part.story.namespace.as_str());
            on_top.make_header(package, (main, namespace), (marks.author, next_revision), changed)?;
        }
        if !marks.recorded.is_empty() && !self.has_record {
            let is_strict = self.all.get(&0).is_some_and(|part| part.story.namespace.starts_with(STRICT));
            record::write(marks.recorded, package, (main, is_strict), changed)?;
        }
        Ok(())
    }
}

/// How the namespaces of the strict family begin.
const STRICT: &str = "http://purl.oclc.org/";

fn place_remarks(
    document: &Document,
    marks: &Marks<'_>,
    part: &Part,
    splices: &mut Splices<'_>,
    comments: &mut Comments,
    written: &mut Written,
) {
    let Some(head) = head(document, part) else { return };
    for remark in marks.remarks {
        let anchor = anchor(document, remark, part);
        written.at_head += usize::from(anchor.is_none());
        let (start, end) = anchor.unwrap_or(head);
        let id = comments.add(remark, marks.author);
        splices.comment(id, start, end);
        written.remarks += 1;
    }
}

/// A run and a byte of its text.
type Spot = (usize, u32);

/// The first words of the body.
fn head(document: &Document, part: &Part) -> Option<(Spot, Spot)> {
    document.blocks().iter().filter(|block| block.part == 0).find_map(|block| {
        let whole = TextRange::from(0..block.text().len());
        stretch(document, Span::new(block.id(), whole), part)
    })
}

/// Where the words of a remark stand, if a comment can stand there.
fn anchor(document: &Document, remark: &Remark, part: &Part) -> Option<(Spot, Spot)> {
    let span = remark.about?;
    let block = document.block(span.block);
    let takes_comments = matches!(block.place, Place::Body | Place::Cell(_) | Place::TextBox);
    if block.part != 0 || !takes_comments {
        return None;
    }
    let span = seen(document, span);
    let whole = || Span::new(span.block, TextRange::from(0..block.text().len()));
    stretch(document, span, part).or_else(|| stretch(document, whole(), part))
}

/// The first and the last run behind `span`.
fn stretch(document: &Document, span: Span, part: &Part) -> Option<(Spot, Spot)> {
    let stored = stored(document, span, part);
    let (first, last) = (stored.first()?, stored.last()?);
    Some(((first.0, first.1.start()), (last.0, last.1.end())))
}

/// The runs behind `span`, each with the bytes of its text.
fn stored(document: &Document, span: Span, part: &Part) -> Vec<(usize, TextRange)> {
    let block = document.block(span.block);
    let mut stored = Vec::new();
    for piece in block.pieces() {
        let Origin::Docx { run, bytes } = piece.origin else { continue };
        let start = span.range.start().max(piece.range.start());
        let end = span.range.end().min(piece.range.end());
        if start >= end {
            continue;
        }
        let range = TextRange::new(start - piece.range.start(), end - piece.range.start()).shifted(bytes.start());
        let Some(index) = part.story.run_at(run) else { continue };
        // A run that does not say what was read is another one.
        let says = part.story.runs.get(index).and_then(|run| run.text.get(range.usize()));
        if says == block.text().get(start as usize..end as usize) {
            stored.push((index, range));
        }
    }
    stored
}

/// Writes the edits of a fix, all of them or none.
fn write_fix(document: &Document, planned: &Planned<'_>, part: &Part, splices: &mut Splices<'_>) -> Option<Obstacle> {
    let mut changes = Vec::new();
    for edit in &planned.fix.edits {
        let (span, replacement) = narrowed(document, edit);
        if span.range.is_empty() && replacement.is_empty() {
            continue;
        }
        let change = match change(document, span, &replacement, part) {
            Ok(change) => change,
            Err(obstacle) => return Some(obstacle),
        };
        let all = change.deleted.iter().copied().chain([(change.at.0, TextRange::empty(change.at.1))]);
        if let Some(obstacle) = all.into_iter().find_map(|(run, range)| splices.obstacle(run, range)) {
            return Some(obstacle);
        }
        changes.push(change);
    }
    for change in changes {
        for (run, range) in &change.deleted {
            splices.delete(*run, *range);
        }
        if !change.inserted.is_empty() {
            splices.insert(change.at.0, change.at.1, &change.inserted);
        }
    }
    None
}

/// One replacement in runs.
struct Change {
    deleted: Vec<(usize, TextRange)>,
    /// Where the new text stands.
    at: Spot,
    inserted: String,
}

fn change(document: &Document, span: Span, replacement: &str, part: &Part) -> Result<Change, Obstacle> {
    let block = document.block(span.block);
    if span.range.is_empty() {
        let at = span.range.start();
        let text = block.text();
        // The text looks like what stands before it, or like what follows at the start of a paragraph.
        let before = text.get(..at as usize).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8) as u32;
        let after = text.get(at as usize..).and_then(|text| text.chars().next()).map_or(0, char::len_utf8) as u32;
        let left = stored(document, Span::new(span.block, TextRange::new(at - before, at)), part);
        let right = stored(document, Span::new(span.block, TextRange::new(at, at + after)), part);
        let place = match (left.first(), right.first()) {
            (Some((run, range)), _) => (*run, range.end()),
            (None, Some((run, range))) => (*run, range.start()),
            (None, None) => return Err(Obstacle::Form),
        };
        return Ok(Change { deleted: Vec::new(), at: place, inserted: replacement.to_owned() });
    }
    let deleted = stored(document, span, part);
    let covered: u32 = deleted.iter().map(|(_, range)| range.len()).sum();
    let Some((run, range)) = deleted.first().copied().filter(|_| covered == span.range.len()) else {
        return Err(Obstacle::Form);
    };
    Ok(Change { at: (run, range.end()), deleted, inserted: replacement.to_owned() })
}
