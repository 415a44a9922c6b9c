//! Presentation: documents set as the decree says give no finding, and each variant with one fault
//! gives just that one.

mod support;

use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use support::variants::{self, COMPLIANT, VARIANTS};

fn check(name: &str) -> Outcome {
    let bytes = variants::package(name).unwrap_or_else(|| panic!("{name}: no such fixture"));
    let file = SourceFile { name: format!("{name}.docx"), bytes };
    engine::check(&file, &Settings::new()).unwrap_or_else(|error| panic!("{name}: {error}"))
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
