//! Presentation: documents set as the decree says give no finding, and each variant with one fault
//! gives just that one.

mod support;

use rasoat::checks::Stage;
use rasoat::diagnostic::{Reason, Severity};
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::{ComponentKind, SourceFile};
use support::variants::{self, COMPLIANT, SHOWN_AS_CAPITALS, SMALL_LETTERS, VARIANTS};

fn check(name: &str) -> Outcome {
    let bytes = variants::package(name).unwrap_or_else(|| panic!("{name}: no such fixture"));
    check_package(bytes, Stage::Draft)
}

fn check_package(bytes: Vec<u8>, stage: Stage) -> Outcome {
    let file = SourceFile { name: "van-ban.docx".to_owned(), bytes };
    engine::check(&file, &Settings { stage, ..Settings::new() }).expect("checks")
}

fn findings(outcome: &Outcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn documents_in_full_presentation_are_clean() {
    for name in COMPLIANT {
        assert_eq!(findings(&check(name)), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn they_are_clean_when_they_are_about_to_be_issued() {
    for name in COMPLIANT {
        let bytes = variants::package(name).expect("fixture");
        assert_eq!(findings(&check_package(bytes, Stage::Final)), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn capitals_that_the_font_makes_are_capitals() {
    let shown = variants::report_with(&[SMALL_LETTERS, SHOWN_AS_CAPITALS]);
    assert_eq!(findings(&check_package(shown, Stage::Final)), Vec::<&str>::new());
    let outcome = check_package(variants::report_with(&[SMALL_LETTERS]), Stage::Final);
    let stored = findings(&outcome);
    for rule in ["header/national-name-wrong", "title/kind-lower-case", "signature/office-lower-case"] {
        assert!(stored.contains(&rule), "{rule}: {stored:?}");
    }
}

#[test]
fn capitals_of_the_font_do_not_offer_a_fix_that_changes_nothing() {
    let shown = variants::report_with(&[&[variants::Edit::Style("HoTen", "<w:sz ", "<w:caps/><w:sz ")]]);
    let outcome = check_package(shown, Stage::Final);
    let [finding] = &outcome.diagnostics[..] else { panic!("one finding: {:?}", findings(&outcome)) };
    assert!(finding.fix.is_none(), "{}: the letters are stored as they should be", finding.rule.as_str());
}

#[test]
fn bodies_that_are_not_of_the_state_follow_the_decree_by_analogy() {
    let narrow = [variants::Edit::Part("word/document.xml", "w:left=\"1701\"", "w:left=\"1134\"")];
    let front = [variants::Edit::Paragraph("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM")];
    let severity = |edits: &[&[variants::Edit]]| {
        let outcome = check_package(variants::report_with(edits), Stage::Draft);
        outcome.diagnostics.iter().find(|f| f.rule.as_str() == "page/margins-outside").map(|f| f.severity)
    };
    assert_eq!(severity(&[&narrow]), Some(Severity::Error));
    assert_eq!(severity(&[&narrow, &front]), Some(Severity::Warning));
}

#[test]
fn a_bold_heading_is_no_broken_sentence() {
    let below = "sáng tạo</w:t></w:r></w:p>\n<w:p><w:pPr><w:pStyle w:val=\"LoiVan\"/></w:pPr><w:r><w:t>theo từng năm.";
    let heading = [variants::Edit::Paragraph("2. Ngành, lĩnh vực", "sáng tạo", below)];
    let outcome = check_package(variants::report_with(&[&heading]), Stage::Draft);
    assert!(!findings(&outcome).contains(&"body/broken-sentence"), "{:?}", findings(&outcome));
}

#[test]
fn a_sentence_at_the_margin_is_no_subject() {
    let sentence = "Để động viên người lao động trong toàn phường, Ủy ban nhân dân phường báo cáo các nội dung và thời gian dưới đây.";
    let title = "Kết quả thực hiện Nghị định số 73/2023/NĐ-CP";
    let missing = |edits: &[&[variants::Edit]]| {
        let outcome = check_package(variants::report_with(edits), Stage::Draft);
        outcome.diagnostics.iter().any(|finding| finding.rule.as_str() == "title/subject-missing")
    };
    let words = [variants::Edit::Paragraph(title, title, sentence)];
    let style = [variants::Edit::Paragraph(title, "TrichYeu", "LoiVan")];
    assert!(missing(&[&style, &words]));
    assert!(!missing(&[&style]) && !missing(&[&words]));
}

#[test]
fn each_fault_is_one_finding() {
    let wrong: Vec<String> = VARIANTS
        .iter()
        .filter_map(|variant| {
            let outcome = check(variant.name);
            let found = findings(&outcome);
            (found != [variant.rule]).then(|| format!("{}: expected {}, found {found:?}", variant.name, variant.rule))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_of_many_paragraphs_tells_its_extent() {
    let outcome = check("ca-van-ban-co-12");
    let [finding] = &outcome.diagnostics[..] else { panic!("one finding") };
    let value = |name| finding.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    assert_eq!(value("found"), Some("12"));
    assert_eq!(value("share"), Some("100"));
    let count: usize = value("count").and_then(|count| count.parse().ok()).expect("a number");
    assert_eq!(count, 1 + finding.labels.len());
    assert!(outcome.document.quote(finding.span).starts_with("UBND phường Trạm Lộ báo cáo"));
}

#[test]
fn a_small_gap_is_shown_at_the_paragraph_that_makes_it() {
    let set = |spacing| [variants::Edit::Paragraph("Nghị định không chỉ", "</w:pPr>", spacing)];
    for spacing in ["<w:spacing w:before=\"0\"/></w:pPr>", "<w:spacing w:after=\"0\"/></w:pPr>"] {
        let outcome = check_package(variants::report_with(&[&set(spacing)]), Stage::Draft);
        let [finding] = &outcome.diagnostics[..] else { panic!("one finding: {:?}", findings(&outcome)) };
        assert_eq!(finding.rule.as_str(), "body/paragraph-spacing");
        assert!(outcome.document.quote(finding.span).starts_with("Nghị định không chỉ"), "{spacing}");
    }
}

#[test]
fn the_frame_of_a_mark_in_a_cell_is_said_not_to_be_checked() {
    let skipped = |name: &str| {
        let outcome = check(name);
        let reason = |id: &str| outcome.not_checked.iter().find(|skipped| skipped.rule.as_str() == id);
        reason("header/mark-frame-missing").map(|skipped| skipped.reason)
    };
    assert_eq!(skipped("ke-hoach-dung-the-thuc"), Some(Reason::FrameDrawn));
    assert_eq!(skipped("quyet-dinh-khan"), None, "borders on four sides");
    assert_eq!(skipped("bao-cao-dung-the-thuc"), None, "no mark at all");
}

#[test]
fn a_subject_begun_on_the_line_of_the_kind_goes_on_below() {
    let begun = [variants::Edit::Paragraph(">BÁO CÁO<", "BÁO CÁO", "BÁO CÁO SƠ KẾT")];
    let outcome = check_package(variants::report_with(&[&begun]), Stage::Draft);
    let found = findings(&outcome);
    assert_eq!(found, Vec::<&str>::new(), "the line is below its last line, and not all of it is in capitals");
    let subject = outcome.document.component(ComponentKind::Subject).expect("a subject");
    assert_eq!(outcome.document.clean_text(subject.spans[0]), "SƠ KẾT");
    assert!(subject.spans.len() > 1);
}

#[test]
fn plain_text_is_said_not_to_be_checked() {
    let text = std::fs::read("fixtures/drafts/bao-cao-nd73-dung.txt").expect("reads");
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text };
    let outcome = engine::check(&file, &Settings::new()).expect("reads");
    let skipped: Vec<&str> = outcome.not_checked.iter().map(|skipped| skipped.rule.as_str()).collect();
    let of_reports = VARIANTS.iter().filter(|variant| variant.base == COMPLIANT[0]);
    for rule in of_reports.map(|variant| variant.rule) {
        assert!(skipped.contains(&rule), "{rule}");
    }
}
