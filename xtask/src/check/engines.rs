//! The specs that hold in every browser engine, run in Firefox and WebKit; Chromium runs them with all others.

use std::fs;
use std::path::PathBuf;

use crate::pages;
use crate::process::{Result, cargo, root, run};
use crate::setup::{debian, tools};

/// The specs, by module or by name; see `tests/browser/cross_browser.txt`.
const EVERYWHERE: &str = "tests/browser/cross_browser.txt";

/// An engine that is there.
pub(crate) struct Engine {
    /// As the tests call it.
    name: &'static str,
    /// What the tests have to know to find its driver.
    driver: Option<(&'static str, PathBuf)>,
}

/// Installs what is missing; returns the engines that are there or could be had.
pub(crate) fn ensure() -> Result<Vec<Engine>> {
    let mut engines = Vec::new();
    if debian::ensure_firefox()? {
        engines.push(Engine { name: "firefox", driver: Some(("GECKODRIVER", tools::geckodriver()?)) });
    }
    if debian::ensure_webkit()? {
        engines.push(Engine { name: "webkit", driver: None });
    }
    Ok(engines)
}

/// Runs the specs in each engine. A machine that has none has been told so.
pub(crate) fn test(engines: &[Engine]) -> Result {
    let imk = pages::debug_server()?;
    let listed = fs::read_to_string(root().join(EVERYWHERE))?;
    for engine in engines {
        let mut tests = cargo();
        tests.args(["test", "--package", "imk-tests", "--test", "browser", "--"]).args(specs(&listed));
        tests.env("IMK_ENGINE", engine.name).env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist());
        tests.envs(engine.driver.as_ref().map(|(variable, file)| (variable, file)));
        run(&mut tests)?;
    }
    Ok(())
}

/// The lines that name specs.
fn specs(listed: &str) -> impl Iterator<Item = &str> {
    listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_name_no_spec() {
        assert_eq!(specs("# everywhere\n\nwindow::\n  verify::\n").collect::<Vec<_>>(), ["window::", "verify::"]);
    }
}
