//! The ODT reader: what is text, where it stands, how it looks, and what is refused.

mod support;

use rasoat::engine::{self, Settings};
use rasoat::model::format::{Alignment, DrawnLine, LineSpacing};
use rasoat::model::{Block, BlockKind, Fact, Format, Generator, Origin, Place, RawDocument, SourceFile, TableId};
use rasoat::readers::{self, Limits, NoticeKind, ReadError};

fn read(bytes: Vec<u8>) -> Result<(RawDocument, Vec<NoticeKind>), ReadError> {
    let file = SourceFile { name: "van-ban.odt".to_owned(), bytes };
    let (raw, notices) = readers::read(&file, &Limits::default())?;
    Ok((raw, notices.into_iter().map(|notice| notice.kind).collect()))
}

fn body(styles: &str, body: &str) -> (RawDocument, Vec<NoticeKind>) {
    read(support::odt_of_body(styles, body)).unwrap_or_else(|error| panic!("{body}: {error}"))
}

fn texts(raw: &RawDocument) -> Vec<&str> {
    let body = raw.blocks.iter().filter(|block| !matches!(block.place, Place::Header | Place::Footer));
    body.map(Block::text).collect()
}

#[test]
fn white_space_is_taken_together_and_elements_stand_for_the_rest() {
    let (raw, _) = body(
        "",
        "<text:p>\n  Số:\n <text:span> 12</text:span><text:s text:c=\"2\"/>/BC<text:tab/>ngày <text:line-break/>A &amp; B\
         <text:a> liên</text:a><text:bookmark text:name=\"x\"/> kết <office:annotation><text:p>ghi chú</text:p></office:annotation></text:p>\
         <text:p/><text:p>Sau dòng trống.</text:p>",
    );
    assert_eq!(texts(&raw), ["Số: 12  /BC\tngày \nA & B liên kết ", "Sau dòng trống."]);
    assert_eq!((raw.format, raw.parts[0].as_str()), (Format::Odt, "content.xml"));
    assert_eq!(raw.blocks[1].paragraph, 3);
    assert!(raw.blocks[1].blank_before && !raw.blocks[0].blank_before);
}

#[test]
fn list_labels_are_computed() {
    let styles = r#"<text:list-style style:name="L">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
        <text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>"#;
    let (raw, notices) = body(
        styles,
        r#"<text:h text:outline-level="1">TÌNH HÌNH</text:h>
        <text:list text:style-name="L" xml:id="one"><text:list-item><text:p>Một</text:p><text:p>thêm</text:p>
          <text:list><text:list-item><text:p>Một a</text:p></text:list-item><text:list-item><text:p>Một b</text:p></text:list-item></text:list>
        </text:list-item><text:list-item><text:p>Hai</text:p></text:list-item></text:list>
        <text:h text:outline-level="2">Kết quả</text:h>
        <text:list text:style-name="L"><text:list-item text:start-value="5"><text:p>Năm</text:p></text:list-item></text:list>
        <text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>Sáu</text:p></text:list-item></text:list>
        <text:list text:continue-list="one" text:style-name="L"><text:list-header><text:p>Đầu</text:p></text:list-header>
          <text:list-item><text:p>Ba</text:p></text:list-item></text:list>
        <text:list text:style-name="B"><text:list-item><text:p>gạch</text:p></text:list-item><text:list-item><text:p/></text:list-item></text:list>
        <text:h text:outline-level="1" text:is-list-header="true">Không số</text:h>
        <text:h text:outline-level="1">ĐÁNH GIÁ</text:h><text:h text:outline-level="3">Tiểu mục</text:h>"#,
    );
    assert_eq!(
        texts(&raw),
        [
            "I. TÌNH HÌNH",
            "1. Một",
            "thêm",
            "a) Một a",
            "b) Một b",
            "2. Hai",
            "1. Kết quả",
            "5. Năm",
            "6. Sáu",
            "Đầu",
            "3. Ba",
            "- gạch",
            "Không số",
            "II. ĐÁNH GIÁ",
            "Tiểu mục",
        ]
    );
    let kinds: Vec<BlockKind> = raw.blocks.iter().map(|block| block.kind).take(3).collect();
    assert_eq!(kinds, [BlockKind::Heading(1), BlockKind::ListItem, BlockKind::Paragraph]);
    let first = &raw.blocks[0];
    assert!(first.is_auto_numbered());
    assert_eq!(first.pieces()[0].origin, Origin::Generated { by: Generator::Numbering });
    assert_eq!(first.pieces()[1].origin, Origin::Paragraph { bytes: (0..first.text().len() - 3).into() });
    assert!(notices.is_empty());
}

