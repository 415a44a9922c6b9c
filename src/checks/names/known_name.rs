//! `known-name`: names of provinces and laws with a wrong mark.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::Registry;
use crate::lexicon::places;
use crate::model::{Block, Span};
use crate::text::shape::Shape;
use crate::text::{Needle, fold, letters};

/// Flags a name that has the letters of a known one and other marks, each wrong form once with all its places. One
/// that is known itself, or only places its tone marks otherwise, is right.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct KnownName {
    /// Which names.
    of: Names,
    /// Folded words right before a name; those that begin the names of laws.
    leads: Vec<String>,
    #[serde(skip)]
    ready: OnceLock<Index>,
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

/// Words of the shortest name: `Luật gia` and `Luật Giá` are another matter.
const SHORTEST: usize = 2;
/// Words of the longest name that is looked for.
const LONGEST: usize = 12;

impl Check for KnownName {
    const NAME: &'static str = "known-name";
    const VALUES: &'static [&'static str] = &["found", "right", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let grams = cx.document.folded_grams();
        if !self.leads.iter().filter_map(|lead| Needle::of(lead.as_bytes())).any(|lead| grams.may_hold(&lead)) {
            return;
        }
        // What is kept holds the built-in laws; those of the user come with the document.
        let own = (self.of == Names::Laws && cx.registry.has_own_laws()).then(|| self.index(cx.registry));
        let index = own.as_ref().unwrap_or_else(|| self.ready.get_or_init(|| self.index(&Registry::default())));
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
    fn index(&self, registry: &Registry) -> Index {
        let mut index = Index::new();
        let mut add = |folded: &str, name: &str| {
            if name.split(' ').count() < SHORTEST || name.contains(['-', '(', '\n']) {
                return;
            }
            let known = index.entry(letters::bare(folded)).or_default();
            if !known.iter().any(|(known, _)| known == folded) {
                known.push((folded.to_owned(), name.to_owned()));
            }
        };
        match self.of {
            Names::Provinces => {
                for name in
                    places::provinces().all.iter().flat_map(|province| province.ended.iter().chain([&province.name]))
                {
                    add(&fold::key(name), name);
                }
            }
            Names::Laws => {
                for known in registry.laws() {
                    let bare = |lead: &String| {
                        let folded = known.folded.strip_prefix(lead.as_str())?.strip_prefix(' ')?;
                        let words: Vec<&str> = known.name.split_whitespace().skip(lead.split(' ').count()).collect();
                        Some((folded, words.join(" ")))
                    };
                    if let Some((folded, name)) = self.leads.iter().find_map(bare) {
                        add(folded, &name);
                    }
                }
            }
        }
        index
    }

    /// The places of wrong names in `block`, with the right name.
    fn wrong<'a>(&self, index: &'a Index, block: &Block) -> Vec<(Range<usize>, &'a str)> {
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
        let Some(known) = index.get(&letters::bare(name)) else { continue };
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
    use crate::lexicon::registry_file;

    fn index(of: Names, leads: &[&str], registry: &Registry) -> Index {
        let leads = leads.iter().map(|lead| (*lead).to_owned()).collect();
        KnownName { of, leads, ready: OnceLock::new() }.index(registry)
    }

    fn right<'a>(index: &'a Index, name: &str) -> Option<&'a str> {
        slip(index, name).map(|(_, right)| right)
    }

    #[test]
    fn a_mark_tells_a_slip_from_a_name() {
        let provinces = index(Names::Provinces, &["tỉnh"], &Registry::default());
        assert_eq!(right(&provinces, "khành hòa có văn bản"), Some("Khánh Hòa"));
        assert_eq!(right(&provinces, "khánh hoà có văn bản"), None, "the tone mark on the other letter");
        assert_eq!(right(&provinces, "hà nam báo cáo"), None);
        assert_eq!(right(&provinces, "mây hạ báo cáo"), None);
        let laws = index(Names::Laws, &["luật", "bộ luật"], &Registry::default());
        assert_eq!(right(&laws, "đầu tứ công năm 2024"), Some("Đầu tư công"));
        assert_eq!(right(&laws, "đầu tư công năm 2024"), None);
        assert_eq!(right(&laws, "gia nguyễn văn bình"), None);
    }

    #[test]
    fn a_law_of_the_users_own_registry_is_a_name() {
        let own = r#"[{"kind": "luat", "number": "99/2026/QH16", "date": "2026-06-20", "issuer": "Quốc hội",
            "title": "Dữ trữ quốc gia"}]"#;
        let registry = Registry::new(registry_file::read(own).expect("valid"));
        let leads = ["luật", "bộ luật"];
        let slip_of = |registry: &Registry| right(&index(Names::Laws, &leads, registry), "dữ trữ quốc gia").is_some();
        assert!(slip_of(&Registry::default()));
        assert!(!slip_of(&registry));
    }
}
