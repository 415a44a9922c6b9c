//! The review sheet as one self-contained page: what matters first, then each document as it looks, with its
//! findings in a list beside it that never pushes the text apart. Nothing comes from elsewhere, and by a policy in
//! the page nothing can. Without the script it reads and links all the same; the script moves between findings,
//! filters them by group, and shows one of many documents at a time. It prints.

mod document;
mod notes;

use std::fmt::Write as _;

use super::{End, FileReport, Run, Writer};
use crate::catalogue::{Catalogue, Lang};
use crate::checks::Stage;
use crate::diagnostic::Severity;
use crate::report::json::{Entry, v1};
use crate::report::layout::shown;
use crate::report::words::{self, PageWord, Word};
use crate::report::{Checked, Tally};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// SHA-256 of [`SCRIPT`]: the policy lets this script run and no other, whatever a document holds.
const SCRIPT_HASH: &str = "5KDgNT6XbIlci2b6rpTBiuheAGPCIbtL4wNtol8/iFQ=";

/// The page.
#[derive(Default)]
pub(super) struct Html {
    rows: String,
}

impl Writer for Html {
    fn begin(&mut self, run: &Run<'_>) -> String {
        let lang = run.look.lang;
        let (code, title) = (language(lang), Word::ReviewSheet.text(lang));
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – rasoat</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<header><h1>{title}</h1>\n\
             <p class=\"skip\"><a href=\"#overview\">{}</a></p></header>\n",
            Word::Overview.text(lang),
        );
        bar(&mut out, lang);
        out.push_str("<main>\n");
        out
    }

    fn file(&mut self, run: &Run<'_>, report: &FileReport, drawn: &str) -> String {
        let path = match &report.entry {
            Entry::File(file) => &file.path,
            Entry::Unreadable(file) => &file.path,
        };
        let Tally { error, warning, info, unreadable, .. } = report.tally;
        let note = if unreadable > 0 { Word::Unreadable.text(run.look.lang) } else { "" };
        let _ = writeln!(
            self.rows,
            "<tr><td><a href=\"#{}\">{}</a> {note}</td><td class=\"n\">{error}</td><td class=\"n\">{warning}</td>\
             <td class=\"n\">{info}</td></tr>",
            id(path),
            escaped(path),
        );
        drawn.to_owned()
    }

    fn across(&mut self, run: &Run<'_>, reports: &[FileReport], _output: usize) -> String {
        let lang = run.look.lang;
        let mut notes = String::new();
        for report in reports {
            let Entry::File(file) = &report.entry else { continue };
            for finding in &file.diagnostics {
                across(&mut notes, &file.path, finding, lang);
            }
        }
        if notes.is_empty() {
            return notes;
        }
        let title = Word::AcrossFiles.text(lang);
        format!("<section id=\"across\">\n<h2>{title}</h2>\n{notes}</section>\n")
    }

    fn end(&mut self, run: &Run<'_>, end: &End) -> String {
        let lang = run.look.lang;
        let mut out = format!("<section id=\"overview\">\n<h2>{}</h2>\n", Word::Overview.text(lang));
        let _ = writeln!(out, "<p>{}</p>", escaped(&words::summary(end.tally, lang)));
        let heads = [Severity::Error, Severity::Warning, Severity::Info];
        let heads = heads.map(|severity| words::capitalized(words::severity(severity, lang)));
        let _ = writeln!(
            out,
            "<table class=\"overview\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead>\
             <tbody>\n{}</tbody></table>",
            words::capitalized(Word::File.text(lang)),
            heads.join("</th><th scope=\"col\" class=\"n\">"),
            self.rows,
        );
        let notes = run.deviations.iter().map(|deviation| crate::report::config::departure(deviation, lang));
        list(&mut out, Word::Deviations.text(lang), notes, Open::Yes);
        let unused = end.unused.iter().map(|unused| format!("{}: {}", unused.config, unused.message));
        list(&mut out, Word::SuppressionFaults.text(lang), unused, Open::Yes);
        let departures = end.departures.iter().map(|departure| words::departure(departure, lang));
        list(&mut out, Word::Departures.text(lang), departures, Open::Yes);
        let _ = write!(
            out,
            "</section>\n<div class=\"signers\"><div>{}</div><div>{}</div></div>\n</main>\n<script>{SCRIPT}</script>\n\
             </body>\n</html>\n",
            Word::Reviewer.text(lang),
            Word::Author.text(lang),
        );
        out
    }
}

