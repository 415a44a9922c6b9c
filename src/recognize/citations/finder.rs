//! Finds the citations of one block, left to right, each token once.

use super::kinds::{self, KindWord};
use super::scan::{Licence, Raw, scan};
use super::symbol::{Around, parse};
use super::words::Words;
use super::{dates, issuer, title};
use crate::lexicon::citation_kinds::{Agreement, agreement};
use crate::model::block::Span;
use crate::model::citation::{Citation, Mention, Symbol, SymbolFamily};
use crate::model::values::Located;
use crate::model::{Block, BlockKind};
use crate::text::letters::{Case, case_of};
use crate::text::{TextRange, TokenKind};

/// Furthest distance, in tokens, from a kind word to the number it belongs to.
const REACH: usize = 40;

/// Furthest distance, in tokens, between two kind words of which the first owns the number.
const ENCLOSING_REACH: usize = 12;

/// Finds the citations of `block`. Their `instrument` is not set yet.
pub(super) fn find(block: &Block) -> Vec<Citation> {
    if block.kind == BlockKind::Verbatim {
        return Vec::new();
    }
    let words = Words::new(block);
    let mut finder = Finder {
        words,
        found: Vec::new(),
        kinds: Vec::new(),
        last: None,
        loose_date: false,
        quotes: Quotes::default(),
    };
    let mut at = 0;
    while at < words.len() {
        at = finder.step(at);
    }
    finder.found
}

/// The citation found last, for the lists that share its kind word.
#[derive(Clone, Copy)]
struct Last {
    kind: KindWord,
    /// Token after its last part.
    end: usize,
}

struct Finder<'a> {
    words: Words<'a>,
    found: Vec<Citation>,
    /// Kind words of this sentence since the last citation.
    kinds: Vec<KindWord>,
    last: Option<Last>,
    /// The sentence has a date that belongs to no citation.
    loose_date: bool,
    quotes: Quotes,
}

/// What announces a number: `số` and the kind word.
struct Opening {
    so: Option<usize>,
    direct: Option<KindWord>,
}

