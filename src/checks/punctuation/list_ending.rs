//! The marks that close the items of a list, the sentence above it, and what stands above the next heading.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::list_items::{Item, lists, numbered};
use crate::checks::{Check, Context, Draft, Findings};
use crate::diagnostic::Edit;
use crate::model::outline::MarkerStyle;
use crate::model::{Block, Document, Format, Place, Span, Zone};
use crate::text::fold;
use crate::text::letters::{Case, case_of, is_letter, is_letter_or_digit};

/// Looks at one point of the closing marks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct ListEnding {
    /// The point.
    fault: Fault,
    /// Words that lead into a list, folded.
    #[serde(default)]
    lead_ins: Vec<String>,
}

/// What may be wrong with a closing mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// One item has no mark, all others of its list have one.
    ItemOpen,
    /// One item ends otherwise than all others but the last.
    ItemOther,
    /// The last line above a heading ends with a semicolon.
    SectionOpen,
    /// The words that lead into a list are not closed by a colon.
    LeadIn,
    /// A paragraph has no mark, nearly all others have one.
    ParagraphOpen,
}

impl Check for ListEnding {
    const NAME: &'static str = "list-ending";
    const VALUES: &'static [&'static str] = &["found", "expected", "count"];
    const LABELS: &'static [&'static str] = &["again"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        // The text layer of a PDF does not tell where a paragraph ends.
        if document.raw.format == Format::Pdf {
            return;
        }
        match self.fault {
            Fault::ItemOpen => {
                let lists = all_lists(document);
                let open = lists.iter().flat_map(|list| parts(list)).filter_map(|list| item_open(document, list));
                let places: Vec<Occurrence> = open.map(|(block, mark)| completed(block, mark)).collect();
                let Some(first) = places.first() else { return };
                let found = document.clean_text(first.span).to_owned();
                let expected =
                    if first.replacement.as_ref().is_some_and(|text| text.ends_with(';')) { ";" } else { "." };
                if let Some(draft) = extent::report(findings, &places) {
                    draft.value("found", found).value("expected", expected);
                }
            }
            Fault::ItemOther => {
                let lists = all_lists(document);
                lists.iter().flat_map(|list| parts(list)).for_each(|list| item_other(document, list, findings));
            }
            Fault::SectionOpen => section_open(document, findings),
            Fault::LeadIn => self.lead_in(document, findings),
            Fault::ParagraphOpen => paragraph_open(document, findings),
        }
    }
}

/// Lists with dashes and lists with numbers or letters.
fn all_lists(document: &Document) -> Vec<Vec<Item<'_>>> {
    let mut lists = lists(document);
    lists.extend(numbered(document));
    lists.sort_by_key(|list| list.first().map(|item| item.block.id()));
    lists
}

/// The closing mark of `text`: `.`, `;` or another one; `None` behind a letter, a digit or a bracket.
fn mark(text: &str) -> Option<char> {
    let last = text.trim_end().trim_end_matches(['”', '"']).chars().next_back()?;
    (!is_letter_or_digit(last) && !matches!(last, ')' | '%' | ']')).then_some(last)
}

/// The last words of a block with its closing mark, and where that mark stands or belongs.
fn ending(block: &Block) -> (Span, Span) {
    const SHOWN_WORDS: usize = 4;
    let text = block.clean().trim_end();
    let start = text.rmatch_indices(' ').nth(SHOWN_WORDS - 1).map_or(0, |(at, _)| at + 1);
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    let body = text.trim_end_matches(['.', ';', ',', ':']);
    (block.span(start.max(line)..text.len()), block.span(body.len()..text.len()))
}

fn report(block: &Block, expected: &str, findings: &mut Findings) {
    let (words, place) = ending(block);
    findings
        .report(words)
        .value("found", block.clean_text(words))
        .value("expected", expected)
        .edit(Edit::replace(place, expected));
}

/// Words of an item that is a heading of what stands below it.
const HEADING_WORDS: usize = 4;

