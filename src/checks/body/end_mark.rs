//! `end-mark-…`: `./.` at the end of the content.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::{Edit, Reason};
use crate::model::{Block, BlockId, Document, Place, Span, Zone};
use crate::text::letters::ends_with_field;
use crate::text::{TextRange, TokenKind};

/// The mark that ends a content.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Mark {
    /// The mark.
    mark: String,
}

facts! {
    (with: Mark, values: ["found", "expected"])
    /// The content ends with the mark.
    EndMarkPresent = "end-mark-present" => present,
    /// It is written in the one form, joined to the last word.
    EndMarkForm = "end-mark-form" => form,
    /// It does not stand on a line of its own.
    EndMarkJoined = "end-mark-joined" => joined,
    /// No paragraph of the content stands below it.
    EndMarkLast = "end-mark-last" => last,
    /// It stands once.
    EndMarkOnce = "end-mark-once" => once,
}

fn present(Mark { mark }: &Mark, cx: &Context<'_>, findings: &mut Findings) {
    let document = cx.document;
    if document.end_mark.is_some() {
        return;
    }
    let closed = document.signature.is_some() || document.recipients.is_some();
    if !closed || document.kind.is_none() {
        return findings.not_checked(Reason::ComponentUnknown);
    }
    let Some(block) = last_block(document) else { return };
    // Content that ends with a table or a field has no last sentence to carry the mark.
    if block.place != Place::Body || ends_with_field(block.clean()) {
        return findings.not_checked(Reason::ComponentUnknown);
    }
    let Some(words) = last_words(block) else { return };
    let draft = findings.report(block.span(words));
    draft.value("found", &block.clean()[words.usize()]).value("expected", mark.as_str());
    // A heading without content is no sentence, even at the end.
    if let Some(end) = open_end(block).filter(|_| !is_bare_heading(document, block)) {
        draft.edit(Edit::replace(block.span(end), mark.as_str()));
    }
}

fn form(Mark { mark }: &Mark, cx: &Context<'_>, findings: &mut Findings) {
    let Some(found) = cx.document.end_mark.as_ref().filter(|found| !found.right) else { return };
    // The space before the mark is part of what is wrong.
    let whole = with_gap(cx.document, found.span);
    let draft = findings.report(found.span).value("found", cx.document.clean_text(whole));
    draft.value("expected", mark.as_str()).edit(Edit::replace(whole, mark.as_str()));
}

fn joined(Mark { mark }: &Mark, cx: &Context<'_>, findings: &mut Findings) {
    let Some(found) = &cx.document.end_mark else { return };
    let line = cx.document.line_range(found.span);
    if cx.document.block(found.span.block).clean_range(found.span).contains(line) {
        let draft = findings.report(found.span).value("found", cx.document.clean_text(found.span));
        draft.value("expected", mark.as_str());
    }
}

fn last(_: &Mark, cx: &Context<'_>, findings: &mut Findings) {
    let Some(found) = &cx.document.end_mark else { return };
    if let Some(block) = paragraph_after(cx.document, found.span.block) {
        findings.report(block.whole()).value("found", cx.document.clean_text(found.span)).value("expected", "");
    }
}

fn once(Mark { mark }: &Mark, cx: &Context<'_>, findings: &mut Findings) {
    let Some(found) = &cx.document.end_mark else { return };
    let above = |block: &&Block| block.place == Place::Body && block.id() < found.span.block;
    let closes = |block: &&Block| block.clean().trim_end().ends_with(mark);
    let first = cx.document.zone_blocks(Zone::Body).filter(above).find(closes);
    if let Some((block, words)) = first.and_then(|block| Some((block, last_words(block)?))) {
        let draft = findings.report(block.span(words)).value("found", &block.clean()[words.usize()]);
        draft.value("expected", mark.as_str());
    }
}

/// The last block of the content with text.
fn last_block(document: &Document) -> Option<&Block> {
    document.zone_blocks(Zone::Body).filter(|block| has_words(block)).last()
}

