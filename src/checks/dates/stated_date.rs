//! `stated-date`: days, months, hours and periods of the text against the calendar and each other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use regex::Captures;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::house::Pattern;
use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::written;
use crate::model::{Block, Document, Span, Zone};
use crate::text::clean::on_one_line;
use crate::text::quotes;

/// Reports what cannot be or contradicts itself in the dates that the content states. Dates of citations
/// and of the document itself have rules of their own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct StatedDate {
    /// What is judged.
    judge: Judge,
    /// Regular expressions over the folded text. Their groups are named for what they hold: `d`, `m`, `y`
    /// (day, month, year), `d2`, `m2`, `y2` (of the end), `h`, `min`, `q` (quarter), `w` (weekday), `n` (how
    /// long it is said to last, or an age), `most` (how much of it is taken), `unit` (in what that is counted; `months`
    /// and `years` within it where the ends are days), `other` (what makes something
    /// else of the match: `lần` before `thứ năm`).
    patterns: Vec<Pattern>,
    /// Folded words of the days of the week, from Monday on.
    #[serde(default)]
    weekdays: Vec<String>,
    /// Folded words of the sentence before the place without which nothing is judged.
    #[serde(default)]
    asks: Vec<String>,
    /// Folded words of the sentence with which nothing is judged (`âm lịch`).
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Judge {
    /// A day or month that the calendar does not have.
    Day,
    /// A quarter beyond the fourth.
    Quarter,
    /// An hour beyond the twenty-fourth or a minute beyond the fifty-ninth.
    Hour,
    /// Any match: a form that is wrong in itself.
    Form,
    /// A day of the week that is not that of the date.
    Weekday,
    /// An end before its beginning.
    Range,
    /// A length that is not that of its period.
    Length,
    /// An age that nobody has who was born that year.
    Age,
    /// A day to come that lies before the date of the document.
    Deadline,
    /// A day of the grounds that lies after the date of the document.
    Later,
    /// Months from March on with and without a zero in one document; told once.
    MixedZero,
}

/// Bytes of the sentence before a place that are looked at.
const SENTENCE: usize = 240;

impl Check for StatedDate {
    const NAME: &'static str = "stated-date";
    const VALUES: &'static [&'static str] = &["found", "right"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let own = document.own_date();
        let grams = document.folded_grams();
        let patterns: Vec<&Pattern> = self.patterns.iter().filter(|pattern| pattern.may_be_in(grams)).collect();
        if patterns.is_empty() {
            return;
        }
        if self.judge == Judge::MixedZero {
            mixed_zero(&patterns, document, findings);
            return;
        }
        let grounds_alone = self.judge == Judge::Later;
        // The same words are wrong wherever they stand: headings of tables are copied.
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        for block in blocks(document).filter(|block| !grounds_alone || document.in_grounds(block.id())) {
            let mut seen = BTreeSet::new();
            for captures in patterns.iter().flat_map(|pattern| pattern.matches(block.folded())) {
                let Some(right) = self.fault(&captures, block, own) else { continue };
                let place = captures.name("wrong").or_else(|| captures.get(0));
                let Some(place) = place.filter(|place| is_whole(block.folded(), place.range())) else { continue };
                let span = block.span(place.range());
                // A date between quotation marks or in a citation is another text's.
                let cited = self.judge != Judge::Form
                    && document.citations.all.iter().any(|citation| citation.span.touches(span));
                if cited || quotes::is_open(block.folded(), place.start()) || !seen.insert(place.start()) {
                    continue;
                }
                let words = on_one_line(&block.folded()[place.range()]);
                if let Some(known) = told.get(&words).and_then(|known| findings.drafts.get_mut(*known)) {
                    known.label("again", span);
                    continue;
                }
                told.insert(words, findings.drafts.len());
                findings.report(span).value("found", block.clean_text(span)).value("right", right);
            }
        }
    }
}

