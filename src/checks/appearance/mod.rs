//! The checks on how text looks: parts of *thể thức*, the paragraphs of the content, headings, and
//! the font. Where the file does not tell how it looks, they say so.

mod blank_paragraphs;
mod component_alignment;
mod component_format;
mod component_frame;
mod component_gap;
mod component_line;
mod component_line_length;
mod component_size_order;
mod font_color;
mod font_family;
mod heading_format;
mod highlighted_text;
mod paragraph_format;
mod size_mixed;

pub(super) use blank_paragraphs::BlankParagraphs;
pub(super) use component_alignment::ComponentAlignment;
pub(super) use component_format::ComponentFormat;
pub(super) use component_frame::ComponentFrame;
pub(super) use component_gap::ComponentGap;
pub(super) use component_line::ComponentLine;
pub(super) use component_line_length::ComponentLineLength;
pub(super) use component_size_order::ComponentSizeOrder;
pub(super) use font_color::FontColor;
pub(super) use font_family::FontFamily;
pub(super) use heading_format::HeadingFormat;
pub(super) use highlighted_text::HighlightedText;
pub(super) use paragraph_format::ParagraphFormat;
pub(super) use size_mixed::SizeMixed;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Look;
use crate::model::appearance::rounded;
use crate::model::format::Alignment;
use crate::model::signature::{OfficeLine, SignatureBlock, SigningCapacity};
use crate::model::{Block, ComponentKind, Document, Place, Span};
use crate::text::letters::Case;

/// Height of a line of text against its size, and how far below it a line is drawn, in twentieths of a point.
///
/// The line of text that follows may follow without a gap: what is drawn must not touch its letters.
const LINE: (f32, f32) = (1.15, 20.0);

/// Width of the page between its margins at `span`.
fn text_width(document: &Document, span: Span) -> Option<f32> {
    let page = document.raw.pages.get(usize::from(document.block(span.block).format.section))?;
    let [_, right, _, left] = page.margins.known()?;
    Some(page.width.known()? as f32 - (left + right) as f32)
}

/// Width of a cell of the header, in twentieths of a point.
const CELL: f32 = 2800.0;

/// A line below the last line of `span` that is a share as long as its text; `None` where its width is not known.
fn line_below(document: &Document, span: Span, share: f32) -> Option<Look> {
    // Of a text that is broken into printed lines, the longest may fill the page or its half.
    let holds = match document.block(span.block).place {
        Place::Cell(_) => CELL,
        _ => text_width(document, span)?,
    };
    let width = document.printed_width(span)?.min(holds);
    let size = f32::from(size_of(document, &[span])?) * 10.0;
    Some(Look::LineBelow { length: rounded(width * share), drop: rounded(size * LINE.0 + LINE.1) })
}

/// A part whose looks are prescribed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// Quốc hiệu.
    NationalName,
    /// Tiêu ngữ.
    Motto,
    /// All lines of the issuer, its superior body included.
    Issuer,
    /// The last line of the issuer: its own name, or the end of it.
    IssuerName,
    /// Số, ký hiệu.
    DocumentNumber,
    /// Địa danh và thời gian ban hành.
    PlaceAndDate,
    /// Tên loại.
    DocumentType,
    /// Trích yếu.
    Subject,
    /// Kính gửi, with the addressees.
    Addressees,
    /// The lines in capitals between the subject of a decision and its grounds: who decides.
    AuthorityLine,
    /// The line in capitals behind the grounds that leads into what is decided: `QUYẾT ĐỊNH:`.
    DecidingWords,
    /// Căn cứ ban hành.
    Grounds,
    /// The line of authority above the office: `TM. ỦY BAN NHÂN DÂN`.
    SignatureAuthority,
    /// Lines of office above the signature, those with `KT.` or `TL.` included.
    SignatureOffice,
    /// The signer's name.
    SignerName,
    /// The words *Nơi nhận*.
    RecipientsLabel,
    /// The lines below *Nơi nhận*.
    RecipientsList,
    /// The lines of the issuer that name its superior body.
    ParentName,
    /// Dấu chỉ mức độ khẩn.
    UrgencyMark,
    /// Chỉ dẫn phạm vi lưu hành.
    CirculationMark,
    /// The lines *Phụ lục I*, *Phụ lục II*.
    AnnexLabel,
    /// The titles of annexes, without the name of a kind.
    AnnexTitle,
    /// The lines below the titles of annexes: *(Kèm theo …)*.
    AnnexNote,
    /// Địa chỉ, điện thoại, thư điện tử in a page footer.
    ContactDetails,
}

