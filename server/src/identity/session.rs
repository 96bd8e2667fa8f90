//! Sessions: cookies, lifetimes, and the extractors for signed-in people.

use api::ApiProblem;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, TimeDelta, Utc};
use rules::hash::sha256;

use crate::people::store::Person;
use crate::platform::error::ApiError;
use crate::state::AppState;

/// Absolute lifetime of a session.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(8);

/// Lifetime of a pending sign-in and of its handed-off draft.
pub const HAND_OVER: TimeDelta = TimeDelta::minutes(15);

/// Maximum age of a recent sign-in.
pub const RECENT: TimeDelta = TimeDelta::minutes(5);

/// Cookie of this server.
#[derive(Clone, Copy, Debug)]
pub enum Cookie {
    /// Secret of the session.
    Session,
    /// Secret of the browser that started a sign-in.
    SignIn,
}

impl Cookie {
    /// Cookie name. Over TLS the prefix `__Host-` binds the cookie to this host; WebKit drops `Secure` cookies on
    /// loopback.
    const fn name(self, tls: bool) -> &'static str {
        match (self, tls) {
            (Self::Session, true) => "__Host-imk",
            (Self::Session, false) => "imk",
            (Self::SignIn, true) => "__Host-imk-sign-in",
            (Self::SignIn, false) => "imk-sign-in",
        }
    }

    /// Header that sets the cookie, or deletes it if `value` is empty.
    ///
    /// # Errors
    /// Never for values of this server; returned instead of a panic.
    pub fn set(self, tls: bool, value: &str, lasts: TimeDelta) -> Result<HeaderValue, InvalidHeaderValue> {
        let (name, secure) = (self.name(tls), if tls { "; Secure" } else { "" });
        let seconds = if value.is_empty() { 0 } else { lasts.num_seconds() };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}").parse()
    }

    /// Value of the cookie in a request.
    pub fn read(self, tls: bool, headers: &HeaderMap) -> Option<String> {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
        let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name(tls)).map(|(_, value)| value.to_owned())
    }
}

/// Hash of a secret, as stored in the database.
pub fn secret_hash(secret: &str) -> String {
    sha256(&[secret.as_bytes()]).to_string()
}

/// Extractor of the signed-in person; rejects others with `sign_in_required`.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub person: Person,
    /// Identifier of the session.
    pub session: String,
    /// Hash of the session's secret.
    pub token_hash: String,
    /// Instant of the last authentication at the provider, if known.
    pub auth_time: Option<DateTime<Utc>>,
    /// Authentication context class, in the provider's words.
    pub acr: Option<String>,
}

impl OptionalFromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, ApiError> {
        let Some(token_hash) = token_hash(parts, state) else { return Ok(None) };
        // Before the database: a flood of one session costs others nothing.
        state.limits.count_session(&token_hash)?;
        let signed_in = signed_in(state, token_hash).await?;
        if let Some(signed_in) = &signed_in {
            state.limits.count_person(&signed_in.person.id)?;
        }
        Ok(signed_in)
    }
}

fn token_hash(parts: &Parts, state: &AppState) -> Option<String> {
    Cookie::Session.read(state.tls, &parts.headers).map(|secret| secret_hash(&secret))
}

async fn signed_in(state: &AppState, token_hash: String) -> Result<Option<SignedIn>, ApiError> {
    let session = state.sessions.load(token_hash.clone()).await?;
    Ok(session.map(|session| SignedIn {
        person: session.person,
        session: session.id,
        token_hash,
        auth_time: session.auth_time,
        acr: session.acr,
    }))
}

/// Extractor of a signed-in person for requests that end sessions. It has no rate limit: a thief who floods with
/// another session of the person cannot keep them from signing out.
#[derive(Clone, Debug)]
pub struct SignedInToEnd(pub SignedIn);

impl OptionalFromRequestParts<AppState> for SignedInToEnd {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, ApiError> {
        let Some(token_hash) = token_hash(parts, state) else { return Ok(None) };
        Ok(signed_in(state, token_hash).await?.map(Self))
    }
}

impl FromRequestParts<AppState> for SignedInToEnd {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = <Self as OptionalFromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        signed_in.ok_or_else(|| ApiProblem::SignInRequired.into())
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = <Self as OptionalFromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        signed_in.ok_or_else(|| ApiProblem::SignInRequired.into())
    }
}

/// Extractor of a person who authenticated within the last five minutes by a strong means; rejects others with
/// `step_up_required`, after which the client calls `POST sign-in` with `step_up`. Protects operations on a device that
/// was left unlocked.
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
