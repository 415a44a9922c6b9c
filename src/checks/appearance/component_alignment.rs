//! `component-alignment`: parts of *thể thức* that are set in the middle.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AlignmentName, Part};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::{Block, Document, Span};

/// Compares the alignment of parts with the prescribed one. A part that was put in its place by
/// spaces, tabs or indents is left alone: how it looks cannot be told from its alignment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ComponentAlignment {
    /// The parts.
    parts: Vec<Part>,
    /// How they are aligned.
    alignment: AlignmentName,
}

impl Check for ComponentAlignment {
    const NAME: &'static str = "component-alignment";
    const VALUES: &'static [&'static str] = &["part"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        for part in &self.parts {
            let places = part.places(document);
            let alone: Vec<Span> = places.into_iter().filter(|span| stands_alone(document, *span)).collect();
            let verdict = |span: &&Span| {
                let alignment = document.block(span.block).format.alignment;
                alignment.known().is_some_and(|alignment| !self.alignment.is(alignment))
            };
            if let Some(wrong) = alone.iter().find(verdict) {
                let draft = findings.report(*wrong).value("part", document.clean_text(*wrong));
                for span in alone.iter().filter(verdict) {
                    draft.restyle(*span, Look::Alignment(self.alignment.alignment()));
                }
            } else if alone.iter().any(|span| document.block(span.block).format.alignment.known().is_none()) {
                findings.not_checked(Reason::NoFormatFacts);
            }
        }
    }
}

/// True if nothing but the part stands in its paragraph, and nothing moves it.
fn stands_alone(document: &Document, span: Span) -> bool {
    let block = document.block(span.block);
    let mut lines = block.lines();
    let on_a_line_of_its_own = lines.any(|line| line == block.clean_range(span));
    on_a_line_of_its_own && !is_moved(block)
}

fn is_moved(block: &Block) -> bool {
    let format = &block.format;
    let indent = |value: Option<i32>| value.is_some_and(|twips| twips != 0);
    block.text().starts_with([' ', '\t', '\u{a0}'])
        || block.text().contains('\t')
        || indent(format.left_indent.known())
        || indent(format.first_line_indent.known())
}
