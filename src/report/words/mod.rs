//! Every word the tool itself says, in both languages, in one place. The words of rules stand in
//! their own files.

mod mistakes;
mod parts;

use std::collections::BTreeMap;

pub use mistakes::{mistake, mistake_count};
pub use parts::{component, regime};

use super::location::Location;
use super::{Failure, Tally};
use crate::catalogue::Lang;
use crate::checks::Stage;
use crate::diagnostic::{Applicability, NotChecked, Reason, Severity, Tier};
use crate::model::profile::Bilingual;
use crate::readers::{Notice, NoticeKind, ReadError};

/// Fixed words of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Before an input that could not be read.
    Unreadable,
    /// Before something a reader did not understand.
    Notice,
    /// Before rules that could not be checked.
    NotChecked,
    /// Title of the list of rules that could not be checked.
    NotCheckedTitle,
    /// Title of the list of things proved right.
    ProvedTitle,
    /// Before what to do.
    Help,
    /// Before the clause.
    Basis,
    /// Before a further place.
    See,
    /// Before a suggested replacement.
    Replacement,
    /// The commands that say more.
    ExplainHint,
    /// Before a mistake of the call itself.
    Trouble,
    /// No document was found.
    NothingToCheck,
    /// No rule file was found.
    NoRuleFile,
    /// Heading of the column of ids.
    Rule,
    /// Heading of severities.
    Severity,
    /// Heading of tiers.
    Tier,
    /// Heading of titles.
    Title,
    /// Heading of names of profiles.
    Profile,
    /// Heading of numbers of sections.
    Sections,
    /// Heading of numbers of facts.
    Facts,
    /// Title of a wrong example.
    BadExample,
    /// Title of a right example.
    GoodExample,
    /// Title of how to skip a rule.
    Silence,
    /// Title of the required outline.
    RequiredOutline,
    /// Title of the outline of the draft.
    DraftOutline,
    /// A section the profile does not know.
    Unexpected,
    /// A missing required section.
    Missing,
    /// A missing section that is worth a hint.
    MissingHint,
    /// A missing section that may be left out.
    MissingOptional,
    /// A section in the wrong place.
    Misplaced,
    /// A section without text.
    EmptySection,
    /// Something that was not recognised.
    Unknown,
    /// Before the kind of document.
    Kind,
    /// Before the rules of form that apply.
    Regime,
    /// Title of the parts of *thể thức*.
    Components,
    /// A part that copying commonly loses.
    LostInCopy,
    /// A part that is not there.
    NotThere,
    /// Title of the signature block.
    Signer,
    /// Before the name of the signer.
    SignerName,
    /// Title of the citations.
    Citations,
    /// Title of the short names.
    Aliases,
    /// Title of the figures.
    Figures,
    /// Before the number of an instrument.
    Instrument,
}

