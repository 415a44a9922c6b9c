//! `number-symbol-…`: the symbol of the document against its kind.

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon::issuers::issuer_by_code;
use crate::lexicon::{self, DocumentKind};
use crate::model::values::Located;
use crate::model::{Block, ComponentKind, Document, Span};
use crate::text::{TextRange, fold};

facts! {
    (values: ["code", "code-kind", "expected", "title"], through: in_symbol)
    /// Capitals and small letters of a code are those of the list (`TTr`, not `TTR`).
    NumberSymbolCodeCase = "number-symbol-code-case" => code_case,
    /// The code before the issuer is one of the list.
    NumberSymbolKnownCode = "number-symbol-known-code" => known_code,
    /// The code is that of the title.
    NumberSymbolMatchesTitle = "number-symbol-matches-title" => matches_title,
    /// No `CV`: a *công văn* has no code.
    NumberSymbolNoLetterCode = "number-symbol-no-letter-code" => no_letter_code,
    /// No year.
    NumberSymbolNoYear = "number-symbol-no-year" => no_year,
    /// The kind stands before the issuer.
    NumberSymbolKindFirst = "number-symbol-kind-first" => kind_first,
    /// A hyphen joins kind and issuer.
    NumberSymbolHyphenInside = "number-symbol-hyphen-inside" => hyphen_inside,
    /// The issuer is named behind the kind.
    NumberSymbolIssuerCode = "number-symbol-issuer-code" => issuer_code,
}

/// The symbol of a document in its groups.
struct Symbol<'a> {
    document: &'a Document,
    text: &'a str,
    parts: Parts<'a>,
    block: &'a Block,
    /// Where it begins, in bytes of the clean text.
    start: usize,
}

impl<'a> Symbol<'a> {
    fn of(document: &'a Document) -> Option<Self> {
        let symbol: &Located = document.number.as_ref()?.symbol.as_ref()?;
        let block = document.block(symbol.span.block);
        let start = block.clean_range(symbol.span).start() as usize;
        Some(Self { document, text: &symbol.text, parts: split(&symbol.text), block, start })
    }

    /// `len` bytes of the symbol from `from` on.
    fn place(&self, from: usize, len: usize) -> Span {
        self.block.span(self.start + from..self.start + from + len)
    }

    fn code_place(&self) -> Span {
        self.place(self.parts.code_at, self.parts.code.len())
    }

    /// The kind that the document was recognised as.
    fn title_kind(&self) -> Option<&'static DocumentKind> {
        lexicon::kind_by_slug(&self.document.kind.as_ref()?.slug)
    }
}

/// Judges the symbol, where there is one.
fn in_symbol(cx: &Context<'_>, findings: &mut Findings, judge: fn(&Symbol<'_>, &mut Findings)) {
    if let Some(symbol) = Symbol::of(cx.document) {
        judge(&symbol, findings);
    }
}

fn code_case(symbol: &Symbol<'_>, findings: &mut Findings) {
    let (code, place) = (symbol.parts.code, symbol.code_place());
    if let Some(right) = right_case(code) {
        findings.report(place).value("code", code).value("expected", right).edit(Edit::replace(place, right));
    }
}

fn known_code(symbol: &Symbol<'_>, findings: &mut Findings) {
    let Some(kind) = symbol.title_kind() else { return findings.not_checked(Reason::KindUnknown) };
    if is_unknown_code(&symbol.parts, kind) {
        let place = symbol.code_place();
        findings
            .report(place)
            .value("code", symbol.parts.code)
            .value("expected", kind.code.as_str())
            .value("title", kind.name.as_str())
            .edit(Edit::replace(place, kind.code.as_str()));
    }
}

fn matches_title(symbol: &Symbol<'_>, findings: &mut Findings) {
    let Some(title) = symbol.document.kind.as_ref().and_then(|kind| kind.title.as_ref()) else { return };
    let Some(title_kind) = symbol.title_kind().filter(|_| !holds_several(symbol.document)) else { return };
    let Some(other) = contradicts(&symbol.parts, title_kind) else { return };
    let place = symbol.code_place();
    findings
        .report(place)
        .value("code", symbol.parts.code)
        .value("code-kind", other.name.as_str())
        .value("expected", title_kind.code.as_str())
        .value("title", title.text.as_str())
        .edit(Edit::replace(place, title_kind.code.as_str()));
}

fn no_letter_code(symbol: &Symbol<'_>, findings: &mut Findings) {
    let parts = &symbol.parts;
    if fold::key(parts.code) == "cv" && !parts.issuer.is_empty() {
        let drop = symbol.place(parts.code_at, parts.issuer_at - parts.code_at);
        findings.report(symbol.code_place()).value("code", parts.code).edit(Edit::replace(drop, ""));
    }
}

fn no_year(symbol: &Symbol<'_>, findings: &mut Findings) {
    let Some(year) = symbol.parts.year else { return };
    let drop = symbol.place(0, symbol.parts.code_at);
    findings.report(symbol.place(0, year.len())).value("code", year).edit(Edit::replace(drop, ""));
}

fn kind_first(symbol: &Symbol<'_>, findings: &mut Findings) {
    let Parts { code, issuer, .. } = symbol.parts;
    let behind = symbol.title_kind().is_some_and(|kind| !kind.code.is_empty() && kind.code == issuer);
    if behind && lexicon::kinds_by_code(code).next().is_none() && !code.is_empty() {
        reorder(symbol, findings, format!("{issuer}-{code}"));
    }
}

fn hyphen_inside(symbol: &Symbol<'_>, findings: &mut Findings) {
    let Parts { code, code_at, issuer, .. } = symbol.parts;
    let slashed = symbol.text[code_at + code.len()..].trim_start().starts_with('/');
    if slashed && lexicon::kinds_by_code(code).next().is_some() && !is_joined_by_hyphen(symbol.document) {
        reorder(symbol, findings, format!("{code}-{issuer}"));
    }
}

/// Reports everything from the code on, with what should stand there.
fn reorder(symbol: &Symbol<'_>, findings: &mut Findings, right: String) {
    let at = symbol.parts.code_at;
    let whole = symbol.place(at, symbol.text.len() - at);
    let draft = findings.report(whole).value("code", &symbol.text[at..]);
    draft.value("expected", right.as_str()).edit(Edit::replace(whole, right));
}

fn issuer_code(symbol: &Symbol<'_>, findings: &mut Findings) {
    let Parts { code, issuer, .. } = symbol.parts;
    // `/BC-…`: the template leaves it to be written.
    let behind = symbol.block.clean()[symbol.start + symbol.text.len()..].trim_start_matches([' ', '-', '–']);
    if behind.starts_with(['…', '.', '_']) {
        return;
    }
    if issuer.is_empty() && symbol.title_kind().is_some_and(|kind| kind.code == code && !code.is_empty()) {
        findings.report(symbol.code_place()).value("code", code);
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
