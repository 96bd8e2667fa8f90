//! Why an answer did not come.

use rules::wire::Problem;

/// What became of a request that has no answer. The words for each are in [`crate::i18n::problems`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server could not be reached.
    Unreachable,
    /// The server refused and says why.
    Refused(Problem),
    /// Something answered that these pages do not understand: a proxy in between, or a newer server.
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
}
