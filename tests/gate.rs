//! The tool as a gate: configuration, accepted and known findings, every form of output.

mod support;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use rasoat::report::output::Kind;
use serde_json::Value;
use tempfile::TempDir;

/// A draft with one error, at line 12.
const DRAFT: &str =
    "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã thực hiện xong.\n\nII. HAI\n\nĐã làm.\n\nII. BỐN\n\nHết.\n";
/// The rule of that error.
const RULE: &str = "outline/duplicate-number";

fn folder() -> TempDir {
    tempfile::tempdir().expect("folder")
}

fn write(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("parent")).expect("folder");
    fs::write(path, content).expect("writes");
}

fn rasoat(folder: &TempDir, arguments: &[&str]) -> Assert {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.env_clear().current_dir(folder.path()).args(arguments).assert()
}

fn with_variable(folder: &TempDir, variable: (&str, &str), arguments: &[&str]) -> Assert {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.env_clear().env(variable.0, variable.1).current_dir(folder.path()).args(arguments).assert()
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
}

fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8")
}

fn json(assert: &Assert) -> Value {
    let value = serde_json::from_slice(&assert.get_output().stdout).expect("JSON");
    assert_fits(&format!("{}/schemas/report-v1.schema.json", env!("CARGO_MANIFEST_DIR")), &value);
    value
}

