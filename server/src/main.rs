//! The binary `imk`: see docs/cli.md.

fn main() -> std::process::ExitCode {
    server::cli::run()
}
