//! From numbers to figures: which numbers count or measure a share, and what they are called.
//!
//! Most numbers of a Vietnamese document do neither: dates, symbols, articles, years, ages, money.
//! A number is a figure only if nothing around it says otherwise.

use std::ops::Range;

use super::amounts;
use super::context::{is_date_context, is_list_marker, is_measure, is_range, is_year, refers};
use super::numbers::{self, Number};
use super::reading::{At, Reading};
use super::spelled;
use crate::model::figure::{Decimal, FigureKind, NumberStyle, Role};
use crate::text::TextRange;

/// A figure of one block, in tokens.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) kind: FigureKind,
    pub(super) role: Role,
    pub(super) value: Decimal,
    pub(super) whole: Option<Decimal>,
    /// Powers of ten of its unit: 6 for `triệu`.
    pub(super) scale: u8,
    /// The words of its unit.
    pub(super) unit: Range<At>,
    pub(super) style: NumberStyle,
    /// The number alone.
    pub(super) number: Range<At>,
    /// The number with its sign.
    pub(super) tokens: Range<At>,
    /// The words that follow and belong to it.
    pub(super) noun: Range<At>,
    /// The words that stand before it and name it.
    pub(super) lead: Range<At>,
    /// How many brackets are open around it.
    pub(super) depth: u8,
    /// The sentence of the block it stands in.
    pub(super) sentence: u16,
}

/// Words of a label at most; longer ones are sentences.
const LABEL_WORDS: usize = 14;

/// The figures of a block outside `covered` (clean ranges of citations), left to right.
pub(super) fn scan(reading: &Reading<'_>, numbers: &[Number], covered: &[TextRange]) -> Vec<Found> {
    let mut walk = Walk::default();
    let mut found: Vec<Found> = Vec::new();
    let mut in_words = spelled::counts(reading).into_iter().peekable();
    let mut index = 0;
    while let Some(number) = numbers.get(index) {
        index += 1;
        while let Some((tokens, value)) = in_words.next_if(|(tokens, _)| tokens.start < number.tokens.start) {
            found.push(walk.spelled(reading, tokens, value));
        }
        walk.advance(reading, number.tokens.start);
        let place = reading.cover(&number.tokens);
        let at = covered.partition_point(|range| range.end() <= place.start());
        if covered.get(at).is_some_and(|range| range.touches(place)) {
            continue;
        }
        let next = numbers.get(index);
        if let Some(mut fraction) = next.and_then(|next| fraction(reading, number, next)) {
            index += 1;
            (fraction.depth, fraction.sentence) = (walk.depth, walk.sentence);
            found.push(fraction);
        } else if let Some(mut figure) = percent(reading, number)
            .or_else(|| amounts::amount(reading, number))
            .or_else(|| count(reading, number, next))
        {
            (figure.depth, figure.sentence) = (walk.depth, walk.sentence);
            found.push(figure);
        }
    }
    found.extend(in_words.map(|(tokens, value)| walk.spelled(reading, tokens, value)));
    found
}

/// Brackets and sentences up to a token.
#[derive(Default)]
struct Walk {
    at: At,
    depth: u8,
    sentence: u16,
}

impl Walk {
    fn advance(&mut self, reading: &Reading<'_>, to: At) {
        for at in self.at..to {
            match reading.mark(at) {
                '(' => self.depth = self.depth.saturating_add(1),
                ')' => self.depth = self.depth.saturating_sub(1),
                _ if ends_sentence(reading, at) => {
                    self.sentence = self.sentence.saturating_add(1);
                    self.depth = 0;
                }
                _ => {}
            }
        }
        self.at = to;
    }

    /// A count in words.
    fn spelled(&mut self, reading: &Reading<'_>, tokens: Range<At>, value: i64) -> Found {
        self.advance(reading, tokens.start);
        let (start, end) = (tokens.start, tokens.end);
        let mut found = figure(reading, FigureKind::Count, tokens, end, Decimal::whole(value));
        found.role = if changes(reading, start) { Role::Change } else { nearness(reading, start, end) };
        (found.depth, found.sentence) = (self.depth, self.sentence);
        found
    }
}

/// True if the mark at `at` ends a sentence: not the point of an abbreviation or a list number.
pub(super) fn ends_sentence(reading: &Reading<'_>, at: At) -> bool {
    match reading.mark(at) {
        '?' | '!' => true,
        '.' => {
            let goes_on = at + 1 < reading.len();
            let abbreviation = goes_on
                && reading.glued_before(at)
                && at.checked_sub(1).is_some_and(|before| is_abbreviation(reading, before));
            !reading.glued(at) && !abbreviation && (reading.is_capital(at + 1) || !reading.is_word(at + 1))
        }
        _ => false,
    }
}

