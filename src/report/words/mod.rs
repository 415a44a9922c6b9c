//! Every word the tool itself says, in both languages, in one place. The words of rules stand in
//! their own files.

mod clauses;
mod departures;
mod editor;
mod failures;
mod figures;
mod filed;
mod foreign;
mod formula;
mod gate;
mod margin;
mod mending;
mod mistakes;
mod parts;
mod place;
mod review;
mod sheet;
mod word;

use std::collections::BTreeMap;

pub use clauses::{clauses, group};
pub use departures::departure;
pub use editor::{
    EditorWord, accept, accept_word, acceptance, apply_fix, files_checked, insert, open_explanation, unusable_settings,
};
pub use failures::{Advice, failure};
pub use figures::{
    SheetWord, base_source, coverage, figure_titles, nearest, no_figures, of_parts, operation, outside_sections,
    refusal, same_name, same_words, section_figures, source, standing, text_says, undecided,
};
pub use filed::{FiledWord, and_more, made_by};
pub use gate::{
    baseline_checked, baseline_unheeded, baseline_written, cache_not_written, cannot_watch, changed, config_exists,
    config_written, file_of_config, inside_change, instead, no_baseline, no_parts, no_renames, no_repository,
    no_revision, not_written, origin, output_of_change, output_twice, sheet_written, stale_entry, stopped,
    suppression_fault, unused_entry, watching, wrong_baseline,
};
pub use margin::{
    ANNOTATED, MarginWord, also, also_in_row, annotated, annotated_name, in_margin, not_annotated, suggested,
    unwritable, weight, whole_document,
};
pub use mending::{MendingWord, could_mend, look_changed, mended, mended_tracked, presentation_changes, would_mend};
pub use mistakes::{mistake, mistake_count};
pub use parts::{capitalized, certainty, component, form, instrument, regime};
pub use place::{
    PlaceWord, clause, column, heading_name, page, pages, paragraph_with, point, row, row_number, spot, table,
};
pub use review::{ReviewWord, answer, cleaned, fate, nothing_to_clean, taken, taken_into_baseline};
pub use sheet::{PageWord, further, hints, more_places, rules_of, verdict};
pub use word::Word;

use super::Tally;
use super::layout::one_line;
use crate::catalogue::Lang;
use crate::checks::Stage;
use crate::diagnostic::{Applicability, NotChecked, Reason, Severity, Tier};
use crate::engine::Outcome;
use crate::model::profile::Bilingual;
use crate::readers::{Notice, NoticeKind};

/// The name of a severity.
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Info, Lang::Vi) => "gợi ý",
        (severity, Lang::En) => severity.name(),
    }
}

/// The name of a tier.
pub const fn tier(tier: Tier, lang: Lang) -> &'static str {
    match (tier, lang) {
        (Tier::Law, Lang::Vi) => "quy định pháp luật",
        (Tier::Law, Lang::En) => "law",
        (Tier::Guidance, Lang::Vi) => "hướng dẫn chính thức",
        (Tier::Guidance, Lang::En) => "official guidance",
        (Tier::Custom, Lang::Vi) => "thông lệ",
        (Tier::Custom, Lang::En) => "custom",
        (Tier::Consistency, Lang::Vi) => "tính nhất quán",
        (Tier::Consistency, Lang::En) => "consistency",
    }
}

/// The name of a stage.
pub const fn stage(stage: Stage, lang: Lang) -> &'static str {
    match (stage, lang) {
        (Stage::Draft, Lang::Vi) => "dự thảo",
        (Stage::Final, Lang::Vi) => "bản trình ký",
        (Stage::Issued, Lang::Vi) => "bản ban hành",
        (stage, Lang::En) => stage.name(),
    }
}

