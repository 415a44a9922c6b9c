//! Units of the provincial level: which there are, and what became of those that ended.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{data, districts};
use crate::text::fold;

/// A province or a city under the centre.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Province {
    /// Code of the unit.
    pub code: String,
    /// Its name without *tỉnh* or *thành phố*.
    pub name: String,
    /// A city from the beginning.
    #[serde(default)]
    pub city: bool,
    /// The day on which a tỉnh became a city.
    #[serde(default)]
    pub city_since: Option<Date>,
    /// How well that day is known.
    #[serde(default)]
    pub evidence: Evidence,
    /// Names of units that became part of it.
    #[serde(default)]
    pub ended: Vec<String>,
    /// The day on which they ended, if it is not that of the mergers.
    #[serde(default)]
    pub ended_on: Option<Date>,
    /// The name, folded.
    #[serde(skip)]
    pub folded: String,
}

/// How well a fact of the lexicon is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// On good evidence.
    #[default]
    Sure,
    /// On few sources.
    Weak,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    merged_on: Date,
    province: Vec<Province>,
}

/// The provinces, and since when those that ended are part of others.
#[derive(Debug, Default)]
pub struct Provinces {
    /// The day of the mergers.
    pub merged_on: Option<Date>,
    /// The units of today.
    pub all: Vec<Province>,
    /// Folded names that ended, with the name as written and the place of its successor in `all`.
    ended: Vec<(String, String, usize)>,
}

static PROVINCES: LazyLock<Provinces> = LazyLock::new(|| {
    let Ok(mut file) = serde_json::from_str::<File>(data::PROVINCES) else { return Provinces::default() };
    for province in &mut file.province {
        province.folded = fold::key(&province.name);
    }
    let names = |(at, province): (usize, &Province)| -> Vec<(String, String, usize)> {
        province.ended.iter().map(|name| (fold::key(name), name.clone(), at)).collect()
    };
    let ended = file.province.iter().enumerate().flat_map(names).collect();
    Provinces { merged_on: Some(file.merged_on), all: file.province, ended }
});

/// The provinces.
pub fn provinces() -> &'static Provinces {
    &PROVINCES
}

impl Province {
    /// The unit as it is called on `day`: `tỉnh Bắc Ninh`, `thành phố Hà Nội`.
    pub fn called(&self, day: Date) -> String {
        let city = self.city || self.city_since.is_some_and(|since| since <= day);
        format!("{} {}", if city { "thành phố" } else { "tỉnh" }, self.name)
    }
}

/// A unit that is named by a rank and a name, and what is wrong with that on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misnamed {
    /// Bytes of rank and name in the folded text.
    pub place: std::ops::Range<usize>,
    /// The rank and name as it should be written.
    pub right: String,
    /// The day of the change.
    pub since: Date,
    /// How well it is known.
    pub evidence: Evidence,
    /// The name ended; otherwise only the rank is another.
    pub ended: bool,
}

/// A body of a district that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictBody {
    /// Bytes of the folded text from its name to the word of its level.
    pub place: std::ops::Range<usize>,
    /// The day on which the district level ended.
    pub since: Date,
    /// How well it is known that the body ended with it.
    pub evidence: Evidence,
}

impl Provinces {
    /// The first unit in the folded text that is not, or not so, called on `day`.
    pub fn misnamed(&self, folded: &str, day: Date) -> Option<Misnamed> {
        let merged_on = self.merged_on?;
        for (rank, city) in [("tỉnh", false), ("thành phố", true), ("tp.", true), ("tp", true)] {
            for found in fold::find_words(folded, rank) {
                let after = &folded[found.end..];
                let name = after.trim_start_matches([' ', '\n']);
                let start = folded.len() - name.len();
                let names = |known: &str| {
                    name.strip_prefix(known).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
                };
                if !city && let Some((known, _, at)) = self.ended.iter().find(|(known, _, _)| names(known)) {
                    let province = self.all.get(*at)?;
                    let since = province.ended_on.unwrap_or(merged_on);
                    if day < since {
                        continue;
                    }
                    let place = found.start..start + known.len();
                    let (right, evidence) = (province.called(day), Evidence::Sure);
                    return Some(Misnamed { place, right, since, evidence, ended: true });
                }
                let Some(province) = self.all.iter().find(|province| names(&province.folded)) else { continue };
                let Some(since) = province.city_since.filter(|since| (day >= *since) != city) else { continue };
                let place = found.start..start + province.folded.len();
                let (right, evidence) = (province.called(day), province.evidence);
                return Some(Misnamed { place, right, since, evidence, ended: false });
            }
        }
        None
    }

