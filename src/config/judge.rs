//! Judges a configuration file: its syntax and shape, and then what only the catalogue knows.

use std::collections::BTreeSet;
use std::ops::Range;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::globs;
use super::options::{Options, plain_schema};
use crate::catalogue::judge::{Judge, unbound};
use crate::catalogue::selector::{self, Breadth, selects};
use crate::catalogue::shape::Shape;
use crate::catalogue::toml_source::{TomlSource, step};
use crate::catalogue::{Catalogue, Mistake, Rule, nearest};
use crate::diagnostic::Severity;

/// Mistakes with the bytes they are about.
pub type Mistakes = Vec<(Range<usize>, Mistake)>;

/// Reads the text of a configuration file, or finds all mistakes of its syntax and shape.
pub fn parse(text: &str) -> Result<Options, Mistakes> {
    let source = TomlSource::parse(text);
    let mut judge = Judge::new(&source);
    if judge.mistakes.is_empty()
        && let Ok(options) = serde_json::from_value(source.json.clone())
    {
        too_many(&mut judge, &source, &options);
        return if judge.mistakes.is_empty() { Ok(options) } else { Err(sorted(judge.mistakes)) };
    }
    // The schema costs more than reading, so it is asked only what exactly is wrong.
    judge.schema(&Shape::new(plain_schema));
    let options = if judge.mistakes.is_empty() { judge.read() } else { None };
    options.ok_or_else(|| sorted(judge.mistakes.into_iter().chain(slips(text, &source)).collect()))
}

/// Names that are slips of known ones, in those settings of a faulty file that can be read by themselves: who mends
/// the file wants to know all at once. Rules of the office are not known by now, so a name that resembles no other
/// may be theirs.
fn slips(text: &str, source: &TomlSource) -> Mistakes {
    let fields = source.json.as_object().cloned().unwrap_or_default();
    if ["extends", "rules", "packs"].iter().any(|name| fields.contains_key(*name)) {
        return Vec::new();
    }
    let read = |fields: Map<String, Value>| serde_json::from_value::<Options>(Value::Object(fields)).ok();
    let is_readable = |(name, value): &(String, Value)| read(Map::from_iter([(name.clone(), value.clone())])).is_some();
    let options = read(fields.into_iter().filter(is_readable).collect()).unwrap_or_default();
    let found = self::judge(text, &options, &Catalogue::builtin());
    let is_slip = |mistake: &Mistake| {
        matches!(
            mistake,
            Mistake::UnknownSelector { nearest: Some(_), .. } | Mistake::UnknownProfile { nearest: Some(_), .. }
        )
    };
    found.into_iter().filter(|(_, mistake)| is_slip(mistake)).collect()
}

/// Most entries of one list. Each costs time for every document, and a file can hold a hundred thousand.
const MOST_ENTRIES: usize = 1_000;

/// Adds the lists that are longer than they may be.
fn too_many(judge: &mut Judge<'_>, source: &TomlSource, options: &Options) {
    let length = |list: &Option<Vec<String>>| list.as_ref().map_or(0, Vec::len);
    let mut lists = vec![
        ("/extends".to_owned(), options.extends.len()),
        ("/rules".to_owned(), options.rules.len()),
        ("/packs".to_owned(), options.packs.len()),
        ("/registry".to_owned(), options.registry.len()),
        ("/spelling/words".to_owned(), options.spelling.words.len()),
        ("/spelling/word-lists".to_owned(), options.spelling.word_lists.len()),
        ("/select".to_owned(), length(&options.select)),
        ("/ignore".to_owned(), options.ignore.len()),
        ("/enable".to_owned(), options.enable.len()),
        ("/include".to_owned(), length(&options.include)),
        ("/exclude".to_owned(), options.exclude.len()),
        ("/severity".to_owned(), options.severity.len()),
        ("/with".to_owned(), options.with.len()),
        ("/override".to_owned(), options.overrides.len()),
        ("/suppress".to_owned(), options.suppress.len()),
        ("/summary".to_owned(), options.summary.len()),
    ];
    let inner = options.overrides.iter().enumerate().map(|(at, entry)| {
        (format!("/override/{at}"), entry.paths.len() + entry.ignore.len() + entry.enable.len() + entry.severity.len())
    });
    lists.extend(inner);
    let paths =
        |(at, entry): (usize, &super::Suppress)| (format!("/suppress/{at}"), entry.paths.len() + entry.rules.len());
    lists.extend(options.suppress.iter().enumerate().map(paths));
    for (pointer, _) in lists.into_iter().filter(|(_, length)| *length > MOST_ENTRIES) {
        judge.add(source.value(&pointer), Mistake::TooMany(MOST_ENTRIES));
    }
}

