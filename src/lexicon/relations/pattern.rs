//! The small language in which relations between figures are written, and what it compiles to.
//!
//! ```text
//! 'trong đó'      words, whatever their case and the place of their tone marks; one mark such as ','
//! <reach>         any phrase of a class of the file
//! {part:NUMBER}   a figure: COUNT, AMOUNT, NUMBER (either), FRACTION, PERCENT, TIMES; `~` takes a rough one too
//! #               a number that is no figure: a year, a date
//! …               words of the same clause, as few as will do: no figure, `;`, bracket or stop phrase
//! .               the end of a sentence
//! ⏎               the start of the next item of a list
//! ¶               the start of the next item or paragraph
//! $               here a clause, a sentence or a bracket ends, or a word that says nothing of a whole
//! $$              here a list ends
//! ( a | b )       either; `?` after an element: or nothing; `+`: once or more; `*`: any number of times
//! ```

use std::collections::{BTreeMap, HashMap};

use crate::text::fold;

/// The number of a word of the patterns; [`NO_WORD`] for all others.
pub type WordId = u16;

/// Any word that no pattern names.
pub const NO_WORD: WordId = 0;

/// What a captured figure is in its relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The whole or the plan.
    Whole,
    /// A part of it; there may be several.
    Part,
    /// The percentage.
    Share,
    /// `part/whole` in one figure.
    Ratio,
    /// The value of the earlier time.
    Earlier,
    /// The value of the later time.
    Later,
    /// The change between the two.
    Change,
    /// Nothing that the relation needs.
    Skip,
}

/// Which figures a capture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A count.
    Count,
    /// A measured amount.
    Amount,
    /// A count or an amount.
    Number,
    /// `24/32`.
    Fraction,
    /// A percentage.
    Percent,
    /// How many times something is something else: `3 lần`.
    Times,
}

/// One instruction of a compiled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This word.
    Word(WordId),
    /// This mark.
    Mark(char),
    /// A number that is no figure.
    Number,
    /// The end of a sentence.
    Stop,
    /// The start of the next item of a list.
    Item,
    /// The start of the next item or paragraph.
    Line,
    /// The end of a clause; takes nothing.
    ClauseEnd,
    /// The end of a list; takes nothing.
    ListEnd,
    /// At most so many words.
    Gap(u8),
    /// A figure. `rough` takes an approximate one too.
    Capture {
        /// What it is in the relation.
        slot: Slot,
        /// Which figures it takes.
        kind: Kind,
        /// Takes `hơn 30` too.
        rough: bool,
    },
    /// The first of two ways that leads to the end.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// The pattern has matched.
    Done,
}

/// Items of a gap at most.
const REACH: u8 = 24;

/// Names of words by number while the patterns are compiled.
#[derive(Debug, Default)]
pub(super) struct Words(HashMap<String, WordId>);

impl Words {
    /// The number of a folded word.
    pub(super) fn id(&self, word: &str) -> WordId {
        self.0.get(word).copied().unwrap_or(NO_WORD)
    }

    fn intern(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.0.len() + 1).unwrap_or(NO_WORD);
        *self.0.entry(word.to_owned()).or_insert(next)
    }

    /// The numbers of the words of a phrase.
    pub(super) fn phrase(&mut self, phrase: &str) -> Vec<WordId> {
        fold::key(phrase).split_whitespace().map(|word| self.intern(word)).collect()
    }
}

#[derive(Debug, Clone)]
enum Node {
    Step(Step),
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat { node: Box<Node>, least: bool, many: bool },
}

/// Compiles `pattern`. An error says what is wrong with it.
pub(super) fn compile(
    pattern: &str,
    classes: &BTreeMap<String, Vec<String>>,
    words: &mut Words,
) -> Result<Vec<Step>, String> {
    let mut parser = Parser { rest: pattern.trim(), classes, words };
    let node = parser.alternatives()?;
    if !parser.rest.is_empty() {
        return Err(format!("unexpected “{}”", parser.rest));
    }
    let mut steps = Vec::new();
    emit(&node, &mut steps);
    steps.push(Step::Done);
    if matches!(steps.first(), Some(Step::Gap(_))) {
        return Err("a pattern cannot begin with a gap".to_owned());
    }
    Ok(steps)
}

struct Parser<'p> {
    rest: &'p str,
    classes: &'p BTreeMap<String, Vec<String>>,
    words: &'p mut Words,
}

impl<'p> Parser<'p> {
    fn take(&mut self, sign: &str) -> bool {
        self.rest.strip_prefix(sign).is_some_and(|rest| {
            self.rest = rest.trim_start();
            true
        })
    }

