//! The DOCX reader: what is text, where it stands, where it came from, and what is refused.

mod support;

use std::collections::BTreeMap;

use rasoat::model::format::Alignment;
use rasoat::model::{Block, BlockKind, Fact, Generator, Origin, Place, RawDocument, SourceFile, TableId};
use rasoat::ooxml::{Namespace, Package, PackageLimits, Xml};
use rasoat::readers::{self, Limits, NoticeKind, ReadError};

fn read_with(bytes: Vec<u8>, limits: &Limits) -> Result<(RawDocument, Vec<NoticeKind>), ReadError> {
    let file = SourceFile { name: "van-ban.docx".to_owned(), bytes };
    let (raw, notices) = readers::read(&file, limits)?;
    Ok((raw, notices.into_iter().map(|notice| notice.kind).collect()))
}

fn read(bytes: Vec<u8>) -> Result<(RawDocument, Vec<NoticeKind>), ReadError> {
    read_with(bytes, &Limits::default())
}

fn fixture(case: &str) -> (RawDocument, Vec<NoticeKind>) {
    read(support::package(case)).unwrap_or_else(|error| panic!("{case}: {error}"))
}

fn error_of(bytes: Vec<u8>) -> ReadError {
    read(bytes).map(|(raw, _)| raw.blocks.len()).expect_err("an error")
}

fn texts(raw: &RawDocument) -> Vec<&str> {
    raw.blocks.iter().map(Block::text).collect()
}

/// Bytes of its run behind each piece of a block, with the number of the run among those that are shown.
fn runs(block: &Block) -> Vec<Option<(usize, u32, u32)>> {
    let mut starts = Vec::new();
    let mut run = |origin: &Origin| match origin {
        Origin::Docx { run, bytes } => {
            if starts.last() != Some(run) {
                starts.push(*run);
            }
            Some((starts.len() - 1, bytes.start(), bytes.end()))
        }
        _ => None,
    };
    block.pieces().iter().map(|piece| run(&piece.origin)).collect()
}

fn cells(raw: &RawDocument, table: u32) -> Vec<(u16, u16, u16, u16, String)> {
    let table = raw.table(TableId(table));
    let cell = |cell: &rasoat::model::block::Cell| {
        let texts: Vec<&str> = cell.blocks.iter().map(|id| raw.block(*id).text()).collect();
        (cell.row, cell.column, cell.row_span, cell.column_span, texts.join("|"))
    };
    table.cells.iter().map(cell).collect()
}

#[test]
fn words_cut_over_runs_are_joined_and_lead_back_to_them() {
    let (raw, _) = fixture("split-runs");
    assert_eq!(
        texts(&raw),
        ["Căn cứ Nghị quyết số 73/NQ-CP", "Luật Cán bộ, công chức; A & B", "Sau dòng trống."],
        "links, smart tags and entities are read through"
    );
    assert_eq!(runs(&raw.blocks[0]), [Some((0, 0, 20)), Some((1, 0, 15)), Some((2, 0, 3))]);
    assert_eq!(raw.blocks[2].paragraph, 5);
    assert!(raw.blocks[2].blank_before && !raw.blocks[1].blank_before);
}

#[test]
fn decomposed_letters_stay_as_they_are_stored() {
    let (raw, _) = fixture("decomposed");
    assert_ne!(raw.blocks[0].text(), raw.blocks[0].clean());
    assert_eq!(raw.blocks[0].clean(), "Ủy ban nhân dân phường Trạm Lộ");
    assert_eq!(raw.blocks[1].clean(), "Ủy ban", "a mark may stand in another run, as a character reference");
}

#[test]
fn automatic_numbers_are_text_that_no_run_holds() {
    let (raw, notices) = fixture("numbering");
    assert_eq!(
        texts(&raw),
        [
            "I. TÌNH HÌNH",
            "1. Kết quả",
            "2. Tồn tại",
            "a) về nhân sự",
            "1.2.1. Mức bốn",
            "II. NHIỆM VỤ",
            "1. Trọng tâm",
            "- rà soát hồ sơ;",
            "• ký số;",
            "II. ĐÁNH GIÁ",
            "Không đánh số",
            "Tiêu mục",
            "III. ",
            "3. Số gõ tay",
        ]
    );
    let first = &raw.blocks[0];
    assert!(first.is_auto_numbered());
    assert_eq!(first.pieces()[0].origin, Origin::Generated { by: Generator::Numbering });
    assert_eq!(runs(first), [None, Some((0, 0, 11))]);
    let kinds: Vec<BlockKind> = raw.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds[..2], [BlockKind::Heading(1), BlockKind::ListItem]);
    assert_eq!(kinds[10..], [BlockKind::Heading(1), BlockKind::Heading(2), BlockKind::ListItem, BlockKind::Paragraph]);
    assert!(notices.is_empty());
}

