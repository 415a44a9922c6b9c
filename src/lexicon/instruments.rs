//! The registry of real instruments: what they are called, since when they bind and until when.
//!
//! The built-in entries come from `rules/lexicon/instruments.json`; `build.rs` sorts them into one
//! compact text, which is unpacked when the first citation is looked up: a look-up is a binary search,
//! a start of the program costs nothing. The registry is a sample: what it does not hold is never wrong
//! for that.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::citation_kinds::citation_kind_name;
use crate::text::fold;

mod key {
    include!("number_key.rs");
}
mod packed;
mod series;

pub use key::number_key;
pub use series::split as split_number;

/// A fact of an entry that may rest on weak evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The day of issue.
    Date,
    /// The body that issued it.
    Issuer,
    /// The title, which may be abridged.
    Title,
    /// The day from which it binds.
    Effective,
    /// That it is no longer in force, since when and by what.
    Ended,
}

/// An instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Kind (`nghi-dinh`), as in [`super::citation_kinds`].
    pub kind: Cow<'static, str>,
    /// Number and symbol; empty for the constitution.
    pub number: Cow<'static, str>,
    /// Day of issue.
    pub date: Date,
    /// Name of the body that issued it.
    pub issuer: Cow<'static, str>,
    /// Title, with the kind word for laws.
    pub title: Cow<'static, str>,
    /// First day on which it binds, if known.
    pub effective: Option<Date>,
    /// First day on which it binds no longer, if known.
    pub ended: Option<Date>,
    /// Number of the instrument that replaced it; empty if none is known.
    pub replaced_by: Cow<'static, str>,
    /// Parts of it that ended before the whole.
    pub ended_in_part: Vec<PartEnd>,
    /// Numbers of the instruments that amended it.
    pub amended_by: Vec<Cow<'static, str>>,
    /// Facts that rest on weak evidence.
    pub doubtful: Vec<Fact>,
    /// See [`number_key`].
    pub key: Cow<'static, str>,
}

/// The end of a part of an instrument: what is left binds on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PartEnd {
    /// Number of the instrument that ended it.
    pub by: String,
    /// First day on which the part binds no longer (YYYY-MM-DD).
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub day: Date,
    /// The part, in Vietnamese.
    #[schemars(length(min = 1))]
    pub what: String,
}

/// An entry of a registry file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Instrument")]
pub struct Entry {
    /// Kind: `nghi-dinh`, `luat`, `quyet-dinh`, …
    pub kind: String,
    /// Number and symbol as cited; left out for the constitution alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Day of issue (YYYY-MM-DD).
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: Date,
    /// Name of the body that issued it, as it stands after *của*.
    #[schemars(length(min = 1))]
    pub issuer: String,
    /// Title; laws with the kind word (`Luật Cán bộ, công chức`).
    #[schemars(length(min = 1))]
    pub title: String,
    /// First day on which it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub effective: Option<Date>,
    /// First day on which it binds no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub ended: Option<Date>,
    /// Number of the instrument that replaced it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub replaced_by: String,
    /// Parts of it that ended before the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended_in_part: Vec<PartEnd>,
    /// Numbers of the instruments that amended it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amended_by: Vec<String>,
    /// Facts that rest on weak evidence: they are never the reason for an error.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubtful: Vec<Fact>,
}

impl From<Entry> for Instrument {
    fn from(entry: Entry) -> Self {
        Self {
            key: number_key(&entry.number).into(),
            kind: entry.kind.into(),
            number: entry.number.into(),
            date: entry.date,
            issuer: entry.issuer.into(),
            title: entry.title.into(),
            effective: entry.effective,
            ended: entry.ended,
            replaced_by: entry.replaced_by.into(),
            ended_in_part: entry.ended_in_part,
            amended_by: entry.amended_by.into_iter().map(Cow::Owned).collect(),
            doubtful: entry.doubtful,
        }
    }
}

impl Instrument {
    /// True if `fact` rests on good evidence.
    pub fn is_sure(&self, fact: Fact) -> bool {
        !self.doubtful.contains(&fact)
    }

    /// True for laws, codes, ordinances and the constitution, which are cited by name.
    pub fn is_named(&self) -> bool {
        matches!(&*self.kind, "luat" | "bo-luat" | "phap-lenh" | "hien-phap")
    }

