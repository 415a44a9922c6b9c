//! Text on a terminal: wrapping, padding, colour, and nothing that would move the cursor.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Look;
use crate::diagnostic::Severity;

/// Ways to stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As a title.
    Bold,
    /// Less important.
    Dim,
    /// Right.
    Good,
    /// Of this weight.
    Of(Severity),
}

impl Ink {
    /// The parameters of the terminal's colour sequence.
    const fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Good => "32",
            Self::Of(Severity::Error) => "1;31",
            Self::Of(Severity::Warning) => "1;33",
            Self::Of(Severity::Info) => "1;36",
        }
    }
}

/// `text` in `ink`, if colours are wanted.
pub(super) fn paint(text: &str, ink: Ink, look: Look) -> String {
    if look.color { format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code()) } else { text.to_owned() }
}

/// What a terminal or a page may be shown of `letter`: a document can hold control characters that
/// would move the cursor, colour the screen or turn the direction of the line, and code points that
/// are no characters, which XML and HTML forbid.
pub(super) const fn shown(letter: char) -> char {
    match letter {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        no_character if no_character as u32 & 0xfffe == 0xfffe => '\u{fffd}',
        other => other,
    }
}

/// `line` as it is, safe to show.
pub(super) fn plain(line: &str) -> String {
    line.chars().map(shown).collect()
}

/// A path or another name, safe to show on one line: a name can hold line feeds and whatever else moves a
/// cursor or speaks to those who read the log.
pub fn name(path: &str) -> String {
    plain(path)
}

/// `text` without what those who run a check would take for a command in its log: `::name::` at the beginning of a
/// line, after spaces or not, and `##[name]`, `##vso[` and the like wherever they stand.
pub fn unheard(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let begun = line.trim_start();
        let mut rest = line;
        if begun.starts_with("::") {
            out.push_str(&line[..line.len() - begun.len()]);
            out.push_str(": ");
            rest = &begun[1..];
        }
        while let Some(at) = rest.find("##") {
            let marks = rest[at..].trim_start_matches('#');
            out.push_str(&rest[..rest.len() - marks.len()]);
            if marks.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).starts_with('[') {
                out.push(' ');
            }
            rest = marks;
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// `text` on one line, spaces collapsed, safe to show.
pub(super) fn one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` on one line and at most `columns` wide, the end replaced by an ellipsis.
pub(super) fn clipped(text: &str, columns: usize) -> String {
    let line = one_line(text);
    if line.width() <= columns {
        return line;
    }
    let mut clipped = String::new();
    let mut width = 1;
    for letter in line.chars() {
        width += letter.width().unwrap_or(0);
        if width > columns {
            break;
        }
        clipped.push(letter);
    }
    format!("{}…", clipped.trim_end())
}

/// `text` followed by spaces up to `columns`.
pub(super) fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// `text` broken at spaces into lines of at most `width` columns, the first after `first`, the
/// others after as many spaces. Line feeds in `text` stay.
pub(super) fn wrapped(first: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(visible_width(first));
    let room = width.saturating_sub(indent.len()).max(20);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut taken = 0;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let word: String = word.chars().map(shown).collect();
            let columns = word.width();
            if !line.is_empty() && taken + 1 + columns > room {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            if !line.is_empty() {
                line.push(' ');
                taken += 1;
            }
            line.push_str(&word);
            taken += columns;
        }
        lines.push(line);
    }
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let start = if at == 0 { first } else { &indent };
        out.push_str(format!("{start}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// Columns of a text that may hold colour sequences.
fn visible_width(text: &str) -> usize {
    let mut width = 0;
    let mut sequence = false;
    for letter in text.chars() {
        match (sequence, letter) {
            (false, '\u{1b}') => sequence = true,
            (true, 'm') => sequence = false,
            (true, _) => {}
            (false, letter) => width += letter.width().unwrap_or(0),
        }
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(wrapped("- ", "một hai ba bốn năm sáu bảy tám", 22), "- một hai ba bốn năm\n  sáu bảy tám\n");
        assert_eq!(wrapped("\u{1b}[1mab\u{1b}[0m ", "một\nhai", 40), "\u{1b}[1mab\u{1b}[0m một\n   hai\n");
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31mb\u{202e}c\td"), "a\u{fffd}[31mb\u{fffd}c d");
        assert_eq!(one_line("\u{fffe}\u{ffff}\u{1fffe}\u{fdd0}\u{fffd}\u{10000}").matches('\u{fffd}').count(), 5);
    }

    #[test]
    fn a_document_cannot_speak_to_the_runner() {
        for (text, expected) in [
            ("a::b ## c\n", "a::b ## c\n"),
            ("::error::x\n  ::warning::y", ": :error::x\n  : :warning::y"),
            ("\u{a0}::x", "\u{a0}: :x"),
            ("a ##[add-mask]b ##vso[x]", "a ## [add-mask]b ## vso[x]"),
            ("###[x]####[y]", "### [x]#### [y]"),
        ] {
            assert_eq!(unheard(text), expected);
        }
    }

    #[test]
    fn long_texts_are_clipped() {
        assert_eq!(clipped("Nghị định số 73/2023/NĐ-CP", 12), "Nghị định s…");
    }
}
