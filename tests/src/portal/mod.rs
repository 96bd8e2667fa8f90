//! A portal that embeds the pages: another server, with its styles, router, worker and policy, which proxies the
//! requests under `/imk` and shows its own page around ours.

mod response;
mod state;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::failure::Result;
use crate::server::Server;

use state::PortalState;
pub use state::{BASE, ELEMENT, Fault, Manners, PortalOptions};

impl PortalOptions {
    /// Starts the portal and the server behind it.
    ///
    /// # Errors
    /// When either does not start.
    pub async fn start(self) -> Result<Portal> {
        let server = Arc::new(self.server.clone().argument("--base-path").argument(BASE).start()?);
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let behind =
            Arc::new(PortalState { server: Arc::clone(&server), client, options: self, now: Mutex::default() });
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let app = Router::new().fallback(response::respond).with_state(Arc::clone(&behind));
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
    behind: Arc<PortalState>,
    /// A separate runtime, so that ending it closes every connection too.
    runtime: Mutex<Option<Runtime>>,
}

impl Portal {
    /// Starts a portal and, behind it, a server whose clock stands inside the window.
    ///
    /// # Errors
    /// When either does not start.
    pub async fn start(manners: Manners) -> Result<Self> {
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
    pub fn inject_fault(&self, ending: &str, fault: Option<Fault>) {
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
