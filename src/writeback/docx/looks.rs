//! Looks that are put right: properties of runs, paragraphs and sections, as changes that can be rejected.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use super::properties::{self, Bearer, Splice, bearer};
use super::restart::Restarts;
use super::splice::{LATER, Splices};
use super::story::Run;
use super::{Part, stored};
use super::{drawn_line, page_number};
use crate::diagnostic::{Look, NumberLook, Restyle};
use crate::engine::fix::FixPlan;
use crate::model::{Document, Span};
use crate::text::TextRange;
use crate::writeback::Obstacle;

/// What is asked of one stretch of letters, paragraph or section, and by which findings of the plan.
#[derive(Default)]
struct Asked<'a> {
    looks: Vec<&'a Look>,
    by: BTreeSet<usize>,
}

impl<'a> Asked<'a> {
    /// Of two that ask for the same kind of look, the first counts.
    fn add(&mut self, look: &'a Look, by: usize) {
        let kind = |look: &Look| -> Discriminant<Look> { discriminant(look) };
        if self.looks.iter().all(|known| kind(known) != kind(look)) {
            self.looks.push(look);
            self.by.insert(by);
        } else if self.looks.contains(&look) {
            self.by.insert(by);
        }
    }
}

/// What is left out.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Findings of the plan for which nothing is done.
    pub(super) refused: &'a [usize],
    /// The page numbers are deleted where they stand, and look right where they come.
    pub(super) numbers_move: bool,
    /// The lists that paragraphs move to.
    pub(super) restarts: &'a Restarts,
}

/// Everything that is asked of one part.
#[derive(Default)]
struct AskedOfPart<'a> {
    /// Of letters of runs.
    letters: BTreeMap<usize, Vec<(TextRange, &'a Look, usize)>>,
    paragraphs: BTreeMap<usize, Asked<'a>>,
    sections: BTreeMap<usize, Asked<'a>>,
    /// Lines below paragraphs: length, how far below, and who asks.
    lines: BTreeMap<usize, (u32, u32, usize)>,
    numbers: Vec<(NumberLook, usize)>,
    /// The lists that paragraphs move to, with their levels.
    lists: BTreeMap<usize, (u32, u8)>,
}

impl<'a> AskedOfPart<'a> {
    fn of(document: &Document, plan: &FixPlan<'a>, scope: Scope<'_>, (number, part): (u32, &Part)) -> Self {
        let mut asked = Self::default();
        for (by, restyled) in plan.restyled.iter().enumerate().filter(|(by, _)| !scope.refused.contains(by)) {
            for Restyle { span, look } in restyled.restyles {
                // Page numbers stand in parts of their own, whatever the place of the finding.
                if let Look::PageNumber(look) = look {
                    asked.numbers.push((*look, by));
                    continue;
                }
                if document.block(span.block).part != number {
                    continue;
                }
                match bearer(look) {
                    Bearer::Letters => {
                        for (run, range) in runs_behind(document, *span, part) {
                            asked.letters.entry(run).or_default().push((range, look, by));
                        }
                    }
                    Bearer::Paragraph => {
                        let Some(paragraph) = paragraph_behind(document, *span, part) else { continue };
                        match look {
                            Look::LineBelow { length, drop } => {
                                asked.lines.entry(paragraph).or_insert((*length, *drop, by));
                            }
                            Look::ListFrom(_) => {
                                let Some(list) = scope.restarts.list_of(span.block) else { continue };
                                let whole =
                                    |block| Span::new(block, TextRange::from(0..document.block(block).text().len()));
                                let followers = scope.restarts.followers(span.block).iter();
                                let moved = followers.filter_map(|one| paragraph_behind(document, whole(*one), part));
                                for paragraph in moved.chain([paragraph]) {
                                    asked.lists.entry(paragraph).or_insert(list);
                                    asked.paragraphs.entry(paragraph).or_default().add(look, by);
                                }
                            }
                            _ => asked.paragraphs.entry(paragraph).or_default().add(look, by),
                        }
                    }
                    Bearer::Section => {
                        let section = usize::from(document.block(span.block).format.section);
                        asked.sections.entry(section).or_default().add(look, by);
                    }
                }
            }
        }
        asked
    }
}

