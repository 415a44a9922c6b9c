//! The schemas in `schemas/` are those of the Rust types, accept what is right and reject what is
//! wrong, and hold for every JSON the tool writes (the latter in `tests/cli.rs` as well).
//!
//! `RASOAT_BLESS=1 cargo test --test schemas` writes the files anew.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use rasoat::catalogue::{Catalogue, Lang, PackFile, file};
use rasoat::config;
use rasoat::engine::{self, Settings};
use rasoat::lexicon::instruments::Registry;
use rasoat::lexicon::registry_file;
use rasoat::lexicon::search::search;
use rasoat::model::SourceFile;
use rasoat::report::{Checked, Failure, Tally, json};
use serde_json::{Value, json};

fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("rule.schema.json", file::rule_schema()),
        ("profile.schema.json", file::profile_schema()),
        ("pack.schema.json", file::manifest_schema()),
        ("document-kinds.schema.json", file::document_kinds_schema()),
        ("instruments.schema.json", file::instruments_schema()),
        ("cite-v1.schema.json", json::cite_schema()),
        ("cited-v1.schema.json", json::cited_schema()),
        ("review-v1.schema.json", json::review_schema()),
        ("report-v1.schema.json", json::report_schema()),
        ("parse-v1.schema.json", json::parse_schema()),
        ("facts-v1.schema.json", json::facts_schema()),
        ("config.schema.json", config::config_schema()),
        ("figures-v1.schema.json", json::figures_schema()),
        ("rules-v1.schema.json", json::rules_schema()),
        ("profiles-v1.schema.json", json::profiles_schema()),
    ]
}

