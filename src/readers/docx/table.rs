//! Tables: rows, merged cells and what stands in them.

use std::collections::HashMap;

use super::container::{Container, Width};
use super::properties::{is_on, number, value};
use super::story::{Story, enter_branch};
use super::styles::StyleIndex;
use super::table_style::{CellPlace, Look, TableInfluence, says_last_row};
use crate::model::block::Cell;
use crate::model::{CellRef, Place, Table, TableId};
use crate::ooxml::{Namespace, Xml, XmlError};
use crate::readers::{MOST_CELLS, within};

/// A table while it is read.
struct OpenTable {
    id: TableId,
    style: Option<StyleIndex>,
    look: Option<Look>,
    /// What the tables around it decide.
    outer: TableInfluence,
    /// The width of what it stands in.
    width: Width,
    /// Columns of its grid, 0 if it does not say.
    grid: u16,
    row: u16,
    /// Cell that goes on below, by its first grid column.
    merged: HashMap<u16, usize>,
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    column: u16,
    /// The cell before, for the older kind of horizontal merge.
    last: Option<usize>,
    deleted: bool,
    /// The file says whether it is the last row.
    is_last: Option<bool>,
}

/// What a `w:tcPr` holds.
#[derive(Default)]
struct CellProps {
    span: Option<u16>,
    vertical: Option<Merge>,
    horizontal: Option<Merge>,
    deleted: bool,
    in_last_row: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    Starts,
    GoesOn,
}

