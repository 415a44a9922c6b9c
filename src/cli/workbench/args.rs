//! What can be typed about rules of one's own. The doc comments are the Vietnamese help, as in
//! [`crate::cli::args`].

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::cli::args::ListArgs;

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RulesArgs {
    #[command(subcommand)]
    pub(in crate::cli) action: Option<RulesAction>,
    #[command(flatten)]
    pub(in crate::cli) list: ListArgs,
}

/// What is done with rules.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesAction {
    /// Chạy ví dụ của các quy tắc riêng: ví dụ sai phải bị báo, ví dụ đúng thì không.
    Test(TestArgs),
    /// Viết một tệp quy tắc có chú thích để sửa tiếp.
    New(NewArgs),
    /// Cho xem các phép kiểm tra mà quy tắc dùng được, hoặc tham số của một phép.
    Params(ParamsArgs),
    /// Gói một thư mục quy tắc thành một tệp để gửi đi, và in dòng khóa nội dung.
    Pack(PackFolderArgs),
}

/// Arguments of `rules test`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TestArgs {
    /// Thư mục quy tắc, hoặc tệp .zip; không cho thì là thư mục hiện tại.
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(in crate::cli) tested: Vec<PathBuf>,
    /// Ngày kiểm tra, nếu không phải hôm nay.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(in crate::cli) today: Option<Date>,
}

/// Arguments of `rules new`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// Nhóm và tên, không dấu, thành đường dẫn của tệp: cach-viet/noi-chung-chung.
    #[arg(value_name = "GROUP/NAME")]
    pub(in crate::cli) id: String,
    /// Phép kiểm tra; xem `rasoat rules params`.
    #[arg(long = "check", value_name = "CHECK")]
    pub(in crate::cli) check_name: String,
    /// Thư mục quy tắc riêng; mặc định là quy-tac.
    #[arg(long = "dir", value_name = "DIR", default_value = "quy-tac")]
    pub(in crate::cli) home: PathBuf,
}

/// Arguments of `rules params`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ParamsArgs {
    /// Tên phép kiểm tra; không cho thì liệt kê mọi phép.
    #[arg(value_name = "CHECK")]
    pub(in crate::cli) check_wanted: Option<String>,
    /// In toàn bộ thành một trang Markdown.
    #[arg(long)]
    pub(in crate::cli) markdown: bool,
}

/// Arguments of `rules pack`.
#[derive(Debug, Args)]
pub(in crate::cli) struct PackFolderArgs {
    /// Thư mục quy tắc.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) pack_folder: PathBuf,
    /// Tên tệp; mặc định là tên thư mục thêm đuôi .zip.
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub(in crate::cli) zip: Option<PathBuf>,
}

/// Arguments of `profile`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProfileArgs {
    #[command(subcommand)]
    pub(in crate::cli) action: ProfileAction,
}

/// What is done with profiles.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ProfileAction {
    /// Viết một mẫu đề cương từ đề cương được gửi đến, hoặc từ một báo cáo tốt của kỳ trước.
    New(ProfileNewArgs),
    /// Soát các mẫu đề cương riêng, và thử trên văn bản.
    Check(ProfileCheckArgs),
}

/// Arguments of `profile new`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProfileNewArgs {
    /// Văn bản làm mẫu: đề cương được gửi đến, hoặc một báo cáo tốt của kỳ trước.
    #[arg(value_name = "FILE")]
    pub(in crate::cli) sample: PathBuf,
    /// Tên mẫu đề cương; mặc định lấy từ tên tệp.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// Thư mục quy tắc riêng; mặc định là quy-tac.
    #[arg(long = "dir", value_name = "DIR", default_value = "quy-tac")]
    pub(in crate::cli) home: PathBuf,
}

/// Arguments of `profile check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProfileCheckArgs {
    /// Thư mục quy tắc, hoặc tệp .zip; mặc định là quy-tac.
    #[arg(value_name = "DIR", default_value = "quy-tac", hide_default_value = true)]
    pub(in crate::cli) looked: Vec<PathBuf>,
    /// Thử trên văn bản này; dùng được nhiều lần.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) on: Vec<PathBuf>,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// Loại tệp: rule (quy tắc), profile (mẫu đề cương), pack (bộ quy tắc), config (`rasoat.toml`), registry (danh mục văn bản), report, parse, figures, facts (kết quả JSON).
    #[arg(value_enum, value_name = "rule|profile|pack|config|registry|report|parse|figures|facts")]
    pub(in crate::cli) kind: SchemaKind,
}

/// A kind of file with a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaKind {
    Rule,
    Profile,
    Pack,
    Config,
    Registry,
    Report,
    Parse,
    Figures,
    Facts,
}
