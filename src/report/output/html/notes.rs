//! What is said about a document: first what matters, then every finding in the order of the text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Open, escaped, list, raw_list};
use crate::catalogue::{Catalogue, Lang};
use crate::checks::Stage;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::engine::Outcome;
use crate::lexicon;
use crate::report::layout::clipped;
use crate::report::words::{self, PageWord, Word};
use crate::report::{Look, Tally, full, message, outline, places};

/// Findings of one severity that are listed before the text.
const MOST: usize = 30;
/// Further places of a finding that are shown at once.
const FEW: usize = 3;
/// Letters of a quotation.
const QUOTE: usize = 80;
/// Letters of a line of the outlines.
const OUTLINES: usize = 110;

/// The findings of one document.
pub(super) struct Notes<'a> {
    outcome: &'a Outcome,
    catalogue: &'a Catalogue,
    lang: Lang,
    name: &'a str,
}

impl<'a> Notes<'a> {
    pub(super) const fn new(outcome: &'a Outcome, catalogue: &'a Catalogue, lang: Lang, name: &'a str) -> Self {
        Self { outcome, catalogue, lang, name }
    }

    /// The verdict, what to mend first, what the document was taken for, and what was not checked.
    pub(super) fn head(&self, out: &mut String, tally: Tally, stage: Stage) {
        let lang = self.lang;
        let class = tally.worst().map_or("good", Severity::name);
        let verdict = escaped(&words::verdict(tally, lang));
        let _ = writeln!(out, "<div class=\"head\">\n<p class=\"verdict {class}\">{verdict}</p>");
        self.facts(out, stage);
        self.first(out, Severity::Error, PageWord::MustMend);
        self.first(out, Severity::Warning, PageWord::ShouldMend);
        if tally.info > 0 && tally.info + tally.warning + tally.error > tally.info {
            let _ = writeln!(out, "<p>{}</p>", escaped(&words::hints(tally.info, lang)));
        }
        self.lists(out);
        out.push_str("</div>\n");
    }

