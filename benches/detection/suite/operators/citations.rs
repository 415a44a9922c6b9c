//! Defects of citations. Places are found by the words of the text, not by what was recognised.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Operator, by_pattern};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

/// A citation with number and symbol, and date and issuer where they follow.
static CITATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<kind>Nghị\ định|Nghị\ quyết|Quyết\ định|Thông\ tư|Chỉ\ thị|Công\ văn|Kế\ hoạch|Báo\ cáo|Tờ\ trình|Thông\ báo)
        (?P<so>\ số)\ (?P<number>\d{1,5})(?:/(?P<year>(?:19|20)\d\d))?(?P<sep>[/])(?P<code>\p{Lu}[\p{L}]*)(?P<issuer>-\p{Lu}[\p{L}\d&]*(?:-\p{L}+)*)?
        (?:,?\ ngày\ (?P<d>\d{1,2})(?:/|\ tháng\ )(?P<m>\d{1,2})(?:/|\ năm\ )(?P<y>(?:19|20)\d\d))?
        (?:\ của\ (?P<by>Chính\ phủ|Thủ\ tướng\ Chính\ phủ))?",
    )
    .expect("a valid pattern")
});

const CODES: [(&str, &str); 10] = [
    ("Nghị định", "NĐ"),
    ("Nghị quyết", "NQ"),
    ("Quyết định", "QĐ"),
    ("Thông tư", "TT"),
    ("Chỉ thị", "CT"),
    ("Kế hoạch", "KH"),
    ("Báo cáo", "BC"),
    ("Tờ trình", "TTr"),
    ("Thông báo", "TB"),
    ("Công văn", ""),
];

fn part<'c>(captures: &Captures<'c>, name: &str) -> &'c str {
    captures.name(name).map_or("", |part| part.as_str())
}

fn number(captures: &Captures<'_>, name: &str) -> Option<i32> {
    part(captures, name).parse().ok()
}

/// True if kind and code agree, so that a change of either is a contradiction. Before 2005 symbols
/// were written in many ways.
fn agrees(captures: &Captures<'_>) -> bool {
    let regular = ["year", "y"].iter().all(|name| number(captures, name).is_none_or(|year| year >= 2005));
    regular && CODES.iter().any(|(kind, code)| *kind == part(captures, "kind") && *code == part(captures, "code"))
}

fn is_national(captures: &Captures<'_>) -> bool {
    agrees(captures)
        && matches!(part(captures, "code"), "NĐ" | "NQ" | "QĐ" | "TT" | "CT")
        && !part(captures, "year").is_empty()
}

/// One change per citation, of one of its parts.
fn change(subject: &Subject, name: &str, judge: impl Fn(&Captures<'_>) -> Option<String>) -> Vec<Change> {
    by_pattern(subject.prose(), &CITATION, |_, captures| {
        let words = judge(captures)?;
        Some((captures.name(name)?.range(), words))
    })
}

fn kind_word(subject: &Subject) -> Vec<Change> {
    change(subject, "kind", |captures| {
        let other = match part(captures, "kind") {
            "Nghị định" | "Quyết định" => "Nghị quyết",
            "Nghị quyết" | "Thông tư" => "Nghị định",
            "Chỉ thị" => "Quyết định",
            "Kế hoạch" | "Tờ trình" => "Báo cáo",
            "Báo cáo" | "Thông báo" => "Kế hoạch",
            _ => return None,
        };
        agrees(captures).then(|| other.to_owned())
    })
}

fn code(subject: &Subject) -> Vec<Change> {
    change(subject, "code", |captures| {
        let other = match part(captures, "code") {
            "NĐ" => "NQ",
            "NQ" | "TT" => "NĐ",
            "QĐ" | "BC" => "KH",
            "CT" => "QĐ",
            "KH" | "TTr" | "TB" => "BC",
            _ => return None,
        };
        agrees(captures).then(|| other.to_owned())
    })
}

fn letters_without_bar(subject: &Subject) -> Vec<Change> {
    change(subject, "code", |captures| {
        let code = part(captures, "code");
        (agrees(captures) && code.contains('Đ')).then(|| code.replace('Đ', "D"))
    })
}

fn small_letters(subject: &Subject) -> Vec<Change> {
    change(subject, "code", |captures| {
        let code = part(captures, "code");
        (agrees(captures) && code.chars().count() == 2).then(|| super::small(code))
    })
}

fn spaces(subject: &Subject) -> Vec<Change> {
    change(subject, "issuer", |captures| {
        let issuer = part(captures, "issuer");
        agrees(captures).then(|| issuer.replacen('-', " - ", 1))
    })
}

fn double_slash(subject: &Subject) -> Vec<Change> {
    change(subject, "sep", |captures| agrees(captures).then(|| "//".to_owned()))
}

fn no_issuer(subject: &Subject) -> Vec<Change> {
    change(subject, "issuer", |captures| is_national(captures).then(String::new))
}

fn no_year(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &CITATION, |_, captures| {
        let year = captures.name("year")?.range();
        // Without a date an old instrument is possible.
        let dated = !part(captures, "y").is_empty();
        (dated && is_national(captures) && matches!(part(captures, "code"), "NĐ" | "TT"))
            .then(|| (year.start - 1..year.end, String::new()))
    })
}

