//! What tells a line of the author from a line of the page: words and weights from
//! `rules/lexicon/layout.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{data, document_kinds, offices, places};
use crate::text::{fold, numerals};

/// What speaks for or against two printed lines being one line of the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Evidence {
    /// Bold or italics go on over the line end.
    EmphasisOpen,
    /// Together they are words that the law fixes.
    FixedWords,
    /// Together they are the name of a body, office, kind or place.
    Name,
    /// What ends the line before wants what begins the line after.
    Sequence,
    /// The line before is a mark or number alone.
    LoneMarker,
    /// The line before ends inside a symbol.
    Glued,
    /// The line before ends with a word that no line ends with.
    CannotEnd,
    /// A bracket is open.
    BracketOpen,
    /// The lines are wrapped, and the next word had no room.
    Width,
    /// The same where the width is only known roughly.
    NearWidth,
    /// Wrapped text that parts its paragraphs by empty lines has none here.
    Spaced,
    /// The author broke a long line inside a sentence.
    InSentence,
    /// The line before ends with a comma.
    Comma,
    /// The line after begins with a small letter.
    SmallLetter,
    /// The line before ends with a letter or digit.
    OpenEnd,
    /// The line before began an item, and the next item follows.
    Item,
    /// The line after begins with the mark of an item.
    Marker,
    /// The line after begins with a dash, which may join two words.
    Dash,
    /// The line after begins with words that open a part.
    Opener,
    /// The line before ends with a closing mark.
    Closed,
    /// The line before ends with `./.`.
    EndMark,
    /// One line is in capitals, the other is not.
    Capitals,
    /// The line after is in capitals and begins with an office.
    Office,
    /// The line after is in capitals and begins with a unit.
    Unit,
    /// The line before is the name of a kind of document.
    Kind,
    /// The line before has bold or italics of its own.
    EmphasisClosed,
    /// The author's own line break.
    Hard,
    /// The lines are wrapped, and the next word had room.
    HadRoom,
    /// The line before is longer than any program wraps.
    Long,
    /// The line before ends with room to write.
    Blank,
}

impl Evidence {
    /// All of it, with the names that the file and reports use.
    const NAMES: [(Self, &'static str); 30] = [
        (Self::EmphasisOpen, "emphasis-open"),
        (Self::FixedWords, "fixed-words"),
        (Self::Name, "name"),
        (Self::Sequence, "sequence"),
        (Self::LoneMarker, "lone-marker"),
        (Self::Glued, "glued"),
        (Self::CannotEnd, "cannot-end"),
        (Self::BracketOpen, "bracket-open"),
        (Self::Width, "width"),
        (Self::NearWidth, "near-width"),
        (Self::Spaced, "spaced"),
        (Self::InSentence, "in-sentence"),
        (Self::Comma, "comma"),
        (Self::SmallLetter, "small-letter"),
        (Self::OpenEnd, "open-end"),
        (Self::Item, "item"),
        (Self::Marker, "marker"),
        (Self::Dash, "dash"),
        (Self::Opener, "opener"),
        (Self::Closed, "closed"),
        (Self::EndMark, "end-mark"),
        (Self::Capitals, "capitals"),
        (Self::Office, "office"),
        (Self::Unit, "unit"),
        (Self::Kind, "kind"),
        (Self::EmphasisClosed, "emphasis-closed"),
        (Self::Hard, "hard"),
        (Self::HadRoom, "had-room"),
        (Self::Long, "long"),
        (Self::Blank, "blank"),
    ];

    /// The name in the file and in reports.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(evidence, _)| *evidence == self).map_or("", |(_, name)| name)
    }
}

/// The file `rules/lexicon/layout.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoutFile {
    /// From this sum of weights on, two lines are one.
    join: i16,
    /// From this sum down, two lines are two.
    part: i16,
    /// The weight of each piece of evidence.
    weights: BTreeMap<String, i16>,
    /// The words they rest on.
    words: Words,
}

