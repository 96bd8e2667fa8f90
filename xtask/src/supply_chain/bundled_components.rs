//! What is compiled into a product and is no crate of its own: the standard library, and SQLite within the crate that binds
//! it. Faults of these are told under their own names.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Result, cargo, program, read};
use crate::supply_chain::tree::Tree;

/// The crate that brings SQLite's sources.
const BINDING: &str = "libsqlite3-sys";

/// Something that is no crate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bundled {
    pub(crate) name: &'static str,
    /// Who made it, as lists of faults (CPE) call them and it.
    known_as: &'static str,
    pub(crate) version: String,
    pub(crate) licence: &'static str,
    /// The crate that brings it.
    pub(crate) by: &'static str,
}

impl Bundled {
    /// Its package URL.
    pub(crate) fn reference(&self) -> String {
        format!("pkg:generic/{}@{}", self.name, self.version)
    }

    /// Its name in lists of faults.
    pub(crate) fn cpe(&self) -> String {
        format!("cpe:2.3:a:{}:{}:*:*:*:*:*:*:*", self.known_as, self.version)
    }
}

/// What a product of these crates has beside them; `main` is the crate that it is built from.
pub(crate) fn bundled(shipped: &Tree, main: &'static str) -> Result<Vec<Bundled>> {
    let mut found = vec![standard_library(main)?];
    if shipped.keys().any(|one| one.name == BINDING) {
        found.push(sqlite()?);
    }
    Ok(found)
}

/// The compiler's.
fn standard_library(by: &'static str) -> Result<Bundled> {
    let said = read(program("rustc").arg("--version"))?;
    let version = said.split(' ').nth(1).ok_or("rustc does not say its version")?.to_owned();
    Ok(Bundled { name: "rust-std", known_as: "rust-lang:rust", version, licence: "MIT OR Apache-2.0", by })
}

/// The version stands in the header beside the sources that are compiled.
fn sqlite() -> Result<Bundled> {
    let said = read(cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&said)?;
    let package = metadata["packages"].as_array().into_iter().flatten().find(|one| one["name"] == BINDING);
    let manifest = package.and_then(|one| one["manifest_path"].as_str());
    let header = Path::new(manifest.ok_or("cargo does not say where SQLite is")?).with_file_name("sqlite3/sqlite3.h");
    let version = version(&fs::read_to_string(header)?).ok_or("SQLite's header has no version")?;
    Ok(Bundled { name: "sqlite", known_as: "sqlite:sqlite", version, licence: "blessing", by: BINDING })
}

/// Of `#define SQLITE_VERSION        "3.50.2"`.
fn version(header: &str) -> Option<String> {
    let line = header.lines().find_map(|line| line.strip_prefix("#define SQLITE_VERSION "))?;
    Some(line.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_of_sqlite_is_read_from_its_header() {
        let header = "#define SQLITE_VERSION_NUMBER 3050002\n#define SQLITE_VERSION        \"3.50.2\"\n";
        assert_eq!(version(header).as_deref(), Some("3.50.2"));
        assert_eq!(version("int main;"), None);
    }

    #[test]
    fn what_is_no_crate_is_known_by_address_and_by_the_name_in_lists_of_faults() {
        let version = "3.50.2".to_owned();
        let one = Bundled { name: "sqlite", known_as: "sqlite:sqlite", version, licence: "blessing", by: BINDING };
        assert_eq!(one.reference(), "pkg:generic/sqlite@3.50.2");
        assert_eq!(one.cpe(), "cpe:2.3:a:sqlite:sqlite:3.50.2:*:*:*:*:*:*:*");
    }
}
