//! What names and numbers of rows say: rates with their parts, rows made up by the rows below them,
//! scores and their greatest values, cells with a part and its whole.

use rasoat::model::relation::Limit;

use super::{check, docx, flagged, hold, markdown};

#[test]
fn rates_with_their_whole_and_part() {
    hold(&[
        (
            "| STT | Chỉ tiêu | Đơn vị tính | Kết quả |\n| 3 | Tỷ lệ phản ánh trả lời đúng hạn | % | 92,5 |\n| 3.1 | Tổng số phản ánh tiếp nhận | Phản ánh | 40 |\n| 3.2 | Số phản ánh trả lời đúng hạn | Phản ánh | 37 |",
            &["92,5"],
            &[],
        ),
        (
            "| STT | Chỉ tiêu | Đơn vị tính | Kết quả |\n| 3 | Tỷ lệ phản ánh trả lời đúng hạn | % | 95 |\n| 3.1 | Tổng số phản ánh tiếp nhận | Phản ánh | 40 |\n| 3.2 | Số phản ánh trả lời đúng hạn | Phản ánh | 37 |",
            &[],
            &["95"],
        ),
        // The rate after what it is made of.
        (
            "| TT | Nội dung | Số liệu |\n| 1 | Tổng số buổi tuyên truyền theo kế hoạch | 24 |\n| 2 | Số buổi đã tổ chức tại thôn | 18 |\n| 3 | Tỷ lệ tổ chức tại thôn (%) | 78 |",
            &[],
            &["78"],
        ),
        // Columns, and a part that no name ties to the rate.
        (
            "| Đơn vị | Tổng số hộ | Số hộ có hố xí | Tỷ lệ hộ có hố xí (%) |\n| Thôn Đông | 80 | 60 | 75 |\n| Thôn Tây | 50 | 45 | 80 |",
            &["75"],
            &["80"],
        ),
        (
            "| TT | Nội dung | Số liệu |\n| 1 | Tổng số hộ | 24 |\n| 2 | Số hộ nghèo | 18 |\n| 3 | Tỷ lệ sử dụng nước sạch (%) | 78 |",
            &[],
            &[],
        ),
        // Of three rows the rate is that of two others than the first name says.
        (
            "| STT | Chỉ tiêu | Kết quả |\n| 1 | Tỷ lệ hồ sơ đúng hạn (%) | 95 |\n| 1.1 | Tổng số hồ sơ tiếp nhận | 100 |\n| 1.2 | Số hồ sơ đã trả kết quả | 80 |\n| 1.3 | Số hồ sơ trả đúng hạn | 76 |",
            &["95"],
            &[],
        ),
    ]);
}

#[test]
fn rates_of_nothing_and_of_more_than_all() {
    let limits = |table: &str| -> Vec<Limit> {
        check(&docx(table)).document.figures.excesses.iter().map(|excess| excess.limit).collect()
    };
    let nothing = "| STT | Chỉ tiêu | Kết quả |\n| 1 | Tỷ lệ đơn đã xử lý (%) | 100 |\n| 1.1 | Tổng số đơn phải xử lý | 0 |\n| 1.2 | Số đơn đã xử lý | 0 |";
    assert_eq!(limits(nothing), [Limit::Nothing]);
    assert_eq!(limits(&nothing.replace("100", "0")), []);
    let much = "| STT | Chỉ tiêu | Đơn vị tính | Kết quả |\n| 1 | Tỷ lệ thôn đã có nhà văn hóa | % | 118 |\n| 2 | Tỷ lệ thu phí so với dự toán | % | 131 |\n| 3 | Tốc độ tăng giá trị sản xuất | % | 112 |\n| 4 | Tỷ lệ sử dụng giường bệnh | % | 109 |";
    assert_eq!(limits(much), [Limit::Whole]);
    assert_eq!(flagged(&check(&docx(much))), ["118"]);
}

