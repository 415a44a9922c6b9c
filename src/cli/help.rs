//! The help in the language of the user. The doc comments of [`super::args`] are Vietnamese; English
//! takes their place before parsing, because `--help` is answered while parsing.

use clap::builder::Resettable;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};

use super::args::Cli;
use crate::catalogue::Lang;

const TEMPLATE_VI: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}";
const TEMPLATE_EN: &str = "{about}\n\nUsage: {usage}\n\n{all-args}";

/// English help of arguments, by id.
const ARGUMENTS: &[(&str, &str)] = &[
    ("lang", "Language of the output; the variable RASOAT_LANG sets it too."),
    ("color", "Colours; auto: only on a terminal and without NO_COLOR."),
    ("all", "Check what is usually left out, too: hidden names, what .gitignore or .ignore names, links, exclude."),
    (
        "untrusted",
        "The documents come from outside: heed no configuration, rules, suppressions, baseline, cache or .gitignore that comes with them; call neither git nor LibreOffice.",
    ),
    ("trusted_config", "With --untrusted: your own configuration file, outside the checked folder."),
    ("paths", "Files, folders, or `-`; the current folder if none is given."),
    ("path", "A file, or `-`."),
    ("stdin_name", "Name for standard input; its extension tells the format."),
    (
        "stage",
        "Stage: a draft (the default) may leave number, date and name blank; final, ready to be signed, only number and date; issued nothing.",
    ),
    (
        "format",
        "How to present the result: full (default), concise, grouped, json, jsonl, sarif, junit, github, github-summary, gitlab, checkstyle, rdjson, markdown, html.",
    ),
    (
        "output",
        "Also write the result to a file in this form, e.g. sarif=result.sarif; may be repeated; `-` is standard output; docx=copy.docx writes the marked copy of a Word file; sheet-docx=sheet.docx writes the review sheet as a Word file to be filed.",
    ),
    ("min_severity", "List only what is at least as severe as this; counts and exit code still count all."),
    (
        "sort",
        "Order: place (as in the document) or weight (errors first, then warnings, then info); full is always by weight.",
    ),
    ("no_open", "Only write the sheet, do not open it."),
    ("no_suppress", "Accept no finding, whatever comments and configuration say (for auditors)."),
    ("profile", "Required outline to compare with; chosen by title and content if not given."),
    ("folders", "Folder of your own rules; a rule with a known id replaces the built-in one."),
    ("select", "Run only these rules (id, group, pack:NAME, tier:NAME, all), separated by commas."),
    ("ignore", "Skip these rules, separated by commas."),
    ("baseline", "File of known findings that are not reported again; made by `rasoat baseline write`."),
    ("no_baseline", "Report known findings too."),
    ("follow", "Follow renamed files in the baseline, by git."),
    ("action", "write: record all findings; prune: drop those that are gone; check: end with code 1 if any is gone."),
    (
        "since",
        "Check only what changed since this revision of git, e.g. origin/main: new and changed files; what was found then, in paragraphs that have not changed, is not reported again.",
    ),
    ("no_cache", "Check every file again, even those that have not changed since the last run."),
    ("cache_dir", "Folder of the cache; .rasoat_cache beside rasoat.toml, or in the current folder, by default."),
    ("include", "In folders, check only files that match this pattern, written as in .gitignore."),
    ("exclude", "In folders, leave out files that match this pattern."),
    ("config", "Use this configuration file and search for no rasoat.toml."),
    ("isolated", "Use no configuration file."),
    ("show", "File or folder to show the settings of; the current folder if not given."),
    ("schema", "Print the JSON Schema of rasoat.toml, for editors."),
    ("folder", "Folder for the file; the current one if not given."),
    ("fail_on", "Least severity that ends the command with code 1; error by default."),
    (
        "libreoffice",
        "Convert .doc with LibreOffice first, which takes some seconds: formatting and automatic numbers are then checked too.",
    ),
    ("why", "For each part, tell the line and the clue by which it was read so."),
    ("outline", "Print the outline of the document beside the required one."),
    ("statistics", "Add counts by rule, folder and issuing office; JSON carries them too."),
    ("timings", "Print the time of each step and of each rule to standard error; JSON carries it too."),
    ("watch", "Then watch the files, the configuration and own rules, and check again when one changes, until Ctrl-C."),
    ("today", "Day of checking, if not today."),
    ("law_day", "Judge cited law on this day instead of the document's own date."),
    ("registry", "Your own registry of instruments (JSON), beside the built-in one."),
    ("shell", "The shell."),
    (
        "dir",
        "Write a page for each command into this folder, which is made if need be, instead of printing the main page.",
    ),
    ("of", "List every instrument that this file cites: whether the registry holds it, its validity, its title."),
    ("query", "Number and symbol or name of an instrument, for example: nghị định 73/2023."),
    ("out", "Name of the result; by default .ra-soat is put before the extension."),
    (
        "fix",
        "Mend what can be mended without changing words (spacing, punctuation, capitals, presentation), then report what is left. Text and Markdown are mended in place; of a Word file a copy is, as tracked changes.",
    ),
    ("diff", "Only show what --fix would change, write nothing; ends with code 1 if there is something."),
    ("in_place", "With --fix: write the tracked changes into the Word file itself instead of a copy."),
    ("only_insertions", "Report only findings that touch tracked insertions: what the last editor wrote."),
    ("each", "A comment at each place of a fault that is repeated, instead of one at the first place."),
    ("comments_only", "Write comments only, no changes."),
    ("unsafe_fixes", "Make fixes that change words too."),
    ("suggestions", "Make suggested changes of numbers, dates, names and citations too."),
    ("drop_signature", "Write signed files too, without the signature."),
    (
        "accept_rejected",
        "Write the findings whose fix was rejected, or whose comment was marked as done, into the baseline, so that they are not reported again.",
    ),
    ("rule", "Id of a rule, for example citation/conflicting-twin."),
    ("tested", "Folders or files of rules; the current folder if none is given."),
    ("id", "Group and name, from which the file is called: language/vague-words."),
    ("check_name", "The check that judges it; see rasoat rules params."),
    ("home", "Folder of your own rules; quy-tac by default."),
    ("check_wanted", "Name of a check; all of them if left out."),
    ("markdown", "Print the whole manual as a page of Markdown."),
    ("pack_folder", "Folder of the rules."),
    ("zip", "The file; the name of the folder with .zip by default."),
    ("sample", "A document: an outline that was sent, or a good earlier report."),
    ("name", "Name of the profile; from the name of the document by default."),
    ("looked", "Folders or files with profiles; quy-tac by default."),
    ("on", "Try them on this document too; may be repeated."),
    ("kind", "Kind of file: rule, profile, pack, config, registry, report, parse, figures, facts."),
    ("help", "Print help."),
    ("version", "Print the version."),
];

