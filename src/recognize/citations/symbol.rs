//! The grammar of numbers and symbols, and the repair of slips.

use std::ops::Range;

use super::scan::Raw;
use super::words::Words;
use crate::lexicon::citation_kinds::{Agreement, agreement, citation_kind, is_kind_code, kind_code_like};
use crate::lexicon::citation_words::citation_words;
use crate::lexicon::issuers::{IssuerClass, issuer_by_code, issuer_code_like};
use crate::model::block::Span;
use crate::model::citation::{Symbol, SymbolFamily, SymbolFault};
use crate::model::values::Located;
use crate::text::fold;

/// The parts of a well-formed symbol, as bytes of its compact form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    family: SymbolFamily,
    number: Range<usize>,
    year: Option<Range<usize>>,
    kind: Option<Range<usize>>,
    issuer: Option<Range<usize>>,
}

/// What stands around a symbol that helps to understand it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// The kind word before it.
    pub(super) slug: Option<&'static str>,
    /// The words around are all capitals, so capitals in the symbol say nothing.
    pub(super) capitals: bool,
}

/// True if nothing but a hyphen follows the symbol on its line.
fn is_torn(words: Words<'_>, raw: &Raw) -> bool {
    let is_blank = |letter: char| letter.is_whitespace() && letter != '\n';
    let after = words.clean.get(raw.range.end..).unwrap_or("").trim_start_matches(is_blank);
    let behind = after.strip_prefix(['-', '–']).map(|behind| behind.trim_start_matches(is_blank));
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('\n'))
}

/// Reads the symbol `raw`.
pub(super) fn parse(words: Words<'_>, raw: &Raw, around: Around) -> Symbol {
    let span = words.span(raw.range.start, raw.range.end);
    let text = words.clean.get(raw.range.clone()).unwrap_or("").to_owned();
    let torn = is_torn(words, raw);
    let mended = match mend(&raw.compact, around.slug) {
        // `NĐ-` at the end of a line of print goes on in another column or block.
        Mended::Repaired(_, SymbolFault::NoIssuer) if torn => Mended::Broken(SymbolFault::NoIssuer),
        mended => mended,
    };
    let (right, fault) = match mended {
        Mended::Right => (raw.compact.clone(), None),
        Mended::Repaired(right, SymbolFault::LetterCase) if around.capitals => (right, None),
        Mended::Repaired(right, fault) => (right, Some(fault)),
        Mended::Broken(fault) => {
            let number = number_length(&raw.compact);
            return Symbol {
                span,
                number: (number > 0).then(|| place(words, raw, 0..number)),
                year: None,
                kind: None,
                issuer: None,
                term: None,
                family: SymbolFamily::Malformed,
                repair: None,
                // What cannot be seen is not missing.
                fault: Some(fault).filter(|fault| !torn || *fault != SymbolFault::NoIssuer),
                text,
            };
        }
    };
    let form = read(&right).unwrap_or_else(|| Form {
        family: SymbolFamily::Malformed,
        number: 0..number_length(&right),
        year: None,
        kind: None,
        issuer: None,
    });
    let same = right == raw.compact;
    let part = |range: &Range<usize>| {
        if same { place(words, raw, range.clone()) } else { Located { text: right[range.clone()].to_owned(), span } }
    };
    let fault = fault.or(raw.spaced.then_some(SymbolFault::Spacing));
    let issuer = form.issuer.as_ref().map(part);
    let term = issuer.as_ref().and_then(|issuer| {
        let digits = issuer.text.strip_prefix("UBTVQH").or_else(|| issuer.text.strip_prefix("QH"))?;
        digits.parse().ok()
    });
    let family = match fault {
        None | Some(SymbolFault::Spacing) => form.family,
        Some(_) => SymbolFamily::Malformed,
    };
    Symbol {
        span,
        number: (!form.number.is_empty()).then(|| number_place(words, raw, &right, form.number.clone())),
        year: form.year.as_ref().map(part),
        kind: form.kind.as_ref().map(part),
        issuer,
        term,
        family,
        repair: (!same || raw.spaced).then_some(right),
        fault,
        text,
    }
}

/// The number stands first in every form, so its place never moves.
fn number_place(words: Words<'_>, raw: &Raw, right: &str, number: Range<usize>) -> Located {
    Located { text: right[number.clone()].to_owned(), span: place(words, raw, number).span }
}

