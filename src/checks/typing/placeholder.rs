//! Places of a template that nobody filled in.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Place, Regime, Zone};
use crate::text::{Signs, TextRange, Token, TokenKind, fold};

/// Flags what a template leaves for the author: `xxx`, `[...]`, `{{name}}`, `{t5}`, `(ghi rõ ...)`, names
/// such as `Nguyễn Văn A`, and what a writer or a reviewer notes for himself. Forms and attached samples are
/// meant to hold them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct Placeholder {
    /// Words that open a hint in brackets, folded (`ghi rõ`).
    #[serde(default)]
    hints: Vec<String>,
    /// Words that are a hint wherever they fill a bracket by themselves, folded (`số liệu`).
    #[serde(default)]
    whole_hints: Vec<String>,
    /// First words of a bracket that only a writer or a reviewer notes for himself, folded.
    #[serde(default)]
    notes: Vec<String>,
    /// Last words of a short bracket that is such a note, folded.
    #[serde(default)]
    note_ends: Vec<String>,
    /// First words of a short paragraph that is such a note, folded.
    #[serde(default)]
    remarks: Vec<String>,
    /// Choices of a template, folded; undecided where the word they offer follows with its capital
    /// (`tỉnh/TP Tỉnh …`).
    #[serde(default)]
    choices: Vec<String>,
    /// Nouns that are counted, folded. Right before one of them a letter or dots stand for its number.
    #[serde(default)]
    counted: Vec<String>,
    /// Family and middle names of made-up people, folded (`nguyễn văn`); a single capital follows.
    #[serde(default)]
    names: Vec<String>,
    /// Signs that stand for what is to be filled in.
    #[serde(default)]
    signs: Holding,
}

/// Whether `xx`, `{t5}`, `[...]`, dots and commas in a row are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Holding {
    /// They are.
    #[default]
    Judged,
    /// Another rule speaks of them.
    LeftAlone,
}

impl Check for Placeholder {
    const NAME: &'static str = "placeholder";
    const VALUES: &'static [&'static str] = &["count", "found"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.regime == Regime::Form {
            return;
        }
        let mut places = Vec::new();
        let mut found = String::new();
        for block in cx.document.prose() {
            // The header's blanks are its own business, an attached sample is meant to have some.
            let zone = cx.document.zone(block.id());
            let ranges = match zone {
                Zone::Header => self.choices(block),
                Zone::Attachment if self.signs == Holding::Judged => continue,
                _ => self.places(block),
            };
            for range in ranges {
                if found.is_empty() {
                    block.clean()[range.usize()].clone_into(&mut found);
                }
                places.push(Occurrence::new(block.span(range)));
            }
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found);
        }
    }
}

impl Placeholder {
    fn places(&self, block: &Block) -> Vec<TextRange> {
        let clean = block.clean();
        let mut found: Vec<TextRange> = Vec::new();
        found.extend(self.remark(block));
        found.extend(self.choices(block));
        if block.signs().hold(Signs::BRACKET) {
            found.extend(bracketed(clean, "(", ")").filter(|range| self.is_hint(block, *range)));
        }
        if self.signs == Holding::Judged {
            self.signs(block, &mut found);
        }
        let named = found.len();
        found.extend(block.tokens().windows(3).filter_map(|words| self.invented_name(block, words)));
        // An example may speak of a made-up person.
        if found.len() > named && fold::has_words(block.folded(), "ví dụ") {
            found.truncate(named);
        }
        // Of two that begin together the longer one stays.
        found.sort_unstable_by_key(|range| (range.start(), std::cmp::Reverse(range.end())));
        found.dedup_by(|later, earlier| earlier.touches(*later));
        found
    }

    /// Signs that stand for what is to be filled in.
    fn signs(&self, block: &Block, found: &mut Vec<TextRange>) {
        let clean = block.clean();
        if block.signs().hold(Signs::BRACKET) {
            found.extend(bracketed(clean, "{{", "}}").filter(|range| is_variable(clean, *range)));
            found.extend(bracketed(clean, "{", "}").filter(|range| is_variable(clean, *range)));
            found.extend(
                bracketed(clean, "[", "]")
                    .filter(|range| is_omission(&clean[range.usize()]) || self.is_boxed(block, *range)),
            );
        }
        if block.signs().hold(Signs::TWO_CROSSES) {
            found.extend(block.tokens().iter().filter(|token| is_crosses(clean, **token)).map(|token| token.range()));
        }
        if block.signs().hold(Signs::MARKUP) {
            found.extend(bracketed(clean, "<", ">").filter(|range| self.is_boxed(block, *range)));
        }
        if matches!(block.place, Place::Body) {
            found.extend(blanks(clean));
            found.extend(self.numbers(block));
        }
        found.extend(commas(clean));
    }

