//! The instruments that a document cites, for people.

use jiff::civil::Date;

use super::Look;
use super::json::cited_v1::{CitedInstrument, CitedList, Status, ValidityName};
use super::layout::{Ink, paint, wrapped};
use super::words;
use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::lexicon::instruments::{Fact, written};

/// Each cited instrument with what the registry tells of it, and how many it holds.
pub fn list(list: &CitedList, look: Look) -> String {
    let mut out = String::new();
    for cited in &list.citations {
        out.push_str(&entry(cited, look));
    }
    let said = if list.cited == 0 {
        match look.lang {
            Lang::Vi => "Không nhận ra viện dẫn nào trong văn bản.".to_owned(),
            Lang::En => "No citation was recognised in the document.".to_owned(),
        }
    } else {
        words::capitalized(&words::citation_coverage(list.compared, list.cited, look.lang)) + "."
    };
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&wrapped("", &said, look.width));
    out
}

fn entry(cited: &CitedInstrument, look: Look) -> String {
    let day = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), written);
    let mut out = format!("{}\n", paint(&cited.citation, Ink::Bold, look));
    let (said, ink) = standing(cited, look.lang);
    out.push_str(&wrapped("  ", &paint(&said, ink, look), look.width));
    if let (Some(date), Some(title)) = (&cited.date, &cited.title) {
        out.push_str(&wrapped("  ", &format!("{}: {title}", day(date)), look.width));
    }
    out
}

/// What the registry tells of the instrument, as a sentence.
fn standing(cited: &CitedInstrument, lang: Lang) -> (String, Ink) {
    let say = |vi: String, en: String| if lang == Lang::Vi { vi } else { en };
    let day = |text: &Option<String>| {
        text.as_ref().map_or_else(String::new, |text| text.parse::<Date>().map_or_else(|_| text.clone(), written))
    };
    if cited.status == Status::Missing {
        return (say("không có trong danh mục".to_owned(), "not in the registry".to_owned()), Ink::Dim);
    }
    let by = |vi: &str, en: &str| {
        let word = if lang == Lang::Vi { vi } else { en };
        cited.replaced_by.as_ref().map_or_else(String::new, |number| format!(", {word} {number}"))
    };
    let by = by("thay bằng", "replaced by");
    let doubtful = |fact: Fact| cited.doubtful.contains(&fact);
    let (mut said, ink) = match cited.validity {
        Some(ValidityName::Ended) => (
            say(format!("hết hiệu lực từ {}{by}", day(&cited.ended)), format!("ended on {}{by}", day(&cited.ended))),
            Ink::Of(Severity::Warning),
        ),
        Some(ValidityName::PerhapsEnded) => (
            say(
                format!("có thể đã hết hiệu lực từ {}{by}; cần đối chiếu thêm", day(&cited.ended)),
                format!("perhaps ended on {}{by}; to be verified", day(&cited.ended)),
            ),
            Ink::Of(Severity::Info),
        ),
        Some(ValidityName::EndedInPart) => {
            (say("một phần đã hết hiệu lực".to_owned(), "a part of it has ended".to_owned()), Ink::Of(Severity::Info))
        }
        Some(ValidityName::NotYet) => (
            say(
                format!("chưa có hiệu lực, có hiệu lực từ {}", day(&cited.effective)),
                format!("not yet in force, binds from {}", day(&cited.effective)),
            ),
            Ink::Of(Severity::Warning),
        ),
        Some(ValidityName::NoEndKnown) | None => (
            say("danh mục không ghi nhận hết hiệu lực".to_owned(), "no end known to the registry".to_owned()),
            Ink::Good,
        ),
    };
    if cited.status == Status::OtherDay {
        said = say(format!("danh mục ghi ngày khác; {said}"), format!("another date in the registry; {said}"));
    }
    if doubtful(Fact::Title) {
        said.push_str(if lang == Lang::Vi {
            "; trích yếu cần đối chiếu thêm"
        } else {
            "; its title is to be verified"
        });
    }
    (said, ink)
}
