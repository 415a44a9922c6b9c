//! The checks on *căn cứ*.

mod ground_law;
mod grounds_apart;
mod grounds_joined;

pub(super) use ground_law::GroundLaw;
pub(super) use grounds_apart::GroundsApart;
pub(super) use grounds_joined::GroundsJoined;
