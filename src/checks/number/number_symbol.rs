//! `number-symbol`: the symbol of the document against its kind.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::issuers::issuer_by_code;
use crate::lexicon::{self, DocumentKind};
use crate::model::{ComponentKind, Document, Span};
use crate::text::{TextRange, fold};

/// Looks at one point of the symbol.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct NumberSymbol {
    /// What the symbol must keep.
    requirement: Requirement,
}

/// What a symbol must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// Capitals and small letters of a code are those of the list (`TTr`, not `TTR`).
    CodeCase,
    /// The code before the issuer is one of the list.
    KnownCode,
    /// The code is that of the title.
    MatchesTitle,
    /// No `CV`: a *công văn* has no code.
    NoLetterCode,
    /// No year.
    NoYear,
    /// The kind stands before the issuer.
    KindFirst,
    /// A hyphen joins kind and issuer.
    HyphenInside,
    /// The issuer is named behind the kind.
    IssuerCode,
}

impl Check for NumberSymbol {
    const NAME: &'static str = "number-symbol";
    const VALUES: &'static [&'static str] = &["code", "code-kind", "expected", "title"];
    const LABELS: &'static [&'static str] = &[];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(symbol) = cx.document.number.as_ref().and_then(|number| number.symbol.as_ref()) else { return };
        let block = cx.document.block(symbol.span.block);
        let start = block.clean_range(symbol.span).start() as usize;
        let parts = split(&symbol.text);
        let code = parts.code;
        let place = |from: usize, len: usize| block.span(start + from..start + from + len);
        let code_span = place(parts.code_at, code.len());
        let kind = cx.document.kind.as_ref();
        let title_kind = kind.and_then(|kind| lexicon::kind_by_slug(&kind.slug));
        match self.requirement {
            Requirement::CodeCase => {
                if let Some(right) = right_case(code) {
                    findings
                        .report(code_span)
                        .value("code", code)
                        .value("expected", right)
                        .edit(Edit::replace(code_span, right));
                }
            }
            Requirement::KnownCode => {
                let Some(title_kind) = title_kind else { return findings.not_checked(Reason::KindUnknown) };
                if is_unknown_code(&parts, title_kind) {
                    findings
                        .report(code_span)
                        .value("code", code)
                        .value("expected", title_kind.code.as_str())
                        .value("title", title_kind.name.as_str())
                        .edit(Edit::replace(code_span, title_kind.code.as_str()));
                }
            }
            Requirement::MatchesTitle => {
                let Some(title) = kind.and_then(|kind| kind.title.as_ref()) else { return };
                let Some(title_kind) = title_kind.filter(|_| !holds_several(cx.document)) else { return };
                let Some(other) = contradicts(&parts, title_kind) else { return };
                findings
                    .report(code_span)
                    .value("code", code)
                    .value("code-kind", other.name.as_str())
                    .value("expected", title_kind.code.as_str())
                    .value("title", title.text.as_str())
                    .edit(Edit::replace(code_span, title_kind.code.as_str()));
            }
            Requirement::NoLetterCode => {
                if fold::key(code) != "cv" || parts.issuer.is_empty() {
                    return;
                }
                let drop = place(parts.code_at, parts.issuer_at - parts.code_at);
                findings.report(code_span).value("code", code).edit(Edit::replace(drop, ""));
            }
            Requirement::KindFirst => {
                let own = title_kind.filter(|kind| !kind.code.is_empty() && kind.code == parts.issuer);
                if own.is_some() && lexicon::kinds_by_code(code).next().is_none() && !code.is_empty() {
                    let right = format!("{}-{code}", parts.issuer);
                    let whole = place(parts.code_at, symbol.text.len() - parts.code_at);
                    let draft = findings.report(whole).value("code", &symbol.text[parts.code_at..]);
                    draft.value("expected", &*right).edit(Edit::replace(whole, right));
                }
            }
            Requirement::HyphenInside => {
                let slashed = symbol.text[parts.code_at + code.len()..].trim_start().starts_with('/');
                if slashed && lexicon::kinds_by_code(code).next().is_some() && !is_joined_by_hyphen(cx.document) {
                    let right = format!("{code}-{}", parts.issuer);
                    let whole = place(parts.code_at, symbol.text.len() - parts.code_at);
                    let draft = findings.report(whole).value("code", &symbol.text[parts.code_at..]);
                    draft.value("expected", &*right).edit(Edit::replace(whole, right));
                }
            }
            Requirement::IssuerCode => {
                // `/BC-…`: the template leaves it to be written.
                let behind = block.clean()[start + symbol.text.len()..].trim_start_matches([' ', '-', '–']);
                if behind.starts_with(['…', '.', '_']) {
                    return;
                }
                if parts.issuer.is_empty() && title_kind.is_some_and(|kind| kind.code == code && !code.is_empty()) {
                    findings.report(code_span).value("code", code);
                }
            }
            Requirement::NoYear => {
                let Some(year) = parts.year else { return };
                let drop: Span = place(0, parts.code_at);
                findings.report(place(0, year.len())).value("code", year).edit(Edit::replace(drop, ""));
            }
        }
    }
}

/// True if a hyphen stands between number and symbol, as in Party papers.
fn is_joined_by_hyphen(document: &Document) -> bool {
    let Some(number) = &document.number else { return false };
    let (Some(serial), Some(symbol)) = (&number.serial, &number.symbol) else { return false };
    let block = document.block(number.span.block);
    let (from, to) = (serial.span.range.end(), symbol.span.range.start());
    from <= to && block.clean_text(Span::new(block.id(), TextRange::new(from, to))).contains('-')
}

