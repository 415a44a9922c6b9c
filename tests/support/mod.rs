//! Makes DOCX and ODT packages for tests and benchmarks: from unpacked fixtures, from single parts, or as
//! long as wanted.

#![allow(dead_code, reason = "each test binary uses its own share")]

pub(crate) mod drafts;
pub(crate) mod invariants;
pub(crate) mod revisions;
pub(crate) mod variants;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Parts of a package by name.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// The parts of `fixtures/docx/<case>`, over those of `fixtures/docx/common`.
pub(crate) fn fixture(case: &str) -> Parts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/docx");
    let mut parts = Parts::new();
    for folder in ["common", case] {
        collect(&root.join(folder), "", &mut parts);
    }
    parts
}

/// The parts of a package.
pub(crate) fn parts_of(package: &[u8]) -> Parts {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip");
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("entry");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("reads");
        parts.insert(name, content);
    }
    parts
}

/// The parts of `fixtures/odt/<case>`, over those of `fixtures/odt/common`.
pub(crate) fn odt_fixture(case: &str) -> Parts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/odt");
    let mut parts = Parts::new();
    for folder in ["common", case] {
        collect(&root.join(folder), "", &mut parts);
    }
    parts
}

/// The names of all ODT fixtures.
pub(crate) fn odt_fixtures() -> Vec<String> {
    names_below("fixtures/odt")
}

/// A zip of `parts` as the format asks: the kind first and stored as it is.
pub(crate) fn odt_zip(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let first = parts.iter().filter(|(name, _)| *name == "mimetype").map(|part| (part, stored));
    let rest = parts.iter().filter(|(name, _)| *name != "mimetype").map(|part| (part, SimpleFileOptions::default()));
    for ((name, bytes), options) in first.chain(rest) {
        writer.start_file(name.as_str(), options).expect("starts");
        writer.write_all(bytes).expect("writes");
    }
    writer.finish().expect("finishes").into_inner()
}

/// The ODT package of a fixture.
pub(crate) fn odt_package(case: &str) -> Vec<u8> {
    odt_zip(&odt_fixture(case))
}

/// An ODT package whose body is `body`, with these automatic styles.
pub(crate) fn odt_of_body(styles: &str, body: &str) -> Vec<u8> {
    let mut parts = odt_fixture("common");
    let mut content = String::from("<office:document-content");
    for (prefix, name) in [
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("draw", "drawing:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("svg", "svg-compatible:1.0"),
    ] {
        write!(content, " xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{name}\"").expect("grows");
    }
    write!(
        content,
        "><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    .expect("grows");
    parts.insert("content.xml".to_owned(), content.into_bytes());
    odt_zip(&parts)
}

/// The names of all fixtures.
pub(crate) fn fixtures() -> Vec<String> {
    names_below("fixtures/docx")
}

fn names_below(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(root).expect("fixtures");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("entry").file_name().into_string().expect("UTF-8")).collect();
    names.retain(|name| name != "common");
    names.sort();
    names
}

fn collect(folder: &Path, prefix: &str, parts: &mut Parts) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("entry").path();
        let name = format!("{prefix}{}", path.file_name().expect("name").to_str().expect("UTF-8"));
        if path.is_dir() {
            collect(&path, &format!("{name}/"), parts);
        } else {
            parts.insert(name, std::fs::read(&path).expect("readable"));
        }
    }
}

/// A zip of `parts`.
pub(crate) fn zip(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("starts");
        writer.write_all(bytes).expect("writes");
    }
    writer.finish().expect("finishes").into_inner()
}

/// The package of a fixture.
pub(crate) fn package(case: &str) -> Vec<u8> {
    zip(&fixture(case))
}

/// A package whose body is `body`, in the main namespace bound to `w`, with these lists.
pub(crate) fn package_with_numbering(body: &str, numbering: &str) -> Vec<u8> {
    let mut parts = parts_of_body(body);
    parts.insert("word/numbering.xml".to_owned(), numbering.as_bytes().to_vec());
    zip(&parts)
}

/// A package whose body is `body`, in the main namespace bound to `w`.
pub(crate) fn package_of_body(body: &str) -> Vec<u8> {
    zip(&parts_of_body(body))
}

fn parts_of_body(body: &str) -> Parts {
    let mut parts = fixture("common");
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    parts.insert("word/document.xml".to_owned(), document.into_bytes());
    parts
}

/// A report of about `pages` pages: the body of the report fixture between its header and its
/// signature, again and again.
pub(crate) fn report_of_pages(pages: usize) -> Vec<u8> {
    /// What the body of the fixture fills in print.
    const PAGES_OF_FIXTURE: usize = 3;
    let mut parts = fixture("bao-cao-nd73");
    let document = parts.get_mut("word/document.xml").expect("document");
    let text = std::str::from_utf8(document).expect("UTF-8");
    let start = text.find("</w:tbl>").expect("header table") + "</w:tbl>".len();
    let end = text.rfind("<w:tbl>").expect("signature table");
    let mut long = String::with_capacity(text.len() * pages.div_ceil(PAGES_OF_FIXTURE));
    long.push_str(&text[..start]);
    for _ in 0..pages.div_ceil(PAGES_OF_FIXTURE) {
        long.push_str(&text[start..end]);
    }
    long.push_str(&text[end..]);
    *document = long.into_bytes();
    zip(&parts)
}

/// A PDF of one page with this content, which shows letters in the font `F1`.
pub(crate) fn pdf_of_content(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>".to_owned(),
        "<</Type/Font/Subtype/TrueType/BaseFont/Times/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", at + 1);
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}
