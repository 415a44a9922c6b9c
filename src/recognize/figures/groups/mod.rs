//! Which figures speak of one whole, and whether they can be true together.
//!
//! A wrong grouping makes a wrong accusation, so two figures share a whole only if the text says
//! so: they are the parts of a known partition, or they follow a total with `trong đó`, `gồm`.

mod sets;
mod singles;
mod totals;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::parts::{self, Named};
use super::reading::Reading;
use super::scan::Found;
use super::solve::Part;
use super::ties::{Link, Tie, Whole};
use crate::lexicon::partitions::{Partitions, partitions};
use crate::model::figure::{Fault, FigureKind, Ratio, Role, Shares, Total};

/// A figure of the document with the block it stands in.
pub(super) struct Placed {
    /// Index of the reading.
    pub(super) reading: usize,
    pub(super) found: Found,
}

/// All figures of a document and their ties.
pub(super) struct Page<'a> {
    pub(super) readings: Vec<Reading<'a>>,
    pub(super) figures: Vec<Placed>,
    /// By index of the count.
    pub(super) ties: Vec<Tie>,
}

/// What the groups of a page say.
#[derive(Default)]
pub(super) struct Relations {
    pub(super) ratios: Vec<Ratio>,
    pub(super) totals: Vec<Total>,
    pub(super) shares: Vec<Shares>,
    pub(super) faults: Vec<Fault>,
}

/// How many counts back another whole is looked for.
const NEAR: usize = 12;

/// Judges the figures of each passage (a sentence, or a list with its lead-in).
pub(super) fn relate(page: &Page<'_>, passages: &[Range<usize>]) -> Relations {
    let mut relations = Relations::default();
    let lexicon = partitions();
    for passage in passages {
        let mut group = Passage::new(page, passage.clone(), lexicon);
        group.partitions(&mut relations);
        group.totals(&mut relations);
        group.fractions(&mut relations);
        group.others(&mut relations);
        group.shares(&mut relations);
    }
    relations.ratios.sort_by_key(|ratio| ratio.percent);
    relations.faults.sort_by_key(|fault| fault.figure);
    relations
}

struct Passage<'p, 'a> {
    page: &'p Page<'a>,
    range: Range<usize>,
    lexicon: &'static Partitions,
    /// Plain counts, in order.
    counts: Vec<usize>,
    /// Ties whose ratio has not been judged, by count.
    open: BTreeMap<usize, Tie>,
    /// Percentages whose ratio has been judged.
    judged: BTreeSet<usize>,
}

impl<'p, 'a> Passage<'p, 'a> {
    fn new(page: &'p Page<'a>, range: Range<usize>, lexicon: &'static Partitions) -> Self {
        let counts = range
            .clone()
            .filter(|index| {
                let found = &page.figures[*index].found;
                found.kind == FigureKind::Count && found.role == Role::Plain
            })
            .collect();
        let first = page.ties.partition_point(|tie| tie.percent < range.start);
        let ties = page.ties[first..].iter().take_while(|tie| tie.percent < range.end);
        let open = ties.map(|tie| (tie.count, *tie)).collect();
        Self { page, range, lexicon, counts, open, judged: BTreeSet::new() }
    }

    fn found(&self, figure: usize) -> &'p Found {
        &self.page.figures[figure].found
    }

    fn reading(&self, figure: usize) -> &'p Reading<'a> {
        &self.page.readings[self.page.figures[figure].reading]
    }

    fn named(&self, figure: usize) -> Vec<Named<'a>> {
        parts::named(self.reading(figure), self.found(figure), self.lexicon)
    }

    fn value(&self, figure: usize) -> i64 {
        self.found(figure).value.digits
    }

    fn percent_of(&self, count: usize) -> Option<Tie> {
        self.open.get(&count).copied()
    }

    fn noun(&self, figure: usize) -> &'a str {
        let found = self.found(figure);
        if found.noun.is_empty() { "" } else { self.reading(figure).folded_slice(&found.noun) }
    }

    fn part(&self, tie: Tie) -> Part {
        Part { count: self.value(tie.count), percent: Some(self.found(tie.percent).value) }
    }
}

/// True if a ratio is a share of the whole its sentence speaks of.
fn speaks_of_whole(tie: Tie) -> bool {
    tie.link != Link::Reach && tie.whole != Whole::Other
}
