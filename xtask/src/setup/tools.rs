//! The tools that build the pages, test them, and look at libraries, each of a fixed version, compiled once into the person's cache.
//!
//! They are compiled because neither Trunk nor we download finished programs: crates.io is the only source.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::process::{Result, cargo, is_program, on_path, path_with, program, read, run, user_cache};
use crate::progress::{note, step};
use crate::supply_chain::locked::locked;

/// The target of the browser's code.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// A target without an operating system: what builds for it needs no `std`.
pub(crate) const BARE_METAL: &str = "thumbv7em-none-eabihf";

/// The last Trunk that builds with the compiler the workspace names.
const TRUNK: &str = "0.21.14";
/// The tool that fits `wasm_split_helpers`, which Leptos brings.
const WASM_SPLIT: &str = "0.2.4";

/// The driver of Firefox.
const GECKODRIVER: &str = "0.37.1";

/// The newest that builds with the compiler the workspace names.
const CARGO_DENY: &str = "0.20.2";

/// A program compiled from crates.io.
struct Tool {
    /// The crate's name.
    package: &'static str,
    /// The program's name.
    program: &'static str,
    version: String,
    /// What `cargo install` is told beside the version.
    options: &'static [&'static str],
}

/// What building the pages needs: the wasm target, Trunk, and the wasm-bindgen that fits the locked library.
pub(crate) struct PageTools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_split: PathBuf,
}

impl PageTools {
    /// Installs what is missing.
    pub(crate) fn ensure() -> Result<Self> {
        target(WASM)?;
        let trunk = Tool {
            package: "trunk",
            program: "trunk",
            version: TRUNK.to_owned(),
            // It downloads nothing here, so it needs no TLS, the half of its own dependencies.
            options: &["--locked", "--no-default-features"],
        };
        let bindgen = Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_version("wasm-bindgen")?,
            // Its lock file names versions that can no longer be had. TLS is for its test runner.
            options: &["--no-default-features", "--bin", "wasm-bindgen"],
        };
        let split = Tool {
            package: "wasm_split_cli_support",
            program: "wasm-split-cli",
            version: WASM_SPLIT.to_owned(),
            options: &["--features", "build-binary"],
        };
        Ok(Self { trunk: trunk.ensure()?, wasm_bindgen: bindgen.ensure()?, wasm_split: split.ensure()? })
    }

    /// The Trunk to call.
    pub(crate) fn trunk(&self) -> &Path {
        &self.trunk
    }

    /// The `PATH` on which Trunk finds the others.
    pub(crate) fn path(&self) -> Result<OsString> {
        let folders: Vec<&Path> =
            [&self.trunk, &self.wasm_bindgen, &self.wasm_split].into_iter().filter_map(|tool| tool.parent()).collect();
        path_with(&folders)
    }
}

/// The driver of Firefox, after installing it if need be.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    let program = "geckodriver";
    Tool { package: program, program, version: GECKODRIVER.to_owned(), options: &["--locked"] }.ensure()
}

/// What holds libraries against deny.toml, after installing it if need be.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let program = "cargo-deny";
    Tool { package: program, program, version: CARGO_DENY.to_owned(), options: &["--locked"] }.ensure()
}

impl Tool {
    /// Where the program is, after installing it if need be.
    fn ensure(&self) -> Result<PathBuf> {
        if let Some(found) = on_path(self.program).filter(|found| self.fits(found)) {
            return Ok(found);
        }
        let folder = user_cache()?.join("imk/tools").join(format!("{}-{}", self.package, self.version));
        let file = folder.join("bin").join(self.program);
        if !is_program(&file) {
            let what = format!("set-up: compile {} {} (once, some minutes)", self.package, self.version);
            step(&what, || self.install(&folder))?;
        }
        Ok(file)
    }

    /// Whether a program found elsewhere is of the very version.
    fn fits(&self, found: &Path) -> bool {
        read(program(found).arg("--version")).is_ok_and(|said| said.split_whitespace().nth(1) == Some(&self.version))
    }

    fn install(&self, folder: &Path) -> Result {
        let mut command = cargo();
        command.args(["install", self.package, "--version", &self.version]);
        command.args(self.options);
        command.arg("--root").arg(folder);
        // A tool that runs for a second need not be compiled for ten minutes.
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env_remove("CARGO_TARGET_DIR");
        run(&mut command)
    }
}

/// Installs a target's standard library if it is missing.
pub(crate) fn target(name: &str) -> Result {
    let folder = read(program("rustc").args(["--print", "target-libdir", "--target", name]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        return Err(
            format!("the Rust target {name} is missing: install rustup, or the target with your packages").into()
        );
    }
    step(&format!("set-up: Rust target {name}"), || run(program("rustup").args(["target", "add", name])))
}

/// The triple of this machine.
pub(crate) fn host() -> Result<String> {
    let said = read(program("rustc").arg("-vV"))?;
    let line = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.ok_or("rustc does not say what machine this is")?.to_owned())
}

/// The version of a package in the workspace's `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let found = locked()?.into_iter().find(|one| one.name == package);
    let version = found.ok_or_else(|| format!("Cargo.lock has no package {package}"))?.version;
    note(&format!("{package} {version} is locked"));
    Ok(version)
}