/// English descriptions of the commands.
const COMMANDS: &[(&str, &str)] = &[
    ("check", "Check documents: one or several files, folders, or `-` for standard input."),
    (
        "sheet",
        "For authors: write the review sheet (HTML) and a Word copy with remarks beside the file, then open the sheet; dropping files on the program on Windows does the same.",
    ),
    (
        "annotate",
        "Write comments and tracked changes into a copy of a Word file: bao-cao.docx gives bao-cao.ra-soat.docx; the file itself stays.",
    ),
    (
        "review",
        "Read a marked copy again: which fixes were accepted or rejected, which comments were answered, what is still there, what is new.",
    ),
    ("clean", "Take every comment and undecided change of rasoat out of a Word file and give back the text as it was."),
    ("baseline", "Known findings that are not reported again: write, prune, check."),
    ("explain", "Explain a rule: reason, legal basis, examples, how to skip it."),
    ("rules", "List the rules: id, severity, tier, title; or write and test rules of your own."),
    ("rules test", "Run the examples of your own rules: bad ones must be flagged, good ones left alone."),
    ("rules new", "Write a commented rule to start from."),
    ("rules params", "Show the checks that a rule may name, or the parameters of one."),
    ("rules pack", "Put a folder of rules into one file that travels, and print the line that locks its content."),
    ("profile", "Write a profile of your own from a document, and look over those you wrote."),
    ("profile new", "Write a profile from an outline that was sent, or from a good earlier report."),
    ("profile check", "Look over profiles of your own, and try them on documents."),
    ("schema", "Print the JSON Schema of a kind of file, for editors."),
    ("parse", "Show what was recognised in a document: parts, outline, citations, figures."),
    ("figures", "Show every figure of a document, what it was compared with, and the result."),
    ("profiles", "List the profiles that reports are compared with."),
    ("lsp", "Language server for editors, over standard input and output."),
    ("config", "Show the settings that hold for a file and where each comes from."),
    ("init", "Write a commented rasoat.toml to start with."),
    ("completions", "Print the completion script for a shell."),
    ("man", "Print the manual page, or write all pages into a folder."),
    ("cite", "Look an instrument up: date, issuer, validity, how it is cited."),
];

