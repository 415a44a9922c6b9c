//! What stands in `rasoat.toml`. The schema of `schemas/config.schema.json` is made from these types.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::catalogue::{Catalogue, Lang};
use crate::checks::{CHECKS, Stage};
use crate::diagnostic::Severity;

/// Settings of a folder and everything below it: `rasoat.toml`. The nearest file above a document
/// counts, and only that one, unless it names others in `extends`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "rasoat.toml")]
pub struct Options {
    /// Further configuration files whose settings come before those of this one. Paths start at this
    /// file. What they ignore stays ignored, unless `enable` names it.
    pub extends: Vec<String>,
    /// How finished the documents are: `draft` may leave number, date and name blank.
    pub stage: Option<Stage>,
    /// Language of the reports.
    pub lang: Option<LangName>,
    /// Least severity that ends a run with code 1.
    pub fail_on: Option<FailOn>,
    /// Name of the required outline; chosen by title and content if left out.
    pub profile: Option<String>,
    /// Folders of your own rules. Paths start at this file.
    pub rules: Vec<String>,
    /// Packs of rules: folders or zip files, such as `"quy-tac.zip"`, or `{ path = "quy-tac.zip", lock = "blake3:…" }`
    /// for one whose content may be no other. Paths start at this file; nothing is fetched.
    pub packs: Vec<PackPath>,
    /// Your own registries of instruments (JSON, `schemas/instruments.schema.json`), beside the built-in
    /// one. Paths start at this file.
    pub registry: Vec<String>,
    /// What the rules on spelling accept.
    pub spelling: SpellingOptions,
    /// Run only these: a rule, a group, `pack:NAME`, `tier:NAME` or `all`. Everything if left out.
    pub select: Option<Vec<String>>,
    /// Do not run these. Adds to what an extended file ignores.
    pub ignore: Vec<String>,
    /// Run these although an extended file ignores them.
    pub enable: Vec<String>,
    /// In folders, check only files that one of these patterns names, written as in `.gitignore`.
    pub include: Option<Vec<String>>,
    /// In folders, leave out files that one of these patterns names.
    pub exclude: Vec<String>,
    /// The file of known findings that are not reported again. The path starts at this file.
    pub baseline: Option<String>,
    /// Other severities, by rule, group, `pack:NAME`, `tier:NAME` or `all`; the narrowest name wins.
    /// Never above what the tier of a rule allows.
    pub severity: BTreeMap<String, Severity>,
    /// Other parameters, by rule. They replace those of the rule one by one.
    pub with: BTreeMap<String, Map<String, Value>>,
    /// Settings for some files, kinds of document or sections only.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
    /// Findings that are accepted, with the reason. They stay visible in JSON and SARIF.
    pub suppress: Vec<Suppress>,
    /// Reports that sum up others: the figures that must be the sums of theirs.
    pub summary: Vec<SummaryOf>,
}

/// Where a pack of rules lies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PackPath {
    /// A folder or a zip file.
    Path(String),
    /// One whose content may be no other.
    Locked(LockedPack),
}

/// A pack whose content may be no other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LockedPack {
    /// A folder or a zip file.
    pub path: String,
    /// The hash of its content, as `rasoat rules test` and `rasoat rules pack` print it.
    pub lock: String,
}

impl PackPath {
    /// Where it lies.
    pub fn path(&self) -> &str {
        match self {
            Self::Path(path) | Self::Locked(LockedPack { path, .. }) => path,
        }
    }

    /// The hash that its content must have, if one is given.
    pub fn lock(&self) -> Option<&str> {
        match self {
            Self::Path(_) => None,
            Self::Locked(pack) => Some(&pack.lock),
        }
    }
}

/// What the rules on spelling accept. Adds to what an extended file accepts.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpellingOptions {
    /// Words and phrases that are right, whatever their case and the placement of their tone marks.
    pub words: Vec<String>,
    /// Files of such words: plain text, one word or phrase a line, remarks behind `#`. Paths start at this file.
    pub word_lists: Vec<String>,
}

