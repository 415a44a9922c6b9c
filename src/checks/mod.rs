//! The checks: each judges one thing about a recognised document and knows no wording, no severity
//! and no decree. Rules bind them to parameters and words; [`CHECKS`] is the only list.

mod api;
mod citation_alias_form;
mod citation_alias_use;
mod citation_blank_number;
mod citation_chronology;
mod citation_date;
mod citation_first_mention;
mod citation_issuer_lifetime;
mod citation_issuer_name;
mod citation_kind_code;
mod citation_kind_issuer;
mod citation_kind_symbol;
mod citation_number_word;
mod citation_repetition;
mod citation_symbol_form;
mod citation_symbol_issuer;
mod citation_symbol_slip;
mod citation_twin;
mod citation_two_dates;
mod citation_units;
mod citation_year;

pub use api::{Bound, Check, CheckKind, Context, Draft, Findings, Stage};

use api::kind;

/// Every check there is, sorted by name. A rule file names one of them in `check`.
pub static CHECKS: &[CheckKind] = &[
    kind::<citation_alias_form::CitationAliasForm>(),
    kind::<citation_alias_use::CitationAliasUse>(),
    kind::<citation_blank_number::CitationBlankNumber>(),
    kind::<citation_chronology::CitationChronology>(),
    kind::<citation_date::CitationDate>(),
    kind::<citation_first_mention::CitationFirstMention>(),
    kind::<citation_issuer_lifetime::CitationIssuerLifetime>(),
    kind::<citation_issuer_name::CitationIssuerName>(),
    kind::<citation_kind_code::CitationKindCode>(),
    kind::<citation_kind_issuer::CitationKindIssuer>(),
    kind::<citation_kind_symbol::CitationKindSymbol>(),
    kind::<citation_number_word::CitationNumberWord>(),
    kind::<citation_repetition::CitationRepetition>(),
    kind::<citation_symbol_form::CitationSymbolForm>(),
    kind::<citation_symbol_issuer::CitationSymbolIssuer>(),
    kind::<citation_symbol_slip::CitationSymbolSlip>(),
    kind::<citation_twin::CitationTwin>(),
    kind::<citation_two_dates::CitationTwoDates>(),
    kind::<citation_units::CitationUnits>(),
    kind::<citation_year::CitationYear>(),
];

/// The check named `name`.
pub fn find(name: &str) -> Option<&'static CheckKind> {
    CHECKS.iter().find(|check| check.name == name)
}
