//! Options of a portal, and its state while it runs.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::{Server, ServerOptions};

/// Where the portal has put the pages.
pub const BASE: &str = "/imk";

/// The element as the portal's page has it, unless a spec says otherwise.
pub const ELEMENT: &str = "<imk-app base=\"/imk\" api=\"/imk/api\">\
    <p slot=\"fallback\" hidden>Portāls: lapa nav pieejama, zvani 67000000.</p></imk-app>";

/// Which styles the portal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// Its own only.
    Calm,
    /// Ours too, without meaning to.
    Hostile,
}

/// Fault of a response on its way through the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error of this status comes in its place.
    Status(u16),
    /// Half of it comes, then the connection ends.
    CutOff,
    /// It has another content type, or none.
    ContentType(Option<&'static str>),
}

/// How to start a portal.
#[derive(Clone, Debug)]
pub struct PortalOptions {
    pub(super) manners: Manners,
    pub(super) api: String,
    pub(super) theme: String,
    pub(super) server: ServerOptions,
}

impl PortalOptions {
    /// A portal with these manners, whose server's clock stands inside the window.
    pub fn new(manners: Manners) -> Self {
        Self { manners, api: format!("{BASE}/api"), theme: String::new(), server: ServerOptions::default() }
    }

    /// Passes the API on under another path, e.g. `/imk/dati`.
    #[must_use]
    pub fn api_at(self, path: &str) -> Self {
        Self { api: path.to_owned(), ..self }
    }

    /// Adds a style sheet for our element, after all others.
    #[must_use]
    pub fn theme(self, css: &str) -> Self {
        Self { theme: css.to_owned(), ..self }
    }

    /// Has the server behind it serve the pages of this folder.
    #[must_use]
    pub fn pages(self, folder: &Path) -> Self {
        Self { server: self.server.pages(folder), ..self }
    }
}

#[derive(Debug)]
pub(super) struct PortalState {
    pub(super) server: Arc<Server>,
    pub(super) client: reqwest::Client,
    pub(super) options: PortalOptions,
    pub(super) now: Mutex<Current>,
}

/// What changes while it runs.
#[derive(Debug, Default)]
pub(super) struct Current {
    /// In place of [`ELEMENT`].
    pub(super) element: Option<String>,
    /// The ending of a path, and the fault of its responses.
    pub(super) fault: Option<(String, Fault)>,
    /// The paths that were asked for.
    pub(super) asked: Vec<String>,
}

impl PortalState {
    pub(super) fn now(&self) -> MutexGuard<'_, Current> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
