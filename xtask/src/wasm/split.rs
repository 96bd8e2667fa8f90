//! Splits the module that cargo built into chunks and runs the other steps on them (docs/adr/0008-lazy-routes.md,
//! docs/adr/0011-bytes.md).

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Result, program, run, target};
use crate::setup::tools::WASM;
use crate::wasm::compact::compact;
use crate::wasm::minify_names::minify;
use crate::wasm::panics::without_messages;
use crate::wasm::split_loader::Loader;
use crate::wasm::unused_exports::without_stream_bindings;

/// A shared chunk of fewer bytes (before compaction) is merged into another one, because a request costs more.
const SMALL: u64 = 30_000;

/// Name of the loader that wasm-split writes.
const LOADER: &str = "__wasm_split.js";

/// Folder of the intermediate files.
fn parts() -> PathBuf {
    target().join("split")
}

/// The main module with the names of its functions, for `size`.
pub(crate) fn named_main() -> PathBuf {
    file(&parts(), "main")
}

/// Splits the module and replaces the unsplit module and its script in Trunk's staging folder.
pub(crate) fn split(staging: &Path) -> Result {
    let parts = parts();
    // Remove the files of the previous build.
    if parts.exists() {
        fs::remove_dir_all(&parts)?;
    }
    fs::create_dir_all(&parts)?;
    let whole = parts.join("whole.wasm");
    let built = fs::read(target().join(WASM).join("wasm-release/app.wasm"))?;
    fs::write(&whole, without_messages(&without_stream_bindings(&built)?)?)?;
    run(program("wasm-split-cli").args(["--out-name", "app"]).arg(&whole).arg(&parts))?;
    bind(&parts, staging)?;
    let mut loader = Loader::read(&fs::read_to_string(parts.join(LOADER))?)?;
    loader.merge_small(SMALL, &|chunk| Ok(fs::metadata(file(&parts, chunk))?.len()))?;
    for (name, chunks) in loader.files() {
        let chunks = chunks.iter().map(|chunk| fs::read(file(&parts, chunk))).collect::<Result<Vec<_>, _>>()?;
        fs::write(file(staging, name), compact(&chunks)?)?;
    }
    Ok(fs::write(staging.join(LOADER), loader.script())?)
}

/// Runs wasm-bindgen on the main module and minifies its names. Trunk ran it on the unsplit module before, with the
/// same snippets in the same folders.
fn bind(parts: &Path, staging: &Path) -> Result {
    let mut bindgen = program("wasm-bindgen");
    bindgen.args(["--keep-lld-exports", "--no-typescript", "--target", "web", "--out-name", "app", "--out-dir"]);
    run(bindgen.arg(staging).arg(parts.join("app.wasm")))?;
    let (module, script) = (staging.join("app_bg.wasm"), staging.join("app.js"));
    let named = fs::read(&module)?;
    let (short_module, short_script) = minify(&named, &fs::read_to_string(&script)?)?;
    fs::write(named_main(), named)?;
    fs::write(module, short_module)?;
    Ok(fs::write(script, short_script)?)
}

fn file(folder: &Path, module: &str) -> PathBuf {
    folder.join(format!("{module}.wasm"))
}
