//! Several documents in one file: a report and the plan it encloses, a submission and the decision it
//! drafts. Each with a header and a signature of its own is a document of its own; what has none
//! belongs to the document before it.

use std::ops::Range;
use std::sync::Arc;

use super::header;
use super::lines::{self, Line};
use super::outline::starts_attachment;
use crate::lexicon;
use crate::model::{ComponentKind, Document, Place, RawDocument, Regime, Zone};

/// Most headers that are looked at; each takes a walk over the file.
const MOST_HEADERS: usize = 60;
/// Lines of a header that may stand above the national name.
const ABOVE: usize = 6;

/// Ranges of the blocks of each document, in reading order; the first begins with the file.
pub(super) fn documents(raw: &Arc<RawDocument>) -> Vec<Range<usize>> {
    let end = raw.blocks.len();
    let starts = starts(raw);
    if starts.is_empty() {
        return std::iter::once(0..end).collect();
    }
    let bounds: Vec<usize> = starts.iter().copied().chain([end]).collect();
    let main = alone(raw, 0..bounds[0]);
    let mut kept = vec![0];
    if is_whole(&read(main)) {
        kept.extend(bounds.windows(2).filter_map(|pair| match pair {
            [from, to] => is_whole(&read(alone(raw, *from..*to))).then_some(*from),
            _ => None,
        }));
    }
    let ends = kept.iter().copied().skip(1).chain([end]);
    kept.iter().copied().zip(ends).map(|(from, to)| from..to).collect()
}

/// The document of the blocks `range`, not yet recognised. Page headers, footers and notes belong to
/// the first document of a file.
pub(super) fn alone(raw: &Arc<RawDocument>, range: Range<usize>) -> Document {
    let mut document = Document::unrecognized(Arc::clone(raw));
    for (block, zone) in raw.blocks.iter().zip(&mut document.zones) {
        let furniture = matches!(block.place, Place::Header | Place::Footer | Place::Note);
        let own = if furniture { range.start == 0 } else { range.contains(&block.id().index()) };
        if !own {
            *zone = Zone::Elsewhere;
        }
    }
    document
}

fn read(mut document: Document) -> Document {
    super::parts(&mut document);
    document
}

/// Blocks at which a header begins behind the beginning of another document.
fn starts(raw: &Arc<RawDocument>) -> Vec<usize> {
    let names: Vec<usize> = raw
        .blocks
        .iter()
        .filter(|block| header::national_name(block.folded()).is_some())
        .map(|block| block.id().index())
        .take(MOST_HEADERS)
        .collect();
    if names.len() < 2 {
        return Vec::new();
    }
    let document = Document::unrecognized(Arc::clone(raw));
    let lines = lines::lines(&document);
    let mut starts = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if names.binary_search(&line.id().index()).is_err() || header::national_name(line.folded()).is_none() {
            continue;
        }
        if let Some(start) = start(&lines, at).filter(|start| *start > 0) {
            starts.push(start);
        }
    }
    // The first name is that of the first document.
    let first = names.first().copied().unwrap_or(0);
    starts.retain(|start| *start > first);
    starts.dedup();
    starts
}

/// The block at which the header around the national name in line `at` begins; `None` for a form,
/// which is no document.
fn start(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let line = lines[at];
    let first = if let Some(cell) = line.cell() {
        lines.iter().position(|other| other.cell().is_some_and(|other| other.table == cell.table))?
    } else {
        let above = lines[..at].iter().rev().take(ABOVE).take_while(|above| {
            above.cell().is_none()
                && !starts_attachment(above.block)
                && (above.is_upper() && lexicon::kind_by_name(above.text()).is_none()
                    || header::number_label(above.folded()).is_some())
        });
        at - above.count()
    };
    let labelled = lines[..first].iter().rev().take(3).any(|above| {
        let folded = above.folded();
        ["mẫu", "biểu", "(mẫu"].iter().any(|word| folded.starts_with(word))
    });
    (!labelled).then(|| lines[first].id().index())
}

/// True if the parts of a complete official document were found, none of them a blank of a form.
fn is_whole(document: &Document) -> bool {
    let has = |kind| document.component(kind).is_some();
    let filled = |kind| document.component_text(kind).is_some_and(|text| !text.contains('…') && !text.contains(".."));
    let symbol = document.number.as_ref().and_then(|number| number.symbol.as_ref());
    let signer = document.signature.as_ref().and_then(|signature| signature.name.as_ref());
    document.regime == Regime::Administrative
        && document.kind.is_some()
        && has(ComponentKind::NationalName)
        && filled(ComponentKind::IssuingAuthority)
        && filled(ComponentKind::DocumentNumber)
        && filled(ComponentKind::PlaceAndDate)
        && symbol.is_some_and(|symbol| symbol.text.contains('-'))
        && signer.is_some_and(|name| !is_placeholder(&name.text))
}

/// True for the names that samples are signed with.
fn is_placeholder(name: &str) -> bool {
    // `Y Bhin Niê` is a name of the Central Highlands.
    let letters = || name.split_whitespace().skip_while(|word| *word == "Y");
    name.contains(['.', '…', '(', '<', '[']) || letters().any(|word| word.chars().count() == 1)
}
