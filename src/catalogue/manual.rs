//! What a check can be told: its parameters as the schema has them, with the words and the sample of
//! `rules/manual.toml` where it is one for rules of a house.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Catalogue;
use crate::checks::{CHECKS, CheckKind};

/// A check, for those who write rules.
#[derive(Debug, Clone)]
pub struct Manual {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in Vietnamese; empty for checks that serve the built-in rules.
    pub about: String,
    /// What it judges, in English: the first paragraph of its documentation.
    pub about_en: String,
    /// Its parameters, by name.
    pub parameters: Vec<Parameter>,
    /// Values that its messages may use.
    pub values: &'static [&'static str],
    /// Special cases, each of which may have words of its own.
    pub cases: &'static [&'static str],
    /// Further places that need words.
    pub labels: &'static [&'static str],
    /// It proves things right and needs `proof`.
    pub proves: bool,
    /// A rule to start from.
    pub sample: Option<Sample>,
    /// Built-in rules that use it.
    pub rules: Vec<String>,
}

/// A parameter of a check.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub takes: Takes,
    /// It must be given.
    pub is_required: bool,
    /// What it is, in Vietnamese; empty where nobody wrote it.
    pub about: String,
    /// What it is, in English.
    pub about_en: String,
}

/// What a parameter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// One of these texts, each with its meaning in English.
    OneOf(Vec<(String, String)>),
    /// A list.
    List(Box<Self>),
    /// A table with these fields, by name; any if empty.
    Table(Vec<String>),
    /// A text or a list of texts.
    TextOrList,
    /// Something else.
    Any,
}

/// A rule to start from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sample {
    /// Its parameters, as TOML.
    pub with: String,
    /// Its title.
    pub title: String,
    /// Its message.
    pub message: String,
    /// A special case with words of its own.
    #[serde(default)]
    pub case: String,
    /// They.
    #[serde(default)]
    pub case_message: String,
    /// A text that it flags.
    pub bad: String,
    /// The flagged words.
    #[serde(default)]
    pub flags: String,
    /// A text that it leaves alone.
    pub good: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    about: String,
    parameters: BTreeMap<String, String>,
    sample: Option<Sample>,
}

#[derive(Debug, Default, Deserialize)]
struct Pages {
    scope: BTreeMap<String, String>,
    #[serde(flatten)]
    checks: BTreeMap<String, Page>,
}

/// A file of the program itself, which tests read: one that cannot be read has no pages.
static PAGES: LazyLock<Pages> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/manual.toml")).unwrap_or_default());

/// The fields of `in`, with what they are in Vietnamese and English.
pub fn scope() -> Vec<Parameter> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let schema = CHECKS.iter().find(|kind| kind.name == "required-text").map(|kind| (kind.schema)(&mut generator));
    drop(schema);
    let definitions = Value::Object(generator.definitions().clone());
    let scope = definitions.get("Scope").cloned().unwrap_or_default();
    parameters(&scope, &definitions, &PAGES.scope)
}

/// The manual of every check: first those for rules of a house, then the others, by name.
pub fn all(catalogue: &Catalogue) -> Vec<Manual> {
    let mut all: Vec<Manual> = CHECKS.iter().map(|kind| of(kind, catalogue)).collect();
    all.sort_by_key(|manual| (manual.about.is_empty(), manual.name));
    all
}

/// The manual of one check.
pub fn of(kind: &CheckKind, catalogue: &Catalogue) -> Manual {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let schema = (kind.schema)(&mut generator).to_value();
    let definitions = Value::Object(generator.definitions().clone());
    let page = PAGES.checks.get(kind.name);
    let none = BTreeMap::new();
    let uses = catalogue.rules.iter().filter(|rule| rule.meta.check == kind.name);
    Manual {
        name: kind.name,
        about: page.map(|page| page.about.clone()).unwrap_or_default(),
        about_en: description(&schema),
        parameters: parameters(&schema, &definitions, page.map_or(&none, |page| &page.parameters)),
        values: kind.values,
        cases: kind.cases,
        labels: kind.labels,
        proves: kind.proves,
        sample: page.and_then(|page| page.sample.clone()),
        rules: uses.map(|rule| rule.meta.id.to_string()).collect(),
    }
}

