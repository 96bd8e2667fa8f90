//! Identity providers behind one trait (docs/identity.md).
//!
//! A sign-in calls a provider twice: before the browser is redirected, and when the browser returns to the callback.
//! The provider's state between the two calls is stored encrypted and bound to the browser. A provider never sees a
//! draft, a session or a handler.

use std::pin::Pin;

use api::ApiProblem;
use chrono::{DateTime, Utc};
use rules::facts::Facts;
use rules::personal_code::PersonalCode;

use super::parameters::Parameters;

/// Result of a provider's method, boxed so that the trait can be used as `dyn`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, IdentityError>> + Send + 'a>>;

/// Reason of a rejected sign-in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct IdentityError {
    /// Stable code for the person.
    pub problem: ApiProblem,
    /// Failed check, for the log: one of a fixed set of words, without data of the request.
    pub reason: &'static str,
}

impl IdentityError {
    /// The request cannot be trusted.
    pub const fn unverified(reason: &'static str) -> Self {
        Self { problem: ApiProblem::SignInUnverified, reason }
    }

    /// The provider cannot be reached, or breaks its protocol.
    pub const fn unavailable(reason: &'static str) -> Self {
        Self { problem: ApiProblem::SignInUnavailable, reason }
    }

    /// The provider's data about the person is incomplete, or the person has no Latvian personal code.
    pub const fn unknown_person(reason: &'static str) -> Self {
        Self { problem: ApiProblem::UnknownPerson, reason }
    }
}

/// Parameters of a new sign-in.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizationRequest<'a> {
    /// Secret that returns with the browser.
    pub state: &'a str,
    /// Whether the person must authenticate again, by a strong means.
    pub step_up: bool,
    /// Whether the person must be able to choose another method than that of the provider's current session.
    pub another_means: bool,
    /// Current instant.
    pub now: DateTime<Utc>,
}

/// Redirect to the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// URL, or path of this site.
    pub location: String,
    /// Provider's state until the callback; stored encrypted.
    pub flow_state: String,
}

/// Parameters of the callback.
#[derive(Clone, Copy, Debug)]
pub struct CallbackParams<'a> {
    /// Parameters of the query (GET) or the form (POST).
    pub parameters: &'a Parameters,
    /// Provider's state from [`Redirect::flow_state`].
    pub flow_state: &'a str,
    /// Current instant.
    pub now: DateTime<Utc>,
}

/// Person as the identity provider describes them.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Issuer: a URL or another name that no other provider has.
    pub issuer: String,
    /// Issuer's identifier of the person; never reassigned.
    pub subject: String,
    /// Current personal code.
    pub code: PersonalCode,
    /// Earlier personal codes.
    pub former_codes: Vec<PersonalCode>,
    /// Given name and surname.
    pub name: String,
    /// Facts from registers, and the birth date if the issuer sends one.
    pub register: Facts,
    /// Instant of the last authentication, if the issuer sends it.
    pub auth_time: Option<DateTime<Utc>>,
    /// Authentication context class, in the issuer's words.
    pub acr: Option<String>,
    /// Issuer's session id (`sid`), used by back-channel logout.
    pub provider_session: Option<String>,
}

/// Back-channel logout: the provider ends one of its sessions, or all sessions of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderLogout {
    /// Issuer of the logout token.
    pub issuer: String,
    /// Identifier of the logout token; each token is accepted once.
    pub jti: String,
    /// Instant until which the identifier must be stored.
    pub remember_until: DateTime<Utc>,
    /// Issuer's identifier of the person.
    pub subject: Option<String>,
    /// Issuer's session; all sessions of the person if `None`.
    pub provider_session: Option<String>,
}

/// Identity provider.
pub trait IdentityProvider: Send + Sync {
    /// Parameter that carries the state: `state` in OAuth 2.0 and OpenID Connect, `wctx` in WS-Federation.
    fn state_parameter(&self) -> &'static str {
        "state"
    }

    /// Returns the redirect that starts a sign-in.
    fn begin<'a>(&'a self, request: AuthorizationRequest<'a>) -> BoxFuture<'a, Redirect>;

    /// Verifies the callback and returns the person.
    fn finish<'a>(&'a self, callback: CallbackParams<'a>) -> BoxFuture<'a, Identity>;

    /// Whether this authentication context is strong enough for operations that require a recent sign-in.
    fn is_strong(&self, acr: Option<&str>) -> bool;

    /// Returns the URL that ends the provider's own session, if it has one. The URL stays in the browser's history, so
    /// it must not identify the person.
    fn sign_out(&self, now: DateTime<Utc>) -> BoxFuture<'_, Option<String>>;

    /// Verifies a logout token (OpenID Connect Back-Channel Logout 1.0).
    fn verify_logout<'a>(&'a self, logout_token: &'a str, now: DateTime<Utc>) -> BoxFuture<'a, ProviderLogout>;
}