fn needless_year(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &CITATION, |_, captures| {
        let year = number(captures, "y").filter(|year| (2010..=2024).contains(year))?;
        let issuer = part(captures, "issuer");
        let series = matches!((part(captures, "code"), issuer), ("NQ", "-CP") | ("CT", "-TTg"));
        let at = captures.name("number")?.end();
        (series && part(captures, "year").is_empty()).then(|| (at..at, format!("/{year}")))
    })
}

fn no_so(subject: &Subject) -> Vec<Change> {
    change(subject, "so", |captures| is_national(captures).then(String::new))
}

fn other_issuer(subject: &Subject) -> Vec<Change> {
    change(subject, "issuer", |captures| {
        let other = match (part(captures, "code"), part(captures, "issuer")) {
            ("NĐ", "-CP") => "-TTg",
            ("TT", _) => "-UBND",
            _ => return None,
        };
        agrees(captures).then(|| other.to_owned())
    })
}

fn issuer_name(subject: &Subject) -> Vec<Change> {
    change(subject, "by", |captures| {
        let other = match (part(captures, "by"), part(captures, "issuer")) {
            ("Chính phủ", "-CP") => "Bộ Tài chính",
            ("Thủ tướng Chính phủ", "-TTg") => "Chính phủ",
            _ => return None,
        };
        agrees(captures).then(|| other.to_owned())
    })
}

fn year_of_date(subject: &Subject) -> Vec<Change> {
    change(subject, "y", |captures| {
        (is_national(captures) && part(captures, "year") == part(captures, "y"))
            .then(|| number(captures, "y").map(|year| (year - 1).to_string()))?
    })
}

fn year_of_symbol(subject: &Subject) -> Vec<Change> {
    change(subject, "year", |captures| {
        (is_national(captures) && part(captures, "year") == part(captures, "y"))
            .then(|| number(captures, "year").map(|year| (year - 1).to_string()))?
    })
}

fn day_beyond_month(subject: &Subject) -> Vec<Change> {
    change(subject, "d", |captures| {
        let day = match number(captures, "m")? {
            4 | 6 | 9 | 11 => "31",
            2 => "30",
            _ => "32",
        };
        Some(day.to_owned())
    })
}

fn thirteenth_month(subject: &Subject) -> Vec<Change> {
    change(subject, "m", |captures| number(captures, "y").map(|_| "13".to_owned()))
}

fn after_the_document(subject: &Subject) -> Vec<Change> {
    let Some(own) = subject.document().own_date() else { return Vec::new() };
    change(subject, "y", |captures| {
        let year = number(captures, "y")?;
        // A symbol with its year would contradict itself first.
        (part(captures, "year").is_empty() && year <= i32::from(own.year())).then(|| (own.year() + 1).to_string())
    })
}

/// Instruments that are cited with number and full date at least twice, by symbol and date.
fn repeated(subject: &Subject) -> BTreeMap<(String, String), usize> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for block in subject.prose() {
        for captures in CITATION.captures_iter(block.clean()) {
            if let Some(key) = identity(&captures) {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    counts.retain(|_, count| *count > 1);
    counts
}

fn identity(captures: &Captures<'_>) -> Option<(String, String)> {
    let symbol = format!(
        "{} {}/{}/{}{}",
        part(captures, "kind"),
        part(captures, "number"),
        part(captures, "year"),
        part(captures, "code"),
        part(captures, "issuer")
    );
    let date = format!("{}.{}.{}", number(captures, "d")?, number(captures, "m")?, number(captures, "y")?);
    Some((symbol, date))
}

fn day_of_repeated(subject: &Subject) -> Vec<Change> {
    let repeated = repeated(subject);
    change(subject, "d", |captures| {
        let day = number(captures, "d")?;
        let other = if day > 1 { day - 1 } else { day + 1 };
        repeated.contains_key(&identity(captures)?).then(|| format!("{other:02}"))
    })
}

fn month_of_repeated(subject: &Subject) -> Vec<Change> {
    let repeated = repeated(subject);
    change(subject, "m", |captures| {
        let month = number(captures, "m")?;
        let other = if month > 1 { month - 1 } else { month + 1 };
        let possible = number(captures, "d")? <= 28;
        (possible && repeated.contains_key(&identity(captures)?)).then(|| other.to_string())
    })
}

fn symbol_of_repeated(subject: &Subject) -> Vec<Change> {
    let repeated = repeated(subject);
    change(subject, "code", |captures| {
        let other = match part(captures, "code") {
            "QĐ" => "KH",
            "KH" | "BC" => "QĐ",
            _ => return None,
        };
        // The same number and date under another code.
        repeated.contains_key(&identity(captures)?).then(|| other.to_owned())
    })
}

static PARTY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"số (\d{1,4})(-)(NQ|CT|KL|QĐ|HD)(/)(TW)\b").expect("a valid pattern"));

