//! What a process leaves on disk when it is killed: files and folders that carry its number in their names, which
//! the next one removes.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// After this long what was never finished is left over, whoever has the number of its process now.
const LEFT_OVER: Duration = Duration::from_hours(24);

/// The beginning of the name of something that ends with this process.
pub(crate) fn marked(prefix: &str) -> String {
    format!("{prefix}{}-", std::process::id())
}

/// Removes from `folder` the files and folders called `prefix` and a number that processes left there.
pub(crate) fn remove(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(process) =
            name.to_str().and_then(|name| name.strip_prefix(prefix)?.split_once('-')?.0.parse::<u32>().ok())
        else {
            continue;
        };
        // A link is not followed.
        let Ok(found) = entry.metadata() else { continue };
        let is_old = found.modified().is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > LEFT_OVER));
        if is_folder_in_use(process, &found) || !(is_old || has_ended(process)) {
            continue;
        }
        let _ = if found.is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) };
    }
}

/// True for the folder of a process that may still run: a session may last longer than a day.
fn is_folder_in_use(process: u32, found: &fs::Metadata) -> bool {
    found.is_dir() && (process == std::process::id() || Path::new("/proc").join(process.to_string()).exists())
}

/// True if it is certain that no process with this number runs.
fn has_ended(process: u32) -> bool {
    let all = Path::new("/proc");
    process != std::process::id() && all.join("self").exists() && !all.join(process.to_string()).exists()
}
