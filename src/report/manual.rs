//! The manual of the checks: for a terminal, as a page of Markdown, and as a rule to start from.

use std::fmt::Write as _;

use super::Look;
use super::layout::{Ink, paint, wrapped};
use super::words::capitalized;
use crate::catalogue::manual::{self, Manual, Parameter, Sample, Takes};
use crate::catalogue::{Catalogue, Lang};
use crate::checks::formula_facts;

const fn pick<'t>(lang: Lang, vi: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// The checks, one a line: those for rules of a house with what they are for, the others by name.
pub fn checks(catalogue: &Catalogue, look: Look) -> String {
    let lang = look.lang;
    let all = manual::all(catalogue);
    let title = pick(lang, "Phép kiểm tra cho quy tắc riêng", "Checks for rules of your own");
    let mut out = format!("{}\n", paint(title, Ink::Bold, look));
    for manual in all.iter().filter(|manual| !manual.about.is_empty()) {
        out.push_str(&wrapped(&format!("  {:<18} ", manual.name), purpose(manual, lang), look.width));
    }
    let title = pick(lang, "Các phép kiểm tra khác", "Other checks");
    let _ = writeln!(out, "\n{}", paint(title, Ink::Bold, look));
    let others: Vec<&str> = all.iter().filter(|manual| manual.about.is_empty()).map(|manual| manual.name).collect();
    out.push_str(&wrapped("  ", &others.join(", "), look.width));
    let more =
        pick(lang, "Tham số của một phép: rasoat rules params TÊN.", "Parameters of one: rasoat rules params NAME.");
    let _ = writeln!(out, "\n{more}");
    out
}

/// Everything about one check.
pub fn check(manual: &Manual, look: Look) -> String {
    let lang = look.lang;
    let mut out = format!("{}\n", paint(manual.name, Ink::Bold, look));
    out.push_str(&wrapped("  ", purpose(manual, lang), look.width));
    let mut section = |title: &str, parameters: &[Parameter]| {
        let _ = writeln!(out, "\n{}", paint(title, Ink::Bold, look));
        for parameter in parameters {
            let required = if parameter.is_required { pick(lang, ", bắt buộc", ", required") } else { "" };
            let head =
                format!("  {} ({}{required}): ", paint(&parameter.name, Ink::Bold, look), kind(&parameter.takes, lang));
            out.push_str(&wrapped(&head, &about(parameter, lang), look.width));
        }
    };
    section(pick(lang, "Tham số (bảng [with])", "Parameters (table [with])"), &manual.parameters);
    if manual.parameters.iter().any(|parameter| parameter.name == "in") {
        section(pick(lang, "Trong `in`", "Within `in`"), &manual::scope());
    }
    let lists = [
        (pick(lang, "giá trị cho lời báo", "values for messages"), manual.values),
        (pick(lang, "trường hợp có lời riêng (vi.cases)", "cases with words of their own (vi.cases)"), manual.cases),
        (pick(lang, "chỗ liên quan cần lời (vi.labels)", "further places that need words (vi.labels)"), manual.labels),
    ];
    out.push('\n');
    for (title, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        out.push_str(&wrapped(&format!("{}: ", capitalized(title)), &names.join(", "), look.width));
    }
    if manual.name == "expression" {
        out.push('\n');
        for (record, name, of, vi, en) in formula_facts() {
            out.push_str(&wrapped(&format!("  {record}.{name} ({of}): "), pick(lang, vi, en), look.width));
        }
    }
    if let Some(sample) = &manual.sample {
        let title = pick(lang, "Ví dụ", "Example");
        let _ = writeln!(out, "\n{}\n", paint(title, Ink::Bold, look));
        out.extend(rule(manual.name, sample).lines().flat_map(|line| ["  ", line, "\n"]));
    } else if !manual.rules.is_empty() {
        out.push('\n');
        let title = pick(lang, "Quy tắc có sẵn dùng phép này", "Built-in rules that use it");
        out.push_str(&wrapped(&format!("{title}: "), &manual.rules.join(", "), look.width));
    }
    out
}

