//! Names of what is recognised in a document.

use std::borrow::Cow;

use super::{bilingual, kind};
use crate::catalogue::Lang;
use crate::catalogue::file::HOUSE;
use crate::lexicon;
use crate::model::form::FormReading;
use crate::model::{Certainty, ComponentKind, Regime};
use crate::text::fold;

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
        (ComponentKind::CirculationMark, Lang::Vi) => "Chỉ dẫn phạm vi lưu hành",
        (ComponentKind::CirculationMark, Lang::En) => "mark of circulation",
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
        (Regime::Organization, Lang::Vi) => "văn bản của tổ chức chính trị - xã hội",
        (Regime::Organization, Lang::En) => "paper of a socio-political organisation",
        (Regime::Form, Lang::Vi) => "đơn, mẫu, hợp đồng hoặc giấy tờ khác",
        (Regime::Form, Lang::En) => "form, contract or other paper",
        (Regime::Unknown, Lang::Vi) => "chưa xác định được",
        (Regime::Unknown, Lang::En) => "not recognised",
    }
}

/// What a rule rests on, as people write it: with the kind word where the symbol tells it.
pub fn instrument(name: &str, lang: Lang) -> Cow<'_, str> {
    let code = name.rsplit_once('/').and_then(|(_, rest)| rest.split_once('-')).map(|(code, _)| code);
    if let Some(found) = code.and_then(|code| lexicon::kinds_by_code(code).next()) {
        let word = kind(found, lang);
        return Cow::Owned(match lang {
            Lang::Vi => format!("{word} số {name}"),
            Lang::En => format!("{} {name}", capitalized(word)),
        });
    }
    Cow::Borrowed(match (name, lang) {
        ("tính nhất quán của văn bản", Lang::En) => "consistency of the document",
        ("thông lệ soạn thảo", Lang::En) => "drafting custom",
        ("thông lệ đánh số văn bản", Lang::En) => "custom of numbering documents",
        ("thông lệ đánh thứ tự điểm", Lang::En) => "custom of lettering points",
        ("thông lệ đánh thứ tự điểm, khoản", Lang::En) => "custom of numbering clauses and points",
        ("đề cương của cơ quan yêu cầu báo cáo", Lang::En) => "outline of the requesting office",
        ("chính tả tiếng Việt", Lang::En) => "Vietnamese spelling",
        ("lịch", Lang::En) => "the calendar",
        (HOUSE, Lang::En) => "rule of the office itself",
        ("cấu hình của đơn vị", Lang::En) => "configuration of the office",
        (name, _) => name,
    })
}

/// `word` with a capital first letter.
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", fold::upper(first), letters.as_str()))
}

/// Which form a document was held to, and how many rules it leaves out.
pub fn form(form: Option<FormReading>, left_out: usize, lang: Lang) -> String {
    let name = form.map_or_else(|| regime(Regime::Unknown, lang), |reading| bilingual(&reading.form.name, lang));
    match (left_out, lang) {
        (0, _) => capitalized(name),
        (_, Lang::Vi) => format!("{}: {left_out} quy tắc thể thức văn bản hành chính không áp dụng", capitalized(name)),
        (1, Lang::En) => {
            format!("{}: 1 rule on the form of administrative documents does not apply", capitalized(name))
        }
        (_, Lang::En) => {
            format!("{}: {left_out} rules on the form of administrative documents do not apply", capitalized(name))
        }
    }
}

/// How sure a reading is.
pub const fn certainty(certainty: Certainty, lang: Lang) -> &'static str {
    match (certainty, lang) {
        (Certainty::Certain, Lang::Vi) => "chắc chắn",
        (Certainty::Certain, Lang::En) => "certain",
        (Certainty::Likely, Lang::Vi) => "có thể",
        (Certainty::Likely, Lang::En) => "likely",
        (Certainty::Doubtful, Lang::Vi) => "chưa chắc",
        (Certainty::Doubtful, Lang::En) => "doubtful",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_tells_the_kind_of_an_instrument() {
        assert_eq!(instrument("30/2020/NĐ-CP", Lang::Vi), "Nghị định số 30/2020/NĐ-CP");
        assert_eq!(instrument("30/2020/NĐ-CP", Lang::En), "Decree 30/2020/NĐ-CP");
        assert_eq!(instrument("64/2025/QH15", Lang::Vi), "64/2025/QH15");
        assert_eq!(instrument("lịch", Lang::En), "the calendar");
        assert_eq!(instrument("Quy chế mẫu", Lang::En), "Quy chế mẫu");
    }
}
