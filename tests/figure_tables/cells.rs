//! Tables cut by pages, merged names, slips of cells, means and ranks, and text against tables.

use rasoat::model::SourceFile;
use rasoat::model::figure::Verdict;
use rasoat::model::relation::OddityKind;

use super::{check, docx, flagged, hold, proved};

fn text(text: &str) -> SourceFile {
    SourceFile { name: "bao-cao.md".to_owned(), bytes: text.as_bytes().to_vec() }
}

#[test]
fn tables_cut_by_pages() {
    let page = "| TT | Thôn | Số hộ |\n|---|---|---|\n| 1 | Đông | 112 |\n| 2 | Tây | 98 |\n\n| TT | Thôn | Số hộ |\n|---|---|---|\n| 3 | Nam | 135 |\n|  | Tổng cộng | 345 |\n";
    assert_eq!(proved(&check(&text(page))), ["345"]);
    assert_eq!(flagged(&check(&text(&page.replace("345", "354")))), ["354"]);
    // A heading that comes again within one table.
    hold(&[(
        "| TT | Thôn | Số hộ |\n| 1 | Đông | 112 |\n| 2 | Tây | 98 |\n| TT | Thôn | Số hộ |\n| 3 | Nam | 135 |\n|  | Tổng cộng | 345 |",
        &["345"],
        &[],
    )]);
    // Another table begins with 1, and its total is its own.
    let two = "| TT | Thôn | Số hộ |\n|---|---|---|\n| 1 | Đông | 112 |\n| 2 | Tây | 98 |\n\n| TT | Thôn | Số hộ |\n|---|---|---|\n| 1 | Nam | 135 |\n| 2 | Bắc | 65 |\n|  | Tổng cộng | 200 |\n";
    assert_eq!(proved(&check(&text(two))), ["200"]);
}

#[test]
fn names_that_go_down_over_rows() {
    let table = "| Thôn | Đối tượng | Số người |\n| Đông | Nam | 210 |\n| ^ | Nữ | 220 |\n| Tây | Nam | 190 |\n| ^ | Nữ | 187 |";
    let outcome = check(&docx(table));
    let labels: Vec<&str> =
        outcome.document.figures.all.iter().filter_map(|figure| Some(figure.label.as_ref()?.text.as_str())).collect();
    assert_eq!(labels, ["Nam", "Nữ", "Nam", "Nữ"]);
}

#[test]
fn means_of_rows() {
    hold(&[
        (
            "| Đơn vị | Chỉ số A | Chỉ số B |\n| Tổ 1 | 80,00 | 71,50 |\n| Tổ 2 | 84,00 | 74,10 |\n| Tổ 3 | 85,00 | 76,00 |\n| Chỉ số trung bình | 83,00 | 73,87 |",
            &["83,00", "73,87"],
            &[],
        ),
        (
            "| Đơn vị | Chỉ số A | Chỉ số B |\n| Tổ 1 | 80,00 | 71,50 |\n| Tổ 2 | 84,00 | 74,10 |\n| Tổ 3 | 85,00 | 76,00 |\n| Chỉ số trung bình | 83,00 | 77,20 |",
            &["83,00"],
            &["77,20"],
        ),
        // A weighted mean lies between its values.
        ("| Đơn vị | Chỉ số A |\n| Tổ 1 | 80,00 |\n| Tổ 2 | 84,00 |\n| Trung bình | 83,10 |", &[], &[]),
        ("| Đơn vị | Chỉ số A |\n| Tổ 1 | 80,00 |\n| Tổ 2 | 84,00 |\n| Trung bình | 86,10 |", &[], &["86,10"]),
    ]);
}

#[test]
fn ranks_follow_their_scores() {
    let disorders = |ranks: [u8; 5]| {
        let rows: Vec<String> = [95, 91, 88, 84, 79]
            .iter()
            .zip(ranks)
            .enumerate()
            .map(|(at, (score, rank))| format!("| Tổ {at} | {score},5 | {rank} |"))
            .collect();
        let table = format!("| Đơn vị | Tổng điểm | Xếp hạng |\n{}", rows.join("\n"));
        check(&docx(&table)).document.figures.disorders.len()
    };
    assert_eq!(disorders([1, 2, 3, 4, 5]), 0);
    assert_eq!(disorders([1, 2, 4, 3, 5]), 1);
    // Ranks that come from something else.
    assert_eq!(disorders([5, 4, 3, 2, 1]), 0);
    assert_eq!(disorders([3, 1, 5, 2, 4]), 0);
}

