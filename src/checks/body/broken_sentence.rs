//! `broken-sentence`: a sentence broken into two paragraphs.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::sentences::{is_marked, is_running};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Block, BlockId, Document, Format};

/// Flags a paragraph that stops in the middle of its sentence: it ends with a comma or a small
/// word, and the next paragraph goes on with a small letter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct BrokenSentence {
    /// A paragraph without a comma at its end counts from this many characters on; shorter ones
    /// are headings and lines of a table.
    shortest: usize,
    /// Words that no paragraph opens with, so that what stands before them goes on.
    links: Vec<String>,
    /// Before one of them a paragraph counts from this many characters on.
    shortest_before_link: usize,
    /// From so many printed lines that were put together on, the file is a copy with the lines of a page.
    copy_from: usize,
}

impl Check for BrokenSentence {
    const NAME: &'static str = "broken-sentence";
    const VALUES: &'static [&'static str] = &["end", "start"];
    const LABELS: &'static [&'static str] = &["next"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // A drawn line may end short because the layout set it so.
        if cx.document.raw.format == Format::Pdf {
            findings.not_checked(Reason::GluedLines);
            return;
        }
        // In a copy that broke many lines at the width of its page, one more is the copy's own.
        if joined_lines(cx.document) >= self.copy_from {
            findings.not_checked(Reason::GluedLines);
            return;
        }
        let headings: Vec<BlockId> = cx
            .document
            .outline
            .divisions
            .iter()
            .filter(|found| is_title(cx.document, found))
            .map(|found| found.block)
            .collect();
        let goes_on = |block: &Block| is_running(cx.document, block) && headings.binary_search(&block.id()).is_err();
        for pair in cx.document.blocks().windows(2) {
            let [block, next] = pair else { continue };
            if !goes_on(block) || !goes_on(next) || !self.breaks(block, next) {
                continue;
            }
            let (end, start) = (last_words(block), first_words(next));
            let draft = findings.report(block.span(end.clone()));
            draft.value("end", &block.clean()[end]).value("start", &next.clean()[start.clone()]);
            draft.label("next", next.span(start));
        }
    }
}

/// Line ends of the file that are not the author's.
fn joined_lines(document: &Document) -> usize {
    document.blocks().iter().map(|block| block.joins().len()).sum()
}

impl BrokenSentence {
    fn breaks(&self, block: &Block, next: &Block) -> bool {
        let text = block.shown().trim();
        // Items of a list without markers start with small letters too.
        let unmarked_item = text.starts_with(char::is_lowercase) && !is_marked(text);
        let goes_on =
            next.shown().trim_start().starts_with(char::is_lowercase) && !is_marked(next.clean().trim_start());
        let first = next.shown().trim_start().split(' ').next().unwrap_or("");
        let link = self.links.iter().any(|link| link == first);
        let shortest = if link { self.shortest_before_link } else { self.shortest };
        let stops = match text.chars().next_back() {
            Some(',') => true,
            Some(last) => last.is_lowercase() && text.chars().count() >= shortest,
            None => false,
        };
        stops && goes_on && !unmarked_item && !next.is_auto_numbered()
    }
}

/// True for a heading that stands for itself. A numbered paragraph that was broken looks like one: it has
/// lost the full stop at its end. What is set in bold is a heading, and so is every line numbered otherwise.
fn is_title(document: &Document, division: &Division) -> bool {
    let plain_number = division
        .marker
        .as_ref()
        .is_some_and(|marker| matches!(marker.style, MarkerStyle::Arabic | MarkerStyle::Decimal(_)));
    let title = document.tally(&[division.title], |run| run.bold.known().map(|bold| !bold));
    division.is_heading && !(plain_number && title.wrong == 0 && title.unknown == 0)
}

/// The last words of a paragraph: enough to find the place.
fn last_words(block: &Block) -> std::ops::Range<usize> {
    let text = block.clean().trim_end();
    let start = text.rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at + 1);
    start..text.len()
}

fn first_words(block: &Block) -> std::ops::Range<usize> {
    let text = block.clean();
    let start = text.len() - text.trim_start().len();
    let end = text[start..].match_indices([' ', '\n']).nth(1).map_or(text.len(), |(at, _)| start + at);
    start..end
}
