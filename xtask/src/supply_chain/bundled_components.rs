//! Components of a product that are not crates: the standard library, and SQLite, which its binding crate bundles.
//! Vulnerability lists have separate entries for them.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Result, cargo, program, read};
use crate::supply_chain::tree::Tree;

/// Crate with SQLite's sources.
const BINDING: &str = "libsqlite3-sys";

/// A component that is not a crate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BundledComponent {
    pub(crate) name: &'static str,
    /// Vendor and product in CPE names.
    cpe_name: &'static str,
    pub(crate) version: String,
    pub(crate) licence: &'static str,
    /// Crate that contains it.
    pub(crate) parent: &'static str,
}

impl BundledComponent {
    /// Package URL.
    pub(crate) fn reference(&self) -> String {
        format!("pkg:generic/{}@{}", self.name, self.version)
    }

    /// CPE name, for vulnerability lists.
    pub(crate) fn cpe(&self) -> String {
        format!("cpe:2.3:a:{}:{}:*:*:*:*:*:*:*", self.cpe_name, self.version)
    }
}

/// The bundled_components components of a product with these crates; `main` is the product's own crate.
pub(crate) fn bundled_components(shipped: &Tree, main: &'static str) -> Result<Vec<BundledComponent>> {
    let mut found = vec![standard_library(main)?];
    if shipped.keys().any(|one| one.name == BINDING) {
        found.push(sqlite()?);
    }
    Ok(found)
}

/// The compiler's standard library.
fn standard_library(parent: &'static str) -> Result<BundledComponent> {
    let output = read(program("rustc").arg("--version"))?;
    let version = output.split(' ').nth(1).ok_or("rustc prints no version")?.to_owned();
    Ok(BundledComponent { name: "rust-std", cpe_name: "rust-lang:rust", version, licence: "MIT OR Apache-2.0", parent })
}

/// Reads the version from the header beside the compiled sources.
fn sqlite() -> Result<BundledComponent> {
    let output = read(cargo().args(["metadata", "--locked", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&output)?;
    let package = metadata["packages"].as_array().into_iter().flatten().find(|one| one["name"] == BINDING);
    let manifest = package.and_then(|one| one["manifest_path"].as_str());
    let header =
        Path::new(manifest.ok_or("cargo metadata has no path of SQLite's crate")?).with_file_name("sqlite3/sqlite3.h");
    let version = version(&fs::read_to_string(header)?).ok_or("SQLite's header has no version")?;
    Ok(BundledComponent { name: "sqlite", cpe_name: "sqlite:sqlite", version, licence: "blessing", parent: BINDING })
}

/// Parses `#define SQLITE_VERSION        "3.50.2"`.
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
    fn component_has_a_package_url_and_a_cpe_name() {
        let version = "3.50.2".to_owned();
        let one = BundledComponent {
            name: "sqlite",
            cpe_name: "sqlite:sqlite",
            version,
            licence: "blessing",
            parent: BINDING,
        };
        assert_eq!(one.reference(), "pkg:generic/sqlite@3.50.2");
        assert_eq!(one.cpe(), "cpe:2.3:a:sqlite:sqlite:3.50.2:*:*:*:*:*:*:*");
    }
}
