//! Rows that the rows numbered below them make up: `1.4` is `1.4.1` and `1.4.2` together.

use super::lines::{Kind, Sheet};
use super::numbering::{Family, Level, families};
use super::sums::{self, Parts, Row, Try};
use crate::lexicon::tables::Heading;
use crate::model::relation::{Derived, Source};
use crate::text::fold;

/// Size from which a sum of two parts is hardly right by chance.
const TELLING: u64 = 10;
/// Families of a column that must add up before another one of it is called wrong.
const MANY: usize = 3;

/// The families of the rows of `sheet`.
pub(super) fn of(sheet: &Sheet) -> Vec<Family> {
    let marks: Vec<_> = sheet.lines.iter().map(|line| &line.mark).collect();
    families(&marks, |row| {
        let line = &sheet.lines[row];
        line.level() == Level::None
            && [Heading::Total, Heading::Overall, Heading::Mean].iter().any(|one| one.says(&line.label))
    })
}

/// Finds rows that are the sum of the rows below them. That they are is certain where it holds in
/// other places; a sum that is wrong in all of them may be none at all.
pub(super) fn find(sheet: &Sheet, families: &[Family], found: &mut Vec<Derived>) {
    let fitting = families.iter().filter(|family| may_add_up(sheet, family));
    let tried: Vec<(&Family, Try)> = fitting
        .map(|family| (family, Try::new(sheet, family.parent, Parts { lines: family.children.clone(), whole: true })))
        .collect();
    let counts = |holds: bool| -> Vec<usize> {
        let mut counts = vec![0; sheet.positions.len()];
        let rows = tried.iter().flat_map(|(_, tried)| &tried.rows).filter(|row| row.weight > 0);
        for row in rows.filter(|row| row.judged.verdict.holds() == holds) {
            counts[row.position] += 1;
        }
        counts
    };
    let (right, wrong) = (counts(true), counts(false));
    for (family, tried) in &tried {
        let telling = || tried.rows.iter().filter(|row| row.weight > 0);
        let own_right = telling().filter(|row| row.judged.verdict.holds()).count();
        let own_wrong = telling().count() - own_right;
        let is_shown = |row: &Row| {
            let (right, wrong) = (right[row.position], wrong[row.position]);
            // One row below another has its number where the others add up; that it must have proves nothing.
            if family.children.len() == 1 {
                return row.judged.verdict.holds() && right >= 2;
            }
            if row.judged.verdict.holds() {
                row.weight > 0 && (row.size() >= TELLING || right >= 2 || own_right >= 2)
            } else {
                own_right > 0 && own_wrong <= own_right && wrong <= right.max(1)
                    || right >= MANY && wrong * 4 <= right
                    || own_right + own_wrong == 1 && wrong <= right + 1 && is_whole(sheet, family, row)
                    || right > 0 && wrong == 1 && leaves_make_total(sheet, families, row.position)
            }
        };
        found.extend(tried.rows.iter().filter(|row| is_shown(row)).map(|row| row.derived(Source::Numbering)));
    }
}

/// True if the kinds and units of the rows let them be added up.
fn may_add_up(sheet: &Sheet, family: &Family) -> bool {
    let parent = &sheet.lines[family.parent];
    let fits = |child: &usize| {
        let child = &sheet.lines[*child];
        child.kind.adds() && (child.unit.is_empty() || parent.unit.is_empty() || child.unit == parent.unit)
    };
    parent.kind.adds() && family.children.iter().all(fits)
}

/// True if the rows below which no other stands make the total that closes the table: then a row between that is not
/// the sum of those below it is wrong in itself.
fn leaves_make_total(sheet: &Sheet, families: &[Family], position: usize) -> bool {
    let total = (0..sheet.lines.len()).rev().find(|line| sums::closes(&sheet.lines[*line].label));
    let is_leaf = |line: &usize| Some(*line) != total && !families.iter().any(|family| family.parent == *line);
    let leaves: Vec<usize> = (0..sheet.lines.len()).filter(is_leaf).collect();
    let one_total = leaves.iter().all(|line| sheet.lines[*line].kind != Kind::Total);
    let tried = total.filter(|_| one_total).map(|total| Try::new(sheet, total, Parts { lines: leaves, whole: true }));
    tried.is_some_and(|tried| {
        tried.rows.iter().any(|row| row.position == position && row.judged.verdict.holds() && row.size() >= TELLING)
    })
}

/// True if the names say that the rows below are all parts of a whole, and the sum is off by a slip:
/// it has another digit, or is more than the whole. Parts that leave a little may not be all.
fn is_whole(sheet: &Sheet, family: &Family, row: &Row) -> bool {
    let labels: Vec<&str> = family.children.iter().map(|child| sheet.lines[*child].label.as_str()).collect();
    let numbered =
        family.children.iter().all(|child| matches!(sheet.lines[*child].level(), Level::Number(_) | Level::Letter));
    let alike = are_alike(&labels);
    let parent = &sheet.lines[family.parent].label;
    let whole = Heading::Whole.says(parent)
        && (row.is_near() && (row.is_slip() || row.exceeds() || alike) || row.is_slip() && alike);
    // `Đơn khiếu nại` over `Khiếu nại lần đầu` and `Khiếu nại lần hai`.
    let named = alike
        && row.is_near()
        && row.is_slip()
        && first_words(labels[0]).is_some_and(|words| fold::has_words(parent, words));
    numbered && (whole || named)
}

/// The first two words of a name.
fn first_words(label: &str) -> Option<&str> {
    let second = label.find(' ')? + 1;
    let end = label[second..].find(' ').map_or(label.len(), |space| second + space);
    label.get(..end)
}

/// True if names differ in their last words only: `số hộ thôn Đông`, `số hộ thôn Tây`.
fn are_alike(labels: &[&str]) -> bool {
    let words: Vec<Vec<&str>> = labels.iter().map(|label| label.split(' ').collect()).collect();
    let Some(first) = words.first() else { return false };
    let shared = |other: &Vec<&str>| first.iter().zip(other).take_while(|(one, two)| one == two).count();
    let least = words.iter().map(shared).min().unwrap_or(0);
    least >= 2 && words.iter().all(|words| words.len() <= least + 2)
}
