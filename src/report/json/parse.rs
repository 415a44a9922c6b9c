//! From a recognised document to its wire form.

use super::{location, notices, parse_v1 as wire, tool};
use crate::catalogue::Lang;
use crate::lexicon;
use crate::model::citation::{Citation, LinkKind, Mention, Symbol, SymbolFamily};
use crate::model::figure::{BaseSource, Decimal, FigureKind, Verdict};
use crate::model::outline::{Division, MarkerStyle, Sequence};
use crate::model::values::Located;
use crate::model::{ComponentKind, Document, Presence, Span};
use crate::readers::Notice;
use crate::report::outline::expected_number;
use crate::report::words;

/// Parts of *thể thức*, in the order of a document.
const PARTS: [ComponentKind; 19] = [
    ComponentKind::DraftMark,
    ComponentKind::SecrecyMark,
    ComponentKind::UrgencyMark,
    ComponentKind::CirculationMark,
    ComponentKind::ParentAuthority,
    ComponentKind::IssuingAuthority,
    ComponentKind::NationalName,
    ComponentKind::Motto,
    ComponentKind::DocumentNumber,
    ComponentKind::PlaceAndDate,
    ComponentKind::DocumentType,
    ComponentKind::Subject,
    ComponentKind::Addressees,
    ComponentKind::Grounds,
    ComponentKind::Body,
    ComponentKind::EndMark,
    ComponentKind::Signature,
    ComponentKind::Recipients,
    ComponentKind::Attachment,
];

/// What was recognised in `document`.
pub fn parsed(
    path: &str,
    document: &Document,
    profile: Option<&str>,
    read_notices: &[Notice],
    lang: Lang,
) -> wire::Parsed {
    let reader = Reader { document };
    wire::Parsed {
        schema: wire::SchemaName::V1,
        tool: tool(),
        path: path.to_owned(),
        format: document.raw.format.name().to_owned(),
        regime: document.regime,
        kind: document.kind.as_ref().map(|kind| wire::Kind {
            slug: kind.slug.clone(),
            name: lexicon::kind_by_slug(&kind.slug)
                .map_or_else(|| kind.slug.clone(), |found| words::kind(found, lang).to_owned()),
            title: kind.title.as_ref().map(|title| reader.located(title)),
        }),
        profile: profile.map(str::to_owned),
        components: PARTS.iter().map(|kind| reader.component(*kind)).collect(),
        number: document.number.as_ref().map(|number| wire::Number {
            text: reader.clean(number.span),
            serial: text(number.serial.as_ref()),
            symbol: text(number.symbol.as_ref()),
            location: location(document, number.span),
        }),
        place_and_date: document.place_and_date.as_ref().map(|line| wire::PlaceAndDate {
            text: reader.clean(line.span),
            place: text(line.place.as_ref()),
            date: line.date.checked().map(|date| date.to_string()),
            location: location(document, line.span),
        }),
        addressees: document
            .addressees
            .iter()
            .flat_map(|block| &block.items)
            .map(|item| reader.located(item))
            .collect(),
        grounds: document.grounds.iter().map(|ground| reader.text(ground.span)).collect(),
        signature: reader.signature(),
        recipients: document
            .recipients
            .iter()
            .flat_map(|block| &block.lines)
            .map(|line| wire::Recipient {
                text: line.text.clone(),
                archive: line.is_archive,
                location: location(document, line.span),
            })
            .collect(),
        outline: document.outline.divisions.iter().map(|division| reader.division(division)).collect(),
        structure: reader.structure(lang),
        unexpected: document.alignment.unexpected.clone(),
        citations: document.citations.all.iter().map(|citation| reader.citation(citation)).collect(),
        units: document
            .citations
            .units
            .iter()
            .map(|unit| wire::Unit {
                text: reader.clean(unit.span),
                citation: unit.citation,
                location: location(document, unit.span),
            })
            .collect(),
        links: document
            .citations
            .links
            .iter()
            .map(|link| wire::Link { from: link.from, to: link.to, relation: relation(link.kind).to_owned() })
            .collect(),
        aliases: document
            .citations
            .aliases
            .iter()
            .map(|alias| wire::Alias {
                name: alias.name.text.clone(),
                citation: alias.citation,
                location: location(document, alias.span),
            })
            .collect(),
        figures: reader.figures(),
        ratios: reader.ratios(),
        totals: reader.totals(),
        attached: document
            .attached
            .iter()
            .map(|attached| wire::Attached {
                label: attached.label.map(|span| reader.text(span)),
                kind: attached.kind.clone(),
                title: attached.title.iter().map(|span| reader.text(*span)).collect(),
                note: attached.note.map(|span| reader.text(span)),
                location: location(document, document.block(attached.first).whole()),
            })
            .collect(),
        further: document.further.iter().map(|further| parsed(path, further, None, &[], lang)).collect(),
        notices: notices(read_notices, lang),
    }
}

