//! Requests and responses of the API, shared by the browser and the server, one file per domain.

// utoipa's derive macros name `std`; every other configuration is `no_std`.
#![cfg_attr(not(feature = "openapi"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

mod account;
mod application;
mod audit;
mod call;
mod catalogue;
mod contact;
mod draft;
mod local_path;
mod message;
pub mod my_data;
pub mod page_paths;
mod problem;
mod session;

pub use account::{Account, ChangeAccount, OpenAccount, TERMS_VERSION};
pub use application::{Application, ApplicationState, Applications, FindingView, Seat, Submitted};
pub use audit::{AuditEntry, AuditPage};
pub use call::{AssessRequest, CallStatus, Keys, OfferSummary, TopicSummary};
pub use catalogue::{CatalogueResponse, GroupSeats, ProgrammeDetails};
pub use contact::{AgencyContact, ContactPart};
pub use draft::{ACCOUNT_DRAFT_DAYS, AccountDraft, DraftState, KeepDraft};
pub use local_path::is_local_path;
pub use message::{Message, MessageContent, Messages};
pub use problem::{ApiProblem, ProblemBody};
pub use session::{
    DeclareBirthDate, DemoPerson, HandedOverDraft, LiveApplication, Role, SESSION_IDLE_MINUTES, Session, SessionPerson,
    SignIn, SignInRequest, SignInStarted, SignIns, SignedOut,
};

/// Header of every request that changes data, with the value `1`. A page of another origin cannot set it without CORS
/// permission, so the session cookie alone is not enough for a change (CSRF protection).
pub const CSRF_HEADER: &str = "x-imk-csrf";

/// Header with the idempotency key of a submission: one key never creates two applications.
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";

/// Returns whether a text is an idempotency key: 16 to 64 ASCII letters, digits, hyphens and underscores.
pub fn is_idempotency_key(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
