//! What a sentence says of two instruments: that one amends, replaces or carries out the other.

use crate::lexicon::citation_words::citation_words;
use crate::model::Document;
use crate::model::citation::{Citation, Link, LinkKind};

/// Longest text between two citations that still joins them, in bytes.
const REACH: usize = 200;

/// Words that name the relation of the citation before them to the one after, the more telling first.
const WORDS: [(&str, LinkKind); 17] = [
    ("được sửa đổi", LinkKind::AmendedBy),
    ("đã sửa đổi bởi", LinkKind::AmendedBy),
    ("sửa đổi, bổ sung bởi", LinkKind::AmendedBy),
    ("sửa đổi, bổ sung theo", LinkKind::AmendedBy),
    ("sửa đổi, bổ sung tại", LinkKind::AmendedBy),
    ("được bổ sung", LinkKind::AmendedBy),
    ("được thay thế", LinkKind::ReplacedBy),
    ("bị thay thế", LinkKind::ReplacedBy),
    ("bị bãi bỏ", LinkKind::ReplacedBy),
    ("được bãi bỏ", LinkKind::ReplacedBy),
    ("sửa đổi", LinkKind::Amends),
    ("thay thế", LinkKind::Replaces),
    ("bãi bỏ", LinkKind::Replaces),
    ("quy định chi tiết", LinkKind::Implements),
    ("hướng dẫn", LinkKind::Implements),
    ("thi hành", LinkKind::Implements),
    ("thực hiện", LinkKind::Implements),
];

/// Finds the relations between neighbours; in `A được sửa đổi bởi B và C` both are tied to A.
pub(super) fn find(document: &Document, citations: &[Citation]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (at, pair) in citations.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let Some(between) = between(document, first, second) else { continue };
        if let Some(kind) = relation(between) {
            links.push(Link { from: at, to: at + 1, kind });
        } else if between.split_whitespace().all(|word| matches!(word, "," | "và" | "các"))
            && let Some(last) = links.last().copied().filter(|last| last.to == at)
        {
            links.push(Link { to: at + 1, ..last });
        }
    }
    links
}

/// The folded text between two citations of one sentence.
fn between<'a>(document: &'a Document, first: &Citation, second: &Citation) -> Option<&'a str> {
    if first.span.block != second.span.block || first.quoted || second.quoted {
        return None;
    }
    let block = document.block(first.span.block);
    let from = block.clean_range(first.span).end() as usize;
    let to = block.clean_range(second.span).start() as usize;
    let between = block.folded().get(from..to).filter(|between| between.len() <= REACH)?;
    // A semicolon between `được` and `bởi` goes on with one chain only inside brackets.
    (!between.contains([';', '“', '”', ':']) && !between.contains(". ")).then_some(between)
}

fn relation(between: &str) -> Option<LinkKind> {
    let (word, kind) = WORDS.iter().find(|(word, _)| between.contains(word))?;
    let (_, after) = between.rsplit_once(word)?;
    let holds = if matches!(kind, LinkKind::AmendedBy | LinkKind::ReplacedBy) {
        // `được sửa đổi, bổ sung năm 2019; Nghị định số …`: a passive alone says nothing of what follows.
        let within = |text: &str| text.split_whitespace().any(|word| citation_words().leads_to_agent(word));
        within(word) || within(after)
    } else {
        // A comma before the next citation goes on with a list: the relation has its object already.
        !after.trim_end().ends_with(',')
    };
    holds.then_some(*kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_told_apart() {
        assert_eq!(relation(", được sửa đổi, bổ sung một số điều bởi "), Some(LinkKind::AmendedBy));
        assert_eq!(relation(" được sửa đổi, bổ sung năm 2019 và "), None);
        assert_eq!(relation(" sửa đổi, bổ sung một số điều của "), Some(LinkKind::Amends));
        assert_eq!(relation(" đã được thay thế bằng "), Some(LinkKind::ReplacedBy));
        assert_eq!(relation(" quy định chi tiết một số điều của "), Some(LinkKind::Implements));
        assert_eq!(relation(" và "), None);
        assert_eq!(relation(" tại luật thư viện năm 2019, được sửa đổi năm 2024, "), None);
        assert_eq!(relation(" quy định chi tiết một số điều của luật thư viện, "), None);
        assert_eq!(relation(" hướng dẫn thực hiện chế độ ăn trưa, "), None);
    }
}