fn assert_fits(schema: &str, value: &Value) {
    let text = fs::read_to_string(schema).expect("schema");
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("schema");
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// Rules of the findings of the only file.
fn rules(report: &Value) -> Vec<&str> {
    let found = report["files"][0]["diagnostics"].as_array().expect("findings");
    found.iter().map(|finding| finding["rule"].as_str().expect("rule")).collect()
}

mod configuration {
    use super::*;

    #[test]
    fn the_nearest_file_counts_and_only_that_one() {
        let folder = folder();
        write(&folder, "xa/a.txt", DRAFT);
        write(&folder, "rasoat.toml", "fail-on = \"never\"\n");
        rasoat(&folder, &["check", "xa"]).code(0);
        write(&folder, "xa/rasoat.toml", "lang = \"en\"\n");
        let english = rasoat(&folder, &["check", "xa"]).code(1);
        assert!(stdout(&english).contains("Checked 1 file"), "{}", stdout(&english));
        rasoat(&folder, &["check", "xa", "--isolated", "--fail-on", "never"]).code(0);
        rasoat(&folder, &["check", "xa", "--config", "rasoat.toml"]).code(0);
        write(&folder, "xa/rasoat.toml", "extends = [\"../rasoat.toml\"]\n");
        rasoat(&folder, &["check", "xa"]).code(0);
    }

    #[test]
    fn variables_go_over_files_and_arguments_over_both() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        write(&folder, "rasoat.toml", "fail-on = \"never\"\n");
        with_variable(&folder, ("RASOAT_FAIL_ON", "error"), &["check", "a.txt"]).code(1);
        with_variable(&folder, ("RASOAT_FAIL_ON", "error"), &["check", "a.txt", "--fail-on", "never"]).code(0);
        with_variable(&folder, ("RASOAT_IGNORE", "outline"), &["check", "a.txt", "--fail-on", "error"]).code(0);
        with_variable(&folder, ("RASOAT_CONFIG", "khac.toml"), &["check", "a.txt"]).code(2);
        let shown = with_variable(&folder, ("RASOAT_STAGE", "final"), &["config", "--show", "a.txt"]).code(0);
        let shown = stdout(&shown);
        let line = |name: &str| shown.lines().find(|line| line.starts_with(name)).expect("line").to_owned();
        assert!(line("stage").ends_with("biến môi trường"), "{shown}");
        assert!(line("fail-on").ends_with("rasoat.toml"), "{shown}");
        assert!(line("profile").ends_with("mặc định"), "{shown}");
    }

    #[test]
    fn rules_are_chosen_by_every_kind_of_name() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        for name in [RULE, "outline", "pack:nd30", "tier:consistency", "all"] {
            let report = json(&rasoat(&folder, &["check", "a.txt", "--select", name, "--format", "json"]));
            assert!(rules(&report).contains(&RULE), "{name}");
            rasoat(&folder, &["check", "a.txt", "--ignore", name]).code(0);
        }
        let unknown = rasoat(&folder, &["check", "a.txt", "--select", "tier:laws"]).code(2);
        assert!(stderr(&unknown).contains("tier:law"), "{}", stderr(&unknown));
    }

    #[test]
    fn overrides_are_for_paths_kinds_and_sections() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        write(&folder, "cu/a.txt", DRAFT);
        let count = |text: &str| {
            write(&folder, "rasoat.toml", text);
            let report = json(&rasoat(&folder, &["check", ".", "--format", "json"]));
            report["summary"]["error"].as_u64().expect("number")
        };
        assert_eq!(count(""), 2);
        assert_eq!(count("[[override]]\npaths = [\"cu/\"]\nignore = [\"outline\"]\n"), 1);
        assert_eq!(count("[[override]]\nkinds = [\"bao-cao\"]\nignore = [\"outline\"]\n"), 0);
        assert_eq!(count("[[override]]\nkinds = [\"cong-van\"]\nignore = [\"outline\"]\n"), 2);
        assert_eq!(count("[[override]]\nsections = [\"II\"]\nignore = [\"outline\"]\n"), 0);
        assert_eq!(count("[[override]]\nsections = [\"I\"]\nignore = [\"outline\"]\n"), 2);
        assert_eq!(count("[[override]]\nkinds = [\"bao-cao\"]\nseverity = { outline = \"info\" }\n"), 0);
        assert_eq!(count("exclude = [\"cu/\"]\n"), 1);
        assert_eq!(count("include = [\"*.md\"]\n[severity]\nall = \"info\"\n"), 0);
    }

    #[test]
    fn a_departure_from_the_decree_is_shown_as_such() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        write(&folder, "rasoat.toml", "ignore = [\"recipients/missing\", \"outline\"]\n");
        let report = json(&rasoat(&folder, &["check", "a.txt", "--format", "json"]).code(0));
        let of = |deviation: &Value| deviation["rule"] == "recipients/missing";
        let index = report["deviations"].as_array().and_then(|all| all.iter().position(of)).expect("named");
        assert_eq!(report["deviations"][index]["rule"], "recipients/missing");
        assert_eq!(report["deviations"][index]["change"], "off");
        let full = stdout(&rasoat(&folder, &["check", "a.txt"]));
        assert!(full.contains("Khác với quy định và hướng dẫn"), "{full}");
        let shown = stdout(&rasoat(&folder, &["config", "--show", "a.txt", "--lang", "en"]));
        assert!(shown.contains("recipients/missing: off (rasoat.toml)"), "{shown}");
    }

    #[test]
    fn mistakes_are_shown_at_their_place_all_at_once() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        write(&folder, "rasoat.toml", "stag = \"draft\"\nfail-on = \"warn\"\n");
        let told = stderr(&rasoat(&folder, &["check", "a.txt"]).code(2));
        for wanted in ["`stage`?", "rasoat.toml:1:1", "`warning`?", "rasoat.toml:2:11", "Có 2 lỗi"] {
            assert!(told.contains(wanted), "{wanted} is missing in\n{told}");
        }
        write(&folder, "rasoat.toml", "extends = [\"b.toml\"]\nrules = [\"khong-co\"]\n");
        write(&folder, "b.toml", "extends = [\"rasoat.toml\", \"c.toml\"]\n");
        let told = stderr(&rasoat(&folder, &["check", "a.txt"]).code(2));
        for wanted in ["b.toml:1:12", "thành vòng", "b.toml:1:27", "rasoat.toml:2:10"] {
            assert!(told.contains(wanted), "{wanted} is missing in\n{told}");
        }
        write(&folder, "rasoat.toml", "ignore = [\"citatoin\"]\n[severity]\n\"tier:custom\" = \"error\"\n");
        let told = stderr(&rasoat(&folder, &["check", "a.txt", "--lang", "en"]).code(2));
        for wanted in ["did you mean `citation`?", "the ceiling is `warning`", "There are 2 mistakes"] {
            assert!(told.contains(wanted), "{wanted} is missing in\n{told}");
        }
    }

    #[test]
    fn own_rules_come_from_the_configuration() {
        let folder = folder();
        write(&folder, "van-ban/a.txt", "Đề nghị khẩn trương.\n");
        let rule = "check = \"forbidden-text\"\nseverity = \"warning\"\ntier = \"custom\"\n\
            basis = [{ instrument = \"Quy chế\" }]\n[with]\nphrases = [\"khẩn trương\"]\n\
            [vi]\ntitle = \"t\"\nmessage = \"m\"\nwhy = \"w\"\n[en]\ntitle = \"t\"\nmessage = \"m\"\nwhy = \"w\"\n";
        write(&folder, "quy-tac/nha/tu.toml", rule);
        write(&folder, "van-ban/rasoat.toml", "rules = [\"../quy-tac\"]\nselect = [\"nha\"]\n");
        let report = json(&rasoat(&folder, &["check", "van-ban", "--format", "json"]).code(0));
        assert_eq!(rules(&report), ["nha/tu"]);
    }

    #[test]
    fn what_only_looks_heeds_the_configuration_too() {
        let folder = folder();
        write(&folder, "van-ban/a.txt", DRAFT);
        let rule = "check = \"forbidden-text\"\nseverity = \"warning\"\ntier = \"custom\"\n\
            basis = [{ instrument = \"Quy chế\" }]\n[with]\nphrases = [\"khẩn trương\"]\n\
            [vi]\ntitle = \"t\"\nmessage = \"m\"\nwhy = \"w\"\n[en]\ntitle = \"house\"\nmessage = \"m\"\nwhy = \"w\"\n";
        write(&folder, "quy-tac/nha/tu.toml", rule);
        write(&folder, "van-ban/rasoat.toml", "lang = \"en\"\nprofile = \"bao-cao-chung\"\n");
        write(&folder, "rasoat.toml", "lang = \"en\"\nrules = [\"quy-tac\"]\nseverity = { \"header\" = \"info\" }\n");
        let explained = stdout(&rasoat(&folder, &["explain", "nha/tu"]).code(0));
        assert!(explained.contains("house"), "{explained}");
        assert!(stdout(&rasoat(&folder, &["rules"]).code(0)).contains("nha/tu"));
        rasoat(&folder, &["explain", "nha/tu", "--isolated"]).code(2);
        assert!(!stdout(&rasoat(&folder, &["rules", "--isolated"]).code(0)).contains("nha/tu"));
        // The document's own configuration counts, not that of the current folder.
        let parsed = stderr(&rasoat(&folder, &["parse", "van-ban/a.txt"]).code(2));
        assert!(parsed.contains("bao-cao-chung"), "{parsed}");
        write(&folder, "van-ban/rasoat.toml", "profile = \"bao-cao-nd73\"\n");
        let parsed = stdout(&rasoat(&folder, &["parse", "van-ban/a.txt", "--format", "json"]).code(0));
        assert!(parsed.contains("\"bao-cao-nd73\""), "{parsed}");
        rasoat(&folder, &["parse", "van-ban/a.txt", "--profile", "khong-co"]).code(2);
        write(&folder, "van-ban/rasoat.toml", "lang = \"en\"\n");
        let figures = stdout(&rasoat(&folder, &["figures", "van-ban/a.txt"]).code(0));
        assert!(!figures.contains("đối chiếu"), "English is asked for: {figures}");
        write(&folder, "rasoat.toml", "stag = \"draft\"\n");
        assert!(stderr(&rasoat(&folder, &["rules"]).code(2)).contains("rasoat.toml:1:1"));
    }

    #[test]
    fn figures_are_written_as_a_sheet() {
        let folder = folder();
        let text = "I. KẾT QUẢ\n\nTiếp nhận 32 hồ sơ | đúng hạn 24/32 hồ sơ, đạt 75%.\n\nII. KHÓ KHĂN\n\nXã có 3 <b>thôn</b>, đạt 57%.\n";
        write(&folder, "a.txt", text);
        let markdown = stdout(&rasoat(&folder, &["figures", "a.txt", "--format", "markdown"]).code(0));
        let row = markdown.lines().find(|line| line.contains("**75%**")).expect("a row");
        assert!(row.contains("✓ 24/32 = 75%") && row.contains("\\| đúng hạn"), "{row}");
        assert!(markdown.contains("## I. KẾT QUẢ: ") && markdown.contains("## II. KHÓ KHĂN: 0 số đúng"), "{markdown}");
        let html = stdout(&rasoat(&folder, &["figures", "a.txt", "--format", "html", "--lang", "en"]).code(0));
        assert!(html.contains("<mark>57%</mark>") && html.contains("&lt;b&gt;thôn"), "{html}");
        assert!(html.contains("<html lang=\"en\">") && !html.contains("Phiếu"), "{html}");
    }

    #[test]
    fn an_empty_variable_sets_nothing() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        for name in ["LANG", "STAGE", "FAIL_ON", "PROFILE", "SELECT", "IGNORE", "BASELINE", "CONFIG", "CACHE_DIR"] {
            let told = with_variable(&folder, (&format!("RASOAT_{name}"), ""), &["check", "a.txt"]).code(1);
            assert!(stdout(&told).contains("Đã kiểm tra 1 tệp"), "{name}");
        }
    }

    #[test]
    fn a_starting_point_is_written_once_and_is_valid() {
        for lang in ["vi", "en"] {
            let folder = folder();
            write(&folder, "a.txt", DRAFT);
            rasoat(&folder, &["init", "--lang", lang]).code(0);
            let text = fs::read_to_string(folder.path().join("rasoat.toml")).expect("written");
            // Every setting that is shown works when its mark is taken off.
            let uncommented: Vec<&str> = text
                .lines()
                .filter(|line| !line.contains("extends") && !line.contains("rules = [\"quy-tac\"]"))
                .filter(|line| !["baseline =", "registry =", "word-lists ="].iter().any(|file| line.contains(file)))
                .map(|line| match line.strip_prefix("# ") {
                    Some(rest) if rest.starts_with('[') || rest.contains(" = ") => rest,
                    _ => line,
                })
                .collect();
            write(&folder, "rasoat.toml", uncommented.join("\n"));
            let checked = rasoat(&folder, &["check", "a.txt"]);
            assert_ne!(checked.get_output().status.code(), Some(2), "{}\n{}", uncommented.join("\n"), stderr(&checked));
            rasoat(&folder, &["init"]).code(2);
        }
    }

    #[test]
    fn the_schema_is_the_committed_one() {
        let folder = folder();
        let printed: Value =
            serde_json::from_slice(&rasoat(&folder, &["config", "--schema"]).get_output().stdout).expect("JSON");
        let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/config.schema.json"));
        assert_eq!(printed, serde_json::from_str::<Value>(&text.expect("schema")).expect("JSON"));
        let validator = jsonschema::validator_for(&printed).expect("schema");
        let valid = "[with.\"body/font-size-outside\"]\nmeasure = { size = { from = 12, to = 13 } }\n";
        assert!(validator.is_valid(&toml::from_str::<Value>(valid).expect("TOML")));
        assert!(!validator.is_valid(&toml::from_str::<Value>(&valid.replace("measure", "measur")).expect("TOML")));
    }
}

