//! `recipient-list-…`: what *Nơi nhận* names, against itself and against the document.

use std::collections::BTreeMap;

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::Reason;
use crate::model::outline::MarkerStyle;
use crate::model::values::RecipientLine;
use crate::model::{Document, Span};
use crate::text::fold;

facts! {
    (values: ["line", "last"])
    /// `Như Điều N` names an article that there is.
    RecipientListArticleThere = "recipient-list-article-there" => article_there,
    /// The archive line is the last.
    RecipientListArchiveLast = "recipient-list-archive-last" => archive_last,
    /// The archive line begins with the registry, `VT`.
    RecipientListArchiveRegistry = "recipient-list-archive-registry" => archive_registry,
    /// Nobody is named twice.
    RecipientListNamedOnce = "recipient-list-named-once" => named_once,
    /// A document is not sent to its own issuer.
    RecipientListNotToItself = "recipient-list-not-to-itself" => not_to_itself,
    /// One recipient stands in one paragraph.
    RecipientListOneParagraph = "recipient-list-one-paragraph" => one_paragraph,
}

/// The lines of *Nơi nhận*, unless a copy has glued them: that is said instead.
fn lines<'a>(cx: &Context<'a>, findings: &mut Findings) -> &'a [RecipientLine] {
    match &cx.document.recipients {
        Some(recipients) if recipients.glued => {
            findings.not_checked(Reason::GluedLines);
            &[]
        }
        Some(recipients) => &recipients.lines,
        None => &[],
    }
}

/// True for a drawn list: its lines and columns are guessed, and it knows no paragraphs.
fn is_drawn(document: &Document) -> bool {
    !document.raw.format.keeps_letters()
}

fn article_there(cx: &Context<'_>, findings: &mut Findings) {
    let lines = lines(cx, findings);
    let Some(last) = last_article(cx.document) else { return };
    for line in lines {
        let key = fold::key(&line.text);
        let Some(number) = key.strip_prefix("như điều ") else { continue };
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        if digits.parse::<u32>().is_ok_and(|number| number > last) {
            findings.report(line.span).value("line", bare(&line.text)).value("last", last.to_string());
        }
    }
}

fn archive_last(cx: &Context<'_>, findings: &mut Findings) {
    let lines = lines(cx, findings);
    // The two columns of a drawn list come one after the other.
    let archive = lines.iter().position(|line| line.is_archive).filter(|_| !is_drawn(cx.document));
    let Some(at) = archive else { return };
    // What stands behind it without a dash goes on with it or is the mark of the typist.
    if lines.iter().skip(at + 1).any(|line| line.marker.is_some() && !line.is_archive) {
        findings.report(lines[at].span).value("line", bare(&lines[at].text)).value("last", "");
    }
}

fn archive_registry(cx: &Context<'_>, findings: &mut Findings) {
    let lines = lines(cx, findings);
    // Bodies outside the state have a registry of another name.
    let unsure = cx.document.by_analogy || is_drawn(cx.document);
    let Some(line) = lines.iter().find(|line| line.is_archive).filter(|_| !unsure) else { return };
    let key = fold::key(&line.text);
    let Some(rest) = key.strip_prefix("lưu").map(|rest| rest.trim_start_matches([':', ' '])) else { return };
    let words: Vec<&str> =
        rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let registry = words.iter().any(|word| word.starts_with("vt") || matches!(*word, "vp" | "hc" | "th" | "hs"))
        || rest.contains("văn thư")
        || rest.contains("văn phòng")
        || rest.contains("hồ sơ");
    if !registry && !words.is_empty() {
        findings.report(line.span).value("line", bare(&line.text)).value("last", "");
    }
}

fn named_once(cx: &Context<'_>, findings: &mut Findings) {
    let lines = lines(cx, findings);
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.is_archive && !line.continues) {
        let key = fold::key(line.text.split('(').next().unwrap_or("").trim_matches([' ', ';', '.', ',']));
        if key.chars().count() > 3 && seen.insert(key, line.span).is_some() {
            findings.report(line.span).value("line", bare(&line.text)).value("last", "");
        }
    }
}

fn one_paragraph(cx: &Context<'_>, findings: &mut Findings) {
    let lines = lines(cx, findings);
    if is_drawn(cx.document) {
        return;
    }
    for pair in lines.windows(2).filter(|pair| pair[0].continues) {
        let [broken, rest] = pair else { continue };
        let small = rest.text.starts_with(char::is_lowercase);
        let word_ends = broken.text.ends_with(char::is_alphabetic);
        if small && word_ends && broken.span.block != rest.span.block {
            findings.report(broken.span).value("line", bare(&broken.text)).value("last", bare(&rest.text));
        }
    }
}

fn not_to_itself(cx: &Context<'_>, findings: &mut Findings) {
    let document = cx.document;
    let Some(addressees) = &document.addressees else { return };
    let issuer = document.component_text(crate::model::ComponentKind::IssuingAuthority).unwrap_or_default();
    let own = fold::key(&issuer).replace('\n', " ");
    // A department is named with its province: `Sở Nội vụ tỉnh Thanh Sơn` below `UBND TỈNH THANH SƠN`.
    let parent = document.component_text(crate::model::ComponentKind::ParentAuthority).unwrap_or_default();
    let parent = fold::key(&parent).replace('\n', " ");
    let place = ["ubnd ", "ủy ban nhân dân "].iter().find_map(|body| parent.strip_prefix(body)).unwrap_or("");
    let unit = own.strip_prefix(parent.as_str()).unwrap_or("").trim_start();
    let placed = format!("{unit} {place}");
    for item in &addressees.items {
        let key = fold::key(item.text.trim_matches([' ', ';', '.', ',', '-']));
        let itself =
            key == own && own.split(' ').count() >= 3 || !place.is_empty() && !unit.is_empty() && key == placed;
        if itself {
            findings.report(item.span).value("line", item.text.trim()).value("last", "");
        }
    }
}

/// The number of the last article, where the articles were read without a gap.
fn last_article(document: &Document) -> Option<u32> {
    let numbers: Vec<u32> = document
        .outline
        .divisions
        .iter()
        .filter_map(|division| division.marker.as_ref())
        .filter(|marker| marker.style == MarkerStyle::Article)
        .map(|marker| marker.value)
        .collect();
    let whole = numbers.iter().zip(1..).all(|(number, expected)| *number == expected);
    (numbers.len() >= 2 && whole).then(|| numbers.last().copied()).flatten()
}

/// The line without its mark at the end.
fn bare(text: &str) -> String {
    text.trim_matches([' ', ';', '.', ',', '-', '/']).to_owned()
}