/// `TP`, `Ts`, `Đ`; `Hạ` and `Gò` are words.
fn is_abbreviation(reading: &Reading<'_>, at: At) -> bool {
    let mut letters = reading.text(at).chars();
    letters.next();
    let second = letters.next();
    reading.is_capital(at)
        && letters.next().is_none()
        && second.is_none_or(|second| !second.is_lowercase() || second.is_ascii())
}

/// A figure with the words around it.
pub(super) fn figure(reading: &Reading<'_>, kind: FigureKind, number: Range<At>, end: At, value: Decimal) -> Found {
    let tokens = number.start..end;
    let noun = noun(reading, end);
    Found {
        kind,
        role: Role::Plain,
        value,
        whole: None,
        scale: 0,
        unit: end..end,
        style: NumberStyle::default(),
        lead: lead(reading, number.start),
        number,
        tokens,
        noun,
        depth: 0,
        sentence: 0,
    }
}

fn percent(reading: &Reading<'_>, number: &Number) -> Option<Found> {
    let (end, in_words) = numbers::is_percent_sign(reading, number.tokens.end)?;
    let value = number.value?;
    let start = number.tokens.start;
    let sign = numbers::glued_left(reading, start).then(|| reading.mark_before(start, 1));
    let mut found = figure(reading, FigureKind::Percent, number.tokens.clone(), end, value);
    found.role = match sign {
        None => percent_role(reading, start, end),
        // `25-30%` is a range, `-5%` a change; a letter makes it a code.
        Some('-' | '–') if start.checked_sub(2).is_some_and(|before| reading.is_number(before)) => Role::Bound,
        Some('-' | '–' | '+') => Role::Change,
        Some(_) => return None,
    };
    found.style = NumberStyle {
        zero_padded: number.zero_padded,
        decimal_mark: number.decimal_mark,
        spaced_sign: !in_words && !reading.glued(number.tokens.end - 1),
        sign_in_words: in_words,
    };
    Some(found)
}

fn percent_role(reading: &Reading<'_>, start: At, end: At) -> Role {
    if changes(reading, start) {
        return Role::Change;
    }
    if (0..4).any(|step| aims_at(reading, end + step)) && clause_words(reading, end, 4).any(|at| aims_at(reading, at)) {
        return Role::Target;
    }
    let grows = words_back(reading, start, 5).any(|at| says_change(reading, at));
    if grows { Role::Change } else { nearness(reading, start, end) }
}

/// True if `at` says that something changed or differs.
pub(super) fn says_change(reading: &Reading<'_>, at: At) -> bool {
    matches!(reading.word(at), "tăng" | "giảm" | "vượt") || is_pair(reading, at, &["cao hơn", "thấp hơn"])
}

/// `tăng 05 vụ`, `giảm thêm 05 vụ`: the number is the change.
pub(super) fn changes(reading: &Reading<'_>, start: At) -> bool {
    let skipped = matches!(reading.word_before(start, 1), "thêm" | "được" | "là");
    let verb = start.checked_sub(1 + usize::from(skipped));
    let pair = start.checked_sub(2 + usize::from(skipped));
    verb.is_some_and(|at| matches!(reading.word(at), "tăng" | "giảm" | "vượt"))
        || pair.is_some_and(|at| is_pair(reading, at, &["cao hơn", "thấp hơn"]))
}

/// True if the words at `at` say what a result is measured against.
fn aims_at(reading: &Reading<'_>, at: At) -> bool {
    const AIMS: [&str; 9] =
        ["kế hoạch", "chỉ tiêu", "dự toán", "mục tiêu", "so với", "nghị quyết", "cùng kỳ", "định mức", "so kế"];
    AIMS.iter().any(|aim| reading.has_phrase(at, aim)) || reading.word(at) == "kh"
}

pub(super) fn is_pair(reading: &Reading<'_>, at: At, pairs: &[&str]) -> bool {
    pairs.iter().any(|pair| reading.has_phrase(at, pair))
}

/// The words of one clause from `from` on, at most `most`.
fn clause_words(reading: &Reading<'_>, from: At, most: usize) -> impl Iterator<Item = At> {
    (from..from + most).take_while(|at| reading.is_word(*at))
}

