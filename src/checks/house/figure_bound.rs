//! `figure-bound`: a named figure against a number or another figure.

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_about;
use super::scope::Scope;
use super::table::TableView;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::figure::{Decimal, Figure, FigureKind, Role};
use crate::model::written::Written;
use crate::model::{BlockId, Document, Place};
use crate::text::{TextRange, fold};

/// Reports figures above or below what they may be. Approximate figures and results count as they are written; limits,
/// changes and rates (`ít nhất`, `tăng`, `bình quân`) are other figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct FigureBound {
    /// Phrases by which the figure is known. In a table they are those of its column or row; in text they stand behind
    /// the number (`12 hồ sơ quá hạn`) or before it in the same sentence, with no figure between
    /// (`tỷ lệ đúng hạn đạt 96%`).
    #[schemars(length(min = 1))]
    figure: Vec<String>,
    /// Only figures of this kind.
    #[serde(default)]
    kind: Option<Kind>,
    /// Where to look; everywhere if left out.
    #[serde(default, rename = "in")]
    scope: Scope,
    /// The least that it may be. Amounts are in units: 1500000000 for `1,5 tỷ đồng`.
    #[serde(default)]
    at_least: Option<Bound>,
    /// The most that it may be.
    #[serde(default)]
    at_most: Option<Bound>,
    /// Phrases of another figure of the same table row or sentence, else of the document, that is the most it may be:
    /// `["hồ sơ tiếp nhận"]`.
    #[serde(default)]
    at_most_figure: Vec<String>,
    /// The figure must be there.
    #[serde(default)]
    required: bool,
}

/// A kind of figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// A number of things.
    Count,
    /// A percentage.
    Percent,
    /// Money, area, weight.
    Amount,
}

/// A number of a rule, exact.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(try_from = "serde_json::Number")]
#[schemars(with = "f64")]
struct Bound(Decimal);

impl TryFrom<serde_json::Number> for Bound {
    type Error = String;

    fn try_from(number: serde_json::Number) -> Result<Self, Self::Error> {
        let text = number.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}").parse().map_err(|_| format!("{text}: too large a number"))?;
        Ok(Self(Decimal { digits, decimals: fraction.len() as u8 }))
    }
}

/// Bytes between the name of a figure and its number.
const FARTHEST: u32 = 120;

impl Check for FigureBound {
    const NAME: &'static str = "figure-bound";
    const VALUES: &'static [&'static str] = &["found", "figure", "bound", "other"];
    const CASES: &'static [&'static str] = &["below", "above-other", "missing"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if document.legacy.is_some() {
            return findings.not_checked(Reason::LegacyText);
        }
        let known = Known::new(document, &self.scope);
        let named = known.named(&self.figure, self.kind);
        let name = self.figure.first().map_or("", String::as_str);
        if named.is_empty() && self.required {
            let Some(place) = self.scope.anchor(document) else { return };
            findings.report(place).case("missing").value("figure", name).value("found", "");
        }
        let others = if self.at_most_figure.is_empty() { Vec::new() } else { known.named(&self.at_most_figure, None) };
        for figure in named {
            let found = document.clean_text(figure.span);
            let written = figure.written();
            if let Some(bound) = self.at_least.filter(|bound| exceeds(bound.0, written) == Some(true)) {
                let draft = findings.report(figure.span).case("below");
                draft.value("found", found).value("figure", name).value("bound", bound.0.to_string());
            }
            if let Some(bound) = self.at_most.filter(|bound| is_above(written, bound.0) == Some(true)) {
                let draft = findings.report(figure.span);
                draft.value("found", found).value("figure", name).value("bound", bound.0.to_string());
            }
            if let Some(other) =
                other_of(figure, &others).filter(|other| is_more(written, other.written()) == Some(true))
            {
                let draft = findings.report(figure.span).case("above-other");
                let shown = document.clean_text(other.span);
                let words = self.at_most_figure.first().map_or("", String::as_str);
                draft.value("found", found).value("figure", name).value("bound", shown).value("other", words);
            }
        }
    }
}

/// The figures of a document that a rule may mean.
struct Known<'d> {
    document: &'d Document,
    figures: Vec<&'d Figure>,
    tables: Vec<TableView<'d>>,
}

impl<'d> Known<'d> {
    fn new(document: &'d Document, scope: &Scope) -> Self {
        let places: Option<std::collections::HashMap<BlockId, Vec<TextRange>>> = (!scope.is_everywhere()).then(|| {
            let mut places = std::collections::HashMap::new();
            for stretch in scope.stretches(document) {
                places.entry(stretch.block.id()).or_insert_with(Vec::new).push(stretch.range);
            }
            places
        });
        let is_inside = |figure: &&Figure| {
            let block = document.block(figure.span.block);
            let range = block.clean_range(figure.span);
            let covers = |inside: &Vec<TextRange>| inside.iter().any(|stretch| stretch.common(range).is_some());
            places.as_ref().is_none_or(|places| places.get(&figure.span.block).is_some_and(covers))
                && scope.takes(block, range)
        };
        let is_stated = |figure: &&Figure| matches!(figure.role, Role::Plain | Role::Approximate | Role::Target);
        let figures = document.figures.all.iter().filter(is_stated).filter(is_inside).collect();
        Self { document, figures, tables: TableView::all(document) }
    }

