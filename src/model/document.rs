//! A recognised document: its blocks and everything found in them, once, before any rule runs.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::abbreviation::Abbreviations;
use super::attached::Attached;
use super::block::{Block, BlockId, BlockKind, Place, Span};
use super::citation::Citations;
use super::component::{Certainty, Component, ComponentKind, Presence};
use super::figure::Figures;
use super::form::FormReading;
use super::outline::Outline;
use super::profile::Alignment;
use super::signature::SignatureBlock;
use super::source::{Origin, RawDocument};
use super::spelling;
use super::values::{Addressees, DocumentNumber, EndMark, Ground, PlaceAndDate, Recipients, RecognizedKind};
use crate::text::Grams;
use crate::text::legacy::LegacyEncoding;
use crate::text::syllable::Traits;

/// Which body of form rules binds a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Regime {
    /// Văn bản hành chính: Nghị định 30/2020/NĐ-CP.
    Administrative,
    /// Văn bản quy phạm pháp luật: the year stands in its number.
    Normative,
    /// Văn bản của Đảng.
    Party,
    /// Văn bản của tổ chức chính trị - xã hội with a guideline of its own.
    Organization,
    /// A citizen's form, contract, or other paper with a national name that is not issued by a body.
    Form,
    /// Nothing of *thể thức* was recognised.
    Unknown,
}

impl Regime {
    /// The name in JSON and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::Normative => "normative",
            Self::Party => "party",
            Self::Organization => "organization",
            Self::Form => "form",
            Self::Unknown => "unknown",
        }
    }
}

/// Which part of a document a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// Before the document itself: source lines of a copy, a portal's title.
    Preface,
    /// Issuer, national name, number, place and date.
    Header,
    /// Kind and subject.
    Title,
    /// Kính gửi.
    Addressees,
    /// Căn cứ.
    Grounds,
    /// The content.
    Body,
    /// Nơi nhận and signature.
    Closing,
    /// Phụ lục or a document issued with this one.
    Attachment,
    /// Page headers, footers and notes.
    Furniture,
    /// Another document of the same file.
    Elsewhere,
}

/// Text in the encoding of an old font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegacyText {
    /// Which encoding.
    pub encoding: LegacyEncoding,
    /// The blocks written in it, in reading order; at least one.
    pub blocks: Vec<BlockId>,
}

impl Zone {
    /// The name in JSON and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preface => "preface",
            Self::Header => "header",
            Self::Title => "title",
            Self::Addressees => "addressees",
            Self::Grounds => "grounds",
            Self::Body => "body",
            Self::Closing => "closing",
            Self::Attachment => "attachment",
            Self::Furniture => "furniture",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// A recognised document. A file may hold several, each with its own header and signature: the first
/// one has the others in [`Document::further`], and all share the blocks of the file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Blocks of the file as read.
    pub raw: Arc<RawDocument>,
    /// Zone of each block.
    pub zones: Vec<Zone>,
    /// Which rules bind it.
    pub regime: Regime,
    /// Parts that were not found although words of them stand where they would be.
    pub traces: Vec<ComponentKind>,
    /// The form it was read as, which gives the regime; `None` if nothing spoke for one.
    pub form: Option<FormReading>,
    /// Its issuer is not of the state: the decree on clerical work binds it by analogy only.
    pub by_analogy: bool,
    /// Kind of document.
    pub kind: Option<RecognizedKind>,
    /// Parts of *thể thức* that were found.
    pub components: Vec<Component>,
    /// Number and symbol.
    pub number: Option<DocumentNumber>,
    /// Place and date.
    pub place_and_date: Option<PlaceAndDate>,
    /// Kính gửi.
    pub addressees: Option<Addressees>,
    /// Căn cứ.
    pub grounds: Vec<Ground>,
    /// `./.`
    pub end_mark: Option<EndMark>,
    /// Signature block.
    pub signature: Option<SignatureBlock>,
    /// Nơi nhận.
    pub recipients: Option<Recipients>,
    /// Outline.
    pub outline: Outline,
    /// Citations.
    pub citations: Citations,
    /// Abbreviations.
    pub abbreviations: Abbreviations,
    /// Figures.
    pub figures: Figures,
    /// The font encoding of text that is not Unicode; its words cannot be read.
    pub legacy: Option<LegacyText>,
    /// How the outline meets the chosen profile.
    pub alignment: Alignment,
    /// What is attached to it: its annexes and the documents issued with it.
    pub attached: Vec<Attached>,
    /// Further documents of the file that stand for themselves, in reading order.
    pub further: Vec<Self>,
    spelling: OnceLock<Traits>,
    grams: OnceLock<Grams>,
    folded_grams: OnceLock<Grams>,
}

