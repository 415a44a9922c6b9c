//! Finds instruments by what people type: `nghị định 73/2023`, `72/2025/QH15`, `luat dat dai`, `Đề án
//! 06`, a whole citation.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::citation_kinds::citation_kinds;
use super::instruments::{Instrument, Registry, law_key, number_key};
use super::nicknames::nicknames;
use crate::text::{fold, letters};

/// Most instruments that a search by words gives.
const MOST: usize = 20;

/// Most instruments that are offered instead of what was not found.
const MOST_SIMILAR: usize = 5;

/// What people write for a kind when they write little.
const SHORT_KINDS: [(&str, &str); 6] = [
    ("nd", "nghi-dinh"),
    ("nq", "nghi-quyet"),
    ("qd", "quyet-dinh"),
    ("tt", "thong-tu"),
    ("ct", "chi-thi"),
    ("kl", "ket-luan"),
];

/// What was typed, understood.
#[derive(Default)]
struct Query {
    /// Kind, if its word opens the query.
    kind: Option<&'static str>,
    /// Serial number without leading zeros.
    serial: Option<String>,
    /// Year after the number, or after `năm`.
    year: Option<i16>,
    /// Letters after number and year, without marks.
    symbol: String,
    /// The day after `ngày`.
    date: Option<Date>,
    /// Further words, without marks.
    words: Vec<String>,
}

/// The instruments that `typed` can mean, the likeliest first, then the youngest.
pub fn search<'a>(registry: &'a Registry, typed: &str) -> Vec<&'a Instrument> {
    if let Some(nickname) = nicknames().iter().find(|nickname| bare(&nickname.name) == bare(typed)) {
        let mut found = registry.numbered(&nickname.number);
        found.retain(|entry| entry.date == nickname.date);
        return found;
    }
    let query = Query::read(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<&Instrument> = registry.all().filter(|entry| query.means(entry)).collect();
    found.sort_by(|left, right| right.date.cmp(&left.date).then_with(|| left.key.cmp(&right.key)));
    // The one of the day comes first, and a law of exactly that name before laws that only mention it.
    let name = query.words.join(" ");
    let is_called = |entry: &Instrument| entry.is_named() && bare(&law_key(&entry.name())) == name;
    found.sort_by_key(|entry| (query.date != Some(entry.date), !is_called(entry)));
    found.truncate(MOST);
    found
}

/// Instruments that come near to what was typed: with the number under another kind, symbol or year,
/// with number and day of a slip, or with most of the words.
pub fn similar<'a>(registry: &'a Registry, typed: &str) -> Vec<&'a Instrument> {
    let query = Query::read(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let exact: BTreeSet<(&str, Date)> =
        search(registry, typed).iter().map(|entry| (entry.number.as_ref(), entry.date)).collect();
    let mut near: Vec<(usize, &Instrument)> = registry
        .all()
        .filter(|entry| !exact.contains(&(entry.number.as_ref(), entry.date)))
        .filter_map(|entry| Some((query.nearness(entry)?, entry)))
        .collect();
    near.sort_by_key(|(nearness, entry)| (Reverse(*nearness), Reverse(entry.date)));
    let best = near.first().map_or(0, |(nearness, _)| *nearness);
    near.into_iter().filter(|(nearness, _)| *nearness == best).take(MOST_SIMILAR).map(|(_, entry)| entry).collect()
}

/// True if `typed` gives a day on which none of `found` was issued.
pub fn is_of_other_day(typed: &str, found: &[&Instrument]) -> bool {
    let date = Query::read(typed).date;
    !found.is_empty() && date.is_some_and(|date| found.iter().all(|entry| entry.date != date))
}

/// `text` in small letters without marks, its spaces and dashes made alike.
fn bare(text: &str) -> String {
    letters::bare(&fold::key(text))
}