/// The name of a step of a run; a step without words is named as in JSON.
pub fn step(name: &'static str, lang: Lang) -> &'static str {
    let (vi, en) = match name {
        "start" => ("khởi động, nạp quy tắc", "start-up, loading of rules"),
        "find" => ("tìm tệp", "finding files"),
        "open" => ("mở tệp", "opening"),
        "read" => ("đọc văn bản", "reading"),
        "legacy" => ("nhận ra: phông cũ", "recognition: old fonts"),
        "components" => ("nhận ra: thể thức", "recognition: parts"),
        "outline" => ("nhận ra: đề cương", "recognition: outline"),
        "citations" => ("nhận ra: viện dẫn", "recognition: citations"),
        "abbreviations" => ("nhận ra: chữ viết tắt", "recognition: abbreviations"),
        "figures" => ("nhận ra: số liệu", "recognition: figures"),
        "align" => ("đối chiếu đề cương", "comparison with the profile"),
        "rules" => ("các quy tắc", "rules"),
        "order" => ("sắp xếp kết quả", "ordering"),
        "report" => ("trình bày kết quả", "report"),
        "write" => ("ghi kết quả", "writing"),
        "cache" => ("kết quả lưu sẵn", "kept results"),
        "across" => ("đối chiếu giữa các tệp", "comparison of the files"),
        other => (other, other),
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// The name of a kind of document.
pub fn kind(kind: &crate::lexicon::DocumentKind, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &kind.name,
        Lang::En => &kind.en,
    }
}

/// A text that is given in both languages.
pub fn bilingual(text: &Bilingual, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
    }
}

/// A section of the outline.
pub fn section(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("mục {path}"),
        Lang::En => format!("section {path}"),
    }
}

/// A line of a file or a paragraph of a package.
pub fn line(line: u32, has_lines: bool, lang: Lang) -> String {
    match (has_lines, lang) {
        (true, Lang::Vi) => format!("dòng {line}"),
        (true, Lang::En) => format!("line {line}"),
        (false, Lang::Vi) => format!("đoạn {line}"),
        (false, Lang::En) => format!("paragraph {line}"),
    }
}

/// A run of lines or paragraphs.
pub fn lines(first: u32, last: u32, has_lines: bool, lang: Lang) -> String {
    match (has_lines, lang) {
        (true, Lang::Vi) => format!("từ dòng {first} đến dòng {last}"),
        (true, Lang::En) => format!("lines {first} to {last}"),
        (false, Lang::Vi) => format!("từ đoạn {first} đến đoạn {last}"),
        (false, Lang::En) => format!("paragraphs {first} to {last}"),
    }
}

/// The number a division should have.
pub fn expected_number(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("phải là {number}"),
        Lang::En => format!("should be {number}"),
    }
}

/// Another severity at the final stage.
pub fn at_stage(at: Severity, of: Stage, lang: Lang) -> String {
    let name = severity(at, lang);
    match lang {
        Lang::Vi => format!("{name} với {}, --stage {}", stage(of, lang), of.name()),
        Lang::En => format!("{name} with --stage {}", of.name()),
    }
}

/// The number of rules.
pub fn rule_count(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} quy tắc. Xem từng quy tắc: rasoat explain MÃ."),
        Lang::En => format!("{}. To read about one: rasoat explain RULE.", counted(count, "rule")),
    }
}

/// What is said of a rule that is worded in the other language only.
pub const fn other_language(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "(quy tắc này chỉ có lời tiếng Anh)",
        Lang::En => "(this rule is worded in Vietnamese only)",
    }
}

/// A text of a rule where no finding gives its values: an ellipsis stands for each.
pub fn without_values(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else { break };
        text.push_str(before);
        text.push('…');
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A number of places.
pub fn times(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} chỗ"),
        Lang::En => format!("{count} places"),
    }
}

/// A suggested edit.
pub fn replacement(old: &str, new: &str, lang: Lang) -> String {
    match (old.is_empty(), new.is_empty(), lang) {
        (true, _, Lang::Vi) => format!("thêm “{new}”"),
        (true, _, Lang::En) => format!("insert “{new}”"),
        (_, true, Lang::Vi) => format!("bỏ “{old}”"),
        (_, true, Lang::En) => format!("remove “{old}”"),
        (_, _, Lang::Vi) => format!("thay “{old}” bằng “{new}”"),
        (_, _, Lang::En) => format!("replace “{old}” by “{new}”"),
    }
}

