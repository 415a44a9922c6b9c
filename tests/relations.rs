//! The sentences of `rules/lexicon/patterns/relations.toml`: right ones are proved, wrong ones are
//! reported, and of silent ones nothing is said.

use proptest::prelude::*;
use rasoat::diagnostic::Severity;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::lexicon::relations::{RelationKind, relations};
use rasoat::model::SourceFile;

fn check(text: &str) -> Outcome {
    let settings = Settings { select: vec!["figures".to_owned()], ..Settings::new() };
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, &settings).expect("plain text")
}

/// Findings from `least` on, as rule and place.
fn told(outcome: &Outcome, least: Severity) -> Vec<String> {
    let heavy = outcome.diagnostics.iter().filter(|finding| finding.severity >= least);
    heavy.map(|finding| format!("{} {:?}", finding.rule, outcome.document.quote(finding.span))).collect()
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

/// A paragraph without figures, so that no list runs into the next.
const BETWEEN: &str = "\n\nKết quả cụ thể được nêu ở mục sau.\n\n";

/// `text` with every count and amount `factor` times as large: what was true of it stays true.
fn scaled(text: &str, factor: i64) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end =
            from.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',')).unwrap_or(from.len());
        let number = from[..end].trim_end_matches(['.', ',']);
        let after = &from[number.len()..];
        out.push_str(before);
        let word = before.trim_end().rsplit([' ', '\n']).next().unwrap_or("");
        let named = matches!(word, "năm" | "Năm" | "tháng" | "quý" | "loại");
        let rate =
            after.trim_start().starts_with('%') || after.starts_with(" điểm phần trăm") || after.starts_with(" lần");
        let marker = after.starts_with(". ") && (out.is_empty() || out.ends_with('\n'));
        if named || rate || marker {
            out.push_str(number);
        } else {
            out.push_str(&times(number, factor));
        }
        rest = after;
    }
    out + rest
}

/// `1.250,5` times a factor, in the same writing.
fn times(number: &str, factor: i64) -> String {
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let digits: i64 = format!("{}{decimals}", whole.replace('.', "")).parse().expect("digits");
    let all = format!("{:0>width$}", digits * factor, width = decimals.len() + 1);
    let (whole, fraction) = all.split_at(all.len() - decimals.len());
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped},{fraction}") }
}

/// All sentences of the file that are right, or wrong, with the name of their relation.
fn sentences(right: bool) -> Vec<(&'static str, &'static str)> {
    let all = relations().all.iter();
    all.flat_map(|relation| {
        let entry = &relation.entry;
        let texts = if right { &entry.right } else { &entry.wrong };
        texts.iter().map(|text| (entry.id.as_str(), text.as_str()))
    })
    .collect()
}

/// Sentences of one document.
const BATCH: usize = 40;

/// Documents of a property: a few with every run; `RASOAT_DOCUMENTS=2600` makes more than 100,000 sentences.
fn documents(few: u32) -> ProptestConfig {
    let set = std::env::var("RASOAT_DOCUMENTS").ok().and_then(|count| count.parse().ok());
    let cases = set.unwrap_or(few);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 64, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(documents(100))]

    #[test]
    fn truthful_sentences_of_every_pattern_are_never_flagged(
        batch in prop::collection::vec((any::<prop::sample::Index>(), 1i64..400), BATCH),
    ) {
        let all = sentences(true);
        let texts: Vec<String> = batch.iter().map(|(at, factor)| scaled(all[at.index(all.len())].1, *factor)).collect();
        let outcome = check(&texts.join(BETWEEN));
        let flags = told(&outcome, Severity::Warning);
        prop_assert!(flags.is_empty(), "{flags:?} in {}", texts.join(BETWEEN));
    }
}

proptest! {
    #![proptest_config(documents(200))]

    #[test]
    fn an_altered_member_is_flagged_wherever_it_stands(
        wrong in any::<prop::sample::Index>(),
        factor in 1i64..400,
        others in prop::collection::vec((any::<prop::sample::Index>(), 1i64..400), 8),
        place in 0usize..8,
    ) {
        let (right, altered) = (sentences(true), sentences(false));
        let (id, text) = altered[wrong.index(altered.len())];
        // The same words with other numbers elsewhere leave open which of them a distant half speaks of.
        let apart = relations().all.iter().any(|relation| relation.entry.id == id && relation.elsewhere.is_some());
        let near = others.iter().map(|(at, factor)| (right[at.index(right.len())], factor));
        let mut texts: Vec<String> = near
            .filter(|((other, _), _)| !(apart && *other == id))
            .map(|((_, text), factor)| scaled(text, *factor))
            .collect();
        let place = place.min(texts.len());
        texts.insert(place, scaled(text, factor));
        let flags = told(&check(&texts.join(BETWEEN)), Severity::Warning);
        prop_assert!(!flags.is_empty(), "{id}: {}", texts[place]);
    }
}
