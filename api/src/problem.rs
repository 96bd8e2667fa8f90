//! Errors of the API: problem+json (RFC 9457) with a stable code and data, and without text to translate.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::account::OpenAccountError;
use rules::field::FieldError;
use serde::{Deserialize, Serialize};

use crate::draft::AccountDraft;
use crate::my_data::MyDataError;

/// Reason why the API refused a request: the stable code in `code`, its details in `data`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "code", content = "data")]
pub enum ApiProblem {
    /// The object does not exist, or belongs to another person.
    NotFound,
    /// The address does not support this method.
    MethodNotAllowed,
    /// The body does not match the schema.
    BodyInvalid {
        /// Message of the parser, for developers.
        reason: String,
    },
    /// The body is larger than `limit`.
    BodyTooLarge {
        /// Maximum size in bytes.
        limit: u32,
    },
    /// The request changes data and lacks [`crate::CSRF_HEADER`].
    CsrfHeaderMissing,
    /// The request has no session, or the session expired.
    SignInRequired,
    /// The sign-in was started too long ago, or in another browser.
    SignInExpired,
    /// This server has no identity provider.
    SignInUnavailable,
    /// The return path is no local path ([`crate::is_local_path`]).
    ReturnPathInvalid,
    /// The demonstration has no such person, or the identity provider gave no Latvian personal code or no name.
    UnknownPerson,
    /// The person cancelled the sign-in at the identity provider, or the provider denied it.
    SignInCancelled,
    /// The identity provider's response failed verification: a proof is missing or invalid.
    SignInUnverified,
    /// The sign-in matches two different people of the server, which never merges them automatically.
    IdentityConflict,
    /// The authentication method is too weak.
    SignInTooWeak,
    /// The operation requires a sign-in within the last minutes, with a strong authentication method.
    StepUpRequired,
    /// The operation requires another role.
    RoleRequired,
    /// The person is too young for an account (N13).
    UnderAge {
        /// Minimum age for an account, in full years.
        minimum_age: u8,
        /// First day on which this person may open an account, if the birth date is known.
        adult_on: Option<NaiveDate>,
    },
    /// No source gives the birth date.
    BirthDateUnknown,
    /// The birth date can no longer be declared ([`rules::birth_date::may_declare`]).
    BirthDateKnown,
    /// The person has no account.
    AccountMissing,
    /// The person already has an account.
    AccountExists,
    /// The account has a live application, so it cannot be closed.
    AccountInUse,
    /// The file with "my data" cannot be imported.
    MyDataRefused {
        /// The reason.
        reason: MyDataError,
    },
    /// The accepted terms of use are not those in force.
    TermsOutdated {
        /// Version in force.
        current: String,
    },
    /// The contact data are invalid.
    ContactInvalid {
        /// Errors to correct.
        errors: Vec<FieldError>,
    },
    /// The idempotency key is missing or malformed ([`crate::is_idempotency_key`]).
    IdempotencyKeyInvalid,
    /// The idempotency key was used for another body.
    IdempotencyKeyReused,
    /// The application is invalid.
    ApplicationInvalid {
        /// Errors to correct.
        errors: Vec<FieldError>,
    },
    /// The base revision is outdated: another device changed, submitted or deleted the draft.
    DraftChanged {
        /// Current draft on the server.
        current: Box<AccountDraft>,
    },
    /// The window is not open yet (N3).
    WindowNotYetOpen {
        /// Opening instant.
        opens_at: DateTime<FixedOffset>,
    },
    /// The window is closed (N3).
    WindowClosed {
        /// Closing instant.
        closed_at: DateTime<FixedOffset>,
    },
    /// The person has a live application in this call (reading R7).
    LiveApplicationExists {
        /// Identifier of the live application.
        application: String,
    },
    /// Only the demonstration accepts an instant in the request.
    DemonstrationOnly,
    /// This person or network address exceeded the rate limit.
    TooManyRequests {
        /// Seconds until the next request is allowed.
        retry_after: u32,
    },
    /// The server is overloaded; retry later.
    Busy {
        /// Seconds until a retry.
        retry_after: u32,
    },
    /// The server failed; its log contains the cause under the request identifier.
    Internal {
        /// Identifier of the request.
        request: String,
    },
}

