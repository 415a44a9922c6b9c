//! Plain text: one block a printed line. Which of them are one line of the author is not decided here.

use std::sync::Arc;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use memchr::{memchr_iter, memmem};

use super::{MOST_BLOCKS, Notice, NoticeKind, ReadError, within};
use crate::model::block::Stored;
use crate::model::{Block, BlockId, BlockKind, Comment, Format, Origin, Piece, Place, RawDocument, Span};
use crate::text::{LineIndex, TextRange};

pub(super) fn read(bytes: Vec<u8>) -> Result<(RawDocument, Vec<Notice>), ReadError> {
    let (decoded, notices) = decode(&bytes)?;
    drop(bytes);
    let mut raw = RawDocument::new(Format::Text);
    raw.lines = LineIndex::new(&decoded);
    let mut blank_before = false;
    let quoted = is_quoted_mail(&decoded);
    for line in lines(&decoded) {
        let line = if quoted { without_quote_marks(&decoded, line) } else { line };
        if let Some(said) = remark(&decoded[line.clone()]) {
            let bytes = Some(TextRange::from(line));
            raw.comments.push(Comment { text: said.to_owned(), about: Vec::new(), bytes });
            continue;
        }
        if decoded[line.clone()].trim().is_empty() {
            blank_before = true;
            continue;
        }
        within(raw.blocks.len(), MOST_BLOCKS, "blocks").map_err(|error| super::read_error(error.into()))?;
        let id = BlockId(raw.blocks.len() as u32);
        let bytes = TextRange::from(line);
        let piece = Piece { range: TextRange::new(0, bytes.len()), origin: Origin::Text { bytes } };
        let text = Stored::Part(Arc::clone(&decoded), bytes);
        let mut block = Block::new(id, BlockKind::Paragraph, Place::Body, text, vec![piece]);
        block.blank_before = std::mem::take(&mut blank_before);
        raw.blocks.push(block);
    }
    if raw.blocks.is_empty() {
        return Err(ReadError::Empty);
    }
    settle_comments(&mut raw);
    raw.decoded = decoded;
    Ok((raw, notices))
}

/// What a line says to the tool; `None` for a line of the document. It is written as a comment,
/// because a text file has none of its own.
fn remark(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = line.strip_prefix("<!--").and_then(|line| line.strip_suffix("-->"));
    let said = inner.or_else(|| line.strip_prefix('#')).or_else(|| line.strip_prefix("//"))?.trim();
    let name: String = said.chars().take("rasoat:".len()).map(|letter| letter.to_ascii_lowercase()).collect();
    (name == "rasoat:").then_some(said)
}

/// Ties each comment to the block it stands in, or else to the one that comes next.
pub(super) fn settle_comments(raw: &mut RawDocument) {
    let end = |block: &Block| {
        let bytes = block.pieces().iter().rev().find_map(|piece| match piece.origin {
            Origin::Text { bytes } => Some(bytes.end()),
            _ => None,
        });
        bytes.unwrap_or(0)
    };
    let mut next = raw.blocks.iter().peekable();
    for comment in &mut raw.comments {
        let Some(at) = comment.bytes.map(TextRange::start) else { continue };
        while next.next_if(|block| end(block) < at).is_some() {}
        // The whole of it: a space too many at its ends is of the block too.
        let about = next.peek().map(|block| Span::new(block.id(), TextRange::from(0..block.text().len())));
        comment.about = about.into_iter().collect();
    }
}

/// Decodes a text file. A byte order mark stays in the text, so that offsets are those of the file.
pub(super) fn decode(bytes: &[u8]) -> Result<(Arc<str>, Vec<Notice>), ReadError> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        bytes if looks_like_utf16(bytes, 1) => UTF_16LE,
        bytes if looks_like_utf16(bytes, 0) => UTF_16BE,
        _ => UTF_8,
    };
    if encoding == UTF_8
        && let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return finish(&text, Vec::new());
    }
    let encoding = if encoding == UTF_8 { WINDOWS_1258 } else { encoding };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    finish(&text, vec![notice(NoticeKind::Encoding, encoding.name())])
}