impl Part {
    /// Where the part stands, in reading order; nothing if it was not found.
    fn places(self, document: &Document) -> Vec<Span> {
        let component = |kind| document.component(kind).map(|part| part.spans.clone()).unwrap_or_default();
        let signature = document.signature.as_ref();
        match self {
            Self::NationalName => component(ComponentKind::NationalName),
            Self::Motto => component(ComponentKind::Motto),
            Self::Issuer => component(ComponentKind::IssuingAuthority),
            Self::IssuerName => component(ComponentKind::IssuingAuthority).pop().into_iter().collect(),
            Self::DocumentNumber => component(ComponentKind::DocumentNumber),
            Self::PlaceAndDate => component(ComponentKind::PlaceAndDate),
            Self::DocumentType => component(ComponentKind::DocumentType),
            Self::Subject => component(ComponentKind::Subject),
            Self::Addressees => {
                let found = document.addressees.iter();
                found.flat_map(|list| [list.label].into_iter().chain(list.items.iter().map(|item| item.span))).collect()
            }
            Self::AuthorityLine => authority_lines(document),
            Self::DecidingWords => deciding_words(document).into_iter().collect(),
            // A single sentence that names a reason is content; a list has lines that end in `;`.
            Self::Grounds if document.grounds.iter().all(|ground| ground.ending != Some(';')) => Vec::new(),
            // A line that leads into the content is set like the content by many.
            Self::Grounds => {
                document.grounds.iter().filter(|ground| !ground.leads_in).map(|ground| ground.span).collect()
            }
            Self::SignatureAuthority => office_lines(signature, true),
            Self::SignatureOffice => office_lines(signature, false),
            Self::ParentName => component(ComponentKind::ParentAuthority),
            Self::UrgencyMark => component(ComponentKind::UrgencyMark),
            Self::CirculationMark => component(ComponentKind::CirculationMark),
            Self::AnnexLabel => document.annexes().filter_map(|annex| annex.label).collect(),
            Self::AnnexTitle => document.annexes().flat_map(|annex| annex.title.iter().copied()).collect(),
            Self::AnnexNote => document.annexes().filter_map(|annex| annex.note).collect(),
            Self::ContactDetails => document.contact_lines(),
            Self::SignerName => {
                signature.and_then(|block| block.name.as_ref()).map(|name| name.span).into_iter().collect()
            }
            Self::RecipientsLabel => document.recipients.iter().map(|list| list.label).collect(),
            Self::RecipientsList => {
                document.recipients.iter().flat_map(|list| &list.lines).map(|line| line.span).collect()
            }
        }
    }
}

/// The lines in capitals between subject and grounds.
fn authority_lines(document: &Document) -> Vec<Span> {
    let subject = document.component(ComponentKind::Subject).and_then(|subject| subject.spans.last());
    let (Some(subject), Some(first)) = (subject, document.grounds.first()) else { return Vec::new() };
    let between = document.blocks().get(subject.block.index() + 1..first.span.block.index()).unwrap_or_default();
    between.iter().filter(|block| !block.is_blank() && is_in_capitals(block)).map(Block::whole).collect()
}

/// The line right behind the grounds, if it is a few words in capitals with a colon.
fn deciding_words(document: &Document) -> Option<Span> {
    /// Words of such a line.
    const MOST: usize = 4;
    let last = document.grounds.last()?.span.block;
    let next = document.blocks().get(last.index() + 1..)?.iter().find(|block| !block.is_blank())?;
    let text = next.clean().trim();
    (text.ends_with(':') && text.split_whitespace().count() <= MOST && is_in_capitals(next)).then(|| next.whole())
}

