//! From drawing commands to letters with their places.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use unicode_normalization::UnicodeNormalization as _;

use super::font::Font;
use super::package::{Budget, CONTENT_BYTES, PAGE_GLYPHS, bomb, damaged, measure_commands, plain, resolved};
use crate::readers::ReadError;

/// Deepest nesting of forms; each is a drawing inside a drawing.
const FORM_DEPTH: usize = 12;
/// Most saved states.
const SAVED_STATES: usize = 256;
/// Widest line, and the shortest that is the side of a cell, in points.
const THIN: f64 = 2.0;
const SHORTEST_RULE: f64 = 8.0;
/// Most upright and most level lines of a page that are looked at.
const MOST_RULES: usize = 1_000;
/// Most parents whose entries a page inherits.
const PAGE_TREE_DEPTH: usize = 64;

/// A letter, or what one code of a font shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Left end.
    pub(super) left: f64,
    /// Where the next letter would start.
    pub(super) right: f64,
    /// Baseline, from the top of the page.
    pub(super) baseline: f64,
    /// Size in points as shown.
    pub(super) size: f64,
    /// Index into [`Fonts::all`].
    pub(super) font: usize,
    /// Bytes of [`Page::text`].
    pub(super) text: (u32, u32),
    /// The file says that it stands in a page header or footer.
    pub(super) furniture: bool,
    /// It was filled in after the page was made.
    pub(super) stamped: bool,
}

/// An upright line: the side of a table's cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) x: f64,
    top: f64,
    bottom: f64,
}

/// A level line: the top or bottom of a table's cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub(super) y: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Rule {
    /// True if it stands beside text on `baseline`.
    pub(super) fn crosses(self, baseline: f64) -> bool {
        self.top <= baseline && baseline <= self.bottom + 2.0
    }
}

/// A page: its size in points and its letters in the order of drawing.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) levels: Vec<Level>,
    /// Letters that the fonts do not name.
    pub(super) unnamed: usize,
    /// Pictures drawn.
    pub(super) pictures: usize,
    /// Letters that are drawn but not shown: what a program recognised in a picture.
    pub(super) hidden: Vec<Glyph>,
}

impl Page {
    /// The characters of a glyph.
    pub(super) fn shown(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.text.0 as usize..glyph.text.1 as usize).unwrap_or("")
    }
}

/// Fonts of the file, each read once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    pub(super) all: Vec<Font>,
    by_object: BTreeMap<ObjectId, usize>,
}

/// Reads one page.
pub(super) fn page(pdf: &Document, id: ObjectId, fonts: &mut Fonts, budget: &mut Budget) -> Result<Page, ReadError> {
    let dict = pdf.get_dictionary(id).map_err(|error| damaged(error.to_string()))?;
    let area = numbers(inherited(pdf, dict, b"CropBox").or_else(|| inherited(pdf, dict, b"MediaBox")));
    // A page without a size of its own is shown as A4 or Letter; the difference moves no letter.
    let [left, bottom, right, top] = area.unwrap_or([0.0, 0.0, 595.3, 841.9]);
    let (left, right, bottom, top) = (left.min(right), left.max(right), bottom.min(top), bottom.max(top));
    let turns = inherited(pdf, dict, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0).rem_euclid(360) / 90;
    let upright = match turns {
        1 => Matrix([0.0, -1.0, 1.0, 0.0, -bottom, right]),
        2 => Matrix([-1.0, 0.0, 0.0, -1.0, right, top]),
        3 => Matrix([0.0, 1.0, -1.0, 0.0, top, -left]),
        _ => Matrix([1.0, 0.0, 0.0, 1.0, -left, -bottom]),
    };
    let (width, height) = if turns % 2 == 0 { (right - left, top - bottom) } else { (top - bottom, right - left) };
    let page = Page { width, height, ..Page::default() };
    let mut reader = Reader { pdf, fonts, budget, page, inline: BTreeMap::new() };
    let resources = inherited(pdf, dict, b"Resources").and_then(|object| object.as_dict().ok());
    let mut content = Vec::new();
    for stream in pdf.get_page_contents(id) {
        if let Ok(stream) = pdf.get_object(stream).and_then(Object::as_stream) {
            content.extend(plain(stream, reader.budget)?);
            content.push(b'\n');
        }
    }
    reader.draw(&content, resources, State::new(upright), 0)?;
    let notes = resolved(pdf, dict, b"Annots").and_then(|notes| notes.as_array().ok());
    for note in notes.into_iter().flatten() {
        if let Some(note) = pdf.dereference(note).ok().and_then(|(_, note)| note.as_dict().ok()) {
            reader.stamp(note, upright)?;
        }
    }
    Ok(reader.page)
}

