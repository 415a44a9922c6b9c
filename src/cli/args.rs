//! What can be typed. The doc comments are the Vietnamese help; [`super::help`] has the English one.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use super::workbench::args::{ProfileArgs, RulesArgs, SchemaArgs};
use crate::catalogue::Lang;
use crate::checks::Stage;
use crate::config;
use crate::diagnostic::Severity;
use crate::report::output::Kind;

/// Rà soát văn bản hành chính theo Nghị định 30/2020/NĐ-CP.
#[derive(Debug, Parser)]
#[command(name = "rasoat", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// Lệnh.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Ngôn ngữ hiển thị; cũng đặt được bằng biến môi trường `RASOAT_LANG`.
    #[arg(long, global = true, value_enum, env = "RASOAT_LANG", value_name = "vi|en", display_order = 100)]
    pub(super) lang: Option<Language>,
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
    /// Cho người soạn thảo: ghi phiếu rà soát (HTML) và bản Word có nhận xét vào cạnh tệp, rồi mở phiếu; kéo tệp thả vào chương trình trên Windows cũng làm việc này.
    Sheet(SheetArgs),
    /// Ghi nhận xét và chỗ sửa vào một bản sao của tệp Word: `bao-cao.docx` thành `bao-cao.ra-soat.docx`; tệp gốc giữ nguyên.
    Annotate(AnnotateArgs),
    /// Đọc lại bản sao có nhận xét: chỗ sửa nào được chấp nhận, bị từ chối, nhận xét nào đã được trả lời, lỗi nào vẫn còn, lỗi nào mới.
    Review(ReviewArgs),
    /// Bỏ mọi nhận xét và chỗ sửa chưa quyết định của rasoat khỏi tệp Word, trả lại văn bản như cũ.
    Clean(CleanArgs),
    /// Ghi nhận các lỗi đã có để không báo lại (write), bỏ lỗi đã sửa (prune), xem còn đúng không (check).
    Baseline(BaselineArgs),
    /// Giải thích một quy tắc: lý do, căn cứ, ví dụ, cách bỏ qua.
    Explain(ExplainArgs),
    /// Liệt kê các quy tắc: mã, mức độ, cơ sở, tên; hoặc viết và thử quy tắc riêng.
    Rules(RulesArgs),
    /// Cho xem những gì nhận ra được trong một văn bản: thể thức, đề cương, viện dẫn, số liệu.
    Parse(ParseArgs),
    /// Cho xem mọi số liệu của một văn bản, quan hệ giữa chúng và kết quả đối chiếu.
    Figures(FiguresArgs),
    /// Liệt kê các mẫu đề cương (hồ sơ) để đối chiếu cấu trúc báo cáo.
    Profiles(ListArgs),
    /// Viết mẫu đề cương riêng từ một văn bản, và soát các mẫu đã viết.
    Profile(ProfileArgs),
    /// In lược đồ JSON của một loại tệp, để trình soạn thảo gợi ý khi gõ.
    Schema(SchemaArgs),
    /// Máy chủ ngôn ngữ cho trình soạn thảo, qua đầu vào và đầu ra chuẩn.
    #[cfg(feature = "lsp")]
    Lsp,
    /// Cho xem cấu hình có hiệu lực với một tệp và nơi đặt từng mục.
    Config(ShowConfigArgs),
    /// Tạo tệp cấu hình `rasoat.toml` có chú thích.
    Init(InitArgs),
    /// In tập lệnh gợi ý lệnh (phím Tab) cho một trình dòng lệnh.
    Completions(CompletionsArgs),
    /// In trang hướng dẫn `man`, hoặc ghi mọi trang vào một thư mục.
    Man(ManArgs),
    /// Tra một văn bản trong danh mục: ngày, cơ quan ban hành, hiệu lực, cách viện dẫn đúng.
    Cite(CiteArgs),
}

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct CheckArgs {
    /// Tệp, thư mục, hoặc `-`; không cho thì là thư mục hiện tại.
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Tên dùng cho đầu vào chuẩn; đuôi tên cho biết định dạng.
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_name: Option<String>,
    /// Cách trình bày kết quả trên màn hình: full (mặc định), concise, grouped, json, jsonl, sarif, junit, github, github-summary, gitlab, checkstyle, rdjson, markdown, html.
    #[arg(long, value_parser = forms_by_name(), default_value = "full", value_name = "FORM")]
    pub(super) format: Kind,
    /// Ghi thêm kết quả ra tệp theo cách trình bày này, ví dụ `sarif=ket-qua.sarif`; dùng được nhiều lần; `-` là màn hình; `docx=ban-sao.docx` ghi bản sao có nhận xét của một tệp Word; `sheet-docx=phieu.docx` ghi phiếu rà soát bằng Word để lưu hồ sơ.
    #[arg(long, value_parser = output, value_name = "FORM=FILE")]
    pub(super) output: Vec<Output>,
    #[command(flatten)]
    pub(super) fix: FixArgs,
    /// Chỉ liệt kê từ mức này trở lên; số đếm và mã kết thúc vẫn tính đủ.
    #[arg(long, value_enum, value_name = "error|warning|info")]
    pub(super) min_severity: Option<Least>,
    /// Thứ tự: place (theo vị trí trong văn bản) hoặc weight (lỗi trước, rồi cảnh báo, gợi ý); full luôn xếp theo weight.
    #[arg(long, value_enum, default_value = "place", value_name = "place|weight")]
    pub(super) sort: Order,
    /// Chỉ báo những lỗi chạm vào chữ đang được theo dõi là mới chèn (Track Changes): xem người sửa sau cùng đã viết gì.
    #[arg(long)]
    pub(super) only_insertions: bool,
    /// Báo cả những lỗi đã ghi nhận trong tệp baseline.
    #[arg(long)]
    pub(super) no_baseline: bool,
    /// Theo các tệp đã đổi tên khi so với tệp baseline, dựa vào git.
    #[arg(long)]
    pub(super) follow: bool,
    /// Chỉ kiểm tra những gì thay đổi từ bản này của git, ví dụ `origin/main`: tệp mới, tệp đã sửa; lỗi đã có từ trước ở đoạn không sửa thì không báo lại.
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
    /// Kiểm tra cả những văn bản thường được để ra ngoài: tên bắt đầu bằng dấu chấm, có trong .gitignore hay .ignore, liên kết, exclude.
    #[arg(long)]
    pub(super) all: bool,
    /// Văn bản do người ngoài gửi đến: không theo cấu hình, quy tắc, lời bỏ qua, baseline, bộ nhớ đệm hay .gitignore nào đi kèm; không gọi git và `LibreOffice`.
    #[arg(long)]
    pub(super) untrusted: bool,
    /// Với --untrusted: tệp cấu hình của mình, nằm ngoài thư mục được kiểm tra.
    #[arg(long, value_name = "FILE", env = "RASOAT_TRUSTED_CONFIG")]
    pub(super) trusted_config: Option<PathBuf>,
    /// Không dùng bộ nhớ đệm: kiểm tra lại mọi tệp, kể cả tệp không đổi từ lần trước.
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Thư mục bộ nhớ đệm; mặc định là `.rasoat_cache` cạnh tệp `rasoat.toml`, hoặc trong thư mục hiện tại.
    #[arg(long, env = "RASOAT_CACHE_DIR", value_name = "DIR")]
    pub(super) cache_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
    /// In đề cương của văn bản bên cạnh đề cương yêu cầu.
    #[arg(long)]
    pub(super) outline: bool,
    /// In thêm bảng tổng hợp theo quy tắc, thư mục và cơ quan ban hành; với JSON thì ghi thêm vào kết quả.
    #[arg(long)]
    pub(super) statistics: bool,
    /// In thời gian từng bước và từng quy tắc ra luồng lỗi chuẩn; với JSON thì ghi thêm vào kết quả.
    #[arg(long)]
    pub(super) timings: bool,
    /// Kiểm tra xong thì theo dõi các tệp, cấu hình và quy tắc riêng; có thay đổi thì kiểm tra lại, đến khi nhấn Ctrl-C.
    #[cfg(feature = "watch")]
    #[arg(long)]
    pub(super) watch: bool,
}

