//! The language server, spoken to over its real standard streams.

mod client;
mod config;
mod endurance;
mod features;
mod folder;
mod marks;
mod places;
mod random;
mod session;
mod sync;
mod text;
mod words;

use serde_json::{Value, json};

pub(crate) const DRAFT: &str = include_str!("../../fixtures/drafts/bao-cao-nd73.txt");
pub(crate) const URI: &str = "file:///van-ban/bao-cao.txt";

/// The rules of findings, sorted.
pub(crate) fn rules(diagnostics: &[Value]) -> Vec<&str> {
    let mut rules: Vec<&str> = diagnostics.iter().filter_map(|finding| finding["code"].as_str()).collect();
    rules.sort_unstable();
    rules
}

/// The finding of `rule`.
pub(crate) fn finding<'a>(diagnostics: &'a [Value], rule: &str) -> &'a Value {
    diagnostics.iter().find(|finding| finding["code"] == rule).unwrap_or_else(|| panic!("{rule} in {diagnostics:?}"))
}

/// An editor that can do everything the server knows of, but asks for no findings.
pub(crate) fn able() -> Value {
    json!({
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] }, "codeDescriptionSupport": true,
            },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source"] } } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
        },
        "window": { "showDocument": { "support": true }, "workDoneProgress": true },
    })
}
