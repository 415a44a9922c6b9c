//! The side of the run: it keeps a few processes and gives each one file at a time.

use std::env;
use std::io::{self, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::process::Signal;

use super::{ARGUMENT, MOST_ANSWER, OUT_OF_MEMORY, Request, read_frame, write_frame};
use crate::readers::{self, Limits, Read, ReadError, Stop};

/// Megabytes that a process may have; the variable of the environment sets it for small machines and large files.
const MEMORY: (&str, u64) = ("RASOAT_PDF_MEMORY", 1024);
/// Seconds of work that one file may cost. The longest that is read within the counted limits takes about five.
const SECONDS: (&str, u64) = ("RASOAT_PDF_SECONDS", 30);
/// Times the seconds of work that may go by on a busy machine before the process is taken to hang.
const BUSY: u64 = 4;
/// Processes that wait for work. There are never more than threads that check.
const MOST_IDLE: usize = 16;
/// Letters that a falling process may leave.
const LAST_WORDS: u64 = 4096;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
static IDLE: Mutex<Vec<Reader>> = Mutex::new(Vec::new());

/// Lets [`read`] start the program that is running, which must call [`super::answer`] for [`ARGUMENT`].
pub(crate) fn start_with() {
    // By its name it could meanwhile be another version.
    let running = PathBuf::from("/proc/self/exe");
    let program = if running.exists() { Some(running) } else { env::current_exe().ok() };
    if let Some(program) = program {
        let _ = PROGRAM.set(program);
    }
}

/// Reads a PDF in a process apart; here, within the counted limits alone, where no process can be started.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read {
    let Some(program) = PROGRAM.get() else { return readers::read_pdf(bytes, limits) };
    let [memory, seconds] = [MEMORY, SECONDS].map(setting);
    let request = Request::new(limits, memory << 20, seconds);
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    if let Some(reader) = idle {
        match reader.ask(request, bytes) {
            Ok(read) => return read,
            Err(Stop::Time) => return Err(ReadError::Stopped(Stop::Time)),
            // Files that it read before may have left it short of memory; only a fresh one tells.
            Err(Stop::Memory | Stop::Fault) => {}
        }
    }
    match Reader::start(program) {
        Ok(reader) => reader.ask(request, bytes).unwrap_or_else(|stop| Err(ReadError::Stopped(stop))),
        Err(_) => readers::read_pdf(bytes, limits),
    }
}

/// What the environment says, or the usual.
fn setting((name, usual): (&str, u64)) -> u64 {
    let given = env::var(name).ok().and_then(|value| value.trim().parse().ok());
    given.filter(|value| (1..=1 << 20).contains(value)).unwrap_or(usual)
}

/// A process that reads. It ends with its last owner.
struct Reader {
    child: Child,
    questions: ChildStdin,
    answers: Receiver<io::Result<Vec<u8>>>,
    /// The first [`LAST_WORDS`] of what it complained of, when it has ended.
    complaints: Option<JoinHandle<Vec<u8>>>,
}

impl Reader {
    fn start(program: &PathBuf) -> io::Result<Self> {
        let piped = Stdio::piped;
        let mut child = Command::new(program).arg(ARGUMENT).stdin(piped()).stdout(piped()).stderr(piped()).spawn()?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(questions), Some(mut output), Some(mut errors)) = streams else {
            let _ = child.kill();
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // All of it is read: a process whose complaints nobody reads waits for ever once the pipe is full.
        let complaints = thread::Builder::new().spawn(move || {
            let mut words = Vec::new();
            let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut words);
            let _ = io::copy(&mut errors, &mut io::sink());
            words
        })?;
        let (sender, answers) = mpsc::channel();
        // Streams know no time limits; a thread that waits for one does, and it ends with the process.
        thread::Builder::new().spawn(move || {
            while let Some(answer) = read_frame(&mut output, MOST_ANSWER).transpose() {
                let is_last = answer.is_err();
                if sender.send(answer).is_err() || is_last {
                    return;
                }
            }
        })?;
        Ok(Self { child, questions, answers, complaints: Some(complaints) })
    }

    /// Has it read a file, and keeps it for the next.
    fn ask(mut self, request: Request, bytes: &[u8]) -> Result<Read, Stop> {
        if self.send(request, bytes).is_err() {
            return Err(self.cause());
        }
        match self.answers.recv_timeout(Duration::from_secs(BUSY * request.seconds + 1)) {
            Ok(Ok(answer)) => {
                let read = readers::unpack_pdf(&answer).ok_or(Stop::Fault)?;
                let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
                if idle.len() < MOST_IDLE {
                    idle.push(self);
                }
                Ok(read)
            }
            Ok(Err(error)) if error.kind() != io::ErrorKind::UnexpectedEof => Err(Stop::Fault),
            // It closed the stream because it fell.
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.cause()),
            Err(RecvTimeoutError::Timeout) => Err(Stop::Time),
        }
    }

    fn send(&mut self, request: Request, bytes: &[u8]) -> io::Result<()> {
        write_frame(&mut self.questions, &postcard::to_stdvec(&request).map_err(io::Error::other)?)?;
        write_frame(&mut self.questions, bytes)?;
        self.questions.flush()
    }

    /// Why a process fell that has closed its streams.
    fn cause(mut self) -> Stop {
        let Ok(status) = self.child.wait() else { return Stop::Fault };
        let signal = status.signal();
        if signal == Some(Signal::XCPU.as_raw()) {
            return Stop::Time;
        }
        let words = self.complaints.take().and_then(|complaints| complaints.join().ok()).unwrap_or_default();
        // The system kills what takes the last memory of the machine.
        let of_memory =
            signal == Some(Signal::KILL.as_raw()) || String::from_utf8_lossy(&words).contains(OUT_OF_MEMORY);
        if of_memory { Stop::Memory } else { Stop::Fault }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
