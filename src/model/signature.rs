//! The signature block: on whose behalf, in which office, who.

use super::block::Span;

/// In which capacity somebody signs (Phụ lục I, Phần I, Mục II, khoản 7, điểm b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SigningCapacity {
    /// `TM.`, thay mặt tập thể.
    OnBehalf,
    /// `KT.`, ký thay người đứng đầu.
    ForHead,
    /// `TL.`, thừa lệnh.
    ByOrder,
    /// `TUQ.`, thừa ủy quyền.
    ByDelegation,
    /// `Q.`, quyền.
    Acting,
}

impl SigningCapacity {
    /// The abbreviation with its full stop.
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::OnBehalf => "TM.",
            Self::ForHead => "KT.",
            Self::ByOrder => "TL.",
            Self::ByDelegation => "TUQ.",
            Self::Acting => "Q.",
        }
    }
}

/// One line of authority or office above the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeLine {
    /// The whole line.
    pub span: Span,
    /// The capacity prefix, with its place.
    pub capacity: Option<(SigningCapacity, Span)>,
    /// The prefix is written `TM.`, not `T/M` or `TM`.
    pub capacity_form_right: bool,
    /// The office or body after the prefix, clean, as written.
    pub office: String,
    /// Place of `office`.
    pub office_span: Span,
}

/// The signer's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerName {
    /// The name without title.
    pub span: Span,
    /// The clean name.
    pub text: String,
    /// An academic or military title before it.
    pub title: Option<Span>,
}

/// The signature block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureBlock {
    /// Lines of authority and office, top down; at least one.
    pub offices: Vec<OfficeLine>,
    /// The name, if one is given.
    pub name: Option<SignerName>,
    /// A note such as `(Đã ký)` or `(Ký tên, đóng dấu)`.
    pub note: Option<Span>,
}

impl SignatureBlock {
    /// The last office line: the signer's own office.
    pub fn own_office(&self) -> Option<&OfficeLine> {
        self.offices.last()
    }

    /// The first line with `capacity`.
    pub fn line_with(&self, capacity: SigningCapacity) -> Option<&OfficeLine> {
        self.offices.iter().find(|line| line.capacity.is_some_and(|(found, _)| found == capacity))
    }
}
