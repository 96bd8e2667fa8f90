//! `cargo xtask post-build`: Trunk's post-build hook, which turns Trunk's output into the files that the server sends.
//!
//! A release build is split into chunks; its files move into a folder named after the hash of their content; the entry
//! script, the service worker and the page get this version; and each file gets a `.br` file beside it. A debug build
//! only gets the prerendered pages and the Trusted Types patch.

use std::env;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::files::{below, files, remove_empty_folders, replace};
use crate::prerender;
use crate::process::Result;
use crate::progress::note;
use crate::wasm::browser_calls;
use crate::wasm::compress::compressed;
use crate::wasm::inline_snippets;
use crate::wasm::minify_js::without_comments;
use crate::wasm::split::split;
use crate::wasm::strip::strip_file;
use crate::wasm::trusted_types;

/// Environment variable of release builds with the feature `split`.
pub(crate) const SPLIT: &str = "IMK_SPLIT";

/// Folder of the version folders.
const VERSIONS: &str = "v";

/// Hexadecimal digits of a version: 64 bits of a SHA-256.
const DIGITS: usize = 16;

/// Files with fixed URLs; they refer to the versioned files.
const UNVERSIONED: [&str; 3] = ["index.html", "imk-app.js", "sw.js"];

/// Processes Trunk's staging folder.
pub(crate) fn post_build() -> Result {
    let staging = env::var("TRUNK_STAGING_DIR").map_err(|_| "Trunk calls post-build and sets TRUNK_STAGING_DIR")?;
    let staging = Path::new(&staging);
    let prerendered = prerender::run()?;
    prerendered.insert_into(&staging.join("index.html"))?;
    let is_release = env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    if is_release {
        split_or_strip(staging)?;
    }
    trusted_types::use_policy(&staging.join("app.js"))?;
    browser_calls::guard(&staging.join("app.js"))?;
    if is_release {
        inline_snippets::inline(staging)?;
        pack(staging)?;
    }
    // Last, so that the service worker does not cache the prerendered pages and they are not compressed.
    prerendered.copy_to(staging)
}

/// Splits the module if it was built with the feature `split`; otherwise removes its function names.
fn split_or_strip(staging: &Path) -> Result {
    if env::var_os(SPLIT).is_some() { split(staging) } else { strip_file(&staging.join("app_bg.wasm")) }
}

/// Minifies, versions and compresses the files.
fn pack(staging: &Path) -> Result {
    for file in files(staging)?.iter().filter(|file| has_ending(file, "js")) {
        fs::write(file, without_comments(&fs::read_to_string(file)?))?;
    }
    let version = move_into_version_folder(staging)?;
    insert_version(staging, &version)?;
    for file in files(staging)? {
        let mut compressed_file = file.clone().into_os_string();
        compressed_file.push(".br");
        fs::write(compressed_file, compressed(&fs::read(&file)?)?)?;
    }
    note(&format!("version {version}"));
    Ok(())
}

/// Moves the versioned files into a folder named after the hash of their names and content, and returns this version.
fn move_into_version_folder(staging: &Path) -> Result<String> {
    let mut moved = Vec::new();
    for file in files(staging)? {
        let name = below(&file, staging)?;
        if !UNVERSIONED.contains(&name.as_str()) {
            moved.push((name, file));
        }
    }
    moved.sort();
    let mut hash = Sha256::new();
    for (name, file) in &moved {
        hash.update(name);
        hash.update([0]);
        hash.update(Sha256::digest(fs::read(file)?));
    }
    let version: String =
        hash.finalize().iter().flat_map(|byte| [byte >> 4, byte & 15]).take(DIGITS).map(hex).collect();
    let folder = staging.join(VERSIONS).join(&version);
    for (name, file) in moved {
        let to = folder.join(name);
        fs::create_dir_all(to.parent().unwrap_or(&folder))?;
        fs::rename(file, to)?;
    }
    remove_empty_folders(staging)?;
    Ok(version)
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or_default()
}

