//! What an office has of its own: `rasoat.toml`, rules, outlines and a registry of instruments, given to the page as
//! files. A configuration finds among them what it names; rules that none names hold for every document, as with
//! `--rules`. Nothing is used of files in which there is a mistake: who is told so mends it, and until then the
//! documents are checked by the rules that come with the program.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use rasoat::catalogue::archive::{self, content_hash, is_rule_file};
use rasoat::catalogue::{Catalogue, Lang, Mistake, PackFile};
use rasoat::config::{self, Departure, Layer, Options, Origin, Plan, Resolved};
use rasoat::lexicon::instruments::{Instrument, Registry};
use rasoat::lexicon::registry_file;
use rasoat::report::{Look, registry, words};
use serde::{Deserialize, Serialize};

/// Name of a configuration.
const CONFIG: &str = "rasoat.toml";
/// Group of a rule that came without a folder.
const LOOSE: &str = "don-vi";
/// Configurations that extend each other in a row.
const MOST_DEEP: usize = 16;
/// Columns of what is said about a registry.
const WIDTH: usize = 100;

/// A file of the office; its content follows in the room for documents.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Given {
    /// Its path as it was dropped, with slashes.
    path: String,
    /// Bytes of its content.
    length: usize,
    /// It came with documents, so it serves only if a configuration names it.
    #[serde(default)]
    beside: bool,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Fault {
    path: String,
    /// The line, from 1.
    line: usize,
    message: String,
}

/// What is used, for the page to tell.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Told {
    /// Configurations.
    configs: Vec<String>,
    /// How many rules.
    rules: usize,
    /// How many outlines.
    profiles: usize,
    /// How many instruments.
    instruments: usize,
    /// What a configuration asks for and the page cannot do.
    unused: Vec<String>,
    /// Why none of it is used.
    faults: Vec<Fault>,
    /// The stage that the configuration for loose documents sets.
    stage: Option<rasoat::checks::Stage>,
}

/// A configuration with what it extends, ready to be applied.
struct Config {
    folder: PathBuf,
    layers: Vec<Layer>,
    packs: Vec<PackFile>,
    registry: Registry,
}

/// What the office has of its own.
#[derive(Default)]
pub(crate) struct House {
    /// By folder; the one without a folder of its own is last.
    configs: Vec<Config>,
    /// Rules that hold for every document.
    packs: Vec<PackFile>,
}

/// Files by path.
type Files = BTreeMap<PathBuf, Vec<u8>>;

impl House {
    /// Takes the files of an office; none are used if one of them has a mistake.
    pub(crate) fn new(given: &[Given], mut contents: &[u8], lang: Lang) -> (Self, Told) {
        let mut files = Files::new();
        let mut loose = Vec::new();
        for one in given {
            let (content, rest) = contents.split_at(one.length.min(contents.len()));
            contents = rest;
            let path = rooted(Path::new(&one.path));
            if !one.beside && path.file_name().is_none_or(|name| name != CONFIG) {
                loose.push(path.clone());
            }
            files.insert(path, content.to_vec());
        }
        let mut reading = Reading { files: &files, faults: Vec::new(), told: Told::default(), used: Vec::new(), lang };
        let mut configs: Vec<Config> = Vec::new();
        for path in files.keys().filter(|path| path.file_name().is_some_and(|name| name == CONFIG)) {
            configs.extend(reading.config(path));
            reading.told.configs.push(shown(path));
        }
        // What lies deeper governs before what lies around it.
        configs.sort_by_key(|config| std::cmp::Reverse(config.folder.components().count()));
        loose.retain(|path| !reading.used.contains(path));
        let packs = reading.loose(&loose);
        reading.judge(&packs, &configs);
        let Reading { faults, mut told, .. } = reading;
        let house = if faults.is_empty() { Self { configs, packs } } else { Self::default() };
        let outermost = house.configs.last().and_then(|config| config.layers.last());
        told.stage = outermost.and_then(|layer| layer.options.stage);
        told.faults = faults;
        (house, told)
    }

