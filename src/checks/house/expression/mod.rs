//! `expression`: a statement about the facts of a document that must hold.
//!
//! The language is a small, pure, typed part of the Common Expression Language with the facts of
//! `rasoat parse`. It is our own because an interpreter of the whole language types nothing before a document comes,
//! so that a misspelt name would be met long after it was written, and bounds neither the time nor the memory of
//! what it runs. Here names and types are judged when the rule is read, and every step of a run is counted.
//!
//! [`syntax`] makes a tree of the text, [`types`] judges it by the [`facts`] there are, [`eval`] runs it.

mod eval;
mod facts;
mod fault;
mod syntax;
mod types;
mod value;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::headings::title_span;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use eval::{Run, Stopped};
use facts::{Each, Record};
use syntax::Expr;
use types::Type;
use value::Value;

pub use facts::fields;
pub use fault::{FormulaFault, What};

/// Reports a document of which the statement is not true; with `each` every section, citation, figure or table of
/// which it is not. What needs a fact that the document does not give is said not to be checked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct Expression {
    /// What must hold: `has(date) && citations.all(c, !has(c.date) || c.date <= date)`. The facts and functions are
    /// listed below.
    holds: Formula,
    /// What it is asked of, one by one, under the name `it`; the document as a whole if left out.
    #[serde(default)]
    each: Option<Each>,
    /// Only where this holds.
    #[serde(default)]
    when: Option<Formula>,
}

/// A statement as written and as understood.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
struct Formula(Expr);

impl TryFrom<String> for Formula {
    type Error = FormulaFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        statement(&text, true).map(Self)
    }
}

/// Reads a statement; `with_item` if it may name `it`.
fn statement(text: &str, with_item: bool) -> Result<Expr, FormulaFault> {
    let expr = syntax::parse(text)?;
    // Which record `it` is stands in another parameter, so every one is tried.
    let items: Vec<Option<Type>> = if with_item && syntax::names(&expr, "it") {
        Each::ALL.iter().map(|each| Some(Type::Record(each.record()))).collect()
    } else {
        vec![None]
    };
    let mut first = None;
    for item in items {
        match types::judge(&expr, item) {
            Ok(()) => return Ok(expr),
            Err(fault) => first = first.or(Some(fault)),
        }
    }
    first.map_or(Ok(expr), Err)
}

/// What is wrong with the statement `text`, where `each` names what it is asked of; `None` if nothing is.
pub fn formula_fault(text: &str, each: Option<&str>) -> Option<FormulaFault> {
    let expr = match syntax::parse(text) {
        Ok(expr) => expr,
        Err(fault) => return Some(fault),
    };
    let item = each.and_then(Each::of).map(|each| Type::Record(each.record()));
    types::judge(&expr, item).err()
}

impl Check for Expression {
    const NAME: &'static str = "expression";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut run = Run::new(document);
        let items: Vec<Record> = match self.each {
            Some(each) => each.records(document),
            None => vec![Record::Document],
        };
        for item in items {
            let mut ask = |formula: &Formula| run.ask(&formula.0, Value::Record(item));
            let applies = self.when.as_ref().map_or(Ok(Some(true)), &mut ask);
            let holds = match applies {
                Ok(Some(true)) => ask(&self.holds),
                Ok(Some(false)) => continue,
                other => other,
            };
            match holds {
                Ok(Some(true)) => {}
                Ok(Some(false)) => {
                    let Some(place) = item.place(document).or_else(|| title_span(document)) else { continue };
                    findings.report(place).value("found", document.clean_text(place));
                }
                Ok(None) => findings.not_checked(Reason::ComponentUnknown),
                Err(Stopped) => return findings.not_checked(Reason::TooMuchWork),
            }
        }
    }
}
