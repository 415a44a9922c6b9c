//! The checks on authority, office and name of who signs.

mod collective_signature;
mod signature_chain;
mod signature_form;

pub(super) use collective_signature::CollectiveSignature;
pub(super) use signature_chain::SignatureChain;
pub(super) use signature_form::SignatureForm;
