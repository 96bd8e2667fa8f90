//! A page in the browser: navigation and reading.

use std::path::PathBuf;
use std::sync::Mutex;

use serde_json::Value;
use thirtyfour::WebDriver;

use crate::browser::{Browser, Viewport};
use crate::drivers::firefox;
use crate::drivers::launched::saved_in;
use crate::drivers::webkit::{WATCH, WATCHED};
use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::wait::until;

/// Comes back when the page has nothing to do, or never has a rest.
const AT_REST: &str = "const done = arguments[0];
    if (window.requestIdleCallback) requestIdleCallback(() => done(), { timeout: 2000 });
    else setTimeout(done, 50);";

/// The one page of a session. Content may still be loading: every helper waits up to [`crate::wait::PATIENCE`].
#[derive(Debug)]
pub struct Page {
    driver: WebDriver,
    /// The server's address without a path.
    base: String,
    browser: Browser,
    /// The browser's home, where it has one.
    home: Option<PathBuf>,
    /// Parts of console errors that the spec provokes.
    allowed: Mutex<Vec<String>>,
}

impl Page {
    pub(crate) fn new(driver: WebDriver, base: &str, browser: Browser, home: Option<PathBuf>) -> Self {
        Self { driver, base: base.to_owned(), browser, home, allowed: Mutex::default() }
    }

    /// The session, for commands without a helper.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The screen it is on.
    pub fn viewport(&self) -> Viewport {
        self.browser.viewport
    }

    /// The engine it is in.
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Where the browser saves files, where that is settled when it starts.
    pub(crate) fn saved(&self) -> Option<PathBuf> {
        self.home.as_deref().map(saved_in)
    }

