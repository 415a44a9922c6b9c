//! Judges one file of a pack: its syntax, its shape by the schema, and what a schema cannot say.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;

use super::file::{RuleFile, profile_schema, rule_schema};
use super::nearest;
use super::packs::Mistake;
use super::rule::Rule;
use super::shape::Shape;
use super::toml_source::{TomlSource, step};
use crate::checks::{self, CheckKind, FormulaFault};
use crate::diagnostic::{RuleId, Severity, Tier};
use crate::lexicon;
use crate::model::profile::Profile;

/// The schemas of both kinds of file, ready to use.
pub(super) struct Validators {
    rule: Shape,
    profile: Shape,
}

impl Validators {
    pub(super) fn new() -> Self {
        Self { rule: Shape::new(rule_schema), profile: Shape::new(profile_schema) }
    }
}

/// Mistakes of a file that are told.
pub(super) const MOST_MISTAKES: usize = 100;

/// Collects the mistakes of one file.
pub(crate) struct Judge<'a> {
    pub(super) source: &'a TomlSource,
    /// Where in the file the judged value stands, as a JSON pointer; empty for the file itself.
    #[cfg(feature = "schemas")]
    pub(super) at: String,
    /// What is wrong so far.
    pub(crate) mistakes: Vec<(Range<usize>, Mistake)>,
}

impl<'a> Judge<'a> {
    /// Begins with the mistakes of syntax.
    pub(crate) fn new(source: &'a TomlSource) -> Self {
        let mut judge = Self {
            source,
            #[cfg(feature = "schemas")]
            at: String::new(),
            mistakes: Vec::new(),
        };
        judge.syntax();
        judge
    }

    /// True if there are as many mistakes as are told. Who mends these finds the next ones.
    pub(crate) const fn is_full(&self) -> bool {
        self.mistakes.len() >= MOST_MISTAKES
    }

    /// Adds a mistake, once. What follows from wrong syntax at the same place is left out.
    pub(crate) fn add(&mut self, range: Range<usize>, mistake: Mistake) {
        if self.is_full() {
            return;
        }
        let said = self.mistakes.iter().any(|(known, other)| {
            let syntax = matches!(other, Mistake::Syntax(_)) && !matches!(mistake, Mistake::Syntax(_));
            *known == range && *other == mistake || syntax && touches(known, &range)
        });
        if !said {
            self.mistakes.push((range, mistake));
        }
    }

    /// Adds a mistake about the value at `pointer`.
    pub(super) fn add_at(&mut self, pointer: &str, mistake: Mistake) {
        self.add(self.source.value(pointer), mistake);
    }

    /// Adds a missing field to those of the same table.
    pub(super) fn missing(&mut self, range: Range<usize>, name: String) {
        let known = self.mistakes.iter_mut().find_map(|(known, mistake)| match mistake {
            Mistake::MissingFields(names) if *known == range => Some(names),
            _ => None,
        });
        match known {
            Some(names) => names.push(name),
            None => self.mistakes.push((range, Mistake::MissingFields(vec![name]))),
        }
    }

    fn syntax(&mut self) {
        for (range, message) in &self.source.errors {
            self.add(range.clone(), Mistake::Syntax(message.clone()));
        }
    }

    fn text(&self, pointer: &str) -> Option<&str> {
        self.source.json.pointer(pointer).and_then(Value::as_str)
    }

    /// The rule that the file holds, if it has no mistake.
    pub(super) fn rule(
        &mut self,
        pack: &str,
        id: &str,
        known: &BTreeSet<String>,
        validators: &Validators,
    ) -> Option<Rule> {
        let rule_id = RuleId::try_from(id.to_owned());
        if rule_id.is_err() {
            self.add(0..0, Mistake::RuleId(id.to_owned()));
        }
        self.schema(&validators.rule);
        self.ceiling();
        self.kinds("/applies/kinds");
        self.kinds("/applies/not-kinds");
        self.yields(known);
        self.grounded();
        let Some(kind) = self.text("/check").and_then(checks::find) else {
            self.no_check();
            return None;
        };
        for lang in ["vi", "en"] {
            self.wording(kind, lang);
        }
        if !self.mistakes.is_empty() {
            return None;
        }
        let file: RuleFile = self.read()?;
        let meta = file.into_meta(rule_id.ok()?, pack.to_owned());
        match (kind.bind)(&meta.with) {
            Ok(check) => Some(Rule::new(Cow::Owned(meta), kind, check)),
            Err(error) => {
                let parameters = self.source.json.get("with").unwrap_or(&Value::Null);
                if let Some((pointer, fault)) = formula(parameters) {
                    self.add(self.source.value(&pointer), Mistake::Formula(fault));
                    return None;
                }
                let (pointer, mistake) = unbound("/with", parameters, &error);
                self.add(self.source.value(&pointer), mistake);
                None
            }
        }
    }

