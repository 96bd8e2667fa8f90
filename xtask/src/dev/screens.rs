//! `cargo xtask screens`: screenshots of the pages.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::pages;
use crate::process::{Result, cargo, root, run};
use crate::progress::step;
use crate::setup::debian;
use crate::setup::tools::PageTools;

/// Writes screenshots into the folder `IMK_SCREENS` (default `target/screens`) and lists them.
pub(crate) fn screens() -> Result {
    debian::ensure_browser()?;
    pages::build(&PageTools::ensure()?)?;
    let imk = pages::debug_server()?;
    let folder = env::var_os("IMK_SCREENS").map_or_else(|| root().join("target/screens"), |dir| root().join(dir));
    fs::create_dir_all(&folder)?;
    step("screens: browser tests that take screenshots", || take(&imk, &folder))?;
    for screenshot in screenshots(&folder)? {
        println!("{}", screenshot.display());
    }
    Ok(())
}

fn take(imk: &Path, folder: &Path) -> Result {
    let mut tests = cargo();
    tests.args(["test", "--package", "imk-tests", "--test", "browser", "screens::"]);
    run(tests.env("IMK_BIN", imk).env("IMK_PAGES", pages::dist()).env("IMK_SCREENS", folder))
}

fn screenshots(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|kind| kind == "png") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
