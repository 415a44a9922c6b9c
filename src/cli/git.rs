//! What git knows of the documents. Git is asked as a program; nothing of the repository's own
//! settings is run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why git did not answer, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused(pub(super) String);

/// Settings of a repository that would run a program, each with a value that runs none.
const QUIET: [&str; 7] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.sshCommand=false",
    "diff.external=",
    "protocol.allow=never",
    "submodule.recurse=false",
];

/// Asks git in `folder`.
fn ask<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Result<Vec<u8>, Refused> {
    ask_with(folder, &[], arguments)
}

/// Asks git in `folder` about its work tree. Attributes of a stranger may name filters that git would run over the
/// files; each that the settings define is made empty.
fn ask_work_tree<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Result<Vec<u8>, Refused> {
    let names = [
        "config",
        "--includes",
        "-z",
        "--name-only",
        "--get-regexp",
        "^filter\\..*\\.(clean|smudge|process|required)$",
    ];
    // Git ends with 1 if there is none.
    let said = ask(folder, &names).unwrap_or_default();
    let names: Vec<String> = said
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8(name.to_vec()).map_err(|_| Refused("filter".to_owned())))
        .collect::<Result<_, _>>()?;
    ask_with(folder, &names, arguments)
}

/// Asks git in `folder` with the settings `emptied` as if they had no value.
fn ask_with<A: AsRef<OsStr>>(folder: &Path, emptied: &[String], arguments: &[A]) -> Result<Vec<u8>, Refused> {
    // A name may hold what would end it on a command line.
    let empty = emptied.iter().enumerate().flat_map(|(at, name)| {
        let value = if name.ends_with(".required") { "false" } else { "" };
        [(format!("GIT_CONFIG_KEY_{at}"), name.clone()), (format!("GIT_CONFIG_VALUE_{at}"), value.to_owned())]
    });
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        // Names of files are given as they are, and nothing is coloured or paged.
        .args(["-c", "core.quotePath=false", "--no-pager", "--no-optional-locks", "--literal-pathspecs"])
        .args(QUIET.iter().flat_map(|setting| ["-c", setting]))
        .args(arguments)
        // A clone that lacks an object is not to fetch it, by whatever program its address names.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_ATTR_NOSYSTEM", "1")
        // A commit is what its name says, and not what a repository would have in its place.
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env_remove("GIT_EXTERNAL_DIFF")
        .env("GIT_CONFIG_COUNT", emptied.len().to_string())
        .envs(empty)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Refused(format!("git: {error}")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Refused(said.lines().next().unwrap_or("git").trim().to_owned()))
}

/// The folder of the repository that holds `folder`.
pub(super) fn root(folder: &Path) -> Result<PathBuf, Refused> {
    let said = ask(folder, &["rev-parse", "--show-toplevel"])?;
    Ok(PathBuf::from(String::from_utf8_lossy(&said).trim_end_matches(['\n', '\r']).to_owned()))
}

/// Renames in the history of the repository at `root`, the oldest first, and then those that are not
/// committed; names from the root.
pub(super) fn renames(root: &Path) -> Result<Vec<(String, String)>, Refused> {
    let log = ["log", "--reverse", "-M", "--diff-filter=R", "--name-status", "-z", "--format="];
    let mut renames = pairs(&ask(root, &log)?);
    renames.extend(pairs(&ask_work_tree(
        root,
        &["diff", "--no-ext-diff", "--no-textconv", "HEAD", "-M", "--diff-filter=R", "--name-status", "-z"],
    )?));
    Ok(renames)
}

/// The commit that `revision` names in the repository at `root`. A name with two meanings is refused: whoever may
/// push a tag called `origin/main` would decide what counts as checked.
pub(super) fn commit(root: &Path, revision: &str) -> Result<String, Refused> {
    if let Some(two) = second_meaning(root, revision) {
        return Err(Refused(format!("ambiguous: {two}")));
    }
    let wanted = format!("{revision}^{{commit}}");
    let said = ask(root, &["rev-parse", "--verify", "--end-of-options", &wanted])?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}

