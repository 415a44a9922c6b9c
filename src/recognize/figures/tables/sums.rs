//! Total lines: which lines of a sheet make them up, and whether they do.

use super::families;
use super::lines::{Kind, Line, Place, Sheet};
use super::numbering::{Family, Level};
use crate::lexicon::partitions::partitions;
use crate::lexicon::tables::Heading;
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged};

/// Parts that a total column has at most when only the numbers say where they end.
const LONGEST_PREFIX: usize = 8;

/// Finds the sums of `sheet`.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Derived>) {
    for total in 0..sheet.lines.len() {
        if sheet.lines[total].kind == Kind::Total {
            find_one(sheet, total, found);
        } else if !sheet.upright && total + 1 == sheet.lines.len() && Heading::Overall.says(&sheet.lines[total].label) {
            find_overall(sheet, total, found);
        }
    }
}

fn find_one(sheet: &Sheet, total: usize, found: &mut Vec<Derived>) {
    let candidates = if sheet.upright { beside(sheet, total) } else { above_or_below(sheet, total) };
    let sets: Vec<Try> = candidates.into_iter().map(|parts| Try::new(sheet, total, parts)).collect();
    // The first that explains most: as many places right as any other, and fewest wrong.
    let mut best: Option<usize> = None;
    for (at, tried) in sets.iter().enumerate().filter(|(_, tried)| tried.rows.len() > tried.wrong) {
        if best.is_none_or(|best| tried.beats(&sets[best])) {
            best = Some(at);
        }
    }
    let decisive = best.filter(|best| {
        let best = &sets[*best];
        best.is_pattern() || best.wrong == 0 && is_named(sheet, total, &best.parts) || best.is_exact()
    });
    let certain = match decisive.and_then(|at| sets.into_iter().nth(at)) {
        Some(tried) => Some((tried, Source::Pattern)),
        None => certain(sheet, total).or_else(|| numbered(sheet, total)),
    };
    let Some((parts, source)) = certain else { return };
    found.extend(parts.rows.into_iter().map(|row| row.derived(source)));
}

/// An index of all criteria is their sum where it is about as large as their sum; it may be their mean.
fn find_overall(sheet: &Sheet, overall: usize, found: &mut Vec<Derived>) {
    let Ok([parts]) = <[Parts; 1]>::try_from(above_or_below(sheet, overall)) else { return };
    let tried = Try::new(sheet, overall, parts);
    let about = |row: &Row| row.judged.verdict.holds() || row.is_near();
    found.extend(tried.rows.into_iter().filter(about).map(|row| row.derived(Source::Heading)));
}

/// What a set of parts gives in one place.
pub(super) struct Row {
    pub(super) position: usize,
    result: usize,
    operands: Vec<usize>,
    stated: i64,
    pub(super) judged: Judged,
    /// How little it could be right by chance.
    pub(super) weight: usize,
}

impl Row {
    pub(super) fn derived(&self, source: Source) -> Derived {
        Derived {
            operation: Operation::Sum,
            result: self.result,
            operands: self.operands.clone(),
            expected: self.judged.expected,
            source,
            verdict: self.judged.verdict,
        }
    }

    /// What the total says, without its sign and decimal mark.
    pub(super) const fn size(&self) -> u64 {
        self.stated.unsigned_abs()
    }

    /// True if the parts are more than the total.
    pub(super) fn exceeds(&self) -> bool {
        self.judged.expected.is_some_and(|expected| expected.digits > self.stated)
    }

    /// True if the total has one other digit than the sum, or two neighbours changed places.
    pub(super) fn is_slip(&self) -> bool {
        let Some(expected) = self.judged.expected else { return false };
        let (one, other) = (self.stated.to_string(), expected.digits.to_string());
        let differ: Vec<usize> =
            one.bytes().zip(other.bytes()).enumerate().filter(|(_, (one, two))| one != two).map(|(at, _)| at).collect();
        let swapped = |first: usize, second: usize| {
            first + 1 == second
                && one.as_bytes()[first] == other.as_bytes()[second]
                && one.as_bytes()[second] == other.as_bytes()[first]
        };
        one.len() == other.len()
            && match differ[..] {
                [_] => true,
                [first, second] => swapped(first, second),
                _ => false,
            }
    }

