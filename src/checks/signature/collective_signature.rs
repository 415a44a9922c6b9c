//! `collective-signature-…`: whether the signature says that it is made for a people's committee or
//! council, which decides as a collective.

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::Reason;
use crate::lexicon;
use crate::lexicon::classes::classes;
use crate::model::signature::{OfficeLine, SignatureBlock, SigningCapacity};
use crate::model::{ComponentKind, Document, Presence, Span, Zone};
use crate::text::fold;
use crate::text::letters::Case;

facts! {
    (values: ["body", "line", "authority"], labels: ["authority"])
    /// A document of the collective is signed with `TM.`
    CollectiveSignatureBehalf = "collective-signature-behalf" => behalf,
    /// The authority named above the grounds and the signature agree.
    CollectiveSignatureAuthority = "collective-signature-authority" => named_authority,
    /// Who decides, as named above the grounds, is led by the one who signs.
    CollectiveSignatureOffice = "collective-signature-office" => office,
}

fn behalf(cx: &Context<'_>, findings: &mut Findings) {
    let document = cx.document;
    let Some((first, None)) = chair_signs(document) else { return };
    if authority(document).is_some() || chair_acts(document) {
        return;
    }
    let Some(body) = body(document) else {
        if document.presence(ComponentKind::IssuingAuthority) != Presence::Found {
            findings.not_checked(Reason::HeaderLost);
        }
        return;
    };
    let issuer = document.component(ComponentKind::IssuingAuthority).map(|issuer| issuer.spans[0]);
    let Some(named) = issuer.or(document.number.as_ref().map(|number| number.span)) else { return };
    report(document, findings, first, body, named);
}

fn named_authority(cx: &Context<'_>, findings: &mut Findings) {
    let Some((first, behalf)) = chair_signs(cx.document) else { return };
    let Some(found) = authority(cx.document) else { return };
    // A council's resolution is certified by the chair, with or without `TM.`
    let certified = found.body == COUNCIL && !found.chair;
    if !certified && found.chair == behalf.is_some() {
        report(cx.document, findings, behalf.unwrap_or(first), found.body, found.span);
    }
}

/// An act of a committee or its chair that the head of another body signs in their own office.
fn office(cx: &Context<'_>, findings: &mut Findings) {
    let document = cx.document;
    let Some((own, above)) = document.signature.as_ref().and_then(|block| block.offices.split_last()) else { return };
    let named = match above {
        [] => authority(document).or_else(|| issuing(document)),
        [behalf] => on_behalf(behalf),
        _ => None,
    };
    let Some(found) = named else { return };
    let key = fold::key(&own.office);
    let head = lexicon::offices().offices.iter().any(|office| key == *office || key.starts_with(&format!("{office} ")));
    // A presidium and a session have chairs of their own, and any office may sign with a mandate.
    let may_sign =
        own.capacity.is_some() || key.contains("chủ tịch") || key.contains("chủ tọa") || key.contains("ủy viên");
    if head && !may_sign {
        report(document, findings, own, found.body, found.span);
    }
}

fn report(document: &Document, findings: &mut Findings, line: &OfficeLine, body: &'static str, named: Span) {
    findings
        .report(line.span)
        .value("body", body)
        .value("line", document.clean_text(line.span))
        .value("authority", document.clean_text(named))
        .label("authority", named);
}

/// The first line of a signature that the chair or a deputy of theirs makes, and the line with `TM.`
fn chair_signs(document: &Document) -> Option<(&OfficeLine, Option<&OfficeLine>)> {
    let signature = document.signature.as_ref().filter(|signature| is_signed_by_chair(signature))?;
    Some((signature.offices.first()?, signature.line_with(SigningCapacity::OnBehalf)))
}

/// The body whose resolutions its chair certifies by signature.
const COUNCIL: &str = "HỘI ĐỒNG NHÂN DÂN";

/// The body whose head is its chair and nobody else.
const COMMITTEE: &str = "ỦY BAN NHÂN DÂN";

/// Names of the bodies that decide as a collective and whose chair may also act alone.
const BODIES: [(&str, &str); 5] = [
    ("ban thường trực", "BAN THƯỜNG TRỰC"),
    ("ủy ban nhân dân", COMMITTEE),
    ("ubnd", COMMITTEE),
    ("hội đồng nhân dân", COUNCIL),
    ("hđnd", COUNCIL),
];

fn body_at_start(folded: &str) -> Option<&'static str> {
    let starts = |words: &str| folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    BODIES.iter().find(|(words, _)| starts(words)).map(|(_, name)| *name)
}