fn inherited<'a>(pdf: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut dict = page;
    for _ in 0..PAGE_TREE_DEPTH {
        if let Some(value) = resolved(pdf, dict, key) {
            return Some(value);
        }
        dict = resolved(pdf, dict, b"Parent")?.as_dict().ok()?;
    }
    None
}

fn number(object: &Object) -> Option<f64> {
    let value = match object {
        Object::Integer(value) => *value as f64,
        Object::Real(value) => f64::from(*value),
        _ => return None,
    };
    (value.is_finite() && value.abs() < 1e7).then_some(value)
}

fn numbers<const N: usize>(object: Option<&Object>) -> Option<[f64; N]> {
    operands(object?.as_array().ok()?)
}

fn operands<const N: usize>(list: &[Object]) -> Option<[f64; N]> {
    let values: Vec<f64> = list.iter().take(N).map(number).collect::<Option<_>>()?;
    values.try_into().ok()
}

/// `[a b c d e f]` of the PDF standard.
#[derive(Debug, Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    fn then(self, next: Self) -> Self {
        let (own, out) = (self.0, next.0);
        let turned = |x: f64, y: f64| [x * out[0] + y * out[2], x * out[1] + y * out[3]];
        let ([right_x, right_y], [up_x, up_y], [x, y]) =
            (turned(own[0], own[1]), turned(own[2], own[3]), turned(own[4], own[5]));
        Self([right_x, right_y, up_x, up_y, x + out[4], y + out[5]])
    }

    fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// A straight part of a path that is not drawn yet.
struct Side {
    from: (f64, f64),
    to: (f64, f64),
    /// It is drawn as a narrow area.
    is_thin: bool,
}

#[derive(Debug, Clone, Copy)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<usize>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    invisible: bool,
}

