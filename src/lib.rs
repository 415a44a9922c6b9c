//! `rasoat`: the compliance checker for Vietnamese administrative documents.
//!
//! ```
//! let checker = rasoat::Checker::builder().lang(rasoat::Lang::En).build()?;
//! let report = checker.check("a.txt", "Uỷ ban nhân dân xã báo cáo.".as_bytes())?;
//! let rules: Vec<&str> = report.findings().map(|finding| finding.rule()).collect();
//! assert!(rules.iter().all(|rule| rule.contains('/')));
//! # Ok::<(), rasoat::Error>(())
//! ```
//!
//! The types at the root are the library as others use it ([`Checker`]). How it works:
//!
//! ```text
//! bytes -> readers -> RawDocument -> recognize -> Document -> checks -> [Diagnostic] -> report
//! ```
//!
//! The modules in reading order: [`text`] (ranges, folding, words), [`model`] (what a document is),
//! [`lexicon`] (names of the field), [`readers`] (bytes to blocks), [`recognize`] (blocks to a
//! document), [`across`] (what a file tells others), [`diagnostic`] (a finding), [`checks`] (the judgements), [`catalogue`] (rules as
//! data), [`engine`] (the one way in), [`config`] (what holds for which document),
//! [`baseline`] (known findings), [`report`] (what people and machines read), [`writeback`] (findings and
//! fixes back into the file), [`copies`] (marked and mended copies), `project` (the files that say how documents are checked), `lsp` (findings in
//! editors), `cli` (the way in). Only the last three touch the world; without the feature `cli` they are
//! left out and the library is pure. `tests/architecture.rs` holds which may use which.

mod facade;

pub use facade::{
    Checker, CheckerBuilder, Compared, Copy, Document, Edit, Error, Fault, Finding, Fix, Form, Lang, Location, Member,
    NotChecked, Reach, Related, Report, Severity, Topic,
};

pub mod across;
pub mod baseline;
pub mod catalogue;
pub mod checks;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod config;
pub mod copies;
pub mod diagnostic;
pub mod engine;
pub mod lexicon;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod model;
pub mod ooxml;
#[cfg(feature = "cli")]
mod project;
pub mod readers;
pub mod recognize;
pub mod report;
pub mod text;
pub mod writeback;

/// The version of the rules and of the program that carries them.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
