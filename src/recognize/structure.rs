//! The draft's outline against the required one. Sections are matched by their titles, never by
//! their numbers, which may be wrong.

use crate::model::profile::{
    AlignedSection, Alignment, Choose, MissingFact, Profile, Required, RequiredFact, RequiredSection,
};
use crate::model::{BlockId, ComponentKind, Document, Place, Zone};
use crate::text::fold;

/// True if the conditions of `choose` hold for `document`.
pub fn fits(document: &Document, choose: &Choose) -> bool {
    let kind = choose.kinds.is_empty()
        || document.kind_slug().is_some_and(|slug| choose.kinds.iter().any(|kind| kind == slug));
    if !kind {
        return false;
    }
    let subject = folded_subject(document);
    let subject_fits =
        choose.subject_any.is_empty() || choose.subject_any.iter().any(|phrase| fold::has_words(&subject, phrase));
    let cites = choose.cites_any.is_empty()
        || choose.cites_any.iter().any(|symbol| cited_at_the_top(document, symbol, &subject));
    subject_fits && cites
}

fn folded_subject(document: &Document) -> String {
    let spans =
        document.component(ComponentKind::Subject).map(|component| component.spans.as_slice()).unwrap_or_default();
    spans.iter().map(|span| fold::key(document.clean_text(*span))).collect::<Vec<_>>().join(" ")
}

/// True if `symbol` is named in the subject or the grounds.
fn cited_at_the_top(document: &Document, symbol: &str, subject: &str) -> bool {
    let key = fold::key(symbol);
    subject.contains(&key) || document.zone_blocks(Zone::Grounds).any(|block| block.folded().contains(&key))
}

/// Aligns the outline of `document` with `profile`.
pub fn align(document: &Document, profile: &Profile) -> Alignment {
    let mut alignment = Alignment::default();
    let candidates = top_divisions(document);
    let matched = assign(document, &profile.sections, &candidates);
    for (section, division) in profile.sections.iter().zip(&matched) {
        let row = alignment.rows.len();
        alignment.rows.push(aligned(document, section, *division, 0, None));
        let Some(parent) = *division else {
            push_missing(document, &section.sections, &mut alignment, row);
            continue;
        };
        let below = descendants(document, parent);
        let children = assign(document, &section.sections, &below);
        for (child, division) in section.sections.iter().zip(children) {
            let mut entry = aligned(document, child, division, 1, Some(row));
            if entry.division.is_none() {
                entry.in_text = mentioned(document, child, parent);
            }
            alignment.rows.push(entry);
        }
    }
    mark_misplaced(document, &mut alignment);
    alignment.missing_facts = missing_facts(document, profile, &alignment);
    let top = candidates.iter().map(|at| document.outline.divisions[*at].depth).min();
    alignment.unexpected = candidates
        .iter()
        .copied()
        .filter(|at| !matched.contains(&Some(*at)))
        .filter(|at| {
            let division = &document.outline.divisions[*at];
            Some(division.depth) == top && division.marker.is_some()
        })
        .collect();
    alignment
}

/// Headings of the content at its two outer levels.
fn top_divisions(document: &Document) -> Vec<usize> {
    document
        .outline
        .divisions
        .iter()
        .enumerate()
        .filter(|(_, division)| {
            division.is_heading && division.depth <= 1 && document.zone(division.block) == Zone::Body
        })
        .map(|(at, _)| at)
        .collect()
}

fn descendants(document: &Document, parent: usize) -> Vec<usize> {
    let divisions = &document.outline.divisions;
    let Some(top) = divisions.get(parent) else { return Vec::new() };
    divisions
        .iter()
        .enumerate()
        .skip(parent + 1)
        .take_while(|(_, division)| division.block < top.end)
        .map(|(at, _)| at)
        .collect()
}

