//! `ended-body`: bodies and units in the header, the addressees and the recipients that no longer
//! exist.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::instruments::written;
use crate::lexicon::issuers::{IssuerClass, issuer_by_phrase};
use crate::lexicon::places::{Evidence, provinces};
use crate::model::{ComponentKind, Document, Span, Zone};
use crate::text::{TokenKind, fold, quotes};

/// Reports bodies that ended before the day of the document, with what took over their work.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct EndedBody {
    /// The parts that are looked at.
    parts: Vec<ComponentKind>,
    /// Report what rests on good evidence; otherwise only the rest.
    sure: bool,
    /// Look at names of provinces only: the bodies of a header have rules of their own.
    #[serde(default)]
    places_only: bool,
    /// Report all bodies of a part in one finding, at the first of them.
    #[serde(default)]
    grouped: bool,
    /// Folded words of a name that is no state body's: it is kept until the body is renamed.
    #[serde(default)]
    kept: Vec<String>,
    /// Folded words of state bodies that begin like one of these (`hội đồng`).
    #[serde(default)]
    state: Vec<String>,
    /// Folded words that say that a name is of an earlier time.
    #[serde(default)]
    former: Vec<String>,
}

/// Bytes of the content from the first word of a name that are compared with names of bodies.
const LONGEST_NAME: usize = 200;

/// A body that ended.
struct Ended {
    /// Bytes in the folded line.
    place: Range<usize>,
    since: Date,
    successor: String,
    evidence: Evidence,
    case: Option<&'static str>,
}

impl Check for EndedBody {
    const NAME: &'static str = "ended-body";
    const VALUES: &'static [&'static str] = &["written", "successor", "since", "count", "list"];
    const LABELS: &'static [&'static str] = &["other"];
    const CASES: &'static [&'static str] = &["body", "district", "several"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if self.parts == [ComponentKind::Body] {
            return self.in_text(cx, findings);
        }
        let parts: Vec<Vec<Span>> = self.parts.iter().map(|part| lines(cx.document, *part)).collect();
        if parts.iter().all(Vec::is_empty) {
            return;
        }
        let Some(on) = cx.law_day() else { return findings.not_checked(Reason::DateBlank) };
        for lines in parts {
            let ended: Vec<(Span, Ended)> =
                lines.into_iter().filter_map(|line| self.in_line(cx.document, line, on)).collect();
            match ended.as_slice() {
                [(first, _), .., _] if self.grouped => report_all(cx.document, *first, &ended, findings),
                _ => ended.into_iter().for_each(|(span, ended)| report(cx.document, span, ended, findings)),
            }
        }
    }
}

/// Reports one body.
fn report(document: &Document, span: Span, ended: Ended, findings: &mut Findings) {
    let edit = edit(document, span, &ended);
    let draft = findings.report(span);
    draft
        .value("written", document.clean_text(span))
        .value("successor", ended.successor)
        .value("since", written(ended.since));
    if let Some(case) = ended.case {
        draft.case(case);
    }
    if let Some(edit) = edit {
        draft.edit(edit);
    }
}

/// Reports the bodies of one part at the first of them.
fn report_all(document: &Document, first: Span, all: &[(Span, Ended)], findings: &mut Findings) {
    let told: Vec<String> = all
        .iter()
        .map(|(span, ended)| match ended.successor.as_str() {
            "" => format!("“{}”", document.clean_text(*span)),
            successor => format!("“{}” → {successor}", document.clean_text(*span)),
        })
        .collect();
    let draft = findings.report(first);
    draft.case("several").value("count", all.len().to_string()).value("list", told.join("; "));
    for (span, ended) in all {
        if *span != first {
            draft.label("other", *span);
        }
        if let Some(edit) = edit(document, *span, ended) {
            draft.edit(edit);
        }
    }
}

/// The new name in place of an old one; a header in capitals is left to its writer.
fn edit(document: &Document, span: Span, ended: &Ended) -> Option<Edit> {
    let replaceable = ended.case.is_none() && document.clean_text(span).chars().any(char::is_lowercase);
    replaceable.then(|| Edit::replace(span, ended.successor.clone()))
}

