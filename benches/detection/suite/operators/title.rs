//! Defects of title, subject, addressees and grounds.

use rasoat::diagnostic::Edit;
use rasoat::model::{ComponentKind, Span};

use super::{Operator, capitals, end_of, small, spans, start_of, swap, without};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

fn is_letter(subject: &Subject) -> bool {
    subject.document().kind_slug() == Some("cong-van")
}

fn no_kind(subject: &Subject) -> Vec<Change> {
    let title = subject.document().kind.as_ref().and_then(|kind| kind.title.as_ref());
    title.map(|title| Change::replace(title.span, "")).into_iter().collect()
}

fn small_kind(subject: &Subject) -> Vec<Change> {
    let Some(title) = subject.document().kind.as_ref().and_then(|kind| kind.title.as_ref()) else { return Vec::new() };
    let text = subject.document().clean_text(title.span);
    (text == capitals(text)).then(|| Change::replace(title.span, small(text))).into_iter().collect()
}

fn no_subject(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::Subject])
}

fn subject_stop(subject: &Subject) -> Vec<Change> {
    let last = spans(subject, ComponentKind::Subject).last().copied();
    let ends_in_word = |span: &Span| subject.document().clean_text(*span).trim_end().ends_with(char::is_alphanumeric);
    last.filter(ends_in_word).map(|span| Change::replace(end_of(span), ".")).into_iter().collect()
}

fn subject_capitals(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let spans = spans(subject, ComponentKind::Subject);
    let words: usize = spans.iter().map(|span| document.clean_text(*span).split_whitespace().count()).sum();
    if words < 5 || is_letter(subject) {
        return Vec::new();
    }
    let edits = spans.iter().map(|span| Edit::replace(*span, capitals(document.clean_text(*span)))).collect();
    vec![Change::Words(edits)]
}

fn subject_with_vv(subject: &Subject) -> Vec<Change> {
    if is_letter(subject) {
        return Vec::new();
    }
    spans(subject, ComponentKind::Subject)
        .first()
        .map(|span| Change::replace(start_of(*span), "V/v "))
        .into_iter()
        .collect()
}

fn letter_with_title(subject: &Subject) -> Vec<Change> {
    let Some(date) = spans(subject, ComponentKind::Addressees).first().copied() else { return Vec::new() };
    if !is_letter(subject) || date.block.0 == 0 {
        return Vec::new();
    }
    vec![Change::Insert(rasoat::model::BlockId(date.block.0 - 1), "CÔNG VĂN".to_owned())]
}

fn addressee_colon(subject: &Subject) -> Vec<Change> {
    let Some(addressees) = &subject.document().addressees else { return Vec::new() };
    let after = subject.document().to_line_end(addressees.label);
    swap(subject, after, ":", "").into_iter().collect()
}

fn addressee_label(subject: &Subject) -> Vec<Change> {
    let Some(addressees) = &subject.document().addressees else { return Vec::new() };
    swap(subject, addressees.label, "Kính gửi", "Kính Gửi").into_iter().collect()
}

fn no_addressee(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::Addressees])
}

/// The last mark of each line but the last.
fn inner_marks(subject: &Subject, lines: &[Span]) -> Vec<Span> {
    let inner = lines.len().saturating_sub(1);
    lines[..inner].iter().filter_map(|span| last_mark(subject, *span, ";")).collect()
}

/// The place of `mark` at the end of `span`.
fn last_mark(subject: &Subject, span: Span, mark: &str) -> Option<Span> {
    let block = subject.document().block(span.block);
    let range = block.clean_range(span).usize();
    let text = block.clean().get(range.clone())?.trim_end();
    text.ends_with(mark).then(|| block.span(range.start + text.len() - mark.len()..range.start + text.len()))
}

fn addressee_lines(subject: &Subject) -> Vec<Span> {
    let Some(addressees) = &subject.document().addressees else { return Vec::new() };
    addressees.items.iter().map(|item| item.span).collect()
}

fn addressee_ending(subject: &Subject) -> Vec<Change> {
    inner_marks(subject, &addressee_lines(subject)).into_iter().map(|span| Change::replace(span, ",")).collect()
}

fn addressee_last(subject: &Subject) -> Vec<Change> {
    let lines = addressee_lines(subject);
    let last = lines.last().filter(|_| lines.len() > 1);
    last.and_then(|span| last_mark(subject, *span, ".")).map(|span| Change::replace(span, ";")).into_iter().collect()
}

fn ground_lines(subject: &Subject) -> Vec<Span> {
    subject.document().grounds.iter().map(|ground| ground.span).collect()
}

/// The marks at the ends of all grounds but the last. Grounds that run on in one paragraph have no
/// line to end, and a sentence that opens the content (`Thực hiện …, cụ thể như sau:`) is no ground.
fn ground_marks(subject: &Subject) -> impl Iterator<Item = Span> {
    let mut lines = ground_lines(subject);
    let document = subject.document();
    if lines.last().is_some_and(|last| document.clean_text(*last).trim_end().ends_with(':')) {
        lines.pop();
    }
    let ends_block = move |span: &Span| {
        let block = document.block(span.block);
        block.clean_range(*span).end() as usize == block.clean().trim_end().len()
    };
    inner_marks(subject, &lines).into_iter().filter(ends_block)
}

fn ground_ending(subject: &Subject) -> Vec<Change> {
    ground_marks(subject).map(|span| Change::replace(span, ".")).collect()
}

fn ground_open(subject: &Subject) -> Vec<Change> {
    ground_marks(subject).map(|span| Change::replace(span, "")).collect()
}

fn ground_last(subject: &Subject) -> Vec<Change> {
    let lines = ground_lines(subject);
    let last = lines.last().filter(|_| lines.len() > 1);
    last.and_then(|span| last_mark(subject, *span, ".")).map(|span| Change::replace(span, ";")).into_iter().collect()
}

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("title: no kind", &["title/kind-missing"], no_kind).reach(Reach::Near(8)),
    Operator::new("title: kind in small letters", &["title/kind-lower-case"], small_kind),
    Operator::new("title: no subject", &["title/subject-missing", "title/letter-subject-missing"], no_subject)
        .reach(Reach::Near(2)),
    Operator::new("title: full stop", &["title/subject-final-period"], subject_stop),
    Operator::new("title: subject in capitals", &["title/subject-all-caps"], subject_capitals),
    Operator::new("title: V/v in subject", &["title/subject-with-vv"], subject_with_vv),
    Operator::new("title: letter with title", &["title/letter-with-title"], letter_with_title),
    Operator::new("addressee: colon", &["addressee/colon-missing"], addressee_colon),
    Operator::new("addressee: label", &["addressee/label-form"], addressee_label),
    Operator::new("addressee: missing", &["addressee/missing", "addressee/as-above-orphan"], no_addressee)
        .also(&["addressee/as-above-orphan", "addressee/missing"])
        .reach(Reach::Document),
    Operator::new("addressee: line ending", &["addressee/line-ending"], addressee_ending),
    Operator::new("addressee: last line", &["addressee/last-line-ending"], addressee_last),
    Operator::new("grounds: line ending", &["grounds/line-ending"], ground_ending).once(),
    Operator::new("grounds: open line", &["grounds/line-ending"], ground_open).once(),
    Operator::new("grounds: last line", &["grounds/last-line-ending"], ground_last),
];