/// What a check judges; in English where there are no words in Vietnamese.
fn purpose(manual: &Manual, lang: Lang) -> &str {
    if lang == Lang::Vi && !manual.about.is_empty() { &manual.about } else { &manual.about_en }
}

fn about(parameter: &Parameter, lang: Lang) -> String {
    let own = pick(lang, &parameter.about, "");
    let mut text = if own.is_empty() { parameter.about_en.clone() } else { own.to_owned() };
    if let (Takes::OneOf(values), true) = (&parameter.takes, own.is_empty()) {
        let values: Vec<String> = values
            .iter()
            .filter(|(_, meaning)| !meaning.is_empty())
            .map(|(name, meaning)| format!("`{name}`: {}", meaning.trim_end_matches('.')))
            .collect();
        if !values.is_empty() {
            let _ = write!(text, " {}.", values.join("; "));
        }
    }
    text
}

/// What a parameter takes, in words.
fn kind(takes: &Takes, lang: Lang) -> String {
    match takes {
        Takes::Text => pick(lang, "chữ", "text").to_owned(),
        Takes::Integer => pick(lang, "số nguyên", "integer").to_owned(),
        Takes::Number => pick(lang, "số", "number").to_owned(),
        Takes::Bool => "true/false".to_owned(),
        Takes::OneOf(values) => values.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" | "),
        Takes::List(item) => match &**item {
            // A long list of values is named once, by its meaning.
            Takes::OneOf(values) if values.len() > 6 => pick(lang, "danh sách", "list").to_owned(),
            item => format!("{} {}", pick(lang, "danh sách", "list of"), kind(item, lang)),
        },
        Takes::Table(fields) if fields.is_empty() => pick(lang, "bảng", "table").to_owned(),
        Takes::Table(_) => pick(lang, "bảng { … }", "table { … }").to_owned(),
        Takes::TextOrList => pick(lang, "chữ hoặc danh sách chữ", "text or list of texts").to_owned(),
        Takes::Any => pick(lang, "xem lược đồ", "see the schema").to_owned(),
    }
}

/// `docs/CHECKS.md`.
pub fn page(catalogue: &Catalogue) -> String {
    let mut out = String::from(
        "# Các phép kiểm tra\n\n\
         Trang này do chương trình sinh ra (`RASOAT_BLESS=1 cargo test --test house`); trên máy: `rasoat rules params`.\n\
         Cách viết quy tắc: [QUY-TAC.md](QUY-TAC.md).\n\n## Cho quy tắc riêng\n",
    );
    let all = manual::all(catalogue);
    for manual in all.iter().filter(|manual| !manual.about.is_empty()) {
        let _ = writeln!(out, "\n### `{}`\n", manual.name);
        entry(&mut out, manual, Lang::Vi);
    }
    out.push_str("\n### Bảng `in`: tìm ở đâu\n\nĐiều kiện nào ghi thì đều phải đúng.\n\n");
    table(&mut out, &manual::scope(), Lang::Vi);
    out.push_str("\n### Biểu thức của `expression`\n\n");
    formula(&mut out, Lang::Vi);
    out.push_str("\n## Của các quy tắc có sẵn\n\nQuy tắc riêng cũng dùng được.\n");
    for manual in all.iter().filter(|manual| manual.about.is_empty()) {
        let _ = writeln!(out, "\n### `{}`\n", manual.name);
        entry(&mut out, manual, Lang::Vi);
    }
    out
}

/// A page of Markdown about one check.
pub fn check_page(manual: &Manual, lang: Lang) -> String {
    let mut out = format!("# `{}`\n\n", manual.name);
    entry(&mut out, manual, lang);
    if manual.parameters.iter().any(|parameter| parameter.name == "in") {
        let _ = writeln!(out, "\n## {}\n", pick(lang, "Bảng `in`: tìm ở đâu", "The table `in`: where to look"));
        table(&mut out, &manual::scope(), lang);
    }
    if manual.name == "expression" {
        let _ = writeln!(out, "\n## {}\n", pick(lang, "Biểu thức", "Expressions"));
        formula(&mut out, lang);
    }
    out
}