/// What a fix of this kind is.
pub const fn applicability(applicability: Applicability, lang: Lang) -> &'static str {
    match (applicability, lang) {
        (Applicability::Safe, Lang::Vi) => "sửa được tự động, không đổi nội dung",
        (Applicability::Safe, Lang::En) => "can be mended by itself, the content stays",
        (Applicability::Unsafe, Lang::Vi) => "có gợi ý sửa, làm đổi từ ngữ",
        (Applicability::Unsafe, Lang::En) => "has a fix that changes words",
        (Applicability::Suggestion, Lang::Vi) => "có gợi ý, người soạn thảo quyết định",
        (Applicability::Suggestion, Lang::En) => "has a suggestion, the author decides",
    }
}

/// Why a rule could not be checked.
pub const fn reason(reason: Reason, lang: Lang) -> &'static str {
    match (reason, lang) {
        (Reason::HeaderLost, Lang::Vi) => {
            "phần đầu văn bản (tên cơ quan, Quốc hiệu, số, ngày) không có trong tệp, thường bị mất khi sao chép"
        }
        (Reason::HeaderLost, Lang::En) => {
            "the header (issuer, national name, number, date) is not in the file; copying commonly loses it"
        }
        (Reason::NoFormatFacts, Lang::Vi) => {
            "tệp không cho biết định dạng (phông chữ, cỡ chữ, căn lề), hoặc chưa đọc định dạng"
        }
        (Reason::NoFormatFacts, Lang::En) => {
            "the file tells nothing of appearance (fonts, sizes, alignment), or it was not read"
        }
        (Reason::DoubtfulPart, Lang::Vi) => "chưa chắc đã đọc đúng thành phần mà quy tắc xét",
        (Reason::DoubtfulPart, Lang::En) => "the part that the rule looks at may have been misread",
        (Reason::RegimeUnknown, Lang::Vi) => "chưa xác định được văn bản thuộc thể thức nào",
        (Reason::RegimeUnknown, Lang::En) => "which rules of form bind the document could not be told",
        (Reason::KindUnknown, Lang::Vi) => "chưa xác định được loại văn bản",
        (Reason::KindUnknown, Lang::En) => "the kind of document could not be told",
        (Reason::ComponentUnknown, Lang::Vi) => "không nhận ra phần văn bản mà quy tắc cần xem",
        (Reason::ComponentUnknown, Lang::En) => "the part that the rule looks at was not recognised",
        (Reason::DateBlank, Lang::Vi) => "ngày ban hành còn để trống hoặc không đọc được",
        (Reason::DateBlank, Lang::En) => "the date of issue is blank or was not read",
        (Reason::LegacyText, Lang::Vi) => {
            "văn bản dùng bảng mã phông cũ (TCVN3, VNI), chữ lưu trong tệp không phải chữ nhìn thấy"
        }
        (Reason::LegacyText, Lang::En) => {
            "the text is in a legacy font encoding (TCVN3, VNI); its letters are not what they look like"
        }
        (Reason::PoorlyScanned, Lang::Vi) => "chữ do máy nhận dạng từ ảnh có quá nhiều chỗ sai để soát chính tả",
        (Reason::PoorlyScanned, Lang::En) => {
            "the words were read from a picture by a program, too badly for their spelling to be checked"
        }
        (Reason::NotYetInForce, Lang::Vi) => "văn bản ban hành trước khi quy định làm căn cứ có hiệu lực",
        (Reason::NotYetInForce, Lang::En) => "the document is older than the instrument the rule rests on",
        (Reason::LettersDrawn, Lang::Vi) => "tệp PDF chỉ giữ hình của chữ, không giữ mã chữ như khi gõ",
        (Reason::LettersDrawn, Lang::En) => "a PDF keeps the shapes of letters, not the letters as typed",
        (Reason::FrameDrawn, Lang::Vi) => "khung của dấu là hình vẽ, ô bảng hoặc con dấu đóng sau, tệp không cho biết",
        (Reason::FrameDrawn, Lang::En) => {
            "the frame of a mark is a drawing, a cell or a stamp put on later; the file does not tell"
        }
        (Reason::AutomaticNumbersUnread, Lang::Vi) => {
            "tệp .doc không cho biết số do Word tự đánh; dùng --libreoffice hoặc lưu thành .docx"
        }
        (Reason::AutomaticNumbersUnread, Lang::En) => {
            "numbers that Word counts are not read from a .doc file; use --libreoffice or save it as .docx"
        }
        (Reason::GluedLines, Lang::Vi) => "chỗ ngắt dòng trong tệp không chắc là chỗ người soạn xuống dòng",
        (Reason::GluedLines, Lang::En) => "where lines end in the file is not surely where the author ended them",
        (Reason::Reprint, Lang::Vi) => "bản in lại trên Công báo, có thể đã lược bỏ phần này",
        (Reason::Reprint, Lang::En) => "a reprint in a gazette, which may have left this part out",
        (Reason::TooMuchWork, Lang::Vi) => "điều kiện của quy tắc cần quá nhiều bước tính trên văn bản này",
        (Reason::TooMuchWork, Lang::En) => "the statement of the rule takes too many steps on this document",
        (Reason::Fault, Lang::Vi) => "quy tắc gặp lỗi bên trong chương trình; các quy tắc khác vẫn chạy",
        (Reason::Fault, Lang::En) => "the rule stopped with an internal fault; the others ran",
    }
}

