//! Where results go: standard output and any number of files. A file appears when the run is over
//! and complete; a run that is stopped leaves the old one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::args::{CheckArgs, Form, Output};
use super::{Session, untrusted};
use crate::catalogue::Lang;
use crate::project::left_over;
use crate::report::output::{End, FileReport, Kind, Run, Writer, packed, writer};
use crate::report::words;
use crate::report::{Look, unheard};

/// Columns of a report in a file.
const WIDTH: usize = 100;

/// A result on its way.
struct Stream {
    kind: Kind,
    look: Look,
    writer: Box<dyn Writer>,
    target: Target,
    /// What was written of a package, which can be packed only as a whole.
    held: Option<String>,
}

impl Stream {
    fn put(&mut self, text: &str, session: &mut Session) -> io::Result<()> {
        match &mut self.held {
            Some(held) => {
                held.push_str(text);
                Ok(())
            }
            // What is read by people on standard output may stand in the log of a workflow.
            None if self.kind.is_text() && matches!(self.target, Target::Standard) => {
                self.target.write(unheard(text).as_bytes(), session)
            }
            None => self.target.write(text.as_bytes(), session),
        }
    }
}

enum Target {
    Standard,
    File(PathBuf, BufWriter<NamedTempFile>),
    /// A device or a pipe: it is written to as the run goes on, and never replaced.
    Through(BufWriter<File>),
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
        let report = |output: &Output| match output.form {
            Form::Report(kind) => Some((kind, output.path.clone())),
            Form::Docx => None,
        };
        let mut wanted: Vec<(Kind, Option<PathBuf>)> = args.output.iter().filter_map(report).collect();
        if wanted.iter().all(|(_, path)| path.is_some()) {
            wanted.insert(0, (args.format, None));
        }
        if let Some(told) = wrong_place(args, session.lang()) {
            session.complain(&told)?;
            return Ok(None);
        }
        let (mut streams, mut kinds) = (Vec::new(), Vec::new());
        for (kind, path) in wanted {
            let (look, target) = match path {
                None => (session.look(), Target::Standard),
                Some(path) => match target(&path) {
                    Ok(target) => (Look { lang: session.lang(), color: false, width: WIDTH }, target),
                    Err(error) => {
                        let path = path.display().to_string();
                        session.complain(&words::not_written(&path, &error, session.lang()))?;
                        return Ok(None);
                    }
                },
            };
            kinds.push((kind, look));
            let held = kind.is_package().then(String::new);
            streams.push(Stream { kind, look, writer: writer(kind), target, held });
        }
        Ok(Some(Self { streams, kinds }))
    }

    /// Begins all results.
    pub(super) fn begin(&mut self, run: &Run<'_>, session: &mut Session) -> io::Result<()> {
        for stream in &mut self.streams {
            let text = stream.writer.begin(&Run { look: stream.look, ..*run });
            stream.put(&text, session)?;
        }
        Ok(())
    }

    /// Adds one input to all results.
    pub(super) fn file(&mut self, run: &Run<'_>, report: &FileReport, session: &mut Session) -> io::Result<()> {
        let mut drawings = report.drawn.iter();
        for (stream, (kind, _)) in self.streams.iter_mut().zip(&self.kinds) {
            let drawn = if kind.is_drawn() { drawings.next().map_or("", String::as_str) } else { "" };
            let text = stream.writer.file(&Run { look: stream.look, ..*run }, report, drawn);
            stream.put(&text, session)?;
        }
        Ok(())
    }

    /// Adds what was found by comparing the inputs to all results.
    pub(super) fn across(&mut self, run: &Run<'_>, reports: &[FileReport], session: &mut Session) -> io::Result<()> {
        for (at, stream) in self.streams.iter_mut().enumerate() {
            let text = stream.writer.across(&Run { look: stream.look, ..*run }, reports, at);
            stream.put(&text, session)?;
        }
        Ok(())
    }

    /// Ends all results and puts the files in their place.
    pub(super) fn end(self, run: &Run<'_>, end: &End, session: &mut Session) -> io::Result<()> {
        for mut stream in self.streams {
            let text = stream.writer.end(&Run { look: stream.look, ..*run }, end);
            stream.put(&text, session)?;
            if let Some(held) = stream.held.take() {
                stream.target.write(&packed(&held)?, session)?;
            }
            match stream.target {
                Target::Standard => {}
                Target::File(path, file) => persist(file, &path)?,
                Target::Through(mut file) => file.flush()?,
            }
        }
        Ok(())
    }
}

impl Target {
    fn write(&mut self, bytes: &[u8], session: &mut Session) -> io::Result<()> {
        match self {
            Self::Standard => session.out.write_all(bytes),
            Self::File(_, file) => file.write_all(bytes),
            Self::Through(file) => file.write_all(bytes),
        }
    }
}

/// Why the results cannot go where they are sent; `None` if they can.
fn wrong_place(args: &CheckArgs, lang: Lang) -> Option<String> {
    let mut places: Vec<PathBuf> = Vec::new();
    for path in args.output.iter().filter_map(|output| output.path.as_deref()) {
        let shown = path.display().to_string();
        if args.untrusted && untrusted::is_led_away(path, &args.paths) {
            return Some(words::output_of_change(&shown, lang));
        }
        let place = place(path);
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(place.file_name()?);
        let is_stream = fs::metadata(&place).is_ok_and(|found| !found.is_file() && !found.is_dir());
        if !is_stream && places.contains(&place) {
            return Some(words::output_twice(&shown, lang));
        }
        places.push(place);
    }
    None
}

/// Where the result for `path` goes until it is whole.
fn target(path: &Path) -> io::Result<Target> {
    let path = place(path);
    match fs::metadata(&path) {
        Ok(found) if found.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(found) if !found.is_file() => {
            Ok(Target::Through(BufWriter::new(OpenOptions::new().write(true).open(&path)?)))
        }
        _ => {
            let file = BufWriter::new(beside(&path)?);
            Ok(Target::File(path, file))
        }
    }
}

/// The file behind `path`: renaming over a link would put a file in the place of the link.
fn place(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let real = if is_link { fs::canonicalize(path).ok() } else { None };
    real.unwrap_or_else(|| path.to_owned())
}

/// How the name of a file begins that is not whole yet.
const UNFINISHED: &str = ".rasoat-";

/// A file that is still nameless, in the folder of `path`, so that it can be renamed there.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    left_over::remove(folder, UNFINISHED);
    tempfile::Builder::new().prefix(&left_over::marked(UNFINISHED)).permissions_of_a_new_file().tempfile_in(folder)
}

fn persist(file: BufWriter<NamedTempFile>, path: &Path) -> io::Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Writes `bytes` to `path` as a whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = place(path);
    let mut file = BufWriter::new(beside(&path)?);
    file.write_all(bytes)?;
    persist(file, &path)
}

/// Writes `bytes` to a new file at `path` as a whole or not at all; an error if there is one already.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// As [`write_whole`], and on the disk before the name is given: a crash at any moment leaves the old file
/// or the new one.
pub(super) fn write_safely(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = place(path);
    let mut file = beside(&path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// As [`write_safely`], for a file that is there: whoever may read and write it still may.
pub(super) fn write_in_place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = place(path);
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let mut file = beside(&path)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(permissions)?;
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
