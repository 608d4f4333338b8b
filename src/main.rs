//! The door: argument words in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    sotay::cli::run(std::env::args_os().collect()).into()
}
