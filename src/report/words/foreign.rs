//! What libraries and the system say, for people: in Vietnamese as far as it is known, and otherwise left
//! out, for half an English sentence helps nobody who reads Vietnamese.

use std::borrow::Cow;

use crate::catalogue::Lang;

/// What the parser of TOML says.
pub(super) fn toml(detail: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return detail.into();
    }
    let starts = |words: &[&str]| words.iter().any(|word| detail.starts_with(word));
    let said = if starts(&["invalid boolean", "string values must be quoted", "missing opening quote"]) {
        "chữ phải đặt trong dấu nháy kép"
    } else if starts(&["duplicate key"]) {
        "tên này đã dùng rồi"
    } else if starts(&[
        "unclosed array",
        "missing comma between array",
        "missing array opening",
        "extra comma in array",
    ]) {
        "danh sách thiếu dấu `]` hoặc dấu phẩy"
    } else if starts(&["unclosed table", "unclosed array table", "missing table open"]) {
        "tên bảng thiếu dấu `]`"
    } else if starts(&["unclosed inline table", "missing inline table", "missing comma between key", "invalid inline"])
    {
        "bảng trong một dòng thiếu dấu `}` hoặc dấu phẩy"
    } else if starts(&["key with no value", "missing value", "extra `=`", "missing assignment"]) {
        "thiếu giá trị sau dấu `=`"
    } else if starts(&["unquoted keys", "invalid unquoted key", "invalid key-value"]) {
        "tên viết không đúng"
    } else if starts(&["invalid basic string", "invalid literal string", "missing escaped", "too few unicode"]) {
        "chữ trong dấu nháy chưa đóng hoặc có dấu `\\` không đúng chỗ"
    } else if starts(&["recursion limit", "cannot recurse"]) {
        "lồng nhau quá sâu"
    } else if starts(&["`_` may", "redundant", "unexpected leading zero", "unexpected sign", "radix", "integers"]) {
        "số viết không đúng"
    } else {
        "không hiểu được chỗ này"
    };
    said.into()
}

/// What the system says about a file.
pub(super) fn system(detail: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return detail.into();
    }
    let known = [
        ("Permission denied", "không có quyền đọc"),
        ("Access is denied", "không có quyền đọc"),
        ("Is a directory", "đây là thư mục"),
        ("is a directory", "đây là thư mục"),
        ("Not a directory", "đường dẫn đi qua một tệp"),
        ("not a directory", "đường dẫn đi qua một tệp"),
        ("entity not found", "không có tệp này"),
        ("already exists", "đã có tệp này"),
        ("File exists", "đã có tệp này"),
        ("Broken pipe", "chương trình nhận kết quả đã dừng"),
        ("no storage space", "ổ đĩa đã đầy"),
        ("quota", "hết dung lượng được cấp"),
        ("No such file", "không có tệp này"),
        ("cannot find the", "không có tệp này"),
        ("No space left", "ổ đĩa đã đầy"),
        ("not enough space", "ổ đĩa đã đầy"),
        ("Read-only file system", "ổ đĩa chỉ cho đọc"),
        ("valid UTF-8", "tệp không ở mã UTF-8; mở bằng Notepad, chọn Save As, Encoding: UTF-8"),
        ("symbolic links", "liên kết vòng quanh"),
        ("loop found", "liên kết vòng quanh"),
        ("Input/output error", "lỗi đọc ổ đĩa"),
        ("Too many open files", "mở quá nhiều tệp"),
        ("File name too long", "tên tệp quá dài"),
        ("being used by another process", "tệp đang mở trong chương trình khác"),
        ("larger than", "tệp lớn quá mức cho phép"),
        ("too many files", "một bộ quy tắc có nhiều nhất 1.000 tệp"),
        ("no regular file", "không phải tệp thông thường"),
        ("link outside the folder", "liên kết dẫn ra ngoài thư mục được kiểm tra"),
        ("outside the folder", "nằm ngoài thư mục của tệp cấu hình"),
    ];
    let said = known.iter().find(|(words, _)| detail.contains(words)).map(|(_, said)| *said);
    said.unwrap_or("hệ thống báo lỗi").into()
}

