//! Remarks and changes in copies of ODT files: nothing else changes, and rejecting gives the original.

mod support;

use proptest::prelude::*;
use rasoat::diagnostic::{Applicability, Diagnostic, Edit, Fix, Remark, RuleId, Severity, Tone};
use rasoat::engine::fix::{self, FixPlan, Reach};
use rasoat::model::{Block, BlockId, Document, SourceFile, Span};
use rasoat::readers::{self, Limits};
use rasoat::text::TextRange;
use rasoat::writeback::{self, Author, Marks, Obstacle, Recorded, Signature, WriteError, Written};
use support::revisions::part;

const CONTENT: &str = "content.xml";

fn document(bytes: &[u8]) -> Document {
    let file = SourceFile { name: "a.odt".to_owned(), bytes: bytes.to_vec() };
    Document::unrecognized(readers::read(&file, &Limits::default()).expect("reads").0)
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks().iter().map(|block| block.text().to_owned()).collect()
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
    Remark {
        about,
        paragraphs: vec![
            vec![("Lỗi: ".to_owned(), Tone::Strong), (text.to_owned(), Tone::Plain)],
            vec![("a/b".to_owned(), Tone::Small)],
        ],
    }
}

fn limits() -> writeback::Bounds {
    let limits = Limits::default();
    (limits.package(), limits.xml_depth)
}

fn write(bytes: &[u8], remarks: &[Remark], fixes: &FixPlan<'_>, signature: Signature) -> Result<Written, WriteError> {
    let author =
        Author { name: "rasoat".to_owned(), initials: "RS".to_owned(), date: "2026-11-30T00:00:00Z".to_owned() };
    let recorded = [Recorded {
        rule: RuleId::from_static("a/b"),
        severity: Severity::Error,
        fingerprint: "0123".to_owned(),
        is_mended: true,
        told: String::new(),
    }];
    let marks = Marks { remarks, fixes, author: &author, signature, recorded: &recorded };
    writeback::annotate(bytes, &document(bytes), &marks, limits())
}

fn content(bytes: &[u8]) -> String {
    String::from_utf8(part(bytes, CONTENT).expect("a part")).expect("text")
}