/// What a check is for, its parameters, its words, and a rule to start from or those that use it.
fn entry(out: &mut String, manual: &Manual, lang: Lang) {
    let _ = writeln!(out, "{}\n", purpose(manual, lang));
    table(out, &manual.parameters, lang);
    notes(out, manual, lang);
    if let Some(sample) = &manual.sample {
        let _ = writeln!(out, "\n```toml\n{}```", rule(manual.name, sample));
    } else if !manual.rules.is_empty() {
        let _ = writeln!(out, "\n{}: {}.", pick(lang, "Quy tắc", "Rules"), manual.rules.join(", "));
    }
}

/// How formulas are written, and the facts that they may ask for.
fn formula(out: &mut String, lang: Lang) {
    out.push_str(pick(
        lang,
        "Viết như CEL, mọi tên và kiểu được soát ngay khi đọc quy tắc: `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+`, `-`, \
         `*`, `/`, `%`, `a ? b : c`; danh sách: `x.exists(v, …)`, `x.all(v, …)`, `x.filter(v, …)`, `x.map(v, …)`, `x.count(v, …)`, `size(x)`, \
         `x.sum()`, `x.min()`, `x.max()`; chữ: `t.has(\"cụm từ\")` (không phân biệt hoa thường), `t.contains`, `t.startsWith`, `t.endsWith`, \
         `t.matches('biểu thức')`, `t.words()`, `t.lower()`; ngày: `date(\"2026-01-31\")`, `d.year()`, `d.month()`, `d.day()`, ngày trừ ngày ra số \
         ngày; `has(x)`: văn bản có cho biết `x` không. Thiếu một điều cần biết thì quy tắc được báo là chưa kiểm tra.\n\n\
         | của | tên | kiểu | là gì |\n|---|---|---|---|\n",
        "Written like CEL; every name and type is checked when the rule is read: `&&`, `||`, `!`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+`, `-`, \
         `*`, `/`, `%`, `a ? b : c`; lists: `x.exists(v, …)`, `x.all(v, …)`, `x.filter(v, …)`, `x.map(v, …)`, `x.count(v, …)`, `size(x)`, \
         `x.sum()`, `x.min()`, `x.max()`; text: `t.has(\"phrase\")` (capital and small letters alike), `t.contains`, `t.startsWith`, `t.endsWith`, \
         `t.matches('pattern')`, `t.words()`, `t.lower()`; dates: `date(\"2026-01-31\")`, `d.year()`, `d.month()`, `d.day()`, a date minus a date is \
         a number of days; `has(x)`: whether the document tells `x`. A rule that lacks a fact is reported as not checked.\n\n\
         | of | name | type | what it is |\n|---|---|---|---|\n",
    ));
    for (record, name, of, vi, en) in formula_facts() {
        let _ = writeln!(out, "| {record} | `{name}` | {of} | {} |", pick(lang, vi, en));
    }
}

fn table(out: &mut String, parameters: &[Parameter], lang: Lang) {
    if parameters.is_empty() {
        out.push_str(pick(lang, "Không có tham số.\n", "No parameters.\n"));
        return;
    }
    out.push_str(pick(
        lang,
        "| tham số | nhận | là gì |\n|---|---|---|\n",
        "| parameter | takes | what it is |\n|---|---|---|\n",
    ));
    for parameter in parameters {
        let required = if parameter.is_required { pick(lang, ", bắt buộc", ", required") } else { "" };
        let (kind, about) = (kind(&parameter.takes, lang), about(parameter, lang));
        let cell = |text: &str| text.replace('|', "\\|");
        let _ = writeln!(out, "| `{}` | {}{required} | {} |", parameter.name, cell(&kind), cell(&about));
    }
}

