//! A profile made of a document, to be edited by hand: an outline that was sent, or a good earlier report. And
//! what a second look at a profile finds.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::lexicon::quantities;
use crate::model::outline::{Division, MarkerStyle};
use crate::model::profile::{Profile, RequiredSection};
use crate::model::{Block, BlockId, ComponentKind, Document, Place, Zone};
use crate::text::{fold, letters};

/// Facts that are taken from one section at most.
const MOST_FACTS: usize = 6;
/// Words of a heading below which a numbered line counts as one.
const LONGEST_HEADING: usize = 20;
/// Words of a fact without `tổng số` that still tell it from others.
const SHORTEST_NAME: usize = 3;
/// Words of a line that names a fact.
const LONGEST_FACT: usize = 12;

/// `name` in small letters without marks, its words joined by hyphens.
pub fn slug(name: &str) -> String {
    let plain = letters::bare(name);
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The text of a profile called `name` with the headings, facts and tables of `document`, without the facts whose titles
/// are `left_out`; `None` if it has no headings.
pub fn profile(document: &Document, name: &str, left_out: &BTreeSet<String>) -> Option<String> {
    let sections = sections(document);
    if sections.is_empty() {
        return None;
    }
    let subject = subject(document);
    // `tháng … năm 2026` of an outline is to be filled in and names no profile.
    let lasting = if has_blank(&subject) { without_period(&subject) } else { subject.clone() };
    let title = if subject.is_empty() { name.replace('-', " ") } else { sentence_case(&lasting) };
    let mut out = String::from(
        "# Mẫu đề cương viết từ một văn bản. Sửa cho đúng yêu cầu:\n\
         #   any: đề mục chứa một trong các cụm từ này; none: và không chứa cụm nào trong đây\n\
         #   required = \"yes\" (thiếu là báo), \"hint\" (thiếu thì gợi ý), \"no\" (có cũng được)\n\
         #   [[fact]]: điều phải nêu; with-number = true: trong câu có con số\n",
    );
    let _ = writeln!(out, "name = {}\ntitle = {}\npriority = 20\nupward = true\n", text(name), text(&title));
    let kind = document.kind_slug().filter(|slug| *slug != "cong-van" && *slug != "de-cuong").unwrap_or("bao-cao");
    let _ = writeln!(out, "[choose]\nkinds = [{}]", text(kind));
    let words = if subject.is_empty() { name.replace('-', " ") } else { without_period(&fold::key(&subject)) };
    out.push_str("# trích yếu chứa một trong các cụm từ này; viết ngắn hơn để nhận rộng hơn\n");
    let _ = writeln!(out, "subject-any = [{}]", text(&words));
    for (at, section) in sections.iter().enumerate() {
        write_section(&mut out, section, &sections, &(at + 1).to_string(), "");
    }
    for (id, section) in numbered(&sections) {
        for fact in section.facts.iter().filter(|fact| !left_out.contains(&fact.title)) {
            let _ = writeln!(
                out,
                "\n[[fact]]\nid = {}\ntitle = {}",
                text(&format!("{id}-{}", slug(&fact.key))),
                text(&fact.title)
            );
            // A report says `số đơn tiếp nhận` where its outline asks for `tổng số đơn tiếp nhận`.
            let short = quantities::unopened(&fact.key);
            let more = short != fact.key && short.split(' ').count() >= SHORTEST_NAME;
            let any = if more { format!("{}, {}", text(&fact.key), text(short)) } else { text(&fact.key) };
            let _ = writeln!(out, "section = {}\nany = [{any}]", text(&id));
            if fact.with_number {
                out.push_str(
                    "with-number = true\nnegative = [\"không có\", \"chưa phát sinh\", \"không phát sinh\"]\n",
                );
            }
        }
    }
    Some(out)
}

/// A section of the sample.
struct Section {
    title: String,
    key: String,
    facts: Vec<Fact>,
    children: Vec<Self>,
}

/// Something that the section tells or asks for.
struct Fact {
    title: String,
    key: String,
    with_number: bool,
}

fn sections(document: &Document) -> Vec<Section> {
    let divisions = &document.outline.divisions;
    let of_zone = |zone: Zone| -> Vec<usize> {
        let is_heading = |division: &Division| {
            let is_short = division.title_text.split_whitespace().count() <= LONGEST_HEADING;
            let numbered = division.marker.as_ref().is_some_and(|marker| {
                matches!(marker.style, MarkerStyle::Arabic | MarkerStyle::Decimal(_) | MarkerStyle::Roman)
            });
            !division.title_text.is_empty() && is_short && (division.is_heading || numbered)
        };
        let inside = divisions.iter().enumerate();
        inside.filter(|(_, found)| document.zone(found.block) == zone && is_heading(found)).map(|(at, _)| at).collect()
    };
    // The outline that an office sends with a letter stands in its annex.
    let (body, attached) = (of_zone(Zone::Body), of_zone(Zone::Attachment));
    let own = if attached.len() > body.len() { attached } else { body };
    let Some(top) = own.iter().map(|at| divisions[*at].depth).min() else { return Vec::new() };
    let outer: Vec<usize> = own.iter().copied().filter(|at| divisions[*at].depth == top).collect();
    let mut sections = Vec::new();
    for at in outer {
        let division = &divisions[at];
        let inner: Vec<&Division> = own
            .iter()
            .map(|at| &divisions[*at])
            .filter(|inner| inner.depth == top + 1 && division.block <= inner.block && inner.block < division.end)
            .filter(|inner| inner.block != division.block)
            .collect();
        let mut known = BTreeSet::new();
        let first = inner.first().map_or(division.end, |inner| inner.block);
        let mut section = section(document, division, division.block, first, &mut known);
        section.children =
            inner.iter().map(|inner| self::section(document, inner, inner.block, inner.end, &mut known)).collect();
        sections.push(section);
    }
    sections
}

fn section(
    document: &Document,
    division: &Division,
    from: BlockId,
    to: BlockId,
    known: &mut BTreeSet<String>,
) -> Section {
    let title = without_brackets(&division.title_text);
    Section {
        title: sentence_case(title),
        key: fold::key(title.trim_end_matches(['.', ':', ';', ' '])),
        facts: facts(document, from, to, known),
        children: Vec::new(),
    }
}

/// What the blocks after `from` and before `to` tell or ask for.
fn facts(document: &Document, from: BlockId, to: BlockId, known: &mut BTreeSet<String>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let blocks = document.blocks().get(from.index() + 1..to.index()).unwrap_or_default();
    let mut add = |title: &str, with_number: bool| {
        let title = title.trim().trim_end_matches(['.', ':', ';', ',']);
        let key = fold::key(title);
        let words = key.split(' ').count();
        if (2..=LONGEST_FACT).contains(&words) && facts.len() < MOST_FACTS && known.insert(key.clone()) {
            facts.push(Fact { title: title.to_owned(), key, with_number });
        }
    };
    for block in blocks {
        if matches!(block.place, Place::Cell(_)) {
            continue;
        }
        if let Some((asked, with_number)) = asked(block) {
            add(asked, with_number);
        }
        for blank in left_blank(block) {
            add(blank, true);
        }
    }
    let in_section = |block: BlockId| from < block && block < to;
    for figure in document.figures.all.iter().filter(|figure| in_section(figure.span.block) && figure.cell.is_none()) {
        if let Some(label) = &figure.label {
            add(&label.text, true);
        }
    }
    // A table is asked for by the longest words of its heading.
    for table in &document.raw.tables {
        let heading = table.cells.iter().filter(|cell| cell.row == 0).filter_map(|cell| cell.blocks.first());
        let words = heading.filter(|block| in_section(**block)).map(|block| document.block(*block).clean().trim());
        if let Some(longest) = words.max_by_key(|words| words.len()) {
            add(longest, false);
        }
    }
    facts
}

/// The words of a line that asks for something: what stands before its colon, bracket or dots. True if a number is
/// wanted.
fn asked(block: &Block) -> Option<(&str, bool)> {
    let line = block.clean().trim().trim_start_matches(['-', '+', '–', '•', '*']).trim();
    let end = line.find([':', '(', '…', ';']).or_else(|| line.find("..."))?;
    let words = line.get(..end)?.trim();
    let blank = line.contains('…') || line.contains("...");
    let counts = fold::has_words(&fold::key(words), "số") || fold::has_words(&fold::key(words), "tỷ lệ");
    (blank || counts || line.ends_with([':', ';'])).then_some((words, blank || counts))
}

/// True if `text` leaves room to write in.
fn has_blank(text: &str) -> bool {
    text.contains('…') || text.contains("...")
}

/// What the further blanks of a line ask for: `trong đó tiếp thường xuyên … lượt; tỷ lệ đúng hạn đạt …%`.
fn left_blank(block: &Block) -> impl Iterator<Item = &str> {
    let clauses = block.clean().split([';', ',', ':']).flat_map(|part| part.split(". ")).filter(|part| has_blank(part));
    clauses.filter_map(|clause| {
        let end = clause.find('…').or_else(|| clause.find("..."))?;
        let words = clause.get(..end)?.trim().trim_start_matches(['-', '+', '–', '•', '*']).trim();
        let words = words.strip_prefix("trong đó").map_or(words, str::trim);
        let kept = quantities::unlinked(&fold::key(words)).split(' ').count();
        // As many words as are left, as they are written.
        let last = words.split_whitespace().nth(kept.checked_sub(1)?)?;
        let length = (last.as_ptr() as usize).checked_sub(words.as_ptr() as usize)?.checked_add(last.len())?;
        words.get(..length)
    })
}

fn subject(document: &Document) -> String {
    let spans = document.component(ComponentKind::Subject).map(|part| part.spans.as_slice()).unwrap_or_default();
    spans.iter().map(|span| document.clean_text(*span).trim()).collect::<Vec<_>>().join(" ")
}

/// `key` up to the words that name a time: those before its first number.
fn without_period(key: &str) -> String {
    let words: Vec<&str> = key.split(' ').collect();
    let is_numeral = |word: &str| {
        word.starts_with(|sign: char| sign.is_ascii_digit() || sign == '…')
            || word.starts_with("..")
            || !word.is_empty() && word.chars().all(|sign| "ivx".contains(sign))
    };
    let plain = |word: &str| is_numeral(word) || is_numeral(word.trim_matches([',', '.', ';', ':', '(', ')']));
    let number = words.iter().position(|word| plain(word));
    let kept = number.map_or(&words[..], |at| &words[..at.saturating_sub(1)]);
    let kept = kept.join(" ");
    if kept.is_empty() { key.to_owned() } else { kept }
}

fn without_brackets(title: &str) -> &str {
    title.split('(').next().unwrap_or(title).trim()
}

/// Capitals only at the beginning, where a heading is all capitals.
fn sentence_case(title: &str) -> String {
    let title = title.trim();
    if title.chars().any(char::is_lowercase) {
        return title.to_owned();
    }
    let mut small = title.chars().map(fold::lower);
    small.next().map_or_else(String::new, |first| std::iter::once(fold::upper(first)).chain(small).collect())
}

/// The phrases by which a heading is known: its words, and those of its parts that no sibling has.
fn phrases<'s>(section: &'s Section, siblings: &'s [Section]) -> Vec<&'s str> {
    let mut phrases = vec![section.key.as_str()];
    let parts = section.key.split([',', ';']).flat_map(|part| part.split(" và ")).map(str::trim);
    let is_own = |part: &&str| {
        part.split(' ').count() > 1
            && *part != section.key
            && !siblings.iter().any(|other| other.key != section.key && fold::has_words(&other.key, part))
    };
    phrases.extend(parts.filter(is_own));
    phrases
}

fn write_section(out: &mut String, section: &Section, siblings: &[Section], id: &str, parent: &str) {
    let table = if parent.is_empty() { "section" } else { "section.section" };
    let any: Vec<String> = phrases(section, siblings).into_iter().map(text).collect();
    let _ =
        writeln!(out, "\n[[{table}]]\nid = {}\ntitle = {}\nany = [{}]", text(id), text(&section.title), any.join(", "));
    if parent.is_empty() {
        for (at, child) in section.children.iter().enumerate() {
            write_section(out, child, &section.children, &format!("{id}.{}", at + 1), id);
        }
    } else {
        out.push_str("required = \"hint\"\n");
    }
}

/// All sections with their ids.
fn numbered(sections: &[Section]) -> impl Iterator<Item = (String, &Section)> {
    sections.iter().enumerate().flat_map(|(at, section)| {
        let id = (at + 1).to_string();
        let below = format!("{id}.");
        let children =
            section.children.iter().enumerate().map(move |(at, child)| (format!("{below}{}", at + 1), child));
        std::iter::once((id, section)).chain(children)
    })
}

/// A text as TOML.
fn text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(char::is_control, " "))
}

