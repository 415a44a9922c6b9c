//! What a PDF says about itself before anybody unpacks it. The library that parses objects makes room for as many as
//! an index claims, and unpacks streams of objects by whatever filters they name; a kilobyte can claim two thousand
//! million. So the dictionaries of such streams are read here first, and those that no program writes are refused.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::package::bomb;
use crate::readers::ReadError;

/// Most objects of a file. A decree of five hundred pages has some ten thousand.
const MOST_OBJECTS: u64 = 300_000;
/// Longest dictionary of a stream.
const LONGEST: usize = 1 << 16;
/// Widest row that a predictor works on.
const WIDEST: i64 = 1 << 16;
/// Most lists and dictionaries in each other.
const DEEPEST: usize = 32;

/// What of a value matters here.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(i64),
    Name(Vec<u8>),
    List(Vec<Value>),
    Dictionary(Vec<(Vec<u8>, Value)>),
    /// `12 0 R`
    Reference,
    Other,
}

/// Refuses a file whose indexes claim more than it can hold, or name filters that no index has.
pub(super) fn measure(bytes: &[u8]) -> Result<(), ReadError> {
    let mut objects = 0;
    let mut until = 0;
    for at in memchr::memmem::find_iter(bytes, b"obj") {
        // Inside of a dictionary that was read; what is in a string is no object.
        if at < until || bytes[..at].ends_with(b"end") {
            continue;
        }
        objects += 1;
        if objects > MOST_OBJECTS {
            return Err(bomb("objects"));
        }
        let mut reader = Reader { bytes: &bytes[..bytes.len().min(at + LONGEST)], at: at + b"obj".len() };
        let Some(Value::Dictionary(entries)) = reader.value(0) else { continue };
        reader.blank();
        if !reader.rest().starts_with(b"stream") {
            continue;
        }
        until = reader.at;
        let stream = Stream(&entries);
        objects += stream.measure(bytes.len() as u64)?;
        let body = bytes.get(reader.at + b"stream".len()..).unwrap_or_default();
        let start = body.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        stream.measure_places(&body[start..])?;
    }
    Ok(())
}

/// The dictionary of a stream.
struct Stream<'a>(&'a [(Vec<u8>, Value)]);

impl Stream<'_> {
    /// The objects that it holds as an index.
    fn measure(&self, size: u64) -> Result<u64, ReadError> {
        self.measure_predictor()?;
        let is_of = |name: &[u8]| self.get(b"Type") == Some(&Value::Name(name.to_vec()));
        let is_list = is_of(b"ObjStm") || self.get(b"First").is_some() && self.get(b"N").is_some();
        let is_table = is_of(b"XRef") || self.get(b"W").is_some();
        if !is_list && !is_table {
            return Ok(0);
        }
        // One filter, and that the usual one, is what programs write.
        let filter = self.get(b"Filter").or_else(|| self.get(b"F"));
        let is_flate = |value: &Value| matches!(value, Value::Name(name) if name == b"FlateDecode" || name == b"Fl");
        let usual = match filter {
            None => true,
            Some(Value::List(filters)) => filters.is_empty() || filters.len() == 1 && is_flate(&filters[0]),
            Some(filter) => is_flate(filter),
        };
        if !usual {
            return Err(bomb("packed stream"));
        }
        // Flate packs a thousand to one at most, and an entry of a table has a byte at least.
        let most = size.saturating_mul(1_000).min(MOST_OBJECTS);
        let claims = |value: Option<&Value>| match value {
            None => Ok(0),
            Some(Value::Number(count)) => {
                let count = u64::try_from(*count).ok().filter(|count| *count <= most);
                count.ok_or_else(|| bomb("index of objects"))
            }
            Some(_) => Err(bomb("index of objects")),
        };
        let mut claimed = 0;
        if is_list {
            claimed += claims(self.get(b"N"))?;
        }
        if is_table {
            claims(self.get(b"Size"))?;
            if let Some(Value::List(pairs)) = self.get(b"Index") {
                let mut counted = 0;
                for pair in pairs.chunks(2) {
                    counted += claims(pair.get(1))?;
                }
                claims(Some(&Value::Number(i64::try_from(counted).unwrap_or(i64::MAX))))?;
            }
            let width = |value: &Value| if let Value::Number(width) = value { (*width).clamp(0, 16) } else { 0 };
            if let Some(Value::List(widths)) = self.get(b"W")
                && widths.iter().map(width).sum::<i64>() == 0
            {
                return Err(bomb("index of objects"));
            }
        }
        Ok(claimed)
    }

    /// Refuses a stream of objects of which two begin at one place: each would be parsed anew.
    fn measure_places(&self, body: &[u8]) -> Result<(), ReadError> {
        let (Some(Value::Number(count)), Some(Value::Number(first))) = (self.get(b"N"), self.get(b"First")) else {
            return Ok(());
        };
        let length = u64::try_from(*first).unwrap_or(0).min(LONGEST as u64 * 32);
        let mut head = Vec::new();
        let _ = if self.get(b"Filter").or_else(|| self.get(b"F")).is_some() {
            ZlibDecoder::new(body).take(length).read_to_end(&mut head)
        } else {
            body.take(length).read_to_end(&mut head)
        };
        let numbers = head.split(|byte| is_blank(*byte)).filter(|word| !word.is_empty());
        let places = numbers.skip(1).step_by(2).take(usize::try_from(*count).unwrap_or(0));
        let mut places: Vec<&[u8]> = places.collect();
        let all = places.len();
        places.sort_unstable();
        places.dedup();
        // A writer may let two empty objects share a place; a file that repeats itself a thousand times is none.
        if all > places.len() + 16 { Err(bomb("index of objects")) } else { Ok(()) }
    }

    fn measure_predictor(&self) -> Result<(), ReadError> {
        let Some(parameters) = self.get(b"DecodeParms").or_else(|| self.get(b"DP")) else { return Ok(()) };
        let all = if let Value::List(all) = parameters { all.as_slice() } else { std::slice::from_ref(parameters) };
        for parameters in all {
            let Value::Dictionary(entries) = parameters else { continue };
            for name in [&b"Columns"[..], b"Colors", b"BitsPerComponent"] {
                if let Some(Value::Number(wide)) = Stream(entries).get(name)
                    && !(0..=WIDEST).contains(wide)
                {
                    return Err(bomb("packed stream"));
                }
            }
        }
        Ok(())
    }

    fn get(&self, name: &[u8]) -> Option<&Value> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// Reads values from bytes.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x0c | 0)
}

