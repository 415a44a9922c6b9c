//! `archive-line`: the line `Lưu: VT, …` of *Nơi nhận*.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::text::fold;
use crate::text::letters::ends_with_field;

/// Looks at one point of the archive line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ArchiveLine {
    /// What the line must keep.
    requirement: Requirement,
}

/// What an archive line must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// There is one.
    Present,
    /// A colon follows `Lưu`.
    Colon,
    /// The drafting unit follows `VT`.
    Unit,
}

impl Check for ArchiveLine {
    const NAME: &'static str = "archive-line";
    const VALUES: &'static [&'static str] = &["line"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(recipients) = &cx.document.recipients else { return };
        let archive = recipients.lines.iter().find(|line| line.is_archive);
        let Some(line) = archive else {
            let hides = |text: &str| ends_with_field(text) || fold::has_words(&fold::key(text), "lưu");
            let named = recipients.lines.iter().any(|line| hides(&line.text) || is_torn_archive(&line.text));
            if let (Requirement::Present, Some(last), false) = (self.requirement, recipients.lines.last(), named) {
                findings.report(last.span).value("line", last.text.trim());
            }
            return;
        };
        let block = cx.document.block(line.span.block);
        let start = block.clean_range(line.span).start() as usize;
        let Some(word) = archive_word(&line.text) else { return };
        let rest = line.text[word..].trim_start();
        match self.requirement {
            Requirement::Colon if !rest.starts_with(':') && !rest.is_empty() => {
                let place = block.span(start..start + word);
                findings
                    .report(line.span)
                    .value("line", line.text.trim())
                    .edit(Edit::replace(place, format!("{}:", block.clean_text(place))));
            }
            Requirement::Unit if is_without_unit(rest) => {
                findings.report(line.span).value("line", line.text.trim());
            }
            Requirement::Present | Requirement::Colon | Requirement::Unit => {}
        }
    }
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
