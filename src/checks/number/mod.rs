//! The checks on the number and symbol.

mod number_form;
mod number_symbol;

pub(super) use number_form::{
    NumberFormColon, NumberFormFilled, NumberFormLabelCase, NumberFormLeadingZero, NumberFormNoExtraZero,
    NumberFormStateOrder, NumberFormTightHyphens, NumberFormTightSlash,
};
pub(super) use number_symbol::{
    NumberSymbolCodeCase, NumberSymbolHyphenInside, NumberSymbolIssuerCode, NumberSymbolKindFirst,
    NumberSymbolKnownCode, NumberSymbolMatchesTitle, NumberSymbolNoLetterCode, NumberSymbolNoYear,
};