#[test]
fn header_and_signature_tables_are_cells_in_row_order() {
    let (raw, _) = fixture("tables");
    assert_eq!(raw.tables.len(), 2);
    assert_eq!(
        cells(&raw, 0),
        [
            (0, 0, 1, 1, "ỦY BAN NHÂN DÂN|XÃ THẠCH KHÊ".to_owned()),
            (0, 1, 1, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc".to_owned()),
            (1, 0, 1, 1, "Số: 12/BC-UBND".to_owned()),
            (1, 1, 1, 1, "Thạch Khê, ngày 05 tháng 8 năm 2026".to_owned()),
        ]
    );
    assert_eq!((raw.tables[0].rows, raw.tables[0].columns), (2, 2));
    assert_eq!(cells(&raw, 1)[1].4, "CHỦ TỊCH|Lê Văn Sơn");
    let name = raw.blocks.iter().find(|block| block.text() == "Lê Văn Sơn").expect("name");
    assert!(name.blank_before, "the empty paragraph in the cell counts");
    assert!(!raw.blocks[3].blank_before, "one in another cell does not");
}

#[test]
fn a_nested_table_knows_the_cell_around_it() {
    let (raw, _) = fixture("nested-table");
    assert_eq!(texts(&raw), ["Ngoài", "Trong A", "Trong B", "Sau bảng con", "Bên phải"]);
    assert_eq!(cells(&raw, 0)[0].4, "Ngoài|Sau bảng con");
    let parent = raw.tables[1].parent.expect("parent");
    assert_eq!((parent.table, parent.row, parent.column), (TableId(0), 0, 0));
}

#[test]
fn merged_cells_cover_the_grid() {
    let (raw, _) = fixture("merged-cells");
    let cell = |row, column, down, right, text: &str| (row, column, down, right, text.to_owned());
    assert_eq!(
        cells(&raw, 0),
        [
            cell(0, 0, 2, 1, "STT"),
            cell(0, 1, 1, 2, "Số lượng"),
            cell(1, 1, 1, 1, "Nam"),
            cell(1, 2, 1, 1, "Nữ"),
            cell(2, 0, 1, 1, "1"),
            cell(2, 1, 1, 1, "24"),
            cell(2, 2, 1, 1, "08"),
            cell(3, 2, 1, 1, "Cộng"),
        ]
    );
    assert_eq!((raw.tables[0].rows, raw.tables[0].columns), (4, 3));
}

#[test]
fn a_text_box_is_stored_twice_and_read_once() {
    let (raw, _) = fixture("text-box");
    assert_eq!(texts(&raw), ["Trước sau.", "DỰ THẢO", "lần 2", "Hộp kiểu cũ", "Đoạn cuối."]);
    let places: Vec<Place> = raw.blocks.iter().map(|block| block.place).collect();
    assert_eq!(places, [Place::Body, Place::TextBox, Place::TextBox, Place::TextBox, Place::Body]);
    let paragraphs: Vec<u32> = raw.blocks.iter().map(|block| block.paragraph).collect();
    assert_eq!(paragraphs, [1, 2, 3, 5, 6], "the copy for old programs does not count");
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let (raw, notices) = fixture("tracked-changes");
    assert_eq!(texts(&raw), ["Có 24 nam; 08 nữ.", "Chỉ đổi định dạng", "Hàng còn lại", "Sau bảng."]);
    assert_eq!(notices, [NoticeKind::TrackedChanges]);
    assert_eq!(raw.tables[0].rows, 1);
    assert_eq!(raw.blocks[1].format.alignment, Fact::Known(Alignment::Center));
    assert_eq!(raw.blocks[1].runs[0].italic, Fact::Known(false));
    assert_eq!(raw.blocks[2].paragraph, 4, "a deleted paragraph still counts");
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let (raw, _) = fixture("deleted-mark");
    assert_eq!(texts(&raw), ["Quyết định số 5/QĐ-UBND ngày 01/02/2026", "Đoạn sau.", "Cuối ô"]);
    let joined = &raw.blocks[0];
    assert_eq!(joined.format.alignment, Fact::Known(Alignment::Justified), "the mark that is left decides");
    assert_eq!((joined.paragraph, runs(joined).len()), (1, 2));
    assert_eq!(raw.blocks[1].paragraph, 4);
    assert!(!raw.blocks[1].blank_before);
}

#[test]
fn notes_headers_and_footers_stand_at_the_end() {
    let (raw, _) = fixture("notes");
    let found: Vec<(Place, &str)> = raw.blocks.iter().map(|block| (block.place, block.text())).collect();
    assert_eq!(
        found,
        [
            (Place::Body, "Đạt 100% kế hoạch."),
            (Place::Body, "Phụ lục"),
            (Place::Header, "2"),
            (Place::Footer, "Chân trang"),
            (Place::Note, " Theo báo cáo quý I."),
            (Place::Note, " Chú thích cuối."),
        ],
        "pages without a first or even header do not show one, and a note that nothing cites is not shown"
    );
    assert_eq!(raw.parts[raw.blocks[4].part as usize], "word/footnotes.xml");
    assert_eq!(raw.blocks[4].paragraph, 2, "the separator counts");
    assert_eq!(raw.pages.len(), 2);
    assert_eq!(raw.pages[0].margins, Fact::Known([1134, 851, 1134, 1701]));
    assert_eq!(raw.pages[1].width, Fact::Known(16838));
}

#[test]
fn fields_show_their_results_only() {
    let (raw, _) = fixture("fields");
    assert_eq!(texts(&raw), ["Ngày 05 tháng 8.", "Mục lục 1", "Mục lục 2", "Hỏng", "Vẫn đọc được."]);
}

#[test]
fn content_controls_are_read_through() {
    let (raw, _) = fixture("content-control");
    assert_eq!(texts(&raw), ["Khối trong sdt", "Dòng trong sdt và customXml", "Ô trong sdt", "Khối customXml"]);
    assert_eq!(cells(&raw, 0)[0].4, "Ô trong sdt");
}

#[test]
fn hidden_text_is_left_out_and_said() {
    let (raw, notices) = fixture("hidden-text");
    assert_eq!(texts(&raw), ["Hiện lại hiện", "Hai lần ẩn thành hiện"]);
    assert_eq!(notices, [NoticeKind::HiddenText]);
    assert_eq!(runs(&raw.blocks[0]), [Some((0, 0, 6)), Some((1, 0, 13))], "hidden runs are passed over");
}

#[test]
fn tabs_breaks_and_special_characters_are_text() {
    let (raw, _) = fixture("tabs-and-breaks");
    assert_eq!(
        texts(&raw),
        [
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "Cột 1\tCột 2\tCột 3\ndòng 2",
            "73\u{2011}NQ\u{ad}CP☑≥",
            "bỏ dấu cáchgiữ xuống dòng XML",
        ]
    );
    assert_eq!(raw.blocks[0].pieces().len(), 1, "one run, one piece");
}

#[test]
fn the_strict_family_and_any_prefix_are_read() {
    let (raw, _) = fixture("strict");
    assert_eq!(texts(&raw), ["Văn bản chặt chẽ"]);
    assert_eq!(raw.parts, ["office/main.xml"]);
    assert_eq!(raw.blocks[0].format.alignment, Fact::Known(Alignment::Right));
    assert_eq!(raw.blocks[0].format.first_line_indent, Fact::Known(567));
    assert_eq!(raw.pages[0].width, Fact::Known(11906));
}

#[test]
fn formatting_is_inherited_and_unknown_where_it_depends() {
    let (raw, _) = fixture("formatting");
    let run = |block: usize, run: usize| {
        let run = &raw.blocks[block].runs[run];
        (run.font.as_deref(), run.half_points.known(), run.bold.known(), run.italic.known())
    };
    let times = Some("Times New Roman");
    assert_eq!(run(0, 0), (times, Some(28), Some(false), Some(false)));
    assert_eq!(run(0, 1), (times, Some(28), Some(true), Some(false)));
    assert_eq!(run(0, 2), (Some("Arial"), Some(26), Some(false), Some(true)));
    let format = &raw.blocks[0].format;
    assert_eq!(format.alignment, Fact::Known(Alignment::Justified));
    assert_eq!(format.first_line_indent, Fact::Known(567));
    assert_eq!((format.space_before, format.space_after), (Fact::Known(120), Fact::Known(60)));

    assert_eq!(run(1, 0), (Some("Cambria"), Some(28), Some(true), Some(false)), "the theme names the font");
    assert_eq!(run(1, 1).2, Some(false), "bold twice, in both kinds of style, is not bold");
    assert_eq!(run(1, 2).2, Some(true), "direct formatting is absolute");

    let cyclic = &raw.blocks[2];
    assert_eq!(cyclic.format.first_line_indent, Fact::Known(-284));
    assert_eq!(cyclic.format.space_before, Fact::Known(280), "the space that Word chooses");

    assert_eq!(run(3, 0).2, None, "the table style makes some rows bold");
    assert_eq!(run(3, 1).2, Some(false));
    assert_eq!(raw.blocks[4].kind, BlockKind::Heading(2));
    assert_eq!(raw.blocks[4].format.outline_level, Fact::Known(2));
}

#[test]
fn the_report_reads_like_its_plain_text() {
    let (raw, notices) = fixture("bao-cao-nd73");
    let draft = std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("draft");
    let wanted: Vec<String> = draft.lines().map(|line| line.trim().replace("**", "")).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let header =
        ["ỦY BAN NHÂN DÂN", "PHƯỜNG TRẠM LỘ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];
    let body = raw.blocks.iter().filter(|block| block.place != Place::Header);
    let found: Vec<&str> = body.clone().flat_map(|block| block.text().lines()).map(str::trim).collect();
    assert_eq!(found[..4], header);
    assert_eq!(found[4..], wanted[..]);
    let numbered: Vec<&str> = body
        .filter(|block| block.is_auto_numbered())
        .map(|block| block.text().split(' ').next().unwrap_or(""))
        .collect();
    assert_eq!(numbered, ["I.", "-", "-", "-", "II.", "II."]);
    assert_eq!(raw.blocks.last().map(|block| (block.place, block.text())), Some((Place::Header, "2")));
    assert!(notices.is_empty());
}

#[test]
fn pieces_and_runs_cover_every_block_and_lead_back_to_the_file() {
    for case in support::fixtures() {
        let (raw, _) = fixture(&case);
        let stored: Vec<BTreeMap<u32, String>> = raw.parts.iter().map(|part| stored_runs(&case, part)).collect();
        for block in &raw.blocks {
            let mut at = 0;
            for piece in block.pieces() {
                assert_eq!(piece.range.start(), at, "{case}: {:?}", block.text());
                assert!(!piece.range.is_empty(), "{case}: {:?}", block.text());
                at = piece.range.end();
                if let Origin::Docx { run, bytes } = &piece.origin {
                    let run = stored[block.part as usize].get(run).expect("a run starts there");
                    assert_eq!(&block.text()[piece.range.usize()], &run[bytes.usize()], "{case}");
                }
            }
            assert_eq!(at as usize, block.text().len(), "{case}: {:?}", block.text());
            let mut at = 0;
            for run in &block.runs {
                assert_eq!(run.range.start(), at, "{case}: {:?}", block.text());
                at = run.range.end();
            }
            assert_eq!(at as usize, block.text().len(), "{case}: {:?}", block.text());
        }
        for (number, block) in raw.blocks.iter().enumerate() {
            assert_eq!(block.id().index(), number);
            if let Place::Cell(cell) = block.place {
                let table = raw.table(cell.table);
                assert!(table.cells.iter().any(|cell| cell.blocks.contains(&block.id())), "{case}: {:?}", block.text());
            }
        }
    }
}

/// The text of every run of a part, by the byte at which it starts, read in the plainest way.
fn stored_runs(case: &str, part: &str) -> BTreeMap<u32, String> {
    let bytes = support::package(case);
    let limits = PackageLimits { entries: 100, unpacked_bytes: 1 << 24, compression_ratio: 1000 };
    let text = Package::open(&bytes, limits).and_then(|mut package| package.xml(part)).expect("part");
    let mut xml = Xml::new(&text, 256);
    let mut runs = BTreeMap::new();
    xml.root().expect("root");
    walk_runs(&mut xml, None, &mut runs);
    runs
}

fn walk_runs(xml: &mut Xml<'_>, run: Option<u32>, runs: &mut BTreeMap<u32, String>) {
    while let Some(element) = xml.child().expect("well-formed") {
        let mut inner = run;
        let literal = match element.name() {
            (Namespace::Word, "pPr") | (Namespace::Compatibility, "Fallback") => {
                xml.skip().expect("well-formed");
                continue;
            }
            (Namespace::Word, "p") => {
                inner = None;
                ""
            }
            (Namespace::Word, "r") => {
                inner = Some(xml.started_at() as u32);
                ""
            }
            (Namespace::Word, "t") => {
                let keep = xml.attribute(&element, Namespace::Xml, "space").is_some();
                let mut shown = String::new();
                xml.text(|part| shown.push_str(&part.replace('\n', " "))).expect("well-formed");
                let shown = if keep { shown.as_str() } else { shown.trim() };
                runs.entry(run.expect("in a run")).or_default().push_str(shown);
                continue;
            }
            (Namespace::Word, "tab" | "ptab") => "\t",
            (Namespace::Word, "br" | "cr") => "\n",
            (Namespace::Word, "noBreakHyphen") => "\u{2011}",
            (Namespace::Word, "softHyphen") => "\u{ad}",
            (Namespace::Word, "sym") if xml.attribute(&element, Namespace::Word, "char").as_deref() == Some("F0FE") => {
                "☑"
            }
            (Namespace::Word, "sym") => "≥",
            _ => "",
        };
        if let Some(run) = run {
            runs.entry(run).or_default().push_str(literal);
        }
        walk_runs(xml, inner, runs);
    }
}

#[test]
fn torn_and_empty_files_are_refused() {
    assert_eq!(error_of(Vec::new()), ReadError::Empty);
    let whole = support::package("tables");
    for cut in [4, 30, 100, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(error_of(whole[..cut].to_vec()), ReadError::Damaged { .. }), "cut at {cut}");
    }
    let mut parts = support::fixture("tables");
    let document = parts.get_mut("word/document.xml").expect("document");
    document.truncate(document.len() / 2);
    assert!(matches!(error_of(support::zip(&parts)), ReadError::Damaged { .. }));
    parts.remove("word/document.xml");
    assert!(matches!(error_of(support::zip(&parts)), ReadError::Damaged { .. }));
}

#[test]
fn damaged_bytes_never_panic() {
    let whole = support::package("bao-cao-nd73");
    let mut state = 1u32;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % bytes.len();
            bytes[at] ^= (state >> 24) as u8;
        }
        drop(read(bytes));
    }
}

