//! The repository's own commands, started as `cargo xtask <command>`.
//!
//! Every command sets up what it needs, says what it does and how long each step took, and stops at the first failure.

mod a11y;
mod advisories;
mod api_fuzz;
mod assemble;
mod bench;
mod bindings;
mod bundled;
mod compress;
mod crates;
mod debian;
mod deny;
mod dev;
mod engines;
mod fuzz;
mod glue;
mod guard;
mod identity;
mod loader;
mod lock;
mod pages;
mod postgres;
mod progress;
mod repack;
mod run;
mod same;
mod sbom;
mod screens;
mod script;
mod security;
mod served;
mod shell;
mod size;
mod split;
mod steps;
mod strip;
mod styles;
mod test;
mod tools;
mod tree;
mod trusted;

use std::process::ExitCode;

use shell::Done;

const USAGE: &str = "\
usage: cargo xtask <command>

  run [ARGS…]          set up, build pages and server, and serve; ARGS go to `imk serve`
  test [--only STEP]…  set up, then every check and test, each step named and timed
  dev [ARGS…]          serve a debug build and rebuild the pages whenever a file changes
  pages                build the pages into dist/; `--catalogue FILE` has the served text speak of that catalogue
  size                 build the pages and print the bytes of each file, raw and brotli, and by crate what the first page's
                       module is made of
  screens              take the pictures of the pages in both viewports
  same [N]             compare the decisions of command line, API and browser over N made-up facts (default 10000)
                       and the personas
  a11y [ARGS…]         look at every state of the pages for what keeps somebody out, and try the checks on barriers;
                       `--only PART` takes some of them, `--accept` keeps the accessibility trees as they are now
  bench front [ARGS…]  measure what a person feels of the pages' speed (docs/speed.md); ARGS are `first`, `again`, `typing`
                       and `--runs N` (default 9)
  security [--quick]   try everything there is against the system and print what was counted: forged logins, the matrix of
                       roles, races, tamperings, canaries, calls and inputs made up; and what it is made of (`deny`, `sbom`)
  deny [--fetch]       look at every library's licence, source and known faults, with the advisories kept in xtask/advisories;
                       `--fetch` takes the newest, `--renew FOLDER` keeps those of a clone of the RustSec database
  sbom                 write bills of materials of the server and the pages (CycloneDX) into target/sbom
  fuzz [SECONDS]       feed every reader of outside input with what libFuzzer makes up (default 600 s each)
  api-fuzz [CALLS]     make up calls from the API's description, as each kind of caller (default 100000 in all)
  styles               join style/*.css into target/style/imk.css (Trunk calls this itself)
  assemble             make of Trunk's build what is served (Trunk calls this itself)

`cargo xtask test --only help` lists the steps.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("xtask: {cause}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Done {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(USAGE.into());
    };
    match command.as_str() {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "dev" => dev::dev(rest),
        "pages" => pages::pages(rest),
        "size" => none_of(rest).and_then(|()| size::size()),
        "screens" => none_of(rest).and_then(|()| screens::screens()),
        "same" => same::same(rest),
        "a11y" => a11y::a11y(rest),
        "bench" => bench::bench(rest),
        "security" => security::security(rest),
        "deny" => deny::deny(rest),
        "sbom" => none_of(rest).and_then(|()| sbom::sbom()),
        "fuzz" => fuzz::fuzz(rest),
        "api-fuzz" => api_fuzz::api_fuzz(rest),
        "styles" => none_of(rest).and_then(|()| styles::styles()),
        "assemble" => none_of(rest).and_then(|()| assemble::assemble()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("no command `{other}`\n\n{USAGE}").into()),
    }
}

fn none_of(rest: &[String]) -> Done {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("unexpected argument `{extra}`\n\n{USAGE}").into()),
    }
}