#[test]
fn rows_made_up_by_those_below() {
    hold(&[
        (
            "| STT | Chỉ tiêu | Đơn vị tính | Kết quả |\n| 2.3 | Tổng số văn bản đến | Văn bản | 1.205 |\n| 2.3.1 | Văn bản đến từ cấp tỉnh | Văn bản | 815 |\n| 2.3.2 | Văn bản đến từ cấp xã | Văn bản | 390 |",
            &["1.205"],
            &[],
        ),
        (
            "| STT | Chỉ tiêu | Đơn vị tính | Kết quả |\n| 2.3 | Tổng số văn bản đến | Văn bản | 1.215 |\n| 2.3.1 | Văn bản đến từ cấp tỉnh | Văn bản | 815 |\n| 2.3.2 | Văn bản đến từ cấp xã | Văn bản | 390 |",
            &[],
            &["1.215"],
        ),
        // Rows that overlap, rows that leave something out, rows with another unit.
        (
            "| STT | Chỉ tiêu | Kết quả |\n| 1 | Tổng số cán bộ | 60 |\n| 1.1 | Số cán bộ là đảng viên | 52 |\n| 1.2 | Số cán bộ nữ | 25 |",
            &[],
            &[],
        ),
        (
            "| STT | Chỉ tiêu | Kết quả |\n| 1 | Tổng số thủ tục | 300 |\n| 1.1 | Thủ tục làm trực tuyến toàn trình | 180 |\n| 1.2 | Thủ tục làm một phần | 95 |",
            &[],
            &[],
        ),
        (
            "| STT | Chỉ tiêu | Đơn vị tính | Kết quả |\n| 1 | Tổng số lớp | Lớp | 42 |\n| 1.1 | Số buổi học | Buổi | 40 |\n| 1.2 | Số người học | Người | 12 |",
            &[],
            &[],
        ),
        // Other columns show what belongs together; scores add up and are no percentages.
        (
            "| TT | Tiêu chí | Điểm chuẩn | Điểm tự chấm |\n| I | Tuyên truyền | 5,00 | 4,50 |\n| 1 | Tỷ lệ hộ tham gia | 2,00 | 1,50 |\n| 2 | Số buổi | 3,00 | 2,50 |\n| II | Kiểm tra | 4,00 | 4,00 |\n| 1 | Số lần kiểm tra | 1,50 | 1,50 |\n| 2 | Lỗi đã sửa | 2,50 | 2,50 |",
            &["5,00", "4,00", "4,00"],
            &["4,50"],
        ),
    ]);
}

#[test]
fn places_and_indices_as_totals() {
    hold(&[
        (
            "| TT | Tổ dân phố | Số hộ | Nhân khẩu |\n| 1 | Tổ 1 | 210 | 840 |\n| 2 | Tổ 2 | 185 | 702 |\n|  | Toàn phường | 395 | 1.524 |",
            &["395"],
            &["1.524"],
        ),
        // The table may name some places only.
        ("| TT | Tổ dân phố | Số hộ |\n| 1 | Tổ 1 | 210 |\n| 2 | Tổ 2 | 185 |\n|  | Toàn phường | 990 |", &[], &[]),
        (
            "| TT | Lĩnh vực | Điểm số |\n| 1 | Hộ tịch | 7,25 |\n| 2 | Đất đai | 8,5 |\n|  | Chỉ số chung | 15,75 |",
            &["15,75"],
            &[],
        ),
        (
            "| TT | Lĩnh vực | Điểm số |\n| 1 | Hộ tịch | 7,25 |\n| 2 | Đất đai | 8,5 |\n|  | Chỉ số chung | 15,57 |",
            &[],
            &["15,57"],
        ),
        // A mean is no sum.
        (
            "| TT | Lĩnh vực | Điểm số |\n| 1 | Hộ tịch | 7,25 |\n| 2 | Đất đai | 8,5 |\n|  | Chỉ số chung | 7,88 |",
            &[],
            &[],
        ),
        (
            "| Đơn vị | Tổng điểm | Điểm nền nếp | Điểm vệ sinh |\n| Tổ 1 | 17 | 9 | 8 |\n| Tổ 2 | 15 | 8 | 7 |\n| Tổ 3 | 19 | 9 | 9 |",
            &["17", "15"],
            &["19"],
        ),
    ]);
}

#[test]
fn cells_with_a_part_and_its_whole() {
    hold(&[
        (
            "| TT | Thôn | Hộ có nước sạch | Tỷ lệ (%) |\n| 1 | Đông | 63/84 | 75 |\n| 2 | Tây | 54/60 | 90 |\n| 3 | Nam | 33/55 | 60 |",
            &["75", "90", "60"],
            &[],
        ),
        (
            "| TT | Nội dung | Điểm | Chỉ số |\n| 1 | Thể chế | 8,55/9 | 95,0% |\n| 2 | Thủ tục | 12,3/15 | 82,0% |\n| 3 | Tài chính | 5,1/6 | 58,0% |",
            &["95,0%", "82,0%"],
            &["58,0%"],
        ),
        // Days and months are no parts.
        (
            "| TT | Việc | Ngày hoàn thành | Tỷ lệ (%) |\n| 1 | Đo đạc | 15/3 | 80 |\n| 2 | Cắm mốc | 20/5 | 75 |\n| 3 | Bàn giao | 6/12 | 50 |",
            &[],
            &[],
        ),
    ]);
}

