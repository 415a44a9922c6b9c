//! What the lines of Markdown as written say, where the parser does not tell.

use std::ops::Range;

/// Where the text starts: after a byte order mark and a `---` block of `key: value` lines. Keys are
/// ASCII, so that a document between two rules (`Số: 12/BC-UBND`) is not taken for one.
pub(super) fn front_matter_end(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = start;
    let mut keys = 0;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        let shown = line.trim_end();
        let is_key = || {
            let name = shown.split_once(':').map_or("", |(name, _)| name);
            !name.is_empty()
                && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.'))
        };
        match number {
            0 if shown == "---" => {}
            0 => return start,
            _ if matches!(shown, "---" | "...") => return if keys > 0 { at } else { start },
            _ if is_key() => keys += 1,
            _ if keys > 0 && (shown.is_empty() || shown.starts_with([' ', '\t', '-', '#'])) => {}
            _ => return start,
        }
    }
    start
}

/// The written marker of the item at `range`, with the white space after it. The parser counts
/// items itself and forgets the number that was written.
pub(super) fn list_marker(source: &str, range: Range<usize>) -> Option<Range<usize>> {
    let item = &source[range.clone()];
    let start = range.start + (item.len() - item.trim_start().len());
    let marker = &source[start..range.end];
    let digits = marker.len() - marker.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let end = match marker[digits..].chars().next()? {
        '-' | '+' | '*' if digits == 0 => 1,
        '.' | ')' if digits > 0 => digits + 1,
        _ => return None,
    };
    let after = &marker[end..];
    let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
    Some(start..start + end + spaces)
}

/// True if the white space `gap` holds an empty line. Quote marks (`>`) count as white space.
pub(super) fn has_blank_line(gap: &str) -> bool {
    let Some((_, after)) = gap.split_once('\n') else { return false };
    let Some((between, _)) = after.rsplit_once('\n') else { return false };
    between.split('\n').any(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}
