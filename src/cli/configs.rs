//! Finds and reads configuration files: the nearest `rasoat.toml` above each document, with what it
//! extends, the variables of the environment and the arguments over it.

use std::collections::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use jiff::civil::Date;

use super::args::{ConfigArgs, Language};
use super::{Session, inputs, packs, registry, selectors};
use crate::catalogue::{Catalogue, Mistake, PackError, PackFile};
use crate::config::{self, Layer, Options, Origin, Plan, Resolved};
use crate::lexicon::instruments::{Instrument, Registry};
use crate::report::packs::mistakes;
use crate::report::words;

/// Name of a configuration file.
pub(super) const NAME: &str = "rasoat.toml";

/// What was typed, and in which folder.
pub(super) struct Asked<'a> {
    /// The arguments.
    pub(super) args: &'a ConfigArgs,
    /// The language that was typed.
    pub(super) lang: Option<Language>,
    /// The day of checking.
    pub(super) today: Option<Date>,
    /// Whether accepted findings are heeded.
    pub(super) heed_suppressions: bool,
    /// The instruments that were typed, beside those of the configuration and the built-in ones.
    pub(super) registry: Vec<Instrument>,
    /// The day on which cited law is judged, if not the document's own.
    pub(super) law_day: Option<Date>,
}

/// A configuration file and what it extends, before it: ready to be applied to documents.
struct Chain {
    layers: Vec<Layer>,
    packs: Vec<PackFile>,
    registry: Registry,
}

/// The configurations of a run.
pub(super) struct Configs<'a> {
    asked: Asked<'a>,
    folder: PathBuf,
    typed: Vec<Layer>,
    by_file: HashMap<Option<PathBuf>, usize>,
    by_folder: HashMap<PathBuf, Option<PathBuf>>,
    chains: Vec<Chain>,
    by_variant: HashMap<(usize, Vec<bool>), usize>,
    /// The plans made so far.
    pub(super) plans: Vec<Plan>,
}

/// Files while they are read, with their mistakes.
#[derive(Default)]
struct Reading {
    files: Vec<PackFile>,
    options: Vec<(usize, Options, PathBuf)>,
    errors: Vec<PackError>,
}

impl<'a> Configs<'a> {
    /// Configurations under what was typed.
    pub(super) fn new(asked: Asked<'a>, session: &Session) -> io::Result<Self> {
        let folder = env::current_dir()?;
        let typed = typed(&asked, &folder, session);
        Ok(Self {
            asked,
            folder,
            typed,
            by_file: HashMap::new(),
            by_folder: HashMap::new(),
            chains: Vec::new(),
            by_variant: HashMap::new(),
            plans: Vec::new(),
        })
    }

    /// The settings for the document `path`; `None` if its configuration has mistakes, which are shown.
    pub(super) fn resolved(&mut self, path: &Path, session: &mut Session) -> io::Result<Option<Resolved>> {
        let path = self.absolute(path);
        let Some(chain) = self.chain(&path, session)? else { return Ok(None) };
        Ok(self.chains.get(chain).map(|chain| Resolved::new(&chain.layers, &path)))
    }

    /// The plan for the document `path`, by its index; `None` as in [`Self::resolved`].
    pub(super) fn plan(&mut self, path: &Path, session: &mut Session) -> io::Result<Option<usize>> {
        let path = self.absolute(path);
        let Some(at) = self.chain(&path, session)? else { return Ok(None) };
        let Some(chain) = self.chains.get(at) else { return Ok(None) };
        let key = (at, config::variant(&chain.layers, &path));
        if let Some(plan) = self.by_variant.get(&key) {
            return Ok(Some(*plan));
        }
        let resolved = Resolved::new(&chain.layers, &path);
        let Ok(catalogue) = Catalogue::builtin().with_packs(&chain.packs) else { return Ok(None) };
        let mut plan = Plan::new(&resolved, catalogue);
        plan.settings.today = self.asked.today;
        plan.settings.heed_suppressions = self.asked.heed_suppressions;
        plan.settings.registry = chain.registry.clone();
        plan.settings.law_day = self.asked.law_day;
        self.plans.push(plan);
        self.by_variant.insert(key, self.plans.len() - 1);
        Ok(Some(self.plans.len() - 1))
    }

    /// The instruments that documents in the current folder are compared with; `None` as in [`Self::resolved`].
    pub(super) fn registry(&mut self, session: &mut Session) -> io::Result<Option<Registry>> {
        let folder = self.folder.clone();
        let chain = self.chain(&folder, session)?;
        Ok(chain.and_then(|at| self.chains.get(at)).map(|chain| chain.registry.clone()))
    }

