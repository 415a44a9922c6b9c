//! Defects of how a Word document looks: fonts, sizes, indents, lines, the page.

use rasoat::model::outline::MarkerStyle;
use rasoat::model::{BlockId, ComponentKind, Fact, Place, Span, Zone};

use super::{Operator, spans};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::package::Parts;
use crate::suite::subject::Subject;

fn blocks_of(spans: &[Span]) -> Vec<BlockId> {
    let mut blocks: Vec<BlockId> = spans.iter().map(|span| span.block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

fn runs(blocks: Vec<BlockId>, name: &'static str, property: &str) -> Vec<Change> {
    if blocks.is_empty() { Vec::new() } else { vec![Change::Runs(blocks, name, property.to_owned())] }
}

fn paragraphs(blocks: Vec<BlockId>, name: &'static str, property: &str) -> Vec<Change> {
    if blocks.is_empty() { Vec::new() } else { vec![Change::Paragraphs(blocks, name, property.to_owned())] }
}

/// The blocks of a part, if nothing else stands in them.
fn part(subject: &Subject, kind: ComponentKind) -> Vec<BlockId> {
    let document = subject.document();
    let spans = spans(subject, kind);
    let alone = |block: &BlockId| {
        document
            .components
            .iter()
            .filter(|other| other.kind != kind && other.kind != ComponentKind::Body)
            .all(|other| other.spans.iter().all(|span| span.block != *block))
    };
    let blocks = blocks_of(&spans);
    if blocks.iter().all(alone) { blocks } else { Vec::new() }
}

const PLAIN: &str = "<w:b w:val=\"0\"/>";
const ITALIC: &str = "<w:i/>";
const UPRIGHT: &str = "<w:i w:val=\"0\"/>";
const BOLD: &str = "<w:b/>";
const LARGE: &str = "<w:sz w:val=\"36\"/>";
const LEFT: &str = "<w:jc w:val=\"left\"/>";

fn national_name_plain(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::NationalName), "w:b", PLAIN)
}

fn national_name_large(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::NationalName), "w:sz", LARGE)
}

fn motto_plain(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::Motto), "w:b", PLAIN)
}

fn motto_small(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::Motto), "w:sz", "<w:sz w:val=\"22\"/>")
}

fn motto_left(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    // Spaces typed before it may centre it all the same.
    let mut blocks = part(subject, ComponentKind::Motto);
    blocks.retain(|block| !document.block(*block).text().starts_with([' ', '\t', '\u{a0}']));
    paragraphs(blocks, "w:jc", LEFT)
}

fn issuer_plain(subject: &Subject) -> Vec<Change> {
    let last = part(subject, ComponentKind::IssuingAuthority).pop();
    runs(last.into_iter().collect(), "w:b", PLAIN)
}

fn issuer_left(subject: &Subject) -> Vec<Change> {
    paragraphs(part(subject, ComponentKind::IssuingAuthority), "w:jc", LEFT)
}

fn number_italic(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::DocumentNumber), "w:i", ITALIC)
}

fn date_upright(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::PlaceAndDate), "w:i", UPRIGHT)
}

fn date_large(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::PlaceAndDate), "w:sz", LARGE)
}

fn kind_plain(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::DocumentType), "w:b", PLAIN)
}

fn kind_large(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::DocumentType), "w:sz", LARGE)
}

fn kind_left(subject: &Subject) -> Vec<Change> {
    paragraphs(part(subject, ComponentKind::DocumentType), "w:jc", LEFT)
}

fn is_letter(subject: &Subject) -> bool {
    subject.document().kind_slug() == Some("cong-van")
}

fn subject_plain(subject: &Subject) -> Vec<Change> {
    if is_letter(subject) { Vec::new() } else { runs(part(subject, ComponentKind::Subject), "w:b", PLAIN) }
}

fn subject_bold_in_letter(subject: &Subject) -> Vec<Change> {
    if is_letter(subject) { runs(part(subject, ComponentKind::Subject), "w:b", BOLD) } else { Vec::new() }
}

fn addressees_italic(subject: &Subject) -> Vec<Change> {
    runs(part(subject, ComponentKind::Addressees), "w:i", ITALIC)
}