#[test]
fn damaged_parts_that_are_not_the_text_are_left_out_and_said() {
    let mut parts = support::fixture("numbering");
    for name in ["word/styles.xml", "word/numbering.xml"] {
        parts.insert(name.to_owned(), b"<w:styles".to_vec());
    }
    parts.remove("word/settings.xml");
    let (raw, notices) = read(support::zip(&parts)).expect("reads");
    assert_eq!(raw.blocks[0].text(), "TÌNH HÌNH");
    assert_eq!(raw.blocks[0].format.alignment, Fact::Unknown);
    assert_eq!(raw.blocks[0].runs[0].half_points, Fact::Unknown);
    assert_eq!(notices, [NoticeKind::DamagedPart; 3]);
}

#[test]
fn bombs_are_refused() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(4 << 20));
    assert_eq!(error_of(support::package_of_body(&body)), ReadError::Bomb { detail: "compression ratio".to_owned() });
    let limits = Limits { unpacked_bytes: 3_000, ..Limits::default() };
    let error = read_with(support::package("tables"), &limits).err();
    assert_eq!(error, Some(ReadError::Bomb { detail: "unpacked size".to_owned() }));
    let limits = Limits { entries: 3, ..Limits::default() };
    let error = read_with(support::package("tables"), &limits).err();
    assert_eq!(error, Some(ReadError::Bomb { detail: "entries".to_owned() }));
}

