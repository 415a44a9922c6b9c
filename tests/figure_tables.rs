//! Tables as reports have them, in Markdown, DOCX and ODT, with what must be proved and what flagged.

#[path = "figure_tables/cells.rs"]
mod cells;
#[path = "figure_tables/names.rs"]
mod names;
mod support;

use std::fmt::Write as _;

use proptest::prelude::*;
use rasoat::diagnostic::Severity;
use rasoat::engine::{self, Outcome, Settings};
use rasoat::model::SourceFile;

/// A cell with the rows and columns it covers.
struct Cell<'a> {
    text: &'a str,
    rows: usize,
    columns: usize,
    /// A merged cell covers the place.
    covered: bool,
}

/// Reads the notation of this file: cells between bars, `>` goes on to the right, `^` downwards.
fn cells(table: &str) -> Vec<Vec<Cell<'_>>> {
    let texts: Vec<Vec<&str>> =
        table.trim().lines().map(|line| line.trim().trim_matches('|').split('|').map(str::trim).collect()).collect();
    let right = |row: usize, column: usize| texts[row][column + 1..].iter().take_while(|text| **text == ">").count();
    let down = |row: usize, column: usize| texts[row + 1..].iter().take_while(|line| line[column] == "^").count();
    texts
        .iter()
        .enumerate()
        .map(|(row, line)| {
            let cell = |column: usize| Cell {
                text: texts[row][column],
                rows: 1 + down(row, column),
                columns: 1 + right(row, column),
                covered: matches!(texts[row][column], ">" | "^"),
            };
            (0..line.len()).map(cell).collect()
        })
        .collect()
}

fn markdown(table: &str) -> SourceFile {
    let mut text = String::new();
    for (at, row) in cells(table).iter().enumerate() {
        let line: Vec<&str> = row.iter().map(|cell| cell.text).collect();
        let _ = writeln!(text, "| {} |", line.join(" | "));
        if at == 0 {
            let _ = writeln!(text, "|{}", "---|".repeat(row.len()));
        }
    }
    SourceFile { name: "bang.md".to_owned(), bytes: text.into_bytes() }
}

