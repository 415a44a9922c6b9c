//! The mutation benchmark: known defects are put into clean documents, and the checker is asked
//! whether it finds them and says nothing else.

pub(crate) mod change;
pub(crate) mod compare;
pub(crate) mod operators;
pub(crate) mod package;
pub(crate) mod runner;
pub(crate) mod subject;
pub(crate) mod table;
pub(crate) mod text;

use std::path::Path;

use rasoat::engine::Settings;
use rasoat::model::SourceFile;

use crate::support::{self, variants};

/// The settings of every run: nothing depends on the day.
pub(crate) fn settings() -> Settings {
    Settings { today: Some(jiff::civil::date(2026, 11, 1)), ..Settings::new() }
}

/// The documents of the project that give no finding: drafts, and Word documents in full
/// presentation.
pub(crate) fn fixtures() -> Vec<SourceFile> {
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/drafts");
    let mut paths = vec![drafts.join("bao-cao-nd73-dung.txt")];
    let folder = std::fs::read_dir(drafts.join("dung")).into_iter().flatten().flatten();
    paths.extend(folder.map(|entry| entry.path()));
    paths.sort();
    let name = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
    let texts =
        paths.into_iter().filter_map(|path| Some(SourceFile { name: name(&path), bytes: std::fs::read(&path).ok()? }));
    let word = variants::COMPLIANT
        .iter()
        .map(|case| SourceFile { name: format!("{case}.docx"), bytes: support::package(case) });
    texts.chain(word).collect()
}
