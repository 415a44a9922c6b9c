//! Names of what is recognised in a document.

use crate::catalogue::Lang;
use crate::model::{ComponentKind, Regime};

/// The name of a part of *thể thức*.
pub const fn component(kind: ComponentKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (ComponentKind::NationalName, Lang::Vi) => "Quốc hiệu",
        (ComponentKind::NationalName, Lang::En) => "national name",
        (ComponentKind::Motto, Lang::Vi) => "Tiêu ngữ",
        (ComponentKind::Motto, Lang::En) => "motto",
        (ComponentKind::ParentAuthority, Lang::Vi) => "Cơ quan chủ quản trực tiếp",
        (ComponentKind::ParentAuthority, Lang::En) => "parent authority",
        (ComponentKind::IssuingAuthority, Lang::Vi) => "Cơ quan ban hành",
        (ComponentKind::IssuingAuthority, Lang::En) => "issuing authority",
        (ComponentKind::DocumentNumber, Lang::Vi) => "Số, ký hiệu",
        (ComponentKind::DocumentNumber, Lang::En) => "number and symbol",
        (ComponentKind::PlaceAndDate, Lang::Vi) => "Địa danh và thời gian ban hành",
        (ComponentKind::PlaceAndDate, Lang::En) => "place and date",
        (ComponentKind::DocumentType, Lang::Vi) => "Tên loại",
        (ComponentKind::DocumentType, Lang::En) => "type",
        (ComponentKind::Subject, Lang::Vi) => "Trích yếu",
        (ComponentKind::Subject, Lang::En) => "subject",
        (ComponentKind::Addressees, Lang::Vi) => "Kính gửi",
        (ComponentKind::Addressees, Lang::En) => "addressees",
        (ComponentKind::Grounds, Lang::Vi) => "Căn cứ ban hành",
        (ComponentKind::Grounds, Lang::En) => "legal grounds",
        (ComponentKind::Body, Lang::Vi) => "Nội dung",
        (ComponentKind::Body, Lang::En) => "content",
        (ComponentKind::EndMark, Lang::Vi) => "Dấu kết thúc ./.",
        (ComponentKind::EndMark, Lang::En) => "end mark ./.",
        (ComponentKind::Signature, Lang::Vi) => "Chức vụ, họ tên người ký",
        (ComponentKind::Signature, Lang::En) => "signature",
        (ComponentKind::Recipients, Lang::Vi) => "Nơi nhận",
        (ComponentKind::Recipients, Lang::En) => "recipients",
        (ComponentKind::Attachment, Lang::Vi) => "Phụ lục, văn bản kèm theo",
        (ComponentKind::Attachment, Lang::En) => "attachment",
        (ComponentKind::SecrecyMark, Lang::Vi) => "Dấu chỉ độ mật",
        (ComponentKind::SecrecyMark, Lang::En) => "secrecy mark",
        (ComponentKind::UrgencyMark, Lang::Vi) => "Dấu chỉ mức độ khẩn",
        (ComponentKind::UrgencyMark, Lang::En) => "urgency mark",
        (ComponentKind::DraftMark, Lang::Vi) => "Dấu DỰ THẢO",
        (ComponentKind::DraftMark, Lang::En) => "draft mark",
    }
}

/// The name of a regime of form.
pub const fn regime(regime: Regime, lang: Lang) -> &'static str {
    match (regime, lang) {
        (Regime::Administrative, Lang::Vi) => "văn bản hành chính (Nghị định 30/2020/NĐ-CP)",
        (Regime::Administrative, Lang::En) => "administrative document (Decree 30/2020/NĐ-CP)",
        (Regime::Normative, Lang::Vi) => "văn bản quy phạm pháp luật",
        (Regime::Normative, Lang::En) => "normative legal instrument",
        (Regime::Party, Lang::Vi) => "văn bản của Đảng",
        (Regime::Party, Lang::En) => "Party document",
        (Regime::Form, Lang::Vi) => "đơn, mẫu, hợp đồng hoặc giấy tờ khác",
        (Regime::Form, Lang::En) => "form, contract or other paper",
        (Regime::Unknown, Lang::Vi) => "chưa xác định được",
        (Regime::Unknown, Lang::En) => "not recognised",
    }
}
