//! What is said of figures: where each of them stands, and how many were checked.

use std::fmt::Write as _;

use crate::catalogue::Lang;
use crate::model::figure::BaseSource;
use crate::model::relation::{Coverage, Operation, Refusal, Source, Standing};

/// What became of a figure.
pub const fn standing(standing: Standing, lang: Lang) -> &'static str {
    match (standing, lang) {
        (Standing::Right, Lang::Vi) => "đúng",
        (Standing::Right, Lang::En) => "right",
        (Standing::Wrong, Lang::Vi) => "không khớp",
        (Standing::Wrong, Lang::En) => "does not match",
        (Standing::NoTotal, Lang::Vi) => "có số lượng, không rõ tổng số",
        (Standing::NoTotal, Lang::En) => "has a count, the whole is not known",
        (Standing::Limit, Lang::Vi) => "là mức giới hạn hoặc định mức",
        (Standing::Limit, Lang::En) => "is a limit or a norm",
        (Standing::Approximate, Lang::Vi) => "là số gần đúng",
        (Standing::Approximate, Lang::En) => "is approximate",
        (Standing::NoPlan, Lang::Vi) => "so với kế hoạch, không nêu số kế hoạch",
        (Standing::NoPlan, Lang::En) => "is against a plan whose value is not given",
        (Standing::NoEarlier, Lang::Vi) => "là mức tăng, giảm, không nêu đủ hai số để tính",
        (Standing::NoEarlier, Lang::En) => "is a change, one of its two values is not given",
        (Standing::NotCounted, Lang::Vi) => "là tỷ lệ của một đại lượng không nêu số",
        (Standing::NotCounted, Lang::En) => "is a share of something that is not counted",
        (Standing::Alone, Lang::Vi) => "không có số lượng kèm theo để đối chiếu",
        (Standing::Alone, Lang::En) => "has no count in reach",
    }
}

/// Why the counts near a percentage do not decide it.
pub const fn refusal(why: Refusal, lang: Lang) -> &'static str {
    match (why, lang) {
        (Refusal::OtherWhole, Lang::Vi) => "tỷ lệ nói về một tổng số khác",
        (Refusal::OtherWhole, Lang::En) => "the percentage speaks of another whole",
        (Refusal::OneCount, Lang::Vi) => "chỉ có một số, không có số để chia",
        (Refusal::OneCount, Lang::En) => "one count alone, and nothing to divide it by",
        (Refusal::NoPair, Lang::Vi) => "không cặp nào cho tỷ lệ này, câu văn không nói rõ tính trên số nào",
        (Refusal::NoPair, Lang::En) => "no pair gives it, and the sentence does not say of what it is reckoned",
        (Refusal::Chance, Lang::Vi) => "nhiều cặp cùng cho tỷ lệ này, hoặc có thể trùng ngẫu nhiên",
        (Refusal::Chance, Lang::En) => "several pairs give it, or one by chance",
    }
}

/// Before the counts that were weighed for a percentage.
pub const fn nearest(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "số gần nhất",
        Lang::En => "nearest",
    }
}

/// How many percentages were checked, and why the others were not.
pub fn coverage(coverage: &Coverage, lang: Lang) -> String {
    let (all, checked) = (coverage.all(), coverage.checked());
    let wrong: usize = coverage.each().filter(|(each, _)| *each == Standing::Wrong).map(|(_, count)| count).sum();
    let mut text = match lang {
        Lang::Vi => format!("đã đối chiếu {checked} trên {all} tỷ lệ phần trăm"),
        Lang::En => format!("{checked} of {all} percentages checked"),
    };
    if wrong > 0 {
        let _ = match lang {
            Lang::Vi => write!(text, ", {wrong} không khớp"),
            Lang::En => write!(text, ", {wrong} wrong"),
        };
    }
    for (each, count) in coverage.each().filter(|(each, _)| !each.is_checked()) {
        let _ = write!(text, "; {count} {}", reason(each, lang));
    }
    text
}

/// Why several figures were not checked.
const fn reason(each: Standing, lang: Lang) -> &'static str {
    match (each, lang) {
        (_, Lang::Vi) => standing(each, lang),
        (Standing::NoTotal, Lang::En) => "with a count whose whole is not known",
        (Standing::Limit, Lang::En) => "limits or norms",
        (Standing::Approximate, Lang::En) => "approximate",
        (Standing::NoPlan, Lang::En) => "against a plan whose value is not given",
        (Standing::NoEarlier, Lang::En) => "changes with only one of their two values",
        (Standing::NotCounted, Lang::En) => "of something that is not counted",
        (_, Lang::En) => "with no count in reach",
    }
}

