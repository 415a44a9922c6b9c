//! Bytes that wait for the end of a run: the first of them in memory, the rest in a file without a
//! name, so that a run over many thousand files needs no more memory than one over a few hundred.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;

/// Bytes that are held before they go to the disk.
const MOST_HELD: usize = 1 << 20;

/// Pieces of bytes, to be read back by their places.
#[derive(Default)]
pub(super) struct Store {
    held: Vec<u8>,
    /// The file with the bytes before those held, and how many they are.
    file: Option<(File, u64)>,
    /// There is no room on the disk: all that follows stays in memory.
    is_refused: bool,
}

impl Store {
    /// Puts `bytes` away and tells where.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Range<u64> {
        if self.held.len() >= MOST_HELD && !self.is_refused {
            self.is_refused = self.write().is_err();
        }
        let start = self.written() + self.held.len() as u64;
        self.held.extend_from_slice(bytes);
        start..start + bytes.len() as u64
    }

    /// The bytes at `place`.
    pub(super) fn get(&self, place: &Range<u64>) -> io::Result<Vec<u8>> {
        let length = (place.end - place.start) as usize;
        if let Some(start) = place.start.checked_sub(self.written()) {
            let held = self.held.get(start as usize..).and_then(|held| held.get(..length));
            return Ok(held.ok_or(io::ErrorKind::UnexpectedEof)?.to_vec());
        }
        let mut file = self.file.as_ref().map(|(file, _)| file).ok_or(io::ErrorKind::NotFound)?;
        let mut bytes = vec![0; length];
        file.seek(SeekFrom::Start(place.start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn written(&self) -> u64 {
        self.file.as_ref().map_or(0, |(_, written)| *written)
    }

    fn write(&mut self) -> io::Result<()> {
        let (file, written) = match &mut self.file {
            Some(file) => file,
            None => self.file.insert((tempfile::tempfile()?, 0)),
        };
        file.seek(SeekFrom::Start(*written))?;
        file.write_all(&self.held)?;
        *written += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_away_comes_back_from_memory_and_disk() {
        let mut store = Store::default();
        let pieces: Vec<Vec<u8>> = (0..40u8).map(|at| vec![at; 100_000 + usize::from(at)]).collect();
        let places: Vec<Range<u64>> = pieces.iter().map(|piece| store.put(piece)).collect();
        assert!(store.file.is_some() && store.held.len() <= 2 * MOST_HELD);
        for (piece, place) in pieces.iter().zip(&places) {
            assert_eq!(&store.get(place).expect("reads"), piece);
        }
        assert!(store.get(&(1 << 30..(1 << 30) + 1)).is_err());
    }

    #[test]
    fn without_a_disk_everything_stays_in_memory() {
        let mut store = Store { is_refused: true, ..Store::default() };
        let places: Vec<Range<u64>> = (0..40u8).map(|at| store.put(&vec![at; 100_000])).collect();
        assert!(store.file.is_none());
        assert_eq!(store.get(&places[39]).expect("reads"), vec![39; 100_000]);
    }
}
