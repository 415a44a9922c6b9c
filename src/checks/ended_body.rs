//! `ended-body`: bodies and units in the header, the addressees and the recipients that no longer
//! exist.

use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::instruments::written;
use crate::lexicon::issuers::{IssuerClass, issuer_by_phrase};
use crate::lexicon::places::{Evidence, provinces};
use crate::model::{ComponentKind, Document, Span};

/// Reports bodies that ended before the day of the document, with what took over their work.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EndedBody {
    /// The parts that are looked at.
    parts: Vec<ComponentKind>,
    /// Report what rests on good evidence; otherwise only the rest.
    sure: bool,
    /// Look at names of provinces only: the bodies of a header have rules of their own.
    #[serde(default)]
    places_only: bool,
}

/// A body that ended.
struct Ended {
    /// Bytes in the folded text.
    place: Range<usize>,
    since: Date,
    successor: String,
    evidence: Evidence,
    case: Option<&'static str>,
}

impl Check for EndedBody {
    const NAME: &'static str = "ended-body";
    const VALUES: &'static [&'static str] = &["written", "successor", "since"];
    const CASES: &'static [&'static str] = &["body", "district"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let lines = lines(cx.document, &self.parts);
        if lines.is_empty() {
            return;
        }
        let Some(on) = cx.law_day() else { return findings.not_checked(Reason::DateBlank) };
        for line in lines {
            let block = cx.document.block(line.block);
            let range = block.clean_range(line).usize();
            let Some(folded) = block.folded().get(range.clone()) else { continue };
            let Some(ended) = self.find(folded, on) else { continue };
            if (ended.evidence == Evidence::Sure) != self.sure {
                continue;
            }
            let span = block.span(range.start + ended.place.start..range.start + ended.place.end);
            let written_as = cx.document.clean_text(span);
            let draft = findings.report(span);
            draft
                .value("written", written_as)
                .value("successor", ended.successor.clone())
                .value("since", written(ended.since));
            match ended.case {
                Some(case) => {
                    draft.case(case);
                }
                None if written_as.chars().any(char::is_lowercase) => {
                    draft.edit(Edit::replace(span, ended.successor));
                }
                None => {}
            }
        }
    }
}

impl EndedBody {
    fn find(&self, folded: &str, on: Date) -> Option<Ended> {
        let start = folded.len() - folded.trim_start_matches(['-', '–', '+', ' ']).len();
        let name = &folded[start..];
        if !self.places_only {
            if let Some((place, since)) = provinces().district_body(name, on) {
                let place = start + place.start..start + place.end;
                let (successor, evidence) = (String::new(), Evidence::Sure);
                return Some(Ended { place, since, successor, evidence, case: Some("district") });
            }
            if let Some(ended) = ended_issuer(name, start, on) {
                return Some(ended);
            }
        }
        let found = provinces().misnamed(folded, on)?;
        let (since, evidence) = (found.since, found.evidence);
        Some(Ended { place: found.place, since, successor: found.right, evidence, case: None })
    }
}

/// The ministry, department or Party committee that the folded text begins with, if it ended.
fn ended_issuer(name: &str, start: usize, on: Date) -> Option<Ended> {
    let (issuer, length) = issuer_by_phrase(name)?;
    let last = issuer.until.filter(|until| *until < on)?;
    let named = matches!(issuer.class, IssuerClass::Ministry | IssuerClass::Department | IssuerClass::PartyDistrict);
    named.then(|| Ended {
        place: start..start + length,
        since: last.tomorrow().unwrap_or(last),
        successor: issuer.successor.clone(),
        evidence: issuer.evidence,
        case: Some(if issuer.successor.is_empty() { "district" } else { "body" }),
    })
}

/// The lines of the parts, in reading order.
fn lines(document: &Document, parts: &[ComponentKind]) -> Vec<Span> {
    let mut lines = Vec::new();
    for part in parts {
        match part {
            ComponentKind::Addressees => {
                lines.extend(document.addressees.iter().flat_map(|block| &block.items).map(|item| item.span));
            }
            ComponentKind::Recipients => {
                let recipients = document.recipients.iter().flat_map(|block| &block.lines);
                lines.extend(recipients.filter(|line| !line.is_archive).map(|line| line.span));
            }
            other => lines.extend(document.component(*other).into_iter().flat_map(|part| part.spans.iter().copied())),
        }
    }
    lines
}
