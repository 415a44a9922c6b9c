//! Recognition of the parts of a document, whatever way its text came.

use rasoat::engine::{self, Settings};
use rasoat::model::outline::Sequence;
use rasoat::model::signature::SigningCapacity;
use rasoat::model::{ComponentKind, Document, Presence, Regime, SourceFile};

fn parse(name: &str, text: &str) -> Document {
    let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    engine::parse(&file, &Settings::new()).unwrap_or_else(|error| panic!("{name}: {error}")).0
}

fn parts(document: &Document, kind: ComponentKind) -> Vec<&str> {
    document
        .component(kind)
        .map(|part| part.spans.iter().map(|span| document.quote(*span)).collect())
        .unwrap_or_default()
}

const BODY: &str = "BÁO CÁO
Kết quả công tác cải cách hành chính quý I năm 2026

Kính gửi: Sở Nội vụ tỉnh An Bình

Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân phường Hòa Sơn về cải cách hành chính;
Thực hiện Công văn số 88/SNV-CCHC ngày 02/3/2026 của Sở Nội vụ về việc báo cáo quý I.

I. KẾT QUẢ THỰC HIỆN
Nội dung thứ nhất.
II. KIẾN NGHỊ
Không.
Trên đây là báo cáo của Ủy ban nhân dân phường Hòa Sơn./.
";

