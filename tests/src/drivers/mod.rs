//! Drivers of the three browsers.

pub(crate) mod chromium;
pub(crate) mod firefox;
pub(crate) mod launched;
pub(crate) mod process;
pub(crate) mod webkit;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::failure::Result;
use launched::Launched;

/// Starts the driver of a session.
pub(crate) fn start(browser: &Browser) -> Result<Launched> {
    match browser.engine {
        Engine::Chromium => chromium::start(browser),
        Engine::Firefox => firefox::start(browser),
        Engine::WebKit => webkit::start(browser),
    }
}
