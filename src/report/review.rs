//! What became of the findings that a marked copy told, by what came back with it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::layout::{clipped, one_line};
use super::{message, places};
use crate::catalogue::{Catalogue, Lang};
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::engine::Outcome;
use crate::writeback::{OwnComment, Returned};

/// What became of one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is gone, by the fix that was put in.
    Accepted,
    /// It is gone, mended by somebody's own hand.
    Mended,
    /// Its fix waits to be accepted or rejected.
    Pending,
    /// Its fix was rejected.
    Rejected,
    /// It is there, and its comment is marked as done.
    Resolved,
    /// It is there, and its comment was answered.
    Answered,
    /// It is there.
    StillThere,
    /// It was not told in the copy.
    New,
}

impl Fate {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Accepted,
        Self::Mended,
        Self::Pending,
        Self::Rejected,
        Self::Resolved,
        Self::Answered,
        Self::StillThere,
        Self::New,
    ];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Mended => "mended",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
            Self::Resolved => "resolved",
            Self::Answered => "answered",
            Self::StillThere => "still-there",
            Self::New => "new",
        }
    }

    /// True if somebody did as was advised.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Accepted | Self::Mended)
    }

    /// True if somebody decided against it.
    pub const fn is_refused(self) -> bool {
        matches!(self, Self::Rejected | Self::Resolved)
    }
}

/// One finding and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its rule.
    pub rule: RuleId,
    /// Its weight.
    pub severity: Severity,
    /// Names it.
    pub fingerprint: String,
    /// What became of it.
    pub fate: Fate,
    /// What is said of it: the message, or the title of the rule where the finding is gone.
    pub said: String,
    /// Where it is, and the words there; empty where it is gone.
    pub place: String,
    /// The words there; empty where it is gone.
    pub quote: String,
    /// Why, as others answered.
    pub answers: Vec<(String, String)>,
}

/// How often the advice of a rule was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// The advice was taken.
    pub taken: usize,
    /// It was refused.
    pub refused: usize,
    /// Nobody has decided.
    pub open: usize,
}

/// What became of the findings of a copy: `now` is the copy with the changes as if they were accepted, `before`
/// as if they were rejected.
pub fn review(returned: &Returned, now: &Outcome, before: &Outcome, catalogue: &Catalogue, lang: Lang) -> Vec<Item> {
    let prints = |outcome: &Outcome| -> BTreeSet<(RuleId, String)> {
        outcome.diagnostics.iter().map(|finding| (finding.rule.clone(), finding.fingerprint.clone())).collect()
    };
    let (there, there_before) = (prints(now), prints(before));
    let mut comments = Comments::new(&returned.comments);
    let recorded = returned.recorded.as_deref().unwrap_or_default();
    let mut told: BTreeSet<(RuleId, String)> =
        recorded.iter().map(|entry| (entry.rule.clone(), entry.fingerprint.clone())).collect();
    let mut moved = Moved::new(now, &told);
    let mut items = Vec::new();
    for entry in recorded {
        let mut key = (entry.rule.clone(), entry.fingerprint.clone());
        // What stands at other words now, because those were mended, is the same finding still.
        if !entry.is_mended
            && !there.contains(&key)
            && let Some(print) = moved.next(&entry.rule)
        {
            key.1 = print;
            told.insert(key.clone());
        }
        let comment = comments.telling(&entry.told);
        let answers = comment.map(|comment| comment.answers.clone()).unwrap_or_default();
        let fate = match (there.contains(&key), there_before.contains(&key)) {
            (false, true) => Fate::Pending,
            (false, false) if entry.is_mended => Fate::Accepted,
            (false, false) => Fate::Mended,
            // A fix that went no further than its own place leaves the finding as it was.
            (true, _) if entry.is_mended => Fate::Rejected,
            (true, _) if comment.is_some_and(|comment| comment.is_done) => Fate::Resolved,
            (true, _) if !answers.is_empty() => Fate::Answered,
            (true, _) => Fate::StillThere,
        };
        let finding = now.diagnostics.iter().find(|finding| finding.fingerprint == key.1 && finding.rule == key.0);
        let mut item = match finding {
            Some(finding) => of_finding(finding, now, catalogue, lang),
            None => Item {
                rule: entry.rule.clone(),
                severity: entry.severity,
                fingerprint: entry.fingerprint.clone(),
                fate,
                said: catalogue
                    .rule(entry.rule.as_str())
                    .map_or_else(|| entry.rule.to_string(), |rule| rule.meta.words(lang).title.to_string()),
                place: String::new(),
                quote: String::new(),
                answers: Vec::new(),
            },
        };
        item.fate = fate;
        item.answers = answers;
        items.push(item);
    }
    let is_new = |finding: &&Diagnostic| !told.contains(&(finding.rule.clone(), finding.fingerprint.clone()));
    items.extend(now.diagnostics.iter().filter(is_new).map(|finding| of_finding(finding, now, catalogue, lang)));
    items
}

