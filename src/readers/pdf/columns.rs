//! Columns beside each other: the header, the block of recipients and signature, tables.

use super::content::Level;
use super::lines::{Row, Stretch};

/// Narrowest gap, in ems, between two columns. Those of a table may touch its lines.
const GUTTER: f64 = 1.0;
const TABLE_GUTTER: f64 = 0.0;
/// Farthest distance, in line heights, over which a column goes on; a signature leaves room for a
/// stamp.
const REACH: f64 = 12.0;
/// Farthest distance, in line heights, to the next line of a list.
const LIST_REACH: f64 = 2.6;
/// Farthest distance, in line heights, to the next row with text on both sides.
const PAIR_REACH: f64 = 5.0;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Region {
    /// A line across the page.
    Line(Stretch),
    /// Rows of columns from left to right, each with its lines.
    Columns(Vec<Vec<Vec<Stretch>>>),
}

/// The parts of a page, top down.
pub(super) fn regions(rows: &[Row], levels: &[Level]) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut at = 0;
    let mut free = 0;
    while at < rows.len() {
        if is_ruled(&rows[at]) {
            let end = at + rows[at..].iter().take_while(|row| same_sides(row, &rows[at])).count().max(1);
            regions.push(Region::Columns(cells(&rows[at..end], levels)));
            (at, free) = (end, end);
            continue;
        }
        let found = Block::around(rows, at, free);
        if let Some(block) = found {
            regions.truncate(regions.len() - (at - block.first));
            at = block.last + 1;
            free = at;
            regions.push(Region::Columns(vec![block.columns(rows)]));
        } else {
            regions.extend(rows[at].joined().map(Region::Line));
            at += 1;
        }
    }
    regions
}

/// True for a row that runs through the sides of cells.
fn is_ruled(row: &Row) -> bool {
    row.sides.len() > 2
}

/// True if two rows stand between the same sides of cells.
fn same_sides(one: &Row, other: &Row) -> bool {
    /// Sides this near, in points, are the same.
    const SAME: f64 = 2.0;
    let pairs = || one.sides.iter().zip(&other.sides);
    one.sides.len() == other.sides.len() && pairs().all(|(one, other)| (one - other).abs() < SAME)
}

/// The rows of cells that lines were drawn around.
fn cells(rows: &[Row], levels: &[Level]) -> Vec<Vec<Vec<Stretch>>> {
    let Some(first) = rows.first() else { return Vec::new() };
    let column = |stretch: &Stretch| first.sides.iter().filter(|side| **side < stretch.middle()).count();
    let mut table: Vec<Vec<Vec<Stretch>>> = Vec::new();
    let mut above: Option<&Row> = None;
    for row in rows {
        if above.is_none_or(|above| parted(above, row, levels)) {
            table.push(vec![Vec::new(); first.sides.len() + 1]);
        }
        above = Some(row);
        let Some(open) = table.last_mut() else { continue };
        for stretch in &row.stretches {
            let lines = &mut open[column(stretch)];
            match lines.last_mut() {
                Some(last) if (last.baseline - stretch.baseline).abs() < 1.0 => last.push(stretch),
                _ => lines.push(stretch.clone()),
            }
        }
    }
    table
}

/// True if level lines between two rows run across most of the table.
fn parted(above: &Row, row: &Row, levels: &[Level]) -> bool {
    let (Some(left), Some(right)) = (row.sides.first(), row.sides.last()) else { return false };
    let between = levels.iter().filter(|level| above.baseline < level.y && level.y < row.baseline);
    let mut drawn: Vec<(f64, f64)> =
        between.map(|level| (level.left.max(*left), level.right.min(*right))).filter(|(from, to)| from < to).collect();
    drawn.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut end = f64::MIN;
    let mut covered = 0.0;
    for (from, to) in drawn {
        covered += (to - from.max(end)).max(0.0);
        end = end.max(to);
    }
    covered > 0.6 * (right - left)
}

/// The gap between two rows of one stretch that stand beside each other rather than below.
fn beside(row: &Row, next: &Row) -> Option<(f64, f64)> {
    /// Narrowest gap, in ems, between two such rows, and between a label and an office.
    const WIDE: f64 = 2.0;
    const APART: f64 = 4.0;
    let ([one], [other]) = (row.stretches.as_slice(), next.stretches.as_slice()) else { return None };
    let (left, right) = if one.left < other.left { (one, other) } else { (other, one) };
    let size = row.size.min(next.size);
    let (distance, gap) = (next.baseline - row.baseline, right.left - left.right);
    // The label of the recipients may stand a line above or below the office of the signer.
    let label = left.text.ends_with(':') && distance < 2.0 * size && gap > APART * size && is_capitals(&right.text);
    let near = distance < 0.8 * size && gap > WIDE * size;
    (near || label).then_some((left.right, right.left))
}

/// True for words in capitals.
fn is_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Rows that share gutters.
struct Block {
    first: usize,
    last: usize,
    gutters: Vec<(f64, f64)>,
}

