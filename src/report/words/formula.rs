//! Words for mistakes in the statement of a rule.

use super::{Advice, foreign, meant};
use crate::catalogue::{Lang, nearest};
use crate::checks::{FormulaFault, FormulaWhat};

/// What is wrong in a statement, and what to do.
pub(super) fn fault(fault: &FormulaFault, lang: Lang) -> Advice {
    let say = |vietnamese: String, english: String| if lang == Lang::Vi { vietnamese } else { english };
    let known_names = |known: &[&str]| {
        let names = known.join(", ");
        say(format!("các tên dùng được ở đây: {names}"), format!("the names that can be used here: {names}"))
    };
    let (message, help) = match &fault.what {
        FormulaWhat::Unexpected(found) if found.is_empty() => {
            (say("điều kiện chưa viết xong".to_owned(), "the statement is not finished".to_owned()), String::new())
        }
        FormulaWhat::Unexpected(found) => (
            say(format!("không hiểu `{found}` ở chỗ này của điều kiện"), format!("`{found}` is not expected here")),
            String::new(),
        ),
        FormulaWhat::OpenText => {
            (say("chữ trong dấu nháy chưa đóng".to_owned(), "a text in quotes never ends".to_owned()), String::new())
        }
        FormulaWhat::TooLarge => (
            say(
                "điều kiện quá dài hoặc lồng nhau quá sâu".to_owned(),
                "the statement is too long or too deep".to_owned(),
            ),
            say("tách thành nhiều quy tắc".to_owned(), "make several rules of it".to_owned()),
        ),
        FormulaWhat::UnknownName { name, known } => (
            say(format!("không có `{name}`"), format!("there is no `{name}`"))
                + &meant(nearest(name, known.iter().copied()), lang),
            known_names(known),
        ),
        FormulaWhat::WrongType { found, wanted } => (
            say(
                format!("ở đây cần {}, không phải {}", types(wanted, lang), types(found, lang)),
                format!("{wanted} is needed here, not {found}"),
            ),
            String::new(),
        ),
        FormulaWhat::Arguments(name) => (
            say(format!("`{name}` nhận đối số khác"), format!("`{name}` takes other arguments")),
            say("xem `rasoat rules params expression`".to_owned(), "see `rasoat rules params expression`".to_owned()),
        ),
        FormulaWhat::Pattern(detail) => {
            let detail = detail.rsplit("error: ").next().unwrap_or(detail).trim();
            (
                say(
                    format!("biểu thức không dùng được: {}", foreign::pattern(detail, lang)),
                    format!("the regular expression cannot be used: {detail}"),
                ),
                String::new(),
            )
        }
        FormulaWhat::Day(day) => (
            say(format!("không có ngày `{day}`"), format!("there is no day `{day}`")),
            say(
                "viết năm-tháng-ngày, ví dụ `2026-03-31`".to_owned(),
                "write year-month-day, as `2026-03-31`".to_owned(),
            ),
        ),
    };
    Advice { message, help }
}

/// The names of types in `lang`.
fn types(names: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return names.to_owned();
    }
    let words = [
        ("list of", "danh sách"),
        ("list", "danh sách"),
        ("bool", "đúng/sai"),
        ("number", "số"),
        ("text", "chữ"),
        ("date", "ngày"),
        ("document", "văn bản"),
        ("section", "đề mục"),
        ("citation", "viện dẫn"),
        ("figure", "số liệu"),
        ("table", "bảng"),
        ("record", "đề mục, viện dẫn, số liệu hoặc bảng"),
    ];
    words.into_iter().fold(names.to_owned(), |names, (english, vietnamese)| names.replace(english, vietnamese))
}
