//! Why a spec failed, in words for whoever reads the test's output.

use std::error::Error;
use std::fmt;

use crate::Skip;

/// What a spec and every helper returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// The reason. Any error becomes one by `?`; a text by [`Failure::new`].
///
/// Not an [`Error`] itself, which is what allows the conversion from every error.
pub struct Failure {
    words: String,
    /// Set where the spec has not failed: the engine cannot do what it asks.
    skip: Option<&'static Skip>,
}

impl Failure {
    /// A failure in the given words.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), skip: None }
    }

    /// Not a failure: the engine cannot do what the spec asks.
    pub(crate) fn left_out(skip: &'static Skip) -> Self {
        let words = format!("{} cannot do “{}”: {}", skip.engine.name(), skip.capability.name(), skip.reason);
        Self { words, skip: Some(skip) }
    }

    /// What the engine cannot do, where that is all there is to it.
    pub fn skip(&self) -> Option<&'static Skip> {
        self.skip
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
