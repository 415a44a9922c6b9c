//! The only way from bytes to findings: [`check`].

mod across;
pub mod example;
pub mod fix;
mod step;
mod suppress;

pub use across::{AcceptedBy, FolderFinding, FolderOutcome, Input, check_folder};
pub use step::Step;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use unicode_normalization::is_nfc;

use crate::across::{Kept, Place, Summary, summarize as sum_up};
use crate::catalogue::selector::selects;
use crate::catalogue::{Catalogue, Rule};
use crate::checks::{Bound, BoundDocument, Cited, Context, Draft, Findings, Misspellings, Stage, cited};
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix, NotChecked, Reason, RuleId, Severity, Tier, Value};
use crate::lexicon::instruments::Registry;
use crate::model::profile::Profile;
use crate::model::{BlockId, Certainty, Document, Regime, SourceFile, Span};
use crate::readers::{self, Limits, Notice, PdfReader, ReadError};
use crate::recognize;
use crate::text::{TextRange, fold};

pub use suppress::{Accepted, Fault, Source, Suppressed, Suppression};

/// What a run is asked to do. Everything the core needs to know of the world.
pub struct Settings {
    /// Rules and profiles.
    pub catalogue: Catalogue,
    /// How finished the documents claim to be.
    pub stage: Stage,
    /// The day of checking.
    pub today: Option<Date>,
    /// The instruments that citations are compared with.
    pub registry: Registry,
    /// The day on which cited law is judged, if not the document's own.
    pub law_day: Option<Date>,
    /// Words that are right however they are spelled, as `fold::key` makes them.
    pub words: BTreeSet<String>,
    /// Name of a profile to use; by itself if `None`.
    pub profile: Option<String>,
    /// Run only the rules that these selectors name; all if empty.
    pub select: Vec<String>,
    /// Do not run the rules that these selectors name.
    pub ignore: Vec<String>,
    /// Do not run these rules either.
    pub off: BTreeSet<RuleId>,
    /// What is different in documents of some kinds or in some sections.
    pub conditions: Vec<Condition>,
    /// Findings of this document that are accepted.
    pub accepted: Vec<Accepted>,
    /// Who may accept findings.
    pub heed: Heed,
    /// Limits for hostile input.
    pub limits: Limits,
    /// Who reads PDF.
    pub pdf: PdfReader,
}

/// Who may accept findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heed {
    /// Comments in the document and the configuration.
    #[default]
    All,
    /// The configuration alone: the document comes from somebody who is not trusted.
    Configuration,
    /// Nobody.
    Nothing,
}

/// What is different in documents of some kinds or in some sections.
#[derive(Debug, Clone, Default)]
pub struct Condition {
    /// Kinds of document (slugs); any if empty.
    pub kinds: Vec<String>,
    /// Sections of the outline with all they hold; the whole document if empty.
    pub sections: Vec<String>,
    /// Rules that are off there.
    pub off: BTreeSet<RuleId>,
    /// Severities there.
    pub severity: BTreeMap<RuleId, Severity>,
}

impl Condition {
    fn is_for(&self, document: &Document) -> bool {
        self.kinds.is_empty() || document.kind_slug().is_some_and(|slug| self.kinds.iter().any(|kind| kind == slug))
    }

    fn covers(&self, section: &str) -> bool {
        let within = |name: &String| {
            section.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.sections.is_empty() || self.sections.iter().any(within)
    }
}

impl Settings {
    /// The built-in catalogue at the draft stage.
    pub fn new() -> Self {
        Self::with(Catalogue::builtin())
    }

    /// All rules of `catalogue` at the draft stage.
    pub fn with(catalogue: Catalogue) -> Self {
        Self {
            catalogue,
            stage: Stage::Draft,
            today: None,
            registry: Registry::default(),
            law_day: None,
            words: BTreeSet::new(),
            profile: None,
            select: Vec::new(),
            ignore: Vec::new(),
            off: BTreeSet::new(),
            conditions: Vec::new(),
            accepted: Vec::new(),
            heed: Heed::All,
            limits: Limits::default(),
            pdf: readers::read_pdf,
        }
    }

    /// Words as [`Self::words`] holds them.
    pub fn words_of<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<String> {
        words.map(fold::key).filter(|word| !word.is_empty()).collect()
    }

