//! `as-above`: the first line of *Nơi nhận* and *Kính gửi* point to each other.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::model::values::{Addressees, RecipientLine};
use crate::model::{ComponentKind, Presence};
use crate::text::fold;
use crate::text::letters::ends_with_field;

/// Looks at `Như trên` and *Kính gửi* together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct AsAbove {
    /// What the two must keep.
    requirement: Requirement,
}

/// What the two must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Requirement {
    /// With *Kính gửi*, the recipients begin with `Như trên`.
    Present,
    /// With `Như trên`, no addressee is named again.
    NotRepeated,
    /// Without *Kính gửi*, `Như trên` points to nothing.
    NoOrphan,
}

impl Check for AsAbove {
    const NAME: &'static str = "as-above";
    const VALUES: &'static [&'static str] = &["line"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let Some(recipients) = &cx.document.recipients else { return };
        let pointer = recipients.lines.iter().find(|line| points_above(&line.text));
        match (self.requirement, &cx.document.addressees) {
            (Requirement::Present, Some(addressees)) => {
                let Some(first) = recipients.lines.first().filter(|_| pointer.is_none()) else { return };
                if ends_with_field(&first.text) {
                    return findings.not_checked(Reason::ComponentUnknown);
                }
                let repeated = recipients.lines.iter().find(|line| repeats(line, addressees));
                let line = repeated.unwrap_or(first);
                let draft = findings.report(line.span).value("line", without_mark(&line.text));
                if repeated.is_some() {
                    draft.edit(Edit::replace(line.span, "Như trên;"));
                }
            }
            (Requirement::NotRepeated, Some(addressees)) if pointer.is_some() => {
                for line in recipients.lines.iter().filter(|line| repeats(line, addressees)) {
                    findings.report(line.span).value("line", without_mark(&line.text));
                }
            }
            (Requirement::NoOrphan, None) => {
                // A report that goes upward lacks its Kính gửi: that is the finding, not this line.
                let Some(line) = pointer.filter(|_| !cx.upward) else { return };
                if cx.document.presence(ComponentKind::DocumentNumber) == Presence::Lost {
                    return findings.not_checked(Reason::HeaderLost);
                }
                findings.report(line.span).value("line", without_mark(&line.text));
            }
            _ => {}
        }
    }
}

/// True for `Như trên` and its variants, also with letters that a copy has torn apart.
fn points_above(line: &str) -> bool {
    let joined: String = fold::key(line).chars().filter(|letter| *letter != ' ').collect();
    ["nhưtrên", "nhưkínhgửi", "nhưkínhtrình", "nhưtiêuđề", "nhưđềgửi"].iter().any(|phrase| joined.contains(phrase))
}

fn repeats(line: &RecipientLine, addressees: &Addressees) -> bool {
    let key = |text: &str| fold::key(without_mark(text));
    let name = key(&line.text);
    !name.is_empty() && addressees.items.iter().any(|item| key(&item.text) == name)
}

fn without_mark(line: &str) -> &str {
    line.trim().trim_end_matches([';', '.', ',', ' ', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_point_above() {
        assert!(points_above("Như trên;"));
        assert!(points_above("Như trên (b/c);"));
        assert!(points_above("Nh ư tr ê n;"));
        assert!(points_above("Các cơ quan như trên;"));
        assert!(!points_above("Như Điều 3;"));
    }
}
