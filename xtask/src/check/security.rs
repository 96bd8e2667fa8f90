//! `cargo xtask security`: what the system is made of, and everything that is tried against it, one after the other, with
//! what was counted. The first miss ends it.
//!
//! `--quick` is the shorter form: fewer calls, inputs and attempts.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::check::{api_fuzz, fuzz, identity};
use crate::process::{Result, cargo};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::postgres::{self, Cluster};
use crate::supply_chain::{deny, sbom};

/// How much is tried.
struct Amount {
    /// Calls made up from the API's description.
    calls: u64,
    /// Seconds for each reader of outside input.
    seconds: u32,
    /// Attempts to get one of the last places.
    race: &'static str,
}

const LONG: Amount = Amount { calls: 100_000, seconds: 600, race: "10000" };
const QUICK: Amount = Amount { calls: 2_000, seconds: 5, race: "1000" };

/// What a line that counts something begins with: those are told again at the end.
const COUNTS: [&str; 7] =
    ["ASVS items", "attempts ", "canary hits", "decisions ", "files refused", "matrix cells", "tamperings found"];

/// Tries everything.
pub(crate) fn security(quick: bool) -> Result {
    let amount = if quick { QUICK } else { LONG };
    let mut counted = vec![deny::with_local_advisories()?, sbom::write()?];
    debian::ensure_postgres()?;
    let postgres = Cluster::start()?;
    counted.extend(step("security: roles, storage, audit, canaries", || {
        let mut tests = cargo();
        tests.args(["test", "--package", "server", "--test", "api", "--test", "storage", "--", "--nocapture"]);
        tests.env("IMK_RACE_ATTEMPTS", amount.race);
        counting(postgres::pass_url(&mut tests, postgres.as_ref()))
    })?);
    counted.extend(step("security: the table of ASVS 5.0", || {
        counting(cargo().args([
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
    println!("security: nothing was missed");
    counted.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

/// Runs a command, shows what it says, and gives the lines that count something.
fn counting(command: &mut Command) -> Result<Vec<String>> {
    let mut process = command.stdout(Stdio::piped()).spawn()?;
    let said = process.stdout.take().ok_or("the tests say nothing")?;
    let mut counted = Vec::new();
    for line in BufReader::new(said).lines() {
        let line = line?;
        println!("{line}");
        // A line of a test may begin behind the name of another that runs beside it.
        if let Some(at) = COUNTS.iter().filter_map(|word| line.find(word)).min() {
            counted.push(line[at..].to_owned());
        }
    }
    let status = process.wait()?;
    if status.success() { Ok(counted) } else { Err("a test of security failed".into()) }
}
