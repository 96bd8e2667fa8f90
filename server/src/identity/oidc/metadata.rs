//! Metadata cache with single-flight refresh: concurrent callers share one request and its error.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode,
    CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, ClientId, DiscoveryError, EndSessionUrl, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    ProviderMetadata, RedirectUrl, UserInfoUrl,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::http::{Http, HttpError};
use super::settings::OidcSettings;
use crate::identity::provider::IdentityError;

/// Maximum age of cached metadata.
const MAX_AGE: TimeDelta = TimeDelta::hours(1);

/// Minimum time between two fetches of the keys. A token with an unknown key triggers a fetch, so forged tokens could
/// otherwise flood the provider.
const KEY_FETCH_INTERVAL: TimeDelta = TimeDelta::minutes(1);

/// OAuth client of the provider.
pub(super) type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Metadata fields beyond OpenID Connect Discovery 1.0.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ExtraMetadata {
    /// OpenID Connect RP-Initiated Logout 1.0.
    end_session_endpoint: Option<EndSessionUrl>,
    /// RFC 9207.
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for ExtraMetadata {}

/// Provider metadata (OpenID Connect Discovery 1.0).
pub(super) type Metadata = ProviderMetadata<
    ExtraMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Discovery document and JWKS with the time they were fetched.
#[derive(Clone)]
pub(super) struct CachedMetadata {
    metadata: Metadata,
    fetched_at: DateTime<Utc>,
}

impl CachedMetadata {
    /// Metadata and keys, fetched at `now`.
    pub(super) fn new(metadata: Metadata, keys: CoreJsonWebKeySet, now: DateTime<Utc>) -> Self {
        Self { metadata: metadata.set_jwks(keys), fetched_at: now }
    }

    /// Signing keys.
    pub(super) fn keys(&self) -> &CoreJsonWebKeySet {
        self.metadata.jwks()
    }

    /// Whether the provider declares that it sends `iss` with every authorization response (RFC 9207).
    pub(super) fn sends_issuer(&self) -> bool {
        self.metadata.additional_metadata().authorization_response_iss_parameter_supported == Some(true)
    }

    /// Endpoint of RP-initiated logout.
    pub(super) fn end_session_endpoint(&self) -> Option<EndSessionUrl> {
        self.metadata.additional_metadata().end_session_endpoint.clone()
    }

    /// UserInfo endpoint.
    pub(super) fn user_info_endpoint(&self) -> Option<&UserInfoUrl> {
        self.metadata.userinfo_endpoint()
    }

    /// This server as an OAuth client of the provider.
    pub(super) fn client(&self, settings: &OidcSettings) -> Result<Client, IdentityError> {
        let redirect =
            RedirectUrl::new(settings.redirect_url()).map_err(|_| IdentityError::unavailable("redirect_url"))?;
        let (id, secret) = (ClientId::new(settings.client_id.clone()), settings.client_secret.clone());
        Ok(CoreClient::from_provider_metadata(self.metadata.clone(), id, secret).set_redirect_uri(redirect))
    }

    /// Whether all endpoints are on the provider's hosts.
    fn has_allowed_endpoints(&self, settings: &OidcSettings) -> bool {
        let metadata = &self.metadata;
        let endpoints = [
            Some(metadata.authorization_endpoint().url()),
            Some(metadata.jwks_uri().url()),
            metadata.token_endpoint().map(|endpoint| endpoint.url()),
            metadata.userinfo_endpoint().map(|endpoint| endpoint.url()),
            metadata.additional_metadata().end_session_endpoint.as_ref().map(|endpoint| endpoint.url()),
        ];
        let hosts = settings.allowed_hosts();
        endpoints.into_iter().flatten().all(|endpoint| hosts.allow(endpoint))
    }

    fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        (self.fetched_at..self.fetched_at + MAX_AGE).contains(&now)
    }
}

