//! Advisories of the RustSec database. The repository has a copy, so that a check is offline and reproducible
//! (xtask/advisories/README.md).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Result, program, read, root, target};
use crate::supply_chain::locked::locked;

/// Folder of the copy. `crates` has a folder for each crate in Cargo.lock with advisories.
const COPY: &str = "xtask/advisories";
/// Names of all crates in the database, one on each line, to detect a new crate in Cargo.lock whose advisories are
/// missing.
const KNOWN: &str = "known.txt";
/// Source, commit and date of the copied database, one on each line.
const SNAPSHOT: &str = "snapshot.txt";

/// cargo-deny's folder name of the database: the last part of its URL in deny.toml and a hash of the URL.
const CHECKOUT: &str = "advisory-db-3157b0e258782691";

/// A database in the layout that cargo-deny expects.
pub(crate) struct Database {
    /// Value of `db-path` in deny.toml.
    pub(crate) folder: PathBuf,
    /// Date of its last commit, such as 2025-02-24.
    pub(crate) date: String,
}

/// Copies the local advisories into the target folder.
///
/// # Errors
/// Where Cargo.lock has a crate whose advisories are missing from the copy.
pub(crate) fn local() -> Result<Database> {
    let copy = root().join(COPY);
    check_complete(&copy)?;
    let folder = target().join("advisories/local");
    lay_out(&copy.join("crates"), &folder.join(CHECKOUT))?;
    let snapshot = fs::read_to_string(copy.join(SNAPSHOT))?;
    let date = snapshot.lines().find_map(|line| line.strip_prefix("date "));
    Ok(Database { folder, date: date.ok_or("the snapshot has no date")?.to_owned() })
}

/// Creates a folder that cargo-deny accepts as a clone of the database.
fn lay_out(crates: &Path, checkout: &Path) -> Result {
    if checkout.exists() {
        fs::remove_dir_all(checkout)?;
    }
    copy_files(crates, &checkout.join("crates"))?;
    // cargo-deny reads only this file of the git folder.
    fs::create_dir_all(checkout.join(".git"))?;
    fs::write(checkout.join(".git/FETCH_HEAD"), "")?;
    Ok(())
}

/// Fails if the database has advisories of a locked crate that the copy lacks.
fn check_complete(copy: &Path) -> Result {
    let known = fs::read_to_string(copy.join(KNOWN))?;
    let missing = missing(&known, &names()?, &copy.join("crates")).join(", ");
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("{COPY} lacks the advisories of {missing}: renew it ({COPY}/README.md)").into())
}

/// Folder for the database that cargo-deny downloads.
pub(crate) fn downloaded() -> PathBuf {
    target().join("advisories/downloaded")
}

/// Date of the downloaded database.
pub(crate) fn downloaded_date() -> Result<String> {
    let date = git(&downloaded().join(CHECKOUT), &["log", "-1", "--format=%cs"])?;
    Ok(date.trim().to_owned())
}

/// Renews the copy from a clone of the database, bare or not.
pub(crate) fn renew(clone: &Path) -> Result {
    let listed = git(clone, &["ls-tree", "-r", "--name-only", "HEAD", "crates"])?;
    let (copy, names) = (root().join(COPY), names()?);
    fs::remove_dir_all(copy.join("crates"))?;
    let (mut known, mut copied) = (BTreeSet::new(), 0);
    for (path, name) in listed.lines().filter_map(|path| Some((path, crate_of(path)?))) {
        known.insert(name);
        if names.contains(name) {
            fs::create_dir_all(copy.join("crates").join(name))?;
            fs::write(copy.join(path), git(clone, &["show", &format!("HEAD:{path}")])?)?;
            copied += 1;
        }
    }
    let lines: String = known.iter().map(|name| format!("{name}\n")).collect();
    fs::write(copy.join(KNOWN), lines)?;
    let snapshot = "source https://github.com/RustSec/advisory-db\ncommit %H\ndate %cs";
    fs::write(copy.join(SNAPSHOT), git(clone, &["log", "-1", &format!("--format={snapshot}")])?)?;
    println!("advisories copied: {copied}; crates in the database: {}", known.len());
    Ok(())
}

/// Returns NAME of `crates/NAME/RUSTSEC-….md`.
fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split_once('/').map(|(name, _)| name)
}

/// Names of the crates in Cargo.lock.
fn names() -> Result<BTreeSet<String>> {
    Ok(locked()?.into_iter().map(|one| one.name).collect())
}

/// Crates in Cargo.lock and in the database that have no folder in the copy.
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
    fn locked_crate_with_advisories_must_be_in_the_copy() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("hyper")).unwrap();
        let locked = ["hyper", "rsa", "serde"].map(str::to_owned).into();
        assert_eq!(missing("hyper\nrsa\nxmas-elf\n", &locked, folder.path()), ["rsa"]);
        assert!(missing("hyper\nxmas-elf\n", &locked, folder.path()).is_empty());
    }

    #[test]
    fn crate_of_an_advisory_is_its_folder() {
        assert_eq!(crate_of("crates/rsa/RUSTSEC-2023-0071.md"), Some("rsa"));
        assert_eq!(crate_of("rust/std/CVE-2018-1000810.md"), None);
    }

    #[test]
    fn layout_replaces_the_previous_one() {
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
    fn copy_is_complete_and_has_a_date() {
        let copy = root().join(COPY);
        check_complete(&copy).unwrap();
        let snapshot = fs::read_to_string(copy.join(SNAPSHOT)).unwrap();
        assert!(snapshot.lines().any(|line| line.strip_prefix("date 20").is_some_and(|rest| rest.len() == 8)));
    }
}
