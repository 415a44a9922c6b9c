//! The checks on *Nơi nhận*.

mod archive_line;
mod as_above;
mod recipient_list;
mod recipient_marker;

pub(super) use archive_line::{ArchiveLineColon, ArchiveLinePresent, ArchiveLineUnit};
pub(super) use as_above::{AsAboveNoOrphan, AsAboveNotRepeated, AsAbovePresent};
pub(super) use recipient_list::{
    RecipientListArchiveLast, RecipientListArchiveRegistry, RecipientListArticleThere, RecipientListNamedOnce,
    RecipientListNotToItself, RecipientListOneParagraph,
};
pub(super) use recipient_marker::RecipientMarker;
