//! Sign-in, sessions and roles.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::facts::Facts;
use rules::language::Localised;
use serde::{Deserialize, Serialize};

use crate::account::Account;

/// A session that is not used ends after this many minutes; the pages warn before it does (WCAG 2.2, 2.2.1).
pub const SESSION_IDLE_MINUTES: u16 = 30;

/// `POST sign-in`: leave for the identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The page to come back to: a path of this site, beginning with one slash.
    pub return_to: String,
    /// The draft as the page keeps it, opaque to the server; at most 16 kB. It is kept encrypted for 15 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// The person is to show once more who they are, by a means that is strong enough, however recently they did.
    #[serde(default, skip_serializing_if = "is_false")]
    pub step_up: bool,
    /// Whether the means of the last sign-in was too weak, so that the provider is not to go by it again.
    #[serde(default, skip_serializing_if = "is_false")]
    pub another_means: bool,
}

/// The answer to `POST sign-in`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInStarted {
    /// Where to send the browser.
    pub location: String,
}

/// The answer to `POST session/draft` and `POST sign-in/draft`: the draft handed over when signing in; it is given to
/// the first idempotency key that asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedOverDraft {
    /// The text given to `POST sign-in`, or nothing where there was none or 15 minutes passed.
    pub draft: Option<String>,
}

/// An invented person of the demonstration (`GET sign-in/people`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoPerson {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its birth date; nothing where only the person knows it.
    pub birth_date: Option<NaiveDate>,
    /// What it is there to show.
    pub shows: Localised,
}

/// Where a birth date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BirthDateSource {
    /// The identity provider gave it.
    IdentityProvider,
    /// It was read from an old-form personal code.
    PersonalCode,
    /// The person declared it.
    Declared,
}

/// `GET session`: who is signed in, if anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person, or nothing where nobody is signed in.
    pub person: Option<SessionPerson>,
}

/// The signed-in person, for their own eyes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionPerson {
    /// Given name and surname.
    pub name: String,
    /// The personal code with all but two digits hidden.
    pub personal_code_masked: String,
    /// Facts the registers know; they replace what was declared. What a register does not know is open.
    pub register: Facts,
    /// Where the birth date in `register` comes from.
    pub birth_date_source: Option<BirthDateSource>,
    /// The learning account, once it is open.
    pub account: Option<Account>,
    /// What the person may do beside what every citizen may.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// What somebody may do beside what every citizen may. Granted by an operator (`imk role`), with an end or until revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Role {
    /// Works for a provider (izglītības iestāde), exactly one.
    ProviderMember {
        /// The provider's identifier.
        provider: String,
    },
    /// Works for the agency (VIAA).
    AgencyStaff,
    /// Reads the audit log, and changes nothing.
    Auditor,
}

impl Role {
    /// The role's word: `provider_member`, `agency_staff` or `auditor`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ProviderMember { .. } => "provider_member",
            Self::AgencyStaff => "agency_staff",
            Self::Auditor => "auditor",
        }
    }
}

/// The answer to `POST sign-out` and `POST sign-out/everywhere`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// Where to send the browser so that the identity provider ends its own sign-in, if it has such a place.
    pub location: Option<String>,
}

/// `GET sign-ins`: where one is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIns {
    /// The sessions that are alive, the one used last first; at most 100.
    pub sign_ins: Vec<SignIn>,
}

/// A session of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Its identifier, which is no secret: it opens nothing.
    pub id: String,
    /// When it began.
    pub begun_at: DateTime<FixedOffset>,
    /// When it was last used.
    pub used_at: DateTime<FixedOffset>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `PUT session/birth-date`: the person declares their birth date, while no better source knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareBirthDate {
    /// The day; not in the future, and not more than 120 years back.
    pub birth_date: NaiveDate,
}

const fn is_false(value: &bool) -> bool {
    !*value
}
