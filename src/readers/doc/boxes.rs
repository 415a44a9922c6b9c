//! Text boxes: which stretch of their story stands at which place of the body.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::bytes::{bounds, u32_at};
use super::fib::Fib;

/// Bytes that a list of anchors says of each shape, its number first.
const ANCHOR: usize = 26;
/// Bytes that the list of text boxes says of each, and where among them the number of its shape is.
const TEXT_BOX: usize = 22;
const SHAPE: usize = 14;

/// The text of one box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextBox {
    /// The character of the body at which its shape is anchored; behind the body if that is not told.
    pub(super) anchor: u32,
    /// Characters of the story of text boxes.
    pub(super) text: Range<u32>,
}

/// The text boxes of the body, by the place of their anchor.
pub(super) fn read(fib: &Fib, table: &[u8]) -> VecDeque<TextBox> {
    let anchors = fib.anchors.of(table);
    let starts = bounds(anchors, ANCHOR);
    let numbered = starts.iter().enumerate().filter_map(|(at, anchor)| {
        let number = u32_at(anchors, starts.len() * 4 + at * ANCHOR)?;
        Some((number, *anchor))
    });
    let anchors: HashMap<u32, u32> = numbered.collect();
    let boxes = fib.text_boxes.of(table);
    let starts = bounds(boxes, TEXT_BOX);
    let mut end = 0;
    let mut found: Vec<TextBox> = Vec::new();
    for (at, pair) in starts.windows(2).enumerate() {
        let &[from, to] = pair else { continue };
        let to = to.min(fib.stories.text_boxes);
        // Each character belongs to one box.
        if from < end || to <= from {
            continue;
        }
        end = to;
        let number = u32_at(boxes, starts.len() * 4 + at * TEXT_BOX + SHAPE);
        let anchor = number.and_then(|number| anchors.get(&number)).copied().unwrap_or(u32::MAX);
        found.push(TextBox { anchor, text: from..to });
    }
    if end < fib.stories.text_boxes {
        found.push(TextBox { anchor: u32::MAX, text: end..fib.stories.text_boxes });
    }
    found.sort_by_key(|text_box| text_box.anchor);
    found.into()
}

#[cfg(test)]
mod tests {
    use super::super::fib::{StoryLengths, Stretch};
    use super::*;

    fn list(places: &[u32], entries: &[(usize, usize, u32)]) -> Vec<u8> {
        let mut bytes: Vec<u8> = places.iter().flat_map(|place| place.to_le_bytes()).collect();
        for (size, at, number) in entries {
            let mut entry = vec![0; *size];
            entry[*at..at + 4].copy_from_slice(&number.to_le_bytes());
            bytes.extend(entry);
        }
        bytes
    }

    #[test]
    fn boxes_stand_where_their_shape_is_anchored() {
        let anchors = list(&[5, 90, 200], &[(ANCHOR, 0, 1025), (ANCHOR, 0, 1026)]);
        let boxes = list(&[0, 10, 30, 32], &[(TEXT_BOX, SHAPE, 1026), (TEXT_BOX, SHAPE, 1025), (TEXT_BOX, SHAPE, 7)]);
        let table: Vec<u8> = anchors.iter().chain(&boxes).copied().collect();
        let fib = Fib {
            anchors: Stretch { offset: 0, length: anchors.len() as u32 },
            text_boxes: Stretch { offset: anchors.len() as u32, length: boxes.len() as u32 },
            stories: StoryLengths { text_boxes: 40, ..StoryLengths::default() },
            ..Fib::default()
        };
        let found: Vec<(u32, Range<u32>)> =
            read(&fib, &table).into_iter().map(|text_box| (text_box.anchor, text_box.text)).collect();
        assert_eq!(found, [(5, 10..30), (90, 0..10), (u32::MAX, 30..32), (u32::MAX, 32..40)]);
    }
}
