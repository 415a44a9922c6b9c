//! What is said to those who write rules and profiles of their own.

use std::fmt::Write as _;

use super::Look;
use super::layout::{Ink, paint, wrapped};
use super::words;
use crate::catalogue::sample::Remark;
use crate::catalogue::{Catalogue, Lang};
use crate::diagnostic::Severity;
use crate::engine::example::{Side, Tried, Verdict};
use crate::model::Document;
use crate::model::profile::Required;

/// Rules whose examples were tried.
#[derive(Debug)]
pub struct Tested {
    /// They, by file.
    pub rules: Vec<TestedRule>,
    /// The hash of all files.
    pub lock: String,
}

/// A rule whose examples were tried.
#[derive(Debug)]
pub struct TestedRule {
    /// Its id.
    pub id: String,
    /// Its file.
    pub path: String,
    /// The language in which alone it is worded.
    pub only: Option<Lang>,
    /// Its examples.
    pub tried: Vec<Tried>,
}

fn pick(lang: Lang, vi: impl Into<String>, en: impl Into<String>) -> String {
    match lang {
        Lang::Vi => vi.into(),
        Lang::En => en.into(),
    }
}

/// What became of the examples: every one that is not what it claims, the rules without any, and the sum.
pub fn tested(tested: &Tested, look: Look) -> String {
    let lang = look.lang;
    let mut out = String::new();
    let (mut held, mut failed) = (0, 0);
    for rule in &tested.rules {
        for tried in &rule.tried {
            if tried.verdict == Verdict::Held {
                held += 1;
                continue;
            }
            failed += 1;
            let _ = writeln!(
                out,
                "{}  {}",
                paint(&rule.id, Ink::Of(Severity::Error), look),
                paint(&rule.path, Ink::Dim, look)
            );
            out.push_str(&wrapped("  ", &verdict(tried, lang), look.width));
        }
    }
    let has = |side: Side| move |rule: &&TestedRule| !rule.tried.iter().any(|tried| tried.side == side);
    let lists = [
        (has(Side::Bad), pick(lang, "Chưa có ví dụ sai (bad)", "No bad example")),
        (has(Side::Good), pick(lang, "Chưa có ví dụ đúng (good)", "No good example")),
    ];
    for (lacks, title) in lists {
        let names: Vec<&str> = tested.rules.iter().filter(lacks).map(|rule| rule.id.as_str()).collect();
        if !names.is_empty() {
            out.push_str(&wrapped(&format!("{title}: "), &names.join(", "), look.width));
        }
    }
    for rule in &tested.rules {
        let mut cases: Vec<&str> = rule.tried.iter().flat_map(|tried| tried.unworded.iter().copied()).collect();
        cases.sort_unstable();
        cases.dedup();
        if !cases.is_empty() {
            let title = pick(lang, "trường hợp chưa có lời riêng", "cases without words of their own");
            out.push_str(&wrapped(&format!("{}: {title}: ", rule.id), &cases.join(", "), look.width));
        }
    }
    for (only, title) in [
        (
            Lang::Vi,
            pick(
                lang,
                "Chỉ có lời tiếng Việt (báo cáo tiếng Anh dùng lời này)",
                "Worded in Vietnamese only (English reports use it)",
            ),
        ),
        (
            Lang::En,
            pick(
                lang,
                "Chỉ có lời tiếng Anh (báo cáo tiếng Việt dùng lời này)",
                "Worded in English only (Vietnamese reports use it)",
            ),
        ),
    ] {
        let names = tested.rules.iter().filter(|rule| rule.only == Some(only)).count();
        if names > 0 {
            let _ = writeln!(out, "{title}: {names}");
        }
    }
    let rules = tested.rules.len();
    let sum = pick(
        lang,
        format!("{rules} quy tắc, {} ví dụ: {held} đúng, {failed} không đúng.", held + failed),
        format!("{rules} rules, {} examples: {held} as claimed, {failed} not.", held + failed),
    );
    let ink = if failed > 0 { Ink::Of(Severity::Error) } else { Ink::Bold };
    let _ = writeln!(out, "{}", paint(&sum, ink, look));
    let _ = writeln!(out, "{}", paint(&format!("lock = \"{}\"", tested.lock), Ink::Dim, look));
    out
}

