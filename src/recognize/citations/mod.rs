//! Citations: finds every pointer into a legal or administrative instrument and which of them mean
//! the same one.
//!
//! A scanner over the words of each block, linear in the length of the text: a kind word opens a
//! citation, [`scan`] finds where the number and symbol ends, [`symbol`] reads it, [`dates`] and
//! [`issuer`] what follows. [`aliases`] and [`resolve`] then look at the document as a whole.

mod aliases;
mod dates;
mod finder;
mod issuer;
mod kinds;
mod resolve;
mod scan;
mod symbol;
mod units;
mod words;

use crate::model::Document;
use crate::model::citation::{Citation, Citations, Mention};

/// Finds all citations of `document`.
pub fn recognize(document: &Document) -> Citations {
    let mut all: Vec<Citation> = Vec::new();
    let mut units = Vec::new();
    for block in document.own_blocks() {
        all.extend(finder::find(block));
        units::find(block, &mut units);
    }
    let mut aliases = aliases::find(document, &all);
    leave_out_declarations(&mut all, &mut aliases);
    resolve::resolve(document, &mut all, &mut aliases);
    Citations { all, aliases, units }
}

/// A short name inside its own declaration is no mention.
fn leave_out_declarations(all: &mut Vec<Citation>, aliases: &mut [crate::model::citation::Alias]) {
    let mut place = Vec::with_capacity(all.len());
    let mut kept = 0usize;
    let mut declarations = aliases.iter().map(|alias| alias.span).peekable();
    let keep: Vec<bool> = all
        .iter()
        .map(|citation| {
            while declarations.peek().is_some_and(|span| {
                span.block < citation.span.block || *span < citation.span && !span.touches(citation.span)
            }) {
                declarations.next();
            }
            let inside = declarations
                .peek()
                .is_some_and(|span| span.touches(citation.span) && span.range.contains(citation.span.range));
            citation.mention != Mention::Short || !inside
        })
        .collect();
    for keep in &keep {
        place.push(kept);
        kept += usize::from(*keep);
    }
    for alias in aliases {
        alias.citation = place.get(alias.citation).copied().unwrap_or(0);
    }
    let mut keep = keep.into_iter();
    all.retain(|_| keep.next().unwrap_or(true));
}
