//! How time and memory grow: start-up, one small file, a 300-page DOCX, a text of 10 MB, a folder of
//! 10,000 drafts, checked at first and again from the cache. Times stand as ratios to plain reading where there is one; absolute times on a
//! shared machine are noise.
//!
//! `cargo bench --bench scale` measures, prints and writes `target/quality/scale.json`;
//! `cargo bench --bench scale -- --folder` measures the folder alone;
//! `cargo bench --bench scale -- --write txt|docx COUNT BYTES DIR` only writes drafts.
#![allow(clippy::print_stdout, reason = "what was measured is printed")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use rasoat::engine::{self, Settings, Step};
use rasoat::model::SourceFile;
use serde_json::{Value, json};

/// Bytes of one draft of a folder.
const DRAFT_BYTES: usize = 10_000;
/// Drafts of the large folder.
const FOLDER: u64 = 10_000;
/// Rounds of the short cases; the fastest counts, as the least disturbed one.
const ROUNDS: usize = 15;
/// Rounds of the long ones.
const LONG_ROUNDS: usize = 3;

fn main() {
    // `cargo bench` adds a word of its own.
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [flag, kind, count, bytes, folder] = &arguments[..]
        && flag == "--write"
    {
        write_drafts(kind, count.parse().expect("a count"), bytes.parse().expect("a size"), Path::new(folder));
        return;
    }
    if arguments == ["--folder"] {
        println!("{}", serde_json::to_string_pretty(&folder()).expect("JSON"));
        return;
    }
    let mut results = serde_json::Map::new();
    results.insert("start-up".to_owned(), start_up());
    results.insert("draft, text".to_owned(), one(&text_file(DRAFT_BYTES), ROUNDS));
    results.insert("draft, docx".to_owned(), one(&docx_file(DRAFT_BYTES), ROUNDS));
    results.insert("300 pages, docx".to_owned(), one(&docx_file(300 * PAGE), LONG_ROUNDS));
    results.insert("10 MB, text".to_owned(), one(&text_file(10_000_000), LONG_ROUNDS));
    results
        .insert("growth, text".to_owned(), growth([625_000, 1_250_000, 2_500_000, 5_000_000, 10_000_000], text_file));
    results.insert("growth, docx".to_owned(), growth([20, 40, 80, 160, 300].map(|pages| pages * PAGE), docx_file));
    results.insert("memory, 10 MB text".to_owned(), memory(&text_file(10_000_000)));
    results.insert("memory, 300 pages docx".to_owned(), memory(&docx_file(300 * PAGE)));
    results.insert("annotate, 300 pages docx".to_owned(), annotate(&docx_file(300 * PAGE)));
    results.insert("folder of 10,000 drafts".to_owned(), folder());
    let results = Value::Object(results);
    let text = serde_json::to_string_pretty(&results).expect("JSON");
    fs::create_dir_all("target/quality").expect("a folder");
    fs::write("target/quality/scale.json", format!("{text}\n")).expect("writes");
    println!("{text}");
}

/// Bytes of text on a printed page.
const PAGE: usize = 3_300;

fn text_file(bytes: usize) -> SourceFile {
    SourceFile { name: "du-thao.txt".to_owned(), bytes: support::drafts::text(1, bytes).into_bytes() }
}

fn docx_file(bytes: usize) -> SourceFile {
    SourceFile { name: "du-thao.docx".to_owned(), bytes: support::drafts::docx(1, bytes) }
}

fn write_drafts(kind: &str, count: u64, bytes: usize, folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    for number in 0..count {
        let draft = match kind {
            "txt" => support::drafts::text(number, bytes).into_bytes(),
            "docx" => support::drafts::docx(number, bytes),
            other => panic!("{other}: txt or docx"),
        };
        fs::write(folder.join(format!("du-thao-{number:05}.{kind}")), draft).expect("writes");
    }
}

/// Nanoseconds this thread has been on a processor; the clock of the wall where the system does not
/// tell.
fn cpu_time(since: Instant) -> u64 {
    let status = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let running = status.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    running.unwrap_or_else(|| since.elapsed().as_nanos() as u64)
}

/// The least time of `work` over `rounds`. The system counts processor time in ticks, too coarse for
/// short work; that is run more often and timed on the wall, where the least disturbed run shows.
fn least(rounds: usize, mut work: impl FnMut()) -> u64 {
    const SHORT: u64 = 50_000_000;
    let since = Instant::now();
    let mut wall = || {
        let begun = Instant::now();
        work();
        begun.elapsed().as_nanos() as u64
    };
    let first = wall();
    if first < SHORT {
        return (0..rounds * 20).map(|_| wall()).fold(first, u64::min);
    }
    let processor = |_| {
        let begun = cpu_time(since);
        work();
        cpu_time(since) - begun
    };
    (0..rounds).map(processor).min().unwrap_or(first)
}

