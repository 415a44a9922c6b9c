//! Makes `rules/lexicon/instruments.json` from a survey of stored sources:
//! `cargo run --example registry -- SURVEY rules/lexicon/instruments.json`.
//!
//! The survey says of every instrument how well each thing is known. What rests on one unofficial
//! source or on memory becomes a mark of doubt, so that it is never the reason for an error. The
//! result is written only if the judge of registry files finds nothing wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::{env, fs, io};

use jiff::civil::Date;
use rasoat::lexicon::citation_kinds::citation_kinds;
use rasoat::lexicon::instruments::{Entry, Fact, number_key};
use rasoat::lexicon::registry_file;
use rasoat::text::fold;
use serde::Deserialize;

/// An instrument as the survey knows it.
#[derive(Deserialize)]
struct Surveyed {
    /// Word of the kind: `Nghị định`.
    r#type: String,
    number: String,
    issuer_name: String,
    date: Date,
    title: String,
    status: Status,
    status_basis: Basis,
    /// What replaced it or, if it is only amended, amended it.
    replaced_by: Option<String>,
    effective: Option<Date>,
    sources: u32,
    official_source: bool,
    note: Option<String>,
}

#[derive(PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    InForce,
    Expired,
    Replaced,
    Amended,
    Unknown,
}

#[derive(PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Basis {
    Source,
    Memory,
    None,
}

impl Surveyed {
    fn note(&self) -> &str {
        self.note.as_deref().unwrap_or("")
    }

