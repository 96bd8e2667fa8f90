//! `cargo xtask deny`: checks licences, sources and advisories of all libraries with cargo-deny and deny.toml.

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

/// Checks offline; returns the counts in one line.
pub(crate) fn with_local_advisories() -> Result<String> {
    let database = advisories::local()?;
    note(&format!("advisories of {}; `--fetch` downloads newer ones", database.date));
    // cargo-deny reads every manifest offline, also those of libraries for other systems.
    step("set-up: download the crates of the workspace", || run(cargo().args(["fetch", "--locked"])))?;
    check(&["--locked", "--offline"], &database.folder)?;
    counted(&database.date)
}

/// Downloads the newest advisories before the check.
fn with_newest_advisories() -> Result<String> {
    check(&["--locked"], &advisories::downloaded())?;
    counted(&advisories::downloaded_date()?)
}

fn check(options: &[&str], advisories: &Path) -> Result {
    fs::create_dir_all(advisories)?;
    let mut deny = program(cargo_deny()?);
    // A licence exception that no crate needs is an error.
    deny.args(options).args(["check", "--deny", "license-exception-not-encountered"]);
    deny.env("IMK_ADVISORIES", advisories);
    step("deny: licences, versions, sources, advisories", || run(&mut deny))
}

/// The counts of a check without findings. Cargo.lock also has crates behind disabled features; they are never
/// compiled, so they are neither checked nor counted.
fn counted(date: &str) -> Result<String> {
    let everything = ["--workspace", "--all-features", "--target", "all", "--edges", "normal,build,dev"];
    let tree = tree(&everything)?;
    let duplicates = duplicates(&tree);
    note(&format!("{} libraries in duplicates versions: {}", duplicates.len(), duplicates.join(", ")));
    let accepted = accepted(&fs::read_to_string(root().join("deny.toml"))?);
    let crates = tree.values().filter(|details| !details.is_member).count();
    Ok(format!("advisories 0 open, {accepted} accepted, {crates} crates, database of {date}"))
}

/// Names of the crates with duplicates versions.
fn duplicates(tree: &Tree) -> Vec<&str> {
    let names: Vec<&str> = tree.keys().map(|one| one.name.as_str()).collect();
    let mut duplicates: Vec<&str> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    duplicates.dedup();
    duplicates
}

/// Number of advisories that deny.toml accepts with a reason.
fn accepted(settings: &str) -> usize {
    settings.lines().filter(|line| line.trim_start().starts_with("{ id = \"RUSTSEC-")).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::supply_chain::tree::{Crate, Details};

    #[test]
    fn accepted_advisories_are_counted() {
        let settings =
            "ignore = [\n    { id = \"RUSTSEC-2023-0071\", reason = \"…\" },\n    # \"RUSTSEC-2023-0072\"\n]";
        assert_eq!(accepted(settings), 1);
        assert_eq!(accepted("ignore = []"), 0);
    }

    #[test]
    fn libraries_in_several_versions_are_listed_once() {
        let one = |(name, version): (&str, &str)| Crate { name: name.to_owned(), version: version.to_owned() };
        let crates = [("axum", "1"), ("rand", "1"), ("rand", "2"), ("rand", "3"), ("sha2", "1"), ("sha2", "2")];
        let tree = crates.map(|pair| (one(pair), Details::default())).into();
        assert_eq!(duplicates(&tree), ["rand", "sha2"]);
    }

    #[test]
    fn every_accepted_advisory_has_a_reason() {
        let settings = fs::read_to_string(root().join("deny.toml")).unwrap();
        let lines = settings.lines().filter(|line| line.contains("RUSTSEC-"));
        assert!(lines.clone().all(|line| line.contains("reason = \"")), "{:?}", lines.collect::<Vec<_>>());
    }
}
