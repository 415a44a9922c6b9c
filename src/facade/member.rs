//! What a file tells others, kept for as long as wanted, and what comparing such files gives.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::finding::{Location, Related, Severity};
use super::{Error, Lang};
use crate::across::{Kept, Packed, Place, Summary};
use crate::catalogue::rule::Lang as Tongue;
use crate::checks::folder::Sum;
use crate::config::{Declared, Plan};
use crate::diagnostic::{Diagnostic, Label};
use crate::engine::{self, FolderFinding, Input, Settings};
use crate::report::output::told;
use crate::report::{Checked, location, message};

/// The first bytes of a stored member: what is stored is understood by the version that made it, and by no other.
const MARK: &str = concat!("rasoat ", env!("CARGO_PKG_VERSION"), "\n");

/// What a file tells others: its own number and dates, what it cites, its figures. It is small and can be stored.
///
/// ```
/// use rasoat::Member;
///
/// let report = rasoat::Checker::new().check("a.txt", "Căn cứ Nghị định số 30/2020/NĐ-CP.".as_bytes())?;
/// let member = report.member();
/// assert_eq!(Member::from_bytes(&member.to_bytes())?, member);
/// assert!(Member::from_bytes(b"something else").is_err());
/// # Ok::<(), rasoat::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Member(Packed);

impl fmt::Debug for Member {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Member").field("topics", &self.0.keys().len()).finish_non_exhaustive()
    }
}

/// Something that two files may both speak of. Files that have a topic in common and say different things of it, or one
/// without saying, have to be compared; files that have none need not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Topic {
    about: u64,
    says: Option<u32>,
}

impl Topic {
    /// What it is, as a hash.
    pub const fn about(&self) -> u64 {
        self.about
    }

    /// What is said of it; `None` where two files that speak of it are enough.
    pub const fn says(&self) -> Option<u32> {
        self.says
    }
}

impl Member {
    pub(super) fn of(checked: &Checked, kept: Kept) -> Self {
        Self(told(checked, kept))
    }

    /// What the file speaks of. With this a table of a hundred million files finds those that have to be compared by a
    /// join.
    pub fn topics(&self) -> impl Iterator<Item = Topic> {
        self.0.keys().iter().map(|key| Topic { about: key.about(), says: key.says() })
    }

    /// The same member with nothing but what it says of these topics, given by [`Topic::about`], of the document
    /// `name`. Comparing all files that have a topic by it alone finds what comparing them whole finds of it.
    #[must_use]
    pub fn only(&self, name: &str, about: &[u64]) -> Self {
        let wanted: BTreeSet<u64> = about.iter().copied().collect();
        let mut summary = self.0.unpack();
        summary.reduce(name, &|key| wanted.contains(&key.about()));
        Self(Packed::new(&summary, name))
    }

    /// The bytes of it. They are for [`Member::from_bytes`] of the same version.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.as_bytes().to_vec();
        bytes.extend(self.0.to_bytes());
        bytes
    }

    /// The member that [`Member::to_bytes`] stored.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let packed = bytes.strip_prefix(MARK.as_bytes()).and_then(Packed::from_bytes);
        packed.map(Self).ok_or(Error::Member)
    }
}

/// A finding that rests on several files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    name: String,
    rule: String,
    severity: Severity,
    message: [String; 2],
    help: String,
    lang: Tongue,
    quote: String,
    section: String,
    location: Location,
    related: Vec<Related>,
    fingerprint: String,
}

impl Compared {
    /// The name of the document that it is about.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rule that found it.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// How much it weighs.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in the language of the checker.
    pub fn message(&self) -> &str {
        self.message_of(self.lang)
    }

    /// What is wrong.
    pub fn message_in(&self, lang: Lang) -> &str {
        self.message_of(lang.into())
    }

    fn message_of(&self, lang: Tongue) -> &str {
        let [vi, en] = &self.message;
        match lang {
            Tongue::Vi => vi,
            Tongue::En => en,
        }
    }

    /// What to do, in the language of the checker; may be empty.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// The words it is about.
    pub fn quote(&self) -> &str {
        &self.quote
    }

