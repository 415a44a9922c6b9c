//! The configurations of a run: what was typed over what the files say, and trouble with them told.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, mem};

use jiff::civil::Date;

use super::args::{ConfigArgs, JudgingArgs, Language};
use super::{Session, inputs};
use crate::config::{Declared, Layer, Options, Origin, Plan, Resolved};
use crate::engine::Heed;
use crate::lexicon::instruments::{Instrument, Registry};
use crate::project::{self, FaultyRegistry, Files, Given, Trouble, Unknown, What};
use crate::report::words::{self, Word};
use crate::report::{packs, registry};

/// Name of a configuration file.
pub(super) use crate::project::NAME;

/// What was typed.
pub(super) struct Asked<'a> {
    /// The arguments.
    pub(super) args: &'a ConfigArgs,
    /// The language that was typed.
    pub(super) lang: Option<Language>,
    /// The day of checking.
    pub(super) today: Option<Date>,
    /// Who may accept findings.
    pub(super) heed: Heed,
    /// The instruments that were typed, beside those of the configuration and the built-in ones.
    pub(super) registry: Vec<Instrument>,
    /// The day on which cited law is judged, if not the document's own.
    pub(super) law_day: Option<Date>,
}

impl<'a> Asked<'a> {
    /// What was typed for a command that judges documents, today being the day of checking unless another is
    /// named; `None` if the typed registry cannot be used, which is told. `heed` is who may accept findings unless
    /// nobody may.
    pub(super) fn of(args: &'a JudgingArgs, heed: Heed, session: &mut Session) -> io::Result<Option<Self>> {
        let Some(registry) = super::registry::typed(args.registry.as_deref(), session)? else { return Ok(None) };
        Ok(Some(Self {
            args: &args.config,
            lang: session.lang,
            today: args.today.or_else(|| Some(super::check::local_day())),
            heed: if args.no_suppress { Heed::Nothing } else { heed },
            registry,
            law_day: args.law_day,
        }))
    }
}

/// The configurations of a run.
pub(super) struct Configs {
    found: project::Configs,
    /// A language was typed, so that no file sets it.
    has_lang: bool,
    /// Configurations about which there is nothing more to say.
    told: usize,
}

impl Configs {
    /// Configurations under what was typed.
    pub(super) fn new(asked: Asked<'_>, session: &Session) -> io::Result<Self> {
        let folder = env::current_dir()?;
        let given = Given {
            layers: typed(&asked, &folder, session),
            folder,
            isolated: asked.args.file.isolated,
            named: asked.args.file.config.clone(),
            packs: asked.args.packs.folders.clone(),
            today: asked.today,
            heed: asked.heed,
            registry: asked.registry,
            law_day: asked.law_day,
        };
        Ok(Self { found: project::Configs::new(given, Files::default()), has_lang: asked.lang.is_some(), told: 0 })
    }

    /// The settings for the document `path`; `None` if its configuration cannot be used, which is said.
    pub(super) fn resolved(&mut self, path: &Path, session: &mut Session) -> io::Result<Option<Resolved>> {
        let resolved = self.found.resolved(path);
        self.told(resolved, session)
    }

    /// The plan for the document `path`, by its index; `None` as in [`Self::resolved`].
    pub(super) fn plan(&mut self, path: &Path, session: &mut Session) -> io::Result<Option<usize>> {
        let plan = self.found.plan(path);
        self.told(plan, session)
    }

    /// The instruments that documents in the current folder are compared with; `None` as in [`Self::resolved`].
    pub(super) fn registry(&mut self, session: &mut Session) -> io::Result<Option<Registry>> {
        let registry = self.found.registry();
        self.told(registry, session)
    }

    /// The reports that sum up others, as the configurations read so far declare them, each once.
    pub(super) fn sums(&self) -> Vec<Declared> {
        self.found.sums()
    }

    /// Whether the document `path`, found in a folder, is to be checked.
    pub(super) fn is_wanted(&mut self, path: &Path, session: &mut Session) -> io::Result<bool> {
        let wanted = self.found.is_wanted(path);
        Ok(self.told(wanted, session)?.unwrap_or(true))
    }

    /// `path` from the root, without `.` and `..`.
    pub(super) fn absolute(&self, path: &Path) -> PathBuf {
        self.found.absolute(path)
    }

    /// Whether the document `path`, found in a folder, is to be checked as far as is known. Nothing is said.
    #[cfg(feature = "watch")]
    pub(super) fn wants(&mut self, path: &Path) -> bool {
        self.found.is_wanted(path).unwrap_or(true)
    }

    /// Files and folders on which the configurations rest.
    #[cfg(feature = "watch")]
    pub(super) fn read(&self) -> impl Iterator<Item = &PathBuf> {
        self.found.read_paths()
    }

