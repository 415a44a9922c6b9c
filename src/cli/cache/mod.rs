//! The cache: finished reports of documents, so that a folder is not checked again for one draft
//! that changed.
//!
//! What is kept is the [`FileReport`], the last thing a run makes of one document. Every form of
//! output is written from it, so a second run gives the same bytes in every form; the forms that are
//! drawn with the document at hand (see [`crate::report::output::Kind`]) are kept as drawn, and a run
//! that wants another of them checks again.
//!
//! An entry is named by everything that its report was made from ([`key`]): the bytes and the name of
//! the document, the settings of its plan with the day, its known findings, the forms, the language,
//! and the program itself. So no entry is ever out of date; it is only no longer asked for.
//!
//! Entries lie in packs of about a thousand ([`pack`]): ten thousand small files would cost more to
//! open than to check again. A pack is written under another name and renamed when it is complete,
//! and is never changed afterwards. So runs may go on side by side, and one that is killed leaves
//! whole packs. Whatever cannot be read or does not fit its sum counts as not there, and its document
//! is checked. Sums are made with a key of the user ([`seal`]): the folder lies beside documents that may come
//! from anybody, and a report that somebody else put there is none. [`Cache::finish`] keeps packs few and drops what nobody asks for.
//!
//! What one document tells the others of a run, [`crate::across::Packed`], is part of the report. To
//! keep more of each document, add a field there: nothing here changes, and because another program
//! asks for other entries, no old one is read without it.

mod body;
mod key;
mod pack;
mod seal;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fs, io};

pub(super) use key::{Asked, Key, Variant};
use pack::{Pack, Place, Record, Writer};
use seal::Seal;

use super::outputs;
use crate::report::json::Part;
use crate::report::output::FileReport;

/// Name of the folder, where no argument gives another.
pub(super) const NAME: &str = ".rasoat_cache";

/// Entries of a pack; a run that is killed loses at most as many.
const FULL: usize = 1_024;
/// Bytes of a pack.
const FULL_BYTES: u64 = 32 << 20;
/// Packs that are not full, before they are put together.
const MOST_SMALL: usize = 8;
/// Bytes of all packs; beyond, the oldest entries go.
const MOST_BYTES: u64 = 1 << 30;
/// How long an entry stays that nobody asks for.
const PATIENCE: Duration = Duration::from_hours(30 * 24);
/// Why nothing is kept in a folder.
const IS_LINK: &str = "a link";
/// After this long a pack that was never completed is left over from a run that was killed.
const LEFT_OVER: Duration = Duration::from_hours(24);

/// Keeps the folder out of repositories.
const GITIGNORE: &[u8] = b"# rasoat\n*\n";
/// Keeps it out of backups: <https://bford.info/cachedir/>.
const TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n# rasoat\n";

/// An entry on its way into the cache.
pub(super) struct Fresh {
    key: Key,
    body: Vec<u8>,
}

impl Fresh {
    /// The entry for `report`.
    pub(super) fn new(key: Key, report: &FileReport) -> Option<Self> {
        Some(Self { key, body: body::encode(report)? })
    }
}

/// Where an entry lies, and whether this run has asked for it.
struct Known {
    place: Place,
    used: AtomicBool,
}

/// The cache of one run.
pub(super) struct Cache {
    folder: PathBuf,
    seal: Seal,
    packs: Vec<Pack>,
    known: HashMap<[u8; 16], Known>,
    /// A pack was found whose bytes are not what was written.
    damaged: AtomicBool,
    writer: Option<Writer>,
    /// Entries that this run has added.
    written: HashSet<[u8; 16]>,
    /// Why nothing can be written, once that has shown.
    refused: Option<io::Error>,
}

impl Cache {
    /// The cache in `folder`, which need not exist.
    pub(super) fn open(folder: &Path) -> Self {
        Self::sealed(folder, Seal::of_user())
    }