/// The collective that issues the document: by its header, or by its symbol where the header is
/// not in the text.
fn body(document: &Document) -> Option<&'static str> {
    if let Some(issuer) = document.component(ComponentKind::IssuingAuthority) {
        // Below another name the committee is the superior body, above its place it is the issuer.
        let lines: Vec<String> = issuer.spans.iter().map(|span| fold::key(document.clean_text(*span))).collect();
        let (first, rest) = lines.split_first()?;
        let place = |line: &String| classes().level(line).is_some();
        if rest.iter().all(place) {
            return body_at_start(first);
        }
        return rest.last().and_then(|line| body_at_start(line));
    }
    let symbol = &document.number.as_ref()?.symbol.as_ref()?.text;
    let (_, issuer) = symbol.rsplit_once(['-', '–'])?;
    body_at_start(&fold::key(issuer))
}

/// True if the chair or a deputy of theirs signs, in their own name and office.
fn is_signed_by_chair(signature: &SignatureBlock) -> bool {
    let by_order = signature.offices.iter().any(|line| {
        line.capacity
            .is_some_and(|(capacity, _)| matches!(capacity, SigningCapacity::ByOrder | SigningCapacity::ByDelegation))
    });
    let chair = |office: &str| {
        let key = fold::key(office);
        let rest = key.strip_prefix("phó ").unwrap_or(&key);
        rest.starts_with("chủ tịch")
    };
    !by_order && signature.own_office().is_some_and(|own| chair(&own.office))
}

/// True if the text itself says that the chair acts: `Chủ tịch Ủy ban nhân dân xã ban hành Kế hoạch …`.
fn chair_acts(document: &Document) -> bool {
    const CHAIR: &str = "chủ tịch";
    /// Letters in which the body and the verb follow.
    const REACH: usize = 90;
    let acts = |folded: &str| {
        fold::find_words(folded, CHAIR).any(|at| {
            // `của Chủ tịch …`, `Phó Chủ tịch …` and `đề nghị Chủ tịch …` do nothing themselves.
            let before = folded[..at.start].trim_end();
            let begins = before.is_empty() || before.ends_with([',', ';', '.', ':']);
            let rest = folded[at.end..].trim_start();
            let rest = &rest[..rest.floor_char_boundary(REACH)];
            let clause = rest.split([',', ';', '.']).next().unwrap_or("");
            begins
                && body_at_start(rest).is_some()
                && lexicon::opening().verbs.iter().any(|verb| fold::has_words(clause, verb))
        })
    };
    document.zone_blocks(Zone::Body).any(|block| acts(block.folded()))
}

/// The line above the grounds that names who decides.
struct Authority {
    chair: bool,
    span: Span,
    body: &'static str,
}

/// The committee in the line of `TM.`
fn on_behalf(line: &OfficeLine) -> Option<Authority> {
    let (capacity, _) = line.capacity?;
    let body = body_at_start(&fold::key(&line.office)).filter(|body| *body == COMMITTEE)?;
    (capacity == SigningCapacity::OnBehalf).then_some(Authority { chair: false, span: line.span, body })
}

/// The committee that issues the document, by its header and its symbol alike.
fn issuing(document: &Document) -> Option<Authority> {
    let issuer = document.component(ComponentKind::IssuingAuthority)?;
    let symbol = &document.number.as_ref()?.symbol.as_ref()?.text;
    let code = symbol.rsplit(['-', '–']).next().and_then(|code| body_at_start(&fold::key(code)));
    let body = body(document).filter(|body| *body == COMMITTEE && code == Some(*body))?;
    Some(Authority { chair: false, span: issuer.spans[0], body })
}

/// Blocks after the title among which the authority line stands.
const WINDOW: usize = 12;

fn authority(document: &Document) -> Option<Authority> {
    let inner = |zone: Zone| matches!(zone, Zone::Title | Zone::Addressees | Zone::Grounds | Zone::Body);
    let blocks = document.blocks().iter().filter(|block| inner(document.zone(block.id()))).take(WINDOW);
    blocks.flat_map(|block| block.lines().map(move |range| (block, range))).find_map(|(block, range)| {
        if block.shown_case(range) != Case::Upper {
            return None;
        }
        let folded = &block.folded()[range.usize()];
        let chair = folded.strip_prefix("chủ tịch ");
        let body = body_at_start(chair.unwrap_or(folded))?;
        Some(Authority { chair: chair.is_some(), span: block.span(range), body })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_known_by_their_first_words() {
        assert_eq!(body_at_start("ubnd phường mây hạ"), Some("ỦY BAN NHÂN DÂN"));
        assert_eq!(body_at_start("hội đồng nhân dân"), Some("HỘI ĐỒNG NHÂN DÂN"));
        assert_eq!(body_at_start("văn phòng ubnd"), None);
    }
}