#[test]
fn scores_and_their_greatest_values() {
    hold(&[
        (
            "| TT | Đơn vị | Tỷ lệ (%) | Điểm (tối đa 12,5 điểm) |\n| 1 | Tổ A | 88,00 | 11,00 |\n| 2 | Tổ B | 92,40 | 11,55 |\n| 3 | Tổ C | 76,00 | 9,05 |\n| 4 | Tổ D | 64,00 | 8,00 |",
            &["11,00", "11,55", "8,00"],
            &["9,05"],
        ),
        (
            "| TT | Đơn vị | Điểm chấm (thang điểm 10) |\n| 1 | Tổ A | 9,5 |\n| 2 | Tổ B | 10,5 |\n| 3 | Tổ C | 8 |",
            &[],
            &["10,5"],
        ),
        (
            "| TT | Tiêu chí | Điểm tối đa | Điểm tự chấm |\n| 1 | Nội quy | 10 | 9 |\n| 2 | Vệ sinh | 15 | 15 |\n| 3 | Cây xanh | 5 | 6 |\n| 4 | Hồ sơ | 20 | 18 |\n| 5 | Điểm thưởng | 2 | 3 |\n| 6 | Phong trào | 10 | 8 |",
            &[],
            &["6"],
        ),
        // Days are not points.
        ("| TT | Thủ tục | Thời gian tối đa 5 ngày |\n| 1 | Khai sinh | 1 |\n| 2 | Đất đai | 15 |", &[], &[]),
    ]);
}

#[test]
fn changes_have_the_sign_of_what_changed() {
    hold(&[
        (
            "| Chỉ tiêu | Hồ sơ | Đơn thư |\n| Năm nay | 212 | 31 |\n| Năm trước | 198 | 27 |\n| Tăng/giảm so với năm trước | -14 | -4 |",
            &[],
            &["-14", "-4"],
        ),
        (
            "| Chỉ tiêu | Hồ sơ | Đơn thư |\n| Năm nay | 212 | 24 |\n| Năm trước | 198 | 27 |\n| Tăng/giảm so với năm trước | 14 | -3 |",
            &["14", "-3"],
            &[],
        ),
        (
            "| Đơn vị | Năm trước | Kỳ này | Tăng, giảm |\n| Tổ A | 40 | 52 | 12 |\n| Tổ B | 35 | 31 | -4 |",
            &["12", "-4"],
            &[],
        ),
    ]);
}

#[test]
fn shares_of_a_column_that_gives_its_total_a_hundred() {
    hold(&[(
        "| TT | Xếp loại | Số thôn | Tỷ lệ (%) |\n| 1 | Tốt | 12 | 60 |\n| 2 | Khá | 6 | 35 |\n| 3 | Đạt | 2 | 10 |\n|  | Tổng | 20 | 100 |",
        &["60", "10", "20", "100"],
        &["35"],
    )]);
    let points = markdown("| Đơn vị | Tỷ lệ (%) |\n| Tổ A | 91.25 |\n| Tổ B | 87.5 |");
    let outcome = check(&points);
    assert_eq!(outcome.diagnostics.len(), 1, "one finding for all decimal points");
    assert_eq!(outcome.document.quote(outcome.diagnostics[0].span), "91.25");
}

#[test]
fn totals_stand_above_numbered_sections() {
    let table = "| TT | Danh mục | Kế hoạch vốn |\n|  | TỔNG SỐ | 1.250 |\n| I | THÔN ĐÔNG | 500 |\n| 1 | Nhà văn hóa | 300 |\n| 2 | Đường bê tông | 200 |\n| II | THÔN TÂY | 450 |\n| 1 | Kênh nội đồng | 150 |\n| 2 | Cầu bản | 300 |\n| III | THÔN NAM | 300 |\n| 1 | Sân thể thao | 300 |";
    hold(&[
        (table, &["1.250", "500", "450", "300"], &[]),
        // With one column of numbers only a sum that is right to the last digit says what makes it up.
        (&table.replace("1.250", "1.260"), &["500", "450", "300"], &[]),
    ]);
    // A section of one row says nothing where no other section adds up.
    hold(&[("| TT | Danh mục | Kế hoạch vốn |\n| I | THÔN NAM | 300 |\n| 1 | Sân thể thao | 300 |", &[], &[])]);
}
