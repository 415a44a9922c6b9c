//! The command line: arguments, files, exit codes. The only module that touches the world.

use std::process::ExitCode;

/// Runs the command line.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
