//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod api;
mod figures;

pub use api::{Bound, Check, CheckKind, Context, Draft, Findings, Stage};

use api::kind;

/// Every check there is, sorted by name. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<figures::AnnouncedCount>(),
    kind::<figures::DecimalMark>(),
    kind::<figures::DigitsAndWords>(),
    kind::<figures::NumberStyle>(),
    kind::<figures::PartsTotal>(),
    kind::<figures::PercentOverHundred>(),
    kind::<figures::PercentSpacing>(),
    kind::<figures::PercentSum>(),
    kind::<figures::RatioAgainstBase>(),
    kind::<figures::TotalMissing>(),
    kind::<figures::WordAndDigit>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