    /// What stands up to `close`, which is taken too.
    fn up_to(&mut self, close: char) -> Result<&'p str, String> {
        let rest = self.rest;
        let (inside, after) = rest.split_once(close).ok_or_else(|| format!("“{close}” is missing after “{rest}”"))?;
        self.rest = after.trim_start();
        Ok(inside)
    }

    fn alternatives(&mut self) -> Result<Node, String> {
        let mut all = vec![self.sequence()?];
        while self.take("|") {
            all.push(self.sequence()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Any(all) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut all = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let atom = self.atom()?;
            let (least, many) = if self.take("?") {
                (false, false)
            } else if self.take("+") {
                (true, true)
            } else if self.take("*") {
                (false, true)
            } else {
                all.push(atom);
                continue;
            };
            all.push(Node::Repeat { node: Box::new(atom), least, many });
        }
        Ok(Node::All(all))
    }

    fn atom(&mut self) -> Result<Node, String> {
        if self.take("(") {
            let inside = self.alternatives()?;
            return if self.take(")") { Ok(inside) } else { Err("“)” is missing".to_owned()) };
        }
        if self.take("'") {
            let text = self.up_to('\'')?;
            return Ok(self.literal(text));
        }
        if self.take("<") {
            let name = self.up_to('>')?;
            let phrases = self.classes.get(name).ok_or_else(|| format!("there is no class “{name}”"))?;
            // The longest first: `đạt tỷ lệ` before `đạt`.
            let mut phrases: Vec<&String> = phrases.iter().collect();
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.split(' ').count()));
            return Ok(Node::Any(phrases.into_iter().map(|phrase| self.literal(phrase)).collect()));
        }
        if self.take("{") {
            return capture(self.up_to('}')?).map(Node::Step);
        }
        for (sign, step) in [
            ("…", Step::Gap(REACH)),
            ("⏎", Step::Item),
            ("¶", Step::Line),
            ("$$", Step::ListEnd),
            ("$", Step::ClauseEnd),
            ("#", Step::Number),
            (".", Step::Stop),
        ] {
            if self.take(sign) {
                return Ok(Node::Step(step));
            }
        }
        Err(format!("unexpected “{}”", self.rest))
    }

    fn literal(&mut self, text: &str) -> Node {
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (Some(mark), None) if !mark.is_alphanumeric() => Node::Step(Step::Mark(mark)),
            _ => Node::All(self.words.phrase(text).into_iter().map(|word| Node::Step(Step::Word(word))).collect()),
        }
    }
}

fn capture(text: &str) -> Result<Step, String> {
    let (name, kind) = text.split_once(':').ok_or_else(|| format!("“{{{text}}}” has no kind"))?;
    let slot = match name {
        "whole" => Slot::Whole,
        "part" => Slot::Part,
        "share" => Slot::Share,
        "ratio" => Slot::Ratio,
        "earlier" => Slot::Earlier,
        "later" => Slot::Later,
        "change" => Slot::Change,
        "skip" => Slot::Skip,
        _ => return Err(format!("“{name}” is no name of a figure")),
    };
    let (kind, rough) = kind.strip_suffix('~').map_or((kind, false), |kind| (kind, true));
    let kind = match kind {
        "COUNT" => Kind::Count,
        "AMOUNT" => Kind::Amount,
        "NUMBER" => Kind::Number,
        "FRACTION" => Kind::Fraction,
        "PERCENT" => Kind::Percent,
        "TIMES" => Kind::Times,
        _ => return Err(format!("“{kind}” is no kind of figure")),
    };
    Ok(Step::Capture { slot, kind, rough })
}

fn emit(node: &Node, steps: &mut Vec<Step>) {
    match node {
        Node::Step(step) => steps.push(*step),
        Node::All(all) => all.iter().for_each(|node| emit(node, steps)),
        Node::Any(all) => {
            let mut jumps = Vec::new();
            for (at, node) in all.iter().enumerate() {
                if at + 1 == all.len() {
                    emit(node, steps);
                    continue;
                }
                let split = steps.len();
                steps.push(Step::Done);
                emit(node, steps);
                jumps.push(steps.len());
                steps.push(Step::Done);
                steps[split] = Step::Split(split + 1, steps.len());
            }
            let end = steps.len();
            for jump in jumps {
                steps[jump] = Step::Jump(end);
            }
        }
        Node::Repeat { node, least, many } => {
            let start = steps.len();
            if *least {
                emit(node, steps);
                steps.push(Step::Split(start, steps.len() + 1));
                return;
            }
            steps.push(Step::Done);
            emit(node, steps);
            if *many {
                steps.push(Step::Jump(start));
            }
            steps[start] = Step::Split(start + 1, steps.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(pattern: &str) -> Result<Vec<Step>, String> {
        let classes = BTreeMap::from([("reach".to_owned(), vec!["đạt".to_owned(), "đạt tỷ lệ".to_owned()])]);
        compile(pattern, &classes, &mut Words::default())
    }

    #[test]
    fn longer_phrases_of_a_class_come_first() {
        let steps = steps("<reach> {share:PERCENT}").expect("compiles");
        assert_eq!(steps[0], Step::Split(1, 5));
        assert_eq!(steps[1..4], [Step::Word(1), Step::Word(2), Step::Word(3)]);
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_said() {
        for (pattern, told) in [
            ("'đạt", "“'” is missing"),
            ("<nothing>", "no class"),
            ("{part:THING}", "no kind"),
            ("{thing:COUNT}", "no name"),
            ("( 'đạt'", "“)” is missing"),
            ("… 'đạt'", "cannot begin"),
            ("đạt", "unexpected"),
        ] {
            let error = steps(pattern).expect_err(pattern);
            assert!(error.contains(told), "{pattern}: {error}");
        }
    }
}
