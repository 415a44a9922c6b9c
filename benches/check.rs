//! Time per document for reading, recognition and checking. Compare the rows of one run with each
//! other: absolute times on a shared machine are noise.

use std::fmt::Write as _;
use std::hint::black_box;

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
    group.bench_function("utf-8 and lines (floor)", |bencher| {
        bencher.iter(|| black_box(std::str::from_utf8(&file.bytes).map_or(0, |text| text.lines().count())));
    });
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
    targets = start_up, texts
}
criterion_main!(benches);
