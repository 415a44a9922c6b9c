//! Whether the periods and the kind that a document speaks of are its own.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::document_kinds;
use crate::model::component::ComponentKind;
use crate::model::{Block, Document, Zone};
use crate::text::{TextRange, TokenKind};

/// Where another period or kind is looked for.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::checks) enum Where {
    /// The sentence that closes the content names another week, month, quarter or year.
    Closing,
    /// The sentence that closes the content names another kind of document.
    ClosingKind,
    /// The clause that leads into the content names another period.
    Opening,
    /// A heading of results names another week or month.
    Heading,
    /// A month is compared with itself.
    Comparison,
    /// A report of a month speaks of the week, or of the quarter.
    Other,
}

/// Compares what the text says of the period with the title. Silent where the title names none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PeriodMismatch {
    /// Where to look.
    place: Where,
    /// Words that open the closing sentence, folded.
    #[serde(default)]
    opens: Vec<String>,
    /// Words that open a heading of results, or a phrase of the week, folded.
    #[serde(default)]
    words: Vec<String>,
    /// What may follow such a phrase when no week of the report is meant, folded.
    #[serde(default)]
    unless_followed_by: Vec<String>,
    /// Kinds whose closing sentence is judged.
    #[serde(default)]
    kinds: Vec<String>,
    /// Kinds that it never names instead.
    #[serde(default)]
    others: Vec<String>,
    /// The unit of such a phrase.
    #[serde(default)]
    other: Option<Unit>,
}

/// A unit of time that titles name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Unit {
    /// `tuần 02`
    Week,
    /// `tháng 5`
    Month,
    /// So many months of a year: `9 tháng đầu năm`.
    Months,
    /// `quý II`
    Quarter,
    /// `năm 2026`
    Year,
    /// `năm học 2025 - 2026`
    SchoolYear,
}

/// A period as written: its unit, its number and its place.
#[derive(Debug, Clone, Copy)]
struct Period {
    unit: Unit,
    number: u32,
    range: TextRange,
}

impl Check for PeriodMismatch {
    const NAME: &'static str = "period-mismatch";
    const VALUES: &'static [&'static str] = &["found", "title"];
    const NEEDS_LETTERS: bool = true;

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        if let Where::ClosingKind = self.place {
            self.closing_kind(document, findings);
            return;
        }
        let Some((title, text)) = title(document) else { return };
        let own = |unit: Unit| title.iter().filter(move |period| period.unit == unit).map(|period| period.number);
        let foreign =
            |period: &Period| own(period.unit).next().is_some() && own(period.unit).all(|own| own != period.number);
        let mut say = |block: &Block, range: TextRange| {
            let span = block.span(range);
            findings.report(span).value("found", block.clean_text(span)).value("title", text.trim());
        };
        for block in document.prose().filter(|block| document.zone(block.id()) == Zone::Body) {
            let folded = block.folded();
            let start = folded.len() - folded.trim_start().len();
            match self.place {
                Where::Closing => {
                    if !self.opens.iter().any(|opens| folded[start..].starts_with(opens.as_str())) {
                        continue;
                    }
                    let named = periods(block);
                    // `kết quả tháng 5, nhiệm vụ tháng 6` names its own period too.
                    let also =
                        |unit: Unit| named.iter().any(|one| one.unit == unit && own(unit).any(|own| own == one.number));
                    if let Some(other) = named.iter().find(|period| foreign(period) && !also(period.unit)) {
                        // A month with its year is one period.
                        let end =
                            named.iter().map(|period| period.range.end()).filter(|end| *end > other.range.start());
                        let near = end.filter(|end| *end <= other.range.end() + 12).max().unwrap_or(other.range.end());
                        say(block, TextRange::new(other.range.start(), near));
                    }
                }
                Where::Opening => {
                    let Some(clause) = self.leading_clause(folded) else { continue };
                    let named: Vec<Period> =
                        periods(block).into_iter().filter(|one| one.range.start() as usize >= clause).collect();
                    let also =
                        |unit: Unit| named.iter().any(|one| one.unit == unit && own(unit).any(|own| own == one.number));
                    if let Some(other) = named.iter().find(|period| foreign(period) && !also(period.unit)) {
                        say(block, other.range);
                    }
                    // What leads into the content stands once, above it.
                    return;
                }
                Where::Heading => {
                    let results = self.words.iter().any(|word| folded.contains(word.as_str()));
                    if !results
                        || !document.outline.divisions.iter().any(|one| one.is_heading && one.block == block.id())
                    {
                        continue;
                    }
                    let named = periods(block);
                    let other =
                        named.iter().find(|period| matches!(period.unit, Unit::Week | Unit::Month) && foreign(period));
                    if let Some(other) = other {
                        say(block, other.range);
                    }
                }
                Where::Comparison => {
                    for (at, _) in folded.match_indices("so với tháng ") {
                        let named = periods(block);
                        let Some(month) = named.iter().find(|period| {
                            period.unit == Unit::Month && period.range.start() as usize == at + "so với ".len()
                        }) else {
                            continue;
                        };
                        let mut months = own(Unit::Month);
                        let same = months.next() == Some(month.number) && months.next().is_none();
                        // The same month of another year is a fair comparison.
                        let year = named.iter().find(|period| {
                            let next = month.range.end()..=month.range.end() + 2;
                            period.unit == Unit::Year && next.contains(&period.range.start())
                        });
                        if same && year.is_none_or(|year| own(Unit::Year).any(|own| own == year.number)) {
                            say(block, TextRange::from(at..month.range.end() as usize));
                        }
                    }
                }
                Where::Other => {
                    let other = self.other.is_some_and(|other| own(other).next().is_none());
                    if own(Unit::Month).next().is_none() || !other {
                        continue;
                    }
                    if let Some(range) = self.phrase(block) {
                        say(block, range);
                    }
                }
                Where::ClosingKind => {}
            }
        }
    }
}

