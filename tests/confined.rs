//! What lies beside documents, or in them, reads no other file, runs no program, writes nowhere else, and speaks to
//! nobody in the tool's name.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A draft with one error.
const DRAFT: &str = "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã làm.\n\nII. HAI\n\nĐã làm.\n\nII. BA\n\nHết.\n";
/// What no message may hold.
const SECRET: &str = "mat-khau-cua-may-chu";

/// A folder `kho` with a draft, in a folder with a secret beside it.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let home = place.path().join("kho");
    fs::create_dir(&home).expect("a folder");
    fs::write(home.join("a.txt"), DRAFT).expect("writes");
    fs::write(home.join("b.txt"), "Đề nghị các đơn vị thực hiện.\n").expect("writes");
    for name in ["bi-mat.txt", "bi-mat.toml", "bi-mat.json"] {
        fs::write(place.path().join(name), format!("{SECRET} = [\n")).expect("writes");
    }
    place
}

fn write(place: &TempDir, name: &str, text: &str) {
    let path = place.path().join("kho").join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("writes");
}

fn rasoat(place: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.args(arguments).current_dir(place.path().join("kho")).env_remove("RASOAT_CONFIG");
    command.env("XDG_CACHE_HOME", place.path().join("cache")).env("HOME", place.path());
    command.output().expect("runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_configuration_reads_nothing_outside_its_folder() {
    for config in [
        "extends = [\"../bi-mat.txt\"]",
        "extends = [\"../bi-mat.toml\"]",
        "extends = [\"/etc/passwd\"]",
        "extends = [\"/proc/self/environ\"]",
        "extends = [\"lien.toml\"]",
        "registry = [\"../bi-mat.json\"]",
        "registry = [\"/dev/zero\"]",
        "registry = [\"ong\"]",
        "spelling.word-lists = [\"../bi-mat.txt\"]",
        "spelling.word-lists = [\"lien.toml\"]",
        "spelling.word-lists = [\"/dev/zero\"]",
        "spelling.word-lists = [\"ong\"]",
        "extends = [\"ong.toml\"]",
        "rules = [\"..\"]",
    ] {
        let place = place();
        let home = place.path().join("kho");
        symlink(place.path().join("bi-mat.toml"), home.join("lien.toml")).expect("a link");
        for name in ["ong", "ong.toml"] {
            assert!(Command::new("mkfifo").arg(home.join(name)).status().expect("runs").success());
        }
        write(&place, "rasoat.toml", config);
        let output = rasoat(&place, &["check", "."]);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{config}: {told}");
        assert!(!told.contains(SECRET) && !told.contains("root:"), "{config}: {told}");
    }
}

#[test]
fn a_configuration_that_is_a_link_to_something_else_is_not_shown() {
    let place = place();
    symlink(place.path().join("bi-mat.txt"), place.path().join("kho/rasoat.toml")).expect("a link");
    let output = rasoat(&place, &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!said(&output).contains(SECRET), "{}", said(&output));
}

#[test]
fn files_that_extend_each_other_without_end_come_to_one() {
    let place = place();
    for at in 0..40 {
        write(&place, &format!("i{at}.toml"), &format!("extends = [\"i{}.toml\", \"i{}.toml\"]\n", at + 1, at + 1));
    }
    write(&place, "rasoat.toml", "extends = [\"i0.toml\"]\n");
    let output = rasoat(&place, &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("16"), "{}", said(&output));
    // What two files extend is read once.
    write(&place, "i3.toml", "ignore = [\"outline\"]\n");
    assert_eq!(rasoat(&place, &["check", "."]).status.code(), Some(0));
}

#[test]
fn lists_have_an_end() {
    for list in ["exclude", "ignore"] {
        let place = place();
        let entries = (0..20_000).map(|at| format!("\"x{at}\",")).collect::<Vec<_>>().concat();
        write(&place, "rasoat.toml", &format!("{list} = [{entries}]\n"));
        let output = rasoat(&place, &["check", "."]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).len() < 20_000, "{}", said(&output).len());
    }
}

