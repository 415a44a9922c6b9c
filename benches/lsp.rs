//! From a key stroke to the findings on the editor's side: over the protocol, with the real program.
//! The time of the engine alone stands beside it; the rest is what the server costs.
#![allow(clippy::print_stdout, reason = "what was measured is printed")]

#[path = "../tests/lsp/client.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod client;

use std::fmt::Write as _;
use std::fs;
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
    println!("{:<16} {:>8} {:>9} {:>21} {:>21}", "document", "bytes", "findings", "key to findings", "engine alone");
    println!("{:<16} {:>8} {:>9} {:>10} {:>10} {:>10} {:>10}", "", "", "", "p50", "p99", "p50", "p99");
    for (name, text) in [("draft", draft.clone()), ("hundred pages", hundred_pages(&draft))] {
        let (findings, typed) = type_into(&text);
        let checked = check_alone(&text);
        let of = |times: &[Duration], share| format!("{:.2} ms", percentile(times, share).as_secs_f64() * 1e3);
        println!(
            "{name:<16} {:>8} {findings:>9} {:>10} {:>10} {:>10} {:>10}",
            text.len(),
            of(&typed, 50),
            of(&typed, 99),
            of(&checked, 50),
            of(&checked, 99),
        );
    }
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

/// Types into the middle of `text`, one letter after the other, each after the findings of the last.
fn type_into(text: &str) -> (usize, Vec<Duration>) {
    let mut client = Client::with(&json!({ "textDocument": {} }), &Value::Null, None);
    client.open(URI, "plaintext", text);
    let mut findings = client.published(URI, 1).len();
    let line = text[..text.floor_char_boundary(text.len() / 2)].matches('\n').count();
    let sentence = "Các phòng, ban đã triển khai thực hiện nghiêm túc. ".chars().cycle();
    let mut times = Vec::new();
    for (at, (version, letter)) in (2..).zip(sentence).take(LETTERS).enumerate() {
        let place = json!({ "line": line, "character": at });
        let change = json!([{ "range": { "start": place, "end": place }, "text": letter.to_string() }]);
        let start = Instant::now();
        client.change(URI, version, &change);
        findings = client.published(URI, version).len();
        times.push(start.elapsed());
    }
    (findings, times)
}

fn check_alone(text: &str) -> Vec<Duration> {
    let settings = Settings::new();
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let check = || {
        let start = Instant::now();
        let outcome = engine::check(&file, &settings).expect("checks");
        let time = start.elapsed();
        drop(outcome);
        time
    };
    (0..LETTERS).map(|_| check()).collect()
}

fn percentile(times: &[Duration], share: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}