impl Document {
    /// A document of which nothing has been recognised yet.
    pub fn unrecognized(raw: impl Into<Arc<RawDocument>>) -> Self {
        let raw = raw.into();
        let zones = vec![Zone::Body; raw.blocks.len()];
        Self {
            raw,
            zones,
            regime: Regime::Unknown,
            traces: Vec::new(),
            form: None,
            by_analogy: false,
            kind: None,
            components: Vec::new(),
            number: None,
            place_and_date: None,
            addressees: None,
            grounds: Vec::new(),
            end_mark: None,
            signature: None,
            recipients: None,
            outline: Outline::default(),
            citations: Citations::default(),
            abbreviations: Abbreviations::default(),
            figures: Figures::default(),
            legacy: None,
            alignment: Alignment::default(),
            attached: Vec::new(),
            further: Vec::new(),
            spelling: OnceLock::new(),
            grams: OnceLock::new(),
            folded_grams: OnceLock::new(),
        }
    }

    /// All blocks of the file in reading order, those of further documents too.
    pub fn blocks(&self) -> &[Block] {
        &self.raw.blocks
    }

    /// The blocks of this document.
    pub fn own_blocks(&self) -> impl Iterator<Item = &Block> {
        self.raw.blocks.iter().filter(|block| self.zone(block.id()) != Zone::Elsewhere)
    }

    /// The document of the file that block `id` belongs to: this one or a further one.
    pub fn owner(&self, id: BlockId) -> &Self {
        self.further.iter().find(|further| further.zone(id) != Zone::Elsewhere).unwrap_or(self)
    }

    /// The attached parts that are called *Phụ lục*.
    pub fn annexes(&self) -> impl Iterator<Item = &Attached> {
        self.attached.iter().filter(|attached| {
            attached.label.is_some_and(|label| self.block(label.block).folded().trim_start().starts_with("phụ lục"))
        })
    }

    /// The block `id`.
    pub fn block(&self, id: BlockId) -> &Block {
        self.raw.block(id)
    }

    /// The zone of block `id`.
    pub fn zone(&self, id: BlockId) -> Zone {
        self.zones.get(id.index()).copied().unwrap_or(Zone::Body)
    }

    /// Blocks of running text that belong to the document: no code, no source lines of a copy, no
    /// page headers, footers and notes.
    pub fn prose(&self) -> impl Iterator<Item = &Block> {
        self.own_blocks().filter(|block| {
            block.kind != BlockKind::Verbatim && !matches!(self.zone(block.id()), Zone::Preface | Zone::Furniture)
        })
    }

    /// The traits of all words of the prose, taken together.
    pub fn spelling(&self) -> Traits {
        *self.spelling.get_or_init(|| spelling::of(self))
    }

