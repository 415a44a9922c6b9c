//! `page-size`: the paper.

use schemars::JsonSchema;
use serde::Deserialize;

use super::millimetres;
use crate::checks::{Check, Context, Findings};
use crate::diagnostic::{Look, Reason};

/// Compares the paper of each section of the document itself, upright or across. Lengths are
/// twentieths of a point.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::checks) struct PageSize {
    /// The shorter side.
    short: u32,
    /// The longer side.
    long: u32,
    /// How far off is forgiven: programs round the same paper differently.
    tolerance: u32,
}

impl Check for PageSize {
    const NAME: &'static str = "page-size";
    const VALUES: &'static [&'static str] = &["width", "height"];

    fn check(&self, cx: &Context<'_>, findings: &mut Findings) {
        let document = cx.document;
        let sections = document.own_sections();
        let sizes = sections.iter().map(|section| (section, section.page.width.known(), section.page.height.known()));
        let mut known = false;
        let mut wrong = Vec::new();
        for (section, width, height) in sizes {
            let (Some(width), Some(height)) = (width, height) else { continue };
            known = true;
            if !self.is_right(width, height) {
                wrong.push((section.first, width, height));
            }
        }
        // Further sections on the same paper are the same fault.
        if let Some((first, width, height)) = wrong.first() {
            let draft = findings.report(document.block(*first).whole());
            draft.value("width", millimetres(*width as f32)).value("height", millimetres(*height as f32));
            for (first, width, height) in &wrong {
                let paper = if width > height { (self.long, self.short) } else { (self.short, self.long) };
                draft.restyle(document.block(*first).whole(), Look::Paper(paper.0, paper.1));
            }
        }
        if !known {
            findings.not_checked(Reason::NoFormatFacts);
        }
    }
}

impl PageSize {
    fn is_right(&self, width: u32, height: u32) -> bool {
        let near = |found: u32, expected: u32| found.abs_diff(expected) <= self.tolerance;
        near(width.min(height), self.short) && near(width.max(height), self.long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_has_its_own_a4() {
        let check = PageSize { short: 11906, long: 16838, tolerance: 20 };
        for (width, height) in [(11907, 16840), (11909, 16834), (11906, 16838), (16840, 11907)] {
            assert!(check.is_right(width, height), "{width} x {height}");
        }
        assert!(!check.is_right(12240, 15840));
    }
}