#[test]
fn ten_thousand_nested_elements_are_refused() {
    for element in ["w:tbl", "w:sdt", "w:ins", "x"] {
        let body = format!("<{element}>").repeat(10_000) + &format!("</{element}>").repeat(10_000);
        let body = format!("<w:p><w:r><w:t>a</w:t></w:r></w:p>{body}");
        assert_eq!(error_of(support::package_of_body(&body)), ReadError::Bomb { detail: "XML depth".to_owned() });
    }
    let body = format!("{}<w:p/>{}", "<w:tbl><w:tr><w:tc>".repeat(80), "</w:tc></w:tr></w:tbl>".repeat(80));
    assert_eq!(error_of(support::package_of_body(&body)), ReadError::Empty, "this deep is allowed");
}

#[test]
fn a_doctype_is_refused() {
    let mut parts = support::fixture("tables");
    let text = String::from_utf8(parts["word/document.xml"].clone()).expect("UTF-8");
    let text = text.replacen("<w:document", "<!DOCTYPE w:document [<!ENTITY a \"b\">]><w:document", 1);
    parts.insert("word/document.xml".to_owned(), text.into_bytes());
    assert!(matches!(error_of(support::zip(&parts)), ReadError::Damaged { .. }));
}

#[test]
fn other_packages_are_named() {
    let zip = |parts: &[(&str, &str)]| {
        let owned = parts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        support::zip(&owned.collect())
    };
    let related = |target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{target}"/></Relationships>"#
        )
    };
    let odt = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]);
    assert_eq!(error_of(odt), ReadError::NotWhatNameSays { found: "zip" }, "an ODT without a document");
    for (target, format) in [("xl/workbook.xml", "XLSX"), ("ppt/presentation.xml", "PPTX")] {
        assert_eq!(error_of(zip(&[("_rels/.rels", &related(target))])), ReadError::Unsupported { format });
    }
    let odd = [("_rels/.rels", related("book.xml"))];
    let sheet = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;
    assert_eq!(error_of(zip(&[(odd[0].0, &odd[0].1), ("book.xml", sheet)])), ReadError::Unsupported { format: "XLSX" });
    assert_eq!(error_of(zip(&[("a.txt", "a")])), ReadError::NotWhatNameSays { found: "zip" });
    assert_eq!(error_of(zip(&[])), ReadError::NotWhatNameSays { found: "zip" });
    let text = SourceFile { name: "a.docx".to_owned(), bytes: b"not Word".to_vec() };
    let error = readers::read(&text, &Limits::default()).err();
    assert_eq!(error, Some(ReadError::NotWhatNameSays { found: "text" }));
}

