//! Words about marked copies that came back.

use super::counted;
use crate::catalogue::Lang;
use crate::report::review::{Fate, Taken};

/// Fixed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewWord {
    /// The copy does not remember what was told in it.
    NoRecord,
    /// Over the figures of the rules.
    ByRule,
    /// No file of the kind that can be marked.
    OnlyWord,
}

impl ReviewWord {
    /// In words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NoRecord, Lang::Vi) => {
                "bản này không mang theo danh sách lỗi đã ghi (không do `rasoat annotate` tạo ra, hoặc đã qua một chương trình bỏ danh sách ấy đi); mọi lỗi dưới đây được coi là mới"
            }
            (Self::NoRecord, Lang::En) => {
                "the copy has no list of what was told in it (it was not made by `rasoat annotate`, or a program has left the list out); all findings below count as new"
            }
            (Self::ByRule, Lang::Vi) => "Theo quy tắc (làm theo / không theo / chưa quyết định)",
            (Self::ByRule, Lang::En) => "By rule (taken / refused / open)",
            (Self::OnlyWord, Lang::Vi) => "chỉ đọc lại được tệp Word (.docx) và OpenDocument (.odt)",
            (Self::OnlyWord, Lang::En) => "only Word files (.docx) and OpenDocument files (.odt) can be read again",
        }
    }
}

/// What became of a finding, as a heading.
pub const fn fate(fate: Fate, lang: Lang) -> &'static str {
    match (fate, lang) {
        (Fate::Accepted, Lang::Vi) => "đã chấp nhận chỗ sửa",
        (Fate::Accepted, Lang::En) => "fix accepted",
        (Fate::Mended, Lang::Vi) => "đã tự sửa",
        (Fate::Mended, Lang::En) => "mended by hand",
        (Fate::Pending, Lang::Vi) => "chỗ sửa chưa được chấp nhận hay từ chối",
        (Fate::Pending, Lang::En) => "fix not decided yet",
        (Fate::Rejected, Lang::Vi) => "đã từ chối chỗ sửa",
        (Fate::Rejected, Lang::En) => "fix rejected",
        (Fate::Resolved, Lang::Vi) => "đã đánh dấu xử lý xong, lỗi vẫn còn",
        (Fate::Resolved, Lang::En) => "marked as done, still there",
        (Fate::Answered, Lang::Vi) => "đã trả lời, lỗi vẫn còn",
        (Fate::Answered, Lang::En) => "answered, still there",
        (Fate::StillThere, Lang::Vi) => "vẫn còn",
        (Fate::StillThere, Lang::En) => "still there",
        (Fate::New, Lang::Vi) => "mới",
        (Fate::New, Lang::En) => "new",
    }
}

/// The figures of one rule.
pub fn taken(taken: Taken) -> String {
    format!("{} / {} / {}", taken.taken, taken.refused, taken.open)
}

/// An answer to a comment.
pub fn answer(author: &str, text: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{author} trả lời: {text}"),
        Lang::En => format!("{author} answered: {text}"),
    }
}

/// Findings that are known from now on.
pub fn taken_into_baseline(count: usize, path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã ghi nhận {count} lỗi bị từ chối vào {path}."),
        Lang::En => format!("{} that were decided against are known now: {path}.", counted(count, "finding")),
    }
}

/// A copy without marks was written.
pub fn cleaned(path: &str, comments: usize, changes: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{path}: đã bỏ {comments} nhận xét và {changes} dấu thay đổi (Track Changes) chưa quyết định của rasoat."
        ),
        Lang::En => format!(
            "{path}: {} and {} of rasoat taken out.",
            counted(comments, "comment"),
            counted(changes, "undecided change")
        ),
    }
}

/// A file without marks.
pub fn nothing_to_clean(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: không có dấu nào của rasoat; tệp được giữ nguyên."),
        Lang::En => format!("{path}: there are no marks of rasoat; the file is left alone."),
    }
}
