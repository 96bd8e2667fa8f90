//! `cargo xtask security`: what the system is made of, and everything that is tried against it, one after the other, with
//! what was counted. The first miss ends it.
//!
//! `--quick` is the shorter form: fewer calls, inputs and attempts.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::postgres::Cluster;
use crate::progress::step;
use crate::shell::{Done, cargo};
use crate::{api_fuzz, debian, deny, fuzz, identity, sbom};

/// How much is tried.
struct Amount {
    /// Calls made up from the API's description.
    calls: &'static str,
    /// Seconds for each reader of outside input.
    seconds: &'static str,
    /// Attempts to get one of the last places.
    race: &'static str,
}

const LONG: Amount = Amount { calls: "100000", seconds: "600", race: "10000" };
const QUICK: Amount = Amount { calls: "2000", seconds: "5", race: "1000" };

/// What a line that counts something begins with: those are told again at the end.
const COUNTS: [&str; 7] =
    ["ASVS items", "attempts ", "canary hits", "decisions ", "files refused", "matrix cells", "tamperings found"];

/// Tries everything.
pub(crate) fn security(arguments: &[String]) -> Done {
    let amount = match arguments {
        [] => LONG,
        [only] if only == "--quick" => QUICK,
        _ => return Err("security takes --quick or nothing".into()),
    };
    let mut counted = vec![deny::kept()?, sbom::write()?];
    debian::ensure_postgres()?;
    let postgres = Cluster::start()?;
    counted.extend(step("security: roles, storage, audit, canaries", || {
        let mut tests = cargo();
        tests.args(["test", "--package", "server", "--test", "api", "--test", "storage", "--", "--nocapture"]);
        tests.env("IMK_RACE_ATTEMPTS", amount.race);
        counting(with_postgres(&mut tests, postgres.as_ref()))
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
    api_fuzz::api_fuzz(&[amount.calls.to_owned()])?;
    fuzz::fuzz(&[amount.seconds.to_owned()])?;
    println!("security: nothing was missed");
    counted.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

fn with_postgres<'a>(command: &'a mut Command, postgres: Option<&Cluster>) -> &'a mut Command {
    match postgres {
        Some(cluster) => command.env("IMK_TEST_POSTGRES_URL", cluster.url()),
        None => command,
    }
}

/// Runs a command, shows what it says, and gives the lines that count something.
fn counting(command: &mut Command) -> Done<Vec<String>> {
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
