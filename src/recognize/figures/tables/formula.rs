//! The row of a heading that says how columns are reckoned: `4=5+6`, `7=3-6`, `(5)=(4)/(3)`.

use super::grid::Grid;
use super::lines::{Kind, Sheet, data_columns};
use crate::model::figure::Verdict;
use crate::model::relation::{Derived, Operation, Source};
use crate::model::written::{self, Judged};

/// What a formula says of a column, by column number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Formula {
    /// Numbers of columns, those taken away marked by `true`.
    Sum(Vec<(usize, bool)>),
    /// `4/3`, in per cent.
    Share(usize, usize),
}

/// Judges each row by the formulas of the heading.
pub(super) fn find(grid: &Grid, sheet: &Sheet, found: &mut Vec<Derived>) {
    let Some(row) = grid.index_row else { return };
    let columns = data_columns(grid);
    let numbered =
        |number: usize| columns.iter().position(|column| label(&grid.spot(row, *column).text).parse() == Ok(number));
    for (line, column) in columns.iter().enumerate() {
        let Some(formula) = grid.spot(row, *column).text.split_once('=').and_then(|(_, formula)| read(formula)) else {
            continue;
        };
        let rows: Vec<Derived> = (0..sheet.positions.len())
            .filter_map(|position| judge(sheet, line, &formula, position, numbered))
            .collect();
        // A formula that is true nowhere is not the one that was used: its sign may be turned.
        let holds = rows.iter().filter(|row| row.verdict.holds()).count();
        if holds > 0 && (rows.len() - holds) <= holds {
            found.extend(rows);
        }
    }
}

fn label(text: &str) -> &str {
    text.split('=').next().unwrap_or("").trim().trim_matches(['(', ')', '[', ']'])
}

fn judge(
    sheet: &Sheet,
    line: usize,
    formula: &Formula,
    position: usize,
    numbered: impl Fn(usize) -> Option<usize>,
) -> Option<Derived> {
    let result = sheet.number(line, position)?;
    // `4=5+6` says nothing of a row of percentages.
    let adds = matches!(formula, Formula::Sum(_)) && sheet.lines.get(line)?.kind != Kind::Percent;
    if adds && matches!(sheet.positions.get(position)?.kind, Kind::Percent | Kind::Other) {
        return None;
    }
    let value = |number: usize| sheet.number(numbered(number)?, position);
    let (operation, operands, judged): (_, Vec<usize>, Judged) = match formula {
        Formula::Sum(terms) => {
            let values: Option<Vec<_>> = terms.iter().map(|(number, taken)| Some((value(*number)?, *taken))).collect();
            let values = values?;
            let minus = values.iter().any(|(_, taken)| *taken);
            if minus && values.len() != 2 {
                return None;
            }
            let written: Vec<_> = values.iter().map(|(value, taken)| (value.written, *taken)).collect();
            let operation = if minus { Operation::Difference } else { Operation::Sum };
            (operation, values.iter().map(|(value, _)| value.figure).collect(), written::sum(result.written, &written))
        }
        Formula::Share(part, whole) => {
            let (part, whole) = (value(*part)?, value(*whole)?);
            let judged = written::share(result.decimal(), part.written, whole.written);
            (Operation::Share, vec![part.figure, whole.figure], judged)
        }
    };
    (judged.verdict != Verdict::Unknown).then_some(Derived {
        operation,
        result: result.figure,
        operands,
        expected: judged.expected,
        source: Source::Formula,
        verdict: judged.verdict,
    })
}

fn read(formula: &str) -> Option<Formula> {
    let text: String = formula.chars().filter(|letter| !matches!(letter, ' ' | '(' | ')' | '[' | ']')).collect();
    let text =
        text.trim_end_matches("*100%").trim_end_matches("x100%").trim_end_matches("*100").trim_end_matches("x100");
    let text = text.trim_end_matches('%');
    if let Some((part, whole)) = text.split_once(['/', ':']) {
        return Some(Formula::Share(part.parse().ok()?, whole.parse().ok()?));
    }
    let mut terms = Vec::new();
    let mut taken = false;
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, letter)| matches!(letter, '+' | '-' | '–')) {
        terms.push((text.get(start..at)?.parse().ok()?, taken));
        taken = sign != '+';
        start = at + sign.len_utf8();
    }
    terms.push((text.get(start..)?.parse().ok()?, taken));
    (terms.len() >= 2).then_some(Formula::Sum(terms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_every_form() {
        assert_eq!(read("5+6"), Some(Formula::Sum(vec![(5, false), (6, false)])));
        assert_eq!(read("(3) - (6)"), Some(Formula::Sum(vec![(3, false), (6, true)])));
        assert_eq!(read("4/3*100"), Some(Formula::Share(4, 3)));
        assert_eq!(read("4/3 x 100%"), Some(Formula::Share(4, 3)));
        assert_eq!(read("4"), None);
        assert_eq!(read("4+"), None);
        assert_eq!(read("a+b"), None);
    }
}
