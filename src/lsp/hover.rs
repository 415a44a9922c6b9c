//! What is known of the place under the pointer.

use std::fmt::Write as _;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::explanations;
use super::names;
use super::view::View;
use crate::model::Span;
use crate::report::message;
use crate::report::words::{self, EditorWord, Word};

/// Findings with their clause, proofs, what a short name stands for, and what the registry knows of an
/// instrument, at `position`.
pub(super) fn hover(view: &View<'_>, position: Position) -> Option<Hover> {
    let offset = view.offset(position);
    let mut parts = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for finding in view.outcome.diagnostics.iter().filter(|finding| view.is_at(finding.span, offset)) {
        let told = message::finding(&view.settings.catalogue, finding, view.lang);
        let mut text = format!("**{}** `{}`\n\n", words::capitalized(&told.message), finding.rule);
        if !told.help.is_empty() {
            let _ = write!(text, "{}: {}\n\n", words::capitalized(Word::Help.text(view.lang)), told.help);
        }
        if let Some(rule) = view.settings.catalogue.rule(finding.rule.as_str()) {
            let why = rule.meta.words(view.lang).why.trim();
            let _ = write!(text, "{why}\n\n{}", explanations::basis(rule, view.lang));
        }
        parts.push(text);
        spans.push(finding.span);
    }
    for proof in view.outcome.evidence.iter().filter(|proof| view.is_at(proof.span, offset)) {
        let said = message::evidence(&view.settings.catalogue, proof, view.lang);
        parts.push(format!("**{}** {said}", EditorWord::Proved.text(view.lang)));
        spans.push(proof.span);
    }
    if let Some((span, long)) = names::long_form(view, offset) {
        parts.push(format!("{} **{long}**", EditorWord::ShortFor.text(view.lang)));
        spans.push(span);
    }
    if let Some((span, entry)) = names::registered(view, offset) {
        parts.push(format!("~~~text\n{entry}~~~"));
        spans.push(span);
    }
    let smallest = spans.iter().min_by_key(|span| span.range.len())?;
    let value = parts.join("\n\n---\n\n");
    let contents = if view.client.markdown {
        MarkupContent { kind: MarkupKind::Markdown, value }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: value.replace("**", "").replace(['`', '~'], "") }
    };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(view.range(*smallest)) })
}
