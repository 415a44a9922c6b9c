//! Requests and what answers them.

use std::fmt::Display;

use lsp_server::{ErrorCode, Request, ResponseError};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    CodeActionParams, CompletionParams, DocumentDiagnosticParams, DocumentLinkParams, DocumentSymbolParams,
    ExecuteCommandParams, FoldingRangeParams, GotoDefinitionParams, HoverParams, InlayHintParams, Position,
    ReferenceParams, RenameParams, SemanticToken, SemanticTokens, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, ShowDocumentParams,
    TextDocumentIdentifier, TextDocumentPositionParams, Uri, WorkspaceSymbolParams,
};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};

use super::actions::{self, EXPLAIN};
use super::document::Open;
use super::explanations;
use super::server::{NOTHING, Server, error, params};
use super::view::View;
use super::{completion, hints, hover, links, names, rules, symbols, tokens};
use crate::project;
use crate::report::words::EditorWord;
use crate::report::{Look, outline};

/// The command that shows the outline of a document beside the required one.
pub(super) const OUTLINE: &str = "rasoat.outline";
/// The request for the text as the server has it, by which an editor can tell that both agree.
const TEXT: &str = "rasoat/text";
/// Columns of an outline.
const COLUMNS: usize = 100;

/// What to do about a request.
pub(super) enum Reply {
    /// This is the answer.
    Now(Box<RawValue>),
    /// This is the answer; the editor is asked for something first.
    Ask(Box<RawValue>, &'static str, Value),
    /// The answer needs a check of the document with this address.
    AfterCheck(String),
    /// The answer is the findings of the folder.
    Folder,
}

type Answer = Result<Reply, ResponseError>;

impl<W: std::io::Write> Server<W> {
    /// Answers `request` or says what it has to wait for.
    pub(super) fn answer(&self, request: &Request) -> Answer {
        let given = request.params.clone();
        match request.method.as_str() {
            request::DocumentDiagnosticRequest::METHOD => self.diagnostic(&params(given)?),
            request::WorkspaceDiagnosticRequest::METHOD => Ok(Reply::Folder),
            request::CodeActionRequest::METHOD => {
                let asked: CodeActionParams = params(given)?;
                self.about(&asked.text_document.uri, |view| {
                    let known = |word: &str| self.with_word(&asked.text_document.uri, word);
                    actions::actions(view, &asked, &self.explanations, &known)
                })
            }
            request::HoverRequest::METHOD => {
                let asked: HoverParams = params(given)?;
                self.at(&asked.text_document_position_params, hover::hover)
            }
            request::DocumentSymbolRequest::METHOD => {
                let asked: DocumentSymbolParams = params(given)?;
                self.about(&asked.text_document.uri, symbols::document_symbols)
            }
            request::FoldingRangeRequest::METHOD => {
                let asked: FoldingRangeParams = params(given)?;
                self.about(&asked.text_document.uri, symbols::folds)
            }
            request::GotoDefinition::METHOD => {
                let asked: GotoDefinitionParams = params(given)?;
                self.at(&asked.text_document_position_params, names::definition)
            }
            request::References::METHOD => {
                let asked: ReferenceParams = params(given)?;
                let declaration = asked.context.include_declaration;
                self.at(&asked.text_document_position, |view, position| names::references(view, position, declaration))
            }
            request::PrepareRenameRequest::METHOD => {
                let asked: TextDocumentPositionParams = params(given)?;
                self.at(&asked, names::prepare_rename)
            }
            request::Rename::METHOD => self.rename(&params(given)?),
            request::InlayHintRequest::METHOD => {
                let asked: InlayHintParams = params(given)?;
                if !self.options.inlay_hints {
                    return now(Value::Null);
                }
                self.about(&asked.text_document.uri, |view| hints::hints(view, asked.range))
            }
            request::DocumentLinkRequest::METHOD => self.links(&params(given)?),
            request::SemanticTokensFullRequest::METHOD => {
                let asked: SemanticTokensParams = params(given)?;
                self.about(&asked.text_document.uri, |view| self.all_tokens(view))
            }
            request::SemanticTokensFullDeltaRequest::METHOD => {
                let asked: SemanticTokensDeltaParams = params(given)?;
                self.about(&asked.text_document.uri, |view| self.changed_tokens(view, &asked.previous_result_id))
            }
            request::SemanticTokensRangeRequest::METHOD => {
                let asked: SemanticTokensRangeParams = params(given)?;
                let range = Some(asked.range);
                self.about(&asked.text_document.uri, |view| SemanticTokens {
                    result_id: None,
                    data: tokens::tokens(view, range),
                })
            }
            request::Completion::METHOD => self.completion(&params(given)?),
            request::WorkspaceSymbolRequest::METHOD => self.workspace_symbols(&params(given)?),
            request::ExecuteCommand::METHOD => self.command(&params(given)?),
            TEXT => {
                let asked: TextDocumentIdentifier = params(given)?;
                let document = self.open.get(asked.uri.as_str());
                now(document.map(|document| json!({ "version": document.version, "text": document.buffer.text() })))
            }
            method => Err(error(ErrorCode::MethodNotFound, format!("`{method}` is not known"))),
        }
    }