const ABOUT_EN: &str = "Checks Vietnamese administrative documents against Decree 30/2020/NĐ-CP.";
const AFTER_VI: &str =
    "Mã kết thúc: 0 không có gì từ mức --fail-on trở lên; 1 có; 2 không chạy được hoặc có tệp không đọc được.";
const AFTER_EN: &str = "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not run or read some input.";

/// The command line with its help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let command = Cli::command();
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = dressed(command, "rasoat", lang).subcommand_help_heading(match lang {
        Lang::Vi => "Lệnh",
        Lang::En => "Commands",
    });
    if lang == Lang::En {
        command = command.about(ABOUT_EN);
    }
    for name in names {
        command = command.mut_subcommand(&name, |command| {
            let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
            let command = dressed(command, &name, lang);
            inner.into_iter().fold(command, |command, inner| {
                command.mut_subcommand(&inner, |command| dressed(command, &format!("{name} {inner}"), lang))
            })
        });
    }
    command
}

/// One command with the headings and the texts of `lang`. `path` are its names, from the outermost.
fn dressed(command: Command, path: &str, lang: Lang) -> Command {
    let (template, arguments, options, after, help, version) = match lang {
        Lang::Vi => (TEMPLATE_VI, "Đối số", "Tùy chọn", AFTER_VI, "In hướng dẫn.", "In phiên bản."),
        Lang::En => (TEMPLATE_EN, "Arguments", "Options", AFTER_EN, "Print help.", "Print the version."),
    };
    let is_root = path == "rasoat";
    let is_check = path == "check";
    let about = COMMANDS.iter().find(|(name, _)| *name == path).map(|(_, about)| *about);
    let mut command = command.help_template(format!("{template}{{after-help}}")).disable_help_flag(true);
    command = command.arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help));
    if is_root {
        command = command.disable_version_flag(true);
        command = command.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(version));
    }
    if is_check {
        command = command.after_help(after);
    }
    if let (Lang::En, Some(about)) = (lang, about) {
        command = command.about(about);
    }
    command.mut_args(|arg| {
        let heading = if arg.is_positional() { arguments } else { options };
        let english = ARGUMENTS.iter().find(|(id, _)| *id == arg.get_id().as_str()).map(|(_, text)| *text);
        // The choices stand in the names of the values; the bracketed lists are English.
        let arg = if arg.get_action().takes_values() {
            arg.hide_possible_values(true).hide_default_value(true).hide_env(true)
        } else {
            arg
        };
        // An empty variable counts as none, as where a job of CI leaves it blank.
        let is_blank = arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
        let arg = if is_blank { arg.env(Resettable::Reset) } else { arg };
        let arg = arg.help_heading(heading);
        match (lang, english) {
            (Lang::En, Some(text)) => arg.help(text),
            _ => arg,
        }
    })
}

/// What is wrong with the arguments, in Vietnamese; `None` where the library's own words must do.
pub(super) fn mistake(error: &Error) -> Option<String> {
    let context = |kind| error.get(kind).map(ToString::to_string);
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("`{value}` không dùng được cho `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", argument.trim_end_matches('.')),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::TooManyValues => format!("`{argument}` không nhận giá trị `{value}`"),
        ErrorKind::ArgumentConflict => format!("`{argument}` được cho nhiều hơn một lần"),
        _ => return None,
    };
    let choices = context(ContextKind::ValidValue).map(|choices| format!(" (các giá trị: {choices})"));
    let choices = choices.or_else(|| written_so(error, &argument)).unwrap_or_default();
    let origin = variable(&argument, &value).map(|name| format!(" (đặt bởi biến môi trường {name})"));
    let origin = origin.unwrap_or_default();
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(context)
        .map(|meant| format!("; có phải ý bạn là `{meant}`?"));
    let end = meant.unwrap_or_else(|| ".".to_owned());
    Some(format!("{said}{origin}{choices}{end} Xem `{} --help`.", called(error)))
}