/// The words of the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Words {
    /// Words that the law fixes.
    fixed: Vec<String>,
    /// Names that have no list of their own.
    names: Vec<String>,
    /// What wants what, see the file.
    sequences: Vec<String>,
    /// Words that end no line.
    cannot_end: Vec<String>,
    /// Words that begin a part.
    openers: Vec<String>,
    /// Words that begin the name of a unit.
    units: Vec<String>,
}

/// The words and weights, made ready to ask.
#[derive(Debug, Default)]
pub struct Layout {
    join: i16,
    part: i16,
    weights: HashMap<Evidence, i16>,
    words: Words,
    /// The words that may follow each beginning of a phrase.
    phrases: HashMap<String, Vec<Rest>>,
    sequences: Vec<(Vec<Slot>, Slot)>,
}

/// The words that complete a phrase.
#[derive(Debug)]
struct Rest {
    words: Vec<String>,
    evidence: Evidence,
}

/// One place of a sequence.
#[derive(Debug, PartialEq, Eq)]
enum Slot {
    Word(String),
    Start,
    Number,
    Numeral,
    Name,
    Blank,
}

impl Slot {
    fn read(word: &str) -> Self {
        match word {
            "^" => Self::Start,
            "{number}" => Self::Number,
            "{numeral}" => Self::Numeral,
            "{name}" => Self::Name,
            "{slot}" => Self::Blank,
            word => Self::Word(word.to_owned()),
        }
    }

    /// True if `word` fits; `folded` is the same word folded.
    fn fits(&self, word: &str, folded: &str) -> bool {
        match self {
            Self::Word(own) => own == folded,
            Self::Start => false,
            Self::Number => word.starts_with(|letter: char| letter.is_ascii_digit()),
            Self::Numeral => {
                let bare = word.trim_end_matches(['.', ':', ')', '/', ',']);
                word.starts_with(|letter: char| letter.is_ascii_digit()) || numerals::roman_value(bare).is_some()
            }
            Self::Name => word.starts_with(char::is_uppercase),
            Self::Blank => word.starts_with(['/', '.', '…', '_']),
        }
    }
}

static LAYOUT: LazyLock<Layout> = LazyLock::new(|| {
    let file: Result<LayoutFile, _> = serde_json::from_str(data::LAYOUT);
    file.map(Layout::new).unwrap_or_default()
});

/// The words and weights of the layout.
pub fn layout() -> &'static Layout {
    &LAYOUT
}

/// Words at the edge of a line, as written and folded.
#[derive(Debug, Clone, Copy)]
pub struct Edge<'a> {
    /// As written.
    pub shown: &'a [String],
    /// Folded.
    pub folded: &'a [String],
}

impl Layout {
    fn new(file: LayoutFile) -> Self {
        let weight = |(evidence, name): &(Evidence, &str)| Some((*evidence, *file.weights.get(*name)?));
        let weights = Evidence::NAMES.iter().filter_map(weight).collect();
        let mut layout = Self { join: file.join, part: file.part, weights, ..Self::default() };
        let kinds = document_kinds().iter().filter(|kind| kind.administrative).map(|kind| kind.folded.as_str());
        let provinces = places::provinces().all.iter().map(|province| province.folded.as_str());
        let named = offices().offices.iter().chain(&offices().collectives).chain(&file.words.names);
        let phrases = named.map(String::as_str).chain(kinds).chain(provinces).map(|name| (name, Evidence::Name));
        for (phrase, evidence) in
            file.words.fixed.iter().map(|words| (words.as_str(), Evidence::FixedWords)).chain(phrases)
        {
            let words: Vec<&str> = phrase.split(' ').collect();
            for cut in 1..words.len() {
                let rest = Rest { words: words[cut..].iter().map(|word| (*word).to_owned()).collect(), evidence };
                layout.phrases.entry(words[..cut].join(" ")).or_default().push(rest);
            }
        }
        layout.sequences = file
            .words
            .sequences
            .iter()
            .filter_map(|sequence| {
                let (before, after) = sequence.split_once(" | ")?;
                Some((before.split(' ').map(Slot::read).collect(), Slot::read(after)))
            })
            .collect();
        layout.words = file.words;
        layout
    }

