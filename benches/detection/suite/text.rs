//! Changes the bytes of a text or Markdown file.

use std::ops::Range;

use rasoat::model::{BlockId, Document};

use super::change::Change;

/// The text with `change` made; `None` if this format has no such thing.
pub(crate) fn apply(document: &Document, change: &Change) -> Option<String> {
    let text = &*document.raw.decoded;
    match change {
        Change::Words(edits) => {
            let mut splices = Vec::new();
            for edit in edits {
                splices.push((document.source_bytes(edit.span)?.usize(), edit.replacement.as_str()));
            }
            splices.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
            let mut changed = text.to_owned();
            let touched: Vec<bool> =
                splices.iter().map(|(range, replacement)| replacement.is_empty() && !range.is_empty()).collect();
            for ((range, replacement), may_empty) in splices.iter().zip(touched) {
                changed.get(range.clone())?;
                changed.replace_range(range.clone(), replacement);
                if may_empty {
                    drop_blank_line(&mut changed, range.start);
                }
            }
            Some(changed)
        }
        Change::Remove(first, last) => {
            let range = lines(document, *first, *last)?;
            let mut changed = text.to_owned();
            changed.replace_range(range, "");
            Some(changed)
        }
        Change::Move(first, last, before) => {
            let range = lines(document, *first, *last)?;
            let target = lines(document, *before, *before)?.start;
            if range.contains(&target) || target == range.end {
                return None;
            }
            let mut moved = text.get(range.clone())?.trim_end().to_owned();
            moved.push_str("\n\n");
            let mut changed = text.to_owned();
            if target < range.start {
                changed.replace_range(range, "");
                changed.insert_str(target, &moved);
            } else {
                changed.insert_str(target, &moved);
                changed.replace_range(range, "");
            }
            Some(changed)
        }
        Change::Insert(after, words) => {
            let end = lines(document, *after, *after)?.end;
            let mut changed = text.to_owned();
            changed.insert_str(end, &format!("\n{words}\n\n"));
            Some(changed)
        }
        Change::Split(tail) => {
            let range = document.source_bytes(*tail)?.usize();
            let (head, tail) = (text.get(..range.start)?, text.get(range.start..)?);
            Some(format!("{}\n\n{}", head.trim_end(), tail.trim_start()))
        }
        Change::Runs(..) | Change::Paragraphs(..) | Change::Parts(_) => None,
    }
}

/// Takes away the line at `at` if nothing of it is left but markup.
fn drop_blank_line(text: &mut String, at: usize) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
    let blank = text[start..end].trim_matches([' ', '\t', '\n', '\r', '*', '_', '\\', '|', '-', '#']).is_empty();
    if blank {
        text.replace_range(start..end, "");
    }
}

/// The bytes of whole lines from the first block to the last; `None` if others share these lines.
fn lines(document: &Document, first: BlockId, last: BlockId) -> Option<Range<usize>> {
    let text = &*document.raw.decoded;
    let start = document.source_bytes(document.block(first).whole())?.start() as usize;
    let end = document.source_bytes(document.block(last).whole())?.end() as usize;
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text.get(end..)?.find('\n').map_or(text.len(), |newline| end + newline + 1);
    let alone = |part: &str| part.trim_matches([' ', '\t', '\n', '\r', '*', '_', '#', '\\', '-', '+', '>']).is_empty();
    (start < end && alone(text.get(line_start..start)?) && alone(text.get(end..line_end)?))
        .then_some(line_start..line_end)
}
