//! The header: national name, motto, issuer, number, place and date. It comes as a borderless
//! table (Word), as glued lines (PDF copies) or not at all (mail), so parts are found by what they
//! say and cut out of the line they stand in.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::blanks::{BLANKS, without_first_field, without_last_field};
use super::dates;
use super::lines::Line;
use crate::lexicon;
use crate::lexicon::classes::{self, classes, opens_with};
use crate::lexicon::lines::line_words;
use crate::model::values::{DocumentNumber, Located, PlaceAndDate};
use crate::model::{Certainty, Component, ComponentKind, Span};
use crate::text::fold;

/// What the header holds.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub components: Vec<Component>,
    pub number: Option<DocumentNumber>,
    pub place_and_date: Option<PlaceAndDate>,
    /// Text after `V/v` below the number.
    pub letter_subject: Option<Span>,
    /// A Party header (`ĐẢNG CỘNG SẢN VIỆT NAM`).
    pub party: bool,
    /// The first letters of the issuer's name, of each line and of all together.
    pub own_initials: Vec<String>,
    /// Index of the first line that belongs to the header.
    pub first: Option<usize>,
    /// Index after the last line that belongs to it.
    pub end: usize,
}

/// Lines around a torn national name among which its other half may stand.
const NEAR: usize = 4;

/// The header stands in the first lines; a portal's title or a mail's lines may come before it.
pub(super) const WINDOW: usize = 40;

