//! Lines of the author from lines of the page: which line ends of a file are the author's, and which come of
//! wrapping, of a copy, or of a narrow column. Runs before all recognisers; they find `\n` only where a line of
//! the author ends.

mod evidence;
mod rebuild;
mod rows;
mod width;

use crate::lexicon::layout::{self, Edge, Evidence};
use crate::model::RawDocument;
use crate::model::joins::Join;
use crate::text::{Seam, SeamShown, TextRange};

use evidence::{Pair, Verdict};
use rows::{Gap, Look, Row};

/// How a printed line goes on from the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Relation {
    /// A block of its own.
    Apart,
    /// As the reader had it: a line of the same block, or a block of its own.
    Kept,
    /// The same line of the author.
    Joined { shown: SeamShown, because: Vec<&'static str> },
}

/// `raw` with one line for each line of the author.
pub(super) fn lay_out(raw: RawDocument) -> RawDocument {
    let rows = rows::rows(&raw);
    let meets = |at: usize| at > 0 && rows.get(at).is_some_and(|row| row.gap != Gap::Apart);
    if !(0..rows.len()).any(meets) {
        return raw;
    }
    let looks: Vec<Option<Look>> =
        rows.iter().enumerate().map(|(at, row)| (meets(at) || meets(at + 1)).then(|| Look::of(&raw, row))).collect();
    let relations = relations(&raw, &rows, &looks);
    rebuild::rebuild(raw, &rows, &relations)
}

/// The line of the author that is being read.
#[derive(Default)]
struct Line {
    /// Printed lines of it.
    rows: usize,
    tail: (Vec<String>, Vec<String>),
    whole: bool,
    mark: Option<rows::Mark>,
    /// Stars of Markdown in it that no other closes.
    stars: usize,
    starred: bool,
    bracket: bool,
}

/// Words of a line of the author that are remembered.
const MEMORY: usize = 8;

impl Line {
    fn begin(look: &Look, row: &Row) -> Self {
        let mut line = Self { whole: true, mark: look.mark, starred: row.starred.0, ..Self::default() };
        line.add(look, row, true);
        line
    }

    fn add(&mut self, look: &Look, row: &Row, first: bool) {
        self.rows += 1;
        self.whole = (first || self.whole) && look.short && self.tail.0.len() + look.tail.0.len() <= MEMORY;
        self.tail.0.extend(look.tail.0.iter().cloned());
        self.tail.1.extend(look.tail.1.iter().cloned());
        let extra = self.tail.0.len().saturating_sub(MEMORY);
        self.tail.0.drain(..extra);
        self.tail.1.drain(..extra);
        self.stars += row.stars;
        self.bracket = evidence::leaves_open(&look.text) || self.bracket && !look.text.contains([')', '”']);
    }
}

/// How each of `rows` goes on from the one before it.
fn relations(raw: &RawDocument, rows: &[Row], looks: &[Option<Look>]) -> Vec<Relation> {
    let stretches = if raw.format.has_lines() {
        width::stretches(rows, looks)
    } else {
        vec![width::Stretch::default(); rows.len()]
    };
    let mut relations = Vec::with_capacity(rows.len());
    let mut line = Line::default();
    for (at, row) in rows.iter().enumerate() {
        let pair = (row.gap != Gap::Apart).then(|| at.checked_sub(1)).flatten();
        let pair = pair.and_then(|before| Some((before, looks[before].as_ref()?, looks[at].as_ref()?)));
        let Some((before, look_before, look)) = pair else {
            let first = at == 0 || rows[at - 1].block != row.block;
            // Below the lone stroke of a table, in one paragraph of a copy, a part of its own may begin.
            let barred = at.checked_sub(1).is_some_and(|before| rows[before].bar)
                && layout::layout().opens(&Look::of(raw, row).opening());
            relations.push(if first || barred { Relation::Apart } else { Relation::Kept });
            line = looks[at].as_ref().map(|look| Line::begin(look, row)).unwrap_or_default();
            continue;
        };
        let next =
            rows.get(at + 1).filter(|next| next.gap != Gap::Apart).and(looks.get(at + 1)).and_then(Option::as_ref);
        let open = line.stars % 2 == 1;
        let pair = Pair {
            before: look_before,
            tail: Edge { shown: &line.tail.0, folded: &line.tail.1 },
            whole: line.whole,
            mark: line.mark,
            emphasis: !open && line.starred && rows[before].starred.1,
            bracket: line.bracket,
            width: rows[before].width,
            after: look,
            gap: if open && row.gap != Gap::Hard { Gap::LineEnd { emphasized: true } } else { row.gap },
            next_mark: next.and_then(|next| next.mark),
            stretch: stretches[at],
        };
        let relation = match pair.weigh() {
            Verdict::One(found) => {
                let shown = if found.contains(&Evidence::Glued) { SeamShown::Nothing } else { SeamShown::Space };
                Relation::Joined { shown, because: found.into_iter().map(Evidence::name).collect() }
            }
            Verdict::Two if raw.format.has_lines() => Relation::Apart,
            Verdict::Two | Verdict::Unsure => Relation::Kept,
        };
        if matches!(relation, Relation::Joined { .. }) {
            line.add(look, row, false);
        } else {
            line = Line::begin(look, row);
        }
        relations.push(relation);
    }
    relations
}

