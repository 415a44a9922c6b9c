//! Mistakes in a user's own rule files, each at its place in its file.

use super::Look;
use super::layout::{Ink, name, paint, wrapped};
use super::snippet::{Drawn, FRAME, Snippet};
use super::words::{self, Word};
use crate::catalogue::{PackError, PackFile};
use crate::diagnostic::Severity;

/// All mistakes, by file and place, and their number.
pub fn mistakes(files: &[PackFile], errors: &[PackError], look: Look) -> String {
    let mut out = String::new();
    for error in errors {
        let Some(file) = files.get(error.file) else { continue };
        let told = words::mistake(&error.mistake, look.lang);
        let snippet = Snippet::of_text(&file.text, &error.range, &name(&file.path), look.width.saturating_sub(FRAME));
        Drawn { message: told.message, severity: Severity::Error, snippet }.render(&mut out, look);
        if !told.help.is_empty() {
            let first = format!("  {}: ", paint(Word::Help.text(look.lang), Ink::Dim, look));
            out.push_str(&wrapped(&first, &told.help, look.width));
        }
        out.push('\n');
    }
    let count = words::mistake_count(errors.len(), look.lang);
    out.push_str(&paint(&count, Ink::Of(Severity::Error), look));
    out.push('\n');
    out
}
