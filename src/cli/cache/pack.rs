//! A file of many entries: bodies, then an index of them, then the place and the sum of the index.
//! Only the index is read as a whole; it has 60 bytes for each entry.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::NamedTempFile;

use super::key::Key;
use super::seal::Seal;

/// Extension of packs.
pub(super) const EXTENSION: &str = "pack";
/// How the name of a pack begins that is still being written.
pub(super) const UNFINISHED: &str = ".unfinished-";

/// How every pack begins, of any version.
const OURS: &[u8] = b"rasoat-cache/";
/// How a pack begins.
const MAGIC: &[u8; 16] = b"rasoat-cache/2\n\0";
/// Bytes of a pack that is looked at; more than twice what is written.
const MOST_BYTES: u64 = 128 << 20;
/// Bytes of an entry in the index.
const RECORD: usize = 16 + 16 + 8 + 8 + 4 + 8;
/// Bytes behind the index: its place, the number of its entries, its sum.
const FOOTER: usize = 8 + 8 + 16;

/// An entry of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    /// Everything that the entry was made from.
    pub(super) state: [u8; 16],
    /// What it takes the place of.
    pub(super) slot: [u8; 16],
    /// When it was written or, after packs were put together, asked for.
    pub(super) stamp: u64,
    /// Where its body begins.
    pub(super) offset: u64,
    /// Bytes of its body.
    pub(super) length: u32,
    /// Sum of its body.
    sum: [u8; 8],
}

/// An entry of one of several packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Index of the pack.
    pub(super) pack: usize,
    /// The entry.
    pub(super) record: Record,
}

/// A complete pack.
#[derive(Debug)]
pub(super) struct Pack {
    /// The file.
    pub(super) path: PathBuf,
    /// Its index.
    pub(super) records: Vec<Record>,
    file: Mutex<File>,
    seal: Seal,
}

fn damaged() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// The sum of `bytes` that only who has the `seal` can make.
fn sum<const N: usize>(seal: &Seal, bytes: &[u8]) -> [u8; N] {
    let hash = blake3::keyed_hash(seal.key(), bytes);
    let mut sum = [0; N];
    for (to, from) in sum.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    sum
}

/// The next `N` bytes of `bytes`.
fn take<const N: usize>(bytes: &mut &[u8]) -> io::Result<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk().ok_or_else(damaged)?;
    *bytes = rest;
    Ok(*head)
}

/// A pack whose index is `index`, whatever it says, with a right sum.
#[cfg(fuzzing)]
pub(super) fn around(index: &[u8], seal: &Seal) -> Vec<u8> {
    let place = MAGIC.len() as u64;
    let count = (index.len() / RECORD) as u64;
    [MAGIC, index, &place.to_le_bytes(), &count.to_le_bytes(), &sum::<16>(seal, index)].concat()
}

/// True if a file is a pack of any version of this program.
pub(super) fn is_ours(path: &Path) -> bool {
    let mut start = [0; OURS.len()];
    path.extension().is_some_and(|extension| extension == EXTENSION)
        // Opening a pipe waits for somebody to write, and a link leads to files of others.
        && fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() <= MOST_BYTES)
        && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == OURS
}

impl Pack {
    /// Opens a pack and reads its index; `None` for a file of somebody else.
    pub(super) fn open(path: &Path, seal: &Seal) -> io::Result<Option<Self>> {
        if !is_ours(path) {
            return Ok(None);
        }
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut start = [0; MAGIC.len()];
        file.read_exact(&mut start)?;
        let end = size.checked_sub(FOOTER as u64).filter(|_| start == *MAGIC).ok_or_else(damaged)?;
        file.seek(SeekFrom::Start(end))?;
        let mut footer = [0; FOOTER];
        file.read_exact(&mut footer)?;
        let mut footer = footer.as_slice();
        let (index, count) = (u64::from_le_bytes(take(&mut footer)?), u64::from_le_bytes(take(&mut footer)?));
        let wanted: [u8; 16] = take(&mut footer)?;
        let fits = count.checked_mul(RECORD as u64).and_then(|length| index.checked_add(length)) == Some(end);
        if !fits || index < MAGIC.len() as u64 {
            return Err(damaged());
        }
        file.seek(SeekFrom::Start(index))?;
        let mut bytes = vec![0; (end - index) as usize];
        file.read_exact(&mut bytes)?;
        if sum(seal, &bytes) != wanted {
            return Err(damaged());
        }
        let mut records = Vec::with_capacity(count as usize);
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            records.push(Record {
                state: take(&mut rest)?,
                slot: take(&mut rest)?,
                stamp: u64::from_le_bytes(take(&mut rest)?),
                offset: u64::from_le_bytes(take(&mut rest)?),
                length: u32::from_le_bytes(take(&mut rest)?),
                sum: take(&mut rest)?,
            });
        }
        let inside =
            |record: &Record| record.offset.checked_add(u64::from(record.length)).is_some_and(|end| end <= index);
        if !records.iter().all(inside) {
            return Err(damaged());
        }
        Ok(Some(Self { path: path.to_owned(), records, file: Mutex::new(file), seal: seal.clone() }))
    }

    /// The body of an entry, if it is what was written.
    pub(super) fn read(&self, record: &Record) -> io::Result<Vec<u8>> {
        let mut body = vec![0; record.length as usize];
        {
            // The place is set before every read, so a thread that stopped in the middle does no harm.
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(record.offset))?;
            file.read_exact(&mut body)?;
        }
        if sum(&self.seal, &body) == record.sum { Ok(body) } else { Err(damaged()) }
    }

    /// Bytes of all bodies.
    pub(super) fn bytes(&self) -> u64 {
        self.records.iter().map(|record| u64::from(record.length)).sum()
    }

    /// True if every body is what was written.
    pub(super) fn is_sound(&self) -> bool {
        self.records.iter().all(|record| self.read(record).is_ok())
    }
}

