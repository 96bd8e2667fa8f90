//! Builds the pages into `dist/`, and the server.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::post_build::SPLIT;
use crate::prerender;
use crate::process::{Result, cargo, program, root, run, target};
use crate::progress::step;
use crate::setup::tools::{PageTools, WASM};

/// The flags of `.cargo/config.toml`, which cargo ignores if the environment has flags.
const CONFIG_FLAGS: &str = "--cfg erase_components --cfg sha2_backend_soft=\"compact\"";

/// Folder of the built pages.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds the pages and prerenders the programmes of a catalogue; of the demonstration's catalogue if none is given.
pub(crate) fn pages(catalogue: Option<&Path>) -> Result {
    let absolute = |file: &Path| fs::canonicalize(file).map_err(|error| format!("{}: {error}", file.display()));
    let catalogue = catalogue.map(absolute).transpose()?;
    build_for(&PageTools::ensure()?, catalogue.as_deref())
}

/// Builds the production pages with the demonstration's catalogue.
pub(crate) fn build(tools: &PageTools) -> Result {
    build_for(tools, None)
}

fn build_for(tools: &PageTools, catalogue: Option<&Path>) -> Result {
    // Trunk is offline (Trunk.toml) and runs cargo offline.
    step("set-up: download the crates of the pages", || run(cargo().args(["fetch", "--locked", "--target", WASM])))?;
    step("build the prerender program", prerender::build)?;
    step("build the pages", || {
        // Trunk copies every script in this folder, also those of earlier builds, and the pages would preload them.
        let earlier = target().join("wasm-bindgen");
        if earlier.exists() {
            fs::remove_dir_all(earlier)?;
        }
        let mut build = trunk(tools)?;
        build.args(["build", "--release", "--features", "split"]);
        // wasm-split needs the linker's relocations.
        let flags = format!("{CONFIG_FLAGS} -Clink-args=--emit-relocs {}", without_machine_paths()?);
        build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        if let Some(catalogue) = catalogue {
            build.env(prerender::CATALOGUE, catalogue);
        }
        run(build.env(SPLIT, "1"))
    })
}

/// Compiler flags that shorten the paths of libraries in panic messages: the module shall not contain folders of the
/// machine that built it, and each path costs bytes.
fn without_machine_paths() -> Result<String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let Some(sources) = home.map(|home| home.join("registry/src")).filter(|sources| sources.is_dir()) else {
        return Ok(String::new());
    };
    let mut flags = String::new();
    for registry in fs::read_dir(sources)? {
        flags.push_str(&format!(" --remap-path-prefix={}/=", registry?.path().display()));
    }
    Ok(flags)
}

/// Trunk with its tools on `PATH`.
pub(crate) fn trunk(tools: &PageTools) -> Result<Command> {
    let mut command = program(tools.trunk());
    // Trunk reads NO_COLOR as an option that must be `true` or `false`, and stops at the usual `1`.
    command.env("PATH", tools.path()?).env_remove("NO_COLOR");
    Ok(command)
}

/// Builds the server without optimisation and returns the path of `imk`.
pub(crate) fn debug_server() -> Result<PathBuf> {
    step("build the server", || run(cargo().args(["build", "--package", "server"])))?;
    Ok(target().join("debug/imk"))
}