/// For each section the division that answers it. An outer level wins over an inner one,
/// then the closest wording; one division may answer two sections only if no other does (`ĐÁNH GIÁ, KIẾN
/// NGHỊ` joins two).
fn assign(document: &Document, sections: &[RequiredSection], candidates: &[usize]) -> Vec<Option<usize>> {
    if sections.is_empty() {
        return Vec::new();
    }
    let titles: Vec<(usize, String)> =
        candidates.iter().map(|at| (*at, fold::key(&document.outline.divisions[*at].title_text))).collect();
    let mut scores = Vec::new();
    for (section_at, section) in sections.iter().enumerate() {
        for (division_at, title) in &titles {
            let score = score(section, title, false);
            if score > 0 {
                let depth = document.outline.divisions[*division_at].depth;
                scores.push(((std::cmp::Reverse(depth), score), section_at, *division_at));
            }
        }
    }
    scores.sort_by_key(|(score, section, division)| (std::cmp::Reverse(*score), *section, *division));
    let mut matched = vec![None; sections.len()];
    for (_, section, division) in scores {
        if matched[section].is_none() && !matched.contains(&Some(division)) {
            matched[section] = Some(division);
        }
    }
    for (section, matched) in sections.iter().zip(&mut matched) {
        if matched.is_none() {
            *matched = titles.iter().find(|(_, title)| score(section, title, true) > 0).map(|(at, _)| *at);
        }
    }
    matched
}

/// Bytes of the longest phrase of `section` that stands in the folded title; 0 if none or excluded.
fn score(section: &RequiredSection, title: &str, shared: bool) -> usize {
    let named = section.any.iter().filter(|phrase| fold::has_words(title, phrase));
    let longest = named.map(String::len).max().unwrap_or(0);
    let is_excluded = || section.none.iter().any(|phrase| fold::has_words(title, phrase));
    if longest > 0 && !shared && is_excluded() { 0 } else { longest }
}

fn aligned(
    document: &Document,
    section: &RequiredSection,
    division: Option<usize>,
    depth: u8,
    parent: Option<usize>,
) -> AlignedSection {
    AlignedSection {
        id: section.id.clone(),
        title: section.title.clone(),
        required: if is_due(document, section) { section.required } else { Required::No },
        depth,
        parent,
        division,
        in_text: None,
        misplaced_after: None,
        empty: division.is_some_and(|at| is_empty(document, at)),
    }
}

/// True unless the report is known to be of a month in which the section is not wanted.
fn is_due(document: &Document, section: &RequiredSection) -> bool {
    section.months.is_empty() || document.own_date().is_none_or(|date| section.months.contains(&date.month()))
}

fn push_missing(document: &Document, sections: &[RequiredSection], alignment: &mut Alignment, parent: usize) {
    for section in sections {
        alignment.rows.push(aligned(document, section, None, 1, Some(parent)));
    }
}

/// The block of the section that speaks of `child` without giving it a heading.
fn mentioned(document: &Document, child: &RequiredSection, parent: usize) -> Option<BlockId> {
    let division = document.outline.divisions.get(parent)?;
    document
        .blocks()
        .iter()
        .skip(division.block.index() + 1)
        .take_while(|block| block.id() < division.end)
        .find(|block| child.any.iter().any(|phrase| fold::has_words(block.folded(), phrase)))
        .map(crate::model::Block::id)
}

/// A heading with nothing under it and nothing on its line.
fn is_empty(document: &Document, at: usize) -> bool {
    let division = &document.outline.divisions[at];
    let text_below = document
        .blocks()
        .iter()
        .skip(division.block.index() + 1)
        .take_while(|block| block.id() < division.end)
        .any(|block| !block.is_blank());
    let more_lines = document.block(division.block).lines().count() > 1;
    !text_below && !more_lines && division.inline.is_none()
}

/// Facts of the profile that no sentence of their section answers. A section that is missing is
/// reported as such; its facts are not reported again.
fn missing_facts(document: &Document, profile: &Profile, alignment: &Alignment) -> Vec<MissingFact> {
    let mut missing = Vec::new();
    for fact in &profile.facts {
        let row = alignment.rows.iter().find(|row| row.id == fact.section);
        let division = match row.map(|row| row.division) {
            Some(None) => continue,
            Some(division) => division,
            None => None,
        };
        if !is_answered(document, fact, division) {
            missing.push(MissingFact { title: fact.title.clone(), division });
        }
    }
    missing
}