    /// True if the sum is off by a tenth at most: by a slip, not because these are no parts.
    pub(super) fn is_near(&self) -> bool {
        let off = self.judged.expected.map(|expected| expected.digits.abs_diff(self.stated));
        off.is_some_and(|off| off.saturating_mul(10) <= self.stated.unsigned_abs())
    }
}

/// Columns or rows that may make up a total.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) lines: Vec<usize>,
    /// All that the heading or the rows leave, not only the first few.
    pub(super) whole: bool,
}

/// A set of parts, and what the numbers say of it in each place.
pub(super) struct Try {
    parts: Vec<usize>,
    whole: bool,
    pub(super) rows: Vec<Row>,
    wrong: usize,
    right: usize,
    weight: usize,
}

impl Try {
    pub(super) fn new(sheet: &Sheet, total: usize, Parts { lines: parts, whole }: Parts) -> Self {
        let rows: Vec<Row> = (0..sheet.positions.len())
            .filter(|position| sheet.positions[*position].kind.adds())
            .filter_map(|position| row(sheet, total, &parts, position))
            .collect();
        let wrong = rows.iter().filter(|row| row.judged.verdict == Verdict::Fails).count();
        let right = || rows.iter().filter(|row| row.judged.verdict.holds() && row.weight > 0);
        let (right, weight) = (right().count(), right().map(|row| row.weight).sum());
        Self { parts, whole, rows, wrong, right, weight }
    }

    fn beats(&self, other: &Self) -> bool {
        (self.right, std::cmp::Reverse(self.wrong)) > (other.right, std::cmp::Reverse(other.wrong))
    }

    /// True if the numbers themselves show that these are the parts.
    fn is_pattern(&self) -> bool {
        let (least, most_wrong) = if self.whole { (4, self.right / 2) } else { (9, self.right / 4) };
        self.right >= 2 && self.weight >= least && self.wrong <= most_wrong
    }

    /// True if three lines or more, all there are of their level, give a large total to its last digit: it is
    /// not right by chance, though only in one place.
    fn is_exact(&self) -> bool {
        const LINES: usize = 3;
        const WEIGHT: usize = 3;
        self.whole && self.wrong == 0 && self.parts.len() >= LINES && self.weight >= WEIGHT
    }
}

fn row(sheet: &Sheet, total: usize, parts: &[usize], position: usize) -> Option<Row> {
    let result = sheet.number(total, position)?;
    let mut operands = Vec::new();
    let mut values = Vec::new();
    let mut filled = 0;
    for part in parts {
        match sheet.place(*part, position) {
            Place::Blank => {}
            Place::Text | Place::Fraction(..) => return None,
            Place::Number(value) => {
                filled += usize::from(value.decimal().digits != 0);
                operands.push(value.figure);
                values.push((value.written, false));
            }
        }
    }
    if operands.is_empty() {
        return None;
    }
    let judged =
        adjusted(sheet, total, position, written::sum(result.written, &values), result.decimal().digits, parts);
    let size = result.decimal().digits.unsigned_abs();
    let weight = if filled < 2 { 0 } else { 1 + usize::from(size >= 10) + usize::from(size >= 100) };
    let stated = result.decimal().digits;
    Some(Row { position, result: result.figure, operands, stated, judged, weight })
}

/// Whole numbers of thousands or millions are rounded, so their sum may be one off for every two.
fn adjusted(sheet: &Sheet, total: usize, position: usize, judged: Judged, stated: i64, parts: &[usize]) -> Judged {
    let in_thousands = |line: &Line| Heading::Rounded.says(&line.full);
    let off = judged.expected.map_or(0, |expected| expected.digits.abs_diff(stated));
    let small = off.saturating_mul(2) <= parts.len() as u64 + 1;
    let rounded = in_thousands(&sheet.lines[total]) || in_thousands(&sheet.positions[position]);
    if judged.verdict == Verdict::Fails && small && rounded {
        Judged { verdict: Verdict::HoldsAdjusted, ..judged }
    } else {
        judged
    }
}

