//! `as-above-…`: the first line of *Nơi nhận* and *Kính gửi* point to each other.

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::{Edit, Reason};
use crate::model::values::{Addressees, RecipientLine};
use crate::model::{ComponentKind, Presence};
use crate::text::fold;
use crate::text::letters::ends_with_field;

facts! {
    (values: ["line"])
    /// With *Kính gửi*, the recipients begin with `Như trên`.
    AsAbovePresent = "as-above-present" => present,
    /// With `Như trên`, no addressee is named again.
    AsAboveNotRepeated = "as-above-not-repeated" => not_repeated,
    /// Without *Kính gửi*, `Như trên` points to nothing.
    AsAboveNoOrphan = "as-above-no-orphan" => no_orphan,
}

fn present(cx: &Context<'_>, findings: &mut Findings) {
    let (Some(addressees), Some(recipients)) = (&cx.document.addressees, &cx.document.recipients) else { return };
    let Some(first) = recipients.lines.first().filter(|_| pointer(cx).is_none()) else { return };
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

fn not_repeated(cx: &Context<'_>, findings: &mut Findings) {
    let (Some(addressees), Some(recipients)) = (&cx.document.addressees, &cx.document.recipients) else { return };
    if pointer(cx).is_some() {
        for line in recipients.lines.iter().filter(|line| repeats(line, addressees)) {
            findings.report(line.span).value("line", without_mark(&line.text));
        }
    }
}

fn no_orphan(cx: &Context<'_>, findings: &mut Findings) {
    // A report that goes upward lacks its Kính gửi: that is the finding, not this line.
    if cx.upward || cx.document.addressees.is_some() {
        return;
    }
    let Some(line) = pointer(cx) else { return };
    if cx.document.presence(ComponentKind::DocumentNumber) == Presence::Lost {
        return findings.not_checked(Reason::HeaderLost);
    }
    findings.report(line.span).value("line", without_mark(&line.text));
}

/// The line of *Nơi nhận* that points to *Kính gửi*.
fn pointer<'a>(cx: &Context<'a>) -> Option<&'a RecipientLine> {
    cx.document.recipients.as_ref()?.lines.iter().find(|line| points_above(&line.text))
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
