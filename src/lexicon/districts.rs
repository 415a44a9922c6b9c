//! Bodies of the district level: which of them ended with it.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data;
use super::places::Evidence;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Districts {
    levels: Vec<String>,
    leads: Vec<String>,
    links: Vec<String>,
    sure: Vec<String>,
    weak: Vec<String>,
}

static DISTRICTS: LazyLock<Districts> = LazyLock::new(|| {
    let mut read: Districts = serde_json::from_str(data::DISTRICTS).unwrap_or_default();
    for names in [&mut read.sure, &mut read.weak] {
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    }
    read
});

/// The body of a district that the folded text begins with, up to the word of its level, and how
/// well it is known to have ended.
pub(super) fn body(folded: &str) -> Option<(Range<usize>, Evidence)> {
    let districts = &*DISTRICTS;
    let rest = skip(folded, &districts.leads);
    let of = |names: &[String]| -> Option<usize> {
        let after = names.iter().find_map(|name| rest.strip_prefix(name.as_str())?.strip_prefix(' '))?;
        let unit = skip(after, &districts.links);
        let level = districts.levels.iter().find(|level| begins_with(unit, level))?;
        Some(folded.len() - unit.len() + level.len())
    };
    let sure = of(&districts.sure).map(|end| (0..end, Evidence::Sure));
    sure.or_else(|| of(&districts.weak).map(|end| (0..end, Evidence::Weak)))
}

/// What follows the words of `words` that `text` begins with.
fn skip<'a>(mut text: &'a str, words: &[String]) -> &'a str {
    while let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word.as_str())?.strip_prefix(' ')) {
        text = rest;
    }
    text
}

fn begins_with(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
}
