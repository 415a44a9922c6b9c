//! Kính gửi and căn cứ: what stands between the title and the content.

use super::lines::Line;
use crate::lexicon;
use crate::lexicon::citation_kinds::citation_kinds;
use crate::lexicon::classes::{Labelled, label_end};
use crate::model::Span;
use crate::model::values::{Addressees, Ground, Located};

/// Kính gửi may follow the title at some distance, and stands first in a *công văn*.
const ADDRESSEE_WINDOW: usize = 25;

/// The *Kính gửi* block among the lines from `from` on, and the range of lines it covers.
pub(super) fn addressees(lines: &[Line<'_>], from: usize) -> Option<(Addressees, std::ops::Range<usize>)> {
    let window = lines.iter().enumerate().skip(from).take(ADDRESSEE_WINDOW);
    let label = |(at, line): (usize, &Line<'_>)| Some((at, label_end(Labelled::Addressees, line.folded())?));
    let (at, word_end) = { window }.find_map(label)?;
    let line = lines[at];
    let after = &line.text()[word_end..];
    let colon = after.trim_start().starts_with(':');
    let label_end = if colon { word_end + after.find(':').map_or(0, |colon| colon + 1) } else { word_end };
    let mut items = Vec::new();
    let rest = line.narrowed(label_end..line.text().len());
    split_items(rest, &mut items);
    let mut end = at + 1;
    while let Some(next) = lines.get(end) {
        let marked = next.text().starts_with(['-', '–', '•', '+', '*']);
        let continued = !items.is_empty() && next.text().starts_with(char::is_lowercase) && !next.blank_before;
        // An addressee alone below the label is short and not yet a sentence.
        let alone = items.is_empty()
            && next.text().chars().count() <= 120
            && !next.text().ends_with(':')
            && grounds_opener(next.folded()).is_none();
        if !(marked || continued || alone) {
            break;
        }
        match items.last_mut() {
            Some(last) if continued && !marked => lengthen(last, *next),
            _ => split_items(*next, &mut items),
        }
        end += 1;
    }
    Some((Addressees { label: line.part(0..label_end), colon, items }, at..end))
}

/// Adds a further line to the addressee it goes on with. What closes the addressee stands on its last
/// line, so that is its place where the line is a block of its own.
fn lengthen(item: &mut Located, line: Line<'_>) {
    let span = line.span();
    item.span = if item.span.block == span.block { span_over(item.span, span) } else { span };
    item.text.push(' ');
    item.text.push_str(line.text());
}

fn span_over(first: Span, last: Span) -> Span {
    Span { range: first.range.cover(last.range), ..first }
}

/// One addressee a line; a glued line is cut where `; -` joins two.
fn split_items(line: Line<'_>, items: &mut Vec<Located>) {
    let text = line.text();
    let mut start = 0;
    for part in cuts(text).into_iter().chain([text.len()]) {
        let item = line.narrowed(start..part);
        let shown = item.text().trim_start_matches(['-', '–', '•', '+', '*', ' ']);
        if !shown.is_empty() {
            let from = item.text().len() - shown.len();
            items.push(Located { text: shown.to_owned(), span: item.part(from..item.text().len()) });
        }
        start = part;
    }
}

/// Offsets at which glued list items start: the dash after `;` or `.`.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    for (at, letter) in text.char_indices() {
        let is_marker = matches!(letter, '-' | '–' | '+') && text[at + letter.len_utf8()..].starts_with(' ');
        if is_marker && text[..at].ends_with(' ') && text[..at].trim_end().ends_with([';', '.', ':']) {
            cuts.push(at);
        }
    }
    cuts
}

/// The words that open a line of grounds, if `folded` starts with some. A justified copy has several
/// spaces between words.
pub(super) fn grounds_opener(folded: &str) -> Option<&'static str> {
    const LONGEST: usize = 8;
    if folded.starts_with(|first: char| !first.is_alphabetic()) {
        return None;
    }
    let words: Vec<&str> = folded.split_whitespace().take(LONGEST).collect();
    let start = words.join(" ");
    let openers = &lexicon::opening().grounds;
    openers
        .iter()
        .filter(|opener| start.strip_prefix(opener.as_str()).is_some_and(|rest| rest.starts_with([' ', ':', ','])))
        .max_by_key(|opener| opener.len())
        .map(String::as_str)
}

/// What kind of text a run of grounds would stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A decision or the like, whose grounds are sentences of a form of its own above its articles.
    Articles,
    /// A letter: its first sentence may open like a ground.
    Letter,
    /// A report, a plan.
    Other,
}

