//! Vietnamese words are data: recognisers and checks hold no lists of them. What is left of the lists of old
//! is counted by file, and the counts may only go down.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Lists of more than three Vietnamese words that are still in the code, by file. Move one to `rules/lexicon`
/// and lower its number; a new list belongs there from the start.
const KNOWN: &[(&str, usize)] = &[
    ("src/recognize/citations/units.rs", 1),
    ("src/recognize/figures/amounts.rs", 1),
    ("src/recognize/figures/groups/sets.rs", 1),
    ("src/recognize/figures/parts.rs", 3),
    ("src/recognize/figures/repeats.rs", 1),
    ("src/recognize/figures/scan.rs", 5),
    ("src/recognize/figures/spelled.rs", 5),
    ("src/recognize/figures/standing.rs", 1),
    ("src/recognize/figures/ties.rs", 2),
    ("src/recognize/figures/words.rs", 2),
    ("src/checks/recipients/as_above.rs", 1),
    ("src/checks/signature/collective_signature.rs", 1),
    ("src/checks/addressee/missing_addressee.rs", 2),
    ("src/checks/signature/signature_chain.rs", 1),
    ("src/checks/signature/signature_form.rs", 1),
    ("src/checks/typing/spacing.rs", 1),
    ("src/checks/typing/typing_slip.rs", 2),
];

/// So many words are no list yet.
const FEW: usize = 3;

#[test]
fn lists_of_words_stand_in_the_lexicon() {
    let known: BTreeMap<&str, usize> = KNOWN.iter().copied().collect();
    let mut wrong = Vec::new();
    for folder in ["src/recognize", "src/checks"] {
        for file in sources(Path::new(folder)) {
            let text = fs::read_to_string(&file).expect("reads");
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
            let found = lists(code);
            let name = file.display().to_string();
            let allowed = known.get(name.as_str()).copied().unwrap_or(0);
            if found > allowed {
                wrong.push(format!("{name}: {found} lists of more than {FEW} words, {allowed} known"));
            }
        }
    }
    assert!(wrong.is_empty(), "move the words to rules/lexicon:\n{}", wrong.join("\n"));
}

#[test]
fn lists_are_counted_in_brackets_and_in_alternatives() {
    assert_eq!(lists(r#"const A: [&str; 4] = ["xã", "phường", "tỉnh", "huyện"];"#), 1);
    assert_eq!(lists(r#"matches!(word, "xã" | "phường" | "tỉnh" | "huyện")"#), 1);
    assert_eq!(lists(r#"["xã", "phường", "tỉnh"]; ["a", "b", "c", "d"]"#), 0);
    assert_eq!(lists(r#"say("xã"); say("phường"); say("tỉnh"); say("huyện");"#), 0);
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("reads").path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// Runs of literals with Vietnamese letters that only commas, bars, brackets and white space part.
fn lists(code: &str) -> usize {
    let mut count = 0;
    let mut run = 0;
    let mut rest = code;
    while let Some(start) = rest.find('"') {
        let between = &rest[..start];
        let joined =
            between.chars().all(|letter| letter.is_whitespace() || matches!(letter, ',' | '|' | '(' | ')' | '&'));
        let Some(length) = literal(&rest[start + 1..]) else { break };
        let words = &rest[start + 1..start + 1 + length];
        if !joined {
            count += usize::from(run > FEW);
            run = 0;
        }
        run += usize::from(words.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii()));
        rest = &rest[start + length + 2..];
    }
    count + usize::from(run > FEW)
}

/// Length of the literal whose text begins here.
fn literal(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, letter)| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends.then_some(at)
    })
}
