//! Summaries as they wait for the rest of a run: packed, with what tells whether anybody will ask
//! for them.
//!
//! A folder may hold many thousand files, and nearly none of them has something to be compared
//! with. What meets is found from keys of a few bytes; only the summaries behind those are unpacked.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::{Deserialize, Serialize};

use super::{Cited, Paper, Summary};
use crate::model::Regime;

/// Something two files may both speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// What it is, as a hash; two things with one hash cost a look, no finding.
    about: u64,
    /// What is said of it; `None` where two files that speak of it are enough. Two files meet if they
    /// say different things.
    says: Option<u32>,
}

impl Key {
    /// What it is, as a hash.
    pub const fn about(&self) -> u64 {
        self.about
    }

    /// What is said of it, if it takes two different things to meet.
    pub const fn says(&self) -> Option<u32> {
        self.says
    }
}

/// A summary at rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    keys: Vec<Key>,
    bytes: Vec<u8>,
}

impl Packed {
    /// Packs the summary of the file at `path`.
    pub fn new(summary: &Summary, path: &str) -> Self {
        if summary.papers.is_empty() {
            return Self::default();
        }
        let keys = summary.papers.iter().flat_map(|paper| paper.keys(path)).collect();
        // Numbers, texts and lists of them always have a packed form.
        postcard::to_stdvec(summary).map_or_else(|_| Self::default(), |bytes| Self { keys, bytes })
    }

    /// True if the file tells nothing.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The summary; one of nothing if the bytes are damaged.
    pub fn unpack(&self) -> Summary {
        Summary::unpack(&self.bytes)
    }

    /// The bytes of it, for [`Packed::from_bytes`].
    pub fn to_bytes(&self) -> Vec<u8> {
        // Numbers and lists of them always have a packed form.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// What [`Packed::to_bytes`] made; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// What two files may both speak of.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// What [`Meetings`] keep and what may be put away, to be given to [`Summary::unpack`].
    pub fn into_parts(self) -> (Vec<Key>, Vec<u8>) {
        (self.keys, self.bytes)
    }
}

/// Everything the files of a run speak of, and whether two of them meet there.
#[derive(Debug, Default)]
pub struct Meetings {
    said: HashMap<u64, Said>,
}

#[derive(Debug, Clone, Copy)]
enum Said {
    Once(u32),
    Differently,
}

impl Meetings {
    /// Adds what the file number `file` speaks of.
    pub fn add(&mut self, file: u32, keys: &[Key]) {
        for key in keys {
            let says = key.says.unwrap_or(file);
            match self.said.entry(key.about) {
                Entry::Vacant(entry) => {
                    entry.insert(Said::Once(says));
                }
                Entry::Occupied(mut entry) => {
                    if matches!(entry.get(), Said::Once(said) if *said != says) {
                        entry.insert(Said::Differently);
                    }
                }
            }
        }
    }

    /// True if another file may have something to say about one with these keys.
    pub fn concern(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.meet_at(key))
    }

    /// Leaves in `summary` of the file at `path` only what meets something: rules need no more of it,
    /// and it is small.
    pub fn reduce(&self, summary: &mut Summary, path: &str) {
        summary.reduce(path, &|key| self.meet_at(key));
    }

    fn meet_at(&self, key: &Key) -> bool {
        matches!(self.said.get(&key.about), Some(Said::Differently))
    }
}

impl Summary {
    /// Leaves only what is said of the keys that are `wanted`. Rules that compare anything else find nothing in it.
    pub fn reduce(&mut self, path: &str, wanted: &dyn Fn(&Key) -> bool) {
        for paper in &mut self.papers {
            paper.citations.retain(|cited| wanted(&Key::of_cited(cited)));
            paper.citations.shrink_to_fit();
            let has_annex = paper.annex_keys(path).any(|key| wanted(&key));
            if !has_annex {
                paper.figures = Vec::new();
            }
            let has_twin = paper.series().is_some_and(|series| wanted(&Key::of_series(&series)));
            if !has_twin {
                // Without a year a number is one of no series.
                (paper.sketch, paper.subject, paper.year) = Default::default();
            }
            if !has_annex && !has_twin {
                (paper.head, paper.number) = (None, None);
            }
        }
    }

    /// The summary that [`Packed::into_parts`] gave as bytes; one of nothing if they are damaged.
    pub fn unpack(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }
}

/// What makes the number of a document the only one of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series<'a> {
    issuer: &'a str,
    serial: &'a str,
    symbol: &'a str,
    year: i16,
    is_secret: bool,
}