mod outputs {
    use super::*;

    /// A folder with a draft, an accepted finding, an unreadable file and a name that needs care.
    fn mixed() -> TempDir {
        let folder = folder();
        write(&folder, "xã A/báo cáo.md", DRAFT);
        write(&folder, "b.txt", format!("# rasoat: bỏ qua citation – \"thử\" <b>\n{DRAFT}"));
        write(&folder, "c.docx", support::package("bao-cao-nd73"));
        write(&folder, "hong.docx", b"PK\x03\x04hong");
        write(
            &folder,
            "rasoat.toml",
            "[[suppress]]\npaths = [\"b.txt\"]\nrules = [\"outline\"]\nreason = \"mẫu & cũ\"\n",
        );
        folder
    }

    fn read(folder: &TempDir, name: &str) -> String {
        fs::read_to_string(folder.path().join(name)).expect(name)
    }

    /// All forms of one run, by name of the file.
    fn all(folder: &TempDir, lang: &str) {
        let mut arguments = vec!["check".to_owned(), ".".to_owned(), "--lang".to_owned(), lang.to_owned()];
        for form in Kind::ALL.map(Kind::name) {
            arguments.extend(["--output".to_owned(), format!("{form}=kq-{form}")]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        rasoat(folder, &arguments).code(2);
    }

    #[test]
    fn several_forms_come_out_of_one_run_as_out_of_many() {
        let folder = mixed();
        all(&folder, "vi");
        for form in Kind::ALL.map(Kind::name) {
            let alone = rasoat(&folder, &["check", ".", "--format", form]).code(2);
            assert!(stdout(&alone) == read(&folder, &format!("kq-{form}")), "{form}");
        }
    }

    fn assert_fits_sarif(log: &Value) {
        let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sarif-schema-2.1.0.json"));
        let mut schema: Value = serde_json::from_str(&text.expect("schema")).expect("JSON");
        // This pattern of the published schema is no regular expression: a bracket is left over.
        for part in ["run", "toolComponent"] {
            let language = schema.pointer_mut(&format!("/definitions/{part}/properties/language")).expect("language");
            language.as_object_mut().expect("object").remove("pattern").expect("pattern");
        }
        let validator = jsonschema::validator_for(&schema).expect("schema");
        let errors: Vec<String> =
            validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }

    #[test]
    fn sarif_fits_the_official_schema() {
        for lang in ["vi", "en"] {
            let folder = mixed();
            all(&folder, lang);
            let log: Value = serde_json::from_str(&read(&folder, "kq-sarif")).expect("JSON");
            assert_fits_sarif(&log);
            let run = &log["runs"][0];
            assert_eq!(run["columnKind"], "unicodeCodePoints");
            let results = run["results"].as_array().expect("results");
            let of_draft = |result: &&Value| {
                let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
                result["ruleId"] == RULE && uri == "x%C3%A3%20A/b%C3%A1o%20c%C3%A1o.md"
            };
            let result = results.iter().find(of_draft).expect("the error");
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("index")).expect("fits");
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], RULE);
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["region"]["snippet"]["text"], "II. BỐN");
            assert_eq!(place["region"]["startLine"], 12);
            assert!(result["partialFingerprints"]["rasoat/v1"].is_string());
            assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 8);
            assert!(result["fixes"][0]["artifactChanges"][0]["replacements"].is_array());
            let accepted = results.iter().find(|result| result["suppressions"][0]["kind"] == "external");
            assert_eq!(accepted.expect("accepted")["suppressions"][0]["justification"], "mẫu & cũ");
            let docx = results
                .iter()
                .filter(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "c.docx");
            for result in docx {
                let region = &result["locations"][0]["physicalLocation"]["region"];
                assert_eq!(region["startLine"], 1, "a package has no lines, and readers want one");
                assert!(region["startColumn"].is_null());
            }
            assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        }
    }

    #[test]
    fn json_is_one_value_and_jsonl_one_a_line() {
        let folder = mixed();
        all(&folder, "vi");
        let text = read(&folder, "kq-json");
        let report: Value = serde_json::from_str(&text).expect("JSON");
        assert_fits(&format!("{}/schemas/report-v1.schema.json", env!("CARGO_MANIFEST_DIR")), &report);
        assert_eq!(report["files"].as_array().map(Vec::len), Some(3));
        assert_eq!(report["unreadable"][0]["reason"], "damaged");
        assert_eq!(report["files"][0]["suppressed"][0]["reason"], "mẫu & cũ");
        let lines: Vec<Value> =
            read(&folder, "kq-jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[0]["file"], report["files"][0]);
        assert_eq!(lines[4]["departures"], report["departures"]);
        assert_eq!(lines[5]["summary"], report["summary"]);
    }

    #[test]
    fn xml_is_well_formed_and_counts_right() {
        let folder = mixed();
        all(&folder, "vi");
        for form in ["junit", "checkstyle"] {
            let text = read(&folder, &format!("kq-{form}"));
            let mut reader = quick_xml::Reader::from_str(&text);
            let mut names = std::collections::BTreeMap::new();
            loop {
                match reader.read_event().expect("well-formed") {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                        for attribute in tag.attributes() {
                            attribute.expect("attribute");
                        }
                        *names.entry(tag.name().as_ref().to_owned()).or_insert(0) += 1;
                    }
                    _ => {}
                }
            }
            let files = if form == "junit" { "testsuite" } else { "file" };
            // What makes the run say less is one suite, or an entry of its own each.
            let further = if form == "junit" { 1 } else { text.matches("\"rasoat.departure.").count() };
            assert_eq!(names.get(files), Some(&(4 + further)), "{form}: {names:?}");
        }
        assert!(read(&folder, "kq-junit").contains("<error type=\"damaged\""));
    }

    #[test]
    fn annotations_stand_at_the_line() {
        let folder = mixed();
        let told = stdout(&rasoat(&folder, &["check", "xã A", "--select", RULE, "--format", "github"]).code(1));
        assert!(
            told.starts_with("::error file=xã A/báo cáo.md,line=12,endLine=12,col=1,endColumn=8,title=outline"),
            "{told}"
        );
        let told = stdout(&rasoat(&folder, &["check", "c.docx", "hong.docx", "--format", "github"]).code(2));
        assert!(told.lines().all(|line| !line.contains(",line=")), "{told}");
        assert!(told.contains("::error file=hong.docx::"), "{told}");
    }

    #[test]
    fn code_quality_has_unique_fingerprints() {
        let folder = mixed();
        write(&folder, "d.md", DRAFT);
        write(&folder, "e.md", DRAFT);
        let issues = rasoat(&folder, &["check", "d.md", "e.md", "--format", "gitlab"]);
        let issues: Vec<Value> = serde_json::from_str(&stdout(&issues)).expect("JSON");
        let fingerprints: std::collections::BTreeSet<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().expect("text")).collect();
        assert_eq!(fingerprints.len(), issues.len());
        for issue in &issues {
            assert!(
                ["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().expect("text"))
            );
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0));
        }
    }

    #[test]
    fn columns_for_reviewdog_are_bytes() {
        let folder = folder();
        write(&folder, "a.txt", "Đề nghị các đơn vị  thực hiện.\n");
        let told = stdout(&rasoat(&folder, &["check", "a.txt", "--select", "typing", "--format", "rdjson"]));
        let value: Value = serde_json::from_str(&told).expect("JSON");
        let start = &value["diagnostics"][0]["location"]["range"]["start"];
        let column = usize::try_from(start["column"].as_u64().expect("column")).expect("fits");
        assert_eq!(&"Đề nghị các đơn vị  thực hiện."[column - 1..=column], "  ");
    }

    #[test]
    fn the_page_stands_alone_and_its_links_lead_somewhere() {
        let folder = mixed();
        all(&folder, "vi");
        let page = read(&folder, "kq-html");
        // The page's own script, which its policy names, and no other.
        assert_eq!(page.matches("<script").count(), 1);
        for outside in ["<script ", "http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
        let ids: std::collections::BTreeSet<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() > 10);
        for link in links {
            assert!(ids.contains(link), "#{link}");
        }
        assert!(page.contains("<mark class=\"error\">II. BỐN</mark>"), "the words are marked");
        assert!(page.contains("mẫu &amp; cũ"));
        assert!(page.contains("lang=\"vi\"") && page.contains("@media print"));
    }

    #[test]
    fn the_review_sheet_names_every_finding() {
        let folder = folder();
        write(&folder, "a.md", DRAFT);
        let report = json(&rasoat(&folder, &["check", "a.md", "--format", "json"]));
        let sheet = stdout(&rasoat(&folder, &["check", "a.md", "--format", "markdown"]));
        for rule in rules(&report) {
            assert!(sheet.contains(&format!("(`{rule}`)")), "{rule}");
        }
        assert!(sheet.starts_with("# Phiếu rà soát văn bản"));
    }

    #[test]
    fn a_file_is_written_as_a_whole_or_not_at_all() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        write(&folder, "kq.json", "cũ");
        rasoat(&folder, &["check", "a.txt", "--output", "json=khong-co/kq.json"]).code(2);
        rasoat(&folder, &["check", "a.txt", "--profile", "khong-co", "--output", "json=kq.json"]).code(2);
        assert_eq!(read(&folder, "kq.json"), "cũ");
        rasoat(&folder, &["check", "a.txt", "--output", "json=kq.json"]).code(1);
        assert!(read(&folder, "kq.json").starts_with('{'));
        let names: Vec<_> = fs::read_dir(folder.path()).expect("folder").flatten().collect();
        assert_eq!(names.len(), 2, "nothing temporary stays");
    }

    #[test]
    fn an_unknown_form_is_answered_with_the_list() {
        let folder = folder();
        write(&folder, "a.txt", DRAFT);
        let told = stderr(&rasoat(&folder, &["check", "a.txt", "--output", "sarf=a"]).code(2));
        assert!(told.contains("sarif, junit"), "{told}");
        rasoat(&folder, &["check", "a.txt", "--output", "sarif"]).code(2);
        rasoat(&folder, &["check", "a.txt", "--format", "xml"]).code(2);
    }
}