/// A symbol in its groups, with their byte offsets.
struct Parts<'a> {
    /// A year before the code.
    year: Option<&'a str>,
    /// The first group.
    code: &'a str,
    code_at: usize,
    /// The rest, after the hyphen.
    issuer: &'a str,
    issuer_at: usize,
}

fn split(symbol: &str) -> Parts<'_> {
    let digits = symbol.len() - symbol.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let year = (digits == 4).then(|| &symbol[..4]);
    let code_at = match year {
        Some(_) => symbol.len() - symbol[4..].trim_start_matches(['/', ' ']).len(),
        None => 0,
    };
    // Without a slash after them the digits are no year.
    let (year, code_at) = if code_at > 4 { (year, code_at) } else { (None, 0) };
    let rest = &symbol[code_at..];
    let end = rest.find(['-', '–', '—', '/']).unwrap_or(rest.len());
    let issuer = rest[end..].trim_start_matches(['-', '–', '—', '/', ' ']);
    Parts { year, code: rest[..end].trim_end(), code_at, issuer, issuer_at: symbol.len() - issuer.len() }
}

/// The code that `code` is but for its case; `None` if its case is right or it is no code.
fn right_case(code: &str) -> Option<&'static str> {
    if lexicon::kinds_by_code(code).next().is_some() {
        return None;
    }
    let folded = fold::key(code);
    let same = |kind: &&DocumentKind| !kind.code.is_empty() && fold::key(&kind.code) == folded;
    lexicon::document_kinds().iter().find(same).map(|kind| kind.code.as_str())
}

/// True if the code is none of the list and no name of a body or unit that may open a symbol.
fn is_unknown_code(parts: &Parts<'_>, title_kind: &DocumentKind) -> bool {
    let issuer = fold::key(parts.issuer);
    let folded = fold::key(parts.code);
    let committee = matches!(issuer.as_str(), "ubnd" | "hđnd");
    // Two letters are no unit: those have three or more, or a name that is known.
    let short = parts.code.chars().count() == 2 && !issuer.is_empty() && issuer_by_code(parts.code).is_none();
    !title_kind.code.is_empty()
        && (committee || short)
        && !folded.is_empty()
        && !["ubnd", "hđnd", "vp", "cv", "đđbqh", "tthđnd"].contains(&folded.as_str())
        && lexicon::kinds_by_code(parts.code).next().is_none()
        && right_case(parts.code).is_none()
}

/// The kind that the code names, if it is another than `title_kind`.
fn contradicts(parts: &Parts<'_>, title_kind: &DocumentKind) -> Option<&'static DocumentKind> {
    // A letter's symbol begins with its issuer, whose short name may look like a code.
    if parts.issuer.is_empty() || title_kind.code.is_empty() || is_attached(parts.code, &title_kind.slug) {
        return None;
    }
    let code = right_case(parts.code).unwrap_or(parts.code);
    let mut named = lexicon::kinds_by_code(code).peekable();
    let first = *named.peek()?;
    (!named.any(|kind| kind.code == title_kind.code)).then_some(first)
}

/// True for a plan or regulation under the number of the decision that issues it.
fn is_attached(code: &str, slug: &str) -> bool {
    matches!(code, "QĐ" | "NQ")
        && ["quy-che", "quy-dinh", "ke-hoach", "phuong-an", "de-an", "du-an", "chuong-trinh", "huong-dan"]
            .contains(&slug)
}

/// True if the file holds several titled documents, so that number and title may not belong together.
fn holds_several(document: &Document) -> bool {
    document.components.iter().filter(|part| part.kind == ComponentKind::DocumentType).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(slug: &str) -> &'static DocumentKind {
        lexicon::kind_by_slug(slug).expect("in the lexicon")
    }

    #[test]
    fn symbols_fall_into_groups() {
        let parts = split("2026/BC-UBND");
        assert_eq!((parts.year, parts.code, parts.issuer), (Some("2026"), "BC", "UBND"));
        let parts = split("BC - UBND");
        assert_eq!((parts.year, parts.code, parts.issuer, parts.issuer_at), (None, "BC", "UBND", 5));
        let parts = split("UBND");
        assert_eq!((parts.code, parts.issuer), ("UBND", ""));
    }

    #[test]
    fn case_of_codes() {
        assert_eq!(right_case("TTR"), Some("TTr"));
        assert_eq!(right_case("TTr"), None);
        assert_eq!(right_case("SNV"), None);
    }

    #[test]
    fn codes_against_titles() {
        assert_eq!(contradicts(&split("KH-UBND"), kind("bao-cao")).map(|kind| kind.slug.as_str()), Some("ke-hoach"));
        assert!(contradicts(&split("BC-UBND"), kind("bao-cao")).is_none());
        assert!(contradicts(&split("SNV-TCBC"), kind("bao-cao")).is_none(), "numbered as a letter");
        assert!(contradicts(&split("QĐ-UBND"), kind("ke-hoach")).is_none(), "issued with a decision");
        assert!(contradicts(&split("TT-UBND"), kind("to-trinh")).is_some());
        assert!(contradicts(&split("TB-KTNS"), kind("cong-van")).is_none());
    }

    #[test]
    fn unknown_codes() {
        assert!(is_unknown_code(&split("BCÁO-UBND"), kind("bao-cao")));
        assert!(!is_unknown_code(&split("UBND-VX"), kind("bao-cao")));
        assert!(!is_unknown_code(&split("BC-UBND"), kind("bao-cao")));
    }
}