/// Items of one level: those with the sign and the indent of the first.
fn level<'l, 'a>(list: &'l [Item<'a>]) -> Vec<(usize, &'l Item<'a>)> {
    let Some(first) = list.first() else { return Vec::new() };
    let same = |item: &Item<'_>| item.sign == first.sign && item.indent() == first.indent();
    list.iter().enumerate().filter(|(_, item)| same(item)).collect()
}

/// The last words of an item with the mark that they lack.
fn completed(block: &Block, mark: &str) -> Occurrence {
    let (words, _) = ending(block);
    Occurrence::replaced(words, format!("{}{mark}", block.clean_text(words)))
}

/// The lists in a run of items: one that ends with a colon leads into those behind it, which are a list of their own.
fn parts<'l, 'a>(list: &'l [Item<'a>]) -> Vec<&'l [Item<'a>]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, pair) in list.windows(2).enumerate() {
        if pair[0].ends_with(':') && pair[0].sign == pair[1].sign && pair[1].indent() <= pair[0].indent() + 1 {
            parts.push(&list[start..at]);
            start = at + 1;
        }
    }
    parts.push(&list[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The one item of `list` without a mark, and the mark it should have.
fn item_open<'a>(document: &Document, list: &[Item<'a>]) -> Option<(&'a Block, &'static str)> {
    /// Items of the shortest list that shows a habit.
    const LEAST: usize = 3;
    let items = level(list);
    if items.len() < LEAST || document.zone(list[0].block.id()) != Zone::Body {
        return None;
    }
    let mut open = None;
    let mut marks = Vec::new();
    for (place, (at, item)) in items.iter().enumerate() {
        match mark(item.block.clean()) {
            Some(mark @ ('.' | ';')) => marks.push(mark),
            // What leads into a deeper level has a colon; anything else is not for this rule.
            Some(_) => {}
            None if open.is_some() => return None,
            None => open = Some((place, *at, *item)),
        }
    }
    let (place, at, item) = open.filter(|_| marks.len() + 1 >= LEAST)?;
    let closing = place + 1 == items.len();
    // Behind the last item a paragraph may go on with it; behind another one the next item of its level follows.
    let followed = list.get(at + 1).is_some_and(|next| next.sign == item.sign && next.indent() == item.indent());
    let words = item.block.clean().split_whitespace().count();
    // `phát triển kinh tế` and `- xã hội` on the next line are one name that a copy has broken.
    let torn = list.get(at + 1).is_some_and(|next| begins_small(next.block) && !begins_small(item.block));
    let closed = !torn && (followed || closing && ends_section(document, item.block));
    let mark = if !closing && marks.first() == Some(&';') { ";" } else { "." };
    (closed && words > HEADING_WORDS).then_some((item.block, mark))
}

/// True if the first word of an item begins with a small letter.
fn begins_small(block: &Block) -> bool {
    block.clean().chars().find(|letter| is_letter(*letter)).is_some_and(char::is_lowercase)
}

fn item_other(document: &Document, list: &[Item<'_>], findings: &mut Findings) {
    /// Items beside the odd one that show what is usual.
    const LEAST: usize = 3;
    let items = level(list);
    let Some((_, inner)) = items.split_last() else { return };
    if document.zone(list[0].block.id()) != Zone::Body {
        return;
    }
    let marks: Vec<Option<char>> = inner.iter().map(|(_, item)| mark(item.block.clean())).collect();
    for (usual, odd) in [(';', '.'), ('.', ';')] {
        let many = marks.iter().filter(|mark| **mark == Some(usual)).count();
        let few: Vec<usize> = (0..marks.len()).filter(|at| marks[*at] == Some(odd)).collect();
        let [one] = few.as_slice() else { continue };
        let item = inner[*one].1;
        // An item of several sentences ends with a full stop, and so does what a deeper level closes.
        let followed = list.get(inner[*one].0 + 1).is_some_and(|next| next.sign == item.sign);
        let sentences = crate::checks::sentences::of(item.block).len();
        if many >= LEAST && many + 1 == marks.len() && sentences == 1 && followed && !item.block.clean().ends_with("..")
        {
            report(item.block, &usual.to_string(), findings);
        }
    }
}

/// The block behind `block` that is not blank.
fn next_of<'a>(document: &'a Document, block: &Block) -> Option<&'a Block> {
    document.blocks().iter().skip(block.id().index() + 1).find(|next| !next.is_blank())
}

