//! Cargo.lock: which version of each library the workspace is built with.

use std::fs;

use crate::process::{Result, root};

/// A package of the lock file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Locked {
    pub(crate) name: String,
    pub(crate) version: String,
    /// SHA-256 of the archive at crates.io, in hexadecimal; crates of the workspace have none.
    pub(crate) checksum: Option<String>,
}

/// Every package that the workspace's lock file names, in its order, which is that of names and versions.
pub(crate) fn locked() -> Result<Vec<Locked>> {
    Ok(packages(&fs::read_to_string(root().join("Cargo.lock"))?))
}

/// Cargo writes one `key = "value"` a line below each `[[package]]`.
fn packages(lock: &str) -> Vec<Locked> {
    lock.split("[[package]]").skip(1).filter_map(package).collect()
}

fn package(entry: &str) -> Option<Locked> {
    let value = |key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        Some(line?.strip_suffix('"')?.to_owned())
    };
    Some(Locked { name: value("name")?, version: value("version")?, checksum: value("checksum") })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"leptos\",\n]\n\n\
                        [[package]]\nname = \"leptos\"\nversion = \"0.8.23\"\nsource = \"registry\"\nchecksum = \"ab12\"\n";

    #[test]
    fn packages_of_the_workspace_have_no_checksum_and_others_have() {
        let package = |name: &str, version: &str, checksum: Option<&str>| Locked {
            name: name.to_owned(),
            version: version.to_owned(),
            checksum: checksum.map(str::to_owned),
        };
        assert_eq!(packages(LOCK), [package("app", "0.1.0", None), package("leptos", "0.8.23", Some("ab12"))]);
    }

    #[test]
    fn lock_file_of_this_workspace_is_read() {
        let locked = locked().unwrap();
        let own: BTreeSet<&str> =
            locked.iter().filter(|one| one.checksum.is_none()).map(|one| one.name.as_str()).collect();
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let members = manifest.lines().find_map(|line| line.strip_prefix("members = [")).unwrap();
        let members = members.trim_end_matches(']').split(", ").map(|member| member.trim_matches('"'));
        assert_eq!(own, members.map(|member| if member == "tests" { "imk-tests" } else { member }).collect());
    }
}
