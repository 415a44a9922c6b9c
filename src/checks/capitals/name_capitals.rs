//! `name-capitals`: capitals in the names of bodies, offices, places and laws.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::diagnostic::Edit;
use crate::lexicon::instruments::{NamedLaw, Registry};
use crate::lexicon::places::provinces;
use crate::model::{Block, Span, Zone};
use crate::text::{TokenKind, WordMap, fold, quotes};

/// Compares names with the capitals they are written with. Each wrong form is told once a document, at its
/// first place; whole lines in capitals are left alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NameCapitals {
    /// The names as they should be written.
    #[serde(default)]
    names: Vec<String>,
    /// Further names, from the lexicon.
    #[serde(default)]
    from: Source,
    /// Folded words one of which stands directly before a name.
    #[serde(default)]
    after: Vec<String>,
    /// Folded words none of which stands directly before a name.
    #[serde(default)]
    unless_after: Vec<String>,
    /// Folded words that go on a name to another one: there nothing is judged.
    #[serde(default)]
    unless_next: Vec<String>,
    /// What is wrong.
    judge: Judge,
    /// The names, made ready when the first document is judged.
    #[serde(skip)]
    ready: OnceLock<Names>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Source {
    /// None.
    #[default]
    Nothing,
    /// The provinces, also those that ended.
    Provinces,
    /// The names of laws in the registry; of these only the first letter is judged.
    Laws,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Judge {
    /// A capital where the name has a small letter.
    Extra,
    /// A name that begins with a capital and differs in any other letter.
    Begun,
    /// Any difference, also a name all in small letters.
    Any,
    /// A small letter at the beginning of the name.
    Small,
    /// A small letter at the beginning of a name that is right otherwise: `sở Nội vụ`.
    HeadSmall,
    /// Two forms of one name in the document.
    Mixed,
}

impl Check for NameCapitals {
    const NAME: &'static str = "name-capitals";
    const VALUES: &'static [&'static str] = &["found", "right"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        // What is kept holds the built-in laws; those of the user come with the document.
        let own = (self.from == Source::Laws && cx.registry.has_own_laws()).then(|| self.all(cx.registry));
        let names = own.as_ref().unwrap_or_else(|| self.ready.get_or_init(|| self.all(&Registry::default())));
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        let mut wrongs: Vec<Wrong> = Vec::new();
        let mut forms: BTreeMap<usize, Vec<(String, Span)>> = BTreeMap::new();
        let mut first: Vec<Option<(String, Span)>> = vec![None; names.all.len()];
        for block in cx.document.prose().filter(|block| cx.document.zone(block.id()) != Zone::Header) {
            let clean = block.clean();
            let mut ends = 0;
            for (at, place) in self.places(block, names) {
                let (Some(found), Some((_, name))) = (clean.get(place.clone()), names.all.get(at)) else { continue };
                if place.start < ends || !Self::is_judged(block, place.clone(), found) {
                    continue;
                }
                ends = place.end;
                // A common noun beside the name that it is part of.
                if self.judge == Judge::Mixed && !found.starts_with(char::is_uppercase) {
                    continue;
                }
                let mut wrong = (found.to_owned(), block.span(place.clone()));
                if self.judge == Judge::Mixed {
                    forms.entry(at).or_default().push(wrong.clone());
                }
                let right: String = match self.judge {
                    Judge::Mixed => {
                        let opens = opens_sentence(clean, place.start);
                        let known = first[at].get_or_insert_with(|| wrong.clone());
                        if same_but_first(&known.0, found) && (opens || known.0.chars().next() == found.chars().next())
                        {
                            continue;
                        }
                        // Of two forms the one that is not the name's own is wrong, wherever it comes first.
                        if found == &**name {
                            wrong = known.clone();
                        }
                        name.clone().into_owned()
                    }
                    _ => match self.right(name, found, opens_sentence(clean, place.start)) {
                        Some(right) => right,
                        None => continue,
                    },
                };
                let (found, span) = wrong;
                let key = if self.judge == Judge::Mixed { fold::key(&found) } else { found.clone() };
                match told.get(&key).and_then(|known| wrongs.get_mut(*known)) {
                    Some(_) if self.judge == Judge::Mixed => {}
                    Some(wrong) => wrong.edits.push(Edit::replace(span, right)),
                    None => {
                        told.insert(key, wrongs.len());
                        let edits = vec![Edit::replace(span, right.clone())];
                        wrongs.push(Wrong { name: at, span, found, right, edits });
                    }
                }
            }
        }
        for Wrong { name, span, found, right, mut edits } in wrongs {
            // Where several forms are used, every place of a wrong one is mended.
            let others = forms.get(&name).into_iter().flatten();
            let wrong = others.filter(|(form, other)| *other != span && !same_but_first(form, &right));
            edits.extend(wrong.map(|(_, other)| Edit::replace(*other, right.clone())));
            let draft = findings.report(span).value("found", found).value("right", right);
            draft.edits = edits;
        }
    }
}

/// A form that is wrong, at its first place, with what mends all of its places.
struct Wrong {
    /// Its name, by its number.
    name: usize,
    span: Span,
    found: String,
    right: String,
    edits: Vec<Edit>,
}

/// Words of the name of a law that tell it from common words.
const OPENING: usize = 3;

