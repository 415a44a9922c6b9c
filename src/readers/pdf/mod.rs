//! PDF with a text layer: letters with their places become lines, columns and paragraphs.
//!
//! A PDF is a drawing: it knows neither paragraphs nor cells. What is told from the layout is told
//! with care, and what the layout does not tell (indents, spacing, weight by another name) stays
//! unknown. A PDF is never written.

mod cmap;
mod columns;
mod content;
mod font;
mod furniture;
mod index;
mod layer;
mod lines;
mod notes;
mod package;
mod paragraphs;
#[cfg(all(unix, feature = "cli"))]
mod wire;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use self::columns::Region;
use self::content::{Fonts, Page};
use self::furniture::{Running, Sheet, half_points};
use self::layer::Layer;
use self::lines::Stretch;
use self::package::{Budget, bomb, damaged};
use self::paragraphs::{Frame, Join, Pair};
#[cfg(all(unix, feature = "cli"))]
pub(super) use self::wire::{pack, unpack};
use super::{Limits, Notice, NoticeKind, Read, ReadError};
use crate::model::block::Cell as TableCell;
use crate::model::format::{PageNumber, PageSetup, RunFormat};
use crate::model::source::Area;
use crate::model::{
    Block, BlockId, BlockKind, CellRef, Fact, Format, Generator, Origin, Piece, Place, RawDocument, Table, TableId,
};
use crate::text::TextRange;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Read {
    // The library that parses objects is not written for hostile input.
    quietly(|| read_pages(bytes, limits)).unwrap_or_else(|| Err(damaged("PDF")))
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; `None` if it panics, of which nothing is printed.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    let before = QUIET.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work)).ok();
    QUIET.set(before);
    done
}

fn read_pages(bytes: &[u8], limits: &Limits) -> Read {
    let pdf = package::open(bytes, limits)?;
    let mut budget = Budget::new(limits);
    let mut fonts = Fonts::default();
    let mut pages = Vec::new();
    for id in pdf.page_iter() {
        if pages.len() >= limits.pdf_pages {
            return Err(bomb("pages"));
        }
        pages.push(content::page(&pdf, id, &mut fonts, &mut budget)?);
    }
    drop(pdf);
    if pages.is_empty() {
        return Err(damaged("/Pages"));
    }
    let layers: Vec<Layer> = pages.iter_mut().map(layer::settle).collect();
    let scanned = pages.iter().filter(|page| layer::is_picture(page)).count();
    if scanned * 2 > pages.len() {
        return Err(if layers.contains(&Layer::Unusable) { ReadError::LayerUnusable } else { ReadError::PicturesOnly });
    }
    let letters: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    if letters == 0 {
        return Err(ReadError::Empty);
    }
    let unnamed: usize = pages.iter().map(|page| page.unnamed).sum();
    if unnamed * 4 > letters || layer::has_lost_letters(&pages) {
        return Err(ReadError::LettersLost);
    }
    let mut notices = Vec::new();
    if unnamed > 0 {
        notices.push(Notice { kind: NoticeKind::InvalidBytes, detail: "ToUnicode".to_owned() });
    }
    if scanned > 0 {
        notices.push(Notice { kind: NoticeKind::PicturePages, detail: pages_named(&pages) });
    }
    let guessed = layers.contains(&Layer::Read);
    let raw = Assembly::new(&fonts, guessed).finish(&pages);
    if guessed {
        notices.push(Notice { kind: NoticeKind::RecognisedText, detail: String::new() });
    }
    if raw.blocks.is_empty() { Err(ReadError::Empty) } else { Ok((raw, notices)) }
}

/// The pages that are pictures.
fn pages_named(pages: &[Page]) -> String {
    let scans = pages.iter().enumerate().filter(|(_, page)| layer::is_picture(page));
    let names: Vec<String> = scans.map(|(at, _)| part_name(at)).collect();
    names.join(", ")
}

/// The name of a page as a part of the file.
fn part_name(page: usize) -> String {
    format!("trang {}", page + 1)
}

/// Lines that make one paragraph, each with its page and what binds it to the line before.
struct Paragraph {
    lines: Vec<(usize, Join, Stretch)>,
    place: Place,
    blank_before: bool,
}

/// Puts blocks together, page by page.
struct Assembly<'a> {
    fonts: &'a Fonts,
    /// The letters lie unseen over a picture: how they look says nothing about the page.
    guessed: bool,
    raw: RawDocument,
    paragraphs: Vec<Paragraph>,
    /// The last line of the flow and its frame, if the next line may go on with it.
    open: Option<(usize, Stretch, Frame)>,
}

