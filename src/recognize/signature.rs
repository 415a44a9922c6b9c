//! The signature block: lines of authority and office in capitals, then the name.

use super::lines::Line;
use crate::lexicon;
use crate::lexicon::classes::{self, Labelled, label_end};
use crate::lexicon::lines::line_words;
use crate::model::signature::{OfficeLine, SignatureBlock, SignerName, SigningCapacity};
use crate::model::{Place, Span};
use crate::text::letters::{self, Case};
use crate::text::{fold, syllable};

/// Room for the signature, in lines: a name further away is not the signer's.
const ROOM: usize = 12;
/// So many spaces part two columns.
const COLUMN_GAP: usize = 4;
/// A line of authority or office is short.
const OFFICE_LIMIT: usize = 90;

/// Finds the signature block of the document whose content starts at `from`. `recipients` are the
/// lines of *Nơi nhận*; the block stands in the same table, right after them, or right before.
pub(super) fn find(
    lines: &[Line<'_>],
    from: usize,
    recipients: Option<std::ops::Range<usize>>,
) -> Option<(SignatureBlock, std::ops::Range<usize>)> {
    let list_end = recipients.as_ref().map(|range| range.end);
    let starts: Vec<usize> = if let Some(range) = recipients {
        let after = range.end..(range.end + ROOM).min(lines.len());
        let before = range.start.saturating_sub(ROOM).max(from)..range.start;
        after.chain(before).chain(range).collect()
    } else {
        // Without Nơi nhận the block follows the end mark, or is the last one that ends with a name.
        let marked = lines.iter().skip(from).position(|line| line.text().ends_with("./."));
        let after = marked.map_or(0..0, |at| from + at + 1..(from + at + 1 + ROOM).min(lines.len()));
        after.chain((from..lines.len()).rev()).collect()
    };
    // Right after Nơi nhận an office is the signer's even before a name is filled in.
    let in_capitals = |at: usize| lines[at].is_upper() && starts_office(lines[at].folded());
    let stands_there = |at: usize| Some(at) == list_end && (in_capitals(at) || is_bare_office(lines[at].folded()));
    let first = starts.into_iter().find(|at| {
        let line = lines[*at];
        is_office_line(line) && (has_capacity(line) || followed_by_name(lines, *at) || stands_there(*at))
    });
    // So is one in capitals at the very end of a document without Nơi nhận.
    let last = || lines.len().checked_sub(1).filter(|at| list_end.is_none() && *at > from && in_capitals(*at));
    let first = first.or_else(last)?;
    let mut start = first;
    while start > from && is_office_line(lines[start - 1]) && same_column(lines[start - 1], lines[first]) {
        start -= 1;
    }
    read(lines, start)
}

/// True for a line that names an office or a body signed for, in capitals, or starts with a
/// capacity.
pub(super) fn is_office_line(line: Line<'_>) -> bool {
    let text = line.text();
    if length(text) > OFFICE_LIMIT || text.ends_with([';', ',']) {
        return false;
    }
    if let Some(bare) = text.strip_suffix(':') {
        // `CHỦ TỊCH:` has a mark too many; any other line with a colon leads into something.
        return is_bare_office(line.narrowed(0..bare.len()).folded());
    }
    if has_capacity(line) {
        return true;
    }
    let office = lexicon::offices().offices.iter().any(|office| fold::has_words(line.folded(), office));
    let upper_part = glued_name(text).map_or(text, |at| &text[..at]);
    if office && letters::case_of(upper_part) == Case::Upper {
        return true;
    }
    // Not every deputy's office repeats the head's: `PHÓ PHÒNG`.
    if line.folded().starts_with("phó ") && line.is_upper() {
        return true;
    }
    // A title in small letters counts only when the line is nothing but the title.
    is_bare_office(line.folded())
}

/// Letters of a line, runs of spaces counted as one: three offices may stand on it with room between them.
fn length(text: &str) -> usize {
    let mut before = ' ';
    text.chars().filter(|letter| *letter != ' ' || std::mem::replace(&mut before, *letter) != ' ').count()
}

/// True if the folded words are an office, or the deputy of one, and nothing else.
fn is_bare_office(folded: &str) -> bool {
    let own = folded.strip_prefix("phó ").unwrap_or(folded);
    lexicon::offices().offices.iter().any(|office| folded == office || own == office)
}

/// Where an authority or office in capitals starts that a row-wise copy glued behind an item of
/// *Nơi nhận*.
pub(super) fn office_tail(line: Line<'_>) -> Option<usize> {
    let text = line.text();
    let label = label_end(Labelled::Recipients, line.folded());
    text.match_indices(' ').map(|(at, _)| at + 1).find(|word| {
        let before = text[..*word].trim_end();
        let tail = &text[*word..];
        let is_label = label == Some(before.len());
        let ends_item = before.ends_with([';', '.', ':']) || before.ends_with(')') || is_label;
        // What is longer is no office, and a line may have a hundred thousand words.
        if !ends_item || tail.len() > LONGEST_OFFICE {
            return false;
        }
        let office = letters::case_of(tail) == Case::Upper && is_complete(&line.folded()[*word..]);
        // In another column of the line with the label an office needs no capitals to be told.
        let column = text[before.len()..*word].len() >= COLUMN_GAP;
        if column && label.is_some() && is_bare_office(&line.folded()[*word..]) {
            return true;
        }
        // There capitals are an office, also one that no list has.
        if column && letters::case_of(tail) == Case::Upper && tail.trim_end().contains(' ') {
            return true;
        }
        capacity(tail).is_some_and(|(.., right)| right) || office && starts_office(&line.folded()[*word..])
    })
}

/// Where the name of the signer starts that stands in another column behind an item of *Nơi nhận*.
pub(super) fn name_tail(line: Line<'_>) -> Option<usize> {
    let text = line.text();
    let word = text.rfind(&" ".repeat(COLUMN_GAP)).map(|gap| gap + COLUMN_GAP)?;
    let ends_item = text[..word].trim_end().ends_with([';', '.']);
    (ends_item && name(line, word..text.len()).is_some()).then_some(word)
}

/// Bytes of an authority or office that stands at the end of a line.
const LONGEST_OFFICE: usize = 400;

pub(super) fn has_capacity(line: Line<'_>) -> bool {
    capacity(line.text()).is_some()
}

/// A capacity at the start of a line: which, the end of its letters and marks, and whether it is
/// written in the right form.
fn capacity(text: &str) -> Option<(SigningCapacity, usize, bool)> {
    const FORMS: [(&str, SigningCapacity); 12] = [
        ("TUQ", SigningCapacity::ByDelegation),
        ("T.U.Q", SigningCapacity::ByDelegation),
        ("TM", SigningCapacity::OnBehalf),
        ("T/M", SigningCapacity::OnBehalf),
        ("T.M", SigningCapacity::OnBehalf),
        ("KT", SigningCapacity::ForHead),
        ("K/T", SigningCapacity::ForHead),
        ("K.T", SigningCapacity::ForHead),
        ("TL", SigningCapacity::ByOrder),
        ("T/L", SigningCapacity::ByOrder),
        ("T.L", SigningCapacity::ByOrder),
        ("Q", SigningCapacity::Acting),
    ];
    // `Kt. CHỦ TỊCH`: the letters of the abbreviation are the slip, the full stop shows that it is one.
    if let Some((capacity, end)) = small_capacity(text) {
        return Some((capacity, end, false));
    }
    FORMS.iter().find_map(|(form, capacity)| {
        let rest = text.strip_prefix(form)?;
        // `TM: ` and `TUQ .` have a mark that is no full stop, or not at its place.
        let mark = rest.trim_start_matches(' ').strip_prefix(['.', ':', ',']);
        let end = mark.map_or(form.len(), |after| text.len() - after.len());
        let right = rest.starts_with('.') && !form.contains(['/', '.']);
        let next = text[end..].chars().next()?;
        let next_word = text[end..].trim_start().chars().next()?;
        // `KTNN` or `QUYẾT ĐỊNH` is no capacity: a mark or a space must follow.
        let apart = right || next == ' ' || end > form.len();
        let acting_needs_dot = *capacity != SigningCapacity::Acting || end > form.len();
        (apart && acting_needs_dot && next_word.is_uppercase()).then_some((*capacity, end, right))
    })
}

/// A capacity that is not in capitals, with its full stop and an office behind it.
fn small_capacity(text: &str) -> Option<(SigningCapacity, usize)> {
    let (word, rest) = text.split_once('.')?;
    let all = [
        SigningCapacity::OnBehalf,
        SigningCapacity::ForHead,
        SigningCapacity::ByOrder,
        SigningCapacity::ByDelegation,
        SigningCapacity::Acting,
    ];
    let is = |capacity: &SigningCapacity| fold::key(capacity.abbreviation().trim_end_matches('.')) == fold::key(word);
    let found = all.into_iter().find(is)?;
    let office = rest.trim_start();
    let small = word.chars().any(char::is_lowercase);
    (small && letters::case_of(office) == Case::Upper && starts_office(&fold::key(office)))
        .then_some((found, word.len() + 1))
}

fn same_column(left: Line<'_>, right: Line<'_>) -> bool {
    match (left.block.place, right.block.place) {
        (Place::Cell(left), Place::Cell(right)) => left.table == right.table && left.column == right.column,
        (left, right) => left == right,
    }
}

fn followed_by_name(lines: &[Line<'_>], at: usize) -> bool {
    if glued_name(lines[at].text()).is_some() {
        return true;
    }
    lines
        .iter()
        .skip(at + 1)
        .take(ROOM)
        .filter(|line| same_column(**line, lines[at]))
        .find(|line| !is_office_line(**line) && note(**line).is_none())
        .is_some_and(|line| name(*line, 0..line.text().len()).is_some())
}

/// Reads the block from its first line on.
fn read(lines: &[Line<'_>], start: usize) -> Option<(SignatureBlock, std::ops::Range<usize>)> {
    let mut offices = Vec::new();
    let mut signer = None;
    let mut note_span = None;
    let mut end = start;
    let mut skipped = 0;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if !same_column(*line, lines[start]) {
            skipped += 1;
            if skipped > ROOM {
                break;
            }
            continue;
        }
        if is_office_line(*line) && signer.is_none() {
            let text = line.text();
            let split = glued_name(text);
            push_offices(*line, 0..split.unwrap_or(text.len()), split.is_some(), &mut offices);
            end = at + 1;
            if let Some(split) = split {
                signer = name(*line, split..text.len());
                break;
            }
        } else if let Some(range) = note(*line) {
            note_span.get_or_insert(line.part(range));
            end = at + 1;
        } else if is_signing_time(line.folded()) || is_unit_of_office(*line) && followed_by_name(lines, at) {
            end = at + 1;
        } else if let Some(found) = name(*line, 0..line.text().len()) {
            signer = Some(found);
            end = at + 1;
            break;
        } else {
            break;
        }
    }
    (!offices.is_empty()).then_some((SignatureBlock { offices, name: signer, note: note_span }, start..end))
}

/// Cuts a line into its offices: before each capacity, and in a glued line also before an office
/// that follows a complete one.
fn push_offices(line: Line<'_>, range: std::ops::Range<usize>, glued: bool, offices: &mut Vec<OfficeLine>) {
    let text = &line.text()[range.clone()];
    let folded = &line.folded()[range.clone()];
    let mut cuts = vec![0];
    for (at, _) in text.match_indices(' ') {
        let word = at + 1;
        let start = cuts.last().copied().unwrap_or(0);
        let starts_capacity = capacity(&text[word..]).is_some_and(|(.., right)| right);
        if starts_capacity || glued && is_complete(folded[start..at].trim_end()) && starts_office(&folded[word..]) {
            cuts.push(word);
        }
    }
    cuts.push(text.len());
    for pair in cuts.windows(2) {
        let part = line.narrowed(range.start + pair[0]..range.start + pair[1]);
        if part.range.is_empty() {
            continue;
        }
        // The colon of `CHỦ TỊCH:` belongs to the line and not to the office.
        let shown = part.text().trim_end_matches(':');
        let found = capacity(shown);
        let office_start = found.map_or(0, |(_, end, _)| end + (shown[end..].len() - shown[end..].trim_start().len()));
        offices.push(OfficeLine {
            span: part.span(),
            capacity: found.map(|(capacity, end, _)| (capacity, part.part(0..end))),
            capacity_form_right: found.is_none_or(|(.., right)| right),
            office: shown[office_start..].to_owned(),
            office_span: part.part(office_start..shown.len()),
        });
    }
}

/// True if the folded words already name an office or a body signed for.
fn is_complete(folded: &str) -> bool {
    let lexicon = lexicon::offices();
    // `BỘ TRƯỞNG, CHỦ NHIỆM …` goes on with a second title of the same person.
    !folded.ends_with(',')
        && (lexicon.offices.iter().any(|office| fold::has_words(folded, office))
            || folded.starts_with("tm") && lexicon.collectives.iter().any(|body| fold::has_words(folded, body)))
}

/// True if the folded words start with an office, or the deputy of one.
fn starts_office(folded: &str) -> bool {
    let own = folded.strip_prefix("phó ").unwrap_or(folded);
    lexicon::offices()
        .offices
        .iter()
        .any(|office| own.strip_prefix(office.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Where a name starts that is glued behind offices in capitals.
fn glued_name(text: &str) -> Option<usize> {
    let mut name_start = None;
    let mut at = 0;
    let mut words = 0;
    let mut before = "";
    for word in text.split(' ') {
        let start = at;
        at += word.len() + 1;
        if word.is_empty() || name_start.is_some() && is_torn_off(before, word) {
            continue;
        }
        before = word;
        let small = word.chars().any(char::is_lowercase);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        match (small, capital, name_start) {
            (true, true, None) => {
                name_start = Some(start);
                words = 1;
            }
            (true, true, Some(_)) => words += 1,
            (true, false, _) => return None,
            (false, _, Some(_)) if word.chars().any(char::is_alphabetic) && word.chars().count() > 1 => return None,
            _ => {}
        }
    }
    name_start.filter(|start| *start > 0 && (2..=6).contains(&words))
}

/// True if a copy has torn `part` off the syllable that `start` begins: `Đặ ng`, `Nguy ễn`. Alone it is
/// no word, or at least none that begins with a consonant, and in a name no word is small.
fn is_torn_off(start: &str, part: &str) -> bool {
    const CONSONANTS: &str = "bcdđghklmnpqrstvx";
    let is_word = syllable::is_syllable(part) && part.starts_with(|first| CONSONANTS.contains(first));
    let whole = || syllable::is_syllable(&format!("{start}{part}"));
    part.chars().all(char::is_lowercase) && !is_word && start.starts_with(char::is_uppercase) && whole()
}

/// The words of a name, those that a copy has torn apart put together again.
fn whole_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in name.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if is_torn_off(last, word) => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// A note that stands for the signature: `(Đã ký)`, `(Ký tên, đóng dấu)`.
fn note(line: Line<'_>) -> Option<std::ops::Range<usize>> {
    let folded = line.folded();
    let inner = folded.trim_matches(['(', ')', '[', ']', '*', ' ', '.']);
    line_words().opens_signature_note(inner).then_some(0..folded.len())
}

/// True for a line of an electronic signature that does not name the signer.
fn is_signing_time(folded: &str) -> bool {
    classes::opens_with(folded, &lexicon::offices().electronic_lines).is_some()
}

/// True for the unit of an office on a line of its own below it: `TL. BỘ TRƯỞNG`, `CỤC TRƯỞNG`, `CỤC NHÀ GIÁO`.
fn is_unit_of_office(line: Line<'_>) -> bool {
    line.is_upper() && classes::classes().names_body(line.folded())
}

/// The signer's name in `range` of a line: two to six words with capitals, perhaps a title before.
fn name(line: Line<'_>, range: std::ops::Range<usize>) -> Option<SignerName> {
    let line = line.narrowed(range);
    // An electronic signature names its owner: `Ký bởi: Lê Văn Bình`.
    let label = classes::opens_with(line.folded(), &lexicon::offices().electronic_labels);
    let owner = label.filter(|end| line.text()[*end..].trim_start().starts_with(':'));
    let start = owner.map_or(0, |end| end + line.text()[end..].find(':').map_or(0, |colon| colon + 1));
    let line = line.narrowed(start..line.text().len());
    let text = line.text();
    let title_end = title_end(line);
    let name = text[title_end..].trim_end_matches([',', '.', ';', ' ']);
    let words = whole_words(name);
    let shaped = (2..=7).contains(&words.len())
        && words.iter().enumerate().all(|(at, word)| {
            (word.chars().next().is_some_and(char::is_uppercase) || at > 0 && is_middle_name(word))
                && word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’'))
        });
    if !shaped {
        return None;
    }
    let family = words.first().is_some_and(|first| {
        let key = fold::key(first);
        // `H’Linh Niê`: names of women of the Central Highlands begin so.
        lexicon::offices().surnames.contains(&key) || first.contains(['\'', '’'])
    });
    let known = family;
    // `Thị` and `Văn` stand in names alone.
    let known = known || words.iter().skip(1).any(|word| is_middle_name(word));
    // With a small letter in it only the family name tells a name from the beginning of a sentence.
    let slip = words.iter().any(|word| word.starts_with(char::is_lowercase));
    if slip && !(family && words.last().is_some_and(|last| last.starts_with(char::is_uppercase))) {
        return None;
    }
    let all_capitals = letters::case_of(name) == Case::Upper;
    if !known && (all_capitals || title_end == 0 && words.len() < 3) {
        return None;
    }
    let title: Option<Span> = (title_end > 0).then(|| line.part(0..text[..title_end].trim_end().len()));
    Some(SignerName { span: line.part(title_end..title_end + name.len()), text: words.join(" "), title })
}

/// True for `văn` and `thị`, which stand in the middle of a name.
fn is_middle_name(word: &str) -> bool {
    matches!(fold::key(word).as_str(), "thị" | "văn")
}

/// End of the academic or military titles at the start of a line, with the space after them.
fn title_end(line: Line<'_>) -> usize {
    let folded = line.folded();
    let mut end = 0;
    loop {
        let rest = &folded[end..];
        let found = lexicon::offices().titles.iter().filter_map(|title| {
            let after = rest.strip_prefix(title.as_str())?;
            let marked = after.trim_start_matches(['.', ',']);
            let gap = marked.len() - marked.trim_start().len();
            // `Ông Văn A` is a name; a one-word title in small letters needs its full stop or a space.
            let dotted = marked.len() < after.len();
            (dotted || gap > 0).then(|| rest.len() - marked.trim_start().len())
        });
        let Some(longest) = found.max() else { break };
        let next = end + longest;
        if folded[next..].split_whitespace().count() < 2 {
            break;
        }
        end = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::recognize::sample::{LETTER, document};

    fn signed(block: &str) -> (Vec<String>, Option<String>) {
        let text = format!("{LETTER}Đề nghị xem xét./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{block}\n");
        let Some(found) = document(&text).signature else { return (Vec::new(), None) };
        (found.offices.into_iter().map(|line| line.office).collect(), found.name.map(|name| name.text))
    }

    #[test]
    fn an_office_written_wrongly_is_an_office() {
        assert_eq!(signed("CHỦ TỊCH:\n\nLê Văn Bình"), (vec!["CHỦ TỊCH".into()], Some("Lê Văn Bình".into())));
        assert_eq!(signed("CHỦ TỊCH\n\nLê văn Bình"), (vec!["CHỦ TỊCH".into()], Some("Lê văn Bình".into())));
        let (offices, name) = signed("Kt. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Bình");
        assert_eq!((offices.len(), name.is_some()), (2, true));
    }

    #[test]
    fn a_unit_below_its_office_belongs_to_it() {
        let (offices, name) = signed("TL. GIÁM ĐỐC\nTRƯỞNG PHÒNG\nPHÒNG TỔ CHỨC CÁN BỘ\n\nLê Văn Bình");
        assert_eq!((offices.len(), name.as_deref()), (2, Some("Lê Văn Bình")));
    }

    #[test]
    fn offices_with_room_between_them_share_a_line() {
        let line = format!("TM. ỦY BAN NHÂN DÂN{}KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Bình", " ".repeat(70));
        assert_eq!(signed(&line).0, ["ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    }

    #[test]
    fn names_of_all_peoples_are_names() {
        for name in ["Y Bhin Niê", "H’Linh Niê", "Siu Bình", "Sùng A Dơ"] {
            assert_eq!(signed(&format!("CHỦ TỊCH\n\n{name}")).1.as_deref(), Some(name));
        }
    }

    #[test]
    fn a_name_beside_the_last_recipient_is_the_signer() {
        let text = format!(
            "{LETTER}Đề nghị xem xét./.\n\nNơi nhận:{gap}KT. TRƯỞNG THUẾ TỈNH\n- Như trên;{gap}PHÓ TRƯỞNG THUẾ TỈNH\n- Sở Nội vụ;\n\
             - Lưu: VT.{gap}Lê Văn Bình\n",
            gap = " ".repeat(12)
        );
        let found = document(&text);
        let offices = found.signature.as_ref().map(|block| block.offices.len());
        let name = found.signature.and_then(|block| block.name).map(|name| name.text);
        assert_eq!((offices, name.as_deref()), (Some(2), Some("Lê Văn Bình")));
        assert_eq!(found.recipients.map(|list| list.lines.len()), Some(3));
    }

    #[test]
    fn an_electronic_signature_names_its_owner() {
        assert_eq!(signed("CHỦ TỊCH\n\nKý bởi: Lê Văn Bình").1.as_deref(), Some("Lê Văn Bình"));
    }
}
