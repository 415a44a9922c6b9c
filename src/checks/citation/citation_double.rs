//! `citation-double`: two citations that can only mean one instrument and differ in one thing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::number_key;
use crate::model::Span;
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::text::fold;

/// Reports the second of two citations that agree in all but one thing; each pair once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationDouble {
    /// The thing.
    differ: Differ,
    /// Folded words that make the head of a body out of the body (`chủ tịch`): only these two are told apart.
    #[serde(default)]
    heads: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Differ {
    /// One number on one day, issued by a body and by its head.
    Issuer,
    /// One number on one day of one issuer under two symbols.
    Symbol,
    /// One title, day and issuer under two numbers.
    Number,
    /// Numbers of one office and year whose days go the other way.
    Order,
}

/// Words of a title from which on it is certain that two are the same paper.
const LEAST_WORDS: usize = 5;

/// Numbers of an office that must agree with each other before one of them is out of order.
const LEAST_ORDERED: usize = 3;

impl Check for CitationDouble {
    const NAME: &'static str = "citation-double";
    const VALUES: &'static [&'static str] = &["found", "other"];
    const LABELS: &'static [&'static str] = &["other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let regular = |citation: &Citation, symbol: &Symbol| {
            !citation.quoted
                && symbol.number.is_some()
                && !matches!(symbol.family, SymbolFamily::Malformed | SymbolFamily::Legacy)
        };
        let all = || document.citations.numbered().filter(|(_, citation, symbol)| regular(citation, symbol));
        if self.differ == Differ::Order {
            let mut offices: BTreeMap<(String, i16), Vec<(u32, &Citation)>> = BTreeMap::new();
            for (_, citation, symbol) in all() {
                let Some((office, serial)) = office(symbol).zip(symbol.serial().and_then(|serial| serial.parse().ok()))
                else {
                    continue;
                };
                let Some(date) = citation.full_date() else { continue };
                let list = offices.entry((office, date.year())).or_default();
                if !list.iter().any(|(known, _)| *known == serial) {
                    list.push((serial, citation));
                }
            }
            for list in offices.values_mut() {
                list.sort_by_key(|(_, citation)| citation.full_date());
                if let Some((wrong, near)) = out_of_order(list) {
                    report(cx, wrong, near, findings);
                }
            }
            return;
        }
        let mut seen: BTreeMap<String, (&Citation, String)> = BTreeMap::new();
        for (_, citation, symbol) in all() {
            let Some((key, value)) = self.key(citation, symbol) else { continue };
            let Some((first, known)) = seen.get(&key) else {
                seen.insert(key, (citation, value));
                continue;
            };
            if *known == value || self.differ == Differ::Issuer && !self.is_head_and_body(known, &value) {
                continue;
            }
            report(cx, citation, first, findings);
        }
    }
}

impl CitationDouble {
    /// What two citations have in common, and what they may differ in.
    fn key(&self, citation: &Citation, symbol: &Symbol) -> Option<(String, String)> {
        let date = citation.full_date()?;
        let number = number_key(&symbol.right_form());
        let issuer = citation.issuer.as_ref().map(|issuer| fold::key(&issuer.text));
        match self.differ {
            Differ::Issuer => Some((format!("{number} {date}"), issuer?)),
            Differ::Symbol => {
                let kind = citation.kind_slug?;
                Some((format!("{kind} {} {date} {}", symbol.serial()?, issuer?), number))
            }
            Differ::Number => {
                let title = fold::key(&citation.title.as_ref()?.text);
                // The words behind the paper may go on with the sentence.
                let words: Vec<&str> = title.split_whitespace().take(LEAST_WORDS + 3).collect();
                (words.len() >= LEAST_WORDS).then(|| {
                    (
                        format!(
                            "{} {date} {} {}",
                            citation.kind_slug.unwrap_or(""),
                            issuer.unwrap_or_default(),
                            words.join(" ")
                        ),
                        number,
                    )
                })
            }
            Differ::Order => None,
        }
    }

    fn is_head_and_body(&self, left: &str, right: &str) -> bool {
        let heads = |long: &str, short: &str| {
            long.strip_suffix(short).is_some_and(|head| self.heads.iter().any(|known| known == head.trim()))
        };
        heads(left, right) || heads(right, left)
    }
}

fn report(cx: &Context<'_>, citation: &Citation, other: &Citation, findings: &mut Findings) {
    let place = |citation: &Citation| -> Span { citation.span };
    findings
        .report(place(citation))
        .value("found", cx.document.clean_text(place(citation)))
        .value("other", cx.document.clean_text(place(other)))
        .label("other", place(other));
}

/// The office that numbers: the body of a letter, kind and body of others.
fn office(symbol: &Symbol) -> Option<String> {
    let key = number_key(&symbol.right_form());
    let letters = key.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match symbol.family {
        SymbolFamily::Letter => {
            let body = letters.trim_start_matches('/').split('-').next()?;
            (!body.is_empty() && letters.contains('-')).then(|| body.to_owned())
        }
        _ => None,
    }
}

/// The only number of a list by days without which the others grow, and a neighbour that it contradicts.
fn out_of_order<'a>(list: &[(u32, &'a Citation)]) -> Option<(&'a Citation, &'a Citation)> {
    if list.len() <= LEAST_ORDERED || list.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        return None;
    }
    let grows_without = |left_out: usize| {
        let rest: Vec<u32> =
            list.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, (serial, _))| *serial).collect();
        rest.windows(2).all(|pair| pair[0] < pair[1])
    };
    let mut wrong = (0..list.len()).filter(|at| grows_without(*at));
    let (at, more) = (wrong.next()?, wrong.next());
    let near = if at == 0 { 1 } else { at - 1 };
    more.is_none().then(|| (list[at].1, list[near].1))
}