mod accepted {
    use super::*;

    fn docx(comment: &str) -> Vec<u8> {
        let mut parts = support::fixture("common");
        let paragraphs = ["I. MỘT", "Nội dung một.", "II. HAI", "Nội dung hai.", "II. BA", "Nội dung ba."];
        let body = paragraphs
            .map(|text| {
                let run = format!("<w:r><w:t>{text}</w:t></w:r>");
                let marked = "<w:commentRangeStart w:id=\"4\"/>".to_owned()
                    + &run
                    + "<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>";
                format!("<w:p>{}</w:p>", if text == "II. BA" { marked } else { run })
            })
            .concat();
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        let document = format!("<w:document {space}><w:body>{body}</w:body></w:document>");
        let comments = format!(
            "<w:comments {space}><w:comment w:id=\"4\" w:author=\"a\"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>{comment}\
             </w:t></w:r></w:p></w:comment></w:comments>"
        );
        parts.insert("word/document.xml".to_owned(), document.into_bytes());
        parts.insert("word/comments.xml".to_owned(), comments.into_bytes());
        let name = "word/_rels/document.xml.rels";
        let relationships = String::from_utf8(parts[name].clone()).expect("UTF-8").replace(
            "</Relationships>",
            "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" \
             Target=\"comments.xml\"/></Relationships>",
        );
        parts.insert(name.to_owned(), relationships.into_bytes());
        support::zip(&parts)
    }

