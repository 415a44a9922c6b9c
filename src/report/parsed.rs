//! What was recognised in a document, for people.

use std::fmt::Write as _;

use super::Look;
use super::json::parse_v1::{Citation, Figure, Parsed, Text};
use super::layout::{Ink, name, paint, plain, wrapped};
use super::outline;
use super::words::{self, Word};
use crate::catalogue::Lang;
use crate::model::profile::Profile;
use crate::model::{Document, Zone};

/// Parts with more places than this are shown by their first and last line.
const MOST: usize = 12;

/// Everything that was recognised, with the required outline beside the draft's.
pub fn readable(parsed: &Parsed, document: &Document, profile: Option<&Profile>, look: Look) -> String {
    let lang = look.lang;
    let mut out = format!("{}\n", paint(&name(&parsed.path), Ink::Bold, look));
    let mut page = Page { out: &mut out, look, has_lines: document.raw.format.has_lines() };
    let unknown = Word::Unknown.text(lang);
    page.fact(Word::Kind, parsed.kind.as_ref().map_or(unknown, |kind| &kind.name));
    page.fact(Word::Regime, words::regime(parsed.regime, lang));
    if let Some(profile) = profile {
        page.fact(Word::Profile, &format!("{} ({})", profile.name, words::bilingual(&profile.title, lang)));
    }
    for notice in &parsed.notices {
        page.fact(Word::Notice, &notice.message);
    }
    page.title(Word::Components);
    for component in &parsed.components {
        let name = words::component(component.kind, lang);
        match (component.presence.as_str(), component.places.as_slice()) {
            ("found", [first, .., last]) if component.places.len() > MOST => {
                let lines = words::lines(first.location.line, last.location.line, page.has_lines, lang);
                page.item("✓", Ink::Good, &format!("{name}: {lines}"));
            }
            ("found", [first, rest @ ..]) => {
                page.item("✓", Ink::Good, &format!("{name}: {}", page.placed(first)));
                for place in rest {
                    let line = format!("  {}", page.placed(place));
                    page.item(" ", Ink::Dim, &line);
                }
            }
            ("lost", _) => page.item("?", Ink::Dim, &format!("{name}: {}", Word::LostInCopy.text(lang))),
            _ => page.item("·", Ink::Dim, &format!("{name}: {}", Word::NotThere.text(lang))),
        }
    }
    page.signature(parsed);
    page.out.push('\n');
    page.out.push_str(&outline::beside(document, profile, look));
    if profile.is_some() && !document.alignment.rows.is_empty() {
        page.out.push('\n');
        page.out.push_str(&outline::draft(document, look));
    }
    page.list(Word::Citations, &parsed.citations, |citation| (citation_line(citation, lang), citation.location.line));
    page.list(Word::Aliases, &parsed.aliases, |alias| {
        let meant = parsed.citations.get(alias.citation).map_or("", |citation| citation.text.as_str());
        (format!("“{}” = {meant}", alias.name), alias.location.line)
    });
    page.list(Word::Figures, &parsed.figures, |figure| (figure_line(figure), figure.location.line));
    page.relations(parsed);
    for (parsed, document) in parsed.further.iter().zip(&document.further) {
        out.push('\n');
        out.push_str(&readable(parsed, document, None, look));
    }
    out
}

/// The text of the document as it is read: a paragraph a line, without page headers and footers.
pub fn plain_text(document: &Document) -> String {
    let mut out = String::new();
    let blocks = document.blocks().iter().filter(|block| document.zone(block.id()) != Zone::Furniture);
    for block in blocks.filter(|block| !block.is_blank()) {
        if block.blank_before && !out.is_empty() {
            out.push('\n');
        }
        for line in block.lines() {
            out.push_str(&plain(block.clean().get(line.usize()).unwrap_or("")));
            out.push('\n');
        }
    }
    out
}

