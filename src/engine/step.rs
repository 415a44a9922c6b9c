//! The steps of a check, told as they end. The core has no clock: whoever measures a run brings one.

use crate::diagnostic::RuleId;
use crate::recognize::Recognizer;

/// A step that has just ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'r> {
    /// Bytes became blocks.
    Read,
    /// One recogniser went over the blocks.
    Recognize(Recognizer),
    /// The outline was compared with that of the profile.
    Align,
    /// One rule was judged.
    Rule(&'r RuleId),
    /// The findings were put in order and named.
    Order,
}

impl Step<'_> {
    /// The name in JSON; all rules together are one step.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Recognize(recognizer) => recognizer.name(),
            Self::Align => "align",
            Self::Rule(_) => "rules",
            Self::Order => "order",
        }
    }
}
