//! Words for mistakes in rule files and profiles.

use super::{Advice, foreign, formula, meant, severity, tier};
use crate::catalogue::{Lang, Mistake};

/// What is wrong in a file of a pack, and what to do.
pub fn mistake(mistake: &Mistake, lang: Lang) -> Advice {
    let vi = matches!(lang, Lang::Vi);
    let say = |vietnamese: String, english: String| if vi { vietnamese } else { english };
    let none = String::new();
    let (message, help) = match mistake {
        Mistake::Syntax(detail) => (
            say(format!("sai cú pháp TOML: {}", foreign::toml(detail, lang)), format!("not valid TOML: {detail}")),
            say(
                "viết `tên = giá trị`, mỗi tên một lần; chữ đặt trong dấu nháy kép, danh sách trong [ ]".to_owned(),
                "write `name = value`, each name once; text stands in double quotes, a list in [ ]".to_owned(),
            ),
        ),
        Mistake::Misplaced => (
            say(
                "tệp nằm sai chỗ, không rõ là quy tắc hay mẫu đề cương".to_owned(),
                "the file lies where neither a rule nor a profile is expected".to_owned(),
            ),
            say(
                "đặt quy tắc tại NHÓM/TÊN.toml hoặc packs/BỘ/NHÓM/TÊN.toml, mẫu đề cương tại profiles/TÊN.toml"
                    .to_owned(),
                "put a rule at GROUP/NAME.toml or packs/PACK/GROUP/NAME.toml, a profile at profiles/NAME.toml"
                    .to_owned(),
            ),
        ),
        Mistake::RuleId(id) => (
            say(
                format!("đường dẫn cho mã quy tắc không hợp lệ: `{id}`"),
                format!("the path gives no valid rule id: `{id}`"),
            ),
            say(
                "tên thư mục và tên tệp chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối".to_owned(),
                "names of folder and file take small ASCII letters, digits and hyphens only".to_owned(),
            ),
        ),
        Mistake::Replaces(id) => (
            say(format!("`{id}` là mã của quy tắc có sẵn"), format!("`{id}` is the id of a built-in rule")),
            say(
                "đặt tên khác; nếu muốn thay quy tắc có sẵn thì ghi `replaces = true`, mọi báo cáo sẽ nêu việc này".to_owned(),
                "give it another name; to put it in the place of the built-in rule, write `replaces = true`, which every report names".to_owned(),
            ),
        ),
        Mistake::TooMany(most) => (
            say(format!("quá nhiều mục: chỉ nhận đến {most}"), format!("too many entries: {most} at most")),
            say("gộp các mục lại bằng mẫu hoặc nhóm".to_owned(), "join them by a pattern or a group".to_owned()),
        ),
        Mistake::Twice(name) => (
            say(format!("`{name}` được khai báo hai lần"), format!("`{name}` is declared twice")),
            say("chỉ giữ lại một".to_owned(), "keep one of them".to_owned()),
        ),
        Mistake::UnknownField { name, nearest, known } => (
            say(format!("không có trường `{name}`"), format!("there is no field `{name}`"))
                + &meant(nearest.as_deref(), lang),
            list("các tên dùng được ở đây", "the names that can be used here", known, lang),
        ),
        Mistake::MissingFields(names) => {
            let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            (
                say(format!("thiếu trường {names}"), format!("missing: {names}")),
                say("thêm vào mục này".to_owned(), "add it here".to_owned()),
            )
        }
        Mistake::WrongType { expected } => {
            let expected = type_name(expected, lang);
            (
                say(
                    format!("sai kiểu giá trị, ở đây cần {expected}"),
                    format!("wrong type; {expected} is needed here"),
                ),
                none,
            )
        }
        Mistake::NotOneOf { found, options, nearest } => {
            let (few, most) = nearest_of(found, options);
            (
                say(format!("`{found}` không phải giá trị được phép"), format!("`{found}` is not an allowed value"))
                    + &meant(nearest.as_deref(), lang),
                match most {
                    Some(all) => say(
                        format!("các giá trị gần nhất: {few}; tất cả {all} giá trị: `rasoat rules params`"),
                        format!("the nearest values: {few}; all {all}: `rasoat rules params`"),
                    ),
                    None => say(format!("các giá trị được phép: {few}"), format!("allowed values: {few}")),
                },
            )
        }
        Mistake::Empty => (
            say("không được để trống".to_owned(), "must not be empty".to_owned()),
            say(
                "điền giá trị; một thư mục quy tắc phải có ít nhất một tệp NHÓM/TÊN.toml".to_owned(),
                "give it a value; a folder of rules holds at least one file GROUP/NAME.toml".to_owned(),
            ),
        ),
        Mistake::AboveCeiling { tier: of, ceiling } => (
            say(
                format!("mức độ cao hơn mức tối đa của cơ sở `{}` ({})", of.name(), tier(*of, lang)),
                format!("the severity is above the ceiling of the tier `{}`", of.name()),
            ),
            say(
                format!("mức tối đa là `{}` ({})", ceiling.name(), severity(*ceiling, lang)),
                format!("the ceiling is `{}`", ceiling.name()),
            ),
        ),
        Mistake::UnknownPlaceholder { name, known } => (
            say(format!("phép kiểm tra không cho giá trị {{{name}}}"), format!("the check gives no value {{{name}}}"))
                + &meant(crate::catalogue::nearest(name, known.iter().copied()), lang),
            list("các giá trị dùng được", "values that can be used", known, lang),
        ),
        Mistake::UnknownWording { name, known } => (
            say(format!("phép kiểm tra không có `{name}`"), format!("the check has no `{name}`"))
                + &meant(crate::catalogue::nearest(name, known.iter().copied()), lang),
            list("các tên dùng được", "names that can be used", known, lang),
        ),
        Mistake::MissingWording(name) => {
            (say(format!("thiếu lời cho `{name}`"), format!("there are no words for `{name}`")), none)
        }
        Mistake::ProofMissing => (
            say(
                "phép kiểm tra này xác nhận được điều đúng nên cần trường `proof`".to_owned(),
                "this check proves things right and needs the field `proof`".to_owned(),
            ),
            none,
        ),
        Mistake::ProofNeedless => (
            say(
                "phép kiểm tra này không xác nhận điều đúng nên không dùng trường `proof`".to_owned(),
                "this check proves nothing, so `proof` is never used".to_owned(),
            ),
            none,
        ),
        Mistake::UnknownRule { id, nearest } => (
            say(format!("không có quy tắc `{id}`"), format!("there is no rule `{id}`"))
                + &meant(nearest.as_deref(), lang),
            say("xem `rasoat rules`".to_owned(), "see `rasoat rules`".to_owned()),
        ),
        Mistake::UnknownKind { slug, nearest } => (
            say(format!("không có loại văn bản `{slug}`"), format!("there is no kind of document `{slug}`"))
                + &meant(nearest.as_deref(), lang),
            say(
                "viết tên loại không dấu, có gạch nối, ví dụ `bao-cao`, `quyet-dinh`, `cong-van`".to_owned(),
                "write the kind without marks and with hyphens, for example `bao-cao`, `quyet-dinh`, `cong-van`"
                    .to_owned(),
            ),
        ),
        Mistake::UnknownSection(id) => {
            (say(format!("mẫu đề cương không có mục `{id}`"), format!("the profile has no section `{id}`")), none)
        }
        Mistake::UnknownSelector { name, nearest } => (
            say(format!("không có quy tắc, nhóm hay bộ quy tắc `{name}`"), format!("`{name}` selects no rule"))
                + &meant(nearest.as_deref(), lang),
            say(
                "viết mã quy tắc (citation/expired), nhóm (citation), pack:BỘ, tier:CƠ_SỞ hoặc all; xem `rasoat rules`"
                    .to_owned(),
                "write a rule (citation/expired), a group (citation), pack:NAME, tier:NAME or all; see `rasoat rules`"
                    .to_owned(),
            ),
        ),
        Mistake::UnknownProfile { name, nearest } => (
            say(format!("không có mẫu đề cương `{name}`"), format!("there is no profile `{name}`"))
                + &meant(nearest.as_deref(), lang),
            say("xem `rasoat profiles`".to_owned(), "see `rasoat profiles`".to_owned()),
        ),
        Mistake::Expression(detail) => (
            say(
                format!("biểu thức không dùng được: {}", foreign::pattern(detail, lang)),
                format!("the regular expression cannot be used: {detail}"),
            ),
            say(
                "đặt `\\` trước dấu có nghĩa đặc biệt; viết trong dấu nháy đơn để không phải nhân đôi `\\`".to_owned(),
                "put `\\` before a sign with a meaning; in single quotes it need not be doubled".to_owned(),
            ),
        ),
        Mistake::Formula(fault) => {
            let Advice { message, help } = formula::fault(fault, lang);
            (message, help)
        }
        Mistake::NoWords => (
            say("quy tắc chưa có lời nào cho người đọc".to_owned(), "the rule has no words for its readers".to_owned()),
            say(
                "thêm bảng [vi] với `title` và `message`; không cần [en]".to_owned(),
                "add a table [vi] or [en] with `title` and `message`; one is enough".to_owned(),
            ),
        ),
        Mistake::NeedsNewer(version) => (
            say(
                format!("bộ quy tắc cần rasoat {version} trở lên; đây là {}", env!("CARGO_PKG_VERSION")),
                format!("the pack needs rasoat {version} or newer; this is {}", env!("CARGO_PKG_VERSION")),
            ),
            say("cài bản mới hơn, hoặc dùng bản cũ của bộ quy tắc".to_owned(), "install a newer one, or use an older pack".to_owned()),
        ),
        Mistake::Version(version) => (
            say(format!("`{version}` không phải số phiên bản"), format!("`{version}` is no version")),
            say("viết các số cách nhau bằng dấu chấm, ví dụ `1.2`".to_owned(), "write numbers with points, for example `1.2`".to_owned()),
        ),
        Mistake::OtherContent { name, found } => (
            say(
                format!("nội dung bộ quy tắc `{name}` khác với dòng đã khóa"),
                format!("the content of the pack `{name}` is not that of its lock"),
            ),
            say(
                format!("xem lại bộ quy tắc; nếu đúng là bản muốn dùng thì ghi `lock = \"{found}\"`"),
                format!("look at the pack again; if it is the one you want, write `lock = \"{found}\"`"),
            ),
        ),
        Mistake::Pattern(detail) => (
            say(
                format!("mẫu đường dẫn không dùng được: {}", foreign::pattern(detail, lang)),
                format!("the pattern cannot be used: {detail}"),
            ),
            say(
                "viết như trong .gitignore, ví dụ `phu-luc/**` hoặc `*.md`".to_owned(),
                "write it as in .gitignore, for example `phu-luc/**` or `*.md`".to_owned(),
            ),
        ),
        Mistake::Unreadable(detail) => (
            say(format!("không đọc được: {}", foreign::system(detail, lang)), format!("it cannot be read: {detail}")),
            say(
                "sửa đường dẫn; đường dẫn tính từ thư mục chứa tệp cấu hình này".to_owned(),
                "mend the path; it starts at the folder of this configuration file".to_owned(),
            ),
        ),
        Mistake::Circle => (
            say("các tệp cấu hình kế thừa lẫn nhau thành vòng".to_owned(), "the files extend each other".to_owned()),
            say("bỏ một trong các dòng `extends`".to_owned(), "take out one of the `extends`".to_owned()),
        ),
        Mistake::ByPathOnly(field) => (
            say(
                format!("`{field}` không dùng được cùng `kinds` hoặc `sections`"),
                format!("`{field}` does not go with `kinds` or `sections`"),
            ),
            say(
                "để `kinds`, `sections` chỉ với `ignore` và `severity`; các thiết lập khác thì chọn bằng `paths`"
                    .to_owned(),
                "use `kinds` and `sections` with `ignore` and `severity` only; choose files for the others by `paths`"
                    .to_owned(),
            ),
        ),
        Mistake::NoCondition => (
            say(
                "mục này không có điều kiện nên sẽ áp dụng cho mọi văn bản".to_owned(),
                "this override has no condition and would apply to every document".to_owned(),
            ),
            say(
                "thêm `paths`, `kinds` hoặc `sections`, hoặc chuyển thiết lập ra ngoài".to_owned(),
                "add `paths`, `kinds` or `sections`, or move the settings to the top of the file".to_owned(),
            ),
        ),
        Mistake::Other(detail) => (detail.clone(), none),
    };
    Advice { message, help }
}

