//! Files that are made to take the machine. Each is refused by its name, or checked within the ceilings; the good file
//! beside it is checked all the same, and every output is written. The attacks are made here: none is kept as a file.
#![cfg(all(target_os = "linux", feature = "pdf"))]
#![allow(clippy::print_stderr, reason = "what a file took is said when it was too much")]
#![allow(clippy::format_push_string, clippy::format_collect, reason = "attacks are made once")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;

/// Kilobytes of memory that a check of one small file may take. The program itself, unoptimised, takes fifty thousand.
const MOST_MEMORY: u64 = 256 << 10;
/// Kilobytes of addresses that the process is given: what goes beyond fails at once and harms no other.
const ADDRESSES: u64 = 3 << 20;
/// When a run is taken to hang. Nothing here is judged by time: the machine that runs this may be busy.
const PATIENCE: Duration = Duration::from_mins(3);

/// How a run went.
struct Run {
    code: Option<i32>,
    /// By name: why a file was refused; none if it was checked.
    files: BTreeMap<String, Option<String>>,
    findings: usize,
    written: u64,
    /// Kilobytes at most.
    memory: u64,
}

/// Checks `attack` beside a good file.
fn run(name: &str, attack: &[u8]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tot.txt"), "Đề nghị các đơn vị thực hiện.\n").expect("writes");
    fs::write(folder.path().join(name), attack).expect("writes");
    let program = env!("CARGO_BIN_EXE_rasoat");
    let arguments =
        "check --isolated --no-cache --today 2026-11-30 --format jsonl --output sarif=kq.sarif --output html=kq.html .";
    let script = format!("ulimit -v {ADDRESSES}; exec '{program}' {arguments}");
    let mut child = Command::new("sh")
        .args(["-c", &script])
        .current_dir(&folder)
        .stdout(fs::File::create(folder.path().join("kq.jsonl")).expect("a file"))
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let begun = Instant::now();
    let mut memory = 0;
    let code = loop {
        // What reads a PDF is a process of its own.
        for process in children(child.id()).into_iter().chain([child.id()]) {
            memory = memory.max(peak(process));
        }
        if let Some(status) = child.try_wait().expect("waits") {
            break status.code();
        }
        assert!(begun.elapsed() < PATIENCE, "{name}: it hangs {:?}", child.kill());
        thread::sleep(Duration::from_millis(3));
    };
    let told = fs::read_to_string(folder.path().join("kq.jsonl")).expect("text");
    let mut run = Run { code, files: BTreeMap::new(), findings: 0, written: told.len() as u64, memory };
    for line in told.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let path = |entry: &Value| entry["path"].as_str().expect("a path").trim_start_matches("./").to_owned();
        if let Some(file) = value.get("file") {
            run.findings += file["diagnostics"].as_array().map_or(0, Vec::len);
            run.files.insert(path(file), None);
        } else if let Some(file) = value.get("unreadable") {
            run.files.insert(path(file), Some(file["reason"].as_str().expect("a reason").to_owned()));
        }
    }
    for name in ["kq.sarif", "kq.html"] {
        run.written += fs::metadata(folder.path().join(name)).map_or(0, |found| found.len());
        assert!(folder.path().join(name).exists() || run.code.is_none(), "{name} is not written");
    }
    run
}

/// Kilobytes of memory that a process has taken at most; 0 once it has ended.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok());
    peak.unwrap_or(0)
}

/// The processes that `process` has started and that have not ended.
fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let started = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    started.flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
}

/// The attack is refused by its name with one of `reasons`, and costs little.
fn is_refused(name: &str, attack: &[u8], reasons: &[&str]) {
    let run = run(name, attack);
    eprintln!("{name}: {} bytes, {} kB of memory, {:?}", attack.len(), run.memory, run.files);
    assert_eq!(run.code, Some(2), "{name}");
    assert_eq!(run.files.get("tot.txt"), Some(&None), "{name}: the good file is not checked");
    let reason = run.files.get(name).expect("named").as_deref().unwrap_or("it was checked");
    assert!(reasons.contains(&reason), "{name}: {reason}");
    assert!(run.memory < MOST_MEMORY, "{name}: {} kB", run.memory);
}

/// The attack is checked, within the ceilings.
fn is_bounded(name: &str, attack: &[u8]) {
    let run = run(name, attack);
    eprintln!(
        "{name}: {} bytes, {} kB of memory, {} findings, {} written",
        attack.len(),
        run.memory,
        run.findings,
        run.written
    );
    assert!(matches!(run.code, Some(0 | 1)), "{name}: {:?} {:?}", run.code, run.files);
    assert_eq!(run.files.len(), 2, "{name}");
    assert!(run.findings <= 2_000, "{name}: {} findings", run.findings);
    assert!(run.written < 16 << 20, "{name}: {} bytes", run.written);
}

