//! Compiles `rules/` into static data, so that a start of the program parses no rule file.
//!
//! It translates and does not judge: tests hold every file to its schema and to its check.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

#[allow(unreachable_pub, reason = "public in the program, which holds the same file")]
mod number_key {
    include!("src/lexicon/number_key.rs");
}

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("catalogue.rs"), catalogue(&root)).expect("OUT_DIR is writable");
    fs::write(out.join("lexicon.rs"), lexicon(&root.join("lexicon"))).expect("OUT_DIR is writable");
    let registry = root.join("lexicon/instruments.json");
    fs::write(out.join("instruments.txt"), instruments(&registry)).expect("OUT_DIR is writable");
    println!("cargo::rustc-env=RASOAT_BUILD={}", build());
}

/// What the program is built from, as one name: a cached report is that of another build if any
/// source, rule, library or feature is another.
fn build() -> String {
    let mut hasher = DefaultHasher::new();
    let mut features: Vec<(String, String)> =
        env::vars().filter(|(name, _)| name.starts_with("CARGO_FEATURE_") || name == "CARGO_PKG_VERSION").collect();
    features.sort();
    features.hash(&mut hasher);
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    for name in ["src", "rules", "build.rs", "Cargo.lock"] {
        for file in files(&root.join(name)) {
            file.strip_prefix(&root).expect("found below it").hash(&mut hasher);
            fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())).hash(&mut hasher);
        }
    }
    format!("{:016x}", hasher.finish())
}

/// `path` itself, or all files below it, by name.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(path).into_iter().flatten().flatten().flat_map(|entry| self::files(&entry.path())).collect();
    files.sort();
    files
}

/// The registry as `src/lexicon/instruments/packed.rs` reads it.
fn instruments(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let entries: Vec<serde_json::Value> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let text = |entry: &serde_json::Value, name: &str| entry[name].as_str().unwrap_or("").to_owned();
    let list = |entry: &serde_json::Value, name: &str, item: &dyn Fn(&serde_json::Value) -> String| -> String {
        let items: Vec<String> = entry[name].as_array().into_iter().flatten().map(item).collect();
        items.join(";")
    };
    let names = |name: &str| -> Vec<String> {
        let names: std::collections::BTreeSet<String> = entries.iter().map(|entry| text(entry, name)).collect();
        names.into_iter().collect()
    };
    let (kinds, issuers) = (names("kind"), names("issuer"));
    let place = |names: &[String], name: &str| names.iter().position(|known| known == name).unwrap_or(0).to_string();
    let day = |text: &str| text.replace('-', "");
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for entry in &entries {
        let number = text(entry, "number");
        let key = number_key::number_key(&number);
        let date = text(entry, "date");
        let row = [
            key.clone(),
            if number == key { String::new() } else { number },
            place(&kinds, &text(entry, "kind")),
            day(&date),
            place(&issuers, &text(entry, "issuer")),
            text(entry, "title"),
            day(&text(entry, "effective")),
            day(&text(entry, "ended")),
            text(entry, "replaced-by"),
            list(entry, "ended-in-part", &|part| {
                format!("{}|{}|{}", text(part, "by"), day(&text(part, "day")), text(part, "what").replace(';', ","))
            }),
            list(entry, "amended-by", &|number| number.as_str().unwrap_or("").to_owned()),
            list(entry, "doubtful", &|fact| {
                match fact.as_str() {
                    Some("date") => "d",
                    Some("issuer") => "i",
                    Some("title") => "t",
                    Some("effective") => "f",
                    Some("ended") => "e",
                    other => panic!("no fact {other:?}"),
                }
                .to_owned()
            }),
        ]
        .map(|field| field.replace(['\t', '\n'], " "))
        .join("\t");
        rows.push((key, date, row));
    }
    rows.sort();
    let rows: Vec<String> = rows.into_iter().map(|(_, _, row)| row).collect();
    format!("{}\n{}\n{}\n", kinds.join("\t"), issuers.join("\t"), rows.join("\n"))
}

fn catalogue(root: &Path) -> String {
    let mut code = String::from("/// Every built-in rule, by id.\npub(crate) static RULES: &[RuleMeta] = &[\n");
    let mut rules: Vec<(String, String, Table)> = Vec::new();
    for file in toml_files(&root.join("packs")) {
        let relative = file.strip_prefix(root.join("packs")).expect("found below it").with_extension("");
        let parts: Vec<&str> = relative.iter().map(|part| part.to_str().expect("ASCII names")).collect();
        let [pack, group, slug] = parts[..] else { panic!("{}: expected packs/PACK/GROUP/RULE.toml", file.display()) };
        rules.push((format!("{group}/{slug}"), pack.to_owned(), read(&file)));
    }
    rules.sort_by(|left, right| left.0.cmp(&right.0));
    for (id, pack, rule) in &rules {
        write_rule(&mut code, id, pack, rule);
    }
    code.push_str("];\n\n/// Every built-in profile, as JSON.\npub(crate) static PROFILES: &[&str] = &[\n");
    for file in toml_files(&root.join("profiles")) {
        writeln!(code, "    {:?},", json(&Value::Table(read(&file)))).expect("writing to a string");
    }
    code.push_str("];\n");
    code
}