/// Something in a profile that is worth another look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It is chosen for every document of its kinds.
    ChosenForAll,
    /// Another profile with the same conditions is always chosen before it.
    NeverChosen(String),
    /// Two sections take one phrase.
    SharedPhrase {
        /// The phrase.
        phrase: String,
        /// The one section.
        first: String,
        /// The other one.
        second: String,
    },
    /// A phrase of a single word takes many headings.
    ShortPhrase {
        /// The phrase.
        phrase: String,
        /// The section.
        section: String,
    },
}

/// What in `profile` is worth another look, beside `all` there are.
pub fn look_over(profile: &Profile, all: &[Profile]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if profile.choose.subject_any.is_empty() && profile.choose.cites_any.is_empty() {
        remarks.push(Remark::ChosenForAll);
    }
    let wins = |other: &&Profile| {
        other.name != profile.name && other.choose == profile.choose && other.priority >= profile.priority
    };
    remarks.extend(all.iter().find(wins).map(|other| Remark::NeverChosen(other.name.clone())));
    sections_looked_over(&profile.sections, &mut remarks);
    remarks
}

fn sections_looked_over(sections: &[RequiredSection], remarks: &mut Vec<Remark>) {
    for (at, section) in sections.iter().enumerate() {
        for phrase in &section.any {
            if !phrase.contains(' ') {
                remarks.push(Remark::ShortPhrase { phrase: phrase.clone(), section: section.id.clone() });
            }
            let takes = |other: &&RequiredSection| {
                other.any.contains(phrase) && other.none.is_empty() && section.none.is_empty()
            };
            if let Some(other) = sections[at + 1..].iter().find(takes) {
                let (first, second) = (section.id.clone(), other.id.clone());
                remarks.push(Remark::SharedPhrase { phrase: phrase.clone(), first, second });
            }
        }
        sections_looked_over(&section.sections, remarks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_times_are_cut_to_what_lasts() {
        assert_eq!(slug("Đề cương CCHC (quý 1)"), "de-cuong-cchc-quy-1");
        assert_eq!(without_period("kết quả cải cách hành chính tháng 5 năm 2026"), "kết quả cải cách hành chính");
        assert_eq!(without_period("kết quả cải cách hành chính quý iii năm 2026"), "kết quả cải cách hành chính");
        assert_eq!(without_period("kết quả cải cách hành chính tháng … năm …"), "kết quả cải cách hành chính");
        assert_eq!(without_period("kết quả cải cách hành chính quý .... năm 2026"), "kết quả cải cách hành chính");
        assert_eq!(without_period("kết quả cải cách hành chính"), "kết quả cải cách hành chính");
        assert_eq!(sentence_case("KẾT QUẢ ĐẠT ĐƯỢC"), "Kết quả đạt được");
        assert_eq!(sentence_case("Kết quả tại xã Mây Hạ"), "Kết quả tại xã Mây Hạ");
    }
}
