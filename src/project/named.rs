//! What configurations name beside other configurations: packs of rules, registries, word lists. What is wrong is
//! told at the entry that names it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::configs::{FaultyRegistry, What};
use super::files::{Files, absolute, root_of};
use crate::catalogue::archive::content_hash;
use crate::catalogue::{Mistake, PackError, PackFile};
use crate::config::{self, Options, WordList};
use crate::lexicon::instruments::{Instrument, Registry};
use crate::lexicon::registry_file;

/// Files of all packs together.
const MOST_PACK_FILES: usize = 2_000;

/// Word lists of one configuration, with what it extends.
const MOST_WORD_LISTS: usize = 16;
/// Words in all of them.
const MOST_LISTED: usize = 100_000;

/// Files while they are read, with their mistakes.
#[derive(Default)]
pub(super) struct Reading {
    /// The configurations, those that are extended first.
    pub(super) files: Vec<PackFile>,
    /// Their options, by the number of the file, and their folders.
    pub(super) options: Vec<(usize, Options, PathBuf)>,
    /// What is wrong.
    pub(super) errors: Vec<PackError>,
    /// What was looked at.
    pub(super) paths: BTreeSet<PathBuf>,
}

impl Reading {
    /// The rules in the folders and packs that the configuration names.
    pub(super) fn packs(&mut self, disk: &Files, current: &Path) -> Vec<PackFile> {
        let mut files: Vec<PackFile> = Vec::new();
        for (at, options, folder) in &self.options {
            let folders = options.rules.iter().enumerate().map(|(entry, path)| ("rules", entry, path.as_str(), None));
            let packs = options.packs.iter().enumerate();
            let packs = packs.map(|(entry, pack)| ("packs", entry, pack.path(), pack.lock()));
            for (field, entry, name, lock) in folders.chain(packs) {
                let path = absolute(folder, Path::new(name));
                self.paths.insert(path.clone());
                let mistake = match disk.packs_within(&path, &root_of(folder, current)) {
                    Ok(found) if found.is_empty() => Mistake::Empty,
                    // A pack is bounded, and so are all of them together.
                    Ok(found) if files.len() + found.len() > MOST_PACK_FILES => {
                        let text = self.files.get(*at).map_or("", |file| &file.text);
                        let range = config::entry_range(text, field, entry);
                        let mistake = Mistake::TooMany(MOST_PACK_FILES);
                        self.errors.push(PackError { file: *at, range, mistake });
                        return files;
                    }
                    Ok(found) => match lock.map(|lock| (lock, content_hash(&found))) {
                        Some((lock, hash)) if lock != hash => {
                            Mistake::OtherContent { name: name.to_owned(), found: hash }
                        }
                        _ => {
                            files.extend(found);
                            continue;
                        }
                    },
                    Err(error) => Mistake::Unreadable(error.to_string()),
                };
                let text = self.files.get(*at).map_or("", |file| &file.text);
                let range = config::entry_range(text, field, entry);
                self.errors.push(PackError { file: *at, range, mistake });
            }
        }
        files
    }

    /// The word lists that the files name, by the file.
    pub(super) fn word_lists(&mut self, disk: &Files, current: &Path) -> BTreeMap<usize, Vec<WordList>> {
        let mut lists: BTreeMap<usize, Vec<WordList>> = BTreeMap::new();
        let (mut files, mut words) = (0, 0);
        for (at, options, folder) in &self.options {
            for (entry, name) in options.spelling.word_lists.iter().enumerate() {
                let path = absolute(folder, Path::new(name));
                self.paths.insert(path.clone());
                files += 1;
                let read = if files > MOST_WORD_LISTS {
                    Err(Mistake::TooMany(MOST_WORD_LISTS))
                } else {
                    let text = disk.words_within(&path, &root_of(folder, current));
                    text.map_err(|error| Mistake::Unreadable(error.to_string()))
                };
                let list = read.and_then(|text| {
                    words += config::listed_words(&text).count();
                    if words > MOST_LISTED {
                        return Err(Mistake::TooMany(MOST_LISTED));
                    }
                    Ok(WordList { path, words: config::listed_words(&text).map(str::to_owned).collect() })
                });
                match list {
                    Ok(list) => lists.entry(*at).or_default().push(list),
                    Err(mistake) => {
                        let text = self.files.get(*at).map_or("", |file| &file.text);
                        let range = config::entry_range(text, "spelling/word-lists", entry);
                        self.errors.push(PackError { file: *at, range, mistake });
                        // What is over a bound is told once and not read.
                        if files > MOST_WORD_LISTS || words > MOST_LISTED {
                            return lists;
                        }
                    }
                }
            }
        }
        lists
    }

    /// The instruments that were given, then those that the files name, of the nearest first.
    pub(super) fn registries(
        &mut self,
        given: Vec<Instrument>,
        disk: &Files,
        current: &Path,
    ) -> Result<Registry, What> {
        let mut own = given;
        let mut faulty = Vec::new();
        for (at, options, folder) in self.options.iter().rev() {
            for (entry, name) in options.registry.iter().enumerate() {
                let path = absolute(folder, Path::new(name));
                self.paths.insert(path.clone());
                let text = match disk.registry_within(&path, &root_of(folder, current)) {
                    Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
                    Err(error) => {
                        let text = self.files.get(*at).map_or("", |file| &file.text);
                        let range = config::entry_range(text, "registry", entry);
                        let mistake = Mistake::Unreadable(error.to_string());
                        self.errors.push(PackError { file: *at, range, mistake });
                        continue;
                    }
                };
                match registry_file::read(&text) {
                    Ok(found) => own.extend(found),
                    Err(mistakes) => faulty.push(FaultyRegistry { path, text, mistakes }),
                }
            }
        }
        if faulty.is_empty() { Ok(Registry::new(own)) } else { Err(What::Registries(faulty)) }
    }
}
