//! What holds for any input. Property tests and fuzz targets come in here: no panic, every place cuts
//! whole letters and slices to its quote, the same input gives the same output.

use std::io::{Cursor, Write as _};
use std::sync::OnceLock;

use rasoat::catalogue::{Catalogue, PackFile};
use rasoat::diagnostic::Reason;
use rasoat::engine::{self, Settings};
use rasoat::model::{Document, RawDocument, SourceFile, Span};
use rasoat::readers::{self, Limits};
use rasoat::recognize;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Limits of a hostile file: low, so that reaching them is quick.
fn limits() -> Limits {
    Limits { unpacked_bytes: 1 << 20, pdf_pages: 20, pdf_glyphs: 20_000, ..Limits::default() }
}

/// The built-in rules, bound once.
pub(crate) fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    SETTINGS.get_or_init(|| Settings { limits: limits(), ..Settings::new() })
}

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: bytes.to_vec() }
}

/// A reader, chosen by `name` as the program chooses it.
pub(crate) fn read(name: &str, bytes: &[u8]) {
    let file = file(name, bytes);
    let Ok((raw, notices)) = readers::read(&file, &limits()) else { return };
    let (again, notices_again) = readers::read(&file, &limits()).expect("it was read before");
    // Before anything asks the blocks for their words: they keep the answers.
    assert_eq!(format!("{raw:?}"), format!("{again:?}"), "two readings differ");
    blocks_are_whole(&raw);
    assert_eq!(notices, notices_again);
}

/// The DOCX reader on `bytes`: a package, or the main part of one.
pub(crate) fn read_docx(bytes: &[u8]) {
    read("a.docx", &packed(bytes, "word/document.xml", &DOCX_PARTS));
}

/// The ODT reader on `bytes`: a package, or the content of one.
pub(crate) fn read_odt(bytes: &[u8]) {
    read("a.odt", &packed(bytes, "content.xml", &[("mimetype", "application/vnd.oasis.opendocument.text")]));
}

const DOCX_PARTS: [(&str, &str); 5] = [
    ("[Content_Types].xml", include_str!("../../fixtures/docx/common/[Content_Types].xml")),
    ("_rels/.rels", include_str!("../../fixtures/docx/common/_rels/.rels")),
    ("word/_rels/document.xml.rels", include_str!("../../fixtures/docx/common/word/_rels/document.xml.rels")),
    ("word/styles.xml", include_str!("../../fixtures/docx/common/word/styles.xml")),
    ("word/numbering.xml", include_str!("../../fixtures/docx/common/word/numbering.xml")),
];

/// `bytes` themselves if they are a package; else a package whose part `main` they are.
fn packed(bytes: &[u8], main: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = parts.iter().map(|(name, part)| (*name, part.as_bytes()));
    for (name, part) in parts.chain([(main, bytes)]) {
        writer.start_file(name, stored).expect("starts");
        writer.write_all(part).expect("writes");
    }
    writer.finish().expect("finishes").into_inner()
}

/// Pieces cover the text of each block, and its clean text comes from its stored text.
fn blocks_are_whole(raw: &RawDocument) {
    for block in &raw.blocks {
        let mut at = 0;
        for piece in block.pieces() {
            assert_eq!(piece.range.start(), at, "a gap in the pieces of {:?}", block.text());
            at = piece.range.end();
            assert!(block.text().is_char_boundary(at as usize), "a piece cuts a letter of {:?}", block.text());
        }
        assert_eq!(at as usize, block.text().len(), "the pieces of {:?} end early", block.text());
        assert_eq!(block.clean().len(), block.folded().len(), "folding moved {:?}", block.clean());
        for token in block.tokens() {
            assert!(block.clean().get(token.range().usize()).is_some(), "a token cuts a letter of {:?}", block.clean());
            is_place(raw, block.span(token.range()));
        }
    }
}

fn is_place(raw: &RawDocument, span: Span) {
    let block = raw.block(span.block);
    assert!(block.text().get(span.range.usize()).is_some(), "{span:?} cuts a letter of {:?}", block.text());
}

/// A document of plain text of which nothing is recognised yet.
fn document(text: &str) -> Option<Document> {
    let (raw, _) = readers::read(&file("a.txt", text.as_bytes()), &limits()).ok()?;
    Some(Document::unrecognized(raw))
}

/// The recogniser of citations.
pub(crate) fn citations(text: &str) {
    let Some(document) = document(text) else { return };
    let found = recognize::citations::recognize(&document);
    for citation in &found.all {
        is_place(&document.raw, citation.span);
        if let Some(symbol) = &citation.symbol {
            is_place(&document.raw, symbol.span);
            assert_eq!(document.clean_text(symbol.span), symbol.text, "a symbol is not where it says");
        }
    }
    for alias in &found.aliases {
        is_place(&document.raw, alias.span);
        assert!(alias.citation < found.all.len(), "a short name of no citation");
    }
    assert_eq!(format!("{found:?}"), format!("{:?}", recognize::citations::recognize(&document)));
}

/// The recogniser of figures.
pub(crate) fn figures(text: &str) {
    let Some(document) = document(text) else { return };
    let found = recognize::figures::recognize(&document);
    for figure in &found.all {
        is_place(&document.raw, figure.span);
        is_place(&document.raw, figure.number);
        assert!(figure.span.range.contains(figure.number.range), "a number outside its figure");
    }
    for ratio in &found.ratios {
        assert!(ratio.count < found.all.len() && ratio.percent < found.all.len(), "a ratio of no figures");
    }
    assert_eq!(format!("{found:?}"), format!("{:?}", recognize::figures::recognize(&document)));
}

/// Loading of a rule file or, with `profile`, of a profile.
pub(crate) fn rules(text: &str, profile: bool) {
    let parts = if profile { ["profiles", "x.toml"].as_slice() } else { ["nhom", "x.toml"].as_slice() };
    let pack = PackFile {
        path: "x.toml".to_owned(),
        parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        text: text.to_owned(),
    };
    let Err(errors) = Catalogue::builtin().with_packs(&[pack]) else { return };
    assert!(!errors.is_empty(), "refused without a reason");
    for error in errors {
        assert!(text.get(error.range.clone()).is_some(), "{:?} is not a place of the file", error.range);
    }
}

/// The whole check of a file.
pub(crate) fn check(name: &str, bytes: &[u8], settings: &Settings) {
    let file = file(name, bytes);
    let Ok(outcome) = engine::check(&file, settings) else { return };
    let document = &outcome.document;
    for skipped in &outcome.not_checked {
        assert_ne!(skipped.reason, Reason::Fault, "{} stopped", skipped.rule);
    }
    for diagnostic in &outcome.diagnostics {
        let labels = diagnostic.labels.iter().map(|label| label.span);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in std::iter::once(diagnostic.span).chain(labels).chain(edits) {
            is_place(&document.raw, span);
            if let Some(bytes) = document.source_bytes(span) {
                let quote = document.raw.decoded.get(bytes.usize());
                assert_eq!(quote, Some(document.quote(span)), "{}", diagnostic.rule);
            }
        }
    }
    let again = engine::check(&file, settings).expect("it was read before");
    assert_eq!(outcome.diagnostics, again.diagnostics);
    assert_eq!(outcome.evidence, again.evidence);
}