    /// The numbers of the sections it is in; may be empty.
    pub fn section(&self) -> &str {
        &self.section
    }

    /// Where it is.
    pub const fn location(&self) -> &Location {
        &self.location
    }

    /// Further places, most of them in other documents.
    pub fn related(&self) -> &[Related] {
        &self.related
    }

    /// The same as long as the words around it are.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// Compares `members`, which are in the order of their names and have these plans.
pub(super) fn compare(members: &[(&str, &Member)], plans: &[Arc<Plan>], declared: &[&Declared]) -> Vec<Compared> {
    let summaries: Vec<Summary> = members.iter().map(|(_, member)| member.0.unpack()).collect();
    let (settings, at) = distinct(plans);
    let inputs: Vec<Input<'_>> = members
        .iter()
        .zip(&summaries)
        .zip(at)
        .map(|(((path, _), summary), settings)| Input { path, summary, settings })
        .collect();
    let outcome = engine::check_folder(&inputs, &settings, &sums(members, declared));
    let told = |finding: &FolderFinding| {
        let (name, plan) = (members.get(finding.file)?.0, plans.get(finding.file)?);
        Some(compared(finding, name, plan, members))
    };
    outcome.findings.iter().filter_map(told).collect()
}

/// The settings of `plans`, each once, and the place of each plan's among them.
fn distinct(plans: &[Arc<Plan>]) -> (Vec<&Settings>, Vec<usize>) {
    let mut known: Vec<&Arc<Plan>> = Vec::new();
    let mut at = Vec::with_capacity(plans.len());
    for plan in plans {
        at.push(known.iter().position(|other| Arc::ptr_eq(other, plan)).unwrap_or_else(|| {
            known.push(plan);
            known.len() - 1
        }));
    }
    (known.into_iter().map(|plan| &plan.settings).collect(), at)
}

/// The declared sums whose report and parts are here.
fn sums(members: &[(&str, &Member)], declared: &[&Declared]) -> Vec<Sum> {
    let paths: Vec<PathBuf> = members.iter().map(|(name, _)| super::checker::rooted(name)).collect();
    let sum = |declared: &&Declared| {
        let whole = paths.iter().position(|path| declared.is_report(path))?;
        let parts = paths.iter().enumerate().filter(|(_, path)| declared.is_part(path)).map(|(at, _)| at);
        let parts: Vec<usize> = parts.collect();
        (!parts.is_empty()).then(|| Sum { whole, parts, figures: declared.of.figures.clone() })
    };
    declared.iter().filter_map(sum).collect()
}

fn compared(finding: &FolderFinding, name: &str, plan: &Plan, members: &[(&str, &Member)]) -> Compared {
    let (catalogue, lang) = (&plan.settings.catalogue, plan.lang.into());
    let Diagnostic { rule, severity, fingerprint, .. } = &finding.diagnostic;
    let related = finding.related.iter().map(|related| {
        let label = Label { name: related.name, span: related.place.position.into() };
        Related {
            message: message::label(catalogue, &finding.diagnostic, &label, lang),
            quote: related.place.quote.clone(),
            name: members
                .get(related.file)
                .filter(|_| related.file != finding.file)
                .map(|(name, _)| (*name).to_owned()),
            location: placed(&related.place),
        }
    });
    let told = |lang| message::finding(catalogue, &finding.diagnostic, lang);
    Compared {
        name: name.to_owned(),
        rule: rule.to_string(),
        severity: (*severity).into(),
        message: [Tongue::Vi, Tongue::En].map(|lang| told(lang).message),
        help: told(lang).help,
        lang,
        quote: finding.place.quote.clone(),
        section: finding.place.section.clone(),
        location: placed(&finding.place),
        related: related.collect(),
        fingerprint: fingerprint.clone(),
    }
}

fn placed(place: &Place) -> Location {
    Location(location::Location {
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        offset: place.offset,
        length: place.length,
        byte_columns: place.byte_columns,
        part: place.part.clone(),
        paragraph: place.paragraph,
    })
}