/// Sets of columns that may make up the total column.
fn beside(sheet: &Sheet, total: usize) -> Vec<Parts> {
    let line = &sheet.lines[total];
    let adds = |other: &usize| matches!(sheet.lines[*other].kind, Kind::Plain | Kind::Change | Kind::Score);
    let after: Vec<usize> = (total + 1..sheet.lines.len())
        .take_while(|other| {
            let other = &sheet.lines[*other];
            other.kind != Kind::Total && (line.groups.is_empty() || other.groups.first() == line.groups.first())
        })
        .filter(adds)
        .collect();
    let before: Vec<usize> = (0..total)
        .rev()
        .take_while(|other| {
            let other = &sheet.lines[*other];
            other.kind != Kind::Total && (line.groups.is_empty() || other.groups.first() == line.groups.first())
        })
        .filter(adds)
        .collect();
    let mut sets: Vec<Parts> = Vec::new();
    let mut add = |lines: Vec<usize>, whole: bool| {
        if lines.len() >= 2 && !sets.iter().any(|set| set.lines == lines) {
            sets.push(Parts { lines, whole });
        }
    };
    // The columns under one heading next to the total.
    if let Some(group) = after.first().and_then(|next| sheet.lines[*next].groups.first()) {
        add(
            after.iter().copied().take_while(|other| sheet.lines[*other].groups.first() == Some(group)).collect(),
            true,
        );
    }
    add(after.clone(), true);
    for length in (2..=after.len().min(LONGEST_PREFIX)).rev() {
        add(after[..length].to_vec(), false);
    }
    add(before.iter().rev().copied().collect(), true);
    sets
}

/// Sets of rows that may make up the total row.
fn above_or_below(sheet: &Sheet, total: usize) -> Vec<Parts> {
    // A number that cannot be read is a part all the same.
    let holds_numbers =
        |line: &usize| (0..sheet.positions.len()).any(|position| sheet.place(*line, position) != Place::Blank);
    let above: Vec<usize> = (0..total).filter(holds_numbers).collect();
    let region: Vec<usize> =
        if above.is_empty() { (total + 1..sheet.lines.len()).filter(holds_numbers).collect() } else { above };
    let adds = |line: &usize| matches!(sheet.lines[*line].kind, Kind::Plain | Kind::Score | Kind::Other);
    let plain: Vec<usize> = region.iter().copied().filter(adds).collect();
    let mut sets = vec![plain.clone()];
    let mut levels: Vec<Level> = plain.iter().map(|line| sheet.lines[*line].level()).collect();
    levels.sort_unstable();
    levels.dedup();
    if levels.len() > 1 {
        sets.extend(levels.iter().map(|level| with_level(sheet, &plain, *level)));
    }
    // Subtotals, and what stands since the last of them.
    let totals: Vec<usize> = region.iter().copied().filter(|line| sheet.lines[*line].kind == Kind::Total).collect();
    if let Some(last) = totals.last().copied().filter(|last| *last < total) {
        sets.push(plain.iter().copied().filter(|line| *line > last).collect());
    } else if let Some(next) = totals.first().copied() {
        sets.push(plain.iter().copied().filter(|line| *line < next).collect());
    }
    sets.push(totals);
    sets.into_iter().filter(|set| set.len() >= 2).map(|lines| Parts { lines, whole: true }).collect()
}

/// True for a name of a total that closes the table: `Tổng cộng (I + II)`.
pub(super) fn closes(label: &str) -> bool {
    Heading::Closing.says(label.split('(').next().unwrap_or(label).trim())
}

fn with_level(sheet: &Sheet, lines: &[usize], level: Level) -> Vec<usize> {
    lines.iter().copied().filter(|line| sheet.lines[*line].level() == level).collect()
}

