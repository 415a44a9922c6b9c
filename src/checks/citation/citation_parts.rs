//! `citation-parts`: the issuer and the subject of an instrument at its first mention.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::extent::{self, Occurrence};
use crate::checks::{Check, Context, Findings};
use crate::lexicon::classes::classes;
use crate::model::citation::{Citation, Symbol, SymbolFamily};
use crate::model::{Document, Format, Span};
use crate::text::fold;

/// Reports instruments whose first mention has the date and lacks another part. All are one finding. A
/// mention without a date is the business of `citation-first-mention`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct CitationParts {
    /// The part that may lack.
    part: Part,
    /// Kinds that may be cited by name alone (slugs).
    except: Vec<String>,
    /// Folded words directly before a mention whose issuer the sentence has named (`đã ban hành`), or that is
    /// only the place where something is said (`tại`).
    behind: Vec<String>,
    /// Folded words that open grounds of another form (`theo đề nghị của`).
    other_grounds: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// Who issued it.
    Issuer,
    /// What it is about.
    Subject,
}

impl Check for CitationParts {
    const NAME: &'static str = "citation-parts";
    const VALUES: &'static [&'static str] = &["count", "citation"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut seen = BTreeSet::new();
        let mut places = Vec::new();
        for (at, citation, symbol) in document.citations.numbered() {
            let first = seen.insert(citation.instrument);
            let binds = first && document.in_running_text(citation.span.block) && self.binds(citation, symbol);
            if !binds || self.is_told_elsewhere(document, at, citation) {
                continue;
            }
            let ends = ends_here(document, citation, symbol);
            let lacks = match self.part {
                Part::Issuer => {
                    citation.issuer.is_none()
                        && (ends || follows(document, citation))
                        && !document.citations.is_amender_of_like(at)
                }
                Part::Subject => citation.title.is_none() && ends && citation.issuer.is_some(),
            };
            if lacks {
                places.push(Occurrence::new(citation.span));
            }
        }
        let first = places.first().map(|place| place.span);
        if let (Some(draft), Some(span)) = (extent::report(findings, &places), first) {
            draft.value("citation", document.clean_text(span));
        }
    }
}

impl CitationParts {
    fn binds(&self, citation: &Citation, symbol: &Symbol) -> bool {
        let by_name = citation.kind_slug.is_none_or(|slug| self.except.iter().any(|known| known == slug));
        let regular = !matches!(symbol.family, SymbolFamily::Malformed | SymbolFamily::Legacy);
        let plain = !citation.kind_shared && !citation.named_between && !citation.quoted && !citation.enclosing;
        !by_name && regular && plain && citation.full_date().is_some() && symbol.number.is_some()
    }

    /// True for a member of a list, whose issuer and subject may stand at its end, for a mention in the name
    /// of another instrument, and for one that the words before it explain.
    fn is_told_elsewhere(&self, document: &Document, at: usize, citation: &Citation) -> bool {
        let block = document.block(citation.span.block);
        let range = block.clean_range(citation.span).usize();
        let next = document.citations.all.get(at + 1).filter(|next| next.span.block == citation.span.block);
        let listed = next.is_some_and(|next| {
            let gap = block.clean().get(range.end..block.clean_range(next.span).usize().start).unwrap_or("");
            next.kind_shared
                || gap.trim_start_matches([',', ';', ' ', '\n']).trim_end() == "và"
                || !gap.contains(char::is_alphabetic)
        });
        let before = block.folded()[..range.start].trim_end();
        // What stands in brackets adds to what stands before them, and may share its parts with others there.
        let bracketed = before.rfind('(') > before.rfind(')');
        let explained =
            bracketed || before.ends_with(':') || self.behind.iter().any(|words| before.ends_with(words.as_str()));
        let ground = document.grounds.iter().find(|ground| ground.span.touches(citation.span));
        let proposal = ground.is_some_and(|ground| self.other_grounds.contains(&ground.opener));
        listed || explained || proposal || document.citations.is_in_title(at)
    }
}

/// What stands behind a citation and its space.
fn rest(document: &Document, span: Span) -> &str {
    let block = document.block(span.block);
    block.clean().get(block.clean_range(span).usize().end..).unwrap_or("").trim_start()
}

/// True if nothing follows that could be the subject.
fn ends_here(document: &Document, citation: &Citation, symbol: &Symbol) -> bool {
    let rest = rest(document, citation.span);
    // The text layer of a PDF may break a line there.
    if rest.is_empty() {
        return document.raw.format != Format::Pdf;
    }
    // Joint instruments name several issuers, with commas between them.
    let joint = symbol.kind_code().ends_with("LT");
    let abbreviated = rest.strip_prefix('.').is_some_and(|after| after.starts_with(char::is_alphabetic));
    rest.starts_with([';', '.', ',', ')']) && !abbreviated && !(joint && rest.starts_with(','))
}

/// True if the subject follows at once.
fn follows(document: &Document, citation: &Citation) -> bool {
    let Some(title) = &citation.title else { return false };
    // `… về việc tổ chức kỳ thi của Sở Giáo dục và Đào tạo`: the issuer stands behind the subject.
    let folded = fold::fold(&title.text);
    let issuer_behind = folded.rsplit_once(" của ").is_some_and(|(_, rest)| classes().names_body(rest));
    !issuer_behind && rest(document, citation.span).starts_with(document.clean_text(title.span))
}
