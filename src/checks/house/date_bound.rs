//! `date-bound`: a named day against another one.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::scope::Scope;
use super::words::{Bounds, Capitals, Hunt};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::lexicon::instruments::written;

/// Reports a day that stands behind the given words and lies before or after what it may.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DateBound {
    /// Phrases right before the day: `["tính đến"]` for `tính đến ngày 15/11/2026`.
    #[schemars(length(min = 1))]
    after_words: Vec<String>,
    /// Where to look; everywhere if left out.
    #[serde(default, rename = "in")]
    scope: Scope,
    /// The first day that it may be: `2026-01-01`, `issued` for the date of the document, `today`.
    #[serde(default)]
    not_before: Option<Limit>,
    /// The last day that it may be, written likewise.
    #[serde(default)]
    not_after: Option<Limit>,
    /// Days before `not-after` at most: 30 where the day may be a month old.
    #[serde(default)]
    within_days: Option<u16>,
}

/// A day to compare with.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
enum Limit {
    Issued,
    Today,
    Day(Date),
}

impl TryFrom<String> for Limit {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.as_str() {
            "issued" => Ok(Self::Issued),
            "today" => Ok(Self::Today),
            day => day.parse().map(Self::Day).map_err(|_| format!("{day}: issued, today, YYYY-MM-DD")),
        }
    }
}

/// A day as documents write it, behind the words that name it. Patterns that cannot be compiled match nothing; a test
/// holds that this one is.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[\s:,(]*(?:hết )?(?:ngày )?(\d{1,2})(?:\s*[/.-]\s*| tháng )(\d{1,2})(?:\s*[/.-]\s*| năm )(\d{4})\b")
        .ok()
});

impl Check for DateBound {
    const NAME: &'static str = "date-bound";
    const VALUES: &'static [&'static str] = &["found", "bound"];
    const CASES: &'static [&'static str] = &["early"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let day = |limit: Option<Limit>| match limit {
            Some(Limit::Issued) => cx.document.own_date().ok_or(()).map(Some),
            Some(Limit::Today) => cx.today.ok_or(()).map(Some),
            Some(Limit::Day(day)) => Ok(Some(day)),
            None => Ok(None),
        };
        let (Ok(first), Ok(last)) = (day(self.not_before), day(self.not_after)) else {
            return findings.not_checked(Reason::DateBlank);
        };
        let recent = last
            .zip(self.within_days)
            .and_then(|(last, days)| last.checked_sub(jiff::Span::new().try_days(i64::from(days)).ok()?).ok());
        let first = first.max(recent);
        let Some(pattern) = DAY.as_ref() else { return };
        let hunt = Hunt::new(&self.after_words, None, Capitals::Alike, Bounds::Words);
        for stretch in self.scope.stretches(cx.document) {
            for words in hunt.find(stretch.block, stretch.range) {
                let behind = stretch.block.folded().get(words.end() as usize..).unwrap_or("");
                let Some(captures) = pattern.captures(behind) else { continue };
                let number = |group: usize| captures.get(group).and_then(|found| found.as_str().parse::<i16>().ok());
                let date =
                    || Date::new(number(3)?, i8::try_from(number(2)?).ok()?, i8::try_from(number(1)?).ok()?).ok();
                let (Some(date), Some(begin), Some(end)) = (date(), captures.get(1), captures.get(3)) else { continue };
                let at = words.end() as usize;
                let span = stretch.block.span(at + begin.start()..at + end.end());
                let late = last.filter(|last| date > *last);
                let early = first.filter(|first| date < *first);
                let Some(bound) = late.or(early) else { continue };
                let found = stretch.block.clean_text(span);
                let draft = findings.report(span).value("found", found).value("bound", written(bound));
                if late.is_none() {
                    draft.case("early");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_forms() {
        let pattern = DAY.as_ref().expect("compiles");
        for text in [" ngày 15/11/2026", " hết ngày 15 tháng 11 năm 2026,", ": 15.11.2026"] {
            assert!(pattern.is_match(text), "{text}");
        }
        assert!(!pattern.is_match(" cuối năm 2026"));
    }
}
