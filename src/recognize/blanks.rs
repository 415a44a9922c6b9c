//! What stands where something is to be filled in: dots, and the fields of a template that a program
//! fills.

/// Characters that leave room to write.
pub(super) const BLANKS: [char; 4] = [' ', '.', '…', '_'];

/// How fields are enclosed: `{X74}`, `${ngay}`, `[ngày]`, `<<ngay>>`.
const PAIRS: [(char, char); 3] = [('{', '}'), ('[', ']'), ('<', '>')];

/// `text` without the field at its end.
pub(super) fn without_last_field(text: &str) -> &str {
    let start = PAIRS.iter().find(|(_, close)| text.ends_with(*close)).and_then(|(open, close)| {
        let inner = text.trim_end_matches(*close);
        inner.rfind(*open).map(|at| inner[..at].trim_end_matches([*open, '$']).len())
    });
    start.map_or(text, |start| &text[..start])
}

/// `text` without the field at its beginning.
pub(super) fn without_first_field(text: &str) -> &str {
    let inner = text.strip_prefix('$').unwrap_or(text);
    let end = PAIRS.iter().find(|(open, _)| inner.starts_with(*open)).and_then(|(_, close)| {
        let at = inner.find(*close)?;
        Some(inner[at..].trim_start_matches(*close))
    });
    end.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_blanks() {
        assert_eq!(without_last_field("ngày {x74}"), "ngày ");
        assert_eq!(without_last_field("ngày <<ngay>>"), "ngày ");
        assert_eq!(without_last_field("${ngay}"), "");
        assert_eq!(without_last_field("ngày 5}"), "ngày 5}");
        assert_eq!(without_first_field("{so}/BC-UBND"), "/BC-UBND");
        assert_eq!(without_first_field("${so}/BC-UBND"), "/BC-UBND");
        assert_eq!(without_first_field("$5"), "$5");
        assert_eq!(without_first_field("[15/BC-UBND"), "[15/BC-UBND");
    }
}
