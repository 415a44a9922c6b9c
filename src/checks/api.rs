//! What a check is given and what it gives back.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use super::folder::{BoundFolder, FolderCheck};
use super::spelling::Misspellings;
use crate::diagnostic::{Edit, Label, Look, Reason, Restyle, Value};
use crate::lexicon::instruments::Registry;
use crate::model::{ComponentKind, Document, Span};

/// How finished the document claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// *Dự thảo*: number, date and name may be blank.
    #[default]
    #[serde(alias = "du-thao")]
    Draft,
    /// *Trình ký*: ready to be signed; number and date are given after that.
    #[serde(alias = "trinh-ky")]
    Final,
    /// *Ban hành*: issued; nothing may be blank.
    #[serde(alias = "ban-hanh")]
    Issued,
}

impl Stage {
    /// The name in JSON and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
            Self::Issued => "issued",
        }
    }
}

/// What a check may ask.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// How finished it claims to be.
    pub stage: Stage,
    /// The day of checking; `None` if the caller does not say.
    pub today: Option<Date>,
    /// The instruments that are known.
    pub registry: &'a Registry,
    /// The day on which cited law is judged, if the caller names one.
    pub law_day: Option<Date>,
    /// Words that the user accepts however they are spelled, as `fold::key` makes them.
    pub words: &'a BTreeSet<String>,
    /// What is misspelled; found out once for all rules.
    pub misspellings: &'a Misspellings,
    /// True if the chosen profile goes to a higher authority; `None` without a profile that says so.
    pub upward: bool,
}

impl Context<'_> {
    /// The day on which cited law and named bodies are judged: the one the caller names, else the
    /// document's own, else the day of checking where the document leaves its date blank or says
    /// only that it is of this year. A document that has its number was issued on a day that was
    /// not recognised, which need not be near today.
    pub fn law_day(&self) -> Option<Date> {
        self.law_days().map(|days| days.first)
    }

    /// The days on which the document may be issued, as [`Self::law_day`] explains; where only the day is
    /// blank, all those of the month that is written.
    pub fn law_days(&self) -> Option<LawDays> {
        if let Some(day) = self.law_day.or_else(|| self.document.own_date()) {
            return Some(LawDays { first: day, last: day });
        }
        let line = self.document.place_and_date.as_ref();
        let issued = self.document.number.as_ref().is_some_and(|number| number.serial.is_some());
        // A header without a date line is read in part only: what is not seen there is not today.
        let headed = self.document.number.is_some() || self.document.component(ComponentKind::NationalName).is_some();
        if line.is_none() && headed {
            return None;
        }
        let days = line.and_then(|line| line.date.days());
        if let Some((first, last)) = days.filter(|(first, last)| first.first_of_month() == last.first_of_month()) {
            return Some(LawDays { first, last });
        }
        let today = self.today.filter(|today| match days {
            Some((first, last)) => first <= *today && *today <= last,
            None => !issued,
        });
        today.map(|day| LawDays { first: day, last: day })
    }
}

/// The days between which a document is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LawDays {
    /// The first.
    pub first: Date,
    /// The last; the same one where the day is known.
    pub last: Date,
}

/// One check: parameters and a judgement.
pub trait Check: DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// The name that rule files use.
    const NAME: &'static str;
    /// Names of the values its messages may use as `{name}`.
    const VALUES: &'static [&'static str] = &[];
    /// Names of its further places, each worded in the rule file's `labels`.
    const LABELS: &'static [&'static str] = &[];
    /// Names of its special cases, each worded in the rule file's `cases`.
    const CASES: &'static [&'static str] = &[];
    /// True if it proves things right and needs the wording `proof`.
    const PROVES: bool = false;
    /// True if it reads words by their letters. Of a document in the encoding of an old font, whose letters are
    /// not what is stored, and of one that a program read from a picture badly, it is not asked: the rule is reported as
    /// not checked.
    const NEEDS_LETTERS: bool = false;
    /// True if it is silent about the words of `spelling.words`.
    const HEEDS_WORDS: bool = false;

    /// Judges the document.
    fn check(&self, cx: &Context<'_>, findings: &mut Findings);
}