impl PeriodMismatch {
    /// Where the last clause of a sentence begins that leads into the content.
    fn leading_clause(&self, folded: &str) -> Option<usize> {
        let said = folded.trim_end().strip_suffix(':')?.trim_end();
        let said = self.words.iter().find_map(|words| said.strip_suffix(words.as_str()))?;
        let clause = said.trim_end_matches([' ', ',']).rfind([',', ';', '.']).map_or(0, |mark| mark + 1);
        self.opens.iter().any(|verb| folded[clause..].contains(verb.as_str())).then_some(clause)
    }

    /// `Trong tuần` where it opens a sentence or clause, and means the week of the report.
    fn phrase(&self, block: &Block) -> Option<TextRange> {
        let folded = block.folded();
        self.words.iter().find_map(|words| {
            folded.match_indices(words.as_str()).find_map(|(at, _)| {
                let before = folded[..at].trim_end();
                let rest = folded[at + words.len()..].trim_start();
                let opens = before.is_empty() || before.ends_with(['.', ';', ':', ',', '-', '\n', '(']);
                let other = self.unless_followed_by.iter().any(|word| rest.starts_with(word.as_str()))
                    || rest.starts_with(|letter: char| letter.is_ascii_digit());
                (opens && !other).then(|| TextRange::from(at..at + words.len()))
            })
        })
    }

    /// `Trên đây là Kế hoạch …` in a report.
    fn closing_kind(&self, document: &Document, findings: &mut Findings) {
        let Some(own) = document.kind_slug().filter(|slug| self.kinds.iter().any(|kind| kind == slug)) else { return };
        let kinds = document_kinds().iter().filter(|kind| self.others.contains(&kind.slug));
        let others: Vec<&str> = kinds.filter(|kind| kind.slug != own).map(|kind| kind.folded.as_str()).collect();
        for block in document.prose().filter(|block| document.zone(block.id()) == Zone::Body) {
            let folded = block.folded();
            let start = folded.len() - folded.trim_start().len();
            let opening = self.opens.iter().find(|opens| folded[start..].starts_with(opens.as_str()));
            let Some(at) = opening.map(|opening| start + opening.len() + 1) else { continue };
            let rest = folded.get(at..).unwrap_or("");
            let Some(other) = others.iter().find(|other| rest.starts_with(**other)) else { continue };
            let span = block.span(at..at + other.len());
            findings.report(span).value("found", block.clean_text(span)).value("title", kind_name(own));
        }
    }
}

