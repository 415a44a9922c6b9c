//! What the user of an editor can set, over what `rasoat.toml` says, and what the editor itself can do.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use lsp_types::{ClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind, ResourceOperationKind};
use serde::Deserialize;
use serde_json::Value;

use super::paths;
use crate::catalogue::Lang;
use crate::checks::Stage;
use crate::config::{self, LangName, Layer, Origin};
use crate::engine::Heed;
use crate::project::Given;
use crate::text::Unit;

/// The settings of the section `rasoat`. Where one is absent or empty, `rasoat.toml` decides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    /// Language of the tool's words; else that of the command line.
    lang: Option<LangName>,
    /// How finished the documents claim to be.
    stage: Option<Stage>,
    /// Profile for all documents.
    profile: Option<String>,
    /// Run only these rules or groups.
    select: Vec<String>,
    /// Skip these rules or groups.
    ignore: Vec<String>,
    /// Folders of the user's own rules, relative to the first folder of the editor, beside those of
    /// `rasoat.toml`.
    rules: Vec<PathBuf>,
    /// Show hints inside the text.
    pub(super) inlay_hints: bool,
    /// Check the documents of the folder that are not open, Word files too.
    pub(super) folder: bool,
    /// Let an editor that can do so ask for findings; else they are sent to it.
    pub(super) pull: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: None,
            stage: None,
            profile: None,
            select: Vec::new(),
            ignore: Vec::new(),
            rules: Vec::new(),
            inlay_hints: false,
            folder: true,
            pull: true,
        }
    }
}

impl Options {
    /// Reads settings as editors send them: alone or below `rasoat`. `None` for null, which is what
    /// an editor without settings sends.
    pub(super) fn read(value: &Value) -> Result<Option<Self>, serde_json::Error> {
        let value = value.get("rasoat").unwrap_or(value);
        if value.is_null() {
            return Ok(None);
        }
        // An editor that lists all settings has to write something for one that is not set.
        let is_set = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let value = match value {
            Value::Object(fields) => {
                let set = fields.iter().filter(|(_, value)| is_set(value));
                Value::Object(set.map(|(name, value)| (name.clone(), value.clone())).collect())
            }
            value => value.clone(),
        };
        Self::deserialize(&value).map(Some)
    }

    /// What holds for every document: the settings over `typed`, the language of the command line.
    pub(super) fn given(&self, typed: Option<Lang>, today: Option<Date>, roots: &[PathBuf]) -> Given {
        let root = roots.first().map_or(Path::new(""), PathBuf::as_path);
        let options = config::Options {
            lang: self.lang.or_else(|| typed.map(LangName::from)),
            stage: self.stage,
            profile: self.profile.clone(),
            select: Some(self.select.clone()).filter(|names| !names.is_empty()),
            ignore: self.ignore.clone(),
            ..config::Options::default()
        };
        Given {
            layers: vec![Layer::new(Origin::CommandLine, options, root, root)],
            packs: self.rules.iter().map(|folder| root.join(folder)).collect(),
            today,
            heed: Heed::All,
            ..Given::default()
        }
    }
}

/// What the editor can do, as it told.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Client {
    /// The unit of columns.
    pub(super) unit: Unit,
    /// Its folders.
    pub(super) roots: Vec<PathBuf>,
    /// It asks for findings.
    pub(super) pulls: bool,
    /// It shows further places of a finding.
    pub(super) related: bool,
    /// It shows tags of findings.
    pub(super) tags: bool,
    /// It can open the address behind a rule's code.
    pub(super) code_description: bool,
    /// It shows a file on request.
    pub(super) show_document: bool,
    /// It shows progress on request.
    pub(super) progress: bool,
    /// It tells its settings on request.
    pub(super) configuration: bool,
    /// It can be asked to watch files.
    pub(super) watches: bool,
    /// It can be told to ask for findings again.
    pub(super) refresh: bool,
    /// It can be told to ask for hints again.
    pub(super) refresh_hints: bool,
    /// It takes an outline as a tree.
    pub(super) tree: bool,
    /// It takes edits with the version they are for.
    pub(super) versioned_edits: bool,
    /// It creates files in an edit.
    pub(super) creates_files: bool,
    /// It takes actions with their kind.
    pub(super) actions: bool,
    /// It shows Markdown.
    pub(super) markdown: bool,
}

