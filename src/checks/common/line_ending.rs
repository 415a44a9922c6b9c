//! `line-ending`: the mark that closes each line of a listed part.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::api::{Check, Context, Findings};
use crate::diagnostic::{Edit, Reason};
use crate::lexicon;
use crate::model::{BlockId, ComponentKind, Document, Span};
use crate::text::TextRange;
use crate::text::letters::{Case, case_of, ends_with_field};

/// Compares the closing mark of the lines of a list with the expected one. A list closed the same
/// wrong way throughout is one finding.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct LineEnding {
    /// The list.
    list: List,
    /// The lines that are looked at.
    lines: Lines,
    /// The mark that closes them.
    mark: char,
}

/// A list of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum List {
    /// Kính gửi, when there are two or more addressees.
    Addressees,
    /// Nơi nhận.
    Recipients,
    /// Căn cứ.
    Grounds,
}

/// Lines of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Lines {
    /// All but the last.
    Inner,
    /// The last.
    Last,
}

impl Check for LineEnding {
    const NAME: &'static str = "line-ending";
    const VALUES: &'static [&'static str] = &["count", "line", "expected"];
    const LABELS: &'static [&'static str] = &["again"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        if self.list == List::Recipients && cx.document.recipients.as_ref().is_some_and(|part| part.glued) {
            return findings.not_checked(Reason::GluedLines);
        }
        let lines = self.lines_of(cx.document);
        let Some((last, inner)) = lines.split_last() else { return };
        let chosen = match self.lines {
            Lines::Inner => inner,
            Lines::Last => std::slice::from_ref(last),
        };
        let wrong: Vec<Wrong> =
            chosen.iter().filter(|line| line.whole).filter_map(|line| self.judge(cx.document, line)).collect();
        let Some((first, rest)) = wrong.split_first() else { return };
        let draft = findings
            .report(first.line)
            .value("count", wrong.len().to_string())
            .value("line", cx.document.clean_text(first.line))
            .value("expected", self.mark.to_string());
        for again in rest {
            draft.label("again", again.line);
        }
        for place in &wrong {
            draft.edit(Edit::replace(place.ending, self.mark.to_string()));
        }
    }
}

/// A line with the wrong mark.
struct Wrong {
    line: Span,
    /// What to replace by the right mark.
    ending: Span,
}

/// A line as this check sees it.
struct Line {
    /// With its closing mark.
    span: Span,
    /// The author ended the line here; it does not go on in the next one.
    whole: bool,
    /// A mark of the typist may follow the closing mark (`Lưu: VT, HC (2). PL`).
    may_go_on: bool,
}

impl LineEnding {
    fn judge(&self, document: &Document, line: &Line) -> Option<Wrong> {
        let text = document.clean_text(line.span);
        // In a template dots stand for what will be written before the mark.
        if !text.contains(char::is_alphanumeric) && text.ends_with(self.mark) {
            return None;
        }
        let wrong = wrong_ending(text, self.mark, line.may_go_on)?;
        let block = document.block(line.span.block);
        let from = block.clean_range(line.span).start();
        Some(Wrong { line: line.span, ending: block.span(wrong.shifted(from)) })
    }

    fn lines_of(&self, document: &Document) -> Vec<Line> {
        match self.list {
            List::Addressees => addressees(document),
            List::Recipients => recipients(document),
            List::Grounds => grounds(document),
        }
    }
}

fn addressees(document: &Document) -> Vec<Line> {
    let items = document.addressees.as_ref().map(|part| part.items.as_slice()).unwrap_or_default();
    if items.len() < 2 {
        return Vec::new();
    }
    let lines: Vec<Span> = items.iter().map(|item| document.to_line_end(item.span)).collect();
    // Addressees stand in reading order, so what shares a line stands next to each other.
    let touches =
        |left: Option<&Span>, right: Option<&Span>| left.zip(right).is_some_and(|(left, right)| left.touches(*right));
    lines
        .iter()
        .enumerate()
        .map(|(at, span)| {
            // Two addressees on one line are not a list of lines.
            let before = at.checked_sub(1).and_then(|before| lines.get(before));
            let shared = touches(before, Some(span)) || touches(Some(span), lines.get(at + 1));
            // A line of print that opens with a small letter goes on with the one before.
            let next = items.get(at + 1).map(|next| next.text.as_str());
            let goes_on = next.is_some_and(|text| text.starts_with(char::is_lowercase));
            Line { span: *span, whole: !shared && !goes_on, may_go_on: false }
        })
        .collect()
}

