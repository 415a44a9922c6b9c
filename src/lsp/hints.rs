//! Hints inside the text: the number a heading should have, the sum behind a percentage.

use lsp_types::{InlayHint, InlayHintKind, InlayHintLabel, Range};

use super::document;
use super::view::View;
use crate::model::Span;
use crate::model::figure::FigureKind;
use crate::model::outline::{Marker, Sequence};
use crate::report::words;

/// The hints in `range`.
pub(super) fn hints(view: &View<'_>, range: Range) -> Vec<InlayHint> {
    let bytes = document::bytes(view.buffer, range, view.client.unit);
    let mut found: Vec<(Span, String)> = numbers(view);
    found.extend(bases(view));
    found.retain(|(span, _)| view.bytes(*span).touches(bytes));
    found.sort();
    found.into_iter().map(|(span, label)| hint(view, span, label)).collect()
}

fn numbers(view: &View<'_>) -> Vec<(Span, String)> {
    let divisions = view.document().outline.divisions.iter();
    let hint = |division: &crate::model::outline::Division| {
        let marker = division.marker.as_ref()?;
        let (Sequence::Duplicate { expected, .. }
        | Sequence::Gap { expected, .. }
        | Sequence::Backwards { expected, .. }) = division.sequence
        else {
            return None;
        };
        let number = Marker::write(marker.style, &marker.prefix, expected);
        Some((marker.span, words::expected_number(&number, view.lang)))
    };
    divisions.filter_map(hint).collect()
}

/// `= 24/32` behind a percentage that was proved against an inferred or stated base.
fn bases(view: &View<'_>) -> Vec<(Span, String)> {
    let figures = &view.document().figures;
    let hint = |ratio: &crate::model::figure::Ratio| {
        let (count, percent) = (figures.get(ratio.count)?, figures.get(ratio.percent)?);
        let base = ratio.base.as_ref().filter(|_| ratio.verdict.holds())?;
        // A fraction shows its base itself.
        (count.kind == FigureKind::Count).then(|| (percent.span, format!("= {}/{}", count.value, base.value)))
    };
    figures.ratios.iter().filter_map(hint).collect()
}

fn hint(view: &View<'_>, span: Span, label: String) -> InlayHint {
    InlayHint {
        position: view.range(span).end,
        label: InlayHintLabel::String(label),
        kind: Some(InlayHintKind::TYPE),
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: Some(false),
        data: None,
    }
}
