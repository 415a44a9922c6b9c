//! Lists of rules and profiles as JSON, version 1: `schemas/rules-v1.schema.json` and
//! `schemas/profiles-v1.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::v1::Basis;
use crate::catalogue::{Catalogue, Lang};
use crate::checks::Stage;
use crate::diagnostic::{Applicability, Severity, Tier};
use crate::report::words;

/// The rules of a run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rules {
    /// Name and version of this shape.
    pub schema: RulesName,
    /// The rules, by id.
    pub rules: Vec<Rule>,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum RulesName {
    /// Version 1.
    #[serde(rename = "rasoat/rules/v1")]
    V1,
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Rule {
    /// Its id, `group/slug`.
    pub id: String,
    /// The pack it comes from.
    pub pack: String,
    /// The check that judges it.
    pub check: String,
    /// Severity at the draft stage.
    pub severity: Severity,
    /// Severity at the final stage.
    pub severity_final: Severity,
    /// Severity at the issued stage.
    pub severity_issued: Severity,
    /// What it rests on.
    pub tier: Tier,
    /// Whether it offers fixes, and of what kind; null if it offers none.
    pub fix: Option<Applicability>,
    /// Its title.
    pub title: String,
    /// Clauses it rests on.
    pub basis: Vec<Basis>,
}

/// The profiles of a run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Profiles {
    /// Name and version of this shape.
    pub schema: ProfilesName,
    /// The profiles, by name.
    pub profiles: Vec<Profile>,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum ProfilesName {
    /// Version 1.
    #[serde(rename = "rasoat/profiles/v1")]
    V1,
}

/// A profile.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Profile {
    /// Its name, for `--profile`.
    pub name: String,
    /// What it is for.
    pub title: String,
    /// Kinds of document it is chosen for by itself; empty for all.
    pub kinds: Vec<String>,
    /// Number of its sections, those inside others included.
    pub sections: usize,
    /// Number of facts it wants.
    pub facts: usize,
    /// Who prescribes it, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The rules of `catalogue`.
pub fn rules(catalogue: &Catalogue, lang: Lang) -> Rules {
    let rules = catalogue.rules.iter().map(|rule| {
        let meta = &rule.meta;
        Rule {
            id: meta.id.to_string(),
            pack: meta.pack.to_string(),
            check: meta.check.to_string(),
            severity: meta.severity,
            severity_final: meta.severity_at(Stage::Final),
            severity_issued: meta.severity_at(Stage::Issued),
            tier: meta.tier,
            fix: meta.fix,
            title: meta.words(lang).title.to_string(),
            basis: super::basis(rule.meta.basis.iter()),
        }
    });
    Rules { schema: RulesName::V1, rules: rules.collect() }
}

/// The profiles of `catalogue`.
pub fn profiles(catalogue: &Catalogue, lang: Lang) -> Profiles {
    let mut profiles: Vec<Profile> = catalogue
        .profiles
        .iter()
        .map(|profile| Profile {
            name: profile.name.clone(),
            title: words::bilingual(&profile.title, lang).to_owned(),
            kinds: profile.choose.kinds.clone(),
            sections: crate::report::outline::section_count(&profile.sections),
            facts: profile.facts.len(),
            source: profile.source.as_ref().map(|source| words::bilingual(source, lang).to_owned()),
        })
        .collect();
    profiles.sort_by(|left, right| left.name.cmp(&right.name));
    Profiles { schema: ProfilesName::V1, profiles }
}