impl<'a> Assembly<'a> {
    fn new(fonts: &'a Fonts, guessed: bool) -> Self {
        let mut raw = RawDocument::new(Format::Pdf);
        raw.letters_guessed = guessed;
        Self { fonts, guessed, raw, paragraphs: Vec::new(), open: None }
    }

    fn finish(mut self, pages: &[Page]) -> RawDocument {
        let mut sheets: Vec<Sheet> = pages
            .iter()
            .map(|page| {
                let (width, height, levels) = (page.width, page.height, page.levels.clone());
                Sheet { width, height, rows: lines::rows(page), levels }
            })
            .collect();
        let (page_number, running) = furniture::strip(&mut sheets);
        let numbered = |holds: fn(&Page) -> bool| {
            (1u32..).zip(pages).filter(|(_, page)| holds(page)).map(|(at, _)| at).collect::<Vec<u32>>()
        };
        self.raw.picture_pages = numbered(|page| page.pictures > 0);
        self.raw.unread_pages = numbered(layer::is_picture);
        let notes = notes::take(&mut sheets);
        let regions: Vec<Vec<Region>> =
            sheets.iter().map(|sheet| columns::regions(&sheet.rows, &sheet.levels)).collect();
        let frames = frames(&sheets, &regions);
        let mut sections = Vec::new();
        for (at, ((sheet, regions), frame)) in sheets.iter().zip(regions).zip(frames).enumerate() {
            self.raw.parts.push(part_name(at));
            let setup = page_setup(Fact::Known(twips(sheet.width)), Fact::Known(twips(sheet.height)), page_number);
            if self.raw.pages.last() != Some(&setup) {
                self.raw.pages.push(setup);
            }
            sections.push(self.raw.pages.len().saturating_sub(1) as u16);
            for region in regions {
                match region {
                    Region::Line(line) => self.line(at, line, frame, Place::Body),
                    Region::Columns(rows) => self.columns(at, rows),
                }
            }
        }
        for Running { page, at_top, line } in running {
            let place = if at_top { Place::Header } else { Place::Footer };
            self.paragraphs.push(Paragraph { lines: vec![(page, Join::Break, line)], place, blank_before: true });
        }
        for note in notes {
            let lines = note.lines.into_iter().map(|line| (note.page, Join::Space, line)).collect();
            self.paragraphs.push(Paragraph { lines, place: Place::Note, blank_before: true });
        }
        self.blocks(&sections);
        self.raw
    }

    fn line(&mut self, page: usize, line: Stretch, frame: Frame, place: Place) {
        let last = self.paragraphs.last_mut().filter(|last| last.place == place);
        let mut blank_before = true;
        if let (Some(paragraph), Some((before, last, last_frame))) = (last, &self.open) {
            let pair = Pair {
                line: last,
                frame: *last_frame,
                next: &line,
                next_frame: frame,
                across_pages: *before != page,
                is_first_line: paragraph.lines.len() == 1,
            };
            blank_before = pair.is_apart();
            if let Some(join) = pair.join() {
                paragraph.lines.push((page, join, line.clone()));
                self.open = Some((page, line, frame));
                return;
            }
        }
        self.open = Some((page, line.clone(), frame));
        self.paragraphs.push(Paragraph { lines: vec![(page, Join::Break, line)], place, blank_before });
    }