impl Word {
    /// The words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Unreadable, Lang::Vi) => "không đọc được",
            (Self::Unreadable, Lang::En) => "could not read",
            (Self::Notice, Lang::Vi) => "lưu ý",
            (Self::Notice, Lang::En) => "note",
            (Self::NotChecked, Lang::Vi) => "chưa kiểm tra được",
            (Self::NotChecked, Lang::En) => "not checked",
            (Self::NotCheckedTitle, Lang::Vi) => "Chưa kiểm tra được",
            (Self::NotCheckedTitle, Lang::En) => "Not checked",
            (Self::ProvedTitle, Lang::Vi) => "Đã kiểm chứng là đúng",
            (Self::ProvedTitle, Lang::En) => "Verified as right",
            (Self::Help, Lang::Vi) => "cách sửa",
            (Self::Help, Lang::En) => "what to do",
            (Self::Basis, Lang::Vi) => "căn cứ",
            (Self::Basis, Lang::En) => "basis",
            (Self::See, Lang::Vi) => "xem thêm",
            (Self::See, Lang::En) => "see also",
            (Self::Replacement, Lang::Vi) => "gợi ý sửa",
            (Self::Replacement, Lang::En) => "suggestion",
            (Self::Trouble, Lang::Vi) => "lỗi",
            (Self::Trouble, Lang::En) => "error",
            (Self::NothingToCheck, Lang::Vi) => "không tìm thấy văn bản nào để kiểm tra (.docx, .docm, .txt, .md)",
            (Self::NothingToCheck, Lang::En) => "no document to check was found (.docx, .docm, .txt, .md)",
            (Self::NoRuleFile, Lang::Vi) => "không tìm thấy tệp quy tắc (.toml) nào trong thư mục",
            (Self::NoRuleFile, Lang::En) => "there is no rule file (.toml) in the folder",
            (Self::Rule, Lang::Vi) => "mã quy tắc",
            (Self::Rule, Lang::En) => "rule",
            (Self::Severity, Lang::Vi) => "mức độ",
            (Self::Severity, Lang::En) => "severity",
            (Self::Tier, Lang::Vi) => "cơ sở",
            (Self::Tier, Lang::En) => "tier",
            (Self::Title, Lang::Vi) => "tên",
            (Self::Title, Lang::En) => "title",
            (Self::Profile, Lang::Vi) => "mẫu đề cương",
            (Self::Profile, Lang::En) => "profile",
            (Self::Sections, Lang::Vi) => "số mục",
            (Self::Sections, Lang::En) => "sections",
            (Self::Facts, Lang::Vi) => "số liệu cần có",
            (Self::Facts, Lang::En) => "facts",
            (Self::BadExample, Lang::Vi) => "ví dụ sai",
            (Self::BadExample, Lang::En) => "wrong example",
            (Self::GoodExample, Lang::Vi) => "ví dụ đúng",
            (Self::GoodExample, Lang::En) => "right example",
            (Self::Silence, Lang::Vi) => "cách bỏ qua quy tắc này",
            (Self::Silence, Lang::En) => "how to skip this rule",
            (Self::RequiredOutline, Lang::Vi) => "Đề cương yêu cầu",
            (Self::RequiredOutline, Lang::En) => "Required outline",
            (Self::DraftOutline, Lang::Vi) => "Đề cương của văn bản",
            (Self::DraftOutline, Lang::En) => "Outline of the draft",
            (Self::Unexpected, Lang::Vi) => "ngoài đề cương",
            (Self::Unexpected, Lang::En) => "not in the required outline",
            (Self::Missing, Lang::Vi) => "thiếu",
            (Self::Missing, Lang::En) => "missing",
            (Self::MissingHint, Lang::Vi) => "chưa có, nên có",
            (Self::MissingHint, Lang::En) => "not there, worth having",
            (Self::MissingOptional, Lang::Vi) => "không có, không bắt buộc",
            (Self::MissingOptional, Lang::En) => "not there, optional",
            (Self::Misplaced, Lang::Vi) => "sai thứ tự",
            (Self::Misplaced, Lang::En) => "out of order",
            (Self::EmptySection, Lang::Vi) => "chưa có nội dung",
            (Self::EmptySection, Lang::En) => "empty",
            (Self::Unknown, Lang::Vi) => "chưa xác định được",
            (Self::Unknown, Lang::En) => "not recognised",
            (Self::Kind, Lang::Vi) => "loại văn bản",
            (Self::Kind, Lang::En) => "kind of document",
            (Self::Regime, Lang::Vi) => "thể thức áp dụng",
            (Self::Regime, Lang::En) => "rules of form",
            (Self::Components, Lang::Vi) => "Các thành phần thể thức",
            (Self::Components, Lang::En) => "Parts of the document",
            (Self::LostInCopy, Lang::Vi) => "không có trong tệp, có thể mất khi sao chép",
            (Self::LostInCopy, Lang::En) => "not in the file, perhaps lost in copying",
            (Self::NotThere, Lang::Vi) => "không có",
            (Self::NotThere, Lang::En) => "none",
            (Self::Signer, Lang::Vi) => "Chữ ký",
            (Self::Signer, Lang::En) => "Signature",
            (Self::SignerName, Lang::Vi) => "họ và tên",
            (Self::SignerName, Lang::En) => "name",
            (Self::Citations, Lang::Vi) => "Viện dẫn",
            (Self::Citations, Lang::En) => "Citations",
            (Self::Aliases, Lang::Vi) => "Tên gọi tắt",
            (Self::Aliases, Lang::En) => "Short names",
            (Self::Figures, Lang::Vi) => "Số liệu",
            (Self::Figures, Lang::En) => "Figures",
            (Self::Instrument, Lang::Vi) => "văn bản",
            (Self::Instrument, Lang::En) => "instrument",
            (Self::ExplainHint, Lang::Vi) => {
                "Xem giải thích một quy tắc: rasoat explain MÃ. Bỏ qua một quy tắc: --ignore MÃ."
            }
            (Self::ExplainHint, Lang::En) => {
                "To have a rule explained: rasoat explain RULE. To skip it: --ignore RULE."
            }
        }
    }
}

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
        (stage, Lang::En) => stage.name(),
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

