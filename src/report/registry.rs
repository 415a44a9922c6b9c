//! The registry of instruments for people: what was found in it, and mistakes in a user's own.

use jiff::civil::Date;

use super::Look;
use super::json::cite_v1::{Found, Known};
use super::layout::{Ink, name, paint, wrapped};
use super::snippet::{Drawn, FRAME, Snippet};
use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::lexicon::instruments::{Fact, written};
use crate::lexicon::registry_file::{self, Fault, Mistake};

/// So many instruments are shown with all that is known of them; of more only kind, number, day and
/// title.
const IN_FULL: usize = 3;

/// What was found, each instrument with its full and short form.
pub fn found(found: &Found, look: Look) -> String {
    let say = |vi: &'static str, en: &'static str| if look.lang == Lang::Vi { vi } else { en };
    let mut out = String::new();
    let mut paragraph = |text: &str| {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text);
    };
    if found.instruments.is_empty() {
        paragraph(&wrapped(
            "",
            say(
                "Không có trong danh mục kèm theo chương trình. Danh mục không đầy đủ nên điều đó không có nghĩa là văn bản không tồn tại.",
                "Not in the registry that comes with this tool. The registry is a sample, so this does not mean that there is no such instrument.",
            ),
            look.width,
        ));
    }
    if found.other_day {
        paragraph(&wrapped(
            "",
            say(
                "Số, ký hiệu này có trong danh mục với ngày ban hành khác:",
                "The registry holds this number and symbol under another date:",
            ),
            look.width,
        ));
    }
    if found.instruments.len() > IN_FULL {
        paragraph(&found.instruments.iter().map(|known| brief(known, look)).collect::<String>());
        paragraph(&wrapped(
            "",
            say(
                "Ghi thêm năm, ký hiệu hoặc từ trong trích yếu để xem cách viện dẫn của một văn bản.",
                "Add a year, the symbol or words of the title to see how one of them is cited.",
            ),
            look.width,
        ));
    } else {
        for known in &found.instruments {
            paragraph(&entry(known, look));
        }
    }
    if !found.similar.is_empty() {
        let near: String = found.similar.iter().map(|known| brief(known, look)).collect();
        paragraph(&format!("{}\n{near}", say("Gần với từ tra cứu:", "Near to what was asked:")));
    }
    out
}

/// An instrument on one line or two.
fn brief(known: &Known, look: Look) -> String {
    let day = known.date.parse::<Date>().map_or_else(|_| known.date.clone(), written);
    let head = format!("{} {}", known.kind_name, known.number);
    wrapped(&format!("  {}: ", paint(head.trim(), Ink::Bold, look)), &format!("{day}, {}", known.title), look.width)
}

fn entry(known: &Known, look: Look) -> String {
    let say = |vi: &'static str, en: &'static str| if look.lang == Lang::Vi { vi } else { en };
    let day = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), written);
    let head = format!("{} {}", known.kind_name, known.number);
    let mut out = format!("{}\n", paint(head.trim(), Ink::Bold, look));
    let mut fact = |name: &str, value: &str| {
        out.push_str(&wrapped(&format!("  {}: ", paint(name, Ink::Dim, look)), value, look.width));
    };
    fact(say("Ban hành", "Issued"), &format!("{}, {}", day(&known.date), known.issuer));
    fact(say("Tên, trích yếu", "Title"), &known.title);
    if let Some(effective) = &known.effective {
        fact(say("Có hiệu lực từ", "In force from"), &day(effective));
    }
    if let Some(ended) = &known.ended {
        fact(say("Hết hiệu lực từ", "No longer in force from"), &day(ended));
    }
    if let Some(by) = &known.replaced_by {
        fact(say("Được thay thế bởi", "Replaced by"), by);
    }
    for part in &known.ended_in_part {
        let told = format!("{} ({}): {}", day(&part.day), part.by, part.what);
        fact(say("Hết hiệu lực một phần từ", "Ended in part from"), &told);
    }
    if !known.amended_by.is_empty() {
        fact(say("Được sửa đổi, bổ sung bởi", "Amended by"), &known.amended_by.join(", "));
    }
    fact(say("Viện dẫn lần đầu", "First mention"), &known.full);
    fact(say("Viện dẫn lần sau", "Later mentions"), &known.short);
    if !known.doubtful.is_empty() {
        let names: Vec<&str> = known.doubtful.iter().map(|fact| fact_name(*fact, look.lang)).collect();
        fact(say("Cần đối chiếu thêm", "To be verified"), &names.join(", "));
    }
    out
}

