//! The shape of a rule file, and the schemas of every file that people of the field edit.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::manifest::Manifest;
use super::rule::{Applies, Basis, CaseWording, Example, Label, Lang, RuleMeta, Text, Wording};
use crate::checks::CHECKS;
use crate::diagnostic::{Applicability, RuleId, Severity, Tier};
use crate::lexicon::KindFile;
use crate::lexicon::instruments::Entry;
use crate::model::Regime;
use crate::model::profile::Profile;

/// A rule: which check judges it, how much it weighs, what it rests on, and every word about it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "rule")]
pub struct RuleFile {
    /// Name of the check that judges it.
    pub check: String,
    /// That the rule takes the place of the built-in one with its id. Every report says so.
    #[serde(default)]
    pub replaces: bool,
    /// Severity at the draft stage, at most the ceiling of the tier; `warning` if left out.
    #[serde(default = "warning")]
    pub severity: Severity,
    /// Severity at the final stage, if it differs.
    pub severity_final: Option<Severity>,
    /// Severity at the issued stage, if it differs from the final one.
    pub severity_issued: Option<Severity>,
    /// What it rests on; `custom` if left out. `guidance` and `custom` cap the severity at `warning`.
    #[serde(default = "custom")]
    pub tier: Tier,
    /// Whether the edits of the check are offered, and of what kind they are.
    #[serde(default)]
    pub fix: FixName,
    /// Clauses, or what else it rests on. A rule of tier `custom` or `consistency` may leave it out: then it is a rule of
    /// the house.
    #[serde(default = "house")]
    #[schemars(length(min = 1))]
    pub basis: Vec<BasisEntry>,
    /// Which documents it is for; all if left out.
    #[serde(default)]
    pub applies: AppliesTable,
    /// Rules whose finding at the same place makes this one superfluous.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// Parameters of the check.
    #[serde(default)]
    pub with: Map<String, Value>,
    /// Words in Vietnamese. One language is enough; the other one then has its words too.
    pub vi: Option<WordingTable>,
    /// Words in English.
    pub en: Option<WordingTable>,
    /// Examples. They run as tests: `rasoat rules test`.
    #[serde(default, rename = "example")]
    pub examples: Vec<ExampleTable>,
}

/// Whether a fix may be applied unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FixName {
    /// No fix is offered.
    #[default]
    None,
    /// Spacing, punctuation, letter case or format only.
    Safe,
    /// Words change.
    Unsafe,
    /// Numbers, dates, names, citations: shown, never applied unasked.
    Suggestion,
}

/// A clause.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BasisEntry {
    /// Symbol of the instrument (`30/2020/NĐ-CP`), or a name such as `thông lệ soạn thảo`.
    #[schemars(length(min = 1))]
    pub instrument: String,
    /// Place in it, largest unit first.
    #[serde(default)]
    pub locator: String,
}

/// Which documents a rule is for. Empty lists mean all.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AppliesTable {
    /// Regimes of form.
    pub regimes: Vec<Regime>,
    /// Kinds of document (slugs of the lexicon).
    pub kinds: Vec<String>,
    /// Kinds it is not for.
    pub not_kinds: Vec<String>,
}

/// The words of a rule in one language. `{name}` stands for a value of the check.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordingTable {
    /// Short title: a noun phrase.
    #[schemars(length(min = 1))]
    pub title: String,
    /// What is wrong.
    #[schemars(length(min = 1))]
    pub message: String,
    /// What to do.
    #[serde(default)]
    pub help: String,
    /// Reason and clause; the title if left out.
    #[serde(default)]
    pub why: String,
    /// Words for things proved right, for checks that prove.
    #[serde(default)]
    pub proof: String,
    /// Words for the special cases of the check.
    #[serde(default)]
    pub cases: BTreeMap<String, CaseTable>,
    /// Words for further places.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

/// Words for a special case of a check.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseTable {
    /// What is wrong, or proved right.
    #[schemars(length(min = 1))]
    pub message: String,
    /// What to do; the rule's own `help` if left out.
    #[serde(default)]
    pub help: String,
}

/// An example.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleTable {
    /// A text that the rule flags.
    #[serde(default)]
    pub bad: String,
    /// The flagged words, if the place matters.
    #[serde(default)]
    pub flags: String,
    /// A text that it leaves alone.
    #[serde(default)]
    pub good: String,
    /// For what plain text cannot show: a Word document that the rule flags, beside the rule file. (For built-in rules the
    /// name of one of the project's tests.)
    #[serde(default)]
    pub bad_docx: String,
    /// A Word document that it leaves alone, named likewise.
    #[serde(default)]
    pub good_docx: String,
    /// Another file of the run, for rules over several files.
    #[serde(default)]
    pub beside: String,
    /// Words of figures that the example declares to be the sums of those of the other file.
    #[serde(default)]
    pub sums: Vec<String>,
}

const fn warning() -> Severity {
    Severity::Warning
}

const fn custom() -> Tier {
    Tier::Custom
}

/// What a rule of a house rests on.
pub(crate) const HOUSE: &str = "quy tắc riêng của cơ quan, đơn vị";

