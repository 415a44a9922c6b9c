//! The clean reading of a text: what a person sees, with a way back to the stored bytes.
//!
//! Word files mix composed and decomposed letters (28 % of real documents), no-break spaces and
//! zero-width marks; Markdown copies keep `**`. Recognition reads the clean text and maps every
//! place back, so the stored text is never normalised in place.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::TextRange;

/// A clean text and the map from its bytes to those of the stored text.
#[derive(Debug, Clone, Default)]
pub struct Clean {
    /// `None` when the stored text is clean already; then both have the same offsets.
    changed: Option<Changed>,
    /// See [`Clean::is_plain`].
    plain: bool,
}

/// A stretch of white space with a line end in it, at which two printed lines are one line of the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seam {
    /// Bytes of the stored text: the line end with the white space around it.
    pub range: TextRange,
    /// How the two lines are joined.
    pub shown: SeamShown,
}

/// What a reader sees at a seam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeamShown {
    /// The space between two words.
    Space,
    /// Nothing: the line ended inside a word.
    Nothing,
}

#[derive(Debug, Clone)]
struct Changed {
    text: String,
    /// Ascending in both texts.
    steps: Vec<Step>,
}

/// A place in both texts.
#[derive(Debug, Clone, Copy)]
struct Step {
    clean: u32,
    stored: u32,
    /// What stands between the step before and this one has no way back to a part of it. Elsewhere
    /// the distance of the texts is constant.
    closes_cluster: bool,
}

impl Clean {
    /// Reads `stored`: composes letters (NFC), turns every space but the line feed into U+0020,
    /// reads eth as `Đ`, drops zero-width characters, soft hyphens, carriage returns and `**`.
    pub fn new(stored: &str) -> Self {
        if is_plain(stored.as_bytes()) {
            return Self { changed: None, plain: true };
        }
        if is_clean_by_tables(stored) {
            return Self::default();
        }
        let mut changed = Changed::with_capacity(stored.len());
        changed.read(stored, 0);
        Self { changed: Some(changed), plain: false }
    }

    /// As [`Clean::new`], and joins the lines of `stored` at `seams`, which are in order and apart.
    pub fn with_seams(stored: &str, seams: impl Iterator<Item = Seam>) -> Self {
        let mut changed = Changed::with_capacity(stored.len());
        let mut plain = true;
        let mut at = 0usize;
        let mut line = |until: usize, at: usize, changed: &mut Changed| {
            let line = stored.get(at..until).unwrap_or("");
            if is_plain(line.as_bytes()) {
                changed.text.push_str(line);
            } else {
                plain = false;
                changed.read(line, at);
            }
        };
        for seam in seams {
            let range = seam.range.usize();
            line(range.start, at, &mut changed);
            changed.take(range.start, range.len(), |text| {
                if seam.shown == SeamShown::Space {
                    text.push(' ');
                }
            });
            at = range.end;
        }
        line(stored.len(), at, &mut changed);
        Self { changed: Some(changed), plain }
    }

    /// True if the stored text holds nothing but ASCII, composed letters of Vietnamese and other
    /// Latin scripts, and general punctuation, as nearly all texts do. Then nothing in it is
    /// invisible, decomposed, or a look-alike of something else.
    pub const fn is_plain(&self) -> bool {
        self.plain
    }

    /// The clean text of `stored`, the text this was made from.
    pub fn text<'a>(&'a self, stored: &'a str) -> &'a str {
        self.changed.as_ref().map_or(stored, |changed| changed.text.as_str())
    }

    /// The stored range behind a clean range. Characters dropped at its edges stay outside.
    pub fn to_stored(&self, clean: TextRange) -> TextRange {
        let Some(changed) = &self.changed else { return clean };
        let start = changed.map_start(clean.start());
        let end = if clean.is_empty() { start } else { changed.map_end(clean.end()) };
        TextRange::new(start, end)
    }

    /// The clean offset at or after the stored offset `stored`.
    pub fn from_stored(&self, stored: u32) -> u32 {
        let Some(changed) = &self.changed else { return stored };
        let next = changed.steps.partition_point(|step| step.stored <= stored);
        let Step { clean, stored: at, .. } = changed.steps[next.saturating_sub(1)];
        let limit = changed.steps.get(next).map_or(changed.text.len() as u32, |step| step.clean);
        if stored > at && changed.cluster_end(next).is_some() {
            return limit;
        }
        (clean + stored.saturating_sub(at)).min(limit)
    }
}

impl Changed {
    fn with_capacity(length: usize) -> Self {
        let steps = vec![Step { clean: 0, stored: 0, closes_cluster: false }];
        Self { text: String::with_capacity(length), steps }
    }