    /// The name of a law with its kind word: `Luật Cư trú`, `Luật sửa đổi, bổ sung …`.
    pub fn name(&self) -> String {
        let word = citation_kind_name(&self.kind);
        let title = self.title.as_ref();
        let folded = fold::key(title);
        if folded.starts_with(&fold::key(&word)) || !self.is_named() {
            return title.to_owned();
        }
        // `Pháp lệnh` and `Về nhập cảnh, …`
        format!("{word} {}", lower_first(title.strip_prefix("Về ").unwrap_or(title)))
    }

    /// The citation in full, as at its first mention; without a title that may not be the right one.
    pub fn full_form(&self) -> String {
        let date = written(self.date);
        match (self.is_named(), self.number.is_empty()) {
            (true, true) => format!("{} năm {}", self.name(), self.date.year()),
            (true, false) => format!("{} số {} ngày {date}", self.name(), self.number),
            (false, _) if !self.is_sure(Fact::Title) => self.plain_form(),
            (false, _) => {
                let kind = citation_kind_name(&self.kind);
                let title = lower_first(&self.title);
                format!("{kind} số {} ngày {date} của {} {title}", self.number, self.signed_by())
            }
        }
    }

    /// Kind, number, date and issuer without the title.
    pub fn plain_form(&self) -> String {
        if self.is_named() {
            return self.full_form();
        }
        let kind = citation_kind_name(&self.kind);
        format!("{kind} số {} ngày {} của {}", self.number, written(self.date), self.signed_by())
    }

    /// The citation as at later mentions.
    pub fn short_form(&self) -> String {
        if self.is_named() {
            return format!("{} năm {}", self.name(), self.date.year());
        }
        format!("{} số {}", citation_kind_name(&self.kind), self.number)
    }

    /// The issuer as it stands after *của*: a circular is issued by the head of a ministry.
    pub fn signed_by(&self) -> String {
        let issuer = self.issuer.as_ref();
        if self.kind != "thong-tu" {
            return issuer.to_owned();
        }
        match issuer {
            "Văn phòng Chính phủ" => "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ".to_owned(),
            "Thanh tra Chính phủ" => "Tổng Thanh tra Chính phủ".to_owned(),
            "Ngân hàng Nhà nước Việt Nam" => "Thống đốc Ngân hàng Nhà nước Việt Nam".to_owned(),
            "Tòa án nhân dân tối cao" => "Chánh án Tòa án nhân dân tối cao".to_owned(),
            "Viện kiểm sát nhân dân tối cao" => "Viện trưởng Viện kiểm sát nhân dân tối cao".to_owned(),
            ministry if ministry.starts_with("Bộ ") && !ministry.starts_with("Bộ trưởng") => {
                format!("Bộ trưởng {ministry}")
            }
            other => other.to_owned(),
        }
    }
}

/// A day as documents write it: `05/3/2020`, `24/01/2025`.
pub fn written(date: Date) -> String {
    let zero = if date.month() < 3 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", date.day(), date.month(), date.year())
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| fold::lower(first).to_string() + letters.as_str())
}

/// Names of laws without their kind word, folded, with their places in the built-in registry.
static NAMES: LazyLock<BTreeMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, instrument) in packed::INSTRUMENTS.iter().enumerate().filter(|(_, instrument)| instrument.is_named()) {
        names.entry(law_key(&instrument.name())).or_default().push(at);
    }
    names
});

/// A law, code or ordinance under its name.
#[derive(Debug, Clone)]
pub struct NamedLaw<'r> {
    /// The law.
    pub law: &'r Instrument,
    /// Its name as it is written.
    pub name: Cow<'r, str>,
    /// Its name, folded.
    pub folded: Cow<'r, str>,
}

impl<'r> NamedLaw<'r> {
    fn of(law: &'r Instrument) -> Self {
        let name = law.name();
        Self { law, folded: fold::key(&name).into(), name: name.into() }
    }
}

/// The laws of the built-in registry; their names are made once for all that compare them.
static LAWS: LazyLock<Vec<NamedLaw<'static>>> =
    LazyLock::new(|| packed::INSTRUMENTS.iter().filter(|instrument| instrument.is_named()).map(NamedLaw::of).collect());

