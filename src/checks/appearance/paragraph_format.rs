//! `paragraph-format`: how the paragraphs of the content are set.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AlignmentName, Commonest, SizeRange, number, points, size_of};
use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason, Restyle};
use crate::model::appearance::{percent, rounded};
use crate::model::format::LineSpacing;
use crate::model::{Block, Document, Place, Span, Zone};

/// Twentieths of a point in a millimetre.
const TWIPS_A_MILLIMETRE: f32 = 56.7;
/// Twentieths of a point in a point.
const TWIPS_A_POINT: f32 = 20.0;
/// Height of a single line of Times New Roman against its size.
const SINGLE_LINE: f32 = 1.15;
/// Letters in a hundred that make a paragraph as a whole bold or italic.
const WHOLE_PERCENT: usize = 90;

/// Measures every paragraph that fills at least a line and is no heading, automatic list or cell.
/// However many are wrong, it is one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ParagraphFormat {
    /// What is measured, and what is right.
    measure: Measure,
    /// Fewer wrong paragraphs are left alone.
    #[serde(default = "one")]
    at_least: usize,
}

const fn one() -> usize {
    1
}

/// One thing about a paragraph.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
enum Measure {
    /// The size of most of its letters.
    Size(SizeRange),
    /// Its alignment.
    Alignment(AlignmentName),
    /// The indent of its first line.
    FirstLine(FirstLine),
    /// The first line is moved by spaces or tabs.
    TypedIndent(TypedIndent),
    /// The space to the paragraph that follows.
    Spacing(Spacing),
    /// The space between its lines.
    LineSpacing(Lines),
    /// It is upright and of normal weight.
    Plain(Plain),
}

/// Indent of the first line.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FirstLine {
    /// Allowed indents in millimetres.
    at_mm: Vec<f32>,
    /// How far off is forgiven, in millimetres.
    tolerance_mm: f32,
}

/// Nothing to set.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TypedIndent {}

/// Nothing to set.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Plain {}

/// Space between two paragraphs: after the one and before the other.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Spacing {
    /// The least, in points.
    at_least: f32,
    /// How much less is forgiven, in points.
    tolerance: f32,
}

/// Space between lines, as a multiple of the single line.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lines {
    /// The least.
    from: f32,
    /// The most.
    to: f32,
    /// How far outside is forgiven.
    tolerance: f32,
}

/// What a measure says of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    Right,
    /// With what was found.
    Wrong(String),
    Unknown,
    /// The measure is not for such a paragraph.
    Exempt,
}

impl Check for ParagraphFormat {
    const NAME: &'static str = "paragraph-format";
    const VALUES: &'static [&'static str] = &["count", "share", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if !document.knows_appearance() {
            return findings.not_checked(Reason::NoFormatFacts);
        }
        let (mut all, mut unknown, mut wrong) = (0, 0, 0);
        let mut values: Vec<(String, usize)> = Vec::new();
        let mut places = Vec::new();
        let usual = UsualSpace::of(document);
        let right_size = self.measure.usual_size(document);
        let mut restyles: Vec<Restyle> = Vec::new();
        for block in document.running_paragraphs() {
            let letters = block.letters();
            match self.measure.judge(document, block) {
                Verdict::Exempt => continue,
                Verdict::Right => {}
                Verdict::Unknown => unknown += letters,
                Verdict::Wrong(found) => {
                    wrong += letters;
                    restyles.extend(self.measure.restyles(document, block, right_size));
                    match values.iter().position(|(value, _)| *value == found) {
                        Some(at) => values[at].1 += letters,
                        None => values.push((found, letters)),
                    }
                    let place = match self.measure {
                        Measure::Spacing(_) => usual.short_side(document, block),
                        _ => block,
                    };
                    places.push(Occurrence::new(place.whole()));
                }
            }
            all += letters;
        }
        if unknown * 2 > all {
            findings.not_checked(Reason::NoFormatFacts);
        }
        if places.len() < self.at_least {
            return;
        }
        let mut common = Commonest::new();
        for (at, (_, letters)) in values.iter().enumerate() {
            common.add(at, *letters);
        }
        let found = common.heaviest().map(|at| values[at].0.clone()).unwrap_or_default();
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("share", percent(wrong, all).max(1).to_string()).value("found", found);
            for Restyle { span, look } in restyles {
                draft.restyle(span, look);
            }
        }
    }
}

impl Measure {
    /// The allowed size that most of the text has: what is wrong is set in that one.
    fn usual_size(&self, document: &Document) -> Option<u16> {
        let Self::Size(range) = self else { return None };
        let mut sizes = Commonest::new();
        for block in document.running_paragraphs() {
            if let Some(size) = size_of(document, &[block.whole()]).filter(|size| range.holds(*size)) {
                sizes.add(size, block.letters());
            }
        }
        sizes.heaviest()
    }