impl NameCapitals {
    fn all(&self, registry: &Registry) -> Names {
        let mut all: Vec<(String, Cow<'static, str>)> =
            self.names.iter().map(|name| (fold::key(name), Cow::from(name.clone()))).collect();
        match self.from {
            Source::Nothing => {}
            Source::Provinces => {
                let known = provinces().all.iter();
                let names = known.flat_map(|province| std::iter::once(&province.name).chain(&province.ended));
                all.extend(names.map(|name| (fold::key(name), Cow::from(name.as_str()))));
            }
            Source::Laws => {
                let laws = registry.laws().filter(|known| matches!(&*known.law.kind, "luat" | "bo-luat"));
                // A name that is shortened or misquoted is known by how it begins.
                let mut openings: BTreeMap<String, Option<String>> = BTreeMap::new();
                let opening =
                    |text: &str| text.match_indices(' ').nth(OPENING - 1).map(|(at, _)| text[..at].to_owned());
                for NamedLaw { name, folded, .. } in laws {
                    if let (Some(folded), Some(name)) = (opening(&folded), opening(&name)) {
                        // What is written both ways (`Luật sửa đổi`, `Luật Sửa đổi`) is no slip.
                        let small = name.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_lowercase));
                        let known = openings.entry(folded).or_insert_with(|| Some(name));
                        if small {
                            *known = None;
                        }
                    }
                    all.push((folded.into_owned(), Cow::from(name.into_owned())));
                }
                all.extend(openings.into_iter().filter_map(|(folded, name)| Some((folded, Cow::from(name?)))));
            }
        }
        all.sort_by_key(|(folded, _)| std::cmp::Reverse(folded.len()));
        let first = |name: &str| name.split(' ').next().unwrap_or(name).to_owned();
        let by_word = WordMap::grouped(all.iter().enumerate().map(|(at, (folded, _))| (first(folded), at)));
        Names { all, by_word }
    }

    /// The places of the names, in order, the longest at each.
    fn places(&self, block: &Block, names: &Names) -> Vec<(usize, Range<usize>)> {
        let folded = block.folded();
        let mut found = Vec::new();
        for token in block.tokens().iter().filter(|token| token.kind() == TokenKind::Word) {
            let range = token.range().usize();
            let Some(known) = folded.get(range.clone()).and_then(|word| names.by_word.get(word)) else { continue };
            let rest = folded.get(range.start..).unwrap_or("");
            let whole =
                |name: &str| rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
            let Some(at) = known.iter().copied().find(|at| names.all.get(*at).is_some_and(|(name, _)| whole(name)))
            else {
                continue;
            };
            let place = range.start..range.start + names.all[at].0.len();
            let before = folded.get(..place.start).unwrap_or("").trim_end();
            let after = folded.get(place.end..).unwrap_or("").trim_start();
            let placed = self.after.is_empty() || self.after.iter().any(|word| ends_with_word(before, word));
            let part = self.unless_after.iter().any(|word| ends_with_word(before, word));
            if placed && !part && !self.unless_next.iter().any(|word| after.starts_with(word.as_str())) {
                found.push((at, place));
            }
        }
        found
    }

    /// Lines all in capitals, whole quotations and broken words are left alone.
    fn is_judged(block: &Block, place: Range<usize>, found: &str) -> bool {
        let letters = || found.chars().filter(|letter| letter.is_alphabetic());
        let capitals = letters().all(char::is_uppercase);
        letters().count() > 2 && !capitals && !quotes::is_open(block.clean(), place.start)
    }

    /// The form in which `found` should be written, if it is not. Only the case of letters is compared: where
    /// tone marks stand is another question.
    fn right(&self, name: &str, found: &str, opens: bool) -> Option<String> {
        if found.chars().count() != name.chars().count() {
            return None;
        }
        // Older names of laws are written in several ways behind their first letter.
        let judged = match self.from {
            Source::Laws => {
                name.split_inclusive(' ')
                    .take(if name.starts_with("Bộ luật") { 2 } else { 1 })
                    .map(|word| word.chars().count())
                    .sum::<usize>()
                    + 1
            }
            _ => usize::MAX,
        };
        let mut right = String::new();
        for (at, (mine, its)) in found.chars().zip(name.chars()).enumerate() {
            let case = if its.is_uppercase() { fold::upper } else { fold::lower };
            // At the beginning of an item both are usual.
            right.push(if at < judged && !(opens && at == 0) { case(mine) } else { mine });
        }
        let extra = || found.chars().zip(right.chars()).any(|(mine, its)| mine.is_uppercase() && its.is_lowercase());
        let wrong = match self.judge {
            Judge::Extra => extra(),
            Judge::Begun => found.starts_with(char::is_uppercase) && found != right,
            Judge::Any => found != right,
            Judge::Small => found.starts_with(char::is_lowercase) && found != right,
            Judge::HeadSmall => {
                let rest = found.chars().zip(right.chars()).skip(1);
                found.starts_with(char::is_lowercase)
                    && found != right
                    && rest.clone().all(|(mine, its)| mine == its)
                    && rest.clone().any(|(mine, _)| mine.is_uppercase())
            }
            Judge::Mixed => false,
        };
        wrong.then_some(right)
    }
}

/// The names, folded and as written, the longest first, and their places by their first word.
#[derive(Debug)]
struct Names {
    all: Vec<(String, Cow<'static, str>)>,
    by_word: WordMap<Vec<usize>>,
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn same_but_first(left: &str, right: &str) -> bool {
    left.chars().skip(1).eq(right.chars().skip(1))
}

/// True at the beginning of a block, line, sentence or item.
pub(in crate::checks) fn opens_sentence(clean: &str, at: usize) -> bool {
    let before = clean.get(..at).unwrap_or("");
    let bare = before.trim_end_matches([' ', '\u{a0}', '“', '"', '(']);
    let opens = bare.is_empty() || bare.ends_with(['.', '\n', ':', '-', '–', '+', ';', '*', '•', '|', ')', '?', '!']);
    opens || before.trim_end().ends_with(['“', '"'])
}