/// Finds the mistakes of a well-formed file that need the rules and profiles to be known.
pub fn judge(text: &str, options: &Options, catalogue: &Catalogue) -> Mistakes {
    let source = TomlSource::parse(text);
    let known = selector::known(catalogue);
    let mut names = Names { judge: Judge::new(&source), source: &source, catalogue, known: &known };
    names.selectors("/select", options.select.as_deref().unwrap_or_default());
    names.selectors("/ignore", &options.ignore);
    names.selectors("/enable", &options.enable);
    names.severities("", &options.severity);
    names.parameters("", &options.with);
    names.profile("/profile", options.profile.as_deref());
    names.patterns("/include", options.include.as_deref().unwrap_or_default());
    names.patterns("/exclude", &options.exclude);
    for (at, entry) in options.overrides.iter().enumerate() {
        let here = format!("/override/{at}");
        names.patterns(&step(&here, "paths"), &entry.paths);
        names.judge.kinds(&step(&here, "kinds"));
        names.selectors(&step(&here, "ignore"), &entry.ignore);
        names.selectors(&step(&here, "enable"), &entry.enable);
        names.severities(&here, &entry.severity);
        names.parameters(&here, &entry.with);
        names.profile(&step(&here, "profile"), entry.profile.as_deref());
        names.conditions(&here, !entry.paths.is_empty(), entry.is_by_path());
    }
    for (at, entry) in options.suppress.iter().enumerate() {
        let here = format!("/suppress/{at}");
        names.patterns(&step(&here, "paths"), &entry.paths);
        names.selectors(&step(&here, "rules"), &entry.rules);
        for (field, is_empty) in [
            ("paths", entry.paths.is_empty()),
            ("rules", entry.rules.is_empty()),
            ("reason", entry.reason.trim().is_empty()),
        ] {
            if is_empty {
                names.judge.add(source.value(&step(&here, field)), Mistake::Empty);
            }
        }
    }
    for (at, entry) in options.summary.iter().enumerate() {
        let here = format!("/summary/{at}");
        names.patterns(&step(&here, "parts"), &entry.parts);
        for (field, is_empty) in [
            ("report", entry.report.trim().is_empty()),
            ("parts", entry.parts.is_empty()),
            ("figures", entry.figures.is_empty() || entry.figures.iter().any(|name| name.trim().is_empty())),
        ] {
            if is_empty {
                names.judge.add(source.value(&step(&here, field)), Mistake::Empty);
            }
        }
    }
    sorted(names.judge.mistakes)
}

fn sorted(mut mistakes: Mistakes) -> Mistakes {
    mistakes.sort_by_key(|(range, _)| range.start);
    mistakes
}

/// Bytes of the entry `at` of `extends`, `rules`, `registry` or `spelling/word-lists`, to say what is wrong with what it names.
pub fn entry_range(text: &str, field: &str, at: usize) -> Range<usize> {
    TomlSource::parse(text).value(&format!("/{field}/{at}"))
}

struct Names<'a> {
    judge: Judge<'a>,
    source: &'a TomlSource,
    catalogue: &'a Catalogue,
    known: &'a BTreeSet<String>,
}

