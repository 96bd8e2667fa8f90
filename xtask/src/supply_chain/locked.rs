//! Packages in Cargo.lock.

use std::fs;

use crate::process::{Result, root};

/// A package in the lock file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Locked {
    pub(crate) name: String,
    pub(crate) version: String,
    /// SHA-256 of the archive at crates.io, in hexadecimal; `None` for crates of the workspace.
    pub(crate) checksum: Option<String>,
}

/// All packages in the workspace's lock file, sorted by name and version.
pub(crate) fn locked() -> Result<Vec<Locked>> {
    Ok(packages(&fs::read_to_string(root().join("Cargo.lock"))?))
}

/// Parses the lock file: one `key = "value"` on each line below `[[package]]`.
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

    const LOCK: &str = r#"version = 4

[[package]]
name = "app"
version = "0.1.0"
dependencies = [
 "leptos",
]

[[package]]
name = "leptos"
version = "0.8.23"
source = "registry"
checksum = "ab12"
"#;

    #[test]
    fn only_packages_of_the_workspace_have_no_checksum() {
        let package = |name: &str, version: &str, checksum: Option<&str>| Locked {
            name: name.to_owned(),
            version: version.to_owned(),
            checksum: checksum.map(str::to_owned),
        };
        assert_eq!(packages(LOCK), [package("app", "0.1.0", None), package("leptos", "0.8.23", Some("ab12"))]);
    }

    #[test]
    fn lock_file_of_this_workspace_has_all_members() {
        let locked = locked().unwrap();
        let own: BTreeSet<&str> =
            locked.iter().filter(|one| one.checksum.is_none()).map(|one| one.name.as_str()).collect();
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let members = manifest.lines().find_map(|line| line.strip_prefix("members = [")).unwrap();
        let members = members.trim_end_matches(']').split(", ").map(|member| member.trim_matches('"'));
        assert_eq!(own, members.map(|member| if member == "tests" { "imk-tests" } else { member }).collect());
    }
}
