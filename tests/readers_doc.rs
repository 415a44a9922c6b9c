//! The reader of Word 97 to 2003: what is text, what is a cell, and what is refused.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use rasoat::diagnostic::Reason;
use rasoat::engine::{self, Settings};
use rasoat::model::{Block, Fact, Format, Place, RawDocument, SourceFile, TableId};
use rasoat::readers::{self, Limits, NoticeKind, ReadError};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("fixtures/doc/{name}.doc")).expect("fixture")
}

fn read(bytes: Vec<u8>) -> Result<(RawDocument, Vec<NoticeKind>), ReadError> {
    let (raw, notices) = readers::read(&SourceFile { name: "van-ban.doc".to_owned(), bytes }, &Limits::default())?;
    Ok((raw, notices.into_iter().map(|notice| notice.kind).collect()))
}

fn error_of(bytes: Vec<u8>) -> ReadError {
    read(bytes).expect_err("an error")
}

#[test]
fn text_cells_fields_and_notes_are_read() {
    let (raw, notices) = read(fixture("cau-tao")).expect("reads");
    assert_eq!(raw.format, Format::Doc);
    let found: Vec<(&str, bool)> =
        raw.blocks.iter().map(|block| (block.text(), matches!(block.place, Place::Cell(_)))).collect();
    assert_eq!(
        found,
        [
            ("ỦY BAN NHÂN DÂN", true),
            ("XÃ THẠCH KHÊ", true),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true),
            ("Thạch Khê, ngày 05 tháng 8 năm 2026", true),
            ("Số: 12/BC-UBND", true),
            ("Có 24 nam; 08 nữ.", false),
            ("Kết quả", false),
            ("Xem trang này, cột 1\tcột 2\ndòng hai; 73\u{2011}NQ.", false),
            ("Hộp", false),
            ("DỰ THẢO", false),
            ("Plain ASCII only.", false),
            ("Đầu trang", false),
            ("Chân trang", false),
            ("\tTheo báo cáo quý I.", false),
        ]
    );
    let places: Vec<Place> = raw.blocks[9..].iter().map(|block| block.place).collect();
    assert_eq!(places, [Place::TextBox, Place::Body, Place::Header, Place::Footer, Place::Note]);
    let cells: Vec<(u16, u16, usize)> =
        raw.table(TableId(0)).cells.iter().map(|cell| (cell.row, cell.column, cell.blocks.len())).collect();
    assert_eq!(cells, [(0, 0, 2), (0, 1, 1), (1, 0, 0), (1, 1, 1), (2, 0, 1), (2, 1, 0)]);
    assert_eq!(notices, [NoticeKind::TrackedChanges, NoticeKind::HiddenText, NoticeKind::AutomaticNumbers]);
    assert!(raw.blocks[7].blank_before);
}

#[test]
fn a_text_box_stands_where_it_is_anchored() {
    let (raw, _) = read(fixture("dau-trong-hop")).expect("reads");
    let found: Vec<&str> = raw.blocks.iter().map(Block::text).take(7).collect();
    assert_eq!(found[..2], ["ỦY BAN NHÂN DÂN", "PHƯỜNG TRẠM LỘ"]);
    assert_eq!(found[6], "BÁO CÁO");
    assert!(raw.blocks[..6].iter().all(|block| raw.parts[block.part as usize] == "text boxes"));
    let ordinals: Vec<u32> = raw.blocks[..6].iter().map(|block| block.paragraph).collect();
    assert!(ordinals.is_sorted_by(|left, right| left < right), "{ordinals:?}");
    let file = SourceFile { name: "van-ban.doc".to_owned(), bytes: fixture("dau-trong-hop") };
    let outcome = engine::check(&file, &Settings::new()).expect("checks");
    let missing: Vec<&str> = outcome.diagnostics.iter().map(|found| found.rule.as_str()).collect();
    assert!(!missing.iter().any(|rule| rule.ends_with("-missing") || *rule == "date/missing"), "{missing:?}");
}

#[test]
fn nothing_is_said_about_looks() {
    let (raw, _) = read(fixture("bao-cao-nd73")).expect("reads");
    assert!(raw.pages.is_empty());
    assert!(raw.blocks.iter().all(|block| block.runs.is_empty() && block.format.alignment == Fact::Unknown));
}

#[test]
fn the_report_reads_like_its_plain_text_without_automatic_numbers() {
    let (raw, notices) = read(fixture("bao-cao-nd73")).expect("reads");
    let draft = std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("draft");
    let bare = |line: &str| line.trim_start_matches(['-', 'I', '.', ' ']).to_owned();
    let wanted: Vec<String> = draft.lines().map(|line| bare(&line.trim().replace("**", ""))).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let body = raw.blocks.iter().filter(|block| block.place != Place::Header);
    let found: Vec<String> = body.flat_map(|block| block.text().lines()).map(|line| bare(line.trim())).collect();
    assert_eq!(found[4..], wanted[..]);
    assert_eq!(notices, [NoticeKind::AutomaticNumbers]);
}

