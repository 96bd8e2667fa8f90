//! Measures the perceived speed of the pages. Started by `cargo xtask bench front`.
//!
//! `performance [PART]… [--runs N]`: `first`, `again` or `typing`, all three where none is named; N runs of each, 9
//! where left out. The last lines are the figures; docs/speed.md defines them.

use std::env;
use std::process::ExitCode;

use imk_tests::performance::Part;
use imk_tests::{Failure, Result};

/// Fewer make a median that the next run contradicts.
const RUNS: usize = 9;

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("performance: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result {
    let (parts, runs) = read(env::args().skip(1))?;
    let mut figures = Vec::new();
    for part in parts {
        figures.extend(part.measure(runs).await?);
    }
    for figure in figures {
        println!("{figure}");
    }
    Ok(())
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<(Vec<Part>, usize)> {
    let (mut parts, mut runs) = (Vec::new(), RUNS);
    while let Some(argument) = arguments.next() {
        if argument == "--runs" {
            let number = arguments.next().unwrap_or_default();
            runs = number.parse().map_err(|_| Failure::new(format!("--runs {number}: not a number")))?;
        } else {
            parts.push(argument.parse()?);
        }
    }
    if parts.is_empty() {
        parts.extend(Part::ALL);
    }
    Ok((parts, runs.max(1)))
}
