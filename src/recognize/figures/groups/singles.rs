//! Ratios outside any group: fractions, ratios of an earlier count, and percentages without counts.

use super::{NEAR, Passage, Relations, speaks_of_whole};
use crate::model::figure::{Base, BaseSource, Decimal, Fault, FaultKind, FigureKind, Ratio, Role, Shares, Verdict};
use crate::recognize::figures::parts::Named;
use crate::recognize::figures::solve::{self, Part};
use crate::recognize::figures::ties::{Link, Tie, Whole};

impl<'a> Passage<'_, 'a> {
    /// `24/32 (75%)`: the whole is stated in the ratio itself.
    pub(super) fn fractions(&mut self, relations: &mut Relations) {
        let is_fraction = |tie: &&Tie| self.found(tie.count).kind == FigureKind::Fraction;
        let fractions: Vec<Tie> = self.open.values().filter(is_fraction).copied().collect();
        for tie in fractions {
            self.open.remove(&tie.count);
            self.judged.insert(tie.percent);
            let (found, percent) = (self.found(tie.count), self.found(tie.percent).value);
            let Some(whole) = found.whole else { continue };
            let mut verdict = solve::fit(found.value, whole, percent);
            // `17/19 tiêu chí, đạt 100%` may say how far each of the 17 came.
            let degree = tie.link == Link::Reach
                && percent.digits >= 10i64.pow(u32::from(percent.decimals) + 2)
                && !lost_mark(found.value, whole, percent);
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
    pub(super) fn others(&mut self, relations: &mut Relations) {
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
    pub(super) fn shares(&self, relations: &mut Relations) {
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

    /// Percentages of all parts of a whole against 100.
    pub(super) fn sum_of(&self, percents: &[usize], closed: bool) -> Shares {
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

/// True if `percent` is the right percentage without its decimal mark: `17/19 … 895%` for 89,5%.
///
/// Degrees of a plan are round or a little over 100; only digits that neither explains are telling.
fn lost_mark(part: Decimal, whole: Decimal, percent: Decimal) -> bool {
    const DEGREES: i64 = 200;
    let with_mark = Decimal { decimals: 1, ..percent };
    percent.decimals == 0
        && percent.digits > DEGREES
        && percent.digits % 10 != 0
        && solve::fit(part, whole, with_mark).holds()
}
