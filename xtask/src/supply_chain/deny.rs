//! `cargo xtask deny`: no library of another licence or source than deny.toml allows, and none with a known fault that
//! nobody has answered.

use std::fs;
use std::path::Path;

use crate::process::{Result, cargo, program, root, run};
use crate::progress::{note, step};
use crate::setup::tools::cargo_deny;
use crate::supply_chain::advisories;
use crate::supply_chain::tree::{Tree, tree};

/// Checks all libraries with the advisories of this repository, or with the newest. With `renew`, copies the advisories
/// of a clone of the RustSec database into this repository instead.
pub(crate) fn deny(fetch: bool, renew: Option<&Path>) -> Result {
    match renew {
        Some(clone) => advisories::renew(clone)?,
        None => println!("{}", if fetch { with_newest_advisories()? } else { with_local_advisories()? }),
    }
    Ok(())
}

/// Looks without a network; returns what was counted, in one line.
pub(crate) fn with_local_advisories() -> Result<String> {
    let database = advisories::kept()?;
    note(&format!("advisories as they were known on {}: newer ones are not looked at (`--fetch` does)", database.date));
    // Offline, every manifest has to be at hand, of other systems' libraries too.
    step("set-up: the crates of the workspace", || run(cargo().args(["fetch", "--locked"])))?;
    check(&["--locked", "--offline"], &database.folder)?;
    counted(&database.date)
}

/// Fetches the newest advisories first.
fn with_newest_advisories() -> Result<String> {
    check(&["--locked"], &advisories::newest())?;
    counted(&advisories::newest_date()?)
}

fn check(options: &[&str], advisories: &Path) -> Result {
    fs::create_dir_all(advisories)?;
    let mut deny = program(cargo_deny()?);
    // An exception for a crate that is gone, or that no longer needs it, has to go too.
    deny.args(options).args(["check", "--deny", "license-exception-not-encountered"]);
    deny.env("IMK_ADVISORIES", advisories);
    step("deny: licences, versions, sources, advisories", || run(&mut deny))
}

/// What a check that found nothing is told by. Cargo.lock also has crates behind features that nobody wants: they are
/// never compiled, so they are neither looked at nor counted.
fn counted(date: &str) -> Result<String> {
    let everything = ["--workspace", "--all-features", "--target", "all", "--edges", "normal,build,dev"];
    let tree = tree(&everything)?;
    let several = several(&tree);
    note(&format!("{} libraries in more than one version: {}", several.len(), several.join(", ")));
    let accepted = accepted(&fs::read_to_string(root().join("deny.toml"))?);
    let crates = tree.values().filter(|entry| !entry.ours).count();
    Ok(format!("advisories 0 open, {accepted} accepted, {crates} crates, as known on {date}"))
}

/// The names that are there more than once.
fn several(tree: &Tree) -> Vec<&str> {
    let names: Vec<&str> = tree.keys().map(|one| one.name.as_str()).collect();
    let mut several: Vec<&str> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    several.dedup();
    several
}

/// How many advisories stand in deny.toml with a reason.
fn accepted(settings: &str) -> usize {
    settings.lines().filter(|line| line.trim_start().starts_with("{ id = \"RUSTSEC-")).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::supply_chain::tree::{Crate, Entry};

    #[test]
    fn advisories_that_were_accepted_are_counted() {
        let settings =
            "ignore = [\n    { id = \"RUSTSEC-2023-0071\", reason = \"…\" },\n    # \"RUSTSEC-2023-0072\"\n]";
        assert_eq!(accepted(settings), 1);
        assert_eq!(accepted("ignore = []"), 0);
    }

    #[test]
    fn libraries_in_two_or_three_versions_are_named_once() {
        let one = |(name, version): (&str, &str)| Crate { name: name.to_owned(), version: version.to_owned() };
        let crates = [("axum", "1"), ("rand", "1"), ("rand", "2"), ("rand", "3"), ("sha2", "1"), ("sha2", "2")];
        let tree = crates.map(|pair| (one(pair), Entry::default())).into();
        assert_eq!(several(&tree), ["rand", "sha2"]);
    }

    #[test]
    fn every_advisory_that_was_accepted_has_a_reason() {
        let settings = fs::read_to_string(root().join("deny.toml")).unwrap();
        let lines = settings.lines().filter(|line| line.contains("RUSTSEC-"));
        assert!(lines.clone().all(|line| line.contains("reason = \"")), "{:?}", lines.collect::<Vec<_>>());
    }
}
