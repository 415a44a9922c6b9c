//! Words for inputs that could not be read.

use super::foreign;
use crate::catalogue::Lang;
use crate::readers::{ReadError, Stop};
use crate::report::{Conversion, Failure};

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
        (Failure::System(detail), Lang::Vi) => (
            format!("Hệ thống không đọc được tệp: {}.", foreign::system(detail, lang)),
            "Kiểm tra ổ đĩa hoặc kết nối mạng, hoặc chép tệp ra nơi khác rồi thử lại.",
        ),
        (Failure::System(detail), Lang::En) => (
            format!("The system could not read the file: {detail}."),
            "Check the disk or the network, or copy the file elsewhere, then try again.",
        ),
        (Failure::Conversion(Conversion::NoProgram), Lang::Vi) => (
            "Không tìm thấy LibreOffice để chuyển đổi tệp.".into(),
            "Cài LibreOffice, hoặc bỏ tùy chọn --libreoffice để chỉ đọc phần chữ.",
        ),
        (Failure::Conversion(Conversion::NoProgram), Lang::En) => (
            "LibreOffice, which is to convert the file, was not found.".into(),
            "Install LibreOffice, or leave out --libreoffice to read the text alone.",
        ),
        (Failure::Conversion(Conversion::TimedOut), Lang::Vi) => {
            ("LibreOffice chuyển đổi tệp quá lâu nên đã dừng lại.".into(), "Mở bằng Word rồi lưu lại thành .docx.")
        }
        (Failure::Conversion(Conversion::TimedOut), Lang::En) => (
            "LibreOffice took too long to convert the file and was stopped.".into(),
            "Open it in Word and save it as .docx.",
        ),
        (Failure::Conversion(Conversion::Failed), Lang::Vi) => {
            ("LibreOffice không chuyển đổi được tệp này.".into(), "Mở bằng Word rồi lưu lại thành .docx.")
        }
        (Failure::Conversion(Conversion::Failed), Lang::En) => {
            ("LibreOffice could not convert the file.".into(), "Open it in Word and save it as .docx.")
        }
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
            format!("Tệp bị hỏng hoặc bị cắt ngắn (chi tiết: {}).", foreign::damage(detail, lang)),
            "Chép hoặc tải lại tệp; nếu Word mở được thì lưu lại thành .docx.",
        ),
        (ReadError::Damaged { detail }, Lang::En) => (
            format!("The file is damaged or cut short (detail: {detail})."),
            "Copy or download it again; if Word opens it, save it as .docx.",
        ),
        (ReadError::Bomb { detail }, Lang::Vi) if is_length(detail) => (
            format!("Tệp quá dài: {} vượt mức chương trình kiểm tra được.", limit(detail, lang)),
            "Tách thành nhiều tệp rồi kiểm tra từng tệp.",
        ),
        (ReadError::Bomb { detail }, Lang::En) if is_length(detail) => (
            format!("The file is too long: it has more {} than can be checked.", limit(detail, lang)),
            "Split it and check the parts.",
        ),
        (ReadError::Bomb { detail }, Lang::Vi) => (
            format!("Tệp giải nén vượt giới hạn an toàn: {}.", limit(detail, lang)),
            "Mở bằng Word rồi lưu lại thành .docx.",
        ),
        (ReadError::Bomb { detail }, Lang::En) => (
            format!("The file unpacks beyond the safe limit: {}.", limit(detail, lang)),
            "Open it in Word and save it as .docx.",
        ),
        (ReadError::Stopped(Stop::Fault), lang) => return failure(&Failure::Fault, lang),
        (ReadError::Stopped(Stop::Memory), Lang::Vi) => (
            "Đọc tệp này cần nhiều bộ nhớ hơn mức cho phép nên đã dừng lại.".into(),
            "Dùng bản Word gốc hoặc tách tệp; nếu tin tệp, tăng mức bằng biến môi trường RASOAT_PDF_MEMORY (số MB).",
        ),
        (ReadError::Stopped(Stop::Memory), Lang::En) => (
            "Reading the file takes more memory than allowed, so it was stopped.".into(),
            "Use the original Word file or split it; if you trust it, raise the variable RASOAT_PDF_MEMORY (megabytes).",
        ),
        (ReadError::Stopped(Stop::Time), Lang::Vi) => (
            "Đọc tệp này quá lâu nên đã dừng lại.".into(),
            "Dùng bản Word gốc hoặc tách tệp; nếu tin tệp, tăng mức bằng biến môi trường RASOAT_PDF_SECONDS (số giây).",
        ),
        (ReadError::Stopped(Stop::Time), Lang::En) => (
            "Reading the file takes too long, so it was stopped.".into(),
            "Use the original Word file or split it; if you trust it, raise the variable RASOAT_PDF_SECONDS (seconds).",
        ),
        (ReadError::Unsupported { format }, lang) => return unsupported(format, lang),
        (ReadError::NotWhatNameSays { found }, Lang::Vi) => (
            format!("Nội dung tệp không đúng với đuôi tên tệp: thực ra là {}.", content(found, lang)),
            "Kiểm tra xem tệp có được tải về đầy đủ không, hoặc đổi lại đuôi tên tệp cho đúng.",
        ),
        (ReadError::NotWhatNameSays { found }, Lang::En) => (
            format!("The content is not what the name says: it is {}.", content(found, lang)),
            "Check that the download is complete, or give the file the right extension.",
        ),
        (ReadError::LayerUnusable, Lang::Vi) => (
            "Tệp là ảnh chụp; lớp chữ nhận dạng (OCR) kèm theo sai đến mức không dùng được.".into(),
            "Dùng bản Word gốc, hoặc nhận dạng lại bằng chương trình có hỗ trợ tiếng Việt.",
        ),
        (ReadError::LayerUnusable, Lang::En) => (
            "The file is pictures; the recognised text (OCR) over them is too wrong to be used.".into(),
            "Use the original Word file, or recognise the text again with a program that knows Vietnamese.",
        ),
        (ReadError::LettersLost, Lang::Vi) => (
            "Chữ trong tệp không sao chép được: phông chữ của tệp không cho biết đó là những chữ cái nào.".into(),
            "Dùng bản Word gốc, hoặc xuất lại PDF từ Word (File > Save As > PDF), không in qua máy in ảo.",
        ),
        (ReadError::LettersLost, Lang::En) => (
            "The text cannot be copied from the file: its fonts do not tell which letters they show.".into(),
            "Use the original Word file, or export the PDF from Word again (File > Save As > PDF) rather than by a virtual printer.",
        ),
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

