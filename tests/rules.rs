//! Every rule file keeps its promises: it binds, its words are complete, its examples run.

use rasoat::across::{Kept, Key, Meetings, Packed, Summary};
use rasoat::catalogue::rule::{Example, RuleMeta, Wording};
use rasoat::catalogue::{Catalogue, Rule};
use rasoat::checks::Bound;
use rasoat::checks::folder::Sum;
use rasoat::engine::{self, Input, Outcome, Settings};
use rasoat::model::SourceFile;
use rasoat::report::location::lasting;

mod support;

fn outcome(text: &str, rule: &Rule) -> Outcome {
    // Only Markdown has tables in plain characters.
    let name = if text.contains("|---") { "example.md" } else { "example.txt" };
    check(&SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }, rule)
}

/// The outcome for the Word document `name` of the fixtures.
fn outcome_of_docx(name: &str, rule: &Rule) -> Outcome {
    let bytes = support::variants::package(name);
    let bytes = bytes.unwrap_or_else(|| panic!("{}: no Word document {name}", rule.meta.id));
    check(&SourceFile { name: "example.docx".to_owned(), bytes }, rule)
}

fn check(file: &SourceFile, rule: &Rule) -> Outcome {
    let today = Some(jiff::civil::date(2026, 11, 1));
    let settings = Settings { select: vec![rule.meta.id.to_string()], today, ..Settings::new() };
    engine::check(file, &settings).unwrap_or_else(|error| panic!("{}: {error}", rule.meta.id))
}

/// The quotations that a rule over several files flags in `text` beside another file.
fn quotes_beside(text: &str, example: &Example, rule: &Rule) -> Vec<String> {
    let settings = Settings { select: vec![rule.meta.id.to_string()], ..Settings::new() };
    let files = [("ben-canh", &*example.beside), ("vi-du", text)];
    let summaries: Vec<(String, Summary)> = files
        .into_iter()
        .map(|(name, text)| {
            let name = format!("{name}.{}", if text.contains("|---") { "md" } else { "txt" });
            let file = SourceFile { name: name.clone(), bytes: text.as_bytes().to_vec() };
            let outcome = engine::check(&file, &settings).unwrap_or_else(|error| panic!("{}: {error}", rule.meta.id));
            let summary = engine::summarize(&outcome, Kept::All, &|span| lasting(&outcome.document, span));
            (name, serde_json::from_str(&serde_json::to_string(&summary).expect("stores")).expect("loads"))
        })
        .collect();
    let figures: Vec<String> = example.sums.iter().map(ToString::to_string).collect();
    let sums: Vec<Sum> = if figures.is_empty() { Vec::new() } else { vec![Sum { whole: 1, parts: vec![0], figures }] };
    let judge = |summaries: &[(String, Summary)]| {
        let input = |(path, summary)| Input { path, summary, settings: 0 };
        let inputs: Vec<Input<'_>> = summaries.iter().map(|(path, summary)| input((path, summary))).collect();
        engine::check_folder(&inputs, &[&settings], &sums).findings
    };
    let found = judge(&summaries);
    if sums.is_empty() {
        assert_eq!(judge(&met(&summaries)), found, "{}: a finding rests on what was put away", rule.meta.id);
    }
    found.into_iter().map(|finding| finding.place.quote).collect()
}

/// What a long run keeps of the summaries: only what meets something in another of them.
fn met(summaries: &[(String, Summary)]) -> Vec<(String, Summary)> {
    let mut meetings = Meetings::default();
    let packed: Vec<(Vec<Key>, Vec<u8>)> =
        summaries.iter().map(|(path, summary)| Packed::new(summary, path).into_parts()).collect();
    for (file, (keys, _)) in (0..).zip(&packed) {
        meetings.add(file, keys);
    }
    let kept = summaries.iter().zip(&packed).map(|((path, _), (keys, bytes))| {
        let mut summary = if meetings.concern(keys) { Summary::unpack(bytes) } else { Summary::default() };
        meetings.reduce(&mut summary, path);
        (path.clone(), summary)
    });
    kept.collect()
}

