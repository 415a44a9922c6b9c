//! Numbers that Word counts and that are wrong: the list begins anew with the right number, as a tracked change.

mod support;

use rasoat::diagnostic::{Diagnostic, Look};
use rasoat::engine::fix::{self, Reach};
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use rasoat::readers::Limits;
use rasoat::writeback::{self, Author, Marks, Signature, Written};

const LISTS: &str = concat!(
    r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>"#,
    r#"<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>"#,
    r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"#,
    r#"<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"#,
    r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/>"#,
    r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride></w:num>"#,
    r#"<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>"#,
    r#"<w:numIdMacAtCleanup w:val="2"/></w:numbering>"#
);

/// A paragraph of list `list` at `level`, or of none.
fn paragraph(list: Option<(u32, u8)>, text: &str) -> String {
    let numbers = list.map_or_else(String::new, |(list, level)| {
        format!(r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>"#)
    });
    format!(r#"<w:p>{numbers}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn report(paragraphs: &[(Option<(u32, u8)>, &str)]) -> Vec<u8> {
    let opening = [
        "ỦY BAN NHÂN DÂN",
        "XÃ MÂY HẠ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 15/BC-UBND",
        "Mây Hạ, ngày 12 tháng 6 năm 2026",
        "BÁO CÁO",
        "Kết quả công tác tháng 5 năm 2026",
    ];
    let mut body: String = opening.iter().map(|text| paragraph(None, text)).collect();
    body.extend(paragraphs.iter().map(|(list, text)| paragraph(*list, text)));
    support::package_with_numbering(&body, LISTS)
}

fn check(bytes: &[u8]) -> Outcome {
    let settings = Settings {
        select: [
            "duplicate-number",
            "number-gap",
            "number-order",
            "number-not-first",
            "first-part-missing",
            "paragraph-number",
        ]
        .map(|rule| format!("outline/{rule}"))
        .to_vec(),
        ..Settings::new()
    };
    let file = SourceFile { name: "bao-cao.docx".to_owned(), bytes: bytes.to_vec() };
    engine::check(&file, &settings).expect("a package")
}

fn restarted(bytes: &[u8], outcome: &Outcome) -> Written {
    let author =
        Author { name: "rasoat".to_owned(), initials: "RS".to_owned(), date: "2026-11-30T00:00:00Z".to_owned() };
    let fixes = fix::plan(&outcome.document, &outcome.diagnostics, Reach::Safe);
    let marks = Marks { remarks: &[], fixes: &fixes, author: &author, signature: Signature::Keep, recorded: &[] };
    let limits = Limits::default();
    writeback::annotate(bytes, &outcome.document, &marks, (limits.package(), limits.xml_depth)).expect("writes")
}

fn rules(outcome: &Outcome) -> Vec<String> {
    let about_numbers =
        |finding: &&Diagnostic| finding.restyles.iter().any(|restyle| matches!(restyle.look, Look::ListFrom(_)));
    outcome.diagnostics.iter().filter(about_numbers).map(|finding| finding.rule.to_string()).collect()
}

/// What is found is mended when all is accepted, and the copy without marks is the original.
fn assert_mended(paragraphs: &[(Option<(u32, u8)>, &str)], expected: &[&str]) {
    let bytes = report(paragraphs);
    let outcome = check(&bytes);
    assert_eq!(rules(&outcome), expected, "{:?} {:?}", outcome.diagnostics, outcome.document.outline);
    let written = restarted(&bytes, &outcome);
    assert_eq!((written.changes, written.refused.len()), (expected.len(), 0));
    let after = check(&written.bytes);
    assert_eq!(rules(&after), Vec::<String>::new());
    let limits = Limits::default();
    let cleaned = writeback::clean(&written.bytes, "rasoat", (limits.package(), limits.xml_depth)).expect("cleans");
    assert!(support::parts_of(&cleaned.bytes) == support::parts_of(&bytes), "the parts come back");
    let text =
        |outcome: &Outcome| outcome.document.blocks().iter().map(|block| block.clean().to_owned()).collect::<Vec<_>>();
    assert_eq!(text(&check(&cleaned.bytes)), text(&outcome));
}

const SENTENCE: &str = "Ủy ban nhân dân xã đã thực hiện đầy đủ các nhiệm vụ được giao trong tháng.";

#[test]
fn a_heading_of_another_list_goes_on_with_the_right_number() {
    let heading = |list| Some((list, 0));
    assert_mended(
        &[
            (heading(1), "KẾT QUẢ"),
            (None, SENTENCE),
            (heading(1), "HẠN CHẾ"),
            (None, SENTENCE),
            (heading(2), "PHƯƠNG HƯỚNG"),
            (None, SENTENCE),
            (heading(2), "KIẾN NGHỊ"),
            (None, SENTENCE),
        ],
        &["outline/duplicate-number"],
    );
}

#[test]
fn the_numbers_behind_a_gap_go_on_from_the_one_that_is_put_right() {
    let heading = Some((1, 0));
    let late = Some((3, 0));
    assert_mended(
        &[
            (heading, "KẾT QUẢ"),
            (None, SENTENCE),
            (heading, "HẠN CHẾ"),
            (None, SENTENCE),
            (late, "PHƯƠNG HƯỚNG"),
            (None, SENTENCE),
            (late, "KIẾN NGHỊ"),
            (None, SENTENCE),
        ],
        &["outline/number-gap"],
    );
}

/// `document` with all changes of paragraphs accepted, as an editor does that keeps the lists as they are.
fn accepted(document: &str) -> String {
    let (open, close) = ("<w:pPrChange ", "</w:pPrChange>");
    let mut out = String::new();
    let mut rest = document;
    while let Some(start) = rest.find(open) {
        let end = rest[start..].find(close).expect("closed") + start + close.len();
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out + rest
}

#[test]
fn a_list_that_was_accepted_is_kept_when_the_copy_is_cleaned() {
    let [one, other] = [Some((1, 0)), Some((2, 0))];
    let bytes = report(&[
        (one, "KẾT QUẢ"),
        (None, SENTENCE),
        (one, "HẠN CHẾ"),
        (None, SENTENCE),
        (other, "KIẾN NGHỊ"),
        (None, SENTENCE),
    ]);
    let written = restarted(&bytes, &check(&bytes));
    assert_eq!(written.changes, 1);
    let mut parts = support::parts_of(&written.bytes);
    let document = accepted(&String::from_utf8(parts["word/document.xml"].clone()).expect("text"));
    for prefix in ["w", "x"] {
        let own = document.replace("<w:", &format!("<{prefix}:")).replace("</w:", &format!("</{prefix}:"));
        let own = own.replace(" w:", &format!(" {prefix}:")).replace("xmlns:w=", &format!("xmlns:{prefix}="));
        parts.insert("word/document.xml".to_owned(), own.into_bytes());
        let limits = Limits::default();
        let cleaned =
            writeback::clean(&support::zip(&parts), "rasoat", (limits.package(), limits.xml_depth)).expect("cleans");
        let lists = support::parts_of(&cleaned.bytes)["word/numbering.xml"].clone();
        assert_eq!(lists, parts["word/numbering.xml"], "{prefix}");
        assert_eq!(rules(&check(&cleaned.bytes)), Vec::<String>::new(), "{prefix}");
    }
}

#[test]
fn a_list_that_comes_with_a_style_stays_a_remark() {
    const STYLES: &str = concat!(
        r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="DeMuc">"#,
        r#"<w:name w:val="De muc"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let bytes = report(&[
        (Some((1, 0)), "KẾT QUẢ"),
        (None, SENTENCE),
        (Some((1, 0)), "HẠN CHẾ"),
        (None, SENTENCE),
        (None, "PHƯƠNG HƯỚNG"),
        (None, SENTENCE),
    ]);
    let mut parts = support::parts_of(&bytes);
    let document = String::from_utf8(parts["word/document.xml"].clone()).expect("text");
    let styled = document.replace(
        r#"<w:p><w:r><w:t xml:space="preserve">PHƯƠNG"#,
        r#"<w:p><w:pPr><w:pStyle w:val="DeMuc"/></w:pPr><w:r><w:t xml:space="preserve">PHƯƠNG"#,
    );
    parts.insert("word/document.xml".to_owned(), styled.into_bytes());
    parts.insert("word/styles.xml".to_owned(), STYLES.as_bytes().to_vec());
    let bytes = support::zip(&parts);
    let outcome = check(&bytes);
    assert_eq!(rules(&outcome), ["outline/duplicate-number"]);
    let written = restarted(&bytes, &outcome);
    assert_eq!((written.changes, written.refused.len()), (0, 1));
}
