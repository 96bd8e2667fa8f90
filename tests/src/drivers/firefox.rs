//! Firefox by `geckodriver`, which serves one session: each session has its own driver.

use std::fs;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::launched::{Launched, path_of, program};
use crate::browser::Browser;
use crate::browser::Viewport;
use crate::drivers::launched::saved_in;
use crate::drivers::process::{Driver, Launch, Ready};
use crate::failure::Result;
use crate::temporary::TemporaryFolder;

pub(super) fn start(browser: &Browser) -> Result<Launched> {
    let home = TemporaryFolder::create()?;
    fs::create_dir_all(saved_in(home.path()))?;
    let driver = Driver::start(&launch())?;
    let capabilities = capabilities(browser, &home)?;
    Ok(Launched { url: driver.url().to_owned(), driver: Some(driver), capabilities, home: Some(home) })
}

fn launch() -> Launch {
    // Without system access there is no way to the size of the page.
    let arguments = ["--port", "0", "--allow-system-access"].map(str::to_owned).to_vec();
    Launch {
        program: program("GECKODRIVER", &["geckodriver"]),
        arguments,
        // A window around every page that is tested.
        environment: vec![("MOZ_HEADLESS_WIDTH", "1400".into()), ("MOZ_HEADLESS_HEIGHT", "1000".into())],
        screen: None,
        ready: Ready::Prints("Listening on 127.0.0.1:"),
    }
}

fn capabilities(browser: &Browser, home: &TemporaryFolder) -> Result<Capabilities> {
    let binary = program("FIREFOX", &["firefox-esr", "firefox"]);
    let mut options = json!({
        "args": ["-headless"],
        "prefs": preferences(browser, home)?,
    });
    // A name alone is looked up by the driver, which knows no Extended Support Release.
    if let Some(binary) = path_of(&binary.to_string_lossy()) {
        options["binary"] = Value::from(binary.to_string_lossy());
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("moz:firefoxOptions", options)?;
    Ok(capabilities)
}

/// Silent towards the network beyond the server under test; saves files without asking; prints the pages' console.
fn preferences(browser: &Browser, home: &TemporaryFolder) -> Result<Value> {
    let mut preferences = json!({
        "intl.accept_languages": "lv",
        "devtools.console.stdout.content": true,
        "devtools.console.stdout.chrome": false,
        "browser.download.folderList": 2,
        "browser.download.dir": saved_in(&home.path().canonicalize()?),
        "browser.download.always_ask_before_handling_new_types": false,
        "browser.download.alwaysOpenPanel": false,
        "ui.useOverlayScrollbars": 1,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "javascript.options.wasm": browser.wasm,
    });
    // It terminates scripts that run when a window closes or leaves a page, without unwinding; the page's scripts
    // then fail on incomplete state, which does not happen on a visible page.
    preferences["dom.ipc.processHangMonitor"] = json!(false);
    if browser.viewport == Viewport::Phone {
        preferences["dom.w3c_touch_events.enabled"] = json!(1);
        // Bit by bit: coarse, and nothing that hovers.
        preferences["ui.primaryPointerCapabilities"] = json!(1);
        preferences["ui.allPointerCapabilities"] = json!(1);
    }
    Ok(preferences)
}

/// Gives the page in the window its own size, as the browser's responsive design mode does.
pub(crate) const RESIZE: &str = "const [width, height] = arguments; const { style } = gBrowser.selectedBrowser;
    for (const [name, size] of [['width', width], ['height', height]]) {
        for (const part of ['', 'min-', 'max-']) style.setProperty(part + name, `${size}px`);
    }";

/// An error that a page's script has written, or has not caught. The browser's own scripts err too: a session has none
/// of the remote settings they look for.
pub(crate) fn is_page_error(line: &str) -> bool {
    let thrown = |scheme: &str| line.starts_with(&format!("JavaScript error: {scheme}"));
    let written = line.starts_with("console.error:") && !line.starts_with("console.error: RSLoader:");
    written || ["http://", "file://"].into_iter().any(thrown)
}

#[cfg(test)]
mod tests {
    use super::is_page_error;

    #[test]
    fn errors_of_pages_differ_from_those_of_the_browser() {
        assert!(is_page_error("console.error: \"Surprise\""));
        assert!(is_page_error("JavaScript error: http://127.0.0.1:1/a.js, line 1: Error: Surprise"));
        assert!(!is_page_error("console.error: RSLoader: "));
        assert!(!is_page_error("JavaScript error: resource://gre/modules/A.sys.mjs, line 1: Error: Surprise"));
        assert!(!is_page_error("console.log: \"Surprise\""));
    }
}
