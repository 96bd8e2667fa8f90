//! System packages: browsers with their drivers, fonts for screenshots, and PostgreSQL.

use std::path::Path;
use std::process::Command;

use crate::process::{Result, is_root, on_path, program, run};
use crate::progress::{note, step};

const FONTS: &str = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";

/// Packages of Chromium and its driver.
const CHROMIUM: [&str; 2] = ["chromium", "chromium-driver"];

/// Package and script of Chromium without its desktop interface.
const HEADLESS_SHELL: &str = "chromium-headless-shell";

/// Installs Chromium and its driver if they are missing.
pub(crate) fn ensure_browser() -> Result {
    let missing = on_path("chromedriver").is_none() || !has_chromium();
    if missing {
        install("Chromium and its driver", &CHROMIUM)?;
    }
    // The tests run without it too, but slower. One installation of all three gives them the same version.
    if on_path(HEADLESS_SHELL).is_none() && can_install() {
        let packages = [&CHROMIUM[..], &[HEADLESS_SHELL]].concat();
        install("Chromium without a desktop interface", &packages).unwrap_or_else(|error| note(&error.to_string()));
    }
    // Without the fonts only the screenshots differ.
    if !Path::new(FONTS).exists() && can_install() {
        install("fonts for screenshots", &["fonts-noto-core"])?;
    }
    Ok(())
}

/// Installs Firefox if it is missing. Returns false where it cannot be installed; its tests are then skipped.
pub(crate) fn ensure_firefox() -> Result<bool> {
    ensure_engine("Firefox", &["firefox-esr"], || ["firefox-esr", "firefox"].iter().any(|name| on_path(name).is_some()))
}

/// Installs WebKitGTK with its driver and a virtual screen; see [`ensure_firefox`].
pub(crate) fn ensure_webkit() -> Result<bool> {
    let packages = ["webkit2gtk-driver", "xvfb"];
    ensure_engine("WebKit", &packages, || ["WebKitWebDriver", "Xvfb"].iter().all(|name| on_path(name).is_some()))
}

fn ensure_engine(name: &str, packages: &[&str], is_installed: impl Fn() -> bool) -> Result<bool> {
    if !is_installed() && can_install() {
        install(name, packages)?;
    } else if !is_installed() {
        note(&format!("{name} is not installed, its tests are skipped: sudo apt-get install {}", packages.join(" ")));
    }
    Ok(is_installed())
}

/// Installs PostgreSQL if it is missing. Where it cannot be installed, tests use SQLite only.
pub(crate) fn ensure_postgres() -> Result {
    if crate::setup::postgres::programs().is_some() {
        return Ok(());
    }
    if can_install() {
        return install("PostgreSQL", &["postgresql"]);
    }
    note("PostgreSQL is not installed, its tests are skipped: sudo apt-get install postgresql");
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
        return Err(format!("{what} is missing: sudo apt-get install {}", packages.join(" ")).into());
    }
    step(&format!("set-up: {what} from Debian"), || {
        run(apt_get().arg("update"))?;
        let first = run(apt_get().args(["install", "--no-install-recommends"]).args(packages));
        first.or_else(|_| repair_and_install(packages))
    })
}

/// Retries once: the package list can be newer than the mirror's packages.
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
