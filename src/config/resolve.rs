//! From layers of options to what holds for one document, each setting with its origin.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::globs::Globs;
use super::options::{FailOn, LangName, Options, Override, PackPath, SummaryOf};
use crate::catalogue::RuleMeta;
use crate::catalogue::selector::{self, selects};
use crate::checks::Stage;
use crate::diagnostic::Severity;

/// Who set something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: it is the default.
    Default,
    /// A configuration file.
    File(String),
    /// Variables of the environment.
    Environment,
    /// The command line.
    CommandLine,
}

/// A value with its origin.
#[derive(Debug, Clone)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Who set it last.
    pub origin: Origin,
}

impl<T> Set<T> {
    const fn default(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }

    fn put(&mut self, value: Option<T>, origin: &Origin) {
        if let Some(value) = value {
            *self = Self { value, origin: origin.clone() };
        }
    }
}

/// Options from one source.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Where they come from.
    pub origin: Origin,
    /// The options.
    pub options: Options,
    /// The folder that their paths start at.
    pub folder: PathBuf,
    /// The word lists that they name, read.
    pub word_lists: Vec<WordList>,
    include: Option<Globs>,
    exclude: Globs,
    overrides: Vec<Globs>,
    suppressed: Vec<Globs>,
    sums: Vec<Declared>,
}

/// A list of words that are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// The file.
    pub path: PathBuf,
    /// Its words, as written.
    pub words: Vec<String>,
}

/// Which files a `[[summary]]` of a configuration means.
#[derive(Debug, Clone)]
pub struct Declared {
    /// Who declares it.
    pub origin: Origin,
    /// Its entry there, from 0.
    pub entry: usize,
    /// What is declared.
    pub of: SummaryOf,
    /// The folder that holds all its files.
    pub folder: PathBuf,
    report: Globs,
    parts: Globs,
}

impl Declared {
    /// True for the file that states the sums.
    pub fn is_report(&self, path: &Path) -> bool {
        self.report.matches(path)
    }

    /// True for a file that is summed.
    pub fn is_part(&self, path: &Path) -> bool {
        self.parts.matches(path) && !self.is_report(path)
    }
}

impl Layer {
    /// The options of a source in `folder`; for documents outside it, patterns start at `fallback`.
    pub fn new(origin: Origin, options: Options, folder: &Path, fallback: &Path) -> Self {
        let globs = |patterns: &[String]| Globs::new(patterns, folder, fallback);
        Self {
            include: options.include.as_deref().map(globs),
            exclude: globs(&options.exclude),
            overrides: options.overrides.iter().map(|entry| globs(&entry.paths)).collect(),
            suppressed: options.suppress.iter().map(|entry| globs(&entry.paths)).collect(),
            sums: options
                .summary
                .iter()
                .enumerate()
                .map(|(entry, of)| Declared {
                    origin: origin.clone(),
                    entry,
                    report: globs(&[format!("/{}", of.report.trim_start_matches("./").trim_start_matches('/'))]),
                    parts: globs(&of.parts),
                    of: of.clone(),
                    folder: fallback.to_owned(),
                })
                .collect(),
            origin,
            options,
            folder: folder.to_owned(),
            word_lists: Vec::new(),
        }
    }

    /// The same with the word lists that its options name.
    #[must_use]
    pub fn with_word_lists(self, word_lists: Vec<WordList>) -> Self {
        Self { word_lists, ..self }
    }
}

/// A rule switched on or off.
#[derive(Debug, Clone)]
pub struct Switch {
    /// Which rules.
    pub selector: String,
    /// On or off.
    pub on: bool,
    /// Who did it.
    pub origin: Origin,
}

/// What an override says about documents of some kinds or about some sections.
#[derive(Debug, Clone)]
pub struct Conditional {
    /// Kinds of document; any if empty.
    pub kinds: Vec<String>,
    /// Sections; the whole document if empty.
    pub sections: Vec<String>,
    /// Rules that are off there.
    pub ignore: Vec<String>,
    /// Severities there.
    pub severity: BTreeMap<String, Severity>,
    /// Who says so.
    pub origin: Origin,
}