    /// Outlines and rules for documents that are chosen without a folder.
    pub(crate) fn catalogue(&self) -> Catalogue {
        self.catalogue_with(self.configs.last())
    }

    fn catalogue_with(&self, config: Option<&Config>) -> Catalogue {
        let packs = config.into_iter().flat_map(|config| &config.packs).chain(&self.packs);
        let packs: Vec<PackFile> = packs.cloned().collect();
        // They were judged when they were given.
        Catalogue::builtin().with_packs(&packs).unwrap_or_else(|_| Catalogue::builtin())
    }

    /// Which configuration governs the document `name`, and which of its overrides hold.
    pub(crate) fn variant(&self, name: &str) -> (usize, Vec<bool>) {
        let path = rooted(Path::new(name));
        let at = self.governing(&path);
        let layers = self.configs.get(at).map(|config| config.layers.as_slice()).unwrap_or_default();
        (at, config::variant(layers, &path))
    }

    /// The nearest configuration above the document; for one that lies below none, the outermost.
    fn governing(&self, path: &Path) -> usize {
        let above = self.configs.iter().position(|config| path.starts_with(&config.folder));
        above.unwrap_or(self.configs.len().saturating_sub(1))
    }

    /// How the document `name` is checked, with what was chosen on the page over everything else.
    pub(crate) fn plan(&self, name: &str, chosen: Options) -> Plan {
        let path = rooted(Path::new(name));
        let config = self.configs.get(self.governing(&path));
        let root = Path::new("/");
        let chosen = Layer::new(Origin::CommandLine, chosen, root, root);
        let layers = config.map(|config| config.layers.clone()).unwrap_or_default();
        let layers: Vec<Layer> = layers.into_iter().chain([chosen]).collect();
        let mut plan = Plan::new(&Resolved::new(&layers, &path), self.catalogue_with(config));
        if let Some(config) = config {
            let replaced = config.registry.replaced();
            if !replaced.is_empty() {
                plan.departures.push(Departure::FactsReplaced(replaced));
            }
            plan.settings.registry = config.registry.clone();
        }
        plan
    }
}

/// The files while they are read.
struct Reading<'f> {
    files: &'f Files,
    faults: Vec<Fault>,
    told: Told,
    /// Files that a configuration names.
    used: Vec<PathBuf>,
    lang: Lang,
}