/// True if a heading or a part of the closing follows `block`.
fn ends_section(document: &Document, block: &Block) -> bool {
    next_of(document, block)
        .is_some_and(|next| document.zone(next.id()) != Zone::Body || document.outline.heading_at(next.id()).is_some())
}

fn section_open(document: &Document, findings: &mut Findings) {
    let divisions = &document.outline.divisions;
    for (at, division) in divisions.iter().enumerate().filter(|(_, division)| division.is_heading) {
        let above = document.blocks()[..division.block.index()].iter().rev().find(|block| !block.is_blank());
        let Some(block) = above.filter(|block| {
            document.zone(block.id()) == Zone::Body && block.place == Place::Body && !document.in_grounds(block.id())
        }) else {
            continue;
        };
        let text = block.clean().trim_end();
        // Numbered lines of one list end with semicolons although the next is short enough for a heading.
        let listed = divisions[..at].last().is_some_and(|last| {
            last.series == division.series && last.block == block.id() || last.block == block.id() && last.is_heading
        });
        let sentence = case_of(block.shown()) != Case::Upper && text.split_whitespace().count() > HEADING_WORDS;
        if text.ends_with(';') && sentence && !listed && division.marker.is_some() {
            report(block, ".", findings);
        }
    }
}

impl ListEnding {
    fn lead_in(&self, document: &Document, findings: &mut Findings) {
        for block in document.zone_blocks(Zone::Body).filter(|block| block.place == Place::Body) {
            let text = block.folded().trim_end();
            let body = text.trim_end_matches(['.', ';', ',']).trim_end();
            let leads = |words: &String| body.strip_suffix(words.as_str()).is_some_and(|rest| rest.ends_with(' '));
            if text.ends_with("..") || !self.lead_ins.iter().any(leads) {
                continue;
            }
            let Some(next) = next_of(document, block) else { continue };
            let divisions = &document.outline.divisions;
            let numbered = divisions.binary_search_by_key(&next.id(), |division| division.block).ok();
            let begins =
                numbered.is_some_and(|at| divisions[at].marker.as_ref().is_some_and(|marker| marker.value == 1));
            // A heading may end with these words; only a sentence promises what follows.
            let heading = document.outline.heading_at(block.id()).is_some()
                && !body.ends_with("sau")
                && !body.ends_with("sau đây");
            if !heading && document.zone(next.id()) == Zone::Body && (begins || Item::of(next).is_some()) {
                report(block, ":", findings);
            }
        }
    }
}

fn paragraph_open(document: &Document, findings: &mut Findings) {
    /// Words of the shortest paragraph that is no heading, no line of a table and no name.
    const SHORTEST: usize = 25;
    /// Paragraphs that show a habit.
    const LEAST: usize = 6;
    let mut open = Vec::new();
    let mut closed = 0;
    for block in document.zone_blocks(Zone::Body).filter(|block| block.place == Place::Body) {
        let text = block.clean().trim_end();
        let whole = block.lines().count() == 1 && case_of(block.shown()) != Case::Upper;
        if text.split_whitespace().count() < SHORTEST || !whole {
            continue;
        }
        let bold = document.tally(&[block.whole()], |run| run.bold.known().map(|bold| !bold)).wrong > 0;
        match mark(text) {
            Some('.' | ';') => closed += 1,
            None if !bold && goes_no_further(document, block) => open.push(block),
            _ => {}
        }
    }
    findings.drafts.extend(articles_open(document));
    // A document of another habit, or a copy that has lost its marks.
    if closed < LEAST || open.len() * 8 > closed {
        return;
    }
    for block in open {
        report(block, ".", findings);
    }
}