    /// The file as a type; what the schema let through and the type does not is a mistake too.
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&mut self) -> Option<T> {
        match serde_json::from_value(self.source.json.clone()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.misread(&error);
                None
            }
        }
    }

    /// The check that the file names is none; the schema may have said so already.
    fn no_check(&mut self) {
        if !self.mistakes.is_empty() {
            return;
        }
        let found = self.text("/check").unwrap_or_default().to_owned();
        let options: Vec<String> = checks::CHECKS.iter().map(|kind| kind.name.to_owned()).collect();
        let nearest = nearest(&found, options.iter().map(String::as_str)).map(str::to_owned);
        self.add_at("/check", Mistake::NotOneOf { found, options, nearest });
    }

    /// A rule has words, and one that speaks of law names it.
    fn grounded(&mut self) {
        let has = |name: &str| self.source.json.get(name).is_some();
        if !has("vi") && !has("en") {
            self.add(0..0, Mistake::NoWords);
        }
        if matches!(self.text("/tier"), Some("law" | "guidance")) && !has("basis") {
            let range = self.source.value("/tier");
            self.missing(range, "basis".to_owned());
        }
    }

    fn ceiling(&mut self) {
        let tier = self.source.json.get("tier").and_then(|tier| serde_json::from_value::<Tier>(tier.clone()).ok());
        let Some(tier) = tier else { return };
        for pointer in ["/severity", "/severity-final", "/severity-issued"] {
            let Some(value) = self.source.json.pointer(pointer) else { continue };
            let Ok(severity) = serde_json::from_value::<Severity>(value.clone()) else { continue };
            if severity > tier.ceiling() {
                self.add(self.source.value(pointer), Mistake::AboveCeiling { tier, ceiling: tier.ceiling() });
            }
        }
    }

    /// Judges the kinds of document listed at `pointer`.
    pub(crate) fn kinds(&mut self, pointer: &str) {
        let source = self.source;
        let slugs = source.json.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
        for (at, slug) in slugs.enumerate().filter_map(|(at, slug)| Some((at, slug.as_str()?))) {
            if lexicon::kind_by_slug(slug).is_none() {
                let all = lexicon::document_kinds().iter().map(|kind| kind.slug.as_str());
                let nearest = nearest(slug, all).map(str::to_owned);
                let range = source.value(&step(pointer, &at.to_string()));
                self.add(range, Mistake::UnknownKind { slug: slug.to_owned(), nearest });
            }
        }
    }

    fn yields(&mut self, known: &BTreeSet<String>) {
        let source = self.source;
        let ids = source.json.get("yields-to").and_then(Value::as_array).into_iter().flatten();
        for (at, id) in ids.enumerate().filter_map(|(at, id)| Some((at, id.as_str()?))) {
            if !known.contains(id) {
                let nearest = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
                let range = source.value(&format!("/yields-to/{at}"));
                self.add(range, Mistake::UnknownRule { id: id.to_owned(), nearest });
            }
        }
    }

    /// The words fit the check: its labels and cases, and no placeholder it does not fill.
    fn wording(&mut self, kind: &'static CheckKind, lang: &str) {
        let source = self.source;
        let Some(words) = source.json.get(lang).and_then(Value::as_object) else { return };
        let root = format!("/{lang}");
        for (field, known) in [("labels", kind.labels), ("cases", kind.cases)] {
            let at = step(&root, field);
            let given: Vec<&String> =
                words.get(field).and_then(Value::as_object).into_iter().flat_map(serde_json::Map::keys).collect();
            for name in given.iter().filter(|name| !known.contains(&name.as_str())) {
                let mistake = Mistake::UnknownWording { name: (*name).clone(), known };
                self.add(source.key(&step(&at, name)), mistake);
            }
            // A case without words of its own is told in those of the rule.
            let needed = if field == "labels" { known } else { &[] };
            for name in needed.iter().filter(|name| !given.iter().any(|given| given == *name)) {
                self.add(source.key(&at), Mistake::MissingWording(format!("{lang}.{field}.{name}")));
            }
        }
        let has_proof = words.get("proof").and_then(Value::as_str).is_some_and(|proof| !proof.is_empty());
        match (kind.proves, has_proof) {
            (true, false) => self.add(source.key(&root), Mistake::ProofMissing),
            (false, true) => self.add(source.key(&step(&root, "proof")), Mistake::ProofNeedless),
            _ => {}
        }
        let mut texts = BTreeMap::new();
        collect_texts(&source.json[lang], &root, &mut texts);
        for (pointer, text) in texts.iter().filter(|(pointer, _)| !is_plain(pointer, &root)) {
            for name in placeholders(text).filter(|name| !kind.values.contains(name)) {
                let value = source.value(pointer);
                self.add(value, Mistake::UnknownPlaceholder { name: name.to_owned(), known: kind.values });
            }
        }
    }

    /// The profile that the file holds, if it has no mistake.
    pub(super) fn profile(&mut self, validators: &Validators) -> Option<Profile> {
        self.schema(&validators.profile);
        self.kinds("/choose/kinds");
        let mut ids = BTreeSet::new();
        self.sections(&self.source.json, "", &mut ids);
        let facts = self.source.json.get("fact").and_then(Value::as_array).into_iter().flatten();
        for (at, fact) in facts.enumerate() {
            let section = fact.get("section").and_then(Value::as_str).unwrap_or("");
            if !section.is_empty() && !ids.contains(section) {
                let range = self.source.value(&format!("/fact/{at}/section"));
                self.add(range, Mistake::UnknownSection(section.to_owned()));
            }
        }
        if self.mistakes.is_empty() { self.read() } else { None }
    }

    fn sections(&mut self, parent: &Value, pointer: &str, ids: &mut BTreeSet<String>) {
        let sections = parent.get("section").and_then(Value::as_array).into_iter().flatten();
        for (at, section) in sections.enumerate() {
            let here = format!("{pointer}/section/{at}");
            if let Some(id) = section.get("id").and_then(Value::as_str)
                && !ids.insert(id.to_owned())
            {
                self.add(self.source.value(&step(&here, "id")), Mistake::Twice(id.to_owned()));
            }
            self.sections(section, &here, ids);
        }
    }
}