    fn check(folder: &TempDir, name: &str, arguments: &[&str]) -> Value {
        let all = [&["check", name, "--format", "json", "--select", "outline"], arguments].concat();
        json(&rasoat(folder, &all))
    }

    #[test]
    fn a_word_comment_accepts_what_it_marks() {
        let folder = folder();
        write(&folder, "a.docx", docx("rasoat: bỏ qua outline/duplicate-number – theo mẫu của tỉnh"));
        let report = check(&folder, "a.docx", &[]);
        assert!(!rules(&report).contains(&RULE), "{report:#}");
        let suppressed = &report["files"][0]["suppressed"][0];
        assert_eq!((&suppressed["finding"]["rule"], &suppressed["kind"]), (&RULE.into(), &"comment".into()));
        assert_eq!(suppressed["reason"], "theo mẫu của tỉnh");
        assert_eq!(report["files"][0]["suppressions"][0]["location"]["paragraph"], 5);
        assert!(rules(&check(&folder, "a.docx", &["--no-suppress"])).contains(&RULE));
        write(&folder, "b.docx", docx("Đề nghị xem lại số mục này"));
        assert!(rules(&check(&folder, "b.docx", &[])).contains(&RULE), "an ordinary comment accepts nothing");
        write(&folder, "c.docx", docx("rasoat: bỏ qua outline/duplicate-number"));
        let report = check(&folder, "c.docx", &[]);
        assert!(rules(&report).contains(&RULE));
        assert_eq!(report["files"][0]["suppressions"][0]["faults"][0]["kind"], "no-reason");
    }

    #[test]
    fn an_unused_suppression_is_named_in_every_form() {
        let folder = folder();
        write(&folder, "a.md", format!("<!-- rasoat: bỏ qua outline/duplicate-number – lý do -->\n\n{DRAFT}"));
        for form in
            ["full", "concise", "grouped", "github", "gitlab", "checkstyle", "junit", "rdjson", "markdown", "html"]
        {
            let told = stdout(&rasoat(&folder, &["check", "a.md", "--format", form]).code(1));
            assert!(told.contains("không còn cần"), "{form}\n{told}");
        }
        let log = stdout(&rasoat(&folder, &["check", "a.md", "--format", "sarif"]));
        assert!(log.contains("không còn cần"));
    }

