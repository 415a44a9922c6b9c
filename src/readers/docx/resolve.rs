//! How the layers lie over each other: direct formatting, character style, paragraph style, list
//! level, table style, document defaults.

use super::fonts::{FontId, Fonts};
use super::properties::{ParagraphProps, RunProps};
use super::styles::{StyleIndex, Styles};
use super::table_style::TableInfluence;
use crate::model::Fact;
use crate::model::format::{Alignment, LineSpacing, ParagraphFormat, RunFormat};
use crate::text::TextRange;

/// What a paragraph inherits besides its style.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The level of the list it stands in.
    pub(super) level: Option<&'a ParagraphProps>,
    /// The table it stands in.
    pub(super) table: &'a TableInfluence,
    /// The space that Word chooses where it is to choose.
    pub(super) auto_space: Fact<u32>,
}

/// The value below direct formatting, `None` if it is not certain. A style beats a table, except
/// that Word takes a style that only repeats the document default for one that says nothing, in some
/// of its modes; so that is not resolved.
fn inherited<T: Copy + PartialEq>(
    styled: Option<T>,
    table: Option<T>,
    in_doubt: bool,
    default: Option<T>,
    standard: T,
) -> Option<T> {
    let default = default.unwrap_or(standard);
    match (styled, table) {
        (Some(styled), _) if styled != default => Some(styled),
        (_, _) if in_doubt => None,
        (Some(styled), Some(table)) => (styled == table).then_some(styled),
        (styled, table) => Some(styled.or(table).unwrap_or(default)),
    }
}

impl Styles {
    /// The facts of a paragraph. The properties of its list level lie below direct formatting; they
    /// lie below the style too if the style brought the list.
    pub(super) fn paragraph_format(
        &self,
        style: Option<StyleIndex>,
        direct: &ParagraphProps,
        around: Surroundings<'_>,
    ) -> ParagraphFormat {
        let styled = self.paragraph(style);
        let level = around.level.copied().unwrap_or_default();
        let indents = if direct.list.is_some() { level.over(*styled) } else { styled.over(level) };
        let space = |before: bool| {
            let side = |props: &ParagraphProps| if before { props.look.space_before } else { props.look.space_after };
            let auto = |props: &ParagraphProps| if before { props.auto_before } else { props.auto_after };
            match self.resolve(direct, styled, around.table, |props| auto(props).map(Fact::Known), false) {
                Fact::Known(true) => around.auto_space,
                Fact::Known(false) => self.resolve(direct, styled, around.table, side, 0),
                Fact::Unknown => Fact::Unknown,
            }
        };
        let outline = direct.outline.or(styled.outline);
        ParagraphFormat {
            alignment: self.resolve(direct, styled, around.table, |props| props.look.alignment, Alignment::Left),
            first_line_indent: self.resolve(direct, &indents, around.table, |props| props.look.first_line, 0),
            left_indent: self.resolve(direct, &indents, around.table, |props| props.look.left, 0),
            right_indent: self.resolve(direct, &indents, around.table, |props| props.look.right, 0),
            space_before: space(true),
            space_after: space(false),
            line_spacing: self.resolve(
                direct,
                styled,
                around.table,
                |props| props.look.line_spacing,
                LineSpacing::Multiple(100),
            ),
            contextual_spacing: self.resolve(
                direct,
                styled,
                around.table,
                |props| props.look.contextual_spacing.map(Fact::Known),
                false,
            ),
            framed: Fact::Known(direct.look.framed.or(styled.look.framed).unwrap_or(false)),
            outline_level: outline.filter(|level| *level < 9).map_or(Fact::Unknown, |level| Fact::Known(level + 1)),
            ..ParagraphFormat::default()
        }
    }

    /// One fact of a paragraph; `standard` is what holds in a file that says nothing.
    fn resolve<T: Copy + PartialEq>(
        &self,
        direct: &ParagraphProps,
        styled: &ParagraphProps,
        table: &TableInfluence,
        of: impl Fn(&ParagraphProps) -> Option<Fact<T>>,
        standard: T,
    ) -> Fact<T> {
        if let Some(fact) = of(direct) {
            return fact;
        }
        if !self.known {
            return Fact::Unknown;
        }
        let in_doubt = of(&table.doubt.paragraph).is_some();
        let default = of(&self.paragraph_defaults);
        inherited(of(styled), of(&table.sure.paragraph), in_doubt, default, Fact::Known(standard)).unwrap_or_default()
    }

    /// True if a border is drawn below a paragraph.
    pub(super) fn has_border_below(&self, style: Option<StyleIndex>, direct: &ParagraphProps) -> bool {
        direct.look.border_below.or(self.paragraph(style).look.border_below).unwrap_or(false)
    }

