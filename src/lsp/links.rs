//! Links to other files: those that a document names and that lie beside it, those that
//! `rasoat.toml` names, and from the name of a check in a rule file to its page. A citation has none: the registry knows no address of an instrument.

use std::ops::Range;
use std::path::Path;

use lsp_types::DocumentLink;

use super::explanations::Explanations;
use super::{document, paths};
use crate::catalogue::Lang;
use crate::catalogue::toml_source::TomlSource;
use crate::config;
use crate::project;
use crate::text::{Buffer, TextRange, Unit};

/// Letters before which a name of a file cannot begin or end.
const AROUND: [char; 14] = ['(', ')', '[', ']', '<', '>', '"', '“', '”', '‘', '’', ',', ';', ':'];

/// Links of the document in `buffer` at `path`: words that are the name of a file in its folder or
/// below. A name that leads to no file is none.
pub(super) fn of_document(buffer: &Buffer, path: &Path, unit: Unit) -> Vec<DocumentLink> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let mut links = Vec::new();
    for bytes in names(buffer.text()) {
        let name = buffer.text().get(bytes.usize()).unwrap_or_default();
        links.extend(link(buffer, bytes, &folder.join(name), unit));
    }
    links
}

/// Links of the configuration file in `buffer` at `path`.
pub(super) fn of_config(buffer: &Buffer, path: &Path, unit: Unit) -> Vec<DocumentLink> {
    let Some(folder) = path.parent() else { return Vec::new() };
    let text = buffer.text();
    let Ok(options) = config::parse(text) else { return Vec::new() };
    let lists = [
        ("extends", &options.extends),
        ("registry", &options.registry),
        ("spelling/word-lists", &options.spelling.word_lists),
    ];
    let named =
        lists.iter().flat_map(|(field, names)| names.iter().enumerate().map(move |(at, name)| (field, at, name)));
    let links = named.filter_map(|(field, at, name)| {
        let inner = unquoted(config::entry_range(text, field, at));
        link(buffer, TextRange::from(inner), &folder.join(name), unit)
    });
    links.collect()
}

/// The link of the rule file in `buffer` from the name of its check to the page about it.
pub(super) fn of_rule(buffer: &Buffer, explanations: &Explanations, unit: Unit, lang: Lang) -> Vec<DocumentLink> {
    let source = TomlSource::parse(buffer.text());
    let target = source.json.get("check").and_then(|name| explanations.of_check(name.as_str()?, lang));
    let range = document::range(buffer, TextRange::from(unquoted(source.value("/check"))), unit);
    target.map(|target| DocumentLink { range, target: Some(target), tooltip: None, data: None }).into_iter().collect()
}

/// The bytes of a value in quotation marks, without these.
fn unquoted(value: Range<usize>) -> Range<usize> {
    value.start + 1..value.end.saturating_sub(1).max(value.start + 1)
}

fn link(buffer: &Buffer, bytes: TextRange, target: &Path, unit: Unit) -> Option<DocumentLink> {
    let target = paths::uri(target).filter(|_| target.is_file())?;
    let range = document::range(buffer, bytes, unit);
    Some(DocumentLink { range, target: Some(target), tooltip: None, data: None })
}

/// Words that look like the name of a document.
fn names(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(char::is_whitespace) {
        let inner = word.trim_start_matches(AROUND);
        let at = start + word.len() - inner.len();
        let name = inner.trim_end_matches(|letter| letter == '.' || AROUND.contains(&letter));
        // A network address holds no file of the folder.
        if project::is_document(Path::new(name)) && !name.contains("//") && name.len() < 200 {
            found.push(TextRange::from(at..at + name.len()));
        }
        start += word.len() + text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_words() {
        let text = "Xem\u{a0}phụ lục (phu-luc.docx), “kem-theo/bảng.pdf”. Số 73/2023/NĐ-CP; http://a/b.pdf";
        let found: Vec<&str> = names(text).into_iter().map(|bytes| &text[bytes.usize()]).collect();
        assert_eq!(found, ["phu-luc.docx", "kem-theo/bảng.pdf"]);
    }
}
