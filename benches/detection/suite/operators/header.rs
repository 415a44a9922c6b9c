//! Defects of the header: national name, motto, issuer, number, place and date.

use rasoat::diagnostic::Edit;
use rasoat::model::ComponentKind;

use super::{Operator, capitals, end_of, small, spans, start_of, swap, within, without};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

fn in_part(subject: &Subject, kind: ComponentKind, from: &str, to: &str) -> Vec<Change> {
    spans(subject, kind).into_iter().filter_map(|span| swap(subject, span, from, to)).collect()
}

fn national_name_letter(subject: &Subject) -> Vec<Change> {
    in_part(subject, ComponentKind::NationalName, "NGHĨA", "NGHIÃ")
}

fn national_name_word(subject: &Subject) -> Vec<Change> {
    in_part(subject, ComponentKind::NationalName, "XÃ HỘI ", "")
}

fn no_national_name(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::NationalName])
}

fn motto_capital(subject: &Subject) -> Vec<Change> {
    in_part(subject, ComponentKind::Motto, "Hạnh phúc", "Hạnh Phúc")
}

fn motto_word(subject: &Subject) -> Vec<Change> {
    in_part(subject, ComponentKind::Motto, "Tự do", "Dân chủ")
}

fn motto_dash(subject: &Subject) -> Vec<Change> {
    in_part(subject, ComponentKind::Motto, "lập - Tự", "lập – Tự")
}

fn no_motto(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::Motto])
}

fn no_issuer(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::ParentAuthority, ComponentKind::IssuingAuthority])
}

fn issuer_abbreviated(subject: &Subject) -> Vec<Change> {
    // The superior body may be abbreviated, the issuer itself not.
    let parent = spans(subject, ComponentKind::ParentAuthority);
    let all = spans(subject, ComponentKind::IssuingAuthority);
    if all.len() > 2 {
        return Vec::new();
    }
    let own = all.into_iter().filter(|span| !parent.contains(span));
    own.filter_map(|span| swap(subject, span, "ỦY BAN NHÂN DÂN", "UBND")).collect()
}

fn district(subject: &Subject) -> Vec<Change> {
    let new = subject.document().own_date().is_some_and(|date| date >= jiff::civil::date(2025, 7, 1));
    if !new {
        return Vec::new();
    }
    // It is the committees and councils of districts that have ended; a health centre or a committee for an
    // election may keep the name of one. They stand on the line itself, or the line is the name of their place.
    let heads = ["ỦY BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN ", ""];
    let mut changes = Vec::new();
    for span in spans(subject, ComponentKind::IssuingAuthority) {
        let text = subject.document().clean_text(span);
        for (level, ended) in [("PHƯỜNG ", "QUẬN "), ("XÃ ", "HUYỆN ")] {
            if heads.iter().any(|head| text.starts_with(&format!("{head}{level}"))) {
                changes.extend(swap(subject, span, level, ended));
            }
        }
    }
    changes
}

fn no_number(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::DocumentNumber])
}

fn number_colon(subject: &Subject) -> Vec<Change> {
    let Some(number) = &subject.document().number else { return Vec::new() };
    swap(subject, number.span, ":", "").into_iter().collect()
}

/// The serial number, if it is one.
fn serial(subject: &Subject) -> Option<&rasoat::model::values::Located> {
    let serial = subject.document().number.as_ref()?.serial.as_ref()?;
    serial.text.chars().all(|letter| letter.is_ascii_digit()).then_some(serial)
}

fn serial_without_zero(subject: &Subject) -> Vec<Change> {
    serial(subject).map(|serial| Change::replace(serial.span, "7")).into_iter().collect()
}

fn serial_with_zero(subject: &Subject) -> Vec<Change> {
    let long = serial(subject).filter(|serial| serial.text.len() > 1 && !serial.text.starts_with('0'));
    long.map(|serial| Change::replace(start_of(serial.span), "0")).into_iter().collect()
}

fn no_serial(subject: &Subject) -> Vec<Change> {
    serial(subject).map(|serial| Change::replace(serial.span, "")).into_iter().collect()
}

/// The symbol and the code of the kind that opens it.
fn symbol(subject: &Subject) -> Option<(rasoat::model::Span, String)> {
    let document = subject.document();
    let symbol = document.number.as_ref()?.symbol.as_ref()?;
    let code: String = symbol.text.chars().take_while(|letter| letter.is_alphabetic()).collect();
    (document.kind_slug() != Some("cong-van") && symbol.text[code.len()..].starts_with('-'))
        .then_some((symbol.span, code))
}

