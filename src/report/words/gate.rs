//! Words about configuration, accepted findings and known findings.

use super::{foreign, meant};
use crate::catalogue::Lang;
use crate::config::Origin;
use crate::engine::Fault;

/// Who set something.
pub fn origin(origin: &Origin, lang: Lang) -> String {
    match (origin, lang) {
        (Origin::File(name), _) => name.clone(),
        (Origin::Default, Lang::Vi) => "mặc định".to_owned(),
        (Origin::Default, Lang::En) => "default".to_owned(),
        (Origin::Environment, Lang::Vi) => "biến môi trường".to_owned(),
        (Origin::Environment, Lang::En) => "environment".to_owned(),
        (Origin::CommandLine, Lang::Vi) => "dòng lệnh".to_owned(),
        (Origin::CommandLine, Lang::En) => "command line".to_owned(),
    }
}

/// With `--untrusted`, a file that comes with the documents is not to decide about them.
pub fn inside_change(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "--untrusted: {path} nằm cùng các văn bản được kiểm tra nên không được dùng. Để tệp này ở nơi khác (ví dụ bản của nhánh chính) rồi chỉ đến đó."
        ),
        Lang::En => format!(
            "--untrusted: {path} lies with the documents that are checked, so it is not used. Keep it elsewhere (such as in a checkout of the main branch) and name it there."
        ),
    }
}

/// With `--untrusted`, what lies where a result is to go would lead it elsewhere.
pub fn output_of_change(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "--untrusted: không ghi kết quả vào {path}: nằm cùng các văn bản được kiểm tra và là liên kết hoặc không phải tệp thường. Xóa đi hoặc ghi ra nơi khác."
        ),
        Lang::En => format!(
            "--untrusted: no result is written to {path}: it comes with the documents that are checked and is a link or no regular file. Remove it, or write elsewhere."
        ),
    }
}

/// Two results are to go to one file.
pub fn output_twice(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: hai kết quả được ghi vào cùng một tệp; hãy cho mỗi kết quả một tệp riêng."),
        Lang::En => format!("{path}: two results go to the same file; give each its own."),
    }
}

/// A value in the place of another.
pub fn instead(new: &str, old: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{new} (thay cho {old})"),
        Lang::En => format!("{new} (instead of {old})"),
    }
}

/// A result could not be written.
pub fn not_written(path: &str, error: &std::io::Error, lang: Lang) -> String {
    let said = system(error, lang);
    match lang {
        Lang::Vi => {
            format!("{path}: không ghi được ({said}). Kiểm tra xem thư mục có sẵn và có quyền ghi vào đó không.")
        }
        Lang::En => {
            format!("{path}: it cannot be written ({said}). Check that the folder is there and may be written to.")
        }
    }
}

/// What the system said when a file was to be written, in the language of the user where it is one of the usual
/// things.
fn system(error: &std::io::Error, lang: Lang) -> String {
    match (error.kind(), lang) {
        (std::io::ErrorKind::PermissionDenied, Lang::Vi) => "không có quyền ghi".to_owned(),
        _ => foreign::system(&error.to_string(), lang).into_owned(),
    }
}

/// A configuration file was written.
pub fn config_written(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đã tạo {path}. Mở tệp, bỏ dấu # ở những thiết lập cần dùng.\n"),
        Lang::En => format!("Wrote {path}. Open it and take the # off the settings you need.\n"),
    }
}

/// There is a configuration file already.
pub fn config_exists(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path} đã có, không ghi đè. Xem thiết lập đang dùng: rasoat config --show TỆP"),
        Lang::En => format!("{path} exists and is left alone. To see what holds: rasoat config --show FILE"),
    }
}

/// What is wrong with something that accepts findings, and what to do.
pub fn suppression_fault(fault: &Fault, lang: Lang) -> String {
    match (fault, lang) {
        (Fault::NotUnderstood, Lang::Vi) => {
            "không hiểu lời chú thích này; viết: rasoat: bỏ qua MÃ_QUY_TẮC – lý do".to_owned()
        }
        (Fault::NotUnderstood, Lang::En) => {
            "this comment is not understood; write: rasoat: ignore RULE - reason".to_owned()
        }
        (Fault::NoReason, Lang::Vi) => {
            "lời bỏ qua không nêu lý do nên không có hiệu lực; viết thêm lý do sau dấu gạch: bỏ qua MÃ – lý do"
                .to_owned()
        }
        (Fault::NoReason, Lang::En) => {
            "without a reason nothing is accepted; write it after a dash: ignore RULE - reason".to_owned()
        }
        (Fault::UnknownRule { name, nearest }, Lang::Vi) => {
            format!("không có quy tắc `{name}` để bỏ qua{}", meant(nearest.as_deref(), lang))
        }
        (Fault::UnknownRule { name, nearest }, Lang::En) => {
            format!("there is no rule `{name}` to ignore{}", meant(nearest.as_deref(), lang))
        }
        (Fault::Unused(name), Lang::Vi) => {
            format!("lời bỏ qua `{name}` không còn cần: ở đây không có lỗi nào của quy tắc này; hãy xóa đi")
        }
        (Fault::Unused(name), Lang::En) => {
            format!("ignoring `{name}` is not needed: the rule finds nothing here; take it out")
        }
    }
}

