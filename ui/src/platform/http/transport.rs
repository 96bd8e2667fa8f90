//! HTTP transport of the API: the only file that knows the HTTP client.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use api::{CSRF_HEADER, ProblemBody};
use reqwasm::http::{self, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::platform::host;
use crate::platform::http::error::ApiError;

/// Path of the API, unless the host page sets another.
const ROOT: &str = "/api";

const VERSION: &str = "/v1";

/// Marks a response from the service worker's cache; `embed/sw.js` sets it.
const FROM_CACHE: &str = "x-imk-cached";

static CUSTOM_ROOT: OnceLock<String> = OnceLock::new();

/// Sets the path of the API, for example `/imk/api`. Call once, before the first request.
pub fn set_root(root: String) {
    // Fails only on a second call, and the application starts only once.
    let _once = CUSTOM_ROOT.set(root);
}

/// HTTP method of a request that changes data.
#[derive(Clone, Copy)]
pub enum Method {
    /// Creates a resource or runs a command.
    Post,
    /// Replaces a resource.
    Put,
    /// Changes part of a resource.
    Patch,
    /// Deletes a resource.
    Delete,
}

/// Fetches a resource as JSON.
///
/// # Errors
/// [`ApiError`].
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(&text(Request::get(&at(path))).await?)
}

/// Fetches a resource as text.
///
/// # Errors
/// [`ApiError`].
pub async fn get_text(path: &str) -> Result<String, ApiError> {
    Ok(text(Request::get(&at(path))).await?.text)
}

/// Changes data and parses the response.
///
/// # Errors
/// [`ApiError`].
pub async fn change<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &B,
    headers: &[(&str, &str)],
) -> Result<T, ApiError> {
    read(&text(with_body(method, path, body, headers)?).await?)
}

/// Runs a command; the response has no body.
///
/// # Errors
/// [`ApiError`].
pub async fn command(method: Method, path: &str) -> Result<(), ApiError> {
    text(changing(method, path)).await.map(drop)
}

/// Replaces a resource; the response has no body.
///
/// # Errors
/// [`ApiError`].
pub async fn put<B: Serialize>(path: &str, body: &B) -> Result<(), ApiError> {
    text(with_body(Method::Put, path, body, &[])?).await.map(drop)
}

/// A public resource.
pub struct Public {
    /// The body, unparsed.
    pub text: String,
    /// Whether it comes from the service worker's cache because the server could not be reached.
    pub is_cached: bool,
}

/// Fetches a public resource; `None` on any failure. Without error types it keeps the module of the first page small.
pub async fn get_public(path: &str) -> Option<Public> {
    let response = send(Request::get(&at(path))).await?;
    response.ok.then_some(Public { text: response.text, is_cached: response.is_cached })
}

/// Status and body of a response.
struct TextResponse {
    ok: bool,
    status: u16,
    is_cached: bool,
    text: String,
}

/// URL of an API path.
pub fn at(path: &str) -> String {
    let root = CUSTOM_ROOT.get().map_or(ROOT, String::as_str);
    format!("{root}{VERSION}{path}")
}

fn changing(method: Method, path: &str) -> Request {
    let method = match method {
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    };
    Request::new(&at(path)).method(method).header(CSRF_HEADER, "1")
}

fn with_body<B: Serialize>(
    method: Method,
    path: &str,
    body: &B,
    headers: &[(&str, &str)],
) -> Result<Request, ApiError> {
    // Wire types always serialise.
    let json = serde_json::to_string(body).map_err(|_| ApiError::Unreadable { status: 0 })?;
    let request = changing(method, path).header("content-type", "application/json");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(name, value));
    Ok(request.body(json))
}

/// Number of requests in flight. The host page receives an event when it leaves zero and when it returns to zero.
static IN_FLIGHT: AtomicU32 = AtomicU32::new(0);

/// Counts a request while it lives, also after its caller is dropped.
struct InFlight;

impl InFlight {
    fn begin() -> Self {
        if IN_FLIGHT.fetch_add(1, Ordering::Relaxed) == 0 {
            host::emit_busy(true);
        }
        Self
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if IN_FLIGHT.fetch_sub(1, Ordering::Relaxed) == 1 {
            host::emit_busy(false);
        }
    }
}

/// Sends a request; a status other than 2xx becomes an error.
async fn text(request: Request) -> Result<TextResponse, ApiError> {
    let response = send(request).await.ok_or(ApiError::Unreachable)?;
    if response.ok { Ok(response) } else { Err(error_of(response.status, &response.text)) }
}

/// Sends a request; `None` if the server cannot be reached.
async fn send(request: Request) -> Option<TextResponse> {
    let _in_flight = InFlight::begin();
    let response: Response = request.send().await.ok()?;
    let (ok, status, is_cached) = (response.ok(), response.status(), response.headers().has(FROM_CACHE));
    let text = response.text().await.ok()?;
    Some(TextResponse { ok, status, is_cached, text })
}

/// Parses an error response: a problem of the API, or a response of something in between (a proxy).
fn error_of(status: u16, text: &str) -> ApiError {
    let body: Result<ProblemBody, _> = serde_json::from_str(text);
    body.map_or(ApiError::Unreadable { status }, |body| ApiError::Refused(body.problem))
}

fn read<T: DeserializeOwned>(response: &TextResponse) -> Result<T, ApiError> {
    serde_json::from_str(&response.text).map_err(|_| ApiError::Unreadable { status: response.status })
}

#[cfg(test)]
mod tests {
    use api::ApiProblem;

    use super::*;

    #[test]
    fn api_problem_keeps_its_code_and_data() {
        let body = serde_json::to_string(&ProblemBody::from(ApiProblem::Busy { retry_after: 3 })).unwrap();
        assert_eq!(error_of(503, &body), ApiError::Refused(ApiProblem::Busy { retry_after: 3 }));
    }

    #[test]
    fn response_of_a_proxy_is_unreadable() {
        assert_eq!(error_of(502, "<h1>Bad gateway</h1>"), ApiError::Unreadable { status: 502 });
        assert_eq!(error_of(404, r#"{"status":404}"#), ApiError::Unreadable { status: 404 });
    }
}
