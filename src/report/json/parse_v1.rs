//! What was recognised, as JSON, version 1: `schemas/parse-v1.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::v1::{Location, Notice, Tool};
use crate::model::profile::Required;
use crate::model::{Certainty, ComponentKind, Regime};

/// The result of `rasoat parse`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Parsed {
    /// Name and version of this shape.
    pub schema: SchemaName,
    /// What made it.
    pub tool: Tool,
    /// The path as it was given.
    pub path: String,
    /// `text`, `markdown`, `docx`, `odt`, `doc` or `pdf`.
    pub format: String,
    /// Which rules of form bind the document.
    pub regime: Regime,
    /// Kind of document; null if not recognised.
    pub kind: Option<Kind>,
    /// The profile that fits or was asked for.
    pub profile: Option<String>,
    /// Every part of *thể thức*: found, absent, or lost in copying.
    pub components: Vec<Component>,
    /// Number and symbol.
    pub number: Option<Number>,
    /// Place and date of issue.
    pub place_and_date: Option<PlaceAndDate>,
    /// *Kính gửi*.
    pub addressees: Vec<Text>,
    /// *Căn cứ*.
    pub grounds: Vec<Text>,
    /// The signature block.
    pub signature: Option<Signature>,
    /// *Nơi nhận*.
    pub recipients: Vec<Recipient>,
    /// The outline, in reading order.
    pub outline: Vec<Division>,
    /// The required outline with the answer of the document; empty without a profile.
    pub structure: Vec<Section>,
    /// Divisions of the top level the profile does not know, as indices into `outline`.
    pub unexpected: Vec<usize>,
    /// Citations, in reading order.
    pub citations: Vec<Citation>,
    /// Pointers to parts of instruments, in reading order.
    pub units: Vec<Unit>,
    /// What the text says of pairs of citations.
    pub links: Vec<Link>,
    /// Short names the text declares.
    pub aliases: Vec<Alias>,
    /// Counts and percentages, in reading order.
    pub figures: Vec<Figure>,
    /// Counts with their percentages.
    pub ratios: Vec<Ratio>,
    /// Parts with their totals.
    pub totals: Vec<Total>,
    /// Annexes, and documents issued with this one under its number.
    pub attached: Vec<Attached>,
    /// Further documents of the file, each with a header and a signature of its own.
    pub further: Vec<Self>,
    /// What the reader did not understand or left out.
    pub notices: Vec<Notice>,
}

/// Something attached to a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Attached {
    /// `Phụ lục I`, `Mẫu số 01`.
    pub label: Option<Text>,
    /// Slug of the kind that its title names (`quy-che`).
    pub kind: Option<String>,
    /// Lines of its title.
    pub title: Vec<Text>,
    /// The line that says what it belongs to.
    pub note: Option<Text>,
    /// Where it begins.
    pub location: Location,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum SchemaName {
    /// Version 1.
    #[serde(rename = "rasoat/parse/v1")]
    V1,
}

/// A kind of document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// ASCII name (`bao-cao`).
    pub slug: String,
    /// Name in the language of the run.
    pub name: String,
    /// The title line; null for a *công văn*, which has none.
    pub title: Option<Text>,
}

/// A text with its place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Text {
    /// The text as a reader sees it.
    pub text: String,
    /// Where it stands.
    pub location: Location,
}

/// A part of *thể thức*.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Component {
    /// Which part.
    pub kind: ComponentKind,
    /// `found`, `absent`, or `lost`: this format commonly loses it in copying.
    pub presence: String,
    /// How sure the reading is: `certain`, `likely` or `doubtful`; null if it was not found.
    pub certainty: Option<Certainty>,
    /// What told it, such as `date/in-words`; null if it was not found.
    pub clue: Option<String>,
    /// Its lines.
    pub places: Vec<Text>,
}

/// Number and symbol.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Number {
    /// The whole line part.
    pub text: String,
    /// The serial number; null when blank.
    pub serial: Option<String>,
    /// The symbol after the slash; null when missing.
    pub symbol: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// Place and date of issue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaceAndDate {
    /// The whole line.
    pub text: String,
    /// The place.
    pub place: Option<String>,
    /// The date, `YYYY-MM-DD`; null if blank in part or not in the calendar.
    pub date: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// The signature block.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Signature {
    /// Lines of authority and office, top down.
    pub offices: Vec<Office>,
    /// The signer's name; null if not given.
    pub name: Option<Text>,
    /// A title before the name.
    pub title: Option<String>,
    /// A note such as `(Đã ký)`.
    pub note: Option<Text>,
}

/// A line of authority or office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Office {
    /// `TM.`, `KT.`, `TL.`, `TUQ.` or `Q.`; null without such a prefix.
    pub capacity: Option<String>,
    /// The office or body.
    pub office: String,
    /// Where the line stands.
    pub location: Location,
}