const fn parts(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space and comments.
    fn blank(&mut self) {
        while let [first, ..] = self.rest() {
            if *first == b'%' {
                let line = self.rest();
                self.at += line.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(line.len());
            } else if is_blank(*first) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let word = &rest[..rest.iter().position(|byte| parts(*byte)).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.blank();
        match self.rest() {
            _ if depth > DEEPEST => None,
            [b'<', b'<', ..] => {
                self.at += 2;
                self.dictionary(depth)
            }
            [b'<', ..] => {
                self.at += self.rest().iter().position(|byte| *byte == b'>')? + 1;
                Some(Value::Other)
            }
            [b'(', ..] => self.string(),
            [b'[', ..] => {
                self.at += 1;
                let mut values = Vec::new();
                loop {
                    self.blank();
                    if self.rest().first()? == &b']' {
                        self.at += 1;
                        return Some(Value::List(values));
                    }
                    values.push(self.value(depth + 1)?);
                }
            }
            [b'/', ..] => {
                self.at += 1;
                Some(Value::Name(unescaped(self.word())))
            }
            [byte, ..] if parts(*byte) => None,
            [] => None,
            _ => Some(self.number()),
        }
    }

    /// A number, a reference, or a word.
    fn number(&mut self) -> Value {
        let number = |word: &[u8]| {
            let text = std::str::from_utf8(word).ok()?;
            text.parse::<i64>().ok().or_else(|| text.parse::<f64>().ok().map(|value| value as i64))
        };
        let Some(value) = number(self.word()) else { return Value::Other };
        let after = self.at;
        self.blank();
        if number(self.word()).is_some() {
            self.blank();
            if self.word() == b"R" {
                return Value::Reference;
            }
        }
        self.at = after;
        Value::Number(value)
    }

    fn string(&mut self) -> Option<Value> {
        let mut open = 0;
        loop {
            let [byte, ..] = self.rest() else { return None };
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' if open == 1 => return Some(Value::Other),
                b')' => open -= 1,
                _ => {}
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Value> {
        let mut entries = Vec::new();
        loop {
            self.blank();
            match self.rest() {
                [b'>', b'>', ..] => {
                    self.at += 2;
                    return Some(Value::Dictionary(entries));
                }
                [b'/', ..] => {
                    self.at += 1;
                    let name = unescaped(self.word());
                    entries.push((name, self.value(depth + 1)?));
                }
                _ => return None,
            }
        }
    }
}

/// A name without its `#53` for `S`.
fn unescaped(word: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(word.len());
    let mut at = 0;
    while let Some(byte) = word.get(at) {
        let digit = |at: usize| word.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'#', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            name.push((high * 16 + low) as u8);
            at += 3;
        } else {
            name.push(*byte);
            at += 1;
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(dictionary: &str) -> bool {
        measure(format!("%PDF-1.5\n1 0 obj\n{dictionary}\nstream\nx\nendstream\nendobj\n").as_bytes()).is_err()
    }

    #[test]
    fn claims_that_no_file_can_keep_are_refused() {
        for dictionary in [
            "<</Type/XRef/W[0 0 0]/Index[0 2147483647]/Size 5>>",
            "<</Type /XRef /W [1 2 1] /Size 2147483647>>",
            "<</Type/ObjStm/N 2000000000/First 10>>",
            "<</Type/ObjStm/N 20/First 10/Filter[/FlateDecode/FlateDecode]>>",
            "<</Type/Obj#53tm/N 20/First 10/Filter/LZWDecode>>",
            "<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4000000000>>>>",
            "<</Type/XRef/W[1 2 1]/Size 12 0 R>>",
        ] {
            assert!(refused(dictionary), "{dictionary}");
        }
    }

    #[test]
    fn what_programs_write_passes() {
        for dictionary in [
            "<</Type/XRef/W[1 3 1]/Index[0 120]/Size 120/Filter/FlateDecode/DecodeParms<</Columns 5/Predictor 12>>/Root 1 0 R/ID[<aa><bb>]/Length 300>>",
            "<</Type/ObjStm/N 100/First 807/Filter[/FlateDecode]/Length 12 0 R>>",
            "<</Length 12/Filter[/ASCII85Decode/FlateDecode]>>",
            "<</Type/Font/Name(a\\) b)/Kids[1 0 R 2 0 R]>>",
        ] {
            assert!(!refused(dictionary), "{dictionary}");
        }
    }
}
