//! `decision-form`: what stands between the grounds and the articles of a decision, and what its articles say.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::title_words::{TitleWords, shared};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{BlockId, ComponentKind, Document, Span, Zone};
use crate::text::fold;

/// Looks at one point of a decision whose articles were read without a gap.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DecisionForm {
    /// What the decision must keep.
    requirement: Requirement,
    /// Folded words that meet it: of the line, or of one of the articles.
    #[serde(default)]
    words: Vec<String>,
    /// When the first article is about another matter than the subject.
    matter: Option<TitleWords>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// A line of its own with the words stands before the first article.
    EnactingLine,
    /// That line ends with a colon.
    EnactingColon,
    /// One of the articles holds one of the words.
    Article,
    /// The first article is about the subject.
    SubjectDecided,
}

impl Check for DecisionForm {
    const NAME: &'static str = "decision-form";
    const VALUES: &'static [&'static str] = &["found", "subject"];
    const LABELS: &'static [&'static str] = &["subject"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let articles = articles(document);
        let (Some(first), Some(last)) = (articles.first(), articles.last()) else { return };
        if document.is_glued() || document.is_reprint() {
            return findings.not_checked(Reason::GluedLines);
        }
        match self.requirement {
            Requirement::EnactingLine | Requirement::EnactingColon => self.enacting_line(document, first, findings),
            Requirement::Article => {
                let holds = |id: BlockId| {
                    let folded = document.block(id).folded();
                    self.words.iter().any(|words| fold::has_words(folded, words))
                };
                if articles.len() > 1 && !articles.iter().any(|article| blocks(article).any(holds)) {
                    let place = number_of(last);
                    findings.report(place).value("found", document.clean_text(place)).value("subject", "");
                }
            }
            Requirement::SubjectDecided => self.subject_decided(document, first, findings),
        }
    }
}

/// The articles of the document itself, if they run from the first on without a gap.
fn articles(document: &Document) -> Vec<&Division> {
    let own = document.outline.divisions.iter().filter(|division| {
        let article = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Article);
        article && document.zone(division.block) == Zone::Body
    });
    let own: Vec<&Division> = own.collect();
    let number = |division: &&Division| division.marker.as_ref().map(|marker| marker.value);
    let whole = own.iter().map(number).eq((1..).take(own.len()).map(Some));
    if whole { own } else { Vec::new() }
}

/// The number of a division, its title where it has none.
fn number_of(division: &Division) -> Span {
    division.marker.as_ref().map_or(division.title, |marker| marker.span)
}

/// The blocks of a division.
fn blocks(division: &Division) -> impl Iterator<Item = BlockId> {
    (division.block.0..division.end.0.max(division.block.0 + 1)).map(BlockId)
}

impl DecisionForm {
    /// Without grounds nothing shows where the line would stand.
    fn enacting_line(&self, document: &Document, first: &Division, findings: &mut Findings) {
        let Some(ground) = document.grounds.last().filter(|ground| ground.span.block < first.block) else { return };
        let between = (ground.span.block.0..=first.block.0).map(|id| document.block(BlockId(id)));
        let mut lines = between.flat_map(|block| block.lines().map(move |line| (block, line)));
        let met = lines.find(|(block, line)| {
            let folded = block.folded()[line.usize()].trim_matches([' ', ':', '.', '*', '"']);
            self.words.iter().any(|words| folded == words)
        });
        match met {
            None if self.requirement == Requirement::EnactingLine => {
                let place = number_of(first);
                findings.report(place).value("found", document.clean_text(place)).value("subject", "");
            }
            Some((block, line)) if self.requirement == Requirement::EnactingColon => {
                let text = block.clean()[line.usize()].trim_end_matches([' ', '*']);
                if !text.ends_with(':') {
                    let span = block.span(line);
                    let right = format!("{text}:");
                    findings
                        .report(span)
                        .value("found", block.clean_text(span))
                        .value("subject", "")
                        .edit(Edit::replace(span, right));
                }
            }
            Some(_) | None => {}
        }
    }

    fn subject_decided(&self, document: &Document, first: &Division, findings: &mut Findings) {
        let Some(matter) = &self.matter else { return };
        let Some(subject) = document.component(ComponentKind::Subject) else { return };
        let said: Vec<&str> = subject.spans.iter().map(|span| document.clean_text(*span)).collect();
        let said = said.join(" ");
        let decided: Vec<&str> = blocks(first).map(|id| document.block(id).clean()).collect();
        let (mine, its) = (matter.telling(&said), matter.telling(&decided.join(" ")));
        if matter.differ(&mine, &its) && shared(&mine, &its) == 0 {
            let place = number_of(first);
            findings
                .report(place)
                .value("found", document.clean_text(place))
                .value("subject", said.as_str())
                .label("subject", subject.spans[0]);
        }
    }
}
