//! The configuration of the documents: `rasoat.toml`, the user's own rules and registry, with the text
//! of the editor in the place of files that it holds, and their mistakes at their places.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::request::{self, Request as _};
use lsp_types::{Diagnostic, DiagnosticSeverity, MessageType};
use serde_json::Value;

use super::document;
use super::findings::SOURCE;
use super::folder::{self, Stamp};
use super::paths;
use super::rules;
use super::server::{Asked, NOTHING, Server};
use super::terms::Terms;
use crate::baseline::Baseline;
use crate::catalogue::{Lang, PackError, PackFile};
use crate::config::Plan;
use crate::project::{self, Configs, FaultyRegistry, Files, Trouble, Unknown, What};
use crate::report::words;
use crate::report::{Failure, registry};
use crate::text::{Buffer, TextRange, Unit};

/// What is known of the configurations.
pub(super) struct Configured {
    /// As the command line finds them.
    found: Configs,
    /// What holds for unsaved documents, and the language in which the server itself speaks.
    pub(super) base: Arc<Terms>,
    /// The files of known findings that were read; nothing for those that cannot be.
    baselines: BTreeMap<PathBuf, Option<Arc<Baseline>>>,
    /// Configuration files that were met.
    files: BTreeSet<PathBuf>,
    /// Files whose mistakes the editor shows.
    faulty: BTreeSet<PathBuf>,
    /// The state in which files were last taken up.
    stamps: BTreeMap<PathBuf, Option<Stamp>>,
    /// What the user was told already.
    told: BTreeSet<String>,
}

/// How far a change of the configuration reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Open documents: the change is not saved yet.
    Open,
    /// The files of the folder too.
    Everything,
}

