//! A portal that holds the pages: another server, with styles, router, worker and policy of its own, which passes on what is
//! under `/imk` and shows its own page around ours.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::server::workspace;
use crate::{Failure, Outcome, Server, ServerOptions};

/// Where the portal has put the pages.
pub const BASE: &str = "/imk";

/// As strict as ours, and without a word for anybody's inline code.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Which styles the portal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// Its own only.
    Calm,
    /// Ours too, without meaning to.
    Hostile,
}

/// A running portal; dropping it ends it and the server behind it.
#[derive(Debug)]
pub struct Portal {
    /// The server behind it.
    pub server: Arc<Server>,
    address: String,
    /// Of its own, so that ending it ends every connection too.
    runtime: Mutex<Option<Runtime>>,
}

struct Behind {
    server: Arc<Server>,
    client: reqwest::Client,
    manners: Manners,
}

impl Portal {
    /// Starts a portal and, behind it, a server whose clock stands inside the window.
    ///
    /// # Errors
    /// When either does not start.
    pub async fn start(manners: Manners) -> Outcome<Self> {
        let server = Arc::new(ServerOptions::default().argument("--base-path").argument(BASE).start()?);
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let behind = Arc::new(Behind { server: Arc::clone(&server), client, manners });
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let app = Router::new().fallback(answer).with_state(behind);
        let bound = runtime.spawn(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let address = listener.local_addr()?;
            tokio::spawn(async move {
                // It is ended from outside.
                let _ended = axum::serve(listener, app).await;
            });
            std::io::Result::Ok(address)
        });
        let address = format!("http://{}", bound.await??);
        Ok(Self { server, address, runtime: Mutex::new(Some(runtime)) })
    }

    /// Its address without a path.
    pub fn address(&self) -> &str {
        &self.address
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

async fn answer(State(behind): State<Arc<Behind>>, request: Request) -> Response {
    let mut response = match route(&behind, request).await {
        Ok(response) => response,
        Err(why) => (StatusCode::BAD_GATEWAY, why.to_string()).into_response(),
    };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

async fn route(behind: &Behind, request: Request) -> Outcome<Response> {
    let path = request.uri().path().to_owned();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let is_ours = path == BASE || path.starts_with("/imk/");
    match path.as_str() {
        _ if is_ours && (is_file || path.starts_with("/imk/api/") || request.method() != Method::GET) => {
            passed_on(behind, request).await
        }
        _ if is_ours => portal_page(behind, path.trim_start_matches(BASE).trim_matches('/')).await,
        // The address of the announcement leads to ours.
        "/programmas" => Ok(Redirect::permanent("/imk/programmas").into_response()),
        "/portal-worker.js" => file("portal-worker.js"),
        _ => match path.strip_prefix("/portal/") {
            Some(name) => file(name),
            None => file("page.html"),
        },
    }
}

/// The page around ours, with our text in it; a calm portal leaves out the styles that reach in.
async fn portal_page(behind: &Behind, ours: &str) -> Outcome<Response> {
    const HOSTILE: &str = "    <link rel=\"stylesheet\" href=\"/portal/hostile.css\">\n";
    let page = std::fs::read_to_string(folder().join("portal.html"))?;
    if !page.contains(HOSTILE) {
        return Err(Failure::new("portal.html does not name hostile.css"));
    }
    let page = if behind.manners == Manners::Calm { page.replace(HOSTILE, "") } else { page };
    let page = page.replace(PLACE, &served_text(behind, ours).await?);
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], page)
        .into_response())
}

/// Where portal.html takes our text.
const PLACE: &str = "<!-- the account's own text -->";

/// The text of one of our pages, as the server behind gives it; nothing where it has none for that page.
async fn served_text(behind: &Behind, page: &str) -> Outcome<String> {
    let name = if page.is_empty() { "landing" } else { page };
    let answer = behind.client.get(behind.server.url(&format!("{BASE}/served/{name}.html"))).send().await?;
    if answer.status().is_success() { Ok(answer.text().await?) } else { Ok(String::new()) }
}

fn folder() -> PathBuf {
    workspace().join("tests/shell")
}

fn file(name: &str) -> Outcome<Response> {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        _ => "text/html; charset=utf-8",
    };
    let text = std::fs::read(folder().join(name))?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response())
}

async fn passed_on(behind: &Behind, request: Request) -> Outcome<Response> {
    let (parts, body) = request.into_parts();
    let uri: &Uri = &parts.uri;
    let url = behind.server.url(uri.path_and_query().map_or("/", |path| path.as_str()));
    let body = axum::body::to_bytes(body, 1 << 20).await.map_err(|cause| Failure::new(cause.to_string()))?;
    let mut passed = behind.client.request(parts.method, url).body(body);
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != header::HOST) {
        passed = passed.header(name, value);
    }
    let answer = passed.send().await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    response.headers_mut().remove(header::TRANSFER_ENCODING);
    *response.body_mut() = Body::from(answer.bytes().await?);
    Ok(response)
}