impl Block {
    /// The block of rows around row `seed`, not before row `free`; `None` if the gaps of the row are
    /// chance.
    fn around(rows: &[Row], seed: usize, free: usize) -> Option<Self> {
        let gutters: Vec<(f64, f64)> =
            rows[seed].stretches.windows(2).map(|pair| (pair[0].right, pair[1].left)).collect();
        let mut block = Self { first: seed, last: seed, gutters };
        if block.gutters.is_empty() {
            // The two columns of a header need not share their baselines.
            block.gutters.push(rows.get(seed + 1).and_then(|next| beside(&rows[seed], next))?);
            block.last = seed + 1;
        }
        while block.last + 1 < rows.len() && block.takes(rows, block.last + 1) {
            block.last += 1;
        }
        while block.first > free && block.takes(rows, block.first - 1) {
            block.first -= 1;
        }
        let full = rows[block.first..=block.last].iter().filter(|row| row.stretches.len() > 1).count();
        let sides = block.columns(rows);
        // One row with a gap is a tab, unless something stands below it on either side.
        let wide = sides.iter().filter(|column| column.len() > 1).count();
        (full > 1 || wide > 0).then_some(block)
    }

    /// Takes row `at`, next to the block, if it keeps the gutters free.
    fn takes(&mut self, rows: &[Row], at: usize) -> bool {
        let row = &rows[at];
        if is_ruled(row) {
            return false;
        }
        let neighbour = &rows[if at > self.last { self.last } else { self.first }];
        let distance = (row.baseline - neighbour.baseline).abs() / row.size.max(neighbour.size);
        if distance > REACH {
            return false;
        }
        let narrowest = if self.gutters.len() > 1 { TABLE_GUTTER } else { GUTTER } * row.size;
        let mut gutters = self.gutters.clone();
        for stretch in &row.stretches {
            for gutter in &mut gutters {
                if stretch.middle() < f64::midpoint(gutter.0, gutter.1) {
                    gutter.0 = gutter.0.max(stretch.right);
                } else {
                    gutter.1 = gutter.1.min(stretch.left);
                }
                if gutter.1 - gutter.0 < narrowest {
                    return false;
                }
            }
        }
        let belongs = match row.stretches.as_slice() {
            [alone] => self.fits(rows, alone, at),
            several => distance < PAIR_REACH || several.iter().all(|stretch| self.is_centred(rows, stretch)),
        };
        if belongs {
            self.gutters = gutters;
        }
        belongs
    }

    /// True if a stretch stands in the middle of its column.
    fn is_centred(&self, rows: &[Row], one: &Stretch) -> bool {
        let column = rows[self.first..=self.last].iter().flat_map(|row| &row.stretches);
        let mut same = column.filter(|stretch| self.side(stretch) == self.side(one));
        same.any(|stretch| (stretch.middle() - one.middle()).abs() < 0.5 * one.size)
    }

    /// True if a row with one stretch stands in one of the columns and not across the page.
    fn fits(&self, rows: &[Row], alone: &Stretch, at: usize) -> bool {
        // Below two columns a label leads into what follows: `Kính gửi:` below the header.
        if at > self.last && self.gutters.len() == 1 && alone.text.ends_with(':') {
            return false;
        }
        let side = self.side(alone);
        let column: Vec<&Stretch> = rows[self.first..=self.last]
            .iter()
            .flat_map(|row| &row.stretches)
            .filter(|stretch| self.side(stretch) == side)
            .collect();
        let distance = |stretch: &&Stretch| (stretch.baseline - alone.baseline).abs() / stretch.size;
        let Some(nearest) = column.iter().copied().min_by(|left, right| distance(left).total_cmp(&distance(right)))
        else {
            return false;
        };
        let below = at > self.last;
        let flush = column.iter().any(|stretch| (stretch.left - alone.left).abs() < 1.2 * alone.size);
        // The last line of the text above a list may lie in the middle of its column by chance.
        let ends_text = !below && flush && alone.text.contains(char::is_lowercase);
        let centred = !ends_text && self.is_centred(rows, alone);
        if self.gutters.len() > 1 {
            return distance(&nearest) < LIST_REACH && (centred || flush);
        }
        // Above the list stands its label, and above that the text of the page.
        let list_like = below || alone.text.ends_with(':');
        let in_list = list_like && flush && side == 0 && distance(&nearest) < LIST_REACH;
        centred && distance(&nearest) < REACH || in_list
    }

    fn side(&self, stretch: &Stretch) -> usize {
        self.gutters.iter().filter(|gutter| stretch.middle() > f64::midpoint(gutter.0, gutter.1)).count()
    }

    fn columns(&self, rows: &[Row]) -> Vec<Vec<Stretch>> {
        let mut columns = vec![Vec::<Stretch>::new(); self.gutters.len() + 1];
        for row in &rows[self.first..=self.last] {
            let mut open = None;
            for stretch in &row.stretches {
                let side = self.side(stretch);
                match columns[side].last_mut() {
                    Some(last) if open == Some(side) => last.push(stretch),
                    _ => columns[side].push(stretch.clone()),
                }
                open = Some(side);
            }
        }
        columns
    }
}