/// Rules that were not checked, by reason.
pub fn by_reason(not_checked: &[NotChecked]) -> BTreeMap<Reason, Vec<&str>> {
    let mut groups: BTreeMap<Reason, Vec<&str>> = BTreeMap::new();
    for entry in not_checked {
        groups.entry(entry.reason).or_default().push(entry.rule.as_str());
    }
    groups
}

/// Rules that were not checked for one reason: their names if they are few, else how many and about what.
pub fn rules(rules: &[&str], lang: Lang) -> String {
    const FEW: usize = 6;
    if rules.len() <= FEW {
        return rules.join(", ");
    }
    let mut groups: Vec<&str> = rules.iter().filter_map(|rule| rule.split('/').next()).collect();
    groups.dedup();
    let groups: Vec<&str> = groups.into_iter().map(|name| group(name, lang)).collect();
    let (count, groups) = (rules.len(), groups.join(", "));
    match lang {
        Lang::Vi => format!("{count} quy tắc về {groups}"),
        Lang::En => format!("{count} rules on {groups}"),
    }
}

/// What a reader did not understand.
pub fn notice(notice: &Notice, lang: Lang) -> String {
    let detail = notice.detail.as_str();
    let said = match (notice.kind, lang) {
        (NoticeKind::InvalidBytes, Lang::Vi) => "có ký tự không giải mã được, đã thay bằng dấu �",
        (NoticeKind::InvalidBytes, Lang::En) => "some bytes could not be decoded and are shown as �",
        (NoticeKind::Encoding, Lang::Vi) => "tệp không dùng bảng mã UTF-8; đã đọc theo bảng mã",
        (NoticeKind::Encoding, Lang::En) => "the file is not UTF-8; it was read as",
        (NoticeKind::TrackedChanges, Lang::Vi) => {
            "tệp có theo dõi thay đổi (Track Changes); đã đọc bản sau khi chấp nhận"
        }
        (NoticeKind::TrackedChanges, Lang::En) => {
            "the file has tracked changes; the text after accepting them was read"
        }
        (NoticeKind::NumberFormat, Lang::Vi) => "kiểu đánh số tự động chưa được hỗ trợ, đọc tạm theo số thường",
        (NoticeKind::NumberFormat, Lang::En) => "an automatic number format is not known; decimal was assumed",
        (NoticeKind::DamagedPart, Lang::Vi) => "một phần của tệp bị thiếu hoặc hỏng, đã bỏ qua",
        (NoticeKind::DamagedPart, Lang::En) => "a part of the file is missing or damaged and was left out",
        (NoticeKind::HiddenText, Lang::Vi) => "tệp có chữ ẩn, không được kiểm tra",
        (NoticeKind::HiddenText, Lang::En) => "the file has hidden text, which was not checked",
        (NoticeKind::Comments, Lang::Vi) => "tệp còn nhận xét (comment) chưa gỡ; nội dung nhận xét không được kiểm tra",
        (NoticeKind::Comments, Lang::En) => "the file still has comments, which were not checked",
        (NoticeKind::DateField, Lang::Vi) => {
            "tệp có ngày tự động (trường DATE), sẽ đổi theo ngày mở tệp; nên gõ ngày thành chữ"
        }
        (NoticeKind::DateField, Lang::En) => {
            "the file has an automatic date (DATE field) that changes with the day it is opened; type the date"
        }
        (NoticeKind::Signed, Lang::Vi) => "tệp đã được ký số; mọi sửa đổi sẽ làm mất hiệu lực chữ ký",
        (NoticeKind::Signed, Lang::En) => "the file is digitally signed; any change invalidates the signature",
        (NoticeKind::Macros, Lang::Vi) => "tệp có macro, không được xem xét",
        (NoticeKind::Macros, Lang::En) => "the file has macros, which were not looked at",
        (NoticeKind::Embedded, Lang::Vi) => "tệp có tài liệu nhúng, không được kiểm tra",
        (NoticeKind::Embedded, Lang::En) => "the file has an embedded document, which was not checked",
        (NoticeKind::Converted, Lang::Vi) => "tệp đã được chuyển sang .docx bằng LibreOffice trước khi kiểm tra",
        (NoticeKind::Converted, Lang::En) => "the file was converted to .docx with LibreOffice before it was checked",
        (NoticeKind::AutomaticNumbers, Lang::Vi) => {
            "tệp .doc có đoạn đánh số tự động, số ấy không đọc được; nên lưu lại thành .docx hoặc dùng --libreoffice"
        }
        (NoticeKind::AutomaticNumbers, Lang::En) => {
            "the .doc numbers paragraphs automatically, which could not be read; save it as .docx or use --libreoffice"
        }
        (NoticeKind::PicturePages, Lang::Vi) => "có trang chỉ là ảnh, không đọc được chữ trên đó",
        (NoticeKind::PicturePages, Lang::En) => "some pages are pictures, whose text was not read",
        (NoticeKind::RecognisedText, Lang::Vi) => {
            "chữ trong tệp do máy nhận dạng từ ảnh chụp (OCR), có thể sai; không kiểm tra chính tả và cách gõ"
        }
        (NoticeKind::RecognisedText, Lang::En) => {
            "the text was recognised from pictures (OCR) and may be wrong; spelling and typing were not checked"
        }
    };
    if detail.is_empty() { said.to_owned() } else { format!("{said}: {detail}") }
}