/// The attack costs little, whatever is said of it.
fn is_cheap(name: &str, attack: &[u8]) {
    let run = run(name, attack);
    eprintln!("{name}: {} bytes, {} kB of memory, {:?}", attack.len(), run.memory, run.files);
    assert!(run.code.is_some() && run.files.len() == 2, "{name}: {:?} {:?}", run.code, run.files);
    assert!(run.memory < MOST_MEMORY && run.written < 16 << 20, "{name}: {} kB, {} bytes", run.memory, run.written);
}

const BOMB: &[&str] = &["unpacks-too-large"];
const BOMB_OR_DAMAGE: &[&str] = &["unpacks-too-large", "damaged", "empty"];

/// A PDF of these objects, from 1 on: dictionary without its brackets, and stream.
fn pdf(objects: &[(&str, Option<Vec<u8>>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, (dictionary, stream)) in objects.iter().enumerate() {
        places.push(out.len());
        let length = stream.as_ref().map(|stream| format!("/Length {}", stream.len())).unwrap_or_default();
        write!(out, "{} 0 obj\n<<{dictionary}{length}>>\n", at + 1).expect("writes");
        if let Some(stream) = stream {
            out.extend_from_slice(b"stream\n");
            out.extend_from_slice(stream);
            out.extend_from_slice(b"\nendstream\n");
        }
        out.extend_from_slice(b"endobj\n");
    }
    let table = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).expect("writes");
    for place in &places {
        writeln!(out, "{place:010} 00000 n ").expect("writes");
    }
    write!(out, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).expect("writes");
    out
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("packs");
    encoder.finish().expect("packs")
}

const CATALOG: (&str, Option<Vec<u8>>) = ("/Type/Catalog/Pages 2 0 R", None);
const PAGES: (&str, Option<Vec<u8>>) = ("/Type/Pages/Kids[3 0 R]/Count 1", None);

/// A page that draws `content` with a font whose map is `map`.
fn page(content: &[u8], map: &[u8]) -> Vec<u8> {
    pdf(&[
        CATALOG,
        PAGES,
        ("/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>", None),
        ("/Filter/FlateDecode", Some(packed(content))),
        ("/Type/Font/Subtype/TrueType/BaseFont/Times/ToUnicode 6 0 R", None),
        ("/Filter/FlateDecode", Some(packed(map))),
    ])
}

#[test]
fn indexes_of_a_pdf_that_claim_too_much() {
    let table = |dictionary: &str| {
        let mut out = b"%PDF-1.5\n".to_vec();
        write!(out, "1 0 obj\n<</Type/XRef/Root 2 0 R/Length 0{dictionary}>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n")
            .expect("writes");
        out
    };
    is_refused("bang.pdf", &table("/W[0 0 0]/Index[0 2147483647]/Size 9"), BOMB_OR_DAMAGE);
    is_refused("co.pdf", &table("/W[0 0 0]/Size 2147483647"), BOMB_OR_DAMAGE);
    is_refused("ten.pdf", &table("/#57[1 0 0]/Siz#65 2147483647"), BOMB_OR_DAMAGE);
    let mut head = String::new();
    for number in 0..2_000 {
        head.push_str(&format!("{} 0 ", number + 10));
    }
    let body = format!("{head}[{}]", "1 ".repeat(50_000));
    let same = pdf(&[
        CATALOG,
        PAGES,
        (&format!("/Type/ObjStm/N 2000/First {}/Filter/FlateDecode", head.len()), Some(packed(body.as_bytes()))),
    ]);
    is_refused("cho.pdf", &same, BOMB);
    let twice = packed(&packed(&vec![b' '; 32 << 20]));
    let layers = pdf(&[CATALOG, PAGES, ("/Type/Obj#53tm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", Some(twice))]);
    is_refused("lop.pdf", &layers, BOMB);
    let wide = pdf(&[
        CATALOG,
        PAGES,
        (
            "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4000000000>>",
            Some(packed(b"1 0 ")),
        ),
    ]);
    is_refused("rong.pdf", &wide, BOMB);
}

