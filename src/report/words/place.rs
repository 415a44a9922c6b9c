//! Words of places in a document.

use crate::catalogue::Lang;

/// Fixed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceWord {
    /// The rows that head the columns of a table.
    HeadingRow,
}

impl PlaceWord {
    /// In words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::HeadingRow, Lang::Vi) => "hàng tiêu đề",
            (Self::HeadingRow, Lang::En) => "heading row",
        }
    }
}

/// A page, and whether the file counts it or a program that showed it did.
pub fn page((number, is_certain): (u32, bool), lang: Lang) -> String {
    match (is_certain, lang) {
        (true, Lang::Vi) => format!("trang {number}"),
        (true, Lang::En) => format!("page {number}"),
        (false, Lang::Vi) => format!("khoảng trang {number}"),
        (false, Lang::En) => format!("about page {number}"),
    }
}

/// Several pages, `most` at most.
pub fn pages(numbers: &[u32], is_certain: bool, most: usize, lang: Lang) -> String {
    if let [number] = numbers {
        return page((*number, is_certain), lang);
    }
    let shown: Vec<String> = numbers.iter().take(most).map(u32::to_string).collect();
    let more = if numbers.len() > most { ", …" } else { "" };
    let shown = format!("{}{more}", shown.join(", "));
    match (is_certain, lang) {
        (true, Lang::Vi) => format!("trang {shown}"),
        (true, Lang::En) => format!("pages {shown}"),
        (false, Lang::Vi) => format!("khoảng trang {shown}"),
        (false, Lang::En) => format!("about pages {shown}"),
    }
}

/// A table without a number of its own.
pub fn table(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("bảng thứ {number}"),
        Lang::En => format!("table no. {number}"),
    }
}

/// A row by its words.
pub fn row(named: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("dòng “{named}”"),
        Lang::En => format!("row “{named}”"),
    }
}

/// A row without words, counted below the heading.
pub fn row_number(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("dòng thứ {number} dưới hàng tiêu đề"),
        Lang::En => format!("row {number} below the heading"),
    }
}

/// A column by its heading.
pub fn column(named: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("cột “{named}”"),
        Lang::En => format!("column “{named}”"),
    }
}

/// A paragraph by its first words.
pub fn paragraph_with(quote: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đoạn “{quote}”"),
        Lang::En => format!("paragraph “{quote}”"),
    }
}

/// A clause of an article.
pub fn clause(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("khoản {number}"),
        Lang::En => format!("clause {number}"),
    }
}

/// A point of a clause.
pub fn point(letter: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("điểm {letter}"),
        Lang::En => format!("point {letter}"),
    }
}

/// A line and a column of a file.
pub fn spot(line: u32, column: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("dòng {line}, cột {column}"),
        Lang::En => format!("line {line}, column {column}"),
    }
}

/// A heading as it is written, in the case of a sentence: `CHƯƠNG IV` is *Chương IV*.
pub fn heading_name(written: &str) -> String {
    let Some((kind, number)) = written.split_once(' ') else { return written.to_owned() };
    let is_shouted = kind.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    if !is_shouted {
        return written.to_owned();
    }
    let mut letters = kind.chars();
    let first: String = letters.next().into_iter().collect();
    format!("{first}{} {number}", letters.flat_map(char::to_lowercase).collect::<String>())
}