impl Names<'_> {
    fn selector(&mut self, range: Range<usize>, name: &str) -> bool {
        let known = self.known.contains(name);
        if !known && !self.judge.is_full() {
            let nearest = nearest(name, self.known.iter().map(String::as_str)).map(str::to_owned);
            self.judge.add(range, Mistake::UnknownSelector { name: name.to_owned(), nearest });
        }
        known
    }

    fn selectors(&mut self, pointer: &str, names: &[String]) {
        for (at, name) in names.iter().enumerate() {
            self.selector(self.source.value(&format!("{pointer}/{at}")), name);
        }
    }

    fn severities(&mut self, pointer: &str, severities: &std::collections::BTreeMap<String, Severity>) {
        let table = step(pointer, "severity");
        for (name, severity) in severities {
            let here = step(&table, name);
            if !self.selector(self.source.key(&here), name) {
                continue;
            }
            // A wide name may hold rules of several tiers; those that allow less keep their ceiling.
            let rules = self.catalogue.rules.iter().filter(|rule| selects(name, &rule.meta));
            let highest = rules.max_by_key(|rule| rule.meta.tier.ceiling());
            if let Some(tier) = highest.map(|rule| rule.meta.tier).filter(|tier| *severity > tier.ceiling()) {
                let mistake = Mistake::AboveCeiling { tier, ceiling: tier.ceiling() };
                self.judge.add(self.source.value(&here), mistake);
            }
        }
    }

    fn parameters(&mut self, pointer: &str, with: &std::collections::BTreeMap<String, Map<String, Value>>) {
        let table = step(pointer, "with");
        for (name, parameters) in with {
            let here = step(&table, name);
            let Some(rule) = self.catalogue.rule(name) else {
                let ids = self.known.iter().map(String::as_str).filter(|id| selector::breadth(id) == Breadth::Rule);
                let nearest = nearest(name, ids).map(str::to_owned);
                self.judge.add(self.source.key(&here), Mistake::UnknownRule { id: name.clone(), nearest });
                continue;
            };
            let merged = Value::Object(merged(rule, parameters));
            let Err(error) = (rule.kind.bind)(&merged.to_string()) else { continue };
            let before = self.judge.mistakes.len();
            let schema = || {
                let mut generator = SchemaSettings::draft2020_12().into_generator();
                let mut schema = (rule.kind.schema)(&mut generator).to_value();
                if let Some(fields) = schema.as_object_mut() {
                    fields.insert("$defs".to_owned(), Value::Object(generator.take_definitions(true)));
                }
                schema
            };
            self.judge.part(&Shape::new(schema), &merged, &here);
            if self.judge.mistakes.len() == before {
                let (pointer, mistake) = unbound(&here, &Value::Object(parameters.clone()), &error);
                self.judge.add(self.source.value(&pointer), mistake);
            }
        }
    }

    fn profile(&mut self, pointer: &str, name: Option<&str>) {
        let Some(name) = name else { return };
        let profiles = || self.catalogue.profiles.iter().map(|profile| profile.name.as_str());
        if !profiles().any(|known| known == name) {
            let nearest = nearest(name, profiles()).map(str::to_owned);
            self.judge.add(self.source.value(pointer), Mistake::UnknownProfile { name: name.to_owned(), nearest });
        }
    }

    fn patterns(&mut self, pointer: &str, patterns: &[String]) {
        for (at, pattern) in patterns.iter().enumerate() {
            if let Some(fault) = globs::fault(pattern) {
                self.judge.add(self.source.value(&format!("{pointer}/{at}")), Mistake::Pattern(fault));
            }
        }
    }

    /// An override has a condition, and one that looks into the document changes only what can still
    /// be changed by then.
    fn conditions(&mut self, pointer: &str, has_paths: bool, by_path: bool) {
        if by_path {
            if !has_paths {
                self.judge.add(self.source.key(pointer), Mistake::NoCondition);
            }
            return;
        }
        for field in ["enable", "with", "stage", "profile"] {
            if self.source.json.pointer(&step(pointer, field)).is_some() {
                let range = self.source.key(&step(pointer, field));
                self.judge.add(range, Mistake::ByPathOnly(field.to_owned()));
            }
        }
    }
}

/// The parameters of `rule` with those of a configuration in their place.
pub(super) fn merged(rule: &Rule, parameters: &Map<String, Value>) -> Map<String, Value> {
    let mut merged = own_parameters(rule);
    merged.extend(parameters.iter().map(|(name, value)| (name.clone(), value.clone())));
    merged
}