#[test]
fn fonts_and_drawings_of_a_pdf_that_never_end() {
    let ranges = format!("1 beginbfrange\n{}endbfrange", "<0000> <FFFF> <0041>\n".repeat(100_000));
    is_cheap("khoang.pdf", &page(b"BT /F1 12 Tf 72 700 Td (AB) Tj ET", ranges.as_bytes()));
    let long = format!("1 beginbfchar\n<41> <{}>\nendbfchar", "0061".repeat(1_000_000));
    let shown = format!("BT /F1 12 Tf 72 700 Td {} ET", "(AAAA) Tj ".repeat(500));
    is_cheap("chu.pdf", &page(shown.as_bytes(), long.as_bytes()));
    let letters = format!("BT /F1 12 Tf 72 700 Td ({}) Tj ET", "a ".repeat(2_000_000));
    is_refused("dai.pdf", &page(letters.as_bytes(), b""), BOMB);
    is_refused("lenh.pdf", &page("q Q ".repeat(2 << 20).as_bytes(), b""), BOMB);
    let form = "q ".repeat(30_000);
    let draws = "/X Do ".repeat(3_999);
    let repeated = pdf(&[
        CATALOG,
        PAGES,
        ("/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>", None),
        ("/Filter/FlateDecode", Some(packed(draws.as_bytes()))),
        ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode", Some(packed(form.as_bytes()))),
    ]);
    is_refused("hinh.pdf", &repeated, BOMB);
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A DOCX with this document and further parts.
fn docx(document: &str, further: &[(&str, &str, String)]) -> Vec<u8> {
    let mut parts = support::Parts::new();
    let mut types = String::new();
    let mut relationships = String::new();
    for (at, (name, kind, text)) in further.iter().enumerate() {
        types.push_str(&format!("<Override PartName=\"/word/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"));
        relationships.push_str(&format!("<Relationship Id=\"r{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{name}\"/>"));
        parts.insert(format!("word/{name}"), text.clone().into_bytes());
    }
    parts.insert("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{types}</Types>").into_bytes());
    parts.insert("_rels/.rels".to_owned(), b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_vec());
    parts.insert("word/_rels/document.xml.rels".to_owned(), format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relationships}</Relationships>").into_bytes());
    parts.insert(
        "word/document.xml".to_owned(),
        format!("<document xmlns=\"{WORD}\"><body>{document}</body></document>").into_bytes(),
    );
    support::zip(&parts)
}

#[test]
fn word_documents_of_too_many_parts() {
    is_refused("doan.docx", &docx(&"<p><r><t>a</t></r></p>".repeat(1_000_000), &[]), BOMB);
    is_refused("trong.docx", &docx(&"<p/>".repeat(3_000_000), &[]), BOMB);
    let cells = format!("<tbl><tr>{}</tr></tbl>", "<tc/>".repeat(1_000_000));
    is_refused("o.docx", &docx(&cells, &[]), BOMB);
    let text = "<p><r><t>a</t></r></p>";
    let one = "<abstractNum w:abstractNumId=\"0\"><lvl w:ilvl=\"0\"/></abstractNum>";
    let lists: String =
        (1..100_000).map(|id| format!("<num w:numId=\"{id}\"><abstractNumId w:val=\"0\"/></num>")).collect();
    let numbering = format!("<numbering xmlns=\"{WORD}\" xmlns:w=\"{WORD}\">{one}{lists}</numbering>");
    is_refused("so.docx", &docx(text, &[("numbering.xml", "numbering", numbering)]), BOMB);
    let many =
        format!("<numbering xmlns=\"{WORD}\" xmlns:w=\"{WORD}\">{}</numbering>", "<abstractNum/>".repeat(1_000_000));
    is_refused("muc.docx", &docx(text, &[("numbering.xml", "numbering", many)]), BOMB);
    let styles = format!(
        "<styles xmlns=\"{WORD}\" xmlns:w=\"{WORD}\">{}</styles>",
        "<style w:type=\"paragraph\" w:styleId=\"a\"/>".repeat(700_000)
    );
    is_refused("kieu.docx", &docx(text, &[("styles.xml", "styles", styles)]), BOMB);
}

#[test]
fn a_package_cannot_lie_about_its_ratio() {
    // The directory says that the part was as large packed as it is unpacked.
    let mut bytes = docx(&"<p/>".repeat(4_000_000), &[]);
    let name = b"word/document.xml";
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02");
    let mut from = 0;
    while let Some(entry) = bytes[from..].windows(4).position(|four| four == b"PK\x01\x02").map(|at| from + at) {
        if bytes[entry + 46..].starts_with(name) {
            let size: [u8; 4] = bytes[entry + 24..entry + 28].try_into().expect("four");
            bytes[entry + 20..entry + 24].copy_from_slice(&size);
        }
        from = entry + 4;
    }
    assert!(at.is_some());
    is_refused("doi.docx", &bytes, BOMB_OR_DAMAGE);
}

