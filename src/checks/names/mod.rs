//! The checks on names written in two ways.

mod dash_mixed;
mod known_name;
mod name_case;
mod name_slip;
mod name_variant;
mod official_form;

pub(super) use dash_mixed::DashMixed;
pub(super) use known_name::KnownName;
pub(super) use name_case::NameCase;
pub(super) use name_slip::NameSlip;
pub(super) use name_variant::NameVariant;
pub(super) use official_form::OfficialForm;