/// A pack on its way. It is removed if it is not finished.
pub(super) struct Writer {
    file: BufWriter<NamedTempFile>,
    records: Vec<Record>,
    offset: u64,
    seal: Seal,
}

impl Writer {
    /// Begins a pack in `folder`.
    pub(super) fn new(folder: &Path, seal: &Seal) -> io::Result<Self> {
        let mut file = BufWriter::new(tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?);
        file.write_all(MAGIC)?;
        Ok(Self { file, records: Vec::new(), offset: MAGIC.len() as u64, seal: seal.clone() })
    }

    /// Number of entries.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// Bytes so far.
    pub(super) fn bytes(&self) -> u64 {
        self.offset
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, key: &Key, stamp: u64, body: &[u8]) -> io::Result<()> {
        let length = u32::try_from(body.len()).map_err(|_| damaged())?;
        self.file.write_all(body)?;
        let Key { state, slot } = *key;
        self.records.push(Record { state, slot, stamp, offset: self.offset, length, sum: sum(&self.seal, body) });
        self.offset += u64::from(length);
        Ok(())
    }

    /// Puts the complete pack in its place.
    pub(super) fn finish(mut self, folder: &Path) -> io::Result<()> {
        let mut index = Vec::with_capacity(self.records.len() * RECORD);
        for Record { state, slot, stamp, offset, length, sum } in &self.records {
            index.extend_from_slice(state);
            index.extend_from_slice(slot);
            index.extend_from_slice(&stamp.to_le_bytes());
            index.extend_from_slice(&offset.to_le_bytes());
            index.extend_from_slice(&length.to_le_bytes());
            index.extend_from_slice(sum);
        }
        let sum: [u8; 16] = sum(&self.seal, &index);
        self.file.write_all(&index)?;
        self.file.write_all(&self.offset.to_le_bytes())?;
        self.file.write_all(&(self.records.len() as u64).to_le_bytes())?;
        self.file.write_all(&sum)?;
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        let path = folder.join(format!("{time:024}-{}.{EXTENSION}", process::id()));
        file.persist(path).map(drop).map_err(|error| error.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key { state: [1; 16], slot: [2; 16] };

    /// A pack with one entry.
    fn pack(folder: &Path) -> PathBuf {
        let mut writer = Writer::new(folder, &Seal::of_test()).expect("begins");
        writer.add(&KEY, 7, "báo cáo".as_bytes()).expect("adds");
        writer.finish(folder).expect("finishes");
        let entry = fs::read_dir(folder).expect("folder").flatten().next().expect("a pack");
        entry.path()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("folder");
        let pack = Pack::open(&pack(folder.path()), &Seal::of_test()).expect("opens").expect("ours");
        assert_eq!((pack.records[0].state, pack.records[0].slot, pack.records[0].stamp), (KEY.state, KEY.slot, 7));
        assert_eq!(pack.read(&pack.records[0]).expect("reads"), "báo cáo".as_bytes());
    }

    #[test]
    fn a_pack_is_damaged_whatever_byte_is_wrong_or_missing() {
        let folder = tempfile::tempdir().expect("folder");
        let path = pack(folder.path());
        let whole = fs::read(&path).expect("reads");
        let reads = |bytes: &[u8]| {
            fs::write(&path, bytes).expect("writes");
            Pack::open(&path, &Seal::of_test()).is_ok_and(|pack| pack.is_some_and(|pack| pack.is_sound()))
        };
        assert!(reads(&whole));
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 0x20;
            assert!(!reads(&wrong), "byte {at}");
            assert!(!reads(&whole[..at]), "length {at}");
        }
        assert!(!reads(&[&whole[..], b"x"].concat()));
    }

    #[test]
    fn a_pack_of_somebody_else_is_none() {
        let folder = tempfile::tempdir().expect("folder");
        let path = pack(folder.path());
        assert!(Pack::open(&path, &Seal::of_other_test()).is_err());
    }

    #[test]
    fn a_pack_that_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        drop(Writer::new(folder.path(), &Seal::of_test()).expect("begins"));
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 0);
    }
}
