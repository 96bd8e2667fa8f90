//! `cargo xtask test`: sets up what the chosen steps need, runs them in order, stops at the first red, and sums up.

use std::time::{Duration, Instant};

use crate::postgres::Cluster;
use crate::progress::{step, took};
use crate::shell::Done;
use crate::steps::{Need, Ready, STEPS, Step};
use crate::tools::{BARE_METAL, PageTools, WASM, cargo_deny, target};
use crate::{debian, engines, pages};

/// How one step went.
enum Outcome {
    Green(Duration),
    Red(Duration),
    NotRun,
}

/// Steps that run only when they are named: in two more engines the specs take longer than everything else together.
const BY_NAME: [&str; 1] = ["engines"];

/// Runs all steps but those of [`BY_NAME`], or those named by `--only`.
pub(crate) fn test(arguments: &[String]) -> Done {
    let steps = chosen(arguments)?;
    let start = Instant::now();
    let ready = set_up(&steps)?;
    let set_up = start.elapsed();
    let (outcomes, result) = run(&steps, &ready);
    eprintln!("\n  {:<8} {:>13}  set-up", "green", took(set_up));
    for (step, outcome) in steps.iter().zip(&outcomes) {
        eprintln!("{}", line(step, outcome));
    }
    eprintln!("  {:<8} {:>13}  in all", "", took(start.elapsed()));
    result
}

/// The steps named, in the order of the table; all if none is named.
fn chosen(arguments: &[String]) -> Done<Vec<&'static Step>> {
    let mut names = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match (argument.as_str(), rest.next()) {
            ("--only", Some(name)) if STEPS.iter().any(|step| step.name == name) => names.push(name.as_str()),
            ("--only", _) => return Err(format!("--only takes one of these steps:\n{}", list()).into()),
            _ => return Err(format!("unexpected argument `{argument}`").into()),
        }
    }
    let wanted =
        |step: &&Step| if names.is_empty() { !BY_NAME.contains(&step.name) } else { names.contains(&step.name) };
    Ok(STEPS.iter().filter(wanted).collect())
}

fn list() -> String {
    STEPS.iter().map(|step| format!("  {:<13} {}", step.name, step.what)).collect::<Vec<_>>().join("\n")
}

/// Installs and starts what the steps need, and nothing else.
fn set_up(steps: &[&Step]) -> Done<Ready> {
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
    // A single step does not build the pages it looks at.
    let looks = needed(Need::Browser) || needed(Need::Engines);
    if looks && !needed(Need::PageTools) && !pages::dist().join("index.html").exists() {
        return Err("no pages in dist/: add `--only pages`".into());
    }
    if needed(Need::PageTools) {
        ready.tools = Some(PageTools::ensure()?);
    }
    if needed(Need::Postgres) {
        debian::ensure_postgres()?;
        ready.postgres = step("set-up: a PostgreSQL of our own", Cluster::start)?;
    }
    Ok(ready)
}

/// Runs steps until one fails; the others are then not run.
fn run(steps: &[&Step], ready: &Ready) -> (Vec<Outcome>, Done) {
    let mut outcomes = Vec::new();
    let mut result: Done = Ok(());
    for one in steps {
        if result.is_err() {
            outcomes.push(Outcome::NotRun);
            continue;
        }
        let start = Instant::now();
        result = step(&format!("{}: {}", one.name, one.what), || (one.work)(ready));
        let time = start.elapsed();
        outcomes.push(if result.is_ok() { Outcome::Green(time) } else { Outcome::Red(time) });
    }
    (outcomes, result)
}

fn line(step: &Step, outcome: &Outcome) -> String {
    let (word, time) = match outcome {
        Outcome::Green(time) => ("green", took(*time)),
        Outcome::Red(time) => ("RED", took(*time)),
        Outcome::NotRun => ("not run", String::new()),
    };
    format!("  {word:<8} {time:>13}  {:<13} {}", step.name, step.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Option<Vec<&'static str>> {
        let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
        chosen(&arguments).ok().map(|steps| steps.iter().map(|step| step.name).collect())
    }

    #[test]
    fn no_argument_chooses_every_step_but_those_run_by_name() {
        assert_eq!(names(&[]).map(|all| all.len()), Some(STEPS.len() - BY_NAME.len()));
        assert_eq!(names(&["--only", "engines"]), Some(vec!["engines"]));
    }

    #[test]
    fn named_steps_keep_the_order_of_the_table() {
        assert_eq!(names(&["--only", "architecture", "--only", "fmt"]), Some(vec!["fmt", "architecture"]));
    }

    #[test]
    fn unknown_steps_and_arguments_are_refused() {
        assert_eq!(names(&["--only", "all"]), None);
        assert_eq!(names(&["--only"]), None);
        assert_eq!(names(&["--fast", "fmt"]), None);
    }
}
