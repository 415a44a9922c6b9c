//! Files that only another program can read, or can read better: `LibreOffice` makes a DOCX of
//! them, in a profile of its own, without macros and within a time limit.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::inputs;
use crate::model::SourceFile;
use crate::readers::{self, Limits, Notice, NoticeKind, ReadError};
use crate::report::{Conversion, Failure};

/// A conversion takes some seconds; after this long it hangs.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// How often a running conversion is looked at.
const PATIENCE: Duration = Duration::from_millis(50);
/// With this code the program asks to be started again, as it does with a new profile.
const START_AGAIN: i32 = 81;
/// Names of the program.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];
/// Where it is installed on systems that do not put it on the search path.
const FOLDERS: [&str; 2] = ["/Applications/LibreOffice.app/Contents/MacOS", "C:\\Program Files\\LibreOffice\\program"];

/// Settings of the profile: no macro, no active content and no link is followed.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Which files another program may convert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convert {
    /// None: a large program is no match for files from strangers.
    Nothing,
    /// RTF, which nothing else can read.
    Rtf,
    /// DOC as well.
    DocToo,
}

impl Convert {
    /// What the argument asks for.
    pub(super) const fn asked(libreoffice: bool) -> Self {
        if libreoffice { Self::DocToo } else { Self::Rtf }
    }
}

/// `file` as a reader can read it, with a notice if it was converted: RTF whenever the program is
/// installed, DOC if asked for.
pub(super) fn readable(
    file: SourceFile,
    which: Convert,
    limits: &Limits,
) -> Result<(SourceFile, Option<Notice>), Failure> {
    let Some(extension) = convertible(&file.bytes, which) else { return Ok((file, None)) };
    let Some(program) = find() else {
        // The reader says what to do about RTF.
        return if extension == "rtf" { Ok((file, None)) } else { Err(Failure::Conversion(Conversion::NoProgram)) };
    };
    // The program would ask for the password, and make a spreadsheet of a spreadsheet.
    if extension == "doc"
        && let Err(
            error @ (ReadError::Encrypted | ReadError::Damaged { .. } | ReadError::Unsupported { format: "OLE" }),
        ) = readers::read(&file, limits)
    {
        return Err(Failure::Read(error));
    }
    let bytes = convert(&program, &file.bytes, extension, limits)?;
    let notice = Notice { kind: NoticeKind::Converted, detail: String::new() };
    Ok((SourceFile { name: file.name, bytes }, Some(notice)))
}

/// The extension of a file that is converted.
const fn convertible(bytes: &[u8], which: Convert) -> Option<&'static str> {
    match (which, bytes) {
        (Convert::Rtf | Convert::DocToo, [b'{', b'\\', b'r', b't', b'f', ..]) => Some("rtf"),
        (Convert::DocToo, [0xd0, 0xcf, 0x11, 0xe0, ..]) => Some("doc"),
        _ => None,
    }
}

/// The program that converts a file with these `bytes`, if one has to; empty if it is not installed.
pub(super) fn converter(bytes: &[u8], which: Convert) -> Option<String> {
    convertible(bytes, which)?;
    Some(find().map(|program| program.display().to_string()).unwrap_or_default())
}

/// The program, if it is installed.
fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(FOLDERS.map(PathBuf::from));
    let mut programs =
        folders.flat_map(|folder| PROGRAMS.map(|name| folder.join(name).with_extension(env::consts::EXE_EXTENSION)));
    let found = fs::canonicalize(programs.find(|program| program.is_file())?).ok()?;
    // The program proper stands beside its starter; stopping the starter would let it run on.
    let proper = found.with_file_name("soffice.bin");
    Some(if proper.is_file() { proper } else { found })
}

/// The DOCX that `program` makes of `bytes`.
fn convert(program: &Path, bytes: &[u8], extension: &str, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let system = |error: io::Error| inputs::failure(&error);
    // Removed with everything in it, however this function ends.
    let folder = tempfile::Builder::new().prefix("rasoat-").tempdir().map_err(system)?;
    let (profile, source) = (folder.path().join("profile"), folder.path().join("document").with_extension(extension));
    fs::create_dir_all(profile.join("user")).map_err(system)?;
    fs::write(profile.join("user").join("registrymodifications.xcu"), PROFILE).map_err(system)?;
    fs::write(&source, bytes).map_err(system)?;
    let deadline = Instant::now() + TIME_LIMIT;
    let mut status = run(program, folder.path(), &profile, &source, deadline)?;
    if status.code() == Some(START_AGAIN) {
        status = run(program, folder.path(), &profile, &source, deadline)?;
    }
    let made = folder.path().join("document.docx");
    if !status.success() || !made.is_file() {
        return Err(Failure::Conversion(Conversion::Failed));
    }
    inputs::read_file(&made, limits.file_bytes)
}

/// Runs the program once, until it ends or the `deadline` comes.
fn run(program: &Path, folder: &Path, profile: &Path, source: &Path, deadline: Instant) -> Result<ExitStatus, Failure> {
    let mut installation = OsString::from("-env:UserInstallation=");
    installation.push(url(profile));
    let mut command = Command::new(program);
    command
        .args(["--headless", "--invisible", "--nologo", "--norestore", "--nolockcheck", "--nodefault"])
        .arg(installation)
        .args(["--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(folder)
        .arg(source)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if cfg!(unix) {
        // Nothing of the user's settings, and nothing written to the home folder.
        command.env_clear().env("HOME", folder).env("PATH", env::var_os("PATH").unwrap_or_default());
    }
    let mut child = command.spawn().map_err(|_| Failure::Conversion(Conversion::NoProgram))?;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if Instant::now() < deadline => thread::sleep(PATIENCE),
            ended => {
                // Without a reason to go on it is stopped; if that fails, it has ended by itself.
                let _ = child.kill();
                let _ = child.wait();
                let reason = if ended.is_ok() { Conversion::TimedOut } else { Conversion::Failed };
                return Err(Failure::Conversion(reason));
            }
        }
    }
}

/// `path` as a URL.
fn url(path: &Path) -> String {
    use std::fmt::Write as _;
    let path = path.to_string_lossy().replace('\\', "/");
    let mut url = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:.-_~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_urls() {
        assert_eq!(url(Path::new("/hồ/a b")), "file:///h%E1%BB%93/a%20b");
        assert_eq!(url(Path::new("/văn")), "file:///v%C4%83n");
    }

    #[test]
    fn what_a_reader_reads_is_not_converted() {
        let file = SourceFile { name: "a.txt".to_owned(), bytes: b"PK".to_vec() };
        let (same, notice) = readable(file, Convert::DocToo, &Limits::default()).expect("is left alone");
        assert_eq!((same.bytes.as_slice(), notice), (b"PK".as_slice(), None));
    }
}
