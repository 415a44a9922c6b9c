//! Names for one or several rules, as people type them: `citation/expired` (a rule), `citation` (a
//! group), `pack:nd30`, `tier:custom`, `all`.

use std::collections::BTreeSet;

use super::{Catalogue, RuleMeta};
use crate::diagnostic::Tier;

const TIERS: [Tier; 4] = [Tier::Law, Tier::Guidance, Tier::Custom, Tier::Consistency];

/// How narrow a selector is; a narrower one wins over a wider one of the same table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// Every rule.
    All,
    /// What the rules rest on.
    Tier,
    /// A pack.
    Pack,
    /// A group.
    Group,
    /// One rule.
    Rule,
}

/// How narrow `selector` is, told from its form.
pub fn breadth(selector: &str) -> Breadth {
    match selector {
        "all" => Breadth::All,
        _ if selector.starts_with("tier:") => Breadth::Tier,
        _ if selector.starts_with("pack:") => Breadth::Pack,
        _ if selector.contains('/') => Breadth::Rule,
        _ => Breadth::Group,
    }
}

/// True if `selector` means the rule.
pub fn selects(selector: &str, rule: &RuleMeta) -> bool {
    match breadth(selector) {
        Breadth::All => true,
        Breadth::Tier => selector.strip_prefix("tier:") == Some(rule.tier.name()),
        Breadth::Pack => selector.strip_prefix("pack:") == Some(&rule.pack),
        Breadth::Group => selector == rule.id.group(),
        Breadth::Rule => selector == rule.id.as_str(),
    }
}

/// Every selector that means at least one rule of `catalogue`, or could.
pub fn known(catalogue: &Catalogue) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = TIERS.iter().map(|tier| format!("tier:{}", tier.name())).collect();
    names.insert("all".to_owned());
    for rule in &catalogue.rules {
        names.insert(rule.meta.id.to_string());
        names.insert(rule.meta.id.group().to_owned());
        names.insert(format!("pack:{}", rule.meta.pack));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_selects_what_it_names() {
        let catalogue = Catalogue::builtin();
        let rule = &catalogue.rule("citation/conflicting-twin").expect("built in").meta;
        for name in ["all", "citation", "citation/conflicting-twin", "pack:common", "tier:consistency"] {
            assert!(selects(name, rule), "{name}");
            assert!(known(&catalogue).contains(name), "{name}");
        }
        for name in ["outline", "citation/other", "pack:nd30", "tier:law", "citatio"] {
            assert!(!selects(name, rule), "{name}");
        }
    }
}
