//! Growth, plans, amounts, periods and repeated quantities in sentences; and breakdowns in great
//! number.

use std::fmt::Write as _;

use proptest::prelude::*;
use rasoat::diagnostic::Severity;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;
use rasoat::model::figure::FigureKind;
use rasoat::model::relation::Standing;

fn check(text: &str) -> Outcome {
    let settings = Settings { select: vec!["figures".to_owned()], ..Settings::new() };
    let file = SourceFile { name: "bao-cao.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    engine::check(&file, &settings).expect("plain text")
}

fn flags(outcome: &Outcome) -> Vec<String> {
    let heavy = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning);
    heavy
        .map(|diagnostic| {
            let slug = diagnostic.rule.as_str().trim_start_matches("figures/");
            format!("{slug} {}", outcome.document.quote(diagnostic.span))
        })
        .collect()
}

fn proved(outcome: &Outcome) -> Vec<&str> {
    let figures = &outcome.document.figures;
    let holds = figures.derived.iter().filter(|derived| derived.verdict.holds());
    holds.map(|derived| outcome.document.quote(figures.all[derived.result].span)).collect()
}

/// A text, what is proved, and what is flagged.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

fn hold(rows: &[Row<'_>]) {
    let mut wrong = String::new();
    for (text, right, flagged) in rows {
        let outcome = check(text);
        let (found_right, found_flags) = (proved(&outcome), flags(&outcome));
        if found_right != *right || found_flags != *flagged {
            let _ = writeln!(
                wrong,
                "{text}\n  proved {found_right:?}\n  instead of {right:?}\n  flagged {found_flags:?}\n  instead of {flagged:?}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn growth_with_both_values() {
    hold(&[
        ("Tiếp nhận 45 hồ sơ, tăng 12,5% so với cùng kỳ năm trước (40 hồ sơ).", &["12,5%"], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 15,2% so với cùng kỳ năm trước (40 hồ sơ).", &[], &["growth-mismatch 15,2%"]),
        ("Tiếp nhận 45 hồ sơ (tăng 12,5% so với 40 hồ sơ của năm 2024).", &["12,5%"], &[]),
        ("Xảy ra 35 vụ, giảm 12,5% so với cùng kỳ (40 vụ).", &["12,5%"], &[]),
        ("Xảy ra 35 vụ, tăng 12,5% so với cùng kỳ (40 vụ).", &[], &["growth-mismatch 12,5%"]),
        ("Số vụ giảm từ 40 vụ xuống 35 vụ (giảm 12,5%).", &["12,5%"], &[]),
        ("Số vụ giảm từ 40 vụ xuống 35 vụ (giảm 15,2%).", &[], &["growth-mismatch 15,2%"]),
        ("Số hộ nghèo giảm từ 40 hộ còn 30 hộ, giảm 25%.", &["25%"], &[]),
        ("Thu ngân sách đạt 4,5 tỷ đồng, tăng 12,5% so với cùng kỳ (4 tỷ đồng).", &["12,5%"], &[]),
        ("Thu ngân sách đạt 4,5 tỷ đồng, tăng 52,5% so với cùng kỳ (4 tỷ đồng).", &[], &["growth-mismatch 52,5%"]),
        // 4,5 may be 4,54 and 4 tỷ may be 3,6 tỷ: the digits allow it.
        ("Thu ngân sách đạt 4,5 tỷ đồng, tăng 20% so với cùng kỳ (4 tỷ đồng).", &["20%"], &[]),
        ("Diện tích 1.250,5 ha, tăng 50 ha so với năm 2024 (1.200,5 ha).", &["50 ha"], &[]),
        ("Diện tích 1.250,5 ha, tăng 60 ha so với năm 2024 (1.200,5 ha).", &[], &["growth-mismatch 60 ha"]),
        ("Tiếp nhận 45 hồ sơ, tăng 05 hồ sơ so với cùng kỳ (40 hồ sơ).", &["05"], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 06 hồ sơ so với cùng kỳ (40 hồ sơ).", &[], &["growth-mismatch 06"]),
        ("Tiếp nhận 45 hồ sơ, tăng 05 hồ sơ (12,5%) so với cùng kỳ.", &["12,5%"], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 05 hồ sơ, tương ứng 12,5% so với cùng kỳ.", &["12,5%"], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 05 hồ sơ (11,1%) so với cùng kỳ.", &[], &["change-mismatch 11,1%"]),
        ("Xảy ra 35 vụ, giảm 05 vụ (12,5%) so với cùng kỳ.", &["12,5%"], &[]),
        ("Tỷ lệ hộ nghèo 2,4%, bình quân cả tỉnh 3,6% (thấp hơn 1,2).", &["1,2"], &[]),
    ]);
}

#[test]
fn results_against_a_plan() {
    hold(&[
        ("Mở 30/40 lớp, đạt 75% kế hoạch.", &["75%"], &[]),
        ("Mở 30/40 lớp, đạt 57% kế hoạch.", &[], &["growth-mismatch 57%"]),
        ("Mở được 48/40 lớp, đạt 120% kế hoạch.", &["120%"], &[]),
        ("Đạt 75% kế hoạch (30/40 lớp).", &["75%"], &[]),
        ("Mở 30 lớp, đạt 75% kế hoạch (40 lớp).", &["75%"], &[]),
        ("Mở 30 lớp, đạt 57% kế hoạch (40 lớp).", &[], &["growth-mismatch 57%"]),
        ("Thu 3,5 tỷ đồng, đạt 70% dự toán (5 tỷ đồng).", &["70%"], &[]),
        ("Giải ngân 2.550 triệu đồng, đạt 85% kế hoạch giao (3.000 triệu đồng).", &["85%"], &[]),
        ("Giải ngân 2.550 triệu đồng, đạt 58% kế hoạch giao (3.000 triệu đồng).", &[], &["growth-mismatch 58%"]),
    ]);
}

#[test]
fn what_a_naive_checker_would_flag() {
    hold(&[
        ("Tiếp nhận 45 hồ sơ, tăng 12,5% so với cùng kỳ.", &[], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 12,5%; giải quyết 40 hồ sơ.", &[], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 20% so với cùng kỳ, trong đó có 40 hồ sơ đất đai.", &[], &[]),
        ("Tiếp nhận 45 hồ sơ, tăng 20% so với cùng kỳ (trong đó 40 hồ sơ đúng hạn).", &[], &[]),
        ("Mở 30 lớp, đạt 120% kế hoạch (350 học viên).", &[], &[]),
        ("Mở 30 lớp, đạt 120% kế hoạch; có 40 lớp ngoài giờ.", &[], &[]),
        ("Số hồ sơ tăng 2 lần so với cùng kỳ (40 hồ sơ).", &[], &[]),
        ("Tăng từ 5 đến 10 vụ mỗi tháng (12,5%).", &[], &[]),
        ("Thu 4,5 tỷ đồng, tăng hơn 10% so với cùng kỳ (4 tỷ đồng).", &[], &[]),
        ("Tỷ lệ hài lòng tăng từ 80% lên 92%, tăng 12%.", &["12%"], &[]),
        ("Tỷ lệ hài lòng tăng từ 80% lên 92%, tăng 15%.", &["15%"], &[]),
        ("Gieo cấy 1.250 ha, tăng 15% so với cùng kỳ; năng suất 6,5 tấn/ha.", &[], &[]),
        ("Tổng số hồ sơ tiếp nhận trong kỳ: 45 hồ sơ.\n\nTổng số hồ sơ tiếp nhận trong kỳ: 45 hồ sơ.", &[], &[]),
        ("Chi 1,2 tỷ đồng, gồm 0,8 tỷ đồng đầu tư và 0,5 tỷ đồng thường xuyên.", &[], &[]),
        ("Có 60 hồ sơ, gồm 20 hồ sơ đất đai, 35 hồ sơ hộ tịch và một số hồ sơ khác.", &[], &[]),
        ("Có 60 hồ sơ, trong đó 20 hồ sơ đất đai, 35 hồ sơ hộ tịch và 15 hồ sơ quá hạn.", &[], &[]),
        ("Tặng 60 suất quà, gồm 20 suất quà, 35 chiếc áo và 15 quyển vở.", &[], &[]),
        ("Năm 2024 có 40 hồ sơ, năm 2025 có 45 hồ sơ, tăng 12,5%.", &["12,5%"], &[]),
    ]);
}

#[test]
fn every_form_of_figure_is_read() {
    let read = |text: &str| {
        let outcome = check(text);
        let figures = &outcome.document.figures.all;
        let shown = figures.iter().map(|figure| {
            let period = figure.period.as_ref().map(|period| format!(" [{}]", period.text)).unwrap_or_default();
            format!("{}·{}{}{period}", figure.value, figure.scale, figure.unit)
        });
        shown.collect::<Vec<_>>()
    };
    for (text, figures) in [
        ("Có 24 hồ sơ.", &["24·0"] as &[&str]),
        ("Có 08 hồ sơ.", &["8·0"]),
        ("Có 1.234 hồ sơ.", &["1.234·0"]),
        ("Chi 1.234,5 triệu đồng.", &["1.234,5·6đồng"]),
        ("Đạt 18.75%.", &["18,75·0"]),
        ("Có 12/32 thôn.", &["12·0"]),
        ("Có hai mươi bốn cán bộ.", &["24·0"]),
        ("Có một trăm lẻ năm hồ sơ.", &["105·0"]),
        ("Chi 3,5 tỷ đồng.", &["3,5·9đồng"]),
        ("Chi 2 nghìn tỷ đồng.", &["2·12đồng"]),
        ("Có từ 5 đến 10 hồ sơ.", &[]),
        ("Lần thứ hai mươi bốn cán bộ.", &[]),
        ("Ngày 02/9/2025, Công văn số 24/UBND-VP.", &[]),
        ("Trong 6 tháng đầu năm 2026 có 24 hồ sơ.", &["24·0 [6 tháng đầu năm 2026]"]),
        ("Quý II có 24 hồ sơ.", &["24·0 [Quý II]"]),
        ("Trong tháng 5/2026 có 24 hồ sơ.", &["24·0 [tháng 5/2026]"]),
        ("Gieo 1.250,5 ha lúa.", &["1.250,5·0ha"]),
        ("Diện tích là 1.250,5 ha.", &["1.250,5·0ha"]),
        ("Thu nhập 5 triệu đồng/người/tháng.", &[]),
    ] {
        assert_eq!(read(text), figures, "{text}");
    }
}

#[test]
fn what_was_not_checked_is_said() {
    let standing = |text: &str| {
        let outcome = check(text);
        let percents = outcome.document.figures.all.iter().filter(|figure| figure.kind == FigureKind::Percent);
        percents.map(|figure| figure.standing).collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("Giải quyết 24/32 hồ sơ (75%).", Standing::Right),
        ("Giải quyết 24/32 hồ sơ (57%).", Standing::Wrong),
        ("Kiểm tra 12 cuộc nhanh (chiếm 35%).", Standing::NoTotal),
        ("Tỷ lệ hài lòng là 98%.", Standing::Alone),
        ("Hỗ trợ bằng 30% giá đất.", Standing::NotCounted),
        ("Thu ngân sách đạt 105% kế hoạch.", Standing::NoPlan),
        ("Số hồ sơ tăng 12% so với cùng kỳ.", Standing::NoEarlier),
        ("Không quá 30% biên chế.", Standing::Limit),
        ("Gần 75% số hộ tham gia.", Standing::Approximate),
    ] {
        assert_eq!(standing(text), [expected], "{text}");
    }
    let outcome = check("Giải quyết 24/32 hồ sơ (75%). Tỷ lệ hài lòng là 98%.");
    let coverage = outcome.document.figures.coverage();
    assert_eq!((coverage.checked(), coverage.all()), (1, 2));
}

#[test]
fn the_founding_draft_holds_in_five_relations() {
    let text = std::fs::read_to_string("fixtures/drafts/bao-cao-nd73.txt").expect("fixture");
    let outcome = check(&text);
    let figures = &outcome.document.figures;
    let holds = figures.ratios.iter().filter(|ratio| ratio.verdict.holds()).count()
        + figures.totals.iter().filter(|total| total.verdict.holds()).count()
        + figures.shares.iter().filter(|shares| shares.verdict.holds()).count();
    assert_eq!((holds, figures.faults.len()), (5, 0));
}

/// `part / whole` in per cent with `decimals` digits, rounded half up, in its last digit.
fn rounded(part: i64, whole: i64, decimals: u32) -> i64 {
    (part * 100 * 10i64.pow(decimals) * 2 + whole) / (whole * 2)
}

/// True if `part / whole` is `percent` in its last digit, rounded or cut off.
fn fits(part: i64, whole: i64, percent: i64, decimals: u32) -> bool {
    let scaled = part * 100 * 10i64.pow(decimals);
    (scaled - percent * whole).abs() * 2 <= whole || percent * whole <= scaled && scaled < (percent + 1) * whole
}

fn shown(digits: i64, decimals: u32) -> String {
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

/// Counts with percentages in the last digit.
#[derive(Debug, Clone)]
struct Breakdown {
    parts: Vec<(i64, i64)>,
    decimals: u32,
    form: usize,
}

impl Breakdown {
    fn true_of(counts: &[i64], decimals: u32, form: usize) -> Self {
        let total = counts.iter().sum::<i64>().max(1);
        let parts = counts.iter().map(|count| (*count, rounded(*count, total, decimals))).collect();
        Self { parts, decimals, form }
    }

    fn text(&self) -> String {
        let names: &[&str] = match self.parts.len() {
            2 => &["nam", "nữ"],
            _ => &["hồ sơ trước hạn", "hồ sơ đúng hạn", "hồ sơ quá hạn"],
        };
        let items = names.iter().zip(&self.parts).map(|(name, (count, percent))| {
            let (count, percent) = (grouped(*count), shown(*percent, self.decimals));
            match self.form % 4 {
                0 => format!("{count} {name} ({percent}%)"),
                1 => format!("{count} {name} (tỷ lệ {percent}%)"),
                2 => format!("{count} {name}, chiếm {percent}%"),
                _ => format!("{count} {name} chiếm tỷ lệ {percent}%"),
            }
        });
        format!("Kết quả có {}.", items.collect::<Vec<_>>().join("; "))
    }

    /// True if the sum of the counts is a base of all percentages.
    fn is_consistent(&self) -> bool {
        let total: i64 = self.parts.iter().map(|(count, _)| count).sum();
        total > 0 && self.parts.iter().all(|(count, percent)| fits(*count, total, *percent, self.decimals))
    }

    /// True if the last digits may have been adjusted so that the percentages add up to 100.
    fn is_adjusted(&self) -> bool {
        self.parts.iter().map(|(_, percent)| percent).sum::<i64>() == 100 * 10i64.pow(self.decimals)
    }
}

/// Sentences of one document.
const BATCH: usize = 100;

fn breakdown() -> impl Strategy<Value = Breakdown> {
    let counts = prop_oneof![prop::collection::vec(0i64..3000, 2), prop::collection::vec(0i64..3000, 3)];
    (counts, 0u32..4, 0usize..4)
        .prop_filter("no whole", |(counts, ..)| counts.iter().sum::<i64>() > 0)
        .prop_map(|(counts, decimals, form)| Breakdown::true_of(&counts, decimals, form))
}

/// Which sentences of the batch are flagged.
fn flagged_sentences(batch: &[Breakdown]) -> Vec<usize> {
    let texts: Vec<String> = batch.iter().map(Breakdown::text).collect();
    let outcome = check(&texts.join("\n\n"));
    let heavy = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning);
    let mut found: Vec<usize> = heavy.map(|diagnostic| diagnostic.span.block.index()).collect();
    found.dedup();
    found
}

proptest! {
    // A batch holds 100 sentences: 100,000 of each sort.
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_true_breakdown_is_never_flagged(batch in prop::collection::vec(breakdown(), BATCH)) {
        let found = flagged_sentences(&batch);
        let texts: Vec<String> = found.iter().map(|at| batch[*at].text()).collect();
        prop_assert!(found.is_empty(), "{:?}", texts);
    }

    #[test]
    fn an_altered_member_is_flagged_if_no_base_is_left(
        batch in prop::collection::vec((breakdown(), 0usize..2, any::<bool>(), 1i64..400), BATCH),
    ) {
        let altered: Vec<Breakdown> = batch
            .into_iter()
            .map(|(mut breakdown, which, count, by)| {
                let part = &mut breakdown.parts[which];
                if count {
                    part.0 += by;
                } else {
                    part.1 += by;
                }
                breakdown
            })
            .collect();
        let found = flagged_sentences(&altered);
        for (at, breakdown) in altered.iter().enumerate() {
            let flagged = found.contains(&at);
            if breakdown.is_consistent() {
                prop_assert!(!flagged, "{}", breakdown.text());
            } else if !breakdown.is_adjusted() {
                prop_assert!(flagged, "{}", breakdown.text());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn true_growth_is_proved_and_altered_growth_flagged(
        earlier in 1i64..5000, later in 1i64..5000, decimals in 0u32..3, by in 2i64..300,
    ) {
        let digits = rounded((later - earlier).abs(), earlier, decimals);
        let verb = if later >= earlier { "tăng" } else { "giảm" };
        let text = |digits: i64| {
            format!("Tiếp nhận {} hồ sơ, {verb} {}% so với cùng kỳ năm trước ({} hồ sơ).", grouped(later), shown(digits, decimals), grouped(earlier))
        };
        let right = check(&text(digits));
        prop_assert!(flags(&right).is_empty(), "{}", text(digits));
        prop_assert_eq!(proved(&right).len(), 1, "{}", text(digits));
        let wrong = check(&text(digits + by));
        prop_assert_eq!(flags(&wrong).len(), 1, "{}", text(digits + by));
    }
}
