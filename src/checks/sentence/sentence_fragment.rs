//! Sentences that open a clause and stop before the main one.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::sentences;
use crate::checks::{Check, Context, Findings};
use crate::lexicon;
use crate::model::{Block, Document, Format, Place, Span, Zone};
use crate::text::{TextRange, fold};

/// Flags a sentence that gives its ground or its aim and ends with a full stop where the main clause should
/// follow: `Thực hiện Công văn … về việc …. Xã đã …`. Items of a list and tasks are sentences of their own kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct SentenceFragment {
    /// First words of the clause, folded.
    openers: Vec<String>,
    /// The clause goes on with an instrument right behind its first words.
    #[serde(default)]
    cites: bool,
    /// Words behind the first ones that make a sentence of it, folded.
    #[serde(default)]
    unless: Vec<String>,
    /// Words anywhere in it that make a sentence of it, folded.
    #[serde(default)]
    unless_inside: Vec<String>,
    /// Words that begin a main clause behind a comma beside those who may act, folded. Without any every comma
    /// counts.
    #[serde(default)]
    goes_on: Vec<String>,
    /// Words that begin the sentence behind, beside those who may act, folded. Without any the sentence behind
    /// does not matter.
    #[serde(default)]
    followed_by: Vec<String>,
    /// Words in the title of a section whose sentences may be aims and tasks, folded.
    not_in: Vec<String>,
}

/// Letters between the first words and the instrument they speak of.
const NEAR: u32 = 12;

impl Check for SentenceFragment {
    const NAME: &'static str = "sentence-fragment";
    const VALUES: &'static [&'static str] = &["opener"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // The text layer of a PDF does not tell where a paragraph ends.
        if document.raw.format == Format::Pdf {
            return;
        }
        let mut prose = document.zone_blocks(Zone::Body).filter(|block| block.place == Place::Body).peekable();
        while let Some(block) = prose.next() {
            if !is_paragraph(document, block) || self.is_in_list_of_aims(document, block) {
                continue;
            }
            let sentences = sentences::of(block);
            for (at, sentence) in sentences.iter().enumerate() {
                let Some(opener) = self.opens(document, block, *sentence) else { continue };
                let behind = sentences.get(at + 1).map(|next| &block.folded()[next.usize()]);
                let behind = behind.or_else(|| prose.peek().map(|next| next.folded().trim_start()));
                // Grounds in a row are a list, whatever closes them.
                let again =
                    behind.is_some_and(|behind| fold::fold(opener).split(' ').next() == behind.split(' ').next());
                if !again && self.is_followed(behind) {
                    findings.report(block.span(*sentence)).value("opener", opener);
                }
            }
        }
    }
}

/// True for running text: no item, no numbered paragraph.
fn is_paragraph(document: &Document, block: &Block) -> bool {
    let begins = block.clean().trim_start().starts_with(char::is_uppercase);
    let numbered = document.outline.divisions.binary_search_by_key(&block.id(), |division| division.block).is_ok();
    begins && !block.is_auto_numbered() && !numbered
}

impl SentenceFragment {
    /// True in a section whose title, or that of one it stands in, speaks of aims or tasks.
    fn is_in_list_of_aims(&self, document: &Document, block: &Block) -> bool {
        let outline = &document.outline;
        let mut at = outline.division_of(block.id());
        while let Some(division) = at.and_then(|at| outline.divisions.get(at)) {
            let title = fold::fold(&division.title_text);
            if self.not_in.iter().any(|words| fold::has_words(&title, words)) {
                return true;
            }
            at = division.parent;
        }
        false
    }

    /// The first words of the sentence at `range`, if it is a clause without a main one.
    fn opens<'a>(&self, document: &Document, block: &'a Block, range: TextRange) -> Option<&'a str> {
        let folded = block.folded().get(range.usize())?;
        let begins = |words: &String| folded.strip_prefix(words.as_str()).is_some_and(|rest| rest.starts_with(' '));
        let opener = self.openers.iter().filter(|words| begins(words)).max_by_key(|words| words.len())?;
        let rest = folded[opener.len()..].trim_start();
        let closed = folded.ends_with('.') && !folded.ends_with("./.") && !folded.ends_with("..");
        let whole = self.unless.iter().any(|words| rest.starts_with(words.as_str()))
            || self.unless_inside.iter().any(|words| fold::has_words(rest, words));
        let from = range.start() + opener.len() as u32;
        let cites = !self.cites || cites(document, block.span(TextRange::new(from, range.end())));
        if !closed || whole || !cites || self.has_main_clause(folded) {
            return None;
        }
        block.clean().get(range.start() as usize..from as usize)
    }

    fn has_main_clause(&self, folded: &str) -> bool {
        let opening = lexicon::opening();
        folded.match_indices([',', ';', ':']).any(|(at, mark)| {
            let rest = folded[at + mark.len()..].trim_start();
            mark != ","
                || self.goes_on.is_empty()
                || self.goes_on.iter().any(|words| begins(rest, words))
                || opening.names_actor(rest)
        })
    }

    fn is_followed(&self, behind: Option<&str>) -> bool {
        let Some(behind) = behind else { return false };
        let listed = self.followed_by.iter().any(|words| begins(behind, words));
        self.followed_by.is_empty() || listed || lexicon::opening().names_actor(behind)
    }
}

fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// True if an instrument is cited near the beginning of `span`.
fn cites(document: &Document, span: Span) -> bool {
    let citations = &document.citations.all;
    let first = citations.partition_point(|citation| citation.span < span);
    citations.get(first).is_some_and(|citation| {
        citation.span.block == span.block && citation.span.range.start() <= span.range.start() + NEAR
    })
}