/// The filters, and what moves between findings; the latter only where the script runs.
fn bar(out: &mut String, lang: Lang) {
    let _ = writeln!(out, "<section class=\"bar\" aria-label=\"{}\">", PageWord::Filter.text(lang));
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let name = severity.name();
        let _ = writeln!(
            out,
            "<span><input type=\"checkbox\" id=\"show-{name}\" checked><label for=\"show-{name}\">{}</label></span>",
            words::capitalized(words::severity(severity, lang)),
        );
    }
    let _ = writeln!(
        out,
        "<span class=\"needs\"><select id=\"group\" aria-label=\"{groups}\"><option value=\"\">{groups}</option></select></span>\n\
         <span class=\"needs\"><button type=\"button\" id=\"previous\">{}</button><button type=\"button\" id=\"next\">{}</button>\
         <output id=\"at\" aria-live=\"polite\"></output></span>\n\
         <span class=\"needs\"><button type=\"button\" id=\"print\">{}</button></span>\n</section>",
        PageWord::Previous.text(lang),
        PageWord::Next.text(lang),
        PageWord::Print.text(lang),
        groups = PageWord::AllGroups.text(lang),
    );
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// Name of a document inside the page.
fn id(path: &str) -> String {
    format!("d{}", &blake3::hash(path.as_bytes()).to_hex()[..12])
}

/// `text` as the content of an element or the value of an attribute, safe to show.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            letter => out.push(shown(letter)),
        }
    }
    out
}

/// The section of one input.
pub(super) fn document(checked: &Checked, catalogue: &Catalogue, stage: Stage, lang: Lang) -> String {
    let name = id(&checked.path);
    let counts = match &checked.result {
        Ok(_) => words::counts(Tally::of(checked), lang),
        Err(_) => Word::Unreadable.text(lang).to_owned(),
    };
    let mut out = format!(
        "<details class=\"document\" id=\"{name}\" open>\n<summary><h2>{}</h2><span class=\"counts\">{}</span></summary>\n",
        escaped(&checked.path),
        escaped(&counts),
    );
    match &checked.result {
        Ok(outcome) => {
            let notes = notes::Notes::new(outcome, catalogue, lang, &name);
            notes.head(&mut out, Tally::of(checked), stage);
            let _ = writeln!(
                out,
                "<div class=\"review\"><div class=\"paper\" role=\"region\" aria-label=\"{}\">",
                PageWord::Text.text(lang),
            );
            let page = document::Page::new(outcome, lang, &name);
            page.draw(&mut out);
            out.push_str("</div>\n");
            notes.list(&mut out, page.order());
            out.push_str("</div>\n");
        }
        Err(failure) => {
            let told = words::failure(failure, lang);
            let title = words::capitalized(Word::Unreadable.text(lang));
            let _ = writeln!(
                out,
                "<div class=\"head\"><p class=\"verdict error\">{title}</p><p>{} {}</p></div>",
                escaped(&told.message),
                escaped(&told.help),
            );
        }
    }
    out.push_str("</details>\n");
    out
}

/// Whether a list is unfolded at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Yes,
    No,
}

/// A list that can be folded; nothing if it is empty.
fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>, open: Open) {
    raw_list(out, title, items.map(|item| escaped(&item)), open);
}

/// The same with items that are HTML already.
fn raw_list(out: &mut String, title: &str, items: impl Iterator<Item = String>, open: Open) {
    let items: Vec<String> = items.map(|item| format!("<li>{item}</li>\n")).collect();
    if !items.is_empty() {
        let open = if open == Open::Yes { " open" } else { "" };
        let _ = writeln!(
            out,
            "<details class=\"list\"{open}><summary>{} ({})</summary><ul>\n{}</ul></details>",
            words::capitalized(title),
            items.len(),
            items.concat()
        );
    }
}

/// A finding that rests on several files; their names lead to them.
fn across(out: &mut String, path: &str, finding: &v1::Diagnostic, lang: Lang) {
    let linked = |path: &str, location: &v1::Location, quote: &str| {
        let told = super::super::across::place(path, location, quote, lang);
        let rest = told.strip_prefix(path).unwrap_or(&told).to_owned();
        format!("<a href=\"#{}\">{}</a>{}", id(path), escaped(path), escaped(&rest))
    };
    let _ = write!(
        out,
        "<div class=\"note {}\" role=\"note\"><p><strong>{}</strong> <code>{}</code> {}</p><p class=\"what\">{}</p>",
        finding.severity.name(),
        words::capitalized(words::severity(finding.severity, lang)),
        escaped(&finding.rule),
        linked(path, &finding.location, &finding.quote),
        escaped(&finding.message),
    );
    for related in &finding.related {
        let path = related.path.as_deref().unwrap_or(path);
        let place = linked(path, &related.location, &related.quote);
        let _ = write!(out, "<p>{}: {place}</p>", escaped(&related.message));
    }
    if !finding.help.is_empty() {
        let _ = write!(out, "<p>{}</p>", escaped(&finding.help));
    }
    let basis = super::super::across::basis(&finding.basis, lang);
    if !basis.is_empty() {
        let _ = write!(out, "<p class=\"basis\">{}</p>", escaped(&basis));
    }
    out.push_str("</div>\n");
}