fn is_in_capitals(block: &Block) -> bool {
    block.place == Place::Body && block.shown_case((0..block.clean().len()).into()) == Case::Upper
}

/// Lines above the signature: those that name the body it is signed for, or the others.
fn office_lines(signature: Option<&SignatureBlock>, of_authority: bool) -> Vec<Span> {
    let names_body = |line: &&OfficeLine| {
        line.capacity.is_some_and(|(capacity, _)| capacity == SigningCapacity::OnBehalf) == of_authority
    };
    signature.into_iter().flat_map(|block| &block.offices).filter(names_body).map(|line| line.span).collect()
}

/// A font size in points.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SizeRange {
    /// The smallest allowed.
    from: f32,
    /// The largest allowed.
    to: f32,
    /// How far outside a size may be before it is a finding: what nobody sees.
    #[serde(default)]
    tolerance: f32,
}

impl SizeRange {
    fn holds(self, half_points: u16) -> bool {
        let points = f32::from(half_points) / 2.0;
        points >= self.from - self.tolerance && points <= self.to + self.tolerance
    }

    /// The allowed size nearest to this one, in half points.
    fn nearest(self, half_points: u16) -> u16 {
        let points = (f32::from(half_points) / 2.0).clamp(self.from, self.to.max(self.from));
        rounded(points * 2.0) as u16
    }

    /// `13`, or `13–14`.
    fn shown(self) -> String {
        if self.to > self.from { format!("{}–{}", number(self.from), number(self.to)) } else { number(self.from) }
    }
}

/// Alignment as rule files name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AlignmentName {
    /// In the middle.
    Center,
    /// To both margins.
    Justified,
}

impl AlignmentName {
    const fn alignment(self) -> Alignment {
        match self {
            Self::Center => Alignment::Center,
            Self::Justified => Alignment::Justified,
        }
    }

    fn is(self, alignment: Alignment) -> bool {
        matches!((self, alignment), (Self::Center, Alignment::Center) | (Self::Justified, Alignment::Justified))
    }
}

/// A number with at most two decimals, after a comma as in Vietnamese.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}

/// Half points as points.
fn points(half_points: u16) -> String {
    number(f32::from(half_points) / 2.0)
}

/// Counts values by weight and tells the heaviest; of equal ones the smallest.
#[derive(Debug, Default)]
struct Commonest<T: Ord>(BTreeMap<T, usize>);

impl<T: Ord + Copy> Commonest<T> {
    fn new() -> Self {
        Self(BTreeMap::new())
    }

    fn add(&mut self, value: T, weight: usize) {
        *self.0.entry(value).or_insert(0) += weight;
    }

    fn heaviest(&self) -> Option<T> {
        let heaviest = self.0.values().max()?;
        self.0.iter().find(|(_, weight)| *weight == heaviest).map(|(value, _)| *value)
    }
}

/// The size of most letters of `spans`, in half points.
fn size_of(document: &Document, spans: &[Span]) -> Option<u16> {
    let mut sizes = Commonest::new();
    for span in spans {
        for stretch in document.block(span.block).stretches(*span) {
            if let Some(size) = stretch.run.half_points.known() {
                sizes.add(size, stretch.letters);
            }
        }
    }
    sizes.heaviest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(12.5), "12,5");
        assert_eq!(number(13.0), "13");
        assert_eq!(points(27), "13,5");
        assert_eq!(number(10.0), "10");
    }

    #[test]
    fn half_a_point_is_forgiven() {
        let range = SizeRange { from: 13.0, to: 14.0, tolerance: 0.5 };
        assert!(range.holds(25) && range.holds(29) && !range.holds(24) && !range.holds(30));
        assert_eq!(range.shown(), "13–14");
        assert_eq!(SizeRange { from: 11.0, to: 11.0, tolerance: 0.0 }.shown(), "11");
    }

    #[test]
    fn the_commonest_value_weighs_most() {
        let mut sizes = Commonest::new();
        assert_eq!(sizes.heaviest(), None);
        sizes.add(28, 10);
        sizes.add(24, 3);
        sizes.add(24, 8);
        assert_eq!(sizes.heaviest(), Some(24));
    }
}