impl Paper {
    /// The number of a document among those of its issuer. `None` for numbers that are blank or not
    /// fully recognised, for annexes, which bear the number of another document, and for the Party,
    /// which counts by terms. Secret documents have a series of their own.
    pub fn series(&self) -> Option<Series<'_>> {
        let number = self.number.as_ref().filter(|number| self.annex_of.is_none() && !number.symbol.is_empty())?;
        let is_told = !self.issuer.is_empty() && self.regime != Regime::Party;
        is_told.then_some(Series {
            issuer: &self.issuer,
            serial: number.serial.as_deref()?,
            symbol: &number.symbol,
            year: self.year?,
            is_secret: self.is_secret,
        })
    }

    fn keys(&self, path: &str) -> impl Iterator<Item = Key> {
        let series = self.series().map(|series| Key::of_series(&series));
        series.into_iter().chain(self.citations.iter().map(Key::of_cited)).chain(self.annex_keys(path))
    }

    /// Where a document and its annexes meet: at its number or, while that is blank, in their folder.
    fn annex_keys(&self, path: &str) -> impl Iterator<Item = Key> {
        let of_annex = self.annex_of.as_ref().map(|of| (&of.serial, &of.symbol, 1));
        let own = self.number.as_ref().filter(|_| of_annex.is_none()).map(|own| (&own.serial, &own.symbol, 0));
        of_annex.or(own).into_iter().map(move |(serial, symbol, says)| {
            let place = if serial.is_some() { "" } else { folder(path) };
            Key::new(&["annex", serial.as_deref().unwrap_or(""), symbol, place], Some(says))
        })
    }
}

impl Key {
    fn new(parts: &[&str], says: Option<u32>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(part.as_bytes()).update(b"\n");
        }
        let hash = hasher.finalize();
        let about = hash.as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first));
        Self { about, says }
    }

    fn of_series(series: &Series<'_>) -> Self {
        let Series { issuer, serial, symbol, year, is_secret } = series;
        Self::new(&["number", issuer, serial, symbol, &year.to_string(), if *is_secret { "secret" } else { "" }], None)
    }

    fn of_cited(cited: &Cited) -> Self {
        let date = cited.date;
        let day = i32::from(date.year()) * 512 + i32::from(date.month()) * 32 + i32::from(date.day());
        Self::new(&["cited", &cited.key], Some(day.unsigned_abs()))
    }
}

/// The folder of the file at `path`; empty if the path names none.
pub fn folder(path: &str) -> &str {
    path.rfind(['/', '\\']).map_or("", |end| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::across::Kept;
    use crate::engine::{self, Settings};
    use crate::model::SourceFile;
    use crate::report::location::lasting;

    fn summary(number: &str, content: &str) -> Summary {
        let text = format!(
            "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN AN\n\nSố: {number}/BC-UBND\n\nTân An, ngày 05 tháng 3 năm 2026\n\n\
             BÁO CÁO\nKết quả công tác\n\n{content}\n\nTổng số hồ sơ tiếp nhận là 30.\n"
        );
        let file = SourceFile { name: "a.txt".to_owned(), bytes: text.into_bytes() };
        let outcome = engine::check(&file, &Settings::new()).expect("reads");
        engine::summarize(&outcome, Kept::All, &|span| lasting(&outcome.document, span))
    }

    /// What is kept of each file: its citations and figures, or nothing.
    fn kept(summaries: &[Summary]) -> Vec<Option<(usize, usize)>> {
        let packed: Vec<_> = summaries.iter().map(|summary| Packed::new(summary, "a.txt").into_parts()).collect();
        let mut meetings = Meetings::default();
        for (file, (keys, _)) in (0..).zip(&packed) {
            meetings.add(file, keys);
        }
        let kept = packed.iter().map(|(keys, bytes)| {
            let mut summary = meetings.concern(keys).then(|| Summary::unpack(bytes))?;
            meetings.reduce(&mut summary, "a.txt");
            Some((summary.papers[0].citations.len(), summary.papers[0].figures.len()))
        });
        kept.collect()
    }

    #[test]
    fn what_is_packed_comes_back() {
        let one = summary("12", "Căn cứ Nghị định số 31/2021/NĐ-CP ngày 26 tháng 3 năm 2021;");
        assert!(!one.papers[0].citations.is_empty() && !one.papers[0].figures.is_empty());
        assert_eq!(Packed::new(&one, "a.txt").unpack(), one);
        assert!(Packed::new(&Summary::default(), "a.txt").is_empty());
        assert_eq!(Summary::unpack(b"\xff\xff\xff"), Summary::default());
    }

    #[test]
    fn files_without_anything_in_common_are_put_away() {
        let dated =
            |number, day| summary(number, &format!("Căn cứ Nghị định số 31/2021/NĐ-CP ngày {day} tháng 3 năm 2021;"));
        assert_eq!(kept(&[dated("12", 26), dated("13", 26), summary("14", "")]), [None, None, None]);
        assert_eq!(kept(&[dated("12", 26), dated("13", 25), summary("14", "")]), [Some((1, 0)), Some((1, 0)), None]);
        assert_eq!(kept(&[dated("12", 26), dated("12", 26), summary("14", "")]), [Some((0, 0)), Some((0, 0)), None]);
    }
}
