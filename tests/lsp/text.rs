//! The editor's own reading of positions, apart from the server's.

use serde_json::{Value, json};

/// A unit of columns by its name in the protocol.
pub(crate) const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

fn width(letter: char, encoding: &str) -> u64 {
    match encoding {
        "utf-8" => letter.len_utf8() as u64,
        "utf-16" => letter.len_utf16() as u64,
        _ => 1,
    }
}

/// The byte of `text` at a position; lines end at LF, CR LF or CR.
pub(crate) fn byte(text: &str, position: &Value, encoding: &str) -> usize {
    let (line, column) =
        (position["line"].as_u64().expect("a line"), position["character"].as_u64().expect("a column"));
    let mut at = (0, 0);
    let mut letters = text.char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        if at == (line, column) {
            return offset;
        }
        let breaks = letter == '\n' || letter == '\r' && letters.peek().map(|(_, next)| *next) != Some('\n');
        if breaks {
            at = (at.0 + 1, 0);
        } else if letter != '\r' {
            at.1 += width(letter, encoding);
        }
    }
    text.len()
}

/// The position of byte `offset` of `text`.
pub(crate) fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let (mut line, mut column) = (0, 0);
    let mut letters = text[..offset].chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' || letter == '\r' && letters.peek() != Some(&'\n') {
            line += 1;
            column = 0;
        } else if letter != '\r' {
            column += width(letter, encoding);
        }
    }
    json!({ "line": line, "character": column })
}

/// The words in a range of `text`.
pub(crate) fn slice<'a>(text: &'a str, range: &Value, encoding: &str) -> &'a str {
    &text[byte(text, &range["start"], encoding)..byte(text, &range["end"], encoding)]
}

/// `text` after the edits of the first document in a workspace edit.
pub(crate) fn edited(text: &str, edit: &Value, encoding: &str) -> String {
    let edits = match edit["documentChanges"].as_array() {
        Some(changes) => changes[0]["edits"].as_array(),
        None => edit["changes"].as_object().and_then(|changes| changes.values().next()?.as_array()),
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .expect("edits")
        .iter()
        .map(|edit| {
            let at = |end: &str| byte(text, &edit["range"][end], encoding);
            (at("start"), at("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