fn validator(name: &str) -> Validator {
    let schema = schemas().into_iter().find(|(known, _)| *known == name).expect("known").1;
    jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn assert_valid(name: &str, value: &Value) {
    let validator = validator(name);
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {}", errors.join("\n"));
}

fn assert_invalid(name: &str, value: &Value) {
    assert!(!validator(name).is_valid(value), "{name} accepts {value}");
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(toml_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn committed_schemas_are_those_of_the_types() {
    for (name, schema) in schemas() {
        let path = Path::new("schemas").join(name);
        let text = serde_json::to_string_pretty(&schema).expect("serializes") + "\n";
        if std::env::var_os("RASOAT_BLESS").is_some() {
            fs::create_dir_all("schemas").expect("folder");
            fs::write(&path, &text).expect("writes");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{name} is out of date: run `RASOAT_BLESS=1 cargo test --test schemas`");
    }
}

#[test]
fn schemas_name_no_host_of_their_own() {
    for (name, schema) in schemas() {
        assert_eq!(schema["$id"], json!(name));
        assert_eq!(schema["$schema"], json!("https://json-schema.org/draft/2020-12/schema"));
    }
}

#[test]
fn every_built_in_file_passes_as_a_user_pack() {
    let files: Vec<PackFile> = toml_files(Path::new("rules/packs"))
        .into_iter()
        .chain(toml_files(Path::new("rules/profiles")))
        .map(|path| PackFile {
            path: path.display().to_string(),
            parts: path
                .strip_prefix("rules")
                .expect("below")
                .iter()
                .map(|p| p.to_string_lossy().into_owned())
                .collect(),
            // A rule says that it takes the place of the built-in one; a profile need not.
            text: if path.starts_with("rules/packs") {
                format!("replaces = true\n{}", fs::read_to_string(&path).expect("reads"))
            } else {
                fs::read_to_string(&path).expect("reads")
            },
        })
        .collect();
    if let Err(errors) = Catalogue::builtin().with_packs(&files) {
        let all: Vec<String> =
            errors.iter().map(|error| format!("{}: {:?}", files[error.file].path, error.mistake)).collect();
        panic!("{}", all.join("\n"));
    }
}

#[test]
fn the_lexicon_fits_its_schema() {
    let text = fs::read_to_string("rules/lexicon/document-kinds.toml").expect("reads");
    let value: Value = toml::from_str(&text).expect("TOML");
    assert_valid("document-kinds.schema.json", &value);
    assert_invalid(
        "document-kinds.schema.json",
        &json!({ "kind": [{ "slug": "x", "name": "X", "en": "x", "cod": "X" }] }),
    );
    assert_invalid("document-kinds.schema.json", &json!({ "kind": [{ "slug": "x" }] }));
}

#[test]
fn the_registry_fits_its_schema_and_is_consistent() {
    let text = fs::read_to_string("rules/lexicon/instruments.json").expect("reads");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_valid("instruments.schema.json", &value);
    if let Err(mistakes) = registry_file::read(&text) {
        let told: Vec<String> = mistakes
            .iter()
            .map(|mistake| format!("{:?}: {}", mistake.fault, text.get(mistake.range.clone()).unwrap_or("")))
            .collect();
        panic!("{}", told.join("\n"));
    }
    let entry = |change: &dyn Fn(&mut Value)| {
        let mut entry = value[1].clone();
        change(&mut entry);
        json!([entry])
    };
    assert_invalid("instruments.schema.json", &entry(&|entry| entry["date"] = json!("29/9/2023")));
    assert_invalid("instruments.schema.json", &entry(&|entry| entry["issuer"] = json!("")));
    assert_invalid("instruments.schema.json", &entry(&|entry| entry["doubtful"] = json!(["everything"])));
    assert_invalid("instruments.schema.json", &entry(&|entry| entry["tittle"] = json!("x")));
    let wrong = |change: &dyn Fn(&mut Value)| registry_file::read(&entry(change).to_string()).is_err();
    assert!(wrong(&|entry| entry["date"] = json!("1999-01-01")), "a date against the year in the number");
    assert!(wrong(&|entry| entry["issuer"] = json!("Công ty Mây Hạ")), "an unknown issuer");
    assert!(wrong(&|entry| entry["replaced-by"] = entry["number"].clone()), "a circle of replacements");
}

#[test]
fn what_cite_finds_fits_its_schema() {
    let registry = Registry::default();
    for query in ["nghị định 73/2023", "luật đất đai", "hiến pháp", "không có"] {
        let found = search(&registry, query);
        let wire = json::cite_v1::found(query, &found, &registry, jiff::civil::date(2026, 10, 1));
        assert_valid("cite-v1.schema.json", &serde_json::to_value(wire).expect("serializes"));
    }
}

fn rule() -> Value {
    let words = json!({ "title": "t", "message": "m {found}", "why": "w" });
    json!({
        "check": "forbidden-text",
        "severity": "warning",
        "tier": "custom",
        "basis": [{ "instrument": "thông lệ soạn thảo", "locator": "" }],
        "with": { "phrases": ["abc"], "zones": ["body"] },
        "vi": words,
        "en": words,
    })
}

#[test]
fn the_rule_schema_knows_each_check() {
    assert_valid("rule.schema.json", &rule());
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut value = rule();
        change(&mut value);
        assert_invalid("rule.schema.json", &value);
    };
    broken(&|rule| rule["check"] = json!("no-such-check"));
    broken(&|rule| rule["severity"] = json!("fatal"));
    broken(&|rule| rule["with"] = json!({ "phrase": ["abc"] }));
    broken(&|rule| rule["with"]["zones"] = json!(["boody"]));
    broken(&|rule| rule["basis"] = json!([]));
    broken(&|rule| rule["vi"]["title"] = json!(""));
    broken(&|rule| rule["colour"] = json!("red"));
    broken(&|rule| {
        rule["vi"].as_object_mut().expect("object").remove("message");
    });
    // One language is enough, and a house says no more than what it wants.
    let mut short = rule();
    for field in ["en", "severity", "tier", "basis"] {
        short.as_object_mut().expect("object").remove(field);
    }
    assert_valid("rule.schema.json", &short);
}

#[test]
fn the_pack_schema_is_strict() {
    let pack = json!({ "pack": { "name": "Nhà", "version": "1.0", "needs": "0.1" } });
    assert_valid("pack.schema.json", &pack);
    assert_invalid("pack.schema.json", &json!({ "pack": { "name": "Nhà" } }));
    assert_invalid("pack.schema.json", &json!({ "pack": { "name": "Nhà", "version": "1", "url": "x" } }));
}

#[test]
fn the_profile_schema_is_strict() {
    let title = json!({ "vi": "Báo cáo", "en": "Report" });
    let profile = json!({
        "name": "x",
        "title": title,
        "choose": { "kinds": ["bao-cao"] },
        "section": [{ "id": "I", "title": title, "any": ["kết quả"], "section": [] }],
    });
    assert_valid("profile.schema.json", &profile);
    let mut wrong = profile.clone();
    wrong["section"][0]["required"] = json!("perhaps");
    assert_invalid("profile.schema.json", &wrong);
    let mut wrong = profile;
    wrong["section"][0]["sections"] = json!([]);
    assert_invalid("profile.schema.json", &wrong);
}

/// A text with a little of everything that recognition looks for.
const SAMPLE: &str = "ỦY BAN NHÂN DÂN\nXÃ AN HÒA\n\nSố: /BC-UBND\n\nBÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nNghị định số \
30/2020/NĐ-CP ngày 05/3/2020; có 24 nam (75%), 8 nữ (25%).\n\nII. HAI\n\nII. BA\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN \
NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A\n";

fn sample(settings: &Settings) -> Checked {
    let file = SourceFile { name: "mau.txt".to_owned(), bytes: SAMPLE.as_bytes().to_vec() };
    Checked { path: file.name.clone(), result: engine::check(&file, settings).map_err(Failure::Read) }
}

#[test]
fn the_report_fits_its_schema() {
    let settings = Settings::new();
    for lang in [Lang::Vi, Lang::En] {
        let checked = [sample(&settings), Checked { path: "x.docx".to_owned(), result: Err(Failure::NotFound) }];
        let tally = checked.iter().fold(Tally::default(), |sum, one| sum.plus(Tally::of(one)));
        let entries: Vec<_> = checked
            .iter()
            .map(|one| json::entry(one, &settings.catalogue, settings.stage, lang, json::Part::Whole))
            .collect();
        let report = serde_json::to_value(json::report(entries, &[], tally, lang)).expect("serializes");
        assert_valid("report-v1.schema.json", &report);
        let mut wrong = report.clone();
        wrong["schema"] = json!("rasoat/report/v2");
        assert_invalid("report-v1.schema.json", &wrong);
        let mut wrong = report;
        wrong["files"][0]["diagnostics"] = json!([{ "rule": "a/b" }]);
        assert_invalid("report-v1.schema.json", &wrong);
    }
}

#[test]
fn the_other_outputs_fit_their_schemas() {
    let settings = Settings::new();
    let file = SourceFile { name: "mau.txt".to_owned(), bytes: SAMPLE.as_bytes().to_vec() };
    let (document, profile, notices) = engine::parse(&file, &settings).expect("reads");
    for lang in [Lang::Vi, Lang::En] {
        let parsed = json::parse::parsed("mau.txt", &document, profile.as_deref(), &notices, lang);
        assert_valid("parse-v1.schema.json", &serde_json::to_value(parsed).expect("serializes"));
        let figures = json::figures::figures("mau.txt", &document, &notices, lang);
        assert_valid("figures-v1.schema.json", &serde_json::to_value(figures).expect("serializes"));
        let rules = json::lists_v1::rules(&settings.catalogue, lang);
        assert_valid("rules-v1.schema.json", &serde_json::to_value(rules).expect("serializes"));
        let profiles = json::lists_v1::profiles(&settings.catalogue, lang);
        assert_valid("profiles-v1.schema.json", &serde_json::to_value(profiles).expect("serializes"));
    }
}