fn kind_name(slug: &str) -> &str {
    document_kinds().iter().find(|kind| kind.slug == slug).map_or(slug, |kind| &kind.name)
}

/// The periods that the title names, and its text; `None` if it names none.
fn title(document: &Document) -> Option<(Vec<Period>, String)> {
    let subject = document.component(ComponentKind::Subject)?;
    let blocks = subject.spans.iter().map(|span| document.block(span.block));
    let found: Vec<Period> = blocks.flat_map(periods).collect();
    let text: Vec<&str> = subject.spans.iter().map(|span| document.clean_text(*span).trim()).collect();
    (!found.is_empty()).then(|| (found, text.join(" ").replace('\n', " ")))
}

/// `tuần 02`, `tháng 5`, `tháng 5/2026`, `quý II`, `năm 2026` in a block.
fn periods(block: &Block) -> Vec<Period> {
    let (folded, clean, tokens) = (block.folded(), block.clean(), block.tokens());
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [word, number] = pair else { continue };
        // `9 tháng đầu năm`
        if word.kind() == TokenKind::Number && matches!(&folded[number.range().usize()], "tháng") {
            let of_year = tokens.get(at + 2..at + 4).is_some_and(|rest| {
                matches!(&folded[rest[0].range().usize()], "đầu" | "cuối") && &folded[rest[1].range().usize()] == "năm"
            });
            if let Ok(number_of) = clean[word.range().usize()].parse()
                && of_year
            {
                found.push(Period {
                    unit: Unit::Months,
                    number: number_of,
                    range: word.range().cover(tokens[at + 3].range()),
                });
            }
            continue;
        }
        if word.kind() != TokenKind::Word {
            continue;
        }
        let school = at > 0
            && &folded[word.range().usize()] == "học"
            && &folded[tokens[at - 1].range().usize()] == "năm"
            && number.kind() == TokenKind::Number;
        if school && let Ok(first) = clean[number.range().usize()].parse() {
            let range = tokens[at - 1].range().cover(number.range());
            found.push(Period { unit: Unit::SchoolYear, number: first, range });
            continue;
        }
        let unit = match &folded[word.range().usize()] {
            "tuần" => Unit::Week,
            "tháng" => Unit::Month,
            "quý" => Unit::Quarter,
            "năm" => Unit::Year,
            _ => continue,
        };
        let text = &clean[number.range().usize()];
        let value = match number.kind() {
            TokenKind::Number => text.parse().ok(),
            TokenKind::Word if unit == Unit::Quarter => match text {
                "I" => Some(1),
                "II" => Some(2),
                "III" => Some(3),
                "IV" => Some(4),
                _ => None,
            },
            _ => None,
        };
        let Some(value) = value else { continue };
        if unit == Unit::Year && !(1900..2200).contains(&value) || unit == Unit::Month && !(1..=12).contains(&value) {
            continue;
        }
        // A day names its month for another reason.
        let day = unit == Unit::Month
            && at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|before| before.kind() == TokenKind::Number);
        if !day {
            found.push(Period { unit, number: value, range: word.range().cover(number.range()) });
        }
        let year = tokens.get(at + 2..at + 4).and_then(|rest| match rest {
            [slash, year] if slash.kind() == TokenKind::Mark('/') && unit == Unit::Month => Some(*year),
            _ => None,
        });
        let year = year.and_then(|year| Some((clean[year.range().usize()].parse().ok()?, year.range())));
        if let Some((number, range)) = year.filter(|(number, _)| (1900..2200).contains(number) && !day) {
            found.push(Period { unit: Unit::Year, number, range });
        }
    }
    found
}
