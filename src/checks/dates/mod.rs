//! The checks on days, months and periods in the text.

mod stated_date;

pub(super) use stated_date::StatedDate;
