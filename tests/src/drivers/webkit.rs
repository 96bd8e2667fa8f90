//! WebKit in its GTK build: the small browser that comes with the library, by `WebKitWebDriver`, on a virtual
//! screen. The driver serves one session: each session has its own driver.

use std::ffi::OsString;
use std::path::Path;
use std::{env, fs};

use serde_json::json;
use thirtyfour::Capabilities;

use super::launched::{Launched, is_root, program};
use crate::browser::Browser;
use crate::drivers::launched::saved_in;
use crate::drivers::process::{Driver, Launch, Ready, free_port};
use crate::failure::Result;
use crate::temporary::TemporaryFolder;

/// Room for a whole page in one picture.
const SCREEN: &str = "1400x6000x24";

/// The bar of buttons above the page keeps the window from being as narrow as a phone.
const NARROW_BAR: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }";

pub(super) fn start(browser: &Browser) -> Result<Launched> {
    let home = TemporaryFolder::create()?;
    let driver = Driver::start(&launch(browser, home.path())?)?;
    let url = driver.url().to_owned();
    Ok(Launched { url, driver: Some(driver), capabilities: capabilities()?, home: Some(home) })
}

fn launch(browser: &Browser, home: &Path) -> Result<Launch> {
    let port = free_port()?;
    Ok(Launch {
        program: program("WEBKIT_DRIVER", &["WebKitWebDriver"]),
        arguments: vec!["--host=127.0.0.1".to_owned(), format!("--port={port}")],
        environment: environment(browser, home)?,
        screen: Some(SCREEN),
        ready: Ready::Listens(port),
    })
}

/// A temporary home, where the browser saves files; Latvian; the virtual screen only.
fn environment(browser: &Browser, home: &Path) -> Result<Vec<(&'static str, OsString)>> {
    let home = home.canonicalize()?;
    fs::write(home.join("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/saved\"\n")?;
    fs::create_dir_all(saved_in(&home))?;
    fs::create_dir_all(home.join("gtk-3.0"))?;
    fs::write(home.join("gtk-3.0/gtk.css"), NARROW_BAR)?;
    let mut environment: Vec<(&'static str, OsString)> = vec![
        ("LANGUAGE", "lv".into()),
        ("GDK_BACKEND", "x11".into()),
        // There is neither a graphics card nor anybody to read the screen to, and asking for them takes seconds.
        ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
        ("NO_AT_BRIDGE", "1".into()),
        ("GTK_A11Y", "none".into()),
    ];
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
        environment.push((name, home.clone().into_os_string()));
    }
    // WebKit's sandbox does not start for root.
    if is_root() {
        environment.push(("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".into()));
    }
    if !browser.wasm {
        environment.push(("JSC_useWasm", "0".into()));
    }
    Ok(environment)
}

fn capabilities() -> Result<Capabilities> {
    // Where Debian puts it.
    let usual = format!("/usr/lib/{}-linux-gnu/webkit2gtk-4.1/MiniBrowser", env::consts::ARCH);
    let browser = program("WEBKIT_BROWSER", &[&usual]);
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "MiniBrowser")?;
    let options = json!({ "binary": browser.to_string_lossy(), "args": ["--automation"] });
    capabilities.set("webkitgtk:browserOptions", options)?;
    Ok(capabilities)
}

/// Keeps the errors of a page, one a line. Automated, this browser prints none and its driver has no log: they are kept
/// by a script, in the window's name, which survives navigation and which no other script uses.
pub(crate) const WATCH: &str = "if (!window.isWatched) {
        window.isWatched = true;
        const keep = (words) => { window.name += `${String(words).replaceAll('\\n', ' ')}\n`; };
        addEventListener('error', ({ message }) => keep(message));
        addEventListener('unhandledrejection', ({ reason }) => keep(`unhandled: ${reason}`));
        const { error } = console;
        console.error = (...words) => { keep(words.join(' ')); error.apply(console, words); };
    }
";

/// Returns the recorded errors and clears them.
pub(crate) const WATCHED: &str = "const kept = window.name; window.name = ''; return kept";
