//! Text to read, as pages of prose hold it.

/// A heading and what stands below it.
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// The paragraphs.
    pub paragraphs: &'static [&'static str],
}
