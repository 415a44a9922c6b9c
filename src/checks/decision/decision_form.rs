//! `decision-form-…`: what stands between the grounds and the articles of a decision, and what its articles say.
//! Judged where the articles were read without a gap.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings, facts};
use crate::checks::title_words::{TitleWords, shared};
use crate::diagnostic::{Edit, Reason};
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Block, BlockId, ComponentKind, Document, Span, Zone};
use crate::text::{TextRange, fold};

/// The words that a line or an article of a decision holds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Wording {
    /// Folded words that meet it: of the line, or of one of the articles.
    words: Vec<String>,
}

facts! {
    (with: Wording, values: ["found"])
    /// A line of its own with the words stands before the first article.
    DecisionFormEnactingLine = "decision-form-enacting-line" => enacting_line,
    /// That line ends with a colon.
    DecisionFormEnactingColon = "decision-form-enacting-colon" => enacting_colon,
    /// One of the articles holds one of the words.
    DecisionFormArticle = "decision-form-article" => article,
}

/// The first article is about the subject.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DecisionFormSubjectDecided {
    /// When the first article is about another matter than the subject.
    matter: TitleWords,
}

impl Check for DecisionFormSubjectDecided {
    const NAME: &'static str = "decision-form-subject-decided";
    const VALUES: &'static [&'static str] = &["found", "subject"];
    const LABELS: &'static [&'static str] = &["subject"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let Some(first) = articles(document, findings).first().copied() else { return };
        let Some(subject) = document.component(ComponentKind::Subject) else { return };
        let said: Vec<&str> = subject.spans.iter().map(|span| document.clean_text(*span)).collect();
        let said = said.join(" ");
        let decided: Vec<&str> = blocks(first).map(|id| document.block(id).clean()).collect();
        let (mine, its) = (self.matter.telling(&said), self.matter.telling(&decided.join(" ")));
        if self.matter.differ(&mine, &its) && shared(&mine, &its) == 0 {
            let place = number_of(first);
            findings
                .report(place)
                .value("found", document.clean_text(place))
                .value("subject", said.as_str())
                .label("subject", subject.spans[0]);
        }
    }
}

fn enacting_line(wording: &Wording, cx: &Context<'_>, findings: &mut Findings) {
    let Some((first, between)) = before_articles(cx.document, findings) else { return };
    if enacting(wording, &between).is_none() {
        let place = number_of(first);
        findings.report(place).value("found", cx.document.clean_text(place));
    }
}

fn enacting_colon(wording: &Wording, cx: &Context<'_>, findings: &mut Findings) {
    let Some((_, between)) = before_articles(cx.document, findings) else { return };
    let Some((block, line)) = enacting(wording, &between) else { return };
    let text = block.clean()[line.usize()].trim_end_matches([' ', '*']);
    if !text.ends_with(':') {
        let span = block.span(line);
        let draft = findings.report(span).value("found", block.clean_text(span));
        draft.edit(Edit::replace(span, format!("{text}:")));
    }
}

fn article(wording: &Wording, cx: &Context<'_>, findings: &mut Findings) {
    let articles = articles(cx.document, findings);
    let holds = |id: BlockId| {
        let folded = cx.document.block(id).folded();
        wording.words.iter().any(|words| fold::has_words(folded, words))
    };
    if let [_, .., last] = articles[..]
        && !articles.iter().any(|article| blocks(article).any(holds))
    {
        let place = number_of(last);
        findings.report(place).value("found", cx.document.clean_text(place));
    }
}

/// The first article, and the blocks from the last of the grounds to it. Without grounds nothing shows where an
/// enacting line would stand.
fn before_articles<'a>(document: &'a Document, findings: &mut Findings) -> Option<(&'a Division, Vec<&'a Block>)> {
    let first = articles(document, findings).first().copied()?;
    let ground = document.grounds.last().filter(|ground| ground.span.block < first.block)?;
    Some((first, (ground.span.block.0..=first.block.0).map(|id| document.block(BlockId(id))).collect()))
}

/// The line with the words.
fn enacting<'a>(wording: &Wording, blocks: &[&'a Block]) -> Option<(&'a Block, TextRange)> {
    let mut lines = blocks.iter().flat_map(|block| block.lines().map(|line| (*block, line)));
    lines.find(|(block, line)| {
        let folded = block.folded()[line.usize()].trim_matches([' ', ':', '.', '*', '"']);
        wording.words.iter().any(|words| folded == words)
    })
}

/// The articles of the document itself, if they run from the first on without a gap. Of a copy that is glued or
/// printed anew they are not judged, which is said.
fn articles<'a>(document: &'a Document, findings: &mut Findings) -> Vec<&'a Division> {
    let own = document.outline.divisions.iter().filter(|division| {
        let article = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Article);
        article && document.zone(division.block) == Zone::Body
    });
    let own: Vec<&Division> = own.collect();
    let number = |division: &&Division| division.marker.as_ref().map(|marker| marker.value);
    let whole = own.iter().map(number).eq((1..).take(own.len()).map(Some));
    if !whole || own.is_empty() {
        return Vec::new();
    }
    if document.is_glued() || document.is_reprint() {
        findings.not_checked(Reason::GluedLines);
        return Vec::new();
    }
    own
}

/// The number of a division, its title where it has none.
fn number_of(division: &Division) -> Span {
    division.marker.as_ref().map_or(division.title, |marker| marker.span)
}

/// The blocks of a division.
fn blocks(division: &Division) -> impl Iterator<Item = BlockId> {
    (division.block.0..division.end.0.max(division.block.0 + 1)).map(BlockId)
}
