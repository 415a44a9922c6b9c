//! The checks on annexes and what refers to them.

mod annex_missing;
mod annex_note;
mod annex_numbers;
mod annex_page_restart;
mod annex_unmentioned;
mod attachment_number;

pub(super) use annex_missing::AnnexMissing;
pub(super) use annex_note::AnnexNote;
pub(super) use annex_numbers::AnnexNumbers;
pub(super) use annex_page_restart::AnnexPageRestart;
pub(super) use annex_unmentioned::AnnexUnmentioned;
pub(super) use attachment_number::AttachmentNumber;
