//! The text of a paragraph: runs, the elements around them, and fields.

use super::drawn_lines::{Drawing, Shapes};
use super::paragraph::Open;
use super::properties::{self, RunProps, alignment};
use super::resolve::RunFacts;
use super::section::PageField;
use super::story::{Field, Story, enter_branch, keeps_space};
use crate::model::{Fact, Generator};
use crate::ooxml::{Element, Namespace, Xml, XmlError, text};
use crate::readers::NoticeKind;
use crate::text::TextRange;

/// Deepest nesting of fields.
const DEEPEST_FIELD: usize = 64;

/// A run while it is read.
struct Run {
    /// Byte of the part at which it starts.
    at: u32,
    /// Bytes of its text so far, shown or not.
    offset: u32,
    facts: RunFacts,
}

impl Story {
    fn inlines(&mut self, xml: &mut Xml<'_>, open: &mut Open) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            self.inline(xml, &element, open)?;
        }
        Ok(())
    }

    /// Reads one child of a paragraph.
    pub(super) fn inline(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, open: &mut Open) -> Result<(), XmlError> {
        match element.name() {
            (Namespace::Word, "r") => self.run(xml, open),
            (Namespace::Word, "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo") => {
                self.inlines(xml, open)
            }
            (Namespace::Word, "fldSimple") => {
                let instruction = xml.attribute(element, Namespace::Word, "instr");
                let instruction = instruction.as_deref().unwrap_or("");
                if shows_today(instruction) {
                    self.automatic_date();
                }
                if is_page_number(instruction) {
                    let facts = self.plain_facts(open);
                    self.page_number(open, facts, numerals(instruction));
                }
                self.inlines(xml, open)?;
                self.shows_page_number = false;
                Ok(())
            }
            (Namespace::Word, "ins" | "moveTo") => {
                self.tracked();
                let from = open.stretch.text.len();
                self.inlines(xml, open)?;
                let inserted = TextRange::from(from..open.stretch.text.len());
                self.insertions.add(self.part, open.ordinal, inserted);
                Ok(())
            }
            (Namespace::Word, "del" | "moveFrom") => {
                self.tracked();
                self.unless(true, |story| story.inlines(xml, open))
            }
            (Namespace::Compatibility, "AlternateContent") => {
                if enter_branch(xml)? {
                    self.inlines(xml, open)?;
                    xml.skip()?;
                }
                Ok(())
            }
            (Namespace::Word, "commentRangeStart" | "commentRangeEnd") => {
                self.comments.mark(xml, element, (self.part, open.ordinal, open.stretch.text.len()));
                xml.skip()
            }
            (Namespace::Math, "oMath" | "oMathPara") => self.math(xml, open),
            _ => xml.skip(),
        }
    }

    fn run(&mut self, xml: &mut Xml<'_>, open: &mut Open) -> Result<(), XmlError> {
        let mut run = Run { at: xml.started_at() as u32, offset: 0, facts: self.plain_facts(open) };
        self.run_content(xml, open, &mut run)
    }

    /// The facts of a run of the paragraph that says nothing of its own.
    fn plain_facts(&self, open: &mut Open) -> RunFacts {
        *open.plain_facts.get_or_insert_with(|| self.styles.run(open.style, &RunProps::default(), &open.table))
    }

    fn run_content(&mut self, xml: &mut Xml<'_>, open: &mut Open, run: &mut Run) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            match element.name() {
                (Namespace::Word, "rPr") => {
                    let props = properties::read_run(xml, &mut self.fonts, Some(&self.styles))?.props;
                    run.facts = self.styles.run(open.style, &props, &open.table);
                    continue;
                }
                (Namespace::Word, "t") => {
                    self.text(xml, &element, open, run)?;
                    continue;
                }
                (Namespace::Word, "tab") => {
                    open.tab_alignment = None;
                    self.show("\t", open, run);
                }
                (Namespace::Word, "ptab") => {
                    let place = xml.attribute(&element, Namespace::Word, "alignment");
                    open.tab_alignment = place.map(|place| alignment(&place));
                    self.show("\t", open, run);
                }
                (Namespace::Word, name @ ("br" | "cr" | "noBreakHyphen" | "softHyphen")) => {
                    self.show(text::literal(name).unwrap_or_default(), open, run);
                }
                (Namespace::Word, "sym") => {
                    let code = xml.attribute(&element, Namespace::Word, "char");
                    let letter = text::symbol(code.as_deref().unwrap_or(""));
                    self.show(letter.encode_utf8(&mut [0; 4]), open, run);
                }
                (Namespace::Word, "fldChar") => {
                    let kind = xml.attribute(&element, Namespace::Word, "fldCharType");
                    self.field(kind.as_deref().unwrap_or(""), open, run);
                }
                (Namespace::Word, "instrText") => {
                    /// A longer instruction is neither a page number nor a date.
                    const LONGEST: usize = 256;
                    let instruction = &mut self.instruction;
                    xml.text(|part| {
                        if instruction.len() < LONGEST {
                            instruction.push_str(part);
                        }
                    })?;
                    continue;
                }
                (Namespace::Word, name @ ("footnoteReference" | "endnoteReference")) if !self.is_dropping() => {
                    let id = xml.attribute(&element, Namespace::Word, "id").and_then(|id| id.parse::<i64>().ok());
                    let notes = if name == "footnoteReference" { &mut self.footnotes } else { &mut self.endnotes };
                    notes.extend(id);
                }
                (Namespace::Word, "lastRenderedPageBreak") => self.pages.begin(self.part, open),
                (Namespace::Word, "commentReference") if !self.is_dropping() => {
                    self.comments.sign(xml, &element);
                }
                (Namespace::Word, "drawing" | "pict" | "object") => {
                    self.box_alignment = Fact::Unknown;
                    self.has_pictures |= self.part == 0;
                    self.lines_drawn = Shapes::default();
                    self.unless(run.facts.hidden, |story| story.graphic(xml, Drawing::default()))?;
                    if !run.facts.hidden && !self.is_dropping() {
                        open.marks.shapes = open.marks.shapes.and(self.lines_drawn);
                        self.boxes += u32::from(self.lines_drawn == Shapes::default());
                    }
                    self.lines_drawn = Shapes::default();
                    continue;
                }
                (Namespace::Word, "ruby" | "rubyBase" | "r") => {
                    self.run_content(xml, open, run)?;
                    continue;
                }
                (Namespace::Compatibility, "AlternateContent") => {
                    if enter_branch(xml)? {
                        self.run_content(xml, open, run)?;
                        xml.skip()?;
                    }
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    fn text(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        open: &mut Open,
        run: &mut Run,
    ) -> Result<(), XmlError> {
        let keep = self.keep_space || keeps_space(xml, element);
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        xml.text(|part| text::push_line(part, &mut text))?;
        let shown = if keep { text.as_str() } else { text.trim_matches([' ', '\t']) };
        self.show(shown, open, run);
        self.scratch = text;
        Ok(())
    }

    /// Adds `text` of `run`, if it is part of the final view.
    fn show(&mut self, text: &str, open: &mut Open, run: &mut Run) {
        let in_instruction = self.fields.contains(&Field::Instruction);
        if run.facts.hidden && !text.trim().is_empty() && !self.is_dropping() && !in_instruction {
            self.notices.add(NoticeKind::HiddenText, "");
        }
        if !run.facts.hidden && !self.is_dropping() && !in_instruction {
            if self.shows_page_number && !text.trim().is_empty() {
                self.shows_page_number = false;
                if let Some(number) = self.page_fields.last_mut() {
                    number.half_points = run.facts.half_points;
                    number.italic = run.facts.italic;
                }
            }
            open.stretch.push(text, run.at, run.offset, run.facts);
        }
        run.offset += text.len() as u32;
    }

    fn field(&mut self, kind: &str, open: &Open, run: &Run) {
        let in_instruction = self.fields.last() == Some(&Field::Instruction);
        if in_instruction && shows_today(&self.instruction) {
            self.automatic_date();
        }
        if in_instruction && kind != "begin" && is_page_number(&self.instruction) {
            let in_digits = numerals(&self.instruction);
            self.page_number(open, run.facts, in_digits);
            self.instruction.clear();
        }
        match kind {
            "begin" => {
                self.instruction.clear();
                if self.fields.len() == DEEPEST_FIELD {
                    // Nobody nests that deep: these are fields that never end.
                    self.fields.clear();
                }
                self.fields.push(Field::Instruction);
            }
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    *field = Field::Result;
                }
            }
            "end" => {
                self.shows_page_number = false;
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Says that a field shows the day on which the file is opened.
    fn automatic_date(&mut self) {
        if !self.is_dropping() {
            self.notices.add(NoticeKind::DateField, "");
        }
    }

    /// Notes a page number of a header or footer.
    fn page_number(&mut self, open: &Open, facts: RunFacts, in_digits: Option<bool>) {
        if self.in_margin() && !facts.hidden && !self.is_dropping() {
            self.page_fields.push(PageField {
                part: self.part,
                alignment: open.alignment_here(),
                half_points: facts.half_points,
                italic: facts.italic,
                in_digits,
            });
            self.shows_page_number = true;
        }
    }

    /// Reads the letters of a formula. They are shown but belong to no run.
    fn math(&mut self, xml: &mut Xml<'_>, open: &mut Open) -> Result<(), XmlError> {
        while let Some(element) = xml.child()? {
            if element.is(Namespace::Math, "t") {
                let facts = self.plain_facts(open);
                let dropping = self.is_dropping();
                xml.text(|part| {
                    if !dropping {
                        open.stretch.push_generated(part, Generator::Separator, facts);
                    }
                })?;
            } else {
                self.math(xml, open)?;
            }
        }
        Ok(())
    }
}

/// True for the instruction of a field that shows the number of its page.
fn is_page_number(instruction: &str) -> bool {
    matches!(field_name(instruction), "PAGE" | "page" | "Page")
}

/// Whether the instruction of a page number asks for digits (`\\* Arabic`), if it asks for anything.
fn numerals(instruction: &str) -> Option<bool> {
    instruction.split("\\*").skip(1).find_map(|switch| match switch.split_whitespace().next()? {
        "Arabic" | "arabic" | "ARABIC" | "ArabicDash" => Some(true),
        "Roman" | "roman" | "ROMAN" | "Alphabetic" | "alphabetic" | "ALPHABETIC" => Some(false),
        _ => None,
    })
}

/// True for the instruction of a field that shows the day on which the file is opened.
fn shows_today(instruction: &str) -> bool {
    matches!(field_name(instruction), "DATE" | "TIME" | "date" | "time" | "Date" | "Time")
}

/// The name of the field with this instruction.
fn field_name(instruction: &str) -> &str {
    instruction.trim_start().split([' ', '\t', '\u{a0}', '\\']).next().unwrap_or("")
}
