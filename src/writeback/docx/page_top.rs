//! Page numbers in the top margin where there are none, or where they stand at the bottom: a field is inserted into
//! the header, which is made if there is none, and the fields of the footers are deleted. A new header is empty once
//! the insertion is rejected.

use std::collections::BTreeMap;

use super::comments::{ADDED, appended, prefix_of, relationships_of};
use super::page_number::{self, Field};
use super::properties::has_reference_for;
use super::splice::Splices;
use super::{Part, Parts, STRICT, WriteError};
use crate::diagnostic::{Look, NumberLook};
use crate::engine::fix::FixPlan;
use crate::ooxml::text::escaped;
use crate::ooxml::{Package, Relationships};
use crate::writeback::Author;

const HEADER_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The number that is shown before the program counts.
const SHOWN: &str = "2";

/// Where the number goes.
enum Target {
    /// A paragraph without words in a header that is shown.
    Paragraph { part: u32, paragraph: usize },
    /// A header that is made.
    New,
}

/// What is done for the findings that ask for it.
pub(super) struct OnTop {
    target: Target,
    /// Fields in footers, by their part, with all runs of their paragraphs.
    gone: BTreeMap<u32, Vec<usize>>,
}

/// The findings of the plan that ask for page numbers on top.
pub(super) fn asking(plan: &FixPlan<'_>) -> Vec<usize> {
    let asks = |look: &Look| *look == Look::PageNumber(NumberLook::OnTop);
    let restyled = plan.restyled.iter().enumerate();
    restyled.filter(|(_, one)| one.restyles.iter().any(|restyle| asks(&restyle.look))).map(|(at, _)| at).collect()
}