fn parameters(schema: &Value, definitions: &Value, words: &BTreeMap<String, String>) -> Vec<Parameter> {
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|known| known == name));
    let fields = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let parameter = |(name, field): (&String, &Value)| Parameter {
        name: name.clone(),
        takes: takes(field, definitions),
        is_required: is_required(name),
        about: words.get(name).cloned().unwrap_or_default(),
        about_en: description(field),
    };
    fields.map(parameter).collect()
}

fn description(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn takes(schema: &Value, definitions: &Value) -> Takes {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return definitions.get(name).map_or(Takes::Any, |schema| takes(schema, definitions));
    }
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        let text = |name: &Value| name.as_str().map(|name| (name.to_owned(), String::new()));
        return Takes::OneOf(names.iter().filter_map(text).collect());
    }
    let alternatives = ["oneOf", "anyOf"].into_iter().find_map(|key| schema.get(key)).and_then(Value::as_array);
    if let Some(alternatives) = alternatives {
        return of_alternatives(alternatives, definitions);
    }
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
        _ => Vec::new(),
    };
    match kinds.first() {
        Some(&"string") => Takes::Text,
        Some(&"integer") => Takes::Integer,
        Some(&"number") => Takes::Number,
        Some(&"boolean") => Takes::Bool,
        Some(&"array") => {
            let items = schema.get("items").map_or(Takes::Any, |items| takes(items, definitions));
            Takes::List(items.into())
        }
        Some(&"object") => {
            let fields = schema.get("properties").and_then(Value::as_object).map(Map::keys);
            Takes::Table(fields.into_iter().flatten().cloned().collect())
        }
        _ => Takes::Any,
    }
}

fn of_alternatives(alternatives: &[Value], definitions: &Value) -> Takes {
    let known: Vec<&Value> =
        alternatives.iter().filter(|one| one.get("type").and_then(Value::as_str) != Some("null")).collect();
    let fixed = |one: &&Value| {
        let name = one.get("const").and_then(Value::as_str)?;
        Some((name.to_owned(), description(one)))
    };
    let values: Option<Vec<(String, String)>> = known.iter().map(fixed).collect();
    match (values, &known[..]) {
        (Some(values), _) if !values.is_empty() => Takes::OneOf(values),
        (_, [one]) => takes(one, definitions),
        (_, several) => {
            let found: Vec<Takes> = several.iter().map(|one| takes(one, definitions)).collect();
            match &found[..] {
                [Takes::Text, Takes::List(item)] if **item == Takes::Text => Takes::TextOrList,
                _ => Takes::Any,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_are_those_of_the_checks_and_lack_no_parameter() {
        assert!(!PAGES.checks.is_empty(), "rules/manual.toml does not read");
        let catalogue = Catalogue::builtin();
        for (name, page) in &PAGES.checks {
            let kind = crate::checks::find(name).unwrap_or_else(|| panic!("no check {name}"));
            let manual = of(kind, &catalogue);
            let names: Vec<&String> = manual.parameters.iter().map(|parameter| &parameter.name).collect();
            let written: Vec<&String> = page.parameters.keys().collect();
            assert_eq!(names, written, "{name}");
            assert!(manual.sample.is_some(), "{name}: no sample");
        }
        let fields = scope();
        assert!(fields.iter().all(|field| !field.about.is_empty() && !field.about_en.is_empty()));
        assert_eq!(fields.len(), PAGES.scope.len());
    }

    #[test]
    fn what_a_parameter_takes_is_told_from_its_schema() {
        let manual = of(crate::checks::find("heading-text").expect("there"), &Catalogue::builtin());
        let takes = |name: &str| manual.parameters.iter().find(|known| known.name == name).map(|known| &known.takes);
        assert!(matches!(takes("forbid"), Some(Takes::OneOf(values)) if values.len() == 2));
        assert_eq!(takes("levels"), Some(&Takes::List(Takes::Integer.into())));
        assert_eq!(takes("pattern"), Some(&Takes::Text));
        let order = of(crate::checks::find("heading-order").expect("there"), &Catalogue::builtin());
        assert_eq!(order.parameters[1].takes, Takes::List(Takes::TextOrList.into()));
    }
}
