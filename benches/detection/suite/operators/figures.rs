//! Defects of figures. What was proved right before is made wrong, beyond any rounding.

use rasoat::lexicon::relations::{RelationKind, relations};
use rasoat::model::figure::{BaseSource, Decimal, Figure, FigureKind, Ratio, Verdict};
use rasoat::model::relation::{Derived, Operation, Source};
use rasoat::model::{Block, Place, Span, Zone};
use regex::Regex;
use std::sync::LazyLock;

use super::{Operator, by_pattern};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

/// Ratios proved right by rounding, with a base that the text states.
///
/// A base inferred from the percentages themselves is none: with one of them changed, nothing says
/// that they are of one whole.
fn ratios(subject: &Subject) -> Vec<(&Ratio, &Figure, &Figure, Decimal)> {
    let figures = &subject.document().figures;
    figures
        .ratios
        .iter()
        .filter(|ratio| ratio.verdict == Verdict::Holds)
        .filter_map(|ratio| {
            let base = ratio.base.as_ref().filter(|base| base.source != BaseSource::Inferred)?;
            Some((ratio, figures.get(ratio.count)?, figures.get(ratio.percent)?, base.value))
        })
        .collect()
}

/// True if `percent` is what `count` of `base` gives, by rounding or cutting, give or take one unit
/// of its last digit.
fn fits(count: i64, base: Decimal, percent: Decimal) -> bool {
    let scale = 10_i64.pow(u32::from(percent.decimals));
    let Some(base) = base.integer().filter(|base| *base != 0) else { return true };
    let exact = 100.0 * count as f64 / base as f64 * scale as f64;
    (exact - percent.digits as f64).abs() <= 1.0
}

/// The number in `span` with its last digit changed by one.
fn next(text: &str) -> Option<String> {
    let last = text.chars().last()?.to_digit(10)?;
    let other = if last == 9 { 8 } else { last + 1 };
    Some(format!("{}{other}", &text[..text.len() - 1]))
}

/// The number in `span` with its last digit changed by two: one may come of rounding.
fn by_two(text: &str) -> Option<String> {
    let last = text.chars().last()?.to_digit(10)?;
    let other = if last >= 8 { last - 2 } else { last + 2 };
    Some(format!("{}{other}", &text[..text.len() - 1]))
}

/// The number in `span` with its first two different digits in the other order.
fn transposed(text: &str) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let at = letters.windows(2).position(|pair| {
        pair[0].is_ascii_digit() && pair[1].is_ascii_digit() && pair[0] != pair[1] && pair[1] != '0'
    })?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

fn value(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once(',').unwrap_or((text, ""));
    let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    Some(Decimal { digits: digits.parse().ok()?, decimals: u8::try_from(fraction.len()).ok()? })
}

/// Changes of the percentage of a ratio.
fn percent(subject: &Subject, other: fn(&str) -> Option<String>) -> Vec<Change> {
    ratios(subject)
        .into_iter()
        .filter_map(|(_, count, percent, base)| {
            let text = subject.document().clean_text(percent.number);
            let changed = other(text)?;
            let real = !fits(count.value.integer()?, base, value(&changed)?);
            real.then(|| Change::replace(percent.number, changed))
        })
        .collect()
}

fn percent_digit(subject: &Subject) -> Vec<Change> {
    percent(subject, next)
}

fn percent_transposed(subject: &Subject) -> Vec<Change> {
    percent(subject, transposed)
}

fn percent_factor(subject: &Subject) -> Vec<Change> {
    percent(subject, |text| {
        let (whole, fraction) = text.split_once(',')?;
        let fraction: String = fraction.chars().collect();
        let first = fraction.chars().next()?;
        let rest = &fraction[first.len_utf8()..];
        Some(if rest.is_empty() { format!("{whole}{first}") } else { format!("{whole}{first},{rest}") })
    })
}

/// True if the figure is one of all the parts of a whole, which must add up.
fn is_listed_part(subject: &Subject, figure: usize) -> bool {
    subject.document().figures.totals.iter().any(|total| total.parts.contains(&figure))
}

/// Changes of the count of a ratio.
fn count(subject: &Subject, other: fn(&str) -> Option<String>) -> Vec<Change> {
    ratios(subject)
        .into_iter()
        .filter_map(|(ratio, count, percent, base)| {
            if count.kind != FigureKind::Count {
                return None;
            }
            let text = subject.document().clean_text(count.number);
            let changed = other(text)?;
            let wrong = value(&changed)?.integer()?;
            // More than a total said with `trong đó` may be of a whole named elsewhere.
            let alone = wrong > base.integer()? && !is_listed_part(subject, ratio.count);
            let real = !alone && !fits(wrong, base, percent.value);
            real.then(|| Change::replace(count.number, changed))
        })
        .collect()
}

