//! Clauses as lawyers write them, and the names of what rules are about.

use crate::catalogue::Lang;

/// Words that begin a step of a locator.
const STEPS: [&str; 10] = ["Phụ lục", "Phần", "Chương", "Mục", "Tiểu mục", "Điều", "khoản", "điểm", "ô số", "Mẫu"];

/// A place in an instrument, written from the smallest step to the largest: `Phụ lục I, Mục II, khoản 4, điểm b`
/// is told as `điểm b khoản 4 Mục II Phụ lục I`.
fn clause(locator: &str) -> String {
    let steps: Vec<&str> = locator.split(", ").collect();
    if steps.iter().all(|step| STEPS.iter().any(|word| step.starts_with(word))) {
        steps.into_iter().rev().collect::<Vec<_>>().join(" ")
    } else {
        locator.to_owned()
    }
}

/// Clauses, each an instrument and a place in it, in words; those of one instrument together.
pub fn clauses<'l>(clauses: impl IntoIterator<Item = (&'l str, &'l str)>, lang: Lang) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (instrument, locator) in clauses {
        match groups.iter_mut().find(|(known, _)| *known == instrument) {
            Some((_, locators)) => locators.push(locator),
            None => groups.push((instrument, vec![locator])),
        }
    }
    groups.into_iter().map(|(instrument, locators)| of_instrument(instrument, &locators, lang)).collect()
}

/// An instrument with places in it, the places first.
fn of_instrument(instrument: &str, locators: &[&str], lang: Lang) -> String {
    let name = super::instrument(instrument, lang);
    let places: Vec<String> = locators.iter().filter(|locator| !locator.is_empty()).map(|one| clause(one)).collect();
    match (places.is_empty(), lang) {
        (true, _) => name.into_owned(),
        (false, Lang::Vi) => format!("{} {name}", places.join("; ")),
        (false, Lang::En) => format!("{}, {name}", places.join("; ")),
    }
}

/// What the rules of a group are about; the group's own name where it is one of an office.
pub fn group(name: &str, lang: Lang) -> &str {
    match (name, lang) {
        ("abbreviation", Lang::Vi) => "chữ viết tắt",
        ("abbreviation", Lang::En) => "abbreviations",
        ("across", Lang::Vi) => "đối chiếu giữa các văn bản",
        ("across", Lang::En) => "comparison of documents",
        ("addressee", Lang::Vi) => "phần Kính gửi",
        ("addressee", Lang::En) => "addressees",
        ("attachment", Lang::Vi) => "phụ lục",
        ("attachment", Lang::En) => "attachments",
        ("bodies", Lang::Vi) => "tên cơ quan, địa danh",
        ("bodies", Lang::En) => "names of bodies and places",
        ("body", Lang::Vi) => "lời văn",
        ("body", Lang::En) => "body text",
        ("capitals", Lang::Vi) => "viết hoa",
        ("citation", Lang::Vi) => "viện dẫn",
        ("citation", Lang::En) => "citations",
        ("date", Lang::Vi) => "ngày ban hành",
        ("date", Lang::En) => "date of issue",
        ("dates", Lang::Vi) => "ngày tháng",
        ("decision", Lang::Vi) => "phần mở đầu quyết định",
        ("decision", Lang::En) => "decisions",
        ("encoding", Lang::Vi) => "mã chữ",
        ("figures", Lang::Vi) => "số liệu",
        ("font", Lang::Vi) => "phông chữ",
        ("grounds", Lang::Vi) => "căn cứ ban hành",
        ("header", Lang::Vi) => "phần đầu văn bản",
        ("leftover", Lang::Vi) => "phần còn sót lại",
        ("leftover", Lang::En) => "left-overs",
        ("names", Lang::Vi) => "tên gọi",
        ("number", Lang::Vi) => "số, ký hiệu",
        ("outline", Lang::Vi) => "đề mục",
        ("page", Lang::Vi) => "trang giấy",
        ("punctuation", Lang::Vi) => "dấu câu",
        ("recipients", Lang::Vi) => "nơi nhận",
        ("sentence", Lang::Vi) => "câu văn",
        ("sentence", Lang::En) => "sentences",
        ("signature", Lang::Vi) => "phần ký",
        ("spelling", Lang::Vi) => "chính tả",
        ("structure", Lang::Vi) => "bố cục",
        ("terms", Lang::Vi) => "thuật ngữ",
        ("title", Lang::Vi) => "tên loại, trích yếu",
        ("typing", Lang::Vi) => "cách gõ",
        (name, _) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_told_from_the_smallest_step() {
        let told = of_instrument(
            "30/2020/NĐ-CP",
            &["Phụ lục I, Phần I, Mục II, khoản 4, điểm b", "Điều 8, khoản 2"],
            Lang::Vi,
        );
        assert_eq!(told, "điểm b khoản 4 Mục II Phần I Phụ lục I; khoản 2 Điều 8 Nghị định số 30/2020/NĐ-CP");
        assert_eq!(of_instrument("lịch", &[""], Lang::En), "the calendar");
        assert_eq!(clause("bảng chữ cái, tiếng Việt"), "bảng chữ cái, tiếng Việt");
    }

    #[test]
    fn every_built_in_group_has_a_name() {
        for rule in crate::catalogue::Catalogue::builtin().rules {
            let group = rule.meta.id.group().to_owned();
            assert_ne!(super::group(&group, Lang::Vi), group, "{group}");
        }
    }
}