impl Query {
    fn read(typed: &str) -> Self {
        let bare = bare(typed);
        let (kind, mut rest) = kind(&bare);
        let mut query = Self { kind, ..Self::default() };
        if let Some((before, after)) = rest.split_once("ngay ")
            && let Some(date) = day(after)
        {
            query.date = Some(date);
            rest = before;
        }
        let mut year_follows = false;
        for word in
            rest.split([' ', ',', ';', '"', '“', '”']).filter(|word| !word.is_empty() && !matches!(*word, "so" | "so:"))
        {
            let in_number = query.serial.is_some();
            if word == "nam" {
                year_follows = true;
            } else if year_follows && word.parse::<i16>().is_ok() {
                query.year = word.parse().ok();
                year_follows = false;
            } else if !in_number && query.words.is_empty() && word.starts_with(|first: char| first.is_ascii_digit()) {
                query.number(word);
            } else if in_number
                && (query.year.is_some() || !query.symbol.is_empty())
                && matches!(word, "cua" | "ve" | "quy" | "ban")
            {
                // The rest of a citation: issuer and title.
                break;
            } else {
                query.words.push(word.to_owned());
            }
        }
        query
    }

    /// Reads `73/2023/nd-cp`, `73/2023`, `57-nq/tw`.
    fn number(&mut self, word: &str) {
        let key = number_key(word.trim_end_matches(['.', ':']));
        let (serial, rest) = key.split_at(key.find(['/', '-']).unwrap_or(key.len()));
        self.serial = Some(serial.to_owned());
        let rest = rest.trim_start_matches(['/', '-']);
        let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
        if year.len() == 4 {
            self.year = year.parse().ok();
            rest[4..].trim_start_matches(['/', '-']).clone_into(&mut self.symbol);
        } else {
            rest.clone_into(&mut self.symbol);
        }
    }

    fn is_empty(&self) -> bool {
        self.serial.is_none() && self.words.is_empty() && self.kind != Some("hien-phap")
    }

    fn means(&self, entry: &Instrument) -> bool {
        self.has_kind(entry)
            && self.serial.as_deref().is_none_or(|serial| serial == serial_of(entry))
            && self.year.is_none_or(|year| entry.date.year() == year)
            && self.has_symbol(entry)
            && (self.words.is_empty() || self.words_in(entry) == self.words.len())
    }

    fn has_kind(&self, entry: &Instrument) -> bool {
        self.kind
            .is_none_or(|kind| entry.kind == kind || kind == "luat" && entry.kind == "bo-luat" || kind == "van-ban")
    }

    fn has_symbol(&self, entry: &Instrument) -> bool {
        let rest = entry.key.get(serial_of(entry).len()..).unwrap_or("");
        self.symbol.is_empty() || bare(rest).ends_with(&self.symbol)
    }

    /// How many of the further words stand in the title.
    fn words_in(&self, entry: &Instrument) -> usize {
        let title = bare(&entry.title);
        let words: BTreeSet<&str> = title.split(|letter: char| !letter.is_alphanumeric()).collect();
        self.words.iter().filter(|wanted| words.contains(wanted.as_str())).count()
    }

    /// How near `entry` comes; `None` if it has nothing to do with what was typed.
    fn nearness(&self, entry: &Instrument) -> Option<usize> {
        if let Some(serial) = self.serial.as_deref() {
            if serial != serial_of(entry) {
                return None;
            }
            let same_year = self.year.is_some_and(|year| year == entry.date.year());
            let same_day = self.date == Some(entry.date);
            let nearness = 4 * usize::from(same_day) + 2 * usize::from(same_year);
            let same_series =
                self.has_kind(entry) && self.kind.is_some() || self.has_symbol(entry) && !self.symbol.is_empty();
            let nearness = nearness + usize::from(same_series);
            return (nearness > 0).then_some(nearness);
        }
        let shared = self.words_in(entry);
        (self.has_kind(entry) && shared * 3 >= self.words.len() * 2 && shared > 1).then_some(shared)
    }
}

