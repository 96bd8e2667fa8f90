//! Errors of API requests.

use api::ApiProblem;

/// Status "Too Many Requests" (RFC 6585).
const TOO_MANY: u16 = 429;

/// Reason why a request failed. Its texts are in [`crate::text::problems`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server could not be reached.
    Unreachable,
    /// The server rejected the request and states the problem.
    Refused(ApiProblem),
    /// The response is not understood: it comes from a proxy or from a newer server.
    Unreadable {
        /// HTTP status.
        status: u16,
    },
}

impl ApiError {
    /// Returns whether a retry may succeed.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable | Self::Unreadable { .. } => true,
            Self::Refused(problem) => problem.status() >= 500 || problem.status() == TOO_MANY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_and_server_errors_are_transient_but_refusals_are_not() {
        assert!(ApiError::Unreachable.may_pass());
        assert!(ApiError::Unreadable { status: 502 }.may_pass());
        assert!(ApiError::Refused(ApiProblem::Busy { retry_after: 1 }).may_pass());
        assert!(ApiError::Refused(ApiProblem::TooManyRequests { retry_after: 1 }).may_pass());
        assert!(!ApiError::Refused(ApiProblem::SignInRequired).may_pass());
    }
}
