//! Hostile and broken DOCX files: a named error or a notice, in bounded time, never a panic.

mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rasoat::engine::{self, Settings};
use rasoat::model::{Block, Fact, SourceFile};
use rasoat::readers::{self, Limits, NoticeKind, ReadError};
use support::Parts;

/// Much more than any of these files needs, even without optimisation on a busy machine.
const LONG: Duration = Duration::from_mins(1);

fn file(bytes: Vec<u8>) -> SourceFile {
    SourceFile { name: "van-ban.docx".to_owned(), bytes }
}

fn read(parts: &Parts) -> Result<(Vec<Block>, Vec<NoticeKind>), ReadError> {
    let (raw, notices) = readers::read(&file(support::zip(parts)), &Limits::default())?;
    Ok((raw.blocks, notices.into_iter().map(|notice| notice.kind).collect()))
}

/// The parts of a fixture with `from` replaced in a part.
fn changed(case: &str, part: &str, from: &str, to: &str) -> Parts {
    let mut parts = support::fixture(case);
    let text = String::from_utf8(parts[part].clone()).expect("UTF-8");
    assert!(text.contains(from), "{case}: {from}");
    parts.insert(part.to_owned(), text.replace(from, to).into_bytes());
    parts
}

#[test]
fn a_zip_cut_off_anywhere_is_an_error() {
    let whole = support::package("constructs");
    for cut in (0..whole.len()).step_by(whole.len() / 64) {
        assert!(readers::read(&file(whole[..cut].to_vec()), &Limits::default()).is_err(), "cut at {cut}");
    }
}

#[test]
fn entities_are_never_declared_nor_expanded() {
    let laughs = r#"<!DOCTYPE lolz [<!ENTITY lol "ha"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><w:document"#;
    for part in ["word/document.xml", "word/styles.xml"] {
        let root = if part.ends_with("styles.xml") { "<w:styles" } else { "<w:document" };
        let parts = changed("tables", part, root, &laughs.replace("<w:document", root));
        match (part, read(&parts)) {
            ("word/document.xml", found) => assert!(matches!(found, Err(ReadError::Damaged { .. })), "{part}"),
            (_, found) => assert_eq!(found.expect("reads").1, [NoticeKind::DamagedPart], "{part}"),
        }
    }
    let parts = changed("split-runs", "word/document.xml", "Sau dòng", "Sau &lol2; dòng");
    let (blocks, _) = read(&parts).expect("reads");
    assert!(
        blocks.iter().any(|block| block.text().starts_with("Sau  dòng")),
        "an entity that nobody declared is nothing"
    );
}

#[test]
fn parts_that_are_promised_and_missing_are_said() {
    for part in ["word/styles.xml", "word/numbering.xml", "word/header1.xml", "word/footnotes.xml"] {
        let mut parts = support::fixture("constructs");
        parts.remove(part).unwrap_or_else(|| panic!("{part}"));
        let (blocks, notices) = read(&parts).expect("reads");
        assert!(notices.contains(&NoticeKind::DamagedPart), "{part}");
        assert!(blocks.iter().any(|block| block.text().contains("[CHÈN]")), "{part}");
    }
    for part in ["word/document.xml", "_rels/.rels"] {
        let mut parts = support::fixture("constructs");
        parts.remove(part).unwrap_or_else(|| panic!("{part}"));
        assert!(read(&parts).is_err(), "{part}");
    }
}

#[test]
fn without_relationships_the_look_of_the_text_is_unknown() {
    for rels in [None, Some("<Relationships")] {
        let mut parts = support::fixture("quyet-dinh-dung-the-thuc");
        parts.remove("word/_rels/document.xml.rels").expect("the relationships");
        parts.extend(rels.map(|text| ("word/_rels/document.xml.rels".to_owned(), text.as_bytes().to_vec())));
        let outcome = engine::check(&file(support::zip(&parts)), &Settings::new()).expect("reads");
        assert!(outcome.notices.iter().any(|notice| notice.kind == NoticeKind::DamagedPart), "{rels:?}");
        let found: Vec<&str> = outcome.diagnostics.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(found, Vec::<&str>::new(), "{rels:?}: what stood in the styles is not judged");
    }
}

