//! The library as others use it: a [`Checker`] is built once and checks bytes.
//!
//! # What is promised
//!
//! Within a major version (below 1.0: within a minor one) nothing of this page is taken away or changes its meaning:
//! the types at the root of the crate with their methods, the ids of rules, the JSON of [`Form::Json`] by its schema
//! (`schemas/report-v1.schema.json`), the codes with which the program ends (0 clean, 1 findings, 2 could not run).
//! More may come: methods, variants of the `#[non_exhaustive]` types, fields of the JSON, rules, and findings of rules that
//! see more. What a rule says is wording, and wording may get better; what it found is told by [`Finding::rule`] and
//! [`Finding::fingerprint`]. `tests/facade.rs` holds the list of everything here. The modules below the root are how it
//! works; they may change with every version.
//!
//! Every type here is `Send` and `Sync`. Nothing here reads a file, a clock, the environment or the network, and nothing
//! needs unwinding: with `panic = "abort"` all of it works, for rules are total.

mod checker;
mod copies;
mod document;
mod error;
mod finding;
mod member;
mod report;
mod settings;

pub use checker::Checker;
pub use copies::{Copy, Reach};
pub use document::Document;
pub use error::{Error, Fault};
pub use finding::{Edit, Finding, Fix, Location, Related, Severity};
pub use member::{Compared, Member, Topic};
pub use report::{Form, NotChecked, Report};
pub use settings::{CheckerBuilder, Lang};
