//! The checker: what holds for a document, and the way from its bytes to a report.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::copies::{self, Copy, Reach};
use super::member::{self, Compared, Member};
use super::{CheckerBuilder, Error, Report};
use crate::across::Kept;
use crate::catalogue::selector;
use crate::catalogue::{Catalogue, Mistake, PackFile, nearest};
use crate::checks::Stage;
use crate::config::{self, Declared, Layer, Options, Origin, Plan, Resolved};
use crate::engine::{self, Heed, Outcome};
use crate::lexicon::instruments::Registry;
use crate::lexicon::registry_file;
use crate::model::SourceFile;
use crate::report::{Look, registry, words};

/// The name under which a configuration that was given as text is shown.
const CONFIG: &str = "rasoat.toml";
/// Where names of documents start.
const ROOT: &str = "/";
/// Columns of mistakes in a registry.
const WIDTH: usize = 100;

/// Checks documents. It is built once and may be shared between threads; a clone is the same checker.
///
/// Everything is read in this process, within counted limits. The library that parses the objects of a PDF is not
/// written for hostile files: who checks those of strangers starts the program instead, which reads each in a
/// process with limits on memory and time.
///
/// ```
/// let checker = rasoat::Checker::new();
/// let draft = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n";
/// let report = checker.check("du-thao.txt", draft.as_bytes())?;
/// let lines: Vec<String> = report
///     .findings()
///     .map(|found| format!("{}:{} {}", found.location().line(), found.location().column(), found.message()))
///     .collect();
/// assert_eq!(lines.len(), report.findings().count());
/// # Ok::<(), rasoat::Error>(())
/// ```
#[derive(Clone)]
pub struct Checker {
    inner: Arc<Inner>,
}

struct Inner {
    settings: CheckerBuilder,
    layers: Vec<Layer>,
    packs: Vec<PackFile>,
    registry: Registry,
    /// A plan for each combination of overrides that a document has had so far.
    plans: Mutex<Vec<(Vec<bool>, Arc<Plan>)>>,
}

impl Checker {
    /// With the built-in rules, in Vietnamese.
    pub fn new() -> Self {
        // Without settings nothing can be wrong with them.
        Self::of(CheckerBuilder::default()).unwrap_or_else(|_| Self::unconfigured())
    }

    /// With what is told.
    pub fn builder() -> CheckerBuilder {
        CheckerBuilder::default()
    }

    /// What it was built with.
    ///
    /// ```
    /// let checker = rasoat::Checker::builder().select(["citation"]).build()?;
    /// let stored = serde_json::to_string(checker.settings()).expect("is data");
    /// let again: rasoat::CheckerBuilder = serde_json::from_str(&stored).expect("is the same data");
    /// assert_eq!(&again, checker.settings());
    /// # Ok::<(), rasoat::Error>(())
    /// ```
    pub fn settings(&self) -> &CheckerBuilder {
        &self.inner.settings
    }

    /// Checks one file. Its content tells its format, and where that leaves a choice the ending of `name`; nothing
    /// is read from disk.
    pub fn check(&self, name: &str, bytes: &[u8]) -> Result<Report, Error> {
        let plan = self.plan(name);
        let outcome = checked(name, bytes.to_vec(), &plan)?;
        let path = rooted(name);
        let is_summed = self.sums().any(|declared| declared.is_report(&path) || declared.is_part(&path));
        let kept = if is_summed { Kept::All } else { Kept::Named };
        Ok(Report::new(plan, name, outcome, kept))
    }

    /// A copy of a Word file with what was found in its margin, and fixes as far as `reach` as tracked changes; none
    /// with [`Reach::Nothing`]. `at` is the time that the remarks name, as `2026-11-30T08:30:00Z`.
    ///
    /// ```
    /// use rasoat::{Checker, Error, Reach};
    ///
    /// // A text has no margin.
    /// let error = Checker::new().annotate("a.txt", "Đã đã họp.".as_bytes(), Reach::Safe, "2026-11-30T08:30:00Z");
    /// assert!(matches!(error, Err(Error::NotWritable(_))));
    /// ```
    pub fn annotate(&self, name: &str, bytes: &[u8], reach: Reach, at: &str) -> Result<Copy, Error> {
        copies::annotate(&self.plan(name), name, bytes, reach, at)
    }

