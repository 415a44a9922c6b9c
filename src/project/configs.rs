//! Finds and reads configuration files: the nearest `rasoat.toml` above each document, with what it
//! extends, and what was given over it.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::files::{Files, absolute, may_decide, root_of};
use super::named::Reading;
use crate::catalogue::archive::is_rule_file;
use crate::catalogue::{Catalogue, Mistake, PackError, PackFile, nearest, selector};
use crate::config::{self, Declared, Departure, LangName, Layer, Origin, Plan, Resolved};
use crate::engine::Heed;
use crate::lexicon::instruments::{Instrument, Registry};
use crate::lexicon::registry_file;

/// Name of a configuration file.
pub(crate) const NAME: &str = "rasoat.toml";

/// What holds whatever the files say.
#[derive(Default)]
pub(crate) struct Given {
    /// The folder that relative paths start at.
    pub(crate) folder: PathBuf,
    /// Use no configuration file.
    pub(crate) isolated: bool,
    /// Use this one for all documents.
    pub(crate) named: Option<PathBuf>,
    /// Options over those of the files, in order.
    pub(crate) layers: Vec<Layer>,
    /// Folders of rules beside those of the files.
    pub(crate) packs: Vec<PathBuf>,
    /// The day of checking.
    pub(crate) today: Option<Date>,
    /// Who may accept findings.
    pub(crate) heed: Heed,
    /// Instruments beside those that the files name and the built-in ones.
    pub(crate) registry: Vec<Instrument>,
    /// The day on which cited law is judged, if not the document's own.
    pub(crate) law_day: Option<Date>,
}

/// A configuration file and what it extends, before it: ready to be applied to documents.
#[derive(Clone)]
pub(crate) struct Chain {
    layers: Vec<Layer>,
    packs: Vec<PackFile>,
    registry: Registry,
    /// The language that a file sets.
    pub(crate) lang: Option<LangName>,
    /// Names that were given and that nobody knows.
    pub(crate) unknown: Unknown,
}

impl Chain {
    /// The files of the packs.
    #[cfg(feature = "lsp")]
    pub(crate) fn pack_files(&self) -> &[PackFile] {
        &self.packs
    }
}

/// Names that were given and that the catalogue lacks, each with the one most like it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// Rules and groups.
    pub(crate) rules: Vec<(String, Option<String>)>,
    /// The profile.
    pub(crate) profile: Option<(String, Option<String>)>,
}

impl Unknown {
    /// What of rules or groups and a profile `catalogue` lacks.
    pub(crate) fn among<'a>(
        rules: impl Iterator<Item = &'a String>,
        profile: Option<&str>,
        catalogue: &Catalogue,
    ) -> Self {
        let mut rules = rules.peekable();
        let known = if rules.peek().is_some() { selector::known(catalogue) } else { BTreeSet::new() };
        let like = |name: &String| nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        let rules = rules.filter(|name| !known.contains(*name)).map(|name| (name.clone(), like(name))).collect();
        let profiles = || catalogue.profiles.iter().map(|profile| profile.name.as_str());
        let missing = profile.filter(|name| !profiles().any(|known| known == *name));
        let profile = missing.map(|name| (name.to_owned(), nearest(name, profiles()).map(str::to_owned)));
        Self { rules, profile }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// The language that a file set before the trouble was met.
    pub(crate) lang: Option<LangName>,
    /// What is wrong.
    pub(crate) what: What,
}

/// What is wrong with a configuration.
#[derive(Debug)]
pub(crate) enum What {
    /// A file or folder cannot be read.
    Unreadable(PathBuf, io::Error),
    /// A folder that was given holds no rule.
    NoRules(PathBuf),
    /// Mistakes in configuration or rule files.
    Mistakes(Vec<PackFile>, Vec<PackError>),
    /// Mistakes in registries of instruments.
    Registries(Vec<FaultyRegistry>),
}

/// A registry of instruments with mistakes.
#[derive(Debug)]
pub(crate) struct FaultyRegistry {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its text.
    pub(crate) text: String,
    /// What is wrong in it.
    pub(crate) mistakes: Vec<registry_file::Mistake>,
}

/// The configurations of a run or session.
#[derive(Default)]
pub(crate) struct Configs {
    given: Given,
    files: Files,
    by_file: HashMap<Option<PathBuf>, (usize, Arc<Chain>)>,
    by_folder: HashMap<PathBuf, Option<PathBuf>>,
    chains: Vec<(Option<PathBuf>, Arc<Chain>)>,
    by_variant: HashMap<(usize, Vec<bool>), (usize, Arc<Plan>)>,
    /// The plans made so far.
    pub(crate) plans: Vec<Arc<Plan>>,
    /// Files that were read, and folders.
    read: BTreeSet<PathBuf>,
    /// Word lists among them.
    word_lists: BTreeSet<PathBuf>,
    /// The last state of each file that could be used, for as long as the present one cannot.
    before: HashMap<Option<PathBuf>, Arc<Chain>>,
}