    /// Loads a path of the server, e.g. `/programmas`, or a whole address.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub async fn open(&self, path: &str) -> Result {
        let base = if path.starts_with('/') { self.base.as_str() } else { "" };
        self.driver.goto(format!("{base}{path}")).await?;
        self.watch().await
    }

    /// Waits until the pages have started and the served text is gone.
    ///
    /// # Errors
    /// When they have not in the end.
    pub async fn has_started(&self) -> Result {
        until("pages that have started", async || {
            let script = "return !!document.getElementById('imk-main') && !document.querySelector('.imk-served')";
            let started: bool = self.driver.execute(script, vec![]).await?.convert()?;
            if started { Ok(()) } else { Err(Failure::new("the served text is there")) }
        })
        .await
    }

    /// Opens a whole address, of another server too.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub async fn visit(&self, address: &str) -> Result {
        Ok(self.driver.goto(address).await?)
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub async fn reload(&self) -> Result {
        self.driver.refresh().await?;
        self.watch().await
    }

    /// The back button.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn back(&self) -> Result {
        Ok(self.driver.back().await?)
    }

    /// The whole address shown.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn address(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.to_string())
    }

    /// The path and query shown, e.g. `/programmas?mode=remote`.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn path(&self) -> Result<String> {
        self.text_from("return location.pathname + location.search", vec![]).await
    }

    /// Waits until the page is at a path, whatever its query.
    ///
    /// # Errors
    /// When it is still elsewhere in the end; says where.
    pub async fn is_at(&self, path: &str) -> Result {
        until(format!("path {path}"), async || {
            let at = self.path().await?;
            let same = at.split('?').next() == Some(path);
            if same { Ok(()) } else { Err(Failure::new(format!("it is at {at}"))) }
        })
        .await
    }

    /// Waits for a main heading (h1) and returns its text.
    ///
    /// # Errors
    /// When there is not exactly one.
    pub async fn heading(&self) -> Result<String> {
        until("a main heading", async || {
            let script = "return [...document.querySelectorAll('h1')].map((h1) => h1.innerText.trim()).filter(Boolean)";
            let found: Vec<String> = self.driver.execute(script, vec![]).await?.convert()?;
            match <[String; 1]>::try_from(found) {
                Ok([text]) => Ok(text),
                Err(found) => Err(Failure::new(format!("there are {}: {found:?}", found.len()))),
            }
        })
        .await
    }

    /// Waits until the main heading reads so.
    ///
    /// # Errors
    /// When it still reads otherwise in the end; says how.
    pub async fn heading_is(&self, text: &str) -> Result {
        until(format!("main heading “{text}”"), async || {
            let shown = self.text_from("return document.querySelector('h1')?.innerText ?? ''", vec![]).await?;
            let shown = plain(&shown);
            if shown == text { Ok(()) } else { Err(Failure::new(format!("it reads “{shown}”"))) }
        })
        .await
    }

    /// Advances both clocks of the page, as if it had been left alone.
    ///
    /// # Errors
    /// When the browser does not respond.
    pub async fn minutes_pass(&self, minutes: u32) -> Result {
        // The page's own `Date`: in Firefox a driver's script has one for itself.
        let script = "const [minutes] = arguments; const { Date, performance } = window;
            const [now, passed] = [Date.now.bind(Date), performance.now.bind(performance)];
            Date.now = () => now() + minutes * 60_000;
            performance.now = () => passed() + minutes * 60_000;";
        self.driver().execute(script, vec![minutes.into()]).await?;
        Ok(())
    }

    /// All text to be read on the page; no-break characters are replaced by plain ones.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn text(&self) -> Result<String> {
        let text = self.text_from("return document.body.innerText", vec![]).await?;
        Ok(plain(&text))
    }

    /// Waits until a text is visible.
    ///
    /// # Errors
    /// When it is not there in the end; quotes the page.
    pub async fn sees(&self, text: &str) -> Result {
        until(format!("the text “{text}”"), async || {
            let shown = self.text().await?;
            if shown.contains(text) { Ok(()) } else { Err(Failure::new(format!("the page reads: {shown}"))) }
        })
        .await
    }

    /// Waits until a text is nowhere to be read.
    ///
    /// # Errors
    /// When it is still there in the end.
    pub async fn lacks(&self, text: &str) -> Result {
        until(format!("the text “{text}” to go"), async || {
            let gone = !self.text().await?.contains(text);
            if gone { Ok(()) } else { Err(Failure::new("it is there")) }
        })
        .await
    }

    /// The text of the first element that fits a CSS selector, when it is there; no-break characters as plain ones.
    ///
    /// # Errors
    /// When no element fits.
    pub async fn text_of(&self, selector: &str) -> Result<String> {
        until(format!("an element {selector}"), async || {
            let script = "return document.querySelector(arguments[0])?.innerText.trim() ?? null";
            let text: Option<String> = self.driver.execute(script, vec![selector.into()]).await?.convert()?;
            text.map(|text| text.replace('\u{2011}', "-").replace('\u{a0}', " "))
                .ok_or_else(|| Failure::new("there is none"))
        })
        .await
    }

    /// The result of a script body, as text.
    ///
    /// # Errors
    /// When the script fails or returns something else.
    pub async fn text_from(&self, script: &str, arguments: Vec<Value>) -> Result<String> {
        Ok(self.driver.execute(script, arguments).await?.convert()?)
    }

    /// The API's response to a GET with this page's cookies, as JSON.
    ///
    /// # Errors
    /// When the answer is not 2xx or not JSON.
    pub async fn get_json(&self, path: &str) -> Result<Value> {
        let script = "const [path, done] = arguments; fetch(path)
            .then((reply) => reply.ok ? reply.json().then((body) => done({ body })) : done({ status: reply.status }))
            .catch((cause) => done({ cause: String(cause) }));";
        let mut answer = self.driver.execute_async(script, vec![path.into()]).await?.json().clone();
        match answer.get_mut("body") {
            Some(body) => Ok(body.take()),
            None => Err(Failure::new(format!("GET {path}: {answer}"))),
        }
    }

    /// Forgets the cookies: the sign-in has expired.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn forget_cookies(&self) -> Result {
        Ok(self.driver.delete_all_cookies().await?)
    }

    /// From here on the spec expects console errors with this part, e.g. `status of 422`.
    pub fn expect_console(&self, part: &str) {
        // A poisoned lock only means that a spec has already failed.
        if let Ok(mut allowed) = self.allowed.lock() {
            allowed.push(part.to_owned());
        }
    }

    /// Waits until the page is idle, so that no error of unfinished work is missed.
    pub(crate) async fn settles(&self) {
        // A page that is navigating is not asked.
        let _on_its_way = self.driver.execute_async(AT_REST, vec![]).await;
    }

    /// Fails if the page has written an error to the console that no spec announced.
    pub(crate) async fn console_is_clean(&self) -> Result {
        let unexpected = self.console().await?;
        if unexpected.is_empty() { Ok(()) } else { Err(Failure::new("errors on the console:").and(unexpected)) }
    }

    /// The errors on the console that no spec announced, one a line. Reading takes them away.
    pub(crate) async fn console(&self) -> Result<String> {
        match self.engine() {
            Engine::Chromium => {}
            // It prints them, and is read when it has ended.
            Engine::Firefox => return Ok(String::new()),
            Engine::WebKit => {
                let kept = self.text_from(WATCHED, vec![]).await?;
                return Ok(self.unexpected(kept.lines().map(str::to_owned)));
            }
        }
        let entries = self.driver.browser_log().await?;
        let severe = entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message);
        Ok(self.unexpected(severe))
    }

    /// Has the page's errors kept where that takes a script. Where a page was not opened but came by itself,
    /// [`Page::look`] sees to it before anything is done.
    async fn watch(&self) -> Result {
        if self.engine() == Engine::WebKit {
            self.driver.execute(WATCH, vec![]).await?;
        }
        Ok(())
    }

    /// Fails if the browser has printed an error of the page's that no spec announced.
    pub(crate) fn printed_is_clean(&self, printed: &str) -> Result {
        let unexpected = self.unexpected_in(printed);
        if unexpected.is_empty() { Ok(()) } else { Err(Failure::new("errors on the console:")) }
    }

    /// The errors of the page's, among all that the browser has printed, that no spec announced.
    pub(crate) fn unexpected_in(&self, printed: &str) -> String {
        let errors = printed.lines().filter(|line| self.engine() == Engine::Firefox && firefox::is_page_error(line));
        self.unexpected(errors.map(str::to_owned))
    }

    fn unexpected(&self, errors: impl Iterator<Item = String>) -> String {
        let allowed = self.allowed.lock().map(|allowed| allowed.clone()).unwrap_or_default();
        let unexpected: Vec<String> = errors.filter(|text| !allowed.iter().any(|part| text.contains(part))).collect();
        unexpected.join("\n")
    }
}

/// White space and no-break spaces as single spaces, no-break hyphens as hyphens: as a person types the text.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\u{2011}', "-").split_whitespace().collect::<Vec<_>>().join(" ")
}
