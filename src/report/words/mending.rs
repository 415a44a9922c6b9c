//! Words about fixes that are made in a file, shown, or could be made.

use super::super::Tally;
use super::counted;
use crate::catalogue::Lang;
use crate::report::layout::{clipped, one_line};

/// Columns of a quotation.
const QUOTE: usize = 40;

/// Fixed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MendingWord {
    /// The file was changed by somebody while it was checked.
    ChangedMeanwhile,
    /// What comes from standard input and is no text cannot be given back.
    NotThroughStdin,
}

impl MendingWord {
    /// In words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::ChangedMeanwhile, Lang::Vi) => {
                "tệp vừa được ghi lại trong lúc kiểm tra nên không sửa gì; hãy chạy lại."
            }
            (Self::ChangedMeanwhile, Lang::En) => {
                "the file was written by somebody while it was checked; nothing was changed. Run again."
            }
            (Self::NotThroughStdin, Lang::Vi) => "--fix với đầu vào chuẩn chỉ dùng được cho văn bản thuần và Markdown.",
            (Self::NotThroughStdin, Lang::En) => "--fix takes only plain text and Markdown from standard input.",
        }
    }
}

/// A file was mended.
pub fn mended(path: &str, count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: đã sửa {count} lỗi."),
        Lang::En => format!("{path}: {} fixed.", counted(count, "finding")),
    }
}

/// A Word file was mended by tracked changes.
pub fn mended_tracked(path: &str, count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: {count} lỗi đã có chỗ sửa (theo dõi thay đổi) để chấp nhận hoặc từ chối."),
        Lang::En => format!("{path}: {} mended as tracked changes.", counted(count, "finding")),
    }
}

/// What fixes of presentation a diff of words does not show.
pub fn presentation_changes(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} lỗi về cách trình bày cũng sẽ được sửa:"),
        Lang::En => format!("{} of presentation would be fixed too:", counted(count, "finding")),
    }
}

/// What `--diff` showed.
pub fn would_mend(count: usize, files: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("sẽ sửa {count} lỗi trong {files} tệp; không tệp nào được ghi."),
        Lang::En => {
            format!("would fix {} in {}; nothing was written.", counted(count, "finding"), counted(files, "file"))
        }
    }
}

/// What could be mended; `None` if there is nothing.
pub fn could_mend(tally: Tally, lang: Lang) -> Option<String> {
    let Tally { fixable, fixable_unsafe, .. } = tally;
    let text = match (fixable, fixable_unsafe, lang) {
        (0, 0, _) => return None,
        (_, 0, Lang::Vi) => format!("Sửa được ngay {fixable} lỗi: thêm --fix (xem trước: --diff)."),
        (0, _, Lang::Vi) => {
            format!(
                "Sửa được {fixable_unsafe} lỗi nếu cho đổi câu chữ: thêm --fix --unsafe-fixes (xem trước: --diff --unsafe-fixes)."
            )
        }
        (_, _, Lang::Vi) => format!(
            "Sửa được ngay {fixable} lỗi: thêm --fix (xem trước: --diff); thêm {fixable_unsafe} lỗi nữa nếu cho đổi câu chữ: --unsafe-fixes."
        ),
        (_, 0, Lang::En) => format!("{fixable} fixable with --fix (to see it first: --diff)."),
        (0, _, Lang::En) => format!("{fixable_unsafe} fixable with --fix --unsafe-fixes, which changes words."),
        (_, _, Lang::En) => {
            format!(
                "{fixable} fixable with --fix (to see it first: --diff); {fixable_unsafe} more with --unsafe-fixes."
            )
        }
    };
    Some(text)
}

/// A fix of presentation: the words it is about and what was wrong with them.
pub fn look_changed(quote: &str, said: &str) -> String {
    let quote = clipped(&one_line(quote), QUOTE);
    let said = one_line(said);
    if quote.is_empty() { said } else { format!("“{quote}”: {said}") }
}
