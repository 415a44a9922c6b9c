//! The checks on *Kính gửi* and the addressees.

mod addressee_lines;
mod missing_addressee;

pub(super) use addressee_lines::AddresseeLines;
pub(super) use missing_addressee::MissingAddressee;
