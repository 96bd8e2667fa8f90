//! `cargo xtask post-build`: makes of Trunk's build what is served. Trunk calls it once it has built.
//!
//! A release build is cut into chunks, its files go into a folder named by their content, the entry script, the service
//! worker and the page learn that name, and every file gets a compressed neighbour. A debug build stays as it is.

use std::env;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::files::{below, files, remove_empty_folders, replace};
use crate::prerender;
use crate::process::Result;
use crate::progress::note;
use crate::wasm::compress::compressed;
use crate::wasm::minify_js::without_comments;
use crate::wasm::split::split;
use crate::wasm::strip::strip_file;
use crate::wasm::trusted_types;

/// Set by our own release builds, whose pages are written to arrive in chunks.
pub(crate) const SPLIT: &str = "IMK_SPLIT";

/// The folder of the builds' folders.
const BUILDS: &str = "v";

/// How many hexadecimal digits name a build: enough that two are never alike by chance.
const DIGITS: usize = 16;

/// What stays outside: files that are found by their name, and that name the others.
const FOUND_BY_NAME: [&str; 3] = ["index.html", "imk-app.js", "sw.js"];

/// Assembles Trunk's staging folder: the served text goes into every build.
pub(crate) fn post_build() -> Result {
    let staging = env::var("TRUNK_STAGING_DIR").map_err(|_| "Trunk calls post-build and sets TRUNK_STAGING_DIR")?;
    let staging = Path::new(&staging);
    let texts = prerender::write()?;
    texts.write_into(&staging.join("index.html"))?;
    let is_release = env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    if is_release {
        cut(staging)?;
    }
    trusted_types::pass_by_policy(&staging.join("app.js"))?;
    if is_release {
        pack(staging)?;
    }
    // Last: they are no files of the build, which the service worker keeps, and never sent as they are.
    texts.put_among(staging)
}

/// Makes chunks of the module, where it was built to be cut.
fn cut(staging: &Path) -> Result {
    if env::var_os(SPLIT).is_some() { split(staging) } else { strip_file(&staging.join("app_bg.wasm")) }
}

/// Names and compresses.
fn pack(staging: &Path) -> Result {
    for file in files(staging)?.iter().filter(|file| has_ending(file, "js")) {
        fs::write(file, without_comments(&fs::read_to_string(file)?))?;
    }
    let version = into_folder(staging)?;
    name_everywhere(staging, &version)?;
    for file in files(staging)? {
        let mut neighbour = file.clone().into_os_string();
        neighbour.push(".br");
        fs::write(neighbour, compressed(&fs::read(&file)?)?)?;
    }
    note(&format!("this build is {version}"));
    Ok(())
}

/// Moves a build's files into the folder that their content names, and returns that name.
fn into_folder(staging: &Path) -> Result<String> {
    let mut moved = Vec::new();
    for file in files(staging)? {
        let name = below(&file, staging)?;
        if !FOUND_BY_NAME.contains(&name.as_str()) {
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
    let folder = staging.join(BUILDS).join(&version);
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

/// Tells the page, the entry script and the service worker which build they belong to.
fn name_everywhere(staging: &Path, version: &str) -> Result {
    let folder = staging.join(BUILDS).join(version);
    let mut names = Vec::new();
    for file in files(&folder)? {
        names.push(format!("{BUILDS}/{version}/{}", below(&file, &folder)?));
    }
    names.sort();
    let version_line = format!("const VERSION = \"{version}\";");
    let kept: Vec<String> = FOUND_BY_NAME
        .iter()
        .filter(|name| **name != "sw.js")
        .map(|name| (*name).to_owned())
        .chain(names.clone())
        .collect();
    let list = format!("const FILES = {};", quoted(&kept));
    replace(&staging.join("imk-app.js"), &[("const VERSION = \"dev\";", &version_line)])?;
    replace(&staging.join("sw.js"), &[("const VERSION = \"dev\";", &version_line), ("const FILES = [];", &list)])?;
    let style = format!("\"/{BUILDS}/{version}/imk.css\"");
    let preloads = format!("{}  </head>", preloads(&names));
    replace(&staging.join("index.html"), &[("\"/imk.css\"", &style), ("  </head>", &preloads)])
}

/// What the first page needs, all asked for at once instead of one after the other as each is read.
fn preloads(names: &[String]) -> String {
    let scripts = names.iter().filter(|name| name.ends_with(".js"));
    let mut lines: String = scripts.map(|name| format!("  <link rel=\"modulepreload\" href=\"/{name}\">\n")).collect();
    for name in names.iter().filter(|name| name.ends_with("/app_bg.wasm")) {
        lines +=
            &format!("  <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"/{name}\">\n");
    }
    lines
}

/// A list of names as JavaScript writes it; the names are ours and hold no quotes.
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
        write("index.html", "<head>\n  <link rel=\"stylesheet\" href=\"/imk.css\">\n  </head>")?;
        write("imk-app.js", "const VERSION = \"dev\";")?;
        write("sw.js", "const VERSION = \"dev\";\nconst FILES = [];")?;
        write("imk.css", "imk-app{}")?;
        write("app.js", script)?;
        write("app_bg.wasm", "wasm")?;
        write("snippets/a/seal.js", "seal")?;
        let version = into_folder(folder.path())?;
        name_everywhere(folder.path(), &version)?;
        Ok((folder, version))
    }

    #[test]
    fn a_build_lies_in_a_folder_that_all_who_load_it_know() -> Result {
        let (folder, version) = build("app")?;
        let read = |name: &str| fs::read_to_string(folder.path().join(name));
        assert_eq!(read(&format!("v/{version}/snippets/a/seal.js"))?, "seal");
        assert!(!folder.path().join("snippets").exists());
        assert_eq!(read("imk-app.js")?, format!("const VERSION = \"{version}\";"));
        let page = read("index.html")?;
        assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"/v/{version}/imk.css\">")), "{page}");
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
    fn other_content_has_another_name_and_the_same_content_the_same() -> Result {
        let (one, same, other) = (build("app")?.1, build("app")?.1, build("app2")?.1);
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(one.len(), DIGITS);
        Ok(())
    }
}
