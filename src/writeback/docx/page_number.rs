//! The numbers of pages in headers and footers: the letters of their fields and the paragraphs they stand in.

use super::Part;
use super::properties;
use super::splice::{LATER, Splices};
use crate::diagnostic::{Look, NumberLook};
use crate::model::format::Alignment;
use crate::text::TextRange;

/// A field that shows the number of its page.
pub(super) struct Field {
    /// Its runs, from the first sign to the last.
    pub(super) runs: Vec<usize>,
    /// The paragraph it stands in.
    pub(super) paragraph: Option<usize>,
    /// It is one element, which no deletion can stand around.
    pub(super) is_simple: bool,
}

/// The page numbers in a part, in order.
pub(super) fn fields(part: &Part) -> Vec<Field> {
    let mut found = Vec::new();
    // The field that is open: its runs, and what it says.
    let mut open: Option<(Vec<usize>, String)> = None;
    let simple = simple_fields(part);
    for (at, run) in part.story.runs.iter().enumerate() {
        if simple.iter().any(|range| range.contains(&run.xml.usize().start)) {
            found.push(Field { runs: vec![at], paragraph: run.paragraph, is_simple: true });
            continue;
        }
        let written = part.xml.get(run.xml.usize()).unwrap_or("");
        if written.contains("\"begin\"") && open.is_none() {
            open = Some((Vec::new(), String::new()));
        }
        let Some((runs, instruction)) = &mut open else { continue };
        runs.push(at);
        for piece in written.split("instrText").skip(1).step_by(2) {
            let text = piece.split_once('>').map_or("", |(_, rest)| rest);
            instruction.push_str(text.split('<').next().unwrap_or(""));
        }
        if written.contains("\"end\"") {
            if is_number(instruction) {
                found.push(Field { runs: std::mem::take(runs), paragraph: run.paragraph, is_simple: false });
            }
            open = None;
        }
    }
    found
}

fn is_number(instruction: &str) -> bool {
    instruction.split_whitespace().next().is_some_and(|name| matches!(name, "PAGE" | "page" | "Page"))
}

/// The bytes of the fields that are written as one element and show the page.
fn simple_fields(part: &Part) -> Vec<std::ops::Range<usize>> {
    let (start, end) = (format!("<{}fldSimple ", part.story.prefix), format!("</{}fldSimple>", part.story.prefix));
    let mut found = Vec::new();
    for (at, _) in part.xml.match_indices(&start) {
        let rest = part.xml.get(at..).unwrap_or("");
        let tag = rest.split('>').next().unwrap_or("");
        let instruction = tag.split_once("instr=").and_then(|(_, rest)| rest.get(1..)).unwrap_or("");
        if is_number(instruction.trim_end_matches(['"', '\'', '/']))
            && let Some(length) = rest.find(&end)
        {
            found.push(at..at + length);
        }
    }
    found
}

/// Gives the page numbers in `part` the looks that are asked for; tells of each finding whether it was done.
pub(super) fn restyle(part: &Part, asked: &[(NumberLook, usize)], splices: &mut Splices<'_>) -> Vec<(usize, bool)> {
    let fields = fields(part);
    if asked.is_empty() || fields.is_empty() {
        return Vec::new();
    }
    let letters: Vec<(Look, usize)> = asked
        .iter()
        .filter_map(|(look, by)| match look {
            NumberLook::HalfPoints(size) => Some((Look::HalfPoints(*size), *by)),
            NumberLook::Upright => Some((Look::Italic(false), *by)),
            NumberLook::Centered | NumberLook::OnTop => None,
        })
        .collect();
    let looks: Vec<&Look> = letters.iter().map(|(look, _)| look).collect();
    let centered = asked.iter().find(|(look, _)| *look == NumberLook::Centered).map(|(_, by)| *by);
    let mut done = Vec::new();
    for field in fields {
        for at in field.runs.iter().copied().filter(|_| !looks.is_empty()) {
            let Some(run) = part.story.runs.get(at) else { continue };
            let own = run.properties.and_then(|range| part.xml.get(range.usize())).unwrap_or("");
            if let Some(new) = properties::of_run(own, &part.story.prefix, &looks, LATER) {
                splices.set_run_properties(at, TextRange::from(0..run.text.len()), new);
                done.extend(letters.iter().map(|(_, by)| (*by, true)));
            }
        }
        if let (Some(by), Some(paragraph)) = (centered, field.paragraph) {
            done.push((by, center(part, paragraph, splices)));
        }
    }
    done
}

/// Puts the paragraph number `paragraph` into the middle; false where tabs or other words stand beside the number.
pub(super) fn center(part: &Part, paragraph: usize, splices: &mut Splices<'_>) -> bool {
    let moved = part.story.runs.iter().any(|run| run.paragraph == Some(paragraph) && run.text.contains('\t'));
    let Some(known) = part.story.paragraphs.get(paragraph).filter(|_| !moved) else { return false };
    let revision = splices.revision();
    let looks = [Look::Alignment(Alignment::Center), Look::FirstLine(0)];
    let looks: Vec<&Look> = looks.iter().collect();
    let asked = (looks.as_slice(), None, revision.as_str());
    let prefix = &part.story.prefix;
    let new = properties::of_paragraph(&part.xml, known.properties.clone(), known.open.end, prefix, asked);
    let is_done = new.is_some();
    for (range, text) in new.into_iter().flatten() {
        splices.replace(range, text);
    }
    is_done
}
