//! Line ends inside a block: as a reader found them, and as the layout understood them.

use crate::text::Seam;

/// A line end to which the file format gives no meaning, as a soft break of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoftBreak {
    /// Where it stands in the stored text.
    pub at: u32,
    /// Bold or italics go on over it.
    pub emphasized: bool,
}

/// A line end that is none of the author's: the lines before and after are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// The line end with the white space around it.
    pub seam: Seam,
    /// The names of what was found for and against it.
    pub because: Vec<&'static str>,
}
