//! Notes at the foot of a page: what they give of the figures of the text.

mod support;

use std::fmt::Write as _;

use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use rasoat::model::relation::{Operation, Source};

const OPEN: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:X xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
);

/// A document of one paragraph for each text, with the note that belongs to it.
fn check(texts: &[(&str, &str)]) -> Outcome {
    let mut parts = support::fixture("notes");
    let (mut body, mut notes) = (String::new(), String::new());
    for (at, (text, note)) in texts.iter().enumerate() {
        let id = at + 1;
        write!(body, r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r><w:r><w:footnoteReference w:id="{id}"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"#)
            .expect("writing to a string");
        write!(
            notes,
            r#"<w:footnote w:id="{id}"><w:p><w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>"#
        )
        .expect("writing to a string");
    }
    let part = |name: &str, inner: &str| {
        let open = OPEN.replace("w:X", &format!("w:{name}"));
        format!("{open}{inner}</w:{name}>").into_bytes()
    };
    parts.insert("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}<w:sectPr/></w:body>")));
    parts.insert("word/footnotes.xml".to_owned(), part("footnotes", &notes));
    let settings = Settings { select: vec!["figures".to_owned()], ..Settings::new() };
    let file = SourceFile { name: "bao-cao.docx".to_owned(), bytes: support::zip(&parts) };
    engine::check(&file, &settings).expect("a package")
}

/// What notes prove: the figure, and the figures that give it.
fn proved(outcome: &Outcome) -> Vec<String> {
    let figures = &outcome.document.figures;
    let text = |figure: usize| outcome.document.quote(figures.all[figure].span).to_owned();
    let by_notes = figures.derived.iter().filter(|derived| derived.source == Source::Nearby && derived.verdict.holds());
    let shown = by_notes.map(|derived| {
        let sign = if derived.operation == Operation::Share { "of" } else { "=" };
        let operands: Vec<String> = derived.operands.iter().map(|operand| text(*operand)).collect();
        format!("{} {sign} {}", text(derived.result), operands.join("+"))
    });
    shown.collect()
}

#[test]
fn the_counts_of_a_note_make_up_a_number_of_the_text() {
    let outcome =
        check(&[("Xã đã lập 15 mô hình", "06 mô hình chăn nuôi, 05 mô hình trồng trọt, 04 mô hình du lịch.")]);
    assert_eq!(proved(&outcome), ["15 = 06+05+04"]);
    assert_eq!(outcome.diagnostics.len(), 0);
}

#[test]
fn the_fraction_of_a_note_gives_a_percentage_of_the_text() {
    let outcome = check(&[("Có 92,5% cán bộ của xã đã học xong", "37/40 cán bộ.")]);
    assert_eq!(proved(&outcome), ["92,5% of 37/40"]);
}

#[test]
fn a_note_never_refutes() {
    let outcome = check(&[
        ("Xã đã lập 18 mô hình", "06 mô hình chăn nuôi, 05 mô hình trồng trọt, 04 mô hình du lịch."),
        ("Có 96% cán bộ của xã đã học xong", "37/40 cán bộ."),
    ]);
    assert_eq!(proved(&outcome), [""; 0]);
    assert_eq!(outcome.diagnostics.len(), 0);
}

#[test]
fn what_two_notes_give_or_what_is_easily_given_by_chance_is_left_open() {
    let twice = check(&[
        ("Có 92,5% cán bộ của xã đã học xong", "37/40 cán bộ."),
        ("Các thôn đã nộp đủ báo cáo", "74/80 thôn."),
    ]);
    assert_eq!(proved(&twice), [""; 0]);
    let half = check(&[("Có 50% cán bộ của xã đã học xong", "20/40 cán bộ.")]);
    assert_eq!(proved(&half), [""; 0]);
    let other_things = check(&[("Xã đã lập 15 mô hình", "06 hộ, 05 tổ, 04 nhóm.")]);
    assert_eq!(proved(&other_things), [""; 0]);
}
