//! Where results go: standard output and any number of files. A file appears when the run is over
//! and complete; a run that is stopped leaves the old one.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::Session;
use super::args::{CheckArgs, Output};
use crate::report::Look;
use crate::report::output::{End, FileReport, Kind, Run, Writer, writer};
use crate::report::words;

/// Columns of a report in a file.
const WIDTH: usize = 100;

/// A result on its way.
struct Stream {
    look: Look,
    writer: Box<dyn Writer>,
    target: Target,
}

enum Target {
    Standard,
    File(PathBuf, BufWriter<NamedTempFile>),
}

/// All results of a run.
pub(super) struct Outputs {
    streams: Vec<Stream>,
    /// Form and look of each, for drawing.
    pub(super) kinds: Vec<(Kind, Look)>,
}

impl Outputs {
    /// What the arguments ask for; `None` if a file cannot be written, which is said.
    pub(super) fn open(args: &CheckArgs, session: &mut Session) -> io::Result<Option<Self>> {
        let mut wanted = args.output.clone();
        if wanted.iter().all(|output| output.path.is_some()) {
            wanted.insert(0, Output { kind: args.format, path: None });
        }
        let (mut streams, mut kinds) = (Vec::new(), Vec::new());
        for Output { kind, path } in wanted {
            let (look, target) = match path {
                None => (session.look(), Target::Standard),
                Some(path) => match beside(&path) {
                    Ok(file) => {
                        let look = Look { lang: session.lang(), color: false, width: WIDTH };
                        (look, Target::File(path, BufWriter::new(file)))
                    }
                    Err(error) => {
                        let path = path.display().to_string();
                        session.complain(&words::not_written(&path, &error.to_string(), session.lang()))?;
                        return Ok(None);
                    }
                },
            };
            kinds.push((kind, look));
            streams.push(Stream { look, writer: writer(kind), target });
        }
        Ok(Some(Self { streams, kinds }))
    }

    /// Begins all results.
    pub(super) fn begin(&mut self, run: &Run<'_>, session: &mut Session) -> io::Result<()> {
        for stream in &mut self.streams {
            let text = stream.writer.begin(&Run { look: stream.look, ..*run });
            stream.target.write(&text, session)?;
        }
        Ok(())
    }

    /// Adds one input to all results.
    pub(super) fn file(&mut self, run: &Run<'_>, report: &FileReport, session: &mut Session) -> io::Result<()> {
        let mut drawings = report.drawn.iter();
        for (stream, (kind, _)) in self.streams.iter_mut().zip(&self.kinds) {
            let drawn = if kind.is_drawn() { drawings.next().map_or("", String::as_str) } else { "" };
            let text = stream.writer.file(&Run { look: stream.look, ..*run }, report, drawn);
            stream.target.write(&text, session)?;
        }
        Ok(())
    }

    /// Adds what was found by comparing the inputs to all results.
    pub(super) fn across(&mut self, run: &Run<'_>, reports: &[FileReport], session: &mut Session) -> io::Result<()> {
        for (at, stream) in self.streams.iter_mut().enumerate() {
            let text = stream.writer.across(&Run { look: stream.look, ..*run }, reports, at);
            stream.target.write(&text, session)?;
        }
        Ok(())
    }

    /// Ends all results and puts the files in their place.
    pub(super) fn end(self, run: &Run<'_>, end: &End, session: &mut Session) -> io::Result<()> {
        for mut stream in self.streams {
            let text = stream.writer.end(&Run { look: stream.look, ..*run }, end);
            stream.target.write(&text, session)?;
            if let Target::File(path, file) = stream.target {
                persist(file, &path)?;
            }
        }
        Ok(())
    }
}

impl Target {
    fn write(&mut self, text: &str, session: &mut Session) -> io::Result<()> {
        match self {
            Self::Standard => session.say(text),
            Self::File(_, file) => file.write_all(text.as_bytes()),
        }
    }
}

/// A file that is still nameless, in the folder of `path`, so that it can be renamed there.
fn beside(path: &std::path::Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    tempfile::Builder::new()
        .prefix(".rasoat-")
        .permissions_of_a_new_file()
        .tempfile_in(folder.unwrap_or(std::path::Path::new(".")))
}

fn persist(file: BufWriter<NamedTempFile>, path: &std::path::Path) -> io::Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Writes `bytes` to `path` as a whole or not at all.
pub(super) fn write_whole(path: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = BufWriter::new(beside(path)?);
    file.write_all(bytes)?;
    persist(file, path)
}

/// As [`write_whole`], and on the disk before the name is given: a crash at any moment leaves the old file
/// or the new one.
pub(super) fn write_safely(path: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// A temporary file is for its owner only; a report is for whom new files are for.
trait OfANewFile {
    fn permissions_of_a_new_file(&mut self) -> &mut Self;
}

impl OfANewFile for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_a_new_file(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes off what the user's mask forbids.
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_of_a_new_file(&mut self) -> &mut Self {
        self
    }
}
