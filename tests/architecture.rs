//! Which module may use which. A new arrow is a reviewed change to [`ALLOWED`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module and the modules it may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("baseline", &[]),
    ("ooxml", &["text"]),
    ("lexicon", &["text"]),
    ("model", &["text"]),
    ("across", &["text", "model", "lexicon"]),
    ("diagnostic", &["text", "model"]),
    ("readers", &["text", "model", "ooxml"]),
    ("recognize", &["text", "model", "lexicon"]),
    ("checks", &["text", "model", "diagnostic", "lexicon", "across"]),
    ("catalogue", &["text", "diagnostic", "checks", "lexicon", "model"]),
    ("engine", &["text", "model", "lexicon", "across", "diagnostic", "readers", "recognize", "checks", "catalogue"]),
    ("config", &["diagnostic", "checks", "catalogue", "engine"]),
    (
        "report",
        &[
            "text",
            "model",
            "lexicon",
            "across",
            "diagnostic",
            "readers",
            "ooxml",
            "checks",
            "catalogue",
            "engine",
            "config",
            "writeback",
        ],
    ),
    (
        "facade",
        &[
            "model",
            "lexicon",
            "across",
            "diagnostic",
            "readers",
            "checks",
            "catalogue",
            "engine",
            "config",
            "report",
            "copies",
            "writeback",
        ],
    ),
    ("copies", &["model", "diagnostic", "readers", "catalogue", "engine", "config", "report", "writeback"]),
    ("writeback", &["text", "model", "diagnostic", "engine", "ooxml"]),
    ("project", &["diagnostic", "lexicon", "catalogue", "engine", "config", "baseline", "readers"]),
    (
        "lsp",
        &[
            "text",
            "model",
            "lexicon",
            "diagnostic",
            "readers",
            "recognize",
            "checks",
            "catalogue",
            "engine",
            "config",
            "report",
            "baseline",
            "project",
            "writeback",
        ],
    ),
    (
        "cli",
        &[
            "across",
            "text",
            "model",
            "lexicon",
            "diagnostic",
            "readers",
            "recognize",
            "checks",
            "catalogue",
            "engine",
            "config",
            "report",
            "copies",
            "baseline",
            "project",
            "writeback",
            "lsp",
        ],
    ),
];

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).expect("src").flatten() {
        let path = entry.path();
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "rs") {
            files.extend(rust_files(&path));
        }
    }
    files.sort();
    files
}

/// The module a file belongs to, from its path below `src`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("below src");
    let first = below.iter().next().expect("a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules named after `crate::` in code, tests of the module left out: those may build a document
/// through a reader.
fn used(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or("");
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.split("crate::").skip(1).map(first_name).collect::<Vec<_>>()).collect()
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
}

#[test]
fn modules_use_only_what_their_row_names() {
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src")) {
        let module = module(&file);
        if module == "main" || module == "lib" {
            continue;
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: module `{module}` has no row", file.display()));
            continue;
        };
        let source = fs::read_to_string(&file).expect("reads");
        for name in used(&source).iter().filter(|name| **name != module && !allowed.contains(&name.as_str())) {
            wrong.push(format!("{}: `{module}` may not use `{name}`", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_the_server_and_what_they_share_touch_the_world() {
    let mut wrong = Vec::new();
    let world =
        ["std::fs", "std::env", "std::process", "std::net", "SystemTime", "Instant::now", "Zoned::now", "println!"];
    for file in rust_files(Path::new("src")) {
        if ["cli", "lsp", "project", "main"].contains(&module(&file).as_str()) {
            continue;
        }
        let source = fs::read_to_string(&file).expect("reads");
        let code = source.split("#[cfg(test)]").next().unwrap_or("");
        wrong.extend(
            world.iter().filter(|name| code.contains(**name)).map(|name| format!("{}: {name}", file.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn drawing_stays_in_the_report() {
    for file in rust_files(Path::new("src")) {
        let source = fs::read_to_string(&file).expect("reads");
        let draws = source.contains("use miette");
        assert!(!draws || ["report", "cli"].contains(&module(&file).as_str()), "{}", file.display());
    }
}

#[test]
fn the_protocol_stays_in_the_server() {
    for file in rust_files(Path::new("src")) {
        let source = fs::read_to_string(&file).expect("reads");
        let speaks = source.contains("lsp_types") || source.contains("lsp_server");
        assert!(!speaks || module(&file) == "lsp", "{}", file.display());
    }
}

/// Folders of checks that are no rule group, each for a reason of its own.
const OWN_FOLDERS: [&str; 3] = [
    // Rules of several groups bind them.
    "common",
    // They read how text looks, whatever part it is.
    "appearance",
    // No built-in rule binds them.
    "house",
];

#[test]
fn a_check_lives_in_the_file_of_its_name_in_the_folder_of_its_rules() {
    let groups = groups_by_check();
    let mut wrong = Vec::new();
    for file in rust_files(Path::new("src/checks")) {
        let source = fs::read_to_string(&file).expect("reads");
        for (name, is_fact) in names_of_checks(&source) {
            let inside: Vec<&str> =
                file.strip_prefix("src/checks").expect("is below").iter().filter_map(|part| part.to_str()).collect();
            let (Some(folder), Some(last)) = (inside.first(), inside.last()) else { continue };
            let stem = if *last == "mod.rs" { inside[inside.len() - 2] } else { last.trim_end_matches(".rs") };
            let called = name.strip_prefix(&stem.replace('_', "-"));
            // The facts of one part of a document share a file, whose name begins theirs.
            if !called.is_some_and(|rest| rest.is_empty() || is_fact && rest.starts_with('-')) {
                wrong.push(format!("{name} is in {}", file.display()));
            }
            let used_by: BTreeSet<&str> = names_of_checks(&source)
                .filter_map(|(name, _)| groups.get(name))
                .flatten()
                .map(String::as_str)
                .collect();
            if !OWN_FOLDERS.contains(folder) && !used_by.contains(*folder) || *folder == "common" && used_by.len() < 2 {
                wrong.push(format!("{name} is in {folder}, its rules in {used_by:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The names of the checks in a file, and whether each stands in a table of facts.
fn names_of_checks(source: &str) -> impl Iterator<Item = (&str, bool)> {
    let has_facts = source.contains("facts! {");
    let own = source.split("const NAME: &'static str = \"").skip(1).filter_map(|rest| rest.split('"').next());
    let facts = source.lines().filter_map(|line| line.split_once(" = \"")?.1.split_once("\" => "));
    own.map(move |name| (name, has_facts)).chain(facts.map(|(name, _)| (name, true)))
}

/// The rule groups that bind each check.
fn groups_by_check() -> BTreeMap<String, BTreeSet<String>> {
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for rule in &rasoat::catalogue::Catalogue::builtin().rules {
        groups.entry(rule.meta.check.to_string()).or_default().insert(rule.meta.id.group().to_owned());
    }
    groups
}
