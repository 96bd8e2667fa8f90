//! `cargo xtask a11y`: checks the accessibility of the pages (docs/accessibility.md).

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha512};

use crate::pages;
use crate::process::{Result, cargo, on_path, program, run, user_cache};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::tools::PageTools;

/// An npm package; one of its scripts runs in tests only and is never shipped.
struct Package {
    name: &'static str,
    version: &'static str,
    /// SHA-512 of the npm archive.
    sha512: &'static str,
    /// Path of the script in the archive.
    script: &'static str,
}

/// axe-core, MPL-2.0.
const AXE: Package = Package {
    name: "axe-core",
    version: "4.14.1",
    sha512: "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b73\
             4f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5",
    script: "package/axe.min.js",
};

/// The virtual screen reader, MIT.
const READER: Package = Package {
    name: "@guidepup/virtual-screen-reader",
    version: "0.33.0",
    sha512: "097324231d7da0567b052ed372f0e26d79fa03646c12cf27557f488a31d6ec74\
             34a9318781cd9612b91a322d7660f422d59ca9c6bdfa35f4585a007150dbccb5",
    script: "package/lib/esm/index.browser.js",
};

/// Builds pages and server, and runs the program `a11y` of `imk-tests`.
pub(crate) fn a11y(arguments: &[String]) -> Result {
    debian::ensure_browser()?;
    let (axe, reader) = (AXE.ensure()?, READER.ensure()?);
    pages::build(&PageTools::ensure()?)?;
    let imk = pages::debug_server()?;
    step("a11y: every state of the pages", || {
        let mut look = cargo();
        look.args(["run", "--quiet", "--package", "imk-tests", "--bin", "a11y", "--"]).args(arguments);
        run(look.env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist()).env("IMK_AXE", &axe).env("IMK_READER", &reader))
    })
}

impl Package {
    /// Returns the path of the script; downloads the package if it is missing.
    fn ensure(&self) -> Result<PathBuf> {
        let folder = user_cache()?.join("imk/tools").join(self.file_name());
        let script = folder.join(self.script);
        if !script.is_file() {
            if on_path("npm").is_none() {
                return Err("npm is missing: sudo apt-get install npm".into());
            }
            step(&format!("set-up: {} {} from npm (once)", self.name, self.version), || self.fetch(&folder))?;
        }
        Ok(script)
    }

    /// npm's file name without the extension.
    fn file_name(&self) -> String {
        format!("{}-{}", self.name.trim_start_matches('@').replace('/', "-"), self.version)
    }

    /// Downloads the package, verifies its hash, and then unpacks it.
    fn fetch(&self, folder: &Path) -> Result {
        fs::create_dir_all(folder)?;
        let wanted = format!("{}@{}", self.name, self.version);
        run(program("npm").args(["pack", "--silent", "--pack-destination"]).arg(folder).arg(wanted))?;
        let package = folder.join(format!("{}.tgz", self.file_name()));
        let hash = hash(&fs::read(&package)?);
        if hash != self.sha512 {
            fs::remove_file(&package)?;
            return Err(format!("{} {} has an unexpected SHA-512: {hash}", self.name, self.version).into());
        }
        run(program("tar").arg("-xzf").arg(&package).arg("-C").arg(folder))
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_is_lower_case_hexadecimal() {
        assert!(hash(b"abc").starts_with("ddaf35a193617abacc417349ae204131"));
        assert!([AXE, READER].iter().all(|package| package.sha512.len() == hash(b"").len()));
    }

    #[test]
    fn file_name_of_a_scoped_package_is_that_of_npm() {
        assert_eq!(READER.file_name(), "guidepup-virtual-screen-reader-0.33.0");
        assert_eq!(AXE.file_name(), "axe-core-4.14.1");
    }
}