fn with_code(subject: &Subject, other: impl Fn(&str) -> Option<String>) -> Vec<Change> {
    let Some((span, code)) = symbol(subject) else { return Vec::new() };
    let Some(other) = other(&code) else { return Vec::new() };
    swap(subject, span, &code, &other).into_iter().collect()
}

fn other_kind(subject: &Subject) -> Vec<Change> {
    with_code(subject, |code| Some(if code == "KH" { "BC" } else { "KH" }.to_owned()))
}

fn unknown_kind(subject: &Subject) -> Vec<Change> {
    with_code(subject, |_| Some("XQ".to_owned()))
}

fn kind_case(subject: &Subject) -> Vec<Change> {
    with_code(subject, |code| {
        let capitals = capitals(code);
        Some(if capitals == code { small(code) } else { capitals })
    })
}

fn year_in_symbol(subject: &Subject) -> Vec<Change> {
    let Some(symbol) = subject.document().number.as_ref().and_then(|number| number.symbol.as_ref()) else {
        return Vec::new();
    };
    // With a year the symbol of a decision or a resolution is that of a normative document.
    let normative = ["QĐ", "NQ", "TTLT", "CT"].iter().any(|code| symbol.text.starts_with(code));
    if normative || symbol.text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Vec::new();
    }
    vec![Change::replace(start_of(symbol.span), "2026/")]
}

fn symbol_hyphen(subject: &Subject) -> Vec<Change> {
    let Some(symbol) = subject.document().number.as_ref().and_then(|number| number.symbol.as_ref()) else {
        return Vec::new();
    };
    swap(subject, symbol.span, "-", " - ").into_iter().collect()
}

fn symbol_slash(subject: &Subject) -> Vec<Change> {
    // A blank number is left blank with spaces.
    let Some(_) = serial(subject) else { return Vec::new() };
    let Some(number) = &subject.document().number else { return Vec::new() };
    swap(subject, number.span, "/", " / ").into_iter().collect()
}

fn letter_with_cv(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let Some(symbol) = document.number.as_ref().and_then(|number| number.symbol.as_ref()) else { return Vec::new() };
    if document.kind_slug() != Some("cong-van") {
        return Vec::new();
    }
    vec![Change::replace(start_of(symbol.span), "CV-")]
}

fn no_date(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::PlaceAndDate])
}

fn date_comma(subject: &Subject) -> Vec<Change> {
    let Some(date) = &subject.document().place_and_date else { return Vec::new() };
    swap(subject, date.span, ",", "").into_iter().collect()
}

fn date_place(subject: &Subject) -> Vec<Change> {
    let Some(place) = subject.document().place_and_date.as_ref().and_then(|date| date.place.as_ref()) else {
        return Vec::new();
    };
    let lower: String = place.text.chars().flat_map(char::to_lowercase).collect();
    vec![Change::replace(place.span, lower)]
}

/// Day, month and year as written, if the date is complete.
fn date_parts(subject: &Subject) -> Option<[&rasoat::model::values::Located; 3]> {
    let date = &subject.document().place_and_date.as_ref()?.date;
    // An older document comes under the decree when its date is spoiled.
    date.checked().filter(|date| *date >= jiff::civil::date(2020, 3, 5))?;
    Some([date.day.as_ref()?, date.month.as_ref()?, date.year.as_ref()?])
}

fn day_zero(subject: &Subject) -> Vec<Change> {
    date_parts(subject).map(|[day, ..]| Change::replace(day.span, "7")).into_iter().collect()
}

fn month_zero(subject: &Subject) -> Vec<Change> {
    let early = date_parts(subject).filter(|[day, ..]| day.text.parse().is_ok_and(|day: u32| day <= 28));
    early.map(|[_, month, _]| Change::replace(month.span, "2")).into_iter().collect()
}

fn month_needless_zero(subject: &Subject) -> Vec<Change> {
    date_parts(subject).map(|[_, month, _]| Change::replace(month.span, "08")).into_iter().collect()
}

fn impossible_day(subject: &Subject) -> Vec<Change> {
    let Some([day, month, _]) = date_parts(subject) else { return Vec::new() };
    let wrong = match month.text.trim_start_matches('0') {
        "4" | "6" | "9" | "11" => "31",
        "2" => "30",
        _ => "32",
    };
    vec![Change::replace(day.span, wrong)]
}

fn no_day(subject: &Subject) -> Vec<Change> {
    date_parts(subject).map(|[day, ..]| Change::replace(day.span, "")).into_iter().collect()
}