#[test]
fn a_rule_of_the_tool_is_replaced_only_by_one_that_says_so() {
    let rule = "check = \"forbidden-text\"\nseverity = \"info\"\ntier = \"custom\"\nbasis = [{ instrument = \"x\" }]\n\
        [with]\nphrases = [\"zzzqq\"]\nzones = [\"body\"]\n[vi]\ntitle = \"x\"\nmessage = \"x\"\nwhy = \"x\"\n\
        [en]\ntitle = \"x\"\nmessage = \"x\"\nwhy = \"x\"\n[[example]]\nbad = \"zzzqq\"\ngood = \"x\"\n";
    let place = place();
    write(&place, "rasoat.toml", "rules = [\"qt\"]\n");
    write(&place, "qt/outline/duplicate-number.toml", rule);
    let output = rasoat(&place, &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("replaces = true"), "{}", said(&output));
    write(&place, "qt/outline/duplicate-number.toml", &format!("replaces = true\n{rule}"));
    assert_eq!(rasoat(&place, &["check", "."]).status.code(), Some(0));
}

#[test]
fn git_runs_nothing_that_the_repository_names() {
    let place = place();
    let home = place.path().join("kho");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments).current_dir(&home);
        command.env("HOME", place.path()).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"]) {
        return;
    }
    assert!(git(&["add", "."]) && git(&["commit", "-q", "-m", "x"]));
    let run = place.path().join("da-chay");
    let touch = format!("touch '{}'", run.display());
    write(&place, ".gitattributes", "* filter=x diff=x\n");
    let hook = home.join("moc");
    fs::create_dir(&hook).expect("a folder");
    for name in ["post-index-change", "pre-commit", "post-checkout", "reference-transaction"] {
        write(&place, &format!("moc/{name}"), &format!("#!/bin/sh\n{touch}\n"));
        assert!(Command::new("chmod").arg("755").arg(hook.join(name)).status().expect("runs").success());
    }
    let filter = format!("{touch}; cat");
    for (name, value) in [
        ("filter.x.clean", filter.as_str()),
        ("filter.x.smudge", filter.as_str()),
        ("filter.x.process", touch.as_str()),
        ("filter.x.required", "true"),
        ("diff.x.textconv", filter.as_str()),
        ("diff.x.command", touch.as_str()),
        ("diff.external", touch.as_str()),
        ("core.hooksPath", &hook.display().to_string()),
        ("core.fsmonitor", touch.as_str()),
        ("core.pager", touch.as_str()),
        ("remote.origin.url", &format!("ext::{touch}")),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("protocol.ext.allow", "always"),
    ] {
        assert!(git(&["config", name, value]), "{name}");
    }
    let _ = fs::remove_file(&run);
    write(&place, "a.txt", &DRAFT.replace("MỘT", "MỐT"));
    let output = rasoat(&place, &["check", "--no-cache", "--since", "HEAD", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!run.exists(), "a program of the repository was run");
}

#[test]
fn results_go_where_they_are_sent() {
    let place = place();
    let home = place.path().join("kho");
    let pipe = place.path().join("ong");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("runs").success());
    let reader = Command::new("cat").arg(&pipe).stdout(std::process::Stdio::piped()).spawn().expect("starts");
    let wanted = format!("html={}", pipe.display());
    assert_eq!(rasoat(&place, &["check", "--no-cache", "--output", &wanted, "."]).status.code(), Some(1));
    let read = reader.wait_with_output().expect("reads");
    assert!(String::from_utf8_lossy(&read.stdout).contains("</html>"));
    assert!(fs::symlink_metadata(&pipe).expect("is there").file_type().is_fifo(), "the pipe is gone");
    symlink("that.json", home.join("lien.json")).expect("a link");
    fs::write(home.join("that.json"), "").expect("writes");
    assert_eq!(rasoat(&place, &["check", "--no-cache", "--output", "json=lien.json", "."]).status.code(), Some(1));
    assert!(fs::symlink_metadata(home.join("lien.json")).expect("is there").is_symlink());
    assert!(fs::read_to_string(home.join("that.json")).expect("reads").contains("rasoat/report/v1"));
    // What this run writes is no draft, and what a killed one left goes.
    fs::write(home.join(".rasoat-4194999-abc"), "").expect("writes");
    for _ in 0..2 {
        let output = rasoat(&place, &["check", "--no-cache", "--format", "json", "--output", "markdown=kq.md", "."]);
        assert!(!said(&output).contains("kq.md"), "{}", said(&output));
    }
    assert!(!home.join(".rasoat-4194999-abc").exists());
}

#[test]
fn what_cannot_be_written_is_said() {
    let place = place();
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("opens");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.args(["check", "--no-cache", "."]).current_dir(place.path().join("kho")).stdout(full);
    let output = command.output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty());
}

#[test]
fn a_cache_that_is_a_link_is_not_written() {
    let place = place();
    let elsewhere = place.path().join("noi-khac");
    fs::create_dir(&elsewhere).expect("a folder");
    symlink(&elsewhere, place.path().join("kho/.rasoat_cache")).expect("a link");
    assert_eq!(rasoat(&place, &["check", "."]).status.code(), Some(1));
    assert_eq!(fs::read_dir(&elsewhere).expect("reads").count(), 0);
}

