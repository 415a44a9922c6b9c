//! `heading-format`: weight, size and place of headings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AlignmentName, SizeRange, size_of};
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason, Restyle};
use crate::model::format::{Alignment, Fact, RunFormat};
use crate::model::outline::{Division, MarkerStyle};
use crate::model::{Block, BlockId, Document, Place, Span};

/// Most letters of a heading that looks right.
const RIGHT_PERCENT: usize = 80;
/// An indent of more than three centimetres puts a line towards the middle, in twentieths of a point.
const WIDE_INDENT: i32 = 1701;
/// Longer numbered lines are paragraphs without a full stop.
const TITLE_LIMIT: usize = 80;

/// Finds headings that do not look as they should. All headings of the rule together are one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct HeadingFormat {
    /// How the headings are numbered.
    numbered: Vec<Numbered>,
    /// How they look.
    #[serde(default)]
    require: HeadingLook,
    /// A numbered line counts only if it is a title beyond doubt: short, without a mark at its end,
    /// and with something below it. Items of a list and sentences that lead into one look alike.
    #[serde(default)]
    titles_only: bool,
}

/// How headings look.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
enum HeadingLook {
    /// Bold.
    #[default]
    Bold,
    /// Upright.
    Upright,
    /// Of this size.
    Size(SizeRange),
    /// In the middle of the page.
    Centered,
}

impl HeadingLook {
    /// Whether a run of a heading looks right, as far as it is its letters that do.
    fn holds(self, run: &RunFormat) -> Option<bool> {
        match self {
            Self::Bold => run.bold.known(),
            Self::Upright => run.italic.known().map(|italic| !italic),
            Self::Size(range) => run.half_points.known().map(|size| range.holds(size)),
            Self::Centered => Some(true),
        }
    }

    /// How a part of a heading is to look that does not.
    fn restyles(self, document: &Document, part: Span) -> Vec<Restyle> {
        let put = |look: Look| vec![Restyle { span: part, look }];
        match self {
            Self::Bold => put(Look::Bold(true)),
            Self::Upright => put(Look::Italic(false)),
            Self::Size(range) => {
                size_of(document, &[part]).map_or_else(Vec::new, |size| put(Look::HalfPoints(range.nearest(size))))
            }
            Self::Centered => {
                let mut restyles = put(Look::Alignment(Alignment::Center));
                // What is moved is not in the middle.
                if document.block(part.block).format.first_line_indent.known() != Some(0) {
                    restyles.extend(put(Look::FirstLine(0)));
                }
                restyles
            }
        }
    }

    /// Whether the heading that stands at `places` looks right.
    fn judge(self, document: &Document, places: &[Span]) -> Option<bool> {
        // Headings of the size of the text are right or wrong with it, and that is one fault.
        if let Self::Size(range) = self
            && size_of(document, places).is_some_and(|size| !range.holds(size) && Some(size) == text_size(document))
        {
            return Some(true);
        }
        let Self::Centered = self else {
            let tally = document.tally(places, |run| self.holds(run));
            return (!tally.is_unknown()).then(|| tally.percent_wrong() <= 100 - RIGHT_PERCENT);
        };
        let verdicts: Vec<Option<bool>> = places.iter().map(|place| is_centered(document.block(place.block))).collect();
        if verdicts.contains(&Some(false)) {
            Some(false)
        } else {
            verdicts.into_iter().collect::<Option<Vec<_>>>().map(|_| true)
        }
    }
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Numbered {
    /// `Phần I`, `Chương I`.
    PartOrChapter,
    /// `Mục 1`, `Tiểu mục 1`.
    Section,
    /// `Điều 1.`: the number with its word.
    Article,
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
}

impl Numbered {
    const fn is(self, style: MarkerStyle) -> bool {
        matches!(
            (self, style),
            (Self::PartOrChapter, MarkerStyle::Part | MarkerStyle::Chapter)
                | (Self::Section, MarkerStyle::Section | MarkerStyle::Subsection)
                | (Self::Article, MarkerStyle::Article)
                | (Self::Roman, MarkerStyle::Roman)
                | (Self::Arabic, MarkerStyle::Arabic)
        )
    }
}

impl Check for HeadingFormat {
    const NAME: &'static str = "heading-format";
    const VALUES: &'static [&'static str] = &["count", "all", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let mut all = 0;
        let mut unknown = 0;
        let mut places = Vec::new();
        let mut restyles = Vec::new();
        for division in &document.outline.divisions {
            let parts = self.candidate(document, division);
            let Some(first) = parts.first() else { continue };
            all += 1;
            match self.require.judge(document, &parts) {
                Some(true) => {}
                Some(false) => {
                    places.push(Occurrence::new(*first));
                    restyles.extend(parts.iter().flat_map(|part| self.require.restyles(document, *part)));
                }
                None => unknown += 1,
            }
        }
        if unknown * 2 > all {
            findings.not_checked(Reason::NoFormatFacts);
        }
        let found = places.first().map(|place| document.clean_text(place.span).to_owned()).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("all", all.to_string()).value("found", found);
            for Restyle { span, look } in restyles {
                draft.restyle(span, look);
            }
        }
    }
}

/// Whether `block` stands in the middle; `None` where spaces, tabs or a wide indent may have put it there.
fn is_centered(block: &Block) -> Option<bool> {
    let found = block.format.alignment.known()?;
    let indent = |twips: Fact<i32>| twips.known().is_some_and(|twips| twips > WIDE_INDENT);
    let moved = block.text().contains('\t')
        || block.text().starts_with([' ', '\u{a0}'])
        || block.place != Place::Body
        || indent(block.format.left_indent)
        || indent(block.format.first_line_indent);
    if AlignmentName::Center.is(found) { Some(true) } else { (!moved).then_some(false) }
}

/// The size of most of the running text.
fn text_size(document: &Document) -> Option<u16> {
    let spans: Vec<Span> = document.running_paragraphs().map(Block::whole).collect();
    size_of(document, &spans)
}

/// True for `2. Công tác tuyên truyền` with text below it.
fn is_title(document: &Document, division: &Division) -> bool {
    let line = document.clean_text(document.to_line_end(division.title));
    let has_content = division.end > BlockId(division.block.0 + 1);
    has_content && line.chars().nth(TITLE_LIMIT).is_none() && line.ends_with(|last: char| last.is_alphanumeric())
}

impl HeadingFormat {
    /// The parts of `division` that are judged; none if it is not of this rule.
    fn candidate(&self, document: &Document, division: &Division) -> Vec<Span> {
        let Some(marker) = &division.marker else { return Vec::new() };
        let title = Some(division.title).filter(|title| !title.range.is_empty());
        match self.numbered.iter().find(|kind| kind.is(marker.style)) {
            // Many articles have no title: the text follows on the line.
            Some(Numbered::Article) => vec![marker.span],
            Some(Numbered::PartOrChapter | Numbered::Section) => {
                let lines = title.into_iter().chain(division.below.iter().copied());
                [marker.span].into_iter().chain(lines).collect()
            }
            Some(_) if division.is_heading && (!self.titles_only || is_title(document, division)) => {
                title.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}