/// A total that its heading alone makes certain: it closes a flat table, or its parts are all parts
/// of a known whole.
fn certain(sheet: &Sheet, total: usize) -> Option<(Try, Source)> {
    let parts = if sheet.upright {
        beside(sheet, total).into_iter().find(|parts| is_named(sheet, total, &parts.lines))?
    } else {
        // `…` stands for rows that are left out.
        let cut =
            |line: &Line| !line.label.is_empty() && line.label.chars().all(|letter| matches!(letter, '.' | '…' | ' '));
        if sheet.lines.iter().any(cut) {
            return None;
        }
        let parts = match <[Parts; 1]>::try_from(above_or_below(sheet, total)) {
            Ok([parts]) => parts,
            Err(_) => roots(sheet, total)?,
        };
        let is_last = parts.lines.iter().all(|part| *part < total);
        let label = &sheet.lines[total].label;
        let said = is_named(sheet, total, &parts.lines)
            || is_last && closes(label)
            || Heading::WholePlace.says(label) && Try::new(sheet, total, parts.clone()).right > 0;
        if !said {
            return None;
        }
        parts
    };
    let tried = Try::new(sheet, total, parts);
    let full = |position: usize| tried.parts.iter().all(|part| sheet.number(*part, position).is_some());
    let decided = (0..sheet.positions.len())
        .filter(|position| matches!(sheet.positions[*position].kind, Kind::Plain | Kind::Score))
        .filter(|position| sheet.number(total, *position).is_some());
    let all_full = decided.clone().all(full);
    // Wrong in every place of several says that these are no parts.
    (all_full && decided.count() >= 1 && (tried.rows.len() == 1 || tried.wrong < tried.rows.len()))
        .then_some((tried, Source::Heading))
}

/// The rows above a total below which other rows are numbered that make them up everywhere: `I` and
/// `II`, each the sum of its `1`, `2` and `3`.
fn roots(sheet: &Sheet, total: usize) -> Option<Parts> {
    let families = families::of(sheet);
    let child = |line: usize| families.iter().any(|family| family.children.contains(&line));
    let lines: Vec<usize> = (0..total).filter(|line| !child(*line)).collect();
    let adds_up = |family: &Family| {
        let tried = Try::new(sheet, family.parent, Parts { lines: family.children.clone(), whole: true });
        tried.wrong == 0 && tried.right > 0
    };
    let has_children = |line: &usize| families.iter().any(|family| family.parent == *line && adds_up(family));
    let one_level = lines.iter().all(|line| sheet.lines[*line].level() == sheet.lines[lines[0]].level());
    (lines.len() >= 2 && one_level && lines.iter().all(has_children)).then_some(Parts { lines, whole: true })
}

/// A total of all rows before or after it, of a table whose other rows are numbered from 1 on, that is off
/// by a slip: rows of which only some were parts would be further from it.
fn numbered(sheet: &Sheet, total: usize) -> Option<(Try, Source)> {
    let label = &sheet.lines[total].label;
    if sheet.upright || !(closes(label) || Heading::WholePlace.says(label)) {
        return None;
    }
    let [parts] = <[Parts; 1]>::try_from(above_or_below(sheet, total)).ok()?;
    let all = parts.lines.len() + 1 == sheet.lines.len();
    let in_order = parts.lines.iter().zip(1..).all(|(line, number)| sheet.lines[*line].mark.path == [number]);
    let mut tried = Try::new(sheet, total, parts);
    // Another place that adds up although it is not filled everywhere shows that blanks count nothing.
    let blanks = tried.rows.iter().any(|row| {
        row.judged.verdict.holds() && row.weight > 0 && (2..tried.parts.len()).contains(&row.operands.len())
    });
    tried
        .rows
        .retain(|row| row.judged.verdict.holds() || row.is_near() || blanks && closes(label) && row.operands.len() > 2);
    (all && in_order && tried.wrong <= 1 && !tried.rows.is_empty()).then_some((tried, Source::Numbering))
}

/// True if the headings of `parts` name each part of a closed partition once.
fn is_named(sheet: &Sheet, total: usize, parts: &[usize]) -> bool {
    let lexicon = partitions();
    if !sheet.upright && closes(&sheet.lines[total].label) && parts.iter().all(|part| *part < total) {
        return true;
    }
    (0..lexicon.all.len()).any(|partition| {
        let size = lexicon.size(partition);
        let mut seen = vec![false; size];
        for part in parts {
            let names = lexicon.named(sheet.lines[*part].label.trim());
            if let Some(name) = names.iter().find(|name| name.partition == partition)
                && let Some(seen) = seen.get_mut(name.part)
            {
                *seen = true;
            }
        }
        parts.len() == size && lexicon.all.get(partition).is_some_and(|one| one.closed) && !seen.contains(&false)
    })
}
