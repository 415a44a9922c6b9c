//! How relations between figures read: `24/32 = 75%`, `24 + 8 = 32`, `(45 − 40)/40 = 12,5%`.

use super::figure::{Decimal, Figure, FigureKind, Figures, Ratio, Shares, Total};
use super::relation::{Derived, Operation};

/// Terms of a sum that are shown.
const MOST_TERMS: usize = 10;

impl Figures {
    /// A percentage against its count and base, with what is right; `None` without a base.
    pub fn reckon_ratio(&self, ratio: &Ratio) -> Option<String> {
        let (count, percent) = (self.get(ratio.count)?, self.get(ratio.percent)?);
        let base = ratio.base.as_ref()?;
        Some(format!("{}/{} = {}%", count.value, base.value, percent.value))
    }

    /// The sum of the parts of a total.
    pub fn reckon_total(&self, total: &Total) -> String {
        format!("{} = {}", self.terms(&total.parts, " + "), Decimal::whole(total.sum))
    }

    /// The sum of percentages.
    pub fn reckon_shares(&self, shares: &Shares) -> String {
        format!("{} = {}%", self.terms(&shares.percents, " + "), shares.sum)
    }

    /// A derived figure: what its operands give.
    pub fn reckon_derived(&self, derived: &Derived) -> Option<String> {
        let result = self.get(derived.result)?;
        let found = if derived.verdict.holds() { Some(result.value) } else { derived.expected };
        if derived.operation == Operation::Within {
            let whole = self.get(*derived.operands.first()?)?;
            return Some(format!("{} > {}", amount(result, result.value), amount(whole, whole.value)));
        }
        let given = amount(result, found?);
        // `1.850 kg + 1.350 kg = 3,2 tấn`: the unit is shown where there are several.
        let several = self.has_several_units(derived);
        let unit = |figure: &Figure| if several { format!(" {}", figure.unit) } else { String::new() };
        if derived.operation == Operation::Items {
            let last = derived.expected?;
            return Some(format!("(1) … ({last}) = {given}"));
        }
        let first = self.get(*derived.operands.first()?)?;
        let second = derived.operands.get(1).and_then(|at| self.get(*at));
        let one = amount(first, first.value);
        Some(match (derived.operation, second) {
            (Operation::Sum, _) if several => {
                let terms = derived.operands.iter().take(MOST_TERMS).filter_map(|at| self.get(*at));
                let terms: Vec<String> =
                    terms.map(|figure| format!("{}{}", amount(figure, figure.value), unit(figure))).collect();
                format!("{} = {given}{}", terms.join(" + "), unit(result))
            }
            (Operation::Sum, _) => format!("{} = {given}", self.terms(&derived.operands, " + ")),
            (Operation::Difference, Some(second)) => difference(first, second, result, &given),
            (Operation::Difference, None) => format!("{} − {} = {given}", first.whole?, first.value),
            (Operation::Share, None) => format!("{}/{} = {given}", first.value, first.whole?),
            (Operation::Share, Some(second)) => {
                let whole = second.whole.map_or_else(|| amount(second, second.value), |whole| whole.to_string());
                format!("{one}{}/{whole}{} = {given}", unit(first), unit(second))
            }
            (Operation::Growth, Some(second)) => {
                let (other, grew) = (amount(second, second.value), is_more(first, second));
                let change = if grew { format!("{one} − {other}") } else { format!("{other} − {one}") };
                format!("({change})/{other} = {}", given.trim_start_matches('-'))
            }
            (Operation::Change, Some(second)) => {
                let by = amount(second, second.value);
                let less = derived.expected.is_none_or(|_| is_more(first, second));
                format!("{by}/({one} {} {by}) = {given}", if less && !self.fell(derived) { "−" } else { "+" })
            }
            (Operation::Mean, _) => {
                format!("({})/{} = {given}", self.terms(&derived.operands, " + "), derived.operands.len())
            }
            (Operation::Portion(maximum), _) => format!("{one} × {maximum} = {given}"),
            (Operation::Product, _) => format!("{} = {given}", self.terms(&derived.operands, " × ")),
            (Operation::Times, Some(second)) => {
                format!("{one}/{} = {} {}", amount(second, second.value), found?, result.unit)
            }
            (Operation::Within | Operation::Items, _)
            | (Operation::Growth | Operation::Change | Operation::Times, None) => {
                return None;
            }
        })
    }

    /// True if the figures of a relation are measured in more than one unit.
    fn has_several_units(&self, derived: &Derived) -> bool {
        let all = derived.operands.iter().chain([&derived.result]).filter_map(|at| self.get(*at));
        let mut units = all.map(|figure| figure.unit.as_str()).filter(|unit| !unit.is_empty());
        let first = units.next();
        units.any(|unit| Some(unit) != first)
    }

    /// True if a change was a fall: its whole is larger than what is left.
    fn fell(&self, derived: &Derived) -> bool {
        let values = (
            derived.operands.first().and_then(|at| self.get(*at)),
            derived.operands.get(1).and_then(|at| self.get(*at)),
        );
        let (Some(now), Some(by), Some(expected)) = (values.0, values.1, derived.expected) else { return false };
        super::written::share(
            expected,
            by.written(),
            super::written::Written {
                value: Decimal { digits: now.value.digits.saturating_add(by.value.digits), ..now.value },
                ..now.written()
            },
        )
        .verdict
        .holds()
    }

    fn terms(&self, operands: &[usize], sign: &str) -> String {
        let shown: Vec<String> = operands
            .iter()
            .take(MOST_TERMS)
            .filter_map(|at| self.get(*at))
            .map(|figure| amount(figure, figure.value))
            .collect();
        let more = operands.len().saturating_sub(MOST_TERMS);
        if more > 0 { format!("{}{sign}…", shown.join(sign)) } else { shown.join(sign) }
    }
}

fn difference(first: &Figure, second: &Figure, result: &Figure, given: &str) -> String {
    let (one, other) = (amount(first, first.value), amount(second, second.value));
    if is_more(first, second) || result.value.digits < 0 || given.starts_with('-') {
        format!("{one} − {other} = {given}")
    } else {
        format!("{other} − {one} = {given}")
    }
}

fn is_more(first: &Figure, second: &Figure) -> bool {
    let scaled = |figure: &Figure| {
        let power = i32::from(figure.scale) - i32::from(figure.value.decimals);
        let factor = 10i128.checked_pow(u32::try_from(power + 20).unwrap_or(0)).unwrap_or(i128::MAX);
        i128::from(figure.value.digits).saturating_mul(factor)
    };
    scaled(first) >= scaled(second)
}

/// A value with its sign or unit.
fn amount(figure: &Figure, value: Decimal) -> String {
    let scale = match figure.scale {
        3 => " nghìn",
        6 => " triệu",
        9 => " tỷ",
        12 => " nghìn tỷ",
        _ => "",
    };
    let sign = if figure.kind == FigureKind::Percent { "%" } else { "" };
    let whole = figure.whole.map(|whole| format!("/{whole}")).unwrap_or_default();
    format!("{value}{whole}{scale}{sign}")
}