/// What says that figures belong together.
pub const fn source(source: Source, lang: Lang) -> &'static str {
    match (source, lang) {
        (Source::Sentence, Lang::Vi) => "theo câu văn",
        (Source::Sentence, Lang::En) => "by the sentence",
        (Source::Wording, Lang::Vi) => "theo cách diễn đạt",
        (Source::Wording, Lang::En) => "by the wording",
        (Source::Nearby, Lang::Vi) => "cặp số duy nhất ở gần cho đúng tỷ lệ này",
        (Source::Nearby, Lang::En) => "the only pair nearby that gives it",
        (Source::Heading, Lang::Vi) => "theo tên hàng, tên cột",
        (Source::Heading, Lang::En) => "by the headings",
        (Source::Formula, Lang::Vi) => "theo hàng công thức",
        (Source::Formula, Lang::En) => "by the row of formulas",
        (Source::Pattern, Lang::Vi) => "như các hàng, cột khác của bảng",
        (Source::Pattern, Lang::En) => "as in the other rows and columns",
        (Source::Numbering, Lang::Vi) => "theo số thứ tự của các hàng",
        (Source::Numbering, Lang::En) => "by the numbers of the rows",
        (Source::Naming, Lang::Vi) => "theo tên các hàng, các cột",
        (Source::Naming, Lang::En) => "by the names of the rows and columns",
    }
}

/// The name of an operation in JSON.
pub const fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Sum => "sum",
        Operation::Difference => "difference",
        Operation::Share => "share",
        Operation::Growth => "growth",
        Operation::Change => "change",
        Operation::Product => "product",
        Operation::Times => "times",
        Operation::Portion(_) => "portion",
        Operation::Within => "within",
        Operation::Mean => "mean",
        Operation::Items => "items",
    }
}

/// Where the whole of a ratio comes from.
pub fn base_source(source: Option<&BaseSource>, count: usize, lang: Lang) -> &'static str {
    match (source, lang) {
        (None, Lang::Vi) => "chưa rõ tổng số",
        (None, Lang::En) => "the whole is not known",
        (Some(BaseSource::Stated(base)), Lang::Vi) if *base == count => "theo mẫu số",
        (Some(BaseSource::Stated(base)), Lang::En) if *base == count => "by the denominator",
        (Some(BaseSource::Stated(_)), Lang::Vi) => "theo tổng số đã nêu",
        (Some(BaseSource::Stated(_)), Lang::En) => "by the stated total",
        (Some(BaseSource::SumOf(_)), Lang::Vi) => "theo tổng các thành phần",
        (Some(BaseSource::SumOf(_)), Lang::En) => "by the sum of the parts",
        (Some(BaseSource::Inferred), Lang::Vi) => "tổng số duy nhất phù hợp",
        (Some(BaseSource::Inferred), Lang::En) => "by the only whole that fits",
    }
}

/// Why parts belong to a total.
pub const fn of_parts(stated: bool, lang: Lang) -> &'static str {
    match (stated, lang) {
        (true, Lang::Vi) => "đủ các thành phần của một tổng số",
        (true, Lang::En) => "all parts of one whole",
        (false, Lang::Vi) => "đủ các thành phần, tổng số không nêu",
        (false, Lang::En) => "all parts, the total is not stated",
    }
}

/// Why two figures are one quantity.
pub const fn same_words(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "cùng tên gọi, cùng kỳ",
        Lang::En => "the same words and period",
    }
}

/// Why a figure of the text and a cell of a table are one quantity.
pub const fn same_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "cùng tên gọi với một hàng của bảng",
        Lang::En => "the name of a row of a table",
    }
}

/// The titles of the lists of `rasoat figures`: what was compared, and all figures.
pub const fn figure_titles(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Vi => ("Đối chiếu", "Số liệu tìm thấy"),
        Lang::En => ("Compared", "Figures found"),
    }
}

/// What a text says in place of what is right.
pub fn text_says(found: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("văn bản ghi {found}"),
        Lang::En => format!("the text says {found}"),
    }
}

/// Before a ratio that cannot be decided.
pub const fn undecided(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "không kết luận được",
        Lang::En => "cannot be decided",
    }
}

/// A document without figures.
pub const fn no_figures(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "không có số liệu nào",
        Lang::En => "no figures",
    }
}

/// Figures before the first heading and in annexes.
pub const fn outside_sections(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "Ngoài các mục",
        Lang::En => "Outside the sections",
    }
}

/// How many figures of a section are right, wrong and undecided.
pub fn section_figures(right: usize, wrong: usize, open: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{right} số đúng, {wrong} số không khớp, {open} tỷ lệ chưa kết luận được"),
        Lang::En => format!("{right} right, {wrong} wrong, {open} percentages undecided"),
    }
}

/// Words of the sheet of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetWord {
    /// Its title.
    Title,
    /// Over the places.
    Place,
    /// Over the sentences.
    Sentence,
    /// Over what became of each.
    Result,
    /// Nothing is to be listed.
    Nothing,
}

impl SheetWord {
    /// The word.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Title, Lang::Vi) => "Phiếu đối chiếu số liệu",
            (Self::Title, Lang::En) => "Sheet of figures",
            (Self::Place, Lang::Vi) => "Vị trí",
            (Self::Place, Lang::En) => "Place",
            (Self::Sentence, Lang::Vi) => "Câu trong văn bản",
            (Self::Sentence, Lang::En) => "Sentence",
            (Self::Result, Lang::Vi) => "Kết quả đối chiếu",
            (Self::Result, Lang::En) => "Result",
            (Self::Nothing, Lang::Vi) => "Không có số liệu nào đối chiếu được với nhau.",
            (Self::Nothing, Lang::En) => "No figures can be compared with each other.",
        }
    }
}