    /// The runs of letters of the clean text.
    pub fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::of(self.own_blocks().map(Block::clean), self.length()))
    }

    /// The runs of letters of the folded text.
    pub fn folded_grams(&self) -> &Grams {
        self.folded_grams.get_or_init(|| Grams::of(self.own_blocks().map(Block::folded), self.length()))
    }

    /// Bytes of the clean text.
    fn length(&self) -> usize {
        self.own_blocks().map(|block| block.clean().len()).sum()
    }

    /// Blocks of one zone, in reading order.
    pub fn zone_blocks(&self, zone: Zone) -> impl Iterator<Item = &Block> {
        self.raw.blocks.iter().filter(move |block| self.zone(block.id()) == zone)
    }

    /// True if block `id` is a line of the grounds, recognised as such or opened by *Căn cứ*.
    pub fn in_grounds(&self, id: BlockId) -> bool {
        self.zone(id) == Zone::Grounds
            || self.grounds.iter().any(|ground| ground.span.block == id)
            || self.zone(id) == Zone::Body
                && self.block(id).folded().trim_start().starts_with("căn cứ ")
                && !self.outline.in_article(id)
    }

    /// True if block `id` is running text: no title, header, table or attachment.
    pub fn in_running_text(&self, id: BlockId) -> bool {
        matches!(self.zone(id), Zone::Body | Zone::Grounds) && self.block(id).place == Place::Body
    }

    /// The first component of `kind`.
    pub fn component(&self, kind: ComponentKind) -> Option<&Component> {
        self.components.iter().find(|component| component.kind == kind)
    }

    /// The doubt about the parts that `span` touches: the least sure of them.
    pub fn certainty_at(&self, span: Span) -> Certainty {
        let touching = self.components.iter().filter(|component| component.certainty != Certainty::Certain);
        let touching = touching.filter(|component| component.spans.iter().any(|part| part.touches(span)));
        touching.map(|component| component.certainty).min().unwrap_or_default()
    }

    /// Whether the component `kind` is there, missing, or possibly lost in copying. Plain text and
    /// Markdown copies commonly drop the two-column header as a whole; when nothing of it is left,
    /// its absence proves nothing.
    pub fn presence(&self, kind: ComponentKind) -> Presence {
        if self.component(kind).is_some() {
            return Presence::Found;
        }
        let header = [ComponentKind::NationalName, ComponentKind::Motto, ComponentKind::IssuingAuthority];
        let number_line = [ComponentKind::DocumentNumber, ComponentKind::PlaceAndDate];
        let nothing_left = |kinds: &[ComponentKind]| kinds.iter().all(|kind| self.component(*kind).is_none());
        let copied = self.raw.format.has_lines();
        // The issuer is known by its place beside the national name and above the number.
        if kind == ComponentKind::IssuingAuthority
            && nothing_left(&[ComponentKind::NationalName, ComponentKind::DocumentNumber])
        {
            return Presence::Lost;
        }
        let lost = copied
            && (header.contains(&kind) && nothing_left(&header)
                || number_line.contains(&kind) && nothing_left(&header) && nothing_left(&number_line));
        // A portal's copy keeps the signature table but empties its left cell.
        let emptied = copied && kind == ComponentKind::Recipients && self.is_signed_in_table();
        if lost || emptied { Presence::Lost } else { Presence::Absent }
    }

    fn is_signed_in_table(&self) -> bool {
        let office = self.signature.as_ref().and_then(|signature| signature.offices.first());
        office.is_some_and(|line| matches!(self.block(line.span.block).place, Place::Cell(_)))
    }

    /// The numbers of the sections that `block` stands in, such as `II.1`; empty outside them.
    pub fn section_path(&self, block: BlockId) -> String {
        let outline = &self.owner(block).outline;
        outline.division_of(block).map(|at| outline.path(at)).unwrap_or_default()
    }

    /// The same without the first `above` of them.
    pub fn section_path_below(&self, block: BlockId, above: usize) -> String {
        let path = self.section_path(block);
        path.splitn(above + 1, '.').nth(above).unwrap_or(&path).to_owned()
    }

    /// The clean text of a span.
    pub fn clean_text(&self, span: Span) -> &str {
        self.block(span.block).clean_text(span)
    }

    /// The text of a span as it is shown, see [`Block::shown`].
    pub fn shown_text(&self, span: Span) -> &str {
        self.block(span.block).shown_text(span)
    }

    /// The stored text of a span: exactly what the file holds there. For TXT and MD it is cut from
    /// the file itself, markup between its ends included.
    pub fn quote(&self, span: Span) -> &str {
        if let Some(bytes) = self.source_bytes(span) {
            return self.raw.decoded.get(bytes.usize()).unwrap_or("");
        }
        self.block(span.block).text().get(span.range.usize()).unwrap_or("")
    }

    /// Bytes of the decoded file behind a span; `None` for formats without lines.
    pub fn source_bytes(&self, span: Span) -> Option<crate::text::TextRange> {
        if !self.raw.format.has_lines() {
            return None;
        }
        let block = self.block(span.block);
        let mut first = None;
        let mut last = None;
        // Pieces are sorted; those before the span are passed over at once.
        let pieces = block.pieces();
        let from = pieces.partition_point(|piece| piece.range.end() < span.range.start());
        for piece in pieces[from..].iter().take_while(|piece| piece.range.start() <= span.range.end()) {
            let Origin::Text { bytes } = piece.origin else { continue };
            if !piece.range.touches(span.range) {
                continue;
            }
            let part = piece.source_range(bytes, span.range);
            first.get_or_insert(part.start());
            last = Some(part.end());
            if span.range.is_empty() {
                // Between two pieces an empty span stays with the letter before it: markup may
                // stand between them.
                break;
            }
        }
        Some(crate::text::TextRange::new(first?, last?))
    }

    /// The document's own date, if it is complete and in the calendar.
    pub fn own_date(&self) -> Option<Date> {
        self.place_and_date.as_ref()?.date.checked()
    }

    /// The slug of the kind (`bao-cao`), if recognised.
    pub fn kind_slug(&self) -> Option<&str> {
        self.kind.as_ref().map(|kind| kind.slug.as_str())
    }
}
