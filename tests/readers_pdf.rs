//! The PDF reader: lines, columns and paragraphs out of letters, and what is refused.
#![cfg(feature = "pdf")]

use std::fmt::Write as _;

use proptest::prelude::*;
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
    raw.blocks.iter().map(Block::text).collect()
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
    let first = 4 + more.len();
    let kids: String = (0..contents.len()).fold(String::new(), |mut kids, at| {
        let _ = write!(kids, "{} 0 R ", first + 2 * at);
        kids
    });
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 600 800]>>", contents.len()),
        "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+TimesNewRomanPS-BoldMT/Encoding/WinAnsiEncoding>>".to_owned(),
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
    let number = raw.pages[0].page_number.known().flatten().expect("a page number");
    assert!(number.at_top && number.on_first_page);
    assert_eq!(raw.parts[3], "trang 4");
}

#[test]
fn a_scan_is_refused_by_name() {
    let picture =
        [stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x")];
    let page = format!("/X Do\n{}", text(&[(60, 700, "1849")]));
    assert_eq!(error_of(&pages(&[&page], &picture)), ReadError::PicturesOnly);
    let hidden =
        format!("/X Do 3 Tr\n{}", text(&[(60, 700, "Chu do may doan ra tu anh chup cua van ban, khong ai go")]));
    assert_eq!(error_of(&pages(&[&hidden], &picture)), ReadError::PicturesOnly, "guessed text is no text");
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
fn hostile_drawings_end() {
    let form = stream("/Subtype/Form/Resources<</XObject<</X 4 0 R>>>>", &"/X Do ".repeat(50));
    assert!(matches!(error_of(&pages(&["/X Do"], &[form])), ReadError::Bomb { .. }), "a form inside itself");
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
    #![proptest_config(ProptestConfig::with_cases(64))]

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
