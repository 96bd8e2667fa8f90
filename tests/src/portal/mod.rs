//! A portal that holds the pages: another server, with styles, router, worker and policy of its own, which passes on what is
//! under `/imk` and shows its own page around ours.

mod answer;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::{Outcome, Server, ServerOptions};

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

/// What becomes of an answer on its way through the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error of this status comes in its place.
    Status(u16),
    /// Half of it comes, then the connection ends.
    CutOff,
}

/// How to start a portal.
#[derive(Clone, Debug)]
pub struct PortalOptions {
    manners: Manners,
    api: String,
    theme: String,
    server: ServerOptions,
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

    /// Has a style sheet of its own for ours, after all others.
    #[must_use]
    pub fn theme(self, css: &str) -> Self {
        Self { theme: css.to_owned(), ..self }
    }

    /// Has the server behind it serve the pages of this folder.
    #[must_use]
    pub fn pages(self, folder: &Path) -> Self {
        Self { server: self.server.pages(folder), ..self }
    }

    /// Starts the portal and the server behind it.
    ///
    /// # Errors
    /// When either does not start.
    pub async fn start(self) -> Outcome<Portal> {
        let server = Arc::new(self.server.clone().argument("--base-path").argument(BASE).start()?);
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let behind = Arc::new(Behind { server: Arc::clone(&server), client, options: self, now: Mutex::default() });
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let app = Router::new().fallback(answer::answer).with_state(Arc::clone(&behind));
        let bound = runtime.spawn(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let address = listener.local_addr()?;
            tokio::spawn(async move {
                // It is ended from outside.
                let _ended = axum::serve(listener, app).await;
            });
            io::Result::Ok(address)
        });
        let address = format!("http://{}", bound.await??);
        Ok(Portal { server, address, behind, runtime: Mutex::new(Some(runtime)) })
    }
}

/// A running portal; dropping it ends it and the server behind it.
#[derive(Debug)]
pub struct Portal {
    /// The server behind it.
    pub server: Arc<Server>,
    address: String,
    behind: Arc<Behind>,
    /// Of its own, so that ending it ends every connection too.
    runtime: Mutex<Option<Runtime>>,
}

#[derive(Debug)]
struct Behind {
    server: Arc<Server>,
    client: reqwest::Client,
    options: PortalOptions,
    now: Mutex<Now>,
}

/// What changes while it runs.
#[derive(Debug, Default)]
struct Now {
    /// In place of [`ELEMENT`].
    element: Option<String>,
    /// The ending of a path, and what becomes of answers to it.
    fault: Option<(String, Fault)>,
    /// The paths that were asked for.
    asked: Vec<String>,
}

impl Portal {
    /// Starts a portal and, behind it, a server whose clock stands inside the window.
    ///
    /// # Errors
    /// When either does not start.
    pub async fn start(manners: Manners) -> Outcome<Self> {
        PortalOptions::new(manners).start().await
    }

    /// Its address without a path.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// From here on the portal's page holds this in place of [`ELEMENT`].
    pub fn hold(&self, element: &str) {
        self.behind.now().element = Some(element.to_owned());
    }

    /// From here on answers to paths with this ending go wrong; with `None` they go well again.
    pub fn let_fail(&self, ending: &str, fault: Option<Fault>) {
        self.behind.now().fault = fault.map(|fault| (ending.to_owned(), fault));
    }

    /// The paths that were asked for so far, without queries.
    pub fn asked(&self) -> Vec<String> {
        self.behind.now().asked.clone()
    }

    /// Takes it off the network; the server behind it goes on.
    pub fn stop(&self) {
        let runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(runtime) = runtime {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Behind {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
