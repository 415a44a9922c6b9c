//! The built-in registry as `build.rs` packs it: a line for the kinds, one for the issuers, and one for
//! each instrument, sorted by key and date, its fields apart by tabs.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Fact, Instrument, PartEnd};

static PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/instruments.txt"));

/// The instruments, by key and date.
pub(super) static INSTRUMENTS: LazyLock<Vec<Instrument>> = LazyLock::new(|| {
    let mut lines = PACKED.lines();
    let kinds: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let issuers: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    lines.filter_map(|line| instrument(line, &kinds, &issuers)).collect()
});

/// The instrument of a line; every line that `build.rs` writes holds one.
fn instrument(line: &'static str, kinds: &[&'static str], issuers: &[&'static str]) -> Option<Instrument> {
    let mut rest = Some(line);
    let mut field = || next_field(&mut rest);
    let (key, number) = (field()?, field()?);
    let kind = kinds.get(field()?.parse::<usize>().ok()?)?;
    let date = day(field()?)?;
    let issuer = issuers.get(field()?.parse::<usize>().ok()?)?;
    Some(Instrument {
        kind: Cow::Borrowed(kind),
        number: Cow::Borrowed(if number.is_empty() { key } else { number }),
        date,
        issuer: Cow::Borrowed(issuer),
        title: Cow::Borrowed(field()?),
        effective: day(field()?),
        ended: day(field()?),
        replaced_by: Cow::Borrowed(field()?),
        ended_in_part: items(field()?, ';').filter_map(part).collect(),
        amended_by: items(field()?, ';').map(Cow::Borrowed).collect(),
        doubtful: field()?.chars().filter_map(fact).collect(),
        key: Cow::Borrowed(key),
    })
}

/// The text up to the next tab, which it takes off `rest`; `None` behind the last field. A run parses some hundred
/// thousand fields before its first answer, so they are found many bytes at a time.
fn next_field(rest: &mut Option<&'static str>) -> Option<&'static str> {
    let text = rest.take()?;
    let Some(tab) = memchr::memchr(b'\t', text.as_bytes()) else { return Some(text) };
    *rest = Some(&text[tab + 1..]);
    Some(&text[..tab])
}

fn items(text: &'static str, mark: char) -> impl Iterator<Item = &'static str> {
    text.split(mark).filter(|item| !item.is_empty())
}

/// A day as `20230929`.
fn day(text: &str) -> Option<Date> {
    let number: i32 = text.parse().ok()?;
    let part = |value: i32| i8::try_from(value % 100).ok();
    Date::new(i16::try_from(number / 10_000).ok()?, part(number / 100)?, part(number)?).ok()
}

fn part(text: &str) -> Option<PartEnd> {
    let mut fields = text.splitn(3, '|');
    let (by, on, what) = (fields.next()?, fields.next()?, fields.next()?);
    Some(PartEnd { by: by.to_owned(), day: day(on)?, what: what.to_owned() })
}

const fn fact(letter: char) -> Option<Fact> {
    Some(match letter {
        'd' => Fact::Date,
        'i' => Fact::Issuer,
        't' => Fact::Title,
        'f' => Fact::Effective,
        'e' => Fact::Ended,
        _ => return None,
    })
}