/// True for the line of a heading with nothing behind it.
fn is_bare_heading(document: &Document, block: &Block) -> bool {
    let outline = &document.outline;
    outline.heading_at(block.id()).is_some_and(|at| outline.divisions[at].inline.is_none())
}

/// False also for the stroke that a copy left of a table.
fn has_words(block: &Block) -> bool {
    block.clean().contains(char::is_alphanumeric)
}

/// Fewer words are a label, a date or what is left of a form.
const SENTENCE_WORDS: usize = 8;

/// A sentence without names and numbers (`Xin trân trọng cảm ơn.`) may be as short as this.
const COURTESY_WORDS: usize = 4;

/// True if the words are enough for a sentence.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capitals = text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let plain = capitals == 1 && !text.contains(|letter: char| letter.is_ascii_digit() || letter == ':');
    words >= SENTENCE_WORDS || plain && words >= COURTESY_WORDS
}

/// The first sentence of the content below the block `mark`. Lists and tables below it may belong to
/// an annex without a label.
fn paragraph_after(document: &Document, mark: BlockId) -> Option<&Block> {
    let mut below = document.zone_blocks(Zone::Body).filter(|block| block.id() > mark && !block.is_blank());
    below.next().filter(|block| {
        let text = block.clean().trim();
        block.place == Place::Body
            && text.starts_with(char::is_uppercase)
            && text.ends_with(['.', ';'])
            && is_sentence(text)
    })
}

/// Words shown as the place where the mark is missing.
const SHOWN_WORDS: usize = 4;

fn last_words(block: &Block) -> Option<TextRange> {
    let tokens = block.tokens();
    let last = tokens.iter().rposition(|token| token.kind() != TokenKind::Break)?;
    let line = tokens[..last].iter().rposition(|token| token.kind() == TokenKind::Break).map_or(0, |at| at + 1);
    let words = tokens[line..=last].iter().enumerate().filter(|(_, token)| token.kind() == TokenKind::Word);
    let first = words.map(|(at, _)| line + at).rev().take(SHOWN_WORDS).last().unwrap_or(last);
    Some(tokens[first].range().cover(tokens[last].range()))
}

/// The full stop, or the place right after the last letter, where the mark belongs; `None` where
/// the last line is no sentence.
fn open_end(block: &Block) -> Option<TextRange> {
    let text = block.clean().trim_end();
    let body = text.trim_end_matches('.');
    let last = body.chars().next_back()?;
    let dots = text.len() - body.len();
    ((last.is_alphanumeric() || matches!(last, ')' | '”' | '"')) && dots <= 1).then(|| (body.len()..text.len()).into())
}

/// The mark with the space and the full stop before it.
fn with_gap(document: &Document, mark: Span) -> Span {
    let block = document.block(mark.block);
    let range = block.clean_range(mark);
    let before = &block.clean()[..range.start() as usize];
    let body = before.trim_end_matches(['.', ' ']);
    block.span(TextRange::new(body.len() as u32, range.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    fn block(text: &str) -> Block {
        Block::new(BlockId(0), BlockKind::Paragraph, Place::Body, text.to_owned(), Vec::new())
    }

    #[test]
    fn the_last_words_are_shown() {
        let block = block("Đề nghị các đơn vị nghiêm túc thực hiện.");
        assert_eq!(&block.clean()[last_words(&block).expect("words").usize()], "nghiêm túc thực hiện.");
    }

    #[test]
    fn the_mark_replaces_one_full_stop() {
        let text = block("thực hiện.");
        assert_eq!(open_end(&text).map(TextRange::len), Some(1));
        assert_eq!(open_end(&block("thực hiện")).map(TextRange::len), Some(0));
        assert_eq!(open_end(&block("thực hiện...")), None);
        assert_eq!(open_end(&block("gồm:")), None);
    }
}
