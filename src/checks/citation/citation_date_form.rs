//! `citation-date-form`: how the dates of citations are written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::values::{Located, WrittenDate};

/// Looks at the form of the dates of citations.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationDateForm {
    /// What is reported.
    report: Slip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Slip {
    /// A day below ten or January or February without a zero.
    LeadingZero,
    /// Hyphens or full stops between the numbers.
    Separator,
    /// A year of two digits.
    ShortYear,
}

impl Check for CitationDateForm {
    const NAME: &'static str = "citation-date-form";
    const VALUES: &'static [&'static str] = &["date", "right"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for citation in cx.document.citations.all.iter().filter(|citation| !citation.quoted) {
            let Some(date) = citation.date.as_ref().filter(|date| !date.is_impossible()) else { continue };
            let text = cx.document.clean_text(date.span);
            let Some(right) = self.right(date, text) else { continue };
            let bare = |text: &str| text.trim_start_matches("ngày").trim().to_owned();
            let draft = findings.report(date.span);
            draft.value("date", bare(text)).value("right", bare(&right));
            if self.report != Slip::ShortYear {
                draft.edit(Edit::replace(date.span, right));
            }
        }
    }
}

impl CitationDateForm {
    /// `text`, a date, in its right form; `None` if it is written so.
    fn right(&self, date: &WrittenDate, text: &str) -> Option<String> {
        let (Some(day), Some(month), Some(year)) = (&date.day, &date.month, &date.year) else { return None };
        let mark = if date.in_words { None } else { text.chars().rev().find(|mark| matches!(mark, '/' | '-' | '.')) };
        let wrong = match self.report {
            Slip::LeadingZero => lacks_zero(day, 10) || lacks_zero(month, 3),
            Slip::Separator => matches!(mark, Some('-' | '.')) && year.text.len() == 4,
            Slip::ShortYear => year.text.len() == 2 && !date.in_words,
        };
        if !wrong {
            return None;
        }
        let lead = if text.starts_with("ngày") { "ngày " } else { "" };
        let (day, month, year) = (padded(day, 10), padded(month, 3), year.text.as_str());
        Some(if date.in_words {
            format!("{lead}{day} tháng {month} năm {year}")
        } else {
            format!("{lead}{day}/{month}/{year}")
        })
    }
}

/// True for a single digit below `limit`.
fn lacks_zero(part: &Located, limit: u32) -> bool {
    part.text.len() == 1 && part.text.parse::<u32>().is_ok_and(|number| number > 0 && number < limit)
}

fn padded(part: &Located, limit: u32) -> String {
    if lacks_zero(part, limit) { format!("0{}", part.text) } else { part.text.clone() }
}