    /// True if `rule` is on: selected and not ignored.
    pub fn is_on(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|name| selects(name, &rule.meta));
        !self.off.contains(&rule.meta.id) && (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::new()
    }
}

/// What a check of one file gives.
#[derive(Debug)]
pub struct Outcome {
    /// The document as recognised.
    pub document: Document,
    /// Name of the profile used.
    pub profile: Option<String>,
    /// Findings, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Rules that could not be checked, by id.
    pub not_checked: Vec<NotChecked>,
    /// How many rules that are on the form of the document leaves out.
    pub left_out: usize,
    /// What the reader did not understand.
    pub notices: Vec<Notice>,
    /// What was proved right, by place.
    pub evidence: Vec<Evidence>,
    /// Findings that are accepted, by place.
    pub suppressed: Vec<Suppressed>,
    /// What accepts findings, whether it was needed or not.
    pub suppressions: Vec<Suppression>,
    /// Findings that were there before, by place; see [`Outcome::set_known`].
    pub known: Vec<(Diagnostic, KnownBy)>,
    /// The instruments that are cited, and whether the registry holds them.
    pub cited: Vec<Cited>,
    /// Findings that are not told because their rule found too many; see [`Outcome::cut_short`].
    pub not_told: usize,
}

/// Findings of one rule in one file that are told. Who has seen so many knows what to do, and a file made
/// for it could have millions.
const MOST_OF_RULE: usize = 200;
/// Findings of one file that are told, and things in it that are told to be right.
const MOST_OF_FILE: usize = 2_000;

/// How a finding is known to have been there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// It stands in the baseline.
    Baseline,
    /// It stands in an earlier revision of the file, in text that has not changed since.
    Unchanged,
}

impl Outcome {
    /// Sets aside the findings that `known` says were there before.
    pub fn set_known(&mut self, known: impl Fn(&Document, &Diagnostic) -> Option<KnownBy>) {
        for diagnostic in std::mem::take(&mut self.diagnostics) {
            match known(&self.document, &diagnostic) {
                Some(why) => self.known.push((diagnostic, why)),
                None => self.diagnostics.push(diagnostic),
            }
        }
    }

    /// Keeps the findings that touch text which somebody has inserted and nobody has accepted yet: with the
    /// place itself, a further one or what is mended.
    pub fn keep_insertions(&mut self) {
        let inserted: BTreeMap<BlockId, Vec<TextRange>> =
            self.document.raw.insertions.iter().fold(BTreeMap::new(), |mut inserted, span| {
                inserted.entry(span.block).or_insert_with(Vec::new).push(span.range);
                inserted
            });
        let is_new = |span: &Span| {
            let ranges = inserted.get(&span.block);
            ranges.is_some_and(|ranges| ranges.iter().any(|range| range.touches(span.range)))
        };
        self.diagnostics.retain(|finding| {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
            let labels = finding.labels.iter().map(|label| &label.span);
            std::iter::once(&finding.span).chain(labels).chain(edits).any(is_new)
        });
    }

    /// Keeps of each rule, and of the whole file, the first findings only, and counts the others. To be called
    /// when all are set aside that are accepted or known: a new one must not hide behind those.
    pub fn cut_short(&mut self) {
        self.evidence.truncate(MOST_OF_FILE);
        let mut told = Told::default();
        self.diagnostics.retain(|finding| told.takes(&finding.rule));
        self.not_told += told.refused;
    }
}

/// What is told so far of one file.
#[derive(Default)]
struct Told {
    by_rule: HashMap<RuleId, usize>,
    all: usize,
    refused: usize,
}

impl Told {
    fn takes(&mut self, rule: &RuleId) -> bool {
        let count = self.by_rule.entry(rule.clone()).or_default();
        let takes = *count < MOST_OF_RULE && self.all < MOST_OF_FILE;
        *count += usize::from(takes);
        self.all += usize::from(takes);
        self.refused += usize::from(!takes);
        takes
    }
}

/// Reads and recognises one file, without judging it.
pub fn parse(file: &SourceFile, settings: &Settings) -> Result<(Document, Option<String>, Vec<Notice>), ReadError> {
    parse_in_steps(file.clone(), settings, &mut |_| {})
}