/// One file in this process: throughput, ratio to plain reading, share of each step.
fn one(file: &SourceFile, rounds: usize) -> Value {
    let settings = Settings::new();
    let plain = least(rounds.max(5), || {
        black_box(plain_reading(&file.bytes));
    });
    let check = least(rounds, || drop(black_box(engine::check(file, &settings).expect("reads"))));
    let bytes = plain_bytes(&file.bytes);
    json!({
        "bytes": bytes,
        "microseconds": check / 1000,
        "mb_per_second": rounded(bytes as f64 * 1000.0 / check.max(1) as f64),
        "ratio_to_plain_reading": rounded(check as f64 / plain.max(1) as f64),
        "steps": shares(file, &settings, rounds),
    })
}

/// The share of each step, in per cent, from the least time each took in any round.
fn shares(file: &SourceFile, settings: &Settings, rounds: usize) -> BTreeMap<&'static str, f64> {
    let mut least: BTreeMap<&'static str, u64> = BTreeMap::new();
    for _ in 0..rounds {
        let mut round: BTreeMap<&'static str, u64> = BTreeMap::new();
        let file = file.clone();
        let mut started = Instant::now();
        let mut ended = |step: Step<'_>| {
            let now = Instant::now();
            *round.entry(step.name()).or_default() += now.duration_since(started).as_nanos() as u64;
            started = now;
        };
        engine::check_in_steps(file, settings, &mut ended).expect("reads");
        for (name, time) in round {
            least.entry(name).and_modify(|known| *known = time.min(*known)).or_insert(time);
        }
    }
    let total: u64 = least.values().sum();
    least.into_iter().map(|(name, time)| (name, rounded(time as f64 * 100.0 / total.max(1) as f64))).collect()
}

/// What any reader has to do: UTF-8 and lines of a text, or unzip and tokenise the main part of a
/// DOCX with the crates that the reader uses.
fn plain_reading(bytes: &[u8]) -> usize {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return std::str::from_utf8(bytes).map_or(0, |text| text.lines().map(|line| black_box(line).len()).sum());
    };
    let mut xml = String::new();
    package.by_name("word/document.xml").expect("main part").read_to_string(&mut xml).expect("UTF-8");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut events = 0;
    while !matches!(reader.read_event(), Ok(quick_xml::events::Event::Eof) | Err(_)) {
        events += 1;
    }
    events
}

/// Bytes that plain reading goes over: those of the text, or of the unpacked main part.
fn plain_bytes(bytes: &[u8]) -> usize {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else { return bytes.len() };
    package.by_name("word/document.xml").map_or(0, |part| part.size() as usize)
}

/// How the time grows with the size: the exponent of the power that fits best.
fn growth<const N: usize>(sizes: [usize; N], file: impl Fn(usize) -> SourceFile) -> Value {
    let settings = Settings::new();
    let points = sizes.map(|size| {
        let file = file(size);
        let time = least(LONG_ROUNDS, || drop(black_box(engine::check(&file, &settings).expect("reads"))));
        (plain_bytes(&file.bytes), time)
    });
    let logs = points.map(|(size, time)| ((size as f64).ln(), (time.max(1) as f64).ln()));
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / N as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let along: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let across: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
    json!({
        "exponent": rounded(along / across),
        "points": points.map(|(size, time)| json!({ "bytes": size, "microseconds": time / 1000 })).to_vec(),
    })
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Runs the program itself and returns milliseconds on the wall and peak memory in MiB.
fn run(arguments: &[&str]) -> (f64, Option<u64>) {
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["check", "--format", "concise", "--lang", "en", "--timings"])
        .args(arguments)
        .stdout(Stdio::null())
        .output()
        .expect("runs");
    let wall = begun.elapsed().as_secs_f64() * 1e3;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let peak = told.lines().find_map(|line| line.strip_prefix("Peak memory: ")?.strip_suffix(" MiB")?.parse().ok());
    (wall, peak)
}

