//! `citation-number-range`: serial numbers that no series reaches.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::model::citation::SymbolFamily;

/// Reports serial numbers of zero and beyond what a series ever reached.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationNumberRange {
    /// The series.
    series: Vec<Series>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Series {
    /// Kind code; empty for laws and resolutions of the National Assembly.
    #[serde(default)]
    kind: String,
    /// Issuer code, without the term.
    issuer: String,
    /// Largest number that is plausible.
    most: u32,
}

impl Check for CitationNumberRange {
    const NAME: &'static str = "citation-number-range";
    const VALUES: &'static [&'static str] = &["symbol", "number", "most"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for (_, citation, symbol) in cx.document.citations.numbered() {
            let regular = matches!(
                symbol.family,
                SymbolFamily::Normative | SymbolFamily::Administrative | SymbolFamily::Party | SymbolFamily::Letter
            );
            let Some(number) = symbol.number.as_ref().filter(|_| regular && !citation.quoted) else { continue };
            let Ok(value) = number.text.parse::<u32>() else { continue };
            let issuer = symbol.issuer_code().trim_end_matches(|letter: char| letter.is_ascii_digit());
            let series = self.series.iter().find(|series| series.kind == symbol.kind_code() && series.issuer == issuer);
            let most =
                series.filter(|_| symbol.family == SymbolFamily::Normative).map_or(u32::MAX, |series| series.most);
            if value > 0 && value <= most {
                continue;
            }
            findings
                .report(number.span)
                .value("symbol", symbol.text.clone())
                .value("number", number.text.clone())
                .value("most", if value == 0 { String::new() } else { most.to_string() });
        }
    }
}
