//! Slips of typing at spaces, brackets, quotation marks, dashes and figures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::lexicon::counts::{Counted, counts};
use crate::model::{Block, Regime, Zone};
use crate::text::shape::Shape;
use crate::text::{Signs, TextRange, Token, TokenKind, syllable};

/// Which slip to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::checks) enum Slip {
    /// No space between a number and a word: `11hồ sơ`.
    NumberGlued,
    /// No space outside a quotation mark: `”đã`.
    QuoteGlued,
    /// No space outside a bracket: `quốc gia(NDXP)`.
    BracketGlued,
    /// A space inside a bracket: `( tháng`.
    SpaceInBracket,
    /// A space inside quotation marks: `“ công tác ”`.
    SpaceInQuotes,
    /// A space on one side of a slash.
    SlashSpace,
    /// No spaces around the dash between two words: `Thương binh-Liệt sĩ`.
    DashGlued,
    /// No space behind the dash of a list.
    ListDashGlued,
    /// A space on one side of a dash between words or years: `kiểm tra- giám sát`, `2021 -2025`.
    DashOneSided,
    /// No space behind the number of an item: `1.Công tác`.
    ListNumberGlued,
    /// A space inside a number: `17, 66 điểm`.
    SpaceInNumber,
    /// Four or five dots: `đoàn thể.... đã`.
    FourDots,
    /// A comma before dots: `biên giới,...`.
    CommaBeforeDots,
    /// Thousands parted by commas: `1,000,000`.
    ThousandsComma,
    /// A group of thousands that has not three digits: `1.000.00`.
    ThousandsGroup,
}

/// Flags slips of typing, once a document with all places.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct TypingSlip {
    /// The slip.
    slip: Slip,
    /// Folded units: those that may touch their number, or those that must follow a number with a space inside.
    #[serde(default)]
    units: Vec<String>,
    /// Folded words before a number that touches them, or before one with a space inside; elsewhere the number may be
    /// that of a note, or two numbers may stand side by side.
    #[serde(default)]
    leads: Vec<String>,
}

/// A place, and what to write there.
type Place = (TextRange, Option<String>);

impl Check for TypingSlip {
    const NAME: &'static str = "typing-slip";
    const VALUES: &'static [&'static str] = &["count", "found"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if cx.document.regime == Regime::Form {
            return;
        }
        let mut places = Vec::new();
        let mut found = String::new();
        for block in cx.document.prose() {
            let possible = block.signs().hold(self.slip.sign()) || self.slip.may_begin(block);
            if !possible || cx.document.zone(block.id()) == Zone::Header {
                continue;
            }
            // A star of Markdown is no sign of a list.
            let starred = cx.document.raw.format.has_lines() && block.clean().trim_start().starts_with('*');
            if starred && matches!(self.slip, Slip::ListDashGlued) {
                continue;
            }
            for (range, replacement) in self.places(block) {
                if is_beside_blank(block.clean(), range) || is_in_address(block.clean(), range) {
                    continue;
                }
                if found.is_empty() {
                    block.clean()[range.usize()].clone_into(&mut found);
                }
                places.push(Occurrence { span: block.span(range), replacement });
            }
        }
        // Dots in several places are blanks to fill in.
        if matches!(self.slip, Slip::FourDots) && places.len() > 1 {
            return;
        }
        if let Some(draft) = extent::report(findings, &places) {
            draft.value("found", found);
        }
    }
}

impl Slip {
    /// What a text must hold for the slip to be in it.
    const fn sign(self) -> Signs {
        match self {
            Self::NumberGlued => Signs::DIGIT_BEFORE_LETTER,
            Self::QuoteGlued | Self::SpaceInQuotes => Signs::GENERAL_PUNCTUATION,
            Self::BracketGlued | Self::SpaceInBracket => Signs::BRACKET,
            Self::SlashSpace => Signs::SLASH_BESIDE_SPACE,
            Self::DashGlued | Self::ListDashGlued | Self::DashOneSided => Signs::DASH_BEFORE_LETTER,
            Self::ListNumberGlued => Signs::MARK_BEFORE_LETTER,
            Self::FourDots => Signs::TWO_MARKS,
            // The dots may be one character.
            Self::CommaBeforeDots => Signs::MARK_BEFORE_DOTS,
            Self::SpaceInNumber => Signs::MARK_BEFORE_SPACE,
            Self::ThousandsComma | Self::ThousandsGroup => Signs::MARK_BEFORE_DIGIT,
        }
    }

