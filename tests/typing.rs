//! Rules on encoding, spelling and typing over whole documents: what they say of the founding
//! draft, that awkward input changes nothing, and that no input breaks them.

use proptest::prelude::*;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use unicode_normalization::UnicodeNormalization;

const DRAFT: &str = include_str!("../fixtures/drafts/bao-cao-nd73.txt");

/// Rules of this area. `body` and `abbreviation` hold rules of others too.
const RULES: [&str; 6] =
    ["encoding", "spelling", "typing", "body/broken-sentence", "body/repeated-passage", "abbreviation/dot-mixed"];

fn check(name: &str, text: &str) -> Outcome {
    let settings = Settings { select: RULES.map(str::to_owned).to_vec(), ..Settings::new() };
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, &settings).expect("reads")
}

/// Rule and flagged words, in order.
fn findings(name: &str, text: &str) -> Vec<(String, String)> {
    let outcome = check(name, text);
    let quote = |span| outcome.document.quote(span).trim().nfc().collect::<String>();
    outcome.diagnostics.iter().map(|found| (found.rule.to_string(), quote(found.span))).collect()
}

fn rules(name: &str, text: &str) -> Vec<String> {
    findings(name, text).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn no_rule_on_letters_judges_a_text_that_a_machine_read_badly() {
    let torn = "Các cơ sơ y tế đã khám cho nguoi dan trên địa bàn.\n\n";
    let text = format!("{}Xã đã đã họp dân.\n", torn.repeat(60));
    assert!(!rules("scan.md", &text).contains(&"spelling/repeated-word".to_owned()));
    let outcome = check("scan.md", &text);
    let reason = outcome.not_checked.iter().find(|one| one.rule.as_str() == "spelling/repeated-word");
    assert_eq!(reason.map(|one| one.reason.name()), Some("poorly-scanned"));
    // Two slips are those of a writer.
    assert!(rules("draft.md", &format!("{torn}Xã đã đã họp dân.\n")).contains(&"spelling/repeated-word".to_owned()));
}

#[test]
fn the_founding_draft() {
    let expected = [
        ("typing/list-leading-space", ""),
        ("typing/list-lead-in-marker", "- Các nội dung đổi mới, sáng tạo chủ yếu gồm:"),
        ("spelling/stray-comma-after-title", "Thủ trưởng, cơ quan"),
        ("spelling/common-noun-capital", "Đại học"),
        ("body/broken-sentence", "động viên,"),
        (
            "body/repeated-passage",
            "giải pháp nhằm cải tiến hiệu quả công việc, nâng cao chất lượng dịch vụ công, đặc biệt trong lĩnh vực cải \
             cách hành chính và chuyển đổi số",
        ),
        ("spelling/missing-comma-between-titles", "Lãnh đạo Thủ trưởng"),
        ("abbreviation/dot-mixed", "TT."),
        ("spelling/tone-mark-mixed", "uỷ"),
        ("typing/markup-artifact", "**"),
    ];
    let expected = expected.map(|(rule, quote)| (rule.to_owned(), quote.to_owned()));
    assert_eq!(findings("draft.txt", DRAFT), expected);
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let expected = findings("draft.txt", DRAFT);
    assert_eq!(findings("draft.txt", &DRAFT.replace('\n', "\r\n")), expected);
    assert_eq!(findings("draft.txt", &format!("\u{feff}{DRAFT}")), expected);
}

#[test]
fn decomposed_text_says_the_same_and_that_it_is_decomposed() {
    let decomposed: String = DRAFT.nfd().collect();
    let mut found = findings("draft.txt", &decomposed);
    found.retain(|(rule, _)| rule != "encoding/not-nfc");
    assert_eq!(found, findings("draft.txt", DRAFT));
    assert!(rules("draft.txt", &decomposed).contains(&"encoding/not-nfc".to_owned()));
}

#[test]
fn emphasis_is_right_in_markdown() {
    let text = "# BÁO CÁO\n\n**KT. CHỦ TỊCH**  \nPHÓ CHỦ TỊCH<br>&nbsp;Một";
    assert_eq!(rules("draft.md", text), Vec::<String>::new());
}

#[test]
fn legacy_text_is_said_once_and_the_rest_is_not_checked() {
    let text = "B¸o c¸o kÕt qu¶ thùc hiÖn NghÞ ®Þnh cña ChÝnh phñ.\n\nC¸c phßng phßng ban, ®¬n vÞ ®· thùc hiÖn.";
    let outcome = check("draft.txt", text);
    assert_eq!(rules("draft.txt", text), ["encoding/legacy-font-text"]);
    let silent: Vec<&str> = outcome.not_checked.iter().map(|rule| rule.rule.as_str()).collect();
    for rule in ["spelling/tone-mark-misplaced", "spelling/repeated-word", "encoding/lookalike-letter"] {
        assert!(silent.contains(&rule), "{rule} not in {silent:?}");
    }
}

#[test]
fn no_break_spaces_are_spaces() {
    assert_eq!(rules("draft.txt", "Ủy ban nhân dân \u{a0}phường báo cáo."), ["typing/double-space"]);
    assert_eq!(rules("draft.txt", "Các đơn vị\u{a0}, phòng, ban."), ["typing/space-before-punctuation"]);
}

fn holds_together(name: &str, text: &str) {
    let settings = Settings { select: RULES.map(str::to_owned).to_vec(), ..Settings::new() };
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let Ok(outcome) = engine::check(&file, &settings) else { return };
    assert!(outcome.not_checked.iter().all(|rule| rule.reason.name() != "fault"), "{:?}", outcome.not_checked);
    for found in &outcome.diagnostics {
        let edits = found.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in edits.chain(found.labels.iter().map(|label| label.span)).chain([found.span]) {
            let block = outcome.document.block(span.block);
            assert!(block.text().get(span.range.usize()).is_some(), "{}: {span:?} in {:?}", found.rule, block.text());
        }
    }
}

proptest! {
    #[test]
    fn no_input_breaks_a_rule(parts in proptest::collection::vec(
        prop_oneof![
            "[ -~]{0,4}", "[àáảạăắêếơợưữỷỵĐđ]{1,3}", "\\PC{0,2}",
            Just("qúy".to_owned()), Just("uỷ".to_owned()), Just("ủy".to_owned()), Just("hóa hóa".to_owned()),
            Just("\n".to_owned()), Just("\n\n- ".to_owned()), Just(" - ".to_owned()), Just("\n– ".to_owned()),
            Just("**".to_owned()), Just("&nbsp;".to_owned()), Just("<br>".to_owned()), Just("# ".to_owned()),
            Just(",,".to_owned()), Just(" ,".to_owned()), Just("  ".to_owned()), Just("./.".to_owned()),
            Just("\u{200b}".to_owned()), Just("\u{ad}".to_owned()), Just("\u{309}".to_owned()), Just("Ð".to_owned()),
            Just("“".to_owned()), Just("”".to_owned()), Just("\"".to_owned()), Just("(ghi rõ ".to_owned()),
            Just("{{".to_owned()), Just("}}".to_owned()), Just("[...]".to_owned()), Just("Nguyễn Văn A".to_owned()),
            Just("Lãnh đạo Thủ trưởng".to_owned()), Just("trình độ Đại học".to_owned()), Just("\r\n".to_owned()),
            Just("một hai ba bốn năm sáu bảy tám chín mười, một hai ba bốn năm sáu bảy tám chín mười.\n\n".to_owned()),
        ], 0..40)) {
        let text = parts.concat();
        holds_together("a.txt", &text);
        holds_together("a.md", &text);
    }
}

#[test]
fn the_place_before_the_date_is_a_name() {
    let text = "ỦY BAN NHÂN DÂN\nXÃ ĐỒI CHÈ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 12/BC-UBND\nĐồi \
                Chè, ngày 12 tháng 3 năm 2026\n\nBÁO CÁO\nKết quả công tác tháng 3\n\nXã đã giải quyết 12 hồ sơ.\n";
    assert!(!rules("a.txt", text).iter().any(|rule| rule.starts_with("spelling/")));
}
