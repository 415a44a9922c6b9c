//! Time per document for reading, recognition and checking. Compare the rows of one run with each
//! other: absolute times on a shared machine are noise.

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{Cursor, Read as _};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rasoat::engine::{self, Settings};
use rasoat::model::SourceFile;
use rasoat::readers;
use rasoat::recognize;

fn draft() -> String {
    std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("run from the project folder")
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

fn stages(criterion: &mut Criterion, name: &str, file: &SourceFile) {
    let settings = Settings::new();
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(file.bytes.len() as u64));
    group.bench_function("plain reading (floor)", |bencher| bencher.iter(|| black_box(plain_reading(&file.bytes))));
    group.bench_function("read", |bencher| {
        bencher.iter(|| readers::read(black_box(file), &settings.limits).expect("reads"));
    });
    let (raw, _) = readers::read(file, &settings.limits).expect("reads");
    group.bench_function("recognize", |bencher| {
        bencher.iter_batched(|| raw.clone(), recognize::recognize, criterion::BatchSize::SmallInput);
    });
    group.bench_function("check, all stages", |bencher| {
        bencher.iter(|| engine::check(black_box(file), &settings).expect("checks"));
    });
    group.finish();
}

/// What any reader has to do: UTF-8 and lines of a text, or unzip and tokenise the main part of a
/// DOCX with the crates that the reader uses.
fn plain_reading(bytes: &[u8]) -> usize {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return std::str::from_utf8(bytes).map_or(0, |text| text.lines().count());
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

fn word_files(criterion: &mut Criterion) {
    let short = SourceFile { name: "bao-cao.docx".to_owned(), bytes: support::package("bao-cao-nd73") };
    stages(criterion, "draft, docx", &short);
    let long = SourceFile { name: "dai.docx".to_owned(), bytes: support::report_of_pages(100) };
    stages(criterion, "hundred pages, docx", &long);
}

fn start_up(criterion: &mut Criterion) {
    criterion.bench_function("bind the built-in catalogue", |bencher| bencher.iter(|| black_box(Settings::new())));
}

fn texts(criterion: &mut Criterion) {
    let draft = draft();
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: draft.clone().into_bytes() };
    stages(criterion, "draft, text", &file);
    let long = SourceFile { name: "dai.txt".to_owned(), bytes: hundred_pages(&draft).into_bytes() };
    stages(criterion, "hundred pages, text", &long);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).without_plots();
    targets = start_up, texts, word_files
}
criterion_main!(benches);
