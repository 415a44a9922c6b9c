//! A straight line below the words of a paragraph: drawn in a run of its own, as an insertion, and in the place of
//! the line that is drawn there.

use super::splice::Splices;
use super::story::{ChildKind, Run};
use super::{Part, STRICT};

/// English metric units in a twentieth of a point.
const EMUS_A_TWIP: u32 = 635;
/// Drawings have numbers of their own; programs count from one.
const FIRST_NUMBER: i64 = 900_000;
/// What makes a drawing a straight line, as the newer and the older drawings of Word say it.
const STRAIGHT: [&str; 5] = ["prst=\"line\"", "prst=\"straightConnector1\"", ":line ", "_x0000_t20\"", "_x0000_t32\""];

/// Draws a line of this length, so far below the top of its last line of text, at the paragraph number `paragraph`;
/// false if it cannot be done.
pub(super) fn put(part: &Part, paragraph: usize, (length, drop): (u32, u32), splices: &mut Splices<'_>) -> bool {
    // The strict family has other names for drawings.
    if part.story.namespace.starts_with(STRICT) {
        return false;
    }
    let Some(close) = part.story.paragraphs.get(paragraph).map(|paragraph| paragraph.close) else { return false };
    let here = part.story.runs.iter().enumerate().filter(|(_, run)| run.paragraph == Some(paragraph));
    let lines: Vec<(usize, &Run)> = here.filter(|(_, run)| run.host.is_none() && is_line(part, run)).collect();
    match lines.as_slice() {
        [] => {}
        [(at, run)] if run.obstacle.is_none() && run.text.is_empty() => splices.drop_run(*at),
        _ => return false,
    }
    let prefix = &part.story.prefix;
    let revision = splices.revision();
    let number = FIRST_NUMBER + splices.next_revision();
    let drawing = drawing(prefix, length * EMUS_A_TWIP, drop * EMUS_A_TWIP, number);
    splices.append(close, &format!("<{prefix}ins {revision}><{prefix}r>{drawing}</{prefix}r></{prefix}ins>"));
    true
}

/// True for a run that holds a straight line.
fn is_line(part: &Part, run: &Run) -> bool {
    let drawn = run.children.iter().filter(|child| child.kind == ChildKind::Other);
    let written = drawn.filter_map(|child| part.xml.get(child.xml.usize()));
    written.into_iter().any(|drawing| STRAIGHT.iter().any(|mark| drawing.contains(mark)))
}

/// A line of `length` in the middle of its column, `drop` below the top of the line of text that it is anchored in.
fn drawing(prefix: &str, length: u32, drop: u32, number: i64) -> String {
    const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006";
    const WORD: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
    let compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    format!(
        "<mc:AlternateContent xmlns:mc=\"{compatible}\"><mc:Choice xmlns:wps=\"{WORD}\" Requires=\"wps\"><{prefix}drawing>\
         <wp:anchor xmlns:wp=\"{MAIN}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" \
         relativeHeight=\"{number}\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">\
         <wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:align>center</wp:align></wp:positionH>\
         <wp:positionV relativeFrom=\"line\"><wp:posOffset>{drop}</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"{length}\" cy=\"0\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>\
         <wp:docPr id=\"{number}\" name=\"line {number}\"/><wp:cNvGraphicFramePr/>\
         <a:graphic xmlns:a=\"{MAIN}/main\"><a:graphicData uri=\"{WORD}\"><wps:wsp><wps:cNvCnPr/><wps:spPr>\
         <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{length}\" cy=\"0\"/></a:xfrm><a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>\
         <a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor></{prefix}drawing></mc:Choice></mc:AlternateContent>"
    )
}