/// The number of mistakes, as one sentence.
pub fn mistake_count(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (count, Lang::Vi) => format!("Có {count} lỗi trong các tệp quy tắc hoặc cấu hình; chưa kiểm tra văn bản nào."),
        (1, Lang::En) => "There is 1 mistake in the rules or the configuration; no document was checked.".to_owned(),
        (count, Lang::En) => {
            format!("There are {count} mistakes in the rules or the configuration; no document was checked.")
        }
    }
}

/// What TOML calls a type of JSON Schema.
fn type_name(name: &str, lang: Lang) -> &str {
    match (name, lang) {
        ("string", Lang::Vi) => "chuỗi trong dấu nháy",
        ("string", Lang::En) => "a string in quotes",
        ("integer", Lang::Vi) => "số nguyên",
        ("integer", Lang::En) => "an integer",
        ("number", Lang::Vi) => "số",
        ("number", Lang::En) => "a number",
        ("boolean", Lang::Vi) => "true hoặc false",
        ("boolean", Lang::En) => "true or false",
        ("array", Lang::Vi) => "danh sách [ ]",
        ("array", Lang::En) => "a list [ ]",
        ("object", Lang::Vi) => "bảng",
        ("object", Lang::En) => "a table",
        (name, _) => name,
    }
}

/// Values that are told where there are many.
const FEW: usize = 6;

/// All of `options`, or those most like `found` with the number of all.
fn nearest_of(found: &str, options: &[String]) -> (String, Option<usize>) {
    if options.len() <= 2 * FEW {
        return (options.join(", "), None);
    }
    let mut alike: Vec<(&String, f64)> =
        options.iter().map(|option| (option, strsim::jaro_winkler(found, option))).collect();
    alike.sort_by(|left, right| right.1.total_cmp(&left.1));
    let few: Vec<&str> = alike.iter().take(FEW).map(|(option, _)| option.as_str()).collect();
    (few.join(", "), Some(options.len()))
}

fn list(vi: &str, en: &str, names: &[impl AsRef<str>], lang: Lang) -> String {
    if names.is_empty() {
        return String::new();
    }
    let title = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("{title}: {}", names.join(", "))
}