/// Files that extend each other in a row.
const MOST_DEEP: usize = 16;
/// Files that one configuration is made of.
const MOST_FILES: usize = 64;

impl Configs {
    /// Configurations under what was given.
    pub(crate) fn new(given: Given, files: Files) -> Self {
        Self { given, files, ..Self::default() }
    }

    /// Everything read anew, under what is given now.
    pub(crate) fn renewed(self, given: Given, files: Files) -> Self {
        let mut before = self.before;
        before.extend(self.chains);
        Self { given, files, before, ..Self::default() }
    }

    /// What the files and the layers over them say about the document `path`.
    pub(crate) fn resolved(&mut self, path: &Path) -> Result<Resolved, Trouble> {
        let path = self.absolute(path);
        let (_, chain) = self.chain(&path)?;
        Ok(Resolved::new(&chain.layers, &path))
    }

    /// The plan for the document `path`, by its index.
    pub(crate) fn plan(&mut self, path: &Path) -> Result<usize, Trouble> {
        let path = self.absolute(path);
        let (at, chain) = self.chain(&path)?;
        Ok(self.plan_of(at, &chain, &path).0)
    }

    /// The plan for the document `path` with its index. If its configuration cannot be used, the last one that could
    /// is in its place, or what was given alone; the trouble is given back when it is first met.
    pub(crate) fn plan_anyway(&mut self, path: &Path) -> (usize, Arc<Plan>, Option<Trouble>) {
        let path = self.absolute(path);
        let ((at, chain), trouble) = match self.chain(&path) {
            Ok(found) => (found, None),
            Err(trouble) => {
                let file = self.file(&path);
                let chain = self.before.get(&file).cloned().unwrap_or_else(|| {
                    let registry = Registry::new(self.given.registry.clone());
                    let (layers, lang) = (self.given.layers.clone(), trouble.lang);
                    Arc::new(Chain { layers, packs: Vec::new(), registry, lang, unknown: Unknown::default() })
                });
                // It stays in the place of this file until everything is read anew.
                (self.keep(file, chain), Some(trouble))
            }
        };
        let (number, plan) = self.plan_of(at, &chain, &path);
        (number, plan, trouble)
    }

    fn plan_of(&mut self, at: usize, chain: &Chain, path: &Path) -> (usize, Arc<Plan>) {
        let key = (at, config::variant(&chain.layers, path));
        if let Some((number, plan)) = self.by_variant.get(&key) {
            return (*number, Arc::clone(plan));
        }
        let resolved = Resolved::new(&chain.layers, path);
        let catalogue = Catalogue::builtin().with_packs(&chain.packs).unwrap_or_else(|_| Catalogue::builtin());
        let mut plan = Plan::new(&resolved, catalogue);
        super::read_apart(&mut plan.settings);
        plan.settings.today = self.given.today;
        plan.settings.heed = self.given.heed;
        let replaced = chain.registry.replaced();
        if !replaced.is_empty() {
            plan.departures.push(Departure::FactsReplaced(replaced));
        }
        plan.settings.registry = chain.registry.clone();
        plan.settings.law_day = self.given.law_day;
        let (number, plan) = (self.plans.len(), Arc::new(plan));
        self.plans.push(Arc::clone(&plan));
        self.by_variant.insert(key, (number, Arc::clone(&plan)));
        (number, plan)
    }

    /// The instruments that documents in the folder of relative paths are compared with.
    pub(crate) fn registry(&mut self) -> Result<Registry, Trouble> {
        let folder = self.given.folder.clone();
        Ok(self.chain(&folder)?.1.registry.clone())
    }

    /// Whether the document `path`, found in a folder, is to be checked.
    pub(crate) fn is_wanted(&mut self, path: &Path) -> Result<bool, Trouble> {
        let path = self.absolute(path);
        let (_, chain) = self.chain(&path)?;
        Ok(config::is_wanted(&chain.layers, &path))
    }

    /// The reports that sum up others, as the configurations read so far declare them, each once.
    pub(crate) fn sums(&self) -> Vec<Declared> {
        let mut sums: Vec<Declared> = Vec::new();
        for declared in self.chains.iter().flat_map(|(_, chain)| config::sums(&chain.layers)) {
            let same = |known: &Declared| {
                known.origin == declared.origin && known.entry == declared.entry && known.folder == declared.folder
            };
            if !sums.iter().any(same) {
                sums.push(declared.clone());
            }
        }
        sums
    }

