//! Makes `rules/lexicon/instruments.json` from a survey of stored sources:
//! `cargo run --example registry -- SURVEY rules/lexicon/instruments.json`.
//!
//! The survey says of every instrument how well each thing is known. What rests on one unofficial
//! source or on memory becomes a mark of doubt, so that it is never the reason for an error. The
//! result is written only if the judge of registry files finds nothing wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write as _;
use std::{env, fs, io};

use jiff::civil::{Date, date};
use rasoat::lexicon::citation_kinds::citation_kinds;
use rasoat::lexicon::instruments::{Entry, Fact, PartEnd, number_key};
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
    ended: Option<Date>,
    end_sure: Option<bool>,
    ended_in_part: Vec<PartEnd>,
    amended_by: Vec<String>,
    sources: u32,
    /// Kinds of sources that were read: `toan-van` is the text of the instrument itself.
    evidence: Vec<String>,
    /// The body whose own numbering it belongs to, where that was established.
    series: Option<String>,
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

/// What a title may begin with; one that begins otherwise is doubtful.
const OPENERS: [&str; 62] = [
    "Quy định",
    "Quy chế",
    "Quy chuẩn",
    "Quy hoạch",
    "Về",
    "Sửa đổi",
    "Bổ sung",
    "Phê duyệt",
    "Phê chuẩn",
    "Ban hành",
    "Hướng dẫn",
    "Công bố",
    "Bãi bỏ",
    "Thực hiện",
    "Điều chỉnh",
    "Điều lệ",
    "Thí điểm",
    "Tiếp tục",
    "Biểu thuế",
    "Một số",
    "Danh mục",
    "Chế độ",
    "Thành lập",
    "Kế hoạch",
    "Kiện toàn",
    "Tăng cường",
    "Đẩy mạnh",
    "Cơ chế",
    "Phân cấp",
    "Phân định",
    "Phân loại",
    "Phân quyền",
    "Xử phạt",
    "Triển khai",
    "Kéo dài",
    "Định mức",
    "Tổ chức",
    "Chuyển",
    "Đính chính",
    "Quản lý",
    "Hỗ trợ",
    "Kết thúc",
    "Cắt giảm",
    "Thi hành",
    "Giao",
    "Bảo đảm",
    "Xây dựng",
    "Nâng cao",
    "Phát triển",
    "Tổng kết",
    "Chính sách",
    "Đổi mới",
    "Chương trình",
    "Chiến lược",
    "Tiêu chuẩn",
    "Tiêu chí",
    "Miễn",
    "Giảm",
    "Gia hạn",
    "Áp dụng",
    "Chức năng",
    "Ngưng",
];

/// What a sentence of another text begins with that was taken for a title.
const NO_TITLE: [&str; 6] = ["Thì ", "Để ", "Đối với ", "Hết hiệu lực", "Luật số ", "Xử phạt bị cáo"];