fn grounds_upright(subject: &Subject) -> Vec<Change> {
    // A ground that opens the sentence of the content, or a single one, is no list of grounds.
    let grounds = &subject.document().grounds;
    if grounds.iter().any(|ground| ground.leads_in) || grounds.iter().all(|ground| ground.ending != Some(';')) {
        return Vec::new();
    }
    runs(part(subject, ComponentKind::Grounds), "w:i", UPRIGHT)
}

fn office_plain(subject: &Subject) -> Vec<Change> {
    let Some(signature) = &subject.document().signature else { return Vec::new() };
    let spans: Vec<Span> = signature.offices.iter().map(|line| line.span).collect();
    runs(blocks_of(&spans), "w:b", PLAIN)
}

fn name_plain(subject: &Subject) -> Vec<Change> {
    let name = subject.document().signature.as_ref().and_then(|signature| signature.name.as_ref());
    runs(name.map(|name| name.span.block).into_iter().collect(), "w:b", PLAIN)
}

fn name_left(subject: &Subject) -> Vec<Change> {
    let name = subject.document().signature.as_ref().and_then(|signature| signature.name.as_ref());
    paragraphs(name.map(|name| name.span.block).into_iter().collect(), "w:jc", LEFT)
}

fn label_upright(subject: &Subject) -> Vec<Change> {
    let label = subject.document().recipients.as_ref().map(|recipients| recipients.label.block);
    runs(label.into_iter().collect(), "w:i", UPRIGHT)
}

fn list_large(subject: &Subject) -> Vec<Change> {
    let Some(recipients) = &subject.document().recipients else { return Vec::new() };
    let spans: Vec<Span> = recipients.lines.iter().map(|line| line.span).collect();
    let blocks: Vec<BlockId> = blocks_of(&spans).into_iter().filter(|block| *block != recipients.label.block).collect();
    runs(blocks, "w:sz", "<w:sz w:val=\"28\"/>")
}

fn list_italic(subject: &Subject) -> Vec<Change> {
    let Some(recipients) = &subject.document().recipients else { return Vec::new() };
    let spans: Vec<Span> = recipients.lines.iter().map(|line| line.span).collect();
    let blocks: Vec<BlockId> = blocks_of(&spans).into_iter().filter(|block| *block != recipients.label.block).collect();
    runs(blocks, "w:i", ITALIC)
}

/// Paragraphs of the content.
fn body(subject: &Subject) -> Vec<BlockId> {
    let document = subject.document();
    document
        .running_paragraphs()
        .filter(|block| block.place == Place::Body && block.part == 0)
        .map(rasoat::model::Block::id)
        .collect()
}

fn one_small(subject: &Subject) -> Vec<Change> {
    body(subject).into_iter().flat_map(|block| runs(vec![block], "w:sz", "<w:sz w:val=\"20\"/>")).collect()
}

fn all_small(subject: &Subject) -> Vec<Change> {
    runs(body(subject), "w:sz", "<w:sz w:val=\"24\"/>")
}

fn all_left(subject: &Subject) -> Vec<Change> {
    paragraphs(body(subject), "w:jc", LEFT)
}

fn all_without_indent(subject: &Subject) -> Vec<Change> {
    paragraphs(body(subject), "w:ind", "<w:ind w:firstLine=\"0\" w:left=\"0\"/>")
}

fn all_double_spaced(subject: &Subject) -> Vec<Change> {
    paragraphs(
        body(subject),
        "w:spacing",
        "<w:spacing w:before=\"120\" w:after=\"120\" w:line=\"480\" w:lineRule=\"auto\"/>",
    )
}

fn all_close(subject: &Subject) -> Vec<Change> {
    paragraphs(
        body(subject),
        "w:spacing",
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"264\" w:lineRule=\"auto\"/>",
    )
}

fn italic_paragraphs(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    // A numbered paragraph may be a title, and a note in brackets is often set in italics.
    let plain = |block: &BlockId| {
        let numbered = document.outline.divisions.iter().any(|division| division.block == *block);
        !numbered && !document.block(*block).clean().trim_start().starts_with(['“', '"', '(', '['])
    };
    let blocks: Vec<BlockId> = body(subject).into_iter().filter(plain).collect();
    blocks.chunks_exact(3).flat_map(|three| runs(three.to_vec(), "w:i", ITALIC)).collect()
}

