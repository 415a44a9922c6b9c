//! The checks on the number and symbol.

mod number_form;
mod number_symbol;

pub(super) use number_form::NumberForm;
pub(super) use number_symbol::NumberSymbol;