/// Articles of one sentence without a full stop, where the others have theirs. The last one ends the content, which
/// is the business of the end mark.
fn articles_open(document: &Document) -> Vec<Draft> {
    /// Words of the shortest article that is a sentence; fewer are a title.
    const SHORTEST: usize = 10;
    let divisions = &document.outline.divisions;
    let single = divisions.iter().filter(|division| {
        let article = division.marker.as_ref().is_some_and(|marker| marker.style == MarkerStyle::Article);
        article && document.zone(division.block) == Zone::Body && division.end.index() == division.block.index() + 1
    });
    let blocks: Vec<&Block> = single.map(|division| document.block(division.block)).collect();
    let open = |block: &&&Block| {
        mark(block.clean()).is_none()
            && block.clean().split_whitespace().count() >= SHORTEST
            && ends_in_word(block.clean())
    };
    let closed = blocks.iter().filter(|block| mark(block.clean()) == Some('.')).count();
    let mut found = Findings::default();
    let last = divisions.last().map(|division| division.block);
    for block in blocks.iter().filter(open).filter(|block| closed > 0 && last != Some(block.id())) {
        report(block, ".", &mut found);
    }
    found.drafts
}

/// True if the sentence of `block` cannot go on in the next block: a heading, an item or a new sentence begins
/// there, in a paragraph of its own.
fn goes_no_further(document: &Document, block: &Block) -> bool {
    let heading = document.outline.heading_at(block.id()).is_some();
    let last = block.clean().trim_end().chars().next_back();
    let next = next_of(document, block);
    let Some(next) = next.filter(|next| document.zone(next.id()) == Zone::Body && next.place == Place::Body) else {
        return false;
    };
    let text = next.clean().trim_start();
    let apart = !document.raw.format.has_lines() || next.blank_before;
    let divisions = &document.outline.divisions;
    let numbered = divisions.binary_search_by_key(&next.id(), |division| division.block).is_ok();
    let listed = Item::of(next).is_some();
    let begins = numbered || listed || text.starts_with(char::is_uppercase);
    // Above the first item of a list stands what leads into it.
    let first = divisions.binary_search_by_key(&next.id(), |division| division.block).ok();
    let first = first.is_some_and(|at| {
        !divisions[at].is_heading && divisions[at].marker.as_ref().is_some_and(|marker| marker.value == 1)
    });
    let leads_in = first || listed && Item::of(block).is_none();
    let sentence = fold::fold(block.clean());
    // Words that lead into what follows want a colon, which is another rule's business.
    let leads = ["như sau", "sau đây", "gồm", "sau", "cụ thể"].iter().any(|words| sentence.trim_end().ends_with(words));
    // Articles, and grounds that were not recognised as such, end otherwise.
    let bare = sentence.trim_start_matches([' ', '“', '"']);
    let article = ["điều ", "căn cứ "].iter().any(|word| bare.starts_with(word));
    // The raised number of a note that was copied as a digit stands behind the mark.
    let noted = sentence.trim_end().trim_end_matches(|letter: char| letter.is_ascii_digit()).ends_with(['.', ';']);
    !heading
        && !article
        && !noted
        && apart
        && begins
        && !leads
        && !leads_in
        && last.is_some_and(is_letter_or_digit)
        && ends_in_word(block.clean())
}

/// True if the last word is a word of a sentence or a number, not a name or a symbol in capitals.
fn ends_in_word(text: &str) -> bool {
    let last = text.trim_end().rsplit(' ').next().unwrap_or("");
    let capitals = last.chars().filter(|letter| letter.is_uppercase()).count();
    capitals < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_or_a_letter_is_no_mark() {
        assert_eq!(mark("Đã mở 02 lớp."), Some('.'));
        assert_eq!(mark("Đã mở 02 lớp; "), Some(';'));
        assert_eq!(mark("Đã mở 02 lớp (đêm)"), None);
        assert_eq!(mark("mô hình “Ngõ xanh.”"), Some('.'));
    }
}
