//! Remarks and changes in copies of DOCX files: nothing else changes, and rejecting gives the original.
#![allow(clippy::print_stderr, reason = "what other programs say is shown")]

#[path = "support/left_out.rs"]
mod left_out;
mod support;

use std::collections::BTreeSet;

use left_out::left_out;
use proptest::prelude::*;
use rasoat::diagnostic::{Applicability, Diagnostic, Edit, Fix, Remark, RuleId, Severity, Tone};
use rasoat::engine;
use rasoat::engine::fix::{self, FixPlan, Reach};
use rasoat::model::{BlockId, Document, SourceFile, Span};
use rasoat::readers::{self, Limits};
use rasoat::text::TextRange;
use rasoat::writeback::{self, Author, Marks, Signature, WriteError, Written};
use support::revisions::{part, rejected};
use zip::ZipArchive;

fn document(bytes: &[u8]) -> Document {
    let file = SourceFile { name: "a.docx".to_owned(), bytes: bytes.to_vec() };
    Document::unrecognized(readers::read(&file, &Limits::default()).expect("reads").0)
}

fn author() -> Author {
    Author { name: "rasoat".to_owned(), initials: "RS".to_owned(), date: "2026-11-30T00:00:00Z".to_owned() }
}

fn finding(edits: Vec<Edit>) -> Diagnostic {
    Diagnostic {
        rule: RuleId::from_static("a/b"),
        severity: Severity::Error,
        case: None,
        span: edits[0].span,
        values: Vec::new(),
        labels: Vec::new(),
        fix: Some(Fix { applicability: Applicability::Safe, edits }),
        restyles: Vec::new(),
        fingerprint: String::new(),
    }
}

fn remark(about: Option<Span>, text: &str) -> Remark {
    Remark { about, paragraphs: vec![vec![(text.to_owned(), Tone::Plain)]] }
}

fn write(
    bytes: &[u8],
    document: &Document,
    remarks: &[Remark],
    fixes: &FixPlan<'_>,
    signature: Signature,
) -> Result<Written, WriteError> {
    let author = author();
    let marks = Marks { remarks, fixes, author: &author, signature, recorded: &[] };
    let limits = Limits::default();
    writeback::docx::annotate(bytes, document, &marks, (limits.package(), limits.xml_depth))
}

/// Names and contents of all entries, packed as they are.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let count = archive.len();
    let entry = |index| {
        let mut file = archive.by_index_raw(index).expect("entry");
        let mut content = Vec::new();
        let name = file.name().expect("a name").into_owned();
        file.read_to_end(&mut content).expect("reads");
        (name, content)
    };
    (0..count).map(entry).collect::<Vec<_>>()
}

/// Names and contents of all parts.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let names = entries(bytes).into_iter().map(|(name, _)| name);
    names.map(|name| (part(bytes, &name).unwrap_or_default(), name)).map(|(part, name)| (name, part)).collect()
}

/// Holds a copy against its original.
fn assert_nothing_else_changed(case: &str, original: &[u8], copy: &[u8], parts: &[String]) {
    let (before, after) = (entries(original), entries(copy));
    for ((name, old), (same, new)) in before.iter().zip(&after) {
        assert_eq!(name, same, "{case}: the order stays");
        let may_change = parts.contains(name)
            || name.ends_with("comments.xml")
            || name.ends_with("document.xml.rels")
            // A list that begins anew is a list more.
            || name.ends_with("numbering.xml")
            || name == "[Content_Types].xml";
        assert!(may_change || old == new, "{case}: {name} is copied as it lies there");
    }
    for (name, _) in after.iter().skip(before.len()) {
        // A header is made for a page number where there is none.
        let may_come =
            ["comments.xml", "_rels/document.xml.rels", "word/header2.xml"].iter().any(|end| name.ends_with(end));
        assert!(may_come || name.starts_with("customXml/"), "{case}: {name} is new");
    }
    for name in parts {
        assert_eq!(rejected(original, name), rejected(copy, name), "{case}: {name}");
    }
}

