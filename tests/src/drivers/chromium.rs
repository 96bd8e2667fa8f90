//! Chromium by `chromedriver`: one driver per test process, shared by all its sessions.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use super::launched::{Launched, is_root, program};
use crate::browser::Browser;
use crate::browser::Viewport;
use crate::drivers::process::{Driver, Launch, Ready};
use crate::failure::{Failure, Result};

/// Chromium without its desktop interface, as Debian installs it. It starts faster and uses a third less processor time.
/// Where it is not installed, the driver starts Chromium. Debian's script in `/usr/bin` runs it as a child process, which
/// the driver cannot end: only this path works.
const HEADLESS_SHELL: &str = "/usr/lib/chromium/chromium-headless-shell";

/// The driver's address, after starting it if this is the first call. Statics are never dropped: the driver's pipe is
/// closed by the end of the process.
fn url() -> Result<&'static str> {
    static DRIVER: OnceLock<std::result::Result<Driver, String>> = OnceLock::new();
    let driver = DRIVER.get_or_init(|| Driver::start(&launch()).map_err(|why| why.to_string()));
    driver.as_ref().map(Driver::url).map_err(Failure::new)
}

fn launch() -> Launch {
    Launch {
        program: program("CHROMEDRIVER", &["chromedriver"]),
        arguments: vec!["--port=0".to_owned()],
        environment: Vec::new(),
        screen: None,
        ready: Ready::Prints("started successfully on port "),
    }
}

pub(super) fn start(browser: &Browser) -> Result<Launched> {
    let url = url()?.to_owned();
    Ok(Launched { url, driver: None, capabilities: capabilities(browser)?, home: None })
}

/// Capabilities of the session. The screen is emulated, since a window has a frame and a minimum width.
fn capabilities(browser: &Browser) -> Result<Capabilities> {
    let (width, height) = browser.viewport.size();
    let phone = browser.viewport == Viewport::Phone;
    let metrics = json!({ "width": width, "height": height, "pixelRatio": 1.0, "mobile": phone, "touch": phone });
    let mut options = json!({
        "args": arguments(),
        "mobileEmulation": { "deviceMetrics": metrics },
        "prefs": { "intl.accept_languages": "lv" },
    });
    if let Some(binary) = env::var_os("CHROMIUM").or_else(headless_shell) {
        options["binary"] = Value::from(binary.to_string_lossy());
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("goog:chromeOptions", options)?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(capabilities)
}

fn headless_shell() -> Option<OsString> {
    Path::new(HEADLESS_SHELL).is_file().then(|| HEADLESS_SHELL.into())
}

/// Headless, and silent towards the network beyond the server under test.
pub(crate) fn arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Containers give /dev/shm too little for a page.
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
    ];
    // Chromium's sandbox does not start for root.
    if is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}
