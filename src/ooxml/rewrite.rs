//! Packages as they are written: with some parts replaced or added, where every other part is copied as it lies in the
//! file, packed bytes and all; or new.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::package::PackageError;

/// The package in `bytes` with the parts of `parts`, by name, put in the place of theirs or behind all
/// others, and without the parts that `dropped` names.
pub fn rewritten(
    bytes: &[u8],
    parts: &BTreeMap<String, Vec<u8>>,
    dropped: &dyn Fn(&str) -> bool,
) -> Result<Vec<u8>, PackageError> {
    let damaged = |error: zip::result::ZipError| PackageError::Damaged(error.to_string());
    let broken = |error: std::io::Error| PackageError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + bytes.len() / 4)));
    let mut written: Vec<&String> = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        if dropped(&name) {
            continue;
        }
        match parts.iter().find(|(part, _)| same_part(part, &name)) {
            None => writer.raw_copy_file(entry).map_err(damaged)?,
            Some((part, content)) => {
                let method = match entry.compression() {
                    CompressionMethod::Stored => CompressionMethod::Stored,
                    _ => CompressionMethod::Deflated,
                };
                let options = SimpleFileOptions::default()
                    .compression_method(method)
                    .last_modified_time(entry.last_modified().unwrap_or_default());
                drop(entry);
                writer.start_file(name, options).map_err(damaged)?;
                writer.write_all(content).map_err(broken)?;
                written.push(part);
            }
        }
    }
    for (part, content) in parts.iter().filter(|(part, _)| !written.contains(part)) {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(part.as_str(), options).map_err(damaged)?;
        writer.write_all(content).map_err(broken)?;
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

/// A package of `parts`, each a name and a text, in this order; the same bytes for the same parts.
pub fn written(parts: &[(&str, &str)]) -> Result<Vec<u8>, PackageError> {
    let damaged = |error: zip::result::ZipError| PackageError::Damaged(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // A moment that no clock tells.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        writer.start_file(*name, options).map_err(damaged)?;
        writer.write_all(content.as_bytes()).map_err(|error| PackageError::Damaged(error.to_string()))?;
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

/// True if `entry` of a zip holds the part `name`.
fn same_part(name: &str, entry: &str) -> bool {
    let letters = |name: &str| {
        let name = name.trim_start_matches('/').to_owned();
        name.into_bytes().into_iter().map(|byte| if byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() })
    };
    letters(name).eq(letters(entry))
}
