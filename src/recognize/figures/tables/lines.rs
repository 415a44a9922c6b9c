//! The rows of a table, or its columns, as lines of numbers side by side: what is true of a total
//! row is true of a total column when the table is turned.

use super::grid::{Content, Grid};
use crate::model::figure::Decimal;
use crate::model::written::Written;

/// What a line holds by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Counts or amounts that can be added up.
    Plain,
    /// All of the others together.
    Total,
    /// Percentages.
    Percent,
    /// What changed, in the unit of the others.
    Change,
    /// Years, ranks, averages: nothing that can be added up.
    Other,
}

/// How a row is numbered; rows of one style stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Roman,
    Number(u8),
    Letter,
    Dash,
    None,
}

/// A row or column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its folded heading, the lowest cell of it.
    pub(super) label: String,
    /// The cells of the heading above that one, from the top.
    pub(super) groups: Vec<usize>,
    /// All of the heading.
    pub(super) full: String,
    pub(super) kind: Kind,
    pub(super) level: Level,
}

/// A number of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    /// Index of the figure.
    pub(super) figure: usize,
    pub(super) written: Written,
}

impl Value {
    pub(super) const fn decimal(self) -> Decimal {
        self.written.value
    }
}

/// One place of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    Blank,
    Text,
    Number(Value),
}

/// Lines with their numbers.
pub(super) struct Sheet {
    pub(super) lines: Vec<Line>,
    /// What each place across the lines holds.
    pub(super) positions: Vec<Line>,
    places: Vec<Place>,
    /// True for columns: their headings say which of them belong together.
    pub(super) upright: bool,
}

impl Sheet {
    pub(super) fn place(&self, line: usize, position: usize) -> Place {
        self.places.get(line * self.positions.len() + position).copied().unwrap_or_default()
    }

    pub(super) fn number(&self, line: usize, position: usize) -> Option<Value> {
        match self.place(line, position) {
            Place::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The rows of `grid` as lines. `figure` gives the figure of a place.
    pub(super) fn rows(grid: &Grid, figure: &impl Fn(usize, usize) -> Option<usize>) -> Self {
        let columns = data_columns(grid);
        let rows: Vec<usize> = grid.body().collect();
        let place = |row: usize, column: usize| place(grid, row, column, figure);
        Self {
            places: rows.iter().flat_map(|row| columns.iter().map(move |column| place(*row, *column))).collect(),
            lines: rows.iter().map(|row| row_line(grid, *row)).collect(),
            positions: columns.iter().map(|column| column_line(grid, *column)).collect(),
            upright: false,
        }
    }

    /// The columns of `grid` as lines.
    pub(super) fn columns(grid: &Grid, figure: &impl Fn(usize, usize) -> Option<usize>) -> Self {
        let rows = Self::rows(grid, figure);
        let (height, width) = (rows.lines.len(), rows.positions.len());
        let places = (0..width).flat_map(|column| (0..height).map(move |row| (row, column)));
        Self {
            places: places.map(|(row, column)| rows.place(row, column)).collect(),
            lines: rows.positions,
            positions: rows.lines,
            upright: true,
        }
    }
}

/// Columns with at least one number.
pub(super) fn data_columns(grid: &Grid) -> Vec<usize> {
    let has_number = |column: usize| {
        grid.body().any(|row| matches!(&grid.spot(row, column).content, Content::Number(entry) if !entry.is_year()))
    };
    (0..grid.columns).filter(|column| grid.numbering != Some(*column) && has_number(*column)).collect()
}

fn place(grid: &Grid, row: usize, column: usize, figure: &impl Fn(usize, usize) -> Option<usize>) -> Place {
    let spot = grid.spot(row, column);
    match &spot.content {
        // A number in a merged cell counts where the cell begins, and is not blank elsewhere.
        Content::Number(_) if !spot.first => Place::Text,
        Content::Number(entry) => figure(row, column).map_or(Place::Text, |figure| {
            Place::Number(Value { figure, written: Written { value: entry.value, scale: 0 } })
        }),
        Content::Blank if spot.first => Place::Blank,
        Content::Blank | Content::Text => Place::Text,
    }
}

fn column_line(grid: &Grid, column: usize) -> Line {
    let mut cells: Vec<usize> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    let heading = (0..grid.heading).filter(|row| Some(*row) != grid.index_row);
    for spot in heading.map(|row| grid.spot(row, column)).filter(|spot| !spot.text.is_empty()) {
        if !cells.contains(&spot.cell) {
            cells.push(spot.cell);
            texts.push(&spot.text);
        }
    }
    let label = texts.pop().unwrap_or("").to_owned();
    cells.pop();
    let full = if texts.is_empty() { label.clone() } else { format!("{} {label}", texts.join(" ")) };
    let signs =
        grid.body().filter(|row| matches!(&grid.spot(*row, column).content, Content::Number(entry) if entry.percent));
    let kind = if signs.count() > 0 { Kind::Percent } else { kind(&label, &full) };
    Line { label, groups: cells, full, kind, level: Level::None }
}

/// The heading of a row, which stands in its first cell with words.
pub(super) fn row_heading(grid: &Grid, row: usize) -> Option<&super::grid::Spot> {
    let columns = (0..grid.columns).filter(|column| grid.numbering != Some(*column));
    let mut spots = columns.map(|column| grid.spot(row, column));
    let worded = spots.find(|spot| matches!(spot.content, Content::Text | Content::Number(_)))?;
    let beside = grid.numbering.map(|column| grid.spot(row, column));
    match worded.content {
        Content::Text => Some(worded),
        // `Tổng cộng` in the column of row numbers, or across it.
        _ => beside.filter(|spot| spot.text.chars().filter(|letter| letter.is_alphabetic()).count() > 3),
    }
}

fn row_line(grid: &Grid, row: usize) -> Line {
    let numbering = grid.numbering.map(|column| grid.spot(row, column).text.as_str()).unwrap_or_default();
    let heading = row_heading(grid, row).map(|spot| spot.text.as_str()).unwrap_or_default();
    // A heading may carry its number: `1. Nam`, `- Nữ`.
    let (level, label) = match level(numbering) {
        Level::None => match heading.split_once([' ', '.']) {
            Some((first, rest)) if level(first) != Level::None => (level(first), rest.trim_start_matches(['.', ' '])),
            _ => (Level::None, heading),
        },
        level => (level, heading),
    };
    let signs = (0..grid.columns)
        .filter(|column| matches!(&grid.spot(row, *column).content, Content::Number(entry) if entry.percent))
        .count();
    let numbers =
        (0..grid.columns).filter(|column| matches!(&grid.spot(row, *column).content, Content::Number(_))).count();
    let kind = if signs > 0 && signs + usize::from(grid.numbering.is_some()) >= numbers {
        Kind::Percent
    } else {
        kind(label, label)
    };
    Line { label: label.to_owned(), groups: Vec::new(), full: label.to_owned(), kind, level }
}

fn level(text: &str) -> Level {
    let text = text.trim_end_matches(['.', ')', '/']).trim_start_matches('(');
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Level::None,
        (Some('-' | '–' | '+' | '*' | '•'), None) => Level::Dash,
        (Some('i' | 'v' | 'x'), _) if text.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x')) => Level::Roman,
        (Some('a'..='h' | 'đ'), None) => Level::Letter,
        _ if text.split('.').all(|piece| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())) => {
            Level::Number(u8::try_from(text.split('.').count()).unwrap_or(u8::MAX))
        }
        _ => Level::None,
    }
}