/// What git says.
pub(super) fn git(detail: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return detail.into();
    }
    let known = [
        ("not a git repository", "không phải kho git"),
        ("unknown revision", "không có bản này"),
        ("Needed a single revision", "không có bản này"),
        ("bad revision", "không có bản này"),
        ("ambiguous argument", "không có bản này"),
        ("ambiguous: ", "tên này chỉ nhiều bản khác nhau; hãy ghi đủ, ví dụ refs/remotes/origin/main"),
        ("dubious ownership", "thư mục thuộc về người khác; xem `git config safe.directory`"),
        ("No such file", "chưa cài git"),
        ("cannot find the", "chưa cài git"),
        ("not found", "chưa cài git"),
    ];
    let said = known.iter().find(|(words, _)| detail.contains(words)).map(|(_, said)| *said);
    said.unwrap_or("git báo lỗi").into()
}

/// What a reader of packages says about a damaged file, to stand in brackets.
pub(super) fn damage(detail: &str, lang: Lang) -> Cow<'_, str> {
    // The name of a part says more than a sentence would.
    if lang == Lang::En || !detail.is_ascii() || !detail.contains(' ') {
        return detail.into();
    }
    let known = [
        ("compound file", "tệp kiểu Office cũ (OLE) không đúng cấu trúc"),
        ("OLE", "tệp kiểu Office cũ (OLE) không đúng cấu trúc"),
        ("CFB", "tệp kiểu Office cũ (OLE) không đúng cấu trúc"),
        ("EOCD", "thiếu phần cuối của tệp nén"),
        ("Zip", "tệp nén không đúng cấu trúc"),
        ("zip", "tệp nén không đúng cấu trúc"),
        ("deflate", "dữ liệu nén bị hỏng"),
        ("checksum", "dữ liệu không khớp mã kiểm tra"),
        ("XML", "XML không đúng cấu trúc"),
        ("expected", "XML không đúng cấu trúc"),
        ("xref", "bảng tham chiếu của PDF bị hỏng"),
        ("missing", "thiếu một phần bắt buộc"),
        ("end of file", "tệp bị cắt ngắn"),
        ("unexpected end", "tệp bị cắt ngắn"),
        ("several parts", "trong tệp có nhiều phần trùng tên, mỗi chương trình có thể đọc một phần khác nhau"),
    ];
    let said = known.iter().find(|(words, _)| detail.contains(words)).map(|(_, said)| *said);
    said.unwrap_or("cấu trúc bên trong không đúng").into()
}

/// What the compiler of patterns says, on one line.
pub(super) fn pattern(detail: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return detail.into();
    }
    let known = [
        ("unclosed group", "thiếu dấu `)`"),
        ("unopened group", "thừa dấu `)`"),
        ("unclosed character class", "thiếu dấu `]`"),
        ("unclosed alternate", "thiếu dấu `}`"),
        ("unopened alternate", "thừa dấu `}`"),
        ("repetition", "dấu lặp `*`, `+`, `?` hoặc `{}` không đứng sau gì hoặc viết sai"),
        ("look-around", "không dùng được phép nhìn trước, nhìn sau (`(?=`, `(?!`, `(?<`)"),
        ("backreference", "không dùng được phép gọi lại nhóm (`\\1`)"),
        ("unrecognized escape", "dấu `\\` đứng trước chữ không có nghĩa đặc biệt"),
        ("size limit", "mẫu quá lớn"),
        ("exceeds", "mẫu quá lớn"),
        ("invalid range", "khoảng trong `[ ]` viết ngược"),
    ];
    let said = known.iter().find(|(words, _)| detail.contains(words)).map(|(_, said)| *said);
    said.unwrap_or("mẫu viết không đúng").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_stands_in_a_vietnamese_sentence() {
        assert_eq!(toml("invalid boolean, expected `false`", Lang::Vi), "chữ phải đặt trong dấu nháy kép");
        assert_eq!(
            system("stream did not contain valid UTF-8", Lang::Vi).split(';').next(),
            Some("tệp không ở mã UTF-8")
        );
        assert_eq!(damage("invalid Zip archive: Could not find EOCD", Lang::Vi), "thiếu phần cuối của tệp nén");
        for said in [toml("whatever", Lang::Vi), system("whatever", Lang::Vi), damage("what ever", Lang::Vi)] {
            assert!(!said.contains("ever"), "{said}");
        }
        assert_eq!(toml("whatever", Lang::En), "whatever");
    }
}