/// A rule or group that does not exist.
pub fn unknown_rule(name: &str, nearest: Option<&str>, lang: Lang) -> String {
    let said = match lang {
        Lang::Vi => format!("không có quy tắc hoặc nhóm quy tắc `{name}`"),
        Lang::En => format!("there is no rule or group `{name}`"),
    };
    said + &meant(nearest, lang) + &see("rasoat rules", lang)
}

/// A profile that does not exist.
pub fn unknown_profile(name: &str, nearest: Option<&str>, lang: Lang) -> String {
    let said = match lang {
        Lang::Vi => format!("không có mẫu đề cương `{name}`"),
        Lang::En => format!("there is no profile `{name}`"),
    };
    said + &meant(nearest, lang) + &see("rasoat profiles", lang)
}

/// The nearest known name, as a question; empty without one.
pub fn meant(nearest: Option<&str>, lang: Lang) -> String {
    match (nearest, lang) {
        (None, _) => String::new(),
        (Some(name), Lang::Vi) => format!("; có phải ý bạn là `{name}`?"),
        (Some(name), Lang::En) => format!("; did you mean `{name}`?"),
    }
}

fn see(command: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(" (xem `{command}`)"),
        Lang::En => format!(" (see `{command}`)"),
    }
}

/// The counts of a run, as one sentence.
pub fn summary(tally: Tally, lang: Lang) -> String {
    let Tally {
        files, unreadable, error, warning, info, not_checked, suppressed, known, cited, compared, mended, ..
    } = tally;
    let mut parts = match lang {
        Lang::Vi => vec![format!("Đã kiểm tra {files} tệp: {error} lỗi, {warning} cảnh báo, {info} gợi ý")],
        Lang::En => vec![format!(
            "Checked {}: {}, {}, {info} info",
            counted(files, "file"),
            counted(error, "error"),
            counted(warning, "warning"),
        )],
    };
    if mended > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{mended} lỗi vừa được sửa"),
            Lang::En => format!("{} fixed", counted(mended, "finding")),
        });
    }
    if not_checked > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{not_checked} lượt quy tắc chưa kiểm tra được"),
            Lang::En => format!("{} not checked", counted(not_checked, "rule")),
        });
    }
    if cited > 0 {
        parts.push(citation_coverage(compared, cited, lang));
    }
    if suppressed > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{suppressed} phát hiện đã được chấp nhận"),
            Lang::En => format!("{} accepted", counted(suppressed, "finding")),
        });
    }
    if known > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{known} phát hiện đã biết từ trước"),
            Lang::En => format!("{} known before", counted(known, "finding")),
        });
    }
    if unreadable > 0 {
        parts.push(match lang {
            Lang::Vi => format!("{unreadable} tệp không đọc được"),
            Lang::En => format!("{} could not be read", counted(unreadable, "file")),
        });
    }
    parts.join("; ") + "."
}