/// What became of one example that is not what it claims.
pub fn verdict(tried: &Tried, lang: Lang) -> String {
    let side = match (tried.side, lang) {
        (Side::Bad, Lang::Vi) => "sai",
        (Side::Good, Lang::Vi) => "đúng",
        (Side::Bad, Lang::En) => "bad",
        (Side::Good, Lang::En) => "good",
    };
    let mut which =
        pick(lang, format!("ví dụ {side} thứ {}", tried.number), format!("{side} example {}", tried.number));
    if let Some(name) = &tried.document {
        let _ = write!(which, " ({name})");
    }
    let found: Vec<String> = tried.found.iter().take(5).map(|quote| format!("“{}”", quote.trim())).collect();
    let found = found.join(", ");
    let what = match &tried.verdict {
        Verdict::Held => String::new(),
        Verdict::Missed(None) => pick(lang, "quy tắc không báo gì", "the rule finds nothing"),
        Verdict::Missed(Some(reason)) => {
            let reason = words::reason(*reason, lang);
            pick(
                lang,
                format!("quy tắc chưa kiểm tra được: {reason}"),
                format!("the rule could not be checked: {reason}"),
            )
        }
        Verdict::Elsewhere => pick(
            lang,
            format!("quy tắc báo chỗ khác với `flags`: {found}"),
            format!("the rule finds other words than `flags`: {found}"),
        ),
        Verdict::Flagged => pick(lang, format!("quy tắc vẫn báo: {found}"), format!("the rule finds: {found}")),
        Verdict::Unreadable(why) => pick(lang, format!("không đọc được: {why}"), format!("it cannot be read: {why}")),
    };
    format!("{which}: {what}")
}

/// A file that is there is left alone.
pub fn exists(path: &str, lang: Lang) -> String {
    pick(lang, format!("{path} đã có, giữ nguyên."), format!("{path} is there already and is left alone."))
}

/// A rule was written.
pub fn rule_written(path: &str, home: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("Đã viết {path}. Sửa tệp này, thử: rasoat rules test {home}, dùng: rasoat check --rules {home} …\n"),
        format!(
            "{path} is written. Change it, test it: rasoat rules test {home}, use it: rasoat check --rules {home} …\n"
        ),
    )
}

/// A profile was written.
pub fn profile_written(path: &str, home: &str, sample: &str, lang: Lang) -> String {
    pick(
        lang,
        format!(
            "Đã viết {path}. Sửa tệp này, soát: rasoat profile check {home} --on {sample}, dùng: rasoat check --rules {home} …\n"
        ),
        format!(
            "{path} is written. Change it, look it over: rasoat profile check {home} --on {sample}, use it: rasoat check --rules {home} …\n"
        ),
    )
}

/// A path that gives no id.
pub fn wrong_id(id: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("`{id}` không dùng làm mã quy tắc được; viết NHÓM/TÊN bằng chữ thường không dấu, chữ số và gạch nối."),
        format!("`{id}` is no id of a rule; write GROUP/NAME in small ASCII letters, digits and hyphens."),
    )
}

/// An id that a built-in rule has.
pub fn built_in_id(id: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("`{id}` là mã của quy tắc có sẵn; đặt tên khác."),
        format!("`{id}` is a built-in rule; choose another name."),
    )
}

/// A name that a built-in profile has.
pub fn built_in_profile(name: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("`{name}` là mẫu đề cương có sẵn; đặt tên khác bằng --name."),
        format!("`{name}` is a built-in profile; choose another name with --name."),
    )
}

/// A check that does not exist.
pub fn unknown_check(name: &str, nearest: Option<&str>, lang: Lang) -> String {
    let meant = words::meant(nearest, lang);
    pick(
        lang,
        format!("không có phép kiểm tra `{name}`{meant}. Xem: rasoat rules params"),
        format!("there is no check `{name}`{meant}. See: rasoat rules params"),
    )
}

/// A folder that does not say what it is.
pub fn no_manifest(lang: Lang) -> String {
    pick(
        lang,
        "thư mục chưa có rasoat-pack.toml ([pack] với name, version); vẫn gói được",
        "the folder has no rasoat-pack.toml ([pack] with name, version); it is packed all the same",
    )
}

/// A pack was written.
pub fn packed(path: &str, lock: &str, lang: Lang) -> String {
    let line = format!("packs = [{{ path = \"{path}\", lock = \"{lock}\" }}]");
    pick(
        lang,
        format!("Đã gói {path}. Trong rasoat.toml của nơi dùng:\n\n{line}\n"),
        format!("{path} is written. In the rasoat.toml of those who use it:\n\n{line}\n"),
    )
}

