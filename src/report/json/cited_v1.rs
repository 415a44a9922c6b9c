//! What `rasoat cite --of FILE` lists as JSON, version 1: `schemas/cited-v1.schema.json`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::location;
use super::v1::Location;
use crate::checks::{Cited, Known, Validity, validity};
use crate::lexicon::citation_kinds::citation_kind_name;
use crate::lexicon::instruments::{Fact, Instrument, Registry};
use crate::model::Document;
use crate::report::layout::one_line;

/// The instruments that a document cites.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CitedList {
    /// Name and version of this shape.
    pub schema: SchemaName,
    /// The file, as its path was given.
    pub path: String,
    /// The day on which they are judged.
    pub on: String,
    /// How many instruments are cited.
    pub cited: usize,
    /// Of these, held by the registry.
    pub compared: usize,
    /// The instruments, each once, by their first place.
    pub citations: Vec<CitedInstrument>,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum SchemaName {
    /// Version 1.
    #[serde(rename = "rasoat/cited/v1")]
    V1,
}

/// An instrument that the document cites.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CitedInstrument {
    /// Kind, number and symbol, or the name of a law, as written.
    pub citation: String,
    /// Where.
    pub location: Location,
    /// Whether the registry holds it.
    pub status: Status,
    /// Whether it binds on the day; null for one that the registry does not hold.
    pub validity: Option<ValidityName>,
    /// What the registry holds: kind in words; null if nothing.
    pub kind: Option<String>,
    /// Number and symbol; null if nothing is held.
    pub number: Option<String>,
    /// Day of issue; null if nothing is held.
    pub date: Option<String>,
    /// Title; null if nothing is held.
    pub title: Option<String>,
    /// First day on which it binds, if known.
    pub effective: Option<String>,
    /// First day on which it binds no longer, if known.
    pub ended: Option<String>,
    /// Number of what replaced it, as far as known on the day.
    pub replaced_by: Option<String>,
    /// Facts that rest on weak evidence.
    pub doubtful: Vec<Fact>,
}

/// Whether the registry holds an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It does.
    Held,
    /// It holds the number and symbol under another day.
    OtherDay,
    /// It does not.
    Missing,
}

/// Whether an instrument binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValidityName {
    /// It does not bind yet.
    NotYet,
    /// It binds no longer.
    Ended,
    /// It binds no longer, on weak evidence.
    PerhapsEnded,
    /// A part of it binds no longer.
    EndedInPart,
    /// The registry knows of no end, which is no proof that it binds.
    NoEndKnown,
}

impl From<Validity> for ValidityName {
    fn from(validity: Validity) -> Self {
        match validity {
            Validity::NotYet => Self::NotYet,
            Validity::Ended => Self::Ended,
            Validity::PerhapsEnded => Self::PerhapsEnded,
            Validity::EndedInPart => Self::EndedInPart,
            Validity::NoEndKnown => Self::NoEndKnown,
        }
    }
}

/// The wire form of what `document` cites.
pub fn cited_list(path: &str, document: &Document, cited: &[Cited], registry: &Registry, on: Date) -> CitedList {
    CitedList {
        schema: SchemaName::V1,
        path: path.to_owned(),
        on: on.to_string(),
        cited: cited.len(),
        compared: cited.iter().filter(|cited| cited.is_compared()).count(),
        citations: cited.iter().map(|cited| instrument(document, cited, registry, on)).collect(),
    }
}

fn instrument(document: &Document, cited: &Cited, registry: &Registry, on: Date) -> CitedInstrument {
    let (status, known) = match &cited.known {
        Known::Held(known) => (Status::Held, Some(known.as_ref())),
        Known::OtherDay(known) => (Status::OtherDay, Some(known.as_ref())),
        Known::Missing => (Status::Missing, None),
    };
    let fact = |of: &dyn Fn(&Instrument) -> String| known.map(of);
    CitedInstrument {
        citation: one_line(document.clean_text(cited.head)),
        location: location(document, cited.span),
        status,
        validity: known.map(|known| validity(known, on).into()),
        kind: fact(&|known| citation_kind_name(&known.kind)),
        number: fact(&|known| known.number.to_string()),
        date: fact(&|known| known.date.to_string()),
        title: fact(&|known| known.title.to_string()),
        effective: known.and_then(|known| known.effective).map(|day| day.to_string()),
        ended: known.and_then(|known| known.ended).map(|day| day.to_string()),
        replaced_by: known.and_then(|known| registry.successor(known, on)).map(|(number, _)| number.to_owned()),
        doubtful: known.map(|known| known.doubtful.clone()).unwrap_or_default(),
    }
}
