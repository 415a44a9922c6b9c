//! Words of the review sheet as a page.

use crate::catalogue::Lang;
use crate::diagnostic::Severity;
use crate::report::Tally;

/// Fixed words of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageWord {
    /// Title of the errors.
    MustMend,
    /// Title of the warnings.
    ShouldMend,
    /// Heading of the kind of document.
    Kind,
    /// Heading of the outline that was compared with.
    Profile,
    /// Heading of the stage.
    Stage,
    /// Name of the list of findings.
    Findings,
    /// Name of the bar with the filters.
    Filter,
    /// Every group.
    AllGroups,
    /// Button to the next finding, with its key.
    Next,
    /// Button to the finding before, with its key.
    Previous,
    /// Button that prints.
    Print,
    /// Button that closes a note.
    Close,
    /// Title of the outline.
    Outline,
    /// Name of the text of the document.
    Text,
}

impl PageWord {
    /// The word in `lang`.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::MustMend, Lang::Vi) => "Phải sửa trước khi ký",
            (Self::MustMend, Lang::En) => "To mend before signing",
            (Self::ShouldMend, Lang::Vi) => "Nên xem lại",
            (Self::ShouldMend, Lang::En) => "To look at again",
            (Self::Kind, Lang::Vi) => "Loại văn bản",
            (Self::Kind, Lang::En) => "Kind",
            (Self::Profile, Lang::Vi) => "Đề cương đối chiếu",
            (Self::Profile, Lang::En) => "Required outline",
            (Self::Stage, Lang::Vi) => "Giai đoạn",
            (Self::Stage, Lang::En) => "Stage",
            (Self::Findings, Lang::Vi) => "Các phát hiện",
            (Self::Findings, Lang::En) => "Findings",
            (Self::Filter, Lang::Vi) => "Lọc và chuyển giữa các phát hiện",
            (Self::Filter, Lang::En) => "Filter and move between findings",
            (Self::AllGroups, Lang::Vi) => "Mọi nội dung",
            (Self::AllGroups, Lang::En) => "All groups",
            (Self::Next, Lang::Vi) => "Tiếp (n)",
            (Self::Next, Lang::En) => "Next (n)",
            (Self::Previous, Lang::Vi) => "Trước (p)",
            (Self::Previous, Lang::En) => "Previous (p)",
            (Self::Print, Lang::Vi) => "In",
            (Self::Print, Lang::En) => "Print",
            (Self::Close, Lang::Vi) => "Đóng",
            (Self::Close, Lang::En) => "Close",
            (Self::Outline, Lang::Vi) => "Đề cương",
            (Self::Outline, Lang::En) => "Outline",
            (Self::Text, Lang::Vi) => "Văn bản",
            (Self::Text, Lang::En) => "Document",
        }
    }
}

/// What was found, as a sentence for whoever is to sign.
pub fn verdict(tally: Tally, lang: Lang) -> String {
    let Tally { error, warning, info, .. } = tally;
    match (tally.worst(), lang) {
        (Some(Severity::Error), Lang::Vi) if warning > 0 => {
            format!("Chưa nên ký: có {error} lỗi phải sửa và {warning} chỗ nên xem lại.")
        }
        (Some(Severity::Error), Lang::Vi) => format!("Chưa nên ký: có {error} lỗi phải sửa."),
        (Some(Severity::Warning), Lang::Vi) => format!("Không thấy lỗi; có {warning} chỗ nên xem lại trước khi ký."),
        (Some(Severity::Info), Lang::Vi) => format!("Không thấy lỗi; có {info} gợi ý để văn bản tốt hơn."),
        (None, Lang::Vi) => "Không phát hiện gì trong những nội dung đã kiểm tra.".to_owned(),
        (Some(Severity::Error), Lang::En) if warning > 0 => {
            format!("Not ready to sign: {error} to mend and {warning} to look at again.")
        }
        (Some(Severity::Error), Lang::En) => format!("Not ready to sign: {error} to mend."),
        (Some(Severity::Warning), Lang::En) => {
            format!("No errors; {warning} to look at again before signing.")
        }
        (Some(Severity::Info), Lang::En) => format!("No errors; {info} hints."),
        (None, Lang::En) => "Nothing was found in what was checked.".to_owned(),
    }
}

/// How many hints stand beside the text.
pub fn hints(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Ngoài ra có {count} gợi ý ghi bên cạnh văn bản."),
        Lang::En => format!("Besides, {count} hints stand beside the text."),
    }
}

/// How many rules were not checked for one reason.
pub fn rules_of(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (_, Lang::Vi) => format!("{count} quy tắc"),
        (1, Lang::En) => "1 rule".to_owned(),
        (_, Lang::En) => format!("{count} rules"),
    }
}

/// How many further places a finding has.
pub fn more_places(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (_, Lang::Vi) => format!("{count} chỗ khác"),
        (1, Lang::En) => "1 more place".to_owned(),
        (_, Lang::En) => format!("{count} more places"),
    }
}

/// The rest of a list.
pub fn further(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("và {count} chỗ khác, ghi bên cạnh văn bản"),
        Lang::En => format!("and {count} more, beside the text"),
    }
}