fn text(located: Option<&Located>) -> Option<String> {
    located.map(|located| located.text.clone())
}

struct Reader<'a> {
    document: &'a Document,
}

impl Reader<'_> {
    fn clean(&self, span: Span) -> String {
        self.document.clean_text(span).to_owned()
    }

    fn text(&self, span: Span) -> wire::Text {
        wire::Text { text: self.clean(span), location: location(self.document, span) }
    }

    fn located(&self, located: &Located) -> wire::Text {
        wire::Text { text: located.text.clone(), location: location(self.document, located.span) }
    }

    fn component(&self, kind: ComponentKind) -> wire::Component {
        let presence = match self.document.presence(kind) {
            Presence::Found => "found",
            Presence::Absent => "absent",
            Presence::Lost => "lost",
        };
        let found = self.document.components.iter().filter(|component| component.kind == kind);
        let first = self.document.component(kind);
        wire::Component {
            certainty: first.map(|component| component.certainty),
            clue: first.map(|component| component.clue.to_owned()),
            kind,
            presence: presence.to_owned(),
            places: found.flat_map(|component| &component.spans).map(|span| self.text(*span)).collect(),
        }
    }

    fn signature(&self) -> Option<wire::Signature> {
        let block = self.document.signature.as_ref()?;
        let name = block.name.as_ref();
        Some(wire::Signature {
            offices: block
                .offices
                .iter()
                .map(|line| wire::Office {
                    capacity: line.capacity.map(|(capacity, _)| capacity.abbreviation().to_owned()),
                    office: line.office.clone(),
                    location: location(self.document, line.span),
                })
                .collect(),
            name: name.map(|name| wire::Text { text: name.text.clone(), location: location(self.document, name.span) }),
            title: name.and_then(|name| name.title).map(|title| self.clean(title)),
            note: block.note.map(|note| self.text(note)),
        })
    }

    fn division(&self, division: &Division) -> wire::Division {
        let marker = division.marker.as_ref();
        let (sequence, against) = match division.sequence {
            Sequence::Right => ("right", None),
            Sequence::Duplicate { first, .. } => ("duplicate", Some(first)),
            Sequence::Gap { previous, .. } => ("gap", Some(previous)),
            Sequence::Backwards { previous, .. } => ("backwards", Some(previous)),
        };
        wire::Division {
            marker: marker.map(|marker| self.clean(marker.span)),
            style: style(marker.map_or(MarkerStyle::None, |marker| marker.style)).to_owned(),
            expected: expected_number(division),
            sequence: sequence.to_owned(),
            against,
            title: division.title_text.clone(),
            heading: division.is_heading,
            depth: division.depth,
            parent: division.parent,
            location: location(self.document, marker.map_or(division.title, |marker| marker.span)),
        }
    }

    fn structure(&self, lang: Lang) -> Vec<wire::Section> {
        let rows = &self.document.alignment.rows;
        rows.iter()
            .map(|row| wire::Section {
                id: row.id.clone(),
                title: words::bilingual(&row.title, lang).to_owned(),
                required: row.required,
                depth: row.depth,
                division: row.division,
                misplaced_after: row.misplaced_after.and_then(|at| rows.get(at)).map(|other| other.id.clone()),
                empty: row.empty,
            })
            .collect()
    }

    fn citation(&self, citation: &Citation) -> wire::Citation {
        let mention = match citation.mention {
            Mention::Numbered => "numbered",
            Mention::Short => "short",
            Mention::Named => "named",
        };
        wire::Citation {
            text: self.clean(citation.span),
            mention: mention.to_owned(),
            kind: text(citation.kind.as_ref()),
            symbol: citation.symbol.as_ref().map(symbol),
            number: text(citation.number.as_ref()),
            date: citation.date.as_ref().map(|date| self.clean(date.span)),
            issuer: text(citation.issuer.as_ref()),
            name: text(citation.name.as_ref()),
            title: text(citation.title.as_ref()),
            instrument: citation.instrument,
            quoted: citation.quoted,
            location: location(self.document, citation.span),
        }
    }

    fn figures(&self) -> Vec<wire::Figure> {
        let figures = self.document.figures.all.iter().map(|figure| wire::Figure {
            text: self.clean(figure.span),
            kind: match figure.kind {
                FigureKind::Count => "count",
                FigureKind::Percent => "percent",
                FigureKind::Fraction => "fraction",
                FigureKind::Amount => "amount",
            }
            .to_owned(),
            value: decimal(figure.value),
            whole: figure.whole.map(decimal),
            label: text(figure.label.as_ref()),
            location: location(self.document, figure.span),
        });
        figures.collect()
    }

    fn ratios(&self) -> Vec<wire::Ratio> {
        let ratios = self.document.figures.ratios.iter().map(|ratio| wire::Ratio {
            count: ratio.count,
            percent: ratio.percent,
            base: ratio.base.as_ref().map(|base| decimal(base.value)),
            base_source: ratio.base.as_ref().map(|base| {
                match base.source {
                    BaseSource::Stated(_) => "stated",
                    BaseSource::SumOf(_) => "sum",
                    BaseSource::Inferred => "inferred",
                }
                .to_owned()
            }),
            verdict: verdict(ratio.verdict).to_owned(),
        });
        ratios.collect()
    }

    fn totals(&self) -> Vec<wire::Total> {
        let totals = self.document.figures.totals.iter().map(|total| wire::Total {
            total: total.total,
            parts: total.parts.clone(),
            sum: total.sum,
            verdict: verdict(total.verdict).to_owned(),
        });
        totals.collect()
    }
}