#[test]
fn tables_have_cells_in_row_order() {
    let (raw, _) = body(
        "",
        r#"<table:table><table:table-column table:number-columns-repeated="3"/>
        <table:table-header-rows><table:table-row>
          <table:table-cell table:number-rows-spanned="2"><text:p>STT</text:p></table:table-cell>
          <table:table-cell table:number-columns-spanned="2"><text:p>Số lượng</text:p></table:table-cell><table:covered-table-cell/>
        </table:table-row></table:table-header-rows>
        <table:table-row><table:covered-table-cell><text:p>che</text:p></table:covered-table-cell>
          <table:table-cell><text:p>Nam</text:p><table:table><table:table-row><table:table-cell><text:p>Trong</text:p></table:table-cell></table:table-row></table:table></table:table-cell>
          <table:table-cell><text:p>Nữ</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(texts(&raw), ["STT", "Số lượng", "Nam", "Trong", "Nữ"]);
    let cells: Vec<_> = raw
        .table(TableId(0))
        .cells
        .iter()
        .map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span))
        .collect();
    assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    assert_eq!((raw.tables[0].rows, raw.tables[0].columns), (2, 3));
    assert_eq!(raw.tables[1].parent.map(|cell| (cell.row, cell.column)), Some((1, 1)));
    assert_eq!(raw.blocks[4].paragraph, 6, "a covered paragraph still counts");
}

#[test]
fn what_is_deleted_or_hidden_is_left_out_and_said() {
    let (raw, notices) = body(
        r#"<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"#,
        r#"<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>bị xóa</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>Có 24<text:change text:change-id="c1"/> nam<text:span text:style-name="H"> ẩn</text:span>; <text:change-start text:change-id="c2"/>08<text:change-end text:change-id="c2"/> nữ.</text:p>
        <text:p>x<text:hidden-paragraph text:is-hidden="true"/></text:p>
        <text:section text:display="none"><text:p>mục ẩn</text:p></text:section>"#,
    );
    assert_eq!(texts(&raw), ["Có 24 nam; 08 nữ."]);
    assert_eq!(notices, [NoticeKind::TrackedChanges, NoticeKind::HiddenText]);
    assert_eq!(raw.blocks[0].paragraph, 1);
}

#[test]
fn boxes_and_notes_are_read_where_they_belong() {
    let (raw, _) = body(
        "",
        r#"<text:p>Trước<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Theo báo cáo.</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>DỰ THẢO</text:p></draw:text-box></draw:frame> sau.</text:p>
        <draw:g><draw:custom-shape><text:p>Hình</text:p></draw:custom-shape></draw:g>
        <text:p>KT. CHỦ TỊCH</text:p><text:p><draw:line svg:x1="0cm" svg:x2="3cm"/></text:p>
        <text:p>Hết<draw:custom-shape svg:width="3cm" svg:height="0.01cm"><text:p/></draw:custom-shape></text:p>
        <text:table-of-content><text:table-of-content-source><text:p>mẫu</text:p></text:table-of-content-source><text:index-body><text:p>I. MỤC<text:tab/>1</text:p></text:index-body></text:table-of-content>"#,
    );
    assert_eq!(texts(&raw), ["Trước sau.", "DỰ THẢO", "Hình", "KT. CHỦ TỊCH", "Hết", "I. MỤC\t1", "Theo báo cáo."]);
    let places: Vec<Place> = raw.blocks.iter().map(|block| block.place).take(3).collect();
    assert_eq!(places, [Place::Body, Place::TextBox, Place::TextBox]);
    let note = raw.blocks.iter().find(|block| block.text() == "Theo báo cáo.").expect("note");
    assert_eq!(note.place, Place::Note);
    assert_eq!(raw.blocks[3].format.line_below, Fact::Known(Some(DrawnLine::Shape)));
    assert_eq!(raw.blocks[4].format.line_below, Fact::Known(Some(DrawnLine::Shape)));
    assert_eq!(raw.blocks[5].kind, BlockKind::Verbatim);
}

