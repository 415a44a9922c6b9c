//! `number-form-…`: how the line of number and symbol is written.

use crate::checks::api::{Context, Findings, facts};
use crate::diagnostic::Edit;
use crate::model::values::{DocumentNumber, Located};
use crate::model::{Block, Document, Span};
use crate::text::TextRange;

facts! {
    (values: ["found", "expected"])
    /// A number is written.
    NumberFormFilled = "number-form-filled" => filled,
}

facts! {
    (values: ["found", "expected"], through: mend)
    /// A colon follows `Số`.
    NumberFormColon = "number-form-colon" => colon,
    /// Numbers below ten have a leading zero.
    NumberFormLeadingZero = "number-form-leading-zero" => leading_zero,
    /// Numbers from ten on have none.
    NumberFormNoExtraZero = "number-form-no-extra-zero" => no_extra_zero,
    /// The groups of the symbol are joined by hyphens without spaces.
    NumberFormTightHyphens = "number-form-tight-hyphens" => tight_hyphens,
    /// Number and symbol are joined by a slash without spaces.
    NumberFormTightSlash = "number-form-tight-slash" => tight_slash,
    /// `Số` has its capital and small letters.
    NumberFormLabelCase = "number-form-label-case" => label_case,
    /// A slash behind the number and a hyphen in the symbol, not as Party papers write them.
    NumberFormStateOrder = "number-form-state-order" => state_order,
}

/// Words of the number line that are wrong, and what should stand there.
type Mending = (Span, String);

/// Reports what `wrong` finds in the number line.
fn mend(cx: &Context<'_>, findings: &mut Findings, wrong: fn(&Block, &DocumentNumber) -> Option<Mending>) {
    let Some(number) = &cx.document.number else { return };
    let Some((span, right)) = wrong(cx.document.block(number.span.block), number) else { return };
    let draft = findings.report(span).value("found", cx.document.clean_text(span));
    draft.value("expected", right.as_str()).edit(Edit::replace(span, right));
}

fn filled(cx: &Context<'_>, findings: &mut Findings) {
    let Some(number) = cx.document.number.as_ref().filter(|number| number.serial.is_none()) else { return };
    findings.report(number.span).value("found", blanks(cx.document, number.span)).value("expected", "");
}

fn colon(block: &Block, number: &DocumentNumber) -> Option<Mending> {
    let word = label_word(block, number.label).filter(|_| !number.colon)?;
    Some((word, format!("{}:", block.clean_text(word))))
}

fn leading_zero(_: &Block, number: &DocumentNumber) -> Option<Mending> {
    let serial = number.serial.as_ref()?;
    Some((serial.span, padded(&serial.text)?))
}

fn no_extra_zero(_: &Block, number: &DocumentNumber) -> Option<Mending> {
    let serial = number.serial.as_ref()?;
    Some((serial.span, stripped(&serial.text)?))
}

fn tight_hyphens(_: &Block, number: &DocumentNumber) -> Option<Mending> {
    let symbol = number.symbol.as_ref()?;
    Some((symbol.span, tight(&symbol.text)?))
}

fn tight_slash(block: &Block, number: &DocumentNumber) -> Option<Mending> {
    let (serial, symbol, joint) = halves(block, number)?;
    let wrong = joint != "/" && !is_party_order(joint, &symbol.text);
    wrong.then(|| (whole(serial, symbol), format!("{}/{}", serial.text, symbol.text)))
}

fn label_case(block: &Block, number: &DocumentNumber) -> Option<Mending> {
    let word = label_word(block, number.label)?;
    (block.clean_text(word) != "Số").then(|| (word, String::from("Số")))
}

fn state_order(block: &Block, number: &DocumentNumber) -> Option<Mending> {
    let (serial, symbol, joint) = halves(block, number)?;
    let right = || format!("{}/{}", serial.text, symbol.text.replacen('/', "-", 1));
    is_party_order(joint, &symbol.text).then(|| (whole(serial, symbol), right()))
}

/// Number, symbol, and what stands between them.
fn halves<'a>(block: &'a Block, number: &'a DocumentNumber) -> Option<(&'a Located, &'a Located, &'a str)> {
    let (serial, symbol) = (number.serial.as_ref()?, number.symbol.as_ref()?);
    Some((serial, symbol, block.clean_text(between(block, serial, symbol)?)))
}

fn whole(serial: &Located, symbol: &Located) -> Span {
    Span::new(serial.span.block, TextRange::new(serial.span.range.start(), symbol.span.range.end()))
}

/// What is left blank in the head of a draft: the number, and the date if that is blank too.
fn blanks(document: &Document, number: Span) -> String {
    let date = document.place_and_date.as_ref().map(|line| &line.date).filter(|date| date.is_blank());
    let parts = std::iter::once(number).chain(date.map(|date| date.span));
    let quoted = |span| {
        let words: Vec<&str> = document.clean_text(span).split_whitespace().collect();
        format!("“{}”", words.join(" "))
    };
    parts.map(quoted).collect::<Vec<_>>().join(", ")
}

/// The word `Số` without what follows it.
fn label_word(block: &Block, label: Span) -> Option<Span> {
    let range = block.clean_range(label).usize();
    let text = block.clean().get(range.clone())?;
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    (end > 0).then(|| block.span(range.start..range.start + end))
}

fn between(block: &Block, serial: &Located, symbol: &Located) -> Option<Span> {
    if serial.span.block != symbol.span.block {
        return None;
    }
    let (from, to) = (serial.span.range.end(), symbol.span.range.start());
    (from <= to).then(|| Span::new(block.id(), TextRange::new(from, to)))
}

/// True for `15-BC/UBND`: a hyphen behind the number and a slash in the symbol.
fn is_party_order(joint: &str, symbol: &str) -> bool {
    joint.trim() == "-" && symbol.contains('/')
}

/// A number below ten with its zero; `None` if nothing is to be changed.
fn padded(serial: &str) -> Option<String> {
    (serial.len() == 1 && serial.as_bytes()[0].is_ascii_digit()).then(|| format!("0{serial}"))
}

/// A number from ten on without zeros before it; `None` if nothing is to be changed.
fn stripped(serial: &str) -> Option<String> {
    let digits = serial.bytes().all(|byte| byte.is_ascii_digit());
    let bare = serial.trim_start_matches('0');
    let right = if bare.len() == 1 { format!("0{bare}") } else { bare.to_owned() };
    (digits && !bare.is_empty() && right != serial && serial.starts_with('0')).then_some(right)
}

/// The symbol with hyphens for its dashes and no spaces around them; `None` if it is so already.
fn tight(symbol: &str) -> Option<String> {
    let parts: Vec<&str> = symbol.split(['-', '–', '—', '−']).map(str::trim).collect();
    let right = parts.join("-");
    (right != symbol).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros() {
        assert_eq!(padded("5").as_deref(), Some("05"));
        assert_eq!(padded("05"), None);
        assert_eq!(stripped("015").as_deref(), Some("15"));
        assert_eq!(stripped("005").as_deref(), Some("05"));
        assert_eq!(stripped("05"), None);
        assert_eq!(stripped("150"), None);
        assert_eq!(stripped("0"), None);
    }

    #[test]
    fn hyphens() {
        assert_eq!(tight("BC – UBND").as_deref(), Some("BC-UBND"));
        assert_eq!(tight("BC-UBND"), None);
        assert_eq!(tight("BKH&CN-VP"), None);
    }
}
