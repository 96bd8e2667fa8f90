//! What differs from engine to engine about the window: its size and its network.

use serde_json::{Value, json};
use thirtyfour::RequestData;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::handle::SessionHandle;

use crate::browser::Viewport;
use crate::drivers::firefox::RESIZE;
use crate::engine::{Capability, Engine};
use crate::failure::{Failure, Result};
use crate::page::Page;
use crate::wait::until;

/// Firefox's own command that lets scripts run in the browser instead of the page, and back.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &thirtyfour::SessionId) -> RequestData {
        let request = RequestData::new(reqwest::Method::POST, format!("session/{session}/moz/context"));
        request.add_body(json!({ "context": self.0 }))
    }
}

/// Firefox as a whole still reaches its own machine when it is offline; the content of a window does not.
const OFFLINE: &str = "gBrowser.selectedBrowser.browsingContext.top.forceOffline = arguments[0]";

impl Page {
    /// Gives the page another width and height, in CSS pixels, on the same kind of screen.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn resize(&self, size: (u32, u32)) -> Result {
        match self.engine() {
            // Takes effect at once; the behaviour of a foreign page does not matter.
            Engine::Chromium => return self.emulate_size(size).await,
            Engine::Firefox => self.in_firefox_itself(RESIZE, vec![size.0.into(), size.1.into()]).await,
            Engine::WebKit => self.resize_window(size).await,
        }?;
        until(format!("a page of {size:?}"), async || {
            let shown = self.size().await?;
            if shown == size { Ok(()) } else { Err(Failure::new(format!("it is {shown:?}"))) }
        })
        .await
    }

    /// The size of the screen, where the browser did not start with it; a new tab does not, either.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn take_its_size(&self) -> Result {
        match self.engine() {
            Engine::Chromium => Ok(()),
            Engine::Firefox | Engine::WebKit => self.resize(self.viewport().size()).await,
        }
    }

    /// No page finds WebAssembly from here on. Chromium has no switch for it that still works.
    pub(crate) async fn take_wasm_away(&self) -> Result {
        let script = json!({ "source": "delete globalThis.WebAssembly" });
        let developer = self.driver().cdp();
        developer.send_raw("Page.enable", json!({})).await?;
        developer.send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    async fn size(&self) -> Result<(u32, u32)> {
        Ok(self.driver().execute("return [innerWidth, innerHeight]", vec![]).await?.convert()?)
    }

    async fn emulate_size(&self, (width, height): (u32, u32)) -> Result {
        let mobile = self.viewport() == Viewport::Phone;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.driver().cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Gives the window a size that leaves this much for the page.
    pub(crate) async fn resize_window(&self, (width, height): (u32, u32)) -> Result {
        let window = self.driver().get_window_rect().await?;
        let shown = self.size().await?;
        let grown = |outer: i64, inner: u32, wanted: u32| {
            u32::try_from(outer - i64::from(inner) + i64::from(wanted)).unwrap_or(wanted)
        };
        let (width, height) = (grown(window.width, shown.0, width), grown(window.height, shown.1, height));
        Ok(self.driver().set_window_rect(0, 0, width, height).await?)
    }

    /// Takes the network away, or gives it back.
    ///
    /// # Errors
    /// When the browser refuses. Where the engine has no way for it, the spec is left out.
    pub async fn offline(&self, offline: bool) -> Result {
        match self.engine() {
            Engine::Chromium => self.emulate_network(offline).await,
            Engine::Firefox => self.in_firefox_itself(OFFLINE, vec![offline.into()]).await,
            Engine::WebKit => self.engine().needs(Capability::Offline),
        }
    }

    async fn emulate_network(&self, offline: bool) -> Result {
        let unlimited = -1;
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": unlimited, "uploadThroughput": unlimited,
        });
        let developer = self.driver().cdp();
        developer.send_raw("Network.enable", json!({})).await?;
        developer.send_raw("Network.emulateNetworkConditions", conditions).await?;
        Ok(())
    }

    /// Runs a script in Firefox itself, and goes back to the page whatever comes of it.
    pub(crate) async fn in_firefox_itself(&self, script: &str, arguments: Vec<Value>) -> Result {
        let session: &SessionHandle = self.driver().handle();
        session.cmd(Context("chrome")).await?;
        let done = self.driver().execute(script, arguments).await;
        session.cmd(Context("content")).await?;
        done?;
        Ok(())
    }
}