fn house() -> Vec<BasisEntry> {
    vec![BasisEntry { instrument: HOUSE.to_owned(), locator: String::new() }]
}

impl RuleFile {
    /// The rule `id` of `pack`, as the catalogue keeps it.
    pub(super) fn into_meta(self, id: RuleId, pack: String) -> RuleMeta {
        let texts = |list: Vec<String>| list.into_iter().map(Text::from).collect::<Vec<Text>>().into();
        let yields: Vec<RuleId> = self.yields_to.into_iter().filter_map(|id| RuleId::try_from(id).ok()).collect();
        let basis: Vec<Basis> = self
            .basis
            .into_iter()
            .map(|basis| Basis { instrument: basis.instrument.into(), locator: basis.locator.into() })
            .collect();
        let examples: Vec<Example> = self
            .examples
            .into_iter()
            .map(|example| Example {
                bad: example.bad.into(),
                flags: example.flags.into(),
                good: example.good.into(),
                bad_docx: example.bad_docx.into(),
                good_docx: example.good_docx.into(),
                beside: example.beside.into(),
                sums: texts(example.sums),
            })
            .collect();
        let only = match (&self.vi, &self.en) {
            (Some(_), None) => Some(Lang::Vi),
            (None, Some(_)) => Some(Lang::En),
            _ => None,
        };
        let words = |own: Option<WordingTable>, other: &Option<WordingTable>| {
            own.or_else(|| other.clone()).map(WordingTable::into_wording).unwrap_or_default()
        };
        let (vi, en) = (words(self.vi.clone(), &self.en), words(self.en, &self.vi));
        RuleMeta {
            id,
            pack: pack.into(),
            check: self.check.into(),
            severity: self.severity,
            severity_final: self.severity_final,
            severity_issued: self.severity_issued,
            tier: self.tier,
            fix: match self.fix {
                FixName::None => None,
                FixName::Safe => Some(Applicability::Safe),
                FixName::Unsafe => Some(Applicability::Unsafe),
                FixName::Suggestion => Some(Applicability::Suggestion),
            },
            basis: basis.into(),
            applies: Applies {
                regimes: self.applies.regimes.into(),
                kinds: texts(self.applies.kinds),
                not_kinds: texts(self.applies.not_kinds),
            },
            yields_to: yields.into(),
            with: Value::Object(self.with).to_string().into(),
            vi,
            en,
            only,
            examples: examples.into(),
        }
    }
}

impl WordingTable {
    fn into_wording(self) -> Wording {
        let cases: Vec<CaseWording> = self
            .cases
            .into_iter()
            .map(|(name, case)| CaseWording { name: name.into(), message: case.message.into(), help: case.help.into() })
            .collect();
        let labels: Vec<Label> =
            self.labels.into_iter().map(|(name, text)| Label { name: name.into(), text: text.into() }).collect();
        let why = if self.why.trim().is_empty() { self.title.clone() } else { self.why.trim().to_owned() };
        Wording {
            title: self.title.into(),
            message: self.message.into(),
            help: self.help.into(),
            why: why.into(),
            proof: self.proof.into(),
            cases: cases.into(),
            labels: labels.into(),
        }
    }
}

/// The schema of a rule file: what every rule has, and for each check its parameters.
pub fn rule_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let conditions: Vec<Value> = CHECKS
        .iter()
        .map(|kind| {
            let parameters = (kind.schema)(&mut generator);
            let needed =
                parameters.get("required").is_some_and(|fields| fields.as_array().is_some_and(|f| !f.is_empty()));
            let mut then = json!({ "properties": { "with": parameters } });
            if needed {
                then["required"] = json!(["with"]);
            }
            json!({
                "if": { "properties": { "check": { "const": kind.name } }, "required": ["check"] },
                "then": then,
            })
        })
        .collect();
    let mut schema = generator.into_root_schema_for::<RuleFile>();
    let names: Vec<&str> = CHECKS.iter().map(|kind| kind.name).collect();
    if let Some(check) = schema.pointer_mut("/properties/check").and_then(Value::as_object_mut) {
        check.insert("enum".to_owned(), json!(names));
    }
    schema.insert("allOf".to_owned(), Value::Array(conditions));
    named(schema, "rule.schema.json")
}

/// The schema of a profile.
pub fn profile_schema() -> Value {
    named(deserialize::<Profile>(), "profile.schema.json")
}

/// The schema of the file that says what a pack is.
pub fn manifest_schema() -> Value {
    named(deserialize::<Manifest>(), "pack.schema.json")
}

/// The schema of the lexicon of kinds of document.
pub fn document_kinds_schema() -> Value {
    named(deserialize::<KindFile>(), "document-kinds.schema.json")
}

/// The schema of a registry of instruments.
pub fn instruments_schema() -> Value {
    named(deserialize::<Vec<Entry>>(), "instruments.schema.json")
}

fn deserialize<T: JsonSchema>() -> Schema {
    let generator: SchemaGenerator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<T>()
}

/// `schema` with its own name first.
fn named(schema: Schema, id: &str) -> Value {
    let mut value = schema.to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("$id".to_owned(), json!(id));
    }
    value
}
