//! What a copy remembers of the findings that were told in it: rules and fingerprints, no words. It goes with
//! the other marks.

use std::fmt::Write as _;

use crate::diagnostic::{RuleId, Severity};
use crate::ooxml::text::escaped;
use crate::ooxml::{Namespace, Xml, XmlError};

/// The name of its root.
const ROOT: &str = "raSoat";
/// The namespace of its elements.
const SPACE: &str = "urn:rasoat:record:1";

/// A finding that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its rule.
    pub rule: RuleId,
    /// Its weight then.
    pub severity: Severity,
    /// Names it across edits elsewhere.
    pub fingerprint: String,
    /// A fix of it was put in as a tracked change.
    pub is_mended: bool,
    /// The sum of the paragraph of a comment that tells it, see [`sum`]; empty if none does.
    pub told: String,
}

/// Names a paragraph of a comment.
pub fn sum(paragraph: &str) -> String {
    blake3::hash(paragraph.trim().as_bytes()).to_hex().chars().take(16).collect()
}

/// The record as it is written.
pub(super) fn written(recorded: &[Recorded]) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{ROOT} xmlns=\"{SPACE}\">");
    for entry in recorded {
        let _ = write!(
            out,
            r#"<finding rule="{}" severity="{}" print="{}" mended="{}" told="{}"/>"#,
            escaped(entry.rule.as_str()),
            entry.severity.name(),
            escaped(&entry.fingerprint),
            u8::from(entry.is_mended),
            escaped(&entry.told)
        );
    }
    let _ = write!(out, "</{ROOT}>");
    out
}

/// Reads a record; `None` if it is something else.
pub(super) fn parsed(text: &str, depth: usize) -> Result<Option<Vec<Recorded>>, XmlError> {
    let mut xml = Xml::new(text, depth);
    let root = xml.root()?;
    let is_ours = root.local() == ROOT && root.written_attributes().any(|(_, value)| value == SPACE);
    if !is_ours {
        return Ok(None);
    }
    let mut recorded = Vec::new();
    while let Some(element) = xml.child()? {
        let value = |name| xml.attribute(&element, Namespace::None, name).unwrap_or_default().into_owned();
        let severity = [Severity::Info, Severity::Warning, Severity::Error];
        let severity = severity.into_iter().find(|severity| severity.name() == value("severity"));
        if let (Ok(rule), Some(severity)) = (RuleId::try_from(value("rule")), severity) {
            recorded.push(Recorded {
                rule,
                severity,
                fingerprint: value("print"),
                is_mended: value("mended") == "1",
                told: value("told"),
            });
        }
        xml.skip()?;
    }
    Ok(Some(recorded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_is_read_again() {
        let recorded = vec![Recorded {
            rule: RuleId::from_static("typing/double-space"),
            severity: Severity::Info,
            fingerprint: "ab<&\"".to_owned(),
            is_mended: true,
            told: sum("Gợi ý: có hai dấu cách."),
        }];
        assert_eq!(parsed(&written(&recorded), 16), Ok(Some(recorded)));
        assert_eq!(parsed("<other/>", 16), Ok(None));
    }
}
