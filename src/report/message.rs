//! Joins a finding to the words of its rule.

use std::borrow::Cow;

use crate::catalogue::rule::{Lang, Wording};
use crate::catalogue::{Catalogue, Rule};
use crate::diagnostic::{Diagnostic, Evidence, Label, Value};

/// What a finding says, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

/// The words of `finding`.
pub fn finding(catalogue: &Catalogue, finding: &Diagnostic, lang: Lang) -> Told {
    let Some(words) = words(catalogue, finding.rule.as_str(), lang) else {
        return Told { message: finding.rule.to_string(), help: String::new() };
    };
    let case = finding.case.and_then(|name| words.cases.iter().find(|case| case.name == name));
    let (message, help) = match case {
        Some(case) if case.help.is_empty() => (&case.message, &words.help),
        Some(case) => (&case.message, &case.help),
        None => (&words.message, &words.help),
    };
    Told { message: fill(unless_lone(message, &finding.values), &finding.values), help: fill(help, &finding.values) }
}

/// `template` without the number of places in brackets at its end where there is one place.
fn unless_lone<'a>(template: &'a str, values: &[Value]) -> &'a str {
    let is_lone = values.iter().any(|(name, value)| *name == "count" && value == "1");
    match template.rsplit_once(" ({count} ") {
        Some((said, unit)) if is_lone && unit.strip_suffix(')').is_some_and(|unit| !unit.contains(['(', ')'])) => said,
        _ => template,
    }
}

/// The words of a further place of `finding`.
pub fn label(catalogue: &Catalogue, finding: &Diagnostic, label: &Label, lang: Lang) -> String {
    words(catalogue, finding.rule.as_str(), lang)
        .and_then(|words| words.labels.iter().find(|words| words.name == label.name))
        .map_or_else(|| label.name.to_owned(), |words| fill(&words.text, &finding.values))
}

/// The words of something proved right.
pub fn evidence(catalogue: &Catalogue, evidence: &Evidence, lang: Lang) -> String {
    let Some(words) = words(catalogue, evidence.rule.as_str(), lang) else { return evidence.rule.to_string() };
    let case = evidence.case.and_then(|name| words.cases.iter().find(|case| case.name == name));
    fill(case.map_or(&words.proof, |case| &case.message), &evidence.values)
}

fn words<'a>(catalogue: &'a Catalogue, id: &str, lang: Lang) -> Option<&'a Wording> {
    catalogue.rule(id).map(|rule: &Rule| rule.meta.words(lang))
}

/// Puts the values in the place of their `{name}`. A name without a value stays as it is.
pub fn fill(template: &str, values: &[Value]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(&value.map_or_else(|| Cow::Owned(format!("{{{name}}}")), |(_, value)| Cow::Borrowed(value)));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_is_not_counted_at_the_end_of_a_message() {
        let (one, two) = ([("count", "1".to_owned())], [("count", "2".to_owned())]);
        assert_eq!(unless_lone("thiếu dấu cách ({count} chỗ)", &one), "thiếu dấu cách");
        assert_eq!(unless_lone("thiếu dấu cách ({count} chỗ)", &two), "thiếu dấu cách ({count} chỗ)");
        assert_eq!(unless_lone("“a” ({count} chỗ) và “b” (2 chỗ)", &one), "“a” ({count} chỗ) và “b” (2 chỗ)");
    }

    #[test]
    fn values_take_the_place_of_their_names() {
        let values = [("written", "73".to_owned()), ("right", "74".to_owned())];
        assert_eq!(fill("{written} phải là {right}.", &values), "73 phải là 74.");
        assert_eq!(fill("{unknown} {", &values), "{unknown} {");
        assert_eq!(fill("{written}{written}", &[("written", "{right}".to_owned())]), "{right}{right}");
    }
}