fn symbol(symbol: &Symbol) -> wire::Symbol {
    let family = match symbol.family {
        SymbolFamily::Normative => "normative",
        SymbolFamily::Administrative => "administrative",
        SymbolFamily::Party => "party",
        SymbolFamily::Letter => "letter",
        SymbolFamily::Legacy => "legacy",
        SymbolFamily::Malformed => "malformed",
    };
    wire::Symbol {
        text: symbol.text.clone(),
        family: family.to_owned(),
        number: text(symbol.number.as_ref()),
        year: text(symbol.year.as_ref()),
        kind: text(symbol.kind.as_ref()),
        issuer: text(symbol.issuer.as_ref()),
        repair: symbol.repair.clone(),
    }
}

const fn style(style: MarkerStyle) -> &'static str {
    match style {
        MarkerStyle::Part => "part",
        MarkerStyle::Chapter => "chapter",
        MarkerStyle::Section => "section",
        MarkerStyle::Subsection => "subsection",
        MarkerStyle::Article => "article",
        MarkerStyle::CapitalLetter => "capital-letter",
        MarkerStyle::Roman => "roman",
        MarkerStyle::Arabic => "arabic",
        MarkerStyle::Decimal(_) => "decimal",
        MarkerStyle::Letter => "letter",
        MarkerStyle::None => "none",
    }
}

const fn relation(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::AmendedBy => "amended-by",
        LinkKind::ReplacedBy => "replaced-by",
        LinkKind::Amends => "amends",
        LinkKind::Replaces => "replaces",
        LinkKind::Implements => "implements",
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsTruncated => "holds-truncated",
        Verdict::HoldsAdjusted => "holds-adjusted",
        Verdict::Fails => "fails",
        Verdict::Unknown => "unknown",
    }
}

/// A decimal with a point.
fn decimal(number: Decimal) -> String {
    let decimals = usize::from(number.decimals);
    let sign = if number.digits < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.digits.unsigned_abs(), width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_with_a_point() {
        let written = |digits, decimals| decimal(Decimal { digits, decimals });
        assert_eq!(written(1875, 2), "18.75");
        assert_eq!(written(5, 2), "0.05");
        assert_eq!(written(32, 0), "32");
        assert_eq!(written(-5, 1), "-0.5");
    }
}