    #[test]
    fn an_entry_of_the_configuration_is_needless_only_if_all_its_files_were_seen() {
        let folder = folder();
        write(&folder, "xa/a.txt", "Đã thực hiện.\n");
        write(&folder, "xa/b.txt", DRAFT);
        write(&folder, "rasoat.toml", "[[suppress]]\npaths = [\"xa/\"]\nrules = [\"outline\"]\nreason = \"mẫu\"\n");
        let unused = |paths: &[&str]| {
            let report = json(&rasoat(&folder, &[&["check", "--format", "json"], paths].concat()));
            report["unused_suppressions"].as_array().map_or(0, Vec::len)
        };
        assert_eq!(unused(&["."]), 0);
        assert_eq!(unused(&["xa/a.txt"]), 0, "the other file may need it");
        fs::remove_file(folder.path().join("xa/b.txt")).expect("removed");
        assert_eq!(unused(&["."]), 1);
        assert_eq!(unused(&[".", "--ignore", "outline"]), 0, "the rule did not run");
        rasoat(&folder, &["check", ".", "--fail-on", "warning"]).code(1);
    }
}

mod known {
    use super::*;

    fn total(folder: &TempDir, arguments: &[&str]) -> (u64, u64) {
        let all = [&["check", ".", "--format", "json"], arguments].concat();
        let summary = json(&rasoat(folder, &all))["summary"].clone();
        let number = |name: &str| summary[name].as_u64().expect("number");
        (number("error") + number("warning") + number("info"), number("known"))
    }

    #[test]
    fn what_was_there_is_not_reported_again() {
        let folder = folder();
        write(&folder, "xa/a.md", DRAFT);
        write(&folder, "rasoat.toml", "baseline = \"biet.jsonl\"\n");
        let missing = stderr(&rasoat(&folder, &["check", "."]).code(2));
        assert!(missing.contains("rasoat baseline write"), "{missing}");
        rasoat(&folder, &["baseline", "write", "."]).code(0);
        rasoat(&folder, &["check", ".", "--fail-on", "info"]).code(0);
        let (found, known) = total(&folder, &[]);
        assert!(found == 0 && known > 0);
        assert_eq!(total(&folder, &["--no-baseline"]), (known, 0));
        // Text above, even a section that renumbers all others, changes nothing.
        write(&folder, "xa/a.md", DRAFT.replace("I. MỘT", "Mở đầu.\n\nI. MỘT"));
        assert_eq!(total(&folder, &[]), (0, known));
        // A new one is reported.
        write(&folder, "xa/a.md", format!("{DRAFT}\nII. NĂM\n\nXong.\n"));
        let report = json(&rasoat(&folder, &["check", ".", "--format", "json", "--select", RULE]).code(1));
        assert_eq!(report["files"][0]["diagnostics"][0]["quote"], "II. NĂM");
        // The second run writes the same bytes.
        let before = fs::read(folder.path().join("biet.jsonl")).expect("baseline");
        write(&folder, "xa/a.md", DRAFT);
        rasoat(&folder, &["baseline", "write", "."]).code(0);
        assert_eq!(fs::read(folder.path().join("biet.jsonl")).expect("baseline"), before);
    }

    #[test]
    fn what_is_mended_is_pruned() {
        let folder = folder();
        write(&folder, "a.md", DRAFT);
        write(&folder, "b.md", DRAFT);
        rasoat(&folder, &["baseline", "write", "."]).code(0);
        rasoat(&folder, &["baseline", "check", "."]).code(0);
        write(&folder, "a.md", DRAFT.replace("II. BỐN", "III. BỐN"));
        let told = rasoat(&folder, &["baseline", "check", "."]).code(1);
        assert!(stdout(&told).contains("a.md: đã sửa: outline/duplicate-number “II. BỐN”"), "{}", stdout(&told));
        rasoat(&folder, &["baseline", "prune", "a.md"]).code(0);
        rasoat(&folder, &["baseline", "check", "."]).code(0);
        // A finding that was mended and came back is new.
        write(&folder, "a.md", DRAFT);
        rasoat(&folder, &["check", ".", "--baseline", "rasoat-baseline.jsonl", "--select", RULE]).code(1);
        rasoat(&folder, &["check", "b.md", "--baseline", "rasoat-baseline.jsonl", "--select", RULE]).code(0);
    }

    #[test]
    fn a_damaged_baseline_is_an_error_unless_it_is_written() {
        let folder = folder();
        write(&folder, "a.md", DRAFT);
        write(&folder, "rasoat-baseline.jsonl", "<<<<<<< HEAD\n");
        let told = rasoat(&folder, &["check", ".", "--baseline", "rasoat-baseline.jsonl"]).code(2);
        assert!(stderr(&told).contains("dòng 1"), "{}", stderr(&told));
        rasoat(&folder, &["baseline", "prune", "."]).code(2);
        rasoat(&folder, &["baseline", "write", "."]).code(0);
        rasoat(&folder, &["check", ".", "--baseline", "rasoat-baseline.jsonl"]).code(0);
    }

    #[test]
    fn a_baseline_that_nothing_heeds_says_how_to_use_it() {
        let folder = folder();
        write(&folder, "a.md", DRAFT);
        let written = rasoat(&folder, &["baseline", "write", "."]).code(0);
        assert!(stdout(&written).contains("baseline = \"rasoat-baseline.jsonl\""), "{}", stdout(&written));
        write(&folder, "rasoat.toml", "baseline = \"rasoat-baseline.jsonl\"\n");
        let heeded = rasoat(&folder, &["baseline", "write", "."]).code(0);
        assert!(!stdout(&heeded).contains("rasoat.toml"), "{}", stdout(&heeded));
    }

