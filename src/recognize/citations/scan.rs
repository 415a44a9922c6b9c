//! Where a number and symbol begins and ends in running text.

use std::ops::Range;

use crate::lexicon::citation_kinds::{is_kind_code, kind_code_like};
use crate::lexicon::issuers::{issuer_by_code, issuer_code_like};
use crate::text::letters::is_accent;

/// How sure we are that a number and symbol stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Licence {
    /// A kind word or `số` stands before: spaces and unknown codes are allowed.
    Announced,
    /// Nothing announces it: only well-known forms count.
    Bare,
}

/// The characters of a symbol, with the spaces taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    /// Bytes of the clean text.
    pub(super) range: Range<usize>,
    /// The characters without spaces; long dashes are hyphens. A space that stands for a missing
    /// separator stays.
    pub(super) compact: String,
    /// For each byte of `compact`, where it stands in the clean text.
    pub(super) map: Vec<usize>,
    /// Spaces or long dashes stand inside.
    pub(super) spaced: bool,
}

/// Longest symbol in bytes; real ones stay far below.
const LIMIT: usize = 120;

/// Reads the number and symbol that starts at byte `at` of `clean`: at its first digit, or at the
/// slash where the number is left blank.
pub(super) fn scan(clean: &str, at: usize, licence: Licence) -> Option<Raw> {
    if licence == Licence::Bare && !may_go_on(clean, at) {
        return None;
    }
    let mut scanner = Scanner { text: clean, at, raw: Raw::empty(at), licence };
    let digits = scanner.take_while(|letter| letter.is_ascii_digit());
    if digits > 5 || digits == 0 && licence == Licence::Bare {
        return None;
    }
    if digits > 0 {
        scanner.number_suffix();
    }
    match scanner.separator()? {
        '/' => scanner.after_slash()?,
        ' ' => scanner.groups(Head::Space)?,
        _ => scanner.groups(Head::Hyphen)?,
    }
    let mut raw = scanner.raw;
    raw.range.end = raw.map.last().map_or(at, |last| last + clean[*last..].chars().next().map_or(1, char::len_utf8));
    Some(raw)
}

/// Whether what follows the digits at `at` can go on with a symbol, without a gap. Most numbers are
/// told from symbols by this.
fn may_go_on(clean: &str, at: usize) -> bool {
    let rest = clean.get(at..).unwrap_or("").trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.starts_with(|next: char| next == '.' || next.is_ascii_lowercase() || is_separator(next))
}

/// What stands before the first letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Slash,
    Year,
    Hyphen,
    Space,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    raw: Raw,
    licence: Licence,
}

impl Raw {
    fn empty(at: usize) -> Self {
        Self { range: at..at, compact: String::new(), map: Vec::new(), spaced: false }
    }

