//! `archive-line-…`: the line `Lưu: VT, …` of *Nơi nhận*.

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::Edit;
use crate::model::values::RecipientLine;
use crate::text::fold;
use crate::text::letters::ends_with_field;

facts! {
    (values: ["line"])
    /// There is an archive line.
    ArchiveLinePresent = "archive-line-present" => present,
    /// A colon follows `Lưu`.
    ArchiveLineColon = "archive-line-colon" => colon,
    /// The drafting unit follows `VT`.
    ArchiveLineUnit = "archive-line-unit" => unit,
}

fn present(cx: &Context<'_>, findings: &mut Findings) {
    let Some(recipients) = &cx.document.recipients else { return };
    let hides = |line: &RecipientLine| {
        ends_with_field(&line.text) || fold::has_words(&fold::key(&line.text), "lưu") || is_torn_archive(&line.text)
    };
    let named = recipients.lines.iter().any(|line| line.is_archive || hides(line));
    if let Some(last) = recipients.lines.last().filter(|_| !named) {
        findings.report(last.span).value("line", last.text.trim());
    }
}

fn colon(cx: &Context<'_>, findings: &mut Findings) {
    let Some((line, word)) = archive(cx) else { return };
    let rest = line.text[word..].trim_start();
    if !rest.starts_with(':') && !rest.is_empty() {
        let block = cx.document.block(line.span.block);
        let start = block.clean_range(line.span).start() as usize;
        let place = block.span(start..start + word);
        let right = format!("{}:", block.clean_text(place));
        findings.report(line.span).value("line", line.text.trim()).edit(Edit::replace(place, right));
    }
}

fn unit(cx: &Context<'_>, findings: &mut Findings) {
    let Some((line, word)) = archive(cx) else { return };
    if is_without_unit(line.text[word..].trim_start()) {
        findings.report(line.span).value("line", line.text.trim());
    }
}

/// The archive line, and where its word `Lưu` ends.
fn archive<'a>(cx: &Context<'a>) -> Option<(&'a RecipientLine, usize)> {
    let line = cx.document.recipients.as_ref()?.lines.iter().find(|line| line.is_archive)?;
    Some((line, archive_word(&line.text)?))
}

/// True for an archive line whose letters a copy has torn apart: `L ư u : V T`.
fn is_torn_archive(line: &str) -> bool {
    let joined: String = line.chars().filter(|letter| *letter != ' ').collect();
    fold::fold(&joined).starts_with("lưu:")
}

/// The end of the word `Lưu` at the beginning of the line.
fn archive_word(line: &str) -> Option<usize> {
    let folded = fold::fold(line);
    let start = folded.len() - folded.trim_start().len();
    folded[start..].starts_with("lưu").then_some(start + "lưu".len())
}

/// True if what follows `Lưu` is only the registry: `: VT.`
fn is_without_unit(rest: &str) -> bool {
    let words = rest.trim_start_matches([':', ' ']).trim_end_matches(['.', ';', ',', ' ', '/']);
    matches!(fold::key(words).as_str(), "vt" | "văn thư" | "vp" | "văn phòng")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        assert!(is_without_unit(": VT."));
        assert!(is_without_unit(" Văn thư;"));
        assert!(!is_without_unit(": VT, VHXH."));
        assert!(!is_without_unit(""));
    }

    #[test]
    fn the_word_is_found() {
        assert_eq!(archive_word("Lưu: VT."), Some("Lưu".len()));
        assert_eq!(archive_word("Như trên;"), None);
    }
}
