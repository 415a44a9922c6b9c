//! One awkward thing of Word a fixture: what the DOCX reader makes of it.

mod support;

use rasoat::engine::{self, Settings};
use rasoat::model::format::{Alignment, DrawnLine, LineSpacing, PageNumber};
use rasoat::model::{Block, BlockKind, Fact, Generator, Origin, Place, RawDocument, SourceFile, TableId};
use rasoat::readers::{self, Limits, NoticeKind};
use rasoat::text::letters::Case;

fn fixture(case: &str) -> (RawDocument, Vec<NoticeKind>) {
    let file = SourceFile { name: format!("{case}.docx"), bytes: support::package(case) };
    let (raw, notices) = readers::read(&file, &Limits::default()).unwrap_or_else(|error| panic!("{case}: {error}"));
    (raw, notices.into_iter().map(|notice| notice.kind).collect())
}

fn raw(case: &str) -> RawDocument {
    fixture(case).0
}

fn texts(raw: &RawDocument) -> Vec<&str> {
    raw.blocks.iter().map(Block::text).collect()
}

/// Bold, italic and underlined of each run of a block.
fn looks(block: &Block) -> Vec<[Option<bool>; 3]> {
    block.runs.iter().map(|run| [run.bold.known(), run.italic.known(), run.underline.known()]).collect()
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn there_are_fixtures_enough() {
    assert!(support::fixtures().len() >= 40, "{:?}", support::fixtures());
}

#[test]
fn styles_inherit_through_their_chain_and_switches_cancel_out() {
    let raw = raw("style-chains");
    let first = &raw.blocks[0];
    assert_eq!(
        looks(first),
        [[YES, YES, NO], [NO, YES, NO], [NO, YES, YES], [YES, YES, NO]],
        "bold by the paragraph and by the character style is not bold; direct bold is"
    );
    assert_eq!(first.runs[0].half_points, Fact::Known(26), "from the style in the middle");
    assert_eq!(first.runs[0].color, Fact::Known(Some([0x1f; 3])), "from the first style");
    let format = first.format;
    assert_eq!((format.alignment, format.left_indent), (Fact::Known(Alignment::Justified), Fact::Known(284)));
    assert_eq!((format.space_before, format.space_after), (Fact::Known(0), Fact::Known(120)));
    assert_eq!(looks(&raw.blocks[1]), [[NO, YES, NO]], "a style switches off what the one below it switches on");
    assert_eq!(looks(&raw.blocks[2]), [[NO, NO, NO]], "a paragraph style has nothing from a character style");
    assert_eq!(raw.blocks[2].format.alignment, Fact::Known(Alignment::Right));
    assert_eq!(raw.blocks[3].runs[0].half_points, Fact::Known(28), "a style that does not exist is the default one");
}

#[test]
fn fonts_and_colours_come_from_the_theme() {
    let raw = raw("theme");
    let fonts =
        |block: usize| -> Vec<Option<&str>> { raw.blocks[block].runs.iter().map(|run| run.font.as_deref()).collect() };
    assert_eq!(fonts(0), [Some("Calibri")], "the Latin font, whatever the theme has for the script");
    assert_eq!(fonts(1), [Some("Calibri Light")]);
    assert_eq!(fonts(2), [Some("Times New Roman")]);
    assert_eq!(fonts(3), [Some("Times New Roman"), Some("Calibri Light")]);
    let colors: Vec<Fact<Option<[u8; 3]>>> = raw.blocks[4].runs.iter().map(|run| run.color).collect();
    let known = |rgb| Fact::Known(Some(rgb));
    assert_eq!(
        colors,
        [
            known([0x44, 0x72, 0xc4]),
            known([127; 3]),
            known([50, 85, 146]),
            Fact::Known(None),
            Fact::Unknown,
            known([0x70, 0xad, 0x47]),
        ],
        "the theme, a tint, a shade, automatic, a slot that the theme lacks, and that with what it looked like"
    );
}

#[test]
fn parts_of_a_table_style_lie_over_its_whole() {
    let raw = raw("table-styles");
    let by_row: Vec<[Option<bool>; 3]> = raw.blocks[..6].iter().flat_map(looks).collect();
    assert_eq!(
        by_row,
        [[YES, YES, YES], [YES, NO, NO], [NO, YES, NO], [NO, NO, NO], [NO, YES, NO], [YES, NO, NO],],
        "first row bold, first column italic, the corner underlined; the last bold is direct"
    );
    let alignments: Vec<Option<Alignment>> = raw.blocks[..4].iter().map(|b| b.format.alignment.known()).collect();
    let [center, left] = [Alignment::Center, Alignment::Left].map(Some);
    assert_eq!(alignments, [center, center, left, left]);
    let red = Fact::Known(Some([255, 0, 0]));
    assert_eq!([2, 3, 4].map(|at: usize| raw.blocks[at].runs[0].color == red), [true, true, false], "odd rows");
    assert_eq!(raw.blocks[6].format.space_after, Fact::Known(160), "the defaults outside of tables");
    assert_eq!(raw.blocks[6].format.line_spacing, Fact::Known(LineSpacing::Multiple(108)));
    assert_eq!(looks(&raw.blocks[7]), [[NO, NO, NO]], "a table that wants no first row");
    assert_eq!(raw.blocks[7].format.space_after, Fact::Known(0));
}

#[test]
fn defaults_of_the_document_lie_below_every_style() {
    let raw = raw("doc-defaults");
    let [partly, alone] = &raw.blocks[..] else { panic!("two paragraphs") };
    assert_eq!((partly.format.space_after, alone.format.space_after), (Fact::Known(0), Fact::Known(160)));
    for block in [partly, alone] {
        assert_eq!(block.format.alignment, Fact::Known(Alignment::Justified));
        assert_eq!(block.format.line_spacing, Fact::Known(LineSpacing::Multiple(108)));
        assert_eq!(looks(block), [[NO, YES, NO]]);
    }
    assert_eq!(
        (partly.runs[0].font.as_deref(), partly.runs[0].half_points.known()),
        (Some("Times New Roman"), Some(22))
    );
    assert_eq!((alone.runs[0].font.as_deref(), alone.runs[0].half_points.known()), (Some("Calibri"), Some(28)));
}

#[test]
fn capitals_of_the_font_are_shown_and_not_stored() {
    let raw = raw("capitals");
    let shown: Vec<&str> = raw.blocks.iter().map(Block::shown).collect();
    assert_eq!(
        shown,
        ["BÁO CÁO", "ỦY BAN NHÂN DÂN xã", "CHƯƠNG TRÌNH", "hai lần hóa thường", "HOÀ BÌNH 2026", "KẾ HOẠCH"],
    );
    assert_eq!(raw.blocks[0].text(), "Báo cáo", "what is stored stays as it is");
    for block in &raw.blocks {
        assert_eq!(block.shown().len(), block.clean().len(), "{}", block.text());
    }
    let case = |at: usize| raw.blocks[at].shown_case(raw.blocks[at].lines().next().expect("a line"));
    assert_eq!([0, 1, 3, 5].map(case), [Case::Upper, Case::Mixed, Case::Mixed, Case::Upper]);
}

#[test]
fn a_line_below_the_motto_has_many_kinds() {
    let raw = raw("lines-below");
    let motto = |block: &&Block| block.text().starts_with("Độc lập");
    let lines: Vec<Fact<Option<DrawnLine>>> = raw.blocks.iter().filter(motto).map(|b| b.format.line_below).collect();
    let kinds = [DrawnLine::Shape, DrawnLine::Border, DrawnLine::Characters, DrawnLine::Underline];
    let wanted: Vec<Fact<Option<DrawnLine>>> =
        kinds.into_iter().map(|kind| Fact::Known(Some(kind))).chain([Fact::Known(None)]).collect();
    assert_eq!(lines, wanted);
}

#[test]
fn page_numbers_are_found_on_first_even_and_other_pages() {
    let raw = raw("page-numbers");
    let number = |section: usize| match raw.pages[section].page_number {
        Fact::Known(Some(number)) => number,
        other => panic!("section {section}: {other:?}"),
    };
    let center = Fact::Known(Alignment::Center);
    let top = PageNumber {
        at_top: true,
        alignment: center,
        half_points: Fact::Known(26),
        italic: Fact::Known(false),
        in_digits: Fact::Known(true),
        on_first_page: true,
    };
    assert_eq!(number(0), top, "without a first page of its own, that header is not shown");
    assert_eq!(number(1), top, "its first page shows the number in the middle cell of a table");
    let bottom = PageNumber {
        at_top: false,
        alignment: Fact::Known(Alignment::Right),
        half_points: Fact::Known(24),
        italic: Fact::Known(false),
        in_digits: Fact::Known(true),
        on_first_page: true,
    };
    assert_eq!(number(2), bottom, "a text box that stands at the right margin");
    let furniture: Vec<(Place, &str)> =
        raw.blocks.iter().filter(|b| b.place != Place::Body).map(|b| (b.place, b.text())).collect();
    assert_eq!(
        furniture,
        [
            (Place::Header, "3"),
            (Place::Header, "Trang đầu"),
            (Place::Header, "1"),
            (Place::Header, "bên phải"),
            (Place::Header, "2"),
            (Place::Footer, "4"),
        ],
        "what stands in a table or a box of a header is its header"
    );
    assert!(raw.tables.is_empty(), "and no table of the document");
}

#[test]
fn each_section_has_its_page() {
    let raw = raw("sections");
    let sizes: Vec<(Option<u32>, Option<u32>)> =
        raw.pages.iter().map(|p| (p.width.known(), p.height.known())).collect();
    assert_eq!(sizes, [(Some(11906), Some(16838)), (Some(16838), Some(11906)), (Some(12240), Some(15840))]);
    let gutters: Vec<Option<u32>> = raw.pages.iter().map(|page| page.gutter.known()).collect();
    assert_eq!(gutters, [Some(284), Some(0), Some(0)]);
    assert_eq!(raw.pages[1].margins, Fact::Known([1701, 1134, 851, 1134]));
    let restarts: Vec<Option<bool>> = raw.pages.iter().map(|page| page.restarts_numbering.known()).collect();
    assert_eq!(restarts, [NO, YES, NO]);
    let sections: Vec<u16> = raw.blocks.iter().map(|block| block.format.section).collect();
    assert_eq!(sections, [0, 1, 1, 2]);
}

#[test]
fn lists_start_again_and_go_on_as_word_counts() {
    let (raw, notices) = fixture("list-restarts");
    assert_eq!(
        texts(&raw),
        [
            "Chương I QUY ĐỊNH CHUNG",
            "Điều 1. Phạm vi",
            "1. khoản một",
            "a) điểm một",
            "b) điểm hai",
            "2. khoản hai",
            "a) điểm lại từ đầu",
            "Chương II TỔ CHỨC",
            "Điều 2. Số điều chạy tiếp",
            "1. khoản lại từ đầu",
            "I. mục",
            "1.1. số La Mã viết thường",
            "IV. bắt đầu từ bốn",
            "V. chạy tiếp",
            "F. định dạng riêng",
            "Phần thứ hai đếm bằng chữ",
            "Phần thứ ba đếm bằng chữ nữa",
            "01/ có số không",
        ]
    );
    assert!(notices.is_empty(), "every format is known: {notices:?}");
}

#[test]
fn a_moved_paragraph_stands_where_it_went() {
    let (raw, notices) = fixture("moved-text");
    assert_eq!(texts(&raw), ["Đoạn ở giữa.", "Đoạn được chuyển đi.", "Đoạn cuối."]);
    assert_eq!(raw.blocks[1].paragraph, 3, "the paragraph it left still counts");
    assert_eq!(notices, [NoticeKind::TrackedChanges]);
}

#[test]
fn a_date_that_changes_with_the_day_is_said() {
    let (raw, notices) = fixture("date-field");
    assert_eq!(texts(&raw), ["Trạm Lộ, ngày 05 tháng 8 năm 2026", "Lưu ngày 01/8/2026"]);
    assert_eq!(notices, [NoticeKind::DateField], "the day of saving does not change by itself");
}

#[test]
fn comments_are_said_and_not_read() {
    let (raw, notices) = fixture("comments");
    assert_eq!(texts(&raw), ["Chữ được nhận xét và chữ sau."]);
    assert_eq!(notices, [NoticeKind::Comments]);
}

#[test]
fn a_signature_is_said() {
    assert_eq!(fixture("signed").1, [NoticeKind::Signed]);
    assert_eq!(fixture("comments").1, [NoticeKind::Comments], "and no other file has one");
}

#[test]
fn controls_in_controls_are_read_through() {
    let raw = raw("nested-controls");
    assert_eq!(
        texts(&raw),
        ["Khối trong khối", "Dòng trong dòng", "Ô trong hàng", "Ô thường", "Chọn: Mục hai", "Đã chọn ☑"]
    );
    assert_eq!((raw.tables[0].rows, raw.tables[0].cells.len()), (1, 2));
}

#[test]
fn links_are_their_text() {
    let raw = raw("hyperlinks");
    assert_eq!(texts(&raw), ["Xem trang một.", "Xem trang hai.", "Đích tại chỗ"]);
    assert_eq!(looks(&raw.blocks[0]), [[NO, NO, NO], [NO, NO, YES], [NO, NO, NO]], "runs that look alike are one");
}

#[test]
fn old_fonts_are_known_by_name_and_letters() {
    let file = SourceFile { name: "cu.docx".to_owned(), bytes: support::package("legacy-fonts") };
    let (document, ..) = engine::parse(&file, &Settings::new()).expect("reads");
    let legacy = document.legacy.as_ref().expect("legacy text");
    let old: Vec<u32> = legacy.blocks.iter().map(|id| id.0).collect();
    assert_eq!(old, [0, 1, 2], "and the paragraph in Unicode is none of them");
    let outcome = engine::check(&file, &Settings::new()).expect("checks");
    let said: Vec<&str> =
        outcome.diagnostics.iter().map(|f| f.rule.as_str()).filter(|rule| rule.starts_with("encoding/")).collect();
    assert_eq!(said.len(), 1, "said once: {said:?}");
}

#[test]
fn cycles_end() {
    let (raw, _) = fixture("cycles");
    assert_eq!(
        texts(&raw),
        ["Kiểu xoay vòng", "Kiểu dựa trên chính nó", "Danh sách xoay vòng", "Danh sách không định nghĩa"]
    );
    assert_eq!(raw.blocks[0].format.alignment, Fact::Known(Alignment::Center));
    assert_eq!(looks(&raw.blocks[0]), [[YES, YES, NO]], "each style of the circle counts once");
    assert_eq!(raw.blocks[1].format.alignment, Fact::Known(Alignment::Right));
    assert!(raw.blocks.iter().all(|block| block.kind == BlockKind::Paragraph && !block.is_auto_numbered()));
}

#[test]
fn spacing_has_three_rules_and_one_that_word_chooses() {
    let raw = raw("spacing");
    let lines: Vec<Option<LineSpacing>> = raw.blocks.iter().map(|block| block.format.line_spacing.known()).collect();
    assert_eq!(
        lines[..3],
        [Some(LineSpacing::Multiple(150)), Some(LineSpacing::Exactly(340)), Some(LineSpacing::AtLeast(360))]
    );
    let list = raw.blocks[0].format;
    assert_eq!(list.contextual_spacing, Fact::Known(true));
    assert_eq!((list.left_indent, list.first_line_indent), (Fact::Known(720), Fact::Known(-360)));
    let automatic = raw.blocks[3].format;
    assert_eq!((automatic.space_before, automatic.space_after), (Fact::Known(280), Fact::Known(280)));
    let straight = raw.blocks[4].format;
    assert_eq!((straight.left_indent, straight.first_line_indent), (Fact::Known(0), Fact::Known(567)));
}

#[test]
fn a_header_set_with_tabs_is_recognised() {
    let file = SourceFile { name: "tab.docx".to_owned(), bytes: support::package("tabbed-header") };
    let (document, ..) = engine::parse(&file, &Settings::new()).expect("reads");
    let issuer = document.component(rasoat::model::ComponentKind::IssuingAuthority).expect("issuer");
    let parts: Vec<&str> = issuer.spans.iter().map(|span| document.clean_text(*span)).collect();
    assert_eq!(parts, ["ỦY BAN NHÂN DÂN", "XÃ THẠCH KHÊ"]);
    let number = document.number.as_ref().and_then(|number| number.symbol.as_ref()).expect("symbol");
    assert_eq!(number.text, "BC-UBND");
    assert_eq!(document.kind_slug(), Some("bao-cao"));
}

/// A construct that other readers get wrong, and how often its marker is read, in order.
#[test]
fn every_construct_is_read_once_as_what_it_is() {
    let (raw, notices) = fixture("constructs");
    let marked: Vec<(Place, &str)> = raw.blocks.iter().map(|block| (block.place, block.text())).collect();
    let cell = |table: u32, column: u16| Place::Cell(rasoat::model::CellRef { table: TableId(table), row: 0, column });
    assert_eq!(
        marked,
        [
            (Place::Body, "Chèn: [CHÈN]."),
            (Place::Body, "Chuyển: đi."),
            (Place::Body, "Đến: [CHUYỂN]."),
            (Place::Body, "Chú thích và hết."),
            (Place::Body, "Ẩn: hiện."),
            (Place::Body, "Ngày: [NGÀY]."),
            (Place::Body, "[KHỐI ĐIỀU KHIỂN]"),
            (Place::Body, "Dòng [DÒNG ĐIỀU KHIỂN]"),
            (cell(0, 0), "[Ô NGOÀI]"),
            (cell(1, 0), "[Ô TRONG]"),
            (cell(0, 0), "[SAU BẢNG TRONG]"),
            (cell(0, 1), "[Ô BÊN]"),
            (Place::Body, "Neo hộp."),
            (Place::TextBox, "[HỘP CHỮ]"),
            (Place::Body, "I. [MỤC MỘT]"),
            (Place::Body, "1. [Ý MỘT]"),
            (Place::Body, "II. [MỤC HAI]"),
            (Place::Body, "1. [Ý LẠI TỪ ĐẦU]"),
            (Place::Body, "Nhận xét."),
            (Place::Body, "Liên kết [LIÊN KẾT]."),
            (Place::Header, "[ĐẦU TRANG] 2"),
            (Place::Footer, "[CHÂN TRANG]"),
            (Place::Note, " [CHÚ THÍCH CHÂN TRANG]"),
            (Place::Note, " [CHÚ THÍCH CUỐI]"),
        ]
    );
    let all = texts(&raw).join("\n");
    for absent in ["[XÓA]", "[ĐOẠN XÓA]", "[CHỮ ẨN]", "[NHẬN XÉT]", "[CHÚ THÍCH BỎ QUÊN]", "DATE", "HYPERLINK", "PAGE"]
    {
        assert!(!all.contains(absent), "{absent} is not shown");
    }
    let numbered: Vec<&Block> = raw.blocks.iter().filter(|block| block.is_auto_numbered()).collect();
    assert_eq!(numbered.len(), 4);
    for block in numbered {
        let label = &block.pieces()[0];
        assert_eq!(label.origin, Origin::Generated { by: Generator::Numbering });
        assert!(block.text()[label.range.usize()].ends_with(". "), "{}", block.text());
        assert!(matches!(block.pieces()[1].origin, Origin::Docx { .. }), "{}", block.text());
    }
    assert_eq!(raw.tables[1].parent.map(|parent| parent.table), Some(TableId(0)));
    assert!(matches!(raw.pages[0].page_number, Fact::Known(Some(PageNumber { at_top: true, .. }))));
    let said = [NoticeKind::TrackedChanges, NoticeKind::HiddenText, NoticeKind::DateField, NoticeKind::Comments];
    assert_eq!(notices, said);
}