fn lexicon(root: &Path) -> String {
    let mut code = String::new();
    for file in toml_files(root) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("ASCII names");
        let name = stem.replace('-', "_").to_ascii_uppercase();
        writeln!(code, "pub(super) static {name}: &str = {:?};", json(&Value::Table(read(&file))))
            .expect("writing to a string");
    }
    code.push_str("/// Every form, as JSON.\npub(super) static FORMS: &[&str] = &[\n");
    for file in toml_files(&root.join("../forms")) {
        writeln!(code, "    {:?},", json(&Value::Table(read(&file)))).expect("writing to a string");
    }
    code.push_str("];\n");
    code
}

fn write_rule(code: &mut String, id: &str, pack: &str, rule: &Table) {
    let list = |key: &str, item: &dyn Fn(&Value) -> String| -> String {
        let items: Vec<String> = rule.get(key).and_then(Value::as_array).into_iter().flatten().map(item).collect();
        format!("Cow::Borrowed(&[{}])", items.join(", "))
    };
    let severity_final = rule
        .get("severity-final")
        .map_or("None".to_owned(), |_| format!("Some(Severity::{})", variant(rule, "severity-final")));
    let severity_issued = rule
        .get("severity-issued")
        .map_or("None".to_owned(), |_| format!("Some(Severity::{})", variant(rule, "severity-issued")));
    let fix = match string(rule, "fix") {
        "" | "none" => "None".to_owned(),
        _ => format!("Some(Applicability::{})", variant(rule, "fix")),
    };
    let with = rule.get("with").map_or_else(|| "{}".to_owned(), json);
    writeln!(
        code,
        "RuleMeta {{ id: RuleId::from_static({id:?}), pack: Cow::Borrowed({pack:?}), check: {check}, severity: Severity::{severity}, \
         severity_final: {severity_final}, severity_issued: {severity_issued}, tier: Tier::{tier}, fix: {fix}, basis: {basis}, applies: {applies}, yields_to: {yields}, \
         with: Cow::Borrowed({with:?}), vi: {vi}, en: {en}, only: None, examples: {examples} }},",
        check = cow(string(rule, "check")),
        severity = variant(rule, "severity"),
        tier = variant(rule, "tier"),
        basis = list("basis", &|basis| {
            let basis = basis.as_table().expect("basis is a list of tables");
            format!("Basis {{ instrument: {}, locator: {} }}", cow(string(basis, "instrument")), cow(string(basis, "locator")))
        }),
        applies = applies(rule.get("applies").and_then(Value::as_table)),
        yields = list("yields-to", &|id| format!("RuleId::from_static({:?})", id.as_str().expect("ids are strings"))),
        vi = wording(rule, "vi", id),
        en = wording(rule, "en", id),
        examples = list("example", &|example| {
            let example = example.as_table().expect("examples are tables");
            let part = |key| cow(string(example, key));
            format!(
                "Example {{ bad: {}, flags: {}, good: {}, bad_docx: {}, good_docx: {}, beside: {}, sums: {} }}",
                part("bad"),
                part("flags"),
                part("good"),
                part("bad-docx"),
                part("good-docx"),
                part("beside"),
                texts(example, "sums"),
            )
        }),
    )
    .expect("writing to a string");
}

fn applies(table: Option<&Table>) -> String {
    let strings = |key: &str| -> Vec<&str> {
        table
            .and_then(|table| table.get(key))
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    };
    let cows = |key: &str| strings(key).into_iter().map(cow).collect::<Vec<_>>().join(", ");
    let regimes: Vec<String> =
        strings("regimes").into_iter().map(|regime| format!("crate::model::Regime::{}", pascal(regime))).collect();
    format!(
        "Applies {{ regimes: Cow::Borrowed(&[{}]), kinds: Cow::Borrowed(&[{}]), not_kinds: Cow::Borrowed(&[{}]) }}",
        regimes.join(", "),
        cows("kinds"),
        cows("not-kinds")
    )
}

fn wording(rule: &Table, lang: &str, id: &str) -> String {
    let words = rule.get(lang).and_then(Value::as_table).unwrap_or_else(|| panic!("{id}: no [{lang}]"));
    let named = |key: &str, item: &dyn Fn(&str, &Value) -> String| -> String {
        let items: Vec<String> = words
            .get(key)
            .and_then(Value::as_table)
            .into_iter()
            .flatten()
            .map(|(name, value)| item(name, value))
            .collect();
        format!("Cow::Borrowed(&[{}])", items.join(", "))
    };
    format!(
        "Wording {{ title: {}, message: {}, help: {}, why: {}, proof: {}, cases: {}, labels: {} }}",
        cow(string(words, "title")),
        cow(string(words, "message")),
        cow(string(words, "help")),
        cow(string(words, "why").trim()),
        cow(string(words, "proof")),
        named("cases", &|name, value| {
            let case = value.as_table().unwrap_or_else(|| panic!("{id}: cases.{name} is a table"));
            format!(
                "CaseWording {{ name: {}, message: {}, help: {} }}",
                cow(name),
                cow(string(case, "message")),
                cow(string(case, "help"))
            )
        }),
        named("labels", &|name, value| format!(
            "Label {{ name: {}, text: {} }}",
            cow(name),
            cow(value.as_str().unwrap_or(""))
        )),
    )
}

/// The list of strings `key` as code.
fn texts(table: &Table, key: &str) -> String {
    let list = table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    format!("Cow::Borrowed(&[{}])", list.map(cow).collect::<Vec<_>>().join(", "))
}

fn cow(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn string<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or("")
}

fn variant(table: &Table, key: &str) -> String {
    pascal(string(table, key))
}

fn pascal(kebab: &str) -> String {
    kebab.split('-').map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).expect("TOML values are JSON values")
}

fn read(file: &Path) -> Table {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()))
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