#[test]
fn looks_are_inherited_from_automatic_over_common_to_default_styles() {
    let styles = r##"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Body">
          <style:paragraph-properties fo:text-align="center" fo:margin-left="5%" fo:border-bottom="0.5pt solid #000000"/></style:style>
        <style:style style:name="T1" style:family="text" style:parent-style-name="Strong">
          <style:text-properties fo:font-size="50%" fo:color="#FF0000" style:text-underline-style="solid" fo:font-family="'Be Vietnam', sans"/></style:style>
        <style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="normal" fo:text-transform="uppercase"/></style:style>"##;
    let (raw, _) = body(
        styles,
        r#"<text:p text:style-name="P1">một <text:span text:style-name="T1">hai <text:span text:style-name="T2">ba</text:span></text:span></text:p>
        <text:p text:style-name="Loop_20_A">vòng</text:p><text:p text:style-name="không-có">lạ</text:p>"#,
    );
    let format = &raw.blocks[0].format;
    assert_eq!(format.alignment, Fact::Known(Alignment::Center));
    assert_eq!(format.first_line_indent, Fact::Known(567));
    assert_eq!(format.left_indent, Fact::Unknown, "a share of something");
    assert_eq!((format.space_before, format.space_after), (Fact::Known(120), Fact::Known(60)));
    assert_eq!(format.line_spacing, Fact::Known(LineSpacing::Multiple(115)));
    assert_eq!(format.line_below, Fact::Known(Some(DrawnLine::Border)));
    let run = |at: usize| {
        let run = &raw.blocks[0].runs[at];
        (run.font.as_deref(), run.half_points.known(), run.bold.known(), run.underline.known(), run.caps.known())
    };
    assert_eq!(run(0), (Some("Times New Roman"), Some(28), Some(false), Some(false), Some(false)));
    assert_eq!(run(1), (Some("Be Vietnam"), Some(14), Some(true), Some(true), Some(false)));
    assert_eq!(run(2), (Some("Be Vietnam"), Some(14), Some(false), Some(true), Some(true)));
    assert_eq!(raw.blocks[0].runs[0].color, Fact::Known(None));
    assert_eq!(raw.blocks[0].runs[1].color, Fact::Known(Some([255, 0, 0])));
    assert_eq!(raw.blocks[1].runs[0].italic, Fact::Known(true));
    assert_eq!(raw.blocks[1].format.alignment, Fact::Known(Alignment::Right), "a cycle ends where it began");
    assert_eq!(raw.blocks[2].runs[0].half_points, Fact::Known(24));
    assert_eq!(raw.blocks[2].format.space_after, Fact::Known(40));
}

