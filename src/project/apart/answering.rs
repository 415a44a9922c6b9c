//! The process that reads: it binds itself before it looks at anything.

use std::io::{self, Write as _};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

use super::{OUT_OF_MEMORY, Request, read_frame, write_frame};
use crate::readers;

/// Bytes of a request without its file.
const MOST_REQUEST: u64 = 256;

/// Answers on standard output until standard input ends.
pub(crate) fn answer() -> io::Result<()> {
    let ended = answer_all();
    if ended.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::OutOfMemory) {
        // A stream that finds no memory for what it reads gives an error where other code ends the process.
        writeln!(io::stderr().lock(), "{OUT_OF_MEMORY} a file failed")?;
    }
    ended
}

fn answer_all() -> io::Result<()> {
    // What panics in a reader is caught there and told as an unreadable file; its words may hold half of that.
    std::panic::set_hook(Box::new(|_| {}));
    // The memory of a process that falls holds the document, and belongs into no file.
    bind(Resource::Core, 0);
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(request) = read_frame(&mut input, MOST_REQUEST)? {
        let request: Request = postcard::from_bytes(&request).map_err(|_| io::ErrorKind::InvalidData)?;
        let limits = request.limits();
        bind(Resource::As, request.memory);
        // The clock of a process goes on from file to file.
        let spent = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
        bind(Resource::Cpu, spent + 1 + request.seconds);
        let Some(bytes) = read_frame(&mut input, limits.file_bytes)? else { return Ok(()) };
        let read = readers::read_pdf(&bytes, &limits);
        drop(bytes);
        write_frame(&mut output, &readers::pack_pdf(&read))?;
        output.flush()?;
    }
    Ok(())
}

/// Sets the limit that holds, below the one that the system gave. Systems that do not know a limit refuse it; the
/// others hold all the same.
fn bind(resource: Resource, most: u64) {
    let maximum = getrlimit(resource).maximum;
    let current = Some(maximum.map_or(most, |maximum| most.min(maximum)));
    let _ = setrlimit(resource, Rlimit { current, maximum });
}