fn parse_in_steps(
    file: SourceFile,
    settings: &Settings,
    ended: &mut dyn FnMut(Step<'_>),
) -> Result<(Document, Option<String>, Vec<Notice>), ReadError> {
    let (raw, notices) = readers::take(file, &settings.limits, settings.pdf)?;
    ended(Step::Read);
    let mut document = recognize::recognize_in_steps(raw, &mut |recognizer| ended(Step::Recognize(recognizer)));
    let profile = choose_profile(&document, settings);
    if let Some(profile) = profile {
        document.alignment = recognize::structure::align(&document, profile);
    }
    ended(Step::Align);
    Ok((document, profile.map(|profile| profile.name.clone()), notices))
}

/// Checks one file. Same input, same output, same order; no clock, no environment, no I/O.
pub fn check(file: &SourceFile, settings: &Settings) -> Result<Outcome, ReadError> {
    check_in_steps(file.clone(), settings, &mut |_| {})
}

/// As [`check`], for a file nobody else needs, and tells `ended` each step as it ends.
pub fn check_in_steps(
    file: SourceFile,
    settings: &Settings,
    ended: &mut dyn FnMut(Step<'_>),
) -> Result<Outcome, ReadError> {
    let (document, profile, notices) = parse_in_steps(file, settings, ended)?;
    let chosen = settings.catalogue.profiles.iter().find(|candidate| Some(&candidate.name) == profile.as_ref());
    let upward = chosen.is_some_and(|profile| profile.upward);
    let mut judged = judge(&document, upward, settings, ended);
    for further in &document.further {
        // A profile is chosen for the file, by its first document.
        judged.add(judge(further, false, settings, ended));
    }
    let documents = std::iter::once(&document).chain(&document.further);
    let cited = documents.flat_map(|document| cited(document, &settings.registry)).collect();
    let Judged { mut diagnostics, not_checked, left_out, mut evidence, complete, beyond } = judged;
    diagnostics.sort_by(|left, right| {
        (left.span, std::cmp::Reverse(left.severity), &left.rule).cmp(&(
            right.span,
            std::cmp::Reverse(right.severity),
            &right.rule,
        ))
    });
    drop_repeats(&mut diagnostics);
    evidence.sort_by(|left, right| (left.span, &left.rule).cmp(&(right.span, &right.rule)));
    fingerprint(&mut diagnostics, &document);
    let (diagnostics, suppressed, suppressions) = suppress::apply(diagnostics, &document, settings, &complete);
    ended(Step::Order);
    Ok(Outcome {
        document,
        profile,
        diagnostics,
        not_checked,
        left_out,
        notices,
        evidence,
        suppressed,
        suppressions,
        known: Vec::new(),
        cited,
        not_told: beyond,
    })
}

/// What a checked file tells the others of a run; `place` tells where a span is in it.
pub fn summarize(outcome: &Outcome, kept: Kept, place: &dyn Fn(Span) -> Place) -> Summary {
    let comments = suppress::acceptances(&outcome.document);
    Summary { comments, ..sum_up(&outcome.document, kept, place) }
}

/// What the rules say of one document.
#[derive(Default)]
struct Judged<'a> {
    diagnostics: Vec<Diagnostic>,
    not_checked: Vec<NotChecked>,
    /// How many rules the form leaves out.
    left_out: usize,
    evidence: Vec<Evidence>,
    /// Rules that ran to the end.
    complete: Vec<&'a RuleId>,
    /// Findings that their rule found in excess and that were not kept.
    beyond: usize,
}

impl Judged<'_> {
    /// Adds what is said of a further document of the file. What the file does not tell is said once.
    fn add(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
        self.evidence.extend(other.evidence);
        self.complete.extend(other.complete);
        self.beyond += other.beyond;
        for entry in other.not_checked {
            let said = self.not_checked.iter().any(|known| known.rule == entry.rule);
            if !said && entry.reason != Reason::NoFormatFacts {
                self.not_checked.push(entry);
            }
        }
    }
}

