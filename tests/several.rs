//! Several documents in one file: which stand for themselves, which belong to another, and that each
//! is judged by itself.

mod support;

use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::attached::Attached;
use rasoat::model::{ComponentKind, Document, SourceFile, Zone};

const REPORT_AND_PLAN: &str = include_str!("../fixtures/several/bao-cao-va-ke-hoach.txt");
const DECISION_AND_PLAN: &str = include_str!("../fixtures/several/quyet-dinh-va-ke-hoach.txt");

fn check(name: &str, bytes: &[u8]) -> Outcome {
    let file = SourceFile { name: name.to_owned(), bytes: bytes.to_vec() };
    engine::check(&file, &Settings::new()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text(text: &str) -> Outcome {
    check("van-ban.txt", text.as_bytes())
}

fn findings(outcome: &Outcome) -> Vec<(&str, &str)> {
    outcome.diagnostics.iter().map(|finding| (finding.rule.as_str(), outcome.document.quote(finding.span))).collect()
}

fn kinds(document: &Document) -> Vec<Option<&str>> {
    document.further.iter().map(Document::kind_slug).collect()
}

fn part(document: &Document, kind: ComponentKind) -> String {
    document.component_text(kind).unwrap_or_default()
}

#[test]
fn a_document_with_header_and_signer_of_its_own_stands_for_itself() {
    let outcome = text(REPORT_AND_PLAN);
    assert_eq!(findings(&outcome), [], "numbers begin anew, and no header stands for the other");
    let report = &outcome.document;
    assert_eq!((report.kind_slug(), kinds(report)), (Some("bao-cao"), vec![Some("ke-hoach")]));
    let plan = &report.further[0];
    assert_eq!(part(report, ComponentKind::DocumentNumber), "Số: 15/BC-UBND");
    assert_eq!(part(plan, ComponentKind::DocumentNumber), "Số: 16/KH-UBND");
    assert_eq!(part(plan, ComponentKind::Subject), "Công tác văn thư quý II năm 2026");
    assert_eq!(part(plan, ComponentKind::IssuingAuthority), "ỦY BAN NHÂN DÂN XÃ BÌNH HÒA");
    assert!(plan.signature.is_some() && plan.recipients.is_some());
    assert_eq!((report.outline.divisions.len(), plan.outline.divisions.len()), (3, 4));
    let own = |document: &Document| document.own_blocks().count();
    assert_eq!(own(report) + own(plan), report.blocks().len(), "every block belongs to one of them");
    assert_eq!(report.attached.len(), 1, "the label of the annex stays with the report");
}

#[test]
fn a_slip_is_found_in_the_document_it_stands_in() {
    let outcome = text(&REPORT_AND_PLAN.replace("III. TỔ CHỨC", "IV. TỔ CHỨC").replace("16/KH-UBND", "16/BC-UBND"));
    let expected = [("number/kind-mismatch", "16/BC-UBND"), ("outline/number-gap", "IV. TỔ CHỨC THỰC HIỆN")];
    let found = findings(&outcome);
    assert_eq!(found.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), expected.map(|(rule, _)| rule), "{found:?}");
    let outcome = text(&REPORT_AND_PLAN.replace("II. PHƯƠNG HƯỚNG", "I. PHƯƠNG HƯỚNG"));
    assert_eq!(findings(&outcome).len(), 1, "{:?}", findings(&outcome));
}

#[test]
fn forms_and_templates_are_no_documents() {
    let blank = REPORT_AND_PLAN.replace("Số: 16/KH-UBND", "Số: ……/KH-……");
    let labelled = REPORT_AND_PLAN.replace("Phụ lục\n", "Mẫu số 01\n");
    let sample = REPORT_AND_PLAN.trim_end().trim_end_matches("Lê Văn Bình").to_owned() + "Nguyễn Văn A\n";
    for text_of_case in [blank, labelled, sample] {
        let outcome = text(&text_of_case);
        assert_eq!(kinds(&outcome.document), Vec::<Option<&str>>::new());
        let plan = outcome.document.blocks().iter().find(|block| block.text() == "KẾ HOẠCH").expect("the title");
        assert_eq!(outcome.document.zone(plan.id()), Zone::Attachment);
    }
}

#[test]
fn what_a_decision_issues_belongs_to_it() {
    let outcome = text(DECISION_AND_PLAN);
    assert_eq!(findings(&outcome), []);
    let decision = &outcome.document;
    assert_eq!((decision.kind_slug(), kinds(decision)), (Some("quyet-dinh"), Vec::new()));
    let kinds: Vec<Option<&str>> = decision.attached.iter().map(|attached| attached.kind.as_deref()).collect();
    assert_eq!(kinds, [Some("ke-hoach"), Some("quy-che")]);
    let title = |attached: &Attached| -> Vec<String> {
        attached.title.iter().map(|span| decision.quote(*span).to_owned()).collect()
    };
    assert_eq!(title(&decision.attached[0]), ["KẾ HOẠCH", "Công tác văn thư năm 2026"]);
    assert!(decision.attached.iter().all(|attached| attached.note.is_some() && attached.label.is_none()));
    let slip = text(&DECISION_AND_PLAN.replace("III. TỔ CHỨC", "V. TỔ CHỨC"));
    assert_eq!(findings(&slip).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["outline/number-gap"]);
}

/// The report with the body of the decision behind it, in a section of its own or in the same one.
fn joined(between: &str) -> Vec<u8> {
    let mut parts = support::fixture("bao-cao-dung-the-thuc");
    let decision = support::fixture("quyet-dinh-dung-the-thuc");
    let text = |parts: &support::Parts| String::from_utf8(parts["word/document.xml"].clone()).expect("UTF-8");
    let (first, second) = (text(&parts), text(&decision));
    let body = |text: &str| {
        let start = text.find("<w:body>").expect("a body") + "<w:body>".len();
        text[start..text.rfind("<w:sectPr>").expect("a section")].to_owned()
    };
    let at = first.rfind("<w:sectPr>").expect("a section");
    let all = format!("{}{between}{}{}", &first[..at], body(&second), &first[at..]);
    parts.insert("word/document.xml".to_owned(), all.into_bytes());
    support::zip(&parts)
}

#[test]
fn two_word_documents_in_full_presentation_are_clean_in_one_file() {
    let sections = "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" \
        w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" \
        w:footer=\"567\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr></w:pPr></w:p>";
    for between in ["<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>", sections] {
        let outcome = check("van-ban.docx", &joined(between));
        assert_eq!(findings(&outcome), []);
        assert_eq!(kinds(&outcome.document), [Some("quyet-dinh")]);
    }
    let bytes = joined("<w:p/>");
    let fault = check("van-ban.docx", &bytes);
    assert_eq!(fault.document.further.len(), 1);
    assert_eq!(
        fault.document.owner(fault.document.further[0].number.as_ref().expect("a number").span.block).kind_slug(),
        Some("quyet-dinh")
    );
}
