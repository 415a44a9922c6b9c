//! The prefixes under which a part writes the names of the format.

use crate::ooxml::Element;

/// Where the names of `OpenDocument` begin.
const FAMILY: &str = "urn:oasis:names:tc:opendocument:xmlns:";
/// The namespace of authors and dates.
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// Prefixes, each with its colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) office: String,
    pub(super) text: String,
    pub(super) creators: String,
    /// What declares the prefix of authors and dates where the part does not know it.
    pub(super) declared: String,
    /// `None` where the part does not know the namespace.
    pub(super) meta: Option<String>,
    pub(super) style: Option<String>,
    pub(super) format: Option<String>,
}

impl Names {
    /// What `root` declares; `None` if it does not declare what every remark needs.
    pub(super) fn of(root: &Element<'_>) -> Option<Self> {
        let prefix = |uri: &str| {
            let mut declared = root.written_attributes().filter(|(_, value)| value == uri);
            declared.find_map(|(name, _)| name.strip_prefix("xmlns:").map(|prefix| format!("{prefix}:")))
        };
        let of_family = |name: &str| prefix(&format!("{FAMILY}{name}:1.0"));
        let creators = prefix(DUBLIN_CORE);
        let declared = creators.as_ref().map_or_else(|| format!(" xmlns:dc=\"{DUBLIN_CORE}\""), |_| String::new());
        Some(Self {
            office: of_family("office")?,
            text: of_family("text")?,
            creators: creators.unwrap_or_else(|| "dc:".to_owned()),
            declared,
            meta: of_family("meta"),
            style: of_family("style"),
            format: of_family("xsl-fo-compatible"),
        })
    }
}
