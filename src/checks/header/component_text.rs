//! `component-text`: a part whose wording is fixed.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::model::ComponentKind;

/// Compares a part with its fixed wording.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentText {
    /// The part.
    component: ComponentKind,
    /// Its right wordings; the first is proposed.
    expected: Vec<String>,
    /// What is compared.
    aspect: Aspect,
}

/// What of a wording is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Aspect {
    /// Words and capitals; the kind of dash and the spaces around it do not matter.
    Words,
    /// Dashes and the spaces around them, where the words are right.
    Dashes,
}

impl Check for ComponentText {
    const NAME: &'static str = "component-text";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let (Some(component), Some(expected)) = (cx.document.component(self.component), self.expected.first()) else {
            return;
        };
        let Some(text) = cx.document.component_text(self.component) else { return };
        let found = collapsed(&text);
        if self.is_right(&found) {
            return;
        }
        let span = component.spans[0];
        let draft = findings.report(span).value("found", found).value("expected", expected.as_str());
        if component.spans.len() == 1 {
            draft.edit(Edit::replace(span, expected.as_str()));
        }
    }
}

impl ComponentText {
    fn is_right(&self, found: &str) -> bool {
        let words_right = self.expected.iter().any(|expected| plain_dashes(found) == plain_dashes(expected));
        match self.aspect {
            Aspect::Words => words_right,
            Aspect::Dashes => !words_right || self.expected.iter().any(|expected| expected == found),
        }
    }
}

/// One space for every run of white space.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every dash a hyphen between single spaces.
fn plain_dashes(text: &str) -> String {
    let parts: Vec<&str> = text.split(['-', '–', '—', '−']).map(str::trim).collect();
    parts.join(" - ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn motto(aspect: Aspect) -> ComponentText {
        ComponentText {
            component: ComponentKind::Motto,
            expected: vec!["Độc lập - Tự do - Hạnh phúc".to_owned()],
            aspect,
        }
    }

    #[test]
    fn words_and_dashes_are_told_apart() {
        let dashes = "Độc lập – Tự do-Hạnh phúc";
        assert!(motto(Aspect::Words).is_right(dashes));
        assert!(!motto(Aspect::Dashes).is_right(dashes));
        let words = "Độc lập – Tự do – Hạnh Phúc";
        assert!(!motto(Aspect::Words).is_right(words));
        assert!(motto(Aspect::Dashes).is_right(words), "one finding for one line");
    }
}