#[test]
fn pictures_alone_are_no_text() {
    let picture = "<w:p><w:r><w:drawing><a/></w:drawing></w:r></w:p>";
    assert_eq!(error_of(support::package_of_body(picture)), ReadError::PicturesOnly);
    assert_eq!(error_of(support::package_of_body("<w:p/>")), ReadError::Empty);
}

#[test]
fn signatures_macros_and_embedded_files_are_said() {
    let mut parts = support::fixture("tables");
    parts.insert("_xmlsignatures/sig1.xml".to_owned(), Vec::new());
    parts.insert("word/vbaProject.bin".to_owned(), Vec::new());
    let text = String::from_utf8(parts["word/document.xml"].clone()).expect("UTF-8");
    let text = text.replace("</w:body>", r#"<w:altChunk r:id="rId9"/></w:body>"#);
    parts.insert("word/document.xml".to_owned(), text.into_bytes());
    let (_, notices) = read(support::zip(&parts)).expect("reads");
    assert_eq!(notices, [NoticeKind::Signed, NoticeKind::Macros, NoticeKind::Embedded]);
}

#[test]
fn long_reports_can_be_made() {
    let (raw, _) = read(support::report_of_pages(20)).expect("reads");
    let (short, _) = fixture("bao-cao-nd73");
    assert!(raw.blocks.len() > short.blocks.len() * 4);
}
