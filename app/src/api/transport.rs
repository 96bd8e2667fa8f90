//! How requests travel: the only file that knows the HTTP client.

use reqwasm::http::{self, Request, Response};
use rules::wire::{CSRF_HEADER, ProblemBody};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::ApiError;

/// Where the API is on the pages' own server.
const BASE: &str = "/api/v1";

/// How a request changes something.
#[derive(Clone, Copy)]
pub(super) enum Method {
    /// Makes something, or does something.
    Post,
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

/// A text with the status it came with.
struct Answer {
    status: u16,
    text: String,
}

fn at(path: &str) -> String {
    format!("{BASE}{path}")
}

fn changing(method: Method, path: &str) -> Request {
    let method = match method {
        Method::Post => http::Method::POST,
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

/// Sends a request; any answer but 2xx becomes an error.
async fn text(request: Request) -> Result<Answer, ApiError> {
    let response: Response = request.send().await.map_err(|_| ApiError::Unreachable)?;
    let status = response.status();
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    if response.ok() { Ok(Answer { status, text }) } else { Err(refusal(status, &text)) }
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
    use rules::wire::Problem;

    use super::*;

    #[test]
    fn refusal_in_our_envelope_keeps_its_code_and_data() {
        let body = serde_json::to_string(&ProblemBody::from(Problem::Busy { retry_after: 3 })).unwrap();
        assert_eq!(refusal(503, &body), ApiError::Refused(Problem::Busy { retry_after: 3 }));
    }

    #[test]
    fn refusal_of_something_in_between_is_not_taken_for_ours() {
        assert_eq!(refusal(502, "<h1>Bad gateway</h1>"), ApiError::Unreadable { status: 502 });
        assert_eq!(refusal(404, r#"{"status":404}"#), ApiError::Unreadable { status: 404 });
    }
}
