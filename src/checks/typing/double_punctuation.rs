//! Two punctuation marks where one should stand.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::text::{Signs, TextRange, syllable};

/// Flags two punctuation marks in a row (`,,`, `;.`, `: :`). Dots of an omission, `./.` and the full stop
/// of an abbreviation are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DoublePunctuation {}

impl Check for DoublePunctuation {
    const NAME: &'static str = "double-punctuation";
    const VALUES: &'static [&'static str] = &["found"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let signs = [Signs::TWO_MARKS, Signs::SPACE_BEFORE_MARK];
        for block in cx.document.prose().filter(|block| signs.iter().any(|sign| block.signs().hold(*sign))) {
            for range in doubled(block.clean()).into_iter().chain(parted(block.clean())) {
                let span = block.span(range);
                // A tab is a place to fill in.
                if block.text()[span.range.usize()].contains('\t') {
                    continue;
                }
                let found = &block.clean()[range.usize()];
                let draft = findings.report(span).value("found", found);
                // Which of two different marks is meant, only the author knows.
                let mut marks = found.chars();
                if marks.next() == marks.next() {
                    draft.edit(Edit::replace(span, &found[..1]));
                }
            }
        }
    }
}

/// Ranges of two marks in a row.
fn doubled(text: &str) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut after_mark = false;
    for (end, byte) in bytes.iter().enumerate() {
        let is_second = after_mark;
        after_mark = matches!(byte, b',' | b';' | b':' | b'.');
        if !is_second || !after_mark {
            continue;
        }
        let at = end - 1;
        let pair = &bytes[at..=end];
        let before = &text[..at];
        let after = text.get(at + 2..).unwrap_or("");
        // Three marks and more are an omission, a row of dots or a drawing.
        let dots = ['.', '…'];
        let longer = before.ends_with([',', ';', ':', '.', '…'])
            || after.starts_with([',', ';', ':', '.', '…', '/'])
            || pair[1] == b'.' && (before.trim_end().ends_with(dots) || after.trim_start().starts_with(dots));
        // The point of a file's ending belongs to what follows: `*.xls;*.csv`.
        let ending = pair[1] == b'.' && after.starts_with(char::is_alphanumeric);
        let wrong = match pair {
            _ if ending => false,
            b".." => {
                !ends_abbreviation(before) && !before.ends_with(|letter: char| letter.is_ascii_digit() || letter == ' ')
            }
            b".;" | b".," => ends_sentence(before),
            b".:" => false,
            _ => true,
        };
        if !longer && wrong && !before.is_empty() {
            found.push(TextRange::from(at..at + 2));
        }
    }
    found
}

/// Ranges of two marks with a space between them, in a sentence that goes on on both sides. Three and more are
/// places left blank.
fn parted(text: &str) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let is_mark = |byte: u8| matches!(byte, b',' | b';' | b':');
    let windows = bytes.windows(3).enumerate();
    // Between a colon and another mark a field was left blank.
    let pairs = windows.filter(|(_, three)| {
        is_mark(three[0]) && three[1] == b' ' && is_mark(three[2]) && (three[0] != b':' || three[2] == b':')
    });
    pairs
        .map(|(at, _)| at..at + 3)
        .filter(|range| {
            let (before, after) = (&text[..range.start], &text[range.end..]);
            let goes_on = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            before.ends_with(|letter: char| letter.is_alphanumeric() || letter == ')') && goes_on
        })
        .map(TextRange::from)
        .collect()
}

/// True if the last word of `text` is a whole Vietnamese word in small letters, or a name that has letters
/// of Vietnamese alone, so that the full stop after it ends a sentence and not an abbreviation.
fn ends_sentence(text: &str) -> bool {
    let word = last_word(text);
    let mut letters = word.chars();
    let is_name = letters.next().is_some_and(char::is_uppercase) && !word.is_ascii();
    let small = letters.all(char::is_lowercase) && (is_name || word.starts_with(char::is_lowercase));
    small && word.chars().count() >= if is_name { 3 } else { 2 } && syllable::is_syllable(word)
}

fn ends_abbreviation(text: &str) -> bool {
    last_word(text).chars().count() < 2 || !syllable::is_syllable(last_word(text))
}

fn last_word(text: &str) -> &str {
    text.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        doubled(text).iter().map(|range| &text[range.usize()]).collect()
    }

    #[test]
    fn two_marks_are_seen() {
        assert_eq!(found("đơn vị,, cá nhân;; theo quy định.. Hết"), [",,", ";;", ".."]);
        assert_eq!(found("theo quy định.; cá nhân,; hết;."), [".;", ",;", ";."]);
        assert_eq!(found("Trưởng thôn Đông., các hộ"), [".,"]);
    }

    #[test]
    fn a_space_between_two_marks_does_not_hide_them() {
        let found = |text: &str| parted(text).iter().map(|range| text[range.usize()].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("các việc: : rà soát; , kiểm tra"), [": :", "; ,"]);
        for right in ["số ; , ; ngày", "rà soát , kiểm tra", "(a) ; ; ;", "tên: ; tuổi: ;"] {
            assert_eq!(found(right), Vec::<String>::new(), "{right}");
        }
    }

    #[test]
    fn omissions_and_abbreviations_are_right() {
        for right in [
            "v.v., và",
            "v.v..",
            "gồm ...",
            "hết./.",
            "TP., Q.;",
            "số .... ngày",
            "(st.); (tr.,",
            "Trần Đ., Lê Thị Th.,",
            "Nguyễn Văn Nam., Co., Ltd",
            "gồm:...",
            "12.. 13",
            "a…., b",
            "..;..",
            "Số:. . . . . ngày",
            "chính sách.. .(3)",
        ] {
            assert_eq!(found(right), Vec::<&str>::new(), "{right}");
        }
    }
}
