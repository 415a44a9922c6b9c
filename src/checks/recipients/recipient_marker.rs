//! `recipient-marker`: the dash before each line of *Nơi nhận*.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::values::{RecipientLine, Recipients};
use crate::model::{Document, Span};
use crate::text::TextRange;

/// Looks at the marks before the recipients.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RecipientMarker {}

impl Check for RecipientMarker {
    const NAME: &'static str = "recipient-marker";
    const VALUES: &'static [&'static str] = &["found"];
    const LABELS: &'static [&'static str] = &["again"];
    const CASES: &'static [&'static str] = &["none", "all"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(recipients) = &cx.document.recipients else { return };
        if recipients.glued {
            return findings.not_checked(Reason::GluedLines);
        }
        if cx.document.raw.lacks_numbers {
            return findings.not_checked(Reason::AutomaticNumbersUnread);
        }
        if is_plain(cx.document, recipients) {
            return without_dashes(recipients, findings);
        }
        for (at, line) in recipients.lines.iter().enumerate() {
            match &line.marker {
                Some(marker) if is_foreign(cx.document, &marker.text, line) => {
                    findings
                        .report(marker.span)
                        .value("found", marker.text.as_str())
                        .edit(Edit::replace(marker.span, "-"));
                }
                None if stands_out(recipients, at) => {
                    let start = Span::new(line.span.block, TextRange::empty(line.span.range.start()));
                    findings.report(line.span).case("none").value("found", "").edit(Edit::replace(start, "- "));
                }
                Some(_) | None => {}
            }
        }
    }
}

/// True for a list of several lines of which none has a mark. A copy and an automatic list may have lost
/// theirs.
fn is_plain(document: &Document, recipients: &Recipients) -> bool {
    let lines = &recipients.lines;
    let typed = |line: &RecipientLine| {
        line.marker.is_none()
            && line.text.trim_end().ends_with([';', ',', '.'])
            && !document.block(line.span.block).is_auto_numbered()
    };
    lines.len() >= 2 && !document.raw.format.is_copy() && lines.iter().all(typed)
}

fn without_dashes(recipients: &Recipients, findings: &mut Findings) {
    let Some((first, rest)) = recipients.lines.split_first() else { return };
    let start = |line: &RecipientLine| Span::new(line.span.block, TextRange::empty(line.span.range.start()));
    let draft = findings.report(first.span).case("all").value("found", "");
    draft.edit(Edit::replace(start(first), "- "));
    for line in rest {
        draft.label("again", line.span).edit(Edit::replace(start(line), "- "));
    }
}

/// True if the author typed another mark than a dash.
fn is_foreign(document: &Document, marker: &str, line: &RecipientLine) -> bool {
    // Markdown writes any list with `*` or `+`, and Word draws the mark of an automatic list.
    let drawn = document.raw.format.is_copy() || document.block(line.span.block).is_auto_numbered();
    !drawn && !matches!(marker, "-" | "–" | "—" | "−")
}

/// True if line `at` has no mark where others have one, and does not go on with the line before it. A line with a
/// colon inside (`- VPCP: BTCN, các PCN;`) names parts of one office, and the next may name further ones of it.
fn stands_out(recipients: &Recipients, at: usize) -> bool {
    let marked = recipients.lines.iter().filter(|line| line.marker.is_some()).count();
    let before = at.checked_sub(1).and_then(|before| recipients.lines.get(before));
    let names_parts = |line: &RecipientLine| line.text.trim_end_matches(':').contains(':');
    let goes_on = before.is_some_and(|before| names_parts(before) && recipients.lines.get(at).is_some_and(names_parts));
    marked >= 2 && !goes_on && before.is_none_or(|line| line.text.trim_end().ends_with([';', '.']))
}
