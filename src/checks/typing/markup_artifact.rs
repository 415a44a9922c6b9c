//! Marks of Markdown and HTML that were copied into a document as text.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, BlockKind, Span};
use crate::text::{Signs, TextRange};

/// Blocks that the two stars of one emphasis may be apart, as around a signature block.
const REACH: u32 = 4;

/// Flags left-over markup: `**`, `#` before a heading, `&nbsp;`, `<br>`. Readers of formats where
/// these are markup take them away, so whatever is left is text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct MarkupArtifact {}

impl Check for MarkupArtifact {
    const NAME: &'static str = "markup-artifact";
    const VALUES: &'static [&'static str] = &["count", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // The clean text of a block that is not plain may hold less than the stored one.
        let may_hold = |block: &&Block| !block.is_plain() || block.signs().hold(Signs::MARKUP);
        let blocks = || cx.document.prose().filter(may_hold);
        let stars = emphasis(blocks().flat_map(stars).collect());
        let headings = blocks().filter_map(heading_sign).collect();
        let entities = blocks().flat_map(entities).collect();
        let tags = blocks().flat_map(tags).collect();
        for places in [stars, headings, entities, tags] {
            let places: Vec<Occurrence> = places;
            let found = places.first().map(|place| cx.document.quote(place.span).trim().to_owned());
            if let (Some(draft), Some(found)) = (extent::report(findings, &places), found) {
                draft.value("found", found);
            }
        }
    }
}

/// A `**` and whether it can open or close an emphasis.
#[derive(Clone, Copy)]
struct Stars {
    span: Span,
    opens: bool,
    closes: bool,
}

fn stars(block: &Block) -> Vec<Stars> {
    let text = block.text();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('*') {
        let start = from + at;
        let count = text[start..].len() - text[start..].trim_start_matches('*').len();
        from = start + count;
        // One star is a footnote or a bullet, four and more are a drawn line.
        if !(2..=3).contains(&count) {
            continue;
        }
        let before = text[..start].chars().next_back();
        let after = text[from..].chars().next();
        found.push(Stars {
            span: Span::new(block.id(), TextRange::from(start..from)),
            opens: after.is_some_and(|letter| !letter.is_whitespace() && letter != ')'),
            closes: before.is_some_and(|letter| !letter.is_whitespace() && letter != '('),
        });
    }
    found
}

/// Pairs of stars, and single ones glued to a word. `(**)` and `** note` are footnotes.
fn emphasis(stars: Vec<Stars>) -> Vec<Occurrence> {
    let mut places = Vec::new();
    let mut rest = stars.into_iter().peekable();
    while let Some(open) = rest.next() {
        let close =
            rest.peek().filter(|close| open.opens && close.closes && close.span.block.0 - open.span.block.0 <= REACH);
        if let Some(close) = close {
            places.extend([Occurrence::replaced(open.span, ""), Occurrence::replaced(close.span, "")]);
            rest.next();
        }
    }
    places
}

/// The `#` signs before a heading.
fn heading_sign(block: &Block) -> Option<Occurrence> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let text = block.text();
    let rest = text.trim_start_matches('#');
    let signs = text.len() - rest.len();
    let title = rest.trim_start_matches(' ');
    let is_heading = (1..=6).contains(&signs) && title.len() < rest.len() && title.starts_with(char::is_alphabetic);
    let range = TextRange::from(0..text.len() - title.len());
    is_heading.then(|| Occurrence::replaced(Span::new(block.id(), range), ""))
}

const ENTITIES: [(&str, &str); 6] =
    [("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];

fn entities(block: &Block) -> Vec<Occurrence> {
    let text = block.text();
    let known = |at: usize| ENTITIES.iter().find(|(name, _)| text[at..].starts_with(name)).map(|entity| (at, *entity));
    text.match_indices('&')
        .filter_map(|(at, _)| known(at))
        .map(|(at, (name, sign))| {
            Occurrence::replaced(Span::new(block.id(), TextRange::from(at..at + name.len())), sign)
        })
        .collect()
}

/// Tags that word processors and web pages leave behind.
const TAGS: [&str; 12] = ["br", "p", "b", "i", "u", "strong", "em", "span", "div", "td", "tr", "table"];

/// Longest tag, in bytes; `<` is also a sign of comparison.
const LONGEST_TAG: usize = 240;

fn tags(block: &Block) -> Vec<Occurrence> {
    let text = block.text();
    let mut places = Vec::new();
    for (start, _) in text.match_indices('<') {
        let near = start..text.floor_char_boundary(start + LONGEST_TAG);
        let Some(length) = text[near].find('>') else { continue };
        let inside = text[start + 1..start + length].trim_start_matches('/').trim_end_matches(['/', ' ']);
        let name = inside.split(' ').next().unwrap_or("");
        let attributes = &inside[name.len()..];
        if TAGS.contains(&name.to_ascii_lowercase().as_str()) && (attributes.is_empty() || attributes.contains('=')) {
            let range = TextRange::from(start..start + length + 1);
            let replacement = if name == "br" { " " } else { "" };
            places.push(Occurrence::replaced(Span::new(block.id(), range), replacement));
        }
    }
    places
}
