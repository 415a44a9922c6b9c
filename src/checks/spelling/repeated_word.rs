//! Words typed twice in a row.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::counts::{Counted, Counts, counts};
use crate::model::{Block, Zone};
use crate::text::shape::Shape;
use crate::text::{TextRange, Token, TokenKind, syllable};

/// Flags words that stand twice in a row on one line. Vietnamese doubles words on purpose (`luôn luôn`),
/// and these are listed. The last syllable of one word is often the first of the next (`hành vi vi phạm`);
/// the counts of what goes together tell that.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct RepeatedWord {
    /// Words that may be doubled, folded.
    doubling: Vec<String>,
    /// Words of two syllables, folded, that the counts do not show. After one of them its last syllable may
    /// start the next word.
    compounds: Vec<String>,
    /// Words that start no word with the syllable before them, folded (`các`, `của`).
    links: Vec<String>,
    /// Most words that are compared with as many after them.
    longest: usize,
}

/// How often two syllables are met in a row, and how much oftener than by chance, if they are a word.
const MET: u32 = 200;
const LIFT: f32 = 4.0;
/// The same for what follows, which needs to be no word by itself: `thông minh`.
const FOLLOWING: f32 = 2.0;
/// The share of that of the following pair below which a pair belongs to two words: in `nhận hồ sơ`
/// the word is `hồ sơ`.
const OWN: f32 = 0.1;

impl Check for RepeatedWord {
    const NAME: &'static str = "repeated-word";
    const VALUES: &'static [&'static str] = &["word"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for block in cx.document.prose() {
            // Offices of a signature stand below each other and share their words.
            let closing = matches!(cx.document.zone(block.id()), Zone::Closing | Zone::Header);
            let repeated = self.repeated(block, if closing { 1 } else { self.longest });
            if repeated.is_empty() || has_lost_marks(block) {
                continue;
            }
            for (first, second) in repeated {
                let span = block.span(first.cover(second));
                let draft = findings.report(span).value("word", &block.clean()[first.usize()]);
                let gap = TextRange::new(first.end(), second.end());
                draft.edit(Edit::replace(block.span(gap), ""));
            }
        }
    }
}

impl RepeatedWord {
    /// Pairs of the same words in a row, up to `longest` words each, none inside another.
    fn repeated(&self, block: &Block, longest: usize) -> Vec<(TextRange, TextRange)> {
        let tokens = block.tokens();
        let mut pairs = Vec::new();
        let mut from = 0;
        for at in 0..tokens.len() {
            if at < from {
                continue;
            }
            let length = (1..=longest)
                .rev()
                .find(|length| begins_alike(block, at, *length) && self.is_repeated(block, at, *length));
            if let Some((first, second, end)) = repeated_item(block, at, longest).filter(|_| length.is_none()) {
                pairs.push((first, second));
                from = end;
                continue;
            }
            if let Some(length) = length {
                let range = |start: usize| tokens[start].range().cover(tokens[start + length - 1].range());
                pairs.push((range(at), range(at + length)));
                from = at + 2 * length;
            }
        }
        pairs
    }

    /// True if the `length` words from token `at` on stand there twice for no reason.
    fn is_repeated(&self, block: &Block, at: usize, length: usize) -> bool {
        let folded = block.folded();
        let tokens = block.tokens();
        let Some(both) = tokens.get(at..at + 2 * length) else { return false };
        let (first, second) = both.split_at(length);
        let text = |token: &Token| &folded[token.range().usize()];
        // Two words of different length are not the same.
        let same = first.iter().zip(second).all(|(one, other)| {
            one.range().len() == other.range().len()
                && one.kind() == TokenKind::Word
                && other.kind() == TokenKind::Word
                && text(one) == text(other)
        });
        if !same || !both.windows(2).all(|pair| is_spaced(block, pair[0], pair[1])) {
            return false;
        }
        if !first.iter().all(|token| syllable::is_syllable(text(token))) {
            return false;
        }
        // No name begins with `Về`: a title was pasted behind the word that leads to it.
        let link = length == 1 && self.links.iter().any(|link| link == text(&first[0]));
        if is_initial(block, first[0], second[0]) && !(link && is_capital(block, second[0])) {
            return false;
        }
        let words: Vec<&str> = first.iter().map(text).collect();
        // `ha ha ha ha` is one word many times.
        if length > 1 && words.iter().all(|word| *word == words[0]) || self.doubling.contains(&words.join(" ")) {
            return false;
        }
        length > 1 || !self.two_words_meet(block, at)
    }

