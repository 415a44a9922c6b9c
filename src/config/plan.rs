//! From resolved options to the settings of the engine, and what of it departs from the decree.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::departure::{Departure, departures};
use super::judge::{merged, own_parameters};
use super::options::{FailOn, LangName};
use super::resolve::{Origin, Resolved, Set, by_breadth};
use crate::catalogue::rule::Text;
use crate::catalogue::selector::selects;
use crate::catalogue::{Basis, Catalogue, Rule, Wording};
use crate::diagnostic::{RuleId, Severity, Tier};
use crate::engine::{Accepted, Condition, Settings};

/// The name under which a configuration stands in the basis of a rule it changes.
const HOUSE: &str = "cấu hình của đơn vị";

/// How documents with the same configuration are checked and judged.
pub struct Plan {
    /// For the engine.
    pub settings: Settings,
    /// Language of the reports.
    pub lang: LangName,
    /// Threshold of exit code 1.
    pub fail_on: FailOn,
    /// File of known findings.
    pub baseline: Option<PathBuf>,
    /// Where the configuration departs from law and guidance.
    pub deviations: Vec<Deviation>,
    /// Because of what a run by it says less than the tool by itself would.
    pub departures: Vec<Departure>,
}

/// A departure from a rule that rests on law or guidance.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation {
    /// The rule.
    pub rule: RuleId,
    /// What was changed.
    pub change: Change,
    /// Who changed it.
    pub origin: Origin,
}

/// What a configuration changes about a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is off.
    Off,
    /// It has another severity.
    Severity {
        /// As the rule file says.
        from: Severity,
        /// As configured.
        to: Severity,
    },
    /// A parameter has another value.
    Parameter {
        /// Its name.
        name: String,
        /// As the rule file says; null if it says nothing.
        from: Value,
        /// As configured.
        to: Value,
    },
}

impl Plan {
    /// The plan for `resolved` with the rules and profiles of `catalogue`, on which nothing has been
    /// changed yet. Settings that do not come from a configuration keep their default.
    pub fn new(resolved: &Resolved, mut catalogue: Catalogue) -> Self {
        let departures = departures(resolved, &catalogue);
        let mut off = BTreeSet::new();
        let mut deviations = Vec::new();
        let conditions = conditions(resolved, &catalogue);
        for rule in &mut catalogue.rules {
            let binds = matches!(rule.meta.tier, Tier::Law | Tier::Guidance);
            let mut depart = |change: Change, origin: &Origin| {
                if binds {
                    deviations.push(Deviation { rule: rule.meta.id.clone(), change, origin: origin.clone() });
                }
            };
            let switch = resolved.is_on(&rule.meta);
            if !switch.value {
                // Who types what to run for this once has not changed what holds for the folder.
                if switch.origin != Origin::CommandLine {
                    depart(Change::Off, &switch.origin);
                }
                off.insert(rule.meta.id.clone());
                continue;
            }
            if let Some(severity) = resolved.severity(&rule.meta) {
                let to = severity.value.min(rule.meta.tier.ceiling());
                if to != rule.meta.severity {
                    depart(Change::Severity { from: rule.meta.severity, to }, &severity.origin);
                }
                let meta = rule.meta.to_mut();
                meta.severity = to;
                meta.severity_final = None;
                meta.severity_issued = None;
            }
            for (name, from, set) in changed_parameters(rule, resolved) {
                let change = Change::Parameter { name, from, to: set.value.clone() };
                deviations.push(Deviation { rule: rule.meta.id.clone(), change, origin: set.origin.clone() });
            }
            set_parameters(rule, resolved);
        }
        let accepted = resolved.accepted.iter().map(|accepted| Accepted {
            rules: accepted.rules.clone(),
            reason: accepted.reason.clone(),
            file: match &accepted.origin {
                Origin::File(name) => name.clone(),
                Origin::Default | Origin::Environment | Origin::CommandLine => String::new(),
            },
            entry: accepted.entry,
        });
        let settings = Settings {
            stage: resolved.stage.value,
            profile: resolved.profile.value.clone(),
            off,
            conditions,
            accepted: accepted.collect(),
            words: Settings::words_of(resolved.words.iter().map(|word| word.value.as_str())),
            ..Settings::with(catalogue)
        };
        Self {
            settings,
            lang: resolved.lang.value,
            fail_on: resolved.fail_on.value,
            baseline: resolved.baseline.value.clone(),
            deviations,
            departures,
        }
    }
}

fn conditions(resolved: &Resolved, catalogue: &Catalogue) -> Vec<Condition> {
    let ids = |selector: &String| {
        let rules = catalogue.rules.iter().filter(|rule| selects(selector, &rule.meta));
        rules.map(|rule| rule.meta.id.clone()).collect::<Vec<RuleId>>()
    };
    let condition = |conditional: &super::Conditional| {
        let mut severity = BTreeMap::new();
        for (name, value) in by_breadth(&conditional.severity) {
            severity.extend(ids(name).into_iter().map(|id| (id, *value)));
        }
        Condition {
            kinds: conditional.kinds.clone(),
            sections: conditional.sections.clone(),
            off: conditional.ignore.iter().flat_map(ids).collect(),
            severity,
        }
    };
    resolved.conditionals.iter().map(condition).collect()
}

/// Parameters that the configuration gives another value, with the value of the rule file.
fn changed_parameters<'a>(rule: &Rule, resolved: &'a Resolved) -> Vec<(String, Value, &'a Set<Value>)> {
    let Some(parameters) = resolved.with.get(rule.meta.id.as_str()) else { return Vec::new() };
    let own = own_parameters(rule);
    let value = |name: &String| own.get(name).cloned().unwrap_or(Value::Null);
    let changed = parameters.iter().map(|(name, set)| (name.clone(), value(name), set));
    changed.filter(|(_, from, set)| *from != set.value).collect()
}