/// Words that say of a title no more than its kind.
const EMPTY_TITLES: [&str; 12] = [
    "Quy định",
    "Quy định về mẫu",
    "Ban hành",
    "Ban hành Quy",
    "Ban hành QCVN",
    "Ban hành ngày",
    "Phê duyệt",
    "Phê duyệt Đề án",
    "Sửa đổi, bổ sung",
    "Về việc ban hành",
    "Về việc phê duyệt",
    "Hướng dẫn",
];

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

    /// Number and series of a number with a year: 73 and `2023/NĐ-CP`.
    fn serial(&self) -> Option<(u32, &str)> {
        let (serial, series) = self.number.split_once('/')?;
        series.starts_with(|first: char| first.is_ascii_digit()).then_some((serial.parse().ok()?, series))
    }

    /// True if a citing text called a resolution of the National Assembly a decree.
    fn is_misnamed(&self) -> bool {
        self.r#type == "Nghị định" && self.number.contains("/QH")
    }

    fn kind(&self) -> Result<String, String> {
        let word = fold::key(&self.r#type);
        let kind = citation_kinds().iter().find(|kind| kind.words.contains(&word));
        kind.map(|kind| kind.slug.clone()).ok_or_else(|| format!("{}: no kind {}", self.number, self.r#type))
    }

    fn is_law(&self) -> bool {
        ["Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"].contains(&self.r#type.as_str())
    }

    /// The title without what the source ran on with: the kind word with its number before it, another
    /// sentence or a remark of the page behind it. `None` if no title is left.
    fn title(&self) -> Option<String> {
        let title = self.title.replace(" ,", ",").replace("TT- ", "TT-").replace("NĐ- ", "NĐ-");
        let mut rest = title.as_str();
        for tail in [" Được thay thế bởi", " và các văn bản", " Nội dung"] {
            rest = rest.split(tail).next().unwrap_or(rest);
        }
        rest = without_day(rest);
        if self.is_law() {
            let (word, name) = law_name(rest);
            let named = !NO_TITLE.iter().any(|start| rest.starts_with(start)) && !name.is_empty();
            return named.then(|| if word.is_empty() { rest.to_owned() } else { format!("{word} {}", capital(name)) });
        }
        if fold::key(rest).starts_with(&fold::key(&self.r#type)) {
            let words = self.r#type.split(' ').count();
            let mut left = rest.splitn(words + 1, ' ').nth(words).unwrap_or("");
            left = left.strip_prefix("số ").unwrap_or(left);
            if left.starts_with(|first: char| first.is_ascii_digit()) {
                left = left.split_once(' ').map_or("", |(_, left)| left);
            }
            rest = left;
        }
        let empty = EMPTY_TITLES.iter().any(|title| {
            let rest = rest.trim_end_matches(|letter: char| letter.is_ascii_digit() || "/ ".contains(letter));
            rest == *title
        });
        let foreign = NO_TITLE.iter().any(|start| rest.starts_with(start));
        (!empty && !foreign && !rest.is_empty()).then(|| capital(rest))
    }

    /// True if the title may not be the real one: the survey says so, it does not begin like one, it
    /// names the instrument itself or a later one, or its quotation marks do not close.
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
        let title = self.title().unwrap_or_default();
        let begins = self.is_law() || OPENERS.iter().any(|opener| title.starts_with(opener));
        let closes =
            title.matches('"').count().is_multiple_of(2) && title.matches('“').count() == title.matches('”').count();
        let capitals = title.chars().filter(|letter| letter.is_uppercase()).count() * 2 > title.chars().count();
        // `Sửa đổi Nghị định 61/2018/NĐ-CP` tells what it does; the title itself says `số`.
        let told = numbers(&title).iter().any(|number| {
            let mut pairs = title.split_whitespace().zip(title.split_whitespace().skip(1));
            pairs.any(|(before, word)| number_key(word.trim_end_matches([',', '.', ';'])) == *number && before != "số")
        });
        let was_cut =
            !self.is_law() && !self.title.ends_with(title.get(title.len().saturating_sub(12)..).unwrap_or(""));
        !begins
            || !closes
            || capitals
            || was_cut
            || told
            || is_miscopied(&title)
            || self.notes_any(&said)
            || numbers(&self.title).iter().any(|number| foreign(number))
    }

    fn has_ended(&self) -> bool {
        matches!(self.status, Status::Expired | Status::Replaced)
    }
}

/// True for a title whose numbers and days are not in the form that the decree asks for: it was typed by
/// another hand.
fn is_miscopied(title: &str) -> bool {
    let mut words = title.split_whitespace().map(|word| word.trim_matches([',', '.', ';', '(', ')']));
    let number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    words.any(|word| {
        let small =
            word.contains('/') && word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_uppercase);
        let bare = number(word) && word.contains('/') && year_of(word).is_some() && word.matches('/').count() == 1;
        let hyphened = number(word)
            && word.matches('-').count() == 2
            && word.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
        number(word) && small || bare || hyphened || word.ends_with("TTG")
    })
}

/// The numbers that a title names with their day.
fn dated_numbers(title: &str) -> Vec<(String, Date)> {
    let words: Vec<&str> = title.split_whitespace().map(|word| word.trim_matches([',', '.', ';', '(', ')'])).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let key = number_key(word);
        if year_of(&key).is_none() || words.get(at + 1) != Some(&"ngày") {
            continue;
        }
        let numbers: Vec<i16> = words[at + 2..]
            .iter()
            .filter(|word| !matches!(**word, "tháng" | "năm"))
            .flat_map(|word| word.split('/'))
            .map_while(|part| part.parse().ok())
            .take(3)
            .collect();
        if let [day, month, year] = numbers[..] {
            let small = |part: i16| i8::try_from(part).unwrap_or(0);
            found.extend(Date::new(year, small(month), small(day)).ok().map(|day| (key, day)));
        }
    }
    found
}

/// `title` without a day that a page wrote behind it: `… từ 01/7/2026`, `… 01/01/2022`.
fn without_day(title: &str) -> &str {
    let (before, last) = title.trim_end().rsplit_once(' ').unwrap_or(("", title));
    let is_day = last.split('/').count() == 3 && last.chars().all(|letter| letter.is_ascii_digit() || letter == '/');
    let bare = before.strip_suffix(" từ").unwrap_or(before);
    // The date of an instrument that the title names stays.
    if is_day && !bare.ends_with("ngày") { bare } else { title.trim_end() }
}

/// The kind word of a law and its name: `Bộ luật` and `lao động`.
fn law_name(title: &str) -> (&str, &str) {
    for (word, plain) in
        [("Bộ luật ", "Bộ luật"), ("Bộ Luật ", "Bộ luật"), ("Pháp lệnh ", "Pháp lệnh"), ("Luật ", "Luật")]
    {
        if let Some(name) = title.strip_prefix(word) {
            return (plain, name);
        }
    }
    ("", title)
}

/// `text` with a capital first letter; names of amending laws begin small.
fn capital(text: &str) -> String {
    if text.starts_with("sửa đổi") {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Days of issue that the survey has wrong by the text of the instrument.
const CORRECTED: [(&str, Date); 1] = [("02/2020/TT-BTP", date(2020, 4, 8))];

/// The survey with what is looked up in it.
struct Survey {
    all: Vec<Surveyed>,
    by_number: BTreeMap<String, Vec<usize>>,
    /// Numbers whose day lies far from those of their neighbours.
    displaced: BTreeSet<String>,
}

impl Survey {
    fn new(mut all: Vec<Surveyed>) -> Self {
        for one in &mut all {
            if let Some((_, day)) = CORRECTED.iter().find(|(number, _)| *number == one.number) {
                one.date = *day;
            }
        }
        let mut by_number: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, one) in all.iter().enumerate() {
            by_number.entry(number_key(one.number())).or_default().push(at);
        }
        let displaced = displaced(&all);
        Self { all, by_number, displaced }
    }

    fn numbered(&self, number: &str) -> impl Iterator<Item = &Surveyed> {
        let found = self.by_number.get(&number_key(number)).into_iter().flatten();
        found.filter_map(|at| self.all.get(*at))
    }

    /// True if another instrument has, or by the habit of the series may have, the number of `one`: the
    /// Government counts decrees on Bộ Công an and Bộ Quốc phòng apart, a few a year.
    fn may_be_twin(&self, one: &Surveyed) -> bool {
        let Some((serial, series)) = one.serial() else { return false };
        one.series.is_some()
            || series.ends_with("NĐ-CP") && serial <= OWN_SERIES
            || self.numbered(one.number()).count() > 1
    }

    /// True if the title of `one` gives another instrument a day on which it was not issued.
    fn names_wrong_days(&self, one: &Surveyed) -> bool {
        dated_numbers(&one.title).iter().any(|(number, day)| {
            let mut known = self.numbered(number).peekable();
            let other = known.peek().is_some() && known.all(|known| known.date != *day);
            other || year_of(number).is_some_and(|year| year != day.year())
        })
    }

    /// True if the end of `one` is not sure: remembered only, or its day or extent is doubtful.
    fn has_doubtful_end(&self, one: &Surveyed) -> bool {
        let by_unknown = one.replaced_by.as_deref().is_some_and(|by| self.numbered(by).next().is_none());
        one.has_ended()
            && (one.status_basis == Basis::Memory
                || one.end_sure != Some(true)
                || one.ended.is_none()
                || !one.ended_in_part.is_empty()
                || one.notes_any(&["its part on"])
                || by_unknown)
    }

    fn doubts(&self, one: &Surveyed) -> Vec<Fact> {
        let read = one.evidence.iter().any(|kind| kind == "toan-van");
        let weak = one.sources == 1 && !read;
        let shared = one.issuer_name.contains(", Ban");
        // Metadata that knows no first day gives the day of issue for it.
        let unset = one.effective == Some(one.date) && (!read || one.is_law() && one.sources < 2);
        let unnamed = shared || one.notes_any(&["as issuer", "issuing body not stated"]);
        let apart = self.displaced.contains(one.number()) || self.may_be_twin(one);
        let told = one.notes_any(&["effective date from memory", "stored metadata gives an effective date"]);
        let doubts = [
            (Fact::Date, weak || apart),
            (Fact::Issuer, weak || unnamed),
            (Fact::Title, one.has_doubtful_title() || self.names_wrong_days(one)),
            (Fact::Effective, one.effective.is_some() && (unset || told)),
            (Fact::Ended, self.has_doubtful_end(one)),
        ];
        doubts.into_iter().filter_map(|(fact, doubtful)| doubtful.then_some(fact)).collect()
    }

    /// The entries, and the numbers of what was left out because its title or its kind is none.
    fn entries(&self) -> Result<(Vec<Entry>, Vec<&str>), String> {
        let mut entries = Vec::new();
        let mut left_out = Vec::new();
        for one in &self.all {
            let Some(title) = one.title().filter(|_| !one.is_misnamed()) else {
                left_out.push(one.number.as_str());
                continue;
            };
            entries.push(Entry {
                kind: one.kind()?,
                number: one.number().to_owned(),
                date: one.date,
                issuer: one.issuer_name.clone(),
                title,
                effective: one.effective,
                ended: one.ended.filter(|_| one.has_ended()),
                replaced_by: one.replaced_by.clone().filter(|_| one.has_ended()).unwrap_or_default(),
                ended_in_part: one.ended_in_part.clone(),
                amended_by: one.amended_by.clone(),
                doubtful: self.doubts(one),
            });
        }
        entries.sort_by_cached_key(|entry| (entry.kind.clone(), entry.date, number_key(&entry.number)));
        Ok((entries, left_out))
    }
}

/// The highest number that decrees counted apart reach in a year, with some room.
const OWN_SERIES: u32 = 12;

/// Days that a number may lie before or after its neighbours.
const NEAR: i32 = 45;

/// Numbers whose day contradicts the two next numbers on either side, which agree with each other.
fn displaced(all: &[Surveyed]) -> BTreeSet<String> {
    let mut series: BTreeMap<(&str, &str), Vec<(u32, &Surveyed)>> = BTreeMap::new();
    for one in all {
        if let Some((serial, name)) = one.serial() {
            series.entry((one.r#type.as_str(), name)).or_default().push((serial, one));
        }
    }
    let mut displaced = BTreeSet::new();
    for members in series.values_mut() {
        members.sort_by_key(|(serial, one)| (*serial, one.date));
        for window in members.windows(5) {
            let [(_, first), (_, second), (_, one), (_, third), (_, last)] = window else { continue };
            let around = [first.date, second.date, third.date, last.date];
            let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
            if around.is_sorted() && (days(one.date, second.date) > NEAR || days(third.date, one.date) > NEAR) {
                displaced.insert(one.number.clone());
            }
        }
    }
    displaced
}

/// Keys of the numbers with a year that stand in a title.
fn numbers(title: &str) -> Vec<String> {
    let words = title.split([' ', ',', ';', '(', ')', '"']);
    words.map(|word| number_key(word.trim_end_matches('.'))).filter(|word| year_of(word).is_some()).collect()
}

fn year_of(number: &str) -> Option<i16> {
    number.split('/').nth(1).filter(|year| year.len() == 4)?.parse().ok()
}

/// The registry as it lies in the project, one entry a line, and what was left out.
fn registry(survey: &str) -> Result<(String, Vec<String>), Box<dyn Error>> {
    let survey = Survey::new(serde_json::from_str(survey)?);
    let (entries, left_out) = survey.entries()?;
    let lines: Vec<String> = entries.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    registry_file::read(&text).map_err(|mistakes| {
        let told = mistakes.iter().map(|mistake| format!("{:?}: {}", mistake.fault, &text[mistake.range.clone()]));
        told.collect::<Vec<_>>().join("\n")
    })?;
    Ok((text, left_out.into_iter().map(str::to_owned).collect()))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let survey = arguments.next().ok_or("usage: registry SURVEY [REGISTRY]")?;
    let (text, left_out) = registry(&fs::read_to_string(survey)?)?;
    if !left_out.is_empty() {
        writeln!(io::stderr(), "left out, without a right title or kind: {}", left_out.join(", "))?;
    }
    match arguments.next() {
        Some(file) => fs::write(file, text)?,
        None => io::stdout().write_all(text.as_bytes())?,
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
            "replaced_by": null, "effective": "2020-05-01", "ended": null, "end_sure": null, "ended_in_part": [],
            "amended_by": [], "sources": 2, "evidence": [], "series": null, "note": null,
        });
        change(&mut entry);
        entry
    }

    fn made(survey: &[serde_json::Value]) -> Result<Vec<Entry>, Box<dyn Error>> {
        Ok(serde_json::from_str(&registry(&serde_json::Value::from(survey).to_string())?.0)?)
    }

    #[test]
    fn evidence_becomes_doubt() {
        let weak = entry(|entry| {
            entry["sources"] = 1.into();
        });
        assert_eq!(made(&[weak]).expect("right")[0].doubtful, [Fact::Date, Fact::Issuer]);
        let titled = entry(|entry| entry["title"] = "Về việc thử của Nghị định số 12/2024/NĐ-CP".into());
        assert_eq!(made(&[titled]).expect("right")[0].doubtful, [Fact::Title]);
        let at_once = entry(|entry| entry["effective"] = entry["date"].clone());
        assert_eq!(made(&[at_once]).expect("right")[0].doubtful, [Fact::Effective]);
        assert_eq!(made(&[entry(|_| ())]).expect("right")[0].doubtful, []);
    }

    #[test]
    fn an_end_is_as_sure_as_the_survey_says() {
        let old = |sure: bool| {
            entry(|entry| {
                entry["status"] = "replaced".into();
                entry["status_basis"] = "source".into();
                entry["replaced_by"] = "902/2024/NĐ-CP".into();
                entry["ended"] = "2024-05-01".into();
                entry["end_sure"] = sure.into();
            })
        };
        let new = entry(|entry| {
            entry["number"] = "902/2024/NĐ-CP".into();
            entry["date"] = "2024-03-05".into();
            entry["effective"] = "2024-05-01".into();
        });
        assert_eq!(made(&[new.clone(), old(true)]).expect("right")[0].doubtful, []);
        assert_eq!(made(&[new, old(false)]).expect("right")[0].doubtful, [Fact::Ended]);
        assert_eq!(made(&[old(true)]).expect("right")[0].doubtful, [Fact::Ended], "what replaced it is not held");
    }

    #[test]
    fn titles_are_freed_of_what_is_none() {
        let title = |title: &str| {
            let made = made(&[entry(|entry| entry["title"] = title.into())]).expect("right");
            made.first().map(|entry| (entry.title.clone(), entry.doubtful.contains(&Fact::Title)))
        };
        let sure = |text: &str| Some((text.to_owned(), false));
        assert_eq!(title("NGHỊ ĐỊNH Quy định về việc thử"), sure("Quy định về việc thử"));
        assert_eq!(title("Nghị định 901/2020/NĐ-CP quy định về việc thử"), Some(("Quy định về việc thử".into(), true)));
        assert_eq!(title("Về việc thử và các văn bản sửa đổi"), Some(("Về việc thử".into(), true)));
        assert_eq!(title("Về việc thử từ 01/7/2026"), Some(("Về việc thử".into(), true)));
        assert_eq!(title("Mười việc phải thử"), Some(("Mười việc phải thử".into(), true)));
        for none in ["Thì được thử khi đủ 60 tuổi", "Ban hành ngày 27/01/2022", "Phê duyệt Đề án"]
        {
            assert_eq!(title(none), None, "{none}");
        }
    }

    #[test]
    fn numbers_that_two_may_bear_are_doubtful() {
        let numbered = |number: &str, date: &str| {
            entry(|entry| {
                entry["number"] = number.into();
                entry["date"] = date.into();
                entry["effective"] = serde_json::Value::Null;
            })
        };
        let low = made(&[numbered("04/2020/NĐ-CP", "2020-01-05")]).expect("right");
        assert_eq!(low[0].doubtful, [Fact::Date]);
        let run: Vec<_> = [("50", "02-01"), ("51", "02-02"), ("52", "11-20"), ("53", "02-04"), ("54", "02-05")]
            .map(|(number, day)| numbered(&format!("{number}/2020/NĐ-CP"), &format!("2020-{day}")))
            .into();
        let made = made(&run).expect("right");
        let doubtful: Vec<&str> =
            made.iter().filter(|entry| !entry.doubtful.is_empty()).map(|entry| entry.number.as_str()).collect();
        assert_eq!(doubtful, ["52/2020/NĐ-CP"]);
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
