//! Word documents in full presentation, and variants of them with one fault of presentation each.
//! Rule files name them in `bad-docx` and `good-docx`.

use super::{Parts, fixture, zip};

/// A report, a letter, a decision, a plan with annexes, a decision with the regulation that it issues, and
/// one with marks of urgency and circulation: none of them gives any finding.
pub(crate) const COMPLIANT: [&str; 6] = [
    "bao-cao-dung-the-thuc",
    "cong-van-dung-the-thuc",
    "quyet-dinh-dung-the-thuc",
    "ke-hoach-dung-the-thuc",
    "quy-che-dung-the-thuc",
    "quyet-dinh-khan",
];

const REPORT: &str = COMPLIANT[0];
const LETTER: &str = COMPLIANT[1];
const DECISION: &str = COMPLIANT[2];
const PLAN: &str = COMPLIANT[3];
const REGULATION: &str = COMPLIANT[4];
const URGENT: &str = COMPLIANT[5];

/// A change of a fixture.
pub(crate) enum Edit {
    /// In the style of this name: a text and what stands instead.
    Style(&'static str, &'static str, &'static str),
    /// In the paragraph that holds the first text: a text and what stands instead.
    Paragraph(&'static str, &'static str, &'static str),
    /// The shape anchored in the paragraph that holds the text is taken away.
    NoShape(&'static str),
    /// In this part: a text and what stands instead.
    Part(&'static str, &'static str, &'static str),
}

use Edit::{NoShape, Paragraph, Part, Style};

/// A fixture with one fault.
pub(crate) struct Variant {
    /// Its name.
    pub(crate) name: &'static str,
    /// The compliant fixture it is made of.
    pub(crate) base: &'static str,
    /// The only rule that finds something.
    pub(crate) rule: &'static str,
    /// What is changed.
    pub(crate) edits: &'static [Edit],
}

const fn variant(name: &'static str, base: &'static str, rule: &'static str, edits: &'static [Edit]) -> Variant {
    Variant { name, base, rule, edits }
}

/// Every variant.
pub(crate) const VARIANTS: &[Variant] = &[
    // The parts of thể thức.
    variant("quoc-hieu-co-14", REPORT, "header/national-name-format", &[Style("QuocHieu", "26", "28")]),
    variant("quoc-hieu-khong-dam", REPORT, "header/national-name-format", &[Style("QuocHieu", "<w:b/>", "")]),
    variant("tieu-ngu-khong-dam", REPORT, "header/motto-format", &[Style("TieuNgu", "<w:b/>", "")]),
    variant("tieu-ngu-nho-hon-quoc-hieu", REPORT, "header/motto-smaller", &[Style("TieuNgu", "28", "25")]),
    variant("co-quan-khong-dam", REPORT, "header/issuer-format", &[Style("CoQuan", "<w:b/>", "")]),
    variant("so-nghieng", REPORT, "number/format", &[Style("SoKyHieu", "<w:sz ", "<w:i/><w:sz ")]),
    variant("so-can-trai", REPORT, "header/not-centered", &[Style("SoKyHieu", "center", "left")]),
    variant("ngay-khong-nghieng", REPORT, "date/format", &[Style("DiaDanhNgay", "<w:i/>", "")]),
    variant("ten-loai-co-18", REPORT, "title/kind-format", &[Style("TenLoai", "28", "36")]),
    variant("ten-loai-can-trai", REPORT, "title/not-centered", &[Style("TenLoai", "center", "left")]),
    variant("trich-yeu-nghieng", REPORT, "title/subject-format", &[Style("TrichYeu", "<w:b/>", "<w:b/><w:i/>")]),
    variant(
        "cong-van-trich-yeu-dam",
        LETTER,
        "title/letter-subject-format",
        &[Style("TrichYeuCongVan", "<w:sz ", "<w:b/><w:sz ")],
    ),
    variant("ke-tieu-ngu-ngan", REPORT, "header/motto-line-length", &[Paragraph("Độc lập", "2000000", "1200000")]),
    variant("ke-tieu-ngu-dai", REPORT, "header/motto-line-length", &[Paragraph("Độc lập", "2000000", "3000000")]),
    variant("ke-co-quan-dai", REPORT, "header/issuer-line-length", &[Paragraph("PHƯỜNG TRẠM LỘ", "700000", "1500000")]),
    variant("ke-co-quan-ngan", REPORT, "header/issuer-line-length", &[Paragraph("PHƯỜNG TRẠM LỘ", "700000", "90000")]),
    variant(
        "ke-trich-yeu-dai",
        REPORT,
        "title/subject-line-length",
        &[Paragraph("29/9/2023 của", "1200000", "3600000")],
    ),
    variant(
        "gach-chan-trich-yeu",
        REPORT,
        "title/subject-line-length",
        &[NoShape("29/9/2023 của"), Paragraph("29/9/2023 của", "<w:r>", "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr>")],
    ),
    variant(
        "khoan-bi-ngat",
        PLAN,
        "body/broken-sentence",
        &[Paragraph(
            "Danh sách đội thi",
            "Danh sách đội thi nêu tại Phụ lục I, kinh phí nêu",
            "1. Danh sách đội thi của các tổ dân phố trên địa bàn phường nêu tại Phụ lục I, kinh phí tổ chức hội thi nêu</w:t></w:r></w:p>\n<w:p><w:pPr><w:pStyle w:val=\"LoiVan\"/></w:pPr><w:r><w:t>",
        )],
    ),
    variant(
        "dau-cach-dau-doan",
        PLAN,
        "typing/space-leading",
        &[Paragraph("Danh sách đội thi", ">Danh sách", "> Danh sách")],
    ),
    variant(
        "dau-cach-don-dong",
        PLAN,
        "typing/space-run",
        &[Paragraph("Danh sách đội thi", "kinh phí nêu", "kinh phí                nêu")],
    ),
    variant("kinh-gui-nghieng", REPORT, "addressee/format", &[Style("KinhGui", "<w:sz ", "<w:i/><w:sz ")]),
    variant(
        "mot-noi-gui-xuong-dong",
        LETTER,
        "addressee/line-layout",
        &[Paragraph(
            "Kính gửi: Sở",
            "Kính gửi: ",
            "Kính gửi:</w:t></w:r></w:p>\n<w:p><w:pPr><w:pStyle w:val=\"KinhGui\"/></w:pPr><w:r><w:t>",
        )],
    ),
    variant(
        "hai-noi-gui-cung-dong",
        LETTER,
        "addressee/line-layout",
        &[Paragraph(
            "Kính gửi: Sở",
            "Sở Nội vụ tỉnh Thanh Sơn",
            "- Sở Nội vụ tỉnh Thanh Sơn;</w:t></w:r></w:p>\n<w:p><w:pPr><w:pStyle w:val=\"KinhGui\"/></w:pPr><w:r><w:t>- Sở Tài chính tỉnh Thanh Sơn.",
        )],
    ),
    variant("can-cu-dam", REPORT, "grounds/bold", &[Style("CanCu", "<w:i/>", "<w:b/><w:i/>")]),
    variant("kinh-gui-dam", REPORT, "addressee/bold", &[Paragraph("Kính gửi", "<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")]),
    variant("can-cu-dung", REPORT, "grounds/format", &[Style("CanCu", "<w:i/>", "")]),
    variant(
        "chuc-vu-khong-dam",
        REPORT,
        "signature/office-format",
        &[
            Paragraph("KT. CHỦ TỊCH", "<w:r>", "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>"),
            Paragraph("PHÓ CHỦ TỊCH", "<w:r>", "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>"),
        ],
    ),
    variant(
        "thay-mat-khong-dam",
        REPORT,
        "signature/authority-format",
        &[Paragraph("TM. ỦY BAN NHÂN DÂN", "<w:r>", "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>")],
    ),
    variant("co-quan-chu-quan-dam", PLAN, "header/parent-format", &[Style("CoQuanChuQuan", "<w:sz ", "<w:b/><w:sz ")]),
    variant("dau-khan-khong-dam", PLAN, "header/urgency-format", &[Style("DauKhan", "<w:b/>", "")]),
    variant(
        "dau-khan-khong-khung",
        URGENT,
        "header/mark-frame-missing",
        &[Style("DauKhan", "<w:top w:val=\"single\"", "<w:top w:val=\"none\"")],
    ),
    variant("luu-hanh-nghieng", URGENT, "header/circulation-format", &[Style("LuuHanh", "<w:b/>", "<w:b/><w:i/>")]),
    variant(
        "trich-yeu-sat-so",
        LETTER,
        "title/letter-subject-gap",
        &[Style("TrichYeuCongVan", "w:before=\"120\"", "w:before=\"0\"")],
    ),
    // Annexes.
    variant("phu-luc-khong-dam", PLAN, "attachment/label-format", &[Style("PhuLuc", "<w:b/>", "")]),
    variant("phu-luc-can-trai", PLAN, "attachment/not-centered", &[Style("PhuLuc", "center", "left")]),
    variant("ten-phu-luc-nghieng", PLAN, "attachment/title-format", &[Style("TenPhuLuc", "<w:b/>", "<w:b/><w:i/>")]),
    variant("kem-theo-dung", PLAN, "attachment/note-format", &[Style("KemTheo", "<w:i/>", "")]),
    variant(
        "phu-luc-so-trang-noi-tiep",
        PLAN,
        "attachment/page-restart",
        &[Part("word/document.xml", "<w:pgNumType w:start=\"1\"/></w:sectPr>", "</w:sectPr>")],
    ),
    variant("ho-ten-co-12", REPORT, "signature/name-format", &[Style("HoTen", "28", "24")]),
    variant("ho-ten-can-trai", REPORT, "signature/not-centered", &[Style("HoTen", "center", "left")]),
    variant("noi-nhan-khong-nghieng", REPORT, "recipients/label-format", &[Style("NoiNhan", "<w:i/>", "")]),
    variant("noi-nhan-co-14", REPORT, "recipients/label-format", &[Style("NoiNhan", "24", "28")]),
    variant(
        "danh-sach-noi-nhan-nghieng",
        REPORT,
        "recipients/list-format",
        &[Style("DanhSachNoiNhan", "<w:sz ", "<w:i/><w:sz ")],
    ),
    variant("danh-sach-noi-nhan-co-14", LETTER, "recipients/list-size", &[Style("DanhSachNoiNhan", "22", "28")]),
    // The page.
    variant(
        "giay-letter",
        REPORT,
        "page/not-a4",
        &[Part("word/document.xml", "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\"")],
    ),
    variant(
        "giay-ngang",
        REPORT,
        "page/landscape",
        &[Part("word/document.xml", "w:w=\"11906\" w:h=\"16838\"", "w:w=\"16838\" w:h=\"11906\"")],
    ),
    variant(
        "le-25-4",
        REPORT,
        "page/margins-outside",
        &[Part(
            "word/document.xml",
            "w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\"",
            "w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\"",
        )],
    ),
    variant(
        "le-phai-13-5",
        REPORT,
        "page/margins-slightly-outside",
        &[Part("word/document.xml", "w:right=\"1134\"", "w:right=\"765\"")],
    ),
    variant(
        "so-trang-la-ma",
        REPORT,
        "page/number-style",
        &[Part("word/document.xml", "<w:pgNumType w:start", "<w:pgNumType w:fmt=\"lowerRoman\" w:start")],
    ),
    variant(
        "lien-he-co-14",
        LETTER,
        "page/contact-format",
        &[Part("word/footer1.xml", "w:val=\"22\"", "w:val=\"28\"")],
    ),
    // The font.
    variant(
        "phong-chu-arial",
        REPORT,
        "font/not-times-new-roman",
        &[
            Part("word/styles.xml", "w:hAnsi=\"Times New Roman\"", "w:hAnsi=\"Arial\""),
            Part("word/styles.xml", "w:ascii=\"Times New Roman\"", "w:ascii=\"Arial\""),
        ],
    ),
    variant(
        "lan-phong-chu-calibri",
        REPORT,
        "font/stray-font",
        &[Paragraph(
            "Tạo môi trường",
            "<w:r>",
            "<w:r><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\"/></w:rPr>",
        )],
    ),
    // The content.
    variant(
        "ca-van-ban-co-12",
        REPORT,
        "body/font-size-outside",
        &[Style("LoiVan", "w:sz w:val=\"28\"", "w:sz w:val=\"24\"")],
    ),
    variant(
        "mot-doan-co-12",
        REPORT,
        "body/font-size-outside",
        &[Paragraph("Tạo môi trường", "<w:r>", "<w:r><w:rPr><w:sz w:val=\"24\"/></w:rPr>")],
    ),
    variant(
        "lan-co-13",
        REPORT,
        "body/font-size-mixed",
        &[Paragraph("Tạo môi trường", "<w:r>", "<w:r><w:rPr><w:sz w:val=\"26\"/></w:rPr>")],
    ),
    variant("khong-canh-deu", REPORT, "body/not-justified", &[Style("LoiVan", "both", "left")]),
    variant(
        "khong-lui-dau-dong",
        REPORT,
        "body/first-line-indent",
        &[Style("LoiVan", "w:firstLine=\"720\"", "w:firstLine=\"0\"")],
    ),
    variant(
        "lui-dau-dong-1-9",
        DECISION,
        "body/first-line-indent",
        &[Style("LoiVan", "w:firstLine=\"720\"", "w:firstLine=\"1077\"")],
    ),
    variant(
        "lui-dau-dong-bang-tab",
        REPORT,
        "body/typed-indent",
        &[Paragraph("Tạo môi trường", "</w:pPr><w:r>", "<w:ind w:firstLine=\"0\"/></w:pPr><w:r><w:tab/>")],
    ),
    variant(
        "doan-sat-nhau",
        REPORT,
        "body/paragraph-spacing",
        &[Style("LoiVan", "w:before=\"60\" w:after=\"60\"", "w:before=\"0\" w:after=\"0\"")],
    ),
    variant(
        "ca-doan-nghieng",
        REPORT,
        "body/not-upright",
        &[
            Paragraph("Tạo môi trường", "<w:r>", "<w:r><w:rPr><w:i/></w:rPr>"),
            Paragraph("Nghị định không chỉ", "<w:r>", "<w:r><w:rPr><w:i/></w:rPr>"),
        ],
    ),
    variant(
        "doan-trong",
        REPORT,
        "body/blank-paragraphs",
        &[
            Paragraph("Tạo môi trường", "<w:p>", "<w:p/><w:p>"),
            Paragraph("Nghị định không chỉ", "<w:p>", "<w:p/><w:p>"),
            Paragraph("Khi được bảo vệ", "<w:p>", "<w:p/><w:p>"),
        ],
    ),
    variant("tieu-ngu-khong-ke", REPORT, "header/motto-line-missing", &[NoShape("Độc lập - Tự do")]),
    variant("co-quan-khong-ke", REPORT, "header/issuer-line-missing", &[NoShape("PHƯỜNG TRẠM LỘ")]),
    variant("trich-yeu-khong-ke", REPORT, "title/subject-line-missing", &[NoShape("ngày 29/9/2023 của Chính phủ<")]),
    variant(
        "le-trai-20",
        REPORT,
        "page/margins-outside",
        &[Part("word/document.xml", "w:left=\"1701\"", "w:left=\"1134\"")],
    ),
    variant("so-trang-lech-phai", REPORT, "page/number-position", &[Part("word/header1.xml", "center", "right")]),
    variant(
        "so-trang-o-duoi",
        REPORT,
        "page/number-position",
        &[Part("word/document.xml", "headerReference", "footerReference")],
    ),
    variant(
        "so-trang-o-trang-dau",
        REPORT,
        "page/number-on-first-page",
        &[Part("word/document.xml", "<w:titlePg/>", "")],
    ),
    variant(
        "so-trang-co-10",
        REPORT,
        "page/number-size",
        &[Part("word/header1.xml", "<w:r><w:t>", "<w:r><w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t>")],
    ),
    variant(
        "khong-so-trang",
        REPORT,
        "page/number-missing",
        &[Part("word/document.xml", "<w:headerReference w:type=\"default\" r:id=\"rId4\"/>", "")],
    ),
    variant(
        "chu-mau-xanh",
        REPORT,
        "font/not-black",
        &[Paragraph("Tạo môi trường", "<w:r>", "<w:r><w:rPr><w:color w:val=\"0000FF\"/></w:rPr>")],
    ),
    variant(
        "con-to-nen-vang",
        REPORT,
        "typing/highlighted",
        &[Paragraph("Tạo môi trường", "<w:r>", "<w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>")],
    ),
    variant(
        "so-trang-go-tay",
        REPORT,
        "page/typed-number",
        &[Part("word/document.xml", "<w:body>", "<w:body><w:p><w:r><w:t>1</w:t></w:r></w:p>")],
    ),
    variant(
        "so-go-tay-sau-so-tu-dong",
        REPORT,
        "outline/number-typed-twice",
        &[
            Part(
                "word/document.xml",
                "<w:pStyle w:val=\"TieuDeKhoan\"/></w:pPr><w:r><w:t xml:space=\"preserve\">1. Ưu điểm",
                "<w:pStyle w:val=\"TieuDeKhoan\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\">1. Ưu điểm",
            ),
            Part(
                "word/numbering.xml",
                "/>",
                "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
            ),
        ],
    ),
    variant(
        "tham-quyen-khong-dam",
        DECISION,
        "title/authority-not-bold",
        &[Paragraph("DÂN XÃ MÂY HẠ", "<w:r>", "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr>")],
    ),
    variant(
        "quyet-dinh-can-trai",
        DECISION,
        "title/decision-lines-not-centered",
        &[Paragraph(
            "QUYẾT ĐỊNH:",
            "<w:pStyle w:val=\"TenLoai\"/>",
            "<w:pStyle w:val=\"TenLoai\"/><w:jc w:val=\"left\"/>",
        )],
    ),
    variant("gian-dong-doi", REPORT, "body/line-spacing", &[Style("LoiVan", "w:line=\"264\"", "w:line=\"480\"")]),
    // Headings.
    variant("de-muc-co-16", REPORT, "outline/heading-size", &[Style("DeMuc", "w:val=\"28\"", "w:val=\"32\"")]),
    variant("de-muc-nghieng", REPORT, "outline/heading-italic", &[Style("DeMuc", "<w:b/>", "<w:b/><w:i/>")]),
    variant("de-muc-khong-dam", REPORT, "outline/heading-not-bold", &[Style("DeMuc", "<w:b/>", "")]),
    variant(
        "tieu-de-khoan-khong-dam",
        REPORT,
        "outline/titled-paragraph-not-bold",
        &[Style("TieuDeKhoan", "<w:b/>", "")],
    ),
    variant("chuong-can-trai", REGULATION, "outline/division-not-centered", &[Style("DeChuong", "center", "left")]),
    variant("ten-muc-can-trai", REGULATION, "outline/division-not-centered", &[Style("TieuDeMuc", "center", "left")]),
    variant("chuong-khong-dam", REGULATION, "outline/heading-not-bold", &[Style("DeChuong", "<w:b/>", "")]),
    variant(
        "ten-chuong-nghieng",
        REGULATION,
        "outline/heading-italic",
        &[Style("TieuDeChuong", "<w:b/>", "<w:b/><w:i/>")],
    ),
    variant("ten-chuong-co-16", REGULATION, "outline/heading-size", &[Style("TieuDeChuong", "28", "32")]),
    variant(
        "chuong-so-a-rap",
        REGULATION,
        "outline/division-numeral",
        &[Paragraph("Chương II", "Chương II", "Chương 2")],
    ),
    variant(
        "ten-chuong-chu-thuong",
        REGULATION,
        "outline/division-title-lower-case",
        &[Paragraph("NHIỆM VỤ VÀ", "NHIỆM VỤ VÀ CHẾ ĐỘ LÀM VIỆC", "Nhiệm vụ và chế độ làm việc")],
    ),
    variant(
        "dieu-dau-hai-cham",
        REGULATION,
        "outline/article-form",
        &[Paragraph("Điều 4. Họp Tổ", "Điều 4.", "Điều 4:")],
    ),
    variant("dieu-nghieng", DECISION, "outline/heading-italic", &[Paragraph("Điều 2.", "<w:b/>", "<w:b/><w:i/>")]),
    variant("dieu-khong-dam", DECISION, "outline/article-not-bold", &[Paragraph("Điều 2.", "<w:b/>", "")]),
];

/// The report with small letters where capitals belong, in every part that is written in them.
pub(crate) const SMALL_LETTERS: &[Edit] = &[
    Paragraph("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "Ủy ban nhân dân"),
    Paragraph("PHƯỜNG TRẠM LỘ", "PHƯỜNG TRẠM LỘ", "Phường Trạm Lộ"),
    Paragraph("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    Paragraph(">BÁO CÁO<", "BÁO CÁO", "Báo cáo"),
    Paragraph("I. CÔNG TÁC", "CÔNG TÁC TRIỂN KHAI THỰC HIỆN", "Công tác triển khai thực hiện"),
    Paragraph("III. ĐÁNH GIÁ", "ĐÁNH GIÁ CHUNG", "Đánh giá chung"),
    Paragraph("TM. ỦY BAN", "TM. ỦY BAN NHÂN DÂN", "TM. Ủy ban nhân dân"),
    Paragraph("KT. CHỦ TỊCH", "KT. CHỦ TỊCH", "KT. Chủ tịch"),
    Paragraph("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
];

/// The styles of those parts show capitals.
pub(crate) const SHOWN_AS_CAPITALS: &[Edit] = &[
    Style("CoQuan", "<w:sz ", "<w:caps/><w:sz "),
    Style("QuocHieu", "<w:sz ", "<w:caps/><w:sz "),
    Style("TenLoai", "<w:sz ", "<w:caps/><w:sz "),
    Style("DeMuc", "<w:sz ", "<w:caps/><w:sz "),
    Style("ChucVu", "<w:sz ", "<w:caps/><w:sz "),
];

/// The report with these edits.
pub(crate) fn report_with(edits: &[&[Edit]]) -> Vec<u8> {
    let mut parts = fixture(REPORT);
    for edit in edits.iter().copied().flatten() {
        apply(edit, &mut parts, REPORT);
    }
    zip(&parts)
}

/// The package of the fixture or variant `name`.
pub(crate) fn package(name: &str) -> Option<Vec<u8>> {
    if COMPLIANT.contains(&name) {
        return Some(zip(&fixture(name)));
    }
    let variant = VARIANTS.iter().find(|variant| variant.name == name)?;
    let mut parts = fixture(variant.base);
    for edit in variant.edits {
        apply(edit, &mut parts, name);
    }
    Some(zip(&parts))
}

fn apply(edit: &Edit, parts: &mut Parts, name: &str) {
    let (part, mark, from, to) = match *edit {
        NoShape(text) => return remove_shape(text, parts),
        Style(style, from, to) => ("word/styles.xml", format!("w:styleId=\"{style}\""), from, to),
        Paragraph(text, from, to) => ("word/document.xml", text.to_owned(), from, to),
        Part(part, from, to) => (part, String::new(), from, to),
    };
    let bytes = parts.get_mut(part).unwrap_or_else(|| panic!("{name}: no {part}"));
    let text = std::str::from_utf8(bytes).expect("UTF-8").to_owned();
    let hit = |line: &&str| line.contains(&mark) && line.contains(from);
    let line = text.lines().find(hit).unwrap_or_else(|| panic!("{name}: {from:?} is not in {part}"));
    *bytes = text.replacen(line, &line.replacen(from, to, 1), 1).into_bytes();
}

fn remove_shape(text: &str, parts: &mut Parts) {
    const END: &str = "</mc:AlternateContent></w:r>";
    let bytes = parts.get_mut("word/document.xml").expect("document");
    let mut document = String::from_utf8(std::mem::take(bytes)).expect("UTF-8");
    let paragraph = document.find(text).expect("the paragraph");
    let start = paragraph + document[paragraph..].find("<w:r><mc:AlternateContent>").expect("a shape");
    let end = start + document[start..].find(END).expect("its end") + END.len();
    document.replace_range(start..end, "");
    *bytes = document.into_bytes();
}
