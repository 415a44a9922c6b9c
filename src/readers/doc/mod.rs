//! Word 97 to 2003, by its text: what the piece table holds, in paragraphs and cells.
//!
//! How it looks is not read: every fact of appearance is unknown, and so are automatic numbers,
//! which are not stored as text; a notice says so. Tracked deletions and hidden text are left out.
//!
//! Positions: [`crate::model::Block::paragraph`] counts the paragraph marks and cell marks of a story from 1,
//! those of text boxes in the order in which they are anchored; [`crate::model::Block::part`] names the story.

mod boxes;
mod bytes;
mod fib;
mod marks;
mod pieces;
mod story;

use std::io::{Cursor, Read};
use std::ops::Range;

use super::{Notice, NoticeKind, Notices, ReadError};
use crate::model::{Format, Place, RawDocument};
use bytes::bounds;
use fib::Fib;
use pieces::Text;
use story::Stories;

/// Reads the compound file `bytes`, or says what else it is.
pub(super) fn read(bytes: &[u8]) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let damaged = |part: &str| ReadError::Damaged { detail: part.to_owned() };
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged("OLE"))?;
    if file.is_stream("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    if !file.is_stream("WordDocument") {
        return Err(ReadError::Unsupported { format: "OLE" });
    }
    let mut notices = Notices::default();
    if file.is_storage("Macros") {
        notices.add(NoticeKind::Macros, "");
    }
    if file.is_storage("_signatures") || file.is_storage("_xmlsignatures") {
        notices.add(NoticeKind::Signed, "");
    }
    // A stream that ends too early is read as far as it goes.
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        if let Ok(stream) = file.open_stream(name)
            && stream.take(bytes.len() as u64).read_to_end(&mut content).is_err()
        {
            notices.add(NoticeKind::DamagedPart, name);
        }
        content
    };
    let main = stream("WordDocument");
    let fib = Fib::read(&main)?;
    let table = stream(if fib.second_table { "1Table" } else { "0Table" });
    let text = Text::read(&main, fib.pieces.of(&table)).ok_or_else(|| damaged("piece table"))?;
    if text.is_cut {
        notices.add(NoticeKind::DamagedPart, "WordDocument");
    }
    let mut stories = Stories {
        paragraphs: marks::paragraphs(&main, fib.paragraph_pages.of(&table)),
        characters: marks::characters(&main, fib.character_pages.of(&table)),
        text,
        raw: RawDocument::new(Format::Doc),
        notices,
        has_pictures: false,
        boxes: boxes::read(&fib, &table),
        boxes_start: 0,
        box_paragraphs: 0,
    };
    stories.read_all(&fib, &header_bounds(&fib, &table));
    let Stories { raw, notices, has_pictures, .. } = stories;
    if !raw.blocks.iter().any(|block| block.part == 0) {
        return Err(if has_pictures { ReadError::PicturesOnly } else { ReadError::Empty });
    }
    Ok((raw, notices.0))
}

/// The stretches of the header story with what each is. The first six are lines between notes; then
/// come, for each section, headers and footers for even, odd and first pages.
fn header_bounds(fib: &Fib, table: &[u8]) -> Vec<(Range<u32>, Place)> {
    const SEPARATORS: usize = 6;
    let starts = bounds(fib.headers.of(table), 0);
    let pairs = starts.windows(2).enumerate().skip(SEPARATORS);
    let stretch = |(index, pair): (usize, &[u32])| {
        let &[from, to] = pair else { return None };
        let place = if matches!((index - SEPARATORS) % 6, 2 | 3 | 5) { Place::Footer } else { Place::Header };
        (from < to && to <= fib.stories.headers).then_some((from..to, place))
    };
    pairs.filter_map(stretch).collect()
}
