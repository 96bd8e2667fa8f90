//! OpenID Connect: the authorization code flow with PKCE, as a confidential client behind a server (BFF).
//!
//! Tokens never reach the browser. Of a provider nothing is believed but what its keys have signed for us, now, and for
//! the very sign-in that this browser began (OpenID Connect Core 1.0, 3.1.3.7; RFC 9700).

use std::sync::Arc;

use axum::http::header;
use chrono::{DateTime, Utc};
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreTokenType};
use openidconnect::{
    AccessToken, AuthenticationContextClass, AuthorizationCode, ClientId, CsrfToken, LogoutRequest, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, Scope, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::provider::{Answer, Begin, Departure, Identity, IdentityProvider, Refusal, WayBack};
use crate::identity::store::EndedAtProvider;
use crate::platform::random;

mod claims;
mod http;
mod id_token;
mod key_strength;
mod logout;
mod provider;
mod settings;

use http::Http;
use id_token::{Expected, Proof};
use provider::{Client, Known, Provider};
pub use settings::{ClaimNames, OidcSettings, SettingsError};

/// A code or an error word is no longer than this; what is longer is not read.
const LONGEST_PARAMETER: usize = 2048;

/// An OpenID Connect provider.
pub struct OidcProvider {
    settings: OidcSettings,
    http: Http,
    provider: Provider,
}

/// What is remembered until the browser is back.
#[derive(Serialize, Deserialize)]
struct Kept {
    nonce: String,
    verifier: String,
    step_up: bool,
    begun_at: DateTime<Utc>,
}

impl OidcProvider {
    /// A provider; nothing is asked of it yet.
    ///
    /// # Errors
    /// [`SettingsError`] where the machine has no certificates to trust.
    pub fn new(settings: OidcSettings) -> Result<Self, SettingsError> {
        let http = Http::new(settings.places()).map_err(SettingsError::Http)?;
        Ok(Self { settings, http, provider: Provider::default() })
    }

    async fn leave(&self, asked: Begin<'_>) -> Result<Departure, Refusal> {
        let known = self.provider.known(&self.settings, &self.http, asked.now).await?;
        let secret = || random::secret().map_err(|_| Refusal::unavailable("no_randomness"));
        let kept = Kept { nonce: secret()?, verifier: secret()?, step_up: asked.step_up, begun_at: asked.now };
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(kept.verifier.clone()));
        let (state, nonce) = (CsrfToken::new(asked.state.to_owned()), Nonce::new(kept.nonce.clone()));
        let client = known.client(&self.settings)?;
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let scopes = self.settings.scopes.iter().cloned().map(Scope::new);
        let mut request =
            client.authorize_url(flow, || state, || nonce).set_pkce_challenge(challenge).add_scopes(scopes);
        if asked.step_up || asked.another_means {
            request = request.add_prompt(CoreAuthPrompt::Login);
        }
        if asked.step_up {
            request = request.set_max_age(std::time::Duration::ZERO);
        }
        for acr in self.settings.acr_to_ask_for(asked.step_up) {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (location, ..) = request.url();
        let kept = serde_json::to_string(&kept).map_err(|_| Refusal::unavailable("not_kept"))?;
        Ok(Departure { location: location.into(), kept })
    }

    async fn come_back(&self, back: WayBack<'_>) -> Result<Identity, Refusal> {
        let kept: Kept = serde_json::from_str(back.kept).map_err(|_| Refusal::unverified("not_kept"))?;
        let known = self.provider.known(&self.settings, &self.http, back.now).await?;
        self.check_issuer_parameter(&known, back)?;
        if let Some(error) = back.parameters.get("error") {
            return Err(provider_refused(error));
        }
        let code = back.parameters.get("code").filter(|code| code.len() <= LONGEST_PARAMETER);
        let code = AuthorizationCode::new(code.ok_or(Refusal::unverified("no_code"))?.to_owned());
        let verifier = PkceCodeVerifier::new(kept.verifier.clone());
        let client = known.client(&self.settings)?;
        let (proof, access_token) = self.exchange(&client, code, verifier).await?;
        let expected = Expected {
            settings: &self.settings,
            nonce: &kept.nonce,
            access_token: &access_token,
            since: kept.step_up.then_some(kept.begun_at),
            now: back.now,
        };
        let mut claims = match id_token::verify(&known, &proof, expected) {
            Err(refusal) if refusal.reason == id_token::UNKNOWN_KEY => {
                let known = self.provider.with_new_keys(&self.settings, &self.http, back.now).await?;
                id_token::verify(&known, &proof, expected)?
            }
            verified => verified?,
        };
        if !claims.contains_key(&self.settings.claims.personal_code) {
            claims = self.with_user_info(&known, claims, &access_token).await?;
        }
        claims::identity(&self.settings, &claims, back.now)
    }

    /// An answer of another provider must not be taken for this one's (RFC 9207). A provider that says it names itself
    /// must; one that does all the same must name itself rightly.
    fn check_issuer_parameter(&self, known: &Known, back: WayBack<'_>) -> Result<(), Refusal> {
        match back.parameters.get("iss") {
            Some(issuer) if issuer == self.settings.issuer.as_str() => Ok(()),
            Some(_) => Err(Refusal::unverified("other_issuer_answered")),
            None if known.names_itself() => Err(Refusal::unverified("no_issuer_answered")),
            None => Ok(()),
        }
    }

    async fn exchange(
        &self,
        client: &Client,
        code: AuthorizationCode,
        verifier: PkceCodeVerifier,
    ) -> Result<(Proof, AccessToken), Refusal> {
        use openidconnect::RequestTokenError as Failed;
        let request = client.exchange_code(code).map_err(|_| Refusal::unavailable("no_token_endpoint"))?;
        let answer =
            request.set_pkce_verifier(verifier).request_async(&self.http).await.map_err(|failed| match failed {
                Failed::ServerResponse(_) => Refusal::unverified("code_refused"),
                Failed::Request(cause) => Refusal::unavailable(cause.reason()),
                Failed::Parse(..) | Failed::Other(_) => Refusal::unverified("token_answer"),
            })?;
        if *answer.token_type() != CoreTokenType::Bearer {
            return Err(Refusal::unverified("token_type"));
        }
        let proof = answer.id_token().cloned().ok_or(Refusal::unverified("no_id_token"))?;
        Ok((proof, answer.access_token().clone()))
    }

    /// Many providers tell who somebody is only when asked with the access token (OpenID Connect Core 1.0, 5.3). What the
    /// id token says goes before it, and it must speak of the same person.
    async fn with_user_info(
        &self,
        known: &Known,
        mut claims: Map<String, Value>,
        access_token: &AccessToken,
    ) -> Result<Map<String, Value>, Refusal> {
        let Some(endpoint) = known.user_info_endpoint() else { return Ok(claims) };
        let request = axum::http::Request::builder()
            .uri(endpoint.as_str())
            .header(header::AUTHORIZATION, format!("Bearer {}", access_token.secret()))
            .header(header::ACCEPT, "application/json")
            .body(Vec::new())
            .map_err(|_| Refusal::unverified("access_token"))?;
        let answer = self.http.send(request).await.map_err(|cause| Refusal::unavailable(cause.reason()))?;
        if !answer.status().is_success() {
            return Err(Refusal::unavailable("user_info_status"));
        }
        let told: Map<String, Value> =
            serde_json::from_slice(answer.body()).map_err(|_| Refusal::unverified("user_info"))?;
        if told.get("sub") != claims.get("sub") {
            return Err(Refusal::unverified("user_info_of_another"));
        }
        for (name, value) in told {
            claims.entry(name).or_insert(value);
        }
        Ok(claims)
    }
}

/// What a provider says when it lets nobody in (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6).
fn provider_refused(error: &str) -> Refusal {
    match error {
        "access_denied"
        | "login_required"
        | "interaction_required"
        | "account_selection_required"
        | "consent_required" => Refusal { problem: api::ApiProblem::SignInCancelled, reason: "cancelled" },
        "unmet_authentication_requirements" => Refusal { problem: api::ApiProblem::SignInTooWeak, reason: "too_weak" },
        "server_error" | "temporarily_unavailable" => Refusal::unavailable("provider_busy"),
        _ => Refusal::unverified("provider_error"),
    }
}

impl IdentityProvider for OidcProvider {
    fn begin<'a>(&'a self, asked: Begin<'a>) -> Answer<'a, Departure> {
        Box::pin(self.leave(asked))
    }

    fn finish<'a>(&'a self, back: WayBack<'a>) -> Answer<'a, Identity> {
        Box::pin(self.come_back(back))
    }

    fn is_strong(&self, acr: Option<&str>) -> bool {
        self.settings.is_strong(acr)
    }

    /// Without `id_token_hint`: the id token names the person and would stay in the browser's history, so the provider asks
    /// the person instead (OpenID Connect RP-Initiated Logout 1.0, 2).
    fn sign_out(&self, now: DateTime<Utc>) -> Answer<'_, Option<String>> {
        Box::pin(async move {
            let known = self.provider.known(&self.settings, &self.http, now).await?;
            let Some(endpoint) = known.end_session_endpoint() else { return Ok(None) };
            let back = PostLogoutRedirectUrl::from_url(self.settings.signed_out_url());
            let request = LogoutRequest::from(endpoint)
                .set_client_id(ClientId::new(self.settings.client_id.clone()))
                .set_post_logout_redirect_uri(back);
            Ok(Some(request.http_get_url().into()))
        })
    }

    fn ended<'a>(&'a self, logout_token: &'a str, now: DateTime<Utc>) -> Answer<'a, EndedAtProvider> {
        Box::pin(async move {
            let known = self.provider.known(&self.settings, &self.http, now).await?;
            match logout::verify(&known, &self.settings, logout_token, now) {
                Err(refusal) if refusal.reason == id_token::UNKNOWN_KEY => {
                    let known: Arc<Known> = self.provider.with_new_keys(&self.settings, &self.http, now).await?;
                    logout::verify(&known, &self.settings, logout_token, now)
                }
                verified => verified,
            }
        })
    }
}