impl Story {
    /// Reads a `w:tbl`.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>, outer: &Container) -> Result<(), XmlError> {
        let parent = match outer.place {
            Place::Cell(cell) => Some(cell),
            _ => None,
        };
        within(self.tables.len(), MOST_CELLS, "tables")?;
        let id = TableId(self.tables.len() as u32);
        self.tables.push(Table { parent, ..Table::default() });
        let mut table = OpenTable {
            id,
            style: None,
            look: None,
            outer: outer.table,
            width: outer.width,
            grid: 0,
            row: 0,
            merged: HashMap::new(),
        };
        self.rows(xml, &mut table)?;
        if let Some(stored) = self.tables.get_mut(id.index()) {
            stored.rows = table.row;
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>, table: &mut OpenTable) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "tblPr") => {
                    while let Some(element) = xml.child()? {
                        match element.name() {
                            (Namespace::Word, "tblStyle") => {
                                table.style = value(xml, &element).and_then(|id| self.styles.index(&id));
                            }
                            (Namespace::Word, "tblLook") => table.look = Some(Look::read(xml, &element)),
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                (Namespace::Word, "tblGrid") => {
                    let mut columns = 0u16;
                    while let Some(element) = xml.child()? {
                        columns = columns.saturating_add(u16::from(element.is(Namespace::Word, "gridCol")));
                        xml.skip()?;
                    }
                    table.grid = columns;
                    self.widen(table.id, columns);
                }
                (Namespace::Word, "tr") => self.row(xml, table)?,
                (Namespace::Word, "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo") => {
                    self.rows(xml, table)?;
                }
                (Namespace::Word, "del" | "moveFrom") => self.unless(true, |story| story.rows(xml, table))?,
                (Namespace::Compatibility, "AlternateContent") => {
                    if enter_branch(xml)? {
                        self.rows(xml, table)?;
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'_>, table: &mut OpenTable) -> Result<(), XmlError> {
        let mut row = Row::default();
        self.cells(xml, table, &mut row)?;
        if !row.deleted && !self.is_dropping() {
            table.row = table.row.saturating_add(1);
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml<'_>, table: &mut OpenTable, row: &mut Row) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "trPr") => {
                    while let Some(element) = xml.child()? {
                        match element.name() {
                            (Namespace::Word, "gridBefore") => row.column = number(xml, &element).unwrap_or(0),
                            (Namespace::Word, "del") => {
                                self.tracked();
                                row.deleted = true;
                            }
                            (Namespace::Word, "ins") => self.tracked(),
                            (Namespace::Word, "cnfStyle") => row.is_last = Some(says_last_row(xml, &element)),
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                (Namespace::Word, "tc") => self.cell(xml, table, row)?,
                (Namespace::Word, "sdt" | "sdtContent" | "customXml") => self.cells(xml, table, row)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, table: &mut OpenTable, row: &mut Row) -> Result<(), XmlError> {
        self.cells += 1;
        within(self.cells, MOST_CELLS, "cells")?;
        let mut props = CellProps::default();
        let mut container: Option<Container> = None;
        let mut deleted = row.deleted;
        while let Some(element) = xml.child()? {
            if container.is_none() && element.is(Namespace::Word, "tcPr") {
                props = read_props(xml)?;
                deleted |= props.deleted;
                continue;
            }
            let container = container.get_or_insert_with(|| self.place(table, row, &props, deleted));
            self.unless(deleted, |story| story.block(xml, &element, container))?;
        }
        let mut container = match container {
            Some(container) => container,
            None => self.place(table, row, &props, deleted),
        };
        self.unless(deleted, |story| {
            story.end(&mut container);
            Ok(())
        })
    }

    /// Puts the next cell of `row` into the grid, or finds the one that it is merged with.
    fn place(&mut self, table: &mut OpenTable, row: &mut Row, props: &CellProps, deleted: bool) -> Container {
        let column = row.column;
        let span = props.span.unwrap_or(1).max(1);
        row.column = column.saturating_add(span);
        let dropped = deleted || self.is_dropping();
        if !dropped {
            self.widen(table.id, row.column);
        }
        let above = table.merged.get(&column).copied().filter(|_| props.vertical == Some(Merge::GoesOn));
        let before = row.last.filter(|_| props.horizontal == Some(Merge::GoesOn));
        let Some(stored) = self.tables.get_mut(table.id.index()) else { return Container::new(Place::Body) };
        let at = if dropped {
            // The cell is read for the count of its paragraphs only.
            stored.cells.len()
        } else if let Some(at) = above.or(before) {
            if let Some(cell) = stored.cells.get_mut(at) {
                if above.is_some() {
                    cell.row_span = (table.row - cell.row).saturating_add(1);
                } else {
                    cell.column_span = cell.column_span.saturating_add(span);
                }
            }
            at
        } else {
            let cell = Cell { row: table.row, column, row_span: 1, column_span: span, blocks: Vec::new() };
            stored.cells.push(cell);
            stored.cells.len() - 1
        };
        if !dropped {
            row.last = Some(at);
            match props.vertical {
                Some(_) => table.merged.insert(column, at),
                None => table.merged.remove(&column),
            };
        }
        let in_last_row = match (row.is_last, props.in_last_row) {
            (Some(row), cell) => Some(row || cell == Some(true)),
            (None, cell) => cell,
        };
        let place = CellPlace { look: table.look, row: table.row, column, span, columns: table.grid, in_last_row };
        let (row, column) = stored.cells.get(at).map_or((table.row, column), |cell| (cell.row, cell.column));
        let mut container = Container::new(Place::Cell(CellRef { table: table.id, row, column }));
        container.place = self.place_of(container.place);
        container.cell = Some(at);
        container.width = table.width.of_cell(place.column, span, table.grid);
        container.table = self.styles.table(table.style, &place).inside(table.outer);
        container
    }

    fn widen(&mut self, table: TableId, columns: u16) {
        if let Some(table) = self.tables.get_mut(table.index()) {
            table.columns = table.columns.max(columns);
        }
    }
}

fn read_props(xml: &mut Xml<'_>) -> Result<CellProps, XmlError> {
    let mut props = CellProps::default();
    while let Some(element) = xml.child()? {
        let merge = || match value(xml, &element).as_deref() {
            Some("restart") => Merge::Starts,
            _ => Merge::GoesOn,
        };
        match element.name() {
            (Namespace::Word, "gridSpan") => props.span = number(xml, &element),
            (Namespace::Word, "vMerge") => props.vertical = Some(merge()),
            (Namespace::Word, "hMerge") => props.horizontal = Some(merge()),
            (Namespace::Word, "cellDel") => props.deleted = is_on(xml, &element),
            (Namespace::Word, "cnfStyle") => props.in_last_row = Some(says_last_row(xml, &element)),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(props)
}
