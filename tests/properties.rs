//! What holds for any input: no panic, places that slice to their quote, the same report twice.

use proptest::prelude::*;
use rasoat::engine::{self, Settings};
use rasoat::model::SourceFile;
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

fn holds(name: &str, text: &str, settings: &Settings) -> Result<(), TestCaseError> {
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let Ok(outcome) = engine::check(&file, settings) else { return Ok(()) };
    let document = &outcome.document;
    for skipped in &outcome.not_checked {
        prop_assert_ne!(skipped.reason, rasoat::diagnostic::Reason::Fault, "{} stopped on {:?}", skipped.rule, text);
    }
    for diagnostic in &outcome.diagnostics {
        let labels = diagnostic.labels.iter().map(|label| label.span);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in std::iter::once(diagnostic.span).chain(labels).chain(edits) {
            let block = document.block(span.block).text();
            prop_assert!(block.get(span.range.usize()).is_some(), "{}: {span:?} cuts a letter", diagnostic.rule);
            if let Some(bytes) = document.source_bytes(span) {
                prop_assert_eq!(
                    document.raw.decoded.get(bytes.usize()),
                    Some(document.quote(span)),
                    "{}",
                    diagnostic.rule
                );
            }
        }
    }
    let again = engine::check(&file, settings).expect("it was read before");
    prop_assert_eq!(&outcome.diagnostics, &again.diagnostics);
    prop_assert_eq!(&outcome.evidence, &again.evidence);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_words_can_be_checked(text in soup()) {
        let settings = Settings::new();
        holds("soup.txt", &text, &settings)?;
        holds("soup.md", &text, &settings)?;
    }

    #[test]
    fn any_change_of_a_draft_can_be_checked(text in mutated()) {
        holds("draft.txt", &text, &Settings::new())?;
    }

    #[test]
    fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.md", "a.docx", "a.odt", "a.doc"] {
            let file = SourceFile { name: name.to_owned(), bytes: bytes.clone() };
            let _ = engine::check(&file, &Settings::new());
        }
    }
}
