//! `dash-mixed`: names whose parts are joined by one dash here and by another there.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::model::{Block, Span, Zone};
use crate::text::clean::on_one_line;
use crate::text::{TextRange, Token, TokenKind};

/// Flags the rarer dash of a name that a document writes with several, once a name: hyphen or long dash, with
/// spaces or without.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct DashMixed {}

/// A dash between two words.
struct Dash {
    /// The dash and the spaces around it.
    joint: String,
    /// Where they stand.
    span: Span,
    /// The words on both sides.
    name: Span,
}

impl Check for DashMixed {
    const NAME: &'static str = "dash-mixed";
    const VALUES: &'static [&'static str] = &["found", "other", "count", "others"];
    const LABELS: &'static [&'static str] = &["again", "other"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let mut names: BTreeMap<String, Vec<Dash>> = BTreeMap::new();
        for block in cx.document.prose() {
            if !matches!(cx.document.zone(block.id()), Zone::Header | Zone::Closing) {
                read(block, &mut names);
            }
        }
        for dashes in names.values() {
            let mut count: BTreeMap<&str, usize> = BTreeMap::new();
            for dash in dashes {
                *count.entry(&dash.joint).or_default() += 1;
            }
            // A hyphen with a space on both sides wins a draw.
            let Some((best, _)) = count.iter().max_by_key(|(joint, count)| (**count, **joint == USUAL)) else {
                continue;
            };
            let (common, rare): (Vec<&Dash>, Vec<&Dash>) = dashes.iter().partition(|dash| dash.joint == **best);
            let (Some(found), Some(other)) = (rare.first(), common.first()) else { continue };
            let places: Vec<Occurrence> = rare.iter().map(|dash| Occurrence::replaced(dash.span, *best)).collect();
            let found = on_one_line(cx.document.clean_text(found.name));
            if let Some(draft) = extent::report(findings, &places) {
                draft.value("found", found).value("other", on_one_line(cx.document.clean_text(other.name)));
                draft.value("others", common.len().to_string()).label("other", other.name);
            }
        }
    }
}

/// The joint that most names have.
const USUAL: &str = " - ";

/// Enters every dash of `block` that joins the parts of a name.
fn read(block: &Block, names: &mut BTreeMap<String, Vec<Dash>>) {
    let (tokens, clean) = (block.tokens(), block.clean());
    if !clean.contains(['-', '–', '—']) {
        return;
    }
    for at in 1..tokens.len().saturating_sub(1) {
        if !matches!(tokens[at].kind(), TokenKind::Mark('-' | '–' | '—')) {
            continue;
        }
        // A space on one side only is a slip of the key, and the business of another rule.
        let joint = TextRange::new(tokens[at - 1].range().end(), tokens[at + 1].range().start());
        let text = &clean[joint.usize()];
        if text.starts_with(' ') != text.ends_with(' ') || text.contains('\n') {
            continue;
        }
        let Some((key, range)) = name_at(block, tokens, at) else { continue };
        let dash = Dash { joint: text.to_owned(), span: block.span(joint), name: block.span(range) };
        names.entry(key).or_default().push(dash);
    }
}

/// The words around the dash at token `at`, folded, and their place, if they are a name: the word behind it
/// and the second one before it have a capital.
fn name_at(block: &Block, tokens: &[Token], at: usize) -> Option<(String, TextRange)> {
    let shown = block.shown();
    let word = |at: usize| tokens.get(at).filter(|token| token.kind() == TokenKind::Word);
    let capital = |token: &Token| shown[token.range().usize()].starts_with(char::is_uppercase);
    let (first, before, behind) = (word(at.checked_sub(2)?)?, word(at - 1)?, word(at + 1)?);
    // `NĐ-CP` is a symbol.
    let small = shown[before.range().usize()].chars().any(char::is_lowercase);
    if !small || !capital(first) || !capital(behind) {
        return None;
    }
    let folded = |token: &Token| &block.folded()[token.range().usize()];
    let key = format!("{} {} - {}", folded(first), folded(before), folded(behind));
    let last = word(at + 2).filter(|next| !capital(next)).unwrap_or(behind);
    Some((key, TextRange::new(first.range().start(), last.range().end())))
}