#[test]
fn a_pipe_in_the_cache_does_not_hold_the_run_up() {
    let place = place();
    write(&place, ".rasoat_cache/CACHEDIR.TAG", "");
    let pipe = place.path().join("kho/.rasoat_cache/x.pack");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("runs").success());
    assert_eq!(rasoat(&place, &["check", "."]).status.code(), Some(1));
}

#[test]
fn a_name_gives_no_commands() {
    let place = place();
    write(&place, "x\n::error::pwned.txt", DRAFT);
    write(&place, "z\u{1b}]0;t\u{7}\u{202e}.txt", DRAFT);
    for form in ["full", "concise", "grouped", "github", "github-summary", "markdown", "json", "jsonl", "gitlab"] {
        let output = rasoat(
            &place,
            &["check", "--no-cache", "--statistics", "--outline", "--output", &format!("{form}=-"), "."],
        );
        let told = said(&output);
        assert!(
            !told.lines().any(|line| line.starts_with("::error::") || line.starts_with("::stop")),
            "{form}: {told}"
        );
        assert!(!told.contains('\u{1b}') && !told.contains('\u{7}') && !told.contains('\u{202e}'), "{form}: {told}");
    }
    let output = rasoat(&place, &["parse", "x\n::error::pwned.txt"]);
    assert!(!said(&output).lines().any(|line| line.starts_with("::error::")), "{}", said(&output));
    let output = rasoat(&place, &["check", "khong\n::error::co.txt"]);
    assert!(!said(&output).lines().any(|line| line.starts_with("::error::")), "{}", said(&output));
}

#[test]
fn a_document_gives_no_commands() {
    let place = place();
    let commands = ["::error::a", "##[add-mask]b", "##vso[task.complete]c"].join(" ");
    let line = |at| format!("{}{commands} ( x ) {commands}  y.\n", "chữ ".repeat(at));
    let text = (0..40).map(line).collect::<Vec<_>>().concat();
    write(&place, "##[group]z.txt", &text);
    for form in ["full", "concise", "grouped"] {
        for lang in ["vi", "en"] {
            let told = said(&rasoat(&place, &["check", "--no-cache", "--lang", lang, "--format", form, "."]));
            assert!(told.contains("## [group]"), "{form}: {told}");
            assert!(!told.contains("##[") && !told.contains("##vso["), "{form}: {told}");
            assert!(!told.lines().any(|line| line.trim_start().starts_with("::")), "{form}: {told}");
        }
    }
    let told = said(&rasoat(&place, &["check", "--no-cache", "##[stop-commands]x.txt"]));
    assert!(told.contains("## [stop-commands]") && !told.contains("##["), "{told}");
}

#[test]
fn results_about_strangers_do_not_leave_through_their_links() {
    let place = place();
    let home = place.path().join("kho");
    let kept = place.path().join("giu.txt");
    fs::write(&kept, SECRET).expect("writes");
    fs::create_dir(place.path().join("ngoai")).expect("a folder");
    symlink("../giu.txt", home.join("kq.sarif")).expect("a link");
    symlink("../ngoai", home.join("ra")).expect("a link");
    assert!(Command::new("mkfifo").arg(home.join("ong.sarif")).status().expect("runs").success());
    for target in ["kq.sarif", "ra/kq.sarif", "ong.sarif"] {
        let output = rasoat(&place, &["check", "--untrusted", "--output", &format!("sarif={target}"), "."]);
        assert_eq!(output.status.code(), Some(2), "{target}: {}", said(&output));
        assert!(said(&output).contains(target), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(&kept).expect("reads"), SECRET);
    assert_eq!(fs::read_dir(place.path().join("ngoai")).expect("reads").count(), 0);
    // What is a file of the change is replaced, and links of one's own are followed.
    fs::remove_file(home.join("ra")).expect("removed");
    fs::write(home.join("cu.sarif"), SECRET).expect("writes");
    symlink("giu.txt", place.path().join("lien.sarif")).expect("a link");
    for target in ["cu.sarif", "../lien.sarif"] {
        let output = rasoat(&place, &["check", "--untrusted", "--output", &format!("sarif={target}"), "."]);
        assert_eq!(output.status.code(), Some(1), "{target}: {}", said(&output));
        assert!(fs::read_to_string(home.join(target)).expect("reads").contains("\"runs\""), "{target}");
    }
}

#[test]
fn two_results_do_not_share_a_file() {
    let place = place();
    let arguments = ["check", "--no-cache", "--output", "sarif=kq", "--output", "json=../kho/kq", "."];
    let output = rasoat(&place, &arguments);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!place.path().join("kho/kq").exists());
}

