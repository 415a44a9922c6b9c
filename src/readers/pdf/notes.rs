//! Notes at the foot of a page: smaller than the text, below a short line or behind a raised number.

use super::content::Level;
use super::furniture::Sheet;
use super::lines::{Row, Stretch};

/// Largest size of a note as a share of that of the text. Lists of recipients come near it, and are
/// told from notes by what opens these.
const SMALL: f64 = 0.88;
/// Largest size of the number of a note as a share of that of the note.
const MARK: f64 = 0.8;
/// Shortest line above notes, in points, and the longest as a share of the page width: a longer one
/// belongs to a footer or a table.
const SHORTEST_LINE: f64 = 60.0;
const LONGEST_LINE: f64 = 0.45;

/// A note with its lines.
pub(super) struct FootNote {
    pub(super) page: usize,
    pub(super) lines: Vec<Stretch>,
}

/// Takes the notes off the foot of every page.
pub(super) fn take(sheets: &mut [Sheet]) -> Vec<FootNote> {
    let size = size_of_text(sheets);
    let mut notes = Vec::new();
    for (page, sheet) in sheets.iter_mut().enumerate() {
        if let Some(start) = start(sheet, size) {
            let rows = sheet.rows.split_off(start);
            notes.extend(apart(rows).into_iter().map(|lines| FootNote { page, lines }));
        }
    }
    notes
}

/// The size in which most of the file is written.
fn size_of_text(sheets: &[Sheet]) -> f64 {
    let stretches = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.stretches);
    let mut sizes: Vec<(f64, usize)> = stretches.map(|stretch| (stretch.size, stretch.text.len())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut before = 0;
    let median = sizes.iter().find(|(_, letters)| {
        before += letters;
        before > half
    });
    median.map_or(0.0, |(size, _)| *size)
}

/// The first row of the notes of a page, if it has any.
fn start(sheet: &Sheet, size: f64) -> Option<usize> {
    let rows = sheet.rows.as_slice();
    let small = |row: &&Row| row.size <= SMALL * size && row.sides.len() < 3;
    let first = rows.len() - rows.iter().rev().take_while(small).count();
    // A page that is small from top to bottom is a table or an annex.
    let above = first.checked_sub(1).and_then(|at| rows.get(at))?;
    let mut before = above.baseline;
    (first..rows.len()).find(|at| {
        let row = &rows[*at];
        let parted = is_parted(&sheet.levels, before, row, sheet.width);
        before = row.baseline;
        parted || is_mark(rows, *at) || mark_within(row).is_some()
    })
}

/// True if a short line stands between `above` and the row, at the left end of it.
fn is_parted(levels: &[Level], above: f64, row: &Row, width: f64) -> bool {
    let Some(left) = row.stretches.first().map(|stretch| stretch.left) else { return false };
    levels.iter().any(|level| {
        let length = level.right - level.left;
        above < level.y
            && level.y < row.baseline
            && (level.left - left).abs() < 40.0
            && (SHORTEST_LINE..LONGEST_LINE * width).contains(&length)
    })
}

/// True if row `at` is nothing but the raised number of a note, whose text stands right of it and a
/// little lower.
fn is_mark(rows: &[Row], at: usize) -> bool {
    let (Some(row), Some(next)) = (rows.get(at), rows.get(at + 1)) else { return false };
    let ([mark], Some(text)) = (row.stretches.as_slice(), next.stretches.first()) else { return false };
    let drop = next.baseline - row.baseline;
    is_number(&mark.text) && mark.size <= MARK * next.size && drop < next.size && text.left >= mark.right - 1.0
}

/// The bytes of the raised number that the row begins with.
fn mark_within(row: &Row) -> Option<usize> {
    let first = row.stretches.first()?;
    let (end, look) = first.looks.first()?;
    let mark = first.text.get(..*end)?;
    (first.looks.len() > 1 && look.size <= MARK * row.size && is_number(mark.trim())).then_some(*end)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The notes among rows, each without its number.
fn apart(rows: Vec<Row>) -> Vec<Vec<Stretch>> {
    let marks: Vec<bool> = (0..rows.len()).map(|at| is_mark(&rows, at)).collect();
    let mut notes: Vec<Vec<Stretch>> = Vec::new();
    let mut opens = true;
    for (row, mark) in rows.into_iter().zip(marks) {
        if mark {
            opens = true;
            continue;
        }
        let number = mark_within(&row);
        let Some(mut line) = row.joined() else { continue };
        if let Some(end) = number {
            line.drop_front(end);
        }
        match notes.last_mut() {
            Some(note) if !opens && number.is_none() => note.push(line),
            _ => notes.push(vec![line]),
        }
        opens = false;
    }
    notes
}
