//! The checks on *Nơi nhận*.

mod archive_line;
mod as_above;
mod recipient_list;
mod recipient_marker;

pub(super) use archive_line::ArchiveLine;
pub(super) use as_above::AsAbove;
pub(super) use recipient_list::RecipientList;
pub(super) use recipient_marker::RecipientMarker;