/// Binds the rule to the parameters of the configuration. A rule of law with a parameter of the house
/// no longer says what the law says: it becomes custom, and its basis names the configuration.
fn set_parameters(rule: &mut Rule, resolved: &Resolved) {
    let changed = changed_parameters(rule, resolved);
    if changed.is_empty() {
        return;
    }
    let parameters: Map<String, Value> =
        changed.iter().map(|(name, _, set)| (name.clone(), set.value.clone())).collect();
    let text = Value::Object(merged(rule, &parameters)).to_string();
    // `judge` has bound the same parameters before.
    let Ok(check) = (rule.kind.bind)(&text) else { return };
    let said: Vec<String> = changed.iter().map(|(name, _, set)| format!("{name} = {}", set.value)).collect();
    let house = Basis { instrument: HOUSE.into(), locator: said.join("; ").into() };
    let meta = rule.meta.to_mut();
    meta.with = text.into();
    if matches!(meta.tier, Tier::Law | Tier::Guidance) {
        meta.tier = Tier::Custom;
    }
    meta.basis.to_mut().insert(0, house);
    let said = said.join("; ");
    house_words(
        &mut meta.vi,
        &format!(", theo giá trị do đơn vị đặt: {said}"),
        &format!("Sửa theo giá trị do đơn vị đặt: {said}."),
    );
    house_words(
        &mut meta.en,
        &format!(", by the value of the office: {said}"),
        &format!("Follow the value of the office: {said}."),
    );
    rule.check = check;
}

/// Words that state a figure state that of the decree, so they give way to the title of the rule and
/// the value of the house.
fn house_words(words: &mut Wording, by: &str, help: &str) {
    let message = format!("{}{by}", words.title);
    let states_figure = |text: &str| {
        let outside = text
            .split('{')
            .enumerate()
            .map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or(part, |(_, after)| after) });
        outside.flat_map(str::chars).any(|letter| letter.is_ascii_digit())
    };
    let replace = |text: &mut Text, new: &str| {
        if states_figure(text) {
            *text = new.to_owned().into();
        }
    };
    replace(&mut words.message, &message);
    replace(&mut words.help, help);
    for case in words.cases.to_mut() {
        replace(&mut case.message, &message);
        replace(&mut case.help, help);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Layer, parse};

    fn plan(text: &str) -> Plan {
        let options = parse(text).expect("valid");
        let layer = Layer::new(Origin::File("rasoat.toml".to_owned()), options, Path::new("/k"), Path::new("/k"));
        Plan::new(&Resolved::new(&[layer], Path::new("/k/a.docx")), Catalogue::builtin())
    }

    /// A rule of law with a parameter that is a number.
    fn numeric() -> (String, String, f64) {
        let catalogue = Catalogue::builtin();
        let found = catalogue.rules.iter().filter(|rule| rule.meta.tier == Tier::Law).find_map(|rule| {
            let (name, value) = own_parameters(rule).into_iter().find(|(_, value)| value.is_number())?;
            Some((rule.meta.id.to_string(), name, value.as_f64()?))
        });
        found.expect("one")
    }

    #[test]
    fn a_parameter_of_the_house_is_not_the_law() {
        let (id, name, value) = numeric();
        let plan = plan(&format!("[with.\"{id}\"]\n{name} = {}\n", value + 1.0));
        let meta = &plan.settings.catalogue.rule(&id).expect("known").meta;
        assert_eq!(meta.tier, Tier::Custom);
        assert_eq!(meta.basis[0].instrument, HOUSE);
        assert!(matches!(&plan.deviations[..], [Deviation { change: Change::Parameter { .. }, .. }]));
    }

    #[test]
    fn words_do_not_state_the_figure_of_the_decree() {
        let plan = plan("[with.\"body/font-size-outside\"]\nmeasure = { size = { from = 12, to = 13 } }\n");
        let meta = &plan.settings.catalogue.rule("body/font-size-outside").expect("known").meta;
        for words in [&meta.vi, &meta.en] {
            assert!(!words.message.contains("14") && !words.help.contains("14"), "{words:?}");
            assert!(words.message.contains("12"), "{words:?}");
        }
    }

    #[test]
    fn the_value_of_the_decree_is_no_deviation() {
        let (id, name, value) = numeric();
        let written = if value.fract() == 0.0 { format!("{value:.0}") } else { value.to_string() };
        let plan = plan(&format!("[with.\"{id}\"]\n{name} = {written}\n"));
        assert!(plan.deviations.is_empty(), "{:?}", plan.deviations);
    }

    #[test]
    fn rules_of_law_that_are_off_are_deviations() {
        let plan = plan("ignore = [\"outline\", \"tier:custom\"]\n");
        assert!(!plan.deviations.is_empty());
        let catalogue = Catalogue::builtin();
        let of_law = |id: &RuleId| {
            let tier = catalogue.rule(id.as_str()).map(|rule| rule.meta.tier);
            matches!(tier, Some(Tier::Law | Tier::Guidance))
        };
        assert!(plan.deviations.iter().all(|deviation| of_law(&deviation.rule)));
    }

    #[test]
    fn a_wide_severity_keeps_the_ceiling() {
        let plan = plan("[severity]\nall = \"error\"\n");
        for rule in &plan.settings.catalogue.rules {
            assert!(rule.meta.severity <= rule.meta.tier.ceiling(), "{}", rule.meta.id);
        }
    }
}
