//! What holds for any input: no panic, places that slice to their quote, the same report twice. The
//! fuzz targets in `fuzz/` go in by the same doors.

mod support;

use proptest::prelude::*;
use support::invariants;
use unicode_normalization::UnicodeNormalization as _;

/// Words and marks that meet in real drafts, with the awkward ones.
const VOCABULARY: &[&str] = &[
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG HÒA SƠN",
    "Số:",
    "số",
    "/BC-UBND",
    "12/BC-UBND",
    "73/2023/NĐ-CP",
    "Nghị định",
    "Nghị quyết",
    "ngày 29/9/2023",
    "ngày 31 tháng 02 năm 2026",
    "của Chính phủ",
    "BÁO CÁO",
    "KẾ HOẠCH",
    "Kính gửi:",
    "Căn cứ",
    "Thực hiện",
    "I.",
    "II.",
    "IIII.",
    "1.",
    "1.1.",
    "a)",
    "đ)",
    "Điều 1.",
    "Chương II",
    "Phần thứ nhất",
    "PHỤ LỤC I",
    "24 nam (75%)",
    "nữ 08 (25%)",
    "18,75%",
    "tổng số 32 người",
    "trong đó",
    "hoà",
    "hòa",
    "uỷ",
    "tuỳ",
    "luỹ",
    "quý",
    "qúy",
    "hoàn",
    "ngoẽo",
    "Ð",
    "\u{200b}",
    "\u{a0}",
    "\t",
    "**",
    "“",
    "”",
    "\"",
    "(",
    ")",
    ";",
    ",",
    ".",
    "./.",
    "/.",
    ":",
    "-",
    "–",
    "+",
    "…",
    "----",
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Trần Thị Hạnh",
    "ThS. Lý Văn Hòa",
    "(Đã ký)",
    "😀",
    "е",
    "|",
    "#",
    "> ",
    "\n",
    "\n\n",
    "\r\n",
    " ",
];

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(VOCABULARY), 0..120).prop_map(|words| words.join(" "))
}

/// The founding draft with one stretch of characters dropped, doubled, moved or decomposed.
fn mutated() -> impl Strategy<Value = String> {
    let draft = std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("the founding draft");
    let letters: Vec<char> = draft.chars().collect();
    let length = letters.len();
    (0..length, 0..200usize, 0..length, 0..5u8).prop_map(move |(start, size, target, kind)| {
        let end = (start + size).min(length);
        let part: String = letters[start..end].iter().collect();
        let before: String = letters[..start].iter().collect();
        let after: String = letters[end..].iter().collect();
        match kind {
            0 => before + &after,
            1 => before + &part + &part + &after,
            2 => before + &part.nfd().collect::<String>() + &after,
            3 => letters[target..].iter().chain(&letters[..target]).collect(),
            _ => before.replace('\n', " ") + &part + &after.replace("\n\n", "\r\n"),
        }
    })
}

/// Parts of the XML of office documents, right ones and wrong ones.
const MARKUP: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "<w:t xml:space=\"preserve\">",
    "</w:t>",
    "<w:tab/>",
    "<w:br/>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:rPr><w:caps/></w:rPr>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:gridSpan w:val=\"99999\"/>",
    "<w:del>",
    "</w:del>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<text:p>",
    "</text:p>",
    "<text:span>",
    "</text:span>",
    "<text:s text:c=\"4000000000\"/>",
    "<table:table-cell table:number-columns-repeated=\"100000\">",
    "&#768;",
    "&amp;",
    "&#0;",
    "<",
    "Số: 12/BC-UBND",
    "Căn cứ Nghị định số 73/2023/NĐ-CP",
    "hoa\u{300}",
    " ",
];

fn markup() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(MARKUP), 0..60).prop_map(|parts| parts.concat())
}

/// Inputs that once broke a property.
#[test]
fn what_once_failed_holds() {
    // Marks above and below in an order that composing turns round, in a UTF-16 file too.
    let marks = "Thực hiện Công văn số 415/SNV-TĐhh\u{1fbb}\u{308} ngày";
    invariants::citations(marks);
    invariants::citations("Số' 31/BC-MTTQ-BT\u{301}");
    // A letter of another script that composing takes apart.
    invariants::citations("ngày\t158-TB/15\u{95e}S");
    invariants::read("a.txt", "x\u{20e1}\u{303}\u{331}\n".as_bytes());
    let wide: Vec<u8> = "\u{feff}a \u{20e1}\u{303}\u{303}\u{331}ਪ".encode_utf16().flat_map(u16::to_be_bytes).collect();
    invariants::read("a.txt", &wide);
}

/// The inputs of `fuzz/corpus`, each by the door of its target.
#[test]
fn the_inputs_that_fuzzing_kept_hold() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut inputs = 0;
    for target in std::fs::read_dir(corpus).expect("the corpus is committed").flatten() {
        let name = target.file_name().into_string().expect("a name of a target");
        for input in std::fs::read_dir(target.path()).expect("a folder for each target").flatten() {
            let bytes = std::fs::read(input.path()).expect("readable");
            enter(&name, &bytes);
            inputs += 1;
        }
    }
    assert!(inputs > 0);
}

/// Gives `bytes` to what the fuzz target `name` tests.
fn enter(name: &str, bytes: &[u8]) {
    // A target that takes text is never given anything else.
    let text = || std::str::from_utf8(bytes).unwrap_or("");
    match name {
        "check" => invariants::check("a.txt", text().as_bytes(), invariants::settings()),
        "citations" => invariants::citations(text()),
        "figures" => invariants::figures(text()),
        "rules" => invariants::rules(text(), text().starts_with("name")),
        "docx" => invariants::read_docx(bytes),
        "odt" => invariants::read_odt(bytes),
        "text" => invariants::read("a.txt", bytes),
        "markdown" => invariants::read("a.md", bytes),
        "doc" => invariants::read("a.doc", bytes),
        "pdf" => invariants::read("a.pdf", bytes),
        other => panic!("{other} is no target"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_words_can_be_checked(text in soup()) {
        invariants::check("soup.txt", text.as_bytes(), invariants::settings());
        invariants::check("soup.md", text.as_bytes(), invariants::settings());
    }

    #[test]
    fn any_words_can_be_recognised(text in soup()) {
        invariants::citations(&text);
        invariants::figures(&text);
    }

    #[test]
    fn any_change_of_a_draft_can_be_checked(text in mutated()) {
        invariants::check("draft.txt", text.as_bytes(), invariants::settings());
    }

    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.md", "a.docx", "a.odt", "a.doc", "a.pdf"] {
            invariants::read(name, &bytes);
        }
    }

    #[test]
    fn any_markup_can_be_read(body in markup()) {
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        invariants::read_docx(format!("<w:document xmlns:w=\"{word}\"><w:body>{body}").as_bytes());
        let office = "urn:oasis:names:tc:opendocument:xmlns";
        let open = format!(
            "<o:document-content xmlns:o=\"{office}:office:1.0\" xmlns:text=\"{office}:text:1.0\" \
             xmlns:table=\"{office}:table:1.0\"><o:body><o:text>"
        );
        invariants::read_odt((open + &body).as_bytes());
    }
}

proptest! {
    // The schemas are compiled anew for each rule file.
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_a_rule_can_be_loaded(at in 0..1500usize, size in 0..40usize, profile in any::<bool>()) {
        let rule = include_str!("../rules/packs/common/spelling/missing-horn.toml");
        let start = rule.floor_char_boundary(at);
        let end = rule.floor_char_boundary(at + size).max(start);
        invariants::rules(&[&rule[..start], &rule[end..]].concat(), profile);
    }
}