/// A line of *Nơi nhận*.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recipient {
    /// The line.
    pub text: String,
    /// True for the line of the archive (`Lưu: …`).
    pub archive: bool,
    /// Where it stands.
    pub location: Location,
}

/// A division of the outline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Division {
    /// The number with its closing mark, as written; null for a heading without number.
    pub marker: Option<String>,
    /// The way it is numbered: `part`, `chapter`, `section`, `subsection`, `article`,
    /// `capital-letter`, `roman`, `arabic`, `decimal`, `letter`, `none`.
    pub style: String,
    /// The number it should have; null if it has it.
    pub expected: Option<String>,
    /// `right`, `duplicate`, `gap` or `backwards`.
    pub sequence: String,
    /// Index of the division that a wrong number is judged against.
    pub against: Option<usize>,
    /// The words of the heading.
    pub title: String,
    /// True for a heading, false for a numbered paragraph or list item.
    pub heading: bool,
    /// Depth in the tree, from 0.
    pub depth: u8,
    /// Index of the division it stands in.
    pub parent: Option<usize>,
    /// Where it starts.
    pub location: Location,
}

/// A section of the profile.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Section {
    /// Id within the profile.
    pub id: String,
    /// Its usual heading.
    pub title: String,
    /// How much it is wanted.
    pub required: Required,
    /// Depth in the profile, from 0.
    pub depth: u8,
    /// Index of the division that answers it; null if missing.
    pub division: Option<usize>,
    /// Id of the section it should follow, if it stands before that one.
    pub misplaced_after: Option<String>,
    /// Its division has no text.
    pub empty: bool,
}

/// A citation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Citation {
    /// The words.
    pub text: String,
    /// `numbered`, `short` or `named`.
    pub mention: String,
    /// The kind word.
    pub kind: Option<String>,
    /// Number and symbol; null for a mention without.
    pub symbol: Option<Symbol>,
    /// The bare number of a short mention.
    pub number: Option<String>,
    /// The date of issue as written.
    pub date: Option<String>,
    /// The issuer as written.
    pub issuer: Option<String>,
    /// The name of a law, without the kind word.
    pub name: Option<String>,
    /// What it is about, after number, date and issuer.
    pub title: Option<String>,
    /// Number of the instrument, shared by all its mentions.
    pub instrument: usize,
    /// It stands in a quotation.
    pub quoted: bool,
    /// Where it stands.
    pub location: Location,
}

/// A pointer to a part of an instrument: `điểm a khoản 2 Điều 5`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unit {
    /// The words.
    pub text: String,
    /// Index of the citation of the instrument, where it follows.
    pub citation: Option<usize>,
    /// Where it stands.
    pub location: Location,
}

/// What the text says of two instruments.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Link {
    /// Index of the first citation.
    pub from: usize,
    /// Index of the second one.
    pub to: usize,
    /// `amended-by`, `replaced-by`, `amends`, `replaces` or `implements`.
    pub relation: String,
}

/// Number and symbol of an instrument.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Symbol {
    /// As written.
    pub text: String,
    /// `normative`, `administrative`, `party`, `letter`, `legacy` or `malformed`.
    pub family: String,
    /// Serial number.
    pub number: Option<String>,
    /// Year between slashes.
    pub year: Option<String>,
    /// Kind code.
    pub kind: Option<String>,
    /// Issuer code.
    pub issuer: Option<String>,
    /// The right form of a malformed symbol, where one repair gives it.
    pub repair: Option<String>,
}

/// A short name the text declares.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Index of the citation it stands for.
    pub citation: usize,
    /// Where it is declared.
    pub location: Location,
}

/// A count or a percentage.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// As written.
    pub text: String,
    /// `count`, `percent`, `fraction` or `amount`.
    pub kind: String,
    /// Its value, in decimal notation with a point.
    pub value: String,
    /// The denominator of a fraction.
    pub whole: Option<String>,
    /// What it counts.
    pub label: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// A count with its percentage.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ratio {
    /// Index of the count.
    pub count: usize,
    /// Index of the percentage.
    pub percent: usize,
    /// The base; null if not known.
    pub base: Option<String>,
    /// `stated`, `sum` or `inferred`; null without a base.
    pub base_source: Option<String>,
    /// `holds`, `holds-truncated`, `fails` or `unknown`.
    pub verdict: String,
}

/// Parts with their total.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Total {
    /// Index of the stated total; null when it is only implied.
    pub total: Option<usize>,
    /// Indices of the parts.
    pub parts: Vec<usize>,
    /// Sum of the parts.
    pub sum: i64,
    /// `holds`, `holds-truncated`, `fails` or `unknown`.
    pub verdict: String,
}