/// The serial number that the key of `entry` begins with.
fn serial_of(entry: &Instrument) -> &str {
    let key: &str = &entry.key;
    key.get(..key.find(['/', '-']).unwrap_or(key.len())).unwrap_or("")
}

/// The kind that the bare text begins with, and the rest.
fn kind(bare_text: &str) -> (Option<&'static str>, &str) {
    let after = |word: &str| bare_text.strip_prefix(word).filter(|after| !after.starts_with(char::is_alphanumeric));
    let words =
        citation_kinds().iter().flat_map(|kind| kind.words.iter().map(move |word| (kind.slug.as_str(), bare(word))));
    let named =
        words.filter_map(|(slug, word)| Some((word.len(), slug, after(&word)?))).max_by_key(|(length, ..)| *length);
    let short = || SHORT_KINDS.iter().find_map(|(word, slug)| Some((*slug, after(word)?)));
    match named.map(|(_, slug, rest)| (slug, rest)).or_else(short) {
        Some((slug, rest)) => (Some(slug), rest),
        None => (None, bare_text),
    }
}

/// The day that `29/9/2023` or `29 thang 9 nam 2023` gives.
fn day(text: &str) -> Option<Date> {
    let mut numbers = text.split([' ', '/', '-', '.', ',', ';']).filter(|word| !matches!(*word, "thang" | "nam" | ""));
    let (day, month, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> String {
        let registry = Registry::default();
        search(&registry, query).first().map_or(String::new(), |entry| entry.number.to_string())
    }

    fn offered(query: &str) -> Vec<String> {
        let registry = Registry::default();
        similar(&registry, query).iter().map(|entry| entry.number.to_string()).collect()
    }

    #[test]
    fn people_type_little() {
        for query in [
            "nghị định 73/2023",
            "Nghị định số 73/2023/NĐ-CP",
            "73/2023/nd-cp",
            "NGHỊ ĐỊNH 73 năm 2023",
            "nghi dinh 73/2023",
            "nđ 73/2023",
            "Nghị định số 73/2023/NĐ-CP ngày 29 tháng 9 năm 2023 của Chính phủ quy định về khuyến khích",
        ] {
            assert_eq!(first(query), "73/2023/NĐ-CP", "{query}");
        }
        assert_eq!(first("57-NQ/TW"), "57-NQ/TW");
        assert_eq!(first("luật cán bộ, công chức năm 2025"), "80/2025/QH15");
        assert_eq!(first("luật tổ chức chính quyền địa phương"), "72/2025/QH15");
        assert_eq!(first("luat dat dai"), "31/2024/QH15");
        assert_eq!(first("nghị định công tác văn thư"), "30/2020/NĐ-CP");
        assert_eq!(first("đề án 06"), "06/QĐ-TTg");
        assert_eq!(first("nghị định 9999/2023"), "");
        assert_eq!(first(""), "");
    }

    #[test]
    fn what_comes_near_is_offered() {
        assert_eq!(offered("nghị quyết 73/NQ-CP ngày 29/9/2023"), ["73/2023/NĐ-CP"]);
        assert!(offered("nghị định 73/2023/NQ-CP").contains(&"73/2023/NĐ-CP".to_owned()));
        assert!(offered("luật đất đâu đai").contains(&"31/2024/QH15".to_owned()));
        assert!(offered("nghị định 9999/2023").is_empty());
        assert!(offered("").is_empty());
    }

    #[test]
    fn the_day_that_is_typed_is_heeded() {
        let registry = Registry::default();
        let found = search(&registry, "18-NQ/TW ngày 25/10/2017");
        assert_eq!(found.first().map(|entry| entry.date.to_string()).as_deref(), Some("2017-10-25"));
        assert!(!is_of_other_day("18-NQ/TW ngày 25/10/2017", &found));
        let found = search(&registry, "73/2024/NĐ-CP ngày 29/9/2023");
        assert!(is_of_other_day("73/2024/NĐ-CP ngày 29/9/2023", &found));
    }
}
