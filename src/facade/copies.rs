//! Copies of a document: annotated, and mended.

use super::Error;
use super::checker::checked;
use crate::config::Plan;
use crate::copies::{self, Asked, Rounds, State};
use crate::engine::fix;
use crate::model::source::OWN_NAME;
use crate::model::{Format, SourceFile};
use crate::report::remarks::Repeated;
use crate::report::words::{self, MarginWord};
use crate::writeback::{Author, Signature};

/// The initials in which remarks are written.
const INITIALS: &str = "RS";

/// How far fixes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Reach {
    /// None is made.
    Nothing,
    /// Spacing, punctuation, letter case and format.
    #[default]
    Safe,
    /// Words too.
    Unsafe,
    /// Numbers, dates, names and citations too.
    Suggestions,
}

impl Reach {
    const fn own(self) -> Option<fix::Reach> {
        match self {
            Self::Nothing => None,
            Self::Safe => Some(fix::Reach::Safe),
            Self::Unsafe => Some(fix::Reach::Unsafe),
            Self::Suggestions => Some(fix::Reach::Suggestions),
        }
    }
}

/// A copy of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    bytes: Vec<u8>,
    remarks: usize,
    fixes: usize,
}

impl Copy {
    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, taken out.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How many remarks are in it.
    pub const fn remarks(&self) -> usize {
        self.remarks
    }

    /// How many fixes are in it.
    pub const fn fixes(&self) -> usize {
        self.fixes
    }
}

fn author(at: &str) -> Author {
    Author { name: OWN_NAME.to_owned(), initials: INITIALS.to_owned(), date: at.to_owned() }
}

pub(super) fn annotate(plan: &Plan, name: &str, bytes: &[u8], reach: Reach, at: &str) -> Result<Copy, Error> {
    let lang = plan.lang.into();
    if copies::is_answered(bytes, plan) {
        return Err(Error::NotWritable(MarginWord::Answered.text(lang).to_owned()));
    }
    let file = SourceFile { name: name.to_owned(), bytes: bytes.to_vec() };
    // What an earlier run wrote into the file is written anew.
    let file = copies::without_own_marks(file, plan);
    let outcome = checked(name, file.bytes.clone(), plan)?;
    let asked = Asked {
        author: &author(at),
        reach: reach.own(),
        repeated: Repeated::Together,
        signature: Signature::Keep,
        lang,
    };
    let written = copies::marked(&file, &outcome, plan, &asked).map_err(Error::NotWritable)?;
    Ok(Copy { bytes: written.bytes, remarks: written.remarks, fixes: written.changes })
}

pub(super) fn fix(plan: &Plan, name: &str, bytes: &[u8], reach: Reach, at: &str) -> Result<Copy, Error> {
    let file = SourceFile { name: name.to_owned(), bytes: bytes.to_vec() };
    let outcome = checked(name, file.bytes.clone(), plan)?;
    let (lang, format) = (plan.lang.into(), outcome.document.raw.format);
    if !matches!(format, Format::Text | Format::Markdown | Format::Docx | Format::Odt) {
        return Err(Error::NotWritable(words::unwritable(format, lang)));
    }
    let Some(reach) = reach.own() else { return Ok(Copy { bytes: file.bytes, remarks: 0, fixes: 0 }) };
    let author = author(at);
    let check = |file: &SourceFile| checked(&file.name, file.bytes.clone(), plan).ok();
    let rounds = Rounds { check: &check, plan, reach, author: &author, lang };
    let mended = rounds.until_nothing_changes(State { file, outcome }).map_err(Error::NotWritable)?;
    let bytes = if !format.has_lines() && mended.count > 0 {
        mended.remembering(plan, &author)
    } else {
        mended.after.file.bytes
    };
    Ok(Copy { bytes, remarks: 0, fixes: mended.count })
}
