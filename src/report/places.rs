//! Where something is, for whoever has the document open in the program that made it: the page, the headings
//! above, the table with its row and column by their own words. Every form of output tells places by
//! [`told`]; the numbers of paragraphs are for machines.

use std::collections::BTreeSet;

use super::layout::{clipped, one_line};
use super::location::{locate, locate_bytes};
use super::words::{self, PlaceWord};
use crate::catalogue::Lang;
use crate::engine::{Source, Suppression};
use crate::lexicon::tables::Heading;
use crate::model::block::Table;
use crate::model::outline::MarkerStyle;
use crate::model::{Block, BlockId, CellRef, Document, Place, Span, Zone};

/// Columns of the words by which a row, a column or a paragraph is named.
const NAME: usize = 40;
/// Letters of the heading of a column.
const LONGEST_NAME: usize = 60;
/// Rows in which the heading of a table must end.
const LONGEST_HEADING: usize = 6;
/// Columns of a caption that still is one, and words in which its number stands.
const CAPTION: (usize, usize) = (160, 4);

/// The place of `span` inside a sentence: in a file of lines these are enough.
pub fn brief(document: &Document, span: Span, lang: Lang) -> String {
    if !document.raw.format.has_lines() {
        return told(document, span, lang);
    }
    let location = locate(document, span);
    words::spot(location.line, location.column, lang)
}

/// The place of `span` in words.
pub fn told(document: &Document, span: Span, lang: Lang) -> String {
    let block = document.block(span.block);
    let mut parts = Vec::new();
    if document.raw.format.has_lines() {
        parts.push(brief(document, span, lang));
    }
    parts.extend(page(document, span, lang));
    parts.extend(words::in_margin(block.place, lang).map(str::to_owned));
    let table = match block.place {
        Place::Cell(cell) => in_table(document, cell, lang),
        _ => None,
    };
    parts.extend(section(document, span.block, lang));
    match table {
        Some(table) => parts.push(table),
        None if parts.is_empty() => parts.push(by_first_words(document, block, lang)),
        None => {}
    }
    parts.join(", ")
}

/// Where a suppression stands; `None` if it stands in the configuration.
pub fn of_suppression(document: &Document, suppression: &Suppression, lang: Lang) -> Option<String> {
    let Source::Comment(at) = suppression.source else { return None };
    let comment = document.raw.comments.get(at)?;
    match comment.bytes {
        Some(bytes) => {
            let location = locate_bytes(document, bytes);
            Some(words::spot(location.line, location.column, lang))
        }
        None => comment.about.first().map(|span| told(document, *span, lang)),
    }
}

/// The lines, the pages, or else the places, of `spans`, each once, `most` at most.
pub fn told_together(document: &Document, spans: &[Span], most: usize, lang: Lang) -> String {
    if !document.raw.format.has_lines() {
        let pages: BTreeSet<Option<(u32, bool)>> = spans.iter().map(|span| document.raw.page_of(*span)).collect();
        let known: Vec<u32> = pages.iter().flatten().map(|(page, _)| *page).collect();
        if !pages.contains(&None) && !known.is_empty() {
            let is_certain = pages.iter().flatten().all(|(_, is_certain)| *is_certain);
            return words::pages(&known, is_certain, most, lang);
        }
    }
    let mut places: Vec<String> = Vec::new();
    for span in spans {
        let place = if document.raw.format.has_lines() {
            words::line(locate(document, *span).line, true, lang)
        } else {
            told(document, *span, lang)
        };
        if !places.contains(&place) {
            places.push(place);
        }
        if places.len() > most {
            break;
        }
    }
    let more = if places.len() > most { ", …" } else { "" };
    format!("{}{more}", places.get(..most).unwrap_or(&places).join(", "))
}

/// The page on which `span` begins, if the file tells.
pub fn page(document: &Document, span: Span, lang: Lang) -> Option<String> {
    document.raw.page_of(span).map(|page| words::page(page, lang))
}

