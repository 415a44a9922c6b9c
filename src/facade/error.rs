//! Why something could not be done, and whose fault that is.

use std::fmt;

use crate::catalogue::rule::Lang;
use crate::readers::ReadError;
use crate::report::{Failure, words};

/// Whose fault it is that something could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The document: it is damaged, encrypted, a picture, or of no known format.
    Document,
    /// Whoever called: settings, rules or names with mistakes.
    Caller,
    /// This library.
    Library,
}

/// Why something could not be done.
///
/// ```
/// use rasoat::{Checker, Error, Fault};
///
/// let error = Checker::new().check("trong.docx", b"").err().expect("an empty file is no document");
/// assert_eq!((error.fault(), error.reason()), (Fault::Document, "empty"));
///
/// let error = Checker::builder().profile("khong-co").build().err().expect("there is no such profile");
/// assert_eq!(error.fault(), Fault::Caller);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[non_exhaustive]
    Unreadable {
        /// Stable name of the reason, as in the JSON report: `empty`, `encrypted`, `damaged`, …
        reason: &'static str,
        /// The reason in words.
        message: String,
        /// What to do; may be empty.
        help: String,
    },
    /// The file was read, and no copy of it can be written: its format takes none, it is signed, or protected.
    NotWritable(String),
    /// Settings have mistakes, one a line.
    Settings(Vec<String>),
    /// Rules that were given have mistakes, one a line.
    Rules(Vec<String>),
    /// Bytes that are no [`Member`](crate::Member) of this version.
    Member,
    /// A fault of this library. The document is to be taken for not checked.
    Internal,
}

impl Error {
    /// Whose fault it is.
    pub const fn fault(&self) -> Fault {
        match self {
            Self::Unreadable { .. } | Self::NotWritable(_) => Fault::Document,
            Self::Settings(_) | Self::Rules(_) | Self::Member => Fault::Caller,
            Self::Internal => Fault::Library,
        }
    }

    /// A stable name of what went wrong.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Unreadable { reason, .. } => reason,
            Self::NotWritable(_) => "not-writable",
            Self::Settings(_) => "settings",
            Self::Rules(_) => "rules",
            Self::Member => "member",
            Self::Internal => "fault",
        }
    }

    pub(super) fn unreadable(error: ReadError, lang: Lang) -> Self {
        let failure = Failure::Read(error);
        let words::Advice { message, help } = words::failure(&failure, lang);
        Self::Unreadable { reason: failure.name(), message, help }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { message, help, .. } if help.is_empty() => formatter.write_str(message),
            Self::Unreadable { message, help, .. } => write!(formatter, "{message} {help}"),
            Self::NotWritable(why) => formatter.write_str(why),
            Self::Settings(mistakes) | Self::Rules(mistakes) => formatter.write_str(&mistakes.join("\n")),
            Self::Member => formatter.write_str("not what a file tells others, or of another version"),
            Self::Internal => formatter.write_str("internal fault"),
        }
    }
}

impl std::error::Error for Error {}
