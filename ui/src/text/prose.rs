//! Sections of longer texts.

/// A heading with its paragraphs.
pub struct Section {
    /// Heading.
    pub heading: &'static str,
    /// Paragraphs in order.
    pub paragraphs: &'static [&'static str],
}
