//! Fixes as edits of the text.

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextEdit, WorkspaceEdit,
};

use super::view::View;
use crate::diagnostic::Fix;
use crate::engine::fix::{self, Reach};
use crate::writeback::text;
pub(super) use crate::writeback::text::Replacement;

/// The edits of `fix`; `None` if one of them cannot be made.
pub(super) fn of_fix(view: &View<'_>, fix: &Fix) -> Option<Vec<Replacement>> {
    text::of_fix(view.document(), fix)
}

/// The edits of all fixes that change no content and can be made together. What is left is offered again
/// after them.
pub(super) fn of_all_safe(view: &View<'_>) -> Vec<Replacement> {
    let plan = fix::plan(view.document(), &view.outcome.diagnostics, Reach::Safe);
    text::of_plan(view.document(), &plan).0
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