    /// True if the block holds a slip that no pair of signs tells.
    fn may_begin(self, block: &Block) -> bool {
        match self {
            Self::ListDashGlued => block.clean().trim_start().starts_with(['+', '*']),
            Self::NumberGlued => {
                let bytes = block.clean().as_bytes();
                let letter = |byte: u8| byte.is_ascii_lowercase() || byte >= 0x80;
                bytes.windows(2).any(|pair| letter(pair[0]) && pair[1].is_ascii_digit())
            }
            Self::DashOneSided => block.clean().contains(['-', '–']),
            // A bracket is no mark: `1)Công tác`.
            Self::ListNumberGlued => block.clean().contains(')'),
            _ => false,
        }
    }
}

impl TypingSlip {
    fn places(&self, block: &Block) -> Vec<Place> {
        let judge = |at: usize| match self.slip {
            Slip::NumberGlued => self.number_glued(block, at),
            Slip::QuoteGlued => quote_glued(block, at),
            Slip::BracketGlued => bracket_glued(block, at),
            Slip::SpaceInBracket => space_in_bracket(block, at),
            Slip::SpaceInQuotes => space_in_quotes(block, at),
            Slip::SlashSpace => slash_space(block, at),
            Slip::DashGlued => dash_glued(block, at),
            Slip::ListDashGlued => list_dash_glued(block, at),
            Slip::DashOneSided => dash_one_sided(block, at),
            Slip::ListNumberGlued => list_number_glued(block, at),
            Slip::SpaceInNumber => self.space_in_number(block, at),
            Slip::FourDots => four_dots(block, at),
            Slip::CommaBeforeDots => comma_before_dots(block, at),
            Slip::ThousandsComma => thousands_comma(block, at),
            Slip::ThousandsGroup => thousands_group(block, at),
        };
        (0..block.tokens().len()).filter_map(judge).collect()
    }

    /// `có12`: behind other words than those that lead to a number it may be that of a note.
    fn number_glued_behind(&self, block: &Block, at: usize) -> Option<Place> {
        let (one, next, after) = (token(block, at, 0), token(block, at, 1)?, token(block, at, 2));
        let before = word(block, one)?;
        let folded = block.folded().get(one?.range().usize())?;
        let leads = self.leads.iter().any(|lead| lead == folded);
        let apart = !touch(token(block, at, -1), one) || is_mark(token(block, at, -1), "(“");
        let ends = !touch(Some(next), after) || is_mark(after, ",.;:)”%/");
        if !leads || next.kind() != TokenKind::Number || !touch(one, Some(next)) || !apart || !ends {
            return None;
        }
        Some((cover(one, Some(next))?, Some(format!("{before} {}", text(block, next)))))
    }

    fn number_glued(&self, block: &Block, at: usize) -> Option<Place> {
        if let Some(place) = self.number_glued_behind(block, at) {
            return Some(place);
        }
        let (number, next) = (token(block, at, 0)?, token(block, at, 1));
        let word = word(block, next)?;
        let before = token(block, at, -1);
        if number.kind() != TokenKind::Number
            || !touch(Some(number), next)
            || touch(before, Some(number)) && !is_mark(before, "(.,“") && !is_year_of_date(block, at)
        {
            return None;
        }
        let small = word.starts_with(char::is_lowercase);
        let after = token(block, at, 2);
        if !small
            || !is_syllable(word)
            || self.units.iter().any(|unit| unit == word)
            || touch(next, after) && !is_mark(after, ",.;:)”")
        {
            return None;
        }
        Some((cover(Some(number), next)?, Some(format!("{} {word}", text(block, number)))))
    }

