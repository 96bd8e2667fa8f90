//! The script that fetches chunks: read as the cutting tool writes it, written with fewer files.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::process::Result;
use crate::wasm::minify_js::without_comments;

/// What a chunk's line begins with.
const SHARED: &str = "const __chunk_";

/// What the line of a chunk begins with that the pages ask for.
const ASKED_FOR: &str = "export const ";

/// Fetches a module while its chunks are fetched, and starts it after them. A failed fetch is told where it is awaited.
const PART: &str = "const part = (name, needs) => makeLoad(() => {
const src = fetch(new URL(name, import.meta.url));
src.catch(() => {});
return async (imports) => WebAssembly.instantiateStreaming(src, imports);
}, needs);
";

/// A chunk that did not arrive is told to the pages, which offer to fetch it again; and one that was still on its way when
/// somebody left the page (Firefox then fails it) is no error at all.
fn quieter(runtime: &str) -> Result<String> {
    let (error, note) = ("console.error(", "console.info(");
    if !runtime.contains(error) {
        return Err("the tool's script no longer writes an error where a chunk does not arrive".into());
    }
    Ok(runtime.replace(error, note))
}

/// A chunk that several others need.
struct Shared {
    /// `chunk_7`.
    name: String,
    /// Whose chunk it is.
    needed_by: BTreeSet<String>,
    /// The chunks that are in its file too.
    joined: Vec<String>,
}

/// A chunk that the pages ask for.
struct AskedFor {
    /// The function that fetches it: `__wasm_split_load_apply`.
    function: String,
    /// `split_apply`; none where all that it needs is shared.
    name: Option<String>,
    needs: Vec<String>,
}

/// The script, taken apart.
pub(crate) struct Loader {
    runtime: String,
    shared: Vec<Shared>,
    asked_for: Vec<AskedFor>,
}

impl Loader {
    /// Reads the tool's script.
    ///
    /// # Errors
    /// Where it is not written as by the version that is built with.
    pub(crate) fn read(script: &str) -> Result<Self> {
        let begin =
            script.find("\n/* ").or_else(|| script.find(&format!("\n{ASKED_FOR}"))).ok_or("no chunk is fetched")?;
        let (runtime, chunks) = script.split_at(begin + 1);
        let mut loader = Self { runtime: quieter(runtime)?, shared: Vec::new(), asked_for: Vec::new() };
        let mut needed_by = BTreeSet::new();
        // Each entry begins at the start of a line, which no line within one does.
        for entry in chunks
            .replace("\n/* ", "\n\0/* ")
            .replace("\nconst ", "\n\0const ")
            .replace("\nexport ", "\n\0export ")
            .split('\0')
        {
            if let Some(list) = entry.trim().strip_prefix("/* ").and_then(|rest| rest.strip_suffix(" */")) {
                needed_by = list.split(", ").map(str::to_owned).collect();
            } else if entry.starts_with(SHARED) {
                let name = file_name(entry).ok_or("a chunk has no file")?;
                loader.shared.push(Shared { name, needed_by: std::mem::take(&mut needed_by), joined: Vec::new() });
            } else {
                loader.asked_for.push(AskedFor::read(entry)?);
            }
        }
        Ok(loader)
    }

    /// Puts every small shared chunk into one that is fetched whenever it is, if there is one: the one that the fewest others
    /// fetch too. Large chunks stay apart.
    pub(crate) fn join_small(&mut self, small: u64, size: &dyn Fn(&str) -> Result<u64>) -> Result {
        let mut files = Vec::new();
        let mut rest = Vec::new();
        for chunk in self.shared.drain(..) {
            if size(&chunk.name)? < small { rest.push(chunk) } else { files.push(chunk) }
        }
        // Those that most need come first, so that others can be put into them.
        rest.sort_by_key(|chunk| std::cmp::Reverse(chunk.needed_by.len()));
        for chunk in rest {
            let fetched_with_it = files.iter_mut().filter(|file| file.needed_by.is_superset(&chunk.needed_by));
            if let Some(file) = fetched_with_it.min_by_key(|file| file.needed_by.len()) {
                for asked_for in &mut self.asked_for {
                    asked_for.needs.retain(|needed| *needed != chunk.name);
                }
                file.joined.push(chunk.name);
            } else {
                files.push(chunk);
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        self.shared = files;
        Ok(())
    }

    /// Each file with the chunks that it holds.
    pub(crate) fn files(&self) -> Vec<(&str, Vec<&str>)> {
        let shared = self.shared.iter().map(|chunk| {
            let joined = chunk.joined.iter().map(String::as_str);
            (chunk.name.as_str(), std::iter::once(chunk.name.as_str()).chain(joined).collect())
        });
        let asked_for = self.asked_for.iter().filter_map(|chunk| chunk.name.as_deref()).map(|name| (name, vec![name]));
        shared.chain(asked_for).collect()
    }

    /// The script that fetches them.
    pub(crate) fn script(&self) -> String {
        let mut script = without_comments(&self.runtime) + PART;
        // Writing to a text does not fail.
        for Shared { name, .. } in &self.shared {
            let _never = writeln!(script, "const {name} = part(\"./{name}.wasm\", []);");
        }
        for AskedFor { function, name, needs } in &self.asked_for {
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

impl AskedFor {
    fn read(entry: &str) -> Result<Self> {
        let unknown = || format!("the loader is written in a new way: {entry}");
        let function = entry.strip_prefix(ASKED_FOR).and_then(|rest| rest.split(' ').next()).ok_or_else(unknown)?;
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

    fn joined(sizes: impl Fn(&str) -> u64) -> Loader {
        let mut loader = Loader::read(SCRIPT).unwrap();
        loader.join_small(10, &|name| Ok(sizes(name))).unwrap();
        loader
    }

    #[test]
    fn large_chunks_stay_apart() {
        let loader = joined(|_| 10);
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
        assert!(script.contains("console.info(e)") && !script.contains("console.error"), "{script}");
    }

    #[test]
    fn small_chunk_is_in_the_file_that_is_fetched_with_it() {
        let loader = joined(|name| if name == "chunk_2" { 9 } else { 10 });
        assert_eq!(loader.files()[0], ("chunk_3", vec!["chunk_3", "chunk_2"]));
        assert!(loader.script().contains("part(\"./split_verify.wasm\", [chunk_3])"), "{}", loader.script());
    }

    #[test]
    fn chunk_that_others_do_without_is_not_put_upon_them() {
        let loader = joined(|name| if name == "chunk_3" { 9 } else { 10 });
        assert_eq!(loader.files()[..2], [("chunk_2", vec!["chunk_2"]), ("chunk_3", vec!["chunk_3"])]);
    }

    #[test]
    fn script_written_in_a_new_way_is_an_error() {
        assert!(Loader::read("export function load() {}").is_err());
        assert!(Loader::read(&SCRIPT.replace("console.error", "tell")).is_err());
        assert!(Loader::read(&SCRIPT.replace("[__chunk_2, __chunk_3]", "needed")).is_err());
    }
}