impl StatedDate {
    /// What is wrong, as the value `right`: the right weekday, the date of the document, or nothing to add.
    fn fault(&self, captures: &Captures<'_>, block: &Block, own: Option<Date>) -> Option<String> {
        let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i16>().ok());
        let (day, month, year) = (number("d"), number("m"), number("y"));
        let place = captures.get(0)?;
        if captures.name("other").is_some() {
            return None;
        }
        if !self.fits(block.folded(), place.range()) {
            return None;
        }
        let plain = |wrong: bool| wrong.then(String::new);
        match self.judge {
            Judge::Form => plain(true),
            Judge::Day => plain(!exists(day.unwrap_or(1), month?, year)),
            Judge::Quarter => {
                let text = captures.name("q")?.as_str();
                plain(
                    crate::text::numerals::roman_value(&text.to_uppercase())
                        .map_or_else(|| text.parse().ok(), |value| i16::try_from(value).ok())?
                        > 4,
                )
            }
            Judge::Hour => {
                let minutes = number("min").unwrap_or(0);
                let hours = number("h")?;
                plain(minutes > 59 || hours > 24 || hours == 24 && minutes > 0)
            }
            Judge::Weekday => {
                let named = self
                    .weekdays
                    .iter()
                    .position(|name| captures.name("w").is_some_and(|word| word.as_str() == name))?;
                let date = date(day?, month?, year?)?;
                let right = usize::try_from(date.weekday().to_monday_zero_offset()).ok()?;
                (right != named).then(|| self.weekdays.get(right).cloned()).flatten()
            }
            Judge::Range => plain(Self::is_backwards(captures)),
            Judge::Length => wrong_length(captures),
            Judge::Age => {
                let (age, now) = (number("n")?, own?.year());
                let right = now.checked_sub(year?)?;
                // The birthday may be still to come, and age is also counted from the year of birth as one.
                (right.abs_diff(age) > 1).then(|| right.to_string())
            }
            Judge::Deadline => {
                let own = own?;
                date(day?, month?, year?).filter(|date| *date < own).map(|_| written(own))
            }
            Judge::Later => {
                let own = own?;
                date(day?, month?, year?).filter(|date| *date > own).map(|_| written(own))
            }
            Judge::MixedZero => None,
        }
    }

    /// Whether the words of the sentence allow a judgement.
    fn fits(&self, folded: &str, place: std::ops::Range<usize>) -> bool {
        let mut from = place.start.saturating_sub(SENTENCE);
        while !folded.is_char_boundary(from) {
            from += 1;
        }
        let before = folded.get(from..place.start).unwrap_or("");
        let before = before.rsplit(". ").next().unwrap_or(before);
        let mut to = folded.len().min(place.end + SENTENCE);
        while !folded.is_char_boundary(to) {
            to -= 1;
        }
        let after = folded.get(place.end..to).unwrap_or("").split(['.', ';']).next().unwrap_or("");
        let within =
            |words: &[String]| words.iter().any(|word| before.contains(word.as_str()) || after.contains(word.as_str()));
        (self.asks.is_empty() || self.asks.iter().any(|word| before.contains(word.as_str()))) && !within(&self.unless)
    }

    /// True if the end lies before the beginning. A beginning without a year takes that of the end, but only
    /// within one month: from December to January it is the year before.
    fn is_backwards(captures: &Captures<'_>) -> bool {
        let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i16>().ok());
        let (first_year, last_year) = (number("y"), number("y2"));
        if captures.name("d").is_none() {
            let (first, last) = (first_year.zip(number("m").or(Some(0))), last_year.zip(number("m2").or(Some(0))));
            return first.zip(last).is_some_and(|(first, last)| last < first);
        }
        let (Some(day), Some(last_day), Some(last_month)) = (number("d"), number("d2"), number("m2")) else {
            return false;
        };
        let month = number("m").unwrap_or(last_month);
        let last_year = last_year.or(first_year).unwrap_or(2000);
        if first_year.is_none() && month != last_month {
            return false;
        }
        let first = date(day, month, first_year.unwrap_or(last_year));
        let last = date(last_day, last_month, last_year);
        first.zip(last).is_some_and(|(first, last)| last < first)
    }
}

/// Reports the first month with a zero where another is written without one.
fn mixed_zero(patterns: &[&Pattern], document: &Document, findings: &mut Findings) {
    let mut zero: Option<Span> = None;
    let mut plain = false;
    for block in blocks(document) {
        for captures in patterns.iter().flat_map(|pattern| pattern.matches(block.folded())) {
            let (Some(whole), Some(month)) = (captures.get(0), captures.name("m")) else { continue };
            let late = month.as_str().parse::<i16>().is_ok_and(|month| (3..=9).contains(&month));
            if !late || !is_whole(block.folded(), whole.range()) || quotes::is_open(block.folded(), whole.start()) {
                continue;
            }
            if month.as_str().starts_with('0') {
                zero.get_or_insert_with(|| block.span(whole.range()));
            } else {
                plain = true;
            }
        }
    }
    if let Some(span) = zero.filter(|_| plain) {
        let found = document.clean_text(span).to_owned();
        findings.report(span).value("right", found.replacen("/0", "/", 1)).value("found", found);
    }
}