fn is_answered(document: &Document, fact: &RequiredFact, division: Option<usize>) -> bool {
    let range = division.and_then(|at| document.outline.divisions.get(at)).map(|division| division.block..division.end);
    let (any, negative) = (&fact.any, &fact.negative);
    document.zone_blocks(Zone::Body).filter(|block| range.as_ref().is_none_or(|range| range.contains(&block.id()))).any(
        |block| {
            // Sentences are only looked at where the block has a phrase at all.
            if !any.iter().any(|phrase| fold::has_words(block.folded(), phrase)) {
                return fact.with_number && any.iter().any(|phrase| is_told_in_other_order(document, block, phrase));
            }
            if has_figure_beside(document, block) {
                return true;
            }
            let mut start = 0;
            block.folded().split_inclusive(['.', ';']).any(|sentence| {
                let place = start..start + sentence.len();
                start = place.end;
                let named = any.iter().any(|phrase| fold::has_words(sentence, phrase));
                let counted = || !fact.with_number || has_figure(document, block, &place);
                let denied = || negative.iter().any(|phrase| fold::has_words(sentence, phrase));
                named && (counted() || denied())
            })
        },
    )
}

/// `đã tiếp 45 lượt công dân` for `lượt tiếp công dân`: a clause with a figure has all words of the phrase.
fn is_told_in_other_order(document: &Document, block: &crate::model::Block, phrase: &str) -> bool {
    const LEAST: usize = 3;
    if phrase.split(' ').count() < LEAST || !phrase.split(' ').all(|word| block.folded().contains(word)) {
        return false;
    }
    let mut start = 0;
    block.folded().split_inclusive([',', ';', ':']).flat_map(|part| part.split_inclusive(". ")).any(|clause| {
        let place = start..start + clause.len();
        start = place.end;
        phrase.split(' ').all(|word| fold::has_words(clause, word)) && has_figure(document, block, &place)
    })
}

/// True if the block is in a row of a table that holds a number.
fn has_figure_beside(document: &Document, block: &crate::model::Block) -> bool {
    let Place::Cell(own) = block.place else { return false };
    // The figures of one row follow each other, so one of them is the last before the block or the next from it on.
    let figures = &document.figures.all;
    let next = figures.partition_point(|figure| figure.span.block < block.id());
    let nearest = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|at| figures.get(at)?.cell);
    nearest.into_iter().any(|cell| cell.table == own.table && cell.row == own.row)
}

/// True if a figure (no date, no symbol) stands in `place`, a range of the clean text of `block`.
fn has_figure(document: &Document, block: &crate::model::Block, place: &std::ops::Range<usize>) -> bool {
    let span = block.span(place.clone());
    let figures = &document.figures.all;
    let first = figures.partition_point(|figure| figure.span.block < span.block);
    let mut own = figures[first..].iter().take_while(|figure| figure.span.block == span.block);
    own.any(|figure| figure.span.touches(span))
}

/// Marks the fewest top sections that would have to move for the order to be right.
fn mark_misplaced(document: &Document, alignment: &mut Alignment) {
    let placed: Vec<(usize, BlockId)> = alignment
        .rows
        .iter()
        .enumerate()
        // Sections that may be absent may stand anywhere too.
        .filter(|(_, row)| row.depth == 0 && row.required == Required::Yes)
        .filter_map(|(at, row)| Some((at, document.outline.divisions.get(row.division?)?.block)))
        .collect();
    let kept = longest_ascending(&placed.iter().map(|(_, block)| *block).collect::<Vec<_>>());
    for (at, (row, _)) in placed.iter().enumerate() {
        if !kept.contains(&at) {
            let before = placed[..at].iter().rev().find(|(_, block)| *block > placed[at].1).or(placed[..at].last());
            alignment.rows[*row].misplaced_after = Some(before.map_or(*row, |(row, _)| *row));
        }
    }
}

/// Indices of a longest strictly ascending part of `blocks`; equal blocks (one heading for two
/// sections) count as ascending.
fn longest_ascending(blocks: &[BlockId]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let link = (0..at).filter(|before| blocks[*before] <= *block).max_by_key(|before| best[*before].0);
        best.push((link.map_or(1, |before| best[before].0 + 1), link));
    }
    let mut kept = Vec::new();
    let mut at = (0..blocks.len()).max_by_key(|at| best[*at].0);
    while let Some(index) = at {
        kept.push(index);
        at = best[index].1;
    }
    kept.reverse();
    kept
}