/// A place inside a sentence.
pub fn place(location: &Location, lang: Lang) -> String {
    let Location { line, column, part, .. } = location;
    let mut text = match (part, lang) {
        (None, Lang::Vi) => format!("dòng {line}, cột {column}"),
        (None, Lang::En) => format!("line {line}, column {column}"),
        (Some(_), Lang::Vi) => format!("đoạn {line}, ký tự {column}"),
        (Some(_), Lang::En) => format!("paragraph {line}, character {column}"),
    };
    if let Some(part) = part.as_deref().filter(|part| *part != "word/document.xml") {
        text.push_str(&match lang {
            Lang::Vi => format!(" của {part}"),
            Lang::En => format!(" of {part}"),
        });
    }
    text
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

/// The number a division should have.
pub fn expected_number(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("phải là {number}"),
        Lang::En => format!("should be {number}"),
    }
}

/// Another severity at the final stage.
pub fn at_final(last: Severity, lang: Lang) -> String {
    let name = severity(last, lang);
    match lang {
        Lang::Vi => format!("{name} với bản trình ký, --stage final"),
        Lang::En => format!("{name} with --stage final"),
    }
}

/// The number of rules.
pub fn rule_count(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} quy tắc. Xem từng quy tắc: rasoat explain MÃ."),
        Lang::En => format!("{}. To read about one: rasoat explain RULE.", counted(count, "rule")),
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
        (Reason::RegimeUnknown, Lang::Vi) => "chưa xác định được văn bản thuộc thể thức nào",
        (Reason::RegimeUnknown, Lang::En) => "which rules of form bind the document could not be told",
        (Reason::KindUnknown, Lang::Vi) => "chưa xác định được loại văn bản",
        (Reason::KindUnknown, Lang::En) => "the kind of document could not be told",
        (Reason::ComponentUnknown, Lang::Vi) => "không nhận ra phần văn bản mà quy tắc cần xem",
        (Reason::ComponentUnknown, Lang::En) => "the part that the rule looks at was not recognised",
        (Reason::DateBlank, Lang::Vi) => "ngày ban hành còn để trống",
        (Reason::DateBlank, Lang::En) => "the date of issue is blank",
        (Reason::LegacyText, Lang::Vi) => {
            "văn bản dùng bảng mã phông cũ (TCVN3, VNI), chữ lưu trong tệp không phải chữ nhìn thấy"
        }
        (Reason::LegacyText, Lang::En) => {
            "the text is in a legacy font encoding (TCVN3, VNI); its letters are not what they look like"
        }
        (Reason::GluedLines, Lang::Vi) => "các dòng bị dính liền khi sao chép, không biết người soạn xuống dòng ở đâu",
        (Reason::GluedLines, Lang::En) => {
            "lines were glued together in copying; where the author ended them is not known"
        }
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
        (NoticeKind::Signed, Lang::Vi) => "tệp đã được ký số; mọi sửa đổi sẽ làm mất hiệu lực chữ ký",
        (NoticeKind::Signed, Lang::En) => "the file is digitally signed; any change invalidates the signature",
        (NoticeKind::Macros, Lang::Vi) => "tệp có macro, không được xem xét",
        (NoticeKind::Macros, Lang::En) => "the file has macros, which were not looked at",
        (NoticeKind::Embedded, Lang::Vi) => "tệp có tài liệu nhúng, không được kiểm tra",
        (NoticeKind::Embedded, Lang::En) => "the file has an embedded document, which was not checked",
    };
    if detail.is_empty() { said.to_owned() } else { format!("{said}: {detail}") }
}

/// What went wrong with an input and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What went wrong, as a sentence.
    pub message: String,
    /// What to do, as a sentence; may be empty.
    pub help: String,
}

/// Why an input could not be read, in plain words.
pub fn failure(failure: &Failure, lang: Lang) -> Advice {
    let (message, help) = match (failure, lang) {
        (Failure::Read(error), lang) => return read_error(error, lang),
        (Failure::NotFound, Lang::Vi) => ("Không có tệp hoặc thư mục này.".into(), "Kiểm tra lại đường dẫn."),
        (Failure::NotFound, Lang::En) => ("There is no such file or folder.".into(), "Check the path."),
        (Failure::NotAllowed, Lang::Vi) => {
            ("Không có quyền đọc tệp.".into(), "Xin quyền đọc hoặc chép tệp ra nơi khác.")
        }
        (Failure::NotAllowed, Lang::En) => {
            ("Reading the file is not allowed.".into(), "Ask for permission or copy the file elsewhere.")
        }
        (Failure::System(detail), Lang::Vi) => (format!("Hệ thống không đọc được tệp: {detail}."), ""),
        (Failure::System(detail), Lang::En) => (format!("The system could not read the file: {detail}."), ""),
        (Failure::Fault, Lang::Vi) => (
            "Chương trình gặp lỗi bên trong khi đọc tệp này.".into(),
            "Xin báo lại kèm tệp để sửa; các tệp khác vẫn được kiểm tra.",
        ),
        (Failure::Fault, Lang::En) => (
            "The program stopped with an internal fault on this file.".into(),
            "Please report it with the file; the other files were still checked.",
        ),
    };
    Advice { message, help: help.to_owned() }
}

