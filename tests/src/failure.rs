//! Why a spec failed, in words for whoever reads the test's output.

use std::error::Error;
use std::fmt;

/// What a spec and every helper returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// The reason. Any error becomes one by `?`; a text by [`Failure::new`].
///
/// Not an [`Error`] itself, which is what allows the conversion from every error.
pub struct Failure(String);

impl Failure {
    /// A failure in the given words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The same failure with more said below it.
    #[must_use]
    pub fn and(self, more: impl fmt::Display) -> Self {
        Self(format!("{}\n{more}", self.0))
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A failing test prints its error by `Debug`: the words, not their escaped form.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
