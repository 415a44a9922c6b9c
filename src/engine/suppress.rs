//! Findings that somebody has accepted: by a comment in the document, or in the configuration for a
//! whole file. Both give a reason. A comment is first resolved to the text it is about, so that it
//! holds wherever in the markup it stands.
//!
//! ```text
//! rasoat: bỏ qua citation/expired – đã xin ý kiến Sở Nội vụ
//! rasoat: bỏ qua spelling/tone-mark["tóan"], figures – trích nguyên văn
//! rasoat: bỏ qua cả tệp header – bản sao không có phần đầu
//! rasoat: ignore citation/expired - agreed with the department
//! ```

use std::collections::HashMap;

use super::{Heed, Settings};
use crate::across::{Acceptance, Position};
use crate::catalogue::selector::{self, selects};
use crate::catalogue::{Catalogue, nearest};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::model::{BlockId, Document, Span};
use crate::text::{Clean, fold};

/// Findings of a whole file that the configuration accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Selectors of rules.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// The configuration file.
    pub file: String,
    /// Its entry there, from 0.
    pub entry: usize,
}

/// Who accepts findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The comment with this index in the document.
    Comment(usize),
    /// The configuration.
    Config {
        /// The file.
        file: String,
        /// The entry, from 0.
        entry: usize,
    },
}

impl Source {
    /// The name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Comment(_) => "comment",
            Self::Config { .. } => "config",
        }
    }
}

impl Fault {
    /// The name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotUnderstood => "not-understood",
            Self::NoReason => "no-reason",
            Self::UnknownRule { .. } => "unknown-rule",
            Self::Unused(_) => "unused",
        }
    }
}

/// Something that accepts findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Where it stands.
    pub source: Source,
    /// It is a comment for the whole file.
    pub whole_file: bool,
    /// Selectors of rules.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// How many findings it accepts.
    pub used: usize,
    /// What is wrong with it. Without a reason it accepts nothing.
    pub faults: Vec<Fault>,
}

/// What is wrong with a suppression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Neither *bỏ qua* nor *ignore*, or no rule after it.
    NotUnderstood,
    /// There is no reason.
    NoReason,
    /// A rule does not exist.
    UnknownRule {
        /// Its name.
        name: String,
        /// The name that is most like it.
        nearest: Option<String>,
    },
    /// A rule was judged and found nothing here.
    Unused(String),
}

/// A finding that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Index of the first suppression that accepts it.
    pub by: usize,
}

/// A rule named by a comment, perhaps for certain words only.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    selector: String,
    /// Folded words that the finding must hold.
    quote: Option<String>,
}

/// What a comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Directive {
    whole_file: bool,
    targets: Vec<Target>,
    reason: String,
}

/// A suppression and what it covers.
struct Entry<'a> {
    suppression: Suppression,
    targets: Vec<Target>,
    /// The text it is about; `None` for the whole file.
    about: Option<&'a [Span]>,
    /// Which of the targets accepted something.
    used: Vec<bool>,
}

/// Parts `diagnostics` into those that stand and those that are accepted. `judged` are the rules that
/// ran to the end: only for them is a suppression known to be needless.
pub(super) fn apply(
    diagnostics: Vec<Diagnostic>,
    document: &Document,
    settings: &Settings,
    judged: &[&RuleId],
) -> (Vec<Diagnostic>, Vec<Suppressed>, Vec<Suppression>) {
    if settings.heed == Heed::Nothing {
        return (diagnostics, Vec::new(), Vec::new());
    }
    let mut entries = entries(document, settings);
    if entries.is_empty() {
        return (diagnostics, Vec::new(), Vec::new());
    }
    let places = Places::new(&entries);
    let (mut standing, mut suppressed) = (Vec::new(), Vec::new());
    for diagnostic in diagnostics {
        let mut by = None;
        for at in places.about(diagnostic.span) {
            let Some(entry) = entries.get_mut(at) else { continue };
            if entry.accepts(&diagnostic, document, &settings.catalogue) {
                entry.suppression.used += 1;
                by.get_or_insert(at);
            }
        }
        match by {
            Some(by) => suppressed.push(Suppressed { diagnostic, by }),
            None => standing.push(diagnostic),
        }
    }
    let suppressions = entries.into_iter().map(|entry| entry.finish(&settings.catalogue, judged)).collect();
    (standing, suppressed, suppressions)
}