    /// Adds the clean reading of `rest`, which begins at byte `at` of the stored text.
    fn read(&mut self, mut rest: &str, mut at: usize) {
        while !rest.is_empty() {
            let (taken, shown) = next_cluster(rest);
            match shown {
                Shown::Same => self.text.push_str(&rest[..taken]),
                Shown::Char(letter) => self.take(at, taken, |text| text.push(letter)),
                Shown::Composed => {
                    self.take(at, taken, |text| text.extend(rest[..taken].nfc().map(plain)));
                    // Marks in another order may take as many bytes as before.
                    if let Some(last) = self.steps.last_mut() {
                        last.closes_cluster = true;
                    }
                }
                Shown::Nothing => self.take(at, taken, |_| {}),
            }
            at += taken;
            rest = &rest[taken..];
        }
    }

    /// Takes `taken` bytes at `at` as what `show` makes of them.
    fn take(&mut self, at: usize, taken: usize, show: impl FnOnce(&mut String)) {
        let before = self.text.len();
        // A range that ends here ends before the dropped characters, and a cluster of several letters has no
        // way back to one of them alone.
        self.steps.push(Step { clean: before as u32, stored: at as u32, closes_cluster: false });
        show(&mut self.text);
        let closes_cluster = self.text.len() - before != taken;
        self.steps.push(Step { clean: self.text.len() as u32, stored: (at + taken) as u32, closes_cluster });
    }

    fn map_start(&self, clean: u32) -> u32 {
        let next = self.steps.partition_point(|step| step.clean <= clean);
        let Step { clean: at, stored, .. } = self.steps[next.saturating_sub(1)];
        if clean > at && self.cluster_end(next).is_some() {
            return stored;
        }
        stored + (clean - at)
    }

    fn map_end(&self, clean: u32) -> u32 {
        let first = self.steps.partition_point(|step| step.clean < clean);
        match self.steps.get(first) {
            Some(step) if step.clean == clean => step.stored,
            _ => self.cluster_end(first).unwrap_or_else(|| self.map_start(clean)),
        }
    }

    /// Stored end of the cluster before step `next`; `None` if plain text stands there.
    fn cluster_end(&self, next: usize) -> Option<u32> {
        self.steps.get(next).filter(|step| step.closes_cluster).map(|step| step.stored)
    }
}

enum Shown {
    Same,
    Char(char),
    Composed,
    Nothing,
}

/// Length in bytes of the first cluster (a letter with its marks, or one character) and its reading.
fn next_cluster(rest: &str) -> (usize, Shown) {
    if rest.starts_with("**") {
        let stars = rest.len() - rest.trim_start_matches('*').len();
        return (stars, Shown::Nothing);
    }
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return (0, Shown::Nothing) };
    let mut end = first.len_utf8();
    let mut marks = false;
    for (at, mark) in chars {
        if !is_mark(mark) {
            break;
        }
        marks = true;
        end = at + mark.len_utf8();
    }
    if marks || !is_nfc(&rest[..end]) {
        return (end, Shown::Composed);
    }
    let shown = match plain(first) {
        _ if is_invisible(first) => Shown::Nothing,
        same if same == first => Shown::Same,
        other => Shown::Char(other),
    };
    (end, shown)
}

/// True if `text` is made of characters that are composed, that no mark can join here, and of which
/// none is read as another.
fn is_plain(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        at += match text[at] {
            b'*' if text.get(at + 1) == Some(&b'*') => return false,
            b'\n' | b' '..=b'~' => 1,
            first => match (first, text.get(at + 1), text.get(at + 2)) {
                // À to ſ without the two eths.
                (0xc3, Some(0x90 | 0xb0), _) => return false,
                (0xc3..=0xc5, ..) | (0xc6, Some(0xa0 | 0xa1 | 0xaf | 0xb0), _) => 2,
                // Ạ to ỹ, then dashes, marks of quotation, the ellipsis.
                (0xe1, Some(0xba), Some(0xa0..=0xbf))
                | (0xe1, Some(0xbb), Some(0x80..=0xb9))
                | (0xe2, Some(0x80), Some(0x92..=0xa7)) => 3,
                _ => return false,
            },
        };
    }
    true
}

fn is_clean_by_tables(text: &str) -> bool {
    is_nfc(text)
        && !text.contains("**")
        && text.chars().all(|letter| !is_invisible(letter) && !is_mark(letter) && plain(letter) == letter)
}

/// Combining marks that Vietnamese letters are decomposed into.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Characters that no reader sees: zero-width spaces and joiners, soft hyphen, byte order mark, CR, and
/// those that turn the direction of what is shown.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}' | '\r') || turns_direction(letter)
}

/// Characters that make what follows be shown in another order than it is stored: embeddings, overrides
/// and isolates with their ends.
pub const fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Spaces, hyphens, the Icelandic eth and the letter that old fonts gave to Ư as the plain character they are meant to be.
const fn plain(letter: char) -> char {
    match letter {
        '\t' | '\u{b}' | '\u{c}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2028}' | '\u{2029}' => '\n',
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' => 'đ',
        '\u{1a2}' => 'Ư',
        '\u{1a3}' => 'ư',
        other => other,
    }
}

