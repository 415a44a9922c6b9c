//! From an outcome to what people and machines read. Wording comes from the catalogue and from
//! [`words`]; nothing here opens a file or writes to a stream, and nothing below this module prints
//! or colours.

pub mod across;
pub mod catalogue;
pub mod cited;
pub mod concise;
pub mod config;
pub mod diff;
pub mod figure_sheet;
pub mod figures;
pub mod full;
pub mod json;
mod layout;
pub mod location;
pub mod manual;
pub mod message;
pub mod outline;
pub mod output;
pub mod packs;
pub mod parsed;
pub mod places;
pub mod registry;
pub mod remarks;
pub mod review;
mod snippet;
pub mod statistics;
pub mod timings;
pub mod why;
pub mod words;
pub mod workbench;

use serde::{Deserialize, Serialize};

pub use layout::{name as shown_name, unheard};

use crate::catalogue::Lang;
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::engine::Outcome;
use crate::model::Format;
use crate::readers::{ReadError, Stop};

/// One input after its check.
#[derive(Debug)]
pub struct Checked {
    /// The path as the user gave it.
    pub path: String,
    /// What the check gave, or why there was none.
    pub result: Result<Outcome, Failure>,
}

/// Why an input was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// A reader refused it.
    Read(ReadError),
    /// There is no such file.
    NotFound,
    /// The system does not allow reading it.
    NotAllowed,
    /// The system could not read it.
    System(String),
    /// It was to be converted, which failed.
    Conversion(Conversion),
    /// The tool stopped with an internal fault.
    Fault,
}

/// Why `LibreOffice` did not convert a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// It is not installed.
    NoProgram,
    /// It took too long.
    TimedOut,
    /// It made nothing of the file.
    Failed,
}

impl Failure {
    /// True if the same bytes fail so every time.
    pub const fn lasts(&self) -> bool {
        match self {
            Self::Read(error) => !matches!(error, ReadError::Stopped(_)),
            Self::NotFound | Self::NotAllowed | Self::System(_) | Self::Conversion(_) | Self::Fault => false,
        }
    }

    /// The name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Read(ReadError::Empty) => "empty",
            Self::Read(ReadError::TooLarge { .. }) => "too-large",
            Self::Read(ReadError::Encrypted) => "encrypted",
            Self::Read(ReadError::Damaged { .. }) => "damaged",
            Self::Read(ReadError::Bomb { .. }) => "unpacks-too-large",
            Self::Read(ReadError::Unsupported { .. }) => "unsupported",
            Self::Read(ReadError::NotWhatNameSays { .. }) => "not-what-name-says",
            Self::Read(ReadError::PicturesOnly) => "pictures-only",
            Self::Read(ReadError::LayerUnusable) => "recognised-text-unusable",
            Self::Read(ReadError::LettersLost) => "letters-lost",
            Self::Read(ReadError::Stopped(Stop::Memory)) => "too-much-memory",
            Self::Read(ReadError::Stopped(Stop::Time)) => "too-long",
            Self::Read(ReadError::Stopped(Stop::Fault)) | Self::Fault => "fault",
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::System(_) => "system",
            Self::Conversion(Conversion::NoProgram) => "no-libreoffice",
            Self::Conversion(Conversion::TimedOut) => "conversion-timed-out",
            Self::Conversion(Conversion::Failed) => "conversion-failed",
        }
    }
}

/// How a report for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Language of the tool's words.
    pub lang: Lang,
    /// With colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// Counts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Inputs that were checked.
    pub files: usize,
    /// Inputs that could not be read.
    pub unreadable: usize,
    /// Findings of severity *error*.
    pub error: usize,
    /// Findings of severity *warning*.
    pub warning: usize,
    /// Findings of severity *info*.
    pub info: usize,
    /// Rules that could not be checked, summed over the inputs.
    pub not_checked: usize,
    /// Findings that are accepted.
    pub suppressed: usize,
    /// Findings that were there before.
    pub known: usize,
    /// Findings that are not told because their rule found too many in one file.
    pub not_told: usize,
    /// Instruments that are cited, summed over the inputs.
    pub cited: usize,
    /// Those of them that the registry could be asked about.
    pub compared: usize,
    /// Inputs with findings that are accepted.
    pub with_accepted: usize,
    /// Inputs with a comment that accepts findings of the whole file.
    pub with_whole: usize,
    /// Findings that the run has mended.
    pub mended: usize,
    /// Findings that a fix without new words would mend.
    pub fixable: usize,
    /// Further findings that a fix with new words would mend.
    pub fixable_unsafe: usize,
}

impl Tally {
    /// Counts one input.
    pub fn of(checked: &Checked) -> Self {
        let Ok(outcome) = &checked.result else {
            return Self { unreadable: 1, ..Self::default() };
        };
        let count = |severity| outcome.diagnostics.iter().filter(|finding| finding.severity == severity).count();
        let format = outcome.document.raw.format;
        let fixable = |finding: &&Diagnostic| match (&finding.fix, format) {
            (_, Format::Pdf | Format::Doc | Format::Odt) => None,
            (Some(fix), _) => Some(fix.applicability),
            (None, Format::Docx) if !finding.restyles.is_empty() => Some(Applicability::Safe),
            (None, _) => None,
        };
        let by = |wanted| outcome.diagnostics.iter().filter(|finding| fixable(finding) == Some(wanted)).count();
        Self {
            mended: 0,
            fixable: by(Applicability::Safe),
            fixable_unsafe: by(Applicability::Unsafe),
            files: 1,
            unreadable: 0,
            error: count(Severity::Error),
            // A suppression that is wrong or needless asks for work as a warning does.
            warning: count(Severity::Warning)
                + outcome.suppressions.iter().map(|suppression| suppression.faults.len()).sum::<usize>(),
            info: count(Severity::Info),
            not_checked: outcome.not_checked.len(),
            suppressed: outcome.suppressed.len(),
            known: outcome.known.len(),
            not_told: outcome.not_told,
            cited: outcome.cited.len(),
            compared: outcome.cited.iter().filter(|cited| cited.is_compared()).count(),
            with_accepted: usize::from(!outcome.suppressed.is_empty()),
            with_whole: usize::from(
                outcome.suppressions.iter().any(|suppression| suppression.whole_file && suppression.used > 0),
            ),
        }
    }

    /// Adds the counts of another.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            unreadable: self.unreadable + other.unreadable,
            error: self.error + other.error,
            warning: self.warning + other.warning,
            info: self.info + other.info,
            not_checked: self.not_checked + other.not_checked,
            suppressed: self.suppressed + other.suppressed,
            known: self.known + other.known,
            not_told: self.not_told + other.not_told,
            cited: self.cited + other.cited,
            compared: self.compared + other.compared,
            with_accepted: self.with_accepted + other.with_accepted,
            with_whole: self.with_whole + other.with_whole,
            mended: self.mended + other.mended,
            fixable: self.fixable + other.fixable,
            fixable_unsafe: self.fixable_unsafe + other.fixable_unsafe,
        }
    }

    /// The heaviest severity that was found.
    pub const fn worst(self) -> Option<Severity> {
        match self {
            Self { error: 1.., .. } => Some(Severity::Error),
            Self { warning: 1.., .. } => Some(Severity::Warning),
            Self { info: 1.., .. } => Some(Severity::Info),
            _ => None,
        }
    }
}