#[test]
fn a_package_with_two_parts_of_one_name_is_not_read() {
    let good = docx("<p><r><t>Đề nghị các đơn vị thực hiện.</t></r></p>", &[]);
    let rename = |bytes: &[u8], from: &[u8], to: &[u8]| {
        let mut bytes = bytes.to_vec();
        while let Some(at) = bytes.windows(from.len()).position(|name| name == from) {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
        bytes
    };
    let mut parts = support::parts_of(&good);
    let shown = parts["word/document.xml"].clone();
    parts.insert("word/DOCUMENT.xml".to_owned(), shown.clone());
    let by_case = support::zip(&parts);
    is_refused("hoa.docx", &by_case, &["damaged"]);
    is_refused("hai.docx", &rename(&by_case, b"word/DOCUMENT.xml", b"word/document.xml"), &["damaged"]);
    is_refused("xuoi.docx", &rename(&by_case, b"word/DOCUMENT.xml", b"word\\document.xml"), &["damaged"]);
    parts.remove("word/DOCUMENT.xml");
    parts.insert("word/media/anh.png".to_owned(), vec![1]);
    parts.insert("word/media/ANH.png".to_owned(), vec![2]);
    let run = run("anh.docx", &support::zip(&parts));
    assert_eq!(run.files.get("anh.docx"), Some(&None), "a picture that nobody reads does no harm");
}

#[test]
fn open_documents_of_too_many_parts() {
    let odt = |body: &str| support::odt_of_body("", body);
    let spaces = format!("<text:p>a{}</text:p>", "<text:s text:c=\"1000\"/>b".repeat(38_000));
    is_refused("cach.odt", &odt(&spaces), BOMB);
    is_refused("doan.odt", &odt(&"<text:p>a</text:p>".repeat(3_000_000)), BOMB);
    let styles = "<text:list-style style:name=\"a\"/>".repeat(400_000);
    is_refused("danh.odt", &support::odt_of_body(&styles, "<text:p>a</text:p>"), BOMB);
}

#[test]
fn texts_of_too_many_lines_or_bytes() {
    is_refused("dong.txt", "(\n".repeat(4_000_000).as_bytes(), BOMB);
    is_refused("byte.txt", &vec![0xff; 60 << 20], &["too-large"]);
}

#[test]
fn findings_have_a_ceiling() {
    for (name, text) in [
        ("a.txt", "a ".repeat(50_000)),
        ("muc.txt", "I. MỤC\n\n".repeat(5_000)),
        ("gach.txt", "- ".repeat(30_000)),
        ("va.txt", "và ".repeat(30_000)),
        ("so.txt", (1..3_000).map(|number| format!("Nghị định số {number}/2020/NĐ-CP, ")).collect()),
        ("gui.txt", format!("Kính gửi:\n{}", "-->\n".repeat(5_000))),
        ("bo.txt", "# rasoat: bỏ qua typing – x\nmột , hai\n\n".repeat(3_000)),
        ("dam.md", "**a** ".repeat(10_000)),
    ] {
        is_bounded(name, text.as_bytes());
    }
}

/// What may have been meant by a word grows with the square of its length: no word of a language is so long.
#[test]
fn words_without_end() {
    for word in ["x".repeat(100_000), "của".repeat(25_000), format!("a{}", "\u{323}".repeat(50_000))] {
        is_cheap("chu.txt", format!("Theo nghị đinh {word} quy định.\n").as_bytes());
    }
}

/// A PDF within every counted budget that takes much memory and time: each letter stands by itself.
fn scattered() -> Vec<u8> {
    let page: String = (0..90_000).map(|at| format!("{} -{} Td(a)Tj ", at % 7 * 3, at % 5)).collect();
    let content = packed(format!("BT /F1 1 Tf 1 0 0 1 10 830 Tm {page}ET").as_bytes());
    let mut objects = vec![
        CATALOG.0.to_owned(),
        String::new(),
        "/Type/Font/Subtype/TrueType/BaseFont/Times/Encoding/WinAnsiEncoding".to_owned(),
    ];
    let kids: Vec<String> = (4..28).map(|id| format!("{id} 0 R")).collect();
    objects[1] = format!("/Type/Pages/Kids[{}]/Count {}", kids.join(" "), kids.len());
    let page = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 28 0 R/Resources<</Font<</F1 3 0 R>>>>";
    objects.extend(kids.iter().map(|_| page.to_owned()));
    let mut objects: Vec<(&str, Option<Vec<u8>>)> = objects.iter().map(|object| (object.as_str(), None)).collect();
    objects.push(("/Filter/FlateDecode", Some(content)));
    pdf(&objects)
}

const REPORT: &[u8] = include_bytes!("../fixtures/pdf/bao-cao-nd73.pdf");

/// A run over two good PDFs and the scattered one, in a folder of its own.
fn among_good_ones(variable: (&str, &str)) -> (tempfile::TempDir, std::process::Child) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [("a.pdf", REPORT), ("m.pdf", &scattered()), ("z.pdf", REPORT)] {
        fs::write(folder.path().join(name), bytes).expect("writes");
    }
    let child = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["check", "--isolated", "--no-cache", "--today", "2026-11-30", "--format", "jsonl", "."])
        .env(variable.0, variable.1)
        .current_dir(&folder)
        .stdout(fs::File::create(folder.path().join("kq.jsonl")).expect("a file"))
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    (folder, child)
}

