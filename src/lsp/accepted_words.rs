//! Accepting a word from inside the editor: it goes to the word list that the nearest `rasoat.toml` names, or to
//! `spelling.words` there, and everything else in the file stays as it is, byte for byte.

use std::path::{Path, PathBuf};

use lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::Value;

use super::edits::Replacement;
use super::server::Server;
use super::view::View;
use super::{document, paths};
use crate::catalogue::toml_source::TomlSource;
use crate::diagnostic::Diagnostic;
use crate::project;
use crate::text::{Buffer, TextRange};

/// The word that `finding` is about, if its rule heeds words that are accepted.
pub(super) fn of_finding(view: &View<'_>, finding: &Diagnostic) -> Option<String> {
    let rule = view.settings.catalogue.rule(finding.rule.as_str())?;
    let quote = view.document().quote(finding.span);
    let word = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    (rule.kind.heeds_words && !word.is_empty() && !word.contains('#')).then_some(word)
}

impl<W: std::io::Write> Server<W> {
    /// The edit by which `word` is right in documents like the one at `uri`; `None` where nothing can be edited.
    pub(super) fn with_word(&self, uri: &Uri, word: &str) -> Option<WorkspaceEdit> {
        let path = paths::path(uri.as_str());
        let root = || self.client.roots.first().cloned();
        let folder = path.as_deref().and_then(Path::parent).map(Path::to_owned).or_else(root)?;
        let found = self.configured.found();
        let Some((file, text)) = found.known_file(&folder) else {
            let holds = |root: &&PathBuf| folder.starts_with(root);
            let home = self.client.roots.iter().find(holds).unwrap_or(&folder);
            return self.created(&home.join(project::NAME), word);
        };
        let source = TomlSource::parse(&text);
        if !source.errors.is_empty() {
            return None;
        }
        let list = source.json.pointer("/spelling/word-lists/0").and_then(Value::as_str);
        if let Some((path, text)) = list.and_then(|name| found.known_word_list(&file, name)) {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            return self.edited_file(&path, text, &[in_list(text, word)]);
        }
        self.edited_file(&file, &text, &in_config(&text, &source, word)?)
    }

    /// `replacements` in the file at `path`, which the editor need not have opened.
    fn edited_file(&self, path: &Path, text: &str, replacements: &[Replacement]) -> Option<WorkspaceEdit> {
        let open = self.open.values().find(|document| document.path.as_deref() == Some(path));
        let uri = open.map(|document| document.uri.clone()).or_else(|| paths::uri(path))?;
        let buffer = Buffer::new(text.to_owned());
        let edit =
            |one: &Replacement| TextEdit::new(document::range(&buffer, one.bytes, self.client.unit), one.text.clone());
        let edits = replacements.iter().map(edit);
        if self.client.versioned_edits {
            let version = open.map(|document| document.version);
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
            let edit = TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() };
            return Some(operations(vec![DocumentChangeOperation::Edit(edit)]));
        }
        #[expect(clippy::mutable_key_type, reason = "the protocol's type; the address is never changed")]
        let changes = std::iter::once((uri, edits.collect())).collect();
        Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
    }

    /// A new configuration at `path` that accepts `word`, if the editor can create files.
    fn created(&self, path: &Path, word: &str) -> Option<WorkspaceEdit> {
        if !self.client.creates_files || !self.client.versioned_edits || path.exists() {
            return None;
        }
        let uri = paths::uri(path)?;
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
        let text = format!("[spelling]\nwords = [{}]\n", quoted(word));
        let edit = TextDocumentEdit {
            text_document,
            edits: vec![OneOf::Left(TextEdit { new_text: text, ..TextEdit::default() })],
        };
        Some(operations(vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(edit),
        ]))
    }
}

fn operations(operations: Vec<DocumentChangeOperation>) -> WorkspaceEdit {
    let changes = DocumentChanges::Operations(operations);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

fn quoted(word: &str) -> String {
    toml::Value::from(word).to_string()
}

/// The line end of `text`, which has one kind.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn insertion(at: usize, text: String) -> Replacement {
    Replacement { bytes: TextRange::from(at..at), text }
}

/// `word` as the last line of the word list `text`.
fn in_list(text: &str, word: &str) -> Replacement {
    let end = line_end(text);
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    insertion(text.len(), format!("{before}{word}{end}"))
}