/// The words of one clause before `start`, nearest first, at most `most`.
fn words_back(reading: &Reading<'_>, start: At, most: usize) -> impl Iterator<Item = At> {
    (start.saturating_sub(most)..start).rev().take_while(|at| reading.is_word(*at))
}

/// Whether the words around a number make it rough or a limit.
pub(super) fn nearness(reading: &Reading<'_>, start: At, end: At) -> Role {
    let (one, two) = (reading.word_before(start, 1), reading.word_before(start, 2));
    if matches!(
        (two, one),
        ("ít" | "nhiều", "nhất") | ("tối", "thiểu" | "đa") | ("không", "quá") | (_, "dưới" | "từ" | "đến")
    ) {
        return Role::Bound;
    }
    // `24 người có trình độ đại học trở lên` limits the degree, `5 người trở lên` the number.
    let limited = clause_words(reading, end, 3).any(|at| is_pair(reading, at, &["trở lên", "trở xuống"]));
    if limited || reading.word(end) == "đến" {
        return Role::Bound;
    }
    if matches!(one, "gần" | "hơn" | "trên" | "khoảng" | "chừng" | "xấp" | "xỉ" | "ngót")
        || matches!((two, one), ("ước", "đạt") | (_, "ước"))
    {
        return Role::Approximate;
    }
    if words_back(reading, start, 6)
        .any(|at| reading.word(at) == "mỗi" || is_pair(reading, at, &["bình quân", "trung bình"]))
    {
        return Role::Rate;
    }
    Role::Plain
}

/// The last day of a month.
const LARGEST_DAY: i64 = 31;

/// `24/32`: two numbers with a slash between them that are neither a date nor part of a symbol.
fn fraction(reading: &Reading<'_>, number: &Number, next: &Number) -> Option<Found> {
    let slash = number.tokens.end;
    // `1.425 / 1.500 hộ`: with spaces on both sides only between numbers too large for days and months.
    let (before, after) = (reading.glued_before(slash), reading.glued(slash));
    let large = |number: &Number| number.value.is_some_and(|value| value.digits > LARGEST_DAY);
    let joined = reading.mark(slash) == '/'
        && (before && after || !before && !after && large(number) && large(next) && reading.is_word(next.tokens.end))
        && next.tokens.start == slash + 1
        && !numbers::glued_left(reading, number.tokens.start)
        && !numbers::glued_right(reading, next.tokens.end);
    let (part, whole) = (number.value?, next.value?);
    if !joined
        || whole.digits == 0
        || refers(reading, number.tokens.start, next.tokens.end)
        || is_date_context(reading, number.tokens.start, next.tokens.end)
    {
        return None;
    }
    // `24/7` is a phrase, and `100/2025` a number without its symbol.
    if (part.digits, whole.digits) == (24, 7) || is_year(next) {
        return None;
    }
    let mut found = figure(reading, FigureKind::Fraction, number.tokens.start..next.tokens.end, next.tokens.end, part);
    found.role = nearness(reading, found.tokens.start, found.tokens.end);
    found.whole = Some(whole);
    found.style.decimal_mark = number.decimal_mark;
    Some(found)
}

fn count(reading: &Reading<'_>, number: &Number, next: Option<&Number>) -> Option<Found> {
    let value = number.value?;
    let (start, end) = (number.tokens.start, number.tokens.end);
    let reject = value.decimals > 0
        || number.decimal_mark.is_some()
        || numbers::glued_left(reading, start) && !follows_named(reading, start)
        || numbers::glued_right(reading, end)
        || is_year(number)
        || is_list_marker(reading, number)
        || refers(reading, start, end)
        || is_measure(reading, end)
        || is_range(reading, start, end, next)
        || matches!(reading.mark_before(start, 1), '+' | '=' | '×' | '<' | '>' | '≥' | '≤') && start > 1
        || reading.word_before(start, 1) == "x"
        || reading.word(end) == "x";
    if reject {
        return None;
    }
    let mut found = figure(reading, FigureKind::Count, number.tokens.clone(), end, value);
    found.role = if changes(reading, start) { Role::Change } else { nearness(reading, start, end) };
    found.style.zero_padded = number.zero_padded;
    Some(found)
}