#[test]
fn every_fixture_takes_a_remark_on_every_word_and_a_change_of_every_word() {
    for case in support::fixtures() {
        let bytes = support::package(&case);
        let document = document(&bytes);
        let (mut remarks, mut findings) = (vec![remark(None, "cả văn bản")], Vec::new());
        for block in document.blocks() {
            let mut at = 0;
            for word in block.text().split_inclusive(' ') {
                let range = TextRange::from(at..at + word.trim_end().len());
                at += word.len();
                if range.is_empty() {
                    continue;
                }
                let span = Span::new(block.id(), range);
                remarks.push(remark(Some(span), word));
                findings.push(finding(vec![Edit::replace(span, "đổi")]));
            }
        }
        let plan = fix::plan(&document, &findings, Reach::Safe);
        for fixes in [&FixPlan::default(), &plan] {
            let signature = Signature::Drop;
            let written = match write(&bytes, &document, &remarks, fixes, signature) {
                Ok(written) => written,
                // Its document does not lead to its styles; one relationship more would change how it is read.
                Err(WriteError::Form) if case == "strict" => continue,
                Err(error) => panic!("{case}: {error}"),
            };
            assert_eq!(written.remarks, remarks.len(), "{case}");
            assert_eq!(written.changes + written.refused.len(), fixes.taken.len(), "{case}");
            if case == "signed" {
                assert!(part(&written.bytes, "_xmlsignatures/sig1.xml").is_none());
                continue;
            }
            assert_nothing_else_changed(&case, &bytes, &written.bytes, &document.raw.parts);
            let copy = self::document(&written.bytes);
            if fixes.taken.is_empty() {
                let texts = |document: &Document| {
                    document.blocks().iter().map(|block| block.text().to_owned()).collect::<Vec<_>>()
                };
                assert_eq!(texts(&document), texts(&copy), "{case}: remarks are no text");
            }
            let said = |document: &Document| document.raw.comments.len();
            // The tool's own remarks are no remarks on the document.
            assert_eq!(said(&copy), said(&document), "{case}");
        }
    }
}

#[test]
fn remarks_stand_on_their_words() {
    let bytes = support::package("split-runs");
    let document = document(&bytes);
    let block = &document.blocks()[0];
    let at = block.text().find("quyết số 73").expect("there");
    let span = Span::new(block.id(), TextRange::from(at..at + "quyết số 73".len()));
    let marks = Author { name: "Trần Thị Bích".to_owned(), ..author() };
    let remarks = [remark(Some(span), "Lỗi: sai.")];
    let fixes = FixPlan::default();
    let marks = Marks { remarks: &remarks, fixes: &fixes, author: &marks, signature: Signature::Keep, recorded: &[] };
    let limits = Limits::default();
    let written = writeback::docx::annotate(&bytes, &document, &marks, (limits.package(), limits.xml_depth));
    let copy = self::document(&written.expect("writes").bytes);
    let comment = copy.raw.comments.iter().find(|comment| comment.text == "Lỗi: sai.").expect("a comment");
    assert_eq!(comment.about, [span]);
}

#[test]
fn a_signed_or_protected_file_is_not_written() {
    let bytes = support::package("signed");
    let signed = document(&bytes);
    let refused = write(&bytes, &signed, &[], &FixPlan::default(), Signature::Keep);
    assert_eq!(refused.expect_err("refused"), WriteError::Signed);
    let mut parts = support::fixture("tables");
    let settings = parts.get_mut("word/settings.xml").expect("settings");
    let text = String::from_utf8(settings.clone()).expect("text").replace(
        "<w:defaultTabStop",
        r#"<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop"#,
    );
    *settings = text.into_bytes();
    let bytes = support::zip(&parts);
    let protected = document(&bytes);
    let refused = write(&bytes, &protected, &[], &FixPlan::default(), Signature::Keep);
    assert_eq!(refused.expect_err("refused"), WriteError::Protected);
}