    #[test]
    fn unreadable_documents_keep_their_entries() {
        let folder = folder();
        write(&folder, "a.docx", support::package("bao-cao-nd73"));
        rasoat(&folder, &["baseline", "write", "."]).code(0);
        let before = fs::read(folder.path().join("rasoat-baseline.jsonl")).expect("baseline");
        write(&folder, "a.docx", b"PK\x03\x04hong");
        let told = rasoat(&folder, &["baseline", "prune", "."]).code(2);
        assert!(stderr(&told).contains("a.docx"), "{}", stderr(&told));
        assert_eq!(fs::read(folder.path().join("rasoat-baseline.jsonl")).expect("baseline"), before);
    }
}

/// A path that git can be run in.
#[test]
fn words_of_a_list_are_accepted_and_their_number_is_named() {
    let folder = folder();
    let check = |arguments: &[&str]| json(&rasoat(&folder, &[&["check", "--format", "json", "."], arguments].concat()));
    let spelling = |report: &Value| rules(report).into_iter().filter(|rule| rule.starts_with("spelling/")).count();
    write(&folder, "a.txt", "Hai tổ đã sát nhập, các ban ngành được bổ xung người.\n");
    write(&folder, "tu-rieng.txt", "# của xã\r\nSát nhập # tên cũ\r\n");
    assert_eq!(spelling(&check(&[])), 2);
    write(&folder, "rasoat.toml", "[spelling]\nword-lists = [\"tu-rieng.txt\"]\n");
    let report = check(&[]);
    assert_eq!(spelling(&report), 1, "{report}");
    assert_eq!(report["files"].as_array().map(Vec::len), Some(1), "a list is no document");
    let departures = report["departures"].as_array().expect("a list");
    let named = departures.iter().find(|one| one["kind"] == "words-accepted").expect("named");
    assert!(named["message"].as_str().is_some_and(|message| message.starts_with("1 từ")), "{named}");
    assert_eq!(spelling(&check(&["--untrusted"])), 2, "what lies beside a document decides nothing");
    let shown = stdout(&rasoat(&folder, &["config", "--show", "a.txt"]).success());
    assert!(shown.contains("spelling.word-lists"), "{shown}");
    write(&folder, "rasoat.toml", "[spelling]\nword-lists = [\"khong-co.txt\"]\n");
    let told = stderr(&rasoat(&folder, &["check", "."]).code(2));
    assert!(told.contains("rasoat.toml:2:"), "{told}");
    write(&folder, "rasoat.toml", "[spelling]\nword-lists = [\"tu-rieng.txt\"]\n");
    write(&folder, "tu-rieng.txt", "a\n".repeat(100_001));
    assert!(stderr(&rasoat(&folder, &["check", "."]).code(2)).contains("100000"));
}

fn git(folder: &Path, arguments: &[&str]) {
    let output = std::process::Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The program where git can be found.
fn rasoat_with_git(folder: &TempDir, arguments: &[&str]) -> Assert {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rasoat"));
    command.env_clear().env("PATH", path).current_dir(folder.path()).args(arguments).assert()
}

/// A repository of reports with a history: old sins are silent, a new one fails at its line, a
/// mended one prunes, a renamed file keeps its entries, a broken one is named.
#[test]
fn a_repository_of_reports_passes_the_gate() {
    let folder = folder();
    let root = folder.path();
    git(root, &["init", "-q"]);
    for at in 0..29 {
        let extension = if at % 2 == 0 { "md" } else { "txt" };
        write(&folder, &format!("xa-{}/bao-cao-{at}.{extension}", at % 5), DRAFT);
    }
    write(&folder, "xa-0/bao-cao-29.docx", support::package("bao-cao-nd73"));
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "Báo cáo quý"]);
    write(&folder, "rasoat.toml", "baseline = \"rasoat-baseline.jsonl\"\nfail-on = \"error\"\n");
    rasoat_with_git(&folder, &["baseline", "write", "."]).code(0);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "Ghi nhận lỗi đã có"]);
    let clean = rasoat_with_git(&folder, &["check", ".", "--format", "github", "--fail-on", "info"]).code(0);
    let told = stdout(&clean);
    assert!(told.starts_with("::warning title=rasoat known::") && told.lines().count() == 1, "{told}");

    let changed = format!("Văn bản đã sửa.\n\n{DRAFT}\nII. NĂM\n\nXong.\n");
    write(&folder, "xa-3/bao-cao-3.txt", &changed);
    let line = changed.lines().position(|line| line == "II. NĂM").expect("line") + 1;
    let failed = rasoat_with_git(&folder, &["check", ".", "--format", "github", "--select", RULE]).code(1);
    let told = stdout(&failed);
    assert!(told.starts_with(&format!("::error file=xa-3/bao-cao-3.txt,line={line},")), "{told}");
    let errors = told.lines().filter(|line| line.starts_with("::error")).count();
    assert!(errors == 1 && told.contains("::warning title=rasoat known::"), "{told}");

    write(&folder, "xa-3/bao-cao-3.txt", DRAFT.replace("II. BỐN", "III. BỐN"));
    git(root, &["mv", "xa-4/bao-cao-4.md", "xa-4/bao-cao-quy-1.md"]);
    rasoat_with_git(&folder, &["check", ".", "--format", "github"]).code(1);
    let followed = rasoat_with_git(&folder, &["check", ".", "--follow", "--format", "github"]).code(0);
    assert!(!stdout(&followed).contains("::error"), "{}", stdout(&followed));
    rasoat_with_git(&folder, &["baseline", "check", ".", "--follow"]).code(1);
    rasoat_with_git(&folder, &["baseline", "prune", ".", "--follow"]).code(0);
    rasoat_with_git(&folder, &["baseline", "check", "."]).code(0);

    write(&folder, "xa-1/bao-cao-1.txt", format!("# rasoat: bỏ qua citation/conflicting-twin – cũ\n{DRAFT}"));
    write(&folder, "xa-0/bao-cao-29.docx", b"PK\x03\x04hong");
    let broken = rasoat_with_git(&folder, &["check", ".", "--format", "github"]).code(2);
    let told = stdout(&broken);
    assert!(told.contains("::error file=xa-0/bao-cao-29.docx::"), "{told}");
    assert!(told.contains("::warning file=xa-1/bao-cao-1.txt,line=1::"), "{told}");
}