const fn fact_name(fact: Fact, lang: Lang) -> &'static str {
    match (fact, lang) {
        (Fact::Date, Lang::Vi) => "ngày ban hành",
        (Fact::Date, Lang::En) => "date of issue",
        (Fact::Issuer, Lang::Vi) => "cơ quan ban hành",
        (Fact::Issuer, Lang::En) => "issuer",
        (Fact::Title, Lang::Vi) => "tên, trích yếu",
        (Fact::Title, Lang::En) => "title",
        (Fact::Effective, Lang::Vi) => "ngày có hiệu lực",
        (Fact::Effective, Lang::En) => "first day in force",
        (Fact::Ended, Lang::Vi) => "tình trạng hết hiệu lực, văn bản thay thế",
        (Fact::Ended, Lang::En) => "its end and what replaced it",
    }
}

/// All mistakes of a registry file, by place, and their number.
pub fn mistakes(path: &str, text: &str, all: &[Mistake], look: Look) -> String {
    let mut out = String::new();
    for mistake in all {
        let snippet = Snippet::of_text(text, &mistake.range, &name(path), look.width.saturating_sub(FRAME));
        let message = fault(&mistake.fault, look.lang);
        Drawn { message, severity: Severity::Error, snippet }.render(&mut out, look);
        out.push('\n');
    }
    let count = match (all.len(), look.lang) {
        (count, Lang::Vi) => format!("Có {count} lỗi trong danh mục văn bản; chưa kiểm tra văn bản nào."),
        (1, Lang::En) => "There is 1 mistake in the registry; no document was checked.".to_owned(),
        (count, Lang::En) => format!("There are {count} mistakes in the registry; no document was checked."),
    };
    out.push_str(&paint(&count, Ink::Of(Severity::Error), look));
    out.push('\n');
    out
}

/// What is wrong with an entry.
pub fn fault(fault: &Fault, lang: Lang) -> String {
    let say = |vi: String, en: String| if lang == Lang::Vi { vi } else { en };
    match fault {
        Fault::Syntax(detail) => say(format!("không đọc được: {detail}"), format!("cannot be read: {detail}")),
        Fault::UnknownKind(kind) => {
            let known = registry_file::kinds().join(", ");
            say(
                format!("không có loại văn bản `{kind}`; các loại dùng được: {known}"),
                format!("there is no kind `{kind}`; known kinds: {known}"),
            )
        }
        Fault::NumberOfOtherKind(number) => say(
            format!("số, ký hiệu “{number}” không phải của loại văn bản này"),
            format!("“{number}” is not a number of this kind"),
        ),
        Fault::YearAgainstDate(number) => say(
            format!("năm trong số, ký hiệu “{number}” khác năm ban hành"),
            format!("the year in “{number}” is not that of the date"),
        ),
        Fault::UnknownIssuer(issuer) => {
            say(format!("không nhận ra cơ quan ban hành “{issuer}”"), format!("“{issuer}” is not a known issuer"))
        }
        Fault::IssuerAgainstNumber { issuer, number } => say(
            format!("“{issuer}” không phải cơ quan ghi trong số, ký hiệu “{number}”"),
            format!("“{issuer}” is not the issuer in “{number}”"),
        ),
        Fault::DaysInWrongOrder => say(
            "ngày hết hiệu lực (ended) sớm hơn ngày ban hành hoặc ngày có hiệu lực".to_owned(),
            "it ends before it was issued or binds".to_owned(),
        ),
        Fault::Twice(number) => {
            say(format!("“{number}” được khai báo hai lần"), format!("“{number}” is declared twice"))
        }
        Fault::Cycle(chain) => say(
            format!("các văn bản thay thế lẫn nhau thành vòng: {}", chain.join(" → ")),
            format!("they replace one another in a circle: {}", chain.join(" → ")),
        ),
    }
}