/// Findings of now that were not told under their fingerprints, by rule.
struct Moved<'a>(BTreeMap<&'a RuleId, VecDeque<&'a str>>);

impl<'a> Moved<'a> {
    fn new(now: &'a Outcome, told: &BTreeSet<(RuleId, String)>) -> Self {
        let mut moved: BTreeMap<&RuleId, VecDeque<&str>> = BTreeMap::new();
        for finding in &now.diagnostics {
            if !told.contains(&(finding.rule.clone(), finding.fingerprint.clone())) {
                moved.entry(&finding.rule).or_default().push_back(&finding.fingerprint);
            }
        }
        Self(moved)
    }

    fn next(&mut self, rule: &RuleId) -> Option<String> {
        self.0.get_mut(rule)?.pop_front().map(str::to_owned)
    }
}

/// A finding that is there; it counts as new until something else is known.
fn of_finding(finding: &Diagnostic, outcome: &Outcome, catalogue: &Catalogue, lang: Lang) -> Item {
    /// Columns of a quotation.
    const QUOTE: usize = 60;
    Item {
        rule: finding.rule.clone(),
        severity: finding.severity,
        fingerprint: finding.fingerprint.clone(),
        fate: Fate::New,
        said: one_line(&message::finding(catalogue, finding, lang).message),
        place: places::told(&outcome.document, finding.span, lang),
        quote: clipped(&one_line(outcome.document.quote(finding.span)), QUOTE),
        answers: Vec::new(),
    }
}

/// The comments by what they tell. Several that say the same are asked for one after the other.
struct Comments<'a> {
    telling: BTreeMap<String, Vec<&'a OwnComment>>,
    asked: BTreeMap<String, usize>,
}

impl<'a> Comments<'a> {
    fn new(comments: &'a [OwnComment]) -> Self {
        let mut telling: BTreeMap<String, Vec<&OwnComment>> = BTreeMap::new();
        for comment in comments {
            for paragraph in &comment.paragraphs {
                telling.entry(crate::writeback::sum(paragraph)).or_default().push(comment);
            }
        }
        Self { telling, asked: BTreeMap::new() }
    }

    fn telling(&mut self, told: &str) -> Option<&'a OwnComment> {
        let comments = self.telling.get(told)?;
        let asked = self.asked.entry(told.to_owned()).or_default();
        let comment = comments.get(*asked).or(comments.last()).copied();
        *asked += 1;
        comment
    }
}

/// How often the advice of each rule was taken; findings that are new say nothing of it.
pub fn statistics<'a>(items: impl IntoIterator<Item = &'a Item>) -> BTreeMap<RuleId, Taken> {
    let mut statistics: BTreeMap<RuleId, Taken> = BTreeMap::new();
    for item in items.into_iter().filter(|item| item.fate != Fate::New) {
        let taken = statistics.entry(item.rule.clone()).or_default();
        if item.fate.is_taken() {
            taken.taken += 1;
        } else if item.fate.is_refused() {
            taken.refused += 1;
        } else {
            taken.open += 1;
        }
    }
    statistics
}
