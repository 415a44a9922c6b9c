//! Words of the review sheet that is filed on paper.

use crate::catalogue::Lang;

/// Fixed words of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiledWord {
    /// The name of the state, which heads every paper.
    NationalName,
    /// The motto below it.
    Motto,
    /// Number and symbol, left blank.
    Number,
    /// Place and date, left blank.
    PlaceAndDate,
    /// Before the document that is reviewed.
    Document,
    /// Title of the hints.
    Hints,
    /// Below the title of whoever signs.
    HowToSign,
}

impl FiledWord {
    /// The word in `lang`.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NationalName, Lang::Vi) => "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            (Self::NationalName, Lang::En) => "SOCIALIST REPUBLIC OF VIET NAM",
            (Self::Motto, Lang::Vi) => "Độc lập - Tự do - Hạnh phúc",
            (Self::Motto, Lang::En) => "Independence - Freedom - Happiness",
            (Self::Number, Lang::Vi) => "Số: ……/……",
            (Self::Number, Lang::En) => "No.: ……/……",
            (Self::PlaceAndDate, Lang::Vi) => "…………, ngày …… tháng …… năm ……",
            (Self::PlaceAndDate, Lang::En) => "…………, the …… of ………… ……",
            (Self::Document, Lang::Vi) => "Văn bản",
            (Self::Document, Lang::En) => "Document",
            (Self::Hints, Lang::Vi) => "Gợi ý",
            (Self::Hints, Lang::En) => "Hints",
            (Self::HowToSign, Lang::Vi) => "(Ký, ghi rõ họ và tên)",
            (Self::HowToSign, Lang::En) => "(signature and full name)",
        }
    }
}

/// Below the last line: what made the sheet.
pub fn made_by(version: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Phiếu do chương trình rasoat {version} lập; người rà soát xem lại trước khi ký."),
        Lang::En => format!("Made by rasoat {version}; the reviewer looks it over before signing."),
    }
}

/// The rest of a list that is too long for paper.
pub fn and_more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("và {count} mục khác"),
        Lang::En => format!("and {count} more"),
    }
}