fn docx(table: &str) -> SourceFile {
    let rows = cells(table);
    let mut body = String::from("<w:tbl><w:tblGrid>");
    body.push_str(&"<w:gridCol w:w=\"900\"/>".repeat(rows[0].len()));
    body.push_str("</w:tblGrid>");
    for row in &rows {
        body.push_str("<w:tr>");
        for cell in row.iter().filter(|cell| cell.text != ">") {
            let merge = match (cell.covered, cell.rows) {
                (true, _) => "<w:vMerge/>",
                (_, 1) => "",
                _ => "<w:vMerge w:val=\"restart\"/>",
            };
            let text = if cell.covered { "" } else { cell.text };
            let _ = write!(
                body,
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p></w:tc>",
                cell.columns
            );
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl><w:p/>");
    SourceFile { name: "bang.docx".to_owned(), bytes: support::package_of_body(&body) }
}

fn odt(table: &str) -> SourceFile {
    let rows = cells(table);
    let mut body = format!("<table:table><table:table-column table:number-columns-repeated=\"{}\"/>", rows[0].len());
    for row in &rows {
        body.push_str("<table:table-row>");
        for cell in row {
            if cell.covered {
                body.push_str("<table:covered-table-cell/>");
            } else {
                let _ = write!(
                    body,
                    "<table:table-cell table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"><text:p>{}</text:p></table:table-cell>",
                    cell.columns, cell.rows, cell.text
                );
            }
        }
        body.push_str("</table:table-row>");
    }
    body.push_str("</table:table>");
    SourceFile { name: "bang.odt".to_owned(), bytes: support::odt_of_body("", &body) }
}

fn check(file: &SourceFile) -> Outcome {
    let settings = Settings { select: vec!["figures".to_owned()], ..Settings::new() };
    engine::check(file, &settings).expect("reads")
}

/// What is wrong, as written.
fn flagged(outcome: &Outcome) -> Vec<&str> {
    let heavy = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning);
    heavy.map(|diagnostic| outcome.document.quote(diagnostic.span)).collect()
}

/// Numbers that were proved, as written, once each.
fn proved(outcome: &Outcome) -> Vec<&str> {
    let figures = &outcome.document.figures;
    let holds = figures.derived.iter().filter(|derived| derived.verdict.holds());
    let mut results: Vec<usize> = holds.map(|derived| derived.result).collect();
    results.sort_unstable();
    results.dedup();
    results.into_iter().map(|at| outcome.document.quote(figures.all[at].span)).collect()
}

/// A table, the numbers that are proved, and those that are flagged.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

fn hold(rows: &[Row<'_>]) {
    let mut wrong = String::new();
    for (table, right, flags) in rows {
        let merged = table.contains('^') || table.contains("| >");
        let mut files = vec![docx(table), odt(table)];
        files.extend((!merged).then(|| markdown(table)));
        for file in &files {
            let outcome = check(file);
            let (found_right, found_flags) = (proved(&outcome), flagged(&outcome));
            if found_right != *right || found_flags != *flags {
                let _ = writeln!(
                    wrong,
                    "{}:{table}\n  proved {found_right:?}\n  instead of {right:?}\n  flagged {found_flags:?}\n  instead of {flags:?}",
                    file.name
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn total_rows() {
    hold(&[
        (
            "| STT | Đơn vị | Tiếp nhận | Giải quyết |\n| 1 | Thôn Đông | 24 | 20 |\n| 2 | Thôn Tây | 36 | 30 |\n| 3 | Thôn Nam | 15 | 14 |\n|  | Tổng cộng | 75 | 64 |",
            &["75", "64"],
            &[],
        ),
        (
            "| STT | Đơn vị | Tiếp nhận | Giải quyết |\n| 1 | Thôn Đông | 24 | 20 |\n| 2 | Thôn Tây | 36 | 30 |\n| 3 | Thôn Nam | 15 | 14 |\n|  | Tổng cộng | 77 | 64 |",
            &["64"],
            &["77"],
        ),
        // One column is enough where the table closes with its total.
        ("| Đơn vị | Số hộ |\n| Thôn Đông | 124 |\n| Thôn Tây | 136 |\n| Cộng | 260 |", &["260"], &[]),
        ("| Đơn vị | Số hộ |\n| Thôn Đông | 124 |\n| Thôn Tây | 136 |\n| Cộng | 206 |", &[], &["206"]),
        // The total may stand first.
        (
            "| Đơn vị | Số hộ | Nhân khẩu |\n| Tổng số | 260 | 1.050 |\n| Thôn Đông | 124 | 500 |\n| Thôn Tây | 136 | 550 |",
            &["260", "1.050"],
            &[],
        ),
        // Parts that overlap are no parts.
        ("| Chỉ tiêu | Số người |\n| Tổng số | 32 |\n| Đảng viên | 24 |\n| Nữ | 08 |\n| Dưới 40 tuổi | 06 |", &[], &[]),
        // All parts of a closed whole.
        ("| Chỉ tiêu | Số người |\n| Tổng số | 32 |\n| Nam | 24 |\n| Nữ | 08 |", &["32"], &[]),
        ("| Chỉ tiêu | Số người |\n| Tổng số | 32 |\n| Nam | 24 |\n| Nữ | 09 |", &[], &["32"]),
        // Dashes and blanks count nothing.
        (
            "| Đơn vị | Nam | Nữ |\n| Thôn Đông | 12 | - |\n| Thôn Tây | 10 | 5 |\n| Thôn Nam | – | 7 |\n| Tổng cộng | 22 | 12 |",
            &["22", "12"],
            &[],
        ),
        // Two levels: each adds up.
        (
            "| TT | Lĩnh vực | Hồ sơ | Quá hạn |\n| I | Đất đai | 50 | 5 |\n| 1 | Cấp mới | 30 | 3 |\n| 2 | Biến động | 20 | 2 |\n| II | Hộ tịch | 40 | 4 |\n| 1 | Khai sinh | 25 | 1 |\n| 2 | Kết hôn | 15 | 3 |\n|  | Tổng cộng | 90 | 9 |",
            &["50", "5", "40", "4", "90", "9"],
            &[],
        ),
        // Averages, years and ranks are not added.
        (
            "| Đơn vị | Số hộ | Bình quân nhân khẩu | Xếp thứ |\n| Thôn Đông | 124 | 4 | 1 |\n| Thôn Tây | 136 | 5 | 2 |\n| Tổng cộng | 260 | 4 | 3 |",
            &["260"],
            &[],
        ),
        // Millions that were rounded one by one.
        (
            "| Nguồn vốn | Kế hoạch (triệu đồng) | Giải ngân (triệu đồng) |\n| Trung ương | 1.250 | 1.001 |\n| Tỉnh | 2.340 | 2.002 |\n| Xã | 455 | 433 |\n| Tổng cộng | 4.046 | 3.436 |",
            &["4.046", "3.436"],
            &[],
        ),
        // Amounts with decimals.
        (
            "| Nguồn vốn | Kế hoạch (tỷ đồng) | Giải ngân (tỷ đồng) |\n| Trung ương | 12,3 | 10,1 |\n| Tỉnh | 8,3 | 7,2 |\n| Tổng cộng | 20,5 | 17,3 |",
            &["20,5", "17,3"],
            &[],
        ),
        (
            "| Nguồn vốn | Kế hoạch (tỷ đồng) | Giải ngân (tỷ đồng) |\n| Trung ương | 12,3 | 10,1 |\n| Tỉnh | 8,3 | 7,2 |\n| Tổng cộng | 25,0 | 17,3 |",
            &["17,3"],
            &["25,0"],
        ),
    ]);
}

#[test]
fn total_columns() {
    hold(&[
        (
            "| STT | Đơn vị | Tổng số | Nam | Nữ |\n| 1 | Phòng Văn hóa | 12 | 7 | 5 |\n| 2 | Phòng Kinh tế | 10 | 8 | 2 |",
            &["12", "10"],
            &[],
        ),
        (
            "| STT | Đơn vị | Tổng số | Nam | Nữ |\n| 1 | Phòng Văn hóa | 13 | 7 | 5 |\n| 2 | Phòng Kinh tế | 10 | 8 | 2 |",
            &["10"],
            &["13"],
        ),
        // Columns under one heading.
        (
            "| Đơn vị | Số lượt | > | > |\n| ^ | Tổng lượt | Nội trú | Ngoại trú |\n| Trạm A | 120 | 40 | 80 |\n| Trạm B | 95 | 35 | 60 |\n| Trạm C | 70 | 30 | 40 |",
            &["120", "95", "70"],
            &[],
        ),
        (
            "| Đơn vị | Số lượt | > | > |\n| ^ | Tổng lượt | Nội trú | Ngoại trú |\n| Trạm A | 120 | 40 | 80 |\n| Trạm B | 95 | 35 | 65 |\n| Trạm C | 70 | 30 | 40 |",
            &["120", "70"],
            &["95"],
        ),
        // `Trong đó` names some only.
        (
            "| Đơn vị | Tổng số | Trong đó | > |\n| ^ | ^ | Nữ | Đảng viên |\n| Phòng A | 12 | 5 | 9 |\n| Phòng B | 10 | 2 | 7 |\n| Phòng C | 8 | 3 | 2 |",
            &[],
            &[],
        ),
        // Row and column totals cross.
        (
            "| Đơn vị | Nam | Nữ | Cộng |\n| Tổ 1 | 11 | 9 | 20 |\n| Tổ 2 | 14 | 6 | 20 |\n| Tổ 3 | 8 | 7 | 15 |\n| Tổng cộng | 33 | 22 | 55 |",
            &["20", "20", "15", "33", "22", "55"],
            &[],
        ),
    ]);
}

#[test]
fn rows_of_formulas() {
    hold(&[
        (
            "| Chỉ tiêu | Tổng | Đã giải quyết | Đang giải quyết |\n| A | 1=2+3 | 2 | 3 |\n| Đất đai | 30 | 25 | 5 |\n| Hộ tịch | 44 | 40 | 4 |",
            &["30", "44"],
            &[],
        ),
        (
            "| Chỉ tiêu | Tổng | Đã giải quyết | Đang giải quyết |\n| A | 1=2+3 | 2 | 3 |\n| Đất đai | 30 | 25 | 5 |\n| Hộ tịch | 45 | 40 | 4 |",
            &["30"],
            &["45"],
        ),
        (
            "| Chỉ tiêu | Năm nay | Năm trước | So sánh |\n| (1) | (2) | (3) | (4)=(2)-(3) |\n| Đất đai | 30 | 25 | 5 |\n| Hộ tịch | 40 | 44 | -4 |",
            &["5", "-4"],
            &[],
        ),
        (
            "| Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ |\n| A | 1 | 2 | 3=2/1*100 |\n| Lớp | 40 | 30 | 75 |\n| Buổi | 24 | 18 | 75,0 |",
            &["75", "75,0"],
            &[],
        ),
        (
            "| Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ |\n| A | 1 | 2 | 3=2/1*100 |\n| Lớp | 40 | 30 | 75 |\n| Buổi | 24 | 18 | 57,0 |",
            &["75"],
            &["57,0"],
        ),
    ]);
}

#[test]
fn columns_of_percentages() {
    hold(&[
        (
            "| Đơn vị | Tiếp nhận | Đã giải quyết | Tỷ lệ (%) |\n| Thôn Đông | 24 | 18 | 75 |\n| Thôn Tây | 36 | 30 | 83,3 |\n| Thôn Nam | 16 | 10 | 62,5 |",
            &["75", "83,3", "62,5"],
            &[],
        ),
        (
            "| Đơn vị | Tiếp nhận | Đã giải quyết | Tỷ lệ (%) |\n| Thôn Đông | 24 | 18 | 75 |\n| Thôn Tây | 36 | 30 | 83,3 |\n| Thôn Nam | 16 | 10 | 65,2 |",
            &["75", "83,3"],
            &["65,2"],
        ),
        // Shares of the total of the column.
        (
            "| Xếp loại | Số người | Tỷ lệ % |\n| Xuất sắc | 6 | 20 |\n| Tốt | 22 | 73,3 |\n| Hoàn thành | 2 | 6,7 |\n| Tổng cộng | 30 | 100 |",
            &["20", "73,3", "6,7", "30", "100"],
            &[],
        ),
        (
            "| Xếp loại | Số người | Tỷ lệ % |\n| Xuất sắc | 6 | 20 |\n| Tốt | 22 | 37,3 |\n| Hoàn thành | 2 | 6,7 |\n| Tổng cộng | 30 | 100 |",
            &["20", "6,7", "30", "100"],
            &["37,3"],
        ),
        // Growth, with and without a sign.
        (
            "| Chỉ tiêu | Năm 2024 | Năm 2025 | Tăng, giảm (%) |\n| Hồ sơ | 40 | 45 | 12,5 |\n| Đơn thư | 20 | 18 | -10 |\n| Phản ánh | 50 | 60 | 20 |",
            &["12,5", "-10", "20"],
            &[],
        ),
        (
            "| Chỉ tiêu | Năm 2024 | Năm 2025 | Tăng, giảm (%) |\n| Hồ sơ | 40 | 45 | 12,5 |\n| Đơn thư | 20 | 18 | -10 |\n| Phản ánh | 50 | 60 | 25 |",
            &["12,5", "-10"],
            &["25"],
        ),
        // Rows for time, columns for things: the same table turned.
        (
            "| Chỉ tiêu | Hồ sơ | Đơn thư | Phản ánh |\n| Năm nay | 45 | 18 | 60 |\n| Năm trước | 40 | 20 | 50 |\n| Chênh lệch | 5 | -2 | 10 |\n| Tỷ lệ % | 12,5 | -10 | 20 |",
            &["5", "-2", "10", "12,5", "-10", "20"],
            &[],
        ),
        // What is left of another column.
        (
            "| Đơn vị | Được giao | Đã sử dụng | Còn lại |\n| Phòng A | 20 | 18 | 2 |\n| Phòng B | 35 | 30 | 5 |\n| Phòng C | 12 | 8 | 4 |",
            &["2", "5", "4"],
            &[],
        ),
        (
            "| Đơn vị | Được giao | Đã sử dụng | Còn lại |\n| Phòng A | 20 | 18 | 2 |\n| Phòng B | 35 | 30 | 5 |\n| Phòng C | 12 | 8 | 6 |",
            &["2", "5"],
            &["6"],
        ),
    ]);
}

#[test]
fn tables_that_say_nothing_certain() {
    hold(&[
        // A scale, not a count.
        (
            "| STT | Tỷ lệ tổn thương cơ thể | Mức hưởng |\n| 1 | 21% | 1.384.000 |\n| 2 | 22% | 1.451.000 |\n| 3 | 23% | 1.513.000 |\n| 4 | 24% | 1.580.000 |",
            &[],
            &[],
        ),
        // Percentages of wholes that stand elsewhere.
        (
            "| Đơn vị | Số hộ nghèo | Tỷ lệ (%) |\n| Thôn Đông | 4 | 3,2 |\n| Thôn Tây | 9 | 6,1 |\n| Thôn Nam | 5 | 4,4 |",
            &[],
            &[],
        ),
        // A point that may be decimal or thousands.
        ("| Đơn vị | Diện tích |\n| A | 1.250 |\n| B | 1,250 |\n| C | 2.5 |\n| D | 2,5 |\n| Cộng | 8 |", &[], &[]),
        // Codes, telephones, years of birth.
        (
            "| Họ tên | Năm sinh | Điện thoại |\n| Trần Văn A | 1980 | 0912345678 |\n| Lê Thị B | 1985 | 0987654321 |\n| Tổng số | 2 | 2 |",
            &[],
            &[],
        ),
        // Only some rows of a longer list are shown.
        (
            "| Đơn vị | Số hộ | Nhân khẩu |\n| Thôn Đông | 124 | 500 |\n| Thôn Tây | 136 | 550 |\n| … |  |  |\n| Tổng cộng | 2.600 | 10.500 |",
            &[],
            &[],
        ),
    ]);
}

/// A true table with a total row and column, as rows of numbers.
fn true_table(counts: &[Vec<i64>]) -> Vec<Vec<i64>> {
    let mut rows: Vec<Vec<i64>> = counts.to_vec();
    for row in &mut rows {
        row.push(row.iter().sum());
    }
    let width = rows[0].len();
    rows.push((0..width).map(|column| rows.iter().map(|row| row[column]).sum()).collect());
    rows
}

fn written(rows: &[Vec<i64>]) -> String {
    let width = rows[0].len();
    let groups: Vec<String> = (1..width).map(|at| format!("Nhóm {at}")).collect();
    let mut text = format!("| Đơn vị | {} | Cộng |\n", groups.join(" | "));
    for (at, row) in rows.iter().enumerate() {
        let name = if at + 1 == rows.len() { "Tổng cộng".to_owned() } else { format!("Thôn {}", at + 1) };
        let values: Vec<String> = row.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "| {name} | {} |", values.join(" | "));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_true_table_is_never_flagged(
        counts in (2usize..5, 2usize..7).prop_flat_map(|(width, height)| prop::collection::vec(prop::collection::vec(0i64..3000, width), height)),
    ) {
        let table = written(&true_table(&counts));
        let outcome = check(&markdown(&table));
        prop_assert!(flagged(&outcome).is_empty(), "{} {:?}", table, flagged(&outcome));
    }

    #[test]
    fn an_altered_total_is_flagged(
        counts in (2usize..5, 3usize..7).prop_flat_map(|(width, height)| prop::collection::vec(prop::collection::vec(1i64..3000, width), height)),
        column in 0usize..2,
        by in 1i64..500,
    ) {
        let mut rows = true_table(&counts);
        let last = rows.len() - 1;
        rows[last][column] += by;
        let table = written(&rows);
        let outcome = check(&markdown(&table));
        let wrong = rows[last][column].to_string();
        prop_assert!(flagged(&outcome).contains(&wrong.as_str()), "{} {:?}", table, flagged(&outcome));
    }

    #[test]
    fn any_table_is_judged_without_a_fault(
        rows in (2usize..6, 2usize..7).prop_flat_map(|(width, height)| prop::collection::vec(prop::collection::vec(
            prop_oneof![
                Just("Tổng số"), Just("Nam"), Just("24"), Just("1.250"), Just("75%"), Just("Tỷ lệ %"), Just(""), Just("-"),
                Just("999999999999999"), Just("0,5"), Just("1=2+3"), Just("1"), Just("2"), Just("STT"), Just("-5"), Just("Tăng, giảm"),
            ], width), height)),
    ) {
        let lines: Vec<String> = rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
        let text = lines.join("\n");
        let outcome = check(&markdown(&text));
        prop_assert!(outcome.not_checked.is_empty());
    }
}

#[test]
fn forty_tables_take_no_time() {
    let one = written(&true_table(&vec![vec![12, 34, 56, 78, 90]; 30]));
    let file = markdown(&one);
    let text = String::from_utf8(file.bytes).expect("UTF-8");
    let mut all = String::new();
    for table in 0..40 {
        let _ = write!(all, "{text}\n\nBảng {table} cho thấy 24/32 hồ sơ (75%) đúng hạn.\n\n");
    }
    let outcome = check(&SourceFile { name: "dai.md".to_owned(), bytes: all.into_bytes() });
    assert_eq!(flagged(&outcome), Vec::<&str>::new());
    assert_eq!(outcome.document.figures.coverage().checked(), 40);
}
