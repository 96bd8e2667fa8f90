//! A failure in words: heading and advice.

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened.
    pub heading: String,
    /// What to do.
    pub text: String,
}

impl Failure {
    /// A failure.
    pub fn new(heading: &str, text: impl Into<String>) -> Self {
        Self { heading: heading.to_owned(), text: text.into() }
    }
}
