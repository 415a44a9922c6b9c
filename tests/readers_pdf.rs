//! The PDF reader: lines, columns and paragraphs out of letters, and what is refused.
#![cfg(feature = "pdf")]

use std::fmt::Write as _;
use std::io::Write as _;

use proptest::prelude::*;
use rasoat::diagnostic::Reason;
use rasoat::engine::{self, Settings};
use rasoat::model::{Block, ComponentKind, Fact, Format, Origin, Place, RawDocument, SourceFile};
use rasoat::readers::{self, Limits, NoticeKind, ReadError};

const REPORT: &[u8] = include_bytes!("../fixtures/pdf/bao-cao-nd73.pdf");

fn read(bytes: &[u8]) -> Result<(RawDocument, Vec<NoticeKind>), ReadError> {
    let file = SourceFile { name: "van-ban.pdf".to_owned(), bytes: bytes.to_vec() };
    let (raw, notices) = readers::read(&file, &Limits::default())?;
    Ok((raw, notices.into_iter().map(|notice| notice.kind).collect()))
}

fn error_of(bytes: &[u8]) -> ReadError {
    read(bytes).expect_err("an error")
}

fn texts(raw: &RawDocument) -> Vec<&str> {
    let flow = raw.blocks.iter().filter(|block| !matches!(block.place, Place::Header | Place::Footer));
    flow.map(Block::text).collect()
}

/// Lines that stand on many pages.
fn running(raw: &RawDocument) -> Vec<(Place, &str)> {
    let margin = raw.blocks.iter().filter(|block| matches!(block.place, Place::Header | Place::Footer));
    margin.map(|block| (block.place, block.text())).collect()
}

/// A PDF of `objects`, numbered from 1; the first is the catalogue.
fn file_of(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(out, "{offset:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A PDF with a page of 600 by 800 points for each content; object 3 is the font `F`, and `more`
/// follow it.
fn pages(contents: &[&str], more: &[String]) -> Vec<u8> {
    pages_in("/Encoding/WinAnsiEncoding", contents, more)
}

/// As [`pages`], with the letters of the font told by `letters`.
fn pages_in(letters: &str, contents: &[&str], more: &[String]) -> Vec<u8> {
    let first = 4 + more.len();
    let kids: String = (0..contents.len()).fold(String::new(), |mut kids, at| {
        let _ = write!(kids, "{} 0 R ", first + 2 * at);
        kids
    });
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 600 800]>>", contents.len()),
        format!("<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+TimesNewRomanPS-BoldMT{letters}>>"),
    ];
    objects.extend_from_slice(more);
    for (at, content) in contents.iter().enumerate() {
        let contents = first + 2 * at + 1;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/Contents {contents} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>>>"
        ));
        objects.push(stream("", content));
    }
    file_of(&objects, "")
}

