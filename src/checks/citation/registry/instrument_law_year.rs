//! `instrument-law-year`: laws that are cited by name with a year near that of the law.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checks::{Check, Context, Findings};
use crate::lexicon::instruments::{Fact, Instrument, Registry, law_key, written};
use crate::model::citation::{Citation, Mention};

/// Reports a law by its name with a year in which no law of that name was passed, came into force or was amended,
/// but close to the year of the one that bears it: a slip, and no earlier law of the name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct InstrumentLawYear {
    /// Years by which the year may be off.
    most_years: i16,
}

impl Check for InstrumentLawYear {
    const NAME: &'static str = "instrument-law-year";
    const VALUES: &'static [&'static str] = &["name", "year", "right", "date"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        for citation in &cx.document.citations.all {
            let Some((year, known)) = self.slip(cx.registry, citation) else { continue };
            findings
                .report(citation.span)
                .value("name", known.name())
                .value("year", year.to_string())
                .value("right", known.date.year().to_string())
                .value("date", written(known.date));
        }
    }
}

impl InstrumentLawYear {
    /// The year of `citation` and the law that is meant, if the year is a slip.
    fn slip<'a>(&self, registry: &'a Registry, citation: &Citation) -> Option<(i16, &'a Instrument)> {
        let plain = citation.mention == Mention::Named && !citation.quoted && citation.date.is_none();
        let name = citation.name.as_ref().filter(|_| plain)?;
        let year: i16 = citation.number.as_ref()?.text.parse().ok()?;
        let named = registry.named(&name.text);
        let mut near = named.iter().filter(|law| law.is_sure(Fact::Date) && self.is_near(law.date.year(), year));
        let (known, other) = (near.next()?, near.next());
        let key = law_key(&known.name());
        let of_year = |law: &Instrument| law.date.year() == year || law.effective.is_some_and(|day| day.year() == year);
        // A law that amends it has its name in its own.
        let touched = || registry.laws().any(|known| of_year(known.law) && law_key(&known.folded).contains(&key));
        (other.is_none() && !named.iter().any(|law| of_year(law)) && !touched()).then_some((year, *known))
    }

    fn is_near(&self, passed: i16, year: i16) -> bool {
        let off = passed - year;
        off != 0 && off.abs() <= self.most_years
    }
}
