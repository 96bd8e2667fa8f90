//! Reason of a failed spec, as text for the test's output.

use std::error::Error;
use std::fmt;

/// Return type of specs and helpers.
pub type Result<T = ()> = std::result::Result<T, Failure>;

/// The reason. Any error becomes one by `?`; a text by [`Failure::new`].
///
/// Not an [`Error`] itself, which is what allows the conversion from every error.
pub struct Failure {
    words: String,
    /// Whether the spec has not failed: the engine lacks a capability that it needs.
    skipped: bool,
}

impl Failure {
    /// A failure in the given words.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), skipped: false }
    }

    /// Not a failure: the engine lacks a capability that the spec needs.
    pub(crate) fn skipped(words: impl Into<String>) -> Self {
        Self { words: words.into(), skipped: true }
    }

    /// Whether the spec is skipped in this engine and has not failed.
    pub fn is_skip(&self) -> bool {
        self.skipped
    }

    /// The same failure with more said below it.
    #[must_use]
    pub fn and(self, more: impl fmt::Display) -> Self {
        Self { words: format!("{}\n{more}", self.words), ..self }
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words)
    }
}

/// A failing test prints its error by `Debug`: the words, not their escaped form.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
