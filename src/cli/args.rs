//! What can be typed. The doc comments are the Vietnamese help; [`super::help`] has the English one.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::catalogue::Lang;
use crate::checks::Stage;
use crate::diagnostic::Severity;

/// Rà soát văn bản hành chính theo Nghị định 30/2020/NĐ-CP.
#[derive(Debug, Parser)]
#[command(name = "rasoat", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// Lệnh.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Ngôn ngữ hiển thị; cũng đặt được bằng biến môi trường `RASOAT_LANG`.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "vi",
        env = "RASOAT_LANG",
        value_name = "vi|en",
        display_order = 100
    )]
    pub(super) lang: Language,
    /// Tô màu kết quả; auto: chỉ khi in ra màn hình và không có `NO_COLOR`.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "auto|always|never",
        display_order = 101
    )]
    pub(super) color: When,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Kiểm tra văn bản: một hoặc nhiều tệp, thư mục, hoặc `-` để đọc từ đầu vào chuẩn.
    Check(CheckArgs),
    /// Giải thích một quy tắc: lý do, căn cứ, ví dụ, cách bỏ qua.
    Explain(ExplainArgs),
    /// Liệt kê các quy tắc: mã, mức độ, cơ sở, tên.
    Rules(ListArgs),
    /// Cho xem những gì nhận ra được trong một văn bản: thể thức, đề cương, viện dẫn, số liệu.
    Parse(ParseArgs),
    /// Cho xem mọi số liệu của một văn bản, quan hệ giữa chúng và kết quả đối chiếu.
    Figures(FiguresArgs),
    /// Liệt kê các mẫu đề cương (hồ sơ) để đối chiếu cấu trúc báo cáo.
    Profiles(ListArgs),
    /// Tra một văn bản trong danh mục: ngày, cơ quan ban hành, hiệu lực, cách viện dẫn đúng.
    Cite(CiteArgs),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Tệp, thư mục, hoặc `-`.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Tên dùng cho đầu vào chuẩn; đuôi tên cho biết định dạng.
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_name: Option<String>,
    /// Giai đoạn: dự thảo (draft, mặc định) được để trống số, ngày, họ tên; bản trình ký (final) thì không.
    #[arg(long, value_enum, default_value = "draft", value_name = "draft|final")]
    pub(super) stage: StageName,
    /// Cách trình bày kết quả: đầy đủ (mặc định), mỗi lỗi một dòng, hoặc JSON.
    #[arg(long, value_enum, default_value = "full", value_name = "full|concise|json")]
    pub(super) format: ReportFormat,
    /// Mẫu đề cương để đối chiếu; nếu không cho, chương trình tự chọn theo tên loại và nội dung.
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
    #[command(flatten)]
    pub(super) packs: PackArgs,
    /// Chỉ chạy các quy tắc hoặc nhóm này, cách nhau bằng dấu phẩy.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Bỏ qua các quy tắc hoặc nhóm này, cách nhau bằng dấu phẩy.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Mức thấp nhất làm lệnh kết thúc với mã 1; mặc định là error (lỗi).
    #[arg(long, value_enum, default_value = "error", value_name = "error|warning|info|never")]
    pub(super) fail_on: FailOn,
    /// In đề cương của văn bản bên cạnh đề cương yêu cầu.
    #[arg(long)]
    pub(super) outline: bool,
    /// In thời gian từng bước và từng quy tắc ra luồng lỗi chuẩn; với JSON thì ghi thêm vào kết quả.
    #[arg(long)]
    pub(super) timings: bool,
    /// Ngày kiểm tra, nếu không phải hôm nay.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) today: Option<Date>,
    /// Xét hiệu lực của văn bản viện dẫn tại ngày này thay vì ngày của văn bản được kiểm tra.
    #[arg(long = "date", value_name = "YYYY-MM-DD")]
    pub(super) law_day: Option<Date>,
    /// Danh mục văn bản riêng (JSON), dùng cùng danh mục có sẵn.
    #[arg(long, value_name = "FILE")]
    pub(super) registry: Option<PathBuf>,
}

/// Arguments of `cite`.
#[derive(Debug, Args)]
pub(super) struct CiteArgs {
    /// Số, ký hiệu hoặc tên văn bản, ví dụ: nghị định 73/2023.
    #[arg(required = true, value_name = "WORDS")]
    pub(super) query: Vec<String>,
    /// Cách trình bày: bảng hoặc JSON.
    #[arg(long, value_enum, default_value = "table", value_name = "table|json")]
    pub(super) format: ListFormat,
    /// Xét hiệu lực của văn bản viện dẫn tại ngày này thay vì ngày của văn bản được kiểm tra.
    #[arg(long = "date", value_name = "YYYY-MM-DD")]
    pub(super) law_day: Option<Date>,
    /// Danh mục văn bản riêng (JSON), dùng cùng danh mục có sẵn.
    #[arg(long, value_name = "FILE")]
    pub(super) registry: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Mã quy tắc, ví dụ citation/conflicting-twin.
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

/// Arguments of `rules` and `profiles`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Cách trình bày: bảng hoặc JSON.
    #[arg(long, value_enum, default_value = "table", value_name = "table|json")]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

/// Arguments of `parse`.
#[derive(Debug, Args)]
pub(super) struct ParseArgs {
    /// Tệp, hoặc `-`.
    #[arg(value_name = "FILE")]
    pub(super) path: PathBuf,
    /// Tên dùng cho đầu vào chuẩn; đuôi tên cho biết định dạng.
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_name: Option<String>,
    /// Cách trình bày: để đọc, JSON, chỉ chữ của văn bản, hoặc phông, cỡ, lề, thụt dòng dạng JSON.
    #[arg(long, value_enum, default_value = "readable", value_name = "readable|json|text|facts")]
    pub(super) format: ParseFormat,
    /// Mẫu đề cương để đối chiếu.
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

/// Arguments of `figures`.
#[derive(Debug, Args)]
pub(super) struct FiguresArgs {
    /// Tệp, hoặc `-`.
    #[arg(value_name = "FILE")]
    pub(super) path: PathBuf,
    /// Tên dùng cho đầu vào chuẩn; đuôi tên cho biết định dạng.
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_name: Option<String>,
    /// Cách trình bày: bảng hoặc JSON.
    #[arg(long, value_enum, default_value = "table", value_name = "table|json")]
    pub(super) format: FiguresFormat,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
}

/// Where further rules come from.
#[derive(Debug, Args)]
pub(super) struct PackArgs {
    /// Thư mục chứa quy tắc riêng; quy tắc trùng mã thay cho quy tắc có sẵn.
    #[arg(long = "rules", value_name = "DIR")]
    pub(super) folders: Vec<PathBuf>,
}

/// `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    Vi,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

/// `--stage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StageName {
    Draft,
    Final,
}

impl From<StageName> for Stage {
    fn from(stage: StageName) -> Self {
        match stage {
            StageName::Draft => Self::Draft,
            StageName::Final => Self::Final,
        }
    }
}

/// `--format` of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Full,
    Concise,
    Json,
}

/// `--format` of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Json,
}

/// `--format` of `parse`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ParseFormat {
    Readable,
    Json,
    Text,
    Facts,
}

/// `--format` of `figures`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FiguresFormat {
    Table,
    Json,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The least severity that makes the exit code 1.
    pub(super) const fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}