fn finish(text: &str, mut notices: Vec<Notice>) -> Result<(Arc<str>, Vec<Notice>), ReadError> {
    let controls = controls(text.as_bytes());
    if controls > 0 && controls * 50 > text.chars().count() {
        return Err(ReadError::Unsupported { format: "binary" });
    }
    if memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()).is_some() {
        notices.push(notice(NoticeKind::InvalidBytes, ""));
    }
    Ok((Arc::from(text), notices))
}

/// Control characters but those of lines and layout, counted over the bytes of UTF-8.
fn controls(text: &[u8]) -> usize {
    let is_control = |byte: u8| matches!(byte, 0..=8 | 0xe..=0x1f | 0x7f);
    // Nearly no text has any, and asking for one goes over many bytes at a time.
    let single = if text.iter().fold(false, |any, byte| any | is_control(*byte)) {
        text.iter().filter(|byte| is_control(**byte)).count()
    } else {
        0
    };
    // U+0080 to U+009F.
    let double = memchr_iter(0xc2, text).filter(|at| matches!(text.get(at + 1), Some(0x80..=0x9f))).count();
    single + double
}

fn notice(kind: NoticeKind, detail: &str) -> Notice {
    Notice { kind, detail: detail.to_owned() }
}

/// True if at least a third of the bytes at positions of `parity` are zero, as in UTF-16 text with
/// many ASCII letters and spaces.
fn looks_like_utf16(bytes: &[u8], parity: usize) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    sample.len() >= 8 && zeros * 6 > sample.len()
}

/// Ranges of the lines without their line ends and without a byte order mark.
fn lines(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let begin = at;
        at += line.len();
        begin..begin + line.trim_end_matches(['\n', '\r']).len()
    })
}

/// True if nearly every line starts with `>`: a draft forwarded in a mail.
fn is_quoted_mail(text: &str) -> bool {
    let (mut marked, mut all) = (0usize, 0usize);
    for line in lines(text).map(|line| &text[line]).filter(|line| !line.trim().is_empty()) {
        all += 1;
        marked += usize::from(line.starts_with('>'));
    }
    all >= 3 && marked * 10 >= all * 8
}

fn without_quote_marks(text: &str, line: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let shown = text[line.clone()].trim_start_matches(['>', ' ']);
    line.end - shown.len()..line.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_those_of_unicode() {
        for letter in '\0'..='\u{2ff}' {
            let layout = matches!(letter, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}');
            let wanted = usize::from(letter.is_control() && !layout);
            assert_eq!(controls(letter.to_string().as_bytes()), wanted, "{letter:?}");
        }
    }

    fn blocks(text: &str) -> Vec<String> {
        let (raw, _) = read(text.as_bytes().to_vec()).expect("reads");
        raw.blocks.iter().map(|block| block.text().to_owned()).collect()
    }

    #[test]
    fn each_line_is_a_block() {
        let text =
            "Kết quả thực hiện Nghị định số 73/2023/NĐ-CP\r\nngày 29/9/2023 của Chính phủ\r\n\r\na) một\r\nb) hai\r\n";
        assert_eq!(
            blocks(text),
            ["Kết quả thực hiện Nghị định số 73/2023/NĐ-CP", "ngày 29/9/2023 của Chính phủ", "a) một", "b) hai"]
        );
    }

    #[test]
    fn utf16_is_decoded_and_said() {
        let text = "Báo cáo kết quả thực hiện";
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        let (raw, notices) = read(bytes).expect("reads");
        assert_eq!(raw.blocks[0].clean(), text);
        assert_eq!(notices[0].kind, NoticeKind::Encoding);
    }

    #[test]
    fn white_space_alone_is_empty() {
        assert_eq!(read(b" \r\n\t".to_vec()).err(), Some(ReadError::Empty));
    }
}