fn touches(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start <= right.end && right.start <= left.end
}

/// Titles and reasons are shown as they are, without values.
fn is_plain(pointer: &str, root: &str) -> bool {
    ["title", "why"].iter().any(|field| pointer == step(root, field))
}

fn collect_texts(value: &Value, pointer: &str, texts: &mut BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            texts.insert(pointer.to_owned(), text.clone());
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                collect_texts(value, &step(pointer, name), texts);
            }
        }
        _ => {}
    }
}

/// Names between braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// The statement among `parameters` that cannot be asked, with its place.
fn formula(parameters: &Value) -> Option<(String, FormulaFault)> {
    let each = parameters.get("each").and_then(Value::as_str);
    ["when", "holds"].into_iter().find_map(|name| {
        let fault = checks::formula_fault(parameters.get(name)?.as_str()?, each)?;
        Some((step("/with", name), fault))
    })
}

/// Why a check does not take `parameters`, which stand at `pointer`, and at which of them.
pub(crate) fn unbound(pointer: &str, parameters: &Value, error: &serde_json::Error) -> (String, Mistake) {
    // The position is one in the JSON of the parameters, which nobody has seen.
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let is_expression = said.contains("regex parse error") || said.contains("Compiled regex exceeds");
    if !is_expression {
        return (pointer.to_owned(), Mistake::Other(said.to_owned()));
    }
    let place = place_of(pointer, parameters, said).map_or_else(|| pointer.to_owned(), |(_, place)| place);
    let detail = said.rsplit("error: ").next().unwrap_or(said).trim();
    (place, Mistake::Expression(detail.to_owned()))
}

/// The place and length of the longest text of `value` that `said` quotes behind its first line, as libraries do.
fn place_of(pointer: &str, value: &Value, said: &str) -> Option<(usize, String)> {
    match value {
        Value::String(text) => {
            let quotes = |line: &str| !text.is_empty() && line.contains(text.as_str());
            said.lines().skip(1).any(quotes).then(|| (text.len(), pointer.to_owned()))
        }
        Value::Array(values) => {
            values.iter().enumerate().filter_map(|(at, value)| place_of(&format!("{pointer}/{at}"), value, said)).max()
        }
        Value::Object(fields) => {
            fields.iter().filter_map(|(name, value)| place_of(&step(pointer, name), value, said)).max()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