fn assert_complete(document: &Document) {
    assert_eq!(document.regime, Regime::Administrative);
    assert_eq!(document.kind_slug(), Some("bao-cao"));
    assert_eq!(parts(document, ComponentKind::NationalName), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
    assert_eq!(parts(document, ComponentKind::Motto), ["Độc lập - Tự do - Hạnh phúc"]);
    assert_eq!(parts(document, ComponentKind::IssuingAuthority), ["ỦY BAN NHÂN DÂN", "PHƯỜNG HÒA SƠN"]);
    assert_eq!(parts(document, ComponentKind::DocumentNumber), ["Số: 45/BC-UBND"]);
    assert_eq!(parts(document, ComponentKind::PlaceAndDate), ["Hòa Sơn, ngày 15 tháng 3 năm 2026"]);
    assert_eq!(document.own_date().map(|date| date.to_string()).as_deref(), Some("2026-03-15"));
    assert_closing(document);
}

fn assert_closing(document: &Document) {
    let signature = document.signature.as_ref().expect("a signature");
    let offices: Vec<&str> = signature.offices.iter().map(|line| line.office.as_str()).collect();
    assert_eq!(offices, ["ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    assert!(signature.line_with(SigningCapacity::OnBehalf).is_some());
    assert_eq!(signature.name.as_ref().map(|name| name.text.as_str()), Some("Lý Văn Hòa"));
    let recipients = document.recipients.as_ref().expect("recipients");
    let lines: Vec<&str> = recipients.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["Như trên;", "Đảng ủy phường;", "Lưu: VT, VHXH."]);
    assert_eq!(document.grounds.len(), 2);
    assert!(document.end_mark.as_ref().is_some_and(|mark| mark.right));
}

#[test]
fn a_text_column_by_column() {
    let text = format!(
        "ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA SƠN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 45/BC-UBND\nHòa Sơn, ngày 15 tháng 3 năm 2026\n\n{BODY}\nNơi nhận:\n- Như trên;\n- Đảng ủy phường;\n- Lưu: VT, VHXH.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\n\nLý Văn Hòa\n"
    );
    assert_complete(&parse("cot.txt", &text));
}

#[test]
fn a_copy_glued_row_by_row() {
    let text = format!(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHƯỜNG HÒA SƠN Độc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND Hòa Sơn, ngày 15 tháng 3 năm 2026\n\n{BODY}\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Đảng ủy phường; PHÓ CHỦ TỊCH\n- Lưu: VT, VHXH.\n\nLý Văn Hòa\n"
    );
    assert_complete(&parse("dong.txt", &text));
}

#[test]
fn a_markdown_copy_with_glued_cells() {
    let text = format!(
        "| ỦY BAN NHÂN DÂN<br>PHƯỜNG HÒA SƠN ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc -------- |\n|---|---|\n| Số: 45/BC-UBND | *Hòa Sơn, ngày 15 tháng 3 năm 2026* |\n\n{}\n| Nơi nhận: - Như trên; - Đảng ủy phường; - Lưu: VT, VHXH. | **TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lý Văn Hòa** |\n|---|---|\n",
        BODY.replace('\n', "\n\n")
    );
    assert_complete(&parse("ban-sao.md", &text));
}

#[test]
fn a_draft_forwarded_in_a_mail() {
    let text = format!(
        "ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND\nHòa Sơn, ngày 15 tháng 3 năm 2026\n{BODY}\nNơi nhận:\n- Như trên;\n- Đảng ủy phường;\n- Lưu: VT, VHXH.\n\n**TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\nLý Văn Hòa"
    );
    let quoted: String = text.lines().flat_map(|line| ["> ", line, "\r\n"]).collect();
    assert_complete(&parse("thu.txt", &quoted));
}

#[test]
fn a_copy_without_its_header() {
    let text = format!(
        "{BODY}\nNơi nhận:\n- Như trên;\n- Đảng ủy phường;\n- Lưu: VT, VHXH.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLý Văn Hòa\n"
    );
    let document = parse("mat-tieu-de.txt", &text);
    assert_eq!(document.kind_slug(), Some("bao-cao"));
    assert_eq!(document.presence(ComponentKind::NationalName), Presence::Lost);
    assert_eq!(document.presence(ComponentKind::DocumentNumber), Presence::Lost);
    assert_closing(&document);
}

#[test]
fn other_regimes_are_told_apart() {
    let party = "ĐẢNG BỘ TỈNH AN BÌNH\nĐẢNG ỦY PHƯỜNG HÒA SƠN\n*\nSố 12-BC/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nHòa Sơn, ngày 15 tháng 3 năm 2026\nBÁO CÁO\nkết quả công tác quý I\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nLý Văn Hòa\n";
    assert_eq!(parse("dang.txt", party).regime, Regime::Party);
    let decree = "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 99/2026/NĐ-CP\nHà Nội, ngày 01 tháng 4 năm 2026\nNGHỊ ĐỊNH\nQuy định về việc A\nĐiều 1. Phạm vi\n";
    assert_eq!(parse("nghi-dinh.txt", decree).regime, Regime::Normative);
    let form = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN ĐỀ NGHỊ\nCấp bản sao trích lục\n\nKính gửi: Ủy ban nhân dân phường Hòa Sơn\nTôi tên là: ......\n";
    assert_eq!(parse("don.txt", form).regime, Regime::Form);
    assert_eq!(parse("tho.txt", "Hôm nay trời đẹp.\nNgày mai trời mưa.\n").regime, Regime::Unknown);
}

#[test]
fn numbering_starts_anew_where_a_reader_expects_it() {
    let text = "KẾ HOẠCH\nTổ chức hội nghị\n\nI. NỘI DUNG\n1. Một\n2. Hai\nII. TỔ CHỨC\n1. Một\n“1. Trích nguyên văn khoản này\n3. Khoản khác trong lời trích”\n2. Hai\n\nPHỤ LỤC\n1. Một\n2. Hai\n";
    let document = parse("so.txt", text);
    let wrong: Vec<&str> = document
        .outline
        .divisions
        .iter()
        .filter(|division| division.sequence != rasoat::model::outline::Sequence::Right)
        .map(|division| division.title_text.as_str())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let nested = "BIÊN BẢN\nHọp\n\n1. Thành phần\n2. Danh sách:\n1. Lý Văn Hòa\n2. Lò Thị Mai\n3. Hà Văn Tân\n3. Nội dung\n4. Kết thúc\n";
    let document = parse("long.txt", nested);
    assert!(
        document.outline.divisions.iter().all(|division| division.sequence == rasoat::model::outline::Sequence::Right)
    );
}

const SIGNED: &str = "Nơi nhận:\n- Như trên;\n- Lưu: VT, VHXH.\n\nCHỦ TỊCH\n\nLý Văn Hòa\n";

#[test]
fn numbers_that_changed_places_leave_the_next_one_right() {
    let text = BODY.replace(
        "Nội dung thứ nhất.",
        "1. Công tác chỉ đạo\nMột.\n3. Công tác tuyên truyền\nHai.\n2. Công tác kiểm tra\nBa.\n4. Công tác khác\nBốn.",
    );
    let document = parse("a.txt", &text);
    let wrong: Vec<String> = document
        .outline
        .divisions
        .iter()
        .filter_map(|division| match division.sequence {
            Sequence::Right => None,
            Sequence::Duplicate { expected, .. }
            | Sequence::Gap { expected, .. }
            | Sequence::Backwards { expected, .. } => Some(format!("{} {expected}", division.title_text)),
        })
        .collect();
    assert_eq!(wrong, ["Công tác tuyên truyền 2", "Công tác kiểm tra 3"]);
}

#[test]
fn an_office_beside_a_label_without_its_colon_is_the_signers() {
    let closing = "Nơi nhận                    TRƯỞNG PHÒNG\n- Giám đốc;\n- Lưu: VT.\n";
    let document = parse("a.txt", &format!("{BODY}\n{closing}"));
    assert_eq!(parts(&document, ComponentKind::Signature), ["TRƯỞNG PHÒNG"]);
    assert_eq!(parts(&document, ComponentKind::Recipients), ["Nơi nhận", "Giám đốc;", "Lưu: VT."]);
}

#[test]
fn an_office_in_small_letters_after_the_list_is_the_signers() {
    let document = parse("a.txt", &format!("{BODY}\nNơi nhận:\n- Giám đốc;\n- Lưu: VT.\n\nTrưởng phòng\n"));
    assert_eq!(parts(&document, ComponentKind::Signature), ["Trưởng phòng"]);
}

#[test]
fn a_second_part_one_is_a_slip_unless_another_document_begins() {
    let slips = |between: &str| {
        let text = format!("Phần thứ nhất\nKẾT QUẢ CHUNG\nMột.\n{between}Phần thứ nhất\nPHƯƠNG HƯỚNG CHUNG\nHai.\n");
        let document = parse("a.txt", &BODY.replace("I. KẾT QUẢ THỰC HIỆN\nNội dung thứ nhất.\n", &text));
        document.outline.divisions.iter().filter(|division| division.sequence != Sequence::Right).count()
    };
    assert_eq!(slips(""), 1);
    assert_eq!(slips("ĐỀ ÁN CỦA XÃ MÂY HẠ\n"), 0);
}

#[test]
fn an_office_in_small_letters_in_the_column_beside_the_label_is_the_signers() {
    let closing = "Nơi nhận:                    Trưởng phòng\n- Giám đốc;\n- Lưu: VT.\n";
    let document = parse("a.txt", &format!("{BODY}\n{closing}"));
    assert_eq!(parts(&document, ComponentKind::Signature), ["Trưởng phòng"]);
    let listed = parse("a.txt", &format!("{BODY}\nNơi nhận: Trưởng phòng; Lưu: VT.\n"));
    assert_eq!(parts(&listed, ComponentKind::Signature), Vec::<&str>::new());
}

#[test]
fn a_year_in_the_symbol_of_a_report_is_a_slip() {
    let report = parse("a.txt", &format!("Số: 12/2026/BC-UBND\n\n{BODY}\n{SIGNED}"));
    assert_eq!(report.regime, Regime::Administrative);
    let decision = parse("a.txt", &format!("Số: 12/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nBan hành Quy định\n\n{SIGNED}"));
    assert_eq!(decision.regime, Regime::Normative);
}

#[test]
fn an_annex_alone_binds_no_form_rule() {
    let annex =
        parse("a.txt", "Phụ lục III\nMẪU VĂN BẢN\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nHọ và tên\n");
    assert_eq!(annex.regime, Regime::Unknown);
}

#[test]
fn a_column_heading_is_no_recipients_block() {
    let text = format!("{BODY}\nNơi nhận\nSố lượng\n\nCHỦ TỊCH\n\nLý Văn Hòa\n");
    assert!(parse("a.txt", &text).recipients.is_none());
}

#[test]
fn a_place_may_be_shortened() {
    let document = parse("a.txt", &format!("Số: 12/BC-UBND\nTP. Hòa Sơn, ngày 15 tháng 3 năm 2026\n\n{BODY}"));
    let place = document.place_and_date.and_then(|line| line.place).map(|place| place.text);
    assert_eq!(place.as_deref(), Some("TP. Hòa Sơn"));
}

#[test]
fn grounds_cut_at_printed_lines_are_counted_once() {
    let text = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\n\
        Căn  cứ  Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh An\n\
        Bình về cải cách hành chính nhà nước giai đoạn 2026 - 2030 trên địa bàn;\n\
        Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.\n\nI. MỤC ĐÍCH\nNội dung./.\n";
    let document = parse("a.txt", text);
    let endings: Vec<Option<char>> = document.grounds.iter().map(|ground| ground.ending).collect();
    assert_eq!(endings, [Some(';'), Some('.')]);
}

#[test]
fn an_unmarked_ground_does_not_swallow_the_content() {
    let text = "BÁO CÁO\nKết quả cải cách hành chính\n\nThực hiện Công văn số 88/SNV-CCHC ngày 02/3/2026 của Sở Nội vụ\n\
        Ủy ban nhân dân phường báo cáo kết quả như sau:\n\nI. KẾT QUẢ\nCăn cứ tình hình thực tế, phường đã hoàn thành.\n";
    let document = parse("a.txt", text);
    assert_eq!(document.grounds.len(), 1);
    assert_eq!(document.grounds[0].ending, None);
}

#[test]
fn a_closing_copied_by_columns_is_put_in_order() {
    let text = format!("{BODY}\nKT. CHỦ TỊCH\nNơi nhận:\nPHÓ CHỦ TỊCH\n- Như trên;\n- Lưu: VT, VHXH.\n\nLý Văn Hòa\n");
    let document = parse("a.txt", &text);
    let signature = document.signature.expect("a signature");
    let offices: Vec<&str> = signature.offices.iter().map(|line| line.office.as_str()).collect();
    assert_eq!(offices, ["CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    assert_eq!(signature.name.map(|name| name.text).as_deref(), Some("Lý Văn Hòa"));
    assert_eq!(document.recipients.map(|list| list.lines.len()), Some(2));
}

#[test]
fn a_motto_with_a_slip_is_still_the_motto() {
    let header = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộqc lập - Tự do - Hạnh phúc\n\nSố: 12/BC-UBND\n\n";
    let document = parse("a.txt", &format!("{header}{BODY}"));
    assert_eq!(parts(&document, ComponentKind::Motto), ["Độqc lập - Tự do - Hạnh phúc"]);
    let sentence = format!("Số: 12/BC-UBND\nVì nền độc lập, tự do của Tổ quốc\n\n{BODY}");
    assert!(parts(&parse("a.txt", &sentence), ComponentKind::Motto).is_empty());
}

#[test]
fn digits_torn_apart_are_one_number() {
    let document = parse("a.txt", &format!("Số: 12/BC-UBND\nHòa Sơn, ngày 15 tháng 0 6 năm 2026\n\n{BODY}"));
    assert_eq!(document.own_date().map(|date| date.to_string()).as_deref(), Some("2026-06-15"));
}

#[test]
fn a_date_in_the_title_is_not_the_date_of_the_document() {
    for line in
        ["Tính đến ngày 30/6/2026", "Tính đến ngày 30 tháng 6 năm 2026", "Nghị định số 62/2012/NĐ-CP ngày 13/8/2012"]
    {
        let document = parse("ngay.txt", &format!("BÁO CÁO\nKết quả công tác\n{line}\n\nI. KẾT QUẢ\nNội dung.\n"));
        assert!(document.place_and_date.is_none(), "{line}");
    }
    for line in [
        "Trạm Lộ, ngày 05 tháng 6 năm 2026",
        "Trạm Lộ ngày 05 tháng 6 năm 2026",
        "Trạm Lộ, ngày 12/5/2026",
        "TP. Hòa Sơn, ngày    tháng   năm 2026",
    ] {
        let document =
            parse("ngay.txt", &format!("Số: 1/BC-UBND\n{line}\nBÁO CÁO\nKết quả công tác\n\nI. KẾT QUẢ\nNội dung.\n"));
        assert!(document.place_and_date.is_some(), "{line}");
    }
}

#[test]
fn a_place_of_two_names_is_one_and_the_unit_before_it_is_none() {
    let header = |line: &str| {
        format!(
            "ỦY BAN NHÂN DÂN\nXÃ HÒA SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND\n{line}\n\n{BODY}"
        )
    };
    let place = |line: &str| {
        let document = parse("a.txt", &header(line));
        let found = document.place_and_date?;
        Some(found.place.map(|place| place.text).unwrap_or_default())
    };
    assert_eq!(place("Bà Rịa - Vũng Tàu, ngày 12 tháng 5 năm 2026").as_deref(), Some("Bà Rịa - Vũng Tàu"));
    assert_eq!(place("Phòng Giám định tỉnh An Bình, ngày 12 tháng 5 năm 2026").as_deref(), Some("tỉnh An Bình"));
    assert_eq!(place("Ban Mê, ngày 12 tháng 5 năm 2026").as_deref(), Some("Ban Mê"), "a name that begins like a unit");
    assert_eq!(place("Phòng Giám định Y tế, ngày 12 tháng 5 năm 2026"), None, "a unit alone is no place");
}

#[test]
fn a_sum_or_a_cited_number_is_not_the_number_of_the_document() {
    let minutes = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBIÊN BẢN\nHọp tổ dân phố\n\nTổng số:\n\
                   Thực hiện thông báo số: 12/TB-UBND của phường.\n";
    assert!(parse("a.txt", minutes).number.is_none());
    let glued = "ỦY BAN NHÂN DÂN XÃ HÒA SƠN Số: 12/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBÁO CÁO\nA\n";
    assert_eq!(
        parse("a.txt", glued).number.and_then(|number| number.serial).map(|serial| serial.text).as_deref(),
        Some("12")
    );
}

#[test]
fn a_subject_that_opens_like_that_of_a_letter_stays_below_the_name_of_the_kind() {
    let text = "PHÒNG ĐÀO TẠO\nSố: 03/TB-PĐT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
                Hòa Sơn, ngày 10 tháng 3 năm 2026\n\nTHÔNG BÁO\nV/v xét tốt nghiệp đợt 1 năm 2026\n\nPhòng Đào tạo thông báo như sau:\n\
                KẾ HOẠCH CỤ THỂ\nNội dung.\n";
    let document = parse("a.txt", text);
    assert_eq!(document.kind_slug(), Some("thong-bao"));
    assert_eq!(parts(&document, ComponentKind::Subject), ["V/v xét tốt nghiệp đợt 1 năm 2026"]);
}

#[test]
fn an_addressee_goes_on_in_the_next_line() {
    let text = "ỦY BAN NHÂN DÂN\nXÃ HÒA SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/UBND-VX\n\
                Hòa Sơn, ngày 12 tháng 5 năm 2026\n\nKính gửi:\n- Các trường mầm non, tiểu học công lập\nvà ngoài công lập;\n- Trạm Y tế xã.\n\nNội dung.\n";
    let document = parse("a.txt", text);
    let items: Vec<String> =
        document.addressees.map(|found| found.items.into_iter().map(|item| item.text).collect()).unwrap_or_default();
    assert_eq!(items, ["Các trường mầm non, tiểu học công lập và ngoài công lập;", "Trạm Y tế xã."]);
}

#[test]
fn the_superior_body_stands_above_the_name_of_a_unit() {
    let issuer = |lines: &str| {
        let text =
            format!("{lines}\nSố: 45/BC-X\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n{BODY}");
        let document = parse("a.txt", &text);
        parts(&document, ComponentKind::ParentAuthority).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(issuer("UBND PHƯỜNG HÒA SƠN\nPHÒNG VĂN HÓA - XÃ HỘI"), ["UBND PHƯỜNG HÒA SƠN"]);
    assert_eq!(issuer("SỞ GIÁO DỤC\nVÀ ĐÀO TẠO AN BÌNH\nTRƯỜNG THPT HÒA SƠN"), ["SỞ GIÁO DỤC", "VÀ ĐÀO TẠO AN BÌNH"]);
    assert_eq!(issuer("ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA SƠN"), Vec::<String>::new(), "one name on two lines");
    assert_eq!(issuer("SỞ GIÁO DỤC\nVÀ ĐÀO TẠO"), Vec::<String>::new());
}

#[test]
fn a_resolution_with_its_kind_before_the_number_is_law_and_no_letter() {
    let text = "ỦY BAN THƯỜNG VỤ QUỐC HỘI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Nghị quyết số: 901/2025/UBTVQH15

Hà Nội, ngày 26 tháng 9 năm 2025

NGHỊ QUYẾT
Quy định chi tiết một số nội dung về tổ chức hội nghị

Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định việc tổ chức hội nghị.
";
    let document = parse("a.txt", text);
    assert_eq!(parts(&document, ComponentKind::DocumentNumber), ["số: 901/2025/UBTVQH15"]);
    assert_eq!(document.regime, Regime::Normative);
    // A sentence that names a plan is no number of the document.
    let cited = parse("a.txt", "Kế hoạch số: 12/KH-UBND được triển khai từ tháng 3.\n");
    assert!(parts(&cited, ComponentKind::DocumentNumber).is_empty());
}

const HEADER: &str = "ỦY BAN NHÂN DÂN\nXÃ HÒA SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";

#[test]
fn the_signature_of_a_form_in_the_annex_is_not_the_documents() {
    let text = format!(
        "{HEADER}Số: 45/QĐ-UBND\nHòa Sơn, ngày 12 tháng 5 năm 2026\n\nQUYẾT ĐỊNH\nBan hành mẫu biên bản\n\n\
         Điều 1. Ban hành mẫu.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLý Văn Hòa\n\nPHỤ LỤC\nMẫu số 01\nBIÊN BẢN HỘI NGHỊ\n\
         Nội dung biên bản.\nTM. BAN CÔNG TÁC MẶT TRẬN\nTRƯỞNG BAN\n(Ký, ghi rõ họ tên)\n"
    );
    let signature = parse("a.txt", &text).signature.expect("a signature");
    assert_eq!(signature.name.map(|name| name.text).as_deref(), Some("Lý Văn Hòa"));
    // A closing that stands behind an annex only is still the document's.
    let behind = format!(
        "{HEADER}Số: 45/KH-UBND\nHòa Sơn, ngày 12 tháng 5 năm 2026\n\nKẾ HOẠCH\nKiểm tra quý II\n\nI. NỘI DUNG\nNhư phụ \
         lục.\nPhụ lục I\nDANH SÁCH\n1. Tổ một.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLý Văn Hòa\n"
    );
    assert!(parse("a.txt", &behind).signature.is_some());
}

#[test]
fn a_field_of_a_template_is_a_blank() {
    let text = |number: &str, date: &str| format!("{HEADER}{number}\n{date}\n\nBÁO CÁO\nKết quả tuần\n\nNội dung.\n");
    for date in [
        "Hòa Sơn, ngày {X74}",
        "Hòa Sơn, ngày {{ngay}}",
        "Hòa Sơn, ngày [d] tháng [m] năm [y]",
        "Phòng Giám định {X73}, ngày {X74}",
    ] {
        let line = parse("a.txt", &text("Số: {so}/BC-UBND", date)).place_and_date;
        assert!(line.is_some_and(|line| line.date.is_blank()), "{date}");
    }
    let number = parse("a.txt", &text("Số: {so}/BC-UBND", "Hòa Sơn, ngày")).number.expect("a number");
    assert!(number.serial.is_none());
    assert_eq!(number.symbol.map(|symbol| symbol.text).as_deref(), Some("BC-UBND"));
}

#[test]
fn a_name_that_a_copy_tore_apart_is_put_together() {
    let text = |signature: &str| {
        format!(
            "{HEADER}Số: 45/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc A\n\nĐiều 1. Nội dung./.\n\n| Nơi nhận: - Như Điều 1; - Lưu: VT. | {signature} |\n|---|---|\n"
        )
    };
    let name = |signature: &str| {
        parse("a.md", &text(signature)).signature.and_then(|signature| signature.name).map(|name| name.text)
    };
    assert_eq!(name("CHỦ TỊCH Đặ ng Văn Bình").as_deref(), Some("Đặng Văn Bình"));
    assert_eq!(name("CHỦ TỊCH Nguy ễn Thị Hòa").as_deref(), Some("Nguyễn Thị Hòa"));
    assert_eq!(name("CHỦ TỊCH Đặng và Văn Bình"), None, "a word of its own is no torn syllable");
}

#[test]
fn grounds_on_one_line_are_told_apart() {
    let text = format!(
        "{HEADER}Số: 45/KH-UBND\n\nKẾ HOẠCH\nTiếp công dân\n\nCăn cứ Luật Tiếp công dân; Luật Khiếu nại; Căn cứ Kế hoạch \
         số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh; Xét đề nghị của Văn phòng.\n\nI. MỤC ĐÍCH\nA.\n"
    );
    let document = parse("a.txt", &text);
    let endings: Vec<_> = document.grounds.iter().map(|ground| ground.ending).collect();
    assert_eq!(endings, [Some(';'), Some(';'), Some('.')]);
    assert!(document.quote(document.grounds[1].span).starts_with("Căn cứ Kế hoạch"));
}