/// Only what changed since a revision: files by git, and in them paragraphs. What was there before
/// stays visible to machines.
#[test]
fn what_has_not_changed_since_a_revision_is_silent() {
    let folder = folder();
    let root = folder.path();
    write(&folder, "xã A/a.txt", DRAFT);
    write(&folder, "b.txt", DRAFT);
    let outside = rasoat_with_git(&folder, &["check", ".", "--since", "HEAD"]).code(2);
    assert!(stderr(&outside).contains("--since cần git"), "{}", stderr(&outside));
    git(root, &["init", "-q"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "Báo cáo quý"]);
    for unknown in ["khong-co", "--output=a"] {
        let since = format!("--since={unknown}");
        let told = rasoat_with_git(&folder, &["check", ".", &since]).code(2);
        assert!(stderr(&told).contains(&format!("không có bản `{unknown}`")), "{}", stderr(&told));
    }
    let check = |code: i32| {
        let arguments = ["check", ".", "--since", "HEAD", "--format", "json", "--select", "outline"];
        let first = json(&rasoat_with_git(&folder, &arguments).code(code));
        let again = json(&rasoat_with_git(&folder, &arguments).code(code));
        assert_eq!(first, again);
        first
    };
    assert_eq!(check(0)["files"], serde_json::json!([]));

    // An old sin below new text; then a new one beside it.
    write(&folder, "xã A/a.txt", format!("Văn bản đã sửa.\n\n{DRAFT}"));
    let report = check(0);
    assert_eq!(report["files"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report["files"][0]["known"][0]["why"], "unchanged");
    write(&folder, "xã A/a.txt", format!("{DRAFT}\nII. NĂM\n\nXong.\n"));
    let report = check(1);
    assert_eq!(rules(&report), [RULE]);
    assert_eq!(report["files"][0]["diagnostics"][0]["quote"].as_str().map(|quote| quote.contains("II")), Some(true));
    assert_eq!(report["summary"]["known"], 1);

    // A paragraph that was changed answers for all of its findings.
    write(&folder, "xã A/a.txt", DRAFT.replace("II. BỐN", "II. BỐN MỚI"));
    assert_eq!(check(1)["summary"]["known"], 0);

    // A renamed file keeps its history; a new one has none.
    write(&folder, "xã A/a.txt", DRAFT);
    git(root, &["mv", "b.txt", "c.txt"]);
    assert_eq!(check(0)["summary"]["known"], 1);
    write(&folder, "c.txt", format!("{DRAFT}\nXong.\n"));
    assert_eq!(check(0)["summary"]["known"], 1);
    write(&folder, "d.txt", DRAFT);
    let report = check(1);
    assert_eq!(report["summary"]["error"], 1);
    assert_eq!(report["files"][1]["path"], "./d.txt");
}

/// Counts by rule, folder and office.
#[test]
fn statistics_say_where_the_work_is() {
    let folder = folder();
    write(&folder, "xã A/a.txt", DRAFT);
    write(&folder, "xã A/b.txt", format!("{DRAFT}\nII. NĂM\n\nXong.\n"));
    write(&folder, "xã B/c.txt", "BÁO CÁO\nKết quả công tác\n\nI. MỘT\n\nĐã thực hiện xong.\n");
    write(&folder, "xã B/d.docx", b"PK\x03\x04hong");
    let arguments = ["check", ".", "--select", RULE, "--statistics"];
    let report = json(&rasoat(&folder, &[&arguments[..], &["--format", "json"]].concat()).code(2));
    let counted = &report["statistics"];
    let expected = serde_json::json!([{ "rule": RULE, "findings": 3, "files": 2, "fixable": 3 }]);
    assert_eq!(counted["rules"], expected);
    assert_eq!(counted["folders"][0]["name"], "./xã A");
    assert_eq!(counted["folders"][0]["error"], 3);
    assert_eq!(counted["folders"][1]["unreadable"], 1);
    let full = stdout(&rasoat(&folder, &arguments).code(2));
    let line = |first: &str| full.lines().rfind(|line| line.starts_with(first)).unwrap_or_default().to_owned();
    let numbers = |line: String| line.split_whitespace().filter_map(|word| word.parse().ok()).collect::<Vec<usize>>();
    assert_eq!(numbers(line(RULE)), [3, 2, 3], "{full}");
    assert_eq!(numbers(line("./xã A")), [2, 0, 3, 0, 0], "{full}");
    // Offices are named as they write themselves.
    let office = |name: &str| {
        let nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc";
        format!("ỦY BAN NHÂN DÂN\nXÃ {name}\n\n{nation}\n\nSố: 12/BC-UBND\n\n{DRAFT}")
    };
    write(&folder, "xã C/e.txt", office("TÂN AN"));
    write(&folder, "xã C/g.txt", office("BÌNH MINH"));
    let report = json(&rasoat(&folder, &[&arguments[..], &["--format", "json"]].concat()).code(2));
    let offices = report["statistics"]["offices"].as_array().expect("offices").iter();
    let names: Vec<&str> = offices.filter_map(|office| office["name"].as_str()).collect();
    assert!(names.contains(&"ỦY BAN NHÂN DÂN XÃ TÂN AN"), "{names:?}");
    // Lines of JSON are told apart by their names; without the argument nothing is added.
    let lines = stdout(&rasoat(&folder, &[&arguments[..], &["--format", "jsonl"]].concat()));
    assert!(lines.lines().any(|line| line.starts_with("{\"statistics\":")), "{lines}");
    assert!(json(&rasoat(&folder, &["check", ".", "--format", "json"])).get("statistics").is_none());
}