/// Runs all rules on one document.
fn judge<'a>(document: &Document, upward: bool, settings: &'a Settings, ended: &mut dyn FnMut(Step<'_>)) -> Judged<'a> {
    let misspellings = Misspellings::default();
    let cx = Context {
        document,
        stage: settings.stage,
        today: settings.today,
        registry: &settings.registry,
        law_day: settings.law_day,
        words: &settings.words,
        misspellings: &misspellings,
        upward,
    };
    let mut diagnostics = Vec::new();
    let mut not_checked = Vec::new();
    let mut evidence = Vec::new();
    let (mut left_out, mut beyond) = (0, 0);
    let conditions: Vec<&Condition> =
        settings.conditions.iter().filter(|condition| condition.is_for(document)).collect();
    let off_everywhere =
        |id: &RuleId| conditions.iter().any(|condition| condition.sections.is_empty() && condition.off.contains(id));
    let mut complete = Vec::with_capacity(settings.catalogue.rules.len());
    // Where the day is blank, the last that it may be tells that a rule was not yet in force.
    let issued = document.place_and_date.as_ref().and_then(|line| line.date.days()).map(|(_, last)| last);
    for rule in settings.catalogue.rules.iter().filter(|rule| settings.is_on(rule)) {
        // Rules over several files have their turn when all files are read.
        let Bound::Document(check) = &rule.check else { continue };
        if off_everywhere(&rule.meta.id) {
            continue;
        }
        match applies(rule, document, issued) {
            Application::Yes => {}
            Application::No => continue,
            Application::OtherForm => {
                left_out += 1;
                continue;
            }
            Application::Undecided(reason) => {
                not_checked.push(NotChecked { rule: rule.meta.id.clone(), reason });
                continue;
            }
        }
        let findings = run(check.as_ref(), &cx);
        match findings.not_checked {
            Some(reason) => not_checked.push(NotChecked { rule: rule.meta.id.clone(), reason }),
            None => complete.push(&rule.meta.id),
        }
        beyond += findings.beyond;
        let mut doubtful = false;
        for draft in findings.drafts {
            let diagnostic = diagnose(rule, draft, settings.stage, document);
            // A hint may rest on a doubtful part, an accusation may not.
            match document.certainty_at(diagnostic.span) {
                Certainty::Doubtful if diagnostic.severity > Severity::Info => doubtful = true,
                Certainty::Likely => {
                    let severity = diagnostic.severity.min(Severity::Warning);
                    diagnostics.push(Diagnostic { severity, ..diagnostic });
                }
                Certainty::Doubtful | Certainty::Certain => diagnostics.push(diagnostic),
            }
        }
        if doubtful {
            not_checked.push(NotChecked { rule: rule.meta.id.clone(), reason: Reason::DoubtfulPart });
        }
        evidence.extend(findings.proofs.into_iter().map(|draft| Evidence {
            rule: rule.meta.id.clone(),
            case: draft.case,
            span: draft.span,
            values: draft.values,
        }));
        ended(Step::Rule(&rule.meta.id));
    }
    set_conditions(&mut diagnostics, &conditions, document, &settings.catalogue);
    yield_to_others(&mut diagnostics, &settings.catalogue);
    Judged { diagnostics, not_checked, left_out, evidence, complete, beyond }
}

/// Drops findings and sets severities as the conditions that hold for the document say.
fn set_conditions(
    diagnostics: &mut Vec<Diagnostic>,
    conditions: &[&Condition],
    document: &Document,
    catalogue: &Catalogue,
) {
    if conditions.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic| {
        let section = document.section_path(diagnostic.span.block);
        for condition in conditions.iter().filter(|condition| condition.covers(&section)) {
            if condition.off.contains(&diagnostic.rule) {
                return false;
            }
            if let Some(severity) = condition.severity.get(&diagnostic.rule) {
                let tier = catalogue.rule(diagnostic.rule.as_str()).map(|rule| rule.meta.tier);
                diagnostic.severity = tier.map_or(*severity, |tier| (*severity).min(tier.ceiling()));
            }
        }
        true
    });
}

enum Application {
    Yes,
    No,
    /// The form of the document leaves the rule out.
    OtherForm,
    Undecided(Reason),
}

/// Groups of rules that judge single letters and signs.
const BY_LETTER: [&str; 3] = ["encoding", "spelling", "typing"];

