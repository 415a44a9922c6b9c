//! Parses arguments, calls the command line, turns the result into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    rasoat::cli::run()
}
