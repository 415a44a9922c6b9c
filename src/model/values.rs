//! Typed values of *thể thức*, each with its place.

use jiff::civil::Date;

use super::block::Span;

/// A clean text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The clean text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The number and symbol line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// The whole line part, from `Số` to the end of the symbol.
    pub span: Span,
    /// The word `Số` and what follows it up to the number.
    pub label: Span,
    /// A colon follows `Số`.
    pub colon: bool,
    /// The serial number as written; `None` when blank.
    pub serial: Option<Located>,
    /// The symbol after the slash (`BC-UBND`); `None` when missing.
    pub symbol: Option<Located>,
}

/// The place and date line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceAndDate {
    /// The whole line.
    pub span: Span,
    /// The place name before the comma.
    pub place: Option<Located>,
    /// A comma stands between place and date.
    pub comma: bool,
    /// The date.
    pub date: WrittenDate,
}

/// A date as written. It may be blank in part, or not exist (31/9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// From `ngày` or the first digit to the end of the year.
    pub span: Span,
    /// `ngày 29 tháng 9 năm 2023`, not `29/9/2023`.
    pub in_words: bool,
    /// Day, as written.
    pub day: Option<Located>,
    /// Month, as written.
    pub month: Option<Located>,
    /// Year, as written.
    pub year: Option<Located>,
}

impl WrittenDate {
    /// Day, month, year as numbers, if all are written.
    pub fn numbers(&self) -> Option<(u32, u32, u32)> {
        let number = |part: &Option<Located>| part.as_ref()?.text.parse().ok();
        Some((number(&self.day)?, number(&self.month)?, u32::from(self.year_number()?)))
    }

    /// The year; two digits stand for one of this century.
    pub fn year_number(&self) -> Option<u16> {
        let year = self.year.as_ref()?;
        let number: u16 = year.text.parse().ok()?;
        Some(if year.text.len() == 2 { 2000 + number } else { number })
    }

    /// The first and last day that the date may mean: of its month if the day is blank, of its year if the
    /// month is blank too.
    pub fn days(&self) -> Option<(Date, Date)> {
        if let Some(day) = self.checked() {
            return Some((day, day));
        }
        let year = i16::try_from(self.year_number()?).ok()?;
        match (&self.day, &self.month) {
            (None, Some(month)) => {
                let first = Date::new(year, month.text.parse().ok()?, 1).ok()?;
                Some((first, first.last_of_month()))
            }
            (None, None) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
            _ => None,
        }
    }

    /// The calendar date; `None` if blank in part or not in the calendar.
    pub fn checked(&self) -> Option<Date> {
        let (day, month, year) = self.numbers()?;
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// True if day or month or year is left blank.
    pub fn is_blank(&self) -> bool {
        self.day.is_none() || self.month.is_none() || self.year.is_none()
    }

    /// True if all is written but the calendar has no such day.
    pub fn is_impossible(&self) -> bool {
        !self.is_blank() && self.checked().is_none()
    }
}

/// The kind of document that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognizedKind {
    /// Slug of the lexicon entry (`bao-cao`, `cong-van`).
    pub slug: String,
    /// The title line; `None` for a *công văn*, which has none.
    pub title: Option<Located>,
}

/// The *Kính gửi* block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressees {
    /// The words `Kính gửi` with the colon.
    pub label: Span,
    /// A colon follows.
    pub colon: bool,
    /// The addressees.
    pub items: Vec<Located>,
}

/// One line of *Nơi nhận*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientLine {
    /// The line without its marker, with its punctuation.
    pub span: Span,
    /// The clean text of `span`.
    pub text: String,
    /// The dash before it.
    pub marker: Option<Located>,
    /// The line of the archive: `Lưu: VT, …`.
    pub is_archive: bool,
    /// It goes on in the next line, which has no marker of its own.
    pub continues: bool,
}

/// The *Nơi nhận* block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipients {
    /// The words `Nơi nhận` with the colon.
    pub label: Span,
    /// A colon follows.
    pub colon: bool,
    /// Its lines.
    pub lines: Vec<RecipientLine>,
    /// The lines stand in one glued paragraph and were split by their marks: line ends are not
    /// what the author typed.
    pub glued: bool,
}

/// One line of the grounds (*căn cứ ban hành*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// The whole line with its punctuation.
    pub span: Span,
    /// The word that opens it, folded: `căn cứ`, `thực hiện`, `theo đề nghị của`, `xét đề nghị của`.
    pub opener: String,
    /// The mark that ends it.
    pub ending: Option<char>,
    /// A sentence that leads into the content follows on the same line (`…, UBND xã báo cáo như sau:`).
    pub leads_in: bool,
}

/// The end mark of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndMark {
    /// The mark with spaces inside it.
    pub span: Span,
    /// The mark as written, without spaces: `./.`, `/.`, `./`.
    pub text: String,
    /// Written exactly `./.`, attached to the last word.
    pub right: bool,
}
