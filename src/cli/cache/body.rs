//! The body of an entry. First stands what every run asks of a document, in a form that is quick to
//! read; behind it the whole entry for machines, the larger part, which a run that writes only what
//! was drawn does not look at. That part is packed: for a short document it says of two hundred rules that they were
//! not checked, thirty thousand bytes, of which a hundred thousand documents would fill the cache three times.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::across::Packed;
use crate::report::Tally;
use crate::report::json::{Entry, Part};
use crate::report::output::FileReport;

/// Bytes of the lengths at the beginning: of what every run asks, and of the entry in brief.
const HEAD: usize = 4 + 4;

/// Longest entry that is unpacked.
const MOST_BYTES: u64 = 256 << 20;

/// The body that keeps `report`.
pub(super) fn encode(report: &FileReport) -> Option<Vec<u8>> {
    let FileReport { entry, drawn, tally, told, fails_from: _ } = report;
    let front = postcard::to_stdvec(&(drawn, tally, told)).ok()?;
    let brief = serde_json::to_vec(&entry.brief()).ok()?;
    let whole = packed(&serde_json::to_vec(entry).ok()?)?;
    let mut body = Vec::with_capacity(HEAD + front.len() + brief.len() + whole.len());
    for part in [&front, &brief] {
        body.extend_from_slice(&u32::try_from(part.len()).ok()?.to_le_bytes());
    }
    for part in [front, brief, whole] {
        body.extend_from_slice(&part);
    }
    Some(body)
}

/// What is wanted of the report in `body`.
pub(super) fn decode(body: &[u8], part: Part) -> Option<FileReport> {
    let (front, rest) = body.split_first_chunk()?;
    let (brief, rest) = rest.split_first_chunk()?;
    let (front, rest) = rest.split_at_checked(u32::from_le_bytes(*front) as usize)?;
    let (brief, whole) = rest.split_at_checked(u32::from_le_bytes(*brief) as usize)?;
    let (drawn, tally, told): (Vec<String>, Tally, Packed) = postcard::from_bytes(front).ok()?;
    let entry: Entry = match part {
        Part::Brief => serde_json::from_slice(brief).ok()?,
        Part::Whole => serde_json::from_slice(&unpacked(whole)?).ok()?,
    };
    Some(FileReport { entry, drawn, tally, told, fails_from: None })
}

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    ZlibDecoder::new(bytes).take(MOST_BYTES).read_to_end(&mut whole).ok()?;
    Some(whole)
}

#[cfg(test)]
mod tests {
    use crate::across::Kept;
    use crate::catalogue::{Catalogue, Lang};
    use crate::checks::Stage;
    use crate::engine::{self, Settings};
    use crate::model::SourceFile;
    use crate::report::output::{Kind, draw, told};
    use crate::report::{Checked, Look};

    use super::*;

    const DRAFT: &str = "UBND XÃ TÂN AN\nSố: 12/BC-UBND\n\nTân An, ngày 05 tháng 3 năm 2026\n\nBÁO CÁO\n\
        Kết quả công tác\n\nTổng số 30 hồ sơ, trong đó 24 hồ sơ đúng hạn , đạt 75%.\n\n\
        Căn cứ Quyết định số 15/2026/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Lạng Sơn;\n";

    fn report() -> FileReport {
        let file = SourceFile { name: "a.txt".to_owned(), bytes: DRAFT.as_bytes().to_vec() };
        let outcome = engine::check(&file, &Settings::new()).expect("reads");
        let checked = Checked { path: "a.txt".to_owned(), result: Ok(outcome) };
        let look = Look { lang: Lang::Vi, color: false, width: 100 };
        let drawn = draw(&checked, &Catalogue::builtin(), Stage::Draft, &[(Kind::Full, look)], Lang::Vi, Part::Whole);
        FileReport { told: told(&checked, Kept::All), ..drawn }
    }

    #[test]
    fn what_is_kept_is_what_was_made() {
        let report = report();
        let body = encode(&report).expect("a body");
        assert!(
            report.told.unpack().papers.iter().any(|paper| !paper.citations.is_empty() && !paper.figures.is_empty())
        );
        let whole = decode(&body, Part::Whole).expect("reads");
        assert_eq!(serde_json::to_value(&whole).expect("JSON"), serde_json::to_value(&report).expect("JSON"));
        let brief = decode(&body, Part::Brief).expect("reads");
        assert_eq!((&brief.drawn, brief.tally, &brief.told), (&report.drawn, report.tally, &report.told));
        let Entry::File(file) = brief.entry else { panic!("it was read") };
        assert!(file.path == "a.txt" && file.diagnostics.is_empty());
    }

    #[test]
    fn what_many_documents_say_alike_takes_little_room() {
        let report = report();
        let whole = serde_json::to_vec(&report.entry).expect("JSON").len();
        let brief = serde_json::to_vec(&report.entry.brief()).expect("JSON").len();
        let front = postcard::to_stdvec(&(&report.drawn, &report.tally, &report.told)).expect("bytes").len();
        let body = encode(&report).expect("a body").len();
        assert!(body < front + brief + whole / 3, "{body} bytes for {front}, {brief} and {whole}");
    }

    #[test]
    fn a_body_that_was_cut_short_is_none() {
        let body = encode(&report()).expect("a body");
        for length in (0..body.len()).step_by(7) {
            assert!(decode(&body[..length], Part::Whole).is_none(), "{length}");
        }
    }
}
