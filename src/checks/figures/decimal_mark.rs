//! `decimal-mark`: the mark before the decimals of a percentage.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::figure::{Figure, FigureKind};

/// Flags decimal marks: with `expected`, every other one; without, the rarer one in a document that
/// uses two. One finding a document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DecimalMark {
    /// The mark to use.
    expected: Option<char>,
}

impl Check for DecimalMark {
    const NAME: &'static str = "decimal-mark";
    const VALUES: &'static [&'static str] = &["found", "expected", "times"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let with_decimals = || {
            let percents = cx.document.figures.all.iter().filter(|figure| figure.kind == FigureKind::Percent);
            percents.filter_map(|figure| Some((figure, figure.style.decimal_mark?)))
        };
        let points = with_decimals().filter(|(_, mark)| *mark == '.').count();
        let commas = with_decimals().filter(|(_, mark)| *mark == ',').count();
        let expected = match self.expected {
            Some(expected) => expected,
            None if points == 0 || commas == 0 => return,
            None if points > commas => '.',
            None => ',',
        };
        let wrong: Vec<(&Figure, char)> = with_decimals().filter(|(_, mark)| *mark != expected).collect();
        let Some(((first, mark), again)) = wrong.split_first() else { return };
        let as_written = cx.document.clean_text(first.number);
        let draft = findings.report(first.span);
        // A heading may say that the cells below it are in per cent.
        let sign = if first.cell.is_some() && first.span == first.number { "" } else { "%" };
        draft.value("found", format!("{as_written}{sign}"));
        draft.value("expected", format!("{}{sign}", as_written.replace(*mark, &expected.to_string())));
        draft.value("times", wrong.len().to_string());
        for (figure, _) in again {
            draft.label("again", figure.span);
        }
        for (figure, mark) in &wrong {
            let written = cx.document.clean_text(figure.number).replace(*mark, &expected.to_string());
            draft.edit(Edit::replace(figure.number, written));
        }
    }
}
