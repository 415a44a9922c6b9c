//! Sentences as reports write them, with what the arithmetic must say of each.

use proptest::prelude::*;
use rasoat::diagnostic::Severity;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use rasoat::model::figure::Verdict;

fn check(text: &str) -> Outcome {
    let settings = Settings { select: vec!["figures".to_owned()], ..Settings::new() };
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, &settings).expect("plain text")
}

/// Findings as `rule quote`; the group is left out.
fn flags(outcome: &Outcome, at_least: Severity) -> Vec<String> {
    let heavy = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= at_least);
    heavy
        .map(|diagnostic| {
            let slug = diagnostic.rule.as_str().trim_start_matches("figures/");
            format!("{slug} {}", outcome.document.quote(diagnostic.span))
        })
        .collect()
}

/// Percentages with this verdict, as written.
fn percents(outcome: &Outcome, wanted: impl Fn(Verdict) -> bool) -> Vec<&str> {
    let figures = &outcome.document.figures;
    let ratios = figures.ratios.iter().filter(|ratio| wanted(ratio.verdict));
    ratios.map(|ratio| outcome.document.quote(figures.all[ratio.percent].span)).collect()
}

/// `text`, the percentages that are proved, the findings of warning and above.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

fn hold(rows: &[Row<'_>]) {
    let mut wrong = Vec::new();
    for (text, proved, flagged) in rows {
        let outcome = check(text);
        let found = flags(&outcome, Severity::Warning);
        let holds = percents(&outcome, Verdict::holds);
        if found != *flagged {
            wrong.push(format!("{text}\n  flagged {found:?}\n  instead of {flagged:?}"));
        }
        if holds != *proved {
            wrong.push(format!("{text}\n  proved {holds:?}\n  instead of {proved:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn parts_of_a_whole() {
    hold(&[
        (
            "Có 24 nam (tỷ lệ 75%), nữ 08 (tỷ lệ 25%); 6 người dưới 40 tuổi (tỷ lệ 18,75%).",
            &["75%", "25%", "18,75%"],
            &[],
        ),
        (
            "Có 24 nam (tỷ lệ 57%), nữ 08 (tỷ lệ 25%); 6 người dưới 40 tuổi (tỷ lệ 18,75%).",
            &["25%", "18,75%"],
            &["ratio-mismatch 57%"],
        ),
        ("Có 24 nam (tỷ lệ 75%), nữ 09 (tỷ lệ 25%); 6 người dưới 40 tuổi (tỷ lệ 18,75%).", &[], &["ratio-mismatch 09"]),
        (
            "Có 24 nam (tỷ lệ 75%), nữ 08 (tỷ lệ 25%); 6 người dưới 40 tuổi (tỷ lệ 18,57%).",
            &["75%", "25%"],
            &["ratio-mismatch 18,57%"],
        ),
        (
            "Có 24 nam (tỷ lệ 75%), nữ 08 (tỷ lệ 52%); 6 người dưới 40 tuổi (tỷ lệ 18,75%).",
            &["75%", "18,75%"],
            &["ratio-mismatch 52%"],
        ),
        ("Tổng số 32 người; nam 24 (75%), nữ 08 (25%).", &["75%", "25%"], &[]),
        ("32 người; nam 25 (78,13%), nữ 08 (25%).", &[], &["parts-total-mismatch 32"]),
        ("Nam 24 (75%), nữ 08 (20%).", &["75%"], &["ratio-mismatch 20%"]),
        ("Nam 22 (68,8%), nữ 10 (31,2%).", &["68,8%", "31,2%"], &[]),
        ("Nam 01 (33,3%), nữ 02 (66,7%).", &["33,3%", "66,7%"], &[]),
        ("Nam 01 (33%), nữ 02 (66%).", &["33%", "66%"], &[]),
        ("Nam: 24 người, chiếm 75%; nữ: 08 người, chiếm 25%.", &["75%", "25%"], &[]),
        ("Nam 24 đồng chí chiếm tỷ lệ 75%, nữ 08 đồng chí chiếm tỷ lệ 25%.", &["75%", "25%"], &[]),
        ("Đội ngũ gồm 24 cán bộ nam (75%) và 08 cán bộ nữ (25%).", &["75%", "25%"], &[]),
        ("Đội ngũ gồm 24 cán bộ nam (57%) và 08 cán bộ nữ (25%).", &["25%"], &["ratio-mismatch 57%"]),
        ("Tổng số 32 người, trong đó nam 25, nữ 08.", &[], &["parts-total-mismatch 32"]),
        ("Tổng số 32 người, trong đó nam 24, nữ 08.", &[], &[]),
        ("Hội nghị có 120 đại biểu, trong đó nam 70 người, nữ 50 người.", &[], &[]),
        ("Hội nghị có 120 đại biểu, trong đó nam 70 người, nữ 60 người.", &[], &["parts-total-mismatch 120"]),
        ("Toàn xã có 1.250 đảng viên (nam 800, nữ 450).", &[], &[]),
        ("Toàn xã có 1.250 đảng viên (nam 800, nữ 540).", &[], &["parts-total-mismatch 1.250"]),
        ("Giải quyết 60 hồ sơ, gồm 20 hồ sơ trước hạn, 35 hồ sơ đúng hạn, 05 hồ sơ quá hạn.", &[], &[]),
        (
            "Giải quyết 60 hồ sơ, gồm 20 hồ sơ trước hạn, 35 hồ sơ đúng hạn, 15 hồ sơ quá hạn.",
            &[],
            &["parts-total-mismatch 60"],
        ),
        ("Kết quả: 30 hồ sơ đúng hạn (93,75%), 02 hồ sơ quá hạn (6,25%).", &["93,75%", "6,25%"], &[]),
        ("Kết quả: 30 hồ sơ đúng hạn (93,75%), 02 hồ sơ quá hạn (6,52%).", &["93,75%"], &["ratio-mismatch 6,52%"]),
        ("Có 30 tiêu chí đạt (93,75%), 02 tiêu chí không đạt (6,25%).", &["93,75%", "6,25%"], &[]),
    ]);
}

#[test]
fn pupils_are_rated_good_fair_or_sufficient() {
    hold(&[
        (
            "Tốt: 560 học sinh (87,5%); Khá: 72 học sinh (11,25%); Đạt: 8 học sinh (1,25%).",
            &["87,5%", "11,25%", "1,25%"],
            &[],
        ),
        (
            "Tốt: 561 học sinh (87,5%); Khá: 72 học sinh (11,25%); Đạt: 8 học sinh (1,25%).",
            &[],
            &["ratio-mismatch 11,25%"],
        ),
        (
            "Tốt: 560 học sinh (87,5%); Khá: 72 học sinh (11,52%); Đạt: 8 học sinh (1,25%).",
            &["87,5%", "1,25%"],
            &["ratio-mismatch 11,52%"],
        ),
        (
            "Tốt: 520 học sinh (81,25%); Khá: 72 (11,25%); Đạt: 40 (6,25%); Chưa đạt: 8 (1,25%).",
            &["81,25%", "11,25%", "6,25%", "1,25%"],
            &[],
        ),
        // A further rating: the three named ones are not all.
        ("Tốt: 60 học sinh (60%); Khá: 20 học sinh (20%); Đạt: 15 học sinh (15%); miễn: 05 học sinh (5%).", &[], &[]),
        // Percentages of a whole that is not stated.
        ("Tốt: 60 học sinh (30%); Khá: 20 học sinh (10%); Đạt: 15 học sinh (7,5%).", &[], &[]),
    ]);
}

#[test]
fn lists_speak_of_one_whole() {
    hold(&[
        ("Tổng số: 32 người, gồm:\n- Nam: 24 người (75%);\n- Nữ: 08 người (25%).", &["75%", "25%"], &[]),
        ("Tổng số: 32 người, gồm:\n- Nam: 24 người (57%);\n- Nữ: 08 người (25%).", &["25%"], &["ratio-mismatch 57%"]),
        ("Tổng số: 32 người, gồm:\n- Nam: 25 người;\n- Nữ: 08 người.", &[], &["parts-total-mismatch 32"]),
        ("Cơ cấu như sau:\n- Nam: 24 người (75%);\n- Nữ: 08 người (25%).", &["75%", "25%"], &[]),
    ]);
}

#[test]
fn fractions_state_their_whole() {
    hold(&[
        ("Đã giải quyết 24/32 hồ sơ (75%).", &["75%"], &[]),
        ("Đã giải quyết 24/32 hồ sơ, đạt 75%.", &["75%"], &[]),
        ("Đã giải quyết 24/32 hồ sơ, đạt tỷ lệ 57%.", &[], &["ratio-mismatch 57%"]),
        ("Đạt 75% (24/32 hồ sơ).", &["75%"], &[]),
        ("Đạt 57% (24/32 hồ sơ).", &[], &["ratio-mismatch 57%"]),
        ("Có 7/32 thôn (21,9%).", &["21,9%"], &[]),
        ("Có 7/32 thôn (21,8%).", &["21,8%"], &[]),
        ("Có 7/32 thôn (22,9%).", &[], &["ratio-mismatch 22,9%"]),
        ("Xã đạt 17/19 tiêu chí, đạt 89,47%.", &["89,47%"], &[]),
        ("Tiếp nhận 1.250/1.500 hồ sơ (83,3%).", &["83,3%"], &[]),
        ("Giải ngân 12,5/20 tỷ đồng (62,5%).", &["62,5%"], &[]),
        ("Giải ngân 12,5/20 tỷ đồng (65,2%).", &[], &["ratio-mismatch 65,2%"]),
        ("Mở 12/10 lớp (120%).", &["120%"], &[]),
        ("Mở 02/03 lớp (66.7%).", &["66.7%"], &[]),
        ("Hoàn thành 02/03 chỉ tiêu (đạt 66,7%).", &["66,7%"], &[]),
        ("Có 15/15 thôn, đạt 100%.", &["100%"], &[]),
        ("Xã hoàn thành 17/19 tiêu chí (đạt 895%).", &[], &["ratio-mismatch 895%"]),
        ("Đã giải quyết 8/9 đơn, đạt 889%.", &[], &["ratio-mismatch 889%"]),
        // How far what was done went beyond its plan.
        ("Hoàn thành 1/8 chỉ tiêu, đạt 125%.", &[], &[]),
        ("Hoàn thành 1/4 chỉ tiêu, đạt 250%.", &[], &[]),
        ("Hoàn thành 17/19 chỉ tiêu (đạt 312%).", &[], &[]),
    ]);
}

#[test]
fn ratios_of_a_stated_total() {
    hold(&[
        ("Tổng số 32 cán bộ, trong đó 24 đảng viên (75%), 06 người dưới 40 tuổi (18,75%).", &["75%", "18,75%"], &[]),
        ("Tổng số 32 cán bộ, trong đó 24 đảng viên (57%).", &[], &["ratio-mismatch 57%"]),
        (
            "Tổng số 32 cán bộ, trong đó 24 đảng viên (75%), 06 người dưới 40 tuổi (18,57%).",
            &["75%"],
            &["ratio-mismatch 18,57%"],
        ),
        ("Có 1.250 hộ dân, trong đó 30 hộ nghèo (2,4%), 45 hộ cận nghèo (3,6%).", &["2,4%", "3,6%"], &[]),
        ("Có 1.250 hộ dân, trong đó 30 hộ nghèo (4,2%).", &[], &["ratio-mismatch 4,2%"]),
        ("Tiếp nhận 40 hồ sơ; đã giải quyết 36 hồ sơ, đạt 90%.", &["90%"], &[]),
        ("Có 12 đảng viên (37,5%), 07 người dưới 40 tuổi (21,88%).", &["37,5%", "21,88%"], &[]),
        ("Trong số này có 6 người dưới 40 tuổi (tỷ lệ 18,57%).", &[], &["ratio-mismatch 18,57%"]),
    ]);
}

#[test]
fn right_sentences_that_a_naive_checker_flags() {
    let silent = [
        "Thời hạn n là 25 (năm) hoặc theo hồ sơ được duyệt.",
        "Cán bộ, công chức đều có trình độ đại học trở lên (đạt 100%).",
        "Hoàn thành 02/03 chỉ tiêu được giao.",
        "Gần 75% cán bộ đã được tập huấn, trong đó có 24 nam.",
        "Số hồ sơ tăng 2 lần so với cùng kỳ năm trước.",
        "Thu ngân sách đạt 105% kế hoạch, tăng 12,5% so với cùng kỳ.",
        "Mở 12 lớp tập huấn, đạt 120% kế hoạch năm.",
        "Tỷ lệ hộ nghèo giảm còn 2,4%; tỷ lệ hộ cận nghèo 3,6%.",
        "Có 24 nam, 08 nữ, 6 người dưới 40 tuổi.",
        "Tổng số 32 người, trong đó 24 đảng viên, 20 người có trình độ đại học, 15 người dưới 40 tuổi.",
        "Tổng số 40 người (nữ 10 người); trong đó đảng viên 30 người (nam 22 người, nữ 08 người).",
        "Tổ chức 05 lớp tập huấn, trong đó nam 120 người, nữ 80 người.",
        "Có 1.250 hộ dân, trong đó nam 2.000, nữ 2.100.",
        "Tổng số 40 cán bộ, trong đó 24 nam là đảng viên, 08 nữ là đảng viên.",
        "Tổng số 40 cán bộ, trong đó có nữ 08 đảng viên, nam 24 đảng viên.",
        "Khoảng 32 người tham dự, trong đó nam 25, nữ 08.",
        "Tiếp nhận 40 hồ sơ, trong đó đã giải quyết 30 hồ sơ, đang giải quyết 08 hồ sơ, trả lại 02 hồ sơ.",
        "Tiếp nhận 40 hồ sơ, gồm 20 hồ sơ đất đai đúng hạn, 05 hồ sơ hộ tịch quá hạn.",
        "Có 17/19 tiêu chí đạt 100%.",
        "Triển khai 05 dự án, đạt 33,5%.",
        "Có 05 xã có tỷ lệ hộ nghèo trên 10%.",
        "Có 12 xã (tăng 20%) hoàn thành.",
        "Năm 2024 có 24 nam (75%); năm 2025 có 20 nữ (40%).",
        "Nữ chiếm 25% số cán bộ lãnh đạo, nam chiếm 60% số viên chức.",
        "Tỷ lệ nữ là 25%, tỷ lệ đảng viên là 80%, tỷ lệ có trình độ đại học là 100%.",
        "Ngày 02/9/2025 và ngày 30/4 có 5% cán bộ trực.",
        "Nghị định số 73/2023/NĐ-CP ngày 29/9/2023 (75%).",
        "Công văn số 2104/SNV-TCBC ngày 12/5/2026 giao 03 nhiệm vụ.",
        "Theo khoản 2 Điều 5, mức hỗ trợ bằng 40% mức lương cơ sở.",
        "Người có tỷ lệ tổn thương cơ thể từ 61% đến 80% hoặc từ 81% trở lên.",
        "Phải có ít nhất 50% tổng số cử tri hoặc ít nhất 55 cử tri tham dự.",
        "Thu nhập bình quân 1.250.000 đồng/người/tháng, tăng 150%.",
        "Dân số là 12.450 người, mật độ 350 người/km2, tăng 1,2%.",
        "Điện thoại 0222.3822.345, máy lẻ 24 (75%).",
        "Trong 6 tháng đầu năm và quý I, 08 vụ việc đã được giải quyết.",
        "Cán bộ từ 18 đến 40 tuổi chiếm 45%, trên 40 tuổi chiếm 55%.",
        "Việt Nam có 63 tỉnh, miền Nam 19 tỉnh, nữ 08 người.",
        "Đoàn có 24 người Việt Nam và 08 phụ nữ nước ngoài.",
        "Đúng hạn đạt 95%, trước hạn 60%, hài lòng 98%.",
        "Đã giải quyết 80%, đang giải quyết 15%, trả lại 5% số đơn.",
        "Mỗi thôn cử 02 người, trong đó 01 nam, 01 nữ; toàn xã có 20 người.",
        "Ước đạt 75% (24 hồ sơ) vào cuối năm.",
        "Có hơn 24 hồ sơ (75%) được giải quyết trong 08 ngày.",
        "Lượt người dùng tăng 250% với 08 người quản trị.",
        "Chiếm 105% so với kế hoạch giao.",
        "Tổng số 32 người, trong đó có 24 nam.",
        "Trực 24/7, 100% ca trực đủ người.",
        "Chấm 8/10 điểm, 75% bài đạt yêu cầu.",
        "Tỷ lệ nam/nữ là 75/25.",
        "Tiến độ từ 30% lên 45%, đạt 15 điểm phần trăm.",
        "Trong thời hạn 05 (năm) ngày làm việc, nộp 02 (hai) bộ.",
        "Báo cáo 2024 (năm trước và năm báo cáo) có 03 (ba) phần.",
        "Phụ lục 01 (hai mẫu biểu) kèm theo.",
        "Mẫu số 02 (ba liên) theo Thông tư 01.",
    ];
    let wrong: Vec<String> = silent
        .iter()
        .filter_map(|text| {
            let flags = flags(&check(text), Severity::Warning);
            (!flags.is_empty()).then(|| format!("{text}\n  {flags:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn shares_words_and_lists() {
    hold(&[
        ("Nam chiếm 75%, nữ chiếm 25%.", &[], &[]),
        ("Nam chiếm 75%, nữ chiếm 20%.", &[], &["percent-sum 20%"]),
        ("Nam 66,7%, nữ 33,3%.", &[], &[]),
        ("Nam 33,3%, nữ 66,6%.", &[], &[]),
        ("Tỷ lệ đúng hạn 95%, quá hạn 15%.", &[], &["percent-sum 15%"]),
        ("Hồ sơ trực tuyến chiếm 105%.", &[], &["percent-over-100 105%"]),
        ("Trong thời hạn 05 (bốn) ngày.", &[], &["words-digits-disagree 05 (bốn"]),
        ("Nộp hai (03) bộ hồ sơ.", &[], &["words-digits-disagree hai (03"]),
        ("Kinh phí 1.500.000 đồng (bằng chữ: một triệu năm trăm nghìn đồng).", &[], &[]),
        (
            "Kinh phí 1.500.000 đồng (bằng chữ: một triệu sáu trăm nghìn đồng).",
            &[],
            &["words-digits-disagree 1.500.000 đồng (bằng chữ: một triệu sáu trăm nghìn"],
        ),
        ("Gồm 04 lĩnh vực:\n- Một;\n- Hai;\n- Ba;\n- Bốn.", &[], &[]),
        ("Gồm 04 lĩnh vực:\n- Một;\n- Hai;\n- Ba;\n- Bốn;\n- Năm.", &[], &["announced-count-mismatch 04 lĩnh vực"]),
        ("Gồm 03 nội dung:\n1. Một.\nGiải thích thêm.\n2. Hai.\n3. Ba.\nII. KHÁC", &[], &[]),
        ("Gồm 02 nhóm:\n- Một:\n- a;\n- b.", &[], &[]),
        ("- Gồm 02 nhóm:\n- Một;\n- Hai;\n- Ba.", &[], &[]),
        ("Gồm 03 nhiệm vụ sau:\na) Một;\nb) Hai;\nc) Ba.\nd) Bốn.", &[], &["announced-count-mismatch 03 nhiệm vụ"]),
    ]);
}

/// Figures that a list or another place proves, as written.
fn proved_elsewhere(text: &str) -> Vec<String> {
    let outcome = check(text);
    let figures = &outcome.document.figures;
    let derived = figures.derived.iter().filter(|derived| derived.verdict.holds()).map(|derived| derived.result);
    let agreed = figures.agreements.iter().filter(|agreed| agreed.verdict.holds()).map(|agreed| agreed.second);
    derived.chain(agreed).map(|at| outcome.document.quote(figures.all[at].span).to_owned()).collect()
}

#[test]
fn lists_prove_the_number_that_announces_them() {
    let right = "Kết quả đánh giá qua 03 chỉ số: (1) hồ sơ đúng hạn; (2) thời gian xử lý; (3) mức độ hài lòng.";
    assert_eq!(proved_elsewhere(right), ["03"]);
    assert_eq!(proved_elsewhere(&right.replace("03", "04")), Vec::<String>::new());
    let wrong = check("Báo cáo có 04 nội dung: (1) tổ chức; (2) kinh phí; (3) kiến nghị.");
    assert_eq!(flags(&wrong, Severity::Info), ["announced-count-mismatch 04 nội dung"]);
    // The list tells what was found there, not which they are.
    let other = check("Qua kiểm tra tại 04 đơn vị: (1) hồ sơ đầy đủ; (2) báo cáo đúng hạn.");
    assert_eq!(flags(&other, Severity::Info), Vec::<String>::new());
}

#[test]
fn an_annex_proves_its_total() {
    let text = "Phân bổ kinh phí năm 2026 là 1.250 triệu đồng (chi tiết tại Phụ lục II kèm theo).\n\nPHỤ LỤC I\n\n\
                | TT | Thôn | Số hộ |\n|---|---|---|\n| 1 | Đông | 700 |\n| 2 | Tây | 550 |\n| | Tổng số | 1.250 |\n\n\
                PHỤ LỤC II\n\n| TT | Thôn | Kinh phí |\n|---|---|---|\n| 1 | Đông | 800 |\n| 2 | Tây | 450 |\n| | Tổng số | 1.250 |\n";
    let outcome = |text: &str| {
        let file = SourceFile { name: "quyet-dinh.md".to_owned(), bytes: text.as_bytes().to_vec() };
        let outcome = engine::check(&file, &Settings::new()).expect("plain text");
        let figures = &outcome.document.figures;
        let cells = figures.agreements.iter().filter(|agreed| agreed.verdict.holds());
        cells.map(|agreed| outcome.document.quote(figures.all[agreed.second].span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(outcome(text), ["1.250 triệu đồng"]);
    assert_eq!(outcome(&text.replace("là 1.250", "là 1.200")), Vec::<String>::new());
    assert_eq!(outcome(&text.replace("Phụ lục II kèm", "Phụ lục V kèm")), Vec::<String>::new());
}

#[test]
fn style_is_an_info_only() {
    let rows: &[(&str, &[&str])] = &[
        ("Có 24 nam, nữ 08; 6 người dưới 40 tuổi.", &["number-style-mixed 6"]),
        ("Có 05 xã, 03 thôn và 6 tháng đầu năm, 2 lần.", &[]),
        ("Có 5 xã, 3 thôn, 07 hộ.", &["number-style-mixed 07"]),
        ("Đạt 18,75%; 20,5%; 19.5%.", &["decimal-point 19.5%"]),
        ("Đạt 75%, 80% và 90 %.", &["percent-spacing-mixed 90 %"]),
        ("Mô hình chính quyền địa phương hai cấp.\n\nChính quyền địa phương 02 cấp.", &["word-digit-mixed 02 cấp"]),
        ("Mô hình hai cấp.\n\nQuy định tại 02 cấp xã.", &[]),
        ("Thực hiện ba khâu đột phá.\n\nTập trung 03 khâu đột phá.", &["word-digit-mixed 03 khâu"]),
        ("Có 24 nam (75%), nữ 08 (25%).", &["total-missing 24 nam (75%), nữ 08"]),
        ("Tổng số 32 người. Có 24 nam (75%), nữ 08 (25%).", &[]),
    ];
    let mut wrong = Vec::new();
    for (text, flagged) in rows {
        let found = flags(&check(text), Severity::Info);
        if found != *flagged {
            wrong.push(format!("{text}\n  {found:?} instead of {flagged:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paragraphs_of_reports() {
    hold(&[
        (
            "Trong quý, Bộ phận Một cửa tiếp nhận 1.245 hồ sơ thủ tục hành chính, giải quyết đúng hạn 1.240 hồ sơ, đạt tỷ lệ 99,6%. Tỷ lệ hồ sơ trực tuyến đạt 78%, tăng 12% so với quý II. Phường tổ chức 06 đợt hướng dẫn với hơn 2.000 lượt người.",
            &["99,6%"],
            &[],
        ),
        ("Tổng số 1.245 hồ sơ, đã xử lý 1.180 hồ sơ, đạt tỷ lệ 94,8 phần trăm.", &["94,8 phần trăm"], &[]),
        ("Đảng bộ có 378 đảng viên, trong đó chính thức 234 đồng chí, dự bị 144 đồng chí.", &[], &[]),
        (
            "Đảng bộ có 378 đảng viên, trong đó chính thức 243 đồng chí, dự bị 144 đồng chí.",
            &[],
            &["parts-total-mismatch 378"],
        ),
        ("Trường có 28 cán bộ, giáo viên; có 3 đảng viên, chiếm 10,7% tổng số cán bộ, giáo viên, nhân viên.", &[], &[]),
        ("Có 24 người có trình độ đại học trở lên (75%), 08 người có trình độ cao đẳng (25%).", &["75%", "25%"], &[]),
        ("Tổng số cán bộ, công chức: 32; trong đó: nam 24 (75%), nữ 08 (25%).", &["75%", "25%"], &[]),
        ("Hội nghị có 120 đại biểu dự (đạt 96%), trong đó nam 70 (58,3%), nữ 50 (41,7%).", &["58,3%", "41,7%"], &[]),
        (
            "Phường có 45 công chức: 20 nam (44,4%), 25 nữ (55,6%); 30 đảng viên (66,7%); 12 người dưới 35 tuổi (26,7%).",
            &["44,4%", "55,6%", "66,7%", "26,7%"],
            &[],
        ),
        (
            "Phường có 45 công chức: 20 nam (44,4%), 25 nữ (55,6%); 30 đảng viên (76,7%); 12 người dưới 35 tuổi (26,7%).",
            &["44,4%", "55,6%", "26,7%"],
            &["ratio-mismatch 76,7%"],
        ),
        (
            "Trong 45 công chức có 20 nam (44,4%), 25 nữ (55,6%); 05 nữ là lãnh đạo (chiếm 20% số nữ).",
            &["44,4%", "55,6%", "20%"],
            &[],
        ),
        ("Có 20 nam (44,4%), 25 nữ (55,6%); trong đó 05 cán bộ nữ là lãnh đạo (20%).", &["44,4%", "55,6%", "20%"], &[]),
        ("Kiểm tra 12 cuộc, phát hiện 03 cuộc có vi phạm (chiếm 25%).", &["25%"], &[]),
        ("Giải ngân 3,5 tỷ đồng (70%), trong đó 05 dự án hoàn thành (33%).", &[], &[]),
        ("Tiêm 1.200 liều (98,5%), 15 trường hợp hoãn (1,5%).", &[], &[]),
        ("Phát ra 120 phiếu, thu về 118 phiếu (98,33%); hợp lệ 116 phiếu, không hợp lệ 02 phiếu.", &["98,33%"], &[]),
        ("Năm 2025 có 24 nam, 08 nữ; năm 2026 có 30 nam, 10 nữ, tăng 25%.", &[], &[]),
        ("Thôn Đông có 120 hộ, 450 nhân khẩu (nam 220, nữ 230).", &[], &[]),
        ("Thôn Đông có 120 hộ, 450 nhân khẩu (nam 220, nữ 320).", &[], &["parts-total-mismatch 450"]),
        (
            "Xếp loại: hoàn thành xuất sắc nhiệm vụ 06 người (20%), hoàn thành tốt nhiệm vụ 22 người (73,3%), hoàn thành nhiệm vụ 02 người (6,7%), không hoàn thành nhiệm vụ 0 người (0%).",
            &["20%", "73,3%", "6,7%", "0%"],
            &[],
        ),
        (
            "Xếp loại: hoàn thành xuất sắc nhiệm vụ 06 người (20%), hoàn thành tốt nhiệm vụ 22 người (37,3%), hoàn thành nhiệm vụ 02 người (6,7%), không hoàn thành nhiệm vụ 0 người (0%).",
            &["20%", "6,7%", "0%"],
            &["ratio-mismatch 37,3%"],
        ),
        (
            "Tiếp nhận 40 đơn, đã giải quyết 30 đơn (75%), đang giải quyết 08 đơn (20%), chuyển cơ quan khác 02 đơn (5%).",
            &["75%", "20%", "5%"],
            &[],
        ),
        ("Đã giải quyết 30 đơn (75%), đang giải quyết 08 đơn (20%) theo đúng quy định.", &[], &[]),
        ("Trong 10 tiêu chí, 09 tiêu chí đạt (90%), 01 tiêu chí không đạt (10%).", &["90%", "10%"], &[]),
        ("Có 85% hộ dân (1.020/1.200 hộ) dùng nước sạch.", &["85%"], &[]),
        ("Tỷ lệ hài lòng là 98,5% (197/200 phiếu), không hài lòng 1,5% (03/200 phiếu).", &["98,5%", "1,5%"], &[]),
        ("Tỷ lệ hài lòng là 89,5% (197/200 phiếu).", &[], &["ratio-mismatch 89,5%"]),
    ]);
}

#[test]
fn the_founding_draft() {
    let text = std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("fixture");
    let outcome = check(&text);
    assert_eq!(percents(&outcome, Verdict::holds), ["75%", "25%", "18,75%"]);
    let bases: Vec<String> = outcome
        .document
        .figures
        .ratios
        .iter()
        .filter_map(|ratio| ratio.base.as_ref())
        .map(|base| base.value.to_string())
        .collect();
    assert_eq!(bases, ["32", "32", "32"]);
    assert_eq!(
        flags(&outcome, Severity::Info),
        ["total-missing 24 nam (tỷ lệ 75%), nữ 08", "number-style-mixed 6", "word-digit-mixed 02 cấp"]
    );
    for (right, wrong, flag) in [
        ("tỷ lệ 75%", "tỷ lệ 57%", "ratio-mismatch 57%"),
        ("nữ 08", "nữ 09", "ratio-mismatch 09"),
        ("18,75%", "18,57%", "ratio-mismatch 18,57%"),
    ] {
        let outcome = check(&text.replace(right, wrong));
        assert_eq!(flags(&outcome, Severity::Warning), [flag]);
    }
}

#[test]
fn places_survive_decomposed_letters_and_markup() {
    use unicode_normalization::UnicodeNormalization;
    let text = "**Tổng số**\u{a0}32 người, trong đó nam 24 (57%), nữ 08 (25%).";
    for text in [text.to_owned(), text.nfd().collect(), format!("\u{feff}{text}\r\n")] {
        assert_eq!(flags(&check(&text), Severity::Warning), ["ratio-mismatch 57%"], "{text}");
    }
}

/// `part / whole` in per cent with `decimals` digits, rounded half up, as digits.
fn rounded(part: i64, whole: i64, decimals: u32) -> i64 {
    let scaled = part * 100 * 10i64.pow(decimals);
    (scaled * 2 + whole) / (whole * 2)
}

fn written(digits: i64, decimals: u32) -> String {
    let unit = 10i64.pow(decimals);
    if decimals == 0 {
        digits.to_string()
    } else {
        format!("{},{:0width$}", digits / unit, digits % unit, width = decimals as usize)
    }
}

fn grouped(number: i64) -> String {
    if number < 1000 { number.to_string() } else { format!("{}.{:03}", number / 1000, number % 1000) }
}

/// A breakdown of people or of cases in words.
fn sentence(parts: &[(i64, i64)], decimals: u32, form: usize) -> String {
    let names: &[&str] = if parts.len() == 2 {
        &["nam", "nữ"]
    } else {
        &["hồ sơ trước hạn", "hồ sơ đúng hạn", "hồ sơ quá hạn"]
    };
    let total: i64 = parts.iter().map(|(count, _)| count).sum();
    let items: Vec<String> = names
        .iter()
        .zip(parts)
        .map(|(name, (count, percent))| {
            let (count, percent) = (grouped(*count), written(*percent, decimals));
            match form % 3 {
                0 => format!("{count} {name} ({percent}%)"),
                1 => format!("{count} {name} (tỷ lệ {percent}%)"),
                _ => format!("{count} {name}, chiếm {percent}%"),
            }
        })
        .collect();
    let noun = if parts.len() == 2 { "người" } else { "hồ sơ" };
    match form / 3 {
        0 => format!("Kết quả có {}.", items.join("; ")),
        1 => format!("Tổng số {} {noun}, gồm {}.", grouped(total), items.join(", ")),
        _ => format!("Tổng số {} {noun}, gồm:\n- {}.", grouped(total), items.join(";\n- ")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_true_breakdown_is_never_flagged(
        counts in prop_oneof![prop::collection::vec(0i64..3000, 2), prop::collection::vec(0i64..3000, 3)],
        decimals in 0u32..4,
        form in 0usize..9,
    ) {
        let total: i64 = counts.iter().sum();
        prop_assume!(total > 0);
        let parts: Vec<(i64, i64)> = counts.iter().map(|count| (*count, rounded(*count, total, decimals))).collect();
        let text = sentence(&parts, decimals, form);
        let found = flags(&check(&text), Severity::Warning);
        prop_assert!(found.is_empty(), "{} {:?}", text, found);
    }

    #[test]
    fn an_altered_percentage_is_flagged_once(
        counts in prop_oneof![prop::collection::vec(1i64..3000, 2), prop::collection::vec(1i64..3000, 3)],
        decimals in 0u32..4,
        form in 0usize..9,
        which in 0usize..2,
        by in 2i64..40,
    ) {
        let total: i64 = counts.iter().sum();
        let mut parts: Vec<(i64, i64)> = counts.iter().map(|count| (*count, rounded(*count, total, decimals))).collect();
        let right = parts[which].1;
        parts[which].1 = if right > 50 * 10i64.pow(decimals) { right - by } else { right + by };
        prop_assume!(parts[which].1 >= 0);
        let text = sentence(&parts, decimals, form);
        let found = flags(&check(&text), Severity::Warning);
        prop_assert_eq!(found.len(), 1, "{} {:?}", text, found);
    }

    #[test]
    fn an_altered_part_of_a_stated_total_is_flagged_once(
        counts in prop_oneof![prop::collection::vec(1i64..3000, 2), prop::collection::vec(1i64..3000, 3)],
        decimals in 0u32..4,
        form in 3usize..9,
        which in 0usize..2,
        by in 1i64..40,
    ) {
        let total: i64 = counts.iter().sum();
        let percents: Vec<i64> = counts.iter().map(|count| rounded(*count, total, decimals)).collect();
        let text = sentence(&counts.iter().copied().zip(percents.iter().copied()).collect::<Vec<_>>(), decimals, form);
        let names = if counts.len() == 2 { ["nam", "nữ"] } else { ["hồ sơ trước hạn", "hồ sơ đúng hạn"] };
        let (old, new) = (grouped(counts[which]), grouped(counts[which] + by));
        let text = text.replacen(&format!("{old} {}", names[which]), &format!("{new} {}", names[which]), 1);
        let found = flags(&check(&text), Severity::Warning);
        prop_assert_eq!(found.len(), 1, "{} {:?}", text, found);
    }

    #[test]
    fn any_text_is_judged_without_a_fault(words in prop::collection::vec(
        prop_oneof![
            Just("nam"), Just("nữ"), Just("24"), Just("08"), Just("75%"), Just("(75%)"), Just("1.250"), Just("24/32"), Just("("),
            Just(")"), Just(","), Just(":"), Just("\n- "), Just("tổng số"), Just("trong đó"), Just("người"), Just("chiếm"), Just("0%"),
            Just("gồm"), Just("999999999999999"), Just("hai (03)"), Just("18,75 %"), Just("đúng hạn"), Just("quá hạn"), Just("0 người"),
        ], 1..30)) {
        let outcome = check(&words.join(" "));
        prop_assert!(outcome.not_checked.is_empty());
    }
}
