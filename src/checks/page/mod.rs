//! The checks on the page: paper, margins, and where the page number stands.

mod annex;
mod margins;
mod number;
mod orientation;
mod size;
mod typed_number;

pub(super) use annex::AnnexPageRestart;
pub(super) use margins::PageMargins;
pub(super) use number::{
    PageNumberMissing, PageNumberOnFirstPage, PageNumberPosition, PageNumberSize, PageNumberStyle,
};
pub(super) use orientation::PageOrientation;
pub(super) use size::PageSize;
pub(super) use typed_number::TypedPageNumber;

/// Twentieths of a point in a millimetre.
const TWIPS_A_MILLIMETRE: f32 = 56.7;

/// Twentieths of a point as millimetres, with one decimal after a comma where there is one.
fn millimetres(twips: f32) -> String {
    let tenths = (twips / TWIPS_A_MILLIMETRE * 10.0).round() / 10.0;
    let text = format!("{tenths:.1}");
    text.strip_suffix(".0").map_or_else(|| text.replace('.', ","), str::to_owned)
}

#[cfg(test)]
mod tests {
    #[test]
    fn lengths_are_short() {
        assert_eq!(super::millimetres(1134.0), "20");
        assert_eq!(super::millimetres(1440.0), "25,4");
    }
}
