//! Kind and subject.

use super::header::Header;
use super::lines::Line;
use super::opening;
use crate::lexicon;
use crate::lexicon::classes::{self, Labelled, label_end, opens_with};
use crate::lexicon::lines::line_words;
use crate::model::format::Alignment;
use crate::model::values::{DocumentNumber, Located, RecognizedKind};
use crate::model::{BlockKind, Span};
use crate::text::letters::{self, Case};

/// Kind, subject, and the lines they cover.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub kind: Option<RecognizedKind>,
    pub subject: Vec<Span>,
    /// Index of the first title line.
    pub first: Option<usize>,
    /// Index after the last title line.
    pub end: usize,
    /// The title names a citizen's paper.
    pub form: bool,
    /// What told the kind.
    pub clue: &'static str,
    /// The title names the programme of a meeting.
    pub agenda: bool,
}

/// The title follows the header within so many lines.
const WINDOW: usize = 30;
/// A subject is a short sentence; longer lines are content.
const SUBJECT_LIMIT: usize = 400;
/// A line that ends with a full stop and is longer is a sentence of the content.
const SENTENCE_LIMIT: usize = 200;
/// The same for a line that does not stand in the middle of the page.
const SIDE_LIMIT: usize = 100;

/// Reads kind and subject after the header, which ends before line `header.end`.
pub(super) fn read(lines: &[Line<'_>], header: &Header) -> Title {
    let found = find_kind(lines, header.end, true).or_else(|| {
        // Without a header the title may stand anywhere near the top, or a portal's copy may have
        // put it first.
        find_kind(lines, 0, header.first.is_none())
    });
    let mut title = Title { end: header.end, ..Title::default() };
    if let Some((at, mut slug, range)) = found {
        let line = lines[at];
        title.agenda = header.number.is_none() && is_agenda(lines, at);
        if title.agenda {
            OTHER.clone_into(&mut slug);
        }
        let located = Located { text: line.text()[range.clone()].to_owned(), span: line.part(range.clone()) };
        title.clue = if line.is_upper() { "kind/line-in-capitals" } else { "kind/line-in-small-letters" };
        title.kind = Some(RecognizedKind { slug, title: Some(located) });
        title.first = Some(at);
        let rest = line.narrowed(range.end..line.text().len());
        title.end = at + 1;
        if rest.range.is_empty() {
            title.end = subject(lines, at + 1, &mut title.subject);
        } else {
            title.subject.push(rest.span());
            title.end = subject_continued(lines, at + 1, &mut title.subject, true);
        }
    } else if let Some((at, kind)) = misspelt_kind(lines, header) {
        let located = Located { text: lines[at].text().to_owned(), span: lines[at].span() };
        title.clue = "kind/misspelt";
        title.kind = Some(RecognizedKind { slug: kind.slug.clone(), title: Some(located) });
        title.first = Some(at);
        title.end = subject(lines, at + 1, &mut title.subject);
    } else if let Some(at) = outside_title(lines, header) {
        let line = lines[at];
        let located = Located { text: line.text().to_owned(), span: line.span() };
        title.clue = "kind/outside-the-law";
        title.kind = Some(RecognizedKind { slug: OTHER.to_owned(), title: Some(located) });
        title.first = Some(at);
        title.end = subject(lines, at + 1, &mut title.subject);
    } else {
        title.form = lines.iter().skip(header.end).take(WINDOW).any(|line| is_form_title(*line));
        title.kind = kind_without_title(lines, header);
        let titled = title.kind.as_ref().is_some_and(|kind| kind.slug != LETTER);
        let set_apart = |line: &Line<'_>| line.block.format.alignment.known() == Some(Alignment::Center);
        if titled && lines.get(header.end).is_some_and(set_apart) {
            // The name of the kind was left out above its subject.
            title.first = Some(header.end);
            title.end = subject(lines, header.end, &mut title.subject);
        }
    }
    if let Some(subject) = header.letter_subject
        && title.subject.is_empty()
    {
        title.subject.push(subject);
    }
    title
}

/// The line that names the kind: its index, the kind's slug and the range of the name.
fn find_kind(lines: &[Line<'_>], from: usize, anywhere: bool) -> Option<(usize, String, std::ops::Range<usize>)> {
    let window = lines.iter().enumerate().skip(from).take(WINDOW);
    let mut lower_case = None;
    for (at, line) in window {
        if starts_content(*line) {
            break;
        }
        if matches!(line.block.kind, BlockKind::Heading(_)) && from == 0 && !line.is_upper() {
            continue;
        }
        let text = line.text().trim_end_matches([':', '.']);
        if let Some(kind) = lexicon::kind_by_name(text) {
            let range = 0..text.trim_end().len();
            if line.is_upper() {
                return Some((at, kind.slug.clone(), range));
            }
            lower_case.get_or_insert((at, kind.slug.clone(), range));
            continue;
        }
        if line.is_upper()
            && anywhere
            && let Some((slug, range)) = leading_kind(*line)
        {
            return Some((at, slug, range));
        }
        // `Báo cáo TUẦN`: only the name of the kind has lost its capitals.
        if anywhere
            && is_centered(*line)
            && let Some((slug, range)) = leading_kind(*line)
            && letters::case_of(&line.text()[range.end..]) == Case::Upper
        {
            lower_case.get_or_insert((at, slug, range));
        }
    }
    lower_case
}

fn is_centered(line: Line<'_>) -> bool {
    line.block.format.alignment.known() == Some(Alignment::Center)
}

/// A kind at the start of a line in capitals that goes on with the subject, or written letter by
/// letter (`B Á O  C Á O`).
fn leading_kind(line: Line<'_>) -> Option<(String, std::ops::Range<usize>)> {
    let folded = line.folded();
    lexicon::document_kinds()
        .iter()
        .filter(|kind| kind.administrative || kind.slug == "nghi-dinh" || kind.slug == "thong-tu")
        .filter(|kind| crate::text::fold::find_words(folded, &kind.folded).next().is_some_and(|at| at.start == 0))
        .max_by_key(|kind| kind.folded.len())
        .map(|kind| (kind.slug.clone(), 0..kind.folded.len()))
}

/// True if the line ends as a ground does. A title broken by hand after a comma may open with
/// `Triển khai` or `Thực hiện`.
fn closes_ground(opener: &str, folded: &str) -> bool {
    folded.ends_with(';') || folded.ends_with(',') && (opener == "căn cứ" || opener.contains("đề nghị"))
}

/// True for a line that can only stand in the content.
fn starts_content(line: Line<'_>) -> bool {
    let folded = line.folded();
    label_end(Labelled::Addressees, folded).is_some()
        || opening::grounds_opener(folded).is_some_and(|opener| closes_ground(opener, folded))
        || folded.starts_with("điều 1.")
        || line_words().first_divisions().any(|number| is_part(folded, number))
        || folded.starts_with("i. ")
        || folded.starts_with("1. ")
}

/// True if the line is the number of a part or chapter, or starts with it and a mark.
fn is_part(folded: &str, number: &str) -> bool {
    folded.strip_prefix(number).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']))
}

/// The slug of a paper whose title is none of the kinds of the law.
const OTHER: &str = "khac";
/// The slug of a *công văn*.
const LETTER: &str = "cong-van";

/// True if the title in line `at` is that of the programme of a meeting, with its time and place below.
fn is_agenda(lines: &[Line<'_>], at: usize) -> bool {
    const BELOW: usize = 8;
    let titles = classes::titles();
    let mut below = lines.iter().skip(at + 1).take(BELOW);
    opens_with(lines[at].folded(), &titles.agenda).is_some()
        && below.any(|line| opens_with(line.folded().trim_start_matches(['-', ' ']), &titles.agenda_lines).is_some())
}

/// True for the title of a citizen's paper.
fn is_form_title(line: Line<'_>) -> bool {
    line.is_upper() && opens_with(line.folded(), &lexicon::opening().forms).is_some()
}

/// The title of a paper outside the kinds of Điều 7, in capitals right below the header: a few words, or
/// words that such titles begin with. Above it the number must show that a body issues the paper.
fn outside_title(lines: &[Line<'_>], header: &Header) -> Option<usize> {
    /// `GIẤY PHÉP XÂY DỰNG` has so many words at most; longer lines may be a subject whose kind was left out.
    const WORDS: usize = 5;
    header.number.as_ref()?;
    if header.letter_subject.is_some() {
        return None;
    }
    let marks = lines.iter().skip(header.end).take_while(|line| super::mark(**line).is_some()).count();
    let at = header.end + marks;
    let line = lines.get(at)?;
    let words = line.text().split_whitespace().count();
    let begins = opens_with(line.folded(), &classes::titles().outside).is_some();
    let title = line.is_upper()
        && (begins || (2..=WORDS).contains(&words))
        && !starts_content(*line)
        && !names_authority(*line)
        && !is_form_title(*line)
        && !line.text().ends_with([',', ';'])
        && !super::signature::is_office_line(*line);
    title.then_some(at)
}

/// A line in capitals right below the header that has one letter or some marks wrong in the name of the kind
/// that the code of the number stands for.
fn misspelt_kind(lines: &[Line<'_>], header: &Header) -> Option<(usize, &'static lexicon::DocumentKind)> {
    let marks = lines.iter().skip(header.end).take_while(|line| super::mark(**line).is_some()).count();
    let at = header.end + marks;
    let line = lines.get(at).filter(|_| header.letter_subject.is_none())?;
    nearly_kind(*line, header.number.as_ref()?).map(|kind| (at, kind))
}

/// The kind that the code of `number` stands for, if the line is its name but for one letter or some marks.
pub(super) fn nearly_kind(line: Line<'_>, number: &DocumentNumber) -> Option<&'static lexicon::DocumentKind> {
    let code = number.symbol.as_ref()?.text.split(['-', '/', ' ']).next().unwrap_or("");
    let longest = || lexicon::kinds_by_code(code).map(|kind| kind.folded.len()).max().unwrap_or(0);
    if !line.is_upper() || line.folded().len() > longest() + LONGEST_LETTER {
        return None;
    }
    let title = bare(line.folded());
    let means = |kind: &&lexicon::DocumentKind| kind.administrative && differ_by_a_letter(&bare(&kind.folded), &title);
    lexicon::kinds_by_code(code).find(means)
}

/// Bytes of the longest letter, with a space before it.
const LONGEST_LETTER: usize = 4;

/// The letters of a title without marks and spaces.
fn bare(folded: &str) -> Vec<char> {
    folded.chars().filter(|letter| letter.is_alphabetic()).map(letters::base).collect()
}

/// True if one letter at most is another, is missing or is too much. Short words are too near to others.
fn differ_by_a_letter(one: &[char], other: &[char]) -> bool {
    const SHORTEST: usize = 6;
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    let rest = &long[same..];
    let moved = if short.len() == long.len() { short.get(same + 1..) } else { short.get(same..) };
    short.len() >= SHORTEST
        && long.len() - short.len() <= 1
        && (rest.is_empty() || moved.is_some_and(|moved| *moved == rest[1..]))
}

/// The kind of a document without a title line: by the form of a letter, by the kind code of its number, or
/// by the issuer's own letters in it. A code that nobody knows says nothing.
fn kind_without_title(lines: &[Line<'_>], header: &Header) -> Option<RecognizedKind> {
    let symbol = header.number.as_ref()?.symbol.as_ref()?;
    let code = symbol.text.split(['-', '/', ' ']).next().unwrap_or("");
    if code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let untitled = |slug: &str| Some(RecognizedKind { slug: slug.to_owned(), title: None });
    let titled = header.letter_subject.is_some();
    let addressed = || {
        let window = lines.iter().skip(header.end).take(WINDOW);
        window.into_iter().any(|line| label_end(Labelled::Addressees, line.folded()).is_some())
    };
    let own = header.own_initials.iter().any(|initials| initials == code);
    match lexicon::kinds_by_code(code).next() {
        // `CT` is a directive, and the letters of Cục Thuế.
        Some(kind) if !(titled && addressed() || own && (titled || addressed())) => untitled(&kind.slug),
        None if !(titled || own || lexicon::issuers::issuer_by_code(code).is_some() || addressed()) => None,
        _ => untitled(LETTER),
    }
}

/// Subject lines from line `from` on; returns the index after them.
fn subject(lines: &[Line<'_>], from: usize, spans: &mut Vec<Span>) -> usize {
    let Some(first) = lines.get(from) else { return from };
    let long = first.text().chars().count() > SUBJECT_LIMIT;
    let leads_in = first.text().ends_with([':', ';']);
    let ground = opening::grounds_opener(first.folded()).is_some_and(|opener| opener == "căn cứ");
    if long || leads_in || ground || starts_content(*first) || names_authority(*first) || is_sentence(*first) {
        return from;
    }
    spans.push(first.span());
    let end = subject_continued(lines, from + 1, spans, false);
    if spans.len() == 1 && is_period(first.folded()) {
        spans.clear();
    }
    end
}

/// True for a sentence of the content: a title is shorter or has no full stop, and stands in the middle.
fn is_sentence(line: Line<'_>) -> bool {
    let apart = line.block.format.alignment.known().is_some_and(|alignment| alignment != Alignment::Center);
    let limit = if apart { SIDE_LIMIT } else { SENTENCE_LIMIT };
    line.text().ends_with('.') && line.text().chars().count() > limit && !line.is_upper()
}

/// True for a remark in brackets that only says which time a report covers: `(từ ngày … đến ngày …)`. It
/// does not say what the report is about.
fn is_period(folded: &str) -> bool {
    let Some(inner) = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return false };
    let counts = |word: &str| word.contains(|letter: char| letter.is_ascii_digit());
    let roman = |word: &str| word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let mut words = inner.split([' ', ',', ':', '-', '–']).filter(|word| !word.is_empty());
    inner.contains(|letter: char| letter.is_ascii_digit())
        && words.all(|word| counts(word) || roman(word) || line_words().is_of_period(word))
}

/// True for a line in capitals that says who decides: `CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MÂY HẠ`.
fn names_authority(line: Line<'_>) -> bool {
    if super::signature::has_capacity(line) {
        return true;
    }
    let offices = lexicon::offices();
    let opens = |words: &String| {
        line.folded().strip_prefix(words.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    line.is_upper() && (offices.offices.iter().any(opens) || offices.collectives.iter().any(opens))
}

/// True if `lines` begin with who decides, in one line or with the session in a second, and the grounds follow:
/// a subject in capitals ends above.
fn is_authority_above_grounds(lines: &[Line<'_>]) -> bool {
    let is_ground = |line: &Line<'_>| opening::grounds_opener(line.folded()).is_some();
    match lines {
        [authority, ground, ..] if is_ground(ground) => names_authority(*authority),
        [authority, session, ground, ..] if is_ground(ground) && session.is_upper() => names_authority(*authority),
        _ => false,
    }
}

/// Further lines of a subject broken by hand. Where it begins on the line of the kind and shares its
/// capitals (`BIÊN BẢN HỌP LỚP`), `any_case` lets a line in the middle of the page go on with it.
fn subject_continued(lines: &[Line<'_>], from: usize, spans: &mut Vec<Span>, any_case: bool) -> usize {
    let mut at = from;
    while let (Some(line), Some(before)) = (lines.get(at), at.checked_sub(1).and_then(|before| lines.get(before))) {
        let text = line.text();
        let ends_like_content = text.ends_with([':', ';', '.', ',']) && text.chars().count() > 120;
        let grounds = opening::grounds_opener(line.folded()).is_some();
        let centered = line.block.format.alignment.known() == Some(Alignment::Center);
        // A remark in brackets, as on the weeks of a report, is set in a way of its own.
        let goes_on = any_case && at == from && centered && !text.starts_with('(');
        let other_case = line.is_upper() != before.is_upper() && !goes_on;
        let other_alignment = match (line.block.format.alignment.known(), before.block.format.alignment.known()) {
            (Some(here), Some(there)) => here != there || here != Alignment::Center,
            _ => false,
        };
        let apart = line.id() != before.id() && (line.blank_before || before.text().ends_with(['.', ':', ';']));
        let other_cell = line.cell() != before.cell();
        if spans.len() >= 5
            || apart
            || ends_like_content
            || grounds
            || other_case
            || other_alignment
            || other_cell
            || starts_content(*line)
            || is_authority_above_grounds(&lines[at..])
            // The end mark ends the content of a document, not its title.
            || text.ends_with("./.")
            || text.chars().count() > SUBJECT_LIMIT
        {
            break;
        }
        spans.push(line.span());
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::is_period;
    use crate::recognize::sample::{HEAD, document};

    fn kind(symbol: &str, rest: &str) -> Option<String> {
        document(&format!("{}{rest}", HEAD.replace("15/BC-UBND", symbol))).kind.map(|kind| kind.slug)
    }

    #[test]
    fn titles_outside_the_law_are_kinds_of_their_own() {
        assert_eq!(kind("15/GP-UBND", "GIẤY PHÉP XÂY DỰNG\nNhà ở\n").as_deref(), Some("khac"));
        assert_eq!(kind("15/NQ-UBND", "NỘI QUY\nTiếp công dân\n").as_deref(), Some("khac"));
        assert_eq!(kind("15/BC-UBND", "BÁO CÁO\nKết quả\n").as_deref(), Some("bao-cao"));
        assert_eq!(kind("15/QĐ-UBND", "QUYÊT ĐỊNH\nVề việc khen thưởng\n").as_deref(), Some("quyet-dinh"), "a slip");
        assert_eq!(kind("15/XY-UBND", "Nội dung như sau.\n"), None, "nobody knows the code");
        assert_eq!(kind("15/UBND-VP", "Kính gửi: Sở Nội vụ\n").as_deref(), Some("cong-van"));
    }

    #[test]
    fn a_letter_too_much_leaves_the_kind() {
        assert_eq!(kind("15/BC-UBND", "BÁO CÁOO\nKết quả\n").as_deref(), Some("bao-cao"));
        assert_eq!(kind("15/KH-UBND", "KẾ HOẠH\nTrồng cây\n").as_deref(), Some("ke-hoach"));
        assert_eq!(kind("15/GM-UBND", "GIẤY MỚI\nDự họp\n").as_deref(), Some("giay-moi"));
        assert_eq!(kind("15/BC-UBND", "BẢN TIN\nTuần 20\n").as_deref(), Some("khac"));
    }

    #[test]
    fn a_period_in_brackets_says_nothing_of_the_matter() {
        for remark in [
            "(từ ngày 01/6/2026 đến ngày 30/6/2026)",
            "(tháng 6 năm 2026)",
            "(tuần 26, từ 22/6 đến 28/6/2026)",
            "(quý ii năm 2026)",
        ] {
            assert!(is_period(remark), "{remark}");
        }
        for title in ["(tháng hành động vì trẻ em năm 2026)", "tháng 6 năm 2026", "(về việc nghỉ lễ 02/9)", "(dự thảo)"]
        {
            assert!(!is_period(title), "{title}");
        }
    }
}
