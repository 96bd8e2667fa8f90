//! How requests travel: the only file that knows the HTTP client.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use api::{CSRF_HEADER, ProblemBody};
use reqwasm::http::{self, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::ApiError;
use crate::shell;

/// Where the API is, unless the page around says otherwise.
const ROOT: &str = "/api";

const VERSION: &str = "/v1";

/// The header by which the service worker marks what it has kept; `embed/sw.js` sets it.
const KEPT: &str = "x-imk-kept";

static ROOT_ASKED_FOR: OnceLock<String> = OnceLock::new();

/// Sets where the API is: `/imk/api`. Before the first request, and once.
pub fn set_root(root: String) {
    // A second setting would be a second start, and there is none.
    let _once = ROOT_ASKED_FOR.set(root);
}

/// How a request changes something.
#[derive(Clone, Copy)]
pub(super) enum Method {
    /// Makes something, or does something.
    Post,
    /// Puts something in a place, whatever was there.
    Put,
    /// Changes a part.
    Patch,
    /// Takes away.
    Delete,
}

/// Asks for a resource.
pub(super) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(&text(Request::get(&at(path))).await?)
}

/// Asks for a resource and takes its text as it is.
pub(super) async fn get_text(path: &str) -> Result<String, ApiError> {
    Ok(text(Request::get(&at(path))).await?.text)
}

/// Changes something; the answer is read.
pub(super) async fn change<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &B,
    headers: &[(&str, &str)],
) -> Result<T, ApiError> {
    read(&text(with_body(method, path, body, headers)?).await?)
}

/// Changes something; the answer has no body.
pub(super) async fn command(method: Method, path: &str) -> Result<(), ApiError> {
    text(changing(method, path)).await.map(drop)
}

/// Puts something in place; the answer has no body.
pub(super) async fn put<B: Serialize>(path: &str, body: &B) -> Result<(), ApiError> {
    text(with_body(Method::Put, path, body, &[])?).await.map(drop)
}

/// What everybody may read.
pub(super) struct Public {
    /// Its text as it is.
    pub(super) text: String,
    /// Whether it is of an earlier visit: the service worker had no answer from the server.
    pub(super) is_kept: bool,
}

/// Asks for what everybody may read. Why there is none is not asked: the first page does without reasons, and their types
/// then come with other pages.
pub(super) async fn get_public(path: &str) -> Option<Public> {
    let answer = answer(Request::get(&at(path))).await?;
    answer.ok.then_some(Public { text: answer.text, is_kept: answer.is_kept })
}

/// A text with the status it came with.
struct Answer {
    ok: bool,
    status: u16,
    is_kept: bool,
    text: String,
}

/// The address of a resource of the API.
pub(super) fn at(path: &str) -> String {
    let root = ROOT_ASKED_FOR.get().map_or(ROOT, String::as_str);
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
    // Our own types always have a JSON form.
    let json = serde_json::to_string(body).map_err(|_| ApiError::Unreadable { status: 0 })?;
    let request = changing(method, path).header("content-type", "application/json");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(name, value));
    Ok(request.body(json))
}

/// The number of requests under way: the page around hears when it leaves nought and when it is back there.
static UNDER_WAY: AtomicU32 = AtomicU32::new(0);

/// Counts a request for as long as it lives, also where nobody awaits its answer any more.
struct UnderWay;

impl UnderWay {
    fn begin() -> Self {
        if UNDER_WAY.fetch_add(1, Ordering::Relaxed) == 0 {
            shell::tell_busy(true);
        }
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if UNDER_WAY.fetch_sub(1, Ordering::Relaxed) == 1 {
            shell::tell_busy(false);
        }
    }
}

/// Sends a request; any answer but 2xx becomes an error.
async fn text(request: Request) -> Result<Answer, ApiError> {
    let answer = answer(request).await.ok_or(ApiError::Unreachable)?;
    if answer.ok { Ok(answer) } else { Err(refusal(answer.status, &answer.text)) }
}

/// Sends a request; nothing where the server could not be reached.
async fn answer(request: Request) -> Option<Answer> {
    let _counted = UnderWay::begin();
    let response: Response = request.send().await.ok()?;
    let (ok, status, is_kept) = (response.ok(), response.status(), response.headers().has(KEPT));
    let text = response.text().await.ok()?;
    Some(Answer { ok, status, is_kept, text })
}

/// A refusal in our envelope, or one that is not ours.
fn refusal(status: u16, text: &str) -> ApiError {
    let ours: Result<ProblemBody, _> = serde_json::from_str(text);
    ours.map_or(ApiError::Unreadable { status }, |body| ApiError::Refused(body.problem))
}

fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, ApiError> {
    serde_json::from_str(&answer.text).map_err(|_| ApiError::Unreadable { status: answer.status })
}

#[cfg(test)]
mod tests {
    use api::ApiProblem;

    use super::*;

    #[test]
    fn refusal_in_our_envelope_keeps_its_code_and_data() {
        let body = serde_json::to_string(&ProblemBody::from(ApiProblem::Busy { retry_after: 3 })).unwrap();
        assert_eq!(refusal(503, &body), ApiError::Refused(ApiProblem::Busy { retry_after: 3 }));
    }

    #[test]
    fn refusal_of_something_in_between_is_not_taken_for_ours() {
        assert_eq!(refusal(502, "<h1>Bad gateway</h1>"), ApiError::Unreadable { status: 502 });
        assert_eq!(refusal(404, r#"{"status":404}"#), ApiError::Unreadable { status: 404 });
    }
}
