//! Text of a failure: heading and advice.

/// Text of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Description of the failure.
    pub heading: String,
    /// Advice on the next action.
    pub text: String,
}

impl Failure {
    /// Creates a failure text.
    pub fn new(heading: &str, text: impl Into<String>) -> Self {
        Self { heading: heading.to_owned(), text: text.into() }
    }
}