/// Writes what the plan asks of part number `number`, as far as `scope` goes; tells of each restyled finding whether anything of it
/// is written.
pub(super) fn write(
    document: &Document,
    plan: &FixPlan<'_>,
    scope: Scope<'_>,
    (number, part): (u32, &Part),
    splices: &mut Splices<'_>,
) -> Vec<bool> {
    let asked = AskedOfPart::of(document, plan, scope, (number, part));
    let mut written = vec![false; plan.restyled.len()];
    let mut told = |by: &BTreeSet<usize>| by.iter().for_each(|by| written[*by] = true);
    let prefix = &part.story.prefix;
    for (at, asked) in asked.letters {
        let Some(run) = part.story.runs.get(at) else { continue };
        let own = run.properties.and_then(|range| part.xml.get(range.usize())).unwrap_or("");
        for (range, asked) in stretches(&asked) {
            if let Some(new) = properties::of_run(own, prefix, &asked.looks, LATER) {
                splices.set_run_properties(at, range, new);
                told(&asked.by);
            }
        }
    }
    let mut replace = |new: Option<Vec<Splice>>, asked: &Asked<'_>, splices: &mut Splices<'_>| {
        if let Some(new) = new {
            for (range, text) in new {
                splices.replace(range, text);
            }
            told(&asked.by);
        }
    };
    let lists = asked.lists;
    for (at, asked) in asked.paragraphs {
        let Some(paragraph) = part.story.paragraphs.get(at) else { continue };
        let revision = splices.revision();
        let (xml, after) = (part.xml.as_str(), paragraph.open.end);
        let looks = (asked.looks.as_slice(), lists.get(&at).copied(), revision.as_str());
        let new = properties::of_paragraph(xml, paragraph.properties.clone(), after, prefix, looks);
        replace(new, &asked, splices);
    }
    for (at, asked) in asked.sections {
        let Some(section) = part.story.sections.get(at) else { continue };
        let revision = splices.revision();
        let new = properties::of_section(&part.xml, section.clone(), prefix, &asked.looks, &revision);
        replace(new, &asked, splices);
    }
    for (at, (length, drop, by)) in asked.lines {
        written[by] |= drawn_line::put(part, at, (length, drop), splices);
    }
    if scope.numbers_move {
        for (_, by) in asked.numbers {
            written[by] = true;
        }
    } else if number != 0 {
        for (by, is_written) in page_number::restyle(part, &asked.numbers, splices) {
            written[by] |= is_written;
        }
    }
    written
}

/// The stretches of one run that are asked to look the same, with what is asked of each.
fn stretches<'a>(asked: &[(TextRange, &'a Look, usize)]) -> Vec<(TextRange, Asked<'a>)> {
    let mut cuts: Vec<u32> = asked.iter().flat_map(|(range, ..)| [range.start(), range.end()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    // A run without letters is asked as a whole.
    let pieces: Vec<TextRange> = match cuts.as_slice() {
        [only] => vec![TextRange::empty(*only)],
        _ => cuts.windows(2).map(|ends| TextRange::new(ends[0], ends[1])).collect(),
    };
    let mut stretches = Vec::new();
    for piece in pieces {
        let mut here = Asked::default();
        for (range, look, by) in asked {
            if range.start() <= piece.start() && piece.end() <= range.end() {
                here.add(look, *by);
            }
        }
        if !here.looks.is_empty() {
            stretches.push((piece, here));
        }
    }
    stretches
}

/// The runs behind `span` that can be changed, with the bytes of their text: all of it where nothing beside
/// `span` has letters.
fn runs_behind(document: &Document, span: Span, part: &Part) -> Vec<(usize, TextRange)> {
    let mut covered: BTreeMap<usize, Vec<TextRange>> = BTreeMap::new();
    for (run, range) in stored(document, span, part) {
        covered.entry(run).or_default().push(range);
    }
    let is_whole = |run: &Run, ranges: &[TextRange]| {
        let letters = run.text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
        letters.into_iter().all(|(at, _)| ranges.iter().any(|range| range.usize().contains(&at)))
    };
    let mut behind = Vec::new();
    for (at, ranges) in covered {
        let Some(run) = part.story.runs.get(at) else { continue };
        if matches!(run.obstacle, Some(Obstacle::Tracked | Obstacle::TextBox)) {
            continue;
        }
        if is_whole(run, &ranges) {
            behind.push((at, TextRange::from(0..run.text.len())));
        } else if run.obstacle.is_none() {
            let can_be_cut = |range: &TextRange| run.can_be_cut(range.start()) && run.can_be_cut(range.end());
            behind.extend(ranges.into_iter().filter(can_be_cut).map(|range| (at, range)));
        }
    }
    behind
}

/// The paragraph that `span` stands in. One whose mark is deleted looks like the one it goes on in.
fn paragraph_behind(document: &Document, span: Span, part: &Part) -> Option<usize> {
    let whole = Span::new(span.block, TextRange::from(0..document.block(span.block).text().len()));
    let (run, _) = stored(document, whole, part).pop()?;
    let run = part.story.runs.get(run)?;
    if matches!(run.obstacle, Some(Obstacle::TextBox)) {
        return None;
    }
    run.paragraph
}
