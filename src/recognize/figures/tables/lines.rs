//! The rows of a table, or its columns, as lines of numbers side by side: what is true of a total
//! row is true of a total column when the table is turned.

use super::grid::{Content, Grid};
use super::numbering::{Level, Mark};
use crate::lexicon::tables::Heading;
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
    /// Points of a score.
    Score,
    /// Years, ranks, averages: nothing that can be added up.
    Other,
}

impl Kind {
    /// True if the numbers of such a line can be added up with others of their kind.
    pub(super) const fn adds(self) -> bool {
        matches!(self, Self::Plain | Self::Total | Self::Change | Self::Score)
    }
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
    pub(super) mark: Mark,
    /// Its folded unit, from the column of units.
    pub(super) unit: String,
    /// The greatest value that its heading states.
    pub(super) maximum: Option<Decimal>,
}

impl Line {
    pub(super) const fn level(&self) -> Level {
        self.mark.level
    }
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
    /// A part and its whole: the part, and the whole.
    Fraction(Value, Written),
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
        let positions: Vec<Line> = columns.iter().map(|column| column_line(grid, *column)).collect();
        // Points stay points in a row that is named after a rate.
        let scores = positions.iter().all(|column| column.kind == Kind::Score || Heading::Score.says(&column.label));
        let units = unit_column(grid);
        Self {
            places: rows.iter().flat_map(|row| columns.iter().map(move |column| place(*row, *column))).collect(),
            lines: rows.iter().map(|row| row_line(grid, *row, units, scores)).collect(),
            positions,
            upright: false,
        }
    }

    /// True if the place is in per cent only by the name of its row, and its column holds points.
    pub(super) fn is_score(&self, position: usize) -> bool {
        !self.upright && self.positions.get(position).is_some_and(|column| column.kind == Kind::Score)
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
    let holds = |column: usize| has_number(column) || grid.is_of_fractions(column);
    (0..grid.columns).filter(|column| grid.numbering != Some(*column) && holds(*column)).collect()
}

/// The column of units of measure.
pub(super) fn unit_column(grid: &Grid) -> Option<usize> {
    (0..grid.columns).find(|column| (0..grid.heading).any(|row| Heading::Unit.says(&grid.spot(row, *column).text)))
}

fn place(grid: &Grid, row: usize, column: usize, figure: &impl Fn(usize, usize) -> Option<usize>) -> Place {
    let spot = grid.spot(row, column);
    match &spot.content {
        // A number in a merged cell counts where the cell begins, and is not blank elsewhere.
        Content::Number(_) if !spot.first => Place::Text,
        Content::Number(entry) => figure(row, column).map_or(Place::Text, |figure| {
            Place::Number(Value { figure, written: Written { value: entry.value, scale: 0 } })
        }),
        Content::Fraction(cell) if spot.first => figure(row, column).map_or(Place::Text, |figure| {
            let written = |value: Decimal| Written { value, scale: 0 };
            Place::Fraction(Value { figure, written: written(cell.part.value) }, written(cell.whole.value))
        }),
        Content::Blank if spot.first => Place::Blank,
        Content::Blank | Content::Text | Content::Fraction(_) => Place::Text,
    }
}

/// All of the folded heading of a column.
pub(super) fn column_heading(grid: &Grid, column: usize) -> String {
    column_line(grid, column).full
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
    let maximum = maximum(&full);
    Line { label, groups: cells, full, kind, mark: Mark::NONE, unit: String::new(), maximum }
}

/// The heading of a row, which stands in its first cell with words.
pub(super) fn row_heading(grid: &Grid, row: usize) -> Option<&super::grid::Spot> {
    let columns = (0..grid.columns).filter(|column| grid.numbering != Some(*column));
    let mut spots = columns.map(|column| (column, grid.spot(row, column)));
    let (at, worded) =
        spots.find(|(_, spot)| matches!(spot.content, Content::Text | Content::Number(_) | Content::Fraction(_)))?;
    let beside = grid.numbering.map(|column| grid.spot(row, column));
    match worded.content {
        // A name that goes down over several rows heads them all; the next one heads this row.
        Content::Text if is_merged_down(grid, row, at) => {
            let own = spots.find(|(_, spot)| spot.cell != worded.cell);
            let own = own.filter(|(column, spot)| spot.content == Content::Text && !is_merged_down(grid, row, *column));
            own.map(|(_, spot)| spot).or(Some(worded))
        }
        Content::Text => Some(worded),
        // `Tổng cộng` in the column of row numbers, or across it.
        _ => beside.filter(|spot| spot.text.chars().filter(|letter| letter.is_alphabetic()).count() > 3),
    }
}

/// True if the cell in `column` covers the row before or after `row` too.
fn is_merged_down(grid: &Grid, row: usize, column: usize) -> bool {
    let cell = grid.spot(row, column).cell;
    row > 0 && grid.spot(row - 1, column).cell == cell || row + 1 < grid.rows && grid.spot(row + 1, column).cell == cell
}

