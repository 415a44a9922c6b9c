//! Whole drafts: the founding draft with its expected report, the corrected one, and variants of
//! the corrected one with one defect each.

use std::fmt::Write as _;
use std::path::Path;

use rasoat::diagnostic::{Reason, Severity};
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;

fn check(name: &str, text: &str) -> Outcome {
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, &Settings::new()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn draft(name: &str) -> String {
    let path = format!("fixtures/drafts/{name}");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// One line a finding: severity, rule, line, quote.
fn summary(outcome: &Outcome) -> String {
    let mut text = String::new();
    for diagnostic in &outcome.diagnostics {
        let document = &outcome.document;
        let at = document.source_bytes(diagnostic.span).expect("text has lines");
        let line = document.raw.lines.line_column(&document.raw.decoded, at.start()).line;
        let quote: String = document.quote(diagnostic.span).chars().take(60).collect();
        writeln!(text, "{:7} {} {line} {quote:?}", diagnostic.severity.name(), diagnostic.rule).expect("writes");
    }
    for proof in &outcome.evidence {
        let values: Vec<String> = proof.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        writeln!(text, "proved  {} {:?} {}", proof.rule, outcome.document.quote(proof.span), values.join(" "))
            .expect("writes");
    }
    for skipped in &outcome.not_checked {
        writeln!(text, "skipped {} {}", skipped.rule, skipped.reason.name()).expect("writes");
    }
    text
}

#[test]
fn the_founding_draft_gives_its_expected_report() {
    let outcome = check("bao-cao-nd73.txt", &draft("bao-cao-nd73.txt"));
    let expected = "fixtures/drafts/bao-cao-nd73.expected.txt";
    let found = summary(&outcome);
    if std::env::var_os("RASOAT_BLESS").is_some() {
        std::fs::write(expected, &found).expect("writes");
    }
    assert_eq!(found, std::fs::read_to_string(expected).unwrap_or_default(), "RASOAT_BLESS=1 rewrites {expected}");
}

#[test]
fn the_founding_draft_is_judged_as_its_reader_would() {
    let outcome = check("bao-cao-nd73.txt", &draft("bao-cao-nd73.txt"));
    let document = &outcome.document;
    let quotes = |rule: &str| -> Vec<&str> {
        outcome
            .diagnostics
            .iter()
            .filter(|found| found.rule.as_str() == rule)
            .map(|found| document.quote(found.span))
            .collect()
    };
    let errors: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| found.rule.as_str())
        .collect();
    assert_eq!(errors, ["citation/conflicting-twin", "outline/duplicate-number"]);
    assert!(quotes("citation/conflicting-twin")[0].starts_with("Nghị quyết số 73/NQ-CP ngày 29/9/2023"));
    assert_eq!(quotes("outline/duplicate-number"), ["II. ĐÁNH GIÁ CHUNG"]);
    assert!(quotes("outline/number-gap").is_empty(), "the jump to IV follows from the duplicate");
    assert_eq!(quotes("signature/missing-capacity").len(), 1);
    assert!(quotes("structure/missing-section").is_empty());
    let skipped: Vec<&str> = outcome.not_checked.iter().map(|skipped| skipped.rule.as_str()).collect();
    assert!(skipped.contains(&"header/national-name-missing"), "{skipped:?}");
    let proved = outcome.evidence.iter().filter(|proof| proof.rule.as_str() == "figures/ratio-mismatch").count();
    assert_eq!(proved, 3, "{:?}", outcome.evidence);
}

#[test]
fn the_corrected_draft_is_clean() {
    let outcome = check("bao-cao-nd73-dung.txt", &draft("bao-cao-nd73-dung.txt"));
    let heavy: Vec<String> = summary(&outcome)
        .lines()
        .filter(|line| !line.starts_with("info") && !line.starts_with("proved") && !line.starts_with("skipped"))
        .map(str::to_owned)
        .collect();
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

/// One defect put into the corrected draft: the words replaced, what by, the rule that must find it.
const VARIANTS: &[(&str, &str, &str)] = &[
    ("24 nam (tỷ lệ 75%)", "24 nam (tỷ lệ 57%)", "figures/ratio-mismatch"),
    ("\n\nTrần Thị Hạnh", "", "signature/missing-name"),
    ("III. ĐÁNH GIÁ CHUNG", "II. ĐÁNH GIÁ CHUNG", "outline/duplicate-number"),
    ("IV. KIẾN NGHỊ", "V. KIẾN NGHỊ", "outline/number-gap"),
    ("Căn cứ Nghị định số 73/2023/NĐ-CP ngày", "Căn cứ Nghị định số 73/2022/NĐ-CP ngày", "citation/year-date-mismatch"),
    (
        "căn cứ Nghị định số 73, UBND",
        "căn cứ Nghị quyết số 73/NQ-CP ngày 29/9/2023 của Chính phủ, UBND",
        "citation/conflicting-twin",
    ),
    ("Căn cứ Nghị định số 73/2023/NĐ-CP", "Căn cứ Nghị quyết số 73/2023/NĐ-CP", "citation/kind-symbol-mismatch"),
    ("TM. ỦY BAN NHÂN DÂN\n", "", "signature/missing-capacity"),
    ("KT. CHỦ TỊCH\nPHÓ", "PHÓ", "signature/deputy-without-kt"),
    ("- Như trên;", "- Như trên,", "recipients/line-ending"),
    ("- Lưu: VT, VHXH.\n", "", "recipients/archive-line-missing"),
    ("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh Phúc", "header/motto-wrong"),
    ("theo quy định./.", "theo quy định.", "body/end-mark-missing"),
    ("IV. KIẾN NGHỊ, ĐỀ XUẤT\n\nKhông.\n", "", "structure/missing-section"),
    ("Kính gửi: Sở Nội vụ tỉnh Bắc Ninh\n\n", "", "addressee/missing"),
    ("tổng số 32 người", "tổng số 33 người", "figures/parts-total-mismatch"),
    ("Trần Thị Hạnh", "ThS. Trần Thị Hạnh", "signature/title-before-name"),
];

#[test]
fn each_defect_gives_just_one_more_finding() {
    let clean = draft("bao-cao-nd73-dung.txt");
    let before = summary(&check("clean.txt", &clean));
    let mut wrong = Vec::new();
    for (from, to, rule) in VARIANTS {
        assert!(clean.contains(from), "the corrected draft no longer holds {from:?}");
        let outcome = check("variant.txt", &clean.replacen(from, to, 1));
        let new = new_findings(&before, &summary(&outcome));
        if new.len() != 1 || !new[0].contains(&format!(" {rule} ")) {
            wrong.push(format!("{from:?} -> {to:?}: expected only {rule}, found {new:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Findings of `after` that `before` does not have, whatever their line.
fn new_findings(before: &str, after: &str) -> Vec<String> {
    let key = |line: &str| -> String {
        let mut words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        if words.len() > 2 {
            words.remove(2);
        }
        words.join(" ")
    };
    let mut known: Vec<String> = before.lines().map(key).collect();
    let mut new = Vec::new();
    for line in after.lines().filter(|line| !line.starts_with("proved") && !line.starts_with("skipped")) {
        match known.iter().position(|candidate| *candidate == key(line)) {
            Some(at) => drop(known.remove(at)),
            None => new.push(line.to_owned()),
        }
    }
    new
}

#[test]
fn every_place_slices_to_its_quote() {
    use unicode_normalization::UnicodeNormalization as _;
    let plain = draft("bao-cao-nd73.txt");
    let decomposed: String = plain.nfd().collect();
    let windows = format!("\u{feff}😀 {}", plain.replace('\n', "\r\n"));
    for text in [plain, decomposed, windows] {
        let outcome = check("draft.txt", &text);
        assert!(!outcome.diagnostics.is_empty());
        for diagnostic in &outcome.diagnostics {
            for span in std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span)) {
                let bytes = outcome.document.source_bytes(span).expect("text has bytes");
                assert_eq!(&text[bytes.usize()], outcome.document.quote(span), "{}", diagnostic.rule);
            }
        }
    }
}

mod support;

#[test]
fn the_same_draft_from_word_gives_the_same_findings() {
    same_findings(&SourceFile { name: "bao-cao-nd73.docx".to_owned(), bytes: support::package("bao-cao-nd73") });
}

#[test]
fn the_same_draft_from_libreoffice_gives_the_same_findings() {
    same_findings(&SourceFile { name: "bao-cao-nd73.odt".to_owned(), bytes: support::odt_package("bao-cao-nd73") });
}

fn same_findings(file: &SourceFile) {
    let text = check("bao-cao-nd73.txt", &draft("bao-cao-nd73.txt"));
    let word = engine::check(file, &Settings::new()).expect("reads");
    let found = |outcome: &Outcome| -> Vec<String> {
        let quoted =
            |finding: &rasoat::diagnostic::Diagnostic| outcome.document.quote(finding.span).replace("\r\n", "\n");
        let mut found: Vec<String> =
            outcome.diagnostics.iter().map(|finding| format!("{} {:?}", finding.rule, quoted(finding))).collect();
        found.sort();
        found
    };
    // The file has its header and no asterisks around the signature, and shows how it looks; what
    // the text could be checked for is the same.
    let appearance: Vec<&str> = text
        .not_checked
        .iter()
        .filter(|skipped| skipped.reason == Reason::NoFormatFacts)
        .map(|skipped| skipped.rule.as_str())
        .collect();
    let mut expected = found(&text);
    expected.retain(|line| !line.starts_with("typing/markup-artifact"));
    let mut same = found(&word);
    same.retain(|line| !appearance.iter().any(|rule| line.starts_with(rule)));
    assert_eq!(same, expected);
    let skipped: Vec<&str> = word.not_checked.iter().map(|skipped| skipped.rule.as_str()).collect();
    assert!(!skipped.contains(&"header/national-name-missing"), "{skipped:?}");
    for finding in &word.diagnostics {
        let block = word.document.block(finding.span.block);
        assert!(block.paragraph > 0, "{} has no paragraph", finding.rule);
    }
}

#[test]
fn a_document_older_than_the_decree_is_not_judged_by_it() {
    let of_year = |year: u32| {
        let text = format!(
            "ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 5/BC-UBND\nHòa Sơn, ngày 5 tháng 6 năm {year}\nBÁO CÁO\nKết quả công tác quý II\n\nI. KẾT QUẢ\nNội dung.\nI. KIẾN NGHỊ\nKhông./.\n"
        );
        check("cu.txt", &text)
    };
    let ids = |outcome: &Outcome| -> Vec<String> {
        outcome.diagnostics.iter().map(|finding| finding.rule.to_string()).collect()
    };
    let (old, new) = (of_year(2019), of_year(2026));
    assert!(ids(&new).contains(&"date/leading-zero-day".to_owned()));
    assert!(!ids(&old).contains(&"date/leading-zero-day".to_owned()));
    assert!(old.not_checked.iter().any(|skipped| skipped.rule.as_str() == "date/leading-zero-day"));
    // A repeated number contradicts the document itself, whatever the law of its day.
    assert!(ids(&old).contains(&"outline/duplicate-number".to_owned()));
}

#[test]
fn text_in_a_legacy_font_is_said_once_and_not_judged() {
    let text = "B¸o c¸o\nNghÞ ®Þnh sè 73/2023/N§-CP ngµy 29/9/2023 cña ChÝnh phñ quy ®Þnh vÒ khuyÕn khÝch, b¶o vÖ c¸n bé\nCéng t¸c triÓn khai thùc hiÖn cña ñy ban nh©n d©n ph\u{ad}êng\n";
    let legacy: Vec<u8> =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("one byte a letter")).collect();
    for bytes in [text.as_bytes().to_vec(), legacy] {
        let file = SourceFile { name: "phong-cu.txt".to_owned(), bytes };
        let outcome = engine::check(&file, &Settings::new()).expect("reads");
        let ids: Vec<&str> = outcome.diagnostics.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(ids, ["encoding/legacy-font-text"]);
    }
}

#[test]
fn right_drafts_give_no_error_and_no_warning() {
    let mut names: Vec<String> = std::fs::read_dir("fixtures/drafts/dung")
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 12, "{names:?}");
    for name in names {
        let text = draft(&format!("dung/{name}"));
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        // A copy without blank lines; Markdown needs them.
        let tight = if Path::new(&name).extension().is_some_and(|extension| extension == "txt") {
            text.replace("\n\n", "\n")
        } else {
            text.clone()
        };
        for text in [text, windows, tight] {
            let outcome = check(&name, &text);
            let found = outcome.diagnostics.iter().filter(|finding| finding.severity != Severity::Info).count();
            assert_eq!(found, 0, "{name}\n{}", summary(&outcome));
        }
    }
}

#[test]
fn a_number_of_another_parent_is_not_sent_to_a_number_that_is_taken() {
    let text = "BÁO CÁO\nKết quả công tác quý I\n\n1. Kinh tế\n1.1. Nông nghiệp\n1.2. Công nghiệp\n3.1. Lúa\n";
    let outcome = check("a.txt", text);
    let found = outcome.diagnostics.iter().find(|finding| finding.rule.as_str() == "outline/wrong-level");
    let found = found.expect("the number is wrong");
    assert!(found.values.contains(&("expected", "1.3".to_owned())), "{:?}", found.values);
    assert!(found.fix.is_none(), "a level below 1.2 may be meant");
}