    /// What the document was taken for.
    fn facts(&self, out: &mut String, stage: Stage) {
        let (outcome, lang) = (self.outcome, self.lang);
        let kind = outcome.document.kind_slug().and_then(lexicon::kind_by_slug);
        let profile = outcome.profile.as_ref().and_then(|name| {
            let found = self.catalogue.profiles.iter().find(|profile| profile.name == *name)?;
            Some(words::bilingual(&found.title, lang).to_owned())
        });
        let regime = words::capitalized(Word::Regime.text(lang));
        let facts = [
            (PageWord::Kind.text(lang).to_owned(), kind.map(|kind| words::kind(kind, lang).to_owned())),
            (regime, Some(words::form(outcome.document.form, outcome.left_out, lang))),
            (PageWord::Profile.text(lang).to_owned(), profile),
            (PageWord::Stage.text(lang).to_owned(), Some(words::capitalized(words::stage(stage, lang)))),
        ];
        out.push_str("<dl class=\"facts\">\n");
        for (name, value) in facts.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(&name), escaped(&value));
        }
        out.push_str("</dl>\n");
    }

    /// The findings of one severity, a line each.
    fn first(&self, out: &mut String, severity: Severity, title: PageWord) {
        let of_severity = || self.outcome.diagnostics.iter().enumerate().filter(|(_, one)| one.severity == severity);
        let count = of_severity().count();
        if count == 0 {
            return;
        }
        let _ = writeln!(out, "<h3>{} ({count})</h3>\n<ol class=\"first\">", title.text(self.lang));
        for (at, finding) in of_severity().take(MOST) {
            let told = message::finding(self.catalogue, finding, self.lang);
            let _ = writeln!(
                out,
                "<li><a href=\"#{}-m{}\">{}</a> <span class=\"where\">{}</span></li>",
                self.name,
                at + 1,
                escaped(&words::capitalized(&told.message)),
                escaped(&self.place(finding)),
            );
        }
        out.push_str("</ol>\n");
        if count > MOST {
            let _ = writeln!(out, "<p>… {}</p>", words::further(count - MOST, self.lang));
        }
    }

    /// The place of a finding.
    fn place(&self, finding: &Diagnostic) -> String {
        places::told(&self.outcome.document, finding.span, self.lang)
    }

    /// What is said about the document as a whole.
    fn lists(&self, out: &mut String) {
        let (outcome, lang) = (self.outcome, self.lang);
        let notices = outcome.notices.iter().map(|notice| words::notice(notice, lang));
        list(out, Word::NoticesTitle.text(lang), notices, Open::Yes);
        let faults = outcome.suppressions.iter().flat_map(|suppression| &suppression.faults);
        let faults = faults.map(|fault| words::suppression_fault(fault, lang));
        list(out, Word::SuppressionFaults.text(lang), faults, Open::Yes);
        let accepted = outcome.suppressed.iter().map(|suppressed| {
            let told = message::finding(self.catalogue, &suppressed.diagnostic, lang);
            let reason = outcome.suppressions.get(suppressed.by).map_or("", |by| by.reason.as_str());
            format!("{} [{}] – {reason}", told.message, suppressed.diagnostic.rule)
        });
        list(out, Word::Accepted.text(lang), accepted, Open::Yes);
        let not_checked = words::by_reason(&outcome.not_checked).into_iter().map(|(reason, rules)| {
            let groups: BTreeSet<&str> = rules.iter().filter_map(|rule| rule.split('/').next()).collect();
            let groups: Vec<&str> = groups.into_iter().map(|name| words::group(name, lang)).collect();
            format!(
                "<b>{}</b>: {}. <span class=\"rules\">{}</span>",
                escaped(&words::capitalized(&groups.join(", "))),
                escaped(words::reason(reason, lang)),
                escaped(&words::rules_of(rules.len(), lang)),
            )
        });
        let unknown = outcome.cited.iter().any(|cited| !cited.is_compared());
        let citations = unknown.then(|| escaped(&words::capitalized(&words::citations_of(outcome, lang))));
        raw_list(out, Word::NotCheckedTitle.text(lang), not_checked.chain(citations), Open::Yes);
        let proved = outcome.evidence.iter().map(|evidence| message::evidence(self.catalogue, evidence, lang));
        list(out, Word::ProvedTitle.text(lang), proved, Open::No);
        let profile = self.catalogue.profiles.iter().find(|profile| Some(&profile.name) == outcome.profile.as_ref());
        if !outcome.document.outline.divisions.is_empty() {
            let both = outline::beside(&outcome.document, profile, Look { lang, color: false, width: OUTLINES });
            let title = PageWord::Outline.text(lang);
            let _ = writeln!(
                out,
                "<details class=\"list\"><summary>{title}</summary><pre tabindex=\"0\">{}</pre></details>",
                escaped(both.trim_end()),
            );
        }
    }

    /// Every finding, in the order of `marks`.
    pub(super) fn list(&self, out: &mut String, marks: Vec<usize>) {
        if marks.is_empty() {
            return;
        }
        let _ = writeln!(
            out,
            "<div class=\"notes\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
            PageWord::Findings.text(self.lang)
        );
        for at in marks {
            self.note(out, at);
        }
        out.push_str("</div>\n");
    }

    fn note(&self, out: &mut String, at: usize) {
        let Some(finding) = self.outcome.diagnostics.get(at) else { return };
        let (name, number, lang) = (self.name, at + 1, self.lang);
        let document = &self.outcome.document;
        let told = message::finding(self.catalogue, finding, lang);
        let group = finding.rule.group();
        let _ = write!(
            out,
            "<div class=\"note {}\" id=\"{name}-n{number}\" role=\"note\" data-g=\"{}\" data-name=\"{}\">\
             <button type=\"button\" class=\"close\">{}</button><p><a href=\"#{name}-m{number}\">{number}</a> \
             <strong>{}</strong> {}</p><p class=\"what\">{}</p>",
            finding.severity.name(),
            escaped(group),
            escaped(words::group(group, lang)),
            PageWord::Close.text(lang),
            words::capitalized(words::severity(finding.severity, lang)),
            escaped(&self.place(finding)),
            escaped(&words::capitalized(&told.message)),
        );
        if !told.help.is_empty() {
            let _ = write!(out, "<p>{}</p>", escaped(&told.help));
        }
        let label = |label: &Label| {
            let text = escaped(&words::capitalized(&message::label(self.catalogue, finding, label, lang)));
            let place = escaped(&places::told(document, label.span, lang));
            let quote = escaped(&clipped(document.quote(label.span), QUOTE));
            if quote.trim().is_empty() {
                format!("<p>{text}: {place}</p>")
            } else {
                format!("<p>{text}: “{quote}” ({place})</p>")
            }
        };
        let (shown, folded) = finding.labels.split_at(finding.labels.len().min(FEW));
        out.extend(shown.iter().map(label));
        if !folded.is_empty() {
            let _ = write!(out, "<details><summary>{}</summary>", escaped(&words::more_places(folded.len(), lang)));
            out.extend(folded.iter().map(label));
            out.push_str("</details>");
        }
        let clauses = self.catalogue.rule(finding.rule.as_str());
        let clauses = clauses.map(|rule| full::binding_clauses(rule, document, finding, lang)).unwrap_or_default();
        let _ = writeln!(
            out,
            "<p class=\"basis\">{} <code>{}</code></p></div>",
            escaped(&clauses.join("; ")),
            escaped(finding.rule.as_str()),
        );
    }
}
