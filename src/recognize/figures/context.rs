//! What stands around a number and makes it a date, a name, a measure or a list number rather than a
//! count.

use super::numbers::Number;
use super::reading::{At, Reading};
use super::scan::Found;
use crate::lexicon::number_context::number_context;
use crate::model::figure::Decimal;

/// True if the words around `start..end` make two numbers with a slash a date.
pub(super) fn is_date_context(reading: &Reading<'_>, start: At, end: At) -> bool {
    number_context().dates(reading.word_before(start, 1)) || reading.word(end) == "năm"
}

/// Four digits that are a year.
pub(super) fn is_year(number: &Number) -> bool {
    !number.grouped && number.value.and_then(Decimal::integer).is_some_and(|value| (1900..=2100).contains(&value))
}

/// `1.`, `2)`, `(3)` that number a paragraph or an enumeration.
pub(super) fn is_list_marker(reading: &Reading<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let opens = start == 0 || matches!(reading.mark_before(start, 1), '-' | '+' | '*' | '#' | '•' | '|') && start <= 2;
    let closing = reading.mark(end);
    let bracketed = reading.mark_before(start, 1) == '(' && closing == ')' && !number.zero_padded;
    let small = number.value.is_some_and(|value| value.digits <= 30);
    opens && matches!(closing, '.' | ')' | '/' | '|') || bracketed && small || start == 0 && reading.len() == end
}

/// True if the word before the number `start..end` makes it the name or the date of something.
pub(super) fn refers(reading: &Reading<'_>, start: At, end: At) -> bool {
    let words = number_context();
    let (one, two) = (reading.word_before(start, 1), reading.word_before(start, 2));
    match one {
        // `tổng số 32 hộ`, `trong số 32 hộ` count.
        "số" => two != "tổng" && !(two == "trong" && reading.is_word(end) && !reading.is_capital(end)),
        "kỳ" => two != "định",
        "lần" => two == "thứ" || two.is_empty(),
        // `cấp 3` is a level; `cấp 24 giấy phép` hands out.
        _ if words.is_level(one) => {
            !reading.is_word(end) || reading.is_capital(end) || words.follows_level(reading.word(end))
        }
        // `phường 2` is a name; `phường 18.400 người` has a number of people.
        _ => words.is_paper(two, one) || words.names(one) && !is_grouped(reading.slice(&(start..end))),
    }
}

/// True for a number with its thousands apart.
fn is_grouped(number: &str) -> bool {
    let mut groups = number.split('.').skip(1);
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|digit| digit.is_ascii_digit());
    groups.next().is_some_and(is_group) && groups.all(is_group)
}

/// True if a number says how many there are of something: it ends no name (`Trung tâm Bình Gia 1 đã kiểm
/// tra`) and is no rate (`50.000 đồng/01 hộ`).
pub(super) fn counts(reading: &Reading<'_>, found: &Found) -> bool {
    let (number, noun) = (&found.number, &found.noun);
    let named = number.start.checked_sub(1).is_some_and(|before| before > 0 && reading.is_capital(before));
    let verb = number_context().is_verb(reading.word(noun.start));
    // `nữ 08`: the zero shows that it was meant as a count.
    let counted = !noun.is_empty() && !verb || found.style.zero_padded;
    counted && !named && reading.mark_before(number.start, 1) != '/'
}

/// True if a unit of time, money, length or the like follows: nothing that is counted in pieces.
pub(super) fn is_measure(reading: &Reading<'_>, end: At) -> bool {
    let words = number_context();
    let counted = || words.counted().iter().any(|noun| reading.has_phrase(end, noun));
    words.is_measure(reading.word(end)) && !counted()
        || matches!(reading.mark(end), '=' | '+' | '$' | '°' | '₫' | '€' | '×' | '‰')
}

/// True for an end of `5 - 10` or `từ 5 đến 10`.
pub(super) fn is_range(reading: &Reading<'_>, start: At, end: At, next: Option<&Number>) -> bool {
    let dash = |mark: char| matches!(mark, '-' | '–' | '—' | '÷' | 'x' | '×');
    let follows = next
        .is_some_and(|next| next.tokens.start == end + 1 && (dash(reading.mark(end)) || reading.word(end) == "đến"));
    let precedes = start >= 2
        && reading.is_number(start - 2)
        && (dash(reading.mark_before(start, 1)) || reading.word_before(start, 1) == "đến");
    follows || precedes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockId, BlockKind, Place};
    use crate::recognize::figures::{numbers, scan};

    #[test]
    fn the_sentences_of_the_lexicon_hold_their_counts() {
        for example in &number_context().example {
            let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, example.text.clone(), Vec::new());
            let reading = Reading::new(&block);
            let found = scan::scan(&reading, &numbers::read(&reading), &[]);
            let counts: Vec<i64> = found.iter().filter_map(|found| found.value.integer()).collect();
            assert_eq!(counts, example.counts, "{}", example.text);
        }
    }
}
