//! `cargo xtask security`: runs the checks of libraries and all security tests, and prints their counts. Stops at the
//! first failure.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::check::{api_fuzz, fuzz, identity};
use crate::process::{Result, cargo};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::postgres::{self, Cluster, Durability};
use crate::supply_chain::{deny, sbom};

/// Size of the tests.
struct Amount {
    /// Generated API calls.
    calls: u64,
    /// Seconds of fuzzing for each parser.
    seconds: u32,
    /// Concurrent attempts to reserve one of the last seats.
    race: &'static str,
}

const LONG: Amount = Amount { calls: 100_000, seconds: 600, race: "10000" };
const QUICK: Amount = Amount { calls: 2_000, seconds: 5, race: "1000" };

/// Prefixes of the lines with counts, which are repeated at the end.
const COUNTS: [&str; 7] =
    ["ASVS items", "attempts ", "canary hits", "decisions ", "files refused", "matrix cells", "tamperings found"];

/// Runs everything; `quick` with fewer calls, inputs and attempts.
pub(crate) fn security(quick: bool) -> Result {
    let amount = if quick { QUICK } else { LONG };
    let mut counted = vec![deny::with_local_advisories()?, sbom::write()?];
    debian::ensure_postgres()?;
    let postgres = Cluster::start(Durability::Memory)?;
    counted.extend(step("security: roles, storage, audit, canaries", || {
        let mut tests = cargo();
        tests.args(["test", "--package", "server", "--test", "api", "--test", "storage", "--", "--nocapture"]);
        tests.env("IMK_RACE_ATTEMPTS", amount.race);
        run_and_collect(postgres::pass_url(&mut tests, postgres.as_ref()))
    })?);
    counted.extend(step("security: table of ASVS 5.0", || {
        run_and_collect(cargo().args([
            "test",
            "--package",
            "imk-tests",
            "--test",
            "architecture",
            "security",
            "--",
            "--nocapture",
        ]))
    })?);
    identity::identity()?;
    api_fuzz::api_fuzz(amount.calls)?;
    fuzz::fuzz(amount.seconds)?;
    println!("security: all tests passed");
    counted.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

/// Runs a command, prints its output, and returns the lines with counts.
fn run_and_collect(command: &mut Command) -> Result<Vec<String>> {
    let mut process = command.stdout(Stdio::piped()).spawn()?;
    let stdout = process.stdout.take().ok_or("the tests have no standard output")?;
    let mut counted = Vec::new();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        // Tests run in parallel, so the name of another test may precede the count on its line.
        if let Some(at) = COUNTS.iter().filter_map(|word| line.find(word)).min() {
            counted.push(line[at..].to_owned());
        }
    }
    let status = process.wait()?;
    if status.success() { Ok(counted) } else { Err("a security test failed".into()) }
}
