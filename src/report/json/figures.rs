//! From a recognised document to the wire form of its figures.

use super::{figures_v1 as wire, location, notices, tool};
use crate::catalogue::Lang;
use crate::model::Document;
use crate::model::figure::{BaseSource, Decimal, FaultKind, Figure, FigureKind, Role, Verdict};
use crate::model::relation::Standing;
use crate::readers::Notice;
use crate::report::words;

/// The figures of `document` and what was compared.
pub fn figures(path: &str, document: &Document, read_notices: &[Notice], lang: Lang) -> wire::Figures {
    let coverage = document.figures.coverage();
    wire::Figures {
        schema: wire::SchemaName::V1,
        tool: tool(),
        path: path.to_owned(),
        format: document.raw.format.name().to_owned(),
        coverage: wire::Coverage {
            percentages: coverage.all(),
            checked: coverage.checked(),
            standings: coverage
                .each()
                .map(|(standing, count)| wire::StandingCount { standing: standing.name().to_owned(), count })
                .collect(),
            message: words::coverage(&coverage, lang),
        },
        sections: sections(document),
        figures: weighed_figures(document, lang),
        relations: relations(document, lang),
        notices: notices(read_notices, lang),
    }
}

/// The section of the highest level that a figure stands in.
pub fn section_of(document: &Document, figure: &Figure) -> Option<usize> {
    let divisions = &document.outline.divisions;
    let mut at = document.outline.division_of(figure.number.block)?;
    while let Some(parent) = divisions.get(at).and_then(|division| division.parent) {
        at = parent;
    }
    Some(at)
}

/// Number and title of a section as they are written.
fn heading(document: &Document, at: usize) -> Option<String> {
    let division = document.outline.divisions.get(at)?;
    let number = division.marker.as_ref().map_or("", |marker| document.clean_text(marker.span).trim());
    Some([number, division.title_text.trim()].join(" ").trim().to_owned())
}

fn sections(document: &Document) -> Vec<wire::SectionFigures> {
    let mut sections: Vec<wire::SectionFigures> = Vec::new();
    let mut last = None;
    for figure in &document.figures.all {
        let section = section_of(document, figure);
        if last != Some(section) {
            let heading = section.and_then(|at| heading(document, at));
            sections.push(wire::SectionFigures { heading, right: 0, wrong: 0, open: 0 });
            last = Some(section);
        }
        let Some(section) = sections.last_mut() else { continue };
        match figure.standing {
            Standing::Right => section.right += 1,
            Standing::Wrong => section.wrong += 1,
            _ if figure.kind == FigureKind::Percent => section.open += 1,
            _ => {}
        }
    }
    sections.retain(|section| section.right + section.wrong + section.open > 0);
    sections
}

/// The figures, each percentage that is not decided with the counts that were weighed.
fn weighed_figures(document: &Document, lang: Lang) -> Vec<wire::Figure> {
    let figures = &document.figures;
    let mut all: Vec<wire::Figure> = figures.all.iter().map(|each| figure(document, each, lang)).collect();
    for weighed in &figures.weighed {
        let open = figures.get(weighed.percent).is_some_and(|figure| !figure.standing.is_checked());
        let Some(figure) = all.get_mut(weighed.percent).filter(|_| open) else { continue };
        figure.weighed.clone_from(&weighed.counts);
        figure.refused = Some(words::refusal(weighed.why, lang).to_owned());
    }
    all
}

fn figure(document: &Document, figure: &Figure, lang: Lang) -> wire::Figure {
    wire::Figure {
        text: document.clean_text(figure.span).to_owned(),
        kind: match figure.kind {
            FigureKind::Count => "count",
            FigureKind::Percent => "percent",
            FigureKind::Fraction => "fraction",
            FigureKind::Amount => "amount",
        }
        .to_owned(),
        role: match figure.role {
            Role::Plain => "plain",
            Role::Approximate => "approximate",
            Role::Bound => "bound",
            Role::Change => "change",
            Role::Target => "target",
            Role::Rate => "rate",
        }
        .to_owned(),
        value: decimal(figure.value),
        whole: figure.whole.map(decimal),
        scale: figure.scale,
        unit: Some(figure.unit.clone()).filter(|unit| !unit.is_empty()),
        label: figure.label.as_ref().map(|label| label.text.clone()),
        period: figure.period.as_ref().map(|period| period.text.clone()),
        cell: figure.cell.map(|cell| wire::Cell {
            table: cell.table.0.saturating_add(1),
            row: cell.row.saturating_add(1),
            column: cell.column.saturating_add(1),
        }),
        standing: figure.standing.name().to_owned(),
        message: words::standing(figure.standing, lang).to_owned(),
        weighed: Vec::new(),
        refused: None,
        location: location(document, figure.span),
    }
}