/// True if the slash before `start` parts a count with its noun from the whole: `24 hồ sơ trực
/// tuyến/32 hồ sơ`. The noun or unit of what follows tells it from a symbol or a date.
pub(super) fn follows_named(reading: &Reading<'_>, start: At) -> bool {
    let Some(slash) = start.checked_sub(1).filter(|at| reading.mark(*at) == '/') else { return false };
    let mut back = (slash.saturating_sub(LABEL_WORDS)..slash).rev();
    let counted = back.find(|at| !reading.is_word(*at)).is_some_and(|at| reading.is_number(at));
    let small = (slash.saturating_sub(1)..slash).all(|at| reading.is_word(at) && !reading.is_capital(at));
    counted && small && reading.is_word(start + 1) | matches!(reading.mark(start + 1), '.' | ',')
}

/// Words that cannot belong to the name of what is counted.
fn ends_label(reading: &Reading<'_>, at: At) -> bool {
    matches!(
        reading.word(at),
        "và" | "với"
            | "là"
            | "chiếm"
            | "trong"
            | "gồm"
            | "bằng"
            | "tương"
            | "còn"
            | "so"
            | "tăng"
            | "giảm"
            | "hoặc"
            | "nhưng"
            | "cụ"
    ) || is_pair(reading, at, &["bao gồm", "ứng với", "tỷ lệ", "tỉ lệ", "tỷ trọng"])
}

/// The words after a figure that belong to it. An age in it does not end it.
pub(super) fn noun(reading: &Reading<'_>, from: At) -> Range<At> {
    let mut end = from;
    while end - from < LABEL_WORDS {
        if reading.is_word(end) && !ends_label(reading, end) {
            end += 1;
        } else if reading.is_number(end) && reading.word(end + 1) == "tuổi" && end > from {
            end += 2;
        } else {
            break;
        }
    }
    from..end
}

/// The words before a figure that may name it; a colon may stand between.
fn lead(reading: &Reading<'_>, start: At) -> Range<At> {
    let end = if reading.mark_before(start, 1) == ':' { start - 1 } else { start };
    let mut from = end;
    while end - from < LABEL_WORDS && from > 0 {
        let before = from - 1;
        if !reading.is_word(before) || matches!(reading.word(before), "và" | "với" | "hoặc") {
            break;
        }
        from = before;
    }
    from..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockId, BlockKind, Place};

    fn counts(text: &str) -> Vec<String> {
        let block = Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new());
        let reading = Reading::new(&block);
        scan(&reading, &numbers::read(&reading), &[])
            .iter()
            .map(|found| {
                let whole = found.whole.map(|whole| format!("/{whole}")).unwrap_or_default();
                let sign = if found.kind == FigureKind::Percent { "%" } else { "" };
                let noun = reading.slice(&found.noun);
                format!("{}{whole}{sign} {noun}", found.value).trim().to_owned()
            })
            .collect()
    }

    #[test]
    fn counts_and_shares_are_found() {
        assert_eq!(
            counts("có 24 nam (tỷ lệ 75%), nữ 08 (tỷ lệ 25%); 6 người dưới 40 tuổi (tỷ lệ 18,75%)."),
            ["24 nam", "75%", "8", "25%", "6 người dưới 40 tuổi", "18,75%"]
        );
        assert_eq!(counts("giải quyết 1.250/1.500 hồ sơ, đạt 83,3%"), ["1.250/1.500 hồ sơ", "83,3%"]);
        assert_eq!(counts("75 phần trăm, 75 %"), ["75%", "75%"]);
        assert_eq!(counts("kinh phí 1.250.000 đồng và 3,5 tỷ đồng"), ["1.250.000", "3,5"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "Nghị định số 73/2023/NĐ-CP ngày 29/9/2023",
            "căn cứ Nghị định 73 và Công văn 2104/SNV-TCBC",
            "tại khoản 2 Điều 5 và điểm 3 Mục 4",
            "trong 6 tháng đầu năm 2025, quý 3 năm 2026",
            "từ 18 tuổi trở lên, dưới 40 tuổi",
            "điện thoại 02223822345, số nhà 15",
            "giai đoạn 2021-2025, từ 5 đến 10 người",
            "1. Công tác chỉ đạo",
            "khóa XV, kỳ họp thứ 8, lần thứ 2",
            "ngày 02/9, dịp 30/4 và 01/5 năm nay",
            "trực 24/7",
            "COVID-19 và 5G, A4, 10h30, 7:30",
            "(1) một là; (2) hai là",
        ] {
            assert_eq!(counts(text), Vec::<String>::new(), "{text}");
        }
    }
}
