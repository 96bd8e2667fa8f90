//! Programs that come from the system: the browsers with their drivers, fonts for its pictures, and PostgreSQL.

use std::path::Path;
use std::process::Command;

use crate::process::{Result, is_root, on_path, program, run};
use crate::progress::{note, step};

const FONTS: &str = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";

/// Chromium and its driver, which the browser tests cannot do without.
pub(crate) fn ensure_browser() -> Result {
    let missing = on_path("chromedriver").is_none() || !has_chromium();
    if missing {
        install("Chromium and its driver", &["chromium", "chromium-driver"])?;
    }
    // Without the fonts only the pictures look different.
    if !Path::new(FONTS).exists() && can_install() {
        install("fonts for the pictures", &["fonts-noto-core"])?;
    }
    Ok(())
}

/// Firefox. Says so where there is none and none can be had: what runs in it is then left out.
pub(crate) fn ensure_firefox() -> Result<bool> {
    ensure_engine("Firefox", &["firefox-esr"], || ["firefox-esr", "firefox"].iter().any(|name| on_path(name).is_some()))
}

/// WebKit in its GTK build with its driver, and a screen for it; as [`ensure_firefox`].
pub(crate) fn ensure_webkit() -> Result<bool> {
    let packages = ["webkit2gtk-driver", "xvfb"];
    ensure_engine("WebKit", &packages, || ["WebKitWebDriver", "Xvfb"].iter().all(|name| on_path(name).is_some()))
}

fn ensure_engine(name: &str, packages: &[&str], is_there: impl Fn() -> bool) -> Result<bool> {
    if !is_there() && can_install() {
        install(name, packages)?;
    } else if !is_there() {
        note(&format!("no {name} here, its specs are left out: sudo apt-get install {}", packages.join(" ")));
    }
    Ok(is_there())
}

/// PostgreSQL's server; says so where there is none, since the tests then use SQLite alone.
pub(crate) fn ensure_postgres() -> Result {
    if crate::setup::postgres::programs().is_some() {
        return Ok(());
    }
    if can_install() {
        return install("PostgreSQL", &["postgresql"]);
    }
    note("no PostgreSQL here, its tests are left out: sudo apt-get install postgresql");
    Ok(())
}

fn has_chromium() -> bool {
    ["chromium", "chromium-browser", "google-chrome", "chrome"].iter().any(|name| on_path(name).is_some())
}

fn can_install() -> bool {
    is_root() && on_path("apt-get").is_some()
}

fn install(what: &str, packages: &[&str]) -> Result {
    if !can_install() {
        return Err(format!("{what} missing: sudo apt-get install {}", packages.join(" ")).into());
    }
    step(&format!("set-up: {what} from Debian"), || {
        run(apt_get().arg("update"))?;
        let first = run(apt_get().args(["install", "--no-install-recommends"]).args(packages));
        first.or_else(|_| repair_and_install(packages))
    })
}

/// A package list can be newer than the mirror: one more list, one repair, one more try.
fn repair_and_install(packages: &[&str]) -> Result {
    run(apt_get().arg("update"))?;
    run(apt_get().args(["--fix-broken", "install"]))?;
    run(apt_get().args(["install", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = program("apt-get");
    command.args(["--yes", "--quiet=2"]).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