#[test]
fn no_folder_hides_a_document_of_a_stranger() {
    for folder in [".hg", ".svn", ".rasoat_cache", ".an", "node_modules"] {
        let place = place();
        fs::remove_file(place.path().join("kho/a.txt")).expect("removed");
        write(&place, &format!("{folder}/a.txt"), DRAFT);
        let output = rasoat(&place, &["check", "--untrusted", "."]);
        assert_eq!(output.status.code(), Some(1), "{folder}: {}", said(&output));
    }
    // A link is looked through where it stays inside, and named where it does not.
    for (name, target) in [("vb", ".."), ("a.docx", "/dev/zero"), ("a.md", "khong-co.md")] {
        let place = place();
        fs::remove_file(place.path().join("kho/a.txt")).expect("removed");
        symlink(target, place.path().join("kho").join(name)).expect("a link");
        let output = rasoat(&place, &["check", "--untrusted", "."]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said(&output));
        assert!(said(&output).contains(&format!("./{name}: ")), "{}", said(&output));
    }
    let place = place();
    symlink("a.txt", place.path().join("kho/c.txt")).expect("a link");
    symlink(".", place.path().join("kho/d")).expect("a link");
    let output = rasoat(&place, &["check", "--untrusted", "--format", "concise", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("./c.txt:"), "{}", said(&output));
}

#[test]
fn a_revision_is_what_its_name_says() {
    let place = place();
    let home = place.path().join("kho");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments).current_dir(&home);
        let output = command.env("HOME", place.path()).output().ok().filter(|output| output.status.success());
        output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if git(&["init", "-q"]).is_none() {
        return;
    }
    let run = |arguments: &[&str]| git(arguments).expect("git does so");
    write(&place, "a.txt", "Đề nghị các đơn vị thực hiện.\n");
    run(&["add", "."]);
    run(&["commit", "-q", "-m", "x"]);
    run(&["update-ref", "refs/remotes/origin/chinh", "HEAD"]);
    write(&place, "a.txt", DRAFT);
    run(&["commit", "-q", "-a", "-m", "y"]);
    let check = |revision: &str| {
        let output = rasoat(&place, &["check", "--no-cache", "--since", revision, "."]);
        (output.status.code(), said(&output))
    };
    assert_eq!(check("origin/chinh").0, Some(1));
    // A second name for the same commit is no second meaning.
    run(&["tag", "origin/chinh", "refs/remotes/origin/chinh"]);
    assert_eq!(check("origin/chinh").0, Some(1));
    run(&["tag", "-f", "origin/chinh", "HEAD"]);
    for revision in ["origin/chinh", "origin/chinh~0", "origin/chinh^{commit}"] {
        let (code, told) = check(revision);
        assert!(code == Some(2) && told.contains(revision), "{told}");
    }
    assert_eq!(check("refs/remotes/origin/chinh").0, Some(1));
    let (old, new) = (run(&["rev-parse", "HEAD~1"]), run(&["rev-parse", "HEAD"]));
    run(&["branch", &old[..9], &new]);
    assert_eq!(check(&old[..9]).0, Some(2));
    assert_eq!(check(&old).0, Some(1));
    run(&["replace", &old, &new]);
    assert_eq!(check(&old).0, Some(1));
    // What git was told not to look at may have changed.
    run(&["replace", "-d", &old]);
    write(&place, "a.txt", &DRAFT.replace("BA\n", "BỐN\n"));
    for mark in ["--assume-unchanged", "--skip-worktree"] {
        run(&["update-index", mark, "a.txt"]);
        assert!(check("HEAD").1.contains("BỐN"), "{mark}");
        run(&["update-index", &mark.replace("--", "--no-"), "a.txt"]);
    }
}

#[cfg(unix)]
#[test]
fn a_configuration_of_somebody_else_does_not_count() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let place = place();
    let home = place.path().join("kho");
    fs::write(place.path().join("rasoat.toml"), "ignore = [\"all\"]\n").expect("writes");
    assert_eq!(rasoat(&place, &["check", "."]).status.code(), Some(0));
    if fs::metadata(&home).expect("is there").uid() != 0
        || chown(place.path().join("rasoat.toml"), Some(4_321), None).is_err()
    {
        return;
    }
    assert_eq!(rasoat(&place, &["check", "."]).status.code(), Some(1));
}
