//! `figure-bound`: a named figure against a number or another figure.

use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_about;
use super::scope::{Quotations, Scope};
use super::table::TableView;
use crate::checks::{Check, Context, Findings};
use crate::model::figure::{Decimal, Figure, FigureKind, Role};
use crate::model::written::Written;
use crate::model::{Block, BlockId, Document, Place, TableId};
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
const FARTHEST: usize = 120;

impl Check for FigureBound {
    const NAME: &'static str = "figure-bound";
    const VALUES: &'static [&'static str] = &["found", "figure", "bound", "other"];
    const CASES: &'static [&'static str] = &["below", "above-other", "missing"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let known = Known::new(document, &self.scope);
        let named = known.named(&self.figure, self.kind);
        let name = self.figure.first().map_or("", String::as_str);
        if named.is_empty() && self.required {
            let Some(place) = self.scope.anchor(document) else { return };
            findings.report(place).case("missing").value("figure", name).value("found", "");
        }
        let others = if self.at_most_figure.is_empty() { Vec::new() } else { known.named(&self.at_most_figure, None) };
        let others = Others::new(document, &others);
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
            if let Some(other) = others.of(figure).filter(|other| is_more(written, other.written()) == Some(true)) {
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
    /// By their place in the document's figures: whether the rule looks at it.
    is_meant: Vec<bool>,
    tables: Vec<TableView<'d>>,
}

impl<'d> Known<'d> {
    fn new(document: &'d Document, scope: &Scope) -> Self {
        let mut places: HashMap<BlockId, Vec<TextRange>> = HashMap::new();
        if !scope.is_everywhere() {
            for stretch in scope.stretches(document) {
                places.entry(stretch.block.id()).or_default().push(stretch.range);
            }
        }
        let mut last: Option<(BlockId, Quotations)> = None;
        let mut is_inside = |figure: &Figure| {
            let id = figure.span.block;
            let block = document.block(id);
            let range = block.clean_range(figure.span);
            let covers = |inside: &Vec<TextRange>| inside.iter().any(|stretch| stretch.common(range).is_some());
            if scope.is_everywhere() || !places.get(&id).is_some_and(covers) {
                return scope.is_everywhere();
            }
            if last.as_ref().is_none_or(|(known, _)| *known != id) {
                last = Some((id, scope.quotations(block)));
            }
            last.as_ref().is_some_and(|(_, quotations)| quotations.takes(range))
        };
        let is_stated = |figure: &Figure| matches!(figure.role, Role::Plain | Role::Approximate | Role::Target);
        let is_meant = document.figures.all.iter().map(|figure| is_stated(figure) && is_inside(figure)).collect();
        Self { document, is_meant, tables: TableView::all(document) }
    }

    /// The figures that `phrases` name, in reading order.
    fn named(&self, phrases: &[String], kind: Option<Kind>) -> Vec<&'d Figure> {
        let all = &self.document.figures.all;
        let keys: Vec<String> = phrases.iter().map(|phrase| fold::key(phrase)).collect();
        let mut named = BTreeSet::new();
        let mut at = 0;
        while let Some(first) = all.get(at) {
            let block = self.document.block(first.span.block);
            let end = at + all[at..].iter().take_while(|figure| figure.span.block == block.id()).count();
            let table = match block.place {
                Place::Cell(cell) => TableView::of(&self.tables, cell).map(|table| (table, cell)),
                _ => None,
            };
            match table {
                Some((table, cell)) => {
                    let words = || {
                        is_about(table.column_words(cell.column), phrases)
                            || is_about(&table.row_words(cell.row), phrases)
                    };
                    if !table.is_heading(cell) && words() {
                        named.extend(at..end);
                    }
                }
                None => {
                    named.extend(named_in_text(block, &all[at..end], &keys).into_iter().map(|found| at + found));
                }
            }
            at = end;
        }
        let ratios: HashMap<usize, usize> =
            self.document.figures.ratios.iter().map(|ratio| (ratio.count, ratio.percent)).collect();
        let of_kind = |at: usize| {
            let fits = |at: &usize| all.get(*at).is_some_and(|figure| kind.is_none_or(|kind| kind.fits(figure)));
            // `đúng hạn 118 hồ sơ, đạt 98%`: the percentage of the count that has the name.
            Some(at).filter(fits).or_else(|| ratios.get(&at).copied().filter(fits))
        };
        let found: BTreeSet<usize> = named.into_iter().filter_map(of_kind).collect();
        found.into_iter().filter(|at| self.is_meant.get(*at) == Some(&true)).filter_map(|at| all.get(at)).collect()
    }
}