/// Checks that judge one part of a document, each in one respect: the check, its name, and the function that judges.
/// What they report has the same values and labels. All take the parameters `with`, or none; where they look at one
/// part of the document, `through` finds it and asks them.
macro_rules! facts {
    ($common:tt $($(#[$about:meta])+ $check:ident = $name:literal => $judge:expr,)+) => {
        $(facts!(@check $common $(#[$about])+ $check $name $judge);)+
    };
    (@check (with: $with:ty, values: $values:expr) $(#[$about:meta])+ $check:ident $name:literal $judge:expr) => {
        $(#[$about])+
        #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub(in crate::checks) struct $check($with);

        facts!(@judge $check $name ($values) () |check: &$check, cx, findings| $judge(&check.0, cx, findings));
    };
    (@check (values: $values:expr, through: $through:path) $(#[$about:meta])+ $check:ident $name:literal $judge:expr) => {
        facts!(@check (values: $values) $(#[$about])+ $check $name |cx, findings| $through(cx, findings, $judge));
    };
    (@check (values: $values:expr $(, labels: $labels:expr)?) $(#[$about:meta])+ $check:ident $name:literal $judge:expr) => {
        $(#[$about])+
        #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub(in crate::checks) struct $check {}

        facts!(@judge $check $name ($values) ($($labels)?) |_: &$check, cx, findings| $judge(cx, findings));
    };
    (@judge $check:ident $name:literal ($values:expr) ($($labels:expr)?) $judge:expr) => {
        impl crate::checks::api::Check for $check {
            const NAME: &'static str = $name;
            const VALUES: &'static [&'static str] = &$values;
            $(const LABELS: &'static [&'static str] = &$labels;)?

            fn check(&self, cx: &crate::checks::api::Context<'_>, findings: &mut crate::checks::api::Findings) {
                $judge(self, cx, findings);
            }
        }
    };
}
pub(in crate::checks) use facts;

/// A check bound to its parameters.
pub enum Bound {
    /// It judges one document.
    Document(Box<dyn BoundDocument>),
    /// It judges the files of a run together.
    Folder(Box<dyn BoundFolder>),
}

/// A check of one document bound to its parameters.
pub trait BoundDocument: Send + Sync {
    /// Judges the document.
    fn check(&self, cx: &Context<'_>, findings: &mut Findings);
}

impl<C: Check> BoundDocument for C {
    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if C::NEEDS_LETTERS && cx.document.legacy.is_some() {
            return findings.not_checked(Reason::LegacyText);
        }
        if C::NEEDS_LETTERS && cx.misspellings.are_of_a_scan(cx) {
            return findings.not_checked(Reason::PoorlyScanned);
        }
        Check::check(self, cx, findings);
    }
}

/// A check as the catalogue sees it.
#[derive(Debug)]
pub struct CheckKind {
    /// The name that rule files use.
    pub name: &'static str,
    /// See [`Check::VALUES`].
    pub values: &'static [&'static str],
    /// See [`Check::LABELS`].
    pub labels: &'static [&'static str],
    /// See [`Check::CASES`].
    pub cases: &'static [&'static str],
    /// See [`Check::PROVES`].
    pub proves: bool,
    /// See [`Check::HEEDS_WORDS`].
    pub heeds_words: bool,
    /// Binds parameters, given as JSON (`{}` for none).
    pub bind: fn(&str) -> Result<Bound, serde_json::Error>,
    /// Schema of the parameters.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// The entry of check `C` for the list.
pub(super) const fn kind<C: Check>() -> CheckKind {
    CheckKind {
        name: C::NAME,
        values: C::VALUES,
        labels: C::LABELS,
        cases: C::CASES,
        proves: C::PROVES,
        heeds_words: C::HEEDS_WORDS,
        bind: |parameters| Ok(Bound::Document(Box::new(serde_json::from_str::<C>(parameters)?))),
        schema: C::json_schema,
    }
}

/// The entry of the check `C` over several files for the list.
pub(super) const fn folder_kind<C: FolderCheck>() -> CheckKind {
    CheckKind {
        name: C::NAME,
        values: C::VALUES,
        labels: C::LABELS,
        cases: C::CASES,
        proves: false,
        heeds_words: false,
        bind: |parameters| Ok(Bound::Folder(Box::new(serde_json::from_str::<C>(parameters)?))),
        schema: C::json_schema,
    }
}

/// A finding before the engine joins it to its rule.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The place.
    pub span: Span,
    /// Special wording.
    pub case: Option<&'static str>,
    /// Values for the message.
    pub values: Vec<Value>,
    /// Further places.
    pub labels: Vec<Label>,
    /// Edits that mend it.
    pub edits: Vec<Edit>,
    /// How it is to look.
    pub restyles: Vec<Restyle>,
}

impl Draft {
    fn new(span: Span) -> Self {
        Self { span, case: None, values: Vec::new(), labels: Vec::new(), edits: Vec::new(), restyles: Vec::new() }
    }

    /// Gives the placeholder `name` its value.
    pub fn value(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.values.push((name, value.into()));
        self
    }

    /// Points to a further place.
    pub fn label(&mut self, name: &'static str, span: Span) -> &mut Self {
        self.labels.push(Label { name, span });
        self
    }

    /// Uses the special wording `case`.
    pub fn case(&mut self, case: &'static str) -> &mut Self {
        self.case = Some(case);
        self
    }

    /// Says how a place is to look.
    pub fn restyle(&mut self, span: Span, look: Look) -> &mut Self {
        self.restyles.push(Restyle { span, look });
        self
    }

    /// Adds an edit that mends it.
    pub fn edit(&mut self, edit: Edit) -> &mut Self {
        self.edits.push(edit);
        self
    }
}

/// Collects what one rule has to say. The engine binds it to the rule, so a check cannot mistype
/// an id or a severity.
#[derive(Debug, Default)]
pub struct Findings {
    /// Findings.
    pub drafts: Vec<Draft>,
    /// Things proved right.
    pub proofs: Vec<Draft>,
    /// Why the rule could not be checked, if it could not.
    pub not_checked: Option<Reason>,
    /// Findings beyond [`MOST_KEPT`], which are counted and not kept.
    pub beyond: usize,
    /// Takes what is said of a finding that is not kept.
    spare: Option<Draft>,
}

/// Findings, and proofs, of one rule in one file that are kept until it is known which of them are told. A
/// file made for it could have millions; nobody accepts so many one by one.
const MOST_KEPT: usize = 20_000;

impl Findings {
    /// Reports a finding at `span`.
    pub fn report(&mut self, span: Span) -> &mut Draft {
        self.beyond += usize::from(self.drafts.len() >= MOST_KEPT);
        push(&mut self.drafts, &mut self.spare, span)
    }

    /// Records that something at `span` was proved right.
    pub fn prove(&mut self, span: Span) -> &mut Draft {
        push(&mut self.proofs, &mut self.spare, span)
    }

    /// Says that the rule could not be checked on this document.
    pub fn not_checked(&mut self, reason: Reason) {
        self.not_checked = Some(reason);
    }
}

fn push<'a>(kept: &'a mut Vec<Draft>, spare: &'a mut Option<Draft>, span: Span) -> &'a mut Draft {
    if kept.len() >= MOST_KEPT {
        return spare.insert(Draft::new(span));
    }
    kept.push(Draft::new(span));
    let last = kept.len() - 1;
    &mut kept[last]
}
