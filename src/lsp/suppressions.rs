//! Accepting a finding from inside the editor, and what is wrong with comments that accept some.

use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Position};

use super::document;
use super::edits::Replacement;
use super::findings::SOURCE;
use super::view::View;
use crate::diagnostic;
use crate::engine::Source;
use crate::model::{BlockKind, Format, Place};
use crate::report::words;
use crate::text::TextRange;

/// The comment that accepts `finding`, on a line of its own before the paragraph, with a place for
/// the reason: until that is filled in, it accepts nothing. `None` where no comment can stand: in
/// formats that are not edited here, in tables and in text that is kept as typed.
pub(super) fn for_finding(view: &View<'_>, finding: &diagnostic::Diagnostic) -> Option<Replacement> {
    let document = view.document();
    let block = document.block(finding.span.block);
    let has_room = matches!(document.raw.format, Format::Text | Format::Markdown) && block.place == Place::Body;
    if !has_room || block.kind == BlockKind::Verbatim {
        return None;
    }
    let line = document::position(view.buffer, view.bytes(block.whole()).start(), view.client.unit).line;
    let start = document::offset(view.buffer, Position::new(line, 0), view.client.unit);
    let said = words::acceptance(finding.rule.as_str(), view.lang);
    let written = view.buffer.line(line);
    // Inside an item of a list the comment stands as far in as the text that it is for.
    let indent = &written[..written.len() - written.trim_start_matches([' ', '\t']).len()];
    let end = if view.buffer.text().contains("\r\n") { "\r\n" } else { "\n" };
    let text = match document.raw.format {
        Format::Markdown => format!("{indent}<!-- {said} -->{end}"),
        _ => format!("# {said}{end}"),
    };
    Some(Replacement { bytes: TextRange::empty(start), text })
}

/// What is wrong with the comments of the document.
pub(super) fn faults(view: &View<'_>) -> Vec<Diagnostic> {
    let comments = &view.document().raw.comments;
    let mut found = Vec::new();
    for suppression in &view.outcome.suppressions {
        let Source::Comment(at) = suppression.source else { continue };
        let Some(comment) = comments.get(at) else { continue };
        let range = comment.bytes.map(|bytes| view.range_of(bytes));
        let range = range.or_else(|| comment.about.first().map(|span| view.range(*span)));
        found.extend(suppression.faults.iter().map(|fault| Diagnostic {
            range: range.unwrap_or_default(),
            severity: Some(DiagnosticSeverity::WARNING),
            code: Some(NumberOrString::String(fault.name().to_owned())),
            source: Some(SOURCE.to_owned()),
            message: words::suppression_fault(fault, view.lang),
            ..Diagnostic::default()
        }));
    }
    found
}