    /// How a wrong paragraph is to look, where one value is right or the nearest.
    fn restyles(&self, document: &Document, block: &Block, right_size: Option<u16>) -> Vec<Restyle> {
        let whole = |look: Look| vec![Restyle { span: block.whole(), look }];
        match self {
            Self::Size(range) => {
                let wrong = |size: &u16| !range.holds(*size);
                let put = |span: Span, size: u16| Restyle {
                    span,
                    look: Look::HalfPoints(right_size.unwrap_or_else(|| range.nearest(size))),
                };
                let stretches = block.stretches(block.whole());
                let sizes = stretches.filter_map(|stretch| Some((stretch.span, stretch.run.half_points.known()?)));
                sizes.filter(|(_, size)| wrong(size)).map(|(span, size)| put(span, size)).collect()
            }
            Self::Alignment(expected) => whole(Look::Alignment(expected.alignment())),
            Self::FirstLine(rule) => {
                let found = block.format.first_line_indent.known().unwrap_or(0) as f32 / TWIPS_A_MILLIMETRE;
                let nearest =
                    rule.at_mm.iter().min_by(|one, other| (*one - found).abs().total_cmp(&(*other - found).abs()));
                nearest.map_or_else(Vec::new, |mm| whole(Look::FirstLine((mm * TWIPS_A_MILLIMETRE).round() as i32)))
            }
            Self::Spacing(rule) => {
                let below = document.blocks().get(block.id().index() + 1);
                let before = below.and_then(|below| below.format.space_before.known()).unwrap_or(0);
                let needed = rounded(rule.at_least * TWIPS_A_POINT);
                whole(Look::SpaceAfter(needed.saturating_sub(before)))
            }
            Self::LineSpacing(rule) => {
                let Some(found) = block.format.line_spacing.known() else { return Vec::new() };
                let Some(size) = size_of(document, &[block.whole()]) else { return Vec::new() };
                let is_tight = matches!(line_spacing(Lines { to: f32::MAX, ..*rule }, found, size), Verdict::Wrong(_));
                let lines = if is_tight { rule.from } else { rule.to };
                whole(Look::LineSpacing(LineSpacing::Multiple(rounded(lines * 100.0))))
            }
            // Emphasis may be meant, and typed spaces are text.
            Self::TypedIndent(_) | Self::Plain(_) => Vec::new(),
        }
    }

    fn judge(&self, document: &Document, block: &Block) -> Verdict {
        let format = &block.format;
        match self {
            Self::Size(range) => match size_of(document, &[block.whole()]) {
                None => Verdict::Unknown,
                Some(size) if range.holds(size) => Verdict::Right,
                Some(size) => Verdict::Wrong(points(size)),
            },
            Self::Alignment(expected) => match format.alignment.known() {
                None => Verdict::Unknown,
                Some(found) if expected.is(found) => Verdict::Right,
                Some(_) => Verdict::Wrong(String::new()),
            },
            Self::FirstLine(rule) => first_line(rule, block),
            Self::TypedIndent(_) => {
                let typed = block.text().starts_with(['\t', '\u{a0}']) || block.text().starts_with("  ");
                if typed { Verdict::Wrong(String::new()) } else { Verdict::Right }
            }
            Self::Spacing(rule) => spacing(*rule, document, block),
            Self::LineSpacing(rule) => match (format.line_spacing.known(), size_of(document, &[block.whole()])) {
                (Some(found), Some(half_points)) => line_spacing(*rule, found, half_points),
                _ => Verdict::Unknown,
            },
            Self::Plain(_) => plain(document, block),
        }
    }
}

/// The first line of a paragraph that stands at the margin otherwise: with a hanging or moved
/// paragraph the author set up a list. One begun with spaces or tabs is judged as such.
fn first_line(rule: &FirstLine, block: &Block) -> Verdict {
    let (Some(first), left) = (block.format.first_line_indent.known(), block.format.left_indent.known()) else {
        return Verdict::Unknown;
    };
    if first < 0 || left.is_some_and(|left| left != 0) || block.text().starts_with(char::is_whitespace) {
        return Verdict::Exempt;
    }
    let millimetres = first as f32 / TWIPS_A_MILLIMETRE;
    if rule.at_mm.iter().any(|at| (millimetres - at).abs() <= rule.tolerance_mm) {
        Verdict::Right
    } else {
        Verdict::Wrong(number(millimetres / 10.0))
    }
}