fn count_digit(subject: &Subject) -> Vec<Change> {
    count(subject, next)
}

fn count_transposed(subject: &Subject) -> Vec<Change> {
    count(subject, transposed)
}

fn count_factor(subject: &Subject) -> Vec<Change> {
    // `08` becomes `80`: nobody writes `080`, which reads as a code.
    count(subject, |text| {
        let digits = text.trim_start_matches('0');
        (!digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit())).then(|| format!("{digits}0"))
    })
}

static FRACTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\d{1,4})/(\d{1,4}) [^.;,:()]{2,40}?[,(]? ?\(?(?:đạt|chiếm|bằng|tỷ lệ|đạt tỷ lệ) (\d{1,3}(?:,\d{1,2})?)\s?%")
        .expect("a valid pattern")
});

/// `62/65 trẻ, đạt 95,4%`: found by its words alone.
fn fraction_count(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &FRACTION, |_, captures| {
        let (count, base): (i64, i64) = (captures[1].parse().ok()?, captures[2].parse().ok()?);
        let percent = value(&captures[3])?;
        let (wrong, whole) = (count - 2, Decimal::whole(base));
        let real = count > 3 && base > count && fits(count, whole, percent) && !fits(wrong, whole, percent);
        real.then(|| (captures.get(1).map(|part| part.range()).unwrap_or_default(), format!("{wrong:02}")))
    })
}

fn fraction_percent(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &FRACTION, |_, captures| {
        let (count, base): (i64, i64) = (captures[1].parse().ok()?, captures[2].parse().ok()?);
        let percent = value(&captures[3])?;
        let wrong = transposed(&captures[3])?;
        let whole = Decimal::whole(base);
        let real = base >= count && fits(count, whole, percent) && !fits(count, whole, value(&wrong)?);
        real.then(|| (captures.get(3).map(|part| part.range()).unwrap_or_default(), wrong))
    })
}

/// Numbers of totals that hold: the total or its parts.
fn totals(subject: &Subject, parts: bool) -> Vec<Span> {
    let figures = &subject.document().figures;
    let right = figures.totals.iter().filter(|total| total.verdict.holds() && total.parts.len() > 1);
    right
        .filter_map(|total| Some((total.total?, &total.parts)))
        .flat_map(|(total, members)| if parts { members.clone() } else { vec![total] })
        .filter_map(|index| figures.get(index))
        .filter(|figure| figure.kind == FigureKind::Count)
        .map(|figure| figure.number)
        .collect()
}

fn changed(subject: &Subject, spans: Vec<Span>, other: fn(&str) -> Option<String>) -> Vec<Change> {
    spans
        .into_iter()
        .filter_map(|span| Some(Change::replace(span, other(subject.document().clean_text(span))?)))
        .collect()
}

fn total_digit(subject: &Subject) -> Vec<Change> {
    changed(subject, totals(subject, false), next)
}

fn total_transposed(subject: &Subject) -> Vec<Change> {
    changed(subject, totals(subject, false), transposed)
}

fn part_digit(subject: &Subject) -> Vec<Change> {
    changed(subject, totals(subject, true), next)
}

fn part_transposed(subject: &Subject) -> Vec<Change> {
    changed(subject, totals(subject, true), transposed)
}

fn share(subject: &Subject) -> Vec<Change> {
    let figures = &subject.document().figures;
    let right = figures.shares.iter().filter(|shares| shares.verdict.holds());
    let percents = right.flat_map(|shares| &shares.percents).filter_map(|index| figures.get(*index));
    percents
        .filter_map(|figure| {
            let text = subject.document().clean_text(figure.number);
            // Five units more: rounding never adds up to that.
            let value: u32 = text.parse().ok()?;
            Some(Change::replace(figure.number, (value + 5).to_string()))
        })
        .collect()
}

/// Results in tables that enough others of their table show to be results.
fn table_results(subject: &Subject) -> Vec<Span> {
    let figures = &subject.document().figures;
    let table = |derived: &Derived| figures.get(derived.result).and_then(|figure| figure.cell).map(|cell| cell.table);
    let right = || figures.derived.iter().filter(|derived| derived.verdict == Verdict::Holds);
    right()
        .filter(|derived| derived.source != Source::Sentence)
        .filter(|derived| {
            let alike = |other: &&Derived| other.operation == derived.operation && table(other) == table(derived);
            table(derived).is_some() && right().filter(alike).count() > 3
        })
        .filter_map(|derived| figures.get(derived.result))
        .map(|figure| figure.number)
        .collect()
}

fn table_digit(subject: &Subject) -> Vec<Change> {
    changed(subject, table_results(subject), by_two)
}

fn table_transposed(subject: &Subject) -> Vec<Change> {
    changed(subject, table_results(subject), transposed)
}

