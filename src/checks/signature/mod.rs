//! The checks on authority, office and name of who signs.

mod collective_signature;
mod signature_chain;
mod signature_form;

pub(super) use collective_signature::{
    CollectiveSignatureAuthority, CollectiveSignatureBehalf, CollectiveSignatureOffice,
};
pub(super) use signature_chain::{
    SignatureChainCollectiveAfterBehalf, SignatureChainDeputyAfterHead, SignatureChainDeputyNotByOrder,
    SignatureChainDeputyUnderHead, SignatureChainNoRedelegation, SignatureChainOfficeAfterOrder,
};
pub(super) use signature_form::{
    SignatureFormActing, SignatureFormBareName, SignatureFormName, SignatureFormNameCapitals, SignatureFormNoColon,
    SignatureFormNoNote, SignatureFormPrefix,
};
