//! Defects of the end: end mark, recipients, signature.

use rasoat::diagnostic::Edit;
use rasoat::model::signature::{OfficeLine, SigningCapacity};
use rasoat::model::{ComponentKind, Span};

use super::{Operator, capitals, small, start_of, swap, within, without};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

fn end_mark(subject: &Subject, other: &str) -> Vec<Change> {
    let mark = subject.document().end_mark.as_ref().filter(|mark| mark.right);
    mark.map(|mark| Change::replace(mark.span, other)).into_iter().collect()
}

fn no_end_mark(subject: &Subject) -> Vec<Change> {
    end_mark(subject, ".")
}

fn half_end_mark(subject: &Subject) -> Vec<Change> {
    end_mark(subject, "./")
}

fn turned_end_mark(subject: &Subject) -> Vec<Change> {
    end_mark(subject, "/.")
}

fn end_mark_alone(subject: &Subject) -> Vec<Change> {
    let mark = subject.document().end_mark.as_ref().filter(|mark| mark.right);
    mark.map(|mark| Change::Split(mark.span)).into_iter().collect()
}

fn recipients_label(subject: &Subject) -> Vec<Change> {
    let Some(recipients) = &subject.document().recipients else { return Vec::new() };
    swap(subject, recipients.label, "Nơi nhận", "NƠI NHẬN").into_iter().collect()
}

fn recipients_colon(subject: &Subject) -> Vec<Change> {
    let Some(recipients) = &subject.document().recipients else { return Vec::new() };
    let line = subject.document().to_line_end(recipients.label);
    swap(subject, line, ":", "").into_iter().collect()
}

/// The recipients' lines that stand for themselves.
fn recipient_lines(subject: &Subject) -> Vec<&rasoat::model::values::RecipientLine> {
    let recipients = subject.document().recipients.as_ref().filter(|recipients| !recipients.glued);
    recipients.map(|recipients| recipients.lines.iter().filter(|line| !line.continues).collect()).unwrap_or_default()
}

fn at_end(subject: &Subject, span: Span, mark: &str) -> Option<Span> {
    let block = subject.document().block(span.block);
    let range = block.clean_range(span).usize();
    let text = block.clean().get(range.clone())?.trim_end();
    text.ends_with(mark).then(|| block.span(range.start + text.len() - mark.len()..range.start + text.len()))
}

fn inner_lines(subject: &Subject, other: &str) -> Vec<Change> {
    let lines = recipient_lines(subject);
    let inner = lines.len().saturating_sub(1);
    let marks = lines[..inner].iter().filter(|line| !line.is_archive);
    marks.filter_map(|line| at_end(subject, line.span, ";")).map(|mark| Change::replace(mark, other)).collect()
}

fn recipient_comma(subject: &Subject) -> Vec<Change> {
    inner_lines(subject, ",")
}

fn recipient_open(subject: &Subject) -> Vec<Change> {
    inner_lines(subject, "")
}

fn recipient_last(subject: &Subject) -> Vec<Change> {
    let lines = recipient_lines(subject);
    let mark = lines.last().and_then(|line| at_end(subject, line.span, "."));
    mark.map(|mark| Change::replace(mark, ";")).into_iter().collect()
}

fn recipient_marker(subject: &Subject) -> Vec<Change> {
    let markers = recipient_lines(subject).into_iter().filter_map(|line| line.marker.as_ref());
    markers.filter(|marker| marker.text == "-").map(|marker| Change::replace(marker.span, "+")).collect()
}

fn archive(subject: &Subject) -> Option<&rasoat::model::values::RecipientLine> {
    recipient_lines(subject).into_iter().find(|line| line.is_archive)
}

fn no_archive(subject: &Subject) -> Vec<Change> {
    archive(subject).map(|line| Change::replace(line.span, "")).into_iter().collect()
}

fn archive_colon(subject: &Subject) -> Vec<Change> {
    archive(subject).and_then(|line| swap(subject, line.span, "Lưu:", "Lưu")).into_iter().collect()
}

fn archive_unit(subject: &Subject) -> Vec<Change> {
    let Some(line) = archive(subject) else { return Vec::new() };
    let document = subject.document();
    let text = document.clean_text(line.span);
    let Some(at) = text.find("VT,") else { return Vec::new() };
    let block = document.block(line.span.block);
    let start = block.clean_range(line.span).usize().start;
    let rest = block.span(start + at + 2..start + text.trim_end().trim_end_matches('.').len());
    vec![Change::replace(rest, "")]
}

fn no_recipients(subject: &Subject) -> Vec<Change> {
    let Some(recipients) = &subject.document().recipients else { return Vec::new() };
    let mut changes = without(subject, &[ComponentKind::Recipients]);
    for change in &mut changes {
        let Change::Words(edits) = change else { continue };
        // A dash left behind on its line would be another defect.
        for line in &recipients.lines {
            let dash = line.marker.as_ref().filter(|dash| dash.span.block == line.span.block);
            let dash = dash.filter(|dash| !subject.document().block(dash.span.block).is_auto_numbered());
            let Some(edit) = edits.iter_mut().find(|edit| edit.span == line.span) else { continue };
            edit.span.range = dash.map_or(line.span.range, |dash| dash.span.range.cover(line.span.range));
        }
    }
    changes
}