impl Configured {
    /// No configuration.
    pub(super) fn new() -> Self {
        let mut found = Configs::default();
        let base = terms_of(&mut found, Path::new("")).0;
        Self {
            found,
            base: Arc::new(base),
            baselines: BTreeMap::new(),
            files: BTreeSet::new(),
            faulty: BTreeSet::new(),
            stamps: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// The plans in use.
    pub(super) fn plans(&self) -> impl Iterator<Item = (usize, &Plan)> {
        self.found.plans.iter().map(Arc::as_ref).enumerate()
    }

    /// True for a word list of a configuration.
    pub(super) fn is_word_list(&self, path: &Path) -> bool {
        self.found.is_word_list(path)
    }

    /// As the command line finds them.
    pub(super) const fn found(&self) -> &Configs {
        &self.found
    }

    /// True if a change of the file at `path` may change how documents are checked.
    pub(super) fn depends_on(&self, path: &Path) -> bool {
        self.found.depends_on(path)
    }
}

fn terms_of(configs: &mut Configs, path: &Path) -> (Terms, Option<Trouble>) {
    let (number, plan, trouble) = configs.plan_anyway(path);
    (Terms::new(plan, number), trouble)
}

impl<W: Write> Server<W> {
    /// The terms of the document at `path`; trouble with its configuration is shown where it is.
    pub(super) fn terms(&mut self, path: Option<&Path>) -> io::Result<Arc<Terms>> {
        let Some(path) = path else { return Ok(Arc::clone(&self.configured.base)) };
        let (terms, trouble) = terms_of(&mut self.configured.found, path);
        if let Some(trouble) = trouble {
            self.show_trouble(&trouble)?;
        }
        let Some(file) = terms.baseline().map(Path::to_owned) else { return Ok(Arc::new(terms)) };
        let baseline = self.baseline(&file)?;
        Ok(Arc::new(match baseline {
            Some(baseline) => terms.knowing(baseline, &file, path),
            None => terms,
        }))
    }

    /// The known findings in `file`. Without them findings are shown that are known, so that is said.
    fn baseline(&mut self, file: &Path) -> io::Result<Option<Arc<Baseline>>> {
        if let Some(known) = self.configured.baselines.get(file) {
            return Ok(known.clone());
        }
        let lang = self.lang();
        let read = match self.configured.found.known(file) {
            Ok(text) => Baseline::parse(&text).map_err(|wrong| words::wrong_baseline(wrong.0, lang)),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(words::no_baseline(lang)),
            Err(error) => Err(error.to_string()),
        };
        let baseline = match read {
            Ok(baseline) => Some(Arc::new(baseline)),
            Err(told) => {
                self.tell_once(&format!("{}: {told}", file.display()))?;
                None
            }
        };
        self.configured.baselines.insert(file.to_owned(), baseline.clone());
        Ok(baseline)
    }

    /// Reads all configurations anew and checks again what they reach. In the place of one with
    /// mistakes the last one without goes on.
    pub(super) fn renew(&mut self, reach: Reach) -> io::Result<()> {
        let open = self.open.values().filter(|document| !document.is_text() || self.is_word_list(document));
        let open = open.filter_map(|document| Some((document.path.clone()?, document.buffer.text().to_owned())));
        let files = Files { open: open.collect() };
        let given = self.options.given(self.host.lang, (self.host.today)(), &self.client.roots);
        let found = std::mem::take(&mut self.configured.found);
        self.configured.found = found.renewed(given, files);
        self.configured.baselines.clear();
        self.explanations.renew();
        let faulty = std::mem::take(&mut self.configured.faulty);
        let unsaved = self.client.roots.first().map_or_else(PathBuf::new, |root| root.join("unsaved.txt"));
        self.configured.base = self.terms(Some(&unsaved))?;
        self.judge_configs()?;
        for key in self.open.keys().cloned().collect::<Vec<String>>() {
            let path = self.open.get(&key).and_then(|document| document.path.clone());
            let terms = self.terms(path.as_deref())?;
            if let Some(document) = self.open.get_mut(&key) {
                document.terms = terms;
            }
        }
        for path in faulty.difference(&self.configured.faulty.clone()) {
            self.show_mistakes(path, &NOTHING)?;
        }
        self.tell_unknown_names()?;
        self.check_all(reach)
    }

    /// Judges the configuration files that were met, those that the editor holds, and `found`.
    pub(super) fn judge_found(&mut self, found: BTreeSet<PathBuf>) -> io::Result<()> {
        self.configured.files.extend(found);
        self.judge_configs()
    }

    fn judge_configs(&mut self) -> io::Result<()> {
        let open = self.open.values().filter_map(|document| document.path.clone());
        let is_config = |path: &PathBuf| path.file_name().is_some_and(|name| name == project::NAME);
        let open: BTreeSet<PathBuf> = open.filter(is_config).collect();
        self.configured.files.retain(|file| file.is_file());
        let mut files = self.configured.files.clone();
        files.extend(open);
        for file in files {
            self.terms(Some(&file))?;
        }
        self.try_examples()
    }

    /// Shows the results of the examples of every rule that the editor holds.
    fn try_examples(&mut self) -> io::Result<()> {
        let open =
            self.open.values().filter(|document| !document.is_text()).filter_map(|document| document.path.clone());
        let open: Vec<PathBuf> = open.collect();
        let (today, unit, lang) = ((self.host.today)(), self.client.unit, self.lang());
        let chains: Vec<Vec<PackFile>> =
            self.configured.found.read_after(0).map(|chain| chain.pack_files().to_vec()).collect();
        for path in open {
            let tried = |files: &Vec<PackFile>| rules::failed_examples(files, &path, today, unit, lang);
            let failed: Vec<Diagnostic> =
                chains.iter().map(tried).find(|failed| !failed.is_empty()).unwrap_or_default();
            // A file with mistakes shows those.
            if !failed.is_empty() && self.configured.faulty.insert(path.clone()) {
                self.show_mistakes(&path, &failed)?;
            }
        }
        Ok(())
    }

    fn show_trouble(&mut self, trouble: &Trouble) -> io::Result<()> {
        let lang = self.lang();
        for (path, mistakes) in mistakes(&trouble.what, self.client.unit, lang) {
            self.configured.faulty.insert(path.clone());
            self.show_mistakes(&path, &mistakes)?;
        }
        if let What::NoRules(folder) = &trouble.what {
            let text = words::Word::NoRuleFile.text(lang);
            self.tell_once(&format!("{}: {text}", folder.display()))?;
        }
        Ok(())
    }

    fn show_mistakes(&mut self, path: &Path, mistakes: &[Diagnostic]) -> io::Result<()> {
        let open = self.open.values().find(|document| document.path.as_deref() == Some(path));
        // The editor knows an open file by the address that it wrote itself.
        let Some(uri) = open.map(|document| document.uri.clone()).or_else(|| paths::uri(path)) else {
            return Ok(());
        };
        self.publish(&uri, None, mistakes)
    }

    fn tell_unknown_names(&mut self) -> io::Result<()> {
        let unknown: Vec<Unknown> = self.configured.found.read_after(0).map(|chain| chain.unknown.clone()).collect();
        let lang = self.lang();
        for Unknown { rules, profile } in unknown {
            for (name, nearest) in rules {
                self.tell_once(&words::unknown_rule(&name, nearest.as_deref(), lang))?;
            }
            if let Some((name, nearest)) = profile {
                self.tell_once(&words::unknown_profile(&name, nearest.as_deref(), lang))?;
            }
        }
        Ok(())
    }

    /// Warns of something, once.
    pub(super) fn tell_once(&mut self, text: &str) -> io::Result<()> {
        if !self.configured.told.insert(text.to_owned()) {
            return Ok(());
        }
        self.show(MessageType::WARNING, text)
    }

    /// Other settings may be wrong in the same way.
    pub(super) fn tell_again(&mut self) {
        self.configured.told.clear();
    }

    /// Checks every open document again, and every file if `reach` says so.
    fn check_all(&mut self, reach: Reach) -> io::Result<()> {
        let keys: Vec<String> = self.open.keys().filter(|key| self.is_checked(key)).cloned().collect();
        for key in keys {
            let revision = self.number();
            if let Some(document) = self.open.get_mut(&key) {
                document.renew(revision);
            }
            self.schedule(&key);
        }
        if self.pulls() && self.client.refresh {
            self.ask(request::WorkspaceDiagnosticRefresh::METHOD, &Value::Null, Asked::Nothing)?;
        }
        if self.client.refresh_hints {
            self.ask(request::InlayHintRefreshRequest::METHOD, &Value::Null, Asked::Nothing)?;
        }
        if reach == Reach::Everything { self.scan_anew() } else { Ok(()) }
    }

    /// Whether the configuration wants the document `path` of a folder checked.
    pub(super) fn is_wanted(&mut self, path: &Path) -> bool {
        self.configured.found.is_wanted(path).unwrap_or(true)
    }

    /// A file that is no document was opened, changed or closed in the editor.
    pub(super) fn edited(&mut self, path: Option<PathBuf>) -> io::Result<()> {
        let matters = path.is_some_and(|path| self.configured.depends_on(&path));
        if matters { self.renew(Reach::Open) } else { Ok(()) }
    }

    /// The files at `paths` were written: takes up what documents depend on, once for each state.
    pub(super) fn written(&mut self, paths: &[PathBuf]) -> io::Result<()> {
        let mut changed = false;
        for path in paths.iter().filter(|path| self.configured.found.depends_on(path)) {
            let stamp = folder::stamp(path);
            changed |= self.configured.stamps.insert(path.clone(), stamp) != Some(stamp);
        }
        if changed { self.renew(Reach::Everything) } else { Ok(()) }
    }
}

/// What is wrong, by file.
fn mistakes(what: &What, unit: Unit, lang: Lang) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
    let mut all: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
    let mut add = |path: &Path, text: &str, range: std::ops::Range<usize>, message: String| {
        let buffer = Buffer::new(text.to_owned());
        all.entry(path.to_owned()).or_default().push(Diagnostic {
            range: document::range(&buffer, TextRange::from(range), unit),
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some(SOURCE.to_owned()),
            message,
            ..Diagnostic::default()
        });
    };
    match what {
        What::Mistakes(files, errors) => {
            for PackError { file, range, mistake } in errors {
                let Some(PackFile { path, text, .. }) = files.get(*file) else { continue };
                let told = words::mistake(mistake, lang);
                let message =
                    if told.help.is_empty() { told.message } else { format!("{}\n{}", told.message, told.help) };
                add(Path::new(path), text, range.clone(), message);
            }
        }
        What::Registries(faulty) => {
            for FaultyRegistry { path, text, mistakes } in faulty {
                for mistake in mistakes {
                    add(path, text, mistake.range.clone(), registry::fault(&mistake.fault, lang));
                }
            }
        }
        What::Unreadable(path, error) => {
            let told = words::failure(&Failure::System(error.to_string()), lang);
            add(path, "", 0..0, format!("{} {}", told.message, told.help).trim_end().to_owned());
        }
        What::NoRules(_) => {}
    }
    all
}
