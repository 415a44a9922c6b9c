//! Figures and their proof, as JSON, version 1: `schemas/figures-v1.schema.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::v1::{Location, Notice, Tool};

/// The result of `rasoat figures`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figures {
    /// Name and version of this shape.
    pub schema: SchemaName,
    /// What made it.
    pub tool: Tool,
    /// The path as it was given.
    pub path: String,
    /// `text`, `markdown`, `docx`, `odt`, `doc` or `pdf`.
    pub format: String,
    /// How many percentages were checked.
    pub coverage: Coverage,
    /// The same by section of the highest level, in reading order.
    pub sections: Vec<SectionFigures>,
    /// The figures, in reading order.
    pub figures: Vec<Figure>,
    /// What was compared, by place of the figure that is given.
    pub relations: Vec<Relation>,
    /// What the reader did not understand or left out.
    pub notices: Vec<Notice>,
}

/// Name and version of this shape.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub enum SchemaName {
    /// Version 1.
    #[serde(rename = "rasoat/figures/v1")]
    V1,
}

/// How many percentages were checked, and why the others were not.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Coverage {
    /// Percentages found.
    pub percentages: usize,
    /// Of these, compared with other figures.
    pub checked: usize,
    /// How many stand how.
    pub standings: Vec<StandingCount>,
    /// The same in words.
    pub message: String,
}

/// How many figures stand in one way.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingCount {
    /// See [`Figure::standing`].
    pub standing: String,
    /// How many.
    pub count: usize,
}

/// What became of the figures of a section.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SectionFigures {
    /// Number and title; null for what stands before the first heading and in annexes.
    pub heading: Option<String>,
    /// Figures that others prove.
    pub right: usize,
    /// Figures that others contradict.
    pub wrong: usize,
    /// Percentages that nothing decides.
    pub open: usize,
}

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// As written.
    pub text: String,
    /// `count`, `percent`, `fraction` or `amount`.
    pub kind: String,
    /// `plain`, `approximate`, `bound`, `change`, `target` or `rate`.
    pub role: String,
    /// Its value, in decimal notation with a point, without the power of ten of its unit.
    pub value: String,
    /// The denominator of a fraction.
    pub whole: Option<String>,
    /// Powers of ten of its unit: 6 for `triệu`.
    pub scale: u8,
    /// Its unit; null for counts and percentages.
    pub unit: Option<String>,
    /// What it counts, or the heading of its row.
    pub label: Option<String>,
    /// The time it speaks of.
    pub period: Option<String>,
    /// The cell it stands in alone.
    pub cell: Option<Cell>,
    /// `right`, `wrong`, `no-total`, `alone`, `no-earlier`, `no-plan`, `not-counted`, `limit` or `approximate`.
    pub standing: String,
    /// The same in words.
    pub message: String,
    /// Indices of the counts nearest to a percentage that none of them proves.
    pub weighed: Vec<usize>,
    /// Why these do not decide it, in words; null where nothing was weighed.
    pub refused: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// A cell of a table, all from 1.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// The table in the document.
    pub table: u32,
    /// The row.
    pub row: u16,
    /// The column of the grid.
    pub column: u16,
}

/// Figures that were compared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Relation {
    /// `ratio`, `total`, `shares`, `sum`, `difference`, `share`, `growth`, `change`, `within`, `portion`, `mean` or
    /// `repeat`.
    pub kind: String,
    /// Index of the figure that is given by the others.
    pub result: usize,
    /// Indices of the others.
    pub operands: Vec<usize>,
    /// The working: `24/32 = 75%`. What is right, where the text is wrong.
    pub reckoning: Option<String>,
    /// What the text says in place of it; null unless the verdict is `fails`.
    pub found: Option<String>,
    /// What says that they belong together, in words.
    pub reason: String,
    /// `holds`, `holds-truncated`, `holds-adjusted`, `fails` or `unknown`.
    pub verdict: String,
}