/// The hostile PDF is unreadable for `reason`, and the good ones are checked.
fn only_one_is_lost(folder: &tempfile::TempDir, mut child: std::process::Child, reason: &str) {
    assert_eq!(child.wait().expect("ends").code(), Some(2), "{reason}");
    let told = fs::read_to_string(folder.path().join("kq.jsonl")).expect("text");
    let entries: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let lost: Vec<&Value> = entries.iter().filter_map(|entry| entry.get("unreadable")).collect();
    assert_eq!(lost.len(), 1, "{told}");
    assert!(lost[0]["path"].as_str().is_some_and(|path| path.ends_with("m.pdf")), "{told}");
    assert_eq!(lost[0]["reason"], reason, "{told}");
    let found = |entry: &Value| entry["file"]["diagnostics"].as_array().map(Vec::len);
    let found: Vec<usize> = entries.iter().filter_map(found).collect();
    assert!(found.len() == 2 && found[0] > 0 && found[0] == found[1], "{found:?}");
}

#[test]
fn a_pdf_that_takes_too_much_memory_falls_alone() {
    let (folder, child) = among_good_ones(("RASOAT_PDF_MEMORY", "100"));
    only_one_is_lost(&folder, child, "too-much-memory");
}

#[test]
fn a_pdf_that_takes_too_long_is_stopped_alone() {
    let (folder, child) = among_good_ones(("RASOAT_PDF_SECONDS", "1"));
    only_one_is_lost(&folder, child, "too-long");
}

#[test]
fn a_process_that_falls_takes_one_file() {
    let (folder, child) = among_good_ones(("RASOAT_PDF_MEMORY", "4096"));
    // Both are killed that read it: one that has read others before is not believed.
    let is_busy = |process: &u32| peak(*process) > 60 << 10;
    let begun = Instant::now();
    while let Some(busy) = children(child.id()).into_iter().find(is_busy).or_else(|| {
        thread::sleep(Duration::from_millis(5));
        (!has_ended(child.id())).then_some(0)
    }) {
        assert!(begun.elapsed() < PATIENCE);
        if busy != 0 {
            let _ = Command::new("kill").args(["-s", "SEGV", &busy.to_string()]).status();
        }
    }
    only_one_is_lost(&folder, child, "fault");
}

/// True if the process has ended, whether or not somebody has asked how.
fn has_ended(process: u32) -> bool {
    let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    state.rsplit(')').next().is_none_or(|rest| rest.trim_start().starts_with('Z') || rest.is_empty())
}

#[test]
fn comments_that_each_span_the_whole_document() {
    let count = 20_000;
    let starts: String = (0..count).map(|id| format!("<commentRangeStart w:id=\"{id}\"/>")).collect();
    let ends: String = (0..count).map(|id| format!("<commentRangeEnd w:id=\"{id}\"/>")).collect();
    let lines: String = (0..5_000).map(|line| format!("<p><r><t>Dòng {line}</t></r></p>")).collect();
    let said: String = (0..count)
        .map(|id| format!("<comment w:id=\"{id}\"><p><r><t>rasoat: bỏ qua typing – x</t></r></p></comment>"))
        .collect();
    let comments = format!("<comments xmlns=\"{WORD}\" xmlns:w=\"{WORD}\">{said}</comments>");
    let body = format!("{starts}{lines}{ends}").replace("w:id", &format!("xmlns:w=\"{WORD}\" w:id"));
    is_refused("nhan-xet.docx", &docx(&body, &[("comments.xml", "comments", comments)]), BOMB);
}