/// `--min-severity`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
pub(super) enum Least {
    Error,
    Warning,
    Info,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Error => Self::Error,
            Least::Warning => Self::Warning,
            Least::Info => Self::Info,
        }
    }
}

/// `--sort`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
pub(super) enum Order {
    Weight,
    Place,
}

/// Arguments of `sheet`.
#[derive(Debug, Args)]
pub(super) struct SheetArgs {
    /// Tệp, hoặc thư mục.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Chỉ ghi, không mở phiếu.
    #[arg(long)]
    pub(super) no_open: bool,
}

/// How documents are judged by the commands that judge them.
#[derive(Debug, Clone, Args)]
pub(super) struct JudgingArgs {
    /// Không chấp nhận lời bỏ qua nào, kể cả trong cấu hình (dành cho người kiểm tra).
    #[arg(long)]
    pub(super) no_suppress: bool,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
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

/// How what is found is mended by `check`.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct FixArgs {
    /// Sửa những lỗi sửa được mà không đổi câu chữ (dấu cách, dấu câu, chữ hoa, cách trình bày), rồi báo những lỗi còn lại. Tệp văn bản thuần và Markdown được sửa tại chỗ; tệp Word được sửa trong một bản sao, có theo dõi thay đổi.
    #[arg(long, conflicts_with = "diff")]
    pub(super) fix: bool,
    /// Chỉ cho xem --fix sẽ sửa những gì, không ghi tệp nào; kết thúc với mã 1 nếu có chỗ sửa.
    #[arg(long)]
    pub(super) diff: bool,
    /// Với --fix, --diff: sửa cả những chỗ làm thay đổi câu chữ.
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Với --fix: ghi chỗ sửa (theo dõi thay đổi) thẳng vào tệp Word thay vì vào bản sao.
    #[arg(long, requires = "fix")]
    pub(super) in_place: bool,
}

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub(super) struct AnnotateArgs {
    /// Tệp Word, hoặc thư mục.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Tên tệp kết quả; mặc định thêm `.ra-soat` trước đuôi tệp.
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) marks: MarkArgs,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
}

