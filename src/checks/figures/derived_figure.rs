//! `derived-figure`: a figure that other figures of its table or sentence give.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};

/// Places of operands that are shown.
const MOST_LABELS: usize = 12;

/// Holds totals, differences, percentages and growth against the figures that give them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DerivedFigure {
    /// Look at tables (true) or at sentences (false).
    in_table: bool,
    /// How the figure comes from the others.
    operations: Vec<OperationName>,
    /// What must say so; everything if left out.
    sources: Option<Vec<SourceName>>,
}

/// What says that figures give another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum SourceName {
    /// The words of a sentence.
    Sentence,
    /// The words of a sentence or list that hardly allow another reading.
    Wording,
    /// No other pair of figures nearby.
    Nearby,
    /// The heading of a total.
    Heading,
    /// A row of formulas.
    Formula,
    /// The other rows or columns.
    Pattern,
    /// The numbers of the rows.
    Numbering,
    /// The names of a rate and what it is made of.
    Naming,
}

/// How figures give another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum OperationName {
    /// All together.
    Sum,
    /// One without the other.
    Difference,
    /// One in per cent of the other.
    Share,
    /// The change between two values in per cent of the earlier one.
    Growth,
    /// A stated change in per cent of the value before it.
    Change,
    /// A quantity and what one of it costs.
    Product,
    /// How many times one is the other.
    Times,
    /// A percentage of a greatest score.
    Portion,
    /// A part that is no more than its whole.
    Within,
    /// The mean of all.
    Mean,
    /// The items of the list that a number announces.
    Items,
}

impl DerivedFigure {
    fn judges(&self, derived: &Derived) -> bool {
        let name = match derived.operation {
            Operation::Sum => OperationName::Sum,
            Operation::Difference => OperationName::Difference,
            Operation::Share => OperationName::Share,
            Operation::Growth => OperationName::Growth,
            Operation::Change => OperationName::Change,
            Operation::Product => OperationName::Product,
            Operation::Times => OperationName::Times,
            Operation::Portion(_) => OperationName::Portion,
            Operation::Within => OperationName::Within,
            Operation::Mean => OperationName::Mean,
            Operation::Items => OperationName::Items,
        };
        let source = match derived.source {
            Source::Sentence => SourceName::Sentence,
            Source::Wording => SourceName::Wording,
            Source::Nearby => SourceName::Nearby,
            Source::Heading => SourceName::Heading,
            Source::Formula => SourceName::Formula,
            Source::Pattern => SourceName::Pattern,
            Source::Numbering => SourceName::Numbering,
            Source::Naming => SourceName::Naming,
        };
        self.operations.contains(&name)
            && self.in_table == derived.source.is_table()
            && self.sources.as_ref().is_none_or(|sources| sources.contains(&source))
    }
}

impl Check for DerivedFigure {
    const NAME: &'static str = "derived-figure";
    const VALUES: &'static [&'static str] = &["reckoning", "found", "heading"];
    const LABELS: &'static [&'static str] = &["operand"];
    const PROVES: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let figures = &cx.document.figures;
        for derived in figures.derived.iter().filter(|derived| self.judges(derived)) {
            let (Some(result), Some(reckoning)) = (figures.get(derived.result), figures.reckon_derived(derived)) else {
                continue;
            };
            let draft = match derived.verdict {
                Verdict::Fails => findings.report(result.span),
                verdict if verdict.holds() => findings.prove(result.span),
                _ => continue,
            };
            draft.value("reckoning", reckoning);
            draft.value("found", cx.document.clean_text(result.span));
            draft.value("heading", result.label.as_ref().map_or("", |label| label.text.as_str()));
            for operand in derived.operands.iter().take(MOST_LABELS).filter_map(|at| figures.get(*at)) {
                draft.label("operand", operand.span);
            }
        }
    }
}