fn entries<'a>(document: &'a Document, settings: &Settings) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let comments = if settings.heed == Heed::All { document.raw.comments.as_slice() } else { &[] };
    for (at, comment) in comments.iter().enumerate() {
        let Some(read) = directive(&comment.text) else { continue };
        let mut suppression = Suppression {
            source: Source::Comment(at),
            whole_file: false,
            rules: Vec::new(),
            reason: String::new(),
            used: 0,
            faults: Vec::new(),
        };
        let (mut targets, mut about) = (Vec::new(), Some(comment.about.as_slice()));
        match read {
            Ok(directive) => {
                suppression.rules = directive.targets.iter().map(|target| target.selector.clone()).collect();
                suppression.reason = directive.reason;
                targets = directive.targets;
                suppression.whole_file = directive.whole_file;
                if directive.whole_file {
                    about = None;
                }
            }
            Err(fault) => suppression.faults.push(fault),
        }
        entries.push(Entry { suppression, used: vec![false; targets.len()], targets, about });
    }
    for accepted in &settings.accepted {
        let target = |selector: &String| Target { selector: selector.clone(), quote: None };
        entries.push(Entry {
            suppression: Suppression {
                source: Source::Config { file: accepted.file.clone(), entry: accepted.entry },
                whole_file: false,
                rules: accepted.rules.clone(),
                reason: accepted.reason.clone(),
                used: 0,
                faults: Vec::new(),
            },
            used: vec![false; accepted.rules.len()],
            targets: accepted.rules.iter().map(target).collect(),
            about: None,
        });
    }
    entries
}

/// Which entries are about which text, so that a finding asks only those near it.
struct Places {
    /// Entries for the whole file.
    everywhere: Vec<usize>,
    /// By block: the text and its entry.
    by_block: HashMap<BlockId, Vec<(Span, usize)>>,
}

