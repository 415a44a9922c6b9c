//! Fixed words.

use crate::catalogue::Lang;

/// Fixed words of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Before an input that could not be read.
    Unreadable,
    /// Before something a reader did not understand.
    Notice,
    /// Before rules that could not be checked.
    NotChecked,
    /// Title of the list of rules that could not be checked.
    NotCheckedTitle,
    /// Title of the reasons for a reading.
    WhyTitle,
    /// Before the form that was next best.
    SecondBest,
    /// Of a line that belongs to no part.
    Unexplained,
    /// Title of the list of things proved right.
    ProvedTitle,
    /// Before what to do.
    Help,
    /// Before the clause.
    Basis,
    /// Before a further place.
    See,
    /// Before a suggested replacement.
    Replacement,
    /// The commands that say more.
    ExplainHint,
    /// Before a mistake of the call itself.
    Trouble,
    /// No document was found.
    NothingToCheck,
    /// `--outline` with JSON.
    OutlineIsText,
    /// `--trusted-config` without `--untrusted`.
    TrustedAlone,
    /// Files can be dropped on the program.
    DropFiles,
    /// How a window is closed.
    PressEnter,
    /// `--watch` with standard input.
    WatchNeedsFiles,
    /// Before the number of inputs that are finished.
    Checking,
    /// Title of the times of the steps.
    TimeBySteps,
    /// Title of the times of the rules.
    TimeByRules,
    /// Sum of times.
    Together,
    /// Most memory used.
    PeakMemory,
    /// No rule file was found.
    NoRuleFile,
    /// Heading of the column of ids.
    Rule,
    /// Heading of severities.
    Severity,
    /// Heading of tiers.
    Tier,
    /// Heading of titles.
    Title,
    /// Heading of names of profiles.
    Profile,
    /// Heading of numbers of sections.
    Sections,
    /// Heading of numbers of facts.
    Facts,
    /// Title of a wrong example.
    BadExample,
    /// Title of a right example.
    GoodExample,
    /// Title of how to skip a rule.
    Silence,
    /// Title of the required outline.
    RequiredOutline,
    /// Title of the outline of the draft.
    DraftOutline,
    /// A section the profile does not know.
    Unexpected,
    /// A missing required section.
    Missing,
    /// A missing section that is worth a hint.
    MissingHint,
    /// A missing section that may be left out.
    MissingOptional,
    /// A section in the wrong place.
    Misplaced,
    /// A section without text.
    EmptySection,
    /// Something that was not recognised.
    Unknown,
    /// Before the kind of document.
    Kind,
    /// Before the rules of form that apply.
    Regime,
    /// Title of the parts of *thể thức*.
    Components,
    /// A part that copying commonly loses.
    LostInCopy,
    /// A part that is not there.
    NotThere,
    /// Title of the signature block.
    Signer,
    /// Before the name of the signer.
    SignerName,
    /// Title of the citations.
    Citations,
    /// Title of the short names.
    Aliases,
    /// Title of the figures.
    Figures,
    /// Before the number of an instrument.
    Instrument,
    /// A setting nobody gave.
    NotSet,
    /// A setting that the tool chooses.
    Automatic,
    /// Title of the rules that a configuration changes.
    ChangedRules,
    /// Title of what departs from law and guidance.
    Deviations,
    /// A rule that does not run.
    RuleOff,
    /// Title of a review sheet.
    ReviewSheet,
    /// Title of the counts of all documents.
    Overview,
    /// Heading of names of files.
    File,
    /// Heading of places.
    Where,
    /// Heading of what is wrong.
    Content,
    /// Heading of ordinals.
    Number,
    /// Where a reviewer signs.
    Reviewer,
    /// Where an author signs.
    Author,
    /// A document without findings.
    NothingFound,
    /// Title of accepted findings.
    Accepted,
    /// Title of suppressions to look at.
    SuppressionFaults,
    /// Title of the other file of an example.
    ExampleBeside,
    /// What comparing the files of a run found.
    AcrossFiles,
    /// Nothing is compared when only changed files are read.
    NotComparedSince,
    /// No input holds tracked insertions.
    NoInsertions,
    /// Heading of what makes a run say less than the tool by itself would.
    Departures,
    /// With `--untrusted` git is not asked.
    SinceUntrusted,
    /// Heading of numbers of findings.
    Findings,
    /// Heading of numbers of files.
    Files,
    /// Heading of numbers of findings with a fix.
    Fixable,
    /// Heading of folders.
    Folder,
    /// Heading of issuing offices.
    Office,
    /// Documents whose issuer was not recognised.
    UnknownOffice,
    /// Heading of numbers of files that could not be read.
    UnreadableFiles,
    /// Heading of numbers of errors.
    Errors,
    /// Heading of numbers of warnings.
    Warnings,
    /// Heading of numbers of remarks.
    Remarks,
    /// Title of what a reader did not understand.
    NoticesTitle,
}