fn party_as_state(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &PARTY, |_, captures| {
        let symbol = captures.get(1)?.start()..captures.get(5)?.end();
        Some((symbol, format!("{}/{}-{}", &captures[1], &captures[3], &captures[5])))
    })
}

static ASSEMBLY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"số \d{1,3}/(20\d\d)/QH(1[1-6])\b").expect("a valid pattern"));

fn assembly_term(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &ASSEMBLY, |_, captures| {
        let term: u32 = captures[2].parse().ok()?;
        Some((captures.get(2)?.range(), (term - 2).to_string()))
    })
}

static UNITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(điểm) ([a-zđ]) )?(khoản) (\d{1,2}) (Điều) (\d{1,3})\b").expect("a valid pattern")
});

fn unit_order(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &UNITS, |block, captures| {
        let clause = captures.get(3)?.start()..captures.get(6)?.end();
        // In a list of clauses the order of the others would have to change too.
        let before = block.clean()[..clause.start].trim_end();
        let listed = [",", "và", "hoặc", ";"].iter().any(|end| before.ends_with(end))
            || before.rsplit(' ').nth(1).is_some_and(|word| word == "điểm")
            || before.contains("điểm ");
        let goes_on = block.clean()[clause.end..].trim_start().starts_with([',', ';']);
        (captures.get(1).is_none() && !listed && !goes_on)
            .then(|| (clause, format!("Điều {} khoản {}", &captures[6], &captures[4])))
    })
}

fn unit_letter(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &UNITS, |_, captures| Some((captures.get(2)?.range(), "f".to_owned())))
}

fn unit_value(subject: &Subject) -> Vec<Change> {
    by_pattern(subject.prose(), &UNITS, |_, captures| Some((captures.get(4)?.range(), "b".to_owned())))
}

/// Rules that say that the parts of a symbol contradict each other.
const SYMBOL: &[&str] = &[
    "citation/kind-symbol-mismatch",
    "citation/unusual-kind-code",
    "citation/kind-issuer-mismatch",
    "citation/conflicting-twin",
];

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("citation: kind word", SYMBOL, kind_word),
    Operator::new("citation: kind code", SYMBOL, code).also(&["citation/issuer-symbol-mismatch"]),
    Operator::new("citation: D for Đ", &["citation/malformed-symbol"], letters_without_bar),
    Operator::new("citation: small letters", &["citation/symbol-letter-case"], small_letters),
    Operator::new("citation: spaces in symbol", &["citation/symbol-spacing"], spaces),
    Operator::new("citation: double slash", &["citation/malformed-symbol"], double_slash),
    Operator::new(
        "citation: no issuer",
        &["citation/incomplete-symbol", "citation/malformed-symbol", "citation/symbol-varies"],
        no_issuer,
    ),
    Operator::new("citation: no year", &["citation/missing-year", "citation/conflicting-twin"], no_year),
    Operator::new("citation: needless year", &["citation/unexpected-year", "citation/conflicting-twin"], needless_year),
    Operator::new("citation: no số", &["citation/missing-so", "citation/missing-so-in-grounds"], no_so),
    Operator::new("citation: impossible issuer", &["citation/kind-issuer-mismatch"], other_issuer)
        .also(&["citation/issuer-symbol-mismatch"]),
    Operator::new("citation: issuer name", &["citation/issuer-symbol-mismatch"], issuer_name),
    Operator::new("citation: year of date", &["citation/year-date-mismatch", "citation/date-conflict"], year_of_date),
    Operator::new(
        "citation: year of symbol",
        &["citation/year-date-mismatch", "citation/conflicting-twin"],
        year_of_symbol,
    ),
    Operator::new("citation: day beyond month", &["citation/impossible-date"], day_beyond_month),
    Operator::new("citation: 13th month", &["citation/impossible-date"], thirteenth_month),
    Operator::new(
        "citation: after the document",
        &["citation/future-date", "citation/date-conflict"],
        after_the_document,
    )
    .also(&["citation/date-after-today"]),
    Operator::new("citation: day of repeated", &["citation/date-conflict"], day_of_repeated).reach(Reach::Document),
    Operator::new(
        "citation: month of repeated",
        &["citation/date-conflict", "citation/future-date"],
        month_of_repeated,
    )
    .reach(Reach::Document),
    Operator::new(
        "citation: code of repeated",
        &[
            "citation/conflicting-twin",
            "citation/kind-symbol-mismatch",
            "citation/unusual-kind-code",
            "citation/annex-number",
        ],
        symbol_of_repeated,
    )
    .reach(Reach::Document),
    Operator::new("citation: party symbol as state", &["citation/malformed-symbol"], party_as_state),
    Operator::new("citation: assembly term", &["citation/term-date-mismatch"], assembly_term),
    Operator::new("citation: unit order", &["citation/unit-order"], unit_order),
    Operator::new("citation: point letter", &["citation/point-letter"], unit_letter),
    Operator::new("citation: unit value", &["citation/unit-value"], unit_value),
];
