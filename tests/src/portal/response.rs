//! Responses of the portal: its own pages and files, and the proxied server.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream;

use super::state::{BASE, ELEMENT, Fault, Manners, PortalState};
use crate::failure::{Failure, Result};
use crate::server::workspace;

/// As strict as the server's policy, and without an exception for inline code. The portal's worker has its policy.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types imk portal";

pub(super) async fn respond(State(behind): State<Arc<PortalState>>, request: Request) -> Response {
    behind.now().asked.push(request.uri().path().to_owned());
    let fault = behind.now().fault.clone().filter(|(ending, _)| request.uri().path().ends_with(ending.as_str()));
    let mut response = match (fault, route(&behind, request).await) {
        (Some((_, fault)), Ok(response)) => corrupt(response, fault).await,
        (None, Ok(response)) => response,
        (_, Err(why)) => (StatusCode::BAD_GATEWAY, why.to_string()).into_response(),
    };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

async fn route(behind: &PortalState, request: Request) -> Result<Response> {
    let path = request.uri().path().to_owned();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let is_ours = path == BASE || path.starts_with("/imk/");
    let is_answer = path.starts_with(&format!("{}/", behind.options.api));
    match path.as_str() {
        _ if is_answer || (is_ours && (is_file || request.method() != Method::GET)) => passed_on(behind, request).await,
        _ if is_ours => portal_page(behind, path.trim_start_matches(BASE).trim_matches('/')).await,
        // The address of the announcement leads to ours.
        "/programmas" => Ok(Redirect::permanent("/imk/programmas").into_response()),
        "/portal-worker.js" => file("portal-worker.js"),
        "/portal/theme.css" => Ok(as_kind("text/css", behind.options.theme.clone())),
        _ => match path.strip_prefix("/portal/") {
            Some(name) => file(name),
            None => file("page.html"),
        },
    }
}

/// The page around ours, with our text in it; a calm portal leaves out the styles that reach in.
async fn portal_page(behind: &PortalState, ours: &str) -> Result<Response> {
    const HOSTILE: &str = "    <link rel=\"stylesheet\" href=\"/portal/hostile.css\">\n";
    const SLOT: &str = "<!-- imk-app -->";
    let page = std::fs::read_to_string(folder().join("portal.html"))?;
    for part in [HOSTILE, SLOT] {
        if !page.contains(part) {
            return Err(Failure::new(format!("portal.html does not hold {part}")));
        }
    }
    let page = if behind.options.manners == Manners::Calm { page.replace(HOSTILE, "") } else { page };
    let element = behind.now().element.clone();
    let element = element.as_deref().unwrap_or(ELEMENT);
    // Our text comes first in the element.
    let (tag, rest) = element.split_once('>').ok_or_else(|| Failure::new(format!("no element: {element}")))?;
    let page = page.replace(SLOT, &format!("{tag}>{}{rest}", served_text(behind, ours).await?));
    Ok(as_kind("text/html; charset=utf-8", page))
}

/// The text of one of our pages, as the server behind gives it; nothing where it has none for that page.
async fn served_text(behind: &PortalState, page: &str) -> Result<String> {
    let name = if page.is_empty() { "landing" } else { page };
    let answer = behind.client.get(behind.server.url(&format!("{BASE}/served/{name}.html"))).send().await?;
    if answer.status().is_success() { Ok(answer.text().await?) } else { Ok(String::new()) }
}

fn folder() -> PathBuf {
    workspace().join("tests/host_pages")
}

fn file(name: &str) -> Result<Response> {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        _ => "text/html; charset=utf-8",
    };
    Ok(as_kind(kind, std::fs::read_to_string(folder().join(name))?))
}

fn as_kind(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

async fn passed_on(behind: &PortalState, request: Request) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    // The server knows its API by its own path alone.
    let path = path.strip_prefix(&behind.options.api).map_or(path.to_owned(), |rest| format!("{BASE}/api{rest}"));
    let body = axum::body::to_bytes(body, 1 << 20).await.map_err(|cause| Failure::new(cause.to_string()))?;
    let mut passed = behind.client.request(parts.method, behind.server.url(&path)).body(body);
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

async fn corrupt(mut response: Response, fault: Fault) -> Response {
    match fault {
        Fault::ContentType(kind) => {
            response.headers_mut().remove(header::CONTENT_TYPE);
            if let Some(kind) = kind {
                response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            }
            response
        }
        Fault::Status(status) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
        Fault::CutOff => {
            let (parts, body) = response.into_parts();
            let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
            let half = whole.slice(..whole.len() / 2);
            let parts_of_it: [io::Result<Bytes>; 2] = [Ok(half), Err(io::ErrorKind::ConnectionReset.into())];
            Response::from_parts(parts, Body::from_stream(stream::iter(parts_of_it)))
        }
    }
}
