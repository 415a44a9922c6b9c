//! The text of HTML inside Markdown: tags and comments go, words stay.

use std::ops::Range;

use super::Builder;
use crate::model::{BlockKind, Comment};
use crate::text::TextRange;

impl Builder<'_> {
    /// Takes the text of an HTML block: tags and comments are dropped, block tags part paragraphs.
    pub(super) fn html_block(&mut self, range: Range<usize>) {
        self.flush();
        let mut at = range.start;
        while at < range.end {
            let rest = &self.source[at..range.end];
            let length = match rest.find('<') {
                Some(0) => self.html_tag(rest, at),
                other => {
                    let end = other.unwrap_or(rest.len());
                    self.html_text(at..at + end);
                    end
                }
            };
            at += length.max(1);
            while !self.source.is_char_boundary(at) {
                at += 1;
            }
        }
        self.flush();
    }

    /// Handles the tag at the start of `rest`; its length in bytes.
    fn html_tag(&mut self, rest: &str, at: usize) -> usize {
        let to_end = |mark: &str| rest.find(mark).map_or(rest.len(), |end| end + mark.len());
        if rest.starts_with("<!--") {
            let length = to_end("-->");
            self.comment(at..at + length);
            return length;
        }
        let name = tag_name(rest);
        if name.is_empty() {
            self.html_text(at..at + 1);
            return 1;
        }
        match name.as_str() {
            "script" => return to_end("</script>"),
            "style" => return to_end("</style>"),
            "br" if self.open.is_some() => self.append("\n", at..at + to_end(">")),
            "b" | "i" | "u" | "s" | "em" | "strong" | "span" | "font" | "a" | "sup" | "sub" | "br" => {}
            _ => self.flush(),
        }
        to_end(">")
    }

    /// Keeps what a comment says.
    pub(super) fn comment(&mut self, range: Range<usize>) {
        let said = self.source[range.clone()].trim_start_matches("<!--").trim_end_matches("-->").trim().to_owned();
        self.raw.comments.push(Comment { text: said, about: Vec::new(), bytes: Some(TextRange::from(range)) });
    }

    fn html_text(&mut self, range: Range<usize>) {
        let source = &self.source[range.clone()];
        if self.open.is_none() {
            if source.trim().is_empty() {
                return;
            }
            self.begin(BlockKind::Paragraph, range.start);
        }
        let mut at = range.start;
        for part in source.split_inclusive(';') {
            let entity = part.rfind('&').and_then(|start| Some((start, entity(&part[start..])?)));
            let plain = entity.map_or(part.len(), |(start, _)| start);
            self.append(&part[..plain], at..at + plain);
            if let Some((_, shown)) = entity {
                self.append(shown, at + plain..at + part.len());
            }
            at += part.len();
        }
    }
}

/// What the entities that editors write stand for; the parser does not look into HTML blocks.
fn entity(name: &str) -> Option<&'static str> {
    Some(match name {
        "&nbsp;" => "\u{a0}",
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        _ => return None,
    })
}

/// Name of the HTML tag at the start of `tag`, in small letters; empty if it is none.
pub(super) fn tag_name(tag: &str) -> String {
    let name = tag.strip_prefix('<').unwrap_or("").trim_start_matches('/');
    name.chars().take_while(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