    fn columns(&mut self, page: usize, rows: Vec<Vec<Vec<Stretch>>>) {
        let table = TableId(self.raw.tables.len() as u32);
        // No text stands left and right of a table with lines around it.
        let filled = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|lines| !lines.is_empty()));
        let columns = rows.first().map_or(0, Vec::len);
        let (first, end) = (
            (0..columns).find(|column| filled(*column)).unwrap_or(0),
            (0..columns).rfind(|column| filled(*column)).map_or(0, |last| last + 1),
        );
        let (height, width) = (rows.len() as u16, end.saturating_sub(first) as u16);
        self.raw.tables.push(Table { rows: height, columns: width, cells: Vec::new(), parent: None });
        for (row, columns) in rows.into_iter().enumerate() {
            for (column, lines) in columns.into_iter().enumerate().take(end).skip(first) {
                let place = Place::Cell(CellRef { table, row: row as u16, column: (column - first) as u16 });
                let frame = Frame::around(lines.iter(), true);
                self.open = None;
                for line in lines {
                    self.line(page, line, frame, place);
                }
            }
        }
        self.open = None;
    }

    fn blocks(&mut self, sections: &[u16]) {
        let mut counted = (usize::MAX, 0);
        for paragraph in std::mem::take(&mut self.paragraphs) {
            let page = paragraph.lines.first().map_or(0, |(page, ..)| *page);
            counted = if counted.0 == page { (page, counted.1 + 1) } else { (page, 1) };
            let id = BlockId(self.raw.blocks.len() as u32);
            let mut text = String::new();
            let mut pieces = Vec::new();
            let mut runs = Vec::new();
            for (page, join, line) in &paragraph.lines {
                let between = join.text();
                if !text.is_empty() && !between.is_empty() {
                    let range = TextRange::from(text.len()..text.len() + between.len());
                    pieces.push(Piece { range, origin: Origin::Generated { by: Generator::Separator } });
                    text.push_str(between);
                    if let Some(run) = runs.last_mut() {
                        lengthen(run, text.len());
                    }
                }
                let start = text.len();
                text.push_str(&line.text);
                let range = TextRange::from(start..text.len());
                pieces.push(Piece { range, origin: Origin::Pdf { page: *page as u32 + 1, area: area(line) } });
                self.runs(&mut runs, start, line);
            }
            let mut block = Block::new(id, BlockKind::Paragraph, paragraph.place, text, pieces);
            block.blank_before = paragraph.blank_before;
            block.part = page as u32;
            block.paragraph = counted.1;
            block.format.section = sections.get(page).copied().unwrap_or(0);
            block.runs = runs;
            if let Place::Cell(cell) = paragraph.place {
                self.note_cell(cell, id);
            }
            self.raw.blocks.push(block);
        }
    }

    fn runs(&self, runs: &mut Vec<RunFormat>, start: usize, line: &Stretch) {
        if self.guessed {
            return;
        }
        let mut from = start;
        for (end, look) in &line.looks {
            let range = TextRange::from(from..start + end);
            from = start + end;
            let font = self.fonts.all.get(look.font);
            let run = run_format(
                range,
                font.and_then(|font| font.family.clone()),
                Fact::Known(half_points(look.size)),
                font.map_or(Fact::Unknown, |font| font.bold),
                font.map_or(Fact::Unknown, |font| font.italic),
            );
            match runs.last_mut() {
                Some(last) if (RunFormat { range, ..last.clone() }) == run => lengthen(last, from),
                _ => runs.push(run),
            }
        }
    }

    fn note_cell(&mut self, cell: CellRef, id: BlockId) {
        let Some(table) = self.raw.tables.get_mut(cell.table.index()) else { return };
        match table.cells.last_mut() {
            Some(last) if (last.row, last.column) == (cell.row, cell.column) => last.blocks.push(id),
            _ => table.cells.push(TableCell {
                row: cell.row,
                column: cell.column,
                row_span: 1,
                column_span: 1,
                blocks: vec![id],
            }),
        }
    }
}

/// The frame of each page. A page too short to show where its lines end takes that of the page of
/// the same width that shows it best.
fn frames(sheets: &[Sheet], regions: &[Vec<Region>]) -> Vec<Frame> {
    let own: Vec<Frame> = regions
        .iter()
        .map(|regions| {
            let flow = regions.iter().filter_map(|region| match region {
                Region::Line(line) => Some(line),
                Region::Columns(_) => None,
            });
            Frame::around(flow, false)
        })
        .collect();
    let best = |width: f64| {
        let alike =
            sheets.iter().zip(&own).filter(|(sheet, frame)| frame.is_sure() && (sheet.width - width).abs() < 1.0);
        alike.map(|(_, frame)| *frame).max_by_key(|frame| frame.full)
    };
    sheets
        .iter()
        .zip(&own)
        .map(|(sheet, frame)| if frame.is_sure() { *frame } else { best(sheet.width).unwrap_or(*frame) })
        .collect()
}

/// What a drawing tells of a run.
fn run_format(
    range: TextRange,
    font: Option<String>,
    half_points: Fact<u16>,
    bold: Fact<bool>,
    italic: Fact<bool>,
) -> RunFormat {
    RunFormat {
        range,
        font,
        plain_font: None,
        half_points,
        bold,
        italic,
        underline: Fact::Unknown,
        caps: Fact::Known(false),
        color: Fact::Unknown,
        highlighted: Fact::Unknown,
    }
}

/// What a drawing tells of a page.
fn page_setup(width: Fact<u32>, height: Fact<u32>, page_number: Fact<Option<PageNumber>>) -> PageSetup {
    PageSetup { width, height, page_number, ..PageSetup::default() }
}

fn lengthen(run: &mut RunFormat, end: usize) {
    run.range = TextRange::new(run.range.start(), end as u32);
}

/// Points as twentieths of a point.
fn twips(points: f64) -> u32 {
    let scaled = (points * 20.0).round().clamp(0.0, 1e9);
    #[expect(clippy::cast_sign_loss, reason = "clamped to what fits")]
    let twips = scaled as u32;
    twips
}

fn area(line: &Stretch) -> Area {
    Area {
        left: twips(line.left),
        top: twips(line.baseline - line.size),
        right: twips(line.right),
        bottom: twips(line.baseline + 0.25 * line.size),
    }
}
