//! One rule: metadata, words, and the check it binds.

use std::borrow::Cow;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::checks::{Bound, CheckKind, Stage};
use crate::diagnostic::{Applicability, RuleId, Severity, Tier};
use crate::lexicon::in_force;
use crate::model::Regime;
use crate::model::form::FormReading;

/// A text that is static for built-in rules and owned for a user's.
pub type Text = Cow<'static, str>;
/// A list that is static for built-in rules and owned for a user's.
pub type List<T> = Cow<'static, [T]>;

/// A rule bound to its check.
pub struct Rule {
    /// What the rule file says.
    pub meta: Cow<'static, RuleMeta>,
    /// The check that judges it.
    pub kind: &'static CheckKind,
    /// The check with this rule's parameters.
    pub check: Bound,
    binds_since: OnceLock<Option<Date>>,
}

impl Rule {
    /// Brings a rule file and its check together.
    pub const fn new(meta: Cow<'static, RuleMeta>, kind: &'static CheckKind, check: Bound) -> Self {
        Self { meta, kind, check, binds_since: OnceLock::new() }
    }

    /// The clauses that bind a document of `form`; all of them if it is not known.
    pub fn binding(&self, form: Option<FormReading>) -> impl Iterator<Item = &Basis> {
        let other = move |basis: &&Basis| {
            form.is_some_and(|reading| reading.form.not_bound_by.iter().any(|name| *name == basis.instrument))
        };
        self.meta.basis.iter().filter(move |basis| !other(basis))
    }

    /// The day from which everything the rule rests on binds; `None` if that is not known of any.
    pub fn binds_since(&self) -> Option<Date> {
        let since = || self.meta.basis.iter().filter_map(|basis| in_force::since(&basis.instrument)).max();
        *self.binds_since.get_or_init(since)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rule").field("meta", &self.meta).finish_non_exhaustive()
    }
}

/// What a rule file says, parameters as JSON.
#[derive(Debug, Clone)]
pub struct RuleMeta {
    /// Its id, from its path.
    pub id: RuleId,
    /// The pack it belongs to.
    pub pack: Text,
    /// Name of its check.
    pub check: Text,
    /// Severity at the draft stage.
    pub severity: Severity,
    /// Severity at the final stage, where it differs.
    pub severity_final: Option<Severity>,
    /// Severity at the issued stage, where it differs from the final one.
    pub severity_issued: Option<Severity>,
    /// What it rests on.
    pub tier: Tier,
    /// Whether it offers fixes, and of what kind.
    pub fix: Option<Applicability>,
    /// Clauses.
    pub basis: List<Basis>,
    /// Which documents it is for.
    pub applies: Applies,
    /// Rules whose finding at the same place makes this one superfluous.
    pub yields_to: List<RuleId>,
    /// Parameters of the check, as JSON.
    pub with: Text,
    /// Words in Vietnamese.
    pub vi: Wording,
    /// Words in English.
    pub en: Wording,
    /// The language in which alone it is worded, if it is one: the other one has the same words.
    pub only: Option<Lang>,
    /// Examples.
    pub examples: List<Example>,
}

impl RuleMeta {
    /// Its severity at `stage`.
    pub fn severity_at(&self, stage: Stage) -> Severity {
        let at_final = self.severity_final.unwrap_or(self.severity);
        match stage {
            Stage::Draft => self.severity,
            Stage::Final => at_final,
            Stage::Issued => self.severity_issued.unwrap_or(at_final),
        }
    }

    /// The words in `lang`.
    pub const fn words(&self, lang: crate::catalogue::rule::Lang) -> &Wording {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// Language of the tool's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// A clause a rule rests on.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Symbol of the instrument (`30/2020/NĐ-CP`), or a name such as `thông lệ soạn thảo`.
    pub instrument: Text,
    /// Place in it, largest unit first.
    pub locator: Text,
}

/// Which documents a rule is for. Empty lists mean all.
#[derive(Debug, Clone, Default)]
pub struct Applies {
    /// Regimes; form rules name `administrative`.
    pub regimes: List<Regime>,
    /// Kinds of document (slugs).
    pub kinds: List<Text>,
    /// Kinds it is not for.
    pub not_kinds: List<Text>,
}

/// The words of a rule in one language.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Short title, as in a list.
    pub title: Text,
    /// What is wrong, with `{placeholders}`.
    pub message: Text,
    /// What to do, with `{placeholders}`; may be empty.
    pub help: Text,
    /// Reason and clause, in Markdown.
    pub why: Text,
    /// Words for things proved right; empty if the rule proves nothing.
    pub proof: Text,
    /// Words for the check's special cases.
    pub cases: List<CaseWording>,
    /// Words for further places.
    pub labels: List<Label>,
}

/// Words for a special case of a check.
#[derive(Debug, Clone)]
pub struct CaseWording {
    /// Name of the case.
    pub name: Text,
    /// What is wrong (or proved right).
    pub message: Text,
    /// What to do; the rule's own `help` if empty.
    pub help: Text,
}

/// Words for a further place.
#[derive(Debug, Clone)]
pub struct Label {
    /// Name of the label.
    pub name: Text,
    /// What stands there.
    pub text: Text,
}

/// An example that runs as a test.
#[derive(Debug, Clone)]
pub struct Example {
    /// A text that the rule flags.
    pub bad: Text,
    /// The flagged words; empty if the place does not matter.
    pub flags: Text,
    /// A text that it leaves alone.
    pub good: Text,
    /// Name of a Word document that the rule flags, for what plain text cannot show; may be empty.
    pub bad_docx: Text,
    /// Name of a Word document that it leaves alone; may be empty.
    pub good_docx: Text,
    /// Text of another file of the run, for rules over several files; may be empty.
    pub beside: Text,
    /// Words of figures that the example declares as sums of those of the other file.
    pub sums: List<Text>,
}

/// Binds the built-in rules to their checks.
pub(super) fn builtin() -> Vec<Rule> {
    super::data::RULES
        .iter()
        .filter_map(|meta| {
            let kind = crate::checks::find(&meta.check)?;
            let check = (kind.bind)(&meta.with).ok()?;
            Some(Rule::new(Cow::Borrowed(meta), kind, check))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::catalogue::data::RULES;

    #[test]
    fn every_built_in_expression_compiles() {
        // Where they are not read as the built-in ones, none waits until a document may hold what it is about.
        let bound: Vec<String> = super::builtin().iter().map(|rule| rule.meta.id.to_string()).collect();
        let all: Vec<String> = RULES.iter().map(|rule| rule.id.to_string()).collect();
        assert_eq!(bound, all);
    }
}
