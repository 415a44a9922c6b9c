//! Abbreviations: which words in capitals are one, where each is explained, used and written out.
//!
//! [`definition`] reads the places that explain one, [`initials`] compares letters with words,
//! [`written_out`] finds the words again once all names are known.

mod definition;
mod initials;
mod written_out;

use std::collections::BTreeMap;

use super::citations::words::Words;
use crate::lexicon;
use crate::lexicon::abbreviations::abbreviations as lexicon_of;
use crate::model::abbreviation::{Abbreviation, Abbreviations, Definition, Setting, Use};
use crate::model::{Block, BlockKind, Document, Place, Zone};
use crate::text::letters::Case;
use crate::text::numerals::roman_value;
use crate::text::{TextRange, TokenKind, syllable};

/// Letters of the longest abbreviation.
const LONGEST: usize = 14;

/// Letters from which a word in capitals is taken for an abbreviation without being explained: with two, it
/// may be anything.
const TELLING: usize = 3;

/// Bytes from which the text of a cell is read as sentences.
const SENTENCES: usize = 60;

/// Finds the abbreviations of `document`; its citations are known.
pub(super) fn recognize(document: &Document) -> Abbreviations {
    if document.legacy.is_some() {
        return Abbreviations::default();
    }
    let mut found = Found::default();
    for block in document.own_blocks().filter(|block| block.kind != BlockKind::Verbatim) {
        found.read(document, block);
    }
    let mut all = found.named();
    written_out::find(document, &mut all);
    Abbreviations { all }
}

/// True for a syllable, also one that has lost its tone mark: `CHUC`.
fn is_a_word(name: &str) -> bool {
    let toned: String = name
        .chars()
        .map(|letter| {
            if letter == 'A' {
                'Á'
            } else if letter == 'U' {
                'Ú'
            } else {
                letter
            }
        })
        .collect();
    syllable::is_syllable(name) || syllable::is_syllable(&toned)
}

/// What has been found so far, by name.
#[derive(Default)]
struct Found {
    by_name: BTreeMap<String, Entry>,
}

#[derive(Default)]
struct Entry {
    definitions: Vec<Definition>,
    uses: Vec<Use>,
}

impl Found {
    fn read(&mut self, document: &Document, block: &Block) {
        let words = Words::new(block);
        let mut kind = None;
        let mut at = 0;
        while at < words.len() {
            if words.is_mark(at, '(') {
                let read =
                    definition::in_brackets(words, at).map_or_else(|| definition::pair(words, at), |read| vec![read]);
                if let Some(last) = read.last() {
                    at = last.next;
                    for read in read {
                        self.define(&read.name, read.definition);
                    }
                    continue;
                }
            }
            if let Some(read) = definition::declared(words, at) {
                self.define(&read.name, read.definition);
                at = read.next;
                continue;
            }
            let Some(chain) = Chain::at(words, at) else {
                at += 1;
                continue;
            };
            at = chain.end;
            if !chain.in_capitals {
                continue;
            }
            let setting = *kind.get_or_insert_with(|| setting(document, block));
            for name in chain.names(words) {
                if let Some(read) = definition::before_its_words(document, words, &name) {
                    at = at.max(read.next);
                    self.define(&read.name, read.definition);
                } else {
                    let used = Use { span: block.span(name.range), setting };
                    self.by_name.entry(name.text).or_default().uses.push(used);
                }
            }
        }
    }

    fn define(&mut self, name: &str, definition: Definition) {
        self.by_name.entry(name.to_owned()).or_default().definitions.push(definition);
    }

    /// The entries that are abbreviations: explained, known, or of letters that make no word.
    fn named(self) -> Vec<Abbreviation> {
        let known = lexicon_of();
        let entries = self.by_name.into_iter().filter(|(name, entry)| {
            let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
            let foreign = name.contains(|letter| known.foreign_letters.contains(letter));
            !entry.definitions.is_empty() || known.knows(name) || letters >= TELLING && !foreign && !is_a_word(name)
        });
        let entries = entries.map(|(name, entry)| Abbreviation {
            known: known.knows(&name),
            name,
            definitions: entry.definitions,
            uses: entry.uses,
            written_out: Vec::new(),
            half_written: Vec::new(),
        });
        entries.collect()
    }
}

/// Words, digits and marks without a space between them.
#[derive(Clone, Copy)]
struct Chain {
    first: usize,
    /// One past the last token.
    end: usize,
    /// It holds a word of two or more capitals.
    in_capitals: bool,
}

/// An abbreviation as it stands in a text.
struct Name {
    text: String,
    range: TextRange,
    /// One past its last token.
    end: usize,
}

