//! OpenID Connect: authorization code flow with PKCE, as a confidential client (backend for frontend).
//!
//! Tokens never reach the browser. The server trusts only tokens that are signed by the provider's keys, fresh, issued
//! for this client, and bound to the sign-in that this browser started (OpenID Connect Core 1.0, 3.1.3.7; RFC 9700).

use std::sync::Arc;

use axum::http::header;
use chrono::{DateTime, Utc};
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreIdToken, CoreTokenType};
use openidconnect::{
    AccessToken, AuthenticationContextClass, AuthorizationCode, ClientId, CsrfToken, LogoutRequest, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, Scope, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::provider::{
    AuthorizationRequest, BoxFuture, CallbackParams, Identity, IdentityError, IdentityProvider, ProviderLogout,
    Redirect,
};
use crate::platform::random;

mod claims;
mod http;
mod id_token;
mod key_strength;
mod logout;
mod metadata;
mod settings;

use http::Http;
use id_token::Expected;
use metadata::{CachedMetadata, Client, MetadataCache};
pub use settings::{ClaimNames, OidcSettings, SettingsError};

/// Maximum length of an authorization code in bytes.
const LONGEST_PARAMETER: usize = 2048;

/// OpenID Connect provider.
pub struct OidcProvider {
    settings: OidcSettings,
    http: Http,
    metadata: MetadataCache,
}

/// State of the flow between redirect and callback.
#[derive(Serialize, Deserialize)]
struct FlowState {
    nonce: String,
    verifier: String,
    step_up: bool,
    begun_at: DateTime<Utc>,
}

impl OidcProvider {
    /// Creates a provider; sends no request yet.
    ///
    /// # Errors
    /// [`SettingsError`] if the machine has no trusted root certificates.
    pub fn new(settings: OidcSettings) -> Result<Self, SettingsError> {
        let http = Http::new(settings.allowed_hosts()).map_err(SettingsError::Http)?;
        Ok(Self { settings, http, metadata: MetadataCache::default() })
    }

    async fn authorization_redirect(&self, request: AuthorizationRequest<'_>) -> Result<Redirect, IdentityError> {
        let metadata = self.metadata.get(&self.settings, &self.http, request.now).await?;
        let secret = || random::secret().map_err(|_| IdentityError::unavailable("no_randomness"));
        let flow = FlowState { nonce: secret()?, verifier: secret()?, step_up: request.step_up, begun_at: request.now };
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(flow.verifier.clone()));
        let (state, nonce) = (CsrfToken::new(request.state.to_owned()), Nonce::new(flow.nonce.clone()));
        let client = metadata.client(&self.settings)?;
        let code_flow = CoreAuthenticationFlow::AuthorizationCode;
        let scopes = self.settings.scopes.iter().cloned().map(Scope::new);
        let mut url =
            client.authorize_url(code_flow, || state, || nonce).set_pkce_challenge(challenge).add_scopes(scopes);
        if request.step_up || request.another_means {
            url = url.add_prompt(CoreAuthPrompt::Login);
        }
        if request.step_up {
            url = url.set_max_age(std::time::Duration::ZERO);
        }
        for acr in self.settings.acr_to_ask_for(request.step_up) {
            url = url.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (location, ..) = url.url();
        let flow_state = serde_json::to_string(&flow).map_err(|_| IdentityError::unavailable("not_kept"))?;
        Ok(Redirect { location: location.into(), flow_state })
    }

    async fn identify(&self, callback: CallbackParams<'_>) -> Result<Identity, IdentityError> {
        let flow: FlowState =
            serde_json::from_str(callback.flow_state).map_err(|_| IdentityError::unverified("not_kept"))?;
        let metadata = self.metadata.get(&self.settings, &self.http, callback.now).await?;
        self.check_issuer_parameter(&metadata, callback)?;
        if let Some(error) = callback.parameters.get("error") {
            return Err(provider_error(error));
        }
        let code = callback.parameters.get("code").filter(|code| code.len() <= LONGEST_PARAMETER);
        let code = AuthorizationCode::new(code.ok_or(IdentityError::unverified("no_code"))?.to_owned());
        let verifier = PkceCodeVerifier::new(flow.verifier.clone());
        let client = metadata.client(&self.settings)?;
        let (id_token, access_token) = self.exchange(&client, code, verifier).await?;
        let expected = Expected {
            settings: &self.settings,
            nonce: &flow.nonce,
            access_token: &access_token,
            since: flow.step_up.then_some(flow.begun_at),
            now: callback.now,
        };
        let mut claims = match id_token::verify(&metadata, &id_token, expected) {
            Err(error) if error.reason == id_token::UNKNOWN_KEY => {
                let metadata = self.metadata.get_with_new_keys(&self.settings, &self.http, callback.now).await?;
                id_token::verify(&metadata, &id_token, expected)?
            }
            verified => verified?,
        };
        if !claims.contains_key(&self.settings.claims.personal_code) {
            claims = self.with_user_info(&metadata, claims, &access_token).await?;
        }
        claims::identity(&self.settings, &claims, callback.now)
    }

    /// Rejects the response of another provider (RFC 9207). `iss` is required if the provider declares it, and must
    /// match whenever it is present.
    fn check_issuer_parameter(
        &self,
        metadata: &CachedMetadata,
        callback: CallbackParams<'_>,
    ) -> Result<(), IdentityError> {
        match callback.parameters.get("iss") {
            Some(issuer) if issuer == self.settings.issuer.as_str() => Ok(()),
            Some(_) => Err(IdentityError::unverified("other_issuer_answered")),
            None if metadata.sends_issuer() => Err(IdentityError::unverified("no_issuer_answered")),
            None => Ok(()),
        }
    }

    async fn exchange(
        &self,
        client: &Client,
        code: AuthorizationCode,
        verifier: PkceCodeVerifier,
    ) -> Result<(CoreIdToken, AccessToken), IdentityError> {
        use openidconnect::RequestTokenError as Failed;
        let request = client.exchange_code(code).map_err(|_| IdentityError::unavailable("no_token_endpoint"))?;
        let response =
            request.set_pkce_verifier(verifier).request_async(&self.http).await.map_err(|failed| match failed {
                Failed::ServerResponse(_) => IdentityError::unverified("code_refused"),
                Failed::Request(cause) => IdentityError::unavailable(cause.reason()),
                Failed::Parse(..) | Failed::Other(_) => IdentityError::unverified("token_answer"),
            })?;
        if *response.token_type() != CoreTokenType::Bearer {
            return Err(IdentityError::unverified("token_type"));
        }
        let id_token = response.id_token().cloned().ok_or(IdentityError::unverified("no_id_token"))?;
        Ok((id_token, response.access_token().clone()))
    }

    /// Adds claims of the UserInfo endpoint (OpenID Connect Core 1.0, 5.3); many providers send the personal data only
    /// there. Claims of the id token take precedence, and both must have the same subject.
    async fn with_user_info(
        &self,
        metadata: &CachedMetadata,
        mut claims: Map<String, Value>,
        access_token: &AccessToken,
    ) -> Result<Map<String, Value>, IdentityError> {
        let Some(endpoint) = metadata.user_info_endpoint() else { return Ok(claims) };
        let request = axum::http::Request::builder()
            .uri(endpoint.as_str())
            .header(header::AUTHORIZATION, format!("Bearer {}", access_token.secret()))
            .header(header::ACCEPT, "application/json")
            .body(Vec::new())
            .map_err(|_| IdentityError::unverified("access_token"))?;
        let response = self.http.send(request).await.map_err(|cause| IdentityError::unavailable(cause.reason()))?;
        if !response.status().is_success() {
            return Err(IdentityError::unavailable("user_info_status"));
        }
        let user_info: Map<String, Value> =
            serde_json::from_slice(response.body()).map_err(|_| IdentityError::unverified("user_info"))?;
        if user_info.get("sub") != claims.get("sub") {
            return Err(IdentityError::unverified("user_info_of_another"));
        }
        for (name, value) in user_info {
            claims.entry(name).or_insert(value);
        }
        Ok(claims)
    }
}

/// Maps error codes of an authorization response (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6).
fn provider_error(error: &str) -> IdentityError {
    match error {
        "access_denied"
        | "login_required"
        | "interaction_required"
        | "account_selection_required"
        | "consent_required" => IdentityError { problem: api::ApiProblem::SignInCancelled, reason: "cancelled" },
        "unmet_authentication_requirements" => {
            IdentityError { problem: api::ApiProblem::SignInTooWeak, reason: "too_weak" }
        }
        "server_error" | "temporarily_unavailable" => IdentityError::unavailable("provider_busy"),
        _ => IdentityError::unverified("provider_error"),
    }
}

impl IdentityProvider for OidcProvider {
    fn begin<'a>(&'a self, request: AuthorizationRequest<'a>) -> BoxFuture<'a, Redirect> {
        Box::pin(self.authorization_redirect(request))
    }

    fn finish<'a>(&'a self, callback: CallbackParams<'a>) -> BoxFuture<'a, Identity> {
        Box::pin(self.identify(callback))
    }

    fn is_strong(&self, acr: Option<&str>) -> bool {
        self.settings.is_strong(acr)
    }

    /// Sends no `id_token_hint`: the id token identifies the person and would stay in the browser's history, so the
    /// provider asks the person instead (OpenID Connect RP-Initiated Logout 1.0, 2).
    fn sign_out(&self, now: DateTime<Utc>) -> BoxFuture<'_, Option<String>> {
        Box::pin(async move {
            let metadata = self.metadata.get(&self.settings, &self.http, now).await?;
            let Some(endpoint) = metadata.end_session_endpoint() else { return Ok(None) };
            let back = PostLogoutRedirectUrl::from_url(self.settings.signed_out_url());
            let request = LogoutRequest::from(endpoint)
                .set_client_id(ClientId::new(self.settings.client_id.clone()))
                .set_post_logout_redirect_uri(back);
            Ok(Some(request.http_get_url().into()))
        })
    }

    fn verify_logout<'a>(&'a self, logout_token: &'a str, now: DateTime<Utc>) -> BoxFuture<'a, ProviderLogout> {
        Box::pin(async move {
            let metadata = self.metadata.get(&self.settings, &self.http, now).await?;
            match logout::verify(&metadata, &self.settings, logout_token, now) {
                Err(error) if error.reason == id_token::UNKNOWN_KEY => {
                    let metadata: Arc<CachedMetadata> =
                        self.metadata.get_with_new_keys(&self.settings, &self.http, now).await?;
                    logout::verify(&metadata, &self.settings, logout_token, now)
                }
                verified => verified,
            }
        })
    }
}