fn no_as_above(subject: &Subject) -> Vec<Change> {
    if subject.document().addressees.is_none() {
        return Vec::new();
    }
    let lines = recipient_lines(subject);
    let found = lines.into_iter().find(|line| line.text.contains("Như trên"));
    found.map(|line| Change::replace(line.span, "")).into_iter().collect()
}

fn orphan_as_above(subject: &Subject) -> Vec<Change> {
    if subject.document().addressees.is_some() {
        return Vec::new();
    }
    let lines = recipient_lines(subject);
    if lines.len() < 2 || lines[0].text.contains("Như") {
        return Vec::new();
    }
    let Some(words) = within(subject, lines[0].span, lines[0].text.trim_end_matches(';')) else { return Vec::new() };
    vec![Change::replace(words, "Như trên")]
}

fn no_signature(subject: &Subject) -> Vec<Change> {
    without(subject, &[ComponentKind::Signature])
}

fn no_name(subject: &Subject) -> Vec<Change> {
    let name = subject.document().signature.as_ref().and_then(|signature| signature.name.as_ref());
    name.map(|name| Change::replace(name.span, "")).into_iter().collect()
}

fn name_capitals(subject: &Subject) -> Vec<Change> {
    let name = subject.document().signature.as_ref().and_then(|signature| signature.name.as_ref());
    name.map(|name| Change::replace(name.span, capitals(&name.text))).into_iter().collect()
}

/// Schools, hospitals, science and the armed forces may write the title before a name.
const EXEMPT: [&str; 8] = ["trường", "y tế", "bệnh viện", "giáo dục", "khoa học", "công an", "quân sự", "học viện"];

fn name_title(subject: &Subject) -> Vec<Change> {
    let name = subject.document().signature.as_ref().and_then(|signature| signature.name.as_ref());
    let issuer = subject.document().component_text(ComponentKind::IssuingAuthority).unwrap_or_default();
    if EXEMPT.iter().any(|words| rasoat::text::fold::key(&issuer).contains(words)) {
        return Vec::new();
    }
    let bare = name.filter(|name| name.title.is_none());
    bare.map(|name| Change::replace(start_of(name.span), "ThS. ")).into_iter().collect()
}

/// The line with a capacity and the whole block of offices.
fn line_with(subject: &Subject, capacity: SigningCapacity) -> Option<&OfficeLine> {
    subject.document().signature.as_ref()?.line_with(capacity)
}

fn no_kt(subject: &Subject) -> Vec<Change> {
    let deputy = subject.document().signature.as_ref().and_then(|signature| signature.own_office());
    let is_deputy = deputy.is_some_and(|line| capitals(&line.office).starts_with("PHÓ "));
    let line = line_with(subject, SigningCapacity::ForHead).filter(|_| is_deputy);
    line.map(|line| Change::replace(line.span, "")).into_iter().collect()
}

fn kt_head(subject: &Subject) -> Vec<Change> {
    if line_with(subject, SigningCapacity::ForHead).is_none() {
        return Vec::new();
    }
    let own = subject.document().signature.as_ref().and_then(|signature| signature.own_office());
    own.and_then(|line| swap(subject, line.span, "PHÓ ", "")).into_iter().collect()
}

/// Another form of a capacity. Where the office follows without a space, one is set: the letters would run
/// together and be no capacity at all.
fn prefix(subject: &Subject, from: &str, to: &str) -> Vec<Change> {
    let Some(signature) = &subject.document().signature else { return Vec::new() };
    let lines = signature.offices.iter().filter(|line| line.capacity.is_some());
    let apart = |line: &OfficeLine| subject.document().clean_text(line.span).starts_with(&format!("{from} "));
    let form = |line: &OfficeLine| if apart(line) { to.to_owned() } else { format!("{to} ") };
    lines.filter_map(|line| swap(subject, line.span, from, &form(line))).collect()
}

fn kt_slash(subject: &Subject) -> Vec<Change> {
    prefix(subject, "KT.", "K/T")
}

fn tm_slash(subject: &Subject) -> Vec<Change> {
    prefix(subject, "TM.", "T/M")
}

fn tm_with_head(subject: &Subject) -> Vec<Change> {
    let Some(line) = line_with(subject, SigningCapacity::OnBehalf) else { return Vec::new() };
    vec![Change::replace(line.office_span, "CHỦ TỊCH")]
}

fn no_tm(subject: &Subject) -> Vec<Change> {
    line_with(subject, SigningCapacity::OnBehalf).map(|line| Change::replace(line.span, "")).into_iter().collect()
}

