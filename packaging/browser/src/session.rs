//! One document after the other, each kept until the next so that it can be drawn in any form.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use rasoat::catalogue::{Catalogue, Rule};
use rasoat::checks::Stage;
use rasoat::config::{LangName, Layer, Options, Origin, Plan, Resolved};
use rasoat::copies::{self, Asked};
use rasoat::engine::fix::Reach;
use rasoat::engine::{self, Outcome};
use rasoat::model::{Format, SourceFile};
use rasoat::report::json::Part;
use rasoat::report::output::{End, FileReport, Kind, Run, draw, writer};
use rasoat::report::remarks::Repeated;
use rasoat::report::{Checked, Failure, Look, Tally, words};
use rasoat::writeback::{Author, Signature};
use serde::{Deserialize, Serialize};

/// Columns of the forms for a console.
const WIDTH: usize = 90;

/// What the page asks for. Each call reads the fields that it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Request {
    /// Name of the document.
    name: String,
    /// The day it is where the page is open, as `2026-11-30`.
    today: String,
    /// What was chosen on the page.
    #[serde(flatten)]
    choice: Choice,
    /// The form to draw.
    form: String,
    /// The time that a copy names, as `2026-11-30T08:30:00Z`.
    time: String,
}

/// What decides how documents are checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Choice {
    /// How finished the documents claim to be.
    stage: Option<Stage>,
    /// Name of the required outline.
    profile: Option<String>,
    /// Language.
    lang: Option<LangName>,
}

/// What the page shows of a document in its list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Told {
    /// It was checked.
    Checked { error: usize, warning: usize, info: usize, can_annotate: bool },
    /// It could not be read.
    Unreadable { message: String, help: String },
    /// The page asked for something that is not understood.
    Request { message: String },
}

/// The document at hand and how it was checked.
#[derive(Default)]
pub(crate) struct Session {
    plan: Option<(Choice, Plan)>,
    checked: Option<(Checked, Vec<u8>)>,
}

impl Session {
    /// Checks `bytes` as `request` asks; the answer is a [`Told`].
    pub(crate) fn check(&mut self, request: &[u8], bytes: Vec<u8>) -> Vec<u8> {
        json(&self.checked(request, bytes))
    }

    fn checked(&mut self, request: &[u8], bytes: Vec<u8>) -> Told {
        self.checked = None;
        let request: Request = match serde_json::from_slice(request) {
            Ok(request) => request,
            Err(error) => return Told::Request { message: error.to_string() },
        };
        if self.plan.as_ref().is_none_or(|(choice, _)| *choice != request.choice) {
            self.plan = Some((request.choice.clone(), plan(&request.choice)));
        }
        let Some((_, plan)) = &mut self.plan else { return Told::Request { message: String::new() } };
        plan.settings.today = request.today.parse::<Date>().ok();
        let file = SourceFile { name: request.name.clone(), bytes };
        let result = engine::check(&file, &plan.settings).map_err(Failure::Read);
        let checked = Checked { path: request.name, result };
        let told = match &checked.result {
            Ok(outcome) => {
                let Tally { error, warning, info, .. } = Tally::of(&checked);
                Told::Checked { error, warning, info, can_annotate: outcome.document.raw.format == Format::Docx }
            }
            Err(failure) => {
                let said = words::failure(failure, plan.lang.into());
                Told::Unreadable { message: said.message, help: said.help }
            }
        };
        self.checked = Some((checked, file.bytes));
        told
    }

    /// The document in the form that `request` names; nothing if there is none.
    pub(crate) fn draw(&self, request: &[u8]) -> Vec<u8> {
        let form = serde_json::from_slice::<Request>(request).ok().and_then(|request| Kind::of(&request.form));
        let (Some(kind), Some((_, plan)), Some((checked, _))) = (form, &self.plan, &self.checked) else {
            return Vec::new();
        };
        drawn(kind, checked, plan).into_bytes()
    }

    /// A copy with what was found in it after a byte 0, or a byte 1 and why there is none.
    pub(crate) fn annotate(&self, request: &[u8]) -> Vec<u8> {
        let request = serde_json::from_slice::<Request>(request).unwrap_or_default();
        let (Some((_, plan)), Some((Checked { result: Ok(outcome), .. }, bytes))) = (&self.plan, &self.checked) else {
            return vec![1];
        };
        let (ending, content) = match annotated(outcome, bytes, plan, request.time) {
            Ok(copy) => (0, copy),
            Err(why) => (1, why.into_bytes()),
        };
        [vec![ending], content].concat()
    }
}

/// How documents are checked by `choice`. The page knows of no folders and no configuration: what judges those brings
/// a validator of schemas along, a third of the page's size, and stays with the program.
fn plan(choice: &Choice) -> Plan {
    let chosen =
        Options { stage: choice.stage, profile: choice.profile.clone(), lang: choice.lang, ..Options::default() };
    let layer = Layer::new(Origin::CommandLine, chosen, Path::new("/"), Path::new("/"));
    Plan::new(&Resolved::new(&[layer], Path::new("/")), Catalogue::builtin())
}

/// One document as the program writes it in the form `kind`.
fn drawn(kind: Kind, checked: &Checked, plan: &Plan) -> String {
    let look = Look { lang: plan.lang.into(), color: false, width: WIDTH };
    let catalogue = &plan.settings.catalogue;
    let rules: BTreeMap<&str, &Rule> = catalogue.rules.iter().map(|rule| (rule.meta.id.as_str(), rule)).collect();
    let run = Run { look, rules: &rules, deviations: &plan.deviations, has_known: false };
    let report = draw(checked, catalogue, plan.settings.stage, &[(kind, look)], look.lang, Part::Whole);
    let report = FileReport { fails_from: plan.fail_on.threshold(), ..report };
    let end = End { tally: report.tally, departures: plan.departures.clone(), ..End::default() };
    let mut writer = writer(kind);
    let parts = [
        writer.begin(&run),
        writer.file(&run, &report, report.drawn.first().map_or("", String::as_str)),
        writer.across(&run, &[], 0),
        writer.end(&run, &end),
    ];
    parts.concat()
}

/// The bytes of a copy, or why there is none, in words.
fn annotated(outcome: &Outcome, bytes: &[u8], plan: &Plan, date: String) -> Result<Vec<u8>, String> {
    let lang = plan.lang.into();
    let author = Author { name: "rasoat".to_owned(), initials: "RS".to_owned(), date };
    let asked = Asked {
        author: &author,
        reach: Some(Reach::Safe),
        repeated: Repeated::Together,
        signature: Signature::Keep,
        lang,
    };
    let file = SourceFile { name: String::new(), bytes: bytes.to_vec() };
    copies::marked(&file, outcome, plan, &asked).map(|written| written.bytes)
}

/// What can be chosen on the page.
#[derive(Serialize)]
struct Choices {
    version: &'static str,
    profiles: Vec<Choosable>,
}

/// A required outline.
#[derive(Serialize)]
struct Choosable {
    name: String,
    vi: String,
    en: String,
}

/// [`Choices`] as JSON.
pub(crate) fn choices() -> Vec<u8> {
    let profiles = Catalogue::builtin().profiles;
    let choosable = |profile: rasoat::model::profile::Profile| Choosable {
        name: profile.name,
        vi: profile.title.vi,
        en: profile.title.en,
    };
    json(&Choices { version: VERSION, profiles: profiles.into_iter().map(choosable).collect() })
}

/// The version of the library that checks.
const VERSION: &str = rasoat::VERSION;

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