/// The figures of a paragraph, by their place among its own, that have one of the names: in the words that are
/// theirs, or before them in the same sentence with no figure between.
fn named_in_text(block: &Block, figures: &[Figure], keys: &[String]) -> Vec<usize> {
    let folded = block.folded();
    let ranges: Vec<TextRange> = figures.iter().map(|figure| block.clean_range(figure.span)).collect();
    let label = |at: usize| {
        let label = figures.get(at)?.label.as_ref().filter(|label| label.span.block == block.id())?;
        Some(block.clean_range(label.span))
    };
    let mut named = Vec::new();
    for words in keys.iter().flat_map(|key| fold::find_words(folded, key).map(TextRange::from)) {
        let next = ranges.partition_point(|range| range.start() < words.start());
        let owns = |at: usize| label(at).is_some_and(|label| label.common(words) == Some(words));
        let before = next.checked_sub(1);
        if let Some(before) = before.filter(|before| owns(*before)) {
            named.push(before);
            continue;
        }
        let is_of_before = before.and_then(label).is_some_and(|label| label.common(words).is_some());
        let Some(range) = ranges.get(next).filter(|_| !is_of_before) else { continue };
        let between = words.end() as usize..range.start() as usize;
        let is_near = between.len() <= FARTHEST && folded.get(between).is_some_and(is_one_sentence);
        if owns(next) || words.end() <= range.start() && is_near {
            named.push(next);
        }
    }
    named
}

impl Kind {
    const fn fits(self, figure: &Figure) -> bool {
        match self {
            Self::Count => matches!(figure.kind, FigureKind::Count | FigureKind::Fraction),
            Self::Percent => matches!(figure.kind, FigureKind::Percent),
            Self::Amount => matches!(figure.kind, FigureKind::Amount),
        }
    }
}

/// True if no sentence or clause ends in the folded text.
fn is_one_sentence(text: &str) -> bool {
    !text.contains(['\n', ';']) && !text.contains(". ")
}

/// Figures that bound others, by where they are.
struct Others<'d> {
    document: &'d Document,
    rows: HashMap<(TableId, u16), &'d Figure>,
    blocks: HashMap<BlockId, Vec<&'d Figure>>,
    /// The only one in the text, if it is one.
    only: Option<&'d Figure>,
}

impl<'d> Others<'d> {
    fn new(document: &'d Document, figures: &[&'d Figure]) -> Self {
        let (mut rows, mut blocks) = (HashMap::new(), HashMap::<BlockId, Vec<&'d Figure>>::new());
        for figure in figures {
            match figure.cell {
                Some(cell) => {
                    rows.entry((cell.table, cell.row)).or_insert(*figure);
                }
                None => blocks.entry(figure.span.block).or_default().push(figure),
            }
        }
        let mut free = figures.iter().filter(|figure| figure.cell.is_none());
        let only = free.next().filter(|_| free.next().is_none()).copied();
        Self { document, rows, blocks, only }
    }

    /// The one that bounds `figure`: of its table row, of its sentence, or the only one in the text.
    fn of(&self, figure: &Figure) -> Option<&'d Figure> {
        let is_other = |other: &&Figure| other.span != figure.span;
        if let Some(cell) = figure.cell {
            return self.rows.get(&(cell.table, cell.row)).copied().filter(is_other);
        }
        let Some(near) = self.blocks.get(&figure.span.block) else { return self.only.filter(is_other) };
        let block = self.document.block(figure.span.block);
        let own = block.clean_range(figure.span);
        // Those right before and behind it; what is farther away stands behind them.
        let next = near.partition_point(|other| other.span.range.start() < figure.span.range.start());
        let is_in_sentence = |other: &&Figure| {
            let range = block.clean_range(other.span);
            let (from, to) = (own.end().min(range.end()), own.start().max(range.start()));
            let between = block.folded().get(from as usize..to as usize);
            between.is_some_and(|text| !text.contains('\n') && !text.contains(". "))
        };
        let before = next.checked_sub(1).and_then(|at| near.get(at)).copied();
        let behind = near[next..].iter().copied().find(is_other);
        let found = before.filter(is_other).filter(is_in_sentence).or_else(|| behind.filter(is_in_sentence));
        found.or_else(|| self.only.filter(is_other))
    }
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