    /// A hint stands where the answer should: after a colon or alone on its line. Elsewhere it is
    /// part of a sentence (`trả lời bằng văn bản (nêu rõ lý do)`).
    fn is_hint(&self, block: &Block, range: TextRange) -> bool {
        let inside = block.folded()[range.usize()].trim_start_matches(['(', ' ']);
        let before = block.clean()[..range.start() as usize].trim_end_matches(' ');
        let bare = inside.trim_end_matches([')', ' ']);
        let ends = |words: &String| bare.strip_suffix(words.as_str()).is_some_and(|rest| rest.ends_with(' '));
        if bare.split(' ').count() <= NOTE && self.note_ends.iter().any(ends) {
            return true;
        }
        if self.fills(inside) || self.notes.iter().any(|note| inside.starts_with(note.as_str())) {
            return true;
        }
        let in_place = before.is_empty() || before.ends_with([':', '\n', '…', '_']) || before.ends_with("...");
        in_place && self.hints.iter().any(|hint| inside.starts_with(hint.as_str()))
    }

    /// A hint in square brackets, which no sentence has.
    fn is_boxed(&self, block: &Block, range: TextRange) -> bool {
        let inside = block.folded()[range.usize()].trim_start_matches(['[', '<', ' ']);
        self.hints.iter().any(|hint| inside.starts_with(hint.as_str())) || self.fills(inside)
    }

    /// True if the text of a bracket is nothing but a hint.
    fn fills(&self, inside: &str) -> bool {
        let inside = inside.trim_end_matches([')', ']', '>', ' ']);
        self.whole_hints.iter().any(|hint| hint == inside)
    }

    /// A short paragraph that is a note to the writer: `Bỏ phụ lục này.`
    fn remark(&self, block: &Block) -> Option<TextRange> {
        if self.remarks.is_empty() {
            return None;
        }
        let folded = block.folded();
        let bare = folded.trim_start_matches([' ', '-', '+', '*', '(']);
        let start = folded.len() - bare.len();
        let remark = self.remarks.iter().any(|words| begins(bare, words));
        (remark && bare.chars().count() <= REMARK).then(|| TextRange::from(start..folded.trim_end().len()))
    }

    /// A letter or dots where the number of something counted should stand: `tiếp nhận N hồ sơ`, `đạt ... %`.
    fn numbers(&self, block: &Block) -> Vec<TextRange> {
        let (clean, folded, tokens) = (block.clean(), block.folded(), block.tokens());
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let range = token.range();
            let text = &clean[range.usize()];
            if token.kind() != TokenKind::Word || !matches!(text, "N" | "n" | "X" | "XX" | "XXX") || at == 0 {
                continue;
            }
            let before = tokens[at - 1];
            let verb = before.kind() == TokenKind::Word
                && before.range().end() + 1 == range.start()
                && clean[before.range().usize()].starts_with(char::is_lowercase);
            if verb && folded[range.end() as usize..].strip_prefix(' ').is_some_and(|rest| self.is_counted(rest)) {
                found.push(range);
            }
        }
        for (start, end) in dotted(clean) {
            let before = clean[..start].strip_suffix(' ').and_then(|before| before.chars().next_back());
            let led = before.is_some_and(|last| last.is_lowercase() || matches!(last, ':' | '('));
            let rest = &folded[end..];
            if led && (rest.starts_with('%') || rest.strip_prefix(' ').is_some_and(|rest| self.is_counted(rest))) {
                found.push(TextRange::from(start..end));
            }
        }
        found
    }

    fn is_counted(&self, rest: &str) -> bool {
        rest.starts_with('%') || self.counted.iter().any(|noun| begins(rest, noun))
    }

    /// `tỉnh/TP Tỉnh Bắc Ninh`: what the template offers stands beside what was chosen.
    fn choices(&self, block: &Block) -> Vec<TextRange> {
        let (clean, folded) = (block.clean(), block.folded());
        if self.choices.is_empty() || !clean.contains('/') {
            return Vec::new();
        }
        let of = |choice: &String| {
            folded.find(choice.as_str()).filter(|at| {
                let behind = clean[at + choice.len()..].strip_prefix(' ').unwrap_or("");
                let chosen = choice.split('/').any(|word| begins(&folded[folded.len() - behind.len()..], word));
                let apart = !folded[..*at].ends_with(char::is_alphanumeric);
                apart && chosen && behind.starts_with(char::is_uppercase)
            })
        };
        self.choices.iter().filter_map(|choice| of(choice).map(|at| TextRange::from(at..at + choice.len()))).collect()
    }

    /// `Nguyễn Văn A`: a name of textbooks.
    fn invented_name(&self, block: &Block, words: &[Token]) -> Option<TextRange> {
        let [first, second, third] = words else { return None };
        if third.range().len() != 1 {
            return None;
        }
        let single = &block.clean()[third.range().usize()];
        let names = TextRange::new(first.range().start(), second.range().end());
        let capital = single.starts_with(|letter: char| letter.is_ascii_uppercase());
        let known = || self.names.iter().any(|name| block.folded()[names.usize()] == **name);
        (capital && known() && third.range().start() == names.end() + 1).then(|| names.cover(third.range()))
    }
}

