//! Defects of encoding, spelling and typing.

use std::sync::LazyLock;

use rasoat::model::{Block, Format, Regime, Zone};
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Operator, by_pattern};
use crate::suite::change::Change;
use crate::suite::compare::Reach;
use crate::suite::subject::Subject;

/// Paragraphs of running text outside of tables.
fn running(subject: &Subject) -> impl Iterator<Item = &Block> {
    subject.prose().filter(|block| {
        subject.document().zone(block.id()) == Zone::Body
            && subject.document().in_running_text(block.id())
            && block.clean().chars().count() > 60
    })
}

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Ll}{3,7}").expect("a valid pattern"));

/// Changes of small words, by what `other` makes of them.
fn words(subject: &Subject, other: impl Fn(&str) -> Option<String>) -> Vec<Change> {
    by_pattern(running(subject), &WORD, |block, captures| {
        let word = captures.get(0)?;
        let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let text = block.clean();
        let whole = edge(text[..word.start()].chars().next_back()) && edge(text[word.end()..].chars().next());
        if !whole {
            return None;
        }
        Some((word.range(), other(word.as_str())?))
    })
}

fn decomposed(subject: &Subject) -> Vec<Change> {
    words(subject, |word| {
        let decomposed: String = word.nfd().collect();
        (decomposed != word).then_some(decomposed)
    })
}

fn cyrillic(subject: &Subject) -> Vec<Change> {
    words(subject, |word| word.contains('c').then(|| word.replacen('c', "с", 1)))
}

fn eth(subject: &Subject) -> Vec<Change> {
    static DISTRICT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bĐ\p{Ll}{2,6}\b").expect("a valid pattern"));
    by_pattern(running(subject), &DISTRICT, |_, captures| {
        let word = captures.get(0)?;
        Some((word.start().."Đ".len() + word.start(), "Ð".to_owned()))
    })
}

fn invisible(subject: &Subject) -> Vec<Change> {
    words(subject, |word| {
        let middle = word.char_indices().nth(2)?.0;
        Some(format!("{}\u{200b}{}", &word[..middle], &word[middle..]))
    })
}

fn no_horn(subject: &Subject) -> Vec<Change> {
    words(subject, |word| word.contains("ươ").then(|| word.replacen("ươ", "uơ", 1)))
}

fn tone_mark(subject: &Subject) -> Vec<Change> {
    words(subject, |word| {
        [("oàn", "òan"), ("uần", "ùân"), ("uyết", "úyêt"), ("oạt", "ọat"), ("uất", "úât"), ("quý", "qúy")]
            .iter()
            .find(|(right, _)| word.contains(right))
            .map(|(right, wrong)| word.replacen(right, wrong, 1))
    })
}

fn twice(subject: &Subject) -> Vec<Change> {
    words(subject, |word| {
        matches!(word, "của" | "các" | "theo" | "trong" | "với" | "được" | "và" | "cho" | "tại" | "trên")
            .then(|| format!("{word} {word}"))
    })
}

/// Places between two small words.
fn between_words(subject: &Subject, words: &str) -> Vec<Change> {
    static SPACE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Ll}( )\p{Ll}").expect("a valid pattern"));
    by_pattern(running(subject), &SPACE, |_, captures| Some((captures.get(1)?.range(), words.to_owned())))
}

fn double_space(subject: &Subject) -> Vec<Change> {
    between_words(subject, "  ")
}

/// Places at a comma between two small words.
fn at_comma(subject: &Subject, words: &str) -> Vec<Change> {
    static COMMA: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Ll}(, )\p{Ll}").expect("a valid pattern"));
    by_pattern(running(subject), &COMMA, |_, captures| Some((captures.get(1)?.range(), words.to_owned())))
}

fn space_before(subject: &Subject) -> Vec<Change> {
    at_comma(subject, " , ")
}

fn no_space_after(subject: &Subject) -> Vec<Change> {
    at_comma(subject, ",")
}

fn two_commas(subject: &Subject) -> Vec<Change> {
    at_comma(subject, ",, ")
}

fn comma_and_stop(subject: &Subject) -> Vec<Change> {
    at_comma(subject, "., ")
}

/// Places for what a template leaves to be filled in; a form is meant to hold it.
fn template(subject: &Subject, words: &str) -> Vec<Change> {
    if subject.document().regime == Regime::Form { Vec::new() } else { between_words(subject, words) }
}

fn placeholder(subject: &Subject) -> Vec<Change> {
    template(subject, " [ghi rõ nội dung] ")
}

fn omission(subject: &Subject) -> Vec<Change> {
    template(subject, " [...] ")
}

fn crosses(subject: &Subject) -> Vec<Change> {
    template(subject, " xxx ")
}

fn template_name(subject: &Subject) -> Vec<Change> {
    template(subject, " {{noi_dung}} ")
}

