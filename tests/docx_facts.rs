//! The facts of appearance that the DOCX reader resolves: one rule of resolution a test.

mod support;

use rasoat::model::format::{Alignment, DrawnLine, LineSpacing, PageNumber, ParagraphFormat, RunFormat};
use rasoat::model::{Block, Fact, Place, RawDocument, SourceFile};
use rasoat::readers::{self, Limits};
use rasoat::text::TextRange;
use rasoat::text::letters::Case;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

/// A file in the making: what is not said is as in `fixtures/docx/common`.
#[derive(Default)]
struct Made<'a> {
    body: &'a str,
    /// Document defaults and styles; in place of those of the common sheet if there are defaults.
    defaults: Option<&'a str>,
    styles: &'a str,
    settings: Option<&'a str>,
    theme: Option<&'a str>,
    /// Parts `header1.xml` and so on, related by `rIdh1` and so on.
    headers: &'a [&'a str],
    footers: &'a [&'a str],
}

impl Made<'_> {
    fn read(&self) -> RawDocument {
        let mut parts = support::fixture("common");
        let mut set = |name: &str, text: String| parts.insert(format!("word/{name}"), text.into_bytes());
        set("document.xml", format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", self.body));
        if let Some(settings) = self.settings {
            set("settings.xml", format!("<w:settings {NAMESPACES}>{settings}</w:settings>"));
        }
        let mut related = String::new();
        for (kind, stories) in [("header", self.headers), ("footer", self.footers)] {
            for (at, story) in stories.iter().enumerate() {
                let number = at + 1;
                let root = if kind == "header" { "hdr" } else { "ftr" };
                set(&format!("{kind}{number}.xml"), format!("<w:{root} {NAMESPACES}>{story}</w:{root}>"));
                let id = format!("rId{}{number}", &kind[..1]);
                related.push_str(&relationship(&id, kind, &format!("{kind}{number}.xml")));
            }
        }
        if let Some(fonts) = self.theme {
            set(
                "theme1.xml",
                format!(
                    "<a:theme {NAMESPACES}><a:themeElements><a:fontScheme>{fonts}</a:fontScheme></a:themeElements></a:theme>"
                ),
            );
            related.push_str(&relationship("rIdt", "theme", "theme1.xml"));
        }
        let mut patch = |name: &str, from: &str, to: String| {
            let part = parts.get_mut(&format!("word/{name}")).expect("part");
            let text = std::str::from_utf8(part).expect("UTF-8");
            *part = text.replace(from, &to).into_bytes();
        };
        patch("_rels/document.xml.rels", "</Relationships>", format!("{related}</Relationships>"));
        if let Some(defaults) = self.defaults {
            patch("styles.xml", "<w:pPrDefault/>", String::new());
            patch("styles.xml", "</w:docDefaults>", format!("{defaults}</w:docDefaults>"));
        }
        patch("styles.xml", "</w:styles>", format!("{}</w:styles>", self.styles));
        let file = SourceFile { name: "van-ban.docx".to_owned(), bytes: support::zip(&parts) };
        readers::read(&file, &Limits::default()).expect("reads").0
    }
}

fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!(
        r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
    )
}

fn body(body: &str) -> RawDocument {
    Made { body, ..Made::default() }.read()
}

fn styled(styles: &str, content: &str) -> RawDocument {
    Made { body: content, styles, ..Made::default() }.read()
}

