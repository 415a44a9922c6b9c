//! The command line: arguments, files, exit codes. With [`crate::lsp`], the only module that touches the world.

mod across;
mod annotate;
mod args;
mod baseline;
mod cache;
mod check;
mod cite;
mod config;
mod configs;
mod convert;
mod explain;
mod figures;
mod fix;
mod git;
mod help;
mod inputs;
mod known;
#[cfg(feature = "lsp")]
mod lsp;
mod manual;
mod outputs;
mod parse;
mod progress;
mod registry;
mod review;
mod sheet;
mod shorthand;
mod since;
mod store;
mod tasks;
mod timings;
mod untrusted;
#[cfg(feature = "watch")]
mod watch;
mod workbench;

/// Ways in for fuzzing, where there is no other without files.
#[cfg(fuzzing)]
pub mod fuzzing {
    pub use super::cache::fuzz as pack;
}

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches};
use serde::Serialize;

use crate::catalogue::Lang;
#[cfg(all(unix, feature = "pdf"))]
use crate::project::apart;
use crate::report::words::{self, Word};
use crate::report::{Look, shown_name, unheard};

/// Columns of a report that goes to a file or a pipe.
const DEFAULT_WIDTH: usize = 100;
/// Columns below which a narrower terminal is left to break lines by itself.
const LEAST_WIDTH: usize = 60;

/// Runs the command line. Whatever program calls this must do so before anything else: to read a PDF, it may be
/// started once more.
pub fn run() -> ExitCode {
    #[cfg(all(unix, feature = "pdf"))]
    {
        if std::env::args_os().skip(1).eq([apart::ARGUMENT]) {
            let exit = if apart::answer().is_ok() { Exit::Clean } else { Exit::Trouble };
            return exit.code().into();
        }
        apart::start_with();
    }
    run_as(std::env::args_os().collect()).into()
}

/// Runs the command line `arguments`, the first of which is the name of the program, and gives its exit code: for hosts
/// that are no program of ours. A PDF is read within the process then.
pub fn run_as(arguments: Vec<OsString>) -> u8 {
    exit_of(arguments).code()
}

fn exit_of(arguments: Vec<OsString>) -> Exit {
    let call = shorthand::expand(arguments);
    let parsed = help::command(help::language()).try_get_matches_from(&call.arguments);
    let parsed = parsed.and_then(|matches| Ok((args::Cli::from_arg_matches(&matches)?, matches)));
    let (cli, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            let told = if help::language() == Lang::Vi { help::mistake(&error) } else { None };
            let _ = match told {
                Some(told) => writeln!(io::stderr().lock(), "rasoat: {}: {told}", Word::Trouble.text(Lang::Vi)),
                None => error.print(),
            };
            if call.is_window {
                let _ = writeln!(io::stderr().lock(), "\n{}", Word::DropFiles.text(help::language()));
                shorthand::wait(help::language());
            }
            return if error.use_stderr() { Exit::Trouble } else { Exit::Clean };
        }
    };
    let mut session = Session::new(&cli, &matches);
    let result = match &cli.command {
        #[cfg(feature = "watch")]
        args::Command::Check(args) if args.watch => watch::run(args, &mut session),
        args::Command::Check(args) => check::run(args, &mut session),
        args::Command::Sheet(args) => sheet::run(args, &mut session),
        args::Command::Annotate(args) => annotate::run(args, &mut session),
        args::Command::Review(args) => review::run(args, &mut session),
        args::Command::Clean(args) => review::clean(args, &mut session),
        args::Command::Baseline(args) => baseline::run(args, &mut session),
        args::Command::Explain(args) => explain::run(args, &mut session),
        args::Command::Rules(args) => workbench::rules(args, &mut session),
        args::Command::Profiles(args) => explain::profiles(args, &mut session),
        args::Command::Profile(args) => workbench::profile(args, &mut session),
        args::Command::Schema(args) => workbench::schema(args, &mut session),
        args::Command::Cite(args) => cite::run(args, check::local_day(), &mut session),
        args::Command::Parse(args) => parse::run(args, &mut session),
        #[cfg(feature = "lsp")]
        args::Command::Lsp => lsp::run(&session),
        args::Command::Config(args) => config::show(args, &mut session),
        args::Command::Init(args) => config::init(args, &mut session),
        args::Command::Completions(args) => manual::completions(args, &mut session),
        args::Command::Man(args) => manual::man(args, &mut session),
        args::Command::Figures(args) => figures::run(args, &mut session),
    };
    let result = result.and_then(|exit| session.out.flush().map(|()| exit));
    if call.is_window {
        shorthand::wait(session.lang());
    }
    match result {
        Ok(exit) => exit,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            let _ = session.complain(&words::stopped(&error.to_string(), session.lang()));
            Exit::Trouble
        }
    }
}

