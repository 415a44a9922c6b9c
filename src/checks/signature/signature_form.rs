//! `signature-form-…`: how the lines of the signature block are written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Draft, Findings, facts};
use crate::diagnostic::{Edit, Reason};
use crate::model::signature::SignatureBlock;
use crate::model::{ComponentKind, Presence, Span};
use crate::text::{TextRange, fold};

facts! {
    (values: VALUES, through: in_block)
    /// The signer's name is written.
    SignatureFormName = "signature-form-name" => name,
    /// `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.` with a full stop and nothing else.
    SignatureFormPrefix = "signature-form-prefix" => prefix,
    /// An acting head signs with `Q.`, a deputy in charge with `KT.`
    SignatureFormActing = "signature-form-acting" => acting,
    /// No note that tells people how to sign.
    SignatureFormNoNote = "signature-form-no-note" => no_note,
    /// No colon behind the office.
    SignatureFormNoColon = "signature-form-no-colon" => no_colon,
    /// Every syllable of the name begins with a capital.
    SignatureFormNameCapitals = "signature-form-name-capitals" => name_capitals,
}

const VALUES: [&str; 3] = ["found", "expected", "name"];

/// No academic title, honour or rank before the name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SignatureFormBareName {
    /// First words of issuers whose sector may put titles before names, folded.
    #[serde(default)]
    exempt_issuers: Vec<String>,
}

impl Check for SignatureFormBareName {
    const NAME: &'static str = "signature-form-bare-name";
    const VALUES: &'static [&'static str] = &VALUES;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(signature) = &cx.document.signature else { return };
        let Some((name, title)) = signature.name.as_ref().and_then(|name| Some((name, name.title?))) else { return };
        let found = cx.document.clean_text(title);
        if is_form_of_address(found) {
            return;
        }
        if cx.document.presence(ComponentKind::IssuingAuthority) == Presence::Lost {
            return findings.not_checked(Reason::HeaderLost);
        }
        let issuer = cx.document.component_text(ComponentKind::IssuingAuthority).unwrap_or_default();
        let offices = signature.offices.iter().map(|line| line.office.as_str());
        let named: Vec<String> = std::iter::once(issuer.as_str()).chain(offices).map(fold::key).collect();
        let exempt = |words: &String| named.iter().any(|text| fold::has_words(text, words));
        if self.exempt_issuers.iter().any(exempt) {
            return;
        }
        let start = cx.document.block(title.block).clean_range(title).start();
        let end = cx.document.block(title.block).clean_range(name.span).start();
        let place = cx.document.block(title.block).span(TextRange::new(start, end));
        say(findings, title, found, "", &name.text).edit(Edit::replace(place, ""));
    }
}

/// Judges the signature block, where there is one.
fn in_block(cx: &Context<'_>, findings: &mut Findings, judge: fn(&Context<'_>, &SignatureBlock, &mut Findings)) {
    if let Some(signature) = &cx.document.signature {
        judge(cx, signature, findings);
    }
}

fn name(_: &Context<'_>, signature: &SignatureBlock, findings: &mut Findings) {
    if let (None, Some(own)) = (&signature.name, signature.own_office()) {
        say(findings, own.span, "", "", &own.office);
    }
}

fn prefix(cx: &Context<'_>, signature: &SignatureBlock, findings: &mut Findings) {
    for line in signature.offices.iter().filter(|line| !line.capacity_form_right) {
        let Some((capacity, span)) = line.capacity else { continue };
        let right = capacity.abbreviation();
        // `KT CHỦ TỊCH` and `KT.CHỦ TỊCH` both need a space after the full stop.
        let block = cx.document.block(span.block);
        let (from, to) = (block.clean_range(span).start(), block.clean_range(line.office_span).start());
        let place = block.span(TextRange::new(from, to));
        say(findings, span, cx.document.clean_text(span), right, "").edit(Edit::replace(place, format!("{right} ")));
    }
}

fn acting(_: &Context<'_>, signature: &SignatureBlock, findings: &mut Findings) {
    for line in &signature.offices {
        let key = fold::key(&line.office);
        let right = if key.starts_with("quyền ") && line.capacity.is_none() {
            format!("Q. {}", line.office.split_once(' ').map_or("", |(_, office)| office.trim_start()))
        } else if key.starts_with("phụ trách ") && line.capacity.is_none() {
            String::from("KT.")
        } else {
            continue;
        };
        let is_acting = right.starts_with("Q.");
        let draft = say(findings, line.span, &line.office, &right, "");
        if is_acting {
            draft.edit(Edit::replace(line.span, right));
        }
    }
}

fn no_note(cx: &Context<'_>, signature: &SignatureBlock, findings: &mut Findings) {
    let Some(span) = signature.note else { return };
    let found = cx.document.clean_text(span);
    if tells_how(found) {
        say(findings, span, found, "", "").edit(Edit::replace(span, ""));
    }
}

fn no_colon(cx: &Context<'_>, signature: &SignatureBlock, findings: &mut Findings) {
    for line in &signature.offices {
        let found = cx.document.clean_text(line.span);
        if let Some(right) = found.strip_suffix(':') {
            let edit = Edit::replace(line.span, right.trim_end());
            say(findings, line.span, found, right.trim_end(), "").edit(edit);
        }
    }
}

fn name_capitals(_: &Context<'_>, signature: &SignatureBlock, findings: &mut Findings) {
    let Some(name) = &signature.name else { return };
    if name.text.split(' ').any(|word| word.starts_with(char::is_lowercase)) {
        let right = with_capitals(&name.text);
        say(findings, name.span, &name.text, &right, "").edit(Edit::replace(name.span, right));
    }
}

fn say<'a>(findings: &'a mut Findings, span: Span, found: &str, expected: &str, name: &str) -> &'a mut Draft {
    findings.report(span).value("found", found).value("expected", expected).value("name", name)
}

/// The name with a capital at each of its syllables.
fn with_capitals(name: &str) -> String {
    let mut before = ' ';
    let shown = name.chars().map(|letter| {
        let right = if before.is_alphabetic() { letter } else { fold::upper(letter) };
        before = letter;
        right
    });
    shown.collect()
}

/// True for `Ông`, `Bà`: no title in the sense of the rule.
fn is_form_of_address(title: &str) -> bool {
    matches!(fold::key(title).trim_end_matches('.'), "ông" | "bà")
}

/// True for a note that instructs the signer; `(Đã ký)` tells a fact about a copy.
fn tells_how(note: &str) -> bool {
    let key = fold::key(note);
    !key.contains("đã ký")
        && ["ghi rõ", "ký tên", "đóng dấu", "họ tên", "họ và tên"].iter().any(|word| key.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_copies_stay() {
        assert!(tells_how("(Ký tên, đóng dấu)"));
        assert!(tells_how("(Ký, ghi rõ họ tên)"));
        assert!(!tells_how("(Đã ký, đóng dấu)"));
    }

    #[test]
    fn forms_of_address_are_no_titles() {
        assert!(is_form_of_address("Ông"));
        assert!(!is_form_of_address("ThS."));
    }
}