#[test]
fn accepting_all_mends_every_fault_of_presentation_that_has_one_right_value() {
    /// Rules about presentation whose fix somebody has to choose, and why.
    const CHOSEN_BY_PEOPLE: [(&str, &str); 9] = [
        ("addressee/line-layout", "where lines break is text"),
        ("body/blank-paragraphs", "paragraphs go, and the space they made is to be set"),
        ("body/broken-sentence", "which paragraph goes on is text"),
        ("body/not-upright", "emphasis may be meant"),
        ("body/typed-indent", "typed spaces are text"),
        ("header/mark-frame-missing", "a frame is drawn or stamped"),
        ("page/landscape", "what lies across may be wide"),
        ("page/typed-number", "a line of text goes"),
        ("typing/highlighted", "it says what is still to be done"),
    ];
    let settings = engine::Settings::new();
    let check = |bytes: &[u8]| {
        let file = SourceFile { name: "a.docx".to_owned(), bytes: bytes.to_vec() };
        engine::check(&file, &settings).expect("reads")
    };
    let mut mended = BTreeSet::new();
    let mut wrong = Vec::new();
    for variant in support::variants::VARIANTS {
        let bytes = support::variants::package(variant.name).expect("fixture");
        let outcome = check(&bytes);
        let restyled: Vec<&Diagnostic> =
            outcome.diagnostics.iter().filter(|finding| !finding.restyles.is_empty()).collect();
        if restyled.is_empty() {
            continue;
        }
        let plan = fix::plan(&outcome.document, &outcome.diagnostics, Reach::Safe);
        let written = write(&bytes, &outcome.document, &[], &plan, Signature::Keep).expect("writes");
        let copy = check(&written.bytes);
        let left: Vec<&str> = copy.diagnostics.iter().map(|finding| finding.rule.as_str()).collect();
        if !written.refused.is_empty() || !left.is_empty() {
            wrong.push(format!("{}: refused {:?}, left {left:?}", variant.name, written.refused));
        }
        assert_nothing_else_changed(variant.name, &bytes, &written.bytes, &outcome.document.raw.parts);
        let limits = Limits::default();
        let cleaned = writeback::docx::clean(&written.bytes, "rasoat", (limits.package(), limits.xml_depth));
        assert_eq!(unpacked(&cleaned.expect("cleans").bytes), unpacked(&bytes), "{}: cleaned", variant.name);
        let main = String::from_utf8(part(&written.bytes, "word/document.xml").expect("document")).expect("text");
        let ids: Vec<&str> = main.split("Change w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{}: revisions have ids of their own", variant.name);
        mended.extend(restyled.iter().map(|finding| finding.rule.to_string()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Every rule of a check that tells how something is to look is mended in some variant, or people choose.
    let catalogue = rasoat::catalogue::Catalogue::builtin();
    let checks = checks_that_restyle();
    assert!(checks.len() > 15, "{checks:?}");
    let rules = catalogue.rules.iter().filter(|rule| checks.contains(&*rule.meta.check));
    let chosen: BTreeSet<&str> = CHOSEN_BY_PEOPLE.iter().map(|(rule, _)| *rule).collect();
    // Numbers that Word counts: tests/list_restarts.rs.
    let counted = ["division-sequence", "series-start"];
    let rules = rules.filter(|rule| !counted.contains(&&*rule.meta.check));
    let missing: Vec<&str> =
        rules.map(|rule| rule.meta.id.as_str()).filter(|id| !mended.contains(*id) && !chosen.contains(id)).collect();
    assert!(missing.is_empty(), "not mended in any variant: {missing:?}");
    let others = support::variants::VARIANTS.iter().filter(|variant| {
        let rule = catalogue.rule(variant.rule).unwrap_or_else(|| panic!("no rule {}", variant.rule));
        rule.meta.fix.is_none() && !mended.contains(variant.rule) && !chosen.contains(variant.rule)
    });
    let others: Vec<&str> = others.map(|variant| variant.rule).collect();
    assert!(others.is_empty(), "nothing mends: {others:?}");
    assert!(chosen.iter().all(|rule| !mended.contains(*rule)), "some are mended");
}

#[test]
fn several_faults_of_one_page_number_are_mended_together() {
    use support::variants::Edit::{Paragraph, Part};
    let at_bottom = Part("word/document.xml", "headerReference", "footerReference");
    let small = Part("word/header1.xml", "<w:r><w:t>", "<w:r><w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t>");
    let everywhere = Part("word/document.xml", "<w:titlePg/>", "");
    let narrow = Part("word/document.xml", "w:left=\"1701\"", "w:left=\"1134\"");
    let bold = Paragraph("Tạo môi trường", "<w:r>", "<w:r><w:rPr><w:sz w:val=\"24\"/></w:rPr>");
    let bytes = support::variants::report_with(&[&[at_bottom, small, everywhere, narrow, bold]]);
    let check = |bytes: &[u8]| {
        let file = SourceFile { name: "a.docx".to_owned(), bytes: bytes.to_vec() };
        engine::check(&file, &engine::Settings::new()).expect("reads")
    };
    let outcome = check(&bytes);
    assert_eq!(outcome.diagnostics.len(), 5, "{:?}", outcome.diagnostics);
    let plan = fix::plan(&outcome.document, &outcome.diagnostics, Reach::Safe);
    let written = write(&bytes, &outcome.document, &[], &plan, Signature::Keep).expect("writes");
    assert_eq!((written.changes, written.refused.len()), (5, 0));
    assert_eq!(check(&written.bytes).diagnostics, []);
    assert_nothing_else_changed("several", &bytes, &written.bytes, &outcome.document.raw.parts);
    let limits = Limits::default();
    let cleaned = writeback::docx::clean(&written.bytes, "rasoat", (limits.package(), limits.xml_depth));
    assert_eq!(unpacked(&cleaned.expect("cleans").bytes), unpacked(&bytes));
}

/// The names of the checks whose source tells how something is to look.
fn checks_that_restyle() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from("src/checks")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("source");
            let name = source.split_once("const NAME: &'static str = \"").and_then(|(_, rest)| rest.split('"').next());
            names.extend(name.filter(|_| source.contains("restyle(")).map(str::to_owned));
        }
    }
    names
}

