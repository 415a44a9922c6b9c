//! `known-name`: names of provinces and laws with a wrong mark.

use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::Registry;
use crate::lexicon::places;
use crate::model::{Block, Span};
use crate::text::shape::Shape;
use crate::text::{fold, letters};

/// Flags a name that has the letters of a known one and other marks, each wrong form once with all its places. One
/// that is known itself, or only places its tone marks otherwise, is right.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct KnownName {
    /// Which names.
    of: Names,
    /// Folded words right before a name.
    leads: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Names {
    /// Provinces and cities under the centre, those that ended too.
    Provinces,
    /// Laws, codes and ordinances.
    Laws,
}

/// Names by their letters without marks: folded, and as they are written.
type Index = HashMap<String, Vec<(String, String)>>;

static PROVINCES: LazyLock<Index> = LazyLock::new(|| {
    let all = &places::provinces().all;
    index(all.iter().flat_map(|province| province.ended.iter().chain([&province.name])).cloned())
});

static LAWS: LazyLock<Index> = LazyLock::new(|| {
    // `Luật gia` and `Luật Giá` are another matter: a name of one word is too short to tell.
    let names = Registry::default().laws().map(|(law, _)| law.name()).collect::<Vec<String>>();
    let bare = names.into_iter().filter_map(|name| {
        let lead = ["Bộ luật ", "Luật ", "Pháp lệnh "].into_iter().find_map(|lead| name.strip_prefix(lead))?;
        Some(lead.to_owned())
    });
    index(bare)
});

/// Words of the shortest name.
const SHORTEST: usize = 2;
/// Words of the longest name that is looked for.
const LONGEST: usize = 12;

fn index(names: impl Iterator<Item = String>) -> Index {
    let mut index = Index::new();
    for name in names.filter(|name| name.split(' ').count() >= SHORTEST && !name.contains(['-', '(', '\n'])) {
        let folded = fold::key(&name);
        let known = index.entry(bare(&folded)).or_default();
        if !known.iter().any(|(known, _)| *known == folded) {
            known.push((folded, name));
        }
    }
    index
}

/// The letters of folded words without their marks.
fn bare(folded: &str) -> String {
    folded.chars().map(|letter| fold::lower(letters::base(letter))).collect()
}

impl Check for KnownName {
    const NAME: &'static str = "known-name";
    const VALUES: &'static [&'static str] = &["found", "right", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let index: &Index = match self.of {
            Names::Provinces => &PROVINCES,
            Names::Laws => &LAWS,
        };
        let mut forms: Vec<(String, &str, Vec<Span>)> = Vec::new();
        for block in cx.document.prose() {
            for (place, right) in self.wrong(index, block) {
                let span = block.span(place.clone());
                let found = &block.shown()[place];
                match forms.iter_mut().find(|(form, _, _)| form == found) {
                    Some((_, _, spans)) => spans.push(span),
                    None => forms.push((found.to_owned(), right, vec![span])),
                }
            }
        }
        for (found, right, spans) in forms {
            let places: Vec<Occurrence> = spans.into_iter().map(Occurrence::new).collect();
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("found", found).value("right", right);
            }
        }
    }
}

impl KnownName {
    /// The places of wrong names in `block`, with the right name.
    fn wrong<'a>(&self, index: &'a Index, block: &Block) -> Vec<(std::ops::Range<usize>, &'a str)> {
        let (shown, folded) = (block.shown(), block.folded());
        let mut found = Vec::new();
        for lead in self.leads.iter().flat_map(|lead| fold::find_words(folded, lead)) {
            let start = lead.end + 1;
            let starts_name = folded.as_bytes().get(lead.end) == Some(&b' ')
                && shown.get(start..).is_some_and(|name| name.starts_with(char::is_uppercase));
            if starts_name && let Some((length, right)) = slip(index, &folded[start..]) {
                found.push((start..start + length, right));
            }
        }
        found
    }
}

/// The length of a wrong name at the beginning of `folded`, and the right one; `None` if a right name begins there.
fn slip<'a>(index: &'a Index, folded: &str) -> Option<(usize, &'a str)> {
    let ends = folded.char_indices().filter(|(_, letter)| !letter.is_alphanumeric()).map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([folded.len()]).take(LONGEST).collect();
    let mut wrong = None;
    for end in ends.into_iter().rev() {
        let name = folded.get(..end)?;
        let Some(known) = index.get(&bare(name)) else { continue };
        if known.iter().any(|(known, _)| is_alike(known, name)) {
            return None;
        }
        if let [(_, right)] = known.as_slice() {
            wrong = wrong.or(Some((end, right.as_str())));
        }
    }
    wrong
}

/// True for the same syllables, wherever they have their tone marks.
fn is_alike(known: &str, name: &str) -> bool {
    let same = |(one, other): (&str, &str)| {
        one == other || Shape::of(one).is_some_and(|shape| Shape::of(other) == Some(shape))
    };
    known.split(' ').count() == name.split(' ').count() && known.split(' ').zip(name.split(' ')).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_a_slip_from_a_name() {
        let province = |name: &str| slip(&PROVINCES, name).map(|(_, right)| right);
        assert_eq!(province("khành hòa có văn bản"), Some("Khánh Hòa"));
        assert_eq!(province("khánh hoà có văn bản"), None, "the tone mark on the other letter");
        assert_eq!(province("hà nam báo cáo"), None);
        assert_eq!(province("mây hạ báo cáo"), None);
        let law = |name: &str| slip(&LAWS, name).map(|(_, right)| right);
        assert_eq!(law("đầu tứ công năm 2024"), Some("Đầu tư công"));
        assert_eq!(law("đầu tư công năm 2024"), None);
        assert_eq!(law("gia nguyễn văn bình"), None);
    }
}