    fn space_in_number(&self, block: &Block, at: usize) -> Option<Place> {
        let (whole, comma, rest) = (token(block, at, 0)?, token(block, at, 1), token(block, at, 2)?);
        if whole.kind() != TokenKind::Number || !is_mark(comma, ",") || rest.kind() != TokenKind::Number {
            return None;
        }
        let decimals = text(block, rest);
        let measured = word(block, token(block, at, 3)).is_some_and(|word| self.units.iter().any(|unit| unit == word))
            || is_mark(token(block, at, 3), "%");
        // `17, 66 điểm` after a verb of being; in `Điều 17, 66` two numbers are listed.
        let led = word(block, token(block, at, -1)).is_some_and(|word| self.leads.iter().any(|lead| lead == word));
        let gap = touch(Some(whole), comma) && rest.range().start() == comma?.range().end() + 1;
        if !gap || !measured || !led || decimals.len() > 2 || text(block, whole).len() > 3 {
            return None;
        }
        Some((whole.range().cover(rest.range()), Some(format!("{},{decimals}", text(block, whole)))))
    }
}

/// The token `by` places from `at`.
fn token(block: &Block, at: usize, by: isize) -> Option<Token> {
    block.tokens().get(at.checked_add_signed(by)?).copied()
}

fn text(block: &Block, token: Token) -> &str {
    block.clean().get(token.range().usize()).unwrap_or("")
}

fn is_mark(token: Option<Token>, marks: &str) -> bool {
    matches!(token.map(Token::kind), Some(TokenKind::Mark(mark)) if marks.contains(mark))
}

fn word(block: &Block, token: Option<Token>) -> Option<&str> {
    let token = token.filter(|token| token.kind() == TokenKind::Word)?;
    Some(text(block, token))
}

/// A Vietnamese syllable of two letters or more.
fn is_syllable(word: &str) -> bool {
    word.chars().nth(1).is_some() && syllable::is_syllable(word)
}

fn touch(one: Option<Token>, next: Option<Token>) -> bool {
    one.zip(next).is_some_and(|(one, next)| one.range().end() == next.range().start())
}

fn cover(one: Option<Token>, next: Option<Token>) -> Option<TextRange> {
    Some(one?.range().cover(next?.range()))
}

fn quote_glued(block: &Block, at: usize) -> Option<Place> {
    let (one, next) = (token(block, at, 0), token(block, at, 1));
    if !touch(one, next) {
        return None;
    }
    let closing = is_mark(one, "”") && word(block, next).is_some_and(is_syllable);
    let opening = is_mark(next, "“") && (word(block, one).is_some_and(is_syllable) || is_mark(one, ";,"));
    let range = cover(one, next).filter(|_| closing || opening)?;
    Some((range, Some(format!("{} {}", text(block, one?), text(block, next?)))))
}

fn bracket_glued(block: &Block, at: usize) -> Option<Place> {
    let (one, next, inner) = (token(block, at, 0), token(block, at, 1), token(block, at, 2));
    if !touch(one, next) {
        return None;
    }
    let opening = is_mark(next, "(")
        && word(block, one)
            .is_some_and(|word| is_syllable(word) && !word.is_ascii() || is_syllable(word) && word.len() > 2)
        && (word(block, inner).is_some_and(|word| word.chars().nth(1).is_some()) || is_counted(block, at));
    let closing = is_mark(one, ")")
        && word(block, next).is_some_and(|word| is_syllable(word) && word.starts_with(char::is_lowercase))
        && word(block, token(block, at, -1)).is_some_and(|word| word.chars().nth(1).is_some());
    let last = if opening { inner } else { next };
    let first = if opening { one } else { token(block, at, -1) };
    let range = cover(first, last).filter(|_| opening || closing)?;
    let cut = one?.range().end() as usize;
    let clean = block.clean();
    let place = range.usize();
    Some((range, Some(format!("{} {}", &clean[place.start..cut], &clean[cut..place.end]))))
}