fn place(words: Words<'_>, raw: &Raw, range: Range<usize>) -> Located {
    let start = raw.map.get(range.start).copied().unwrap_or(raw.range.start);
    let last = raw.map.get(range.end.saturating_sub(1)).copied().unwrap_or(start);
    let end = last + words.clean[last..].chars().next().map_or(0, char::len_utf8);
    let span: Span = words.span(start, end.max(start));
    Located { text: raw.compact.get(range).unwrap_or("").to_owned(), span }
}

/// From this year on no kind and issuer of a normative instrument are joined by a slash.
const FIRST_HYPHEN_YEAR: u16 = 2021;

enum Mended {
    Right,
    Repaired(String, SymbolFault),
    Broken(SymbolFault),
}

/// Finds the right form of `compact`.
fn mend(compact: &str, slug: Option<&'static str>) -> Mended {
    let number = number_length(compact);
    // `866/-TTg` behind `Quyết định`: the code of the kind was left out.
    if let Some(issuer) = compact[number..].strip_prefix("/-").filter(|issuer| issuer_by_code(issuer).is_some()) {
        return match slug.and_then(citation_kind).and_then(|kind| kind.codes.first()) {
            Some(code) => Mended::Repaired(format!("{}/{code}-{issuer}", &compact[..number]), SymbolFault::Separator),
            None => Mended::Broken(SymbolFault::Separator),
        };
    }
    let (collapsed, doubled) = collapse(&compact[number..]);
    let mut fault = doubled.then_some(SymbolFault::Separator);
    let mut note = |new: SymbolFault| {
        fault.get_or_insert(new);
    };
    let (year, tail) = split_year(&collapsed);
    let head = collapsed.chars().next().unwrap_or('/');
    let (mut kind, mut rest) = split_kind(tail);
    if rest.is_none() && assembly_term(tail).is_some_and(|(prefix, _)| prefix.starts_with("UBTW")) {
        let right = format!("{}/{}/{}", &compact[..number], year.unwrap_or(""), tail.replacen("UBTWQH", "UBTVQH", 1));
        return if year.is_some() && read(&right).is_some() {
            Mended::Repaired(right, SymbolFault::Letters)
        } else {
            Mended::Broken(SymbolFault::Letters)
        };
    }
    let mut kind_text = kind.to_owned();
    if !is_kind_code(kind) && issuer_by_code(kind).is_none() {
        if let Some(code) = kind_code_like(kind).filter(|code| expected(code, slug)) {
            note(slip(kind, code));
            code.clone_into(&mut kind_text);
        } else if let Some(code) = glued(kind, slug) {
            note(SymbolFault::Separator);
            code.clone_into(&mut kind_text);
            kind = code;
            rest = tail.get(code.len()..);
        }
    }
    let is_kind = is_kind_code(&kind_text);
    let Some(issuer) = rest else {
        return match fault {
            None if is_kind && year.is_none() && head == '/' && is_legacy(tail) => Mended::Right,
            _ if kind_text == "NĐ" && year.is_some() => {
                Mended::Repaired(format!("{}{collapsed}-CP", &compact[..number]), SymbolFault::NoIssuer)
            }
            // `Số …/QĐ` is a form to be filled in.
            _ if is_kind && number == 0 => Mended::Right,
            _ if is_kind => Mended::Broken(SymbolFault::NoIssuer),
            Some(fault) => {
                let right = format!("{}{collapsed}", &compact[..number]);
                if read(&right).is_some() { Mended::Repaired(right, fault) } else { Mended::Broken(fault) }
            }
            None => Mended::Right,
        };
    };
    if !is_kind {
        return fault.map_or(Mended::Right, |fault| {
            let right = format!("{}{collapsed}", &compact[..number]);
            if read(&right).is_some() { Mended::Repaired(right, fault) } else { Mended::Broken(fault) }
        });
    }
    let (first, more) = issuer.split_at(issuer.find(['-', '/', ',', '.']).unwrap_or(issuer.len()));
    let mut issuer_text = issuer.to_owned();
    if issuer_by_code(first).is_none()
        && let Some(code) = issuer_code_like(first).or_else(|| first.starts_with("UBTWQH").then_some("UBTVQH"))
    {
        let digits = first.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        note(slip(first, code));
        issuer_text = format!("{code}{digits}{more}");
    }
    let first = issuer_text.split(['-', '/']).next().unwrap_or("");
    let class = issuer_by_code(first).map(|issuer| issuer.class);
    let inner = tail[kind.len()..].chars().next().filter(|mark| matches!(mark, '-' | '/'));
    let party = class.is_some_and(|class| matches!(class, IssuerClass::PartyCentre | IssuerClass::PartyProvince));
    let state = class.is_some_and(IssuerClass::is_central)
        || matches!(class, Some(IssuerClass::Committee | IssuerClass::Council));
    let number_text = &compact[..number];
    match (head, year) {
        ('/' | ' ', None) if party => {
            note(if head == ' ' { SymbolFault::Separator } else { SymbolFault::PartyInStateForm });
            repaired(format!("{number_text}-{kind_text}/{issuer_text}"), fault)
        }
        // `04/HD/BTGTU`: of the two slashes the first is the slip.
        ('/', None) if inner == Some('/') && class == Some(IssuerClass::PartyOrgan) => {
            note(SymbolFault::Separator);
            repaired(format!("{number_text}-{kind_text}/{issuer_text}"), fault)
        }
        ('-', None) if state => {
            if matches!(first, "CP" | "TTg") && is_legacy(&collapsed[1..]) {
                return Mended::Right;
            }
            note(SymbolFault::StateInPartyForm);
            if matches!(kind_text.as_str(), "NĐ" | "TT" | "TTLT") {
                return Mended::Broken(SymbolFault::StateInPartyForm);
            }
            repaired(format!("{number_text}/{kind_text}-{issuer_text}"), fault)
        }
        ('-', None) if inner == Some('-') => Mended::Broken(SymbolFault::Separator),
        ('-', None) => repaired(format!("{number_text}-{kind_text}/{issuer_text}"), fault),
        (_, None) => {
            if inner == Some('/') {
                note(SymbolFault::Separator);
            }
            repaired(format!("{number_text}/{kind_text}-{issuer_text}"), fault)
        }
        (_, Some(year)) => {
            // `TTLT/BTC-BTP` and `QĐ/BGD&ĐT` are forms of their time, which the years of today no longer have.
            let of_its_time = year.parse::<u16>().is_ok_and(|year| year < FIRST_HYPHEN_YEAR);
            let inner = match inner {
                Some('/') if of_its_time => '/',
                Some('/') => {
                    note(SymbolFault::Separator);
                    '-'
                }
                _ => '-',
            };
            if !collapsed[5..].starts_with('/') {
                note(SymbolFault::Separator);
            }
            repaired(format!("{number_text}/{year}/{kind_text}{inner}{issuer_text}"), fault)
        }
    }
}

