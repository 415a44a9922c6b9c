//! Holds a compiled pattern against the items of a document.

use super::stream::{Item, Stream};
use crate::lexicon::relations::{Kind, Relations, Slot, Step, WordId};
use crate::model::figure::{FigureKind, Role};
use crate::recognize::figures::amounts::is_times;
use crate::recognize::figures::groups::Page;
use crate::recognize::figures::scan::Found;

/// Steps that one attempt may take: gaps are short and end at figures, so no sentence needs more, and
/// a hostile one costs no more.
const FUEL: u32 = 4_000;

/// Items before a match whose words belong to it.
const BEFORE: usize = 3;
/// Items after it.
const AFTER: usize = 2;

/// A place where a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// The items it covers.
    pub(super) items: std::ops::Range<usize>,
    /// The figures, in the order of the text.
    pub(super) figures: Vec<(Slot, usize)>,
}

impl Match {
    /// The first figure of this kind.
    pub(super) fn one(&self, slot: Slot) -> Option<usize> {
        self.all(slot).next()
    }

    /// All figures of this kind.
    pub(super) fn all(&self, slot: Slot) -> impl Iterator<Item = usize> {
        self.figures.iter().filter(move |(each, _)| *each == slot).map(|(_, figure)| *figure)
    }
}

/// Matches one pattern at one place.
pub(super) struct Matcher<'m, 'a> {
    pub(super) page: &'m Page<'a>,
    pub(super) stream: &'m Stream,
    pub(super) relations: &'m Relations,
}

struct Attempt<'s> {
    steps: &'s [Step],
    figures: Vec<(Slot, usize)>,
    fuel: u32,
}

impl Matcher<'_, '_> {
    /// The match of `steps` that begins at item `at`.
    pub(super) fn at(&self, steps: &[Step], at: usize) -> Option<Match> {
        let mut attempt = Attempt { steps, figures: Vec::new(), fuel: FUEL };
        let end = self.run(&mut attempt, 0, at)?;
        Some(Match { items: at..end, figures: attempt.figures })
    }

    fn run(&self, attempt: &mut Attempt<'_>, mut step: usize, mut at: usize) -> Option<usize> {
        loop {
            attempt.fuel = attempt.fuel.checked_sub(1)?;
            match *attempt.steps.get(step)? {
                Step::Done => return Some(at),
                Step::Jump(to) => {
                    step = to;
                    continue;
                }
                Step::Split(one, other) => {
                    let taken = attempt.figures.len();
                    if let Some(end) = self.run(attempt, one, at) {
                        return Some(end);
                    }
                    attempt.figures.truncate(taken);
                    step = other;
                    continue;
                }
                Step::Gap(reach) => {
                    let taken = attempt.figures.len();
                    for skipped in 0..=usize::from(reach) {
                        if let Some(end) = self.run(attempt, step + 1, at + skipped) {
                            return Some(end);
                        }
                        attempt.figures.truncate(taken);
                        if !self.stream.is_loose(at + skipped) {
                            break;
                        }
                    }
                    return None;
                }
                Step::ClauseEnd if self.ends_clause(at) => {}
                Step::ListEnd if self.ends_list(at) => {}
                Step::Capture { slot, kind, rough } => match self.stream.get(at) {
                    Item::Figure(figure)
                        if self.takes(figure, slot, kind, rough) && self.goes_on(&attempt.figures, slot, figure) =>
                    {
                        attempt.figures.push((slot, figure));
                        at += 1;
                    }
                    _ => return None,
                },
                wanted if fits(wanted, self.stream.get(at)) => at += 1,
                _ => return None,
            }
            step += 1;
        }
    }

    /// True if a further part is counted or measured as the one before it: `95 hộ; kinh phí 8,6 tỷ đồng` goes on with
    /// something else.
    fn goes_on(&self, taken: &[(Slot, usize)], slot: Slot, figure: usize) -> bool {
        let last = taken.iter().rev().find(|(each, _)| *each == Slot::Part).filter(|_| slot == Slot::Part);
        let kind = |figure: usize| self.page.figures.get(figure).map(|placed| placed.found.kind);
        last.is_none_or(|(_, last)| kind(*last) == kind(figure))
    }

    fn takes(&self, figure: usize, slot: Slot, kind: Kind, rough: bool) -> bool {
        let Some(found) = self.page.figures.get(figure).map(|placed| &placed.found) else { return false };
        let role = match found.role {
            Role::Plain => true,
            Role::Approximate => rough || kind == Kind::Percent,
            Role::Target => kind == Kind::Percent,
            // `tăng từ 80% lên 92%`: so near the verb, but no change.
            Role::Change => matches!(slot, Slot::Change | Slot::Skip) || rough && kind == Kind::Percent,
            // `từ 40 lên 45`: the pattern has read the words that make it a bound.
            Role::Bound => rough,
            Role::Rate => false,
        };
        let times = || {
            self.page.readings.get(self.page.figures[figure].reading).is_some_and(|reading| is_times(reading, found))
        };
        role && is_kind(found, kind) && (found.kind != FigureKind::Amount || times() == (kind == Kind::Times))
    }

    /// True if what is said before item `at` ends there.
    fn ends_clause(&self, at: usize) -> bool {
        match self.stream.get(at) {
            Item::Word(word) => self.relations.ends.contains(&word),
            Item::Mark(mark) => matches!(mark, ',' | ';' | ')' | '(' | '-' | '–' | '.' | '/'),
            Item::Stop | Item::Entry(_) | Item::Line | Item::Wall => true,
            Item::Number | Item::Figure(_) => false,
        }
    }

    /// True if no further item of the list before item `at` follows.
    fn ends_list(&self, at: usize) -> bool {
        // Looked for only where an entry follows: from one entry to the one before it, each item is seen once.
        let own = || {
            let before = self.stream.items.get(..at)?;
            before.iter().rev().find_map(|item| if let Item::Entry(sign) = item { Some(*sign) } else { None })
        };
        match self.stream.get(at) {
            Item::Entry(sign) => own() != Some(sign),
            Item::Line | Item::Wall => true,
            _ => false,
        }
    }

    /// True if one of `phrases` stands within the items, or close to them.
    pub(super) fn holds(&self, items: &std::ops::Range<usize>, phrases: &[Vec<WordId>]) -> bool {
        phrases
            .iter()
            .any(|phrase| (items.start.saturating_sub(BEFORE)..items.end + AFTER).any(|at| self.stream.has(at, phrase)))
    }
}

fn fits(wanted: Step, item: Item) -> bool {
    match (wanted, item) {
        (Step::Word(wanted), Item::Word(word)) => wanted == word,
        (Step::Mark(wanted), Item::Mark(mark)) => wanted == mark,
        (Step::Number, Item::Number)
        | (Step::Stop, Item::Stop)
        | (Step::Item | Step::Line, Item::Entry(_))
        | (Step::Line, Item::Line) => true,
        _ => false,
    }
}

fn is_kind(found: &Found, kind: Kind) -> bool {
    match kind {
        Kind::Count => found.kind == FigureKind::Count,
        Kind::Amount | Kind::Times => found.kind == FigureKind::Amount,
        Kind::Number => matches!(found.kind, FigureKind::Count | FigureKind::Amount),
        Kind::Fraction => found.kind == FigureKind::Fraction,
        Kind::Percent => found.kind == FigureKind::Percent,
    }
}
