//! `cargo xtask test`: sets up the selected steps, runs them in order until one fails, and prints a summary.

use std::time::{Duration, Instant};

use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::check::engines;
use crate::check::steps::{Need, Ready, STEPS, Step};
use crate::pages;
use crate::process::Result;
use crate::progress::{step, took};
use crate::setup::debian;
use crate::setup::postgres::{Cluster, Durability};
use crate::setup::tools::{BARE_METAL, PageTools, WASM, cargo_deny, target};

/// Result of one step with its time.
enum Status {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

/// Steps that run only by name: the browser tests in two more engines take longer than all other steps together.
const BY_NAME: [&str; 1] = ["engines"];

/// Runs the named steps; without names, all except [`BY_NAME`].
pub(crate) fn test(names: &[String]) -> Result {
    let steps = selected(names);
    let start = Instant::now();
    let ready = set_up(&steps)?;
    let set_up = start.elapsed();
    let (statuses, result) = run(&steps, &ready);
    eprintln!("\n  {:<8} {:>13}  set-up", "done", took(set_up));
    for (step, status) in steps.iter().zip(&statuses) {
        eprintln!("{}", line(step, status));
    }
    eprintln!("  {:<8} {:>13}  total", "", took(start.elapsed()));
    result
}

/// The names of all steps, for the help and the check of `--only`.
pub(crate) fn step_names() -> PossibleValuesParser {
    PossibleValuesParser::new(STEPS.iter().map(|step| PossibleValue::new(step.name).help(step.what)))
}

/// The named steps in the order of [`STEPS`]; without names, all steps except [`BY_NAME`].
fn selected(names: &[String]) -> Vec<&'static Step> {
    let is_selected = |step: &&Step| {
        if names.is_empty() { !BY_NAME.contains(&step.name) } else { names.iter().any(|name| name == step.name) }
    };
    STEPS.iter().filter(is_selected).collect()
}

/// Installs and starts the requirements of the steps.
fn set_up(steps: &[&Step]) -> Result<Ready> {
    let needed = |need: Need| steps.iter().any(|step| step.needs.contains(&need));
    let mut ready = Ready::default();
    if needed(Need::Wasm) {
        target(WASM)?;
    }
    if needed(Need::BareMetal) {
        target(BARE_METAL)?;
    }
    if needed(Need::CargoDeny) {
        cargo_deny()?;
    }
    if needed(Need::Browser) {
        debian::ensure_browser()?;
    }
    if needed(Need::Engines) {
        ready.engines = engines::ensure()?;
    }
    // A single browser step does not build the pages.
    let opens_pages = needed(Need::Browser) || needed(Need::Engines);
    if opens_pages && !needed(Need::PageTools) && !pages::dist().join("index.html").exists() {
        return Err("dist/ has no pages: add `--only pages`".into());
    }
    if needed(Need::PageTools) {
        ready.tools = Some(PageTools::ensure()?);
    }
    if needed(Need::Postgres) {
        debian::ensure_postgres()?;
        ready.postgres = step("set-up: temporary PostgreSQL cluster", || Cluster::start(Durability::Memory))?;
    }
    Ok(ready)
}

/// Runs steps until one fails.
fn run(steps: &[&Step], ready: &Ready) -> (Vec<Status>, Result) {
    let mut statuses = Vec::new();
    let mut result: Result = Ok(());
    for one in steps {
        if result.is_err() {
            statuses.push(Status::NotRun);
            continue;
        }
        let start = Instant::now();
        result = step(&format!("{}: {}", one.name, one.what), || (one.work)(ready));
        let time = start.elapsed();
        statuses.push(if result.is_ok() { Status::Passed(time) } else { Status::Failed(time) });
    }
    (statuses, result)
}

fn line(step: &Step, status: &Status) -> String {
    let (word, time) = match status {
        Status::Passed(time) => ("passed", took(*time)),
        Status::Failed(time) => ("FAILED", took(*time)),
        Status::NotRun => ("not run", String::new()),
    };
    format!("  {word:<8} {time:>13}  {:<13} {}", step.name, step.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
        selected(&only).iter().map(|step| step.name).collect()
    }

    #[test]
    fn no_name_selects_every_step_except_those_run_by_name() {
        assert_eq!(names(&[]).len(), STEPS.len() - BY_NAME.len());
        assert_eq!(names(&["engines"]), ["engines"]);
    }

    #[test]
    fn named_steps_run_in_the_order_of_the_table() {
        assert_eq!(names(&["architecture", "fmt"]), ["fmt", "architecture"]);
    }
}