    /// The body of a district that `folded` begins with, if it no longer is on `day`.
    pub fn district_body(&self, folded: &str, day: Date) -> Option<DistrictBody> {
        let since = self.merged_on.filter(|merged_on| *merged_on <= day)?;
        let (place, evidence) = districts::body(folded)?;
        Some(DistrictBody { place, since, evidence })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFTER: Date = jiff::civil::date(2026, 10, 1);
    const BETWEEN: Date = jiff::civil::date(2025, 8, 1);
    const BEFORE: Date = jiff::civil::date(2025, 6, 30);

    fn right(name: &str, day: Date) -> Option<String> {
        provinces().misnamed(&fold::key(name), day).map(|found| found.right)
    }

    #[test]
    fn a_name_is_judged_by_the_day() {
        assert_eq!(right("UBND tỉnh Bắc Giang", BETWEEN).as_deref(), Some("tỉnh Bắc Ninh"));
        assert_eq!(right("UBND tỉnh Bắc Giang", AFTER).as_deref(), Some("thành phố Bắc Ninh"));
        assert_eq!(right("UBND tỉnh Bắc Giang", BEFORE), None);
        assert_eq!(right("Sở Nội vụ tỉnh Bắc Ninh", BETWEEN), None);
        assert_eq!(right("Sở Nội vụ tỉnh Bắc Ninh", AFTER).as_deref(), Some("thành phố Bắc Ninh"));
        assert_eq!(right("UBND thành phố Đồng Nai", BETWEEN).as_deref(), Some("tỉnh Đồng Nai"));
        assert_eq!(right("UBND thành phố Hà Nội", AFTER), None);
        assert_eq!(right("UBND phường Bắc Giang", AFTER), None);
        assert_eq!(right("UBND tỉnh Hà Nam", AFTER).as_deref(), Some("tỉnh Ninh Bình"));
        assert_eq!(right("UBND tỉnh Long Anh", AFTER), None);
    }

    #[test]
    fn bodies_of_districts_ended() {
        let ended = |name: &str, day| provinces().district_body(&fold::key(name), day).is_some();
        assert!(ended("UBND huyện Mây Hạ", AFTER));
        assert!(ended("Chủ tịch Ủy ban nhân dân thị xã Mây Hạ", AFTER));
        assert!(ended("UBND các huyện, thị xã, thành phố", AFTER));
        assert!(!ended("UBND huyện Mây Hạ", BEFORE));
        assert!(!ended("UBND xã Mây Hạ", AFTER));
        assert!(!ended("Trung tâm Y tế huyện Mây Hạ", AFTER));
        assert!(ended("Phòng GDĐT huyện Mây Hạ", AFTER));
        assert!(ended("Trưởng phòng Nội vụ các huyện", AFTER));
        assert!(ended("Phòng Giáo dục và Đào tạo UBND quận Mây Hạ", AFTER));
        assert!(!ended("Phòng Giao dịch Ngân hàng Chính sách xã hội huyện Mây Hạ", AFTER));
        assert!(!ended("Phòng Giáo dục mầm non", AFTER));
        let evidence = |name: &str| provinces().district_body(&fold::key(name), AFTER).map(|body| body.evidence);
        assert_eq!(evidence("Phòng Tư pháp thị xã Mây Hạ"), Some(Evidence::Sure));
        assert_eq!(evidence("Công an huyện Mây Hạ"), Some(Evidence::Weak));
    }

    #[test]
    fn there_are_thirty_four_units_and_thirty_names_ended() {
        assert_eq!(provinces().all.len(), 34);
        assert_eq!(provinces().ended.len(), 30);
    }
}
