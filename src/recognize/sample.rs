//! Documents of a few lines, for the tests beside the recognisers.

#[cfg(test)]
use crate::engine::{self, Settings};
use crate::model::{Document, SourceFile};

/// A right head of a report, up to its title.
pub(super) const HEAD: &str = "ỦY BAN NHÂN DÂN\nXÃ MÂY HẠ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
    Độc lập - Tự do - Hạnh phúc\nSố: 15/BC-UBND\nMây Hạ, ngày 05 tháng 6 năm 2026\n\n";

/// A right head of a letter, up to its content.
pub(super) const LETTER: &str = "ỦY BAN NHÂN DÂN\nXÃ MÂY HẠ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
    Độc lập - Tự do - Hạnh phúc\nSố: 15/UBND-VHXH\nV/v tập huấn\nMây Hạ, ngày 05 tháng 6 năm 2026\n\n\
    Kính gửi: Sở Nội vụ tỉnh An Bình\n\n";

/// `text` as it is recognised.
pub(super) fn document(text: &str) -> Document {
    let file = SourceFile { name: String::from("mau.txt"), bytes: text.as_bytes().to_vec() };
    engine::parse(&file, &Settings::new()).expect("reads").0
}