/// Growth with both values, transposed: further off than any rounding.
fn growth(subject: &Subject) -> Vec<Change> {
    let figures = &subject.document().figures;
    let right = figures.derived.iter().filter(|derived| {
        derived.verdict == Verdict::Holds
            && derived.source == Source::Sentence
            && matches!(derived.operation, Operation::Growth | Operation::Share | Operation::Change)
    });
    let spans = right.filter_map(|derived| figures.get(derived.result)).map(|figure| figure.number).collect();
    changed(subject, spans, transposed)
}

/// A wrong sentence of each pattern of `kinds` that may refute, put behind a paragraph of the body.
fn sentences(subject: &Subject, kinds: &[RelationKind]) -> Vec<Change> {
    let fits = |block: &&Block| {
        let body = block.place == Place::Body && subject.document().zone(block.id()) == Zone::Body;
        body && block.clean().len() > 60 && block.clean().trim_end().ends_with('.')
    };
    let Some(block) = subject.prose().find(fits) else { return Vec::new() };
    let entries = relations().all.iter().map(|relation| &relation.entry);
    let sentences = entries.filter(|entry| kinds.contains(&entry.kind)).flat_map(|entry| &entry.wrong);
    // Lists would need several paragraphs.
    let single = sentences.filter(|text| !text.contains('\n'));
    single.map(|text| Change::Insert(block.id(), text.clone())).collect()
}

fn shares_in_words(subject: &Subject) -> Vec<Change> {
    sentences(subject, &[RelationKind::Share])
}

fn sums_in_words(subject: &Subject) -> Vec<Change> {
    sentences(subject, &[RelationKind::Sum, RelationKind::Fractions, RelationKind::Rest])
}

fn bounds_in_words(subject: &Subject) -> Vec<Change> {
    sentences(subject, &[RelationKind::Within])
}

fn changes_in_words(subject: &Subject) -> Vec<Change> {
    sentences(subject, &[RelationKind::Growth, RelationKind::Difference, RelationKind::Change])
}

static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d[\d.]* (?:đồng |người |năm |tháng |ngày )?\((?:[Bb]ằng chữ: )?((?:\p{L}+ ){0,12}\p{L}+)\)")
        .expect("a valid pattern")
});

/// True if all words are those of a number, with what is counted after them.
fn is_number(words: &str) -> bool {
    const WORDS: [&str; 23] = [
        "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "mốt", "lăm", "trăm",
        "nghìn", "ngàn", "triệu", "tỷ", "linh", "lẻ", "đồng", "chẵn",
    ];
    words.split(' ').all(|word| {
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        WORDS.contains(&lower.as_str())
    })
}

/// The first numeral of an amount in words is changed.
fn words(subject: &Subject) -> Vec<Change> {
    const NUMERALS: [(&str, &str); 9] = [
        ("một", "hai"),
        ("hai", "ba"),
        ("ba", "bốn"),
        ("bốn", "năm"),
        ("năm", "sáu"),
        ("sáu", "bảy"),
        ("bảy", "tám"),
        ("tám", "chín"),
        ("chín", "tám"),
    ];
    by_pattern(subject.prose(), &SPELLED, |_, captures| {
        let words = captures.get(1).filter(|words| is_number(words.as_str()))?;
        let first = words.as_str().split(' ').next()?;
        let lower: String = first.chars().flat_map(char::to_lowercase).collect();
        let (_, other) = NUMERALS.iter().find(|(numeral, _)| *numeral == lower)?;
        Some((words.start()..words.start() + first.len(), (*other).to_owned()))
    })
}

fn amount(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &SPELLED, |_, captures| {
        let numeral = is_number(captures.get(1)?.as_str());
        let number = captures.get(0)?;
        let digits = number.as_str().split(' ').next()?;
        let (at, digit) = digits.char_indices().find(|(_, letter)| ('1'..='8').contains(letter))?;
        let other = char::from_digit(digit.to_digit(10)? + 1, 10)?;
        numeral.then(|| (number.start() + at..number.start() + at + 1, other.to_string()))
    })
}

fn announced(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let right =
        document.figures.announcements.iter().filter(|entry| i64::try_from(entry.items.len()) == Ok(entry.count));
    right
        .filter_map(|entry| {
            let text = document.clean_text(entry.span);
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            let number = super::within(subject, entry.span, &digits).filter(|_| !digits.is_empty())?;
            Some(Change::replace(number, format!("{:02}", entry.count + 1)))
        })
        .collect()
}

static OVER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\((?:chiếm |tỷ lệ |đạt tỷ lệ )?(\d{2})(?:,\d+)?\s?%\)").expect("a valid pattern"));