#[test]
fn pages_follow_their_master() {
    let styles = r#"<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="First_20_Page"/>
        <style:style style:name="P2" style:family="paragraph" style:master-page-name="Landscape"><style:paragraph-properties style:page-number="1"/></style:style>"#;
    let (raw, _) = body(
        styles,
        r#"<text:p text:style-name="P1">một</text:p><text:p>hai</text:p><text:p text:style-name="P2">phụ lục</text:p>"#,
    );
    let sections: Vec<u16> = raw.blocks.iter().take(3).map(|block| block.format.section).collect();
    assert_eq!(sections, [0, 0, 1]);
    let page = raw.pages[0];
    assert_eq!((page.width, page.height), (Fact::Known(11906), Fact::Known(16838)));
    assert_eq!(page.margins, Fact::Known([1134, 850, 1134, 1701]), "the header belongs to the margin");
    let number = page.page_number.known().flatten().expect("a page number");
    assert!(number.at_top && !number.on_first_page);
    assert_eq!((number.alignment, number.half_points), (Fact::Known(Alignment::Center), Fact::Known(26)));
    assert_eq!(raw.pages[1].width, Fact::Known(16838));
    assert_eq!(raw.pages[1].margins, Fact::Unknown, "the footer has no height of its own");
    assert_eq!(raw.pages[1].page_number, Fact::Known(None));
    assert_eq!(raw.pages[1].restarts_numbering, Fact::Known(true));
    let furniture: Vec<(Place, &str)> = raw.blocks[3..].iter().map(|block| (block.place, block.text())).collect();
    assert_eq!(furniture, [(Place::Header, "2"), (Place::Footer, "Chân trang ngang")]);
    let (plain, _) = body("", "<text:p>một</text:p>");
    assert!(plain.pages[0].page_number.known().flatten().expect("a page number").on_first_page);
}

#[test]
fn the_report_reads_like_its_plain_text() {
    let (raw, notices) = read(support::odt_package("bao-cao-nd73")).expect("reads");
    let draft = std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("draft");
    let wanted: Vec<String> = draft.lines().map(|line| line.trim().replace("**", "")).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let found: Vec<&str> = texts(&raw).into_iter().flat_map(str::lines).map(str::trim).collect();
    assert_eq!(found[4..], wanted[..]);
    assert_eq!(raw.pages[0].margins, Fact::Known([1134, 851, 1134, 1701]));
    assert!(notices.is_empty());
}

#[test]
fn pieces_and_runs_cover_every_block() {
    for case in support::odt_fixtures() {
        let (raw, _) = read(support::odt_package(&case)).expect("reads");
        for (number, block) in raw.blocks.iter().enumerate() {
            assert_eq!(block.id().index(), number);
            let mut at = 0;
            for piece in block.pieces() {
                assert_eq!(piece.range.start(), at, "{:?}", block.text());
                at = piece.range.end();
            }
            assert_eq!(at as usize, block.text().len(), "{:?}", block.text());
            let mut at = 0;
            for run in &block.runs {
                assert_eq!(run.range.start(), at, "{:?}", block.text());
                at = run.range.end();
            }
            assert_eq!(at as usize, block.text().len(), "{:?}", block.text());
        }
    }
}

fn error_of(bytes: Vec<u8>) -> ReadError {
    read(bytes).expect_err("an error")
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    let whole = support::odt_package("bao-cao-nd73");
    for cut in [4, 100, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(error_of(whole[..cut].to_vec()), ReadError::Damaged { .. }), "cut at {cut}");
    }
    let mut parts = support::odt_fixture("bao-cao-nd73");
    let manifest = String::from_utf8(parts["META-INF/manifest.xml"].clone()).expect("UTF-8");
    let encrypted = manifest.replacen(
        "full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>",
        "full-path=\"content.xml\" manifest:media-type=\"text/xml\"><manifest:encryption-data/></manifest:file-entry>",
        1,
    );
    assert_ne!(manifest, encrypted);
    parts.insert("META-INF/manifest.xml".to_owned(), encrypted.into_bytes());
    assert_eq!(error_of(support::odt_zip(&parts)), ReadError::Encrypted);
    let mut parts = support::odt_fixture("bao-cao-nd73");
    parts.remove("content.xml");
    assert!(matches!(error_of(support::odt_zip(&parts)), ReadError::Damaged { .. }));
    assert_eq!(error_of(support::odt_of_body("", "<text:p/>")), ReadError::Empty);
    let picture = "<text:p><draw:frame><draw:image/></draw:frame></text:p>";
    assert_eq!(error_of(support::odt_of_body("", picture)), ReadError::PicturesOnly);
}