/// The blocks whose dates are the author's; those without a digit hold none.
fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.prose().filter(|block| block.text().bytes().any(|byte| byte.is_ascii_digit())).filter(|block| {
        matches!(document.zone(block.id()), Zone::Body | Zone::Grounds | Zone::Attachment | Zone::Title)
    })
}

/// True if the place is no part of a longer number, word or symbol.
fn is_whole(folded: &str, place: std::ops::Range<usize>) -> bool {
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '/');
    let before = folded.get(..place.start).and_then(|text| text.chars().next_back());
    let mut after = folded.get(place.end..).unwrap_or("").chars();
    let next = after.next();
    // A point or hyphen that is followed by a digit goes on with the number.
    let goes_on = matches!(next, Some('.' | '-' | ',')) && after.next().is_some_and(|letter| letter.is_ascii_digit());
    !before.is_some_and(joins) && !next.is_some_and(joins) && !goes_on
}

/// How long a period is, first and last day, month or year included, if the text says something else:
/// neither that nor one less, nor the days of the week on which offices work.
fn wrong_length(captures: &Captures<'_>) -> Option<String> {
    let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i16>().ok());
    let last_year = number("y2")?;
    let first_year = number("y").unwrap_or(last_year);
    let (last_month, first_month) = (number("m2"), number("m").or(number("m2")));
    let mut worked = [0, 0];
    let length = if let Some((first_day, last_day)) = number("d").zip(number("d2")) {
        let (first, last) = (date(first_day, first_month?, first_year)?, date(last_day, last_month?, last_year)?);
        let unit = captures.name("unit").map_or("", |unit| unit.as_str());
        if let Some(months) = captures.name("months").map(|_| MONTH).or(captures.name("years").map(|_| YEAR)) {
            return wrong_months(captures, first, last, months, unit);
        }
        let days = last.since(first).ok()?.get_days().checked_add(1).filter(|days| (1..=LONGEST).contains(days))?;
        for day in first.series(1.day()).take_while(|day| *day <= last) {
            let weekday = day.weekday().to_monday_zero_offset();
            worked[0] += i32::from(weekday < 5);
            worked[1] += i32::from(weekday < 6);
        }
        days
    } else if let Some((first, last)) = first_month.zip(last_month) {
        (i32::from(last_year) - i32::from(first_year)) * 12 + i32::from(last) - i32::from(first) + 1
    } else {
        i32::from(last_year) - i32::from(first_year) + 1
    };
    let wrong = match (number("n").map(i32::from), number("most").map(i32::from)) {
        (Some(said), _) => said != length && said + 1 != length && !worked.contains(&said),
        (None, Some(said)) => said > length,
        (None, None) => false,
    };
    let unit = captures.name("unit").map_or("", |unit| unit.as_str());
    (wrong && length > 0).then(|| format!("{length} {unit}").trim_end().to_owned())
}

/// Months of the units in which longer periods are counted.
const MONTH: i32 = 1;
const YEAR: i32 = 12;

/// How many months or years (of `months` each) a period between two days has, if the text says something else. Only
/// whole ones are judged: `từ ngày 01/01 đến ngày 15/6 (06 tháng)` is rounded.
fn wrong_months(captures: &Captures<'_>, first: Date, last: Date, months: i32, unit: &str) -> Option<String> {
    let number = |name: &str| captures.name(name).and_then(|found| found.as_str().parse::<i32>().ok());
    // Up to the day before (`01/7 … 30/6`) or up to the same day (`01/7 … 01/7`).
    let ends = [last.checked_add(1.day()).ok()?, last];
    let length = ends.iter().find_map(|end| {
        let span = end.since((jiff::Unit::Month, first)).ok()?;
        let whole = span.get_days() == 0 && span.get_months() > 0 && span.get_months() % months == 0;
        whole.then(|| span.get_months() / months)
    })?;
    let wrong = match (number("n"), number("most")) {
        (Some(said), _) => said != length,
        (None, Some(said)) => said > length,
        (None, None) => false,
    };
    wrong.then(|| format!("{length} {unit}"))
}

/// Days of a period whose length is reckoned.
const LONGEST: i32 = 1_000;

fn date(day: i16, month: i16, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whether a day is in the calendar; without a year, in that of a leap year.
fn exists(day: i16, month: i16, year: Option<i16>) -> bool {
    date(day, month, year.unwrap_or(2000)).is_some()
}
