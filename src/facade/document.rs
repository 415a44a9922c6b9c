//! The document as it was recognised, to be read.

use crate::model::{self, ComponentKind};

/// A document as it was recognised. What was not recognised is `None`; it may be there all the same.
///
/// ```
/// let text = "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN AN\n\nSố: 12/BC-UBND\n\nTân An, ngày 05 tháng 3 năm 2026\n\n\
///             BÁO CÁO\nKết quả công tác\n\nUBND phường báo cáo như sau.\n";
/// let report = rasoat::Checker::new().check("a.txt", text.as_bytes())?;
/// let document = report.document();
/// assert_eq!((document.kind(), document.date().as_deref()), (Some("bao-cao"), Some("2026-03-05")));
/// assert_eq!(document.number().as_deref(), Some("12/BC-UBND"));
/// # Ok::<(), rasoat::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Document<'r>(pub(super) &'r model::Document);

impl<'r> Document<'r> {
    /// The format of the file: `text`, `markdown`, `docx`, `odt`, `doc`, `pdf`.
    pub fn format(&self) -> &'static str {
        self.0.raw.format.name()
    }

    /// The kind of document, such as `bao-cao`.
    pub fn kind(&self) -> Option<&'r str> {
        self.0.kind_slug()
    }

    /// Its number and symbol, as `12/BC-UBND`.
    pub fn number(&self) -> Option<String> {
        let number = self.0.number.as_ref()?;
        let (serial, symbol) = (number.serial.as_ref()?, number.symbol.as_ref()?);
        Some(format!("{}/{}", serial.text, symbol.text))
    }

    /// Its date, as `2026-03-05`; `None` if it is blank, or no day of the calendar.
    pub fn date(&self) -> Option<String> {
        self.0.own_date().map(|date| date.to_string())
    }

    /// The place beside the date.
    pub fn place(&self) -> Option<&'r str> {
        let place = self.0.place_and_date.as_ref()?.place.as_ref()?;
        Some(place.text.as_str())
    }

    /// The body that issues it.
    pub fn issuer(&self) -> Option<String> {
        self.part(ComponentKind::IssuingAuthority)
    }

    /// The body above the one that issues it.
    pub fn parent(&self) -> Option<String> {
        self.part(ComponentKind::ParentAuthority)
    }

    /// What it is about.
    pub fn subject(&self) -> Option<String> {
        self.part(ComponentKind::Subject)
    }

    /// The name of the person who signs it.
    pub fn signer(&self) -> Option<&'r str> {
        let name = self.0.signature.as_ref()?.name.as_ref()?;
        Some(name.text.as_str())
    }

    /// Its text: each paragraph with the place it has as [`Location::line`](crate::Location::line).
    pub fn paragraphs(&self) -> impl Iterator<Item = (u32, &'r str)> {
        self.0.blocks().iter().map(|block| (block.paragraph, block.text()))
    }

    /// The documents that follow it in the same file.
    pub fn further(&self) -> impl Iterator<Item = Self> {
        self.0.further.iter().map(Self)
    }

    fn part(self, kind: ComponentKind) -> Option<String> {
        let spans = &self.0.component(kind)?.spans;
        let texts: Vec<&str> = spans.iter().map(|span| self.0.clean_text(*span).trim()).collect();
        Some(texts.join(" "))
    }
}
