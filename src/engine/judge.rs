//! The rules on one document: which of them are for it, what they find, and what becomes of that.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use unicode_normalization::is_nfc;

use super::overlap::yield_to_others;
use super::settings::{Condition, Settings};
use super::step::Step;
use crate::catalogue::{Catalogue, Rule};
use crate::checks::{Bound, BoundDocument, Context, Draft, Findings, Misspellings, Stage};
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix, NotChecked, Reason, RuleId, Severity, Tier};
use crate::model::{Certainty, Document, Regime, Span};

/// What the rules say of one document.
#[derive(Default)]
pub(super) struct Judged<'a> {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) not_checked: Vec<NotChecked>,
    /// How many rules the form leaves out.
    pub(super) left_out: usize,
    pub(super) evidence: Vec<Evidence>,
    /// Rules that ran to the end.
    pub(super) complete: Vec<&'a RuleId>,
    /// Findings that their rule found in excess and that were not kept.
    pub(super) beyond: usize,
}

impl Judged<'_> {
    /// Adds what is said of a further document of the file. What the file does not tell is said once.
    pub(super) fn add(&mut self, other: Self) {
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
pub(super) fn judge<'a>(
    document: &Document,
    upward: bool,
    settings: &'a Settings,
    ended: &mut dyn FnMut(Step<'_>),
) -> Judged<'a> {
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