/// The space between a paragraph of the content and the one that follows it. Empty paragraphs and
/// tables make space of their own, and space between paragraphs of one style may be switched off.
fn spacing(rule: Spacing, document: &Document, block: &Block) -> Verdict {
    let follows =
        |next: &&Block| next.place == Place::Body && document.zone(next.id()) == Zone::Body && !next.blank_before;
    let Some(next) = document.blocks().get(block.id().index() + 1).filter(follows) else { return Verdict::Exempt };
    let contextual = [block, next].iter().any(|side| side.format.contextual_spacing.known() == Some(true));
    match (block.format.space_after.known(), next.format.space_before.known()) {
        (Some(after), Some(before)) if !contextual => {
            let found = (after + before) as f32 / TWIPS_A_POINT;
            if found >= rule.at_least - rule.tolerance { Verdict::Right } else { Verdict::Wrong(number(found)) }
        }
        _ => Verdict::Unknown,
    }
}

/// The space around most running paragraphs, in twentieths of a point.
struct UsualSpace {
    before: u32,
    after: u32,
}

impl UsualSpace {
    fn of(document: &Document) -> Self {
        let (mut before, mut after) = (Commonest::new(), Commonest::new());
        for block in document.running_paragraphs() {
            before.add(block.format.space_before.known().unwrap_or(0), block.letters());
            after.add(block.format.space_after.known().unwrap_or(0), block.letters());
        }
        Self { before: before.heaviest().unwrap_or(0), after: after.heaviest().unwrap_or(0) }
    }

    /// Of the paragraph `above` a gap and the one below it, the one that makes the gap smaller than
    /// the document usually has it.
    fn short_side<'d>(&self, document: &'d Document, above: &'d Block) -> &'d Block {
        let below = document.blocks().get(above.id().index() + 1);
        let is_short = |below: &&Block| {
            let whole_above = above.format.space_after.known().is_some_and(|after| after >= self.after);
            whole_above && below.format.space_before.known().is_some_and(|before| before < self.before)
        };
        below.filter(is_short).unwrap_or(above)
    }
}

fn line_spacing(rule: Lines, found: LineSpacing, half_points: u16) -> Verdict {
    let single = f32::from(half_points) / 2.0 * SINGLE_LINE * TWIPS_A_POINT;
    let lines = match found {
        LineSpacing::Multiple(hundredths) => hundredths as f32 / 100.0,
        LineSpacing::Exactly(twips) => twips as f32 / single,
        LineSpacing::AtLeast(twips) => (twips as f32 / single).max(1.0),
    };
    if lines >= rule.from - rule.tolerance && lines <= rule.to + rule.tolerance {
        Verdict::Right
    } else {
        Verdict::Wrong(number(lines))
    }
}

/// Quoted paragraphs and notes in brackets may look otherwise, and a long numbered paragraph may be
/// a title.
fn plain(document: &Document, block: &Block) -> Verdict {
    let numbered = document.outline.divisions.binary_search_by_key(&block.id(), |division| division.block).is_ok();
    if numbered || block.clean().trim_start().starts_with(['“', '"', '(', '[']) {
        return Verdict::Exempt;
    }
    let tally = document.tally(&[block.whole()], |run| match (run.bold.known(), run.italic.known()) {
        (Some(bold), Some(italic)) => Some(!bold && !italic),
        _ => None,
    });
    if tally.is_unknown() {
        Verdict::Unknown
    } else if tally.percent_wrong() >= WHOLE_PERCENT {
        Verdict::Wrong(String::new())
    } else {
        Verdict::Right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: Lines = Lines { from: 1.0, to: 1.5, tolerance: 0.05 };

    #[test]
    fn lines_are_measured_in_single_lines() {
        assert_eq!(line_spacing(LINES, LineSpacing::Multiple(150), 28), Verdict::Right);
        assert_eq!(line_spacing(LINES, LineSpacing::Multiple(200), 28), Verdict::Wrong("2".to_owned()));
        assert_eq!(line_spacing(LINES, LineSpacing::Exactly(360), 28), Verdict::Right, "18 points");
        assert_eq!(line_spacing(LINES, LineSpacing::Exactly(280), 28), Verdict::Wrong("0,87".to_owned()));
        assert_eq!(line_spacing(LINES, LineSpacing::AtLeast(240), 28), Verdict::Right);
        assert!(matches!(line_spacing(LINES, LineSpacing::AtLeast(600), 28), Verdict::Wrong(_)));
    }

    #[test]
    fn measures_are_named_in_rule_files() {
        let json = r#"{"measure":{"first-line":{"at-mm":[10,12.7],"tolerance-mm":1}}}"#;
        let check: ParagraphFormat = serde_json::from_str(json).expect("valid");
        assert!(matches!(check.measure, Measure::FirstLine(_)));
        assert_eq!(check.at_least, 1);
        assert!(serde_json::from_str::<ParagraphFormat>(&json.replace("first-line", "second-line")).is_err());
    }
}