fn office_small(subject: &Subject) -> Vec<Change> {
    let own = subject.document().signature.as_ref().and_then(|signature| signature.own_office());
    let upper = own.filter(|line| line.office == capitals(&line.office));
    upper.map(|line| Change::replace(line.office_span, small(&line.office))).into_iter().collect()
}

fn acting_in_words(subject: &Subject) -> Vec<Change> {
    let own = subject.document().signature.as_ref().and_then(|signature| signature.own_office());
    let head = own.filter(|line| line.capacity.is_none() && capitals(&line.office) == line.office);
    let head = head.filter(|line| ["CHỦ TỊCH", "GIÁM ĐỐC", "HIỆU TRƯỞNG"].contains(&line.office.as_str()));
    head.map(|line| Change::replace(start_of(line.office_span), "QUYỀN ")).into_iter().collect()
}

fn note(subject: &Subject) -> Vec<Change> {
    let Some(signature) = &subject.document().signature else { return Vec::new() };
    let (Some(line), None) = (signature.own_office(), signature.note) else { return Vec::new() };
    vec![Change::Insert(line.span.block, "(Ký, ghi rõ họ tên)".to_owned())]
}

fn redelegated(subject: &Subject) -> Vec<Change> {
    let Some(signature) = &subject.document().signature else { return Vec::new() };
    let [first, second, _] = signature.offices.as_slice() else { return Vec::new() };
    let (Some((SigningCapacity::OnBehalf, prefix)), Some((SigningCapacity::ForHead, _))) =
        (first.capacity, second.capacity)
    else {
        return Vec::new();
    };
    vec![Change::Words(vec![Edit::replace(prefix, "TUQ."), Edit::replace(first.office_span, "CHỦ TỊCH")])]
}

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("end mark: missing", &["body/end-mark-missing"], no_end_mark).reach(Reach::Block),
    Operator::new("end mark: half", &["body/end-mark-form", "body/end-mark-missing"], half_end_mark)
        .reach(Reach::Block),
    Operator::new("end mark: turned", &["body/end-mark-form", "body/end-mark-missing"], turned_end_mark)
        .reach(Reach::Block),
    Operator::new("end mark: alone", &["body/end-mark-alone"], end_mark_alone).reach(Reach::Block),
    Operator::new("recipients: label", &["recipients/label-form"], recipients_label),
    Operator::new("recipients: colon", &["recipients/colon-missing"], recipients_colon),
    Operator::new("recipients: comma", &["recipients/line-ending"], recipient_comma),
    Operator::new("recipients: open line", &["recipients/line-ending"], recipient_open),
    Operator::new("recipients: last line", &["recipients/last-line-ending"], recipient_last),
    Operator::new("recipients: marker", &["recipients/marker"], recipient_marker),
    Operator::new("recipients: no archive", &["recipients/archive-line-missing"], no_archive)
        .also(&["recipients/last-line-ending"])
        .reach(Reach::Near(5)),
    Operator::new("recipients: archive colon", &["recipients/archive-colon-missing"], archive_colon),
    Operator::new("recipients: archive unit", &["recipients/archive-unit-missing"], archive_unit),
    Operator::new("recipients: missing", &["recipients/missing"], no_recipients)
        .also(&["addressee/as-above-missing"])
        .reach(Reach::Near(8)),
    Operator::new("recipients: no as-above", &["addressee/as-above-missing"], no_as_above).reach(Reach::Near(8)),
    Operator::new("recipients: orphan as-above", &["addressee/as-above-orphan"], orphan_as_above),
    Operator::new("signature: missing", &["signature/missing"], no_signature).reach(Reach::Near(8)),
    Operator::new("signature: no name", &["signature/missing-name"], no_name).reach(Reach::Near(8)),
    Operator::new("signature: name in capitals", &["signature/name-all-caps"], name_capitals),
    Operator::new("signature: title before name", &["signature/title-before-name"], name_title),
    Operator::new("signature: no KT", &["signature/deputy-without-kt"], no_kt).reach(Reach::Near(2)),
    Operator::new("signature: KT before head", &["signature/kt-chain"], kt_head),
    Operator::new("signature: K/T", &["signature/prefix-form"], kt_slash),
    Operator::new("signature: T/M", &["signature/prefix-form"], tm_slash),
    Operator::new("signature: TM of a head", &["signature/tm-with-head"], tm_with_head)
        .also(&["signature/missing-capacity", "signature/capacity-against-authority"]),
    Operator::new("signature: no TM", &["signature/missing-capacity", "signature/capacity-against-authority"], no_tm)
        .reach(Reach::Near(3)),
    Operator::new("signature: office in small letters", &["signature/office-lower-case"], office_small),
    Operator::new("signature: acting in words", &["signature/acting-form"], acting_in_words),
    Operator::new("signature: note", &["signature/note-left"], note),
    Operator::new("signature: redelegated", &["signature/tuq-redelegated"], redelegated).reach(Reach::Near(3)),
];
