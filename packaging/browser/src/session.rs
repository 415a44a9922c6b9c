//! One document after the other, each kept until the next so that it can be drawn in any form.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rasoat::catalogue::{Catalogue, Rule};
use rasoat::checks::Stage;
use rasoat::config::{LangName, Options, Plan};
use rasoat::copies::{self, Asked};
use rasoat::engine::fix::Reach;
use rasoat::engine::{self, Outcome};
use rasoat::model::{Format, SourceFile};
use rasoat::report::json::Part;
use rasoat::report::output::{End, FileReport, Kind, Run, draw, packed, writer};
use rasoat::report::remarks::Repeated;
use rasoat::report::words::MarginWord;
use rasoat::report::{Checked, Failure, Look, Tally, words};
use rasoat::writeback::{Author, Signature};
use serde::{Deserialize, Serialize};

use crate::house::{Given, House};

/// Columns of the forms for a console.
const WIDTH: usize = 90;

/// What the page asks for. Each call reads the fields that it needs.
#[derive(Debug, Clone, Default, Deserialize)]
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
    /// Files of the office.
    house: Vec<Given>,
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

impl Choice {
    fn options(&self) -> Options {
        Options { stage: self.stage, profile: self.profile.clone(), lang: self.lang, ..Options::default() }
    }
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

/// What decides over a document: what was chosen, which configuration governs it and which overrides hold.
type Key = (Choice, (usize, Vec<bool>));

/// The document at hand and how it was checked.
#[derive(Default)]
pub(crate) struct Session {
    house: House,
    plan: Option<(Key, Plan)>,
    checked: Option<(Checked, Vec<u8>)>,
}

impl Session {
    /// Takes what the office has of its own, `contents` one after the other; the answer is what it comes to.
    pub(crate) fn furnish(&mut self, request: &[u8], contents: &[u8]) -> Vec<u8> {
        let request = serde_json::from_slice::<Request>(request).unwrap_or_default();
        let lang = request.choice.lang.unwrap_or(LangName::Vi);
        let (house, told) = House::new(&request.house, contents, lang.into());
        (self.house, self.plan) = (house, None);
        json(&told)
    }

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
        let key: Key = (request.choice.clone(), self.house.variant(&request.name));
        if self.plan.as_ref().is_none_or(|(known, _)| *known != key) {
            self.plan = Some((key, self.house.plan(&request.name, request.choice.options())));
        }
        let Some((_, plan)) = &mut self.plan else { return Told::Request { message: String::new() } };
        plan.settings.today = request.today.parse::<Date>().ok();
        let file = SourceFile { name: request.name.clone(), bytes };
        let result = engine::check(&file, &plan.settings).map_err(Failure::Read);
        let checked = Checked { path: request.name, result };
        let told = match &checked.result {
            Ok(outcome) => {
                let Tally { error, warning, info, .. } = Tally::of(&checked);
                let can_annotate = matches!(outcome.document.raw.format, Format::Docx | Format::Odt);
                Told::Checked { error, warning, info, can_annotate }
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
        let written = drawn(kind, checked, plan);
        // A page without a sheet says so itself.
        if kind.is_package() { packed(&written).unwrap_or_default() } else { written.into_bytes() }
    }

    /// A copy with what was found in it after a byte 0, or a byte 1 and why there is none.
    pub(crate) fn annotate(&self, request: &[u8]) -> Vec<u8> {
        let request = serde_json::from_slice::<Request>(request).unwrap_or_default();
        let (Some((_, plan)), Some((Checked { path, result: Ok(outcome) }, bytes))) = (&self.plan, &self.checked)
        else {
            return vec![1];
        };
        let file = SourceFile { name: path.clone(), bytes: bytes.clone() };
        let (ending, content) = match annotated(file, outcome, plan, request.time) {
            Ok(copy) => (0, copy),
            Err(why) => (1, why.into_bytes()),
        };
        [vec![ending], content].concat()
    }
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

/// The bytes of a copy, or why there is none, in words. What an earlier copy says in the margin is written anew.
fn annotated(file: SourceFile, outcome: &Outcome, plan: &Plan, date: String) -> Result<Vec<u8>, String> {
    let lang = plan.lang.into();
    if copies::is_answered(&file.bytes, plan) {
        return Err(MarginWord::Answered.text(lang).to_owned());
    }
    let author = Author { name: "rasoat".to_owned(), initials: "RS".to_owned(), date };
    let asked = Asked {
        author: &author,
        reach: Some(Reach::Safe),
        repeated: Repeated::Together,
        signature: Signature::Keep,
        lang,
    };
    let before = file.bytes.clone();
    let file = copies::without_own_marks(file, plan);
    if file.bytes == before {
        return copies::marked(&file, outcome, plan, &asked).map(|written| written.bytes);
    }
    let again =
        engine::check(&file, &plan.settings).map_err(|error| words::failure(&Failure::Read(error), lang).message)?;
    copies::marked(&file, &again, plan, &asked).map(|written| written.bytes)
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

impl Session {
    /// [`Choices`] as JSON.
    pub(crate) fn choices(&self) -> Vec<u8> {
        choices(self.house.catalogue())
    }
}

fn choices(catalogue: Catalogue) -> Vec<u8> {
    let profiles = catalogue.profiles;
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