    fn layers<'a>(
        &'a self,
        style: Option<StyleIndex>,
        direct: &'a RunProps,
        table: &'a TableInfluence,
    ) -> RunLayers<'a> {
        let (character, paragraph) = (self.character(direct.style), self.run_of_paragraph(style));
        RunLayers { styles: self, direct, character, paragraph, table }
    }

    /// True if a run with the `direct` properties in a paragraph of `style` is not shown.
    pub(super) fn hides(&self, style: Option<StyleIndex>, direct: &RunProps, table: &TableInfluence) -> bool {
        self.layers(style, direct, table).toggle(|props| props.hidden).unwrap_or(false)
    }

    /// The facts of a run with the `direct` properties in a paragraph of `style`.
    pub(super) fn run(&self, style: Option<StyleIndex>, direct: &RunProps, table: &TableInfluence) -> RunFacts {
        let layers = self.layers(style, direct, table);
        let caps = layers.toggle(|props| props.caps);
        let small_caps = layers.toggle(|props| props.small_caps);
        RunFacts {
            accented: layers.value(|props| props.fonts.accented.map(Some), None).flatten(),
            plain: layers.value(|props| props.fonts.plain.map(Some), None).flatten(),
            // 10 pt is what the standard gives to a file that says nothing.
            half_points: fact(layers.value(|props| props.half_points, 20)),
            bold: fact(layers.toggle(|props| props.bold)),
            italic: fact(layers.toggle(|props| props.italic)),
            caps: fact(if caps == Some(true) {
                caps
            } else {
                small_caps.and_then(|small| caps.map(|caps| caps || small))
            }),
            underline: fact(layers.value(|props| props.underline, false)),
            color: layers.value(|props| props.color, Fact::Known(None)).unwrap_or_default(),
            highlighted: fact(layers.value(|props| props.highlighted, false)),
            hidden: layers.toggle(|props| props.hidden).unwrap_or(false),
        }
    }
}

/// Everything that says something about a run.
struct RunLayers<'a> {
    styles: &'a Styles,
    direct: &'a RunProps,
    character: &'a RunProps,
    paragraph: &'a RunProps,
    table: &'a TableInfluence,
}

impl RunLayers<'_> {
    /// A property of which the nearest layer decides; `None` if it is not certain.
    fn value<T: Copy + PartialEq>(&self, of: impl Fn(&RunProps) -> Option<T>, standard: T) -> Option<T> {
        if let Some(value) = of(self.direct) {
            return Some(value);
        }
        if !self.styles.known {
            return None;
        }
        if let Some(value) = of(self.character) {
            return Some(value);
        }
        let in_doubt = of(&self.table.doubt.run).is_some();
        let default = of(&self.styles.run_defaults);
        inherited(of(self.paragraph), of(&self.table.sure.run), in_doubt, default, standard)
    }

    /// A switch: direct formatting is absolute, but styles of several kinds that switch it on cancel
    /// each other out.
    fn toggle(&self, of: impl Fn(&RunProps) -> Option<bool>) -> Option<bool> {
        if let Some(value) = of(self.direct) {
            return Some(value);
        }
        if !self.styles.known {
            return None;
        }
        if of(&self.styles.run_defaults) == Some(true) {
            return Some(true);
        }
        let (character, paragraph) = (of(self.character), of(self.paragraph));
        let table = of(&self.table.sure.run).unwrap_or(false);
        if of(&self.table.doubt.run).is_some_and(|doubt| doubt || table) {
            return None;
        }
        match (table, character, paragraph) {
            (true, None, None) => Some(true),
            // Programs differ in how a table style meets another style that speaks.
            (true, _, _) => None,
            (false, character, paragraph) => Some(character.unwrap_or(false) ^ paragraph.unwrap_or(false)),
        }
    }
}

fn fact<T>(value: Option<T>) -> Fact<T> {
    value.map_or(Fact::Unknown, Fact::Known)
}

/// Resolved facts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RunFacts {
    accented: Option<FontId>,
    plain: Option<FontId>,
    /// Size in half points.
    pub(super) half_points: Fact<u16>,
    bold: Fact<bool>,
    pub(super) italic: Fact<bool>,
    caps: Fact<bool>,
    /// Underlined.
    pub(super) underline: Fact<bool>,
    color: Fact<Option<[u8; 3]>>,
    highlighted: Fact<bool>,
    /// Not shown.
    pub(super) hidden: bool,
}

impl RunFacts {
    /// As the model has it.
    pub(super) fn format(self, range: TextRange, fonts: &Fonts) -> RunFormat {
        let name = |font: Option<FontId>| font.and_then(|font| fonts.name(font)).map(str::to_owned);
        let plain = self.plain.filter(|plain| Some(*plain) != self.accented);
        RunFormat {
            range,
            font: name(self.accented),
            plain_font: name(plain),
            half_points: self.half_points,
            bold: self.bold,
            italic: self.italic,
            underline: self.underline,
            caps: self.caps,
            color: self.color,
            highlighted: self.highlighted,
        }
    }
}
