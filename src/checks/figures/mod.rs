//! The checks on figures: each reads one kind of relation that recognition has already judged.

mod amount_unit;
mod announced_count;
mod beyond_limit;
mod cut_percent;
mod decimal_mark;
mod derived_figure;
mod digits_and_words;
mod number_style;
mod parts_total;
mod percent_over_hundred;
mod percent_spacing;
mod percent_sum;
mod rank_order;
mod ratio;
mod repeated_quantity;
mod table_oddity;
mod total_missing;
mod word_and_digit;

pub(super) use amount_unit::AmountUnit;
pub(super) use announced_count::AnnouncedCount;
pub(super) use beyond_limit::BeyondLimit;
pub(super) use cut_percent::CutPercent;
pub(super) use decimal_mark::DecimalMark;
pub(super) use derived_figure::DerivedFigure;
pub(super) use digits_and_words::DigitsAndWords;
pub(super) use number_style::NumberStyle;
pub(super) use parts_total::PartsTotal;
pub(super) use percent_over_hundred::PercentOverHundred;
pub(super) use percent_spacing::PercentSpacing;
pub(super) use percent_sum::PercentSum;
pub(super) use rank_order::RankOrder;
pub(super) use ratio::RatioAgainstBase;
pub(super) use repeated_quantity::RepeatedQuantity;
pub(super) use table_oddity::TableOddity;
pub(super) use total_missing::TotalMissing;
pub(super) use word_and_digit::WordAndDigit;

use crate::model::figure::Figures;

/// The parts of a whole as a sum: `24 + 8 = 32`.
fn sum_of(figures: &Figures, parts: &[usize]) -> String {
    let values: Vec<_> = parts.iter().filter_map(|part| figures.get(*part)).map(|figure| figure.value).collect();
    let sum = values.iter().fold(0i64, |sum, value| sum.saturating_add(value.digits));
    let terms: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("{} = {}", terms.join(" + "), crate::model::figure::Decimal::whole(sum))
}
