//! `required-table`: a table that a document must have, and what must stand in it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::scope::Scope;
use super::table::TableView;
use super::words::AnyOf;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::text::fold;

/// Looks for the table that is most like the wanted one, and reports that there is none, or what it lacks.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RequiredTable {
    /// Where the table stands; anywhere if left out.
    #[serde(rename = "in")]
    scope: Scope,
    /// Phrases of the paragraph above it or of its heading by which it is known. If left out, it is the one with most of
    /// the columns.
    known_by: Vec<String>,
    /// Its columns: for each a phrase of its heading, or a list of phrases of which any will do.
    columns: Vec<AnyOf>,
    /// Its rows, named likewise: `["Tổng cộng", "Tổng số", "Cộng"]` for a row of totals.
    rows: Vec<AnyOf>,
    /// What must stand in the paragraph above it or in its heading: `"đơn vị tính"`.
    above: Vec<AnyOf>,
    /// Columns in which no cell may be empty.
    filled: Vec<String>,
    /// Rows below the heading at least.
    at_least_rows: u16,
    /// Only in documents that have a table: without one nothing is reported.
    optional: bool,
}

impl Check for RequiredTable {
    const NAME: &'static str = "required-table";
    const VALUES: &'static [&'static str] = &["missing", "count"];
    const CASES: &'static [&'static str] = &["no-table", "row", "above", "empty-cell", "too-short"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let is_inside: Box<dyn Fn(&TableView<'_>) -> bool> = if self.scope.is_everywhere() {
            Box::new(|_| true)
        } else {
            let stretches = self.scope.stretches(cx.document);
            if stretches.is_empty() {
                return findings.not_checked(Reason::ComponentUnknown);
            }
            let blocks: std::collections::HashSet<_> = stretches.iter().map(|stretch| stretch.block.id()).collect();
            Box::new(move |table| table.blocks().any(|block| blocks.contains(&block)))
        };
        let tables: Vec<TableView<'_>> =
            TableView::all(cx.document).into_iter().filter(|table| is_inside(table)).collect();
        let table = if self.known_by.is_empty() {
            tables.iter().rev().max_by_key(|table| self.lacking(table).1)
        } else {
            tables.iter().find(|table| super::is_about(&around(table), &self.known_by))
        };
        // A table with none of the columns is another one.
        let table =
            table.filter(|table| !self.known_by.is_empty() || self.columns.is_empty() || self.lacking(table).1 > 0);
        match table {
            Some(table) => self.judge(table, findings),
            None if self.optional => {}
            None => {
                let Some(place) = self.scope.anchor(cx.document) else { return };
                let names: Vec<&str> = self.columns.iter().map(AnyOf::first).collect();
                findings.report(place).case("no-table").value("missing", names.join(", ")).value("count", "0");
            }
        }
    }
}

impl RequiredTable {
    /// The columns that `table` lacks, and how many of the wanted it has.
    fn lacking(&self, table: &TableView<'_>) -> (Vec<&str>, usize) {
        let has = |wanted: &&AnyOf| table.headings().iter().any(|heading| wanted.is_in(heading));
        let lacking: Vec<&str> = self.columns.iter().filter(|wanted| !has(wanted)).map(AnyOf::first).collect();
        let found = self.columns.len() - lacking.len();
        (lacking, found)
    }

    fn judge(&self, table: &TableView<'_>, findings: &mut Findings) {
        let Some(place) = table.place() else { return };
        let rows: Vec<String> = table.body().map(|row| table.row_words(row)).collect();
        let mut report = |case: Option<&'static str>, missing: &str| {
            let draft = findings.report(place).value("missing", missing).value("count", rows.len().to_string());
            draft.case = case;
        };
        let lacking = self.lacking(table).0;
        if !lacking.is_empty() {
            report(None, &lacking.join(", "));
        }
        let has_row = |wanted: &&AnyOf| rows.iter().any(|row| wanted.is_in(row));
        for wanted in self.rows.iter().filter(|wanted| !has_row(wanted)) {
            report(Some("row"), wanted.first());
        }
        let around = around(table);
        for wanted in self.above.iter().filter(|wanted| !wanted.is_in(&around)) {
            report(Some("above"), wanted.first());
        }
        if rows.len() < usize::from(self.at_least_rows) {
            report(Some("too-short"), &self.at_least_rows.to_string());
        }
        for column in (0u16..).zip(table.headings()).filter(|(_, words)| super::is_about(words, &self.filled)) {
            for cell in table.cells_of(column.0).filter(|cell| table.text(cell).is_empty()) {
                let Some(place) = table.place_of_empty(cell) else { continue };
                let draft = findings.report(place).case("empty-cell");
                draft.value("missing", column.1.as_str()).value("count", rows.len().to_string());
            }
        }
    }
}

/// The folded words above a table and of its heading.
fn around(table: &TableView<'_>) -> String {
    let above = table.above().map(|block| fold::key(block.clean())).unwrap_or_default();
    format!("{above} {}", table.headings().join(" "))
}
