//! Security headers of every response, and the CSRF header of every changing request.

use std::sync::Arc;

use api::{ApiProblem, CSRF_HEADER};
use axum::extract::{Request, State};
use axum::http::header::InvalidHeaderValue;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::platform::error::ApiError;

/// Content security policy of the pages: their own files and WebAssembly. There are no inline scripts or styles, so
/// neither hashes nor nonces are needed. Only the Trusted Types policy `imk` may create markup or script URLs.
/// `frame-ancestors` is added from the configuration.
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

/// Cross-origin resource policy: API responses are same-origin; files are same-site, because a portal's page includes
/// them.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// HSTS for two years with subdomains (OWASP ASVS 5.0, 3.4.1).
const TRANSPORT_SECURITY: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Headers of every response.
#[derive(Debug)]
pub struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    /// Creates the headers for the origins that may embed the pages; `secure` if browsers use `https:`.
    ///
    /// # Errors
    /// Never for validated origins; returned to avoid a panic.
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

/// Cache header of public responses: caches may store them and must revalidate.
pub const PUBLIC: [(HeaderName, HeaderValue); 1] = [(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];

/// Middleware that adds the headers to every response.
pub async fn protect(State(headers): State<Arc<Headers>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &headers.0 {
        response.headers_mut().insert(name, value.clone());
    }
    response.headers_mut().entry(RESOURCE_POLICY).or_insert(HeaderValue::from_static("same-site"));
    response
}

/// Middleware that closes the connection after a chunked body: a proxy that used a conflicting `Content-Length` would
/// treat the rest of the body as another request (RFC 9112, 6.3). Browsers and buffering proxies send only lengths.
pub async fn end_after_chunks(request: Request, next: Next) -> Response {
    let in_chunks = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut response = next.run(request).await;
    if in_chunks {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Whether a response may be compressed. Uncacheable responses are not: the length of personal data compressed
/// together with attacker-chosen text would leak information.
pub fn may_be_compressed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(header::CACHE_CONTROL).is_some_and(|value| value != "no-store")
}

/// Middleware that rejects changing requests without the CSRF header, which a foreign page cannot set, and disables
/// caching of personal responses.
///
/// Exceptions are requests of the identity provider, which cannot set the header: the callback form, which has a
/// state and needs the browser's cookie, and the logout token, which is signed and has no cookie.
pub async fn guard(request: Request, next: Next) -> Response {
    // The router rejects other methods.
    let changes = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH | Method::DELETE);
    let path = request.uri().path();
    let of_a_provider = ["/sign-in/callback", "/sign-in/back-channel-logout"].iter().any(|end| path.ends_with(end));
    let marked = request.headers().get(CSRF_HEADER).is_some_and(|value| value == "1");
    let mut response = if changes && !of_a_provider && !marked {
        ApiError::from(ApiProblem::CsrfHeaderMissing).into_response()
    } else {
        next.run(request).await
    };
    response.headers_mut().insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