#[test]
fn slips_of_cells() {
    let kinds = |table: &str| -> Vec<OddityKind> {
        check(&docx(table)).document.figures.oddities.iter().map(|oddity| oddity.kind).collect()
    };
    assert_eq!(
        kinds("| TT | Nội dung | Kết quả |\n| 1 | A | 81,2% |\n| 2 | B | 77 |\n| 3 | C | 90,4% |"),
        [OddityKind::SignMissing]
    );
    assert_eq!(kinds("| TT | Nội dung | Kết quả (%) |\n| 1 | A | 81,2% |\n| 2 | B | 77 |\n| 3 | C | 90,4% |"), []);
    let units = "| TT | Chỉ tiêu | Đơn vị tính | Số liệu |\n| 1 | Số buổi | Buổi | 12 |\n| 2 | Số lớp | @ | 30 |\n| 3 | Số bài | Bài | 45 |\n| 4 | Số ảnh | Ảnh | 60 |";
    assert_eq!(kinds(&units.replace('@', "")), [OddityKind::UnitMissing]);
    assert_eq!(kinds(&units.replace('@', "Lớp")), []);
    let other = "| TT | Chỉ tiêu | Đơn vị tính | Số liệu |\n| 1 | Tổng số kiến nghị đã nhận | @ | 12 |\n| 2 | Số kiến nghị đã trả lời | Kiến nghị | 10 |";
    assert_eq!(kinds(&other.replace('@', "Văn bản")), [OddityKind::UnitOther]);
    assert_eq!(kinds(&other.replace('@', "Kiến nghị")), []);
    let alike = "| Đơn vị | Tỷ lệ A (%) | Tỷ lệ B (%) |\n| Tổ 1 | 81,2 | 81,2 |\n| Tổ 2 | 77,9 | 77,9 |\n| Tổ 3 | 90,4 | 90,4 |\n| Tổ 4 | 66,7 | @ |";
    assert_eq!(kinds(&alike.replace('@', "66,7")), [OddityKind::AlikeColumns]);
    assert_eq!(kinds(&alike.replace('@', "67,6")), []);
}

/// A report with a sentence and a table, and what the sentence and the table say of each other.
fn against(sentence: &str, rows: &str) -> Vec<(String, Verdict)> {
    let report = format!(
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 31/BC-UBND\n\nTân Lập, ngày 08 tháng 4 năm 2026\n\nBÁO CÁO\nKết quả tiếp công dân\n\n{sentence}\n\n{rows}\n"
    );
    let outcome = check(&text(&report));
    let figures = &outcome.document.figures;
    let quote = |at: usize| outcome.document.quote(figures.all[at].number).to_owned();
    figures.agreements.iter().map(|one| (quote(one.second), one.verdict)).collect()
}

#[test]
fn text_against_the_table_of_the_same_document() {
    let rows = "| STT | Nội dung | Số lượng |\n|---|---|---|\n| 1 | Tổng số đơn thư tiếp nhận | 128 |\n| 2 | Đơn thư đã chuyển cơ quan khác | 40 |\n";
    let wrong = ("182".to_owned(), Verdict::Fails);
    let right = ("128".to_owned(), Verdict::Holds);
    assert_eq!(against("Tổng số đơn thư tiếp nhận là 182 đơn.", rows), [wrong]);
    assert_eq!(against("Tổng số đơn thư tiếp nhận là 128 đơn.", rows), [right]);
    // Beside other words a figure is proved and never called wrong.
    let beside = ("40".to_owned(), Verdict::Holds);
    assert_eq!(against("Trong kỳ, đơn thư đã chuyển cơ quan khác là 40.", rows), [beside]);
    assert_eq!(against("Theo tổng hợp, đơn thư đã chuyển cơ quan khác là 44.", rows), []);
    // The time of the whole report is no other word.
    let wrong = ("44".to_owned(), Verdict::Fails);
    assert_eq!(against("Trong kỳ, đơn thư đã chuyển cơ quan khác là 44.", rows), [wrong]);
    // Another quantity, a part, another time, a row with several numbers, two rows of one name.
    assert_eq!(against("Tổng số đơn thư tiếp nhận trực tuyến là 90 đơn.", rows), []);
    assert_eq!(against("Tại thôn Đông, tổng số đơn thư tiếp nhận là 90 đơn.", rows), []);
    assert_eq!(against("Năm 2024, tổng số đơn thư tiếp nhận là 90 đơn.", rows), []);
    let several = "| Nội dung | Kế hoạch | Thực hiện |\n|---|---|---|\n| Tổng số đơn thư tiếp nhận | 150 | 128 |\n| Đơn thư đã chuyển | 50 | 40 |\n";
    assert_eq!(against("Tổng số đơn thư tiếp nhận là 182 đơn.", several), []);
    let planned =
        "| Nội dung | Kế hoạch |\n|---|---|\n| Tổng số đơn thư tiếp nhận | 150 |\n| Đơn thư đã chuyển | 50 |\n";
    assert_eq!(against("Tổng số đơn thư tiếp nhận là 182 đơn.", planned), []);
    let twice = "| STT | Nội dung | Số lượng |\n|---|---|---|\n| 1 | Tổng số đơn thư tiếp nhận | 128 |\n| 2 | Tổng số đơn thư tiếp nhận | 40 |\n";
    assert_eq!(against("Tổng số đơn thư tiếp nhận là 182 đơn.", twice), []);
}