/// True for `nghèo(12 hộ)`; `nghèo(1)` bears the number of a note.
fn is_counted(block: &Block, at: usize) -> bool {
    let marked = word(block, token(block, at, 0)).is_some_and(|word| !word.is_ascii());
    let number = token(block, at, 2).filter(|token| token.kind() == TokenKind::Number);
    let counted = word(block, token(block, at, 3)).is_some_and(is_syllable);
    marked && counted && number.is_some() && !touch(number, token(block, at, 3))
}

/// Most letters in a bracket.
const LONGEST_BRACKET: usize = 400;

fn space_in_bracket(block: &Block, at: usize) -> Option<Place> {
    let (bracket, next) = (token(block, at, 0)?, token(block, at, 1)?);
    let inner = word(block, Some(next)).is_some_and(is_syllable);
    let gap = block.clean().get(bracket.range().end() as usize..next.range().start() as usize)?;
    // A bracket with a wide gap is a blank or a box.
    let rest = &block.clean()[next.range().end() as usize..];
    let closed = || rest.chars().take(LONGEST_BRACKET).any(|letter| letter == ')');
    if !is_mark(Some(bracket), "(") || gap != " " || !inner || !closed() {
        return None;
    }
    Some((bracket.range().cover(next.range()), Some(format!("({}", text(block, next)))))
}

fn space_in_quotes(block: &Block, at: usize) -> Option<Place> {
    let (one, next) = (token(block, at, 0)?, token(block, at, 1)?);
    let gap = block.clean().get(one.range().end() as usize..next.range().start() as usize)?;
    let opening = is_mark(Some(one), "“") && word(block, Some(next)).is_some();
    let closing = is_mark(Some(next), "”") && word(block, Some(one)).is_some();
    if gap != " " || !opening && !closing {
        return None;
    }
    Some((one.range().cover(next.range()), Some(format!("{}{}", text(block, one), text(block, next)))))
}

fn slash_space(block: &Block, at: usize) -> Option<Place> {
    let (one, slash, next) = (token(block, at, -1), token(block, at, 0), token(block, at, 1));
    if !is_mark(slash, "/") {
        return None;
    }
    let (left, right) = (word(block, one)?, word(block, next)?);
    let small = |word: &str| is_syllable(word) && word.starts_with(char::is_lowercase);
    // `1.000 đồng/ tháng` too, but no path, symbol or list of codes.
    if touch(one, slash) == touch(slash, next) || !small(left) || !small(right) {
        return None;
    }
    let range = cover(one, next)?;
    (range.len() <= left.len() as u32 + right.len() as u32 + 2).then(|| (range, Some(format!("{left}/{right}"))))
}

fn dash_glued(block: &Block, at: usize) -> Option<Place> {
    let (one, dash, next) = (token(block, at, -1), token(block, at, 0), token(block, at, 1));
    if !is_mark(dash, "-–") || !touch(one, dash) || !touch(dash, next) {
        return None;
    }
    // Two words of two syllables each: no loanword has these.
    let id = |by: isize| -> Option<Counted> { counts().id(Shape::of(word(block, token(block, at, by))?)?) };
    let spaced = |one: isize, next: isize| !touch(token(block, at, one), token(block, at, next));
    let words = counts().binds(id(-2), id(-1)) && counts().binds(id(1), id(2)) && spaced(-2, -1) && spaced(1, 2);
    let range = cover(token(block, at, -2), token(block, at, 2)).filter(|_| words)?;
    let clean = block.clean();
    let (start, end) = (range.usize().start, range.usize().end);
    let (before, after) = (one?.range().end() as usize, next?.range().start() as usize);
    Some((range, Some(format!("{} - {}", &clean[start..before], &clean[after..end]))))
}

fn list_dash_glued(block: &Block, at: usize) -> Option<Place> {
    let (dash, next) = (token(block, at, 0), token(block, at, 1));
    let first = at == 0 || token(block, at, -1).is_some_and(|before| before.kind() == TokenKind::Break);
    let word = word(block, next)?;
    if !first || !is_mark(dash, "-–+*") || !touch(dash, next) || !is_syllable(word) || touch(next, token(block, at, 2))
    {
        return None;
    }
    Some((cover(dash, next)?, Some(format!("{} {word}", text(block, dash?)))))
}

