//! `page-margins`: the white around the text.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{TWIPS_A_MILLIMETRE, millimetres};
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};
use crate::model::appearance::rounded;
use crate::model::format::PageSetup;

/// Compares the margins of each upright section of the document itself. All margins that are off
/// are one finding. Lengths are millimetres.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageMargins {
    /// Least and greatest top margin.
    top: [f32; 2],
    /// Least and greatest right margin.
    right: [f32; 2],
    /// Least and greatest bottom margin.
    bottom: [f32; 2],
    /// Least and greatest left margin, with the space for binding.
    left: [f32; 2],
    /// The margin that is farthest off is off by more than this.
    beyond: f32,
    /// And by no more than this.
    up_to: Option<f32>,
}

impl Check for PageMargins {
    const NAME: &'static str = "page-margins";
    const VALUES: &'static [&'static str] = &["top", "right", "bottom", "left"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let mut known = false;
        let mut wrong = Vec::new();
        for section in document.own_sections() {
            let Some(margins) = section.page.margins.known() else { continue };
            known = true;
            let off = self.farthest(section.page, margins);
            if is_upright(section.page) && off > self.beyond && self.up_to.is_none_or(|most| off <= most) {
                wrong.push((section, margins));
            }
        }
        // Further sections with margins that are off are the same fault.
        if let Some((section, [top, right, bottom, left])) = wrong.first() {
            let gutter = section.page.gutter.known().unwrap_or(0) as f32;
            let draft = findings.report(document.block(section.first).whole());
            draft.value("top", shown(length(*top), self.top)).value("right", shown(length(*right), self.right));
            draft.value("bottom", shown(length(*bottom), self.bottom));
            draft.value("left", shown(length(*left) + gutter, self.left));
            for (section, margins) in &wrong {
                let right = self.nearest(section.page, *margins);
                draft.restyle(document.block(section.first).whole(), Look::Margins(right));
            }
        }
        if !known {
            findings.not_checked(Reason::NoFormatFacts);
        }
    }
}

/// A margin of so many twentieths of a point in millimetres, with a sign if it is outside its range.
fn shown(twips: f32, [least, most]: [f32; 2]) -> String {
    let found = twips / TWIPS_A_MILLIMETRE;
    let sign = if off(found, [least, most]) > NOISE { " (!)" } else { "" };
    format!("{}{sign}", millimetres(twips))
}

/// How far `found` is outside its range.
fn off(found: f32, [least, most]: [f32; 2]) -> f32 {
    (least - found).max(found - most).max(0.0)
}

/// What rounding makes of a margin at the edge of its range, in millimetres.
const NOISE: f32 = 0.5;

impl PageMargins {
    /// The allowed margins nearest to these. The binding margin stays, and the left one makes up for it.
    fn nearest(&self, page: &PageSetup, [top, right, bottom, left]: [i32; 4]) -> [u32; 4] {
        let gutter = page.gutter.known().unwrap_or(0) as f32;
        let within = |twips: f32, [least, most]: [f32; 2]| {
            // Rounded inwards, so that what is set is right.
            let (least, most) = ((least * TWIPS_A_MILLIMETRE).ceil(), (most * TWIPS_A_MILLIMETRE).floor());
            twips.clamp(least, most.max(least))
        };
        let of_left = (within(length(left) + gutter, self.left) - gutter).max(0.0);
        let others =
            [within(length(top), self.top), within(length(right), self.right), within(length(bottom), self.bottom)];
        [others[0], others[1], others[2], of_left].map(rounded)
    }

    /// How far the worst margin is outside its range, in millimetres.
    fn farthest(&self, page: &PageSetup, [top, right, bottom, left]: [i32; 4]) -> f32 {
        let off = |twips: f32, range: [f32; 2]| off(twips / TWIPS_A_MILLIMETRE, range);
        let gutter = match page.gutter.known() {
            Some(gutter) => Some(gutter as f32),
            // A left margin that is wide enough needs no space for binding.
            None => (length(left) / TWIPS_A_MILLIMETRE >= self.left[0]).then_some(0.0),
        };
        let left = gutter.map_or(0.0, |gutter| off(length(left) + gutter, self.left));
        off(length(top), self.top).max(off(length(right), self.right)).max(off(length(bottom), self.bottom)).max(left)
    }
}

/// A negative margin is one that header text may not push; it is as wide.
fn length(twips: i32) -> f32 {
    twips.unsigned_abs() as f32
}

fn is_upright(page: &PageSetup) -> bool {
    match (page.width.known(), page.height.known()) {
        (Some(width), Some(height)) => width <= height,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fact;

    const CHECK: PageMargins = PageMargins {
        top: [20.0, 25.0],
        right: [15.0, 20.0],
        bottom: [20.0, 25.0],
        left: [30.0, 35.0],
        beyond: 1.0,
        up_to: None,
    };

    #[test]
    fn the_worst_margin_counts() {
        let page = PageSetup { gutter: Fact::Known(0), ..PageSetup::default() };
        assert!(CHECK.farthest(&page, [1134, 850, 1134, 1701]) < 0.1);
        let off = CHECK.farthest(&page, [1440, 1440, 1440, 1440]);
        assert!((off - 5.4).abs() < 0.1, "{off}");
    }

    #[test]
    fn binding_widens_the_left_margin() {
        let page = PageSetup { gutter: Fact::Known(567), ..PageSetup::default() };
        assert!(CHECK.farthest(&page, [1134, 850, -1134, 1134]) < 0.1);
        let unknown = PageSetup::default();
        assert!(CHECK.farthest(&unknown, [1134, 850, 1134, 1134]) < 0.1, "there may be a gutter");
        assert!(CHECK.farthest(&unknown, [1134, 850, 1134, 2268]) > 4.0);
    }
}