    /// The cache in `folder` whose packs bear `seal`.
    fn sealed(folder: &Path, seal: Seal) -> Self {
        let mut cache = Self {
            folder: folder.to_owned(),
            seal,
            packs: Vec::new(),
            known: HashMap::new(),
            damaged: AtomicBool::new(false),
            writer: None,
            written: HashSet::new(),
            refused: None,
        };
        // A link that comes with the documents would have packs written, and removed, elsewhere.
        if fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
            cache.refused = Some(io::Error::other(IS_LINK));
            return cache;
        }
        cache.load();
        cache
    }

    fn load(&mut self) {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == pack::EXTENSION));
        paths.sort();
        for path in paths {
            match Pack::open(&path, &self.seal) {
                Ok(Some(pack)) => self.packs.push(pack),
                Ok(None) => {}
                // Another run has put it together with others.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(_) => self.damaged.store(true, Ordering::Relaxed),
            }
        }
        for (at, pack) in self.packs.iter().enumerate() {
            for record in &pack.records {
                let known = Known { place: Place { pack: at, record: *record }, used: AtomicBool::new(false) };
                self.known.insert(record.state, known);
            }
        }
    }

    /// The report that was kept under `key`, or the wanted part of it.
    pub(super) fn get(&self, key: &Key, part: Part) -> Option<FileReport> {
        let known = self.known.get(&key.state)?;
        let body = self.packs.get(known.place.pack)?.read(&known.place.record);
        let report = body.ok().and_then(|body| body::decode(&body, part));
        if report.is_none() {
            self.damaged.store(true, Ordering::Relaxed);
        } else {
            known.used.store(true, Ordering::Relaxed);
        }
        report
    }

    /// Keeps an entry. What cannot be written is not kept; the report is right without it.
    pub(super) fn put(&mut self, fresh: &Fresh) {
        if self.refused.is_none()
            && let Err(error) = self.write(fresh)
        {
            self.refused = Some(error);
            self.writer = None;
        }
    }

    fn write(&mut self, fresh: &Fresh) -> io::Result<()> {
        let writer = if let Some(writer) = &mut self.writer {
            writer
        } else {
            make(&self.folder)?;
            self.writer.insert(Writer::new(&self.folder, &self.seal)?)
        };
        writer.add(&fresh.key, now(), &fresh.body)?;
        self.written.insert(fresh.key.state);
        if writer.len() >= FULL || writer.bytes() >= FULL_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(writer) = self.writer.take() {
            writer.finish(&self.folder)?;
        }
        Ok(())
    }

    /// Completes what was begun and clears up, if anything was written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Some(refused) = self.refused.take() {
            return Err(refused);
        }
        if !self.written.is_empty() || self.damaged.load(Ordering::Relaxed) {
            self.clear_up()?;
        }
        Ok(())
    }

    /// Puts small packs together and drops entries that have a successor, that nobody has asked for
    /// for long, or for which there is no room.
    fn clear_up(self) -> io::Result<()> {
        remove_left_overs(&self.folder);
        let used: HashSet<[u8; 16]> = self
            .known
            .into_iter()
            .filter(|(_, known)| known.used.load(Ordering::Relaxed))
            .map(|(state, _)| state)
            .chain(self.written)
            .collect();
        // Handles of packs that are to be removed must not stay open on every system.
        drop(self.packs);
        let mut all = Self::sealed(&self.folder, self.seal.clone());
        let keep = all.live(&used);
        let of_pack = |at: usize| keep.iter().filter(move |place| place.pack == at);
        let bytes = |at: usize| of_pack(at).map(|place| u64::from(place.record.length)).sum::<u64>();
        let mut stale: Vec<usize> = (0..all.packs.len())
            .filter(|at| {
                let whole = all.packs[*at].bytes();
                bytes(*at) * 2 < whole || self.damaged.load(Ordering::Relaxed) && !all.packs[*at].is_sound()
            })
            .collect();
        let small: Vec<usize> = (0..all.packs.len())
            .filter(|at| of_pack(*at).count() < FULL && bytes(*at) < FULL_BYTES && !stale.contains(at))
            .collect();
        if small.len() > MOST_SMALL {
            stale.extend(small);
        }
        stale.sort_unstable();
        for at in &stale {
            for place in of_pack(*at) {
                // A damaged entry is left behind.
                let Some(Ok(body)) = all.packs.get(*at).map(|pack| pack.read(&place.record)) else { continue };
                let Record { state, slot, stamp, .. } = place.record;
                let stamp = if used.contains(&state) { now() } else { stamp };
                let writer = match &mut all.writer {
                    Some(writer) => writer,
                    None => all.writer.insert(Writer::new(&all.folder, &all.seal)?),
                };
                writer.add(&Key { state, slot }, stamp, &body)?;
                if writer.len() >= FULL || writer.bytes() >= FULL_BYTES {
                    all.flush()?;
                }
            }
        }
        all.flush()?;
        let mut gone: Vec<PathBuf> =
            stale.iter().filter_map(|at| all.packs.get(*at).map(|pack| pack.path.clone())).collect();
        gone.extend(unreadable(&all.folder, &all.seal));
        drop(all.packs);
        for path in gone {
            // Another run may have removed it, or still read it.
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    /// The entries worth keeping: the newest of each document under each kind of call, if it was
    /// asked for lately and there is room.
    fn live(&self, used: &HashSet<[u8; 16]>) -> Vec<Place> {
        let mut places: Vec<Place> = self.known.values().map(|known| known.place).collect();
        let age = |place: &Place| (!used.contains(&place.record.state), std::cmp::Reverse(place.record.stamp));
        places.sort_by_key(|place| (age(place), place.record.state));
        let oldest = now().saturating_sub(PATIENCE.as_secs());
        let mut slots: HashSet<[u8; 16]> = HashSet::new();
        let mut room = MOST_BYTES;
        places.retain(|place| {
            let Record { state, slot, stamp, length, .. } = place.record;
            let wanted = slots.insert(slot) && (used.contains(&state) || stamp >= oldest);
            let fits = room >= u64::from(length);
            if wanted && fits {
                room -= u64::from(length);
            }
            wanted && fits
        });
        places.sort_by_key(|place| (place.pack, place.record.offset));
        places
    }
}

/// Makes the folder, with a mark that it is no part of a repository. One that was there before with
/// other files in it gets no mark: the mark would hide them.
fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() && fs::read_dir(folder)?.next().is_some() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    outputs::write_whole(&folder.join("CACHEDIR.TAG"), TAG)?;
    outputs::write_whole(&folder.join(".gitignore"), GITIGNORE)
}

