//! PDF read in a process of its own, which has limits on memory and time. The library that parses the objects of
//! a PDF cannot be bounded from within; what it does to its process, it does to one file.
//!
//! The process is this program once more, started with [`ARGUMENT`]: it reads one request after the other from
//! standard input and writes an answer for each. [`asking`] is the side of the run, [`answering`] that of the
//! process.

mod answering;
mod asking;

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

pub(crate) use answering::answer;
pub(crate) use asking::{read, start_with};

use crate::readers::Limits;

/// The only argument of such a process.
pub(crate) const ARGUMENT: &str = "internal-read-pdf";

/// Bytes of an answer: of the longest document that is read, every letter in a piece of its own.
const MOST_ANSWER: u64 = 256 << 20;

/// What a process says that falls because it asks for too much memory: the words are those of Rust.
const OUT_OF_MEMORY: &str = "memory allocation of";

/// What goes before the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Request {
    /// Bytes of memory that the process may have.
    memory: u64,
    /// Seconds that it may work at this file.
    seconds: u64,
    /// Limits of the readers, in the order of [`Limits`].
    limits: [u64; 7],
}

impl Request {
    fn new(limits: &Limits, memory: u64, seconds: u64) -> Self {
        let Limits { file_bytes, unpacked_bytes, compression_ratio, entries, xml_depth, pdf_pages, pdf_glyphs } =
            *limits;
        let counts = [entries, xml_depth, pdf_pages, pdf_glyphs].map(|count| count as u64);
        let [entries, depth, pages, glyphs] = counts;
        let limits = [file_bytes, unpacked_bytes, compression_ratio, entries, depth, pages, glyphs];
        Self { memory, seconds, limits }
    }

    fn limits(self) -> Limits {
        let [file_bytes, unpacked_bytes, compression_ratio, entries, depth, pages, glyphs] = self.limits;
        let [entries, xml_depth, pdf_pages, pdf_glyphs] =
            [entries, depth, pages, glyphs].map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        Limits { file_bytes, unpacked_bytes, compression_ratio, entries, xml_depth, pdf_pages, pdf_glyphs }
    }
}

/// Writes `bytes` behind their number.
fn write_frame(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)
}

/// The next frame of at most so many bytes; `None` at the end of the stream.
fn read_frame(input: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read(&mut length)? {
        0 => return Ok(None),
        begun => input.read_exact(length.get_mut(begun..).unwrap_or(&mut []))?,
    }
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_whole_or_an_error() {
        let mut stream = Vec::new();
        write_frame(&mut stream, b"abc").expect("writes");
        write_frame(&mut stream, b"").expect("writes");
        let mut input = stream.as_slice();
        assert_eq!(read_frame(&mut input, 9).expect("reads").as_deref(), Some(b"abc".as_slice()));
        assert_eq!(read_frame(&mut input, 9).expect("reads").as_deref(), Some(b"".as_slice()));
        assert_eq!(read_frame(&mut input, 9).expect("reads"), None);
        for cut in 1..11 {
            assert!(read_frame(&mut &stream[..cut], 9).is_err(), "cut at {cut}");
        }
        assert!(read_frame(&mut stream.as_slice(), 2).is_err());
    }

    #[test]
    fn limits_arrive_as_they_were_given() {
        let limits = Limits { pdf_pages: 7, ..Limits::default() };
        assert_eq!(Request::new(&limits, 1, 2).limits(), limits);
    }
}
