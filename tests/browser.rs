//! The page with the findings as a browser shows and prints it. Without a browser the tests say so
//! and end.
#![allow(clippy::print_stderr, reason = "what is left out is said")]

#[path = "support/left_out.rs"]
mod left_out;

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use left_out::left_out;

/// Programs that can show a page without a window.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// How long a browser may take for one page.
const PATIENCE: Duration = Duration::from_mins(2);
/// What makes a browser fetch something, in the lower case of a serialised page.
const FETCHES: [&str; 11] =
    ["<script", "<link", "<img", "<iframe", "<object", "<embed", "<base", "http-equiv", " src=", "url(", "@import"];

/// A draft with errors, longer than a window.
fn draft(number: &str, subject: &str) -> String {
    let tasks: String =
        (1..=40).flat_map(|at| [at.to_string(), ". Đã thực hiện xong nhiệm vụ.\n\n".to_owned()]).collect();
    format!(
        "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG MÂY\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n\
         Số: {number}/BC-UBND\n\nĐồng Mây, ngày 05 tháng 6 năm 2025\n\nBÁO CÁO\n{subject}\n\n\
         I. MỘT\n\n{tasks}II. HAI\n\nĐã làm <b>xong</b> & tốt.\n\nII. BỐN\n\nHết.\n"
    )
}

struct Browser {
    program: PathBuf,
    folder: TempDir,
}

impl Browser {
    /// The browser of this machine with a page on two drafts.
    fn with_page() -> Option<Self> {
        let paths = env::var_os("PATH").unwrap_or_default();
        let mut programs =
            env::split_paths(&paths).flat_map(|folder| BROWSERS.map(|name| folder.join(name)).into_iter());
        let Some(program) = programs.find(|program| program.is_file()) else {
            left_out(&format!("there is no browser here ({})", BROWSERS.join(", ")));
            return None;
        };
        let folder = tempfile::tempdir().expect("folder");
        fs::write(folder.path().join("mot.txt"), draft("15", "Kết quả công tác văn thư năm 2025")).expect("writes");
        fs::write(folder.path().join("hai.txt"), draft("15", "Tình hình thu ngân sách năm 2025")).expect("writes");
        let status = Command::new(env!("CARGO_BIN_EXE_rasoat"))
            .args(["check", "--isolated", "--output", "html=page.html", "mot.txt", "hai.txt"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .status()
            .expect("runs");
        assert_eq!(status.code(), Some(1));
        Some(Self { program, folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the page at a fragment and does with it what `argument` says; what the browser writes.
    fn open(&self, fragment: &str, argument: &str) -> String {
        let out = self.path("out");
        let mut child = Command::new(&self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1200,700"])
            .arg(format!("--user-data-dir={}", self.path("profile").display()))
            .arg(argument)
            .arg(format!("file://{}{fragment}", self.path("page.html").display()))
            .stdout(fs::File::create(&out).expect("file"))
            .stderr(Stdio::null())
            .spawn()
            .expect("browser");
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().expect("browser") {
                break status;
            }
            if start.elapsed() > PATIENCE {
                child.kill().expect("ends");
                panic!("the browser did not end");
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        assert!(status.success(), "{status}");
        fs::read_to_string(out).expect("UTF-8")
    }

    /// The page at a fragment as a picture.
    fn picture(&self, fragment: &str) -> Vec<u8> {
        let name = self.path("page.png");
        self.open(fragment, &format!("--screenshot={}", name.display()));
        fs::read(name).expect("picture")
    }
}

/// Values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn findings_stand_beside_their_words_and_links_lead_there() {
    let Some(browser) = Browser::with_page() else { return };
    let page = browser.open("", "--dump-dom");
    for expected in ["outline/duplicate-number", "mot.txt", "hai.txt", "&lt;b&gt;"] {
        assert!(page.contains(expected), "{expected} is not shown");
    }
    let ids = values(&page, "id");
    let places: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), places.len(), "a name stands for two places");
    let links = values(&page, "href");
    let dead: Vec<&&str> =
        links.iter().filter(|link| !link.strip_prefix('#').is_some_and(|name| places.contains(name))).collect();
    assert!(dead.is_empty(), "{dead:?}");
    // Each mark in the text has its note in the margin, which leads back.
    let marks: Vec<&&str> = links.iter().filter(|link| link.contains("-n")).collect();
    assert!(marks.len() >= 2, "{links:?}");
    for mark in marks {
        assert!(links.contains(&mark.replace("-n", "-m").as_str()), "nothing leads back from {mark}");
    }
}

#[test]
fn a_link_moves_the_window_to_its_place() {
    let Some(browser) = Browser::with_page() else { return };
    let page = fs::read_to_string(browser.path("page.html")).expect("page");
    let links = values(&page, "href");
    let last = links.iter().rfind(|link| link.contains("-n")).expect("a note");
    let top = browser.picture("");
    assert_eq!(browser.picture("#khong-co"), top, "one window, one picture");
    assert_ne!(browser.picture(last), top, "{last} leads nowhere");
}

#[test]
fn nothing_is_fetched() {
    let Some(browser) = Browser::with_page() else { return };
    let page = browser.open("", "--dump-dom").to_ascii_lowercase();
    assert!(page.contains("<html lang=\"vi\" class=\"js\">"), "the script of the page runs under its own policy");
    assert!(page.contains("content=\"default-src 'none';"), "nothing may be fetched");
    let page = page.replacen("<script>", "", 1).replacen("http-equiv", "", 1);
    let found: Vec<&&str> = FETCHES.iter().filter(|fetch| page.contains(**fetch)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_printed_page_keeps_the_findings() {
    let Some(browser) = Browser::with_page() else { return };
    let file = browser.path("page.pdf");
    browser.open("", &format!("--print-to-pdf={}", file.display()));
    // Long names are broken where a column ends.
    let text: String = text_of(&file).split_whitespace().collect();
    for expected in ["Phiếu rà soát văn bản", "outline/duplicate-number", "Tổng hợp"] {
        let expected = expected.replace(' ', "");
        assert!(text.contains(&expected), "{expected} is not printed:\n{text}");
    }
    // What only a screen can use is left out.
    assert!(!text.contains("Tiếp(n)") && !text.contains("Đóng"), "{text}");
}

/// The text of a PDF, as the program itself reads it.
fn text_of(file: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rasoat"))
        .args(["parse", "--format", "text"])
        .arg(file)
        .output()
        .expect("runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}