/// The meanings of `revision`, if it or the name that it begins with has several that differ.
fn second_meaning(root: &Path, revision: &str) -> Option<String> {
    let end = revision.find(['^', '~', '@', ':']).unwrap_or(revision.len());
    let name = revision.get(..end).filter(|name| !name.is_empty() && !name.starts_with('-'))?;
    let spellings: Vec<String> =
        ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].iter().map(|place| format!("{place}{name}")).collect();
    let wanted = ["for-each-ref", "--format=%(refname)"].into_iter().chain(spellings.iter().map(String::as_str));
    let said = ask(root, &wanted.collect::<Vec<_>>()).ok()?;
    let said = String::from_utf8_lossy(&said).into_owned();
    // A pattern stands for what lies below it, too.
    let mut meanings: Vec<String> =
        said.lines().filter(|line| spellings.iter().any(|spelling| spelling == line)).map(str::to_owned).collect();
    // Git takes a whole name of a commit for nothing else; a short one gives way to a branch.
    if name.len() < 40 && name.len() >= 4 && name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let known = format!("--disambiguate={name}");
        let commits = ask(root, &["rev-parse", known.as_str()]).unwrap_or_default();
        meanings.extend(String::from_utf8_lossy(&commits).lines().map(str::to_owned));
    }
    if meanings.len() < 2 {
        return None;
    }
    let commit = |name: &String| ask(root, &["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]).ok();
    let mut commits: Vec<Vec<u8>> = meanings.iter().filter_map(commit).collect();
    commits.sort_unstable();
    commits.dedup();
    (commits.len() > 1).then(|| meanings.join(", "))
}

/// Names of the files of `commit`, from the root.
pub(super) fn files(root: &Path, commit: &str) -> Result<Vec<String>, Refused> {
    let said = ask(root, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit])?;
    let names = said.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

/// Tracked files that differ from `commit`, committed or not, with the name they had there.
pub(super) fn changes(root: &Path, commit: &str) -> Result<Vec<(String, Option<String>)>, Refused> {
    let diff = ["diff", "--no-ext-diff", "--no-textconv", "--no-relative", "-M", "--name-status", "-z", commit, "--"];
    let mut changes = changed(&ask_work_tree(root, &diff)?);
    // Git was told not to look at these files; they may be as they were, or not.
    let marked = ask(root, &["ls-files", "-v", "-z"])?;
    for entry in String::from_utf8_lossy(&marked).split('\0') {
        let Some((mark, name)) = entry.split_once(' ') else { continue };
        let unseen = mark == "S" || mark.chars().all(|letter| letter.is_ascii_lowercase());
        if unseen && !changes.iter().any(|(now, _)| now == name) {
            changes.push((name.to_owned(), Some(name.to_owned())));
        }
    }
    Ok(changes)
}

/// What the file called `name` held in `commit`.
pub(super) fn content(root: &Path, commit: &str, name: &str) -> Result<Vec<u8>, Refused> {
    ask(root, &["cat-file", "blob", &format!("{commit}:{name}")])
}

/// Names of what is there now, each with its earlier name, in the output of `--name-status -z`.
fn changed(said: &[u8]) -> Vec<(String, Option<String>)> {
    let text = String::from_utf8_lossy(said);
    let mut fields = text.split('\0').map(|field| field.trim_start_matches('\n'));
    let mut changed = Vec::new();
    while let (Some(status), Some(name)) = (fields.next(), fields.next()) {
        let now = if status.starts_with(['R', 'C']) { fields.next() } else { Some(name) };
        let Some(now) = now else { break };
        let earlier = (!status.starts_with('A')).then(|| name.to_owned());
        changed.push((now.to_owned(), earlier));
    }
    changed
}

/// Old and new names in the output of `--name-status -z`.
fn pairs(said: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(said);
    let mut fields = text.split('\0').map(|field| field.trim_start_matches('\n'));
    let mut pairs = Vec::new();
    while let Some(status) = fields.next() {
        if status.starts_with('R')
            && let (Some(old), Some(new)) = (fields.next(), fields.next())
        {
            pairs.push((old.to_owned(), new.to_owned()));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{changed, pairs};

    #[test]
    fn names_come_in_pairs() {
        let said = "\nR100\0a b.md\0xã/b.md\0\nR087\0c\0d\0".as_bytes();
        let expected = [("a b.md", "xã/b.md"), ("c", "d")].map(|(old, new)| (old.to_owned(), new.to_owned()));
        assert_eq!(pairs(said), expected);
        assert!(pairs(b"").is_empty());
    }

    #[test]
    fn changes_name_what_is_there_now() {
        let said = "M\0a b.md\0R087\0c\0xã/d\0A\0e\0".as_bytes();
        let expected = [("a b.md", Some("a b.md")), ("xã/d", Some("c")), ("e", None)]
            .map(|(now, earlier)| (now.to_owned(), earlier.map(str::to_owned)));
        assert_eq!(changed(said), expected);
        assert!(changed(b"").is_empty());
    }
}