fn repaired(right: String, fault: Option<SymbolFault>) -> Mended {
    match fault {
        None => Mended::Right,
        Some(fault) if read(&right).is_some() => Mended::Repaired(right, fault),
        Some(fault) => Mended::Broken(fault),
    }
}

/// Whether a slip of the code `code` is worth repairing before the kind word `slug`.
fn expected(code: &str, slug: Option<&'static str>) -> bool {
    slug.map_or(matches!(code, "NĐ" | "QĐ"), |slug| agreement(slug, code) == Agreement::Agrees && slug != "van-ban")
}

fn slip(written: &str, right: &str) -> SymbolFault {
    let written = written.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if right == "TW" || fold::fold(written) == fold::fold(right) {
        SymbolFault::LetterCase
    } else {
        SymbolFault::Letters
    }
}

/// The kind code at the start of `NĐCP`, if the kind word expects it and a known issuer follows.
fn glued<'a>(text: &'a str, slug: Option<&'static str>) -> Option<&'a str> {
    let codes = &citation_kind(slug?)?.codes;
    codes.iter().find_map(|code| {
        issuer_by_code(text.strip_prefix(code.as_str())?)?;
        text.get(..code.len())
    })
}

/// Reduces doubled separators to the first of them and puts a slash for a space after the year.
fn collapse(rest: &str) -> (String, bool) {
    let mut collapsed = String::with_capacity(rest.len());
    let mut changed = false;
    for letter in rest.chars() {
        let after = collapsed.chars().next_back();
        match (after, letter) {
            (Some('/' | '-'), '/' | '-') => changed = true,
            (Some(last), ' ') if last.is_ascii_digit() => {
                changed = true;
                collapsed.push('/');
            }
            _ => collapsed.push(letter),
        }
    }
    if let Some(bare) = collapsed.strip_prefix(' ') {
        collapsed = format!("/{bare}");
        changed = true;
    }
    (collapsed, changed)
}

