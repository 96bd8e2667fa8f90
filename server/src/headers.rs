//! Headers that every answer carries, and the header that every change must carry.

use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rules::wire::{CSRF_HEADER, Problem};

use crate::error::ApiError;

/// What the pages may load: their own files, and WebAssembly. No inline script or style exists.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'self'";

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// On an answer that is the same for everybody: it may be kept, and is asked for anew each time.
pub const PUBLIC: [(HeaderName, HeaderValue); 1] = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];

/// Puts the headers on every answer.
pub async fn protect(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in ALWAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Whether an answer may be compressed: not what is kept out of caches, since the length of a personal answer beside
/// something an attacker chose would tell about it.
pub fn may_be_compressed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(header::CACHE_CONTROL).is_some_and(|value| value != "no-store")
}

/// Refuses a change without the header that a foreign page cannot set, and keeps personal answers out of caches.
///
/// The exceptions are what an identity provider sends, by nature without it: the way back, a form that carries a state and
/// needs the cookie of the browser that began, and a logout token, which is signed and comes without any cookie.
pub async fn guard(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path();
    let of_a_provider = ["/sign-in/callback", "/sign-in/back-channel-logout"].iter().any(|end| path.ends_with(end));
    let marked = request.headers().get(CSRF_HEADER).is_some_and(|value| value == "1");
    if changes && !of_a_provider && !marked {
        return ApiError::from(Problem::CsrfHeaderMissing).into_response();
    }
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