/// Whether `rule` is for this document. Form rules need to know the regime; a rule for certain
/// kinds needs to know the kind.
fn applies(rule: &Rule, document: &Document, issued: Option<Date>) -> Application {
    let applies = &rule.meta.applies;
    if !applies.regimes.is_empty() && !applies.regimes.contains(&document.regime) {
        return if document.regime == Regime::Unknown {
            Application::Undecided(Reason::RegimeUnknown)
        } else {
            Application::OtherForm
        };
    }
    if document.form.is_some_and(|reading| reading.form.leaves_out(rule.meta.id.as_str())) {
        return Application::OtherForm;
    }
    if document.raw.letters_guessed && BY_LETTER.contains(&rule.meta.id.group()) {
        return Application::Undecided(Reason::LettersDrawn);
    }
    // What a document must not contradict in itself is judged at any date.
    let rests_on_law = matches!(rule.meta.tier, Tier::Law | Tier::Guidance);
    if rests_on_law && issued.is_some_and(|issued| rule.binds_since().is_some_and(|from| issued < from)) {
        return Application::Undecided(Reason::NotYetInForce);
    }
    match document.kind_slug() {
        Some(slug) if !applies.kinds.is_empty() && !applies.kinds.iter().any(|kind| kind == slug) => Application::No,
        Some(slug) if applies.not_kinds.iter().any(|kind| kind == slug) => Application::No,
        None if !applies.kinds.is_empty() => Application::Undecided(Reason::KindUnknown),
        _ => Application::Yes,
    }
}

/// Runs one rule. A fault in it is named and the others still run.
fn run(check: &dyn BoundDocument, cx: &Context<'_>) -> Findings {
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut findings = Findings::default();
        check.check(cx, &mut findings);
        findings
    }));
    result.unwrap_or_else(|_| {
        let mut findings = Findings::default();
        findings.not_checked(Reason::Fault);
        findings
    })
}

fn diagnose(rule: &Rule, mut draft: Draft, stage: Stage, document: &Document) -> Diagnostic {
    let severity = rule.meta.severity_at(stage);
    // What is law for bodies of the state is guidance for the others (Điều 2, khoản 2 of the decree).
    let by_analogy = rule.meta.tier == Tier::Law && document.by_analogy;
    let ceiling = if by_analogy { Tier::Guidance } else { rule.meta.tier }.ceiling();
    // Where the font alone makes the capitals, the words as stored may be right already.
    // Letters with their marks apart look right and are stored otherwise.
    let stored = |span: Span| document.block(span.block).text().get(span.range.usize()).unwrap_or("");
    draft.edits.retain(|edit| {
        edit.span.range.is_empty() || document.clean_text(edit.span) != edit.replacement || !is_nfc(stored(edit.span))
    });
    let edits: Option<Vec<Edit>> = draft.edits.into_iter().map(|edit| within_a_line(edit, document)).collect();
    draft.edits = edits.unwrap_or_default();
    let fix = match (rule.meta.fix, draft.edits.is_empty()) {
        (Some(applicability), false) => Some(Fix { applicability, edits: draft.edits }),
        _ => None,
    };
    Diagnostic {
        rule: rule.meta.id.clone(),
        severity: severity.min(ceiling),
        case: draft.case,
        span: draft.span,
        values: draft.values,
        labels: draft.labels,
        fix,
        restyles: draft.restyles,
        fingerprint: String::new(),
    }
}

/// Drops what a rule says twice of one place in the same words. Findings that differ in their values,
/// such as two sections that are both missing after one heading, are two findings.
fn drop_repeats(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashSet<(Option<&'static str>, Vec<Value>)> = HashSet::new();
    let mut place: Option<(RuleId, Span)> = None;
    diagnostics.retain(|finding| {
        if !place.as_ref().is_some_and(|(rule, span)| *rule == finding.rule && *span == finding.span) {
            place = Some((finding.rule.clone(), finding.span));
            seen.clear();
        }
        seen.insert((finding.case, finding.values.clone()))
    });
}

/// `edit` without the words that it leaves as they are, if they reach over a line end of the file that is none
/// of the author's; `None` if it would move or take away such a line end.
fn within_a_line(edit: Edit, document: &Document) -> Option<Edit> {
    let block = document.block(edit.span.block);
    if !block.is_joined_in(edit.span.range) {
        return Some(edit);
    }
    let (old, new) = (block.clean_text(edit.span), edit.replacement.as_str());
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let length = |(letter, _): (char, char)| letter.len_utf8();
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(length).sum();
    let ends = old[start..].chars().rev().zip(new[start..].chars().rev());
    let end: usize = ends.take_while(same).map(length).sum();
    let from = block.clean_range(edit.span).start() as usize;
    let span = block.span(from + start..from + old.len() - end);
    (!block.is_joined_in(span.range)).then(|| Edit { span, replacement: new[start..new.len() - end].to_owned() })
}

/// Drops findings whose place a more telling rule has already flagged.
fn yield_to_others(diagnostics: &mut Vec<Diagnostic>, catalogue: &Catalogue) {
    let mut flagged: BTreeMap<(&RuleId, BlockId), Flagged> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        flagged.entry((&diagnostic.rule, diagnostic.span.block)).or_default().ranges.push(diagnostic.span.range);
    }
    for places in flagged.values_mut() {
        places.sort();
    }
    let stands = |diagnostic: &Diagnostic| {
        let Some(rule) = catalogue.rule(diagnostic.rule.as_str()) else { return true };
        let Span { block, range } = diagnostic.span;
        // Most rules yield to none, and a document may have thousands of findings.
        !rule.meta.yields_to.iter().any(|other| flagged.get(&(other, block)).is_some_and(|places| places.touch(range)))
    };
    let mut standing = diagnostics.iter().map(stands).collect::<Vec<_>>().into_iter();
    diagnostics.retain(|_| standing.next().unwrap_or(true));
}

