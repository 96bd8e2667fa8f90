//! HTTP client for the provider: limited in time and size, and to the provider's own hosts.

use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::redirect::Policy;

use super::settings::AllowedHosts;

/// Timeout of a request.
const PATIENCE: Duration = Duration::from_secs(5);

/// Maximum size of a response body in bytes; the largest known (metadata, keys) have some 10 kB.
const LONGEST: usize = 256 * 1024;

/// HTTP client for one provider.
#[derive(Clone)]
pub(super) struct Http {
    client: reqwest::Client,
    hosts: AllowedHosts,
}

/// Error of a request to the provider.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.reason())]
pub(super) enum HttpError {
    /// Not reached, timed out, or without the required TLS.
    Request(reqwest::Error),
    /// The response is a redirect.
    Redirected,
    /// The URL is not on one of the provider's hosts.
    NotItsOwn,
    /// The response is too large.
    TooLong,
}

impl HttpError {
    /// Word for the log.
    pub(super) fn reason(&self) -> &'static str {
        match self {
            Self::Request(cause) if cause.is_timeout() => "too_slow",
            Self::Request(_) => "not_reached",
            Self::Redirected => "redirected",
            Self::NotItsOwn => "unfit_address",
            Self::TooLong => "too_long",
        }
    }
}

impl Http {
    /// Creates a client for these hosts. TLS is required, unless the provider is on loopback.
    ///
    /// # Errors
    /// If the machine has no trusted root certificates.
    pub(super) fn new(hosts: AllowedHosts) -> Result<Self, reqwest::Error> {
        // Fails if a provider is already installed; any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .https_only(!hosts.on_loopback())
            .no_proxy()
            .build()?;
        Ok(Self { client, hosts })
    }

    /// Sends a request and reads the response up to the size limit.
    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = reqwest::Request::try_from(request).map_err(HttpError::Request)?;
        if !self.hosts.allow(request.url()) {
            return Err(HttpError::NotItsOwn);
        }
        let mut received = self.client.execute(request).await.map_err(HttpError::Request)?;
        if received.status().is_redirection() {
            return Err(HttpError::Redirected);
        }
        let mut body = Vec::new();
        while let Some(chunk) = received.chunk().await.map_err(HttpError::Request)? {
            if body.len() + chunk.len() > LONGEST {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = HttpResponse::new(body);
        *response.status_mut() = received.status();
        *response.headers_mut() = received.headers().clone();
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