#[test]
fn absurd_numbers_are_unknown_or_cut() {
    let mut body = String::new();
    for (name, value) in [("sz", "99999999999"), ("sz", "-1"), ("sz", "mười bốn"), ("b", "có"), ("color", "ZZZZZZ")]
    {
        write!(body, r#"<w:p><w:r><w:rPr><w:{name} w:val="{value}"/></w:rPr><w:t>{name}</w:t></w:r></w:p>"#)
            .expect("grows");
    }
    body.push_str(r#"<w:p><w:pPr><w:ind w:firstLine="99999999999999" w:left="NaN"/><w:spacing w:before="1e300" w:line="-5"/><w:outlineLvl w:val="250"/><w:numPr><w:ilvl w:val="200"/><w:numId w:val="4294967295"/></w:numPr></w:pPr><w:r><w:t>Đoạn</w:t></w:r></w:p>"#);
    body.push_str(r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="65535"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="65535"/></w:tcPr><w:p><w:r><w:t>Ô</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#);
    body.push_str(r#"<w:sectPr><w:pgSz w:w="-11906" w:h="99999999999"/><w:pgMar w:top="1e9" w:right="a" w:bottom="0" w:left="0" w:gutter="-7"/></w:sectPr>"#);
    let bytes = support::package_of_body(&body);
    let (raw, _) = readers::read(&file(bytes.clone()), &Limits::default()).expect("reads");
    assert_eq!(raw.blocks.len(), 7);
    assert_eq!(raw.blocks[0].runs[0].half_points, Fact::Known(28), "what cannot be a size says nothing");
    assert_eq!(raw.blocks[4].runs[0].color, Fact::Unknown);
    assert_eq!((raw.pages[0].width, raw.pages[0].height), (Fact::Unknown, Fact::Unknown));
    assert_eq!(raw.pages[0].margins, Fact::Unknown);
    engine::check(&file(bytes), &Settings::new()).expect("checks");
}

#[test]
fn counters_of_lists_do_not_overflow() {
    let level = r#"<w:start w:val="4294967295"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%9.%0%"/>"#;
    let mut parts = support::fixture("list-restarts");
    let numbering = format!(
        r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl><w:lvl w:ilvl="77">{level}</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    parts.insert("word/numbering.xml".to_owned(), numbering.into_bytes());
    let (blocks, _) = read(&parts).expect("reads");
    assert!(blocks[0].text().starts_with("4294967295."), "{}", blocks[0].text());
    assert!(blocks[7].text().starts_with("4294967295."), "it stays where it is: {}", blocks[7].text());
}

#[test]
fn bytes_that_are_no_utf_8_are_damage() {
    let mut parts = support::fixture("tables");
    for at in [200, 600, 1_200] {
        let mut document = support::fixture("tables")["word/document.xml"].clone();
        document[at] = 0xff;
        parts.insert("word/document.xml".to_owned(), document);
        assert!(matches!(read(&parts), Err(ReadError::Damaged { .. })), "at {at}");
    }
}

#[test]
fn content_types_do_not_decide() {
    let mut parts = support::fixture("tables");
    for types in ["", "not XML", r#"<Types><Default Extension="xml" ContentType="image/png"/></Types>"#] {
        parts.insert("[Content_Types].xml".to_owned(), types.as_bytes().to_vec());
        assert!(read(&parts).is_ok(), "{types}");
    }
    parts.remove("[Content_Types].xml");
    assert!(read(&parts).is_ok(), "Word would mend it too");
}

#[test]
fn macros_are_said_and_the_text_is_read() {
    let mut parts = support::fixture("tables");
    parts.insert("word/vbaProject.bin".to_owned(), vec![0xd0, 0xcf, 0x11, 0xe0]);
    let (blocks, notices) = read(&parts).expect("reads");
    assert_eq!((blocks.is_empty(), notices), (false, vec![NoticeKind::Macros]));
}

#[test]
fn much_of_one_thing_takes_time_in_proportion() {
    const MANY: usize = 20_000;
    let text = |content: &str| format!("<w:p>{content}</w:p>");
    let run = "<w:r><w:t>a</w:t></w:r>";
    let bodies = [
        ("runs in a paragraph", text(&run.repeat(MANY))),
        ("paragraphs", text(run).repeat(MANY)),
        ("deleted marks", format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run}</w:p>").repeat(MANY)),
        ("fields that never end", text(&r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.repeat(MANY)) + &text(run)),
        (
            "text boxes in a paragraph",
            text(
                &format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", text(run)).repeat(MANY / 10),
            ),
        ),
        (
            "cells in a row",
            format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", format!("<w:tc>{}</w:tc>", text(run)).repeat(MANY)),
        ),
        ("tables", format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", text(run)).repeat(MANY / 4)),
        ("sections", format!("<w:p><w:pPr><w:sectPr/></w:pPr>{run}</w:p>").repeat(MANY)),
    ];
    for (name, body) in bodies {
        // Repetition packs better than any document; the limit of the ratio is not what is tried here.
        let limits = Limits { compression_ratio: u64::MAX, ..Limits::default() };
        let start = Instant::now();
        let (raw, _) = readers::read(&file(support::package_of_body(&body)), &limits).expect("reads");
        assert!(!raw.blocks.is_empty(), "{name}");
        assert!(start.elapsed() < LONG, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn the_limits_are_those_of_the_documentation() {
    let text = std::fs::read_to_string("docs/INPUT.md").expect("reads");
    let limits = Limits::default();
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    for (limit, value) in [
        ("size of a file", mib(limits.file_bytes)),
        ("unpacked XML of a package", mib(limits.unpacked_bytes)),
        ("unpacked to packed size of one part", format!("{} : 1", limits.compression_ratio)),
        ("entries of a package", limits.entries.to_string()),
        ("nested XML elements", limits.xml_depth.to_string()),
        ("pages of a PDF", limits.pdf_pages.to_string()),
        ("letters of a PDF", limits.pdf_glyphs.to_string()),
    ] {
        assert!(text.contains(&format!("| {limit} | {value} |")), "{limit}: {value}");
    }
}