fn kind(label: &str, full: &str) -> Kind {
    let has = |words: &[&str]| words.iter().any(|word| crate::text::fold::has_words(full, word));
    if full.contains('%') || has(&["tỷ lệ", "tỉ lệ", "tỷ trọng", "phần trăm"]) {
        Kind::Percent
    } else if has(&[
        "năm sinh",
        "xếp thứ",
        "xếp hạng",
        "thứ hạng",
        "mã",
        "ngày",
        "bình quân",
        "trung bình",
        "đơn giá",
        "mức",
        "độ dài",
        "cỡ",
        "ghi chú",
        "stt",
        "tt",
        "điện thoại",
        "hệ số",
        "mật độ",
        "điểm",
        "lãi suất",
        "số hiệu",
        "số thứ tự",
        "thời hạn",
        "năm sản xuất",
    ]) || matches!(label, "tuổi" | "hạng" | "lần" | "số lần" | "năm")
    {
        Kind::Other
    } else if is_total(label) {
        Kind::Total
    } else if has(&["tăng", "giảm", "chênh lệch", "so sánh"]) {
        Kind::Change
    } else {
        Kind::Plain
    }
}

/// `Tổng cộng`, `Cộng`, `Tổng số hồ sơ`, `Toàn xã`.
fn is_total(label: &str) -> bool {
    let mut words = label.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    match (words.next().unwrap_or(""), words.next().unwrap_or("")) {
        ("tổng", second) => !matches!(second, "hợp" | "kết" | "quan" | "thể" | "cục" | "công" | "bí" | "giám"),
        ("cộng", second) => !matches!(second, "tác" | "đồng" | "hòa"),
        ("toàn", second) => {
            matches!(second, "xã" | "phường" | "tỉnh" | "huyện" | "thành" | "đơn" | "cơ" | "ngành" | "bộ")
        }
        _ => false,
    }
}

/// True for a row that by its name ends a table and adds up all of it.
pub(super) fn closes_table(label: &str) -> bool {
    ["tổng cộng", "tổng số", "cộng", "tổng"].iter().any(|name| {
        label.strip_prefix(name).is_some_and(|rest| rest.trim_matches([':', ' ', '.', '*', '(', ')']).is_empty())
    })
}