/// The headings above `block`, from the top down: *Chương IV, Điều 16, khoản 2, điểm a*; or the numbers of
/// the sections of a report.
pub fn section(document: &Document, block: BlockId, lang: Lang) -> Option<String> {
    let outline = &document.owner(block).outline;
    let mut chain = Vec::new();
    let mut at = outline.division_of(block);
    while let Some(division) = at.and_then(|at| outline.divisions.get(at)) {
        chain.push(division);
        at = division.parent;
    }
    chain.reverse();
    let (mut names, mut numbers) = (Vec::new(), Vec::new());
    let mut in_article = false;
    for marker in chain.iter().filter_map(|division| division.marker.as_ref()) {
        let style = marker.style;
        in_article |= style == MarkerStyle::Article;
        let number = || one_line(document.clean_text(marker.digits));
        match style {
            MarkerStyle::Part
            | MarkerStyle::Chapter
            | MarkerStyle::Section
            | MarkerStyle::Subsection
            | MarkerStyle::Article => {
                let written = one_line(document.clean_text(marker.span));
                names.push(words::heading_name(written.trim_end_matches(['.', ':', ' ', '/', ')', '-'])));
            }
            MarkerStyle::Arabic if in_article => names.push(words::clause(&number(), lang)),
            MarkerStyle::Letter if in_article => names.push(words::point(&number(), lang)),
            MarkerStyle::None => {}
            _ => numbers.push(number()),
        }
    }
    if in_article {
        return Some(names.join(", "));
    }
    if !numbers.is_empty() {
        names.push(words::section(&document.section_path_below(block, names.len()), lang));
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// A paragraph by its first words, or by the part of the document that it is.
fn by_first_words(document: &Document, block: &Block, lang: Lang) -> String {
    let quote = clipped(&one_line(block.clean().trim()), NAME);
    if quote.is_empty() {
        return words::line(locate(document, Span::new(block.id(), (0..0).into())).line, false, lang);
    }
    words::paragraph_with(&quote, lang)
}

/// The table, row and column of `cell`; `None` for a table that only puts things side by side.
fn in_table(document: &Document, cell: CellRef, lang: Lang) -> Option<String> {
    let table = document.raw.tables.get(cell.table.index())?;
    if is_layout(document, table) {
        return None;
    }
    let mut parts = vec![name(document, cell.table.index(), lang)];
    parts.push(row_name(document, table, cell, lang));
    parts.extend(column_name(document, table, cell, lang));
    Some(parts.join(", "))
}

/// True for the tables of headers and signatures.
fn is_layout(document: &Document, table: &Table) -> bool {
    let first = table.cells.iter().flat_map(|cell| &cell.blocks).next();
    let zone = first.map(|block| document.zone(*block));
    table.columns < 2
        || table.rows < 2
        || matches!(zone, None | Some(Zone::Preface | Zone::Header | Zone::Title | Zone::Addressees | Zone::Closing))
}

/// The number of its caption, or else which of the tables it is.
fn name(document: &Document, index: usize, lang: Lang) -> String {
    let own = document.raw.tables.get(index);
    let first = own.and_then(|table| table.cells.iter().flat_map(|cell| &cell.blocks).min());
    let above = first.and_then(|first| document.blocks().get(..first.index())).unwrap_or_default();
    let above = above.iter().rev().find(|block| !block.is_blank()).filter(|block| block.place == Place::Body);
    if let Some(caption) = above.and_then(caption) {
        return caption;
    }
    let before = document.raw.tables.get(..index).unwrap_or_default();
    let count = before.iter().filter(|table| table.parent.is_none() && !is_layout(document, table)).count();
    words::table(count + 1, lang)
}

/// `Bảng 2` of `Bảng 2. Kết quả …`.
fn caption(block: &Block) -> Option<String> {
    let text = block.clean().trim();
    if text.chars().count() > CAPTION.0 || !Heading::Caption.says(block.folded()) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().take(CAPTION.1).collect();
    let number = words.iter().position(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let named = words.get(..=number)?.join(" ");
    Some(named.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
}

/// The words of the cell that covers a place, on one line.
fn words_at(document: &Document, table: &Table, row: usize, column: usize) -> String {
    let covers =
        |from: u16, span: u16, at: usize| usize::from(from) <= at && at < usize::from(from) + usize::from(span);
    let cell = table
        .cells
        .iter()
        .find(|cell| covers(cell.row, cell.row_span, row) && covers(cell.column, cell.column_span, column));
    let texts = cell.into_iter().flat_map(|cell| &cell.blocks).map(|id| document.block(*id).clean().trim());
    one_line(&texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "))
}

/// The rows that head the columns: those above the first with a number right of the first column.
fn heading_rows(document: &Document, table: &Table) -> usize {
    let is_data =
        |row: &usize| (1..usize::from(table.columns)).any(|column| is_number(&words_at(document, table, *row, column)));
    let rows = usize::from(table.rows);
    (0..rows.min(LONGEST_HEADING)).find(is_data).unwrap_or(1).min(rows)
}

fn is_number(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// The row by the first words in it, left of the cell or in it.
fn row_name(document: &Document, table: &Table, cell: CellRef, lang: Lang) -> String {
    let heading = heading_rows(document, table);
    if usize::from(cell.row) < heading {
        return PlaceWord::HeadingRow.text(lang).to_owned();
    }
    let is_numbering = |column: usize| {
        (0..heading)
            .any(|row| Heading::Numbering.says(&crate::text::fold::fold(&words_at(document, table, row, column))))
    };
    let named = (0..=usize::from(cell.column)).filter(|column| !is_numbering(*column)).find_map(|column| {
        let text = words_at(document, table, usize::from(cell.row), column);
        (text.chars().filter(|letter| letter.is_alphabetic()).count() > 1).then_some(text)
    });
    match named {
        Some(text) => words::row(&clipped(&text, NAME), lang),
        None => words::row_number(usize::from(cell.row) - heading + 1, lang),
    }
}

/// The column by the words above it, from the top down.
fn column_name(document: &Document, table: &Table, cell: CellRef, lang: Lang) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for row in 0..heading_rows(document, table).min(usize::from(cell.row)) {
        let text = words_at(document, table, row, usize::from(cell.column));
        // A sentence is no heading, as where a page cuts a table.
        if text.chars().count() > LONGEST_NAME {
            return None;
        }
        if !text.is_empty() && !is_number(&text) && names.last() != Some(&text) {
            names.push(text);
        }
    }
    (!names.is_empty()).then(|| words::column(&clipped(&names.join(" – "), 2 * NAME), lang))
}

#[cfg(test)]
mod tests {
    use crate::engine::{self, Settings};
    use crate::model::SourceFile;

    use super::*;

    fn places(name: &str, text: &str, wanted: &str) -> String {
        let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let outcome = engine::check(&file, &Settings::new()).expect("reads");
        let document = &outcome.document;
        let (block, at) = document
            .blocks()
            .iter()
            .find_map(|block| Some((block, block.clean().find(wanted)?)))
            .expect("the words are there");
        told(document, block.span(at..at + wanted.len()), Lang::Vi)
    }

    #[test]
    fn a_cell_is_named_by_its_row_and_column() {
        let text = "Kết quả như sau:\n\nBảng 2. Kết quả giải quyết hồ sơ\n\n\
            | TT | Đơn vị | Tiếp nhận | Đúng hạn |\n|---|---|---|---|\n| 1 | Thôn Mộc | 12 | 11 |\n| 2 | Thôn Trà | 8 | 8 |\n| | Tổng cộng | 20 | 18 |\n";
        let place = places("a.md", text, "18");
        assert!(place.ends_with("Bảng 2, dòng “Tổng cộng”, cột “Đúng hạn”"), "{place}");
        let place = places("a.md", text, "Tiếp nhận");
        assert!(place.ends_with("Bảng 2, hàng tiêu đề"), "{place}");
    }

    #[test]
    fn a_point_is_named_by_all_that_stands_above() {
        let text = "QUY CHẾ\nLàm việc\n\nChương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\n1. Quy chế này quy định về giờ làm việc.\n\n2. Quy chế này gồm:\n\na) Giờ làm việc buổi sáng;\n\nb) Giờ làm việc buổi chiều.\n\nĐiều 2. Đối tượng\n\nCán bộ xã.\n";
        let place = places("a.txt", text, "buổi chiều");
        assert!(place.ends_with("Chương I, Điều 1, khoản 2, điểm b"), "{place}");
    }
}
