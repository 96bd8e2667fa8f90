//! Runs the cross-browser tests in Firefox and WebKit; Chromium runs them with all other browser tests.

use std::fs;
use std::path::PathBuf;

use crate::pages;
use crate::process::{Result, cargo, root, run};
use crate::setup::{debian, tools};

/// The cross-browser tests, by module or name; see `tests/browser/cross_browser.txt`.
const CROSS_BROWSER: &str = "tests/browser/cross_browser.txt";

/// An installed engine.
pub(crate) struct Engine {
    /// Name in the tests.
    name: &'static str,
    /// Environment variable and path of its WebDriver; `None` if the driver is on `PATH`.
    driver: Option<(&'static str, PathBuf)>,
}

/// Installs missing engines; returns the installed ones.
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

/// Runs the tests in each engine; [`ensure`] has reported the missing ones.
pub(crate) fn test(engines: &[Engine]) -> Result {
    let imk = pages::debug_server()?;
    let list = fs::read_to_string(root().join(CROSS_BROWSER))?;
    for engine in engines {
        let mut tests = cargo();
        tests.args(["test", "--package", "imk-tests", "--test", "browser", "--"]).args(specs(&list));
        tests.env("IMK_ENGINE", engine.name).env("IMK_BIN", &imk).env("IMK_PAGES", pages::dist());
        tests.envs(engine.driver.as_ref().map(|(variable, file)| (variable, file)));
        run(&mut tests)?;
    }
    Ok(())
}

/// The lines with tests.
fn specs(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_are_ignored() {
        assert_eq!(specs("# everywhere\n\nwindow::\n  verify::\n").collect::<Vec<_>>(), ["window::", "verify::"]);
    }
}