#[test]
fn bombs_are_refused() {
    let long = format!("<text:p>{}</text:p>", "a".repeat(4 << 20));
    assert_eq!(error_of(support::odt_of_body("", &long)), ReadError::Bomb { detail: "compression ratio".to_owned() });
    for element in ["text:list", "text:section", "table:table", "draw:g", "text:span", "x"] {
        let deep = format!(
            "<text:p>a</text:p>{}{}",
            format!("<{element}>").repeat(9_000),
            format!("</{element}>").repeat(9_000)
        );
        assert_eq!(error_of(support::odt_of_body("", &deep)), ReadError::Bomb { detail: "XML depth".to_owned() });
    }
    let spaces = "<text:p>a<text:s text:c=\"4000000000\"/>b</text:p>";
    assert_eq!(body("", spaces).0.blocks[0].text().len(), 1_002);
    let rows = "<table:table><table:table-row table:number-rows-repeated=\"65535\"><table:table-cell table:number-columns-repeated=\"65535\" table:number-rows-spanned=\"65535\"><text:p>a</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(body("", &rows.repeat(3)).0.tables[0].cells.len(), 1);
}

#[test]
fn damaged_styles_leave_looks_unknown() {
    let mut parts = support::odt_fixture("bao-cao-nd73");
    parts.insert("styles.xml".to_owned(), b"<office:styles".to_vec());
    let (raw, notices) = read(support::odt_zip(&parts)).expect("reads");
    assert_eq!(notices, [NoticeKind::DamagedPart]);
    assert_eq!(raw.blocks[0].runs[0].italic, Fact::Unknown);
    parts.remove("styles.xml");
    let (raw, notices) = read(support::odt_zip(&parts)).expect("reads");
    assert!(notices.is_empty());
    assert_eq!(raw.blocks[0].runs[0].italic, Fact::Known(false));
}

#[test]
fn damaged_bytes_never_panic() {
    let whole = support::odt_package("bao-cao-nd73");
    let mut state = 1u32;
    for _ in 0..200 {
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
fn a_floating_table_stands_above_the_paragraph_it_is_anchored_to() {
    let frame = r"<draw:frame><draw:text-box><table:table><table:table-row>
        <table:table-cell><text:p>Số: 12/BC-UBND</text:p></table:table-cell></table:table-row></table:table></draw:text-box></draw:frame>";
    let note = "<draw:frame><draw:text-box><text:p>DỰ THẢO</text:p></draw:text-box></draw:frame>";
    let (raw, _) = body(
        "",
        &format!("<text:p>{frame}BÁO CÁO</text:p><text:p>Kết quả{frame}</text:p><text:p>{note}I. TÌNH HÌNH</text:p>"),
    );
    assert_eq!(
        texts(&raw),
        ["Số: 12/BC-UBND", "BÁO CÁO", "Kết quả", "Số: 12/BC-UBND", "I. TÌNH HÌNH", "DỰ THẢO"],
        "a box stays behind the paragraph"
    );
}

#[test]
fn documents_in_full_presentation_are_clean_and_wholly_checked() {
    for case in ["ke-hoach-dung-the-thuc", "quyet-dinh-dung-the-thuc"] {
        let check = |bytes: Vec<u8>| {
            let file = SourceFile { name: format!("{case}.odt"), bytes };
            engine::check(&file, &Settings::new()).unwrap_or_else(|error| panic!("{case}: {error}"))
        };
        let outcome = check(support::odt_package(case));
        let rules = |outcome: &engine::Outcome| -> Vec<String> {
            outcome.diagnostics.iter().map(|finding| finding.rule.to_string()).collect()
        };
        assert_eq!(rules(&outcome), Vec::<String>::new(), "{case}");
        assert!(outcome.not_checked.is_empty(), "{case}: {:?}", outcome.not_checked);
        let mut parts = support::odt_fixture(case);
        let content = String::from_utf8(parts["content.xml"].clone()).expect("UTF-8");
        parts.insert("content.xml".to_owned(), content.replace("Lưu: VT", "Lưu VT").into_bytes());
        assert_eq!(rules(&check(support::odt_zip(&parts))), ["recipients/archive-colon-missing"], "{case}");
    }
}
