//! What is known of faulty libraries: a copy of the RustSec database is kept beside the code, so that looking needs no
//! network and says the same everywhere (xtask/advisories/README.md).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Result, program, read, root, target};
use crate::supply_chain::locked::locked;

/// The copy. `crates` has a folder for each crate of Cargo.lock that an advisory is about.
const COPY: &str = "xtask/advisories";
/// Which crates the whole database has advisories of, one a line: those that are new in Cargo.lock are found by it.
const KNOWN: &str = "known.txt";
/// What the copy is of: source, commit and date, one a line.
const SNAPSHOT: &str = "snapshot.txt";

/// How cargo-deny calls the database: the last part of its address in deny.toml, and a hash of the whole.
const CHECKOUT: &str = "advisory-db-3157b0e258782691";

/// A database where cargo-deny looks for it.
pub(crate) struct Database {
    /// What deny.toml's `db-path` has to be.
    pub(crate) folder: PathBuf,
    /// The day of its last change, such as 2025-02-24.
    pub(crate) date: String,
}

/// Lays the copy out in the target folder. Fails where Cargo.lock has a crate whose advisories are not in the copy.
pub(crate) fn kept() -> Result<Database> {
    let copy = root().join(COPY);
    complete(&copy)?;
    let folder = target().join("advisories/kept");
    lay_out(&copy.join("crates"), &folder.join(CHECKOUT))?;
    let snapshot = fs::read_to_string(copy.join(SNAPSHOT))?;
    let date = snapshot.lines().find_map(|line| line.strip_prefix("date "));
    Ok(Database { folder, date: date.ok_or("the snapshot has no date")?.to_owned() })
}

/// Makes a folder what cargo-deny takes for a clone of the database.
fn lay_out(crates: &Path, checkout: &Path) -> Result {
    if checkout.exists() {
        fs::remove_dir_all(checkout)?;
    }
    copy_files(crates, &checkout.join("crates"))?;
    // That it was fetched is all that is asked of its history.
    fs::create_dir_all(checkout.join(".git"))?;
    fs::write(checkout.join(".git/FETCH_HEAD"), "")?;
    Ok(())
}

/// Whether nothing that the database knew of a crate that is locked now was left out of the copy.
fn complete(copy: &Path) -> Result {
    let known = fs::read_to_string(copy.join(KNOWN))?;
    let missing = missing(&known, &names()?, &copy.join("crates")).join(", ");
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("{COPY} has no advisories of {missing}: renew it ({COPY}/README.md)").into())
}

/// Where cargo-deny puts what it fetches itself.
pub(crate) fn newest() -> PathBuf {
    target().join("advisories/newest")
}

/// The day of what was fetched.
pub(crate) fn newest_date() -> Result<String> {
    let said = git(&newest().join(CHECKOUT), &["log", "-1", "--format=%cs"])?;
    Ok(said.trim().to_owned())
}

/// Takes the copy anew from a clone of the database, bare or not.
pub(crate) fn renew(clone: &Path) -> Result {
    let listed = git(clone, &["ls-tree", "-r", "--name-only", "HEAD", "crates"])?;
    let (copy, names) = (root().join(COPY), names()?);
    fs::remove_dir_all(copy.join("crates"))?;
    let (mut known, mut kept) = (BTreeSet::new(), 0);
    for (path, name) in listed.lines().filter_map(|path| Some((path, crate_of(path)?))) {
        known.insert(name);
        if names.contains(name) {
            fs::create_dir_all(copy.join("crates").join(name))?;
            fs::write(copy.join(path), git(clone, &["show", &format!("HEAD:{path}")])?)?;
            kept += 1;
        }
    }
    let lines: String = known.iter().map(|name| format!("{name}\n")).collect();
    fs::write(copy.join(KNOWN), lines)?;
    let snapshot = "source https://github.com/RustSec/advisory-db\ncommit %H\ndate %cs";
    fs::write(copy.join(SNAPSHOT), git(clone, &["log", "-1", &format!("--format={snapshot}")])?)?;
    println!("advisories kept {kept}, of {} crates known", known.len());
    Ok(())
}

/// The crate of `crates/NAME/RUSTSEC-….md`.
fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split_once('/').map(|(name, _)| name)
}

/// The names in Cargo.lock.
fn names() -> Result<BTreeSet<String>> {
    Ok(locked()?.into_iter().map(|one| one.name).collect())
}

/// The crates that are locked, and known to the database, and have no folder here.
fn missing<'a>(known: &'a str, locked: &BTreeSet<String>, folder: &Path) -> Vec<&'a str> {
    known.lines().filter(|name| locked.contains(*name) && !folder.join(name).is_dir()).collect()
}

fn git(clone: &Path, arguments: &[&str]) -> Result<String> {
    read(program("git").arg("-C").arg(fs::canonicalize(clone)?).args(arguments))
}

fn copy_files(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_that_is_locked_and_known_has_to_be_in_the_copy() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("hyper")).unwrap();
        let locked = ["hyper", "rsa", "serde"].map(str::to_owned).into();
        assert_eq!(missing("hyper\nrsa\nxmas-elf\n", &locked, folder.path()), ["rsa"]);
        assert!(missing("hyper\nxmas-elf\n", &locked, folder.path()).is_empty());
    }

    #[test]
    fn crate_of_an_advisory_is_the_folder_it_is_in() {
        assert_eq!(crate_of("crates/rsa/RUSTSEC-2023-0071.md"), Some("rsa"));
        assert_eq!(crate_of("rust/std/CVE-2018-1000810.md"), None);
    }

    #[test]
    fn what_is_laid_out_takes_the_place_of_what_was() {
        let folder = tempfile::tempdir().unwrap();
        let (crates, checkout) = (folder.path().join("crates"), folder.path().join("checkout"));
        fs::create_dir_all(crates.join("rsa")).unwrap();
        fs::write(crates.join("rsa/RUSTSEC-2023-0071.md"), "new").unwrap();
        fs::create_dir_all(checkout.join("crates/gone")).unwrap();
        lay_out(&crates, &checkout).unwrap();
        assert_eq!(fs::read_to_string(checkout.join("crates/rsa/RUSTSEC-2023-0071.md")).unwrap(), "new");
        assert!(checkout.join(".git/FETCH_HEAD").is_file() && !checkout.join("crates/gone").exists());
    }

    #[test]
    fn the_copy_is_complete_and_has_a_date() {
        let copy = root().join(COPY);
        complete(&copy).unwrap();
        let snapshot = fs::read_to_string(copy.join(SNAPSHOT)).unwrap();
        assert!(snapshot.lines().any(|line| line.strip_prefix("date 20").is_some_and(|rest| rest.len() == 8)));
    }
}