    /// A copy that is mended as far as `reach`, round after round, and never at the price of a worse finding: a text has
    /// other bytes, a Word file tracked changes that name the time `at`. What cannot be mended stays as it is.
    ///
    /// ```
    /// let checker = rasoat::Checker::builder().select(["spelling/repeated-word"]).build()?;
    /// let draft = "UBND xã đã đã họp bàn về kế hoạch sản xuất vụ mùa năm nay.\n".as_bytes();
    /// let copy = checker.fix("a.txt", draft, rasoat::Reach::Unsafe, "2026-11-30T08:30:00Z")?;
    /// assert_eq!(copy.fixes() > 0, copy.bytes() != draft);
    /// # Ok::<(), rasoat::Error>(())
    /// ```
    pub fn fix(&self, name: &str, bytes: &[u8], reach: Reach, at: &str) -> Result<Copy, Error> {
        copies::fix(&self.plan(name), name, bytes, reach, at)
    }

    /// What the rules over several files say: one number for two documents, one instrument with two dates, figures
    /// of an annex that are not those of its report, sums that are not those of the files they sum up. The order is that of
    /// the names.
    ///
    /// ```
    /// let letter = |number: &str, of: &str| format!(
    ///     "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN AN\n\nSố: {number}/BC-UBND\n\nTân An, ngày 05 tháng 3 năm 2026\n\n\
    ///      BÁO CÁO\nKết quả công tác {of}\n\nCăn cứ Kế hoạch;\n\nUBND phường đã làm những việc {of}.\n");
    /// let checker = rasoat::Checker::new();
    /// let mut members = Vec::new();
    /// for (name, text) in [("a.txt", letter("12", "thủy lợi")), ("b.txt", letter("12", "văn hóa và thể thao"))] {
    ///     members.push((name, checker.check(name, text.as_bytes())?.member()));
    /// }
    /// let found = checker.compare(&members);
    /// assert!(found.iter().all(|found| ["a.txt", "b.txt"].contains(&found.name())));
    /// # Ok::<(), rasoat::Error>(())
    /// ```
    pub fn compare<N: AsRef<str>>(&self, members: &[(N, Member)]) -> Vec<Compared> {
        let mut order: Vec<(&str, &Member)> = members.iter().map(|(name, member)| (name.as_ref(), member)).collect();
        order.sort_by_key(|(name, _)| *name);
        let plans: Vec<Arc<Plan>> = order.iter().map(|(name, _)| self.plan(name)).collect();
        let declared: Vec<&Declared> = self.sums().collect();
        member::compare(&order, &plans, &declared)
    }

    fn sums(&self) -> impl Iterator<Item = &Declared> {
        config::sums(&self.inner.layers)
    }

    /// What holds for the document `name`.
    fn plan(&self, name: &str) -> Arc<Plan> {
        let path = rooted(name);
        let variant = config::variant(&self.inner.layers, &path);
        let mut plans = self.inner.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(|(known, _)| *known == variant) {
            return Arc::clone(plan);
        }
        let catalogue = self.inner.catalogue();
        let mut plan = Plan::new(&Resolved::new(&self.inner.layers, &path), catalogue);
        let settings = &self.inner.settings;
        plan.settings.today = settings.today;
        plan.settings.heed = if settings.untrusted { Heed::Configuration } else { Heed::All };
        plan.settings.registry = self.inner.registry.clone();
        if let Some(bytes) = settings.largest_file {
            plan.settings.limits.file_bytes = bytes;
        }
        let plan = Arc::new(plan);
        plans.push((variant, Arc::clone(&plan)));
        plan
    }

    pub(super) fn of(settings: CheckerBuilder) -> Result<Self, Error> {
        let lang = settings.lang.unwrap_or_default().into();
        let told = |mistake: &Mistake| {
            let words::Advice { message, help } = words::mistake(mistake, lang);
            format!("{message} {help}").trim_end().to_owned()
        };
        let packs: Vec<PackFile> = settings.rules.iter().map(|(path, text)| pack(path, text)).collect();
        let catalogue = Catalogue::builtin().with_packs(&packs).map_err(|errors| {
            let told = |error: &crate::catalogue::PackError| {
                let path = packs.get(error.file).map_or("", |file| file.path.as_str());
                format!("{path}: {}", told(&error.mistake))
            };
            Error::Rules(errors.iter().map(told).collect())
        })?;
        let mut mistakes = unknown_names(&settings, &catalogue, lang);
        let own = settings.registry.as_deref().map_or(Ok(Vec::new()), |text| {
            registry_file::read(text).map_err(|faults| {
                registry::mistakes("registry", text, &faults, Look { lang, color: false, width: WIDTH })
            })
        });
        let own = own.unwrap_or_else(|fault| {
            mistakes.push(fault);
            Vec::new()
        });
        let configured = settings.config.as_deref().map(|text| configured(text, &catalogue)).transpose();
        let configured = configured.unwrap_or_else(|faults| {
            mistakes.extend(faults.iter().map(|(_, mistake)| format!("{CONFIG}: {}", told(mistake))));
            None
        });
        if let Some(field) = configured.as_ref().and_then(names_files) {
            mistakes.push(format!("{CONFIG}: {}", words::file_of_config(field, lang)));
        }
        if !mistakes.is_empty() {
            return Err(Error::Settings(mistakes));
        }
        let configured = configured.map(|options| layer(Origin::File(CONFIG.to_owned()), options));
        let typed = layer(Origin::CommandLine, typed(&settings));
        let layers = configured.into_iter().chain([typed]).collect();
        let registry = Registry::new(own);
        Ok(Self { inner: Arc::new(Inner { settings, layers, packs, registry, plans: Mutex::default() }) })
    }