/// A stretch of a paragraph in XML, as Word may write it.
fn stretch() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Điều "),
        Just("nghi\u{323} "),
        Just("quye\u{302}\u{301}t"),
        Just("\u{301}"),
        Just(" số 7&amp;3 "),
        Just("a&#x1EA1;b"),
        Just("  "),
        Just("kết, quả."),
    ];
    let text = prop::collection::vec(word, 1..4).prop_map(|words| words.concat());
    let child = prop_oneof![
        6 => text.clone().prop_map(|text| format!("<w:t xml:space=\"preserve\">{text}</w:t>")),
        1 => text.clone().prop_map(|text| format!("<w:t>{text}</w:t>")),
        1 => Just("<w:tab/>".to_owned()),
        1 => Just("<w:br/>".to_owned()),
        1 => Just("<w:lastRenderedPageBreak/>".to_owned()),
        1 => Just("<w:t xml:space=\"preserve\">d\u{f2}ng\nhai</w:t>".to_owned()),
        1 => Just("<w:drawing/>".to_owned()),
    ];
    let look = prop_oneof![
        Just(""),
        Just("<w:rPr><w:b/></w:rPr>"),
        Just(
            r#"<w:rPr><w:i/><w:rPrChange w:id="9" w:author="B" w:date="2026-01-01T00:00:00Z"><w:rPr/></w:rPrChange></w:rPr>"#
        ),
    ];
    let run = (look, prop::collection::vec(child, 1..4))
        .prop_map(|(look, children)| format!("<w:r w:rsidR=\"00A1\">{look}{}</w:r>", children.concat()));
    let runs = prop::collection::vec(run.clone(), 1..3).prop_map(|runs| runs.concat());
    prop_oneof![
        6 => run,
        1 => runs.clone().prop_map(|runs| format!(r#"<w:ins w:id="3" w:author="A" w:date="2026-01-01T00:00:00Z">{runs}</w:ins>"#)),
        1 => Just(r#"<w:del w:id="4" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>bỏ</w:delText></w:r></w:del>"#.to_owned()),
        1 => runs.clone().prop_map(|runs| format!(r#"<w:hyperlink w:anchor="x">{runs}</w:hyperlink>"#)),
        1 => runs.clone().prop_map(|runs| format!("<w:sdt><w:sdtPr/><w:sdtContent>{runs}</w:sdtContent></w:sdt>")),
        1 => runs.clone().prop_map(|runs| format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )),
        1 => runs.prop_map(|runs| format!(r#"<w:bookmarkStart w:id="1" w:name="x"/>{runs}<w:bookmarkEnd w:id="1"/>"#)),
    ]
}

/// A place in a text by two numbers, at the borders of its letters.
fn range_of(text: &str, from: usize, length: usize) -> TextRange {
    let mut borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    borders.push(text.len());
    let start = from % borders.len();
    let end = (start + length % 7).min(borders.len() - 1);
    TextRange::from(borders[start]..borders[end])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_nothing_else_is(
        paragraphs in prop::collection::vec(prop::collection::vec(stretch(), 1..6), 1..4),
        wanted in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>(), prop_oneof![
            Just(""), Just("thay"), Just(" & <b> "), Just("a\tb\nc"), Just("ê\u{301}"),
        ]), 1..8),
        noted in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 0..5),
    ) {
        let body: String = paragraphs.iter().map(|parts| ["<w:p>", &parts.concat(), "</w:p>"].concat()).collect();
        let bytes = support::package_of_body(&format!("{body}<w:p><w:r><w:t>Hết</w:t></w:r></w:p>"));
        let document = document(&bytes);
        let blocks = document.blocks();
        let span = |block: usize, from: usize, length: usize| {
            let block = &blocks[block % blocks.len()];
            Span::new(block.id(), range_of(block.text(), from, length))
        };
        let findings: Vec<Diagnostic> = wanted
            .iter()
            .map(|(block, from, length, new)| finding(vec![Edit::replace(span(*block, *from, *length), *new)]))
            // A document without words would not be read.
            .filter(|finding| finding.span.block.index() + 1 < blocks.len())
            .collect();
        let remarks: Vec<Remark> =
            noted.iter().map(|(block, from, length)| remark(Some(span(*block, *from, *length)), "x")).collect();
        let plan = fix::plan(&document, &findings, Reach::Safe);
        let written = write(&bytes, &document, &remarks, &plan, Signature::Keep).expect("writes");
        assert_nothing_else_changed("random", &bytes, &written.bytes, &["word/document.xml".to_owned()]);

        // Taking the marks out again gives the file as it was.
        let limits = Limits::default();
        let cleaned = writeback::docx::clean(&written.bytes, "rasoat", (limits.package(), limits.xml_depth)).expect("cleans");
        let before = String::from_utf8(part(&bytes, "word/document.xml").expect("a part")).expect("text");
        let after = String::from_utf8(part(&cleaned.bytes, "word/document.xml").expect("a part")).expect("text");
        prop_assert_eq!(after, before);

        // What is accepted is what was planned, but for the fixes that were refused.
        let refused: Vec<usize> = written.refused.iter().map(|(finding, _)| *finding).collect();
        let made = plan.taken.iter().filter(|planned| !refused.contains(&planned.finding));
        let mut edits: Vec<&Edit> = made.flat_map(|planned| &planned.fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let mut texts: Vec<String> = blocks.iter().map(|block| block.text().to_owned()).collect();
        for edit in edits {
            let BlockId(block) = edit.span.block;
            texts[block as usize].replace_range(edit.span.range.usize(), &edit.replacement);
        }
        let copy = self::document(&written.bytes);
        let accepted: Vec<&str> = copy.blocks().iter().map(rasoat::model::Block::text).collect();
        // A paragraph that has lost its words is no block.
        texts.retain(|text| !text.trim().is_empty());
        prop_assert_eq!(accepted, texts);
        for (comment, note) in copy.raw.comments.iter().zip(0..) {
            prop_assert!(!comment.about.is_empty() || note >= remarks.len() || !plan.taken.is_empty());
        }
    }
}

#[test]
fn programs_that_audit_packages_say_nothing_new_of_copies() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_rasoat"));
    let consumers = program.ancestors().nth(2).expect("a folder").join("consumers");
    if !consumers.join("python/openxml_audit").is_dir() {
        left_out("the programs of tests/consumers/install.sh are not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    // Signed files are not written, and one of the strict family is not where its document does not lead on.
    for case in support::fixtures().into_iter().filter(|case| !matches!(case.as_str(), "signed" | "strict")) {
        std::fs::write(folder.path().join(format!("{case}.docx")), support::package(&case)).expect("writes");
    }
    for variant in support::variants::VARIANTS {
        let bytes = support::variants::package(variant.name).expect("fixture");
        std::fs::write(folder.path().join(format!("{}.docx", variant.name)), bytes).expect("writes");
    }
    let mut command = std::process::Command::new("python3");
    command.arg("tests/consumers/audit.py").arg(folder.path()).arg("--rasoat").arg(program);
    command.arg("--consumers").arg(consumers).arg("--args=--unsafe --suggestions");
    let output = command.output().expect("runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    eprint!("{said}");
}

fn rasoat(folder: &std::path::Path, arguments: &[&str]) -> std::process::Output {
    let mut command = assert_cmd::Command::cargo_bin("rasoat").expect("built");
    command.env_clear().current_dir(folder).args(arguments).output().expect("runs")
}

#[test]
fn the_command_writes_a_copy_beside_the_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let original = support::package("bao-cao-nd73");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("bao-cao.docx"), &original).expect("writes");
    std::fs::write(at("ghi-chu.txt"), "Báo cáo kết quả ;").expect("writes");

    let output = rasoat(folder.path(), &["annotate", "--isolated", "--today", "2026-11-30", "bao-cao.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("bao-cao.ra-soat.docx: "));
    assert_eq!(std::fs::read(at("bao-cao.docx")).expect("reads"), original, "the document stays");
    let copy = std::fs::read(at("bao-cao.ra-soat.docx")).expect("a copy");
    assert_nothing_else_changed("command", &original, &copy, &["word/document.xml".to_owned()]);
    let comments = String::from_utf8(part(&copy, "word/comments.xml").expect("comments")).expect("text");
    assert!(comments.contains(r#"w:author="rasoat" w:date="2026-11-30T00:00:00Z" w:initials="RS""#));
    assert!(comments.contains("Lỗi: ") && comments.contains("outline/duplicate-number"), "{comments}");

    let over = rasoat(folder.path(), &["annotate", "--isolated", "bao-cao.docx", "-o", "bao-cao.docx"]);
    assert_eq!(over.status.code(), Some(2));
    assert_eq!(std::fs::read(at("bao-cao.docx")).expect("reads"), original, "the document stays");
    let text = rasoat(folder.path(), &["annotate", "--isolated", "ghi-chu.txt"]);
    assert_eq!(text.status.code(), Some(2));
    assert!(!at("ghi-chu.ra-soat.txt").exists());
}

/// Reviews the copy in `folder` and gives what became of each finding, by rule.
fn fates(folder: &std::path::Path, copy: &str) -> Vec<(String, String)> {
    let output = rasoat(folder, &["review", "--isolated", "--today", "2026-11-30", "--format", "json", copy]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = told["files"][0]["findings"].as_array().expect("findings");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    findings.iter().map(|finding| (text(&finding["rule"]), text(&finding["fate"]))).collect()
}

#[test]
fn a_copy_that_came_back_tells_what_became_of_its_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let original = support::package("bao-cao-nd73");
    std::fs::write(at("bao-cao.docx"), &original).expect("writes");
    let annotate = ["annotate", "--isolated", "--today", "2026-11-30", "bao-cao.docx"];
    assert_eq!(rasoat(folder.path(), &annotate).status.code(), Some(0));

    let first = fates(folder.path(), "bao-cao.ra-soat.docx");
    assert!(first.iter().any(|(_, fate)| fate == "pending") && first.iter().any(|(_, fate)| fate == "still-there"));
    assert!(first.iter().all(|(_, fate)| matches!(fate.as_str(), "pending" | "still-there")), "{first:?}");

    // A comment is answered and marked as done, the changes are rejected.
    let copy = std::fs::read(at("bao-cao.ra-soat.docx")).expect("a copy");
    let mut parts = support::parts_of(&copy);
    let text = |parts: &support::Parts, name: &str| String::from_utf8(parts[name].clone()).expect("text");
    let comments = text(&parts, "word/comments.xml");
    let from = comments.find("citation/conflicting-twin").expect("its comment");
    let paragraph = comments[..from].rfind("<w:p>").expect("a paragraph");
    let answer = r#"<w:comment w:id="900" w:author="Trần Thị Bích"><w:p w14:paraId="00000002"><w:r><w:t>Giữ số theo mẫu.</w:t></w:r></w:p></w:comment></w:comments>"#;
    let comments = format!("{}<w:p w14:paraId=\"00000001\">{}", &comments[..paragraph], &comments[paragraph + 5..])
        .replace("<w:comments ", "<w:comments xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" ")
        .replace("</w:comments>", answer);
    parts.insert("word/comments.xml".to_owned(), comments.into_bytes());
    let extended = r#"<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="00000001" w15:done="1"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>"#;
    parts.insert("word/commentsExtended.xml".to_owned(), extended.as_bytes().to_vec());
    let links = text(&parts, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        r#"<Relationship Id="x15" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>"#,
    );
    parts.insert("word/_rels/document.xml.rels".to_owned(), links.into_bytes());
    let cleaned = writeback::docx::clean(&copy, "rasoat", (Limits::default().package(), Limits::default().xml_depth));
    let rejected = part(&cleaned.expect("cleans").bytes, "word/document.xml").expect("a document");
    parts.insert("word/document.xml".to_owned(), rejected);
    std::fs::write(at("bao-cao.ra-soat.docx"), support::zip(&parts)).expect("writes");

    let second = fates(folder.path(), "bao-cao.ra-soat.docx");
    assert!(second.contains(&("citation/conflicting-twin".to_owned(), "resolved".to_owned())), "{second:?}");
    assert!(second.iter().any(|(_, fate)| fate == "rejected"), "{second:?}");
    assert!(second.iter().all(|(_, fate)| fate != "pending" && fate != "new"), "{second:?}");

    // What was decided against is known from now on, with the reason.
    let taken = rasoat(folder.path(), &["review", "--isolated", "--accept-rejected", "bao-cao.ra-soat.docx"]);
    assert_eq!(taken.status.code(), Some(0), "{}", String::from_utf8_lossy(&taken.stderr));
    // No configuration names the file yet, so how to use it is said.
    assert!(String::from_utf8_lossy(&taken.stderr).contains("--baseline rasoat-baseline.jsonl"));
    let baseline = std::fs::read_to_string(at("rasoat-baseline.jsonl")).expect("a baseline");
    assert!(baseline.contains(r#""path":"bao-cao.docx""#) && baseline.contains("Giữ số theo mẫu."), "{baseline}");

    // A copy with answers is not written over, and can be cleaned.
    let again = rasoat(folder.path(), &["annotate", "--isolated", "bao-cao.ra-soat.docx"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("rasoat clean"));
    assert_eq!(rasoat(folder.path(), &["clean", "bao-cao.ra-soat.docx"]).status.code(), Some(0));
    let cleaned = std::fs::read(at("bao-cao.ra-soat.docx")).expect("a file");
    assert_eq!(part(&cleaned, "word/document.xml"), part(&original, "word/document.xml"));
    let comments = String::from_utf8(part(&cleaned, "word/comments.xml").expect("comments")).expect("text");
    assert!(comments.contains("Giữ số theo mẫu.") && !comments.contains("rasoat"), "{comments}");
}

#[test]
fn a_marked_copy_is_marked_anew_and_not_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("a.docx"), support::package("bao-cao-nd73")).expect("writes");
    let annotate = |from: &str, to: &str| {
        let output = rasoat(folder.path(), &["annotate", "--isolated", "--today", "2026-11-30", from, "-o", to]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(at(to)).expect("a copy")
    };
    let once = annotate("a.docx", "b.docx");
    let twice = annotate("b.docx", "c.docx");
    assert_eq!(unpacked(&once), unpacked(&twice));
}

#[test]
fn what_is_known_is_not_told_in_a_copy_and_copies_are_no_documents_of_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("a.docx"), support::package("bao-cao-nd73")).expect("writes");
    let comments = |name: &str| {
        let copy = std::fs::read(at(name)).expect("a copy");
        let part = part(&copy, "word/comments.xml").unwrap_or_default();
        String::from_utf8(part).expect("text").matches("<w:comment ").count()
    };
    assert_eq!(rasoat(folder.path(), &["annotate", "a.docx"]).status.code(), Some(0));
    assert!(comments("a.ra-soat.docx") > 3);

    let output = rasoat(folder.path(), &["check", "--no-cache", "--format", "json", "."]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(told["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["departures"][0]["kind"], "left-out-copy");
    let reviewed = rasoat(folder.path(), &["review", "--format", "json", "."]);
    let told: serde_json::Value = serde_json::from_slice(&reviewed.stdout).expect("JSON");
    assert_eq!(told["files"][0]["remembers"], true);

    assert_eq!(rasoat(folder.path(), &["baseline", "write", "a.docx"]).status.code(), Some(0));
    std::fs::write(at("rasoat.toml"), "baseline = \"rasoat-baseline.jsonl\"\n").expect("writes");
    assert_eq!(rasoat(folder.path(), &["annotate", "a.docx", "-o", "b.docx"]).status.code(), Some(0));
    assert_eq!(comments("b.docx"), 0);
}

/// The findings of a check of `a.docx`, whose body is `body`: rule and place.
fn findings_of(body: &str, arguments: &[&str]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.docx"), support::package_of_body(body)).expect("writes");
    let all = [&["check", "--isolated", "--no-cache", "--format", "json", "a.docx"], arguments].concat();
    let output = rasoat(folder.path(), &all);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let findings = told["files"][0]["diagnostics"].as_array().expect("findings");
    findings.iter().map(|finding| (text(&finding["rule"]), text(&finding["place"]))).collect()
}

const TWO_PAGES: &str = "<w:p><w:r><w:t>Các thôn,tổ dân phố đã họp xong trong tháng.</w:t></w:r></w:p>\
    <w:p><w:ins w:id=\"1\" w:author=\"A\"><w:r><w:lastRenderedPageBreak/><w:t>Các ấp  và khóm đã gửi biên bản về xã.</w:t></w:r></w:ins></w:p>\
    <w:tbl><w:tr><w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>Đơn vị</w:t></w:r></w:p></w:tc>\
    <w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>Số hộ</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:p><w:r><w:t>Ấp Mới ( khóm Cũ)</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

#[test]
fn only_what_was_inserted_is_told_when_asked_for() {
    let rules = |arguments: &[&str]| -> Vec<String> {
        findings_of(TWO_PAGES, arguments).into_iter().map(|(rule, _)| rule).collect()
    };
    assert!(rules(&[]).len() > 2);
    assert_eq!(rules(&["--only-insertions"]), ["typing/double-space"]);
}

#[test]
fn places_are_told_by_pages_and_tables_as_word_has_shown_them() {
    let found = findings_of(TWO_PAGES, &[]);
    let place = |rule: &str| found.iter().find(|(known, _)| known == rule).map(|(_, place)| place.as_str());
    assert_eq!(place("typing/space-after-punctuation"), Some("khoảng trang 1"));
    assert_eq!(place("typing/double-space"), Some("khoảng trang 2"));
    // A row that begins a page says so in each of its cells.
    let in_table = "khoảng trang 3, bảng thứ 1, dòng “Ấp Mới ( khóm Cũ)”, cột “Đơn vị”";
    assert_eq!(place("typing/space-in-bracket"), Some(in_table));
}