/// What is written into a copy.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct MarkArgs {
    /// Một lỗi lặp lại nhiều lần thì ghi nhận xét ở từng chỗ, thay vì một nhận xét chung ở chỗ đầu tiên.
    #[arg(long)]
    pub(super) each: bool,
    /// Chỉ ghi nhận xét, không sửa gì.
    #[arg(long)]
    pub(super) comments_only: bool,
    /// Sửa cả những chỗ làm thay đổi câu chữ.
    #[arg(long = "unsafe")]
    pub(super) unsafe_fixes: bool,
    /// Sửa cả số liệu, ngày tháng, tên riêng, viện dẫn theo gợi ý.
    #[arg(long)]
    pub(super) suggestions: bool,
    /// Tệp đã ký số: vẫn ghi, và bỏ chữ ký khỏi bản sao.
    #[arg(long)]
    pub(super) drop_signature: bool,
}

/// Arguments of `review`.
#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    /// Tệp Word có nhận xét của rasoat, hoặc thư mục.
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Cách trình bày: bảng hoặc JSON.
    #[arg(long, value_enum, default_value = "table", value_name = "table|json")]
    pub(super) format: ListFormat,
    /// Ghi những lỗi có chỗ sửa bị từ chối, hoặc nhận xét được đánh dấu đã xử lý, vào tệp baseline để không báo lại.
    #[arg(long)]
    pub(super) accept_rejected: bool,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
}