/// With a point, as machines read it.
fn decimal(value: Decimal) -> String {
    value.to_string().replace('.', "").replace(',', ".")
}

fn relations(document: &Document, lang: Lang) -> Vec<wire::Relation> {
    let figures = &document.figures;
    let stated = |at: usize| figures.get(at).map(|figure| document.clean_text(figure.span).to_owned());
    let mut all = Vec::new();
    for ratio in &figures.ratios {
        let mut operands = vec![ratio.count];
        match ratio.base.as_ref().map(|base| &base.source) {
            Some(BaseSource::Stated(base)) if *base != ratio.count => operands.push(*base),
            Some(BaseSource::SumOf(parts)) => operands.extend(parts.iter().filter(|part| **part != ratio.count)),
            _ => {}
        }
        let fault = figures.faults.iter().find(|fault| fault.percent == Some(ratio.percent));
        let wrong = fault.and_then(|fault| {
            let ((count, base), expected) = (fault.reading?, fault.expected?);
            (fault.kind == FaultKind::Percent).then(|| format!("{count}/{base} = {expected}%"))
        });
        let reckoning = match ratio.verdict {
            Verdict::Fails => wrong,
            Verdict::Unknown => None,
            _ => figures.reckon_ratio(ratio),
        };
        all.push(wire::Relation {
            kind: "ratio".to_owned(),
            result: ratio.percent,
            operands,
            reckoning,
            found: stated(ratio.percent).filter(|_| ratio.verdict == Verdict::Fails),
            reason: words::base_source(ratio.base.as_ref().map(|base| &base.source), ratio.count, lang).to_owned(),
            verdict: verdict(ratio.verdict),
        });
    }
    for total in &figures.totals {
        let Some(result) = total.total.or_else(|| total.parts.first().copied()) else { continue };
        all.push(wire::Relation {
            kind: "total".to_owned(),
            result,
            operands: total.parts.clone(),
            reckoning: Some(figures.reckon_total(total)),
            found: total.total.and_then(stated).filter(|_| total.verdict == Verdict::Fails),
            reason: words::of_parts(total.total.is_some(), lang).to_owned(),
            verdict: verdict(total.verdict),
        });
    }
    for shares in &figures.shares {
        let Some(result) = shares.percents.last().copied() else { continue };
        all.push(wire::Relation {
            kind: "shares".to_owned(),
            result,
            operands: shares.percents.clone(),
            reckoning: Some(figures.reckon_shares(shares)),
            found: stated(result).filter(|_| shares.verdict == Verdict::Fails),
            reason: words::of_parts(true, lang).to_owned(),
            verdict: verdict(shares.verdict),
        });
    }
    for derived in &figures.derived {
        all.push(wire::Relation {
            kind: words::operation(derived.operation).to_owned(),
            result: derived.result,
            operands: derived.operands.clone(),
            reckoning: figures.reckon_derived(derived),
            found: stated(derived.result).filter(|_| derived.verdict == Verdict::Fails),
            reason: words::source(derived.source, lang).to_owned(),
            verdict: verdict(derived.verdict),
        });
    }
    let agreements = figures.agreements.iter().map(|repeat| (repeat, words::same_name(lang)));
    for (repeat, reason) in figures.repeats.iter().map(|repeat| (repeat, words::same_words(lang))).chain(agreements) {
        all.push(wire::Relation {
            kind: "repeat".to_owned(),
            result: repeat.second,
            operands: vec![repeat.first],
            reckoning: stated(repeat.first).map(|first| format!("{}: {first}", repeat.quantity)),
            found: stated(repeat.second).filter(|_| repeat.verdict == Verdict::Fails),
            reason: reason.to_owned(),
            verdict: verdict(repeat.verdict),
        });
    }
    all.sort_by_key(|relation| relation.result);
    all
}

fn verdict(verdict: Verdict) -> String {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsTruncated => "holds-truncated",
        Verdict::HoldsAdjusted => "holds-adjusted",
        Verdict::Fails => "fails",
        Verdict::Unknown => "unknown",
    }
    .to_owned()
}