/// `word` among `spelling.words` of the configuration `text`; `None` where these are written in no way that is known.
fn in_config(text: &str, source: &TomlSource, word: &str) -> Option<Vec<Replacement>> {
    let (end, word) = (line_end(text), quoted(word));
    let spelling = source.json.get("spelling");
    if let Some(words) = spelling.and_then(|spelling| spelling.get("words")) {
        let words = words.as_array()?;
        return in_array(text, source, words.len(), &word, end);
    }
    if spelling.is_none() {
        let gap = match text {
            "" => String::new(),
            text if text.ends_with('\n') => end.to_owned(),
            _ => end.repeat(2),
        };
        return Some(vec![insertion(text.len(), format!("{gap}[spelling]{end}words = [{word}]{end}"))]);
    }
    let value = source.value("/spelling");
    if text.get(value.clone())?.starts_with('{') {
        let more = if spelling.and_then(Value::as_object).is_some_and(serde_json::Map::is_empty) { "" } else { "," };
        return Some(vec![insertion(value.start + 1, format!(" words = [{word}]{more}"))]);
    }
    let key = source.key("/spelling");
    let line = text.get(..key.start)?.rfind('\n').map_or(0, |at| at + 1);
    if text.get(line..key.start)?.trim_start().starts_with('[') {
        let after = text.get(key.end..)?.find('\n').map(|at| key.end + at + 1);
        return Some(vec![match after {
            Some(after) => insertion(after, format!("words = [{word}]{end}")),
            None => insertion(text.len(), format!("{end}words = [{word}]{end}")),
        }]);
    }
    // `spelling.word-lists = []`: the words stand before it in the same way.
    Some(vec![insertion(line, format!("spelling.words = [{word}]{end}"))])
}

/// `word` behind the last of the `count` words: on a line of its own where that stands on one.
fn in_array(text: &str, source: &TomlSource, count: usize, word: &str, end: &str) -> Option<Vec<Replacement>> {
    let array = source.value("/spelling/words");
    let Some(last) = count.checked_sub(1) else { return Some(vec![insertion(array.start + 1, word.to_owned())]) };
    let last = source.value(&format!("/spelling/words/{last}"));
    let line = text.get(..last.start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line..last.start)?;
    if !indent.trim().is_empty() || line < array.start {
        return Some(vec![insertion(last.end, format!(", {word}"))]);
    }
    let rest = text.get(last.end..array.end)?;
    let has_comma = rest.trim_start().starts_with(',');
    let line_after = last.end + rest.find('\n')?;
    let line_after = if text[..line_after].ends_with('\r') { line_after - 1 } else { line_after };
    // A remark behind the last word stays beside it.
    Some(match (has_comma, line_after == last.end) {
        (true, _) => vec![insertion(line_after, format!("{end}{indent}{word},"))],
        (false, true) => vec![insertion(line_after, format!(",{end}{indent}{word}"))],
        (false, false) => {
            vec![insertion(last.end, ",".to_owned()), insertion(line_after, format!("{end}{indent}{word}"))]
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    fn with(text: &str, word: &str) -> String {
        let source = TomlSource::parse(text);
        let edits = in_config(text, &source, word).expect("can be edited");
        let mut edited = text.to_owned();
        for edit in edits.iter().rev() {
            edited.insert_str(edit.bytes.usize().start, &edit.text);
        }
        let words = config::parse(&edited).unwrap_or_else(|_| panic!("{edited}")).spelling.words;
        assert_eq!(words.last().map(String::as_str), Some(word), "{edited}");
        edited
    }

    #[test]
    fn a_word_is_added_and_nothing_else_changes() {
        for (text, expected) in [
            ("", "[spelling]\nwords = [\"mắc khén\"]\n"),
            ("lang = \"en\"", "lang = \"en\"\n\n[spelling]\nwords = [\"mắc khén\"]\n"),
            ("lang = \"en\"\r\n", "lang = \"en\"\r\n\r\n[spelling]\r\nwords = [\"mắc khén\"]\r\n"),
            ("[spelling] # từ\n[severity]\n", "[spelling] # từ\nwords = [\"mắc khén\"]\n[severity]\n"),
            ("[spelling]", "[spelling]\nwords = [\"mắc khén\"]\n"),
            ("spelling = {}\n", "spelling = { words = [\"mắc khén\"]}\n"),
            ("spelling = { word-lists = [] }\n", "spelling = { words = [\"mắc khén\"], word-lists = [] }\n"),
            ("spelling.word-lists = []\n", "spelling.words = [\"mắc khén\"]\nspelling.word-lists = []\n"),
            ("[spelling]\nwords = []\n", "[spelling]\nwords = [\"mắc khén\"]\n"),
            ("[spelling]\nwords = ['a']\n", "[spelling]\nwords = ['a', \"mắc khén\"]\n"),
            ("spelling.words = [\"a\", ]\n", "spelling.words = [\"a\", \"mắc khén\", ]\n"),
            (
                "[spelling]\r\nwords = [\r\n  \"a\", # của xã\r\n]\r\n",
                "[spelling]\r\nwords = [\r\n  \"a\", # của xã\r\n  \"mắc khén\",\r\n]\r\n",
            ),
            (
                "[spelling]\nwords = [\n\t\"a\",\n\t\"b\" # của, xã\n]\n",
                "[spelling]\nwords = [\n\t\"a\",\n\t\"b\", # của, xã\n\t\"mắc khén\"\n]\n",
            ),
        ] {
            assert_eq!(with(text, "mắc khén"), expected);
        }
    }

    #[test]
    fn a_list_ends_with_the_word() {
        for (text, expected) in [("", "x\n"), ("a", "a\nx\n"), ("a\r\nb\r\n", "a\r\nb\r\nx\r\n")] {
            let edit = in_list(text, "x");
            assert_eq!(edit.bytes.usize().start, text.len());
            assert_eq!(format!("{text}{}", edit.text), expected);
        }
    }
}