    /// Names of evidence that the file gives no weight.
    #[cfg(test)]
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        Evidence::NAMES
            .iter()
            .filter(|(evidence, _)| !self.weights.contains_key(evidence))
            .map(|(_, name)| *name)
            .collect()
    }

    /// The weight of `evidence`.
    pub fn weight(&self, evidence: Evidence) -> i16 {
        self.weights.get(&evidence).copied().unwrap_or(0)
    }

    /// True if a sum of weights makes two lines one.
    pub const fn joins(&self, sum: i16) -> bool {
        sum >= self.join
    }

    /// True if a sum of weights makes two lines two.
    pub const fn parts(&self, sum: i16) -> bool {
        sum <= self.part
    }

    /// Whether the words that end a line and those that begin the next are one phrase of the lists.
    /// Words that the law fixes may have one wrong word after the line end, so that the slip is shown.
    pub fn phrase(&self, before: Edge<'_>, after: Edge<'_>) -> Option<Evidence> {
        let capital = |words: &[String]| words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
        let most = before.folded.len();
        (1..=most).rev().find_map(|length| {
            let from = most - length;
            let rests = self.phrases.get(&before.folded[from..].join(" "))?;
            let whole_line = length == most;
            let rest = rests.iter().find(|rest| rest.follows(after.folded, length))?;
            let named = capital(&before.shown[from..]) && capital(after.shown);
            (rest.evidence == Evidence::FixedWords && (length > 1 || whole_line) || named).then_some(rest.evidence)
        })
    }

    /// True if what ends a line wants what begins the next. `whole` tells that `before` is the whole line.
    pub fn sequence(&self, before: Edge<'_>, whole: bool, after: Edge<'_>) -> bool {
        let (Some(next), Some(next_folded)) = (after.shown.first(), after.folded.first()) else { return false };
        self.sequences.iter().any(|(slots, wanted)| {
            let anchored = slots.first() == Some(&Slot::Start);
            let slots = if anchored { &slots[1..] } else { slots };
            let Some(from) = before.folded.len().checked_sub(slots.len()) else { return false };
            (!anchored || whole && from == 0)
                && wanted.fits(next, next_folded)
                && slots
                    .iter()
                    .enumerate()
                    .all(|(at, slot)| slot.fits(&before.shown[from + at], &before.folded[from + at]))
        })
    }

    /// True if no line ends with the folded `word`.
    pub fn cannot_end(&self, word: &str) -> bool {
        self.words.cannot_end.iter().any(|known| known == word)
    }

    /// True if the folded `line` begins with words that open a part.
    pub fn opens(&self, line: &str) -> bool {
        self.words.openers.iter().any(|words| begins(line, words))
    }

    /// True if the folded `line` begins with the name of a unit.
    pub fn is_unit(&self, line: &str) -> bool {
        self.words.units.iter().any(|words| begins(line, words))
    }
}

impl Rest {
    /// True if the line after, which begins with `words`, goes on with the phrase of which `before` words
    /// are known.
    fn follows(&self, words: &[String], before: usize) -> bool {
        let compared = self.words.len().min(words.len());
        let same = self.words.iter().zip(words).filter(|(own, word)| own.as_str() == bare(word)).count();
        if self.evidence != Evidence::FixedWords {
            return same == self.words.len();
        }
        // `CHỦ NGHIÃ VIỆT NAM`, `CHỦ NGHĨA VIỆT`: the slip is to be seen in the whole.
        let slip = usize::from(before + same > 3);
        compared > 0 && same > 0 && same + slip >= compared && compared + slip >= self.words.len()
    }
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', '*'])
}

/// True if `line` begins with `words`, and they end there.
fn begins(line: &str, words: &str) -> bool {
    line.strip_prefix(words).is_some_and(|rest| {
        rest.is_empty() || words.ends_with(['.', ':']) || rest.starts_with(|letter: char| !letter.is_alphanumeric())
    })
}

/// The words of `text`, as written and folded.
pub fn words(text: &str) -> (Vec<String>, Vec<String>) {
    let shown: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(['*', '_', '“', '"', '(']))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let folded = shown.iter().map(|word| fold::fold(word).replace('–', "-")).collect();
    (shown, folded)
}
