//! Whether an annex names the body that its document comes from.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::component::ComponentKind;
use crate::model::signature::SigningCapacity;
use crate::text::{TextRange, fold};

/// Flags a note `(Kèm theo … số … của …)` that gives the number of the document and another body than the
/// one that issues it: another place, or the head where the body decides as a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexIssuer {
    /// Names that begin so are compared, folded: bodies of which each place has one.
    bodies: Vec<String>,
    /// The head of such a body, folded.
    head: String,
}

impl Check for AnnexIssuer {
    const NAME: &'static str = "annex-issuer";
    const VALUES: &'static [&'static str] = &["found", "own"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let (Some(number), Some(issuer)) = (&document.number, document.component(ComponentKind::IssuingAuthority))
        else {
            if !document.attached.is_empty() {
                findings.not_checked(Reason::ComponentUnknown);
            }
            return;
        };
        let Some(serial) = &number.serial else { return };
        let lines: Vec<&str> = issuer.spans.iter().map(|span| document.clean_text(*span).trim()).collect();
        let own = lines.join(" ").replace('\n', " ");
        let own_key = plain(&own);
        let Some(body) = self.bodies.iter().find(|body| own_key.starts_with(body.as_str())) else { return };
        let collective = document
            .signature
            .as_ref()
            .is_some_and(|signature| signature.line_with(SigningCapacity::OnBehalf).is_some());
        for note in document.attached.iter().filter_map(|attached| attached.note) {
            let block = document.block(note.block);
            let range = block.clean_range(note);
            let folded = &block.folded()[range.usize()];
            if !folded.contains(&format!("số {}/", serial.text)) {
                continue;
            }
            let Some(at) = folded.rfind(" của ").map(|at| at + " của ".len()) else { continue };
            let end = folded[at..].find([')', ';', ',']).map_or(folded.len(), |length| at + length);
            let named = plain(&folded[at..end]);
            let bare = named.strip_prefix(self.head.as_str()).map(str::trim_start);
            let other = match bare {
                Some(bare) => !own_key.starts_with(bare) && bare.starts_with(body.as_str()) || collective,
                // A level without its name means the own one: `của Ủy ban nhân dân tỉnh`.
                None => !own_key.starts_with(&named) && named.starts_with(body.as_str()),
            };
            if other {
                let start = range.start() + (at - "của ".len()) as u32;
                let span = block.span(TextRange::new(start, range.start() + end as u32));
                findings.report(span).value("found", block.clean_text(span)).value("own", own.as_str());
            }
        }
    }
}

/// A name for comparing: folded, the usual short form written out, single spaces.
fn plain(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(fold::key).collect();
    words.join(" ").replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")
}
