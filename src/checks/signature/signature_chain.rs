//! `signature-chain-…`: how the lines of authority and office in the signature block follow each other.

use crate::checks::api::{Context, Draft, Findings, facts};
use crate::diagnostic::Edit;
use crate::lexicon;
use crate::model::signature::{OfficeLine, SignatureBlock, SigningCapacity};
use crate::text::fold;
use crate::text::letters::{Case, case_of};

facts! {
    (values: ["line", "head", "deputy"])
    /// A deputy signs under `KT.` and the office of the head.
    SignatureChainDeputyUnderHead = "signature-chain-deputy-under-head" => deputy_under_head,
    /// A deputy does not sign under `TL.`
    SignatureChainDeputyNotByOrder = "signature-chain-deputy-not-by-order" => deputy_not_by_order,
    /// The line after `KT. X` is the deputy of X.
    SignatureChainDeputyAfterHead = "signature-chain-deputy-after-head" => deputy_after_head,
    /// Below `TL. X` and `TUQ. X` stands the office of the one who signs.
    SignatureChainOfficeAfterOrder = "signature-chain-office-after-order" => office_after_order,
    /// `TUQ.` is not passed on with `KT.`
    SignatureChainNoRedelegation = "signature-chain-no-redelegation" => no_redelegation,
    /// `TM.` stands before a collective, not before an office or a body led by one head.
    SignatureChainCollectiveAfterBehalf = "signature-chain-collective-after-behalf" => collective_after_behalf,
}

fn deputy_under_head(cx: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = &cx.document.signature else { return };
    let Some((line, head)) = deputy_alone(signature) else { return };
    if by_order_of(signature, &head).is_none() {
        report(findings, line, &head, &line.office);
    }
}

/// `TL.` is for those who are no deputies: it is replaced, and nothing is added.
fn deputy_not_by_order(cx: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = &cx.document.signature else { return };
    let Some((line, head)) = deputy_alone(signature) else { return };
    let Some((_, prefix)) = by_order_of(signature, &head).and_then(|order| order.capacity) else { return };
    report(findings, line, &head, &line.office).edit(Edit::replace(prefix, SigningCapacity::ForHead.abbreviation()));
}

fn deputy_after_head(cx: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = &cx.document.signature else { return };
    for (at, line) in signature.offices.iter().enumerate() {
        if !has(line, SigningCapacity::ForHead) {
            continue;
        }
        let head = line.office.as_str();
        match signature.offices.get(at + 1) {
            Some(next) if !is_deputy_of(&next.office, head) => {
                report(findings, next, head, &deputy_of(head));
            }
            // Without a name, or with one glued to the office, what stands between is not known.
            None if signature.name.is_some() && case_of(head) == Case::Upper => {
                report(findings, line, head, &deputy_of(head));
            }
            Some(_) | None => {}
        }
    }
}

fn office_after_order(cx: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = &cx.document.signature else { return };
    let last = signature.own_office().filter(|_| signature.name.is_some());
    let by_order = |line: &&OfficeLine| has(line, SigningCapacity::ByOrder) || has(line, SigningCapacity::ByDelegation);
    // Two offices on one line may be those of the head and of the signer.
    if let Some(line) = last.filter(by_order).filter(|line| names_one_office(&line.office)) {
        report(findings, line, &line.office, "");
    }
}

fn no_redelegation(cx: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = &cx.document.signature else { return };
    let mandate = signature.offices.iter().position(|line| has(line, SigningCapacity::ByDelegation));
    let after = mandate.map(|at| &signature.offices[at + 1..]).unwrap_or_default();
    if let Some(line) = after.iter().find(|line| has(line, SigningCapacity::ForHead)) {
        report(findings, line, &line.office, "");
    }
}

fn collective_after_behalf(cx: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = &cx.document.signature else { return };
    let behalf = |line: &&OfficeLine| has(line, SigningCapacity::OnBehalf) && is_led_by_one(&line.office);
    for line in signature.offices.iter().filter(behalf) {
        report(findings, line, "", "");
    }
}

fn report<'a>(findings: &'a mut Findings, line: &OfficeLine, head: &str, deputy: &str) -> &'a mut Draft {
    findings.report(line.span).value("line", line.office.as_str()).value("head", head).value("deputy", deputy)
}

/// The line `TL. CHỦ TỊCH` of a block that a deputy of that `head` signs. Above the deputy of a unit it is right.
fn by_order_of<'a>(signature: &'a SignatureBlock, head: &str) -> Option<&'a OfficeLine> {
    signature.line_with(SigningCapacity::ByOrder).filter(|order| fold::key(&order.office) == fold::key(head))
}

/// True if exactly one office stands in the line, in capitals.
fn names_one_office(office: &str) -> bool {
    let key = fold::key(office);
    let named = lexicon::offices().offices.iter().map(|words| fold::find_words(&key, words).count());
    named.sum::<usize>() == 1 && case_of(office) == Case::Upper
}

