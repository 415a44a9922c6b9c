//! What became of each figure: compared and right, compared and wrong, or why not compared.

use super::groups::Page;
use crate::model::figure::{Figure, FigureKind, Figures, Role, Verdict};
use crate::model::relation::Standing;

/// Sets the standing of all figures from the relations found.
pub(super) fn judge(page: &Page<'_>, figures: &mut Figures) {
    for (placed, figure) in page.figures.iter().zip(&mut figures.all) {
        let named = page.readings.get(placed.reading).is_some_and(|reading| {
            let after = reading.word(placed.found.tokens.end);
            !after.is_empty() && !matches!(after, "và" | "còn" | "nhưng" | "so" | "với" | "trong" | "là")
        });
        figure.standing = alone(figure, named);
    }
    let mut marks: Vec<(usize, Standing)> = Vec::new();
    for ratio in &figures.ratios {
        let standing = match ratio.verdict {
            Verdict::Unknown => Standing::NoTotal,
            verdict => of(verdict),
        };
        marks.extend([(ratio.percent, standing), (ratio.count, standing)]);
    }
    for total in figures.totals.iter().filter(|total| total.verdict != Verdict::Unknown) {
        marks.extend(total.parts.iter().copied().chain(total.total).map(|at| (at, of(total.verdict))));
    }
    for shares in figures.shares.iter().filter(|shares| shares.verdict != Verdict::Unknown) {
        marks.extend(shares.percents.iter().map(|at| (*at, of(shares.verdict))));
    }
    for derived in &figures.derived {
        marks.push((derived.result, of(derived.verdict)));
        marks.extend(derived.operands.iter().filter(|_| derived.verdict.holds()).map(|at| (*at, Standing::Right)));
    }
    marks.extend(figures.excesses.iter().map(|excess| (excess.figure, Standing::Wrong)));
    for repeat in figures.repeats.iter().chain(&figures.agreements) {
        marks.extend([(repeat.first, of(repeat.verdict)), (repeat.second, of(repeat.verdict))]);
    }
    for fault in &figures.faults {
        marks.extend([fault.figure].into_iter().chain(fault.percent).map(|at| (at, Standing::Wrong)));
    }
    for (at, standing) in marks {
        if let Some(figure) = figures.all.get_mut(at) {
            figure.standing = heavier(figure.standing, standing);
        }
    }
}

fn of(verdict: Verdict) -> Standing {
    if verdict.holds() { Standing::Right } else { Standing::Wrong }
}

/// What is wrong once stays wrong; what is right once was checked.
const fn heavier(before: Standing, new: Standing) -> Standing {
    match (before, new) {
        (Standing::Wrong, _) | (_, Standing::Wrong) => Standing::Wrong,
        (Standing::Right, _) | (_, Standing::Right) => Standing::Right,
        (_, new) => new,
    }
}

fn alone(figure: &Figure, named: bool) -> Standing {
    match figure.role {
        Role::Bound | Role::Rate => Standing::Limit,
        Role::Approximate => Standing::Approximate,
        Role::Target => Standing::NoPlan,
        Role::Change => Standing::NoEarlier,
        Role::Plain if figure.kind == FigureKind::Percent && named => Standing::NotCounted,
        Role::Plain => Standing::Alone,
    }
}
