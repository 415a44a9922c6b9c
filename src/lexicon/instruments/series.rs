//! Series: instruments of one kind and issuer that are numbered through a year, in the order of their
//! numbers.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Fact, Instrument, Registry, is_same, packed};

/// The built-in instruments with a sure date, by what stands behind their number (`/2023/NĐ-CP`) and by
/// year, each series sorted by number.
static SERIES: LazyLock<HashMap<(&'static str, i16), Vec<Numbered<'static>>>> = LazyLock::new(|| {
    let mut entries: Vec<_> = packed::INSTRUMENTS.iter().filter_map(numbered).collect();
    entries.sort_by_key(|(_, (serial, entry))| (*serial, entry.date));
    let mut all: HashMap<_, Vec<Numbered<'static>>> = HashMap::new();
    for (series, numbered) in entries {
        all.entry((series, numbered.1.date.year())).or_default().push(numbered);
    }
    all
});

/// A serial number and its instrument.
type Numbered<'a> = (u32, &'a Instrument);

impl Registry {
    /// The instruments of `year` whose number is followed by `series` (`/2023/NĐ-CP`) and whose date is
    /// sure, in the order of their numbers.
    pub fn series<'a>(&'a self, series: &str, year: i16) -> Vec<Numbered<'a>> {
        let builtin = SERIES.get(&(series, year)).map_or(&[][..], Vec::as_slice);
        let kept = builtin.iter().filter(|(_, entry)| !self.own.iter().any(|own| is_same(own, entry)));
        let mut all: Vec<Numbered<'a>> = kept.copied().collect();
        let own = self.own.iter().filter(|own| own.date.year() == year).filter_map(numbered);
        let before = all.len();
        all.extend(own.filter(|(other, _)| *other == series).map(|(_, numbered)| numbered));
        if all.len() > before {
            all.sort_by_key(|(serial, entry)| (*serial, entry.date));
        }
        all
    }
}

/// Series and number of an instrument with a sure date.
fn numbered(entry: &Instrument) -> Option<(&str, Numbered<'_>)> {
    let (serial, series) = split(&entry.key).filter(|_| entry.is_sure(Fact::Date))?;
    Some((series, (serial, entry)))
}

/// Number and series of a key: `73` and `/2023/NĐ-CP`. Numbers with a fraction are a series of their own.
pub fn split(key: &str) -> Option<(u32, &str)> {
    let (serial, series) = key.split_at(key.find('/')?);
    Some((serial.parse().ok()?, series))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::instruments::Entry;

    fn entry(number: &str, date: &str) -> Instrument {
        let text = format!(
            r#"{{"kind": "nghi-dinh", "number": "{number}", "date": "{date}", "issuer": "Chính phủ", "title": "Về A"}}"#
        );
        serde_json::from_str::<Entry>(&text).expect("an entry").into()
    }

    #[test]
    fn a_series_is_sorted_by_number_and_holds_own_entries() {
        let builtin = Registry::default();
        let known = builtin.series("/2023/NĐ-CP", 2023);
        assert!(known.is_sorted_by_key(|(serial, _)| *serial));
        assert!(known.iter().any(|(serial, entry)| *serial == 73 && entry.date.to_string() == "2023-09-29"));
        let own = Registry::new(vec![entry("999/2023/NĐ-CP", "2023-12-31"), entry("73/2023/NĐ-CP", "2023-09-29")]);
        let all = own.series("/2023/NĐ-CP", 2023);
        assert_eq!(all.len(), known.len() + 1);
        assert_eq!(all.last().map(|(serial, _)| *serial), Some(999));
        assert!(all.iter().any(|(serial, entry)| *serial == 73 && entry.title == "Về A"));
        assert!(builtin.series("/2023/NĐ-CP", 2022).is_empty());
    }

    #[test]
    fn instruments_are_found_by_their_serial_number() {
        let registry = Registry::default();
        let by_walk = registry
            .all()
            .filter(|entry| entry.key.strip_prefix("73").is_some_and(|rest| rest.starts_with(['/', '-'])));
        let mut by_walk: Vec<&str> = by_walk.map(|entry| &*entry.key).collect();
        let mut found: Vec<&str> = registry.with_serial("73").iter().map(|entry| &*entry.key).collect();
        assert!(found.contains(&"73/2023/NĐ-CP"));
        by_walk.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, by_walk);
    }
}