impl OnTop {
    /// How it can be done; `None` if it cannot.
    pub(super) fn of(parts: &Parts, relationships: &Relationships) -> Option<Self> {
        let main = parts.all.get(&0).filter(|main| !main.story.namespace.starts_with(STRICT))?;
        let sections: Vec<&str> = main.story.sections.iter().filter_map(|range| main.xml.get(range.clone())).collect();
        let first = sections.first().filter(|section| section.contains("</"))?;
        if has_reference_for(first, "first") && !first.contains("titlePg") {
            return None;
        }
        let footers: Vec<&str> = sections
            .iter()
            .flat_map(|section| references(section, "footerReference"))
            .filter_map(|tag| relationships.part(id_of(tag)?))
            .collect();
        let mut gone: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, part) in parts.all.iter().filter(|(number, _)| **number != 0) {
            for field in page_number::fields(part) {
                if !footers.contains(&part.name.as_str()) {
                    return None;
                }
                gone.entry(*number).or_default().extend(alone(part, &field)?);
            }
        }
        let target = match sections.iter().find_map(|section| default_header(section)) {
            None => Target::New,
            Some(id) => {
                let name = relationships.part(id)?;
                let (number, part) = parts.all.iter().find(|(_, part)| part.name == name)?;
                let is_empty = part.story.runs.iter().all(|run| run.text.trim().is_empty() && run.obstacle.is_none());
                (is_empty && !part.story.paragraphs.is_empty())
                    .then_some(Target::Paragraph { part: *number, paragraph: 0 })?
            }
        };
        Some(Self { target, gone })
    }

    /// Puts into part number `number` what belongs there.
    pub(super) fn write(&self, (number, part): (u32, &Part), splices: &mut Splices<'_>) {
        for run in self.gone.get(&number).into_iter().flatten() {
            delete(part, *run, splices);
        }
        match self.target {
            Target::Paragraph { part: target, paragraph } if target == number => {
                let Some(known) = part.story.paragraphs.get(paragraph) else { return };
                page_number::center(part, paragraph, splices);
                let revision = splices.revision();
                splices.append(known.close, &inserted(&part.story.prefix, &revision));
            }
            Target::New if number == 0 => {
                let Some(section) = part.story.sections.first() else { return };
                let open = part.xml.get(section.clone()).and_then(|xml| xml.find('>'));
                let Some(at) = open.map(|end| section.start + end + 1) else { return };
                let prefix = &part.story.prefix;
                let reference = format!(
                    "<{prefix}headerReference xmlns:r=\"{RELATIONSHIPS}\" {prefix}type=\"default\" r:id=\"{ADDED}Header\"/>"
                );
                splices.replace(at..at, reference);
            }
            _ => {}
        }
    }

    /// Makes the header, if one is to be made.
    pub(super) fn make_header(
        &self,
        package: &mut Package<'_>,
        (main, namespace): (&str, &str),
        (author, revision): (&Author, i64),
        changed: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<(), WriteError> {
        if !matches!(self.target, Target::New) {
            return Ok(());
        }
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut number = 1;
        while package.contains(&format!("{folder}header{number}.xml")) {
            number += 1;
        }
        let name = format!("{folder}header{number}.xml");
        let Author { name: by, date, .. } = author;
        let revision = format!(r#"w:id="{revision}" w:author="{}" w:date="{}""#, escaped(by), escaped(date));
        let header = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:hdr xmlns:w=\"{}\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p></w:hdr>",
            escaped(namespace),
            inserted("w:", &revision)
        );
        let of_main = relationships_of(main);
        let links = written(package, changed, &of_main)?;
        let p = prefix_of(&links, "Relationships");
        let entry = format!(
            r#"<{p}Relationship Id="{ADDED}Header" Type="{RELATIONSHIPS}/header" Target="header{number}.xml"/>"#
        );
        let links = appended(&links, &format!("{p}Relationships"), &entry).ok_or(WriteError::Form)?;
        let types = written(package, changed, "[Content_Types].xml")?;
        let p = prefix_of(&types, "Types");
        let entry = format!(r#"<{p}Override PartName="/{name}" ContentType="{HEADER_TYPE}"/>"#);
        let types = appended(&types, &format!("{p}Types"), &entry).ok_or(WriteError::Form)?;
        changed.insert(of_main, links.into_bytes());
        changed.insert("[Content_Types].xml".to_owned(), types.into_bytes());
        changed.insert(name, header.into_bytes());
        Ok(())
    }
}

/// A part as it is to be written so far.
fn written(package: &mut Package<'_>, changed: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<String, WriteError> {
    match changed.get(name) {
        Some(written) => Ok(String::from_utf8_lossy(written).into_owned()),
        None => Ok(package.xml(name)?),
    }
}

/// All runs of the paragraph of a field, if no words stand beside it and all of them can go.
fn alone(part: &Part, field: &Field) -> Option<Vec<usize>> {
    let paragraph = field.paragraph?;
    let here: Vec<usize> =
        (0..part.story.runs.len()).filter(|at| part.story.runs[*at].paragraph == Some(paragraph)).collect();
    let can_go = |at: &usize| {
        let run = &part.story.runs[*at];
        let is_of_field = field.runs.contains(at);
        let is_silent = !run.text.chars().any(char::is_alphanumeric);
        // Its own field is the only obstacle.
        run.host.is_none() && !field.is_simple && (is_of_field || is_silent && run.obstacle.is_none())
    };
    here.iter().all(can_go).then_some(here)
}

/// Deletes a whole run, whatever it holds.
fn delete(part: &Part, at: usize, splices: &mut Splices<'_>) {
    let Some(run) = part.story.runs.get(at) else { return };
    let prefix = &part.story.prefix;
    let written = part.xml.get(run.xml.usize()).unwrap_or("");
    for (old, new) in [("t", "delText"), ("instrText", "delInstrText")] {
        for open in ["<", "</"] {
            let tag = format!("{open}{prefix}{old}");
            for (start, _) in written.match_indices(&tag) {
                let end = start + tag.len();
                if written.get(end..).is_some_and(|rest| rest.starts_with(['>', ' '])) {
                    let at = run.xml.usize().start + start;
                    splices.replace(at..at + tag.len(), format!("{open}{prefix}{new}"));
                }
            }
        }
    }
    splices.drop_run(at);
}

/// A page number that is inserted, in the size of the text.
fn inserted(p: &str, revision: &str) -> String {
    let look = format!(
        "<{p}rPr><{p}rFonts {p}ascii=\"Times New Roman\" {p}hAnsi=\"Times New Roman\" {p}cs=\"Times New Roman\"/><{p}sz {p}val=\"28\"/><{p}szCs {p}val=\"28\"/></{p}rPr>"
    );
    let sign = |kind: &str| format!("<{p}r>{look}<{p}fldChar {p}fldCharType=\"{kind}\"/></{p}r>");
    format!(
        "<{p}ins {revision}>{}<{p}r>{look}<{p}instrText xml:space=\"preserve\"> PAGE </{p}instrText></{p}r>{}<{p}r>{look}<{p}t>{SHOWN}</{p}t></{p}r>{}</{p}ins>",
        sign("begin"),
        sign("separate"),
        sign("end")
    )
}

/// The tags `name` in a section.
fn references<'x>(section: &'x str, name: &'static str) -> impl Iterator<Item = &'x str> {
    section.split('<').filter(move |tag| tag.split(' ').next().is_some_and(|written| written.ends_with(name)))
}

/// The relationship that a reference names.
fn id_of(tag: &str) -> Option<&str> {
    tag.split_once(":id=\"")?.1.split('"').next()
}

/// The relationship of the header that a section shows on most of its pages.
fn default_header(section: &str) -> Option<&str> {
    let is_default = |tag: &&str| ["first", "even"].iter().all(|pages| !tag.contains(&format!("type=\"{pages}\"")));
    id_of(references(section, "headerReference").find(is_default)?)
}
