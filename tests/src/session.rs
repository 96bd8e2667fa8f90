//! One browser session per spec: opened for it, watched, and closed whatever happens to it.

use std::env;
use std::fs::{self, metadata};
use std::os::unix::fs::MetadataExt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::thread;

use futures_util::FutureExt;
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::server::workspace;
use crate::{Failure, Outcome, Page, Server, driver};

/// The two screens of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewport {
    /// 390 × 844 with touch.
    Phone,
    /// 1280 × 800 with a mouse.
    Desktop,
}

impl Viewport {
    /// Both, for a spec that has to hold on either.
    pub const BOTH: [Self; 2] = [Self::Phone, Self::Desktop];

    /// Width and height in CSS pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Desktop => (1280, 800),
        }
    }

    /// As it stands in the name of a picture.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Desktop => "desktop",
        }
    }
}

/// Runs a spec on a new page of the server's, with nothing stored from other specs.
///
/// # Errors
/// The spec's own failure, or what the page wrote to the console as an error; either with where a picture of the page and
/// the server's log were left.
///
/// # Panics
/// When the spec panics; the session is closed first.
pub async fn in_browser(server: &Server, viewport: Viewport, spec: impl AsyncFnOnce(&Page) -> Outcome) -> Outcome {
    let browser = WebDriver::new(driver::url()?, capabilities(viewport)?).await?;
    let page = Page::new(browser.clone(), server.address(), viewport);
    let result = AssertUnwindSafe(spec(&page)).catch_unwind().await;
    let result = match result {
        Ok(Ok(())) => Ok(page.console_is_clean().await),
        other => other,
    };
    let failed = !matches!(result, Ok(Ok(())));
    let evidence = if failed { evidence(&page, server).await } else { String::new() };
    browser.quit().await?;
    match result {
        Ok(outcome) => outcome.map_err(|why| why.and(evidence)),
        Err(panic) => {
            eprintln!("{evidence}");
            resume_unwind(panic)
        }
    }
}

/// What the browser is asked for. The screen is emulated, since a window has a frame and a least width.
fn capabilities(viewport: Viewport) -> Outcome<Capabilities> {
    let (width, height) = viewport.size();
    let phone = viewport == Viewport::Phone;
    let metrics = json!({ "width": width, "height": height, "pixelRatio": 1.0, "mobile": phone, "touch": phone });
    let mut options = json!({
        "args": arguments(),
        "mobileEmulation": { "deviceMetrics": metrics },
        "prefs": { "intl.accept_languages": "lv" },
    });
    if let Some(binary) = env::var_os("CHROMIUM") {
        options["binary"] = Value::from(binary.to_string_lossy());
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("goog:chromeOptions", options)?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(capabilities)
}

/// Headless, and silent towards the network beyond the server under test.
fn arguments() -> Vec<&'static str> {
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
    if metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0) {
        arguments.push("--no-sandbox");
    }
    arguments
}

/// Leaves a picture of the page where a failed spec stopped, and says where, with the address and the server's log.
async fn evidence(page: &Page, server: &Server) -> String {
    let test = thread::current().name().unwrap_or("spec").replace("::", "-");
    let folder = workspace().join("target/failed");
    let file = folder.join(format!("{test}-{}.png", page.viewport().name()));
    let taken = match fs::create_dir_all(&folder) {
        Ok(()) => page.picture_to(&file).await,
        Err(cause) => Err(Failure::from(cause)),
    };
    let picture = taken.map_or_else(|why| why.to_string(), |()| file.display().to_string());
    let address = page.address().await.unwrap_or_else(|why| why.to_string());
    let console = page.console().await.unwrap_or_else(|why| why.to_string());
    let (viewport, log) = (page.viewport().name(), server.log());
    format!("at {address} on a {viewport}\npicture: {picture}\nconsole: {console}\nserver: {}", log.trim_end())
}
