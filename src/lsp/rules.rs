//! Rules of one's own while they are written: the results of their examples beside them, and what could be typed.

use std::path::Path;

use jiff::civil::Date;
use lsp_types::{CompletionItem, CompletionItemKind, Diagnostic, DiagnosticSeverity, Documentation, Position};

use super::document;
use super::findings::SOURCE;
use crate::catalogue::toml_source::TomlSource;
use crate::catalogue::{Catalogue, Lang, PackFile, manual};
use crate::checks::CHECKS;
use crate::diagnostic::RuleId;
use crate::engine::example::{Bench, Side, Verdict};
use crate::report::location::lasting;
use crate::report::workbench;
use crate::text::{Buffer, TextRange, Unit};

/// The examples of the rule at `path` that are not what they claim, each at its text. `files` are all those
/// that are read with it.
pub(super) fn failed_examples(
    files: &[PackFile],
    path: &Path,
    today: Option<Date>,
    unit: Unit,
    lang: Lang,
) -> Vec<Diagnostic> {
    let Some(file) = files.iter().find(|file| Path::new(&file.path) == path) else { return Vec::new() };
    let id = file.rule_id().and_then(|id| RuleId::try_from(id).ok());
    let (Some(id), Ok(catalogue)) = (id, Catalogue::builtin().with_packs(files)) else { return Vec::new() };
    // Word documents beside the rule are for `rasoat rules test`.
    let tried = Bench::new(catalogue, today, lasting).try_all(&id, &|_| Err(String::new()));
    let source = TomlSource::parse(&file.text);
    let buffer = Buffer::new(file.text.clone());
    let failed = tried.iter().filter(|tried| tried.document.is_none() && tried.verdict != Verdict::Held);
    failed
        .map(|tried| {
            let side = if tried.side == Side::Bad { "bad" } else { "good" };
            let range = source.value(&format!("/example/{}/{side}", tried.number - 1));
            Diagnostic {
                range: document::range(&buffer, TextRange::from(range), unit),
                severity: Some(DiagnosticSeverity::WARNING),
                source: Some(SOURCE.to_owned()),
                message: workbench::verdict(tried, lang),
                ..Diagnostic::default()
            }
        })
        .collect()
}

/// What could be typed at `position` of a rule file: the name of a check, one of its parameters, a value for a message.
pub(super) fn completions(buffer: &Buffer, position: Position, lang: Lang) -> Vec<CompletionItem> {
    let text = buffer.text();
    let line = buffer.line(position.line).trim_start();
    let source = TomlSource::parse(text);
    let check = source.json.get("check").and_then(serde_json::Value::as_str).unwrap_or_default();
    if line.starts_with("check") {
        let names = CHECKS.iter().map(|kind| item(kind.name, "", CompletionItemKind::ENUM_MEMBER));
        return names.collect();
    }
    let Some(kind) = crate::checks::find(check) else { return Vec::new() };
    let manual = manual::of(kind, &Catalogue::builtin());
    let values = line.starts_with("message") || line.starts_with("help");
    if values {
        return manual
            .values
            .iter()
            .map(|name| item(&format!("{{{name}}}"), "", CompletionItemKind::VARIABLE))
            .collect();
    }
    let above = (0..position.line).rev().map(|line| buffer.line(line).trim()).find(|line| line.starts_with('['));
    let is_scope = line.starts_with("in ") || line.starts_with("in=") || above == Some("[with.in]");
    let parameters = match above {
        _ if is_scope => manual::scope(),
        Some("[with]") => manual.parameters,
        _ => return Vec::new(),
    };
    let about = |parameter: &manual::Parameter| match lang {
        Lang::Vi if !parameter.about.is_empty() => parameter.about.clone(),
        _ => parameter.about_en.clone(),
    };
    parameters.iter().map(|parameter| item(&parameter.name, &about(parameter), CompletionItemKind::FIELD)).collect()
}

fn item(label: &str, about: &str, kind: CompletionItemKind) -> CompletionItem {
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        documentation: (!about.is_empty()).then(|| Documentation::String(about.to_owned())),
        ..CompletionItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str, line: u32) -> Vec<String> {
        let items = completions(&Buffer::new(text.to_owned()), Position::new(line, 0), Lang::Vi);
        items.into_iter().map(|item| item.label).collect()
    }

    #[test]
    fn what_can_be_typed_is_offered_where_it_goes() {
        let text = "check = \"required-text\"\n\n[with]\n\nin = { }\n\n[vi]\nmessage = \"\"\n";
        assert!(labels(text, 0).contains(&"figure-bound".to_owned()));
        assert!(labels(text, 3).contains(&"at-least".to_owned()));
        assert!(labels(text, 4).contains(&"sections".to_owned()));
        assert!(labels(text, 7).contains(&"{wanted}".to_owned()));
        assert!(labels("x = 1\n", 0).is_empty());
    }

    #[test]
    fn an_example_that_fails_is_shown_at_its_text() {
        let text = "check = \"forbidden-text\"\n[with]\nphrases = [\"rất tốt\"]\n[vi]\ntitle = \"T\"\nmessage = \"M\"\n\
                    [[example]]\nbad = \"Khá tốt.\"\ngood = \"Tốt.\"\n";
        let parts = vec!["a".to_owned(), "b.toml".to_owned()];
        let file = PackFile { path: "/q/a/b.toml".to_owned(), parts, text: text.to_owned() };
        let found = failed_examples(&[file], Path::new("/q/a/b.toml"), None, Unit::Utf16, Lang::Vi);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].range.start.line, 7);
        assert!(found[0].message.contains("không báo gì"), "{}", found[0].message);
    }
}
