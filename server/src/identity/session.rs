//! Sessions: the cookie, its deadlines, and the extractor that tells a handler who is signed in.

use api::{ApiProblem, SESSION_IDLE_MINUTES};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, TimeDelta, Utc};
use rules::hash::sha256;

use crate::people::store::Person;
use crate::platform::error::ApiError;
use crate::state::AppState;

/// A session nobody uses ends after this time.
pub const IDLE: TimeDelta = TimeDelta::minutes(SESSION_IDLE_MINUTES as i64);

/// A session ends after eight hours in any case.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(8);

/// A sign-in must be finished, and a draft taken back, within a quarter of an hour.
pub const HAND_OVER: TimeDelta = TimeDelta::minutes(15);

/// A sign-in is recent for so long.
pub const RECENT: TimeDelta = TimeDelta::minutes(5);

/// A cookie of this server.
#[derive(Clone, Copy, Debug)]
pub enum Cookie {
    /// The session's secret.
    Session,
    /// The secret of the browser that began a sign-in.
    SignIn,
}

impl Cookie {
    /// Over TLS the name binds the cookie to this host; on loopback WebKit drops `Secure` cookies.
    const fn name(self, tls: bool) -> &'static str {
        match (self, tls) {
            (Self::Session, true) => "__Host-imk",
            (Self::Session, false) => "imk",
            (Self::SignIn, true) => "__Host-imk-sign-in",
            (Self::SignIn, false) => "imk-sign-in",
        }
    }

    /// The header that sets the cookie, or takes it back where `value` is empty.
    ///
    /// # Errors
    /// Never for the values that this server makes; passed on so that nothing here can panic.
    pub fn set(self, tls: bool, value: &str, lasts: TimeDelta) -> Result<HeaderValue, InvalidHeaderValue> {
        let (name, secure) = (self.name(tls), if tls { "; Secure" } else { "" });
        let seconds = if value.is_empty() { 0 } else { lasts.num_seconds() };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}").parse()
    }

    /// The cookie's value in a request.
    pub fn read(self, tls: bool, headers: &HeaderMap) -> Option<String> {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
        let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name(tls)).map(|(_, value)| value.to_owned())
    }
}

/// The hash under which a secret is kept.
pub fn secret_hash(secret: &str) -> String {
    sha256(&[secret.as_bytes()]).to_string()
}

/// The signed-in person; as an argument of a handler it refuses everybody else with `sign_in_required`.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who it is.
    pub person: Person,
    /// The session's identifier.
    pub session: String,
    /// The hash of the session's secret.
    pub token_hash: String,
    /// When the identity provider last saw proof, if it says so.
    pub auth_time: Option<DateTime<Utc>>,
    /// How strong the proof was, in the provider's words.
    pub acr: Option<String>,
}

impl OptionalFromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, ApiError> {
        let Some(secret) = Cookie::Session.read(state.tls, &parts.headers) else { return Ok(None) };
        let (token_hash, now) = (secret_hash(&secret), state.clock.now());
        let session = state.store.session(&token_hash, now, now + IDLE).await?;
        if let Some(session) = &session {
            state.limits.count_person(&session.person.id)?;
        }
        Ok(session.map(|session| Self {
            person: session.person,
            session: session.id,
            token_hash,
            auth_time: session.auth_time,
            acr: session.acr,
        }))
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = <Self as OptionalFromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        signed_in.ok_or_else(|| ApiProblem::SignInRequired.into())
    }
}

/// Somebody who has shown proof within the last five minutes, by a means that is strong enough; everybody else is refused
/// with `step_up_required`. For what must not be done on a device that was left unlocked: `POST sign-in` with `step_up`
/// mends it.
#[derive(Clone, Debug)]
pub struct RecentSignIn(pub SignedIn);

impl FromRequestParts<AppState> for RecentSignIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = <SignedIn as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        let recent = signed_in.auth_time.is_some_and(|at| state.clock.now() - at <= RECENT);
        let strong = state.identity.as_ref().is_some_and(|provider| provider.is_strong(signed_in.acr.as_deref()));
        if recent && strong { Ok(Self(signed_in)) } else { Err(ApiProblem::StepUpRequired.into()) }
    }
}