    /// The figures that `phrases` name.
    fn named(&self, phrases: &[String], kind: Option<Kind>) -> Vec<&'d Figure> {
        let is_of_kind = |figure: &&&Figure| {
            kind.is_none_or(|kind| match kind {
                Kind::Count => matches!(figure.kind, FigureKind::Count | FigureKind::Fraction),
                Kind::Percent => figure.kind == FigureKind::Percent,
                Kind::Amount => figure.kind == FigureKind::Amount,
            })
        };
        self.figures.iter().filter(is_of_kind).filter(|figure| self.is_named(figure, phrases)).copied().collect()
    }

    fn is_named(&self, figure: &Figure, phrases: &[String]) -> bool {
        let block = self.document.block(figure.span.block);
        if let Place::Cell(cell) = block.place
            && let Some(table) = TableView::of(&self.tables, cell)
        {
            return !table.is_heading(cell)
                && (is_about(table.column_words(cell.column), phrases)
                    || is_about(&table.row_words(cell.row), phrases));
        }
        let folded = block.folded();
        let range = block.clean_range(figure.span);
        let own = figure.label.as_ref().filter(|label| label.span.block == figure.span.block);
        let own = own.map(|label| block.clean_range(label.span));
        phrases.iter().any(|phrase| {
            let key = fold::key(phrase);
            fold::find_words(folded, &key).map(TextRange::from).any(|words| {
                own.is_some_and(|label| label.start() <= words.start() && words.end() <= label.end())
                    || self.leads_to(figure, folded, words, range)
            })
        })
    }

    /// True if the words at `words` stand before the figure at `range` in one sentence, and name no figure between.
    fn leads_to(&self, figure: &Figure, folded: &str, words: TextRange, range: TextRange) -> bool {
        let near = words.end() <= range.start() && range.start() - words.end() <= FARTHEST;
        let between = folded.get(words.end() as usize..range.start() as usize).unwrap_or(".");
        let is_one_sentence = || !between.contains(['\n', ';']) && !between.contains(". ");
        near && is_one_sentence() && !self.has_other_between(figure, words)
    }

    /// True if another figure stands between the words and this one, or has the words for its own.
    fn has_other_between(&self, figure: &Figure, words: TextRange) -> bool {
        let all = &self.document.figures.all;
        let first = all.partition_point(|other| other.span.block < figure.span.block);
        let block = self.document.block(figure.span.block);
        let others = all[first..].iter().take_while(|other| other.span.block == figure.span.block);
        others.filter(|other| other.span != figure.span).any(|other| {
            let range = block.clean_range(other.span);
            let between = words.end() <= range.start() && other.span.range.start() < figure.span.range.start();
            let label = other.label.as_ref().filter(|label| label.span.block == other.span.block);
            let owns = label.is_some_and(|label| block.clean_range(label.span).common(words).is_some());
            between || owns && range.start() < words.start()
        })
    }
}

/// The other figure that bounds this one: of its row, of its block, or the only one there is.
fn other_of<'d>(figure: &Figure, others: &[&'d Figure]) -> Option<&'d Figure> {
    let of = |is_near: &dyn Fn(&Figure) -> bool| {
        others.iter().find(|other| other.span != figure.span && is_near(other)).copied()
    };
    let row = |figure: &Figure| figure.cell.map(|cell| (cell.table, cell.row));
    if figure.cell.is_some() {
        return of(&|other| row(other) == row(figure));
    }
    of(&|other| other.span.block == figure.span.block).or_else(|| match others {
        [only] if only.span != figure.span && only.cell.is_none() => Some(*only),
        _ => None,
    })
}

/// `digits * 10^exponent` in units of `10^finest`.
fn scaled(digits: i64, exponent: i32, finest: i32) -> Option<i128> {
    let power = 10i128.checked_pow(u32::try_from(exponent - finest).ok()?)?;
    i128::from(digits).checked_mul(power)
}

fn more(left: (i64, i32), right: (i64, i32)) -> Option<bool> {
    let finest = left.1.min(right.1);
    Some(scaled(left.0, left.1, finest)? > scaled(right.0, right.1, finest)?)
}

const fn of_written(number: Written) -> (i64, i32) {
    (number.value.digits, number.scale as i32 - number.value.decimals as i32)
}

const fn of_decimal(number: Decimal) -> (i64, i32) {
    (number.digits, -(number.decimals as i32))
}

/// Whether `found` is above `bound`; `None` where numbers are too large to compare.
fn is_above(found: Written, bound: Decimal) -> Option<bool> {
    more(of_written(found), of_decimal(bound))
}

/// Whether `bound` is above `found`.
fn exceeds(bound: Decimal, found: Written) -> Option<bool> {
    more(of_decimal(bound), of_written(found))
}

fn is_more(left: Written, right: Written) -> Option<bool> {
    more(of_written(left), of_written(right))
}