fn row_line(grid: &Grid, row: usize, units: Option<usize>, scores: bool) -> Line {
    let numbering = grid.numbering.map(|column| grid.spot(row, column).text.as_str()).unwrap_or_default();
    let heading = row_heading(grid, row).map(|spot| spot.text.as_str()).unwrap_or_default();
    // A heading may carry its number: `1. Nam`, `- Nữ`.
    let (mark, label) = match Mark::read(numbering) {
        Mark { level: Level::None, .. } => own_number(heading),
        mark => (mark, heading),
    };
    let entries = || {
        let columns = (0..grid.columns).filter(|column| grid.numbering != Some(*column));
        columns.filter_map(|column| match &grid.spot(row, column).content {
            Content::Number(entry) => Some(entry),
            _ => None,
        })
    };
    let signed = entries().next().is_some() && entries().all(|entry| entry.percent);
    let unit = units.map(|column| grid.spot(row, column).text.clone()).unwrap_or_default();
    let kind = match kind(label, label) {
        _ if signed || unit.contains('%') => Kind::Percent,
        // A unit says what is counted, whatever the name.
        Kind::Percent if scores => Kind::Plain,
        Kind::Percent if !unit.is_empty() => Kind::Other,
        kind => kind,
    };
    let maximum = maximum(label);
    Line { label: label.to_owned(), groups: Vec::new(), full: label.to_owned(), kind, mark, unit, maximum }
}

/// The number that a heading begins with, and the rest of it.
fn own_number(heading: &str) -> (Mark, &str) {
    let word = heading.find(' ').unwrap_or(heading.len());
    let point = heading.get(..word).and_then(|word| word.rfind('.'));
    let mut numbers = [Some(word), point].into_iter().flatten().filter_map(|cut| {
        let (first, rest) = heading.split_at(cut);
        let mark = Mark::read(first);
        (mark.level != Level::None).then(|| (mark, rest.trim_start_matches(['.', ' '])))
    });
    numbers.next().unwrap_or((Mark::NONE, heading))
}

/// The greatest value that a heading states: `tối đa 20 điểm`.
fn maximum(heading: &str) -> Option<Decimal> {
    let after = heading.get(Heading::Maximum.ends_in(heading)?..)?;
    let number = after.trim_start_matches([' ', ':', '(', '-', '–']);
    let end = number.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(number.len());
    let (number, rest) = number.split_at(end);
    // Points are counted; days and metres have other limits.
    let counts_points = rest.trim_start().is_empty()
        || rest.trim_start().starts_with([')', ']', ';', ','])
        || rest.trim_start().starts_with("điểm")
        || rest.trim_start().starts_with("đ)");
    let (whole, decimals) = number.trim_end_matches(',').split_once(',').unwrap_or((number.trim_end_matches(','), ""));
    let digits = format!("{whole}{decimals}").parse().ok().filter(|digits| *digits > 0 && decimals.len() <= 4)?;
    counts_points.then_some(Decimal { digits, decimals: u8::try_from(decimals.len()).ok()? })
}

/// True if a heading has a sign `%` of its own; that of `thương tật từ 41% đến 50%` belongs to its number.
fn says_percent(heading: &str) -> bool {
    heading.match_indices('%').any(|(at, _)| {
        let before = heading.get(..at).unwrap_or("").trim_end();
        !before.ends_with(|letter: char| letter.is_ascii_digit())
    })
}

fn kind(label: &str, full: &str) -> Kind {
    if says_percent(full) || Heading::Percent.says(full) {
        Kind::Percent
    } else if Heading::Unaddable.says(full) && !Heading::Maximum.says(full) {
        Kind::Other
    } else if Heading::Total.says(label) {
        Kind::Total
    } else if Heading::Score.says(full) {
        Kind::Score
    } else if Heading::Change.says(full) {
        Kind::Change
    } else {
        Kind::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_state_greatest_scores() {
        let stated = |heading: &str| maximum(heading).map(|value| value.to_string());
        assert_eq!(stated("điểm đạt (tối đa 20 điểm)").as_deref(), Some("20"));
        assert_eq!(stated("thang điểm 9,5").as_deref(), Some("9,5"));
        assert_eq!(stated("điểm tối đa: 15").as_deref(), Some("15"));
        assert_eq!(stated("thời gian tối đa 15 ngày"), None);
        assert_eq!(stated("điểm tối đa"), None);
    }

    #[test]
    fn a_sign_behind_a_number_says_nothing_of_the_row() {
        assert_eq!(kind("tỷ lệ", "tỷ lệ"), Kind::Percent);
        assert_eq!(kind("kết quả (%)", "kết quả (%)"), Kind::Percent);
        assert_eq!(kind("thương tật từ 41% đến 50%", "thương tật từ 41% đến 50%"), Kind::Plain);
    }

    #[test]
    fn headings_carry_their_numbers() {
        let read = |heading: &str| {
            let (mark, rest) = own_number(heading);
            (mark.path, rest.to_owned())
        };
        assert_eq!(read("1.2. số hộ"), (vec![1, 2], "số hộ".to_owned()));
        assert_eq!(read("b) số hộ"), (vec![2], "số hộ".to_owned()));
        assert_eq!(read("số hộ"), (Vec::new(), "số hộ".to_owned()));
    }
}
