//! `instrument-nickname`: an instrument that goes by a well-known short name, cited beside it under
//! another number.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::{number_key, written};
use crate::lexicon::nicknames::nicknames;
use crate::model::Document;
use crate::model::citation::{Citation, SymbolFamily};

/// Reports `Đề án 06 (Quyết định số 06/2022/QĐ-TTg)`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentNickname {
    /// Folded words that may stand between the short name and the citation.
    links: Vec<String>,
}

impl Check for InstrumentNickname {
    const NAME: &'static str = "instrument-nickname";
    const VALUES: &'static [&'static str] = &["nickname", "symbol", "right", "date"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let Some(before) = self.before(cx.document, citation) else { continue };
            let meant = nicknames().iter().find(|nickname| {
                before.strip_suffix(nickname.folded.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            });
            let Some(meant) = meant else { continue };
            let known = symbol.family != SymbolFamily::Malformed && symbol.serial().is_some();
            let key = number_key(&symbol.right_form());
            let right = number_key(&meant.number);
            // Another body has a plan of its own under the name; only the same issuer is a slip.
            let same_issuer = right.ends_with(symbol.issuer_code()) && !symbol.issuer_code().is_empty();
            if !known || key == right || !same_issuer {
                continue;
            }
            findings
                .report(symbol.span)
                .value("nickname", meant.name.clone())
                .value("symbol", symbol.text.clone())
                .value("right", meant.number.clone())
                .value("date", written(meant.date))
                .edit(Edit::replace(symbol.span, meant.number.clone()));
        }
    }
}

impl InstrumentNickname {
    /// The folded text before the citation, without the words that join a short name to it.
    fn before<'a>(&self, document: &'a Document, citation: &Citation) -> Option<&'a str> {
        if citation.quoted {
            return None;
        }
        let block = document.block(citation.span.block);
        let start = block.clean_range(citation.span).start() as usize;
        let before = block.folded().get(..start)?.trim_end();
        let link = self.links.iter().find_map(|link| before.strip_suffix(link.as_str()));
        Some(link?.trim_end())
    }
}