/// Accepted findings of one document.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// Rules.
    pub rules: Vec<String>,
    /// The reason.
    pub reason: String,
    /// The configuration file.
    pub origin: Origin,
    /// Its entry there, from 0.
    pub entry: usize,
}

/// What holds for one document.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// Stage.
    pub stage: Set<Stage>,
    /// Language.
    pub lang: Set<LangName>,
    /// Threshold of exit code 1.
    pub fail_on: Set<FailOn>,
    /// Required outline.
    pub profile: Set<Option<String>>,
    /// File of known findings.
    pub baseline: Set<Option<PathBuf>>,
    /// Folders of own rules.
    pub packs: Vec<Set<PathBuf>>,
    /// Words that are right however they are spelled, as written.
    pub words: Vec<Set<String>>,
    /// The files that some of these words come from.
    pub word_lists: Vec<Set<PathBuf>>,
    /// Own registries of instruments.
    pub registries: Vec<Set<PathBuf>>,
    /// Rules that run, if not all.
    pub select: Set<Option<Vec<String>>>,
    /// Rules switched off and on again, in order.
    pub switches: Vec<Switch>,
    /// Severities in order; a later one wins.
    pub severities: Vec<(String, Set<Severity>)>,
    /// Parameters by rule and name.
    pub with: BTreeMap<String, BTreeMap<String, Set<Value>>>,
    /// What depends on the kind of document or the section.
    pub conditionals: Vec<Conditional>,
    /// Accepted findings.
    pub accepted: Vec<Accepted>,
    /// Patterns of files to check in folders, as written.
    pub include: Set<Option<Vec<String>>>,
    /// Patterns of files to leave out, as written.
    pub exclude: Vec<Set<String>>,
    /// Reports that sum up others, as declared.
    pub summaries: Vec<Set<SummaryOf>>,
}

impl Resolved {
    /// Applies `layers` in order to the document at the absolute `path`.
    pub fn new(layers: &[Layer], path: &Path) -> Self {
        let mut resolved = Self {
            stage: Set::default(Stage::default()),
            lang: Set::default(LangName::Vi),
            fail_on: Set::default(FailOn::default()),
            profile: Set::default(None),
            baseline: Set::default(None),
            packs: Vec::new(),
            words: Vec::new(),
            word_lists: Vec::new(),
            registries: Vec::new(),
            select: Set::default(None),
            switches: Vec::new(),
            severities: Vec::new(),
            with: BTreeMap::new(),
            conditionals: Vec::new(),
            accepted: Vec::new(),
            include: Set::default(None),
            exclude: Vec::new(),
            summaries: Vec::new(),
        };
        for layer in layers {
            resolved.layer(layer, path);
        }
        resolved
    }

    fn layer(&mut self, layer: &Layer, path: &Path) {
        let Layer { origin, options, folder, .. } = layer;
        self.stage.put(options.stage, origin);
        self.lang.put(options.lang, origin);
        self.fail_on.put(options.fail_on, origin);
        self.profile.put(options.profile.clone().map(Some), origin);
        self.baseline.put(options.baseline.as_ref().map(|path| Some(folder.join(path))), origin);
        self.include.put(options.include.clone().map(Some), origin);
        let set = |value: &String| Set { value: value.clone(), origin: origin.clone() };
        self.exclude.extend(options.exclude.iter().map(set));
        let file = |path: &String| Set { value: folder.join(path), origin: origin.clone() };
        self.packs.extend(options.rules.iter().map(file));
        let pack = |pack: &PackPath| Set { value: folder.join(pack.path()), origin: origin.clone() };
        self.packs.extend(options.packs.iter().map(pack));
        self.registries.extend(options.registry.iter().map(file));
        let word = |word: &String| Set { value: word.clone(), origin: origin.clone() };
        self.words.extend(options.spelling.words.iter().map(word));
        for list in &layer.word_lists {
            self.word_lists.push(Set { value: list.path.clone(), origin: origin.clone() });
            self.words.extend(list.words.iter().map(word));
        }
        let summary = |of: &SummaryOf| Set { value: of.clone(), origin: origin.clone() };
        self.summaries.extend(options.summary.iter().map(summary));
        if let Some(select) = &options.select {
            self.select = Set { value: Some(select.clone()), origin: origin.clone() };
            if *origin == Origin::CommandLine {
                // What is asked for by name now is not silenced by a file.
                self.switches.clear();
            }
        }
        self.switch(&options.ignore, false, origin);
        self.switch(&options.enable, true, origin);
        self.severities(&options.severity, origin);
        self.parameters(&options.with, origin);
        for (entry, globs) in options.overrides.iter().zip(&layer.overrides) {
            if entry.paths.is_empty() || globs.matches(path) {
                self.override_by(entry, origin);
            }
        }
        for (at, (entry, globs)) in options.suppress.iter().zip(&layer.suppressed).enumerate() {
            if globs.matches(path) {
                let (rules, reason) = (entry.rules.clone(), entry.reason.trim().to_owned());
                self.accepted.push(Accepted { rules, reason, origin: origin.clone(), entry: at });
            }
        }
    }