/// The content with all changes rejected as the format says: what was inserted is taken out, what was deleted is
/// put back with what stands around it.
fn rejected(bytes: &[u8]) -> String {
    let mut text = content(bytes);
    let Some(start) = text.find("<text:tracked-changes") else { return text };
    let end = text.find("</text:tracked-changes>").expect("an end") + "</text:tracked-changes>".len();
    let regions: Vec<String> = text[start..end].split("<text:changed-region ").skip(1).map(str::to_owned).collect();
    let own = |region: &&String| region.contains(">rasoat</dc:creator>");
    text.replace_range(start..end, "");
    for region in regions.iter().filter(own) {
        let id = region.split("text:id=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
        let sign = format!("<text:change text:change-id=\"{id}\"/>");
        if region.contains("<text:deletion>") {
            let inner =
                region.split("</office:change-info>").nth(1).expect("text").split_once('>').expect("a paragraph");
            let inner = inner.1.split("</text:p></text:deletion>").next().expect("an end");
            text = text.replace(&sign, inner);
        } else {
            let start = text.find(&format!("<text:change-start text:change-id=\"{id}\"/>")).expect("a start");
            let last = format!("<text:change-end text:change-id=\"{id}\"/>");
            let end = text.find(&last).expect("an end") + last.len();
            text.replace_range(start..end, "");
        }
    }
    text
}

/// The package in `bytes` with another content.
fn with_content(bytes: &[u8], content: &str) -> Vec<u8> {
    let parts = [(CONTENT.to_owned(), content.as_bytes().to_vec())].into_iter().collect();
    rasoat::ooxml::rewrite::rewritten(bytes, &parts, &|_| false).expect("writes")
}

fn assert_nothing_else_changed(case: &str, original: &[u8], written: &Written) {
    let cleaned = writeback::clean(&written.bytes, "rasoat", limits()).expect("cleans");
    for name in [CONTENT, "styles.xml", "meta.xml", "META-INF/manifest.xml", "mimetype"] {
        assert_eq!(part(original, name), part(&cleaned.bytes, name), "{case}: {name}");
        let may_change = name == CONTENT || name == "meta.xml";
        assert!(may_change || part(original, name) == part(&written.bytes, name), "{case}: {name}");
    }
    assert_eq!(cleaned.comments, written.remarks, "{case}");
    let rejected = document(&with_content(&written.bytes, &rejected(&written.bytes)));
    assert_eq!(texts(&rejected), texts(&document(original)), "{case}: rejected");
}

/// `texts` of the blocks of `document` with the edits of a plan made, but for those of refused findings.
fn planned(document: &Document, plan: &FixPlan<'_>, written: &Written) -> Vec<String> {
    let is_made = |planned: &&fix::Planned<'_>| written.refused.iter().all(|(at, _)| *at != planned.finding);
    let mut edits: Vec<&Edit> = plan.taken.iter().filter(is_made).flat_map(|planned| &planned.fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut texts = texts(document);
    for edit in edits {
        let BlockId(block) = edit.span.block;
        texts[block as usize].replace_range(edit.span.range.usize(), &edit.replacement);
    }
    // A paragraph that has lost its words is no block.
    texts.retain(|text| !text.trim().is_empty());
    texts
}

#[test]
fn every_fixture_takes_a_remark_on_every_word_and_a_change_of_every_other_one() {
    for case in ["bao-cao-nd73", "ke-hoach-dung-the-thuc", "quyet-dinh-dung-the-thuc"] {
        let bytes = support::odt_package(case);
        let document = document(&bytes);
        let (mut remarks, mut findings) = (vec![remark(None, "cả văn bản")], Vec::new());
        for block in document.blocks() {
            let mut at = 0;
            for (number, word) in block.text().split_inclusive(' ').enumerate() {
                let range = TextRange::from(at..at + word.trim_end().len());
                at += word.len();
                if range.is_empty() {
                    continue;
                }
                let span = Span::new(block.id(), range);
                remarks.push(remark(Some(span), word));
                if number % 2 == 0 {
                    findings.push(finding(vec![Edit::replace(span, "đổi")]));
                }
            }
        }
        let plan = fix::plan(&document, &findings, Reach::Safe);
        for fixes in [&FixPlan::default(), &plan] {
            let written =
                write(&bytes, &remarks, fixes, Signature::Keep).unwrap_or_else(|error| panic!("{case}: {error}"));
            assert_eq!(written.remarks, remarks.len(), "{case}");
            assert_eq!(written.changes + written.refused.len(), fixes.taken.len(), "{case}");
            let in_bands = written.refused.iter().all(|(at, _)| document.block(findings[*at].span.block).part != 0);
            assert!(in_bands, "{case}: only what stands in page headers is refused, {:?}", written.refused);
            assert_nothing_else_changed(case, &bytes, &written);
            assert_eq!(texts(&self::document(&written.bytes)), planned(&document, fixes, &written), "{case}");
            let returned = writeback::returned(&written.bytes, "rasoat", limits()).expect("reads");
            assert_eq!(returned.comments.len(), remarks.len(), "{case}");
            assert_eq!(returned.comments[0].paragraphs[0], "Lỗi: cả văn bản", "{case}");
        }
    }
}

#[test]
fn spaces_beside_a_change_are_shown_and_come_back_as_they_were() {
    let body = r#"<text:p text:style-name="P1">Một <text:span text:style-name="T1">hai</text:span> ba<text:s text:c="2"/>bốn</text:p>"#;
    let bytes = support::odt_of_body("", body);
    let read = document(&bytes);
    let at = |from: usize, to: usize| Span::new(BlockId(0), TextRange::from(from..to));
    let text = read.blocks()[0].text().to_owned();
    assert_eq!(text, "Một hai ba  bốn");
    let place = |word: &str| text.find(word).expect("there");
    let findings = [
        finding(vec![Edit::replace(at(place("hai"), place("hai") + 3), "")]),
        finding(vec![Edit::replace(at(place("  "), place("  ") + 2), " ")]),
    ];
    let plan = fix::plan(&read, &findings, Reach::Safe);
    let written = write(&bytes, &[], &plan, Signature::Keep).expect("writes");
    assert_eq!(written.refused, []);
    let told = content(&written.bytes);
    assert!(
        told.contains(
            r#"<text:p text:style-name="P1"><text:span text:style-name="T1" >hai</text:span ></text:p></text:deletion>"#
        ),
        "the deleted word keeps its look: {told}"
    );
    assert_eq!(texts(&document(&written.bytes))[0], "Một  ba bốn");
    assert_nothing_else_changed("spaces", &bytes, &written);
}

#[test]
fn what_others_changed_fields_and_protected_sections_are_left_alone() {
    let change = r#"<text:tracked-changes><text:changed-region text:id="ct1"><text:insertion><office:change-info><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Lan</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>"#;
    let body = format!(
        r#"{change}<text:p>cũ <text:change-start text:change-id="ct1"/>mới<text:change-end text:change-id="ct1"/> hết</text:p><text:p><text:date>ngày</text:date> sau</text:p><text:section text:protected="true"><text:p>khoá</text:p></text:section>"#
    );
    let bytes = support::odt_of_body("", &body);
    let read = document(&bytes);
    let word = |block: u32, word: &str| {
        let at = read.blocks()[block as usize].text().find(word).expect("there");
        finding(vec![Edit::replace(Span::new(BlockId(block), TextRange::from(at..at + word.len())), "x")])
    };
    let findings = [word(0, "mới"), word(0, "hết"), word(1, "ngày"), word(2, "khoá")];
    let plan = fix::plan(&read, &findings, Reach::Safe);
    let remarks: Vec<Remark> = findings.iter().map(|finding| remark(Some(finding.span), "x")).collect();
    let written = write(&bytes, &remarks, &plan, Signature::Keep).expect("writes");
    assert_eq!(written.refused, [(0, Obstacle::Tracked), (2, Obstacle::Field), (3, Obstacle::Control)]);
    assert_eq!((written.remarks, written.at_head), (4, 0));
    let told = content(&written.bytes);
    assert!(told.contains("</office:annotation><text:date>ngày</text:date><office:annotation-end"), "{told}");
    assert_nothing_else_changed("others", &bytes, &written);
}

#[test]
fn a_signed_file_and_one_that_is_only_read_are_not_written() {
    let bytes = support::odt_of_body("", "<text:p>Một</text:p>");
    let with = |name: &str, text: &str| {
        let parts = [(name.to_owned(), text.as_bytes().to_vec())].into_iter().collect();
        rasoat::ooxml::rewrite::rewritten(&bytes, &parts, &|_| false).expect("writes")
    };
    let signed = with("META-INF/documentsignatures.xml", "<a/>");
    let nothing = FixPlan::default();
    let remarks = [remark(None, "x")];
    assert_eq!(write(&signed, &remarks, &nothing, Signature::Keep), Err(WriteError::Signed));
    let written = write(&signed, &remarks, &nothing, Signature::Drop).expect("writes");
    assert_eq!(part(&written.bytes, "META-INF/documentsignatures.xml"), None);
    let read_only = with(
        "settings.xml",
        r#"<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><office:settings><config:config-item config:name="LoadReadonly" config:type="boolean">true</config:config-item></office:settings></office:document-settings>"#,
    );
    assert_eq!(write(&read_only, &remarks, &nothing, Signature::Keep), Err(WriteError::Protected));
}

/// A stretch of a paragraph in XML, as an office program may write it.
fn stretch() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Điều "),
        Just("nghi\u{323} "),
        Just("quye\u{302}\u{301}t"),
        Just("\u{301}"),
        Just(" số 7&amp;3 "),
        Just("a&#x1EA1;b"),
        Just("  "),
        Just("dòng\n  hai"),
        Just("<text:s/>"),
        Just("<text:s text:c=\"3\"/>"),
        Just("<text:tab/>"),
        Just("<text:line-break/>"),
        Just("<text:bookmark text:name=\"x\"/>"),
        Just("<text:soft-page-break/>"),
        Just("<![CDATA[kết]]>"),
    ];
    let text = prop::collection::vec(word, 1..5).prop_map(|words| words.concat());
    let inner = text.clone();
    prop_oneof![
        6 => text.clone(),
        3 => text.clone().prop_map(|text| format!("<text:span text:style-name=\"T1\">{text}</text:span>")),
        1 => (text.clone(), inner).prop_map(|(text, inner)| format!(
            "<text:span text:style-name=\"T1\">{text}<text:span text:style-name=\"T2\">{inner}</text:span></text:span>"
        )),
        1 => text.clone().prop_map(|text| format!("<text:a xlink:href=\"x\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{text}</text:a>")),
        1 => text.clone().prop_map(|text| format!("<text:date>{text}</text:date>")),
        1 => text.clone().prop_map(|text| format!(
            "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )),
        1 => text.prop_map(|text| format!(
            "<draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        )),
        1 => Just("<office:annotation office:name=\"b\"><text:p>của Lan</text:p></office:annotation>".to_owned()),
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
            Just(""), Just("thay"), Just(" & <b> "), Just("a\tb\nc"), Just("ê\u{301}"), Just(" "),
        ]), 1..8),
        noted in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 0..5),
    ) {
        let body: String = paragraphs.iter().map(|parts| ["<text:p>", &parts.concat(), "</text:p>"].concat()).collect();
        let bytes = support::odt_of_body("", &format!("{body}<text:p>Hết</text:p>"));
        let document = document(&bytes);
        let blocks = document.blocks();
        let span = |block: usize, from: usize, length: usize| {
            let block: &Block = &blocks[block % blocks.len()];
            Span::new(block.id(), range_of(block.text(), from, length))
        };
        let findings: Vec<Diagnostic> = wanted
            .iter()
            .map(|(block, from, length, new)| finding(vec![Edit::replace(span(*block, *from, *length), *new)]))
            // A document without words would not be read.
            .filter(|finding| document.block(finding.span.block).text() != "Hết")
            .collect();
        let remarks: Vec<Remark> =
            noted.iter().map(|(block, from, length)| remark(Some(span(*block, *from, *length)), "x  y ")).collect();
        let plan = fix::plan(&document, &findings, Reach::Safe);
        let written = write(&bytes, &remarks, &plan, Signature::Keep).expect("writes");
        assert_nothing_else_changed("random", &bytes, &written);
        prop_assert_eq!(texts(&self::document(&written.bytes)), planned(&document, &plan, &written));
    }
}
