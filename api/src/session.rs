//! Sign-in, sessions and roles.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::birth_date::BirthDateSource;
use rules::facts::Facts;
use rules::language::Localised;
use serde::{Deserialize, Serialize};

use crate::account::Account;

/// Idle timeout of a session in minutes. The pages warn before it (WCAG 2.2, 2.2.1).
pub const SESSION_IDLE_MINUTES: u16 = 30;

/// Request `POST sign-in`: starts a sign-in at the identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// Return path: a local path ([`crate::is_local_path`]).
    pub return_to: String,
    /// Draft for the hand-off through the sign-in, opaque to the server; at most 16 kB. The server stores it encrypted
    /// for 15 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// Requires a new authentication with a strong method, however recent the last one.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub step_up: bool,
    /// Whether the last authentication method was too weak, so that the provider must not reuse its own session.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub another_means: bool,
}

/// Response to `POST sign-in`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInStarted {
    /// Target of the redirect.
    pub location: String,
}

/// Response to `POST session/draft` and `POST sign-in/draft`: the draft of the hand-off through the sign-in. Only the
/// first idempotency key receives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedOverDraft {
    /// Draft of `POST sign-in`; `None` if it had none or 15 minutes passed.
    pub draft: Option<String>,
}

/// Invented person of the demonstration (`GET sign-in/people`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemoPerson {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Birth date; `None` if only the person knows it.
    pub birth_date: Option<NaiveDate>,
    /// Description of the scenario.
    pub shows: Localised,
}

/// Response to `GET session`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The signed-in person; `None` without a session.
    pub person: Option<SessionPerson>,
}

/// Signed-in person. Only this person receives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionPerson {
    /// Given name and surname.
    pub name: String,
    /// Personal code with all but two digits masked.
    pub personal_code_masked: String,
    /// Facts from the registers, unknown where no register has them. They replace declared facts.
    pub register: Facts,
    /// Source of the birth date in `register`.
    pub birth_date_source: Option<BirthDateSource>,
    /// Learning account, if open.
    pub account: Option<Account>,
    /// Live application in the current call, the newest if the call allows several (reading R7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<LiveApplication>,
    /// Roles in addition to those of every citizen.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// Live application of the signed-in person, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveApplication {
    /// Identifier.
    pub id: String,
    /// Identifier of the programme.
    pub programme: String,
    /// Title of the programme at the time of receipt.
    pub title: Localised,
}

/// Role of a person. An operator grants it (`imk role`), until an instant or until revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Role {
    /// Employee of one provider (izglītības iestāde).
    ProviderMember {
        /// Identifier of the provider.
        provider: String,
    },
    /// Employee of the agency (VIAA).
    AgencyStaff,
    /// Reader of the audit log, without write access.
    Auditor,
}

impl Role {
    /// Returns the code of the role: `provider_member`, `agency_staff` or `auditor`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ProviderMember { .. } => "provider_member",
            Self::AgencyStaff => "agency_staff",
            Self::Auditor => "auditor",
        }
    }
}

/// Response to `POST sign-out` and `POST sign-out/everywhere`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// Target of the redirect that ends the session at the identity provider, if the provider supports it.
    pub location: Option<String>,
}

/// Response to `GET sign-ins`: active sessions of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIns {
    /// Active sessions, the most recently used first; at most 100.
    pub sign_ins: Vec<SignIn>,
}

/// Active session of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Identifier; not a secret: it does not authenticate.
    pub id: String,
    /// Instant of the sign-in.
    pub begun_at: DateTime<FixedOffset>,
    /// Instant of the last use.
    pub used_at: DateTime<FixedOffset>,
    /// Whether it is the session of this request.
    pub current: bool,
}

/// Request `PUT session/birth-date`: declares the birth date ([`rules::birth_date::may_declare`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareBirthDate {
    /// Birth date ([`rules::birth_date::problem`]).
    pub birth_date: NaiveDate,
}
