//! `issue-date`: how the line of place and date is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::classes::classes;
use crate::lexicon::places::{Province, provinces};
use crate::model::values::{Located, PlaceAndDate};
use crate::model::{ComponentKind, Document, Span};
use crate::text::{TextRange, fold};

/// Looks at one point of the date line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct IssueDate {
    /// What the line must keep.
    requirement: Requirement,
    /// Folded words for the level of a commune.
    #[serde(default)]
    communes: Vec<String>,
}

/// What a date line must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// Day, month and year are written.
    Filled,
    /// The calendar has the day.
    Possible,
    /// `ngày … tháng … năm …`, not `12/5/2026`.
    InWords,
    /// Days below ten have a leading zero.
    DayZero,
    /// Months 1 and 2 have a leading zero.
    MonthZero,
    /// Months 3 to 9 have none.
    NoMonthZero,
    /// A comma follows the place.
    Comma,
    /// No comma stands inside the date.
    NoCommaInside,
    /// The year has four digits.
    FullYear,
    /// `ngày` is written in small letters.
    SmallWord,
    /// A body of a commune writes the name of the commune.
    OwnPlace,
    /// A body of a province does not date from another province.
    OwnProvince,
    /// The place begins its words with capitals.
    PlaceCapitals,
}

impl Check for IssueDate {
    const NAME: &'static str = "issue-date";
    const VALUES: &'static [&'static str] = &["found", "expected"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(line) = &cx.document.place_and_date else { return };
        let Some(Broken { span, edit }) = self.broken(cx.document, line) else { return };
        let own = match self.requirement {
            Requirement::OwnPlace => self.own_place(cx.document),
            Requirement::OwnProvince => own_province(cx.document).map(|province| province.name.clone()),
            _ => None,
        };
        let expected = own.or_else(|| edit.as_ref().map(|edit| edit.replacement.clone())).unwrap_or_default();
        let draft = findings.report(span).value("found", cx.document.clean_text(span)).value("expected", expected);
        if let Some(edit) = edit {
            draft.edit(edit);
        }
    }
}

/// A broken requirement.
struct Broken {
    span: Span,
    edit: Option<Edit>,
}

impl IssueDate {
    fn broken(&self, document: &Document, line: &PlaceAndDate) -> Option<Broken> {
        let date = &line.date;
        let replace =
            |part: &Located, right: String| Broken { span: part.span, edit: Some(Edit::replace(part.span, right)) };
        match self.requirement {
            Requirement::Filled => {
                // A draft without its number is told of both at once.
                let numbered = document.number.as_ref().is_none_or(|number| number.serial.is_some());
                (date.is_blank() && numbered).then_some(Broken { span: date.span, edit: None })
            }
            Requirement::Possible => date.is_impossible().then_some(Broken { span: date.span, edit: None }),
            Requirement::InWords => {
                if date.in_words || date.is_blank() {
                    return None;
                }
                let (day, month, year) = date.numbers()?;
                let day = format!("{day:02}");
                let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
                let words = format!("ngày {day} tháng {month} năm {year}");
                Some(Broken { span: date.span, edit: Some(Edit::replace(date.span, words)) })
            }
            Requirement::DayZero => {
                let day = date.day.as_ref().filter(|_| date.in_words)?;
                (day.text.len() == 1 && day.text != "0").then(|| replace(day, format!("0{}", day.text)))
            }
            Requirement::MonthZero => {
                let month = date.month.as_ref().filter(|_| date.in_words)?;
                matches!(month.text.as_str(), "1" | "2").then(|| replace(month, format!("0{}", month.text)))
            }
            Requirement::NoMonthZero => {
                let month = date.month.as_ref().filter(|_| date.in_words)?;
                let bare = month.text.strip_prefix('0')?;
                matches!(bare, "3" | "4" | "5" | "6" | "7" | "8" | "9").then(|| replace(month, bare.to_owned()))
            }
            Requirement::Comma => {
                let place = line.place.as_ref().filter(|_| !line.comma)?;
                let end = Span::new(place.span.block, TextRange::empty(place.span.range.end()));
                Some(Broken { span: place.span, edit: Some(Edit::replace(end, ",")) })
            }
            Requirement::NoCommaInside => {
                let right = document.clean_text(date.span).replace(',', "");
                let split = date.in_words && document.clean_text(date.span) != right;
                split.then(|| Broken { span: date.span, edit: Some(Edit::replace(date.span, right)) })
            }
            Requirement::FullYear => {
                let year = date.year.as_ref().filter(|year| year.text.len() == 2)?;
                Some(replace(year, date.year_number()?.to_string()))
            }
            Requirement::SmallWord => {
                let words = document.clean_text(date.span);
                let right = format!("n{}", words.strip_prefix(['N', 'n'])?);
                let word = document.block(date.span.block).clean_range(date.span).start() as usize;
                let span = document.block(date.span.block).span(word..word + 1);
                let wrong = date.in_words && line.place.is_some() && words != right;
                wrong.then(|| Broken { span: date.span, edit: Some(Edit::replace(span, "n")) })
            }
            Requirement::OwnPlace => {
                let place = line.place.as_ref().filter(|place| !is_torn(&place.text))?;
                let own = fold::key(&self.own_place(document)?);
                let written = fold::key(&place.text);
                let bare = classes().level(&written).map_or(written.as_str(), |end| written[end..].trim_start());
                (bare != own).then_some(Broken { span: place.span, edit: None })
            }
            Requirement::OwnProvince => {
                let place = line.place.as_ref().filter(|place| !is_torn(&place.text))?;
                let written = fold::key(&place.text);
                let bare = classes().level(&written).map_or(written.as_str(), |end| written[end..].trim_start());
                let named = province_called(bare)?;
                (named.code != own_province(document)?.code).then_some(Broken { span: place.span, edit: None })
            }
            Requirement::PlaceCapitals => {
                let place = line.place.as_ref().filter(|place| !is_torn(&place.text))?;
                let right = with_capitals(&place.text);
                (right != place.text).then(|| replace(place, right))
            }
        }
    }