    /// The configurations that were read after the first `known`.
    pub(crate) fn read_after(&self, known: usize) -> impl Iterator<Item = &Chain> {
        self.chains.iter().skip(known).map(|(_, chain)| chain.as_ref())
    }

    /// True for a word list of a configuration that was read: it is no document.
    #[cfg(feature = "lsp")]
    pub(crate) fn is_word_list(&self, path: &Path) -> bool {
        self.word_lists.contains(path)
    }

    /// The configuration file for documents in `folder`, with its text, if it was looked for.
    #[cfg(feature = "lsp")]
    pub(crate) fn known_file(&self, folder: &Path) -> Option<(PathBuf, String)> {
        let file = self.by_folder.get(folder)?.as_ref()?;
        Some((file.clone(), self.files.text(file).ok()?))
    }

    /// The word list that the configuration `file` calls `name`, with its text.
    #[cfg(feature = "lsp")]
    pub(crate) fn known_word_list(&self, file: &Path, name: &str) -> Option<(PathBuf, String)> {
        let folder = file.parent()?;
        let path = absolute(folder, Path::new(name));
        let text = self.files.words_within(&path, &root_of(folder, &self.given.folder)).ok()?;
        Some((path, text))
    }

    /// The known findings in the file at `path`.
    #[cfg(feature = "lsp")]
    pub(crate) fn known(&self, path: &Path) -> io::Result<String> {
        self.files.known(path)
    }

    /// True if a change of the file at `path` may change how documents are checked.
    pub(crate) fn depends_on(&self, path: &Path) -> bool {
        let in_pack = || is_rule_file(path) && path.ancestors().any(|folder| self.read.contains(folder));
        path.file_name().is_some_and(|name| name == NAME) || self.read.contains(path) || in_pack()
    }

