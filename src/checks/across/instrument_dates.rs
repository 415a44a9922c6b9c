//! `instrument-dates`: one instrument cited with different dates in different files.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::reformed_between;
use crate::across::Cited;
use crate::checks::folder::{Folder, FolderCheck, FolderFindings};

/// Finds instruments that different files cite with different dates. An instrument whose date the
/// registry knows is judged in each file by that, and a file that gives two dates itself is told so.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentDates {}

/// A citation with its file.
#[derive(Clone, Copy)]
struct Mention<'a> {
    file: usize,
    cited: &'a Cited,
}

impl FolderCheck for InstrumentDates {
    const NAME: &'static str = "instrument-dates";
    const VALUES: &'static [&'static str] = &["symbol", "date", "other", "path", "count"];
    const LABELS: &'static [&'static str] = &["other"];
    const CASES: &'static [&'static str] = &["undecided"];

    fn check(&self, folder: &Folder<'_>, findings: &mut FolderFindings) {
        for mentions in groups(folder).values() {
            let mut dates: BTreeMap<Date, Vec<&Mention<'_>>> = BTreeMap::new();
            for mention in mentions {
                dates.entry(mention.cited.date).or_default().push(mention);
            }
            let [first, second, ..] = by_weight(&dates)[..] else { continue };
            if is_known(folder, mentions) {
                continue;
            }
            let decided = dates[&first].len() > dates[&second].len();
            // Without a majority the first file is what the others contradict.
            let right = if decided { first } else { mentions[0].cited.date };
            let Some(reference) = dates[&right].first() else { continue };
            for mention in mentions.iter().filter(|mention| mention.cited.date != right) {
                if mention.cited.is_local && reformed_between(mention.cited.date, right) {
                    continue;
                }
                let path = folder.members.get(reference.file).map_or("", |member| member.path);
                let draft = findings.report(mention.file, &mention.cited.place);
                draft
                    .value("symbol", mention.cited.symbol.clone())
                    .value("date", mention.cited.shown.clone())
                    .value("other", reference.cited.shown.clone())
                    .value("path", path)
                    .value("count", dates[&right].len().to_string())
                    .label("other", reference.file, &reference.cited.place);
                if !decided {
                    draft.case("undecided");
                }
            }
        }
    }
}

/// The mentions of each instrument, in the order of the files.
fn groups<'a>(folder: &Folder<'a>) -> BTreeMap<&'a str, Vec<Mention<'a>>> {
    let mut groups: BTreeMap<&'a str, Vec<Mention<'a>>> = BTreeMap::new();
    for (file, paper) in folder.papers() {
        for cited in &paper.citations {
            groups.entry(&cited.key).or_default().push(Mention { file, cited });
        }
    }
    for mentions in groups.values_mut() {
        let mut seen: BTreeSet<(usize, Date)> = BTreeSet::new();
        mentions.retain(|mention| seen.insert((mention.file, mention.cited.date)));
        let torn: BTreeSet<usize> =
            mentions.windows(2).filter_map(|pair| (pair[0].file == pair[1].file).then_some(pair[0].file)).collect();
        mentions.retain(|mention| !torn.contains(&mention.file));
    }
    groups.retain(|_, mentions| !mentions.is_empty());
    groups
}

/// The dates, those of most files first.
fn by_weight(dates: &BTreeMap<Date, Vec<&Mention<'_>>>) -> Vec<Date> {
    let mut sorted: Vec<Date> = dates.keys().copied().collect();
    sorted.sort_by_key(|date| std::cmp::Reverse(dates[date].len()));
    sorted
}

fn is_known(folder: &Folder<'_>, mentions: &[Mention<'_>]) -> bool {
    mentions.iter().any(|mention| {
        let known = folder.registry.numbered(&mention.cited.symbol);
        known.iter().any(|entry| entry.date.year() == mention.cited.date.year())
    })
}