impl Finder<'_> {
    /// Looks at token `at` and gives the next one to look at.
    fn step(&mut self, at: usize) -> usize {
        let words = self.words;
        match words.kind(at) {
            Some(TokenKind::Word) => {
                if let Some(kind) = kinds::at(words, at) {
                    if self.kinds.len() >= 8 {
                        self.kinds.remove(0);
                    }
                    self.kinds.push(kind);
                    return kind.end.max(at + 1);
                }
                self.loose_date |= words.word(at) == "ngày" && words.is_number(at + 1);
            }
            Some(TokenKind::Number) => return self.number(at),
            Some(TokenKind::Mark('/')) => {
                if let Some(next) = self.blank_number(at) {
                    return next;
                }
            }
            Some(TokenKind::Mark(mark)) => {
                self.quotes.pass(mark);
                let ends_sentence = mark == '.' && words.start(at + 1) > words.end(at) && words.is_capital(at + 1);
                if ends_sentence {
                    self.kinds.clear();
                    self.last = None;
                    self.loose_date = false;
                } else if mark == ';' {
                    self.kinds.clear();
                }
            }
            Some(TokenKind::Break) | None => {}
        }
        at + 1
    }

    fn number(&mut self, at: usize) -> usize {
        let opening = self.opening(at);
        if self.is_inside_other(at) {
            return at + 1;
        }
        let licence = if opening.so.is_some() || opening.direct.is_some() { Licence::Announced } else { Licence::Bare };
        if let Some(raw) = scan(self.words.clean, self.words.start(at), licence) {
            return self.numbered(&raw, &opening).unwrap_or(at + 1);
        }
        self.short(at, &opening).or_else(|| self.law_year(at)).or_else(|| self.law_date(at)).unwrap_or(at + 1)
    }

    /// `Công văn số    /SNV-TCBC`: the number is still blank.
    fn blank_number(&mut self, slash: usize) -> Option<usize> {
        let mut at = slash;
        while let Some(before) = at.checked_sub(1)
            && ['.', '…', '_'].into_iter().any(|mark| self.words.is_mark(before, mark))
        {
            at = before;
        }
        let opening = self.opening(at);
        opening.so?;
        let raw = scan(self.words.clean, self.words.start(slash), Licence::Announced)?;
        self.numbered(&raw, &opening)
    }

    /// True if the number at `at` is part of a longer number or word.
    fn is_inside_other(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let touches = self.words.end(before) == self.words.start(at);
        touches
            && match self.words.kind(before) {
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Mark('/' | '.' | ',')) => {
                    !matches!(self.words.word(before), "số" | "sô")
                }
                Some(TokenKind::Mark('-')) => before > 0 && !self.words.opens_line(before),
                _ => false,
            }
    }

    /// What stands directly before token `at`.
    fn opening(&self, at: usize) -> Opening {
        let words = self.words;
        let mut before = words.before(at);
        if let Some(colon) = before.filter(|colon| words.is_mark(*colon, ':')) {
            before = words.before(colon);
        }
        let so = before.filter(|word| words.word(*word) == "số");
        if let Some(so) = so {
            before = words.before(so);
            if let Some(colon) = before.filter(|colon| words.is_mark(*colon, ':')) {
                before = words.before(colon);
            }
        }
        let direct = self.kinds.last().copied().filter(|kind| before.is_some_and(|before| kind.end == before + 1));
        Opening { so, direct }
    }

    fn numbered(&mut self, raw: &Raw, opening: &Opening) -> Option<usize> {
        let words = self.words;
        let first = words.token_at(raw.range.start);
        let next = words.token_at(raw.range.end);
        let start = opening.so.unwrap_or(first);
        let capitals = opening
            .direct
            .is_some_and(|kind| case_of(&words.clean[words.start(kind.first)..words.end(kind.end - 1)]) == Case::Upper);
        let slug = opening.direct.map(|kind| kind.slug).or_else(|| self.kinds.last().map(|kind| kind.slug));
        let symbol = parse(words, raw, Around { slug, capitals });
        let (kind, shared) = match self.kind_of(&symbol, opening, start) {
            Some((kind, shared)) => (Some(kind), shared),
            None => (None, false),
        };
        if kind.is_none() && !self.stands_alone(&symbol, opening) {
            return None;
        }
        let named_between = !shared
            && kind.is_some_and(|kind| {
                words.before(start).is_some_and(|before| kind.end <= before) && opening.direct != Some(kind)
            });
        let begin = kind.filter(|_| !shared).map_or(start, |kind| kind.first);
        let name = kind.filter(|_| named_between).and_then(|kind| self.law_name(kind, start));
        let citation = Citation {
            name,
            mention: Mention::Numbered,
            kind: kind.map(|kind| self.kind_word(kind)),
            kind_slug: kind.map(|kind| kind.slug),
            kind_shared: shared,
            named_between,
            so: opening.so.map(|so| words.span(words.start(so), words.end(so))),
            symbol: Some(symbol),
            ..self.blank(begin, raw.range.end)
        };
        let after = self.push(citation, next);
        if let Some(kind) = kind {
            self.last = Some(Last { kind, end: after });
        }
        Some(after)
    }

    /// The name between the kind word of a law and what stands at token `to`. In `Luật sửa đổi, bổ
    /// sung một số điều của Luật Đấu thầu số …` it is open whose number follows.
    fn law_name(&self, kind: KindWord, to: usize) -> Option<Located> {
        let words = self.words;
        if !matches!(kind.slug, "luat" | "bo-luat" | "phap-lenh" | "hien-phap") {
            return None;
        }
        let other_law = self.kinds.iter().any(|other| other.first < kind.first && words.word(other.end) == "sửa");
        let first = words.skip_breaks(kind.end);
        let mut end = to;
        while end > first && !matches!(words.kind(end - 1), Some(TokenKind::Word | TokenKind::Number)) {
            end -= 1;
        }
        let plain = (first..end).all(|at| match words.kind(at) {
            Some(TokenKind::Word) => !words.are(at, &["sửa", "đổi"]) && kinds::at(words, at).is_none(),
            Some(TokenKind::Break | TokenKind::Mark(',' | '-' | '–')) => true,
            _ => false,
        });
        let named = end > first && words.is_capital(first) && plain && !other_law;
        named.then(|| words.located(words.start(first), words.end(end - 1)))
    }

    /// The kind word a symbol belongs to, and whether an earlier citation shares it.
    fn kind_of(&self, symbol: &Symbol, opening: &Opening, start: usize) -> Option<(KindWord, bool)> {
        let agrees = |kind: &KindWord| fits(kind.slug, symbol);
        if let Some(direct) = opening.direct {
            if agrees(&direct) {
                return Some((direct, false));
            }
            // `Thông báo kết luận số 158-TB/TW`, `Quyết định ban hành Kế hoạch số 12/QĐ-UBND`.
            let enclosing = self.kinds.iter().rev().skip(1).find(|kind| {
                let between = kind.end..direct.first;
                // `các văn bản theo Quyết định số 22/CV-SNV`: every symbol would fit the general word.
                kind.slug != "van-ban"
                    && between.len() <= ENCLOSING_REACH
                    && agrees(kind)
                    && !between.clone().any(|at| self.words.is_number(at))
            });
            return Some((enclosing.copied().unwrap_or(direct), false));
        }
        let named = self
            .kinds
            .iter()
            .rev()
            .find(|kind| start - kind.end.min(start) <= REACH && agrees(kind) && self.words.is_capital(kind.first));
        if let Some(named) = named.filter(|_| opening.so.is_some()) {
            return Some((*named, false));
        }
        let last = self.last.filter(|last| agrees(&last.kind))?;
        let only_separators = (last.end..start).all(|at| {
            matches!(self.words.kind(at), Some(TokenKind::Mark(',' | ';' | '-' | '+' | '(' | ')') | TokenKind::Break))
                || matches!(self.words.word(at), "và" | "hoặc")
        });
        let listed = last.kind.plural && self.kinds.is_empty();
        (only_separators || listed).then_some((last.kind, true))
    }

    /// Whether a symbol without a kind word is a citation: a form that is found nowhere else, and
    /// not the document's own number line.
    fn stands_alone(&self, symbol: &Symbol, opening: &Opening) -> bool {
        let own_line = opening.so.is_some_and(|so| self.words.is_capital(so));
        let certain =
            matches!(symbol.family, SymbolFamily::Normative | SymbolFamily::Administrative | SymbolFamily::Party);
        !own_line && certain && symbol.number.is_some()
    }

    /// `Nghị định 73`, `Nghị định số 73`.
    fn short(&mut self, at: usize, opening: &Opening) -> Option<usize> {
        let words = self.words;
        let kind = opening.direct?;
        let digits = words.written(at).len();
        let short_kind = matches!(
            kind.slug,
            "nghi-dinh"
                | "nghi-quyet"
                | "nghi-quyet-lien-tich"
                | "thong-tu"
                | "thong-tu-lien-tich"
                | "chi-thi"
                | "quyet-dinh"
                | "ket-luan"
                | "quy-dinh"
                | "luat"
                | "de-an"
        );
        let next = words.skip_breaks(at + 1);
        let ends = match words.kind(at + 1) {
            Some(TokenKind::Mark('/' | '-' | '%') | TokenKind::Number) => false,
            Some(TokenKind::Mark('.' | ',')) => !(words.is_number(at + 2) && words.end(at + 1) == words.start(at + 2)),
            Some(TokenKind::Word) => words.end(at) < words.start(at + 1),
            _ => true,
        };
        // `Quyết định 3 nội dung` and `Quyết định: 60 văn bản` count things; `Nghị định số 73 quy định` does not.
        let listed = words.before(at).is_some_and(|before| words.is_mark(before, ':'));
        let counts = opening.so.is_none()
            && matches!(words.kind(next), Some(TokenKind::Word))
            && (listed
                || matches!(
                    words.word(next),
                    "nội"
                        | "tháng"
                        | "năm"
                        | "ngày"
                        | "người"
                        | "việc"
                        | "vấn"
                        | "điều"
                        | "nhiệm"
                        | "nhóm"
                        | "vị"
                        | "đơn"
                        | "cấp"
                        | "lần"
                        | "chỉ"
                        | "mục"
                        | "tiêu"
                        | "triệu"
                        | "tỷ"
                        | "đồng"
                ));
        let year = digits == 4 && words.written(at).starts_with(['1', '2']);
        if !short_kind || !words.is_capital(kind.first) || !ends || counts || digits > 4 || year {
            return None;
        }
        let citation = Citation {
            mention: Mention::Short,
            kind: Some(self.kind_word(kind)),
            kind_slug: Some(kind.slug),
            so: opening.so.map(|so| words.span(words.start(so), words.end(so))),
            number: Some(words.located(words.start(at), words.end(at))),
            ..self.blank(kind.first, words.end(at))
        };
        Some(self.push(citation, at + 1))
    }

    /// `Luật Cán bộ, công chức năm 2025`: a law by name and year.
    fn law_year(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let year = words.written(at);
        if year.len() != 4 || !year.starts_with(['1', '2']) {
            return None;
        }
        let year_word = words.before(at).filter(|word| words.word(*word) == "năm")?;
        let kind = self.named_law(year_word)?;
        let citation = Citation {
            mention: Mention::Named,
            kind: Some(self.kind_word(kind)),
            kind_slug: Some(kind.slug),
            name: self.law_name(kind, year_word),
            number: Some(words.located(words.start(at), words.end(at))),
            ..self.blank(kind.first, words.end(at))
        };
        self.kinds.clear();
        self.found.push(citation);
        Some(at + 1)
    }

    /// `Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025`: a law by name and date.
    fn law_date(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let day_word = words.before(at).filter(|word| words.word(*word) == "ngày")?;
        let kind = self.named_law(day_word)?;
        let (date, after) = dates::after(words, day_word)?;
        let span = cover(words.span(words.start(kind.first), words.end(kind.end - 1)), date.span);
        let citation = Citation {
            span,
            mention: Mention::Named,
            kind: Some(self.kind_word(kind)),
            kind_slug: Some(kind.slug),
            name: Some(self.law_name(kind, day_word)?),
            date: Some(date),
            ..self.blank(kind.first, words.end(at))
        };
        self.kinds.clear();
        self.found.push(citation);
        Some(after.max(at + 1))
    }

    /// The law whose name stands directly before token `to`.
    fn named_law(&self, to: usize) -> Option<KindWord> {
        let words = self.words;
        let kind = self.kinds.iter().rev().find(|kind| {
            matches!(kind.slug, "luat" | "bo-luat" | "phap-lenh" | "hien-phap") && words.is_capital(kind.first)
        })?;
        let near = to.checked_sub(kind.end)? <= 16;
        let plain = (kind.end..to)
            .all(|at| matches!(words.kind(at), Some(TokenKind::Word | TokenKind::Break | TokenKind::Mark(',' | '-'))));
        let named = kind.slug == "hien-phap" || kind.end < to && words.is_capital(words.skip_breaks(kind.end));
        (near && plain && named).then_some(*kind)
    }

    /// Reads what follows the number, adds the citation, and gives the token after it.
    fn push(&mut self, mut citation: Citation, next: usize) -> usize {
        let words = self.words;
        let mut end = next;
        if citation.mention == Mention::Numbered {
            if let Some((date, after)) = dates::after(words, end) {
                citation.span = cover(citation.span, date.span);
                citation.date = Some(date);
                end = after;
            }
            if let Some(found) = issuer::after(words, end) {
                citation.span = cover(citation.span, found.issuer.span);
                citation.issuer = Some(found.issuer);
                citation.congress = found.congress;
                end = found.next;
                if citation.date.is_none()
                    && let Some((date, after)) = dates::after(words, end)
                {
                    citation.span = cover(citation.span, date.span);
                    citation.date = Some(date);
                    end = after;
                }
            }
            if citation.issuer.is_none() {
                (citation.congress, end) = issuer::congress(words, end);
            }
            citation.title = title::after(words, end);
        }
        self.kinds.clear();
        self.found.push(citation);
        for at in next..end {
            if let Some(TokenKind::Mark(mark)) = words.kind(at) {
                self.quotes.pass(mark);
            }
        }
        end.max(next)
    }

    fn kind_word(&self, kind: KindWord) -> Located {
        self.words.located(self.words.start(kind.first), self.words.end(kind.end - 1))
    }

    /// A citation of which only the place is known.
    fn blank(&self, first: usize, end: usize) -> Citation {
        let span: Span = self.words.span(self.words.start(first), end);
        Citation {
            span,
            mention: Mention::Numbered,
            kind: None,
            kind_slug: None,
            named_between: false,
            name: None,
            kind_shared: false,
            so: None,
            symbol: None,
            number: None,
            date: None,
            issuer: None,
            title: None,
            congress: None,
            instrument: 0,
            dated_before: self.loose_date,
            enclosing: self
                .words
                .before(first)
                .is_some_and(|theo| self.words.word(theo) == "theo" && theo > 0 && self.words.word(theo - 1) == "kèm"),
            quoted: self.quotes.are_open(),
        }
    }
}

fn cover(left: Span, right: Span) -> Span {
    let range: TextRange = left.range.cover(right.range);
    Span::new(left.block, range)
}

/// Whether the kind word `slug` may stand before `symbol`.
fn fits(slug: &str, symbol: &Symbol) -> bool {
    let assembly = matches!(
        slug,
        "luat" | "bo-luat" | "nghi-quyet" | "nghi-quyet-lien-tich" | "phap-lenh" | "hien-phap" | "van-ban"
    );
    match (&symbol.kind, symbol.family) {
        (Some(kind), _) => agreement(slug, &kind.text) == Agreement::Agrees,
        (None, _) if symbol.term.is_some() => assembly,
        (None, SymbolFamily::Letter) => matches!(slug, "cong-van" | "van-ban"),
        (None, _) => true,
    }
}

/// Whether the reader is inside a quotation.
#[derive(Default)]
struct Quotes {
    curly: u32,
    straight: bool,
}

impl Quotes {
    fn pass(&mut self, mark: char) {
        match mark {
            '“' | '«' => self.curly += 1,
            '”' | '»' => self.curly = self.curly.saturating_sub(1),
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }

    fn are_open(&self) -> bool {
        self.curly > 0 || self.straight
    }
}
