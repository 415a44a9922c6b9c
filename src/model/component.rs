//! The parts of *thể thức* and whether they were found.

use serde::{Deserialize, Serialize};

use super::block::Span;

/// The parts of *thể thức* (Điều 8 of Nghị định 30/2020/NĐ-CP) and what stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComponentKind {
    /// Quốc hiệu.
    NationalName,
    /// Tiêu ngữ.
    Motto,
    /// Cơ quan chủ quản trực tiếp.
    ParentAuthority,
    /// Cơ quan ban hành.
    IssuingAuthority,
    /// Số, ký hiệu.
    DocumentNumber,
    /// Địa danh và thời gian ban hành.
    PlaceAndDate,
    /// Tên loại.
    DocumentType,
    /// Trích yếu.
    Subject,
    /// Kính gửi.
    Addressees,
    /// Căn cứ ban hành.
    Grounds,
    /// Nội dung.
    Body,
    /// `./.` at the end of the content.
    EndMark,
    /// Quyền hạn, chức vụ, họ tên người ký.
    Signature,
    /// Nơi nhận.
    Recipients,
    /// Phụ lục và văn bản kèm theo.
    Attachment,
    /// Dấu chỉ độ mật.
    SecrecyMark,
    /// Dấu chỉ mức độ khẩn.
    UrgencyMark,
    /// Chỉ dẫn phạm vi lưu hành.
    CirculationMark,
    /// The mark `DỰ THẢO`.
    DraftMark,
}

impl ComponentKind {
    /// The name in JSON and rule files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NationalName => "national-name",
            Self::Motto => "motto",
            Self::ParentAuthority => "parent-authority",
            Self::IssuingAuthority => "issuing-authority",
            Self::DocumentNumber => "document-number",
            Self::PlaceAndDate => "place-and-date",
            Self::DocumentType => "document-type",
            Self::Subject => "subject",
            Self::Addressees => "addressees",
            Self::Grounds => "grounds",
            Self::Body => "body",
            Self::EndMark => "end-mark",
            Self::Signature => "signature",
            Self::Recipients => "recipients",
            Self::Attachment => "attachment",
            Self::SecrecyMark => "secrecy-mark",
            Self::UrgencyMark => "urgency-mark",
            Self::CirculationMark => "circulation-mark",
            Self::DraftMark => "draft-mark",
        }
    }
}

/// How sure the reading of a part is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// It may as well be something else: no finding rests on it.
    Doubtful,
    /// It is most likely this part: what rests on it is a warning at most.
    Likely,
    /// Nothing else reads like it.
    #[default]
    Certain,
}

impl Certainty {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// A part that was found, with the places it covers in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Which part.
    pub kind: ComponentKind,
    /// Where; at least one place, one a line for parts that are lists of lines.
    pub spans: Vec<Span>,
    /// How sure that is.
    pub certainty: Certainty,
    /// What told it: the name of a clue, such as `date/in-words`.
    pub clue: &'static str,
}

impl Component {
    /// A part that is what the others leave: the content, the attachments.
    pub fn rest(kind: ComponentKind, spans: Vec<Span>) -> Self {
        Self { kind, spans, certainty: Certainty::Certain, clue: "zone" }
    }
}

/// Whether a part is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It was found.
    Found,
    /// It is not there, and this file would show it.
    Absent,
    /// It is not there, but a copy into this format commonly loses it.
    Lost,
}