impl EndedBody {
    /// Bodies that the content names, each once: where no word and no year of the sentence speaks of the
    /// time when they were.
    fn in_text(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // An annex by itself does not say when it was issued.
        let untitled = document.kind.is_none() && document.number.is_none() && document.own_date().is_none();
        let Some(on) = cx.law_day().filter(|_| !untitled) else { return findings.not_checked(Reason::DateBlank) };
        let mut told = BTreeSet::new();
        for block in document.prose().filter(|block| document.zone(block.id()) == Zone::Body) {
            let folded = block.folded();
            for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
                let start = token.range().usize().start;
                let Some(rest) = folded.get(start..) else { continue };
                let name = &rest[..rest.floor_char_boundary(LONGEST_NAME)];
                if !block.clean().get(start..).is_some_and(|text| text.starts_with(char::is_uppercase)) {
                    continue;
                }
                let district = || {
                    let body = provinces().district_body(name, on).filter(|body| body.place.start == 0)?;
                    let place = start..start + body.place.end;
                    Some(Ended {
                        place,
                        since: body.since,
                        successor: String::new(),
                        evidence: body.evidence,
                        case: Some("district"),
                    })
                };
                let Some(ended) = ended_issuer(name, start, on).or_else(district) else { continue };
                let span = block.span(ended.place.clone());
                let cited = document.citations.all.iter().any(|citation| {
                    citation.span.touches(span) || citation.title.as_ref().is_some_and(|title| title.span.touches(span))
                });
                if cited || self.is_past(folded, &ended) || !told.insert(fold::key(block.clean_text(span))) {
                    continue;
                }
                report(document, span, ended, findings);
            }
        }
    }

    /// True if the sentence speaks of the time before the body ended.
    fn is_past(&self, folded: &str, ended: &Ended) -> bool {
        let before = folded.get(..ended.place.start).unwrap_or("");
        let before = before.rsplit(". ").next().unwrap_or(before);
        let after = folded.get(ended.place.end..).unwrap_or("").split(". ").next().unwrap_or("");
        let year = ended.since.year();
        let says = |text: &str| {
            let years = text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|word| word.parse::<i16>().ok());
            self.former.iter().any(|words| text.contains(words.as_str()))
                || years.into_iter().any(|other| (1990..year).contains(&other))
        };
        quotes::is_open(folded, ended.place.start) || says(before) || says(after)
    }

    /// The body in `line` that is no more on the day `on`, with its place.
    fn in_line(&self, document: &Document, line: Span, on: Date) -> Option<(Span, Ended)> {
        let block = document.block(line.block);
        let range = block.clean_range(line).usize();
        let text = block.folded().get(range.clone())?;
        let after = block.folded().get(range.end..).unwrap_or("");
        let former = self
            .former
            .iter()
            .any(|words| text.contains(words.as_str()) || after.trim_start().starts_with(words.as_str()));
        let is_kept = self.kept.iter().any(|words| is_kept(text, words));
        if former || is_kept && !self.state.iter().any(|words| begins_with(text, words)) {
            return None;
        }
        let ended = self.find(text, on)?;
        let span = block.span(range.start + ended.place.start..range.start + ended.place.end);
        ((ended.evidence == Evidence::Sure) == self.sure).then_some((span, ended))
    }

    fn find(&self, folded: &str, on: Date) -> Option<Ended> {
        let start = folded.len() - folded.trim_start_matches(['-', '–', '+', ' ']).len();
        let name = &folded[start..];
        if !self.places_only {
            if let Some(body) = provinces().district_body(name, on) {
                let place = start + body.place.start..start + body.place.end;
                let (successor, case) = (String::new(), Some("district"));
                return Some(Ended { place, since: body.since, successor, evidence: body.evidence, case });
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

/// The lines of a part, in reading order.
fn lines(document: &Document, part: ComponentKind) -> Vec<Span> {
    match part {
        ComponentKind::Addressees => {
            document.addressees.iter().flat_map(|block| &block.items).map(|item| item.span).collect()
        }
        ComponentKind::Recipients => {
            let recipients = document.recipients.iter().flat_map(|block| &block.lines);
            recipients.filter(|line| !line.is_archive).map(|line| line.span).collect()
        }
        other => document.component(other).into_iter().flat_map(|part| part.spans.iter().copied()).collect(),
    }
}

/// True if the line names a body that keeps its name: at its beginning, or in several words within it.
fn is_kept(text: &str, words: &str) -> bool {
    begins_with(text, words) || words.contains(' ') && fold::has_words(text, words)
}

fn begins_with(text: &str, words: &str) -> bool {
    text.trim_start_matches(['-', '–', ' ']).starts_with(words)
}
