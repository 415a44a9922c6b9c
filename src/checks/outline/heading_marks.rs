//! Marks at the end of headings.

use std::collections::BTreeMap;

use crate::checks::list_items::Item;
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Document, Place, Span, Zone};
use crate::text::{TextRange, fold};

/// Words of the longest title.
const LONGEST: usize = 16;
/// Words of a title that cannot be a sentence.
const SHORT: usize = 4;

fn words(division: &Division) -> usize {
    division.title_text.split_whitespace().count()
}

/// Headings below the Roman ones that end with a mark where others of their series have none.
pub(in crate::checks) fn unlike_others<'d>(
    document: &'d Document,
    lead_ins: &[String],
) -> Vec<(&'d Division, char, Span)> {
    let mut series: BTreeMap<usize, Vec<&Division>> = BTreeMap::new();
    for division in document.outline.divisions.iter().filter(|division| is_titled(document, division)) {
        series.entry(division.series).or_default().push(division);
    }
    let mut found = Vec::new();
    for headings in series.values() {
        let marks: Vec<_> = headings.iter().map(|division| final_mark(document, division)).collect();
        let bare = || headings.iter().zip(&marks).filter(|(_, mark)| mark.is_none()).map(|(division, _)| *division);
        let titles = bare().any(|division| division.is_heading);
        let bold = bare().any(|division| is_bold(document, division));
        for (division, mark) in headings.iter().zip(&marks) {
            match mark {
                Some((':', span)) if titles && is_title(document, division, lead_ins) => {
                    found.push((*division, ':', *span));
                }
                // A short sentence ends with a full stop too; in bold type it is a heading.
                Some(('.', span)) if bold && is_bold(document, division) => found.push((*division, '.', *span)),
                _ => {}
            }
        }
    }
    found
}

/// True if the colon leads into nothing: above a list only a short title is sure to be one.
fn is_title(document: &Document, division: &Division, lead_ins: &[String]) -> bool {
    let title = fold::fold(&division.title_text);
    let leads = lead_ins.iter().any(|words| title.trim_end_matches([':', ' ']).ends_with(words.as_str()));
    let next = document.blocks().iter().skip(division.block.index() + 1).find(|block| !block.is_blank());
    let listed = next.is_none_or(|next| {
        Item::of(next).is_some()
            || next.place != Place::Body
            || document.outline.divisions.binary_search_by_key(&next.id(), |below| below.block).is_ok()
    });
    division.is_heading && !leads && words(division) <= if listed { SHORT } else { LONGEST }
}

/// True for a numbered line of the content that may be a heading and holds nothing else.
fn is_titled(document: &Document, division: &Division) -> bool {
    let style = division.marker.as_ref().map(|marker| marker.style);
    matches!(style, Some(MarkerStyle::Arabic | MarkerStyle::Decimal(_) | MarkerStyle::Letter))
        && words(division) <= LONGEST
        && division.inline.is_none()
        && document.zone(division.block) == Zone::Body
        && document.block(division.block).lines().count() == 1
}

fn is_bold(document: &Document, division: &Division) -> bool {
    let bold = document.tally(&[document.block(division.block).whole()], |run| run.bold.known());
    bold.right > 0 && bold.wrong == 0 && bold.unknown == 0
}

/// The mark at the end of the heading's line, with its place.
pub(in crate::checks) fn final_mark(document: &Document, division: &Division) -> Option<(char, Span)> {
    if division.inline.is_some() {
        return None;
    }
    let block = document.block(division.block);
    let line = block.lines().next()?;
    let text = &block.clean()[line.usize()];
    let mark = text.chars().next_back().filter(|mark| matches!(mark, '.' | ':' | ';'))?;
    let marker_end = block.clean_range(division.marker.as_ref()?.span).end();
    let at = line.end() - mark.len_utf8() as u32;
    // `./.` ends the document, not the heading.
    (at >= marker_end && !text.ends_with("...") && !text.ends_with("/."))
        .then(|| (mark, block.span(TextRange::new(at, line.end()))))
}
