//! What `rasoat cite` found as JSON, version 1: `schemas/cite-v1.schema.json`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::lexicon::citation_kinds::citation_kind_name;
use crate::lexicon::instruments::{self, Fact, Instrument, Registry};
use crate::lexicon::search::{is_of_other_day, similar};

/// The instruments that were found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Name and version of this shape.
    pub schema: SchemaName,
    /// What was looked for.
    pub query: String,
    /// The day on which the instruments are judged.
    pub on: String,
    /// The instruments, the likeliest first.
    pub instruments: Vec<Known>,
    /// True if a day was asked for on which none of them was issued.
    pub other_day: bool,
    /// What comes near, where nothing was found or nothing of that day.
    pub similar: Vec<Known>,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum SchemaName {
    /// Version 1.
    #[serde(rename = "rasoat/cite/v1")]
    V1,
}

/// An instrument.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Known {
    /// Kind as a slug (`nghi-dinh`).
    pub kind: String,
    /// Kind in words (`Nghị định`).
    pub kind_name: String,
    /// Number and symbol; empty for the constitution.
    pub number: String,
    /// Day of issue.
    pub date: String,
    /// The body that issued it.
    pub issuer: String,
    /// Title.
    pub title: String,
    /// First day on which it binds, if known.
    pub effective: Option<String>,
    /// First day on which it binds no longer, if known.
    pub ended: Option<String>,
    /// Number of what replaced it, as far as known on the day.
    pub replaced_by: Option<String>,
    /// Parts of it that ended before the whole.
    pub ended_in_part: Vec<PartEnd>,
    /// Numbers of what amended it.
    pub amended_by: Vec<String>,
    /// Facts that rest on weak evidence.
    pub doubtful: Vec<Fact>,
    /// The citation in full, as at its first mention.
    pub full: String,
    /// The citation as at later mentions.
    pub short: String,
}

/// The end of a part of an instrument.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartEnd {
    /// Number of what ended it.
    pub by: String,
    /// First day on which the part binds no longer.
    pub day: String,
    /// The part, in Vietnamese.
    pub what: String,
}

impl PartEnd {
    fn new(part: &instruments::PartEnd) -> Self {
        Self { by: part.by.clone(), day: part.day.to_string(), what: part.what.clone() }
    }
}

/// The wire form of what was found.
pub fn found(query: &str, found: &[&Instrument], registry: &Registry, on: Date) -> Found {
    let other_day = is_of_other_day(query, found);
    let near = if found.is_empty() || other_day { similar(registry, query) } else { Vec::new() };
    let known = |entry: &&Instrument| Known {
        kind: entry.kind.to_string(),
        kind_name: citation_kind_name(&entry.kind),
        number: entry.number.to_string(),
        date: entry.date.to_string(),
        issuer: entry.issuer.to_string(),
        title: entry.title.to_string(),
        effective: entry.effective.map(|day| day.to_string()),
        ended: entry.ended.map(|day| day.to_string()),
        replaced_by: registry.successor(entry, on).map(|(number, _)| number.to_owned()),
        ended_in_part: entry.ended_in_part.iter().map(PartEnd::new).collect(),
        amended_by: entry.amended_by.iter().map(ToString::to_string).collect(),
        doubtful: entry.doubtful.clone(),
        full: entry.full_form(),
        short: entry.short_form(),
    };
    Found {
        schema: SchemaName::V1,
        query: query.to_owned(),
        on: on.to_string(),
        instruments: found.iter().map(known).collect(),
        other_day,
        similar: near.iter().map(known).collect(),
    }
}
