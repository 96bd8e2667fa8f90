//! Why an answer did not come.

use api::ApiProblem;

/// Too many requests (RFC 6585).
const TOO_MANY: u16 = 429;

/// What became of a request that has no answer. The words for each are in [`crate::text::problems`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server could not be reached.
    Unreachable,
    /// The server refused and says why.
    Refused(ApiProblem),
    /// Something answered that these pages do not understand: a proxy in between, or a newer server.
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
}

impl ApiError {
    /// Whether the same question may have an answer a little later.
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
    fn what_is_wrong_with_the_network_or_the_server_may_pass_and_a_refusal_does_not() {
        assert!(ApiError::Unreachable.may_pass());
        assert!(ApiError::Unreadable { status: 502 }.may_pass());
        assert!(ApiError::Refused(ApiProblem::Busy { retry_after: 1 }).may_pass());
        assert!(ApiError::Refused(ApiProblem::TooManyRequests { retry_after: 1 }).may_pass());
        assert!(!ApiError::Refused(ApiProblem::SignInRequired).may_pass());
    }
}
