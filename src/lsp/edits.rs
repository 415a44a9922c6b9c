//! Fixes as edits of the text.

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextEdit, WorkspaceEdit,
};

use super::view::View;
use crate::diagnostic::{Applicability, Fix};
use crate::text::TextRange;

/// One replacement in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacement {
    /// The bytes that go.
    pub(super) bytes: TextRange,
    /// What comes.
    pub(super) text: String,
}

/// The edits of `fix`; `None` if one of them cannot be made: it touches text that the file does not
/// hold letter for letter (a label of automatic numbering, an entity of Markdown).
pub(super) fn of_fix(view: &View<'_>, fix: &Fix) -> Option<Vec<Replacement>> {
    let document = view.document();
    let edit = |edit: &crate::diagnostic::Edit| {
        let bytes = document.source_bytes(edit.span)?;
        let stored = document.block(edit.span.block).text().get(edit.span.range.usize())?;
        let written = document.raw.decoded.get(bytes.usize())?;
        (stored == written).then(|| Replacement { bytes, text: edit.replacement.clone() })
    };
    fix.edits.iter().map(edit).collect()
}

/// The edits of all fixes that change no content. Of two that meet, the first is taken; the other is
/// offered again after it.
pub(super) fn of_all_safe(view: &View<'_>) -> Vec<Replacement> {
    let mut taken: Vec<Replacement> = Vec::new();
    let fixes = view.outcome.diagnostics.iter().filter_map(|finding| finding.fix.as_ref());
    for fix in fixes.filter(|fix| fix.applicability == Applicability::Safe) {
        let Some(edits) = of_fix(view, fix) else { continue };
        let meets = |edit: &Replacement| taken.iter().any(|known| known.bytes.touches(edit.bytes));
        if !edits.iter().any(meets) {
            taken.extend(edits);
        }
    }
    taken.sort_by_key(|edit| edit.bytes);
    taken
}

/// `replacements` as an edit of the protocol, tied to the state of the text that was checked.
pub(super) fn workspace_edit(view: &View<'_>, replacements: &[Replacement]) -> WorkspaceEdit {
    let edits = replacements.iter().map(|edit| TextEdit::new(view.range_of(edit.bytes), edit.text.clone()));
    if view.client.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: view.uri.clone(), version: view.version };
        let edit = TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() };
        let changes = DocumentChanges::Operations(vec![DocumentChangeOperation::Edit(edit)]);
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    #[expect(clippy::mutable_key_type, reason = "the protocol's type; the address is never changed")]
    let changes = std::iter::once((view.uri.clone(), edits.collect())).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}
