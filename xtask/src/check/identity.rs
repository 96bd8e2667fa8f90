//! Nobody gets in who should not: forged answers of identity providers, and a certified provider from beginning to end.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::pages;
use crate::process::{Result, cargo, is_root, on_path, program, root, run, user_cache};
use crate::progress::step;

/// What npm needs to know, and what it makes sure of: every package with its hash.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Tries every forgery on the server, by a program of the package `imk-tests`, which prints how many were refused.
pub(crate) fn identity() -> Result {
    let packages = provider()?;
    let imk = pages::debug_server()?;
    step("forged logins", || {
        let mut tries = cargo();
        tries.args(["run", "--quiet", "--package", "imk-tests", "--bin", "identity"]);
        run(tries.env("IMK_BIN", &imk).env("IMK_PROVIDER_PACKAGES", &packages))
    })
}

/// The folder with the packages of the certified provider, after fetching them if need be.
fn provider() -> Result<PathBuf> {
    for name in ["node", "npm"] {
        if on_path(name).is_none() {
            let how = if is_root() { "apt-get install npm" } else { "sudo apt-get install npm" };
            return Err(format!("{name} is missing, and the provider runs in it: {how}").into());
        }
    }
    let source = root().join("tests/identity");
    let lock = fs::read(source.join("package-lock.json"))?;
    let folder = user_cache()?.join("imk/tools").join(format!("identity-provider-{}", short_hash(&lock)));
    if !folder.join("complete").is_file() {
        step("set-up: the identity provider from npm (once)", || install(&source, &folder))?;
    }
    Ok(folder)
}

/// What is marked complete was installed to its end. No package's own scripts are run.
fn install(source: &Path, folder: &Path) -> Result {
    fs::create_dir_all(folder)?;
    for file in FILES {
        fs::copy(source.join(file), folder.join(file))?;
    }
    run(program("npm").args(["ci", "--silent", "--ignore-scripts"]).current_dir(folder))?;
    fs::write(folder.join("complete"), "")?;
    Ok(())
}

fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_lock_file_is_another_folder() {
        assert_eq!(short_hash(b"abc"), "ba7816bf8f01");
        assert_ne!(short_hash(b"abc"), short_hash(b"abd"));
    }
}
