//! Builds what is served: the pages into `dist/`, and the server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::assemble::SPLIT;
use crate::progress::step;
use crate::served;
use crate::shell::{Done, cargo, program, root, run, target};
use crate::tools::{PageTools, WASM};

/// The flags of `.cargo/config.toml`, which are not heard where the environment has flags.
const SMALL: &str = "--cfg erase_components --cfg sha2_backend_soft=\"compact\"";

/// The folder of the built pages.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// `cargo xtask pages [--catalogue FILE]`: builds the pages, with served text of the programmes of a catalogue.
pub(crate) fn pages(arguments: &[String]) -> Done {
    let tools = PageTools::ensure()?;
    match arguments {
        [] => build(&tools),
        [option, file] if option == "--catalogue" => {
            let file = fs::canonicalize(file).map_err(|cause| format!("{file}: {cause}"))?;
            build_for(&tools, Some(&file))
        }
        _ => Err("usage: cargo xtask pages [--catalogue FILE]".into()),
    }
}

/// Builds the pages as they are in production.
pub(crate) fn build(tools: &PageTools) -> Done {
    build_for(tools, None)
}

fn build_for(tools: &PageTools, catalogue: Option<&Path>) -> Done {
    // Trunk, told to download nothing, tells cargo the same.
    step("set-up: the crates of the pages", || run(cargo().args(["fetch", "--locked", "--target", WASM])))?;
    step("build what writes the served text", served::build_writer)?;
    step("build the pages", || {
        let mut build = trunk(tools)?;
        build.args(["build", "--release", "--features", "split"]);
        // The tool that cuts the module needs the linker's notes on what refers to what.
        let flags = format!("{SMALL} -Clink-args=--emit-relocs");
        build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        if let Some(catalogue) = catalogue {
            build.env(served::CATALOGUE, catalogue);
        }
        run(build.env(SPLIT, "1"))
    })
}

/// Trunk, able to find its tools.
pub(crate) fn trunk(tools: &PageTools) -> Done<Command> {
    let mut command = program(tools.trunk());
    // Trunk reads NO_COLOR as an option that must be `true` or `false`, and stops at the usual `1`.
    command.env("PATH", tools.path()?).env_remove("NO_COLOR");
    Ok(command)
}

/// Builds the server for trying and testing, without optimisation, and returns where it is.
pub(crate) fn debug_server() -> Done<PathBuf> {
    step("build the server", || run(cargo().args(["build", "--package", "server"])))?;
    Ok(target().join("debug/imk"))
}