/// A document without headings.
pub fn no_outline(path: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("{path}: không nhận ra đề mục nào để làm mẫu."),
        format!("{path}: no heading was recognised to make a profile of."),
    )
}

/// What a second look at profiles says.
pub fn looked_over(profiles: &[(&str, Vec<Remark>)], catalogue: &Catalogue, look: Look) -> String {
    let lang = look.lang;
    let mut out = String::new();
    for (name, remarks) in profiles {
        let Some(profile) = catalogue.profiles.iter().find(|profile| profile.name == *name) else { continue };
        let (sections, facts) = (profile.sections.len(), profile.facts.len());
        let sum = pick(
            lang,
            format!("{sections} mục, {facts} số liệu và sự việc"),
            format!("{sections} sections, {facts} facts"),
        );
        let _ = writeln!(out, "{}  {sum}", paint(name, Ink::Bold, look));
        for remark in remarks {
            out.push_str(&wrapped("  - ", &remark_text(remark, lang), look.width));
        }
    }
    if profiles.is_empty() {
        let none =
            pick(lang, "Không có mẫu đề cương nào (profiles/TÊN.toml).", "There is no profile (profiles/NAME.toml).");
        let _ = writeln!(out, "{none}");
    }
    out
}

fn remark_text(remark: &Remark, lang: Lang) -> String {
    match remark {
        Remark::ChosenForAll => pick(
            lang,
            "[choose] không có `subject-any` hay `cites-any`: mẫu sẽ được chọn cho mọi văn bản của các loại này",
            "[choose] has neither `subject-any` nor `cites-any`: it is chosen for every document of these kinds",
        ),
        Remark::NeverChosen(other) => pick(
            lang,
            format!("mẫu `{other}` có cùng điều kiện và `priority` không thấp hơn: mẫu này không bao giờ tự được chọn"),
            format!("`{other}` has the same conditions and no lower `priority`: this one is never chosen by itself"),
        ),
        Remark::SharedPhrase { phrase, first, second } => pick(
            lang,
            format!("mục `{first}` và `{second}` cùng nhận “{phrase}”: thêm `none` hoặc dùng cụm từ dài hơn"),
            format!("sections `{first}` and `{second}` both take “{phrase}”: add `none` or longer phrases"),
        ),
        Remark::ShortPhrase { phrase, section } => pick(
            lang,
            format!("mục `{section}`: “{phrase}” chỉ có một tiếng, dễ nhận nhầm đề mục khác"),
            format!("section `{section}`: “{phrase}” is a single word and may take other headings"),
        ),
    }
}

/// Which profile a document chooses.
pub fn chosen(path: &str, profile: Option<&str>, lang: Lang) -> String {
    match profile {
        Some(profile) => {
            pick(lang, format!("\n{path}: tự chọn mẫu `{profile}`\n"), format!("\n{path}: chooses `{profile}`\n"))
        }
        None => pick(lang, format!("\n{path}: không tự chọn mẫu nào\n"), format!("\n{path}: chooses no profile\n")),
    }
}

/// How a document meets a profile: what is there and what is not.
pub fn aligned(name: &str, document: &Document, look: Look) -> String {
    let lang = look.lang;
    let rows = &document.alignment.rows;
    let is_there = |row: &&crate::model::profile::AlignedSection| row.division.is_some() || row.in_text.is_some();
    let there = rows.iter().filter(is_there).count();
    let mut out = format!("  {}: ", paint(name, Ink::Bold, look));
    let _ = writeln!(
        out,
        "{}",
        pick(lang, format!("có {there} trên {} mục", rows.len()), format!("{there} of {} sections", rows.len()))
    );
    for row in rows.iter().filter(|row| !is_there(row) && row.required != Required::No) {
        let missing = pick(lang, format!("thiếu: {}", row.title.vi), format!("missing: {}", row.title.en));
        out.push_str(&wrapped("    ", &missing, look.width));
    }
    for fact in &document.alignment.missing_facts {
        let missing = pick(lang, format!("chưa nêu: {}", fact.title.vi), format!("not given: {}", fact.title.en));
        out.push_str(&wrapped("    ", &missing, look.width));
    }
    out
}
