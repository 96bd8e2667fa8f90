//! Checks every listed state of the pages for barriers, and runs the same checks on barriers inserted on
//! purpose. Started by `cargo xtask a11y`; docs/accessibility.md lists the checks.
//!
//! `a11y [--accept] [--only PART]`: `--accept` keeps the accessibility trees and the statement's figures as they are
//! now; `--only` looks at the states and barriers with PART in their names, and writes no figures.

mod addresses;
mod barriers;
mod report;
mod states;
#[allow(dead_code, reason = "the steps of the browser specs, of which this program takes some")]
#[path = "../browser/steps.rs"]
mod steps;
mod visit;
mod walks;

use std::collections::VecDeque;
use std::env;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use futures_util::future::join_all;
use imk_tests::{Failure, Result};

use barriers::{Barrier, Trial, barriers};
use states::Walk;
use visit::Visit;

/// As many browsers as this run at a time.
const BROWSERS: usize = 2;

/// Barriers tried in one session.
const IN_ONE_SESSION: usize = 15;

/// A unit of work with its own browser.
enum Work<'a> {
    Walk(Walk),
    Barriers(&'a [&'a Barrier]),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("a11y: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<bool> {
    let (visit, trial) = read(env::args().skip(1))?;
    let whole = visit.only.is_none();
    let accept = visit.accept;
    let all = barriers()?;
    let barriers: Vec<&Barrier> = all.iter().filter(|barrier| visit.wants(&barrier.name)).collect();
    let stopped = work(&visit, &trial, &barriers).await;
    let report = report::Report::new(visit.into_found(), trial.into_tried(), stopped, whole);
    report.print();
    if whole && report.is_whole() {
        report.write_figures(accept)?;
    }
    Ok(report.is_green())
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<(Visit, Trial)> {
    let mut visit = Visit::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--accept" => visit.accept = true,
            "--only" => visit.only = arguments.next(),
            other => return Err(Failure::new(format!("unexpected argument `{other}`"))),
        }
    }
    if visit.only.is_some() && !states::STATES.iter().any(|state| visit.wants(state.name)) {
        return Err(Failure::new("no state's name holds what --only says"));
    }
    Ok((visit, Trial::default()))
}

/// Does all work in as many browsers as there may be; returns what could not be done.
async fn work(visit: &Visit, trial: &Trial, barriers: &[&Barrier]) -> Vec<String> {
    let walks = Walk::ALL
        .into_iter()
        .filter(|walk| states::STATES.iter().any(|state| state.walk == *walk && visit.wants(state.name)));
    let mut queue: VecDeque<Work<'_>> = walks.map(Work::Walk).collect();
    queue.extend(barriers.chunks(IN_ONE_SESSION).map(Work::Barriers));
    let (queue, stopped) = (Mutex::new(queue), Mutex::new(Vec::new()));
    let browser = async || {
        while let Some(next) = take(&queue) {
            let done = match &next {
                Work::Walk(walk) => walks::walk(*walk, visit).await.map_err(|why| format!("walk {walk:?}: {why}")),
                Work::Barriers(some) => trial.try_all(some).await.map_err(|why| format!("barriers: {why}")),
            };
            if let Err(why) = done {
                eprintln!("{why}");
                stopped.lock().unwrap_or_else(PoisonError::into_inner).push(why);
            }
        }
    };
    join_all((0..BROWSERS).map(|_| browser())).await;
    stopped.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn take<'a>(queue: &Mutex<VecDeque<Work<'a>>>) -> Option<Work<'a>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}