/// Arguments of `clean`.
#[derive(Debug, Args)]
pub(super) struct CleanArgs {
    /// Tệp Word có nhận xét của rasoat.
    #[arg(value_name = "FILE")]
    pub(super) path: PathBuf,
    /// Tên tệp kết quả; không cho thì ghi vào chính tệp ấy.
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// Trình dòng lệnh.
    #[arg(value_enum, value_name = "bash|zsh|fish|powershell|elvish")]
    pub(super) shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Ghi mỗi lệnh một trang vào thư mục này (tự tạo nếu chưa có) thay vì in trang chính ra màn hình.
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

/// Arguments of `cite`.
#[derive(Debug, Args)]
pub(super) struct CiteArgs {
    /// Số, ký hiệu hoặc tên văn bản, ví dụ: nghị định 73/2023.
    #[arg(required_unless_present = "of", value_name = "WORDS")]
    pub(super) query: Vec<String>,
    /// Liệt kê mọi văn bản được viện dẫn trong tệp này: có trong danh mục không, hiệu lực, tên gọi.
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub(super) of: Option<PathBuf>,
    /// Cách trình bày: bảng hoặc JSON.
    #[arg(long, value_enum, default_value = "table", value_name = "table|json")]
    pub(super) format: ListFormat,
    /// Xét hiệu lực của văn bản viện dẫn tại ngày này thay vì ngày của văn bản được kiểm tra.
    #[arg(long = "date", value_name = "YYYY-MM-DD")]
    pub(super) law_day: Option<Date>,
    /// Danh mục văn bản riêng (JSON), dùng cùng danh mục có sẵn.
    #[arg(long, value_name = "FILE")]
    pub(super) registry: Option<PathBuf>,
    #[command(flatten)]
    pub(super) file: ConfigFileArgs,
}

/// Which configuration file counts.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ConfigFileArgs {
    /// Chỉ dùng tệp cấu hình này, không tìm `rasoat.toml`.
    #[arg(long, value_name = "FILE", env = "RASOAT_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// Không dùng tệp cấu hình nào.
    #[arg(long)]
    pub(super) isolated: bool,
}

/// Settings that a configuration file may give too. What is typed here counts last.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ConfigArgs {
    #[command(flatten)]
    pub(super) file: ConfigFileArgs,
    /// Giai đoạn: dự thảo (draft, mặc định) được để trống số, ngày, họ tên; bản trình ký (final) chỉ được để
    /// trống số và ngày, vì được cấp sau khi ký; bản ban hành (issued) không được để trống.
    #[arg(long, value_enum, env = "RASOAT_STAGE", value_name = "draft|final")]
    pub(super) stage: Option<StageName>,
    /// Mẫu đề cương để đối chiếu; nếu không cho, chương trình tự chọn theo tên loại và nội dung.
    #[arg(long, env = "RASOAT_PROFILE", value_name = "NAME")]
    pub(super) profile: Option<String>,
    #[command(flatten)]
    pub(super) packs: PackArgs,
    /// Chỉ chạy các quy tắc này (mã, nhóm, pack:BỘ, `tier:CƠ_SỞ`, all), cách nhau bằng dấu phẩy.
    #[arg(long, env = "RASOAT_SELECT", value_name = "RULES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Bỏ qua các quy tắc này, cách nhau bằng dấu phẩy.
    #[arg(long, env = "RASOAT_IGNORE", value_name = "RULES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Tệp ghi các lỗi đã biết, không báo lại; tạo bằng `rasoat baseline write`.
    #[arg(long, env = "RASOAT_BASELINE", value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Trong thư mục, chỉ kiểm tra tệp khớp mẫu này (viết như trong .gitignore).
    #[arg(long, value_parser = pattern, value_name = "GLOB")]
    pub(super) include: Vec<String>,
    /// Trong thư mục, bỏ qua tệp khớp mẫu này.
    #[arg(long, value_parser = pattern, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// Mức thấp nhất làm lệnh kết thúc với mã 1; mặc định là error (lỗi).
    #[arg(long, value_enum, env = "RASOAT_FAIL_ON", value_name = "error|warning|info|never")]
    pub(super) fail_on: Option<FailOn>,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
pub(super) struct ShowConfigArgs {
    /// Tệp hoặc thư mục cần xem; mặc định là thư mục hiện tại.
    #[arg(long, value_name = "FILE")]
    pub(super) show: Option<PathBuf>,
    /// In lược đồ JSON của `rasoat.toml`, để trình soạn thảo gợi ý khi gõ.
    #[arg(long)]
    pub(super) schema: bool,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Thư mục để đặt tệp; mặc định là thư mục hiện tại.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
}

