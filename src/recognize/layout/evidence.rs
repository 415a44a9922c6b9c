//! What speaks for and against two printed lines being one line of the author.

use super::rows::{Gap, Look, Mark, opens_division};
use super::width::{self, Stretch, WIDEST, Wrapping, has_room};
use crate::lexicon;
use crate::lexicon::layout::{Edge, Evidence};

/// Two neighbouring lines, and what is known around them.
pub(super) struct Pair<'a> {
    /// The line of the author so far: what is seen of its last words.
    pub before: &'a Look,
    /// Its last words, over the joins before.
    pub tail: Edge<'a>,
    /// `tail` holds all of it.
    pub whole: bool,
    /// The mark that it begins with.
    pub mark: Option<Mark>,
    /// It begins and ends with emphasis of its own.
    pub emphasis: bool,
    /// A bracket opened in it is open.
    pub bracket: bool,
    /// Letters of its last printed line.
    pub width: usize,
    pub after: &'a Look,
    pub gap: Gap,
    /// The mark of the printed line behind `after`, if none stands apart.
    pub next_mark: Option<Mark>,
    pub stretch: Stretch,
}

/// How the two lines stand to each other.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are one line.
    One(Vec<Evidence>),
    /// They are two.
    Two,
    /// Nothing decides.
    Unsure,
}

impl Pair<'_> {
    pub(super) fn weigh(&self) -> Verdict {
        let layout = lexicon::layout::layout();
        let mut found = Vec::new();
        self.words(&mut found);
        self.marks(&mut found);
        self.page(&mut found);
        let sum = found.iter().map(|evidence| layout.weight(*evidence)).sum();
        if layout.joins(sum) {
            Verdict::One(found)
        } else if layout.parts(sum) {
            Verdict::Two
        } else {
            Verdict::Unsure
        }
    }

    /// What the words say.
    fn words(&self, found: &mut Vec<Evidence>) {
        let layout = lexicon::layout::layout();
        let (before, after) = (self.before, self.after);
        let opening = after.opening();
        let phrase = layout.phrase(self.tail, after.head());
        found.extend(phrase);
        let sequence = layout.sequence(self.tail, self.whole, after.head());
        if sequence {
            found.push(Evidence::Sequence);
        }
        let is_capital = after.first().is_some_and(|first| !first.is_lowercase());
        // A label is one in small letters too: `số: 15/BC-UBND`, `v/v cải cách hành chính`.
        let is_label = opening.split(' ').next().is_some_and(|word| word.ends_with([':', '.']) || word.contains('/'));
        if phrase.is_none()
            && ((is_capital || is_label) && layout.opens(&opening) || is_capital && opens_division(&after.text))
        {
            found.push(Evidence::Opener);
        }
        if before.is_upper() && after.is_upper() && phrase.is_none() {
            if lexicon::offices().offices.iter().any(|office| begins(&opening, office)) || begins(&opening, "phó") {
                found.push(Evidence::Office);
            } else if layout.is_unit(&opening) {
                found.push(Evidence::Unit);
            }
        }
        if before.is_upper() != after.is_upper() && before.words > 1 && after.words > 1 {
            found.push(Evidence::Capitals);
        }
        if self.whole && before.is_upper() && lexicon::kind_by_name(before.text.trim_end_matches(':')).is_some() {
            found.push(Evidence::Kind);
        }
        match after.mark {
            Some(Mark::Number | Mark::Roman) if sequence => {}
            // `Hỏi | – Đáp`, `2021 | - 2030`: a dash may join two words.
            Some(Mark::Bullet('-' | '–')) if self.mark != after.mark && width::is_open(before) => {
                found.push(Evidence::Dash);
            }
            Some(_) => found.push(Evidence::Marker),
            None => {}
        }
        if after.first().is_some_and(char::is_lowercase) && after.mark.is_none() {
            found.push(Evidence::SmallLetter);
        }
        // `gồm: 11 dự án giao thông, | 09 dự án giáo dục`: a count and what it counts.
        if before.last() == Some(',') && after.mark.is_none() && begins_with_count(&after.text) {
            found.push(Evidence::SmallLetter);
        }
        let last = self.tail.folded.last().map_or("", String::as_str);
        if layout.cannot_end(last) && before.words > 1 && !before.is_upper() {
            found.push(Evidence::CannotEnd);
        }
        if matches!(self.mark, Some(Mark::Bullet(_))) && self.mark == self.next_mark && after.mark.is_none() {
            found.push(Evidence::Item);
        }
    }

    /// True if the line before is `-`, `1.` or `Điều 5.` and nothing more.
    fn is_lone_marker(&self) -> bool {
        let article = || {
            self.whole && self.before.words == 2 && self.before.text.ends_with('.') && opens_division(&self.before.text)
        };
        self.before.words == 1 && self.before.mark.is_some() || article()
    }

    /// What the marks at the line end say.
    fn marks(&self, found: &mut Vec<Evidence>) {
        let (before, after) = (self.before, self.after);
        match before.last() {
            _ if before.text.ends_with("./.") => found.push(Evidence::EndMark),
            _ if self.is_lone_marker() => found.push(Evidence::LoneMarker),
            _ if ends_in_symbol(&before.text, &after.text) => found.push(Evidence::Glued),
            Some('.' | '…' | '_') if is_blank(&before.text) => found.push(Evidence::Blank),
            Some('.' | ';' | ':' | '!' | '?') if !found.contains(&Evidence::Sequence) => found.push(Evidence::Closed),
            Some(',') => found.push(Evidence::Comma),
            Some(last) if last.is_alphanumeric() || matches!(last, ')' | '”' | '"' | '%') => {
                found.push(Evidence::OpenEnd);
            }
            _ => {}
        }
        if self.bracket {
            found.push(Evidence::BracketOpen);
        }
    }

    /// True if the line before is long running text that no mark ends and a small letter goes on.
    fn breaks_a_sentence(&self) -> bool {
        const LONG: usize = 10;
        let (before, after) = (self.before, self.after);
        before.words >= LONG
            && !before.is_upper()
            && width::is_open(before)
            && after.mark.is_none()
            && after.first().is_some_and(char::is_lowercase)
    }

    /// What the lines look like on the page or in the file.
    fn page(&self, found: &mut Vec<Evidence>) {
        match self.gap {
            Gap::Hard => {
                found.push(Evidence::Hard);
                if self.breaks_a_sentence() {
                    found.push(Evidence::InSentence);
                }
            }
            Gap::LineEnd { emphasized: true } => found.push(Evidence::EmphasisOpen),
            _ if self.emphasis && !self.is_lone_marker() => found.push(Evidence::EmphasisClosed),
            _ => {}
        }
        if self.width > WIDEST {
            found.push(Evidence::Long);
        }
        let width = match self.stretch.wrapping {
            Wrapping::At(widest) if has_room(self.width, self.after, widest) => Some(Evidence::HadRoom),
            Wrapping::At(_) => Some(Evidence::Width),
            // The first printed line of a paragraph lost the most.
            Wrapping::Near(widest) if self.width * 2 >= widest => Some(Evidence::NearWidth),
            Wrapping::Near(_) | Wrapping::None => None,
        };
        found.extend(width);
        if self.stretch.spaced && matches!(width, Some(Evidence::Width | Evidence::NearWidth)) {
            found.push(Evidence::Spaced);
        }
    }
}