    /// True if the syllable of token `at` ends one word and its twin begins the next.
    fn two_words_meet(&self, block: &Block, at: usize) -> bool {
        let counts = counts();
        let tokens = block.tokens();
        let word = |place: Option<usize>| -> &str {
            let token = place.and_then(|place| tokens.get(place)).filter(|token| token.kind() == TokenKind::Word);
            token.map_or("", |token| &block.folded()[token.range().usize()])
        };
        let id = |word: &str| counts.id(Shape::of(word)?);
        let (before, own) = (word(at.checked_sub(1)), word(Some(at)));
        let (after, later) = (word(Some(at + 2)), word(Some(at + 3)));
        // A number or a code goes with the second one: `mã số số 12`.
        let numbered = tokens.get(at + 2).is_some_and(|token| {
            let written = &block.shown()[token.range().usize()];
            token.kind() == TokenKind::Number || !written.chars().any(char::is_lowercase) && written.len() > 1
        });
        if after.is_empty() && !numbered || self.links.iter().any(|link| link == after) {
            return false;
        }
        if self.compounds.contains(&[before, own].join(" ")) {
            return true;
        }
        if numbered {
            return word_lift(counts, id(before), id(own)) >= LIFT;
        }
        let lift = word_lift(counts, id(own), id(after));
        !self.links.iter().any(|link| link == own)
            && word_lift(counts, id(before), id(own)) >= LIFT
            && lift >= FOLLOWING
            && lift >= OWN * word_lift(counts, id(after), id(later))
    }
}

/// An item of a list that stands there twice, with the token behind it: `Trưởng thôn, Trưởng thôn, các tổ chức`.
fn repeated_item(block: &Block, at: usize, longest: usize) -> Option<(TextRange, TextRange, usize)> {
    const SHORTEST: usize = 2;
    let (folded, tokens) = (block.folded(), block.tokens());
    let comma = |at: usize| tokens.get(at).is_some_and(|token| token.kind() == TokenKind::Mark(','));
    // The item begins behind another one: in `Ủy ban bầu cử, Ban bầu cử` there are two.
    let opens = at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|before| {
        matches!(before.kind(), TokenKind::Break | TokenKind::Mark(',' | ';' | ':' | '(' | '-' | '+'))
    });
    if !opens {
        return None;
    }
    let length = (SHORTEST..=longest).find(|length| comma(at + length))?;
    let (first, second) = (tokens.get(at..at + length)?, tokens.get(at + length + 1..at + 2 * length + 1)?);
    let text = |token: &Token| &folded[token.range().usize()];
    let words = |item: &[Token]| item.iter().all(|token| token.kind() == TokenKind::Word);
    let end = at + 2 * length + 1;
    let goes_on = comma(end) || tokens.get(end).is_some_and(|token| token.kind() == TokenKind::Mark(';'));
    let shown = |token: &Token| &block.shown()[token.range().usize()];
    let same = first.iter().zip(second).all(|(one, other)| shown(one) == shown(other));
    if !same || !words(first) || !words(second) || !goes_on || !first.iter().all(|one| syllable::is_syllable(text(one)))
    {
        return None;
    }
    let range = |item: &[Token]| Some(item.first()?.range().cover(item.last()?.range()));
    Some((range(first)?, range(second)?, end))
}

/// True if tokens `at` and the one `length` further on are one word.
fn begins_alike(block: &Block, at: usize, length: usize) -> bool {
    let folded = block.folded().as_bytes();
    let tokens = block.tokens();
    let (Some(first), Some(second)) = (tokens.get(at), tokens.get(at + length)) else { return false };
    first.range().len() == second.range().len() && folded[first.range().usize()] == folded[second.range().usize()]
}

/// How much oftener than by chance the two were met in a row; 0 if seldom met at all.
fn word_lift(counts: &Counts, first: Option<Counted>, second: Option<Counted>) -> f32 {
    let pair = first.zip(second).filter(|(first, second)| counts.pair(*first, *second) >= MET);
    pair.map_or(0.0, |(first, second)| counts.lift(first, second))
}

/// True for text that was recognised without its marks: `co quan quan su` is `cơ quan quân sự`.
fn has_lost_marks(block: &Block) -> bool {
    let (mut words, mut marked) = (0usize, 0usize);
    for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
        words += 1;
        marked += usize::from(!block.folded()[token.range().usize()].is_ascii());
    }
    // Two words of three have a mark.
    words > 8 && marked * 5 < words
}

/// True if nothing but a space stands between the two.
fn is_spaced(block: &Block, first: Token, second: Token) -> bool {
    let gap = block.clean().get(first.range().end() as usize..second.range().start() as usize);
    gap.is_some_and(|gap| !gap.is_empty() && gap.chars().all(|letter| letter == ' '))
}

fn is_capital(block: &Block, token: Token) -> bool {
    block.shown()[token.range().usize()].starts_with(char::is_uppercase)
}

/// True if only one of the two is written with a capital: a name may follow its common noun
/// (`đảng Đảng`), or a sentence start.
fn is_initial(block: &Block, first: Token, second: Token) -> bool {
    match (is_capital(block, first), is_capital(block, second)) {
        (false, true) => true,
        // One syllable twice may be a name: `Chư Chư`.
        (true, true) => is_spaced(block, first, second),
        (true, false) => block.clean()[..first.range().start() as usize].trim_end().ends_with(char::is_alphanumeric),
        (false, false) => false,
    }
}
