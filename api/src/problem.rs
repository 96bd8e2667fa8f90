//! Errors of the API: one envelope, problem+json (RFC 9457) with a stable code and data, and no prose to translate.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rules::account::UnderAgeError;
use rules::application::FieldError;
use serde::{Deserialize, Serialize};

use crate::draft::AccountDraft;
use crate::my_data::MyDataError;

/// Why a request was refused: the stable code in `code`, what belongs to it in `data`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "code", content = "data")]
pub enum ApiProblem {
    /// No such thing, or it is not this person's.
    NotFound,
    /// The address does not take this method.
    MethodNotAllowed,
    /// The body is not what the address takes.
    BodyInvalid {
        /// For developers: what the reader expected.
        reason: String,
    },
    /// The body is larger than `limit` bytes.
    BodyTooLarge {
        /// The limit in bytes.
        limit: u32,
    },
    /// The request changes something and lacks the header against forged requests.
    CsrfHeaderMissing,
    /// Nobody is signed in, or the sign-in expired.
    SignInRequired,
    /// The sign-in was begun too long ago, or in another browser.
    SignInExpired,
    /// This server has no identity provider.
    SignInUnavailable,
    /// The page to return to is not a path of this site.
    ReturnPathInvalid,
    /// The identity provider gave no person of this name, or no Latvian personal code, or no name.
    UnknownPerson,
    /// The person stopped at the identity provider, or it let nobody in.
    SignInCancelled,
    /// What the identity provider sent cannot be relied upon: a proof in it is missing or does not hold.
    SignInUnverified,
    /// The sign-in names two people whom the server knows as different: nothing is merged by itself.
    IdentityConflict,
    /// The means by which the person signed in is not one that is good enough here.
    SignInTooWeak,
    /// The operation wants a sign-in of the last few minutes, by a means that is strong enough.
    StepUpRequired,
    /// The operation is for people with another role.
    RoleRequired,
    /// The person is too young for an account (N13).
    UnderAge {
        /// Full years of age from which an account may be opened.
        minimum_age: u8,
        /// The day from which this person may, where the birth date is known.
        adult_on: Option<NaiveDate>,
    },
    /// The birth date is not known from any source.
    BirthDateUnknown,
    /// The birth date is known from a better source than the person's declaration.
    BirthDateKnown,
    /// The account is not open yet.
    AccountMissing,
    /// The account is open already.
    AccountExists,
    /// The account has a live application and cannot be closed.
    AccountInUse,
    /// A file of one's data cannot be taken back.
    MyDataRefused {
        /// Why.
        reason: MyDataError,
    },
    /// The terms accepted are not those in force.
    TermsOutdated {
        /// The version in force.
        current: String,
    },
    /// Contact data is wrong.
    ContactInvalid {
        /// What is to be mended.
        errors: Vec<FieldError>,
    },
    /// The request names no idempotency key, or one of the wrong form.
    IdempotencyKeyInvalid,
    /// The key was used for another body.
    IdempotencyKeyReused,
    /// The application cannot be taken as it is.
    ApplicationInvalid {
        /// What is to be mended.
        errors: Vec<FieldError>,
    },
    /// The draft was changed, sent or deleted from another device meanwhile.
    DraftChanged {
        /// What the server has.
        current: Box<AccountDraft>,
    },
    /// The window is not open yet (N3).
    WindowNotYetOpen {
        /// When it opens.
        opens_at: DateTime<FixedOffset>,
    },
    /// The window is over (N3).
    WindowClosed {
        /// When it closed.
        closed_at: DateTime<FixedOffset>,
    },
    /// The person has a live application in this call (reading R7).
    LiveApplicationExists {
        /// Its identifier.
        application: String,
    },
    /// An instant may be given in the demonstration only.
    DemonstrationOnly,
    /// This person, or whoever shares the address, asked too often.
    TooManyRequests {
        /// After how many seconds to ask again.
        retry_after: u32,
    },
    /// Too much is going on; try again later.
    Busy {
        /// After how many seconds.
        retry_after: u32,
    },
    /// Something broke; the server's log has the cause under this number.
    Internal {
        /// The request's number.
        request: String,
    },
}

impl ApiProblem {
    /// The HTTP status that goes with the code.
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

/// The envelope as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemBody {
    /// Always `about:blank`: the code says what the problem is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// The code and its data.
    #[serde(flatten)]
    pub problem: ApiProblem,
}

impl From<ApiProblem> for ProblemBody {
    fn from(problem: ApiProblem) -> Self {
        Self { kind: "about:blank".into(), status: problem.status(), problem }
    }
}

impl From<UnderAgeError> for ApiProblem {
    fn from(UnderAgeError { minimum_age, adult_on }: UnderAgeError) -> Self {
        Self::UnderAge { minimum_age, adult_on: Some(adult_on) }
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