fn blue_paragraph(subject: &Subject) -> Vec<Change> {
    let blocks = body(subject).into_iter();
    blocks.flat_map(|block| runs(vec![block], "w:color", "<w:color w:val=\"0000FF\"/>")).collect()
}

const ARIAL: &str = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\" w:eastAsia=\"Arial\"/>";

fn stray_font(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    let all: usize = document.blocks().iter().map(|block| block.clean().chars().count()).sum();
    let short = body(subject).into_iter().filter(|block| document.block(*block).clean().chars().count() * 20 < all);
    short.flat_map(|block| runs(vec![block], "w:rFonts", ARIAL)).collect()
}

fn other_font(subject: &Subject) -> Vec<Change> {
    runs(body(subject), "w:rFonts", ARIAL)
}

fn headings(subject: &Subject, style: fn(MarkerStyle) -> bool) -> Vec<BlockId> {
    let divisions = subject.document().outline.divisions.iter();
    divisions
        .filter(|division| division.marker.as_ref().is_some_and(|marker| style(marker.style)) && division.is_heading)
        .map(|division| division.block)
        .collect()
}

fn headings_plain(subject: &Subject) -> Vec<Change> {
    runs(headings(subject, |style| style == MarkerStyle::Roman), "w:b", PLAIN)
}

fn articles_plain(subject: &Subject) -> Vec<Change> {
    runs(headings(subject, |style| style == MarkerStyle::Article), "w:b", PLAIN)
}

/// The main part with one text put for another wherever `pattern` matches.
fn main_part(parts: &Parts, edit: impl Fn(&str) -> Option<String>) -> Option<Parts> {
    let name = "word/document.xml";
    let text = std::str::from_utf8(parts.get(name)?).ok()?;
    let changed = edit(text)?;
    let mut parts = parts.clone();
    parts.insert(name.to_owned(), changed.into_bytes());
    Some(parts)
}

