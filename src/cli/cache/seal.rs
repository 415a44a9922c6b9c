//! The key that a user's packs are summed with. It lies with the user, never beside documents; who has it not can
//! read packs, and write none that count.

use std::collections::hash_map::RandomState;
use std::env;
use std::fs;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Bytes of a key.
const LENGTH: usize = 32;

/// The key of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seal([u8; LENGTH]);

impl Seal {
    /// The key of this user, made when it is first asked for. Where none can be kept, each run has one of its own,
    /// and no run knows what another has found.
    pub(super) fn of_user() -> Self {
        let kept = || {
            let path = place()?;
            read(&path).or_else(|_| make(&path)).ok()
        };
        kept().unwrap_or_else(|| Self(random()))
    }

    /// The key.
    pub(super) const fn key(&self) -> &[u8; LENGTH] {
        &self.0
    }

    #[cfg(any(test, fuzzing))]
    pub(super) const fn of_test() -> Self {
        Self([7; LENGTH])
    }

    #[cfg(test)]
    pub(super) const fn of_other_test() -> Self {
        Self([8; LENGTH])
    }
}

/// Where the key of this user lies.
fn place() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = if cfg!(windows) {
        folder("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        folder("HOME")?.join("Library/Caches")
    } else {
        folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))?
    };
    Some(home.join("rasoat").join("key"))
}

fn read(path: &PathBuf) -> io::Result<Seal> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() || found.len() != LENGTH as u64 {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let bytes = fs::read(path)?;
    bytes.try_into().map(Seal).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
}

/// Makes the key of this user. Of two runs that do so at once, both take what came first.
fn make(path: &PathBuf) -> io::Result<Seal> {
    let folder = path.parent().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    fs::create_dir_all(folder)?;
    // A temporary file is for its owner only.
    let mut file = tempfile::Builder::new().prefix(".key-").tempfile_in(folder)?;
    file.write_all(&random())?;
    match file.persist_noclobber(path) {
        Ok(_) => read(path),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(refused) => Err(refused.error),
    }
}

/// Bytes that nobody can guess: the standard library draws the keys of its maps from the system.
fn random() -> [u8; LENGTH] {
    let mut seed = Vec::new();
    for _ in 0..4 {
        seed.extend_from_slice(&RandomState::new().build_hasher().finish().to_le_bytes());
    }
    *blake3::hash(&seed).as_bytes()
}
