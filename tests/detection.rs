//! A bounded run of the mutation benchmark over the documents of the project: recall and collateral
//! findings stay where they are promised.

#[path = "../benches/detection/suite/mod.rs"]
#[allow(dead_code, reason = "the benchmark prints more than this test asks")]
mod suite;
mod support;

use suite::runner::{self, Plan};
use suite::subject::Subject;
use suite::table::Summary;

/// Found of all defects put in.
const RECALL: f64 = 0.95;
/// New findings that nobody expected, per defect.
const COLLATERAL: f64 = 0.02;

#[test]
fn known_defects_are_found_and_nothing_else() {
    let settings = suite::settings();
    let subjects: Vec<Subject> = suite::fixtures().iter().filter_map(|file| Subject::new(file, &settings)).collect();
    let operators = suite::operators::all();
    assert!(operators.len() >= 60, "{} operators", operators.len());
    let plan = Plan { per_document: 1, per_operator: 4, seed: 1, only: None };
    let trials = runner::run(&subjects, &operators, &plan, &settings);
    let names: Vec<&str> = operators.iter().map(|operator| operator.name).collect();
    let summary = Summary::new("fixtures", &trials, &names);
    let low = summary.recall < RECALL || summary.collateral_rate > COLLATERAL;
    assert!(!low, "recall {:.3}, collateral {:.3}\n{}", summary.recall, summary.collateral_rate, summary.table());
}