/// What two writings of the name of a law have in common.
pub fn law_key(name: &str) -> String {
    let folded = fold::key(name);
    let bare = ["bộ luật ", "luật ", "pháp lệnh ", "hiến pháp "]
        .iter()
        .find_map(|word| folded.strip_prefix(word))
        .unwrap_or(&folded);
    bare.replace([',', '-', '(', ')'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The instruments that are known: the built-in ones and those of the user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registry {
    own: Vec<Instrument>,
}

impl Registry {
    /// The built-in instruments and `own`; an own entry takes the place of the built-in one with
    /// its kind, number and date, and of own ones after it.
    pub fn new(mut own: Vec<Instrument>) -> Self {
        let mut seen = BTreeSet::new();
        own.retain(|entry| seen.insert((entry.kind.clone(), entry.key.clone(), entry.date)));
        Self { own }
    }

    /// Names of the own entries in whose place a built-in one says something else.
    pub fn replaced(&self) -> Vec<String> {
        let says = |entry: &Instrument| {
            (
                entry.effective,
                entry.ended,
                entry.replaced_by.to_string(),
                entry.title.to_string(),
                entry.issuer.to_string(),
            )
        };
        let builtin = |own: &Instrument| {
            let first = packed::INSTRUMENTS.partition_point(|entry| *entry.key < *own.key);
            let rest = packed::INSTRUMENTS.get(first..).unwrap_or_default();
            rest.iter().take_while(|entry| entry.key == own.key).find(|entry| is_same(own, entry))
        };
        let differs = |own: &&Instrument| builtin(own).is_some_and(|entry| says(entry) != says(own));
        self.own.iter().filter(differs).map(Instrument::short_form).collect()
    }

    /// Every instrument.
    pub fn all(&self) -> impl Iterator<Item = &Instrument> {
        let builtin = packed::INSTRUMENTS.iter().filter(|entry| !self.own.iter().any(|own| is_same(own, entry)));
        self.own.iter().chain(builtin)
    }

    /// The laws, codes and ordinances with their names.
    pub fn laws(&self) -> impl Iterator<Item = NamedLaw<'_>> {
        let own = self.own.iter().filter(|own| own.is_named()).map(NamedLaw::of);
        let builtin = LAWS.iter().filter(|known| !self.own.iter().any(|own| is_same(own, known.law)));
        let builtin = builtin.map(|known| NamedLaw {
            law: known.law,
            name: Cow::Borrowed(&*known.name),
            folded: Cow::Borrowed(&*known.folded),
        });
        own.chain(builtin)
    }

    /// True if entries of the user are among [`Self::laws`].
    pub fn has_own_laws(&self) -> bool {
        self.own.iter().any(Instrument::is_named)
    }

    /// The instruments with this number and symbol, in any writing of it.
    pub fn numbered(&self, number: &str) -> Vec<&Instrument> {
        let key = number_key(number);
        if key.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<&Instrument> = self.own.iter().filter(|own| own.key == key).collect();
        let first = packed::INSTRUMENTS.partition_point(|entry| *entry.key < *key);
        let same = packed::INSTRUMENTS[first..].iter().take_while(|entry| entry.key == key);
        for entry in same {
            if !found.iter().any(|own| is_same(own, entry)) {
                found.push(entry);
            }
        }
        found
    }

    /// The instruments with the serial number `serial`, whatever their year and symbol: `73` finds
    /// `73/2023/NĐ-CP` and `73-QĐ/TW`.
    pub fn with_serial(&self, serial: &str) -> Vec<&Instrument> {
        let has_serial =
            |entry: &&Instrument| entry.key.strip_prefix(serial).is_some_and(|rest| rest.starts_with(['/', '-']));
        let mut found: Vec<&Instrument> = self.own.iter().filter(has_serial).collect();
        // Keys are sorted by bytes, so those that go on with one mark lie in a row.
        for mark in ["-", "/"] {
            let first = format!("{serial}{mark}");
            let from = packed::INSTRUMENTS.partition_point(|entry| *entry.key < *first);
            let rest = packed::INSTRUMENTS.get(from..).unwrap_or_default();
            let row = rest.iter().take_while(|entry| entry.key.starts_with(first.as_str()));
            found.extend(row.filter(|entry| !self.own.iter().any(|own| is_same(own, entry))));
        }
        found
    }

    /// The laws, codes and ordinances called `name`.
    pub fn named(&self, name: &str) -> Vec<&Instrument> {
        let key = law_key(name);
        let mut found: Vec<&Instrument> =
            self.own.iter().filter(|own| own.is_named() && law_key(&own.name()) == key).collect();
        for entry in NAMES.get(&key).into_iter().flatten().filter_map(|at| packed::INSTRUMENTS.get(*at)) {
            if !found.iter().any(|own| is_same(own, entry)) {
                found.push(entry);
            }
        }
        found
    }

    /// What replaced `instrument` and is itself in force on `day`, as far as the registry knows: the
    /// number, and the entry if there is one.
    pub fn successor<'a>(&'a self, instrument: &'a Instrument, day: Date) -> Option<(&'a str, Option<&'a Instrument>)> {
        let mut number: &str = &instrument.replaced_by;
        if number.is_empty() {
            return None;
        }
        let mut entry = self.replacing(instrument);
        for _ in 0..8 {
            let Some(known) = entry else { break };
            let ended = known.ended.is_some_and(|ended| ended <= day) && !known.replaced_by.is_empty();
            if !ended {
                break;
            }
            number = &known.replaced_by;
            entry = self.replacing(known);
        }
        Some((number, entry))
    }

    /// The entry of what replaced `instrument`: of several with the number, the first later one.
    pub fn replacing(&self, instrument: &Instrument) -> Option<&Instrument> {
        let later = self.numbered(&instrument.replaced_by).into_iter().filter(|entry| entry.date >= instrument.date);
        later.min_by_key(|entry| (entry.kind != instrument.kind, entry.date))
    }
}

fn is_same(left: &Instrument, right: &Instrument) -> bool {
    left.kind == right.kind && left.key == right.key && left.date == right.date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(number: &str) -> Instrument {
        let registry = Registry::default();
        let found = registry.numbered(number);
        assert_eq!(found.len(), 1, "{number}");
        found[0].clone()
    }

    #[test]
    fn numbers_are_found_in_any_writing() {
        for number in ["73/2023/NĐ-CP", "073/2023/NĐ-CP", "73/2023/NÐ–CP", "73 /2023/NĐ - CP"] {
            assert_eq!(only(number).date.to_string(), "2023-09-29", "{number}");
        }
        assert!(Registry::default().numbered("9999/2023/NĐ-CP").is_empty());
        assert!(Registry::default().numbered("").is_empty());
        assert_eq!(Registry::default().numbered("18-NQ/TW").len(), 3);
    }

    #[test]
    fn the_entries_stand_in_order() {
        assert!(packed::INSTRUMENTS.len() > 1900);
        assert!(
            packed::INSTRUMENTS.windows(2).all(|pair| (&pair[0].key, pair[0].date) <= (&pair[1].key, pair[1].date))
        );
    }

    #[test]
    fn forms_are_written_out() {
        let decree = only("30/2020/NĐ-CP");
        assert_eq!(decree.full_form(), "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư");
        assert_eq!(decree.short_form(), "Nghị định số 30/2020/NĐ-CP");
        let law = only("72/2025/QH15");
        assert_eq!(law.full_form(), "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025");
        assert_eq!(law.short_form(), "Luật Tổ chức chính quyền địa phương năm 2025");
        assert_eq!(only("36/2013/QH13").name(), "Luật sửa đổi, bổ sung một số điều của Luật Cư trú");
        assert_eq!(only("05/2021/TT-BNV").signed_by(), "Bộ trưởng Bộ Nội vụ");
    }

    #[test]
    fn successors_are_followed_to_the_last_one() {
        let registry = Registry::default();
        let day = jiff::civil::date(2026, 10, 1);
        let old = only("77/2015/QH13");
        assert_eq!(registry.successor(&old, day).map(|(number, _)| number), Some("72/2025/QH15"));
        let early = jiff::civil::date(2025, 4, 1);
        assert_eq!(registry.successor(&old, early).map(|(number, _)| number), Some("65/2025/QH15"));
        assert_eq!(registry.successor(&only("72/2025/QH15"), day), None);
    }

    #[test]
    fn laws_are_found_by_name() {
        let registry = Registry::default();
        let found = registry.named("luật tổ chức chính quyền địa phương");
        let years: Vec<i16> = found.iter().map(|law| law.date.year()).collect();
        assert!(years.contains(&2015) && years.contains(&2025), "{years:?}");
        assert!(registry.named("Luật Không có thật").is_empty());
    }

    #[test]
    fn own_entries_come_first() {
        let mut own = only("73/2023/NĐ-CP");
        own.title = "Tiêu đề riêng".into();
        let registry = Registry::new(vec![own]);
        let found = registry.numbered("73/2023/NĐ-CP");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title, "Tiêu đề riêng");
    }
}