fn share_over_hundred(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &OVER, |_, captures| {
        let share = captures.get(0)?.as_str();
        (share.contains("chiếm") || share.contains("tỷ lệ"))
            .then(|| (captures.get(1).map(|part| part.range()).unwrap_or_default(), format!("1{}", &captures[1])))
    })
}

static DECIMAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\d{1,2}(,)\d{1,2}\s?%").expect("a valid pattern"));

fn decimal_point(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &DECIMAL, |_, captures| Some((captures.get(1)?.range(), ".".to_owned())))
}

static PERCENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d(%)").expect("a valid pattern"));

fn percent_space(subject: &Subject) -> Vec<Change> {
    let tight: usize = subject.prose().map(|block| PERCENT.find_iter(block.clean()).count()).sum();
    if tight < 3 {
        return Vec::new();
    }
    by_pattern(subject.prose(), &PERCENT, |_, captures| Some((captures.get(1)?.range(), " %".to_owned())))
}

const RATIO: &[&str] = &["figures/ratio-mismatch", "figures/percent-over-100"];
const SUM: &[&str] = &["figures/parts-total-mismatch", "figures/ratio-mismatch", "figures/sum-mismatch"];
const FIGURES: &[&str] =
    &["figures/parts-total-mismatch", "figures/percent-sum", "figures/ratio-mismatch", "figures/sum-mismatch"];
const TABLE: &[&str] = &["figures/table-sum-mismatch", "figures/table-percent-mismatch"];
const WORDS: &[&str] = &[
    "figures/share-mismatch",
    "figures/sum-mismatch",
    "figures/difference-mismatch",
    "figures/part-over-whole",
    "figures/growth-mismatch",
    "figures/change-mismatch",
    "figures/ratio-mismatch",
    "figures/percent-over-100",
    "figures/parts-total-mismatch",
];
/// `24 khẩu/ tổng số 32 khẩu` is one of the forms of a share: its space is a slip of its own.
const SLASH: &[&str] = &[
    "typing/slash-space",
    "figures/share-mismatch",
    "figures/growth-mismatch",
    "figures/ratio-mismatch",
    "figures/part-over-whole",
    "figures/percent-over-100",
    "figures/sum-mismatch",
];
const GROWTH: &[&str] = &["figures/growth-mismatch", "figures/change-mismatch"];

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("figures: percentage, last digit", RATIO, percent_digit).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: percentage transposed", RATIO, percent_transposed).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: percentage ten times", RATIO, percent_factor).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: count, last digit", SUM, count_digit).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: count transposed", SUM, count_transposed).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: count ten times", SUM, count_factor).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: fraction, count", RATIO, fraction_count).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: fraction, percentage", RATIO, fraction_percent).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: total, last digit", SUM, total_digit).also(FIGURES).reach(Reach::Near(6)),
    Operator::new("figures: total transposed", SUM, total_transposed).also(FIGURES).reach(Reach::Near(6)),
    Operator::new("figures: part, last digit", SUM, part_digit).also(FIGURES).reach(Reach::Near(6)),
    Operator::new("figures: part transposed", SUM, part_transposed).also(FIGURES).reach(Reach::Near(6)),
    Operator::new("figures: shares of a whole", &["figures/percent-sum", "figures/ratio-mismatch"], share)
        .reach(Reach::Near(6)),
    Operator::new("figures: table, last digit of a result", TABLE, table_digit).also(TABLE).reach(Reach::Near(200)),
    Operator::new("figures: table, result transposed", TABLE, table_transposed).also(TABLE).reach(Reach::Near(200)),
    Operator::new("figures: growth transposed", GROWTH, growth).also(GROWTH).reach(Reach::Block),
    Operator::new("figures: share in words", WORDS, shares_in_words).also(SLASH).reach(Reach::Near(2)),
    Operator::new("figures: sum in words", WORDS, sums_in_words).also(WORDS).reach(Reach::Near(2)),
    Operator::new("figures: part over whole in words", WORDS, bounds_in_words).also(WORDS).reach(Reach::Near(2)),
    Operator::new("figures: change in words", WORDS, changes_in_words).also(WORDS).reach(Reach::Near(2)),
    Operator::new("figures: amount in words", &["figures/words-digits-disagree"], words),
    Operator::new("figures: amount in digits", &["figures/words-digits-disagree"], amount)
        .also(FIGURES)
        .reach(Reach::Block),
    Operator::new("figures: announced count", &["figures/announced-count-mismatch"], announced),
    Operator::new("figures: share over hundred", RATIO, share_over_hundred).also(FIGURES).reach(Reach::Block),
    Operator::new("figures: decimal point", &["figures/decimal-point", "figures/decimal-mark-mixed"], decimal_point)
        .also(&["figures/decimal-mark-mixed"])
        .once(),
    Operator::new("figures: spaced percent sign", &["figures/percent-spacing-mixed"], percent_space).once(),
];
