//! Which figures speak of one whole, and whether they can be true together.
//!
//! A wrong grouping makes a wrong accusation, so two figures share a whole only if the text says
//! so: they are the parts of a known partition, or they follow a total with `trong đó`, `gồm`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::parts::{self, Named};
use super::reading::Reading;
use super::scan::Found;
use super::solve::{self, Answer, Part, Problem, Variable};
use super::ties::{Link, Tie, Whole};
use crate::lexicon::partitions::{Partitions, partitions};
use crate::model::figure::{
    Base, BaseSource, Decimal, Fault, FaultKind, FigureKind, Ratio, Role, Shares, Total, Verdict,
};

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

/// How a stated total is joined to its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// `gồm`, `bao gồm`, `chia ra`: all parts follow.
    Exhaustive,
    /// `trong đó`, a bracket, a colon.
    Among,
    /// A comma or semicolon only.
    Beside,
}

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

    /// Sets of counts that are all parts of a known partition.
    fn partitions(&mut self, relations: &mut Relations) {
        let names: Vec<Vec<Named<'a>>> = self.counts.iter().map(|count| self.named(*count)).collect();
        let mut order: Vec<usize> = (0..self.lexicon.all.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(self.lexicon.size(*index)));
        let mut used = vec![false; names.len()];
        let mut sets: Vec<(usize, Range<usize>)> = Vec::new();
        for partition in order {
            let size = self.lexicon.size(partition);
            for start in 0..(names.len() + 1).saturating_sub(size) {
                let window = start..start + size;
                if !used[window.clone()].contains(&true) && self.is_set(&names[window.clone()], &window, partition) {
                    used[window.clone()].fill(true);
                    sets.push((partition, window));
                }
            }
        }
        sets.sort_by_key(|(_, window)| window.start);
        for (partition, window) in sets {
            self.judge_set(partition, window, relations);
        }
    }

    /// True if the counts of `window` name each part of `partition` once, in one list.
    fn is_set(&self, names: &[Vec<Named<'a>>], window: &Range<usize>, partition: usize) -> bool {
        let mut seen = vec![false; names.len()];
        let mut qualifier = "";
        let mut noun = "";
        let depth = self.found(self.counts[window.start]).depth;
        for (step, names) in names.iter().enumerate() {
            let Some(named) = names.iter().find(|named| named.name.partition == partition) else { return false };
            let Some(seen) = seen.get_mut(named.name.part) else { return false };
            let general = |noun: &str| self.lexicon.class_of(partition).is_some_and(|class| class.is_general(noun));
            // `20 hồ sơ đất đai đúng hạn, 05 hồ sơ hộ tịch quá hạn` divide two different wholes.
            let plain = named.qualifier == named.noun;
            if *seen
                || self.found(self.counts[window.start + step]).depth != depth
                || step > 0 && self.starts_anew(self.counts[window.start + step - 1], self.counts[window.start + step])
                || !plain && step > 0 && named.qualifier != qualifier
                || !named.noun.is_empty()
                    && !noun.is_empty()
                    && named.noun != noun
                    && !general(named.noun)
                    && !general(noun)
            {
                return false;
            }
            *seen = true;
            if !plain {
                qualifier = named.qualifier;
            }
            if noun.is_empty() {
                noun = named.noun;
            }
        }
        true
    }

    /// True if between two counts another time or place begins: `năm 2024 có 24 nam; năm 2025 có 20 nữ`.
    fn starts_anew(&self, before: usize, after: usize) -> bool {
        if self.page.figures[before].reading != self.page.figures[after].reading {
            return false;
        }
        let reading = self.reading(before);
        let mut between = self.found(before).tokens.end..self.found(after).number.start;
        between.any(|at| {
            let time = matches!(
                reading.word(at),
                "năm" | "tháng" | "quý" | "kỳ" | "tuần" | "ngày" | "nhóm" | "xã" | "phường" | "thôn"
            );
            time || reading.is_number(at) && !(before + 1..after).any(|figure| self.found(figure).tokens.contains(&at))
        })
    }

    fn judge_set(&mut self, partition: usize, window: Range<usize>, relations: &mut Relations) {
        let set: Vec<usize> = self.counts[window.clone()].to_vec();
        let closed = self.lexicon.all.get(partition).is_some_and(|partition| partition.closed);
        let total = self.total_of(partition, &window);
        if !closed && !self.stands_alone(&window, total.map(|(total, _)| total)) {
            return;
        }
        let adds_up = total.is_some_and(|(_, joint)| closed || joint == Joint::Exhaustive);
        let total = total.filter(|_| adds_up || closed).map(|(total, _)| total);
        let ties: Vec<Option<Tie>> =
            set.iter().map(|count| self.percent_of(*count).filter(|tie| tie.whole != Whole::Other)).collect();
        let (loose, nested) = self.loose_after(partition, &set, window.end);
        let problem = Problem {
            total: total.map(|total| self.value(total)),
            parts: set
                .iter()
                .zip(&ties)
                .map(|(count, tie)| Part {
                    count: self.value(*count),
                    percent: tie.map(|tie| self.found(tie.percent).value),
                })
                .collect(),
            loose: loose.iter().map(|tie| self.part(*tie)).collect(),
            nested,
        };
        if total.is_none() && problem.answer() != Answer::Consistent {
            // The percentages may be of a whole that is stated in other words.
            let near = &self.counts[window.start.saturating_sub(NEAR)..window.start];
            let stated = near.iter().find(|count| {
                let total = Some(self.value(**count)).filter(|total| *total >= problem.sum());
                let parts = problem.parts.iter();
                total.is_some_and(|total| {
                    parts.filter_map(|part| Some((part, part.percent?))).all(|(part, percent)| {
                        solve::fit(Decimal::whole(part.count), Decimal::whole(total), percent).holds()
                    })
                })
            });
            if stated.is_some() || !closed && !claims_all(&problem.parts) && !one_fails(&problem) {
                return;
            }
        }
        let verdict = match (problem.total, problem.sum()) {
            (None, _) => Verdict::Unknown,
            (Some(total), sum) if total == sum => Verdict::Holds,
            _ => Verdict::Fails,
        };
        relations.totals.push(Total {
            total,
            parts: set.clone(),
            sum: problem.sum(),
            with_percents: problem.parts.iter().all(|part| part.percent.is_some()),
            verdict,
        });
        self.judge(&problem, &Group { total, parts: &set, ties: &ties, loose: &loose }, relations);
    }

    /// True if no other count of the passage stands beside the set, which might be a further part.
    fn stands_alone(&self, window: &Range<usize>, total: Option<usize>) -> bool {
        let depth = self.found(self.counts[window.start]).depth;
        let beside = |at: usize| {
            let figure = self.counts[at];
            Some(figure) != total
                && self.found(figure).depth == depth
                && self.percent_of(figure).is_some() == self.percent_of(self.counts[window.start]).is_some()
        };
        let before = window.start.checked_sub(1).is_some_and(beside);
        let after = window.end < self.counts.len() && beside(window.end);
        !before && !after
    }

    /// The stated total of a set and how it is joined to it.
    fn total_of(&self, partition: usize, window: &Range<usize>) -> Option<(usize, Joint)> {
        let first = self.counts[window.start];
        let total = self.counts[window.start.checked_sub(1)?];
        if self.found(total).depth > self.found(first).depth || self.value(total) == 0 {
            return None;
        }
        let joint = self.joint(total, first)?;
        let class = self.lexicon.class_of(partition)?;
        let noun = self.noun(total);
        let head = class.head(noun).or_else(|| if noun.is_empty() { self.lead_head(total, class) } else { None })?;
        let fits = self.counts[window.clone()].iter().all(|part| {
            let noun = self.noun(*part);
            let own = class.head(noun).unwrap_or("");
            let named = self.lexicon.named(own).iter().any(|name| name.partition == partition);
            own.is_empty() || named || own == head || class.is_general(own) || class.is_general(head) && own == noun
        });
        fits.then_some((total, joint))
    }

    /// A noun of `class` in the words before a figure: `Tổng số cán bộ: 32`.
    fn lead_head<'c>(&self, figure: usize, class: &'c crate::lexicon::partitions::NounClass) -> Option<&'c str> {
        let (reading, lead) = (self.reading(figure), &self.found(figure).lead);
        (lead.start..lead.end).find_map(|at| class.head(reading.folded_slice(&(at..lead.end))))
    }

    /// How the words between `total` and `first`, the next count, join them.
    fn joint(&self, total: usize, first: usize) -> Option<Joint> {
        let (from, to) = (self.found(total), self.found(first));
        if self.page.figures[total].reading != self.page.figures[first].reading {
            let reading = self.reading(total);
            let tail = from.noun.end..reading.len();
            let colon = tail.clone().any(|at| reading.mark(at) == ':');
            return colon.then(|| self.words_joint(total, &tail).unwrap_or(Joint::Among));
        }
        let between = from.noun.end..to.number.start;
        if let Some(joint) = self.words_joint(total, &between) {
            return Some(joint);
        }
        let reading = self.reading(total);
        match reading.mark(between.start) {
            '(' | ':' if between.len() <= 6 => Some(Joint::Among),
            ',' | ';' if between.len() <= 4 => Some(Joint::Beside),
            _ => None,
        }
    }

    fn words_joint(&self, figure: usize, between: &Range<usize>) -> Option<Joint> {
        let reading = self.reading(figure);
        between.clone().take(24).find_map(|at| {
            if reading.word(at) == "gồm" || reading.has_phrase(at, "chia ra") {
                Some(Joint::Exhaustive)
            } else if reading.has_phrase(at, "trong đó") || reading.has_phrase(at, "trong số đó") {
                Some(Joint::Among)
            } else {
                None
            }
        })
    }

    /// Ratios after a set that speak of the same whole, and further counts that may be theirs.
    fn loose_after(&self, partition: usize, set: &[usize], from: usize) -> (Vec<Tie>, Vec<i64>) {
        let mut loose = Vec::new();
        let near = &self.counts[from.saturating_sub(set.len() + NEAR)..from];
        let nested = near.iter().filter(|count| !set.contains(count)).map(|count| self.value(*count)).collect();
        let Some(class) = self.lexicon.class_of(partition) else { return (loose, nested) };
        let group = set
            .iter()
            .map(|part| class.head(self.noun(*part)).unwrap_or(""))
            .find(|head| !head.is_empty())
            .unwrap_or("");
        let depth = set.first().map_or(0, |first| self.found(*first).depth);
        for count in &self.counts[from..] {
            let Some(tie) = self.percent_of(*count).filter(|tie| speaks_of_whole(*tie)) else { break };
            let head = class.head(self.noun(*count)).unwrap_or("");
            let person = class.name == "person" && !head.is_empty();
            if self.found(*count).depth != depth || !(person || !head.is_empty() && head == group) {
                break;
            }
            loose.push(tie);
        }
        (loose, nested)
    }

    /// Ratios after a stated total with `trong đó`, `gồm`, whose parts are no known partition.
    fn totals(&mut self, relations: &mut Relations) {
        let mut at = 0;
        while at < self.counts.len() {
            let total = self.counts[at];
            at += 1;
            let loose = self.loose_of_total(total, at);
            if loose.is_empty() {
                continue;
            }
            at += loose.len();
            let near = &self.counts[at.saturating_sub(loose.len() + 1 + NEAR)..at];
            let nested = near.iter().filter(|count| **count < total).map(|count| self.value(*count)).collect();
            let problem = Problem {
                total: Some(self.value(total)),
                parts: Vec::new(),
                loose: loose.iter().map(|tie| self.part(*tie)).collect(),
                nested,
            };
            self.judge(&problem, &Group { total: Some(total), parts: &[], ties: &[], loose: &loose }, relations);
        }
    }

    fn loose_of_total(&self, total: usize, from: usize) -> Vec<Tie> {
        let mut loose = Vec::new();
        let Some(first) = self.counts.get(from) else { return loose };
        let joint = self.joint(total, *first);
        if !matches!(joint, Some(Joint::Among | Joint::Exhaustive)) || self.percent_of(total).is_some() {
            return loose;
        }
        let noun = self.noun(total);
        let Some((class, head)) = self.lexicon.classes.iter().find_map(|class| Some((class, class.head(noun)?))) else {
            return loose;
        };
        for count in &self.counts[from..] {
            let Some(tie) = self.percent_of(*count).filter(|tie| speaks_of_whole(*tie)) else { break };
            let own = class.head(self.noun(*count));
            let same = own == Some(head) || class.name == "person" && own.is_some();
            if !same || self.value(*count) > self.value(total) || self.found(*count).depth != self.found(*first).depth {
                break;
            }
            loose.push(tie);
        }
        loose
    }

    fn part(&self, tie: Tie) -> Part {
        Part { count: self.value(tie.count), percent: Some(self.found(tie.percent).value) }
    }

    /// Judges one group and records its ratios and its fault.
    fn judge(&mut self, problem: &Problem, group: &Group<'_>, relations: &mut Relations) {
        let answer = problem.answer();
        let sum_fails = !problem.parts.is_empty() && problem.total.is_some_and(|total| total != problem.sum());
        let trusted = match answer {
            Answer::Consistent => true,
            Answer::Repair(Variable::Percent(_) | Variable::Loose(_), _) => !sum_fails,
            _ => false,
        };
        let mut failing: Option<(Tie, i64)> = None;
        let named = |variable: Variable| matches!(answer, Answer::Repair(repaired, _) if repaired == variable);
        for (index, tie) in group.ties.iter().enumerate() {
            let Some(tie) = tie else { continue };
            let found = problem.part_verdict(index);
            let verdict = if trusted || found == Verdict::Fails && !sum_fails { found } else { Verdict::Unknown };
            if found == Verdict::Fails && (failing.is_none() || named(Variable::Percent(index))) {
                failing = problem.base().map(|base| (*tie, base));
            }
            relations.ratios.push(self.ratio(*tie, verdict, problem.base(), group));
        }
        for (index, tie) in group.loose.iter().enumerate() {
            let (found, base) = problem.loose_verdict(index);
            let verdict = if trusted || found == Verdict::Fails && !sum_fails { found } else { Verdict::Unknown };
            if found == Verdict::Fails && (failing.is_none() || named(Variable::Loose(index))) {
                failing = problem.base().map(|base| (*tie, base));
            }
            relations.ratios.push(self.ratio(*tie, verdict, base, group));
        }
        for tie in group.ties.iter().flatten().chain(group.loose) {
            self.open.remove(&tie.count);
            self.judged.insert(tie.percent);
        }
        relations.faults.extend(self.fault(&answer, sum_fails, failing, problem, group));
    }

    fn fault(
        &self,
        answer: &Answer,
        sum_fails: bool,
        failing: Option<(Tie, i64)>,
        problem: &Problem,
        group: &Group<'_>,
    ) -> Option<Fault> {
        let figure_of = |variable: Variable| match variable {
            Variable::Total => group.total,
            Variable::Count(index) => group.parts.get(index).copied(),
            Variable::Percent(index) => group.ties.get(index).copied().flatten().map(|tie| tie.percent),
            Variable::Loose(index) => group.loose.get(index).map(|tie| tie.percent),
        };
        let (variable, expected) = match answer {
            Answer::Consistent => return None,
            Answer::Repair(variable, expected) => (Some(*variable), *expected),
            Answer::Unclear => (None, None),
        };
        let kind = match variable {
            _ if sum_fails => FaultKind::Sum,
            Some(Variable::Percent(_) | Variable::Loose(_)) => FaultKind::Percent,
            Some(Variable::Count(_) | Variable::Total) => FaultKind::Count,
            // One ratio against a stated total: its percentage is wrong, or one of its counts.
            None if problem.parts.is_empty() && problem.loose.len() == 1 => FaultKind::Percent,
            None => FaultKind::Group,
        };
        let whole = |tie: Tie, base: i64| (Decimal::whole(self.value(tie.count)), Decimal::whole(base));
        let reading = failing.map(|(tie, base)| whole(tie, base));
        let percent = failing.map(|(tie, _)| tie.percent);
        let expected = expected.or_else(|| match (kind, failing, reading) {
            (FaultKind::Percent | FaultKind::Group, Some((tie, _)), Some((part, whole))) => {
                solve::percentage(part, whole, self.found(tie.percent).value.decimals)
            }
            (FaultKind::Sum, ..) => Some(Decimal::whole(problem.sum())),
            _ => None,
        });
        let figure = variable.and_then(figure_of).or(if kind == FaultKind::Sum { group.total } else { percent })?;
        Some(Fault { kind, figure, expected, reading, percent, parts: group.parts.to_vec(), total: group.total })
    }

    fn ratio(&self, tie: Tie, verdict: Verdict, base: Option<i64>, group: &Group<'_>) -> Ratio {
        let source = |base: i64| match group.total {
            Some(total) if self.value(total) == base => BaseSource::Stated(total),
            _ if group.parts.iter().fold(0i64, |sum, part| sum.saturating_add(self.value(*part))) == base => {
                BaseSource::SumOf(group.parts.to_vec())
            }
            _ => {
                let stated = self.counts.iter().find(|count| self.value(**count) == base);
                stated.map_or(BaseSource::Inferred, |count| BaseSource::Stated(*count))
            }
        };
        let base = base.map(|base| Base { value: Decimal::whole(base), source: source(base) });
        Ratio { count: tie.count, percent: tie.percent, base, verdict }
    }

    /// `24/32 (75%)`: the whole is stated in the ratio itself.
    fn fractions(&mut self, relations: &mut Relations) {
        let is_fraction = |tie: &&Tie| self.found(tie.count).kind == FigureKind::Fraction;
        let fractions: Vec<Tie> = self.open.values().filter(is_fraction).copied().collect();
        for tie in fractions {
            self.open.remove(&tie.count);
            self.judged.insert(tie.percent);
            let (found, percent) = (self.found(tie.count), self.found(tie.percent).value);
            let Some(whole) = found.whole else { continue };
            let mut verdict = solve::fit(found.value, whole, percent);
            // `17/19 tiêu chí, đạt 100%` may say how far each of the 17 came.
            let degree = tie.link == Link::Reach && percent.digits >= 10i64.pow(u32::from(percent.decimals) + 2);
            if verdict == Verdict::Fails && (degree || tie.whole == Whole::Other) {
                verdict = Verdict::Unknown;
            }
            let base = Base { value: whole, source: BaseSource::Stated(tie.count) };
            relations.ratios.push(Ratio { count: tie.count, percent: tie.percent, base: Some(base), verdict });
            if verdict == Verdict::Fails {
                relations.faults.push(Fault {
                    kind: FaultKind::Percent,
                    figure: tie.percent,
                    expected: solve::percentage(found.value, whole, percent.decimals),
                    reading: Some((found.value, whole)),
                    percent: Some(tie.percent),
                    parts: Vec::new(),
                    total: None,
                });
            }
        }
    }

    /// Ratios of no group: proved where a stated count or exactly one whole number is their base.
    fn others(&mut self, relations: &mut Relations) {
        let rest = std::mem::take(&mut self.open);
        let mut unproved = Vec::new();
        for tie in rest.into_values() {
            self.judged.insert(tie.percent);
            match self.stated_base(tie) {
                Some((verdict, base)) => {
                    let base = Base { value: self.found(base).value, source: BaseSource::Stated(base) };
                    relations.ratios.push(Ratio { count: tie.count, percent: tie.percent, base: Some(base), verdict });
                }
                None => unproved.push(tie),
            }
        }
        let inferred = self.inferred_base(&unproved);
        for tie in unproved {
            let part = self.part(tie);
            let percent = self.found(tie.percent).value;
            let (verdict, base) = match inferred.filter(|_| self.is_person(tie.count)) {
                Some(base) => (solve::fit(Decimal::whole(part.count), Decimal::whole(base), percent), Some(base)),
                None if self.has_no_base(tie) => (Verdict::Fails, None),
                None => (Verdict::Unknown, None),
            };
            let base = base.map(|base| Base { value: Decimal::whole(base), source: BaseSource::Inferred });
            relations.ratios.push(Ratio { count: tie.count, percent: tie.percent, base, verdict });
            if verdict == Verdict::Fails {
                relations.faults.push(Fault {
                    kind: FaultKind::NoBase,
                    figure: tie.percent,
                    expected: None,
                    reading: Some((Decimal::whole(part.count), Decimal::whole(0))),
                    percent: Some(tie.percent),
                    parts: Vec::new(),
                    total: None,
                });
            }
        }
    }

    /// A count before the ratio, of the same noun, of which the percentage is true.
    fn stated_base(&self, tie: Tie) -> Option<(Verdict, usize)> {
        let own = self.head(tie.count)?;
        let percent = self.found(tie.percent).value;
        let before = self.counts[..self.counts.partition_point(|count| *count < tie.count)].iter().rev().take(NEAR);
        before.filter(|count| self.head(**count) == Some(own) && self.value(**count) >= self.value(tie.count)).find_map(
            |count| {
                let verdict = solve::fit(Decimal::whole(self.value(tie.count)), self.found(*count).value, percent);
                verdict.holds().then_some((verdict, *count))
            },
        )
    }

    fn head(&self, figure: usize) -> Option<&'static str> {
        let noun = self.noun(figure);
        self.lexicon.classes.iter().find_map(|class| class.head(noun))
    }

    fn is_person(&self, figure: usize) -> bool {
        let noun = self.noun(figure);
        self.lexicon.classes.iter().any(|class| class.name == "person" && class.head(noun).is_some())
    }

    /// The only whole number of which all these ratios are true.
    fn inferred_base(&self, ties: &[Tie]) -> Option<i64> {
        let parts: Vec<Part> = ties
            .iter()
            .filter(|tie| speaks_of_whole(**tie) && self.is_person(tie.count))
            .map(|tie| self.part(*tie))
            .collect();
        if parts.len() < 2 { None } else { solve::common_bases(&parts).only() }
    }

    /// True if no whole number at all is a base of this ratio of people.
    fn has_no_base(&self, tie: Tie) -> bool {
        let part = self.part(tie);
        let share = tie.whole == Whole::Unsaid && tie.link != Link::Reach && self.is_person(tie.count);
        share && part.count > 0 && part.percent.is_some_and(|percent| solve::bases(part.count, percent).is_empty())
    }

    /// `nam chiếm 75%, nữ chiếm 25%`: percentages of all parts, without counts.
    fn shares(&self, relations: &mut Relations) {
        let percents: Vec<usize> = self
            .range
            .clone()
            .filter(|index| {
                let found = self.found(*index);
                found.kind == FigureKind::Percent && found.role == Role::Plain
            })
            .filter(|index| !self.judged.contains(index))
            .collect();
        let names: Vec<Vec<Named<'a>>> = percents.iter().map(|percent| self.named(*percent)).collect();
        for (partition, definition) in self.lexicon.all.iter().enumerate() {
            for (window, names) in percents.windows(definition.parts.len()).zip(names.windows(definition.parts.len())) {
                let mut seen = vec![false; definition.parts.len()];
                for named in names.iter().flatten().filter(|named| named.name.partition == partition) {
                    if let Some(seen) = seen.get_mut(named.name.part) {
                        *seen = true;
                    }
                }
                let near = window.first().zip(window.last()).is_some_and(|(first, last)| last - first < window.len());
                if near && !seen.contains(&false) {
                    relations.shares.push(self.sum_of(window, definition.closed));
                }
            }
        }
    }

    fn sum_of(&self, percents: &[usize], closed: bool) -> Shares {
        let values: Vec<Decimal> = percents.iter().map(|percent| self.found(*percent).value).collect();
        let decimals = values.iter().map(|value| value.decimals).max().unwrap_or(0);
        let scale = |value: &Decimal| i128::from(value.digits) * 10i128.pow(u32::from(decimals - value.decimals));
        let unit = |value: &Decimal| 10i128.pow(u32::from(decimals - value.decimals));
        let sum: i128 = values.iter().map(scale).sum();
        let units: i128 = values.iter().map(unit).sum();
        let hundred = 10i128.pow(u32::from(decimals) + 2);
        let verdict = if sum * 2 - units > hundred * 2 || closed && sum + units < hundred {
            Verdict::Fails
        } else if sum + units < hundred {
            Verdict::Unknown
        } else {
            Verdict::Holds
        };
        let sum = Decimal { digits: i64::try_from(sum).unwrap_or(i64::MAX), decimals };
        Shares { percents: percents.to_vec(), sum, verdict }
    }
}

