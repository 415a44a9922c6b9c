//! `summary-total`: what a summary report states against the reports it sums.

use schemars::JsonSchema;
use serde::Deserialize;

use super::declared_sum::{Stated, declared, stated};
use crate::across::Counted;
use crate::checks::folder::{Folder, FolderCheck, FolderFindings};
use crate::model::figure::Decimal;

/// Parts that are pointed at for one sum.
const MOST_LABELS: usize = 40;

/// Compares the figures of a summary report with the sums over its parts. Which files these are, and
/// the words that name the figures, is declared in the configuration.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SummaryTotal {}

impl FolderCheck for SummaryTotal {
    const NAME: &'static str = "summary-total";
    const VALUES: &'static [&'static str] = &["name", "written", "sum", "parts"];
    const LABELS: &'static [&'static str] = &["part"];

    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings) {
        for (sum, name) in declared(folder) {
            let Stated::Once(total) = stated(folder, sum.whole, name) else { continue };
            let parts: Option<Vec<(usize, &Counted)>> = sum
                .parts
                .iter()
                .map(|file| match stated(folder, *file, name) {
                    Stated::Once(figure) if figure.same_measure(total) => Some((*file, figure)),
                    _ => None,
                })
                .collect();
            let Some(parts) = parts.filter(|parts| !parts.is_empty()) else { continue };
            let added = parts.iter().try_fold(0i64, |sum, (_, part)| sum.checked_add(part.digits));
            let Some(added) = added.filter(|added| *added != total.digits) else { continue };
            let draft = findings.report(sum.whole, &total.place);
            draft
                .value("name", name)
                .value("written", shown(total.digits, total.decimals))
                .value("sum", shown(added, total.decimals))
                .value("parts", parts.len().to_string());
            for (file, part) in parts.iter().take(MOST_LABELS) {
                draft.label("part", *file, &part.place);
            }
        }
    }
}

fn shown(digits: i64, decimals: u8) -> String {
    Decimal { digits, decimals }.to_string()
}
