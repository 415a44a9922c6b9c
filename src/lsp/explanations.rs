//! Explanations of rules and checks as Markdown: inside the editor, and as files for the link behind a code
//! or a name.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lsp_types::Uri;
use tempfile::TempDir;

use super::paths;
use crate::catalogue::{Catalogue, Lang, Rule, manual};
use crate::checks;
use crate::project::left_over;
use crate::report::words::{self, Word};
use crate::report::{self, full};

/// How the name of the folder begins, before the number of the process.
const PREFIX: &str = "rasoat-lsp-";

/// The folder of explanations, which the end of the session removes; of a server that was killed the next one does. Editors open a link to a file;
/// an address that only the server knows would be dead in most of them.
pub(super) struct Explanations(Mutex<State>);

struct State {
    /// `None` if there could be none, or after the session.
    folder: Option<TempDir>,
    /// The files that were written, by their path in the folder.
    written: HashMap<String, Uri>,
}

impl Explanations {
    /// An empty folder; without one there are no links.
    pub(super) fn new() -> Self {
        left_over::remove(&std::env::temp_dir(), PREFIX);
        let folder = tempfile::Builder::new().prefix(&left_over::marked(PREFIX)).tempdir().ok();
        Self(Mutex::new(State { folder, written: HashMap::new() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // After a fault elsewhere the state is still whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The address of the file that explains `rule` as it stands in the plan `number`.
    pub(super) fn of_rule(&self, rule: &Rule, number: usize, lang: Lang) -> Option<Uri> {
        let id = rule.meta.id.as_str();
        self.page(format!("{number}/{id}.md"), || format!("# {id}\n\n{}", markdown(rule, lang)))
    }

    /// The address of the file that explains the check called `name`; `None` if there is no such check.
    pub(super) fn of_check(&self, name: &str, lang: Lang) -> Option<Uri> {
        let kind = checks::find(name)?;
        let page = || report::manual::check_page(&manual::of(kind, &Catalogue::builtin()), lang);
        self.page(format!("check/{name}.md"), page)
    }

    /// The address of the file at `path` in the folder, written when first asked for.
    fn page(&self, path: String, text: impl FnOnce() -> String) -> Option<Uri> {
        let mut state = self.state();
        let file = state.folder.as_ref()?.path().join(&path);
        if let Some(uri) = state.written.get(&path)
            && file.exists()
        {
            return Some(uri.clone());
        }
        fs::create_dir_all(file.parent()?).ok()?;
        fs::write(&file, text()).ok()?;
        let uri = paths::uri(&file)?;
        state.written.insert(path, uri.clone());
        Some(uri)
    }

    /// Forgets what was written: rules or language have changed.
    pub(super) fn renew(&self) {
        self.state().written.clear();
    }

    /// True for one of its own files, which the editor may open and which are not to be checked.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.state().folder.as_ref().is_some_and(|folder| path.starts_with(folder.path()))
    }

    /// Removes the folder, though a check may still be running that would write to it.
    pub(super) fn remove(&self) {
        self.state().folder = None;
        self.renew();
    }
}

/// All about `rule`.
pub(super) fn markdown(rule: &Rule, lang: Lang) -> String {
    let meta = &rule.meta;
    let text = meta.words(lang);
    let mut out = format!("**{}**\n\n", text.title);
    let severity = words::severity(meta.severity, lang);
    let _ = writeln!(out, "{}: {severity} · {}: {}\n", word(Word::Severity, lang), word(Word::Tier, lang), {
        words::tier(meta.tier, lang)
    });
    if !text.help.is_empty() {
        let _ = writeln!(out, "{}: {}\n", word(Word::Help, lang), words::without_values(&text.help));
    }
    let _ = writeln!(out, "{}\n", text.why.trim());
    out.push_str(&basis(rule, lang));
    for example in meta.examples.iter() {
        for (name, shown) in [(Word::BadExample, &example.bad), (Word::GoodExample, &example.good)] {
            if !shown.is_empty() {
                let _ = write!(out, "\n\n{}:\n\n~~~text\n{}\n~~~", word(name, lang), shown.trim_matches('\n'));
            }
        }
    }
    out.push('\n');
    out
}

/// The clauses of `rule`, as one line.
pub(super) fn basis(rule: &Rule, lang: Lang) -> String {
    format!("{}: {}", word(Word::Basis, lang), full::clauses(rule, lang).join("; "))
}

fn word(word: Word, lang: Lang) -> String {
    words::capitalized(word.text(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_explains_a_rule_in_either_language() {
        let catalogue = Catalogue::builtin();
        let rule = catalogue.rule("citation/conflicting-twin").expect("known");
        let explanations = Explanations::new();
        let read = |lang| {
            explanations.renew();
            let uri = explanations.of_rule(rule, 0, lang).expect("written");
            let path = paths::path(uri.as_str()).expect("a file");
            assert!(explanations.holds(&path));
            fs::read_to_string(path).expect("reads")
        };
        assert!(read(Lang::Vi).contains("Căn cứ: tính nhất quán của văn bản"));
        assert!(read(Lang::En).contains(&*rule.meta.en.title));
        let folder = explanations.state().folder.as_ref().map(|folder| folder.path().to_owned()).expect("a folder");
        explanations.remove();
        assert!(!folder.exists());
        assert!(explanations.of_rule(rule, 0, Lang::Vi).is_none());
    }
}