/// Arguments of `baseline`.
#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// write: ghi mọi lỗi hiện có; prune: bỏ những lỗi không còn; check: kết thúc với mã 1 nếu có lỗi không còn.
    #[arg(value_enum, value_name = "write|prune|check")]
    pub(super) action: BaselineAction,
    /// Tệp, thư mục, hoặc `-`; không cho thì là thư mục hiện tại.
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Theo các tệp đã đổi tên, dựa vào git.
    #[arg(long)]
    pub(super) follow: bool,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
    /// Danh mục văn bản riêng (JSON), dùng cùng danh mục có sẵn.
    #[arg(long, value_name = "FILE")]
    pub(super) registry: Option<PathBuf>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// What `baseline` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BaselineAction {
    Write,
    Prune,
    Check,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Mã quy tắc, ví dụ citation/conflicting-twin.
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) packs: PackArgs,
    #[command(flatten)]
    pub(super) file: ConfigFileArgs,
}

/// Arguments of `rules` and `profiles`.
#[derive(Debug, Clone, Args)]
pub(super) struct ListArgs {
    /// Cách trình bày: bảng hoặc JSON.
    #[arg(long, value_enum, default_value = "table", value_name = "table|json")]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) packs: PackArgs,
    #[command(flatten)]
    pub(super) file: ConfigFileArgs,
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
    /// Với mỗi thành phần, nêu dòng và dấu hiệu khiến nó được đọc như vậy.
    #[arg(long)]
    pub(super) why: bool,
    /// Mẫu đề cương để đối chiếu.
    #[arg(long, env = "RASOAT_PROFILE", value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
    #[command(flatten)]
    pub(super) packs: PackArgs,
    #[command(flatten)]
    pub(super) file: ConfigFileArgs,
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
    /// Cách trình bày: bảng, JSON, hoặc phiếu đối chiếu số liệu bằng Markdown, HTML (mỗi số kèm câu có số đó).
    #[arg(long, value_enum, default_value = "table", value_name = "table|json|markdown|html")]
    pub(super) format: FiguresFormat,
    /// Chuyển tệp .doc bằng `LibreOffice` trước khi đọc (mất vài giây): kiểm tra được cả cách trình bày và số tự động.
    #[arg(long)]
    pub(super) libreoffice: bool,
    #[command(flatten)]
    pub(super) file: ConfigFileArgs,
}

/// Where further rules come from.
#[derive(Debug, Clone, Default, Args)]
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

impl From<Language> for config::LangName {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
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
    #[value(alias = "du-thao")]
    Draft,
    #[value(alias = "trinh-ky")]
    Final,
    #[value(alias = "ban-hanh")]
    Issued,
}

impl From<StageName> for Stage {
    fn from(stage: StageName) -> Self {
        match stage {
            StageName::Draft => Self::Draft,
            StageName::Final => Self::Final,
            StageName::Issued => Self::Issued,
        }
    }
}

/// What `--output` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A report.
    Report(Kind),
    /// The document with the findings in its margin, as `annotate` writes it.
    Docx,
}

/// The name of [`Form::Docx`].
const DOCX: &str = "docx";

/// `--output`: a form and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Output {
    /// The form.
    pub(super) form: Form,
    /// The file; standard output if `None`.
    pub(super) path: Option<PathBuf>,
}

/// Takes the name of a form; shells complete it.
fn forms_by_name() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name)).try_map(|name| Kind::of(&name).ok_or_else(forms))
}

/// A pattern that matches nothing because it is wrong would leave files in or out in silence.
fn pattern(value: &str) -> Result<String, String> {
    config::pattern_fault(value).map_or_else(|| Ok(value.to_owned()), Err)
}

fn output(value: &str) -> Result<Output, String> {
    let (name, path) = value.split_once('=').ok_or_else(forms)?;
    let form = if name == DOCX { Form::Docx } else { Form::Report(Kind::of(name).ok_or_else(forms)?) };
    match path {
        "" => Err(forms()),
        // A package is not for a terminal.
        "-" if form == Form::Docx || matches!(form, Form::Report(kind) if kind.is_package()) => Err(forms()),
        "-" => Ok(Output { form, path: None }),
        path => Ok(Output { form, path: Some(PathBuf::from(path)) }),
    }
}

/// The names of all forms.
fn forms() -> String {
    Kind::ALL.map(Kind::name).into_iter().chain([Kind::SheetDocx.name(), DOCX]).collect::<Vec<_>>().join(", ")
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
    Markdown,
    Html,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl From<FailOn> for config::FailOn {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Info,
            FailOn::Never => Self::Never,
        }
    }
}