fn has(line: &OfficeLine, capacity: SigningCapacity) -> bool {
    line.capacity.is_some_and(|(found, _)| found == capacity)
}

/// The signer's own line if it is a deputy's and no `KT.` stands before it, with the head's office.
fn deputy_alone(signature: &SignatureBlock) -> Option<(&OfficeLine, String)> {
    let (own, above) = signature.offices.split_last()?;
    let head = head_of(&own.office)?;
    if own.capacity.is_some() || above.iter().any(|line| has(line, SigningCapacity::ForHead)) {
        return None;
    }
    // A steering committee or board that lends its name to each of its leaders, and a mandate that
    // may name any person, are not this rule's business.
    let for_people = |line: &OfficeLine| {
        let key = fold::key(&line.office);
        let council = key.starts_with("ủy ban nhân dân") || key.starts_with("ubnd");
        has(line, SigningCapacity::OnBehalf) && !council || has(line, SigningCapacity::ByDelegation)
    };
    // Two offices of one person: in a steering committee, and in the agency that lends its seal.
    let two_offices = above.iter().any(|line| line.capacity.is_none());
    (!two_offices && !above.iter().any(for_people)).then_some((own, head))
}

/// The office of the head whose deputy holds `office`, in the same letters.
fn head_of(office: &str) -> Option<String> {
    let key = fold::fold(office);
    if key.starts_with("thứ trưởng") {
        return Some(String::from("BỘ TRƯỞNG"));
    }
    let rest = key.strip_prefix("phó ")?;
    if rest.starts_with("phòng") {
        return Some(format!("TRƯỞNG {}", &office[office.len() - rest.len()..]));
    }
    Some(office[office.len() - rest.len()..].trim_start().to_owned())
}

/// True if `office` is a deputy's of `head`: `PHÓ` and a word of the head's office.
fn is_deputy_of(office: &str, head: &str) -> bool {
    let (office, head) = (fold::key(office), fold::key(head));
    if office.starts_with("thứ trưởng") {
        return head.starts_with("bộ trưởng");
    }
    let short = office.strip_prefix("p.").or_else(|| office.strip_prefix("phó."));
    let Some(rest) = office.strip_prefix("phó ").or(short) else { return false };
    rest.split(' ').any(|word| head.split([' ', ',']).any(|other| other == word))
}

fn deputy_of(head: &str) -> String {
    if fold::key(head).starts_with("bộ trưởng") { String::from("THỨ TRƯỞNG") } else { format!("PHÓ {head}") }
}

/// First words of bodies under one head, and of offices, folded.
const LED_BY_ONE: [&str; 18] = [
    "sở",
    "phòng",
    "chi cục",
    "cục",
    "tổng cục",
    "vụ",
    "trung tâm",
    "trường",
    "bệnh viện",
    "văn phòng",
    "thanh tra",
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "hiệu trưởng",
    "trưởng phòng",
    "chánh văn phòng",
    "viện",
];

fn is_led_by_one(office: &str) -> bool {
    let key = fold::key(office);
    let first = |words: &&str| key.strip_prefix(*words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    // The chamber of commerce and the like decide as a collective in spite of their name.
    LED_BY_ONE.iter().any(first) && !key.starts_with("phòng thương mại")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deputies_follow_their_head() {
        assert!(is_deputy_of("PHÓ CHỦ TỊCH", "CHỦ TỊCH"));
        assert!(is_deputy_of("PHÓ CHỦ TỊCH THƯỜNG TRỰC", "CHỦ TỊCH"));
        assert!(is_deputy_of("PHÓ PHÒNG", "TRƯỞNG PHÒNG"));
        assert!(is_deputy_of("P. HIỆU TRƯỞNG", "HIỆU TRƯỞNG"));
        assert!(is_deputy_of("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC SỞ NỘI VỤ"));
        assert!(is_deputy_of("THỨ TRƯỞNG", "BỘ TRƯỞNG, CHỦ NHIỆM ỦY BAN"));
        assert!(!is_deputy_of("CHÁNH VĂN PHÒNG", "CHỦ TỊCH"));
        assert!(!is_deputy_of("PHÓ GIÁM ĐỐC", "CHỦ TỊCH"));
        assert!(!is_deputy_of("CHỦ TỊCH", "CHỦ TỊCH"));
    }

    #[test]
    fn heads_of_deputies() {
        assert_eq!(head_of("PHÓ CHỦ TỊCH").as_deref(), Some("CHỦ TỊCH"));
        assert_eq!(head_of("PHÓ PHÒNG").as_deref(), Some("TRƯỞNG PHÒNG"));
        assert_eq!(head_of("CHỦ TỊCH"), None);
    }

    #[test]
    fn bodies_under_one_head() {
        assert!(is_led_by_one("SỞ NỘI VỤ"));
        assert!(!is_led_by_one("ỦY BAN NHÂN DÂN"));
        assert!(!is_led_by_one("PHÒNG THƯƠNG MẠI VÀ CÔNG NGHIỆP"));
    }
}