    fn override_by(&mut self, entry: &Override, origin: &Origin) {
        if !entry.is_by_path() {
            self.conditionals.push(Conditional {
                kinds: entry.kinds.clone(),
                sections: entry.sections.clone(),
                ignore: entry.ignore.clone(),
                severity: entry.severity.clone(),
                origin: origin.clone(),
            });
            return;
        }
        self.stage.put(entry.stage, origin);
        self.profile.put(entry.profile.clone().map(Some), origin);
        self.switch(&entry.ignore, false, origin);
        self.switch(&entry.enable, true, origin);
        self.severities(&entry.severity, origin);
        self.parameters(&entry.with, origin);
    }

    fn switch(&mut self, selectors: &[String], on: bool, origin: &Origin) {
        let switch = |selector: &String| Switch { selector: selector.clone(), on, origin: origin.clone() };
        self.switches.extend(selectors.iter().map(switch));
    }

    fn severities(&mut self, severities: &BTreeMap<String, Severity>, origin: &Origin) {
        for (name, severity) in by_breadth(severities) {
            self.severities.push((name.clone(), Set { value: *severity, origin: origin.clone() }));
        }
    }

    fn parameters(&mut self, with: &BTreeMap<String, Map<String, Value>>, origin: &Origin) {
        for (rule, parameters) in with {
            let known = self.with.entry(rule.clone()).or_default();
            for (name, value) in parameters {
                known.insert(name.clone(), Set { value: value.clone(), origin: origin.clone() });
            }
        }
    }

    /// Whether `rule` runs, and who decided.
    pub fn is_on(&self, rule: &RuleMeta) -> Set<bool> {
        let selected = self.select.value.as_ref();
        let base = selected.is_none_or(|names| names.iter().any(|name| selects(name, rule)));
        let decided = self.switches.iter().rev().find(|switch| selects(&switch.selector, rule));
        match decided {
            Some(switch) if base || !switch.on => Set { value: switch.on, origin: switch.origin.clone() },
            _ => Set { value: base, origin: self.select.origin.clone() },
        }
    }

    /// The severity that was set for `rule`.
    pub fn severity(&self, rule: &RuleMeta) -> Option<&Set<Severity>> {
        self.severities.iter().rev().find(|(name, _)| selects(name, rule)).map(|(_, severity)| severity)
    }
}

/// The entries of a table of severities, the widest name first.
pub(super) fn by_breadth(severities: &BTreeMap<String, Severity>) -> Vec<(&String, &Severity)> {
    let mut entries: Vec<(&String, &Severity)> = severities.iter().collect();
    entries.sort_by_key(|(name, _)| selector::breadth(name));
    entries
}

/// Whether a file found in a folder is to be checked. A word list is no document.
pub fn is_wanted(layers: &[Layer], path: &Path) -> bool {
    let include = layers.iter().rev().find_map(|layer| layer.include.as_ref());
    let is_list = |layer: &Layer| layer.word_lists.iter().any(|list| list.path == path);
    include.is_none_or(|globs| globs.matches(path))
        && !layers.iter().any(|layer| layer.exclude.matches(path) || is_list(layer))
}

