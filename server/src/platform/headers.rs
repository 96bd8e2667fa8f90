//! Headers that every answer carries, and the header that every change must carry.

use std::sync::Arc;

use api::{ApiProblem, CSRF_HEADER};
use axum::extract::{Request, State};
use axum::http::header::InvalidHeaderValue;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::platform::error::ApiError;

/// What the pages may load: their own files, and WebAssembly. No inline script or style exists, so neither hash nor nonce
/// is needed. No text becomes markup or a script's address but by the one policy of the pages, `imk` (Trusted Types).
/// `frame-ancestors` follows from the configuration.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    require-trusted-types-for 'script'; trusted-types imk";

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Who else may load an answer: nobody for the API's, pages of this site for files, which a portal's page includes.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Two years, subdomains included (OWASP ASVS 5.0, 3.4.1).
const TRANSPORT_SECURITY: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// The headers that every answer of this server carries.
#[derive(Debug)]
pub struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    /// For pages that those of `frame_ancestors` may hold in a frame; `secure` where browsers see `https:`.
    ///
    /// # Errors
    /// Never for origins that the configuration took; passed on so that nothing here can panic.
    pub fn new(frame_ancestors: &[String], secure: bool) -> Result<Self, InvalidHeaderValue> {
        let ancestors = if frame_ancestors.is_empty() { "'none'".to_owned() } else { frame_ancestors.join(" ") };
        let policy = format!("{CONTENT_SECURITY_POLICY}; frame-ancestors {ancestors}").parse()?;
        let always = ALWAYS.map(|(name, value)| (name, HeaderValue::from_static(value)));
        let mut headers = vec![(header::CONTENT_SECURITY_POLICY, policy)];
        headers.extend(always);
        if secure {
            headers.push((header::STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY));
        }
        Ok(Self(headers))
    }
}

/// On an answer that is the same for everybody: it may be kept, and is asked for anew each time.
pub const PUBLIC: [(HeaderName, HeaderValue); 1] = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];

/// Puts the headers on every answer.
pub async fn protect(State(headers): State<Arc<Headers>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &headers.0 {
        response.headers_mut().insert(name, value.clone());
    }
    response.headers_mut().entry(RESOURCE_POLICY).or_insert(HeaderValue::from_static("same-site"));
    response
}

/// Ends the connection after a body in chunks: a proxy before us that went by a `Content-Length` beside it would take the
/// rest of the body for another request (RFC 9112, 6.3). Browsers and buffering proxies send lengths alone.
pub async fn end_after_chunks(request: Request, next: Next) -> Response {
    let in_chunks = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut response = next.run(request).await;
    if in_chunks {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
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
    // Other methods change nothing: the router refuses them.
    let changes = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH | Method::DELETE);
    let path = request.uri().path();
    let of_a_provider = ["/sign-in/callback", "/sign-in/back-channel-logout"].iter().any(|end| path.ends_with(end));
    let marked = request.headers().get(CSRF_HEADER).is_some_and(|value| value == "1");
    if changes && !of_a_provider && !marked {
        return ApiError::from(ApiProblem::CsrfHeaderMissing).into_response();
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
