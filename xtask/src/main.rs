//! The repository's own commands, started as `cargo xtask <command>`.
//!
//! Each command installs the tools that it needs, prints its steps with their times, and stops at the first error.

mod check;
mod css;
mod dev;
mod files;
mod pages;
mod post_build;
mod prerender;
mod process;
mod progress;
mod setup;
mod supply_chain;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use check::{a11y, api_fuzz, fuzz, parity, security, test};
use dev::{bench, run, screens, size, watch};
use process::Result;
use supply_chain::{deny, sbom};

/// The repository's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// One command each. `tests/architecture/documents.rs` compares the names with those in the documents.
#[derive(Subcommand)]
enum Command {
    /// Build pages and server, and serve the demonstration
    Run {
        /// Options of `imk serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Run every check and test, with the time of each step
    Test {
        /// Run this step only; may be repeated
        #[arg(long, value_name = "STEP", value_parser = test::step_names())]
        only: Vec<String>,
    },
    /// Serve a debug build and rebuild the pages whenever a file changes
    Dev {
        /// Options of `imk serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Build the pages into dist/
    Pages {
        /// Prerender the programmes of this catalogue instead of the demonstration's
        #[arg(long, value_name = "FILE")]
        catalogue: Option<PathBuf>,
    },
    /// Build the pages and print the bytes of each file, raw and compressed with brotli, and the code size of each
    /// crate
    Size,
    /// Take screenshots of the pages, in both viewports
    Screens,
    /// Compare the decisions of command line, API and browser over generated facts and the personas
    Same {
        /// Options of the comparison: the number of generated facts (default 10000)
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Check the accessibility of every state of the pages, and test the checks themselves
    A11y {
        /// `--only PART` runs one part; `--accept` records the current accessibility trees as expected
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Measure the speed of pages and server
    #[command(subcommand)]
    Bench(Bench),
    /// Run every security test and print the counts; includes `deny` and `sbom`
    Security {
        /// Fewer calls, inputs and attempts
        #[arg(long)]
        quick: bool,
    },
    /// Check the licences, sources and advisories of all libraries, with the advisories in xtask/advisories
    Deny {
        /// Download the newest advisories and use them instead
        #[arg(long)]
        fetch: bool,
        /// Renew xtask/advisories from a clone of the RustSec database
        #[arg(long, value_name = "FOLDER", conflicts_with = "fetch")]
        renew: Option<PathBuf>,
    },
    /// Write the software bills of materials of server and pages (CycloneDX) into target/sbom
    Sbom,
    /// Run libFuzzer on every parser of untrusted input
    Fuzz {
        /// Seconds for each parser
        #[arg(default_value_t = 600)]
        seconds: u32,
    },
    /// Send generated API calls, derived from the API's description, in every role
    ApiFuzz {
        /// Number of calls in all roles together
        #[arg(default_value_t = 100_000)]
        calls: u64,
    },
    /// Join style/*.css into target/style/imk.css (Trunk's pre-build hook)
    Styles,
    /// Split, minify, version and compress Trunk's output (Trunk's post-build hook)
    PostBuild,
}

#[derive(Subcommand)]
enum Bench {
    /// Measure the first visit, a visit without a network, and typing
    Front {
        /// `first`, `again`, `typing`, and `--runs N` (default 9)
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Measure submissions per second and their latency, on SQLite and PostgreSQL (docs/scale.md)
    Stampede {
        /// Number of prepared people; each applies once
        #[arg(long, default_value_t = 120_000)]
        people: u32,
    },
}

fn main() -> ExitCode {
    match execute(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result {
    match command {
        Command::Run { options } => run::run(&options),
        Command::Test { only } => test::test(&only),
        Command::Dev { options } => watch::watch(&options),
        Command::Pages { catalogue } => pages::pages(catalogue.as_deref()),
        Command::Size => size::size(),
        Command::Screens => screens::screens(),
        Command::Same { options } => parity::parity(&options),
        Command::A11y { options } => a11y::a11y(&options),
        Command::Bench(Bench::Front { options }) => bench::front(&options),
        Command::Bench(Bench::Stampede { people }) => bench::stampede(people),
        Command::Security { quick } => security::security(quick),
        Command::Deny { fetch, renew } => deny::deny(fetch, renew.as_deref()),
        Command::Sbom => sbom::sbom(),
        Command::Fuzz { seconds } => fuzz::fuzz(seconds),
        Command::ApiFuzz { calls } => api_fuzz::api_fuzz(calls),
        Command::Styles => css::styles::styles(),
        Command::PostBuild => post_build::post_build(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn command(line: &str) -> std::result::Result<Command, clap::Error> {
        Arguments::try_parse_from(["xtask"].into_iter().chain(line.split_whitespace())).map(|parsed| parsed.command)
    }

    #[test]
    fn definition_of_the_arguments_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_of_other_programs_are_passed_on() {
        let Ok(Command::Run { options }) = command("run --clock 2025-06-20T23:59:00+03:00") else {
            panic!("`run` is not parsed");
        };
        assert_eq!(options, ["--clock", "2025-06-20T23:59:00+03:00"]);
        let Ok(Command::Bench(Bench::Front { options })) = command("bench front typing --runs 3") else {
            panic!("`bench front` is not parsed");
        };
        assert_eq!(options, ["typing", "--runs", "3"]);
    }

    #[test]
    fn unknown_commands_steps_and_arguments_are_refused() {
        for line in ["", "build", "test --only all", "test --only", "test --fast", "size all", "fuzz soon", "bench"] {
            assert!(command(line).is_err(), "{line}");
        }
        assert!(command("deny --fetch --renew clone").is_err());
    }
}
