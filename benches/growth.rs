//! How the cost of a check grows with a file that is made to cost much: of each pattern that was quadratic once, the
//! exponent of processor time over length, fitted through four lengths. A pattern that grows faster than
//! [`MOST`] ends the run with a failure.
//!
//! `cargo bench --bench growth`; `-- D3` for one class.
#![allow(clippy::print_stdout, reason = "what was measured is printed")]
#![allow(clippy::format_collect, reason = "patterns are made once")]

use std::hint::black_box;
use std::process::ExitCode;
use std::{env, fs};

use rasoat::catalogue::Lang;
use rasoat::checks::Stage;
use rasoat::engine::{self, Settings};
use rasoat::model::SourceFile;
use rasoat::report::json::Part;
use rasoat::report::output::{Kind, draw};
use rasoat::report::{Checked, Look};

/// The largest exponent that passes for linear, with a logarithm and noise on top.
const MOST: f64 = 1.25;
/// The shortest text; each further one is twice as long.
const SHORTEST: usize = 50_000;
/// How many lengths are measured.
const LENGTHS: u32 = 4;
/// Rounds of each; the cheapest counts, as the least disturbed one.
const ROUNDS: usize = 3;
/// Nanoseconds below which a pattern is too cheap to tell how it grows, at its longest.
const LEAST: u64 = 50_000_000;

/// What a pattern is to hold, the name of the file, and its text of about so many bytes.
type Pattern = (&'static str, &'static str, fn(usize) -> String);

const PATTERNS: &[Pattern] = &[
    // Many findings on one line: columns are counted once, from left to right.
    ("D1 letters", "a.txt", |bytes| "a ".repeat(bytes / 2)),
    ("D1 words", "a.txt", |bytes| "và ".repeat(bytes / 4)),
    ("D1 dashes", "a.txt", |bytes| "- ".repeat(bytes / 2)),
    ("D1 numbers", "a.txt", |bytes| "1. ".repeat(bytes / 3)),
    ("D1 tones", "a.txt", |bytes| "hoà bình ".repeat(bytes / 11)),
    ("D1 quotes", "a.txt", |bytes| "\u{201c}a\" ".repeat(bytes / 6)),
    ("D1 shares", "a.txt", |bytes| "đạt 75% (24/32), ".repeat(bytes / 20)),
    // Markup on one line: the piece behind an offset is found by its index.
    ("D2 brackets", "a.md", |bytes| "[a] ".repeat(bytes / 4)),
    ("D2 bold", "a.md", |bytes| "**a** ".repeat(bytes / 6)),
    // Repeated headings: the division of a finding is found by halves.
    ("D3 Roman", "a.txt", |bytes| "I. MỤC\n\n".repeat(bytes / 11)),
    ("D3 numbers", "a.txt", |bytes| "1. Mục\n\n".repeat(bytes / 11)),
    ("D3 sections", "a.txt", |bytes| "Mục 1\n\n".repeat(bytes / 9)),
    ("D3 articles", "a.txt", |bytes| "Điều 1. Quy định\n\n".repeat(bytes / 24)),
    // Addressees: each line against those of its name.
    ("D4 addressees", "a.txt", |bytes| format!("Kính gửi:\n{}", "-->\n".repeat(bytes / 4))),
    ("D4 list", "a.md", |bytes| format!("Kính gửi:\n\n{}", "- a\n".repeat(bytes / 4))),
    // Recipients on one line: cut once.
    ("D5 recipients", "a.txt", |bytes| "Nơi nhận: ".repeat(bytes / 14)),
    // Suppressions: found by the interval they cover.
    ("D6 comments", "a.txt", |bytes| "# rasoat: bỏ qua typing – x\nmột , hai\n\n".repeat(bytes / 48)),
    // Citations: compared by what they name.
    ("D7 distinct", "a.txt", |bytes| (0..bytes / 36).map(|at| format!("Nghị định số {at}/2020/NĐ-CP, ")).collect()),
    ("D7 repeated", "a.txt", |bytes| "Nghị định số 30/2020/NĐ-CP, ".repeat(bytes / 34)),
    ("D7 symbols", "a.txt", |bytes| "15/QĐ-UBND ".repeat(bytes / 12)),
    ("D7 chain", "a.txt", |bytes| "được sửa đổi, bổ sung bởi Luật số 1/2020/QH14 ".repeat(bytes / 60)),
    ("D7 pointers", "a.txt", |bytes| "điểm b, điểm a khoản 2 Điều 5, ".repeat(bytes / 40)),
    ("D7 grounds", "a.txt", |bytes| "Căn cứ Luật Đất đai; ".repeat(bytes / 28)),
    // Others that were more than linear.
    ("D8 percentages", "a.txt", |bytes| "24 hộ, chiếm 75%; ".repeat(bytes / 24)),
    ("D8 points", "a.txt", |bytes| "a) Một\nb) Hai\nc) Ba\n".repeat(bytes / 26)),
    ("D8 changes", "a.txt", |bytes| "tăng 5% so với cùng kỳ, ".repeat(bytes / 31)),
    ("D8 pairs", "a.txt", |bytes| "phòng phòng ban ".repeat(bytes / 20)),
    ("D8 titles", "a.txt", |bytes| "Quyết định ban hành Quy chế kèm theo Quyết định số 1/QĐ-UBND ".repeat(bytes / 80)),
    // Seen once: the rest of the line, the items before, and the block were walked through for each place.
    ("D8 dates", "a.txt", |bytes| "ngày 01 tháng 01 năm 2026 ".repeat(bytes / 29)),
    ("D8 parts", "a.txt", |bytes| "tổng số 10, trong đó 3 và 4 và ".repeat(bytes / 39)),
    // Words that never end: what may have been meant is sought in words of a word's length only.
    ("D8 letters", "a.txt", |bytes| format!("nghị đinh {} quy định", "x".repeat(bytes))),
    ("D8 syllables", "a.txt", |bytes| format!("nghị đinh {} quy định", "của".repeat(bytes / 4))),
    ("D8 marks", "a.txt", |bytes| format!("nghị đinh a{} quy định", "\u{323}".repeat(bytes / 2))),
    // The nearest letter that is seen, and names that may begin at each word.
    // Names without an end: none is longer than four words.
    ("D8 names", "a.txt", |bytes| format!("BÁO CÁO\n\nTình hình {}", "Trường A ".repeat(bytes / 11))),
    // Announced lists: none is read further than the longest one.
    ("D8 lists", "a.txt", |bytes| "gồm 05 nội dung: thứ nhất, tăng cường; ".repeat(bytes / 58)),
    ("D8 numerals", "a.txt", |bytes| "bốn nội dung: một, ".repeat(bytes / 27)),
    // Words without marks in a row: tried once for each row.
    ("D8 unmarked", "a.txt", |bytes| "ba ba con con ga ga ".repeat(bytes / 20)),
    ("D8 unseen", "a.txt", |bytes| "\u{200b}".repeat(bytes / 3)),
    ("D8 bodies", "a.txt", |bytes| "UBND ".repeat(bytes / 5)),
    ("D8 capitals", "a.txt", |bytes| format!("I. {}", "KẾT QUẢ ".repeat(bytes / 13))),
];

