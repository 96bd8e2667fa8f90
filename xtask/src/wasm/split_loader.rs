//! Rewrites wasm-split's loader, the script that fetches chunks: merges small chunks, so that a page needs fewer files,
//! replaces a loader function for each chunk by one function, and fetches the pages' style sheet with the first chunk.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::process::Result;
use crate::wasm::minify_js::without_comments;

/// Prefix of the line of a shared chunk.
const SHARED_CHUNK: &str = "const __chunk_";

/// Prefix of the line of a lazy route's chunk.
const LAZY_CHUNK: &str = "export const ";

/// Compiles a chunk in parallel with the chunks it needs, and instantiates it after them. The empty `catch` avoids an
/// unhandled rejection: the error of a failed fetch is reported where the fetch is awaited.
const PART: &str = "const part = (name, needs) => makeLoad(() => {
const module = compile(new URL(name, import.meta.url));
module.catch(() => {});
return async (imports) => WebAssembly.instantiate(await module, imports);
}, needs);
";

/// Loads the sheet of the pages that have a chunk, unless the document has it. A link inside `<imk-app>` does not
/// count: it is removed with the prerendered text. Pages are readable without the sheet, so neither an error nor a
/// timeout of five seconds prevents them, and after an error the next chunk repeats the request.
const SHEET: &str = "let sheet;
const pageSheet = () => sheet ??= new Promise((resolve) => {
const href = new URL(\"./pages.css\", import.meta.url).href;
const isLoaded = (one) => one.href === href && !one.ownerNode.closest(\"imk-app\");
if ([...document.styleSheets].some(isLoaded)) return resolve();
const link = document.createElement(\"link\");
const failed = () => {
sheet = undefined;
link.remove();
resolve();
};
link.rel = \"stylesheet\";
link.href = href;
link.onload = resolve;
link.onerror = failed;
setTimeout(resolve, 5000);
document.head.append(link);
});
";

/// Call of a chunk's loader, which then waits for the sheet too.
const LOAD: &str = "await callee();";
const LOAD_WITH_SHEET: &str = "await Promise.all([callee(), pageSheet()]);";

/// Import of the loader; the script exports `compile` too (`browser_calls.rs`).
const IMPORT: &str = "import { initSync } from";
const IMPORT_WITH_COMPILE: &str = "import { compile, initSync } from";

/// The loader with other text at a place that must occur once; `what` names the place in the error.
fn with_replaced(runtime: &str, known: &str, other: &str, what: &str) -> Result<String> {
    if runtime.matches(known).count() != 1 {
        return Err(format!("the loader of wasm-split does not {what} in the known form").into());
    }
    Ok(runtime.replace(known, other))
}

/// Logs a failed chunk as information instead of an error: the pages receive the failure and offer a retry, and Firefox
/// also fails the fetches in flight when a person leaves the page.
fn log_load_errors_as_info(runtime: &str) -> Result<String> {
    let (error, note) = ("console.error(", "console.info(");
    if !runtime.contains(error) {
        return Err("the loader of wasm-split does not log a failed chunk with console.error".into());
    }
    Ok(runtime.replace(error, note))
}

/// A chunk that several lazy routes need.
struct SharedChunk {
    /// `chunk_7`.
    name: String,
    /// The lazy routes that need it.
    needed_by: BTreeSet<String>,
    /// Names of the chunks that are merged into its file.
    merged: Vec<String>,
}

/// The chunk of a lazy route.
struct LazyChunk {
    /// Name of the exported function that fetches it: `__wasm_split_load_apply`.
    function: String,
    /// `split_apply`; `None` where the route consists of shared chunks only.
    name: Option<String>,
    needs: Vec<String>,
}

/// The parsed loader.
pub(crate) struct Loader {
    runtime: String,
    shared: Vec<SharedChunk>,
    lazy: Vec<LazyChunk>,
}

impl Loader {
    /// Parses the loader.
    ///
    /// # Errors
    /// Where it differs from the format of the pinned wasm-split.
    pub(crate) fn read(script: &str) -> Result<Self> {
        let begin = script
            .find("\n/* ")
            .or_else(|| script.find(&format!("\n{LAZY_CHUNK}")))
            .ok_or("the loader fetches no chunk")?;
        let (runtime, chunks) = script.split_at(begin + 1);
        let runtime = log_load_errors_as_info(runtime)?;
        let runtime = with_replaced(&runtime, IMPORT, IMPORT_WITH_COMPILE, "import initSync")?;
        let runtime = with_replaced(&runtime, LOAD, LOAD_WITH_SHEET, "call a chunk's loader")?;
        let mut loader = Self { runtime, shared: Vec::new(), lazy: Vec::new() };
        let mut needed_by = BTreeSet::new();
        // Only the first line of an entry starts with one of these words.
        for entry in chunks
            .replace("\n/* ", "\n\0/* ")
            .replace("\nconst ", "\n\0const ")
            .replace("\nexport ", "\n\0export ")
            .split('\0')
        {
            if let Some(list) = entry.trim().strip_prefix("/* ").and_then(|rest| rest.strip_suffix(" */")) {
                needed_by = list.split(", ").map(str::to_owned).collect();
            } else if entry.starts_with(SHARED_CHUNK) {
                let name = file_name(entry).ok_or("a chunk has no file")?;
                loader.shared.push(SharedChunk { name, needed_by: std::mem::take(&mut needed_by), merged: Vec::new() });
            } else {
                loader.lazy.push(LazyChunk::read(entry)?);
            }
        }
        Ok(loader)
    }

    /// Merges each shared chunk of fewer than `small` bytes into a chunk that all of its routes fetch too, if there is
    /// one; among several, into the one with the fewest routes. Large chunks are not merged.
    pub(crate) fn merge_small(&mut self, small: u64, size: &dyn Fn(&str) -> Result<u64>) -> Result {
        let mut files = Vec::new();
        let mut rest = Vec::new();
        for chunk in self.shared.drain(..) {
            if size(&chunk.name)? < small { rest.push(chunk) } else { files.push(chunk) }
        }
        // Chunks with the most routes come first, so that others can be merged into them.
        rest.sort_by_key(|chunk| std::cmp::Reverse(chunk.needed_by.len()));
        for chunk in rest {
            let candidates = files.iter_mut().filter(|file| file.needed_by.is_superset(&chunk.needed_by));
            if let Some(file) = candidates.min_by_key(|file| file.needed_by.len()) {
                for lazy in &mut self.lazy {
                    lazy.needs.retain(|needed| *needed != chunk.name);
                }
                file.merged.push(chunk.name);
            } else {
                files.push(chunk);
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        self.shared = files;
        Ok(())
    }

    /// Each file with the names of the chunks in it.
    pub(crate) fn files(&self) -> Vec<(&str, Vec<&str>)> {
        let shared = self.shared.iter().map(|chunk| {
            let merged = chunk.merged.iter().map(String::as_str);
            (chunk.name.as_str(), std::iter::once(chunk.name.as_str()).chain(merged).collect())
        });
        let lazy = self.lazy.iter().filter_map(|chunk| chunk.name.as_deref()).map(|name| (name, vec![name]));
        shared.chain(lazy).collect()
    }

    /// Writes the loader.
    pub(crate) fn script(&self) -> String {
        let mut script = without_comments(&self.runtime) + SHEET + PART;
        // Writing to a `String` does not fail.
        for SharedChunk { name, .. } in &self.shared {
            let _never = writeln!(script, "const {name} = part(\"./{name}.wasm\", []);");
        }
        for LazyChunk { function, name, needs } in &self.lazy {
            let needs = needs.join(", ");
            let load = match name {
                Some(name) => format!("part(\"./{name}.wasm\", [{needs}])"),
                None => format!("makeLoad(() => async () => ({{}}), [{needs}])"),
            };
            let _never = writeln!(script, "export const {function} = wrapAsyncCb({load});");
        }
        script
    }
}

impl LazyChunk {
    fn read(entry: &str) -> Result<Self> {
        let unknown = || format!("the loader is written in a new way: {entry}");
        let function = entry.strip_prefix(LAZY_CHUNK).and_then(|rest| rest.split(' ').next()).ok_or_else(unknown)?;
        let needs = entry.rsplit_once('[').and_then(|(_, rest)| rest.split_once(']')).ok_or_else(unknown)?.0;
        let needs = needs.split(", ").filter(|needed| !needed.is_empty());
        Ok(Self {
            function: function.to_owned(),
            name: file_name(entry),
            needs: needs.map(|needed| needed.trim_start_matches('_').to_owned()).collect(),
        })
    }
}

/// The name within `"./name.wasm"`.
fn file_name(entry: &str) -> Option<String> {
    let (_, rest) = entry.split_once("\"./")?;
    Some(rest.split_once(".wasm\"")?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "import { initSync } from \"./app.js\";

function makeLoad(fetcher, deps) {
    // Loads.
    return () => fetcher(deps).catch((e) => console.error(e));
}
function wrapAsyncCb(callee) {
    return async () => { await callee(); };
}
/* apply, verify */
const __chunk_2 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_2.wasm\", import.meta.url));
    return src;
}
, []);
/* account, apply, verify */
const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_3.wasm\", import.meta.url));
    return src;
}
, []);
export const __wasm_split_load_verify = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL(\"./split_verify.wasm\", import.meta.url));
    return src;
}
, [__chunk_2, __chunk_3]));
export const __wasm_split_load_account = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_3]));
";

    fn merged(sizes: impl Fn(&str) -> u64) -> Loader {
        let mut loader = Loader::read(SCRIPT).unwrap();
        loader.merge_small(10, &|name| Ok(sizes(name))).unwrap();
        loader
    }

    #[test]
    fn large_chunks_are_not_merged() {
        let loader = merged(|_| 10);
        let files = loader.files();
        assert_eq!(
            files,
            [("chunk_2", vec!["chunk_2"]), ("chunk_3", vec!["chunk_3"]), ("split_verify", vec!["split_verify"])]
        );
        let script = loader.script();
        let loads =
            "export const __wasm_split_load_verify = wrapAsyncCb(part(\"./split_verify.wasm\", [chunk_2, chunk_3]));";
        assert!(script.contains(loads), "{script}");
        assert!(script.contains("const chunk_2 = part(\"./chunk_2.wasm\", []);"), "{script}");
        assert!(script.contains("wrapAsyncCb(makeLoad(() => async () => ({}), [chunk_3]));"), "{script}");
        assert!(!script.contains("// Loads."), "{script}");
        assert!(script.starts_with("import { compile, initSync } from \"./app.js\";"), "{script}");
        assert!(script.contains("await Promise.all([callee(), pageSheet()]);"), "{script}");
        assert!(script.contains("console.info(e)") && !script.contains("console.error"), "{script}");
    }

    #[test]
    fn small_chunk_is_merged_into_a_file_with_the_same_routes() {
        let loader = merged(|name| if name == "chunk_2" { 9 } else { 10 });
        assert_eq!(loader.files()[0], ("chunk_3", vec!["chunk_3", "chunk_2"]));
        assert!(loader.script().contains("part(\"./split_verify.wasm\", [chunk_3])"), "{}", loader.script());
    }

    #[test]
    fn chunk_is_not_merged_into_one_that_other_routes_fetch() {
        let loader = merged(|name| if name == "chunk_3" { 9 } else { 10 });
        assert_eq!(loader.files()[..2], [("chunk_2", vec!["chunk_2"]), ("chunk_3", vec!["chunk_3"])]);
    }

    #[test]
    fn loader_in_an_unknown_format_is_rejected() {
        assert!(Loader::read("export function load() {}").is_err());
        assert!(Loader::read(&SCRIPT.replace("console.error", "report")).is_err());
        assert!(Loader::read(&SCRIPT.replace("import {", "import * as x, {")).is_err());
        assert!(Loader::read(&SCRIPT.replace("callee();", "load();")).is_err());
        assert!(Loader::read(&SCRIPT.replace("[__chunk_2, __chunk_3]", "needed")).is_err());
    }
}