/// Grounds from line `from` on: the run of lines that open with one of their words, before the
/// first heading or the sentence that leads into the content. Returns them and the index after.
pub(super) fn grounds(lines: &[Line<'_>], from: usize, limit: usize, setting: Setting) -> (Vec<Ground>, usize) {
    let mut grounds: Vec<Ground> = Vec::new();
    let mut at = from;
    // Between title and grounds may stand the authority line of a decision.
    let names_authority =
        |line: Line<'_>| line.is_upper() && grounds_opener(line.folded()).is_none() && !is_numbered(line.folded());
    while at < limit && names_authority(lines[at]) && at < from + 3 {
        at += 1;
    }
    let start = at;
    while at < limit {
        let line = lines[at];
        if is_content(line, setting) {
            break;
        }
        if grounds_opener(line.folded()).is_some() || is_marked_ground(line, setting, !grounds.is_empty()) {
            grounds.extend(grounds_of(line));
            at += 1;
            if grounds.last().is_some_and(|last| last.leads_in) {
                break;
            }
        } else if let Some(last) = grounds.last_mut()
            && !line.blank_before
            && line.text().starts_with(char::is_lowercase)
            && last.span.block == line.id()
        {
            // A line break inside one ground.
            last.span.range = last.span.range.cover(line.span().range);
            last.ending = line.text().chars().next_back().filter(char::is_ascii_punctuation);
            last.leads_in = leads_in(line.folded());
            at += 1;
        } else if let Some(last) = grounds.last_mut()
            && goes_on(last, &lines[at..limit])
        {
            // The rest of a ground that a copy has cut at the end of a printed line. Its place stays
            // the first line: a place lies in one block.
            last.ending = line.text().chars().next_back().filter(char::is_ascii_punctuation);
            at += 1;
        } else if let Some(last) = grounds.last_mut()
            && last.ending == Some(';')
            && is_further_instrument(line)
        {
            last.ending = line.text().chars().next_back().filter(char::is_ascii_punctuation);
            at += 1;
        } else {
            break;
        }
    }
    // One sentence that opens with `Căn cứ …, …` and does not end like a ground is content.
    let listed = grounds.iter().any(|ground| ground.ending == Some(';')) || grounds.len() > 1;
    let sentence = !listed && grounds.iter().all(|ground| ground.leads_in);
    // Without a title above, only lines that cannot be content are taken for grounds.
    let untitled = from == 0 && grounds.iter().all(|ground| ground.ending != Some(';') && ground.opener != "căn cứ");
    if sentence || untitled {
        return (Vec::new(), start);
    }
    (grounds, at)
}

/// Signs that somebody sets before the items of a list.
const MARKERS: [char; 6] = ['-', '–', '•', '+', '*', ' '];

/// True for a ground with a dash before it, as in a list: above the articles of a decision, behind a ground,
/// or closed like one. Elsewhere a dash begins an item of the content.
fn is_marked_ground(line: Line<'_>, setting: Setting, listed: bool) -> bool {
    let shown = line.folded().trim_start_matches(MARKERS);
    let marked = shown.len() < line.folded().len();
    marked
        && grounds_opener(shown) == Some("căn cứ")
        && (setting == Setting::Articles || listed || line.text().ends_with(';'))
}

/// True for a line that begins with the number of a heading.
fn is_numbered(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or("");
    let digits = first.trim_end_matches(['.', ')', '/', '-']);
    let roman = digits.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    digits.len() < first.len()
        && digits.len() <= 4
        && (roman || digits.len() == 1 || digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// True for a paragraph that opens like a ground and is a sentence of the content: it ends with the end
/// mark, another sentence begins in it, or somebody does something in it (`Căn cứ …, Sở Nội vụ đề nghị …`).
/// A line that ends with a semicolon is a ground, and so is every line above the articles of a decision
/// that does not go on behind a full stop.
fn is_content(line: Line<'_>, setting: Setting) -> bool {
    let text = line.text();
    if text.ends_with("./.") {
        return true;
    }
    if text.ends_with([';', ',']) {
        return false;
    }
    if setting == Setting::Articles {
        return false;
    }
    let content = has_second_sentence(text) || lexicon::opening().has_main_clause(line.folded());
    // The sentence that leads into the content of a report may close the list of its grounds.
    content && (setting == Setting::Letter || !leads_in(line.folded()))
}

/// True if a full stop stands inside the text with a new sentence behind it.
fn has_second_sentence(text: &str) -> bool {
    /// `TP. Hồ Chí Minh`, `ThS. Lê`: an abbreviation has few letters.
    const SHORTEST: usize = 5;
    text.match_indices(". ").any(|(at, _)| {
        let before = text[..at].rsplit([' ', '.', '/']).next().unwrap_or("");
        let number = before.bytes().any(|byte| byte.is_ascii_digit());
        let starts = text[at + 2..].trim_start().starts_with(char::is_uppercase);
        starts && (number || before.chars().count() >= SHORTEST || before.chars().all(char::is_lowercase))
    })
}

/// True for an instrument that goes on with the ground above it on a line of its own: `Công văn số 12/SNV-CCHC …;`.
fn is_further_instrument(line: Line<'_>) -> bool {
    let number = |rest: &str| rest.trim_start().strip_prefix("số ").is_some_and(|rest| rest.starts_with(is_digit));
    let folded = line.folded();
    let kinds = citation_kinds().iter().flat_map(|kind| &kind.words);
    line.text().ends_with([';', '.']) && kinds.filter_map(|words| folded.strip_prefix(words.as_str())).any(number)
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Printed lines among which the next ground must open for the lines before it to be a rest.
const CUT_LINES: usize = 6;

/// True if the first of `lines` goes on with `ground`, which has no closing mark, and another ground
/// follows: without one it may as well be the first sentence of the content.
fn goes_on(ground: &Ground, lines: &[Line<'_>]) -> bool {
    let open = ground.ending.is_none() || matches!(ground.ending, Some('-' | ')' | '"'));
    let rest = lines.iter().take(CUT_LINES).take_while(|line| !line.is_upper() && !line.text().ends_with(':'));
    open && rest.skip(1).any(|line| grounds_opener(line.folded()).is_some() && is_listed(line.text()))
}

/// True for a line that ends like a ground, or like a printed line of one.
fn is_listed(text: &str) -> bool {
    const PRINTED: std::ops::Range<usize> = 50..110;
    text.ends_with([';', '.', ',']) || PRINTED.contains(&text.chars().count())
}

/// The grounds of one line: another one opens behind a semicolon where the author did not begin a line.
fn grounds_of(line: Line<'_>) -> Vec<Ground> {
    /// No opener is longer; a line of a hostile file may be, and is not gone through for each of its marks.
    const REACH: usize = 160;
    let text = line.text();
    let opens = |at: &usize| {
        let rest = line.narrowed(*at..text.floor_char_boundary(at + REACH));
        rest.text().starts_with(char::is_uppercase) && grounds_opener(rest.folded()).is_some()
    };
    let behind = text.match_indices(';').map(|(at, mark)| at + mark.len()).filter(opens);
    let bounds: Vec<usize> = std::iter::once(0).chain(behind).chain([text.len()]).collect();
    bounds.windows(2).filter_map(|pair| ground(line.narrowed(pair[0]..pair[1]))).collect()
}

fn ground(line: Line<'_>) -> Option<Ground> {
    let opener = grounds_opener(line.folded().trim_start_matches(MARKERS))?.to_owned();
    let ending = line.text().chars().next_back().filter(char::is_ascii_punctuation);
    Some(Ground { span: line.span(), opener, ending, leads_in: leads_in(line.folded()) })
}

/// True if a sentence ends by leading into the content.
fn leads_in(folded: &str) -> bool {
    let shown = folded.trim_end_matches([':', '.', ' ']);
    folded.ends_with(':') || lexicon::opening().lead_ins.iter().any(|words| shown.ends_with(words.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::recognize::sample::{LETTER, document};

    fn grounds(body: &str) -> usize {
        document(&format!("{LETTER}{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Bình\n"))
            .grounds
            .len()
    }

    #[test]
    fn the_text_of_a_letter_is_content() {
        assert_eq!(grounds("Thực hiện Kế hoạch số 12/KH-UBND, Ủy ban nhân dân xã báo cáo kết quả./."), 0);
        assert_eq!(grounds("Căn cứ quy định hiện hành. Ủy ban nhân dân xã đề nghị xem xét."), 0);
        assert_eq!(
            grounds("Căn cứ Kế hoạch số 12/KH-UBND;\nXét đề nghị của các thôn, xã thống nhất lịch tập huấn./."),
            1
        );
    }

    #[test]
    fn an_instrument_on_a_line_of_its_own_goes_on_with_the_ground() {
        let body = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n\
                    Công văn số 12/SNV-VTLT ngày 05 tháng 5 năm 2026 của Sở Nội vụ;\n\
                    Căn cứ tình hình thực tế của xã;\n\
                    Đề nghị Sở Nội vụ xem xét./.";
        assert_eq!(grounds(body), 2);
    }
}
