//! Tables: rows, merged cells and what stands in them.

use super::story::{Flow, Story};
use crate::model::block::Cell;
use crate::model::{CellRef, Place, Table, TableId};
use crate::ooxml::{Element, Namespace, Xml, XmlError};
use crate::readers::{MOST_CELLS, within};

/// Where the next cell goes.
struct Cursor {
    table: TableId,
    row: u16,
    column: u16,
}

impl Story {
    /// Reads a `table:table`.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>, flow: &Flow) -> Result<(), XmlError> {
        let parent = match flow.place {
            Place::Cell(cell) => Some(cell),
            _ => None,
        };
        let table = TableId(self.tables.len() as u32);
        self.tables.push(Table { parent, ..Table::default() });
        let mut cursor = Cursor { table, row: 0, column: 0 };
        self.rows(xml, &mut cursor, flow)?;
        if let Some(stored) = self.tables.get_mut(table.index()) {
            stored.rows = cursor.row;
            for cell in &mut stored.cells {
                cell.row_span = cell.row_span.min(cursor.row.saturating_sub(cell.row)).max(1);
            }
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>, cursor: &mut Cursor, flow: &Flow) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::OdfTable, "table-header-rows" | "table-rows" | "table-row-group") => {
                    self.rows(xml, cursor, flow)?;
                }
                (Namespace::OdfTable, "table-row") => {
                    let times = count(xml, &element, "number-rows-repeated");
                    cursor.column = 0;
                    self.cells(xml, cursor, flow)?;
                    cursor.row = cursor.row.saturating_add(times);
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml<'_>, cursor: &mut Cursor, flow: &Flow) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            let times = count(xml, &element, "number-columns-repeated");
            match element.name() {
                (Namespace::OdfTable, "table-cell") => {
                    let cell = Cell {
                        row: cursor.row,
                        column: cursor.column,
                        row_span: count(xml, &element, "number-rows-spanned"),
                        column_span: count(xml, &element, "number-columns-spanned"),
                        blocks: Vec::new(),
                    };
                    self.cell(xml, cursor.table, cell, flow)?;
                }
                // What a merged cell covers is kept but not shown.
                (Namespace::OdfTable, "covered-table-cell") => {
                    self.unless(true, |story| story.blocks(xml, &mut flow.inside(Place::Body, None)))?;
                }
                _ => {
                    xml.skip()?;
                    continue;
                }
            }
            cursor.column = cursor.column.saturating_add(times);
            if let Some(table) = self.tables.get_mut(cursor.table.index()) {
                table.columns = table.columns.max(cursor.column);
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, table: TableId, cell: Cell, flow: &Flow) -> Result<(), XmlError> {
        let place = Place::Cell(CellRef { table, row: cell.row, column: cell.column });
        self.cells += 1;
        within(self.cells, MOST_CELLS, "cells")?;
        let at = self.tables.get_mut(table.index()).map(|table| {
            table.cells.push(cell);
            table.cells.len() - 1
        });
        self.blocks(xml, &mut flow.inside(place, at))
    }
}

/// An attribute that counts cells; at least 1.
fn count(xml: &Xml<'_>, element: &Element<'_>, name: &str) -> u16 {
    let value = xml.attribute(element, Namespace::OdfTable, name);
    value.and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}