impl Chain {
    /// The chain that begins with token `first`; `None` where no chain can begin.
    fn at(words: Words<'_>, first: usize) -> Option<Self> {
        let links = |at: usize| match words.kind(at) {
            Some(TokenKind::Word | TokenKind::Number) => true,
            Some(TokenKind::Mark(mark)) => matches!(mark, '-' | '/' | '&' | '.' | '@' | '_' | '+'),
            _ => false,
        };
        if !links(first) {
            return None;
        }
        let mut in_capitals = is_in_capitals(words, first);
        let mut end = first + 1;
        while links(end) && words.start(end) == words.end(end - 1) {
            in_capitals |= is_in_capitals(words, end);
            end += 1;
        }
        Some(Self { first, end, in_capitals })
    }

    /// The abbreviations in it. A chain with digits is a code or a symbol, and one with `/` and `-` too.
    fn names(self, words: Words<'_>) -> Vec<Name> {
        let is_word = |at: &usize| words.kind(*at) == Some(TokenKind::Word);
        let mut end = self.end;
        while end > self.first && !is_word(&(end - 1)) && !words.is_number(end - 1) {
            end -= 1;
        }
        let (mut slashes, mut hyphens) = (false, false);
        for at in self.first..end {
            match words.kind(at) {
                Some(TokenKind::Mark('/' | '+')) => slashes = true,
                Some(TokenKind::Mark('-' | '&')) => hyphens = true,
                Some(TokenKind::Number | TokenKind::Mark(_)) => return Vec::new(),
                _ => {}
            }
        }
        let opens = words.kind(self.first);
        let marked = matches!(opens, Some(TokenKind::Mark('/' | '&' | '+')));
        if marked || slashes && hyphens || follows_symbol(words, self.first) {
            return Vec::new();
        }
        let parts: Vec<usize> = (self.first..end).filter(is_word).collect();
        let [.., last] = parts[..] else { return Vec::new() };
        if !parts.iter().all(|at| is_in_capitals(words, *at)) {
            return Vec::new();
        }
        // `KT-XH` is one abbreviation, `UBND-HĐND` are two.
        let short = parts.iter().all(|at| words.written(*at).chars().count() < TELLING);
        if parts.len() > 1 && hyphens && short {
            let range = TextRange::from(words.start(parts[0])..words.end(last));
            return name(words, range, last + 1).into_iter().collect();
        }
        let single = |at: usize| name(words, TextRange::from(words.start(at)..words.end(at)), at + 1);
        parts.into_iter().filter(|at| !is_in_a_line_of_capitals(words, *at)).filter_map(single).collect()
    }
}

fn name(words: Words<'_>, range: TextRange, end: usize) -> Option<Name> {
    let text = words.clean.get(range.usize())?;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let fits = (2..=LONGEST).contains(&letters) && roman_value(text).is_none() && !is_kind_code(text);
    fits.then(|| Name { text: text.to_owned(), range, end })
}

/// True for `QĐ`, `NĐ-CP`: what stands in symbols.
fn is_kind_code(text: &str) -> bool {
    let first = text.split(['-', '&']).next().unwrap_or(text);
    first.chars().count() < TELLING && first.len() < text.len() && lexicon::kinds_by_code(first).next().is_some()
}

/// True if a symbol with spaces in it goes on here: `12/ KH - UBND`.
fn follows_symbol(words: Words<'_>, at: usize) -> bool {
    let before = |by: usize| at.checked_sub(by);
    let joins = |place: usize| words.is_mark(place, '/') || words.is_mark(place, '-') || words.is_mark(place, '–');
    before(1).is_some_and(joins)
        && before(2)
            .is_some_and(|place| words.is_number(place) || is_in_capitals(words, place) || words.is_mark(place, '/'))
}

/// True for a word of two or more letters, all capitals.
fn is_in_capitals(words: Words<'_>, at: usize) -> bool {
    if words.kind(at) != Some(TokenKind::Word) {
        return false;
    }
    let written = words.written(at);
    // Nearly all words fail at their first or second letter.
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_uppercase)
}

/// True if a word beside it is a syllable in capitals too: then these words are set in capitals, and not
/// every one of them is an abbreviation.
fn is_in_a_line_of_capitals(words: Words<'_>, at: usize) -> bool {
    let shouts = |at: usize| is_in_capitals(words, at) && syllable::is_syllable(words.written(at));
    shouts(at + 1) || at.checked_sub(1).is_some_and(shouts)
}

