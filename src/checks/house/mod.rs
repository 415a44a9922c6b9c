//! Checks that a house binds to its own wishes: which words stand where, which headings, tables,
//! figures and citations a document has. They know no subject; every word is a parameter.

mod consistent_term;
mod date_bound;
mod expression;
mod figure_bound;
mod heading_order;
mod length;
mod pattern;
mod preferred_text;
mod required_citation;
mod required_table;
mod required_text;
mod scope;
mod table;
mod words;

pub(super) use consistent_term::ConsistentTerm;
pub(super) use date_bound::DateBound;
pub(super) use expression::Expression;
pub use expression::{FormulaFault, What as FormulaWhat, fields as formula_facts, formula_fault};
pub(super) use figure_bound::FigureBound;
pub(super) use heading_order::HeadingOrder;
pub(super) use length::Length;
pub(super) use pattern::{Pattern, place};
pub(crate) use pattern::{with_bounded_patterns, with_late_patterns};
pub(super) use preferred_text::PreferredText;
pub(super) use required_citation::RequiredCitation;
pub(super) use required_table::RequiredTable;
pub(super) use required_text::RequiredText;
pub(super) use scope::Scope;
pub(super) use words::{Bounds, Capitals, Hunt, is_about};