/// The join over `range` of a block's stored text.
fn join(range: std::ops::Range<usize>, shown: SeamShown, because: Vec<&'static str>) -> Join {
    Join { seam: Seam { range: TextRange::from(range), shown }, because }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceFile;
    use crate::readers;

    /// The blocks of a file with this text, a line of the author ended by `⏎` inside a block.
    fn laid_out(name: &str, text: &str) -> Vec<String> {
        let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        let (raw, _) = readers::read(&file, &readers::Limits::default()).expect("reads");
        lay_out(raw).blocks.iter().map(|block| block.clean().replace('\n', "⏎")).collect()
    }

    #[track_caller]
    fn reads(name: &str, text: &str, lines: &[&str]) {
        assert_eq!(laid_out(name, text), lines, "{text}");
    }

    #[test]
    fn small_letters_typed_for_a_roman_number_begin_an_item() {
        reads(
            "a.txt",
            "2. Địa điểm: hội trường\nll. Thành phần\n1. Ông Lê Văn Bình",
            &["2. Địa điểm: hội trường", "ll. Thành phần", "1. Ông Lê Văn Bình"],
        );
    }

    #[test]
    fn items_are_lines_of_their_own() {
        let text = "Nơi nhận:\n– Sở Nội vụ;\n– Lưu: VT.\n\nGồm:\na) một;\nb) hai\nvà ba.";
        let lines = ["Nơi nhận:", "– Sở Nội vụ;", "– Lưu: VT.", "Gồm:", "a) một;", "b) hai và ba."];
        reads("a.md", text, &lines);
        reads("a.txt", text, &lines);
        reads("a.md", "    Mở đầu:\n    - một;\n    - hai.", &["Mở đầu:", "- một;", "- hai."]);
    }

    #[test]
    fn names_and_dates_are_whole() {
        for name in ["a.md", "a.txt"] {
            let whole = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
            reads(
                name,
                "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
                &[whole, "Độc lập - Tự do - Hạnh phúc"],
            );
            reads(name, "Số:\n15/BC-\nUBND", &["Số: 15/BC-UBND"]);
            reads(name, "Mây Hạ, ngày 12\ntháng 6 năm 2026", &["Mây Hạ, ngày 12 tháng 6 năm 2026"]);
            reads(name, "TM. ỦY BAN\nNHÂN DÂN\n\nCHỦ\nTỊCH", &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
            reads(name, "Chương\nII\n\nĐiều\n2. Đối tượng", &["Chương II", "Điều 2. Đối tượng"]);
        }
    }

    #[test]
    fn offices_and_typed_lines_stay_apart() {
        reads(
            "a.txt",
            "- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Mẫu",
            &["- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Mẫu"],
        );
        reads(
            "a.txt",
            "BÁO CÁO\nKết quả tháng 5\nKính gửi: Sở Nội vụ",
            &["BÁO CÁO", "Kết quả tháng 5", "Kính gửi: Sở Nội vụ"],
        );
        reads("a.md", "**KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**", &["KT. CHỦ TỊCH⏎PHÓ CHỦ TỊCH"]);
    }

    #[test]
    fn a_recipient_goes_on_before_the_next() {
        let text = "Nơi nhận:\n- VP: các Phòng: Tổng hợp,\nKinh tế;\n- Lưu: VT.";
        reads("a.txt", text, &["Nơi nhận:", "- VP: các Phòng: Tổng hợp, Kinh tế;", "- Lưu: VT."]);
    }

    #[test]
    fn every_weight_is_given() {
        assert_eq!(crate::lexicon::layout::layout().missing(), Vec::<&str>::new());
    }
}
