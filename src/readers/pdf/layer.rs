//! What the letters of a PDF are worth: typed, guessed from a picture, or lost.

use super::content::Page;
use crate::text::syllable;

/// A page with a picture and fewer letters than this is a scan: signing programs put a number or a
/// stamp over it.
const LETTERS_OF_A_PAGE: usize = 40;

/// Fewest words from which letters are judged.
const FEWEST_WORDS: usize = 20;

/// True for a page that is a picture.
pub(super) fn is_picture(page: &Page) -> bool {
    page.pictures > 0 && page.glyphs.len() < LETTERS_OF_A_PAGE
}

/// Text that a program recognised in the picture of a page and laid over it, unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// The page has none, or shows its text itself.
    None,
    /// Its words can be read; it is now the text of the page.
    Read,
    /// Its words are no words.
    Unusable,
}

/// Takes the unseen text of a picture for the text of the page if it can be read.
pub(super) fn settle(page: &mut Page) -> Layer {
    if !is_picture(page) || page.hidden.len() < LETTERS_OF_A_PAGE {
        return Layer::None;
    }
    let text: String = page.hidden.iter().map(|glyph| page.shown(glyph)).collect();
    if is_readable(&text) {
        let hidden = std::mem::take(&mut page.hidden);
        page.glyphs.extend(hidden);
        Layer::Read
    } else {
        Layer::Unusable
    }
}

/// True if most words can be Vietnamese. Names of other languages, symbols and a few slips of
/// recognition leave far more right ones.
fn is_readable(text: &str) -> bool {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().count() > 1);
    let (mut all, mut right) = (0usize, 0usize);
    for word in words {
        all += 1;
        right += usize::from(syllable::is_syllable(word));
    }
    all >= FEWEST_WORDS / 2 && right * 10 >= all * 7
}

/// True if letters were lost when the file was made: question marks stand inside words (`H?I`).
pub(super) fn has_lost_letters(pages: &[Page]) -> bool {
    let (mut all, mut broken) = (0usize, 0usize);
    for page in pages {
        for word in page.text.split_whitespace().filter(|word| word.chars().count() > 1) {
            all += 1;
            let inner = word.trim_matches(|letter: char| !letter.is_alphabetic() && letter != '?');
            let lost = inner.trim_end_matches('?').contains('?') && inner.contains(char::is_alphabetic);
            broken += usize::from(lost && !word.contains("://"));
        }
    }
    all >= FEWEST_WORDS && broken * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_layer_are_told_from_noise() {
        let text = "Xã đã tiếp nhận 120 hồ sơ, trong đó giải quyết đúng hạn 100 hồ sơ theo Quyết định số 12";
        assert!(is_readable(text));
        assert!(!is_readable("Xfl dfl tirp nhfn hd sd trnng dd gifii quyrt dfing hfn theq Quyrt djnh"));
    }

    #[test]
    fn question_marks_inside_words_are_lost_letters() {
        let page = |text: &str| Page { text: text.repeat(8), ..Page::default() };
        assert!(has_lost_letters(&[page("C?NG HÒA XÃ H?I CH? NGH?A ")]));
        assert!(!has_lost_letters(&[page("Đã xong chưa? Xem https://a.vn/?b=c nhé ")]));
    }
}