/// The figures of one group.
struct Group<'g> {
    total: Option<usize>,
    parts: &'g [usize],
    ties: &'g [Option<Tie>],
    loose: &'g [Tie],
}

/// True if a ratio is a share of the whole its sentence speaks of.
fn speaks_of_whole(tie: Tie) -> bool {
    tie.link != Link::Reach && tie.whole != Whole::Other
}

/// True if one percentage fails against the sum of the parts and another holds: the sum is the whole.
fn one_fails(problem: &Problem) -> bool {
    let verdicts = (0..problem.parts.len()).map(|index| problem.part_verdict(index));
    let (holding, failing) = verdicts.fold((0, 0), |(holding, failing), verdict| match verdict {
        Verdict::Fails => (holding, failing + 1),
        verdict => (holding + usize::from(verdict.holds()), failing),
    });
    holding > 0 && failing == 1
}

/// True if percentages of all parts are given and claim to be everything.
fn claims_all(parts: &[Part]) -> bool {
    let percents: Vec<Decimal> = parts.iter().filter_map(|part| part.percent).collect();
    let decimals = percents.iter().map(|percent| percent.decimals).max().unwrap_or(0);
    let scale = |value: &Decimal| i128::from(value.digits) * 10i128.pow(u32::from(decimals - value.decimals));
    percents.len() == parts.len() && percents.iter().map(scale).sum::<i128>() == 10i128.pow(u32::from(decimals) + 2)
}
