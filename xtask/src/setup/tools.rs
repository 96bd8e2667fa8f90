//! Tools in pinned versions, compiled once into the user's cache.
//!
//! They are compiled from source because crates.io is the only source of programs; Trunk downloads none either
//! (Trunk.toml).

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::process::{Result, cargo, is_program, on_path, path_with, program, read, run, user_cache};
use crate::progress::{note, step};
use crate::supply_chain::locked::locked;

/// The target of the browser's code.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
/// A target without an operating system and therefore without `std`.
pub(crate) const BARE_METAL: &str = "thumbv7em-none-eabihf";

/// The last Trunk that builds with the workspace's compiler.
const TRUNK: &str = "0.21.14";
/// The version that matches `wasm_split_helpers`, a dependency of Leptos.
const WASM_SPLIT: &str = "0.2.4";

/// WebDriver of Firefox.
const GECKODRIVER: &str = "0.37.1";

/// The newest version that builds with the workspace's compiler.
const CARGO_DENY: &str = "0.20.2";

/// A program from crates.io.
struct Tool {
    /// Name of the crate.
    package: &'static str,
    /// Name of the program.
    program: &'static str,
    version: String,
    /// Further options of `cargo install`.
    options: &'static [&'static str],
}

/// Tools that build the pages: the wasm target, Trunk, wasm-split, and wasm-bindgen in the version of the locked
/// library.
pub(crate) struct PageTools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_split: PathBuf,
}

impl PageTools {
    /// Installs the missing tools.
    pub(crate) fn ensure() -> Result<Self> {
        target(WASM)?;
        let trunk = Tool {
            package: "trunk",
            program: "trunk",
            version: TRUNK.to_owned(),
            // It downloads nothing, so it needs no TLS, which is half of its dependencies.
            options: &["--locked", "--no-default-features"],
        };
        let bindgen = Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_version("wasm-bindgen")?,
            // Not --locked: its lock file has versions that were removed from crates.io. Only its test runner needs
            // TLS.
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

    /// Path of Trunk.
    pub(crate) fn trunk(&self) -> &Path {
        &self.trunk
    }

    /// `PATH` with the folders of the tools.
    pub(crate) fn path(&self) -> Result<OsString> {
        let folders: Vec<&Path> =
            [&self.trunk, &self.wasm_bindgen, &self.wasm_split].into_iter().filter_map(|tool| tool.parent()).collect();
        path_with(&folders)
    }
}

/// Returns the WebDriver of Firefox; installs it if it is missing.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    let program = "geckodriver";
    Tool { package: program, program, version: GECKODRIVER.to_owned(), options: &["--locked"] }.ensure()
}

/// Returns cargo-deny; installs it if it is missing.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let program = "cargo-deny";
    Tool { package: program, program, version: CARGO_DENY.to_owned(), options: &["--locked"] }.ensure()
}

impl Tool {
    /// Returns the program on `PATH` if it has the pinned version, else the one in the cache; installs it if it is
    /// missing.
    fn ensure(&self) -> Result<PathBuf> {
        if let Some(found) = on_path(self.program).filter(|found| self.fits(found)) {
            return Ok(found);
        }
        let folder = user_cache()?.join("imk/tools").join(format!("{}-{}", self.package, self.version));
        let file = folder.join("bin").join(self.program);
        if !is_program(&file) {
            let what = format!("set-up: compile {} {} (once, takes minutes)", self.package, self.version);
            step(&what, || self.install(&folder))?;
        }
        Ok(file)
    }

    /// Whether a program has the pinned version.
    fn fits(&self, found: &Path) -> bool {
        read(program(found).arg("--version"))
            .is_ok_and(|output| output.split_whitespace().nth(1) == Some(&self.version))
    }

    fn install(&self, folder: &Path) -> Result {
        let mut command = cargo();
        command.args(["install", self.package, "--version", &self.version]);
        command.args(self.options);
        command.arg("--root").arg(folder);
        // The tools run for seconds, so optimising them does not pay.
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
        return Err(format!(
            "the Rust target {name} is missing: install rustup, or your distribution's package of the target"
        )
        .into());
    }
    step(&format!("set-up: Rust target {name}"), || run(program("rustup").args(["target", "add", name])))
}

/// The target triple of this machine.
pub(crate) fn host() -> Result<String> {
    let output = read(program("rustc").arg("-vV"))?;
    let line = output.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.ok_or("rustc -vV prints no host")?.to_owned())
}

/// The version of a package in the workspace's `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let found = locked()?.into_iter().find(|one| one.name == package);
    let version = found.ok_or_else(|| format!("Cargo.lock has no package {package}"))?.version;
    note(&format!("{package} {version} from Cargo.lock"));
    Ok(version)
}