/// Reads the header from the first lines, up to `limit`.
pub(super) fn read(lines: &[Line<'_>], limit: usize) -> Header {
    let mut header = Header::default();
    let window = &lines[..limit.min(lines.len()).min(WINDOW)];
    let mut issuer: Vec<(usize, Span)> = Vec::new();
    let mut national: Option<usize> = None;
    let mut titled = false;
    for (at, line) in window.iter().enumerate() {
        let mut used = false;
        titled |= header.number.as_ref().is_some_and(|number| {
            line.is_upper()
                && (lexicon::kind_by_name(line.text()).is_some() || super::title::nearly_kind(*line, number).is_some())
        });
        let named = national.is_none().then(|| national_name(line.folded()).or_else(|| shortened_national_name(*line)));
        let named = named.flatten();
        if let Some(range) = named.clone() {
            let near = &window[at.saturating_sub(NEAR)..(at + NEAR).min(window.len())];
            let (clue, certainty) = formula_clue(&line.folded()[range.clone()], near);
            header.add(ComponentKind::NationalName, clue, certainty, line.part(range.clone()));
            if range.start > 0 && line.narrowed(0..range.start).is_upper() {
                issuer.push((at, line.narrowed(0..range.start).span()));
            }
            national = Some(at);
            used = true;
        }
        if header.lacks(ComponentKind::Motto)
            && let Some(range) = motto_of(*line, named.map_or(0, |range| range.end))
        {
            // A row-wise copy glues the second line of the issuer before the motto.
            let before = line.narrowed(0..range.start);
            if !issuer.is_empty() && before.is_upper() {
                issuer.push((at, before.span()));
            }
            header.add(ComponentKind::Motto, "motto/pairs", Certainty::Certain, line.part(range));
            used = true;
        }
        if line.is_upper()
            && fold::has_words(line.folded(), "đảng cộng sản việt nam")
            && !line.folded().contains("đảng bộ")
        {
            header.party = true;
            used = true;
        }
        if header.number.is_none()
            && let Some((number, end)) = number(*line)
            && !(is_of_name(*line, &number) && window[at + 1..].iter().any(|line| is_labelled_number(*line)))
        {
            let rest = line.narrowed(end..line.text().len());
            header.letter_subject = letter_subject(rest).map(|range| rest.part(range));
            header.add(ComponentKind::DocumentNumber, "number/label", Certainty::Certain, number.span);
            header.number = Some(number);
            used = true;
        } else if header.letter_subject.is_none()
            && header.number.is_some()
            // Below the name of a kind it is the subject of that, written as in a letter.
            && !titled
            && let Some(range) = letter_subject(*line)
        {
            header.letter_subject = Some(line.part(range));
            used = true;
        }
        if header.place_and_date.is_none()
            && let Some(found) = place_and_date(*line)
        {
            let clue = if found.date.in_words { "date/in-words" } else { "date/in-figures" };
            header.add(ComponentKind::PlaceAndDate, clue, Certainty::Certain, found.span);
            header.place_and_date = Some(found);
            used = true;
        }
        if used {
            header.first.get_or_insert(at);
            header.end = at + 1;
        }
    }
    collect_issuer(window, national, &mut issuer, &header);
    header.own_initials = initials_of(window, &issuer);
    header.add_issuer(&issuer);
    header.add_parent(window, &issuer);
    if let Some((first, _)) = issuer.first() {
        header.first = Some(header.first.map_or(*first, |at| at.min(*first)));
        header.end = header.end.max(issuer.last().map_or(0, |(last, _)| last + 1));
    }
    header
}

/// The first letters of the lines of the issuer, each alone and all joined.
fn initials_of(window: &[Line<'_>], issuer: &[(usize, Span)]) -> Vec<String> {
    let mut found: Vec<String> =
        issuer.iter().filter_map(|(at, _)| Some(classes::initials(window.get(*at)?.text()))).collect();
    let joined = found.concat();
    found.push(joined);
    found
}

/// True for a line in capitals without a colon behind `SỐ`, as the name of a team goes on with the decision
/// that set it up: `ĐOÀN KIỂM TRA` / `THEO QUYẾT ĐỊNH` / `SỐ 25/QĐ-SXD`.
fn is_of_name(line: Line<'_>, number: &DocumentNumber) -> bool {
    !number.colon && line.text().starts_with("SỐ")
}

/// True for a line that begins `Số:`.
fn is_labelled_number(line: Line<'_>) -> bool {
    line.folded().strip_prefix("số").is_some_and(|rest| rest.trim_start().starts_with(':'))
}

impl Header {
    fn lacks(&self, kind: ComponentKind) -> bool {
        self.components.iter().all(|component| component.kind != kind)
    }

    fn add(&mut self, kind: ComponentKind, clue: &'static str, certainty: Certainty, span: Span) {
        self.components.push(Component { kind, spans: vec![span], certainty, clue });
    }

    /// The last line in capitals is the issuer and lines above it the superior body, except that
    /// `ỦY BAN NHÂN DÂN` above a place is one name (3.2).
    fn add_issuer(&mut self, found: &[(usize, Span)]) {
        let spans: Vec<Span> = found.iter().map(|(_, span)| *span).collect();
        if spans.is_empty() {
            return;
        }
        let clue = "issuer/above-the-number";
        let kind = ComponentKind::IssuingAuthority;
        self.components.push(Component { kind, spans, certainty: Certainty::Certain, clue });
    }

    /// The lines above the last one that begins the name of a unit are those of its superior body.
    fn add_parent(&mut self, lines: &[Line<'_>], found: &[(usize, Span)]) {
        let begins =
            |at: usize| lines.get(at).is_some_and(|line| opens_with(line.folded(), &classes().units).is_some());
        let Some(own) = found.iter().rposition(|(at, _)| begins(*at)).filter(|own| *own > 0) else { return };
        let spans = found[..own].iter().map(|(_, span)| *span).collect();
        let (kind, clue) = (ComponentKind::ParentAuthority, "parent/above-a-unit");
        self.components.push(Component { kind, spans, certainty: Certainty::Certain, clue });
    }
}

/// Lines in capitals beside or above the national name, and not part of another component.
fn collect_issuer(window: &[Line<'_>], national: Option<usize>, issuer: &mut Vec<(usize, Span)>, header: &Header) {
    if !issuer.is_empty() {
        return;
    }
    let number_block = header.number.as_ref().map(|number| number.span.block);
    // Without a national name the issuer is only known as the lines right above the number.
    let end = match (national, number_block) {
        (Some(at), _) => {
            let cell = window[at].cell();
            let after = window.iter().enumerate().skip(at + 1).take_while(|(_, line)| {
                cell.is_some()
                    && line.cell().is_some_and(|other| {
                        cell.is_some_and(|cell| other.table == cell.table && other.row <= cell.row + 1)
                    })
            });
            after.last().map_or(at + 1, |(last, _)| last + 1)
        }
        (None, Some(block)) => window.iter().position(|line| line.id() == block).unwrap_or(0),
        (None, None) => return,
    };
    let may_hold = |line: &Line<'_>| {
        let taken =
            header.components.iter().any(|component| component.spans.iter().any(|span| span.touches(line.span())));
        let own_cell = match (national.map(|at| window[at].cell()), line.cell()) {
            (Some(Some(national)), Some(cell)) => {
                cell.table == national.table && cell != national && cell.row <= national.row + 1
            }
            (Some(Some(_)), None) => false,
            _ => true,
        };
        let is_kind = lexicon::kind_by_name(line.text()).is_some() || super::mark(*line).is_some();
        !taken && own_cell && !is_kind && line.text().chars().count() <= 120
    };
    for (at, line) in window.iter().enumerate().take(end).filter(|(_, line)| may_hold(line)) {
        let words = line.text().split_whitespace().count();
        // One word is a name only where it is the short one of a committee or council.
        let named = words >= 2 || matches!(line.folded(), "ubnd" | "hđnd");
        if line.is_upper() && named {
            issuer.push((at, line.span()));
        }
    }
    add_small_lines(&window[..national.unwrap_or(end)], issuer, may_hold);
    add_small_name(&window[..end], issuer, may_hold);
    if issuer.is_empty()
        && let Some(national) = national
        && let Some(block) = number_block
    {
        // A copy may give the right column of the header first, and then the left one, which the number ends.
        let between = window.iter().enumerate().skip(national + 1).take_while(|(_, line)| line.id() != block);
        let held = between.filter(|(_, line)| may_hold(line) && line.is_upper());
        issuer.extend(held.map(|(at, line)| (at, line.span())));
        let named = issuer.first().is_some_and(|(at, _)| {
            let folded = window[*at].folded();
            classes().names_body(folded) || super::is_named_by_analogy(folded)
        });
        if !named {
            issuer.clear();
        }
    }
}

/// Adds the lines of an issuer that are not in capitals: those right above its capitals, or all of them
/// at the end of the window, which the national name or the number ends. The name of a body begins them, or its place.
fn add_small_lines(window: &[Line<'_>], issuer: &mut Vec<(usize, Span)>, may_hold: impl Fn(&Line<'_>) -> bool) {
    /// So many lines at most.
    const MOST: usize = 2;
    let names = |line: &Line<'_>| names_body_alone(line.folded(), |folded| classes().level(folded).is_some());
    let first = issuer.first().map(|(at, _)| *at);
    let below = first.unwrap_or(window.len()).min(window.len());
    let small = window[..below].iter().rev().take(MOST).take_while(|line| may_hold(line) && names(line)).count();
    // A place alone is no issuer.
    let whole =
        first.is_some() || window.get(below - small).is_some_and(|line| classes().level(line.folded()).is_none());
    if small > 0 && whole {
        let lines = (below - small..below).map(|at| (at, window[at].span()));
        issuer.splice(0..0, lines);
    }
}

/// Adds the name of a unit in small letters right below the capitals of its superior body.
fn add_small_name(window: &[Line<'_>], issuer: &mut Vec<(usize, Span)>, may_hold: impl Fn(&Line<'_>) -> bool) {
    let Some(below) = issuer.last().map(|(at, _)| at + 1) else { return };
    let found = window.get(below).filter(|line| may_hold(line) && names_body_alone(line.folded(), |_| false));
    issuer.extend(found.map(|line| (below, line.span())));
}

/// True for a short line that begins with the name of a body, or as `or` says, and is no sentence.
fn names_body_alone(folded: &str, or: impl Fn(&str) -> bool) -> bool {
    const LONGEST: usize = 70;
    folded.chars().count() <= LONGEST
        && !folded.ends_with(['.', ';', ':', ','])
        && (classes().names_body(folded) || or(folded))
        && !folded.contains(|letter: char| letter.is_ascii_digit())
}

const NATIONAL_NAME: &str = "cộng hòa xã hội chủ nghĩa việt nam";

/// The clue of the national name, and how sure it is: a mere beginning or end of the formula is most likely
/// one whose other half stands on another line of `near`. Where no more than two words lack and no line there
/// has them at its edge, they were left out.
fn formula_clue(found: &str, near: &[Line<'_>]) -> (&'static str, Certainty) {
    const LEFT_OUT: usize = 2;
    let formula = NATIONAL_NAME;
    if found == formula {
        return ("national-name/whole", Certainty::Certain);
    }
    let rest = formula.strip_prefix(found).or_else(|| formula.strip_suffix(found)).map(str::trim);
    let stands = |rest: &str| near.iter().any(|line| fold::has_words(line.folded(), rest));
    let beside_motto = near.iter().any(|line| motto(line.folded()).is_some());
    if rest.is_some_and(|rest| beside_motto && rest.split(' ').count() <= LEFT_OUT && !stands(rest)) {
        return ("national-name/short", Certainty::Certain);
    }
    if formula.starts_with(found) || formula.ends_with(found) {
        return ("national-name/torn", Certainty::Doubtful);
    }
    ("national-name/near", Certainty::Certain)
}

/// The national name, also with a slip inside it: at least its beginning or its end must be right.
pub(super) fn national_name(folded: &str) -> Option<std::ops::Range<usize>> {
    const NAME: &str = NATIONAL_NAME;
    const LAST_WORDS: &str = "xã hội chủ nghĩa việt nam";
    // Every paragraph is asked, and preparing a search takes longer than the search.
    static BEGINNING: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("cộng hòa xã hội"));
    static END: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(LAST_WORDS));
    if let Some(at) = BEGINNING.find(folded.as_bytes()) {
        let rest = &folded[at..];
        if let Some(whole) = rest.find(NAME) {
            return Some(at + whole..at + whole + NAME.len());
        }
        // A slip in the last words leaves the end of the line, or the motto glued behind it.
        let motto = rest.find("độc lập").map_or(rest.len(), |motto| rest[..motto].trim_end().len());
        let end = at + rest.find("việt nam").map_or(motto, |found| found + "việt nam".len());
        return (end - at <= NAME.len() + 12).then_some(at..end);
    }
    let end = END.find(folded.as_bytes())? + LAST_WORDS.len();
    let start = folded[..end].find("cộng").unwrap_or(0);
    (end - start <= NAME.len() + 12).then_some(start..end)
}

/// The national name with a word left out or `XHCN` for four, in capitals.
fn shortened_national_name(line: Line<'_>) -> Option<std::ops::Range<usize>> {
    const LONGEST: usize = "cộng hòa xã hội chủ nghĩa việt nam".len();
    let folded = line.folded();
    let start = folded.find("cộng hòa ")?;
    let end = start + folded[start..].find("việt nam")? + "việt nam".len();
    let kept = ["xã hội", "chủ nghĩa", "xhcn"].iter().any(|words| folded[start..end].contains(words));
    (kept && end - start < LONGEST && line.narrowed(start..end).is_upper()).then_some(start..end)
}

/// The motto in `line`, where a copy may have put it behind the national name, which ends at
/// `named`, or behind the issuer and a gap.
fn motto_of(line: Line<'_>, named: usize) -> Option<std::ops::Range<usize>> {
    let folded = line.folded();
    if let Some(range) = motto(folded) {
        return Some(range);
    }
    let gap = folded.rfind("  ").map_or(0, |gap| gap + 2);
    let start = named.max(gap);
    let rest = folded[start..].trim_start();
    let start = folded.len() - rest.len();
    if start == 0 {
        return None;
    }
    // The line drawn below the motto may be typed as dashes.
    let range = motto(rest.trim_end_matches(['-', '–', '_', '*', ' ']))?;
    Some(start + range.start..start + range.end)
}

/// True for a line that is the motto and nothing else.
pub(super) fn is_motto(line: Line<'_>) -> bool {
    motto(line.folded()).is_some_and(|range| range.start == 0 && range.end == line.folded().len())
}

/// True for a line that is a place and a date and nothing else.
pub(super) fn is_place_and_date(line: Line<'_>) -> bool {
    place_and_date(line).is_some_and(|found| found.place.is_some() && found.span == line.span())
}

/// The motto in any punctuation: its three pairs of words in order, close together. On a line of its
/// own two of them are enough, so that a slip in the third is shown as one.
fn motto(folded: &str) -> Option<std::ops::Range<usize>> {
    const LONGEST: usize = 60;
    const PAIRS: [&str; 3] = ["độc lập", "tự do", "hạnh phúc"];
    let [independence, freedom, happiness] = PAIRS.map(|words| folded.find(words).map(|at| at..at + words.len()));
    if let (Some(first), Some(second), Some(last)) = (&independence, &freedom, &happiness) {
        let ordered = first.end <= second.start && second.end <= last.start;
        // A closing mark is part of what is written, so that the slip can be shown.
        let end = last.end + folded[last.end..].bytes().take_while(|byte| matches!(byte, b'.' | b',' | b';')).count();
        return (ordered && last.end - first.start <= LONGEST).then_some(first.start..end);
    }
    let found: Vec<_> = [independence, freedom, happiness].into_iter().flatten().collect();
    let [left, right] = found.as_slice() else { return None };
    let joined = folded[left.end.min(right.start)..right.start].contains(['-', '–', '—'])
        || folded[..left.start].contains(['-', '–', '—']);
    (left.end <= right.start && joined && folded.len() <= LONGEST).then_some(0..folded.len())
}

/// The number line and the end of what was read, as a range of the line.
fn number(line: Line<'_>) -> Option<(DocumentNumber, usize)> {
    let folded = line.folded();
    let start = number_label(folded)?;
    let text = line.text();
    // In a glued line the issuer stands before it; `Tổng số:` and `theo thông báo số: 5/TB-X` are no
    // number of the document.
    if start > 0 && !line.narrowed(0..start).is_upper() && !is_kind_before_number(line, start) {
        return None;
    }
    let mut at = start + "số".len();
    let mut scan = Scan { text, at: &mut at };
    scan.skip(|letter| letter == ' ');
    let colon = scan.take(':');
    scan.skip(|letter| BLANKS.contains(&letter));
    let label_end = *scan.at;
    scan.skip_field();
    let serial_start = *scan.at;
    scan.skip(|letter| letter.is_ascii_digit());
    if *scan.at > serial_start {
        scan.skip(|letter| letter.is_ascii_lowercase());
    }
    let serial = (*scan.at > serial_start).then_some(serial_start..*scan.at);
    scan.skip(|letter| BLANKS.contains(&letter));
    let separator = *scan.at;
    if !(scan.take('/') || scan.take('-') && serial.is_some()) {
        // `Số: 12` alone is a number without symbol, but only on a line of its own.
        let alone = text[separator..].trim().is_empty() && colon;
        let number = DocumentNumber {
            span: line.part(start..separator.max(label_end).min(text.len())),
            label: line.part(start..label_end),
            colon,
            serial: serial.map(|range| located(line, range)),
            symbol: None,
        };
        return alone.then_some((number, text.len()));
    }
    scan.skip(|letter| BLANKS.contains(&letter));
    let symbol = symbol_end(text, *scan.at).map(|end| *scan.at..end);
    let end = symbol.as_ref().map_or(separator + 1, |range| range.end);
    if symbol.is_none() && serial.is_none() && !colon {
        return None;
    }
    let number = DocumentNumber {
        span: line.part(start..end),
        label: line.part(start..label_end),
        colon,
        serial: serial.map(|range| located(line, range)),
        symbol: symbol.map(|range| located(line, range)),
    };
    Some((number, end))
}

/// Start of the word `Số` that labels a number: at the start of the line, or after the issuer in a
/// glued line.
pub(super) fn number_label(folded: &str) -> Option<usize> {
    let follows = |at: usize| {
        let rest = folded[at + "số".len()..].trim_start_matches([' ', ':', '.', '…', '_']);
        rest.starts_with(|first: char| first.is_ascii_digit() || first == '/')
            || folded[at + "số".len()..].trim_start().starts_with(':')
    };
    if folded.starts_with("số") && follows(0) {
        return Some(0);
    }
    folded.match_indices(" số:").map(|(at, _)| at + 1).find(|at| follows(*at))
}

/// True for `Nghị quyết số: 101/2025/UBTVQH15` on a line of its own, as acts of the National Assembly
/// and its Standing Committee write it.
fn is_kind_before_number(line: Line<'_>, start: usize) -> bool {
    let before = line.text().get(..start).unwrap_or("").trim();
    let after = line.text().get(start..).unwrap_or("");
    before.starts_with(char::is_uppercase)
        && lexicon::kind_by_name(before).is_some()
        && after.split_whitespace().count() <= 2
}

/// End of the symbol that starts at `start`: groups of letters joined by hyphens or slashes, with
/// single spaces around a hyphen allowed so that the slip can be shown.
fn symbol_end(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    let mut joined = true;
    while let Some((offset, letter)) = rest.next() {
        let at = start + offset;
        if letter.is_alphanumeric() || matches!(letter, '&' | ',') && joined {
            end = at + letter.len_utf8();
            joined = letter != ',';
        } else if matches!(letter, '-' | '–' | '/' | '.' | '&') {
            joined = true;
            if rest.peek().is_none_or(|(_, next)| !next.is_alphanumeric() && *next != ' ') {
                break;
            }
        } else if letter == ' ' {
            let dash_next = rest.peek().is_some_and(|(_, next)| matches!(next, '-' | '–'));
            let dash_before = text[..at].ends_with(['-', '–']);
            let capital_next = rest.peek().is_some_and(|(_, next)| next.is_uppercase());
            if !(dash_next || dash_before && capital_next) {
                break;
            }
        } else {
            break;
        }
    }
    (end > start).then_some(end)
}

/// The subject of a *công văn* after `V/v`.
fn letter_subject(line: Line<'_>) -> Option<std::ops::Range<usize>> {
    // `Về việc …` there is the subject with its mark written out.
    let folded = line.folded();
    ["v/v", "về việc "].iter().any(|words| folded.starts_with(words)).then_some(0..folded.len())
}

/// The place and date line: `Trạm Lộ, ngày 12 tháng 5 năm 2026`, blank in part or not in words.
fn place_and_date(line: Line<'_>) -> Option<PlaceAndDate> {
    let text = line.text();
    let date = dates::find_own(line)?;
    let start = line.block.clean_range(date.span).start().saturating_sub(line.range.start()) as usize;
    let before = &text[..start];
    // In a glued line the place is the words after the last gap.
    let place_start = before.trim_end().rfind("  ").map_or_else(|| after_symbol(before), |at| at + 2);
    let place = &before[place_start..];
    let comma = place.trim_end().ends_with(',');
    let name =
        crate::model::block::trimmed(text, place_start..place_start + place.trim_end().trim_end_matches(',').len());
    let unit = unit_before(&line.folded()[name.clone()], &text[name.clone()])?;
    // `…………, ngày … tháng … năm …` leaves the place to be written.
    let to_fill = !name.is_empty() && text[name.clone()].trim_matches(BLANKS).is_empty();
    let name = if to_fill { name.end..name.end } else { name.start + unit..name.end };
    let folded = &line.folded()[name.clone()];
    let bare = folded.strip_prefix("tp.").unwrap_or(folded);
    let plausible = !name.is_empty() && bare.chars().count() <= 40 && !bare.contains(['.', ';', ':', '/']);
    if !plausible && !name.is_empty() {
        return None;
    }
    // `Nghị định số 62/2012/NĐ-CP ngày …` is a citation and `Tính đến ngày …` a phrase, not a place.
    let cited = name.is_empty() && !to_fill && number_label(line.folded()).is_none();
    // The words of the level before the name are small: `Thành phố Hồ Chí Minh`.
    let level = classes().level(folded).unwrap_or(0);
    let is_name = bare.is_empty()
        || text[name.start + level..name.end].split_whitespace().all(|word| {
            // `Bà Rịa - Vũng Tàu` joins two names.
            word.starts_with(char::is_uppercase) || matches!(word, "-" | "–")
        });
    // A place may be written in small letters by mistake, but it is a few words; `Hôm nay, ngày …` and
    // `Cuộc họp kết thúc vào 16 giờ, ngày …` are sentences.
    // In a cell of the header a copy may have torn its words apart.
    let longest = if line.cell().is_some() { 8 } else { 4 };
    let may_be_place =
        folded[level..].split_whitespace().count() <= longest && !line_words().opens_sentence_before_date(bare);
    let sentence = !is_name && (!comma || !date.in_words || !may_be_place);
    if cited || sentence {
        return None;
    }
    let place = (!name.is_empty()).then(|| located(line, name.clone()));
    // Behind a unit the place belongs to the name of the unit and is set like it.
    let from = place.as_ref().filter(|_| unit == 0).map_or(start, |_| name.start);
    let to = line.block.clean_range(date.span).end().saturating_sub(line.range.start()) as usize;
    if text[to..].trim().chars().count() > 12 {
        return None;
    }
    Some(PlaceAndDate { span: line.part(from..to), place, comma, date })
}

/// Where the place starts behind a unit of the issuer that was glued before it: `Phòng Nội vụ tỉnh An
/// Bình, ngày …`; `None` if the unit alone stands there.
fn unit_before(folded: &str, text: &str) -> Option<usize> {
    // `Ban Mê` and `Sở Thượng` are names: a unit has more words.
    let is_unit = classes().names_body(folded) && text.split_whitespace().count() > 2;
    if !is_unit {
        return Some(0);
    }
    let place = classes().last_level(folded).map(|level| level.start);
    // A template leaves the place to a program.
    place.or_else(|| Some(without_last_field(folded).len()).filter(|field| *field < folded.len()))
}

/// End of a number and symbol that stands before the place in a glued line.
fn after_symbol(before: &str) -> usize {
    before.rfind('/').and_then(|slash| before[slash..].find(' ').map(|space| slash + space + 1)).unwrap_or(0)
}

fn located(line: Line<'_>, range: std::ops::Range<usize>) -> Located {
    Located { text: line.text()[range.clone()].to_owned(), span: line.part(range) }
}

/// A cursor over a line.
struct Scan<'a> {
    text: &'a str,
    at: &'a mut usize,
}

impl Scan<'_> {
    fn skip(&mut self, accept: impl Fn(char) -> bool) {
        let rest = &self.text[*self.at..];
        *self.at += rest.len() - rest.trim_start_matches(accept).len();
    }

    /// Passes over a field of a template: `{so}`.
    fn skip_field(&mut self) {
        *self.at = self.text.len() - without_first_field(&self.text[*self.at..]).len();
    }

    fn take(&mut self, letter: char) -> bool {
        let found = self.text[*self.at..].starts_with(letter);
        if found {
            *self.at += letter.len_utf8();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Certainty, ComponentKind};
    use crate::recognize::sample::{HEAD, document};

    fn place(line: &str) -> Option<String> {
        let head = HEAD.replace("Mây Hạ, ngày 05 tháng 6 năm 2026", line);
        Some(document(&head).place_and_date?.place?.text)
    }

    #[test]
    fn places_with_their_level_are_places() {
        assert_eq!(place("Thành phố Hồ Chí Minh, ngày 05 tháng 6 năm 2026").as_deref(), Some("Thành phố Hồ Chí Minh"));
        assert_eq!(place("Phòng Kinh tế đặc khu An Hải, ngày 05 tháng 6 năm 2026").as_deref(), Some("đặc khu An Hải"));
        assert_eq!(place("Hội nghị tổng kết năm học mới, ngày 05 tháng 6 năm 2026"), None);
    }

    #[test]
    fn a_place_of_dots_is_a_blank() {
        let head = HEAD.replace("Mây Hạ, ngày 05 tháng 6 năm 2026", ". . . . , ngày ….. tháng ….. năm …….");
        let date = document(&head).place_and_date.expect("a date line");
        assert!(date.place.is_none() && date.date.day.is_none() && date.date.year.is_none());
    }

    #[test]
    fn a_name_of_a_body_in_small_letters_is_the_issuer() {
        let head = HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ MÂY HẠ", "Ủy ban nhân dân\nXã Mây Hạ");
        let issuer = document(&head).component_text(ComponentKind::IssuingAuthority);
        assert_eq!(issuer.as_deref(), Some("Ủy ban nhân dân Xã Mây Hạ"));
    }

    #[test]
    fn the_issuer_may_stand_below_the_motto() {
        let head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nỦY BAN NHÂN DÂN\nXÃ MÂY HẠ\n\n\
                    Số: 15/BC-UBND\n\nMây Hạ, ngày 05 tháng 6 năm 2026\n\nBÁO CÁO\nKết quả\n";
        let issuer = document(head).component_text(ComponentKind::IssuingAuthority);
        assert_eq!(issuer.as_deref(), Some("ỦY BAN NHÂN DÂN XÃ MÂY HẠ"));
    }

    #[test]
    fn half_a_national_name_is_doubtful() {
        let certainty = |name: &str| {
            let document = document(&HEAD.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", name));
            document.component(ComponentKind::NationalName).map(|part| part.certainty)
        };
        assert_eq!(certainty("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Some(Certainty::Certain));
        assert_eq!(certainty("CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM"), Some(Certainty::Certain), "a slip");
        assert_eq!(certainty("CỘNG HÒA XÃ HỘI"), Some(Certainty::Doubtful));
        assert_eq!(certainty("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"), Some(Certainty::Certain), "one word was left out");
    }

    #[test]
    fn the_decision_in_the_name_of_a_team_is_not_its_number() {
        let name = "ĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 25/QĐ-SXD";
        let number = document(&HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ MÂY HẠ", name)).number;
        assert_eq!(number.and_then(|number| number.serial).map(|serial| serial.text).as_deref(), Some("15"));
    }
}
