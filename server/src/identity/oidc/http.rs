//! The one way in which this server speaks to a provider: bounded in time and size, at its own hosts and nowhere else.

use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::redirect::Policy;

use super::settings::Places;

/// A provider answers within this time, or does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A provider's document is no longer than this; the largest known (metadata, keys) have some 10 kB.
const LONGEST: usize = 256 * 1024;

/// A client for one provider.
#[derive(Clone)]
pub(super) struct Http {
    client: reqwest::Client,
    places: Places,
}

/// Why a provider gave no answer that can be read.
#[derive(Debug)]
pub(super) enum HttpError {
    /// It was not reached, not in time, or not by TLS where TLS is due.
    Request(reqwest::Error),
    /// It sent us elsewhere.
    Redirected,
    /// What it says of itself leads to a host that is not its own.
    NotItsOwn,
    /// It sent more than is read.
    TooLong,
}

impl HttpError {
    /// For the log.
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

impl std::fmt::Display for HttpError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for HttpError {}

impl Http {
    /// A client that speaks to these places alone, and TLS only, unless the provider is on loopback.
    ///
    /// # Errors
    /// Where the machine has no certificates to trust.
    pub(super) fn new(places: Places) -> Result<Self, reqwest::Error> {
        // Another part of the program may have set one first; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .https_only(!places.on_loopback())
            .no_proxy()
            .build()?;
        Ok(Self { client, places })
    }

    /// Sends a request and reads the answer, as far as it may be long.
    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = reqwest::Request::try_from(request).map_err(HttpError::Request)?;
        if !self.places.hold(request.url()) {
            return Err(HttpError::NotItsOwn);
        }
        let mut answer = self.client.execute(request).await.map_err(HttpError::Request)?;
        if answer.status().is_redirection() {
            return Err(HttpError::Redirected);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(HttpError::Request)? {
            if body.len() + chunk.len() > LONGEST {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = HttpResponse::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
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
