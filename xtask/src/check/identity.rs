//! Tests sign-in with forged responses of identity providers, and with a certified provider end to end.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::pages;
use crate::process::{Result, cargo, is_root, on_path, program, root, run, user_cache};
use crate::progress::step;

/// Files for npm: the packages with their hashes.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Runs the forgeries with the program `identity` of `imk-tests`, which prints the number of rejected ones.
pub(crate) fn identity() -> Result {
    let packages = provider()?;
    let imk = pages::debug_server()?;
    step("forged sign-ins", || {
        let mut tries = cargo();
        tries.args(["run", "--quiet", "--package", "imk-tests", "--bin", "identity"]);
        run(tries.env("IMK_BIN", &imk).env("IMK_PROVIDER_PACKAGES", &packages))
    })
}

/// Returns the folder with the certified provider's packages; installs them if they are missing.
fn provider() -> Result<PathBuf> {
    for name in ["node", "npm"] {
        if on_path(name).is_none() {
            let how = if is_root() { "apt-get install npm" } else { "sudo apt-get install npm" };
            return Err(format!("{name} is missing; the identity provider needs it: {how}").into());
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

/// Installs the packages without running their scripts. The file `complete` marks a finished installation.
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
    fn folder_depends_on_the_lock_file() {
        assert_eq!(short_hash(b"abc"), "ba7816bf8f01");
        assert_ne!(short_hash(b"abc"), short_hash(b"abd"));
    }
}