/// Lines of 13 points, each at its place.
fn text(lines: &[(u32, u32, &str)]) -> String {
    let shown = |(x, y, text): &(u32, u32, &str)| format!("BT /F 13 Tf {x} {y} Td ({text}) Tj ET");
    lines.iter().map(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_report_is_read_as_the_word_file_is() {
    let (raw, notices) = read(REPORT).expect("reads");
    assert_eq!((raw.format, notices), (Format::Pdf, Vec::new()));
    assert!(texts(&raw).contains(&"ỦY BAN NHÂN DÂN"), "the left column stands for itself");
    assert!(texts(&raw).contains(&"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    let ground = "Thực hiện Công văn số 2104/SNV-TCBC ngày 12/5/2026 của Sở Nội vụ tỉnh Bắc Ninh về việc báo cáo thực \
                  hiện Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 của Chính phủ.";
    assert!(texts(&raw).contains(&ground), "wrapped lines are joined");
    let number = raw.pages[0].page_number.known().flatten().expect("a page number");
    assert!(number.at_top && !number.on_first_page);
    assert_eq!((raw.pages[0].width, raw.pages.len()), (Fact::Known(11906), 1));
    assert!(!texts(&raw).contains(&"2"), "the page number is no text");
}

#[test]
fn parts_and_places_of_the_report() {
    let file = SourceFile { name: "bao-cao.pdf".to_owned(), bytes: REPORT.to_vec() };
    let outcome = engine::check(&file, &Settings::default()).expect("reads");
    let found = |kind| outcome.document.component(kind).is_some();
    for kind in
        [ComponentKind::NationalName, ComponentKind::Motto, ComponentKind::DocumentNumber, ComponentKind::Recipients]
    {
        assert!(found(kind), "{kind:?}");
    }
    let block = &outcome.document.blocks()[0];
    assert_eq!(block.paragraph, 1);
    assert!(matches!(block.pieces()[0].origin, Origin::Pdf { page: 1, .. }));
}

#[test]
fn columns_stand_beside_each_other_and_tabs_do_not() {
    let page = text(&[
        (60, 740, "UBND XA A"),
        (320, 740, "CONG HOA"),
        (60, 722, "PHONG B"),
        (320, 722, "Doc lap"),
        (60, 600, "Mot dong co khoang"),
        (320, 600, "trong rong"),
        (60, 560, "Ket thuc cau nay dai hon nua de cham toi le phai cua trang giay ngang kho A4, va"),
    ]);
    let (raw, _) = read(&pages(&[&page], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw)[..4], ["UBND XA A", "PHONG B", "CONG HOA", "Doc lap"]);
    assert!(matches!(raw.blocks[2].place, Place::Cell(cell) if cell.column == 1));
    assert_eq!(texts(&raw)[4], "Mot dong co khoang trong rong");
    let run = &raw.blocks[0].runs[0];
    assert_eq!((run.font.as_deref(), run.half_points), (Some("Times New Roman"), Fact::Known(26)));
    assert_eq!((run.bold, run.italic), (Fact::Known(true), Fact::Unknown));
}

#[test]
fn a_signature_need_not_share_the_baselines_of_the_recipients() {
    let page = text(&[
        (60, 600, "Quyet dinh nay co hieu luc ke tu ngay ky va duoc dang tren cong thong tin cua don vi"),
        (360, 560, "CHU TICH"),
        (60, 554, "Noi nhan:"),
        (60, 538, "- Nhu Dieu 3;"),
        (60, 522, "- Luu: VT."),
        (352, 470, "Tran Van An"),
    ]);
    let (raw, _) = read(&pages(&[&page], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw)[1..], ["Noi nhan:", "- Nhu Dieu 3;", "- Luu: VT.", "CHU TICH", "Tran Van An"]);
}

#[test]
fn sides_of_cells_part_words_and_marked_ground_does_not() {
    let words = text(&[(60, 700, "Ten goi"), (112, 700, "Gia goi"), (60, 500, "Chu duoc"), (116, 500, "to mau")]);
    let sides = "59 690 0.5 30 re 108 690 0.5 30 re 160 690 0.5 30 re f 60 495 48 20 re 108 495 48 20 re f";
    let (raw, _) = read(&pages(&[&format!("{sides}\n{words}")], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw), ["Ten goi", "Gia goi", "Chu duoc to mau"]);
}

#[test]
fn cells_with_lines_around_them_are_read_row_by_row() {
    // Words of two cells stand nearer to each other than words of one sentence.
    let words = text(&[
        (62, 700, "Ten goi"),
        (112, 700, "Hinh thuc"),
        (192, 700, "Nghi dinh so 12/2026/ND-"),
        (112, 685, "lua chon"),
        (192, 685, "CP va Thong tu so 3/2026/TT"),
        (62, 670, "2."),
        (192, 670, "-BNV"),
        (62, 640, "Mua may"),
        (112, 640, "Chi dinh"),
        (192, 640, "khong"),
    ]);
    let sides: String = [60, 110, 190, 360].map(|x| format!("{x} 630 0.5 85 re ")).concat();
    let levels: String = [715, 660, 630].map(|y| format!("60 {y} 130 0.5 re 190 {y} 170 0.5 re ")).concat();
    let (raw, _) = read(&pages(&[&format!("{sides}{levels}f\n{words}")], &["null".to_owned()])).expect("reads");
    let cells: Vec<(u16, u16, &str)> = raw
        .blocks
        .iter()
        .filter_map(|block| match block.place {
            Place::Cell(cell) => Some((cell.row, cell.column, block.text())),
            _ => None,
        })
        .collect();
    let expected = [
        (0, 0, "Ten goi"),
        (0, 0, "2."),
        (0, 1, "Hinh thuc\nlua chon"),
        (0, 2, "Nghi dinh so 12/2026/ND-CP va Thong tu so 3/2026/TT-BNV"),
        (1, 0, "Mua may"),
        (1, 1, "Chi dinh"),
        (1, 2, "khong"),
    ];
    assert_eq!(cells, expected);
    assert_eq!((raw.tables[0].rows, raw.tables[0].columns), (2, 3));
}

#[test]
fn a_mark_drawn_apart_is_put_onto_its_letter_and_how_it_was_typed_is_not_judged() {
    let map = "beginbfchar <41> <004C> <42> <00C2> <43> <0323> <44> <0300> <45> <00410303> endbfchar";
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRomanPSMT/ToUnicode 5 0 R>>".to_owned();
    let page = "BT /G 13 Tf 60 700 Td (ABCAAE) Tj ET".to_owned();
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[6 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_owned(),
        font,
        "null".to_owned(),
        stream("", map),
        "<</Type/Page/Parent 2 0 R/Contents 7 0 R/Resources<</Font<</G 3 0 R>>>>>>".to_owned(),
        stream("", &page),
    ];
    let file = SourceFile { name: "van-ban.pdf".to_owned(), bytes: file_of(&objects, "") };
    let outcome = engine::check(&file, &Settings::default()).expect("reads");
    assert_eq!(outcome.document.blocks()[0].text(), "L\u{1eac}LL\u{c3}");
    let unchecked = outcome.not_checked.iter().find(|entry| entry.rule.as_str() == "encoding/not-nfc");
    assert_eq!(unchecked.map(|entry| entry.reason), Some(Reason::LettersDrawn));
}

#[test]
fn lines_of_a_short_last_page_end_where_those_of_the_others_do() {
    let full = "Noi dung cua dong nay chay het be rong cua trang giay va con tiep o dong sau";
    let first: Vec<(u32, u32, &str)> =
        (0..20).map(|line| (60, 740 - 16 * line, full)).chain([(60, 420, "het.")]).collect();
    let items = [
        "- Muc mot;",
        "- Muc hai;",
        "- Muc bon.",
        "III. DE XUAT, KIEN NGHI",
        "1. Doi voi cap tren",
        "2. Doi voi cap xa",
    ];
    let last: Vec<(u32, u32, &str)> = (0..).zip(items).map(|(line, text)| (60, 740 - 16 * line, text)).collect();
    let (raw, _) = read(&pages(&[&text(&first), &text(&last)], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw)[1..], items);
}

#[test]
fn a_number_filled_in_by_signing_belongs_to_its_symbol() {
    let form = |number: &str| {
        let number = text(&[(2, 4, number)]);
        stream("/Subtype/Form/BBox[0 0 40 20]/Resources<</Font<</F 3 0 R>>>>", &number)
    };
    let page = text(&[(60, 700, "So:"), (130, 700, "/QD-UBND")]);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>/Annots[6 0 R 8 0 R]>>".to_owned(),
        stream("", &page),
        "<</Subtype/Widget/FT/Sig/Rect[88 696 128 716]/AP<</N 7 0 R>>>>".to_owned(),
        form("152"),
        "<</Subtype/Widget/FT/Sig/Rect[300 300 340 320]/AP<</N 9 0 R>>>>".to_owned(),
        form("Ky boi: An"),
    ];
    let (raw, _) = read(&file_of(&objects, "")).expect("reads");
    assert_eq!(texts(&raw), ["So: 152/QD-UBND"]);
}

#[test]
fn a_hyphen_at_the_end_of_a_line_stays_and_takes_no_space() {
    let page = text(&[(60, 700, "Can cu Nghi dinh so 30/2020/ND-"), (60, 684, "CP ngay 5/3/2020 cua Chinh phu abc")]);
    let (raw, _) = read(&pages(&[&page], &["null".to_owned()])).expect("reads");
    assert!(texts(&raw)[0].contains("ND-CP"), "{:?}", texts(&raw));
}

#[test]
fn running_lines_and_page_numbers_are_taken_off() {
    let contents: Vec<String> = (1..=4)
        .map(|page| {
            let number = page.to_string();
            text(&[(300, 770, &number), (60, 400, "Noi dung van ban"), (60, 30, "Cong thong tin")])
        })
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let (raw, _) = read(&pages(&contents, &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw), ["Noi dung van ban"; 4]);
    assert_eq!(running(&raw), [(Place::Footer, "Cong thong tin")]);
    let number = raw.pages[0].page_number.known().flatten().expect("a page number");
    assert!(number.at_top && number.on_first_page);
    assert_eq!(raw.parts[3], "trang 4");
}

#[test]
fn running_lines_of_left_and_right_pages_are_one() {
    let contents: Vec<String> = (1..=4)
        .map(|page| {
            let line = format!("CONG BAO TINH A/So 09/Ngay 25-02-2026 {}", 16 + page);
            let turned = format!("{} CONG BAO TINH A/So 09/Ngay 25-02-2026", 16 + page);
            text(&[(100, 770, if page % 2 == 0 { &turned } else { &line }), (60, 400, "Noi dung van ban")])
        })
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let (raw, _) = read(&pages(&contents, &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw), ["Noi dung van ban"; 4]);
    assert_eq!(running(&raw), [(Place::Header, "CONG BAO TINH A/So 09/Ngay 25-02-2026 17")]);
}

#[test]
fn a_scan_is_refused_by_name() {
    let picture =
        [stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x")];
    let page = format!("/X Do\n{}", text(&[(60, 700, "1849")]));
    assert_eq!(error_of(&pages(&[&page], &picture)), ReadError::PicturesOnly);
    let hidden = format!("/X Do 3 Tr\n{}", text(&[(60, 700, "Chu do may doan ra tu anh chup")]));
    assert_eq!(error_of(&pages(&[&hidden], &picture)), ReadError::PicturesOnly, "too few words to be judged");
}

#[test]
fn protected_and_damaged_files_are_named() {
    let objects = ["<</Type/Catalog/Pages 2 0 R>>".to_owned(), "<</Type/Pages/Kids[]/Count 0>>".to_owned()];
    assert_eq!(error_of(&file_of(&objects, "/Encrypt 5 0 R")), ReadError::Encrypted);
    assert!(matches!(error_of(&file_of(&objects, "")), ReadError::Damaged { .. }));
    for end in [5, 20, 2000, REPORT.len() / 2, REPORT.len() - 40] {
        assert!(matches!(error_of(&REPORT[..end]), ReadError::Damaged { .. }), "{end}");
    }
    let blank = pages(&["BT ET"], &["null".to_owned()]);
    assert_eq!(error_of(&blank), ReadError::Empty);
}

#[test]
fn what_unpacks_beyond_the_limit_is_refused() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b' '; 4 << 20]).expect("packs");
    let packed = encoder.finish().expect("packs");
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    for (dict, place) in [("/Type/ObjStm/N 1/First 4", "null"), ("", "4 0 R")] {
        // The packed bytes are no text, so they take the place of a mark of the same length.
        let mark = "#".repeat(packed.len());
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_owned(),
            format!("<</Type/Page/Parent 2 0 R/Contents {place}>>"),
            stream(&format!("{dict}/Filter/FlateDecode"), &mark),
        ];
        let mut bytes = file_of(&objects, "");
        let at = bytes.windows(mark.len()).position(|window| window == mark.as_bytes()).expect("the mark");
        bytes[at..at + packed.len()].copy_from_slice(&packed);
        let file = SourceFile { name: "van-ban.pdf".to_owned(), bytes };
        let error = readers::read(&file, &limits).expect_err("an error");
        assert_eq!(error, ReadError::Bomb { detail: "unpacked size".to_owned() });
    }
}

