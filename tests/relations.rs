//! The sentences of `rules/lexicon/patterns/relations.toml`: right ones are proved, wrong ones are
//! reported, and of silent ones nothing is said.

use rasoat::diagnostic::Severity;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::lexicon::relations::{RelationKind, relations};
use rasoat::model::SourceFile;

fn check(text: &str) -> Outcome {
    let settings = Settings { select: vec!["figures".to_owned()], ..Settings::new() };
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, &settings).expect("plain text")
}

/// Findings from `least` on, as `rule: message`.
fn told(outcome: &Outcome, least: Severity) -> Vec<String> {
    let heavy = outcome.diagnostics.iter().filter(|finding| finding.severity >= least);
    heavy.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

fn is_proved(outcome: &Outcome) -> bool {
    let figures = &outcome.document.figures;
    let derived = figures.derived.iter().any(|derived| derived.verdict.holds());
    derived
        || figures.ratios.iter().any(|ratio| ratio.verdict.holds())
        || figures.totals.iter().any(|total| total.verdict.holds())
}

#[test]
fn every_sentence_is_judged_as_it_is_filed() {
    let mut wrong = Vec::new();
    for relation in &relations().all {
        let entry = &relation.entry;
        for text in &entry.right {
            let outcome = check(text);
            let flags = told(&outcome, Severity::Warning);
            // A bound proves nothing; it only refutes.
            let proved = is_proved(&outcome) || entry.kind == RelationKind::Within;
            if !flags.is_empty() || !proved {
                wrong.push(format!("right {}: {text}\n    proved {proved}, {flags:?}", entry.id));
            }
        }
        for text in &entry.wrong {
            if told(&check(text), Severity::Warning).is_empty() {
                wrong.push(format!("wrong {}: {text}", entry.id));
            }
        }
        for text in &entry.silent {
            let flags = told(&check(text), Severity::Info);
            if !flags.is_empty() {
                wrong.push(format!("silent {}: {text}\n    {flags:?}", entry.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} sentences\n{}", wrong.len(), wrong.join("\n"));
}
