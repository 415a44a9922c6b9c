//! Findings as diagnostics of the protocol.

use std::sync::Arc;

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, NumberOrString,
    Position, Range, Uri,
};
use serde_json::json;

use super::explanations::Explanations;
use super::options::Client;
use super::suppressions;
use super::terms::Terms;
use super::view::View;
use crate::catalogue::Lang;
use crate::diagnostic::{self, Severity};
use crate::engine::Outcome;
use crate::model::Span;
use crate::readers::ReadError;
use crate::report::words::{self, Word};
use crate::report::{Failure, message, places};
use crate::text::Buffer;

/// The name that diagnostics bear.
pub(super) const SOURCE: &str = "rasoat";

/// Puts what a check gave into words of the protocol, on the thread of the check.
#[derive(Clone)]
pub(super) struct Teller {
    /// What the editor can do.
    pub(super) client: Arc<Client>,
    /// Where the links lead.
    pub(super) explanations: Arc<Explanations>,
}

impl Teller {
    /// What `result`, the check of `buffer` by `terms`, says of the document at `uri`. `more` looks at
    /// it once again. A fault in either is told as one in the check.
    pub(super) fn tell<T: Default>(
        &self,
        uri: &Uri,
        buffer: &Buffer,
        terms: &Terms,
        result: &Result<Outcome, Failure>,
        more: impl FnOnce(&View<'_>) -> T,
    ) -> (Vec<Diagnostic>, T) {
        let outcome = match result {
            Ok(outcome) => outcome,
            // An empty document is where every document begins.
            Err(Failure::Read(ReadError::Empty)) => return Default::default(),
            Err(fault) => return (vec![failure(fault, terms.lang())], T::default()),
        };
        let view = View::new(uri, None, buffer, outcome, terms, &self.client);
        let told = super::guarded(|| (all(&view, &self.explanations), more(&view)));
        told.unwrap_or_else(|()| (vec![failure(&Failure::Fault, terms.lang())], T::default()))
    }
}

/// All findings of a checked document.
fn all(view: &View<'_>, explanations: &Explanations) -> Vec<Diagnostic> {
    let found = view.outcome.diagnostics.iter().map(|finding| one(view, finding, explanations));
    found.chain(suppressions::faults(view)).collect()
}

/// One finding.
pub(super) fn one(view: &View<'_>, finding: &diagnostic::Diagnostic, explanations: &Explanations) -> Diagnostic {
    let told = message::finding(&view.settings.catalogue, finding, view.lang);
    let mut text = in_paragraphs(view, finding.span, &told.message);
    if !told.help.is_empty() {
        text = format!("{text}\n{}: {}", words::capitalized(Word::Help.text(view.lang)), told.help);
    }
    let related = finding.labels.iter().map(|label| DiagnosticRelatedInformation {
        location: view.location(label.span),
        message: in_paragraphs(view, label.span, &message::label(&view.settings.catalogue, finding, label, view.lang)),
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let rule = view.settings.catalogue.rule(finding.rule.as_str());
    let href = rule
        .filter(|_| view.client.code_description)
        .and_then(|rule| explanations.of_rule(rule, view.number, view.lang));
    Diagnostic {
        range: view.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: text,
        related_information: (view.client.related && !related.is_empty()).then_some(related),
        tags: (view.client.tags && is_needless(finding)).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: Some(json!({ "rule": finding.rule.as_str(), "fingerprint": finding.fingerprint })),
    }
}

/// A file that could not be checked.
fn failure(failure: &Failure, lang: Lang) -> Diagnostic {
    let told = words::failure(failure, lang);
    let start = Position::new(0, 0);
    Diagnostic {
        range: Range::new(start, start),
        severity: Some(DiagnosticSeverity::WARNING),
        code: Some(NumberOrString::String(failure.name().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("{} {}", told.message, told.help).trim_end().to_owned(),
        ..Diagnostic::default()
    }
}

/// `text`, with the place and the words before it where the editor cannot show the place.
fn in_paragraphs(view: &View<'_>, span: Span, text: &str) -> String {
    /// Letters of a quotation.
    const QUOTE: usize = 60;
    let document = view.document();
    if document.raw.format.has_lines() {
        return text.to_owned();
    }
    let place = places::told(document, span, view.lang);
    let quote: String = document.quote(span).chars().take(QUOTE).collect();
    let quote = if quote.is_empty() { quote } else { format!(" “{quote}”") };
    format!("{place}{quote}: {text}")
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// True if the flagged words themselves are to go, as extra spaces and marks left over.
fn is_needless(finding: &diagnostic::Diagnostic) -> bool {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    edits.into_iter().any(|edit| edit.replacement.is_empty() && edit.span == finding.span)
}
