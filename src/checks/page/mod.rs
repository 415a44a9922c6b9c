//! The checks on the page: paper, margins, and where the page number stands.

mod page_margins;
mod page_number_missing;
mod page_number_on_first_page;
mod page_number_position;
mod page_number_size;
mod page_number_style;
mod page_orientation;
mod page_size;
mod shown_number;
mod typed_page_number;

pub(super) use page_margins::PageMargins;
pub(super) use page_number_missing::PageNumberMissing;
pub(super) use page_number_on_first_page::PageNumberOnFirstPage;
pub(super) use page_number_position::PageNumberPosition;
pub(super) use page_number_size::PageNumberSize;
pub(super) use page_number_style::PageNumberStyle;
pub(super) use page_orientation::PageOrientation;
pub(super) use page_size::PageSize;
pub(super) use typed_page_number::TypedPageNumber;

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