fn read_error(error: &ReadError, lang: Lang) -> Advice {
    let (message, help): (String, &str) = match (error, lang) {
        (ReadError::Empty, Lang::Vi) => ("Tệp trống, không có chữ nào.".into(), "Kiểm tra xem có chọn đúng tệp không."),
        (ReadError::Empty, Lang::En) => {
            ("The file is empty: there is no text in it.".into(), "Check that it is the right file.")
        }
        (ReadError::TooLarge { bytes }, Lang::Vi) => {
            (format!("Tệp quá lớn ({}).", megabytes(*bytes)), "Nén ảnh trong tệp hoặc tách tệp rồi thử lại.")
        }
        (ReadError::TooLarge { bytes }, Lang::En) => (
            format!("The file is too large ({}).", megabytes(*bytes)),
            "Compress its pictures or split it, then try again.",
        ),
        (ReadError::Encrypted, Lang::Vi) => (
            "Tệp có mật khẩu bảo vệ.".into(),
            "Mở bằng Word, bỏ mật khẩu (File > Info > Protect Document) rồi lưu lại.",
        ),
        (ReadError::Encrypted, Lang::En) => (
            "The file is protected by a password.".into(),
            "Open it in Word, remove the password (File > Info > Protect Document) and save it again.",
        ),
        (ReadError::Damaged { detail }, Lang::Vi) => (
            format!("Tệp bị hỏng hoặc bị cắt ngắn: {detail}."),
            "Chép hoặc tải lại tệp; nếu Word mở được thì lưu lại thành .docx.",
        ),
        (ReadError::Damaged { detail }, Lang::En) => (
            format!("The file is damaged or cut short: {detail}."),
            "Copy or download it again; if Word opens it, save it as .docx.",
        ),
        (ReadError::Bomb { detail }, Lang::Vi) => {
            (format!("Tệp nén giải ra quá lớn: {detail}."), "Mở bằng Word rồi lưu lại thành .docx.")
        }
        (ReadError::Bomb { detail }, Lang::En) => {
            (format!("The file unpacks beyond the limit: {detail}."), "Open it in Word and save it as .docx.")
        }
        (ReadError::Unsupported { format }, Lang::Vi) => {
            (format!("Chưa hỗ trợ định dạng {format}."), "Mở bằng Word và lưu lại thành .docx.")
        }
        (ReadError::Unsupported { format }, Lang::En) => {
            (format!("The format {format} is not supported."), "Open the file in Word and save it as .docx.")
        }
        (ReadError::NotWhatNameSays { found }, Lang::Vi) => {
            (format!("Nội dung tệp không đúng với đuôi tên tệp: thực ra là {found}."), "Đổi lại đuôi tên tệp cho đúng.")
        }
        (ReadError::NotWhatNameSays { found }, Lang::En) => {
            (format!("The content is not what the name says: it is {found}."), "Give the file the right extension.")
        }
        (ReadError::PicturesOnly, Lang::Vi) => {
            ("Tệp chỉ có ảnh chụp, không có chữ.".into(), "Dùng bản văn bản gốc, hoặc nhận dạng chữ (OCR) trước.")
        }
        (ReadError::PicturesOnly, Lang::En) => (
            "The file holds only pictures, no text.".into(),
            "Use the original text, or run character recognition (OCR) first.",
        ),
    };
    Advice { message, help: help.to_owned() }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
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
    let Tally { files, unreadable, error, warning, info, not_checked } = tally;
    let mut text = match lang {
        Lang::Vi => format!("Đã kiểm tra {files} tệp: {error} lỗi, {warning} cảnh báo, {info} gợi ý"),
        Lang::En => format!(
            "Checked {}: {}, {}, {}",
            counted(files, "file"),
            counted(error, "error"),
            counted(warning, "warning"),
            counted(info, "hint")
        ),
    };
    if not_checked > 0 {
        text.push_str(&match lang {
            Lang::Vi => format!("; {not_checked} lượt quy tắc chưa kiểm tra được"),
            Lang::En => format!("; {} not checked", counted(not_checked, "rule")),
        });
    }
    if unreadable > 0 {
        text.push_str(&match lang {
            Lang::Vi => format!("; {unreadable} tệp không đọc được"),
            Lang::En => format!("; {} could not be read", counted(unreadable, "file")),
        });
    }
    text.push('.');
    text
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
