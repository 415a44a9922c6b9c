//! What could be typed here: sections that the profile wants, lines of recipients, instruments that
//! the document already cites or the registry knows.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, Range, TextEdit};

use super::insertions;
use super::view::View;
use crate::lexicon::citation_kinds::citation_kinds;
use crate::lexicon::search::search;
use crate::model::citation::Mention;
use crate::report::words::EditorWord;
use crate::text::{Buffer, Clean, fold, letters};

/// Letters that must be typed of an instrument before it is offered.
const LEAST: usize = 4;
/// What the document cites already is offered before what only the registry has.
const FIRST_OF_REGISTRY: usize = 500;
/// Lines above in which the words *Nơi nhận* are looked for.
const LIST_LINES: u32 = 12;

/// Offers for `position` of `buffer`, the text as it is now. `view` may be of an earlier state: a
/// letter typed a moment ago changes neither the outline nor what was cited.
pub(super) fn completions(view: &View<'_>, buffer: &Buffer, position: Position) -> Vec<CompletionItem> {
    let before = typed(view, buffer, position);
    let mut items = Vec::new();
    if is_in_recipients(buffer, position.line, before) {
        items.extend(recipients(view, before, position));
        return items;
    }
    items.extend(instruments(view, before, position));
    items.extend(registered(view, before, position));
    items.extend(sections(view, before, position));
    items
}

/// The line up to the cursor.
fn typed<'a>(view: &View<'_>, buffer: &'a Buffer, position: Position) -> &'a str {
    let line = buffer.line(position.line);
    let mut columns = 0;
    let end = line.char_indices().find(|(_, letter)| {
        columns += view.client.unit.columns(letter.encode_utf8(&mut [0; 4]));
        columns > position.character
    });
    end.map_or(line, |(at, _)| &line[..at])
}

/// An offer that takes the place of the last `replaced` bytes before the cursor.
fn item(view: &View<'_>, before: &str, replaced: &str, position: Position, offer: Offer) -> CompletionItem {
    let unit = view.client.unit;
    let start = unit.columns(before).saturating_sub(unit.columns(replaced));
    let range = Range::new(Position::new(position.line, start), position);
    CompletionItem {
        label: offer.text.lines().next().unwrap_or_default().to_owned(),
        detail: Some(offer.why.text(view.lang).to_owned()),
        kind: Some(offer.kind),
        filter_text: Some(if replaced.trim().is_empty() { offer.text.clone() } else { replaced.to_owned() }),
        sort_text: Some(format!("{:03}", offer.rank)),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, offer.text))),
        ..CompletionItem::default()
    }
}

/// What is offered.
struct Offer {
    text: String,
    why: EditorWord,
    kind: CompletionItemKind,
    rank: usize,
}

/// Sections that the profile wants and the document lacks, on a line that holds nothing else.
fn sections(view: &View<'_>, before: &str, position: Position) -> Vec<CompletionItem> {
    let typed = fold::key(before);
    let rows = 0..view.document().alignment.rows.len();
    let missing = rows.filter(|at| {
        let row = &view.document().alignment.rows[*at];
        row.division.is_none() && row.in_text.is_none()
    });
    let fits = |name: &String| typed.is_empty() || fold::key(name).starts_with(&typed);
    let names = missing.filter_map(|at| Some(insertions::section(view, at)?.name)).filter(fits);
    let offer = |(rank, text)| Offer { text, why: EditorWord::WantedSection, kind: CompletionItemKind::MODULE, rank };
    names.enumerate().map(|found| item(view, before, before, position, offer(found))).collect()
}

/// Instruments already cited in full whose words begin with the last typed words.
fn instruments(view: &View<'_>, before: &str, position: Position) -> Vec<CompletionItem> {
    let citations = view.document().citations.all.iter();
    let mut texts: Vec<&str> = citations
        .filter(|citation| citation.mention == Mention::Numbered && !citation.kind_shared)
        .map(|citation| view.document().clean_text(citation.span))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let mut items = Vec::new();
    for text in texts {
        if let Some(start) = begun(before, text) {
            let offer = Offer {
                text: text.to_owned(),
                why: EditorWord::AlreadyCited,
                kind: CompletionItemKind::REFERENCE,
                rank: items.len(),
            };
            items.push(item(view, before, &before[start..], position, offer));
        }
    }
    items
}

/// Where in `before` the words of `text` begin to be typed.
fn begun(before: &str, text: &str) -> Option<usize> {
    let folded = fold::fold(text);
    let begins = |at: &usize| {
        let typed = composed(&before[*at..]);
        typed.chars().count() >= LEAST && folded.starts_with(&typed) && typed.len() < folded.len()
    };
    word_starts(before).find(begins)
}

/// Where the words of `text` start.
fn word_starts(text: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    let is_inside = |letter: char| letter.is_alphanumeric() || letters::is_accent(letter);
    let starts = text.char_indices().filter(move |(at, letter)| {
        !letter.is_whitespace()
            && !letters::is_accent(*letter)
            && !text[..*at].chars().next_back().is_some_and(is_inside)
    });
    starts.map(|(at, _)| at)
}

