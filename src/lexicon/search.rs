//! Finds instruments by what people type: `nghị định 73/2023`, `72/2025/QH15`, `luật đất đai`.

use super::citation_kinds::citation_kinds;
use super::instruments::{Instrument, Registry, number_key};
use crate::text::fold;

/// Most instruments that a search by words gives.
const MOST: usize = 20;

/// What was typed, understood.
struct Query {
    /// Kind, if its word opens the query.
    kind: Option<&'static str>,
    /// Serial number without leading zeros.
    serial: Option<String>,
    /// Year after the number, or after `năm`.
    year: Option<i16>,
    /// Letters after number and year, loose.
    symbol: String,
    /// Further words, folded.
    words: Vec<String>,
}

/// The instruments that `query` can mean, the youngest first.
pub fn search<'a>(registry: &'a Registry, query: &str) -> Vec<&'a Instrument> {
    let query = understand(query);
    if query.serial.is_none() && query.words.is_empty() && query.kind != Some("hien-phap") {
        return Vec::new();
    }
    let mut found: Vec<&Instrument> = registry.all().filter(|entry| query.means(entry)).collect();
    found.sort_by(|left, right| right.date.cmp(&left.date).then_with(|| left.key.cmp(&right.key)));
    // A law of exactly that name comes before laws that only mention it.
    let name = query.words.join(" ");
    found.sort_by_key(|entry| !(entry.is_named() && super::instruments::law_key(&entry.name()) == name));
    found.truncate(MOST);
    found
}

fn understand(typed: &str) -> Query {
    let folded = fold::key(typed);
    let mut rest = folded.as_str();
    let phrases = citation_kinds().iter().flat_map(|kind| kind.words.iter().map(move |word| (kind, word)));
    let begins = |word: &str| rest.strip_prefix(word).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
    let kind = phrases.filter(|(_, word)| begins(word)).max_by_key(|(_, word)| word.len());
    if let Some((_, word)) = kind {
        rest = &rest[word.len()..];
    }
    let mut query = Query {
        kind: kind.map(|(kind, _)| kind.slug.as_str()),
        serial: None,
        year: None,
        symbol: String::new(),
        words: Vec::new(),
    };
    let mut year_follows = false;
    for word in rest.split([' ', ',']).filter(|word| !word.is_empty() && *word != "số") {
        if word == "năm" {
            year_follows = true;
        } else if year_follows && word.parse::<i16>().is_ok() {
            query.year = word.parse().ok();
            year_follows = false;
        } else if query.serial.is_none()
            && query.words.is_empty()
            && word.starts_with(|first: char| first.is_ascii_digit())
        {
            query.number(word);
        } else {
            query.words.push(word.to_owned());
        }
    }
    query
}

impl Query {
    /// Reads `73/2023/nđ-cp`, `73/2023`, `57-nq/tw`.
    fn number(&mut self, word: &str) {
        let key = number_key(word);
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

    fn means(&self, entry: &Instrument) -> bool {
        let kind = self
            .kind
            .is_none_or(|kind| entry.kind == kind || kind == "luat" && entry.kind == "bo-luat" || kind == "van-ban");
        let key: &str = &entry.key;
        let (serial, rest) = key.split_at(key.find(['/', '-']).unwrap_or(key.len()));
        let loose = |text: &str| fold::fold(text).replace('đ', "d");
        kind && self.serial.as_deref().is_none_or(|wanted| wanted == serial)
            && self.year.is_none_or(|year| entry.date.year() == year)
            && (self.symbol.is_empty() || loose(rest).ends_with(&loose(&self.symbol)))
            && self.has_words(entry)
    }

    /// True if every further word stands in the title.
    fn has_words(&self, entry: &Instrument) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let title = fold::key(&entry.title);
        let words: Vec<&str> = title.split(|letter: char| !letter.is_alphanumeric()).collect();
        self.words.iter().all(|wanted| words.contains(&wanted.trim_matches('"')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> String {
        let registry = Registry::default();
        search(&registry, query).first().map_or(String::new(), |entry| entry.number.to_string())
    }

    #[test]
    fn people_type_little() {
        for query in ["nghị định 73/2023", "Nghị định số 73/2023/NĐ-CP", "73/2023/nd-cp", "NGHỊ ĐỊNH 73 năm 2023"]
        {
            assert_eq!(first(query), "73/2023/NĐ-CP", "{query}");
        }
        assert_eq!(first("57-NQ/TW"), "57-NQ/TW");
        assert_eq!(first("luật cán bộ, công chức năm 2025"), "80/2025/QH15");
        assert_eq!(first("luật tổ chức chính quyền địa phương"), "72/2025/QH15");
        assert_eq!(first("nghị định công tác văn thư"), "30/2020/NĐ-CP");
        assert_eq!(first("nghị định 9999/2023"), "");
        assert_eq!(first(""), "");
    }
}