    /// The name of the commune in the last line of the issuer, if that is one: `XÃ MÂY HẠ` is `Mây Hạ`.
    fn own_place(&self, document: &Document) -> Option<String> {
        let issuer = document.component(ComponentKind::IssuingAuthority)?;
        let line = document.clean_text(*issuer.spans.last()?);
        let folded = fold::fold(line);
        let level = classes().last_level(&folded).map_or(0, |at| at.start);
        let end = level + classes().level(&folded[level..])?;
        // In `PHÒNG VĂN HÓA - XÃ HỘI` the word is no level.
        let is_word = folded[..level].trim_end().ends_with(['-', '–']);
        if is_word || !self.communes.iter().any(|word| *word == folded[level..end]) {
            return None;
        }
        let mut before = ' ';
        let letters = folded[end..].trim().chars().map(|letter| {
            let shown = if before.is_alphabetic() { letter } else { fold::upper(letter) };
            before = letter;
            shown
        });
        Some(letters.collect())
    }
}

/// The province that has or had the folded name.
fn province_called(name: &str) -> Option<&'static Province> {
    let had = |province: &&Province| province.folded == name || province.ended.iter().any(|old| fold::key(old) == name);
    provinces().all.iter().find(had)
}

/// The province whose committee stands in the header, as the issuer or above it.
fn own_province(document: &Document) -> Option<&'static Province> {
    let parts = [ComponentKind::ParentAuthority, ComponentKind::IssuingAuthority];
    let lines = parts.iter().filter_map(|part| document.component_text(*part)).map(|text| fold::key(&text));
    lines.into_iter().find_map(|text| {
        let text = text.replace('\n', " ");
        let rest = ["ubnd ", "ủy ban nhân dân "].iter().find_map(|body| text.strip_prefix(body))?;
        let name = ["tỉnh ", "thành phố ", "tp. ", "tp "].iter().find_map(|level| rest.strip_prefix(level))?;
        province_called(name.trim())
    })
}

/// True if a copy has torn a syllable apart (`Qu ả ng Ngãi`): a part of it is no syllable.
fn is_torn(place: &str) -> bool {
    let has_vowel = |word: &str| fold::fold(word).chars().any(|letter| !"bcdđghklmnpqrstvxfjwz".contains(letter));
    let short = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_lowercase);
    let mut words = place.split([' ', '-', '.', '\'', '’']).filter(|word| word.chars().all(char::is_alphabetic));
    words.any(|word| !word.is_empty() && (short(word) || !has_vowel(word) && !word.chars().all(char::is_uppercase)))
        || place.split(' ').any(|word| word.chars().count() == 1 && !has_vowel(word))
}

/// The place with capitals at its first letter and at every syllable of its name.
fn with_capitals(place: &str) -> String {
    let folded = fold::fold(place);
    // Of the words that say what a place is only the first syllable takes a capital.
    let level = classes().level(&folded).unwrap_or(0);
    let mut right = String::with_capacity(place.len());
    let mut before = ' ';
    for (at, letter) in place.char_indices() {
        let starts = !before.is_alphabetic() && !matches!(before, '\'' | '’') && (at == 0 || at >= level);
        right.push(if starts { fold::upper(letter) } else { letter });
        before = letter;
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_places_are_not_judged() {
        assert!(is_torn("Qu ả ng Ngãi"));
        assert!(is_torn("T hành phố Hồ Chí M inh"));
        assert!(!is_torn("TP. Hồ Chí Minh"));
        assert!(!is_torn("Ea H'leo"));
        assert!(!is_torn("trạm lộ"));
        assert!(!is_torn("Y Tý"));
    }

    #[test]
    fn places_take_capitals() {
        assert_eq!(with_capitals("trạm lộ"), "Trạm Lộ");
        assert_eq!(with_capitals("Hà nội"), "Hà Nội");
        assert_eq!(with_capitals("Thành phố Hồ Chí Minh"), "Thành phố Hồ Chí Minh");
        assert_eq!(with_capitals("phường Điện Biên Phủ"), "Phường Điện Biên Phủ");
        assert_eq!(with_capitals("TP. Hồ Chí Minh"), "TP. Hồ Chí Minh");
        assert_eq!(with_capitals("Ea H'leo"), "Ea H'leo");
        assert_eq!(with_capitals("TRẠM LỘ"), "TRẠM LỘ");
    }
}