/// How many cited instruments the registry could be asked about, so that silence is not taken for approval.
pub fn citation_coverage(compared: usize, cited: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đối chiếu được {compared} trên {cited} viện dẫn với danh mục văn bản"),
        Lang::En => format!("{compared} of {} found in the registry", counted(cited, "cited document")),
    }
}

/// The same of one document, with those that the registry does not hold; empty if it cites nothing.
pub fn citations_of(outcome: &Outcome, lang: Lang) -> String {
    /// Who has seen so many sees that there are more.
    const MOST: usize = 8;
    if outcome.cited.is_empty() {
        return String::new();
    }
    let missing = outcome.cited.iter().filter(|cited| !cited.is_compared());
    let missing: Vec<String> = missing.map(|cited| one_line(outcome.document.clean_text(cited.head))).collect();
    let mut said = citation_coverage(outcome.cited.len() - missing.len(), outcome.cited.len(), lang);
    if missing.is_empty() {
        return said;
    }
    said.push_str(match lang {
        Lang::Vi => "; không có trong danh mục: ",
        Lang::En => "; not in the registry: ",
    });
    said.push_str(&missing.iter().take(MOST).cloned().collect::<Vec<_>>().join("; "));
    if missing.len() > MOST {
        said.push_str("; …");
    }
    said
}

/// The findings of one document, in a few words.
pub fn counts(tally: Tally, lang: Lang) -> String {
    let Tally { error, warning, info, .. } = tally;
    match lang {
        Lang::Vi => format!("{error} lỗi, {warning} cảnh báo, {info} gợi ý"),
        Lang::En => format!("{}, {}, {info} info", counted(error, "error"), counted(warning, "warning")),
    }
}

/// Findings that a short report has no room for.
pub fn more_findings(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("… và {count} phát hiện khác."),
        Lang::En => format!("… and {count} more."),
    }
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