impl State {
    fn new(page: Matrix) -> Self {
        Self {
            page,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }
}

struct Reader<'a, 'b> {
    pdf: &'a Document,
    fonts: &'b mut Fonts,
    budget: &'b mut Budget,
    page: Page,
    /// Fonts without an object of their own, by their address in this file's objects.
    inline: BTreeMap<*const Dictionary, usize>,
}

impl<'a> Reader<'a, '_> {
    fn draw(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        mut state: State,
        depth: usize,
    ) -> Result<(), ReadError> {
        if content.len() > CONTENT_BYTES {
            return Err(bomb("page content"));
        }
        measure_commands(content)?;
        let content = Content::decode(content).map_err(|error| damaged(error.to_string()))?;
        let mut saved = Vec::new();
        let mut pen = None;
        let mut path: Vec<Side> = Vec::new();
        // Whether each open stretch of marked content is a page header or footer.
        let mut marked: Vec<bool> = Vec::new();
        for operation in &content.operations {
            self.budget.command()?;
            let args = operation.operands.as_slice();
            let furniture = marked.last().copied().unwrap_or(false);
            let one = || operands::<1>(args).map(|[value]| value);
            match operation.operator.as_str() {
                "q" if saved.len() < SAVED_STATES => saved.push(state),
                "Q" => state = saved.pop().map_or(state, |state: State| state),
                "cm" => {
                    if let Some(matrix) = operands(args) {
                        state.page = Matrix(matrix).then(state.page);
                    }
                }
                "BT" => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    state.font = self.font(resources, args.first())?;
                    state.size = args.get(1).and_then(number).unwrap_or(state.size);
                }
                "Tc" => state.letter_spacing = one().unwrap_or(0.0),
                "Tw" => state.word_spacing = one().unwrap_or(0.0),
                "Tz" => state.stretch = one().unwrap_or(100.0) / 100.0,
                "TL" => state.leading = one().unwrap_or(0.0),
                "Ts" => state.rise = one().unwrap_or(0.0),
                // Mode 3 shows nothing: text that a scanner guessed from a picture.
                "Tr" => state.invisible = one().is_some_and(|mode| (mode - 3.0).abs() < 0.5),
                "Tm" => {
                    if let Some(matrix) = operands(args) {
                        (state.text, state.line) = (Matrix(matrix), Matrix(matrix));
                    }
                }
                "Td" | "TD" => {
                    if let Some([x, y]) = operands(args) {
                        if operation.operator == "TD" {
                            state.leading = -y;
                        }
                        state.next_line(x, y);
                    }
                }
                "T*" => state.next_line(0.0, -state.leading),
                "Tj" | "'" | "\"" => {
                    if let (operator @ ("'" | "\""), list) = (operation.operator.as_str(), args) {
                        if let (true, Some([word, letter])) = (operator == "\"", operands(list)) {
                            (state.word_spacing, state.letter_spacing) = (word, letter);
                        }
                        state.next_line(0.0, -state.leading);
                    }
                    if let Some(bytes) = args.last().and_then(|text| text.as_str().ok()) {
                        self.show(bytes, &mut state, furniture)?;
                    }
                }
                "TJ" => {
                    for part in args.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        if let Ok(bytes) = part.as_str() {
                            self.show(bytes, &mut state, furniture)?;
                        } else if let Some(back) = number(part) {
                            let x = -back / 1000.0 * state.size * state.stretch;
                            state.text = Matrix::shift(x, 0.0).then(state.text);
                        }
                    }
                }
                "BMC" | "BDC" if marked.len() < SAVED_STATES => {
                    marked.push(furniture || self.is_furniture(resources, args));
                }
                "EMC" => {
                    marked.pop();
                }
                "re" => {
                    if let Some([x, y, wide, high]) = operands(args) {
                        let (narrow, flat) = (wide.abs() < THIN, high.abs() < THIN);
                        let (far, up) = (x + wide, y + high);
                        path.push(Side { from: (x, y), to: (x, up), is_thin: narrow });
                        path.push(Side { from: (far, y), to: (far, up), is_thin: false });
                        path.push(Side { from: (x, y), to: (far, y), is_thin: flat });
                        path.push(Side { from: (x, up), to: (far, up), is_thin: false });
                    }
                }
                "m" => pen = operands::<2>(args).map(|[x, y]| (x, y)),
                "l" => {
                    let to = operands::<2>(args).map(|[x, y]| (x, y));
                    if let (Some(from), Some(to)) = (pen, to) {
                        path.push(Side { from, to, is_thin: false });
                    }
                    pen = to;
                }
                // A wide filled area has no sides: it is the ground behind marked words.
                "f" | "F" | "f*" => {
                    for side in path.drain(..).filter(|side| side.is_thin) {
                        self.rule(state.page, side);
                    }
                }
                "S" | "s" | "B" | "B*" | "b" | "b*" => {
                    for side in path.drain(..) {
                        self.rule(state.page, side);
                    }
                }
                "n" => path.clear(),
                "Do" => self.draw_object(resources, args.first(), state, depth)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn resource(&self, resources: Option<&'a Dictionary>, kind: &[u8], name: Option<&Object>) -> Option<&'a Object> {
        let names = resolved(self.pdf, resources?, kind)?.as_dict().ok()?;
        names.get(name?.as_name().ok()?).ok()
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, name: Option<&Object>) -> Result<Option<usize>, ReadError> {
        let Some(object) = self.resource(resources, b"Font", name) else { return Ok(None) };
        let Ok((id, object)) = self.pdf.dereference(object) else { return Ok(None) };
        let Ok(dict) = object.as_dict() else { return Ok(None) };
        let address = std::ptr::from_ref(dict);
        let known = match id {
            Some(id) => self.fonts.by_object.get(&id).copied(),
            None => self.inline.get(&address).copied(),
        };
        if known.is_some() {
            return Ok(known);
        }
        let index = self.fonts.all.len();
        self.fonts.all.push(Font::new(self.pdf, dict, self.budget)?);
        match id {
            Some(id) => self.fonts.by_object.insert(id, index),
            None => self.inline.insert(address, index),
        };
        Ok(Some(index))
    }

    fn is_furniture(&self, resources: Option<&'a Dictionary>, args: &[Object]) -> bool {
        let [Object::Name(tag), rest @ ..] = args else { return false };
        let properties = match rest.first() {
            Some(Object::Dictionary(properties)) => Some(properties),
            name => self
                .resource(resources, b"Properties", name)
                .and_then(|object| self.pdf.dereference(object).ok()?.1.as_dict().ok()),
        };
        let kind = properties.and_then(|properties| properties.get(b"Type").ok()?.as_name().ok());
        tag == b"Artifact" && kind == Some(b"Pagination")
    }

    fn draw_object(
        &mut self,
        resources: Option<&'a Dictionary>,
        name: Option<&Object>,
        mut state: State,
        depth: usize,
    ) -> Result<(), ReadError> {
        let object = self.resource(resources, b"XObject", name);
        let stream = object.and_then(|object| self.pdf.dereference(object).ok()?.1.as_stream().ok());
        let Some(stream) = stream else { return Ok(()) };
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if kind == b"Image" {
            self.page.pictures += 1;
        }
        if kind != b"Form" || depth >= FORM_DEPTH {
            return Ok(());
        }
        if let Some(matrix) = numbers(resolved(self.pdf, &stream.dict, b"Matrix")) {
            state.page = Matrix(matrix).then(state.page);
        }
        self.budget.form()?;
        let own = resolved(self.pdf, &stream.dict, b"Resources").and_then(|own| own.as_dict().ok());
        let content = plain(stream, self.budget)?;
        self.draw(&content, own.or(resources), state, depth + 1)
    }

    /// Notes an upright or a level line.
    fn rule(&mut self, page: Matrix, Side { from, to, .. }: Side) {
        let place = |(x, y)| Matrix::shift(x, y).then(page).0;
        let ([.., from_x, from_y], [.., to_x, to_y]) = (place(from), place(to));
        let (top, bottom) = (self.page.height - from_y.max(to_y), self.page.height - from_y.min(to_y));
        if (from_x - to_x).abs() < THIN && bottom - top > SHORTEST_RULE && self.page.rules.len() < MOST_RULES {
            self.page.rules.push(Rule { x: f64::midpoint(from_x, to_x), top, bottom });
        }
        let (left, right) = (from_x.min(to_x), from_x.max(to_x));
        if bottom - top < THIN && right - left > SHORTEST_RULE && self.page.levels.len() < MOST_RULES {
            self.page.levels.push(Level { y: f64::midpoint(top, bottom), left, right });
        }
    }

    /// Draws the appearance of an annotation if it fills in a number: the clerk who signs puts number
    /// and date into the blanks that way. The name in a signature's stamp is no text of the document.
    fn stamp(&mut self, note: &'a Dictionary, upright: Matrix) -> Result<(), ReadError> {
        /// Most letters that are filled in, without spaces.
        const LONGEST: usize = 12;
        const HIDDEN: i64 = 2;
        let Some((stream, place)) = self.appearance(note) else { return Ok(()) };
        if note.get(b"F").and_then(Object::as_i64).unwrap_or(0) & HIDDEN != 0 {
            return Ok(());
        }
        let (glyphs, start, pictures) = (self.page.glyphs.len(), self.page.text.len(), self.page.pictures);
        let hidden = self.page.hidden.len();
        let own = resolved(self.pdf, &stream.dict, b"Resources").and_then(|own| own.as_dict().ok());
        let content = plain(stream, self.budget)?;
        self.draw(&content, own, State::new(place.then(upright)), 1)?;
        self.page.pictures = pictures;
        self.page.hidden.truncate(hidden);
        let text = self.page.text.get(start..).unwrap_or("").trim();
        // One stamp may fill several blanks of a line, with the room of the words between them.
        let letters = text.bytes().filter(|byte| *byte != b' ').count();
        let fills = letters <= LONGEST && text.bytes().all(|byte| byte.is_ascii_digit() || b" /.-".contains(&byte));
        if fills {
            for glyph in self.page.glyphs.iter_mut().skip(glyphs) {
                glyph.stamped = true;
            }
        } else {
            self.page.glyphs.truncate(glyphs);
            self.page.text.truncate(start);
        }
        Ok(())
    }

    /// The normal appearance of an annotation and the matrix that puts it into its rectangle.
    fn appearance(&self, note: &'a Dictionary) -> Option<(&'a Stream, Matrix)> {
        let normal = resolved(self.pdf, resolved(self.pdf, note, b"AP")?.as_dict().ok()?, b"N")?;
        let stream = match normal {
            Object::Dictionary(states) => resolved(self.pdf, states, note.get(b"AS").ok()?.as_name().ok()?)?,
            normal => normal,
        };
        let stream = stream.as_stream().ok()?;
        let [left, bottom, right, top] = numbers(resolved(self.pdf, note, b"Rect"))?;
        let [box_left, box_bottom, box_right, box_top] = numbers(resolved(self.pdf, &stream.dict, b"BBox"))?;
        let own = numbers(resolved(self.pdf, &stream.dict, b"Matrix")).map_or(Matrix::IDENTITY, Matrix);
        let corner = |x, y| Matrix::shift(x, y).then(own).0;
        let ([.., from_x, from_y], [.., to_x, to_y]) = (corner(box_left, box_bottom), corner(box_right, box_top));
        let scale = |room: f64, size: f64| if size.abs() < 1e-3 { 1.0 } else { room / size };
        let (wide, high) = (scale(right - left, to_x - from_x), scale(top - bottom, to_y - from_y));
        Some((stream, own.then(Matrix([wide, 0.0, 0.0, high, left - wide * from_x, bottom - high * from_y]))))
    }

    fn show(&mut self, bytes: &[u8], state: &mut State, furniture: bool) -> Result<(), ReadError> {
        let Some(font) = state.font else { return Ok(()) };
        let Some(shown) = self.fonts.all.get(font) else { return Ok(()) };
        for code in shown.shown(bytes) {
            self.budget.glyph(code.text.map_or(1, str::len))?;
            if self.page.glyphs.len() >= PAGE_GLYPHS {
                return Err(bomb("letters of a page"));
            }
            let place = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let [across, climb, lean, up, x, y] = place.then(state.text).then(state.page).0;
            let spacing = state.letter_spacing + if code.is_space_code { state.word_spacing } else { 0.0 };
            let advance = (code.width * state.size + spacing) * state.stretch;
            let before = state.text;
            state.text = Matrix::shift(advance, 0.0).then(state.text);
            let [.., end, _] = state.text.then(state.page).0;
            // Turned text is a watermark or a stamp.
            let upright = across > 0.0 && up > 0.0 && climb.abs() < 0.1 * across && lean.abs() < 0.6 * up;
            if !upright || !before.0.iter().all(|value| value.is_finite()) {
                continue;
            }
            let start = self.page.text.len();
            if let Some(text) = code.text {
                for letter in text.nfc() {
                    push_letter(&mut self.page.text, letter);
                }
            } else {
                self.page.unnamed += usize::from(!state.invisible);
                self.page.text.push(char::REPLACEMENT_CHARACTER);
            }
            let glyph = Glyph {
                left: x,
                right: end,
                baseline: self.page.height - y,
                size: up,
                font,
                text: (start as u32, self.page.text.len() as u32),
                furniture,
                stamped: false,
            };
            if state.invisible { self.page.hidden.push(glyph) } else { self.page.glyphs.push(glyph) }
        }
        Ok(())
    }
}

/// Adds a letter: joined letters apart, signs of symbol fonts as the characters they show.
fn push_letter(text: &mut String, letter: char) {
    match letter {
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        '\u{f0b7}' => text.push('•'),
        '\u{f02d}' => text.push('-'),
        // Font maps of old versions of Word name Ư by its neighbour; no Vietnamese word has Ƣ.
        '\u{1a2}' => text.push('Ư'),
        '\u{1a3}' => text.push('ư'),
        '\t' | '\n' | '\r' => text.push(' '),
        letter if letter.is_control() => {}
        letter => text.push(letter),
    }
}
