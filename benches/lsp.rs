//! From a key stroke to the findings on the editor's side: over the protocol, with the real program.
//! After each letter the engine alone checks the same text in this process; the rest is what the
//! server costs.
//!
//! `cargo bench --bench lsp` measures, prints and writes `target/quality/lsp.json`.
#![allow(clippy::print_stdout, reason = "what was measured is printed")]

#[path = "../tests/lsp/client.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod client;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use client::Client;
use rasoat::engine::{self, Settings};
use rasoat::model::SourceFile;
use serde_json::{Value, json};

/// Letters that are typed.
const LETTERS: usize = 200;
const URI: &str = "untitled:bao-cao.txt";

fn main() {
    let draft = fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("run from the project folder");
    let long = hundred_pages(&draft);
    let cases = [("draft", draft, Duration::from_millis(15)), ("hundred pages", long, Duration::from_millis(60))];
    println!("{:<14} {:>7} {:>8}  {:>21}  {:>21}", "document", "bytes", "findings", "engine alone", "key to findings");
    println!("{:<31}  {:>10} {:>10}  {:>10} {:>10}", "", "p50", "p99", "p50", "p99");
    let cases = cases.map(|(name, text, target)| {
        let Typed { findings, alone, published } = type_into(&text);
        let at = |times: &[Duration], share| format!("{:.2} ms", milliseconds(percentile(times, share)));
        let met = percentile(&published, 99) <= target;
        println!(
            "{name:<14} {:>7} {findings:>8}  {:>10} {:>10}  {:>10} {:>10}  p99 of at most {} ms: {}",
            text.len(),
            at(&alone, 50),
            at(&alone, 99),
            at(&published, 50),
            at(&published, 99),
            target.as_millis(),
            if met { "met" } else { "missed" },
        );
        let times = |times: &[Duration]| {
            let [p50, p99] = [50, 99].map(|share| (milliseconds(percentile(times, share)) * 100.0).round() / 100.0);
            json!({ "p50_ms": p50, "p99_ms": p99 })
        };
        json!({
            "document": name, "bytes": text.len(), "findings": findings, "engine": times(&alone),
            "published": times(&published), "target_ms": target.as_millis() as u64, "met": met,
        })
    });
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let results = json!({ "letters": LETTERS, "processors": processors, "cases": cases });
    let text = serde_json::to_string_pretty(&results).expect("JSON");
    fs::create_dir_all("target/quality").expect("a folder");
    fs::write("target/quality/lsp.json", text + "\n").expect("writes");
}

/// About a hundred pages: the body of the draft over and over, with numbers of its own.
fn hundred_pages(draft: &str) -> String {
    let body = draft.split_once("I. CÔNG TÁC").map_or(draft, |(_, body)| body);
    let section = body.split_once("Nơi nhận").map_or(body, |(section, _)| section);
    let mut text = draft.to_owned();
    for part in 1..=40 {
        write!(text, "\n\nPhụ lục {part}\n\nI. CÔNG TÁC{section}").expect("writing to a string");
    }
    text
}

/// What typing gave.
struct Typed {
    /// Findings in the end.
    findings: usize,
    /// Times of the engine alone.
    alone: Vec<Duration>,
    /// Times from a letter to its findings.
    published: Vec<Duration>,
}

/// Types into the middle of `text`, one letter after the other, each after the findings of the last.
fn type_into(text: &str) -> Typed {
    let settings = Settings::new();
    let mut client = Client::with(&json!({ "textDocument": {} }), &Value::Null, None);
    client.open(URI, "plaintext", text);
    let mut typed = Typed { findings: client.published(URI, 1).len(), alone: Vec::new(), published: Vec::new() };
    let mut text = text.to_owned();
    let start = text[..text.floor_char_boundary(text.len() / 2)].rfind('\n').map_or(0, |end| end + 1);
    let line = text[..start].matches('\n').count();
    let sentence = "Các phòng, ban đã triển khai thực hiện nghiêm túc. ".chars().cycle();
    let mut end = start;
    for (column, (version, letter)) in (2..).zip(sentence).take(LETTERS).enumerate() {
        let place = json!({ "line": line, "character": column });
        let change = json!([{ "range": { "start": place, "end": place }, "text": letter.to_string() }]);
        let begun = Instant::now();
        client.change(URI, version, &change);
        typed.findings = client.published(URI, version).len();
        typed.published.push(client.arrived.duration_since(begun));
        text.insert(end, letter);
        end += letter.len_utf8();
        typed.alone.push(check_alone(&text, &settings));
    }
    typed
}

fn check_alone(text: &str, settings: &Settings) -> Duration {
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let begun = Instant::now();
    let outcome = black_box(engine::check(&file, settings).expect("checks"));
    let time = begun.elapsed();
    drop(outcome);
    time
}

fn percentile(times: &[Duration], share: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