/// Inserts the version and the list of files into the page, the entry script and the service worker.
fn insert_version(staging: &Path, version: &str) -> Result {
    let folder = staging.join(VERSIONS).join(version);
    let mut names = Vec::new();
    for file in files(&folder)? {
        names.push(format!("{VERSIONS}/{version}/{}", below(&file, &folder)?));
    }
    names.sort();
    let version_line = format!("const VERSION = \"{version}\";");
    let cached: Vec<String> = UNVERSIONED
        .iter()
        .filter(|name| **name != "sw.js")
        .map(|name| (*name).to_owned())
        .chain(names.clone())
        .collect();
    let list = format!("const FILES = {};", quoted(&cached));
    replace(&staging.join("imk-app.js"), &[("const VERSION = \"dev\";", &version_line)])?;
    replace(&staging.join("sw.js"), &[("const VERSION = \"dev\";", &version_line), ("const FILES = [];", &list)])?;
    let sheet = |name: &str| format!("\"/{VERSIONS}/{version}/{name}\"");
    let preloads = format!("{}  </head>", preloads(&names));
    let links = [("\"/imk.css\"", sheet("imk.css")), ("\"/pages.css\"", sheet("pages.css")), ("  </head>", preloads)];
    replace(&staging.join("index.html"), &links.each_ref().map(|(from, to)| (*from, to.as_str())))
}

/// Preload links, so that the browser fetches the scripts and the main module in parallel.
fn preloads(names: &[String]) -> String {
    let scripts = names.iter().filter(|name| name.ends_with(".js"));
    let mut lines: String = scripts.map(|name| format!("  <link rel=\"modulepreload\" href=\"/{name}\">\n")).collect();
    for name in names.iter().filter(|name| name.ends_with("/app_bg.wasm")) {
        lines +=
            &format!("  <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"/{name}\">\n");
    }
    lines
}

/// A JavaScript array of names; file names of the build contain no quotes.
fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", names.join(","))
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found == ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(script: &str) -> Result<(tempfile::TempDir, String)> {
        let folder = tempfile::tempdir()?;
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap_or(folder.path()))?;
            fs::write(file, text)
        };
        let links = "<link rel=\"stylesheet\" href=\"/imk.css\"><link rel=\"stylesheet\" href=\"/pages.css\">";
        write("index.html", &format!("<head>\n  {links}\n  </head>"))?;
        write("imk-app.js", "const VERSION = \"dev\";")?;
        write("sw.js", "const VERSION = \"dev\";\nconst FILES = [];")?;
        write("imk.css", "imk-app{}")?;
        write("pages.css", "imk-card{}")?;
        write("app.js", script)?;
        write("app_bg.wasm", "wasm")?;
        write("snippets/a/seal.js", "seal")?;
        let version = move_into_version_folder(folder.path())?;
        insert_version(folder.path(), &version)?;
        Ok((folder, version))
    }

    #[test]
    fn version_is_inserted_into_every_file_that_loads_others() -> Result {
        let (folder, version) = build("app")?;
        let read = |name: &str| fs::read_to_string(folder.path().join(name));
        assert_eq!(read(&format!("v/{version}/snippets/a/seal.js"))?, "seal");
        assert!(!folder.path().join("snippets").exists());
        assert_eq!(read("imk-app.js")?, format!("const VERSION = \"{version}\";"));
        let page = read("index.html")?;
        for sheet in ["imk.css", "pages.css"] {
            assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"/v/{version}/{sheet}\">")), "{page}");
        }
        assert!(
            page.contains(&format!("<link rel=\"modulepreload\" href=\"/v/{version}/snippets/a/seal.js\">")),
            "{page}"
        );
        assert!(page.contains(&format!("crossorigin href=\"/v/{version}/app_bg.wasm\">")), "{page}");
        let worker = read("sw.js")?;
        for name in ["index.html", "imk-app.js", &format!("v/{version}/app.js"), &format!("v/{version}/imk.css")] {
            assert!(worker.contains(&format!("\"{name}\"")), "{name}: {worker}");
        }
        Ok(())
    }

    #[test]
    fn version_depends_on_the_content_only() -> Result {
        let (one, same, other) = (build("app")?.1, build("app")?.1, build("app2")?.1);
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(one.len(), DIGITS);
        Ok(())
    }
}
