//! The command line of connote.

fn main() -> std::process::ExitCode {
    connote::cli::run()
}
