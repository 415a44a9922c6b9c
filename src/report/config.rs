//! A configuration for people: what holds for a document and who set it, and a file to start with.

use std::fmt::Write as _;

use super::Look;
use super::layout::{Ink, padded, paint, wrapped};
use super::words::{self, Word};
use crate::catalogue::{Catalogue, Lang};
use crate::config::{Change, Deviation, Origin, Plan, Resolved, Set};

use unicode_width::UnicodeWidthStr as _;

const STARTING_POINT_VI: &str = include_str!("starting_point_vi.toml");
const STARTING_POINT_EN: &str = include_str!("starting_point_en.toml");

/// A commented configuration file.
pub const fn starting_point(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => STARTING_POINT_VI,
        Lang::En => STARTING_POINT_EN,
    }
}

/// A row: what, its value, who set it.
type Row = (String, String, String);

/// Every setting with its origin, then the rules that do not run as the catalogue says.
pub fn effective(resolved: &Resolved, plan: &Plan, look: Look) -> String {
    let lang = look.lang;
    let origin = |origin: &Origin| words::origin(origin, lang);
    let nothing = || Word::NotSet.text(lang).to_owned();
    let mut rows: Vec<Row> = vec![
        ("stage".to_owned(), resolved.stage.value.name().to_owned(), origin(&resolved.stage.origin)),
        ("lang".to_owned(), resolved.lang.value.name().to_owned(), origin(&resolved.lang.origin)),
        ("fail-on".to_owned(), resolved.fail_on.value.name().to_owned(), origin(&resolved.fail_on.origin)),
    ];
    rows.push((
        "profile".to_owned(),
        resolved.profile.value.clone().unwrap_or_else(|| Word::Automatic.text(lang).to_owned()),
        origin(&resolved.profile.origin),
    ));
    let baseline = resolved.baseline.value.as_ref().map(|path| path.display().to_string());
    rows.push(("baseline".to_owned(), baseline.unwrap_or_else(nothing), origin(&resolved.baseline.origin)));
    rows.push(("select".to_owned(), list(&resolved.select, "all"), origin(&resolved.select.origin)));
    for switch in &resolved.switches {
        let name = if switch.on { "enable" } else { "ignore" };
        rows.push((name.to_owned(), switch.selector.clone(), origin(&switch.origin)));
    }
    rows.push(("include".to_owned(), list(&resolved.include, "*"), origin(&resolved.include.origin)));
    for pattern in &resolved.exclude {
        rows.push(("exclude".to_owned(), pattern.value.clone(), origin(&pattern.origin)));
    }
    for folder in &resolved.packs {
        rows.push(("rules".to_owned(), folder.value.display().to_string(), origin(&folder.origin)));
    }
    for file in &resolved.registries {
        rows.push(("registry".to_owned(), file.value.display().to_string(), origin(&file.origin)));
    }
    for file in &resolved.word_lists {
        rows.push(("spelling.word-lists".to_owned(), file.value.display().to_string(), origin(&file.origin)));
    }
    for conditional in &resolved.conditionals {
        let kinds = conditional.kinds.iter().map(|kind| format!("kinds={kind}"));
        let sections = conditional.sections.iter().map(|section| format!("sections={section}"));
        let condition: Vec<String> = kinds.chain(sections).collect();
        let ignored = conditional.ignore.iter().map(|name| format!("ignore {name}"));
        let severities = conditional.severity.iter().map(|(name, severity)| format!("{name} = {}", severity.name()));
        let what: Vec<String> = ignored.chain(severities).collect();
        let name = format!("override ({})", condition.join(", "));
        rows.push((name, what.join("; "), origin(&conditional.origin)));
    }
    for accepted in &resolved.accepted {
        let value = format!("{}: {}", accepted.rules.join(", "), accepted.reason);
        rows.push(("suppress".to_owned(), value, origin(&accepted.origin)));
    }
    for summary in &resolved.summaries {
        let of = &summary.value;
        let value = format!("{} = {}: {}", of.report, of.parts.join(" + "), of.figures.join("; "));
        rows.push(("summary".to_owned(), value, origin(&summary.origin)));
    }
    let mut out = table(&rows, look);
    let rules = rules(resolved, look);
    if !rules.is_empty() {
        let _ = writeln!(out, "\n{}", paint(Word::ChangedRules.text(lang), Ink::Bold, look));
        out.push_str(&table(&rules, look));
    }
    if !plan.deviations.is_empty() {
        let _ = writeln!(out, "\n{}", paint(Word::Deviations.text(lang), Ink::Bold, look));
        for deviation in &plan.deviations {
            out.push_str(&wrapped("  - ", &departure(deviation, lang), look.width));
        }
    }
    out
}

/// One departure from law or guidance, as a line.
pub(super) fn departure(deviation: &Deviation, lang: Lang) -> String {
    let change = match &deviation.change {
        Change::Off => Word::RuleOff.text(lang).to_owned(),
        Change::Severity { from, to } => words::instead(words::severity(*to, lang), words::severity(*from, lang), lang),
        Change::Parameter { name, from, to } => {
            format!("{name} = {}", words::instead(&to.to_string(), &from.to_string(), lang))
        }
    };
    format!("{}: {change} ({})", deviation.rule, words::origin(&deviation.origin, lang))
}

/// Rules that are off, or have another severity or other parameters than their file says.
fn rules(resolved: &Resolved, look: Look) -> Vec<Row> {
    let lang = look.lang;
    let mut rows = Vec::new();
    for rule in &Catalogue::builtin().rules {
        let id = rule.meta.id.to_string();
        let switch = resolved.is_on(&rule.meta);
        if !switch.value {
            if resolved.select.value.is_none() || switch.origin != resolved.select.origin {
                rows.push((id, Word::RuleOff.text(lang).to_owned(), words::origin(&switch.origin, lang)));
            }
            continue;
        }
        if let Some(severity) = resolved.severity(&rule.meta) {
            let to = severity.value.min(rule.meta.tier.ceiling());
            let told = words::instead(words::severity(to, lang), words::severity(rule.meta.severity, lang), lang);
            rows.push((id.clone(), told, words::origin(&severity.origin, lang)));
        }
        for (name, value) in resolved.with.get(rule.meta.id.as_str()).into_iter().flatten() {
            rows.push((id.clone(), format!("{name} = {}", value.value), words::origin(&value.origin, lang)));
        }
    }
    rows
}

fn list(set: &Set<Option<Vec<String>>>, all: &str) -> String {
    set.value.as_ref().map_or_else(|| all.to_owned(), |names| names.join(", "))
}

fn table(rows: &[Row], look: Look) -> String {
    let width = |pick: fn(&Row) -> &String| rows.iter().map(|row| pick(row).width()).max().unwrap_or(0);
    let (first, second) = (width(|row| &row.0), width(|row| &row.1).min(48));
    let mut out = String::new();
    for (name, value, origin) in rows {
        let line = format!("{}  {}  {}", padded(name, first), padded(value, second), paint(origin, Ink::Dim, look));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
