//! `docs/QUALITY.md` is what its generator makes of `docs/quality.json`, the results of the last
//! full run.
//!
//! `RASOAT_QUALITY=1 cargo test --test quality` takes the results in `target/quality/` and writes both;
//! `RASOAT_BLESS=1` writes the page from the results as they are.

#[path = "support/quality.rs"]
mod quality;

use std::fs;

use serde_json::{Map, Value};

#[test]
fn the_page_is_made_from_the_results() {
    if std::env::var_os("RASOAT_QUALITY").is_some() {
        collect();
    }
    let results = fs::read_to_string("docs/quality.json").expect("results");
    let page = quality::page(&serde_json::from_str(&results).expect("JSON"));
    if ["RASOAT_QUALITY", "RASOAT_BLESS"].iter().any(|name| std::env::var_os(name).is_some()) {
        fs::write("docs/QUALITY.md", &page).expect("writes");
    }
    let committed = fs::read_to_string("docs/QUALITY.md").unwrap_or_default();
    assert!(committed == page, "docs/QUALITY.md is out of date: run `RASOAT_QUALITY=1 cargo test --test quality`");
}

#[test]
fn what_was_not_measured_is_said() {
    let page = quality::page(&Value::Null);
    assert_eq!(page.matches("Not measured in this run.").count(), quality::SOURCES.len() + 1);
}

/// Writes what was measured into one file.
fn collect() {
    let mut results = Map::new();
    // What people have read is not measured anew by a command.
    let before: Value = fs::read_to_string("docs/quality.json")
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    results.extend(before.get("reading").map(|reading| ("reading".to_owned(), reading.clone())));
    for name in quality::SOURCES {
        // What was not measured this time stays as it was.
        let measured = fs::read_to_string(format!("target/quality/{name}.json"));
        let measured: Option<Value> = measured.ok().map(|text| serde_json::from_str(&text).expect("JSON"));
        if let Some(earlier) = before["earlier"].get(name).filter(|_| measured.is_none()) {
            let kept = results.entry("earlier").or_insert_with(|| Value::Object(Map::new()));
            kept[name] = earlier.clone();
        }
        results.extend(measured.or_else(|| before.get(name).cloned()).map(|result| (name.to_owned(), result)));
    }
    let text = serde_json::to_string_pretty(&Value::Object(results)).expect("JSON");
    fs::create_dir_all("docs").expect("a folder");
    fs::write("docs/quality.json", text + "\n").expect("writes");
}