fn stars(subject: &Subject) -> Vec<Change> {
    // In Markdown these are bold letters, not left over.
    if subject.document().raw.format == Format::Markdown {
        return Vec::new();
    }
    words(subject, |word| Some(format!("**{word}**")))
}

fn straight_quotes(subject: &Subject) -> Vec<Change> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"“([^“”]{3,80})”").expect("a valid pattern"));
    let curly: usize = subject.prose().map(|block| QUOTED.find_iter(block.clean()).count()).sum();
    if curly < 3 {
        return Vec::new();
    }
    by_pattern(running(subject), &QUOTED, |_, captures| {
        Some((captures.get(0)?.range(), format!("\"{}\"", &captures[1])))
    })
}

fn legacy(subject: &Subject) -> Vec<Change> {
    const MARKS: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
    const TCVN3: &str = "aµ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËeÌÎÏÐÑªÒÓÔÕÖi×ØÜÝÞoßáâãä«åæçèé¬êëìíîuïñòóô\u{ad}õö÷øùyúûüýþ®";
    let table: std::collections::BTreeMap<char, char> = MARKS.chars().zip(TCVN3.chars()).collect();
    let plain = running(subject).filter(|block| {
        let letters = block.clean().chars().filter(|letter| !letter.is_ascii());
        // These fonts have no small set of capitals with marks.
        letters.clone().count() > 20 && letters.into_iter().all(|letter| table.contains_key(&letter))
    });
    plain
        .map(|block| {
            let text = block.clean().chars().map(|letter| table.get(&letter).copied().unwrap_or(letter));
            Change::replace(block.whole(), text.collect::<String>().trim().to_owned())
        })
        .collect()
}

fn stray_comma(subject: &Subject) -> Vec<Change> {
    static HEAD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"Thủ trưởng( )(?:các )?(?:cơ quan|đơn vị|phòng)").expect("a valid pattern"));
    by_pattern(subject.prose(), &HEAD, |block, captures| {
        let before = &block.clean()[..captures.get(0)?.start()];
        (!before.trim_end().ends_with("Lãnh đạo,"))
            .then(|| (captures.get(1).map(|part| part.range()).unwrap_or_default(), ", ".to_owned()))
    })
}

fn noun_capital(subject: &Subject) -> Vec<Change> {
    static NOUN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:trình độ|các|những|mỗi) (đại|người dân|viên chức|công chức)").expect("a valid pattern")
    });
    by_pattern(subject.prose(), &NOUN, |block, captures| {
        let word = captures.get(1)?;
        let rest = &block.clean()[word.start()..];
        let known = ["đại học", "người dân", "viên chức", "công chức"].iter().any(|noun| rest.starts_with(noun));
        let first = word.as_str().chars().next()?;
        let capital: String = first.to_uppercase().collect();
        known.then(|| (word.start()..word.start() + first.len_utf8(), capital))
    })
}

pub(super) const OPERATORS: &[Operator] = &[
    Operator::new("encoding: decomposed word", &["encoding/not-nfc"], decomposed).once(),
    Operator::new("encoding: Cyrillic letter", &["encoding/lookalike-letter"], cyrillic).once(),
    Operator::new("encoding: eth for Đ", &["encoding/lookalike-letter"], eth).once(),
    Operator::new("encoding: invisible letter", &["encoding/invisible-character"], invisible).once(),
    Operator::new("encoding: TCVN3 paragraph", &["encoding/legacy-font-text"], legacy).once().reach(Reach::Block),
    Operator::new("spelling: horn", &["spelling/missing-horn"], no_horn),
    Operator::new("spelling: tone mark", &["spelling/tone-mark-misplaced"], tone_mark),
    Operator::new("spelling: word twice", &["spelling/repeated-word"], twice),
    Operator::new("spelling: comma after title", &["spelling/stray-comma-after-title"], stray_comma),
    Operator::new("spelling: capital of a common noun", &["spelling/common-noun-capital"], noun_capital),
    Operator::new("typing: double space", &["typing/double-space"], double_space).once(),
    Operator::new("typing: space before comma", &["typing/space-before-punctuation"], space_before).once(),
    Operator::new("typing: no space after comma", &["typing/space-after-punctuation"], no_space_after).once(),
    Operator::new("typing: two commas", &["typing/double-punctuation"], two_commas),
    Operator::new("typing: full stop and comma", &["typing/double-punctuation"], comma_and_stop),
    Operator::new("typing: placeholder", &["typing/placeholder-left"], placeholder).once(),
    Operator::new("typing: omission", &["typing/placeholder-left"], omission).once(),
    Operator::new("typing: crosses", &["typing/placeholder-left"], crosses).once(),
    Operator::new("typing: name of a template", &["typing/placeholder-left"], template_name).once(),
    Operator::new("typing: stars", &["typing/markup-artifact"], stars).once(),
    Operator::new("typing: straight quotes", &["typing/quote-style-mixed"], straight_quotes).once(),
];
