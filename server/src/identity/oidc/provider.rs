//! What is known of a provider: what it says of itself (discovery), and its keys. Both are kept for a while.

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
use crate::identity::provider::Refusal;

/// What a provider says of itself is asked for anew after this time.
const KEPT: TimeDelta = TimeDelta::hours(1);

/// Keys are asked for anew when a token names one that is not known, and not more often than this: a forged token must not
/// make us a burden to the provider.
const BETWEEN_KEYS: TimeDelta = TimeDelta::minutes(1);

/// A client of the provider.
pub(super) type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// What OpenID Connect Discovery 1.0 itself does not name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Further {
    /// OpenID Connect RP-Initiated Logout 1.0.
    end_session_endpoint: Option<EndSessionUrl>,
    /// RFC 9207.
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for Further {}

/// What a provider says of itself.
pub(super) type Metadata = ProviderMetadata<
    Further,
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

/// A provider as it was when it was last asked.
#[derive(Clone)]
pub(super) struct Known {
    metadata: Metadata,
    read_at: DateTime<Utc>,
}

impl Known {
    /// A provider that has just said this of itself.
    pub(super) fn new(metadata: Metadata, keys: CoreJsonWebKeySet, now: DateTime<Utc>) -> Self {
        Self { metadata: metadata.set_jwks(keys), read_at: now }
    }

    /// The keys with which it signs.
    pub(super) fn keys(&self) -> &CoreJsonWebKeySet {
        self.metadata.jwks()
    }

    /// Whether it says that it names itself when it sends a browser back.
    pub(super) fn names_itself(&self) -> bool {
        self.metadata.additional_metadata().authorization_response_iss_parameter_supported == Some(true)
    }

    /// Where browsers go that sign out.
    pub(super) fn end_session_endpoint(&self) -> Option<EndSessionUrl> {
        self.metadata.additional_metadata().end_session_endpoint.clone()
    }

    /// Where it tells who somebody is.
    pub(super) fn user_info_endpoint(&self) -> Option<&UserInfoUrl> {
        self.metadata.userinfo_endpoint()
    }

    /// Us, as its client.
    pub(super) fn client(&self, settings: &OidcSettings) -> Result<Client, Refusal> {
        let redirect = RedirectUrl::new(settings.redirect_url()).map_err(|_| Refusal::unavailable("redirect_url"))?;
        let (id, secret) = (ClientId::new(settings.client_id.clone()), settings.client_secret.clone());
        Ok(CoreClient::from_provider_metadata(self.metadata.clone(), id, secret).set_redirect_uri(redirect))
    }

    /// Whether browsers and we are sent to addresses that may be used.
    fn leads_to_fit_addresses(&self, settings: &OidcSettings) -> bool {
        let metadata = &self.metadata;
        let endpoints = [
            Some(metadata.authorization_endpoint().url()),
            Some(metadata.jwks_uri().url()),
            metadata.token_endpoint().map(|endpoint| endpoint.url()),
            metadata.userinfo_endpoint().map(|endpoint| endpoint.url()),
            metadata.additional_metadata().end_session_endpoint.as_ref().map(|endpoint| endpoint.url()),
        ];
        let places = settings.places();
        endpoints.into_iter().flatten().all(|endpoint| places.hold(endpoint))
    }

    fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        (self.read_at..self.read_at + KEPT).contains(&now)
    }
}

/// A provider that is asked when need be, by one at a time. Those who wait meanwhile take what came of it, good or bad, so
/// that however many come at once, the provider is asked once; who needs nothing new does not wait.
#[derive(Default)]
pub(super) struct Provider {
    known: RwLock<Option<Arc<Known>>>,
    asking: Mutex<Asked>,
    /// How often it was asked what it says of itself.
    times: AtomicU64,
}

/// What came of asking.
#[derive(Default)]
struct Asked {
    /// Why asking what it says of itself failed the last time.
    failed: Option<Refusal>,
    /// When its keys were last asked for because of a token, with or without success.
    keys_at: Option<DateTime<Utc>>,
}

impl Provider {
    fn kept(&self) -> Option<Arc<Known>> {
        // Nothing panics while it is held.
        self.known.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn keep(&self, known: Known) -> Arc<Known> {
        let known = Arc::new(known);
        *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Arc::clone(&known));
        known
    }

    /// The provider as it is known, after asking where that is not recent.
    pub(super) async fn known(
        &self,
        settings: &OidcSettings,
        http: &Http,
        now: DateTime<Utc>,
    ) -> Result<Arc<Known>, Refusal> {
        let fresh = || self.kept().filter(|known| known.is_fresh(now));
        if let Some(known) = fresh() {
            return Ok(known);
        }
        let before = self.times.load(Ordering::Acquire);
        let mut asked = self.asking.lock().await;
        if let Some(known) = fresh() {
            return Ok(known);
        }
        if let Some(refusal) = asked.failed.as_ref().filter(|_| self.times.load(Ordering::Acquire) != before) {
            return Err(refusal.clone());
        }
        let found = discover(settings, http, now).await;
        asked.failed = found.as_ref().err().cloned();
        self.times.fetch_add(1, Ordering::Release);
        found.map(|known| self.keep(known))
    }

    /// The provider with its keys as they are now, unless they were asked for a moment ago.
    pub(super) async fn with_new_keys(
        &self,
        settings: &OidcSettings,
        http: &Http,
        now: DateTime<Utc>,
    ) -> Result<Arc<Known>, Refusal> {
        let known = self.known(settings, http, now).await?;
        let mut asked = self.asking.lock().await;
        if asked.keys_at.is_some_and(|at| (at..at + BETWEEN_KEYS).contains(&now)) {
            return Ok(self.kept().unwrap_or(known));
        }
        asked.keys_at = Some(now);
        let keys = CoreJsonWebKeySet::fetch_async(known.metadata.jwks_uri(), http).await.map_err(refusal)?;
        Ok(self.keep(Known { metadata: known.metadata.clone().set_jwks(keys), read_at: known.read_at }))
    }
}

/// Asks a provider what it says of itself; the issuer it names must be the one that was asked.
async fn discover(settings: &OidcSettings, http: &Http, now: DateTime<Utc>) -> Result<Known, Refusal> {
    let metadata = Metadata::discover_async(settings.issuer.clone(), http).await.map_err(refusal)?;
    let keys = metadata.jwks().clone();
    let known = Known::new(metadata, keys, now);
    if known.leads_to_fit_addresses(settings) { Ok(known) } else { Err(Refusal::unavailable("unfit_address")) }
}

fn refusal(error: DiscoveryError<HttpError>) -> Refusal {
    Refusal::unavailable(match error {
        DiscoveryError::Request(cause) => cause.reason(),
        DiscoveryError::Response(status, ..) if !status.is_success() => "status",
        DiscoveryError::Validation(_) => "other_issuer",
        _ => "not_metadata",
    })
}