fn main() -> ExitCode {
    let asked: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let settings = Settings::new();
    let mut failed = false;
    for (name, file, make) in PATTERNS {
        if !asked.is_empty() && !asked.iter().any(|asked| name.starts_with(asked.as_str())) {
            continue;
        }
        let points: Vec<(f64, u64)> = (0..LENGTHS)
            .map(|doublings| {
                let text = make(SHORTEST << doublings);
                let length = text.len() as f64;
                let file = SourceFile { name: (*file).to_owned(), bytes: text.into_bytes() };
                (length, (0..ROUNDS).map(|_| cost(&file, &settings)).min().unwrap_or(0))
            })
            .collect();
        let longest = points.last().map_or(0, |(_, nanoseconds)| *nanoseconds);
        let exponent = exponent(&points);
        let grows = longest > LEAST && exponent > MOST;
        failed |= grows;
        let verdict = if grows { "GROWS" } else { "" };
        println!("{name:16} exponent {exponent:5.2}, {:6} ms {verdict}", longest / 1_000_000);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Nanoseconds of processor time that a check and its reports cost.
fn cost(file: &SourceFile, settings: &Settings) -> u64 {
    let begun = nanoseconds();
    let mut outcome = engine::check(file, settings).expect("reads");
    outcome.cut_short();
    let checked = Checked { path: file.name.clone(), result: Ok(outcome) };
    let look = Look { lang: Lang::Vi, color: false, width: 100 };
    let forms = [Kind::Full, Kind::Concise, Kind::Html].map(|kind| (kind, look));
    drop(black_box(draw(&checked, &settings.catalogue, Stage::Draft, &forms, Lang::Vi, Part::Whole)));
    nanoseconds() - begun
}

/// Processor time of this thread so far, in nanoseconds; a busy machine does not change it much.
fn nanoseconds() -> u64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    stat.split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or(0)
}

/// The slope of the line that fits best through the logarithms of length and cost.
fn exponent(points: &[(f64, u64)]) -> f64 {
    let logs: Vec<(f64, f64)> =
        points.iter().map(|(length, nanoseconds)| (length.ln(), (*nanoseconds as f64).max(0.5).ln())).collect();
    let count = logs.len() as f64;
    let (mean_x, mean_y) =
        (logs.iter().map(|(x, _)| x).sum::<f64>() / count, logs.iter().map(|(_, y)| y).sum::<f64>() / count);
    let above: f64 = logs.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let below: f64 = logs.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    above / below
}
