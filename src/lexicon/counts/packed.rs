//! The file of counts: a header, a record a syllable, and two tables in which a pair or triple finds
//! its count without being stored itself.

use super::Counted;
use crate::text::shape::Shape;

/// Bytes before the records: the mark of the file, how many records there are, and seed and places of
/// the two tables.
pub const HEADER: usize = 24;
/// Bytes of a record: the shape (8), how often it was met (4), how often it was followed (4), the rest of
/// the likelihood in 1/65535 (2), whether it is common (2).
pub const RECORD: usize = 20;

const MARK: [u8; 4] = *b"RSC1";
/// Bits of a cell that hold the level of a count; those above tell strangers from what was put in.
const LEVEL: u32 = 5;
/// The least count that is kept.
const LEAST: u32 = 3;
/// How much a level is of the one before it, in hundredths.
const STEP: u64 = 144;

/// The level of a count: steps of 44 hundredths from 3.
pub fn level_of(count: u32) -> u16 {
    let near = |level: u32, count: u32| COUNTS[level as usize].abs_diff(count);
    (0..1 << LEVEL).min_by_key(|level| near(*level, count)).unwrap_or(0) as u16
}

/// The count of each level.
const fn counts() -> [u32; 1 << LEVEL] {
    let mut counts = [LEAST; 1 << LEVEL];
    let mut level = 1;
    // In thousandths, so that no step is lost to rounding.
    let mut count = LEAST as u64 * 1000;
    while level < counts.len() {
        count = count * STEP / 100;
        counts[level] = ((count + 500) / 1000) as u32;
        level += 1;
    }
    counts
}

static COUNTS: [u32; 1 << LEVEL] = counts();

/// What is known of a syllable.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    pub(super) shape: Shape,
    pub(super) seen: u32,
    /// How often another syllable followed it, at least 1.
    pub(super) followed: f32,
    /// How much of the likelihood belongs to what was never seen after it.
    pub(super) rest: f32,
    pub(super) common: bool,
}

/// The file, opened.
#[derive(Debug, Default)]
pub struct Packed<'a> {
    records: Vec<Record>,
    /// Pairs.
    pub pairs: Table<'a>,
    /// Triples.
    pub triples: Table<'a>,
}

/// Counts by key: three cells of each key, joined by exclusive or, hold its check bits and its level.
/// A key that was not put in is taken for one in about one of two thousand cases.
#[derive(Debug, Default, Clone, Copy)]
pub struct Table<'a> {
    cells: &'a [u8],
    seed: u64,
    block: u32,
}

impl<'a> Packed<'a> {
    /// Opens the file; `None` if it is another or cut short.
    pub fn open(file: &'a [u8]) -> Option<Self> {
        let word = |at: usize| Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?));
        if file.get(..4)? != MARK {
            return None;
        }
        let records = word(4)? as usize * RECORD;
        let body = file.get(HEADER..)?;
        let (records, tables) = body.split_at_checked(records)?;
        let cells = |block: u32| block as usize * 6;
        let (pairs, triples) = tables.split_at_checked(cells(word(12)?))?;
        if triples.len() != cells(word(20)?) {
            return None;
        }
        Some(Self {
            records: records.chunks_exact(RECORD).map(record).collect(),
            pairs: Table::new(pairs, word(8)?, word(12)?),
            triples: Table::new(triples, word(16)?, word(20)?),
        })
    }

    pub(super) fn syllables(&self) -> usize {
        self.records.len()
    }

    pub(super) fn record(&self, id: Counted) -> Record {
        const NONE: Record = Record { shape: Shape::from_number(0), seen: 0, followed: 1.0, rest: 1.0, common: false };
        self.records.get(usize::from(id.0)).copied().unwrap_or(NONE)
    }

    /// How many words were counted.
    pub(super) fn total(&self) -> f32 {
        self.records.iter().map(|record| record.seen as f32).sum::<f32>().max(1.0)
    }
}

fn record(bytes: &[u8]) -> Record {
    let part = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    Record {
        shape: Shape::from_number(u64::from(part(0)) | u64::from(part(4)) << 32),
        seen: part(8),
        followed: (part(12) as f32).max(1.0),
        rest: f32::from(u16::from_le_bytes([bytes[16], bytes[17]])) / f32::from(u16::MAX),
        common: bytes[18] != 0,
    }
}

impl<'a> Table<'a> {
    fn new(cells: &'a [u8], seed: u32, block: u32) -> Self {
        Self { cells, seed: u64::from(seed), block }
    }

    /// The key of two or three syllables.
    pub const fn key(first: u16, second: u16, third: Option<u16>) -> u64 {
        let third = match third {
            Some(third) => third as u64,
            None => 0xffff,
        };
        (first as u64) << 32 | (second as u64) << 16 | third
    }

    /// About the count of a key; 0 if it was not put in.
    pub(super) fn get(&self, key: u64) -> u32 {
        if self.block == 0 {
            return 0;
        }
        let (spots, check) = peel_spots(key, self.seed, self.block);
        let cell = |at: u32| {
            let at = at as usize * 2;
            self.cells.get(at..at + 2).map_or(0, |cell| u16::from_le_bytes([cell[0], cell[1]]))
        };
        let joined = cell(spots[0]) ^ cell(spots[1]) ^ cell(spots[2]);
        if joined >> LEVEL == check { COUNTS[usize::from(joined & ((1 << LEVEL) - 1))] } else { 0 }
    }
}

/// The three cells of a key, one in each third of a table of three times `block` cells, and its check bits.
pub fn peel_spots(key: u64, seed: u64, block: u32) -> ([u32; 3], u16) {
    let mut hash = (key ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^= hash >> 29;
    let within = |part: u64| ((u64::from(part as u32) * u64::from(block)) >> 32) as u32;
    let spots = [within(hash), block + within(hash.rotate_left(21)), 2 * block + within(hash.rotate_left(42))];
    (spots, (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as u16)
}