fn notes(out: &mut String, manual: &Manual, lang: Lang) {
    let lists = [
        (pick(lang, "Giá trị", "Values"), manual.values),
        (pick(lang, "Trường hợp", "Cases"), manual.cases),
        (pick(lang, "Chỗ liên quan", "Further places"), manual.labels),
    ];
    let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
    let written: Vec<String> = lists.map(|(title, names)| format!("{title}: `{}`.", names.join("`, `"))).collect();
    if !written.is_empty() {
        let _ = writeln!(out, "\n{}", written.join(" "));
    }
}

/// A whole rule file made of `sample`.
pub fn rule(check: &str, sample: &Sample) -> String {
    let mut out = format!("check = \"{check}\"\n\n[with]\n{}\n\n[vi]\n", sample.with.trim());
    let _ = writeln!(out, "title = {}\nmessage = {}", quoted(&sample.title), quoted(&sample.message));
    if !sample.case.is_empty() {
        let _ = writeln!(out, "\n[vi.cases.{}]\nmessage = {}", sample.case, quoted(&sample.case_message));
    }
    out.push_str("\n[[example]]\n");
    let _ = writeln!(out, "bad = {}", quoted(&sample.bad));
    if !sample.flags.is_empty() {
        let _ = writeln!(out, "flags = {}", quoted(&sample.flags));
    }
    let _ = writeln!(out, "good = {}", quoted(&sample.good));
    out
}

/// A rule file to be filled in: `sample` with every parameter named in a comment.
pub fn commented_rule(manual: &Manual, sample: &Sample, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}: {}", manual.name, manual.about);
    out.push_str(pick(
        lang,
        "# Sửa các giá trị dưới đây, rồi chạy `rasoat rules test`. Có thể thêm:\n\
         #   severity = \"info\" | \"warning\"   (mặc định warning)\n\
         #   tier = \"law\" cùng basis = [{ instrument = \"30/2020/NĐ-CP\", locator = \"Điều 8\" }]   (mặc định: quy tắc riêng)\n\
         #   fix = \"safe\" | \"unsafe\" | \"suggestion\"   (phép kiểm tra có gợi ý sửa)\n\
         #   [applies] kinds = [\"bao-cao\"]   (chỉ loại văn bản này)\n\
         # Tham số của [with]:\n",
        "# Change the values below, then run `rasoat rules test`. You may add:\n\
         #   severity = \"info\" | \"warning\"   (warning if left out)\n\
         #   tier = \"law\" with basis = [{ instrument = \"30/2020/NĐ-CP\", locator = \"Điều 8\" }]   (a rule of the house if left out)\n\
         #   fix = \"safe\" | \"unsafe\" | \"suggestion\"   (where the check offers edits)\n\
         #   [applies] kinds = [\"bao-cao\"]   (only this kind of document)\n\
         # Parameters of [with]:\n",
    ));
    for parameter in &manual.parameters {
        let _ = writeln!(out, "#   {} ({}): {}", parameter.name, kind(&parameter.takes, lang), about(parameter, lang));
    }
    let _ =
        writeln!(out, "# {}: {}", pick(lang, "Giá trị cho lời báo", "Values for messages"), manual.values.join(", "));
    if !manual.cases.is_empty() {
        let _ = writeln!(
            out,
            "# {}: {}",
            pick(lang, "Trường hợp có lời riêng", "Cases with words of their own"),
            manual.cases.join(", ")
        );
    }
    out.push('\n');
    out.push_str(&rule(manual.name, sample));
    out
}

/// A text as TOML: on one line if it is one.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    if text.trim_end().contains('\n') {
        format!("\"\"\"\n{}\n\"\"\"", escaped.trim_matches('\n'))
    } else {
        format!("\"{}\"", escaped.trim_end_matches('\n'))
    }
}