struct Page<'a> {
    out: &'a mut String,
    look: Look,
    has_lines: bool,
}

impl Page<'_> {
    fn fact(&mut self, word: Word, value: &str) {
        let first = format!("  {}: ", paint(word.text(self.look.lang), Ink::Dim, self.look));
        self.out.push_str(&wrapped(&first, value, self.look.width));
    }

    fn title(&mut self, word: Word) {
        let _ = writeln!(self.out, "\n{}", paint(word.text(self.look.lang), Ink::Bold, self.look));
    }

    fn item(&mut self, sign: &str, ink: Ink, text: &str) {
        let first = format!("  {} ", paint(sign, ink, self.look));
        self.out.push_str(&wrapped(&first, &text.replace('\n', " "), self.look.width));
    }

    fn line(&self, line: u32) -> String {
        words::line(line, self.has_lines, self.look.lang)
    }

    fn placed(&self, text: &Text) -> String {
        format!("{} ({})", super::layout::clipped(&text.text, 100), self.line(text.location.line))
    }

    fn signature(&mut self, parsed: &Parsed) {
        let Some(signature) = &parsed.signature else { return };
        self.title(Word::Signer);
        for office in &signature.offices {
            let text = format!("{} {}", office.capacity.as_deref().unwrap_or(""), office.office);
            let line = self.line(office.location.line);
            self.item("-", Ink::Dim, &format!("{} ({line})", text.trim()));
        }
        let lang = self.look.lang;
        let name = signature.name.as_ref().map_or(Word::NotThere.text(lang), |name| name.text.as_str());
        let title = signature.title.as_deref().map(|title| format!("{title} ")).unwrap_or_default();
        self.item("-", Ink::Dim, &format!("{}: {title}{name}", Word::SignerName.text(lang)));
    }

    fn list<T>(&mut self, word: Word, items: &[T], line: impl Fn(&T) -> (String, u32)) {
        if items.is_empty() {
            return;
        }
        self.title(word);
        for (at, item) in items.iter().enumerate() {
            let (text, place) = line(item);
            let place = self.line(place);
            self.item(&format!("{}.", at + 1), Ink::Dim, &format!("{text} ({place})"));
        }
    }

    fn relations(&mut self, parsed: &Parsed) {
        let text = |at: usize| parsed.figures.get(at).map_or("", |figure| figure.text.as_str());
        for ratio in &parsed.ratios {
            let base = ratio.base.as_ref().map(|base| format!(" / {base}")).unwrap_or_default();
            let said = format!("{}{base} = {}", text(ratio.count), text(ratio.percent));
            self.verdict(&ratio.verdict, &said);
        }
        for total in &parsed.totals {
            let parts: Vec<&str> = total.parts.iter().map(|part| text(*part)).collect();
            let stated = total.total.map(|at| format!(" ({})", text(at))).unwrap_or_default();
            self.verdict(&total.verdict, &format!("{} = {}{stated}", parts.join(" + "), total.sum));
        }
    }

    fn verdict(&mut self, verdict: &str, text: &str) {
        let (sign, ink) = match verdict {
            "holds" | "holds-truncated" => ("✓", Ink::Good),
            "fails" => ("✗", Ink::Of(crate::diagnostic::Severity::Error)),
            _ => ("?", Ink::Dim),
        };
        self.item(sign, ink, text);
    }
}

fn citation_line(citation: &Citation, lang: Lang) -> String {
    let repair = citation.symbol.as_ref().and_then(|symbol| symbol.repair.as_deref());
    let repair = repair.map(|repair| format!(" → {repair}")).unwrap_or_default();
    format!("{}{repair} [{} {}]", citation.text, Word::Instrument.text(lang), citation.instrument + 1)
}

fn figure_line(figure: &Figure) -> String {
    let label = figure.label.as_deref().map(|label| format!(": {label}")).unwrap_or_default();
    format!("{}{label}", figure.text)
}
