//! What moves a paragraph or its text across the page without being its alignment: frames and tab
//! stops. Page numbers stand in both.

use super::properties::{alignment, length, value};
use crate::model::Fact;
use crate::model::format::Alignment;
use crate::ooxml::{Element, Namespace, Xml, XmlError};

/// Where the frame of a `w:framePr` stands on the page; `None` for a drop capital, which is no frame.
pub(super) fn alignment_of(xml: &Xml<'_>, element: &Element<'_>) -> Option<Fact<Alignment>> {
    let attribute = |name| xml.attribute(element, Namespace::Word, name);
    if attribute("dropCap").is_some_and(|kind| kind != "none") {
        return None;
    }
    Some(attribute("xAlign").map_or(Fact::Unknown, |place| alignment(&place)))
}

/// A tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stop {
    at: i32,
    /// How the text stands at it; `None` for a stop that is taken away.
    kind: Option<Fact<Alignment>>,
}

/// The tab stops that one place sets. More than these are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tabs {
    stops: [Option<Stop>; 4],
}

impl Tabs {
    /// Reads the children of a `w:tabs`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, XmlError> {
        let mut tabs = Self::default();
        while let Some(element) = xml.child()? {
            if element.is(Namespace::Word, "tab") {
                let at = xml.attribute(&element, Namespace::Word, "pos").and_then(|at| length(&at));
                let kind = match value(xml, &element).as_deref() {
                    Some("clear") => None,
                    Some(kind) => Some(alignment(kind)),
                    None => Some(Fact::Unknown),
                };
                if let Some(at) = at {
                    tabs.add(Stop { at, kind });
                }
            }
            xml.skip()?;
        }
        Ok(tabs)
    }

    fn add(&mut self, stop: Stop) {
        if let Some(free) = self.stops.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(stop);
        }
    }

    /// These stops and those of `below` that stand elsewhere.
    pub(super) fn over(self, below: Self) -> Self {
        let mut all = self;
        for stop in below.stops.into_iter().flatten() {
            if !self.stops.iter().flatten().any(|own| own.at == stop.at) {
                all.add(stop);
            }
        }
        all
    }

    /// How text after `tabs` tabs stands. Without enough stops of its own, Word's even ones follow.
    pub(super) fn alignment(self, tabs: usize) -> Fact<Alignment> {
        let mut stops: Vec<Stop> = self.stops.into_iter().flatten().filter(|stop| stop.kind.is_some()).collect();
        stops.sort_by_key(|stop| stop.at);
        tabs.checked_sub(1).and_then(|last| stops.get(last)?.kind).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CENTER: Option<Fact<Alignment>> = Some(Fact::Known(Alignment::Center));
    const RIGHT: Option<Fact<Alignment>> = Some(Fact::Known(Alignment::Right));

    fn tabs(stops: &[(i32, Option<Fact<Alignment>>)]) -> Tabs {
        let mut tabs = Tabs::default();
        for (at, kind) in stops {
            tabs.add(Stop { at: *at, kind: *kind });
        }
        tabs
    }

    #[test]
    fn stops_are_inherited_and_taken_away() {
        let style = tabs(&[(4680, CENTER), (9360, RIGHT)]);
        assert_eq!(style.alignment(1), Fact::Known(Alignment::Center));
        assert_eq!(style.alignment(2), Fact::Known(Alignment::Right));
        assert_eq!(style.alignment(3), Fact::Unknown);
        let own = tabs(&[(4680, None), (4500, CENTER)]).over(style);
        assert_eq!(own.alignment(1), Fact::Known(Alignment::Center));
        assert_eq!(own.alignment(2), Fact::Known(Alignment::Right));
        assert_eq!(tabs(&[(4680, None)]).over(style).alignment(1), Fact::Known(Alignment::Right));
    }
}