/// The whole program on one short draft, and what binding the rules takes of it.
fn start_up() -> Value {
    let folder = env::temp_dir().join(format!("rasoat-scale-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let draft = folder.join("du-thao.txt");
    fs::write(&draft, support::drafts::text(1, 1_000)).expect("writes");
    let path = draft.to_str().expect("UTF-8");
    let walls = (0..ROUNDS).map(|_| run(&[path]).0);
    let wall = walls.fold(f64::INFINITY, f64::min);
    let bind = least(ROUNDS, || drop(black_box(Settings::new())));
    fs::remove_dir_all(&folder).expect("removes");
    json!({ "milliseconds": rounded(wall), "binding_rules_microseconds": bind / 1000 })
}

fn memory(file: &SourceFile) -> Value {
    let path = env::temp_dir().join(format!("rasoat-scale-{}-{}", std::process::id(), file.name));
    fs::write(&path, &file.bytes).expect("writes");
    let (_, peak) = run(&[path.to_str().expect("UTF-8")]);
    fs::remove_file(&path).expect("removes");
    json!({ "bytes": file.bytes.len(), "peak_mib": peak })
}

/// A marked copy beside a mere check of the same file. The aim: 2.5 times its time, and 6 times the size of the
/// unpacked document on top of its memory.
fn annotate(file: &SourceFile) -> Value {
    let path = env::temp_dir().join(format!("rasoat-scale-{}-{}", std::process::id(), file.name));
    let copy = path.with_extension("copy.docx");
    fs::write(&path, &file.bytes).expect("writes");
    let (from, to) = (path.to_str().expect("UTF-8"), copy.to_str().expect("UTF-8"));
    let check = ["check", "--isolated", "--no-cache", "--format", "concise", from];
    let annotate = ["annotate", "--isolated", from, "-o", to];
    let least = |arguments: &[&str]| {
        let runs: Vec<(f64, Option<u64>)> = (0..LONG_ROUNDS).map(|_| watched(arguments)).collect();
        let wall = runs.iter().map(|(wall, _)| *wall).fold(f64::INFINITY, f64::min);
        (wall, runs.iter().filter_map(|(_, peak)| *peak).max())
    };
    let ((check, check_peak), (annotate, annotate_peak)) = (least(&check), least(&annotate));
    for written in [&path, &copy] {
        fs::remove_file(written).expect("removes");
    }
    json!({
        "bytes": file.bytes.len(),
        "check_milliseconds": rounded(check),
        "annotate_milliseconds": rounded(annotate),
        "ratio": rounded(annotate / check),
        "check_peak_kib": check_peak,
        "annotate_peak_kib": annotate_peak,
    })
}

/// Runs the program and returns milliseconds on the wall and, where the system tells, peak memory in KiB.
fn watched(arguments: &[&str]) -> (f64, Option<u64>) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().expect("waits").is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let now = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = now.or(peak);
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    (begun.elapsed().as_secs_f64() * 1e3, peak)
}

/// Many drafts at once, as many threads as there are processors: without a cache, with one that is
/// empty, and again with what that run has left. A tenth of them shows how memory grows.
fn folder() -> Value {
    let folder = env::temp_dir().join(format!("rasoat-scale-{}", std::process::id()));
    let (all, tenth) = (folder.join("all"), folder.join("tenth"));
    write_drafts("txt", FOLDER, DRAFT_BYTES, &all);
    write_drafts("txt", FOLDER / 10, DRAFT_BYTES, &tenth);
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let (all, tenth, cache) = (path(&all), path(&tenth), path(&folder.join("cache")));
    let (wall, peak) = run(&[&all, "--no-cache"]);
    let (_, peak_of_tenth) = run(&[&tenth, "--no-cache"]);
    let (cold, _) = run(&[&all, "--cache-dir", &cache]);
    let warm: Vec<(f64, Option<u64>)> = (0..LONG_ROUNDS).map(|_| run(&[&all, "--cache-dir", &cache])).collect();
    let least = warm.iter().map(|(wall, _)| *wall).fold(f64::INFINITY, f64::min);
    fs::remove_dir_all(&folder).expect("removes");
    json!({
        "drafts": FOLDER,
        "threads": std::thread::available_parallelism().map_or(1, usize::from),
        "drafts_per_second": (FOLDER as f64 * 1e3 / wall).round(),
        "peak_mib": peak,
        "peak_mib_of_a_tenth": peak_of_tenth,
        "cold_with_cache_milliseconds": cold.round(),
        "warm_milliseconds": least.round(),
        "cold_to_warm": rounded(cold / least),
        "warm_peak_mib": warm.iter().filter_map(|(_, peak)| *peak).max(),
    })
}