/// Whether abbreviating is usual where `block` stands.
fn setting(document: &Document, block: &Block) -> Setting {
    let content = matches!(document.zone(block.id()), Zone::Body | Zone::Grounds | Zone::Attachment);
    let sentences = match block.place {
        Place::Body | Place::TextBox => true,
        Place::Cell(_) => block.clean().len() >= SENTENCES,
        Place::Header | Place::Footer | Place::Note => false,
    };
    let whole = TextRange::from(0..block.clean().len());
    if content && sentences && block.shown_case(whole) != Case::Upper { Setting::Running } else { Setting::Aside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::abbreviation::Manner;
    use crate::recognize::sample::{HEAD, document};

    /// What is known of the abbreviation `name` in a report of one paragraph.
    fn of(text: &str, name: &str) -> Option<Abbreviation> {
        let document = document(&format!("{HEAD}BÁO CÁO\nKết quả công tác\n\nXã báo cáo như sau:\n\n{text}\n"));
        document.abbreviations.all.iter().find(|one| one.name == name).cloned()
    }

    fn full(text: &str, name: &str) -> Option<(String, Manner)> {
        let one = of(text, name)?;
        let definition = one.definitions.first()?;
        Some((definition.full.as_ref()?.text.clone(), definition.manner))
    }

    #[test]
    fn a_bracket_behind_its_words_explains() {
        let cases = [
            ("Xã lập quỹ bảo trì đường (QBTĐ) từ năm 2025.", "QBTĐ", "quỹ bảo trì đường"),
            ("Xã rà soát hồ sơ kinh tế - xã hội (KT-XH).", "KT-XH", "kinh tế - xã hội"),
            ("Mời cán bộ, công chức, viên chức (CBCCVC) dự.", "CBCCVC", "cán bộ, công chức, viên chức"),
            ("Đề nghị Ủy ban MTTQ (UBMTTQ) giám sát.", "UBMTTQ", "Ủy ban MTTQ"),
            ("Đề nghị Trạm Thú y xã (TTY) tiêm phòng.", "TTY", "Trạm Thú y"),
            ("Dự án cấp nước và môi trường (CN&MT) đã xong.", "CN&MT", "cấp nước và môi trường"),
            ("Quỹ bảo trì đường - Kho giống lúa (QBTĐ - KGL) đã lập.", "QBTĐ", "Quỹ bảo trì đường"),
            ("Quỹ bảo trì đường - Kho giống lúa (QBTĐ-KGL) đã lập.", "KGL", "Kho giống lúa"),
        ];
        for (text, name, words) in cases {
            assert_eq!(full(text, name), Some((words.to_owned(), Manner::Bracket)), "{text}");
        }
    }

    #[test]
    fn words_and_lists_explain_too() {
        for lead in ["sau đây viết tắt là", "sau đây gọi tắt là", "viết tắt:", "gọi chung là"] {
            let declared = format!("Tổ quản lý chợ ({lead} TQLC) đã họp.");
            assert_eq!(full(&declared, "TQLC"), Some(("Tổ quản lý chợ".to_owned(), Manner::Declared)), "{lead}");
        }
        for listed in ["TQLC: tổ quản lý chợ.", "TQLC (tổ quản lý chợ) đã họp.", "TQLC là tổ quản lý chợ của xã."]
        {
            assert_eq!(full(listed, "TQLC"), Some(("tổ quản lý chợ".to_owned(), Manner::Listed)), "{listed}");
        }
    }

    #[test]
    fn symbols_codes_numerals_and_lines_in_capitals_are_no_abbreviations() {
        let silent = [
            "Thực hiện Công văn số 88/SNV-TCBC của sở.",
            "Tuyến DH5, mẫu B12, quý III, khóa XVI.",
            "Liên hệ qua www.XYZB.vn hoặc KTTH@xa.vn.",
            "Nội dung THÔNG TIN BÁO CHÍ được gửi kèm.",
            "Tệp lưu dạng RTFE trên máy.",
        ];
        for text in silent {
            let names = ["SNV", "TCBC", "SNV-TCBC", "DH", "III", "XVI", "XYZB", "KTTH", "TIN", "CHÍ", "RTFE"];
            assert!(names.iter().all(|name| of(text, name).is_none()), "{text}");
        }
        assert_eq!(of("UBND-HĐND xã họp.", "HĐND").map(|one| one.uses.len()), Some(1));
    }

    #[test]
    fn full_forms_are_found_again_outside_citations() {
        let text = "Xã duy trì kho giống lúa (KGL). Kho giống lúa được mở rộng; KGL có 02 người.";
        let found = of(text, "KGL").map(|one| (one.written_out.len(), one.uses.len()));
        assert_eq!(found, Some((1, 1)));
        let cited = "Theo Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh, UBND xã đã họp.";
        assert_eq!(of(cited, "UBND").map(|one| one.written_out.len()), Some(0));
    }

    #[test]
    fn a_longer_abbreviation_may_be_written_out_in_part() {
        let text = "UBMTTQ xã đã họp. Ủy ban MTTQ xã báo cáo.";
        assert_eq!(of(text, "UBMTTQ").map(|one| one.half_written.len()), Some(1));
        assert_eq!(of("UBMTTQ xã đã họp. MTTQ xã báo cáo.", "UBMTTQ").map(|one| one.half_written.len()), Some(0));
    }
}
