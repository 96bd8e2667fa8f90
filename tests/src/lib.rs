//! Shared parts of the end-to-end tests: the real server on a fresh data folder, and a real browser on its pages.
//!
//! A spec is an async function of a [`Page`]; [`in_browser`] gives it one and fails it for any error on the console:
//!
//! ```no_run
//! use imk_tests::{Result, Server, Viewport, in_browser};
//!
//! # async fn spec() -> Result {
//! let server = Server::start()?;
//! in_browser(&server, Viewport::Phone, async |page| {
//!     page.open("/").await?;
//!     page.click_link("Atbilstība").await?;
//!     page.fill("Gads", "1990").await?;
//!     page.choose("Nē").await?;
//!     page.click_button("Turpināt").await?;
//!     page.sees("Tu vari pieteikties").await
//! })
//! .await
//! # }
//! ```
//!
//! Environment: `IMK_BIN` (the server's program, default the debug build), `IMK_PAGES` (the built pages, default
//! `dist`), `IMK_ENGINE` (`chromium`, `firefox` or `webkit`, default the first), the drivers `CHROMEDRIVER`,
//! `GECKODRIVER`, `WEBKIT_DRIVER` and the browsers `CHROMIUM`, `FIREFOX`, `WEBKIT_BROWSER` (default those on `PATH` or
//! where Debian puts them), `IMK_SCREENS` (a folder for [`Page::picture`], default none), `IMK_TEST_POSTGRES_URL` (an
//! empty database, for tests that run on both).

#![cfg(feature = "suites")]

pub mod a11y;
mod actions;
mod browser;
mod deployment;
mod downloads;
mod drivers;
mod engine;
pub mod facts;
mod failure;
mod find;
mod page;
pub mod performance;
mod pictures;
pub mod portal;
mod print;
mod screen;
mod server;
mod session;
mod storage;
mod temporary;
mod touch;
mod wait;

pub use browser::{Browser, Viewport};
pub use deployment::Deployment;
pub use engine::{Capability, Engine, SKIPS, Skip};
pub use failure::{Failure, Result};
pub use page::Page;
pub use server::{Server, ServerOptions, pages, program};
pub use session::in_browser;
pub use storage::Searched;
pub use temporary::TemporaryFolder;
pub use wait::{PATIENCE, until};
