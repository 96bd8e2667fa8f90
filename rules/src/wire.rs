//! Requests and responses of the API, shared by browser and server.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::clause::ClauseId;
use crate::contact::Contact;
use crate::eligibility::{Decision, Outcome, RuleId, Verdict};
use crate::facts::Facts;
use crate::hash::Hash;
use crate::language::{Language, Localised};
use crate::programme::{Programme, Provider};
use crate::reading::ReadingId;
use crate::receipt::{PublicKey, ReceiptFile};
use crate::window::{ApplicationWindow, WindowState};

mod draft;
mod identity;
mod problem;
pub use draft::{ACCOUNT_DRAFT_DAYS, AccountDraft, DraftState, KeepDraft};
pub use identity::{
    AuditEntry, AuditPage, BirthDateSource, DeclareBirthDate, DemoPerson, HandedOverDraft, Role, Session,
    SessionPerson, SignIn, SignInRequest, SignInStarted, SignIns, SignedOut,
};
pub use problem::{Problem, ProblemBody};

/// The header that every request which changes something carries, with the value `1`. A foreign page cannot set it
/// without the server's consent, so the session's cookie alone changes nothing.
pub const CSRF_HEADER: &str = "x-imk-csrf";

/// The header that names one attempt to submit; the same key never makes two applications.
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";

/// A session that is not used ends after this many minutes; the pages warn before it does (WCAG 2.2, 2.2.1).
pub const SESSION_IDLE_MINUTES: u16 = 30;

/// An idempotency key has 16 to 64 characters, letters, digits, hyphens and underscores.
pub fn is_idempotency_key(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// `GET call`: the call that is served, and the server's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallStatus {
    /// The call's name.
    pub id: String,
    /// The SHA-256 of the pack; a page whose own pack has another is out of date.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pack_hash: Hash,
    /// When applications are taken.
    pub window: ApplicationWindow,
    /// Where `now` lies in it.
    pub state: WindowState,
    /// The server's clock.
    pub now: DateTime<FixedOffset>,
    /// Whether the data is made up and the clock may be.
    pub demonstration: bool,
}

/// `GET programmes`: the whole catalogue with what is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Catalogue {
    /// Who offers programmes.
    pub providers: Vec<Provider>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// The places of each study group.
    pub places: Vec<GroupPlaces>,
}

/// `GET programmes/{id}`: one programme with what is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeDetails {
    /// Who offers it.
    pub provider: Provider,
    /// The programme.
    pub programme: Programme,
    /// The places of its study groups.
    pub places: Vec<GroupPlaces>,
}

/// What is free in a study group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupPlaces {
    /// The study group's identifier.
    pub group: String,
    /// Places nobody holds.
    pub free: u32,
    /// People on the waiting list.
    pub waiting: u32,
}

/// `POST assess`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssessRequest {
    /// What is known of the person.
    pub facts: Facts,
    /// The instant to decide for, in the demonstration only; else the server's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<DateTime<FixedOffset>>,
}

/// A learning account (individuālais mācību konts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// When it was opened.
    pub opened_at: DateTime<FixedOffset>,
    /// The version of the terms that were accepted.
    pub terms: String,
    /// The language for messages.
    pub language: Language,
    /// How to reach the person.
    pub contact: Contact,
}

/// The version of the terms that are in force; opening an account accepts them.
pub const TERMS_VERSION: &str = "2025-06-09";

/// `POST account`: open the account (N13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// The version of the terms that the person accepts: [`TERMS_VERSION`].
    pub terms: String,
    /// The language for messages.
    pub language: Language,
    /// How to reach the person; an empty e-mail address is allowed here.
    pub contact: Contact,
}

/// `PATCH account`: what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ChangeAccount {
    /// The language for messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How to reach the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// It was received and waits for the agency's decision.
    Submitted,
}

/// What became of the place when an application arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Place {
    /// A place is held.
    Held,
    /// No place was free; the number on the waiting list (rezerves saraksts) when it arrived, from 1.
    Waiting {
        /// The number, from 1.
        number: u32,
    },
    /// Places are drawn after the window closes (reading R8).
    Draw,
}

/// One's own application (`GET applications`, `GET applications/{id}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// Its identifier.
    pub id: String,
    /// The call's name.
    pub call: String,
    /// The programme's identifier.
    pub programme: String,
    /// The programme's title when the application arrived.
    pub title: Localised,
    /// The study group's identifier.
    pub group: String,
    /// The study group's first day.
    pub starts_on: NaiveDate,
    /// The study group's last day.
    pub ends_on: NaiveDate,
    /// Where it stands.
    pub state: ApplicationState,
    /// What became of the place.
    pub place: Place,
    /// When it arrived.
    pub submitted_at: DateTime<FixedOffset>,
    /// What was found when it arrived; not yet the agency's decision.
    pub verdict: Verdict,
    /// Every condition.
    pub findings: Vec<FindingView>,
}

/// A condition as the account shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// The condition.
    pub rule: RuleId,
    /// Whether it held.
    pub outcome: Outcome,
    /// The sentences it rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub clauses: Vec<ClauseId>,
    /// The reading that decided.
    pub reading: Option<ReadingId>,
}

impl FindingView {
    /// The findings of a decision.
    pub fn of(decision: &Decision) -> Vec<Self> {
        let view = |finding: &crate::eligibility::Finding| Self {
            rule: finding.rule,
            outcome: finding.outcome,
            clauses: finding.clauses.iter().collect(),
            reading: finding.reading,
        };
        decision.findings.iter().map(view).collect()
    }
}

/// The answer to `POST applications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submitted {
    /// The application as the account shows it.
    pub application: Application,
    /// The confirmation, with the holder's part.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub receipt: ReceiptFile,
}

/// `GET applications`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applications {
    /// One's own applications, the newest first.
    pub applications: Vec<Application>,
}

/// What an account message tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum MessageContent {
    /// The account was opened.
    AccountOpened,
    /// An application was received.
    ApplicationReceived {
        /// The application's identifier.
        application: String,
        /// The programme's title.
        title: Localised,
    },
}

/// A message in the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Its identifier.
    pub id: String,
    /// When it was written.
    pub at: DateTime<FixedOffset>,
    /// What it tells; the pages find the words.
    pub content: MessageContent,
}

/// `GET messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    /// The account's messages, the newest first.
    pub messages: Vec<Message>,
}

/// `GET keys`: the public keys under which confirmations verify, those of earlier years too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Keys {
    /// The keys.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub keys: Vec<PublicKey>,
}
