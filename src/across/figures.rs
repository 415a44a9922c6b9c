//! Figures with the words that name them.

use std::collections::BTreeMap;

use super::{Counted, Kept, Place};
use crate::lexicon::quantities;
use crate::model::figure::{Figure, FigureKind, Role};
use crate::model::{CellRef, Document, Span, TableId, Zone, surroundings};

/// The plain counts and amounts of `document` that are kept.
pub(super) fn counted(document: &Document, kept: Kept, place: &dyn Fn(Span) -> Place) -> Vec<Counted> {
    let mut per_row: BTreeMap<(TableId, u16), usize> = BTreeMap::new();
    for cell in document.figures.all.iter().filter_map(|figure| figure.cell) {
        *per_row.entry((cell.table, cell.row)).or_default() += 1;
    }
    let alone = |cell: CellRef| per_row.get(&(cell.table, cell.row)).is_some_and(|figures| *figures == 1);
    let plain = |figure: &&Figure| {
        matches!(figure.kind, FigureKind::Count | FigureKind::Amount)
            && figure.role == Role::Plain
            && !figure.in_words
            && figure.whole.is_none()
            && !figure.share
    };
    let figures = document.figures.all.iter().filter(plain);
    figures.filter_map(|figure| one(document, figure, &alone, (kept, place))).collect()
}

/// How surely words name a figure; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// They are its full name.
    Full,
    /// They stand beside it.
    Beside,
}

impl Counted {
    /// Whether the folded words `name` mean this figure: `480 hồ sơ tiếp nhận`, `hồ sơ tiếp nhận: 480`.
    pub fn naming(&self, name: &str) -> Option<Naming> {
        // A heading keeps its words only.
        let words = name.replace(',', "");
        let plain = |own: &str| own == words || own.strip_prefix("tổng số ") == Some(words.as_str());
        if self.name.as_deref().is_some_and(plain) || self.after.is_empty() && plain(&self.before) {
            return Some(Naming::Full);
        }
        if quantities::is_of_part(&self.before) {
            return None;
        }
        let ends = self
            .after
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(',') || quantities::is_time(rest));
        let led = quantities::unlinked(&self.before).strip_suffix(name);
        let led = led.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        (ends || led).then_some(Naming::Beside)
    }
}

fn one(
    document: &Document,
    figure: &Figure,
    alone: &dyn Fn(CellRef) -> bool,
    (kept, place): (Kept, &dyn Fn(Span) -> Place),
) -> Option<Counted> {
    let block = document.block(figure.number.block);
    let (name, before, after) = match (figure.cell, &figure.label) {
        (Some(cell), Some(label)) if alone(cell) => {
            let heading = document.block(label.span.block);
            let words = surroundings::words_of(heading, heading.clean_range(label.span).usize());
            (quantities::named(&words), words, String::new())
        }
        // Among several numbers in a row the columns tell what each of them counts.
        (Some(_), _) => return None,
        (None, _) => {
            let number = block.clean_range(figure.number).usize();
            let name = surroundings::opening(block, number.clone(), quantities::is_time)
                .and_then(|words| quantities::named(&words));
            if name.is_none() && kept == Kept::Named {
                return None;
            }
            let (before, after) = surroundings::clause(block, number);
            (name, before, after)
        }
    };
    if name.is_none() && kept == Kept::Named {
        return None;
    }
    Some(Counted {
        digits: figure.value.digits,
        decimals: figure.value.decimals,
        scale: figure.scale,
        unit: figure.unit.clone(),
        name,
        before,
        after,
        in_annex: document.zone(figure.number.block) == Zone::Attachment,
        place: place(figure.number),
    })
}