/// What was typed, folded; some keyboards type letters and their marks apart.
fn composed(typed: &str) -> String {
    fold::fold(Clean::new(typed).text(typed))
}

/// Instruments of the registry that the words after a kind word mean: `nghị định 73/2023`, `luật đất`.
fn registered(view: &View<'_>, before: &str, position: Position) -> Vec<CompletionItem> {
    let Some(start) = kind_word(before) else { return Vec::new() };
    let typed = &before[start..];
    let found = search(&view.settings.registry, typed).into_iter().enumerate().map(|(rank, known)| Offer {
        text: known.full_form(),
        why: EditorWord::InRegistry,
        kind: CompletionItemKind::REFERENCE,
        rank: FIRST_OF_REGISTRY + rank,
    });
    found.map(|offer| item(view, before, typed, position, offer)).collect()
}

/// Where the last kind word begins that is followed by something to look for.
fn kind_word(before: &str) -> Option<usize> {
    let words = || citation_kinds().iter().flat_map(|kind| &kind.words);
    let opens = |at: &usize| {
        let folded = composed(&before[*at..]);
        let rest = words().filter_map(|word| folded.strip_prefix(word.as_str())).min_by_key(|rest| rest.len());
        rest.is_some_and(|rest| {
            let looked_for = rest.trim().trim_start_matches("số").trim();
            rest.starts_with(' ')
                && (looked_for.starts_with(|first: char| first.is_ascii_digit()) || looked_for.chars().count() >= LEAST)
        })
    };
    word_starts(before).rev().find(opens)
}

/// True in a list that stands under *Nơi nhận*.
fn is_in_recipients(buffer: &Buffer, line: u32, before: &str) -> bool {
    if !before.trim_start().starts_with('-') {
        return false;
    }
    for above in (line.saturating_sub(LIST_LINES)..line).rev() {
        let folded = fold::key(buffer.line(above));
        if folded.contains("nơi nhận") {
            return true;
        }
        if !folded.is_empty() && !folded.starts_with(['-', '+']) {
            return false;
        }
    }
    false
}

fn recipients(view: &View<'_>, before: &str, position: Position) -> Vec<CompletionItem> {
    let document = view.document();
    let present: Vec<String> =
        document.recipients.iter().flat_map(|list| &list.lines).map(|line| fold::key(&line.text)).collect();
    let typed = before.trim_start().trim_start_matches('-').trim_start();
    let mut texts = Vec::new();
    if document.addressees.is_some() {
        texts.push("Như trên;".to_owned());
    }
    texts.push("Lưu: VT.".to_owned());
    let key = |text: &str| fold::key(text.trim_end_matches(['.', ';']));
    let is_new = |text: &String| !present.iter().any(|line| line.starts_with(&key(text)));
    let fits = |text: &String| fold::key(text).starts_with(&fold::key(typed));
    let offer = |(rank, text)| Offer { text, why: EditorWord::RecipientLine, kind: CompletionItemKind::VALUE, rank };
    let offers = texts.into_iter().filter(|text| is_new(text) && fits(text)).enumerate();
    offers.map(|found| item(view, before, typed, position, offer(found))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_typed_begin_an_instrument() {
        let text = "Nghị định số 73/2023/NĐ-CP ngày 29/9/2023";
        assert_eq!(begun("Căn cứ nghị đ", text), Some("Căn cứ ".len()));
        assert_eq!(begun("theo Nghị định số 73/20", text), Some("theo ".len()));
        assert_eq!(begun("theo Ngh", text), None);
        assert_eq!(begun("theo Nghị quyết", text), None);
        assert_eq!(begun(text, text), None);
        let apart = "Căn cư\u{301} nghi\u{323} đi\u{323}";
        assert_eq!(begun(apart, text), apart.find("nghi"));
    }

    #[test]
    fn a_kind_word_opens_a_search() {
        assert_eq!(kind_word("Căn cứ Nghị định số 73/2023"), Some("Căn cứ ".len()));
        assert_eq!(kind_word("Căn cứ Luật Đất đ"), Some("Căn cứ ".len()));
        assert_eq!(kind_word("Căn cứ Nghị định "), None);
        assert_eq!(kind_word("Căn cứ Nghị định số"), None);
        assert_eq!(kind_word("Các phòng, ban"), None);
    }

    #[test]
    fn recipients_stand_under_their_label() {
        let buffer = Buffer::new("Nơi nhận:\n\n- Sở Nội vụ;\n- \n\nI. Mục\n- ".to_owned());
        assert!(is_in_recipients(&buffer, 3, "- "));
        assert!(!is_in_recipients(&buffer, 6, "- "));
        assert!(!is_in_recipients(&buffer, 3, "a"));
    }
}