#[test]
fn the_order_of_numbers_that_were_not_read_is_not_judged() {
    let of = |bytes: Vec<u8>| {
        let file = SourceFile { name: "bao-cao.doc".to_owned(), bytes };
        engine::check(&file, &Settings::new()).expect("reads")
    };
    let outcome = of(fixture("bao-cao-nd73"));
    for rule in ["outline/number-gap", "outline/paragraph-number", "recipients/marker"] {
        let entry = outcome.not_checked.iter().find(|entry| entry.rule.as_str() == rule);
        assert_eq!(entry.map(|entry| entry.reason), Some(Reason::AutomaticNumbersUnread), "{rule}");
    }
    let typed = of(fixture("cau-tao"));
    let unread = |reason| reason == Reason::AutomaticNumbersUnread;
    assert_eq!(typed.not_checked.iter().any(|entry| unread(entry.reason)), typed.document.raw.lacks_numbers);
}

#[test]
fn every_block_is_covered_by_its_origin() {
    for name in ["cau-tao", "bao-cao-nd73"] {
        let (raw, _) = read(fixture(name)).expect("reads");
        for (number, block) in raw.blocks.iter().enumerate() {
            assert_eq!(block.id().index(), number);
            let covered: u32 = block.pieces().iter().map(|piece| piece.range.len()).sum();
            assert_eq!(covered as usize, block.text().len());
            assert!(block.paragraph > 0 && (block.part as usize) < raw.parts.len());
        }
        let paragraphs: Vec<u32> =
            raw.blocks.iter().filter(|block| block.part == 0).map(|b: &Block| b.paragraph).collect();
        assert!(paragraphs.is_sorted());
    }
}

/// The fixture with its `WordDocument` stream changed.
fn changed(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(fixture("cau-tao"))).expect("opens");
    let mut bytes = Vec::new();
    file.open_stream("WordDocument").expect("stream").read_to_end(&mut bytes).expect("reads");
    change(&mut bytes);
    file.create_stream("WordDocument").expect("stream").write_all(&bytes).expect("writes");
    file.flush().expect("flushes");
    file.into_inner().into_inner()
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    assert_eq!(error_of(changed(|bytes| bytes[11] |= 1)), ReadError::Encrypted);
    assert_eq!(
        error_of(changed(|bytes| bytes[2..4].copy_from_slice(&[104, 0]))),
        ReadError::Unsupported { format: "Word 95" }
    );
    assert!(matches!(error_of(changed(|bytes| bytes[0] = 0)), ReadError::Damaged { .. }));
    assert!(matches!(error_of(changed(|bytes| bytes.truncate(100))), ReadError::Damaged { .. }));
    let compound = |stream: &str| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("creates");
        file.create_stream(stream).expect("stream");
        file.into_inner().into_inner()
    };
    assert_eq!(error_of(compound("EncryptedPackage")), ReadError::Encrypted);
    assert_eq!(error_of(compound("Workbook")), ReadError::Unsupported { format: "OLE" });
    assert!(matches!(error_of(compound("WordDocument")), ReadError::Damaged { .. }));
    assert!(matches!(error_of(compound("WordDocument")[..600].to_vec()), ReadError::Damaged { .. }));
}

#[test]
fn a_text_that_is_cut_short_is_said() {
    let result = read(changed(|bytes| bytes.truncate(1_600)));
    match result {
        Ok((_, notices)) => assert!(notices.contains(&NoticeKind::DamagedPart)),
        Err(error) => assert!(matches!(error, ReadError::Damaged { .. } | ReadError::Empty)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_damage_can_be_read_or_refused(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<proptest::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = fixture("cau-tao");
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()).max(8));
        }
        let file = SourceFile { name: "a.doc".to_owned(), bytes };
        drop(engine::check(&file, &Settings::new()));
    }

    #[test]
    fn any_head_can_be_read_or_refused(
        changes in proptest::collection::vec((0usize..1_500, any::<u8>()), 1..40),
    ) {
        let bytes = changed(|bytes| {
            for (at, value) in &changes {
                if let Some(byte) = bytes.get_mut(*at).filter(|_| *at > 11) {
                    *byte = *value;
                }
            }
        });
        let file = SourceFile { name: "a.doc".to_owned(), bytes };
        drop(engine::check(&file, &Settings::new()));
    }
}