    /// The answer that `look` gives once the document is checked; null for what is not a document.
    fn about<T: Serialize>(&self, uri: &Uri, look: impl FnOnce(&View<'_>) -> T) -> Answer {
        let key = uri.as_str();
        let Some(document) = self.open.get(key).filter(|_| self.is_checked(key)) else { return now(Value::Null) };
        if document.current().is_none() {
            return Ok(Reply::AfterCheck(key.to_owned()));
        }
        match self.view(key) {
            Some(view) => now(look(&view)),
            None => now(Value::Null),
        }
    }

    fn at<T: Serialize>(
        &self,
        place: &TextDocumentPositionParams,
        look: impl FnOnce(&View<'_>, Position) -> Option<T>,
    ) -> Answer {
        self.about(&place.text_document.uri, |view| look(view, place.position))
    }

    /// Pull diagnostics of one open document.
    fn diagnostic(&self, asked: &DocumentDiagnosticParams) -> Answer {
        /// The findings of a document, as an editor asks for them.
        #[derive(Serialize)]
        #[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
        enum Report<'a> {
            Full {
                #[serde(skip_serializing_if = "Option::is_none")]
                result_id: Option<String>,
                items: &'a RawValue,
            },
            Unchanged {
                result_id: String,
            },
        }
        let key = asked.text_document.uri.as_str();
        let nothing = to_raw_value(&NOTHING).map_err(internal)?;
        let Some(document) = self.open.get(key).filter(|_| self.is_checked(key)) else {
            return now(Report::Full { result_id: None, items: &nothing });
        };
        let Some(checked) = document.current() else { return Ok(Reply::AfterCheck(key.to_owned())) };
        let result_id = checked.revision.to_string();
        if asked.previous_result_id.as_ref() == Some(&result_id) {
            return now(Report::Unchanged { result_id });
        }
        now(Report::Full { result_id: Some(result_id), items: &checked.told })
    }

    fn rename(&self, asked: &RenameParams) -> Answer {
        let name = asked.new_name.trim();
        if name.is_empty() || name.contains(['\n', '\r']) {
            return Err(error(ErrorCode::InvalidParams, EditorWord::EmptyName.text(self.lang())));
        }
        let answer = self.at(&asked.text_document_position, |view, position| names::rename(view, position, name))?;
        match answer {
            Reply::Now(answer) if answer.get() == "null" => {
                Err(error(ErrorCode::RequestFailed, EditorWord::NotAnAlias.text(self.lang())))
            }
            answer => Ok(answer),
        }
    }

    /// Links need no check; a configuration file and a rule file have some too.
    fn links(&self, asked: &DocumentLinkParams) -> Answer {
        let key = asked.text_document.uri.as_str();
        let Some(document) = self.open.get(key) else { return now(Value::Null) };
        let Some(path) = &document.path else { return now(Value::Null) };
        let unit = self.client.unit;
        if self.is_checked(key) {
            return now(links::of_document(&document.buffer, path, unit));
        }
        if self.is_rule(path) {
            return now(links::of_rule(&document.buffer, &self.explanations, unit, self.lang()));
        }
        let is_config = path.file_name().is_some_and(|name| name == project::NAME);
        now(is_config.then(|| links::of_config(&document.buffer, path, unit)))
    }

    /// All tokens, which are kept to tell later what has changed.
    fn all_tokens(&self, view: &View<'_>) -> SemanticTokens {
        let data = tokens::tokens(view, None);
        let name = self.keep_tokens(view, &data).0;
        SemanticTokens { result_id: Some(name), data }
    }

    /// What has changed since the tokens called `before`; all of them if those are not known any more.
    fn changed_tokens(&self, view: &View<'_>, before: &str) -> SemanticTokensFullDeltaResult {
        let data = tokens::tokens(view, None);
        let (name, (known, old)) = self.keep_tokens(view, &data);
        if known == before {
            tokens::delta(name, &old, &data).into()
        } else {
            SemanticTokens { result_id: Some(name), data }.into()
        }
    }

    /// Keeps `data` and gives its name, and the tokens before with theirs.
    fn keep_tokens(&self, view: &View<'_>, data: &[SemanticToken]) -> (String, (String, Vec<SemanticToken>)) {
        let document = self.open.get(view.uri.as_str());
        let name = document.and_then(Open::current).map(|checked| checked.revision.to_string()).unwrap_or_default();
        let kept = document.and_then(|document| document.tokens.try_borrow_mut().ok());
        let before = kept.map(|mut kept| std::mem::replace(&mut *kept, (name.clone(), data.to_vec())));
        (name, before.unwrap_or_default())
    }

    /// Completion does not wait for a check: the text changes with every letter.
    fn completion(&self, asked: &CompletionParams) -> Answer {
        let place = &asked.text_document_position;
        let key = place.text_document.uri.as_str();
        match (self.open.get(key), self.view(key)) {
            (Some(document), Some(view)) => now(completion::completions(&view, &document.buffer, place.position)),
            (Some(document), None) if document.path.as_ref().is_some_and(|path| self.is_rule(path)) => {
                now(rules::completions(&document.buffer, place.position, self.lang()))
            }
            _ => now(Value::Null),
        }
    }

    /// True for a file of rules that documents are checked by, but for the configuration itself.
    fn is_rule(&self, path: &std::path::Path) -> bool {
        let is_config = path.file_name().is_some_and(|name| name == project::NAME);
        !is_config && path.extension().is_some_and(|extension| extension == "toml") && self.configured.depends_on(path)
    }

    fn workspace_symbols(&self, asked: &WorkspaceSymbolParams) -> Answer {
        let mut found = Vec::new();
        for key in self.open.keys() {
            if let Some(view) = self.view(key) {
                found.extend(symbols::matching(&symbols::entries(&view), &asked.query, view.uri));
            }
        }
        for (path, file) in &self.files {
            if !self.is_open(path) {
                found.extend(symbols::matching(&file.entries, &asked.query, &file.uri));
            }
        }
        now(found)
    }

    fn command(&self, asked: &ExecuteCommandParams) -> Answer {
        let argument = asked.arguments.first().and_then(Value::as_str).unwrap_or_default();
        match asked.command.as_str() {
            EXPLAIN => {
                let plans = self.configured.plans();
                let found = plans.filter_map(|(number, plan)| Some((number, plan.settings.catalogue.rule(argument)?)));
                let Some((number, rule)) = found.min_by_key(|(number, _)| *number) else {
                    return Err(error(ErrorCode::InvalidParams, format!("there is no rule `{argument}`")));
                };
                let text = explanations::markdown(rule, self.lang());
                let file = self.explanations.of_rule(rule, number, self.lang()).filter(|_| self.client.show_document);
                let Some(uri) = file else { return now(text) };
                let show = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: None };
                let show = serde_json::to_value(show).map_err(internal)?;
                Ok(Reply::Ask(raw(text)?, request::ShowDocument::METHOD, show))
            }
            OUTLINE => {
                let uri: Uri = params(Value::from(argument))?;
                self.about(&uri, |view| {
                    let profiles = &view.settings.catalogue.profiles;
                    let profile = profiles.iter().find(|known| Some(&known.name) == view.outcome.profile.as_ref());
                    let look = Look { lang: view.lang, color: false, width: COLUMNS };
                    outline::beside(view.document(), profile, look)
                })
            }
            command => Err(error(ErrorCode::InvalidParams, format!("there is no command `{command}`"))),
        }
    }
}

fn now(answer: impl Serialize) -> Answer {
    Ok(Reply::Now(raw(answer)?))
}

/// Writes the answer to a request.
pub(super) fn raw(answer: impl Serialize) -> Result<Box<RawValue>, ResponseError> {
    to_raw_value(&answer).map_err(internal)
}

fn internal(fault: impl Display) -> ResponseError {
    error(ErrorCode::InternalError, fault.to_string())
}