/// The year between slashes and the letters after it.
fn split_year(collapsed: &str) -> (Option<&str>, &str) {
    let after = collapsed.get(1..).unwrap_or("");
    let year = after.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    match (year, after.get(4..)) {
        (Some(year), Some(rest)) if rest.starts_with(['/', '-']) => (Some(year), &rest[1..]),
        _ => (None, after),
    }
}

/// The letters up to the first separator, and what follows it. `VBHN-NĐ` is one code.
fn split_kind(tail: &str) -> (&str, Option<&str>) {
    for code in ["VBHN-NĐ", "VBHN-TT", "VBHN-QĐ", "VBHN-NHNN"] {
        if let Some(rest) = tail.strip_prefix(code).and_then(|rest| rest.strip_prefix('-')) {
            return (&tail[..code.len()], Some(rest));
        }
    }
    match tail.find(['-', '/']) {
        Some(at) => (&tail[..at], tail.get(at + 1..).filter(|rest| !rest.is_empty())),
        None => (tail, None),
    }
}

/// Bytes of the number with its fraction and letter.
fn number_length(compact: &str) -> usize {
    let digits = compact.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &compact[digits..];
    if let Some(fraction) = rest.strip_prefix('.') {
        return digits + 1 + fraction.bytes().take_while(u8::is_ascii_digit).count();
    }
    digits + usize::from(digits > 0 && rest.starts_with(|letter: char| letter.is_ascii_lowercase()))
}

fn is_kind(code: &str) -> bool {
    is_kind_code(code) || code.starts_with("VBHN-")
}

/// Reads a symbol that has a right form.
fn read(compact: &str) -> Option<Form> {
    let number = number_length(compact);
    let rest = &compact[number..];
    let head = rest.chars().next()?;
    let (year, tail) = split_year(rest);
    if tail.is_empty() || rest.contains(' ') {
        return None;
    }
    let at = compact.len() - tail.len();
    let year_range = year.map(|year| number + 1..number + 1 + year.len());
    let form = |family, kind: Option<Range<usize>>, issuer: Option<Range<usize>>| {
        Some(Form { family, number: 0..number, year: year_range.clone(), kind, issuer })
    };
    let all = at..compact.len();
    if assembly_term(tail).is_some() {
        let family = if year.is_some() { SymbolFamily::Normative } else { SymbolFamily::Legacy };
        return form(family, None, Some(all));
    }
    let (kind, issuer) = split_kind(tail);
    let kind_range = at..at + kind.len();
    let issuer_range = issuer.map(|issuer| compact.len() - issuer.len()..compact.len());
    match (head, year) {
        ('-', None) => match issuer_range {
            _ if is_legacy(tail) => form(SymbolFamily::Legacy, None, Some(all)),
            Some(issuer) => form(SymbolFamily::Party, Some(kind_range), Some(issuer)),
            None => form(SymbolFamily::Legacy, None, Some(all)),
        },
        ('/', None) if is_legacy(tail) => form(SymbolFamily::Legacy, None, Some(all)),
        ('/', _) => match issuer_range {
            Some(issuer) if is_kind(kind) => {
                let family = if year.is_some() { SymbolFamily::Normative } else { SymbolFamily::Administrative };
                form(family, Some(kind_range), Some(issuer))
            }
            _ => form(SymbolFamily::Letter, None, Some(kind_range)),
        },
        _ => None,
    }
}

/// `QH15`, `UBTVQH14`: the letters and the term.
fn assembly_term(tail: &str) -> Option<(&str, u32)> {
    let letters = tail.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let known = matches!(letters, "QH" | "UBTVQH" | "UBTWQH");
    let term = tail[letters.len()..].parse().ok()?;
    (known && tail.len() - letters.len() <= 2).then_some((letters, term))
}

/// Forms of before 2005.
fn is_legacy(tail: &str) -> bool {
    citation_words().is_legacy_symbol(tail)
        || tail.starts_with("LCT/")
        || tail.starts_with("TTLB-")
        || tail.starts_with("TTLB/")
        || tail.starts_with("NĐ/LB")
}