/// A format without a reader: text that Word can save anew, pages, or no text at all.
fn unsupported(format: &str, lang: Lang) -> Advice {
    let named = match lang {
        Lang::Vi => format!("Chưa hỗ trợ định dạng {format}."),
        Lang::En => format!("The format {format} is not supported."),
    };
    let (message, help) = match (format, lang) {
        ("RTF", Lang::Vi) => (
            named,
            "Cài LibreOffice để chương trình tự chuyển đổi; hoặc mở bằng Word rồi lưu lại thành .docx (File > Save As).",
        ),
        ("RTF", Lang::En) => (
            named,
            "Install LibreOffice, which is then used to convert it; or open it in Word and save it as .docx (File > Save As).",
        ),
        ("Word 95", Lang::Vi) => (
            named,
            "Dùng --libreoffice nếu máy có LibreOffice; hoặc mở bằng Word rồi lưu lại thành .docx (File > Save As).",
        ),
        ("Word 95", Lang::En) => (
            named,
            "Use --libreoffice if LibreOffice is installed; or open it in Word and save it as .docx (File > Save As).",
        ),
        ("OLE", Lang::Vi) => (
            "Tệp kiểu Office cũ nhưng không phải văn bản Word (có thể là Excel hoặc PowerPoint).".to_owned(),
            "Kiểm tra xem có chọn đúng tệp không; nếu Word mở được thì lưu lại thành .docx (File > Save As).",
        ),
        ("PDF", Lang::Vi) => (
            named,
            "Dùng tệp Word gốc; nếu chỉ có PDF, mở bằng Word rồi lưu thành .docx (bản chụp thì phải nhận dạng chữ trước).",
        ),
        ("PDF", Lang::En) => (
            named,
            "Use the Word file it was made from; or open it in Word and save it as .docx (a scan needs character recognition first).",
        ),
        ("binary", Lang::Vi) => ("Tệp không phải là văn bản.".to_owned(), "Kiểm tra xem có chọn đúng tệp không."),
        ("binary", Lang::En) => ("The file is no text.".to_owned(), "Check that it is the right file."),
        (_, Lang::Vi) => {
            (named, "Kiểm tra xem có chọn đúng tệp không; đọc được .docx, .docm, .odt, .doc, .pdf, .txt, .md.")
        }
        (_, Lang::En) => {
            (named, "Check that it is the right file; .docx, .docm, .odt, .doc, .pdf, .txt and .md can be read.")
        }
    };
    Advice { message, help: help.to_owned() }
}

/// What a content was found to be.
fn content(found: &str, lang: Lang) -> &str {
    match (found, lang) {
        ("text", Lang::Vi) => "chữ thuần (text)",
        ("text", Lang::En) => "plain text",
        ("zip", Lang::Vi) => "tệp nén zip",
        ("zip", Lang::En) => "a zip archive",
        (found, _) => found,
    }
}

/// True for a limit that an honest document may reach: it is long, not hostile.
fn is_length(limit: &str) -> bool {
    ["blocks", "paragraphs", "tables", "cells", "pages", "letters"].contains(&limit)
}

/// A limit of the readers.
fn limit(name: &str, lang: Lang) -> &str {
    match (name, lang) {
        ("compression ratio", Lang::Vi) => "tỷ lệ nén",
        ("unpacked size", Lang::Vi) => "dung lượng",
        ("entries", Lang::Vi) => "số tệp bên trong",
        ("XML depth", Lang::Vi) => "độ sâu của XML",
        ("pages", Lang::Vi) => "số trang",
        ("letters" | "letters of a page" | "letters of fonts", Lang::Vi) => "số chữ",
        ("blocks" | "paragraphs", Lang::Vi) => "số đoạn văn",
        ("tables" | "cells", Lang::Vi) => "số bảng, số ô",
        ("lists", Lang::Vi) => "số kiểu đánh số",
        ("styles", Lang::Vi) => "số kiểu định dạng",
        ("repeats", Lang::Vi) => "số dấu cách lặp lại",
        ("objects", Lang::Vi) => "số đối tượng",
        ("fonts", Lang::Vi) => "số phông chữ",
        ("index of objects", Lang::Vi) => "bảng kê đối tượng",
        ("forms", Lang::Vi) => "số hình vẽ lại",
        ("drawing commands", Lang::Vi) => "số lệnh vẽ",
        ("page content", Lang::Vi) => "nội dung một trang",
        ("packed stream", Lang::Vi) => "cách nén dữ liệu",
        (name, _) => name,
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