/// An entry `[[suppress]]` that accepted nothing; `number` counts from 1.
pub fn unused_entry(number: usize, rules: &[String], lang: Lang) -> String {
    let rules = rules.join(", ");
    match lang {
        Lang::Vi => format!(
            "mục [[suppress]] thứ {number} ({rules}) không còn cần: không tệp nào vừa kiểm tra có lỗi này; hãy xóa đi"
        ),
        Lang::En => format!(
            "[[suppress]] number {number} ({rules}) is not needed: none of the files checked has such a finding; take it out"
        ),
    }
}

/// A file of known findings with a wrong line.
pub fn wrong_baseline(line: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("dòng {line} không phải của tệp baseline; ghi lại tệp bằng: rasoat baseline write THƯ_MỤC"),
        Lang::En => format!("line {line} is no entry of a baseline; write the file anew: rasoat baseline write FOLDER"),
    }
}

/// The system does not let the run go on.
pub fn stopped(said: &str, lang: Lang) -> String {
    foreign::system(said, lang).into_owned()
}

/// A review sheet was written.
pub fn sheet_written(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Phiếu rà soát: {path}\n"),
        Lang::En => format!("Review sheet: {path}\n"),
    }
}

/// There is no file of known findings.
pub fn no_baseline(lang: Lang) -> String {
    match lang {
        Lang::Vi => "chưa có tệp baseline này; tạo bằng: rasoat baseline write THƯ_MỤC".to_owned(),
        Lang::En => "there is no such baseline; make it with: rasoat baseline write FOLDER".to_owned(),
    }
}

/// Nothing could be kept in the folder of the cache that was asked for.
pub fn cache_not_written(folder: &str, said: &str, lang: Lang) -> String {
    let said = foreign::system(said, lang);
    match lang {
        Lang::Vi => format!(
            "{folder}: không ghi được bộ nhớ đệm ({said}); kết quả vẫn đúng, nhưng lần sau không nhanh hơn. \
             Hãy chọn thư mục ghi được cho --cache-dir, hoặc dùng --no-cache."
        ),
        Lang::En => format!(
            "{folder}: the cache could not be written ({said}); the report is right, but the next run will be no \
             faster. Give --cache-dir a folder that can be written, or use --no-cache."
        ),
    }
}

/// Git did not tell about renamed files.
pub fn no_renames(said: &str, lang: Lang) -> String {
    let said = foreign::git(said, lang);
    match lang {
        Lang::Vi => format!("không theo được các tệp đã đổi tên ({said}); --follow cần git và một kho git"),
        Lang::En => format!("renamed files could not be followed ({said}); --follow needs git and a repository"),
    }
}

/// `--since` without a repository.
pub fn no_repository(folder: &str, said: &str, lang: Lang) -> String {
    let said = foreign::git(said, lang);
    match lang {
        Lang::Vi => format!(
            "{folder}: không xem được lịch sử ({said}); --since cần git và một kho git. Bỏ --since để kiểm tra mọi tệp."
        ),
        Lang::En => format!(
            "{folder}: there is no history to look at ({said}); --since needs git and a repository. Leave --since out to check every file."
        ),
    }
}

/// `--since` with a revision that the repository does not have.
pub fn no_revision(revision: &str, said: &str, lang: Lang) -> String {
    let said = foreign::git(said, lang);
    match lang {
        Lang::Vi => format!(
            "--since: kho git không có bản `{revision}` ({said}). Xem các bản bằng: git log --oneline; nếu kho mới lấy \
             về một phần (trong CI), hãy lấy cả lịch sử: git fetch --unshallow, hoặc fetch-depth: 0."
        ),
        Lang::En => format!(
            "--since: the repository has no revision `{revision}` ({said}). To see them: git log --oneline; a shallow \
             clone, as in CI, needs its history first: git fetch --unshallow, or fetch-depth: 0."
        ),
    }
}

