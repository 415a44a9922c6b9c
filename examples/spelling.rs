//! Packs counts of syllables, pairs and triples into the file that the program looks them up in.
//!
//! ```text
//! cargo run --example spelling -- FOLDER rules/lexicon/syllable-counts.bin
//! ```
//!
//! The folder holds `syllables.tsv.xz`, `bigrams.tsv.xz` and `trigrams.tsv.xz` (`xz` unpacks them): words, count,
//! documents; `#` among the words is any number. A pair is kept if it was met in three documents, a triple
//! if in five.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use rasoat::lexicon::counts::{Table, level_of, peel_spots};
use rasoat::text::shape::Shape;

/// Documents in which a triple must have been met.
const DOCUMENTS: u32 = 5;
/// What is taken from each count of a pair for what was not seen.
const DISCOUNT: f64 = 0.6;

/// Words, how often they were met, in how many documents.
type Counted = (Vec<String>, u32, u32);

/// The lines of one file.
fn lines(folder: &Path, name: &str) -> Result<Vec<Counted>, Box<dyn Error>> {
    let file = folder.join(name);
    let output = Command::new("xz").arg("-dc").arg(&file).output()?;
    if !output.status.success() {
        return Err(format!("{}: {}", file.display(), String::from_utf8_lossy(&output.stderr)).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with("# ") || line.contains('\t') && !line.contains("count")) {
        let mut parts = line.split('\t');
        let (Some(words), Some(count), Some(documents)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("{name}: {line}").into());
        };
        found.push((words.split(' ').map(str::to_owned).collect(), count.parse()?, documents.parse()?));
    }
    Ok(found)
}

struct Syllables {
    ids: HashMap<Shape, u16>,
    records: Vec<(u64, u32, bool)>,
}

impl Syllables {
    fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut syllables = Self { ids: HashMap::new(), records: vec![(0, 0, false)] };
        for (words, count, documents) in lines(folder, "syllables.tsv.xz")? {
            let Some(shape) = words.first().and_then(|word| Shape::of(word)) else { continue };
            let id = u16::try_from(syllables.records.len())?;
            if syllables.ids.insert(shape, id).is_none() {
                syllables.records.push((shape.number(), count, documents >= 8 && count >= 12));
            }
        }
        Ok(syllables)
    }

    fn id(&self, word: &str) -> Option<u16> {
        if word == "#" { Some(0) } else { self.ids.get(&Shape::of(word)?).copied() }
    }
}

/// A table of keys and levels: cells, seed and the length of a third. Keys are put in last what
/// shares no cell with another.
fn table(entries: &[(u64, u16)]) -> (Vec<u16>, u32, u32) {
    let block = (entries.len() * 123 / 300 + 12) as u32;
    for seed in 1.. {
        let mut keys_at: Vec<(u32, u32)> = vec![(0, 0); block as usize * 3];
        let spots: Vec<([u32; 3], u16)> =
            entries.iter().map(|(key, _)| peel_spots(*key, u64::from(seed), block)).collect();
        for (at, (spots, _)) in spots.iter().enumerate() {
            for spot in spots {
                let (number, joined) = &mut keys_at[*spot as usize];
                *number += 1;
                *joined ^= at as u32;
            }
        }
        let mut single: Vec<u32> = (0..block * 3).filter(|spot| keys_at[*spot as usize].0 == 1).collect();
        let mut order = Vec::with_capacity(entries.len());
        while let Some(spot) = single.pop() {
            let (number, at) = keys_at[spot as usize];
            if number != 1 {
                continue;
            }
            order.push((at as usize, spot));
            for other in spots[at as usize].0 {
                let (number, joined) = &mut keys_at[other as usize];
                *number -= 1;
                *joined ^= at;
                if *number == 1 {
                    single.push(other);
                }
            }
        }
        if order.len() < entries.len() {
            continue;
        }
        let mut cells = vec![0_u16; block as usize * 3];
        for (at, spot) in order.into_iter().rev() {
            let (own, check) = spots[at];
            let wanted = check << 5 | entries[at].1;
            let others =
                own.iter().filter(|other| **other != spot).fold(0, |joined, other| joined ^ cells[*other as usize]);
            cells[spot as usize] = wanted ^ others;
        }
        return (cells, seed, block);
    }
    unreachable!("one of the seeds serves");
}

fn packed(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let syllables = Syllables::read(folder)?;
    let mut followed = vec![0_u64; syllables.records.len()];
    let mut kept = vec![0.0_f64; syllables.records.len()];
    let mut pairs: HashMap<u64, u32> = HashMap::new();
    for (words, count, _) in lines(folder, "bigrams.tsv.xz")? {
        let ids: Option<Vec<u16>> = words.iter().map(|word| syllables.id(word)).collect();
        let Some([first, second]) = ids.as_deref() else { continue };
        followed[usize::from(*first)] += u64::from(count);
        kept[usize::from(*first)] += f64::from(count) - DISCOUNT;
        *pairs.entry(Table::key(*first, *second, None)).or_default() += count;
    }
    let mut triples: HashMap<u64, u32> = HashMap::new();
    for (words, count, documents) in lines(folder, "trigrams.tsv.xz")? {
        let ids: Option<Vec<u16>> = words.iter().map(|word| syllables.id(word)).collect();
        if let (Some([first, second, third]), true) = (ids.as_deref(), documents >= DOCUMENTS) {
            *triples.entry(Table::key(*first, *second, Some(*third))).or_default() += count;
        }
    }
    let leveled = |counts: HashMap<u64, u32>| -> Vec<(u64, u16)> {
        let mut entries: Vec<(u64, u16)> = counts.into_iter().map(|(key, count)| (key, level_of(count))).collect();
        entries.sort_unstable();
        entries
    };
    let (pair_cells, pair_seed, pair_block) = table(&leveled(pairs));
    let (triple_cells, triple_seed, triple_block) = table(&leveled(triples));
    let mut file = b"RSC1".to_vec();
    for word in [syllables.records.len() as u32, pair_seed, pair_block, triple_seed, triple_block] {
        file.extend(word.to_le_bytes());
    }
    for (at, (shape, seen, common)) in syllables.records.iter().enumerate() {
        let total = followed[at].max(u64::from(*seen)).max(1);
        let rest = (1.0 - kept[at] / total as f64).max(0.02);
        file.extend(shape.to_le_bytes());
        file.extend(seen.to_le_bytes());
        file.extend(u32::try_from(total)?.to_le_bytes());
        #[expect(clippy::cast_sign_loss, reason = "between 0 and 1")]
        let share = (rest * f64::from(u16::MAX)) as u16;
        file.extend(share.to_le_bytes());
        file.extend(u16::from(*common).to_le_bytes());
    }
    for cell in pair_cells.iter().chain(&triple_cells) {
        file.extend(cell.to_le_bytes());
    }
    Ok(file)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(folder), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: spelling FOLDER FILE".into());
    };
    fs::write(file, packed(Path::new(&folder))?)?;
    Ok(())
}
