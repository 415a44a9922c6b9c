//! Actions at a place: mend it, insert what is missing, accept it, read why.

use std::collections::BTreeSet;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, Diagnostic, WorkspaceEdit,
};
use serde_json::Value;

use super::document;
use super::edits::{self, Replacement};
use super::explanations::Explanations;
use super::view::View;
use super::{accepted_words, findings, insertions, suppressions};
use crate::diagnostic::{self, Applicability, Fix};
use crate::report::words::{self, EditorWord};

/// The command that opens the explanation of a rule.
pub(super) const EXPLAIN: &str = "rasoat.explain";
/// The kind of the action that applies every safe fix.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.rasoat");

/// All actions at the range of `params`, those that change the text first. `with_word` is the edit of the configuration
/// that makes a word a right one.
pub(super) fn actions(
    view: &View<'_>,
    params: &CodeActionParams,
    explanations: &Explanations,
    with_word: &dyn Fn(&str) -> Option<WorkspaceEdit>,
) -> Vec<CodeActionOrCommand> {
    let bytes = document::bytes(view.buffer, params.range, view.client.unit);
    let wanted = |kind: &CodeActionKind| {
        params.context.only.as_ref().is_none_or(|only| only.iter().any(|asked| includes(asked, kind)))
    };
    let found: Vec<&diagnostic::Diagnostic> =
        view.outcome.diagnostics.iter().filter(|finding| view.bytes(finding.span).touches(bytes)).collect();
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) && view.client.actions {
        for finding in &found {
            let shown = || findings::one(view, finding, explanations);
            actions.extend(fix(view, finding, shown).map(CodeActionOrCommand::CodeAction));
            actions.extend(insertion(view, finding, shown).map(CodeActionOrCommand::CodeAction));
        }
        // Accepting comes after all that mends.
        let mut words = BTreeSet::new();
        for finding in &found {
            let Some(word) = accepted_words::of_finding(view, finding).filter(|word| words.insert(word.clone())) else {
                continue;
            };
            let Some(edit) = with_word(&word) else { continue };
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title: words::accept_word(&word, view.lang),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![findings::one(view, finding, explanations)]),
                edit: Some(edit),
                ..CodeAction::default()
            }));
        }
        let mut accepted = BTreeSet::new();
        for finding in found.iter().filter(|finding| accepted.insert((finding.rule.as_str(), finding.span.block))) {
            let shown = || findings::one(view, finding, explanations);
            actions.extend(acceptance(view, finding, shown).map(CodeActionOrCommand::CodeAction));
        }
    }
    if wanted(&FIX_ALL) && view.client.actions {
        let all = edits::of_all_safe(view);
        if !all.is_empty() {
            let title = EditorWord::FixAllSafe.text(view.lang).to_owned();
            actions.push(CodeActionOrCommand::CodeAction(action(view, title, FIX_ALL, &all)));
        }
    }
    if wanted(&CodeActionKind::QUICKFIX) && view.client.show_document {
        let mut rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        actions.extend(rules.into_iter().map(|rule| explanation(view, rule)));
    }
    actions
}

/// True if `asked` is `kind` or a kind above it.
fn includes(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn fix(view: &View<'_>, finding: &diagnostic::Diagnostic, shown: impl Fn() -> Diagnostic) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let replacements = edits::of_fix(view, fix)?;
    let mut action = action(view, title(view, fix), CodeActionKind::QUICKFIX, &replacements);
    action.diagnostics = Some(vec![shown()]);
    // Only what changes no content may be applied by a key that asks nothing.
    action.is_preferred = Some(fix.applicability == Applicability::Safe);
    Some(action)
}

/// What the first edit does, and how many more there are.
fn title(view: &View<'_>, fix: &Fix) -> String {
    let Some((first, more)) = fix.edits.split_first() else { return String::new() };
    let old = view.document().quote(first.span);
    words::apply_fix(&words::replacement(old, &first.replacement, view.lang), more.len(), view.lang)
}

fn insertion(view: &View<'_>, finding: &diagnostic::Diagnostic, shown: impl Fn() -> Diagnostic) -> Option<CodeAction> {
    let insertion = insertions::for_finding(view, finding)?;
    let title = words::insert(&insertion.name, view.lang);
    let mut action = action(view, title, CodeActionKind::QUICKFIX, &[insertion.edit]);
    action.diagnostics = Some(vec![shown()]);
    Some(action)
}

fn acceptance(view: &View<'_>, finding: &diagnostic::Diagnostic, shown: impl Fn() -> Diagnostic) -> Option<CodeAction> {
    let comment = suppressions::for_finding(view, finding)?;
    let title = words::accept(finding.rule.as_str(), view.lang);
    let mut action = action(view, title, CodeActionKind::QUICKFIX, &[comment]);
    action.diagnostics = Some(vec![shown()]);
    Some(action)
}

fn explanation(view: &View<'_>, rule: &str) -> CodeActionOrCommand {
    let title = words::open_explanation(rule, view.lang);
    let command = Command::new(title.clone(), EXPLAIN.to_owned(), Some(vec![Value::from(rule)]));
    if view.client.actions {
        let kind = Some(CodeActionKind::QUICKFIX);
        return CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind,
            command: Some(command),
            ..CodeAction::default()
        });
    }
    CodeActionOrCommand::Command(command)
}

fn action(view: &View<'_>, title: String, kind: CodeActionKind, replacements: &[Replacement]) -> CodeAction {
    CodeAction {
        title,
        kind: Some(kind),
        edit: Some(edits::workspace_edit(view, replacements)),
        ..CodeAction::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_includes_those_below_it() {
        assert!(includes(&CodeActionKind::SOURCE, &FIX_ALL));
        assert!(includes(&CodeActionKind::SOURCE_FIX_ALL, &FIX_ALL));
        assert!(!includes(&CodeActionKind::new("source.fix"), &FIX_ALL));
        assert!(!includes(&CodeActionKind::REFACTOR, &CodeActionKind::QUICKFIX));
    }
}
