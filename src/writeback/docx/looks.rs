//! Looks that are put right: properties of runs, paragraphs and sections, as changes that can be rejected.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use super::properties::{self, Bearer, Splice, bearer};
use super::splice::{LATER, Splices};
use super::story::Run;
use super::{Part, stored};
use crate::diagnostic::{Look, Restyle};
use crate::engine::fix::FixPlan;
use crate::model::{Document, Span};
use crate::text::TextRange;
use crate::writeback::Obstacle;

/// What is asked of one run, paragraph or section, and by which findings of the plan.
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

/// Writes what the plan asks of part number `number`; tells of each restyled finding whether anything of it
/// is written.
pub(super) fn write(
    document: &Document,
    plan: &FixPlan<'_>,
    (number, part): (u32, &Part),
    splices: &mut Splices<'_>,
) -> Vec<bool> {
    let (mut runs, mut paragraphs, mut sections) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (by, restyled) in plan.restyled.iter().enumerate() {
        for Restyle { span, look } in restyled.restyles {
            if document.block(span.block).part != number {
                continue;
            }
            match bearer(look) {
                Bearer::Letters => {
                    for run in runs_behind(document, *span, part) {
                        runs.entry(run).or_insert_with(Asked::default).add(look, by);
                    }
                }
                Bearer::Paragraph => {
                    if let Some(paragraph) = paragraph_behind(document, *span, part) {
                        paragraphs.entry(paragraph).or_insert_with(Asked::default).add(look, by);
                    }
                }
                Bearer::Section => {
                    let section = usize::from(document.block(span.block).format.section);
                    sections.entry(section).or_insert_with(Asked::default).add(look, by);
                }
            }
        }
    }
    let mut written = vec![false; plan.restyled.len()];
    let mut told = |asked: &Asked<'_>| asked.by.iter().for_each(|by| written[*by] = true);
    let prefix = &part.story.prefix;
    for (at, asked) in runs {
        let Some(run) = part.story.runs.get(at) else { continue };
        let own = run.properties.clone().and_then(|range| part.xml.get(range)).unwrap_or("");
        if let Some(new) = properties::of_run(own, prefix, &asked.looks, LATER) {
            splices.set_run_properties(at, new);
            told(&asked);
        }
    }
    let mut replace = |new: Option<Vec<Splice>>, asked: &Asked<'_>, splices: &mut Splices<'_>| {
        if let Some(new) = new {
            for (range, text) in new {
                splices.replace(range, text);
            }
            told(asked);
        }
    };
    for (at, asked) in paragraphs {
        let Some(paragraph) = part.story.paragraphs.get(at) else { continue };
        let revision = splices.revision();
        let (xml, after) = (part.xml.as_str(), paragraph.open.end);
        let looks = (asked.looks.as_slice(), revision.as_str());
        let new = properties::of_paragraph(xml, paragraph.properties.clone(), after, prefix, looks);
        replace(new, &asked, splices);
    }
    for (at, asked) in sections {
        let Some(section) = part.story.sections.get(at) else { continue };
        let revision = splices.revision();
        let new = properties::of_section(&part.xml, section.clone(), prefix, &asked.looks, &revision);
        replace(new, &asked, splices);
    }
    written
}

/// The runs behind `span` that hold no letters beside it and can be changed.
fn runs_behind(document: &Document, span: Span, part: &Part) -> Vec<usize> {
    let mut covered: BTreeMap<usize, Vec<TextRange>> = BTreeMap::new();
    for (run, range) in stored(document, span, part) {
        covered.entry(run).or_default().push(range);
    }
    let is_whole = |run: &Run, ranges: &[TextRange]| {
        let letters = run.text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
        letters.into_iter().all(|(at, _)| ranges.iter().any(|range| range.usize().contains(&at)))
    };
    let changes = |(at, ranges): (usize, Vec<TextRange>)| {
        let run = part.story.runs.get(at)?;
        let is_free = !matches!(run.obstacle, Some(Obstacle::Tracked | Obstacle::TextBox));
        (is_free && is_whole(run, &ranges)).then_some(at)
    };
    covered.into_iter().filter_map(changes).collect()
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
