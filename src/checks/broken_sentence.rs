//! A sentence broken into two paragraphs.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Findings};
use crate::diagnostic::Reason;
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Block, BlockId, BlockKind, Document, Format, Place, Zone};
use crate::text::syllable;

/// Flags a paragraph that stops in the middle of its sentence: it ends with a comma or a small
/// word, and the next paragraph goes on with a small letter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BrokenSentence {
    /// A paragraph without a comma at its end counts from this many characters on; shorter ones
    /// are headings and lines of a table.
    shortest: usize,
}

impl Check for BrokenSentence {
    const NAME: &'static str = "broken-sentence";
    const VALUES: &'static [&'static str] = &["end", "start"];
    const LABELS: &'static [&'static str] = &["next"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.legacy.is_some() {
            findings.not_checked(Reason::LegacyText);
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
        // A page of a PDF may end inside an item.
        let items = cx.document.raw.format != Format::Pdf;
        let is_running = |block: &Block| is_prose(cx.document, block) && headings.binary_search(&block.id()).is_err();
        for pair in cx.document.blocks().windows(2) {
            let [block, next] = pair else { continue };
            if !is_running(block) || !is_running(next) || !self.breaks(block, next, items) {
                continue;
            }
            let (end, start) = (last_words(block), first_words(next));
            let draft = findings.report(block.span(end.clone()));
            draft.value("end", &block.clean()[end]).value("start", &next.clean()[start.clone()]);
            draft.label("next", next.span(start));
        }
    }
}

impl BrokenSentence {
    fn breaks(&self, block: &Block, next: &Block, items: bool) -> bool {
        let text = block.shown().trim();
        // Items of a list without markers start with small letters too.
        let unmarked_item = text.starts_with(char::is_lowercase) && !(items && is_marked(text));
        let goes_on =
            next.shown().trim_start().starts_with(char::is_lowercase) && !is_marked(next.clean().trim_start());
        let stops = match text.chars().next_back() {
            Some(',') => true,
            Some(last) => last.is_lowercase() && text.chars().count() >= self.shortest,
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

fn is_prose(document: &Document, block: &Block) -> bool {
    document.zone(block.id()) == Zone::Body
        && block.place == Place::Body
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
}

/// True for `a) …`, `đ. …`, `a/ …`, `v.v.`.
fn is_marked(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next();
    matches!(letters.next(), Some(')' | '.' | '/' | '-'))
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

/// Flags a line that begins with a small letter behind one that ended its sentence: its first words are lost, or a
/// mark stands wrongly above it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LostStart {}

/// Words of the shortest line that is a sentence, not a name or an address.
const SHORTEST_REST: usize = 5;

impl Check for LostStart {
    const NAME: &'static str = "lost-start";
    const VALUES: &'static [&'static str] = &["end", "start"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // Where lines end in the text layer of a PDF says nothing.
        if document.legacy.is_some() || document.raw.format == Format::Pdf {
            return;
        }
        let mut above: Option<&str> = None;
        let blocks = document.blocks().iter().filter(|block| !block.is_blank());
        for block in blocks {
            if !is_prose(document, block) {
                above = None;
                continue;
            }
            for line in block.lines() {
                let text = &block.clean()[line.usize()];
                if let Some(above) = above.filter(|above| ends_sentence(above))
                    && begins_inside(text)
                    && !(block.is_auto_numbered() && block.lines().next() == Some(line))
                {
                    let end = text.match_indices(' ').nth(2).map_or(text.len(), |(at, _)| at);
                    let start = line.usize().start;
                    let draft = findings.report(block.span(start..start + end));
                    let last = above.rsplit(' ').next().unwrap_or(above);
                    draft.value("end", last).value("start", &text[..end]);
                }
                above = Some(text);
            }
        }
    }
}

/// True for a line with a whole sentence that a full stop closes.
fn ends_sentence(line: &str) -> bool {
    let body = line.trim_end_matches('.');
    let last = body.rsplit(' ').next().unwrap_or("");
    line.len() == body.len() + 1
        && line.starts_with(|first: char| !first.is_lowercase())
        && body.split(' ').count() >= SHORTEST_REST
        && (syllable::is_syllable(last) || last.ends_with(|letter: char| letter.is_ascii_digit() || letter == ')'))
}

/// True for a line that goes on in the middle of a sentence: two small Vietnamese words and more, no marker.
fn begins_inside(line: &str) -> bool {
    let mut words = line.split(' ');
    let small = |word: Option<&str>| {
        let word = word.unwrap_or("").trim_end_matches([',', ';']);
        word.chars().count() >= 2 && word.chars().all(char::is_lowercase) && syllable::is_syllable(word)
    };
    !is_marked(line) && small(words.next()) && small(words.next()) && words.count() + 2 >= SHORTEST_REST
}