fn date_in_digits(subject: &Subject) -> Vec<Change> {
    let Some([day, month, year]) = date_parts(subject) else { return Vec::new() };
    let digits = format!("ngày {}/{}/{}", day.text, month.text, year.text);
    let Some(date) = &subject.document().place_and_date else { return Vec::new() };
    vec![Change::replace(date.date.span, digits)]
}

fn wrong_urgency(subject: &Subject) -> Vec<Change> {
    let marks = spans(subject, ComponentKind::UrgencyMark);
    marks.into_iter().map(|span| Change::replace(span, "RẤT KHẨN")).collect()
}

fn no_header_colon_of_letter(subject: &Subject) -> Vec<Change> {
    let Some(subject_span) = spans(subject, ComponentKind::Subject).first().copied() else { return Vec::new() };
    let Some(place) = within(subject, subject_span, "V/v") else { return Vec::new() };
    vec![Change::Words(vec![Edit::replace(end_of(place), ":")])]
}

/// The header is short, and a missing line is flagged at another of its lines.
const NEAR: Reach = Reach::Near(8);

/// An annex names its document by its number and date; what is wrong in one of them shows in both.
const ANNEX: &[&str] = &["citation/annex-number"];

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("header: national name letter", &["header/national-name-wrong"], national_name_letter)
        .also(&["spelling/tone-mark-misplaced"]),
    Operator::new("header: national name word", &["header/national-name-wrong"], national_name_word),
    Operator::new("header: no national name", &["header/national-name-missing"], no_national_name).reach(NEAR),
    Operator::new("header: motto capital", &["header/motto-wrong"], motto_capital),
    Operator::new("header: motto word", &["header/motto-wrong"], motto_word),
    Operator::new("header: motto dash", &["header/motto-dashes"], motto_dash),
    Operator::new("header: no motto", &["header/motto-missing"], no_motto).reach(NEAR),
    Operator::new("header: no issuer", &["header/issuer-missing"], no_issuer).reach(NEAR),
    Operator::new("header: issuer abbreviated", &["header/issuer-abbreviated"], issuer_abbreviated)
        // The line below stays as long as it was.
        .also(&["header/issuer-line-length"]),
    Operator::new("header: district", &["header/district-leftover"], district),
    Operator::new("header: wrong urgency", &["header/urgency-word"], wrong_urgency),
    Operator::new("number: missing", &["number/missing"], no_number).reach(NEAR),
    Operator::new("number: colon", &["number/colon-missing"], number_colon),
    Operator::new("number: below ten", &["number/leading-zero"], serial_without_zero).also(ANNEX),
    Operator::new("number: needless zero", &["number/extra-zero"], serial_with_zero).also(ANNEX),
    Operator::new("number: blank", &["number/blank"], no_serial),
    Operator::new("number: other kind", &["number/kind-mismatch"], other_kind).also(ANNEX),
    Operator::new("number: unknown kind", &["number/kind-unknown", "number/kind-mismatch"], unknown_kind).also(ANNEX),
    Operator::new("number: kind case", &["number/kind-case", "number/kind-mismatch"], kind_case).also(ANNEX),
    Operator::new("number: year", &["number/year-in-symbol"], year_in_symbol).also(ANNEX),
    Operator::new("number: spaced hyphen", &["number/separator-spacing"], symbol_hyphen),
    Operator::new("number: spaced slash", &["number/slash-spacing"], symbol_slash),
    Operator::new("number: CV in letter", &["number/letter-with-cv"], letter_with_cv),
    Operator::new("date: missing", &["date/missing"], no_date).reach(NEAR),
    Operator::new("date: comma", &["date/comma-missing"], date_comma),
    Operator::new("date: place in small letters", &["date/place-lower-case"], date_place),
    Operator::new("date: day below ten", &["date/leading-zero-day"], day_zero)
        .also(&["citation/future-date", "citation/chronology"]),
    Operator::new("date: month below three", &["date/leading-zero-month"], month_zero)
        .also(&["citation/future-date", "citation/chronology"]),
    Operator::new("date: needless month zero", &["date/extra-zero-month"], month_needless_zero)
        .also(&["citation/future-date", "citation/chronology"]),
    Operator::new("date: impossible", &["date/impossible"], impossible_day),
    Operator::new("date: blank", &["date/blank"], no_day),
    Operator::new("date: in digits", &["date/not-in-words"], date_in_digits),
    Operator::new("title: colon after V/v", &["title/letter-subject-colon"], no_header_colon_of_letter),
];