    /// Files and folders on which the configurations rest.
    #[cfg(feature = "watch")]
    pub(crate) fn read_paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.read.iter()
    }

    /// `path` from the root, see [`absolute`].
    pub(crate) fn absolute(&self, path: &Path) -> PathBuf {
        absolute(&self.given.folder, path)
    }

    /// `path` as a user in this folder would write it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.given.folder).unwrap_or(path).display().to_string()
    }

    /// The folder to which a run over `path` belongs: that of the configuration, if it was found
    /// there, or the current one.
    pub(crate) fn home(&mut self, path: &Path) -> PathBuf {
        let path = self.absolute(path);
        let found = if self.given.named.is_none() { self.file(&path) } else { None };
        found.and_then(|file| file.parent().map(Path::to_owned)).unwrap_or_else(|| self.given.folder.clone())
    }

    /// The configuration file for `path`: the one that was named, or the nearest above it.
    fn file(&mut self, path: &Path) -> Option<PathBuf> {
        if self.given.isolated {
            return None;
        }
        if let Some(named) = &self.given.named {
            return Some(self.absolute(named));
        }
        let folder = if path.is_dir() { path } else { path.parent()? };
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let is_there = |file: &PathBuf| self.files.open.contains_key(file) || file.is_file();
        let current = &self.given.folder;
        let decides = |file: &PathBuf| is_there(file) && may_decide(file, folder, current);
        let found = folder.ancestors().map(|folder| folder.join(NAME)).find(decides);
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    fn chain(&mut self, path: &Path) -> Result<(usize, Arc<Chain>), Trouble> {
        let file = self.file(path);
        if let Some(known) = self.by_file.get(&file) {
            return Ok(known.clone());
        }
        let mut reading = Reading::default();
        let chain = self.load(file.as_deref(), &mut reading);
        self.read.append(&mut reading.paths);
        Ok(self.keep(file, Arc::new(chain?)))
    }

    fn keep(&mut self, file: Option<PathBuf>, chain: Arc<Chain>) -> (usize, Arc<Chain>) {
        let lists = chain.layers.iter().flat_map(|layer| &layer.word_lists);
        self.word_lists.extend(lists.map(|list| list.path.clone()));
        let found = (self.chains.len(), Arc::clone(&chain));
        self.chains.push((file.clone(), chain));
        self.by_file.insert(file, found.clone());
        found
    }

    fn load(&self, file: Option<&Path>, reading: &mut Reading) -> Result<Chain, Trouble> {
        if let Some(file) = file {
            reading.paths.insert(file.to_owned());
            match self.files.text(file) {
                Ok(text) => self.read(file, &text, &mut Vec::new(), reading),
                Err(error) => return Err(Trouble { lang: None, what: What::Unreadable(file.to_owned(), error) }),
            }
        }
        let lang = reading.options.iter().rev().find_map(|(_, options, _)| options.lang);
        let trouble = |what| Trouble { lang, what };
        let mut packs = reading.packs(&self.files, &self.given.folder);
        packs.extend(self.given_packs(reading).map_err(trouble)?);
        let registry = reading.registries(self.given.registry.clone(), &self.files, &self.given.folder);
        let mut word_lists = reading.word_lists(&self.files, &self.given.folder);
        let mistakes = |reading: &mut Reading| {
            What::Mistakes(std::mem::take(&mut reading.files), std::mem::take(&mut reading.errors))
        };
        if !reading.errors.is_empty() {
            return Err(trouble(mistakes(reading)));
        }
        let catalogue = match Catalogue::builtin().with_packs(&packs) {
            Ok(catalogue) => catalogue,
            Err(errors) => return Err(trouble(What::Mistakes(packs, errors))),
        };
        for (at, options, _) in &reading.options {
            let Some(file) = reading.files.get(*at) else { continue };
            let found = config::judge(&file.text, options, &catalogue);
            reading.errors.extend(found.into_iter().map(|(range, mistake)| PackError { file: *at, range, mistake }));
        }
        if !reading.errors.is_empty() {
            return Err(trouble(mistakes(reading)));
        }
        let registry = registry.map_err(trouble)?;
        let layers = || self.given.layers.iter().map(|layer| &layer.options);
        let names = layers().flat_map(|options| options.select.iter().flatten().chain(&options.ignore));
        let profile = layers().rev().find_map(|options| options.profile.as_deref());
        let unknown = Unknown::among(names, profile, &catalogue);
        // Patterns of a file that is extended or named serve the documents of the file that governs.
        let governing = file.filter(|_| self.given.named.is_none()).and_then(Path::parent);
        let governing = governing.unwrap_or(&self.given.folder);
        let files = std::mem::take(&mut reading.options).into_iter().map(|(at, options, folder)| {
            let name = reading.files.get(at).map(|file| file.path.clone()).unwrap_or_default();
            let lists = word_lists.remove(&at).unwrap_or_default();
            Layer::new(Origin::File(name), options, &folder, governing).with_word_lists(lists)
        });
        Ok(Chain { layers: files.chain(self.given.layers.iter().cloned()).collect(), packs, registry, lang, unknown })
    }

    /// Reads the file at `path`, and before it what it extends. `open` are the files being read.
    fn read(&self, path: &Path, text: &str, open: &mut Vec<PathBuf>, reading: &mut Reading) {
        let at = reading.files.len();
        let folder = path.parent().unwrap_or(path).to_owned();
        let root = root_of(&folder, &self.given.folder);
        reading.files.push(PackFile { path: self.shown(path), parts: Vec::new(), text: text.to_owned() });
        let options = match config::parse(text) {
            Ok(options) => options,
            Err(found) => {
                let errors = found.into_iter().map(|(range, mistake)| PackError { file: at, range, mistake });
                reading.errors.extend(errors);
                return;
            }
        };
        open.push(path.to_owned());
        for (entry, name) in options.extends.iter().enumerate() {
            let wanted = absolute(&folder, Path::new(name));
            let known = !reading.paths.insert(wanted.clone());
            let mistake = if open.contains(&wanted) {
                Some(Mistake::Circle)
            } else if open.len() >= MOST_DEEP {
                Some(Mistake::TooMany(MOST_DEEP))
            } else if known {
                // What two files extend holds once, before both.
                None
            } else if reading.files.len() >= MOST_FILES {
                Some(Mistake::TooMany(MOST_FILES))
            } else {
                match self.files.text_within(&wanted, &root) {
                    Ok(text) => {
                        self.read(&wanted, &text, open, reading);
                        None
                    }
                    Err(error) => Some(Mistake::Unreadable(error.to_string())),
                }
            };
            if let Some(mistake) = mistake {
                let range = config::entry_range(text, "extends", entry);
                reading.errors.push(PackError { file: at, range, mistake });
            }
        }
        open.pop();
        reading.paths.extend(options.baseline.as_ref().map(|name| absolute(&folder, Path::new(name))));
        reading.options.push((at, options, folder));
    }

    /// The rules in the folders that were given.
    fn given_packs(&self, reading: &mut Reading) -> Result<Vec<PackFile>, What> {
        let mut files = Vec::new();
        for folder in &self.given.packs {
            reading.paths.insert(self.absolute(folder));
            match self.files.packs(folder) {
                Ok(found) if found.is_empty() => return Err(What::NoRules(folder.clone())),
                Ok(found) => files.extend(found),
                Err(error) => return Err(What::Unreadable(folder.clone(), error)),
            }
        }
        Ok(files)
    }
}
