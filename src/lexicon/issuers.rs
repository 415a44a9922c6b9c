//! Issuers: the codes in symbols and the names in running text.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::data;
use super::places::Evidence;
use crate::text::fold;

/// What sort of body an issuer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssuerClass {
    /// Quốc hội.
    NationalAssembly,
    /// Ủy ban Thường vụ Quốc hội.
    StandingCommittee,
    /// Chủ tịch nước.
    President,
    /// Chính phủ.
    Government,
    /// Thủ tướng Chính phủ.
    PrimeMinister,
    /// A ministry or ministerial agency.
    Ministry,
    /// Another central body of the state.
    Agency,
    /// Courts and procuracies.
    Court,
    /// Hội đồng nhân dân and its standing body.
    Council,
    /// Ủy ban nhân dân.
    Committee,
    /// The office of a committee or council.
    Office,
    /// A department of a province.
    Department,
    /// Police.
    Police,
    /// Military.
    Military,
    /// Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư.
    PartyCentre,
    /// Tỉnh ủy, Thành ủy.
    PartyProvince,
    /// Huyện ủy, quận ủy, thị ủy.
    PartyDistrict,
    /// Đảng ủy of a commune or agency.
    PartyCommune,
    /// An organ of a Party committee.
    PartyOrgan,
    /// Mặt trận Tổ quốc.
    Front,
    /// A steering committee.
    Steering,
}

impl IssuerClass {
    /// True for bodies of the Party.
    pub const fn is_party(self) -> bool {
        matches!(
            self,
            Self::PartyCentre | Self::PartyProvince | Self::PartyDistrict | Self::PartyCommune | Self::PartyOrgan
        )
    }

    /// True for the bodies whose symbols are the same everywhere in the country.
    pub const fn is_central(self) -> bool {
        matches!(
            self,
            Self::NationalAssembly
                | Self::StandingCommittee
                | Self::President
                | Self::Government
                | Self::PrimeMinister
                | Self::Ministry
        )
    }
}

/// A body that issues instruments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Code in symbols (`CP`).
    pub code: String,
    /// Usual name.
    pub name: String,
    /// What sort of body it is.
    pub class: IssuerClass,
    /// Bodies of one family took over one another; empty for none.
    pub family: String,
    /// First day it could issue anything.
    pub since: Option<Date>,
    /// Last day it could issue anything.
    pub until: Option<Date>,
    /// Name of the body that took over its work; empty if none or unknown.
    pub successor: String,
    /// How well its days and successor are known.
    pub evidence: Evidence,
    names: Vec<String>,
    /// The code without what typists get wrong in it.
    loose_code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    name: String,
    class: IssuerClass,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    family: String,
    #[serde(default)]
    since: Option<String>,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    successor: String,
    #[serde(default)]
    evidence: Evidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuerFile {
    issuer: Vec<Entry>,
}

static ISSUERS: LazyLock<Vec<Issuer>> = LazyLock::new(|| {
    let file: IssuerFile = serde_json::from_str(data::ISSUERS).unwrap_or_else(|_| IssuerFile { issuer: Vec::new() });
    file.issuer.into_iter().map(Issuer::from).collect()
});

impl From<Entry> for Issuer {
    fn from(entry: Entry) -> Self {
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let names = std::iter::once(&entry.name).chain(&entry.names).map(|name| fold::key(name)).collect();
        Self {
            names,
            loose_code: super::loose(&entry.code),
            code: entry.code,
            name: entry.name,
            class: entry.class,
            family: entry.family,
            since: day(entry.since),
            until: day(entry.until),
            successor: entry.successor,
            evidence: entry.evidence,
        }
    }
}

/// Titles that stand before the name of the body they head.
const ROLES: [&str; 15] = [
    "bộ trưởng, chủ nhiệm",
    "bộ trưởng - chủ nhiệm",
    "bộ trưởng",
    "thứ trưởng",
    "thống đốc",
    "chánh án",
    "viện trưởng",
    "phó chủ tịch",
    "chủ tịch",
    "chủ nhiệm",
    "thường trực",
    "phó giám đốc",
    "giám đốc",
    "chánh văn phòng",
    "tổng",
];

/// All issuers.
pub fn issuers() -> &'static [Issuer] {
    &ISSUERS
}