/// A paragraph with properties and one run with properties.
fn p(paragraph: &str, run: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

fn format(raw: &RawDocument, block: usize) -> ParagraphFormat {
    raw.blocks[block].format
}

fn run(raw: &RawDocument, block: usize) -> &RunFormat {
    &raw.blocks[block].runs[0]
}

fn lines(raw: &RawDocument) -> Vec<Fact<Option<DrawnLine>>> {
    raw.blocks.iter().map(|block| block.format.line_below).collect()
}

const NONE: Fact<Option<DrawnLine>> = Fact::Known(None);

const fn line(line: DrawnLine) -> Fact<Option<DrawnLine>> {
    Fact::Known(Some(line))
}

#[test]
fn lines_are_multiples_least_heights_or_exact_heights() {
    let spacings = [
        (r#"<w:spacing w:line="360"/>"#, LineSpacing::Multiple(150)),
        (r#"<w:spacing w:line="259" w:lineRule="auto"/>"#, LineSpacing::Multiple(108)),
        (r#"<w:spacing w:line="320" w:lineRule="atLeast"/>"#, LineSpacing::AtLeast(320)),
        (r#"<w:spacing w:line="340" w:lineRule="exact"/>"#, LineSpacing::Exactly(340)),
        ("", LineSpacing::Multiple(100)),
    ];
    for (spacing, wanted) in spacings {
        assert_eq!(format(&body(&p(spacing, "", "Nội dung")), 0).line_spacing, Fact::Known(wanted), "{spacing}");
    }
    let exact = r#"<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:spacing w:line="340" w:lineRule="exact"/></w:pPr></w:style>"#;
    let raw = styled(exact, &p(r#"<w:pStyle w:val="S"/><w:spacing w:line="240"/>"#, "", "Nội dung"));
    assert_eq!(format(&raw, 0).line_spacing, Fact::Known(LineSpacing::Multiple(100)), "a height brings its rule along");
}

#[test]
fn indents_have_two_spellings_and_are_inherited_one_by_one() {
    let style = r#"<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:ind w:left="284" w:right="142" w:hanging="284"/></w:pPr></w:style>"#;
    let content = p(r#"<w:pStyle w:val="S"/><w:ind w:start="567"/>"#, "", "Một")
        + &p(r#"<w:pStyle w:val="S"/><w:ind w:firstLine="720" w:end="0"/>"#, "", "Hai")
        + &p(r#"<w:ind w:leftChars="100" w:left="240" w:firstLineChars="0" w:firstLine="567"/>"#, "", "Ba");
    let raw = styled(style, &content);
    let indents = |block| {
        let format = format(&raw, block);
        [format.left_indent, format.right_indent, format.first_line_indent].map(Fact::known)
    };
    assert_eq!(indents(0), [Some(567), Some(142), Some(-284)]);
    assert_eq!(indents(1), [Some(284), Some(0), Some(720)]);
    assert_eq!(indents(2), [None, Some(0), Some(567)], "the width of a letter is no length");
}

#[test]
fn indents_of_a_list_lie_over_the_style_that_did_not_bring_it() {
    let mut parts = support::fixture("common");
    let list = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let content = p(r#"<w:pStyle w:val="u1"/><w:numPr><w:numId w:val="1"/></w:numPr>"#, "", "Một");
    parts.insert(
        "word/numbering.xml".to_owned(),
        format!("<w:numbering {NAMESPACES}>{list}</w:numbering>").into_bytes(),
    );
    parts.insert(
        "word/document.xml".to_owned(),
        format!("<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>").into_bytes(),
    );
    let file = SourceFile { name: "van-ban.docx".to_owned(), bytes: support::zip(&parts) };
    let (raw, _) = readers::read(&file, &Limits::default()).expect("reads");
    assert_eq!(format(&raw, 0).left_indent, Fact::Known(720));
    assert_eq!(format(&raw, 0).first_line_indent, Fact::Known(-360));
}

#[test]
fn space_that_word_chooses_depends_on_a_setting() {
    let content =
        p(r#"<w:spacing w:before="60" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="0"/>"#, "", "Một");
    let spaces = |raw: &RawDocument| (format(raw, 0).space_before, format(raw, 0).space_after);
    assert_eq!(spaces(&body(&content)), (Fact::Known(280), Fact::Known(100)));
    let settings = Some("<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>");
    let raw = Made { body: &content, settings, ..Made::default() }.read();
    assert_eq!(spaces(&raw), (Fact::Known(100), Fact::Known(100)));
    let cell = format!("<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>");
    assert_eq!(spaces(&body(&cell)), (Fact::Unknown, Fact::Known(100)), "at the edge of a cell it is dropped");
    assert_eq!(
        format(&body(&p(r#"<w:spacing w:beforeLines="50" w:before="120"/>"#, "", "A")), 0).space_before,
        Fact::Unknown
    );
}

#[test]
fn contextual_spacing_is_said_beside_the_space() {
    let style = r#"<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr><w:spacing w:after="120"/><w:contextualSpacing/></w:pPr></w:style>"#;
    let content = p(r#"<w:pStyle w:val="S"/>"#, "", "Một")
        + &p(r#"<w:pStyle w:val="S"/><w:contextualSpacing w:val="0"/>"#, "", "Hai");
    let raw = styled(style, &content);
    assert_eq!(format(&raw, 0).contextual_spacing, Fact::Known(true));
    assert_eq!(format(&raw, 0).space_after, Fact::Known(120));
    assert_eq!(format(&raw, 1).contextual_spacing, Fact::Known(false));
}

#[test]
fn styles_based_on_each_other_in_a_circle_end() {
    let style = |id: &str, base: &str, props: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="{base}"/>{props}</w:style>"#
        )
    };
    let styles = style("A", "B", r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#)
        + &style("B", "C", r#"<w:pPr><w:spacing w:after="60"/></w:pPr>"#)
        + &style("C", "A", r"<w:rPr><w:i/></w:rPr>")
        + &style("D", "D", r"<w:rPr><w:b/></w:rPr>");
    let raw = styled(&styles, &(p(r#"<w:pStyle w:val="A"/>"#, "", "Một") + &p(r#"<w:pStyle w:val="D"/>"#, "", "Hai")));
    assert_eq!(format(&raw, 0).alignment, Fact::Known(Alignment::Center));
    assert_eq!(format(&raw, 0).space_after, Fact::Known(60));
    assert_eq!(run(&raw, 0).italic, Fact::Known(true));
    assert_eq!(run(&raw, 1).bold, Fact::Known(true));
}

const SWITCHES: &str = r#"<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:b/><w:i/><w:caps/></w:rPr></w:style><w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/><w:i w:val="false"/><w:caps/></w:rPr></w:style>"#;

#[test]
fn switches_of_two_styles_cancel_each_other_out() {
    let raw = styled(SWITCHES, &p(r#"<w:pStyle w:val="P"/>"#, r#"<w:rStyle w:val="C"/>"#, "Một"));
    let run = run(&raw, 0);
    assert_eq!((run.bold, run.italic, run.caps), (Fact::Known(false), Fact::Known(true), Fact::Known(false)));
}

#[test]
fn direct_switches_are_absolute() {
    let off = r#"<w:rStyle w:val="C"/><w:b w:val="0"/><w:i w:val="off"/><w:caps w:val="true"/>"#;
    let raw = styled(SWITCHES, &p(r#"<w:pStyle w:val="P"/>"#, off, "Một"));
    let run = run(&raw, 0);
    assert_eq!((run.bold, run.italic, run.caps), (Fact::Known(false), Fact::Known(false), Fact::Known(true)));
}

#[test]
fn a_switch_of_the_document_defaults_stays_on() {
    let defaults = Some("<w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault>");
    let content = p(r#"<w:pStyle w:val="P"/>"#, r#"<w:rStyle w:val="C"/>"#, "Một");
    let raw = Made { body: &content, defaults, styles: SWITCHES, ..Made::default() }.read();
    assert_eq!(run(&raw, 0).bold, Fact::Known(true));
}

#[test]
fn capitals_by_format_count_as_capitals() {
    let content = r#"<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t xml:space="preserve">Ủy ban nhân dân </w:t></w:r><w:r><w:rPr><w:smallCaps/></w:rPr><w:t xml:space="preserve">xã </w:t></w:r><w:r><w:t>Thạch Khê</w:t></w:r></w:p>"#;
    let raw = body(content);
    let block = &raw.blocks[0];
    assert_eq!(block.runs[0].caps, Fact::Known(true), "both kinds of capitals are capitals");
    let at = block.clean().find("Thạch").expect("text");
    assert_eq!(block.shown_case(TextRange::from(0..at)), Case::Upper);
    assert_eq!(block.shown_case(TextRange::from(0..block.clean().len())), Case::Mixed);
    assert_eq!(block.shown_case(TextRange::from(at..block.clean().len())), Case::Mixed);
}

const THEME: &str = r#"<a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>"#;

fn fonts(styles: &str, run_props: &str) -> (Option<String>, Option<String>) {
    let content = p(r#"<w:pStyle w:val="F"/>"#, run_props, "Chữ");
    let raw = Made { body: &content, styles, theme: Some(THEME), ..Made::default() }.read();
    let run = run(&raw, 0);
    (run.font.clone(), run.plain_font.clone())
}

#[test]
fn fonts_of_the_theme_and_named_fonts_override_each_other() {
    let style = |fonts: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="F"><w:name w:val="F"/><w:rPr><w:rFonts {fonts}/></w:rPr></w:style>"#
        )
    };
    let themed = style(r#"w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Arial" w:hAnsi="Arial""#);
    assert_eq!(fonts(&themed, "").0.as_deref(), Some("Calibri"), "in one element the theme is stronger");
    let times = r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>"#;
    assert_eq!(fonts(&themed, times).0.as_deref(), Some("Times New Roman"));
    let named = style(r#"w:ascii="Times New Roman" w:hAnsi="Times New Roman""#);
    let major = r#"<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>"#;
    assert_eq!(fonts(&named, major).0.as_deref(), Some("Cambria"));
}

#[test]
fn accented_and_plain_letters_may_have_two_fonts() {
    assert_eq!(
        fonts("", r#"<w:rFonts w:ascii="Arial"/>"#),
        (Some("Times New Roman".to_owned()), Some("Arial".to_owned()))
    );
    let bold_family = r#"<w:rFonts w:ascii="Times New Roman Bold" w:hAnsi="Times New Roman Bold"/>"#;
    assert_eq!(fonts("", bold_family), (Some("Times New Roman Bold".to_owned()), None));
}

#[test]
fn colours_are_automatic_named_or_unknown() {
    let color = |props: &str| run(&body(&p("", props, "Chữ")), 0).color;
    assert_eq!(color(""), Fact::Known(None));
    assert_eq!(color(r#"<w:color w:val="auto"/>"#), Fact::Known(None));
    assert_eq!(color(r#"<w:color w:val="FF0102"/>"#), Fact::Known(Some([255, 1, 2])));
    assert_eq!(color(r#"<w:color w:val="000000" w:themeColor="text1"/>"#), Fact::Known(Some([0, 0, 0])));
    assert_eq!(color(r#"<w:color w:val="auto" w:themeColor="accent1"/>"#), Fact::Unknown);
}

/// A table of two rows and two columns, each cell with its place in its text.
fn table(properties: &str, paragraph: &str, row: impl Fn(usize) -> String) -> String {
    let cell = |at: usize, column: usize| format!("<w:tc>{}</w:tc>", p(paragraph, "", &format!("ô {at}{column}")));
    let rows: String =
        (0..2).flat_map(|at| ["<w:tr>".to_owned(), row(at), cell(at, 0), cell(at, 1), "</w:tr>".to_owned()]).collect();
    format!("<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
}

const TABLE_STYLE: &str = r#"<w:style w:type="table" w:styleId="Goc"><w:name w:val="Goc"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style><w:style w:type="table" w:styleId="Bang"><w:name w:val="Bang"/><w:basedOn w:val="Goc"/><w:tblStylePr w:type="firstRow"><w:pPr><w:jc w:val="center"/></w:pPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:i/></w:rPr></w:tblStylePr><w:tblStylePr w:type="lastCol"><w:pPr><w:jc w:val="right"/></w:pPr></w:tblStylePr></w:style>"#;

fn in_table(look: &str, row: impl Fn(usize) -> String) -> RawDocument {
    let content = table(&format!(r#"<w:tblStyle w:val="Bang"/>{look}"#), "", row);
    let defaults = Some(
        r#"<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>"#,
    );
    Made { body: &content, defaults, styles: TABLE_STYLE, ..Made::default() }.read()
}

#[test]
fn a_table_style_lies_over_the_document_defaults() {
    let raw = in_table(r#"<w:tblLook w:val="0000"/>"#, |_| String::new());
    assert_eq!(format(&raw, 0).space_after, Fact::Known(0));
    assert_eq!(format(&raw, 0).line_spacing, Fact::Known(LineSpacing::Multiple(100)));
    assert_eq!(run(&raw, 0).bold, Fact::Known(false), "the table does not want the part for its first row");
}

#[test]
fn parts_of_a_table_style_go_to_their_cells() {
    let raw =
        in_table(r#"<w:tblLook w:firstRow="1" w:lastColumn="1" w:noHBand="1" w:noVBand="1"/>"#, |_| String::new());
    let bold: Vec<Option<bool>> = raw.blocks.iter().map(|block| block.runs[0].bold.known()).collect();
    assert_eq!(bold, [Some(true), Some(true), Some(false), Some(false)], "inherited from the style it is based on");
    let alignments: Vec<Option<Alignment>> = raw.blocks.iter().map(|block| block.format.alignment.known()).collect();
    let [center, right, left] = [Alignment::Center, Alignment::Right, Alignment::Left].map(Some);
    assert_eq!(alignments, [center, right, left, right], "the last column lies over the first row");
}

#[test]
fn the_last_row_is_the_one_that_says_so() {
    let look = r#"<w:tblLook w:val="0640"/>"#;
    let italic = |raw: &RawDocument| -> Vec<Option<bool>> {
        raw.blocks.iter().map(|block| block.runs[0].italic.known()).collect()
    };
    assert_eq!(italic(&in_table(look, |_| String::new())), [None; 4]);
    let marked = |row: usize| format!(r#"<w:trPr><w:cnfStyle w:val="0{row}0000000000"/></w:trPr>"#);
    assert_eq!(italic(&in_table(look, marked)), [Some(false), Some(false), Some(true), Some(true)]);
}

#[test]
fn a_style_beats_a_table_unless_it_only_repeats_the_default() {
    let style = |id: &str, after: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:pPr><w:spacing w:after="{after}"/></w:pPr></w:style>"#
        )
    };
    let styles = format!("{TABLE_STYLE}{}{}", style("Rieng", "60"), style("Lap", "160"));
    let defaults = Some(r#"<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault>"#);
    let after = |paragraph: &str| {
        let content = table(r#"<w:tblStyle w:val="Bang"/><w:tblLook w:val="0000"/>"#, paragraph, |_| String::new());
        format(&Made { body: &content, defaults, styles: &styles, ..Made::default() }.read(), 0).space_after
    };
    assert_eq!(after(r#"<w:pStyle w:val="Rieng"/>"#), Fact::Known(60));
    assert_eq!(after(r#"<w:pStyle w:val="Lap"/>"#), Fact::Unknown);
    assert_eq!(after(r#"<w:pStyle w:val="Lap"/><w:spacing w:after="160"/>"#), Fact::Known(160));
}

const VML_LINE: &str = r#"<w:r><w:pict><v:line from="0,0" to="100pt,0"/></w:pict></w:r>"#;
const DRAWN_LINE: &str = r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><a:prstGeom prst="line"/></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#;
const CONNECTOR: &str = r##"<w:r><w:pict><v:shape type="#_x0000_t32" style="width:100pt"/></w:pict></w:r>"##;

#[test]
fn a_shape_is_a_line_of_its_paragraph_or_of_the_one_above() {
    for shape in [VML_LINE, DRAWN_LINE, CONNECTOR] {
        let own = format!("<w:p><w:r><w:t>Độc lập - Tự do - Hạnh phúc</w:t></w:r>{shape}</w:p>");
        assert_eq!(lines(&body(&own)), [line(DrawnLine::Shape)]);
        let below = p("", "", "Độc lập - Tự do - Hạnh phúc") + &format!("<w:p>{shape}</w:p>");
        assert_eq!(lines(&body(&below)), [line(DrawnLine::Shape)]);
    }
    let rectangle = format!("<w:p><w:r><w:t>Khung</w:t></w:r>{}</w:p>", DRAWN_LINE.replace("\"line\"", "\"rect\""));
    assert_eq!(lines(&body(&rectangle)), [NONE]);
}

#[test]
fn a_shape_leaves_its_neighbours_open() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let anchored = format!("<w:p><w:r><w:t>ỦY BAN NHÂN DÂN</w:t></w:r>{VML_LINE}</w:p>");
    let issuer = anchored + &p("", "", "XÃ THẠCH KHÊ");
    let motto = p("", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + &p("", "", "Độc lập - Tự do - Hạnh phúc");
    let raw = body(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&issuer), cell(&motto)));
    assert_eq!(lines(&raw), [line(DrawnLine::Shape), Fact::Unknown, NONE, NONE]);
    let raw = body(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p>{VML_LINE}</w:p>", cell(&motto), cell(&motto)));
    assert_eq!(lines(&raw), [Fact::Unknown; 4], "a shape behind the table may belong to any cell");
}

#[test]
fn borders_underlines_and_typed_characters_are_lines() {
    let border = r#"<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr>"#;
    assert_eq!(lines(&body(&p(border, "", "Độc lập"))), [line(DrawnLine::Border)]);
    assert_eq!(lines(&body(&(p("", "", "Độc lập") + &p(border, "", "")))), [line(DrawnLine::Border)]);
    assert_eq!(lines(&body(&p(r#"<w:pBdr><w:bottom w:val="nil"/></w:pBdr>"#, "", "Độc lập"))), [NONE]);
    assert_eq!(lines(&body(&p("", r#"<w:u w:val="single"/>"#, "Độc lập"))), [line(DrawnLine::Underline)]);
    assert_eq!(lines(&body(&p("", r#"<w:u w:val="none"/>"#, "Độc lập"))), [NONE]);
    let part = r#"<w:p><w:r><w:t xml:space="preserve">XÃ </w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>THẠCH KHÊ</w:t></w:r></w:p>"#;
    assert_eq!(lines(&body(part)), [Fact::Unknown], "meant as a line or not");
    let typed = body(&(p("", "", "Độc lập") + &p("", "", "---------")));
    assert_eq!(lines(&typed)[0], line(DrawnLine::Characters));
    assert_eq!(
        lines(&body("<w:p><w:r><w:t>Độc lập</w:t><w:br/><w:t>_____</w:t></w:r></w:p>")),
        [line(DrawnLine::Characters)]
    );
}

const PAGE: &str = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:instrText xml:space="preserve">  \* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;

fn page_of(raw: &RawDocument, section: usize) -> Fact<Option<PageNumber>> {
    raw.pages[section].page_number
}

fn with_header(header: &str, section: &str) -> Fact<Option<PageNumber>> {
    let content = p("", "", "Nội dung") + &format!("<w:sectPr>{section}</w:sectPr>");
    page_of(&Made { body: &content, headers: &[header, ""], ..Made::default() }.read(), 0)
}

const DEFAULT_HEADER: &str = r#"<w:headerReference w:type="default" r:id="rIdh1"/>"#;

#[test]
fn a_page_number_in_a_content_control_of_the_header_is_found() {
    let control = format!(
        r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{PAGE}</w:p></w:sdtContent></w:sdt>"#
    );
    let number = PageNumber {
        at_top: true,
        alignment: Fact::Known(Alignment::Center),
        half_points: Fact::Known(26),
        italic: Fact::Known(false),
        in_digits: Fact::Known(true),
        on_first_page: true,
    };
    assert_eq!(with_header(&control, DEFAULT_HEADER), Fact::Known(Some(number)));
    let title_page = format!("{DEFAULT_HEADER}<w:titlePg/>");
    assert_eq!(with_header(&control, &title_page), Fact::Known(Some(PageNumber { on_first_page: false, ..number })));
    let both = format!(r#"{title_page}<w:headerReference w:type="first" r:id="rIdh1"/>"#);
    assert_eq!(with_header(&control, &both), Fact::Known(Some(number)), "the first page has its own with a number");
    let unused = r#"<w:headerReference w:type="first" r:id="rIdh1"/>"#;
    assert_eq!(with_header(&control, unused), Fact::Known(None), "no first page of its own, so it is not shown");
}

#[test]
fn a_page_number_stands_where_frame_tabs_or_alignment_put_it() {
    let alignment = |paragraph: &str| match with_header(paragraph, DEFAULT_HEADER) {
        Fact::Known(Some(number)) => number.alignment,
        other => panic!("{paragraph}: {other:?}"),
    };
    let center = Fact::Known(Alignment::Center);
    let frame = r#"<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>"#;
    assert_eq!(alignment(&format!("<w:p><w:pPr>{frame}</w:pPr>{PAGE}</w:p>")), center);
    let tabs = r#"<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>"#;
    let tab = "<w:r><w:tab/></w:r>";
    assert_eq!(alignment(&format!("<w:p><w:pPr>{tabs}</w:pPr>{tab}{PAGE}</w:p>")), center);
    assert_eq!(alignment(&format!("<w:p><w:pPr>{tabs}</w:pPr>{tab}{tab}{PAGE}</w:p>")), Fact::Known(Alignment::Right));
    let placed = r#"<w:r><w:ptab w:relativeTo="margin" w:alignment="center" w:leader="none"/></w:r>"#;
    assert_eq!(alignment(&format!("<w:p>{placed}{PAGE}</w:p>")), center);
    assert_eq!(alignment(&format!("<w:p>{PAGE}</w:p>")), Fact::Known(Alignment::Left));
    let cell = format!("<w:tbl><w:tr><w:tc><w:p>{PAGE}</w:p></w:tc></w:tr></w:tbl><w:p/>");
    assert_eq!(alignment(&cell), Fact::Unknown);
}

#[test]
fn simple_fields_number_pages_and_other_fields_do_not() {
    let simple = r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:fldSimple w:instr="PAGE \* Arabic"><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p>"#;
    let content = p("", "", "Nội dung") + r#"<w:sectPr><w:footerReference r:id="rIdf1"/></w:sectPr>"#;
    let raw = Made { body: &content, footers: &[simple], ..Made::default() }.read();
    let Fact::Known(Some(number)) = page_of(&raw, 0) else { panic!("no number") };
    assert_eq!((number.at_top, number.half_points), (false, Fact::Known(24)));
    for other in ["NUMPAGES", "PAGEREF _Toc1", "DATE"] {
        let field = format!(r#"<w:p><w:fldSimple w:instr="{other}"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>"#);
        assert_eq!(with_header(&field, DEFAULT_HEADER), Fact::Known(None), "{other}");
    }
}

#[test]
fn sections_know_their_pages_and_paragraphs_their_section() {
    let header = format!("<w:p>{PAGE}</w:p>");
    let first = format!(
        r#"<w:sectPr>{DEFAULT_HEADER}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:gutter="284"/></w:sectPr>"#
    );
    let second = r#"<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgNumType w:start="1"/></w:sectPr>"#;
    let content = p("", "", "Một") + &p(&first, "", "Hai") + &p("", "", "Ba") + second;
    let raw = Made { body: &content, headers: &[&header], ..Made::default() }.read();
    let sections: Vec<u16> =
        raw.blocks.iter().filter(|block| block.place == Place::Body).map(|block| block.format.section).collect();
    assert_eq!(sections, [0, 0, 1]);
    assert_eq!((raw.pages[0].gutter, raw.pages[1].gutter), (Fact::Known(284), Fact::Unknown));
    assert_eq!(raw.pages[0].restarts_numbering, Fact::Known(false));
    assert_eq!(raw.pages[1].restarts_numbering, Fact::Known(true));
    assert!(matches!(page_of(&raw, 1), Fact::Known(Some(_))), "a section without a header has the one before");
    assert_eq!(body(&p("", "", "Một")).pages.len(), 1, "every paragraph stands in a section");
}

#[test]
fn a_damaged_header_may_hold_a_page_number() {
    assert_eq!(with_header("<w:p>", DEFAULT_HEADER), Fact::Unknown);
}

#[test]
fn sections_of_every_fixture_exist() {
    for case in support::fixtures() {
        let file = SourceFile { name: "van-ban.docx".to_owned(), bytes: support::package(&case) };
        let (raw, _) = readers::read(&file, &Limits::default()).expect("reads");
        let known = |block: &Block| usize::from(block.format.section) < raw.pages.len();
        assert!(raw.blocks.iter().all(known), "{case}");
    }
}