/// Words of the longest bracket that is a note by its last words.
const NOTE: usize = 6;

/// Letters of the longest paragraph that is a note.
const REMARK: usize = 70;

fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// True for `{t5}`, `{so_ho_so}` and `{{name}}`, which no sentence has; not for code.
fn is_variable(clean: &str, range: TextRange) -> bool {
    let inside = clean[range.usize()].trim_matches(['{', '}', ' ']);
    let name = inside.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-' | ' '));
    let code = clean[..range.start() as usize].ends_with(['`', '$', '\\', '^', '_']);
    name && !code && inside.starts_with(char::is_alphabetic) && inside.chars().nth(VARIABLE).is_none()
}

/// Letters of the longest name of a variable.
const VARIABLE: usize = 40;

/// Three commas or more in a row.
fn commas(clean: &str) -> Option<TextRange> {
    let start = clean.find(",,,")?;
    let length = clean[start..].find(|letter| letter != ',').unwrap_or(clean.len() - start);
    Some(TextRange::from(start..start + length))
}

/// Runs of dots: an ellipsis, or three points and more.
fn dotted(clean: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + clean.get(from..)?.find(['.', '…'])?;
            let length = clean[start..].find(|letter| !matches!(letter, '.' | '…')).unwrap_or(clean.len() - start);
            from = start + length;
            if length >= 3 {
                return Some((start, from));
            }
        }
    })
}

/// Longest text between brackets, in bytes, that is read as a hint.
const LONGEST: usize = 240;

/// Ranges from `open` to the next `close` in `text`, not over lines.
fn bracketed<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = TextRange> + 'a {
    text.match_indices(open).filter_map(move |(start, _)| {
        let near = start..text.floor_char_boundary(start + LONGEST);
        let length = text[near].find(close)?;
        let range = start..start + length + close.len();
        (!text[range.clone()].contains('\n')).then(|| TextRange::from(range))
    })
}

/// True for `[...]` and `[…]`.
fn is_omission(text: &str) -> bool {
    let inside = text.trim_matches(['[', ']', ' ']);
    !inside.is_empty() && inside.chars().all(|letter| matches!(letter, '.' | '…' | '_'))
}

/// Dots or question marks that stand for words inside a sentence. A label with its dotted line, and dots that end
/// a list, are none.
fn blanks(clean: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + clean.get(from..)?.find(['.', '…', '?', '_'])?;
            let sign = clean[start..].chars().next()?;
            let length = clean[start..].find(|letter| letter != sign).unwrap_or(clean.len() - start);
            from = start + length;
            let number = length / sign.len_utf8();
            let least = match sign {
                '.' => 6,
                '?' | '_' => 3,
                _ => 2,
            };
            let before = clean[..start].strip_suffix(' ').and_then(|before| before.chars().next_back());
            let after = clean[from..].strip_prefix(' ').and_then(|after| after.chars().next());
            let word = |letter: Option<char>| letter.is_some_and(char::is_lowercase);
            if number >= least && word(before) && word(after) {
                return Some(TextRange::from(start..from));
            }
        }
    })
}

/// True for `xx`, `xxx` or longer; three capitals are the Roman number thirty.
fn is_crosses(clean: &str, token: Token) -> bool {
    let word = clean.as_bytes().get(token.range().usize()).unwrap_or_default();
    matches!(word.first(), Some(b'x' | b'X'))
        && token.kind() == TokenKind::Word
        && (word.len() >= 2 && word.iter().all(|letter| *letter == b'x')
            || word.len() >= 4 && word.iter().all(|letter| *letter == b'X'))
}
