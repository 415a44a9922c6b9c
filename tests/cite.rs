//! `rasoat cite` and a registry of one's own, as a user meets them.

use std::fs;
use std::process::Output;

use assert_cmd::Command;

fn rasoat(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("rasoat").expect("built");
    command.env_clear().args(arguments).output().expect("runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

const OWN: &str = r#"[
  {"kind": "quyet-dinh", "number": "15/2026/QĐ-UBND", "date": "2026-03-05",
   "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn", "title": "Ban hành Quy chế làm việc của Ủy ban nhân dân tỉnh"}
]"#;

#[test]
fn an_instrument_is_shown_with_its_forms() {
    let output = rasoat(&["cite", "nghị định", "30/2020"]);
    assert_eq!(output.status.code(), Some(0));
    let text = printed(&output);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư"), "{text}");
    let english = rasoat(&["--lang", "en", "cite", "138/2020/NĐ-CP", "--date", "2026-01-01"]);
    assert!(printed(&english).contains("Replaced by: 170/2025/NĐ-CP"), "{}", printed(&english));
}

#[test]
fn what_is_not_known_is_not_called_wrong() {
    let output = rasoat(&["cite", "nghị định 9999/2023"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("không có nghĩa là"));
}

#[test]
fn what_comes_near_is_offered() {
    let output = rasoat(&["cite", "nghị quyết 73/NQ-CP ngày 29/9/2023"]);
    assert_eq!(output.status.code(), Some(1));
    let text = printed(&output);
    assert!(text.contains("Gần với từ tra cứu") && text.contains("73/2023/NĐ-CP"), "{text}");
    let output = rasoat(&["--lang", "en", "cite", "73/2024/NĐ-CP ngày 29/9/2023"]);
    assert_eq!(output.status.code(), Some(0));
    let text = printed(&output);
    assert!(text.contains("under another date") && text.contains("Near to what was asked"), "{text}");
    let text = printed(&rasoat(&["cite", "nghi dinh 73"]));
    assert!(text.contains("73/2023/NĐ-CP") && text.contains("Ghi thêm năm"), "{text}");
}

#[test]
fn json_names_its_shape() {
    let output = rasoat(&["cite", "--format", "json", "72/2025/QH15"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["schema"], "rasoat/cite/v1");
    assert_eq!(value["instruments"][0]["short"], "Luật Tổ chức chính quyền địa phương năm 2025");
}

#[test]
fn a_registry_of_ones_own_is_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let (registry, draft) = (folder.path().join("danh-muc.json"), folder.path().join("du-thao.txt"));
    fs::write(&registry, OWN).expect("writes");
    fs::write(&draft, "Thực hiện Quyết định số 15/2026/QĐ-UBND ngày 06/3/2026 của Ủy ban nhân dân tỉnh Lạng Sơn.")
        .expect("writes");
    let (registry, draft) = (registry.display().to_string(), draft.display().to_string());
    let found = printed(&rasoat(&["cite", "--registry", &registry, "15/2026/QĐ-UBND"]));
    assert!(found.contains("Quy chế làm việc"), "{found}");
    let plain = rasoat(&["check", "--select", "citation/wrong-date", &draft]);
    assert_eq!(plain.status.code(), Some(0));
    let with_own = rasoat(&["check", "--select", "citation/wrong-date", "--registry", &registry, &draft]);
    assert_eq!(with_own.status.code(), Some(1), "{}", printed(&with_own));
}

#[test]
fn a_configuration_names_registries() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(place("don-vi")).expect("a folder");
    fs::write(place("don-vi/danh-muc.json"), OWN).expect("writes");
    fs::write(place("rasoat.toml"), "registry = [\"don-vi/danh-muc.json\"]\n").expect("writes");
    fs::write(
        place("du-thao.txt"),
        "Thực hiện Quyết định số 15/2026/QĐ-UBND ngày 06/3/2026 của Ủy ban nhân dân tỉnh Lạng Sơn.",
    )
    .expect("writes");
    let rasoat = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("rasoat").expect("built");
        command.env_clear().current_dir(folder.path()).args(arguments).output().expect("runs")
    };
    let check = ["check", "--select", "citation/wrong-date", "du-thao.txt"];
    assert_eq!(rasoat(&check).status.code(), Some(1));
    assert_eq!(rasoat(&[&check[..], &["--isolated"]].concat()).status.code(), Some(0));
    assert!(printed(&rasoat(&["cite", "15/2026/QĐ-UBND"])).contains("Quy chế làm việc"));
    assert_eq!(rasoat(&["cite", "--isolated", "15/2026/QĐ-UBND"]).status.code(), Some(1));
    let shown = printed(&rasoat(&["config", "--show", "du-thao.txt"]));
    assert!(shown.lines().any(|line| line.contains("registry") && line.contains("danh-muc.json")), "{shown}");

    fs::write(place("don-vi/danh-muc.json"), OWN.replace("Ủy ban nhân dân tỉnh Lạng Sơn", "Công ty Mây Hạ"))
        .expect("writes");
    let output = rasoat(&check);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("danh-muc.json:2:3") && told.contains("Công ty Mây Hạ"), "{told}");
    fs::write(place("rasoat.toml"), "registry = [\"khong-co.json\"]\n").expect("writes");
    let output = rasoat(&check);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("rasoat.toml:1:13"), "{told}");
}

#[test]
fn mistakes_in_a_registry_are_shown_at_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let registry = folder.path().join("danh-muc.json");
    fs::write(&registry, OWN.replace("2026-03-05", "2025-03-05")).expect("writes");
    let output = rasoat(&["cite", "--registry", &registry.display().to_string(), "15/2026"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("danh-muc.json:2:3") && told.contains("khác năm ban hành"), "{told}");
    let missing = rasoat(&["cite", "--registry", "khong-co.json", "15/2026"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn what_a_file_cites_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("du-thao.txt");
    let text = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về cơ chế một cửa;\n\
        Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;\n\
        Căn cứ Kế hoạch số 77/KH-UBND ngày 04/01/2026 của Ủy ban nhân dân tỉnh về chuyển đổi số;\n\n\
        Thực hiện Nghị định số 30/2020/NĐ-CP và Kế hoạch số 77/KH-UBND.\n";
    fs::write(&draft, text).expect("writes");
    let draft = draft.display().to_string();
    let arguments = ["cite", "--of", &draft, "--date", "2026-05-01"];
    let shown = printed(&rasoat(&arguments));
    assert!(shown.contains("hết hiệu lực từ") && shown.contains("không có trong danh mục"), "{shown}");
    assert!(shown.contains("2 trên 3 viện dẫn"), "{shown}");
    let output = rasoat(&[&arguments[..], &["--format", "json"]].concat());
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["schema"], "rasoat/cited/v1");
    let of = |at: usize| (value["citations"][at]["status"].clone(), value["citations"][at]["validity"].clone());
    assert_eq!(of(0), ("held".into(), "ended".into()));
    assert_eq!(of(1), ("held".into(), "no-end-known".into()));
    assert_eq!(of(2), ("missing".into(), serde_json::Value::Null));
    let report = rasoat(&["check", &draft, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!(report["files"][0]["citations"]["missing"][0]["citation"], "Kế hoạch số 77/KH-UBND");
    assert_eq!(report["summary"]["compared"], 2);
}