/// Metadata cache. A caller that finds the metadata stale waits for the refresh in flight, and shares its result or its
/// error; a caller that finds it fresh does not wait.
#[derive(Default)]
pub(super) struct MetadataCache {
    cached: RwLock<Option<Arc<CachedMetadata>>>,
    refresh: Mutex<RefreshState>,
    /// Number of metadata fetches; a waiting caller compares it to detect a completed one.
    fetch_count: AtomicU64,
}

/// State of the refresh, behind its lock.
#[derive(Default)]
struct RefreshState {
    /// Error of the last metadata fetch.
    failed: Option<IdentityError>,
    /// Instant at which an unknown key last triggered a fetch of the keys, successful or not.
    keys_at: Option<DateTime<Utc>>,
}

impl MetadataCache {
    fn cached(&self) -> Option<Arc<CachedMetadata>> {
        // Nothing panics while the lock is held.
        self.cached.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn put(&self, metadata: CachedMetadata) -> Arc<CachedMetadata> {
        let metadata = Arc::new(metadata);
        *self.cached.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Arc::clone(&metadata));
        metadata
    }

    /// Returns the metadata, fetched again if it is stale.
    pub(super) async fn get(
        &self,
        settings: &OidcSettings,
        http: &Http,
        now: DateTime<Utc>,
    ) -> Result<Arc<CachedMetadata>, IdentityError> {
        let fresh = || self.cached().filter(|metadata| metadata.is_fresh(now));
        if let Some(metadata) = fresh() {
            return Ok(metadata);
        }
        let before = self.fetch_count.load(Ordering::Acquire);
        let mut refresh = self.refresh.lock().await;
        if let Some(metadata) = fresh() {
            return Ok(metadata);
        }
        if let Some(error) = refresh.failed.as_ref().filter(|_| self.fetch_count.load(Ordering::Acquire) != before) {
            return Err(error.clone());
        }
        let fetched = discover(settings, http, now).await;
        refresh.failed = fetched.as_ref().err().cloned();
        self.fetch_count.fetch_add(1, Ordering::Release);
        fetched.map(|metadata| self.put(metadata))
    }

    /// Returns the metadata with newly fetched keys, unless they were fetched a moment ago.
    pub(super) async fn get_with_new_keys(
        &self,
        settings: &OidcSettings,
        http: &Http,
        now: DateTime<Utc>,
    ) -> Result<Arc<CachedMetadata>, IdentityError> {
        let current = self.get(settings, http, now).await?;
        let mut refresh = self.refresh.lock().await;
        if refresh.keys_at.is_some_and(|at| (at..at + KEY_FETCH_INTERVAL).contains(&now)) {
            return Ok(self.cached().unwrap_or(current));
        }
        refresh.keys_at = Some(now);
        let keys = CoreJsonWebKeySet::fetch_async(current.metadata.jwks_uri(), http).await.map_err(fetch_error)?;
        let metadata = current.metadata.clone().set_jwks(keys);
        Ok(self.put(CachedMetadata { metadata, fetched_at: current.fetched_at }))
    }
}

/// Fetches the metadata; its issuer must be the configured one.
async fn discover(settings: &OidcSettings, http: &Http, now: DateTime<Utc>) -> Result<CachedMetadata, IdentityError> {
    let metadata = Metadata::discover_async(settings.issuer.clone(), http).await.map_err(fetch_error)?;
    let keys = metadata.jwks().clone();
    let fetched = CachedMetadata::new(metadata, keys, now);
    if fetched.has_allowed_endpoints(settings) { Ok(fetched) } else { Err(IdentityError::unavailable("unfit_address")) }
}

fn fetch_error(error: DiscoveryError<HttpError>) -> IdentityError {
    IdentityError::unavailable(match error {
        DiscoveryError::Request(cause) => cause.reason(),
        DiscoveryError::Response(status, ..) if !status.is_success() => "status",
        DiscoveryError::Validation(_) => "other_issuer",
        _ => "not_metadata",
    })
}