/// `text` with every run of white space made one space: how a message quotes what runs over a line end.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_another_order_are_never_cut() {
        // The mark below comes first when the letter is composed, in as many bytes.
        for stored in ["\u{20e1}\u{303}\u{331} a", "x\u{303}\u{331}y", "\u{1fbb}\u{308}b"] {
            let clean = Clean::new(stored);
            let text = clean.text(stored);
            for (start, _) in text.char_indices() {
                for (end, letter) in text.char_indices().skip_while(|(at, _)| *at < start) {
                    let range = clean.to_stored(TextRange::from(start..end + letter.len_utf8()));
                    assert!(stored.get(range.usize()).is_some(), "{range:?} of {stored:?}");
                }
            }
        }
    }

    fn stored_of<'a>(stored: &'a str, needle: &str) -> &'a str {
        let clean = Clean::new(stored);
        let text = clean.text(stored);
        let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} not in {text:?}"));
        &stored[clean.to_stored(TextRange::from(at..at + needle.len())).usize()]
    }

    #[test]
    fn clean_text_is_left_alone() {
        let clean = Clean::new("Nghị định số 73");
        assert_eq!(clean.text("Nghị định số 73"), "Nghị định số 73");
        assert_eq!(clean.to_stored(TextRange::new(3, 5)), TextRange::new(3, 5));
    }

    #[test]
    fn the_quick_way_and_the_tables_agree() {
        for letter in (0..=0x2fff).filter_map(char::from_u32) {
            let text = letter.to_string();
            assert!(!is_plain(text.as_bytes()) || is_clean_by_tables(&text), "{letter:?}");
        }
        for text in ["a**b", "***", "Đ\u{a0}", "a\u{301}", "\u{d0}"] {
            assert!(!is_plain(text.as_bytes()) && !is_clean_by_tables(text), "{text:?}");
        }
        assert!(is_clean_by_tables("5°"));
        assert!(is_plain("a*b* c, Ủy ban – “x”…".as_bytes()));
    }

    #[test]
    fn places_map_back_to_the_stored_letters() {
        let decomposed: String = "x Nghị định số 73".nfd().collect();
        assert_eq!(stored_of(&decomposed, "định").nfc().collect::<String>(), "định");
        assert_eq!(stored_of("a\u{a0}Ð\u{200b}iều", "Đi"), "Ð\u{200b}i");
        assert_eq!(stored_of("đ\u{1a3}ợc", "được"), "đ\u{1a3}ợc");
        assert_eq!(stored_of("**KT. CHỦ TỊCH**", "KT. CHỦ TỊCH"), "KT. CHỦ TỊCH");
    }

    #[test]
    fn a_cluster_is_taken_as_a_whole() {
        let stored = "x\u{a0}\u{309}y";
        let clean = Clean::new(stored);
        assert_eq!(clean.text(stored), "x \u{309}y");
        for (from, to) in [(1, 2), (2, 4), (1, 4)] {
            assert_eq!(clean.to_stored(TextRange::new(from, to)), TextRange::new(1, 5));
        }
        assert_eq!(clean.to_stored(TextRange::new(4, 5)), TextRange::new(5, 6));
    }

    #[test]
    fn lines_are_joined_at_seams() {
        let seam = |from: usize, to: usize, shown| Seam { range: TextRange::from(from..to), shown };
        let stored = "ngay 5 \r\n  thang 6, so 15/BC-\nUBND";
        let glue = stored.rfind('\n').expect("has two lines");
        let seams = [seam(6, 11, SeamShown::Space), seam(glue, glue + 1, SeamShown::Nothing)];
        let clean = Clean::with_seams(stored, seams.into_iter());
        let text = clean.text(stored);
        assert_eq!(text, "ngay 5 thang 6, so 15/BC-UBND");
        let back = |needle: &str| {
            let at = text.find(needle).expect("present");
            &stored[clean.to_stored(TextRange::from(at..at + needle.len())).usize()]
        };
        assert_eq!(back("5 thang"), "5 \r\n  thang");
        assert_eq!((back("ngay 5"), back("thang")), ("ngay 5", "thang"));
        assert_eq!((back("BC-"), back("UBND"), back("BC-UBND")), ("BC-", "UBND", "BC-\nUBND"));
        assert_eq!(clean.from_stored(11), 7);
        assert!(clean.is_plain());
    }

    #[test]
    fn offsets_come_back() {
        let stored: String = "**Đ\u{a0}ề\u{200b} án**".nfd().collect();
        let clean = Clean::new(&stored);
        for (at, letter) in clean.text(&stored).char_indices() {
            let range = clean.to_stored(TextRange::from(at..at + letter.len_utf8()));
            assert_eq!(clean.from_stored(range.start()), at as u32, "{letter:?}");
        }
    }
}