/// How the value of an argument is written, where there is no list of values.
fn written_so(error: &Error, argument: &str) -> Option<String> {
    if argument.contains("YYYY-MM-DD") {
        return Some("; viết năm-tháng-ngày, ví dụ 2026-03-31".to_owned());
    }
    if argument.contains("GLOB") {
        return Some("; viết như trong .gitignore, ví dụ `phu-luc/` hoặc `*.md`".to_owned());
    }
    let forms = std::error::Error::source(error)?.to_string();
    argument.starts_with("--output").then(|| format!("; viết FORM=FILE, với FORM là {forms}"))
}

/// The variable of the environment that gave `argument` the refused `value`.
fn variable(argument: &str, value: &str) -> Option<String> {
    let name = argument.strip_prefix("--")?.split(' ').next()?;
    let name = format!("RASOAT_{}", name.replace('-', "_").to_uppercase());
    let typed = std::env::args().any(|typed| typed.starts_with(argument.split(' ').next().unwrap_or(argument)));
    std::env::var(&name).is_ok_and(|given| given == value && !value.is_empty() && !typed).then_some(name)
}

/// The program with the command in which something is wrong.
fn called(error: &Error) -> String {
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let command = usage.split_whitespace().skip_while(|word| !word.ends_with("rasoat")).nth(1);
    let is_name = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    command.filter(is_name).map_or_else(|| "rasoat".to_owned(), |command| format!("rasoat {command}"))
}

/// The language asked for by arguments or environment, before they are parsed.
pub(super) fn language() -> Lang {
    let mut asked = std::env::var("RASOAT_LANG").ok().filter(|lang| !lang.is_empty());
    let mut arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            asked = arguments.next();
        } else if let Some(value) = argument.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    if asked.as_deref() == Some("en") { Lang::En } else { Lang::Vi }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_and_command_has_english_help() {
        let root = Cli::command();
        let inner = || root.get_subcommands().flat_map(Command::get_subcommands);
        for command in std::iter::once(&root).chain(root.get_subcommands()).chain(inner()) {
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(ARGUMENTS.iter().any(|(known, _)| *known == id), "{}: {id}", command.get_name());
            }
        }
        for command in root.get_subcommands() {
            let outer = command.get_name();
            let inner = command.get_subcommands().map(|inner| format!("{outer} {}", inner.get_name()));
            for path in std::iter::once(outer.to_owned()).chain(inner) {
                assert!(COMMANDS.iter().any(|(known, _)| *known == path), "{path}");
            }
        }
    }

    #[test]
    fn mistakes_are_told_in_vietnamese() {
        let told = |arguments: &[&str]| {
            let error = command(Lang::Vi).try_get_matches_from(arguments).expect_err("wrong");
            mistake(&error).expect("told")
        };
        assert_eq!(
            told(&["rasoat", "check", "a", "--stag", "draft"]),
            "không có tùy chọn `--stag`; có phải ý bạn là `--stage`? Xem `rasoat check --help`."
        );
        assert!(told(&["rasoat", "chek", "a"]).starts_with("không có lệnh `chek`; có phải ý bạn là"));
        assert!(told(&["rasoat", "check", "a", "--stage", "x"]).contains("(các giá trị: draft, final, issued)"));
        assert_eq!(told(&["rasoat", "explain"]), "thiếu <RULE>. Xem `rasoat explain --help`.");
        let day = told(&["rasoat", "check", "a", "--today", "5/5/2026"]);
        assert!(day.starts_with("`5/5/2026` không dùng được") && day.contains("ví dụ 2026-03-31"), "{day}");
        assert!(told(&["rasoat", "check", "a", "--no-cache=x"]).starts_with("`--no-cache` không nhận giá trị `x`"));
        assert!(told(&["rasoat", "check", "a", "--exclude", "a{b"]).contains("viết như trong .gitignore"));
        assert!(told(&["rasoat", "check", "a", "--output", "sarif"]).contains("; viết FORM=FILE, với FORM là full"));
    }

    #[test]
    fn both_command_lines_are_sound() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }
}
