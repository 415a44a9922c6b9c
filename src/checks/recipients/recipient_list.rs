//! `recipient-list`: what *Nơi nhận* names, against itself and against the document.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::outline::MarkerStyle;
use crate::model::{Document, Span};
use crate::text::fold;

/// Looks at one point of the list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RecipientList {
    /// What the list must keep.
    requirement: Requirement,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// `Như Điều N` names an article that there is.
    ArticleThere,
    /// The archive line is the last.
    ArchiveLast,
    /// The archive line begins with the registry, `VT`.
    ArchiveRegistry,
    /// Nobody is named twice.
    NamedOnce,
    /// A document is not sent to its own issuer.
    NotToItself,
}

impl Check for RecipientList {
    const NAME: &'static str = "recipient-list";
    const VALUES: &'static [&'static str] = &["line", "last"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if self.requirement == Requirement::NotToItself {
            return to_itself(document, findings);
        }
        let Some(recipients) = &document.recipients else { return };
        if recipients.glued {
            return findings.not_checked(Reason::GluedLines);
        }
        let lines = &recipients.lines;
        match self.requirement {
            Requirement::ArticleThere => {
                let Some(last) = last_article(document) else { return };
                for line in lines {
                    let key = fold::key(&line.text);
                    let Some(number) = key.strip_prefix("như điều ") else { continue };
                    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
                    if digits.parse::<u32>().is_ok_and(|number| number > last) {
                        findings.report(line.span).value("line", bare(&line.text)).value("last", last.to_string());
                    }
                }
            }
            Requirement::ArchiveLast => {
                // The two columns of a drawn list come one after the other.
                let drawn = !document.raw.format.keeps_letters();
                let Some(at) = lines.iter().position(|line| line.is_archive).filter(|_| !drawn) else { return };
                // What stands behind it without a dash goes on with it or is the mark of the typist.
                if lines.iter().skip(at + 1).any(|line| line.marker.is_some() && !line.is_archive) {
                    findings.report(lines[at].span).value("line", bare(&lines[at].text)).value("last", "");
                }
            }
            Requirement::ArchiveRegistry => {
                // Bodies outside the state have a registry of another name.
                let unsure = document.by_analogy || !document.raw.format.keeps_letters();
                let Some(line) = lines.iter().find(|line| line.is_archive).filter(|_| !unsure) else { return };
                let key = fold::key(&line.text);
                let Some(rest) = key.strip_prefix("lưu").map(|rest| rest.trim_start_matches([':', ' '])) else {
                    return;
                };
                let words: Vec<&str> =
                    rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
                let registry =
                    words.iter().any(|word| word.starts_with("vt") || matches!(*word, "vp" | "hc" | "th" | "hs"))
                        || rest.contains("văn thư")
                        || rest.contains("văn phòng")
                        || rest.contains("hồ sơ");
                if !registry && !words.is_empty() {
                    findings.report(line.span).value("line", bare(&line.text)).value("last", "");
                }
            }
            Requirement::NamedOnce => {
                let mut seen: BTreeMap<String, Span> = BTreeMap::new();
                for line in lines.iter().filter(|line| !line.is_archive && !line.continues) {
                    let key = fold::key(line.text.split('(').next().unwrap_or("").trim_matches([' ', ';', '.', ',']));
                    if key.chars().count() > 3 && seen.insert(key, line.span).is_some() {
                        findings.report(line.span).value("line", bare(&line.text)).value("last", "");
                    }
                }
            }
            Requirement::NotToItself => {}
        }
    }
}

/// The number of the last article, where the articles were read without a gap.
fn last_article(document: &Document) -> Option<u32> {
    let numbers: Vec<u32> = document
        .outline
        .divisions
        .iter()
        .filter_map(|division| division.marker.as_ref())
        .filter(|marker| marker.style == MarkerStyle::Article)
        .map(|marker| marker.value)
        .collect();
    let whole = numbers.iter().zip(1..).all(|(number, expected)| *number == expected);
    (numbers.len() >= 2 && whole).then(|| numbers.last().copied()).flatten()
}

fn to_itself(document: &Document, findings: &mut Findings) {
    let Some(addressees) = &document.addressees else { return };
    let issuer = document.component_text(crate::model::ComponentKind::IssuingAuthority).unwrap_or_default();
    let own = fold::key(&issuer).replace('\n', " ");
    // A department is named with its province: `Sở Nội vụ tỉnh Thanh Sơn` below `UBND TỈNH THANH SƠN`.
    let parent = document.component_text(crate::model::ComponentKind::ParentAuthority).unwrap_or_default();
    let parent = fold::key(&parent).replace('\n', " ");
    let place = ["ubnd ", "ủy ban nhân dân "].iter().find_map(|body| parent.strip_prefix(body)).unwrap_or("");
    let unit = own.strip_prefix(parent.as_str()).unwrap_or("").trim_start();
    let placed = format!("{unit} {place}");
    for item in &addressees.items {
        let key = fold::key(item.text.trim_matches([' ', ';', '.', ',', '-']));
        let itself =
            key == own && own.split(' ').count() >= 3 || !place.is_empty() && !unit.is_empty() && key == placed;
        if itself {
            findings.report(item.span).value("line", item.text.trim()).value("last", "");
        }
    }
}

/// The line without its mark at the end.
fn bare(text: &str) -> String {
    text.trim_matches([' ', ';', '.', ',', '-', '/']).to_owned()
}
