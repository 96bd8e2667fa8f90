//! A separate Chromium for one measurement: started without a driver, slowed down, ended.

use std::path::Path;

use serde_json::{Value, json};

use super::developer::{BROWSER, Developer};
use crate::browser::Viewport;
use crate::drivers::chromium;
use crate::drivers::launched::program;
use crate::drivers::process::{Driver, Launch, Ready};
use crate::failure::{Failure, Result};

/// The network of a measurement.
#[derive(Clone, Copy, Debug)]
pub(super) enum Network {
    /// No throttling: the server runs on the same machine.
    Plain,
    /// 150 ms latency, 1.6 Mbit/s down, 0.75 Mbit/s up.
    Slow,
    /// None.
    Offline,
}

/// The latency of [`Network::Slow`], milliseconds.
pub(super) const LATENCY: f64 = 150.0;

/// How much slower than this machine's the processor is: its main thread alone, as the browser has it.
const SLOWDOWN: u32 = 4;

impl Network {
    /// As `Network.emulateNetworkConditions` takes it: milliseconds, bytes a second, -1 for no limit.
    fn conditions(self) -> Value {
        let (offline, latency, down, up) = match self {
            Self::Plain => (false, 0.0, -1, -1),
            Self::Slow => (false, LATENCY, 1_600_000 / 8, 750_000 / 8),
            Self::Offline => (true, 0.0, -1, -1),
        };
        json!({ "offline": offline, "latency": latency, "downloadThroughput": down, "uploadThroughput": up })
    }
}

/// A running browser.
pub(super) struct Chromium {
    pub(super) developer: Developer,
    driver: Driver,
}

/// A page of it.
pub(super) struct Tab {
    pub(super) session: String,
}

impl Chromium {
    /// Starts one on a profile, new or used. Its pages and workers all have the same network.
    pub(super) async fn start(profile: &Path, network: Network) -> Result<Self> {
        let mut arguments: Vec<String> = chromium::arguments().into_iter().map(str::to_owned).collect();
        arguments.extend(["--lang=lv", "--remote-debugging-port=0"].map(str::to_owned));
        arguments.push(format!("--user-data-dir={}", profile.display()));
        arguments.push("about:blank".to_owned());
        let driver = Driver::start(&Launch {
            program: program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]),
            arguments,
            environment: Vec::new(),
            screen: None,
            ready: Ready::Prints("DevTools listening on ws://127.0.0.1:"),
        })?;
        let mut developer = Developer::connect(driver.url()).await?;
        let network = vec![("Network.enable", json!({})), ("Network.emulateNetworkConditions", network.conditions())];
        developer.greet(network).await?;
        Ok(Self { developer, driver })
    }

    /// An empty page on a screen.
    pub(super) async fn tab(&mut self, viewport: Viewport) -> Result<Tab> {
        let created = self.developer.call(BROWSER, "Target.createTarget", json!({ "url": "about:blank" })).await?;
        let target = &created["targetId"];
        let attached = self
            .developer
            .event("Target.attachedToTarget", |params| params["targetInfo"]["targetId"] == *target)
            .await?;
        let session = attached.params["sessionId"].as_str().ok_or_else(|| Failure::new("a page without a session"))?;
        let tab = Tab { session: session.to_owned() };
        let (width, height) = viewport.size();
        let phone = viewport == Viewport::Phone;
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        self.call(&tab, "Emulation.setDeviceMetricsOverride", screen).await?;
        self.call(&tab, "Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })).await?;
        self.call(&tab, "Page.enable", json!({})).await?;
        Ok(tab)
    }

    /// Gives a page the slow processor.
    pub(super) async fn slow_down(&mut self, tab: &Tab) -> Result {
        self.call(tab, "Emulation.setCPUThrottlingRate", json!({ "rate": SLOWDOWN })).await.map(drop)
    }

    /// Has a script run in whatever the page shows next, before that does anything.
    pub(super) async fn prepare(&mut self, tab: &Tab, script: &str) -> Result {
        self.call(tab, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
    }

    /// Opens an address; returns once the page is there, though perhaps not all of it.
    pub(super) async fn open(&mut self, tab: &Tab, address: &str) -> Result {
        let opened = self.call(tab, "Page.navigate", json!({ "url": address })).await?;
        if let Some(why) = opened["errorText"].as_str() {
            return Err(Failure::new(format!("{address}: {why}")));
        }
        let is_it = |params: &Value| params["frame"]["loaderId"] == opened["loaderId"];
        self.developer.event("Page.frameNavigated", is_it).await.map(drop)
    }

    /// The value of an expression, or of its promise.
    pub(super) async fn value(&mut self, tab: &Tab, expression: &str) -> Result<Value> {
        let ask = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call(tab, "Runtime.evaluate", ask).await?;
        if !answer["exceptionDetails"].is_null() {
            return Err(Failure::new(format!("{expression}: {}", answer["exceptionDetails"])));
        }
        Ok(answer["result"]["value"].take())
    }

    /// Sends a command to a page.
    pub(super) async fn call(&mut self, tab: &Tab, method: &str, params: Value) -> Result<Value> {
        self.developer.call(&tab.session, method, params).await
    }

    /// Ends it as a person does, so that it writes down what its profile keeps.
    pub(super) async fn close(mut self) -> Result {
        self.developer.call(BROWSER, "Browser.close", json!({})).await?;
        self.developer.ended().await;
        drop(self.driver);
        Ok(())
    }
}