    /// The plans made so far.
    pub(super) fn plans(&self) -> &[Arc<Plan>] {
        &self.found.plans
    }

    /// The plans made so far, for those who need nothing else from now on.
    pub(super) fn take_plans(&mut self) -> Vec<Arc<Plan>> {
        mem::take(&mut self.found.plans)
    }

    /// What was found, unless a configuration cannot be used: that is said in the language that it sets.
    fn told<T>(&mut self, found: Result<T, Trouble>, session: &mut Session) -> io::Result<Option<T>> {
        let mut is_known = true;
        for chain in self.found.read_after(self.told) {
            self.told += 1;
            if let (false, Some(lang)) = (self.has_lang, chain.lang) {
                session.speak(lang.into());
            }
            is_known &= are_known(&chain.unknown, session)?;
        }
        match found {
            Ok(found) => Ok(is_known.then_some(found)),
            Err(Trouble { lang, what }) => {
                if let (false, Some(lang)) = (self.has_lang, lang) {
                    session.speak(lang.into());
                }
                self.complain(&what, session).map(|()| None)
            }
        }
    }

    /// The folder to which a run over `path` belongs: that of the configuration, if it was found
    /// there, or the current one.
    pub(super) fn home(&mut self, path: &Path) -> PathBuf {
        self.found.home(path)
    }

    fn complain(&self, what: &What, session: &mut Session) -> io::Result<()> {
        let look = session.trouble_look();
        match what {
            What::Unreadable(path, error) => {
                let told = words::failure(&inputs::failure(error), session.lang());
                session.complain(&format!("{}: {} {}", self.found.shown(path), told.message, told.help))
            }
            What::NoRules(folder) => {
                session.complain(&format!("{}: {}", folder.display(), Word::NoRuleFile.text(session.lang())))
            }
            What::Mistakes(files, errors) => session.show_trouble(&packs::mistakes(files, errors, look)),
            What::Registries(all) => {
                for FaultyRegistry { path, text, mistakes } in all {
                    session.show_trouble(&registry::mistakes(&self.found.shown(path), text, mistakes, look))?;
                }
                Ok(())
            }
        }
    }
}

/// The plan for the document `path`, or for the folder `path`, where nothing is checked; `None` as in
/// [`Configs::resolved`].
pub(super) fn plan_for(path: &Path, args: &ConfigArgs, session: &mut Session) -> io::Result<Option<Arc<Plan>>> {
    let lang = session.lang;
    let asked = Asked { args, lang, today: None, heed: Heed::All, registry: Vec::new(), law_day: None };
    let mut configs = Configs::new(asked, session)?;
    let plan = configs.plan(path, session)?;
    Ok(plan.and_then(|at| configs.plans().get(at).cloned()))
}

/// True if every name that was typed is known; complains about each other.
fn are_known(unknown: &Unknown, session: &mut Session) -> io::Result<bool> {
    for (name, nearest) in &unknown.rules {
        session.complain(&words::unknown_rule(name, nearest.as_deref(), session.lang()))?;
    }
    if let Some((name, nearest)) = &unknown.profile {
        session.complain(&words::unknown_profile(name, nearest.as_deref(), session.lang()))?;
    }
    Ok(*unknown == Unknown::default())
}

/// What was typed as two layers: variables of the environment, and arguments over them.
fn typed(asked: &Asked<'_>, folder: &Path, session: &Session) -> Vec<Layer> {
    let args = asked.args;
    let layer = |origin: Origin, of: &dyn Fn(&str) -> bool| {
        // An empty variable names no rule.
        let list = |name: &str, list: &Vec<String>| {
            list.iter().filter(|value| of(name) && !value.is_empty()).cloned().collect::<Vec<String>>()
        };
        let options = Options {
            stage: args.stage.filter(|_| of("stage")).map(Into::into),
            lang: asked.lang.filter(|_| of("lang")).map(Into::into),
            fail_on: args.fail_on.filter(|_| of("fail_on")).map(Into::into),
            profile: args.profile.clone().filter(|_| of("profile")),
            select: Some(list("select", &args.select)).filter(|names| !names.is_empty()),
            ignore: list("ignore", &args.ignore),
            include: Some(list("include", &args.include)).filter(|patterns| !patterns.is_empty()),
            exclude: list("exclude", &args.exclude),
            baseline: args.baseline.as_ref().filter(|_| of("baseline")).map(|path| path.display().to_string()),
            ..Options::default()
        };
        Layer::new(origin, options, folder, folder)
    };
    let environment = |name: &str| session.is_from_environment(name);
    vec![
        layer(Origin::Environment, &environment),
        layer(Origin::CommandLine, &|name| !session.is_from_environment(name)),
    ]
}
