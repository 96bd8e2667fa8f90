//! Cuts the module that cargo built into chunks, and makes of the parts what is served (docs/adr/0008-lazy-routes.md,
//! docs/adr/0011-bytes.md).

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Result, program, run, target};
use crate::setup::tools::WASM;
use crate::wasm::compact::repacked;
use crate::wasm::minify_names::shortened;
use crate::wasm::split_loader::Loader;
use crate::wasm::unused_exports::without_streams;

/// A shared chunk of fewer bytes, as the tool writes it, is not worth a request of its own.
const SMALL: u64 = 30_000;

/// What the tool calls the script that fetches the chunks.
const LOADER: &str = "__wasm_split.js";

/// Where the parts are before they are served.
fn parts() -> PathBuf {
    target().join("split")
}

/// The first page's module with the names of its functions, for measuring.
pub(crate) fn named_main() -> PathBuf {
    file(&parts(), "main")
}

/// Cuts, and lets the parts take the place of what Trunk made of the whole.
pub(crate) fn split(staging: &Path) -> Result {
    let parts = parts();
    // What an earlier build left there is no part of this one.
    if parts.exists() {
        fs::remove_dir_all(&parts)?;
    }
    fs::create_dir_all(&parts)?;
    let whole = parts.join("whole.wasm");
    let built = fs::read(target().join(WASM).join("wasm-release/app.wasm"))?;
    fs::write(&whole, without_streams(&built)?)?;
    run(program("wasm-split-cli").args(["--out-name", "app"]).arg(&whole).arg(&parts))?;
    bind(&parts, staging)?;
    let mut loader = Loader::read(&fs::read_to_string(parts.join(LOADER))?)?;
    loader.join_small(SMALL, &|chunk| Ok(fs::metadata(file(&parts, chunk))?.len()))?;
    for (name, chunks) in loader.files() {
        let chunks = chunks.iter().map(|chunk| fs::read(file(&parts, chunk))).collect::<Result<Vec<_>, _>>()?;
        fs::write(file(staging, name), repacked(&chunks)?)?;
    }
    Ok(fs::write(staging.join(LOADER), loader.script())?)
}

/// Binds the main module to scripts. Trunk bound the whole one before, to the same scripts in the same folders.
fn bind(parts: &Path, staging: &Path) -> Result {
    let mut bindgen = program("wasm-bindgen");
    bindgen.args(["--keep-lld-exports", "--no-typescript", "--target", "web", "--out-name", "app", "--out-dir"]);
    run(bindgen.arg(staging).arg(parts.join("app.wasm")))?;
    let (module, script) = (staging.join("app_bg.wasm"), staging.join("app.js"));
    let named = fs::read(&module)?;
    let (short_module, short_script) = shortened(&named, &fs::read_to_string(&script)?)?;
    fs::write(named_main(), named)?;
    fs::write(module, short_module)?;
    Ok(fs::write(script, short_script)?)
}

fn file(folder: &Path, module: &str) -> PathBuf {
    folder.join(format!("{module}.wasm"))
}