/// A run is over and waits for changes of so many documents.
pub fn watching(documents: usize, lang: Lang) -> String {
    match (documents, lang) {
        (_, Lang::Vi) => format!(
            "Đang theo dõi {documents} văn bản cùng cấu hình; lưu tệp là được kiểm tra lại. Nhấn Ctrl-C để dừng."
        ),
        (1, Lang::En) => {
            "Watching 1 document and its configuration; what you save is checked at once. Ctrl-C ends.".to_owned()
        }
        (_, Lang::En) => format!(
            "Watching {documents} documents and their configuration; what you save is checked at once. Ctrl-C ends."
        ),
    }
}

/// Files were changed, so that the run begins anew.
pub fn changed(paths: &[String], lang: Lang) -> String {
    /// Names that are told; a branch that is checked out may change hundreds.
    const MOST: usize = 3;
    let named = paths.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = paths.len().saturating_sub(MOST);
    match (more, lang) {
        (0, Lang::Vi) => format!("Có thay đổi: {named}. Kiểm tra lại."),
        (0, Lang::En) => format!("Changed: {named}. Checking again."),
        (_, Lang::Vi) => format!("Có thay đổi: {named} và {more} tệp khác. Kiểm tra lại."),
        (_, Lang::En) => format!("Changed: {named} and {more} more. Checking again."),
    }
}

/// The system does not tell of changes in a folder.
pub fn cannot_watch(folder: &str, said: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{folder}: không theo dõi được ({said}). Hãy cho --watch ít thư mục hơn, hoặc chạy lệnh không có --watch."
        ),
        Lang::En => format!(
            "{folder}: it cannot be watched ({said}). Give --watch fewer folders, or run the command without it."
        ),
    }
}

/// A known finding that is no longer there, as a line.
pub fn stale_entry(path: &str, rule: &str, quote: &str, lang: Lang) -> String {
    let quote = if quote.is_empty() { String::new() } else { format!(" “{quote}”") };
    match lang {
        Lang::Vi => format!("{path}: đã sửa: {rule}{quote}\n"),
        Lang::En => format!("{path}: gone: {rule}{quote}\n"),
    }
}

/// What `baseline check` found.
pub fn baseline_checked(path: &str, all: usize, gone: usize, lang: Lang) -> String {
    match (gone, lang) {
        (0, Lang::Vi) => format!("{path}: cả {all} lỗi đã ghi nhận vẫn còn.\n"),
        (0, Lang::En) => format!("{path}: all {all} known findings are still there.\n"),
        (_, Lang::Vi) => {
            format!("{path}: {gone}/{all} lỗi đã ghi nhận không còn; bỏ đi bằng: rasoat baseline prune THƯ_MỤC\n")
        }
        (_, Lang::En) => {
            format!("{path}: {gone} of {all} known findings are gone; drop them: rasoat baseline prune FOLDER\n")
        }
    }
}

/// A file of known findings was written.
pub fn baseline_written(path: &str, all: usize, gone: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{path}: đã ghi {all} lỗi đã biết, bỏ {gone} lỗi không còn.\n"),
        Lang::En => format!("{path}: wrote {all} known findings, dropped {gone} that are gone.\n"),
    }
}

/// No configuration names the file of known findings that was written.
pub fn baseline_unheeded(path: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Để không báo lại các lỗi này: đặt `baseline = \"{path}\"` trong rasoat.toml, hoặc chạy rasoat check --baseline {path}.\n"
        ),
        Lang::En => format!(
            "To hear no more of them, put `baseline = \"{path}\"` into rasoat.toml, or run rasoat check --baseline {path}.\n"
        ),
    }
}

/// A configuration that was given as text names a further file by `field`.
pub fn file_of_config(field: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("`{field}` chỉ tên tệp khác, mà cấu hình đưa vào dưới dạng văn bản thì không đọc tệp nào"),
        Lang::En => format!("`{field}` names a further file, and a configuration given as text reads none"),
    }
}

/// A declared summary whose parts are not there.
pub fn no_parts(origin: &Origin, entry: usize, report: &str, lang: Lang) -> String {
    let origin = super::origin(origin, lang);
    match lang {
        Lang::Vi => {
            format!("{origin}: [[summary]] thứ {entry} không có báo cáo thành phần nào cho {report}; xem lại `parts`")
        }
        Lang::En => format!("{origin}: entry {entry} of [[summary]] has no part for {report}; look at `parts`"),
    }
}
