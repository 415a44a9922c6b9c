//! What the elements of a run stand for, the same for who reads a run and who writes into it.

/// The text that an element of a run stands for, if it always stands for the same.
pub fn literal(local: &str) -> Option<&'static str> {
    match local {
        "tab" | "ptab" => Some("\t"),
        "br" | "cr" => Some("\n"),
        "noBreakHyphen" => Some("\u{2011}"),
        "softHyphen" => Some("\u{ad}"),
        _ => None,
    }
}

/// Adds `part` to `text`; line ends of the XML are shown as spaces.
pub fn push_line(part: &str, text: &mut String) {
    if !part.contains('\n') && !part.contains('\r') {
        text.push_str(part);
        return;
    }
    let mut lines = part.split(['\n', '\r']);
    text.push_str(lines.next().unwrap_or(""));
    for line in lines {
        if !text.ends_with(' ') || !line.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
}

/// The letter nearest to a character of a symbol font, given by its code in hexadecimal. Word moves
/// these codes behind U+F000.
pub fn symbol(code: &str) -> char {
    let code = u32::from_str_radix(code, 16).unwrap_or(0);
    match code & 0xfff {
        0x02d => '-',
        0x0b0 => '°',
        0x0b1 => '±',
        0x0b4 => '×',
        0x0a3 => '≤',
        0x0b3 => '≥',
        0x0b7 | 0x09f | 0x06c => '•',
        0x0ae | 0x0e0 | 0x0f0 => '→',
        0x0fc => '✓',
        0x0fe | 0x052 => '☑',
        _ => match char::from_u32(code) {
            Some(letter) if !letter.is_control() && !matches!(letter, '\u{e000}'..='\u{f8ff}') => letter,
            _ => '□',
        },
    }
}

/// `text` as it is written between tags and in attributes. What XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..='\u{10ffff}' => escaped.push(letter),
            _ => {}
        }
    }
    escaped
}

/// The byte of `written`, text between tags, before which `offset` bytes of the text that it stands for
/// lie; `None` if no letter begins there.
pub fn written_offset(written: &str, offset: usize) -> Option<usize> {
    let (mut at, mut stood) = (0, 0);
    while stood < offset {
        let rest = written.get(at..)?;
        if rest.starts_with('&') {
            let end = rest.find(';')? + 1;
            stood += quick_xml::escape::unescape(rest.get(..end)?).ok()?.len();
            at += end;
        } else {
            let letter = rest.chars().next()?;
            stood += letter.len_utf8();
            at += letter.len_utf8();
        }
    }
    (stood == offset).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_behind_references() {
        let written = "A &amp; đ&#x111;";
        assert_eq!(written_offset(written, 0), Some(0));
        assert_eq!(written_offset(written, 3), Some(7));
        assert_eq!(written_offset(written, 6), Some(10));
        assert_eq!(written_offset(written, 8), Some(written.len()));
        assert_eq!(written_offset(written, 5), None, "inside a letter");
        assert_eq!(written_offset(written, 9), None, "behind the end");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped("a<b> & \"c\"\u{1}\u{ffff}"), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