fn begins(line: &str, words: &str) -> bool {
    line.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// True for `09 dự án giáo dục`: digits, and a word in small letters behind them.
fn begins_with_count(line: &str) -> bool {
    let mut words = line.split(' ');
    let number = words.next().is_some_and(|word| {
        word.starts_with(|first: char| first.is_ascii_digit())
            && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b','))
    });
    number && words.next().is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// True for `15/BC-` before `UBND`: a hyphen or slash right behind a letter, and a capital or digit after it.
fn ends_in_symbol(before: &str, after: &str) -> bool {
    let Some(rest) = before.strip_suffix(['-', '–', '/']) else { return false };
    let word = rest.rsplit(' ').next().unwrap_or("");
    let in_symbol = word.contains('/') || before.ends_with('/') && word.bytes().all(|byte| byte.is_ascii_digit());
    in_symbol
        && rest.ends_with(char::is_alphanumeric)
        && after.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}

/// True if a line ends with room to write.
fn is_blank(text: &str) -> bool {
    ["....", "……", "…..", "__"].iter().any(|blank| text.ends_with(blank))
}

/// True if a bracket or quotation mark that `text` opens is not closed in it.
pub(super) fn leaves_open(text: &str) -> bool {
    const FARTHEST: usize = 300;
    let open = |open: char, close: char| {
        let at = text.rfind(open).filter(|at| !text[*at..].contains(close));
        at.is_some_and(|at| text[at..].chars().count() <= FARTHEST)
    };
    open('(', ')') || open('“', '”')
}
