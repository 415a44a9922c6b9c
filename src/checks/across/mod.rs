//! Checks over the files of one run. They read summaries, never documents.

mod annex_figures;
mod declared_sum;
mod instrument_dates;
mod number_twice;
mod summary_figure;
mod summary_total;

pub(super) use annex_figures::AnnexFigures;
pub(super) use instrument_dates::InstrumentDates;
pub(super) use number_twice::NumberTwice;
pub(super) use summary_figure::SummaryFigure;
pub(super) use summary_total::SummaryTotal;

use jiff::civil::{Date, date};

/// True if local bodies were formed anew between the two days: those of the same name may have begun
/// to count again (the two-level model of local government, from 1 July 2025).
fn reformed_between(one: Date, other: Date) -> bool {
    const REFORM: Date = date(2025, 7, 1);
    (one < REFORM) != (other < REFORM) && one.year() == other.year()
}
