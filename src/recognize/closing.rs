//! The end of a document: end mark, Nơi nhận, signature. In Word they are two cells of one table,
//! in a copy they may follow each other in either order or stand glued on one line.

use super::lines::Line;
use super::opening::cuts;
use super::outline::starts_attachment;
use super::signature;
use crate::lexicon::classes::{Labelled, label_end};
use crate::model::Span;
use crate::model::signature::SignatureBlock;
use crate::model::values::{EndMark, Located, RecipientLine, Recipients};

/// What stands after the content.
#[derive(Debug, Default)]
pub(super) struct Closing {
    pub recipients: Option<Recipients>,
    pub signature: Option<SignatureBlock>,
    /// Index of the first line of the closing.
    pub start: Option<usize>,
    /// Index after its last line.
    pub end: usize,
}

/// Reads the closing of the document whose content starts at line `from`. What stands behind the first
/// annex is the annex's own, unless nothing before it closes the document.
pub(super) fn read(lines: &[Line<'_>], from: usize) -> Closing {
    let annex = lines.iter().skip(from).position(|line| starts_attachment(line.block)).map(|at| from + at);
    let own = annex.map(|annex| read_within(&lines[..annex], from));
    own.filter(|own| own.start.is_some()).unwrap_or_else(|| read_within(lines, from))
}

fn read_within(lines: &[Line<'_>], from: usize) -> Closing {
    let mut closing = Closing::default();
    let found = (from..lines.len()).find_map(|at| recipients(lines, at).map(|(list, end)| (at, list, end)));
    let mut covered = None;
    if let Some((at, recipients, end)) = found {
        closing.recipients = Some(recipients);
        covered = Some(at..end);
        closing.start = Some(at);
        closing.end = end;
    }
    if let Some((block, range)) = signature::find(lines, from, covered) {
        closing.signature = Some(block);
        closing.start = Some(closing.start.map_or(range.start, |start| start.min(range.start)));
        closing.end = closing.end.max(range.end);
    }
    closing
}

/// End of the label `Nơi nhận` with its colon, if the line starts with it.
fn recipients_label(line: Line<'_>) -> Option<usize> {
    let folded = line.folded();
    let words = label_end(Labelled::Recipients, folded)?;
    let rest = &folded[words..];
    let trimmed = rest.trim_start();
    let gap = rest.len() - trimmed.len();
    match trimmed.chars().next() {
        None => Some(folded.len()),
        Some(':') => Some(words + gap + 1),
        Some('.' | '-' | '–') => Some(words),
        _ => None,
    }
}

/// The block that starts at line `at`, and the index after it.
fn recipients(lines: &[Line<'_>], at: usize) -> Option<(Recipients, usize)> {
    let line = lines[at];
    let label_end = recipients_label(line)?;
    let mut list = Vec::new();
    let rest = line.narrowed(label_end..line.text().len());
    let glued = !rest.range.is_empty();
    if glued {
        let mut start = 0;
        let text = rest.text();
        for cut in cuts(text).into_iter().chain([text.len()]) {
            push(rest.narrowed(start..cut), &mut list);
            start = cut;
        }
    }
    let mut end = at + 1;
    let plain_until = if glued { end } else { plain_list(lines, end) };
    while let Some(next) = lines.get(end) {
        let same_cell = next.cell().is_some() && next.cell() == line.cell();
        let marked = starts_with_marker(next.text());
        let starts_signature = signature::is_office_line(*next);
        let continued = !list.is_empty() && next.text().starts_with(char::is_lowercase);
        let archive = opens_archive(next.folded());
        // A line that a copy has wrapped: the recipient before it is open, and the list goes on below.
        let open = list.last().is_some_and(|last: &RecipientLine| {
            last.marker.is_some() && !last.is_archive && !last.text.ends_with([';', '.'])
        });
        let goes_on = |line: &Line<'_>| starts_with_marker(line.text()) || opens_archive(line.folded());
        let wrapped = open && !next.blank_before && lines.iter().skip(end + 1).take(2).any(goes_on);
        // A recipient whose dash was forgotten, among others that have theirs.
        let forgotten = !list.is_empty()
            && !next.blank_before
            && next.text().ends_with(';')
            && lines.get(end + 1).is_some_and(goes_on);
        let left_cell = line.cell().is_some() && next.cell() != line.cell();
        let after_archive = list.last().is_some_and(|last: &RecipientLine| last.is_archive);
        if starts_signature
            || left_cell
            || !(same_cell || marked || archive || continued || wrapped || forgotten || end < plain_until)
            || after_archive && !marked && (!same_cell || next.text().ends_with(':'))
        {
            break;
        }
        if continued
            && !marked
            && let Some(last) = list.last_mut()
            && last.span.block == next.id()
        {
            last.span.range = last.span.range.cover(next.span().range);
            last.text.push(' ');
            last.text.push_str(next.text());
        } else {
            push(*next, &mut list);
        }
        end += 1;
    }
    let colon = line.text()[..label_end].ends_with(':');
    if list.is_empty() && !colon {
        // The words alone are a heading of a table or a list, not the block.
        return None;
    }
    Some((Recipients { label: line.part(0..label_end), colon, lines: list, glued }, end))
}

/// True for a line that opens with the word of the archive line.
fn opens_archive(folded: &str) -> bool {
    label_end(Labelled::Archive, folded).is_some()
}

/// Index after a list of recipients without dashes that begins at line `from`: short lines that end with a
/// semicolon or a comma, down to the archive line.
fn plain_list(lines: &[Line<'_>], from: usize) -> usize {
    const LONGEST: usize = 120;
    const MOST: usize = 30;
    let item = |line: &&Line<'_>| {
        let text = line.text();
        !starts_with_marker(text) && text.ends_with([';', ',']) && text.chars().count() <= LONGEST
    };
    let end = from + lines.iter().skip(from).take(MOST).take_while(item).count();
    let closed = lines.get(end).is_some_and(|line| opens_archive(line.folded()));
    if closed { end } else { from }
}

fn push(line: Line<'_>, list: &mut Vec<RecipientLine>) {
    let line = line.narrowed(0..before_note(line.text()));
    let text = line.text();
    if text.is_empty() {
        return;
    }
    let shown = text.trim_start_matches(['-', '–', '—', '•', '+', '*', '·', ' ']);
    let marker_text = text[..text.len() - shown.len()].trim_end();
    let marker = (!marker_text.is_empty())
        .then(|| Located { text: marker_text.to_owned(), span: line.part(0..marker_text.len()) });
    let from = text.len() - shown.len();
    let folded = &line.folded()[from..];
    let is_archive = label_end(Labelled::Archive, folded).is_some_and(|end| {
        let rest = &folded[end..];
        rest.starts_with([':', ' ', ';', '.']) || rest.is_empty()
    });
    if let Some(last) = list.last_mut() {
        let open_end = !last.text.ends_with([';', '.']);
        last.continues = last.marker.is_some() && marker.is_none() && open_end && !is_archive;
    }
    list.push(RecipientLine {
        span: line.part(from..text.len()),
        text: shown.to_owned(),
        marker,
        is_archive,
        continues: false,
    });
}

/// Where a recipient ends before a note that stands apart on its line, as beside a brace over several of
/// them: `- Cổng thông tin điện tử;       Để đăng tải`.
fn before_note(text: &str) -> usize {
    const GAP: &str = "    ";
    let gap = text.find(GAP).filter(|gap| text[..*gap].ends_with([';', '.']));
    gap.filter(|gap| text[*gap..].trim_start().starts_with(char::is_alphabetic)).unwrap_or(text.len())
}

fn starts_with_marker(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '•', '+', '*', '·'])
}

/// The end mark in the lines `from..to`, looked for from the end.
pub(super) fn end_mark(lines: &[Line<'_>], from: usize, to: usize) -> Option<EndMark> {
    let window = lines.get(from..to)?;
    window.iter().rev().take(40).find_map(|line| end_mark_of(*line))
}

fn end_mark_of(line: Line<'_>) -> Option<EndMark> {
    let text = line.text();
    let tail_start = text.trim_end_matches(['.', '/', ' ']).len();
    let tail = &text[tail_start..];
    // Dots for blanks to fill in are no end mark.
    let compact: String = tail.chars().filter(|letter| *letter != ' ').collect();
    // `././.` and `…/.` are the mark with something typed too much.
    if !compact.contains('/') || compact.len() > 4 && compact != "././." {
        return None;
    }
    let shown = tail.trim_start();
    let start = tail_start + (tail.len() - shown.len());
    // The dots of a blank take in the first one of the mark: `………/.`
    let right = tail == "./." || tail == "/." && text[..tail_start].ends_with('…');
    let span: Span = line.part(start..tail_start + tail.trim_end().len());
    Some(EndMark { span, text: compact, right })
}

#[cfg(test)]
mod tests {
    use crate::recognize::sample::{LETTER, document};

    fn recipients(list: &str) -> Vec<String> {
        let text = format!("{LETTER}Đề nghị Sở Nội vụ xem xét./.\n\n{list}\n\nCHỦ TỊCH\n\nLê Văn Bình\n");
        document(&text)
            .recipients
            .map(|list| list.lines.into_iter().map(|line| line.text).collect())
            .unwrap_or_default()
    }

    #[test]
    fn the_label_is_read_by_its_words() {
        assert_eq!(recipients("Nơi  nhận :\n- Như trên;\n- Lưu: VT."), ["Như trên;", "Lưu: VT."]);
        assert_eq!(recipients("Nơi gửi:\n- Như trên;\n- Lưu: VT."), ["Như trên;", "Lưu: VT."]);
    }

    #[test]
    fn a_wrapped_recipient_does_not_end_the_list() {
        let list = "Nơi nhận:\n- Ban Thi đua tỉnh\n(b/c);\n- VP: các Phòng: Tổng hợp,\nKinh tế;\n- Lưu: VT.";
        let found = recipients(list);
        assert_eq!(found.last().map(String::as_str), Some("Lưu: VT."), "{found:?}");
    }

    #[test]
    fn a_note_beside_a_brace_is_no_part_of_a_recipient() {
        let list = "Nơi nhận:\n- Cổng thông tin điện tử xã;       Để đăng tải\n- Lưu: VT.";
        assert_eq!(recipients(list), ["Cổng thông tin điện tử xã;", "Lưu: VT."]);
    }

    #[test]
    fn a_mark_typed_twice_is_a_mark() {
        let text = format!("{LETTER}Không có././.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n");
        assert_eq!(document(&text).end_mark.map(|mark| (mark.text, mark.right)), Some((String::from("././."), false)));
    }
}
