//! `annex-figures`: a figure of a document against the same figure in an annex in another file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::reformed_between;
use crate::across::{self, Counted, Paper, Reference};
use crate::checks::folder::{Folder, FolderCheck, FolderFindings};
use crate::model::figure::Decimal;

/// Finds figures that a document and its annex name with the same words and give differently. The
/// annex says which document it belongs to; a name that stands for several numbers in one of them
/// decides nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AnnexFigures {}

impl FolderCheck for AnnexFigures {
    const NAME: &'static str = "annex-figures";
    const VALUES: &'static [&'static str] = &["name", "written", "other", "path"];
    const LABELS: &'static [&'static str] = &["annex"];

    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings) {
        for (annex_file, annex) in folder.papers() {
            let Some(reference) = &annex.annex_of else { continue };
            let Some((file, paper)) = owner(folder, annex_file, reference) else { continue };
            let of_annex = by_name(annex, |_| true);
            for (name, figure) in by_name(paper, |figure| !figure.in_annex) {
                let Some(other) = of_annex.get(name) else { continue };
                if !figure.same_measure(other) || figure.digits == other.digits {
                    continue;
                }
                let path = folder.members.get(annex_file).map_or("", |member| member.path);
                findings
                    .report(file, &figure.place)
                    .value("name", name)
                    .value("written", shown(figure))
                    .value("other", shown(other))
                    .value("path", path)
                    .label("annex", annex_file, &other.place);
            }
        }
    }
}

fn shown(figure: &Counted) -> String {
    Decimal { digits: figure.digits, decimals: figure.decimals }.to_string()
}

/// Figures by their full names; names with several values are left out.
fn by_name(paper: &Paper, wanted: impl Fn(&Counted) -> bool) -> BTreeMap<&str, &Counted> {
    let mut named: BTreeMap<&str, Option<&Counted>> = BTreeMap::new();
    for figure in paper.figures.iter().filter(|figure| wanted(figure)) {
        let Some(name) = &figure.name else { continue };
        let known = named.entry(name).or_insert(Some(figure));
        if known.is_some_and(|known| known.digits != figure.digits || !known.same_measure(figure)) {
            *known = None;
        }
    }
    named.into_iter().filter_map(|(name, figure)| Some((name, figure?))).collect()
}

/// The one document that `reference` of the file `annex` means.
fn owner<'a>(folder: &Folder<'a>, annex: usize, reference: &Reference) -> Option<(usize, &'a Paper)> {
    let beside = |file: usize| parent(folder, file) == parent(folder, annex);
    let mut found = None;
    for (file, paper) in folder.papers().filter(|(file, _)| *file != annex) {
        let Some(number) = paper.number.as_ref().filter(|_| paper.annex_of.is_none()) else { continue };
        if number.symbol != reference.symbol || number.serial != reference.serial {
            continue;
        }
        let dated = match (paper.date, reference.date) {
            (Some(own), Some(told)) => own == told && !reformed_between(own, told),
            _ => false,
        };
        let issued = !reference.issuer.is_empty() && paper.issuer.ends_with(&reference.issuer);
        // A blank number tells nothing by itself; the file beside it is meant.
        let meant = if number.serial.is_some() { dated && (issued || beside(file)) } else { beside(file) };
        if meant && found.replace((file, paper)).is_some() {
            return None;
        }
    }
    found
}

/// The folder of a file.
fn parent<'a>(folder: &Folder<'a>, file: usize) -> &'a str {
    across::folder(folder.members.get(file).map_or("", |member| member.path))
}