fn recipients(document: &Document) -> Vec<Line> {
    let lines = document.recipients.as_ref().map(|part| part.lines.as_slice()).unwrap_or_default();
    let marked = lines.iter().any(|line| line.marker.is_some());
    let signature = document.component(ComponentKind::Signature).map(|part| part.spans.as_slice()).unwrap_or_default();
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            // Among marked lines, one without a marker goes on with the line before it.
            let goes_on = marked && lines.get(at + 1).is_some_and(|next| next.marker.is_none());
            let to_end = document.to_line_end(line.span);
            // A copy of the closing table sets the signer's office behind the item, on one line.
            let shared = signature.iter().any(|part| part.touches(to_end));
            // So does the note beside a brace, which belongs to several lines.
            let block = document.block(to_end.block);
            let behind = block.clean_range(line.span).usize().end..block.clean_range(to_end).usize().end;
            let noted = block.clean().get(behind).is_some_and(|rest| rest.starts_with("    "));
            let span = if shared || noted { line.span } else { to_end };
            Line { span, whole: !goes_on, may_go_on: line.is_archive }
        })
        .collect()
}

fn grounds(document: &Document) -> Vec<Line> {
    let grounds = &document.grounds;
    // Sentences that open with `Thực hiện …` and end with full stops are content, not a list.
    let listed = grounds.iter().any(|ground| ground.ending == Some(';'))
        || grounds.iter().all(|ground| ground.opener == "căn cứ" || ground.opener.contains("đề nghị"));
    if !listed {
        return Vec::new();
    }
    grounds
        .iter()
        .enumerate()
        .map(|(at, ground)| {
            let mark = document.clean_text(ground.span).chars().next_back().filter(char::is_ascii_punctuation);
            // The place of a ground that goes on in another block ends before its closing mark.
            let shown_whole = mark == ground.ending;
            let ends_here = match grounds.get(at + 1) {
                Some(next) => !has_text_between(document, ground.span.block, next.span.block),
                None => {
                    (mark.is_some() || is_before_articles(document, ground.span.block))
                        && !more_grounds_after(document, ground.span.block)
                }
            };
            Line { span: ground.span, whole: shown_whole && ends_here && !ground.leads_in, may_go_on: false }
        })
        .collect()
}

/// Blocks after the last ground among which one that was not recognised may stand, behind a page
/// number or the rest of a cut line.
const AFTER_GROUNDS: usize = 4;

/// True if something that opens like a ground still follows: the last one found is not the last.
fn more_grounds_after(document: &Document, last: BlockId) -> bool {
    let after = document.blocks().iter().skip(last.index() + 1).filter(|block| !block.is_blank());
    let opens = |folded: &str| lexicon::opening().grounds.iter().any(|words| folded.starts_with(words.as_str()));
    after
        .take(AFTER_GROUNDS)
        .any(|block| opens(block.folded().trim_start()) && !block.clean().trim_end().ends_with(':'))
}

/// True if the next line is the one that opens the articles (`QUYẾT ĐỊNH:`): the last ground ends here, with a
/// mark or without.
fn is_before_articles(document: &Document, last: BlockId) -> bool {
    let next = document.blocks().iter().skip(last.index() + 1).find(|block| !block.is_blank());
    next.is_some_and(|block| {
        let words = block.clean().trim().trim_end_matches(':').trim_end();
        case_of(block.shown()) == Case::Upper && lexicon::kind_by_name(words).is_some()
    })
}

/// True if text stands between two blocks: a line that was cut in two goes on there.
fn has_text_between(document: &Document, first: BlockId, second: BlockId) -> bool {
    let between = first.index() + 1..second.index().max(first.index() + 1);
    document.blocks().get(between).unwrap_or_default().iter().any(|block| !block.is_blank())
}

/// The range to replace so that `text` ends with `mark`; `None` if it does, or if its end is not
/// for this rule to judge: a colon opens a list, dots are a blank to fill.
fn wrong_ending(text: &str, mark: char, may_go_on: bool) -> Option<TextRange> {
    let shown = text.trim_end().trim_end_matches(['"', '”', '_', '*']);
    let body = shown.trim_end_matches(['.', ';', ',', ' ']);
    let ending: String = shown[body.len()..].chars().filter(|letter| *letter != ' ').collect();
    if ending == mark.to_string() || body.is_empty() || body.ends_with(':') || ends_with_field(shown) {
        return None;
    }
    if may_go_on && ending.is_empty() && body.contains(mark) {
        return None;
    }
    Some((body.len()..shown.len()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrong_mark_is_found() {
        assert_eq!(wrong_ending("Sở Nội vụ;", ';', false), None);
        assert_eq!(wrong_ending("So,", ';', false), Some(TextRange::new(2, 3)));
        assert_eq!(wrong_ending("So", ';', false), Some(TextRange::new(2, 2)));
        assert_eq!(wrong_ending("So;.", ';', false), Some(TextRange::new(2, 4)));
        assert_eq!(wrong_ending("Như Điều 3 ;", ';', false), None, "the space is another rule's business");
    }

    #[test]
    fn blanks_lead_ins_and_typists_are_left_alone() {
        assert_eq!(wrong_ending("Căn cứ ...", ';', false), None);
        assert_eq!(wrong_ending("Gửi:", ';', false), None);
        assert_eq!(wrong_ending("Lưu: VT, HC (2). PL", '.', true), None);
        assert_eq!(wrong_ending("VT", '.', true), Some(TextRange::new(2, 2)));
    }
}