impl ApiProblem {
    /// Returns the HTTP status of the code.
    pub const fn status(&self) -> u16 {
        match self {
            Self::BodyInvalid { .. }
            | Self::IdempotencyKeyInvalid
            | Self::ReturnPathInvalid
            | Self::SignInUnverified => 400,
            Self::SignInRequired | Self::StepUpRequired => 401,
            Self::CsrfHeaderMissing
            | Self::UnderAge { .. }
            | Self::DemonstrationOnly
            | Self::AccountMissing
            | Self::SignInTooWeak
            | Self::RoleRequired => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::WindowNotYetOpen { .. }
            | Self::WindowClosed { .. }
            | Self::LiveApplicationExists { .. }
            | Self::DraftChanged { .. }
            | Self::AccountExists
            | Self::AccountInUse
            | Self::BirthDateKnown
            | Self::IdentityConflict => 409,
            Self::BodyTooLarge { .. } => 413,
            Self::ApplicationInvalid { .. }
            | Self::ContactInvalid { .. }
            | Self::IdempotencyKeyReused
            | Self::TermsOutdated { .. }
            | Self::MyDataRefused { .. }
            | Self::BirthDateUnknown
            | Self::UnknownPerson
            | Self::SignInCancelled
            | Self::SignInExpired => 422,
            Self::TooManyRequests { .. } => 429,
            Self::Busy { .. } | Self::SignInUnavailable => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// The stable code, as in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::BodyInvalid { .. } => "body_invalid",
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::CsrfHeaderMissing => "csrf_header_missing",
            Self::SignInRequired => "sign_in_required",
            Self::SignInExpired => "sign_in_expired",
            Self::SignInUnavailable => "sign_in_unavailable",
            Self::ReturnPathInvalid => "return_path_invalid",
            Self::UnknownPerson => "unknown_person",
            Self::SignInCancelled => "sign_in_cancelled",
            Self::SignInUnverified => "sign_in_unverified",
            Self::IdentityConflict => "identity_conflict",
            Self::SignInTooWeak => "sign_in_too_weak",
            Self::StepUpRequired => "step_up_required",
            Self::RoleRequired => "role_required",
            Self::UnderAge { .. } => "under_age",
            Self::BirthDateUnknown => "birth_date_unknown",
            Self::BirthDateKnown => "birth_date_known",
            Self::AccountMissing => "account_missing",
            Self::AccountExists => "account_exists",
            Self::AccountInUse => "account_in_use",
            Self::MyDataRefused { .. } => "my_data_refused",
            Self::TermsOutdated { .. } => "terms_outdated",
            Self::ContactInvalid { .. } => "contact_invalid",
            Self::IdempotencyKeyInvalid => "idempotency_key_invalid",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::ApplicationInvalid { .. } => "application_invalid",
            Self::DraftChanged { .. } => "draft_changed",
            Self::WindowNotYetOpen { .. } => "window_not_yet_open",
            Self::WindowClosed { .. } => "window_closed",
            Self::LiveApplicationExists { .. } => "live_application_exists",
            Self::DemonstrationOnly => "demonstration_only",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::Busy { .. } => "busy",
            Self::Internal { .. } => "internal",
        }
    }
}

/// Body of an error response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemBody {
    /// Always `about:blank`: the code identifies the problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// HTTP status.
    pub status: u16,
    /// Code and data.
    #[serde(flatten)]
    pub problem: ApiProblem,
}

impl From<ApiProblem> for ProblemBody {
    fn from(problem: ApiProblem) -> Self {
        Self { kind: "about:blank".into(), status: problem.status(), problem }
    }
}

impl From<OpenAccountError> for ApiProblem {
    fn from(error: OpenAccountError) -> Self {
        match error {
            OpenAccountError::BirthDateUnknown => Self::BirthDateUnknown,
            OpenAccountError::UnderAge { minimum_age, adult_on } => {
                Self::UnderAge { minimum_age, adult_on: Some(adult_on) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use super::ApiProblem;

    #[test]
    fn code_is_the_tag_in_json() {
        let problems = [
            ApiProblem::NotFound,
            ApiProblem::CsrfHeaderMissing,
            ApiProblem::BodyTooLarge { limit: 1 },
            ApiProblem::Busy { retry_after: 2 },
            ApiProblem::Internal { request: "1".to_string() },
        ];
        for problem in problems {
            assert_eq!(serde_json::to_value(&problem).unwrap()["code"], problem.code());
        }
    }
}
