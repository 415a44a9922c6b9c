//! Places in the words of machines that know only lines of files.

use std::fmt::Write as _;

use crate::config::Departure;
use crate::report::json::v1::{Diagnostic, File, Location};
use crate::report::layout::clipped;
use crate::text::clean::turns_direction;

/// True if the file has lines of its own; in a package or a PDF the numbers are those of paragraphs.
pub(super) const fn has_lines(location: &Location) -> bool {
    location.paragraph.is_none()
}

/// The message of a finding; with the place before it, if the reader could not tell it otherwise.
pub(super) fn message(finding: &Diagnostic) -> String {
    let message = one_line(&finding.message);
    if has_lines(&finding.location) { message } else { format!("{}{}: {message}", finding.place, quoted(finding)) }
}

/// The first words of what a finding is about, in quotation marks.
fn quoted(finding: &Diagnostic) -> String {
    /// Columns of a quotation.
    const QUOTE: usize = 60;
    let quote = clipped(&one_line(&finding.quote), QUOTE);
    if quote.is_empty() { quote } else { format!(" “{quote}”") }
}

/// `text` without line ends.
pub(super) fn one_line(text: &str) -> String {
    crate::report::layout::one_line(text)
}

/// The file beside which a form that knows only places in files tells a departure.
pub(super) fn of_departure(departure: &Departure) -> &str {
    departure.file().unwrap_or("rasoat.toml")
}

/// Why rules were not checked, each reason with its rules, in the order in which they are told first.
pub(super) fn not_checked(file: &File) -> Vec<(&str, Vec<&str>)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for entry in &file.not_checked {
        match reasons.iter_mut().find(|(reason, _)| *reason == entry.message) {
            Some((_, rules)) => rules.push(&entry.rule),
            None => reasons.push((&entry.message, vec![&entry.rule])),
        }
    }
    reasons
}

/// What is wrong with the suppressions of a file: place and message.
pub(super) fn faults(file: &File) -> impl Iterator<Item = (Option<&Location>, &str)> {
    file.suppressions
        .iter()
        .flat_map(|entry| entry.faults.iter().map(move |fault| (entry.location.as_ref(), fault.message.as_str())))
}

/// JSON with what moves a cursor or turns the direction of a line escaped: it can stand in strings only.
pub(super) fn quiet_json(json: String) -> String {
    let is_loud =
        |letter: char| turns_direction(letter) || matches!(letter, '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}');
    if json.is_ascii() || !json.contains(is_loud) {
        return json;
    }
    let mut quiet = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        if is_loud(letter) {
            let _ = write!(quiet, "\\u{:04x}", letter as u32);
        } else {
            quiet.push(letter);
        }
    }
    quiet
}

/// `path` as the systems that show results compare it with the files of a repository.
pub(super) fn path(path: &str) -> String {
    // On Unix a backslash is a letter of a name.
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

/// `path` as a relative reference of a URI.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in self::path(path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                uri.push('%');
                uri.push(char::from(DIGITS[usize::from(byte >> 4)]));
                uri.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_of_files_become_references() {
        assert_eq!(uri("./xã An/báo cáo.docx"), "x%C3%A3%20An/b%C3%A1o%20c%C3%A1o.docx");
        assert_eq!(uri("a#1?.md"), "a%231%3F.md");
    }
}