impl Word {
    /// The words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Unreadable, Lang::Vi) => "không đọc được",
            (Self::Unreadable, Lang::En) => "could not read",
            (Self::Notice, Lang::Vi) => "lưu ý",
            (Self::Notice, Lang::En) => "note",
            (Self::NotChecked, Lang::Vi) => "chưa kiểm tra được",
            (Self::NotChecked, Lang::En) => "not checked",
            (Self::NotCheckedTitle, Lang::Vi) => "Chưa kiểm tra được",
            (Self::NotCheckedTitle, Lang::En) => "Not checked",
            (Self::WhyTitle, Lang::Vi) => "Vì sao đọc như vậy",
            (Self::WhyTitle, Lang::En) => "Why it was read so",
            (Self::SecondBest, Lang::Vi) => "thứ hai",
            (Self::SecondBest, Lang::En) => "second best",
            (Self::Unexplained, Lang::Vi) => "chưa có mẫu nào giải thích",
            (Self::Unexplained, Lang::En) => "nothing explains it",
            (Self::ProvedTitle, Lang::Vi) => "Đã kiểm chứng là đúng",
            (Self::ProvedTitle, Lang::En) => "Verified as right",
            (Self::Help, Lang::Vi) => "cách sửa",
            (Self::Help, Lang::En) => "what to do",
            (Self::Basis, Lang::Vi) => "căn cứ",
            (Self::Basis, Lang::En) => "basis",
            (Self::See, Lang::Vi) => "xem thêm",
            (Self::See, Lang::En) => "see also",
            (Self::Replacement, Lang::Vi) => "gợi ý sửa",
            (Self::Replacement, Lang::En) => "suggestion",
            (Self::TimeBySteps, Lang::Vi) => "Thời gian theo bước (cộng qua các luồng)",
            (Self::TimeBySteps, Lang::En) => "Time by step (summed over threads)",
            (Self::TimeByRules, Lang::Vi) => "Thời gian theo quy tắc",
            (Self::TimeByRules, Lang::En) => "Time by rule",
            (Self::Together, Lang::Vi) => "cộng",
            (Self::Together, Lang::En) => "together",
            (Self::PeakMemory, Lang::Vi) => "Bộ nhớ cao nhất",
            (Self::PeakMemory, Lang::En) => "Peak memory",
            (Self::Trouble, Lang::Vi) => "lỗi",
            (Self::Trouble, Lang::En) => "error",
            (Self::NothingToCheck, Lang::Vi) => {
                "không tìm thấy văn bản nào để kiểm tra (.docx, .docm, .odt, .doc, .pdf, .txt, .md); xem lại đường dẫn, \
                 .gitignore, và `include`, `exclude` nếu có đặt"
            }
            (Self::NothingToCheck, Lang::En) => {
                "no document to check was found (.docx, .docm, .odt, .doc, .pdf, .txt, .md); look at the path, at \
                 .gitignore, and at `include` and `exclude` if they are set"
            }
            (Self::TrustedAlone, Lang::Vi) => {
                "--trusted-config chỉ dùng cùng --untrusted; để dùng tệp cấu hình này cho mọi lượt chạy: --config"
            }
            (Self::TrustedAlone, Lang::En) => {
                "--trusted-config goes with --untrusted; to use this configuration in any run: --config"
            }
            (Self::DropFiles, Lang::Vi) => {
                "Kéo tệp văn bản thả vào biểu tượng của chương trình này để rà soát. Trong cửa sổ lệnh, gõ: rasoat --help"
            }
            (Self::DropFiles, Lang::En) => {
                "Drop documents on the icon of this program to check them. In a console, type: rasoat --help"
            }
            (Self::PressEnter, Lang::Vi) => "Nhấn Enter để đóng cửa sổ này.",
            (Self::PressEnter, Lang::En) => "Press Enter to close this window.",
            (Self::WatchNeedsFiles, Lang::Vi) => {
                "--watch theo dõi tệp và thư mục, không theo dõi được đầu vào chuẩn (-); hãy cho đường dẫn"
            }
            (Self::WatchNeedsFiles, Lang::En) => {
                "--watch watches files and folders, not standard input (-); give it a path"
            }
            (Self::Checking, Lang::Vi) => "Đang kiểm tra",
            (Self::Checking, Lang::En) => "Checking",
            (Self::OutlineIsText, Lang::Vi) => {
                "--outline chỉ đi cùng --format full hoặc concise; đề cương dạng JSON: rasoat parse --format json"
            }
            (Self::OutlineIsText, Lang::En) => {
                "--outline goes with --format full or concise only; for the outline as JSON: rasoat parse --format json"
            }
            (Self::NoRuleFile, Lang::Vi) => {
                "không tìm thấy tệp quy tắc (.toml) nào trong thư mục; đặt mỗi quy tắc tại NHÓM/TÊN.toml"
            }
            (Self::NoRuleFile, Lang::En) => {
                "there is no rule file (.toml) in the folder; put each rule at GROUP/NAME.toml"
            }
            (Self::Rule, Lang::Vi) => "mã quy tắc",
            (Self::Rule, Lang::En) => "rule",
            (Self::Severity, Lang::Vi) => "mức độ",
            (Self::Severity, Lang::En) => "severity",
            (Self::Tier, Lang::Vi) => "cơ sở",
            (Self::Tier, Lang::En) => "tier",
            (Self::Title, Lang::Vi) => "tên",
            (Self::Title, Lang::En) => "title",
            (Self::Profile, Lang::Vi) => "mẫu đề cương",
            (Self::Profile, Lang::En) => "profile",
            (Self::Sections, Lang::Vi) => "số mục",
            (Self::Sections, Lang::En) => "sections",
            (Self::Facts, Lang::Vi) => "số liệu cần có",
            (Self::Facts, Lang::En) => "facts",
            (Self::BadExample, Lang::Vi) => "ví dụ sai",
            (Self::BadExample, Lang::En) => "wrong example",
            (Self::GoodExample, Lang::Vi) => "ví dụ đúng",
            (Self::GoodExample, Lang::En) => "right example",
            (Self::Silence, Lang::Vi) => "cách bỏ qua quy tắc này",
            (Self::Silence, Lang::En) => "how to skip this rule",
            (Self::RequiredOutline, Lang::Vi) => "Đề cương yêu cầu",
            (Self::RequiredOutline, Lang::En) => "Required outline",
            (Self::DraftOutline, Lang::Vi) => "Đề cương của văn bản",
            (Self::DraftOutline, Lang::En) => "Outline of the draft",
            (Self::Unexpected, Lang::Vi) => "ngoài đề cương",
            (Self::Unexpected, Lang::En) => "not in the required outline",
            (Self::Missing, Lang::Vi) => "thiếu",
            (Self::Missing, Lang::En) => "missing",
            (Self::MissingHint, Lang::Vi) => "chưa có, nên có",
            (Self::MissingHint, Lang::En) => "not there, worth having",
            (Self::MissingOptional, Lang::Vi) => "không có, không bắt buộc",
            (Self::MissingOptional, Lang::En) => "not there, optional",
            (Self::Misplaced, Lang::Vi) => "sai thứ tự",
            (Self::Misplaced, Lang::En) => "out of order",
            (Self::EmptySection, Lang::Vi) => "chưa có nội dung",
            (Self::EmptySection, Lang::En) => "empty",
            (Self::Unknown, Lang::Vi) => "chưa xác định được",
            (Self::Unknown, Lang::En) => "not recognised",
            (Self::Kind, Lang::Vi) => "loại văn bản",
            (Self::Kind, Lang::En) => "kind of document",
            (Self::Regime, Lang::Vi) => "thể thức áp dụng",
            (Self::Regime, Lang::En) => "rules of form",
            (Self::Components, Lang::Vi) => "Các thành phần thể thức",
            (Self::Components, Lang::En) => "Parts of the document",
            (Self::LostInCopy, Lang::Vi) => "không có trong tệp, có thể mất khi sao chép",
            (Self::LostInCopy, Lang::En) => "not in the file, perhaps lost in copying",
            (Self::NotThere, Lang::Vi) => "không có",
            (Self::NotThere, Lang::En) => "none",
            (Self::Signer, Lang::Vi) => "Chữ ký",
            (Self::Signer, Lang::En) => "Signature",
            (Self::SignerName, Lang::Vi) => "họ và tên",
            (Self::SignerName, Lang::En) => "name",
            (Self::Citations, Lang::Vi) => "Viện dẫn",
            (Self::Citations, Lang::En) => "Citations",
            (Self::Aliases, Lang::Vi) => "Tên gọi tắt",
            (Self::Aliases, Lang::En) => "Short names",
            (Self::Figures, Lang::Vi) => "Số liệu",
            (Self::Figures, Lang::En) => "Figures",
            (Self::Instrument, Lang::Vi) => "văn bản",
            (Self::Instrument, Lang::En) => "instrument",
            (Self::NotSet, Lang::Vi) => "không đặt",
            (Self::NotSet, Lang::En) => "not set",
            (Self::Automatic, Lang::Vi) => "tự chọn",
            (Self::Automatic, Lang::En) => "chosen by itself",
            (Self::ChangedRules, Lang::Vi) => "Quy tắc chạy khác với mặc định",
            (Self::ChangedRules, Lang::En) => "Rules that do not run by default values",
            (Self::Deviations, Lang::Vi) => "Khác với quy định và hướng dẫn",
            (Self::Deviations, Lang::En) => "Departures from law and guidance",
            (Self::RuleOff, Lang::Vi) => "tắt",
            (Self::RuleOff, Lang::En) => "off",
            (Self::ReviewSheet, Lang::Vi) => "Phiếu rà soát văn bản",
            (Self::ReviewSheet, Lang::En) => "Review sheet",
            (Self::Overview, Lang::Vi) => "Tổng hợp",
            (Self::Overview, Lang::En) => "Overview",
            (Self::File, Lang::Vi) => "tệp",
            (Self::File, Lang::En) => "file",
            (Self::Where, Lang::Vi) => "vị trí",
            (Self::Where, Lang::En) => "place",
            (Self::Content, Lang::Vi) => "nội dung",
            (Self::Content, Lang::En) => "finding",
            (Self::Number, Lang::Vi) => "TT",
            (Self::Number, Lang::En) => "no.",
            (Self::Reviewer, Lang::Vi) => "Người rà soát",
            (Self::Reviewer, Lang::En) => "Reviewer",
            (Self::Author, Lang::Vi) => "Người soạn thảo",
            (Self::Author, Lang::En) => "Author",
            (Self::NothingFound, Lang::Vi) => "Không có phát hiện nào.",
            (Self::NothingFound, Lang::En) => "Nothing was found.",
            (Self::Accepted, Lang::Vi) => "Đã chấp nhận, có lý do",
            (Self::Accepted, Lang::En) => "Accepted, with the reason",
            (Self::ExampleBeside, Lang::Vi) => "Tệp bên cạnh",
            (Self::ExampleBeside, Lang::En) => "The file beside it",
            (Self::AcrossFiles, Lang::Vi) => "Giữa các văn bản",
            (Self::AcrossFiles, Lang::En) => "Across the documents",
            (Self::NoInsertions, Lang::Vi) => {
                "--only-insertions: không tệp nào có chữ mới chèn được theo dõi (Track Changes), nên không có gì để báo."
            }
            (Self::NoInsertions, Lang::En) => {
                "--only-insertions: no file holds tracked insertions, so there is nothing to report."
            }
            (Self::NotComparedSince, Lang::Vi) => {
                "Chưa đối chiếu các văn bản với nhau: khi dùng --since chỉ đọc các tệp đã thay đổi."
            }
            (Self::NotComparedSince, Lang::En) => {
                "Documents were not compared with each other: with --since only changed files are read."
            }
            (Self::SuppressionFaults, Lang::Vi) => "Lời bỏ qua cần xem lại",
            (Self::SuppressionFaults, Lang::En) => "Suppressions to look at",
            (Self::Departures, Lang::Vi) => "Kết quả trên chưa phải là tất cả:",
            (Self::Departures, Lang::En) => "This is not all there is:",
            (Self::SinceUntrusted, Lang::Vi) => {
                "--untrusted không hỏi git: --since và --follow không có tác dụng, mọi tệp đều được kiểm tra."
            }
            (Self::SinceUntrusted, Lang::En) => {
                "--untrusted does not ask git: --since and --follow have no effect, every file is checked."
            }
            (Self::Findings, Lang::Vi) => "số lỗi",
            (Self::Findings, Lang::En) => "findings",
            (Self::Files, Lang::Vi) => "số tệp",
            (Self::Files, Lang::En) => "files",
            (Self::Fixable, Lang::Vi) => "có gợi ý sửa",
            (Self::Fixable, Lang::En) => "fixable",
            (Self::Folder, Lang::Vi) => "thư mục",
            (Self::Folder, Lang::En) => "folder",
            (Self::Office, Lang::Vi) => "cơ quan ban hành",
            (Self::Office, Lang::En) => "issuing office",
            (Self::UnknownOffice, Lang::Vi) => "(chưa nhận ra)",
            (Self::UnknownOffice, Lang::En) => "(not recognised)",
            (Self::UnreadableFiles, Lang::Vi) => "số tệp không đọc được",
            (Self::UnreadableFiles, Lang::En) => "unreadable",
            (Self::Errors, Lang::Vi) => "mức lỗi",
            (Self::Errors, Lang::En) => "errors",
            (Self::Warnings, Lang::Vi) => "cảnh báo",
            (Self::Warnings, Lang::En) => "warnings",
            (Self::Remarks, Lang::Vi) => "gợi ý",
            (Self::Remarks, Lang::En) => "infos",
            (Self::NoticesTitle, Lang::Vi) => "Lưu ý khi đọc tệp",
            (Self::NoticesTitle, Lang::En) => "Notes on reading the file",
            (Self::ExplainHint, Lang::Vi) => {
                "Xem giải thích một quy tắc: rasoat explain MÃ. Bỏ qua một quy tắc: --ignore MÃ."
            }
            (Self::ExplainHint, Lang::En) => {
                "To have a rule explained: rasoat explain RULE. To skip it: --ignore RULE."
            }
        }
    }
}
