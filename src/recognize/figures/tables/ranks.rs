//! Ranks against the scores they come from.

use super::lines::{Kind, Sheet, Value};
use crate::lexicon::tables::Heading;
use crate::model::relation::Disorder;

/// Ranks a column has at least before one of them is called wrong.
const FEWEST: usize = 4;
/// Columns before and after the ranks that may give them.
const NEAR: usize = 4;

/// Finds rows whose rank contradicts the score beside it, where all other rows follow it.
pub(super) fn find(sheet: &Sheet, found: &mut Vec<Disorder>) {
    if !sheet.upright {
        return;
    }
    let ranks = (0..sheet.lines.len()).filter(|line| Heading::Rank.says(&sheet.lines[*line].label));
    for rank in ranks {
        let near = rank.saturating_sub(NEAR)..(rank + NEAR + 1).min(sheet.lines.len());
        let scores = near.filter(|line| matches!(sheet.lines[*line].kind, Kind::Score | Kind::Total | Kind::Percent));
        let judged = scores.filter_map(|score| disorder(sheet, rank, score));
        // The column that explains the ranks best.
        if let Some((_, disorder)) = judged.min_by_key(|(wrong, _)| *wrong) {
            found.extend(disorder);
        }
    }
}

/// How many neighbours in the order of ranks contradict their scores, and the pair that does if there
/// is one only; `None` where the scores do not give the ranks.
fn disorder(sheet: &Sheet, rank: usize, score: usize) -> Option<(usize, Option<Disorder>)> {
    let mut rows: Vec<(i64, Value, Value)> = (0..sheet.positions.len())
        .filter_map(|position| Some((sheet.number(rank, position)?, sheet.number(score, position)?)))
        .filter_map(|(rank, score)| Some((rank.decimal().integer()?, rank, score)))
        .collect();
    rows.sort_by_key(|(rank, ..)| *rank);
    let (first, last) = (rows.first()?.0, rows.last()?.0);
    let decimals = rows.iter().all(|(.., score)| score.decimal().decimals == rows[0].2.decimal().decimals);
    let distinct = rows.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if rows.len() < FEWEST || first < 1 || last < 2 || !decimals || !distinct {
        return None;
    }
    let contradicts = |pair: &&[(i64, Value, Value)]| pair[0].2.decimal().digits < pair[1].2.decimal().digits;
    let wrong: Vec<_> = rows.windows(2).filter(contradicts).collect();
    let disorder = match wrong[..] {
        [pair] => Some(Disorder {
            better: pair[0].1.figure,
            worse: pair[1].1.figure,
            better_score: pair[0].2.figure,
            worse_score: pair[1].2.figure,
        }),
        _ => None,
    };
    // With several contradictions the ranks come from something else.
    (wrong.len() * 3 < rows.len() || wrong.len() <= 1).then_some((wrong.len(), disorder))
}