impl Client {
    /// Reads what the editor told when it started the server.
    pub(super) fn new(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, window, general, .. } = &params.capabilities;
        let workspace = workspace.clone().unwrap_or_default();
        let text = text_document.clone().unwrap_or_default();
        let window = window.clone().unwrap_or_default();
        let publish = text.publish_diagnostics.clone().unwrap_or_default();
        let edits = workspace.workspace_edit.clone().unwrap_or_default();
        let symbols = text.document_symbol.clone().unwrap_or_default();
        let actions = text.code_action.clone().unwrap_or_default();
        let watches = workspace.did_change_watched_files.unwrap_or_default();
        let formats = text.hover.clone().and_then(|hover| hover.content_format).unwrap_or_default();
        let encodings = general.clone().and_then(|general| general.position_encodings).unwrap_or_default();
        // UTF-8 is what the server counts in; an editor that offers it saves both sides the counting.
        let preferred = [
            (PositionEncodingKind::UTF8, Unit::Utf8),
            (PositionEncodingKind::UTF32, Unit::Utf32),
            (PositionEncodingKind::UTF16, Unit::Utf16),
        ];
        let first = encodings.first();
        let known = preferred.iter().find(|(kind, _)| Some(kind) == first);
        let unit = known.or_else(|| preferred.iter().find(|(kind, _)| encodings.contains(kind)));
        Self {
            unit: unit.map_or(Unit::Utf16, |(_, unit)| *unit),
            roots: roots(params),
            pulls: text.diagnostic.is_some(),
            related: publish.related_information.unwrap_or(false),
            tags: publish.tag_support.is_some(),
            code_description: publish.code_description_support.unwrap_or(false),
            show_document: window.show_document.is_some_and(|show| show.support),
            progress: window.work_done_progress.unwrap_or(false),
            configuration: workspace.configuration.unwrap_or(false),
            watches: watches.dynamic_registration.unwrap_or(false),
            refresh: workspace.diagnostic.and_then(|diagnostic| diagnostic.refresh_support).unwrap_or(false),
            refresh_hints: workspace.inlay_hint.and_then(|hint| hint.refresh_support).unwrap_or(false),
            tree: symbols.hierarchical_document_symbol_support.unwrap_or(false),
            versioned_edits: edits.document_changes.unwrap_or(false),
            creates_files: edits
                .resource_operations
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            actions: actions.code_action_literal_support.is_some(),
            markdown: formats.contains(&MarkupKind::Markdown),
        }
    }

    /// The agreed unit as the protocol names it.
    pub(super) const fn encoding(&self) -> PositionEncodingKind {
        match self.unit {
            Unit::Utf8 => PositionEncodingKind::UTF8,
            Unit::Utf16 => PositionEncodingKind::UTF16,
            Unit::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// The folders of the editor.
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten();
    let mut roots: Vec<PathBuf> = folders.filter_map(|folder| paths::path(folder.uri.as_str())).collect();
    #[expect(deprecated, reason = "older editors tell their folder no other way")]
    let single = params.root_uri.as_ref().and_then(|root| paths::path(root.as_str()));
    if roots.is_empty() {
        roots.extend(single);
    }
    roots
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_alone_and_below_their_name() {
        let alone = Options::read(&json!({ "lang": "en", "inlayHints": true })).expect("reads").expect("given");
        assert_eq!(alone.lang, Some(LangName::En));
        assert!(alone.inlay_hints && alone.folder);
        let below = Options::read(&json!({ "rasoat": { "stage": "final", "profile": "" } })).expect("reads");
        let below = below.expect("given");
        assert_eq!((below.stage, below.profile.as_deref()), (Some(Stage::Final), None));
        let listed = Options::read(&json!({ "lang": null, "stage": "", "select": [] })).expect("reads").expect("given");
        assert_eq!(listed, Options::default());
        assert_eq!(Options::read(&Value::Null).expect("reads"), None);
        assert!(Options::read(&json!({ "stage": "soon" })).is_err());
    }
}
