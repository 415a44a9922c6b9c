//! `title-line-…`: whether the document has the title line that its symbol calls for.

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::{self, DocumentKind};
use crate::model::values::Located;
use crate::model::{ComponentKind, Document};
use crate::text::fold;

facts! {
    (values: ["code", "title"])
    /// A document whose symbol has the code of a kind shows that kind as its title.
    TitleLinePresent = "title-line-present" => present,
    /// A *công văn* has no title.
    TitleLineNoneForLetter = "title-line-none-for-letter" => none_for_letter,
    /// The title is the name of its kind, letter by letter.
    TitleLineSpelled = "title-line-spelled" => spelled,
}

fn present(cx: &Context<'_>, findings: &mut Findings) {
    if title(cx.document).is_some() || cx.document.component(ComponentKind::DocumentType).is_some() {
        return;
    }
    let symbol = cx.document.number.as_ref().and_then(|number| number.symbol.as_ref());
    let subject_alone = has_subject_of_its_own(cx.document);
    let called_for = symbol.and_then(|symbol| Some((symbol, named_kind(&symbol.text, subject_alone)?)));
    match called_for {
        Some(_) if cx.document.is_glued() => findings.not_checked(Reason::GluedLines),
        Some(_) if cx.document.traces.contains(&ComponentKind::DocumentType) => {
            findings.not_checked(Reason::DoubtfulPart);
        }
        Some((symbol, kind)) => {
            findings.report(symbol.span).value("code", kind.code.as_str()).value("title", in_capitals(kind));
        }
        None if is_nameless(cx.document) => findings.not_checked(Reason::KindUnknown),
        None => {}
    }
}

fn none_for_letter(cx: &Context<'_>, findings: &mut Findings) {
    let Some(title) = title(cx.document).filter(|title| fold::key(&title.text) == "công văn") else { return };
    let draft = findings.report(title.span).value("title", title.text.as_str()).value("code", "");
    draft.edit(Edit::replace(title.span, ""));
}

fn spelled(cx: &Context<'_>, findings: &mut Findings) {
    let slug = cx.document.kind.as_ref().map(|kind| kind.slug.as_str());
    let Some(kind) = slug.and_then(lexicon::kind_by_slug).filter(|kind| kind.administrative) else { return };
    let Some(title) = title(cx.document).filter(|title| misspells(&title.text, kind)) else { return };
    let name = in_capitals(kind);
    let draft = findings.report(title.span).value("code", kind.code.as_str()).value("title", name.as_str());
    draft.edit(Edit::replace(title.span, name));
}

/// The title line of the document.
fn title(document: &Document) -> Option<&Located> {
    document.kind.as_ref()?.title.as_ref()
}

fn in_capitals(kind: &DocumentKind) -> String {
    kind.name.chars().map(fold::upper).collect()
}

/// The kind that the code of a symbol names. Only codes that no agency or unit has for its short
/// name: `CT` is a directive, and a company too. Above a subject of its own it can only be a kind,
/// since a *công văn* has its subject under the number.
fn named_kind(symbol: &str, subject_alone: bool) -> Option<&'static DocumentKind> {
    let (code, issuer) = symbol.split_once(['-', '–'])?;
    let (code, issuer) = (code.trim(), fold::key(issuer));
    let sure = subject_alone || ["NQ", "QĐ", "QyĐ", "CTr", "KH", "BC", "TTr", "TB"].contains(&code);
    if !sure && !matches!(issuer.as_str(), "ubnd" | "hđnd") {
        return None;
    }
    lexicon::kinds_by_code(code).find(|kind| kind.administrative)
}

/// True if a subject stands on the page where a title would be, not as the `V/v` of a letter.
fn has_subject_of_its_own(document: &Document) -> bool {
    let kind = document.kind.as_ref().map(|kind| kind.slug.as_str());
    let subject = document.component(ComponentKind::Subject).and_then(|subject| subject.spans.first());
    kind.is_some_and(|slug| slug != "cong-van")
        && subject.is_some_and(|span| !fold::key(document.clean_text(*span)).starts_with("v/v"))
}

/// True if recognition took `title` for the name of `kind` though a letter is wrong. The same letters with spaces
/// between them are a matter of layout, and words behind the name belong to the subject.
fn misspells(title: &str, kind: &DocumentKind) -> bool {
    let bare = |text: &str| -> String { fold::key(text).chars().filter(|letter| letter.is_alphabetic()).collect() };
    let (written, named) = (bare(title), bare(&kind.folded));
    !written.is_empty() && written != named && written.chars().count() <= named.chars().count() + 1
}

fn is_nameless(document: &Document) -> bool {
    document.kind.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(symbol: &str) -> Option<&'static str> {
        named_kind(symbol, false).map(|kind| kind.slug.as_str())
    }

    #[test]
    fn only_sure_codes_call_for_a_title() {
        assert_eq!(slug("BC-UBND"), Some("bao-cao"));
        assert_eq!(slug("CT-UBND"), Some("chi-thi"));
        assert_eq!(slug("CT-KD"), None);
        assert_eq!(slug("SNV-TCBC"), None);
        assert_eq!(slug("UBND"), None);
        let above_a_subject = |symbol| named_kind(symbol, true).map(|kind| kind.slug.as_str());
        assert_eq!(slug("HD-MTTQ"), None);
        assert_eq!(above_a_subject("HD-MTTQ"), Some("huong-dan"));
    }
}
