//! What the program is linked with: licences and sources, as `deny.toml` has them. `cargo deny` looks at advisories
//! too; this needs nothing but cargo.

#![cfg(target_os = "linux")]

use std::process::Command;

use serde_json::Value;

#[test]
fn dependencies_are_free_and_come_from_one_place() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    // What other systems are linked with need not be here.
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &platform];
    let output = Command::new(cargo).args(arguments).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules = std::fs::read_to_string("deny.toml").expect("reads");
    let rules: toml::Table = rules.parse().expect("TOML");
    let allowed = rules["licenses"]["allow"].as_array().expect("a list");
    let allowed: Vec<&str> = allowed.iter().filter_map(toml::Value::as_str).collect();
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 100);
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        if name == "rasoat" {
            continue;
        }
        let source = package["source"].as_str().unwrap_or_default();
        assert!(source.starts_with("registry+https://github.com/rust-lang/crates.io-index"), "{name}: {source}");
        let licence = package["license"].as_str().unwrap_or_default().replace(['(', ')'], " ").replace('/', " OR ");
        // One of the alternatives, with everything that it asks for at once.
        let is_free = |all: &str| all.split(" AND ").all(|one| allowed.contains(&one.trim()));
        let choices: Vec<&str> = licence.split(" OR ").collect();
        assert!(choices.iter().any(|choice| is_free(choice)), "{name}: {licence}");
    }
}