impl Places {
    fn new(entries: &[Entry<'_>]) -> Self {
        let mut places = Self { everywhere: Vec::new(), by_block: HashMap::new() };
        for (at, entry) in entries.iter().enumerate() {
            let Some(about) = entry.about else {
                places.everywhere.push(at);
                continue;
            };
            for span in about {
                places.by_block.entry(span.block).or_default().push((*span, at));
            }
        }
        places
    }

    /// The entries about the text at `span`, each once, in order.
    fn about(&self, span: Span) -> Vec<usize> {
        let near = self.by_block.get(&span.block).into_iter().flatten();
        let mut found: Vec<usize> = near.filter(|(about, _)| about.touches(span)).map(|(_, at)| *at).collect();
        found.extend(&self.everywhere);
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Entry<'_> {
    fn accepts(&mut self, diagnostic: &Diagnostic, document: &Document, catalogue: &Catalogue) -> bool {
        let Some(rule) = catalogue.rule(diagnostic.rule.as_str()) else { return false };
        let quote = || fold::key(document.quote(diagnostic.span));
        let fits = |target: &Target| {
            selects(&target.selector, &rule.meta) && target.quote.as_ref().is_none_or(|words| quote().contains(words))
        };
        let mut accepted = false;
        for (target, used) in self.targets.iter().zip(&mut self.used) {
            if fits(target) {
                *used = true;
                accepted = true;
            }
        }
        accepted
    }

    fn finish(mut self, catalogue: &Catalogue, judged: &[&RuleId]) -> Suppression {
        // Whether an entry of the configuration is needless shows only after all its files.
        let of_comment = matches!(self.suppression.source, Source::Comment(_));
        let needless = self.targets.iter().zip(&self.used).filter(|(_, used)| of_comment && !**used);
        for (target, _) in needless {
            let mut rules = catalogue.rules.iter().filter(|rule| selects(&target.selector, &rule.meta)).peekable();
            if rules.peek().is_none() {
                let known = selector::known(catalogue);
                let nearest = nearest(&target.selector, known.iter().map(String::as_str)).map(str::to_owned);
                self.suppression.faults.push(Fault::UnknownRule { name: target.selector.clone(), nearest });
            } else if rules.any(|rule| judged.contains(&&rule.meta.id)) {
                self.suppression.faults.push(Fault::Unused(target.selector.clone()));
            }
        }
        self.suppression
    }
}

/// The comments of `document` that accept findings, for rules over several files. What is wrong with
/// a comment is said where its file is checked.
pub(super) fn acceptances(document: &Document) -> Vec<Acceptance> {
    let read = |comment: &crate::model::Comment| {
        let directive = directive(&comment.text)?.ok()?;
        let about = comment.about.iter().map(|span| Position::from(*span)).collect();
        Some(Acceptance {
            rules: directive.targets.into_iter().map(|target| (target.selector, target.quote)).collect(),
            reason: directive.reason,
            about: (!directive.whole_file).then_some(about),
        })
    };
    document.raw.comments.iter().filter_map(read).collect()
}

/// What a comment says to the tool; `None` if it is not meant for it.
fn directive(comment: &str) -> Option<Result<Directive, Fault>> {
    let clean = Clean::new(comment);
    let text = clean.text(comment).trim();
    let folded = fold::fold(text);
    let said = folded.strip_prefix("rasoat:")?.trim_start();
    let verb = ["bỏ qua", "ignore"].into_iter().find_map(|verb| said.strip_prefix(verb));
    let Some(rest) = verb.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start) else {
        return Some(Err(Fault::NotUnderstood));
    };
    let of_file = ["cả tệp ", "cả văn bản ", "file "].into_iter().find_map(|words| rest.strip_prefix(words));
    // Folding keeps the length of every letter, so the tail of the text is the tail as written.
    let written = text.get(text.len() - of_file.unwrap_or(rest).len()..).unwrap_or("");
    Some(targets(written).map(|(targets, reason)| Directive { whole_file: of_file.is_some(), targets, reason }))
}

/// The rules at the start of `text` and the reason after the dash.
fn targets(text: &str) -> Result<(Vec<Target>, String), Fault> {
    let mut targets = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let end = rest
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '/' | '-' | ':')))
            .unwrap_or(rest.len());
        // `citation:` is a group and the mark before the reason.
        let name = rest[..end].trim_end_matches(':');
        if name.is_empty() || name.starts_with('-') {
            return Err(Fault::NotUnderstood);
        }
        rest = &rest[name.len()..];
        let mut quote = None;
        if let Some(inner) = rest.strip_prefix('[') {
            let (words, after) = inner.split_once(']').ok_or(Fault::NotUnderstood)?;
            let words = words.trim().trim_matches(['"', '“', '”', '\'']);
            quote = Some(fold::key(words)).filter(|words| !words.is_empty());
            rest = after;
        }
        targets.push(Target { selector: name.to_owned(), quote });
        rest = rest.trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => break,
        }
    }
    let reason = rest.strip_prefix(['–', '—', '-', ':']).map_or("", str::trim);
    // `[lý do]` is the place of a reason, as editors insert it.
    let reason = if reason.starts_with('[') && reason.ends_with(']') { "" } else { reason };
    match (rest.is_empty(), reason.is_empty()) {
        (_, false) => Ok((targets, reason.to_owned())),
        (true, true) => Err(Fault::NoReason),
        (false, true) if rest.starts_with(['–', '—', '-', ':']) => Err(Fault::NoReason),
        (false, true) => Err(Fault::NotUnderstood),
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;
    use crate::engine::{Outcome, check};
    use crate::model::SourceFile;

    fn rules(comment: &str) -> Vec<String> {
        let directive = directive(comment).expect("for the tool").expect("understood");
        directive.targets.into_iter().map(|target| target.selector).collect()
    }

    #[test]
    fn comments_are_understood_however_they_are_typed() {
        assert_eq!(rules("rasoat: bỏ qua citation/expired – đã hỏi"), ["citation/expired"]);
        assert_eq!(rules("Rasoat: Bỏ qua citation, figures — vì vậy"), ["citation", "figures"]);
        assert_eq!(rules("rasoat: ignore citation/two-dates - agreed"), ["citation/two-dates"]);
        assert_eq!(rules("rasoat: bỏ qua citation: đã hỏi"), ["citation"]);
        assert_eq!(rules("rasoat: bỏ qua pack:nd30: đã hỏi"), ["pack:nd30"]);
        let decomposed: String = "rasoat: bỏ qua outline – lý do".nfd().collect();
        assert_eq!(rules(&decomposed), ["outline"]);
        assert_eq!(directive("Đề nghị xem lại đoạn này"), None);
    }

    #[test]
    fn a_reason_is_required() {
        for comment in [
            "rasoat: bỏ qua citation",
            "rasoat: bỏ qua citation –",
            "rasoat: bỏ qua citation - ",
            "rasoat: bỏ qua citation – [lý do]",
        ] {
            assert_eq!(directive(comment), Some(Err(Fault::NoReason)), "{comment}");
        }
        for comment in ["rasoat: bo qua citation – x", "rasoat: bỏ qua – lý do", "rasoat: bỏ qua citation vì vậy"]
        {
            assert_eq!(directive(comment), Some(Err(Fault::NotUnderstood)), "{comment}");
        }
    }

    #[test]
    fn one_match_can_be_named() {
        let directive = directive("rasoat: bỏ qua citation[“Nghị định 73”] – lý do").expect("for").expect("understood");
        assert_eq!(directive.targets[0].quote.as_deref(), Some(fold::key("nghị định 73").as_str()));
    }

    fn outcome(name: &str, text: &str, settings: &Settings) -> Outcome {
        let file = SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        check(&file, settings).expect("reads")
    }

    fn counts(outcome: &Outcome) -> (usize, usize) {
        let of = |rule: &RuleId| rule.as_str() == "outline/duplicate-number";
        let standing = outcome.diagnostics.iter().filter(|finding| of(&finding.rule)).count();
        (standing, outcome.suppressed.iter().filter(|finding| of(&finding.diagnostic.rule)).count())
    }

    const TEXT: &str = "I. MỘT\n\nNội dung.\n\nII. HAI\n\nNội dung.\n\n@\nII. BA\n\nNội dung.\n\nIII. BỐN\n\nHết.\n";

    fn with(comment: &str) -> String {
        TEXT.replace('@', comment)
    }

    #[test]
    fn a_comment_accepts_what_follows_it() {
        let settings = Settings::new();
        for name in ["a.txt", "a.md"] {
            let none = outcome(name, &with(""), &settings);
            assert_eq!(counts(&none), (1, 0), "{name}");
            let text = with("<!-- rasoat: bỏ qua outline/duplicate-number – theo mẫu của tỉnh -->\n");
            let accepted = outcome(name, &text, &settings);
            assert_eq!(counts(&accepted), (0, 1), "{name}");
            assert_eq!(accepted.suppressions[0].used, 1);
            assert_eq!(accepted.suppressions[0].reason, "theo mẫu của tỉnh");
            assert_eq!(accepted.diagnostics.len() + 1, none.diagnostics.len(), "{name}: the comment changes no more");
        }
        let hash = outcome("a.txt", &with("# rasoat: bỏ qua outline – theo mẫu\n"), &settings);
        assert_eq!(counts(&hash), (0, 1));
        let auditor = Settings { heed: Heed::Nothing, ..Settings::new() };
        let shown = outcome("a.txt", &with("# rasoat: bỏ qua outline – theo mẫu\n"), &auditor);
        assert_eq!(counts(&shown), (1, 0));
    }

    #[test]
    fn a_comment_elsewhere_accepts_nothing_and_is_named() {
        let text = format!("<!-- rasoat: bỏ qua outline/duplicate-number – lý do -->\n\n{}", with(""));
        let found = outcome("a.md", &text, &Settings::new());
        assert_eq!(counts(&found), (1, 0));
        assert_eq!(found.suppressions[0].faults, [Fault::Unused("outline/duplicate-number".to_owned())]);
        let whole = text.replace("bỏ qua outline", "bỏ qua cả tệp outline");
        assert_eq!(counts(&outcome("a.md", &whole, &Settings::new())), (0, 1));
    }

    #[test]
    fn only_rules_that_ran_can_be_needless() {
        let text = format!("<!-- rasoat: bỏ qua outline/duplicate-number – lý do -->\n\n{}", with(""));
        let settings = Settings { ignore: vec!["outline".to_owned()], ..Settings::new() };
        assert!(outcome("a.md", &text, &settings).suppressions[0].faults.is_empty());
        let misspelt = text.replace("outline/duplicate-number", "outline/duplicate-nubmer");
        let found = outcome("a.md", &misspelt, &settings);
        let expected = Fault::UnknownRule {
            name: "outline/duplicate-nubmer".to_owned(),
            nearest: Some("outline/duplicate-number".to_owned()),
        };
        assert_eq!(found.suppressions[0].faults, [expected]);
    }

    #[test]
    fn without_a_reason_the_finding_stands() {
        let found = outcome("a.txt", &with("# rasoat: bỏ qua outline\n"), &Settings::new());
        assert_eq!(counts(&found), (1, 0));
        assert_eq!(found.suppressions[0].faults, [Fault::NoReason]);
    }

    #[test]
    fn the_configuration_accepts_for_whole_files() {
        let accepted =
            Accepted { rules: vec!["outline".to_owned()], reason: "r".to_owned(), file: "f".to_owned(), entry: 0 };
        let settings = Settings { accepted: vec![accepted], ..Settings::new() };
        let found = outcome("a.txt", &with(""), &settings);
        assert_eq!(counts(&found), (0, 1));
        assert!(found.suppressions[0].used >= 1);
    }
}
