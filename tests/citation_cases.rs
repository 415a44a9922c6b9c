//! Citations by the hundred: `fixtures/citations/cases.tsv` holds a sentence a line with what must
//! be read from it and what must be said of it.
//!
//! Columns, with tabs between: the rule that must fire (`ok` for none, several joined by `+`); the
//! first citation as `number|year|kind|issuer|date`, or `-` where that is not the point; the
//! sentence, in which `⏎` is a line feed and `␣` a no-break space. Lines with `#` are comments.

use std::fs;

use rasoat::engine::{self, Outcome, Settings};
use rasoat::lexicon::instruments::{Fact, Registry, written};
use rasoat::model::SourceFile;
use unicode_normalization::UnicodeNormalization;

fn settings() -> Settings {
    Settings {
        select: vec!["citation".to_owned()],
        // Whether the first mention is complete is judged elsewhere: most cases are shorter.
        ignore: ["incomplete-first-mention", "subject-missing", "issuer-missing"]
            .map(|rule| format!("citation/{rule}"))
            .to_vec(),
        today: Some(jiff::civil::date(2026, 11, 1)),
        law_day: Some(jiff::civil::date(2026, 10, 1)),
        ..Settings::new()
    }
}

fn check(text: &str, settings: &Settings) -> Outcome {
    let file = SourceFile { name: "case.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, settings).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What was read from the first citation.
fn value(outcome: &Outcome) -> String {
    let Some(citation) = outcome.document.citations.all.first() else { return "none".to_owned() };
    let date = citation.full_date().map_or(String::new(), |date| date.to_string());
    let Some(symbol) = &citation.symbol else {
        let name = citation.name.as_ref().map_or("", |name| name.text.as_str());
        return format!("{name}|{date}");
    };
    let text =
        |part: &Option<rasoat::model::values::Located>| part.as_ref().map_or("", |part| part.text.as_str()).to_owned();
    format!("{}|{}|{}|{}|{date}", text(&symbol.number), text(&symbol.year), symbol.kind_code(), symbol.issuer_code())
}

#[test]
fn every_case_is_judged_as_written() {
    let cases = fs::read_to_string("fixtures/citations/cases.tsv").expect("reads");
    let settings = settings();
    let mut failed = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        count += 1;
        let mut columns = line.split('\t');
        let (Some(expected), Some(wanted), Some(text)) = (columns.next(), columns.next(), columns.next()) else {
            panic!("three columns: {line}");
        };
        let text = text.replace('⏎', "\n").replace('␣', "\u{a0}");
        let expected: Vec<String> = match expected {
            "ok" => Vec::new(),
            rules => rules.split('+').map(|slug| format!("citation/{slug}")).collect(),
        };
        // Decomposed letters are the same sentence.
        for text in [text.clone(), text.nfd().collect()] {
            let outcome = check(&text, &settings);
            let mut found: Vec<String> =
                outcome.diagnostics.iter().map(|diagnostic| diagnostic.rule.to_string()).collect();
            found.sort();
            found.dedup();
            let mut expected = expected.clone();
            expected.sort();
            if found != expected {
                failed.push(format!("{text}\n    expected {expected:?}, found {found:?}"));
                break;
            }
            let read = value(&outcome);
            if wanted != "-" && read != wanted {
                failed.push(format!("{text}\n    expected {wanted}, read {read}"));
                break;
            }
        }
    }
    assert!(count >= 400, "{count} cases");
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed.join("\n"));
}

/// Instruments of the registry, one of four, in their own full form and under a date one day off.
#[test]
fn instruments_are_left_alone_in_their_own_form_and_found_under_another_date() {
    let mut settings = settings();
    // Whether it still binds is not the question, nor how titles of others name what they amend.
    settings.ignore.extend(
        [
            "expired",
            "expired-in-text",
            "expired-in-part",
            "perhaps-expired",
            "not-yet-in-force",
            "missing-so",
            "date-leading-zero",
            "kind-lower-case",
        ]
        .map(|slug| format!("citation/{slug}")),
    );
    let registry = Registry::default();
    let (mut alarmed, mut missed, mut moved) = (Vec::new(), Vec::new(), 0);
    for known in registry.all().filter(|known| !known.number.is_empty()).step_by(4) {
        let right = format!("Thực hiện {}.", known.full_form());
        let outcome = check(&right, &settings);
        let found: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.rule.as_str()).collect();
        if !found.is_empty() {
            alarmed.push(format!("{right}\n    {found:?}"));
        }
        let first = outcome.document.citations.all.first();
        let read = first.and_then(|citation| citation.symbol.as_ref()).map(|symbol| symbol.text.clone());
        if read.as_deref() != Some(&*known.number) && !known.is_named() {
            alarmed.push(format!("{right}\n    read as {read:?}"));
        }
        let day = if known.date.day() > 15 { known.date.yesterday() } else { known.date.tomorrow() }.expect("in range");
        let taken = registry.numbered(&known.number).iter().any(|other| other.date == day);
        if known.is_named() || taken || !known.is_sure(Fact::Date) {
            continue;
        }
        moved += 1;
        let wrong = right.replacen(&written(known.date), &written(day), 1);
        let outcome = check(&wrong, &settings);
        if !outcome.diagnostics.iter().any(|diagnostic| diagnostic.rule.as_str() == "citation/wrong-date") {
            let found: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.rule.as_str()).collect();
            missed.push(format!("{wrong}\n    {found:?}"));
        }
    }
    assert!(alarmed.is_empty(), "{} alarms:\n{}", alarmed.len(), alarmed.join("\n"));
    assert!(missed.is_empty(), "{} of {moved} missed:\n{}", missed.len(), missed.join("\n"));
}