/// Settings for some files, kinds of document or sections. All conditions that are given must hold.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Files, by patterns written as in `.gitignore`. They start at this configuration file.
    pub paths: Vec<String>,
    /// Kinds of document, such as `bao-cao`.
    pub kinds: Vec<String>,
    /// Sections of the outline, such as `II` or `II.1`, with all they hold.
    pub sections: Vec<String>,
    /// Do not run these.
    pub ignore: Vec<String>,
    /// Run these although they are ignored elsewhere. For `paths` only.
    pub enable: Vec<String>,
    /// Other severities.
    pub severity: BTreeMap<String, Severity>,
    /// Other parameters. For `paths` only.
    pub with: BTreeMap<String, Map<String, Value>>,
    /// Stage of these files. For `paths` only.
    pub stage: Option<Stage>,
    /// Required outline of these files. For `paths` only.
    pub profile: Option<String>,
}

impl Override {
    /// True if it can be decided from the path alone.
    pub fn is_by_path(&self) -> bool {
        self.kinds.is_empty() && self.sections.is_empty()
    }
}

/// Findings that are accepted in whole files.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suppress {
    /// Files, by patterns written as in `.gitignore`.
    #[schemars(length(min = 1))]
    pub paths: Vec<String>,
    /// Rules, groups, `pack:NAME`, `tier:NAME` or `all`.
    #[schemars(length(min = 1))]
    pub rules: Vec<String>,
    /// Why they are accepted.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// A report that sums up others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SummaryOf {
    /// The file of the report. The path starts at this configuration file.
    #[schemars(length(min = 1))]
    pub report: String,
    /// The files that it sums up, by patterns written as in `.gitignore`.
    #[schemars(length(min = 1))]
    pub parts: Vec<String>,
    /// Names of the figures, in the words of the reports: `hồ sơ tiếp nhận`.
    #[schemars(length(min = 1))]
    pub figures: Vec<String>,
}

/// A language of the tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LangName {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl LangName {
    /// The name in files and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Vi => Self::Vi,
            LangName::En => Self::En,
        }
    }
}

impl From<Lang> for LangName {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => Self::Vi,
            Lang::En => Self::En,
        }
    }
}

/// Least severity that ends a run with code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Info,
    /// No finding.
    Never,
}

impl FailOn {
    /// The name in files and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Never => "never",
        }
    }

    /// The least severity that makes the exit code 1.
    pub const fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// The schema of `rasoat.toml` without the parameters of the rules, which [`mod@super::judge`] checks
/// rule by rule.
pub(super) fn plain_schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<Options>().to_value()
}

/// The schema of `rasoat.toml`, with the parameters of every built-in rule, for editors.
pub fn config_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let parameters: Vec<(&str, Value)> =
        CHECKS.iter().map(|kind| (kind.name, (kind.schema)(&mut generator).to_value())).collect();
    let mut schema = generator.into_root_schema_for::<Options>().to_value();
    let catalogue = Catalogue::builtin();
    let mut rules = Map::new();
    for rule in &catalogue.rules {
        rules.insert(rule.meta.id.to_string(), json!({ "$ref": format!("#/$defs/with-{}", rule.meta.check) }));
    }
    let with = json!({
        "description": "Other parameters, by rule. They replace those of the rule one by one.",
        "type": "object",
        "properties": rules,
        "additionalProperties": { "type": "object" },
    });
    if let Some(defs) = schema.pointer_mut("/$defs").and_then(Value::as_object_mut) {
        for (check, mut parameters) in parameters {
            if let Some(fields) = parameters.as_object_mut() {
                // A house style may set one parameter and keep the others.
                fields.remove("required");
            }
            defs.insert(format!("with-{check}"), parameters);
        }
        defs.insert("with".to_owned(), with);
    }
    for pointer in ["/properties/with", "/$defs/Override/properties/with"] {
        if let Some(field) = schema.pointer_mut(pointer) {
            *field = json!({ "$ref": "#/$defs/with" });
        }
    }
    if let Some(object) = schema.as_object_mut() {
        object.insert("$id".to_owned(), json!("config.schema.json"));
    }
    schema
}
