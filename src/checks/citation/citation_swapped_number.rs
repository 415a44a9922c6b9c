//! `citation-swapped-number`: short mentions whose number is that of a cited instrument with its digits swapped.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::nicknames::nicknames;
use crate::model::citation::{Citation, Citations, Mention};
use crate::text::fold;

/// Reports `Nghị định số 181` in a document that cites no such decree, but one with the number 118.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationSwappedNumber {}

impl Check for CitationSwappedNumber {
    const NAME: &'static str = "citation-swapped-number";
    const VALUES: &'static [&'static str] = &["written", "right"];
    const LABELS: &'static [&'static str] = &["full"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let citations = &cx.document.citations;
        let short = citations.all.iter().filter(|citation| citation.mention == Mention::Short && !citation.quoted);
        for citation in short {
            let text = cx.document.clean_text(citation.span);
            let known = fold::key(text);
            if nicknames().iter().any(|nickname| known.ends_with(nickname.folded.as_str())) {
                continue;
            }
            let Some(full) = meant(citations, citation).and_then(Citation::head) else { continue };
            let draft = findings.report(citation.span).value("written", text);
            draft.value("right", cx.document.clean_text(full)).label("full", full);
        }
    }
}

/// The one cited instrument of the kind that has the digits of `short` in another order, if none has its number.
fn meant<'a>(citations: &'a Citations, short: &Citation) -> Option<&'a Citation> {
    let number = short.number.as_ref()?.text.trim_start_matches('0');
    let digits = sorted(number).filter(|digits| digits.len() > 1)?;
    let of_kind = citations.numbered().filter(|(_, other, _)| other.kind_slug == short.kind_slug && !other.quoted);
    let numbered: Vec<(&Citation, &str)> =
        of_kind.filter_map(|(_, other, symbol)| Some((other, symbol.serial()?))).collect();
    let mut like = numbered.iter().filter(|(_, serial)| sorted(serial).as_ref() == Some(&digits));
    let (first, serial) = like.next()?;
    (numbered.iter().all(|(_, other)| *other != number) && like.all(|(_, other)| other == serial)).then_some(*first)
}

/// The digits in order; None where there are other characters.
fn sorted(number: &str) -> Option<Vec<u8>> {
    let mut digits = number.as_bytes().to_vec();
    digits.sort_unstable();
    digits.iter().all(u8::is_ascii_digit).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_another_order_are_the_same() {
        assert_eq!(sorted("118"), sorted("181"));
        assert_ne!(sorted("118"), sorted("18"));
        assert_eq!(sorted("66.19"), None);
    }
}
