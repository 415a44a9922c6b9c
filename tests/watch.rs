//! `--watch`: what is saved is checked at once, and nothing else is.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// How long something that must come is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

const DRAFT: &str =
    "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã thực hiện xong.\n\nII. HAI\n\nĐã làm.\n\nII. BỐN\n\nHết.\n";
const RULE: &str = "outline/duplicate-number";

/// The program while it watches. It ends with the test, however that ends.
struct Watching {
    child: Child,
    reports: Receiver<String>,
    remarks: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of a stream as they come.
fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (line, lines) = channel();
    thread::spawn(move || {
        for text in BufReader::new(stream).lines().map_while(Result::ok) {
            if line.send(text).is_err() {
                break;
            }
        }
    });
    lines
}

impl Watching {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rasoat"))
            .env_clear()
            .current_dir(folder)
            .args(["check", "--watch", "--lang", "en", "--format", "concise"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let (reports, remarks) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
        Self { child, reports: lines(reports), remarks: lines(remarks) }
    }

    /// The remarks up to the one that says that the program waits.
    fn until_it_waits(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        loop {
            remarks.push(self.remarks.recv_timeout(PATIENCE).expect("a remark"));
            if remarks.last().is_some_and(|remark| remark.starts_with("rasoat: Watching")) {
                return remarks;
            }
        }
    }

    /// Lines of the report, up to the counts.
    fn report(&self) -> Vec<String> {
        let mut report = Vec::new();
        loop {
            report.push(self.reports.recv_timeout(PATIENCE).expect("a line"));
            if report.last().is_some_and(|line| line.starts_with("Checked")) {
                return report;
            }
        }
    }
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("parent")).expect("a folder");
    fs::write(path, content).expect("writes");
}

fn mentions(lines: &[String], words: &str) -> bool {
    lines.iter().any(|line| line.contains(words))
}

#[test]
fn what_is_saved_is_checked_and_nothing_else_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(folder.path()).expect("a path");
    write(&root, "xa/a.txt", DRAFT);
    write(&root, "xa/b.txt", &DRAFT.replace("II. BỐN", "III. BỐN"));
    write(&root, "cu/c.txt", DRAFT);
    write(&root, "rasoat.toml", "exclude = [\"cu/\"]\n");
    let watching = Watching::start(&root, &[".", "--select", RULE, "--output", "markdown=xa/phieu.md"]);
    assert!(mentions(&watching.report(), "a.txt:12"));
    let told = watching.until_it_waits();
    assert!(mentions(&told, "Watching 2 documents"), "{told:?}");

    // Files that are no documents, that are left out, and that the run writes itself wake nobody: the
    // next report is about the draft.
    write(&root, "ghi-chu.csv", "1");
    write(&root, "cu/c.txt", "khác");
    write(&root, "xa/phieu.md", "khác");
    write(&root, "xa/a.txt", &DRAFT.replace("II. BỐN", "III. BỐN"));
    let report = watching.report();
    assert!(!mentions(&report, RULE), "{report:?}");
    let told = watching.until_it_waits();
    assert!(mentions(&told, "Changed: xa/a.txt. Checking again."), "{told:?}");

    // As many editors save: a new file in the place of the old one.
    write(&root, "xa/.moi", DRAFT);
    fs::rename(root.join("xa/.moi"), root.join("xa/b.txt")).expect("renames");
    assert!(mentions(&watching.report(), "b.txt:12"));
    assert!(mentions(&watching.until_it_waits(), "Changed: xa/b.txt"));

    // New folders, and files that go.
    write(&root, "moi/d.txt", DRAFT);
    assert!(mentions(&watching.report(), "d.txt:12"));
    watching.until_it_waits();
    fs::remove_file(root.join("xa/b.txt")).expect("removes");
    assert!(!mentions(&watching.report(), "b.txt"));
    watching.until_it_waits();
}

#[test]
fn the_configuration_and_own_rules_count_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(folder.path()).expect("a path");
    write(&root, "xa/a.txt", DRAFT);
    let watching = Watching::start(&root, &["xa/a.txt", "--config", "chung/nha.toml"]);
    // A configuration that is not there is trouble, but it may come.
    assert!(mentions(&watching.until_it_waits(), "chung/nha.toml"));
    write(&root, "chung/nha.toml", "ignore = [\"all\"\n");
    let told = watching.until_it_waits();
    assert!(mentions(&told, "Changed: chung/nha.toml") && mentions(&told, "nha.toml:"), "{told:?}");
    let rule = "check = \"forbidden-text\"\nseverity = \"warning\"\ntier = \"custom\"\n\
        basis = [{ instrument = \"Quy chế\" }]\n[with]\nphrases = [\"Đã làm\"]\n\
        [vi]\ntitle = \"t\"\nmessage = \"m\"\nwhy = \"w\"\n[en]\ntitle = \"t\"\nmessage = \"forbidden\"\nwhy = \"w\"\n";
    write(&root, "chung/quy-tac/nha/tu.toml", rule);
    write(&root, "chung/nha.toml", "rules = [\"quy-tac\"]\nselect = [\"nha\"]\n");
    assert!(mentions(&watching.report(), "forbidden"));
    watching.until_it_waits();
    write(&root, "chung/quy-tac/nha/tu.toml", &rule.replace("Đã làm", "Không có"));
    let report = watching.report();
    assert!(!mentions(&report, "forbidden"), "{report:?}");
    assert!(mentions(&watching.until_it_waits(), "tu.toml"));
}

#[test]
fn a_configuration_that_appears_above_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(folder.path()).expect("a path");
    write(&root, "xa/a.txt", DRAFT);
    let watching = Watching::start(&root, &["xa", "--select", RULE]);
    assert!(mentions(&watching.report(), RULE));
    watching.until_it_waits();
    write(&root, "rasoat.toml", "exclude = [\"*.txt\"]\n");
    assert!(!mentions(&watching.report(), RULE));
    assert!(mentions(&watching.until_it_waits(), "Changed: rasoat.toml"));
}

#[test]
fn standard_input_cannot_be_watched() {
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .env_clear()
        .args(["check", "--watch", "-"])
        .stdin(Stdio::null())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("không theo dõi được đầu vào chuẩn"));
}