    fn unconfigured() -> Self {
        let settings = CheckerBuilder::default();
        let inner = Inner {
            settings,
            layers: Vec::new(),
            packs: Vec::new(),
            registry: Registry::default(),
            plans: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }
}

impl Inner {
    fn catalogue(&self) -> Catalogue {
        // They were judged when the checker was built.
        Catalogue::builtin().with_packs(&self.packs).unwrap_or_else(|_| Catalogue::builtin())
    }
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Checker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Checker").field("settings", self.settings()).finish_non_exhaustive()
    }
}

/// The check of one file, with a fault of ours contained where the host unwinds.
pub(super) fn checked(name: &str, bytes: Vec<u8>, plan: &Plan) -> Result<Outcome, Error> {
    let file = SourceFile { name: name.to_owned(), bytes };
    let check = || engine::check_in_steps(file, &plan.settings, &mut |_| {});
    let result = catch_unwind(AssertUnwindSafe(check)).map_err(|_| Error::Internal)?;
    let mut outcome = result.map_err(|error| Error::unreadable(error, plan.lang.into()))?;
    outcome.cut_short();
    Ok(outcome)
}

/// The name of a document as configurations see it.
pub(super) fn rooted(name: &str) -> PathBuf {
    Path::new(ROOT).join(name)
}

fn layer(origin: Origin, options: Options) -> Layer {
    Layer::new(origin, options, Path::new(ROOT), Path::new(ROOT))
}

fn pack(path: &str, text: &str) -> PackFile {
    PackFile { path: path.to_owned(), parts: path.split('/').map(str::to_owned).collect(), text: text.to_owned() }
}

fn typed(settings: &CheckerBuilder) -> Options {
    Options {
        stage: settings.ready_to_sign.then_some(Stage::Final),
        lang: settings.lang.map(Into::into),
        profile: settings.profile.clone(),
        select: Some(settings.select.clone()).filter(|names| !names.is_empty()),
        ignore: settings.ignore.clone(),
        spelling: config::SpellingOptions { words: settings.words.clone(), ..config::SpellingOptions::default() },
        ..Options::default()
    }
}

fn configured(text: &str, catalogue: &Catalogue) -> Result<Options, config::Mistakes> {
    let options = config::parse(text)?;
    let mistakes = config::judge(text, &options, catalogue);
    if mistakes.is_empty() { Ok(options) } else { Err(mistakes) }
}

/// The field of a configuration that names a further file, if one does.
fn names_files(options: &Options) -> Option<&'static str> {
    let fields = [
        ("extends", !options.extends.is_empty()),
        ("rules", !options.rules.is_empty()),
        ("packs", !options.packs.is_empty()),
        ("registry", !options.registry.is_empty()),
        ("spelling.word-lists", !options.spelling.word_lists.is_empty()),
        ("baseline", options.baseline.is_some()),
    ];
    fields.into_iter().find_map(|(field, is_given)| is_given.then_some(field))
}

/// Names of rules and outlines that there are not, in words.
fn unknown_names(settings: &CheckerBuilder, catalogue: &Catalogue, lang: crate::catalogue::Lang) -> Vec<String> {
    let known = selector::known(catalogue);
    let rules = settings.select.iter().chain(&settings.ignore).filter(|name| !known.contains(name.as_str()));
    let rules = rules.map(|name| words::unknown_rule(name, nearest(name, known.iter().map(String::as_str)), lang));
    let profiles = || catalogue.profiles.iter().map(|profile| profile.name.as_str());
    let profile = settings.profile.as_deref().filter(|name| profiles().all(|known| known != *name));
    let profile = profile.map(|name| words::unknown_profile(name, nearest(name, profiles()), lang));
    rules.chain(profile).collect()
}
