//! The checks on capital letters.

mod capital_inside;
mod name_capitals;
mod noun_capital_mixed;
mod own_kind_capital;

pub(super) use capital_inside::CapitalInside;
pub(super) use name_capitals::NameCapitals;
pub(super) use noun_capital_mixed::NounCapitalMixed;
pub(super) use own_kind_capital::OwnKindCapital;