/// The parameters that the rule file gives.
pub(super) fn own_parameters(rule: &Rule) -> Map<String, Value> {
    match serde_json::from_str(&rule.meta.with) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<(String, Mistake)> {
        let catalogue = Catalogue::builtin();
        let found = match parse(text) {
            Ok(options) => judge(text, &options, &catalogue),
            Err(mistakes) => mistakes,
        };
        found.into_iter().map(|(range, mistake)| (text[range].to_owned(), mistake)).collect()
    }

    #[test]
    fn unknown_keys_and_values_are_named_with_the_nearest() {
        let found = mistakes("stag = \"draft\"\nfail-on = \"warn\"\n");
        assert_eq!(found[0].0, "stag");
        assert!(
            matches!(&found[0].1, Mistake::UnknownField { nearest: Some(name), .. } if name == "stage"),
            "{found:?}"
        );
        assert_eq!(found[1].0, "\"warn\"");
        assert!(matches!(&found[1].1, Mistake::NotOneOf { nearest: Some(name), .. } if name == "warning"), "{found:?}");
    }

    #[test]
    fn slips_of_names_are_told_beside_faulty_values() {
        let found = mistakes("stage = \"fin\"\nignore = [\"citatoin\", \"don-vi/cua-minh\"]\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(matches!(&found[1].1, Mistake::UnknownSelector { nearest: Some(name), .. } if name == "citation"));
        // The rules that a file brings are not known before it is read.
        assert_eq!(mistakes("stage = \"fin\"\nrules = [\"a\"]\nignore = [\"citatoin\"]\n").len(), 1);
    }

    #[test]
    fn selectors_must_select_something() {
        let found = mistakes("ignore = [\"citation\", \"citatoin\"]\n[severity]\n\"tier:laws\" = \"info\"\n");
        assert!(matches!(&found[0].1, Mistake::UnknownSelector { nearest: Some(name), .. } if name == "citation"));
        assert!(matches!(&found[1].1, Mistake::UnknownSelector { nearest: Some(name), .. } if name == "tier:law"));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn no_severity_is_above_its_tier() {
        let found = mistakes("[severity]\n\"tier:custom\" = \"error\"\ncitation = \"error\"\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(matches!(found[0].1, Mistake::AboveCeiling { .. }));
    }

    #[test]
    fn parameters_are_those_of_the_check() {
        let found = mistakes("[with.\"spelling/wrong-word\"]\nphrase = []\n[with.\"outline/nothing\"]\n");
        assert!(found.iter().any(|(_, mistake)| matches!(mistake, Mistake::UnknownRule { .. })), "{found:?}");
        let text = "[with.\"body/font-size-outside\"]\nmeasur = 1\nmeasure = { size = \"x\" }\n";
        let found = mistakes(text);
        assert!(found.iter().any(|(at, _)| at == "measur"), "{found:?}");
        assert!(found.iter().any(|(at, _)| at.contains("\"x\"")), "{found:?}");
    }

    #[test]
    fn an_override_has_a_condition_that_fits() {
        let found = mistakes("[[override]]\nignore = [\"citation\"]\n");
        assert!(matches!(found[0].1, Mistake::NoCondition), "{found:?}");
        let found = mistakes("[[override]]\nkinds = [\"bao-cao\"]\nstage = \"final\"\n");
        assert!(matches!(&found[0].1, Mistake::ByPathOnly(field) if field == "stage"), "{found:?}");
        let found = mistakes("[[override]]\nkinds = [\"bao-ca\"]\nignore = [\"citation\"]\n");
        assert!(matches!(&found[0].1, Mistake::UnknownKind { nearest: Some(name), .. } if name == "bao-cao"));
    }

    #[test]
    fn a_suppression_has_a_reason() {
        let found = mistakes("[[suppress]]\npaths = [\"a.docx\"]\nrules = [\"citation\"]\nreason = \" \"\n");
        assert_eq!(found, [("\" \"".to_owned(), Mistake::Empty)]);
        let found = mistakes("[[suppress]]\npaths = [\"a.docx\"]\nrules = [\"citation\"]\n");
        assert!(matches!(&found[0].1, Mistake::MissingFields(names) if names == &["reason"]), "{found:?}");
    }
}
