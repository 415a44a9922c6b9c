//! What a cited instrument is about: the words after number, date and issuer.

use super::kinds;
use super::words::Words;
use crate::model::values::Located;
use crate::text::TokenKind;

/// Longest title, in tokens.
const LIMIT: usize = 90;

/// First words of a title.
const OPENERS: [&[&str]; 19] = [
    &["về"],
    &["quy", "định"],
    &["ban", "hành"],
    &["hướng", "dẫn"],
    &["phê", "duyệt"],
    &["sửa", "đổi"],
    &["bãi", "bỏ"],
    &["thành", "lập"],
    &["công", "bố"],
    &["điều", "chỉnh"],
    &["thí", "điểm"],
    &["tăng", "cường"],
    &["một", "số"],
    &["tiếp", "tục"],
    &["đẩy", "mạnh"],
    &["phân", "cấp"],
    &["ủy", "quyền"],
    &["giao", "quyền"],
    &["kiện", "toàn"],
];

/// Words after which the sentence goes on without the title.
const ENDS: [&[&str]; 6] =
    [&["được", "sửa"], &["đã", "được"], &["đã", "ban"], &["có", "hiệu", "lực"], &["được", "ban"], &["được", "thay"]];

/// Reads the title that starts at token `at`.
pub(super) fn after(words: Words<'_>, at: usize) -> Option<Located> {
    let mut first = words.skip_breaks(at);
    if words.is_mark(first, ',') {
        first = words.skip_breaks(first + 1);
    }
    if !OPENERS.iter().any(|opener| words.are(first, opener)) {
        return None;
    }
    let mut end = first;
    while end < words.len().min(first + LIMIT) && !is_end(words, end) {
        end += 1;
    }
    while end > first && !matches!(words.kind(end - 1), Some(TokenKind::Word | TokenKind::Number)) {
        end -= 1;
    }
    (end > first + 1).then(|| words.located(words.start(first), words.end(end - 1)))
}

fn is_end(words: Words<'_>, at: usize) -> bool {
    match words.kind(at) {
        Some(TokenKind::Mark(';' | ':' | '(' | ')' | '“' | '”' | '"')) => true,
        Some(TokenKind::Mark('.')) => words.start(at + 1) > words.end(at) || at + 1 >= words.len(),
        // `…, Kế hoạch số 15/KH-UBND`: the next citation of a list.
        Some(TokenKind::Mark(',')) => {
            let next = words.skip_breaks(at + 1);
            words.is_capital(next) && kinds::at(words, next).is_some()
        }
        Some(TokenKind::Word) => ENDS.iter().any(|end| words.are(at, end)),
        _ => false,
    }
}