#[test]
fn examples_of_rules_over_several_files_do_what_they_claim() {
    let mut wrong = Vec::new();
    for rule in &Catalogue::builtin().rules {
        let folder = matches!(rule.check, Bound::Folder(_));
        for example in rule.meta.examples.iter() {
            assert_eq!(
                folder,
                !example.beside.is_empty(),
                "{}: `beside` is for rules over several files",
                rule.meta.id
            );
            if !folder {
                continue;
            }
            if !example.bad.is_empty() {
                let quotes = quotes_beside(&example.bad, example, rule);
                if !quotes.iter().any(|quote| example.flags.is_empty() || *quote == example.flags) {
                    wrong.push(format!("{}: expected {:?}, found {quotes:?}", rule.meta.id, example.flags));
                }
            }
            if !example.good.is_empty() {
                let quotes = quotes_beside(&example.good, example, rule);
                if !quotes.is_empty() {
                    wrong.push(format!("{}: found {quotes:?} in a good example", rule.meta.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn quotes(outcome: &Outcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|diagnostic| outcome.document.quote(diagnostic.span)).collect()
}

#[test]
fn every_rule_file_is_bound_to_a_check() {
    let bound: Vec<String> = Catalogue::builtin().rules.iter().map(|rule| rule.meta.id.to_string()).collect();
    let mut files = Vec::new();
    for pack in std::fs::read_dir("rules/packs").expect("packs") {
        let pack = pack.expect("entry").path();
        for group in std::fs::read_dir(&pack).expect("pack") {
            let group = group.expect("entry").path();
            for rule in std::fs::read_dir(&group).expect("group") {
                let rule = rule.expect("entry").path().with_extension("");
                files.push(rule.strip_prefix(&pack).expect("below").to_str().expect("ASCII").to_owned());
            }
        }
    }
    files.sort();
    assert_eq!(bound, files, "a rule file names a check that does not exist, or its parameters are wrong");
}

#[test]
fn severities_stay_below_the_ceiling_of_their_tier() {
    for rule in &Catalogue::builtin().rules {
        let ceiling = rule.meta.tier.ceiling();
        let worst = rule.meta.severity.max(rule.meta.severity_final.unwrap_or(rule.meta.severity));
        assert!(worst <= ceiling, "{}: {worst:?} above {ceiling:?}", rule.meta.id);
    }
}

#[test]
fn wording_is_complete_and_uses_only_known_values() {
    for rule in &Catalogue::builtin().rules {
        check_wording(rule, &rule.meta, &rule.meta.vi);
        check_wording(rule, &rule.meta, &rule.meta.en);
        assert!(!rule.meta.basis.is_empty(), "{}: no basis", rule.meta.id);
        assert!(!rule.meta.examples.is_empty(), "{}: no example", rule.meta.id);
        for id in rule.meta.yields_to.iter() {
            assert!(Catalogue::builtin().rule(id.as_str()).is_some(), "{}: yields to unknown {id}", rule.meta.id);
        }
    }
}

fn check_wording(rule: &Rule, meta: &RuleMeta, words: &Wording) {
    let id = &meta.id;
    for (what, text) in [("title", &words.title), ("message", &words.message), ("why", &words.why)] {
        assert!(!text.is_empty(), "{id}: {what} is empty in one language");
    }
    assert_eq!(rule.kind.proves, !words.proof.is_empty(), "{id}: `proof` is for checks that prove");
    let mut labels: Vec<&str> = words.labels.iter().map(|label| &*label.name).collect();
    let mut expected = rule.kind.labels.to_vec();
    labels.sort_unstable();
    expected.sort_unstable();
    assert_eq!(labels, expected, "{id}: labels");
    for case in words.cases.iter() {
        assert!(rule.kind.cases.contains(&&*case.name), "{id}: the check has no case {}", case.name);
    }
    for case in rule.kind.cases {
        assert!(words.cases.iter().any(|words| words.name == *case), "{id}: case {case} is not worded");
    }
    let texts = [&words.message, &words.help, &words.proof]
        .into_iter()
        .chain(words.cases.iter().flat_map(|case| [&case.message, &case.help]))
        .chain(words.labels.iter().map(|label| &label.text));
    for text in texts {
        for placeholder in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name) {
            assert!(rule.kind.values.contains(&placeholder), "{id}: the check has no value {{{placeholder}}}");
        }
    }
}

/// Checks an example with one rule.
type Run = fn(&str, &Rule) -> Outcome;

#[test]
fn examples_do_what_they_claim() {
    let mut wrong = Vec::new();
    for rule in &Catalogue::builtin().rules {
        for example in rule.meta.examples.iter().filter(|example| example.beside.is_empty()) {
            for (bad, run) in [(&example.bad, outcome as Run), (&example.bad_docx, outcome_of_docx)] {
                if bad.is_empty() {
                    continue;
                }
                let outcome = run(bad, rule);
                let quotes = quotes(&outcome);
                let found =
                    if example.flags.is_empty() { !quotes.is_empty() } else { quotes.contains(&&*example.flags) };
                if !found {
                    wrong.push(format!(
                        "{}: expected {:?}, found {quotes:?}, not checked {:?}, in\n{bad}",
                        rule.meta.id, example.flags, outcome.not_checked
                    ));
                }
            }
            for (good, run) in [(&example.good, outcome as Run), (&example.good_docx, outcome_of_docx)] {
                if good.is_empty() {
                    continue;
                }
                let outcome = run(good, rule);
                if !outcome.diagnostics.is_empty() {
                    let quotes = quotes(&outcome);
                    wrong.push(format!("{}: found {quotes:?} in the good example\n{good}", rule.meta.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What a rule says to its reader, one text a paragraph, with a word for each value and each quotation.
#[test]
fn a_wrong_period_is_told_once_with_its_length_in_words() {
    let catalogue = Catalogue::builtin();
    let rule = catalogue.rule("dates/length-mismatch").expect("a rule");
    let text = "Phụ lục I: Kế hoạch 5 năm 2021 - 2027.\n\nPhụ lục II: kế hoạch 5 năm 2021 - 2027; tập huấn từ ngày \
                05/10/2026 đến ngày 19/10/2026 (20 ngày).\n";
    let found = outcome(text, rule).diagnostics;
    let values = found.iter().flat_map(|finding| &finding.values);
    let right: Vec<&str> = values.filter(|(name, _)| *name == "right").map(|(_, value)| value.as_str()).collect();
    assert_eq!(right, ["7 năm", "15 ngày"]);
    assert_eq!(found.iter().map(|finding| finding.labels.len()).collect::<Vec<_>>(), [1, 0]);
}

fn said(wording: &Wording) -> String {
    let cases = wording.cases.iter().flat_map(|case| [&case.message, &case.help]);
    let texts =
        [&wording.title, &wording.message, &wording.help, &wording.why, &wording.proof].into_iter().chain(cases);
    let mut said = String::new();
    for text in texts.filter(|text| !text.trim().is_empty()) {
        let mut inside = 0_usize;
        let mut paragraph = String::new();
        for letter in text.trim().chars() {
            match letter {
                '“' | '{' => {
                    if inside == 0 {
                        paragraph.push_str("điều này");
                    }
                    inside += 1;
                }
                '”' | '}' => inside = inside.saturating_sub(1),
                _ if inside == 0 => paragraph.push(letter),
                _ => {}
            }
        }
        let mut letters = paragraph.chars();
        said.extend(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).chain(['\n', '\n']));
    }
    said
}

#[test]
fn the_vietnamese_words_of_the_rules_stand_the_rules() {
    // A reason is no document that would have to cite in full at its first mention; a value may follow a value.
    let ignore = ["citation/incomplete-first-mention", "spelling/repeated-word"].map(str::to_owned).to_vec();
    let select = ["citation", "spelling", "typing", "punctuation", "capitals", "encoding", "names", "terms"];
    let select = select.map(str::to_owned).to_vec();
    let settings = Settings { select, ignore, today: Some(jiff::civil::date(2026, 11, 1)), ..Settings::new() };
    let mut found = Vec::new();
    // Rules on quotation marks show single ones.
    let about_quotes = |rule: &&Rule| rule.meta.id.to_string().starts_with("punctuation/quote");
    for rule in Catalogue::builtin().rules.iter().filter(|rule| !about_quotes(rule)) {
        let text = said(&rule.meta.vi);
        let file = SourceFile { name: "loi.txt".to_owned(), bytes: text.into_bytes() };
        let outcome = engine::check(&file, &settings).unwrap_or_else(|error| panic!("{}: {error}", rule.meta.id));
        found.extend(outcome.diagnostics.iter().map(|diagnostic| {
            format!("{}: {} at “{}”", rule.meta.id, diagnostic.rule, outcome.document.quote(diagnostic.span))
        }));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