    fn notes_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.note().contains(phrase))
    }

    fn number(&self) -> &str {
        if self.number.starts_with(|first: char| first.is_ascii_digit()) { &self.number } else { "" }
    }

    /// What follows number and year, without the term of the National Assembly.
    fn symbol(&self) -> &str {
        let (_, symbol) = self.number.rsplit_once('/').unwrap_or(("", &self.number));
        symbol.trim_end_matches(|letter: char| letter.is_ascii_digit())
    }

    fn kind(&self) -> Result<String, String> {
        let word = fold::key(&self.r#type);
        let kind = citation_kinds().iter().find(|kind| kind.words.contains(&word));
        kind.map(|kind| kind.slug.clone()).ok_or_else(|| format!("{}: no kind {}", self.number, self.r#type))
    }

    /// The title without what the source runs on with, and without spaces before commas.
    fn title(&self) -> String {
        let title = self.title.split(" Được thay thế bởi").next().unwrap_or(&self.title);
        title.replace(" ,", ",")
    }

    /// True if the title may not be the real one: the survey says so, or it names the instrument
    /// itself or a later one, so that words of another text have run into it.
    fn has_doubtful_title(&self) -> bool {
        let said = [
            "title wording",
            "title abridged",
            "title paraphrased",
            "title as quoted",
            "title not stated",
            "number from a page title",
        ];
        let own = number_key(self.number());
        let foreign = |number: &str| number == own || year_of(number).is_some_and(|year| year > self.date.year());
        self.notes_any(&said) || numbers(&self.title).iter().any(|number| foreign(number))
    }

    fn has_ended(&self) -> bool {
        matches!(self.status, Status::Expired | Status::Replaced)
    }

    fn is_of_the_assembly(number: &str) -> bool {
        number.contains("/QH") || number.contains("UBTVQH")
    }
}

/// The survey with what is looked up in it.
struct Survey {
    all: Vec<Surveyed>,
    by_number: BTreeMap<String, Vec<usize>>,
}

impl Survey {
    fn new(all: Vec<Surveyed>) -> Self {
        let mut by_number: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, one) in all.iter().enumerate() {
            by_number.entry(number_key(one.number())).or_default().push(at);
        }
        Self { all, by_number }
    }

    fn numbered(&self, number: &str) -> impl Iterator<Item = &Surveyed> {
        let found = self.by_number.get(&number_key(number)).into_iter().flatten();
        found.filter_map(|at| self.all.get(*at))
    }

    /// What replaced `one`, if the survey holds it.
    fn replacing(&self, one: &Surveyed) -> Option<&Surveyed> {
        self.numbered(one.replaced_by.as_deref()?).find(|other| other.date >= one.date)
    }

    /// First day on which `one` binds no longer: the one that its note gives, else the first day of
    /// what replaced it.
    fn ended(&self, one: &Surveyed) -> Option<Date> {
        let noted = one.note().split("from ").skip(1).find_map(|rest| rest.get(..10)?.parse().ok());
        one.has_ended().then(|| noted.or_else(|| self.replacing(one)?.effective)).flatten()
    }

    /// True if the end of `one` or its day is not sure: remembered only, of one part, taken from a day that is
    /// doubtful itself, or said of a number that two instruments bear or by a text of lower rank.
    fn has_doubtful_end(&self, one: &Surveyed) -> bool {
        let below = one
            .replaced_by
            .as_deref()
            .is_some_and(|by| Surveyed::is_of_the_assembly(one.number()) && !Surveyed::is_of_the_assembly(by));
        one.has_ended()
            && (one.status_basis == Basis::Memory
                || one.notes_any(&["its part on"])
                || self.replacing(one).is_some_and(has_doubtful_effect)
                || self.numbered(one.number()).filter(|other| other.date == one.date).count() > 1
                || below)
    }

    /// Numbers of what amended `one`: those that the survey names, and those of its symbol whose titles do.
    fn amended_by(&self, one: &Surveyed, amenders: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
        let mut found: BTreeSet<String> = amenders
            .get(&number_key(one.number()))
            .into_iter()
            .flatten()
            .filter(|number| self.numbered(number).any(|other| other.symbol() == one.symbol() && other.date > one.date))
            .cloned()
            .collect();
        let noted = one.note().split("amended by ").skip(1).filter_map(|rest| rest.split([' ', ';', ',']).next());
        found.extend(noted.map(str::to_owned));
        found.extend(one.replaced_by.clone().filter(|_| one.status == Status::Amended));
        found.into_iter().collect()
    }

    fn doubts(&self, one: &Surveyed) -> Vec<Fact> {
        let weak = one.sources == 1 && !one.official_source;
        let shared = one.issuer_name.contains(", Ban");
        // Metadata that knows no first day gives the day of issue for it.
        let unset = weak && one.effective == Some(one.date);
        let unnamed = shared || one.notes_any(&["as issuer", "issuing body not stated"]);
        let doubts = [
            (Fact::Date, weak),
            (Fact::Issuer, weak || unnamed),
            (Fact::Title, one.has_doubtful_title()),
            (Fact::Effective, unset || has_doubtful_effect(one)),
            (Fact::Ended, self.has_doubtful_end(one)),
        ];
        doubts.into_iter().filter_map(|(fact, doubtful)| doubtful.then_some(fact)).collect()
    }

    fn entries(&self) -> Result<Vec<Entry>, String> {
        let amenders = self.amenders();
        let mut entries = Vec::new();
        for one in &self.all {
            entries.push(Entry {
                kind: one.kind()?,
                number: one.number().to_owned(),
                date: one.date,
                issuer: one.issuer_name.clone(),
                title: one.title(),
                effective: one.effective,
                ended: self.ended(one),
                replaced_by: one.replaced_by.clone().filter(|_| one.has_ended()).unwrap_or_default(),
                amended_by: self.amended_by(one, &amenders),
                doubtful: self.doubts(one),
            });
        }
        entries.sort_by_cached_key(|entry| (entry.kind.clone(), entry.date, number_key(&entry.number)));
        Ok(entries)
    }

    /// For each number that an amending title names, the numbers of those that name it.
    fn amenders(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for one in &self.all {
            let title = fold::key(&one.title);
            let opening = ["luật ", "về ", "việc "];
            let bare = opening.iter().fold(title.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
            if bare.starts_with("sửa đổi") {
                for number in numbers(&one.title) {
                    named.entry(number).or_default().insert(one.number.clone());
                }
            }
        }
        named
    }
}

fn has_doubtful_effect(one: &Surveyed) -> bool {
    one.notes_any(&["effective date from memory", "stored metadata gives an effective date"])
}

/// Keys of the numbers with a year that stand in a title.
fn numbers(title: &str) -> Vec<String> {
    let words = title.split([' ', ',', ';', '(', ')', '"']);
    words.map(|word| number_key(word.trim_end_matches('.'))).filter(|word| year_of(word).is_some()).collect()
}

fn year_of(number: &str) -> Option<i16> {
    number.split('/').nth(1).filter(|year| year.len() == 4)?.parse().ok()
}

/// The registry as it lies in the project: one entry a line.
fn registry(survey: &str) -> Result<String, Box<dyn Error>> {
    let entries = Survey::new(serde_json::from_str(survey)?).entries()?;
    let lines: Vec<String> = entries.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    registry_file::read(&text).map_err(|mistakes| format!("{mistakes:?}"))?;
    Ok(text)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let survey = arguments.next().ok_or("usage: registry SURVEY [REGISTRY]")?;
    let text = registry(&fs::read_to_string(survey)?)?;
    match arguments.next() {
        Some(file) => fs::write(file, text)?,
        None => io::Write::write_all(&mut io::stdout(), text.as_bytes())?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(change: impl Fn(&mut serde_json::Value)) -> serde_json::Value {
        let mut entry = serde_json::json!({
            "type": "Nghị định", "number": "901/2020/NĐ-CP", "issuer": "CP", "issuer_name": "Chính phủ",
            "date": "2020-03-05", "title": "Về việc thử", "status": "unknown", "status_basis": "none",
            "replaced_by": null, "effective": "2020-05-01", "sources": 2, "official_source": true, "note": null,
        });
        change(&mut entry);
        entry
    }

    fn made(survey: &[serde_json::Value]) -> Result<Vec<Entry>, Box<dyn Error>> {
        Ok(serde_json::from_str(&registry(&serde_json::Value::from(survey).to_string())?)?)
    }

    #[test]
    fn evidence_becomes_doubt() {
        let weak = entry(|entry| {
            entry["sources"] = 1.into();
            entry["official_source"] = false.into();
        });
        assert_eq!(made(&[weak]).expect("right")[0].doubtful, [Fact::Date, Fact::Issuer]);
        let titled = entry(|entry| entry["title"] = "Về việc thử của Nghị định số 12/2024/NĐ-CP".into());
        assert_eq!(made(&[titled]).expect("right")[0].doubtful, [Fact::Title]);
        assert_eq!(made(&[entry(|_| ())]).expect("right")[0].doubtful, []);
    }

    #[test]
    fn an_end_is_the_first_day_of_what_replaced_it() {
        let old = entry(|entry| {
            entry["status"] = "replaced".into();
            entry["status_basis"] = "memory".into();
            entry["replaced_by"] = "902/2024/NĐ-CP".into();
        });
        let new = entry(|entry| {
            entry["number"] = "902/2024/NĐ-CP".into();
            entry["date"] = "2024-03-05".into();
            entry["effective"] = "2024-05-01".into();
        });
        let made = made(&[new, old]).expect("right");
        assert_eq!(made[0].ended, Some(jiff::civil::date(2024, 5, 1)));
        assert_eq!(made[0].doubtful, [Fact::Ended]);
    }

    #[test]
    fn only_what_bears_its_symbol_amends() {
        let old = entry(|_| ());
        let amender = |kind: &str, number: &str, issuer: &str| {
            entry(|entry| {
                entry["type"] = kind.into();
                entry["number"] = number.into();
                entry["issuer_name"] = issuer.into();
                entry["date"] = "2024-03-05".into();
                entry["effective"] = "2024-05-01".into();
                entry["title"] = "Sửa đổi, bổ sung một số điều của Nghị định số 901/2020/NĐ-CP".into();
            })
        };
        let amenders =
            [amender("Nghị định", "903/2024/NĐ-CP", "Chính phủ"), amender("Thông tư", "04/2024/TT-BNV", "Bộ Nội vụ")];
        let [decree, circular] = amenders;
        assert_eq!(made(&[old, decree, circular]).expect("right")[0].amended_by, ["903/2024/NĐ-CP"]);
    }

    #[test]
    fn a_registry_with_mistakes_is_not_made() {
        assert!(made(&[entry(|entry| entry["date"] = "2021-03-05".into())]).is_err(), "year against date");
        assert!(made(&[entry(|entry| entry["issuer_name"] = "Công ty Mây Hạ".into())]).is_err(), "unknown issuer");
        let circle = entry(|entry| {
            entry["status"] = "replaced".into();
            entry["replaced_by"] = entry["number"].clone();
        });
        assert!(made(&[circle]).is_err(), "a circle of replacements");
    }
}
