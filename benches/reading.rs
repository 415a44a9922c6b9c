//! What reading a DOCX costs beside unzipping and tokenising its XML with the same crates, and how much
//! memory it takes beside the size of that XML. Both are measured in one run, so only the machine's own
//! noise is left; the ratios are what counts.
//!
//! `cargo bench --bench reading` prints them. The program itself, called with `--memory load|tokenise|read FILE`,
//! does one step once: a counter of instructions says what each costs, however busy the machine is.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rasoat::model::SourceFile;
use rasoat::readers::{self, Limits};

/// Pages of the file whose memory is measured; its XML is some tens of megabytes.
const MANY_PAGES: usize = 6_000;

/// How often a step is timed; the shortest time is the one with the least noise.
const TURNS: usize = 200;

/// The argument with which this program measures its own memory.
const MEMORY: &str = "--memory";

#[expect(clippy::print_stdout, reason = "a benchmark prints its result")]
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == MEMORY) {
        let rest = arguments.get(at + 1).zip(arguments.get(at + 2));
        println!("{}", rest.map_or(0, |(step, path)| peak_of(step, Path::new(path))));
        return;
    }
    println!("reading beside unzipping and tokenising (shortest of {TURNS} turns)");
    for (name, bytes) in [
        ("the report, 3 pages", support::package("bao-cao-nd73")),
        ("in full presentation, 3 pages", support::package("bao-cao-dung-the-thuc")),
        ("30 pages", support::report_of_pages(30)),
        ("100 pages", support::report_of_pages(100)),
    ] {
        let file = SourceFile { name: "bao-cao.docx".to_owned(), bytes };
        // Turn by turn, so that both have the same share of a busy machine.
        let (mut floor, mut read) = (Duration::MAX, Duration::MAX);
        for _ in 0..TURNS {
            floor = floor.min(timed(|| tokenised(&file.bytes)));
            read = read.min(timed(|| readers::read(&file, &Limits::default()).expect("reads")));
        }
        let ratio = read.as_secs_f64() / floor.as_secs_f64();
        println!("{name}: {floor:.1?} tokenised, {read:.1?} read, {ratio:.2} times");
    }
    let long = support::report_of_pages(MANY_PAGES);
    let xml = unpacked(&long).0 as f64;
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), long).expect("writes");
    let peaks = peak_in_child("load", file.path()).zip(peak_in_child("read", file.path()));
    let Some((before, peak)) = peaks else { return println!("peak memory: this system does not say") };
    let (before, peak) = (before as f64, peak as f64);
    println!(
        "peak memory: {:.0} MB, of them {:.0} MB before reading, for {:.0} MB of XML: {:.1} times",
        peak / 1e6,
        before / 1e6,
        xml / 1e6,
        peak / xml
    );
}

fn timed<T>(step: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    drop(black_box(step()));
    start.elapsed()
}

/// Bytes and tokens of all XML of a package.
fn unpacked(bytes: &[u8]) -> (usize, usize) {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let (mut size, mut tokens) = (0, 0);
    for at in 0..package.len() {
        let mut xml = String::new();
        package.by_index(at).expect("a part").read_to_string(&mut xml).expect("UTF-8");
        let mut reader = quick_xml::Reader::from_str(&xml);
        while !matches!(reader.read_event(), Ok(quick_xml::events::Event::Eof) | Err(_)) {
            tokens += 1;
        }
        size += xml.len();
    }
    (size, tokens)
}

fn tokenised(bytes: &[u8]) -> usize {
    unpacked(bytes).1
}

/// The most memory, in bytes, that a process of its own takes for `step` with the file at `path`.
fn peak_in_child(step: &str, path: &Path) -> Option<u64> {
    let output = Command::new(std::env::current_exe().ok()?).args([MEMORY, step]).arg(path).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok().filter(|peak| *peak > 0)
}

/// Loads the file and reads it, if that is the step. What the system says is the most that this process
/// has ever held; 0 if it does not say.
fn peak_of(step: &str, path: &Path) -> u64 {
    let file = SourceFile { name: "dai.docx".to_owned(), bytes: std::fs::read(path).expect("the file") };
    // One report after the other packs better than any document does.
    let limits = Limits { compression_ratio: u64::MAX, ..Limits::default() };
    let read = (step == "read").then(|| readers::read(&file, &limits).expect("reads"));
    if step == "tokenise" {
        black_box(tokenised(&file.bytes));
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    black_box(read);
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"));
    peak.and_then(|kilobytes| kilobytes.trim().parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes * 1024)
}