/// The issuer whose code is `code`, letter for letter; a term number after `QH` does not matter.
pub fn issuer_by_code(code: &str) -> Option<&'static Issuer> {
    let bare = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
    ISSUERS.iter().find(|issuer| issuer.code == code || matches!(bare, "QH" | "UBTVQH") && issuer.code == bare)
}

/// The one issuer code that `text` is a slip for: other letter case, `D` for `Đ`, `TƯ` for `TW`.
pub fn issuer_code_like(text: &str) -> Option<&'static str> {
    let wanted = super::loose(text);
    let mut found: Option<&'static str> = None;
    for issuer in ISSUERS.iter().filter(|issuer| issuer.loose_code == wanted) {
        if found.is_some_and(|known| known != issuer.code) {
            return None;
        }
        found = Some(&issuer.code);
    }
    found
}

/// The issuer named at the start of the folded phrase, and the length of title and name in bytes.
pub fn issuer_by_phrase(folded: &str) -> Option<(&'static Issuer, usize)> {
    if let Some(found) = longest_name(folded) {
        return Some(found);
    }
    for role in ROLES {
        let Some(rest) = folded.strip_prefix(role) else { continue };
        let name = rest.trim_start_matches([',', ' ', '\n']);
        if name.len() == rest.len() {
            continue;
        }
        if let Some((issuer, length)) = longest_name(name) {
            return Some((issuer, folded.len() - name.len() + length));
        }
    }
    None
}

fn longest_name(folded: &str) -> Option<(&'static Issuer, usize)> {
    let mut best: Option<(&'static Issuer, usize)> = None;
    let initial = folded.as_bytes().first()?;
    for (name, issuer) in NAMES.get(initial).into_iter().flatten() {
        let Some(length) = starts_with_words(folded, name) else { continue };
        if best.is_none_or(|(_, longest)| length > longest) {
            best = Some((issuer, length));
        }
    }
    best
}

/// The names of all issuers by their first byte, in the order of the issuers.
static NAMES: LazyLock<HashMap<u8, Vec<(&str, &Issuer)>>> = LazyLock::new(|| {
    let mut names: HashMap<u8, Vec<(&str, &Issuer)>> = HashMap::new();
    for issuer in ISSUERS.iter() {
        for name in &issuer.names {
            names.entry(name.as_bytes().first().copied().unwrap_or(0)).or_default().push((name, issuer));
        }
    }
    names
});

/// Length in `folded` of the phrase `name`, where any white space counts as one space.
fn starts_with_words(folded: &str, name: &str) -> Option<usize> {
    let mut rest = folded;
    for (at, word) in name.split(' ').enumerate() {
        let next = if at == 0 { rest } else { rest.trim_start() };
        if at > 0 && next.len() == rest.len() {
            return None;
        }
        rest = match next.strip_prefix(word) {
            Some(rest) => rest,
            None if word == "-" => next.strip_prefix('–')?,
            None => return None,
        };
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(folded.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(phrase: &str) -> &'static str {
        issuer_by_phrase(&fold::key(phrase)).map_or("", |(issuer, _)| issuer.code.as_str())
    }

    #[test]
    fn titles_lead_to_the_body() {
        assert_eq!(code("Chính phủ quy định"), "CP");
        assert_eq!(code("Thủ tướng Chính phủ"), "TTg");
        assert_eq!(code("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"), "VPCP");
        assert_eq!(code("Bộ trưởng Bộ Nội vụ"), "BNV");
        assert_eq!(code("Chủ tịch UBND tỉnh"), "UBND");
        assert_eq!(code("Chủ tịch nước"), "CTN");
        assert_eq!(code("Uỷ ban thường vụ Quốc hội"), "UBTVQH");
        assert_eq!(code("Tổng Thanh tra Chính phủ"), "TTCP");
        assert_eq!(code("Chính phủi"), "");
    }

    #[test]
    fn slips_of_codes_are_known() {
        assert_eq!(issuer_code_like("TTG"), Some("TTg"));
        assert_eq!(issuer_code_like("TƯ"), Some("TW"));
        assert_eq!(issuer_code_like("HDND"), Some("HĐND"));
        assert_eq!(issuer_by_code("QH15").map(|issuer| issuer.class), Some(IssuerClass::NationalAssembly));
    }
}