    fn push(&mut self, letter: char, at: usize) {
        self.compact.push(letter);
        self.map.resize(self.compact.len(), at);
    }
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) {
        if let Some(letter) = self.peek() {
            self.raw.push(letter, self.at);
            self.at += letter.len_utf8();
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> usize {
        let start = self.at;
        while self.at - start < LIMIT && self.peek().is_some_and(&wanted) {
            self.take();
        }
        self.at - start
    }

    /// `66.19/…` and `138a/…`.
    fn number_suffix(&mut self) {
        let rest = self.rest();
        if let Some(fraction) = rest.strip_prefix('.') {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if (1..=2).contains(&digits) && fraction[digits..].starts_with('/') {
                for _ in 0..=digits {
                    self.take();
                }
            }
        } else if rest.starts_with(|letter: char| letter.is_ascii_lowercase()) && rest[1..].starts_with(['/', '-']) {
            self.take();
        }
    }

    /// Bytes of white space at the scanner, if it may stand here: a few spaces, one line feed.
    fn gap(&self) -> usize {
        let rest = self.rest();
        let gap = rest.len() - rest.trim_start_matches([' ', '\n']).len();
        let short = gap <= 3 && rest[..gap].bytes().filter(|byte| *byte == b'\n').count() <= 1;
        if self.licence == Licence::Announced && short { gap } else { 0 }
    }

    /// Takes the separator after number or year: `/`, a hyphen, one of them doubled, or a space
    /// where a kind code follows.
    fn separator(&mut self) -> Option<char> {
        let gap = self.gap();
        let after = &self.rest()[gap..];
        let mark = after.chars().next().filter(|mark| is_separator(*mark));
        let Some(mark) = mark else {
            let code: String = after.chars().take_while(|letter| letter.is_alphabetic()).collect();
            let joined = after[code.len()..].starts_with(['/', '-']);
            if gap == 0 || !is_kind_code(&code) || !joined {
                return None;
            }
            self.raw.push(' ', self.at);
            self.at += gap;
            return Some(' ');
        };
        self.at += gap;
        self.raw.spaced |= gap > 0 || is_long_dash(mark);
        let plain = if is_long_dash(mark) { '-' } else { mark };
        self.raw.push(plain, self.at);
        self.at += mark.len_utf8();
        while let Some(again) = self.peek().filter(|again| is_separator(*again)) {
            self.raw.push(if is_long_dash(again) { '-' } else { again }, self.at);
            self.at += again.len_utf8();
        }
        let gap = self.gap();
        self.raw.spaced |= gap > 0;
        self.at += gap;
        Some(plain)
    }

    fn after_slash(&mut self) -> Option<()> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return self.groups(Head::Slash);
        }
        if digits != 4 || !(self.rest().starts_with("19") || self.rest().starts_with("20")) {
            return None;
        }
        self.take_while(|letter| letter.is_ascii_digit());
        self.separator()?;
        self.groups(Head::Year)
    }

    /// Takes the groups of letters after the number.
    fn groups(&mut self, head: Head) -> Option<()> {
        let first = self.group()?;
        if !self.plausible(head, &first) {
            return None;
        }
        self.term_after_gap();
        for _ in 1..12 {
            if !self.next_group(&first) {
                break;
            }
            self.term_after_gap();
        }
        Some(())
    }

    /// `UBTVQH 13`, `UBTV QH15`: the end of the word stands apart.
    fn term_after_gap(&mut self) {
        let gap = self.gap();
        let rest = &self.rest()[gap..];
        let letters = if self.raw.compact.ends_with("UBTV") && rest.starts_with("QH") { 2 } else { 0 };
        let digits = rest[letters..].bytes().take_while(u8::is_ascii_digit).count();
        let ends = !rest[letters + digits..].starts_with(|next: char| next.is_alphanumeric() || next == '/');
        let torn = letters > 0 || self.raw.compact.ends_with("QH");
        if gap > 0 && torn && digits == 2 && ends {
            self.raw.spaced = true;
            self.at += gap;
            for _ in 0..letters + digits {
                self.take();
            }
        }
    }

    fn group(&mut self) -> Option<String> {
        let from = self.raw.compact.len();
        if !self.peek()?.is_alphabetic() {
            return None;
        }
        self.take_while(is_of_code);
        Some(self.raw.compact[from..].to_owned())
    }

    /// Whether letters after a number look like a symbol here.
    fn plausible(&self, head: Head, first: &str) -> bool {
        let follows = self.rest().chars().next();
        let joined = follows.is_some_and(is_separator);
        let known = is_kind_code(first) || kind_code_like(first).is_some();
        let assembly = first.starts_with("QH") || first.starts_with("UBTVQH") || first.starts_with("UBTWQH");
        let capitals = first.chars().filter(|letter| letter.is_uppercase()).count();
        let issuer = issuer_by_code(first).is_some() || issuer_code_like(first).is_some();
        match (head, self.licence) {
            (Head::Space, _) => true,
            (Head::Hyphen, Licence::Bare) => is_kind_code(first) && follows == Some('/'),
            (Head::Hyphen, Licence::Announced) => (known || capitals >= 2) && joined || issuer,
            (Head::Year, Licence::Bare) => is_kind_code(first) && joined || assembly,
            (Head::Slash, Licence::Bare) => (is_kind_code(first) || issuer && capitals >= 2) && joined,
            (Head::Slash | Head::Year, Licence::Announced) => {
                capitals >= 2 || assembly || known && (joined || capitals > 0)
            }
        }
    }

    /// Takes a separator and the group behind it, if they go on with the symbol.
    fn next_group(&mut self, first: &str) -> bool {
        let only_first = self.raw.compact.ends_with(first);
        let gap = if only_first { self.gap() } else { 0 };
        let rest = &self.rest()[gap..];
        let Some(mark) = rest.chars().next().filter(|mark| is_separator(*mark) || matches!(mark, ',' | '.')) else {
            return false;
        };
        let doubled = rest.chars().take_while(|again| is_separator(*again)).map(char::len_utf8).sum::<usize>();
        let mark_length = doubled.max(mark.len_utf8());
        let behind = &rest[mark_length..];
        let after_gap = if only_first || behind.starts_with(' ') && gap == 0 {
            behind.len() - behind.trim_start_matches(' ').len()
        } else {
            0
        };
        let word = &behind[after_gap..];
        let length: usize = word.chars().take_while(|letter| is_of_code(*letter)).map(char::len_utf8).sum();
        let word = &word[..length];
        let spaced = gap + after_gap > 0;
        // `TTLT-LĐTBXH- TWĐTN`: a hyphen at the end of a word goes on with the symbol.
        let torn = gap == 0 && after_gap == 1 && mark != '/';
        let all_capitals = word.chars().count() >= 2
            && word.chars().all(|letter| !letter.is_lowercase())
            && !word.starts_with(|first: char| first.is_ascii_digit());
        let fits = match mark {
            ',' | '.' => !spaced && all_capitals,
            _ if spaced && !only_first && !torn => false,
            _ if spaced => {
                self.licence == Licence::Announced
                    && after_gap <= 3
                    && (all_capitals || issuer_code_like(word).is_some())
            }
            _ => !word.is_empty() && (word.starts_with(char::is_alphanumeric)),
        };
        if !fits || length > LIMIT {
            return false;
        }
        self.at += gap;
        for separator in rest_chars(self.text, self.at, mark_length) {
            let plain = if is_long_dash(separator) { '-' } else { separator };
            self.raw.spaced |= is_long_dash(separator);
            self.raw.push(plain, self.at);
            self.at += separator.len_utf8();
        }
        self.raw.spaced |= spaced;
        self.at += after_gap;
        for _ in 0..self.text[self.at..self.at + length].chars().count() {
            self.take();
        }
        true
    }
}

/// True for what a code is written with: letters of Latin and of the scripts that look like it. An
/// accent too many goes with its letter.
fn is_of_code(letter: char) -> bool {
    let of_known_script = matches!(letter, ..'\u{590}' | '\u{1e00}'..='\u{1eff}');
    of_known_script && letter.is_alphanumeric() || letter == '&' || is_accent(letter)
}

fn rest_chars(text: &str, at: usize, length: usize) -> Vec<char> {
    text.get(at..at + length).unwrap_or("").chars().collect()
}

const fn is_separator(mark: char) -> bool {
    matches!(mark, '/' | '-') || is_long_dash(mark)
}

const fn is_long_dash(mark: char) -> bool {
    matches!(mark, '–' | '—' | '−')
}
