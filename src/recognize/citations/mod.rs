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
mod links;
mod resolve;
mod scan;
mod symbol;
mod title;
mod units;
pub(super) mod words;

use crate::model::Document;
use crate::model::Zone;
use crate::model::citation::{Citation, Citations, Mention, UnitReference};

/// Finds all citations of `document`.
pub fn recognize(document: &Document) -> Citations {
    let mut all: Vec<Citation> = Vec::new();
    let mut units = Vec::new();
    // What a portal says of the document above it is not the author's.
    let own = document.own_blocks().filter(|block| document.zone(block.id()) != Zone::Preface);
    for block in own {
        all.extend(finder::find(block));
        units::find(block, &mut units);
    }
    let mut aliases = aliases::find(document, &all);
    leave_out_declarations(&mut all, &mut aliases);
    resolve::resolve(document, &mut all, &mut aliases);
    tie(document, &all, &mut units);
    let links = links::find(document, &all);
    Citations { all, aliases, units, links }
}

/// Ties each pointer to the citation whose kind word follows it.
fn tie(document: &Document, all: &[Citation], units: &mut [UnitReference]) {
    for unit in units.iter_mut().filter(|unit| unit.owner.is_some()) {
        let next = all.partition_point(|citation| citation.span < unit.span);
        let Some(citation) = all.get(next).filter(|citation| citation.span.block == unit.span.block) else { continue };
        let block = document.block(unit.span.block);
        let (from, to) =
            (block.clean_range(unit.span).end() as usize, block.clean_range(citation.span).start() as usize);
        let between = block.folded().get(from..to).unwrap_or("-");
        if between.split_whitespace().all(|word| matches!(word, "của" | "," | "các")) {
            unit.citation = Some(next);
        }
    }
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