    /// Whether the document `path`, found in a folder, is to be checked.
    pub(super) fn is_wanted(&mut self, path: &Path, session: &mut Session) -> io::Result<bool> {
        let path = self.absolute(path);
        let chain = self.chain(&path, session)?;
        Ok(chain.and_then(|at| self.chains.get(at)).is_none_or(|chain| config::is_wanted(&chain.layers, &path)))
    }

    /// `path` from the root, without `.` and `..`, so that patterns meet it as it is.
    pub(super) fn absolute(&self, path: &Path) -> PathBuf {
        let mut absolute = PathBuf::new();
        for part in self.folder.join(path).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    absolute.pop();
                }
                part => absolute.push(part),
            }
        }
        absolute
    }

    /// The folder to which a run over `path` belongs: that of the configuration, if it was found
    /// there, or the current one.
    pub(super) fn home(&mut self, path: &Path) -> PathBuf {
        let path = self.absolute(path);
        let found = if self.asked.args.config.is_none() { self.file(&path) } else { None };
        found.and_then(|file| file.parent().map(Path::to_owned)).unwrap_or_else(|| self.folder.clone())
    }

    /// `path` as a user in this folder would write it.
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).display().to_string()
    }

    /// The configuration file for `path`: the one that was named, or the nearest above it.
    fn file(&mut self, path: &Path) -> Option<PathBuf> {
        if self.asked.args.isolated {
            return None;
        }
        if let Some(named) = &self.asked.args.config {
            return Some(self.absolute(named));
        }
        let folder = if path.is_dir() { path } else { path.parent()? };
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let found = folder.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file());
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    fn chain(&mut self, path: &Path, session: &mut Session) -> io::Result<Option<usize>> {
        let file = self.file(path);
        if let Some(known) = self.by_file.get(&file) {
            return Ok(Some(*known));
        }
        let Some(chain) = self.load(file.as_deref(), session)? else { return Ok(None) };
        self.chains.push(chain);
        self.by_file.insert(file, self.chains.len() - 1);
        Ok(Some(self.chains.len() - 1))
    }

    fn load(&self, file: Option<&Path>, session: &mut Session) -> io::Result<Option<Chain>> {
        let mut reading = Reading::default();
        if let Some(file) = file {
            match fs::read_to_string(file) {
                Ok(text) => self.read(file, &text, &mut Vec::new(), &mut reading),
                Err(error) => {
                    let told = words::failure(&inputs::failure(&error), session.lang());
                    session.complain(&format!("{}: {} {}", self.shown(file), told.message, told.help))?;
                    return Ok(None);
                }
            }
        }
        let lang = reading.options.iter().rev().find_map(|(_, options, _)| options.lang);
        if let (None, Some(lang)) = (self.asked.lang, lang) {
            session.speak(lang.into());
        }
        let mut packs = self.packs(&mut reading);
        packs.extend(match packs::typed(&self.asked.args.packs, session)? {
            Some(packs) => packs,
            None => return Ok(None),
        });
        if !reading.errors.is_empty() {
            return Self::show(&reading.files, &reading.errors, session);
        }
        let catalogue = match Catalogue::builtin().with_packs(&packs) {
            Ok(catalogue) => catalogue,
            Err(errors) => return Self::show(&packs, &errors, session),
        };
        for (at, options, _) in &reading.options {
            let Some(file) = reading.files.get(*at) else { continue };
            let found = config::judge(&file.text, options, &catalogue);
            reading.errors.extend(found.into_iter().map(|(range, mistake)| PackError { file: *at, range, mistake }));
        }
        if !reading.errors.is_empty() {
            return Self::show(&reading.files, &reading.errors, session);
        }
        let args = self.asked.args;
        let rules: Vec<String> =
            args.select.iter().chain(&args.ignore).filter(|name| !name.is_empty()).cloned().collect();
        if !selectors::are_known(&catalogue, &rules, args.profile.as_deref(), session)? {
            return Ok(None);
        }
        let Some(registry) = self.registries(&mut reading, session)? else { return Ok(None) };
        if !reading.errors.is_empty() {
            return Self::show(&reading.files, &reading.errors, session);
        }
        // Patterns of a file that is extended or named serve the documents of the file that governs.
        let governing = file.filter(|_| args.config.is_none()).and_then(Path::parent).unwrap_or(&self.folder);
        let files = reading.options.into_iter().map(|(at, options, folder)| {
            let name = reading.files.get(at).map(|file| file.path.clone()).unwrap_or_default();
            Layer::new(Origin::File(name), options, &folder, governing)
        });
        Ok(Some(Chain { layers: files.chain(self.typed.iter().cloned()).collect(), packs, registry }))
    }

    fn show<T>(files: &[PackFile], errors: &[PackError], session: &mut Session) -> io::Result<Option<T>> {
        session.show_trouble(&mistakes(files, errors, session.trouble_look()))?;
        Ok(None)
    }

    /// Reads the file at `path`, and before it what it extends. `open` are the files being read.
    fn read(&self, path: &Path, text: &str, open: &mut Vec<PathBuf>, reading: &mut Reading) {
        let at = reading.files.len();
        let folder = path.parent().unwrap_or(path).to_owned();
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
            let wanted = self.absolute(&folder.join(name));
            let mistake = if open.contains(&wanted) {
                Some(Mistake::Circle)
            } else {
                match fs::read_to_string(&wanted) {
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
        reading.options.push((at, options, folder));
    }

    /// The rules in the folders that the configuration names.
    fn packs(&self, reading: &mut Reading) -> Vec<PackFile> {
        let mut files = Vec::new();
        for (at, options, folder) in &reading.options {
            for (entry, name) in options.rules.iter().enumerate() {
                let mistake = match packs::read(&self.absolute(&folder.join(name))) {
                    Ok(found) if found.is_empty() => Mistake::Empty,
                    Ok(found) => {
                        files.extend(found);
                        continue;
                    }
                    Err(error) => Mistake::Unreadable(error.to_string()),
                };
                let text = reading.files.get(*at).map_or("", |file| &file.text);
                let range = config::entry_range(text, "rules", entry);
                reading.errors.push(PackError { file: *at, range, mistake });
            }
        }
        files
    }

    /// The instruments that were typed, then those that the configuration names, of the nearest file
    /// first; `None` if one of its registries has mistakes, which are shown at their places there.
    fn registries(&self, reading: &mut Reading, session: &mut Session) -> io::Result<Option<Registry>> {
        let mut own = self.asked.registry.clone();
        let mut all_right = true;
        for (at, options, folder) in reading.options.iter().rev() {
            for (entry, name) in options.registry.iter().enumerate() {
                let path = self.absolute(&folder.join(name));
                match fs::read_to_string(&path) {
                    Ok(text) => match registry::judged(&self.shown(&path), &text, session)? {
                        Some(found) => own.extend(found),
                        None => all_right = false,
                    },
                    Err(error) => {
                        let text = reading.files.get(*at).map_or("", |file| &file.text);
                        let range = config::entry_range(text, "registry", entry);
                        let mistake = Mistake::Unreadable(error.to_string());
                        reading.errors.push(PackError { file: *at, range, mistake });
                    }
                }
            }
        }
        Ok(all_right.then(|| Registry::new(own)))
    }
}

/// What was typed as two layers: variables of the environment, and arguments over them.
fn typed(asked: &Asked<'_>, folder: &Path, session: &Session) -> Vec<Layer> {
    let args = asked.args;
    let layer = |origin: Origin, of: &dyn Fn(&str) -> bool| {
        // An empty variable names no rule.
        let list = |name: &str, list: &Vec<String>| {
            list.iter().filter(|value| of(name) && !value.is_empty()).cloned().collect::<Vec<String>>()
        };
        let options = Options {
            stage: args.stage.filter(|_| of("stage")).map(Into::into),
            lang: asked.lang.filter(|_| of("lang")).map(Into::into),
            fail_on: args.fail_on.filter(|_| of("fail_on")).map(Into::into),
            profile: args.profile.clone().filter(|_| of("profile")),
            select: Some(list("select", &args.select)).filter(|names| !names.is_empty()),
            ignore: list("ignore", &args.ignore),
            include: Some(list("include", &args.include)).filter(|patterns| !patterns.is_empty()),
            exclude: list("exclude", &args.exclude),
            baseline: args.baseline.as_ref().filter(|_| of("baseline")).map(|path| path.display().to_string()),
            ..Options::default()
        };
        Layer::new(origin, options, folder, folder)
    };
    let environment = |name: &str| session.is_from_environment(name);
    vec![
        layer(Origin::Environment, &environment),
        layer(Origin::CommandLine, &|name| !session.is_from_environment(name)),
    ]
}
