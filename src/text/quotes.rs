//! Quotations inside a text.

use memchr::memchr3;

use super::TextRange;

/// Ranges of `clean` in quotation marks, marks included, left to right. Straight marks open and
/// close in turn; a mark that never closes quotes nothing but itself.
pub fn quoted(clean: &str) -> Vec<TextRange> {
    // The first bytes of all opening marks; few texts have any.
    if memchr3(b'"', 0xe2, 0xc2, clean.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut ranges: Vec<TextRange> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in clean.char_indices() {
        let end = at + letter.len_utf8();
        match (letter, open) {
            ('“' | '«' | '„', None) => open = Some((at, if letter == '«' { '»' } else { '”' })),
            ('"' | '″', None) => open = Some((at, letter)),
            (letter, Some((start, closing))) if letter == closing => {
                ranges.push(TextRange::from(start..end));
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

/// True if the byte `at` of `text` lies in a field that a program fills in: `{{Số điện thoại}}`.
pub fn is_in_field(text: &str, at: usize) -> bool {
    /// Bytes of the longest name of a field.
    const LONGEST: usize = 200;
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let before = text.get(from..at).unwrap_or("");
    let opened = before.rfind("{{").or_else(|| before.rfind("<<"));
    let Some(opened) = opened else { return false };
    let closing = if before[opened..].starts_with('{') { "}}" } else { ">>" };
    let until = text.floor_char_boundary((at + LONGEST).min(text.len()));
    !before[opened..].contains(closing) && text.get(at..until).is_some_and(|after| after.contains(closing))
}

/// True if the byte `at` lies in one of `ranges`, which are sorted.
pub fn is_within(ranges: &[TextRange], at: u32) -> bool {
    let next = ranges.partition_point(|range| range.end() <= at);
    ranges.get(next).is_some_and(|range| range.start() <= at)
}

/// True if a quotation opens before the byte `at` of `text` and does not close before it. One that is longer than
/// a paragraph or two is a text of its own, so only what is near counts, and a line with many places is not read
/// once more for each.
pub fn is_open(text: &str, at: usize) -> bool {
    /// Bytes before the place that are looked at.
    const REACH: usize = 2_000;
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let before = text.get(from..at).unwrap_or("");
    before.matches(['“', '«']).count() > before.matches(['”', '»']).count() || before.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_programs_are_known() {
        let text = "Số: {{Số điện thọai}}, thọai";
        let at = |word: &str, from: usize| from + text[from..].find(word).expect("is there");
        assert!(is_in_field(text, at("thọai", 0)));
        assert!(!is_in_field(text, at("thọai", text.find("}}").expect("closes"))));
        assert!(is_in_field("<<Họ tên>>", 3) && !is_in_field("a << b", 5));
    }

    #[test]
    fn both_kinds_of_marks_are_seen() {
        let text = "gọi là “A b” và \"C\", 12\"";
        let found: Vec<&str> = quoted(text).iter().map(|range| &text[range.usize()]).collect();
        assert_eq!(found, ["“A b”", "\"C\""]);
        assert!(is_within(&quoted(text), text.find('b').expect("present") as u32));
        assert!(!is_within(&quoted(text), 0));
    }

    #[test]
    fn a_quotation_is_open_until_it_closes() {
        let text = "gọi là “A b” và \"C\" rồi “D";
        let at = |word: &str| text.find(word).expect("present");
        for (word, open) in [("gọi", false), ("b”", true), ("và", false), ("C", true), ("rồi", false), ("D", true)]
        {
            assert_eq!(is_open(text, at(word)), open, "{word}");
        }
    }
}