/// Packs of ours that are damaged or of another version of the form.
fn unreadable(folder: &Path, seal: &Seal) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    paths.filter(|path| pack::is_ours(path) && Pack::open(path, seal).is_err()).collect()
}

fn remove_left_overs(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_old = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .is_ok_and(|modified| SystemTime::now().duration_since(modified).is_ok_and(|age| age > LEFT_OVER));
        if is_old && entry.file_name().to_string_lossy().starts_with(pack::UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Seconds since 1970; a clock that is wrong only makes entries older or younger.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// Reads `data` as an index behind a right sum, and as a body: what a damaged disk can leave, and more.
#[cfg(fuzzing)]
pub fn fuzz(data: &[u8]) {
    for part in [Part::Brief, Part::Whole] {
        drop(body::decode(data, part));
    }
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("a.pack");
    let seal = Seal::of_test();
    if fs::write(&path, pack::around(data, &seal)).is_err() {
        return;
    }
    if let Ok(Some(pack)) = Pack::open(&path, &seal) {
        for record in &pack.records {
            drop(pack.read(record));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::across::Packed;
    use crate::report::Tally;
    use crate::report::json::Entry;
    use crate::report::json::v1::Unreadable;

    use super::*;

    fn report(path: &str) -> FileReport {
        let unreadable = Unreadable {
            path: path.to_owned(),
            reason: "damaged".to_owned(),
            message: "hỏng".to_owned(),
            help: String::new(),
        };
        let entry = Entry::Unreadable(unreadable);
        FileReport { entry, drawn: Vec::new(), tally: Tally::default(), told: Packed::default(), fails_from: None }
    }

    fn open(folder: &Path) -> Cache {
        Cache::sealed(folder, Seal::of_test())
    }

    fn key(state: u8, slot: u8) -> Key {
        Key { state: [state; 16], slot: [slot; 16] }
    }

    /// Runs once over documents with these keys and returns how many were known.
    fn run(folder: &Path, keys: &[Key]) -> usize {
        let mut cache = open(folder);
        let known = keys.iter().filter(|key| cache.get(key, Part::Whole).is_some()).count();
        for key in keys {
            if cache.get(key, Part::Brief).is_none() {
                cache.put(&Fresh::new(*key, &report("a.txt")).expect("serializes"));
            }
        }
        cache.finish().expect("finishes");
        known
    }

    fn packs(folder: &Path) -> usize {
        fs::read_dir(folder).expect("folder").flatten().filter(|entry| pack::is_ours(&entry.path())).count()
    }

    #[test]
    fn what_one_run_keeps_the_next_one_knows() {
        let folder = tempfile::tempdir().expect("folder");
        let folder = folder.path().join("sâu/cache");
        assert_eq!(run(&folder, &[key(1, 1), key(2, 2)]), 0);
        assert_eq!(run(&folder, &[key(1, 1), key(2, 2), key(3, 3)]), 2);
        assert_eq!(fs::read(folder.join(".gitignore")).expect("a mark"), GITIGNORE);
    }

    #[test]
    fn many_small_runs_leave_few_packs() {
        let folder = tempfile::tempdir().expect("folder");
        let all: Vec<Key> = (0..100).map(|at| key(at, at)).collect();
        for key in &all {
            run(folder.path(), std::slice::from_ref(key));
            assert!(packs(folder.path()) <= MOST_SMALL + 1);
        }
        assert_eq!(run(folder.path(), &all), all.len());
    }

    #[test]
    fn what_has_a_successor_goes() {
        let folder = tempfile::tempdir().expect("folder");
        for state in 0..40 {
            run(folder.path(), &[key(state, 1), key(200, 2)]);
        }
        let cache = open(folder.path());
        assert!(cache.known.len() <= 2 * (MOST_SMALL + 1), "{}", cache.known.len());
        assert!(cache.get(&key(39, 1), Part::Whole).is_some() && cache.get(&key(200, 2), Part::Whole).is_some());
    }

    #[test]
    fn a_damaged_pack_is_written_anew() {
        let folder = tempfile::tempdir().expect("folder");
        run(folder.path(), &[key(1, 1), key(2, 2)]);
        let pack = open(folder.path()).packs[0].path.clone();
        let mut bytes = fs::read(&pack).expect("reads");
        bytes[20] ^= 1;
        fs::write(&pack, &bytes).expect("writes");
        assert_eq!(run(folder.path(), &[key(1, 1), key(2, 2)]), 1, "the other body is sound");
        assert_eq!(run(folder.path(), &[key(1, 1), key(2, 2)]), 2);
        assert!(!pack.exists());
        for broken in [&bytes[..bytes.len() / 2], b"rasoat-cache/2\n\0", b"rasoat-cache/9 x"] {
            let name = folder.path().join("000.pack");
            fs::write(&name, broken).expect("writes");
            assert_eq!(run(folder.path(), &[key(1, 1), key(2, 2)]), 2);
            assert!(!name.exists(), "a pack that cannot be read is removed");
        }
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join("git.pack"), "PACK").expect("writes");
        assert_eq!(run(folder.path(), &[key(1, 1)]), 0);
        assert_eq!(run(folder.path(), &[key(1, 1)]), 1);
        assert_eq!(fs::read(folder.path().join("git.pack")).expect("reads"), b"PACK");
        assert!(!folder.path().join(".gitignore").exists(), "the mark would hide files of others");
    }

    #[test]
    fn what_cannot_be_written_is_said_at_the_end() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("tệp");
        fs::write(&file, "").expect("writes");
        let mut cache = open(&file);
        cache.put(&Fresh::new(key(1, 1), &report("a.txt")).expect("serializes"));
        cache.put(&Fresh::new(key(2, 2), &report("a.txt")).expect("serializes"));
        assert!(cache.finish().is_err());
    }
}
