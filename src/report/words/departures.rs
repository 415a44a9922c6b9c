//! Words about what makes a run say less than the tool by itself would.

use super::gate::origin;
use crate::catalogue::Lang;
use crate::config::{Departure, FailOn, LeftOut};
use crate::diagnostic::RuleId;

/// Rules that are named; more would bury the rest.
const MOST: usize = 5;

/// A departure, as a sentence without full stop.
pub fn departure(departure: &Departure, lang: Lang) -> String {
    let vi = lang == Lang::Vi;
    match departure {
        Departure::RulesOff { rules, origin: who } => by(
            &if vi {
                format!("{} quy tắc bị tắt", rules.len())
            } else {
                format!("{} rules are off", rules.len())
            },
            rules,
            &origin(who, lang),
        ),
        Departure::Lowered { rules, origin: who } => by(
            &if vi {
                format!("{} quy tắc bị hạ mức độ", rules.len())
            } else {
                format!("{} rules weigh less than by themselves", rules.len())
            },
            rules,
            &origin(who, lang),
        ),
        Departure::Parameters { rules, origin: who } => by(
            &if vi {
                format!("{} quy tắc dùng tham số khác", rules.len())
            } else {
                format!("{} rules have other parameters", rules.len())
            },
            rules,
            &origin(who, lang),
        ),
        Departure::Conditional { kinds, sections, rules, origin: who } => {
            let kinds = kinds.iter().map(|kind| format!("kinds={kind}"));
            let sections = sections.iter().map(|section| format!("sections={section}"));
            let where_it_holds = kinds.chain(sections).collect::<Vec<_>>().join(", ");
            let what = if vi {
                format!("{} quy tắc bị tắt hoặc bị hạ mức độ với {where_it_holds}", rules.len())
            } else {
                format!("{} rules are off or weigh less for {where_it_holds}", rules.len())
            };
            by(&what, rules, &origin(who, lang))
        }
        Departure::WordsAccepted { words, origin: who } => {
            let who = origin(who, lang);
            if vi {
                format!("{words} từ được chấp nhận dù viết thế nào ({who})")
            } else {
                format!("{words} words are accepted however they are spelled ({who})")
            }
        }
        Departure::RulesReplaced(rules) => {
            let names = named(&rules.iter().map(RuleId::as_str).collect::<Vec<_>>());
            if vi {
                format!("quy tắc riêng thay cho quy tắc có sẵn: {names}")
            } else {
                format!("own rules stand in the place of built-in ones: {names}")
            }
        }
        Departure::ProfilesReplaced(names) => {
            let names = named(&names.iter().map(String::as_str).collect::<Vec<_>>());
            if vi {
                format!("mẫu đề cương riêng thay cho mẫu có sẵn: {names}")
            } else {
                format!("own profiles stand in the place of built-in ones: {names}")
            }
        }
        Departure::FactsReplaced(names) => {
            let shown = named(&names.iter().map(String::as_str).collect::<Vec<_>>());
            if vi {
                format!("danh mục riêng ghi khác danh mục có sẵn về {} văn bản: {shown}", names.len())
            } else {
                format!("the own registry differs from the built-in one about {} instruments: {shown}", names.len())
            }
        }
        Departure::FailOn { value, origin: who } => {
            let who = origin(who, lang);
            match (value, vi) {
                (FailOn::Never, true) => format!("không lỗi nào làm lệnh kết thúc với mã 1: fail-on = never ({who})"),
                (FailOn::Never, false) => format!("no finding ends the run with code 1: fail-on = never ({who})"),
                (value, _) => format!("fail-on = {} ({who})", value.name()),
            }
        }
        Departure::Accepted { findings, files, whole } => {
            let (mut said, of_whole) = if vi {
                (
                    format!(
                        "{findings} phát hiện trong {files} tệp được bỏ qua theo lời ghi trong văn bản hoặc cấu hình"
                    ),
                    format!("; {whole} tệp có lời bỏ qua cho cả tệp"),
                )
            } else {
                (
                    format!("{findings} findings in {files} files are accepted by comments or the configuration"),
                    format!("; {whole} files have a comment for the whole file"),
                )
            };
            if *whole > 0 {
                said.push_str(&of_whole);
            }
            said
        }
        Departure::Known(findings) => {
            if vi {
                format!("{findings} phát hiện không báo lại vì đã biết từ trước (baseline, --since)")
            } else {
                format!("{findings} findings are not told again because they were known before (baseline, --since)")
            }
        }
        Departure::CutShort(findings) => {
            if vi {
                format!("{findings} phát hiện không kể ra vì một quy tắc tìm được quá nhiều trong một tệp")
            } else {
                format!("{findings} findings are not told because one rule found too many in one file")
            }
        }
        Departure::LeftOut { why, documents, example } => left_out(*why, *documents, example, vi),
    }
}

fn left_out(why: LeftOut, documents: usize, example: &str, vi: bool) -> String {
    let because = match (why, vi) {
        (LeftOut::Ignored, true) => ".gitignore hoặc .ignore (kiểm tra cả: --all)",
        (LeftOut::Ignored, false) => ".gitignore or .ignore (--all looks anyway)",
        (LeftOut::Excluded, true) => "include, exclude của cấu hình (kiểm tra cả: --all)",
        (LeftOut::Excluded, false) => "include and exclude of the configuration (--all looks anyway)",
        (LeftOut::Hidden, true) => "tên bắt đầu bằng dấu chấm (kiểm tra cả: --all)",
        (LeftOut::Hidden, false) => "a name that begins with a dot (--all looks anyway)",
        (LeftOut::Copy, true) => "là bản sao có nhận xét của rasoat (đọc lại: rasoat review; kiểm tra cả: --all)",
        (LeftOut::Copy, false) => {
            "being copies with remarks of rasoat (rasoat review reads them again; --all looks anyway)"
        }
        (LeftOut::Link, true) => "là liên kết (kiểm tra cả: --all)",
        (LeftOut::Link, false) => "being links (--all looks anyway)",
    };
    if vi {
        format!("{documents} tệp trong thư mục không được kiểm tra vì {because}; ví dụ {example}")
    } else {
        format!("{documents} files of the folder are left out for {because}; one is {example}")
    }
}

/// `what`, the names of some rules, and who did it.
fn by(what: &str, rules: &[RuleId], who: &str) -> String {
    format!("{what} ({who}): {}", named(&rules.iter().map(RuleId::as_str).collect::<Vec<_>>()))
}

fn named(names: &[&str]) -> String {
    let more = if names.len() > MOST { ", …" } else { "" };
    format!("{}{more}", names.iter().take(MOST).copied().collect::<Vec<_>>().join(", "))
}