impl Reading<'_> {
    fn fault(&mut self, path: &Path, text: &str, at: usize, mistake: &Mistake) {
        let said = words::mistake(mistake, self.lang);
        let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let message = format!("{}. {}", said.message, words::capitalized(&said.help));
        self.faults.push(Fault { path: shown(path), line, message: message.trim_end_matches(['.', ' ']).to_owned() });
    }

    fn text(&mut self, path: &Path) -> Option<String> {
        let content = self.files.get(path)?;
        let text = match content.as_slice() {
            // Notepad writes UTF-16 unless it is told not to.
            [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
            [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
            content => String::from_utf8(content.to_vec()).ok(),
        };
        if text.is_none() {
            self.fault(path, "", 0, &Mistake::Unreadable("stream did not contain valid UTF-8".to_owned()));
        }
        text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
    }

    /// The configuration at `path`.
    fn config(&mut self, path: &Path) -> Option<Config> {
        let mut chain = Vec::new();
        self.chain(path, &mut Vec::new(), &mut chain);
        let folder = path.parent()?.to_owned();
        let mut packs = Vec::new();
        let mut own: Vec<Instrument> = Vec::new();
        for (at, text, options) in &chain {
            self.packs(at, text, options, &mut packs);
            if options.baseline.is_some() {
                self.told.unused.push(format!("{}: baseline", shown(at)));
            }
        }
        for (at, text, options) in chain.iter().rev() {
            for (entry, name) in options.registry.iter().enumerate() {
                let wanted = below(at, name);
                let Some(list) = self.named(at, text, ("registry", entry), &wanted) else { continue };
                own.extend(self.registry(&wanted, &list));
            }
        }
        self.told.instruments += own.len();
        let layer = |(at, _, options): (PathBuf, String, Options)| {
            let folder_of = at.parent().unwrap_or(&at).to_owned();
            Layer::new(Origin::File(shown(&at)), options, &folder_of, &folder)
        };
        let layers = chain.into_iter().map(layer).collect();
        Some(Config { folder: folder.clone(), layers, packs, registry: Registry::new(own) })
    }

    /// The configuration at `path` and before it what it extends.
    fn chain(&mut self, path: &Path, open: &mut Vec<PathBuf>, chain: &mut Vec<(PathBuf, String, Options)>) {
        let Some(text) = self.text(path) else { return };
        let options = match config::parse(&text) {
            Ok(options) => options,
            Err(mistakes) => {
                for (range, mistake) in mistakes {
                    self.fault(path, &text, range.start, &mistake);
                }
                return;
            }
        };
        open.push(path.to_owned());
        for (entry, name) in options.extends.iter().enumerate() {
            let wanted = below(path, name);
            if open.contains(&wanted) || open.len() >= MOST_DEEP {
                let range = config::entry_range(&text, "extends", entry);
                self.fault(path, &text, range.start, &Mistake::Circle);
            } else if chain.iter().all(|(known, ..)| *known != wanted)
                && self.named(path, &text, ("extends", entry), &wanted).is_some()
            {
                self.chain(&wanted, open, chain);
            }
        }
        open.pop();
        chain.push((path.to_owned(), text, options));
    }

    /// The text of the file `wanted`, which an entry of the configuration at `path` names.
    fn named(&mut self, path: &Path, text: &str, (field, entry): (&str, usize), wanted: &Path) -> Option<String> {
        if !self.files.contains_key(wanted) {
            self.missing(path, text, (field, entry));
            return None;
        }
        self.used.push(wanted.to_owned());
        self.text(wanted)
    }

    fn missing(&mut self, path: &Path, text: &str, (field, entry): (&str, usize)) {
        let range = config::entry_range(text, field, entry);
        self.fault(path, text, range.start, &Mistake::Unreadable("No such file".to_owned()));
    }

    /// The rules that the configuration at `path` names.
    fn packs(&mut self, path: &Path, text: &str, options: &Options, packs: &mut Vec<PackFile>) {
        let folders = options.rules.iter().enumerate().map(|(entry, name)| ("rules", entry, name.as_str(), None));
        let named = options.packs.iter().enumerate();
        let named = named.map(|(entry, pack)| ("packs", entry, pack.path(), pack.lock()));
        for (field, entry, name, lock) in folders.chain(named) {
            let wanted = below(path, name);
            let found = if self.files.contains_key(&wanted) {
                self.used.push(wanted.clone());
                self.unpacked(&wanted)
            } else {
                self.folder(&wanted)
            };
            if found.is_empty() {
                self.missing(path, text, (field, entry));
            }
            let hash = content_hash(&found);
            if lock.is_some_and(|lock| lock != hash) {
                let range = config::entry_range(text, field, entry);
                let mistake = Mistake::OtherContent { name: name.to_owned(), found: hash };
                self.fault(path, text, range.start, &mistake);
            }
            packs.extend(found);
        }
    }

    /// The rule files below `folder`.
    fn folder(&mut self, folder: &Path) -> Vec<PackFile> {
        let is_below = |path: &&PathBuf| path.starts_with(folder) && is_rule_file(path);
        let paths: Vec<PathBuf> = self.files.keys().filter(is_below).cloned().collect();
        let files = paths.iter().filter_map(|path| {
            let parts = path.strip_prefix(folder).ok()?.iter().map(|part| part.to_string_lossy().into_owned());
            Some(PackFile { path: shown(path), parts: parts.collect(), text: self.text(path)? })
        });
        let files = files.collect();
        self.used.extend(paths);
        files
    }

    fn unpacked(&mut self, path: &Path) -> Vec<PackFile> {
        let bytes = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
        match archive::unpacked(bytes, &shown(path)) {
            Ok(files) => files,
            Err(error) => {
                self.fault(path, "", 0, &Mistake::Unreadable(error.to_string()));
                Vec::new()
            }
        }
    }

    /// Rules, outlines and packs that no configuration names.
    fn loose(&mut self, paths: &[PathBuf]) -> Vec<PackFile> {
        let mut packs = Vec::new();
        let mut by_folder: BTreeMap<PathBuf, Vec<PackFile>> = BTreeMap::new();
        for path in paths {
            if !is_rule_file(path) {
                packs.extend(if path.extension().is_some_and(|ending| ending == "zip") {
                    self.unpacked(path)
                } else {
                    Vec::new()
                });
                continue;
            }
            let Some(text) = self.text(path) else { continue };
            let mut parts: Vec<String> = path.iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
            if parts.len() == 1 {
                // The check is what a rule has and an outline has not.
                let is_rule = text.lines().any(|line| line.trim_start().starts_with("check"));
                parts.insert(0, if is_rule { LOOSE } else { "profiles" }.to_owned());
                packs.push(PackFile { path: shown(path), parts, text });
            } else {
                let top = parts.first().map(PathBuf::from).unwrap_or_default();
                by_folder.entry(top).or_default().push(PackFile { path: shown(path), parts, text });
            }
        }
        for (_, mut files) in by_folder {
            archive::unwrap(&mut files);
            packs.extend(files);
        }
        packs
    }

    fn registry(&mut self, path: &Path, text: &str) -> Vec<Instrument> {
        registry_file::read(text).unwrap_or_else(|mistakes| {
            let look = Look { lang: self.lang, color: false, width: WIDTH };
            let line = mistakes.first().and_then(|first| text.get(..first.range.start));
            let line = line.map_or(1, |before| before.matches('\n').count() + 1);
            let message = registry::mistakes(&shown(path), text, &mistakes, look);
            self.faults.push(Fault { path: shown(path), line, message });
            Vec::new()
        })
    }

    /// Judges rules and what configurations say about them.
    fn judge(&mut self, packs: &[PackFile], configs: &[Config]) {
        let none = [];
        let mut sets: Vec<(&[PackFile], &[Layer])> =
            configs.iter().map(|config| (config.packs.as_slice(), config.layers.as_slice())).collect();
        if sets.is_empty() {
            sets.push((&none, &[]));
        }
        for (own, layers) in sets {
            let files: Vec<PackFile> = own.iter().chain(packs).cloned().collect();
            self.told.profiles += files.iter().filter(|file| file.is_profile()).count();
            self.told.rules += files.iter().filter(|file| file.rule_id().is_some()).count();
            match Catalogue::builtin().with_packs(&files) {
                Err(errors) => {
                    for error in errors {
                        let Some(file) = files.get(error.file) else { continue };
                        let path = PathBuf::from(&file.path);
                        self.fault(&path, &file.text, error.range.start, &error.mistake);
                    }
                }
                Ok(catalogue) => {
                    for layer in layers {
                        let Origin::File(name) = &layer.origin else { continue };
                        let path = rooted(Path::new(name));
                        let Some(text) = self.text(&path) else { continue };
                        for (range, mistake) in config::judge(&text, &layer.options, &catalogue) {
                            self.fault(&path, &text, range.start, &mistake);
                        }
                    }
                }
            }
        }
        let mut seen: Vec<Fault> = Vec::new();
        self.faults.retain(|fault| {
            !seen.contains(fault) && {
                seen.push(fault.clone());
                true
            }
        });
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit)).collect();
    String::from_utf16(&units).ok()
}

/// `name` as the configuration at `path` means it.
fn below(path: &Path, name: &str) -> PathBuf {
    rooted(&path.parent().unwrap_or(path).join(name))
}

/// `path` from the root, without `.` and `..`.
pub(crate) fn rooted(path: &Path) -> PathBuf {
    let mut rooted = PathBuf::from("/");
    for part in path.components() {
        match part {
            Component::Normal(name) => rooted.push(name),
            Component::ParentDir => {
                rooted.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    rooted
}

/// `path` as it was given.
fn shown(path: &Path) -> String {
    path.display().to_string().trim_start_matches('/').to_owned()
}
