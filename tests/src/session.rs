//! One browser session per spec: opened for it, watched, and closed whatever happens to it.

use std::any::Any;
use std::fs;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::thread;

use futures_util::FutureExt;
use thirtyfour::WebDriver;

use crate::browser::{Browser, Viewport};
use crate::drivers::process::Driver;
use crate::drivers::{self, launched::Launched};
use crate::engine::Engine;
use crate::failure::{Failure, Result};
use crate::page::Page;
use crate::server::Server;
use crate::server::workspace;

/// Runs a spec on a new page of the server's, with nothing stored from other specs, in the engine that `IMK_ENGINE`
/// names.
///
/// # Errors
/// The spec's own failure, or the page's console errors; either with the paths of a picture of the page and
/// the server's log were left.
///
/// # Panics
/// When the spec panics; the session is closed first.
pub async fn in_browser(server: &Server, viewport: Viewport, spec: impl AsyncFnOnce(&Page) -> Result) -> Result {
    Browser::new(Engine::chosen()?, viewport).run(server, spec).await
}

impl Browser {
    /// As [`in_browser`]. A spec that the engine cannot do is left out, in a line that gives the reason.
    ///
    /// # Errors
    /// As [`in_browser`].
    ///
    /// # Panics
    /// As [`in_browser`].
    pub async fn run(self, server: &Server, spec: impl AsyncFnOnce(&Page) -> Result) -> Result {
        let Launched { url, driver, capabilities, home } = drivers::start(&self)?;
        let session = WebDriver::new(&url, capabilities).await?;
        let page = Page::new(session.clone(), server.address(), self, home.as_ref().map(|home| home.path().to_owned()));
        let result = AssertUnwindSafe(as_requested(&page, self, spec)).catch_unwind().await;
        let result = match result {
            Ok(Ok(())) => {
                page.settles().await;
                Ok(page.console_is_clean().await)
            }
            other => other,
        };
        let failed = !matches!(&result, Ok(Ok(()))) && !is_left_out(&result);
        let evidence = if failed { evidence(&page, server).await } else { String::new() };
        session.quit().await?;
        // The output of the browser is complete only when it has ended.
        let printed = driver.map(Driver::end).unwrap_or_default();
        let result = result.map(|outcome| outcome.and_then(|()| page.printed_is_clean(&printed)));
        match result {
            Ok(Err(why)) if why.is_skip() => left_out(&why),
            Ok(outcome) => outcome.map_err(|why| why.and(evidence).and(page.unexpected_in(&printed))),
            Err(panic) => {
                eprintln!("{evidence}\n{}", page.unexpected_in(&printed));
                resume_unwind(panic)
            }
        }
    }
}

async fn as_requested(page: &Page, browser: Browser, spec: impl AsyncFnOnce(&Page) -> Result) -> Result {
    page.take_its_size().await?;
    if !browser.wasm && browser.engine == Engine::Chromium {
        page.take_wasm_away().await?;
    }
    spec(page).await
}

fn is_left_out(result: &std::result::Result<Result, Box<dyn Any + Send>>) -> bool {
    matches!(result, Ok(Err(why)) if why.is_skip())
}

/// Writes to the terminal itself: the output of a test that passes is not shown.
fn left_out(why: &Failure) -> Result {
    let test = thread::current().name().unwrap_or("spec").to_owned();
    writeln!(io::stderr(), "left out: {test}: {why}")?;
    Ok(())
}

/// Leaves a picture of the page where a failed spec stopped, and says where, with the address and the server's log.
async fn evidence(page: &Page, server: &Server) -> String {
    let test = thread::current().name().unwrap_or("spec").replace("::", "-");
    let folder = workspace().join("target/failed");
    let (engine, viewport) = (page.engine().name(), page.viewport().name());
    let file = folder.join(format!("{test}-{viewport}-{engine}.png"));
    let taken = match fs::create_dir_all(&folder) {
        Ok(()) => page.picture_to(&file).await,
        Err(cause) => Err(Failure::from(cause)),
    };
    let picture = taken.map_or_else(|why| why.to_string(), |()| file.display().to_string());
    let address = page.address().await.unwrap_or_else(|why| why.to_string());
    let console = page.console().await.unwrap_or_else(|why| why.to_string());
    let log = server.log();
    format!(
        "at {address} in {engine} on a {viewport}\npicture: {picture}\nconsole: {console}\nserver: {}",
        log.trim_end()
    )
}
