//! Words of a part that was not found: it stands there and was not understood, so nobody says that it is
//! missing.

use super::header;
use super::lines::Line;
use crate::lexicon::classes::{Trace, traces};
use crate::model::{Component, ComponentKind};

/// Lines at the end of a document in which its closing parts stand.
const CLOSING: usize = 40;
/// A line that only bears words of a part is short.
const LONGEST: usize = 90;

/// The parts, the content beginning at line `top`, that are not among `found` although words of them stand where they would be.
pub(super) fn find(lines: &[Line<'_>], top: usize, found: &[Component]) -> Vec<ComponentKind> {
    let window = |trace: Trace| match trace {
        Trace::Recipients | Trace::Signature => &lines[lines.len().saturating_sub(CLOSING)..],
        Trace::NationalName | Trace::Motto | Trace::PlaceAndDate => &lines[..lines.len().min(top)],
    };
    // A reader may have put a part of the header behind the first lines of the content.
    let stands_apart = |trace: Trace| {
        let mut below = lines.iter().take(header::WINDOW).skip(top);
        match trace {
            Trace::NationalName => below.any(|line| line.is_upper() && header::national_name(line.folded()).is_some()),
            Trace::Motto => below.any(|line| header::is_motto(*line)),
            Trace::PlaceAndDate => below.any(|line| header::is_place_and_date(*line)),
            Trace::Recipients | Trace::Signature => false,
        }
    };
    let shows = |(trace, words): (Trace, &[Vec<String>])| {
        let missing = found.iter().all(|component| component.kind != kind(trace));
        let short = |line: &&Line<'_>| line.text().chars().count() <= LONGEST;
        let near = |at: usize, lines: &[&Line<'_>], set: &[String]| {
            let together = &lines[at..lines.len().min(at + 2)];
            set.iter().all(|word| together.iter().any(|line| line.folded().contains(word.as_str())))
        };
        let lines: Vec<&Line<'_>> = window(trace).iter().filter(short).collect();
        let seen = missing
            && (words.iter().any(|set| (0..lines.len()).any(|at| near(at, &lines, set))) || stands_apart(trace));
        seen.then_some(kind(trace))
    };
    let mut seen: Vec<ComponentKind> = traces().filter_map(shows).collect();
    // A copy that kept the first line of each cell of the header lost what stood below.
    if lines[..lines.len().min(top)].iter().any(|line| is_cut_row(*line)) {
        let lost = [ComponentKind::Motto, ComponentKind::DocumentType];
        seen.extend(lost.into_iter().filter(|kind| found.iter().all(|component| component.kind != *kind)));
    }
    seen
}

/// True for the national name in a row of a table that a copy wrote with its strokes.
fn is_cut_row(line: Line<'_>) -> bool {
    line.text().trim_end().ends_with('|') && header::national_name(line.folded()).is_some()
}

const fn kind(trace: Trace) -> ComponentKind {
    match trace {
        Trace::NationalName => ComponentKind::NationalName,
        Trace::Motto => ComponentKind::Motto,
        Trace::PlaceAndDate => ComponentKind::PlaceAndDate,
        Trace::Recipients => ComponentKind::Recipients,
        Trace::Signature => ComponentKind::Signature,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::ComponentKind;
    use crate::recognize::sample::{HEAD, document};

    #[test]
    fn words_of_a_part_leave_a_trace() {
        let torn = HEAD.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM");
        let document = document(&format!("{torn}BÁO CÁO\nKết quả quý II\n"));
        let read = document.component(ComponentKind::NationalName).is_some();
        assert!(read || document.traces.contains(&ComponentKind::NationalName));
        assert!(!document.traces.contains(&ComponentKind::PlaceAndDate), "found");
    }

    #[test]
    fn a_copy_with_the_strokes_of_its_table_may_have_lost_lines() {
        let text = "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 15/KH-UBND |\n\
                    Mây Hạ, ngày 05 tháng 6 năm 2026 |\n1. Trồng cây trong tháng 6.\n";
        assert!(document(text).traces.contains(&ComponentKind::Motto));
        assert!(!document(&HEAD.replace("Độc lập - Tự do - Hạnh phúc\n", "")).traces.contains(&ComponentKind::Motto));
    }

    #[test]
    fn a_header_behind_the_first_lines_of_the_content_leaves_traces() {
        let text = "BỘ NỘI VỤ\nSố: 12/BNV-VP\nV/v trồng cây\n\nKính gửi:\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
                    Độc lập - Tự do - Hạnh phúc\nHà Nội, ngày 05 tháng 6 năm 2026\n\n- Sở Nội vụ;\n- Sở Y tế.\n\n\
                    Đề nghị các sở trồng cây./.\n";
        let document = document(text);
        for kind in [ComponentKind::NationalName, ComponentKind::Motto, ComponentKind::PlaceAndDate] {
            assert!(document.component(kind).is_some() || document.traces.contains(&kind), "{kind:?}");
        }
    }
}