/// The places in one block that one rule has flagged.
#[derive(Default)]
struct Flagged {
    /// By their start.
    ranges: Vec<TextRange>,
    /// For each of them, the furthest end among it and those before it.
    ends: Vec<u32>,
    /// Places without letters.
    points: BTreeSet<u32>,
}

impl Flagged {
    fn sort(&mut self) {
        self.points = self.ranges.iter().filter(|range| range.is_empty()).map(|range| range.start()).collect();
        self.ranges.retain(|range| !range.is_empty());
        self.ranges.sort_by_key(|range| range.start());
        let furthest = |furthest: &mut u32, range: &TextRange| {
            *furthest = (*furthest).max(range.end());
            Some(*furthest)
        };
        self.ends = self.ranges.iter().scan(0, furthest).collect();
    }

    /// True if one of the places touches `range`, as [`TextRange::touches`] has it.
    fn touch(&self, range: TextRange) -> bool {
        if self.points.range(range.start()..=range.end()).next().is_some() {
            return true;
        }
        let (begun, open) =
            if range.is_empty() { (range.end() + 1, range.start()) } else { (range.end(), range.start() + 1) };
        let before = self.ranges.partition_point(|place| place.start() < begun);
        before.checked_sub(1).and_then(|last| self.ends.get(last)).is_some_and(|end| *end >= open)
    }
}

/// Names each finding by what it says and where in the outline, not by line: text added above
/// changes nothing.
fn fingerprint(diagnostics: &mut [Diagnostic], document: &Document) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for diagnostic in diagnostics {
        let path = document.section_path(diagnostic.span.block);
        let quote = fold::key(document.quote(diagnostic.span));
        let key = format!("{}\n{}\n{}\n{quote}", diagnostic.rule, diagnostic.case.unwrap_or(""), path);
        let occurrence = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(0);
        let hash = blake3::hash(format!("{key}\n{occurrence}").as_bytes());
        hash.to_hex()[..16].clone_into(&mut diagnostic.fingerprint);
    }
}

/// The profile asked for, or the fitting one with the highest priority.
fn choose_profile<'a>(document: &Document, settings: &'a Settings) -> Option<&'a Profile> {
    let profiles = &settings.catalogue.profiles;
    if let Some(name) = &settings.profile {
        return profiles.iter().find(|profile| profile.name == *name);
    }
    profiles
        .iter()
        .filter(|profile| recognize::structure::fits(document, &profile.choose))
        .max_by_key(|profile| profile.priority)
}

/// The heaviest severity among `diagnostics`.
pub fn worst(diagnostics: &[Diagnostic]) -> Option<Severity> {
    diagnostics.iter().map(|diagnostic| diagnostic.severity).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_is_told_as_range_by_range() {
        let all: Vec<TextRange> =
            (0..8).flat_map(|start| (start..8).map(move |end| TextRange::new(start, end))).collect();
        for (at, first) in all.iter().enumerate() {
            for second in all.iter().skip(at) {
                let mut flagged = Flagged { ranges: vec![*second, *first], ..Flagged::default() };
                flagged.sort();
                for range in &all {
                    let expected = first.touches(*range) || second.touches(*range);
                    assert_eq!(flagged.touch(*range), expected, "{first:?} {second:?} {range:?}");
                }
            }
        }
    }
}
