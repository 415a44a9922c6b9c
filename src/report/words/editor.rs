//! What editors show beside the findings.

use crate::catalogue::Lang;

/// Fixed words of the language server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditorWord {
    /// The action that applies every fix that changes no content.
    FixAllSafe,
    /// The title of the progress over a folder.
    CheckingFolder,
    /// Before the long name of something that is named shortly.
    ShortFor,
    /// Above a figure that was proved right.
    Proved,
    /// Beside a section that the profile wants.
    WantedSection,
    /// Beside an instrument that the document has already cited.
    AlreadyCited,
    /// Beside an instrument of the registry.
    InRegistry,
    /// Beside a line of recipients.
    RecipientLine,
    /// Why a name cannot be changed.
    NotAnAlias,
    /// Why a new name is refused.
    EmptyName,
}

impl EditorWord {
    /// The words in `lang`.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::FixAllSafe, Lang::Vi) => "Sửa mọi lỗi không làm đổi nội dung",
            (Self::FixAllSafe, Lang::En) => "Apply every fix that changes no content",
            (Self::CheckingFolder, Lang::Vi) => "Rà soát thư mục",
            (Self::CheckingFolder, Lang::En) => "Checking the folder",
            (Self::ShortFor, Lang::Vi) => "Viết tắt của",
            (Self::ShortFor, Lang::En) => "Short for",
            (Self::Proved, Lang::Vi) => "Đã kiểm chứng là đúng",
            (Self::Proved, Lang::En) => "Proved right",
            (Self::WantedSection, Lang::Vi) => "mục còn thiếu so với đề cương",
            (Self::WantedSection, Lang::En) => "section that the outline wants",
            (Self::AlreadyCited, Lang::Vi) => "đã viện dẫn trong văn bản này",
            (Self::AlreadyCited, Lang::En) => "already cited in this document",
            (Self::InRegistry, Lang::Vi) => "trong danh mục văn bản",
            (Self::InRegistry, Lang::En) => "in the registry",
            (Self::RecipientLine, Lang::Vi) => "nơi nhận",
            (Self::RecipientLine, Lang::En) => "recipient",
            (Self::NotAnAlias, Lang::Vi) => "chỉ đổi được tên viết tắt đã khai báo trong văn bản",
            (Self::NotAnAlias, Lang::En) => "only a short name that the document declares can be changed",
            (Self::EmptyName, Lang::Vi) => "tên mới không được để trống hoặc xuống dòng",
            (Self::EmptyName, Lang::En) => "the new name must be one line and not empty",
        }
    }
}

/// The action that applies a fix: one edit, or so many.
pub fn apply_fix(first: &str, more: usize, lang: Lang) -> String {
    let first = super::capitalized(first);
    match (more, lang) {
        (0, _) => first,
        (more, Lang::Vi) => format!("{first} và {more} chỗ khác"),
        (1, Lang::En) => format!("{first} and in 1 more place"),
        (more, Lang::En) => format!("{first} and in {more} more places"),
    }
}

/// The action that opens the explanation of a rule.
pub fn open_explanation(rule: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Xem giải thích quy tắc {rule}"),
        Lang::En => format!("Open the explanation of {rule}"),
    }
}

/// The action that accepts a finding.
pub fn accept(rule: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Bỏ qua {rule} ở đoạn này (ghi lý do)"),
        Lang::En => format!("Ignore {rule} in this paragraph (with a reason)"),
    }
}

/// The action that accepts a word for good.
pub fn accept_word(word: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Chấp nhận từ “{word}”"),
        Lang::En => format!("Accept the word “{word}”"),
    }
}

/// The comment that accepts findings of `rule` once the reason is filled in.
pub fn acceptance(rule: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("rasoat: bỏ qua {rule} – [lý do]"),
        Lang::En => format!("rasoat: ignore {rule} - [reason]"),
    }
}

/// The action that inserts something that is missing.
pub fn insert(what: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Thêm “{what}”"),
        Lang::En => format!("Insert “{what}”"),
    }
}

/// How far a check of a folder is.
pub fn files_checked(done: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{done}/{of} tệp"),
        Lang::En => format!("{done} of {of} files"),
    }
}

/// Settings that the server cannot use.
pub fn unusable_settings(detail: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("thiết lập không dùng được, giữ nguyên thiết lập trước: {detail}"),
        Lang::En => format!("the settings cannot be used, the earlier ones stay: {detail}"),
    }
}
