//! `issue-date-…`: how the line of place and date is written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Draft, Findings, facts};
use crate::diagnostic::Edit;
use crate::lexicon::classes::classes;
use crate::lexicon::places::{Province, provinces};
use crate::model::values::{Located, PlaceAndDate};
use crate::model::{ComponentKind, Document, Span};
use crate::text::{TextRange, fold};

facts! {
    (values: VALUES)
    /// Day, month and year are written.
    IssueDateFilled = "issue-date-filled" => filled,
    /// The calendar has the day.
    IssueDatePossible = "issue-date-possible" => possible,
    /// A body of a province does not date from another province.
    IssueDateOwnProvince = "issue-date-own-province" => is_own_province,
}

facts! {
    (values: VALUES, through: mend)
    /// `ngày … tháng … năm …`, not `12/5/2026`.
    IssueDateInWords = "issue-date-in-words" => in_words,
    /// Days below ten have a leading zero.
    IssueDateDayZero = "issue-date-day-zero" => day_zero,
    /// Months 1 and 2 have a leading zero.
    IssueDateMonthZero = "issue-date-month-zero" => month_zero,
    /// Months 3 to 9 have none.
    IssueDateNoMonthZero = "issue-date-no-month-zero" => no_month_zero,
    /// A comma follows the place.
    IssueDateComma = "issue-date-comma" => comma,
    /// No comma stands inside the date.
    IssueDateNoCommaInside = "issue-date-no-comma-inside" => no_comma_inside,
    /// The year has four digits.
    IssueDateFullYear = "issue-date-full-year" => full_year,
    /// `ngày` is written in small letters.
    IssueDateSmallWord = "issue-date-small-word" => small_word,
    /// The place begins its words with capitals.
    IssueDatePlaceCapitals = "issue-date-place-capitals" => place_capitals,
}

const VALUES: [&str; 2] = ["found", "expected"];

/// A body of a commune writes the name of the commune.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct IssueDateOwnPlace {
    /// Folded words for the level of a commune.
    communes: Vec<String>,
}

impl Check for IssueDateOwnPlace {
    const NAME: &'static str = "issue-date-own-place";
    const VALUES: &'static [&'static str] = &VALUES;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(place) = place(cx.document) else { return };
        let Some(own) = self.own_place(cx.document) else { return };
        if bare_name(&fold::key(&place.text)) != fold::key(&own) {
            report(cx.document, findings, place.span, &own);
        }
    }
}

impl IssueDateOwnPlace {
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

/// A place in the date line that is wrong, and the edit that rights it.
type Mending = (Span, Edit);

/// Reports what `wrong` finds in the date line.
fn mend(cx: &Context<'_>, findings: &mut Findings, wrong: fn(&Document, &PlaceAndDate) -> Option<Mending>) {
    let Some(line) = &cx.document.place_and_date else { return };
    let Some((span, edit)) = wrong(cx.document, line) else { return };
    report(cx.document, findings, span, &edit.replacement).edit(edit.clone());
}

fn report<'a>(document: &Document, findings: &'a mut Findings, span: Span, expected: &str) -> &'a mut Draft {
    findings.report(span).value("found", document.clean_text(span)).value("expected", expected)
}

fn replaced(part: &Located, right: String) -> Mending {
    (part.span, Edit::replace(part.span, right))
}

fn filled(cx: &Context<'_>, findings: &mut Findings) {
    // A draft without its number is told of both at once.
    let numbered = cx.document.number.as_ref().is_none_or(|number| number.serial.is_some());
    let date = cx.document.place_and_date.as_ref().map(|line| &line.date);
    if let Some(date) = date.filter(|date| date.is_blank() && numbered) {
        report(cx.document, findings, date.span, "");
    }
}

fn possible(cx: &Context<'_>, findings: &mut Findings) {
    let date = cx.document.place_and_date.as_ref().map(|line| &line.date);
    if let Some(date) = date.filter(|date| date.is_impossible()) {
        report(cx.document, findings, date.span, "");
    }
}

fn in_words(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let date = &line.date;
    if date.in_words || date.is_blank() {
        return None;
    }
    let (day, month, year) = date.numbers()?;
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    Some((date.span, Edit::replace(date.span, format!("ngày {day:02} tháng {month} năm {year}"))))
}

fn day_zero(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let day = line.date.day.as_ref().filter(|_| line.date.in_words)?;
    (day.text.len() == 1 && day.text != "0").then(|| replaced(day, format!("0{}", day.text)))
}

fn month_zero(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let month = line.date.month.as_ref().filter(|_| line.date.in_words)?;
    matches!(month.text.as_str(), "1" | "2").then(|| replaced(month, format!("0{}", month.text)))
}

fn no_month_zero(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let month = line.date.month.as_ref().filter(|_| line.date.in_words)?;
    let bare = month.text.strip_prefix('0')?;
    matches!(bare, "3" | "4" | "5" | "6" | "7" | "8" | "9").then(|| replaced(month, bare.to_owned()))
}

fn comma(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let place = line.place.as_ref().filter(|_| !line.comma)?;
    let end = Span::new(place.span.block, TextRange::empty(place.span.range.end()));
    Some((place.span, Edit::replace(end, ",")))
}

fn no_comma_inside(document: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let date = &line.date;
    let right = document.clean_text(date.span).replace(',', "");
    let split = date.in_words && document.clean_text(date.span) != right;
    split.then(|| (date.span, Edit::replace(date.span, right)))
}

fn full_year(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let year = line.date.year.as_ref().filter(|year| year.text.len() == 2)?;
    Some(replaced(year, line.date.year_number()?.to_string()))
}

fn small_word(document: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let date = &line.date;
    let words = document.clean_text(date.span);
    let right = format!("n{}", words.strip_prefix(['N', 'n'])?);
    let block = document.block(date.span.block);
    let word = block.clean_range(date.span).start() as usize;
    let wrong = date.in_words && line.place.is_some() && words != right;
    wrong.then(|| (date.span, Edit::replace(block.span(word..word + 1), "n")))
}

fn is_own_province(cx: &Context<'_>, findings: &mut Findings) {
    let Some(place) = place(cx.document) else { return };
    let named = province_called(bare_name(&fold::key(&place.text)));
    if let (Some(named), Some(own)) = (named, own_province(cx.document))
        && named.code != own.code
    {
        report(cx.document, findings, place.span, &own.name);
    }
}

fn place_capitals(_: &Document, line: &PlaceAndDate) -> Option<Mending> {
    let place = line.place.as_ref().filter(|place| !is_torn(&place.text))?;
    let right = with_capitals(&place.text);
    (right != place.text).then(|| replaced(place, right))
}

/// The place in the date line, unless a copy has torn it.
fn place(document: &Document) -> Option<&Located> {
    document.place_and_date.as_ref()?.place.as_ref().filter(|place| !is_torn(&place.text))
}

/// A folded place without the word for its level.
fn bare_name(folded: &str) -> &str {
    classes().level(folded).map_or(folded, |end| folded[end..].trim_start())
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
