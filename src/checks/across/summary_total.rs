//! `summary-total` and `summary-figure`: what a summary report states against the reports it sums.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::across::{Counted, Naming, Place};
use crate::checks::folder::{Folder, FolderCheck, FolderFindings, Sum};
use crate::model::figure::Decimal;
use crate::text::fold;

/// Parts that are pointed at for one sum.
const MOST_LABELS: usize = 40;

/// Compares the figures of a summary report with the sums over its parts. Which files these are, and
/// the words that name the figures, is declared in the configuration.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SummaryTotal {}

/// Names the files in which a declared figure does not stand, or stands with different values: the
/// sum was not compared.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SummaryFigure {}

/// What a file says about a declared figure.
enum Stated<'a> {
    Once(&'a Counted),
    Never,
    Differently(&'a Counted, &'a Counted),
}

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

fn declared<'a>(folder: &Folder<'a>) -> impl Iterator<Item = (&'a Sum, &'a str)> {
    folder.sums.iter().flat_map(|sum| sum.figures.iter().map(move |name| (sum, name.as_str())))
}

fn shown(digits: i64, decimals: u8) -> String {
    Decimal { digits, decimals }.to_string()
}

fn head<'a>(folder: &Folder<'a>, file: usize) -> Option<&'a Place> {
    folder.members.get(file)?.summary.papers.iter().find_map(|paper| paper.head.as_ref())
}

/// The figure that the words `name` mean in a file: one that is fully named so, else one beside these
/// words; in the text, else in an annex.
fn stated<'a>(folder: &Folder<'a>, file: usize, name: &str) -> Stated<'a> {
    let name = fold::key(name);
    let papers = folder.members.get(file).into_iter().flat_map(|member| &member.summary.papers);
    let mut best: Vec<(Naming, bool, &'a Counted)> = papers
        .flat_map(|paper| &paper.figures)
        .filter_map(|figure| Some((figure.naming(&name)?, figure.in_annex, figure)))
        .collect();
    let Some(rank) = best.iter().map(|(naming, in_annex, _)| (*naming, *in_annex)).min() else { return Stated::Never };
    best.retain(|(naming, in_annex, _)| (*naming, *in_annex) == rank);
    let Some((_, _, first)) = best.first() else { return Stated::Never };
    let differs = |figure: &Counted| figure.digits != first.digits || !figure.same_measure(first);
    match best.iter().find(|(_, _, figure)| differs(figure)) {
        Some((_, _, other)) => Stated::Differently(first, other),
        None => Stated::Once(first),
    }
}
