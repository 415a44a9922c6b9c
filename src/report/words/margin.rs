//! Words of remarks in the margin of a document, and of whoever writes them there.

use super::severity;
use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::model::{Format, Place};
use crate::writeback::WriteError;

/// Fixed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarginWord {
    /// A fix stands in the text as a tracked change.
    Changed,
    /// The same, at every place.
    ChangedEverywhere,
    /// A further option was given than one file allows.
    OneFile,
    /// The copy would replace the file.
    OverItself,
    /// A marked copy is asked for of several documents.
    OneInput,
    /// Somebody has answered the remarks of an earlier run.
    Answered,
}

impl MarginWord {
    /// In words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Changed, Lang::Vi) => "Đã sửa sẵn dưới dạng theo dõi thay đổi: chọn Chấp nhận hoặc Từ chối.",
            (Self::Changed, Lang::En) => "Mended as a tracked change: accept or reject it.",
            (Self::ChangedEverywhere, Lang::Vi) => {
                "Đã sửa sẵn ở mọi chỗ dưới dạng theo dõi thay đổi: chọn Chấp nhận hoặc Từ chối."
            }
            (Self::ChangedEverywhere, Lang::En) => "Mended at every place as a tracked change: accept or reject it.",
            (Self::OneFile, Lang::Vi) => "-o chỉ dùng được với một tệp.",
            (Self::OneFile, Lang::En) => "-o is for one file only.",
            (Self::OverItself, Lang::Vi) => "bản có nhận xét không được ghi đè lên văn bản gốc; hãy chọn tên khác.",
            (Self::OneInput, Lang::Vi) => {
                "--output docx=… chỉ dùng được khi kiểm tra một tệp; với nhiều tệp, dùng `rasoat annotate`."
            }
            (Self::OneInput, Lang::En) => "--output docx=… is for one file; for several, use `rasoat annotate`.",
            (Self::Answered, Lang::Vi) => {
                "trong tệp đã có người trả lời nhận xét của rasoat hoặc đánh dấu đã xử lý, nên không ghi lại từ đầu. Xem kết quả: rasoat review TỆP; bỏ hết dấu của rasoat rồi ghi lại: rasoat clean TỆP."
            }
            (Self::Answered, Lang::En) => {
                "somebody has answered remarks of rasoat in the file or marked them as done, so they are not written anew. To see what became of them: rasoat review FILE; to take all marks out first: rasoat clean FILE."
            }
            (Self::OverItself, Lang::En) => "the annotated copy may not replace the document; choose another name.",
        }
    }
}

/// The first word of a remark.
pub fn weight(weight: Severity, lang: Lang) -> String {
    super::capitalized(severity(weight, lang))
}

/// Before findings that are about the document as a whole.
pub fn whole_document(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Về cả văn bản ({count}):"),
        Lang::En => format!("About the whole document ({count}):"),
    }
}

/// Before the words of a finding that stands where Word takes no comment.
pub const fn in_margin(place: Place, lang: Lang) -> Option<&'static str> {
    match (place, lang) {
        (Place::Header, Lang::Vi) => Some("đầu trang"),
        (Place::Header, Lang::En) => Some("page header"),
        (Place::Footer, Lang::Vi) => Some("chân trang"),
        (Place::Footer, Lang::En) => Some("page footer"),
        (Place::Note, Lang::Vi) => Some("chú thích"),
        (Place::Note, Lang::En) => Some("note"),
        (Place::Body | Place::Cell(_) | Place::TextBox, _) => None,
    }
}

/// What is suggested.
pub fn suggested(edits: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Gợi ý sửa: {edits}."),
        Lang::En => format!("Suggested: {edits}."),
    }
}

/// The same fault elsewhere.
pub fn also(count: usize, places: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Cũng vậy ở {count} chỗ khác: {places}"),
        Lang::En => format!("The same at {count} more places: {places}"),
    }
}

/// The same fault in other cells of the row.
pub fn also_in_row(count: usize, said: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Cũng vậy ở {count} ô khác của hàng này: {said}."),
        Lang::En => format!("The same in {count} more cells of this row: {said}."),
    }
}

/// How the names of copies with remarks end, before the extension.
pub const ANNOTATED: &str = ".ra-soat";

/// The name of the copy of the file `name` with remarks in it, without its folder.
pub fn annotated_name(stem: &str, extension: &str) -> String {
    format!("{stem}{ANNOTATED}.{extension}")
}

/// What was written.
pub fn annotated(path: &str, remarks: usize, changes: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: {remarks} nhận xét, {changes} chỗ sửa sẵn (theo dõi thay đổi)."),
        Lang::En => format!("{path}: {remarks} comments, {changes} tracked changes."),
    }
}

/// Why nothing is written into a file of this format.
pub fn unwritable(format: Format, lang: Lang) -> String {
    let (vi, en) = match format {
        Format::Pdf => ("không ghi nhận xét vào tệp PDF được", "remarks cannot be written into a PDF"),
        Format::Doc => (
            "không ghi nhận xét vào tệp .doc được; hãy lưu thành .docx trong Word, hoặc thêm --libreoffice",
            "remarks cannot be written into a .doc; save it as .docx in Word, or add --libreoffice",
        ),
        Format::Text | Format::Markdown | Format::Docx | Format::Odt => (
            "tệp văn bản thuần không có chỗ cho nhận xét; để sửa tại chỗ, dùng `rasoat check --fix`",
            "plain text has no place for remarks; to mend it in place, use `rasoat check --fix`",
        ),
    };
    match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// Why nothing was written.
pub fn not_annotated(error: &WriteError, lang: Lang) -> String {
    let text = match (error, lang) {
        (WriteError::Signed, Lang::Vi) => {
            "tệp đã ký số; ghi vào thì chữ ký mất hiệu lực, nên không ghi gì. Thêm --drop-signature nếu vẫn muốn một bản không có chữ ký."
        }
        (WriteError::Signed, Lang::En) => {
            "the file is digitally signed and writing would break the signature; nothing was written. Add --drop-signature for a copy without it."
        }
        (WriteError::Protected, Lang::Vi) => {
            "tệp được bảo vệ, không cho sửa (Xem lại → Hạn chế Chỉnh sửa), nên không ghi gì. Hãy bỏ bảo vệ trong Word rồi chạy lại."
        }
        (WriteError::Protected, Lang::En) => {
            "the file is protected against editing (Review, Restrict Editing); nothing was written. Stop the protection in Word first."
        }
        (WriteError::Form, Lang::Vi) => {
            "tệp được ghi theo cách khác thường, không thêm gì vào được. Hãy mở bằng Word, lưu lại rồi chạy lại."
        }
        (WriteError::Form, Lang::En) => {
            "the file is written in an unusual way that nothing can be added to. Open and save it in Word first."
        }
        (WriteError::Package(error), Lang::Vi) => return format!("tệp hỏng ({error}), không ghi gì."),
        (WriteError::Package(error), Lang::En) => {
            return format!("the file is damaged ({error}); nothing was written.");
        }
    };
    text.to_owned()
}
