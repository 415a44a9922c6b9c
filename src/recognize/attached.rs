//! Annexes and documents issued with another: where each begins, and its title.

use super::lines::{self, Line};
use super::outline::starts_attachment;
use crate::lexicon;
use crate::lexicon::lines::line_words;
use crate::model::attached::Attached;
use crate::model::{BlockKind, Document, Zone};

/// Most lines of a title.
const TITLE_LINES: usize = 6;

/// Lines below a label among which the note may stand, set otherwise than prescribed.
const HEAD_LINES: usize = 8;

/// Everything that is attached to `document`, whose zones are known.
pub(super) fn recognize(document: &Document) -> Vec<Attached> {
    let lines: Vec<Line<'_>> =
        lines::lines(document).into_iter().filter(|line| document.zone(line.id()) == Zone::Attachment).collect();
    let mut found: Vec<Attached> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match read(&lines[at..]) {
            Some((attached, length)) => {
                found.push(attached);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// What begins at the first of `lines`, and how many lines its head has.
fn read(lines: &[Line<'_>]) -> Option<(Attached, usize)> {
    let (first, rest) = lines.split_first()?;
    let labelled = first.block.kind != BlockKind::Verbatim && starts_attachment(first.block);
    let kind = |line: &Line<'_>| line.is_upper().then(|| lexicon::kind_by_name(line.text())).flatten();
    let label = labelled.then(|| first.span());
    let from = usize::from(labelled);
    let body = if labelled { rest } else { lines };
    let named = body.first().and_then(kind);
    let capitals = body.iter().take(TITLE_LINES).take_while(|line| line.is_upper()).count();
    // Below the name of a kind the title goes on in small letters; only the note shows where it ends.
    let reach = if named.is_some() || labelled { TITLE_LINES.max(capitals + 2) } else { capitals + 2 };
    let noted = (capitals..reach.min(body.len())).find(|at| is_note(body[*at].folded()));
    let titled = if named.is_some() { noted.unwrap_or(capitals) } else { capitals };
    let note = noted.map(|at| body[at]);
    // Without a label, a line in capitals begins something only if it says so.
    if !labelled && named.is_none() && (titled == 0 || note.is_none()) {
        return None;
    }
    let attached = Attached {
        first: first.id(),
        label,
        kind: named.map(|kind| kind.slug.clone()),
        title: body.iter().take(titled).map(|line| line.span()).collect(),
        note: note.map(Line::span),
        names_parent: note.is_some() || lines.iter().take(HEAD_LINES).any(|line| line.folded().contains("kèm theo")),
    };
    Some((attached, (from + titled).max(1)))
}

/// True for `(Kèm theo Quyết định số …)`, `(Ban hành kèm theo …)`, `(Đính kèm …)`.
pub(super) fn is_note(folded: &str) -> bool {
    let text = folded.trim_start_matches(['(', '*', ' ']);
    line_words().opens_attached_note(text)
}
