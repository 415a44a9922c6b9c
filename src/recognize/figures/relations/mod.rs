//! Relations that the wording of sentences and lists gives: the patterns of the lexicon, and pairs of
//! counts that alone reproduce a percentage.

mod apart;
mod judge;
mod matcher;
mod nearby;
mod settle;
mod stream;

pub(super) use judge::{has_fallen, is_same_noun};
use matcher::Matcher;
pub(super) use nearby::is_telling;
pub(super) use settle::judged_percents;
use stream::{Item, Stream};

use super::groups::Page;
use crate::lexicon::relations::{Relations, relations};
use crate::model::figure::Figures;
use crate::model::relation::Derived;

/// Adds to `figures` what the sentences of `page` say of them.
pub(super) fn find(page: &Page<'_>, figures: &mut Figures) {
    // Reading the patterns takes a fifth of the check of one line.
    if page.figures.is_empty() {
        return;
    }
    let relations = relations();
    let stream = Stream::new(page, relations);
    let matcher = Matcher { page, stream: &stream, relations };
    let mut found = all_matches(&matcher, relations);
    found.extend(apart::find(&matcher, relations));
    settle::settle(found, figures);
    nearby::find(page, figures);
}

/// What every pattern says at every place where it matches.
fn all_matches(matcher: &Matcher<'_, '_>, relations: &Relations) -> Vec<Derived> {
    let mut found = Vec::new();
    for (at, item) in matcher.stream.items.iter().enumerate() {
        let candidates = match item {
            Item::Word(word) => relations.by_word.get(usize::from(*word)).map_or(&[][..], Vec::as_slice),
            Item::Figure(_) => relations.by_figure.as_slice(),
            _ => &[],
        };
        for relation in candidates.iter().filter_map(|index| relations.all.get(*index)) {
            if let Some(one) = matcher.at(&relation.steps, at) {
                found.extend(matcher.judge(relation, &one));
            }
        }
    }
    found
}
