//! The figures that the configuration declares as sums, as the files state them.

use crate::across::{Counted, Naming};
use crate::checks::folder::{Folder, Sum};
use crate::text::fold;

/// What a file says about a declared figure.
pub(super) enum Stated<'a> {
    Once(&'a Counted),
    Never,
    Differently(&'a Counted, &'a Counted),
}

/// Every declared sum with the name of each of its figures.
pub(super) fn declared<'a>(folder: &Folder<'a>) -> impl Iterator<Item = (&'a Sum, &'a str)> {
    folder.sums.iter().flat_map(|sum| sum.figures.iter().map(move |name| (sum, name.as_str())))
}

/// The figure that the words `name` mean in a file: one that is fully named so, else one beside these
/// words; in the text, else in an annex.
pub(super) fn stated<'a>(folder: &Folder<'a>, file: usize, name: &str) -> Stated<'a> {
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