/// The text with the attribute `name` of every element `element` set to `value`.
fn with_attribute(text: &str, element: &str, name: &str, value: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    let (open, attribute) = (format!("<{element} "), format!(" {name}=\""));
    while let Some(at) = rest.find(&open) {
        let end = at + rest[at..].find('>')?;
        let tag = &rest[at..end];
        out.push_str(&rest[..at]);
        if let Some(start) = tag.find(&attribute).map(|start| start + attribute.len()) {
            let length = tag[start..].find('"')?;
            out.push_str(&tag[..start]);
            out.push_str(value);
            out.push_str(&tag[start + length..]);
            changed = true;
        } else {
            out.push_str(tag);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    changed.then_some(out)
}

fn margin(name: &'static str, value: &'static str) -> impl Fn(&Parts) -> Option<Parts> {
    move |parts| main_part(parts, |text| with_attribute(text, "w:pgMar", name, value))
}

fn page(subject: &Subject, change: fn(&Parts) -> Option<Parts>) -> Vec<Change> {
    if subject.has_appearance() { vec![Change::Parts(change)] } else { Vec::new() }
}

fn left_margin(subject: &Subject) -> Vec<Change> {
    page(subject, |parts| margin("w:left", "1134")(parts))
}

fn right_margin(subject: &Subject) -> Vec<Change> {
    page(subject, |parts| margin("w:right", "1701")(parts))
}

fn top_margin(subject: &Subject) -> Vec<Change> {
    page(subject, |parts| margin("w:top", "680")(parts))
}

fn bottom_margin(subject: &Subject) -> Vec<Change> {
    page(subject, |parts| margin("w:bottom", "1985")(parts))
}

fn left_margin_a_little(subject: &Subject) -> Vec<Change> {
    // 28.5 mm, where 30 to 35 are right.
    page(subject, |parts| margin("w:left", "1616")(parts))
}

fn letter_paper(subject: &Subject) -> Vec<Change> {
    page(subject, |parts| {
        main_part(parts, |text| {
            let wide = with_attribute(text, "w:pgSz", "w:w", "12240")?;
            with_attribute(&wide, "w:pgSz", "w:h", "15840")
        })
    })
}

fn across(subject: &Subject) -> Vec<Change> {
    let document = subject.document();
    // A page may lie across for its table.
    let in_table = |block: &rasoat::model::Block| {
        matches!(block.place, Place::Cell(_)) && matches!(document.zone(block.id()), Zone::Body | Zone::Attachment)
    };
    if body(subject).len() < 3 || document.blocks().iter().any(in_table) {
        return Vec::new();
    }
    page(subject, |parts| {
        main_part(parts, |text| {
            let wide = with_attribute(text, "w:pgSz", "w:w", "16838")?;
            with_attribute(&wide, "w:pgSz", "w:h", "11906")
        })
    })
}

/// The text without elements that start like this and end in `/>`.
fn without_elements(text: &str, start: &str) -> Option<String> {
    let mut out = text.to_owned();
    let mut changed = false;
    while let Some(at) = out.find(start) {
        let end = at + out[at..].find("/>")? + 2;
        out.replace_range(at..end, "");
        changed = true;
    }
    changed.then_some(out)
}

fn no_page_number(subject: &Subject) -> Vec<Change> {
    // A short document may fit on one page.
    let letters: usize = subject.prose().map(|block| block.clean().chars().count()).sum();
    if letters < 6000 {
        return Vec::new();
    }
    page(subject, |parts| {
        main_part(parts, |text| {
            let without = without_elements(text, "<w:headerReference ");
            let text = without.as_deref().unwrap_or(text);
            without_elements(text, "<w:footerReference ").or_else(|| without.clone())
        })
    })
}

/// True if the pages of the document itself show their number: those of an annex or of forms behind it are
/// numbered by themselves, and moving their number leaves the document's own pages as they are.
fn shows_number(subject: &Subject) -> bool {
    let sections = subject.document().own_sections();
    sections.iter().any(|section| matches!(section.page.page_number, Fact::Known(Some(_))))
}

fn number_on_first_page(subject: &Subject) -> Vec<Change> {
    if !shows_number(subject) {
        return Vec::new();
    }
    page(subject, |parts| main_part(parts, |text| without_elements(text, "<w:titlePg")))
}

fn number_at_right(subject: &Subject) -> Vec<Change> {
    if !shows_number(subject) {
        return Vec::new();
    }
    page(subject, |parts| {
        let mut changed = parts.clone();
        let mut any = false;
        for (name, bytes) in &mut changed {
            let is_header = name.starts_with("word/header") || name.starts_with("word/footer");
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            // A frame has its own place on the page.
            if is_header && text.contains("PAGE") && text.contains("w:jc ") && !text.contains("framePr") {
                let edited = with_attribute(text, "w:jc", "w:val", "right")?;
                *bytes = edited.into_bytes();
                any = true;
            }
        }
        any.then_some(changed)
    })
}

fn below(subject: &Subject, kind: ComponentKind) -> Vec<Change> {
    // Only lines drawn as shapes anchored in the paragraph itself can be taken away here. One that hangs at an
    // empty paragraph may be drawn below any text near it, so that a line may be left.
    if subject.main_part().is_some_and(has_loose_line) {
        return Vec::new();
    }
    let Some(block) = part(subject, kind).pop() else { return Vec::new() };
    vec![Change::Runs(vec![block], "mc:AlternateContent", String::new())]
}

/// True if a straight line is anchored in a paragraph without text.
fn has_loose_line(xml: &str) -> bool {
    let drawn =
        |paragraph: &&str| ["prst=\"line\"", "prst=\"straightConnector1\""].iter().any(|kind| paragraph.contains(kind));
    xml.split("</w:p>").filter(drawn).any(|paragraph| !["<w:t>", "<w:t "].iter().any(|text| paragraph.contains(text)))
}

fn motto_line(subject: &Subject) -> Vec<Change> {
    below(subject, ComponentKind::Motto)
}

const MARGINS: &[&str] = &["page/margins-outside", "page/margins-slightly-outside"];
const PAGE: Reach = Reach::Document;

const fn look(name: &'static str, rules: &'static [&'static str], sites: fn(&Subject) -> Vec<Change>) -> Operator {
    Operator::new(name, rules, sites).appearance().reach(Reach::Block)
}

const fn whole(name: &'static str, rules: &'static [&'static str], sites: fn(&Subject) -> Vec<Change>) -> Operator {
    Operator::new(name, rules, sites).appearance().reach(PAGE)
}

pub(super) const OPERATORS: &[Operator] = &[
    look("look: national name not bold", &["header/national-name-format"], national_name_plain),
    look("look: national name in 18", &["header/national-name-format"], national_name_large)
        .also(&["header/motto-smaller"]),
    look("look: motto not bold", &["header/motto-format"], motto_plain),
    look("look: motto in 11", &["header/motto-format", "header/motto-smaller"], motto_small)
        // The line below stays as long as it was.
        .also(&["header/motto-smaller", "header/motto-line-length"]),
    look("look: motto at the left", &["header/not-centered"], motto_left),
    look("look: issuer not bold", &["header/issuer-format"], issuer_plain),
    look("look: issuer at the left", &["header/not-centered"], issuer_left),
    look("look: number in italics", &["number/format"], number_italic),
    look("look: date upright", &["date/format"], date_upright),
    look("look: date in 18", &["date/format"], date_large),
    look("look: kind not bold", &["title/kind-format"], kind_plain),
    look("look: kind in 18", &["title/kind-format"], kind_large),
    look("look: kind at the left", &["title/not-centered"], kind_left),
    look("look: subject not bold", &["title/subject-format"], subject_plain),
    look("look: subject of letter bold", &["title/letter-subject-format"], subject_bold_in_letter),
    look("look: addressees in italics", &["addressee/format"], addressees_italic),
    look("look: grounds upright", &["grounds/format"], grounds_upright),
    look("look: office not bold", &["signature/office-format"], office_plain)
        // Authority and office may be lines of one paragraph.
        .also(&["signature/authority-format"]),
    look("look: name not bold", &["signature/name-format"], name_plain),
    look("look: name at the left", &["signature/not-centered"], name_left),
    look("look: Nơi nhận upright", &["recipients/label-format"], label_upright),
    look("look: recipients in 14", &["recipients/list-format", "recipients/list-size"], list_large),
    look("look: recipients in italics", &["recipients/list-format"], list_italic),
    look("look: one paragraph in 10", &["body/font-size-outside", "body/font-size-mixed"], one_small)
        // An exact distance of lines is more of them where the letters are smaller.
        .also(&["body/line-spacing"])
        .once(),
    look("look: coloured paragraph", &["font/not-black"], blue_paragraph).once(),
    look("look: stray font", &["font/stray-font", "font/not-times-new-roman"], stray_font).once(),
    whole("look: content in 12", &["body/font-size-outside"], all_small).also(&["body/font-size-mixed"]),
    whole("look: content not justified", &["body/not-justified"], all_left),
    whole("look: content without indent", &["body/first-line-indent"], all_without_indent),
    whole("look: content double spaced", &["body/line-spacing"], all_double_spaced),
    whole("look: content without space", &["body/paragraph-spacing"], all_close),
    whole("look: paragraphs in italics", &["body/not-upright"], italic_paragraphs),
    whole("look: content in Arial", &["font/not-times-new-roman"], other_font).also(&["font/stray-font"]),
    whole("look: headings not bold", &["outline/heading-not-bold"], headings_plain),
    whole("look: articles not bold", &["outline/article-not-bold"], articles_plain),
    whole("page: left margin", MARGINS, left_margin),
    whole("page: right margin", MARGINS, right_margin),
    whole("page: top margin", MARGINS, top_margin),
    whole("page: bottom margin", MARGINS, bottom_margin),
    whole("page: left margin, a little", MARGINS, left_margin_a_little),
    whole("page: Letter", &["page/not-a4"], letter_paper),
    whole("page: across", &["page/landscape"], across),
    whole("page: no number", &["page/number-missing"], no_page_number),
    whole("page: number on first page", &["page/number-on-first-page"], number_on_first_page),
    whole("page: number at the right", &["page/number-position"], number_at_right),
    look("look: no line below motto", &["header/motto-line-missing"], motto_line),
];
