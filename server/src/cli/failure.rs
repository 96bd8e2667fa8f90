//! Failed commands.

/// Reason why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// Invalid value or failed operation: exit code 2.
    BadValue(String),
    /// The command ran, and its result is negative: exit code 1.
    Negative(String),
}

impl Failure {
    pub(super) fn bad(reason: impl std::fmt::Display) -> Self {
        Self::BadValue(reason.to_string())
    }
}