#[test]
fn hostile_drawings_end() {
    let form = stream("/Subtype/Form/Resources<</XObject<</X 4 0 R>>>>", "/X Do /X Do");
    let error = error_of(&pages(&["/X Do ".repeat(50).as_str()], &[form]));
    assert_eq!(error, ReadError::Bomb { detail: "forms".to_owned() }, "a form inside itself");
    let deep = format!("{}{} TJ", "[".repeat(5000), "]".repeat(5000));
    let _ = read(&pages(&[&deep], &["null".to_owned()]));
    let _ = read(&pages(
        &["/F 1e30 Tf 1e38 0 0 1e38 1e38 1e38 Tm (abc) Tj q q Q Q Q EMC \" ' Tj Do"],
        &["null".to_owned()],
    ));
    let cycle =
        ["<</Type/Catalog/Pages 2 0 R>>".to_owned(), "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 9>>".to_owned()];
    assert!(read(&file_of(&cycle, "")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_are_read_or_refused(tail in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = b"%PDF-1.4\n".to_vec();
        bytes.extend(tail);
        let _ = read(&bytes);
    }

    #[test]
    fn any_broken_report_is_read_or_refused(at in 0..REPORT.len(), with in any::<[u8; 4]>()) {
        let mut bytes = REPORT.to_vec();
        for (place, byte) in bytes.iter_mut().skip(at).zip(with) {
            *place = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn any_drawing_is_read_or_refused(content in "[a-zA-Z0-9 /()<>\\[\\]\\.'\"*-]{0,200}") {
        let _ = read(&pages(&[&content], &["null".to_owned()]));
    }
}

/// `BT … ET` for one piece of text of `size` points.
fn sized(size: u32, x: u32, y: u32, text: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET")
}

#[test]
fn notes_at_the_foot_are_no_content_and_their_marks_no_words() {
    let full = "Xa da giao cac thon chuan bi cay giong va phan cong nguoi cham soc theo";
    let mut page: Vec<String> = (0..12).map(|line| sized(13, 60, 740 - 18 * line, full)).collect();
    page.push(sized(13, 60, 520, "tung tuyen duong"));
    page.push(sized(7, 165, 525, "1"));
    page.push(sized(13, 169, 520, ", ca xa."));
    // The mark of a note is drawn behind its words as often as before them.
    page.push(sized(9, 68, 80, "Theo Ke hoach trong cay cua xa, phan cong den tung thon,"));
    page.push(sized(9, 60, 69, "khong ke cac tuyen duong cua tinh."));
    page.push(sized(6, 60, 84, "1"));
    let (raw, _) = read(&pages(&[&page.join("\n")], &["null".to_owned()])).expect("reads");
    let notes: Vec<&str> = raw.blocks.iter().filter(|block| block.place == Place::Note).map(Block::text).collect();
    assert_eq!(notes, ["Theo Ke hoach trong cay cua xa, phan cong den tung thon, khong ke cac tuyen duong cua tinh."]);
    assert!(texts(&raw)[0].ends_with("tung tuyen duong, ca xa."), "{:?}", texts(&raw));
}

#[test]
fn small_type_at_the_foot_without_a_mark_stays_content() {
    let mut page: Vec<String> =
        (0..12).map(|line| sized(14, 60, 740 - 18 * line, "Noi dung cua van ban nay")).collect();
    page.push(sized(11, 60, 300, "Noi nhan:"));
    page.push(sized(11, 60, 286, "- Luu: VT."));
    let (raw, _) = read(&pages(&[&page.join("\n")], &["null".to_owned()])).expect("reads");
    assert!(raw.blocks.iter().all(|block| block.place != Place::Note));
}

#[test]
fn a_raised_digit_behind_a_unit_is_its_power() {
    let page =
        [sized(13, 60, 700, "25.000 dong/m"), sized(8, 145, 705, "2"), sized(13, 149, 700, "/thang.")].join("\n");
    let (raw, _) = read(&pages(&[&page], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw), ["25.000 dong/m²/thang."]);
}

#[test]
fn a_sentence_goes_on_over_a_page_and_the_end_mark_ends_one() {
    let first: Vec<(u32, u32, &str)> = vec![(60, 740, "BAO CAO"), (60, 100, "Cac thon da lam rao chan cho")];
    let last: Vec<(u32, u32, &str)> =
        vec![(60, 740, "cac doan duong gan truong hoc./."), (60, 724, "va mot dong khac")];
    let (raw, _) = read(&pages(&[&text(&first), &text(&last)], &["null".to_owned()])).expect("reads");
    let joined = "Cac thon da lam rao chan cho cac doan duong gan truong hoc./.";
    assert_eq!(texts(&raw), ["BAO CAO", joined, "va mot dong khac"]);
}

#[test]
fn the_office_of_the_signer_may_stand_a_line_above_the_recipients() {
    let page = text(&[
        (110, 600, "So de nghi quy So cu hai cong chuc du tap huan trong thang nay./."),
        (400, 540, "GIAM DOC"),
        (75, 524, "Noi nhan:"),
        (75, 508, "- Nhu tren;"),
        (75, 492, "- Luu: VT, VP."),
        (392, 430, "Tran Thi Thu"),
    ]);
    let (raw, _) = read(&pages(&[&page], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw)[1..], ["Noi nhan:", "- Nhu tren;", "- Luu: VT, VP.", "GIAM DOC", "Tran Thi Thu"]);
}

#[test]
fn close_columns_of_a_head_are_parted_where_the_next_row_shows_them() {
    // Without widths each letter is taken to be half an em wide.
    let page = text(&[
        (50, 740, "UBND TINH LAO CAI"),
        (176, 740, "CONG HOA XA HOI"),
        (80, 722, "SO NOI VU"),
        (300, 722, "Doc lap - Tu do"),
        (60, 600, "Noi dung"),
    ]);
    let (raw, _) = read(&pages(&[&page], &["null".to_owned()])).expect("reads");
    assert_eq!(texts(&raw)[..2], ["UBND TINH LAO CAI", "SO NOI VU"], "{:?}", texts(&raw));
}

/// A page that shows a picture, with `words` laid over it unseen.
fn recognised(words: &str) -> Vec<u8> {
    let map = "beginbfchar <7E> <00E3> <7C> <00F3> endbfchar";
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>".to_owned();
    let page = format!("/X Do BT 3 Tr /F 13 Tf 60 700 Td ({words}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_owned(),
        font,
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 7 0 R>>>>>>".to_owned(),
        stream("", &page),
        stream("", map),
        stream("/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "0"),
    ];
    file_of(&objects, "")
}

#[test]
fn recognised_text_over_a_picture_is_read_with_a_notice_or_refused_by_name() {
    let (raw, notices) = read(&recognised("x~ d~ nh~n ba h~ s~ c|a c|c h| d~n tr|ng th|n v~ t| n|y")).expect("reads");
    assert!(texts(&raw)[0].starts_with("xã dã nhãn ba"), "{:?}", texts(&raw));
    assert!(notices.contains(&NoticeKind::RecognisedText) && raw.letters_guessed);
    assert!(raw.blocks[0].runs.is_empty(), "how hidden letters look says nothing");
    let noise = "Xfl dfl tirp nhfn hd sd trnng dd gifii quyrt dfing hfn theq qwrt";
    assert_eq!(error_of(&recognised(noise)), ReadError::LayerUnusable);
}

#[test]
fn letters_lost_when_the_file_was_made_are_said() {
    let page = text(&[(60, 700, "C?NG HOA XA H?I CH? NGH?A VI?T NAM"); 5]);
    assert_eq!(error_of(&pages(&[&page], &["null".to_owned()])), ReadError::LettersLost);
}

#[test]
fn the_head_of_several_letters_in_one_file_is_no_running_header() {
    let map = "beginbfchar <7E> <1EE6> <5E> <0128> <7C> <1EC6> endbfchar";
    let letter = |number: &str| {
        text(&[
            (60, 760, "SO NOI VU"),
            (300, 760, "XA HOI CH~ NGH^A VI|T NAM"),
            (60, 740, number),
            (60, 600, "Noi dung van ban"),
        ])
    };
    let letters: Vec<String> = ["So: 1/SNV", "So: 2/SNV", "So: 3/SNV"].iter().map(|number| letter(number)).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    let bytes = pages_in("/ToUnicode 5 0 R", &letters, &["null".to_owned(), stream("", map)]);
    let (raw, _) = read(&bytes).expect("reads");
    assert!(running(&raw).is_empty(), "{:?}", running(&raw));
    assert_eq!(texts(&raw).iter().filter(|text| **text == "SO NOI VU").count(), 3);
}
