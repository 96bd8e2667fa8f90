//! Who somebody is, as an identity provider says (docs/identity.md).
//!
//! A provider is asked twice: before the browser leaves for it, and when the browser comes back. What it wants to remember
//! in between is kept by us, sealed, bound to the browser. It never sees a draft, a session or a handler.

use std::pin::Pin;

use api::ApiProblem;
use chrono::{DateTime, Utc};
use rules::facts::Facts;
use rules::personal_code::PersonalCode;

use super::parameters::Parameters;
use crate::identity::store::EndedAtProvider;

/// The answer of a provider, some time.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refusal>> + Send + 'a>>;

/// Why a provider lets nobody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The stable code, for the person.
    pub problem: ApiProblem,
    /// The very check that failed, for the log. It is one of a fixed set of words and holds nothing of what was sent.
    pub reason: &'static str,
}

impl Refusal {
    /// What was sent cannot be relied upon.
    pub const fn unverified(reason: &'static str) -> Self {
        Self { problem: ApiProblem::SignInUnverified, reason }
    }

    /// The provider cannot be reached, or does not do what providers do.
    pub const fn unavailable(reason: &'static str) -> Self {
        Self { problem: ApiProblem::SignInUnavailable, reason }
    }

    /// The provider says too little about the person, or names somebody without a Latvian personal code.
    pub const fn unknown_person(reason: &'static str) -> Self {
        Self { problem: ApiProblem::UnknownPerson, reason }
    }
}

/// What is asked of a provider before the browser leaves.
#[derive(Clone, Copy, Debug)]
pub struct Begin<'a> {
    /// The secret that comes back with the browser.
    pub state: &'a str,
    /// Whether the person is to show proof once more, by a strong means.
    pub step_up: bool,
    /// Whether the person must be able to choose another means than that of the provider's present sign-in.
    pub another_means: bool,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// Where the browser goes, and what is to be remembered until it is back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// An address, or a path of this site.
    pub location: String,
    /// The provider's own; it is kept sealed.
    pub kept: String,
}

/// The browser is back.
#[derive(Clone, Copy, Debug)]
pub struct WayBack<'a> {
    /// What it brought, by query (GET) or by form (POST).
    pub parameters: &'a Parameters,
    /// What was to be remembered.
    pub kept: &'a str,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// Who came back from the identity provider.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Who says so: an address or another name that no other provider has.
    pub issuer: String,
    /// The issuer's name for the person, which it never gives to another.
    pub subject: String,
    /// The personal code.
    pub code: PersonalCode,
    /// Codes that the person had before.
    pub former_codes: Vec<PersonalCode>,
    /// Given name and surname.
    pub name: String,
    /// What is known of the person beside: the birth date if the issuer gives one, and what registers know.
    pub register: Facts,
    /// When the issuer last saw proof, if it says so.
    pub auth_time: Option<DateTime<Utc>>,
    /// How strong the proof was, in the issuer's words.
    pub acr: Option<String>,
    /// The issuer's own session, so that it can end ours.
    pub provider_session: Option<String>,
}

/// An identity provider.
pub trait IdentityProvider: Send + Sync {
    /// The parameter that carries the state back: `state` in OAuth 2.0 and OpenID Connect, `wctx` in WS-Federation.
    fn state_parameter(&self) -> &'static str {
        "state"
    }

    /// Where to send the browser, and what to remember.
    fn begin<'a>(&'a self, asked: Begin<'a>) -> Answer<'a, Departure>;

    /// Who came back.
    fn finish<'a>(&'a self, back: WayBack<'a>) -> Answer<'a, Identity>;

    /// Whether a sign-in of this strength is strong enough for what wants a recent one.
    fn is_strong(&self, acr: Option<&str>) -> bool;

    /// Where to send a browser that signs out, so that the provider's own sign-in ends too. The address stays in the
    /// browser's history: it must say nothing of the person.
    fn sign_out(&self, now: DateTime<Utc>) -> Answer<'_, Option<String>>;

    /// What has ended, by the provider's word (OpenID Connect Back-Channel Logout 1.0).
    fn ended<'a>(&'a self, logout_token: &'a str, now: DateTime<Utc>) -> Answer<'a, EndedAtProvider>;
}
