//! How a text names what it counts: what opens a name, what links it to its number, and what makes
//! it one of a part.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold;

/// Words a name has at least: shorter ones name many things.
const SHORTEST: usize = 3;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    links: Vec<String>,
    states: Vec<String>,
    times: Vec<String>,
    parts: Vec<String>,
    other_columns: Vec<String>,
    sources: Vec<String>,
    opener: Vec<Opener>,
    /// Phrases with the names they give: tests read them.
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opener {
    words: String,
    becomes: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    phrase: String,
    name: String,
}

static WORDS: LazyLock<File> = LazyLock::new(|| {
    let mut file: File = serde_json::from_str(super::data::QUANTITIES).unwrap_or_default();
    let lists = [
        &mut file.links,
        &mut file.states,
        &mut file.times,
        &mut file.parts,
        &mut file.other_columns,
        &mut file.sources,
    ];
    let openers = file.opener.iter_mut().flat_map(|opener| [&mut opener.words, &mut opener.becomes]);
    let examples = file.example.iter_mut().flat_map(|example| [&mut example.phrase, &mut example.name]);
    for words in lists.into_iter().flatten().chain(openers).chain(examples) {
        *words = fold::key(words);
    }
    file
});

/// True if the folded `word` says of a quantity how much it is.
pub fn states(word: &str) -> bool {
    WORDS.states.iter().any(|known| known == word)
}

/// What a figure was read from, folded: behind `theo` it says nothing of what the figure is a share of.
pub fn sources() -> &'static [String] {
    &WORDS.sources
}

/// What the folded words `phrase` name: without what opens and what links; `None` if too little is
/// left to tell it from other things.
pub fn named(phrase: &str) -> Option<String> {
    let name = unlinked(phrase);
    let (rest, opening) = opened(name);
    let space = if opening.is_empty() { "" } else { " " };
    // `tổng số hộ nghèo` is told from other totals, `tổng số hồ sơ` from none.
    let told = rest.split(' ').count() >= SHORTEST
        || !opening.is_empty() && super::partitions::partitions().is_qualified(rest);
    told.then(|| format!("{opening}{space}{rest}"))
}

/// `phrase` without what opens it, and what stands for that in a name.
fn opened(phrase: &str) -> (&str, &str) {
    let opened = WORDS.opener.iter().find_map(|opener| {
        let rest = phrase.strip_prefix(opener.words.as_str())?.strip_prefix(' ')?;
        Some((rest, opener.becomes.as_str()))
    });
    opened.unwrap_or((phrase, ""))
}

/// The folded `phrase` without `tổng số`, `số` and the like.
pub fn unopened(phrase: &str) -> &str {
    opened(phrase).0
}

/// `phrase` without the words that link it to a number, and without the time of the whole document.
pub fn unlinked(phrase: &str) -> &str {
    let mut name = phrase.trim();
    while let Some((rest, last)) = name.rsplit_once(' ')
        && WORDS.links.iter().any(|link| link == last)
    {
        name = rest;
    }
    let timeless = WORDS.times.iter().find_map(|time| name.strip_suffix(time.as_str())?.strip_suffix(' '));
    timeless.unwrap_or(name)
}

/// True if the folded words `after` a name are the time of the whole document.
pub fn is_time(after: &str) -> bool {
    WORDS.times.iter().any(|time| after.trim_start().starts_with(time.as_str()))
}

/// True if the folded `phrase` names the time of the whole document.
pub fn tells_time(phrase: &str) -> bool {
    WORDS.times.iter().any(|time| fold::has_words(phrase, time))
}

/// True if the folded words `before` a number make it one of a part.
pub fn is_of_part(before: &str) -> bool {
    WORDS.parts.iter().any(|word| fold::has_words(before, word))
}

/// True if the folded `heading` of a column says that its numbers are of another time, or are planned.
pub fn is_other_column(heading: &str) -> bool {
    WORDS.other_columns.iter().any(|word| fold::has_words(heading, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_give_the_names_of_their_examples() {
        assert!(!WORDS.example.is_empty());
        for example in &WORDS.example {
            assert_eq!(named(&example.phrase).unwrap_or_default(), example.name, "{}", example.phrase);
        }
        assert_eq!(named(""), None);
    }

    #[test]
    fn parts_and_other_columns_are_told_from_the_whole() {
        assert!(is_of_part("tại bộ phận một cửa"));
        assert!(!is_of_part("tổng số hồ sơ"));
        assert!(is_other_column("kế hoạch năm"));
        assert!(!is_other_column("số lượng"));
        assert!(is_time(" trong tháng 5"));
    }
}
