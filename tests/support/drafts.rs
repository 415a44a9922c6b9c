//! Drafts made from a number: reports, plans and letters with invented content, as long as wanted.
//! The same number gives the same draft, on any machine.

use std::fmt::Write as _;

use super::{Parts, fixture, zip};

/// What a paragraph of a draft is, by the name of its style in the fixtures.
type Style = &'static str;

/// A draft before it becomes a file.
struct Draft {
    issuer: [String; 2],
    number: String,
    place_and_date: String,
    content: Vec<(Style, String)>,
    recipients: Vec<String>,
    offices: [&'static str; 3],
    name: String,
}

/// Draft `number` as plain text of at least `bytes` bytes.
pub(crate) fn text(number: u64, bytes: usize) -> String {
    let draft = Draft::new(number, bytes);
    let mut text = draft.issuer.join("\n");
    write!(text, "\n\n{NATIONAL_NAME}\n{MOTTO}\n\n{}\n\n{}\n\n", draft.number, draft.place_and_date).expect("grows");
    for (style, paragraph) in &draft.content {
        text.push_str(paragraph);
        text.push_str(if matches!(*style, "TenLoai") { "\n" } else { "\n\n" });
    }
    text.push_str("Nơi nhận:\n");
    for line in &draft.recipients {
        writeln!(text, "{line}").expect("grows");
    }
    write!(text, "\n{}\n\n{}\n", draft.offices.join("\n"), draft.name).expect("grows");
    text
}

/// Draft `number` as a DOCX with at least `bytes` bytes of text: header and signature in tables, and
/// paragraphs cut into runs with their own format, as Word stores them.
pub(crate) fn docx(number: u64, bytes: usize) -> Vec<u8> {
    let draft = Draft::new(number, bytes);
    let mut parts: Parts = fixture("bao-cao-dung-the-thuc");
    let document = parts.get_mut("word/document.xml").expect("document");
    let model = std::str::from_utf8(document).expect("UTF-8");
    let body = model.find("<w:body>").expect("body") + "<w:body>".len();
    let section = model.find("<w:sectPr>").expect("section");
    let mut xml = model[..body].to_owned();
    let left: Vec<(Style, &str)> = draft.issuer.iter().map(|line| ("CoQuan", line.as_str())).collect();
    let right = [("QuocHieu", NATIONAL_NAME), ("TieuNgu", MOTTO)];
    let numbers = (vec![("SoKyHieu", draft.number.as_str())], vec![("DiaDanhNgay", draft.place_and_date.as_str())]);
    table(&mut xml, &[(left, right.to_vec()), numbers]);
    for (style, paragraph) in &draft.content {
        write_paragraph(&mut xml, style, paragraph);
    }
    let mut left = vec![("NoiNhan", "Nơi nhận:")];
    left.extend(draft.recipients.iter().map(|line| ("DanhSachNoiNhan", line.as_str())));
    let mut right: Vec<(Style, &str)> = draft.offices.iter().map(|line| ("ChucVu", *line)).collect();
    right.extend([("Normal", ""); 4]);
    right.push(("HoTen", &draft.name));
    table(&mut xml, &[(left, right)]);
    xml.push_str(&model[section..]);
    *document = xml.into_bytes();
    zip(&parts)
}

type Cells<'a> = (Vec<(Style, &'a str)>, Vec<(Style, &'a str)>);

fn table(xml: &mut String, rows: &[Cells<'_>]) {
    xml.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"9071\" w:type=\"dxa\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"3402\"/><w:gridCol w:w=\"5669\"/></w:tblGrid>");
    for (left, right) in rows {
        xml.push_str("<w:tr>");
        for (width, cell) in [(3402, left), (5669, right)] {
            write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>").expect("grows");
            for (style, text) in cell {
                write_paragraph(xml, style, text);
            }
            xml.push_str("</w:tc>");
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

fn write_paragraph(xml: &mut String, style: &str, text: &str) {
    /// Word starts a new run at each place where an author stopped and came back.
    const WORDS_IN_RUN: usize = 8;
    write!(xml, "<w:p w:rsidR=\"00A1B2C3\" w:rsidRDefault=\"00A1B2C3\"><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
        .expect("grows");
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    for run in words.chunks(WORDS_IN_RUN) {
        write!(
            xml,
            "<w:r w:rsidRPr=\"00D4E5F6\"><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            run.concat()
        )
        .expect("grows");
    }
    xml.push_str("</w:p>");
}

impl Draft {
    fn new(number: u64, bytes: usize) -> Self {
        let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d);
        let place = *dice.pick(PLACES);
        let (kind, code) = *dice.pick(KINDS);
        let field = *dice.pick(FIELDS);
        let (day, month) = (dice.below(28) + 1, dice.below(6) + 3);
        let mut content =
            vec![("TenLoai", kind.to_owned()), ("TrichYeu", format!("{} {field} năm 2026", dice.pick(SUBJECTS)))];
        let addressed = code != "KH";
        if addressed {
            content.push(("KinhGui", format!("Kính gửi: {}", dice.pick(ABOVE))));
        }
        content.extend(LAWS.iter().map(|law| ("CanCu", format!("Căn cứ {law};"))));
        let letter = format!("Công văn số {}/SNV-TCBC ngày 12/02/2026 của Sở Nội vụ", dice.below(900) + 100);
        content.push((
            "LoiVan",
            format!("Thực hiện {letter}, UBND xã {place} báo cáo công tác {field} năm 2026, cụ thể như sau:"),
        ));
        let mut length: usize = content.iter().map(|(_, text)| text.len() + 2).sum();
        let mut add = |style: Style, text: String, length: &mut usize| {
            *length += text.len() + 2;
            content.push((style, text));
        };
        let mut chapter = 0;
        while length + 900 < bytes || chapter == 0 {
            let title = CHAPTERS[chapter % CHAPTERS.len()];
            chapter += 1;
            add("DeMuc", format!("{}. {title}", roman(chapter)), &mut length);
            for section in 1..=3 {
                let title = SECTIONS[(chapter * 3 + section) % SECTIONS.len()];
                add("TieuDeKhoan", format!("{section}. {title}"), &mut length);
                for _ in 0..2 + dice.below(3) {
                    let mut paragraph = String::from(if dice.below(3) == 0 { "- " } else { "" });
                    for sentence in 0..=dice.below(4) {
                        if sentence > 0 {
                            paragraph.push(' ');
                        }
                        paragraph.push_str(&dice.sentence(place, field));
                    }
                    add("LoiVan", paragraph, &mut length);
                }
                if length + 900 > bytes {
                    break;
                }
            }
        }
        content.push(("LoiVan", format!("Trên đây là {} của UBND xã {place}./.", fold_kind(kind))));
        Self {
            issuer: ["ỦY BAN NHÂN DÂN".to_owned(), format!("XÃ {}", upper(place))],
            // Each draft of a folder has a number of its own, as those of one register have.
            number: format!("Số: {}/{code}-UBND", number + 10),
            place_and_date: format!("{place}, ngày {day:02} tháng {month} năm 2026"),
            content,
            recipients: vec![
                if addressed { AS_ABOVE.to_owned() } else { format!("- {};", dice.pick(ABOVE)) },
                "- Thường trực Đảng ủy, HĐND xã;".to_owned(),
                format!("- {};", dice.pick(UNITS)),
                "- Lưu: VT, VHXH.".to_owned(),
            ],
            offices: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            name: (*dice.pick(NAMES)).to_owned(),
        }
    }
}

/// A small generator of numbers (splitmix64), so that a draft depends on its number alone.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// What a unit does, in words that seldom come twice in one draft.
    fn clause(&mut self) -> String {
        format!("{} {} {}", self.pick(VERBS), self.pick(OBJECTS), self.pick(MANNERS))
    }

    /// One sentence. One in two hundred of those with figures has a total that its parts do not make.
    fn sentence(&mut self, place: &str, field: &str) -> String {
        let (unit, clause) = (*self.pick(UNITS), self.clause());
        match self.below(9) {
            0 => {
                let (men, women) = ((self.below(40) + 2) * 2, (self.below(30) + 1) * 2);
                let slip = usize::from(self.below(200) == 0);
                let total = men + women;
                format!(
                    "Tổng số cán bộ, công chức hiện có {} người, trong đó {men} nam (tỷ lệ {}), {women} nữ (tỷ lệ {}).",
                    total + slip,
                    percent(men, total),
                    percent(women, total),
                )
            }
            1 => format!(
                "Thực hiện {}, UBND xã {place} đã ban hành {:02} văn bản chỉ đạo.",
                self.pick(SHORT_LAWS),
                self.below(30) + 2
            ),
            2 => {
                let (received, left) = (self.below(900) + 300, self.below(200) + 50);
                format!("{unit} đã tiếp nhận {received} hồ sơ, còn {left} hồ sơ trong hạn; {clause}.")
            }
            3 => format!("{unit} {clause}, {}.", self.clause()),
            4 => format!("Trong thời gian tới, UBND xã {clause}, {}.", self.clause()),
            5 => format!("Công tác {field} được quan tâm; các đơn vị {clause}."),
            6 => format!("Về {field}: {unit} {clause}; {}.", self.clause()),
            7 => format!("Đề nghị {unit} {clause}; {}; {}.", self.clause(), self.clause()),
            _ => format!("{unit} {clause}."),
        }
    }
}

fn percent(part: usize, whole: usize) -> String {
    let hundredths = (part * 20_000 + whole) / (whole * 2);
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) if rest % 10 == 0 => format!("{whole},{}%", rest / 10),
        (whole, rest) => format!("{whole},{rest:02}%"),
    }
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

fn upper(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).collect()
}

fn fold_kind(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

const PLACES: &[&str] =
    &["Ngọc Lâm", "Hòa Sơn", "Đông Viên", "Phú Lãng", "Tân Khê", "An Thạch", "Bình Hồ", "Thượng Đoài"];
const KINDS: &[(&str, &str)] = &[("BÁO CÁO", "BC"), ("KẾ HOẠCH", "KH"), ("TỜ TRÌNH", "TTr"), ("BÁO CÁO", "BC")];
const AS_ABOVE: &str = "- Như trên;";
const NAMES: &[&str] = &["Trần Thị Hạnh", "Lê Văn Quảng", "Phạm Thu Thủy", "Ngô Đức Hòa", "Đặng Minh Khuê"];
const ABOVE: &[&str] = &["Sở Nội vụ tỉnh", "Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"];
const SUBJECTS: &[&str] = &["Kết quả thực hiện công tác", "Triển khai công tác", "Sơ kết công tác"];
const FIELDS: &[&str] = &[
    "cải cách hành chính",
    "chuyển đổi số",
    "phòng, chống thiên tai",
    "tuyên truyền, phổ biến pháp luật",
    "quản lý đất đai",
    "giảm nghèo bền vững",
    "văn thư, lưu trữ",
];
const LAWS: &[&str] = &[
    "Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
    "Nghị định số 73/2023/NĐ-CP ngày 29 tháng 9 năm 2023 của Chính phủ",
    "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ",
];
const SHORT_LAWS: &[&str] = &["Nghị định số 30/2020/NĐ-CP", "Nghị định số 73/2023/NĐ-CP", "Nghị định số 61/2018/NĐ-CP"];
const CHAPTERS: &[&str] = &[
    "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
    "KẾT QUẢ THỰC HIỆN",
    "ĐÁNH GIÁ CHUNG",
    "PHƯƠNG HƯỚNG, NHIỆM VỤ",
    "TỔ CHỨC THỰC HIỆN",
    "KIẾN NGHỊ, ĐỀ XUẤT",
];
const SECTIONS: &[&str] = &[
    "Công tác chỉ đạo, điều hành",
    "Tình hình chung",
    "Kết quả đạt được",
    "Tồn tại, hạn chế",
    "Nguyên nhân",
    "Nhiệm vụ trọng tâm",
    "Giải pháp thực hiện",
    "Phân công nhiệm vụ",
    "Chế độ thông tin, báo cáo",
];
const UNITS: &[&str] = &[
    "Văn phòng HĐND và UBND xã",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế",
    "Bộ phận tiếp nhận và trả kết quả",
    "Công an xã",
    "Ban Chỉ huy Quân sự xã",
    "Trạm Y tế xã",
    "Các trường học trên địa bàn",
    "Các thôn, khu dân cư",
];
const VERBS: &[&str] = &[
    "rà soát",
    "tham mưu bổ sung",
    "chủ động cập nhật",
    "kiểm tra",
    "đôn đốc hoàn thành",
    "tổng hợp",
    "công khai",
    "hướng dẫn thực hiện",
    "phân công người phụ trách",
    "đề xuất điều chỉnh",
    "phối hợp xây dựng",
    "thường xuyên theo dõi",
    "kịp thời xử lý",
    "bố trí nguồn lực cho",
];
const OBJECTS: &[&str] = &[
    "hồ sơ tồn đọng ở cơ sở",
    "danh mục thủ tục nội bộ",
    "số liệu của các thôn",
    "kế hoạch tập huấn chuyên môn",
    "trang thiết bị của bộ phận một cửa",
    "ý kiến góp ý của người dân",
    "quy chế phối hợp giữa các đơn vị",
    "nội dung tuyên truyền trên hệ thống truyền thanh",
    "báo cáo chuyên đề của từng lĩnh vực",
    "kinh phí được giao đầu năm",
    "tiến độ các công trình chuyển tiếp",
    "dữ liệu trên phần mềm dùng chung",
    "việc tiếp công dân, giải quyết đơn thư",
    "mô hình điểm tại khu dân cư",
    "lịch trực của lực lượng xung kích",
    "biên bản làm việc với các hộ dân",
];
const MANNERS: &[&str] = &[
    "trong tháng",
    "theo đúng thẩm quyền",
    "bảo đảm tiết kiệm, hiệu quả",
    "với sự tham gia của Nhân dân",
    "theo từng nhóm đối tượng",
    "ngay từ đầu quý",
    "gắn với trách nhiệm người đứng đầu",
    "sau khi thống nhất với cấp trên",
    "không để kéo dài sang kỳ sau",
    "bằng hình thức phù hợp",
    "trước ngày 20 hằng tháng",
];
