//! `summary-figure`: a declared figure stands once, in one measure, in every file that it is taken from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::declared_sum::{Stated, declared, stated};
use crate::across::Place;
use crate::checks::folder::{Folder, FolderCheck, FolderFindings};

/// Names the files in which a declared figure does not stand, or stands with different values: the
/// sum was not compared.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SummaryFigure {}

impl FolderCheck for SummaryFigure {
    const NAME: &'static str = "summary-figure";
    const VALUES: &'static [&'static str] = &["name"];
    const LABELS: &'static [&'static str] = &["other"];
    const CASES: &'static [&'static str] = &["several", "measure"];

    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings) {
        for (sum, name) in declared(folder) {
            let total = match stated(folder, sum.whole, name) {
                Stated::Once(total) => Some(total),
                _ => None,
            };
            for file in std::iter::once(sum.whole).chain(sum.parts.iter().copied()) {
                match stated(folder, file, name) {
                    Stated::Once(figure) if total.is_none_or(|total| figure.same_measure(total)) => {}
                    Stated::Once(figure) => {
                        findings.report(file, &figure.place).value("name", name).case("measure");
                    }
                    Stated::Never => {
                        if let Some(head) = head(folder, file) {
                            findings.report(file, head).value("name", name);
                        }
                    }
                    Stated::Differently(one, other) => {
                        findings.report(file, &one.place).value("name", name).case("several").label(
                            "other",
                            file,
                            &other.place,
                        );
                    }
                }
            }
        }
    }
}

fn head<'a>(folder: &Folder<'a>, file: usize) -> Option<&'a Place> {
    folder.members.get(file)?.summary.papers.iter().find_map(|paper| paper.head.as_ref())
}
