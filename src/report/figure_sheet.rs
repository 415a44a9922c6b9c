//! The figures of a document as a sheet for whoever checks them with a pocket calculator: by section, each
//! figure that others prove or contradict, and each percentage that nothing decides, in its sentence, with the
//! working beside it.

use std::fmt::Write as _;

use super::figures::{said, section_line, sign};
use super::json::figures::section_of;
use super::json::figures_v1::Figures;
use super::layout::one_line;
use super::output::escaped;
use super::places;
use super::words::SheetWord;
use crate::catalogue::Lang;
use crate::model::Document;
use crate::model::figure::{Figure, FigureKind};

/// Letters of a sentence that are quoted on either side of a figure.
const AROUND: usize = 110;

/// A figure with its sentence, and what became of it.
struct Row {
    section: Option<usize>,
    place: String,
    before: String,
    figure: String,
    after: String,
    results: Vec<String>,
}

/// The sheet as Markdown.
pub fn markdown(wire: &Figures, document: &Document, lang: Lang) -> String {
    let cell = |text: &str| one_line(text).replace('\\', "\\\\").replace('|', "\\|").replace('*', "\\*");
    let mut out = format!("# {}: {}\n\n{}\n", SheetWord::Title.text(lang), cell(&wire.path), wire.coverage.message);
    write(wire, document, lang, &mut out, &mut |out, part| match part {
        Part::Section(text) => {
            let _ = write!(out, "\n## {}\n\n", cell(text));
            let heads = [SheetWord::Place, SheetWord::Sentence, SheetWord::Result].map(|word| word.text(lang));
            let _ = writeln!(out, "| {} |\n|---|---|---|", heads.join(" | "));
        }
        Part::Row(row) => {
            let results: Vec<String> = row.results.iter().map(|result| cell(result)).collect();
            // The spaces beside the figure stay.
            let gap = |apart: bool| if apart { " " } else { "" };
            let before = format!("{}{}", cell(&row.before), gap(row.before.ends_with(' ')));
            let after = format!("{}{}", gap(row.after.starts_with(' ')), cell(&row.after));
            let figure = cell(&row.figure);
            let _ = writeln!(out, "| {} | {before}**{figure}**{after} | {} |", cell(&row.place), results.join("<br>"));
        }
        Part::EndOfSection => {}
        Part::Nothing(text) => {
            let _ = write!(out, "\n{text}\n");
        }
    });
    out
}

/// The sheet as a page that needs nothing else and prints.
pub fn html(wire: &Figures, document: &Document, lang: Lang) -> String {
    const STYLE: &str = "body{font:15px/1.45 system-ui,\"Segoe UI\",sans-serif;margin:1.5rem;color:#1b1b1b}\
                         table{border-collapse:collapse;width:100%}\
                         th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top}\
                         th:first-child{width:16%}th:last-child{width:34%}mark{background:#fdf0d5}\
                         h2{font-size:1.05rem;margin:1.2rem 0 .4rem}tr{break-inside:avoid}@media print{body{margin:0}}";
    let code = match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let title = format!("{}: {}", SheetWord::Title.text(lang), escaped(&one_line(&wire.path)));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&wire.coverage.message),
    );
    write(wire, document, lang, &mut out, &mut |out, part| match part {
        Part::Section(text) => {
            let heads = [SheetWord::Place, SheetWord::Sentence, SheetWord::Result].map(|word| word.text(lang));
            let heads = heads.join("</th><th scope=\"col\">");
            let text = escaped(text);
            let _ = writeln!(out, "<h2>{text}</h2>\n<table>\n<tr><th scope=\"col\">{heads}</th></tr>");
        }
        Part::Row(row) => {
            let results: Vec<String> = row.results.iter().map(|result| escaped(result)).collect();
            let (before, figure, after) = (escaped(&row.before), escaped(&row.figure), escaped(&row.after));
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{before}<mark>{figure}</mark>{after}</td><td>{}</td></tr>",
                escaped(&row.place),
                results.join("<br>"),
            );
        }
        Part::EndOfSection => out.push_str("</table>\n"),
        Part::Nothing(text) => {
            let _ = writeln!(out, "<p>{text}</p>");
        }
    });
    out.push_str("</body>\n</html>\n");
    out
}

/// A part of a sheet, in the order in which they are written.
enum Part<'a> {
    Section(&'a str),
    Row(&'a Row),
    EndOfSection,
    Nothing(&'static str),
}

/// Gives the parts of the sheet to `put`, which writes each in its form.
fn write(
    wire: &Figures,
    document: &Document,
    lang: Lang,
    out: &mut String,
    put: &mut dyn FnMut(&mut String, Part<'_>),
) {
    let rows = rows(wire, document, lang);
    if rows.is_empty() {
        put(out, Part::Nothing(SheetWord::Nothing.text(lang)));
        return;
    }
    let sections = rows.chunk_by(|one, next| one.section == next.section);
    for (section, rows) in wire.sections.iter().zip(sections) {
        put(out, Part::Section(&section_line(section, lang)));
        for row in rows {
            put(out, Part::Row(row));
        }
        put(out, Part::EndOfSection);
    }
}

/// The rows, in reading order: what was compared, and percentages that were not.
fn rows(wire: &Figures, document: &Document, lang: Lang) -> Vec<Row> {
    let mut results: Vec<Vec<String>> = vec![Vec::new(); wire.figures.len()];
    for relation in &wire.relations {
        if let Some(results) = results.get_mut(relation.result) {
            results.push(format!("{} {}", sign(relation), said(wire, relation, lang)));
        }
    }
    let figures = document.figures.all.iter().zip(&wire.figures).zip(results);
    // What only gives another figure stands in the working of that one.
    let shown = figures.filter(|((figure, _), results)| {
        !results.is_empty() || figure.kind == FigureKind::Percent && !figure.standing.is_checked()
    });
    shown
        .map(|((figure, wire), mut results)| {
            if results.is_empty() {
                let why = wire.refused.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
                results.push(format!("{}{why}", wire.message));
            }
            let (before, text, after) = sentence(document, figure);
            Row {
                section: section_of(document, figure),
                place: places::told(document, figure.span, lang),
                before,
                figure: text,
                after,
                results,
            }
        })
        .collect()
}

/// The sentence of a figure, or what of it is near: before it, the figure, and after it.
fn sentence(document: &Document, figure: &Figure) -> (String, String, String) {
    let block = document.block(figure.span.block);
    let clean = block.clean();
    let range = block.clean_range(figure.span).usize();
    let (before, after) = (clean.get(..range.start).unwrap_or(""), clean.get(range.end..).unwrap_or(""));
    let ends = [". ", "; ", "\n"];
    let start = ends.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max().unwrap_or(0);
    let end = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    let (before, after) = (&before[start..], &after[..end]);
    let skipped = before.chars().count().saturating_sub(AROUND);
    let head: String = before.chars().skip(skipped).collect();
    let tail: String = after.chars().take(AROUND).collect();
    let (lead, rest) = (if skipped > 0 { "…" } else { "" }, if tail.len() < after.len() { "…" } else { "" });
    let gap = |apart: bool| if apart { " " } else { "" };
    let (left, right) = (gap(head.ends_with(char::is_whitespace)), gap(tail.starts_with(char::is_whitespace)));
    (
        format!("{lead}{}{left}", one_line(&head)),
        one_line(clean.get(range).unwrap_or("")),
        format!("{right}{}{rest}", one_line(&tail)),
    )
}