/// True for the year at the end of `20/7/2021`.
fn is_year_of_date(block: &Block, at: usize) -> bool {
    let number = |by: isize| token(block, at, by).is_some_and(|token| token.kind() == TokenKind::Number);
    let slash = |by: isize| is_mark(token(block, at, by), "/");
    token(block, at, 0).is_some_and(|year| is_year(text(block, year)))
        && slash(-1)
        && number(-2)
        && slash(-3)
        && number(-4)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

fn dash_one_sided(block: &Block, at: usize) -> Option<Place> {
    let (one, dash, next) = (token(block, at, -1), token(block, at, 0), token(block, at, 1));
    if !is_mark(dash, "-–") || touch(one, dash) == touch(dash, next) {
        return None;
    }
    let range = cover(one, next)?;
    let (left, right) = (text(block, one?), text(block, next?));
    // A line end beside the dash is no space that somebody typed.
    let one_space = range.usize().len() == left.len() + text(block, dash?).len() + right.len() + 1;
    if !one_space || block.clean()[range.usize()].contains('\n') || block.is_joined_in(block.span(range).range) {
        return None;
    }
    let part_of_number = touch(token(block, at, -2), one) && is_mark(token(block, at, -2), "/.,-")
        || touch(next, token(block, at, 2)) && is_mark(token(block, at, 2), "/-");
    let years = is_year(left) && is_year(right) && !part_of_number;
    let small = |word: &str| word.contains(char::is_lowercase);
    let words = word(block, one).is_some_and(is_syllable)
        && word(block, next).is_some_and(is_syllable)
        && (small(left) && small(right));
    (years || words).then(|| (range, Some(format!("{left} - {right}"))))
}

fn list_number_glued(block: &Block, at: usize) -> Option<Place> {
    /// Letters of the longest number: `12.10.10.`
    const LONGEST: usize = 9;
    let first = at == 0 || token(block, at, -1).is_some_and(|before| before.kind() == TokenKind::Break);
    let start = token(block, at, 0).filter(|_| first)?.range().usize().start;
    let line = block.clean().get(start..)?;
    let end =
        line.char_indices().take(LONGEST).find(|(_, letter)| letter.is_uppercase() && !"IVX".contains(*letter))?.0;
    let (number, rest) = line.split_at(end);
    let body = number.strip_suffix(['.', ')'])?;
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
    let numbered = body.split('.').all(digits)
        || number.ends_with('.') && crate::text::numerals::roman_value(body).is_some()
        || number.ends_with(')') && body.chars().count() == 1 && body.starts_with(char::is_lowercase);
    let length = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    let word = &rest[..length];
    if !numbered || !is_syllable(word) || !rest[length..].starts_with(' ') {
        return None;
    }
    Some((TextRange::from(start..start + end + length), Some(format!("{number} {word}"))))
}

/// The number of full stops in a row from token `at` on.
fn dots(block: &Block, at: usize) -> usize {
    (at..block.tokens().len()).take_while(|at| is_mark(token(block, *at, 0), ".")).count()
}

fn four_dots(block: &Block, at: usize) -> Option<Place> {
    if is_mark(token(block, at, -1), ".…") || !is_mark(token(block, at, 0), ".") {
        return None;
    }
    let number = dots(block, at);
    if !matches!(number, 4 | 5) {
        return None;
    }
    let (before, last, after) = (token(block, at, -1), token(block, at + number - 1, 0), token(block, at + number, 0));
    let glued = touch(before, token(block, at, 0)) && word(block, before).is_some_and(is_syllable);
    // Dots that a word touches on both sides, or that a mark follows, are a blank.
    let open = after.is_none_or(|after| after.kind() == TokenKind::Word || is_mark(Some(after), ",;)"))
        && !touch(last, after)
        || is_mark(after, ",;)");
    (glued && open).then(|| cover(token(block, at, 0), last).map(|range| (range, Some("...".to_owned()))))?
}

fn comma_before_dots(block: &Block, at: usize) -> Option<Place> {
    let (comma, next) = (token(block, at, 0), token(block, at, 1));
    let before = word(block, token(block, at, -1)).is_some_and(is_syllable);
    if !before || !is_mark(comma, ",") {
        return None;
    }
    let number = dots(block, at + 1);
    let last = if is_mark(next, "…") {
        next
    } else {
        match number {
            2 => token(block, at, 2),
            3 => token(block, at, 3),
            _ => return None,
        }
    };
    Some((cover(comma, last)?, Some("...".to_owned())))
}

/// The digits of a figure from token `at` on, group by group, and its last token; `None` inside a figure.
fn groups(block: &Block, at: usize, mark: &str) -> Option<(Vec<usize>, Token)> {
    let first = token(block, at, 0).filter(|token| token.kind() == TokenKind::Number)?;
    if touch(token(block, at, -1), Some(first)) && !is_mark(token(block, at, -1), "(“\"") {
        return None;
    }
    let mut groups = vec![first.range().len() as usize];
    let (mut last, mut place) = (first, at);
    loop {
        let (separator, next) = (token(block, place, 1), token(block, place, 2));
        let number = next.filter(|next| next.kind() == TokenKind::Number);
        let Some(number) =
            number.filter(|_| is_mark(separator, mark) && touch(Some(last), separator) && touch(separator, next))
        else {
            break;
        };
        groups.push(number.range().len() as usize);
        (last, place) = (number, place + 2);
    }
    // What touches the end makes a code or a date of it.
    let after = token(block, place, 1);
    let ends = !touch(Some(last), after) || is_mark(after, ".,;:)%”\"") && !touch(after, token(block, place, 2));
    ends.then_some((groups, last))
}

fn thousands_comma(block: &Block, at: usize) -> Option<Place> {
    let (groups, last) = groups(block, at, ",")?;
    let [first, rest @ ..] = groups.as_slice() else { return None };
    let thousands = rest.len() >= 2 && *first <= 3 && rest.iter().all(|length| *length == 3);
    let range = token(block, at, 0)?.range().cover(last.range());
    thousands.then(|| (range, Some(block.clean()[range.usize()].replace(',', "."))))
}

fn thousands_group(block: &Block, at: usize) -> Option<Place> {
    let (groups, last) = groups(block, at, ".")?;
    let range = token(block, at, 0)?.range().cover(last.range());
    let figure = &block.clean()[range.usize()];
    let wrong = match groups.as_slice() {
        // `1.000.00`: what ends otherwise began as thousands.
        [first, middle @ .., last] if !middle.is_empty() => {
            *first <= 3 && middle.iter().all(|length| *length == 3) && matches!(last, 1 | 2 | 4)
        }
        // `1.2345 hồ sơ`, but no month with its year.
        [1..=3, 4] => {
            let year = figure.rsplit('.').next().is_some_and(|year| year.starts_with("19") || year.starts_with("20"));
            let counted = word(block, token(block, at, 3)).is_some_and(|word| is_syllable(word) && !word.is_ascii());
            !year && counted
        }
        _ => false,
    };
    wrong.then_some((range, None))
}

/// Letters between a blank to fill in and a slip that has nothing to do with it.
const CLEAR: usize = 8;

/// True if a blank to fill in stands near.
fn is_beside_blank(text: &str, place: TextRange) -> bool {
    let place = place.usize();
    let before: String = text.get(..place.start).unwrap_or("").chars().rev().take(CLEAR).collect();
    let after: String = text.get(place.end..).unwrap_or("").chars().take(CLEAR).collect();
    [before, after].iter().any(|near| ["   ", "....", "……", "__", "--"].iter().any(|blank| near.contains(blank)))
}

/// True inside an address of the web, of mail or of a file.
fn is_in_address(text: &str, place: TextRange) -> bool {
    let place = place.usize();
    let start = text[..place.start].rfind([' ', '\n']).map_or(0, |space| space + 1);
    let end = text[place.end..].find([' ', '\n']).map_or(text.len(), |space| place.end + space);
    ["://", "@", "www.", "\\", ".vn", ".com", "="].iter().any(|part| text[start..end].contains(part))
}