/// Names of the arguments that variables of the environment gave.
fn from_environment(matches: &ArgMatches) -> BTreeSet<String> {
    let command = matches.subcommand().map(|(_, matches)| matches);
    let given = |matches: &ArgMatches| {
        let of_environment = |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::EnvVariable);
        matches.ids().filter(of_environment).map(ToString::to_string).collect::<Vec<_>>()
    };
    [Some(matches), command].into_iter().flatten().flat_map(given).collect()
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing at or above the threshold.
    Clean,
    /// Findings at or above it.
    Findings,
    /// Could not run, or some input could not be read.
    Trouble,
    /// The editor left the language server without ending it; the protocol wants 1.
    #[cfg(feature = "lsp")]
    Abrupt,
}

impl Exit {
    /// The code of the process.
    const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Trouble => 2,
            #[cfg(feature = "lsp")]
            Self::Abrupt => 1,
        }
    }
}

/// The streams of a run and how it speaks.
struct Session {
    out: io::BufWriter<AutoStream<io::Stdout>>,
    /// Whether trouble, which goes to standard error, may be coloured.
    errors: ColorChoice,
    look: Look,
    /// The language, if it was typed.
    lang: Option<args::Language>,
    /// Names of the settings that variables of the environment gave.
    from_environment: BTreeSet<String>,
}

impl Session {
    fn new(cli: &args::Cli, matches: &ArgMatches) -> Self {
        let stdout = io::stdout();
        let (choice, errors) = match cli.color {
            args::When::Auto => (AutoStream::choice(&stdout), AutoStream::choice(&io::stderr())),
            args::When::Always => (ColorChoice::Always, ColorChoice::Always),
            args::When::Never => (ColorChoice::Never, ColorChoice::Never),
        };
        let width = if stdout.is_terminal() {
            terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).max(LEAST_WIDTH))
        } else {
            DEFAULT_WIDTH
        };
        Self {
            out: io::BufWriter::new(AutoStream::new(stdout, choice)),
            errors,
            look: Look {
                lang: cli.lang.map_or(Lang::default(), Into::into),
                color: choice != ColorChoice::Never,
                width,
            },
            lang: cli.lang,
            from_environment: from_environment(matches),
        }
    }

    /// Whether the argument `name` was given by a variable of the environment.
    fn is_from_environment(&self, name: &str) -> bool {
        self.from_environment.contains(name)
    }

    /// Speaks `lang` from now on.
    const fn speak(&mut self, lang: Lang) {
        self.look.lang = lang;
    }

    const fn look(&self) -> Look {
        self.look
    }

    const fn lang(&self) -> Lang {
        self.look.lang
    }

    /// Writes to standard output.
    fn say(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes `value` as indented JSON.
    fn say_json(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// How a report about trouble looks.
    fn trouble_look(&self) -> Look {
        Look { color: self.errors != ColorChoice::Never, ..self.look }
    }

    /// Writes a drawn report about trouble to standard error.
    fn show_trouble(&mut self, text: &str) -> io::Result<()> {
        self.out.flush()?;
        AutoStream::new(io::stderr(), self.errors).write_all(unheard(text).as_bytes())
    }

    /// Writes a line beside the results to standard error.
    fn remark(&mut self, text: &str) -> io::Result<()> {
        self.out.flush()?;
        writeln!(io::stderr().lock(), "rasoat: {}", unheard(&shown_name(text)))
    }

    /// Writes a line about trouble to standard error.
    fn complain(&mut self, text: &str) -> io::Result<()> {
        // What is wrong may be that nothing can be written there; that is said all the same.
        let _ = self.out.flush();
        writeln!(io::stderr().lock(), "rasoat: {}: {}", Word::Trouble.text(self.lang()), unheard(&shown_name(text)))
    }
}