/// The reports that sum up others, as `layers` declare them.
pub fn sums(layers: &[Layer]) -> impl Iterator<Item = &Declared> {
    layers.iter().flat_map(|layer| &layer.sums)
}

/// Which overrides and accepted findings of `layers` are for `path`: documents with the same answer
/// have the same settings.
pub fn variant(layers: &[Layer], path: &Path) -> Vec<bool> {
    let by_path = layers.iter().flat_map(|layer| layer.overrides.iter().chain(&layer.suppressed));
    by_path.map(|globs| globs.matches(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::config::judge::parse;

    fn layer(name: &str, text: &str) -> Layer {
        let options = parse(text).expect("valid");
        Layer::new(Origin::File(name.to_owned()), options, Path::new("/kho"), Path::new("/kho"))
    }

    fn typed(text: &str) -> Layer {
        let options = parse(text).expect("valid");
        Layer::new(Origin::CommandLine, options, Path::new("/kho"), Path::new("/kho"))
    }

    fn is_on(layers: &[Layer], rule: &str) -> bool {
        let catalogue = Catalogue::builtin();
        let resolved = Resolved::new(layers, Path::new("/kho/a/b.docx"));
        resolved.is_on(&catalogue.rule(rule).expect("built in").meta).value
    }

    #[test]
    fn a_nearer_select_does_not_undo_an_ignore() {
        let layers = [layer("xa", "ignore = [\"citation/conflicting-twin\"]"), layer("gan", "select = [\"citation\"]")];
        assert!(!is_on(&layers, "citation/conflicting-twin"));
        assert!(!is_on(&layers, "outline/duplicate-number"));
        let layers = [layer("xa", "ignore = [\"citation\"]"), layer("gan", "enable = [\"citation/conflicting-twin\"]")];
        assert!(is_on(&layers, "citation/conflicting-twin"));
    }

    #[test]
    fn the_command_line_is_last() {
        let file = || layer("xa", "ignore = [\"citation\"]");
        assert!(is_on(&[file(), typed("select = [\"citation/conflicting-twin\"]")], "citation/conflicting-twin"));
        assert!(!is_on(&[layer("xa", ""), typed("ignore = [\"citation\"]")], "citation/conflicting-twin"));
    }

    #[test]
    fn the_narrowest_severity_of_a_table_wins() {
        let text =
            "[severity]\nall = \"info\"\n\"citation/conflicting-twin\" = \"warning\"\n\"tier:consistency\" = \"error\"";
        let resolved = Resolved::new(&[layer("xa", text)], Path::new("/kho/a"));
        let catalogue = Catalogue::builtin();
        let rule = &catalogue.rule("citation/conflicting-twin").expect("built in").meta;
        assert_eq!(resolved.severity(rule).map(|set| set.value), Some(Severity::Warning));
    }

    #[test]
    fn overrides_are_for_their_files() {
        let text = "stage = \"draft\"\n[[override]]\npaths = [\"trinh-ky/**\"]\nstage = \"final\"\n";
        let layers = [layer("xa", text)];
        let stage = |path: &str| Resolved::new(&layers, Path::new(path)).stage.value;
        assert_eq!(stage("/kho/trinh-ky/a.docx"), Stage::Final);
        assert_eq!(stage("/kho/du-thao/a.docx"), Stage::Draft);
        assert_ne!(variant(&layers, Path::new("/kho/trinh-ky/a")), variant(&layers, Path::new("/kho/a")));
    }

    #[test]
    fn files_in_folders_are_included_and_excluded() {
        let layers = [layer("xa", "include = [\"*.docx\"]\nexclude = [\"cu/\"]\n")];
        assert!(is_wanted(&layers, Path::new("/kho/a/b.docx")));
        assert!(!is_wanted(&layers, Path::new("/kho/a/b.md")));
        assert!(!is_wanted(&layers, Path::new("/kho/cu/b.docx")));
    }
}
