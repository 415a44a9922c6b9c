//! Lists that begin anew: a paragraph whose automatic number is wrong moves to a list of its own that shares the
//! definition, and with it the counters, of the old one and starts with the right number. What follows in the old list
//! counts on from there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::clean::CUT;
use super::comments::{appended, prefix_of};
use super::{PackageError, WriteError, restyles_in};
use crate::diagnostic::Look;
use crate::engine::fix::FixPlan;
use crate::model::{Block, BlockId, Document};
use crate::ooxml::{Namespace, Package, Relationships, Xml, XmlError};

/// The lists that are added, and which paragraphs move to them.
#[derive(Debug, Default)]
pub(super) struct Restarts {
    /// The new list of a paragraph and the level it has in it.
    lists: BTreeMap<BlockId, (u32, u8)>,
    /// Paragraphs that move with another one: the old list has a start of its own, and would begin with them.
    followers: BTreeMap<BlockId, Vec<BlockId>>,
    /// The part that holds the lists, with the new ones.
    part: Option<(String, String)>,
}

impl Restarts {
    /// The lists that `plan` asks for, as far as the package has what they are made of.
    pub(super) fn of(
        document: &Document,
        plan: &FixPlan<'_>,
        package: &mut Package<'_>,
        relationships: &Relationships,
        depth: usize,
    ) -> Result<Self, WriteError> {
        let from = |look: &Look| if let Look::ListFrom(first) = look { Some(*first) } else { None };
        let asked: Vec<(BlockId, u32)> =
            restyles_in(plan).filter_map(|restyle| Some((restyle.span.block, from(&restyle.look)?))).collect();
        let mut asked_of: Vec<BlockId> = asked.iter().map(|(block, _)| *block).collect();
        asked_of.sort_unstable();
        let mut restarts = Self::default();
        let part = relationships.part_of_kind("numbering").filter(|part| package.contains(part));
        let Some(part) = part.filter(|_| !asked.is_empty()) else { return Ok(restarts) };
        let text = package.xml(part)?;
        let known = Known::read(&text, depth).map_err(PackageError::from)?;
        let p = prefix_of(&text, "numbering");
        let mut next = known.highest;
        let mut added = String::new();
        for (block, first) in asked {
            let Some((list, level)) = document.block(block).format.list else { continue };
            let Some(definition) = known.definitions.get(&list) else { continue };
            next = next.saturating_add(1);
            let _ = write!(
                added,
                "<{p}num {p}numId=\"{next}\"><{p}abstractNumId {p}val=\"{definition}\"/><{p}lvlOverride {p}ilvl=\"{level}\">\
                 <{p}startOverride {p}val=\"{first}\"/></{p}lvlOverride></{p}num{CUT}"
            );
            restarts.lists.insert(block, (next, level));
            if known.starts.contains(&(list, level)) {
                let behind = document.blocks().iter().skip(block.index() + 1);
                let same = behind.filter(|one| one.format.list == Some((list, level))).map(Block::id);
                let followers: Vec<BlockId> = same.take_while(|one| asked_of.binary_search(one).is_err()).collect();
                restarts.lists.extend(followers.iter().map(|one| (*one, (next, level))));
                restarts.followers.insert(block, followers);
            }
        }
        if !restarts.lists.is_empty() {
            let written = match known.behind {
                Some(at) => text.get(..at).zip(text.get(at..)).map(|(before, after)| format!("{before}{added}{after}")),
                None => appended(&text, &format!("{p}numbering"), &added),
            };
            restarts.part = Some((part.to_owned(), written.ok_or(WriteError::Form)?));
        }
        Ok(restarts)
    }

    /// The list that `block` moves to, and its level there.
    pub(super) fn list_of(&self, block: BlockId) -> Option<(u32, u8)> {
        self.lists.get(&block).copied()
    }

    /// The paragraphs that move together with `block`.
    pub(super) fn followers(&self, block: BlockId) -> &[BlockId] {
        self.followers.get(&block).map_or(&[], Vec::as_slice)
    }

    /// Puts the lists among the parts that are written.
    pub(super) fn write(self, changed: &mut BTreeMap<String, Vec<u8>>) {
        changed.extend(self.part.map(|(name, text)| (name, text.into_bytes())));
    }
}

/// What a part of lists holds.
#[derive(Default)]
struct Known {
    /// The definition of each list.
    definitions: BTreeMap<u32, u32>,
    /// Lists that have a start of their own at a level.
    starts: BTreeSet<(u32, u8)>,
    highest: u32,
    /// Where something begins that stands behind all lists.
    behind: Option<usize>,
}

impl Known {
    fn read(text: &str, depth: usize) -> Result<Self, XmlError> {
        let mut known = Self::default();
        let mut xml = Xml::new(text, depth);
        xml.root()?;
        while let Some(element) = xml.child()? {
            let start = xml.started_at();
            match element.name() {
                (Namespace::Word, "num") => {
                    let number =
                        |value: Option<std::borrow::Cow<'_, str>>| value.and_then(|value| value.trim().parse().ok());
                    let id: Option<u32> = number(xml.attribute(&element, Namespace::Word, "numId"));
                    let mut definition = None;
                    while let Some(child) = xml.child()? {
                        if child.is(Namespace::Word, "abstractNumId") {
                            definition = number(xml.attribute(&child, Namespace::Word, "val"));
                        } else if child.is(Namespace::Word, "lvlOverride") {
                            let level = number(xml.attribute(&child, Namespace::Word, "ilvl"));
                            let level = level.and_then(|level| u8::try_from(level).ok());
                            known.starts.extend(id.zip(level));
                        }
                        xml.skip()?;
                    }
                    known.highest = known.highest.max(id.unwrap_or(0));
                    if let Some((id, definition)) = id.zip(definition) {
                        known.definitions.entry(id).or_insert(definition);
                    }
                    continue;
                }
                (Namespace::Word, "numIdMacAtCleanup") => known.behind = known.behind.or(Some(start)),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(known)
    }
}

/// True if `text`, a part of lists, has some that were added.
pub(super) fn has_added(text: &str) -> bool {
    text.contains(&format!("num{CUT}"))
}

/// `text`, a part of lists, without those that were added and that `is_used` does not name.
pub(super) fn without_added(text: &str, is_used: &dyn Fn(&str) -> bool) -> String {
    let p = prefix_of(text, "numbering");
    let (open, close) = (format!("<{p}num "), format!("</{p}num{CUT}"));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = rest.find(&close) {
        let end = end + close.len();
        let whole = rest.get(..end).unwrap_or("");
        let start = whole.rfind(&open).unwrap_or(end);
        let list = whole.get(start..).unwrap_or("");
        let id = list.split('"').nth(1).unwrap_or("");
        out.push_str(whole.get(..if is_used(id) { end } else { start }).unwrap_or(""));
        rest = rest.get(end..).unwrap_or("");
    }
    out.push_str(rest);
    out
}
